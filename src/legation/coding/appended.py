"""Appended: who denies or judges what was just told, behind a noun that sums it up.

"Iran accused Turkey of arming rebels, a charge Ankara dismissed." "Manila expelled two diplomats, a step that Beijing
called reckless." The noun is no report of its own, and what is dismissed stands before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues, Frame
from legation.coding.scene import Extent, Scene

_CLAUSES = ("relcl", "acl")
_RELATIVES = frozenset({"that", "which"})
_MARKS = frozenset({",", "—", "–", "-", "--", ";"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Frames of verbs that judge a thing: it is what the noun stands for.
_JUDGING = frozenset({"as", "name", "object", "thing"})
_PREDICATES = ("oprd", "acomp", "attr")


@dataclass(frozen=True, slots=True)
class _Tail:
    """The noun that sums up, the verb of its clause with the frame, and the first word behind the mark."""

    noun: Token
    verb: Token
    frame: Frame
    start: int


class Appended:
    """Finds such attributions in one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look for nouns and verbs of `cues`."""
        self._scene = scene
        self._cues = cues
        self._summing = cues.nouns.keys() | cues.summing
        self._sources = Sources(scene, cues)

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions: these in place of what was found at their words."""
        whole = list(found)
        for sentence in self._scene.sentences:
            for tail in self._tails(sentence):
                whole = self._with(sentence, tail, whole)
        return whole

    def _tails(self, s: Sentence) -> Iterator[_Tail]:
        for noun in s.tokens:
            if noun.pos != "NOUN" or noun.lemma.lower() not in self._summing:
                continue
            start = min([noun.i, *(t.i for t in s.children(noun, "det", "amod", "advmod", "nummod") if t.i < noun.i)])
            if start < 2 or s.tokens[start - 1].text not in _MARKS or self._scene.speech_at(noun.start) is not None:
                continue
            verb = next((t for t in s.children(noun, *_CLAUSES) if t.i > noun.i), None)
            frame = None if verb is None else self._frame(s, noun, verb)
            if verb is not None and frame is not None:
                yield _Tail(noun, verb, frame, start)

    def _frame(self, s: Sentence, noun: Token, verb: Token) -> Frame | None:
        """How the verb judges what the noun stands for; None where it has an object, or nobody who speaks."""
        subject = s.child(verb, "nsubj")
        between = s.tokens[noun.i + 1 : subject.i] if subject is not None else ()
        led = all(t.lower in _RELATIVES or t.head not in (noun.i, verb.i) for t in between)
        objects = [t for t in s.children(verb, "dobj", "ccomp", "xcomp", "dative") if t.lower not in _RELATIVES]
        if subject is None or subject.i < noun.i or objects or not led or not self._sources.speaks(s, subject):
            return None
        frames = [f for f in self._cues.verbs.get(verb.lemma.lower(), ()) if f.kind in _JUDGING]
        named = bool(s.children(verb, *_PREDICATES))
        as_one = any(p.lower == "as" for p in s.children(verb, "prep"))
        fits = {"name": named, "as": as_one, "object": not named, "thing": not named}
        return next((f for f in frames if fits[f.kind] and (not f.word or f.word == "as")), None)

    def _with(self, s: Sentence, tail: _Tail, found: Sequence[Attribution]) -> list[Attribution]:
        inside = {tail.noun.i, tail.verb.i}
        others = [a for a in found if a.sentence is not s or a.cue.i not in inside]
        end = s.tokens[tail.start - 1].start
        before = [a for a in others if a.sentence is s and a.cue.i < tail.start and _begins(a, end)]
        told = max(before, key=lambda a: a.cue.i, default=None)
        content = self._before(s, tail.start) if told is None else _until(told, end)
        if not content:
            return list(found)
        predicate = [t for p in self._predicates(s, tail.verb) for t in s.subtree(p)]
        content = (*content, *self._scene.runs(s, predicate))
        subject = s.child(tail.verb, "nsubj")
        span = tail.verb.start, tail.verb.end
        lemma, act = tail.verb.lemma.lower(), tail.frame.act
        who = () if subject is None else s.conjuncts(subject)
        negated = any(t.dep == "neg" for t in s.children(tail.verb))
        made = Attribution(s, tail.verb, span, lemma, act, tail.frame.kind, content, sources=who, negated=negated)
        kept = [replace(a, content=_until(a, end)) if a is told else a for a in others]
        return [*kept, made]

    def _predicates(self, s: Sentence, verb: Token) -> Iterator[Token]:
        yield from s.children(verb, *_PREDICATES)
        yield from (p for p in s.children(verb, "prep") if p.lower == "as")

    def _before(self, s: Sentence, start: int) -> tuple[Extent, ...]:
        """All that stands before the mark, if it is a clause."""
        told = s.tokens[: start - 1]
        return self._scene.runs(s, told) if any(t.tag in _FINITE for t in told) else ()


def _begins(one: Attribution, end: int) -> bool:
    return bool(one.content) and one.content[0][0] < end and one.span[0] < one.content[-1][1]


def _until(one: Attribution, end: int) -> tuple[Extent, ...]:
    """The content of an attribution as far as it stands before `end`."""
    return tuple((a, min(b, end)) for a, b in one.content if a < end)
