"""What a pack may change of a rule that is locked further down: harder or wider it may be, never softer or narrower."""

from bot.policy.detectors import DETECTORS
from bot.policy.hits import Detector, EvidenceDetector
from bot.policy.pack_schema import RawRule
from bot.policy.rules import HARDNESS, Rule
from bot.policy.terms import Role, part_of

_UNCHANGED = ("check", "matcher", "remove_terms", "unless_near", "applies_to", "when")
_WIDER = (Role.NEEDED, Role.SIGN)
"""Parts of evidence of which more can only mean that more is found."""


def keep_locked(parent: Rule, raw: RawRule) -> None:
    """Raises PackError where the change would weaken a locked rule."""
    if not parent.locked:
        return
    for key in _UNCHANGED:
        if key in raw.given:
            raise raw.places[key].refuse(
                f"“{raw.id}” is locked by {parent.file}, so “{key}” may not change here. Terms may be added and the "
                "level made harder."
            )
    if raw.given.get("locked") is False:
        raise raw.places["locked"].refuse(f"“{raw.id}” is locked by {parent.file} and cannot be unlocked here.")
    level = raw.given.get("level", parent.level)
    if HARDNESS[level] > HARDNESS[parent.level]:
        raise raw.places["level"].refuse(
            f"“{raw.id}” is locked at {parent.level} by {parent.file}; {level} would weaken it. "
            f"Expected {parent.level} or harder."
        )
    if "terms" in raw.given:
        _keep_terms(parent, raw)


def keep_as_hard(raw: RawRule, rule: Rule, shipped: Rule | None) -> None:
    """Raises PackError where a pack that stands in for a shipped one makes a rule softer that is locked there."""
    if shipped is None or not _is_softer(rule, shipped):
        return
    raise raw.places["id"].refuse(
        f"“{raw.id}” is locked by {shipped.file}, and this pack stands in for the shipped one with a softer or "
        f"narrower one. Write extends: [{rule.file.removesuffix('.yaml')}], and give only what you make harder."
    )


def _is_softer(rule: Rule, shipped: Rule) -> bool:
    if not rule.locked or HARDNESS[rule.level] > HARDNESS[shipped.level] or _asks(rule) != _asks(shipped):
        return True
    lost, new = set(shipped.terms) - set(rule.terms), set(rule.terms) - set(shipped.terms)
    spares = set(rule.unless_near) - set(shipped.unless_near)
    return bool(lost or spares) or any(_softens(term, shipped) for term in new)


def _asks(rule: Rule) -> tuple[object, ...]:
    return rule.check, rule.kind, rule.detector, rule.scope


def _softens(term: str, rule: Rule) -> bool:
    detector = DETECTORS.get(rule.detector)
    if isinstance(detector, EvidenceDetector):
        return part_of(term)[0] not in _widening(rule)
    return detector is not None and detector.spares


def _widening(rule: Rule) -> set[str]:
    """The parts of evidence of which more may be named without finding less."""
    return {name for name, role in map(part_of, rule.terms) if role in _WIDER}


def _keep_terms(parent: Rule, raw: RawRule) -> None:
    """Terms of some rules spare a draft, or ask for more than before."""
    detector = DETECTORS.get(parent.detector)
    if isinstance(detector, Detector) and detector.spares:
        raise raw.places["terms"].refuse(
            f"“{raw.id}” is locked by {parent.file}, and its “terms” are what it leaves alone, so none may be added."
        )
    if isinstance(detector, EvidenceDetector):
        _keep_evidence(parent, raw)


def _keep_evidence(parent: Rule, raw: RawRule) -> None:
    known = _widening(parent)
    for item in raw.places["terms"].items():
        name, _ = part_of(item.words())
        if name not in known:
            raise item.refuse(
                f"“{raw.id}” is locked by {parent.file}, and “{name} = …” would let it find less. Terms may be added "
                f"to: {', '.join(sorted(known))}."
            )
