"""Trimming: the ends of a content cut off where the listener hears none of it, at a mark or a joining word."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from legation.annotations import Heard, Hearing, Sentence, Token
from legation.coding.attribution import Attribution, holds
from legation.coding.hearing import Chances
from legation.coding.scene import Extent, Scene

# Forms whose content marks and layout show.
_LAID_OUT = frozenset({"label", "continued", "direct", "according"})
_MARKS = frozenset({",", ";", "—", "–", "("})
# Mean chances: from `_CLEAR` on words are content beyond doubt, up to `_FAINT` they are none.
_CLEAR = 0.85
_FAINT = 0.2
_UNHEARD = 0.45  # a head may hold names that are heard a little
_LEAST = 2  # words that either part has
# Up to so many words stand scattered beside a run of so many, further from it than that, unless they are heard so well.
_SCATTERED, _SOLID, _NEAR = 2, 4, 3
_PLAIN = 0.7
# A date in full: "Monday, 9 November".
_HOLE = 5


class Trimming:
    """Cuts the contents of one scene."""

    def __init__(self, scene: Scene, heard: Mapping[int, Hearing], chances: Chances) -> None:
        """`heard` is what the listener says of each sentence, `chances` from which chance on a cue counts."""
        self._scene = scene
        self._heard = heard
        self._chances = chances

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order."""
        whole = list(found)
        made = [self._mended(one) for one in whole]
        # Few are cut, and only for those it is asked whether another report holds them.
        return [
            new if new is not one and any(holds(o, one) for o in whole) else one
            for one, new in zip(whole, made, strict=True)
        ]

    def _mended(self, one: Attribution) -> Attribution:
        hearing = self._heard.get(one.sentence.index)
        heard = None if hearing is None else hearing.at(one.cue.i)
        if heard is None or not one.content or one.form in _LAID_OUT or heard.chance < self._chances.mended:
            return one
        content = self._without_tail(one, self._without_head(one, one.content, heard), heard)
        return one.telling(content)

    def _without_head(self, one: Attribution, content: tuple[Extent, ...], heard: Heard) -> tuple[Extent, ...]:
        """The content without whom it was told and what else stands before it: "promised | the islanders | a road"."""
        start, end = content[0]
        inside = _inside(one, (start, end), heard)
        at = _head(inside, heard, one) if start >= one.span[1] and len(content) == 1 else None
        return content if at is None else ((inside[at].start, end), *content[1:])

    def _without_tail(self, one: Attribution, content: tuple[Extent, ...], heard: Heard) -> tuple[Extent, ...]:
        """The content without what follows it."""
        start, end = content[-1]
        inside = _inside(one, (start, end), heard)
        quoted = self._scene.speech_at(end - 1) is not None and self._scene.speech_at(one.span[0]) is None
        whole = bool(inside) and inside[-1].end >= end  # the listener reads a hundred words and no more
        at = _tail(inside, heard) if whole and not quoted else None
        return content if at is None else (*content[:-1], (start, inside[at - 1].end))


def _inside(one: Attribution, extent: Extent, heard: Heard) -> list[Token]:
    return [t for t in one.sentence.tokens[: len(heard.content)] if extent[0] <= t.start < extent[1]]


def _head(inside: Sequence[Token], heard: Heard, one: Attribution) -> int | None:
    """Where a content begins behind an unheard "that" or the person told."""
    for at in range(1, len(inside) - _LEAST + 1):
        before = inside[at - 1]
        told = [t for t in inside[:at] if t.dep == "dative" and t.head == one.cue.i]
        led = before.lower == "that" and before.dep == "mark" and not _governed(one, inside[:at])
        if not led and not (told and one.sentence.subtree(told[-1])[-1].i == before.i):
            continue
        if _mean(heard, inside[at:]) >= _CLEAR and _mean(heard, inside[:at]) <= _UNHEARD:
            return at
    return None


def _governed(one: Attribution, head: Sequence[Token]) -> bool:
    """True where the clause behind the "that" belongs to words before it: "passed on | a rumour that …"."""
    above = one.sentence.head(one.sentence.head(head[-1]))
    return above in head or any(t.pos in ("VERB", "AUX") for t in head)


def _tail(inside: Sequence[Token], heard: Heard) -> int | None:
    """Where the first unheard tail begins."""
    for at in range(_LEAST, len(inside) - _LEAST + 1):
        token = inside[at]
        if token.text not in _MARKS and token.dep not in ("cc", "mark"):
            continue
        if _mean(heard, inside[:at]) >= _CLEAR and _mean(heard, inside[at:]) <= _FAINT:
            return at
    return None


def _mean(heard: Heard, tokens: Sequence[Token]) -> float:
    return sum(heard.content[t.i] for t in tokens) / len(tokens)


def holes(sentence: Sentence, chosen: Collection[int], cue: int) -> set[int]:
    """The places to fill in a content: single words, and those that part a phrase ("on | Monday, 9 May | 2026").

    A word of degree at its end has behind it what it grades: "it was deeply | concerned".
    """
    found: set[int] = set()
    for left, right in pairwise(sorted(chosen)):
        hole = range(left + 1, right)
        if cue not in hole and (len(hole) == 1 or (len(hole) <= _HOLE and _parts(sentence, left, right, hole))):
            found.update(hole)
    last = sentence.tokens[max(chosen)] if chosen else None
    if last is not None and last.dep == "advmod" and last.head == last.i + 1 != cue and _is_graded(sentence, last):
        found.add(last.head)
    return found


def _is_graded(sentence: Sentence, adverb: Token) -> bool:
    return sentence.head(adverb).dep in ("acomp", "amod", "attr", "oprd")


def _parts(sentence: Sentence, left: int, right: int, hole: range) -> bool:
    """True for a hole between a preposition and a word of its phrase, or a number and what it is a number of."""
    before, after = sentence.tokens[left], sentence.tokens[right]
    governs = before.dep == "prep" and any(t.i in hole for t in sentence.children(before))
    return governs or (after.pos == "NUM" and after.head in hole)


def gathered(chosen: Collection[int], chances: Sequence[float]) -> set[int]:
    """The places of a content without words that are scattered far from the rest and hardly heard in it."""
    runs: list[list[int]] = []
    for place in sorted(chosen):
        if runs and place - runs[-1][-1] <= _NEAR:
            runs[-1].append(place)
        else:
            runs.append([place])
    if max(map(len, runs), default=0) < _SOLID:
        return set(chosen)
    kept = (run for run in runs if len(run) > _SCATTERED or sum(chances[i] for i in run) / len(run) >= _PLAIN)
    return {place for run in kept for place in run}
