"""Doers: who says what a verb or noun tells that has no subject of its own, or one that a parser hides."""

from dataclasses import replace

from legation.annotations import Clause, Sentence, Token
from legation.coding.attribution import Sources
from legation.coding.cues import Cues, Frame
from legation.coding.scene import Scene

_NON_FINITE = frozenset({"VB", "VBG", "VBN"})
_RELATIVE = frozenset({"WDT", "WP"})
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEFORE_VERB = frozenset({"aux", "advmod", "neg"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LONGEST_ASIDE = 16  # words between the commas before a verb that its subject waits for
_JUDGING = frozenset({"accuse", "criticise", "condemn", "praise"})
# Who has, finds, lacks the nerve to say something says it, or fails to.
_POSSESSING = frozenset({"have", "lack", "find", "muster", "summon", "pluck", "show", "take"})
# Pronouns that stand for all, or none, of those told of before.
_ALONE = frozenset({"neither", "none", "both", "each", "either"})
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
        self._addressing = cues.tells | cues.impersonal

    def speaks(self, sentence: Sentence, token: Token) -> bool:
        """True for people, bodies and states."""
        return self._sources.speaks(sentence, token)

    def of(self, sentence: Sentence, cue: Token, heard: tuple[Token, ...]) -> tuple[Token, ...]:
        """The sources that the syntax shows where it can be trusted more than what was `heard`, else those."""
        clause = self._scene.clause(sentence, cue)
        if (wishing := _wishing(sentence, cue) or _having(sentence, cue)) is not None:
            return sentence.conjuncts(wishing)
        if (alone := _pronominal(sentence, cue)) is not None:
            return (alone,)
        if clause is None:
            told = self._owners(sentence, cue) if cue.pos in ("NOUN", "PROPN") else ()
        elif clause.passive and (clause.lemma not in self._cues.verbs or clause.lemma in self._cues.moving):
            told = clause.objects  # "was alarmed by the raid", "had been led to believe": whoever is moved speaks
            spoken = any(self._sources.speaks(sentence, t) for t in clause.subjects)
            if spoken and not any(self._sources.tells(sentence, t) or t.pos == "PRON" for t in told):
                told = clause.subjects  # "the vow was cheered by the unions"
        elif heard and self._open(clause):
            told = _alike(sentence, cue)
        else:
            told = self.mended(clause).subjects
            if not told and clause.lemma in self._addressing and sentence.child(cue, "auxpass") is not None:
                heard = tuple(t for t in heard if t not in clause.objects)  # "had been told of it": told, not telling
        return heard if any(t in told for t in heard) else told or heard

    def _open(self, clause: Clause) -> bool:
        """True where a parse often errs: whose verb a second one is, and what "who" takes up."""
        verb = clause.head
        own = clause.sentence.children(verb, "nsubj", "nsubjpass")
        return any(t.tag in _RELATIVE for t in own) or (verb.dep == "conj" and not own)

    def mended(self, clause: Clause) -> Clause:
        """The clause with its doer put right: "accused Baku of shelling" (Baku shells), "heard him promising aid"."""
        s, verb = clause.sentence, clause.head
        if (alone := _pronominal(s, verb)) is not None and not clause.passive:
            return replace(clause, subjects=(alone,))
        if clause.passive:
            return self._turned(clause)
        if issuers := self.issuers(s, verb):
            return replace(clause, subjects=issuers)
        if (doer := self._object_above(s, verb) or _nearest(s, verb)) is not None:
            return replace(clause, subjects=s.conjuncts(doer))
        other = _trailed(s, verb) or self._partner(s, verb)
        first = None if other is None else self._scene.clause(s, other)
        if first is None:
            waiting = None if clause.subjects else self._waiting(s, verb)
            return clause if waiting is None else replace(clause, subjects=s.conjuncts(waiting))
        # "had been asked to leave and wanted time": the second verb goes on with whom the first is done to
        return replace(clause, subjects=first.objects[:1] if first.passive else self.mended(first).subjects)

    def issuers(self, s: Sentence, verb: Token) -> tuple[Token, ...]:
        """Who puts out the paper that says it: "the ministry | issued a statement saying", "wrote a letter urging"."""
        paper = self.paper(s, verb)
        clause = None if paper is None else self._scene.clause(s, s.head(paper))
        issues = clause is not None and clause.lemma in self._cues.issuing and not clause.passive
        return clause.subjects if clause is not None and issues else ()

    def paper(self, s: Sentence, verb: Token) -> Token | None:
        """The paper that a participle behind it speaks of, whoever it is for: "a letter to the king | urging him"."""
        above = s.head(verb)
        if verb.tag != "VBG" or verb.dep not in ("acl", "advcl"):
            return None
        if above.dep == "pobj" and s.head(above).lower == "to":
            above = s.head(s.head(above))
        paper = s.child(above, "dobj") if above.pos == "VERB" else above
        owned = paper is None or s.child(paper, "poss") is not None or paper.dep != "dobj" or paper.i > verb.i
        owned = owned or self._shown(s, verb) is not None  # "aired a video of the mayor | admitting"
        return None if owned or paper is None or paper.lemma.lower() not in self._cues.documents else paper

    def _partner(self, s: Sentence, verb: Token) -> Token | None:
        """The verb with which a second, tensed one without a subject goes: no bare "lift" in "asked them to lift it".

        A parser may join it to the verb of a clause before it: "asked them to lift it and has told …", "is convinced
        that Rome will yield and regards …". It goes with the next verb above of its own tense, or whose subject can
        speak.
        """
        if verb.dep != "conj" or s.child(verb, "nsubj", "nsubjpass", "expl") is not None or not _tensed(s, verb):
            return None
        above = [t for t in s.ancestors(verb) if t.pos in ("VERB", "AUX") and _tensed(s, t)]
        if not above:
            return next(iter(s.ancestors(verb)), None)
        if _finite(s, above[0]) == "MD" != _finite(s, verb):
            return next((t for t in above[1:] if _finite(s, t) == _finite(s, verb)), above[0])
        if not self._spoken(s, above[0]):
            return next((t for t in above[1:] if self._spoken(s, t)), above[0])
        return above[0]

    def _spoken(self, s: Sentence, verb: Token) -> bool:
        """True for a verb whose subject can speak or think, or is not known; whoever agrees or denies speaks."""
        clause = self._scene.clause(s, verb)
        subjects = () if clause is None else clause.subjects or clause.objects[: clause.passive]
        worded = (
            clause is not None and not clause.passive and any(f.act in self._cues.worded for f in self._frames(verb))
        )
        worded = worded and subjects[:1] != () and subjects[0].pos != "PRON"
        return worded or not subjects or any(self._sources.tells(s, t) for t in subjects)

    def _frames(self, verb: Token) -> tuple[Frame, ...]:
        return self._cues.verbs.get(verb.lemma.lower(), ())

    def _waiting(self, s: Sentence, verb: Token) -> Token | None:
        """The subject that waits for its verb before what commas enclose: "the envoy had, after a fashion, apologised".

        A parser hangs it on the auxiliary verb, or on the clause between the commas.
        """
        if not _tensed(s, verb) or s.child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None:
            return None
        if any(t.lower != "that" for t in s.children(verb, "mark")):
            return None
        led = s.children(verb, "aux", "auxpass", "neg")
        led = led or tuple(
            t for t in s.children(verb, "advmod") if t.i == verb.i - 1
        )  # "the accused, …, now repudiate"
        first = min((*led, verb), key=lambda t: t.i).i
        if first > 1 and s.tokens[first - 1].lower == ",":
            before = range(first - 2, max(0, first - _LONGEST_ASIDE), -1)
            first = next((i for i in before if s.tokens[i].lower == ","), 0)
        told = s.tokens[first - 1] if first else None
        while told is not None and told.dep in ("pobj", "prep") and told.head < told.i:
            told = s.head(told)
        if told is None or told.pos not in _NOMINAL or told.ent in _TIMES:
            return None
        return told if self._sources.speaks(s, told) else None

    def _turned(self, clause: Clause) -> Clause:
        """The passive of a verb of feeling as told of who feels it: "was worried by the raid", "is resolved to"."""
        told = clause.objects
        if clause.lemma not in self._cues.moving or not told or told[0].lower == "it" or told[0].tag in _RELATIVE:
            return clause
        return replace(clause, subjects=told, objects=clause.subjects, passive=False)

    def _object_above(self, s: Sentence, verb: Token) -> Token | None:
        """The object of the verb above that does what a gerund or a bare participle tells."""
        having = any(
            t.tag == "VBG" for t in s.children(verb, "aux")
        )  # "for having said": a parser may call it a past tense
        bare = having or verb.tag in _NON_FINITE
        if not bare or s.child(verb, "nsubj", "nsubjpass", "csubj") is not None:
            return None
        above = s.head(verb)
        if verb.dep == "pcomp":
            return self._through(s, above)
        if (shown := self._shown(s, verb)) is not None:
            return shown
        if verb.tag == "VBG" and verb.dep in ("advcl", "xcomp", "acl") and above.lemma.lower() in self._cues.depicting:
            first = s.subtree(verb)[0].i
            return next((t for t in s.children(above, "dobj") if s.subtree(t)[-1].i == first - 1), None)
        return None

    def _shown(self, s: Sentence, verb: Token) -> Token | None:
        """Whoever stands before a participle behind "of": "a video of the mayor | admitting that …"."""
        before = s.tokens[verb.i - 1] if verb.i else None
        if (
            verb.tag != "VBG"
            or verb.dep not in ("acl", "advcl", "xcomp", "ccomp")
            or before is None
            or before.dep != "pobj"
        ):
            return None
        of = s.head(before)
        return before if of.lower == "of" and self._sources.speaks(s, before) else None

    def _through(self, s: Sentence, prep: Token) -> Token | None:
        """The object beside a preposition with a gerund: "of" in "accused Baku of shelling"."""
        if prep.lower not in self._cues.through_object:
            return None
        above = s.head(prep)
        if above.dep == "dobj" and (self._sources.speaks(s, above) or self._blamed(s, above, prep)):
            return above  # "quoted an officer as saying": a parser may hang the phrase on the officer
        if above.pos != "VERB":
            return None
        objects = [t for t in s.children(above, "dobj") if t.i < prep.i]
        if objects and not self._sources.speaks(s, objects[-1]):
            # "took issue with the governor for predicting", "lost patience with the Swiss for insisting"
            beside = (p for o in (above, objects[-1]) for p in s.children(o, "prep") if p.lower in ("with", "at"))
            person = next((t for p in beside for t in s.children(p, "pobj") if self._sources.speaks(s, t)), None)
            if person is not None and person.i < prep.i:
                return person
        return _first(objects)

    def _blamed(self, s: Sentence, thing: Token, prep: Token) -> bool:
        """True for whatever is praised or blamed for a deed: "blamed the weather service for forecasting rain"."""
        frames = self._cues.verbs.get(s.head(thing).lemma.lower(), ())
        return prep.lower in ("for", "of", "on") and any(f.act in _JUDGING for f in frames)

    def _owners(self, s: Sentence, noun: Token) -> tuple[Token, ...]:
        """Whose claim a noun tells: "the premier's fear", "a warning from Rome"."""
        owner = s.child(noun, "poss")
        if owner is not None and owner.ent not in _TIMES:
            return s.conjuncts(owner)
        for prep in s.children(noun, "prep"):
            told = s.child(prep, "pobj")
            if prep.lower in _OWNING and told is not None and told.ent not in _TIMES:
                return s.conjuncts(told)
        return () if (whence := origin(s, noun)) is None else s.conjuncts(whence)


def origin(s: Sentence, noun: Token) -> Token | None:
    """Whence a word comes, told before it: "from Caracas | comes the charge that …"."""
    verb = s.head(noun)
    if noun.dep not in ("nsubj", "attr", "dobj") or verb.lemma.lower() != "come" or verb.i > noun.i:
        return None
    whence = next((p for p in s.children(verb, "prep") if p.lower == "from" and p.i < verb.i), None)
    return None if whence is None else s.child(whence, "pobj")


def _wishing(s: Sentence, adverb: Token) -> Token | None:
    """Who would rather, sooner: "the abbots | would sooner the king stayed", "his cabinet | would much rather wait"."""
    if adverb.tag not in ("RB", "RBR") or adverb.lower not in ("rather", "sooner"):
        return None
    modal = next((t for t in s.tokens[max(0, adverb.i - 3) : adverb.i] if t.lower in ("would", "'d", "had")), None)
    return None if modal is None else next((t for t in reversed(s.tokens[: modal.i]) if t.dep == "nsubj"), None)


def _having(s: Sentence, verb: Token) -> Token | None:
    """Who has what it takes to say it: "the delegate | had the nerve to claim", "lacked the courage to admit"."""
    quality = s.head(verb)
    if verb.tag != "VB" or verb.dep not in ("acl", "relcl") or quality.dep != "dobj" or quality.ent:
        return None
    above = s.head(quality)
    if above.lemma.lower() not in _POSSESSING or quality.pos != "NOUN" or s.child(quality, "poss") is not None:
        return None
    return s.child(above, "nsubj")


def _pronominal(s: Sentence, verb: Token) -> Token | None:
    """The pronoun right before a second verb that a parser takes for a joining word: "but that | neither | wished"."""
    if verb.dep != "conj" or s.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    first = min((*s.children(verb, "aux", "auxpass", "neg", "advmod"), verb), key=lambda t: t.i).i
    before = s.tokens[first - 1] if first else None
    alone = before is not None and before.lower in _ALONE and before.dep in ("preconj", "cc", "det", "dep")
    return before if alone else None


def _first(objects: list[Token]) -> Token | None:
    """The object that acts: the last, or the one before what it is called ("branded him a liar for denying")."""
    if len(objects) == 2 and objects[1].pos == "NOUN" and objects[0].pos in ("PROPN", "PRON"):
        return objects[0]
    return objects[-1] if objects else None


def _nearest(s: Sentence, verb: Token) -> Token | None:
    """Of several subjects that a parser gives a verb the one right before it: "His aides, an official said, were …"."""
    own = s.children(verb, "nsubj")
    if len(own) < 2 or own[-1].tag in _RELATIVE:
        return None
    after = s.subtree(own[-1])[-1].i + 1
    return own[-1] if all(s.tokens[i].dep in _BEFORE_VERB for i in range(after, verb.i)) and after <= verb.i else None


def _tensed(s: Sentence, verb: Token) -> bool:
    return _finite(s, verb) in _TENSED


def _finite(s: Sentence, verb: Token) -> str:
    """The form of the verb's first word: MD, VBD, VBZ."""
    auxiliaries = s.children(verb, "aux", "auxpass")
    tag = (auxiliaries[0] if auxiliaries else verb).tag
    return "VBZ" if tag == "VBP" else tag


def _alike(s: Sentence, verb: Token) -> tuple[Token, ...]:
    """The subject of the verb before "and" where both have an auxiliary that the verb of saying above has not.

    "Told the court that the fund | had agreed to pay and had spurned every bill": the fund spurned them.
    """
    first = s.head(verb)
    subject, above = s.child(first, "nsubj"), s.head(first)
    helping = [[t.lower for t in s.children(v, "aux") if t.tag in _TENSED] for v in (verb, first, above)]
    alike = verb.dep == "conj" and helping[0][:1] and helping[0] == helping[1] != helping[2]
    return s.conjuncts(subject) if subject is not None and alike and first.dep == "ccomp" else ()


def _trailed(s: Sentence, verb: Token) -> Token | None:
    """The main verb for a last participle after a comma, which says more of it: "said he had left, adding that …"."""
    if verb.tag != "VBG" or verb.dep != "advcl" or s.children(verb, "nsubj", "mark", "aux"):
        return None
    first, last = s.subtree(verb)[0].i, s.subtree(verb)[-1].i
    if first == 0 or s.tokens[first - 1].lower != "," or any(t.pos != "PUNCT" for t in s.tokens[last + 1 :]):
        return None
    own = s.head(verb)
    if (subject := s.child(own, "nsubj")) is not None and own.tag in _TENSED and _behind(s, subject):
        return own  # "talks go on, the minister wrote, adding that …": it stands behind what it reports
    return s.root if s.root.pos == "VERB" and s.root.i < verb.i else None


def _behind(s: Sentence, subject: Token) -> bool:
    """True for a subject right after a comma, the words it reports before it."""
    first = s.subtree(subject)[0].i
    return first > 1 and s.tokens[first - 1].lower == ","
