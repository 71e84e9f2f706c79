"""Unsaid: what a speaker adds that he will not say: "told reporters the bloc was ready | but would not be drawn on …".

A parser joins the second verb to the clause that is told as easily as to the verb that tells it. That somebody else
will not speak is told with a subject of its own.
"""

from collections.abc import Iterable

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.scene import Scene

_REFUSING = frozenset({"would", "wo", "will", "could", "did", "'d", "’d"})
_DECLINED = frozenset({"decline", "refuse"})
_NOT = frozenset({"not", "n't", "n’t"})
_HELPING = frozenset({"be", "have", "has", "had"})
_REACH = 6
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


class Unsaid:
    """Cuts contents of attributions."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Cut contents of `scene`; `cues` name the verbs of speaking that are refused."""
        self._scene = scene
        self._cues = cues

    def cut(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The attributions, each told no further than where its speaker will not say more."""
        return [self._cut(one) for one in found if not _is_anothers(one)]

    def _cut(self, one: Attribution) -> Attribution:
        s, content = one.sentence, one.content
        if not content or not one.sources or one.cue.pos != "VERB" or one.named is not None:
            return one
        for but in s.tokens[one.cue.i + 1 :]:
            if not content[0][0] < but.start < content[-1][1] or but.lower != "but":
                continue
            verb = refused(s, but, self._cues.untold)
            if verb is not None and reporter(s, verb) in (one.cue, None) and s.head(verb).i >= one.cue.i:
                end = len(self._scene.text[: but.start].rstrip(" ,\n"))
                kept = [(a, min(b, end)) for a, b in content if a < but.start]
                return one.telling(tuple(kept)) if kept else one
        return one


def _is_anothers(one: Attribution) -> bool:
    """True for the second clause of who tells of somebody's words: "says that they agreed | and that it will open"."""
    s, cue = one.sentence, one.cue
    if cue.dep != "ccomp" or not one.content or not any(t.lower == "that" for t in s.children(cue, "mark")):
        return False
    beside = [verb for verb in s.children(cue, "conj") if any(t.lower == "that" for t in s.children(verb, "mark"))]
    return any(s.subtree(verb)[0].start <= one.content[0][0] < verb.end for verb in beside)


def refused(s: Sentence, but: Token, speaking: frozenset[str]) -> Token | None:
    """The verb that says no more behind a "but": "would not say", "would not be drawn", "declined to give"."""
    denied, ready = False, False
    for token in s.tokens[but.i + 1 : but.i + 1 + _REACH]:
        lemma = token.lemma.lower()
        if token.lower in _NOT or token.lower in _HELPING:
            denied = denied or token.lower in _NOT
        elif token.tag in ("VB", "VBN") and ready and denied:
            return _topmost(s, token) if lemma in speaking | {"draw"} else None
        elif lemma in _DECLINED and token.tag in ("VBD", "VBZ", "VBN"):
            ready = denied = True
        elif token.lower in _REFUSING or token.tag == "TO":
            ready = True
        elif token.pos != "ADV":
            return None
    return None


def _topmost(s: Sentence, verb: Token) -> Token:
    """The verb by which a refusal hangs in its sentence: "declined", not "give"."""
    return s.head(verb) if verb.dep == "xcomp" and s.head(verb).lemma.lower() in _DECLINED else verb


def reporter(s: Sentence, verb: Token) -> Token | None:
    """The verb of telling whose subject will not say more, where a parser joins a refusal to what is told."""
    told = s.head(verb)
    if verb.dep != "conj" or told.dep != "ccomp" or s.child(verb, *_SUBJECTS) is not None:
        return None
    above = s.head(told)
    subject, inner = s.child(above, "nsubj"), s.child(told, *_SUBJECTS)
    if subject is None or inner is None or not subject.i < above.i < told.i < verb.i:
        return None
    return above if any(t.lower == "but" for t in s.tokens[told.i : verb.i]) else None
