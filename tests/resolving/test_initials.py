"""Initials before a surname are the known bearer whom they fit, or somebody of the text, or else somebody new."""

import pytest

from legation.resolving.initials import fit, initials
from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, tuple[str, ...]]

CASES: dict[str, Case] = {
    "of a given name and his father's": ("[V. M. Molotov] left.", "1947-03-03", ("person:vyacheslav-molotov",)),
    "without a blank": ("[K.S. Njonjo] saw A.N. Kosygin in Oslo.", "1965-03-03", ("person:k-s-njonjo",)),
    "of one in office": ("On Monday [G. Pompidou] met envoys of France.", "1970-03-03", ("person:georges-pompidou",)),
    "of two brothers": ("[A. W. Dulles] spoke in the United States.", "1956-03-03", ("person:allen-dulles",)),
    "that do not fit": ("[R. W. Dulles] spoke in the United States.", "1956-03-03", ("person:r-w-dulles",)),
    "of one long out of office": ("[A. E. Kerensky] spoke to Chileans.", "1965-03-03", ("person:a-e-kerensky",)),
    "of somebody of the text": (
        "Andrei Quispov spoke. [A. V. Quispov] left.",
        "1983-03-03",
        ("person:andrei-quispov",),
    ),
    "of his brother": ("Andrei Quispov spoke. [V. A. Quispov] left.", "1983-03-03", ("person:v-a-quispov",)),
    "of somebody private": ("[W. Smith], a baker in London, slept.", "2003-03-03", ("person:w-smith",)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whom_initials_mean(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("A. A. Gromov", (("A", "A"), "Gromov")),
        ("A.A. Gromov", (("A", "A"), "Gromov")),
        ("Yu. V. van der Meer", (("Yu", "V"), "van der Meer")),
        ("Dr. Gromov", None),
        ("Anna B. Gromov", None),
        ("Gromov", None),
    ],
)
def test_initials_and_surname(name: str, found: tuple[tuple[str, ...], str] | None) -> None:
    assert initials(name) == found


@pytest.mark.parametrize(
    ("letters", "fits"),
    [(("J",), True), (("J", "F"), True), (("J", "F", "X"), True), (("F",), False), (("J", "B"), False)],
)
def test_letters_of_given_names(letters: tuple[str, ...], fits: bool) -> None:
    assert fit(letters, "John Foster Dunn", "Dunn") is fits
