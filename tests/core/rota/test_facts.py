"""247 facts about rotas from two schedulers' own tests, where they lie beside the project; mapped onto ours here."""

import json
import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.rota.changes import Change, Changes, Kind, Shift
from bot.core.rota.clock import first, last, local
from bot.core.rota.duty import Holder
from bot.core.rota.hours import Load, fairest_first, free
from bot.core.rota.layers import Layer, Seat
from bot.core.rota.restriction import Window, current_or_next, is_open
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota, on_duty, spans, stints

_SHARED = Path(os.environ.get("COUNTERSIGN_SHARED", Path(__file__).parents[4] / "shared"))
_FILE = _SHARED / "data" / "rota_cases.json"
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
FAR = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC))
ZERO = datetime(2020, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not _FILE.is_file(), reason="the collected facts do not lie beside the project")


def cases():
    return json.loads(_FILE.read_text("utf-8"))["cases"] if _FILE.is_file() else []


def when(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def window(rule):
    days = DAYS if rule["days"] == "all" else rule["days"]
    start, end = time.fromisoformat(rule["start"]), time.fromisoformat(rule["end"])
    return (Window(frozenset(map(DAYS.index, days)), start, end),)


def rotation(case, people=("a", "b", "c")):
    params = case["params"]
    start = datetime.fromisoformat(params["start_local"])
    return Rotation(Every(params["type"]), start, ZoneInfo(case["tz"]), people, params["shift_length"])


def rotation_at(case, zone):
    turn = rotation(case).turn(when(case["query"]["at"]))
    expected = case["expected"]
    assert turn.start == when(expected["shift_start"])
    if "shift_end" in expected:
        assert turn.end == when(expected["shift_end"])


def rotation_end(case, zone):
    query, expected = case["query"], case["expected"]
    at = when(query["at"]) if "at" in query else first(datetime.fromisoformat(query["at_local"]), zone)
    turn = rotation(case).turn(at)
    if "shift_end" in expected:
        assert turn.end == when(expected["shift_end"])
    if "shift_end_local" in expected:
        assert local(turn.end, zone) == datetime.fromisoformat(expected["shift_end_local"])
    if "elapsed_hours" in expected:
        assert turn.end - turn.start == timedelta(hours=expected["elapsed_hours"])


def restriction_active(case, zone):
    assert is_open(window(case["params"]), zone, when(case["query"]["at"])) is case["expected"]["active"]


def restriction_start(case, zone):
    found = current_or_next(window(case["params"]), zone, when(case["query"]["at"]))
    assert found[0] == when(case["expected"]["current_or_next_start"])


def restriction_end(case, zone):
    found = current_or_next(window(case["params"]), zone, when(case["query"]["at"]))
    assert found[1] == when(case["expected"]["current_or_next_end"])


def wall_clock_on_day(case, zone):
    query = case["query"]
    wall = datetime.combine(date.fromisoformat(query["date"]), time.fromisoformat(query["wall"]))
    which = {"first": first, "last": last}[case["params"]["which"]]
    assert which(wall, zone) == when(case["expected"]["instant"])


def seat(n, rule, zone):
    """One of their rules is a seat: theirs may hold several people at a time, ours holds one."""
    if "user" in rule:
        turning = Rotation(Every.DAILY, datetime.fromisoformat("2000-01-01"), zone, (rule["user"],))
    else:
        turning = pinned(rule["rotation"], zone)
    return Seat(f"seat{n}", (Layer("", turning, window(rule)),), required=window(rule))


def pinned(theirs, zone):
    """They remember who is on now; ours follows from the start, so their order is turned until it agrees."""
    start = local(when(theirs["start"]), zone)
    users = theirs["users"]
    for n in range(len(users)):
        turning = Rotation(Every(theirs["type"]), start, zone, (*users[n:], *users[:n]), theirs["shift_length"])
        if turning.turn(when(theirs["current"]["start"])).person == theirs["current"]["user"]:
            return turning
    raise AssertionError(theirs)


def changes(params, seats):
    """An override that only adds somebody is a seat of its own; the others take the seat of whom they remove."""
    found, extra = [], []
    for n, override in enumerate(params.get("overrides", [])):
        start, end = (when(override[k]) if k in override else FAR[k == "end"] for k in ("start", "end"))
        if "remove" in override:
            found += [Change(Kind.OVERRIDE, s, start, end, override.get("add"), override["remove"]) for s in seats]
        else:
            extra.append(Shift(f"added{n}", override["add"], start, end))
    return found, extra


def final_schedule(case, zone):
    params = case["params"]
    if "events" in params:
        events_and_override(case)
        return
    seats = [seat(n, rule, zone) for n, rule in enumerate(params["rules"])]
    found, extra = changes(params, [s.name for s in seats])
    if temporary := params.get("temporary_schedule"):
        found += [Change(Kind.OVERRIDE, s.name, when(temporary["start"]), when(temporary["end"]), None) for s in seats]
        found += [
            Change(Kind.OVERRIDE, seats[0].name, when(s["start"]), when(s["end"]), s["user"])
            for s in temporary["shifts"]
        ]
    for running in params.get("history", []):
        found.append(Change(Kind.OVERRIDE, "seat0", when(running["start"]), when(params["now"]), running["user"]))
    seats += [Seat(s.seat, (), required=()) for s in extra]
    rota = Rota(zone, tuple(seats), Changes(tuple(found), tuple(extra)))
    start, end = map(when, case["query"]["window"])
    begin = min([start, *(when(h["start"]) for h in params.get("history", []))])
    told = [s for s in stints(spans(rota, begin, end)) if s.end > start]
    assert_shifts(told, [(s["user"], when(s["start"]), when(s["end"])) for s in case["expected"]["shifts"]])


def events_and_override(case):
    params = case["params"]
    at = lambda seconds: ZERO + timedelta(seconds=seconds)  # noqa: E731
    planned = tuple(Shift("seat", e["user"], at(e["start"]), at(e["end"])) for e in params["events"])
    override = params["override"]
    change = Change(Kind.OVERRIDE, "seat", at(override["start"]), at(override["end"]), override["user"])
    rota = Rota(ZoneInfo("UTC"), (Seat("seat", (), required=()),), Changes((change,), planned))
    told = stints(spans(rota, *map(at, case["query"]["window"])))
    assert_shifts(told, [(s["user"], at(s["start"]), at(s["end"])) for s in case["expected"]["shifts"]])


def assert_shifts(told, expected):
    assert sorted((s.duty.person, s.start, s.end) for s in told) == sorted(expected)


def on_call_at(case, zone):
    rules = case["params"]["rules"]
    rota = Rota(zone, tuple(seat(n, rule, zone) for n, rule in enumerate(rules)))
    on = [s for s in on_duty(rota, when(case["query"]["at"])).values() if isinstance(s.duty, Holder)]
    expected = case["expected"]
    end = min(on[0].end, when(expected["shift_end"])) if "truncated" in case.get("note", "") else on[0].end
    assert [(s.duty.person, s.start, end) for s in on] == [
        (expected["user"], when(expected["shift_start"]), when(expected["shift_end"]))
    ]


def override_map(case, zone):
    people = case["query"]["base_users"]
    seats = tuple(
        Seat(f"seat{n}", (Layer("", Rotation(Every.DAILY, datetime.fromisoformat("2000-01-01"), zone, (p,))),))
        for n, p in enumerate(people)
    )
    found, extra = changes(case["params"], [s.name for s in seats])
    rota = Rota(zone, (*seats, *(Seat(s.seat, (), required=()) for s in extra)), Changes(tuple(found), tuple(extra)))
    at = when(case["query"]["at"]) if "at" in case["query"] else ZERO
    on = [s.duty.person for s in on_duty(rota, at).values() if isinstance(s.duty, Holder)]
    assert sorted(on) == sorted(case["expected"]["users"])


def pick_next(case, zone):
    params, expected = case["params"], case["expected"]
    start, end = (ZERO + timedelta(minutes=m) for m in case["query"]["window"])
    if start == end:
        pytest.fail("an empty window asks for nobody")
    candidates = free(params["roster"], {p: [(start, end)] for p in params.get("busy", [])}, (start, end))
    if "candidates" in expected:
        assert candidates == expected["candidates"]
    if "result" in expected:
        total = {p: Load(timedelta(hours=1), last=ZERO) for p in params["roster"]}
        for person in params.get("never_on_call", []):
            del total[person]
        assert next(iter(fairest_first(candidates, total)), None) == expected["result"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['id']} {case['kind']}")
def test_a_rota_answers_as_the_facts_say(case):
    """D5."""
    globals()[case["kind"]](case, ZoneInfo(case["tz"]))


def test_turns_follow_each_other_as_in_the_blocks_of_the_facts():
    """Positions in the facts count handoffs from the first of a block: no turn is lost to a clock change."""
    block, seen = None, 0
    for case in cases():
        if "position_rel" not in case["expected"]:
            continue
        number = rotation(case).turn(when(case["query"]["at"])).number
        if case["expected"]["position_rel"] == 0:
            block = number
        assert number - block == case["expected"]["position_rel"], case["id"]
        seen += 1
    assert seen > 70


def test_there_are_as_many_facts_as_were_collected():
    told = json.loads(_FILE.read_text("utf-8"))
    assert len(cases()) == told["count"]
