"""`/incident hacked @x`: stop the account, tell everybody who must know, and work through the steps that bring it back.

The steps themselves are core/hacks.py's. Everything is in the records, from which the state is read (S70).
"""

from dataclasses import dataclass

from bot.core.accounts import Account, Role
from bot.core.authority import ACCESS_OF_SERVICE, account_named, holders, may_lead
from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed
from bot.core.due import Claim, Work
from bot.core.forms import Shown
from bot.core.hacks import STEPS, Hack
from bot.core.holds import HoldKind
from bot.core.people import Person, Standing
from bot.core.records import Body
from bot.core.refusals import Refusal
from bot.use_cases.alarms import InChannel, ToPerson, first_time, tell
from bot.use_cases.call_out import call_for_alarm
from bot.use_cases.cases import acting, name_of, refused
from bot.use_cases.hack_words import HACK, about, as_drill, first_words, hack_title, lift_words, read, standing, when
from bot.use_cases.incident import hold_scheduled
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import watching
from bot.use_cases.tools import Tools

REFUSED = "HackReportRefused"
_USE = "Type /incident hacked @account, or /incident hacked @account drill to practise."


def report(tools: Tools, person: Person, words: str) -> Shown:
    """Somebody reports that an account is in other hands. In a drill nothing is stopped and nobody is called."""
    handle, _, rest = words.strip().partition(" ")
    with tools.store.write() as uow:
        me, account = acting(uow, person), account_named(handle, uow.accounts.all())
        if account is None:
            which = Refusal("hack.which", "Say which account, so that it can be stopped. Nothing was done.", _USE)
            unknown = no_such_account(handle, uow.accounts.all()) if handle else which
            return refused(uow, me, unknown, about="holds", kind=REFUSED)
        if refusal := _may_report(uow, me, account):
            return refused(uow, me, refusal, about=f"account:{account.id}", kind=REFUSED)
        if (hack := under_way(uow, account)) is not None:
            return Notice(hack_title(account, hack), (f"{name_of(uow, hack.by)} has reported it. See its card.",))
        hack = _begin(uow, me, account, is_drill=rest.strip().casefold() == "drill")
        return Notice(_begun_title(account, hack), (first_words(hack), _BEGUN), Tone.DONE)


_BEGUN = "The steps that bring it back are on a card in its channel. Tick each as soon as it is done."


def _begun_title(account: Account, hack: Hack) -> str:
    return "The drill has begun" if hack.is_drill else f"@{account.handle} is stopped, and people are told"


