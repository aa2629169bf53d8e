"""What is about to be entered in a rota, said back in words before anything is saved. What is asked first: forms.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AbsenceCheck:
    """What is about to be entered, said back in words before anything is saved; `about` comes back when it is.

    `lines` say what follows from it. It leads back to an AbsenceForm by the button CHANGE_DAYS.
    """

    title: str
    words: str
    lines: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class ChangeCheck:
    """A change of a rota that is about to be made, said back in full; `about` comes back when it is.

    `submit` is what the button says that makes it.
    """

    title: str
    words: str
    lines: tuple[str, ...]
    about: str
    submit: str
