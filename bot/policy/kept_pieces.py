"""What patterns of the product's own packs need, read beforehand, kept in packs/pieces.json; keeping.py writes it.

Reading thousands of patterns takes half the time of loading. One that is not kept, such as those of an organisation's
own pack, is read when it is met: nothing depends on the file but time.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from bot.policy.pattern_parts import EDGE, Pieces

KEPT = Path(__file__).parent.parent / "packs" / "pieces.json"

_BETWEEN = " "
_EDGE = "|"
"""Stands for EDGE in the file, so that it can be read; no piece has one, nor a space."""


def kept(pattern: str) -> frozenset[Pieces] | None:
    """What is kept of a pattern; None where nothing is."""
    told = _file().get(_mark_of(pattern))
    return None if told is None else frozenset(frozenset(line.replace(_EDGE, EDGE).split(_BETWEEN)) for line in told)


def written(needs: Mapping[str, frozenset[Pieces]]) -> str:
    """The file that keeps these, in order and a pattern a line, so that a change shows as the lines it touches."""
    lines = sorted((_mark_of(pattern), sorted(map(_line, of))) for pattern, of in needs.items() if _can_be_kept(of))
    told = (f'"{mark}":{json.dumps(of, ensure_ascii=False, separators=(",", ":"))}' for mark, of in lines)
    return "{\n" + ",\n".join(told) + "\n}\n"


def _mark_of(pattern: str) -> str:
    """What a pattern is kept under: it stands for the very letters of it."""
    return blake2b(pattern.encode(), digest_size=9).hexdigest()


@cache
def _file() -> Mapping[str, Sequence[str]]:
    told: Mapping[str, Sequence[str]] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return told


def _line(pieces: Pieces) -> str:
    return _BETWEEN.join(sorted(pieces)).replace(EDGE, _EDGE)


def _can_be_kept(needs: frozenset[Pieces]) -> bool:
    return not any(_EDGE in piece or _BETWEEN in piece for pieces in needs for piece in pieces)
