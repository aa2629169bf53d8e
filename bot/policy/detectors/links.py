"""Where links lead: shorteners, disguised hosts, plain http, hosts nobody approved, look-alikes, accidental links.

What X turns into a link stands in core/links.py.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from bot.core.links import Link
from bot.policy import asking
from bot.policy.context import Context
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_PARTS = re.compile("[.-]")
_OFFICIAL = frozenset({"gov", "nhs", "police", "mod", "parliament", "council"})
"""Parts of a host that claim to be a public body."""

_BEFORE_LINK = re.compile(r"[\w.-]*\Z")
_HOST_GOES_ON = re.compile(r"(?:\.[a-z0-9-]+)+(?=/)", re.IGNORECASE)
"""More of a host where X ends the link at a top-level name in the middle of it: gov.uk.parcels.example/pay."""

_CLOSE = 2
"""Slips of the finger between a host and the approved one it looks like."""

_NAME_AND_TOP = 2
_SHORTEST_HOST = 7
"""Characters of a host up to which it names nobody: t.ly, ter.li, buff.ly."""

_CODE = re.compile(r"[A-Za-z0-9_-]{2,12}")
_SHORTEST_NAME = 6
"""Shorter names are near to each other by chance."""


def _shortener(terms: Collection[str]) -> Find:
    """`terms` are the shorteners' hosts; of others that look like one, those nobody approved."""
    shorteners = _bare(tuple(terms))
    return _over_links(
        lambda link, _reading, context: (
            _below(link.host, shorteners) or (_looks_short(link) and not _under(link.host, context.approved_domains))
        )
    )


def _looks_short(link: Link) -> bool:
    """Whether the address is built as a shortener's: a host of a few letters, then one code."""
    path = link.url.partition(link.host)[2].strip("/") if link.host in link.url else ""
    named = len(link.host) <= _SHORTEST_HOST and link.host.count(".") == 1
    return named and bool(_CODE.fullmatch(path))


def _disguised(_terms: Collection[str]) -> Find:
    return _over_links(lambda link, reading, _context: _is_disguised(_whole_host(link, reading.text)))


def _insecure(_terms: Collection[str]) -> Find:
    return _over_links(lambda link, _reading, _context: link.protocol == "http")


def _accidental(terms: Collection[str]) -> Find:
    """`terms` are top-level names that are everyday words."""
    return _over_links(lambda link, _reading, context: _is_accidental(link, context, terms))


def _look_alike(_terms: Collection[str]) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        for link in reading.links:
            host = _whole_host(link, reading.text)
            if _under(host, context.approved_domains):
                meant = _mistyped(host, context.approved_domains)
            else:
                meant = _meant(host, context.approved_domains)
            if meant:
                yield Hit(link.end - len(link.url), link.end, fills={"host": host, "approved": meant})

    return find


def _unapproved(terms: Collection[str]) -> Find:
    """`terms` are everyday words as top-level names, then hosts that need no approval, set off by a dot."""
    words = [term for term in terms if "." not in term]
    free = _bare(tuple(term for term in terms if "." in term))

    def judged(link: Link, reading: Reading, context: Context) -> bool:
        host = _whole_host(link, reading.text)
        if _is_disguised(host):
            return host not in context.approved_domains
        if _under(host, context.approved_domains) or _below(host, free) or _meant(host, context.approved_domains):
            return False
        return not _is_accidental(link, context, words)

    return _over_links(judged)


def _over_links(judged: Callable[[Link, Reading, Context], bool]) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        for link in reading.links:
            if judged(link, reading, context):
                yield Hit(link.start, link.end, fills={"host": _whole_host(link, reading.text)})

    return find


def _under(host: str, domains: Collection[str]) -> bool:
    """Whether the host is one of the domains or below one."""
    return _below(host, _bare(tuple(domains)))


def _below(host: str, bare: frozenset[str]) -> bool:
    parts = host.split(".")
    return not bare.isdisjoint({".".join(parts[at:]) for at in range(len(parts))})


@lru_cache(maxsize=64)
def _bare(domains: tuple[str, ...]) -> frozenset[str]:
    return frozenset(domain.lower().strip(" .").removeprefix("www.").removeprefix("*.") for domain in domains)


