"""Places, and names with a slip in them: what is tried when nothing else fits."""

from dataclasses import replace

from legation.knowledge import Knowledge, PlaceRow
from legation.resolving.agents import Agents
from legation.resolving.lexicon import Lexicon
from legation.resolving.resolution import Resolution
from legation.resolving.single.named import Named
from legation.resolving.single.owners import Towns
from legation.resolving.single.persons import Persons
from legation.resolving.single.phrase import Phrase, Setting, is_name

_SETTLED = ("city", "town", "village")
# Words of a place's name, and of a person's full name with all given names.
_LONGEST_PLACE, _LONGEST_PERSON = 4, 5
# A person's misspelt name must have so many letters and more than one word; shorter ones are too like one another.
_LONG_NAME = 9


class Places:
    """Towns and regions that the tables or the gazetteer know."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, towns: Towns) -> None:
        """`towns` looks up a town that the tables lack."""
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._towns = towns

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """The place that the phrase names."""
        if not len(phrase) or not phrase.written[0][0].isupper() or len(phrase) > _LONGEST_PLACE:
            return None
        row = self._lexicon.place(phrase.text) or self._towns(phrase.text)
        return self.record(row, phrase.text) if row is not None else None

    def listed(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """A place of the tables whose name ends in a noun that would tell of somebody else ("West Bank")."""
        if not 1 < len(phrase) <= _LONGEST_PLACE or not all(word[0].isupper() for word in phrase.written):
            return None
        row = self._lexicon.place(phrase.text)
        return self.record(row, phrase.text) if row is not None else None

    def record(self, row: PlaceRow, text: str) -> Resolution:
        """The answer for a place: whoever lives there."""
        country = row.country if row.country in self._knowledge.known else None
        return Resolution(
            text=text,
            name=row.name,
            kind="place",
            country=country,
            sector="CVL" if country and row.kind in _SETTLED else None,
            wiki=row.name,
            resolved=True,
            confidence=0.8,
            why=("a place: whoever lives there",),
        )


class Slips:
    """Names written with a slip, and full names with more given names than the tables have."""

    def __init__(
        self, knowledge: Knowledge, lexicon: Lexicon, agents: Agents, *, persons: Persons, named: Named, places: Places
    ) -> None:
        """Answer with `persons`, `named` and `places` for the name that is meant; `agents` has those of weapons."""
        self._agents = agents
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._persons = persons
        self._named = named
        self._places = places

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """Who bears the name that the phrase is nearest to; every slip makes the answer less sure."""
        if not len(phrase):
            return None
        near = self._lexicon.near(phrase.text) if phrase.written[0][0].isupper() else None
        if near is None:
            return self._without_middle(phrase, setting) or self._weapon(phrase)
        if near.aliases:
            kinds = {self._knowledge.known[alias.id].kind for alias in near.aliases}
            if "person" in kinds and (len(near.key) < _LONG_NAME or len(phrase) < 2):
                return None
            found = self._named.owner(near.aliases[0].phrase, near.aliases, setting)
        elif near.place is not None:
            found = self._places.record(near.place, phrase.text)
        else:
            return None
        confidence = round(found.confidence - 0.15 * near.slips, 2)
        return replace(found, confidence=confidence, why=(f"read as {near.key!r}", *found.why))

    def _weapon(self, phrase: Phrase) -> Resolution | None:
        """A weapon by a name of one word with a slip in it."""
        near = (
            self._agents.weapon_near(phrase.folded[0]) if len(phrase) == 1 and phrase.written[0][0].isupper() else None
        )
        if near is None:
            return None
        why = (f"read as {near.phrase!r}",)
        return Resolution(
            text=phrase.text,
            name=phrase.text,
            kind="unnamed",
            country=near.country,
            sector=near.sector,
            confidence=0.4,
            why=why,
        )

    def _without_middle(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        named = len(phrase) <= _LONGEST_PERSON and all(map(is_name, phrase.written))
        person = self._lexicon.without_middle(phrase.text) if named else None
        if person is None:
            return None
        reason = "first and last name of a person in the tables"
        found = self._persons.record(self._knowledge.known[person], setting.day, reason=reason)
        return replace(found, confidence=0.6)
