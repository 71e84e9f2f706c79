"""Deciding: what the trained coder makes of the acts that frames found, and of pairs that the parse only proposes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from legation.annotations import Sentence, Token
from legation.coding.asking import Act, Asker
from legation.coding.candidates import ActWords, Candidate
from legation.coding.drafts import Draft
from legation.coding.roles import Role, Roles, ids
from legation.coding.subtypes import NONE, Reading
from legation.coding.sweeping import Look
from legation.coding.telling import TellingWords
from legation.coding.triggers import Frame
from legation.coding.weights import Weights
from legation.looks import Surveyor
from legation.records import Status

# An act, and the coder's reading of it.
Judged = tuple[Draft, Reading]
# A sentence, a word of it that may tell an act, and the two sides of that.
Question = tuple[Sentence, Token, Sequence[Role], Sequence[Role]]

_LIKELIER = 0.5
_REFUSAL = "REJECT"
# So many other readings are named in a reason.
_SHOWN = 2
# From this chance on the coder's word counts that an act is still to come.
_PLAIN = 0.7
# Deeds told by words of taking somebody that a coder may take for his release, where that stands beside them.
_TAKEN, _FREED = frozenset({"arrest", "convict", "abduct"}), frozenset({"RETREAT", "CONCEDE"})
_JUDGED = "convict"
# What is planned is told apart less finely than what is done: either type may be meant.
_PLANS = {"CONCEDE": ("RETREAT",), "RETREAT": ("CONCEDE",), "COERCE": ("SANCTION",), "SANCTION": ("COERCE",)}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The chances and words of `deciding.yaml`."""

    drop: float
    retype: float
    against: float
    add: float
    guess: float
    keep: float
    fill: float
    share: float
    tell: float
    back: float
    imply: float
    away: float
    bare: float
    either: float
    propose: float
    half: float
    plain: float
    opening: int
    further: float
    later: float
    parties: int
    empty: frozenset[str]
    duty: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Thresholds":
        """Take the chances and the words out of the table as loaded."""
        words = {name: frozenset(table[name]) for name in ("empty", "duty")}
        return cls(**{**table, **words})


