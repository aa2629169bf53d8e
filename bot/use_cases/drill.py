"""`/incident drill`: walking the chain of calls when nothing is wrong. Its report is drill_report.py's.

Needs neither X nor a draft.
"""

from collections.abc import Callable, Mapping

from bot.core.accounts import Account
from bot.core.authority import account_named, may_lead
from bot.core.cards import Notice, Tone
from bot.core.escalation import Escalation, Kind, Outcome
from bot.core.forms import Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.rota.plan import Plan
from bot.use_cases.call_out import begin, plan_of
from bot.use_cases.cases import acting, refused
from bot.use_cases.drill_report import IT_IS_A_DRILL, drills, last_drill, record_drill
from bot.use_cases.escalate import end, keep
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

REFUSED = "DrillRefused"


def drill(tools: Tools, person: Person, words: str) -> Shown:
    """Begin a drill with the rota of an account, or with every rota; `stop` ends those under way.

    `last` shows the report of the one that ended last, `list` names all of them.
    """
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_lead(me):
            return refused(uow, me, refusal, about="drills", kind=REFUSED)
        if answer := _WORDS.get(words.strip().casefold()):
            return answer(uow, me)
        plans = _plans(uow, words)
        if isinstance(plans, Refusal):
            return refused(uow, me, plans, about="drills", kind=REFUSED)
        begun = [plan for plan in plans if _begun(uow, me, plan)]
        if not begun:
            refusal = Refusal("drill.under_way", "A drill is under way already.", "To end it: /incident drill stop.")
            return refused(uow, me, refusal, about="drills", kind=REFUSED)
        return Notice("The drill has begun", _what_happens(begun), Tone.DONE)


def _plans(uow: UnitOfWork, words: str) -> list[Plan] | Refusal:
    account = _account(uow, words)
    if isinstance(account, Refusal):
        return account
    plan = plan_of(uow, account.id) if account else None
    plans = ([plan] if plan else []) if account else uow.rotas.plans()
    if plans:
        return plans
    where = f"No rota watches over @{account.handle}" if account else "No rota is set up"
    return Refusal("drill.no_rota", f"{where}, so there is nobody to call.", "Rotas are described in org.yaml.")


def _account(uow: UnitOfWork, words: str) -> Account | Refusal | None:
    if not words.strip():
        return None
    accounts = uow.accounts.all()
    return account_named(words, accounts) or no_such_account(words, accounts)


def _begun(uow: UnitOfWork, me: Person, plan: Plan) -> Escalation | None:
    title = f"a drill of the rota “{plan.name}”"
    return begin(uow, Kind.DRILL, plan.id, plan, account=None, title=title, by=me.id, repeats=0)


def _what_happens(plans: list[Plan]) -> tuple[str, ...]:
    rotas = " and ".join(f"“{plan.name}”" for plan in plans)
    return (
        f"Everybody in the chain of {rotas} is called in turn, and every message says: {IT_IS_A_DRILL}",
        "At the end all leads get the report of who answered, and when. To end it now: /incident drill stop.",
        "To read it later: /incident drill last.",
    )


def _stopped(uow: UnitOfWork, me: Person) -> Shown:
    under_way = [e for e in uow.escalations.all_under_way() if e.kind is Kind.DRILL]
    for each in under_way:
        locked = uow.escalations.get(each.id)
        if locked and not locked.is_over:
            over = end(uow, locked, Outcome.NOT_NEEDED, me.id)
            keep(uow, over)
            record_drill(uow, over)
    if not under_way:
        return Notice("No drill is under way", ("To begin one: /incident drill, or /incident drill @account.",))
    return Notice(
        "The drill is over", ("Everybody who was called is told. How it went so far: /incident drill last.",), Tone.DONE
    )


_WORDS: Mapping[str, Callable[[UnitOfWork, Person], Shown]] = {
    "stop": _stopped,
    "last": lambda uow, _me: last_drill(uow),
    "list": lambda uow, _me: drills(uow),
}
