"""Several at once: "both", "the two leaders", "both sides", "the latter" take up those spoken of before."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from legation.annotations import Clause, Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import History, PronounTable, Seen
from legation.resolving.in_towns import in_towns
from legation.resolving.left_out import chiefs, facing, is_addressed, speaking
from legation.resolving.phrases import counted
from legation.resolving.talks import BOTH, Talks
from legation.resolving.ties import COUNTERPARTS

_SIDES = frozenset({"REB", "PRM", "PTY", "OPP", "LAB", "BUS", "IGO", "EUR", "SOC"})
# The people of a body of several states ("peacekeepers", "observers") keep two sides apart and are none.
_OF_MANY = frozenset({"IGO", "EUR", "UNO"})
_PAIR = 2
_ALONE = frozenset({"both", "neither"})
_FEW = frozenset({"pair", "duo", "trio", "quartet"})
_ORDINALS = frozenset({"former", "latter"})
_NEIGHBOURS = frozenset({"neighbour", "neighbor"})
_DEFINITE = frozenset({"the", "these", "those", "both", "neither"})
# How much it counts that two sides are told of in one sentence, beside how often each is told of.
_TOGETHER = 2
# How many times as much whoever does something counts there as whoever stands by ("Turkey praised …").
_PARTAKES = 2
_LEADERS = frozenset({"leader", "president", "premier", "prime minister"})
_HEADS = frozenset({"president", "king", "queen", "monarch", "emir", "sultan"})
# The prepositions of a place that something is done to ("sent tanks into Libya").
_INVADED = frozenset({"into", "across", "against", "over", "on"})
# How many sentences back "the two men" and "the two countries" may reach.
_FAR, _NEAR = 5, 2


class Several:
    """Finds whom a plural takes up in one document."""

    def __init__(self, table: PronounTable, cast: Cast, history: History) -> None:
        """`history` is what the document has spoken of; others write it."""
        self._table = table
        self._others = table.other_state | table.other_person | table.mutual
        self._cast = cast
        self._history = history
        self._talks = Talks(table.meeting, cast, history)

    def several(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "both", "neither" and "the two" are: that many persons, or else states, last spoken of."""
        if token.lower in _ORDINALS:
            return self._ordinal(sentence, token)
        told = counted(sentence, token)
        if told is not None:
            return self._of_them(sentence, told)
        number = self._table.numbers.get(token.lower, 0)
        if not number:
            return ()
        beside = sentence.children(token)
        # "All three", "the three"
        alone = token.lower in _ALONE or {t.lower for t in beside} in ({"the"}, {"all"}, {"all", "the"})
        # "The Sahel trio", "the unlikely pair"
        few = token.lower in _FEW and all(t.dep in ("det", "amod", "compound", "nmod") for t in beside)
        alone = alone or (few and "the" in {t.lower for t in beside})
        if not alone or token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "poss"):
            return ()
        doers = self._doers(sentence, token)
        if number > _PAIR and (listed := self._listed_before(token, number, doers)):
            return listed
        if here := self._listed_here(sentence, token, number, doers):
            return here
        persons = self._talks.two(sentence, token, number, doers) or self.last(
            sentence, token, number, doers, persons=True
        )
        if persons and (all(key.startswith("person:") for key in persons) or not self._cast.setting.pair):
            return persons
        if doers & set(self._cast.setting.pair):
            return ()
        if number > _PAIR:  # three states or more that no list has named together came up by chance
            return persons
        found = self.pair(number, doers) or persons or self.acted(sentence, token, doers)
        # "A and B will meet, C announced, after D pressed both": who is told of in between stands in no list with them.
        found = found or self.listed(token, number, doers, persons=False, within=sentence.index)
        return found or self.last(sentence, token, number, doers, persons=False)

    def _of_them(self, sentence: Sentence, number_word: Token) -> tuple[str, ...]:
        """Who "the two of them" are: the two states that the text is about, or the last list of two."""
        number = self._table.numbers.get(number_word.lower, 0)
        doers = self._doers(sentence, number_word)
        return self.pair(number, doers) or self._listed_before(number_word, number, doers) if number == _PAIR else ()

    def _listed_here(self, sentence: Sentence, token: Token, number: int, excluded: set[str]) -> tuple[str, ...]:
        """The last list of just so many in the sentence: "asked India and Brazil to come; neither has answered"."""
        here = [s for s in self._history.back() if s.sentence == sentence.index and s.listed is not None]
        last = max((s.listed for s in here if s.start < token.start and s.listed is not None), default=None)
        members = dict.fromkeys(a for s in here if s.listed == last and s.start < token.start for a in s.actors)
        return tuple(sorted(members)) if len(members) == number and not members.keys() & excluded else ()

    def _listed_before(self, token: Token, number: int, excluded: set[str]) -> tuple[str, ...]:
        """The last list of just so many persons, else states: "the four" who were named together, not those since."""
        return self.listed(token, number, excluded, persons=True) or self.listed(token, number, excluded, persons=False)

    def _doers(self, sentence: Sentence, token: Token) -> set[str]:
        """The one subject of the clauses around a word, who is none of "both" ("Honduras accepted both").

        Of two subjects both may well be meant ("India and China agreed on talks between the two"), but not by the
        object of their own verb ("India and China brought the two together").
        """
        doers = [t for above in sentence.ancestors(token) for t in sentence.children(above, "nsubj", "nsubjpass")]
        members = [t for doer in doers if doer is not token for t in sentence.conjuncts(doer)]
        found = {a for t in members if (p := self._cast.at(sentence, t)) is not None for a in p.actors}
        own = token.dep == "dobj" and any(sentence.head(t) is sentence.head(token) for t in doers)
        return found if len(found) == 1 or own else set()

    def pair(self, number: int, excluded: set[str]) -> tuple[str, ...]:
        """The two states that the text is about, where a plural speaks of two."""
        pair = self._cast.setting.pair
        if number != _PAIR or excluded & set(pair):
            return ()
        for state in pair:
            self._cast.known(state)
        return pair

    def _ordinal(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the former" and "the latter" are: the first and the last of the list that was spoken of last."""
        if token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "poss"):
            return ()
        seen = [s for s in self._history.recent(sentence.index) if s.start < token.start and s.listed is not None]
        members = [s for s in seen if (s.sentence, s.listed) == (seen[0].sentence, seen[0].listed)]
        if len(members) < _PAIR:
            return ()
        return members[0].actors if token.lower == "latter" else members[-1].actors

    def namesakes(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the two Kims" and "both Bushes" are: the last persons of that surname, as many as are told."""
        if token.tag not in ("NNP", "NNPS") or not token.lower.endswith("s"):
            return ()
        number = self.number_of(sentence, token)
        if not number:
            return ()
        names = {token.text.removesuffix("s"), token.text.removesuffix("es")}
        found: dict[str, None] = {}
        for one in self._history.back():
            for actor in one.actors if one.start < token.start else ():
                if self._cast.facts(actor)[0] == "person" and names & self._cast.names(actor):
                    found.setdefault(actor)
        return tuple(sorted(found)) if len(found) == number else ()

    def plural(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        """Who "the two leaders" or "these two allies" are: that many of the kind, last spoken of.

        The subject of the clause is none of them ("China navigates its relationships with these two allies").
        """
        lemma = token.lemma.lower()
        if lemma == "side" and (sides := self._talks.sides(sentence, token) or self._sides(sentence, token)):
            return sides
        number = self.number_of(sentence, token)
        persons = lemma in self._table.person_nouns
        if not number:
            return ()
        if not persons and lemma not in self._table.state_nouns:
            return self._called(lemma, token, number)
        excluded = self.subjects_beside(sentence, token, clauses) | self.addressing(sentence, token)
        excluded |= facing(self._cast, sentence, token)
        excluded |= chiefs(self._cast, sentence, token, (a for one in self._history.back() for a in one.actors))
        pair = () if persons else self.pair(number, excluded)
        if pair and lemma in self._table.mutual:  # the two of a quarrel, whoever else has been spoken of together
            return pair
        called = self._not_called(lemma) if persons else set[str]()
        if lemma in _LEADERS:  # who has neither a name nor an office leads nobody
            excluded |= {a for one in self._history.back() for a in one.actors if a.startswith("unnamed:")}
        # First those whom the noun fits; whoever is told of too seldom for that may be meant all the same.
        # But no ministers are "both presidents".
        for left_out in (excluded | called, excluded)[: 1 + (lemma not in _HEADS)] if called else (excluded,):
            talked = self._talks.two(sentence, token, number, left_out) if persons else ()
            if found := talked or self.listed(token, number, left_out, persons=persons):
                by = () if persons else self._beside(sentence, token, found, left_out)
                return by or found
            if found := pair or (() if persons else self.acted(sentence, token, left_out)):
                return found
            if found := self.last(sentence, token, number, left_out, persons=persons):
                return found
        here = (one for one in self._history.recent(sentence.index, 1) if one.start < token.start)
        return () if persons or number != _PAIR else in_towns(self._cast, here, excluded)

    def _not_called(self, noun: str) -> set[str]:
        """The persons spoken of whom a noun does not fit: "both leaders" leaves out the ministers beside them."""
        persons = {a for one in self._history.back() for a in one.actors if self._cast.facts(a)[0] == "person"}
        if noun in _LEADERS:
            return {a for a in persons if not self._cast.has_led(a) or self._cast.led_before(a)}
        roles = {a: self._cast.role(a).split() for a in persons}
        others = self._others | COUNTERPARTS
        return {a for a, role in roles.items() if role and noun not in role and role[-1] not in others}

    def number_of(self, sentence: Sentence, token: Token) -> int:
        """How many a plural speaks of; "the neighbours" are two, where no more states have been spoken of."""
        below = sentence.children(token)
        if not below:
            return 0
        words = {t.lower for t in below}
        if not self._table.numbers.keys().isdisjoint(words):
            number = next(n for w, n in self._table.numbers.items() if w in words)
            if words & _ALONE and "the" in words and token.tag in ("NN", "NNP"):
                return 0  # "neither the government nor the police"
            return number if words & _DEFINITE else 0
        if token.tag in ("NNS", "NNPS") and words == {"the"} and token.lemma.lower() in self._table.mutual:
            return _PAIR
        return 0

    def _called(self, noun: str, token: Token, number: int) -> tuple[str, ...]:
        """The last ones whom the text has called by a noun ("both ministries"), one by one or all at once."""
        before = [one for _, one in self._history.by_noun(noun) if one.start < token.start and not one.place]
        if before and len(before[0].actors) == number:
            return tuple(sorted(before[0].actors))
        found = dict.fromkeys(one.actors[0] for one in before if len(one.actors) == 1 and not one.plural)
        return tuple(sorted(found)) if len(found) == number else ()

    def last(
        self, sentence: Sentence, token: Token, number: int, excluded: set[str], *, persons: bool
    ) -> tuple[str, ...]:
        """The so many persons, or else states, that were spoken of last, beside those `excluded`."""
        seen = [
            one for one in self._history.recent(sentence.index, _FAR if persons else _NEAR) if one.start < token.start
        ]
        # Three or more who stand nowhere in one list are taken up only if all have names: others came up by chance.
        for named in (True, False) if number == _PAIR else (True,):
            keys = (key for one in seen for key in self.keys(one, persons=persons))
            found = [k for k in dict.fromkeys(keys) if k not in excluded and not (named and k.startswith("unnamed:"))]
            if len(found) >= number:
                return tuple(sorted(found[:number]))
        return ()

    def listed(
        self, token: Token, number: int, excluded: set[str], *, persons: bool, within: int | None = None
    ) -> tuple[str, ...]:
        """The last list of just so many ("Iran and Saudi Arabia"): it speaks of them together, as the plural does.

        One word for just so many ("both sides") is a list too. It stands `within` a sentence, or anywhere before.
        """
        groups: dict[tuple[int, int], dict[str, None]] = {}
        for one in reversed([*self._history.back()]):
            near = one.start < token.start and within in (None, one.sentence)
            if near and (one.listed is not None or len(one.actors) == number):
                at = (one.sentence, one.listed) if one.listed is not None else (one.start, -1)
                members = groups.setdefault(at, {})
                members.update(dict.fromkeys(self.keys(one, persons=persons)))
        for members in reversed(groups.values()):
            if len(members) == number and not members.keys() & excluded:
                return tuple(sorted(members))
        return ()

    def _beside(self, sentence: Sentence, token: Token, found: tuple[str, ...], excluded: set[str]) -> tuple[str, ...]:
        """The two states of a quarrel or bargain beside which two others stand by, who were listed last (`found`)."""
        if len(found) != _PAIR:
            return ()
        near = [one for one in self._history.recent(sentence.index, _FAR) if one.start < token.start]
        theirs = [one for one in near if one.listed is not None and set(self.keys(one, persons=False)) & set(found)]
        last = [one for one in theirs if one.sentence == theirs[0].sentence]
        if not last or not all(self._stands_by(one) for one in last):
            return ()
        pair = self.pair(_PAIR, excluded)
        acted = () if set(pair) == set(found) else pair or self.acted(sentence, token, excluded)
        return () if set(acted) & set(found) else acted

    def acted(self, sentence: Sentence, token: Token, excluded: set[str]) -> tuple[str, ...]:
        """The two states between which something was told last, as no bystander does it ("A shelled a post of B")."""
        told: dict[int, dict[str, bool]] = {}
        for one in self._history.recent(sentence.index, _FAR):
            if one.start < token.start and one.sentence < sentence.index:
                here = told.setdefault(one.sentence, {})
                one = one._replace(place=one.place and one.link not in _INVADED)
                here.update(
                    {key: here.get(key, False) or self._stands_by(one) for key in self.keys(one, persons=False)}
                )
        pairs = (here for here in told.values() if len(here) == _PAIR and not any(here.values()))
        return next((tuple(sorted(pair)) for pair in pairs if not pair.keys() & excluded), ())

    def _stands_by(self, one: Seen) -> bool:
        """True for who does what third parties do about others: urges, welcomes, offers to mediate."""
        return one.subject and one.verb in self._table.addressing | self._table.bystanding

    def _sides(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The two bodies, groups or states of whom most is told ("the union" and "the company" are "both sides").

        It counts most that they are told of together, since a third party is told of beside either: "China urged both".
        """
        words = {t.lower for t in sentence.children(token)}
        if not words & BOTH:
            return ()
        excluded = self.addressing(sentence, token)
        counts: Counter[str] = Counter()
        told: dict[int, dict[str, int]] = {}
        for one in self._history.back():
            if one.start >= token.start or one.place or one.person or len(one.actors) > _PAIR:
                continue
            sides = [s for s in map(self._side, one.actors) if s is not None and s not in excluded]
            share = 1 if self._stands_by(one) else _PARTAKES
            told.setdefault(one.sentence, {}).update(dict.fromkeys(sides, share))
            counts.update(dict.fromkeys(sides, share) if len(one.actors) == 1 else ())
        together: Counter[frozenset[str]] = Counter()
        for shares in (shares for at, shares in told.items() if at < sentence.index):  # this one may name others too
            together.update(
                {frozenset(pair): min(shares[side] for side in pair) for pair in combinations(shares, _PAIR)}
            )
        if len(counts) == 1 and excluded:
            return tuple(counts)  # both sides of a quarrel within one state
        together[frozenset(self._cast.setting.pair)] += 1  # the two that the whole text is about
        # Of two that are told of as often, those spoken of last: they were counted first.
        pairs = [frozenset(pair) for pair in combinations(counts, _PAIR)]
        found = max(pairs, default=frozenset(), key=lambda p: _TOGETHER * together[p] + sum(counts[side] for side in p))
        return tuple(sorted(found))

    def addressing(self, sentence: Sentence, token: Token) -> set[str]:
        """Who speaks to those whom a plural means, and is none of them: "China urged both sides to show restraint"."""
        child = token
        for above in sentence.ancestors(token):
            if above.lemma.lower() in self._table.addressing and is_addressed(sentence, child):
                members = [t for one in speaking(sentence, above) if one is not child for t in sentence.conjuncts(one)]
                found = {a for t in members if (p := self._cast.at(sentence, t)) is not None for a in p.actors}
                if found:
                    return found | {state for a in found if (state := self._cast.state_of(a)) is not None}
            child = above
        return set()

    def _side(self, actor: str) -> str | None:
        """Whom an actor stands for in a conflict: a party or company itself, a ministry its state."""
        sectors, kind = self._cast.sectors(actor), self._cast.facts(actor)[0]
        if sectors & _SIDES and kind in ("organisation", "group"):
            return actor if kind == "organisation" or sectors & _SIDES - _OF_MANY else None
        return self._cast.state_of(actor)

    def keys(self, one: Seen, *, persons: bool) -> tuple[str, ...]:
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

    def subjects_beside(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> set[str]:
        """The other subjects of the clause in which a plural stands."""
        for above in sentence.ancestors(token):
            if (clause := clauses.get(above.i)) is not None:
                subjects = [t for t in clause.subjects if t is not token]
                return {a for t in subjects if (p := self._cast.at(sentence, t)) for a in p.actors}
        return set()

    def other(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "his guest" or "its ally" is: the other one of the two persons, or states, last spoken of.

        "Its neighbour" is the other one of the two states that the text is about, if it is about two.
        """
        noun, table = token.lemma.lower(), self._table
        if noun not in self._others or token.tag in ("NNS", "NNPS") or sentence.child(token, "compound", "nmod"):
            return ()
        owner = sentence.child(token, "poss")
        party = self._cast.at(sentence, owner) if owner is not None else None
        if any(t.lower not in table.turned and t.lower not in table.beside for t in sentence.children(token, "amod")):
            return ()
        if owner is None:
            return self._neighbour(sentence, token) if noun in self._table.mutual else ()
        if party is None or len(party.actors) != 1 or owner.pos != "PRON":
            return ()
        of_state = self._cast.is_state(party.actors[0]) and noun in self._table.other_state
        persons = noun in self._table.other_person and not of_state
        if not persons and noun not in self._table.other_state:
            return ()
        mine = self._cast.state_of(party.actors[0])
        person = self._cast.facts(party.actors[0])[0] == "person"
        # A minister's neighbour is his state's, his rival may be anybody, a farmer's neighbour is a farmer.
        fits = not person or (noun in _NEIGHBOURS and "GOV" in self._cast.sectors(party.actors[0]))
        theirs = self._cast.setting.other(mine) if fits and not persons else None
        if theirs is not None:
            self._cast.known(theirs)
            return (theirs,)
        for one in self._history.recent(sentence.index):
            for key in self.keys(one, persons=persons):
                if key not in (party.actors[0], mine) and one.start < token.start and not key.startswith("unnamed:"):
                    return (key,)
        return ()

    def _neighbour(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the neighbour" is: of the two states that the text is about the one that the sentence has not named."""
        if {t.lower for t in sentence.children(token, "det")} != {"the"} or sentence.child(token, "prep", "relcl"):
            return ()
        before = [p for t in sentence.tokens[: token.i] if (p := self._cast.at(sentence, t)) is not None]
        named = {state for p in before for a in p.actors if (state := self._cast.state_of(a)) is not None}
        here = [state for state in self._cast.setting.pair if state in named]
        theirs = self._cast.setting.other(here[0]) if len(here) == 1 else None
        if theirs is None:
            return ()
        self._cast.known(theirs)
        return (theirs,)
