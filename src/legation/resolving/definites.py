"""Definite nouns that take up somebody spoken of before: "the bloc", "the kingdom", "the two leaders"."""

from collections.abc import Iterable, Mapping
from itertools import islice

from legation.annotations import Clause, Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import History, PronounTable, Seen

_TAKING_UP = frozenset({"the", "this", "that", "these", "those"})
_STYLES = frozenset({"majesty", "holiness", "highness", "excellency", "eminence"})
_COUNTRY = frozenset({"country", "nation", "homeland"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Words in the name of a group that fights or fought, whatever it has become since.
_FIGHTING = frozenset({"front", "army", "liberation", "resistance", "guerrillas", "brigades", "brigade", "militia"})
_ARMED = frozenset({"REB", "UAF", "PRM"})
_SIDES = frozenset({"REB", "PRM", "PTY", "OPP", "LAB", "BUS", "IGO", "EUR", "SOC"})
# How many sentences back "the two men" and "the two countries" may reach.
_FAR, _NEAR = 5, 2


class Definites:
    """Resolves the definite nouns of one document in reading order."""

    def __init__(self, table: PronounTable, cast: Cast, history: History) -> None:
        """`history` is what the document has spoken of; others write it."""
        self._table = table
        self._cast = cast
        self._history = history

    def taken_up(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who a noun means that takes up somebody spoken of before; () for a new one."""
        ways = (self.country, self.state, self.body, self.fighters, self.other, self.again, self.epithet, self.same)
        return next((found for way in ways if (found := way(sentence, token))), ())

    def body(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The organisation that "the bloc" or "the movement" takes up: the last one of that sort."""
        sectors = self._table.body_nouns.get(token.lemma.lower())
        dets = {t.lower for t in sentence.children(token, "det")}
        if sectors is None or not dets & {"the", "this", "that"} or token.tag in ("NNS", "NNPS"):
            return ()
        if sentence.child(token, "poss", "compound", "nmod") or sentence.child(token, "prep"):
            return ()
        if any(t.lower not in self._table.body_adjectives for t in sentence.children(token, "amod")):
            return ()
        for one in self._history.back():
            if one.start >= token.start or len(one.actors) != 1:
                continue
            named = self._cast.facts(one.actors[0])[0] in ("organisation", "group")
            if named and self._cast.sectors(one.actors[0]) & sectors:
                return one.actors
        return ()

    def again(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the general" or "the union" takes up: the last one whom the text called so."""
        many = token.tag in ("NNS", "NNPS")
        dets = {t.lower for t in sentence.children(token, "det")}
        if token.pos not in ("NOUN", "PROPN") or not dets & _TAKING_UP:
            return ()
        if sentence.child(token, "poss", "prep", "relcl", "compound", "nmod"):
            return ()
        if any(t.lower not in self._table.body_adjectives for t in sentence.children(token, "amod", "nummod")):
            return ()
        noun = token.lemma.lower()
        kin = self._table.kin.get(noun, ())
        return self._called([noun], token.start, many=many) or self._called(kin, token.start, many=many)

    def _called(self, nouns: Iterable[str], before: int, *, many: bool) -> tuple[str, ...]:
        """The last one before an offset whom the text has called by one of the nouns."""
        found: list[tuple[int, Seen]] = []
        for noun in nouns:
            fits = (
                (at, one)
                for at, one in self._history.by_noun(noun)
                if one.start < before and not one.place and one.plural <= many
            )
            found.extend(islice(fits, 1))
        return max(found, key=lambda pair: pair[0])[1].actors if found else ()

    def fighters(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The armed group that "the rebels" takes up: the last one named."""
        dets = {t.lower for t in sentence.children(token, "det")}
        if (
            token.lower not in self._table.fighters
            or "the" not in dets
            or sentence.child(token, "poss", "prep", "nmod")
        ):
            return ()
        if any(t.lower not in self._table.body_adjectives for t in sentence.children(token, "amod", "compound")):
            return ()
        for one in self._history.back():
            if one.start >= token.start or len(one.actors) != 1:
                continue
            kind, armed = self._cast.facts(one.actors[0])[0], self._cast.sectors(one.actors[0]) & _ARMED
            if (armed and kind in ("organisation", "group")) or (kind == "group" and one.nouns & _FIGHTING):
                return one.actors
        return ()

    def other(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "his guest" or "its ally" is: the other one of the two persons, or states, last spoken of."""
        noun = token.lemma.lower()
        owner = sentence.child(token, "poss")
        party = self._cast.at(sentence, owner) if owner is not None and owner.pos == "PRON" else None
        if party is None or len(party.actors) != 1 or token.tag in ("NNS", "NNPS"):
            return ()
        of_state = self._cast.is_state(party.actors[0]) and noun in self._table.other_state
        persons = noun in self._table.other_person and not of_state
        if (not persons and noun not in self._table.other_state) or sentence.child(token, "amod", "compound", "nmod"):
            return ()
        for one in self._history.recent(sentence.index):
            for key in self._keys(one, persons=persons):
                if key != party.actors[0] and one.start < token.start and not key.startswith("unnamed:"):
                    return (key,)
        return ()

    def epithet(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The person of a country whom "the Peruvian diplomat" takes up: the only one spoken of lately."""
        dets = {t.lower for t in sentence.children(token, "det")}
        if token.lower not in self._table.epithets or not dets & _TAKING_UP or sentence.child(token, "poss", "prep"):
            return ()
        whose = [
            p for t in sentence.children(token, "amod", "compound") if (p := self._cast.at(sentence, t)) is not None
        ]
        states = {a for p in whose for a in p.actors if self._cast.is_state(a)}
        found: dict[str, None] = {}
        for one in self._history.recent(sentence.index, _FAR):
            for actor in one.actors if one.start < token.start else ():
                kind, country = self._cast.facts(actor)
                if kind == "person" and country in states:
                    found.setdefault(actor)
        return tuple(found) if len(found) == 1 else ()

    def country(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The state that "his country" or "the country" means: the owner's, or the one last spoken of."""
        if token.lower not in _COUNTRY:
            return ()
        owner = sentence.child(token, "poss")
        if owner is not None:
            party = self._cast.at(sentence, owner)
            states = {self._state_of(a) for a in party.actors} - {None} if party is not None else set()
            return tuple(str(s) for s in states) if len(states) == 1 else ()
        if {t.lower for t in sentence.children(token)} != {"the"}:
            return ()
        for one in self._history.recent(sentence.index):
            if one.start < token.start and len(one.actors) == 1 and self._cast.is_state(one.actors[0]):
                return one.actors
        return ()

    def _state_of(self, actor: str) -> str | None:
        country = actor if self._cast.is_state(actor) else self._cast.facts(actor)[1]
        return country if self._cast.is_state(country) else None

    def aged(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the 75-year-old" is: the person last spoken of."""
        words = [t.lower for t in sentence.tokens[max(0, token.i - 5) : token.i + 1]]
        style = token.lower in _STYLES and sentence.child(token, "poss") is not None  # "Her Majesty"
        if not style and (
            "year" not in words or "old" not in words or token.lower not in ("old", "year") or "the" not in words
        ):
            return ()
        for one in self._history.recent(sentence.index):
            if one.start < token.start and one.person and not one.plural and not (style and not self._named(one)):
                return one.actors
        return ()

    def _named(self, one: Seen) -> bool:
        return all(self._cast.facts(actor)[0] == "person" for actor in one.actors)

    def several(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "both" and "the two" are: that many persons, or else states, last spoken of."""
        number = self._table.numbers.get(token.lower, 0)
        alone = token.lower == "both" or {t.lower for t in sentence.children(token)} == {"the"}
        if not number or not alone or token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "poss"):
            return ()
        for persons in (True, False):
            if found := self._last(sentence, token, number, set(), persons=persons):
                return found
        return ()

    def _last(
        self, sentence: Sentence, token: Token, number: int, excluded: set[str], *, persons: bool
    ) -> tuple[str, ...]:
        seen = [
            one for one in self._history.recent(sentence.index, _FAR if persons else _NEAR) if one.start < token.start
        ]
        for named in (True, False):
            keys = (key for one in seen for key in self._keys(one, persons=persons))
            found = [k for k in dict.fromkeys(keys) if k not in excluded and not (named and k.startswith("unnamed:"))]
            if len(found) >= number:
                return tuple(sorted(found[:number]))
        return ()

    def same(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the former union leader" or "the archipelago" is: the subject of the sentence before, in other words."""
        dets = {t.lower for t in sentence.children(token, "det")}
        if "the" not in dets or token.dep not in _SUBJECTS or token.tag not in ("NN", "NNP"):
            return ()
        turned = any(t.lower in self._table.turned for t in sentence.children(token, "amod", "advmod"))
        noun = token.lower
        state = noun in self._table.state_epithets and not sentence.child(token, "prep")
        if not state and noun not in self._table.epithets and not turned:
            return ()
        if noun in self._table.person_nouns and noun not in self._table.epithets:
            return ()  # "the former president" may be a third one
        owners = self._owners(sentence, token)
        nations = {a for a in owners if self._cast.is_state(a)}
        lately = reversed(self._history.recent(sentence.index, 1))
        before = [one for one in lately if one.sentence == sentence.index - 1 and len(one.actors) == 1]
        fits = [
            one
            for one in before
            if one.actors[0] not in owners
            and (state or not nations or self._state_of(one.actors[0]) in nations)
            and (self._cast.is_state(one.actors[0]) if state else self._cast.facts(one.actors[0])[0] == "person")
        ]
        subjects = [one.actors for one in fits if one.subject and not one.place]
        # Without a subject of the kind, the only one of the sentence ("Parliament elected Nikol Pashinyan …").
        only = {one.actors for one in fits}
        return subjects[0] if subjects else only.pop() if len(only) == 1 else ()

    def _owners(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """Who owns a noun: "the former Dutch colony" is not the Dutch."""
        below = sentence.children(token, "poss", "amod", "compound", "nmod")
        return frozenset(a for t in below if (p := self._cast.at(sentence, t)) is not None for a in p.actors)

    def state(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The state that "the kingdom" or "the Islamic Republic" takes up: the last one that calls itself so."""
        noun = token.lower
        dets = {t.lower for t in sentence.children(token, "det")}
        before = [t for t in sentence.children(token, "amod", "compound", "nmod") if t.i < token.i]
        if noun not in self._table.state_styles or not dets & {"the", "this"} or sentence.child(token, "poss", "prep"):
            return ()
        styles = self._cast.all_styles()
        words = frozenset({noun, *(t.lower for t in before if t.lower in styles)})
        if any(t.tag in ("NNP", "NNPS") and t.lower not in styles and t.ent in ("GPE", "NORP") for t in before):
            return ()
        for one in self._history.back():
            if one.start < token.start and len(one.actors) == 1 and words <= self._style(one.actors[0]):
                return one.actors
        return ()

    def _style(self, actor: str) -> frozenset[str]:
        return self._cast.style(actor) | self._table.state_extra.get(actor, frozenset())

    def plural(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        """Who "the two leaders" or "these two allies" are: that many of the kind, last spoken of.

        The subject of the clause is none of them ("China navigates its relationships with these two allies").
        """
        lemma = token.lemma.lower()
        if lemma == "side" and (sides := self._sides(sentence, token)):
            return sides
        persons = lemma in self._table.person_nouns
        if not persons and lemma not in self._table.state_nouns:
            return ()
        words = {t.lower for t in sentence.children(token)}
        number = next((n for w, n in self._table.numbers.items() if w in words), 0)
        if not number or not words & {"the", "these", "those", "both"}:
            return ()
        excluded = self._clause_subjects(sentence, token, clauses)
        if listed := self._listed(token, number, excluded, persons=persons):
            return listed
        return self._last(sentence, token, number, excluded, persons=persons)

    def _sides(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The last two bodies, groups or states that acted ("the union" and "the company" are "both sides")."""
        if not {t.lower for t in sentence.children(token)} & {"both", "two"}:
            return ()
        found: dict[str, None] = {}
        for one in self._history.recent(sentence.index, _FAR):
            if one.start < token.start and not one.place and not one.person and len(one.actors) == 1:
                side = self._side(one.actors[0])
                if side is not None:
                    found.setdefault(side)
            if len(found) == 2:
                return tuple(sorted(found))
        return ()

    def _side(self, actor: str) -> str | None:
        """Whom an actor stands for in a conflict: a party or company itself, a ministry its state."""
        sectors = self._cast.sectors(actor)
        if sectors & _SIDES and self._cast.facts(actor)[0] in ("organisation", "group"):
            return actor
        return self._state_of(actor)

    def _keys(self, one: Seen, *, persons: bool) -> tuple[str, ...]:
        """The persons, or the states, that an earlier party stands for.

        Who meets for a country stands for it: "the two countries" after "Obama and Putin met".
        """
        if one.place:
            return ()
        facts = [(actor, *self._cast.facts(actor)) for actor in one.actors]
        if persons:
            return tuple(actor for actor, kind, _ in facts if kind == "person" or (kind == "unnamed" and one.person))
        keys = (actor if kind == "state" else country for actor, kind, country in facts)
        return tuple(key for key in keys if key is not None and self._cast.is_state(key))

    def _listed(self, token: Token, number: int, excluded: set[str], *, persons: bool) -> tuple[str, ...]:
        """The last list of just so many ("Iran and Saudi Arabia"): it speaks of them together, as the plural does."""
        groups: dict[tuple[int, int], dict[str, None]] = {}
        for one in reversed([*self._history.back()]):
            if one.listed is not None and one.start < token.start:
                members = groups.setdefault((one.sentence, one.listed), {})
                members.update(dict.fromkeys(self._keys(one, persons=persons)))
        for members in reversed(groups.values()):
            if len(members) == number and not members.keys() & excluded:
                return tuple(sorted(members))
        return ()

    def _clause_subjects(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> set[str]:
        for above in sentence.ancestors(token):
            if (clause := clauses.get(above.i)) is not None:
                subjects = [t for t in clause.subjects if t is not token]
                return {a for t in subjects if (p := self._cast.at(sentence, t)) for a in p.actors}
        return set()
