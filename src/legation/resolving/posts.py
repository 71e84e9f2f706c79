"""Posts: offices of which a state has many, told apart by a place ("Russia's ambassador to Turkey", "Kyiv's mayor")."""

from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.resolving.cast import Cast

# Offices whose title in the table names the place.
_AT_A_PLACE = frozenset({"ambassador", "mayor", "governor"})


class Posts:
    """Finds who holds a post in one document."""

    def __init__(self, knowledge: Knowledge, cast: Cast, day: date | None, home: str | None) -> None:
        """`home` is the country of the dateline, where the ambassador of another one serves."""
        self._knowledge = knowledge
        self._cast = cast
        self._day = day
        self._home = home

    def holder(self, sentence: Sentence, token: Token, title: Title, countries: tuple[str, ...]) -> str | None:
        """The id of whoever holds the post that a noun names; None where the text or the table does not tell."""
        office = title.office or title.phrase  # no state has one governor, so the title has no office of its own
        if self._day is None or office not in _AT_A_PLACE:
            return None
        if office == "ambassador":
            sender = countries[0] if countries else ""
            places = self._hosts(sentence, token) or self._at_home(sender)
            found = {self._knowledge.post("ambassador", place, self._day, sender) for place in places}
        else:
            places = self._places(sentence, token)
            found = {self._knowledge.post(office, place, self._day) for place in places}
        found.discard(None)
        return found.pop() if len(found) == 1 else None

    def _hosts(self, sentence: Sentence, token: Token) -> list[str]:
        """The states and bodies to which an ambassador is sent."""
        goals = [
            pobj
            for prep in sentence.children(token, "prep")
            if prep.lower in ("to", "in", "at")
            for pobj in sentence.children(prep, "pobj")
        ]
        parties = [p for goal in goals if (p := self._cast.at(sentence, goal)) is not None]
        actors = [a for p in parties for a in p.actors if a in self._knowledge.known]
        return [self._knowledge.known[actor].name for actor in actors]

    def _at_home(self, sender: str) -> list[str]:
        """The state that the report is filed from, where nothing says to whom the ambassador is sent."""
        return [self._knowledge.known[self._home].name] if self._home and self._home != sender else []

    def _places(self, sentence: Sentence, token: Token) -> list[str]:
        """The towns and regions named beside a mayor or governor, as they are written."""
        beside = list(sentence.children(token, "poss", "compound", "amod", "nmod"))
        for prep in sentence.children(token, "prep"):
            beside.extend(sentence.children(prep, "pobj") if prep.lower == "of" else ())
        return [self._written(sentence, noun) for noun in beside]

    def _written(self, sentence: Sentence, noun: Token) -> str:
        """A party as it is written, or a mere place with the words of its name ("New York")."""
        if (party := self._cast.at(sentence, noun)) is not None:
            return self._cast.span(party.start, party.end).text
        first = min(
            (t.start for t in sentence.children(noun, "compound", "amod") if t.tag == "NNP"), default=noun.start
        )
        return self._cast.span(min(first, noun.start), noun.end).text
