"""Which packs an account is checked by, in a sentence. The exact version is the record's and the terminal's."""

from bot.core.accounts import OrgType
from bot.core.wording import names
from bot.policy.rules import Pack

_EVERY_BODY = frozenset(
    {"base", "privacy", "confidence", "business", "law", "language", "channel", "politics", "tone", "voice", "welsh"}
)
"""The packs of what every public body follows."""
_WHOSE: dict[str, str] = {
    OrgType.COUNCIL: "councils",
    OrgType.NHS_TRUST: "NHS trusts",
    OrgType.POLICE: "police forces",
    OrgType.FIRE: "fire and rescue services",
    OrgType.MINISTRY: "government departments",
}


def in_force(pack: Pack) -> str:
    """Such as “Checked by the rules for councils, version 2026.12.1, on top of …”; empty for a pack without parts."""
    said = [_said(name, version) for name, version in reversed(pack.parts) if name not in _EVERY_BODY]
    shared = [version for name, version in pack.parts if name in _EVERY_BODY]
    if shared:
        said.append(f"what every public body follows, version {max(shared, key=_in_order)}")
    if not said:
        return ""
    first, *below = said
    return f"Checked by {first}" + (f", on top of {names(below, joined_by='and')}." if below else ".")


def _said(name: str, version: str) -> str:
    whose = f"for {_WHOSE[name]}" if name in _WHOSE else f"“{name}”"
    return f"the rules {whose}, version {version}"


def _in_order(version: str) -> list[int]:
    """So that 2026.12 comes after 2026.9."""
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]
