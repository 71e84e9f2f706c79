"""Odds: chances that a noun or a verb of seeing puts on a happening ("little chance of a truce")."""

from collections.abc import Iterator
from dataclasses import dataclass

from legation.annotations import Clause, Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.scene import Extent, Scene
from legation.records import Certainty

_BEFORE = ("det", "amod", "advmod", "nummod", "compound", "quantmod", "neg", "nmod", "predet")
_OF = frozenset({"of", "for", "at", "against"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """Words of the future in one clause, and those whose view they are where the clause itself names them."""

    certainty: Certainty
    words: Extent
    holders: tuple[Token, ...] = ()

    def whole(self, text: str) -> Extent:
        """Where the words stand, "won't" and "can't" whole."""
        start, end = self.words
        return (start, end + 3) if text[end : end + 3].lower() in ("n't", "n’t") else self.words


@dataclass(frozen=True, slots=True)
class Bet:
    """A happening named by a phrase, and the chance it is given."""

    head: Token
    tokens: list[Token]
    outlook: Outlook


class Odds:
    """Finds chances of one document."""

    def __init__(self, scene: Scene, words: Likelihoods) -> None:
        """Look for the nouns of chance of `words` in `scene`."""
        self._scene = scene
        self._words = words

    def find(self, s: Sentence) -> Iterator[Bet]:
        """The happenings of a sentence that a noun phrase names, with their chances."""
        for token in s.tokens:
            if token.pos in ("NOUN", "PROPN") and token.lemma.lower() in self._words.chances:
                if (outlook := self.of(s, token)) and (tokens := self._named(s, token)):
                    yield Bet(token, tokens, outlook)
            elif bet := self._time(s, token) or self._seen(s, token) or self._expected(s, token):
                yield bet

    def of(self, s: Sentence, noun: Token) -> Outlook | None:
        """The chance that a noun such as "chance" states where it stands; none where nothing is weighed."""
        verb = s.head(noun)
        clause = self._scene.clause(s, verb)
        if clause is None or (clause.tense == "past" and verb.tag != "VBD"):
            return None
        lemma = verb.lemma.lower()
        there = noun.dep in ("attr", "nsubj") and s.child(verb, "expl") is not None
        owned = lemma in self._words.has and noun.lemma.lower() not in self._words.felt
        weighed = noun.dep == "dobj" and (clause.lemma in self._words.weighs or owned)
        if there or weighed:
            holders = clause.subjects if weighed and lemma not in self._words.has else ()
            return self._graded(s, noun, clause, holders)
        if noun.dep in ("nsubj", "nsubjpass") and (lemma in self._words.links or lemma in self._words.has):
            return self._predicated(s, noun, verb)
        return None

    def _graded(self, s: Sentence, noun: Token, clause: Clause, holders: tuple[Token, ...]) -> Outlook | None:
        before = [t for c in s.children(noun, *_BEFORE) if c.i < noun.i for t in s.subtree(c)]
        start = min([noun.start, *(t.start for t in before if t.tag not in ("DT", "PRP$") or t.lower == "no")])
        phrase = self._scene.text[start : noun.end]
        certainty = self._words.chance(phrase)
        for prep in s.children(clause.head, "prep"):
            if certainty is None and prep.lower == "at" and prep.i > noun.i:
                end = s.span(prep)[1]
                phrase = self._scene.text[start:end]
                certainty = self._words.chance(self._scene.text[prep.end : end])
                certainty = certainty and Certainty(phrase=phrase, low=certainty.low, high=certainty.high)
        if certainty is None and (number := self._words.number(self._scene.text[start : s.end])) and number[1][0] == 0:
            certainty, phrase = number[0], self._scene.text[start : start + number[1][1]]
        return self._outlook(noun, certainty, phrase, start, holders)

    def _predicated(self, s: Sentence, noun: Token, verb: Token) -> Outlook | None:
        """The phrases "chances are slim", "the odds stand at one in three"."""
        for below in s.children(verb, "acomp", "attr", "prep", "oprd", "advmod", "npadvmod"):
            if below.i > verb.i:
                start, end = s.span(below, without=("ccomp", "relcl", "advcl"))
                if certainty := self._words.chance(self._scene.text[start:end]):
                    return Outlook(certainty, (start, end))
        if s.child(verb, "ccomp") is None or s.child(verb, "acomp", "attr") is not None:
            return None
        certainty = self._words.verdict(f"{noun.lemma.lower()} be")
        words = self._scene.text[noun.start : verb.end].lower()
        told = None if certainty is None else Certainty(phrase=words, low=certainty.low, high=certainty.high)
        return None if told is None else Outlook(told, (noun.start, noun.end))

    def _outlook(
        self, noun: Token, certainty: Certainty | None, phrase: str, start: int, holders: tuple[Token, ...]
    ) -> Outlook | None:
        if certainty is None:
            if noun.lemma.lower() in self._words.graded_only or holders:
                return None
            certainty = Certainty(phrase=noun.lower, low=5, high=95)
        return Outlook(certainty, (start, start + len(phrase)), holders)

    def _named(self, s: Sentence, noun: Token) -> list[Token]:
        """What has the chance, with the words that measure it: what is given it, or the clause that tells of it."""
        verb = s.head(noun)
        owned = verb.lemma.lower() in self._words.has
        preps = [p for p in (*s.children(noun, "prep"), *s.children(verb, "prep")) if p.i > noun.i]
        told = [t for c in s.children(noun, "acl", "relcl") for t in s.children(c, "aux")]
        if noun.dep == "nsubj" and self._plainly_told(s, verb):
            return s.subtree(verb, without=("advcl", "conj", "cc", "parataxis", "mark"))
        if not owned and not any(p.lower in _OF for p in preps) and not any(t.tag in ("MD", "TO") for t in told):
            return []
        last = self._last(s, verb, self._end(s, noun, verb))
        if noun.dep != "dobj" or owned:
            return list(s.tokens[s.subtree(verb, without=("advcl", "conj", "cc", "parataxis", "mark"))[0].i : last + 1])
        given = s.child(verb, "dative")
        return list(s.tokens[s.subtree(noun if given is None else given)[0].i : last + 1])

    def _plainly_told(self, s: Sentence, verb: Token) -> bool:
        """True for "chances are that Rome stays out", where a present tense tells of a doing, no state."""
        below = s.child(verb, "ccomp")
        if below is None or verb.lemma.lower() not in self._words.links or s.child(verb, "acomp", "attr") is not None:
            return False
        tensed = below.tag in ("VBZ", "VBP") and s.child(below, "aux", "auxpass") is None
        return tensed and below.lemma.lower() not in self._words.stative

    def _end(self, s: Sentence, noun: Token, verb: Token) -> int:
        """Where the phrases of the noun and of its verb end, as far as they hang together."""
        below = {t.i for t in s.subtree(verb, without=("advcl", "conj", "cc", "parataxis", "punct", "relcl"))}
        below |= {t.i for t in s.subtree(noun)}
        last = max(noun.i, verb.i) if noun.dep != "dobj" else noun.i
        while last + 1 in below or (last + 2 in below and s.tokens[last + 1].tag == "HYPH"):
            last += 1
        return last

    def _last(self, s: Sentence, verb: Token, last: int) -> int:
        """Where a phrase ends together with the time that follows it ("a war within a year")."""
        for child in s.children(verb, "prep", "npadvmod"):
            branch = s.subtree(child)
            if branch[0].i == last + 1 and any(t.ent == "DATE" for t in branch):
                return branch[-1].i
        return last

    def _expected(self, s: Sentence, verb: Token) -> Bet | None:
        """What a speaker says of their own expectation: "I don't expect that to change"."""
        if verb.lemma.lower() not in ("expect", "see"):
            return None
        below = s.child(verb, "ccomp")
        first = any(t.lower in ("i", "we") for t in s.children(verb, "nsubj"))
        if below is None or not first or below.i < verb.i:
            return None
        if not any(t.tag == "TO" for t in s.children(below, "aux")) and below.tag != "VBG":
            return None
        negated = s.child(verb, "neg") is not None
        lemma = verb.lemma.lower()
        certainty = self._words.verdict(f"not {lemma}" if negated else lemma)
        owed = below.lemma.lower() in self._words.owed
        if certainty is None or owed or s.child(below, "nsubj", "nsubjpass") is None:
            return None
        return Bet(verb, s.subtree(below), Outlook(certainty, (verb.start, verb.end)))

    def _time(self, s: Sentence, noun: Token) -> Bet | None:
        """The phrase "it is only a matter of time before …"."""
        if noun.lemma.lower() not in ("matter", "question"):
            return None
        verb = s.head(noun)
        of = next((p for p in s.children(noun, "prep") if p.lower == "of"), None)
        time = s.child(of, "pobj") if of is not None else None
        if time is None or time.lower != "time" or verb.lemma.lower() not in self._words.links:
            return None
        after = [t for t in s.subtree(verb) if t.i > time.i and t.dep != "punct"]
        certainty = self._words.verdict("matter of time")
        if certainty is None or not after or after[0].lower not in ("before", "until", "till") or len(after) < 3:
            return None
        return Bet(noun, after[1:], Outlook(certainty, (noun.start, time.end)))

    def _seen(self, s: Sentence, verb: Token) -> Bet | None:
        """The phrase "analysts see the price rising"."""
        if verb.lemma.lower() != "see":
            return None
        clause = self._scene.clause(s, verb)
        below = s.child(verb, "ccomp")
        if clause is None or clause.tense != "present" or clause.modal is not None or below is None:
            return None
        if below.tag != "VBG" or below.i < verb.i or not clause.subjects or clause.subjects[0].pos == "PRON":
            return None
        if s.child(below, "nsubj", "nsubjpass") is None or s.child(below, "aux") is not None:
            return None
        certainty = self._words.verdict("not see" if clause.negated else "see")
        if certainty is None:
            return None
        return Bet(verb, s.subtree(below), Outlook(certainty, (verb.start, verb.end), clause.subjects))
