"""What people read of a rescue: its card with the steps, titles and times, made from the records as they are now.

What is done with it is hacked.py's.
"""

from datetime import datetime

from bot.core.accounts import Account
from bot.core.cards import Action, AskCard, Tone
from bot.core.hacks import STEPS, Hack, hack_from
from bot.core.ids import PersonId
from bot.core.wording import clock, names
from bot.use_cases.cases import name_of, zone
from bot.use_cases.ports import UnitOfWork

HACK = "hack"
"""What a question is about, and the place that remembers the newest rescue of an account."""


def hack_card(uow: UnitOfWork, number: int) -> AskCard | None:
    """The card with the steps, as they are now."""
    hack = read(uow, number)
    account = uow.accounts.get(hack.account) if hack else None
    if hack is None or account is None:
        return None
    lines = tuple(_step_line(uow, hack, account, step) for step in range(len(STEPS)))
    head = (f"Reported by {name_of(uow, hack.by)} {clock(hack.begun_at, zone(uow), uow.now())}. {first_words(hack)}",)
    if hack.next_step is None:
        return AskCard(
            hack_title(account, hack), (*head, *lines, standing(uow, hack)), _button_about(hack), (), Tone.DONE
        )
    actions = (Action.STEP_DONE, Action.STAND_DOWN)
    return AskCard(hack_title(account, hack), (*head, *lines), _button_about(hack), actions, Tone.ALARM)


def read(uow: UnitOfWork, number: int) -> Hack | None:
    """A rescue as its records tell it."""
    told = [(r.kind, PersonId(r.actor), r.at, r.body or {}) for r in uow.records.about(f"{HACK}:{number}")]
    return hack_from(number, told)


def hack_title(account: Account, hack: Hack) -> str:
    """The heading of everything said about a rescue."""
    if hack.next_step is None:
        return as_drill(hack, f"@{account.handle}: the rescue is over")
    return as_drill(hack, f"@{account.handle} may be in somebody else’s hands")


def as_drill(hack: Hack, title: str) -> str:
    """The heading, marked where it is a drill."""
    return f"DRILL, nothing is wrong. {title}" if hack.is_drill else title


def first_words(hack: Hack) -> str:
    """What was done by the report alone."""
    if hack.is_drill:
        return "This is a drill: nothing is stopped, and nobody is called. Do the steps in your mind, and tick them."
    return "The account is stopped here: nothing goes out by Countersign."


def _step_line(uow: UnitOfWork, hack: Hack, account: Account, step: int) -> str:
    what = STEPS[step]
    if step < len(hack.done):
        by, at = hack.done[step]
        return f"☑ {step + 1}. {what.title}: {name_of(uow, by)}, {when(uow, at)}."
    by_when = f"by {when(uow, hack.due(step))}"
    if step == hack.next_step:
        return f"☐ {step + 1}. NOW, {by_when}: {what.title}. {what.how.format(handle=f'@{account.handle}')}"
    return f"☐ {step + 1}. {what.title}, {by_when}."


def when(uow: UnitOfWork, at: datetime) -> str:
    """A time of today, or with its day."""
    return clock(at, zone(uow), uow.now()).removeprefix("at ")


def standing(uow: UnitOfWork, hack: Hack) -> str:
    """How far it has come, in a sentence."""
    if hack.stood_down:
        by, at = hack.stood_down
        return f"{name_of(uow, by)} said {clock(at, zone(uow), uow.now())} that the account was never taken."
    if hack.next_step is None:
        return "Every step has been ticked."
    ticked = names([STEPS[step].title for step in range(len(hack.done))], joined_by="and") or "nothing yet"
    return f"Ticked so far: {ticked}. Next: {STEPS[hack.next_step].title}."


def lift_words(account: Account, hack: Hack) -> str:
    """How tweets go out again."""
    return (
        "The drill is over." if hack.is_drill else f"To let tweets go out again: /incident release @{account.handle}."
    )


def about(hack: Hack) -> str:
    """How records name a rescue."""
    return f"{HACK}:{hack.number}"


def _button_about(hack: Hack) -> str:
    return f"{HACK}:{hack.number}:{hack.next_step if hack.next_step is not None else len(STEPS)}"
