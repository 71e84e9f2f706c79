"""A verdict finds the claim that it is about in another reading of the text, and says what the record says after it."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import article, code, judged
from legation import corrections
from legation.record_parts import Change
from legation.records import RECORD_TYPES, Correction, Statement
from legation.store.codec import from_json, to_json
from legation.tables import yaml_table

DOCUMENT = article(1)
FOUND: dict[str, Any] = {each.record: json.loads(to_json(each)) for each in code(DOCUMENT)}
MADE = judged(DOCUMENT, code(DOCUMENT))


def made(kind: str, verdict: Any, **now: Any) -> Correction:
    said = FOUND[kind]
    changes = tuple(
        Change(field=name, was=json.dumps(said[name]), now=json.dumps(value)) for name, value in sorted(now.items())
    )
    evidence = from_json(kind, json.dumps(said)).evidence  # type: ignore[union-attr]
    return Correction(
        document=DOCUMENT.id,
        evidence=evidence,
        target=said["id"],
        of=kind,
        sha256=DOCUMENT.sha256,
        verdict=verdict,
        changes=changes,
        original=json.dumps(said),
        on="2024-12-01T00:00:00.000+00:00",
    )


def another(kind_: str, **values: Any) -> dict[str, Any]:
    return {**FOUND[kind_], "id": "another", **values}


def test_the_fields_of_the_data_file_are_fields_of_the_records() -> None:
    types: dict[str, Any] = {str(each.__dataclass_fields__["record"].default): each for each in RECORD_TYPES}
    for kind, rules in corrections.load().kinds.items():
        known = {each.name for each in fields(types[kind])}
        assert set(rules.fields) <= known
        assert {*rules.same, *rules.follows, *(other for each in rules.follows.values() for other in each)} <= known
        assert set(rules.same) <= set(rules.fields)
    assert set(corrections.load().asked) <= set(corrections.load().kinds)


def test_the_codes_of_the_data_file_are_those_of_the_coding_room() -> None:
    listed = yaml_table(corrections.FILE)
    cues = yaml_table("coding/cues.yaml")
    assert {each["act"] for name in ("verbs", "nouns", "adjectives") for each in cues[name]} <= set(listed["acts"])
    assert set(yaml_table("events/pressure.yaml")["means"].values()) <= set(listed["means"])
    ties = yaml_table("coding/ties.yaml")
    kinds = {each["kind"]: each["sign"] for name in ("relations", "roles", "backing") for each in ties[name]}
    assert kinds.items() <= listed["ties"].items()


@pytest.mark.parametrize("kind", sorted(corrections.load().kinds))
def test_the_same_record_is_found_and_accepting_it_only_makes_it_sure(kind: str) -> None:
    verdict = made(kind, "accept")
    found = corrections.find(verdict, [another(kind), FOUND[kind]])
    assert found == FOUND[kind]
    after = corrections.effective(verdict, FOUND[kind])
    assert {n for n in after if after[n] != FOUND[kind][n]} <= {"confidence", "why"}
    assert (after["confidence"], after["why"][0]) == (1.0, "accepted on 2024-12-01")


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        ("event", {"mode": None, "contexts": ["military"], "date": None}, True),
        ("event", {"actor": ["GAM"]}, False),
        ("event", {"evidence": [{"role": "trigger", "start": 0, "end": 9, "text": "Alphaland"}]}, False),
        ("pressure", {"means": None}, True),
        ("pressure", {"targets": []}, False),
        ("statement", {"act": "claim", "cue": "claim"}, True),
        ("statement", {"content": [{"start": 0, "end": 9, "text": "Alphaland"}]}, False),
        ("statement", {"speaker": FOUND["statement"]["speaker"] | {"actor": "GAM"}}, False),
        ("statement", {"speaker": FOUND["statement"]["speaker"] | {"as_written": "the envoy"}}, True),
        ("silence", {"kind": "declined"}, True),
        ("silence", {"actor": "BET"}, False),
        ("tie", {"kind": "partnership"}, True),
        ("prediction", {"holder": None}, False),
        ("actor", {"name": "Gammaria", "country": None}, True),
        ("mention", {"actor": "BET"}, False),
    ],
)
def test_another_reading_is_the_same_claim_where_it_agrees_in_what_matters(
    kind: str, values: dict[str, Any], found: bool
) -> None:
    candidate = another(kind, **values)
    assert (corrections.find(made(kind, "reject"), [candidate]) is not None) is found
    if not found and "evidence" not in values:
        assert set(corrections.differing(made(kind, "reject"), candidate)) == set(values)


def test_content_that_mostly_overlaps_is_the_same() -> None:
    statement = next(each for each in code(DOCUMENT) if isinstance(each, Statement))
    (span,) = statement.content
    for start, found in ((span.start + 1, True), (span.end - 3, False)):
        longer = [{"start": start, "end": span.end + 1, "text": DOCUMENT.text[start : span.end + 1]}]
        assert (
            corrections.find(made("statement", "accept"), [another("statement", content=longer)]) is not None
        ) is found


def test_of_several_the_one_that_agrees_in_most_is_meant() -> None:
    near, far = another("event", id="near", place=None), another("event", id="far", place=None, status="future")
    assert corrections.find(made("event", "reject"), [far, near]) == near


def test_a_corrected_field_may_hold_the_old_value_or_the_right_one() -> None:
    for type_, found in (("REQUEST", True), ("AID", True), ("ASSAULT", False)):
        assert (corrections.find(MADE, [another("event", type=type_)]) is not None) is found
    assert corrections.differing(MADE, another("event", type="AID"), whole=True) == ()
    wrong = corrections.differing(MADE, another("event", type="REQUEST", mode=None), whole=True)
    assert wrong == ("type", "mode")


def test_what_was_seen_and_set_holds_and_what_was_not_seen_stays() -> None:
    candidate = another("event", mode=None, contexts=["military"])
    after = corrections.effective(MADE, candidate)
    assert (after["id"], after["type"], after["mode"], after["contexts"]) == ("another", "AID", "assist", ["military"])
    assert after["why"][0] == "corrected by Ann on 2024-11-30: type: REQUEST → AID"
    emptied = made("event", "correct", mode=None, contexts=[])
    assert corrections.effective(emptied, another("event", contexts=["military"]))["mode"] is None


def test_a_rejected_record_keeps_what_it_said() -> None:
    after = corrections.effective(made("event", "reject"), FOUND["event"])
    assert (after["confidence"], after["type"], after["why"][0]) == (0.0, "REQUEST", "rejected on 2024-12-01")


def test_corrected_words_are_the_evidence() -> None:
    text = DOCUMENT.text
    said = {**FOUND["prediction"], "evidence": [{"role": "claim", "start": 0, "end": 9, "text": text[:9]}]}
    span = {"start": 10, "end": 15, "text": text[10:15]}
    after = corrections.effective(made("prediction", "correct", claim=span), said)
    assert after["evidence"] == [{"role": "claim", **span}]


def test_people_known_by_a_surname_alone_bear_the_id_of_their_document() -> None:
    here = f"person:unresolved:{DOCUMENT.id[:8]}:lu"
    said = {**FOUND["event"], "actor": [here]}
    verdict = made("event", "correct", recipient=[here])
    verdict = Correction(
        **{f.name: getattr(verdict, f.name) for f in fields(verdict) if f.init and f.name != "original"},
        original=json.dumps(said),
    )
    there = "person:unresolved:0123abcd:lu"
    candidate = another("event", document="0123abcd00000000", actor=[there])
    assert corrections.find(verdict, [candidate]) == candidate
    assert corrections.effective(verdict, candidate)["recipient"] == [there]


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (None, "–"),
        ([], "–"),
        (False, "no"),
        (["USA", "KOR"], "USA; KOR"),
        ({"start": "2024-01-01", "end": "2024-01-01", "precision": "day"}, "2024-01-01"),
        ({"start": "2024-01-01", "end": "2024-01-31", "precision": "month"}, "2024-01-01 to 2024-01-31"),
        ({"start": 1, "end": 3, "text": "so  be\nit"}, "“so be it”"),
        ({"phrase": "likely", "low": 55, "high": 80}, "likely (55–80 %)"),
        ({"name": "Busan", "country": "KOR", "lat": 1.0, "lon": 2.0}, "Busan"),
        ({"unit": "dead", "low": 3, "high": 3, "text": "three"}, "three (dead)"),
        ({"target": "CHN", "value": -0.5, "words": None}, "CHN -0.5"),
        ({"actor": None, "as_written": "officials", "named": False, "sector": None, "country": None}, "officials"),
    ],
)
def test_values_are_told_in_short(value: Any, short: str) -> None:
    assert corrections.in_short(value) == short


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=3)


@given(spans, spans)
def test_likeness_of_words_is_the_same_both_ways_and_whole_for_the_same(
    left: list[tuple[int, int]], right: list[tuple[int, int]]
) -> None:
    mine, theirs = ([{"start": s, "end": s + n} for s, n in each] for each in (left, right))
    assert corrections.alike("pieces", mine, theirs) == corrections.alike("pieces", theirs, mine)
    assert corrections.alike("pieces", mine, mine)
    assert not (mine and not theirs) or not corrections.alike("pieces", mine, theirs)
