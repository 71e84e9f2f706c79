"""Whether two claims speak of one matter: the names, parties and other words that they share, and their days."""

import re
from functools import lru_cache
from typing import NamedTuple

from legation.link import oppositions
from legation.link.happenings import CLAIM, REMEMBERED, Happening

_UNKNOWN = re.compile("unnamed:(?![A-Z]{3}:)")  # "a rebel spokesman" of a known country is somebody
_AGAINST = re.compile("group:([A-Z]{3}):[A-Z]{3}")  # the rebels of a country, or its opposition
SUCH, THROUGHOUT = "such", "throughout"  # ways in which a claim takes up what was told
CRAFT = "~"  # opens the name of a party that is but a name: of a ship, a village, a man of whom nobody is told more
NEAR = 3  # sentences between two claims that one article sets side by side


def speakers(item: Happening) -> frozenset[str]:
    """Who claims it; nobody, where the article tells it itself."""
    return item.actors if item.type == CLAIM else frozenset()


def spoken_of(item: Happening) -> frozenset[str]:
    """Who is spoken of in it, by country."""
    return item.recipients if item.type == CLAIM else item.parties


def names(item: Happening) -> frozenset[str]:
    """The names in it that are not those of parties: of places, ships, men."""
    if item.type != CLAIM:
        return frozenset(word.casefold() for word in item.own if word[0].isupper())
    return frozenset(word.casefold() for word in item.own - item.topical if word[0].isupper())


def told_by(item: Happening) -> frozenset[str]:
    """The stems of its words and of those around it, without regard to capitals."""
    return frozenset(map(str.casefold, item.told))


def _naming(item: Happening) -> frozenset[str]:
    """The words by which it names parties."""
    return frozenset(map(str.casefold, item.topical))


class Said(NamedTuple):
    """What is said: of which kind, whether it is so, on whom it is laid, whether a negation says it, in which word.

    `begun` says that it is told to have begun and no more, `aimed` that it is told what it aimed at, `answered` that
    the speaker owns that he answered it.
    """

    kind: str
    holds: bool
    party: str
    turned: bool
    stem: str
    begun: bool = False
    aimed: bool = False
    answered: bool = False


def said(item: Happening) -> tuple[Said, ...]:
    """Each thing that a claim says."""
    return _said((item.mode if item.type == CLAIM else item.voiced) or "")


@lru_cache(maxsize=REMEMBERED)  # a claim is compared with many
def _said(mode: str) -> tuple[Said, ...]:
    parts = ((each[0] == "+", each[1:].split("|")) for each in mode.split(";") if each)
    return tuple(
        Said(kind, holds, party, "!" in how, stem, ">" in how, "@" in how, "=" in how)
        for holds, (kind, party, how, stem) in parts
    )


class Matter(NamedTuple):
    """How much says that two claims speak of one matter, and how many names and other words they share."""

    score: float
    names: int
    words: int
    near: bool


def matter(one: Happening, other: Happening) -> Matter | None:
    """How much says that both speak of one matter; None where nothing does, or each names what the other does not."""
    rules = oppositions.load()
    weights = rules.score
    if one.beside and other.beside and one.beside.isdisjoint(other.beside):
        return None
    ours, theirs = speakers(one), speakers(other)
    both, here, there = ours | theirs, spoken_of(one), spoken_of(other)
    told_here, told_there = told_by(one), told_by(other)
    # What is a party in the one may be told as a mere place in the other.
    known = any(called and called <= told for called, told in ((_naming(one), told_there), (_naming(other), told_here)))
    if not known and here - there - both and there - here - both:
        return None
    if names(one) - told_there and names(other) - told_here:
        return None
    # What an article tells in its own voice is denied by what names nothing else.
    if other.type != CLAIM and names(one) - told_there:
        return None
    shared_names = names(one) & told_there | names(other) & told_here
    shared = frozenset(map(str.casefold, one.own & other.own)) - shared_names - rules.no_matter
    common = len(shared - {word.casefold() for word in one.topical | other.topical})
    told = {
        "name": min(2, len(shared_names)),
        "party": len((here & there) - both),
        "mention": bool(at_home(ours) & there or at_home(theirs) & here),
        "sure": any(each.turned for each in said(one)),
        "such": one.trigger == SUCH,
        "near": one.document == other.document and abs(one.sentence - other.sentence) <= NEAR,
        "nobody": any(map(is_nobody, both)),
        "days apart": abs(one.reported - other.reported),
        "named day": bool(one.beside & other.beside),
    }
    if not (common or told["name"] or told["party"] or told["mention"]):
        return None
    found = min(weights["most_words"], weights["word"] * common)
    found += sum(weights[name] * value for name, value in told.items())
    return Matter(found, len(shared_names), common, bool(told["near"]))


def at_home(parties: frozenset[str]) -> frozenset[str]:
    """The parties, and of those of a country who fight or oppose it that too: what is told of it concerns them."""
    return parties | {found[1] for each in parties if (found := _AGAINST.fullmatch(each))}


def is_nobody(*speakers: str) -> bool:
    """Whether all are persons of no known country, or nobody whom the text names."""
    return all(each.startswith(("person:", "group:-:")) or _UNKNOWN.match(each) is not None for each in speakers)
