"""Weighing: one score for each claim, from the listener's chance, its words and the signs against it."""

import math
from collections.abc import Iterator, Sequence

from legation.annotations import Hearing, Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.claims import Claim, Told
from legation.coding.heard_claims import HeardClaims
from legation.coding.hearing import Chances
from legation.coding.lookalikes import LookAlikes
from legation.coding.pieces import Pieces
from legation.coding.scene import Extent, Scene
from legation.coding.signs import Signs
from legation.records import Statement

# A chance of nought or one has no log-odds.
_LEAST = 0.001


class Weighing:
    """Weighs the claims of one document."""

    def __init__(self, scene: Scene, words: Likelihoods, signs: Signs, published: str | None) -> None:
        """Weigh without a listener, until `hear`."""
        self._scene = scene
        self._words = words
        self._signs = signs
        self._lookalikes = LookAlikes(scene, signs, published)
        self._pieces = Pieces(scene, words, signs.words["nearing"], signs.words["prospects"])
        self._heard: HeardClaims | None = None
        self._chances: Chances | None = None

    def hear(self, heard: Sequence[Hearing], chances: Chances) -> None:
        """Take what the listener heard into account."""
        self._heard, self._chances = HeardClaims(heard, chances), chances

    def stands(self, s: Sentence, extent: Extent, told: Told, *, by_ear: bool = False) -> bool:
        """True where more speaks for a claim than against it; `told` is its statement and its chance."""
        here = Claim.of(self._scene, self._words, s, extent, told)
        if not here.tokens:
            return False
        score = self._heard_odds(s, extent, by_ear=by_ear) + self._graded(here, by_ear=by_ear)
        return score >= 0 and score >= self._lookalikes.weight(here)

    def _graded(self, here: Claim, *, by_ear: bool) -> float:
        """What words of probability add: most in a rule's claim that holds them itself."""
        if not here.graded:
            return 0.0
        return self._signs.numbers["graded" if here.hedged and not by_ear else "graded_heard"]

    def _heard_odds(self, s: Sentence, extent: Extent, *, by_ear: bool) -> float:
        chance = None if self._heard is None else self._heard.chance(s, extent)
        if chance is None or self._chances is None:
            return self._signs.numbers["unheard"]
        least = self._chances.claim if by_ear else self._chances.unclaimed
        most = self._signs.numbers["most"]
        return max(-most, min(most, _odds(chance))) - _odds(least)

    def pieces(self, s: Sentence) -> Iterator[list[Token]]:
        """The single claims that the listener hears in a sentence."""
        for run in () if self._heard is None else self._heard.runs(s):
            yield from self._pieces.of(s, run)

    def points_ahead(self, s: Sentence, piece: list[Token], statement: Statement | None) -> bool:
        """True where a heard claim speaks of what will come."""
        foretold = statement is not None and statement.act in self._words.forecasting
        if self.sure(s, piece):
            return True
        return self._pieces.points_ahead(s, piece, foretold=foretold)

    def sure(self, s: Sentence, piece: list[Token]) -> bool:
        """True where the listener has no doubt of words that tell nothing of the past."""
        chance = None if self._heard is None else self._heard.chance(s, (piece[0].start, piece[-1].end))
        past = any(t.tag == "VBD" for t in piece)
        verbs = [t for t in piece if t.tag in ("MD", "VBZ", "VBP")]
        past = past or (bool(verbs) and all(t.dep == "relcl" for t in verbs))
        return not past and chance is not None and chance >= self._signs.numbers["sure"]


def _odds(chance: float) -> float:
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
