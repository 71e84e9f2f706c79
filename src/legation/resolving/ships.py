"""Ships: "HMS Sheffield" and "U.S.S. Cole" belong to the state whose letters stand before their names.

"The carrier Charles de Gaulle" and "the Charles de Gaulle", if it sails or is sunk, are no man of that name. "The
Argentine cruiser General Belgrano" is Argentina's.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from legation.annotations import Sentence
from legation.knowledge import Knowledge
from legation.resolving.names import Organisation, SentenceNames
from legation.resolving.phrases import covered, head_of

_NAME = r"[A-Z][\w-]+(?: (?:of )?(?:[A-Z]\.|[A-Z][a-z][\w-]*))*"
_LONG_NAME = r"[A-Z][a-z][\w-]*(?: (?:(?:of|de|del|la) )?(?:[A-Z]\.|[A-Z][a-z][\w-]*))*"
# What may stand between a state and the noun for its ship: "the British-flagged tanker", "the Peruvian navy's ship".
# But "Iranian gunmen aboard the tanker" are not the tanker's.
_PARTS = "the|a|an|of|on|in|aboard|near|from|to|by|at|off|and|or|against|for|with|that|which|whose"
_BETWEEN = re.compile(
    r"(?:[-\s](?:flagged|registered|owned|operated)|['’]s)?\s" rf"(?:(?!(?:{_PARTS})\b)[a-z][\w-]*(?:['’]s)? ){{0,3}}"
)
_DONE_TO = ("dobj", "nsubjpass")
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|[A-Z]\w+ber"


class Ships:
    """Finds the ships of one document after another."""

    def __init__(self, table: Mapping[str, Any], knowledge: Knowledge) -> None:
        """`table` is `agents.yaml`; prefixes that it has as shared are other words in running text."""
        self._known = knowledge.known
        self._do, self._suffer = frozenset(table["ships_do"]), frozenset(table["ships_suffer"])
        nouns = "|".join(map(re.escape, table["ships"]))
        self._named = re.compile(rf"\b(?:{nouns}) (?!(?:{_DAYS})\b)({_LONG_NAME})")
        shared = frozenset(table["shared_prefixes"])
        self._states = {row["prefix"]: row["country"] for row in table["ship_prefixes"] if row["prefix"] not in shared}
        letters = "|".join(f"{re.escape(p)}|{re.escape('.'.join(p) + '.')}" for p in self._states)
        self._pattern = re.compile(rf"\b({letters}) ({_NAME})")
        # Few sentences hold any of these, which is soon seen.
        self._marks = [*table["ships"], *self._states, *(f"{'.'.join(prefix)}." for prefix in self._states)]

    def found(self, text: str, sentence: Sentence, names: SentenceNames) -> SentenceNames:
        """The names of a sentence, with its ships in place of the towns and people whom they are called after."""
        extent = (sentence.start, sentence.end)
        marked = any(map(text[slice(*extent)].__contains__, self._marks))
        lettered = [
            Organisation(m.start(), m.end(), (self._states[m[1].replace(".", "")],))
            for m in (self._pattern.finditer(text, *extent) if marked else ())
        ]
        named = list(self._named.finditer(text, *extent)) if marked else []
        called = [m.span(1) for m in named]
        called += [(start, end) for start, end, _ in names.persons if self._sails(text, sentence, start, end)]
        # A ship of a statesman's name is most often of his state.
        owners = {(start, end): self._known[key].country for start, end, key in names.persons if key}
        owners |= {m.span(1): flag for m in named if (flag := self._flag(text, m.start(), names))}
        taken = [(ship.start, ship.end) for ship in lettered]
        ships = tuple(lettered) + tuple(
            Organisation(start, end, (str(owner),) if (owner := owners.get((start, end))) in self._known else ())
            for start, end in dict.fromkeys(called)
            if not any(start < last and first < end for first, last in taken)
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

    def _flag(self, text: str, noun: int, names: SentenceNames) -> str | None:
        """The state that is named before the noun for a ship."""
        before = (each for each in names.matches if each.end <= noun and _BETWEEN.fullmatch(text, each.end, noun))
        owners = (self._known[each.ids[0]] for each in before if len(each.ids) == 1)
        return next((owner.id for owner in owners if owner.kind == "state"), None)

    def _sails(self, text: str, sentence: Sentence, start: int, end: int) -> bool:
        """True for "the" with a man's name that does, or to which is done, what is said of ships."""
        words = covered(sentence, start, end)
        head = head_of(sentence, words)
        if head is None or text[max(0, start - 4) : start].lower() != "the ":
            return False
        verb = sentence.head(head).lemma.lower()
        return verb in (self._do if head.dep == "nsubj" else self._suffer if head.dep in _DONE_TO else ())
