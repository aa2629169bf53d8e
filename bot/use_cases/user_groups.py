"""The chat's group that follows a rota, such as @comms-oncall: whoever is on is in it, and it is never empty or stale.

Where nobody is on, the rota's fallback is in it, else every lead: those who are not away, if there are any.
What the chat answers is told to the leads once.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.due import Again, Claim, retry_after
from bot.core.ids import PersonId, RotaId
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.rota.duty import Holder
from bot.core.rota.plan import Plan
from bot.core.wording import names
from bot.use_cases.alarms import TOLD, first_time, tell_leads
from bot.use_cases.cases import name_of
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_chat import CannotDeliver, Delivered, Delivery, TryLater
from bot.use_cases.rotas import on_duty
from bot.use_cases.tools import Tools

_AFTER_REFUSAL = timedelta(hours=1)
_PATIENCE = 5
"""Tries after which a chat that cannot be reached is told to the leads: about a minute."""


def follow(tools: Tools, claim: Claim) -> Again | None:
    """Put whoever is on into the group."""
    with tools.store.read() as uow:
        plan = uow.rotas.plan(RotaId(claim.subject))
        if plan is None or not plan.user_group or tools.groups is None:
            return None
        people = _members(uow, plan, tools.groups.platform)
        wanted = _remembered(plan, people)
    members = [identity for person in people for identity in _in_chat(person, tools.groups.platform)]
    answer: Delivery = tools.groups.put(plan.user_group, members) if members else CannotDeliver(_NOBODY)
    with tools.store.write() as uow:
        return _noted(uow, plan, claim, answer, wanted)


_NOBODY = "Nobody who is on, no fallback and no lead is known to Slack."


def is_behind(uow: UnitOfWork, plan: Plan, platform: str) -> bool:
    """Whether the group was last filled with other people than those who belong in it now."""
    return uow.messages.ref(TOLD, _key(plan)) != _remembered(plan, _members(uow, plan, platform))


def _key(plan: Plan) -> str:
    return f"group:{plan.user_group}"


def _remembered(plan: Plan, people: Sequence[Person]) -> str:
    return f"{plan.user_group}: {', '.join(person.id for person in people)}"


def _members(uow: UnitOfWork, plan: Plan, platform: str) -> list[Person]:
    """Whoever is on now, in any rota with this group; else the fallbacks; else the leads.

    Only people who may act and are in this chat. Of fallbacks and leads, those who are away only if all of them are.
    """
    sharing = [each for each in uow.rotas.plans() if each.user_group == plan.user_group]
    if on := _reachable(uow, [person for each in sharing for person in _on(uow, each)], platform):
        return on
    fallbacks = _reachable(uow, [each.calling.fallback for each in sharing], platform)
    leads = _reachable(uow, [person.id for person in uow.people.all() if person.lead], platform)
    now = uow.now()
    away = {kept.absence.person for kept in uow.rotas.absences(now, now + datetime.resolution)}
    here = ([p for p in those if p.id not in away] for those in (fallbacks, leads))
    return next((those for those in (*here, fallbacks) if those), leads)


def _on(uow: UnitOfWork, plan: Plan) -> list[PersonId]:
    seats = on_duty(uow, plan, uow.now()).values()
    return list(dict.fromkeys(span.duty.person for span in seats if isinstance(span.duty, Holder)))


def _reachable(uow: UnitOfWork, chosen: Sequence[PersonId | None], platform: str) -> list[Person]:
    people = [uow.people.get(person) for person in dict.fromkeys(chosen) if person]
    return [p for p in people if p and p.standing is Standing.ACTIVE and _in_chat(p, platform)]


def _in_chat(person: Person, platform: str) -> list[ChatIdentity]:
    return [identity for identity in person.chat if identity.platform == platform]


def _noted(uow: UnitOfWork, plan: Plan, claim: Claim, answer: Delivery, wanted: str) -> Again | None:
    failing = f"group-fails:{plan.id}"
    match answer:
        case Delivered():
            if first_time(uow, _key(plan), wanted):
                uow.records.append("UserGroupFilled", ACCESS_OF_SERVICE, f"rota:{plan.id}", {"group": wanted})
            if uow.messages.ref(TOLD, failing):
                uow.messages.put_ref(TOLD, failing, "")
            return None
        case TryLater(detail, after):
            if claim.attempt >= _PATIENCE:
                _tell_once(uow, plan, failing, detail)
            return Again(max(after or timedelta(), retry_after(claim.attempt)), detail)
        case CannotDeliver(detail):
            _tell_once(uow, plan, failing, detail)
            return Again(_AFTER_REFUSAL, detail)


def _tell_once(uow: UnitOfWork, plan: Plan, key: str, detail: str) -> None:
    """Tell the leads, once for each reason, until it works again."""
    if not first_time(uow, key, detail):
        return
    uow.records.append("UserGroupBehind", ACCESS_OF_SERVICE, f"rota:{plan.id}", {"detail": detail})
    people = names([name_of(uow, person) for person in _on(uow, plan)], joined_by="and") or "the right people"
    notice = Notice(
        f"{plan.user_group} does not follow the rota {plan.name}",
        (
            f"Slack did not take the change: {detail}",
            f"Whoever writes to {plan.user_group} may not reach {people}.",
            "Countersign goes on trying. To see who is on: /rota. To examine it: countersign doctor.",
        ),
        Tone.WARNING,
    )
    tell_leads(uow, f"{key}:{uow.now().isoformat()}", notice)