def step_done(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Tick the step the button was drawn for."""
    with tools.store.write() as uow:
        found = _met(uow, command)
        me = acting(uow, person)
        if isinstance(found, Refusal):
            return refused(uow, me, found, about="holds", kind=REFUSED)
        if refusal := _may_report(uow, me, found.account):
            return refused(uow, me, refusal, about=about(found.hack), kind=REFUSED)
        if found.step != found.hack.next_step:
            return Notice("Already done", (standing(uow, found.hack),))
        uow.records.append("RescueStepDone", me.id, about(found.hack), {"step": found.step + 1})
        after = found.hack.ticked(me.id, uow.now())
        _go_on(uow, found.account, after)
        if after.next_step is None:
            _report_end(uow, found.account, after)
        return Notice("Ticked", (STEPS[found.step].title,), Tone.DONE)


def stand_down(tools: Tools, person: Person, command: Pressed) -> Shown:
    """A lead says that the account was never taken. The stop stays until it is lifted."""
    with tools.store.write() as uow:
        found = _met(uow, command)
        me = acting(uow, person)
        if isinstance(found, Refusal):
            return refused(uow, me, found, about="holds", kind=REFUSED)
        if refusal := may_lead(me):
            return refused(uow, me, refusal, about=about(found.hack), kind=REFUSED)
        if found.hack.next_step is None:
            return Notice("It is over already", (standing(uow, found.hack),))
        uow.records.append("RescueStoodDown", me.id, about(found.hack), {})
        _redraw(uow, found.hack, found.account)
        uow.due.cancel(str(found.hack.number), Work.HACK)
        return Notice("Stood down", (lift_words(found.account, found.hack),), Tone.DONE)


def remind(tools: Tools, claim: Claim) -> None:
    """A step may have passed its time: say so in the channel, and call whoever is on call (HACK)."""
    with tools.store.write() as uow:
        hack = read(uow, int(claim.subject))
        account = uow.accounts.get(hack.account) if hack else None
        if hack is None or account is None or hack.next_step is None:
            return
        late = hack.due(hack.next_step)
        if uow.now() < late:
            uow.due.at(Work.HACK, claim.subject, late)
            return
        if not first_time(uow, f"hack-late:{hack.number}", str(hack.next_step)):
            return
        step = STEPS[hack.next_step]
        title = f"@{account.handle}: “{step.title}” is not ticked after {step.minutes} minutes"
        notice = Notice(as_drill(hack, title), (step.how.format(handle=f"@{account.handle}"),), Tone.ALARM)
        key = f"hack:{hack.number}:late:{hack.next_step}"
        tell(uow, key, InChannel(account.id), notice)
        if not hack.is_drill:
            call_for_alarm(uow, key, account.id, notice)


def under_way(uow: UnitOfWork, account: Account) -> Hack | None:
    """The rescue of this account that is not over, or None."""
    newest = uow.messages.ref(HACK, account.id)
    hack = read(uow, int(newest)) if newest else None
    return hack if hack and hack.next_step is not None else None


@dataclass(frozen=True, slots=True)
class _Found:
    """A rescue, its account, and the step a button was drawn for."""

    hack: Hack
    account: Account
    step: int


def _met(uow: UnitOfWork, command: Pressed) -> _Found | Refusal:
    """What a button is about, looked up again (F14)."""
    what, _, rest = command.about.partition(":")
    number, _, step = rest.partition(":")
    hack = read(uow, int(number)) if what == HACK and number.isdecimal() and step.isdecimal() else None
    account = uow.accounts.get(hack.account) if hack else None
    if hack is None or account is None:
        return Refusal("hack.unknown", "I do not know that card any more, so nothing was done.", _USE)
    return _Found(hack, account, int(step))


def _may_report(uow: UnitOfWork, me: Person, account: Account) -> Refusal | None:
    """Leads, the account's owner and approvers, and whoever is on duty for it now."""
    able = {h.person.id for h in holders(account, Role.APPROVE, [me], uow.accounts.grants(account.id))}
    on = watching(uow, account.id, uow.now())
    if me.standing is Standing.ACTIVE and (me.lead or me.id in {account.owner, on.person if on else None, *able}):
        return None
    duty = (
        f"{name_of(uow, on.person)} is on duty now: tell them at once." if on and on.person else "Tell a lead at once."
    )
    what = f"Only people who look after @{account.handle} can report this, so nothing was done."
    return Refusal("hack.not_yours", what, duty)


def _begin(uow: UnitOfWork, me: Person, account: Account, *, is_drill: bool) -> Hack:
    body: Body = {"account": account.id, "drill": is_drill}
    number = uow.records.append("HackReported", me.id, f"account:{account.id}", body).number
    uow.records.append("RescueBegun", me.id, f"{HACK}:{number}", body)
    hack = Hack(number, account.id, me.id, uow.now(), is_drill)
    uow.messages.put_ref(HACK, account.id, str(number))
    if not is_drill:
        _stop(uow, me, account)
        _tell_everybody(uow, account, hack)
    _go_on(uow, account, hack)
    return hack


def _stop(uow: UnitOfWork, me: Person, account: Account) -> None:
    reason = f"@{account.handle} may be in somebody else’s hands."
    hold = uow.holds.place(HoldKind.FREEZE, account.id, reason, me.id, uow.now())
    held = hold_scheduled(uow, me, account.id, reason)
    body = {"hold": hold.id, "account": account.id, "reason": reason, "drafts_held": held}
    uow.records.append("HoldPlaced", me.id, f"account:{account.id}", body)


def _tell_everybody(uow: UnitOfWork, account: Account, hack: Hack) -> None:
    """The call tree: every lead, the owner and the approvers at once; out of hours whoever is on call is called."""
    notice = Notice(
        f"@{account.handle} may be in somebody else’s hands",
        (
            f"{name_of(uow, hack.by)} has reported it. Nothing goes out on it by Countersign.",
            "What to do: open the card in its channel and take the first step nobody has taken.",
        ),
        Tone.ALARM,
    )
    approvers = holders(account, Role.APPROVE, uow.people.all(), uow.accounts.grants(account.id))
    leads = [p.id for p in uow.people.all() if p.lead and p.standing is Standing.ACTIVE]
    for person in dict.fromkeys(
        [*leads, *([account.owner] if account.owner else []), *(h.person.id for h in approvers)]
    ):
        if person != hack.by:
            tell(uow, f"hack:{hack.number}:{person}", ToPerson(person), notice)
    call_for_alarm(uow, f"hack:{hack.number}", account.id, notice)


def _go_on(uow: UnitOfWork, account: Account, hack: Hack) -> None:
    _redraw(uow, hack, account)
    if hack.next_step is None:
        uow.due.cancel(str(hack.number), Work.HACK)
    else:
        uow.due.at(Work.HACK, str(hack.number), hack.due(hack.next_step))


def _redraw(uow: UnitOfWork, hack: Hack, account: Account) -> None:
    uow.due.at(Work.SHOW_ASK, f"{HACK}:{hack.number}:{account.id}", uow.now())


def _report_end(uow: UnitOfWork, account: Account, hack: Hack) -> None:
    minutes = int((uow.now() - hack.begun_at).total_seconds() // 60)
    lines = [f"{when(uow, at)}: {STEPS[step].title}, {name_of(uow, by)}." for step, (by, at) in enumerate(hack.done)]
    title = as_drill(hack, f"@{account.handle} is back after {minutes} minutes")
    tell(uow, f"hack:{hack.number}:over", InChannel(account.id), Notice(title, tuple(lines), Tone.DONE))
    uow.records.append("RescueOver", ACCESS_OF_SERVICE, about(hack), {"minutes": minutes})
