"""A given name before a known surname makes somebody of his own where the name finder sees no person."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, tuple[str, ...]]

CASES: dict[str, Case] = {
    "himself": ("[Karim Mitterrand] told reporters in France of a fire.", "1994-03-03", ("person:karim-mitterrand",)),
    "by his surname later on": (
        "Karim Mitterrand told reporters in France of a fire. [Mitterrand] wept.",
        "1994-03-03",
        ("person:karim-mitterrand",),
    ),
    "a bare surname is the known one's": (
        "Reporters in France told of a fire. [Mitterrand] wept.",
        "1994-03-03",
        ("person:francois-mitterrand",),
    ),
    "a title is no given name": (
        "President [Mitterrand] told reporters in France of a fire.",
        "1994-03-03",
        ("person:francois-mitterrand",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_bears_a_known_surname(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids
