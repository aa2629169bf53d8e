"""What a draft and its context must have before some detectors are asked at all, such as links, pictures or a hold.

Each is looked at once a draft for all the detectors that ask for it. What the words must hold stands in needs.py.
"""

from collections.abc import Callable, Iterable

from bot.policy.context import Context
from bot.policy.reading import Reading

Asks = Callable[[Reading, Context], bool]


def anything(_reading: Reading, _context: Context) -> bool:
    """Any draft."""
    return True


def links(reading: Reading, _context: Context) -> bool:
    """A draft with links."""
    return bool(reading.links)


def pictures(_reading: Reading, context: Context) -> bool:
    """A draft with a picture, a film or another file."""
    return bool(context.media)


def odd_characters(reading: Reading, _context: Context) -> bool:
    """A draft with a character beyond ASCII."""
    return not reading.text.isascii()


def earlier_posts(_reading: Reading, context: Context) -> bool:
    """A draft of an account that has posted before."""
    return bool(context.recent_posts)


def hold(_reading: Reading, context: Context) -> bool:
    """A draft during an incident."""
    return context.incident_hold is not None


def remit(_reading: Reading, context: Context) -> bool:
    """A draft of an account with a remit."""
    return bool(context.remit)


def embargoes(_reading: Reading, context: Context) -> bool:
    """A draft while something is under embargo."""
    return bool(context.embargoes)


def politicians(_reading: Reading, context: Context) -> bool:
    """A draft where politicians are known by name."""
    return bool(context.politicians)


def meeting(_reading: Reading, context: Context) -> bool:
    """A draft during a meeting."""
    return context.meeting is not None


def grouped(asked: Iterable[Asks]) -> list[tuple[Asks, set[int]]]:
    """The numbers of those that ask the same of a draft and its context, but for those that ask nothing."""
    shared: dict[Asks, set[int]] = {}
    for number, asks in enumerate(asked):
        shared.setdefault(asks, set()).add(number)
    return [(asks, numbers) for asks, numbers in shared.items() if asks is not anything]
