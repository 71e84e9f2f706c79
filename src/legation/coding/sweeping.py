"""Sweeping: all parties of a sentence as the trained coder reads them, whatever the parse ties together.

Frames and candidates follow the parse, which ties two parties to one verb or noun. What stands further apart ("in an
attack that Paris called …") they miss. Here the coder looks at all parties of a sentence at once; what comes of it the
arbiter settles.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from legation.annotations import Sentence, Token
from legation.coding.asking import Asker
from legation.coding.candidates import ActWords, Candidate
from legation.coding.features import Lists
from legation.coding.roles import Role, Roles, ids
from legation.coding.sides import NOBODY, OTHER, counts_for
from legation.coding.surveying import Survey
from legation.looks import Asked, Drawn, Surveyor
from legation.records import Status

# Behind all others stands who is a mere place.
_PLACE = 9
# So many others of its text are looked at with a sentence.
_OTHERS = 2
# They are named at most so many sentences before or after it: a text may have thousands.
_NEAR = 40
PRONOUN = "pronoun"
# How somebody is mentioned whom another sentence names.
ELSEWHERE = "elsewhere"


class Spot(NamedTuple):
    """Somebody whom a sentence mentions: for whom they count, the words, their head, and how they are mentioned.

    Who isn't named has neither words nor head; whom another sentence names has the words there, and no head here.
    """

    place: str
    role: Role | None
    head: Token | None
    kind: str


class Sight(NamedTuple):
    """What the first may do to the second, with the chances of types, both ways round, and of statuses."""

    source: Spot
    target: Spot
    types: Mapping[str, float]
    back: Mapping[str, float]
    statuses: Mapping[Status, float]

    @property
    def spots(self) -> tuple[Spot, Spot]:
        """Both, the actor first."""
        return self.source, self.target


@dataclass(frozen=True, slots=True)
class Look:
    """The parties of a sentence and others of its text, and what a look at all of them shows.

    `drawn` is for questions about its words, where the model takes such.
    """

    sentence: Sentence
    spots: Sequence[Spot]
    survey: Survey
    others: Sequence[Spot] = ()
    drawn: Drawn | None = None

    def sights(self, least: float) -> Iterator[Sight]:
        """Each two between whom some type has this chance."""
        spots = (_ABSENT, *self.spots, *self.others)
        of = cache(self.survey.of)  # those who act on one another are asked about twice
        for i, j in self.survey.likely(len(spots) - 1, least):
            if are_one_plural(spots[i], spots[j]) or not _are_one(spots[i], spots[j]):
                yield Sight(spots[i], spots[j], of(i, j) or {}, of(j, i) or {}, self.survey.stands(i, j))

    def most(self, actors: Collection[str], recipients: Collection[str]) -> float | None:
        """The chance of the likeliest act between two of these, either way round; None where one isn't looked at."""
        some, others = (
            [n for n, spot in enumerate(self.spots, 1) if spot.role and not side.isdisjoint(spot.role.actors)]
            for side in (frozenset(actors), frozenset(recipients))
        )
        return self.survey.most(some, others)

    def asks(self, word: Token, actors: Sequence[Role], recipients: Sequence[Role]) -> Asked | None:
        """The question what a word tells of the first of two sides; None where it wasn't looked at, or can't be asked.

        Of those who do it to one another the first and the last are meant.
        """
        if self.drawn is None or (piece := self.drawn.piece(word.i)) is None:
            return None
        s = self.sentence
        acting, acted = ([r for r in side if s.start <= r.start and r.end <= s.end] for side in (actors, recipients))
        source, target = self._number(acting), self._number(acted)
        if source == target and len(acted) > 1:
            target = self._number(acted[::-1])
        if source is None or target is None or max(source, target) >= len(self.drawn.opens):
            return None
        return Asked(self.drawn, source, target, piece)

    def _number(self, side: Sequence[Role]) -> int | None:
        """The number of a side's first party, 0 for one that the sentence does not name; None for one not looked at."""
        if not side:
            return 0
        own = side[0]
        ranked = ((_likeness(spot.role, own), -n) for n, spot in enumerate(self.spots, 1) if spot.role is not None)
        likest, number = max(ranked, default=(0, 0))
        return -number if likest else None


