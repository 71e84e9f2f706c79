"""Pieces: the single claims in a run of words that the listener takes for one, without what they depend on."""

from collections.abc import Iterator

from legation.annotations import Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.claims import carrier, unconditional
from legation.coding.cutting import Cuts
from legation.coding.outlooks import conditions
from legation.coding.scene import Scene

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_EDGES = ("PUNCT", "CCONJ")
_JOINED = ("conj", "parataxis")
_DEADLINES = frozenset({"by", "before", "within", "until"})
_PAST_TAGS = frozenset({"VBD"})


class Pieces:
    """Cuts the runs of one document."""

    def __init__(self, scene: Scene, words: Likelihoods, nearing: frozenset[str], prospects: frozenset[str]) -> None:
        """Know the words of probability, the verbs of what draws near and the nouns of what may come."""
        self._scene = scene
        self._words = words
        self._nearing = nearing
        self._prospects = prospects
        self._cuts = Cuts(scene, words)

    def of(self, s: Sentence, run: list[Token]) -> Iterator[list[Token]]:
        """The claims of a run."""
        for part in self._split(s, run):
            for cut in self._cuts.parts(s, self._unconditional(s, part)):
                if bare := self._whole(s, cut):
                    yield bare

    def _split(self, s: Sentence, run: list[Token]) -> list[list[Token]]:
        """Parts between semicolons, and clauses that weigh their chances differently."""
        parts: list[list[Token]] = [[]]
        starts = {s.subtree(t)[0].i for t in run if self._apart(s, t)}
        for n, token in enumerate(run):
            if token.text == ";" or (token.i in starts and parts[-1] and self._differ(parts[-1], run[n:])):
                parts.append([])
            if token.text != ";":
                parts[-1].append(token)
        return parts

    def _apart(self, s: Sentence, verb: Token) -> bool:
        """True for a clause of its own beside another one, with its own subject and its own verb."""
        if verb.dep not in _JOINED:
            return False
        finite = verb.tag in ("VBD", "VBZ", "VBP") or any(
            t.tag in ("MD", "VBZ", "VBP") for t in s.children(verb, "aux", "auxpass")
        )
        return finite and s.child(verb, *_SUBJECTS) is not None

    def _differ(self, left: list[Token], right: list[Token]) -> bool:
        return any(t.pos in ("VERB", "AUX") for t in left) and self._chance(left) != self._chance(right)

    def _chance(self, tokens: list[Token]) -> str | None:
        found = self._words.first(self._scene.text, tokens[0].start, tokens[-1].end)
        return None if found is None else found.phrase

    def _unconditional(self, s: Sentence, part: list[Token]) -> list[Token]:
        """The part without the conditions at its ends."""
        head = carrier(s, tuple(part))
        clause = None if head is None else self._scene.clause(s, head)
        for condition in () if clause is None else conditions(clause, self._words):
            branch = s.subtree(condition)
            first, last = branch[0].i, branch[-1].i
            if part and first <= part[0].i + 1 and last < part[-1].i:
                part = [t for t in part if t.i > last]
            elif part and last >= part[-1].i - 1:
                part = [t for t in part if t.i < first]
        return unconditional(part, head, self._words.conditions)

    def _whole(self, s: Sentence, part: list[Token]) -> list[Token]:
        """The part from the start of its subject on, marks and joining words at its ends left out."""
        while part and part[0].pos in _EDGES:
            part = part[1:]
        while part and part[-1].pos in _EDGES:
            part = part[:-1]
        head = carrier(s, tuple(part)) if part else None
        subject = None if head is None else s.child(head, *_SUBJECTS)
        if subject is None or head is None or subject.i > head.i:
            return self._phrase(s, part)
        first = min(t.i for t in s.subtree(subject))
        return list(s.tokens[min(first, part[0].i) : part[-1].i + 1])

    def _phrase(self, s: Sentence, part: list[Token]) -> list[Token]:
        """The same for words without a verb: from the article on, what only joins it to a noun left out."""
        if len(part) > 1 and part[0].dep == "prep" and s.head(part[0]).i == part[0].i - 1 and self._named(s, part[1:]):
            part = part[1:]
        if part and part[0].i and s.tokens[part[0].i - 1].dep == "det" and s.tokens[part[0].i - 1].head >= part[0].i:
            return [s.tokens[part[0].i - 1], *part]
        return part

    def points_ahead(self, s: Sentence, part: list[Token], *, foretold: bool) -> bool:
        """True where something speaks of what will come: a modal verb, a word of chance, a deadline, a foreteller."""
        if any(t.tag == "MD" for t in part) or self._chance(part) is not None:
            return True
        if any(t.lemma.lower() in self._prospects for t in part) or self._draws_near(part):
            return True
        if any(t.lower in _DEADLINES for t in part) and not any(t.tag in _PAST_TAGS for t in part):
            return True
        finite = any(t.tag in ("VBD", "VBZ", "VBP") and t.dep != "relcl" for t in part)
        if self._named(s, part):
            return True
        if not any(t.pos in ("VERB", "AUX") for t in part):
            return foretold and any(t.lemma.lower() in self._words.outcomes | self._words.events for t in part)
        return (foretold or any(t.tag == "TO" for t in part)) and not finite

    def _named(self, s: Sentence, part: list[Token]) -> bool:
        """True behind a noun that names what may come: "dread of | a third intifada", "the forecast for | growth"."""
        prep = s.tokens[part[0].i - 1] if part[0].i else None
        noun = None if prep is None or prep.dep != "prep" else s.head(prep)
        names = self._prospects | self._words.forebodings
        return noun is not None and noun.pos == "NOUN" and noun.lemma.lower() in names

    def _draws_near(self, part: list[Token]) -> bool:
        return any(t.lemma.lower() in self._nearing and t.tag in ("VBG", "VBZ", "VBP") for t in part)
