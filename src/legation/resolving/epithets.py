"""Epithets: nouns that tell a person in other words ("the Peruvian diplomat", "the machinist", "the 75-year-old")."""

from legation.annotations import Sentence, Token
from legation.knowledge import Title
from legation.resolving.cast import Cast
from legation.resolving.history import History, PronounTable, Seen
from legation.resolving.salience import most_salient

_TAKING_UP = frozenset({"the", "this", "that", "these", "those"})
_STYLES = frozenset({"majesty", "holiness", "highness", "excellency", "eminence"})
_AGES = frozenset({"old", "year"})
_CLERICAL = frozenset({"holiness", "eminence"})
_LEADERS = frozenset({"leader", "ruler", "strongman", "president", "premier", "chancellor", "dictator"})
_PAST = frozenset(
    {"former", "ex", "ousted", "deposed", "toppled", "exiled", "jailed", "imprisoned", "fallen", "disgraced", "late"}
)
_CLERICS = ("bishop", "archbishop", "cardinal", "priest", "cleric", "ayatollah", "imam", "pastor", "patriarch")
_SOLDIERS = ("general", "colonel", "major", "marshal", "admiral", "captain", "lieutenant", "sergeant", "commander")
_SORTS = frozenset({"REL", "MIL"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Trades and callings, and those who act for a state: of the latter nobody is told by his trade.
_TRADES = frozenset({"LAB", "MED", "EDU", "AGR", "JRN", "BUS", "REL", "SOC"})
_OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "IGO"})
# How many sentences back an epithet may reach.
_FAR = 5


class Epithets:
    """Finds the persons whom epithets take up in one document."""

    def __init__(self, table: PronounTable, cast: Cast, history: History) -> None:
        """`history` is what the document has spoken of; others write it."""
        self._table = table
        self._cast = cast
        self._history = history
        self._sorts = {**dict.fromkeys(_CLERICS, "REL"), **dict.fromkeys(_SOLDIERS, "MIL")}

    def whose(self, sentence: Sentence, token: Token, title: Title | None) -> tuple[str, ...]:
        """Who an epithet is; () for somebody new."""
        return (
            self._so_old(sentence, token)
            or self.epithet(sentence, token)
            or self._former_leader(sentence, token)
            or self._head_of_group(sentence, token)
            or self.same(sentence, token)
            or self._at_work(sentence, token, title)
        )

    def epithet(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The person of a country whom "the Peruvian diplomat" takes up: the only one spoken of lately."""
        if token.lower not in self._table.epithets or sentence.child(token, "poss", "prep"):
            return ()
        if not any(t.lower in _TAKING_UP for t in sentence.children(token, "det")):
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

    def _former_leader(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the former leader" is: the last person spoken of who led a state and has left office."""
        if token.lower not in _LEADERS or not self._definite(sentence, token):
            return ()
        if not any(t.lower in _PAST for t in sentence.children(token, "amod")):
            return ()
        if sentence.child(token, "poss", "prep", "compound", "nmod"):
            return ()
        if any(t.lower not in _PAST | self._table.turned for t in sentence.children(token, "amod")):
            return ()  # "the former American president" may be another one
        for one in self._history.recent(sentence.index):
            for actor in one.actors if one.start < token.start else ():
                if self._cast.led_before(actor):
                    return (actor,)
        return ()

    def same(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the former union leader" or "the archipelago" is: the subject of the sentence before, in other words."""
        if token.dep not in _SUBJECTS or token.tag not in ("NN", "NNP"):
            return ()
        state = self._tells_state(sentence, token)
        if not state and not self._tells_person(sentence, token):
            return ()
        owners = self._owners(sentence, token)
        nations = {a for a in owners if self._cast.is_state(a)}
        bodies = [a for a in owners if self._cast.words_of_body(a)]
        gender = self._table.gender_of(token.lower)
        lately = reversed(self._history.recent(sentence.index, 1))
        before = [one for one in lately if one.sentence == sentence.index - 1 and len(one.actors) == 1]

        def fits(actor: str) -> bool:
            if actor in owners:
                return False
            if state:
                return self._cast.is_state(actor)
            of_nation = not nations or self._cast.state_of(actor) in nations
            if bodies and not any(self._cast.serves(actor, body) for body in bodies):
                return False  # "the bloc's leader" is nobody of whom the text only says that the bloc met him
            fitting = gender is None or self._cast.gender(actor) in (gender, None)
            return of_nation and fitting and self._cast.facts(actor)[0] == "person"

        kept = [one for one in before if fits(one.actors[0])]
        # "Only the bishop": of two who are the subject together the one who is a cleric.
        sort = self._sorts.get(token.lower)
        sorted_so = [one for one in kept if sort in self._cast.all_sectors(one.actors[0])]
        if sort and not sorted_so:  # no cleric is the general
            kept = [one for one in kept if not self._cast.all_sectors(one.actors[0]) & _SORTS]
        if sort and not sorted_so and len({one.actors for one in kept}) > 1:
            # Of two of whom the tables know other offices alone nobody can say which is the colonel.
            sorted_so = [one for one in kept if not self._cast.all_sectors(one.actors[0]) - {""}]
            kept = sorted_so = sorted_so if len({one.actors for one in sorted_so}) == 1 else []
        kept = sorted_so or kept if sort else kept
        subjects = [one.actors for one in kept if one.subject and not one.place]
        # Without a subject of the kind, the only one of the sentence ("Parliament elected Nikol Pashinyan …").
        only = {one.actors for one in kept}
        return subjects[0] if subjects else only.pop() if len(only) == 1 else ()

    def _tells_state(self, sentence: Sentence, token: Token) -> bool:
        """True for "the archipelago" and "Africa's youngest state"."""
        if token.lower not in self._table.state_epithets or sentence.child(token, "prep"):
            return False
        best = any(t.tag == "JJS" for t in sentence.children(token, "amod"))
        return self._definite(sentence, token) or (best and sentence.child(token, "poss") is not None)

    def _tells_person(self, sentence: Sentence, token: Token) -> bool:
        """True for a noun that tells a person in other words: by calling, by past, by kin, by those whom he leads."""
        noun = token.lower
        owner = sentence.child(token, "poss")
        described = owner is not None and sentence.child(owner, "det") is not None
        listed = noun in self._table.kin_nouns or noun in self._table.heads_of_groups
        if listed and (owner or sentence.child(token, "compound")):
            # "The slain senator's widow", "the coca growers' leader", "the former union leader"
            group = sentence.child(token, "compound") is not None and self._turned(sentence, token)
            leads = noun in self._table.heads_of_groups and (described or group)
            known = self._cast.at(sentence, owner) if owner is not None else None
            named = known is not None and any(self._cast.facts(a)[0] in ("person", "state") for a in known.actors)
            return not named and (leads or (described and noun in self._table.kin_nouns))
        if not self._definite(sentence, token):
            return False
        if noun in self._table.person_nouns and noun not in self._table.epithets:
            return False  # "the former president" may be a third one
        return noun in self._table.epithets or self._turned(sentence, token)

    def _turned(self, sentence: Sentence, token: Token) -> bool:
        return any(t.lower in self._table.turned for t in sentence.children(token, "amod", "advmod"))

    def _so_old(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the 40-year-old lawyer" is: the person of that age, else the one most in view."""
        old = next((t for t in sentence.children(token, "amod") if t.lower.endswith("old")), None)
        if old is None or not self._definite(sentence, token):
            return ()
        words = [t.lower for t in sentence.tokens[max(0, old.i - 4) : old.i + 1]]
        if "year" not in "".join(words):
            return ()
        age = next((word for word in reversed(words) if word.isdigit()), "")
        if known := self._cast.aged(age):
            return (known,)
        lately = (s for s in self._history.recent(sentence.index) if s.start < token.start and len(s.actors) == 1)
        return most_salient([s for s in lately if self._named(s)], sentence, token)

    def national(self, sentence: Sentence, token: Token, state: str) -> tuple[str, ...]:
        """Who "the Brazilian" is: the last person of that state; () where nobody of it has been named."""
        for one in self._history.recent(sentence.index, _FAR):
            for actor in one.actors if one.start < token.start else ():
                if self._cast.facts(actor) == ("person", state):
                    return (actor,)
        return ()

    def aged(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the 75-year-old" is: the person of that age, else the one last spoken of; so is "His Holiness"."""
        if token.lower not in _AGES and token.lower not in _STYLES:
            return ()
        words = [t.lower for t in sentence.tokens[max(0, token.i - 5) : token.i + 1]]
        style = token.lower in _STYLES and sentence.child(token, "poss") is not None  # "Her Majesty"
        if not style and ("year" not in words or "old" not in words or token.lower not in _AGES or "the" not in words):
            return ()
        age = next((word for word in reversed(words) if word.isdigit()), None)
        if not style and age is not None and (known := self._cast.aged(age)):
            return (known,)
        cleric = token.lower in _CLERICAL
        for one in self._history.recent(sentence.index):
            fits = one.start < token.start and one.person and not one.plural and not (style and not self._named(one))
            if fits and not (cleric and "REL" not in self._cast.sectors(one.actors[0])):
                return one.actors
        return ()

    def _head_of_group(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "the rebel leader" or "the union boss" is: the person spoken of who leads people of that sort."""
        if token.lemma.lower() not in self._table.heads_of_groups or not self._definite(sentence, token):
            return ()
        sorts: set[str] = set()
        words = sentence.children(token, "compound", "amod", "nmod")
        for word in words:
            sorts |= self._table.group_sorts.get(word.lemma.lower(), frozenset())
        if not sorts or sentence.child(token, "prep", "poss"):
            return ()
        for one in self._history.back():
            for actor in one.actors if one.start < token.start and not one.place else ():
                if self._cast.facts(actor)[0] == "person" and self._is_of(actor, sorts, words):
                    return (actor,)
        return ()

    def _is_of(self, actor: str, sorts: set[str], words: tuple[Token, ...]) -> bool:
        """True for a person whose sector, body or role is of a sort of group."""
        body = self._cast.body_of(actor)
        sectors = self._cast.sectors(actor) | (self._cast.sectors(body) if body is not None else frozenset())
        return bool(sectors & sorts) or any(word.lemma.lower() in self._cast.role(actor) for word in words)

    def _at_work(self, sentence: Sentence, token: Token, title: Title | None) -> tuple[str, ...]:
        """Who "the machinist" is, whom the text has not called so: a person of no office of state, most in view."""
        trade = title is not None and (title.kind == "role-noun" or (title.office is None and title.sector == "REL"))
        if title is None or not trade or title.sector not in _TRADES or title.plural:
            return ()
        if not self._definite(sentence, token) or sentence.child(token, "prep", "poss", "compound", "nmod", "nummod"):
            return ()
        if any(t.lower not in self._table.turned for t in sentence.children(token, "amod")):
            return ()
        lately = (s for s in self._history.recent(sentence.index) if s.start < token.start and len(s.actors) == 1)
        named = [s for s in lately if self._named(s)]
        fits = [s for s in named if title.sector in self._cast.sectors(s.actors[0])]
        fits = fits or [s for s in named if not self._cast.sectors(s.actors[0]) & _OF_STATE]
        return most_salient(fits, sentence, token)

    def _definite(self, sentence: Sentence, token: Token) -> bool:
        dets = {t.lower for t in sentence.children(token, "det")}
        return "the" in dets and token.tag in ("NN", "NNP")

    def _owners(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """Who owns a noun: "the former Dutch colony" is not the Dutch."""
        below = sentence.children(token, "poss", "amod", "compound", "nmod")
        return frozenset(a for t in below if (p := self._cast.at(sentence, t)) is not None for a in p.actors)

    def _named(self, one: Seen) -> bool:
        return all(self._cast.facts(actor)[0] == "person" for actor in one.actors)
