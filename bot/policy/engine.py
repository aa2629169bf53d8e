"""Runs every rule of a pack over one draft. Text and context in, findings out; nothing else is read or changed.

What a rule looks for stands in the packs and in detectors/; this module only asks, masks, words and orders.
"""

import gc
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

from bot.core.check_names import CHECK_NAMES
from bot.core.findings import Finding, Level
from bot.policy import asking
from bot.policy.context import Context
from bot.policy.examples import contradiction, example_context, never_asked
from bot.policy.gate import Gate, Index, Scan
from bot.policy.hits import MASK, Hit
from bot.policy.matchers import exceptions, matcher, spared
from bot.policy.messages import context_fills, filled, is_sign, words_around
from bot.policy.packs import LIBRARY, load_over, load_pack
from bot.policy.passage import answered, passage
from bot.policy.patterns import Pattern
from bot.policy.phrases import Phrases, Said, Span
from bot.policy.reading import Reading, read
from bot.policy.repeats import without_repeats
from bot.policy.rules import HARDNESS, Pack, PackError, Rule
from bot.policy.scope import grouped, situation

_SHOWN_AT_MOST = 120
"""Characters of the passage that a finding repeats."""


_SITUATIONS_KEPT = 256
"""Contexts for which the rules that listen are kept; there are as many as accounts and roles, times the periods."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """Stands in for the hits of a detector that raised."""

    detector: str


class Engine:
    """A pack made ready. `check` is a pure function of text, context and pack; `faults` counts what could not run.

    Raises:
        PackError: a pattern that cannot be used, or an example that contradicts its rule.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._faults: Counter[str] = Counter()
        with _nothing_is_waste():
            self._make(pack)

    def _make(self, pack: Pack) -> None:
        matchers = [matcher(rule, pack.lists) for rule in pack.rules]
        self._detectors = {number: made.find for number, made in enumerate(matchers)}
        self._exceptions = [exceptions(rule, pack.lists) for rule in pack.rules]
        needs = {number: made.needs for number, made in enumerate(matchers)}
        everything = {each for made in matchers for each in (*made.sets, *made.patterns, *chain(*made.needs))}
        sets = [each for each in everything if isinstance(each, Phrases)]
        self.patterns = [each for each in everything if isinstance(each, Pattern)]
        self._index = Index([*sets, *filter(None, self._exceptions)], self.patterns)
        self._gate = Gate(needs)
        self._by_asks = asking.grouped(made.asks for made in matchers)
        self._by_scope = grouped(rule.scope for rule in pack.rules)
        self._asked_in: dict[tuple[object, ...], frozenset[int]] = {}
        for number, rule in enumerate(pack.rules):
            self._prove(number, rule)

    @property
    def version(self) -> str:
        """Names, versions and digest of the packs in force, kept with every decision."""
        return self.pack.version

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in force."""
        return self.pack.rules

    @property
    def faults(self) -> Mapping[str, int]:
        """How often each detector could not run since the engine was made."""
        return dict(self._faults)

    def check(self, text: str, context: Context) -> tuple[Finding, ...]:
        """Everything the rules find, hardest level first, then by place in the text."""
        reading = read(text, self._index)
        found = [(self.pack.rules[number], hit) for number, hit in self._hits(reading, context, self._asked(context))]
        fills = context_fills(context)
        private = [hit for _, hit in found if isinstance(hit, Hit) and hit.private]
        findings = [_finding(rule, hit, reading, fills, private) for rule, hit in found]
        if len(reading.text) < len(text):
            findings.append(_read_in_part(reading))
        return tuple(sorted(without_repeats(findings), key=_order))

    def of_first_example(self, rule: Rule) -> Finding | None:
        """What a rule of this pack says of its own first example; None where it finds nothing there."""
        example = rule.fires[0]
        context, reading = example_context(rule, example, rule.scope.example()), read(example.text)
        hits = self._hits(reading, context, {self.pack.rules.index(rule)})
        return next((_finding(rule, hit, reading, context_fills(context), []) for _, hit in hits), None)

    def _asked(self, context: Context) -> frozenset[int]:
        """The numbers of the rules that listen in the context, kept for the contexts met last."""
        met = situation(context)
        asked = self._asked_in.get(met)
        if asked is None:
            asked = frozenset(n for scope, numbers in self._by_scope if scope.covers(context) for n in numbers)
            if len(self._asked_in) >= _SITUATIONS_KEPT:
                self._asked_in.clear()
            self._asked_in[met] = asked
        return asked

    def _hits(self, reading: Reading, context: Context, asked: Collection[int]) -> Iterator[tuple[int, Hit | _Fault]]:
        """(number of the rule, hit) for the rules asked, exceptions already taken out."""
        scans = self._scans(reading, context)
        able = self._gate.open(scans).intersection(asked)
        for asks, numbers in self._by_asks:
            if not asks(reading, context):
                able -= numbers
        for number in sorted(able):
            if hits := self._detected(number, reading, context):
                excepted = self._excepted(number, reading, scans[0].said)
                kept = (hit for hit in hits if isinstance(hit, _Fault) or not spared(reading, hit, excepted))
                yield from ((number, hit) for hit in kept)

    def _scans(self, reading: Reading, context: Context) -> list[Scan]:
        """All that detectors with needs look at: the draft with its pictures, and the post answered."""
        texts = filter(None, (passage(reading, context.media), answered(context)))
        return [self._index.scan(text.text) for text in texts]

    def _excepted(self, number: int, reading: Reading, said: Said) -> list[Span]:
        """Where the rule's exceptions stand in the draft itself."""
        exception = self._exceptions[number]
        if exception is None:
            return []
        return [span for span in said.get(exception, ()) if span[1] <= len(reading.folded.text)]

    def _detected(self, number: int, reading: Reading, context: Context) -> list[Hit] | list[_Fault]:
        try:
            return list(self._detectors[number](reading, context))
        except Exception:  # noqa: BLE001  whatever a detector trips over, the draft must not pass in silence
            detector = self.pack.rules[number].detector or self.pack.rules[number].kind
            self._faults[detector] += 1
            return [_Fault(detector)]

    def _prove(self, number: int, rule: Rule) -> None:
        """Run the rule's own examples; a rule that contradicts them does not come into force."""
        usual = rule.scope.example()
        for examples, wanted in ((rule.fires, True), (rule.passes, False)):
            for example in examples:
                context = example_context(rule, example, usual)
                if not rule.scope.covers(context):
                    if wanted:
                        raise PackError(rule.file, example.line, never_asked(rule, example))
                    continue
                fired = any(self._hits(read(example.text, self._index), context, {number}))
                if fired is not wanted:
                    raise PackError(rule.file, example.line, contradiction(rule, example, fired=fired))


