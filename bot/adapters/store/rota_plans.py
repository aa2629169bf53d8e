"""A rota's plan as JSON, and back. What was entered beside it stands in columns of its own: rotas.py."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.ids import AccountId, PersonId, RotaId
from bot.core.rota.duty import SeatName
from bot.core.rota.layers import Layer, Outside, Patterns, Seat, When
from bot.core.rota.plan import DAY_BEFORE, HOUR_BEFORE, MORNING, MOST_DAYS, Calling, Plan
from bot.core.rota.restriction import Restriction, Window
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota


def to_json(plan: Plan) -> dict[str, Any]:
    """All of the plan but its key and name, as JSON knows it."""
    rota, calling = plan.rota, plan.calling
    return {
        "zone": rota.zone.key,
        "seats": [_seat(seat) for seat in rota.seats],
        "patterns": {person: _windows(windows) for person, windows in rota.patterns.items()},
        "holidays": _dates(rota.holidays),
        "own_holidays": {person: _dates(days) for person, days in rota.own_holidays.items()},
        "accounts": list(plan.accounts),
        "desk": plan.desk,
        "on_call": plan.on_call,
        "steps": [step.total_seconds() for step in calling.steps],
        "repeats": calling.repeats,
        "unack_after": calling.unack_after.total_seconds(),
        "fallback": calling.fallback,
        "nation": plan.nation,
        "user_group": plan.user_group,
        "reach": plan.reach,
        "most_days": plan.most_days,
        "remind": [_before(each) for each in plan.remind],
        "morning": plan.morning.isoformat(),
    }


def from_json(key: str, name: str, kept: dict[str, Any]) -> Plan:
    """The plan that `to_json` was given."""
    return Plan(
        id=RotaId(key),
        name=name,
        rota=_rota(kept),
        accounts=tuple(AccountId(account) for account in kept["accounts"]),
        desk=_seat_name(kept["desk"]),
        on_call=_seat_name(kept["on_call"]),
        calling=Calling(
            tuple(timedelta(seconds=step) for step in kept["steps"]),
            kept["repeats"],
            timedelta(seconds=kept["unack_after"]),
            PersonId(kept["fallback"]) if kept["fallback"] else None,
        ),
        nation=kept["nation"],
        user_group=kept["user_group"],
        reach=kept["reach"],
        most_days=kept.get("most_days", MOST_DAYS),  # rotas kept by an older version do not say
        remind=tuple(_before_of(each) for each in kept["remind"]) if "remind" in kept else USUAL,
        morning=time.fromisoformat(kept["morning"]) if "morning" in kept else MORNING,
    )


USUAL = (DAY_BEFORE, HOUR_BEFORE)


def _before(when: timedelta | time) -> float | str:
    return when.total_seconds() if isinstance(when, timedelta) else when.isoformat()


def _before_of(kept: float | str) -> timedelta | time:
    return time.fromisoformat(kept) if isinstance(kept, str) else timedelta(seconds=kept)


def _rota(kept: dict[str, Any]) -> Rota:
    zone = ZoneInfo(kept["zone"])
    patterns: Patterns = {PersonId(person): _restriction(windows) for person, windows in kept["patterns"].items()}
    return Rota(
        zone=zone,
        seats=tuple(_seat_of(seat, zone) for seat in kept["seats"]),
        patterns=patterns,
        holidays=_days(kept["holidays"]),
        own_holidays={PersonId(person): _days(days) for person, days in kept["own_holidays"].items()},
    )


def _seat(seat: Seat) -> dict[str, Any]:
    return {
        "name": seat.name,
        "layers": [_layer(layer) for layer in seat.layers],
        "in_hours": seat.in_hours,
        "required": _when(seat.required),
        "on_holiday": seat.on_holiday,
    }


def _seat_of(kept: dict[str, Any], zone: ZoneInfo) -> Seat:
    return Seat(
        SeatName(kept["name"]),
        tuple(_layer_of(layer, zone) for layer in kept["layers"]),
        kept["in_hours"],
        _when_of(kept["required"]),
        _seat_name(kept["on_holiday"]),
    )


def _seat_name(kept: str | None) -> SeatName | None:
    return SeatName(kept) if kept else None


def _layer(layer: Layer) -> dict[str, Any]:
    rotation = layer.rotation
    return {
        "name": layer.name,
        "every": rotation.every,
        "first": rotation.start.isoformat(),
        "people": list(rotation.people),
        "length": rotation.length,
        "when": _when(layer.when),
        "start": layer.start.isoformat() if layer.start else None,
        "end": layer.end.isoformat() if layer.end else None,
    }


def _layer_of(kept: dict[str, Any], zone: ZoneInfo) -> Layer:
    people = tuple(PersonId(person) for person in kept["people"])
    return Layer(
        kept["name"],
        Rotation(Every(kept["every"]), datetime.fromisoformat(kept["first"]), zone, people, kept["length"]),
        _when_of(kept["when"]),
        datetime.fromisoformat(kept["start"]) if kept["start"] else None,
        datetime.fromisoformat(kept["end"]) if kept["end"] else None,
    )


def _when(when: When) -> Any:
    if when is None:
        return None
    return {"outside": when.seat} if isinstance(when, Outside) else _windows(when)


def _when_of(kept: Any) -> When:
    if kept is None:
        return None
    return Outside(SeatName(kept["outside"])) if isinstance(kept, dict) else _restriction(kept)


def _windows(restriction: Restriction) -> list[dict[str, Any]]:
    return [
        {
            "days": sorted(window.days),
            "start": window.start.isoformat(),
            "end": window.end.isoformat(),
            "weeks": window.weeks,
            "since": window.since.isoformat(),
        }
        for window in restriction
    ]


def _restriction(kept: list[dict[str, Any]]) -> Restriction:
    return tuple(
        Window(
            frozenset(window["days"]),
            time.fromisoformat(window["start"]),
            time.fromisoformat(window["end"]),
            window["weeks"],
            date.fromisoformat(window["since"]),
        )
        for window in kept
    )


def _dates(days: frozenset[date]) -> list[str]:
    return sorted(day.isoformat() for day in days)


def _days(kept: list[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in kept)
