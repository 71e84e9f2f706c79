"""Reads a JSON dump of Wikidata, one entity a line, in two passes and never as a whole.

The first pass puts aside what little is needed of the humans in office and of parties, bodies and organisations; the
second finds the labels of the positions and family names that those mention, wherever they stand in the dump.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any

from legation.imports import items, sources
from legation.imports.drafts import BodyDraft, Draft, Passed, PersonDraft, Place, Refused, TermDraft
from legation.imports.items import Item
from legation.imports.polities import Polities
from legation.tables import yaml_table

_ID = re.compile(rb'\{\s*"type"\s*:\s*"\w+"\s*,\s*"id"\s*:\s*"([A-Z]\d+)"')


@dataclass(slots=True)
class _Term:
    position: str
    since: str
    until: str
    polities: list[str]
    fault: str = ""


@dataclass(slots=True)
class _Human:
    line: int
    item: str
    name: str
    aliases: list[str]
    gender: str
    birth: str
    family: str
    citizenships: list[str]
    wiki: str
    terms: list[_Term] = field(default_factory=list)


@dataclass(slots=True)
class _Named:
    """What is to be known of an item that others mention."""

    label: str
    jurisdictions: tuple[str, ...]
    countries: tuple[str, ...]


def drafts(path: Path, polities: Polities) -> Iterator[Draft]:
    """Yield what the dump at `path` holds for our tables: first bodies and groups, then persons with their terms."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as humans,
        tempfile.TemporaryFile("w+", encoding="utf-8") as bodies,
    ):
        mentioned = set(settings()["classes"])
        yield from _first_pass(path, humans, bodies, mentioned)
        named = dict(_second_pass(path, mentioned))
        bodies.seek(0)
        for line in bodies:
            yield _body(path, json.loads(line), polities, named)
        humans.seek(0)
        for line in humans:
            kept = json.loads(line)
            terms = [_Term(**term) for term in kept.pop("terms")]
            yield from _person(path, _Human(**kept, terms=terms), polities, named)


@cache
def settings() -> Mapping[str, Any]:
    """Which classes of items become what."""
    table: Mapping[str, Any] = yaml_table("imports/wikidata.yaml")
    return table


def _first_pass(path: Path, humans: IO[str], bodies: IO[str], mentioned: set[str]) -> Iterator[Draft]:
    """Put aside what is needed, enter into `mentioned` the items whose labels are, and yield what can't be read."""
    classes = re.compile(b'"(' + b"|".join(name.encode() for name in settings()["classes"]) + b')"')
    for number, line in sources.lines(path):
        # Most of a dump is told apart without being parsed.
        held = b'"P39"' in line
        if not held and not classes.search(line):
            continue
        try:
            item = items.parsed(line)
        except ValueError as exc:
            yield Refused(Place(str(path), number), "an entity", f"not valid JSON: {exc}")
            continue
        if item is None:
            continue
        found = item.refs("P31")
        if settings()["human"] in found:
            if held:
                yield from _put_human(path, number, item, humans, mentioned)
        elif known := [name for name in found if name in settings()["classes"]]:
            _put_body(number, item, known[0], bodies)


def _put_human(path: Path, line: int, item: Item, humans: IO[str], mentioned: set[str]) -> Iterator[Draft]:
    death = item.date("P570")
    terms = [_term(each, death) for each in item.statements("P39")]
    terms = [term for term in terms if not _long_ago(term)]
    if not terms:
        yield Passed("humans whose offices ended before our time")
        return
    label = item.label(settings()["languages"])
    if not label:
        yield Refused(Place(str(path), line), item.id, "it has no English label")
        return
    gender = next((settings()["genders"][ref] for ref in item.refs("P21") if ref in settings()["genders"]), "")
    human = _Human(
        line=line,
        item=item.id,
        name=label,
        aliases=item.aliases(settings()["languages"]),
        gender=gender,
        birth=item.date("P569"),
        family=next(iter(item.refs("P734")), ""),
        citizenships=item.refs("P27", current=True),
        wiki=item.article("enwiki"),
        terms=terms,
    )
    mentioned.update(term.position for term in terms)
    mentioned.add(human.family)
    humans.write(json.dumps(asdict(human)) + "\n")


def _term(statement: items.Statement, death: str) -> _Term:
    since, since_fault = statement.date("P580")
    until, until_fault = statement.date("P582")
    polities = [*statement.refs("P1001"), *statement.refs("P642")]
    # Whoever dies in office holds it no longer, whether or not the statement says so.
    return _Term(statement.ref or "", since, until or death, polities, since_fault or until_fault)


def _long_ago(term: _Term) -> bool:
    return bool(term.until) and term.until[:4] < str(settings()["earliest"])


