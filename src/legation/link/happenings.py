"""What is compared of an event: its parties by country, its days, place, numbers and words.

A happening knows no record and no store, so that it can be kept and compared without reading its article again.
"""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, Any

from legation.link import named_days, passages, words
from legation.link.levels import fronts, level
from legation.link.limits import Limits
from legation.link.reports import moment, when_and_id
from legation.link.wording import Wording
from legation.records import Actor, Claim, Document, Event, Evidence, Mention, Place, Span

NEVER = date.max.toordinal()
# Not PLOVER's: claims against claims, on whether something is so and on how many there are.
DISPUTED = ("DISPUTE", "COUNT")
KINDS = ";"  # between the kinds of what is denied, the mode of a dispute
# Nor this: what one speaker says, which claims of other articles can deny.
CLAIM = "CLAIM"
# So many happenings are remembered from one article to the next, some 4 KB each.
REMEMBERED = 20_000
# A word in so many sentences of an article is of its subject.
OFTEN = 3
# A date of more days than these, "last week", names no day.
FEW_DAYS = 3
# Who is named so many letters from the word of an act is not of the words that tell it.
FAR = 450
# Particles that make another verb of one; prepositions that only lead on ("shot at") are none.
_PARTICLE = re.compile(r"\w+ (up|down|off|out|away|back|apart)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event with what is compared.

    Days are ordinals; `first` and `last` bound those on which it can have happened. `dated` says that the text
    gives a day of its own, `reported` is the day of publication. `own` are the stems of the words that tell it,
    `around` those of its sentence without them; names are written with a capital. `on` are the ids of the events on
    whose words its claims stand, once for each claim; such an event is `disputed`. `beside` are the few days on
    which it is said to have happened, else those that its sentence names. What `follows` another reading of its
    word, which begins at that place and has that id, is of the same happening. `topical` are those of the words
    that tell it which the article has again and again. Of an event that its article tells in its own voice `voiced`
    has what it says by kind, as the `mode` of claims does; the `acting` of a claim are those who deny it in its own
    article. `present` are those whom its sentence names, of whatever side. `sense` is what the own words mean,
    `particular` of that what is not topical, `told_sense` what all words mean (`words.Stemmer.sense`). The last
    follow from the others: each is found when it is first asked for, and kept, since every comparison asks again;
    of `_lines` the words are read in the same way.
    """

    id: str
    document: str
    moment: float
    start: int
    end: int
    type: str
    mode: str | None = None
    status: str = "actual"
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    receiving: frozenset[str] = frozenset()
    first: int = NEVER
    last: int = NEVER
    reported: int = NEVER
    dated: bool = False
    leads: bool = False
    place: Place | None = None
    trigger: str = ""
    # What makes another verb of it: "shot down".
    particle: str = ""
    own: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, float, float | None], ...] = ()
    claims: tuple[Claim, ...] = ()
    sentence: int = 0
    word: int = -1
    on: tuple[str, ...] = ()
    disputed: bool = False
    beside: frozenset[int] = frozenset()
    follows: tuple[int, str] | None = None
    topical: frozenset[str] = frozenset()
    voiced: str = ""
    present: frozenset[str] = frozenset()
    parties: frozenset[str] = field(init=False, repr=False, compare=False)
    told: frozenset[str] = field(init=False, repr=False, compare=False)
    named: frozenset[str] = field(init=False, repr=False, compare=False)
    sense: frozenset[str] = field(init=False, repr=False, compare=False)
    particular: frozenset[str] = field(init=False, repr=False, compare=False)
    told_sense: frozenset[str] = field(init=False, repr=False, compare=False)
    own_weight: float = field(init=False, repr=False, compare=False)
    sense_weight: float = field(init=False, repr=False, compare=False)
    particular_weight: float = field(init=False, repr=False, compare=False)
    told_weight: float = field(init=False, repr=False, compare=False)
    bare: bool = field(init=False, repr=False, compare=False)
    order: tuple[float, str, int, str] = field(init=False, repr=False, compare=False)
    _lines: tuple[str, str, str] = field(init=False, repr=False, compare=False)

    if not TYPE_CHECKING:  # else any name would pass as one of its fields

        def __getattr__(self, name):
            """Find what was not asked for before, and keep it."""
            if name not in _LATER:
                raise AttributeError(name)
            value = _LATER[name](self)
            object.__setattr__(self, name, value)
            return value

    @property
    def mutual(self) -> bool:
        """Whether several do it with one another: who acts is also acted on."""
        return len(self.actors) > 1 and self.actors == self.recipients

    @property
    def opens(self) -> bool:
        """Whether an article opens with it as news: in words of its own, and no earlier day is named beside it."""
        return self.leads and not self.bare and not self.dated and min(self.beside, default=NEVER) >= self.first

    @property
    def days(self) -> tuple[str, int, int]:
        """The sort of telling, as far as days are compared, and its first and last day; what is alike has one sort."""
        alone = self.document if self.first == NEVER else ""
        sort = f"{self.type} {self.mutual:d}{self.dated:d}{self.opens:d} {alone}"
        return sort, self.first if self.dated or self.opens else 0, self.last

    @property
    def of(self) -> str:
        """The kind of record that it was made of."""
        return "statement" if self.type in (*DISPUTED, CLAIM) else "event"

    def packed(self) -> str:
        """All of it as one line of JSON: its values in their order, words in one string."""
        values = [getattr(self, name) for name in _KEPT]
        for place in _WORDS:
            values[place] = " ".join(sorted(values[place]))
        return _encoder().encode(values)

    @classmethod
    @lru_cache(maxsize=REMEMBERED)
    def unpacked(cls, line: str) -> "Happening":
        """The happening that `packed` wrote; of those that come again and again only one is made."""
        values: list[Any] = json.loads(line)
        for place in _SETS:
            values[place] = frozenset(values[place])
        for place, made in _MADE.items():
            values[place] = made(values[place])
        # As `cls(**values)` does, but in less time: hundreds are unpacked for each article that is linked. Of many of
        # them parties and days say enough, and nobody asks for their words.
        item = object.__new__(cls)
        for place, setter in _SETTERS:
            setter(item, values[place])
        object.__setattr__(item, "_lines", tuple(values[place] for place in _WORDS))
        return item


def _split(line: str) -> frozenset[str]:
    return frozenset(map(intern, line.split()))  # the same words come again and again


def _bare(item: Happening) -> bool:
    """Whether little more than the word for the act is told: "the raids"."""
    told = item.dated or item.place is not None or item.numbers or item.claims or (item.acting and item.receiving)
    return not told and len(item.own - {item.trigger}) <= 1


def _order(item: Happening) -> tuple[float, str, int, str]:
    """Sorts happenings by when and where they are told, whatever the order in which they came."""
    start, name = (item.follows[0], f"{item.follows[1]} {item.id}") if item.follows else (item.start, item.id)
    return item.moment, item.document, start, name


_KEPT = tuple(each.name for each in fields(Happening) if each.init)
_WORDS = tuple(map(_KEPT.index, ("own", "around", "topical")))
_SETTERS = tuple((n, getattr(Happening, name).__set__) for n, name in enumerate(_KEPT) if n not in _WORDS)
_LATER: Mapping[str, Callable[[Happening], Any]] = {
    "own": lambda item: _split(item._lines[0]),
    "around": lambda item: _split(item._lines[1]),
    "topical": lambda item: _split(item._lines[2]),
    "parties": lambda item: item.actors | item.recipients,
    "told": lambda item: item.own | item.around,
    "named": lambda item: frozenset([word for word in item.told if word[0].isupper()]),
    "sense": lambda item: words.load().sense(item.own),
    "particular": lambda item: item.sense - words.load().sense(item.topical) if item.topical else item.sense,
    "told_sense": lambda item: words.load().sense(item.told),
    "own_weight": lambda item: words.load().weight(item.own),
    "sense_weight": lambda item: words.load().weight(item.sense),
    "particular_weight": lambda item: words.load().weight(item.particular),
    "told_weight": lambda item: words.load().weight(item.told_sense),
    "bare": _bare,
    "order": _order,
}
_SETS = tuple(map(_KEPT.index, ("actors", "recipients", "acting", "receiving", "beside", "present")))
_MADE: Mapping[int, Callable[[Any], Any]] = {
    _KEPT.index("place"): lambda value: Place(**value) if value else None,
    _KEPT.index("numbers"): lambda value: tuple(map(tuple, value)),
    _KEPT.index("claims"): lambda value: tuple(Claim(**{**each, "says": Span(**each["says"])}) for each in value),
    _KEPT.index("on"): tuple,
    _KEPT.index("follows"): lambda value: tuple(value) if value else None,
}


class Surroundings:
    """One document with who is named where in it: what its events are compared by comes from here."""

    def __init__(self, document: Document, actors: Iterable[Actor], mentions: Iterable[Mention]) -> None:
        """Take the document's own actors and mentions."""
        people = tuple(actors)
        self.document, self.fronts = document, fronts(people)
        self.level: Mapping[str, str] = {a.id: level(a) for a in people}
        self.nations = frozenset(a.name.casefold() for a in people if a.kind == "state")
        self._starts = [0, *(m.end() for m in passages.STOP.finditer(document.text))]
        self._wording = Wording(document.text)
        bounds = pairwise((*self._starts, len(document.text)))
        stems = ({word.stem for word in self._wording.within(start, end)} for start, end in bounds)
        told = Counter(stem for sentence in stems for stem in sentence)
        self._topical = frozenset(stem for stem, number in told.items() if number >= OFTEN)
        self._mentions = sorted((m.start, m.end, self.level.get(m.actor, m.actor)) for m in mentions)
        self._parties = sorted((m.start, m.end, self._party(m.actor)) for m in mentions)

    def _party(self, actor: str) -> str:
        """A group with a name of its own stands for itself, who fights for his front; others for their country."""
        named = actor.startswith("group:") and actor.count(":") == 1
        return self.fronts.get(actor) or (actor if named else self.level.get(actor, actor))

    def who(self, actors: Iterable[str]) -> frozenset[str]:
        """For whom the actors stand, without persons and those who may be anybody."""
        found = map(self._party, actors)
        return frozenset(each for each in found if not _nameless(each) and not each.startswith("person:"))

    def leading(self, most: int) -> frozenset[str]:
        """Those who are named most often in the text, as `who` takes them."""
        told = Counter(actor for _, _, actor in self._parties if self.who((actor,)))
        return frozenset(sorted(told, key=lambda actor: (-told[actor], actor))[:most])

    def parties(self, first: int, last: int) -> frozenset[str]:
        """Those who are named in a stretch, as `who` takes them."""
        return self.who(actor for start, end, actor in self._parties if first <= start and end <= last)

    def topical(self, stems: Iterable[str]) -> frozenset[str]:
        """Those of the stems that stand in many sentences of the text: its subject, which tells no happenings apart."""
        return frozenset(stem for stem in stems if stem.casefold() in self._topical)

    def levels(self, actors: Iterable[str]) -> frozenset[str]:
        """The countries of the actors, else the actors themselves; without those who may be anybody.

        A person of no country counts only where nobody else does: the same words may name a place elsewhere.
        """
        found = frozenset(self.level.get(actor, actor) for actor in actors)
        known = frozenset(each for each in found if not _nameless(each))
        return frozenset(each for each in known if not each.startswith("person:")) or known

    def named(self, first: int, last: int) -> frozenset[str]:
        """The countries and organisations that are named in a stretch."""
        found = (actor for start, end, actor in self._mentions if first <= start and end <= last)
        return frozenset(each for each in found if not _nameless(each))

    def last_named(self, first: int, last: int) -> str | None:
        """The country or organisation that is named last in a stretch."""
        found = [(start, actor) for start, end, actor in self._parties if first <= start and end <= last]
        return max((each for each in found if self.who(each[1:])), default=(0, None))[1]

    def first_named(self, first: int, last: int) -> str | None:
        """The country or organisation that is named first in a stretch."""
        found = [(start, actor) for start, end, actor in self._parties if first <= start and end <= last]
        return min((each for each in found if self.who(each[1:])), default=(0, None))[1]

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """From where to where the sentences reach in which the stretch lies, and the one before."""
        number = self.sentence_number(first)
        return self._starts[max(0, number - 2)], passages.sentence(self.document.text, first, last)[1]

    def sentence_number(self, place: int) -> int:
        """Which sentence of the text the place is in."""
        return bisect_right(self._starts, place)

    def stems(self, first: int, last: int, parties: frozenset[str]) -> Iterator[str]:
        """The stems of the words of a stretch, without those that name the parties; names keep their capital."""
        named = [(s, e) for s, e, actor in self._mentions if actor in parties and first <= s and e <= last]
        for word in self._wording.within(first, last):
            if not any(s < word.end and word.start < e for s, e in named):
                yield word.compared


def happening(event: Event, scene: Surroundings, limits: Limits) -> Happening:
    """Make of an event what is compared."""
    document = scene.document
    trigger = next((e for e in event.evidence if e.role == "trigger"), None)
    start, end = _stretch(event, trigger)
    actors, recipients = scene.levels(event.actor), scene.levels(event.recipient)
    first, last = passages.sentence(document.text, start, end)
    own = frozenset(scene.stems(start, end, actors | recipients))
    reported = reported_on(document)
    days = _days(event, reported, start, limits)
    return Happening(
        id=event.id,
        document=document.id,
        moment=when_and_id(document)[0],
        start=start,
        end=end,
        type=event.type,
        mode=event.mode,
        status=event.status,
        actors=actors,
        recipients=recipients,
        acting=_people(event.actor),
        receiving=_people(event.recipient),
        first=days[0],
        last=days[1],
        reported=reported,
        dated=event.date is not None,
        leads=start < limits.lead_characters,
        place=_place(event.place, scene.nations),
        trigger=next(iter(words.load().words(trigger.text)), ("", None))[0] if trigger else "",
        particle=_particle(document.text, trigger),
        own=own,
        around=frozenset(scene.stems(first, last, actors | recipients)) - own,
        numbers=tuple((m.unit, m.low, m.high) for m in event.magnitude),
        sentence=first,
        word=trigger.start if trigger else -1,
        topical=scene.topical(own),
        present=scene.named(first, last),
        beside=_beside(event, days, reported, (document.text[start:end], document.text[first:last])),
    )


def _particle(text: str, trigger: Evidence | None) -> str:
    """The particle behind the word that tells it, or nothing."""
    found = _PARTICLE.match(text, trigger.start) if trigger else None
    return found[1] if found else ""


def _stretch(event: Event, trigger: Evidence | None) -> tuple[int, int]:
    """Where the words begin and end that tell it; a party that is named far off tells none of it."""
    told = [e for e in event.evidence if e.role != "source"] or list(event.evidence)
    if trigger:
        told = [e for e in told if trigger.start - FAR <= e.start <= trigger.end + FAR]
    return min((e.start for e in told), default=0), max((e.end for e in told), default=0)


def reported_on(document: Document) -> int:
    """The day of publication."""
    published = moment(document)
    return published.date().toordinal() if published else NEVER


def _people(actors: Iterable[str]) -> frozenset[str]:
    """The persons among them whom the tables know."""
    return frozenset(a for a in actors if a.startswith("person:") and a.count(":") == 1)


def _days(event: Event, reported: int, start: int, limits: Limits) -> tuple[int, int]:
    if event.date:
        return _ordinal(event.date.start), _ordinal(event.date.end)
    if reported == NEVER:
        return NEVER, NEVER
    leads = start < limits.lead_characters
    return reported - (limits.days_before_lead if leads else limits.days_before_report), reported


def _beside(event: Event, days: tuple[int, int], reported: int, words: tuple[str, str]) -> frozenset[int]:
    """The days that its own words name, else those of its sentence; what lies ahead is a term and no day of the act."""
    if event.date and days[1] - days[0] < FEW_DAYS:
        return frozenset(range(days[0], days[1] + 1))
    named = (named_days.load().days(text, reported) for text in words if reported != NEVER)
    past = (frozenset(day for day in found if day <= reported) for found in named)
    return next((found for found in past if found), frozenset())


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _place(place: Place | None, nations: frozenset[str]) -> Place | None:
    """Take the point from a whole country: whatever lies in it agrees with it."""
    national = place is not None and place.name.casefold() in nations
    return Place(name=place.name, country=place.country) if place and national else place


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else asdict(value)


def _nameless(actor: str) -> bool:
    """Whether the actor may be anybody: "officials" of no country."""
    return actor.startswith("unnamed:") or ":-:" in actor
