"""Whom a reader may have meant by a name that nobody bears."""

from rapidfuzz import fuzz, process

from legation.store import likenames
from legation.store.store import Store

MOST = 3  # names offered
ALIKE = 72  # percent of likeness from which a name is offered


def names(store: Store, name: str) -> tuple[str, ...]:
    """Return names of the store that are near to this one, the nearest first."""
    folded = name.strip().casefold()
    known = store.ask(likenames.beginning(folded[:1])) if folded else ()
    found = process.extract(folded, known, scorer=fuzz.ratio, limit=MOST, score_cutoff=ALIKE)
    return store.ask(likenames.written(each for each, _, _ in found))
