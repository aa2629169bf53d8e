"""By which ways beside chat somebody is called: those they chose, else the usual ones here. Words for them."""

from bot.core.people import Person, Way, WayKind
from bot.use_cases.ports_reach import Reach

Called = tuple[Reach, str]
"""A way, and the person's target on it."""
WORDS = {WayKind.EMAIL: "e-mail", WayKind.WEBHOOK: "the telephone gateway"}


def ways_for(person: Person, there: tuple[Reach, ...]) -> list[Called]:
    """The ways in the order they are tried. Where nothing chosen is set up here, the usual ones, so that it rings."""
    by_kind = {way.kind: way for way in there}
    chosen = [(by_kind[way.kind], way.target) for way in person.reach if way.kind in by_kind]
    return chosen or [(way, "") for way in there]


def in_words(ways: tuple[Way, ...]) -> str:
    """Ways without their addresses: "the telephone gateway, then e-mail"."""
    return ", then ".join(WORDS[way.kind] for way in ways)
