"""Seconded: what a speaker tells next, where a parse gives it to those he spoke of.

"Confirmed that Beijing had protested | but denied …", "regretted that Rome had left | , while voicing hope that …".
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.scene import Scene

_SUBJECTS = ("nsubj", "nsubjpass")
_CONTRAST = frozenset({"but"})
_BESIDE = frozenset({"while"})
_CLAUSES = frozenset({"ccomp", "acl"})
_TRAILING = " ,;—–-"


class Seconded:
    """Gives second reports to the first one's source."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene` for verbs of `cues`."""
        self._text = scene.text
        self._cues = cues

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order."""
        whole = list(found)
        for one in tuple(whole):
            for clause, verb, begin in self._seconds(one):
                whole = self._given(whole, one, clause, verb, begin)
        return whole

    def _seconds(self, one: Attribution) -> Iterator[tuple[Token, Token, Token]]:
        """The verb of what `one` tells, the verb of what its speaker tells next, and the word that leads that in."""
        s = one.sentence
        if not one.content or not one.sources or one.content[-1][0] < one.span[1]:
            return
        for clause in s.inside(one.content[-1:]):
            if clause.dep not in _CLAUSES or clause.head != one.cue.i or not s.children(clause, *_SUBJECTS):
                continue
            for verb in s.children(clause, "conj", "advcl"):
                begin = self._contrasted(s, one.cue, clause, verb) or _beside(s, verb)
                if begin is not None and one.content[-1][0] < begin.start < one.content[-1][1]:
                    yield clause, verb, begin

    def _contrasted(self, s: Sentence, cue: Token, clause: Token, verb: Token) -> Token | None:
        """The "but" before a report in the tense of the first one, where what that told lies further back ("had")."""
        further = any(t.lower == "had" for t in s.children(clause, "aux"))
        own = s.children(verb, *_SUBJECTS) or s.children(verb, "aux", "auxpass")
        if verb.dep != "conj" or own or not further or (cue.tag, verb.tag) != ("VBD", "VBD"):
            return None
        telling = any(f.kind == "clause" for f in self._cues.verbs.get(verb.lemma.lower(), ()))
        before = s.tokens[verb.i - 1]
        return before if telling and before.lower in _CONTRAST and before.dep == "cc" else None

    def _given(
        self, whole: list[Attribution], one: Attribution, clause: Token, verb: Token, begin: Token
    ) -> list[Attribution]:
        s = one.sentence
        own = {verb.i, *(t.i for t in s.children(verb, "dobj"))}
        subjects = s.children(clause, *_SUBJECTS)
        made = []
        for a in whole:
            if a.sentence is s and a.cue.i in own and (not a.sources or a.sources[0] in subjects):
                a = replace(a, sources=one.sources, named=one.named)
            elif a.sentence is s and a.content and a.cue.i < begin.i and a.content[-1][0] < begin.start:
                start, end = a.content[-1]
                if begin.start < end:
                    kept = start + len(self._text[start : begin.start].rstrip(_TRAILING))
                    a = replace(a, content=(*a.content[:-1], (start, kept)))
            made.append(a)
        return made


def _beside(s: Sentence, verb: Token) -> Token | None:
    """The "while" behind a comma that leads in a participle: what the speaker does at the same time."""
    mark = s.child(verb, "mark")
    led = mark is not None and mark.lower in _BESIDE and mark.i == verb.i - 1 and mark.i > 0
    return mark if led and verb.tag == "VBG" and verb.dep == "advcl" and s.tokens[verb.i - 2].text == "," else None
