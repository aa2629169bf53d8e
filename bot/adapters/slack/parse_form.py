"""Submitted forms as frozen commands. The forms themselves are drawn in render_form.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.adapters.slack import tags
from bot.adapters.slack.parse import Payload, Unreadable, part, word
from bot.adapters.slack.tags import FormName, Tag
from bot.core.commands import (
    ApproveDespite,
    ApproveFor,
    AskForChanges,
    CancelAbsence,
    ChooseReach,
    ConfirmAbsence,
    ConfirmChange,
    Described,
    DescribePictures,
    EnterAbsence,
    EnterShift,
    FindRules,
    FoundAt,
    ProposeSwap,
    Reject,
    SaveDraft,
    SendForApproval,
    SetHours,
)
from bot.core.declared import NO_INTEREST, Declared
from bot.core.disclaimer_forms import RegisterOwn
from bot.core.forms import Field
from bot.core.ids import DraftId
from bot.core.press_forms import LiftPress, TellOfPress
from bot.core.release_forms import KeepRelease

AboutDraft = DescribePictures | SendForApproval | ApproveFor | ApproveDespite | AskForChanges | Reject | FoundAt
AboutOther = (
    EnterAbsence
    | ConfirmAbsence
    | CancelAbsence
    | ProposeSwap
    | EnterShift
    | ConfirmChange
    | ChooseReach
    | SetHours
    | FindRules
    | TellOfPress
    | LiftPress
    | KeepRelease
    | RegisterOwn
)
Handed = SaveDraft | AboutDraft | AboutOther


@dataclass(frozen=True, slots=True)
class FileRef:
    """A picture somebody put into a form, still at Slack."""

    name: str
    address: str
    size: int


def handed_in(payload: Payload) -> Handed | Unreadable:
    """The command of a submitted form. Pictures are not fetched yet: `uploads` of a SaveDraft is empty."""
    view = part(payload, "view")
    try:
        name = FormName(word(view, "callback_id"))
        tag = tags.read(part(view, "private_metadata"))
    except (ValueError, tags.TagError):
        return Unreadable()
    values = part(view, "state", "values")
    state = values if isinstance(values, Mapping) else {}
    if name is FormName.DRAFT:
        return _save_draft(state, tag)
    if asked := _about_other(name, state, tag) or _change(name, state, tag) or _press(name, state, tag):
        return asked
    if tag.draft is None or tag.revision is None:
        return Unreadable()
    return _about_draft(name, state, tag.draft, tag.revision)


def _about_draft(name: FormName, state: Payload, draft: DraftId, revision: int) -> Handed | Unreadable:
    asked: Handed | Unreadable = Unreadable()
    match name:
        case FormName.ALT:
            asked = DescribePictures(draft, revision, _pictures(state))
        case FormName.PREVIEW:
            asked = SendForApproval(draft, revision)
        case FormName.CHANGES:
            asked = AskForChanges(draft, revision, _text(state, Field.REASON), _text(state, Field.WORDS))
        case FormName.REJECT:
            asked = Reject(draft, revision, _text(state, Field.REASON))
        case FormName.TIME:
            asked = ApproveFor(draft, revision, _moment(state), _text(state, Field.REASON))
        case FormName.APPROVE:
            asked = ApproveDespite(draft, revision, _text(state, Field.REASON))
        case FormName.ADDRESS:
            asked = FoundAt(draft, revision, _text(state, Field.ADDRESS).strip())
        case _:
            pass
    return asked


def _about_other(name: FormName, state: Payload, tag: Tag) -> AboutOther | None:  # noqa: PLR0911  one arm per form
    match name:
        case FormName.ABSENCE:
            return EnterAbsence(_chosen(state, Field.PERSON), _text(state, Field.DAYS))
        case FormName.ABSENCE_CHECK:
            return ConfirmAbsence(tag.about)
        case FormName.CANCEL:
            return CancelAbsence(_chosen(state, Field.ABSENCE))
        case FormName.SWAP:
            return ProposeSwap(_chosen(state, Field.MINE), _chosen(state, Field.THEIRS))
        case FormName.REACH:
            typed = _text(state, Field.ADDRESS), _text(state, Field.TARGET)
            return ChooseReach(_chosen(state, Field.WAYS), *(each.strip() for each in typed))
        case FormName.HOURS:
            return SetHours(tag.about, _text(state, Field.WORDS))
        case FormName.RULES:
            return FindRules(tag.about, _text(state, Field.WORDS))
        case _:
            return None


def _release(state: Payload, tag: Tag) -> KeepRelease:
    return KeepRelease(
        number=tag.about,
        title=_text(state, Field.TITLE),
        text=_text(state, Field.TEXT),
        link=_text(state, Field.ADDRESS),
        embargo=_moment(state),
        contact=_text(state, Field.CONTACT),
    )


def _change(name: FormName, state: Payload, tag: Tag) -> EnterShift | ConfirmChange | KeepRelease | None:
    if name is FormName.RELEASE:
        return _release(state, tag)
    if name is FormName.CHANGE_CHECK:
        return ConfirmChange(tag.about)
    if name is not FormName.SHIFT:
        return None
    seat, person = _chosen(state, Field.SEAT), _chosen(state, Field.PERSON)
    return EnterShift(seat, person, _text(state, Field.BEGINS), _text(state, Field.ENDS))


def _press(name: FormName, state: Payload, tag: Tag) -> TellOfPress | LiftPress | RegisterOwn | None:
    if name is FormName.OWN:
        ticked = tags.CARRIES in _ticked(state, tags.CARRIES)
        return RegisterOwn(_text(state, Field.HANDLE), _chosen(state, Field.WAYS), ticked)
    if name is FormName.LIFT:
        return LiftPress(tag.about, _text(state, Field.REASON))
    if name is not FormName.PRESS:
        return None
    return TellOfPress(
        address=_text(state, Field.TARGET).strip(),
        journalist=_text(state, Field.JOURNALIST),
        outlet=_text(state, Field.OUTLET),
        handle=_text(state, Field.HANDLE),
        when=_text(state, Field.CONTACTED),
        how=_chosen(state, Field.HOW),
        asked=_text(state, Field.ASKED),
        answered=_text(state, Field.ANSWERED),
        urgent=tags.URGENT in _ticked(state, Field.URGENT),
        draft=tag.draft,
    )


def _save_draft(state: Payload, tag: Tag) -> SaveDraft:
    kind, follows = _chosen(state, Field.TARGET_KIND), _chosen(state, Field.FOLLOWS)
    return SaveDraft(
        account=_chosen(state, Field.ACCOUNT),
        text=_text(state, Field.TEXT),
        when=_moment(state),
        target_kind="" if kind == tags.NO_TARGET else kind,
        target=_text(state, Field.TARGET).strip(),
        note=_text(state, Field.NOTE),
        urgent=tags.URGENT in _ticked(state, Field.URGENT),
        keep_media=_ticked(state, tags.KEPT_PICTURES),
        draft=tag.draft,
        revision=tag.revision,
        purpose=_chosen(state, Field.PURPOSE),
        consent=_text(state, Field.CONSENT),
        supervisor=_chosen(state, Field.SUPERVISOR),
        declared=_declared(state, tag),
        follows="" if follows == tags.NO_RELEASE else follows,
    )


def kind_chosen(payload: Payload) -> tuple[str, str] | None:
    """Of a draft's form in which the kind of target was chosen: the kind, and the words typed; None of all else."""
    action = (part(payload, "actions") or [None])[0]
    if word(action, "action_id") != Field.TARGET_KIND or word(payload, "view", "callback_id") != FormName.DRAFT:
        return None
    return word(action, "selected_option", "value"), _text(part(payload, "view", "state", "values") or {}, Field.TEXT)


