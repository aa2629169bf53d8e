"""The words typed after /rota, and which use case each means. What they do stands in the use cases named here."""

from collections.abc import Callable, Mapping

from bot.core.cards import Notice, Tone
from bot.core.forms import Shown
from bot.core.people import ChatIdentity, Person
from bot.core.rota.away_words import speaks_of_absence
from bot.use_cases.absences import away, said_away
from bot.use_cases.calendar_feeds import calendar
from bot.use_cases.coming_back import cancel_form
from bot.use_cases.duty_report import hours
from bot.use_cases.leave_reading import import_leave
from bot.use_cases.naming import nearest_word
from bot.use_cases.one_off import shift
from bot.use_cases.outlook import forecast
from bot.use_cases.planning import plan
from bot.use_cases.putting_on import cover
from bot.use_cases.reach_choice import reach
from bot.use_cases.rota_week import week
from bot.use_cases.swapping import swap
from bot.use_cases.taking_back import changes_list
from bot.use_cases.tools import Tools
from bot.use_cases.who_is_on import who_can_approve, who_is_on, who_is_on_in

Answer = Callable[[Tools, Person, ChatIdentity, str], Shown]
"""Given the words after the first one."""

ROTA_HELP = Notice(
    "Who is on, leave and cover",
    (
        "/rota: who is on now, who comes next, and how to reach them. With a rota’s name: that one.",
        "/rota who @account: who can approve for an account now, and tonight; or at a time, such as Sunday 3am.",
        "/rota week: the whole week. With a rota’s name and a day: that rota, that week.",
        "/rota hours, or /rota hours October: your duty, callouts and decisions in a month; leads see everybody’s.",
        "/rota reach: how you are called out of hours beside chat; choose it, and have a test sent.",
        "/rota plan: a fair proposal for the next quarter, to be entered with one button (communications leads).",
        "/rota import and the address of your leave calendar: your leave is read from it once a day.",
        "/rota calendar: your shifts in your own calendar. With a rota’s name: the whole of it.",
        "/rota leave 24 Dec to 2 Jan, or tomorrow from 2pm: say when you are away. Cover is sought; why is never kept.",
        "/rota sick, or /rota sick @person until Friday: away from now on (for your own people, and for leads).",
        "/rota cover: what is being sought. With @person for @person (or nobody) and the days: put them on (leads).",
        "/rota swap: ask somebody to take a shift of yours for one of theirs.",
        "/rota shift: add a shift beside the rotation, for one person, once (leads).",
        "/rota changes: the swaps, cover, one-off shifts and changes by hand that are ahead, to be taken back.",
        "/rota cancel: take an absence back. Shifts that were covered move back.",
        "/rota forecast: what is at risk in the next 14 days, why it matters, and what to do about it.",
    ),
)


def _who(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    return who_can_approve(tools, words) if words else who_is_on(tools, person)


def _forecast(tools: Tools, _person: Person, _who: ChatIdentity, _words: str) -> Shown:
    return forecast(tools)


def _help(_tools: Tools, _person: Person, _who: ChatIdentity, _words: str) -> Shown:
    return ROTA_HELP


def _leave(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    return away(tools, person, who, words)


def _sick(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    return away(tools, person, who, words, otherwise="today")


WORDS: Mapping[str, Answer] = {
    "who": _who,
    "week": week,
    "hours": hours,
    "reach": reach,
    "plan": plan,
    "import": import_leave,
    "calendar": calendar,
    "leave": _leave,
    "away": _leave,
    "sick": _sick,
    "cancel": cancel_form,
    "swap": swap,
    "shift": shift,
    "changes": changes_list,
    "cover": cover,
    "forecast": _forecast,
    "help": _help,
}
"""What each first word does. Nothing typed at all is “who is on”."""


def rota(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    """Answer /rota."""
    first, _, rest = words.strip().partition(" ")
    answer = WORDS.get(first.casefold(), None if first else _who)
    if answer is not None:
        return answer(tools, person, who, rest.strip())
    if said := said_away(words):
        return away(tools, person, who, said, otherwise="today")
    if shown := who_is_on_in(tools, person, words):
        return shown
    if speaks_of_absence(words):
        return away(tools, person, who, words, otherwise="today")
    meant = nearest_word(first, tuple(WORDS), alike=0.5)
    hint = f"Did you mean /rota {meant}?" if meant else "This is what there is:"
    return Notice(f"I do not know /rota {first}", (hint, *ROTA_HELP.lines), Tone.WARNING)
