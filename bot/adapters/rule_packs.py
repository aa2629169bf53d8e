"""The rules in force for each kind of organisation: the shipped packs, with the organisation's own over them by name.

A pack that cannot be used is refused and what was in force stays; use_cases/sweep.py tells the leads.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock

from bot.core.accounts import OrgType
from bot.policy.engine import Engine, engine_for, pack_for
from bot.policy.rules import PackError

log = logging.getLogger(__name__)

Stamp = tuple[tuple[str, int, int], ...]
"""Name, time of change (ns) and size (bytes) of every pack of one's own."""


class RulePacks(Mapping[OrgType, Engine]):
    """Looks at the folder each time it is asked; made ready anew only when a file in it has changed."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._made: dict[OrgType, tuple[Stamp, Engine]] = {}
        self._refused: dict[OrgType, str] = {}
        self._refusals: Counter[OrgType] = Counter()
        self._making = Lock()

    def __getitem__(self, org_type: OrgType) -> Engine:
        own = own_packs(self._folder)
        stamp = _stamp(own)
        made = self._made.get(org_type)
        if made is not None and made[0] == stamp:
            return made[1]
        if made is not None and self._making.locked():
            return made[1]  # somebody is making the new one ready: until then this one is in force
        with self._making:
            return self._make(org_type, own, stamp)

    def __iter__(self) -> Iterator[OrgType]:
        return iter(OrgType)

    def __len__(self) -> int:
        return len(OrgType)

    def refused(self) -> Mapping[OrgType, str]:
        """What is wrong with the packs in use that may not come into force, after a look at the folder."""
        for org_type in list(self._made):
            self[org_type]
        return dict(self._refused)

    def made(self) -> Mapping[OrgType, Engine]:
        """The rules that have been asked for so far."""
        return {org_type: engine for org_type, (_, engine) in self._made.copy().items()}

    @property
    def refusals(self) -> Mapping[OrgType, int]:
        """How often a pack was refused since the process began."""
        return dict(self._refusals)

    def _make(self, org_type: OrgType, own: Mapping[str, Path], stamp: Stamp) -> Engine:
        before = self._made.get(org_type)
        if before is not None and before[0] == stamp:
            return before[1]
        try:
            engine = Engine(pack_for(org_type, own)) if own else engine_for(org_type)
            self._refused.pop(org_type, None)
        except (PackError, OSError, UnicodeDecodeError, RecursionError) as wrong:
            log.error("The rules for %s are refused: %s", org_type, wrong)  # noqa: TRY400  the message says it all
            self._refused[org_type] = str(wrong)
            self._refusals[org_type] += 1
            engine = before[1] if before else engine_for(org_type)
        self._made[org_type] = (stamp, engine)
        return engine


def own_packs(folder: Path | None) -> dict[str, Path]:
    """The packs in a folder, by name."""
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))} if folder else {}


def _stamp(own: Mapping[str, Path]) -> Stamp:
    found = []
    for name, path in own.items():
        try:
            stat = path.stat()
        except OSError:  # just taken away or being replaced
            continue
        found.append((name, stat.st_mtime_ns, stat.st_size))
    return tuple(found)
