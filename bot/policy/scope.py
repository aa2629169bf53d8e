"""When a rule listens: the kind of account, organisation, nation, purpose, role, period, hold and meeting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.policy.context import (
    ACCOUNT_KINDS,
    NATIONS,
    ORG_TYPES,
    PURPOSES,
    Context,
    Hold,
    Meeting,
    Period,
    Reply,
)
from bot.policy.covering import covers

APPLIES_TO: Mapping[str, tuple[str, ...]] = {
    "account_kind": ACCOUNT_KINDS,
    "org_type": ORG_TYPES,
    "nation": NATIONS,
    "purpose": PURPOSES,
}
"""What `applies_to` may name, each also as `not_…`, and the values it may take. `author_role` takes any."""

AREAS = ("account_area",)
"""What a period may have to cover before a rule listens."""

_EXAMPLE_TIME = datetime(2026, 4, 20, 12, tzinfo=UTC)
"""A Monday noon at which the examples in the packs are imagined to go out."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The contexts in which a rule listens; an empty scope is every context.

    `only` and `never` hold values per name of APPLIES_TO. `covers_account` asks that the period names no area or one
    the account lies in. `hold`, `meeting` and `reply` are None where it does not matter.
    """

    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    never: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    periods: tuple[str, ...] = ()
    covers_account: bool = False
    hold: bool | None = None
    meeting: bool | None = None
    reply: bool | None = None

    def covers(self, context: Context) -> bool:
        """Whether the rule listens in this context."""
        told = all(_value(context, name) in values for name, values in self.only.items())
        spared = any(_value(context, name) in values for name, values in self.never.items())
        return told and not spared and self._in_period(context) and self._in_situation(context)

    def _in_period(self, context: Context) -> bool:
        if not self.periods:
            return True
        period = context.period_in_force
        if period is None or period.kind not in self.periods:
            return False
        return not self.covers_account or covers(period, context)

    def _in_situation(self, context: Context) -> bool:
        meeting = context.meeting is not None and context.meeting.active
        situation = (
            (self.hold, context.incident_hold is not None),
            (self.meeting, meeting),
            (self.reply, context.in_reply_to is not None),
        )
        return all(wanted in (None, found) for wanted, found in situation)

    def example(self) -> Context:
        """A context in which the rule listens, for the pack's own examples."""
        context = Context(org="Fernshire", handle="@fernshire", now=_EXAMPLE_TIME)
        for name, value in self._example_values(context):
            changes: dict[str, Any] = {_field(name): value}
            context = replace(context, **changes)
        if self.periods:
            day = _EXAMPLE_TIME.date()
            around = (day - timedelta(days=7), day + timedelta(days=7))
            context = replace(context, period=Period(self.periods[0], "local elections", *around))
        return replace(
            context,
            incident_hold=Hold("the incident") if self.hold else None,
            meeting=Meeting(active=True, hashtag="#FernshireCouncil") if self.meeting else None,
            in_reply_to=Reply("@resident", "When is the tip open?") if self.reply else None,
        )

    def _example_values(self, usual: Context) -> Iterator[tuple[str, str]]:
        """What the example's context has to say so that the rule listens, name by name."""
        for name in {**self.only, **self.never}:
            wanted = self.only.get(name, (_value(usual, name), *APPLIES_TO.get(name, ())))
            fits = [value for value in wanted if value not in self.never.get(name, ())]
            yield name, next(iter(fits), wanted[0])


def grouped(scopes: Iterable[Scope]) -> list[tuple[Scope, list[int]]]:
    """The numbers of those that are the same, so that a scope many rules share is asked once a draft."""
    shared: dict[str, tuple[Scope, list[int]]] = {}
    for number, scope in enumerate(scopes):
        shared.setdefault(repr(scope), (scope, []))[1].append(number)
    return list(shared.values())


def situation(context: Context) -> tuple[object, ...]:
    """All of a context that scopes look at: where it is the same, the same rules listen."""
    return (
        context.account_kind,
        context.org_type,
        context.nation,
        context.post_purpose,
        context.author_role,
        context.org,
        context.handle,
        context.period_in_force,
        context.incident_hold is None,
        context.meeting is not None and context.meeting.active,
        context.in_reply_to is None,
    )


def _field(name: str) -> str:
    return "post_purpose" if name == "purpose" else name


def _value(context: Context, name: str) -> str:
    return str(getattr(context, _field(name)))
