"""The words staff put into the profile of their own accounts (S46), and which accounts carry them.

Countersign never publishes on personal accounts (S19): this is a register, and it is not public.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.accounts import OrgType
from bot.core.ids import PersonId

BIO = 160
"""Characters a profile on X holds."""
CONFIRM_AFTER = 365
"""Days after which people are asked again, where org.yaml says nothing else."""


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """The standard words for staff of one kind of organisation, and after how many days they are asked again."""

    kind: str
    says: str
    confirm_days: int = CONFIRM_AFTER

    @property
    def words(self) -> str:
        """The entry in one line."""
        return f"disclaimer for {self.kind}: “{self.says}”, asked about again after {self.confirm_days} days"


_STANDARD: dict[OrgType, str] = {
    OrgType.COUNCIL: "I work for {who}. Views here are my own, not the council’s.",
    OrgType.NHS_TRUST: "I work for {who}. Views are my own. I cannot give medical advice here.",
    OrgType.POLICE: "I work for {who}. Views are my own. To report a crime call 101, in an emergency 999.",
    OrgType.FIRE: "I work for {who}. Views are my own. In an emergency call 999.",
    OrgType.MINISTRY: "Civil servant at {who}. Views here are my own, not the government’s.",
}


def standard(kind: OrgType, entered: Iterable[Disclaimer], who: str) -> Disclaimer:
    """The words in force for a kind of organisation: as entered, else the ones that come with Countersign."""
    own = next((each for each in entered if each.kind == kind), None)
    return own or Disclaimer(kind, _STANDARD[kind].format(who=who))


class Carrying(StrEnum):
    """How an account stands by the words."""

    CARRIES = "carries the words"
    NOT_YET = "does not carry the words yet"
    OTHER_WORDS = "carries words that have changed since"
    AGAIN = "is to be confirmed again"


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """Somebody's own account, as they told us. Its handle is personal: it is in no record and no log.

    `words` are the standard words it was said to carry, empty while it carries none.
    """

    id: int
    person: PersonId
    handle: str = field(repr=False)
    kind: str
    words: str
    said_at: datetime

    def ask_again_at(self, standard_words: Disclaimer) -> datetime:
        """When its owner is asked again."""
        return self.said_at + timedelta(days=standard_words.confirm_days)

    def carrying(self, standard_words: Disclaimer, now: datetime) -> Carrying:
        """How it stands by the words in force."""
        if not self.words:
            return Carrying.NOT_YET
        if self.words != standard_words.says:
            return Carrying.OTHER_WORDS
        return Carrying.AGAIN if now >= self.ask_again_at(standard_words) else Carrying.CARRIES
