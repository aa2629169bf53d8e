"""`/rota week`: a week of a rota in words at once, and as a picture in a direct message; the words on App Home too."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.core.cards import Notice, Tone
from bot.core.forms import Shown
from bot.core.ids import PersonId
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.rota.clock import DAY, local, midnight
from bot.core.rota.plan import Plan
from bot.core.rota.reading import read
from bot.core.rota.week import DAYS, Week, in_words, monday_of
from bot.core.rota.week import week as week_of
from bot.use_cases.cases import told, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Drawings
from bot.use_cases.rota_named import rota_beginning
from bot.use_cases.rota_pictures import Drawn, ask_for
from bot.use_cases.rotas import in_force
from bot.use_cases.tools import Tools

_FEW = 3
_FAR = timedelta(days=10 * 366)
"""How far from today a week is shown."""
WEEK = "week"
"""The picture of a week, as a due row calls it."""


def week(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    """`/rota week`, with the name of a rota and a day of the week that is meant, where they are not obvious."""
    with tools.store.read() as uow:
        meant = _meant(uow, words)
        if isinstance(meant, Refusal):
            return told(meant, "Which week?")
        plan, day = meant
        shown = week_in_force(uow, plan, day)
    lines = list(in_words(shown)) or ["Nobody is needed in this week."]
    if tools.drawings and tools.chats:
        with tools.store.write() as uow:
            ask_for(uow, WEEK, person.id, plan.id, shown.monday)
        lines.append("The same as a picture is on its way to your direct messages with Countersign.")
    return Notice(shown.title, tuple(lines), Tone.WARNING if shown.gaps else Tone.INFO)


def week_in_force(uow: UnitOfWork, plan: Plan, day: date) -> Week:
    """The week around a day as it stands now."""
    start = midnight(monday_of(day), plan.rota.zone)
    rota = in_force(uow, plan, start - DAY, start + (DAYS + 1) * DAY)
    return week_of(plan.name, rota, day, {person.id: person.name for person in uow.people.all()})


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


def _meant(uow: UnitOfWork, words: str) -> tuple[Plan, date] | Refusal:
    """The rota and the day. The name comes first; whatever follows it is the day."""
    plan, rest = rota_beginning(uow, words)
    if isinstance(plan, Refusal):
        return plan
    day = _day(uow, rest)
    return day if isinstance(day, Refusal) else (plan, day)


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
