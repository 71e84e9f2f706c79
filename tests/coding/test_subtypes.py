"""Subtypes: the table is whole, and probabilities become readings."""

from typing import Any

import pytest

from legation.coding.subtypes import NONE, Reader, Subtypes
from legation.errors import KnowledgeError
from legation.tables import csv_rows, yaml_table

# The fifteen roots of published test sets.
COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"}
CONFLICTUAL = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"}


@pytest.fixture(scope="module")
def table() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml_table("events/subtypes.yaml")
    return rows


@pytest.fixture(scope="module")
def subtypes(table: list[dict[str, Any]]) -> Subtypes:
    return Subtypes.of(table)


def test_every_type_and_root_has_a_subtype(subtypes: Subtypes) -> None:
    assert {row.root for row in subtypes.rows.values()} == COOPERATIVE | CONFLICTUAL
    types = {row.type for row in subtypes.rows.values()}
    assert len(types) == 16


def test_modes_are_those_of_the_type(subtypes: Subtypes) -> None:
    types = {row.type for row in subtypes.rows.values()}
    modes = {kind: set(yaml_table(f"events/{kind.lower()}.yaml").get("modes") or {}) for kind in types}
    wrong = [row.name for row in subtypes.rows.values() if row.mode is not None and row.mode not in modes[row.type]]
    assert not wrong


def test_cameo_codes_are_in_the_crosswalk_with_the_same_type_or_root(subtypes: Subtypes) -> None:
    codes = {row["code"]: row for row in csv_rows("events/cameo.csv")}
    wrong = [
        (row.name, row.cameo, row.type, row.root)
        for row in subtypes.rows.values()
        if row.cameo not in codes or (codes[row.cameo]["type"] != row.type and codes[row.cameo]["root"] != row.root)
    ]
    assert not wrong


def test_a_planned_act_is_filed_under_what_is_planned(subtypes: Subtypes) -> None:
    assert subtypes.rows["agree-meet"].filed("future") == ("CONSULT", None)
    assert subtypes.rows["agree-meet"].filed("actual") == ("AGREE", None)
    assert subtypes.rows["aerial"].filed("future") == ("ASSAULT", "aerial")


def test_a_broken_row_is_named(table: list[dict[str, Any]]) -> None:
    with pytest.raises(KnowledgeError, match=r"meet: .*'colour'"):
        Subtypes.of([{**table[6], "colour": "red"}])
    with pytest.raises(KnowledgeError, match="sell: named twice, or of a type that is none"):
        Subtypes.of([{**table[0], "name": "sell", "type": "SELL"}])


def test_a_reading_sums_roots_and_tells_the_chance_of_each_type(subtypes: Subtypes) -> None:
    reader = Reader(subtypes, ["aerial", "drone", "troops", "meet", NONE], ["actual", "negated"])
    reading = reader.read([0.3, 0.25, 0.35, 0.02, 0.08], [0.2, 0.8])
    assert reading.root == "ASSAULT"
    assert reading.subtype.name == "aerial"
    assert reading.roots[0][1] == pytest.approx(0.55)
    types = reading.types("actual")
    assert sorted(types, key=types.__getitem__, reverse=True) == ["ASSAULT", "MOBILIZE", NONE, "CONSULT"]
    assert types["ASSAULT"] == pytest.approx(0.55)
    assert (reading.status, reading.status_chance) == ("negated", 0.8)


def test_labels_that_the_table_lacks_are_refused(subtypes: Subtypes) -> None:
    with pytest.raises(KnowledgeError, match="waltz"):
        Reader(subtypes, ["waltz", NONE], ["actual"])
