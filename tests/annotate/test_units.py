"""Units: what is handed to the parser at once is bounded, nothing is lost, and ordinary blocks stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.annotate.units import SENTENCE, UNIT, units

PROSE = "Alphaland's envoy met the Betanian minister in the old harbour. "


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in units(text)]


@pytest.mark.parametrize("text", ["", "Alphaland agreed.", PROSE * 200, "word " * 500])
def test_an_ordinary_block_is_one_unit(text: str) -> None:
    assert cut(text) == ([text] if text else [])


def test_a_long_block_is_cut_behind_full_stops() -> None:
    found = cut(PROSE * 2000)
    assert "".join(found) == PROSE * 2000
    assert len(found) > 1
    assert all(len(unit) <= UNIT and unit.endswith("harbour. ") for unit in found)


@pytest.mark.parametrize("mark", ["; ", ", ", " "])
def test_what_has_no_full_stop_is_cut_behind_its_best_mark(mark: str) -> None:
    text = f"Una Berg and Tor Vik{mark}" * 1000
    found = cut(text)
    assert "".join(found) == text
    assert all(len(unit) <= SENTENCE for unit in found)
    assert all(unit.endswith(mark) for unit in found)


def test_what_has_no_blank_is_cut_all_the_same() -> None:
    assert {len(unit) for unit in cut("x" * (3 * SENTENCE))} == {SENTENCE}


def test_prose_around_a_list_stays_by_its_sentences() -> None:
    found = cut(PROSE * 3 + "name, " * 1000 + "end. " + PROSE * 3)
    assert found[0].startswith(PROSE * 3 + "name, ")
    assert found[-1].endswith("end. " + PROSE * 3)


@given(st.lists(st.sampled_from(["word ", "x" * 700, ". ", "”. ", "! ", PROSE * 20, ", "]), max_size=60))
def test_nothing_is_lost_and_no_unit_is_too_long(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = cut(text)
    assert "".join(found) == text
    assert all(0 < len(unit) <= UNIT for unit in found)
