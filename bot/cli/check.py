"""`countersign check`: the checks in the terminal, on one text or on a set of drafts of one's own."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.padding import Padding
from rich.text import Text

from bot.cli.opening import err, house, out, pack_refused, stop
from bot.core.accounts import OrgType
from bot.core.findings import Finding, Level, blocks, grouped, office, suggestion_count, suggestions, verdict
from bot.core.refusals import Refusal
from bot.core.tweet_text import LIMIT, as_published, weighted_length
from bot.policy.context import Context, beyond
from bot.policy.context_values import ContextError
from bot.policy.engine import Engine, engine_for
from bot.policy.packs import load_pack
from bot.policy.report import as_json
from bot.policy.rules import PackError
from bot.use_cases.trying import try_words

STYLES = {Level.BLOCK: "bold red", Level.SECOND_APPROVER: "bold yellow", Level.WARN: "yellow", Level.ADVICE: "cyan"}

Rules = Callable[[str], Engine]
"""From a kind of organisation to the rules its drafts are checked by."""


@click.command()
@click.argument("text", required=False)
@click.option("--account", metavar="@HANDLE", help="The account it would go out on.")
@click.option("--suggestions", "unfolded", is_flag=True, help="List the suggestions too, not only how many there are.")
@click.option("--jsonl", is_flag=True, help="Read drafts as JSON lines from standard input instead.")
@click.option("--pack", type=click.Path(path_type=Path), help="With --jsonl: check by this pack, not the shipped one.")
def check(text: str | None, account: str | None, pack: Path | None, *, unfolded: bool, jsonl: bool) -> None:
    """Check TEXT as a tweet on an account. Exit code 1 if something must be fixed before it may be sent.

    With --jsonl, each line of standard input is {"id", "text", "context"} and each line of output
    {"id", "findings": [{"check", "level", "start", "end", "message"}]}; context.org_type chooses the rules,
    and nothing of your own organisation is read.
    """
    if jsonl:
        _check_lines(engine_for if pack is None else _only(pack))
        return
    if text is None or account is None:
        raise click.UsageError('Give a text and an account: countersign check "Open till five" --account @handle')
    with house() as built:
        found = try_words(built.tools, account, text)
    if isinstance(found, Refusal):
        stop(found.words)
    show(text, list(found), unfolded=unfolded)
    sys.exit(1 if blocks(found) else 0)


def show(text: str, findings: list[Finding], *, unfolded: bool) -> None:
    """The words, their length, the verdict, and the findings under their headings; suggestions only if `unfolded`."""
    out.print(Padding(Text(as_published(text), style="bold"), (1, 2)), soft_wrap=False)
    out.print(f"{weighted_length(as_published(text))} of {LIMIT} characters", style="dim", markup=False)
    out.print(Text(verdict(findings), style="bold red" if blocks(findings) else "bold green"))
    advice = suggestions(findings)
    for title, members in grouped(each for each in findings if unfolded or each not in advice):
        out.print(Text(f"\n{title}", style=STYLES[members[0].level]))
        for finding in members:
            out.print(Padding(_words(finding), (0, 0, 0, 2)), soft_wrap=False)

    if advice and not unfolded:
        out.print(Text(f"\n{suggestion_count(len(advice))}: add --suggestions to read.", style=STYLES[Level.ADVICE]))


def _words(finding: Finding) -> Text:
    words = Text()
    if finding.shown:
        words.append(f"“{finding.shown}” ", style="bold")
    words.append(finding.message)
    told = {
        "Why": finding.why,
        "What to do": finding.fix,
        "Ask": office(finding.route_to),
        "More": finding.link,
        "Rule": finding.rule,
    }
    for label, sentence in told.items():
        if sentence:
            words.append(f"\n  {label}: {sentence}", style="dim")
    return words


def _only(pack: Path) -> Rules:
    """The rules of one file, whatever kind of organisation a draft is of."""
    try:
        engine = Engine(load_pack(pack, {pack.stem: pack}))
    except PackError as wrong:
        stop(pack_refused(pack, wrong))
    return lambda _org_type: engine


def _check_lines(rules: Rules) -> None:
    """Every line that can be checked is; of the others it is said why, where the answer would stand and on the side."""
    told: set[str] = set()
    wrong = False
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            answer = _checked(rules, number, line, told)
            wrong = wrong or "error" in answer
            click.echo(json.dumps(answer, ensure_ascii=False))
    if wrong:
        stop('Some lines could not be checked; their answers say why. Expected {"id", "text", "context"}.')


def _checked(rules: Rules, number: int, line: str, told: set[str]) -> dict[str, object]:
    key: object = None
    try:
        given = _given(line)
        key = given.get("id")
        values, unread = beyond(_part(given, "context", dict, "an object, or leave it out") or {})
        _tell_unread(set(unread) - told, told)
        context = Context.from_json(values)
        words = _part(given, "text", str, "the words of the tweet, in quotes")
        if words is None:
            raise ContextError('There is no “text”. Write {"id", "text", "context"}.')  # noqa: TRY301
        findings = rules(OrgType(context.org_type)).check(words, context)
    except (ContextError, ValueError) as fault:
        err.print(f"Line {number} cannot be checked: {fault}", style="red", markup=False)
        return {"id": key, "error": str(fault)}
    return {"id": key, "findings": as_json(findings)}


def _given(line: str) -> dict[str, Any]:
    """The line as an object.

    Raises:
        ContextError: it is none, in words for somebody who wrote the file by hand.
    """
    try:
        given = json.loads(line)
    except json.JSONDecodeError as broken:
        raise ContextError(f"This line is no JSON: see its character {broken.pos + 1}.") from broken
    if not isinstance(given, dict):
        raise ContextError('A line holds one draft: write {"id", "text", "context"}.')
    return given


def _part(given: dict[str, Any], name: str, kind: type, expected: str) -> Any:
    """One part of a line, None where it is left out: a draft of which something else is read is not a checked one."""
    part = given.get(name)
    if part is not None and not isinstance(part, kind):
        raise ContextError(f"“{name}” is of the wrong kind: write {expected}.")
    return part


def _tell_unread(unread: set[str], told: set[str]) -> None:
    for name in sorted(unread):
        err.print(f"No check reads “{name}” of the context; it is left out.", style="yellow", markup=False)
    told |= unread
