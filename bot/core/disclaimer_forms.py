"""The form in which staff register an account of their own (S46), and what is handed in with it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RegisterOwn:
    """An OwnAccountForm handed in: its handle as typed, which words, and whether it carries them."""

    handle: str = field(repr=False)
    kind: str
    carries: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """Words to choose from: the kind of organisation they are for, and what they say."""

    kind: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class OwnAccountForm:
    """Asks for an account of one's own, and whether it carries the standard words."""

    offered: tuple[Offered, ...]
