"""Triggers: the frames of verbs and nouns that tell of an event, loaded and checked from `data/events/`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from legation.errors import KnowledgeError
from legation.records import EVENT_TYPES

# The tables that `events` and `pressure` are given, by file name.
TABLES = (*(name.lower() for name in EVENT_TYPES), "classes", "status", "idioms", "contexts", "pressure")
# In a list of words these stand for no word: a party, a force of arms.
PARTY, FORCE = "PARTY", "MIL"
_DEFAULT_CONFIDENCE = 0.8

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What must stand around a verb or noun for it to tell of an event, and who takes part in it.

    `to` and `place` name where the recipient is looked for, in order: "object", "indirect", "complement" (who is to
    act), "complement-object", "purpose", or a preposition. An empty list of words is no condition; `beside` maps
    prepositions to the nouns they must bring, an empty set meaning any. `term` asks for a bare stretch of time ("gave
    them a week"); who does what is `domestic` belongs to the state where it is done;
    a noun that is `alone` tells its act with one party; a `fixed` phrase tells just this act wherever it stands;
    of what is `undergone` the subject suffers it and `to` names who does it.
    """

    type: str
    mode: str | None = None
    words: Words = frozenset()
    subject: Words = frozenset()
    object: Words = frozenset()
    modifier: Words = frozenset()
    beside: tuple[tuple[str, Words], ...] = ()
    unless: Words = frozenset()
    unless_subject: Words = frozenset()
    unless_with: Words = frozenset()
    unless_complement: Words = frozenset()
    complement: str | None = None
    complement_verb: Words = frozenset()
    light: Words = frozenset()
    to: tuple[str, ...] = ("object",)
    place: tuple[str, ...] = ()
    needs: str | None = None
    mutual: bool = False
    stative: bool = False
    direct: bool = False
    bare: bool = False
    person: bool = False
    person_object: bool = False
    politician: bool = False
    of_is_actor: bool = False
    term: bool = False
    domestic: bool = False
    alone: bool = False
    light_only: bool = False
    fixed: bool = False
    undergone: bool = False
    confidence: float = _DEFAULT_CONFIDENCE

    @property
    def rank(self) -> tuple[int, float]:
        """How specific the frame is: the one with more conditions is tried first."""
        conditions = (self.subject, self.object, self.modifier, self.beside, self.complement, self.complement_verb)
        return sum(map(bool, conditions)) + self.bare + self.term + self.politician, self.confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A PLOVER type: its quad class, its score and those of its modes, and the words that show a mode."""

    name: str
    quad: int
    score: float
    mode_scores: Mapping[str, float]
    asked: Mapping[str, Words]
    by_words: Mapping[str, Words]

    def intensity(self, mode: str | None) -> float:
        """The score of the mode where one is known, else of the type."""
        return self.mode_scores.get(mode or "", self.score)


@dataclass(frozen=True)
class Lexicon:
    """All frames by the word they hang on, the word classes, and the types.

    Of `verbs` each frame says something of the verb itself; `worded` has those of set phrases too, whose verbs tell
    nothing without the other words ("put its house in order").
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    worded: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    idioms: Mapping[str, tuple[Frame, ...]]
    types: Mapping[str, EventType]
    classes: Mapping[str, Words]
    political: Words
    political_with_country: Words
    not_officials: Words
    sport_words: Words
    sport_phrases: tuple[str, ...]
    sport_types: Words

    @classmethod
    def of(cls, tables: Mapping[str, Any]) -> "Lexicon":
        """Build the lexicon out of the tables as loaded (see `TABLES`)."""
        classes = {name: frozenset(words) for name, words in tables["classes"].items()}
        types, verbs, phrases, nouns = {}, [], [], []
        for name in EVENT_TYPES:
            table = tables[name.lower()]
            types[name] = _event_type(table)
            builder = _Builder(f"events/{name.lower()}.yaml", name, classes)
            verbs.extend(builder.frames(table.get("verbs", ()), "verb"))
            phrases.extend(builder.frames(table.get("phrases", ()), "verb"))
            nouns.extend(builder.frames(table.get("nouns", ()), "noun"))
        idioms = tables["idioms"]
        fixed = _Builder("events/idioms.yaml", "", classes).frames(idioms["frames"], "verb")
        return cls(
            verbs=_by_word(verbs),
            worded=_by_word([*verbs, *phrases]),
            nouns=_by_word(nouns),
            idioms=_by_word(fixed),
            types=types,
            classes=classes,
            political=frozenset(idioms["political"]),
            political_with_country=frozenset(idioms["political_with_country"]),
            not_officials=frozenset(idioms["not_officials"]),
            sport_words=frozenset(idioms["sport"]["words"]),
            sport_phrases=tuple(idioms["sport"]["phrases"]),
            sport_types=frozenset(idioms["sport"]["types"]),
        )


