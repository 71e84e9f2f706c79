"""Taken up: appeals of which a sentence tells by what became of them: "has not replied to Egypt's request to press D".

Whoever answers an appeal, rejects it or leaves it is the one who is to move a third; that it was made is told, too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legation.annotations import Clause, Sentence, Token
from legation.coding.chains import Found, Moves, demand_of
from legation.coding.phrasing import complement, is_infinitive
from legation.coding.roles import Role, Roles, ids
from legation.coding.status import Judge

_BELOW = ("acl", "relcl")
_NOT_MADE = frozenset({"no", "any"})


@dataclass(frozen=True, slots=True)
class Appeals:
    """Finds the appeals of one document that somebody takes up; `lists` are the word classes of `pressure.yaml`."""

    lists: Mapping[str, frozenset[str]]
    moves: Moves
    roles: Roles
    judge: Judge

    def found(self, clause: Clause) -> Found | None:
        """Who appealed to the subject of a clause, which takes that up, to move whom."""
        s = clause.sentence
        for noun, above in self._appeals(clause):
            below = self._asked_for(clause, noun, above)
            asking = self.roles.owners(s, noun)
            middle = self.asked(s, noun) or self._parties(s, clause.subjects)
            pressers = tuple(r for r in asking if not set(r.actors) & set(ids(middle)))
            if below is None or not pressers or not middle:
                continue
            demand = demand_of(below, self.moves, self.roles, self.judge)
            if demand is not None:
                return noun, pressers, middle, demand, f"noun {noun.lemma.lower()!r}, taken up"
        return None

    def asked(self, sentence: Sentence, noun: Token) -> tuple[Role, ...]:
        """Who is asked, as the words behind a noun have it: "a request to C", "a demand that C restrain D"."""
        if found := self.roles.behind(sentence, noun, *self.lists["noun_on"]):
            return found
        verbs = (v for v in sentence.children(noun, *_BELOW) if sentence.children(v, "mark"))
        named = (t for v in verbs for t in sentence.children(v, "nsubj") if t.pos in ("NOUN", "PROPN"))
        return self._parties(sentence, tuple(m for t in named for m in sentence.conjuncts(t)))

    def _appeals(self, clause: Clause) -> Iterator[tuple[Token, tuple[Token, ...]]]:
        """The nouns of appeals that a clause takes up, each with the words above it on which its demand may hang."""
        s, lists = clause.sentence, self.lists
        if clause.lemma in lists["taking_up"]:
            for noun in (*clause.objects, *clause.prep("to")):
                if self._is_appeal(s, noun):
                    yield noun, ()
        for answer in clause.objects:  # "gave no answer to"
            if answer.lemma.lower() not in lists["replies"]:
                continue
            for prep in s.children(answer, "prep"):
                for noun in s.children(prep, "pobj"):
                    if prep.lower == "to" and self._is_appeal(s, noun):
                        yield noun, (answer,)

    def _is_appeal(self, s: Sentence, noun: Token) -> bool:
        made = all(t.lower not in _NOT_MADE for t in s.children(noun, "det"))
        return made and noun.lemma.lower() in self.lists["nouns"]

    def _asked_for(self, clause: Clause, noun: Token, above: tuple[Token, ...]) -> Clause | None:
        """The clause of what is asked for, wherever a parser hangs it."""
        s = clause.sentence
        hung = (t for head in (noun, *above) for t in s.children(head, *_BELOW) if t.i > noun.i)
        if found := next((c for t in hung if (c := self.judge.at(s, t))), None):
            return found
        below = complement(self.judge, clause)
        return below if below is not None and below.head.i > noun.i and is_infinitive(below) else None

    def _parties(self, sentence: Sentence, tokens: tuple[Token, ...]) -> tuple[Role, ...]:
        return tuple(r for t in tokens if (r := self.roles.party(sentence, t)))
