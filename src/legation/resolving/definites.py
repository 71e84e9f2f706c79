"""Definite nouns that take up somebody spoken of before: "the bloc", "the kingdom", "the general"."""

import re
from collections.abc import Collection, Iterable
from itertools import islice

from legation.annotations import Sentence, Token
from legation.knowledge import Title
from legation.resolving.cast import Cast
from legation.resolving.epithets import Epithets
from legation.resolving.history import History, PronounTable, Seen
from legation.resolving.several import Several

_THE, _HERE, _ONE = frozenset({"the"}), frozenset({"the", "this"}), frozenset({"the", "this", "that"})
_TAKING_UP = _ONE | {"these", "those"}
_COUNTRY = frozenset({"country", "nation", "homeland"})
_ENVOYS = frozenset({"ambassador", "envoy", "consul", "attaché", "diplomat", "diplomats", "legate", "nuncio"})
# Words in the name of a group that fights or fought, whatever it has become since.
_FIGHTING = frozenset({"front", "army", "liberation", "resistance", "guerrillas", "brigades", "brigade", "militia"})
_WHERE = frozenset({"in", "at"})
_THAN = frozenset({"than", "unlike", "like", "besides"})
_ISLANDS = frozenset({"archipelago", "island", "islands"})
_NEIGHBOURS = frozenset({"neighbour", "neighbor"})
_RULING = frozenset({"ruling", "governing"})
_PRIVATE = frozenset({"BUS", "NGO", "JRN"})
_OF_MANY = frozenset({"IGO", "UNO", "EUR"})
# Words for what parts a state's own politics: "the opposition bloc" is no body of several states.
_AT_HOME = frozenset({"opposition", "ruling", "governing", "political", "parliamentary", "rebel", "electoral"})
_MEMBERS = ("member", "nation", "country", "state")
_ARMED = frozenset({"REB", "UAF", "PRM"})


def _compared(sentence: Sentence) -> frozenset[int]:
    """The words with which something else in a sentence is compared ("than the FARC", "unlike Spain")."""
    return frozenset(t.i for t in sentence.tokens if t.dep == "pobj" and sentence.head(t).lower in _THAN)


def _is_led(sentence: Sentence, noun: Token, words: frozenset[str]) -> bool:
    """True where one of some determiners stands before a noun."""
    return any(t.lower in words for t in sentence.children(noun, "det"))


def _counts_members(token: Token) -> bool:
    """True for the words of "the 15-member bloc" and "the ten-nation group"."""
    return token.tag == "CD" or token.lower.endswith(_MEMBERS)


