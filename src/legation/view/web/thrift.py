"""Memory: what the server does not need is given back, what it always needs is left out of the collector's rounds."""

import ctypes
import gc
from contextlib import suppress

ARENAS, M_ARENA_MAX = 2, -8
ROUNDS = (10_000, 10, 10)  # objects until the collector looks again: a page makes some thousand, and few cycles
UNKNOWN = (OSError, AttributeError, TypeError)  # another C library than GNU's


def share() -> None:
    """Let threads share what they take; else each keeps what its largest page needed. Call it before there are any."""
    with suppress(*UNKNOWN):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def release() -> None:
    """Give back what was needed for large answers and is free again."""
    with suppress(*UNKNOWN):
        ctypes.CDLL(None).malloc_trim(0)


def settle() -> None:
    """Let the collector pass over all that is there already: modules, tables and templates stay until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*ROUNDS)
