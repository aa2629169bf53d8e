"""`countersign packs`: check rule packs with their examples, and try a changed one on what has been pitched.

Looking through the rules is pack_show.py's.
"""

from collections.abc import Mapping
from pathlib import Path

import click
from rich.padding import Padding
from rich.progress import Progress
from rich.text import Text

from bot.adapters.rule_packs import own_packs
from bot.cli import pack_show
from bot.cli.opening import err, house, out, settings, stop
from bot.core.accounts import OrgType
from bot.core.findings import Level
from bot.core.refusals import Refusal
from bot.policy.engine import Engine, pack_for
from bot.policy.packs import load_pack
from bot.policy.rules import PackError
from bot.use_cases.trying_packs import Difference, Trial, try_rules

FILE = click.Path(path_type=Path)
LEVELS = {
    Level.BLOCK: "must fix",
    Level.SECOND_APPROVER: "second approver",
    Level.WARN: "check",
    Level.ADVICE: "advice",
}


@click.group()
def packs() -> None:
    """Rule packs: what the checks look for, in files that officers can change."""


packs.add_command(pack_show.show)


@packs.command()
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE…")
def check(files: tuple[Path, ...]) -> None:
    """Load each FILE with the packs it extends and run every example. Exit code 1 if one may not come into force."""
    own = {**own_packs(settings().packs), **{file.stem: file for file in files}}
    refused = 0
    for file in files:
        try:
            engine = Engine(load_pack(file, own))
        except (PackError, UnicodeDecodeError) as wrong:
            refused += 1
            err.print(f"{file}: {wrong}", style="red", markup=False)
            continue
        examples = sum(len(rule.fires) + len(rule.passes) for rule in engine.rules)
        out.print(f"{file}: {len(engine.rules)} rules, {examples} examples, all as expected.", style="green")
        out.print(f"  {engine.version}", style="dim", markup=False)
    if refused:
        stop("Nothing was changed; what is in force stays in force.")


@packs.command(name="try")
@click.argument("file", type=FILE)
@click.option("--account", metavar="@HANDLE", default="", help="Only the drafts of one account.")
def try_(file: Path, account: str) -> None:
    """Show what FILE, in place of the pack of its name, would change for the last 200 drafts. Changes nothing."""
    with house() as built:
        engines = _changed(file, own_packs(built.config.packs), built.tools.engines)
        if not engines:
            stop(f"No rules in force are built on a pack called “{file.stem}”, so nothing would change.")
        with Progress(console=err, transient=True) as shown:
            task = shown.add_task("Trying the rules", total=None)
            tried = try_rules(
                built.tools, engines, account, lambda done, of: shown.update(task, completed=done, total=of)
            )
    if isinstance(tried, Refusal):
        stop(tried.words)
    _show(tried)


def _changed(file: Path, own: Mapping[str, Path], in_force: Mapping[OrgType, Engine]) -> dict[OrgType, Engine]:
    """The rules as they would be, for each kind of organisation whose rules would differ."""
    try:
        Engine(load_pack(file, {**own, file.stem: file}))
        made = {org_type: Engine(pack_for(org_type, {**own, file.stem: file})) for org_type in OrgType}
    except (PackError, UnicodeDecodeError) as wrong:
        stop(f"{file}: {wrong}")
    return {org_type: engine for org_type, engine in made.items() if engine.version != in_force[org_type].version}


def _show(tried: Trial) -> None:
    for difference in tried.differences:
        _show_one(difference)
    if not tried.looked_at:
        out.print("There are no drafts yet to try it on.")
        return
    drafts = "1 draft" if tried.looked_at == 1 else f"{tried.looked_at} drafts"
    new, gone, changed = (
        sum(len(getattr(each, what)) for each in tried.differences) for what in ("new", "gone", "changed")
    )
    out.print(f"{drafts} looked at. Findings: {new} new, {gone} gone, {changed} with another level.", markup=False)


def _show_one(difference: Difference) -> None:
    out.print(Text(f"draft {difference.draft} on @{difference.handle}: {difference.excerpt}", style="bold"))
    for finding in difference.new:
        _line("+", "green", f"{finding.rule} ({LEVELS[finding.level]}): {finding.message}")
    for finding in difference.gone:
        _line("−", "red", f"{finding.rule} ({LEVELS[finding.level]}): {finding.message}")
    for finding, before in difference.changed:
        _line("~", "yellow", f"{finding.rule}: {LEVELS[before]} → {LEVELS[finding.level]}: {finding.message}")


def _line(sign: str, style: str, words: str) -> None:
    out.print(Padding(Text(f"{sign} {words}", style=style), (0, 0, 0, 2)))
