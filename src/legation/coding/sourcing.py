"""Sourcing: who speaks where a parse hides it in the words beside the cue."""

from collections.abc import Iterable
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources, holds
from legation.coding.cues import Cues
from legation.coding.scene import Extent, Scene

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OWNED = {"noun-sourceless": "noun"}  # the form of a noun without a source, and with one
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEFORE = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# Prepositions of places where hearsay goes round.
_AROUND = frozenset({"in", "at", "around", "round", "on", "along", "across", "through", "throughout"})
# What leads to where and how something is said.
_WITHIN = frozenset({"in", "on", "by", "through", "via", "during", "from"})
# Acts of those who meet another's words.
_SCORNING = frozenset({"reject", "deny", "condemn", "criticise", "disagree"})
# What is made by whoever breaks, trades, repeats it, where a report may be another's.
_MADE = frozenset({"accuse", "claim", "criticise", "warn"})
_RELATIVE = frozenset({"WP", "WDT"})
_PAST = frozenset({"VBD", "VBN"})
_BOTH = 2  # commas around what is told of a noun
_PEOPLES = frozenset({"NORP", "GPE", "ORG"})


class Sourcing:
    """Mends the sources of one scene's attributions."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene`; `cues` tell whose words a noun's verb or preposition makes them."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order."""
        whole = list(found)
        return [
            replace(one, sources=(), named=None) if self._mistagged(one, whole) else self._mended(one) for one in whole
        ]

    def _mistagged(self, one: Attribution, found: Iterable[Attribution]) -> bool:
        """True for a noun that a parser takes for a verb: "the ministry denied on Monday | reports that …"."""
        if one.cue.tag != "VBZ" or one.cue.dep != "dobj" or one.lemma not in self._cues.nouns:
            return False
        return any(a.sentence is one.sentence and a.cue.i == one.cue.head and holds(a, one) for a in found)

    def _mended(self, one: Attribution) -> Attribution:
        if one.named is not None:
            return one
        if one.lemma in self._cues.raising and one.sources and one.sources[0].lower == "it":
            return replace(one, sources=())  # "it emerged that …": nobody says it
        if self._anothers(one) or self._beside_subject(one):
            one = replace(one, sources=(), named=None)
        if self._nobody(one):
            return replace(one, sources=(), content=_behind(one, one.sources[0]))
        if one.lemma == "hear" and one.sources and one.sources[0].lemma.lower() in self._cues.hearers:
            # "the inquest heard that …": whoever hears does not say it; "heard from a stoker that …": he does
            told = self._from(one)
            return replace(one, sources=told, content=_behind(one, told[0]) if told else one.content)
        if one.lemma == "hear" and (teller := self._from(one)) and one.content and one.content[-1][1] > teller[0].end:
            return replace(one, sources=teller, content=_behind(one, teller[0]))  # "heard from two envoys that …"
        for rule in (
            self._received,
            self._extracted,
            self._resumed,
            self._shared,
            self._swallowed,
            self._reduced,
            self._itself,
            self._whose,
            self._venued,
            self._quoted,
        ):
            if (better := rule(one)) is not None:
                return better
        if one.sources or one.cue.pos not in _NOUNS:
            return one
        owner = self._owner(one)
        return replace(one, sources=owner, form=_OWNED.get(one.form, one.form) if owner else one.form)

    def _nobody(self, one: Attribution) -> bool:
        """True for hearsay of a place ("talk in the capital that …"): there it goes round, and nobody says it."""
        if one.cue.pos not in _NOUNS or one.lemma not in self._cues.hearsay or not one.sources:
            return False
        place = one.sources[0]
        prep = one.sentence.head(place)
        at = prep if place.dep == "pobj" else place
        around = at.head == one.cue.i or (at.head == one.cue.head and at.i > one.cue.i)  # "there is talk in Rome that"
        return at.lower in _AROUND and around

    def _anothers(self, one: Attribution) -> bool:
        """True for a noun given to the one who rejects or scorns it: "the premier deplored | statements that …"."""
        s, noun = one.sentence, one.cue
        if noun.pos not in _NOUNS or noun.dep not in ("dobj", "pobj") or len(one.sources) != 1:
            return False
        above = s.head(noun)
        if noun.dep == "pobj" and above.lower in _WITHIN:
            return False  # "denied in a statement that …": it is theirs
        verb = above if noun.dep == "dobj" else s.head(above)
        frames = self._cues.verbs.get(verb.lemma.lower(), ())
        scorned = bool(frames) and all(f.act in _SCORNING for f in frames)
        return scorned and one.sources[0] in s.children(verb, *_SUBJECTS) and s.child(noun, "poss") is None

    def _received(self, one: Attribution) -> Attribution | None:
        """From whom somebody gets words: "received | assurances | from Maputo that …"."""
        s, noun = one.sentence, one.cue
        verb = s.head(noun)
        if noun.pos not in _NOUNS or noun.dep != "dobj" or verb.lemma.lower() not in self._cues.receiving:
            return None
        froms = [p for t in (noun, verb) for p in s.children(t, "prep") if p.lower == "from" and p.i > noun.i]
        giver = s.child(froms[0], "pobj") if froms else None
        if giver is None or not self._sources.tells(s, giver) or s.child(noun, "poss") is not None:
            return None
        return replace(one, sources=s.conjuncts(giver), named=None, form=_OWNED.get(one.form, one.form))

    def _beside_subject(self, one: Attribution) -> bool:
        """True for a noun given to a word within the subject: "friends of | the minister | resent | hints"."""
        s, noun = one.sentence, one.cue
        if noun.pos not in _NOUNS or noun.dep != "dobj" or len(one.sources) != 1:
            return False
        source, subjects = one.sources[0], s.children(s.head(noun), "nsubj", "nsubjpass")
        if source.i > noun.i or any(source in s.conjuncts(t) for t in subjects):
            return False
        return any(source in s.subtree(t) for t in subjects)

    def _from(self, one: Attribution) -> tuple[Token, ...]:
        teller = next((p for p in one.sentence.children(one.cue, "prep") if p.lower == "from"), None)
        told = None if teller is None else one.sentence.child(teller, "pobj")
        return () if told is None else one.sentence.conjuncts(told)

    def _extracted(self, one: Attribution) -> Attribution | None:
        """Who says what another one tells of them: "the colonel, who the court found | had known of the plot"."""
        s, cue = one.sentence, one.cue
        telling = s.head(cue) if cue.dep == "ccomp" else cue
        if telling.dep != "relcl" or cue.pos not in ("VERB", "AUX"):
            return None
        subjects = [t for t in s.children(telling, "nsubj") if t.i < telling.i]
        pronoun = next(
            (t for t in s.children(telling, "nsubj", "dobj") if t.tag in _RELATIVE and t.i < telling.i), None
        )
        if pronoun is None or not subjects or subjects[-1].i < pronoun.i or subjects[-1] is pronoun:
            return None
        if telling is cue:  # "which the auditors | warned could not be paid"
            return replace(one, sources=(subjects[-1],)) if pronoun in one.sources else None
        own = s.child(cue, "nsubj") is None and pronoun.i < subjects[-1].i < telling.i < cue.i
        return replace(one, sources=(pronoun,), named=None) if own else None

    def _resumed(self, one: Attribution) -> Attribution | None:
        """A verb behind what describes its subject, which a parser takes for one more description.

        "Ann Verma, who covered the talks, | recalled": no other verb is left for the sentence. "The deputy alleged that
        he lied, and demanded …": "and" joins two verbs of one subject.
        """
        s, cue = one.sentence, one.cue
        noun = s.head(cue)
        if cue.dep != "acl" or cue.tag not in _PAST or noun.pos not in _NOUNS or noun.i > cue.i:
            return None
        if self._coordinated(s, noun, cue):
            return replace(one, sources=(noun,), named=None)
        if noun is not s.root:
            return None
        own = s.children(noun, "relcl", "appos", "acl")
        marks = [t.i for t in s.tokens[noun.i : cue.i] if t.text == ","]
        if len(marks) < _BOTH or marks[-1] != cue.i - 1 or not any(noun.i < t.i < cue.i for t in own):
            return None
        content = tuple(part for part in one.content if part[0] >= cue.end)
        return replace(one, sources=(noun,), named=None, content=content) if content else None

    def _shared(self, one: Attribution) -> Attribution | None:
        """The subject of two verbs without the first one: "the deputy | alleged that he lied, and demanded"."""
        s, cue = one.sentence, one.cue
        noun = one.sources[0] if len(one.sources) == 1 else None
        if noun is None or noun.head != cue.i or noun.pos not in _NOUNS:
            return None
        first = next((t for t in s.children(noun, "acl") if t.lemma.lower() in self._cues.verbs), None)
        if first is None or first.tag not in _PAST or not self._coordinated(s, noun, first):
            return None
        begin = s.subtree(noun)[0]
        return replace(one, named=(begin.start, s.tokens[first.i - 1].end)) if begin.i < first.i else None

    def _coordinated(self, s: Sentence, noun: Token, cue: Token) -> bool:
        verb = s.head(noun)
        before = s.tokens[verb.i - 1] if verb.i else verb
        close = not any(t.text == "," for t in s.tokens[noun.i : cue.i])
        return noun.dep == "nsubj" and verb.i > cue.i and before.dep == "cc" and before.head == noun.i and close

    def _swallowed(self, one: Attribution) -> Attribution | None:
        """A subject that a parser joins to its verb as if that were a noun: "the former chamberlain | writes"."""
        s, cue = one.sentence, one.cue
        if cue.i == 0 or s.child(cue, *_SUBJECTS) is not None:
            return None
        last = s.tokens[cue.i - 1]
        paper = last.lower in self._cues.periodicals and cue.i > 1 and s.tokens[cue.i - 2].pos in _NOUNS
        root = cue.tag == "NNS" and cue.head == cue.i and (self._told_before(one) or self._spoken(one, last))
        if not (cue.tag in _FINITE or root or (paper and cue.tag == "NNS")):
            return None
        close = last.head == cue.i and last.dep in _BEFORE and last.pos in _NOUNS and self._open(s, last)
        if not close and not paper:
            return None
        first = last
        while first.i > 0 and (self._leads(s, s.tokens[first.i - 1], first, cue) or (paper and _inner(s, first))):
            first = s.tokens[first.i - 1]
        return replace(one, sources=(last,), named=(first.start, last.end))

    def _spoken(self, one: Attribution, last: Token) -> bool:
        """True for a heard "delegate protests that …" in a sentence with no other main verb."""
        return bool(one.content) and one.content[0][0] > one.span[1] and last.lemma.lower() in self._cues.people

    def _told_before(self, one: Attribution) -> bool:
        return bool(one.content) and one.content[-1][1] <= one.span[0]

    def _open(self, s: Sentence, noun: Token) -> bool:
        return self._sources.tells(s, noun) or s.child(s.head(noun), "det", "poss") is not None

    def _leads(self, s: Sentence, token: Token, first: Token, cue: Token) -> bool:
        """True for a word before the noun that belongs to its phrase."""
        top = token
        while top.head not in (cue.i, top.i):
            top = s.head(top)
        return top.head == cue.i and top.dep in _BEFORE and token.dep != "punct" and token.i == first.i - 1

    def _reduced(self, one: Attribution) -> Attribution | None:
        """A subject with a participle that a parser takes for the verb: "a driver held there | said that …"."""
        s, cue = one.sentence, one.cue
        if (working := self._working(s, cue)) is not None:
            return replace(one, sources=(working,), named=(s.subtree(working)[0].start, s.tokens[cue.i - 1].end))
        if cue.dep == "acomp" and s.head(cue).i < cue.i:
            cue = s.head(cue)  # "families camped there | were frightened of"
        if cue.i < 3 or s.child(cue, *_SUBJECTS) is not None or not one.content or one.content[0][0] < cue.end:
            return None
        having = [t for t in s.children(cue, "aux", "neg", "advmod") if t.i < cue.i] if cue.tag == "VBN" else []
        tensed = any(t.tag in _TENSED for t in having)
        if cue.tag not in _FINITE and not tensed and not (cue.tag == "NNS" and cue.dep == "dep"):
            return None
        verbs = [t for t in s.tokens[: cue.i] if (t.pos in ("VERB", "AUX") or t.tag == "MD") and t not in having]
        first = next(iter(verbs[-1:] if tensed else verbs), None)
        subject = None if first is None else s.child(first, "nsubj")
        if first is None or subject is None or subject.i > first.i or first.tag not in ("VBD", "VBN"):
            return None
        if one.sources and first.i < one.sources[0].i < cue.i and cue.lemma.lower() in self._cues.copulas:
            return None  # "told parliament | Berlin | was prepared to"
        begin = s.subtree(subject)[0].i
        before = s.tokens[begin : min((t.i for t in having), default=cue.i)]
        apart = any((t.pos == "PUNCT" and t.text != "-") or t.dep == "cc" for t in before)
        other = any(t.tag in _TENSED and t is not first for t in before)
        tied = cue.i in (s.head(first).i, first.head) or s.head(cue) is first or (tensed and first.head == cue.head)
        if apart or other or not tied or (begin != 0 and not tensed):
            return None
        return replace(one, sources=(subject,), named=(before[0].start, before[-1].end))

    def _working(self, s: Sentence, cue: Token) -> Token | None:
        """A subject at work that a parser takes for a clause: "volunteers tallying the vote | said"."""
        clause = s.child(cue, "csubj")
        subject = None if clause is None or clause.tag != "VBG" else s.child(clause, "nsubj")
        if clause is None or subject is None or subject.i > clause.i or s.subtree(clause)[-1].i != cue.i - 1:
            return None
        return subject

    def _itself(self, one: Attribution) -> Attribution | None:
        """The noun that "itself" stresses: "Guatemala had itself acknowledged"."""
        if not one.sources or one.sources[0].lower not in self._cues.reflexives:
            return None
        s, stressed = one.sentence, one.sources[0]
        before = [t for t in s.tokens[: stressed.i] if t.dep in ("nsubj", "nsubjpass")]
        return replace(one, sources=(before[-1],)) if before else None

    def _whose(self, one: Attribution) -> Attribution | None:
        """An owner of several words: "the mayor of | Busan's comparison"."""
        s, noun = one.sentence, one.cue
        owner, of = s.child(noun, "poss"), s.head(noun)
        if owner is None or noun.dep != "pobj" or of.lower != "of" or noun.pos not in _NOUNS:
            return None
        head = s.head(of)
        if head.pos not in _NOUNS or s.subtree(owner)[0].i != of.i + 1:
            return None
        if head.lemma.lower() not in self._cues.people or self._scene.speech_at(noun.start) is not None:
            return None
        case = s.child(owner, "case")
        first = s.subtree(head)[0]
        return replace(one, sources=(head,), named=(first.start, (case or owner).end))

    def _venued(self, one: Attribution) -> Attribution | None:
        """Whoever tells without the paper in which it is told: "Prague Radio | in its bulletin | dismissed"."""
        s = one.sentence
        papers = self._cues.documents | self._cues.periodicals
        head = one.sources[0] if len(one.sources) == 1 else None
        if head is None or head.lemma.lower() in papers or not self._sources.speaks(s, head):
            return None
        for prep in s.children(head, "prep"):
            told = s.child(prep, "pobj")
            if prep.lower not in ("in", "on") or told is None or told.lemma.lower() not in papers or prep.i < head.i:
                continue
            words = [t for t in s.subtree(head) if t.i < prep.i]
            whole = len(words) == words[-1].i - words[0].i + 1 and words[-1].i == prep.i - 1
            if whole and not any(t.lower == "," for t in words):
                return replace(one, named=(words[0].start, words[-1].end))
        return None

    def _quoted(self, one: Attribution) -> Attribution | None:
        """Whoever is quoted with the whole phrase before "as": "quoted a fisherman | from the island | as saying"."""
        s, cue = one.sentence, one.cue
        as_ = s.head(cue)
        if cue.dep != "pcomp" or as_.lower != "as" or len(one.sources) != 1 or one.sources[0].head != as_.head:
            return None
        first = s.subtree(one.sources[0])[0]
        between = s.tokens[one.sources[0].i + 1 : as_.i]
        whole = bool(between) and all(t.dep != "punct" and t.tag not in _TENSED for t in between)
        return replace(one, named=(first.start, between[-1].end)) if whole else None

    def _owner(self, one: Attribution) -> tuple[Token, ...]:
        """Whose words a noun tells that nobody owns: "fears in the garrison", "French ideas", "broke a promise"."""
        s, noun = one.sentence, one.cue
        if (credited := self._credited(s, noun)) is not None:
            return s.conjuncts(credited)
        for prep in s.children(noun, "prep"):
            housing = self._cues.sharing if one.act not in self._cues.minds else self._cues.sharing | self._cues.housing
            told = s.child(prep, "pobj")
            printed = told is not None and prep.lower in ("in", "on") and told.lemma.lower() in self._cues.media
            if told is not None and (printed or (prep.lower in housing and self._sources.speaks(s, told))):
                return s.conjuncts(told)
        if named := [
            t
            for t in s.children(noun, "amod", "compound", "nmod")
            if t.ent in _PEOPLES or t.lemma.lower() in self._cues.sided
        ]:
            return tuple(named[-1:])
        said_again = one.act in _MADE and s.head(noun).lemma.lower() in self._cues.own_words  # "traded accusations"
        return self._user(s, noun) if said_again or one.lemma not in self._cues.sourceless else ()

    def _credited(self, s: Sentence, noun: Token) -> Token | None:
        """To whom the noun is laid: "attributed to a minister | the claim that …"."""
        verb = s.head(noun)
        if verb.lemma.lower() not in self._cues.crediting or noun.dep not in ("dobj", "nsubjpass"):
            return None
        to = next((p for p in s.children(verb, "prep", "dative") if p.lower == "to"), None)
        told = None if to is None else s.child(to, "pobj")
        return told if told is not None and self._sources.tells(s, told) else None

    def _user(self, s: Sentence, noun: Token) -> tuple[Token, ...]:
        """Who breaks, keeps, gives what the noun tells."""
        verb = s.head(noun)
        clause = self._scene.clause(s, verb)
        if clause is None or verb.lemma.lower() not in (self._cues.light | self._cues.own_words):
            return ()
        used = noun.dep == ("nsubjpass" if clause.passive else "dobj")
        return clause.subjects if used and all(self._sources.tells(s, t) for t in clause.subjects[:1]) else ()


def _behind(one: Attribution, word: Token) -> tuple[Extent, ...]:
    """The content without the word before its "that": "talk in the capital | that the ferry sank"."""
    if not one.content:
        return ()
    start, end = one.content[0]
    inside = one.sentence.inside([(start, end)])
    that = next((t for t in inside[:-1] if (t.lower == "that" or t.tag == "WRB") and t.i > word.i), None)
    if that is None or not start <= word.start < that.start:
        return one.content
    first = that if that.tag == "WRB" else one.sentence.tokens[that.i + 1]
    return ((first.start, end), *one.content[1:])


def _inner(s: Sentence, first: Token) -> bool:
    """True where the word before belongs to the name of a paper: "the Bangkok | daily"."""
    return s.tokens[first.i - 1].dep in _BEFORE and s.tokens[first.i - 1].tag in ("DT", "NNP", "JJ", "PRP$", "NN")
