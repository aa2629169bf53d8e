"""Fetches a calendar from an address somebody gave: HTTPS only, public hosts only, bounded in size and time.

The address is anyone's, so the host is looked up once and the connection goes to that very address: a name that changes
its mind between the check and the call gains nothing. What the calendar says is leave.py's.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urljoin, urlsplit

from bot.use_cases.ports_calendar import NoLeave

LARGEST = 5 * 1024 * 1024
"""Bytes of one calendar."""
LONGEST = 15.0
"""Seconds for everything, redirects included."""
WAIT = 5.0
"""Seconds to connect, and for each next piece."""
REDIRECTS = 3
_HERE = {"localhost", "127.0.0.1", "::1"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CHUNK = 65_536
_ELSEWHERE = {301, 302, 303, 307, 308}
_GONE = {401, 403, 404, 410}
_DOWN = "The calendar cannot be reached just now."


class _NoCalendarError(Exception):
    """The calendar cannot be had."""

    def __init__(self, what: str, *, for_good: bool = False) -> None:
        super().__init__(what)
        self.answer = NoLeave(what, for_good)


def refused(address: str, *, here: bool = False) -> str:
    """Why an address may not be asked, in a sentence; empty where it may. `here` allows this machine, for practice."""
    try:
        given = urlsplit(plain(address))
        host, _ = given.hostname or "", given.port
    except ValueError:
        return "That is not the address of a calendar."
    if here and host in _HERE:
        return ""
    if given.scheme != "https" or not host:
        return "The address of a calendar has to begin with https://."
    if given.username or given.password:
        return "An address with a name and password in it is not kept. Use the calendar’s private address instead."
    if host in _HERE or (_is_number(host) and not _is_public(host)):
        return "That address is not on the public internet, so it is not asked."
    return ""


def fetch(address: str, *, here: bool = False) -> bytes | NoLeave:
    """The bytes at an address, or why there are none. Redirects are followed on the same host only."""
    until = time.monotonic() + LONGEST
    address = plain(address)
    try:
        for _ in range(REDIRECTS + 1):
            why = refused(address, here=here)
            if why:
                return NoLeave(why, for_good=True)
            found = _asked(urlsplit(address), here, until)
            if isinstance(found, bytes):
                return found
            address = _followed(address, found)
    except _NoCalendarError as why_not:
        return why_not.answer
    except (OSError, HTTPException, ValueError):
        return NoLeave(_DOWN)
    return NoLeave("The calendar’s address leads round in a circle.", for_good=True)


def plain(address: str) -> str:
    """The address without spaces around it; webcal:// is what calendars call https://."""
    address = address.strip().strip("<>")
    return f"https{address[6:]}" if address.lower().startswith("webcal://") else address


def _followed(address: str, location: str) -> str:
    target = urljoin(address, location)
    before, after = urlsplit(address), urlsplit(target)
    if (before.scheme, before.netloc) != (after.scheme, after.netloc):
        raise _NoCalendarError("The calendar’s address sends on to another host. Give the new address.", for_good=True)
    return target


def _asked(given: SplitResult, here: bool, until: float) -> bytes | str:
    """What the address holds, or where it sends on to."""
    with _connected(given, here) as connection:
        path = f"{given.path or '/'}?{given.query}" if given.query else given.path or "/"
        connection.request("GET", path, headers={"Accept": "text/calendar", "User-Agent": "countersign"})
        answer = connection.getresponse()
        if answer.status in _ELSEWHERE:
            return answer.headers.get("Location", "")
        if answer.status in _GONE:
            raise _NoCalendarError("The calendar is no longer at this address, or not for us to read.", for_good=True)
        if answer.status != 200:  # noqa: PLR2004  the one answer with a calendar in it
            raise _NoCalendarError(f"The calendar cannot be had just now: its server answers {answer.status}.")
        return _read(answer, until)


def _read(answer: HTTPResponse, until: float) -> bytes:
    content = bytearray()
    while piece := answer.read1(_CHUNK):
        content += piece
        if len(content) > LARGEST:
            raise _NoCalendarError(f"It is larger than {LARGEST // 1_048_576} MB.", for_good=True)
        if time.monotonic() > until:
            raise _NoCalendarError("The calendar took too long to arrive.")
    return bytes(content)


@contextmanager
def _connected(given: SplitResult, here: bool) -> Iterator[HTTPConnection]:
    """A connection to an address of the host that was looked at first."""
    host = given.hostname or ""
    tls = given.scheme == "https"
    port = given.port or (443 if tls else 80)
    plug = socket.create_connection((_looked_up(host, port, here), port), timeout=WAIT)
    connection = HTTPSConnection(host, port) if tls else HTTPConnection(host, port)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plug, server_hostname=host) if tls else plug
        yield connection
    finally:
        connection.close()
        plug.close()


def _looked_up(host: str, port: int, here: bool) -> str:
    """One address of the host. None of a host may be private: a name that mixes them is up to something."""
    found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if here and host in _HERE:
        return min(found)
    if not all(map(_is_public, found)):
        raise _NoCalendarError("That address is not on the public internet, so it is not asked.", for_good=True)
    return min(found, key=lambda address: (":" in address, address))


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(address: str) -> bool:
    """Whether an address is on the public internet; one that wraps an IPv4 address is what it wraps."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if number in _NAT64:
            inner = ipaddress.IPv4Address(number.packed[-4:])
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return number.is_global and not number.is_multicast
