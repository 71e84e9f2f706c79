"""Joining: what the arbiter finds likely, put into acts: a side that was missing, one more of a list, or a new act."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from legation.annotations import Sentence, Token
from legation.coding.candidates import ActWords
from legation.coding.deciding import Judged
from legation.coding.drafts import Draft
from legation.coding.guesses import Guess
from legation.coding.roles import Role, ids
from legation.coding.sides import NOBODY, OTHER, side
from legation.coding.subtypes import Reading
from legation.coding.sweeping import Seen, Spot
from legation.coding.triggers import Frame, Lexicon
from legation.records import Actor, Status

_LIKELIER = 0.5
_UNKNOWN = frozenset({NOBODY, OTHER})


@dataclass(frozen=True, slots=True)
class Tellers:
    """Finds the word that tells an act which no frame reads."""

    lexicon: Lexicon
    words: ActWords

    def teller(self, sentence: Sentence, seen: Seen, kind: str) -> Token | None:
        """The word that tells an act best: one of its type, on the way between the two in the parse, near them."""
        spots = (seen.source, seen.target)
        within = [(spot.role.start, spot.role.end) for spot in spots]
        way = {i for spot in spots for i in (spot.head.i, *(t.i for t in sentence.ancestors(spot.head)))}
        middle = sum(spot.head.i for spot in spots) / 2
        tokens = [
            t
            for t in sentence.tokens
            if self.words.tells(t) and not any(start <= t.start and t.end <= end for start, end in within)
        ]

        def rank(token: Token) -> tuple[bool, bool, float]:
            return not self._is_of(token, kind), token.i not in way, abs(token.i - middle)

        return min(tokens, key=rank, default=None)

    def _is_of(self, token: Token, kind: str) -> bool:
        frames = self.lexicon.verbs if token.pos == "VERB" else self.lexicon.nouns
        return any(frame.type == kind for frame in frames.get(token.lemma.lower(), ()))


@dataclass(slots=True)
class _Act:
    draft: Draft
    reading: Reading
    stands: bool


@dataclass(slots=True)
class Acts:
    """The acts of one sentence while they are settled."""

    sentence: Sentence
    actors: Mapping[str, Actor]
    tellers: Tellers
    home: Role | None = None
    _acts: list[_Act] = field(default_factory=list)

    def take(self, draft: Draft, reading: Reading, *, stands: bool) -> None:
        """An act that frames or candidates tell; one that doesn't stand may still be completed."""
        self._acts.append(_Act(draft, reading, stands))

    def add(self, guess: Guess, chance: float, *, alone: bool) -> None:
        """Tell an act between two parties that no draft tells.

        It gives a draft the side that it misses; if likely enough to stand `alone` it is one more of a list, or new.
        """
        if guess.seen is None:
            return
        for fits in (self._fills, self._extends)[: 1 + alone]:
            for act in self._acts:
                if act.draft.frame.type == guess.triple[2] and fits(act, guess, guess.seen, chance):
                    return
        if alone and not self._is_told_back(guess) and (draft := self._new(guess, guess.seen, chance)):
            self._acts.append(_Act(draft, guess.seen.reading, stands=True))

    def _is_told_back(self, guess: Guess) -> bool:
        """True where the second is told to do the same to the first: the likelier way round was told first."""
        actor, recipient, kind = guess.triple
        return any(
            act.stands
            and act.draft.frame.type == kind
            and recipient in side(act.draft.actor, self.actors)
            and actor in side(act.draft.recipient, self.actors)
            for act in self._acts
        )

    def standing(self) -> Iterator[Judged]:
        """The acts that stand."""
        return ((act.draft, act.reading) for act in self._acts if act.stands)

    def _fills(self, act: _Act, guess: Guess, seen: Seen, chance: float) -> bool:
        """Complete an act of which one side is not known."""
        draft = act.draft
        who, whom = set(side(draft.actor, self.actors)), set(side(draft.recipient, self.actors))
        actors, recipients = self._roles(guess, seen)
        mutual = seen.reading.subtype.mutual
        actor, recipient = guess.triple[:2]
        known = draft.actors or draft.recipients
        if actor == recipient or self._is_listed(seen.source, known) or self._is_listed(seen.target, known):
            return False  # one's own people, or another of the same list, seldom stand on the other side
        if not draft.recipients and actor in who - _UNKNOWN:
            actors = draft.actors
        elif not draft.actors and recipient in whom - _UNKNOWN:
            recipients = draft.recipients
        elif mutual and not draft.recipients and recipient in who - _UNKNOWN:
            actors, recipients = draft.actors, actors
        else:
            return False
        if mutual:
            actors = recipients = _union(actors, recipients)
        act.draft = replace(draft, actors=actors, recipients=recipients, confidence=max(chance, draft.confidence))
        act.reading, act.stands = seen.reading, True
        return True

    def _extends(self, act: _Act, guess: Guess, seen: Seen, chance: float) -> bool:
        """Take one more of a list into a side of an act whose other side is the same."""
        if not act.stands:
            return False
        draft = act.draft
        who, whom = set(side(draft.actor, self.actors)), set(side(draft.recipient, self.actors))
        actor, recipient = guess.triple[:2]
        if set(draft.actor) == set(draft.recipient):
            spot = seen.target if seen.source.place in who else seen.source if seen.target.place in who else None
            if spot is None or not self._is_listed(spot, draft.actors):
                return False
            both = _union(draft.actors, (spot.role,))
            act.draft = replace(draft, actors=both, recipients=both)
        elif actor in who and self._is_listed(seen.target, draft.recipients):
            act.draft = replace(draft, recipients=_union(draft.recipients, (seen.target.role,)))
        elif recipient in whom and self._is_listed(seen.source, draft.actors):
            act.draft = replace(draft, actors=_union(draft.actors, (seen.source.role,)))
        else:
            return False
        return True

    def _roles(self, guess: Guess, seen: Seen) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """Both sides; beside people without a country stands the only one that the document speaks of."""
        spots = (seen.source, seen.target)
        first, second = (
            (spot.role, self.home) if inferred and self.home is not None else (spot.role,)
            for spot, inferred in zip(spots, guess.inferred, strict=True)
        )
        return first, second

    def _is_listed(self, spot: Spot, roles: tuple[Role, ...]) -> bool:
        """True where somebody stands in one list with a party."""
        list_ = {t.i for t in self._list(spot.head)}
        tokens = (t for t in self.sentence.tokens if t.i in list_ and t.i != spot.head.i)
        return any(r.start <= t.start and t.end <= r.end for t in tokens for r in roles)

    def _list(self, token: Token) -> tuple[Token, ...]:
        while token.dep == "conj" and token.head != token.i:
            token = self.sentence.head(token)
        return self.sentence.conjuncts(token)

    def _new(self, guess: Guess, seen: Seen, chance: float) -> Draft | None:
        kind = guess.triple[2]
        trigger = self.tellers.teller(self.sentence, seen, kind)
        if trigger is None:
            return None
        actors, recipients = self._roles(guess, seen)
        if seen.reading.subtype.mutual:
            actors = recipients = _union(actors, recipients)
        mode = next((row.mode for row, _ in seen.reading.subtypes if row.filed(guess.standing)[0] == kind), None)
        word = "verb" if trigger.pos == "VERB" else "noun"
        return Draft(
            sentence=self.sentence,
            trigger=trigger,
            words=(trigger,),
            frame=Frame(type=kind, mode=mode),
            mode=mode,
            actors=actors,
            recipients=recipients,
            standing=_standing(seen.reading),
            construction=f"whole sentence, {word} {trigger.lemma.lower()!r}",
            clause=None,
            confidence=chance,
        )


def _union(one: tuple[Role, ...], other: tuple[Role, ...]) -> tuple[Role, ...]:
    known = set(ids(one))
    return (*one, *(role for role in other if not set(role.actors) <= known))


def _standing(reading: Reading) -> Status:
    """Whether an act takes place, as the coder says where it is sure."""
    return reading.status if reading.status_chance >= _LIKELIER else "actual"
