"""Ties: who is named by what ties them to somebody else ("Castro's brother", "his Norwegian counterpart")."""

from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge
from legation.resolving.cast import Cast
from legation.resolving.people import Roll
from legation.resolving.roles import Titles
from legation.resolving.succession import Enter

COUNTERPARTS = frozenset(
    {"counterpart", "counterparts", "opposite number", "opposite numbers", "homologue", "homologues", "colleague"}
)
# Whose colleague of another state is meant holds an office there too; at home he may be anybody.
_AT_HOME = frozenset({"colleague"})
_COUNTRYWIDE = ("foreign_minister", "defence_minister", "head_of_government", "head_of_state")


class Ties:
    """Finds the relatives, seconds and counterparts of those whom one document has named."""

    def __init__(
        self, knowledge: Knowledge, titles: Titles, document: tuple[Cast, Roll], day: date | None, enter: Enter
    ) -> None:
        """`enter` takes known people by their keys into the document, with the reason, and returns their ids."""
        self._knowledge = knowledge
        self._titles = titles
        self._cast, self._roll = document
        self._day = day
        self._enter = enter

    def owners_of_kin(self, sentence: Sentence, token: Token) -> list[Token]:
        """Whose wife, brother or running mate a noun tells; none for other nouns."""
        running = token.lower == "mate" and any(t.lower == "running" for t in sentence.children(token))
        if not running and not self._knowledge.is_kin(token.lower):
            return []
        owners = list(sentence.children(token, "poss"))
        for prep in sentence.children(token, "prep"):
            owners.extend(sentence.children(prep, "pobj") if prep.lower == "of" else ())
        return owners

    def relative(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Find "Castro's brother" and "the wife of the president": the one relative of that sort in the table."""
        owners = self.owners_of_kin(sentence, token)
        parties = [p for owner in owners if (p := self._cast.at(sentence, owner)) is not None]
        if len(parties) != 1 or len(parties[0].actors) != 1 or token.tag not in ("NN", "NNP"):
            return ()
        found = self._knowledge.relative(parties[0].actors[0], token.lower) or self._in_office(
            sentence, token, self._knowledge.relatives(parties[0].actors[0], token.lower)
        )
        if found is None and token.lower == "mate":  # "the running mate of Bolivia's president"
            found = self._second_in_command(parties[0].actors[0])
        return self._enter([found], f"{token.lower} of {parties[0].actors[0]}") if found else ()

    def _in_office(self, sentence: Sentence, token: Token, relatives: frozenset[str]) -> str | None:
        """Of several brothers the one who holds the office set beside ("his brother, the defence secretary")."""
        beside = list(sentence.children(token, "appos"))
        beside += [sentence.head(token)] if token.dep == "appos" else []
        titles = [title for noun in beside if (title := self._titles.headed_by(sentence, noun)) is not None]
        found = {
            key
            for key in relatives
            for held in self._knowledge.offices(key)
            for title in titles
            if self._day is not None
            and held.covers(self._day)
            and (title.office_of(held.polity) == held.office or held.title.lower().startswith(title.phrase))
        }
        return found.pop() if len(found) == 1 else None

    def _second_in_command(self, actor: str) -> str | None:
        """The vice-president of whom somebody is the president."""
        person = next((p for p in self._roll.all() if p.id == actor), None)
        states = [polity for office, polity in person.offices if office == "head_of_state"] if person else []
        return self._knowledge.holder("vice_president", states[0], self._day) if states else None

    def counterpart(self, sentence: Sentence, token: Token, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Find "his Norwegian counterpart": who holds there the office that the other one holds."""
        owner = sentence.child(token, "poss")
        party = self._cast.at(sentence, owner) if owner is not None else None
        if party is None or len(party.actors) != 1:
            return ()
        countries = self._abroad(sentence, token, party.actors[0], countries)
        if body := self._same_body(party.actors[0], countries):
            return body
        if self._day is None:
            return ()
        person = next((p for p in self._roll.all() if p.id == party.actors[0]), None)
        offices = [office for office, _ in sorted(person.offices)] if person is not None else []
        for office in sorted(offices, key=lambda o: o not in _COUNTRYWIDE):
            holders = [self._knowledge.holder(office, country, self._day) for country in countries]
            if all(holders):
                return self._enter([str(h) for h in holders], f"{office} on {self._day.isoformat()}")
        return ()

    def _abroad(self, sentence: Sentence, token: Token, owner: str, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Where a counterpart is: in another state than the owner's, which the text may tell by the way.

        "His opposite number in Oslo"; else, of two states that the text is about, the other one.
        """
        home = self._cast.state_of(owner)
        if abroad := tuple(country for country in countries if country != home):
            return abroad
        if token.lemma.lower() in _AT_HOME:
            return ()
        behind = sentence.tokens[token.i + 1 : token.i + 2]
        nouns = [t for prep in behind if prep.lower == "in" for t in sentence.children(prep, "pobj")]
        told = [p for t in nouns if (p := self._cast.at(sentence, t)) is not None]
        named = {state for p in told for a in p.actors if (state := self._cast.state_of(a)) is not None}
        across = self._cast.setting.other(home)
        found = named or ({across} if across is not None else set())
        return tuple(sorted(found - {home}))

    def _same_body(self, owner: str, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Find "its Chinese counterpart": the body there that is called as the owner is here ("… coast guard")."""
        known = self._knowledge.known.get(owner)
        if known is None or known.kind != "organisation" or known.country not in self._knowledge.known:
            return ()
        own = self._knowledge.state_words.get(str(known.country), frozenset())
        sort = " ".join(word for word in known.name.split() if word not in own | {"the", "The", "of"})
        found = [body for country in countries if (body := self._knowledge.body_id(country, sort.lower())) is not None]
        for body in found:
            self._cast.known(body)
        return tuple(found) if len(found) == len(countries) else ()
