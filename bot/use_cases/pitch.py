"""Opening the form for a draft: a new one, one from a message, one of one's own or of a colleague's.

Handing it in is saving.py's; sending it for approval is sending.py's.
"""

from dataclasses import replace

from bot.core.accounts import Account, Role
from bot.core.authority import accounts_for, may
from bot.core.cards import Notice, Tone
from bot.core.commands import PitchMessage, Pressed
from bot.core.declared import NOTHING, SOMEBODY, Declared
from bot.core.drafts import EDITABLE, State
from bot.core.forms import Choice, DoneForm, DraftForm, Shown
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.purposes import own_purposes
from bot.core.refusals import Refusal
from bot.core.wording import KINDS, PURPOSES
from bot.use_cases.cases import Case, acting, find, name_of, refused, zone
from bot.use_cases.declaring import asks
from bot.use_cases.lateness import moved_on, out_of_date
from bot.use_cases.moving import redraw
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.previewing import look, preview
from bot.use_cases.releases import to_follow
from bot.use_cases.signing import signs
from bot.use_cases.supervision import supervisors
from bot.use_cases.tools import Tools

REFUSED = "PitchRefused"


def pitch_message(tools: Tools, person: Person, who: ChatIdentity, command: PitchMessage) -> Shown:
    """The form with the words of a message, and whose they are where they are somebody else's (S44)."""
    with tools.store.read() as uow:
        writer = uow.people.by_chat(replace(who, user=command.by)) if command.by else None
    quoted = writer.id if writer else SOMEBODY
    declared = Declared() if command.by == who.user else Declared(quoted=quoted)
    return open_pitch(tools, person, command.text, declared=declared)


def open_pitch(
    tools: Tools,
    person: Person,
    text: str = "",
    account: str = "",
    hint: str = "",
    declared: Declared = NOTHING,
    purpose: str = "",
) -> Shown:
    """The form for a new draft, with only the accounts this person may pitch for (D1); `account` is chosen already."""
    with tools.store.read() as uow:
        me = acting(uow, person)
        accounts = accounts_for(me, Role.PITCH, uow.accounts.all(), uow.accounts.grants())
        if not accounts:
            return _no_account(me)
        choices = tuple(map(choice, accounts))
        chosen = choices[0].value if len(choices) == 1 else account
        return DraftForm(
            "Pitch a tweet",
            "Preview",
            choices,
            account=chosen,
            text=text,
            hint=hint,
            zone=zone(uow),
            purpose=purpose,
            purposes=purposes_offered(uow),
            supervisors=supervisors(uow, me, accounts),
            declared=declared,
            following=to_follow(uow),
            asks=asks([each.kind for each in accounts], text, declared),
        )


