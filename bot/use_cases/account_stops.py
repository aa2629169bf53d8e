"""Stopping an account because of what X says about it, and telling its channel what happened and what to do (F7)."""

from datetime import datetime, timedelta

from bot.core.accounts import Account
from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.holds import HoldKind
from bot.core.publishing import RefusedBecause
from bot.core.wording import moment, sentence
from bot.use_cases.alarms import InChannel, tell, tell_leads
from bot.use_cases.call_out import call_for_alarm
from bot.use_cases.cases import zone
from bot.use_cases.desk_alarms import STOPPED
from bot.use_cases.ports import UnitOfWork

RATE_WITHOUT_RESET = timedelta(minutes=15)
"""How long an account waits when X does not say: the length of X's own windows (facts: POST 100 in 15 minutes)."""

STOPS = frozenset({RefusedBecause.LOGIN, RefusedBecause.PERMISSION, RefusedBecause.CREDITS})
"""Refusals that would meet every other post of the account too."""

_HAPPENED: dict[RefusedBecause, str] = {
    RefusedBecause.LOGIN: "X no longer accepts its login",
    RefusedBecause.PERMISSION: "X does not let Countersign post on it",
    RefusedBecause.CREDITS: "X says the credits for posting are used up",
}
_TO_DO: dict[RefusedBecause, str] = {
    RefusedBecause.LOGIN: "To do: whoever looks after Countersign connects the account again with “{connect}”.",
    RefusedBecause.PERMISSION: (
        "To do: look at the account on X (is it locked or suspended?) and at the permissions of the X app, "
        "then connect the account again with “{connect}”."
    ),
    RefusedBecause.CREDITS: (
        "To do: whoever looks after the X developer account adds credits or raises the cap, "
        "then connects the account again with “{connect}”."
    ),
}


def stop_account(uow: UnitOfWork, account: Account, because: RefusedBecause, detail: str) -> str:
    """Hold everything on the account until it is connected again; its channel and the leads are told once.

    Returns why, in a sentence for the draft that met the refusal.
    """
    happened = _HAPPENED[because]
    standing = [h for h in uow.holds.unreleased() if h.account == account.id and h.kind is HoldKind.LOGIN]
    if not standing:
        hold = uow.holds.place(HoldKind.LOGIN, account.id, f"{happened}.", ACCESS_OF_SERVICE, uow.now())
        uow.records.append(
            "AccountStopped",
            ACCESS_OF_SERVICE,
            f"account:{account.id}",
            {"hold": hold.id, "because": because, "detail": detail},
        )
        _tell(uow, account, hold.id, happened, because, detail)
    return f"It was not published. @{account.handle} is stopped: {happened}. {to_do(account, because)}"


def to_do(account: Account, because: RefusedBecause) -> str:
    """What to do about a stopped account."""
    return _TO_DO[because].format(connect=f"countersign accounts connect @{account.handle}")


def _tell(uow: UnitOfWork, account: Account, hold: int, happened: str, because: RefusedBecause, detail: str) -> None:
    means = f"What it means: nothing goes out on @{account.handle} until this is mended. "
    notice = Notice(
        f"@{account.handle} is stopped: {happened}",
        (
            f"What X said: {sentence(detail)}",
            means + "Drafts whose time comes meanwhile are put on hold; nothing is sent late.",
            to_do(account, because),
            "After that, press Try again on the cards of drafts that were not published.",
        ),
        Tone.ALARM,
    )
    tell(uow, f"stopped:{hold}", InChannel(account.id), notice)
    tell_leads(uow, f"stopped:{hold}", notice)
    call_for_alarm(uow, f"{STOPPED}:{hold}", account.id, notice)


def slow_down(uow: UnitOfWork, account: Account, reset: datetime | None) -> datetime:
    """Hold the account until X's limit resets, and return when that is. Ends by itself."""
    now = uow.now()
    until = reset if reset and reset > now else now + RATE_WITHOUT_RESET
    reason = f"X’s limit for posts by @{account.handle} is used up until {moment(until, zone(uow), now)}."
    hold = uow.holds.place(HoldKind.RATE, account.id, reason, ACCESS_OF_SERVICE, now, until)
    uow.records.append(
        "AccountSlowedDown",
        ACCESS_OF_SERVICE,
        f"account:{account.id}",
        {"hold": hold.id, "until": until.isoformat(), "said_by_x": reset is not None},
    )
    notice = Notice(
        f"X asks to wait before posting on @{account.handle}",
        (
            reason,
            "Drafts whose time passes meanwhile expire and ask for a new time; nothing is sent late or in a burst.",
        ),
        Tone.WARNING,
    )
    tell(uow, f"slow:{hold.id}", InChannel(account.id), notice)
    return until
