"""Unreached: who could not be asked, or has not answered what was sent to them: others wait, or have heard nothing."""

from legation.annotations import Clause, Sentence, Token
from legation.coding.hushing import Hush, Hushing

# How it is told that those who write the news reached nobody: then whom they sought is no topic.
UNABLE = "nobody reached"
_POSSIBLE = frozenset({"may", "might", "could", "should", "must", "can", "ca"})
# By these nobody is reached in the flesh ("could not be reached by rescuers").
_MEANS = frozenset({"phone", "telephone", "email", "e-mail", "text", "message", "fax", "letter", "post", "cable"})
_SENT_TO = frozenset({"to", "with", "for", "at"})
_REACHING = frozenset({"reach", "contact", "telephone"})
_VAIN = frozenset({"unsuccessful", "futile", "fruitless", "unavailing"})
_HEARING = frozenset({"hear"})


class Unreached(Hushing):
    """Finds these phrases in a document."""

    def of(self, clause: Clause) -> Hush | None:
        """The phrase whose verb the clause has."""
        rules = (
            self._unreachable,
            self._unavailable,
            self._returned,
            self._left,
            self._vain,
            self._unable,
            self._waited_for,
            self._unheard,
        )
        return next((hush for rule in rules if (hush := rule(clause)) is not None), None)

    def _unreachable(self, clause: Clause) -> Hush | None:
        """The phrase "could not be reached"."""
        if clause.lemma not in self._words.unreachable or not clause.passive or not clause.negated:
            return None
        if clause.modal not in ("could", "can") or not self._askable(clause):
            return None
        return self.made(
            clause, clause.head, "unreachable", "could not be reached", denied=True, sources=clause.objects
        )

    def _askable(self, clause: Clause) -> bool:
        """True for people and bodies that nobody tried to get to in the flesh: no agreement, no village, no miners."""
        s, verb = clause.sentence, clause.head
        by = [t for p in s.children(verb, "agent", "prep") if p.lower in ("by", "via") for t in s.children(p, "pobj")]
        if any(t.lemma.lower() not in _MEANS for t in by):
            return False
        wanted = (t for p in s.children(verb, "prep") if p.lower == "for" for t in s.children(p, "pobj"))
        if any(t.lemma.lower() in self._words.available_for for t in wanted):
            return True
        return any(self.speaks(s, t) and self._scene.parties.at(s, t) is not None for t in clause.objects[:1])

    def _unavailable(self, clause: Clause) -> Hush | None:
        """The phrases "was not available for comment", "was unavailable for comment"."""
        s = clause.sentence
        for adjective in s.children(clause.head, "acomp"):
            if adjective.lower not in self._words.available:
                continue
            wanted = [t for p in s.children(adjective, "prep") if p.lower == "for" for t in s.children(p, "pobj")]
            denied = clause.negated or adjective.lower.startswith("un")
            if denied and any(t.lemma.lower() in self._words.available_for for t in wanted):
                return self.made(clause, adjective, "unreachable", "not available for comment", denied=True)
        return None

    def _returned(self, clause: Clause) -> Hush | None:
        """The phrases "calls to the embassy went unanswered", "messages to the ministry were not returned"."""
        s, verb = clause.sentence, clause.head
        passive = clause.passive and clause.negated and clause.lemma in (*self._words.no_response, "answer")
        bare = next((t for t in s.children(verb, "acomp", "oprd", "advcl") if t.lower in self._words.unanswered), None)
        if clause.modal in _POSSIBLE or not (passive or (clause.lemma in self._words.keep and bare is not None)):
            return None
        for noun in s.children(verb, "nsubj", "nsubjpass"):
            if noun.lemma.lower() not in self._words.requests:
                continue
            sent = [p for p in s.children(noun, "prep") if p.lower in ("to", "with")]
            below = [noun, *(t for p in s.children(noun, "prep") for t in s.children(p, "pobj"))]
            for put in (t for n in below for t in s.children(n, "acl")):  # "messages left for", "requests sent to"
                sent.extend(p for p in s.children(put, "prep", "dative") if p.lower in _SENT_TO)
            whom = tuple(t for p in sent[:1] for o in s.children(p, "pobj") for t in s.conjuncts(o))
            if whom:
                return self.made(clause, bare or verb, "no-response", "no answer", denied=passive, sources=whom)
        return None

    def _left(self, clause: Clause) -> Hush | None:
        """The phrase "has left a request unanswered"."""
        s, verb = clause.sentence, clause.head
        if clause.lemma != "leave" or clause.negated or clause.passive or clause.modal in _POSSIBLE:
            return None
        for noun in s.children(verb, "dobj"):
            beside = (*s.children(verb, "acomp", "oprd", "advmod", "xcomp"), *s.children(noun, "acl", "amod", "relcl"))
            bare = next((t for t in beside if t.i > noun.i and t.lower in self._words.unanswered), None)
            if bare is not None and noun.lemma.lower() in self._words.appeals:
                return self.made(clause, bare, "no-response", "left unanswered")
        return None

    def _vain(self, clause: Clause) -> Hush | None:
        """The phrase "attempts to reach the mayor were unsuccessful"."""
        s, verb = clause.sentence, clause.head
        vain = clause.lemma == "fail" or any(t.lower in _VAIN for t in s.children(verb, "acomp", "oprd"))
        for noun in s.children(verb, "nsubj") if vain and not clause.negated else ():
            for below in s.children(noun, "acl", "relcl"):
                if noun.lemma.lower() in ("attempt", "effort") and below.lemma.lower() in _REACHING:
                    whom = self._people(s, below)
                    return self.made(clause, verb, "unreachable", "could not be reached", sources=whom)
        return None

    def _unable(self, clause: Clause) -> Hush | None:
        """The phrases "the paper was unable to reach the minister", "this agency could not reach him for comment"."""
        s, verb = clause.sentence, clause.head
        unable = next((t for t in s.children(verb, "acomp") if t.lower == "unable"), None)
        below = s.child(unable, "xcomp") if unable is not None else None
        denied = clause.negated and clause.modal in ("could", "can") and not clause.passive
        reach = below if below is not None else verb if denied else None
        if reach is None or reach.lemma.lower() not in _REACHING or not self._asks(clause):
            return None
        return self.made(clause, reach, "unreachable", UNABLE, denied=True, sources=self._people(s, reach))

    def _asks(self, clause: Clause) -> bool:
        """True for a clause about those who write the news."""
        first = clause.subjects[0] if clause.subjects else None
        if first is None:
            return False
        party = self._scene.parties.at(clause.sentence, first)
        sectors = {a.sector for key in (party.actors if party else ()) if (a := self._scene.actors.get(key))}
        return first.lemma.lower() in self._words.outlets | self._words.askers or bool(sectors & {"JRN", "MED"})

    def _waited_for(self, clause: Clause) -> Hush | None:
        """The phrases "was still waiting for an answer from Rome", "had asked Rome and was waiting for an answer"."""
        s, verb = clause.sentence, clause.head
        # Who "waited two days for a reply" may have got it since.
        goes_on = verb.tag in ("VBG", "VBZ", "VBP") or any(t.lower == "still" for t in s.children(verb, "advmod"))
        if not goes_on or clause.negated or clause.modal is not None or clause.lemma not in self._words.waiting:
            return None
        awaited = (*s.children(verb, "dobj"), *clause.prep("for"), *clause.prep("on"))
        answer = next((t for t in awaited if t.lemma.lower() in self._words.nouns_said), None)
        whom = () if answer is None else self._from(s, answer, verb)
        if not whom and verb.dep == "conj":
            whom = tuple(
                t for t in self.addressed(s, s.head(verb)) if self.speaks(s, t) or self._scene.parties.at(s, t)
            )
        return self._waiting(clause, answer, whom, "others wait") if answer is not None and whom else None

    def _unheard(self, clause: Clause) -> Hush | None:
        """The phrases "had heard nothing from Rome", "has not heard from Rome", "has yet to hear from Rome"."""
        s, verb = clause.sentence, clause.head
        below = s.child(verb, "xcomp") if clause.lemma == "have" else None
        yet = below is not None and any(t.lower == "yet" for t in s.children(verb))
        heard = below if yet and below is not None else verb
        if heard.lemma.lower() not in _HEARING or (heard is verb and clause.modal in _POSSIBLE):
            return None
        perfect = any(t.lemma.lower() == "have" for t in s.children(verb, "aux"))  # "heard nothing" is a tale of then
        nothing = any(t.lower == "nothing" for t in s.children(verb, "dobj"))
        # Nobody who has "not heard a word from" is told of here but by what he has not heard.
        if not (yet or (perfect and (nothing or (clause.negated and not s.children(verb, "dobj", "ccomp"))))):
            return None
        whom = self._from(s, *s.children(heard, "dobj"), heard)
        return self._waiting(clause, heard, whom, "others heard nothing") if whom else None

    def _waiting(self, clause: Clause, word: Token, whom: tuple[Token, ...], form: str) -> Hush:
        """The phrase by which those who have no answer are told of."""
        first, last = min(clause.head.start, word.start), max(clause.head.end, word.end)
        return Hush(clause.sentence, word, word, (first, last), "no-response", whom, form, clause.subjects)

    def _from(self, s: Sentence, *heads: Token) -> tuple[Token, ...]:
        """Who stands behind "from" and can speak."""
        behind = (t for h in heads for p in s.children(h, "prep") if p.lower == "from" for t in s.children(p, "pobj"))
        return tuple(t for o in behind for t in s.conjuncts(o) if self.speaks(s, t) or self._scene.parties.at(s, t))

    def _people(self, s: Sentence, verb: Token) -> tuple[Token, ...]:
        return tuple(t for o in s.children(verb, "dobj") for t in s.conjuncts(o) if self.speaks(s, t))

    def addressed(self, s: Sentence, verb: Token) -> list[Token]:
        """Whom a verb asks or writes to: "asked the ministry | but received no answer"."""
        if verb.lemma.lower() in self._words.asking | {"call", "telephone", "email"}:
            return [t for o in s.children(verb, "dobj") for t in s.conjuncts(o)]
        if verb.lemma.lower() not in ("write", "send", "appeal", "turn", "speak", "apply"):
            return []
        to = [p for p in s.children(verb, "prep", "dative") if p.lower == "to"]
        return [t for p in to for o in s.children(p, "pobj") for t in s.conjuncts(o)]
