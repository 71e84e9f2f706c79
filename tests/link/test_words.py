"""What a shared word proves: little where many texts have it."""

import pytest

from legation.errors import KnowledgeError
from legation.link import words


def test_common_words_prove_less_than_rare_ones_and_names_more() -> None:
    weight = words.load().weight
    common, rare, name = weight({"minister"}), weight({"zeppelin"}), weight({"Zeppelin"})
    assert 0 < common < weight({"harbour"}) < rare < name
    assert weight(frozenset({"minister", "zeppelin"})) == pytest.approx(common + rare)
    assert weight(()) == 0


def test_how_somebody_is_addressed_tells_nothing() -> None:
    assert [stem for stem, _ in words.load().words("Mr Aldo met Mrs. Brand, Dr Celan and Señor Duarte")] == [
        words.load().stem(name) for name in ("aldo", "met", "brand", "celan", "duarte")
    ]


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


def test_words_that_outlets_use_for_one_another_mean_the_commonest_of_them() -> None:
    told = words.load()
    stems = [told.stem(word) for word in ("frigate", "ship", "sank", "sinking")]
    assert told.sense(stems[:2]) == {told.stem("ship")}
    assert len(told.sense(stems[2:])) == 1
    assert told.sense({"zeppelin", "Frigat"}) == {"zeppelin", "Frigat"}  # a name means itself


def test_what_a_word_means_proves_no_more_than_the_word() -> None:
    told = words.load()
    assert all(told.weights[sense] <= told.weights[stem] for stem, sense in told.senses.items())
    assert told.senses.keys().isdisjoint(told.senses.values())


def test_a_word_in_two_groups_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"synonyms.*boats.*two groups"):
        words.grouped(words.load(), {"sea": [["ship", "boat"], ["boats", "canoe"]]})
    with pytest.raises(KnowledgeError, match=r"synonyms.*sea"):
        words.grouped(words.load(), {"sea": ["ship"]})
    with pytest.raises(KnowledgeError, match=r"synonyms.*sections"):
        words.grouped(words.load(), [["ship", "boat"]])  # type: ignore[arg-type]
