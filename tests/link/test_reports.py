"""Copies of one text are one report; texts that share a quotation are not."""

from itertools import permutations

import pytest

from legation.link.limits import load
from legation.link.reports import agency, reports
from legation.records import Document

WIRE = (
    "VIENNA (Sample Wire) — Envoys of six powers returned to the negotiating table on Monday after a pause of "
    "four months, hoping to agree on who may inspect the northern sites and how often. The hosts laid out two "
    "drafts, one of which both sides had already rejected in spring. Delegates left the hall after nine hours "
    "without speaking to reporters waiting in the rain. A second round is due to begin once the drafts have been "
    "compared by lawyers, a step that took three weeks last year and that nobody wants to repeat."
)
SHORTENED = WIRE[: WIRE.index("Delegates left")]
REWRITTEN = (
    WIRE.replace("four months", "several months").replace("laid out", "presented").replace("Delegates", "Envoys")
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


def document(text: str, publisher: str, published: str | None) -> Document:
    return Document(text=text, publisher=publisher, published=published)


FIRST = document(WIRE, "Harbour Post (sample)", "2024-10-21T06:00:00+00:00")
SHORT = document(SHORTENED, "Lowland Times (sample)", "2024-10-21T09:00:00+00:00")
LIGHT = document(REWRITTEN, "Delta Ledger (sample)", "2024-10-21T12:00:00+00:00")
QUOTE = document(QUOTING, "Corner News (sample)", "2024-10-22")
ELSE = document(OTHER, "Reef Gazette (sample)", "2024-10-20")


def test_reports_join_shortened_and_rewritten_copies_only() -> None:
    (report,) = reports([FIRST, SHORT, LIGHT, QUOTE, ELSE], load())
    assert report.documents == (FIRST.id, SHORT.id, LIGHT.id)
    assert report.document == FIRST.id
    assert report.agency == "Sample Wire"
    assert report.publishers == (FIRST.publisher, SHORT.publisher, LIGHT.publisher)


def test_reports_do_not_depend_on_the_order_of_documents() -> None:
    documents = (FIRST, SHORT, LIGHT, QUOTE)
    assert len({reports(order, load()) for order in permutations(documents)}) == 1


def test_reports_keep_two_texts_apart_that_one_roundup_reprints() -> None:
    other = document(OTHER * 1, "Reef Gazette (sample)", "2024-10-20")
    roundup = document(f"{WIRE}\n{OTHER}", "Week in Review (sample)", "2024-10-23")
    (report,) = reports([FIRST, other, roundup], load())
    assert roundup.id in report.documents
    assert not {FIRST.id, other.id} <= set(report.documents)


def test_reports_take_an_undated_copy_for_the_later_one() -> None:
    undated = document(WIRE, "Somewhere (sample)", None)
    (report,) = reports([undated, FIRST], load())
    assert report.document == FIRST.id


def test_reports_match_equal_texts_of_few_words() -> None:
    (report,) = reports([document("Talks resume.", n, "2024-01-01") for n in ("A", "B")], load())
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