class _Builder:
    """Turns entries of one file into frames; unknown keys and classes are errors."""

    _KEYS = frozenset(f.name for f in fields(Frame)) - {"words", "beside"} | {"with"}

    def __init__(self, file: str, name: str, classes: Mapping[str, Words]) -> None:
        self._file = file
        self._type = name
        self._classes = classes

    def frames(self, entries: Iterable[Mapping[str, Any]], head: str) -> list[Frame]:
        """The frames of a list of entries whose trigger words stand under `head`."""
        return [self._frame(entry, head) for entry in entries]

    def _frame(self, entry: Mapping[str, Any], head: str) -> Frame:
        unknown = set(entry) - self._KEYS - {head}
        if unknown:
            raise KnowledgeError(self._file, None, f"unknown keys {sorted(map(str, unknown))} beside {entry.get(head)}")
        values: dict[str, Any] = {"type": self._type, "words": self._words(entry[head])}
        for key, value in entry.items():
            if key == head:
                continue
            if key == "with":
                values["beside"] = tuple((self._word(prep), self._words(nouns)) for prep, nouns in value.items())
            elif key in ("to", "place"):
                values[key] = tuple(map(self._word, value))
            elif isinstance(value, list):
                values[key] = self._words(value)
            else:
                values[key] = value
        if head == "noun":
            values.setdefault("to", ())
        elif values.get("object") and "to" not in values:
            values["to"] = ()
        return Frame(**values)

    def _word(self, word: Any) -> str:
        """The word; raises KnowledgeError for "on" and the like without quotation marks, which YAML reads as true."""
        if not isinstance(word, str):
            raise KnowledgeError(self._file, None, f"{word!r} is no word: quote it")
        return word

    def _words(self, words: Iterable[Any]) -> Words:
        found: set[str] = set()
        for word in map(self._word, words):
            if word in (PARTY, FORCE) or not (word.isupper() and len(word) > 1):
                found.add(word)
            elif word in self._classes:
                found |= self._classes[word]
            else:
                raise KnowledgeError(self._file, None, f"no word class {word!r} in events/classes.yaml")
        return frozenset(found)


def _by_word(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    rows: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        for word in frame.words:
            rows[word].append(frame)
    return {word: tuple(sorted(found, key=lambda f: f.rank, reverse=True)) for word, found in rows.items()}


def _event_type(table: Mapping[str, Any]) -> EventType:
    modes: Mapping[str, Any] = table.get("modes") or {}
    return EventType(
        name=table["type"],
        quad=int(table["quad"]),
        score=float(table["score"]),
        mode_scores={name: float(mode["score"]) for name, mode in modes.items() if isinstance(mode, Mapping)},
        asked=_word_sets(table.get("asked")),
        by_words=_word_sets(table.get("by_words")),
    )


def _word_sets(table: Mapping[str, Iterable[str]] | None) -> dict[str, Words]:
    return {name: frozenset(words) for name, words in (table or {}).items()}
