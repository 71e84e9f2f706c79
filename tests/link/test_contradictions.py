"""Claims against claims over articles: numbers that exclude one another, who changed sides, who says what."""

from dataclasses import replace
from math import inf
from typing import Any

import pytest

from legation.link.contradictions import distinct, of_disputes, of_numbers
from legation.link.developments import Telling, development
from legation.link.happenings import Happening
from legation.records import Claim, Contradiction, Document, Event, Evidence, Magnitude, Span, Speaker, Statement
from tidings import happening


def telling(
    n: int, number: str, low: float, high: float | None = None, *, speaker: str | None = None, **fields: Any
) -> Telling:
    """The `n`th article, which tells of so many dead; in somebody's words where a `speaker` is named."""
    top = None if high == inf else low if high is None else high  # as coders give it: none where it is open
    values = {"origin": f"paper {n}", "published": f"2024-10-{20 + n}", **fields}
    text = f"The raid killed {number} people in the harbour of Varn, story {n}."
    document = Document(text=text, publisher=values["origin"], published=values["published"])
    event = Event(
        document=document.id,
        type="ASSAULT",
        actor=("ALP",),
        recipient=("BET",),
        magnitude=(Magnitude(unit=fields.get("unit", "dead"), low=low, high=top, text=number),),
        statement=said(document, speaker).id if speaker else None,
        evidence=(Evidence.cut(text, 0, len(text), "clause"),),
    )
    item = happening(id=event.id, document=document.id, moment=float(n), end=len(text))
    return Telling.of(event, item, document, values["origin"])


def said(document: Document, speaker: str) -> Statement:
    return Statement(
        document=document.id,
        speaker=Speaker(actor=speaker, as_written=speaker, named=True, country=speaker),
        cue="said",
        act="say",
        quotation="indirect",
        content=(Span.cut(document.text, 0, len(document.text)),),
    )


def against(*tellings: Telling, speakers: dict[int, str] | None = None) -> list[Contradiction]:
    statements = [said(tellings[n].source()[1], speaker) for n, speaker in (speakers or {}).items()]
    return list(of_numbers(development(tellings), tellings, {each.id: each for each in statements}))


def test_numbers_of_two_origins_that_exclude_one_another() -> None:
    (found,) = against(telling(1, "30", 30), telling(2, "12", 12))
    assert (found.kind, found.unit) == ("number", "dead")
    assert [(c.side, c.low, c.origin) for c in found.claims] == [("30", 30, "paper 1"), ("12", 12, "paper 2")]
    assert all(c.says.text == c.side for c in found.claims)


def test_a_toll_that_a_later_day_puts_higher_has_grown() -> None:
    assert against(telling(1, "12", 12), telling(2, "30", 30)) == []
    (same_day,) = against(telling(1, "12", 12), telling(2, "30", 30, published="2024-10-21"))
    assert {c.low for c in same_day.claims} == {12, 30}
    foes = (telling(1, "12", 12, speaker="BET"), telling(2, "30", 30, speaker="ALP"))
    assert len(against(*foes, speakers={0: "BET", 1: "ALP"})) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("12", 12, None), ("12", 12, None)),
        (("at least 12", 12, inf), ("30", 30, None)),
        (("30", 30, None), ("more than 12", 12, inf)),
        (("10 to 14", 10, 14), ("12", 12, None)),
    ],
)
def test_numbers_that_can_both_be_right_contradict_nobody(
    one: tuple[str, float, float | None], other: tuple[str, float, float | None]
) -> None:
    assert against(telling(1, *one), telling(2, *other)) == []


def test_a_later_number_of_one_source_is_its_correction() -> None:
    corrected = (telling(1, "12", 12, origin="a wire"), telling(2, "30", 30, origin="a wire"))
    assert against(*corrected) == []
    (found,) = against(*corrected, telling(3, "13", 13))
    assert [(c.low, c.origin) for c in found.claims] == [(30, "a wire"), (13, "paper 3")]


