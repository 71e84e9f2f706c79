"""Whom a third party speaks to, who "the two, A and B" are, and whose ministry a report from afar means."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, str | None, tuple[str, ...]]

CASES: dict[str, Case] = {
    "not whose members call on them": (
        "The Security Council urged Mali and Niger to agree on a truce and expressed support for the efforts of the "
        "African Union. The council did not agree to Mali's request for peacekeepers. Its president, Brazilian "
        "Ambassador Maria Luiza Ribeiro Viotti, told reporters after the closed session that its members had "
        "expressed grave concern and called on [both sides] to wait. Mali and Niger had fought in May. Niger mourned.",
        "2011-02-15",
        None,
        ("MLI", "NER"),
    ),
    "in whose towns an envoy was": (
        "Egypt's foreign minister met his Sudanese counterpart in Khartoum on Monday and was due in Addis Ababa on "
        "Tuesday. He urged [both governments] to show restraint.",
        "2011-02-15",
        None,
        ("ETH", "SDN"),
    ),
    "who were named some sentences before": (
        "So who made the peace between Eritrea and Ethiopia? Well. Joe Biden says he did. America brought the two of "
        "[them] together, he says.",
        "2018-07-10",
        None,
        ("ERI", "ETH"),
    ),
    "whose names follow": (
        "Peru and Chile quarrel. [The two], Ana Quispe and Luis Rojas, were freed.",
        "2011-02-15",
        None,
        ("person:ana-quispe", "person:luis-rojas"),
    ),
    "many of a people are no single one": (
        "Finland's Alexander Stubb spoke. Norwegian military officials reported no casualties and accused [the Finns] "
        "of having started the shooting.",
        "2011-02-15",
        None,
        ("FIN",),
    ),
    "a province is nobody": (
        "A shell hit a village in Stubb province. Finland's prime minister flew to [Stubb] to visit evacuees.",
        "2011-02-15",
        None,
        (),
    ),
    "whose ministry, from afar": (
        "Ethiopia expelled 800 Eritreans in a week, rights groups said. Eritrea protested. Ethiopia has held Eritreans "
        "since May. [The foreign ministry] said that they were spies.",
        "1998-06-19",
        "NAIROBI",
        ("org:ETH-foreign-ministry",),
    ),
    "whose ministry, where home is told of": (
        "Ethiopia expelled 800 Eritreans in a week, rights groups said. Eritrea protested. Kenya closed its border to "
        "them. [The foreign ministry] said that they were spies.",
        "1998-06-19",
        "NAIROBI",
        ("org:KEN-foreign-ministry",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whom_it_means(case: Case) -> None:
    text, day, dateline, ids = case
    assert tuple(sorted(who(text, day, dateline))) == ids
