"""Crowns: which monarch "the king" or "the emir" is, who reigns in one of several states."""

from collections.abc import Sequence
from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.resolving.cast import Cast
from legation.resolving.history import History
from legation.resolving.people import Person, Roll

# Titles of those who reign, and the words in the titles of the table that fit them.
CROWNS = {
    "king": ("king",),
    "queen": ("queen",),
    "emperor": ("emperor",),
    "sultan": ("sultan",),
    "emir": ("emir", "amir"),
    "amir": ("emir", "amir"),
    "shah": ("shah",),
    "monarch": ("king", "queen", "emperor", "sultan", "emir", "shah", "prince", "duke", "duchess"),
}
_WHERE = frozenset({"in", "at"})


class Crowns:
    """Finds the states of those who reign in one document."""

    def __init__(self, knowledge: Knowledge, cast: Cast, roll: Roll, history: History, day: date | None) -> None:
        """`history` is what the document has spoken of; others write it."""
        self._knowledge = knowledge
        self._cast, self._roll, self._history = cast, roll, history
        self._day = day

    def may_bear(self, title: Title, country: str) -> bool:
        """False for "the king" in a republic."""
        holder = self._knowledge.holder("head_of_state", country, self._day) if title.phrase in CROWNS else None
        return holder is None or self.worn_in(title, country)

    def bore(self, person: Person, title: Title) -> bool:
        """False for "the king" of somebody whose offices are none of a king's."""
        words = CROWNS.get(title.phrase, ())
        terms = self._knowledge.offices(person.id)
        return not words or not terms or any(word in term.title.lower().split() for term in terms for word in words)

    def worn_in(self, title: Title, country: str) -> bool:
        """True for a state that a king or emir, as the title says, leads on the day."""
        holder = self._knowledge.holder("head_of_state", country, self._day)
        terms = self._knowledge.offices(holder) if holder is not None and self._day is not None else ()
        held = (h.title.lower() for h in terms if h.polity == country and self._day is not None and h.covers(self._day))
        return any(word in CROWNS.get(title.phrase, ()) for title_held in held for word in title_held.split())

    def state(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The state, besides that of the dateline, in which "the king" reigns of whom the text has named nobody.

        It is that of the place in which he acts ("received him in Thimphu"), else the last one spoken of that has a
        king, else the only one of the text.
        """
        if title.phrase not in CROWNS or self._day is None:
            return None
        if here := self._acts_in(sentence, token, title):
            return here
        if self._roll.home and self.worn_in(title, self._roll.home):
            return None
        if last := self.told_before(title, token.start):
            return last
        found = [state for state in sorted(self._roll.states) if self.worn_in(title, state)]
        return found[0] if len(found) == 1 else None

    def _acts_in(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The state of the one place "in" which the verb of a title is told."""
        verb = sentence.head(token)
        places = [
            party
            for prep in sentence.children(verb, "prep")
            for place in (sentence.children(prep, "pobj") if prep.lower in _WHERE else ())
            if (party := self._cast.at(sentence, place)) is not None and party.about_place
        ]
        found = {state for party in places for a in party.actors if (state := self._cast.state_of(a)) is not None}
        there = [state for state in found if self.worn_in(title, state)]
        return there[0] if len(there) == 1 else None

    def told_before(self, title: Title, at: int) -> str | None:
        """The last state spoken of before a document offset in which somebody of that title reigns."""
        if self._day is None:
            return None
        tried: set[str] = set()
        for one in self._history.back():
            for actor in one.actors if one.start < at else ():
                state = self._cast.state_of(actor)
                if state is not None and state not in tried and self.worn_in(title, state):
                    return state
                tried.add(state or "")
        return None

    def last_of(self, people: Sequence[Person], at: int) -> Person | None:
        """Whom of some people the text has spoken of last before a document offset."""
        if len(people) <= 1:
            return next(iter(people), None)
        by_id = {person.id: person for person in people}
        seen = (actor for one in self._history.back() if one.start < at for actor in reversed(one.actors))
        return next((by_id[actor] for actor in seen if actor in by_id), people[0])
