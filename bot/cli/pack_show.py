"""`countersign packs show`: looking through the rules in the terminal, by topic, by words or one by its id."""

from collections.abc import Iterable
from pathlib import Path

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.adapters.rule_packs import own_packs
from bot.cli.check import STYLES
from bot.cli.opening import out, settings, stop
from bot.cli.tables import show_table
from bot.core.accounts import OrgType
from bot.core.check_names import check_name
from bot.core.findings import GROUPS, office
from bot.policy.catalogue import (
    Match,
    Where,
    applies,
    counted,
    in_order,
    in_short,
    packs_of,
    said_example,
    speaking_of,
    without_fills,
)
from bot.policy.engine import pack_for
from bot.policy.packs import load_pack
from bot.policy.rules import Pack, PackError, Rule

_TITLES = dict(GROUPS)
_HINTS = {Where.EXAMPLES: "in its examples", Where.TERMS: "among the words it looks for"}


@click.command()
@click.argument("words", nargs=-1)
@click.option(
    "--kind",
    type=click.Choice([str(each) for each in OrgType]),
    default=OrgType.COUNCIL.value,
    show_default=True,
    help="Whose rules: the kind of organisation.",
)
@click.option("--all", "every", is_flag=True, help="List every rule instead of the topics.")
def show(words: tuple[str, ...], kind: str, *, every: bool) -> None:
    """Show the rules in force for a kind of organisation: their topics, those that speak of WORDS, or one by its id.

    Where the first of WORDS is a pack's file, such as rules/castle.yaml, its rules are shown instead.
    """
    file = Path(words[0]) if words and words[0].endswith((".yaml", ".yml")) else None
    pack = _pack(kind, file)
    sought = " ".join(words[1:] if file else words)
    rule = next((each for each in pack.rules if each.id == sought), None)
    if rule is not None:
        _page(rule)
    elif sought:
        _list(_found(pack, sought))
    elif file and not every:
        _own(pack, file)
    elif every:
        _list([Match(each, Where.SAID) for each in in_order(pack.rules)])
    else:
        _topics(pack)


def _pack(kind: str, file: Path | None) -> Pack:
    own = own_packs(settings().packs)
    try:
        return load_pack(file, {**own, file.stem: file}) if file else pack_for(kind, own)
    except (PackError, UnicodeDecodeError) as wrong:
        stop(str(wrong))


def _found(pack: Pack, sought: str) -> list[Match]:
    found = speaking_of(pack.rules, pack.lists, sought)
    if not found:
        stop(f"No rule speaks of “{sought}”. Try another word, or the beginning of one.")
    return found


def _own(pack: Pack, file: Path) -> None:
    """The rules that the file itself gives or changes."""
    own = [rule for rule in pack.rules if rule.file == file.name]
    _list([Match(each, Where.SAID) for each in in_order(own)])
    others = len(pack.rules) - len(own)
    count = "1 rule" if len(own) == 1 else f"{len(own)} rules"
    out.print(f"{count} of its own, and {others} of the packs it extends. To see those too: --all.")
    out.print(pack.version, style="dim", markup=False)


def _topics(pack: Pack) -> None:
    for level, title, checks in counted(pack.rules):
        total = sum(count for _, count in checks)
        out.print(Text(f"{title}: {total} {'rule' if total == 1 else 'rules'}", style=STYLES[level]))
        named = ", ".join(f"{check_name(check)} {count}" for check, count in checks)
        out.print(Padding(Text(named), (0, 2, 1, 2)), soft_wrap=False)
    out.print(f"{len(pack.rules)} rules. To see them: countersign packs show WORDS, or a rule's id, or --all.")
    out.print(pack.version, style="dim", markup=False)


def _list(found: Iterable[Match]) -> None:
    table = Table("Rule", "What it stops", "Level", box=None, pad_edge=False)
    for match in found:
        hint = f" ({_HINTS[match.where]})" if match.where in _HINTS else ""
        level = Text(_TITLES[match.rule.level], style=STYLES[match.rule.level])
        table.add_row(Text(match.rule.id), Text(f"{in_short(match.rule)}{hint}"), level)
    show_table(table)


def _places(rule: Rule) -> str:
    first, *others = packs_of(rule)
    return f"{first}.yaml, changed by {rule.file}, line {rule.line}" if others else f"{rule.file}, line {rule.line}"


def _page(rule: Rule) -> None:
    out.print(Text(in_short(rule), style="bold"))
    out.print(Text(f"{_TITLES[rule.level]} · {check_name(rule.check)} · {rule.id}", style=STYLES[rule.level]))
    locked = "locked: packs of your own may make it stricter, not softer" if rule.locked else ""
    told = {
        "Why": without_fills(rule.why),
        "What to do": without_fills(rule.fix),
        "Ask": office(rule.route_to),
        "More": rule.link,
        "When": " ".join(applies(rule.scope)),
        "Kept by": f"{rule.owner}, to be reviewed by {rule.review_by.day} {rule.review_by:%B %Y}",
        "Stands in": f"{_places(rule)}{'; ' if locked else ''}{locked}",
    }
    for label, said in told.items():
        if said:
            out.print(Padding(Text.assemble((f"{label}: ", "bold"), said), (0, 0, 0, 2)), soft_wrap=False)
    for title, examples in (("It finds, for example", rule.fires), ("It leaves alone", rule.passes)):
        out.print(Text(f"\n{title}", style="bold"))
        for example in examples:
            out.print(Padding(Text(said_example(example)), (0, 0, 0, 2)), soft_wrap=False)
