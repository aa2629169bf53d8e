"""What X turns into a link, at the exact characters X does (twitter-text 3).

How much a link weighs stands in tweet_text.py; whether a host is approved is policy's business.
Written as one pass over runs of host characters, because a backtracking pattern takes quadratic time on "a.a.a.a".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.core import tlds

_SPACES = "\\s\u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DIRECTIONAL = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_BROKEN = "\ufffe\ufeff\uffff"
_ACCENTED = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f"
    "\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_CYRILLIC = "\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f"
_IN_PATH = rf"[a-zA-Z0-9{_CYRILLIC}{_ACCENTED}!*';:=+,.$/%#\[\]\-\u2013_~@|&]"
_ENDS_PATH = rf"[a-zA-Z0-9{_CYRILLIC}{_ACCENTED}+\-=_#/]"

_INNER_DOT = re.compile(r"\.[^\s.]")
_RUN = re.compile(rf"[^!-,/:-@\[-\^`{{-~{_SPACES}{_BROKEN}{_DIRECTIONAL}]+")
_PROTOCOL = re.compile(r"https?://\Z", re.IGNORECASE)
_WRITTEN_PROTOCOL = re.compile(r"(https?)://", re.IGNORECASE)
_STICKS_TO_LINK = re.compile(rf"[A-Za-z0-9@＠$#＃{_BROKEN}]")
_ASCII_NAME = re.compile(r"[A-Za-z0-9]+")
_PUNYCODE_NAME = re.compile(r"xn--[-0-9a-z]+", re.IGNORECASE)
_ASCII_LABELS = re.compile(rf"(?:[-a-zA-Z0-9{_ACCENTED}]+\.)+")
_PORT = re.compile(r":[0-9]+")
_PATH_RUN = re.compile(rf"{_IN_PATH}+")
_PATH_TRIMMED = re.compile(rf"{_IN_PATH}*{_ENDS_PATH}")
_BRACKETED = re.compile(rf"\((?:{_IN_PATH}+|{_IN_PATH}*\({_IN_PATH}+\){_IN_PATH}*)\)")
_QUERY = re.compile(r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#/]")
_T_CO = re.compile(
    r"https?://t\.co/([a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?",
    re.IGNORECASE,
)
_LABEL_DOTS = re.compile("[.。．｡]")
_AFTER_HOST = re.compile("[/?#:]")

_LONGEST_NAME = max(map(len, tlds.ALL))
_LONGEST_LABEL = 63  # RFC 1035
_LONGEST_URL = 4096
_LONGEST_T_CO_SLUG = 40
_LONGEST_KEPT = 100
"""Characters of a run of host characters that is known again: a text that repeats one is not read piece by piece."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link as X finds it: character offsets [start, end) and those characters."""

    start: int
    end: int
    url: str

    @property
    def host(self) -> str:
        """The host in lower case, without protocol, port and path."""
        return _protocol_and_host(self.url)[1]

    @property
    def protocol(self) -> str:
        """`http`, `https`, or nothing where none was written."""
        return _protocol_and_host(self.url)[0]


@lru_cache(maxsize=256)
def _protocol_and_host(url: str) -> tuple[str, str]:
    """Kept for a while, because every check of links asks."""
    written = _WRITTEN_PROTOCOL.match(url)
    rest = url[written.end() if written else 0 :]
    return written[1].lower() if written else "", _AFTER_HOST.split(rest, maxsplit=1)[0].lower()


@dataclass(frozen=True, slots=True)
class _Host:
    start: int
    end: int
    protocol_start: int | None


def links(text: str) -> list[Link]:
    """Every link in the text, in order, in time linear in its length."""
    return list(_found(text)) if has_inner_dot(text) else []


def has_inner_dot(text: str) -> bool:
    """Whether a word has a dot inside, without which there is no link; a quick look before slower ones."""
    return bool(_INNER_DOT.search(text))


