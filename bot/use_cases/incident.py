"""Stopping whole accounts at once, and letting them go on: freeze, release, status.

Nothing goes out by a release: every draft that was stopped is reviewed again (F4). A single draft is holding.py's.
"""

from bot.core.accounts import Account
from bot.core.authority import account_named, may_lead
from bot.core.cards import Notice, Tone
from bot.core.drafts import Draft, State
from bot.core.escalation import Kind
from bot.core.forms import Shown
from bot.core.holds import Hold, HoldKind
from bot.core.ids import AccountId
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.wording import moment, sentence
from bot.use_cases import incidents
from bot.use_cases.alarms import InChannel, tell
from bot.use_cases.cases import acting, name_of, refused, zone
from bot.use_cases.morning import call_words
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.review import put_on_hold
from bot.use_cases.tools import Tools

REFUSED = "HoldRefused"
_AT_A_TIME = 100


def freeze(tools: Tools, person: Person, words: str) -> Shown:
    """Stop everything, or the account the words begin with; the rest of the words is the reason."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        stopped = _what_to_stop(uow, me, words)
        if isinstance(stopped, Refusal):
            return refused(uow, me, stopped, about="holds", kind=REFUSED)
        account, reason = stopped
        hold = uow.holds.place(HoldKind.FREEZE, account, reason, me.id, uow.now())
        held = hold_scheduled(uow, me, account, reason)
        body = {"hold": hold.id, "account": account, "reason": reason, "drafts_held": held}
        uow.records.append("HoldPlaced", me.id, _about(account), body)
        lines = (sentence(reason), f"Stopped by {me.name}.", _held_words(held), "To lift it: /incident release.")
        _tell_channels(uow, f"hold:{hold.id}:placed", account, Notice(_title(uow, account), lines, Tone.WARNING))
        return Notice(_title(uow, account), (sentence(reason), _held_words(held)), Tone.DONE)


def lift(tools: Tools, person: Person, words: str) -> Shown:
    """Release the freeze on everything, or on one account."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        found = _what_to_lift(uow, me, words)
        if isinstance(found, Refusal):
            return refused(uow, me, found, about="holds", kind=REFUSED)
        for hold in found:
            uow.holds.release(hold.id, me.id, uow.now())
            uow.records.append("HoldReleased", me.id, _about(hold.account), {"hold": hold.id, "account": hold.account})
            notice = Notice(f"{_where(uow, hold.account)} may publish again", _after_release(me), Tone.DONE)
            _tell_channels(uow, f"hold:{hold.id}:released", hold.account, notice)
        return Notice(f"{_where(uow, found[0].account)} may publish again", _after_release(me), Tone.DONE)


def status(tools: Tools) -> Shown:
    """Every hold in force, every open serious incident, and everything people are being called for."""
    with tools.store.read() as uow:
        now = uow.now()
        held = tuple(_line(uow, hold) for hold in uow.holds.unreleased() if hold.in_force(now))
        lines = (*held, *incidents.lines(uow), *_calls(uow))
        free = "Nothing is on hold. Under way:" if lines else "Nothing is on hold"
        return Notice("On hold now" if held else free, lines, Tone.WARNING if lines else Tone.INFO)


def _calls(uow: UnitOfWork) -> tuple[str, ...]:
    under_way = uow.escalations.all_under_way()
    return tuple(
        f"{'Drill' if e.kind is Kind.DRILL else 'Called for'}: {e.title}. {call_words(uow, e)}" for e in under_way
    )


def _what_to_stop(uow: UnitOfWork, me: Person, words: str) -> tuple[AccountId | None, str] | Refusal:
    if refusal := may_lead(me):
        return refusal
    account, reason = _account_first(uow, words)
    if isinstance(account, Refusal):
        return account
    if not reason:
        return Refusal("hold.no_reason", "Say why, so that everybody knows. Nothing was done.", _FREEZE_USE)
    return account, reason


_FREEZE_USE = "Type /incident freeze and the reason, or /incident freeze @account and the reason."


def _account_first(uow: UnitOfWork, words: str) -> tuple[AccountId | Refusal | None, str]:
    """The account the words begin with (None for all of them), and the words after it."""
    first, _, rest = words.strip().partition(" ")
    if not first.startswith("@"):
        return None, words.strip()
    account = account_named(first, uow.accounts.all())
    if account is None:
        return no_such_account(first, uow.accounts.all()), ""
    return account.id, rest.strip()


def _what_to_lift(uow: UnitOfWork, me: Person, words: str) -> list[Hold] | Refusal:
    if refusal := may_lead(me):
        return refusal
    account, _ = _account_first(uow, words)
    if isinstance(account, Refusal):
        return account
    freezes = [h for h in uow.holds.unreleased() if h.kind is HoldKind.FREEZE]
    found = [h for h in freezes if h.account == account]
    if found:
        return found
    others = ", ".join(sorted({_where(uow, h.account) for h in freezes}))
    known = f"Stopped now: {others}." if others else "Nothing is stopped by a freeze now."
    return Refusal("hold.none", f"{_where(uow, account)} is not frozen, so nothing was changed. {known}", _LIFT_USE)


_LIFT_USE = "Type /incident release for everything, or /incident release @account."


def hold_scheduled(uow: UnitOfWork, me: Person, account: AccountId | None, reason: str) -> list[int]:
    """Put every approved draft of these accounts on hold; their numbers."""
    held: list[int] = []
    while drafts := _scheduled(uow, account):
        for draft in drafts:
            put_on_hold(uow, draft, by=me.id, reason=f"{_where(uow, account)} was stopped: {sentence(reason)}")
            held.append(draft.id)
    return held


def _scheduled(uow: UnitOfWork, account: AccountId | None) -> list[Draft]:
    ids = [account] if account else [a.id for a in uow.accounts.all()]
    return uow.drafts.on_accounts(ids, [State.SCHEDULED], _AT_A_TIME)[0]


def _tell_channels(uow: UnitOfWork, key: str, account: AccountId | None, notice: Notice) -> None:
    """Once in every review channel concerned, also where accounts share one."""
    concerned: list[Account] = [a for a in uow.accounts.all() if account in {None, a.id}]
    by_channel = {a.channel: a for a in concerned}
    for each in by_channel.values():
        tell(uow, f"{key}:{each.id}", InChannel(each.id), notice)


def _title(uow: UnitOfWork, account: AccountId | None) -> str:
    return f"{_where(uow, account)} is stopped: nothing goes out"


def _where(uow: UnitOfWork, account: AccountId | None) -> str:
    if account is None:
        return "Every account"
    known = uow.accounts.get(account)
    return f"@{known.handle if known else account}"


def _about(account: AccountId | None) -> str:
    return "holds" if account is None else f"account:{account}"


def _held_words(held: list[int]) -> str:
    if not held:
        return "No approved draft was waiting to go out."
    drafts = ", ".join(str(number) for number in sorted(held))
    return f"On hold until they are released and approved again: draft{'' if len(held) == 1 else 's'} {drafts}."


def _after_release(me: Person) -> tuple[str, ...]:
    return (
        f"Lifted by {me.name}.",
        "Nothing goes out by itself: drafts on hold wait until somebody releases them and they are approved again.",
    )


def _line(uow: UnitOfWork, hold: Hold) -> str:
    now, in_zone = uow.now(), zone(uow)
    until = f" Ends {moment(hold.until, in_zone, now)}." if hold.until else ""
    by, since = name_of(uow, hold.placed_by), moment(hold.placed_at, in_zone, now)
    return f"{_where(uow, hold.account)}: {sentence(hold.reason)} Since {since}, by {by}.{until}"
