"""A refusal: the product's polite no. A value, never an exception; exceptions are faults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done.

    `rule` is a stable dotted name for the record and for figures per rule (S52), such as `decide.own_words`;
    `what` says in one or two sentences what the state is now and why; `next_step` what this person can do.
    """

    rule: str
    what: str
    next_step: str = ""

    @property
    def words(self) -> str:
        """Both sentences together, as shown to the person."""
        return f"{self.what} {self.next_step}".strip()
