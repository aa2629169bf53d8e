"""`countersign packs`: check rule packs with their examples, and try a changed one on what has been pitched.

Looking through the rules is pack_show.py's.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from rich.padding import Padding
from rich.progress import Progress
from rich.text import Text

from bot.adapters.rule_packs import own_packs
from bot.cli import pack_show
from bot.cli.opening import err, house, out, pack_refused, settings, stop
from bot.core.accounts import OrgType
from bot.core.findings import Level
from bot.core.refusals import Refusal
from bot.policy.engine import Engine, engine_for, pack_for, pack_with
from bot.policy.packs import load_pack, pack_names
from bot.policy.reviews import to_review
from bot.policy.rules import PackError
from bot.use_cases.trying_packs import Difference, Trial, try_rules
from bot.wiring import utc_now

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
            err.print(pack_refused(file, wrong), style="red", markup=False)
            continue
        examples = sum(len(rule.fires) + len(rule.passes) for rule in engine.rules)
        count = "1 rule" if len(engine.rules) == 1 else f"{len(engine.rules)} rules"
        out.print(f"{file}: OK. {count}, {examples} examples, all as expected.", style="green", markup=False)
        out.print(f"  {engine.version}", style="dim", markup=False)
        for note in _notes(file, engine):
            out.print(f"  {note}", style="yellow", markup=False)
    if refused:
        stop("Nothing was changed; what is in force stays in force.")


def _notes(file: Path, engine: Engine) -> Iterator[str]:
    """What nothing is refused for, and somebody should know all the same."""
    if engine.pack.name != file.stem:
        yield f"It calls itself “{engine.pack.name}”; other packs extend it by the name of its file, “{file.stem}”."
    shipped = engine_for(file.stem).rules if file.stem in list(OrgType) else ()
    kept = {rule.id for rule in engine.rules}
    if lost := [rule for rule in shipped if rule.id not in kept]:
        locked = sum(rule.locked for rule in lost)
        yield (
            f"It stands in for the shipped pack “{file.stem}” and leaves out {len(lost)} of its rules, {locked} of "
            f"them locked. In force, they would be gone. To keep them, write extends: [{file.stem}]."
        )
    for group in to_review(engine.rules, utc_now().date()):
        yield f"Review: {group.words}. Read them again, and write the next day as review_by."


@packs.command(name="try")
@click.argument("file", type=FILE)
@click.option("--account", metavar="@HANDLE", default="", help="Only the drafts of one account.")
def try_(file: Path, account: str) -> None:
    """Show what FILE, in place of the pack of its name, would change for the last 200 drafts. Changes nothing."""
    with house() as built:
        own = own_packs(built.config.packs)
        engines = _changed(file, own, built.tools.engines)
        if not engines and file.stem in {*own, *pack_names()}:
            stop(f"“{file.stem}” is in force as it is in this file, so nothing would change.")
        if not engines:
            engines = _on_top(file, own)
            out.print(_NOT_BUILT_ON.format(name=file.stem), markup=False)
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
        stop(pack_refused(file, wrong))
    return {org_type: engine for org_type, engine in made.items() if engine.version != in_force[org_type].version}


_NOT_BUILT_ON = (
    "No rules in force are built on “{name}”. This is what it would change on top of them. To bring it into force, put "
    "it into the folder that COUNTERSIGN_PACKS names, with a council.yaml (or another) that extends [council, {name}]."
)


def _on_top(file: Path, own: Mapping[str, Path]) -> dict[OrgType, Engine]:
    """The rules in force with those of the file on top, for each kind of organisation."""
    try:
        return {org_type: Engine(pack_with(org_type, file, {**own, file.stem: file})) for org_type in OrgType}
    except PackError as wrong:
        stop(pack_refused(file, wrong))


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
    out.print(Padding(Text(f"{sign} {words}", style=style), (0, 0, 0, 2)), soft_wrap=False)