def _likeness(role: Role, own: Role) -> int:
    """How surely the words of a party looked at stand for those of another: 0 for not at all."""
    if (role.start, role.end) == (own.start, own.end):
        return 4
    overlap, same = role.start < own.end and own.start < role.end, not set(role.actors).isdisjoint(own.actors)
    return 3 if overlap and same else 2 if same else int(overlap)


_ABSENT = Spot(NOBODY, None, None, "nobody")


class Sweeper:
    """Looks through the sentences of one document."""

    def __init__(self, text: str, roles: Roles, words: ActWords, parties: int) -> None:
        """Take the text, who is who, which words tell acts, and how many parties of a sentence are looked at."""
        self._text = text
        self._roles = roles
        self._words = words
        self._parties = parties

    def look(self, sentences: Iterable[Sentence], asker: Asker, surveyor: Surveyor) -> dict[int, Look]:
        """What all parties of each sentence do to one another at one look, by its index.

        Sentences without a verb or a noun that tells an act, or without parties, are left out, and those whose only
        party is somebody without a country ("he resigned", "experts disagree"). Verbs that tell none by themselves are
        enough: who "insists that there is no problem" or "sees it otherwise" rejects what was said.
        """
        scenes = [
            (sentence, spots)
            for sentence in sentences
            if any(t.pos == "VERB" or self._words.tells(t) for t in sentence.tokens)
            and (spots := self.spots(sentence))
            and not (len(spots) == 1 and spots[0].place in (NOBODY, OTHER))
        ]
        others = elsewhere([spots for _, spots in scenes])
        lists = Lists.of(*surveyor.tables)
        marked = [
            asker.everyone(self._text, self._roles, s, [(p.role, p.head) for p in (*spots, *more) if p.role], lists)
            for (s, spots), more in zip(scenes, others, strict=True)
        ]
        answers = surveyor.survey(marked)
        return {
            sentence.index: Look(
                sentence, spots, Survey(surveyor.types, surveyor.statuses, seen.types, seen.statuses), more, seen.drawn
            )
            for (sentence, spots), more, seen in zip(scenes, others, answers, strict=True)
        }

    def spots(self, sentence: Sentence) -> Sequence[Spot]:
        """The stretches of the sentence that name each actor: a name or role before an adjective, and others apart.

        "Soviet tanks opened fire hours after Budapest had appealed to the Soviet Union": what each word takes part in
        is seen from there. A pronoun stands only for whom nothing else names. A state that is named as a mere place
        stands among them if nobody else of it does: what is done there may be done to it ("hit bases in Iraq").
        """
        best: dict[str, tuple[int, Role, Spot]] = {}
        every: list[tuple[int, Role, Spot]] = []
        for rank, kind, role in self._roles.present(sentence):
            head = head_of(sentence, role.start, role.end)
            if head is None:
                continue
            (actor,) = role.actors
            every.append((rank, role, Spot(counts_for(actor, self._roles.actors), role, head, kind)))
            if actor not in best or rank < best[actor][0]:
                best[actor] = every[-1]
        again = self._again(best, every)
        named = {spot.place for _, _, spot in best.values()}
        for role in self._roles.places(sentence):
            head = head_of(sentence, role.start, role.end)
            place = counts_for(role.actors[0], self._roles.actors) if len(role.actors) == 1 else OTHER
            if head is not None and place != OTHER and place not in named:
                named.add(place)
                best[role.actors[0]] = (_PLACE, role, Spot(place, role, head, "place"))
        ordered = sorted((*best.values(), *again), key=lambda row: (row[1].start, -row[1].end))
        return [spot for _, _, spot in ordered[: self._parties]]

    def _again(
        self, best: Mapping[str, tuple[int, Role, Spot]], every: Iterable[tuple[int, Role, Spot]]
    ) -> Iterable[tuple[int, Role, Spot]]:
        """All other stretches of each actor, apart from the best; as many as leave room for everybody."""
        found = []
        for row in every:
            (actor,) = row[1].actors
            own = best[actor][1]
            if row[2].kind != PRONOUN and (row[1].end <= own.start or own.end <= row[1].start):
                found.append(row)
        return found[: max(0, self._parties - len(best))]


