"""What a decision may do: who may decide on which words, how many approvals it takes, and what counts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.core.accounts import Account
from bot.core.drafts import Draft, Revision
from bot.core.findings import Finding
from bot.core.ids import PersonId
from bot.core.risk import graded
from bot.core.sign_offs import Divided, Owed, divisions


class Verdict(StrEnum):
    """What one person says of one revision."""

    APPROVE = "approve"
    ASK_FOR_CHANGES = "ask_for_changes"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's word on one revision in one round.

    `digest` binds the whole act including `slot`, the time chosen by the approver; `pack` is the version of the
    rules the findings came from; `words` are what an approver wants instead; `accepted` the ids of the rules
    whose findings an approval lets pass, and then `reason` says why they are fine.
    """

    person: PersonId
    verdict: Verdict
    revision: int
    round: int
    digest: str
    at: datetime
    slot: datetime | None = None
    reason: str = ""
    words: str = ""
    pack: str = ""
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Needed:
    """How many approvals a draft takes, why if more than one, and whose must be among them."""

    count: int
    because: str = ""
    supervisor: PersonId | None = None
    press: frozenset[PersonId] | None = None
    """The press officers, one of whom must be among them; None where that is not asked."""

    owed: tuple[Owed, ...] = ()
    """Signatures of the owners of topics that it takes besides (S49)."""
    approvers: frozenset[PersonId] | None = None
    """Whose word counts as an approval; None for everybody's who has given one."""

    def is_met(self, approvals: Collection[Decision]) -> bool:
        """Whether these approvals are enough."""
        return self.can_be_met([d.person for d in approvals])

    def can_be_met(self, people: Sequence[PersonId]) -> bool:
        """Whether it is enough that all these people agree."""
        return any(self._is_enough(divided) for divided in divisions(people, self.owed, self.approvers))

    def divided(self, people: Sequence[PersonId]) -> Divided:
        """What the word of each of these people counts as: nobody fills two signatures."""
        return max(divisions(people, self.owed, self.approvers), key=self._worth)

    def must_be(self, approvals: Collection[Decision]) -> frozenset[PersonId] | None:
        """Whose approval the next one has to be, so that it can still be met; None where anybody's will do.

        Nobody's, where only signatures are missing.
        """
        approved = self.divided([d.person for d in approvals]).approved
        missing = self._missing(approved)
        if missing and len(approved) + len(missing) >= self.count:
            return missing[0]
        return frozenset() if self.owed and len(approved) >= self.count else None

    def _worth(self, divided: Divided) -> tuple[bool, int, int]:
        signed = sum(person is not None for person in divided.signed)
        return self._is_enough(divided), signed, min(len(divided.approved), self.count)

    def _is_enough(self, divided: Divided) -> bool:
        return (
            None not in divided.signed and len(divided.approved) >= self.count and not self._missing(divided.approved)
        )

    def _missing(self, approved: Collection[PersonId]) -> list[frozenset[PersonId]]:
        supervisor = None if self.supervisor is None else frozenset({self.supervisor})
        return [one_of for one_of in (supervisor, self.press) if one_of is not None and one_of.isdisjoint(approved)]


def needed(
    account: Account,
    findings: Iterable[Finding],
    supervisor: PersonId | None = None,
    press: frozenset[PersonId] | None = None,
) -> Needed:
    """One approval; two where the account asks for it, the risk is high (S62), or the author has a supervisor (S04).

    `press` are the press officers, where one of them must be among those who approve (S39).
    """
    asked = _counted(account, findings, supervisor)
    if press is None:
        return asked
    because = (
        "a press officer must be one of those who approve a reply to somebody on the media list or a quote of them"
    )
    return replace(asked, press=press, because="; ".join(each for each in (asked.because, because) if each))


def _counted(account: Account, findings: Iterable[Finding], supervisor: PersonId | None) -> Needed:
    if supervisor is not None:
        because = "the author works under supervision and the supervisor must be one of those who approve"
        return Needed(max(2, account.approvals), because, supervisor)
    if account.approvals > 1:
        return Needed(account.approvals, f"@{account.handle} always needs {account.approvals}")
    risk = graded(findings)
    return Needed(risk.approvals, f"the risk is {risk.grade}: {risk.because}" if risk.approvals > 1 else "")


def counting(draft: Draft, revision: Revision, decisions: Iterable[Decision]) -> list[Decision]:
    """The approvals that count now: this revision, this round, the same act as the newest approval.

    An approval for another time binds another digest, so choosing a new time voids the earlier ones (F1).
    """
    current = [
        d
        for d in decisions
        if d.verdict is Verdict.APPROVE and d.revision == revision.number and d.round == draft.round
    ]
    if not current:
        return []
    newest = max(reversed(current), key=lambda d: d.at)  # of two in one instant, the one given last
    by_person = {d.person: d for d in current if d.digest == newest.digest}
    return sorted(by_person.values(), key=lambda d: d.at)


def wrote_these_words(draft: Draft, revision: Revision, person: PersonId) -> bool:
    """Whether this person wrote or last edited the words, and so may not decide on them (F2)."""
    return person in {draft.author, revision.edited_by}


def already_said(
    draft: Draft, decisions: Sequence[Decision], person: PersonId, verdict: Verdict, digest: str
) -> Decision | None:
    """This very decision where the person has given it before: a double click or redelivery (F16)."""
    given = (person, verdict, draft.revision, draft.round, digest)
    return next((d for d in decisions if (d.person, d.verdict, d.revision, d.round, d.digest) == given), None)
