"""How somebody is reached beside chat, as org.yaml says it: `reach: [webhook: tom-oncall, email]`."""

from collections.abc import Mapping

from bot.adapters.yaml_map import Map
from bot.core.people import Way, WayKind, fits

WAYS = "Expected email or webhook, or one with a target of its own, such as [webhook: tom-oncall, email]."


def read_reach(node: Map) -> tuple[Way, ...]:
    """The ways, the first one first. Raises ProblemsError; no address is said back."""
    given = node.node.get("reach") or []
    if not isinstance(given, list):
        raise node.bad("reach", "“reach” is not a list.", WAYS)
    ways = tuple(_way(node, each) for each in given)
    if len({way.kind for way in ways}) < len(ways):
        raise node.bad("reach", "“reach” names one way twice.", WAYS)
    return ways


def _way(node: Map, given: object) -> Way:
    pairs = list(given.items()) if isinstance(given, Mapping) else [(given, "")]
    kind, target = pairs[0] if len(pairs) == 1 else ("", "")
    if str(kind) not in set(WayKind):
        raise node.bad("reach", f"“{kind}” in “reach” is no way to reach somebody.", WAYS)
    way = Way(WayKind(str(kind)), str(target or ""))
    if not fits(way):
        raise node.bad("reach", f"What “reach” gives for {kind} cannot be used.", WAYS)
    return way
