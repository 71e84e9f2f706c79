"""A Popolo file becomes rows, wherever its arrays stand; so do FollowTheMoney's lines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from legation.errors import KnowledgeError

Take = Callable[..., Any]
Json = dict[str, Any]

HOUSE = {"id": "house", "name": "House of Lakes", "classification": "legislature"}
CABINET = {"id": "cabinet", "name": "Cabinet of Lakes", "classification": "executive"}
PARTY = {
    "id": "party",
    "name": "Lake Party",
    "classification": "party",
    "other_names": [{"name": "Seen", "lang": "de"}],
}
VELD = {
    "id": "p1",
    "name": "Otto Veld",
    "given_name": "Otto",
    "family_name": "Veld",
    "gender": "male",
    "birth_date": "1971-02-03",
    "other_names": [{"name": "Otto K. Veld"}, {"name": "Озеров", "lang": "ru"}],
    "identifiers": [{"scheme": "wikidata", "identifier": "Q9000002"}],
}
SEAT = {"person_id": "p1", "organization_id": "house", "role": "member", "start_date": "2020-01-02", "end_date": "2024"}


def popolo(path: Path, **arrays: list[Json]) -> Path:
    path.write_text(json.dumps({"meta": {"source": ["x"]}, **arrays}, indent=1), encoding="utf-8")
    return path


def lines(path: Path, *entities: Json) -> Path:
    path.write_text("".join(f"{json.dumps(entity)}\n" for entity in entities), encoding="utf-8")
    return path


def test_persons_houses_and_memberships_become_rows(take: Take, tmp_path: Path) -> None:
    path = popolo(tmp_path / "lakes.json", memberships=[SEAT], persons=[VELD], organizations=[HOUSE, PARTY])
    taken = take(path, country="Austria")
    assert taken.refused == []
    person = taken.rows("persons")[0]
    assert (person["id"], person["aliases"], person["surname"], person["country"], person["wikidata"]) == (
        "person:otto-veld",
        "Otto K. Veld",
        "Veld",
        "AUT",
        "Q9000002",
    )
    assert [(r["office"], r["sector"], r["since"], r["until"]) for r in taken.rows("offices")] == [
        ("member_of_house_of_lakes", "LEG", "2020-01-02", "2024")
    ]
    assert (taken.column("groups", "sector"), taken.column("bodies", "sector")) == (["PTY"], ["LEG"])


def test_roles_in_houses_and_cabinets_are_offices(take: Take, tmp_path: Path) -> None:
    roles: list[Json] = [
        {**SEAT, "role": "President", "start_date": "2031"} | {"end_date": None},
        {**SEAT, "organization_id": "cabinet", "role": "Minister for Foreign Affairs", "start_date": "2031"}
        | {"end_date": ""},
        {"person_id": "p1", "post_id": "post", "start_date": "2032"},
        {"person_id": "p1", "organization_id": "house", "legislative_period_id": "term/9"},
    ]
    post = {"id": "post", "label": "Minister of Finance", "organization_id": "cabinet"}
    term = {"id": "term/9", "start_date": "2027-01-01", "end_date": "2030-12-31"}
    arrays: dict[str, list[Json]] = {"persons": [VELD], "memberships": roles, "posts": [post], "events": [term]}
    taken = take(popolo(tmp_path / "lakes.json", organizations=[HOUSE, CABINET], **arrays), country="AT")
    assert [(r["office"], r["since"], r["until"]) for r in taken.rows("offices")] == [
        ("speaker", "2031", ""),
        ("foreign_minister", "2031", ""),
        ("finance_minister", "2032", ""),
        ("member_of_house_of_lakes", "2027-01-01", "2030-12-31"),
    ]


def test_refusals_name_the_line_of_the_entry(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "lakes.json"
    path.write_text(
        '{"organizations": [\n'
        ' {"id": "house", "name": "House of Lakes", "classification": "legislature"},\n'
        ' {"id": "odd", "name": "Odd Fellows", "classification": "lodge"}],\n'
        ' "persons": [\n'
        '  {"id": "p1", "name": "Otto Veld"},\n'
        '  {"id": "p2"}],\n'
        ' "memberships": [\n'
        '  {"person_id": "p1", "organization_id": "house"},\n'
        '  {"person_id": "p1", "organization_id": "gone"},\n'
        '  {"person_id": "p9", "organization_id": "house", "start_date": "2020"}]}\n',
        encoding="utf-8",
    )
    told = [(line, reason.partition(":")[0]) for line, reason in take(path, country="AUT").reasons()]
    assert told == [
        (3, "unknown classification 'lodge'"),
        (6, "it has no id or no name"),
        (8, "the beginning is missing"),
        (9, "its organisation is not in the file"),
        (10, "its person was not taken"),
    ]


def test_without_a_country_no_term_is_taken(take: Take, tmp_path: Path) -> None:
    path = popolo(tmp_path / "lakes.json", persons=[VELD], memberships=[SEAT], organizations=[HOUSE])
    reasons = {reason for _, reason in take(path).reasons()}
    assert reasons == {
        "it has no country: name one with --country",
        "its organisation has no country: name one with --country",
    }


@pytest.mark.parametrize(
    "text", ['{"persons": [{"id": "p1", ', '{"persons": [{"id" "p1"}]}', '{"persons": 1 2}', '{"a" 1}']
)
def test_a_broken_file_is_refused_as_a_whole(take: Take, home: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "lakes.json"
    path.write_text("\n" + text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2: not valid JSON"):
        take(path)
    assert list(home.iterdir()) == []


def entity(key: str, schema: str, **properties: list[str]) -> Json:
    return {"id": key, "schema": schema, "properties": properties}


FTM_VELD = entity(
    "p1", "Person", name=["Otto Veld"], alias=["Отто Велд", "Otto K. Veld"], citizenship=["at"], topics=["role.pep"]
)
FTM_POST = entity("post", "Position", name=["Federal President of Austria"], country=["at"], topics=["gov.head"])


def test_occupancies_of_followthemoney_become_terms(take: Take, tmp_path: Path) -> None:
    held = entity("o1", "Occupancy", holder=["p1"], post=["post"], startDate=["2031-02-03"])
    stranger = entity("p2", "Person", name=["Jan Kolek"], country=["cz"])
    taken = take(lines(tmp_path / "lakes.ftm.json", held, FTM_VELD, FTM_POST, stranger))
    assert taken.refused == []
    assert taken.outcome.passed == {"persons without office": 1}
    assert taken.column("persons", "aliases") == ["Otto K. Veld"]
    assert [(r["office"], r["polity"], r["title"]) for r in taken.rows("offices")] == [
        ("head_of_state", "AUT", "Federal President")
    ]


def test_bodies_parties_and_memberships_of_followthemoney(take: Take, tmp_path: Path) -> None:
    path = lines(
        tmp_path / "lakes.ftm.json",
        entity("b1", "PublicBody", name=["House of Lakes"], country=["at"], topics=["gov.national", "gov.legislative"]),
        entity("b2", "Organization", name=["Lake Party"], country=["at"], topics=["pol.party"]),
        entity("b3", "PublicBody", name=["Lake Office"], country=["at"]),
        entity("b4", "PublicBody", name=["Moon Office"], country=["xq"], topics=["gov.admin"]),
        FTM_VELD,
        entity("m1", "Membership", member=["p1"], organization=["b1"], startDate=["2020"]),
        entity("m2", "Membership", member=["p1"], organization=["b2"], startDate=["2020"]),
    )
    taken = take(path)
    assert taken.column("bodies", "id") == ["org:aut-house-of-lakes"]
    assert taken.column("groups", "sector") == ["PTY"]
    assert [(r["office"], r["sector"]) for r in taken.rows("offices")] == [("member_of_house_of_lakes", "LEG")]
    assert [(line, reason.partition(":")[0]) for line, reason in taken.reasons()] == [
        (3, "no topic tells its sector"),
        (4, "unknown country 'xq'"),
    ]


def test_a_torn_line_of_followthemoney_is_refused(take: Take, tmp_path: Path) -> None:
    path = lines(tmp_path / "lakes.ftm.json", FTM_VELD)
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "p2", "schema": "Pers', encoding="utf-8")
    taken = take(path)
    assert [each.at.line for each in taken.refused] == [2]
    assert taken.column("persons", "id") == ["person:otto-veld"]
