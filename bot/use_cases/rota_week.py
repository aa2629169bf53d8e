"""`/rota week`: a week of a rota in words at once, and as a picture in a direct message; the words on App Home too."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed
from bot.core.forms import Shown
from bot.core.ids import PersonId
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.refusals import Refusal
from bot.core.rota.clock import DAY, local, midnight
from bot.core.rota.plan import Plan
from bot.core.rota.reading import read
from bot.core.rota.said import day_in_words
from bot.core.rota.week import DAYS, Week, in_words, monday_of
from bot.core.rota.week import week as week_of
from bot.use_cases.cases import told, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Drawings
from bot.use_cases.rota_named import rota_beginning, rota_named, rotas_words
from bot.use_cases.rota_pictures import Drawn, ask_for
from bot.use_cases.rotas import in_force
from bot.use_cases.tools import Tools

_FEW = 3
_UNREADABLE = "dates.unreadable"
_FAR = timedelta(days=10 * 366)
"""How far from today a week is shown."""
WEEK = "week"
"""The picture of a week, as a due row calls it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose week is asked for, and a day in it; `others` are rotas that were not named and are not shown."""

    plans: tuple[Plan, ...]
    day: date
    others: tuple[Plan, ...] = ()


def week(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    """`/rota week`, with the name of a rota and a day of the week that is meant, where they are not obvious."""
    return _shown(tools, person, words)


def _shown(tools: Tools, person: Person, words: str) -> Shown:
    with tools.store.read() as uow:
        asked = _asked(uow, person.id, words)
        if isinstance(asked, Refusal):
            return told(asked, "Which week?")
        weeks = [week_in_force(uow, plan, asked.day) for plan in asked.plans]
    lines = _lines(weeks)
    if tools.drawings and tools.chats:
        with tools.store.write() as uow:
            for plan, shown in zip(asked.plans, weeks, strict=True):
                ask_for(uow, WEEK, person.id, plan.id, shown.monday)
        lines.append("The same as a picture is on its way to your direct messages with Countersign.")
    if asked.others:
        lines.append(f"Other rotas: {rotas_words(asked.others)}. To see one: /rota week {asked.others[0].id}.")
    title = weeks[0].title if len(weeks) == 1 else f"The week from {day_in_words(weeks[0].monday)}"
    return Notice(title, tuple(lines), Tone.WARNING if any(shown.gaps for shown in weeks) else Tone.INFO)


def _lines(weeks: list[Week]) -> list[str]:
    """One week, or several rotas' weeks under their names."""
    said = [list(in_words(shown)) or ["Nobody is needed in this week."] for shown in weeks]
    if len(weeks) == 1:
        return said[0]
    return [line for shown, lines in zip(weeks, said, strict=True) for line in (f"{shown.rota}:", *lines)]


def show_week(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The week of a rota that a button is about: "week:comms:2026-06-08"."""
    rota, _, day = command.about.removeprefix("week:").rpartition(":")
    return _shown(tools, person, f"{rota} {day}")


def week_in_force(uow: UnitOfWork, plan: Plan, day: date) -> Week:
    """The week around a day as it stands now."""
    start = midnight(monday_of(day), plan.rota.zone)
    rota = in_force(uow, plan, start - DAY, start + (DAYS + 1) * DAY)
    people = uow.people.all()
    left = frozenset(person.id for person in people if person.standing is Standing.LEFT)
    return week_of(plan.name, rota, day, {person.id: person.name for person in people}, left)


def draw_week(uow: UnitOfWork, drawings: Drawings, plan: Plan, day: date) -> Drawn:
    """The picture of the week around a day."""
    shown = week_in_force(uow, plan, day)
    return shown.title, drawings.week(shown)


def weeks_now(uow: UnitOfWork, me: PersonId) -> tuple[str, ...]:
    """This week in words, for App Home, which screen readers read instead of the picture.

    Of the rotas somebody takes turns in; where there are only a few, of all of them.
    """
    plans, lines = uow.rotas.plans(), list[str]()
    for plan in plans:
        if len(plans) <= _FEW or me in plan.people():
            shown = week_in_force(uow, plan, local(uow.now(), plan.rota.zone).date())
            lines += [f"{shown.title}:", *in_words(shown)]
    return tuple(lines)


def _asked(uow: UnitOfWork, me: PersonId, words: str) -> _Asked | Refusal:
    """The rota and the day. The name comes first; whatever follows it is the day.

    Without a name, the rotas somebody takes turns in; where they take none and there are only a few, all of them.
    """
    named, rest = rota_beginning(uow, words)
    if isinstance(named, Refusal) and named.rule != "rota.which":
        return named
    every = tuple(uow.rotas.plans())
    plans = (named,) if isinstance(named, Plan) else _of(me, every)
    day = _day(uow, rest)
    if isinstance(day, Refusal):
        is_named = rest != words.strip()
        return day if is_named or day.rule != _UNREADABLE else _neither(uow, rest)
    if isinstance(named, Refusal) and len(plans) > _FEW:
        return named
    others = tuple(plan for plan in every if plan not in plans) if isinstance(named, Refusal) else ()
    return _Asked(plans, day, others)


def _of(me: PersonId, every: tuple[Plan, ...]) -> tuple[Plan, ...]:
    return tuple(plan for plan in every if me in plan.people()) or every


def _neither(uow: UnitOfWork, words: str) -> Refusal:
    """Words that are no day and no rota."""
    unknown = rota_named(uow, words)
    there = f"{unknown.next_step} " if isinstance(unknown, Refusal) else ""
    what = f"I know neither a rota nor a day called “{words}”."
    return Refusal("rota.unknown", what, f"{there}Say a day of the week you mean, such as “next week” or “20 June”.")


def _day(uow: UnitOfWork, words: str) -> date | Refusal:
    """A day of the week that is meant: today where nothing is said; past days too, for looking back."""
    here = ZoneInfo(zone(uow))
    today = local(uow.now(), here).date()
    if not words:
        return today
    if words.casefold() in {"last week", "last"}:
        return today - timedelta(days=DAYS)
    try:
        day = date.fromisoformat(words)
        return day if abs(day - today) < _FAR else Refusal("dates.too_far", f"{day} is too far away to be shown.")
    except ValueError:
        said = read("next week" if words.casefold() == "next" else words, uow.now(), here)
    return said if isinstance(said, Refusal) else said.first
