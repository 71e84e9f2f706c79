"""Reads a Popolo file: organisations, posts and periods, then persons, then memberships; or FollowTheMoney's lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation.imports import ftm, sources
from legation.imports.drafts import BodyDraft, Draft, Passed, PersonDraft, Place, Refused, TermDraft
from legation.imports.jsonstream import entries
from legation.imports.polities import Polities
from legation.vetting import codes

_SURROUNDINGS = ("organizations", "posts", "events")


@dataclass(slots=True)
class _House:
    """An organisation of the file: where offices are held."""

    name: str
    polity: str
    kind: str = ""


@dataclass(slots=True)
class _World:
    """What memberships refer to."""

    country: str
    houses: dict[str, _House] = field(default_factory=dict)
    posts: dict[str, tuple[str, str]] = field(default_factory=dict)
    periods: dict[str, tuple[str, str]] = field(default_factory=dict)


def drafts(path: Path, polities: Polities, country: str) -> Iterator[Draft]:
    """Yield what the file holds for our tables; `country` is that of all that names none."""
    if sources.is_ftm(sources.first_line(path)):
        yield from ftm.drafts(path, polities, country)
        return
    world = _World(country)
    for array, line, entry in entries(path, _SURROUNDINGS):
        yield from _surrounding(Place(str(path), line), array, entry, world, polities)
    for _, line, entry in entries(path, ("persons",)):
        at = Place(str(path), line)
        if not isinstance(entry, dict) or not _text(entry, "name") or not _text(entry, "id"):
            yield Refused(at, "a person", "it has no id or no name")
            continue
        yield _person(at, entry, world, polities)
        for membership in _list(entry, "memberships"):
            yield from _membership(at, {"person_id": entry["id"], **membership}, world)
    for _, line, entry in entries(path, ("memberships",)):
        if isinstance(entry, dict):
            yield from _membership(Place(str(path), line), entry, world)
        else:
            yield Refused(Place(str(path), line), "a membership", "it is no object")


def _surrounding(at: Place, array: str, entry: Any, world: _World, polities: Polities) -> Iterator[Draft]:
    """Remember an organisation, a post or a period, and yield the organisations that are actors."""
    if not isinstance(entry, dict) or not (key := _text(entry, "id")):
        yield Refused(at, f"one of the {array}", "it has no id")
    elif array == "organizations":
        yield from _organisation(at, entry, world, polities)
        for post in _list(entry, "posts"):
            _keep_post({"organization_id": key, **post}, world)
    elif array == "posts":
        _keep_post(entry, world)
    elif array == "events":
        world.periods[key] = (_text(entry, "start_date"), _text(entry, "end_date"))


def _keep_post(entry: Mapping[str, Any], world: _World) -> None:
    if key := _text(entry, "id"):
        world.posts[key] = (_text(entry, "label") or _text(entry, "role"), _text(entry, "organization_id"))


def _organisation(at: Place, entry: Mapping[str, Any], world: _World, polities: Polities) -> Iterator[Draft]:
    name, kind = _text(entry, "name"), _text(entry, "classification").lower()
    country = _country(entry, polities) or world.country
    rule = codes()["popolo_classes"].get(kind)
    world.houses[_text(entry, "id")] = _House(name, country, (rule or {}).get("kind", ""))
    for period in _list(entry, "legislative_periods"):
        world.periods[_text(period, "id")] = (_text(period, "start_date"), _text(period, "end_date"))
    if kind in codes()["popolo_passed"] or name.lower() in ("unknown", "independent", "independents"):
        yield Passed("factions, committees and independents")
    elif rule is None:
        known = ", ".join(codes()["popolo_classes"])
        yield Refused(at, name, f"unknown classification '{kind}': the known ones are {known}")
    elif not country:
        yield Refused(at, name, "it has no country: name one with --country")
    else:
        aliases = (*_names(entry), *filter(None, [_text(entry, "abbreviation")]))
        yield BodyDraft(
            at,
            rule["table"],
            name,
            aliases,
            country,
            rule["sector"],
            _text(entry, "founding_date"),
            _text(entry, "dissolution_date"),
            _wikidata(entry),
        )


def _person(at: Place, entry: Mapping[str, Any], world: _World, polities: Polities) -> Draft:
    country = _country(entry, polities) or world.country
    gender = _text(entry, "gender").lower()
    return PersonDraft(
        at=at,
        key=_text(entry, "id"),
        name=_text(entry, "name"),
        aliases=_names(entry),
        country=country,
        gender=gender if gender in codes()["genders"] else "",
        wikidata=_wikidata(entry),
        birth=_text(entry, "birth_date"),
        surname=_text(entry, "family_name"),
        given=_text(entry, "given_name"),
    )


def _membership(at: Place, entry: Mapping[str, Any], world: _World) -> Iterator[Draft]:
    person, post = _text(entry, "person_id"), world.posts.get(_text(entry, "post_id"), ("", ""))
    house = world.houses.get(_text(entry, "organization_id") or post[1])
    role = post[0] or _text(entry, "role") or "member"
    what = f"{role}, {person or 'nobody'}"
    if house is None:
        yield Refused(at, what, "its organisation is not in the file")
        return
    if not house.kind:
        yield Passed("memberships of parties and factions")
        return
    if not house.polity:
        yield Refused(at, what, "its organisation has no country: name one with --country")
        return
    start, end = world.periods.get(_text(entry, "legislative_period_id"), ("", ""))
    since, until = _text(entry, "start_date") or start, _text(entry, "end_date") or end
    plain = role.lower() in ("member", "representative", "deputy", "senator", "minister")
    label = f"{role} of {house.name}" if plain else role
    sector = "LEG" if house.kind == "legislature" else "GOV"
    yield TermDraft(at, person, label, house.polity, since, until, sector, house.kind, whole=house.kind == "executive")


def _country(entry: Mapping[str, Any], polities: Polities) -> str:
    for name in ("country", "country_code", "nationality", "citizenship"):
        if (text := _text(entry, name)) and (found := polities.country(text)):
            return found
    return ""


def _wikidata(entry: Mapping[str, Any]) -> str:
    found = (_text(each, "identifier") for each in _list(entry, "identifiers") if each.get("scheme") == "wikidata")
    return next(found, "")


def _names(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The other names in English or in no named language."""
    names = (each for each in _list(entry, "other_names") if str(each.get("lang") or "en").startswith(("en", "mul")))
    return tuple(text for each in names if (text := _text(each, "name")))


def _text(entry: Any, name: str) -> str:
    value = entry.get(name) if isinstance(entry, dict) else None
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _list(entry: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = entry.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