def test_what_an_origin_puts_right_stands_no_more() -> None:
    first, other = telling(1, "30", 30, origin="a wire"), telling(2, "31", 31)
    text = "The army lowered to nine the number of people killed in the harbour of Varn."
    document = Document(text=text, publisher="a wire", published="2024-10-23")
    event = replace(first.source()[0], document=document.id, magnitude=(), evidence=())
    item = happening(id=event.id, document=document.id, moment=3.0, end=len(text))
    again = Telling.of(event, item, document, "a wire")
    for order in ((first, again), (again, first)):
        made = development(order)
        assert [(n.unit, n.low, n.high) for n in made.numbers] == [("dead", 9, 9)]
        assert "dead corrected from 30 to 9" in made.why
    # Another origin's number stands, and its own later one too.
    assert [(n.low, n.high) for n in development((first, other, again)).numbers] == [(9, 31)]
    last = telling(4, "12", 12, origin="a wire")
    assert [(n.low, n.high) for n in development((first, again, last)).numbers] == [(9, 12)]
    (found,) = against(first, other, again)
    assert {(c.low, c.origin) for c in found.claims} == {(31, "paper 2"), (9, "a wire")}


def test_a_copy_does_not_tell_a_number_anew() -> None:
    copied = (telling(1, "12", 12, origin="a wire"), telling(2, "12", 12, origin="a wire"), telling(3, "9", 9))
    (found,) = against(*copied)
    assert [(c.low, c.reported) for c in found.claims] == [(12, "2024-10-21"), (9, "2024-10-23")]


def test_one_speaker_in_two_papers_is_one_source() -> None:
    told = (telling(1, "12", 12, speaker="BET"), telling(2, "30", 30, speaker="BET"))
    assert against(*told, speakers={0: "BET", 1: "BET"}) == []
    told = (telling(1, "12", 12, speaker="BET"), telling(2, "30", 30, speaker="ALP", origin="paper 1"))
    (found,) = against(*told, speakers={0: "BET", 1: "ALP"})
    assert {c.speaker for c in found.claims} == {"BET", "ALP"}


def test_things_of_different_kinds_are_not_compared() -> None:
    assert against(telling(1, "12", 12), telling(2, "30", 30, unit="injured")) == []


def test_the_order_of_tellings_has_no_effect() -> None:
    told = [telling(1, "12", 12), telling(2, "30", 30), telling(3, "14", 14)]
    assert against(*told) == against(*reversed(told))


def dispute(n: int, *claims: tuple[str, str, str], **fields: Any) -> Happening:
    """The `n`th article's claims (record, side, speaker)."""
    made = tuple(
        Claim(
            record=record,
            document=f"d{n}",
            side=side,
            says=Span(start=10 * place, end=10 * place + 5, text="words"),
            speaker=speaker,
            reported=f"2024-10-{20 + n}",
        )
        for place, (record, side, speaker) in enumerate(claims)
    )
    return happening(id=claims[-1][0], document=f"d{n}", moment=float(n), type="DISPUTE", claims=made, **fields)


def said_by(actor: str, written: str = "it", *, country: str = "", sector: str | None = None, act: str = "say") -> Any:
    """A statement of somebody's."""
    return Statement(
        document="d1",
        evidence=(),
        confidence=0.9,
        why=(),
        speaker=Speaker(as_written=written, actor=actor, named=True, country=country or actor, sector=sector),
        cue=act,
        act=act,
        quotation="indirect",
        content=(Span(start=0, end=5, text="words"),),
    )


FIRST = dispute(1, ("s1", "claimed", "BET"), ("s2", "denied", "ALP"))
AGAIN = dispute(2, ("s3", "claimed", "BET"), ("s4", "denied", "ALP"))
ORIGINS = {"d1": "paper 1", "d2": "paper 2", "d3": "paper 2"}


def test_all_who_tell_it_stand_in_one_contradiction() -> None:
    found = of_disputes([AGAIN, FIRST], "development", ORIGINS, {})
    assert (found.kind, found.about, found.document, found.unit) == ("occurrence", "development", "d1", None)
    assert [(c.record, c.side, c.origin) for c in found.claims] == [
        ("s1", "claimed", "paper 1"),
        ("s2", "denied", "paper 1"),
        ("s3", "claimed", "paper 2"),
        ("s4", "denied", "paper 2"),
    ]
    assert [e.role for e in found.evidence] == ["claimed", "denied"]
    assert found == of_disputes([FIRST, AGAIN], "development", ORIGINS, {})
    assert found.confidence > of_disputes([FIRST], "development", ORIGINS, {}).confidence