def _declared(state: Payload, tag: Tag) -> Declared:
    """An interest that is written counts more than the box that says there is none."""
    none = NO_INTEREST if tags.NONE_DECLARED in _ticked(state, tags.NONE_DECLARED) else ""
    return Declared(
        interest=_text(state, Field.INTEREST).strip() or none,
        source=_text(state, Field.SOURCE).strip(),
        permission=_text(state, Field.PERMISSION).strip(),
        elsewhere=_text(state, Field.ELSEWHERE).strip(),
        quoted=tag.about,
    )


def files(payload: Payload) -> tuple[FileRef, ...]:
    """The pictures put into a submitted form."""
    given = part(payload, "view", "state", "values", Field.PICTURES, Field.PICTURES, "files")
    return tuple(_file(each) for each in given if isinstance(each, Mapping)) if isinstance(given, list) else ()


def _file(given: Payload) -> FileRef:
    address = word(given, "url_private_download") or word(given, "url_private")
    size = part(given, "size")
    return FileRef(word(given, "name") or "picture", address, size if isinstance(size, int) else 0)


def fields(payload: Payload) -> list[str]:
    """The ids of the input blocks of a submitted form, in order: where errors can be shown."""
    blocks = part(payload, "view", "blocks")
    found = [word(block, "block_id") for block in blocks if word(block, "type") == "input"] if blocks else []
    return [each for each in found if each]


def _text(state: Payload, name: str) -> str:
    return word(state, name, name, "value")


def _chosen(state: Payload, name: str) -> str:
    return word(state, name, name, "selected_option", "value")


def _ticked(state: Payload, name: str) -> tuple[str, ...]:
    options = part(state, name, name, "selected_options")
    return tuple(word(each, "value") for each in options) if isinstance(options, list) else ()


def _moment(state: Payload) -> datetime | None:
    seconds: Any = part(state, Field.WHEN, Field.WHEN, "selected_date_time")
    latest = 9_999_999_999
    if type(seconds) is not int or not 0 < seconds <= latest:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _pictures(state: Payload) -> dict[str, Described]:
    opening = tags.picture_block(Field.ALT, "")
    return {
        sha256: _described(state, sha256)
        for sha256 in (n.removeprefix(opening) for n in state if n.startswith(opening))
    }


def _described(state: Payload, sha256: str) -> Described:
    return Described(
        alt=_text(state, tags.picture_block(Field.ALT, sha256)),
        pictured=_chosen(state, tags.picture_block(Field.PICTURED, sha256)),
        consent=_text(state, tags.picture_block(Field.CONSENT, sha256)),
        credit=_text(state, tags.picture_block(Field.CREDIT, sha256)),
        licence=_text(state, tags.picture_block(Field.LICENCE, sha256)),
    )
