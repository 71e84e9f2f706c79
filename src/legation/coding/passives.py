"""Passives: whose words a passive tells, and what they are about.

"The ferry | was believed | by the French | to have sunk" is what the French believe; "is rumoured to have
fled" is nobody's. The subject of such a verb says nothing: it is spoken of, or spoken to.
"""

from collections.abc import Iterable
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues
from legation.coding.idiom_cues import FORM as IDIOM
from legation.coding.scene import Extent, Scene
from legation.coding.speakers import phrase
from legation.coding.standings import infinitive

_PARTICIPLES = frozenset({"VBN", "VBD"})
_FELT = frozenset({"fear", "hope"})
_TIMES = frozenset({"DATE", "TIME"})
# Forms whose source the layout shows.
_LAID_OUT = frozenset({"label", "continued"})
_BEFORE = frozenset({"aux", "auxpass", "neg", "advmod", "punct"})


class Passives:
    """Mends the passives of one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene`; `cues` name the verbs of saying, and those of feeling, whose subject feels."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)
        self._papers = cues.circles | cues.documents | cues.periodicals

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order."""
        return [self._mended(one) for one in found]

    def _mended(self, one: Attribution) -> Attribution:
        s, cue = one.sentence, one.cue
        if one.form in _LAID_OUT or one.form == IDIOM or cue.tag not in _PARTICIPLES or not one.content:
            return one
        lemma = cue.lemma.lower()
        if lemma in self._cues.moving | self._cues.settled or not (lemma in self._cues.verbs or one.act == "report"):
            return one
        if one.act in _FELT and lemma not in self._cues.impersonal:
            return one  # "was grieved by the charge": the subject feels it
        subject = self._subject(s, cue)
        if subject is None:
            return self._supposed(one)
        teller = self._agent(s, cue) or self._place(s, cue)
        named = None if teller is None else self._named(s, teller)
        if teller is None:
            told = replace(one, sources=(), named=None) if self._silent(one, subject) else one
        elif teller in one.sources and named is None:
            told = one
        else:
            told = replace(one, sources=s.conjuncts(teller) if named is None else (teller,), named=named)
        return self._about(told, subject, teller)

    def _supposed(self, one: Attribution) -> Attribution:
        """Hearsay of a noun, with that noun: "villages | believed | to support it" is told of the villages."""
        s, cue = one.sentence, one.cue
        noun = s.head(cue)
        hearsay = cue.dep == "acl" and noun.i < cue.i and not one.sources and cue.lemma.lower() in self._cues.impersonal
        told = [t for c in s.children(cue, "xcomp") if infinitive(s, c) for t in s.subtree(c)]
        if not hearsay or not told or one.content[0][0] < cue.start:
            return one
        place = phrase(s, noun, apposition=False, cue=cue.i)
        return replace(one, content=(place, *one.content)) if place[1] <= cue.start else one

    def _subject(self, s: Sentence, verb: Token) -> Token | None:
        """Whom a passive is about: its own subject, that of the passive it goes on with, or that of "feared dead"."""
        own = s.child(verb, "nsubjpass") or s.child(verb, "nsubj")
        if s.child(verb, "auxpass") is not None:
            if own is None and verb.dep == "conj":
                return self._subject(s, s.head(verb)) if s.head(verb).i < verb.i else None
            return own
        if own is not None:
            presumed = verb.lemma.lower() in self._cues.presuming and s.child(verb, "oprd") is not None
            return own if presumed and _bare(s, verb) else None
        first = s.head(verb)
        goes_on = verb.dep == "conj" and first.i < verb.i and s.child(verb, "aux") is None
        if goes_on and s.child(first, "auxpass") is not None and s.child(verb, "agent") is not None:
            return self._subject(s, first)
        return None

    def _agent(self, s: Sentence, verb: Token) -> Token | None:
        """Who says it: behind "by", wherever a parser hangs that."""
        inner = [c for p in s.children(verb, "prep") for c in s.children(p, "pcomp")]
        inner += [t for t in s.children(verb, "xcomp") if infinitive(s, t) and s.child(t, "auxpass") is None]
        things = s.children(verb, "dobj", "oprd", "attr")
        above = (s.head(verb),) if verb.dep == "amod" and s.head(verb).i > verb.i else ()
        for top in (verb, *inner, *things, *above):
            for by in s.children(top, "agent", "prep"):
                told = s.child(by, "pobj")
                if by.lower != "by" or by.i < verb.i or told is None or told.ent in _TIMES:
                    continue
                if self._sources.tells(s, told) or (by.dep == "agent" and told.pos == "PRON"):
                    return told
        return None

    def _place(self, s: Sentence, verb: Token) -> Token | None:
        """The papers or circles in which a thing is said of somebody: "is alleged in the indictment to have fled"."""
        if not any(infinitive(s, t) for t in s.children(verb, "xcomp", "advcl")):
            return None
        for prep in s.children(verb, "prep"):
            told = s.child(prep, "pobj")
            if prep.lower in ("in", "among") and told is not None and told.lemma.lower() in self._papers:
                return told
        return None

    def _silent(self, one: Attribution, subject: Token) -> bool:
        """True where the words taken for the source are the subject, or stand outside of the passive's clause."""
        s = one.sentence
        spoken_of = {t.i for t in s.conjuncts(subject)}
        spoken_of |= {t.i for v in s.ancestors(one.cue) for t in s.children(v, "nsubj") if t.i < subject.i}
        if one.sources:
            return any(t.i in spoken_of for t in one.sources)
        return one.named is not None and one.named[0] <= subject.start < one.named[1]

    def _named(self, s: Sentence, teller: Token) -> Extent | None:
        """The words of an agent without what it warned, or accused, of: "warned by the bank | of a run"."""
        by = s.head(teller)
        if s.head(by).lemma.lower() not in self._cues.informing:
            return None
        of = next((p for p in s.children(teller, "prep") if p.lower in ("of", "about", "against")), None)
        if of is None:
            return None
        words = [t for t in s.subtree(teller) if t.i < of.i]
        return words[0].start, words[-1].end

    def _about(self, one: Attribution, subject: Token, teller: Token | None) -> Attribution:
        """The attribution with its subject before "of hiding arms", "to have fled", and without who says it."""
        s, cue = one.sentence, one.cue
        content = one.content
        if one.named is not None and teller is not None and content[-1][1] <= cue.start:
            of = next((p for p in s.children(teller, "prep") if p.start >= one.named[1]), None)
            content = content if of is None else (*content, (of.start, s.subtree(of)[-1].end))
        if teller is not None and (by := s.head(teller)).lower == "by":
            content = _without(s, content, by)
        start = content[0][0]
        told = self._told(s, cue)
        known = subject.dep == "expl" or subject.lower in ("it", "there") or subject.i > cue.i
        if not told or known or start > max(t.end for t in told):
            return one.telling(content)
        place = phrase(s, subject, apposition=True, cue=cue.i, content=content)
        if start < cue.start:  # a part of the subject was heard
            part = place[0] < start and content[0][1] <= place[1] <= cue.start
            return one.telling((place, *content[1:]) if part else content)
        return one.telling((place, *content)) if place[1] <= cue.start else one.telling(content)

    def _told(self, s: Sentence, verb: Token) -> list[Token]:
        """The words of a complement that goes on with the subject: "to have fled", "of hiding arms", "as a spy"."""
        tops = [t for t in s.children(verb, "xcomp", "advcl") if infinitive(s, t)]
        tops += [p for p in s.children(verb, "prep") if p.lower in ("of", "as") and s.child(p, "pcomp") is not None]
        tops += s.children(verb, "oprd")
        return [t for top in tops for t in s.subtree(top)]


def _without(s: Sentence, content: tuple[Extent, ...], by: Token) -> tuple[Extent, ...]:
    """The content without the agent at its end: "to wait | by people who gave no name"."""
    start, end = content[-1]
    last = s.subtree(by)[-1].end
    kept = s.tokens[by.i - 1].end if by.i else 0
    return (*content[:-1], (start, kept)) if start < kept < by.end <= end <= last else content


def _bare(s: Sentence, verb: Token) -> bool:
    """True for a participle with nothing but a subject and a predicate: "many of them | feared | dead"."""
    after = s.children(verb, "dobj", "ccomp", "xcomp")
    return not s.children(verb, "aux") and not any(t.i > verb.i for t in after)
