"""Every form of core/forms.py as a Slack modal. What comes back is read in parse_form.py."""

from collections.abc import Sequence
from typing import assert_never

from bot.adapters.slack import (
    inputs,
    render_change_form,
    render_findings,
    render_more,
    render_own,
    render_pictures_form,
    render_press,
    render_read,
    render_release,
    render_rota_form,
    render_rules,
)
from bot.adapters.slack.modal import modal
from bot.adapters.slack.render_parts import TARGETS
from bot.adapters.slack.render_preview import preview_blocks
from bot.adapters.slack.tags import KEPT_PICTURES, NO_TARGET, URGENT, FormName, Tag
from bot.adapters.slack.text import (
    INPUT,
    TITLE,
    Json,
    bullets,
    context,
    cut,
    exact,
    line,
    one_line,
    rich,
    units,
    words,
)
from bot.core.cards import Notice
from bot.core.disclaimer_forms import OwnAccountForm
from bot.core.drafts import Media, TargetKind
from bot.core.forms import (
    AbsenceForm,
    AddressForm,
    AltTextForm,
    CancelForm,
    Choice,
    DoneForm,
    DraftForm,
    Field,
    Form,
    HoursForm,
    PreviewForm,
    ReachForm,
    ReasonFor,
    ReasonForm,
    ShiftForm,
    SwapForm,
    TimeForm,
)
from bot.core.press_forms import LiftForm, PressForm
from bot.core.reading import AdviceForm, ReadForm
from bot.core.release_forms import ReleaseForm
from bot.core.rule_forms import OwnRulePage, RulePage, RulesForm
from bot.core.said_back import AbsenceCheck, ChangeCheck
from bot.core.wording import zone_name

SHOWN = 3000
ACCOUNTS = 225
"""Offered in one menu: more would make the form larger than Slack takes."""
FINDINGS, PICTURES = 10, render_more.PICTURES
KEPT = "Your reason is kept with your name, and stands on the card."
REASONS = {
    ReasonFor.CHANGES: (FormName.CHANGES, "Ask for changes", "What should change, and why?"),
    ReasonFor.REJECT: (FormName.REJECT, "Reject", "Why is it rejected? The author reads this."),
    ReasonFor.APPROVE: (FormName.APPROVE, "Approve", "This is fine because …"),
}


def form_view(form: Form, *, pushed: bool = False) -> Json:  # noqa: C901, PLR0912  one arm per form
    """The form as a modal; `pushed` when it lies on another one, to which its close button leads back."""
    match form:
        case DraftForm():
            view = _draft(form)
        case AltTextForm():
            view = render_pictures_form.pictures_form(form, pushed=pushed)
        case PreviewForm():
            view = _preview(form, pushed=pushed)
        case ReasonForm():
            view = _reason(form)
        case TimeForm():
            view = _time(form)
        case AddressForm():
            view = _address(form)
        case AbsenceForm() | AbsenceCheck() | CancelForm() | SwapForm() | HoursForm() | ReachForm():
            view = render_rota_form.rota_form(form, pushed=pushed)
        case ShiftForm() | ChangeCheck():
            view = render_change_form.change_form(form, pushed=pushed)
        case ReleaseForm():
            view = render_release.release_form(form)
        case ReadForm():
            view = render_read.read_form(form)
        case AdviceForm():
            view = render_findings.advice_form(form, pushed=pushed)
        case RulesForm() | RulePage() | OwnRulePage():
            view = render_rules.rules_view(form)
        case PressForm() | LiftForm():
            view = render_press.press_form(form)
        case OwnAccountForm():
            view = render_own.own_account_form(form)
        case DoneForm():
            view = _done(form.title, form.lines)
        case _:
            assert_never(form)
    return view


def notice_view(notice: Notice) -> Json:
    """A notice as the last page of a form."""
    return _done(notice.title, notice.lines)


def back_view(sentences: Sequence[str], title: str = "Not saved yet") -> Json:
    """Lies on a form that must be mended: what to mend, and the way back to everything typed."""
    blocks = [rich(line(words(cut(each, 1000)))) for each in sentences[:20] if each.strip()]
    again = rich(line(words("Go back to change it: everything you filled in is still there.")))
    return modal(FormName.WAITING, title, [*blocks, again], close="Back")


