"""The arbiter: how likely each guess about a sentence is right, and the acts that remain when the likely ones are told.

A logistic regression over a few signs, so that anybody can add it up: `data/events/arbiter.yaml` holds the weights,
`training/events/arbitrate.py` sets them on whole sentences and articles whose acts are all labelled.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from legation.annotations import Sentence
from legation.coding.among import among
from legation.coding.crowds import PROTEST
from legation.coding.deciding import Judged, Thresholds
from legation.coding.drafts import Draft
from legation.coding.guesses import Guess, Told, guesses, is_half
from legation.coding.implied import imply
from legation.coding.joining import Acts, Settled
from legation.coding.phrasing import objects
from legation.coding.recurring import recur
from legation.coding.roles import Role, ids
from legation.coding.sides import NOBODY, OTHER, is_mission, side
from legation.coding.sweeping import Look, Spot, States
from legation.coding.telling import Tellers
from legation.coding.weights import Weights

# A protest is aimed at the own state where that is so likely beside its being aimed at nobody.
_LEAST = 0.4
# Another country that is so likely beside one that is lent is meant no less.
_NEAR = 0.75
# Who is named in the sentence and so likely beside one whom only another sentence names is the doer of a blow.
_HALF, _BLOWS = 0.5, ("ASSAULT", "COERCE")


class Arbiter:
    """Settles what the sentences of one document tell."""

    def __init__(self, weights: Weights, at: Thresholds, told: Told, tellers: Tellers) -> None:
        """Take the weights, the chances from which on acts are told, who is who, and which words tell which acts."""
        self._weights = weights
        self._at = at
        self._told = told
        self._tellers = tellers

    def settle(
        self,
        sentences: Iterable[Sentence],
        settled: Mapping[int, Sequence[Judged]],
        looks: Mapping[int, Look],
    ) -> list[Settled]:
        """The acts that the sentences tell.

        By the index of a sentence, `settled` are those of frames and candidates, `looks` what looks at them show.
        """
        scenes: list[tuple[Sentence, Sequence[Judged], Role | None]] = []
        every: list[list[Guess]] = []
        spots: list[Sequence[Spot]] = []
        for sentence in sentences:
            look = looks.get(sentence.index)
            home = self._home(look)
            judged = [(self._housed(draft, home), reading) for draft, reading in settled.get(sentence.index, ())]
            scenes.append((sentence, judged, home))
            every.append(guesses(sentence, judged, look, self._told))
            spots.append(look.spots if look is not None else ())
        imply(every, spots)
        recur(every)
        among(every)
        chances = iter(self._weights.chances([guess.signs for found in every for guess in found]))
        weighed = [[(next(chances), guess) for guess in found] for found in every]
        states = States(spots)
        return [
            act
            for number, (scene, found) in enumerate(zip(scenes, weighed, strict=True))
            for act in self._sentence(*scene, partial(states.near, number), found)
        ]

    def _sentence(
        self,
        sentence: Sentence,
        settled: Sequence[Judged],
        home: Role | None,
        itself: Callable[[str], Role | None],
        every: Sequence[tuple[float, Guess]],
    ) -> Iterable[Settled]:
        """The acts that one sentence tells; `itself` says where the text names a state or body itself.

        An act of which one side is open needs more: either the text has the other, or there is less of an act than it
        seems.
        """
        best: dict[int, float] = {}
        for chance, guess in every:
            for number in guess.drafts:
                best[number] = max(chance, best.get(number, 0.0))
        acts = Acts(sentence, self._told.actors, self._tellers, home, itself)
        for number, (draft, reading) in enumerate(settled):
            sure = draft.certain or self._is_befallen(draft)
            stands = sure or best[number] >= self._least(sentence, draft)
            acts.take(draft, reading, best[number], stands=stands)
        more = self._at.later if sentence.index >= self._at.opening else 0.0
        fresh = [
            pair
            for pair in _settled(every, self._at.either)
            if not pair[1].drafts and pair[0] >= self._needs(pair[1]) + more
        ]
        for chance, guess in sorted(fresh, key=lambda pair: -pair[0]):
            alone = max(self._at.tell, self._at.away) if guess.signs.get("away") else self._at.tell
            acts.add(guess, chance, alone=chance >= alone + more, back=chance >= self._at.back)
        for chance, guess in every:
            if (
                guess.implied is None
                and not guess.drafts
                and self._at.share + more <= chance < self._needs(guess) + more
            ):
                acts.share(guess, chance)
        return acts.standing()

    def _needs(self, guess: Guess) -> float:
        """The chance from which on what no draft tells completes one, or tells an act of one side."""
        if guess.implied is not None:
            return self._at.imply
        if guess.signs.get("away"):
            return self._at.away
        return self._at.bare if NOBODY in guess.triple else self._at.fill

    def _least(self, sentence: Sentence, draft: Draft) -> float:
        """The chance from which on an act of frames or candidates stays."""
        half = is_half(draft, self._told.actors)
        if self._strikes_place(draft) or (draft.frame.fixed and not half):
            return self._at.plain
        if sentence.index >= self._at.opening:
            return self._at.further
        return self._at.half if half else self._at.keep

    def _strikes_place(self, draft: Draft) -> bool:
        """True for a blow at a place of which nobody knows whose it is ("shelled the village of Kibumba")."""
        struck = objects(draft.clause) if draft.frame.type == "ASSAULT" and draft.clause is not None else ()
        places = self._tellers.lexicon.classes["PLACES"]
        return bool(draft.actors) and any(t.lemma.lower() in places for t in struck)

    def _is_befallen(self, draft: Draft) -> bool:
        """True for a blow of which a passive names whom it struck, of one state, and nobody who struck it."""
        told = draft.clause is not None and draft.clause.passive and draft.standing == "actual" and not draft.actors
        struck = {place for role in draft.recipients for place in side(role.actors, self._told.actors)}
        return told and draft.frame.type == "ASSAULT" and len(struck) == 1 and struck.isdisjoint((NOBODY, OTHER))

    def _home(self, look: Look | None) -> Role | None:
        """Where the sentence names the only country that its document speaks of, or else those who belong to it."""
        home = self._told.home
        own = [spot.role for spot in look.spots if spot.role and spot.place == home] if look is not None else []
        itself = next((role for role in own if role.actors == (home,)), None)
        if itself is None and own and home is not None and home in self._told.actors:
            return Role((home,), own[0].start, own[0].end)
        return itself

    def _housed(self, draft: Draft, home: Role | None) -> Draft:
        """The draft, with the only country of the document beside a side of people without one.

        Those who act on that state itself, or its embassy, are seldom its own people: "analysts blamed Russia".
        """
        if home is None:
            return draft
        abroad = home.actors[0] in draft.recipient or any(map(is_mission, draft.recipient))
        actors, recipients = (
            (*roles, home) if self._is_homeless(roles) and not (abroad and roles is draft.actors) else roles
            for roles in (draft.actors, draft.recipients)
        )
        return replace(draft, actors=actors, recipients=recipients)

    def _is_homeless(self, roles: Sequence[Role]) -> bool:
        """True for people whom nothing ties to a country, and who may be at home anywhere: "the soldiers"."""
        return set(side(ids(roles), self._told.actors)) == {OTHER} and self._told.may_be_home(ids(roles))


def _is_rival(other: Guess, lent: Guess) -> bool:
    """True for the same act with another country in the place of the one that is lent to somebody without any."""
    place, kind = lent.lent, lent.triple[2]
    known, open_ = (1, 0) if lent.inferred[0] else (0, 1)
    there = other.triple[open_]
    return other.triple[2] == kind and other.triple[known] == place and there not in (NOBODY, OTHER, place)


def _is_nearer(other: Guess, away: Guess) -> bool:
    """True for the same act, done by a party of the sentence and not by one that only another sentence names."""
    if away.triple[2] not in _BLOWS or not away.signs.get("actor away") or other.triple[1:] != away.triple[1:]:
        return False
    if other.triple[0] in (NOBODY, OTHER, away.triple[1]):  # whom it befell has not done it
        return False
    return not other.signs.get("away") and other.implied is None


def _settled(every: Sequence[tuple[float, Guess]], least: float) -> list[tuple[float, Guess]]:
    """The guesses with their chances, where one and the same act is open to two readings only the likelier.

    "Protests broke out in Iran" may be aimed at its government or at nobody: that there are protests is as likely as
    both together. No draft tells either, and the likelier has some chance of its own.
    """
    readings: dict[tuple[str, str], list[tuple[float, int]]] = {}
    for number, (chance, guess) in enumerate(every):
        actor, recipient, kind = guess.triple
        if guess.implied is None and actor != NOBODY and recipient in (NOBODY, actor) and not guess.signs.get("away"):
            readings.setdefault((actor, kind), []).append((chance, number))
    found = dict(enumerate(every))
    for number, (chance, guess) in enumerate(every):
        lent = guess.lent is not None and any(_is_rival(other, guess) and c >= _NEAR * chance for c, other in every)
        if lent or any(_is_nearer(other, guess) and c >= _HALF * chance for c, other in every):
            del found[number]
    for both in readings.values():
        both = [pair for pair in both if pair[1] in found]
        if len(both) < 2 or any(every[number][1].drafts for _, number in both):
            continue
        (more, likelier), (less, other) = max(both), min(both)
        if every[other][1].triple[2] == PROTEST and every[likelier][1].triple[1] == NOBODY and less >= _LEAST * more:
            likelier, other = other, likelier
        if more >= least:
            found[likelier] = (min(1.0, more + less), every[likelier][1])
            del found[other]
    return list(found.values())
