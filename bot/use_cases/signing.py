"""Whose signatures a draft takes before it goes out, and what is said of those that are missing.

Who owns what is owners.py's, which press officer is asked press_office.py's, who may decide at all who_may_decide.py's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.core.accounts import Account
from bot.core.decisions import Decision, Needed, counting
from bot.core.drafts import Draft, Revision, State
from bot.core.findings import Finding
from bot.core.ids import PersonId
from bot.core.people import Person, Standing
from bot.core.refusals import Refusal
from bot.core.sign_offs import Divided, Owed
from bot.core.wording import names
from bot.use_cases.cases import Case, case_of, name_of
from bot.use_cases.moving import SIGNERS
from bot.use_cases.owners import TOPIC_OWNER, owed
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.press_office import needed_now
from bot.use_cases.topic_findings import OWNER
from bot.use_cases.who_may_decide import able


def signatures_for(
    uow: UnitOfWork,
    draft: Draft,
    revision: Revision,
    account: Account,
    findings: Iterable[Finding],
    approvals: Sequence[Decision],
) -> Needed:
    """Everything that must be signed, as of now. What an owner signs for takes no second approver besides (S49, S62).

    What else asks for two still takes two, and the owner on top: no person's word counts twice.
    """
    found = tuple(findings)
    others = [f for f in found if f.rule != OWNER and f.route_to != TOPIC_OWNER]
    owing = owed(uow, draft, revision, account, found, approvals)
    asked = needed_now(uow, account, revision, others, approvals)
    approvers = frozenset(person.id for person in able(uow, draft, revision, account))
    return replace(asked, owed=owing, approvers=approvers)


def signatures(uow: UnitOfWork, case: Case, findings: Iterable[Finding], approvals: Sequence[Decision]) -> Needed:
    """The same for a draft already looked up."""
    return signatures_for(uow, case.draft, case.revision, case.account, findings, approvals)


def asked_to_sign(uow: UnitOfWork, case: Case) -> list[tuple[Owed, tuple[PersonId, ...]]]:
    """The signatures still missing now, with those asked for each who have not given a word that counts."""
    checked = uow.drafts.checked(case.draft.id, case.revision.number)
    given = counting(case.draft, case.revision, case.decisions)
    asked = signatures(uow, case, checked.findings if checked else (), given)
    people = [d.person for d in given]
    return [(one, tuple(p for p in one.asked if p not in people)) for one in _unsigned(asked, people)]


def to_sign(uow: UnitOfWork, me: Person, at_most: int) -> list[Case]:
    """The drafts that wait for this person's signature now, the longest in review first."""
    cases = (case_of(uow, draft) for draft in uow.drafts.asked_of(me.id, at_most))
    return [case for case in cases if isinstance(case, Case) and _is_asked(uow, case, me)]


def _is_asked(uow: UnitOfWork, case: Case, me: Person) -> bool:
    return any(me.id in people for _, people in asked_to_sign(uow, case))


def waiting_words(uow: UnitOfWork, case: Case, me: Person) -> str:
    """Whose signature a draft in review waits for, as this person reads it in a list; nothing where for nobody's."""
    if case.draft.state is not State.IN_REVIEW or not uow.messages.ref(SIGNERS, str(case.draft.id)):
        return ""
    missing = asked_to_sign(uow, case)
    if any(me.id in people for _, people in missing):
        return "waits for your signature: “Sign off” is in its message from Countersign"
    whose = [names([name_of(uow, person) for person in people]) or "nobody who is there" for _, people in missing]
    return f"waits for the signature of {names(whose, joined_by='and')}" if whose else ""


def signs(uow: UnitOfWork, case: Case, me: Person) -> bool:
    """Whether this person may sign now for one of those asked, or a lead may in their place."""
    checked = uow.drafts.checked(case.draft.id, case.revision.number)
    owing = owed(uow, case.draft, case.revision, case.account, checked.findings if checked else ())
    return me.standing is Standing.ACTIVE and any(me.id in one.signers for one in owing)


def has_signed(uow: UnitOfWork, case: Case, decision: Decision) -> bool:
    """Whether somebody signed for an owner when it was theirs to sign, and may still act (F3)."""
    person = uow.people.get(decision.person)
    checked = uow.drafts.checked(case.draft.id, case.revision.number)
    findings = checked.findings if checked else ()
    owing = owed(uow, case.draft, case.revision, case.account, findings, [decision])
    active = person is not None and person.standing is Standing.ACTIVE
    return active and any(decision.person in one.signers for one in owing)


def signed_for(asked: Needed, approvals: Sequence[Decision], person: PersonId) -> tuple[str, ...]:
    """The topics for which this person's word counts as the owner's signature; nothing where it is an approval."""
    divided = asked.divided([d.person for d in approvals])
    pairs = zip(asked.owed, divided.signed, strict=False)
    return tuple(topic for one, signer in pairs if signer == person for topic in one.topics)


