"""Owners: the states and bodies to which a noun for somebody belongs ("Turkey's ministers", "leaders of ECOWAS")."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.resolving.cast import Cast
from legation.resolving.homes import EMBASSIES, sort
from legation.resolving.names import SentenceNames
from legation.resolving.offices import halves
from legation.resolving.people import Naming
from legation.resolving.phrases import modifiers
from legation.resolving.roles import SERVING

# Who meets for a part of the world: "West African leaders" are those of its body, its soldiers need not be.
_MEETING = frozenset({"GOV", "LEG"})
# Words for a part of them: "three West African leaders" are not all.
_SOME = frozenset({"some", "several", "few", "many", "most", "other", "all", "both", "former"})
_HEADS = frozenset({"head", "chief"})

Owned = tuple[tuple[str, ...], tuple[str, ...]]
# Who does this to soldiers abroad has them there, or has had them.
_KEEPING = frozenset({"have", "keep", "maintain", "station", "deploy", "send", "post", "base", "garrison", "land"})
_ABROAD = frozenset({"in", "to", "across", "on", "into", "at"})


class Owners:
    """Finds whose the nouns of one document are, by the words of their own phrases."""

    def __init__(self, knowledge: Knowledge, lists: Mapping[str, Any], cast: Cast) -> None:
        """`lists` are those of `nouns.yaml`."""
        self._knowledge = knowledge
        self._cast = cast
        self._relational = frozenset(lists["relational"])  # whose possessor is not what they are ("Russia's allies")
        self._parted = frozenset(lists["parted_titles"])
        self._gathering_alone: Mapping[str, int] = lists["gathering_alone"]
        self._gathering: Mapping[str, Sequence[str]] = lists["gathering"]

    def of(
        self, sentence: Sentence, token: Token, title: Title, names: SentenceNames, people: Sequence[Naming]
    ) -> Owned:
        """Countries and bodies that a noun belongs to: by what stands before it, else by "of", "from", "at", "in"."""
        relational = token.lemma.lower() in self._relational
        before = [
            t
            for t in modifiers(sentence, token)
            if not (relational and t.dep in ("poss", "compound", "nmod"))
            and not (t.tag == "PRP$" and title.phrase.startswith(f"{t.lower} "))  # "His Holiness" is no man's holiness
        ]
        countries, bodies = self._named(sentence, before, names, people)
        if countries or bodies or relational:
            return countries, bodies
        if body := self._gathered(sentence, token, title):
            return (), (body,)
        # Diplomats and "Western officials" in Seoul are not Seoul's; residents and professors there are.
        abroad = title.kind == "group" or "diplomat" in title.phrase
        near = ("of", "from", "to") if token.lemma.lower() in SERVING else ("of", "from")
        # Firms and armies one is "with"; demonstrators with French flags only hold them.
        far = ("for", "at", "in") if title.sector == "CVL" else ("for", "at", "in", "with")
        if title.sector == "MIL" and (kept := self._kept_abroad(sentence, token)):
            return kept, ()
        # An embassy in Quito is any state's but that in which it stands.
        ways = (near,) if token.lower in EMBASSIES and title.sector == "GOV" else (near, ("at",) if abroad else far)
        for wanted in ways:
            below = [t for noun in (token, *halves(sentence, token)) for t in self._behind(sentence, noun, wanted)]
            if abroad and wanted is not near:  # "a diplomat at the Danish embassy"
                below = [t for t in below if t.lower in EMBASSIES or sentence.head(t).lower in EMBASSIES]
            if wanted is far and title.sector != "GOV":  # "reporters at the embassy" are not the embassy's
                below = [t for t in below if t.lower not in EMBASSIES and sentence.head(t).lower not in EMBASSIES]
            countries, bodies = self._named(sentence, below, names, people)
            if countries or bodies:
                return countries, bodies
        return (), ()

    def _kept_abroad(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The state that has soldiers somewhere, or sends them there: "France, which has 1,500 troops in Niger"."""
        verb = sentence.head(token)
        abroad = any(p.lower in _ABROAD for word in (token, verb) for p in sentence.children(word, "prep"))
        if token.dep != "dobj" or verb.lemma.lower() not in _KEEPING or not abroad:
            return ()
        if sentence.child(token, "poss") is not None or {t.lower for t in sentence.children(token, "det")} & {"the"}:
            return ()
        subject = sentence.child(verb, "nsubj")
        if subject is not None and subject.tag in ("WDT", "WP") and verb.dep == "relcl":
            subject = sentence.head(verb)
        party = self._cast.at(sentence, subject) if subject is not None else None
        return tuple(a for a in (party.actors if party else ()) if self._cast.is_state(a))

    def _behind(self, sentence: Sentence, noun: Token, wanted: Sequence[str]) -> Iterator[Token]:
        """What stands behind the prepositions of a noun, and behind those of a title in parts.

        Of "the heads of state and government of the union" the last words alone tell whose they are.
        """
        for prep in sentence.children(noun, "prep"):
            for pobj in sentence.children(prep, "pobj") if prep.lower in wanted else ():
                for member in sentence.conjuncts(pobj):
                    yield from (member, *modifiers(sentence, member))
                    if _single(member) in self._parted:
                        yield from self._behind(sentence, member, ("of",))

    def _gathered(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The body in which those meet who lead a part of the world, where the text names it ("Caribbean leaders")."""
        if token.tag not in ("NNS", "NNPS") or title.sector not in _MEETING:
            return None
        before = modifiers(sentence, token)
        counted = sentence.child(token, "nummod") is not None
        if counted or any(t.lower in _SOME for t in (*before, *sentence.children(token, "det"))):
            return None
        behind = [t for t in self._behind(sentence, token, ("of", "from")) if t.i > token.i]
        words = [t.lower for t in sorted((*before, token, *behind), key=lambda t: t.i)]
        parts = {*words, *map(" ".join, pairwise(words))}
        longest = max((part for part in self._gathering if part in parts), key=len, default="")
        bodies = self._gathering.get(longest, ())
        named = [body for body in bodies if body in self._cast.setting.bodies]
        since, year = self._gathering_alone.get(longest, 9999), self._cast.setting.year
        alone = len(bodies) == 1 and since <= (year or 9998)
        return (named or bodies)[0] if len(named) == 1 or alone else None

    def _named(
        self, sentence: Sentence, tokens: Sequence[Token], names: SentenceNames, people: Sequence[Naming]
    ) -> Owned:
        countries: list[str] = []
        bodies: list[str] = []
        for token in tokens:
            for match in names.matches:
                if match.start < token.end and token.start < match.end:
                    sort(match, countries, bodies, self._knowledge, self._cast)
            for organisation in names.organisations:
                if organisation.start < token.end and token.start < organisation.end:
                    countries.extend(organisation.countries)
            party = self._cast.at(sentence, token)
            if party is None:
                continue
            if any(naming.head is token for naming in people):
                self._of_actors(party.actors, countries, bodies)
            if token.pos == "PRON" or token.tag == "WP$":
                self._of_actors(party.actors, countries, bodies)
                bodies.extend(a for a in party.actors if self._is_body(a))
            if token.pos == "NOUN" and token.dep in ("poss", "pobj"):
                countries.extend(a for a in party.actors if self._cast.is_state(a))  # "the emirate's government"
                bodies.extend(a for a in party.actors if self._knowledge.is_of_many(a))  # "the bloc's envoy"
                # "the American ambassador's secretary"
                self._of_actors([a for a in party.actors if self._is_person(a)], countries, bodies)
        # The "country" of a body that several states own is none.
        states = (country for country in countries if country in self._knowledge.known)
        return tuple(dict.fromkeys(states)), tuple(dict.fromkeys(bodies))

    def _of_actors(self, actors: Sequence[str], countries: list[str], bodies: list[str]) -> None:
        """Add the country of each actor, or the body of several states that he serves ("Guterres's spokesman")."""
        for actor in actors:
            country, body = self._cast.facts(actor)[1], self._cast.served(actor)
            if body is not None:
                bodies.append(body)
            elif country is not None:
                countries.append(country)

    def _is_person(self, actor: str) -> bool:
        return self._cast.facts(actor)[0] in ("person", "unnamed")

    def _is_body(self, actor: str) -> bool:
        """True for a party, armed group or body of many states of the tables: "its president" leads it, not a state."""
        known = self._knowledge.known.get(actor)
        return known is not None and known.kind in ("group", "organisation") and known.sector not in ("GOV", "MIL")


def in_title(sentence: Sentence, token: Token) -> bool:
    """True for the "government" of "heads of state and government", which is no government."""
    if token.lower != "government" or sentence.child(token, "det", "poss", "amod") is not None:
        return False
    first = token
    while first.dep == "conj":
        first = sentence.head(first)
    prep = sentence.head(first)
    return first.dep == "pobj" and prep.lower == "of" and _single(sentence.head(prep)) in _HEADS


def _single(token: Token) -> str:
    """The singular of a noun, of one written large too ("Heads of State")."""
    return token.lower.removesuffix("s") if token.tag == "NNPS" else token.lemma.lower()
