"""A journalist has asked about a post (S40): who asked what, about which conversation, and whose replies in it wait.

Who is told and who may lift it stands in use_cases/press_office.py; the form is press_forms.py's.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.answered import Answered
from bot.core.drafts import Target
from bot.core.ids import AccountId, DraftId, PersonId, TweetId


class How(StrEnum):
    """By what a journalist got in touch."""

    PHONE = "phone"
    EMAIL = "email"
    ON_X = "on_x"
    IN_PERSON = "in_person"
    OTHER = "other"


HOW_WORDS: dict[How, str] = {
    How.PHONE: "by telephone",
    How.EMAIL: "by e-mail",
    How.ON_X: "on X",
    How.IN_PERSON: "in person",
    How.OTHER: "in another way",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """What was said. Who the journalist is, is personal: it is in the record and on the cards, and in no log.

    `when` is in people's own words; `handle` is the journalist's on X, without @, or empty; `answered` is what has been
    said to them already, empty for nothing.
    """

    journalist: str = field(repr=False)
    outlet: str = field(repr=False)
    handle: str = field(repr=False)
    when: str
    how: How
    asked: str = field(repr=False)
    answered: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class About:
    """The post that was asked about, and on which of our accounts.

    `conversation` is the number X gives the first post of it, None where that could not be read; `draft` is set where
    the post went out by Countersign.
    """

    account: AccountId
    post: TweetId
    address: str
    conversation: TweetId | None = None
    draft: DraftId | None = None


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One contact. `author` answers nothing more in the conversation until somebody lifts that, with a reason."""

    id: int
    author: PersonId
    told_by: PersonId
    at: datetime
    about: About
    contact: Contact
    lifted_by: str = ""
    lifted_at: datetime | None = None
    lifted_because: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the author's replies still wait."""
        return self.lifted_at is None

    def concerns(self, target: Target | None, answered: Answered | None) -> bool:
        """Whether a draft that replies to or quotes `target` speaks in this conversation, or to this journalist.

        `answered` is the target as X showed it.
        """
        if target is None:
            return False
        if target.tweet in {self.about.post, self.about.conversation}:
            return True
        conversation = answered.conversation if answered else None
        in_it = conversation is not None and conversation in {self.about.conversation, self.about.post}
        return in_it or self._is_the_journalist(answered)

    def may_concern(self, account: AccountId, target: Target | None, answered: Answered | None) -> bool:
        """As `concerns`; on its own account, what cannot be read might (F14)."""
        if target is None:
            return False
        is_unknown = self.about.conversation is None or answered is None or answered.conversation is None
        return (is_unknown and account == self.about.account) or self.concerns(target, answered)

    def _is_the_journalist(self, answered: Answered | None) -> bool:
        handle = self.contact.handle.casefold()
        return bool(handle) and answered is not None and answered.author.casefold() == handle


def stopping(
    enquiries: Iterable[Enquiry],
    whose: Collection[PersonId],
    account: AccountId,
    target: Target | None,
    answered: Answered | None,
) -> Enquiry | None:
    """The enquiry for which a reply in the words of these people waits, or None."""
    own = (each for each in enquiries if each.is_open and each.author in whose)
    return next((each for each in own if each.may_concern(account, target, answered)), None)


def asking_about(enquiries: Iterable[Enquiry], target: Target | None, answered: Answered | None) -> Enquiry | None:
    """The open enquiry about the conversation a draft speaks in, whoever wrote it, or None."""
    return next((each for each in enquiries if each.is_open and each.concerns(target, answered)), None)
