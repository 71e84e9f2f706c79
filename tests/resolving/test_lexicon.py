"""Names are found whatever their case and accents, inside phrases, and with a slip in them."""

import pytest

import small_world
from legation.knowledge import Alias, Knowledge, Known, PlaceRow
from legation.resolving.lexicon import Lexicon
from legation.resolving.spellings import Spellings


def _lexicon(*phrases: str, places: tuple[str, ...] = ()) -> Lexicon:
    """A lexicon of states, each with one of the names."""
    states = [Known(f"S{n}", phrase, "state", f"S{n}") for n, phrase in enumerate(phrases)]
    knowledge = Knowledge(
        known={state.id: state for state in states},
        aliases=tuple(Alias(state.name, state.id, "name") for state in states),
        titles={},
        modifiers={},
        holdings=(),
        coalitions={},
        places={name: PlaceRow(name, "S0", 1.0, 2.0, "city") for name in places},
    )
    return Lexicon(knowledge, Spellings(small_world.VARIANTS))


WORLD = Lexicon(small_world.knowledge(), Spellings(small_world.VARIANTS))


@pytest.mark.parametrize(
    ("name", "written", "found"),
    [
        ("Côte Rouge", "Cote rouge", True),
        ("Côte Rouge", "the COTE ROUGE", True),
        ("John Land", "Jon Land", True),  # one spelling stands for all
        ("Alphaland", "alphaland", True),  # long enough to be nothing else
        ("Cho", "cho", False),
        ("HC", "hc", False),
        ("HC", "H.C", False),
        ("H.C.", "H. C.", True),
        ("UNICO", "Unico", False),  # an acronym has capitals
        ("UNICORN", "Unicorn", True),  # too long for one
    ],
)
def test_names_and_how_they_are_written(name: str, written: str, found: bool) -> None:
    assert [alias.id for alias in _lexicon(name).named(written)] == ["S0"] * found


def test_who_is_written_just_so_comes_first() -> None:
    lexicon = _lexicon("The Shore", "the shore", "SHORE")
    assert [alias.id for alias in lexicon.named("SHORE")] == ["S2"]
    assert [alias.id for alias in lexicon.named("the Shore")] == ["S0"]


def test_persons_are_found_by_all_spellings_of_full_names() -> None:
    assert [alias.id for alias in WORLD.named("John Ahmadi Nor")] == ["person:john-ahmadi-nor"]
    assert WORLD.named("john ahmadi nor") == ()
    assert WORLD.named("Ahmadi") == ()
    assert WORLD.without_middle("Ida Marie Lund") == "person:ida-lund"


def test_names_inside_are_the_longest_and_do_not_overlap() -> None:
    lexicon = _lexicon("Round", "Round House", "House Council", places=("Council", "north"))
    found = lexicon.inside(["a", "Round", "House", "Council", "of", "north"])
    assert [(name.first, name.last, [a.id for a in name.aliases]) for name in found] == [(1, 3, ["S1"]), (3, 4, [])]
    assert found[1].place is not None
    assert found[1].place.name == "Council"


def test_places_are_looked_up_by_key() -> None:
    place = WORLD.place("REEDMOUTH")
    assert place is not None
    assert place.country == "BET"
    assert WORLD.place("Nowhere") is None


@pytest.mark.parametrize(
    ("written", "key", "slips"),
    [
        ("Betaniaa", "betania", 1),
        ("Betaina", "betania", 1),  # two letters in each other's place
        ("Saltwtr Hils", None, 0),
        ("Saltwater Hils", "saltwater hills", 1),
        ("Saltwatter Hils", "saltwater hills", 2),  # long names may have two
        ("Petania", None, 0),  # the first letter counts
        ("Bet", None, 0),
        ("Wombatia", None, 0),
    ],
)
def test_slips_are_forgiven_in_long_names(written: str, key: str | None, slips: int) -> None:
    near = WORLD.near(written)
    assert (near.key if near else None, near.slips if near else 0) == (key, slips)


def test_a_slip_between_two_names_is_neither() -> None:
    lexicon = _lexicon("Marland", "Marlund", places=("Marsh Hollow",))
    assert lexicon.near("Marlxnd") is None
    near = lexicon.near("Marsh Holow")
    assert near is not None
    assert near.aliases == ()
    assert near.place is not None