def waiting_view(external_id: str) -> Json:
    """Shown while pictures are fetched. `external_id` is how it is found again, by us alone."""
    blocks = [rich(line(words("Fetching your pictures and checking the words. This takes a few seconds.")))]
    return {**modal(FormName.WAITING, "One moment…", blocks, close="Back"), "external_id": external_id}


def _draft(form: DraftForm) -> Json:
    tag = Tag(form.draft, form.revision, about=form.declared.quoted)
    if not form.accounts and not form.suggesting:
        said = rich(line(words("There is no account you may pitch for yet. Ask your comms team to add you to one.")))
        return modal(FormName.DRAFT, form.title, [said], tag=tag)
    account = [_account(form)] if form.accounts else []
    rest = [] if form.suggesting else _details(form)
    asked = [] if form.target_kind == TargetKind.REPOST and not form.suggesting else [render_more.tweet(form)]
    return modal(FormName.DRAFT, form.title, [*_hints(form), *account, *asked, *rest], submit=form.submit, tag=tag)


def _hints(form: DraftForm) -> list[Json]:
    hints = [form.hint] if form.hint.strip() else []
    if units(form.text) > INPUT:
        hints.append(f"Slack takes {INPUT} characters here, so the end of the text is missing. A tweet holds 280.")
    return [rich(line(words(cut(each, SHOWN), bold=True))) for each in hints]


def _account(form: DraftForm) -> Json:
    chosen = form.account or (form.accounts[0].value if len(form.accounts) == 1 else "")
    hidden = len(form.accounts) - ACCOUNTS
    more = f"{hidden} more accounts do not fit here; ask for fewer to be assigned to you." if hidden > 0 else ""
    return inputs.field(Field.ACCOUNT, "Account", inputs.choice(_offered(form, chosen), chosen), hint=more)


def _offered(form: DraftForm, chosen: str) -> list[Choice]:
    """As many accounts as fit, the chosen one always among them."""
    if len(form.accounts) <= ACCOUNTS:
        return list(form.accounts)
    return sorted(form.accounts, key=lambda each: each.value != chosen)[:ACCOUNTS]


def _details(form: DraftForm) -> list[Json]:
    when = (
        "Leave empty to publish as soon as it is approved. Slack shows this in your own time zone; "
        f"the preview gives it in {zone_name(form.zone)}."
    )
    kinds = (Choice(NO_TARGET, "A tweet of its own"), *(Choice(kind, words) for kind, words in TARGETS.items()))
    return [
        *render_more.purpose(form),
        *_supervisor(form),
        inputs.field(Field.WHEN, "When", inputs.moment(form.when), hint=when, optional=True),
        inputs.field(
            Field.TARGET_KIND,
            "Reply, quote or repost",
            inputs.choice(kinds, form.target_kind or NO_TARGET),
            hint="A repost goes out as it stands, so the form then asks for no words and no pictures.",
            optional=True,
        )
        | {"dispatch_action": True},  # the words are asked for or not by what is chosen
        inputs.field(
            Field.TARGET,
            "Address of that post on X",
            inputs.text(form.target, placeholder="https://x.com/…/status/…"),
            optional=True,
        ),
        *_pictures(form.media, repost=form.target_kind == TargetKind.REPOST),
        inputs.field(
            Field.NOTE,
            "Note for the approver",
            inputs.text(form.note, multiline=True),
            hint="Where the facts come from, or what to look at. It is not published.",
            optional=True,
        ),
        inputs.field(
            Field.URGENT,
            "Urgent",
            inputs.ticks([Choice(URGENT, "Approvers should look at this at once")], [URGENT] if form.urgent else []),
            optional=True,
        ),
        *render_more.for_the_checks(form),
        *render_more.more(form),
    ]


