"""The message to whoever signs for the owner of a topic (S49): who is asked, and what it says, afresh each time.

Whose signature it takes is owners.py's and signing.py's; the buttons are decide.py's.
"""

from bot.core.cards import Action, CallCard, Notice, Tone
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.ids import DraftId, PersonId
from bot.core.sign_offs import Owed
from bot.core.wording import STATES
from bot.use_cases.alarms import first_time, tell_leads
from bot.use_cases.cases import Case, find, name_of
from bot.use_cases.moving import SIGN, SIGNERS
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.signing import asked_to_sign, topic_words
from bot.use_cases.viewing import view_of


def ask_signers(uow: UnitOfWork, case: Case) -> None:
    """Have whoever must still sign asked in their messages, once each; later changes redraw what they have."""
    if case.draft.state is not State.IN_REVIEW:
        return
    before = (uow.messages.ref(SIGNERS, str(case.draft.id)) or "").split()
    people = dict.fromkeys([*before, *(p for _, asked in asked_to_sign(uow, case) for p in asked)])
    if people:
        uow.messages.put_ref(SIGNERS, str(case.draft.id), " ".join(people))
    for person in people:
        uow.due.at(Work.SHOW_ASK, f"{SIGN}:{case.draft.id}:{person}", uow.now())


def sign_card(uow: UnitOfWork, number: int, reader: PersonId) -> CallCard | None:
    """The message to one person as things stand now."""
    case = find(uow, DraftId(number))
    if not isinstance(case, Case):
        return None
    about, handle = f"{SIGN}:{number}", case.account.handle
    mine = next((one for one, asked in asked_to_sign(uow, case) if reader in asked), None)
    view = view_of(uow, case)
    if mine is None or case.draft.state is not State.IN_REVIEW:
        title, said = _settled(case, reader)
        return CallCard(title, said, about, (), uow.now(), view)
    title = f"Draft {number} for @{handle} waits for your signature: {topic_words(mine)}"
    actions = (Action.SIGN_OFF, Action.ASK_FOR_CHANGES)
    return CallCard(title, _why(uow, case, mine), about, actions, uow.now(), view)


def cannot_be_asked(uow: UnitOfWork, number: int, reader: PersonId) -> None:
    """Tell the leads, once a round, that somebody who must sign has no messages of ours."""
    case, card = find(uow, DraftId(number)), sign_card(uow, number, reader)
    if not isinstance(case, Case) or card is None or not card.actions:
        return
    key = f"cannot-sign:{number}:{reader}"
    if not first_time(uow, key, str(case.draft.round)):
        return
    who = name_of(uow, reader)
    title = f"{who} cannot be asked for a signature: draft {number} for @{case.account.handle}"
    lines = (
        f"{who} must sign it and gets no messages from Countersign, so it waits.",
        "To do: reach them another way, so that they press Approve on its card; or enter another owner in org.yaml.",
    )
    tell_leads(uow, f"{key}:{case.draft.round}", Notice(title, lines, Tone.WARNING))


def _why(uow: UnitOfWork, case: Case, mine: Owed) -> tuple[str, ...]:
    author = name_of(uow, case.draft.author)
    whose = f"{mine.note[:1].upper()}{mine.note[1:]}." if mine.note else f"{topic_words(mine)}: you own it."
    return (
        f"{author} wrote it, and it is outside the remit of the account or of its author. {whose}",
        "It goes out only with your signature, beside the account’s approvals. Please check what it says of it.",
    )


def _settled(case: Case, reader: PersonId) -> tuple[str, tuple[str, ...]]:
    state = f"Draft {case.draft.id} for @{case.account.handle}: {STATES[case.draft.state].lower()}."
    given = [d for d in case.decisions if d.person == reader and d.round == case.draft.round]
    title = "You have answered" if given else "Your signature is not needed any more"
    return f"{title}: draft {case.draft.id}", (state, "There is nothing left for you to do.")
