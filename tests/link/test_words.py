"""What a shared word proves: little where many texts have it."""

import pytest

from legation.link import words


def test_common_words_prove_less_than_rare_ones_and_names_more() -> None:
    weight = words.load().weight
    common, rare, name = weight({"minister"}), weight({"zeppelin"}), weight({"Zeppelin"})
    assert 0 < common < weight({"harbour"}) < rare < name
    assert weight(frozenset({"minister", "zeppelin"})) == pytest.approx(common + rare)
    assert weight(()) == 0
