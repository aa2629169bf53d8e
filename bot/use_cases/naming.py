"""Finding the account or person somebody means by what they typed, and the nearest known names where there is none."""

import difflib
import re
from collections.abc import Iterable, Sequence

from bot.core.accounts import Account
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.wording import names

_MENTION = re.compile(r"<@([A-Za-z0-9._-]+)(?:\|[^>]*)?>")


def no_such_account(words: str, known: Iterable[Account]) -> Refusal:
    """The refusal of an unknown account, with the nearest of those this person may know of."""
    handles = {str(a.id): f"@{a.handle}" for a in known}
    near = _nearest(words.lstrip("@"), list(handles))
    next_step = f"Did you mean {names([handles[h] for h in near])}?" if near else "To see them all, type /account list."
    return Refusal("account.unknown", f"There is no account {_as_typed(words)} here.", next_step)


def person_meant(words: str, people: Sequence[Person], who: ChatIdentity) -> Person | Refusal:
    """The person meant by a mention, a key such as `priya.shah`, or a name, whatever the case."""
    mention = _MENTION.fullmatch(words.strip())
    if mention:
        identity = ChatIdentity(who.platform, who.tenant, mention[1])
        found = [p for p in people if identity in p.chat]
    else:
        wanted = words.strip().lstrip("@").casefold()
        found = [p for p in people if wanted in {p.id.casefold(), p.name.casefold()}]
    return found[0] if len(found) == 1 else _no_such_person(words, people)


def person_beginning(words: str, people: Sequence[Person], who: ChatIdentity) -> tuple[Person, str] | None:
    """The person named at the beginning of the words ("@priya today", "Priya Shah is off today"), and the rest.

    By a mention, a key, a whole name, or a first name that only one person has; None where nobody is.
    """
    given = words.strip()
    mention = _MENTION.match(given)
    if mention:
        found = person_meant(mention[0], people, who)
        return (found, given[mention.end() :].strip()) if isinstance(found, Person) else None
    plain = given.removeprefix("@").casefold()
    called = _first_names(people) | _full_names(people) | _keys(people)
    fitting = [name for name in called if plain.startswith(name) and not _goes_on(plain[len(name) :])]
    name = max(fitting, key=len, default="")
    return (called[name], given.removeprefix("@")[len(name) :].strip()) if name else None


def _goes_on(rest: str) -> bool:
    """Whether the name is only the beginning of a longer word."""
    return bool(rest) and (rest[0].isalnum() or rest[0] in "_.")


def _keys(people: Sequence[Person]) -> dict[str, Person]:
    return {p.id.casefold(): p for p in people}


def _full_names(people: Sequence[Person]) -> dict[str, Person]:
    return {p.name.casefold(): p for p in people}


def _first_names(people: Sequence[Person]) -> dict[str, Person]:
    """First names that are nobody else's."""
    firsts = [p.name.casefold().split()[0] for p in people if p.name.split()]
    return {f: p for f, p in zip(firsts, (p for p in people if p.name.split()), strict=True) if firsts.count(f) == 1}


def _no_such_person(words: str, people: Sequence[Person]) -> Refusal:
    keys = {p.id.casefold(): p for p in people} | {p.name.casefold(): p for p in people}
    near = {keys[k].id: keys[k] for k in _nearest(words.lstrip("@"), list(keys))}
    hint = names([f"{p.name} (@{p.id})" for p in near.values()])
    next_step = f"Did you mean {hint}?" if hint else "Mention them with @, or use the name they have in org.yaml."
    return Refusal("person.unknown", f"There is nobody called {_as_typed(words)} here.", next_step)


def nearest_word(word: str, known: Sequence[str], *, alike: float = 0.7) -> str:
    """The known word this one is a slip of, or nothing. `alike` is how near it must be, up to 1."""
    return next(iter(difflib.get_close_matches(word.casefold(), known, n=1, cutoff=alike)), "")


def _nearest(words: str, known: Sequence[str]) -> list[str]:
    return difflib.get_close_matches(words.strip().casefold(), known, n=3, cutoff=0.6)


def _as_typed(words: str) -> str:
    return f"“{words.strip()}”"
