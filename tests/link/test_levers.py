"""What levers are worth is reckoned as the documents say, and more of them never does less."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link import levers
from legation.link.levers import Fact, Rules, Step, Told
from legation.link.requests import Asked, Past
from legation.tables import yaml_table

RULES = levers.load()
TODAY = date(2024, 12, 1)
ACTS = st.sampled_from(RULES.near)


def fact(act: str, *, age: int | None = 0, origin: str = "a", row: int = 1, on_topic: bool = False) -> Fact:
    day = None if age is None else (TODAY - timedelta(age)).isoformat()
    return Fact(act=act, day=day, row=row, document=f"d{row}", origin=origin, on_topic=on_topic)


def step(*facts: Fact, told: dict[str, int] | None = None, past: Past | None = None, rules: Rules = RULES) -> Step:
    days = {each.act: Told(each.day, 1) for each in facts} | {act: Told(None, n) for act, n in (told or {}).items()}
    return levers.step("BET", "GAM", facts, days, past or Past(), rules=rules, as_of=TODAY)


def value(name: str, made: Step) -> float:
    return next(lever.value for lever in (*made.levers, *made.coercion, *made.friction) if lever.kind.name == name)


facts = st.lists(
    st.builds(
        fact,
        ACTS,
        age=st.none() | st.integers(0, 4000),
        origin=st.sampled_from("abcd"),
        row=st.integers(1, 99),
        on_topic=st.booleans(),
    ),
    max_size=12,
)


def test_one_lever_is_weight_times_age_times_told() -> None:
    made = step(fact("tie:trade", age=1000))
    assert made.strength == pytest.approx(0.4 * 0.5 * 0.7)
    assert [lever.origins for lever in made.levers] == [1]


def test_several_levers_leave_less_undone() -> None:
    made = step(fact("tie:trade"), fact("event:AID"))
    assert made.hold == pytest.approx(1 - (1 - 0.4 * 0.7) * (1 - 0.35 * 0.7))


@pytest.mark.parametrize(("origins", "told"), [(1, 0.7), (2, 0.85), (3, 1.0), (5, 1.0)])
def test_evidence_counts_by_origins(origins: int, told: float) -> None:
    several = [fact("tie:trade", origin=f"o{n}", row=n) for n in range(origins)]
    copies = [fact("tie:trade", origin="o0", row=n + 50) for n in range(5)]
    assert value("trade", step(*several, *copies)) == pytest.approx(0.4 * told)


def test_the_article_without_a_day_is_as_old_as_the_half_life() -> None:
    assert value("trade", step(fact("tie:trade", age=None))) == value("trade", step(fact("tie:trade", age=1000)))


def test_of_acts_that_tell_of_one_relation_the_heaviest_counts() -> None:
    both = step(fact("tie:trade"), fact("tied:trade", origin="b", row=2))
    assert value("trade", both) == pytest.approx(0.4 * 0.85)
    assert value("trade", step(fact("tied:trade"))) == pytest.approx(0.15 * 0.7)


def test_who_depends_has_no_lever_by_that() -> None:
    assert value("dependence", step(fact("tied:dependence"))) > 0
    assert step(fact("tie:dependence")).levers == ()


def test_what_is_seldom_told_beside_what_is_often_told_weighs_little() -> None:
    often = {"tie:alliance": 39, "tied:hostility": 1}
    made = step(fact("tie:alliance"), fact("tied:hostility"), told=often)
    assert value("hostility", made) == pytest.approx(0.4 * 0.7 * 2 / 40)
    assert value("alliance", made) == pytest.approx(0.35 * 0.7)
    other = step(fact("tie:alliance"), fact("tied:hostility"), told={"tie:alliance": 1, "tied:hostility": 39})
    assert other.strength < made.strength


def test_both_directions_of_a_tie_are_told_of_one_relation() -> None:
    made = step(fact("tie:trade"), fact("tie:alliance"), told={"tie:trade": 2, "tied:trade": 2, "tie:alliance": 4})
    assert [lever.share for lever in made.levers] == [1.0, 1.0]


def test_friction_takes_away_from_every_lever() -> None:
    made = step(fact("tie:trade"), fact("tie:hostility"))
    assert made.strength == pytest.approx(made.hold * (1 - 0.4 * 0.7))


def test_force_is_shown_apart() -> None:
    made = step(fact("event:SANCTION"))
    assert (made.strength, made.levers) == (0.0, ())
    assert made.force == pytest.approx(0.3 * 0.7)


def test_what_holds_the_words_asked_for_counts_more_but_not_beyond_one() -> None:
    assert value("trade", step(fact("tie:trade", on_topic=True))) == pytest.approx(0.4 * 0.7 * 1.5)
    strong = Step(source="a", target="b", levers=(levers.Lever(kind=RULES.levers[0], weight=0.9, topic=1.5),))
    assert strong.strength == 1.0


def test_requests_that_were_heeded_are_a_lever_and_refused_ones_take_away() -> None:
    last = (Asked(day="2024-11-01", row=1, act="asks"), Asked(day="2024-12-01", row=2, act="event:CONCEDE"))
    heeded = step(past=Past(asked=1, heeded=1, last=last))
    assert heeded.strength == pytest.approx(0.35 * 1 / 2)
    assert step(past=Past(asked=1, heeded=1, anyway=0.5, last=last)).levers == ()
    refused = step(fact("tie:trade"), past=Past(asked=3, refused=3))
    assert refused.heard == pytest.approx(1 - 0.4 * 3 / 4)


@given(facts)
def test_strength_is_a_share_and_the_order_has_no_effect(given_: list[Fact]) -> None:
    made = step(*given_)
    assert 0 <= made.strength <= 1
    assert step(*reversed(given_)).strength == pytest.approx(made.strength)


@given(facts, st.sampled_from([act for kind in RULES.levers for act in kind.acts]))
def test_another_lever_never_does_less(given_: list[Fact], act: str) -> None:
    more = [*given_, fact(act, origin="e", row=100)]
    # Said of as many days as before: more days of one kind make others rarer beside it.
    told = {each.act: 1 for each in more}
    assert step(*more, told=told).hold >= step(*given_, told=told).hold - 1e-9


@given(facts, st.integers(1, 1000))
def test_what_is_older_does_no_more(given_: list[Fact], days: int) -> None:
    older = levers.step("BET", "GAM", given_, {}, Past(), rules=RULES, as_of=TODAY + timedelta(days))
    assert older.hold <= levers.step("BET", "GAM", given_, {}, Past(), rules=RULES, as_of=TODAY).hold + 1e-9


@given(facts)
def test_no_strength_is_beyond_the_promise(given_: list[Fact]) -> None:
    levers_only = [each for each in given_ if not each.on_topic]
    told: dict[str, Told] = {}
    for each in levers_only:
        days = [other.day or "" for other in levers_only if other.act == each.act]
        told[each.act] = Told(max(days) or None, len(set(days)))
    made = levers.step("BET", "GAM", levers_only, told, Past(), rules=RULES, as_of=TODAY)
    assert made.hold <= levers.promise(told, RULES, TODAY) + 1e-9


def test_days_are_counted_only_where_they_matter() -> None:
    assert levers.counted({"event:AID", "asks"}, RULES) == frozenset()
    assert levers.counted({"event:AID", "tied:trade"}, RULES, ["tie:hostility"]) == {"tied:trade", "tie:hostility"}
    assert levers.counted({"event:AID", "event:ASSAULT", "asks"}, RULES) == {"event:AID", "event:ASSAULT"}


@given(facts, st.dictionaries(ACTS, st.integers(1, 9)))
def test_what_is_not_counted_makes_no_difference(given_: list[Fact], days: dict[str, int]) -> None:
    acts = {each.act for each in given_}
    told = {act: Told(None, days.get(act, 1)) for act in acts}
    counted = {act: each for act, each in told.items() if act in levers.counted(acts, RULES)}
    one, other = (levers.step("BET", "GAM", given_, t, Past(), rules=RULES, as_of=TODAY) for t in (told, counted))
    assert one == other


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.dictionaries(ACTS, st.integers(1, 9), min_size=1, max_size=5)))
def test_the_most_promising_are_those_with_the_greatest_promise(days: dict[str, dict[str, int]]) -> None:
    told = {source: {act: Told("2024-11-01", n) for act, n in acts.items()} for source, acts in days.items()}
    promise = {source: levers.promise(acts, RULES, TODAY) for source, acts in told.items()}
    expected = sorted(promise, key=lambda source: (-promise[source], source))[:3]
    assert list(levers.promising(told, 3, RULES, TODAY)) == expected


def test_the_numbers_of_the_data_file_are_in_their_bounds() -> None:
    for kind in (*RULES.levers, *RULES.coercion, *RULES.friction):
        assert kind.half_life > 0
        assert all(0 < weight <= 1 for weight in kind.acts.values())
    assert list(RULES.told) == sorted(RULES.told)
    assert RULES.told[-1] == 1


def test_each_kind_of_tie_is_a_lever_or_takes_away() -> None:
    """A kind that the coder knows and nothing here weighs would be lost without a word."""
    table = yaml_table("coding/ties.yaml")
    entries = [*table["relations"], *table["roles"], *table["backing"], *table["predicates"], *table["phrases"]]
    kinds = {entry["kind"] for entry in entries} | set(table["kinds"])
    acts = {act for kind in (*RULES.levers, *RULES.friction) for act in kind.acts}
    assert not {kind for kind in kinds if not {f"tie:{kind}", f"tied:{kind}"} & acts}
