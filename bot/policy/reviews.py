"""Which rules are due for review, by whoever keeps them. Who is told of it is the use cases' part."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.policy.rules import Rule


@dataclass(frozen=True, slots=True)
class ToReview:
    """Rules of one file whose day of review has passed, by their keeper and that day."""

    file: str
    owner: str
    since: date
    rules: int

    @property
    def words(self) -> str:
        """In half a sentence."""
        count = "1 rule" if self.rules == 1 else f"{self.rules} rules"
        return (
            f"{count} in {self.file}, kept by the {self.owner}, to be reviewed by {self.since.day} {self.since:%B %Y}"
        )


def overdue(rules: Iterable[Rule], today: date) -> list[Rule]:
    """Those whose last day of review has passed."""
    return [rule for rule in rules if rule.review_by < today]


def to_review(rules: Iterable[Rule], today: date) -> list[ToReview]:
    """The overdue ones summed up, the longest overdue first; a rule that several organisations share counts once."""
    late = {(rule.file, rule.id): rule for rule in overdue(rules, today)}
    groups = Counter((rule.review_by, rule.file, rule.owner) for rule in late.values())
    return [ToReview(file, owner, since, count) for (since, file, owner), count in sorted(groups.items())]
