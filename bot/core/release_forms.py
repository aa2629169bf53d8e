"""The form in which a press release is kept, and what it hands in (S55)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReleaseForm:
    """Asks for a press release; `number` is empty for a new one. `embargo` is UTC, shown in `zone`."""

    zone: str
    number: str = ""
    title: str = ""
    text: str = ""
    link: str = ""
    embargo: datetime | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class KeepRelease:
    """A ReleaseForm handed in; `number` as on the form, `embargo` in UTC."""

    number: str
    title: str
    text: str
    link: str
    embargo: datetime | None
    contact: str
