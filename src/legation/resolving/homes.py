"""Homes: of which state people and bodies are whom no word of their own phrase ties to one ("students in Hue")."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.resolving.addressing import Addressing
from legation.resolving.cast import Cast
from legation.resolving.coups import Coups
from legation.resolving.crafts import Crafts, doers
from legation.resolving.gazetteer import NameMatch
from legation.resolving.names import SentenceNames
from legation.resolving.offices import definite
from legation.resolving.people import Roll
from legation.resolving.phrases import modifiers

# Whom a report finds where it is filed, unless it says otherwise.
LOCAL = frozenset({"COP", "JUD", "MED", "AGR", "LAB", "CRM"})
# People and organs that seldom act or speak abroad: the only country that their sentence names is theirs.
_PEOPLE = LOCAL | {"OPP", "REL"}
# People who are at home where a text finds them: "students in Hue", but not soldiers, diplomats or companies.
_AT_HOME = _PEOPLE | {"CVL", "EDU", "REB", "UAF", "PRM", "LEG"}
_WHERE = frozenset({"in", "at", "near", "outside"})
# What is taken in a coup: "the soldiers who seized power in Niger".
_POWER = frozenset({"power", "control"})
_TAKING_UP = frozenset({"the", "these", "those"})
# Organs and parties of which a report knows only those of the place where it is filed, and the parts of a state.
_ORGANS = frozenset({"OPP", "LEG"})
_GOVERNING = frozenset({"GOV", "MIL", "SPY"})
# Who serves a state.
_SERVING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
# Who acts for several states or for none, and firms and papers, which write and trade across borders.
# Buildings of a state that stand in another one.
EMBASSIES = frozenset(
    {"embassy", "embassies", "consulate", "consulates", "mission", "missions", "commission", "legation"}
)
_BEFORE = frozenset({"outside", "at", "near", "around", "to", "before", "towards", "toward", "on"})
_OF_NO_STATE = frozenset({"IGO", "UNO", "NGO", "BUS", "JRN", "REF", "SOC"})


class Homes:
    """Finds the states of people of one document."""

    def __init__(self, knowledge: Knowledge, lists: Mapping[str, Any], document: tuple[Cast, Roll]) -> None:
        """`lists` are those of `nouns.yaml`."""
        self._knowledge = knowledge
        self._cast, self._roll = document
        self._abroad = frozenset(lists["abroad"]) | frozenset(lists["relational"])
        self._vague = frozenset(lists["vague"])
        self._elsewhere = frozenset(lists["elsewhere"])
        self._parts_of_world = frozenset(lists["parts_of_world"])
        self._of_seats = frozenset(lists["of_seats"])
        self._coups = Coups(lists)
        self._crafts = Crafts(lists, knowledge, self._cast.setting.told)
        self._parts_behind = frozenset(lists["parts_behind"])

    def of(self, sentence: Sentence, token: Token, title: Title, names: SentenceNames) -> str | None:
        """The country that people come from, where they are found, or of which sentence or text tells; None if open."""
        if coup := self.of_coup(sentence, token, title):
            return coup
        if craft := self._of_craft(sentence, token):
            return craft
        if title.sector in _GOVERNING and self._of_part(sentence, token):
            return None
        if title.sector in _AT_HOME and (embassy := _embassy_before(sentence, token)) is not None:
            return self._around(sentence, embassy, names)
        return self._found_in(sentence, token, title, names) or self._at_hand(sentence, token, title, names)

    def _of_craft(self, sentence: Sentence, token: Token) -> str | None:
        """The state of the ship or plane whose crew they are; who seizes them is none of them."""
        if not self._crafts.is_crew(sentence, token):
            return None
        parties = [p for t in doers(sentence, token) if (p := self._cast.at(sentence, t)) is not None]
        states = (self._cast.state_of(a) for p in parties for a in p.actors)
        return self._crafts.state(sentence, token, frozenset(state for state in states if state is not None))

    def of_coup(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The state of the coup of which the text tells, for those who made it or rule since."""
        coup = self._cast.setting.coup
        return coup if coup is not None and self._coups.makes(sentence, token, title) else None

    def _of_part(self, sentence: Sentence, token: Token) -> bool:
        """True for those who lead or guard a part of the world ("Caribbean leaders", "the ministers of the region")."""
        before = [t.lower for t in sorted(modifiers(sentence, token), key=lambda t: t.i)]
        behind = (
            place.lower
            for prep in sentence.children(token, "prep")
            for pobj in sentence.children(prep, "pobj")
            for place in (pobj, *(t for p in sentence.children(pobj, "prep") for t in sentence.children(p, "pobj")))
            if prep.lower in ("of", "from")
        )
        parts = {*before, *map(" ".join, pairwise(before))}
        return bool(parts & self._parts_of_world) or not self._parts_behind.isdisjoint(behind)

    def setting(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The state that the text is about, for those who are most often its own ("soldiers", "the mayor")."""
        if title.sector in _OF_NO_STATE or token.lemma.lower() in self._abroad:
            return None
        if title.phrase in self._vague and not sentence.child(token, "amod", "compound"):
            return None
        if {t.lower for t in modifiers(sentence, token)} & self._elsewhere - set(title.phrase.split()):
            return None
        if title.state and (token.tag in ("NNS", "NNPS") or not definite(sentence, token)):
            return None  # "both governments", "a government in exile"
        here = any(t.lower == "here" for t in sentence.children(token, "advmod"))
        found = self._cast.opened_in(sentence, token) or (self._roll.home if here else None)
        return found or self._cast.setting.of(token, title)

    def dateline(self, title: Title) -> str | None:
        """The state of the dateline; None for a word for those who sit where the report is filed for many states."""
        return None if self._cast.setting.at_seat and title.phrase in self._of_seats else self._roll.home

    def of_many_states(self, words: str, title: Title) -> bool:
        """True for officials and soldiers of a part of the world ("West African leaders"), who are of no one state."""
        before = words.lower().split()[:-1]
        parts = {*before, *map(" ".join, pairwise(before))}
        at_seat = self._roll.home is not None and self.dateline(title) is None
        return title.kind == "group" or at_seat or (title.sector in _GOVERNING and bool(parts & self._parts_of_world))

    def serves(self, token: Token, title: Title) -> bool:
        """True for those who serve a state at home: its office-holders and bodies, but no envoy and no firm."""
        return title.sector in _SERVING and token.lemma.lower() not in self._abroad

    def acted_on(self, sentence: Sentence, token: Token, title: Title, addressing: Addressing) -> tuple[str, ...]:
        """The two states of the text, for "both armies"; else the one whose organs act upon an office or body."""
        if pair := self.pair(sentence, token):
            return pair
        if craft := self._of_craft(sentence, token):
            return (craft,)
        if not self.serves(token, title):
            return ()
        state = addressing.ruled(sentence, token) or addressing.struck_in(sentence, token)
        return () if state is None else (state,)

    def pair(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The two states that the text is about, for "both armies" and "the two foreign ministries"."""
        words = {t.lower for t in sentence.children(token)}
        two = "both" in words or ("two" in words and words & _TAKING_UP)
        return self._cast.setting.pair if two and token.tag in ("NNS", "NNPS") else ()

    def _around(self, sentence: Sentence, embassy: Token, names: SentenceNames) -> str | None:
        """The state in which an embassy stands: that of the town told with it, else that of the dateline."""
        inside = sentence.subtree(embassy)
        towns = {country for start, _, country in names.places if any(t.start == start for t in inside)}
        places = {
            key
            for above in (embassy, sentence.head(embassy), sentence.head(sentence.head(embassy)))
            for prep in sentence.children(above, "prep")
            for pobj in sentence.children(prep, "pobj")
            if prep.lower == "in" and (party := self._cast.at(sentence, pobj)) is not None
            for key in party.actors
            if self._cast.is_state(key)
        }
        found = towns or places
        return min(found) if len(found) == 1 else self._roll.home

    def _found_in(self, sentence: Sentence, token: Token, title: Title, names: SentenceNames) -> str | None:
        """The country of the town or land that people come from, or where they are at home ("crowds in Benghazi")."""
        found: list[str] = []
        rule = _ruling(sentence, token)
        for prep in (*sentence.children(token, "prep"), *rule):
            at_home = title.sector in _AT_HOME and prep.lower in _WHERE
            if prep.lower not in ("of", "from") and not at_home and prep not in rule:
                continue
            for pobj in sentence.children(prep, "pobj"):
                found += [country for start, end, country in names.places if start <= pobj.start < end]
                for match in names.matches:
                    if match.start <= pobj.start < match.end:
                        found += [key for key in match.ids if self._cast.is_state(key)]
        return found[0] if len(set(found)) == 1 else None

    def _at_hand(self, sentence: Sentence, token: Token, title: Title, names: SentenceNames) -> str | None:
        """The country of people whom nothing beside them ties to one: that of which the text tells above all."""
        setting = self.setting(sentence, token, title)
        if setting is None:
            return self._only_country(title, names)
        there = self._cast.place_in(sentence) if title.sector in _PEOPLE else None
        return there or setting

    def _only_country(self, title: Title, names: SentenceNames) -> str | None:
        """The country of people whom a sentence about one country only speaks of: "In Lusaka nurses walked out"."""
        if title.sector not in _PEOPLE | _ORGANS:
            return None
        countries: list[str] = [country for _, _, country in names.places]
        for match in names.matches:
            sort(match, countries, [], self._knowledge, self._cast)
        found = dict.fromkeys(countries)
        only = next(iter(found)) if len(found) == 1 else None
        if title.sector in _PEOPLE and self._cast.setting.plays_in(only):
            return only
        home = self._roll.home
        return self._cast.leading_state(home) if home is not None and title.sector in _ORGANS else None


def _embassy_before(sentence: Sentence, token: Token) -> Token | None:
    """The embassy before which people stand ("a crowd outside the embassy", "students marched to the mission").

    It may stand with what they hold there, or one noun on ("a picket outside the embassy", "in front of the embassy").
    """
    verb = sentence.head(token)
    does = (verb, *sentence.children(verb, "dobj")) if token.dep == "nsubj" else ()
    preps = [prep for word in (token, *does) for prep in sentence.children(word, "prep")]
    below = [t for prep in preps if prep.lower in _BEFORE for t in sentence.children(prep, "pobj")]
    front = [
        p
        for prep in preps
        for t in sentence.children(prep, "pobj")
        if t.lower == "front"
        for p in sentence.children(t, "prep")
    ]
    below += [t for prep in front for t in sentence.children(prep, "pobj")]
    return next((t for t in below if t.lower in EMBASSIES), None)


def _ruling(sentence: Sentence, token: Token) -> list[Token]:
    """The prepositions of what somebody took power over: "the soldiers who seized power [in] Niger"."""
    verbs = sentence.children(token, "relcl", "acl")
    taken = [t for v in verbs for t in sentence.children(v, "dobj") if t.lemma.lower() in _POWER]
    above = [*taken, *(sentence.head(t) for t in taken)]
    return [prep for word in above for prep in sentence.children(word, "prep") if prep.lower in ("in", "of")]


def sort(match: NameMatch, countries: list[str], bodies: list[str], knowledge: Knowledge, cast: Cast) -> None:
    """Put whom a name means among the countries, or among the bodies, with the countries that they were of that day."""
    for key in match.ids:
        known = knowledge.known.get(key)
        if known is None:
            continue
        if known.kind == "state":
            countries.append(key)
        elif known.kind != "person":
            bodies.append(key)
            if known.country in knowledge.known:
                countries.append(cast.then(str(known.country)))
