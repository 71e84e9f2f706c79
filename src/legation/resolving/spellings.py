"""Spellings: a person's name under all the ways in which news writes it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from legation.knowledge import Knowledge
from legation.resolving.folding import fold

_DOUBLE = re.compile(r"(.)\1+")
# A name of so few letters may sound like another by chance.
_LONG_ENOUGH = 9


class Spellings:
    """Makes keys of names in which variants of a word are one ("Sergei", "Sergey")."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """`table` is `variants.yaml`."""
        self._same = {fold(word): fold(words[0]) for words in table["variants"] for word in words}
        self._particles = frozenset(table["particles"])
        self._sounds = tuple((written, heard) for written, heard in table.get("sounds", ()))
        self.family_first = frozenset(table["family_first"])

    def key(self, name: str) -> str:
        """The folded name, each word in its first listed spelling."""
        return " ".join(self._same.get(word, word) for word in fold(name).removeprefix("the ").split())

    def dense(self, name: str) -> str:
        """The key without blanks and particles, for names whose parts are joined or parted at will ("Ahmadi-Nejad")."""
        return self.dense_of(self.key(name))

    def dense_of(self, key: str) -> str:
        """The same, of a key."""
        words = key.split()
        kept = [word for word in words[:-1] if word not in self._particles]
        whole = "".join((*kept, *words[-1:]))
        return self._same.get(whole, whole)

    def sound(self, dense: str) -> str:
        """A dense name as it sounds: ways of writing one sound are one, double letters are single."""
        return self.sounds([dense])[0]

    def sounds(self, dense: Sequence[str]) -> list[str]:
        """The same of many at once: tens of thousands, when the first name is looked up by its sound."""
        if not dense:
            return []
        joined = "\n".join(dense)
        for written, heard in self._sounds:
            joined = joined.replace(written, heard)
        # French papers write "Bourhane".
        return [sound.removesuffix("e") for sound in _DOUBLE.sub(r"\1", joined).split("\n")]


class People:
    """All known persons by every spelling of their full names."""

    def __init__(self, knowledge: Knowledge, spellings: Spellings) -> None:
        """Index the names of `knowledge`."""
        self._spellings = spellings
        self._knowledge = knowledge
        keys: dict[str, set[str]] = defaultdict(set)
        dense: dict[str, set[str]] = defaultdict(set)
        for alias in knowledge.aliases:
            entry = knowledge.known[alias.id]
            if entry.kind != "person" or " " not in alias.phrase:
                continue
            key = spellings.key(alias.phrase)
            keys[key].add(alias.id)
            dense[spellings.dense_of(key)].add(alias.id)
            if entry.country in spellings.family_first and entry.surname:
                for turned in _turned(alias.phrase, entry.surname):
                    keys[spellings.key(turned)].add(alias.id)
        self._keys = {key: next(iter(ids)) for key, ids in keys.items() if len(ids) == 1}
        self._dense = {key: next(iter(ids)) for key, ids in dense.items() if len(ids) == 1 and len(key) >= _LONG_ENOUGH}

    def find(self, name: str) -> str | None:
        """The one person whose full name `name` spells."""
        dense = self._spellings.dense(name)
        return self._keys.get(self._spellings.key(name)) or self._dense.get(dense) or self._heard(dense)

    def _heard(self, dense: str) -> str | None:
        """The one holder of an office whose name sounds so."""
        return self._by_sound.get(self._spellings.sound(dense)) if len(dense) >= _LONG_ENOUGH else None

    @cached_property
    def _by_sound(self) -> Mapping[str, str]:
        sounds: dict[str, set[str]] = defaultdict(set)
        for sound, key in zip(self._spellings.sounds(list(self._dense)), self._dense.values(), strict=True):
            sounds[sound].add(key)
        return {
            sound: next(iter(ids)) for sound, ids in sounds.items() if len(ids) == 1 and self._knowledge.offices(*ids)
        }

    def without_middle(self, name: str) -> str | None:
        """The one person whose name is the first and last word of a longer one ("George Dubya Bush")."""
        words = self._spellings.key(name).split()
        return self._keys.get(f"{words[0]} {words[-1]}") if len(words) > 2 else None


def _turned(name: str, surname: str) -> Iterator[str]:
    """The name with its family name at the other end."""
    if name.startswith(surname + " "):
        yield f"{name.removeprefix(surname + ' ')} {surname}"
    elif name.endswith(" " + surname):
        yield f"{surname} {name.removesuffix(' ' + surname)}"
