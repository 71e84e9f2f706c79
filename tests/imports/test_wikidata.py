"""A dump of Wikidata becomes rows: humans in office, parties and bodies, each refusal with its line."""

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wikidata_items import claim, dump, exact, held, human, item, ref, time

Take = Callable[..., Any]

PRESIDENT = item("Q9100001", "Federal President of Austria", ("P17", claim(ref("Q40"))), ("P1001", claim(ref("Q40"))))
COUNCIL = item("Q9100002", "Member of the Lake Council", ("P17", claim(ref("Q40"))))
BRANDAUER = human(
    "Q9000001",
    "Ilse Brandauer",
    ("P21", claim(ref("Q6581072"))),
    held("Q9100001", "2031-02-03"),
    held("Q9100002", "2020", "2024-05"),
    aliases=["Ilse M. Brandauer", "President Brandauer", "Ilse", "The Lady of the Lake"],
)


def test_a_human_in_office_becomes_a_person_with_terms(take: Take, tmp_path: Path) -> None:
    taken = take(dump(tmp_path / "dump.json", BRANDAUER, PRESIDENT, COUNCIL))
    assert taken.refused == []
    assert taken.rows("persons") == [
        {
            "id": "person:ilse-brandauer",
            "name": "Ilse Brandauer",
            "aliases": "Ilse M. Brandauer",
            "surname": "Brandauer",
            "given": "Ilse",
            "country": "AUT",
            "gender": "female",
            "wikidata": "Q9000001",
            "sector": "",
            "wiki": "",
        }
    ]
    terms = [
        (r["office"], r["polity"], r["title"], r["since"], r["until"], r["precision"]) for r in taken.rows("offices")
    ]
    assert terms == [
        ("head_of_state", "AUT", "Federal President", "2031-02-03", "", "day"),
        (
            "member_of_lake_council",
            "AUT",
            "Member of the Lake Council",
            "2020",
            "2024-05",
            "year",
        ),
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, bytes])
@pytest.mark.parametrize("array", [True, False])
def test_the_order_of_entities_the_form_and_compression_do_not_matter(
    take: Take, tmp_path: Path, pack: Callable[[bytes], bytes], array: bool
) -> None:
    plain = dump(tmp_path / "dump.json", PRESIDENT, BRANDAUER, COUNCIL, array=array)
    packed = tmp_path / "packed.dat"
    packed.write_bytes(pack(plain.read_bytes()))
    taken = take(packed)
    assert (taken.outcome.form, taken.outcome.rows["offices"]) == ("wikidata", 2)


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (human("Q1", "Otto Veld", held("Q9100003", "2020"), state="Q7777777"), "unknown country 'Q7777777'"),
        (human("Q1", "", held("Q9100001", "2020")), "it has no English label"),
        (human("Q1", "Otto Veld", held("Q9109999", "2020")), "the position Q9109999 has no English label in this file"),
        (
            human("Q1", "Otto Veld", ("P39", claim(ref("Q9100001")))),
            "Federal President of Austria: its beginning is missing",
        ),
        (
            human("Q1", "Otto Veld", ("P39", claim(ref("Q9100001"), P580=time("2020-00-00", 7)))),
            "Federal President of Austria: wrong date '+2020-00-00T00:00:00Z, precision 7'",
        ),
        (
            human("Q1", "Otto Veld", held("Q9100001", "2020", "2019")),
            "it ends (2019) before it begins (2020)",
        ),
        (
            human("Q1", "Otto Veld", held("Q9100003", "2020")),
            "Grand Duke of Nowhere: no country is given for the position",
        ),
        (human("Q40", "Otto Veld", held("Q9100002", "2020")), "Q40 is AUT already"),
        (
            item("Q2", "Land of Nod", ("P31", claim(ref("Q3624078")))),
            "a state that is not in states.csv; no import can add one",
        ),
        (item("Q2", "Party of Nod", ("P31", claim(ref("Q7278")))), "it has no country"),
        (
            item("Q2", "Party of Nod", ("P31", claim(ref("Q7278"))), ("P17", claim(ref("Q7777777")))),
            "unknown country 'Q7777777'",
        ),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(
    take: Take, tmp_path: Path, entity: dict[str, Any], reason: str
) -> None:
    duke = item("Q9100003", "Grand Duke of Nowhere")
    taken = take(dump(tmp_path / "dump.json", PRESIDENT, COUNCIL, duke, BRANDAUER, entity))
    assert taken.reasons()[0] == (6, reason)
    assert "person:ilse-brandauer" in taken.column("persons", "id")


def test_a_line_that_is_no_json_is_refused_and_the_rest_goes_on(take: Take, tmp_path: Path) -> None:
    path = dump(tmp_path / "dump.json", BRANDAUER, PRESIDENT, COUNCIL)
    path.write_text(path.read_text(encoding="utf-8").replace("\n]", ',\n{"claims":{"P39":[}},\n]'), encoding="utf-8")
    taken = take(path)
    assert [(each.at.line, each.what) for each in taken.refused] == [(5, "an entity")]
    assert taken.outcome.rows["persons"] == 1