class Decider:
    """Asks the trained coder about every act of a document at once, and settles."""

    def __init__(
        self,
        asker: Asker,
        thresholds: Thresholds,
        weights: Weights,
        telling: TellingWords,
        surveyor: Surveyor | None = None,
    ) -> None:
        """Take whom to ask, what the acts need to be told, and what looks at all parties at once."""
        self.surveyor = surveyor
        self.telling = telling
        self._asker = asker
        self._at = thresholds
        self.weights = weights

    @property
    def asker(self) -> Asker:
        """Whom to ask."""
        return self._asker

    @property
    def at(self) -> Thresholds:
        """The chances from which on acts are told."""
        return self._at

    def words(self, nouns: Iterable[str]) -> ActWords:
        """Which words may tell an act, `nouns` being those that the frames know."""
        return ActWords(frozenset(nouns), self._at.empty, self._at.duty)

    def settle(
        self,
        text: str,
        roles: Roles,
        drafts: Sequence[Draft],
        candidates: Sequence[Candidate],
        looks: Mapping[int, Look],
    ) -> list[Judged]:
        """The acts that stand, each with the coder's reading of it; `looks` are those at sentences, by their index."""
        fresh = list(_fresh(candidates, drafts))
        readings = self._ask(text, roles, [*drafts, *fresh], looks)
        proposed = self._turned(text, roles, list(zip(fresh, readings[len(drafts) :], strict=True)), looks)
        known = [(c, r) for c, r in proposed if roles.are_known(c.actors) and roles.are_known(c.recipients)]
        by_word: dict[tuple[int, int], list[tuple[Candidate, Reading]]] = defaultdict(list)
        for candidate, reading in proposed:
            by_word[candidate.sentence.index, candidate.trigger.i].append((candidate, reading))
        kept: list[Judged] = []
        told = _types_between(drafts)
        for draft, reading in zip(drafts, readings, strict=False):
            whole, seen = self._completed(draft, reading, by_word.get((draft.sentence.index, draft.trigger.i), ()))
            kept.extend((judged, seen) for judged in self._judged(whole, seen, told[_between(draft)]))
        kept.extend(self._added(known, kept))  # of people whom nothing ties to a country the coder is often wrong
        return kept

    def completed(
        self, text: str, roles: Roles, acts: Sequence[tuple[Draft, Reading | None]], looks: Mapping[int, Look]
    ) -> Iterator[tuple[Draft, Reading | None]]:
        """The acts with the coder's reading; those that a look alone found take their mode from it."""
        bare = [n for n, (draft, known) in enumerate(acts) if known is None and self._asker.has_modes(draft.frame.type)]
        pairs = [(draft.sentence, *_pair(draft)) for draft, _ in (acts[n] for n in bare)]
        words = (acts[n][0].trigger for n in bare)
        questions = [(s, word, _alone(one), _alone(other)) for word, (s, one, other) in zip(words, pairs, strict=True)]
        told = self._told(questions, looks)
        rest = iter(
            self._asker.between(text, roles, [p for p, known in zip(pairs, told, strict=True) if known is None])
        )
        answers = {n: known or next(rest) for n, known in zip(bare, told, strict=True)}
        for n, (draft, known) in enumerate(acts):
            asked = answers.get(n)
            mode = draft.mode if asked is None or draft.mode else asked.mode(draft.frame.type, draft.standing)
            yield replace(draft, mode=mode), known or asked

    def _ask(self, text: str, roles: Roles, acts: Sequence[Act], looks: Mapping[int, Look]) -> list[Reading]:
        """The reading of each act: off the look at its sentence, or else asked about by itself."""
        told = self._told([(act.sentence, act.trigger, act.actors, act.recipients) for act in acts], looks)
        rest = iter(self._asker.ask(text, roles, [act for act, known in zip(acts, told, strict=True) if known is None]))
        return [known or next(rest) for known in told]

    def _told(self, questions: Sequence[Question], looks: Mapping[int, Look]) -> list[Reading | None]:
        """What the looks at sentences say of their words; None for what wasn't looked at."""
        seen = ((looks.get(s.index), word, actors, recipients) for s, word, actors, recipients in questions)
        asked = [look.asks(word, *sides) if look is not None else None for look, word, *sides in seen]
        answers = self.surveyor.tell([one for one in asked if one is not None]) if self.surveyor is not None else []
        told = iter(answers)
        return [self._asker.read(next(told)) if one is not None else None for one in asked]

    def _turned(
        self, text: str, roles: Roles, proposed: Sequence[tuple[Candidate, Reading]], looks: Mapping[int, Look]
    ) -> list[tuple[Candidate, Reading]]:
        """The same, turned round where something passes the other way alone ("got aid from B")."""
        doubtful = [
            (i, replace(candidate, actors=candidate.recipients, recipients=candidate.actors))
            for i, (candidate, reading) in enumerate(proposed)
            if reading.nothing >= _LIKELIER and candidate.clause is not None
        ]
        found = list(proposed)
        readings = self._ask(text, roles, [candidate for _, candidate in doubtful], looks)
        for (i, candidate), reading in zip(doubtful, readings, strict=True):
            if reading.nothing < _LIKELIER:
                found[i] = (candidate, reading)
        return found

    def _completed(
        self, draft: Draft, reading: Reading, proposed: Iterable[tuple[Candidate, Reading]]
    ) -> tuple[Draft, Reading]:
        """The draft with the side that its frame did not find, where the coder sees the act between both.

        `proposed` are the candidates of the draft's word.
        """
        if draft.actors and draft.recipients:
            return draft, reading
        kind, known = draft.frame.type, set(draft.actor or draft.recipient)
        fits = [
            (chance_of(seen, kind, draft.standing), i, candidate, seen)
            for i, (candidate, seen) in enumerate(proposed)
            if (seen.subtype.mutual or not candidate.together)
            and known <= {*ids(candidate.actors), *ids(candidate.recipients)}
        ]
        best = max(fits, default=None, key=lambda row: row[:2])
        if best is None or best[0] < self._at.add:
            return draft, reading
        actors, recipients = _sides(best[2])
        return replace(draft, actors=actors, recipients=recipients), best[3]

    def _judged(self, draft: Draft, reading: Reading, told: Collection[str]) -> Iterator[Draft]:
        """The draft as the coder sees it: as it is, of another type, or gone.

        The coder sees two parties and no verb. A type that another draft between them has (`told`) is read from that
        one's: "closed the border to Malians and threatened to deport them".
        """
        standing = standing_of(draft, reading)
        own = chance_of(reading, draft.frame.type, standing)
        if draft.frame.fixed and draft.actors and draft.recipients:
            yield draft  # a set phrase may be new to the coder
            return
        if reading.nothing >= self._at.drop and own < self._at.against:
            return
        kind, mode = reading.subtype.filed(standing)
        undone = draft.frame.mode in _TAKEN and kind in _FREED  # "asked to free those jailed in Tunis" jails them
        other = kind != draft.frame.type and kind in told
        if (
            own < self._at.against
            and chance_of(reading, kind, standing) >= self._at.retype
            and not undone
            and not other
        ):
            if kind == _REFUSAL and standing == "negated":
                standing = "actual"  # "would not renew the lease": that it is not done is the refusal
            draft = replace(draft, frame=replace(draft.frame, type=kind, mode=mode), mode=mode, standing=standing)
        elif draft.frame.mode == _JUDGED and draft.clause is not None and own >= self._at.drop:
            draft = replace(draft, certain=True)  # who passes sentence on whom his verb says, whosever they are
        elif draft.mode is None and kind == draft.frame.type and reading.subtypes[0][1] >= self._at.add:
            draft = replace(draft, mode=mode)
        yield draft

    def _added(
        self, proposed: Iterable[tuple[Candidate, Reading]], kept: Iterable[tuple[Draft, Reading]]
    ) -> Iterator[tuple[Draft, Reading]]:
        """The candidates that the coder is sure of, the likeliest first, each act and each pair once."""
        told: dict[int, list[Draft]] = defaultdict(list)
        for draft, _ in kept:
            told[draft.sentence.index].append(draft)
        for candidate, reading in sorted(proposed, key=lambda pair: -pair[1].roots[0][1]):
            standing = standing_of(candidate, reading)
            kind, mode = reading.subtype.filed(standing)
            if candidate.together and not reading.subtype.mutual:
                continue
            if chance_of(reading, kind, standing) < self._at.add:
                continue
            refuses = kind == _REFUSAL and standing == "negated"
            draft = _draft(candidate, Frame(type=kind, mode=mode), "actual" if refuses else standing, reading)
            if not any(_same(draft, other) for other in told[candidate.sentence.index]):
                told[candidate.sentence.index].append(draft)
                yield draft, reading