def _unsigned(asked: Needed, people: Sequence[PersonId]) -> list[Owed]:
    signed = asked.divided(people).signed
    return [one for one, signer in zip(asked.owed, signed, strict=True) if signer is None]


def signers_left(asked: Needed, approvals: Sequence[Decision]) -> list[PersonId]:
    """Who is asked for the signatures that are missing."""
    people = [d.person for d in approvals]
    return [person for one in _unsigned(asked, people) for person in one.asked if person not in people]


def nobody_to_sign(uow: UnitOfWork, case: Case, asked: Needed) -> Refusal | None:
    """The refusal where approvals and signatures cannot come from different people (fails closed, F14), or None."""
    approvers = asked.approvers or frozenset()
    signers = {person for one in asked.owed for person in one.signers}
    if not asked.owed or asked.can_be_met(sorted(approvers | signers)):
        return None
    return Refusal(
        "review.nobody_to_sign",
        _too_few_to_sign(uow, case, asked),
        "Ask a communications lead to name another approver, or another owner of the topic in org.yaml.",
    )


def _too_few_to_sign(uow: UnitOfWork, case: Case, asked: Needed) -> str:
    if nobody := next((one for one in asked.owed if not one.signers), None):
        return f"{topic_words(nobody)}: {missing_words(uow, nobody)}"
    topics = names([topic_words(one) for one in asked.owed], joined_by="and")
    count = "1 approval" if asked.count == 1 else f"{asked.count} approvals"
    return (
        f"This needs {count} for @{case.account.handle} and, beside them, the signature of the owner of {topics}. "
        "Nobody gives both, and there are too few people for it now."
    )


def approved(asked: Needed, approvals: Sequence[Decision]) -> tuple[PersonId, ...]:
    """Those whose word counts as an approval."""
    return _divided(asked, approvals).approved


def _divided(asked: Needed, approvals: Sequence[Decision]) -> Divided:
    return asked.divided([d.person for d in approvals])


def signature_lines(uow: UnitOfWork, asked: Needed, approvals: Sequence[Decision]) -> Iterator[str]:
    """Each signature in a sentence: whose it is, or who must still give it and why them."""
    for one, signer in zip(asked.owed, _divided(asked, approvals).signed, strict=False):
        topics = topic_words(one)
        if signer is not None:
            yield f"{topics}: signed by {name_of(uow, signer)}."
        else:
            yield f"{topics}: {missing_words(uow, one)}"


def missing_lines(uow: UnitOfWork, asked: Needed, approvals: Sequence[Decision]) -> list[str]:
    """The sentences of the signatures that are missing."""
    people = [d.person for d in approvals]
    return [f"{topic_words(one)}: {missing_words(uow, one)}" for one in _unsigned(asked, people)]


def night_lines(uow: UnitOfWork, case: Case) -> tuple[str, ...]:
    """What whoever is called for a draft reads of signatures it still waits for: nobody is woken to sign (S49, D6).

    An owner who cannot be reached is stood in for once they are entered as away: no rule is loosened at night.
    """
    missing = asked_to_sign(uow, case) if case.draft.state is State.IN_REVIEW else []
    said = [_night_line(uow, one, people) for one, people in missing]
    owners = [p for one, people in missing for p in people if p == one.owner]
    away = [
        f"If {name_of(uow, p)} cannot be reached, a lead or their manager may enter that they are away: "
        f"/rota leave @{p} today. Then whoever is on duty in their rota signs, else a lead."
        for p in dict.fromkeys(owners)
    ]
    return (*said, *away)


def _night_line(uow: UnitOfWork, one: Owed, people: Sequence[PersonId]) -> str:
    if not people:
        return f"{topic_words(one)}: {missing_words(uow, one)}"
    who = names([_to_reach(uow, p) for p in people])
    as_owner = ", who owns it," if one.owner in people else ""
    return (
        f"{topic_words(one)}: it goes out only once {who}{as_owner} has signed it too. They are asked in their "
        "messages, and nobody is woken for it: please reach them yourself."
    )


def _to_reach(uow: UnitOfWork, key: PersonId) -> str:
    person = uow.people.get(key)
    return f"{person.name} ({person.email})" if person and person.email else name_of(uow, key)


def topic_words(one: Owed) -> str:
    """The topics of one signature: “Wealdmere dam” and “Floods”."""
    quoted = [f"“{topic}”" if one.owner else topic for topic in one.topics]
    words = names(quoted, joined_by="and")
    return f"{words[:1].upper()}{words[1:]}"


def missing_words(uow: UnitOfWork, one: Owed) -> str:
    """Who must still sign, and why it is not the owner."""
    if not one.asked:
        return f"nobody can sign now. {_sentence(one.note)} Ask whoever keeps org.yaml to name an owner who is there."
    who = names([name_of(uow, person) for person in one.asked])
    if one.note:
        return f"{who} must still sign. {_sentence(one.note)}"
    return f"{who} must still sign, as the owner."


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:]}."
