"""Doers: who says what a verb or noun tells that has no subject of its own, or one that a parser hides."""

from dataclasses import replace

from legation.annotations import Clause, Sentence, Token
from legation.coding.attribution import Sources
from legation.coding.cues import Cues
from legation.coding.scene import Scene

_NON_FINITE = frozenset({"VB", "VBG", "VBN"})
_RELATIVE = frozenset({"WDT", "WP"})
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEFORE_VERB = frozenset({"aux", "advmod", "neg"})
_TIMES = frozenset({"DATE", "TIME"})
# Prepositions of a noun whose object is the source: "a warning from Rome", "suggestions by the ministry".
_OWNING = ("by", "from")


class Doers:
    """Finds the sources of cues by syntax."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene`; `cues` name the verbs and prepositions whose object does what a gerund tells."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def of(self, sentence: Sentence, cue: Token, heard: tuple[Token, ...]) -> tuple[Token, ...]:
        """The sources that the syntax shows where it can be trusted more than what was `heard`, else those."""
        clause = self._scene.clause(sentence, cue)
        if clause is None:
            told = self._owners(sentence, cue) if cue.pos in ("NOUN", "PROPN") else ()
        elif clause.passive and clause.lemma not in self._cues.verbs:
            told = clause.objects  # "was alarmed by the raid", "had been led to believe": whoever is moved speaks
        elif heard and self._open(clause):
            told = ()
        else:
            told = self.mended(clause).subjects
        return heard if any(t in told for t in heard) else told or heard

    def _open(self, clause: Clause) -> bool:
        """True where a parse often errs: whose verb a second one is, and what "who" takes up."""
        verb = clause.head
        own = clause.sentence.children(verb, "nsubj", "nsubjpass")
        return any(t.tag in _RELATIVE for t in own) or (verb.dep == "conj" and not own)

    def mended(self, clause: Clause) -> Clause:
        """The clause with its doer put right: "accused Baku of shelling" (Baku shells), "heard him promising aid"."""
        s, verb = clause.sentence, clause.head
        if clause.passive:
            return clause
        if (doer := self._object_above(s, verb) or _nearest(s, verb)) is not None:
            return replace(clause, subjects=s.conjuncts(doer))
        other = _trailed(s, verb) or _partner(s, verb)
        first = None if other is None else self._scene.clause(s, other)
        return clause if first is None else replace(clause, subjects=self.mended(first).subjects)

    def _object_above(self, s: Sentence, verb: Token) -> Token | None:
        """The object of the verb above that does what a gerund or a bare participle tells."""
        if verb.tag not in _NON_FINITE or s.child(verb, "nsubj", "nsubjpass", "csubj") is not None:
            return None
        above = s.head(verb)
        if verb.dep == "pcomp":
            return self._through(s, above)
        if verb.tag == "VBG" and verb.dep in ("advcl", "xcomp", "acl") and above.lemma.lower() in self._cues.depicting:
            first = s.subtree(verb)[0].i
            return next((t for t in s.children(above, "dobj") if s.subtree(t)[-1].i == first - 1), None)
        return None

    def _through(self, s: Sentence, prep: Token) -> Token | None:
        """The object beside a preposition with a gerund: "of" in "accused Baku of shelling"."""
        if prep.lower not in self._cues.through_object:
            return None
        above = s.head(prep)
        objects = [t for t in s.children(above, "dobj") if t.i < prep.i] if above.pos == "VERB" else []
        if above.dep == "dobj" and self._sources.speaks(s, above):
            return above  # "quoted an officer as saying": a parser may hang the phrase on the officer
        return objects[-1] if objects else None

    def _owners(self, s: Sentence, noun: Token) -> tuple[Token, ...]:
        """Whose claim a noun tells: "the premier's fear", "a warning from Rome"."""
        owner = s.child(noun, "poss")
        if owner is not None and owner.ent not in _TIMES:
            return s.conjuncts(owner)
        for prep in s.children(noun, "prep"):
            told = s.child(prep, "pobj")
            if prep.lower in _OWNING and told is not None and told.ent not in _TIMES:
                return s.conjuncts(told)
        return ()


def _nearest(s: Sentence, verb: Token) -> Token | None:
    """Of several subjects that a parser gives a verb the one right before it: "His aides, an official said, were …"."""
    own = s.children(verb, "nsubj")
    if len(own) < 2 or own[-1].tag in _RELATIVE:
        return None
    after = s.subtree(own[-1])[-1].i + 1
    return own[-1] if all(s.tokens[i].dep in _BEFORE_VERB for i in range(after, verb.i)) and after <= verb.i else None


def _partner(s: Sentence, verb: Token) -> Token | None:
    """The verb with which a second, tensed one without a subject goes: no bare "lift" in "asked them to lift it".

    "He asked them to lift it and has told …": a parser may join "told" to "lift".
    """
    if verb.dep != "conj" or s.child(verb, "nsubj", "nsubjpass", "expl") is not None or not _tensed(s, verb):
        return None
    first = s.head(verb)
    while first.head != first.i and not (_tensed(s, first) and first.pos in ("VERB", "AUX")):
        first = s.head(first)
    return first


def _tensed(s: Sentence, verb: Token) -> bool:
    auxiliaries = s.children(verb, "aux", "auxpass")
    return (auxiliaries[0] if auxiliaries else verb).tag in _TENSED


def _trailed(s: Sentence, verb: Token) -> Token | None:
    """The main verb for a last participle after a comma, which says more of it: "said he had left, adding that …"."""
    if verb.tag != "VBG" or verb.dep != "advcl" or s.children(verb, "nsubj", "mark", "aux"):
        return None
    first, last = s.subtree(verb)[0].i, s.subtree(verb)[-1].i
    if first == 0 or s.tokens[first - 1].lower != "," or any(t.pos != "PUNCT" for t in s.tokens[last + 1 :]):
        return None
    return s.root if s.root.pos == "VERB" and s.root.i < verb.i else None
