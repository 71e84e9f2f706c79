"""What speaks for two tellings being one happening and what against it, and what rules it out."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link import limits, words
from legation.link.happenings import NEVER, Happening
from legation.link.likeness import companions, features, likeness, possible, same_place
from legation.link.likeness_weights import load
from legation.records import Claim, Place, Span
from tidings import happening

TOLD = date(2024, 10, 22).toordinal()
A, B, C = frozenset({"ALP"}), frozenset({"BET"}), frozenset({"GAM"})
NONE: frozenset[str] = frozenset()
OSLO, BERN = Place(name="Oslo", country="NOR", lat=59.9, lon=10.7), Place(name="Bern", country="CHE", lat=46.9, lon=7.4)

DAM = {"own": frozenset({"dam", "burst"}), "around": frozenset({"rain", "Varn"})}

# A denial that only names the charge, one told on another day, and claims about towns.
CHARGE = {"type": "REJECT", "trigger": "den", "own": frozenset({"den", "charg"})}
LATER = {"reported": TOLD + 6, "first": TOLD, "last": TOLD + 6}
NARVIK, BODO = ({"own": frozenset({"den", "shell", "hospit", town})} for town in ("Narvik", "Bodo"))
SAYS = Span(start=0, end=4, text="they")
CLAIMED = {"claims": (Claim(record="s1", document="d1", side="claimed", says=SAYS),)}

TALKS = {"type": "CONSULT"}
FERRY = {"own": frozenset({"ferry"}), "around": frozenset({"Molo"})}


def dated(first: int, last: int | None = None) -> dict[str, Any]:
    return {"dated": True, "first": TOLD + first, "last": TOLD + (first if last is None else last)}


def pair(ours: dict[str, Any], theirs: dict[str, Any]) -> tuple[Happening, Happening]:
    return happening(**ours), happening(**{"id": "e2", "document": "d2", **theirs})


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, {}, True),
        ({}, {"type": "MOBILIZE"}, True),
        ({}, {"type": "ACCUSE"}, False),
        ({}, {"recipients": NONE}, True),
        # Others on one side: only with a word in common.
        (DAM, DAM | {"recipients": C}, True),
        (DAM, DAM | {"actors": C}, True),
        (DAM, FERRY | {"recipients": C}, False),
        ({}, {"actors": C, "recipients": A}, False),
        ({}, {"actors": B, "recipients": A}, False),
        ({"type": "CONSULT"}, {"type": "CONSULT", "actors": B, "recipients": A}, True),
        ({"type": "CONSULT"}, {"type": "CONSULT", "actors": C, "recipients": C}, False),
        # Who acts, and on whom, without a party in common: only if a name is.
        ({"recipients": NONE}, {"actors": NONE}, False),
        ({"recipients": NONE, "own": frozenset({"Varn"})}, {"actors": NONE, "own": frozenset({"Varn"})}, True),
        # Days.
        (dated(-1), dated(-1), True),
        (dated(-1), dated(-2), False),
        (dated(-1), dated(-3, 0), True),
        (dated(-5), {}, True),
        (dated(2), {}, False),
        (dated(-40), {"leads": True, "own": frozenset({"bomb", "dawn", "port"})}, False),
        (dated(-40), {"leads": False}, True),
        # What an article opens with is news, unless it names an earlier day.
        (dated(-40), {"leads": True, "own": DAM["own"], "beside": frozenset({TOLD - 40})}, True),
        ({"first": NEVER, "last": NEVER}, {}, False),
        ({"first": NEVER, "last": NEVER}, {"first": NEVER, "last": NEVER, "document": "d1"}, True),
    ],
)
def test_kind_parties_and_days_rule_out(ours: dict[str, Any], theirs: dict[str, Any], expected: bool) -> None:
    one, other = pair(ours, theirs)
    assert possible(one, other, limits()) is possible(other, one, limits()) is expected
    assert (likeness(one, other, limits()) is not None) is expected


MEETING: dict[str, Any] = {"type": "CONSULT"}
X, Y, Z = (frozenset({f"person:{name}"}) for name in "xyz")
NAMED, OTHER_DAY = {"beside": frozenset({TOLD - 1})}, {"beside": frozenset({TOLD - 2})}
OTHER_WEEK = {"beside": frozenset({TOLD - 9})}
RAIDS: dict[str, Any] = {"own": frozenset({"raid"}), "trigger": "raid", "start": 90, "sentence": 80}
AGAIN: dict[str, Any] = {"document": "d1", "start": 90, "sentence": 80, "leads": True}
NUMBER, OTHER_NUMBER = {"numbers": (("dead", 12.0, None),)}, {"numbers": (("dead", 13.0, None),)}
TROOPS = {"numbers": (("troops", 12.0, None),)}
SENTENCE = {"own": frozenset({"dam", "burst", "rain", "night"})}


@pytest.mark.parametrize(
    ("ours", "theirs", "present", "absent"),
    [
        # Parties.
        ({}, {}, {"same parties"}, {"fewer parties", "some parties"}),
        ({"recipients": NONE}, {"recipients": NONE}, {"same single party"}, {"same parties"}),
        ({}, {"recipients": NONE}, {"fewer parties"}, {"same parties", "no party"}),
        ({"actors": A | B}, {"actors": A | C}, {"some parties"}, {"fewer parties"}),
        # Who meets whom.
        (MEETING, MEETING | {"recipients": C}, {"other company"}, {"some parties", "smaller company"}),
        (MEETING, MEETING | {"recipients": NONE}, {"smaller company"}, {"fewer parties", "other company"}),
        (MEETING, MEETING | {"recipients": B | C}, {"smaller company"}, {"fewer parties", "other company"}),
        (MEETING, MEETING | {"actors": B, "recipients": A}, {"same parties"}, {"smaller company"}),
        ({"acting": frozenset({"person:x"})}, {"acting": frozenset({"person:y"})}, {"other people"}, {"same people"}),
        ({"acting": frozenset({"person:x"})}, {"acting": frozenset({"person:x"})}, {"same people"}, {"other people"}),
        ({"acting": frozenset({"person:x"})}, {}, set(), {"same people", "other people"}),
        (DAM, DAM | {"recipients": C}, {"other side"}, {"some parties", "fewer parties"}),
        (
            {"type": "CONSULT", "acting": X | Y},
            {"type": "CONSULT", "acting": X | Y | Z},
            {"same people"},
            {"other people"},
        ),
        ({"type": "CONSULT", "acting": X | Y}, {"type": "CONSULT", "acting": X | Z}, {"other people"}, {"same people"}),
        # Bare words take up what was told in full before, in the same article only.
        (DAM, RAIDS | {"document": "d1"}, {"taken up"}, {"same article"}),
        (DAM, RAIDS, set(), {"taken up", "same article"}),
        (RAIDS, DAM | {"document": "d1", "start": 90, "sentence": 80}, {"same article"}, {"taken up"}),
        # A headline and the lead below it; not what stands further behind, nor another act, nor in another article.
        (DAM, DAM | AGAIN, {"opening again"}, {"same article"}),
        (DAM, DAM | AGAIN | {"leads": False}, {"same article"}, {"opening again"}),
        (DAM, DAM | AGAIN | {"recipients": C}, {"same article"}, {"opening again"}),
        (DAM, DAM | AGAIN | {"type": "MOBILIZE"}, {"same article"}, {"opening again"}),
        (DAM, DAM | AGAIN | {"document": "d2"}, set(), {"opening again", "same article"}),
        # A day named beside: only with a word or all parties in common, and where not both are dated.
        (DAM | NAMED, SENTENCE | NAMED, {"day beside"}, {"other day beside"}),
        (DAM | NAMED, FERRY | NAMED, {"day beside"}, set()),
        (DAM | NAMED, FERRY | NAMED | {"recipients": NONE}, set(), {"day beside"}),
        (DAM | NAMED, SENTENCE | OTHER_DAY, {"other day beside"}, {"day beside"}),
        (DAM | NAMED, SENTENCE, set(), {"other day beside"}),
        (DAM | dated(-1) | NAMED, SENTENCE | dated(-2, -1) | OTHER_DAY, {"same few days"}, {"other day beside"}),
        (DAM | dated(-1) | NAMED, SENTENCE | dated(-1) | NAMED, {"same day"}, {"day beside"}),
        # Days.
        (dated(-1), dated(-1), {"same day"}, {"same days"}),
        (dated(-3, 0), dated(-3, 0), {"same days"}, {"same day"}),
        (dated(-1), dated(-2, 0), {"same few days"}, {"same day", "same days"}),
        (dated(-1), dated(-9, 0), {"same days"}, {"same few days"}),
        (dated(-1), {}, {"days allow"}, {"told together"}),
        (dated(-9, 0), {}, {"told together"}, {"days allow"}),  # what took place in a time of weeks names no day
        ({}, {}, {"told together"}, {"told near", "told later"}),
        ({}, {"first": TOLD - 1, "last": TOLD + 5}, {"told near"}, {"told together"}),
        ({}, {"first": TOLD + 20, "last": TOLD + 26}, {"told later"}, {"told near"}),
        # Who meet again and again: another day is another meeting.
        (TALKS, TALKS | {"first": TOLD + 20, "last": TOLD + 26}, {"told later", "met later"}, set()),
        ({}, {"first": TOLD + 20, "last": TOLD + 26}, {"told later"}, {"met later"}),
        (TALKS | NAMED, TALKS | OTHER_DAY, {"other day beside"}, {"met another day"}),
        (TALKS | NAMED, TALKS | OTHER_WEEK, {"other day beside", "met another day"}, set()),
        ({}, {"document": "d1", "start": 90, "sentence": 90}, {"same article"}, set()),
        # Manner.
        ({"mode": "aerial"}, {"mode": "aerial"}, {"same mode"}, {"other mode"}),
        ({"mode": "aerial"}, {"mode": "ground"}, {"other mode"}, {"same mode"}),
        ({"mode": "aerial"}, {}, set(), {"same mode", "other mode"}),
        ({"type": "REQUEST", "mode": "yield"}, {"type": "REQUEST", "mode": "assist"}, set(), {"other mode"}),
        ({}, {"type": "MOBILIZE"}, {"other act"}, {"other type"}),  # who moves troops has struck nobody yet
        # Denials of other days: the verb and what only points at the charge don't make them one.
        (CHARGE, CHARGE | LATER, {"other denial"}, set()),
        (
            CHARGE,
            CHARGE | LATER | {"own": frozenset({"den", "charg", "Narvik", "fir", "mortar"})},
            {"other denial"},
            set(),
        ),
        (CHARGE, CHARGE, set(), {"other denial"}),
        (CHARGE | NARVIK, CHARGE | LATER | NARVIK, set(), {"other denial"}),
        # Disputes of other days on other towns.
        (CHARGE | CLAIMED | NARVIK, CHARGE | LATER | CLAIMED | BODO, {"other names"}, set()),
        (CHARGE | CLAIMED | NARVIK, CHARGE | CLAIMED | BODO, set(), {"other names"}),
        (CHARGE | CLAIMED | NARVIK, CHARGE | LATER | CLAIMED | NARVIK, set(), {"other names"}),
        ({"trigger": "bomb"}, {"trigger": "bomb"}, {"same verb"}, set()),
        ({"trigger": ""}, {"trigger": ""}, set(), {"same verb"}),
        ({"trigger": "shoot", "particle": "down"}, {"trigger": "shoot", "particle": "down"}, {"same verb"}, set()),
        ({"trigger": "shoot", "particle": "down"}, {"trigger": "shoot"}, set(), {"same verb", "like verb"}),
        ({"place": OSLO}, {"place": BERN}, {"other place"}, {"same place"}),
        ({"place": OSLO}, {"place": OSLO}, {"same place"}, {"other place"}),
        (NUMBER, NUMBER, {"same numbers"}, {"other numbers"}),
        (NUMBER, OTHER_NUMBER, {"other numbers"}, {"same numbers"}),
        (NUMBER, TROOPS, set(), {"same numbers", "other numbers"}),
        # Words.
        (DAM, DAM, {"own words", "words around", "same names", "same sentence"}, set()),
        (DAM, FERRY, set(), {"own words", "words around", "same names", "same sentence"}),
        (DAM, SENTENCE, {"own words", "own words of both", "words around"}, {"same sentence"}),
        # What either article speaks of again and again tells no happenings apart.
        (DAM, DAM | {"topical": frozenset({"dam"})}, {"own words", "particular words"}, set()),
        (DAM, DAM | {"topical": DAM["own"]}, {"own words"}, {"particular words"}),
    ],
)
def test_features_tell_what_is_alike(
    ours: dict[str, Any], theirs: dict[str, Any], present: set[str], absent: set[str]
) -> None:
    one, other = pair(ours, theirs)
    found = {name for name, value in features(one, other, limits()).items() if value}
    weighed = [load().weights[name] * value for name, value in features(one, other, limits()).items()]
    assert likeness(one, other, limits()) == pytest.approx(sum(weighed))
    assert present <= found
    assert not absent & found
    assert found <= load().weights.keys()


def test_the_likeness_is_the_sum_that_a_reader_can_check() -> None:
    one, other = pair(DAM | {"mode": "aerial"}, SENTENCE | {"mode": "aerial"})
    told = load()
    weight = words.load().weight
    burst = weight({"dam", "burst"})  # of the shorter two
    own = burst / (burst + told.few_words)
    of_both = burst / (weight(SENTENCE["own"]) + told.few_words)  # and of the longer four
    # And "rain", of the four words that weigh less: a name weighs more than "night".
    around = weight({"dam", "burst", "rain"}) / (weight({"dam", "burst", "rain", "night"}) + told.few_words)
    by_hand = (
        told.weights["same parties"]
        + told.weights["told together"]
        + told.weights["same mode"]
        + (told.weights["own words"] + told.weights["particular words"]) * own  # neither article has them often
        + told.weights["own words of both"] * of_both
        + told.weights["words around"] * around
    )
    assert likeness(one, other, limits()) == pytest.approx(by_hand)


def test_words_that_stand_for_one_another_are_words_in_common() -> None:
    stem = words.load().stem
    ours, theirs, others = (
        frozenset(map(stem, told.split())) for told in ("frigate sunk", "warship sank", "embassy closed")
    )
    same, other = pair({"own": ours}, {"own": theirs}), pair({"own": ours}, {"own": others})
    found = features(*same, limits())
    assert found["own words"] == features(*pair({"own": ours}, {"own": ours}), limits())["own words"]
    assert found["words around"] > 0
    assert "own words" not in features(*other, limits())


def test_another_verb_that_tells_the_same_says_something_too() -> None:
    stem = words.load().stem
    told = [{"trigger": stem(word)} for word in ("spurned", "rebuffed", "expelled")]
    verbs = {"same verb", "like verb"}
    assert verbs & features(*pair(told[0], told[0]), limits()).keys() == {"same verb"}
    assert verbs & features(*pair(told[0], told[1]), limits()).keys() == {"like verb"}
    assert not verbs & features(*pair(told[0], told[2]), limits()).keys()


def test_acts_of_one_sentence_are_told_apart_by_their_words_alone() -> None:
    here = {"document": "d1", "sentence": 5, "own": frozenset({"raid", "port"})}
    one, other = pair(here | {"word": 9}, here | {"word": 30})
    assert "own words" not in features(one, other, limits())
    one, other = pair(here | {"word": 9}, here | {"word": 9})
    assert features(one, other, limits())["same word"] == 1


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ({"type": "REQUEST"}, True),
        ({"type": "REQUEST", "recipients": NONE}, True),
        ({"type": "CONSULT"}, False),
        ({"type": "ASSAULT"}, False),
        ({"type": "REQUEST", "actors": C}, False),
        ({"type": "REQUEST", "sentence": 40}, False),
        ({"type": "REQUEST", "document": "d2"}, False),
    ],
)
def test_a_call_and_what_is_said_in_it_are_companions(theirs: dict[str, Any], expected: bool) -> None:
    one, other = happening(type="CONSULT"), happening(**{"id": "e2", **theirs})
    assert companions(one, other, limits()) is companions(other, one, limits()) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (OSLO, Place(name="central Oslo"), True),
        (OSLO, BERN, False),
        (OSLO, Place(name="Drammen", country="NOR", lat=59.7, lon=10.2), True),
        (OSLO, Place(name="Tromsø", country="NOR", lat=69.6, lon=18.9), False),
        (OSLO, Place(name="Hamar", country="NOR"), True),  # nobody knows how far
        (OSLO, Place(name="Bern", country="CHE"), False),
    ],
)
def test_places_are_one_by_name_or_nearness(one: Place, other: Place, expected: bool) -> None:
    assert same_place(one, other, 60) is same_place(other, one, 60) is expected


SIDES = st.frozensets(st.sampled_from(("ALP", "BET", "GAM")), max_size=2)
STEMS = st.frozensets(st.sampled_from(("dam", "burst", "Varn", "Molo", "rain", "12")), max_size=4)


@st.composite
def happenings(draw: st.DrawFn) -> Happening:
    first = TOLD + draw(st.integers(-4, 4))
    return happening(
        id=draw(st.sampled_from(("e1", "e2"))),
        document=draw(st.sampled_from(("d1", "d2"))),
        type=draw(st.sampled_from(("ASSAULT", "MOBILIZE", "CONSULT"))),
        mode=draw(st.none() | st.sampled_from(("aerial", "ground"))),
        actors=draw(SIDES),
        recipients=draw(SIDES),
        dated=draw(st.booleans()),
        first=first,
        last=first + draw(st.integers(0, 6)),
        own=draw(STEMS),
        around=draw(STEMS),
        trigger=draw(st.sampled_from(("", "burst"))),
        place=draw(st.none() | st.sampled_from((OSLO, BERN))),
    )


@given(happenings(), happenings())
def test_likeness_goes_both_ways(one: Happening, other: Happening) -> None:
    there, back = likeness(one, other, limits()), likeness(other, one, limits())
    assert (there is None) == (back is None)
    assert there is None or there == pytest.approx(back)


ASKED = {"type": "REQUEST", "word": 3}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (ASKED, {"type": "ACCUSE", "word": 9, "document": "d2"}, False),
        # What one party says to the same others in one sentence.
        (ASKED, {"type": "ACCUSE", "word": 9}, True),
        (ASKED, {"type": "ACCUSE", "word": 9, "recipients": NONE}, True),
        (ASKED, {"type": "ACCUSE", "word": 9, "recipients": C}, False),
        (ASKED, {"type": "ACCUSE", "word": 9, "actors": C}, False),
        (ASKED, {"type": "ACCUSE", "word": 9, "sentence": 90}, False),
        (ASKED, {"type": "SANCTION", "word": 9}, False),
        (ASKED | dated(-1), {"type": "ACCUSE", "word": 9} | dated(-2), False),
        # A meeting and the accord made there are two.
        (
            {"type": "CONSULT", "word": 3, "actors": A | B, "recipients": A | B},
            {"type": "AGREE", "word": 9, "actors": A | B, "recipients": A | B},
            False,
        ),
    ],
)
def test_one_sentence_can_tell_one_act_in_several_types(
    ours: dict[str, Any], theirs: dict[str, Any], expected: bool
) -> None:
    one, other = happening(**ours), happening(**{"id": "e2", **theirs})
    assert companions(one, other, limits()) is companions(other, one, limits()) is expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"type": "REQUEST"}, {"type": "THREATEN"}, True),
        ({"type": "REQUEST"}, {"type": "MOBILIZE"}, True),
        ({"type": "THREATEN"}, {"type": "MOBILIZE"}, False),
        ({"type": "ASSAULT"}, {"type": "REQUEST"}, False),
        ({"type": "CONSULT", "actors": A | B, "recipients": A | B}, {"type": "REQUEST"}, False),
    ],
)
def test_an_act_can_be_told_in_another_type(ours: dict[str, Any], theirs: dict[str, Any], expected: bool) -> None:
    one, other = pair(ours, theirs)
    assert possible(one, other, limits()) is possible(other, one, limits()) is expected
    if expected:
        assert features(one, other, limits())["other act"] == 1.0


def test_numbers_of_other_things_tell_two_happenings_apart() -> None:
    dead, jets = {"numbers": (("dead", 26.0, 26.0),)}, {"numbers": (("aircraft", 5.0, 5.0),)}
    numbers = {"same numbers", "other numbers", "other things"}
    assert numbers & features(*pair(dead, jets), limits()).keys() == {"other things"}
    assert numbers & features(*pair(dead, dead), limits()).keys() == {"same numbers"}
    fewer = {"numbers": (("dead", 24.0, 24.0),)}
    assert numbers & features(*pair(dead, fewer), limits()).keys() == {"other numbers"}


@pytest.mark.parametrize(("theirs", "expected"), [("take", True), ("agree;take", True), ("agree", False), (None, True)])
def test_disputes_about_other_kinds_of_things_are_not_one(theirs: str | None, expected: bool) -> None:
    one, other = pair({"type": "DISPUTE", "mode": "take"}, {"type": "DISPUTE", "mode": theirs})
    assert possible(one, other, limits()) is expected
    assert (likeness(one, other, limits()) is not None) is expected
