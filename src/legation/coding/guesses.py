"""Guesses: the acts that a sentence may tell, from frames and from the trained coder, with what speaks for each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations
from math import log, log1p

from legation.annotations import Sentence
from legation.coding.deciding import Judged, chance_of
from legation.coding.drafts import Draft
from legation.coding.listing import are_listed
from legation.coding.roles import Role
from legation.coding.sides import NOBODY, OTHER, STATELESS, is_mission, side
from legation.coding.surveying import Triple
from legation.coding.sweeping import ELSEWHERE, Look, Sight, Spot, are_one_plural
from legation.records import Actor, Status

# Chances nearer to 0 or 1 than this tell no more; the odds there, of many a chance.
_EDGE = 0.001
_UNLIKELY = log(_EDGE / (1 - _EDGE))
_LIKELIER = 0.5
# Two do the same to one another where the way back is so likely beside the way there.
_MUTUALLY = 0.75
# The first sentences of a text tell most of its acts.
_OPENING = 2
# Words further apart in the parse have nothing to do with one another.
_FAR = 12
_MUTUAL = "CONSULT"
# How a state is named as one that acts, not as a place or by what is its own.
_AS_A_WHOLE = frozenset({"name", "metonym", "demonym"})
# Bodies that are seldom of the only country that a text speaks of: aid agencies, the bodies of several states.
_ABROAD = frozenset({"NGO", "IGO", "UNO"})
# What those who stand in one list do with one another, if they do it: "Britain and France agreed".
_ALWAYS_TOGETHER = frozenset({"AGREE", "COOPERATE"})
# The signs of how the actor and the recipient are named.
_KINDS = ("name", "demonym", "place", ELSEWHERE)
_HOW = ("by name", "by adjective", "by place", "away")
_NAMED = [[f"{side} {how}" for how in _HOW] for side in ("actor", "recipient")]
# What those who stand in one list may do with one another.
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})


@dataclass(slots=True)
class Guess:
    """An act that a sentence may tell: the drafts that tell it, what the look sees, and the signs for and against it.

    In the triple of what two do to one another the parties stand in order, `turned` where the sight has them otherwise.
    `inferred` marks the sides on which somebody without a country counts for the only one that the document names, or
    where it names several, for that of the other side, whose own people they may be: then the country is `lent`.
    A guess that fills the open side of another names that `half` and who is `implied`.
    """

    triple: Triple
    drafts: list[int] = field(default_factory=list)
    sight: Sight | None = None
    mutual: bool = False
    standing: Status = "actual"
    inferred: tuple[bool, bool] = (False, False)
    signs: dict[str, float] = field(default_factory=dict)
    half: "Guess | None" = None
    implied: Role | None = None
    turned: bool = False
    lent: str | None = None

    @property
    def likelihood(self) -> float:
        """How likely the look finds it, from 0 to 1; what a frame tells is as likely as not at least."""
        seen = self.sight.types.get(self.triple[2], 0.0) if self.sight is not None else 0.0
        return max(seen, _LIKELIER) if self.drafts else seen


@dataclass(frozen=True, slots=True)
class Told:
    """Who is who, the only country that the document speaks of, and the chance below which a look makes no guess.

    `foreign` are words for people who are of another country by what they are: "donors", "allies".
    """

    actors: Mapping[str, Actor]
    home: str | None
    least: float
    foreign: Collection[str] = ()

    def may_be_home(self, keys: Iterable[str]) -> bool:
        """False for actors of whom one is a body that is seldom of the only country that a text speaks of."""
        return not any(self._is_foreign(key) for key in keys)

    def _is_foreign(self, key: str) -> bool:
        actor = self.actors.get(key)
        named = not set(key.rsplit(":", 1)[-1].split("-")).isdisjoint(self.foreign)
        return named or (actor is not None and actor.sector in _ABROAD)

    def is_homeless(self, spot: Spot) -> bool:
        """True for people whom nothing ties to a country, and who may be at home anywhere: "the soldiers"."""
        return spot.place == OTHER and self.may_be_home(spot.role.actors if spot.role is not None else ())


def guesses(sentence: Sentence, settled: Sequence[Judged], look: Look | None, told: Told) -> list[Guess]:
    """All acts that a sentence may tell, each triple once; `settled` are its drafts."""
    found: dict[Triple, Guess] = {}
    sights = list(look.sights(told.least)) if look is not None else []
    for guess in _seen(sentence, sights, told):
        known = found.get(guess.triple)
        if known is None or guess.likelihood > known.likelihood:
            found[guess.triple] = guess
    for number, (draft, reading) in enumerate(settled):
        chance = logit(chance_of(reading, draft.frame.type, draft.standing))
        for triple in _triples(draft, told.actors):
            guess = found.setdefault(triple, Guess(triple))
            guess.drafts.append(number)
            guess.signs.update({"coded": 1.0, "coded chance": chance, f"by {_telling(draft)}": 1.0})
    every = list(found.values())
    for guess in every:
        if guess.lent is not None and guess.sight is not None:
            guess.signs["coded, lent"] = float(_is_coded(found, guess.sight, guess.triple[2]))
        guess.signs["opening"] = float(sentence.index < _OPENING)
        guess.signs["depth"] = log1p(sentence.index)
        guess.signs[f"of {guess.triple[2]}"] = 1.0
    _compare(every)
    survey = _Surveyed(sights, told, _beside(sentence, sights))
    for guess in every:
        guess.signs.update(survey.signs(guess))
    return every


def _is_coded(found: Mapping[Triple, Guess], sight: Sight, kind: str) -> bool:
    """True where a draft tells the act of the two as they are named, one without a country."""
    told = found.get((sight.source.place, sight.target.place, kind))
    return told is not None and bool(told.drafts)


def is_half(draft: Draft, actors: Mapping[str, Actor]) -> bool:
    """True for an act of which one side counts for no country or body."""
    return any(set(side(keys, actors)) <= {NOBODY, OTHER} for keys in (draft.actor, draft.recipient))


def logit(chance: float) -> float:
    """The logarithm of the odds, bounded."""
    if chance <= _EDGE:
        return _UNLIKELY
    chance = min(chance, 1 - _EDGE)
    return log(chance / (1 - chance))


def _telling(draft: Draft) -> str:
    """By what kind of word an act is told."""
    return "clause" if draft.clause is not None else "noun"


def _seen(sentence: Sentence, sights: Sequence[Sight], told: Told) -> Iterator[Guess]:
    """What the coder makes likely, each with the signs that its answers and the two parties give."""
    spots = [spot for sight in sights for spot in sight.spots if spot.kind != ELSEWHERE]
    named = {spot.place for spot in spots} - {OTHER, NOBODY}
    for sight in sights:
        signs = _pair_signs(sentence, sight, len(named))
        for kind, chance in sight.types.items():
            if chance >= told.least and not _among_themselves(sight, kind, listed=signs["listed"] > 0):
                together = kind in _ALWAYS_TOGETHER and signs["listed"] > 0
                mutual = kind == _MUTUAL or together or sight.back.get(kind, 0.0) > _MUTUALLY * chance
                yield _guess(sight, kind, told, mutual=mutual, signs=signs)
                if lent := _lent(sight, told):
                    yield _at_home(sight, kind, lent, mutual=mutual, signs=signs)


def _among_themselves(sight: Sight, kind: str, *, listed: bool) -> bool:
    """True for blows between two of one list who count for the same country: they are struck, or strike, together."""
    source, target = sight.spots
    return listed and source.place == target.place and kind not in _TOGETHER


def _standing(sight: Sight) -> Status:
    """Whether an act between two takes place, as the look says where it is sure."""
    likeliest = max(sight.statuses, key=lambda status: sight.statuses[status])
    return likeliest if sight.statuses[likeliest] > _LIKELIER else "actual"


def _guess(sight: Sight, kind: str, told: Told, *, mutual: bool, signs: Mapping[str, float]) -> Guess:
    first, second = (told.home is not None and told.is_homeless(spot) for spot in sight.spots)
    first = first and not _is_itself(sight.target)
    places = [
        told.home if told.home is not None and inferred else spot.place
        for spot, inferred in zip(sight.spots, (first, second), strict=True)
    ]
    turned = mutual and places[1] < places[0] and NOBODY not in places
    if turned:
        places.reverse()
    own = {
        "mutual": float(mutual),
        "inferred": float(first or second),
        "seen": 1.0,
        "listed, one acts": signs["listed"] * (not mutual),
    }
    return Guess(
        (places[0], places[1], kind),
        [],
        sight,
        mutual,
        _standing(sight),
        (first, second),
        {**signs, **own},
        turned=turned,
    )


def _is_itself(spot: Spot) -> bool:
    """True for a state as a whole: who blames or attacks it is seldom of its own people ("analysts blamed Russia").

    Nor are those who gather at its embassy.
    """
    if spot.role is None:
        return False
    return all(map(is_mission, spot.role.actors)) or (spot.role.actors == (spot.place,) and spot.kind in _AS_A_WHOLE)


def _lent(sight: Sight, told: Told) -> str | None:
    """Whose own people somebody may be who acts on a country, or is acted on by it; None where a document has one."""
    source, target = sight.spots
    if told.home is not None or told.is_homeless(source) == told.is_homeless(target):
        return None
    if told.is_homeless(source) and _is_itself(target):
        return None
    place = target.place if told.is_homeless(source) else source.place
    return None if place in (NOBODY, OTHER) or place in STATELESS or place.startswith("org:") else place


def _at_home(sight: Sight, kind: str, place: str, *, mutual: bool, signs: Mapping[str, float]) -> Guess:
    """That a country does it to its own people, or they to it."""
    first = sight.source.place == OTHER
    own = {"mutual": float(mutual), "lent": 1.0, "seen": 1.0, "listed, one acts": signs["listed"] * (not mutual)}
    inferred, found = (first, not first), {**signs, **own}
    return Guess((place, place, kind), [], sight, mutual, _standing(sight), inferred, found, lent=place)


class _Surveyed:
    """Says how likely an act is at a look at all parties, and what speaks against it there."""

    def __init__(self, sights: Sequence[Sight], told: Told, beside: Mapping[str, Set[str]]) -> None:
        """Take what is seen, who is who, and who stands in one list with whom."""
        self._beside = beside
        home = told.home
        # The chances of types by actor and recipient, and by recipient and actor.
        self._done_by: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
        self._done_to: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
        for sight in sights:
            for one in _counted(sight.source, home):
                for other in _counted(sight.target, home):
                    self._take(one, other, sight.types)
            if lent := _lent(sight, told):
                self._take(lent, lent, sight.types)

    def _take(self, actor: str, recipient: str, types: Mapping[str, float]) -> None:
        told = self._done_by[actor].get(recipient)
        if told is None:
            self._done_by[actor][recipient] = self._done_to[recipient][actor] = dict(types)
            return
        for kind, chance in types.items():
            told[kind] = max(chance, told.get(kind, 0.0))

    def signs(self, guess: Guess) -> dict[str, float]:
        actor, recipient, kind = guess.triple
        told, turned = self._done_by[actor].get(recipient, {}), self._done_by[recipient].get(actor, {})
        chance, back = told.get(kind, 0.0), turned.get(kind, 0.0)
        if kind == _MUTUAL or guess.mutual:
            chance = max(chance, back)
        return {
            "looked": logit(chance),
            "looked back": logit(back if actor != recipient else 0.0),
            "looked, other type": logit(_most(told, kind)),
            **self._rivals("actor", self._done_to[recipient], actor, kind),
            **self._rivals("recipient", self._done_by[actor], recipient, kind),
        }

    def _rivals(self, name: str, told: Mapping[str, Mapping[str, float]], own: str, kind: str) -> dict[str, float]:
        """How likely others are on a side: who stands in one list with the own one speaks for it, others against it."""
        listed = self._beside.get(own, frozenset())
        others = [(party in listed, types.get(kind, 0.0)) for party, types in told.items() if party != own]
        among, rest = (max([c for is_listed, c in others if is_listed is one], default=0.0) for one in (True, False))
        return {f"looked, listed {name}": logit(among), f"looked, other {name}": logit(rest)}


def _counted(spot: Spot, home: str | None) -> tuple[str, ...]:
    """People without a country count for themselves, and for the only country that the document speaks of."""
    return (spot.place, home) if spot.place == OTHER and home is not None else (spot.place,)


def _beside(sentence: Sentence, sights: Iterable[Sight]) -> Mapping[str, Set[str]]:
    """For each place those who stand in one list with somebody who counts for it."""
    roles = {(spot.role, spot.place) for sight in sights for spot in sight.spots if spot.role and spot.head}
    beside: dict[str, set[str]] = defaultdict(set)
    for (one, first), (other, second) in combinations(roles, 2):
        if first != second and are_listed(sentence, one, other):
            beside[first].add(second)
            beside[second].add(first)
    return beside


def _most(chances: Mapping[str, float], but: str) -> float:
    return max((chance for name, chance in chances.items() if name != but), default=0.0)


def _pair_signs(sentence: Sentence, sight: Sight, parties: int) -> dict[str, float]:
    plural = are_one_plural(*sight.spots)
    distance, listed = (0.0, 0.0) if plural else _way(sentence, *sight.spots)
    signs = {"parties": float(parties), "distance": distance, "listed": listed, "one plural": float(plural)}
    for status in ("hypothetical", "negated", "future", "historical"):
        signs[status] = sight.statuses.get(status, 0.0)
    for names, spot in zip(_NAMED, sight.spots, strict=True):
        for name, kind in zip(names, _KINDS, strict=True):
            signs[name] = float(spot.kind == kind)
    signs["away"] = max(signs["actor away"], signs["recipient away"])
    return signs


def _way(sentence: Sentence, one: Spot, other: Spot) -> tuple[float, float]:
    """How many steps of the parse lie between two parties, and 1 where they stand in one list."""
    if one.head is None or other.head is None:
        return 0.0, 0.0
    first, second = ([t.i, *(a.i for a in sentence.ancestors(t))] for t in (one.head, other.head))
    meeting = next((i for i in first if i in second), None)
    if meeting is None:
        return float(_FAR), 0.0
    left, right = first[: first.index(meeting)], second[: second.index(meeting)]
    listed = one.role is not None and other.role is not None and are_listed(sentence, one.role, other.role)
    return float(min(len(left) + len(right), _FAR)), float(listed)


def _triples(draft: Draft, actors: Mapping[str, Actor]) -> Iterator[Triple]:
    """The triples of a draft; of what its parties do to one another, each two once."""
    who, whom = side(draft.actor, actors), side(draft.recipient, actors)
    both = set(draft.actor) == set(draft.recipient) and len(who) > 1
    for actor in who:
        for recipient in whom:
            if both and actor >= recipient:
                continue
            if recipient < actor and NOBODY not in (actor, recipient) and (both or draft.frame.type == _MUTUAL):
                yield recipient, actor, draft.frame.type
            else:
                yield actor, recipient, draft.frame.type


def _compare(every: Sequence[Guess]) -> None:
    """Add the signs that come from what else frames tell in the sentence, and from which sides are known."""
    types: dict[frozenset[str], set[str]] = defaultdict(set)
    pairs: dict[str, set[frozenset[str]]] = defaultdict(set)
    for guess in every:
        if guess.drafts:
            actor, recipient, kind = guess.triple
            types[frozenset((actor, recipient))].add(kind)
            pairs[kind].add(frozenset((actor, recipient)))
    for guess in every:
        actor, recipient, kind = guess.triple
        pair = frozenset((actor, recipient))
        known = pair - {NOBODY, OTHER}
        rest = pairs[kind] - {pair}
        whole = not pair & {NOBODY, OTHER}
        guess.signs.update(
            {
                "pair told otherwise": float(bool(types[pair] - {kind})),
                "type told of others": float(bool(rest)),
                "type told by halves": float(any(_half(other) and other - {NOBODY, OTHER} <= known for other in rest)),
                "domestic": float(whole and actor == recipient),
                "half": float(not whole),
                "actor without country": float(actor == OTHER),
                "recipient without country": float(recipient == OTHER),
                "nobody acts": float(actor == NOBODY),
                "nobody is acted upon": float(recipient == NOBODY),
            }
        )


def _half(pair: frozenset[str]) -> bool:
    return len(pair - {NOBODY, OTHER}) < 2