@lru_cache(maxsize=32)
def _found(text: str) -> tuple[Link, ...]:
    """Kept for a while, because counting, checking and previewing ask about the same text in turn."""
    found: list[Link] = []
    position = 0
    for run in _runs_with_dots(text):
        held = run.end() > position and "." in run[0].strip(".")
        labels = _Labels(text, *run.span()) if held else None
        while labels and (host := labels.next_host(position)):
            slash = _after_port(text, host.end)
            after_path = _path_end(text, slash)
            position = query.end() if (query := _QUERY.match(text, after_path)) else after_path
            found.extend(_links_at(text, host, position, has_path=after_path > slash))
    return tuple(found)


def _runs_with_dots(text: str) -> Iterator[re.Match[str]]:
    """The runs of host characters between spaces that have a dot between them."""
    dot = text.find(".")
    while dot >= 0:
        end = text.find(" ", dot)
        end = len(text) if end < 0 else end
        yield from _RUN.finditer(text, text.rfind(" ", 0, dot) + 1, end)
        dot = text.find(".", end)


def _links_at(text: str, host: _Host, end: int, *, has_path: bool) -> Iterator[Link]:
    start = host.start if host.protocol_start is None else host.protocol_start
    if not _resolvable(text[host.start : host.end], end - start, host.protocol_start):
        return
    if host.protocol_start is not None:
        yield from _with_protocol(text, start, end)
    elif start == 0 or text[start - 1] not in "-_./":
        yield from _without_protocol(text, host, end, has_path=has_path)


def _with_protocol(text: str, start: int, end: int) -> Iterator[Link]:
    short = _T_CO.match(text, start, end)
    if short and len(short[1]) > _LONGEST_T_CO_SLUG:
        return
    last = short.end() if short else end
    yield Link(start, last, text[start:last])


def _without_protocol(text: str, host: _Host, end: int, *, has_path: bool) -> Iterator[Link]:
    """The plain Latin hosts inside what looks like one; the last takes the path along."""
    spans = list(_latin_hosts(text, host.start, host.end))
    if spans and has_path:
        spans[-1] = (spans[-1][0], end)
    for first, last in spans:
        yield Link(first, last, text[first:last])


def _latin_hosts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for chain in _ASCII_LABELS.finditer(text, start, end):
        dots = (at for at in range(chain.end() - 1, chain.start(), -1) if text[at] == ".")
        ends = (_name_end(text, dot + 1, end) for dot in dots)
        last = next((last for last in ends if last), 0)
        if last:
            yield chain.start(), last


@dataclass(frozen=True, slots=True)
class _Shape:
    """The labels of a run of host characters, by places in it: what each holds and how far a host may reach from it.

    `name_ends` says where a top-level name at the label's start ends, 0 for none; `underscores` where its last one is,
    -1 for none; `reach` the last label that a host running through it may end its registered name with, -1 for none.
    """

    bounds: Sequence[tuple[int, int]]
    name_ends: Sequence[int]
    underscores: Sequence[int]
    reach: Sequence[int]


def _shape(run: str, after: str) -> _Shape:
    """The shape of a run that stands before the character `after`."""
    dots = [at for at, char in enumerate(run) if char == "."]
    bounds = [(a + 1, b) for a, b in pairwise([-1, *dots, len(run)])]
    text = run + after
    name_ends = [_name_end(text, a, b) for a, b in bounds]
    underscores = [run.rfind("_", a, b) for a, b in bounds]
    reach = [-1] * (len(bounds) + 1)
    for at in range(len(bounds) - 2, -1, -1):
        first, last = bounds[at]
        if first == last or run[first] in "-_" or run[last - 1] in "-_":
            continue
        if reach[at + 1] >= 0:
            reach[at] = reach[at + 1]
        elif name_ends[at + 1] and underscores[at] < 0:
            reach[at] = at
    return _Shape(bounds, name_ends, underscores, reach)


_kept_shape = lru_cache(maxsize=256)(_shape)


