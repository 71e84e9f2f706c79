"""What a shared word proves: little where many texts have it."""

import pytest

from legation.link import words


def test_common_words_prove_less_than_rare_ones_and_names_more() -> None:
    weight = words.load().weight
    common, rare, name = weight({"minister"}), weight({"zeppelin"}), weight({"Zeppelin"})
    assert 0 < common < weight({"harbour"}) < rare < name
    assert weight(frozenset({"minister", "zeppelin"})) == pytest.approx(common + rare)
    assert weight(()) == 0


def test_rare_words_are_remembered_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "WEIGHED", 2)
    weights = words.Weights([("minister", 30)], 130, 195)
    told = ["minister", "zeppelin", "Zeppelin", "airship", "Airship"]
    assert [weights[stem] for stem in told] == [30, 130, 195, 130, 195]
    assert set(weights) == {"minister", "zeppelin", "Zeppelin"}
    assert [weights[stem] for stem in told] == [30, 130, 195, 130, 195]


def test_what_is_remembered_is_no_common_word() -> None:
    words.load().weight({"zeppelin", "Zeppelin"})
    assert words.load().common.keys().isdisjoint({"zeppelin", "Zeppelin"})
