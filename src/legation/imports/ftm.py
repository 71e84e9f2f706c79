"""Reads FollowTheMoney's JSON lines, as OpenSanctions publishes them: persons in office, positions, parties, bodies."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation.imports import sources
from legation.imports.drafts import BodyDraft, Draft, Passed, PersonDraft, Place, Refused, TermDraft
from legation.imports.polities import Polities
from legation.vetting import codes

_BODIES = ("PublicBody", "Organization")
_PARTY = "PTY"


@dataclass(slots=True)
class _Post:
    """A position, or an organisation with members: what a term is of."""

    name: str
    countries: tuple[str, ...]
    sector: str = ""
    kind: str = ""
    office: bool = True


@dataclass(slots=True)
class _World:
    country: str
    posts: dict[str, _Post] = field(default_factory=dict)
    # Who holds which post, as far as a person has one: the first decides the country among several citizenships.
    holders: dict[str, str] = field(default_factory=dict)


def drafts(path: Path, polities: Polities, country: str) -> Iterator[Draft]:
    """Yield what the file holds for our tables: bodies and parties, then persons, then their terms."""
    world = _World(country)
    for at, entity in _entities(path, ("Position", *_BODIES, "Occupancy", "Membership")):
        if isinstance(entity, Refused):
            yield entity
        else:
            yield from _surrounding(at, entity, world, polities)
    for at, entity in _entities(path, ("Person",)):
        if not isinstance(entity, Refused):
            yield _person(at, entity, world, polities)
    for at, entity in _entities(path, ("Occupancy", "Membership")):
        if not isinstance(entity, Refused):
            yield _term(at, entity, world, polities)


class _Entity:
    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.id = str(raw["id"])
        self.schema = str(raw["schema"])
        self._properties = raw["properties"] if isinstance(raw.get("properties"), dict) else {}
        self.caption = str(raw.get("caption") or "")

    def all(self, *names: str) -> tuple[str, ...]:
        lists = (self._properties.get(name) for name in names)
        values = [value for given in lists if isinstance(given, list) for value in given]
        return tuple(" ".join(text.split()) for value in values if (text := _plain(value)))

    def one(self, *names: str) -> str:
        return next(iter(self.all(*names)), "")

    @property
    def name(self) -> str:
        """The name in Latin letters where there is one."""
        names = (*filter(None, [self.caption]), *self.all("name"))
        return next((name for name in names if name.isascii()), next(iter(names), ""))


def _entities(path: Path, schemata: tuple[str, ...]) -> Iterator[tuple[Place, _Entity | Refused]]:
    marks = tuple(f'"{schema}"'.encode() for schema in schemata)
    for number, line in sources.lines(path):
        at = Place(str(path), number)
        # Most lines are of other schemata and need not be parsed.
        if line.endswith(b"}") and not any(mark in line for mark in marks):
            continue
        try:
            raw = json.loads(line)
            if not isinstance(raw, dict) or not {"id", "schema"} <= set(raw):
                raise ValueError("expected one entity a line, with id and schema")
        except (ValueError, RecursionError) as exc:
            yield at, Refused(at, "an entity", f"not valid: {exc}")
            continue
        if raw["schema"] in schemata:
            yield at, _Entity(raw)


def _surrounding(at: Place, entity: _Entity, world: _World, polities: Polities) -> Iterator[Draft]:
    topics = entity.all("topics")
    sector = next((code for topic, code in codes()["ftm_topics"].items() if topic in topics), "")
    if entity.schema == "Occupancy":
        world.holders[entity.one("holder")] = entity.one("post")
    elif entity.schema == "Membership":
        world.holders.setdefault(entity.one("member"), entity.one("organization"))
    elif entity.schema == "Position":
        world.posts[entity.id] = _Post(entity.name, entity.all("country", "jurisdiction"), sector)
    else:
        countries = entity.all("country", "jurisdiction", "mainCountry")
        kind = {"LEG": "legislature", "GOV": "executive"}.get(sector, "")
        world.posts[entity.id] = _Post(entity.name, countries, sector, kind, office=bool(kind))
        yield _body(at, entity, sector, world, polities)


def _body(at: Place, entity: _Entity, sector: str, world: _World, polities: Polities) -> Draft:
    what = f"{entity.name or 'no name'} ({entity.id})"
    if not sector:
        if entity.schema == "Organization":
            return Passed("organisations that are neither parties nor of a government")
        return Refused(at, what, f"no topic tells its sector: the known ones are {', '.join(codes()['ftm_topics'])}")
    countries = entity.all("country", "jurisdiction", "mainCountry")
    country = next((found for code in countries if (found := polities.by_code(code))), world.country)
    table = "groups" if sector == _PARTY else "organisations" if sector == "IGO" else "bodies"
    if table == "organisations":
        country = "IGO"
    if not entity.name or not country:
        given = ", ".join(countries)
        return Refused(at, what, f"unknown country '{given}'" if given else "it has no name or no country")
    return BodyDraft(
        at,
        table,
        entity.name,
        _latin(entity.all("name", "alias", "abbreviation")),
        country,
        sector,
        entity.one("incorporationDate"),
        entity.one("dissolutionDate"),
        entity.one("wikidataId"),
    )


def _person(at: Place, entity: _Entity, world: _World, polities: Polities) -> Draft:
    held = world.posts.get(world.holders.get(entity.id, ""))
    if not (held and held.office) and "role.pep" not in entity.all("topics"):
        return Passed("persons without office")
    if not entity.name:
        return Refused(at, entity.id, "it has no name")
    given = entity.all("citizenship", "nationality", "country")
    states = list(dict.fromkeys(found for code in given if (found := polities.by_code(code))))
    served = next((found for code in (held.countries if held else ()) if (found := polities.by_code(code))), None)
    country = served if served and (not states or served in states) else (states[0] if len(states) == 1 else served)
    if country is None and given and not states:
        return Refused(at, entity.name, f"unknown country '{given[0]}'")
    return PersonDraft(
        at=at,
        key=entity.id,
        name=entity.name,
        aliases=_latin(entity.all("name", "alias")),
        country=country or (world.country if not given else ""),
        gender=next((g for g in entity.all("gender") if g in codes()["genders"]), ""),
        wikidata=entity.one("wikidataId") or (entity.id if entity.id[:1] == "Q" and entity.id[1:].isdigit() else ""),
        birth=entity.one("birthDate"),
        surname=entity.one("lastName"),
        given=entity.one("firstName"),
    )


def _term(at: Place, entity: _Entity, world: _World, polities: Polities) -> Draft:
    occupancy = entity.schema == "Occupancy"
    person = entity.one("holder" if occupancy else "member")
    key = entity.one("post" if occupancy else "organization")
    post = world.posts.get(key)
    what = f"{post.name if post else key}, {person}"
    if post is None:
        return Refused(at, what, f"its {'position' if occupancy else 'organisation'} is not in the file")
    if not occupancy and not post.kind:
        return Passed("memberships of parties and other organisations")
    polity = next((found for code in post.countries if (found := polities.by_code(code))), None)
    polity = polities.in_label(post.name) if polity is None or polity == "EUR" else polity
    polity = polity or world.country
    if not polity:
        given = ", ".join(post.countries)
        return Refused(at, what, f"unknown country '{given}'" if given else "its position has no country")
    label = post.name if occupancy else f"{entity.one('role') or 'member'} of {post.name}"
    # A bare "President" with a country may be a province's or a company's: only a label with the state's name counts.
    return TermDraft(
        at,
        person,
        label,
        polity,
        entity.one("startDate")[:10],
        entity.one("endDate")[:10],
        post.sector,
        post.kind,
        whole=False,
    )


def _latin(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names that an English text may use: those whose letters are Latin."""
    return tuple(name for name in names if all(ord(character) < 0x250 or not character.isalpha() for character in name))


def _plain(value: Any) -> str:
    """A value, or the id of the entity that stands in its place."""
    if isinstance(value, dict):
        return str(value.get("id") or "")
    return value if isinstance(value, str) else ""