def _supervisor(form: DraftForm) -> list[Json]:
    """For authors under supervision: who of those on shift is beside them."""
    if form.supervisors is None:
        return []
    if not form.supervisors:
        said = "Nobody who may supervise you is on shift now. You can write your draft and keep it, and send it later."
        return [rich(line(words(said, bold=True)))]
    known = {each.value for each in form.supervisors}
    chosen = form.supervisor if form.supervisor in known else ""
    hint = "They are on shift now, and must be one of the two who approve it."
    return [inputs.field(Field.SUPERVISOR, "Your supervisor", inputs.choice(form.supervisors, chosen), hint=hint)]


def _pictures(media: Sequence[Media], *, repost: bool) -> list[Json]:
    kept = [Choice(m.sha256, m.name or "picture") for m in media[:PICTURES]]
    keep = (
        [inputs.field(KEPT_PICTURES, "Pictures to keep", inputs.ticks(kept, [k.value for k in kept]), optional=True)]
        if kept
        else []
    )
    return keep if repost else [*keep, render_more.pictures(more=bool(kept))]


def _preview(form: PreviewForm, *, pushed: bool) -> Json:
    tag = Tag(form.view.draft.id, form.view.revision.number)
    blocks = preview_blocks(form, pushed=pushed)
    submit = "Send for approval" if form.may_send else ""
    return modal(FormName.PREVIEW, "Preview", blocks, submit=submit, close="Back" if pushed else "Close", tag=tag)


def _reason(form: ReasonForm) -> Json:
    name, title, label = REASONS[form.purpose]
    hint = KEPT if form.purpose is ReasonFor.APPROVE else ""
    fields = [inputs.field(Field.REASON, label, inputs.text(multiline=True), hint=hint)]
    if form.purpose is ReasonFor.CHANGES:
        hint = "The tweet as you would write it. The author can take it over with one click."
        element = inputs.text(multiline=True)
        fields.append(inputs.field(Field.WORDS, "Words you suggest", element, hint=hint, optional=True))
    blocks = [*_about(form.handle, form.text), *_findings(form.explain), *fields]
    return modal(name, title, blocks, submit=title, close="Cancel", tag=Tag(form.draft, form.revision))


def _time(form: TimeForm) -> Json:
    hint = f"Slack shows this in your own time zone; the card gives it in {zone_name(form.zone)}."
    field = inputs.field(Field.WHEN, "Publish it at", inputs.moment(form.when), hint=hint)
    why = inputs.field(Field.REASON, REASONS[ReasonFor.APPROVE][2], inputs.text(multiline=True), hint=KEPT)
    blocks = [*_about(form.handle, form.text), *_findings(form.explain), field, *([why] if form.explain else [])]
    tag = Tag(form.draft, form.revision)
    return modal(FormName.TIME, "Approve for a time", blocks, submit="Approve", close="Cancel", tag=tag)


def _address(form: AddressForm) -> Json:
    hint = "Open the post on X and copy its address from the browser or with “Copy link”."
    element = inputs.text(placeholder="https://x.com/…/status/…")
    blocks = [*_about(form.handle, form.text), inputs.field(Field.ADDRESS, "Address of the post", element, hint=hint)]
    tag = Tag(form.draft, form.revision)
    return modal(FormName.ADDRESS, "It is on X", blocks, submit="Save", close="Cancel", tag=tag)


def _findings(messages: Sequence[str]) -> list[Json]:
    """What the checks found and an approver says is fine."""
    if not messages:
        return []
    items = [[words(one_line(each, 300))] for each in messages[:FINDINGS]]
    if len(messages) > FINDINGS:
        items.append([words(f"… and {len(messages) - FINDINGS} more on the card.")])
    return [rich(line(words("The checks found:", bold=True)), bullets(items))]


def _about(handle: str, text: str) -> list[Json]:
    return [context(f"@{one_line(handle, 50)}"), rich(exact(text, SHOWN))]


def _done(title: str, lines: Sequence[str]) -> Json:
    said = [rich(line(words(cut(each.strip(), 1500)))) for each in lines[:20] if each.strip()]
    full = [] if units(title) <= TITLE else [rich(line(words(cut(title, SHOWN), bold=True)))]
    blocks = [*full, *said] or [rich(line(words(cut(title, SHOWN))))]
    return {**modal(FormName.DONE, title, blocks), "clear_on_close": True}