class Definites:
    """Resolves the definite nouns of one document in reading order."""

    def __init__(self, table: PronounTable, cast: Cast, history: History) -> None:
        """`history` is what the document has spoken of; others write it."""
        self._several = Several(table, cast, history)
        self._epithets = Epithets(table, cast, history)
        self._regions = sorted(table.regions.items(), key=lambda row: -len(row[0]))
        self._table = table
        self._cast = cast
        self._history = history

    def taken_up(self, sentence: Sentence, token: Token, title: Title | None) -> tuple[str, ...]:
        """Who a noun means that takes up somebody spoken of before; () for a new one. `title` is the noun's, if any."""
        ways = (
            self.country,
            self.of_region,
            self.named_so,
            self.state,
            self.body,
            self.fighters,
            self._several.other,
            self.again,
        )
        return next((found for way in ways if (found := way(sentence, token))), ()) or self._epithets.whose(
            sentence, token, title
        )

    def named_so(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The body of several states in whose name a noun stands ("the union", "the Melanesian bloc").

        Where the text has called somebody else so since, that one is meant ("the Supreme Court", then "the court").
        """
        noun = token.lower
        if (
            (noun not in self._table.in_names and noun not in self._table.in_names_or_not)
            or token.tag not in ("NN", "NNP")
            or not _is_led(sentence, token, _HERE)
        ):
            return ()
        if sentence.child(token, "poss", "relcl") or any(
            p.lower not in _WHERE for p in sentence.children(token, "prep")
        ):
            return ()
        before = {t.lower for t in sentence.children(token, "amod", "compound", "nmod") if not _counts_members(t)}
        before -= self._table.body_adjectives
        if before and noun not in self._cast.named_of_many():
            return self._so_described(token, before)
        for one in self._history.back():
            if one.start >= token.start or len(one.actors) != 1 or one.place or one.plural:
                continue
            words = self._cast.words_of_body(one.actors[0])
            if noun in words and before <= words:
                return one.actors
            if noun in one.nouns and not before:
                return ()
        return ()

    def _so_described(self, token: Token, before: set[str]) -> tuple[str, ...]:
        """The one body of several states whose name holds the words before a noun for one."""
        if not any(s.partition("+")[0] in _OF_MANY for s in self._table.body_nouns.get(token.lower, ())):
            return ()
        seen = (one.actors for one in self._history.back() if one.start < token.start and len(one.actors) == 1)
        found = {actors for actors in seen if before <= self._cast.words_of_body(actors[0])}
        return found.pop() if len(found) == 1 else ()

    def body(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The organisation that "the bloc" or "the movement" takes up: the last one of that sort."""
        before = sentence.children(token, "amod", "compound", "nmod")
        fights = any(t.lower in self._table.fighting for t in before)
        nouns = self._table.fighting_bodies if fights else self._table.body_nouns
        sectors = nouns.get(token.lemma.lower(), self._table.body_nouns.get(token.lemma.lower()))
        if sectors is None or token.tag in ("NNS", "NNPS") or not _is_led(sentence, token, _ONE):
            return ()
        if sentence.child(token, "poss", "prep"):
            return ()
        whose = {a for t in before if (p := self._cast.at(sentence, t)) is not None for a in p.actors}
        plain = self._table.body_adjectives
        if any(t.lower not in plain and not _counts_members(t) for t in before if self._cast.at(sentence, t) is None):
            return ()
        rules = token.lemma.lower() == "party" and any(t.lower in _RULING for t in before)
        return (self._ruling() if rules else ()) or self._last_of(sentence, token, sectors, whose)

    def _last_of(self, sentence: Sentence, token: Token, sectors: frozenset[str], whose: set[str]) -> tuple[str, ...]:
        """The body of some sectors spoken of last, of one of the countries in `whose` where there are any."""
        compared = _compared(sentence)
        ours = {t.lower for t in sentence.children(token, "amod", "compound")} & _AT_HOME
        many = frozenset() if ours else frozenset(s for s in sectors if s.partition("+")[0] in _OF_MANY)
        main = self._cast.setting.body
        agency = token.lemma.lower() == "agency"
        if main is not None and not whose and not agency and self._is_any(main, many):
            self._cast.known(main)
            return (main,)
        if ours or (token.lemma.lower() in self._table.in_names and not agency):
            sectors -= many  # "the council" is that of the one body of the text, or none
        for one in self._history.back():
            if one.start >= token.start or len(one.actors) != 1:
                continue
            if one.sentence == sentence.index and one.token in compared:
                continue
            if whose - {self._cast.facts(one.actors[0])[1]} and not self._is_unknown(one.actors[0], sectors):
                continue  # "the French group" may be a firm of which no table tells the country
            named = self._cast.facts(one.actors[0])[0] in ("organisation", "group")
            if agency and one.actors[0] in self._table.no_agencies:
                continue
            if named and self._is_any(one.actors[0], sectors):
                return one.actors
            if named and self._is_unknown(one.actors[0], sectors):
                return one.actors  # a name that no table holds, and the noun says what it is
        return ()

    def _is_any(self, actor: str, sectors: frozenset[str]) -> bool:
        """True for a body of one of some sectors, or of both where a plus joins two."""
        own = self._cast.sectors(actor)
        return any(own.issuperset(sector.split("+")) for sector in sectors)

    def _ruling(self) -> tuple[str, ...]:
        """The party spoken of whose leader leads the state on the day."""
        found = dict.fromkeys(one.actors for one in self._history.back() if len(one.actors) == 1)
        ruling = [actors for actors in found if self._cast.rules(actors[0])]
        return ruling[0] if len(ruling) == 1 else ()

    def _is_unknown(self, actor: str, sectors: frozenset[str]) -> bool:
        return bool(sectors & _PRIVATE) and self._cast.sectors(actor) == {""}

    def again(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the general" or "the union" takes up: the last one whom the text called so."""
        many = token.tag in ("NNS", "NNPS")
        if token.pos not in ("NOUN", "PROPN") or not _is_led(sentence, token, _TAKING_UP):
            return ()
        noun = token.lemma.lower()
        if (ranked := self._ranked(sentence, token)) or sentence.child(token, "poss", "relcl", "compound", "nmod"):
            return ranked
        preps = {prep.lower for prep in sentence.children(token, "prep")}
        if any(t.lower not in self._table.body_adjectives for t in sentence.children(token, "amod", "nummod")):
            return ()
        if preps:  # "the general in Valencia", if the text has called one person so
            return self._only(noun, token.start) if preps <= _WHERE and not many else ()
        kin = self._table.kin.get(noun, ())
        # "The Tigers" of a longer name keep their ending.
        return (
            self._called(dict.fromkeys((noun, token.lower)), token.start, many=many)
            or self._called(kin, token.start, many=many)
            or self._called(self._table.takes_up.get(token.lower, ()), token.start, many=many)
        )

    def _ranked(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the lieutenant colonel" takes up: the last one of that whole title."""
        before = sentence.children(token, "compound")
        if len(before) != 1 or sentence.child(token, "poss", "prep", "relcl", "amod", "nmod") is not None:
            return ()
        return self._called((f"{before[0].lower} {token.lower}",), token.start, many=False)

    def _only(self, noun: str, before: int) -> tuple[str, ...]:
        """The one person whom the text has called by a noun."""
        seen = (one for _, one in self._history.by_noun(noun) if one.start < before and not one.plural)
        found = {one.actors for one in seen if all(self._cast.facts(a)[0] == "person" for a in one.actors)}
        return found.pop() if len(found) == 1 else ()

    def _called(self, nouns: Iterable[str], before: int, *, many: bool) -> tuple[str, ...]:
        """The last one before an offset whom the text has called by one of the nouns."""
        found: list[tuple[int, Seen]] = []
        for noun in nouns:
            fits = (
                (at, one)
                for at, one in self._history.by_noun(noun)
                if one.start < before and not one.place and one.plural <= many and not (many and self._is_one(one))
            )
            found.extend(islice(fits, 1))
        return max(found, key=lambda pair: pair[0])[1].actors if found else ()

    def _is_one(self, one: Seen) -> bool:
        """True for one person named, who is never "the generals"."""
        return len(one.actors) == 1 and not one.plural and self._cast.facts(one.actors[0])[0] == "person"

    def fighters(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The armed group that "the rebels" takes up: the last one named."""
        if (
            token.lower not in self._table.fighters
            or not _is_led(sentence, token, _THE)
            or sentence.child(token, "poss", "prep", "nmod")
        ):
            return ()
        if any(t.lower not in self._table.body_adjectives for t in sentence.children(token, "amod", "compound")):
            return ()
        compared = _compared(sentence)
        for one in self._history.back():
            if one.start >= token.start or len(one.actors) != 1:
                continue
            if one.sentence == sentence.index and one.token in compared:
                continue  # "Smaller than the FARC, the guerrillas …" are not the FARC
            kind, sectors = self._cast.facts(one.actors[0])[0], self._cast.sectors(one.actors[0])
            fought = kind == "group" and one.nouns & _FIGHTING and "MIL" not in sectors
            if (sectors & _ARMED and kind in ("organisation", "group")) or fought:
                return one.actors
        return ()

    def country(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The state that "his country" or "the country" means: the owner's, or the one last spoken of."""
        if token.lower not in _COUNTRY:
            return ()
        owner = sentence.child(token, "poss")
        if owner is not None:
            party = self._cast.at(sentence, owner)
            states = {self._cast.state_of(a) for a in party.actors} - {None} if party is not None else set()
            return tuple(str(s) for s in states) if len(states) == 1 else ()
        if {t.lower for t in sentence.children(token) if t.dep != "case"} != {"the"}:
            return ()
        senders = self._senders(sentence, token)
        if (about := self._about(senders)) is not None:
            self._cast.known(about)
            return (about,)
        for one in self._history.recent(sentence.index):
            state = one.actors[0] if len(one.actors) == 1 else None
            if one.start < token.start and self._cast.is_state(state) and state not in senders:
                return one.actors
        return ()

    def _about(self, senders: Collection[str]) -> str | None:
        """The state of which the text tells most, or of whose coup it tells; none that sent an envoy there."""
        setting = self._cast.setting
        about = setting.coup if setting.coup in setting.pair else setting.most
        return (setting.other(about) if about in senders else about) if about is not None else None

    def _senders(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """Whose envoys are told of before a word: "the Polish consul must leave the country" means no Poland."""
        before = (p for t in sentence.tokens[: token.i] if (p := self._cast.at(sentence, t)) is not None)
        envoys = {a for p in before for a in p.actors if self._is_envoy(a)}
        return frozenset(state for a in envoys if (state := self._cast.state_of(a)) is not None)

    def _is_envoy(self, actor: str) -> bool:
        """True for an ambassador or consul, named or not: the ids of those without a name say what they are."""
        return not {self._cast.role(actor).rpartition(" ")[2], re.split("[:-]", actor)[-1]}.isdisjoint(_ENVOYS)

    def of_region(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The state that "the West African country" or "the Gulf emirate" takes up: the last one that lies there."""
        noun = token.lower
        own = self._table.regions.get("island", frozenset()) if noun in _ISLANDS else None
        states = (self._table.state_epithets, self._table.state_styles, _NEIGHBOURS)
        if own is None and not any(noun in nouns for nouns in states):
            return ()
        # A new one is told with "of" or a clause of its own ("the Baltic states that …").
        led = token.tag in ("NN", "NNP") and _is_led(sentence, token, _HERE)
        if not led or sentence.child(token, "poss", "prep"):
            return ()
        det = next(t for t in sentence.children(token, "det") if t.lower in ("the", "this"))
        words = [t.lower for t in sentence.tokens[det.i + 1 : token.i]]
        before = " ".join(words).replace(" - ", "-")
        there = next((states for name, states in self._regions if before == name or before.endswith(f" {name}")), None)
        there = there if there is not None else own if not words or set(words) <= self._table.body_adjectives else None
        if there is None:
            return ()
        styled = frozenset({noun}) if noun in self._table.state_styles else frozenset()
        about = self._cast.setting.most
        if about in there and styled <= self._style(about):
            self._cast.known(about)
            return (about,)
        for one in self._history.back():
            state = one.actors[0] if len(one.actors) == 1 else ""
            if one.start < token.start and state in there and (styled <= self._style(state) or not styled):
                return one.actors
        return ()

    def state(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The state that "the kingdom" or "the Islamic Republic" takes up: the last one that calls itself so."""
        noun = token.lower
        led = noun in self._table.state_styles and _is_led(sentence, token, _HERE)
        if not led or sentence.child(token, "poss", "prep") or self._has_body(token):
            return ()
        before = [t for t in sentence.children(token, "amod", "compound", "nmod") if t.i < token.i]
        styles = self._cast.all_styles()
        words = frozenset({noun, *(t.lower for t in before if t.lower in styles)})
        if any(t.tag in ("NNP", "NNPS") and t.lower not in styles and t.ent in ("GPE", "NORP") for t in before):
            return ()
        about = self._cast.setting.most
        if about is not None and words <= self._style(about):
            self._cast.known(about)
            return (about,)
        for one in self._history.back():
            if one.start < token.start and len(one.actors) == 1 and words <= self._style(one.actors[0]):
                return one.actors
        return ()

    def _has_body(self, token: Token) -> bool:
        """True for a small "union" where the text has spoken of one of workers, beside the Soviet Union."""
        sectors = self._table.body_nouns.get(token.text, frozenset())
        bodies = (one.actors[0] for one in self._history.back() if one.start < token.start and len(one.actors) == 1)
        return bool(sectors) and any(sectors & self._cast.sectors(body) for body in bodies)

    def _style(self, actor: str) -> frozenset[str]:
        return self._cast.style(actor) | self._table.state_extra.get(actor, frozenset())
