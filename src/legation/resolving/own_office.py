"""Own office: whose president it is of whom an official speaks.

What a minister, a ministry or a spokesman says of "the president" is told of that of his own state, also where the
text has spoken of another one since: "Trump left on Monday. The Kremlin spokesman said that the president …".
"""

from collections.abc import Iterable, Iterator
from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.resolving.binding import named_apart
from legation.resolving.cast import Cast
from legation.resolving.people import Person, Roll

# Who serves a state or takes part in its politics: others speak of any president.
_OF_STATES = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP", "OPP", "PTY"})
_HEADS = ("head_of_state", "head_of_government")


class OwnOffice:
    """Finds the holder of an office in the state of who speaks of it, in one document."""

    def __init__(self, knowledge: Knowledge, document: tuple[Cast, Roll], day: date | None) -> None:
        """`day` is that of the document."""
        self._knowledge = knowledge
        self._cast, self._roll = document
        self._day = day

    def holder(self, sentence: Sentence, token: Token, title: Title | None) -> tuple[str, ...]:
        """Who "the president" is; () where nobody of one state speaks of him, or nothing tells whom he means.

        Not who speaks himself or leads the state, nor where other states are named before in what is said ("Washington
        said that an envoy would fly to Niamey to seek the president's release"). A president who is not named before
        may be one who only represents the state, so that another one is meant.
        """
        if title is None or title.kind != "person-title" or not _is_bare(sentence, token, title):
            return ()
        for verb, speaker in _said(sentence, token):
            state = self._state(sentence, speaker)
            office = title.office_of(state) if state is not None else None
            if state is None or office is None:
                continue
            if self._elsewhere(sentence, sentence.subtree(verb), token, state):
                return ()
            person = self._holder(office, state, token.start)
            barred = named_apart(sentence, token, self._cast).union(self._actors(sentence, speaker))
            if person is None or person.id in barred:
                return ()
            person.why.append(f"somebody of {state} speaks of the {title.phrase}")
            self._cast.person(person)
            return (person.id,)
        return ()

    def _holder(self, office: str, state: str, at: int) -> Person | None:
        """Whom the text or the tables know to hold an office of a state."""
        person = self._roll.with_office(office, state)
        if person is not None and self._cast.named_before(person.id, at):
            return person
        key = self._knowledge.holder(office, state, self._day)
        if key is None or not (office == "head_of_government" or self._cast.named_before(key, at)):
            return None
        return self._roll.enter(self._knowledge.known[key].name, key)

    def _state(self, sentence: Sentence, speaker: Token) -> str | None:
        """The state for which somebody speaks who does not lead it."""
        party = self._cast.at(sentence, speaker)
        if party is None or party.about_place:
            return None
        states = {self._cast.state_of(actor) for actor in party.actors}
        if len(states) != 1 or (state := states.pop()) is None or not all(map(self._serves, party.actors)):
            return None
        leaders = {p.id for head in _HEADS if (p := self._roll.with_office(head, state)) is not None}
        return None if leaders.intersection(party.actors) else state

    def _elsewhere(self, sentence: Sentence, said: Iterable[Token], token: Token, state: str) -> bool:
        """Whether what is said names other states, or people of theirs, before a word."""
        before = (a for t in said if t.i < token.i for a in self._actors(sentence, t))
        return any(there not in (None, state) for there in map(self._cast.state_of, before))

    def _actors(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        party = self._cast.at(sentence, token)
        return () if party is None else party.actors

    def _serves(self, actor: str) -> bool:
        return self._cast.is_state(actor) or not _OF_STATES.isdisjoint(self._cast.sectors(actor))


def _is_bare(sentence: Sentence, token: Token, title: Title) -> bool:
    """True for "the prime minister" of whom nothing beside the title tells which."""
    beside = [t for t in sentence.children(token) if t.lower not in title.phrase.split()]
    led = any(t.lower == "the" for t in beside if t.dep == "det")
    return led and token.tag in ("NN", "NNP") and all(t.dep in ("det", "case", "punct", "cc", "conj") for t in beside)


def _said(sentence: Sentence, token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield the verb of what is said, thought or hoped in which a word stands, and who does so; the nearest first."""
    for verb in sentence.ancestors(token):
        if verb.dep == "ccomp" and (speaker := sentence.child(sentence.head(verb), "nsubj")) is not None:
            yield verb, speaker
