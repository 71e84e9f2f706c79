"""The judge of single mentions, on made-up rows and answers; its intervals and its report."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest

import resolution
import small_world
from legation.lookup import Lookup
from legation.resolving.resolution import Resolution
from resolution import Judge, Judged, interval, report, rows

KNOWLEDGE = small_world.knowledge()


def judge(answer: Resolution, asked: list[tuple[Any, ...]] | None = None) -> Judge:
    """A judge to whom every question gets the same answer; `asked` collects the questions."""

    def look(*question: Any) -> Resolution:
        if asked is not None:
            asked.append(question)
        return answer

    return Judge(KNOWLEDGE, cast(Lookup, look))


def wrong(expect: Mapping[str, Any], **answer: Any) -> tuple[str, ...]:
    """The fields of a mention in context that are judged wrong."""
    row = {"id": "x-1", "mention": "it", "date": "2012-05-05", "context": "It left.", "expect": expect}
    return judge(Resolution(text="it", **answer)).judge(row).wrong


def wrong_alone(expect: Mapping[str, Any], null: bool = False, **answer: Any) -> tuple[str, ...]:
    """The fields of a phrase alone that are judged wrong."""
    row = {"id": "x-1", "text": "it", "expect": expect, **({"null": True} if null else {})}
    return judge(Resolution(text="it", **answer)).judge(row).wrong


@pytest.mark.parametrize(
    "name", ["ALP", "Alphaland", "alphaland", "the Alphaland", "Alphan"]
)  # any of its names in the tables, or its id
def test_an_actor_is_right_under_any_of_its_names(name: str) -> None:
    assert wrong({"actor": name}, id="ALP") == ()
    assert wrong({"actor": name}, id="BET") == ("actor",)


@pytest.mark.parametrize(
    ("expect", "answer", "right"),
    [
        ({"actor": "Ola Berg"}, {"id": "person:ola-berg"}, True),
        ({"actor": "Ola Bérg"}, {"id": "person:ola-berg"}, True),
        ({"actor": "Ola Berg"}, {"id": "person:mara-berg"}, False),
        ({"actor": "Ola Berg"}, {}, False),
        ({"actor": "Home Guard (Alphaland)"}, {"id": "org:alp-guard"}, True),  # the article's title
        ({"actor": "Nobody", "also": ["Ola Berg"]}, {"id": "person:ola-berg"}, True),
        ({"actor": "Nobody", "also": ["Ida Lund"]}, {"id": "person:ola-berg"}, False),
        # a person of the text, whom no table knows, is right by name
        ({"actor": "Una Moe"}, {"id": "person:una-moe", "name": "Una Moe", "kind": "person"}, True),
        ({"actor": "Una Moe"}, {"name": "Una Moe", "kind": "group"}, False),
    ],
)
def test_who_is_the_actor(expect: dict[str, Any], answer: dict[str, Any], right: bool) -> None:
    assert wrong(expect, **answer) == (() if right else ("actor",))


@pytest.mark.parametrize(
    ("members", "answer", "right"),
    [
        (["ALP", "BET"], {"members": ("BET", "ALP")}, True),
        (["Alphaland", "Betania"], {"members": ("BET", "ALP")}, True),
        (["ALP"], {"id": "ALP"}, True),
        (["ALP", "BET"], {"members": ("ALP",)}, False),
        (["ALP"], {"members": ("ALP", "BET")}, False),  # one too many
        (["ALP", "ALP"], {"members": ("ALP", "BET")}, False),  # one counts once
        (["ALP"], {}, False),
    ],
)
def test_all_members_and_no_others(members: list[str], answer: dict[str, Any], right: bool) -> None:
    assert wrong({"members": members}, **answer) == (() if right else ("members",))


@pytest.mark.parametrize(
    ("expect", "answer", "fields"),
    [
        ({"country": "ALP"}, {"country": "ALP"}, ()),
        ({"country": "ALP"}, {"country": "BET"}, ("country",)),
        ({"country": "ALP"}, {}, ("country",)),
        ({"country": "RUS"}, {"country": "SUN"}, ()),  # a predecessor stands under the state that carries it on
        ({"country": "VNM"}, {"country": "VDR"}, ()),
        ({"sector": "GOV"}, {"sector": "GOV"}, ()),
        ({"sector": "MIL"}, {"sector": "GOV", "second_sector": "MIL"}, ()),
        ({"sector": "MIL"}, {"sector": "GOV"}, ("sector",)),
        ({"resolved": False}, {"resolved": True}, ("resolved",)),
        ({"resolved": False}, {"resolved": False}, ()),
        ({"office": "head_of_state"}, {"office": "ALP:head_of_state"}, ()),
        ({"office": "speaker_of_parliament"}, {"office": "ALP:speaker"}, ()),
        ({"office": "head_of_state"}, {"office": "ALP:head_of_government"}, ("office",)),
        ({"office": "head_of_state"}, {}, ("office",)),
        ({"place": True}, {"kind": "place"}, ()),
        ({"place": True}, {"kind": "state"}, ("place",)),
        ({}, {"country": "BET", "sector": "REB", "resolved": True}, ()),  # what is not stated is not judged
        ({"actor": "ALP", "country": "ALP", "sector": "GOV"}, {"id": "BET"}, ("actor", "country", "sector")),
    ],
)
def test_the_fields_of_a_mention(expect: dict[str, Any], answer: dict[str, Any], fields: tuple[str, ...]) -> None:
    assert wrong(expect, **answer) == fields


@pytest.mark.parametrize(
    ("expect", "null", "answer", "fields"),
    [
        ({"country": "ALP", "code_1": "GOV"}, False, {"country": "ALP", "sector": "GOV"}, ()),
        ({"code_1": "GOV", "code_2": ""}, False, {"sector": "GOV"}, ()),
        ({"code_1": "GOV", "code_2": ""}, False, {"sector": "GOV", "second_sector": "MIL"}, ("code_2",)),
        ({"code_1": "MIL"}, False, {"sector": "GOV", "second_sector": "MIL"}, ("code_1",)),  # order counts here
        ({"wiki": "Morning Lédger"}, False, {"country": "ALP", "wiki": "morning ledger"}, ()),
        ({"wiki": "Morning Ledger"}, False, {"country": "ALP"}, ("wiki",)),
        ({"country": "alp"}, False, {"country": "ALP"}, ("country",)),
        ({}, True, {}, ()),
        ({}, True, {"country": "ALP"}, ("null",)),
        ({"country": "ALP"}, False, {}, ("null",)),
    ],
)
def test_the_codes_of_a_phrase_alone(
    expect: dict[str, Any], null: bool, answer: dict[str, Any], fields: tuple[str, ...]
) -> None:
    assert wrong_alone(expect, null, **answer) == fields


def test_a_row_is_asked_as_it_stands() -> None:
    asked: list[tuple[Any, ...]] = []
    teller = judge(Resolution(text="it"), asked)
    teller.judge({"mention": "it", "date": "2012-05-05", "context": "It and it left.", "nth": 1, "expect": {}})
    teller.judge({"mention": "it", "date": None, "context": "It left.", "expect": {}})
    teller.judge({"text": "it", "date": "2012-05-05", "context": "", "expect": {}})
    teller.judge({"text": "it", "expect": {}})
    assert asked == [
        ("it", "2012-05-05", "It and it left.", 1),
        ("it", None, "It left.", 0),
        ("it", "2012-05-05", None),
        ("it", None, None),
    ]


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(0, 0, 0.0, 1.0), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775), (90, 100, 0.8256, 0.9448)],
)
def test_the_interval_is_wilson_s(right: int, n: int, low: float, high: float) -> None:
    assert interval(right, n) == pytest.approx((low, high), abs=5e-5)


def judged(tests: str, *wrong_fields: str, strength: str | None = "strong") -> Judged:
    row = {"tests": tests, **({"strength": strength} if strength else {})}
    return Judged(row, Resolution(text="it"), wrong_fields)


def test_the_report_counts_rows_in_all_by_strength_and_by_phenomenon() -> None:
    told = list(
        report(
            [
                judged("acronym"),
                judged("acronym", "actor", "country", strength="fair"),
                judged("pronoun"),
                judged("pronoun", strength=None),
            ]
        )
    )
    counts = {line[:28].strip(): line[28:].split()[0] for line in told}
    assert counts == {
        "all": "3/4",
        "strong": "2/2",
        "fair": "0/1",
        "phrases": "1/1",
        "acronym": "1/2",
        "pronoun": "2/2",
    }
    whole = next(line for line in told if line.startswith("all"))
    low, high = interval(3, 4)
    assert whole.split() == ["all", "3/4", "=", "0.750", f"[{low:.3f},", f"{high:.3f}]"]


def test_rows_are_read_line_by_line_and_blank_lines_left_out(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(
        json.dumps({"id": "é"}, ensure_ascii=False) + "\n\n  \n" + json.dumps({"id": "b"}), encoding="utf-8"
    )
    assert [row["id"] for row in rows(path)] == ["é", "b"]


def test_answers_of_the_lookup_itself_are_judged() -> None:
    teller = Judge(KNOWLEDGE, Lookup(KNOWLEDGE))
    row = {"text": "Ola Berg", "date": "2005-05-05", "expect": {"country": "ALP", "wiki": "Ola Berg"}}
    assert teller.judge(row).wrong == ()
    assert teller.judge({**row, "expect": {"country": "BET"}}).wrong == ("country",)


def test_a_set_whose_rows_are_not_here_yet_has_no_figures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resolution, "MENTIONS", tmp_path)
    assert resolution.measured(KNOWLEDGE) == {}
