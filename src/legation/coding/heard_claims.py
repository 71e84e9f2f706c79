"""Heard claims: which words of a sentence the trained model takes for a claim about the future."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from legation.annotations import Hearing, Sentence, Token
from legation.coding.hearing import Chances
from legation.coding.scene import Extent

# Shorter runs are crumbs of claims.
_FEWEST = 4
_HALF = 0.5
# From this mean chance on a happening may be named without a verb: "looks for | an attack before the end of March".
_PLAIN = 0.9


class HeardClaims:
    """The claims of one document as the model hears them."""

    def __init__(self, heard: Iterable[Hearing], chances: Chances) -> None:
        """Index by sentence."""
        self._forecasts: Mapping[int, Sequence[float]] = {h.sentence: h.forecasts for h in heard}
        self._chances = chances

    def chance(self, sentence: Sentence, extent: Extent) -> float | None:
        """The mean chance that the words of a stretch are a claim; None where nothing was heard."""
        chances = [c for t, c in self._weighed(sentence) if extent[0] <= t.start < extent[1]]
        return sum(chances) / len(chances) if chances else None

    def runs(self, sentence: Sentence) -> Iterator[list[Token]]:
        """Unbroken runs of words that are claims, marks at their ends left out."""
        if max(self._forecasts.get(sentence.index, ()), default=0.0) < _HALF:
            return  # as of most sentences; holes are filled with no more
        run: list[tuple[Token, float]] = []
        for token, chance in (*self._weighed(sentence), (sentence.tokens[-1], 0.0)):
            if chance >= _HALF:
                run.append((token, chance))
                continue
            bare = _bare([t for t, _ in run])
            mean = sum(c for _, c in run) / len(run) if run else 0.0
            if mean >= self._chances.claim and _told(bare, plain=mean < _PLAIN):
                yield bare
            run = []

    def _weighed(self, sentence: Sentence) -> list[tuple[Token, float]]:
        """Words with their chances, the least hole between two words of a claim filled."""
        chances = list(self._forecasts.get(sentence.index, ()))
        filled = [max(c, min(a, b)) for a, c, b in zip(chances, chances[1:], chances[2:], strict=False)]
        return list(zip(sentence.tokens, [*chances[:1], *filled, *chances[-1:]], strict=False))


def _told(run: list[Token], *, plain: bool) -> bool:
    """True for words that can be a claim: enough of them, somebody or something; if `plain`, a verb or a chance too."""
    kinds = {t.pos for t in run}
    fewest = _FEWEST - 1 if any(t.tag == "MD" for t in run) else _FEWEST  # "it won't"
    return (
        len(run) >= fewest
        and bool(kinds & {"NOUN", "PROPN", "PRON"})
        and (not plain or bool(kinds & {"VERB", "AUX", "ADJ", "ADV"}))
    )


def _bare(run: list[Token]) -> list[Token]:
    while run and run[0].pos in ("PUNCT", "CCONJ"):
        run.pop(0)
    while run and run[-1].pos in ("PUNCT", "CCONJ"):
        run.pop()
    return run