def _whole_host(link: Link, text: str) -> str:
    """The host with what X leaves out of the link and readers do not: other scripts before it, and more behind."""
    if link.protocol:
        more = _HOST_GOES_ON.match(text, link.end) if link.url.endswith(link.host) else None
        return link.host + (more[0].lower() if more else "")
    before = _BEFORE_LINK.search(text, max(0, link.start - 64), link.start)
    return ((before[0] if before else "") + link.host).lower()


@lru_cache(maxsize=1024)
def _is_disguised(host: str) -> bool:
    if any(label.startswith("xn--") for label in host.split(".")):
        return True
    return any(len(_scripts(label)) > 1 for label in host.split(".")) or folded_text(host) != _accentless(host)


def _scripts(label: str) -> set[str]:
    return {unicodedata.name(char, "?").split()[0] for char in label if char.isalpha()}


def _accentless(host: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", host) if unicodedata.category(c) != "Mn")


def _meant(host: str, domains: Collection[str]) -> str | None:
    """The approved domain that the host imitates: one or two letters off, or carried inside another host."""
    plain = _skeleton(host.removeprefix("www."))
    for domain in domains:
        approved = domain.lower().strip(" .").removeprefix("www.")
        if _imitates(plain, _skeleton(approved), approved):
            return approved
    return None


def _mistyped(host: str, domains: Collection[str]) -> str | None:
    """The approved site that a host is a slip away from though a wider approved one covers it, as gov.uk does."""
    listed = {domain.lower().strip(" .").removeprefix("www.") for domain in domains}
    plain = host.removeprefix("www.")
    if plain in listed or any(
        plain.endswith(f".{own}") for own in listed if len(max(own.split("."), key=len)) >= _SHORTEST_NAME
    ):
        return None
    near = (own for own in sorted(listed) if len(max(own.split("."), key=len)) >= _SHORTEST_NAME)
    return next((own for own in near if _slip_apart(plain, own)), None)


def _slip_apart(plain: str, own: str) -> bool:
    return _skeleton(plain) == _skeleton(own) or DamerauLevenshtein.distance(plain, own, score_cutoff=1) <= 1


def _imitates(plain: str, wanted: str, approved: str) -> bool:
    name = max(approved.split("."), key=len)
    if len(name) < _SHORTEST_NAME:
        return plain == wanted
    joined = plain.replace(".", "-")
    if plain.startswith(f"{wanted}.") or f".{wanted}." in f".{plain}." or wanted.replace(".", "-") in joined:
        return True
    if _OFFICIAL & (parts := set(_PARTS.split(plain))) and _skeleton(name) in parts:
        return True
    tail = ".".join(plain.split(".")[-len(wanted.split(".")) :])
    return DamerauLevenshtein.distance(tail, wanted, score_cutoff=_CLOSE) <= _CLOSE


@lru_cache(maxsize=1024)
def _skeleton(host: str) -> str:
    """Letters that are taken for each other, made one."""
    return folded_text(host).replace("rn", "m").replace("vv", "w").translate(str.maketrans("01", "ol"))


def _is_accidental(link: Link, context: Context, words: Collection[str]) -> bool:
    """A full stop without a space after it, as in "the event will end.Now for the results"."""
    labels = link.host.split(".")
    if (
        link.protocol
        or len(link.url) > len(link.host)
        or len(labels) != _NAME_AND_TOP
        or _under(link.host, context.approved_domains)
    ):
        return False
    name, top = link.url.rsplit(".", 1)
    new_sentence = top[0].isupper() and not name.isupper() and top[1:] == top[1:].lower()
    return name.isalnum() and not name.isdigit() and (new_sentence or top.lower() in words)


_HOST = frozenset({"host"})
SHORTENER = Detector(_shortener, _HOST, asks=asking.links)
DISGUISED = Detector(_disguised, _HOST, asks=asking.links)
INSECURE = Detector(_insecure, _HOST, asks=asking.links)
UNAPPROVED = Detector(_unapproved, _HOST, asks=asking.links, spares=True)
ACCIDENTAL = Detector(_accidental, _HOST, asks=asking.links)
LOOK_ALIKE = Detector(_look_alike, _HOST | {"approved"}, asks=asking.links)
