"""When a predicted record says the same as a gold fact. ../GUIDELINES.md gives each rule in words."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from readings import (
    Fact,
    Gold,
    GoldActor,
    GoldEvent,
    GoldPrediction,
    GoldPressure,
    GoldSilence,
    GoldStatement,
    GoldTie,
    Keys,
    Range,
    Ranges,
    Words,
)

Record = Mapping[str, Any]
UNKNOWN = "?"
ENOUGH = 0.5  # character Jaccard from which two spans count as the same stretch
_STATE = re.compile(r"[A-Z]{3}")
_SPEAKER_ROLES = frozenset({"speaker", "source", "actor", "holder"})
_CUE_ROLES = frozenset({"cue", "trigger"})


class Document:
    """The predicted records of one document beside its gold reading, and who is who between the two."""

    def __init__(self, gold: Gold, text: str, records: Iterable[Record], codes: Mapping[str, Any]) -> None:
        """Keep the records by kind. `codes` tells armed groups and blocs from states."""
        self.gold = gold
        self.text = text
        self.records = tuple(records)
        self._armed = frozenset(codes["armed"])
        self._blocs = frozenset(codes["blocs"])

    def of(self, kind: str) -> tuple[Record, ...]:
        """The predicted records of one kind."""
        return tuple(record for record in self.records if record["record"] == kind)

    @cached_property
    def actors(self) -> Mapping[str, Record]:
        """The predicted actors by id."""
        return {actor["id"]: actor for actor in self.of("actor")}

    @cached_property
    def places(self) -> Mapping[str, Ranges]:
        """Where the text speaks of each predicted actor, by its mentions or else its evidence."""
        found: dict[str, list[Range]] = {name: list(evidence(actor)) for name, actor in self.actors.items()}
        for mention in self.of("mention"):
            found.setdefault(mention["actor"], []).append((mention["start"], mention["end"]))
        return {name: tuple(spans) for name, spans in found.items()}

    @cached_property
    def _linked(self) -> Mapping[str, frozenset[str]]:
        return {name: self._links(actor) for name, actor in self.actors.items()}

    def linked(self, actor: str | None) -> frozenset[str]:
        """The ids of the gold actors that a predicted actor is."""
        if actor is None:
            return frozenset()
        return self._linked.get(actor, frozenset({actor}))

    def _links(self, actor: Record) -> frozenset[str]:
        return frozenset(gold.id for gold in self.gold.actors if self._is(actor, gold))

    def _is(self, actor: Record, gold: GoldActor) -> bool:
        if actor["id"] == gold.id or _same_name(actor, gold):
            return True
        if not {"unnamed", "group"} & set(gold.kind) or actor["kind"] in ("state", "person"):
            return False
        return overlap(self.places[actor["id"]], gold.spans)

    def key(self, actor: str) -> str:
        """What an event calls this actor: the state it belongs to, else its own id; "?" for an unknown one."""
        if self.is_state(actor):
            return actor
        linked = [gold for gold in self.gold.actors if gold.id in self.linked(actor)]
        for gold in linked:
            if gold.key:
                return gold.key
        record = self.actors.get(actor)
        if record is None:
            return actor
        country = record.get("country")
        if country and self.is_state(country) and record.get("sector") not in self._armed:
            return str(country)
        if record["kind"] == "unnamed" or any("unnamed" in gold.kind for gold in linked):
            return UNKNOWN
        return linked[0].id if linked else actor

    def keys(self, actors: Iterable[str]) -> Keys:
        """The keys of several actors; unknown ones say no more than an empty place does."""
        return frozenset(self.key(actor) for actor in actors) - {UNKNOWN}

    def is_state(self, code: str) -> bool:
        """Whether the id or country is an ISO code of a state, not one of the codes for blocs."""
        return bool(_STATE.fullmatch(code)) and code not in self._blocs

    def letters(self, ranges: Iterable[Range]) -> frozenset[int]:
        """The positions of letters and digits in the ranges: spaces and quotation marks decide nothing."""
        return frozenset(i for start, end in ranges for i in range(start, end) if self.text[i : i + 1].isalnum())

    def alike(self, ranges: Ranges, golds: Iterable[Ranges]) -> bool:
        """Whether the ranges cover nearly the same characters as one of the gold choices."""
        mine = self.letters(ranges)
        for gold in golds:
            theirs = self.letters(gold)
            if mine and theirs and len(mine & theirs) >= ENOUGH * len(mine | theirs):
                return True
        return False

    def same_party(self, actor: str | None, refs: Words) -> bool:
        """Whether a predicted actor is one of the gold actors, or the state that is meant; a person is nobody else."""
        if actor is None:
            return UNKNOWN in refs
        if self.linked(actor) & set(refs):
            return True
        record = self.actors.get(actor)
        return (record is None or record["kind"] != "person") and self.key(actor) in refs

    def same_source(self, actor: str | None, refs: Words, source: Ranges, *, spans: Ranges, words: str = "") -> bool:
        """Whether the speaker is right: the same party, or the same words and nobody else known by name."""
        record = self.actors.get(actor or "")
        if not refs:
            return record is None or record["kind"] == "unnamed"
        if self.same_party(actor, refs):
            return True
        persons = {gold.id for gold in self.gold.actors if "person" in gold.kind}
        if self.linked(actor) & persons:
            return False
        written = {_fold(self.text[start:end]) for start, end in source}
        return overlap(spans, source) or (bool(words) and _fold(words) in written)


def evidence(record: Record, roles: frozenset[str] = frozenset()) -> Ranges:
    """The ranges of a record's evidence; those with one of the roles, where it has any."""
    rows = record.get("evidence") or ()
    chosen = [row for row in rows if row["role"] in roles] or rows
    return tuple((row["start"], row["end"]) for row in chosen)


