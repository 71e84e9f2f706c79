"""How two parties are tied to one another, as articles describe it: each kind of tie with who tells it, and since when.

Ties with opposite signs stand side by side; none is chosen. A telling loses weight with age.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import fsum

from legation.errors import KnowledgeError
from legation.records import Status
from legation.tables import yaml_table

FILE = "link/ties.yaml"
NAMELESS = ("unnamed:", "person:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/link/ties.yaml` says, under the same names."""

    half_life_days: Mapping[str, float]
    other_half_life_days: float
    directed: frozenset[str]
    standing: frozenset[str]
    no_states: frozenset[str]
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One end of a tie as its article has it: the actor's id, and what the article gives as its country."""

    actor: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One record of a tie with its row in the store, the day of its article and who first brought the text."""

    row: int
    record: str
    document: str
    day: date
    origin: str
    members: tuple[Member, Member]
    kind: str
    sign: int
    words: str | None = None
    status: Status = "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """All that is told of one kind of tie between two parties with one sign and status; the latest telling first.

    `weight` adds up the origins, each by its last telling: half after the half-life. Of a directed kind the first of
    the `parties` depends, aids or belongs. `contested` says that a tie of the opposite sign is told too.
    """

    parties: tuple[str, str]
    kind: str
    sign: int
    status: Status
    directed: bool
    first: date
    last: date
    origins: int
    articles: int
    weight: float
    contested: bool
    words: tuple[tuple[str, int], ...]
    told: tuple[Described, ...]


@cache
def load() -> Rules:
    """Read the rules that come with the package."""
    values = yaml_table(FILE)
    try:
        sets = {name: frozenset(values[name]) for name in ("directed", "standing", "no_states")}
        return Rules(**{**values, **sets})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def party(member: Member, rules: Rules) -> str | None:
    """The country to which somebody belongs, else the organisation itself; None for people and groups of no country."""
    if member.country and member.country not in rules.no_states:
        return member.country
    nameless = member.actor.startswith(NAMELESS) or ":-:" in member.actor
    return None if nameless else member.actor


def bonds(
    described: Iterable[Described], one: str, other: str | None, *, as_of: date, rules: Rules
) -> tuple[Bond, ...]:
    """Gather what is told until a day of the ties of a party, with all others or with one.

    Those that stand come first; the two between whom most is told come first, with all their ties side by side. The
    order of `described` has no effect.
    """
    groups: dict[tuple[tuple[str, str], str, int, Status], list[Described]] = defaultdict(list)
    for each in described:
        pair = _pair(each, rules)
        if pair and each.day <= as_of and one in pair and (other is None or other in pair):
            groups[pair, each.kind, each.sign, each.status].append(each)
    signs: dict[frozenset[str], set[int]] = defaultdict(set)
    for pair, _, sign, status in groups:
        if status in rules.standing:
            signs[frozenset(pair)].add(sign)
    found = [_bond(key, told, signs[frozenset(key[0])], as_of, rules) for key, told in groups.items()]
    weights: dict[frozenset[str], float] = defaultdict(float)
    for bond in found:
        weights[frozenset(bond.parties)] += bond.weight
    return tuple(sorted(found, key=lambda bond: _order(bond, weights[frozenset(bond.parties)], rules)))


def _pair(described: Described, rules: Rules) -> tuple[str, str] | None:
    """The two parties: as told where the order says something, else by their ids; None within one country."""
    first, second = (party(member, rules) for member in described.members)
    if first is None or second is None or first == second:
        return None
    return (first, second) if described.kind in rules.directed or first < second else (second, first)


def _bond(
    key: tuple[tuple[str, str], str, int, Status],
    told: Sequence[Described],
    signs: set[int],
    as_of: date,
    rules: Rules,
) -> Bond:
    pair, kind, sign, status = key
    latest = sorted(told, key=lambda d: (-d.day.toordinal(), d.document, d.record))
    last: dict[str, date] = {}
    for each in latest:
        last.setdefault(each.origin, each.day)
    half = rules.half_life_days.get(kind, rules.other_half_life_days)
    return Bond(
        parties=pair,
        kind=kind,
        sign=sign,
        status=status,
        directed=kind in rules.directed,
        first=latest[-1].day,
        last=latest[0].day,
        origins=len(last),
        articles=len({each.document for each in told}),
        weight=fsum(0.5 ** ((as_of - day).days / half) for day in last.values()),
        contested=status in rules.standing and sign != 0 and -sign in signs,
        words=_words(latest, rules.words),
        told=tuple(latest),
    )


def _words(latest: Iterable[Described], most: int) -> tuple[tuple[str, int], ...]:
    """The words that most origins use, the latest of equals first, with the number of origins."""
    seen = dict.fromkeys((" ".join(d.words.split()).casefold(), d.origin) for d in latest if d.words)
    return tuple(Counter(words for words, _ in seen).most_common(most))


def _order(bond: Bond, of_pair: float, rules: Rules) -> tuple[object, ...]:
    stands = bond.status in rules.standing
    pair = sorted(bond.parties)
    return not stands, -of_pair, pair, -bond.weight, bond.kind, bond.parties, -bond.sign, bond.status
