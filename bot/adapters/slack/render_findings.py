"""The findings of the checks as rich text: the verdict and the risk first, then the groups in reading order.

Suggestions are folded to one line with a button, which opens them in a form of their own.
"""

from bot.adapters.slack.buttons import beside
from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import FormName, Tag
from bot.adapters.slack.text import Json, bullets, context, cut, exact, line, link, one_line, plain, rich, words
from bot.core.cards import Action
from bot.core.draft_view import DraftView
from bot.core.drafts import State
from bot.core.findings import Finding, grouped, office, suggestion_count, suggestions, verdict
from bot.core.reading import AdviceForm
from bot.core.risk import graded

SHOWN = 3000
ADVICE = 15
"""With these, all at their longest, a view stays as small as Slack takes."""


def findings_blocks(view: DraftView, at_most: int) -> list[Json]:
    """A block for the verdict and one for each group; beyond `at_most` findings it says how many more and where."""
    findings = view.findings
    summed_up = words(verdict(findings, sent=view.draft.state is not State.DRAFT), bold=True)
    blocks = [rich(line(summed_up, words(f"\n{graded(findings).words}")))]
    advice = suggestions(findings)
    open_ones = [each for each in findings if each not in advice]
    left = at_most
    for title, members in grouped(open_ones):
        shown, left = members[:left], left - min(left, len(members))
        if shown:
            blocks.append(rich(line(words(title, bold=True)), bullets([_finding(each) for each in shown])))
    if hidden := len(open_ones) - at_most + left:
        blocks.append(rich(line(words(f"… and {hidden} more; open the draft to read them all.", italic=True))))
    return [*blocks, *_folded(view, len(advice))]


def _folded(view: DraftView, count: int) -> list[Json]:
    """How many suggestions there are, and the button that unfolds them."""
    if not count:
        return []
    said = plain(f"{suggestion_count(count)}. Nothing waits for {'it' if count == 1 else 'them'}.")
    return [beside(said, Action.SHOW_ADVICE, Tag(view.draft.id, view.revision.number))]


def advice_form(form: AdviceForm, *, pushed: bool) -> Json:
    """The suggestions unfolded, as a modal; `pushed` when it lies on the preview, to which its button leads back."""
    shown = form.advice[:ADVICE]
    said = "These would make it read better. Nothing waits for them: take up what helps."
    blocks = [
        context(f"@{one_line(form.handle, 50)}"),
        rich(exact(form.text, SHOWN)),
        rich(line(words(said))),
        *(rich(bullets([_finding(each)])) for each in shown),
    ]
    if hidden := len(form.advice) - len(shown):
        blocks.append(rich(line(words(f"… and {hidden} more; they are shown when these are seen to.", italic=True))))
    title = suggestion_count(len(form.advice))
    return modal(FormName.ADVICE, title, blocks, close="Back" if pushed else "Close")


def _finding(finding: Finding) -> list[Json]:
    """The words meant, what it is, why it matters, what to do, where to read on, and by which rule (S52)."""
    runs = [words(one_line(finding.shown, 120), code=True), words("  ")] if finding.shown.strip() else []
    runs.append(words(one_line(finding.message, 300), bold=True))
    for label, text in (("Why: ", finding.why), ("What to do: ", finding.fix), ("Ask: ", office(finding.route_to))):
        if text.strip():
            runs.append(words(f"\n{label}{cut(text.strip(), 250)}"))
    guidance = [link(finding.link.strip(), "Read the guidance"), words("  ·  ")] if finding.link.strip() else []
    return [*runs, words("\n"), *guidance, words("rule "), words(one_line(finding.rule, 80), code=True)]
