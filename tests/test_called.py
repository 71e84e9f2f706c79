"""A name stands for one actor of the tables or for none; who is near is suggested, never taken."""

from dataclasses import replace

import pytest

from legation.called import Callers
from legation.knowledge import load


@pytest.fixture(scope="module")
def callers() -> Callers:
    return Callers(load())


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("IND", "IND"),
        ("ind", "IND"),
        ("India", "IND"),
        (" india ", "IND"),
        ("the United Kingdom", "GBR"),
        ("NATO", "org:NATO"),
        ("org:NATO", "org:NATO"),
        ("Kremlin", "RUS"),
        ("Georgia", "GEO"),
        ("org:some-institute", "org:some-institute"),
        ("Narendra Modi", "person:narendra-modi"),
    ],
)
def test_ids_names_and_aliases_are_found(callers: Callers, name: str, actor: str) -> None:
    assert callers.find(name).id == actor


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Indai", "'Indai' is no actor that the tables know; did you mean India (IND)?"),
        ("Putin", "did you mean Vladimir Putin (person:vladimir-putin)?"),
        ("Xyzzy", "'Xyzzy' is no actor that the tables know"),
    ],
)
def test_what_is_only_near_is_not_taken(callers: Callers, name: str, reason: str) -> None:
    called = callers.find(name)
    assert called.id is None
    assert called.reason.endswith(reason)


def test_one_name_of_several_equals_is_refused() -> None:
    tables = load()
    known = {key: tables.known[key] for key in ("IND", "PAK")}
    aliases = tuple(each._replace(phrase="Union") for each in tables.aliases if each.id in known)
    shared = Callers(replace(tables, known=known, aliases=aliases))
    assert shared.find("union").reason == "'union' may be IND, PAK; write the id of the one you mean"
