"""Ties are gathered by pair, kind, sign and status; evidence counts by origin and fades with age."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link import bonds as module
from legation.link.bonds import Bond, Described, Member, bonds, party
from legation.tables import yaml_table

RULES = module.load()
TODAY = date(2025, 6, 1)


def described(number: int, kind: str = "alliance", sign: int = 1, **fields: object) -> Described:
    """A telling of a tie between Alphaland and Betania, so many days ago."""
    values = {
        "row": number,
        "record": f"tie {number}",
        "document": f"document {number}",
        "day": TODAY - timedelta(number),
        "origin": f"origin {number}",
        "members": (member("ALP"), member("BET")),
        "kind": kind,
        "sign": sign,
    }
    return Described(**{**values, **fields})  # type: ignore[arg-type]


def member(actor: str, country: str | None = None) -> Member:
    return Member(actor=actor, country=country or (actor if len(actor) == 3 else None))


def gathered(*told: Described, other: str | None = None, as_of: date = TODAY) -> tuple[Bond, ...]:
    return bonds(told, "ALP", other, as_of=as_of, rules=RULES)


def test_counts_first_and_last_and_evidence_of_a_tie() -> None:
    (bond,) = gathered(
        described(10, origin="wire"), described(3, origin="wire"), described(4, document="document 3", origin="paper")
    )
    assert (bond.origins, bond.articles) == (2, 2)
    assert (bond.first, bond.last) == (TODAY - timedelta(10), TODAY - timedelta(3))
    assert [each.record for each in bond.told] == ["tie 3", "tie 4", "tie 10"]


def test_weight_halves_with_the_half_life_of_its_kind_and_counts_each_origin_by_its_last_word() -> None:
    half = int(RULES.half_life_days["hostility"])
    (bond,) = gathered(
        described(0, "hostility", -1, origin="a"),
        described(half, "hostility", -1, origin="b"),
        described(2 * half, "hostility", -1, origin="a"),
    )
    assert bond.weight == pytest.approx(1.5)


def test_an_alliance_lasts_longer_than_a_friendship_and_an_unknown_kind_has_a_half_life_too() -> None:
    old = 700
    found = gathered(described(old), described(old, "partnership"), described(old, "kinship"))
    weights = {each.kind: each.weight for each in found}
    assert weights["alliance"] > weights["kinship"] > weights["partnership"] > 0


def test_opposite_signs_stand_side_by_side_and_are_marked() -> None:
    third = described(1, members=(member("ALP"), member("GAM")))
    found = gathered(described(1), third, described(2, "rivalry", -1), described(3, "trade", 0))
    assert [(each.parties[1], each.kind, each.contested) for each in found] == [
        ("BET", "alliance", True),
        ("BET", "rivalry", True),
        ("BET", "trade", False),
        ("GAM", "alliance", False),
    ]


def test_one_kind_with_two_signs_is_two_rows() -> None:
    found = gathered(described(1, "partnership", 1), described(2, "partnership", -1))
    assert [(each.sign, each.contested) for each in found] == [(1, True), (-1, True)]


@pytest.mark.parametrize("status", ["negated", "historical", "future", "hypothetical"])
def test_what_does_not_stand_comes_last_and_contradicts_nothing(status: str) -> None:
    found = gathered(described(0, "rivalry", -1, status=status), described(900))
    assert [each.status for each in found] == ["actual", status]
    assert not any(each.contested for each in found)


@pytest.mark.parametrize("kind", ["dependence", "aid", "membership"])
def test_direction_matters_where_it_says_something(kind: str) -> None:
    turned = (member("BET"), member("ALP"))
    found = gathered(described(1, kind), described(2, kind, members=turned))
    assert {each.parties for each in found} == {("ALP", "BET"), ("BET", "ALP")}
    assert all(each.directed for each in found)


def test_elsewhere_the_order_of_the_two_says_nothing() -> None:
    (bond,) = gathered(described(1), described(2, members=(member("BET"), member("ALP"))))
    assert (bond.parties, bond.directed, bond.articles) == (("ALP", "BET"), False, 2)


@pytest.mark.parametrize(
    ("actor", "country", "expected"),
    [
        ("ALP", "ALP", "ALP"),
        ("person:ada", "ALP", "ALP"),
        ("org:alp-army", "ALP", "ALP"),
        ("org:NATO", "IGO", "org:NATO"),
        ("org:EU", "EUR", "org:EU"),
        ("group:houthis", None, "group:houthis"),
        ("person:nobody", None, None),
        ("person:un-envoy", "UNO", None),
        ("group:-:MIL:soldiers", None, None),
        ("unnamed:-:GOV:official", None, None),
    ],
)
def test_parties_are_countries_and_bodies_of_none(actor: str, country: str | None, expected: str | None) -> None:
    assert party(Member(actor=actor, country=country), RULES) == expected


def test_ties_within_one_country_and_with_nobody_are_left_out() -> None:
    inside = described(1, members=(member("ALP"), member("person:ada", "ALP")))
    nobody = described(2, members=(member("ALP"), member("unnamed:-:BUS:customer")))
    assert gathered(inside, nobody) == ()


def test_only_what_was_told_until_the_day_and_of_the_two() -> None:
    third = described(1, members=(member("ALP"), member("GAM")))
    found = gathered(described(5), described(10), third, other="BET", as_of=TODAY - timedelta(6))
    assert [(each.parties, each.articles, each.last) for each in found] == [
        (("ALP", "BET"), 1, TODAY - timedelta(10)),
    ]


def test_words_are_counted_by_origin_whatever_their_case_and_blanks() -> None:
    (bond,) = gathered(
        described(1, words="Iron  brothers", origin="a"),
        described(2, words="iron brothers", origin="b"),
        described(3, words="old ally", origin="c"),
        described(4, words="old ally", origin="c"),
        described(5),
    )
    assert bond.words == (("iron brothers", 2), ("old ally", 1))


@given(
    st.lists(
        st.builds(
            described,
            st.integers(0, 2000),
            st.sampled_from(["alliance", "aid", "rivalry"]),
            st.sampled_from([-1, 0, 1]),
            origin=st.sampled_from("abc"),
            status=st.sampled_from(["actual", "negated"]),
        ),
        unique_by=lambda each: each.record,
    ),
    st.randoms(),
)
def test_order_has_no_effect_and_weight_is_bounded_by_origins(told: list[Described], random: Random) -> None:
    found = gathered(*told)
    shuffled = list(told)
    random.shuffle(shuffled)
    assert gathered(*shuffled) == found
    assert sum(len(each.told) for each in found) == len(told)
    assert all(0 < each.weight <= each.origins <= each.articles for each in found)


def test_each_kind_of_tie_has_a_half_life_and_no_other_does() -> None:
    words = yaml_table("coding/ties.yaml")
    rows = [row for name in ("relations", "roles", "backing", "predicates", "phrases") for row in words[name]]
    kinds = {row["kind"] for row in rows} | set(words["kinds"])
    assert set(RULES.half_life_days) == kinds
    assert RULES.directed < kinds
