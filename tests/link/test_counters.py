"""What keeps a mover from moving the target is named, of each reason the foremost."""

from dataclasses import replace

import pytest

from influence_story import Article
from legation.link import counters, levers
from legation.link.appeals import Answer, Told
from legation.link.counters import Act, Around
from legation.link.levers import Lever, Step
from legation.records import Statement

RULES = counters.load()
KINDS = {kind.name: kind for kind in (*levers.load().levers, *levers.load().friction)}


def step(source: str, target: str, *kinds: str, value: float = 0.5) -> Step:
    made = tuple(Lever(kind=KINDS[kind], weight=value) for kind in kinds)
    return Step(source=source, target=target, levers=made)


def statement(words: str, act: str, *, negated: bool = False) -> Statement:
    made = Article(words).says("BET", words, act=act, negated=negated).records[0]
    assert isinstance(made, Statement)
    return made


def told(words: str, act: str, day: str = "2024-10-01", *, stance: float = 0.0, negated: bool = False) -> Told:
    return Told(record=statement(words, act, negated=negated), day=day, by="BET", stance=(("ALP", stance),))


AROUND = Around(mover="BET", target="GAM", side=("DEL",), pressers=frozenset({"ALP"}))


def why(**more: object) -> list[tuple[str, str | None]]:
    around = replace(AROUND, **more)  # type: ignore[arg-type]
    return [(each.why, each.party) for each in counters.counters(around, RULES)]


def test_where_nothing_is_told_nothing_is_named() -> None:
    assert why() == []


def test_ties_with_the_targets_side_would_be_at_risk() -> None:
    ties = [step("DEL", "BET", "partnership"), step("EPS", "BET", "talks"), step("ALP", "BET", "trade", value=0.6)]
    assert why(ties=ties) == [("tie", "ALP"), ("tie", "DEL")]  # the strongest first; talks are no tie


def test_a_mover_may_need_the_target_itself() -> None:
    assert why(of_target=step("GAM", "BET", "trade")) == [("needs", "GAM")]
    assert why(of_target=step("GAM", "BET", "trade", value=0.05)) == []


def test_hostility_with_the_target_is_named() -> None:
    hostile = Step(source="BET", target="GAM", friction=(Lever(kind=KINDS["rivalry"], weight=0.2),))
    assert why(onto_target=hostile) == [("hostility", "GAM")]


@pytest.mark.parametrize(
    ("act", "source", "target", "expected"),
    [
        ("prospect:ACCUSE", "BET", "DEL", [("prospect", "DEL")]),
        ("prospect:THREATEN", "DEL", "BET", [("prospect", "DEL")]),
        ("prospect:THREATEN", "GAM", "BET", [("prospect", "GAM")]),
        ("prospect:THREATEN", "BET", "GAM", []),  # that would be a lever at work
        ("prospect:AID", "BET", "DEL", []),
        ("event:REQUEST", "DEL", "BET", [("pressed", "DEL")]),
        ("asks", "DEL", "BET", [("pressed", "DEL")]),
        ("event:REQUEST", "BET", "DEL", []),
    ],
)
def test_acts_pull_the_other_way(act: str, source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert why(acts=[Act(act=act, source=source, target=target, day="2024-10-01", row=1)]) == expected


def test_an_act_that_is_told_twice_is_one_the_newest() -> None:
    old = Act(act="asks", source="DEL", target="BET", day="2024-09-01", row=1)
    around = replace(AROUND, acts=[old, replace(old, day="2024-10-01", row=2)])
    (found,) = counters.counters(around, RULES)
    assert found.act is not None
    assert found.act.row == 2


def test_what_one_asks_on_a_day_is_one_pressure_however_it_was_coded() -> None:
    asks = Act(act="asks", source="DEL", target="BET", day="2024-10-01", row=1)
    request = replace(asks, act="event:REQUEST", row=2)
    assert why(acts=[asks, request]) == [("pressed", "DEL")]
    assert why(acts=[asks, replace(request, day="2024-10-02")]) == [("pressed", "DEL")] * 2


def test_wants_fears_and_dislikes_come_from_what_it_says() -> None:
    assert why(said=[told("calm", "hope")]) == [("wants", None)]
    assert why(said=[told("more drills", "fear")]) == [("fears", None)]
    assert why(said=[told("they meddle", "say", stance=-0.8)]) == [("stance", "ALP")]
    assert why(said=[told("they meddle", "say", stance=-0.2)]) == []
    assert why(said=[told("they meddle", "believe", stance=-0.8)]) == []
    assert why(said=[told("calm", "hope", negated=True)]) == []
    assert why(said=[replace(told("calm", "hope"), by="DEL")]) == []


def test_refusals_come_first_and_each_reason_before_its_second() -> None:
    refusal = Answer(how="refused", record=statement("no", "reject"), day="2024-10-05")
    said = [told("calm", "hope"), told("quiet", "hope", "2024-10-02")]
    found = why(answers=[refusal, replace(refusal, how="said")], ties=[step("DEL", "BET", "trade")], said=said)
    assert [reason for reason, _ in found] == ["refused", "tie", "wants", "wants"]


def test_so_many_are_named() -> None:
    said = [told(f"thing {n}", "hope", f"2024-10-{n:02}") for n in range(1, 20)]
    assert len(why(said=said)) == RULES.each


def test_the_side_are_those_with_the_strongest_hold() -> None:
    steps = [
        step(name, "GAM", "trade", value=value) for name, value in zip("ABCDE", (0.3, 0.9, 0.1, 0.5, 0.4), strict=True)
    ]
    assert counters.side(steps, RULES) == ("B", "D", "E")
