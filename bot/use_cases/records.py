"""Reading the log for people outside it: is it whole, and what does it say (S86)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.core.records import Break, Record, breaks
from bot.use_cases.ports import Store


@dataclass(frozen=True, slots=True)
class Verified:
    """How many lines the log has, the hash of its last one, and every place where it is not what was written."""

    lines: int
    head: str
    breaks: tuple[Break, ...]


def verify(store: Store, progress: Callable[[int], None] = lambda _: None) -> Verified:
    """Walk the whole chain. `progress` is told the number of every line read."""
    with store.read() as uow:
        lines, head = uow.records.head()

        def told() -> Iterator[Record]:
            for record in uow.records.read():
                progress(record.number)
                yield record

        return Verified(lines, head, tuple(breaks(told(), (lines, head))))


def each(store: Store) -> Iterator[Record]:
    """Every line in order. The store is read from until the iterator ends."""
    with store.read() as uow:
        yield from uow.records.read()
