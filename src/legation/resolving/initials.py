"""Initials: given names cut down to letters before a surname ("A. A. Gromyko", "Yu. V. Andropov")."""

import re
from collections.abc import Sequence

# Russian and Greek papers keep both letters of one sound ("Yu.", "Kh."); "Dr." and "St." are no initials.
_LETTER = r"(?:[^\W\d_a-z]|Ye|Yu|Ya|Kh|Zh|Sh|Ch|Ts|Th|Ph|Dz)\."
_NAME = re.compile(rf"((?:{_LETTER}[ -]?)+) ?([^\W\d_][^.]*)")


def initials(name: str) -> tuple[tuple[str, ...], str] | None:
    """The initials and the rest of a name whose given names are all cut down; None for any other name."""
    match = _NAME.fullmatch(name)
    return (tuple(re.findall(r"[^\W\d_]+", match[1])), match[2]) if match is not None else None


def fit(letters: Sequence[str], name: str, surname: str) -> bool:
    """True for initials of the given names in a whole name; initials or given names may be left out at the end."""
    given = re.findall(
        r"[^\W\d_]+", name.removesuffix(surname) if name.endswith(surname) else name.replace(surname, "")
    )
    pairs = zip(letters, given, strict=False)
    return bool(given) and all(word.lower().startswith(letter.lower()) for letter, word in pairs)