def _put_body(line: int, item: Item, kind: str, bodies: IO[str]) -> None:
    kept = {
        "line": line,
        "item": item.id,
        "kind": kind,
        "name": item.label(settings()["languages"]),
        "aliases": [*item.aliases(settings()["languages"]), *item.texts("P1813", "en")],
        "countries": item.refs("P17"),
        "since": item.date("P571"),
        "until": item.date("P576"),
        "wiki": item.article("enwiki"),
    }
    bodies.write(json.dumps(kept) + "\n")


def _second_pass(path: Path, mentioned: set[str]) -> Iterator[tuple[str, _Named]]:
    for _, line in sources.lines(path):
        if (match := _ID.match(line)) and match[1].decode() not in mentioned:
            continue
        try:
            item = items.parsed(line)
        except ValueError:
            continue  # told in the first pass, or none of what we look for
        if item and item.id in mentioned:
            label = item.label(settings()["languages"])
            yield item.id, _Named(label, tuple(item.refs("P1001")), tuple(item.refs("P17")))


def _body(path: Path, kept: Mapping[str, Any], polities: Polities, named: Mapping[str, _Named]) -> Draft:
    at, kind = Place(str(path), kept["line"]), settings()["classes"][kept["kind"]]
    what = f"{kept['name'] or kept['item']} ({kept['item']})"
    called = named[kept["kind"]].label if kept["kind"] in named else ""
    if called and called.lower() not in kind["label"]:
        return Refused(at, what, f"{kept['kind']} is '{called}' here, not '{kind['label'][0]}'")
    country = next((found for item in kept["countries"] if (found := polities.by_wikidata(item, states=True))), "")
    if kind["table"] == "known":
        if polities.by_wikidata(kept["item"], states=True):
            return Passed("states that the tables have")
        return Refused(at, what, "a state that is not in states.csv; no import can add one")
    if not kept["name"]:
        return Refused(at, what, "it has no English label")
    if kind["table"] == "organisations":
        country = kind["country"]
    if not country:
        given = ", ".join(kept["countries"])
        return Refused(at, what, f"unknown country '{given}'" if given else "it has no country")
    return BodyDraft(
        at,
        kind["table"],
        kept["name"],
        tuple(kept["aliases"]),
        country,
        kind["sector"],
        kept["since"],
        kept["until"],
        kept["item"],
        kept["wiki"],
    )


def _person(path: Path, human: _Human, polities: Polities, named: Mapping[str, _Named]) -> Iterator[Draft]:
    at, what = Place(str(path), human.line), f"{human.name} ({human.item})"
    terms: list[TermDraft] = []
    refused: list[Refused] = []
    for term in human.terms:
        made = _made(at, human, term, polities, named)
        if isinstance(made, TermDraft):
            terms.append(made)
        else:
            refused.append(Refused(at, what, made))
    citizen = [polities.by_wikidata(item, states=True) for item in human.citizenships]
    served = [term.polity for term in terms if len(term.polity) == 3]
    country = _country(citizen, served)
    if country is None:
        given = ", ".join(human.citizenships)
        yield Refused(
            at, what, f"unknown country '{given}'" if given else "neither an office nor a citizenship has a country"
        )
        return
    family = named[human.family].label if human.family in named else ""
    yield PersonDraft(
        at=at,
        key=human.item,
        name=human.name,
        aliases=tuple(human.aliases),
        country=country,
        gender=human.gender,
        wikidata=human.item,
        birth=human.birth,
        surname=family if family and family in human.name else "",
        wiki=human.wiki,
    )
    yield from terms
    yield from refused


def _country(citizen: list[str | None], served: list[str]) -> str | None:
    """The state served; else that of citizenship, if there is just one."""
    known = [country for country in citizen if country]
    both = [country for country in served if country in known]
    if both or served:
        return (both or served)[0]
    return known[0] if len(known) == 1 else None


def _made(at: Place, human: _Human, term: _Term, polities: Polities, named: Mapping[str, _Named]) -> TermDraft | str:
    """The term, or why it can't be one."""
    position = named.get(term.position)
    if position is None or not position.label:
        return f"the position {term.position or 'that is not given'} has no English label in this file"
    if term.fault or not term.since:
        return f"{position.label}: {term.fault or 'its beginning is missing'}"
    own = (*term.polities, *position.jurisdictions)
    polity = next((found for item in own if (found := polities.by_wikidata(item))), None)
    # A position with a country and no jurisdiction may be a province's: only a label with the state's name counts.
    whole = polity is not None
    polity = polity or next((found for item in position.countries if (found := polities.by_wikidata(item))), None)
    polity = polity or polities.in_label(position.label)
    if polity is None:
        given = ", ".join((*own, *position.countries))
        return f"{position.label}: " + (
            f"unknown country '{given}'" if given else "no country is given for the position"
        )
    return TermDraft(at, human.item, position.label, polity, term.since, term.until, whole=whole)
