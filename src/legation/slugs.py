"""Slugs: names as ids write them."""

import re
import unicodedata


def slug(name: str) -> str:
    """A name in lower-case ASCII with hyphens, for ids."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-") or "x"
