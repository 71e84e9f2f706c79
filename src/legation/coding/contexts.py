"""Contexts: the fields of politics (PLOVER's 37) that the words around an act show."""

import re
from collections.abc import Iterable, Mapping

from legation.annotations import Token


class Contexts:
    """Finds contexts by word and by phrase."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        """Take the table of `contexts.yaml`: context to lemmas and phrases."""
        self._words: dict[str, list[str]] = {}
        self._phrases: list[tuple[str, re.Pattern[str], str]] = []
        self._order = list(table)
        for context, words in table.items():
            for word in words:
                if re.fullmatch(r"\w+", word):
                    self._words.setdefault(word, []).append(context)
                else:
                    whole = re.compile(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)")
                    self._phrases.append((word, whole, context))

    def of(self, tokens: Iterable[Token], text: str) -> tuple[str, ...]:
        """The contexts of `tokens`, whose words stand in `text`, in the order of the table."""
        found = {c for t in tokens for word in {t.lemma.lower(), t.lower} for c in self._words.get(word, ())}
        lower = text.lower()
        found.update(context for phrase, whole, context in self._phrases if phrase in lower and whole.search(lower))
        return tuple(c for c in self._order if c in found)
