"""Quick attribute rules: what a spaCy pipeline's rules say of a word, asked once for all words that look alike to them.

The rules of an English pipeline look at a word's tag, relation and lower-case form, and seldom at the next word. spaCy
tries all of them at every word, which is a quarter of the time of parsing. Here its own matcher answers once for each
such combination, and the answer is remembered; what is set is the same. Its lemmatizer is helped out likewise.
"""

from collections.abc import Iterable, Iterator
from typing import Any

# All that remembered rules may look at; where a pipeline's look at more, they are left as they are.
_SEEN = ("TAG", "LOWER", "DEP", "IS_SPACE")
# The lemma, if it is set, and all that a lemma by rule depends on.
_FORM = ("LEMMA", "ORTH", "POS", "MORPH")
# Words are without number, so what is remembered is bounded.
_MOST = 200_000
Look = tuple[int, ...]


def quicken(ruler: Any) -> None:
    """Let a spaCy `AttributeRuler` remember, if its rules are of that kind."""
    rows = ruler.patterns
    words = [word for row in rows for pattern in row["patterns"] for word in pattern]
    if all(set(word) <= set(_SEEN) for word in words):
        quick = _Rules(ruler, rows)
        ruler.match, ruler.set_annotations = quick.match, quick.apply


def quicken_lemmas(lemmatizer: Any) -> None:
    """Let a spaCy `Lemmatizer` that goes by rules remember what it said of a word, its class and its form.

    It keeps lists of up to 57,000 words and searches them in turn, which sets do at once; and of base forms, which most
    words are, it remembers nothing.
    """
    if lemmatizer.lookups.has_table("lemma_index"):
        index = lemmatizer.lookups.get_table("lemma_index")
        for kind in list(index):
            index[kind] = frozenset(index[kind])
    if lemmatizer.mode == "rule":
        lemmatizer.pipe = _Lemmas(lemmatizer).pipe


class _Lemmas:
    """The lemmas of one pipeline."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[Look, str] = {}

    def pipe(self, stream: Iterable[Any], *, batch_size: int = 0) -> Iterator[Any]:
        """The texts, lemmas set; spaCy takes texts in batches for others' sake."""
        for doc in stream:
            self._set(doc)
            yield doc

    def _set(self, doc: Any) -> None:
        known, overwrite = self._known, self._lemmatizer.overwrite
        for word, (lemma, *look) in zip(doc, doc.to_array(list(_FORM)).tolist(), strict=True):
            if lemma and not overwrite:
                continue
            key = tuple(look)
            told = known.get(key)
            if told is None:
                if len(known) >= _MOST:
                    known.clear()
                known[key] = told = self._lemmatizer.lemmatize(word)[0]
            word.lemma_ = told


class _Rules:
    """The rules of one pipeline; each has a number, and later ones have precedence."""

    def __init__(self, ruler: Any, rows: list[dict[str, Any]]) -> None:
        from spacy.matcher import Matcher
        from spacy.tokens._retokenize import set_token_attrs

        self._set = set_token_attrs
        self._attrs: list[dict[int, Any]] = ruler.attrs
        self._places: list[int] = ruler.indices
        # Rules for one word, those for several, and the first words of these.
        self._one, self._several, self._first = (Matcher(ruler.vocab) for _ in range(3))
        self._width = 1
        for number, row in enumerate(rows):
            short = [pattern for pattern in row["patterns"] if len(pattern) == 1]
            long = [pattern for pattern in row["patterns"] if len(pattern) > 1]
            self._width = max([self._width, *map(len, long)])
            for matcher, patterns in (
                (self._one, short),
                (self._several, long),
                (self._first, [pattern[:1] for pattern in long]),
            ):
                if patterns:
                    matcher.add(str(number), patterns)
        self._strings = ruler.vocab.strings
        self._known: dict[Look, tuple[tuple[int, ...], bool]] = {}

    def match(self, doc: Any) -> list[tuple[int, ...]]:
        """For each word the numbers of the rules that set something of it, in their order."""
        found: list[tuple[int, ...]] = []
        further: list[tuple[int, int]] = []
        known = self._known
        for at, look in enumerate(map(tuple, doc.to_array(list(_SEEN)).tolist())):
            rules, begins = known.get(look) or self._asked(doc, at, look)
            found.append(rules)
            if begins:
                further.extend(self._longer(doc, at))
        for at, number in further:
            found[at] = tuple(sorted({*found[at], number}))
        return found

    def _longer(self, doc: Any, at: int) -> Iterator[tuple[int, int]]:
        """Which word is set by which of the rules for several words that begin here."""
        for key, start, end in self._several(doc[at : at + self._width], allow_missing=True):
            if start == 0:
                number = int(self._strings[key])
                place = self._places[number]
                yield at + (place if place >= 0 else end + place), number

    def _asked(self, doc: Any, at: int, look: Look) -> tuple[tuple[int, ...], bool]:
        """What the matcher says of a word that looks new."""
        if len(self._known) >= _MOST:
            self._known.clear()
        word = doc[at : at + 1]
        rules = {int(self._strings[key]) for key, *_ in self._one(word, allow_missing=True)} if self._one else set()
        begins = bool(self._first) and bool(self._first(word, allow_missing=True))
        self._known[look] = answer = (tuple(sorted(rules)), begins)
        return answer

    def apply(self, doc: Any, found: list[tuple[int, ...]]) -> None:
        """Set what the rules say."""
        setting, attrs = self._set, self._attrs
        for word, rules in zip(doc, found, strict=True):
            for number in rules:
                setting(word, attrs[number])
