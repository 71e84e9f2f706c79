"""Copies of one text are one report; texts that share a quotation are not."""

from collections.abc import Iterable
from itertools import permutations

import pytest

from legation.link import linked
from legation.link.reports import agency, house
from legation.records import Document, Report

WIRE = (
    "VIENNA (Sample Wire) — Envoys of six powers returned to the negotiating table on Monday after a pause of "
    "four months, hoping to agree on who may inspect the northern sites and how often. The hosts laid out two "
    "drafts, one of which both sides had already rejected in spring. Delegates left the hall after nine hours "
    "without speaking to reporters waiting in the rain. A second round is due to begin once the drafts have been "
    "compared by lawyers, a step that took three weeks last year and that nobody wants to repeat."
)
SHORTENED = WIRE[: WIRE.index("Delegates left")]
REWRITTEN = (
    WIRE.replace("four months", "several months")
    .replace("laid out", "presented")
    .replace("Delegates", "Envoys")
    .replace("on Monday", "at the start of the week")
    .replace("raining", "wet")
    .replace("hoping to agree on", "in the hope of settling")
    .replace("waiting in the rain", "outside")
    .replace("that nobody wants to repeat", "few would like to see again")
)
QUOTING = (
    "Shops in the old town did good business while the talks went on. Waiters counted motorcades. One of them had "
    "read that envoys hoped to agree on who may inspect the northern sites and how often, and shrugged. Rooms near "
    "the river cost twice what they did in May, and the florist on the corner has sold out of white lilies again."
)
OTHER = (
    "Fishermen in the strait say that coastguard vessels now come within sight of the reefs every morning. The "
    "ministry calls the patrols routine. Catches have halved, the harbour master says, and the younger crews have "
    "begun to look for work on the ferries instead of waiting for the season to turn."
)


def reports(documents: Iterable[Document]) -> tuple[Report, ...]:
    return tuple(each for each in linked(tuple(documents)) if isinstance(each, Report))


def document(text: str, publisher: str, published: str | None) -> Document:
    return Document(text=text, publisher=publisher, published=published)


FIRST = document(WIRE, "Harbour Post (sample)", "2024-10-21T06:00:00+00:00")
SHORT = document(SHORTENED, "Lowland Times (sample)", "2024-10-21T09:00:00+00:00")
LIGHT = document(REWRITTEN, "Delta Ledger (sample)", "2024-10-21T12:00:00+00:00")
QUOTE = document(QUOTING, "Corner News (sample)", "2024-10-22")
ELSE = document(OTHER, "Reef Gazette (sample)", "2024-10-20")


def test_reports_join_shortened_and_rewritten_copies_only() -> None:
    (report,) = reports([FIRST, SHORT, LIGHT, QUOTE, ELSE])
    assert report.documents == (FIRST.id, SHORT.id, LIGHT.id)
    assert report.document == FIRST.id
    assert report.agency == "Sample Wire"
    assert report.publishers == (FIRST.publisher, SHORT.publisher, LIGHT.publisher)


def test_reports_do_not_depend_on_the_order_of_documents() -> None:
    documents = (FIRST, SHORT, LIGHT, QUOTE)
    assert len({reports(order) for order in permutations(documents)}) == 1


def test_reports_keep_two_texts_apart_that_one_roundup_reprints() -> None:
    other = document(OTHER * 1, "Reef Gazette (sample)", "2024-10-20")
    roundup = document(f"{WIRE}\n{OTHER}", "Week in Review (sample)", "2024-10-23")
    (report,) = reports([FIRST, other, roundup])
    assert roundup.id in report.documents
    assert not {FIRST.id, other.id} <= set(report.documents)


def test_reports_find_a_brief_that_is_lightly_rewritten() -> None:
    first = (
        "Peru halted ferry traffic to the island on Thursday, shutting the quay at Puno to Bolivian boats. The "
        "minister said that the order would hold until the crew was free. Bolivia called the step a blockade and "
        "threatened to send its goods through Chile. The price of diesel rose by a tenth within a day."
    )
    again = (
        "Peru on Thursday stopped traffic to the island and shut the Puno quay to Bolivian boats. The minister "
        "said the order would remain until the crew was free. Bolivia called it a blockade, threatening to send its "
        "goods through Chile. Diesel was a tenth dearer within a day, traders said."
    )
    told = (document(first, "Quay Post (sample)", "2024-10-24"), document(again, "Lake Times (sample)", "2024-10-25"))
    (report,) = reports(told)
    assert report.documents == tuple(each.id for each in told)
    assert report.copies == ("origin", "rewritten")


def test_reports_take_an_undated_copy_for_the_later_one() -> None:
    undated = document(WIRE, "Somewhere (sample)", None)
    (report,) = reports([undated, FIRST])
    assert report.document == FIRST.id


def test_reports_match_equal_texts_of_few_words() -> None:
    (report,) = reports([document("Talks resume.", n, "2024-01-01") for n in ("A", "B")])
    assert len(report.documents) == 2


@pytest.mark.parametrize(
    ("dateline", "text", "expected"),
    [
        (None, "Headline\nOSLO, 3 May (North Desk) — Ministers met.", "North Desk"),
        ("WASHINGTON (AP)", "Ministers met.", "AP"),
        (None, "Ministers (and others) — so the hosts say — met.", None),
        (None, "The treaty (1992) binds both.", None),
    ],
)
def test_agency_is_what_the_dateline_credits(dateline: str | None, text: str, expected: str | None) -> None:
    assert agency(Document(text=text, dateline=dateline)) == expected


def test_reports_say_what_kind_of_copy_each_is() -> None:
    later = f"{WIRE} {OTHER}"
    update = document(later, "Harbour Post (sample)", "2024-10-21T15:00:00+00:00")
    (report,) = reports([FIRST, SHORT, LIGHT, update])
    kinds = dict(zip(report.documents, report.copies, strict=True))
    assert (kinds[FIRST.id], kinds[SHORT.id], kinds[LIGHT.id]) == ("origin", "shortened", "rewritten")
    assert kinds[update.id] == "update"
    assert report.origin == "Sample Wire"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Monsoon Wire", "Monsoon Wire Agency (sample)", True),
        ("Agence Exemple", "agence exemple", True),
        ("Harbour Wire", "Harbour Post", False),
        ("The Press", "The Wire", False),
    ],
)
def test_an_outlet_is_known_under_its_names(one: str, other: str, same: bool) -> None:
    assert (house(one) == house(other)) is same


def test_of_one_moment_the_agency_comes_before_who_prints_it() -> None:
    own = document(WIRE, "Sample Wire (sample)", "2024-10-21")
    for n in range(5):
        (report,) = reports([document(WIRE, f"Client {n} (sample)", "2024-10-21"), own])
        assert report.document == own.id