def spans(value: Any) -> Ranges:
    """The ranges of a span, of a list of spans, or of nothing."""
    rows = value if isinstance(value, list) else [value] if value else []
    return tuple((row["start"], row["end"]) for row in rows)


def overlap(left: Ranges, right: Ranges) -> bool:
    """Whether any two ranges share a character."""
    return any(a < d and c < b for a, b in left for c, d in right)


def inside(inner: Ranges, outer: Ranges) -> bool:
    """Whether one of the inner ranges lies wholly in one of the outer."""
    return any(c <= a and b <= d for a, b in inner for c, d in outer)


def within(found: Keys, gold: Keys, also: Keys) -> bool:
    """Whether the set holds all that it must and nothing that it may not."""
    must = gold - {UNKNOWN}
    return must <= found <= must | also


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c not in "'’.")
    return " ".join(kept.split()).removeprefix("the ")


def _same_name(actor: Record, gold: GoldActor) -> bool:
    mine = _fold(actor.get("name") or "").split()
    for name in gold.names:
        theirs = _fold(name).split()
        if mine and (mine == theirs or _short_form(actor, mine, theirs)):
            return True
    return False


def _short_form(actor: Record, mine: list[str], theirs: list[str]) -> bool:
    # "Blinken" and "Secretary of State Antony Blinken" are the man; "Obama administration" is not Obama.
    if actor["kind"] != "person" or not theirs:
        return False
    return set(mine) == set(theirs) or (
        mine[-1] == theirs[-1] and (set(mine) <= set(theirs) or set(theirs) <= set(mine))
    )


def match_actor(fact: GoldActor, record: Record, document: Document) -> bool:
    """The same one, of the same kind and country; who can't be identified must be said to be so."""
    return (
        fact.id in document.linked(record["id"])
        and record["kind"] in fact.kind
        and record.get("country") in fact.country
        and (fact.resolved or not record.get("resolved", True))
    )


def match_event(fact: GoldEvent, record: Record, document: Document) -> bool:
    """The same type, parties and status, stated inside one of the ranges."""
    return any(_event(form, record, document, _exact) for form in (fact, *fact.forms))


def match_event_leniently(fact: GoldEvent, record: Record, document: Document) -> bool:
    """As `match_event`, but parties need only overlap."""
    return any(_event(form, record, document, _near) for form in (fact, *fact.forms))