def open_edit(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The form with the present words: to change one's own draft, or to suggest words for a colleague's (S63)."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if refusal := may_edit(uow, me, case):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        return edit_form(uow, me, case)


def open_draft(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Look at a draft: its author at the preview with its buttons, a colleague at the same without."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if _is_own(me, case):
            return preview(uow, case)
        if refusal := may_read(uow, me, case):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        return look(uow, case)


def keep(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Leave a draft as it is, private to its author until it is sent."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if me.id != case.draft.author:
            return refused(uow, me, private(case), about=case.draft, kind=REFUSED)
        if refusal := out_of_date(uow, case, command.revision):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        redraw(uow, case.draft, uow.now())
        return DoneForm("Kept", (f"Draft {case.draft.id} is kept. To find it, type /tweet mine.",))


def may_edit(uow: UnitOfWork, me: Person, case: Case) -> Refusal | None:
    """None if this person may change the draft or suggest words for it; otherwise why not."""
    refusal = may(me, Role.PITCH, case.account, case.grants) if me.id == case.draft.author else _may_see(me, case)
    if refusal:
        return refusal
    return None if case.draft.state in EDITABLE else moved_on(uow, case.draft)


def edit_form(uow: UnitOfWork, me: Person, case: Case, hint: str = "", text: str | None = None) -> DraftForm:
    """The form with the present revision in it, or with `text` in place of its words."""
    revision, mine = case.revision, me.id == case.draft.author
    owner = name_of(uow, case.draft.author)
    return DraftForm(
        title="Change your draft" if mine else "Suggest other words",
        submit="Preview" if mine else "Suggest",
        accounts=(choice(case.account),),
        account=case.account.id,
        text=revision.text if text is None else text,
        when=revision.when,
        target_kind=revision.target.kind if revision.target else "",
        target=revision.target.address if revision.target else "",
        note=revision.note,
        urgent=revision.urgent,
        purpose=revision.purpose,
        purposes=purposes_offered(uow),
        consent=revision.consent,
        media=revision.media,
        draft=case.draft.id,
        revision=revision.number,
        suggesting=not mine,
        hint=hint or (_own_hint(case) if mine else f"This is {owner}’s draft. They take your words or keep their own."),
        zone=zone(uow),
        supervisors=supervisors(uow, me, [case.account]) if mine else None,
        supervisor=revision.supervisor or "",
        declared=revision.declared,
        follows=revision.follows,
        following=to_follow(uow, revision.follows),
        asks=asks([case.account.kind], revision.text if text is None else text, revision.declared),
    )


def purposes_offered(uow: UnitOfWork) -> tuple[Choice, ...]:
    """What a tweet may be for: the organisation's own list, then the purposes for which rules differ (S50)."""
    own = own_purposes(uow.reference.get().purposes)
    return (*(Choice(name, name) for name in own), *(Choice(key, words) for key, words in PURPOSES.items()))


def choice(account: Account) -> Choice:
    """An account as it stands in a list to choose from (F13)."""
    return Choice(account.id, f"@{account.handle}: {account.name}, {KINDS[account.kind]}")


def private(case: Case) -> Refusal:
    """The refusal of a look at somebody's private draft."""
    return Refusal("draft.private", f"Draft {case.draft.id} is private to its author until it is sent for approval.")


def not_own(uow: UnitOfWork, me: Person, case: Case) -> Refusal | None:
    """None if the draft is this person's; otherwise the refusal."""
    if me.id == case.draft.author:
        return None
    author = name_of(uow, case.draft.author)
    return Refusal("draft.not_yours", f"This is {author}’s draft, so nothing was done.", f"Ask {author}.")


def _own_hint(case: Case) -> str:
    if case.draft.state is State.CHANGES_REQUESTED:
        return case.draft.reason
    if case.draft.state is State.DRAFT:
        return ""
    return "Changing it takes it out of review: it is approved again after you send it."


def may_read(uow: UnitOfWork, me: Person, case: Case) -> Refusal | None:
    """None if this person may look at the draft: its author, who decides on it or signs it, and who may pitch too."""
    if _is_own(me, case):
        return None
    refusal = _may_see(me, case)
    return None if refusal and case.draft.state is not State.DRAFT and signs(uow, case, me) else refusal


def _is_own(me: Person, case: Case) -> bool:
    return me.id == case.draft.author and me.standing is Standing.ACTIVE


def _may_see(me: Person, case: Case) -> Refusal | None:
    refusal = may(me, Role.APPROVE, case.account, case.grants)
    if refusal and may(me, Role.PITCH, case.account, case.grants):
        return refusal
    return private(case) if case.draft.state is State.DRAFT else None


def _no_account(me: Person) -> Notice:
    if me.standing is not Standing.ACTIVE:
        return Notice(
            "You cannot pitch now", ("Your access is suspended. Ask your head of communications.",), Tone.WARNING
        )
    return Notice(
        "You cannot pitch yet",
        (
            "You are not on the list of people who may pitch for an account.",
            "Ask your communications team to add you, and say for which account. /account list shows them all.",
        ),
        Tone.WARNING,
    )
