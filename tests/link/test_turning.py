"""A series turns for the worse once at the line, however it wavers there, and anew only after it has turned back."""

import pytest

from legation.link.turning import turned


@pytest.mark.parametrize(
    ("levels", "turns"),
    [
        ([], ()),
        ([0.0], ()),
        ([0.0, -1.9], ()),
        ([0.0, -2.0], (1,)),
        # Two small changes come to one turn.
        ([0.0, -1.2, -2.4], (2,)),
        # It is measured from the best level before.
        ([0.0, 3.0, 1.5, 0.9], (3,)),
        # It wavers around the line.
        ([0.0, -2.1, -1.9, -2.1, -1.8, -2.3], (1,)),
        # Back by half the threshold, and down again: that is another one.
        ([0.0, -2.1, -1.0, -3.1], (1, 3)),
        # What falls by a whole threshold more is one as well.
        ([0.0, -2.0, -3.9, -4.1, -6.1], (1, 3, 4)),
        ([0.0, 2.0, 4.0], ()),
    ],
)
def test_turns_for_the_worse(levels: list[float], turns: tuple[int, ...]) -> None:
    assert turned(levels, threshold=2.0, back=0.5) == turns


def test_the_way_back_keeps_a_wavering_series_from_turning_again() -> None:
    wavering = [0.0, -2.1, -1.9, -3.9]
    assert turned(wavering, threshold=2.0, back=0.5) == (1,)
    assert turned(wavering, threshold=2.0, back=0.0) == (1, 3)
