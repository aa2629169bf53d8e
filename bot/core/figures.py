"""Monthly figures per rule (S52): how often it found something, and what people made of it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.core.drafts import State
from bot.core.ids import DraftId

MEANING = (
    "Fired: drafts on which the rule found something in the month.",
    "Overridden: of those, drafts somebody approved with the finding still there (the reason is in the record).",
    "Upheld: of the others, drafts that were changed so that the rule finds nothing now, or rejected or withdrawn.",
    "Open: the rest, on which nobody has decided yet.",
)
"""What each word means, as shown with the figures."""

_GIVEN_UP = frozenset({State.REJECTED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """One rule's month. `fired` is the sum of the three others."""

    rule: str
    fired: int
    overridden: int
    upheld: int

    @property
    def open(self) -> int:
        """Drafts on which nobody has decided yet."""
        return self.fired - self.overridden - self.upheld


def rule_figures(
    fired: Mapping[DraftId, Collection[str]],
    accepted: Mapping[DraftId, Collection[str]],
    standing: Mapping[DraftId, tuple[State, Collection[str]]],
) -> list[RuleFigure]:
    """One line for each rule that fired, the busiest first."""
    counts: dict[str, Counter[str]] = {}
    for draft, rules in fired.items():
        state, found_now = standing.get(draft, (State.WITHDRAWN, ()))
        for rule in rules:
            became = _became(rule, accepted.get(draft, ()), state, found_now)
            counts.setdefault(rule, Counter()).update(("fired", became))
    figures = [RuleFigure(rule, c["fired"], c["overridden"], c["upheld"]) for rule, c in counts.items()]
    return sorted(figures, key=lambda figure: (-figure.fired, figure.rule))


def _became(rule: str, accepted: Collection[str], state: State, found_now: Collection[str]) -> str:
    if rule in accepted:
        return "overridden"
    return "upheld" if state in _GIVEN_UP or rule not in found_now else "open"
