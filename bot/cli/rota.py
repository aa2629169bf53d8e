"""`countersign rota`: who is on duty. The arithmetic is core/rota's; the format of the file is told here, in --help."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from bot.adapters import rota_file
from bot.adapters.rota_times import TimeError, instant
from bot.cli.opening import err, stop
from bot.cli.rota_changes import changes, take_back_command
from bot.cli.rota_hours import hours
from bot.cli.rota_kept import plan, show, who
from bot.cli.rota_leave import leave
from bot.cli.rota_shift import shift
from bot.core.rota.duty import Closed, Holder, Span
from bot.core.rota.schedule import Calendar, Rota, without_end

EXAMPLE = """\
zone: Europe/London            # clock of the rota; this is the default
midday: "13:00"                # where half days part; this is the default
people:                        # everybody who may be named below
  priya.shah: {}
  angus.reid:
    works: {days: mon-thu, from: "09:00", to: "17:00"}   # part-time pattern
    bank_holidays: [2026-11-30]    # instead of the rota's, for another nation
bank_holidays: [2026-12-25]
seats:
  desk:
    in_hours: true             # follows part-time patterns and bank holidays
    required: {days: mon-fri, from: "09:00", to: "17:00"}
    on_holiday: on_call        # its shifts go there on bank holidays
    layers:
      - name: desk week
        every: weekly          # hourly, daily, weekly or monthly
        length: 1              # a turn lasts so many of them
        start: 2026-01-05 09:00    # wall time of the first handoff
        people: [priya.shah, angus.reid]
  on_call:
    required: outside desk
    layers:
      - {every: weekly, start: 2026-01-05 17:00, people: [angus.reid]}
overrides:
  - {seat: on_call, person: priya.shah, from: 2026-02-03T17:00Z, to: 2026-02-04T09:00Z}
swaps:
  - {seat: desk, person: angus.reid, for: priya.shah, from: 2026-03-02, to: 2026-03-06}
covers: []
shifts:
  - {seat: desk, person: priya.shah, from: 2026-03-07T10:00Z, to: 2026-03-07T12:00Z}
absences:
  - {person: priya.shah, from: 2026-12-24, to: 2027-01-02}
"""

FORMAT = f"""\
The file:

{EXAMPLE}
"people" may also be a plain list of names. A seat is a place one person holds at a time.
"required" says when somebody must hold it: a window, a list of windows, "outside SEAT", or
"always" (the default); outside it the seat is neither held nor a gap.

A window has days ("mon-fri", [mon, wed], "all"; all by default), from and to (00:00 by
default). An end not after the start is on the next day, so 08:00 to 08:00 is a whole day.
With "weeks: 2" and "since: DATE" it holds every second week.

Layers lie on each other, later ones on top. Besides the rotation a layer may have "when"
(as "required"; by default when the seat is required), "from" and "to". The k-th handoff is
start + k turns on the wall clock, before the start as well as after it: give "from" to
begin with the start. A time that occurs twice is the first one; one that is skipped in
spring is the end of the gap; a window ends with the last occurrence of its end. The 31st is
the last day of a shorter month.

Strongest first: overrides, swaps, covers, shifts (one-off, beside the rotation), layers.
"for" limits one to the time in which that person would be on duty. An override without a
person leaves the seat open. Who is absent holds nothing: a gap, until a cover "for" them.
When somebody does not work by their pattern, the turn goes to the next of the layer who
does.

Moments of changes carry an offset (2026-02-03T17:00+00:00 or Z) or are dates: whole days of
the zone, the last one included, and without "to" one day. "half: morning" or "half:
afternoon" takes half of one day. Every stretch of time includes its start and not its end.
An absence has no place for a reason."""


def _paragraphs(text: str) -> str:
    """Every paragraph kept as it is laid out here."""
    return "\n\n".join(f"\b\n{part}" for part in text.split("\n\n"))


@click.group()
def rota() -> None:
    """Who is on duty, and when."""


for command in (show, who, plan, hours, leave, shift, changes, take_back_command):
    rota.add_command(command)


@rota.command("on-call", epilog=_paragraphs(FORMAT))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def on_call(file: Path, *, as_json: bool) -> None:
    """Say who is on at the instants on standard input, by the rota in FILE (YAML or JSON).

    Each line of standard input is one moment with its offset: 2026-06-01T09:00+01:00 or
    2026-06-01T08:00Z. Each line of output, with --json, is {"at", "on": [{"seat", "person",
    "until", "because"}], "gaps": [{"seat", "reason", "person", "until"}]}, all in UTC; seats that
    are outside their hours are in neither list. "until" is the end of this turn, change or gap
    (null: not within ten years); the same person may go on in another one. "because" is rotation,
    shift, cover, swap, override or bank_holiday. "reason" is unplanned (no layer reaches it),
    not_working, away, bank_holiday or left_open.

    Nothing is printed unless the whole file and every moment can be used; else each mistake is told
    with its line, and the exit code is 1.
    """
    read = _read(file)
    moments = list(_moments(read))
    calendar = Calendar(read)
    for at in moments:
        spans = [calendar.on_duty(seat.name, at) for seat in read.seats]
        click.echo(_json(at, spans) if as_json else _words(at, spans, read))


def _read(file: Path) -> Rota:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        stop(f"{file} is not UTF-8 text.")
    found = rota_file.read(text)
    if isinstance(found, Rota):
        return found
    for problem in found:
        err.print(problem.at(str(file)), style="red", markup=False)
    return stop("Nothing was worked out.")


def _moments(read: Rota) -> Iterator[datetime]:
    """Every instant on standard input; all mistakes are told before any answer."""
    wrong = False
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            yield instant(line.strip(), read.zone)
        except TimeError as mistake:
            wrong = True
            err.print(f"standard input, line {number}: {mistake}", style="red", markup=False)
    if wrong:
        stop("Nothing was worked out.")


def _json(at: datetime, spans: list[Span]) -> str:
    on, gaps = [], []
    for span in spans:
        until = None if without_end(span, at) else _iso(span.end)
        if isinstance(span.duty, Holder):
            because = span.duty.because.value
            on.append({"seat": span.seat, "person": span.duty.person, "until": until, "because": because})
        elif not isinstance(span.duty, Closed):
            reason, person = span.duty.reason.value, span.duty.person
            gaps.append({"seat": span.seat, "reason": reason, "person": person, "until": until})
    return json.dumps({"at": _iso(at), "on": on, "gaps": gaps}, ensure_ascii=False)


def _iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _words(at: datetime, spans: list[Span], read: Rota) -> str:
    said = [words for span in spans if (words := _said(span, at, read))]
    return f"{_shown(at, read)}  {'; '.join(said) or 'nobody is needed'}"


def _said(span: Span, at: datetime, read: Rota) -> str:
    if isinstance(span.duty, Closed):
        return ""
    until = "" if without_end(span, at) else f" until {_shown(span.end, read)}"
    who = span.duty.person if isinstance(span.duty, Holder) else f"NOBODY ({span.duty.reason.value.replace('_', ' ')})"
    return f"{span.seat}: {who}{until}"


def _shown(at: datetime, read: Rota) -> str:
    return at.astimezone(read.zone).strftime("%a %d %b %Y %H:%M %Z")
