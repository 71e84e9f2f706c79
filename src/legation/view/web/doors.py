"""Who may come in: tokens of programs, sessions of people, and on this machine everybody."""

import ipaddress
import logging
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from legation.errors import StoreError
from legation.store import tokens as stored
from legation.store.tokens import Scope, Token
from legation.view import tokens
from legation.view.web.buckets import Buckets
from legation.view.web.limits import limits
from legation.view.web.sessions import COOKIE, Sessions
from legation.view.web.shelf import Shelf

CHALLENGE = 'Bearer realm="Legation"'
_NETWORK = 64  # bits of an IPv6 address that name whoever has it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: by what name its requests are counted, what it may do, and its token, if it has one."""

    name: str
    scope: Scope
    token: str | None = None


class RefusedError(Exception):
    """Somebody is not let in."""

    def __init__(self, status: int, detail: str, headers: dict[str, str]) -> None:
        """Say why, and what has to be done."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers


class Doors:
    """One for the whole server; its methods may be called from any thread."""

    def __init__(self, shelf: Shelf) -> None:
        """Let in whom the tokens of the store name."""
        self._shelf = shelf
        rules = limits()
        self.is_open = shelf.settings.is_local
        self.sessions = Sessions(rules.sessions, rules.session_hours)
        self.requests = Buckets(rules.requests, rules.askers)
        self._tries = Buckets(rules.tries, rules.askers)

    def without_token(self, connection: HTTPConnection) -> Asker | None:
        """Say who asks if it shows nothing that must be looked up: on this machine anybody; else nobody."""
        if "authorization" in connection.headers or COOKIE in connection.cookies or not self.is_open:
            return None
        return Asker(name=address_of(connection), scope="write")

    def asker(self, connection: HTTPConnection) -> Asker | None:
        """Say who asks; nobody where a token is needed and none is there. Raises RefusedError for a wrong one."""
        address = address_of(connection)
        given = connection.headers.get("authorization")
        if given is not None:
            scheme, _, secret = given.partition(" ")
            return _named(self.token(secret if scheme.casefold() == "bearer" else "", address))
        if (name := connection.cookies.get(COOKIE)) and (token := self._behind(name)):
            return _named(token)
        return Asker(name=address, scope="write") if self.is_open else None

    def token(self, secret: str, address: str) -> Token:
        """Return the token that a secret is. Raises RefusedError for a wrong one, and for too many tries."""
        if not (standing := self._tries.take(address, 0)).may:
            wait = {"retry-after": str(standing.wait)}
            raise RefusedError(429, f"Too many wrong tokens from here; wait {standing.wait} seconds.", wait)
        if secret and len(secret) <= tokens.LONGEST and (found := self._known(tokens.digest(secret.strip()))):
            self._note(found)
            return found
        self._tries.take(address)
        raise RefusedError(
            401,
            "That is no token of this server: `legation token list` names those that there are.",
            {"www-authenticate": f'{CHALLENGE}, error="invalid_token"'},
        )

    def _behind(self, name: str) -> Token | None:
        digest = self.sessions.digest(name)
        return self._known(digest) if digest else None

    def _known(self, digest: str) -> Token | None:
        """Look among the tokens as they are now: one that was revoked lets nobody in."""
        return tokens.found(digest, self._shelf.kept("tokens", lambda: self._shelf.store.ask(stored.every)))

    def _note(self, token: Token) -> None:
        """Note the day; where another program writes just now, the next request will."""
        today = self._shelf.settings.today().isoformat()
        if token.last_used == today:
            return
        try:
            self._shelf.store.tell(stored.used(token.name, today))
        except StoreError as error:
            log.info("the use of a token was not noted: %s", error)


def address_of(connection: HTTPConnection) -> str:
    """From where somebody asks; of an IPv6 address the part that names whoever has it."""
    host = connection.client.host if connection.client else ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((found, _NETWORK), strict=False)) if found.version == 6 else host


def _named(token: Token) -> Asker:
    return Asker(name=f"token:{token.name}", scope=token.scope, token=token.name)
