"""The suggestions of the checks, which cards and previews fold away: shown to whoever asks and may see the draft."""

from bot.core.cards import Notice
from bot.core.commands import Pressed
from bot.core.findings import suggestions
from bot.core.forms import Shown
from bot.core.people import Person
from bot.core.reading import AdviceForm
from bot.core.refusals import Refusal
from bot.use_cases.cases import acting, find, refused
from bot.use_cases.pitch import REFUSED, may_read
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import words_or_repost


def show_advice(tools: Tools, person: Person, command: Pressed) -> Shown:
    """What the checks suggest of the present revision, whichever one the button was drawn for."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if refusal := may_read(uow, me, case):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        checked = uow.drafts.checked(case.draft.id, case.revision.number)
        advice = suggestions(checked.findings if checked else ())
        if not advice:
            return Notice("Nothing is suggested now", (f"Draft {case.draft.id} has changed since this was drawn.",))
        return AdviceForm(case.account.handle, words_or_repost(case.revision), tuple(advice))
