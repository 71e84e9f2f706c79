"""Guesses: the acts that a sentence may tell, from frames and from the trained coder, with what speaks for each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from legation.annotations import Sentence, Token
from legation.coding.deciding import Judged, chance_of
from legation.coding.drafts import Draft
from legation.coding.sides import NOBODY, OTHER, side
from legation.coding.surveying import Triple
from legation.coding.sweeping import Seen, Swept
from legation.records import Actor, Status

# Chances nearer to 0 or 1 than this tell no more.
_EDGE = 0.001
_LIKELIER = 0.5
# The first sentences of a text tell most of its acts.
_OPENING = 2
# Words further apart in the parse have nothing to do with one another.
_FAR = 12


@dataclass(slots=True)
class Guess:
    """An act that a sentence may tell: the drafts that tell it, what the coder sees, and the signs for and against it.

    In the triple of what two do to one another the parties stand in order.
    `inferred` marks the sides on which somebody without a country counts for the only one that the document names.
    """

    triple: Triple
    drafts: list[int] = field(default_factory=list)
    seen: Seen | None = None
    standing: Status = "actual"
    inferred: tuple[bool, bool] = (False, False)
    signs: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """Who is who, the only country that the document speaks of, and the chance below which an answer makes no guess."""

    actors: Mapping[str, Actor]
    home: str | None
    least: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the coder sees between two parties, by types: their chances, and the share of acts done to one another."""

    seen: Seen
    standing: Status
    chances: Mapping[str, float]
    mutual: Mapping[str, float]


def guesses(sentence: Sentence, settled: Sequence[Judged], swept: Swept, told: Told) -> list[Guess]:
    """All acts that a sentence may tell, each triple once; `settled` are its drafts."""
    found: dict[Triple, Guess] = {}
    for guess in _swept(sentence, [_answer(each) for each in swept.pairs], told):
        known = found.get(guess.triple)
        if known is None or guess.signs["chance"] > known.signs["chance"]:
            found[guess.triple] = guess
    for number, (draft, reading) in enumerate(settled):
        chance = logit(chance_of(reading, draft.frame.type, draft.standing))
        for triple in _triples(draft, told.actors):
            guess = found.setdefault(triple, Guess(triple))
            guess.drafts.append(number)
            guess.signs.update({"coded": 1.0, "coded chance": chance})
    every = list(found.values())
    for guess in every:
        guess.signs["opening"] = float(sentence.index < _OPENING)
    _compare(every)
    survey = _Surveyed(swept.told)
    for guess in every:
        guess.signs.update(survey.signs(guess))
    return every


def is_half(draft: Draft, actors: Mapping[str, Actor]) -> bool:
    """True for an act of which one side counts for no country or body."""
    return any(set(side(keys, actors)) <= {NOBODY, OTHER} for keys in (draft.actor, draft.recipient))


def logit(chance: float) -> float:
    """The logarithm of the odds, bounded."""
    chance = min(max(chance, _EDGE), 1 - _EDGE)
    return log(chance / (1 - chance))


def _answer(seen: Seen) -> _Answer:
    reading = seen.reading
    planned = reading.status == "future" and reading.status_chance > _LIKELIER
    standing: Status = "future" if planned else "actual"
    chances: dict[str, float] = defaultdict(float)
    mutual: dict[str, float] = defaultdict(float)
    for row, chance in reading.subtypes:
        kind = row.filed(standing)[0]
        chances[kind] += chance
        mutual[kind] += chance * row.mutual
    return _Answer(seen, standing, chances, mutual)


def _swept(sentence: Sentence, answers: Sequence[_Answer], told: Told) -> Iterator[Guess]:
    """What the coder's answers make likely, each with the signs that the answer and the two parties give."""
    named = {spot.place for a in answers for spot in (a.seen.source, a.seen.target)} - {OTHER}
    best: dict[tuple[str, str, str], float] = defaultdict(float)
    for a in answers:
        for kind, chance in a.chances.items():
            key = (a.seen.source.place, a.seen.target.place, kind)
            best[key] = max(best[key], chance)
    rivals = _Rivals(best)
    for a in answers:
        pair = _pair_signs(sentence, a, len(named))
        for kind, chance in a.chances.items():
            if max(chance, a.seen.told.get(kind, 0.0)) >= told.least:
                yield _guess(a, kind, told.home, {**pair, **rivals.signs(a, kind), "chance": logit(chance)})


