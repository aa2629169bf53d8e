"""The one way in from chat: who is asking, which use case answers. Nothing is decided here."""

from collections.abc import Callable, Mapping
from typing import assert_never

from bot.core.cards import Action, Notice, Tone
from bot.core.commands import (
    ApproveDespite,
    ApproveFor,
    AskForChanges,
    CancelAbsence,
    ChooseReach,
    Command,
    ConfirmAbsence,
    ConfirmChange,
    DescribePictures,
    EnterAbsence,
    EnterShift,
    FindRules,
    FoundAt,
    OpenHome,
    PitchMessage,
    Pressed,
    ProposeSwap,
    Reject,
    SaveDraft,
    SendForApproval,
    SetHours,
    Typed,
)
from bot.core.disclaimer_forms import RegisterOwn
from bot.core.forms import Shown
from bot.core.people import ChatIdentity, Person
from bot.core.press_forms import LiftPress, TellOfPress
from bot.core.release_forms import KeepRelease
from bot.use_cases import (
    absences,
    access,
    advising,
    asking,
    call_answers,
    coming_back,
    commands,
    cover_answers,
    decide,
    describing,
    disclaimers,
    hacked,
    holding,
    lists,
    one_off,
    pitch,
    planning,
    press_asked,
    press_lifted,
    published_hours,
    quoting,
    reach_choice,
    releases,
    reposts,
    rota_week,
    rules,
    saving,
    sending,
    strangers,
    suggesting,
    swapping,
    taking_back,
    topic_filters,
    unconfirmed,
)
from bot.use_cases.ports import StaleError
from bot.use_cases.tools import Tools

TRIES = 3
"""How often an act is carried out afresh when somebody else saved the same draft in between."""

Press = Callable[[Tools, Person, Pressed], Shown]


def _new_pitch(tools: Tools, person: Person, _: Pressed) -> Shown:
    return pitch.open_pitch(tools, person)


PRESSES: Mapping[Action, Press] = {
    Action.APPROVE: decide.approve,
    Action.APPROVE_FOR: asking.ask_time,
    Action.ASK_FOR_CHANGES: asking.ask_changes,
    Action.EDIT: pitch.open_edit,
    Action.REJECT: asking.ask_rejection,
    Action.HOLD: holding.hold,
    Action.RELEASE: holding.release,
    Action.WITHDRAW: holding.withdraw,
    Action.SEND: pitch.open_draft,
    Action.KEEP: pitch.keep,
    Action.TRY_AGAIN: unconfirmed.try_again,
    Action.IT_IS_THERE: asking.ask_address,
    Action.IT_IS_NOT_THERE: unconfirmed.not_there,
    Action.TAKE_SUGGESTION: suggesting.take_suggestion,
    Action.DECLINE_SUGGESTION: suggesting.decline_suggestion,
    Action.OPEN: pitch.open_draft,
    Action.NEW_PITCH: _new_pitch,
    Action.HAVE_IT: call_answers.have_it,
    Action.HAND_ON: call_answers.hand_on,
    Action.UNTIL_MORNING: call_answers.until_morning,
    Action.DEALT_WITH: call_answers.dealt_with,
    Action.I_WILL_COVER: cover_answers.accept,
    Action.I_CANNOT_COVER: cover_answers.decline,
    Action.LEAVE_OPEN: cover_answers.leave_open,
    Action.CHANGE_DAYS: absences.open_form,
    Action.AGREE_SWAP: swapping.agree,
    Action.DECLINE_SWAP: swapping.decline,
    Action.STEP_DONE: hacked.step_done,
    Action.STAND_DOWN: hacked.stand_down,
    Action.SHOW_WEEK: rota_week.show_week,
    Action.ENTER_PLAN: planning.enter_plan,
    Action.WHY_PLAN: planning.why_plan,
    Action.ADD_SHIFT: one_off.open_shift,
    Action.SEE_CHANGES: taking_back.see_changes,
    Action.TAKE_BACK: taking_back.ask,
    Action.DESCRIBE: describing.open_pictures,
    Action.WHO_MAY: access.press_who_may,
    Action.RULES: rules.press_rules,
    Action.RULE: rules.press_rule,
    Action.HOURS: published_hours.press_hours,
    Action.CHANGE_HOURS: published_hours.open_form,
    Action.PITCH_HOURS: published_hours.as_tweet,
    Action.CHANGE_REACH: reach_choice.open_form,
    Action.TEST_REACH: reach_choice.ask_for_test,
    Action.SWITCH_FILTER_OFF: topic_filters.switch_off,
    Action.KEEP_FILTER: topic_filters.keep,
    Action.PRESS_ASKED: press_asked.press_open,
    Action.LIFT_PRESS: press_lifted.open_form,
    Action.SIGN_OFF: decide.approve,
    Action.ADD_RELEASE: releases.open_release,
    Action.CHANGE_RELEASE: releases.open_release,
    Action.WITHDRAW_RELEASE: releases.withdraw_release,
    Action.ADD_OWN: disclaimers.open_form,
    Action.CARRIES_WORDS: disclaimers.carries,
    Action.FORGET_OWN: disclaimers.forget,
    Action.QUOTE_INSTEAD: quoting.quote_instead,
    Action.UNDO_REPOST: reposts.undo,
    Action.SHOW_ADVICE: advising.show_advice,
}
"""What each button does. Sending begins with the preview: nobody sends words they have not just seen (S13)."""


