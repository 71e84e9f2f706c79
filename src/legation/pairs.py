"""Who did what to whom, for pairs of parties that somebody else marked: `legation code --pairs`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from legation.coding.masking import Masks, Shown, Span
from legation.coding.subtypes import Reader, Reading, Subtypes
from legation.errors import QueryError
from legation.lookup import Lookup, standard
from legation.models import Classifier, OnnxClassifier
from legation.tables import yaml_table

_EVEN = 0.5
# So many other roots are told.
_OTHERS = 2
# Published sets know no status: there an act of these roots that does not come about ("failed to reach agreement",
# "gave no permission") is a refusal.
_KIND = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})
_REFUSAL = "REJECT"
# Memory stays flat however many phrases are looked up.
_REMEMBERED = 4096
# Many pairs at once are worth a second thread.
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, and where its two parties stand; None for one that it does not name."""

    sentence: str
    source: Span | None
    target: Span | None

    def __post_init__(self) -> None:
        """Refuse spans that lie outside the sentence, and a pair without parties."""
        for name, span in (("source", self.source), ("target", self.target)):
            if span is not None and not 0 <= span[0] < span[1] <= len(self.sentence):
                raise QueryError(
                    f"the {name} span {list(span)} does not lie in the sentence of {len(self.sentence)} characters"
                )
        if self.source is None and self.target is None:
            raise QueryError("the pair has neither a source nor a target")


class PairCoder:
    """Codes pairs with the trained coder. What a party is (army, court, company …) is looked up by its words."""

    def __init__(self, lookup: Lookup, masks: Masks, classifier: Classifier, reader: Reader) -> None:
        """Take the tables and the trained weights."""
        self._masker = Masker(lookup, masks)
        self._classifier = classifier
        self._reader = reader

    def code(self, pairs: Iterable[Pair]) -> list[Reading]:
        """The reading of each pair, in order."""
        texts = [self._masker.masked(pair.sentence, pair.source, pair.target) for pair in pairs]
        return [self._reader.read(*chances) for chances in self._classifier.classify(texts)]


class Masker:
    """Writes a sentence with two parties given as stretches as the event coder reads it."""

    def __init__(self, lookup: Lookup, masks: Masks) -> None:
        """`lookup` says who a phrase means; `masks` what word stands for it."""
        self._lookup = lookup
        self._masks = masks
        self._word = lru_cache(maxsize=_REMEMBERED)(self._looked_up)

    def masked(self, sentence: str, source: Span | None, target: Span | None) -> str:
        """The sentence with both parties marked and masked."""
        text = self._uncapitalised(sentence, source, target)
        words = [self._masks.absent if span is None else self._word(text[slice(*span)]) for span in (source, target)]
        return self._masks.sentence(text, source, target, words)

    def everyone(self, sentence: str, parties: Sequence[Span]) -> list[Shown]:
        """The words of the sentence with all of its parties marked and masked, given in order."""
        text = self._uncapitalised(sentence, parties[0], None) if parties else sentence
        return self._masks.shown(text, [(span, self._word(text[slice(*span)])) for span in parties])

    def _looked_up(self, phrase: str) -> str:
        found = self._lookup(phrase)
        return self._masks.word(found.kind, found.sector)

    def _uncapitalised(self, sentence: str, source: Span | None, target: Span | None) -> str:
        """The sentence, its first word in lower case where a party begins there that has no name ("Protesters …")."""
        first = min((s for s in (source, target) if s is not None), default=(1, 1))
        phrase = sentence[slice(*first)]
        if first[0] or not phrase[:2].istitle() or self._lookup(phrase).resolved:
            return sentence
        words = phrase.split()
        known = self._lookup(words[0])
        if known.country or known.resolved or (words[1:2] and words[1][0].isupper()):
            return sentence
        return sentence[0].lower() + sentence[1:]


@lru_cache(maxsize=1)
def coder() -> PairCoder:
    """The pair coder over the bundled tables and weights, loaded once."""
    classifier = OnnxClassifier(threads=_THREADS)
    reader = Reader(Subtypes.of(yaml_table("events/subtypes.yaml")), classifier.labels, classifier.statuses)
    return PairCoder(standard(), Masks.of(yaml_table("events/masks.yaml")), classifier, reader)


def answer(reading: Reading) -> dict[str, Any]:
    """A reading as the fields of a row.

    `root` to `probability` are of the likeliest act, if there is one; `event` is false where nothing is likelier than
    something, `no_event` its probability, and `others` are the two likeliest other roots. A friendly act that does not
    come about has the root of a refusal, and keeps its type and the status "negated"; a pledge that has been made can
    have another than a plan.
    """
    kind, mode = reading.subtype.filed(reading.status)
    refused = reading.status == "negated" and reading.root in _KIND
    pledged = reading.subtype.pledged if reading.status == "actual" else None
    root = _REFUSAL if refused else pledged or reading.root
    rest = [(other, chance) for other, chance in reading.roots[1:] if other != root]
    return {
        "root": root,
        "type": kind,
        "mode": mode,
        "subtype": reading.subtype.name,
        "cameo": reading.subtype.cameo,
        "status": reading.status,
        "probability": round(reading.roots[0][1], 4),
        "event": reading.nothing < _EVEN,
        "no_event": round(reading.nothing, 4),
        "others": [{"root": other, "probability": round(chance, 4)} for other, chance in rest[:_OTHERS]],
    }
