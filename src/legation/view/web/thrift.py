"""Memory that the server does not need is shared among its threads and given back, as far as the C library can."""

import ctypes
from contextlib import suppress

ARENAS, M_ARENA_MAX = 2, -8
UNKNOWN = (OSError, AttributeError, TypeError)  # another C library than GNU's


def share() -> None:
    """Let threads share what they take; else each keeps what its largest page needed. Call it before there are any."""
    with suppress(*UNKNOWN):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def release() -> None:
    """Give back what was needed for large answers and is free again."""
    with suppress(*UNKNOWN):
        ctypes.CDLL(None).malloc_trim(0)
