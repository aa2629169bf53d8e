"""An X of our own on 127.0.0.1, strict where X is strict: signatures, weighted length, duplicates, rates, v2 media.

It stands apart from the product and shares no code with it, so that a test against it can fail.
"""

from bot.practice.x.server import PracticeX
from bot.practice.x.world import XAccount

__all__ = ["PracticeX", "XAccount"]
