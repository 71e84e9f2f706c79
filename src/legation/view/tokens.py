"""Makes tokens and tells them apart: 256 random bits, shown once, kept as a hash."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import date

from legation.errors import QueryError
from legation.store.tokens import Scope, Token

BYTES = 32
MARK = "legation_"  # so that who finds one in a file or a log knows what it is
LONGEST = 200  # characters of what may be a token
_NAME = re.compile(r"[\w.@-]{1,64}")


def new(name: str, scope: Scope, today: date) -> tuple[str, Token]:
    """Make a token; return its secret, which is kept nowhere, and what is kept. Raises QueryError for a bad name."""
    if not _NAME.fullmatch(name):
        raise QueryError(f"'{name}' can't be a token's name: use at most 64 letters, digits, '.', '_', '-' and '@'")
    secret = MARK + secrets.token_urlsafe(BYTES)
    return secret, Token(name=name, hash=digest(secret), scope=scope, created=today.isoformat())


def digest(secret: str) -> str:
    """The hash by which a secret is known. It is long and random, so that no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def found(hashed: str, tokens: Iterable[Token]) -> Token | None:
    """Return the token with this hash. All are compared, each in constant time, so that time tells nothing."""
    known = None
    for each in tokens:
        if hmac.compare_digest(each.hash, hashed):
            known = each
    return known
