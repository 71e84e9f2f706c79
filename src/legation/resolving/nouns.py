"""Nouns of the long list of agents as titles, so that "a young welder" and "the panel" act and are taken up again."""

from collections.abc import Iterator, Mapping
from typing import Any

from legation.knowledge import Title
from legation.resolving.agents import plural
from legation.resolving.communities import peoples

# What kind of title each kind of noun is; places and things are no parties.
_KINDS = {"person": "role-noun", "people": "collective", "body": "collective"}
# Bodies of a state, which need a country from the context.
_OF_STATE = ("ministry", "department", "secretariat")


def with_agents(titles: Mapping[str, Title], table: Mapping[str, Any]) -> dict[str, Title]:
    """The titles, and behind them the nouns of `agents.yaml` that they lack."""
    found = {title.phrase: title for title in (*peoples(table), *_titles(table))}
    return {**found, **titles}


def _titles(table: Mapping[str, Any]) -> Iterator[Title]:
    no_party = frozenset(table["no_party"])
    for shape, words in table["acting"].items():
        for word in words:
            yield Title(word, _KINDS[shape], "UNK", speaks_for=shape == "body")
            yield Title(plural(word), _KINDS[shape], "UNK", plural=True)
    for entry in table["heads"]:
        kind = _KINDS.get(entry["kind"])
        if kind is None:
            continue
        plurals = entry.get("plurals", {})
        for word in entry["words"]:
            if word.split()[-1] in no_party:
                continue
            of_state = entry["sector"] == "GOV" and word.split()[-1] in _OF_STATE
            shape = "generic-body" if of_state else kind
            yield Title(word.lower(), shape, entry["sector"], speaks_for=entry["kind"] == "body")
            many = plurals.get(word) or plural(word)
            if many != "none":
                yield Title(many.lower(), kind, entry["sector"], plural=True)
