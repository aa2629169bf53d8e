"""Beginning to call people out of hours: for an urgent draft, and for an alarm. Who is called when is escalate.py's.

While somebody is at the desk nobody is woken: they see the card, or are told of the alarm. Without a rota nobody is.
"""

from dataclasses import replace

from bot.core.accounts import Account
from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice
from bot.core.drafts import Draft
from bot.core.due import Work
from bot.core.escalation import Escalation, Kind
from bot.core.ids import AccountId, EscalationId
from bot.core.rota.plan import Plan, plan_for
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import Watch


def plan_of(uow: UnitOfWork, account: AccountId | None) -> Plan | None:
    """The rota to ask: the account's; for what concerns no account, one that watches over all, else the first."""
    plans = uow.rotas.plans()
    if account is not None:
        return plan_for(account, plans)
    return min(plans, key=lambda plan: bool(plan.accounts), default=None)


def call_for_draft(uow: UnitOfWork, draft: Draft, account: Account, plan: Plan) -> None:
    """Call whoever is on call to decide on this draft. Where they are being called for it already, that goes on."""
    title = f"an urgent tweet for @{account.handle}"
    begin(uow, Kind.DRAFT, str(draft.id), plan, account=account.id, title=title, by=ACCESS_OF_SERVICE)


def call_for_alarm(uow: UnitOfWork, key: str, account: AccountId | None, notice: Notice) -> None:
    """Call whoever is on call about something that cannot wait until somebody reads a channel.

    In office hours whoever is at the desk is told first (desk_alarms.py). `key` names the occasion: while people are
    being called for it, it is not begun again.
    """
    plan = plan_of(uow, account)
    if plan is None:
        return
    title, lines = notice.title, notice.lines
    begin(uow, Kind.ALARM, key, plan, account=account, title=title, lines=lines, by=ACCESS_OF_SERVICE)


def somebody_is_at_desk(now: Watch) -> bool:
    """Whether it is office hours and the desk is not left open: then nobody has to be called."""
    return now.is_in_hours and now.person is not None


def begin(
    uow: UnitOfWork,
    kind: Kind,
    subject: str,
    plan: Plan,
    *,
    account: AccountId | None,
    title: str,
    lines: tuple[str, ...] = (),
    by: str,
    repeats: int | None = None,
) -> Escalation | None:
    """Open an escalation whose first step is due at once; None if one for this is under way, which is nudged.

    `repeats` is the rota's own where it is not given.
    """
    opened = uow.escalations.open(
        kind,
        subject,
        account=account,
        title=title,
        lines=lines,
        rota=plan.id,
        chain=plan.calling if repeats is None else replace(plan.calling, repeats=repeats),
        by=by,
        now=uow.now(),
    )
    if opened is None:
        nudge(uow, kind, subject)
        return None
    body = {"kind": kind, "subject": subject, "account": account, "rota": plan.id, "title": title}
    uow.records.append("CallsBegun", by, about(opened.id), body)
    uow.due.at(Work.ESCALATE, str(opened.id), uow.now())
    return opened


def nudge(uow: UnitOfWork, kind: Kind, subject: str) -> None:
    """Have an escalation looked at now, because what it is about has changed. Nothing where none is under way."""
    under_way = uow.escalations.under_way(kind, subject)
    if under_way is not None:
        uow.due.at(Work.ESCALATE, str(under_way), uow.now())


def about(escalation: EscalationId) -> str:
    """How records name an escalation."""
    return f"escalation:{escalation}"