def _between(draft: Draft) -> tuple[int, frozenset[str], frozenset[str]]:
    return draft.sentence.index, frozenset(draft.actor), frozenset(draft.recipient)


def _types_between(drafts: Iterable[Draft]) -> Mapping[tuple[int, frozenset[str], frozenset[str]], set[str]]:
    """The types of the drafts of a sentence with the same two sides, which are both known."""
    types: dict[tuple[int, frozenset[str], frozenset[str]], set[str]] = defaultdict(set)
    for draft in drafts:
        if draft.actors and draft.recipients:
            types[_between(draft)].add(draft.frame.type)
    return types


def chance_of(reading: Reading, kind: str, status: Status) -> float:
    """The chance that the coder gives a type; of what is planned, also that of the other type that the plan may be."""
    kinds = {kind, *(_PLANS[kind] if status != "actual" and kind in _PLANS else ())}
    return reading.chance(kind, kinds, status)


def standing_of(item: Act, reading: Reading) -> Status:
    """Whether an act takes place: as the clause says; a plain plan that the clause does not show, as the coder says."""
    planned = reading.subtype.planned is not None and reading.status == "future" and reading.status_chance >= _PLAIN
    return "future" if planned and item.standing == "actual" else item.standing


def _pair(draft: Draft) -> tuple[Role | None, Role | None]:
    """Who acts and who is acted upon, as far as the sentence names them; of those who act on one another two."""
    s = draft.sentence
    actors, recipients = (
        [role for role in side if s.start <= role.start and role.end <= s.end]
        for side in (draft.actors, draft.recipients)
    )
    first = next(iter(actors), None)
    return first, next((role for role in recipients if role != first), None)


def _alone(role: Role | None) -> Sequence[Role]:
    return () if role is None else (role,)


def _fresh(candidates: Iterable[Candidate], drafts: Iterable[Draft]) -> Iterator[Candidate]:
    """Candidates whose word tells no act yet, or one of which a side is missing."""
    taken = {(d.sentence.index, w.i) for d in drafts for w in (d.trigger, *d.words) if d.actors and d.recipients}
    half = {(d.sentence.index, d.trigger.i) for d in drafts if not (d.actors and d.recipients)}
    for candidate in candidates:
        key = (candidate.sentence.index, candidate.trigger.i)
        if key in half or key not in taken:
            yield candidate


def _sides(candidate: Candidate) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """Who acts and who is acted upon; those who stand together are on both sides."""
    actors, recipients = candidate.actors, candidate.recipients
    if candidate.together:
        actors = recipients = (*actors, *(r for r in recipients if r not in actors))
    return actors, recipients


def _draft(candidate: Candidate, frame: Frame, standing: Status, reading: Reading) -> Draft:
    actors, recipients = _sides(candidate)
    return Draft(
        sentence=candidate.sentence,
        trigger=candidate.trigger,
        words=(candidate.trigger,),
        frame=frame,
        mode=frame.mode,
        actors=actors,
        recipients=recipients,
        standing=standing,
        construction=candidate.construction,
        clause=candidate.clause,
        confidence=reading.roots[0][1],
    )


def _same(draft: Draft, other: Draft) -> bool:
    """True where another draft tells the same: by the same word, or the same type of the same parties."""
    if draft.trigger is other.trigger:
        return True
    parties = {*draft.actor, *draft.recipient}
    return draft.frame.type == other.frame.type and (parties <= {*other.actor, *other.recipient})


def reason(draft: Draft, reading: Reading) -> str:
    """What the trained coder says of an act: its reading, and the two best other types, as records are filed."""
    chances = reading.types(draft.standing)
    kind, _ = reading.subtype.filed(draft.standing)
    rest = sorted((pair for pair in chances.items() if pair[0] != kind), key=lambda pair: -pair[1])[:_SHOWN]
    others = ", ".join(f"{'no event' if name == NONE else name} {chance:.2f}" for name, chance in rest)
    return f"coder: {reading.subtype.name} ({kind} {chances[kind]:.2f}); else {others}"
