"""Talk: speeches, interviews and hearings, whose own words tell deeds and wishes where news would tell reports.

In news "wants to", "decided to", "praised the plan" tell what somebody let be known. Whoever talks in the first person
tells a story with the same words, and polite forms ("I would like to", "you decide to"). There only clauses that are
said or thought are attributions, words that are quoted, and what states, bodies and people known by name say by words
alone ("Vienna condemns the raid").
"""

from collections.abc import Iterable
from functools import cached_property

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, holds
from legation.coding.cues import Cues
from legation.coding.scene import Scene

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Of so few words a share tells nothing.
_FEWEST = 250
# From this share of the first person on a text is talk; nine news articles in ten have less outside quotations.
_SHARE = 0.015
_VOLITIONS = frozenset({"intend", "hope"})


class Talk:
    """Tells whether a scene is talk, and what in it is no attribution."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Judge `scene`; `cues` list the persons who talk and the acts that are done by words alone."""
        self._scene = scene
        self._cues = cues

    @cached_property
    def spoken(self) -> bool:
        """True for a text whose own words, quotations left out, are in the first person."""
        words = [t for s in self._scene.sentences for t in s.tokens if t.pos != "PUNCT"]
        if len(words) < _FEWEST:
            return False
        outside = [t for t in words if self._scene.quote_at(t.start) is None]
        persons = sum(t.lower in self._cues.own_voice for t in outside)
        return persons >= _SHARE * max(1, len(outside))

    def reported(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The attributions without those that talk only tells as deeds and wishes; all of a text that is no talk."""
        whole = list(found)
        if not self.spoken:
            return whole
        kept = [a for a in whole if self._keeps(a)]
        return [a for a in whole if a in kept or any(o.sentence is a.sentence and holds(o, a) for o in kept)]

    def _keeps(self, one: Attribution) -> bool:
        if not one.content or self._scene.speech_at(one.span[0]) is not None:
            return True
        if any(True for s, e in one.content for _ in self._scene.quotes_in(s, e)):
            return True
        clause = _clausal(one)
        if one.act in _VOLITIONS:
            return clause and one.act == "hope"
        if one.cue.pos == "NOUN":
            return clause and self._known(one)  # "your theory that …" is named to be talked about
        return clause or (one.act in self._cues.worded and self._known(one))

    def _known(self, one: Attribution) -> bool:
        """True for a source that is a state, a body or a person known by name."""
        actors = [self._scene.actors.get(a) for t in one.sources for a in self._scene.parties.actors(one.sentence, t)]
        named = any(t.pos == "PROPN" for t in one.sources)
        return named and any(a is not None and a.kind not in ("unnamed", "group") for a in actors)


def _clausal(one: Attribution) -> bool:
    """True for a content with a finite verb that is not only in a clause about one of its nouns."""
    s = one.sentence
    inside = {t.i for t in s.inside(one.content)}
    return any(s.tokens[i].tag in _FINITE and not _describing(s, s.tokens[i], inside) for i in inside)


def _describing(s: Sentence, verb: Token, inside: set[int]) -> bool:
    """True for a verb in a clause that hangs on a noun of the content: "the teams that we met"."""
    chain = (verb, *s.ancestors(verb))
    return any(t.dep in ("relcl", "acl") and t.i in inside and t.head in inside for t in chain)
