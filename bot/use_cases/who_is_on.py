"""Who is on, in words: `/rota`, and who may approve for an account now and tonight (F17, S72). Decides nothing."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.core.accounts import Account, Role
from bot.core.authority import account_named, holders, may_lead
from bot.core.cards import Action, Notice, Overview, Point, Tone
from bot.core.forms import Shown
from bot.core.people import Person, Standing
from bot.core.refusals import Refusal
from bot.core.rota.clock import DAY, first, local, midnight
from bot.core.rota.moments import begins
from bot.core.rota.plan import Plan, plan_for
from bot.core.wording import names
from bot.use_cases.cases import told, zone
from bot.use_cases.hours_words import of_rota, published
from bot.use_cases.naming import no_such_account
from bot.use_cases.now_words import NOBODY, at_words, now_lines, zone_note
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rota_named import rota_named
from bot.use_cases.rotas import AHEAD, all_in_force, in_force, is_away, watching
from bot.use_cases.tools import Tools
from bot.use_cases.watched import all_channels

TONIGHT = time(23, 0)
"""The hour meant by “tonight”: when nobody would be there by chance."""
_NOW_AND_TONIGHT = frozenset({"now", "tonight", "and"})
_MOST, _NAMED = 25, 12
"""Rotas shown at once, and named where there are more."""
NO_ROTA = "No rota is set up yet. It is described in org.yaml, under “rotas”."


def who_is_on(tools: Tools, person: Person) -> Shown:
    """`/rota`: who is on now in every rota, who comes next, and how to reach them; and what can be done about it."""
    with tools.store.read() as uow:
        shown = [point for _, point in sorted(_points(uow, person), key=lambda each: each[0])]
        if not shown:
            return Notice("Who is on", (NO_ROTA,))
        left_out = names([point.title for point in shown[_MOST:]], joined_by="and", at_most=_NAMED)
        more = (f"Not shown: {left_out}. To see one: /rota and its name.",) if left_out else ()
        return _overview(uow, person, shown[:_MOST], more)


def who_is_on_in(tools: Tools, person: Person, name: str) -> Shown | None:
    """`/rota press`: the same of one rota; None where no rota is called so."""
    with tools.store.read() as uow:
        plan = rota_named(uow, name)
        found = [] if isinstance(plan, Refusal) else [each for each in _points(uow, person) if each[1].about == plan.id]
        return _overview(uow, person, [point for _, point in found], ()) if found else None


def _points(uow: UnitOfWork, person: Person) -> list[tuple[tuple[bool, bool], Point]]:
    """Each rota, to be sorted: where nobody is on comes first, then those somebody takes turns in."""
    now, channels, found = uow.now(), all_channels(uow), []
    for plan, rota in all_in_force(uow, now, now + AHEAD):
        lines = (*now_lines(uow, plan, rota, now), *of_rota(channels.get(plan.id, {})))
        rank = (not any(NOBODY in line for line in lines), person.id not in plan.people())
        found.append((rank, Point(plan.name, lines, plan.id)))
    return found


def _overview(uow: UnitOfWork, person: Person, points: list[Point], more: tuple[str, ...]) -> Overview:
    is_open = any(NOBODY in line for point in points for line in point.lines)
    actions = (Action.SEE_CHANGES, *((Action.ADD_SHIFT,) if may_lead(person) is None else ()))
    notes = (*more, f"{zone_note(uow, uow.now())} The week: /rota week. Who can approve: /rota who @account.")
    tone = Tone.WARNING if is_open else Tone.INFO
    return Overview("Who is on", (*points, Point("", (), "rota", actions)), notes, tone)


def plan_lines(uow: UnitOfWork, plan: Plan, at: datetime) -> list[str]:
    """One rota: who is on at this instant, who comes next, and how to reach them."""
    return [f"{plan.name}:", *now_lines(uow, plan, in_force(uow, plan, at, at + AHEAD), at, lead="On")]


def seat_words(seat: str) -> str:
    """A seat as people call it: “on call” for `on_call`."""
    return seat.replace("_", " ")


def who_can_approve(tools: Tools, words: str) -> Shown:
    """`/rota who @x`, `/rota who can approve for @x tonight`: who can, the one on duty first, and how to reach them."""
    with tools.store.read() as uow:
        handle = _handle(words, uow.accounts.all())
        account = account_named(handle, uow.accounts.all())
        if account is None:
            return told(no_such_account(handle, uow.accounts.all()), "I do not know that account")
        times = _asked(uow, words, handle)
        if isinstance(times, Refusal):
            return told(times, "When do you mean?")
        points = _answers(uow, account, times)
        is_open = any(NOBODY in line for point in points for line in point.lines)
        more = [Point("", tuple(published(account)))] if published(account) else []
        title = f"Who can approve for @{account.handle}"
        return Overview(title, (*points, *more), (zone_note(uow, uow.now()),), Tone.WARNING if is_open else Tone.INFO)


def _asked(uow: UnitOfWork, words: str, handle: str) -> list[tuple[str, datetime]] | Refusal:
    """The times that are meant: now and tonight, unless only one of them was said, or another moment."""
    now, here = uow.now(), ZoneInfo(zone(uow))
    tonight = first(datetime.combine(now.astimezone(here).date(), TONIGHT), here)
    said = [word.strip("?!.,").casefold() for word in words.split()]
    after = said[said.index(handle.casefold()) + 1 :] if handle.casefold() in said else []
    if other := " ".join(word for word in after if word not in _NOW_AND_TONIGHT):
        at = _moment(other, now, here)
        if isinstance(at, datetime):
            return [(f"At {at_words(uow, at, now)}", at)]
        if any(letter.isdigit() for letter in other):
            return at
    times = [("Now", now), (f"Tonight at {TONIGHT:%H:%M}", tonight)]
    if "tonight" in said and "now" not in said:
        times = times[1:]
    elif "now" in said and "tonight" not in said:
        times = times[:1]
    return [(title, at) for title, at in times if at >= now] or [("Now", now)]


def _moment(words: str, now: datetime, here: ZoneInfo) -> datetime | Refusal:
    """Another moment ahead: “3am” said at noon is in the night to come."""
    at = begins(words, now, here)
    if isinstance(at, Refusal) or at >= now:
        return at
    return begins(words, midnight(local(now, here).date() + DAY, here), here)


def _answers(uow: UnitOfWork, account: Account, times: list[tuple[str, datetime]]) -> list[Point]:
    """One point for each time; a single one where the answer is the same."""
    plan = plan_for(account.id, uow.rotas.plans())
    reach = (f"To reach whoever is on: {plan.reach}",) if plan and plan.reach else ()
    answers = {title: able_words(uow, account, at) for title, at in times}
    if len(answers) > 1 and len(set(answers.values())) == 1:
        title = " and ".join(title if n == 0 else title.lower() for n, title in enumerate(answers))
        return [Point(title, (next(iter(answers.values())), *reach))]
    last = list(answers)[-1]
    return [Point(title, (said, *(reach if title == last else ()))) for title, said in answers.items()]


def _handle(words: str, accounts: Iterable[Account]) -> str:
    """The account in “who can approve for @x?”; without an @, the word that names one, or the last that is no time."""
    known = list(accounts)
    typed = [word.strip("?!.,") for word in words.split()]
    named = [word for word in typed if word.casefold() not in {*_NOW_AND_TONIGHT, ""}]
    meant = (word for word in named if word.startswith("@") or account_named(word, known))
    return next(meant, named[-1] if named else "")


def present_approvers(uow: UnitOfWork, account: Account, at: datetime) -> list[Person]:
    """Everybody on the account's list of approvers who is not away at this instant."""
    able = holders(account, Role.APPROVE, uow.people.all(), uow.accounts.grants(account.id))
    return [holder.person for holder in able if not is_away(uow, holder.person.id, at)]


def able_words(uow: UnitOfWork, account: Account, at: datetime) -> str:
    """Who can approve for the account at this instant, the one on duty first, in sentences."""
    able = present_approvers(uow, account, at)
    watch = watching(uow, account.id, at)
    on = uow.people.get(watch.person) if watch and watch.person else None
    others = names([p.name for p in able if on is None or p.id != on.id], joined_by="and")
    if not able:
        return f"{NOBODY} on the list of approvers is there. {_ask_a_lead(uow)}"
    if on is None:
        return f"{others} can approve. Nobody is on duty." if watch else f"{others} can approve."
    role = "at the desk" if watch and watch.is_in_hours else "on call"
    if on not in able:
        return f"{others} can approve. {on.name} is {role}, but not on the list of approvers."
    also = f" So can {others}." if others else ""
    return f"{on.name} is {role} and can approve.{also}"


def _ask_a_lead(uow: UnitOfWork) -> str:
    leads = [person.name for person in uow.people.all() if person.lead and person.standing is Standing.ACTIVE]
    who = names(leads, at_most=3) if leads else "whoever looks after Countersign"
    return f"Ask {who}: a communications lead can add somebody." if leads else f"Ask {who} to add somebody."