def dispatch(tools: Tools, who: ChatIdentity, command: Command) -> Shown:
    """Carry out what somebody asked for in chat, and say what to show them.

    Somebody who is not known here gets nothing done and is told how to be added (F14). Raises BusyError as it comes.
    """
    person = _known(tools, who)
    if person is None:
        return _stranger(tools, who, command)
    for _ in range(TRIES):
        try:
            return _carried_out(tools, person, who, command)
        except StaleError:
            continue
    lines = ("Other people changed this at the same moment, so nothing was done.", "Please try again.")
    return Notice("Please try again", lines, Tone.WARNING)


def _carried_out(tools: Tools, person: Person, who: ChatIdentity, command: Command) -> Shown:  # noqa: C901, PLR0911, PLR0912  one arm per command
    match command:
        case Typed():
            return commands.typed(tools, person, who, command)
        case PitchMessage():
            return pitch.pitch_message(tools, person, who, command)
        case OpenHome():
            return lists.home(tools, person)
        case Pressed():
            return PRESSES[command.action](tools, person, command)
        case SaveDraft():
            return saving.save_draft(tools, person, command)
        case DescribePictures():
            return describing.describe_pictures(tools, person, command)
        case SendForApproval():
            return sending.send_for_approval(tools, person, command)
        case ApproveDespite():
            return decide.approve_despite(tools, person, command)
        case ApproveFor():
            return decide.approve_for(tools, person, command)
        case AskForChanges():
            return decide.ask_for_changes(tools, person, command)
        case Reject():
            return decide.reject(tools, person, command)
        case FoundAt():
            return unconfirmed.found_at(tools, person, command)
        case EnterAbsence():
            return absences.enter(tools, person, command)
        case ConfirmAbsence():
            return absences.confirm(tools, person, command)
        case CancelAbsence():
            return coming_back.cancel(tools, person, command)
        case ProposeSwap():
            return swapping.propose(tools, person, command)
        case EnterShift():
            return one_off.enter(tools, person, command)
        case ConfirmChange(about):
            sure = one_off.confirm if about.startswith(one_off.SHIFT) else taking_back.confirm
            return sure(tools, person, about)
        case ChooseReach():
            return reach_choice.choose(tools, person, command)
        case SetHours():
            return published_hours.set_hours(tools, person, command)
        case FindRules():
            return rules.find_rules(tools, person, command)
        case TellOfPress():
            return press_asked.tell_of_press(tools, person, command)
        case LiftPress():
            return press_lifted.lift(tools, person, command)
        case KeepRelease():
            return releases.keep_release(tools, person, command)
        case RegisterOwn():
            return disclaimers.register(tools, person, command)
        case _:
            assert_never(command)


def _known(tools: Tools, who: ChatIdentity) -> Person | None:
    with tools.store.read() as uow:
        return uow.people.by_chat(who)


def _stranger(tools: Tools, who: ChatIdentity, command: Command) -> Notice:
    """Anybody may open App Home, so only an attempt to do something is worth a record."""
    if not isinstance(command, OpenHome):
        with tools.store.write() as uow:
            body = {"rule": "access.unknown_person", "asked": type(command).__name__}
            uow.records.append("StrangerRefused", f"{who.platform}:{who.user}", f"chat:{who.tenant}:{who.user}", body)
            strangers.tell_of(uow, who)
    lines = (
        "You are not on the organisation’s list of people yet, so nothing was done.",
        f"Ask your communications team to add you. They need your id in this chat: {who.user}.",
    )
    return Notice("Countersign does not know you yet", lines, Tone.WARNING)
