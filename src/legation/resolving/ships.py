"""Ships: "HMS Sheffield" and "U.S.S. Cole" belong to the state whose letters stand before their names."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from legation.annotations import Sentence
from legation.resolving.names import Organisation, SentenceNames

_NAME = r"[A-Z][\w-]+(?: (?:of )?(?:[A-Z]\.|[A-Z][a-z][\w-]*))*"


class Ships:
    """Finds the ships of one document after another."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """`table` is `agents.yaml`; prefixes that it has as shared are other words in running text."""
        shared = frozenset(table["shared_prefixes"])
        self._states = {row["prefix"]: row["country"] for row in table["ship_prefixes"] if row["prefix"] not in shared}
        letters = "|".join(f"{re.escape(p)}|{re.escape('.'.join(p) + '.')}" for p in self._states)
        self._pattern = re.compile(rf"\b({letters}) ({_NAME})")

    def found(self, text: str, sentence: Sentence, names: SentenceNames) -> SentenceNames:
        """The names of a sentence, with its ships in place of the towns and people whom they are called after."""
        ships = tuple(
            Organisation(m.start(), m.end(), (self._states[m[1].replace(".", "")],))
            for m in self._pattern.finditer(text, sentence.start, sentence.end)
        )
        if not ships:
            return names

        def apart(start: int, end: int) -> bool:
            return not any(start < ship.end and ship.start < end for ship in ships)

        return replace(
            names,
            matches=tuple(m for m in names.matches if apart(m.start, m.end)),
            persons=tuple(p for p in names.persons if apart(p[0], p[1])),
            places=tuple(p for p in names.places if apart(p[0], p[1])),
            organisations=tuple(
                sorted((*(o for o in names.organisations if apart(o.start, o.end)), *ships), key=lambda o: o.start)
            ),
        )
