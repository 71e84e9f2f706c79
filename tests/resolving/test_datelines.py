"""What a dateline tells, and what it doesn't: congresses, cities that are states, seats of bodies, ambassadors."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, str | None, tuple[str, ...]]

CASES: dict[str, Case] = {
    "a congress of its own": ("[Congress] met.", "2009-05-03", "TEGUCIGALPA", ("org:HND-parliament",)),
    "and of the table": ("[Congress] met.", "2009-05-03", "LIMA", ("org:per-congress",)),
    "that of the other state, if it is named": (
        "U.S. aid is at stake. [Congress] met.",
        "2009-05-03",
        "TEGUCIGALPA",
        ("org:usa-congress",),
    ),
    "in a state that has none": ("[Congress] met.", "2009-05-03", "LONDON", ("org:usa-congress",)),
    "a city that is a state": ("[The government] resigned.", "2005-05-03", "KUWAIT", ("KWT",)),
    "who is elected is not his predecessor": (
        "Parliament elected Pedro Sanchez prime minister. [He] bowed.",
        "2018-06-01",
        "MADRID",
        ("person:pedro-sanchez",),
    ),
    "a prince by his given name": (
        "Prince Faisal bin Farhan met Blinken. Prince [Faisal] smiled.",
        "2023-05-03",
        "RIYADH",
        ("person:faisal-bin-farhan",),
    ),
    "a tribunal where several sit": ("[The tribunal] met.", "2001-05-03", "THE HAGUE", ("unnamed:-:JUD:court",)),
    "but the police there": ("[Police] shot a man.", "2001-05-03", "THE HAGUE", ("group:NLD:COP:police",)),
    "an agency where several sit": ("[The agency] met.", "2010-05-03", "VIENNA", ("group:-:GOV:agency",)),
    "an ambassador is none of the state where he serves": (
        "[The ambassador] left.",
        "2010-05-03",
        "ROME",
        ("unnamed:-:GOV:ambassador",),
    ),
    "but that of the embassy": (
        "Protesters marched to the Indian embassy. [The ambassador] left.",
        "2012-05-03",
        "ROME",
        ("office:IND:ambassador",),
    ),
    "or of the other state": (
        "Italy protested to India. The foreign ministry summoned [the ambassador].",
        "2012-05-03",
        "NEW DELHI",
        ("office:ITA:ambassador",),
    ),
    "before a colon": ("BANGKOK: [The army chief] denied a plot.", "2009-05-03", None, ("person:anupong-paojinda",)),
    "who reigns": (
        "Mossadegh arrested a colonel. [The Shah] fled to Baghdad.",
        "1953-08-16",
        "TEHRAN",
        ("person:mohammad-reza-pahlavi",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whom_a_phrase_means_by_its_dateline(case: Case) -> None:
    text, day, dateline, ids = case
    assert who(text, day, dateline) == ids
