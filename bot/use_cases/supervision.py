"""Authors who work under supervision: who may stand beside them now, and what they may not do without (S04).

How many approvals that takes is core/decisions.py's.
"""

from collections.abc import Iterable

from bot.core.accounts import Account, Role
from bot.core.authority import holders
from bot.core.forms import Choice, Field
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.rota.duty import Holder
from bot.core.rota.plan import plan_for
from bot.core.wording import names
from bot.use_cases.cases import Case, name_of
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import on_duty


def on_shift(uow: UnitOfWork, account: Account) -> list[Person]:
    """The approvers of the account who are on duty now in the rota that watches over it; nobody where none does."""
    plan = plan_for(account.id, uow.rotas.plans())
    if plan is None:
        return []
    held = on_duty(uow, plan, uow.now()).values()
    on = {span.duty.person for span in held if isinstance(span.duty, Holder)}
    able = holders(account, Role.APPROVE, uow.people.all(), uow.accounts.grants(account.id))
    return [holder.person for holder in able if holder.person.id in on]


def supervisors(uow: UnitOfWork, me: Person, accounts: Iterable[Account]) -> tuple[Choice, ...] | None:
    """Whom this author may name, for any of these accounts; None for one who needs no supervisor."""
    if not me.supervised:
        return None
    found = {person.id: person for account in accounts for person in on_shift(uow, account) if person.id != me.id}
    return tuple(Choice(person.id, person.name) for person in sorted(found.values(), key=lambda p: p.name))


def supervisor_problem(uow: UnitOfWork, me: Person, account: Account, named: str) -> dict[Field, str]:
    """What is wrong with the supervisor named in a form. A private draft may be kept without one."""
    if not named:
        return {}
    if not me.supervised:
        return {Field.SUPERVISOR: "You do not work under supervision, so nobody needs to be named."}
    able = [person for person in on_shift(uow, account) if person.id != me.id]
    if named in {person.id for person in able}:
        return {}
    who = f"Choose {names([p.name for p in able])}." if able else "Nobody who may is on shift now."
    return {Field.SUPERVISOR: f"{name_of(uow, named)} cannot supervise this for @{account.handle} now. {who}"}


def unsupervised(uow: UnitOfWork, me: Person, case: Case) -> Refusal | None:
    """The refusal to send without a named supervisor who is on shift at this moment, or None."""
    if not me.supervised:
        return None
    named = case.revision.supervisor
    able = [person for person in on_shift(uow, case.account) if person.id != me.id]
    if named in {person.id for person in able}:
        return None
    on = f"On shift now: {names([p.name for p in able])}." if able else "Nobody who may supervise is on shift now."
    what = (
        f"{name_of(uow, named)}, whom you named as your supervisor, is not on shift now."
        if named
        else ("You work with a supervisor beside you, and this draft names none.")
    )
    to_do = "Press Edit… and choose one of them." if able else "Your draft is kept. Send it when somebody is on shift."
    return Refusal("send.no_supervisor", f"{what} {on}", to_do)
