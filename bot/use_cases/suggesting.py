"""Other words for a colleague's draft (S63): proposed, then taken or declined by its owner. Nothing is overwritten."""

from dataclasses import replace

from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed
from bot.core.drafts import EDITABLE, Suggestion
from bot.core.forms import DoneForm, Field, FormErrors, Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.tweet_text import as_published, problem_with_length
from bot.use_cases.cases import Case, acting, find, name_of, refused
from bot.use_cases.lateness import moved_on
from bot.use_cases.moving import note
from bot.use_cases.pitch import REFUSED, may_edit, not_own
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.previewing import preview
from bot.use_cases.revising import revise
from bot.use_cases.tools import Tools


def suggest(uow: UnitOfWork, me: Person, case: Case, text: str) -> Shown:
    """Propose these words to the draft's owner. Whoever may see the draft may propose."""
    if case.revision.is_repost:
        return FormErrors({Field.TEXT: "A repost has no words. Ask its author to quote the post instead."})
    if problem := _problem(uow, me, case, text):
        return FormErrors({Field.TEXT: problem})
    if mine := uow.drafts.open_suggestion(case.draft.id):
        uow.drafts.answer_suggestion(mine.id, "overtaken")
    suggestion = uow.drafts.suggest(case.draft.id, case.revision.number, me.id, text, uow.now())
    note(uow, case.draft, by=me.id, kind="SuggestionMade", body={"suggestion": suggestion.id})
    owner = name_of(uow, case.draft.author)
    return DoneForm("Suggested", (f"{owner} sees your words and takes them or keeps their own.",))


def take_suggestion(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Make the suggested words the next revision. Whoever suggested them may then not approve it (F2)."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        suggestion = _answerable(uow, me, case, command)
        if isinstance(suggestion, Refusal):
            return refused(uow, me, suggestion, about=case.draft, kind=REFUSED)
        uow.drafts.answer_suggestion(suggestion.id, "taken")
        body = {"suggestion": suggestion.id, "words_by": suggestion.by}
        note(uow, case.draft, by=me.id, kind="SuggestionTaken", body=body)
        words = replace(case.revision, text=suggestion.text, edited_by=suggestion.by, made_at=uow.now())
        return preview(uow, revise(tools, uow, me, case, words))


def decline_suggestion(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Keep one's own words."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        suggestion = _answerable(uow, me, case, command)
        if isinstance(suggestion, Refusal):
            return refused(uow, me, suggestion, about=case.draft, kind=REFUSED)
        uow.drafts.answer_suggestion(suggestion.id, "declined")
        note(uow, case.draft, by=me.id, kind="SuggestionDeclined", body={"suggestion": suggestion.id})
        by = name_of(uow, suggestion.by)
        return Notice(
            "Your words stay", (f"{by}’s suggestion was declined. Draft {case.draft.id} is as it was.",), Tone.DONE
        )


def _problem(uow: UnitOfWork, me: Person, case: Case, text: str) -> str:
    if problem := problem_with_length(text):
        return str(problem)
    if as_published(text) == as_published(case.revision.text):
        return "These are the words it has already. Change them to suggest others."
    waiting = uow.drafts.open_suggestion(case.draft.id)
    if waiting and waiting.by != me.id:
        owner, other = name_of(uow, case.draft.author), name_of(uow, waiting.by)
        return f"{other} has suggested other words, and {owner} has not answered yet. Try again once they have."
    return ""


def _answerable(uow: UnitOfWork, me: Person, case: Case, command: Pressed) -> Suggestion | Refusal:
    """The suggestion, if it is this person's to answer and still about the words as they are."""
    if refusal := not_own(uow, me, case) or may_edit(uow, me, case):
        return refusal
    if case.draft.state not in EDITABLE:
        return moved_on(uow, case.draft)
    found = uow.drafts.suggestion(command.suggestion) if command.suggestion is not None else None
    if found is None or found.draft != case.draft.id:
        return Refusal("suggestion.unknown", "That suggestion is not known here, so nothing was done.")
    if found.answer or found.on_revision != case.revision.number:
        return Refusal("suggestion.answered", _why_closed(found), "To change your draft, press Edit….")
    return found


def _why_closed(suggestion: Suggestion) -> str:
    if suggestion.answer == "taken":
        return "You have already taken these words."
    if suggestion.answer == "declined":
        return "You have already declined these words."
    return "The draft has changed since this was suggested, so nothing was done."
