"""What new articles add to a development, and to claims that contradict one another."""

from dataclasses import replace

import pytest

from legation.link.news import is_new, is_newly_settled, news
from legation.records import Claim, Contradiction, Development, Event, Magnitude, Span, Spread

ORIGINS = {"a": "post", "b": "ledger", "c": "post", "d": "times", "e": "tide"}


def event(document: str, *counts: int) -> Event:
    found = tuple(Magnitude(unit="dead", low=n, high=n, text=str(n)) for n in counts)
    return Event(document=document, type="ASSAULT", actor=("ALB",), magnitude=found)


def development(*events: Event) -> Development:
    documents = tuple(dict.fromkeys(each.document for each in events))
    numbers = tuple(e.id for e in events if e.magnitude)
    spread = (Spread(unit="dead", low=1, high=9, records=numbers),) if numbers else ()
    records = tuple(e.id for e in events)
    return Development(document=documents[0], type="ASSAULT", records=records, documents=documents, numbers=spread)


def gained(events: list[Event], new: str) -> tuple[bool, tuple[str, ...], list[str], bool]:
    found = news(development(*events), frozenset(new), ORIGINS, {e.id: e for e in events})
    assert found
    return found.is_first, found.joined, [m.text for _, m in found.counted], found.is_repeat


def test_what_no_new_article_tells_is_no_news() -> None:
    assert news(development(event("a")), frozenset("b"), ORIGINS, {}) is None


@pytest.mark.parametrize(
    ("documents", "new", "expected"),
    [
        ("ab", "ab", (True, (), [], False)),
        ("ab", "b", (False, ("b",), [], False)),
        ("ac", "c", (False, (), [], True)),  # a copy, or another article of the same origin
        ("abde", "bde", (False, ("b", "d", "e"), [], False)),
    ],
)
def test_an_origin_joins_once_and_a_known_one_never(
    documents: str, new: str, expected: tuple[bool, tuple[str, ...], list[str], bool]
) -> None:
    assert gained([event(each) for each in documents], new) == expected


@pytest.mark.parametrize(
    ("before", "after", "counted"), [((3,), (3,), []), ((3,), (5,), ["5"]), ((), (4,), ["4"]), ((3,), (3, 7), ["7"])]
)
def test_only_a_number_not_given_before_is_new(
    before: tuple[int, ...], after: tuple[int, ...], counted: list[str]
) -> None:
    assert gained([event("a", *before), event("c", *after)], "c")[2] == counted


def test_a_number_counts_as_new_only_where_all_that_give_one_are_known() -> None:
    events = [event("a", 3), event("b", 4), event("c", 5)]
    known = {e.id: e for e in events if e.document != "b"}
    found = news(development(*events), frozenset("c"), ORIGINS, known)
    assert found
    assert not found.counted


def test_what_most_origins_tell_only_now_is_fresh() -> None:
    one, most = (
        news(development(*map(event, documents)), frozenset("bde"), ORIGINS, {}) for documents in ("ab", "abde")
    )
    assert one
    assert most
    assert (one.is_fresh, most.is_fresh) == (False, True)


def claim(document: str, side: str) -> Claim:
    return Claim(record=f"{side} {document}", document=document, side=side, says=Span(start=0, end=1, text="x"))


@pytest.mark.parametrize(
    ("claims", "new", "expected"),
    [
        ([("a", "claimed"), ("b", "denied")], "b", True),
        ([("a", "claimed"), ("b", "denied")], "ab", True),
        ([("a", "claimed"), ("b", "denied"), ("c", "denied")], "c", False),
        ([("a", "3"), ("b", "4"), ("c", "5")], "c", False),  # two sides were known before
        ([("a", "claimed"), ("a", "denied")], "", False),
    ],
)
def test_a_contradiction_is_new_when_no_two_sides_were_known(
    claims: list[tuple[str, str]], new: str, expected: bool
) -> None:
    made = tuple(claim(*each) for each in claims)
    told = Contradiction(document="a", kind="occurrence", about="x", claims=made)
    assert is_new(told, frozenset(new)) is expected


def test_a_contradiction_is_settled_anew_by_a_new_article() -> None:
    told = Contradiction(
        document="a", kind="occurrence", about="x", claims=(claim("a", "claimed"), claim("b", "denied"))
    )
    assert not is_newly_settled(told, frozenset("ab"))
    settled = replace(told, settled="denied", settled_by="denied b")
    assert is_newly_settled(settled, frozenset("b"))
    assert not is_newly_settled(settled, frozenset("a"))
