import pytest

import pages


@pytest.mark.parametrize("name", sorted(pages.SETS))
def test_pages_are_read_as_the_gold_says(name: str) -> None:
    shares = pages.measured()[name]
    assert shares["text F1"] >= 0.95
    assert shares["dates"] >= 0.95


def test_forty_pages_half_of_them_held_out() -> None:
    assert [len(pages.load(file)) for file in pages.SETS.values()] == [20, 20]


def test_scores() -> None:
    assert pages.f1("Envoys met.", "Envoys met.") == 1
    assert pages.f1("Envoys met.", "") == 0
    assert pages.f1("a b c d", "a b x y") == 0.5
    assert pages.same_moment("2024-10-31T09:30:00Z", "2024-10-31T10:30:20+01:00")
    assert not pages.same_moment("2024-10-31T09:30:00Z", "2024-10-31")
