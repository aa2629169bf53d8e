"""Writes packs/pieces.json anew: `python -m bot.policy.keeping`, after a pattern of a pack was changed."""

from bot.policy.context import ORG_TYPES
from bot.policy.engine import engine_for
from bot.policy.kept_pieces import KEPT, written
from bot.policy.pieces import read_needed


def of_all_packs() -> str:
    """The file as it ought to be, read from the patterns of every organisation's pack and from nothing kept."""
    every = {each.written for kind in ORG_TYPES for each in engine_for(kind).patterns}
    return written({pattern: read_needed(pattern) for pattern in every})


if __name__ == "__main__":
    KEPT.write_text(of_all_packs(), encoding="utf-8")