def _guess(answer: _Answer, kind: str, home: str | None, signs: dict[str, float]) -> Guess:
    source, target = answer.seen.source.place, answer.seen.target.place
    inferred = (home is not None and source == OTHER, home is not None and target == OTHER)
    places = [home if home is not None and place == OTHER else place for place in (source, target)]
    mutual = kind == "CONSULT" or answer.mutual[kind] > _LIKELIER * answer.chances[kind]
    if mutual and places[1] < places[0]:
        places.reverse()
    signs.update({"mutual": float(mutual), "inferred": float(any(inferred)), "seen": 1.0})
    signs["listed, one acts"] = signs["listed"] * (not mutual)
    return Guess((places[0], places[1], kind), [], answer.seen, answer.standing, inferred, signs)


class _Rivals:
    """Says how likely the same type is with another on either side."""

    def __init__(self, best: Mapping[tuple[str, str, str], float]) -> None:
        self._by_source: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self._by_target: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for (source, target, kind), chance in best.items():
            self._by_source[source, kind][target] = chance
            self._by_target[target, kind][source] = chance

    def signs(self, answer: _Answer, kind: str) -> dict[str, float]:
        source, target = answer.seen.source.place, answer.seen.target.place
        elsewhere = (c for place, c in self._by_source[source, kind].items() if place != target)
        others = (c for place, c in self._by_target[target, kind].items() if place != source)
        return {"other recipient": logit(max(elsewhere, default=0.0)), "other actor": logit(max(others, default=0.0))}


class _Surveyed:
    """Says how likely an act is at a look at all parties, and what speaks against it there."""

    def __init__(self, told: Mapping[Triple, float]) -> None:
        self._told = told
        self._types: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self._actors: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self._recipients: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for (actor, recipient, kind), chance in told.items():
            self._types[actor, recipient][kind] = chance
            self._actors[recipient, kind][actor] = chance
            self._recipients[actor, kind][recipient] = chance

    def signs(self, guess: Guess) -> dict[str, float]:
        actor, recipient, kind = guess.triple
        chance = self._told.get(guess.triple, 0.0)
        back = self._told.get((recipient, actor, kind), 0.0)
        if kind == "CONSULT" or guess.signs.get("mutual"):
            chance = max(chance, back)
        return {
            "looked": logit(chance),
            "looked back": logit(back if actor != recipient else 0.0),
            "looked, other type": logit(_most(self._types[actor, recipient], kind)),
            "looked, other actor": logit(_most(self._actors[recipient, kind], actor)),
            "looked, other recipient": logit(_most(self._recipients[actor, kind], recipient)),
        }


def _most(chances: Mapping[str, float], but: str) -> float:
    return max((chance for name, chance in chances.items() if name != but), default=0.0)


def _pair_signs(sentence: Sentence, answer: _Answer, parties: int) -> dict[str, float]:
    reading, source, target = answer.seen.reading, answer.seen.source, answer.seen.target
    distance, listed = _way(sentence, source.head, target.head)
    signs = {"nothing": logit(reading.nothing), "parties": float(parties), "distance": distance, "listed": listed}
    if reading.status in ("hypothetical", "negated", "future"):
        signs[reading.status] = reading.status_chance
    for name, spot in (("actor", source), ("recipient", target)):
        signs[f"{name} by name"] = float(spot.kind == "name")
        signs[f"{name} by adjective"] = float(spot.kind == "demonym")
        signs[f"{name} by place"] = float(spot.kind == "place")
    return signs


def _way(sentence: Sentence, one: Token, other: Token) -> tuple[float, float]:
    """How many steps of the parse lie between two words, and 1 where they stand in one list."""
    first, second = ([t.i, *(a.i for a in sentence.ancestors(t))] for t in (one, other))
    meeting = next((i for i in first if i in second), None)
    if meeting is None:
        return float(_FAR), 0.0
    left, right = first[: first.index(meeting)], second[: second.index(meeting)]
    listed = all(sentence.tokens[i].dep == "conj" for i in (*left, *right)) and not (left and right)
    return float(min(len(left) + len(right), _FAR)), float(listed)


def _triples(draft: Draft, actors: Mapping[str, Actor]) -> Iterator[Triple]:
    """The triples of a draft; of what its parties do to one another, each two once."""
    who, whom = side(draft.actor, actors), side(draft.recipient, actors)
    both = set(draft.actor) == set(draft.recipient) and len(who) > 1
    for actor in who:
        for recipient in whom:
            if both and actor >= recipient:
                continue
            if recipient < actor and (both or draft.frame.type == "CONSULT"):
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
