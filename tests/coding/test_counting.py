"""For whom an actor counts: a state, the organisation that it is or serves, or nobody known."""

import pytest

from legation.coding.sides import OTHER, counts_for
from legation.records import Actor, Evidence

CASES = {
    "a state": ("ALP", "state", "ALP", None, "ALP"),
    "people of a state": ("group:ALP:GOV:envoys", "group", "ALP", None, "ALP"),
    "a body of many": ("org:Bloc", "organisation", "IGO", None, "org:Bloc"),
    "who serves it": ("group:IGO:GOV:envoys", "group", "IGO", "org:Bloc", "org:Bloc"),
    "its head, whatever his passport": ("person:a-b", "person", "ALP", "org:Bloc", "org:Bloc"),
    "officials of no body that is named": ("group:IGO:GOV:envoys", "group", "IGO", None, "IGO"),
    "nobody's": ("group:-:UNK:people", "group", None, None, OTHER),
}


@pytest.mark.parametrize(("key", "kind", "country", "body", "expected"), CASES.values(), ids=CASES)
def test_an_actor_counts_for(key: str, kind: str, country: str | None, body: str | None, expected: str) -> None:
    evidence = (Evidence.cut("Envoys met.", 0, 6, "mention"),)
    made = Actor(id=key, document="d", evidence=evidence, name=key, kind=kind, country=country, body=body)  # type: ignore[arg-type]
    assert counts_for(key, {key: made}) == expected


def test_who_is_not_in_the_text_counts_for_nobody() -> None:
    assert counts_for("ALP", {}) == OTHER
