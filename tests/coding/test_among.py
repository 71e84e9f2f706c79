"""How guesses stand beside one another."""

import pytest

from legation.coding.among import among
from legation.coding.guesses import Guess, logit
from legation.coding.roles import Role


def drafted(actor: str, recipient: str, kind: str) -> Guess:
    """A guess that a frame tells: as likely as not."""
    return Guess((actor, recipient, kind), [0])


def idle(actor: str, recipient: str, kind: str) -> Guess:
    """A guess that nothing speaks for."""
    return Guess((actor, recipient, kind))


def test_the_likeliest_of_a_sentence_sees_no_other_so_likely() -> None:
    first, second = drafted("FRA", "KEN", "ACCUSE"), idle("KEN", "FRA", "ACCUSE")
    among([[second, first]])
    assert first.signs["likeliest beside"] == logit(0.0)
    assert second.signs["likeliest beside"] == logit(0.5)
    assert second.signs["same pair beside"] == second.signs["same type beside"] == logit(0.5)


def test_a_text_is_about_those_between_whom_most_passes() -> None:
    ours = [drafted("FRA", "KEN", "ACCUSE"), drafted("FRA", "KEN", "REJECT"), drafted("FRA", "ITA", "CONSULT")]
    among([[each] for each in ours])
    assert ours[0].signs["share of the pair"] == pytest.approx(2 / 3)
    assert ours[2].signs["share of the pair"] == pytest.approx(1 / 3)
    assert ours[2].signs["share of the actor"] == 1.0


def test_the_sentence_before_may_tell_of_the_same_two() -> None:
    first, then, later = (drafted("FRA", "KEN", "ACCUSE") for _ in range(3))
    among([[first], [then], [], [later]])
    assert first.signs["pair before"] == later.signs["pair before"] == logit(0.0)
    assert then.signs["pair before"] == logit(0.5)


def test_what_only_fills_an_open_side_counts_for_nothing() -> None:
    half, whole = drafted("FRA", "", "ACCUSE"), drafted("FRA", "KEN", "ACCUSE")
    filled = Guess(("FRA", "ITA", "ACCUSE"), half=half, implied=Role((), 0, 0))
    among([[half, filled], [whole]])
    assert filled.signs["own likelihood"] == logit(0.0)
    assert filled.signs["share of the pair"] == 0.0
    assert whole.signs["share of the pair"] == 0.5
