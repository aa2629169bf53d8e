"""The findings of the checks as rich text: the verdict and the risk first, then the groups in reading order."""

from bot.adapters.slack.text import Json, bullets, cut, line, link, one_line, rich, words
from bot.core.draft_view import DraftView
from bot.core.drafts import State
from bot.core.findings import Finding, grouped, office, verdict
from bot.core.risk import graded


def findings_blocks(view: DraftView, at_most: int) -> list[Json]:
    """A block for the verdict and one for each group; beyond `at_most` findings it says how many more and where."""
    findings = view.findings
    summed_up = words(verdict(findings, sent=view.draft.state is not State.DRAFT), bold=True)
    blocks = [rich(line(summed_up, words(f"\n{graded(findings).words}")))]
    left = at_most
    for title, members in grouped(findings):
        shown, left = members[:left], left - min(left, len(members))
        if shown:
            blocks.append(rich(line(words(title, bold=True)), bullets([_finding(each) for each in shown])))
    if hidden := len(findings) - at_most + left:
        blocks.append(rich(line(words(f"… and {hidden} more; open the draft to read them all.", italic=True))))
    return blocks


def _finding(finding: Finding) -> list[Json]:
    """The words meant, what it is, why it matters, what to do, where to read on, and by which rule (S52)."""
    runs = [words(one_line(finding.shown, 120), code=True), words("  ")] if finding.shown.strip() else []
    runs.append(words(one_line(finding.message, 300), bold=True))
    for label, text in (("Why: ", finding.why), ("What to do: ", finding.fix), ("Ask: ", office(finding.route_to))):
        if text.strip():
            runs.append(words(f"\n{label}{cut(text.strip(), 250)}"))
    guidance = [link(finding.link.strip(), "Read the guidance"), words("  ·  ")] if finding.link.strip() else []
    return [*runs, words("\n"), *guidance, words("rule "), words(one_line(finding.rule, 80), code=True)]
