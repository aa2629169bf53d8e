"""The tamper-evident log: what a line is, how lines are chained, and how a broken chain is found (S86)."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

GENESIS = "0" * 64
"""The hash before the first line."""

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One line. `kind` is in the past tense (`DraftApproved`); `subject` is what it is about (`draft:214`).

    The chain covers the SHA-256 of the body rather than the body, so that a body can one day be disposed of
    under a retention schedule without breaking the chain; `body` is None once that has happened.
    """

    number: int
    at: datetime
    kind: str
    actor: str
    subject: str
    body: Body | None
    body_hash: str
    previous: str
    hash: str


def body_hash(body: Body) -> str:
    """SHA-256 (hex) of the body in canonical JSON: sorted keys, UTF-8, no spaces."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def line_hash(number: int, at: datetime, kind: str, actor: str, subject: str, body: str, previous: str) -> str:
    """SHA-256 (hex) over the fields of a line and the hash before it; `body` is the body's own hash."""
    fields = [number, at.isoformat(timespec="microseconds"), kind, actor, subject, body, previous]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def next_record(last: tuple[int, str], at: datetime, kind: str, actor: str, subject: str, body: Body) -> Record:
    """The line after `last` (its number and hash; (0, GENESIS) for the first). `at` must be UTC."""
    number, previous = last[0] + 1, last[1]
    digest = body_hash(body)
    return Record(
        number,
        at,
        kind,
        actor,
        subject,
        body,
        digest,
        previous,
        line_hash(number, at, kind, actor, subject, digest, previous),
    )


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the log is not what was written. `number` is the line's."""

    number: int
    what: str


def breaks(records: Iterable[Record], head: tuple[int, str]) -> Iterator[Break]:
    """Every altered, missing or reordered line, in order; nothing if the log is whole.

    `head` is the number and hash the log says its last line has, so a log cut short is found too.
    """
    number, previous = 0, GENESIS
    for record in records:
        number += 1
        if record.number != number:
            yield Break(number, _gap(number, record.number))
            number = record.number
        elif record.previous != previous:
            yield Break(number, f"Line {number} does not follow the line before it.")
        yield from _altered(record)
        previous = record.hash
    if (number, previous) != head:
        yield Break(number + 1, f"The log ends at line {number}, but {head[0]} lines were written.")


def _gap(expected: int, found: int) -> str:
    if found < expected:
        return f"Line {found} stands where line {expected} should be."
    missing = f"line {expected} is" if found == expected + 1 else f"lines {expected} to {found - 1} are"
    return f"{missing.capitalize()} missing."


def _altered(record: Record) -> Iterator[Break]:
    if record.body is not None and body_hash(record.body) != record.body_hash:
        yield Break(record.number, f"The contents of line {record.number} were altered.")
    expected = line_hash(
        record.number, record.at, record.kind, record.actor, record.subject, record.body_hash, record.previous
    )
    if record.hash != expected:
        yield Break(record.number, f"Line {record.number} was altered.")
