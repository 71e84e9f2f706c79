"""When a request is made again, and how long to wait before it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

_SECONDS = re.compile(r"\d{1,9}")
# What a second attempt can mend: the network's faults, not what a certificate or the answer's form lacks.
PASSING = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError)


def passes(error: httpx2.TransportError) -> bool:
    """Whether a failure may be over in a moment."""
    return isinstance(error, PASSING) and not distrusted(error)


def distrusted(error: BaseException | None) -> bool:
    """Whether a connection failed since the server's certificate can't be trusted."""
    import ssl

    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def asked_pause(response: httpx2.Response, now: datetime) -> float | None:
    """The seconds that an answer asks to wait (Retry-After, as seconds or a date); None when it asks for none."""
    written = response.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(written):
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def pause(attempt: int, first: float, chance: Callable[[], float]) -> float:
    """The seconds before the attempt after `attempt` (from 0), longer each time and never the same for all."""
    seconds: float = first * 2**attempt * (1 + chance())
    return seconds
