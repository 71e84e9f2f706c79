"""The guard before the network: which address may be asked, and at which internet addresses it is to be reached.

A host is looked up here and nowhere else, and what is returned is what is connected to: a name that points elsewhere
a moment later gains nothing. A host that the desk allows by name may lie anywhere.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from threading import Thread

import httpx2

from legation.errors import FetchError, SourceError
from legation.read.networks import what_is_not_public

Resolve = Callable[[str, int], Sequence[str]]

PORTS = {"http": 80, "https": 443}
# WHATWG URL: a host whose last label is a number is an IPv4 address, however it is written.
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A host with its port, and the internet addresses at which it may be asked."""

    host: str
    port: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Decides what may be asked. `allowed` names hosts ("news.example", "localhost:8080") that may lie anywhere."""

    resolve: Resolve
    allowed: frozenset[str] = frozenset()

    def target(self, url: httpx2.URL) -> Target:
        """Look up a host and check every address that it has; raises SourceError with the reason."""
        host, port = self.checked(url)
        named = self._is_allowed(host, port)
        if port not in PORTS.values() and not named:
            raise SourceError(shown(url), f"the port {port} isn't one for news pages; expected 80 or 443")
        addresses = (host,) if _is_literal(host) else tuple(dict.fromkeys(self.resolve(host, port)))
        if not addresses:
            raise FetchError(shown(url), f"there is no host '{host}'", offline=True)
        for address in () if named else addresses:
            if what := what_is_not_public(address):
                at = "" if address == host else f" is at {address}, which"
                raise SourceError(shown(url), f"the host {host}{at} is {what}; only public addresses are asked")
        return Target(host=host, port=port, addresses=addresses)

    def checked(self, url: httpx2.URL) -> tuple[str, int]:
        """The host and port of an address whose form is in order; raises SourceError with the reason."""
        if url.scheme not in PORTS:
            raise SourceError(shown(url), "only http and https addresses are read")
        if url.userinfo:
            raise SourceError(shown(url), "names a user or password, which no news page needs; leave it out")
        host = host_of(url)
        if not host:
            raise SourceError(shown(url), "names no host; expected https://host/…")
        if not _is_literal(host) and _NUMBER.fullmatch(host):
            raise SourceError(shown(url), f"the host {host} is an IPv4 address in an unusual spelling")
        if not _is_literal(host) and not _NAME.fullmatch(host):
            raise SourceError(shown(url), f"'{host}' is no name of a host")
        return host, url.port if url.port is not None else PORTS[url.scheme]

    def _is_allowed(self, host: str, port: int) -> bool:
        written = f"[{host}]" if ":" in host else host
        if port in PORTS.values() and (host in self.allowed or written in self.allowed):
            return True
        return f"{written}:{port}" in self.allowed


def parsed(address: str) -> httpx2.URL:
    """Take an address apart, without the part after "#"; raises SourceError for what is none."""
    try:
        return httpx2.URL(address.strip()).copy_with(fragment=None)
    except (httpx2.InvalidURL, TypeError, ValueError) as exc:
        raise SourceError(address, f"is no web address ({exc})") from exc


def shown(url: httpx2.URL) -> str:
    """An address as messages give it: without the password that somebody wrote into it."""
    return str(url.copy_with(userinfo=b"")) if url.userinfo else str(url)


def host_of(url: httpx2.URL) -> str:
    """The host as it is looked up: in ASCII and small letters, without a dot at its end."""
    return url.raw_host.decode("ascii", "replace").lower().removesuffix(".")


def looked_up(seconds: float) -> Resolve:
    """Ask the system for the addresses of a host, for `seconds` at most; it has no time limit of its own."""

    def resolve(host: str, port: int) -> Sequence[str]:
        found: list[str] = []

        def ask() -> None:
            try:
                answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError):
                return
            found.extend(str(address[0]) for *_, address in answers)

        asking = Thread(target=ask, daemon=True)
        asking.start()
        asking.join(seconds)
        return tuple(found)

    return resolve


def _is_literal(host: str) -> bool:
    for kind in (IPv4Address, IPv6Address):
        try:
            kind(host)
        except ValueError:
            continue
        return True
    return False
