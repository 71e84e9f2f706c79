"""Ranges: which words of a sentence say how likely a claim is."""

from collections.abc import Iterator
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.claims import carrier
from legation.coding.scene import Extent, Scene
from legation.records import Certainty, Evidence, Prediction, Statement

_CLAUSES = ("relcl", "advcl", "acl", "ccomp", "csubj", "conj", "parataxis")
# Who or what stands for a claim that follows: "there is every chance, they said, that …".
_DUMMIES = frozenset({"there", "it"})
_VAGUE = (5, 95)
_DENIED = ("not ", "few ", "no one ")
# Words that may stand between a chance and its claim: "quoted 4-1 on that …", "no doubt but that …".
_JOINTS = frozenset({"that", "but", "of", "on", "for", "whether", ",", ":", "“", '"'})

Reading = tuple[Certainty, Extent]


class Ranges:
    """Finds the words of probability that belong to one document's claims."""

    def __init__(self, scene: Scene, words: Likelihoods) -> None:
        """Look for the words of `words` in `scene`."""
        self._scene = scene
        self._words = words

    def weighed(self, s: Sentence, found: Prediction, statement: Statement | None) -> Prediction:
        """A claim with the range of the words that weigh it, where the rule that found it saw fewer or none of them."""
        if found.certainty is None:
            return found
        words = next((e for e in found.evidence if e.role == "words"), None)
        readings = list(self.readings(s))
        told = found.certainty.low, found.certainty.high
        denied = found.certainty.phrase.startswith(_DENIED)
        others = [r for r in readings if (r[0].low, r[0].high) != told]
        others = [r for r in others if not denied or r[0].phrase.startswith(_DENIED)]
        holding = [] if words is None else [r for r in others if self._holds(r[1], (words.start, words.end))]
        reading = holding[0] if holding else None
        if reading is None and self._open(found.certainty):
            reading = self._governing(s, found, statement, readings)
        return found if reading is None else self._anew(found, reading)

    def readings(self, s: Sentence) -> Iterator[Reading]:
        """The words of probability of a sentence, the longest of those that overlap; numbers before words."""
        text, found = self._scene.text[s.start : s.end], []
        shares = [x for x in self._words.shares.find(text) if x.clear]
        for share in shares:
            at = s.start + share.start, s.start + share.end
            found.append((Certainty(phrase=self._scene.text[slice(*at)], low=share.low, high=share.high), at))
        found += [r for r in (*self._nouns(s), *self._phrases(s)) if r is not None]
        taken: list[Extent] = []
        numbers = [at for _, at in found[: len(shares)]]
        for certainty, (start, end) in sorted(found, key=lambda r: (r[1] not in numbers, r[1][0] - r[1][1])):
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield certainty, (start, end)

    def _phrases(self, s: Sentence) -> Iterator[Reading]:
        at = s.start
        while (found := self._words.place(self._scene.text, at, s.end)) is not None:
            verb = next((t for t in s.tokens if t.start == found[1][0]), None)
            if verb is None or verb.pos != "VERB" or " " in found[0].phrase:
                yield found  # "expects", "doubted" weigh what they report, by rules that see who denies them
            at = found[1][1]

    def _nouns(self, s: Sentence) -> Iterator[Reading]:
        """Graded nouns of chance: "every chance", "a better than even prospect"."""
        for noun in s.tokens:
            if noun.pos != "NOUN" or noun.lemma.lower() not in self._words.chances:
                continue
            start = min((t.start for t in s.subtree(noun) if t.i <= noun.i), default=noun.start)
            listed = self._words.place(self._scene.text, start, noun.end)
            words = self._scene.text[start : noun.end]
            certainty = self._words.chance(words)
            graded = f"{self._words.grade(words)} {noun.lower}"
            whole = listed is not None and listed[1][1] == noun.end and len(listed[0].phrase) >= len(graded)
            if certainty is not None and not whole:
                yield certainty, (start, noun.end)

    def _holds(self, reading: Extent, words: Extent) -> bool:
        """True for a longer reading of the same words: "90 per cent certain", "every chance"."""
        longer = reading[1] - reading[0] > words[1] - words[0]
        return longer and reading[0] < words[1] and words[0] < reading[1]

    def _open(self, certainty: Certainty) -> bool:
        """True where the words found so far say little: a plain "will", the verb that reports, a bare "chance"."""
        phrase = certainty.phrase.lower()
        bare = (certainty.low, certainty.high) == _VAGUE and phrase in self._words.chances
        return bare or phrase in self._words.plain or phrase in self._words.verdicts or phrase not in self._words.ranges

    def _governing(
        self, s: Sentence, found: Prediction, statement: Statement | None, readings: list[Reading]
    ) -> Reading | None:
        """The words of probability in a claim's own clause, else those that the claim hangs on."""
        start, end = found.claim.start, found.claim.end
        tokens = [t for t in s.tokens if start <= t.start < end]
        if not tokens:
            return None
        head = carrier(s, tokens)
        inner = [r for r in readings if start <= r[1][0] < end]
        own = next((r for r in inner if head is None or self._clause(s, self._at(s, r)) == head.i), None)
        if own is not None:
            return own
        outer = [r for r in readings if r not in inner]
        top = head if head is not None else tokens[0]
        above = {t.i for t in s.ancestors(top)} - {t.i for t in tokens}
        for reading in outer:
            beside = reading[0].phrase[:1].isdigit() or self._words.shares.first(reading[0].phrase) is not None
            measured = beside and self._clause(s, self._at(s, reading)) in above
            if measured or self._leads(s, reading, tokens[0]) or self._above(s, reading, above):
                return reading
        return self._apart(s, inner, outer, statement, tokens[0])

    def _at(self, s: Sentence, reading: Reading) -> Token:
        """The word by which a reading hangs: the topmost one."""
        inside = [t for t in s.tokens if reading[1][0] <= t.start < reading[1][1]]
        indices = {t.i for t in inside}
        return next((t for t in inside if t.head not in indices or t.head == t.i), inside[0])

    def _clause(self, s: Sentence, token: Token) -> int:
        """The verb of the clause in which a word stands."""
        here = token
        while here.head != here.i and here.dep not in _CLAUSES:
            here = s.head(here)
            if here.pos in ("VERB", "AUX") and here.dep not in ("aux", "auxpass", "xcomp", "pcomp", "amod"):
                break
        return here.i

    def _leads(self, s: Sentence, reading: Reading, first: Token) -> bool:
        """True for words that stand right before the claim: "quoted 4-1 on that …", "very likely: …"."""
        between = [t for t in s.tokens if reading[1][1] <= t.start < first.start]
        return reading[1][1] <= first.start and all(t.lower in _JOINTS for t in between)

    def _above(self, s: Sentence, reading: Reading, above: set[int]) -> bool:
        """True for words that the claim hangs on, or that a predicate gives to it: "has no doubt that …"."""
        inside = [t for t in s.tokens if reading[1][0] <= t.start < reading[1][1]]
        return any(t.i in above for t in inside)

    def _apart(
        self, s: Sentence, inner: list[Reading], outer: list[Reading], statement: Statement | None, first: Token
    ) -> Reading | None:
        """Words apart from their claim: a fronted "that" clause, or a dummy with its report between."""
        if s.tokens[0].lower == "that" and first.i <= 1:
            return next(iter(inner or outer), None)
        if statement is None or statement.content[0].end > first.start:
            return None
        told = statement.content[0]
        opening = next((t for t in s.tokens if t.start >= told.start), s.tokens[0])
        alone = next((r for r in outer if told.start <= r[1][0] and r[1][1] >= told.end), None)
        if opening.lower not in _DUMMIES:
            return alone
        return next((r for r in outer if told.start <= r[1][0] < told.end), None)

    def _anew(self, found: Prediction, reading: Reading) -> Prediction:
        certainty, at = reading
        kept = tuple(e for e in found.evidence if e.role != "words")
        words = Evidence.cut(self._scene.text, *at, "words")
        why = (f"words {certainty.phrase!r}", *found.why[1:])
        return replace(found, id="", certainty=certainty, evidence=(*kept, words), why=why)
