"""What a lead reads of a proposal: the card, what weighs on it, and why these people. It decides nothing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.core.cards import Action, AskCard, Notice, Tone
from bot.core.ids import PersonId
from bot.core.reading import Passage, ReadForm
from bot.core.rota.clock import local
from bot.core.rota.diary import seat_words
from bot.core.rota.duty import SeatName
from bot.core.rota.forecast import Run
from bot.core.rota.proposal import Assigned, Hole, Proposal, Why, chart, why_chosen, why_passed
from bot.core.rota.said import times
from bot.core.rota.week import days_words
from bot.core.wording import names as in_a_row
from bot.use_cases.proposing import Proposed

_SHOWN = 6
"""Holes that are told one by one."""
_TURNS = 58
"""Turns of one seat whose reasons are told; beyond these it is said how many more."""
_ABOVE_HALF = 0.55
"""What is told as more than half: of thirteen weeks one of two people has the odd one, which is 54 %."""
Names = Mapping[PersonId, str]


def proposal_card(found: Proposed, names: Names) -> AskCard | Notice:
    """The proposal for a lead to look at: what stays open, who when, hours each, and the buttons."""
    proposal, zone = found.proposal, found.plan.rota.zone
    holes = _first_holes(hole_lines(proposal.holes, names, zone))
    if not proposal.assigned:
        lines = (*holes, "There is nothing to enter: every shift that somebody can take is entered already.")
        return Notice(found.title, lines, Tone.WARNING if holes else Tone.INFO)
    warnings = (*holes, *hardship_lines(proposal, names, zone), *run_lines(found, names))
    lines = (
        *warnings,
        *_by_seat(proposal.assigned, names, zone),
        chart("Hours each", proposal.loads, names).words,
        "Nothing is entered yet.",
    )
    tone = Tone.WARNING if warnings else Tone.INFO
    return AskCard(f"Proposal for {found.title}", lines, found.about, (Action.ENTER_PLAN, Action.WHY_PLAN), tone)


def reasons(found: Proposed, names: Names) -> ReadForm:
    """For each turn who and why, seat by seat."""
    zone = found.plan.rota.zone
    parts = []
    for seat, theirs in groupby(turns(found.proposal.assigned), key=lambda turn: turn[0].shift.seat):
        lines = [_reason(turn, names, zone) for turn in theirs]
        more = len(lines) - _TURNS
        rest = [f"… and {more} more. All of them: countersign rota plan {found.plan.id} --from {found.first}"]
        parts.append(Passage(label(seat), (*lines[:_TURNS], *(rest if more > 0 else ()))))
    intro = (
        "Of those who are trained, there, rested and free, whoever has had the fewest hours comes first; a turn with a "
        "bank holiday goes to whoever has had the fewest of those. Nobody is at the desk and on call in one week, or "
        "carries more than half of all on-call time, unless nobody else can; too many days in a row are kept for "
        "where nobody is left. Hours so far include the three months before."
    )
    return ReadForm("Why these people?", (intro,), tuple(parts))


def turns(assigned: Iterable[Assigned]) -> list[list[Assigned]]:
    """The shifts turn by turn, seat by seat."""
    by_seat = sorted(assigned, key=lambda a: (a.shift.seat, a.shift.start))
    return [list(turn) for _, turn in groupby(by_seat, key=_of_one_turn)]


def turn_times(turn: list[Assigned], zone: ZoneInfo) -> str:
    """From the first to the last of a turn: "Mon 6 Jul 09:00 to Fri 10 Jul 17:00"."""
    return times((turn[0].shift.start, turn[-1].shift.end), zone)


def _of_one_turn(assigned: Assigned) -> tuple[SeatName, PersonId, Why]:
    return assigned.shift.seat, assigned.shift.person, assigned.why


def _reason(turn: list[Assigned], names: Names, zone: ZoneInfo) -> str:
    """One turn: "Mon 6 Jul 09:00 to Fri 10 Jul 17:00: Tom Bright, fewest hours so far (40) of the 2 who could."."""
    shift, why = turn[0].shift, turn[0].why
    others = why_passed(why.passed, names)
    tail = f" {others[:1].upper()}{others[1:]}." if others else ""
    return f"{turn_times(turn, zone)}: {names.get(shift.person, shift.person)}, {why_chosen(why, zone)}.{tail}"


def hardship_lines(proposal: Proposal, names: Names, zone: ZoneInfo) -> list[str]:
    """What weighs on people because nobody else can take it."""
    return [*_both_lines(proposal.assigned, names, zone), *_half_lines(proposal, names)]


def _both_lines(assigned: Iterable[Assigned], names: Names, zone: ZoneInfo) -> Iterator[str]:
    """Who is at the desk and on call in one week, and in which weeks."""
    weeks: dict[PersonId, list[str]] = {}
    for a in assigned:
        if a.why.both:
            day = local(a.shift.start, zone).date()
            monday = day - timedelta(days=day.weekday())
            weeks.setdefault(a.shift.person, []).append(f"{monday.day} {monday:%B}")
    for person, mondays in weeks.items():
        when = in_a_row(list(dict.fromkeys(mondays)), joined_by="and")
        who = names.get(person, person)
        yield f"{who} is at the desk and on call in the week of {when}, because nobody else can be."


def _half_lines(proposal: Proposal, names: Names) -> Iterator[str]:
    whole = sum(proposal.on_call.values(), timedelta())
    for person, carried in sorted(proposal.on_call.items()):
        if whole and carried / whole > _ABOVE_HALF:
            share = f"{names.get(person, person)} carries {carried / whole:.0%} of all on-call time"
            yield f"{share}, because the others cannot take more. More than half is too much for one person."


def run_lines(found: Proposed, names: Names) -> list[str]:
    """Who would be on duty for too many days in a row (S74): a line for each, with their longest time."""
    by_person = sorted(found.runs, key=lambda run: (run.person, -run.days, run.first))
    return [_runs(found, person, list(runs), names) for person, runs in groupby(by_person, key=lambda run: run.person)]


def _runs(found: Proposed, person: PersonId, runs: list[Run], names: Names) -> str:
    longest = runs[0]
    often = "" if len(runs) == 1 else f" {len(runs)} times"
    at_most = f"{longest.days} days{' at most' if often else ''}, {days_words(longest.first, longest.last)}"
    who = names.get(person, person)
    return f"{who} would be on duty for more than {found.plan.most_days} days in a row{often}: {at_most}."


def _first_holes(lines: list[str]) -> tuple[str, ...]:
    """What stays open, first of all."""
    return (*lines[:_SHOWN], f"… and {len(lines) - _SHOWN} more.") if len(lines) > _SHOWN else tuple(lines)


def hole_lines(holes: Iterable[Hole], names: Names, zone: ZoneInfo) -> list[str]:
    """Every hole in sentences, with the reason why nobody can take it."""
    lines = []
    for (seat, passed), together in groupby(holes, key=lambda hole: (hole.seat, hole.passed)):
        row = list(together)
        when = times((row[0].start, row[0].end), zone)
        if len(row) > 1:
            when = f"{len(row)} times, from {when} until {times((row[-1].start, row[-1].end), zone)}"
        why = why_passed(passed, names) or "nobody takes turns on this seat"
        lines.append(f"{label(seat)}: NOBODY {when}. {why[:1].upper()}{why[1:]}.")
    return lines


def _by_seat(assigned: Iterable[Assigned], names: Names, zone: ZoneInfo) -> list[str]:
    """Who comes after whom on each seat, a turn at a time."""
    lines = []
    by_seat = sorted(assigned, key=lambda a: (a.shift.seat, a.shift.start))
    for seat, theirs in groupby(by_seat, key=lambda a: a.shift.seat):
        turns = [list(run) for _, run in groupby(theirs, key=lambda a: a.shift.person)]
        said = (f"{names.get(t[0].shift.person, t[0].shift.person)} from {short(t[0], zone)}" for t in turns)
        lines.append(f"{label(seat)}: {', '.join(said)}.")
    return lines


def label(seat: SeatName) -> str:
    """A seat at the beginning of a line."""
    words = seat_words(seat)
    return words[:1].upper() + words[1:]


def short(assigned: Assigned, zone: ZoneInfo) -> str:
    """The day a shift begins: "6 Jul"."""
    begins = local(assigned.shift.start, zone)
    return f"{begins.day} {begins:%b}"