@contextmanager
def _nothing_is_waste() -> Iterator[None]:
    """An engine is made of many small things and lets none go: to look for waste meanwhile takes much of the time."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0:
            gc.freeze()
            gc.unfreeze()  # what has been made counts as old at once, instead of being looked through as new
        if was_looking:
            gc.enable()


@cache
def engine_for(org_type: str) -> Engine:
    """The engine with the library's pack for a type of organisation; made once."""
    return Engine(pack_for(org_type))


def pack_for(org_type: str, own: Mapping[str, Path] | None = None) -> Pack:
    """The pack for a type of organisation, such as `council`: the one in `own` of its name, else the library's."""
    packs = own or {}
    return load_pack(packs.get(org_type, LIBRARY / f"{org_type}.yaml"), packs)


def pack_with(org_type: str, path: Path, own: Mapping[str, Path]) -> Pack:
    """The same as if it extended the pack in a file too."""
    return load_over(own.get(org_type, LIBRARY / f"{org_type}.yaml"), path, own)


def _finding(rule: Rule, hit: Hit | _Fault, reading: Reading, fills: Mapping[str, str], private: list[Hit]) -> Finding:
    if isinstance(hit, _Fault):
        return _could_not_run(rule)
    shown = hit.shown or _masked(reading.whole, hit, private)
    own = {name: _without(value, reading.text, private) for name, value in hit.fills.items()}
    names = {**fills, **own, "match": hit.shown or _readable(reading.whole, hit, shown, private)}
    return Finding(
        rule=rule.id,
        check=rule.check,
        level=rule.level,
        start=hit.start,
        end=hit.end,
        shown=shown,
        message=filled(rule.message, names),
        why=filled(rule.why, names),
        fix=filled(rule.fix, names),
        link=rule.link,
        route_to=rule.route_to,
    )


def _could_not_run(rule: Rule) -> Finding:
    return Finding(
        rule=rule.id,
        check=rule.check,
        level=Level.SECOND_APPROVER,
        start=0,
        end=0,
        shown="",
        message=f"This check could not run: {CHECK_NAMES.get(rule.check, rule.check)}.",
        why="A check that did not run has not said that the draft is fine.",
        fix="Read the draft for this yourself, and ask a second person to do the same.",
        link="",
        route_to=rule.route_to,
    )


def _read_in_part(reading: Reading) -> Finding:
    return Finding(
        rule="engine.read-in-part",
        check="length",
        level=Level.BLOCK,
        start=0,
        end=0,
        shown="",
        message=f"Only the first {len(reading.text)} characters have been checked.",
        why="A draft this far over X's limit cannot be sent as it is.",
        fix="Shorten it. What is left is checked again.",
        link="",
        route_to="",
    )


def _masked(text: str, hit: Hit, private: list[Hit]) -> str:
    """The passage, shortened, with what another finding keeps private taken out."""
    pieces, at = [], hit.start
    for secret in sorted(private, key=lambda hidden: hidden.start):
        if secret.start < hit.end and secret.end > at:
            pieces += [text[at : max(at, secret.start)], MASK]
            at = min(secret.end, hit.end)
    shown = "".join([*pieces, text[at : hit.end]])
    return shown if len(shown) <= _SHOWN_AT_MOST else shown[: _SHOWN_AT_MOST - 1] + "…"


def _readable(text: str, hit: Hit, shown: str, private: list[Hit]) -> str:
    """What a message quotes: the passage, and of a mere sign the words it stands beside."""
    if not is_sign(shown):
        return shown
    start, end = words_around(text, hit.start, hit.end)
    return " ".join(_masked(text, replace(hit, start=start, end=end), private).split())


def _without(value: str, text: str, private: list[Hit]) -> str:
    for secret in private:
        value = value.replace(text[secret.start : secret.end], MASK)
    return value


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return HARDNESS[finding.level], finding.start, finding.end, finding.rule
