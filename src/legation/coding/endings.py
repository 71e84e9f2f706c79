"""Endings: contents that run into the words of somebody else, or stop in the middle of a phrase; nouns that are no cue.

"Oslo says the strait is open; | Rome says it is shut"; "refused to pay | after the mayor's" (lawyer promised …).
"""

from collections.abc import Iterable
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.overheard import FORM
from legation.coding.scene import Extent

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Words that no phrase ends with when the noun they belong to follows.
_OPEN = frozenset({"det", "poss", "case", "compound", "amod", "nummod"})
_SUBJECTS = ("nsubj", "nsubjpass")


class Endings:
    """Mends the ends of one scene's attributions."""

    def __init__(self, cues: Cues) -> None:
        """`cues` name the nouns that are reports themselves, also before another noun ("protest letter")."""
        self._cues = cues

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The attributions in their order, without those whose cue only tells what kind of thing a noun names."""
        return [self._mended(one) for one in found if not self._kind(one)]

    def _kind(self, one: Attribution) -> bool:
        """True for a heard "think" of "a think tank"; "the daily | lambasts generals" has a verb all the same."""
        bare = one.lemma in self._cues.verbs and one.cue.lower == one.lemma
        bare = bare and one.cue.dep == "compound" and one.cue.head == one.cue.i + 1
        return bare and one.form == FORM and one.lemma not in self._cues.nouns

    def _mended(self, one: Attribution) -> Attribution:
        if not one.content or one.content[-1][0] < one.span[1]:
            return one
        start, end = one.content[-1]
        inside = one.sentence.inside([(start, end)])
        stop = _resumed(one, inside) or _broken(one.sentence, inside)
        last: Extent = (start, end if stop is None else stop.end)
        return replace(one, content=(*one.content[:-1], last)) if stop is not None else one


def _resumed(one: Attribution, inside: list[Token]) -> Token | None:
    """The last word before a semicolon behind which another subject says something with the same verb."""
    s, cue = one.sentence, one.cue
    for n, mark in enumerate(inside[:-1]):
        if mark.text != ";" or n == 0:
            continue
        verb = next((t for t in inside[n + 1 :] if t.tag in _FINITE), None)
        subject = None if verb is None else s.child(verb, *_SUBJECTS)
        if verb is None or subject is None or (verb.lemma, verb.tag) != (cue.lemma, cue.tag):
            continue
        if s.subtree(subject)[0].i == mark.i + 1:
            return inside[n - 1]
    return None


def _broken(s: Sentence, inside: list[Token]) -> Token | None:
    """The last word before a clause of which only the beginning is told: "to pay | after the mayor's"."""
    if len(inside) < 2 or inside[-1].dep not in _OPEN:
        return None
    top = inside[-1]
    while (top.dep in _OPEN and top.head > top.i) or top.dep == "case":
        top = s.head(top)
    if top.i <= inside[-1].i or top.dep not in _SUBJECTS:
        return None
    verb = s.head(top)
    mark = next((t for t in s.children(verb, "mark", "advmod") if inside[0].i < t.i < top.i), None)
    return s.tokens[mark.i - 1] if mark is not None and verb.dep == "advcl" else None