def _event(fact: GoldEvent, record: Record, document: Document, agree: Callable[[Keys, Keys, Keys], bool]) -> bool:
    if record["type"] not in fact.type or record.get("status", "actual") not in fact.status:
        return False
    if not inside(evidence(record, frozenset({"trigger"})), fact.spans):
        return False
    actor, recipient = document.keys(record["actor"]), document.keys(record["recipient"])
    if fact.mutual:
        return agree(actor | recipient, fact.actor | fact.recipient, fact.actor_also | fact.recipient_also)
    return agree(actor, fact.actor, fact.actor_also) and agree(recipient, fact.recipient, fact.recipient_also)


def _exact(found: Keys, gold: Keys, also: Keys) -> bool:
    return within(found, gold, also)


def _near(found: Keys, gold: Keys, also: Keys) -> bool:
    return within(found, gold, also) or bool(found & (gold | also))


def match_pressure(fact: GoldPressure, record: Record, document: Document) -> bool:
    """The same three parties and an overlapping demand."""
    return (
        within(document.keys(record["pressers"]), fact.pressers, fact.pressers_also)
        and within(document.keys(record["intermediary"]), fact.intermediary, frozenset())
        and within(document.keys(record["targets"]), fact.targets, fact.targets_also)
        and overlap(spans(record["demand"]), fact.demand)
    )


def match_statement(fact: GoldStatement, record: Record, document: Document) -> bool:
    """Nearly the same words of the same speaker."""
    speaker = record["speaker"]
    return document.alike(spans(record["content"]), fact.contents) and document.same_source(
        speaker.get("actor"),
        fact.speaker,
        fact.source,
        spans=_role_spans(record),
        words=speaker.get("as_written") or "",
    )


def match_silence(fact: GoldSilence, record: Record, document: Document) -> bool:
    """The same silent party and kind, and an overlapping cue."""
    return (
        document.same_party(record["actor"], fact.actor)
        and record["kind"] in fact.kind
        and overlap(evidence(record, _CUE_ROLES), fact.cue)
    )


def match_tie(fact: GoldTie, record: Record, document: Document) -> bool:
    """The same pair, in any order, with the same kind and sign."""
    pair = frozenset(document.key(actor) for actor in record["actors"])
    return pair == fact.actors and record["kind"] in fact.kind and record["sign"] in fact.sign


def match_prediction(fact: GoldPrediction, record: Record, document: Document) -> bool:
    """Nearly the same claim of the same holder."""
    return document.alike(spans(record["claim"]), fact.contents) and document.same_source(
        record.get("holder"), fact.holder, fact.source, spans=_role_spans(record)
    )


def _role_spans(record: Record) -> Ranges:
    rows = [row for row in record.get("evidence") or () if row["role"] in _SPEAKER_ROLES]
    return tuple((row["start"], row["end"]) for row in rows)


def matches(fact: Fact, record: Record, document: Document, *, lenient: bool = False) -> bool:
    """Whether the record says what the fact says. Only events know a lenient reading."""
    match fact:
        case GoldActor():
            return match_actor(fact, record, document)
        case GoldEvent():
            return (match_event_leniently if lenient else match_event)(fact, record, document)
        case GoldPressure():
            return match_pressure(fact, record, document)
        case GoldStatement():
            return match_statement(fact, record, document)
        case GoldSilence():
            return match_silence(fact, record, document)
        case GoldTie():
            return match_tie(fact, record, document)
        case GoldPrediction():
            return match_prediction(fact, record, document)


def agreements(fact: Fact, record: Record) -> Mapping[str, bool]:
    """Further fields on which a matching record agrees or not; reported, never scored."""
    match fact:
        case GoldActor(roles=roles, sector=sector):
            return ({"role": overlap(spans(record.get("role_evidence")), roles)} if roles else {}) | (
                {"sector": record.get("sector") in sector} if sector else {}
            )
        case GoldEvent(mode=mode):
            return {"mode": record.get("mode") in mode} if mode else {}
        case GoldPressure(means=means):
            return {"means": record.get("means") in means} if means else {}
        case GoldStatement(act=act, quotation=quotation, nested=nested):
            return {
                "act": record.get("act") in act,
                "quotation": record.get("quotation") in quotation,
                "nested": bool(record.get("nested_in")) == nested,
            }
        case GoldPrediction(range=limits):
            certainty = record.get("certainty") or {}
            found = (certainty.get("low"), certainty.get("high"))
            return {"range": found == limits} if limits else {}
    return {}
