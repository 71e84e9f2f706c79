"""Gradings: what somebody calls likely, rates as remote or can't rule out, where no clause about the future does."""

from collections.abc import Iterator

from legation.annotations import Clause, Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.odds import Bet, Outlook
from legation.coding.outlooks import Outlooks, conditions
from legation.coding.scene import Scene
from legation.records import Certainty

_CAN = frozenset({"can", "ca", "could", "cannot"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({",", ";", ":", ".", "—", "–", "“", "”", '"', "(", ")"})
# So many words may stand between a verb and its predicate of chance.
_NEAR = 4
_LINKED = ("attr", "prep", "acomp", "oprd", "advmod")
_TOWARDS = frozenset({"to", "toward", "towards", "for"})
_CLAUSAL = ("csubj", "csubjpass", "ccomp")
# How listed predicates end that say something of a thing by themselves.
_PREDICATES = (
    "cards",
    "offing",
    "question",
    "corner",
    "store",
    "chance",
    "possibility",
    "prospect",
    "probability",
    "likelihood",
    "event",
    "danger",
    "shot",
    "bet",
    "certainty",
    "conclusion",
    "toss-up",
    "tossup",
    "toss up",
    "coin toss",
    "even",
    "thing",
    "go",
    "guess",
    "balance",
    "money",
    "odds-on",
    "fifty-fifty",
    "50-50",
    "nil",
)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


class Gradings:
    """Finds the happenings of one document that are graded like things."""

    def __init__(self, scene: Scene, words: Likelihoods, outlooks: Outlooks) -> None:
        """Look for the words of `words` in `scene`; `outlooks` grades adjectives."""
        self._scene = scene
        self._words = words
        self._outlooks = outlooks

    def find(self, s: Sentence) -> Iterator[Bet]:
        """The graded happenings of a sentence."""
        for verb in s.tokens:
            if verb.pos not in ("VERB", "AUX"):
                if named := self._pointed(s, verb) or self._feared(s, verb):
                    yield named
                continue
            lemma = verb.lemma.lower()
            found = None
            if lemma in self._words.ratings or lemma in self._words.weighs:
                found = self._called(s, verb) or self._staked(s, verb)
            if lemma in self._words.links:
                found = self._equated(s, verb)
            elif lemma in self._words.rulings:
                found = self._ruled(s, verb) or self._left_open(s, verb)
            elif lemma in self._words.foretells:
                found = self._foretold(s, verb)
            elif lemma in self._words.hints:
                found = self._hinted(s, verb)
            if found is not None:
                yield found

    def _called(self, s: Sentence, verb: Token) -> Bet | None:
        """What is called likely or rated as remote: "thinks a default unlikely", "rates a truce as a remote event"."""
        after = self._stretch(s, verb)
        if verb.lemma.lower() not in self._words.ratings or not after or after[0].lower == "that":
            return None
        for n, token in enumerate(after):
            if not any(t.pos in ("NOUN", "PROPN", "PRON") or t.dep in _SUBJECTS for t in after[:n]):
                continue
            outlook = self._as(s, after[n:]) if token.lower == "as" else None
            outlook = outlook or self._adjective(s, verb, token) or self._listed(s, after[n:])
            if outlook is not None and after[0].lower == "it" and n == 1 and token.lower == "as":
                return None  # "treat it as certain": what "it" is stands elsewhere
            if outlook is not None:
                return Bet(verb, self._claim(s, verb, after, n), outlook)
        return None

    def _stretch(self, s: Sentence, verb: Token) -> list[Token]:
        """The words after a verb, up to a mark or another verb that stands by itself."""
        found = []
        for token in s.tokens[verb.i + 1 :]:
            if token.text in _STOPS or token.tag in _FINITE:
                break
            found.append(token)
        return found

    def _adjective(self, s: Sentence, verb: Token, token: Token) -> Outlook | None:
        before = token.dep in ("amod", "compound") and token.head > token.i
        if token.lower not in self._words.predicates or before:
            return None
        return self._outlooks.degree(s, token, negated=s.child(verb, "neg") is not None)

    def _listed(self, s: Sentence, tokens: list[Token]) -> Outlook | None:
        """A predicate that is no adjective: "thought a treaty on the cards", "consider a raid a remote danger"."""
        found = self._words.pattern.match(self._scene.text, tokens[0].start, tokens[-1].end)
        if found is None or tokens[0].dep in ("aux", "neg") or tokens[0].tag == "MD":
            return None
        phrase = found.group().lower()
        whole = found.end() == tokens[-1].end or " " in phrase or "-" in phrase
        certainty = self._words.certainty(phrase)
        if certainty is None or not whole or not phrase.endswith(_PREDICATES) or phrase in self._words.plain:
            return None
        return Outlook(certainty, found.span())

    def _as(self, s: Sentence, tokens: list[Token]) -> Outlook | None:
        """The chance that an "as" phrase gives: "as a distinct possibility", "as a fifty-fifty affair"."""
        noun = next((n for n, t in enumerate(tokens) if t.pos == "NOUN"), 0)
        if noun == 0:
            graded = next((t for t in tokens if t.lower in self._words.predicates), None)
            return None if graded is None else self._outlooks.degree(s, graded, negated=False)
        start, end = tokens[1].start, tokens[noun].end
        if found := self._words.place(self._scene.text, start, end):
            return Outlook(*found)
        chance = tokens[noun].lemma.lower() in self._words.chances
        certainty = self._words.chance(self._scene.text[start:end]) if chance else None
        return None if certainty is None else Outlook(certainty, (start, end))

    def _claim(self, s: Sentence, verb: Token, after: list[Token], graded: int) -> list[Token]:
        """The graded thing with its grade, and the clause or the time that follows."""
        left_out = {t.i for c in s.children(verb, "conj", "cc", "parataxis") for t in s.subtree(c)}
        if (clause := self._scene.clause(s, verb)) is not None:
            left_out |= {t.i for c in conditions(clause, self._words) for t in s.subtree(c)}
        last = after[graded].i
        below = {t.i for t in s.subtree(verb)} | {t.i for t in after}
        start = next((t.i for t in after if t.pos not in ("ADV", "PART")), last)
        while last + 1 in below and last + 1 not in left_out:
            last += 1
        return list(s.tokens[start : last + 1])

    def _staked(self, s: Sentence, verb: Token) -> Bet | None:
        """A number put on a clause: "offers two in three that …"."""
        if verb.lemma.lower() not in self._words.weighs or verb.i + 1 >= len(s.tokens):
            return None
        start = s.tokens[verb.i + 1].start
        found = self._words.number(self._scene.text[start : s.end])
        if found is None or found[1][0] > 0:
            return None
        following = next((t for t in s.tokens if t.start >= start + found[1][1]), None)
        if following is None or following.lower != "that":
            return None
        words = start, start + found[1][1]
        beside = ("conj", "cc", "parataxis")
        tokens = [t for t in s.subtree(verb, without=beside) if t.i > verb.i] or list(s.tokens[verb.i + 1 :])
        return Bet(s.tokens[min(following.i + 1, tokens[-1].i)], tokens, Outlook(found[0], words))

    def _equated(self, s: Sentence, verb: Token) -> Bet | None:
        """The predicates that are no adjectives: "is a toss-up", "remains a long shot", "is on the cards"."""
        clause = self._scene.clause(s, verb)
        if clause is None or not (self._happening(s, verb) or self._asked(s, verb)):
            return None
        for below in s.children(verb, *_LINKED):
            if below.i < verb.i or below.lower in self._words.predicates | self._words.minds:
                continue
            start, end = s.span(below, without=("relcl", "advcl", "ccomp", "xcomp", "acl"))
            found = self._words.place(self._scene.text, start, end)
            if found is not None and found[0].phrase not in self._words.open and "doubt" not in found[0].phrase:
                return Bet(verb, self._whole(s, verb, clause), Outlook(*found))
        return self._idiom(s, verb, clause)

    def _idiom(self, s: Sentence, verb: Token, clause: Clause) -> Bet | None:
        """The same where a parser takes the words of chance apart: "is even money", "will be touch and go"."""
        after = s.tokens[verb.i + 1 : verb.i + 1 + _NEAR]
        found = next((f for n in range(len(after)) if (f := self._listed(s, list(after[n:])))), None)
        if found is None:
            return None
        apart = [*conditions(clause, self._words), *s.children(verb, "cc", "conj", "parataxis")]
        left_out = {t.i for c in apart for t in s.subtree(c) if s.subtree(c)[0].start >= found.words[1]}
        told = [t for t in s.subtree(verb) if t.i not in left_out or t.end <= found.words[1]]
        asked = next((t for t in s.tokens if t.start >= found.words[1]), verb)
        below = s.head(asked)
        if asked.lower in ("whether", "that", "if") and below.i > asked.i:
            told = [*(t for t in told if t.end <= found.words[1]), *s.subtree(below)]
        return Bet(verb, told, found)

    def _happening(self, s: Sentence, verb: Token) -> bool:
        """True where a clause, a stand-in for one or a thing is the subject, not somebody."""
        subject = s.child(verb, *_SUBJECTS)
        if subject is None or subject.dep.startswith("csubj"):
            return s.child(verb, *_CLAUSAL) is not None
        if subject.lower in ("it", "that", "this"):
            return subject.lower != "it" or s.child(verb, *_CLAUSAL, "advcl") is not None
        return subject.pos == "NOUN" and self._scene.parties.at(s, subject) is None

    def _asked(self, s: Sentence, verb: Token) -> bool:
        """True for "it is even money whether …", wherever a parser hangs the question."""
        subject = s.child(verb, "nsubj")
        near = s.tokens[verb.i + 1 : verb.i + 2 + _NEAR]
        return subject is not None and subject.lower == "it" and any(t.lower in ("whether", "that") for t in near)

    def _ruled(self, s: Sentence, verb: Token) -> Bet | None:
        """What "cannot be ruled out"."""
        clause = self._scene.clause(s, verb)
        modal = next((t for t in s.children(verb, "aux") if t.tag == "MD"), None)
        passive = s.child(verb, "nsubjpass", "csubjpass") is not None or (verb.dep == "conj" and verb.tag == "VBN")
        able = modal is not None and modal.lower in _CAN
        left = clause is not None and modal is None and clause.negated and clause.tense == "present"
        if clause is None or not (able or left) or not passive:
            return None
        certainty = self._words.verdict("not rule out" if clause.negated else "rule out")
        if certainty is None:
            return None
        words = (verb.start if modal is None else modal.start, verb.end)
        told = Certainty(phrase=self._scene.text[slice(*words)], low=certainty.low, high=certainty.high)
        if s.child(verb, "nsubjpass", "csubjpass") is None:  # "That it will fall cannot be ruled out", misread
            tokens = [t for t in s.subtree(s.head(verb)) if t.i <= verb.i + 1 and t.dep != "punct"]
            return Bet(verb, tokens, Outlook(told, words))
        return Bet(verb, self._whole(s, verb, clause), Outlook(told, words))

    def _left_open(self, s: Sentence, verb: Token) -> Bet | None:
        """What somebody does not or cannot rule out."""
        thing = s.child(verb, "dobj")
        modal = next((t.lower for t in s.children(verb, "aux") if t.tag == "MD"), "")
        if thing is None or not self._eventful(s, thing) or verb.dep in ("relcl", "acl"):
            return None
        phrase = self._outlooks.quantified(s, verb, negated=s.child(verb, "neg") is not None or modal == "cannot")
        certainty = self._words.verdict(phrase)
        if " " not in phrase.removesuffix(" out") or certainty is None:
            return None
        holders = tuple(t for t in s.children(verb, "nsubj") if t.pos in ("NOUN", "PROPN"))
        return Bet(verb, self._thing(s, verb, thing), Outlook(certainty, (verb.start, verb.end), holders))

    def _foretold(self, s: Sentence, verb: Token) -> Bet | None:
        """A happening that somebody foresees, braces for or dreads: "none of the brokers foresees a rebound"."""
        clause = self._scene.clause(s, verb)
        thing = s.child(verb, "dobj") or next(
            (t for p in s.children(verb, "prep") for t in s.children(p, "pobj")), None
        )
        if clause is None or thing is None or clause.passive or not clause.subjects or not self._eventful(s, thing):
            return None
        if (thing.dep == "pobj" and s.head(thing).lower not in ("for", "on")) or verb.dep in ("relcl", "advcl"):
            return None
        phrase = self._outlooks.quantified(s, verb, negated=clause.negated)
        certainty = self._words.verdict(phrase)
        if certainty is None:
            return None
        return Bet(verb, self._thing(s, verb, thing), Outlook(certainty, (verb.start, verb.end)))

    def _hinted(self, s: Sentence, verb: Token) -> Bet | None:
        """What polls and projections point to: "exit polls point to a third term"."""
        clause = self._scene.clause(s, verb)
        if clause is None or clause.tense != "present" or clause.negated or clause.modal is not None:
            return None
        if not any(t.lemma.lower() in self._words.soothsayers for t in clause.subjects):
            return None
        behind = (t for p in s.children(verb, "prep") if p.lower in _TOWARDS for t in s.children(p, "pobj"))
        thing, expected = s.child(verb, "dobj") or next(behind, None), self._words.verdict("expect")
        if thing is None or expected is None or thing.pos not in ("NOUN", "PROPN"):
            return None
        certainty = Certainty(phrase=verb.lower, low=expected.low, high=expected.high)
        return Bet(verb, self._thing(s, verb, thing), Outlook(certainty, (verb.start, verb.end), clause.subjects))

    def _pointed(self, s: Sentence, token: Token) -> Bet | None:
        """The same where a parser takes "point" for a noun: "the polls of Saturday night point to a third term"."""
        if token.lower not in ("point", "points") or token.pos == "VERB":
            return None
        prep = s.tokens[token.i + 1] if token.i + 1 < len(s.tokens) else token
        thing = s.child(prep, "pobj")
        if prep.lower not in _TOWARDS or thing is None:
            return None
        before = s.tokens[: token.i]
        told = any(t.lemma.lower() in self._words.soothsayers for t in before)
        expected = self._words.verdict("expect")
        if not told or expected is None or any(t.tag in _FINITE for t in before) or s.root.tag in _FINITE:
            return None
        tokens = [t for t in s.tokens if t.i > prep.i and t.dep != "punct"]
        certainty = Certainty(phrase=token.lower, low=expected.low, high=expected.high)
        return Bet(thing, tokens, Outlook(certainty, (token.start, token.end)))

    def _feared(self, s: Sentence, noun: Token) -> Bet | None:
        """What a noun of foreboding names: "fears of a second eruption", "the prospect of a hung parliament"."""
        if noun.lemma.lower() not in self._words.forebodings or noun.pos != "NOUN":
            return None
        for prep in s.children(noun, "prep"):
            thing = s.child(prep, "pobj")
            if prep.lower in ("of", "over", "about") and thing is not None and self._eventful(s, thing):
                verb = next((t for t in s.ancestors(noun) if t.pos in ("VERB", "AUX")), None)
                start = min(t.start for t in s.subtree(noun) if t.i <= noun.i)
                certainty = self._words.first(self._scene.text, start, noun.end) or self._words.verdict(
                    noun.lemma.lower()
                )
                if certainty is not None and not (verb is not None and verb.tag == "VBD" and verb.lemma == "be"):
                    return Bet(noun, s.subtree(thing), Outlook(certainty, (noun.start, noun.end)))
        return None

    def _eventful(self, s: Sentence, thing: Token) -> bool:
        """True for a noun of a happening."""
        return thing.pos == "NOUN" and thing.lemma.lower() in self._words.outcomes | self._words.events

    def _thing(self, s: Sentence, verb: Token, thing: Token) -> list[Token]:
        """A thing with what follows it: a time, a place, a clause of time."""
        below = {t.i for t in s.subtree(verb, without=("conj", "cc", "parataxis", "punct"))}
        tokens = s.subtree(thing)
        last = tokens[-1].i
        while last + 1 in below and s.tokens[last + 1].tag not in _FINITE:
            last += 1
        return list(s.tokens[tokens[0].i : last + 1])

    def _whole(self, s: Sentence, verb: Token, clause: Clause) -> list[Token]:
        """The clause without what it depends on and what goes on after it."""
        apart = [*conditions(clause, self._words), *s.children(verb, "cc", "conj", "parataxis")]
        left_out = {t.i for c in apart for t in s.subtree(c)}
        return [t for t in s.subtree(verb) if t.i not in left_out]
