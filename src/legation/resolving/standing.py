"""Standing: how high an office is, which one of somebody's goes first, and the words for it without its place."""

import re

from legation.knowledge import Holding

_OF_PLACE = re.compile(r" (?:of|from|to) (?!staff\b|state\b|police\b|government\b).*$")
# A seat in parliament is the least that somebody may hold beside an office.
_SEATS = frozenset({"senator", "representative", "member_of_parliament", "member_of_european_parliament"})
_BRANCHES = ("GOV", "MIL", "SPY", "JUD", "LEG", "COP", "OPP")
HEADS = frozenset({"head_of_state", "head_of_government"})
FAMOUS = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
# Powers whose foreign ministers the world's papers call by a style and their surname alone ("Mr Rusk").
_POWERS = frozenset({"USA", "SUN", "RUS", "GBR", "FRA", "DEU", "CHN"})


def short_titles(held: Holding) -> frozenset[str]:
    """The words for an office without its place: "attorney general", "chief of staff", "mayor"."""
    title = held.title.lower().partition(" of the ")[0]
    plain = title.removeprefix("white house ").removeprefix("u.s. ").removeprefix("supreme ")
    return frozenset({title, plain, _OF_PLACE.sub("", plain)})


def is_head(holding: Holding) -> bool:
    """True for a head of state or government, for the leader of a party that is the state's, for the UN's head."""
    ruling = holding.office == "party_leader" and ":" not in holding.polity
    return holding.office in HEADS or ruling or is_worldwide(holding)


def is_worldwide(holding: Holding) -> bool:
    """True for the secretary-general of the United Nations, known everywhere by his surname."""
    return (holding.office, holding.polity) == ("head", "org:UN")


def rank(holding: Holding) -> tuple[int, int]:
    """Order among the offices of one person: heads first, then the branches of the state, a party's offices last."""
    branch = _BRANCHES.index(holding.sector) if holding.sector in _BRANCHES else len(_BRANCHES)
    return (0 if holding.office in HEADS else 2 if holding.office in _SEATS else 1), branch


def speaks_for_power(holding: Holding) -> bool:
    """True for the foreign minister of a great power."""
    return holding.office == "foreign_minister" and holding.polity in _POWERS
