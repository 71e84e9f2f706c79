"""Routes come in the order of their scores, none is left out, and suppositions change only what they touch."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, permutations
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link import levers, routes
from legation.link.levers import Kind, Lever, Step
from legation.link.routes import Bounds, Mover, Route, Supposed

KINDS = {kind.name: kind for kind in levers.load().levers}
WIDE = Bounds(breadth=99, breadth_beyond=99, parties=99, least=0.0001, aloof=0.5, each=99)
Graph = Mapping[tuple[str, str], float]


def step(source: str, target: str, strength: float, *kinds: Kind) -> Step:
    made = [Lever(kind=kind, weight=strength) for kind in kinds or (KINDS["trade"],)]
    return Step(source=source, target=target, levers=tuple(made))


def steps_of(graph: Graph) -> routes.Steps:
    def on(target: str) -> Sequence[Step]:
        found = [step(a, b, strength) for (a, b), strength in graph.items() if b == target]
        return sorted(found, key=lambda made: (-made.strength, made.source))

    return on


def found(graph: Graph, limits: Bounds = WIDE, target: str = "T") -> list[Route]:
    return list(routes.routes(target, steps_of(graph), limits))


GRAPH = {("A", "T"): 0.5, ("B", "T"): 0.4, ("C", "A"): 0.9, ("D", "C"): 0.5, ("T", "A"): 0.9, ("E", "D"): 1.0}
pairs = st.tuples(st.sampled_from("ABCDT"), st.sampled_from("ABCDT")).filter(lambda pair: pair[0] != pair[1])
graphs = st.dictionaries(pairs, st.floats(0.05, 1.0), max_size=14)


def test_routes_are_products_of_their_steps_the_strongest_first() -> None:
    made = [(" ".join(route.path), round(route.score, 3)) for route in found(GRAPH)]
    assert made == [("A T", 0.5), ("C A T", 0.45), ("B T", 0.4), ("D C A T", 0.225)]


def test_no_route_is_longer_than_asked() -> None:
    limits = Bounds(breadth=99, breadth_beyond=99, parties=99, least=0.0001, aloof=0.5, each=9, steps=1)
    assert [route.path for route in found(GRAPH, limits)] == [("A", "T"), ("B", "T")]


def test_what_is_too_weak_is_left_out() -> None:
    limits = Bounds(breadth=99, breadth_beyond=99, parties=99, least=0.41, aloof=0.5, each=9)
    assert [route.path for route in found(GRAPH, limits)] == [("A", "T"), ("C", "A", "T")]


def test_so_many_parties_are_looked_into() -> None:
    limits = Bounds(breadth=99, breadth_beyond=99, parties=2, least=0.0001, aloof=0.5, each=9)
    assert [route.path for route in found(GRAPH, limits)] == [("A", "T"), ("C", "A", "T"), ("B", "T")]


@given(graphs)
def test_no_route_is_missed_and_none_is_made_up(graph: Graph) -> None:
    expected = {}
    for length in (1, 2, 3):
        for path in permutations("ABCD", length):
            whole = (*path, "T")
            strengths = [graph.get(pair, 0.0) for pair in pairwise(whole)]
            if prod(strengths) >= WIDE.least:
                expected[whole] = prod(strengths)
    made = found(graph)
    assert {route.path: pytest.approx(route.score) for route in made} == expected
    assert len(made) == len(expected)
    scores = [route.score for route in made]
    assert all(first >= second - 1e-12 for first, second in pairwise(scores))


@given(graphs)
def test_the_order_of_the_steps_has_no_effect(graph: Graph) -> None:
    backwards = dict(reversed(list(graph.items())))
    assert [route.path for route in found(graph)] == [route.path for route in found(backwards)]


def movers(graph: Graph, without: Sequence[Supposed] = (), added: Sequence[Supposed] = ()) -> tuple[Mover, ...]:
    on = routes.supposing(steps_of(graph), without, added)
    return routes.movers(routes.routes("T", on, WIDE), WIDE, set)


def scores(made: Sequence[Mover]) -> dict[str, float]:
    return {mover.actor: round(mover.score, 3) for mover in made}


def test_movers_are_ranked_by_their_best_route() -> None:
    made = movers({**GRAPH, ("C", "T"): 0.3})
    assert scores(made) == {"A": 0.5, "C": 0.45, "B": 0.4, "D": 0.225, "E": 0.15}
    assert [[route.path for route in mover.routes] for mover in made][1] == [("C", "A", "T"), ("C", "T")]


def test_so_many_routes_of_each_mover_are_given() -> None:
    limits = Bounds(breadth=9, breadth_beyond=9, parties=9, least=0.0001, aloof=0.5, each=1)
    made = routes.movers(found({**GRAPH, ("C", "T"): 0.3}), limits, set)
    assert {len(mover.routes) for mover in made} == {1}


def test_who_has_nothing_to_do_with_the_target_counts_half() -> None:
    made = routes.movers(found(GRAPH), WIDE, lambda _: {"D"})
    assert scores(made) == {"A": 0.5, "B": 0.4, "C": 0.225, "D": 0.225}  # A and B have a lever on it themselves
    assert [mover.actor for mover in made] == ["A", "B", "C", "D"]
    assert [route.stake for mover in made for route in mover.routes] == [1.0, 1.0, 0.5, 1.0]


def test_without_an_actor_no_route_leads_over_it() -> None:
    assert scores(movers(GRAPH, [Supposed(source="A")])) == {"B": 0.4}


def test_without_a_pair_both_directions_go() -> None:
    assert scores(movers(GRAPH, [Supposed(source="A", target="C")])) == {"A": 0.5, "B": 0.4}


def test_without_one_lever_the_others_stay() -> None:
    two = {"A": step("A", "T", 0.5, KINDS["trade"], KINDS["alliance"])}

    def on(target: str) -> Sequence[Step]:
        return tuple(two.values()) if target == "T" else ()

    (left,) = routes.supposing(on, [Supposed(source="T", target="A", kind=KINDS["trade"])], ())("T")
    assert [lever.kind.name for lever in left.levers] == ["alliance"]
    assert left.strength == 0.5


def test_with_a_lever_a_new_mover_comes_in() -> None:
    new = Supposed(source="X", target="T", kind=KINDS["trade"], value=0.6, back=0.2)
    made = movers(GRAPH, (), [new])
    assert scores(made)["X"] == 0.6
    assert made[0].routes[0].steps[0].levers[0].assumed


def test_a_lever_that_holds_both_ways_holds_both_ways() -> None:
    new = Supposed(source="T", target="X", kind=KINDS["trade"], value=0.6, back=0.2)
    assert scores(movers({}, (), [new])) == {"X": 0.2}


def test_a_weaker_lever_of_the_same_kind_adds_nothing() -> None:
    weaker = Supposed(source="A", target="T", kind=KINDS["trade"], value=0.1)
    assert scores(movers(GRAPH, (), [weaker])) == scores(movers(GRAPH))
    other = Supposed(source="A", target="T", kind=KINDS["alliance"], value=0.1)
    assert scores(movers(GRAPH, (), [other]))["A"] == 0.55


def test_what_is_taken_out_can_be_put_in_otherwise() -> None:
    new = Supposed(source="A", target="T", kind=KINDS["trade"], value=0.9)
    assert scores(movers(GRAPH, [Supposed(source="A", target="T")], [new]))["A"] == 0.9


def test_places_before_and_after_stand_side_by_side() -> None:
    made = routes.compared(movers(GRAPH), movers(GRAPH, [Supposed(source="A")]))
    assert [(each.actor, each.before, each.after) for each in made] == [
        ("B", (3, 0.4), (1, 0.4)),
        ("A", (1, 0.5), None),
        ("C", (2, 0.45), None),
        ("D", (4, pytest.approx(0.225)), None),
    ]


@given(graphs, st.sampled_from("ABCD"))
def test_taking_away_never_strengthens_anybody(graph: Graph, gone: str) -> None:
    before, after = scores(movers(graph)), scores(movers(graph, [Supposed(source=gone)]))
    assert gone not in after
    assert all(score <= before[actor] for actor, score in after.items())


@given(graphs, pairs, st.floats(0.05, 1.0))
def test_adding_never_weakens_anybody(graph: Graph, pair: tuple[str, str], value: float) -> None:
    new = Supposed(source=pair[0], target=pair[1], kind=KINDS["alliance"], value=value)
    before, after = scores(movers(graph)), scores(movers(graph, (), [new]))
    assert all(after[actor] >= score for actor, score in before.items())


def test_the_bounds_of_the_data_file_hold_what_is_asked() -> None:
    assert routes.bounds(2).steps == 2
    assert 0 < routes.bounds().least < 1
