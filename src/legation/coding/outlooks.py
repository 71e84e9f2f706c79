"""Outlooks: the words of probability and of the future that a clause holds, or that govern it."""

from legation.annotations import Clause, Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.claims import vouched
from legation.coding.odds import Odds, Outlook
from legation.coding.scene import Extent, Scene
from legation.coding.standings import infinitive
from legation.records import Statement

_SPEAKER = frozenset({"i", "we"})
_AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# So many words of degree may stand before an adjective.
_DEGREES = 4
_CAN = frozenset({"can", "ca", "could", "cannot"})
_COMING = frozenset({"would", "may", "might", "could", "can"})

# Objects of who does hardly anything.
_LITTLE = frozenset({"nothing", "little"})


class Outlooks:
    """Reads the outlook of clauses."""

    def __init__(self, scene: Scene, words: Likelihoods, odds: Odds) -> None:
        """Look for the words of `words` in `scene`; `odds` weighs clauses below nouns of chance."""
        self._scene = scene
        self._words = words
        self._odds = odds

    def of(self, clause: Clause, statement: Statement | None) -> Outlook | None:
        """The outlook of a clause that claims something; none when it says nothing of the future."""
        told = self.told(clause, statement)
        now = clause.tense in ("present", "future") or (told and not self._perfect(clause))
        if now and (found := self._adjective(clause) or self._predicate(clause)):
            return found
        for rule in (self._governed, self._going, self._looming, self._coming, self._thought, self._doomed):
            if found := rule(clause):
                return found
        if found := self._participle(clause, statement):
            return found
        if clause.tense == "future":
            return self._will(clause, statement)
        if clause.modal == "would":
            return self._would(clause, statement, told=told)
        if clause.modal in self._words.open:
            return self._possible(clause, statement)
        return None

    def told(self, clause: Clause, statement: Statement | None) -> bool:
        """True for what is reported in a past tense, where "would" is "will" and "was" is "is" put back in time."""
        if statement is None or statement.quotation == "direct" or statement.act not in self._words.told:
            return False
        cue = next((e for e in statement.evidence if e.role == "cue"), None)
        verb = next((t for t in clause.sentence.tokens if cue is not None and t.start == cue.start), None)
        return verb is not None and verb.tag in ("VBD", "VBN", "VBG", "NN", "NNS", "JJ")

    def _would(self, clause: Clause, statement: Statement | None, *, told: bool) -> Outlook | None:
        if statement is None or self._perfect(clause):
            return None
        if graded := self._adverb(clause):
            return graded
        forecast = statement.act in self._words.backshifted
        return self._modal(clause, "would") if forecast or (told and not self._arranged(clause, statement)) else None

    def quantified(self, sentence: Sentence, verb: Token, *, negated: bool) -> str:
        """How a verb of belief is denied: "not expect", "few expect", "no one expect", or the bare verb."""
        lemma = self._verb(sentence, verb)
        for subject in sentence.children(verb, "nsubj"):
            words = " ".join(t.lower for t in sentence.subtree(subject))
            first = words.split()[0]
            if any(f"{words} ".startswith(f"{few} ") for few in self._words.few):
                return f"few {lemma}"
            if first == "no" or words in self._words.no_one or first in self._words.no_one:
                return f"no one {lemma}"
        return f"not {lemma}" if negated else lemma

    def _verb(self, sentence: Sentence, verb: Token) -> str:
        particle = sentence.child(verb, "prt")
        return verb.lemma.lower() if particle is None else f"{verb.lemma.lower()} {particle.lower}"

    def _governed(self, clause: Clause) -> Outlook | None:
        """A future clause below a word that grades it: "doubts that", "it is unlikely that", "the risk that"."""
        s, verb = clause.sentence, clause.head
        coming = clause.tense == "future" or clause.modal in _COMING
        if not coming or self._perfect(clause) or verb.dep not in ("ccomp", "acl", "relcl", "advcl"):
            return None
        head = s.head(verb)
        if verb.dep in ("acl", "ccomp", "relcl") and head.lemma.lower() in self._words.chances:
            marked = any(t.lower == "that" for t in s.children(verb, "mark"))
            return self._odds.of(s, head) if marked else None
        if verb.dep not in ("ccomp", "advcl"):
            return None
        if (chance := s.child(head, "nsubj")) is not None and chance.lemma.lower() in self._words.chances:
            return self._odds.of(s, chance)
        return self._judged(s, verb, head) or self._believed(s, verb, head)

    def _judged(self, s: Sentence, verb: Token, head: Token) -> Outlook | None:
        """The adjectives of "it is unlikely that …", "is confident that …"."""
        adjectives = (head,) if head.pos == "ADJ" else s.children(head, "acomp", "oprd")
        link = s.head(head) if head.pos == "ADJ" else head
        for adjective in adjectives:
            if adjective.i > verb.i:
                continue
            negated = s.child(link, "neg") is not None
            if adjective.lower in self._words.minds and not any(t.lower == "it" for t in s.children(link, "nsubj")):
                return None if negated else self._minded(s, adjective)
            if found := self.degree(s, adjective, negated=negated):
                return found
        return None

    def _minded(self, s: Sentence, adjective: Token) -> Outlook | None:
        """How sure somebody is: "confident", "ninety per cent sure"."""
        start = s.span(adjective, without=("ccomp", "xcomp", "advcl"))[0]
        if number := self._words.number(self._scene.text[start : adjective.end].lower()):
            return Outlook(number[0], (start + number[1][0], start + number[1][1]))
        return self._verdict(adjective.lower, (adjective.start, adjective.end))

    def _graded_from(self, s: Sentence, adjective: Token) -> int:
        """Where the words of degree before an adjective begin: "all but certain", "as good as certain"."""
        for before in s.tokens[max(0, adjective.i - _DEGREES) : adjective.i]:
            if self._scene.text[before.start : adjective.end].lower() in self._words.ranges:
                return before.start
        return min([adjective.start, *(t.start for t in s.children(adjective, "advmod"))])

    def degree(self, s: Sentence, adjective: Token, *, negated: bool) -> Outlook | None:
        """The range of an adjective with its adverbs of degree, or denied."""
        start = self._graded_from(s, adjective)
        if negated:
            denied = f"not {adjective.lower}"
            return self._phrase(denied, start, adjective.end) or self._verdict(denied, (start, adjective.end))
        whole = self._scene.text[start : adjective.end].lower()
        if number := self._words.number(whole):
            return Outlook(number[0], (start + number[1][0], start + number[1][1]))
        at = adjective.start, adjective.end
        plain = adjective.lower if adjective.lower in self._words.ranges else f"{adjective.lower} to"
        found = self._phrase(whole, start, adjective.end) or self._phrase(plain, *at)
        return found or self._verdict(adjective.lower, at)

    def _believed(self, s: Sentence, verb: Token, head: Token) -> Outlook | None:
        """The verbs of "doubts that …", "does not believe that …", "no one thinks …", "fears that …"."""
        above = s.head(head)
        for hard in (above, *s.children(above, "acomp")):
            if infinitive(s, head) and hard.lower in self._words.hard:
                return self._verdict("hard to imagine", (hard.start, head.end))
        if head.pos != "VERB" or (head.i > verb.i and s.child(head, "neg") is None):
            return None
        phrase = self.quantified(s, head, negated=s.child(head, "neg") is not None)
        lemma = self._verb(s, head)
        if phrase == lemma and lemma not in self._words.doubts and lemma not in ("fear", "worry", "dread", "rule out"):
            return None  # a plain report: the clause's own words count
        return self._verdict(phrase, (head.start, head.end))

    def described(self, s: Sentence, tokens: list[Token]) -> Outlook | None:
        """What a describing word says of a happening: "called a coup unlikely", "sees a deal as improbable"."""
        if not tokens or tokens[-1].lower not in self._words.predicates or tokens[0].pos == "PRON":
            return None
        return self.degree(s, tokens[-1], negated=False)

    def _adjective(self, clause: Clause) -> Outlook | None:
        """The phrases "is unlikely to", "looks set to", "seems almost certain to"."""
        s = clause.sentence
        if clause.lemma not in self._words.links:
            return None
        for adjective in s.children(clause.head, "acomp", "oprd"):
            below = s.child(adjective, "xcomp") or s.child(clause.head, "xcomp")
            if adjective.lower not in self._words.adjectives or below is None or not infinitive(s, below):
                continue
            if any(t.lemma == "have" for t in s.children(below, "aux")):
                return None
            return self.degree(s, adjective, negated=clause.negated)
        return None

    def _predicate(self, clause: Clause) -> Outlook | None:
        """The predicates of "a collapse is not probable", "a deal remains unlikely"."""
        s, verb = clause.sentence, clause.head
        if clause.lemma not in self._words.links:
            return None
        subject = s.child(verb, "nsubj", "csubj")
        if subject is None or subject.pos not in ("NOUN", "VERB") or self._agent(s, subject):
            return None
        for adjective in s.children(verb, "acomp", "oprd"):
            bare = s.child(adjective, "xcomp", "ccomp") is None and s.child(verb, "xcomp", "ccomp") is None
            adjective = next(
                (t for t in (adjective, *s.children(adjective, "conj")) if t.lower in self._words.predicates), adjective
            )
            if adjective.lower in self._words.predicates and bare:
                return self.degree(s, adjective, negated=clause.negated)
        return None

    def _participle(self, clause: Clause, statement: Statement | None) -> Outlook | None:
        """The phrases "is set to", "is not expected to"."""
        s, verb = clause.sentence, clause.head
        below = s.child(verb, "xcomp")
        if clause.lemma not in self._words.participles and not self._seen(clause, below):
            return None
        if not clause.passive or clause.subjects:
            return None
        if below is None or not (infinitive(s, below) or clause.lemma == "see") or clause.modal is not None:
            return None
        if any(t.lemma == "have" for t in s.children(below, "aux")):
            return None
        if clause.tense == "past" and clause.lemma != "expect":
            return None
        if statement is None and below.lemma.lower() in self._words.arranged:
            return None
        phrase = f"not {verb.lower} to" if clause.negated else f"{verb.lower} to"
        return self._phrase(phrase, verb.start, verb.end) or self._phrase(verb.lower, verb.start, verb.end)

    def _seen(self, clause: Clause, below: Token | None) -> bool:
        """True for "is seen adopting the euro late", the way of markets and newspapers."""
        return clause.lemma == "see" and clause.tense == "present" and below is not None and below.tag == "VBG"

    def _thought(self, clause: Clause) -> Outlook | None:
        """The phrases "is believed likely to", "is now thought inevitable"."""
        s, verb = clause.sentence, clause.head
        if not clause.passive or clause.tense != "present" or clause.lemma not in self._words.ratings:
            return None
        graded = self._words.predicates | self._words.adjectives
        for word in s.tokens[verb.i + 1 : verb.i + 1 + _DEGREES]:
            if word.lower in graded and word.dep in ("oprd", "acomp", "advmod", "xcomp", "ccomp", "attr"):
                return self.degree(s, word, negated=clause.negated)
        return None

    def _going(self, clause: Clause) -> Outlook | None:
        s, verb = clause.sentence, clause.head
        below = s.child(verb, "xcomp")
        if verb.lower != "going" or below is None or not infinitive(s, below) or clause.tense != "present":
            return None
        if below.lemma.lower() in self._words.arranged or any(t.lower in _SPEAKER for t in clause.subjects):
            return None
        return self._phrase("going to", verb.start, verb.end)

    def _looming(self, clause: Clause) -> Outlook | None:
        """A thing that "threatens to derail the talks" or "risks setting off a war"; a person's threat is none."""
        s, verb = clause.sentence, clause.head
        below = s.child(verb, "xcomp")
        if verb.lemma.lower() not in ("threaten", "risk", "stand") or below is None or clause.tense != "present":
            return None
        if clause.negated or not clause.subjects or clause.subjects[0].pos != "NOUN":
            return None
        if self._agent(s, clause.subjects[0]):
            return None
        return self._verdict(verb.lemma.lower(), (verb.start, verb.end))

    def _coming(self, clause: Clause) -> Outlook | None:
        """The phrases that lead to an act: "is on course to", "is about to", "looks headed for"."""
        s, verb = clause.sentence, clause.head
        if clause.tense != "present" or clause.negated:
            return None
        if clause.lemma not in self._words.links:
            return self._headed(clause)
        after = next((t for t in s.tokens[verb.i + 1 :] if t.pos != "ADV" or t.lower == "about"), None)
        found = None if after is None else self._words.pattern.match(self._scene.text, after.start, s.end)
        if found is None or not found.group().lower().endswith((" to", " of", " for")):
            return None
        return self._phrase(found.group().lower(), *found.span())

    def _doomed(self, clause: Clause) -> Outlook | None:
        """What "cannot last", "can't be held beyond the week": whoever says so foretells the end of it."""
        modal = next((t for t in clause.sentence.children(clause.head, "aux") if t.lower in _CAN), None)
        if modal is None or not clause.negated or clause.lemma not in self._words.enduring:
            return None
        thing = clause.subjects and clause.subjects[0].pos in ("NOUN", "PROPN")
        return self._verdict("not last", (modal.start, clause.head.end)) if thing else None

    def _headed(self, clause: Clause) -> Outlook | None:
        """The verbs that lead to a happening or a number: "is headed for a default"; a ship heads for a port."""
        s, verb = clause.sentence, clause.head
        found = self._words.pattern.match(self._scene.text, verb.start, s.end)
        prep = next(iter(s.children(verb, "prep")), None)
        thing = None if prep is None else s.child(prep, "pobj")
        if found is None or thing is None or not found.group().lower().endswith((" for", " towards")):
            return None
        eventful = thing.lemma.lower() in self._words.outcomes | self._words.events
        measured = any(t.pos == "NUM" for t in s.subtree(thing))
        return self._phrase(found.group().lower(), *found.span()) if eventful or measured else None

    def _will(self, clause: Clause, statement: Statement | None) -> Outlook | None:
        if graded := self._adverb(clause):
            return graded
        if any(t.lower in _SPEAKER for t in clause.subjects) or self._arranged(clause, statement):
            return None
        if statement is None and clause.passive:
            return None  # "will be awarded": a plan
        if any(name == "under" and t.lemma.lower() in self._words.terms for name, t in clause.preps):
            return None
        return self._modal(clause, "will")

    def _adverb(self, clause: Clause) -> Outlook | None:
        """What grades the verb: "probably", "almost certainly", "in all likelihood"."""
        s = clause.sentence
        for adverb in s.children(clause.head, "advmod"):
            start = min([adverb.start, *(t.start for t in s.children(adverb, "advmod"))])
            graded = self._scene.text[start : adverb.end].lower()
            if graded in self._words.ranges and graded.split()[-1] in self._words.adverbs:
                denied = self._phrase(f"{graded} not", start, adverb.end) if clause.negated else None
                return denied or self._phrase(graded, start, adverb.end)
        for prep in s.children(clause.head, "prep"):
            start, end = s.span(prep)
            if found := self._phrase(self._scene.text[start:end].lower(), start, end):
                return found
        return None

    def _arranged(self, clause: Clause, statement: Statement | None) -> bool:
        """True for doings by appointment: "will meet"; "will begin" only of those who act."""
        if statement is not None and statement.act in self._words.forecasting:
            return False
        if vouched(clause.sentence, clause.head, self._words.soothsayers):
            return False
        if any(t.lower in _LITTLE for t in clause.objects):
            return False  # "will do nothing to stop it": nobody arranges for that
        if clause.lemma in self._words.arranged:
            return True
        if clause.lemma not in self._words.arranged_by_agents:
            return False
        return not clause.subjects or self._agent(clause.sentence, clause.subjects[0])

    def _agent(self, s: Sentence, token: Token) -> bool:
        if token.lower in ("it", "this", "that", "which", "there") and self._scene.parties.at(s, token) is None:
            return False
        return (
            token.pos in ("PROPN", "PRON") or token.ent in _AGENTS or self._scene.parties.place_at(s, token) is not None
        )

    def _possible(self, clause: Clause, statement: Statement | None) -> Outlook | None:
        """May, might and could: about the future with verbs of happening only; "could not" denies an ability."""
        s = clause.sentence
        if self._perfect(clause) or (clause.negated and clause.modal == "could"):
            return None
        if any(t.lemma == "be" and t.dep == "aux" for t in s.children(clause.head)):
            return None  # "may be falling": a guess at the present
        adverbs = [t.lower for t in s.children(clause.head, "advmod")]
        word = clause.modal or ""
        if "well" in adverbs and self._words.certainty(f"{word} well") and clause.lemma not in self._words.stative:
            return self._modal(clause, f"{word} well")
        if self._may_come(clause) and statement is not None:
            return self._modal(clause, f"{word} well" if "well" in adverbs else word)
        led = [t for h in (clause.head, *s.children(clause.head, "acomp")) for t in s.children(h, "xcomp")]
        # "might have to go", "may not be willing to go"
        must = clause.lemma in ("have", "be") and any(infinitive(s, t) for t in led)
        if clause.lemma in self._words.stative and not must and not {"yet", "eventually", "soon"} & set(adverbs):
            return None
        if statement is None and not conditions(clause, self._words):
            return None  # in the article's own voice too weak to be a forecast
        return self._modal(clause, word)

    def _may_come(self, clause: Clause) -> bool:
        """True for "there may be no vote", "there could well be a coup": what would be there is a happening."""
        s, verb = clause.sentence, clause.head
        if clause.lemma != "be" or s.child(verb, "expl") is None:
            return False
        things = self._words.outcomes | self._words.events
        return any(t.lemma.lower() in things for t in s.children(verb, "attr", "nsubj", "dobj"))

    def _perfect(self, clause: Clause) -> bool:
        return any(t.lemma == "have" for t in clause.sentence.children(clause.head, "aux"))

    def _modal(self, clause: Clause, word: str) -> Outlook | None:
        modal = next((t for t in clause.sentence.children(clause.head, "aux") if t.tag == "MD"), None)
        return None if modal is None else self._phrase(word, modal.start, modal.end)

    def _phrase(self, phrase: str, start: int, end: int) -> Outlook | None:
        certainty = self._words.certainty(phrase)
        return None if certainty is None else Outlook(certainty, (start, end))

    def _verdict(self, phrase: str, at: Extent) -> Outlook | None:
        certainty = self._words.verdict(phrase)
        return None if certainty is None else Outlook(certainty, at)


def conditions(clause: Clause, words: Likelihoods) -> list[Token]:
    """The heads of the clauses that a claim depends on: "if it fails", "unless …", "should it fail"."""
    s = clause.sentence
    found = []
    for token in s.children(clause.head, "advcl"):
        marked = any(t.lower in words.conditions for t in s.children(token, "mark"))
        first = s.subtree(token)[0]
        if marked or (first.lower == "should" and first.dep == "aux"):
            found.append(token)
    return found
