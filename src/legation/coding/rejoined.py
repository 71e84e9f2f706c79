"""Rejoined: what a quotation tells across the reporting clause that splits it: "“Rome concedes,” he said, “that …”"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues, Frame
from legation.coding.scene import Extent, Scene

_MARKS = "“”\"'‘’«» "
_SUBJECTS = ("nsubj", "nsubjpass")
_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Words that lead in the content of a verb in the first part, and those that join a second one to it.
_QUESTIONS = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when", "which"})
_JOINING = frozenset({"and", "but", "or"})
# Words that may stand between a verb and the end of the first part: "told | us", "made | clear", "said | again".
_LIGHT = frozenset({"ADV", "PART", "PRON", "ADP", "PUNCT"})


class Rejoined:
    """Gives what tells something in the first part of a split quotation its content in the second."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene` for verbs of `cues`."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order, and those that only the two parts together show."""
        whole = list(found)
        for outer in tuple(whole):
            for first, second in zip(outer.content, outer.content[1:], strict=False):
                if first[1] <= outer.span[0] < second[0] and self._quoted(first) and self._quoted(second):
                    whole = self._across(whole, outer, first, second)
        return whole

    def _quoted(self, part: Extent) -> bool:
        return self._scene.text[part[0]] in '“"«' or self._scene.speech_at(part[0] + 1) is not None

    def _across(self, whole: list[Attribution], outer: Attribution, first: Extent, second: Extent) -> list[Attribution]:
        s = outer.sentence
        one = [t for t in s.inside([first]) if t.dep != "punct"]
        two = [t for t in s.inside([second]) if t.dep != "punct"]
        if not one or len(two) < 2:
            return whole
        lead = two[0].lower
        if lead == "that" or lead in _QUESTIONS or (lead == "to" and two[1].tag == "VB"):
            return self._completed(whole, s, one, two)
        if lead in _JOINING and two[1].lower == "that":
            return [self._prolonged(a, s, first, two) for a in whole]
        if not any(t.pos in _VERBAL for t in one) and two[0].pos in (*_VERBAL, "ADV"):
            return self._predicated(whole, outer, one, two)
        return whole

    def _completed(
        self, whole: list[Attribution], s: Sentence, one: Sequence[Token], two: Sequence[Token]
    ) -> list[Attribution]:
        """The last verb of the first part with the clause of the second: "“The Poles fear,” … “that …”"."""
        verb = next((t for t in reversed(one) if t.pos == "VERB" and t.lemma.lower() in self._cues.verbs), None)
        if verb is None:
            return whole
        after = [t for t in one if t.i > verb.i]
        begin = two[1] if two[0].lower == "that" else two[0]
        told = (begin.start, two[-1].end)
        if two[0].lower == "to":
            frame = next((f for f in self._cues.verbs[verb.lemma.lower()] if f.kind == "order" and not f.word), None)
            object_ = s.child(verb, "dobj")
            if frame is None or object_ is None or not after or any(t not in s.subtree(object_) for t in after):
                return whole
            content: tuple[Extent, ...] = ((after[0].start, after[-1].end), told)
        else:
            frame = next((f for f in self._cues.verbs[verb.lemma.lower()] if f.kind == "clause"), None)
            if frame is None or any(t.pos not in _LIGHT for t in after):
                return whole
            content = (told,)
        if known := next((a for a in whole if a.sentence is s and a.cue.i == verb.i), None):
            return [replace(a, content=content) if a is known else a for a in whole]
        made = self._new(s, verb, frame, content)
        return whole if made is None else [*whole, made]

    def _new(self, s: Sentence, verb: Token, frame: Frame, content: tuple[Extent, ...]) -> Attribution | None:
        subject = s.child(verb, "nsubj")
        if subject is None or subject.i > verb.i or self._sources.first_person((subject,)):
            return None
        if not self._sources.speaks(s, subject):
            return None
        negated = s.child(verb, "neg") is not None
        span, lemma = (verb.start, verb.end), verb.lemma.lower()
        return Attribution(
            s, verb, span, lemma, frame.act, "clause", content, sources=s.conjuncts(subject), negated=negated
        )

    def _prolonged(self, a: Attribution, s: Sentence, first: Extent, two: Sequence[Token]) -> Attribution:
        """A report at the end of the first part with a second clause: "“We hear that …,” … “and that …”"."""
        if a.sentence is not s or not a.content or not first[0] <= a.span[0] < first[1]:
            return a
        start, end = a.content[-1]
        led = self._scene.text[:start].rstrip().endswith("that")
        at_end = end <= first[1] and not self._scene.text[end : first[1]].strip(_MARKS + ",;—")
        return replace(a, content=(*a.content, (two[0].start, two[-1].end))) if led and at_end else a

    def _predicated(
        self, whole: list[Attribution], outer: Attribution, one: Sequence[Token], two: Sequence[Token]
    ) -> list[Attribution]:
        """A subject in the first part with its verb in the second: "“Tehran,” he said, “has promised to answer”"."""
        s = outer.sentence
        nouns = [t for t in one if t.pos in _NOUNS and s.head(t) not in one]
        verb = next((t for t in two if t.pos == "VERB"), None)
        if len(nouns) != 1 or verb is None or not any(t.tag in _TENSED for t in two[: two.index(verb) + 1]):
            return whole
        subject, made = nouns[0], []
        for a in whole:
            if a is outer and subject in a.sources and (teller := self._teller(s, a.cue)) is not None:
                a = replace(a, sources=s.conjuncts(teller), named=None)
            elif a.sentence is s and a.cue.i == verb.i and not any(t in two for t in a.sources):
                a = replace(a, sources=s.conjuncts(subject), named=None)
            made.append(a)
        return made

    def _teller(self, s: Sentence, verb: Token) -> Token | None:
        """Who speaks behind an inverted verb: "“The court,” protested | the envoy"."""
        behind = [t for t in s.children(verb, "dobj", "nsubj", "attr", "npadvmod") if t.i > verb.i]
        return next((t for t in behind if self._sources.speaks(s, t)), None)
