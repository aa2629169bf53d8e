"""The warning when a gap comes into sight. What is foreseen is foreseen.py's, `/rota forecast` outlook.py's.

Every gap is warned of once: in the channels concerned, and to every lead. One that grows is warned of for what it grew.
What somebody who is away leaves open is not among them: covering.py seeks cover for it, and says what stays open.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.accounts import Account
from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.due import Claim, Work
from bot.core.rota.duty import Duty, Gap, GapReason
from bot.core.rota.forecast import news
from bot.core.rota.plan import Plan
from bot.core.rota.stretches import Stretch
from bot.use_cases import foreseen
from bot.use_cases.alarms import TOLD, tell_leads
from bot.use_cases.overload import overloads
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools
from bot.use_cases.watched import by_channel, channels_of, post

EVERYTHING = "all"
"""The subject of the one FORECAST row."""
_EVERY = timedelta(minutes=5)
_KEY = "forecast"


@dataclass(frozen=True, slots=True)
class _Told:
    """What has been warned of: the times of each gap by its key, as far as could be seen then, and overloads."""

    until: datetime | None = None
    times: dict[str, list[Stretch]] = field(default_factory=dict)
    runs: tuple[str, ...] = ()


def look_ahead(tools: Tools, _claim: Claim) -> None:
    """Warn of what has come into sight since the last look, and look again soon."""
    with tools.store.write() as uow:
        before = _remembered(uow)
        seen = _Told(foreseen.looking_ahead(uow)[1])
        for plan in uow.rotas.plans():
            _warn_of_gaps(uow, plan, before, seen)
        _warn_of_accounts(uow, before, seen)
        runs = _warn_of_overloads(uow, before)
        _remember(uow, replace(seen, runs=runs))
        uow.due.at(Work.FORECAST, EVERYTHING, uow.now() + _EVERY)


def _warn_of_gaps(uow: UnitOfWork, plan: Plan, before: _Told, seen: _Told) -> None:
    """One notice for all new gaps of a rota."""
    new: list[Stretch] = []
    gaps = [span for span in foreseen.red_gaps(uow, plan) if not _is_absence(span.duty)]
    for seat in plan.rota.seats:
        now = [(span.start, span.end) for span in gaps if span.seat == seat.name]
        new += _new(f"rota:{plan.id}:{seat.name}", now, before, seen)
    if not new:
        return
    lines = (
        *foreseen.words_of_gaps(uow, plan, gaps),
        "To do: find somebody for it. /rota help says how; /rota forecast shows all.",
    )
    _warn(uow, f"gap:{plan.id}", list(channels_of(uow, plan).values()), f"Nobody is on duty: {plan.name}", lines)


def _is_absence(duty: Duty) -> bool:
    return isinstance(duty, Gap) and duty.reason is GapReason.AWAY


def _warn_of_accounts(uow: UnitOfWork, before: _Told, seen: _Told) -> None:
    """One notice in each channel for the accounts nobody can approve for."""
    fresh = []
    for each in foreseen.bereft(uow, foreseen.looking_ahead(uow), absences=False):
        new = _new(f"account:{each.account.id}", each.times, before, seen)
        if new:
            fresh.append(replace(each, times=tuple(new)))
    if not fresh:
        return
    todo = "To do: add an approver, or bring one back. Until then nothing can go out there: /rota forecast."
    title = "Nobody can approve"
    for accounts in by_channel(each.account for each in fresh).values():
        lines = (*foreseen.bereft_lines(uow, foreseen.of_accounts(fresh, accounts)), todo)
        post(uow, f"bereft:{uow.now().isoformat()}", accounts, Notice(title, lines, Tone.ALARM))
    _record_and_tell_leads(uow, "bereft", title, (*foreseen.bereft_lines(uow, fresh), todo))


def _warn_of_overloads(uow: UnitOfWork, before: _Told) -> tuple[str, ...]:
    """One word to the leads for everything that is too much for somebody (S74)."""
    known = []
    for plan in uow.rotas.plans():
        for each in overloads(uow, plan):
            if each.key not in before.runs and each.key not in known:
                todo = "To do: let somebody else take some of it: /rota help. What everybody carries: /rota hours."
                notice = Notice(each.title, (each.words, todo), Tone.WARNING)
                tell_leads(uow, f"overload:{each.key}:{uow.now().date().isoformat()}", notice)
            known.append(each.key)
    return tuple(known)


def _new(key: str, now: Sequence[Stretch], before: _Told, seen: _Told) -> list[Stretch]:
    """What of these times is new; all of them are remembered."""
    if now:
        seen.times[key] = list(now)
    return news(now, before.times.get(key, []), before.until)


def _warn(uow: UnitOfWork, key: str, channels: list[list[Account]], title: str, lines: tuple[str, ...]) -> None:
    for accounts in channels:
        post(uow, f"{key}:{uow.now().isoformat()}", accounts, Notice(title, lines, Tone.ALARM))
    _record_and_tell_leads(uow, key, title, lines)


def _record_and_tell_leads(uow: UnitOfWork, key: str, title: str, lines: tuple[str, ...]) -> None:
    uow.records.append("GapForeseen", ACCESS_OF_SERVICE, key, {"said": list(lines)})
    tell_leads(uow, f"{key}:{uow.now().isoformat()}", Notice(title, lines, Tone.ALARM))


def _remembered(uow: UnitOfWork) -> _Told:
    kept = json.loads(uow.messages.ref(TOLD, _KEY) or "null")
    if kept is None:
        return _Told()
    times = {key: [(_at(start), _at(end)) for start, end in each] for key, each in kept["times"].items()}
    return _Told(_at(kept["until"]), times, tuple(kept["runs"]))


def _remember(uow: UnitOfWork, told: _Told) -> None:
    assert told.until is not None  # only what was never looked at has no end
    times = {key: [[start.isoformat(), end.isoformat()] for start, end in each] for key, each in told.times.items()}
    uow.messages.put_ref(
        TOLD, _KEY, json.dumps({"until": told.until.isoformat(), "times": times, "runs": list(told.runs)})
    )


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