def test_whoever_died_in_office_holds_it_no_longer_and_old_holders_are_passed_over(take: Take, tmp_path: Path) -> None:
    dead = human("Q9000002", "Otto Veld", held("Q9100002", "2001-05"), ("P570", claim(exact("2003-04-05"))))
    old = human("Q9000003", "Karl Alt", held("Q9100002", "1900", "1910"))
    taken = take(dump(tmp_path / "dump.json", dead, old, COUNCIL))
    assert taken.column("offices", "until") == ["2003-04-05"]
    assert taken.outcome.passed == {"humans whose offices ended before our time": 1}


def test_deprecated_statements_and_citizenships_that_ended_do_not_count(take: Take, tmp_path: Path) -> None:
    wrong = ("P39", claim(ref("Q9100001"), rank="deprecated", P580=exact("2031-02-03")))
    former = ("P27", claim(ref("Q142"), P582=exact("2001")))
    veld = human("Q9000002", "Otto Veld", former, wrong, held("Q9100002", "2020"))
    taken = take(dump(tmp_path / "dump.json", veld, PRESIDENT, COUNCIL))
    assert taken.column("offices", "office") == ["member_of_lake_council"]
    assert taken.column("persons", "country") == ["AUT"]


def test_a_position_of_a_part_of_a_state_is_not_that_of_the_state(take: Take, tmp_path: Path) -> None:
    lake = ("P1001", claim(ref("Q9300001")))
    premier = item("Q9100004", "Prime Minister", ("P17", claim(ref("Q40"))), lake)
    taken = take(dump(tmp_path / "dump.json", human("Q9000002", "Otto Veld", held("Q9100004", "2020")), premier))
    assert taken.column("offices", "office") == ["prime_minister"]


def test_an_organisation_has_its_offices(take: Take, tmp_path: Path) -> None:
    head = item("Q9100005", "Secretary General of NATO")
    taken = take(dump(tmp_path / "dump.json", human("Q9000002", "Otto Veld", held("Q9100005", "2031")), head))
    assert [(r["office"], r["polity"], r["sector"]) for r in taken.rows("offices")] == [("head", "org:NATO", "IGO")]


def test_a_family_name_of_the_dump_is_the_surname(take: Take, tmp_path: Path) -> None:
    veld = human("Q9000002", "Otto Veld Kalm", held("Q9100002", "2020"), ("P734", claim(ref("Q9400001"))))
    taken = take(dump(tmp_path / "dump.json", veld, COUNCIL, item("Q9400001", "Veld Kalm")))
    assert taken.column("persons", "surname") == ["Veld Kalm"]


def test_parties_and_bodies_are_taken_and_single_words_need_context(take: Take, tmp_path: Path) -> None:
    party = item(
        "Q9200001",
        "Lake Party",
        ("P31", claim(ref("Q7278"))),
        ("P17", claim(ref("Q40"))),
        ("P571", claim(exact("2010"))),
        aliases=["LPX", "lake people"],
    )
    house = item("Q9200002", "House of Lakes", ("P31", claim(ref("Q375928"))), ("P17", claim(ref("Q40"))))
    taken = take(dump(tmp_path / "dump.json", party, house))
    row = taken.rows("groups")[0]
    assert [row[name] for name in ("id", "aliases", "country", "sector", "since")] == [
        "group:lake-party",
        "LPX",
        "AUT",
        "PTY",
        "2010",
    ]
    assert taken.column("bodies", "id") == ["org:aut-house-of-lakes"]
    assert [(r["phrase"], r["rule"]) for r in taken.rows("ambiguous")] == [("LPX", "context:group:lake-party")]


def test_parties_of_one_name_are_told_apart_by_their_countries(take: Take, tmp_path: Path) -> None:
    both = [
        item(key, "Lake Party", ("P31", claim(ref("Q7278"))), ("P17", claim(ref(state))))
        for key, state in (("Q9200001", "Q40"), ("Q9200002", "Q142"))
    ]
    taken = take(dump(tmp_path / "dump.json", *both))
    assert taken.column("groups", "id") == ["group:lake-party", "group:lake-party-q9200002"]
    assert taken.column("ambiguous", "rule") == ["context:group:lake-party;group:lake-party-q9200002"]


def test_a_class_that_is_called_something_else_takes_nothing(take: Take, tmp_path: Path) -> None:
    party = item("Q9200001", "Lake Party", ("P31", claim(ref("Q7278"))), ("P17", claim(ref("Q40"))))
    taken = take(dump(tmp_path / "dump.json", party, item("Q7278", "garden party"), BRANDAUER, PRESIDENT, COUNCIL))
    assert [reason for _, reason in taken.reasons()] == ["Q7278 is 'garden party' here, not 'political party'"]
