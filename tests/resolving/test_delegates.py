"""Ministers and armies act for the states of which a text speaks together, and "each" and "the other" are both."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, tuple[str, ...]]

CASES: dict[str, Case] = {
    "as many ministers as states in a list": (
        "Oman, Kuwait, Iraq and Jordan cut ties with Syria. On Monday [the four foreign ministers] met.",
        "2017-07-06",
        ("IRQ", "JOR", "KWT", "OMN"),
    ),
    "all three": (
        "Kenya, Uganda and Rwanda signed a treaty in Arusha. [All three] must ratify it.",
        "2017-07-06",
        ("KEN", "RWA", "UGA"),
    ),
    "no more than were listed": (
        "Kenya and Uganda signed a treaty in Arusha. [The three ministers] left.",
        "2017-07-06",
        ("group:-:GOV:ministers",),
    ),
    "both armies": (
        "Mali and Benin exchanged fire on Monday. [Both armies] were alerted.",
        "2017-07-06",
        ("BEN", "MLI"),
    ),
    "two secretaries": (
        "Talks between India and Nepal opened. [The two foreign secretaries] agreed to meet again.",
        "2017-07-06",
        ("IND", "NPL"),
    ),
    "the two who spoke, and not who tells of it": (
        "Prime Minister Recep Tayyip Erdogan told reporters that President Abdullah Gul had telephoned his Israeli "
        "counterpart, Shimon Peres, on Saturday to inform him of the raid. [The two] spoke for several minutes.",
        "2012-02-05",
        ("person:abdullah-gul", "person:shimon-peres"),
    ),
    "two presidents of whom one received the other": (
        "Ahmet Davutoglu said that Abdullah Gul had been received by Shimon Peres. [The two leaders] shook hands.",
        "2012-02-05",
        ("person:abdullah-gul", "person:shimon-peres"),
    ),
    "a colleague is a minister too": (
        "Foreign minister Ahmet Davutoglu left Ankara. His British colleague, William Hague, left London. President "
        "Abdullah Gul stayed. [The two ministers] will talk.",
        "2012-02-05",
        ("person:ahmet-davutoglu", "person:william-hague"),
    ),
    "no ministers are both presidents": (
        "Peru and Ecuador fought. Their foreign ministers met in Brasilia. [Both presidents] thanked Brazil.",
        "1995-02-17",
        ("ECU", "PER"),
    ),
    "no presidents are the two foreign ministers": (
        "Irfaan Ali of Guyana met Nicolás Maduro of Venezuela. [The two foreign ministers] will report to them.",
        "2023-12-14",
        ("person:hugh-todd", "person:yvan-gil"),
    ),
    "one government beside somebody else": (
        "Mali broke with Chad. Neither [the Deby government] nor the police replied.",
        "2023-12-14",
        ("TCD",),
    ),
    "the counterparts of a third": (
        "Pakistan fired on Iran. Iran fired back. Turkey's minister called his counterparts in [both capitals].",
        "2024-01-18",
        ("IRN", "PAK"),
    ),
    "the two of the same sentence": (
        "Olaf Scholz missed Xi Jinping. Scholz asked India and Brazil to attend a conference in June; [neither] has "
        "answered.",
        "2024-05-07",
        ("BRA", "IND"),
    ),
    "the two armies of one land": (
        "Talks between Sudan's army and the Rapid Support Forces broke off, and South Sudan's President Salva Kiir "
        "blamed [both] for their failure.",
        "2025-11-14",
        ("group:rsf", "org:sdn-saf"),
    ),
    "whom others bring together": (
        "Khrushchev left Eisenhower standing. President de Gaulle and Prime Minister Macmillan brought "
        "[the two] together.",
        "1960-05-17",
        ("person:dwight-d-eisenhower", "person:nikita-khrushchev"),
    ),
    "each before the other": (
        "Rwanda accused Burundi of shelling a village. [Each] accused the other of lying.",
        "2017-07-06",
        ("BDI", "RWA"),
    ),
    "the other behind each": (
        "Rwanda accused Burundi of shelling a village. Each accused [the other] of lying.",
        "2017-07-06",
        ("BDI", "RWA"),
    ),
    "the other side": (
        "Chad and Libya each blamed [the other side] for the raid.",
        "1987-03-01",
        ("LBY", "TCD"),
    ),
    "one of the two, and no both": (
        "Mali and Benin met. Both envoys fled, one to Chad, [the other] to Niger.",
        "1987-03-01",
        (),
    ),
    "North and South": (
        "[North and South Yemeni] officers met in Kuwait.",
        "1979-03-28",
        ("YAR", "YMD"),
    ),
    "a region, and no republic": (
        "[East and Central African leaders] imposed sanctions on Burundi.",
        "1996-08-01",
        ("group:-:GOV:african-leaders",),
    ),
    "workers of a firm that was another state's": (
        "[Workers of the Skoda plant] marched on the town hall.",
        "1953-06-05",
        ("group:CSK:LAB:skoda-workers",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_acts_for_states_told_of_together(case: Case) -> None:
    text, day, ids = case
    assert tuple(sorted(who(text, day))) == ids