class States:
    """Where the sentences of a text name a state or body itself, not those who serve it."""

    def __init__(self, every: Iterable[Sequence[Spot]]) -> None:
        """Take the parties of all sentences, in their order."""
        self._named: dict[str, list[tuple[int, Role]]] = defaultdict(list)
        for number, spots in enumerate(every):
            for spot in spots:
                if spot.role is not None and spot.role.actors == (spot.place,):
                    self._named[spot.place].append((number, spot.role))

    def near(self, number: int, place: str) -> Role | None:
        """Where it is named last up to the sentence of that number, or else first."""
        named = self._named.get(place)
        if named is None:
            return None
        before = bisect_right(named, number, key=itemgetter(0))
        return named[max(0, before - 1)][1]


def elsewhere(every: Sequence[Sequence[Spot]]) -> list[tuple[Spot, ...]]:
    """For each sentence, given by its parties, the two others of its text who may be meant where it leaves a side open.

    "Both governments accepted", "Chile has always asked for arbitration": the one of whom the text speaks most, and who
    was named last before, or else whom it speaks of next most. They stand where they were named last, or else first;
    whom only sentences far away name is none of them.
    """
    told = Counter(place for spots in every for place in {spot.place for spot in spots} - {NOBODY, OTHER})
    found = []
    for n, spots in enumerate(every):
        own = {spot.place for spot in spots}
        near = [spot for before in reversed(every[max(0, n - _NEAR) : n]) for spot in before]
        mentions: dict[str, Spot] = {}
        for spot in (*near, *(spot for after in every[n + 1 : n + 1 + _NEAR] for spot in after)):
            if spot.place not in own and spot.place in told:
                mentions.setdefault(spot.place, spot)
        most = sorted(mentions, key=lambda place: -told[place])
        last = [spot.place for spot in near if spot.place in mentions and spot.place not in most[:1]]
        chosen = dict.fromkeys((*most[:1], *last[:1], *most[1:]))
        found.append(tuple(mentions[p]._replace(head=None, kind=ELSEWHERE) for p in list(chosen)[:_OTHERS]))
    return found


def is_likely(candidate: Candidate, look: Look | None, least: float) -> bool:
    """False for a candidate between whose parties a look sees nothing that has this chance."""
    most = look.most(ids(candidate.actors), ids(candidate.recipients)) if look is not None else None
    return most is None or most >= least


def are_one_plural(one: Spot, other: Spot) -> bool:
    """True for two who are meant by the same words ("both governments"): they may well act on one another."""
    if one.role is None or other.role is None:
        return False
    return (one.role.start, one.role.end) == (other.role.start, other.role.end)


def _are_one(one: Spot, other: Spot) -> bool:
    """True for the same actor named twice, and where one party's words lie within the other's."""
    if one.role is None or other.role is None:
        return False
    within = one.role.start < other.role.end and other.role.start < one.role.end
    return within or one.role.actors == other.role.actors


def head_of(sentence: Sentence, start: int, end: int) -> Token | None:
    """The word of a stretch on which its others hang."""
    inside = sentence.within(start, end)
    own = {t.i for t in inside}
    return next((t for t in inside if t.head not in own or t.head == t.i), inside[-1] if inside else None)