def test_without_a_development_it_is_about_the_first_claim_and_keeps_its_id_when_more_join() -> None:
    alone, more = of_disputes([FIRST], None, ORIGINS, {}), of_disputes([FIRST, AGAIN], None, ORIGINS, {})
    assert alone.about == "s1"
    assert alone.id == more.id


def test_it_is_settled_by_whoever_goes_over_to_the_other_side() -> None:
    admits = dispute(3, ("s5", "claimed", "ALP"), ("s6", "denied", "GAM"))
    assert of_disputes([FIRST, AGAIN], None, ORIGINS, {}).settled is None
    found = of_disputes([FIRST, admits], None, ORIGINS, {})
    assert (found.settled, found.settled_by) == ("claimed", "s5")
    # A spokesman and his minister speak for one country.
    said = {"s2": said_by("ALP"), "s5": said_by("person:minister", country="ALP", sector="GOV")}
    spoken = dispute(3, ("s5", "claimed", "person:minister"), ("s6", "denied", "GAM"))
    assert of_disputes([FIRST, spoken], None, ORIGINS, {}).settled is None
    assert of_disputes([FIRST, spoken], None, ORIGINS, said).settled_by == "s5"


@pytest.mark.parametrize(
    ("speaker", "written", "sector"),
    [
        ("group:ALP:JRN:newspaper", "an Alpine newspaper", "JRN"),
        ("unnamed:ALP:MIL:officer", "a former officer", "MIL"),
    ],
)
def test_who_does_not_speak_for_a_state_settles_nothing_for_it(speaker: str, written: str, sector: str) -> None:
    said = {"s2": said_by("ALP"), "s5": said_by(speaker, written, country="ALP", sector=sector)}
    spoken = dispute(3, ("s5", "claimed", speaker), ("s6", "denied", "GAM"))
    assert of_disputes([FIRST, spoken], None, ORIGINS, said).settled is None


@pytest.mark.parametrize(("act", "settled"), [("acknowledge", "claimed"), ("say", None)])
def test_two_voices_of_a_state_in_one_article_are_at_odds_unless_one_owns_it(act: str, settled: str | None) -> None:
    both = dispute(1, ("s1", "denied", "org:ministry"), ("s2", "claimed", "person:minister"))
    said = {
        "s1": said_by("org:ministry", country="ALP", sector="GOV"),
        "s2": said_by("person:minister", country="ALP", sector="GOV", act=act),
    }
    assert of_disputes([both], None, ORIGINS, said).settled == settled


def test_what_is_counted_otherwise_names_its_unit() -> None:
    counted = replace(dispute(1, ("s1", "40", "BET"), ("s2", "11", "ALP")), type="COUNT", mode="dead")
    found = of_disputes([counted], None, ORIGINS, {})
    assert (found.kind, found.unit, [e.role for e in found.evidence]) == ("number", "dead", ["number", "number"])


def test_copies_set_the_same_words_against_one_another_once() -> None:
    (found,) = against(telling(1, "30", 30), telling(2, "12", 12), speakers={0: "ALP", 1: "BET"})
    copied = [
        replace(claim, document="copy", record=f"copy {claim.record}", reported="2024-10-29") for claim in found.claims
    ]
    copy = replace(found, id="", document="copy", claims=tuple(copied))
    other = replace(found, id="", claims=(found.claims[0], replace(found.claims[1], side="31")))
    assert distinct([copy, found, other]) == (found, other)


def test_voices_of_one_state_that_count_otherwise_on_another_day_contradict_nothing() -> None:
    army, command, foe = "org:ALP-army", "group:ALP:MIL:command", "group:BET:MIL:command"
    told = (telling(1, "12", 12, speaker=army), telling(2, "3", 3, speaker=command))
    assert against(*told, speakers={0: army, 1: command}) == []
    told = (telling(1, "12", 12, speaker=army), telling(2, "3", 3, speaker=foe))
    assert against(*told, speakers={0: army, 1: foe})