class _Labels:
    """The labels of one run of host characters in a text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        shape_of = _kept_shape if end - start <= _LONGEST_KEPT else _shape
        shape = shape_of(text[start:end], text[end : end + 1])
        self.text, self.start, self.next_label = text, start, 0
        self.bounds, self.name_ends = shape.bounds, shape.name_ends
        self.underscores, self.reach = shape.underscores, shape.reach

    def next_host(self, position: int) -> _Host | None:
        """The first host whose lead-in character stands at or after `position`; positions never go back."""
        while self.next_label < len(self.bounds) - 1:
            first, last = (self.start + at for at in self.bounds[self.next_label])
            reachable = last > position and first < last and self.text[last - 1] not in "-_"
            if reachable and (host := self._host_in(self.next_label, first, position)):
                return host
            self.next_label += 1
        return None

    def _host_in(self, at: int, first: int, position: int) -> _Host | None:
        further = self.reach[at + 1]
        if further < 0 and not self.name_ends[at + 1]:
            return None
        if further < 0:
            first = max(first, self.start + self.underscores[at] + 1)
        end = self.start + self.name_ends[(at if further < 0 else further) + 1]
        if first == self.start and (protocol := self._protocol(position)) is not None:
            return _Host(first, end, protocol)
        start = self._lead_in(max(first, position), self.start + self.bounds[at][1], position)
        return None if start is None else _Host(start, end, None)

    def _protocol(self, position: int) -> int | None:
        """Where the protocol before the run starts, if one stands there free of what is before it."""
        found = _PROTOCOL.search(self.text, max(position, self.start - len("https://")), self.start)
        free = found and self.text[self.start] not in "-_" and self._free(found.start(), position)
        return found.start() if found and free else None

    def _lead_in(self, earliest: int, end: int, position: int) -> int | None:
        for at in range(earliest, end):
            if self.text[at] not in "-_" and self._free(at, position):
                return at
        return None

    def _free(self, at: int, position: int) -> bool:
        """Whether a link may start here: the character before belongs to no earlier link and sticks to nothing."""
        return at == 0 or (at > position and not _STICKS_TO_LINK.match(self.text[at - 1]))


def _name_end(text: str, at: int, end: int) -> int:
    """Where the top-level name starting at `at` ends, or 0 where none starts there."""
    if punycode := _PUNYCODE_NAME.match(text, at, end):
        return punycode.end()
    word = _ASCII_NAME.match(text, at, end)
    if word and word[0].lower() in tlds.ALL and not _runs_on(text, word.end()):
        return word.end()
    for last in range(min(end, at + _LONGEST_NAME), word.end() if word else at, -1):
        if text[at:last].lower() in tlds.ALL and not _runs_on(text, last):
            return last
    return 0


def _runs_on(text: str, at: int) -> bool:
    return at < len(text) and (text[at] in "@+-" or (text[at].isascii() and text[at].isalnum()))


def _after_port(text: str, at: int) -> int:
    port = _PORT.match(text, at)
    return port.end() if port else at


def _path_end(text: str, at: int) -> int:
    if text[at : at + 1] != "/":
        return at
    end = position = at + 1
    while True:
        if run := _PATH_RUN.match(text, position):
            trimmed = _PATH_TRIMMED.match(text, position)
            end, position = (trimmed.end() if trimmed else end), run.end()
        bracketed = _BRACKETED.match(text, position)
        if bracketed is None:
            return end
        end = position = bracketed.end()


def _resolvable(host: str, url_length: int, protocol_start: int | None) -> bool:
    """Whether each label and the whole address stay within what the domain name system can carry."""
    sizes = [_encoded_length(label) for label in _LABEL_DOTS.split(host)]
    if any(size > _LONGEST_LABEL for size in sizes):
        return False
    encoded = sum(sizes) + len(sizes) - 1
    assumed = len("https://") if protocol_start is None else 0
    return url_length - len(host) + encoded + assumed <= _LONGEST_URL


def _encoded_length(label: str) -> int:
    """Characters of the label once encoded for the domain name system; too many where it cannot be."""
    if label.isascii():
        return len(label)
    unencodable = label[:4].lower() == "xn--" or len(label) > _LONGEST_LABEL
    return _LONGEST_LABEL + 1 if unencodable else _punycode_length(label)


@lru_cache(maxsize=256)
def _punycode_length(label: str) -> int:
    return len("xn--") + len(label.encode("punycode"))
