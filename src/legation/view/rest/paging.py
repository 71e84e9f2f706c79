"""Pages of long lists: a cursor that says where the last one ended, sealed to the list to which it belongs."""

import base64
import binascii
import json
from collections.abc import Callable, Hashable, Sequence

from fastapi import Request, Response

from legation.records import fingerprint
from legation.store.keyset import Page, Place
from legation.view.rest.replies import kept
from legation.view.web.faults import ParameterError
from legation.view.web.shelf import Shelf

_WRONG = "no list that is asked like this has such a cursor; follow `next` as it stands"
_HEAD = b'{"next": '


def paged(request: Request, make: Callable[[Shelf, Place | None], Page], *, also: Hashable = None) -> Response:
    """Answer with a page of a list, and where the next one is; `make` gives what comes after a place.

    `also` is what it depends on beside its address and the store.
    """
    after = _opened(request)

    def body(shelf: Shelf) -> bytes:
        page = make(shelf, after)
        return listing(page.lines, _address(request, page.end) if page.end else None)

    return kept(request, body, linked=_next, also=also)


def listing(lines: Sequence[str], following: str | None = None) -> bytes:
    """Put lines of JSON together as a list."""
    items = ",\n".join(lines)
    return _HEAD + f'{json.dumps(following)}, "items": [\n{items}\n]}}\n'.encode()


def _next(body: bytes) -> str | None:
    """Where the next page is, as the body says it."""
    following, _ = json.JSONDecoder().raw_decode(body[len(_HEAD) : len(_HEAD) + 16000].decode(errors="replace"))
    return f'<{following}>; rel="next"' if following else None


def _address(request: Request, end: Place) -> str:
    cursor = base64.urlsafe_b64encode(json.dumps([_list(request), end.day, end.key]).encode()).decode().rstrip("=")
    url = request.url.include_query_params(cursor=cursor)
    return f"{url.path}?{url.query}"


def _opened(request: Request) -> Place | None:
    """Read where the page before ended."""
    cursor = request.query_params.get("cursor")
    if cursor is None:
        return None
    try:
        sealed, day, key = json.loads(
            base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        )
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise ParameterError("cursor", _WRONG) from error
    is_place = isinstance(day, str | None) and isinstance(key, str | int) and not isinstance(key, bool)
    if sealed != _list(request) or not is_place:
        raise ParameterError("cursor", _WRONG)
    return Place(day=day, key=key)


def _list(request: Request) -> str:
    """What tells one list from another: its address and filters, whatever the size of the page."""
    own = sorted((name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "limit"))
    return fingerprint(request.url.path, own)[:8]
