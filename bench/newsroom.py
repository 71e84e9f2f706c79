"""A made-up newsroom: articles with the records that the earlier rooms would give, seeded, without a parser.

What happens is skewed as news is: of 150 countries a few are in most of it, a few pairs of them have most to do with
one another, a few stories are told by many. Stories live some days; each is told in other words, with or without its
day, place and number; a quarter of the articles copy an earlier one. Words are made of syllables.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, islice
from random import Random
from typing import Any

from legation.records import (
    Actor,
    AnyRecord,
    Certainty,
    DateRange,
    Document,
    Event,
    Evidence,
    Magnitude,
    Mention,
    Place,
    Prediction,
    Pressure,
    Silence,
    Span,
    Speaker,
    Stance,
    Statement,
    Tie,
)
from legation.tables import csv_rows

FIRST_DAY = date(2024, 1, 1)
A_DAY = 137  # articles: 50,000 in a year
COUNTRIES, PAIRS, OUTLETS, WORDS = 150, 400, 80, 5000
COPIED, UNDATED = 0.25, 0.03
ONSETS = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "br",
    "cr",
    "dr",
    "gr",
    "pl",
    "pr",
    "st",
    "tr",
)
VOWELS, CODAS = "aeiou", ["", "n", "r", "l", "s"]
# What happens: its mode, its share of all (near those of the samples), verbs for it in the past, and their base forms.
ACTS: dict[str, tuple[str | None, int, str, str]] = {
    "AGREE": ("sign", 16, "joined|ratified|initialled", "join|ratify|initial"),
    "REQUEST": ("change", 13, "pressed|asked|petitioned", "press|ask|petition"),
    "CONSULT": ("visit", 14, "met|visited|received|telephoned", "meet|visit|receive|telephone"),
    "ACCUSE": (None, 11, "accused|blamed|faulted|denounced", "accuse|blame|fault|denounce"),
    "MOBILIZE": ("troops", 8, "encircled|shadowed|approached", "encircle|shadow|approach"),
    "REJECT": (None, 7, "rebuffed|snubbed|defied", "rebuff|snub|defy"),
    "SUPPORT": ("praise", 6, "backed|praised|defended", "back|praise|defend"),
    "SANCTION": ("economic", 5, "sanctioned|embargoed|blacklisted", "sanction|embargo|blacklist"),
    "ASSAULT": ("aerial", 6, "bombed|shelled|raided|attacked", "bomb|shell|raid|attack"),
    "THREATEN": (None, 5, "threatened|warned|menaced", "threaten|warn|menace"),
    "COERCE": ("seize", 3, "expelled|blockaded|detained", "expel|blockade|detain"),
    "RETREAT": (None, 3, "left|freed|released", "leave|free|release"),
    "AID": ("economic", 4, "supplied|fed|funded", "supply|feed|fund"),
    "CONCEDE": (None, 2, "obliged|indulged|heeded", "oblige|indulge|heed"),
    "COOPERATE": ("military", 3, "trained|equipped|advised", "train|equip|advise"),
}
STATUSES = ("actual", "hypothetical", "negated", "future", "historical")
STATUS_SHARES = (77, 8, 7, 5, 3)
MODALS = {"hypothetical": "could", "negated": "did not", "future": "will"}
TIES = (("alliance", 1, "ally"), ("trade", 1, "trading partner"), ("hostility", -1, "enemy"), ("aid", 1, "donor"))
SPEECH = (("say", "said"), ("urge", "urged"), ("believe", "believed"), ("promise", "promised"), ("describe", "told of"))
COUNTED = (("dead", "people killed"), ("troops", "soldiers"), ("aircraft", "jets"))

Article = tuple[Document, tuple[AnyRecord, ...]]
Piece = tuple[str, str]  # words, and what they are: "", a role, or a role with the actor's id


@dataclass(frozen=True, slots=True)
class Nation:
    """A country with its people in office and its towns."""

    id: str
    name: str
    people: tuple[str, ...]
    towns: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happens: what, between whom, when, where, how many, and the words that tell it."""

    type: str
    source: Nation
    target: Nation | None
    day: date
    town: Place
    number: int
    unit: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Deeds that belong together, and how much they are told."""

    day: date
    weight: float
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence in pieces, the kind of record that it gives, and the fields that don't stand in its words."""

    pieces: tuple[Piece, ...]
    kind: str = ""
    fields: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an article is made of: its sentences, who brings it, when."""

    items: tuple[Item, ...]
    publisher: str
    published: str | None
    title: str


class Newsroom:
    """Gives article after article; the same seed gives the same ones."""

    def __init__(self, seed: int = 7, *, first: date = FIRST_DAY, a_day: int = A_DAY) -> None:
        """Make up the world, from its first day on, with so many articles a day."""
        self._dice, self.today, self._a_day = Random(seed), first, a_day
        rows = [row for row in csv_rows("actors/states.csv") if row["status"] == "member"]
        chosen = self._dice.sample(sorted(rows, key=lambda row: row["iso3"]), COUNTRIES)
        self.lexicon = [self._word() for _ in range(WORDS)]
        self.nations = [self._nation(row) for row in chosen]
        self._ranks = list(accumulate(1 / (n + 1) for n in range(max(COUNTRIES, PAIRS, OUTLETS))))
        self._pairs = [self._pair() for _ in range(PAIRS)]
        self._agencies = [self._word().capitalize() + " Wire" for _ in range(4)]
        self._outlets = [
            f"{self._word().capitalize()} {kind}" for kind in ("Post", "Times") for _ in range(OUTLETS // 2)
        ]
        self._stories: list[Story] = []
        self._recent: list[Plan] = []
        for before in range(12, 0, -1):  # so that the first day has old stories too
            self._morning(first - timedelta(days=before))

    def articles(self) -> Iterator[Article]:
        """Yield articles without end, day by day."""
        day = self.today
        while True:
            self.today = day
            yield from self.day(day, self._a_day)
            day += timedelta(days=1)

    def day(self, day: date, number: int) -> Iterator[Article]:
        """Yield so many articles of a day."""
        self._morning(day)
        for _ in range(number):
            yield self._article(day)

    def aside(self, seed: int) -> "Newsroom":
        """The same newsroom as it stands, with other articles to come."""
        found = deepcopy(self)
        found._dice = Random(seed)
        return found

    def _morning(self, day: date) -> None:
        """Let new stories begin, and old ones end."""
        self._stories = [each for each in self._stories if (day - each.day).days < 12]
        self._stories += [self._story(day) for _ in range(self._a_day // 3)]
        self._recent = self._recent[-2 * self._a_day :]

    def _article(self, day: date) -> Article:
        """Write an article of that day."""
        copies = self._recent and self._dice.random() < COPIED
        plan = self._copy(day) if copies else self._plan(day)
        if not copies:
            self._recent.append(plan)
        return written(plan)

    # The world.

    def _word(self) -> str:
        parts = self._dice.choice((2, 2, 3))
        return "".join(self._dice.choice(ONSETS) + self._dice.choice(VOWELS) for _ in range(parts)) + self._dice.choice(
            CODAS
        )

    def _nation(self, row: Mapping[str, str]) -> Nation:
        north, east = float(row["lat"]), float(row["lon"])
        towns = tuple(
            Place(
                name=self._word().capitalize(),
                country=row["iso3"],
                lat=round(north + self._dice.uniform(-4, 4), 4),
                lon=round(east + self._dice.uniform(-4, 4), 4),
            )
            for _ in range(8)
        )
        people = tuple(f"{self._word().capitalize()} {self._word().capitalize()}" for _ in range(10))
        return Nation(row["iso3"], row["name"], people, towns)

    def _ranked(self, things: Sequence[Any]) -> Any:
        """One of the things, the first most often (Zipf)."""
        return self._dice.choices(things, cum_weights=self._ranks[: len(things)])[0]

    def _pair(self) -> tuple[Nation, Nation]:
        one = other = self._ranked(self.nations)
        while other is one:
            other = self._ranked(self.nations)
        return one, other

    def _story(self, day: date) -> Story:
        one, other = self._ranked(self._pairs)
        words = tuple(self._dice.choices(self.lexicon, k=12))
        deeds = tuple(self._deed(day, one, other, words) for _ in range(self._dice.choice((1, 1, 2, 3, 4))))
        return Story(day, min(12.0, self._dice.paretovariate(1.1)), deeds)

    def _deed(self, day: date, one: Nation, other: Nation, words: Sequence[str]) -> Deed:
        if self._dice.random() < 0.4:
            one, other = other, one
        return Deed(
            type=self._dice.choices(tuple(ACTS), weights=[act[1] for act in ACTS.values()])[0],
            source=one,
            target=other if self._dice.random() < 0.8 else None,
            day=day - timedelta(days=self._dice.choice((0, 0, 1, 1, 2))),
            town=self._dice.choice(other.towns),
            number=self._dice.choice((3, 7, 12, 20, 40, 150)),
            unit=self._dice.randrange(len(COUNTED)),
            words=tuple(self._dice.sample(words, 6)),
        )

    # Articles.

    def _plan(self, day: date) -> Plan:
        lead, *others = self._told_today(day, self._dice.choice((3, 4, 5, 6)))
        items = [self._telling(self._dice.choice(lead.deeds)) for _ in range(max(2, round(self._dice.gauss(9, 2))))]
        for story in others:
            items += [self._telling(self._dice.choice(story.deeds)) for _ in range(self._dice.choice((1, 1, 2, 3)))]
        items += [item for story in (lead, *others) for item in self._beside(story)]
        self._dice.shuffle(items)
        if self._dice.random() < 0.4:
            wire = self._dice.choice(self._agencies)
            items.insert(0, Item(((f"{lead.deeds[0].town.name.upper()} ({wire}) — Reports came in.", ""),)))
        return Plan(
            tuple(items), self._ranked(self._outlets), self._published(day), f"{lead.deeds[0].source.name} news"
        )

    def _told_today(self, day: date, number: int) -> list[Story]:
        weights = [each.weight * math.exp(-(day - each.day).days / 2.5) for each in self._stories]
        return self._dice.choices(self._stories, weights=weights, k=number)

    def _published(self, day: date) -> str | None:
        if self._dice.random() < UNDATED:
            return None
        return f"{day.isoformat()}T{self._dice.randrange(24):02}:{self._dice.randrange(60):02}:00+00:00"

    def _copy(self, day: date) -> Plan:
        """Print an earlier article again: whole, its beginning, reworded, or with more in it."""
        found = self._recent[-1 - int(self._dice.paretovariate(0.8)) % len(self._recent)]
        items, how = found.items, self._dice.random()
        publisher = found.publisher if how > 0.9 else self._dice.choice(self._outlets)
        if 0.5 < how < 0.7:
            items = items[: max(3, len(items) * 2 // 3)]
        elif how > 0.7:
            items = tuple(self._reworded(item) if self._dice.random() < 0.3 else item for item in items)
        published = self._published(day)
        return replace(found, items=items, publisher=publisher, published=published)

    def _reworded(self, item: Item) -> Item:
        words = self._dice.choice(self.lexicon)
        return replace(item, pieces=(*item.pieces[:-1], (f" near {words} {item.pieces[-1][0].strip()}", "")))

    def _telling(self, deed: Deed) -> Item:
        """Tell a deed, in some of its words and some others."""
        dice = self._dice
        status = dice.choices(STATUSES, weights=STATUS_SHARES)[0]
        mode, _, *verbs = ACTS[deed.type]
        verb, bare = dice.choice(list(zip(*(each.split("|") for each in verbs), strict=True)))
        modal = MODALS.get(status)
        target = deed.target if dice.random() < 0.8 else None
        pieces: list[Piece] = [(deed.source.name, f"actor {deed.source.id}"), (" ", "")]
        pieces.append((f"{modal} {bare}" if modal else verb, "trigger"))
        pieces += [(" ", ""), self._second(target)]
        own = dice.sample(deed.words, 3) + dice.choices(self.lexicon, k=2)
        pieces.append((f" over the {own[0]} {own[3]} and the {own[1]} of {own[2]}", ""))
        fields: dict[str, Any] = {"type": deed.type, "mode": mode if dice.random() < 0.6 else None, "status": status}
        if dice.random() < 0.15:
            pieces.append((f" in {deed.town.name}", "place"))
            fields["place"] = deed.town
        if dice.random() < 0.2:
            pieces.append((f" on {deed.day.strftime('%A')}", "date"))
            fields["date"] = DateRange(start=deed.day.isoformat(), end=deed.day.isoformat(), precision="day")
        if dice.random() < 0.06:
            unit, noun = COUNTED[deed.unit]
            number = str(max(1, deed.number + dice.choice((0, 0, 0, 5))))
            pieces.append((f", with {number} {noun}", ""))
            fields["magnitude"] = (Magnitude(unit=unit, low=float(number), high=None, text=number),)
        pieces.append((f", after {own[4]}.", ""))
        return Item(tuple(pieces), "event", tuple(fields.items()))

    def _second(self, target: Nation | None) -> Piece:
        """The second party: a nation, somebody of no name, or nobody."""
        if target:
            return target.name, f"recipient {target.id}"
        group = self._dice.choice(("rivals", "critics", "neighbours", "rebels", "exiles"))
        return f"its {group}", f"recipient group:-:GOV:{group}" if self._dice.random() < 0.7 else ""

    def _beside(self, story: Story) -> Iterator[Item]:
        """What else is told with a story: words, ties, pressure, silence, forecasts."""
        dice, deed = self._dice, self._dice.choice(story.deeds)
        other = deed.target or deed.source
        for _ in range(dice.choice((1, 2, 2, 2))):
            yield self._saying(dice.choice((deed.source, other)), deed)
        if deed.target and dice.random() < 0.2:
            yield from self._quarrel(deed)
        if other is not deed.source:
            kind, sign, words = dice.choice(TIES)
            yield _tie(deed.source, other, kind, sign, words)
        if dice.random() < 0.1:
            yield self._pressing(deed)
        if dice.random() < 0.3:
            yield Item(
                ((other.name, f"source {other.id}"), (" ", ""), ("did not respond", "cue"), (".", "")), "silence"
            )
        if dice.random() < 0.45:
            yield self._forecast(deed)

    def _saying(self, nation: Nation, deed: Deed) -> Item:
        dice = self._dice
        act, cue = dice.choice(SPEECH)
        content = f"the {' '.join(dice.sample(deed.words, 2))} of {self._dice.choice(self.lexicon)} would not "
        content += f"{dice.choice(self.lexicon)} in {deed.town.name}"
        return _said(self._speaker(nation), act, cue, content, (deed.source.id,))

    def _quarrel(self, deed: Deed) -> Iterator[Item]:
        """One accuses, the other denies."""
        assert deed.target is not None
        what = f"the {deed.words[0]} {deed.words[1]} of {deed.town.name}"
        yield _said(
            self._speaker(deed.target), "accuse", "accused", f"{deed.source.name} began {what}", (deed.source.id,)
        )
        yield _said(self._speaker(deed.source), "deny", "denied", f"it had begun {what}", ())

    def _speaker(self, nation: Nation) -> tuple[str, str, str]:
        """Words, id and country of somebody who speaks for a nation."""
        chance = self._dice.random()
        if chance < 0.25:
            return nation.name, nation.id, nation.id
        if chance < 0.75:
            number = self._dice.randrange(len(nation.people))
            return nation.people[number], f"person:{nation.id.lower()}-{number}", nation.id
        some = self._dice.choice(("officials", "diplomats", "envoys", "officers"))
        return f"{nation.name} {some}", f"group:{nation.id}:GOV:{some}", nation.id

    def _pressing(self, deed: Deed) -> Item:
        helper, target = self._ranked(self.nations), deed.target or deed.source
        pieces = (
            (deed.source.name, f"presser {deed.source.id}"),
            (" ", ""),
            ("urged", "trigger"),
            (" ", ""),
            (helper.name, f"intermediary {helper.id}"),
            (" to ", ""),
            (f"use its influence on {target.name}", f"demand {target.id}"),
            (".", ""),
        )
        return Item(pieces, "pressure", (("target", target.id),))

    def _forecast(self, deed: Deed) -> Item:
        words, holder, country = self._speaker(deed.source)
        claim = f"the {deed.words[2]} will probably {self._dice.choice(self.lexicon)} by spring"
        pieces = ((words, f"source {holder} {country}"), (" held that ", ""), (claim, "claim"), (".", ""))
        return Item(pieces, "prediction", (("about", (deed.source.id,)),))


def _said(speaker: tuple[str, str, str], act: str, cue: str, content: str, about: tuple[str, ...]) -> Item:
    words, identity, country = speaker
    pieces = ((words, f"source {identity} {country}"), (" ", ""), (cue, "cue"), (" that ", ""), (content, "content"))
    return Item((*pieces, (".", "")), "statement", (("act", act), ("about", about)))


def _tie(one: Nation, other: Nation, kind: str, sign: int, words: str) -> Item:
    pieces = (
        (one.name, f"actor {one.id}"),
        (", ", ""),
        (words, "tie"),
        (" of ", ""),
        (other.name, f"actor {other.id}"),
    )
    return Item((*pieces, (", waits.", "")), "tie", (("kind", kind), ("sign", sign)))


# Records.


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a piece stands, what it is, and whom it names."""

    role: str
    actor: str | None
    country: str | None
    start: int
    end: int


