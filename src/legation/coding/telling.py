"""Which word of a sentence tells an act that no frame reads: what its words mostly tell, and where they stand."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.annotations import Sentence, Token
from legation.coding.conditions import is_general
from legation.coding.sweeping import Sight, Spot
from legation.coding.triggers import Frame, Lexicon
from legation.errors import KnowledgeError

FILE = "events/telling.yaml"
_CLASSES = ("VERB", "NOUN")
_SIDES = ("actor", "recipient")
# As a logarithm: of labelled acts, what is told by words below it is told by them because no better one stands there.
_OFTENER = 1.0
# What speaks for a word: what it mostly tells, whether a frame knows it, and where it stands beside the two.
SIGNS = frozenset(
    ("word", "typed", "under both", *(f"{where} {side}" for side in _SIDES for where in ("under", "far", "behind")))
)


@dataclass(frozen=True, slots=True)
class TellingWords:
    """What words mostly tell: of how many acts of each type each was the word in labelled articles.

    `share` is what part of all words tell an act of each type; `odds` says how much likelier than that a word does.
    """

    weights: Mapping[str, float]
    unknown: float
    blur: float
    share: Mapping[str, float]
    counts: Mapping[str, tuple[float, Mapping[str, float]]]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "TellingWords":
        """Take them out of the table as loaded; raises KnowledgeError for one that is broken."""
        try:
            weights = {name: float(weight) for name, weight in table["weights"].items()}
            if weights.keys() != SIGNS:
                raise ValueError(f"weights for {sorted(SIGNS)}")
            number, blur = float(table["words in all"]), float(table["blur"])
            share = {kind: float(count) / number for kind, count in table["acts in all"].items()}
            counts = {word: _counted(row) for word, row in table["words"].items()}
            if unknown := {kind for _, told in counts.values() for kind in told} - share.keys():
                raise ValueError(f"no types: {sorted(unknown)}")
            if blur <= 0 or min(share.values(), default=1.0) <= 0:
                raise ValueError("blur and the acts in all above 0")
            return cls(weights, float(table["unknown"]), blur, share, counts)
        except (AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError) as error:
            raise KnowledgeError(
                FILE, None, f"expected weights, unknown, blur, numbers in all, and words with their counts: {error}"
            ) from error

    def odds(self, word: str, kind: str) -> float:
        """How much likelier than any word this one tells an act of a type, as a logarithm."""
        if word not in self.counts or kind not in self.share:
            return self.unknown
        (times, told), share = self.counts[word], self.share[kind]
        return math.log((told.get(kind, 0.0) + self.blur * share) / (times + self.blur) / share)

    def names_nobody(self, token: Token) -> bool:
        """False for a noun for people, which tells no act by itself: "its consul", "the soldiers"."""
        return token.pos != "NOUN" or self.counts.get(token.lemma.lower(), (0.0, None))[1] != {}


def _counted(row: Mapping[str, Any]) -> tuple[float, Mapping[str, float]]:
    """How often a word stands there, and how many acts of each type it tells."""
    told = {name: float(count) for name, count in row.items() if name != "times"}
    return max(float(row["times"]), sum(told.values())), told


@dataclass(frozen=True, slots=True)
class Tellers:
    """Finds the word that tells an act which no frame reads."""

    lexicon: Lexicon
    telling: TellingWords

    def teller(self, sentence: Sentence, sight: Sight, kind: str, taken: Collection[Token] = ()) -> Token | None:
        """The verb or noun that most likely tells an act between two; None where all words name parties.

        Where words are `taken` by acts of that type, only another that a frame of it knows, or one of answering, does.
        """
        answering = self.lexicon.classes["ANSWERING"] if taken else ()
        weights = self.telling.weights
        odds = [
            (sum(weights[name] * value for name, value in signs.items()), -token.i, token)
            for token, signs in self.signs(sentence, sight, kind)
            if not taken or (token not in taken and (signs["typed"] or token.lemma.lower() in answering))
        ]
        return max(odds)[-1] if odds else None

    def signs(self, sentence: Sentence, sight: Sight, kind: str) -> Iterator[tuple[Token, dict[str, float]]]:
        """The words that may tell an act between two, each with what speaks for it."""
        within = [(spot.role.start, spot.role.end) for spot in sight.spots if spot.role is not None]
        above = [_above(sentence, spot) for spot in sight.spots]
        for token in sentence.tokens:
            if token.pos not in _CLASSES or not self.telling.names_nobody(token) or is_general(sentence, token):
                continue
            if not any(s <= token.start and token.end <= e for s, e in within):
                odds = self.telling.odds(token.lemma.lower(), kind)
                own = {"word": odds, "typed": float(any(True for _ in self._of(token, kind)))}
                yield token, {**own, **dict(_place(token, sight, above))}

    def tells(self, token: Token, kind: str) -> bool:
        """True for a word that tells an act of the type `kind` by itself, whatever it governs."""
        bare = (f for f in self._of(token, kind) if not (token.pos == "VERB" and (f.object or f.beside)))
        return any(True for _ in bare)

    def mostly(self, token: Token, kind: str) -> bool:
        """True for a word that tells acts of the type `kind` by itself, or a good deal oftener than others do."""
        return self.tells(token, kind) or self.telling.odds(token.lemma.lower(), kind) > _OFTENER

    def _of(self, token: Token, kind: str) -> Iterator[Frame]:
        """The frames of a word that tell acts of a type."""
        frames = self.lexicon.verbs if token.pos == "VERB" else self.lexicon.nouns
        return (frame for frame in frames.get(token.lemma.lower(), ()) if frame.type == kind)


def _above(sentence: Sentence, spot: Spot) -> frozenset[int]:
    """The words under which somebody stands in the parse, their own included."""
    return frozenset() if spot.head is None else frozenset((spot.head.i, *(t.i for t in sentence.ancestors(spot.head))))


def _place(token: Token, sight: Sight, above: Sequence[frozenset[int]]) -> Iterator[tuple[str, float]]:
    """Where a word stands beside the two: over them in the parse, far from them, behind them."""
    for name, spot, over in zip(_SIDES, sight.spots, above, strict=True):
        yield f"under {name}", float(token.i in over)
        if spot.head is not None:
            yield f"far {name}", math.log1p(abs(token.i - spot.head.i))
            yield f"behind {name}", float(token.i > spot.head.i)
    yield "under both", float(all(token.i in over for over in above))
