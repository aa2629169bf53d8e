"""The part of org.yaml with the words staff put into the profile of their own accounts (S46)."""

from collections.abc import Iterable

from bot.core.accounts import OrgType
from bot.core.disclaimers import BIO, CONFIRM_AFTER, Disclaimer
from bot.policy.rules import PackError
from bot.policy.yaml_nodes import Place

_KNOWN = ("kind", "says", "confirm_after_days")
_MOST_DAYS = 3650


def disclaimer(item: Place) -> Disclaimer:
    """One entry. Raises PackError with its line."""
    given = item.mapping(_KNOWN)
    for name in ("kind", "says"):
        if name not in given:
            raise item.refuse(f"“{name}” is missing here. Expected kind and says.")
    says = " ".join(given["says"].words().split())
    if len(says) > BIO:
        raise given["says"].refuse(f"this takes {len(says)} characters; a profile on X holds {BIO}.")
    days = _days(given["confirm_after_days"]) if "confirm_after_days" in given else CONFIRM_AFTER
    return Disclaimer(OrgType(given["kind"].choice(list(OrgType))), says, days)


def once_each(read: Iterable[tuple[Place, Disclaimer]], problems: list[PackError]) -> tuple[Disclaimer, ...]:
    """The entries, one for each kind of organisation at most."""
    found: dict[str, Disclaimer] = {}
    for item, entry in read:
        if entry.kind in found:
            problems.append(item.refuse(f"there are two entries for {entry.kind}. Keep one."))
        found.setdefault(entry.kind, entry)
    return tuple(found.values())


def _days(place: Place) -> int:
    words = place.text()
    if not words.isdecimal() or not 0 < int(words) <= _MOST_DAYS:
        raise place.refuse(f"“{words}” is no number of days from 1 to {_MOST_DAYS}.")
    return int(words)