def written(plan: Plan) -> Article:
    """Write the article and its records."""
    text = " ".join("".join(words for words, _ in item.pieces) for item in plan.items)
    document = Document(
        title=plan.title, publisher=plan.publisher, published=plan.published, text=text, source_format="jsonl"
    )
    made = _Made(document)
    at = 0
    for item in plan.items:
        found, start = [], at
        for words, label in item.pieces:
            role, *named = label.split(" ") if label else ("",)
            if role:
                actor = named[0] if named else None
                found.append(Slot(role, actor, _country(named), at, at + len(words)))
            at += len(words)
        made.take(item, found, start, at)
        at += 1
    return document, tuple(made.records.values())


def _country(named: Sequence[str]) -> str | None:
    """The country of somebody who is told by an id and perhaps a country; a nation is its own."""
    return named[-1] if named and len(named[-1]) == 3 else None


class _Made:
    """The records of one article, each once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.records: dict[tuple[str, str], AnyRecord] = {}

    def take(self, item: Item, places: Sequence[Slot], start: int, end: int) -> None:
        """Make the record of a sentence, and those of whom it names."""
        for place in places:
            if place.actor:
                self._name(place)
        if item.kind:
            clause = Evidence.cut(self._document.text, start, end, "clause")
            proof = (*(self._cut(each) for each in places), clause)
            common = {"document": self._document.id, "evidence": proof, "confidence": 0.8, "why": ("made up",)}
            self._put(getattr(self, f"_{item.kind}")(common, dict(item.fields), places))

    def _put(self, record: Any) -> None:
        self.records.setdefault((record.record, record.id), record)

    def _cut(self, place: Slot) -> Evidence:
        return Evidence.cut(self._document.text, place.start, place.end, place.role)

    def _span(self, place: Slot) -> Span:
        return Span.cut(self._document.text, place.start, place.end)

    def _name(self, place: Slot) -> None:
        assert place.actor is not None
        kind = {"person": "person", "group": "group"}.get(place.actor.partition(":")[0], "state")
        here, proof = self._document.id, (self._cut(replace(place, role="mention")),)
        name, country, actor = proof[0].text, place.country, place.actor
        self._put(
            Actor(id=actor, document=here, name=name, kind=kind, country=country, sector="GOV", evidence=proof)  # type: ignore[arg-type]
        )
        self._put(Mention(document=here, start=place.start, end=place.end, actor=actor, kind="name", evidence=proof))

    def _event(self, common: Any, fields: Any, places: Sequence[Slot]) -> Event:
        return Event(**common, **fields, actor=_named(places, "actor"), recipient=_named(places, "recipient"), quad=1)

    def _statement(self, common: Any, fields: Any, places: Sequence[Slot]) -> Statement:
        source, cue, content = (_first(places, role) for role in ("source", "cue", "content"))
        speaker = Speaker(
            actor=source.actor,
            as_written=self._span(source).text,
            named=True,
            sector="GOV",
            country=source.country,
        )
        stance = tuple(Stance(target=each, value=-0.3) for each in fields["about"])
        return Statement(
            **common,
            speaker=speaker,
            cue=self._span(cue).text,
            act=fields["act"],
            quotation="indirect",
            content=(self._span(content),),
            about=fields["about"],
            stance=stance,
        )

    def _tie(self, common: Any, fields: Any, places: Sequence[Slot]) -> Tie:
        one, other = _named(places, "actor")
        return Tie(**common, **fields, actors=(one, other), as_described=self._span(_first(places, "tie")).text)

    def _silence(self, common: Any, fields: Any, places: Sequence[Slot]) -> Silence:
        return Silence(**common, actor=_named(places, "source")[0], kind="no-response")

    def _pressure(self, common: Any, fields: Any, places: Sequence[Slot]) -> Pressure:
        return Pressure(
            **common,
            pressers=_named(places, "presser"),
            intermediary=_named(places, "intermediary"),
            targets=(fields["target"],),
            demand=self._span(_first(places, "demand")),
            means="influence",
        )

    def _prediction(self, common: Any, fields: Any, places: Sequence[Slot]) -> Prediction:
        return Prediction(
            **common,
            holder=_named(places, "source")[0],
            about=fields["about"],
            claim=self._span(_first(places, "claim")),
            certainty=Certainty(phrase="probably", low=55, high=80),
        )


def _first(places: Sequence[Slot], role: str) -> Slot:
    return next(each for each in places if each.role == role)


def _named(places: Sequence[Slot], role: str) -> tuple[str, ...]:
    return tuple(each.actor for each in places if each.role == role and each.actor)


def articles(number: int, seed: int = 7) -> Iterator[Article]:
    """Yield so many articles with their records."""
    return islice(Newsroom(seed).articles(), number)
