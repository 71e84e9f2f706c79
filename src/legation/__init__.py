"""Legation reads the news and keeps a source-linked record of international politics."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legation.lookup import resolve as resolve

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Loaded when asked for: tables and libraries must not slow down `legation --version`.
    if name == "resolve":
        from legation.lookup import resolve

        return resolve
    raise AttributeError(f"module 'legation' has no attribute {name!r}")
