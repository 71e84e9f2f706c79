"""Searches kept under a name, for `legation search`; the search page of `legation serve` shows the same ones."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from legation.errors import QueryError
from legation.view.output import complain

if TYPE_CHECKING:
    from legation.store.store import Store


def words(store: "Store", query: str | None, save: str | None, saved: str | None) -> str:
    """Return the words to search for: those that are typed, kept under the name `save`; or those saved as `saved`."""
    if query and not saved:
        if save:
            _keep(store, query, save)
        return query
    if saved and not query and not save:
        return _kept(store, saved)
    raise QueryError("write words to search for, with --save NAME to keep them, or --saved NAME for those kept before")


def _keep(store: "Store", query: str, name: str) -> None:
    from legation.store import saved

    store.tell(saved.save(name.strip(), urlencode({"q": query}), _today()))
    complain(f"kept as '{name.strip()}'")


def _kept(store: "Store", name: str) -> str:
    from legation.store import finding, saved

    found = store.ask(saved.named(name.strip()))
    if found is None:
        names = ", ".join(f"'{each.name}'" for each in store.ask(saved.every)) or "none"
        raise QueryError(f"no search is saved as '{name}'; there are: {names}")
    asked = parse_qs(found.query)
    if set(asked) - {"q", "sort"}:
        raise QueryError(f"'{name}' has filters, not words alone; `legation serve` shows it, at /search?{found.query}")
    query = asked["q"][0]
    later = store.ask(finding.places("document", finding.Filters(words=query, after=found.seen), 101))
    number = f"{len(later)}" if len(later) <= 100 else "more than 100"
    complain(f"{number} new since {found.looked}")
    store.tell(saved.look(found.name, _today()))
    return query


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
