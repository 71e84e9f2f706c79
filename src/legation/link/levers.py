"""What one party has in hand to move another: levers, what takes away from them, and what came of past requests.

The strength of a step from one party to another is

    hold × (1 − drag) × heard

`hold` is 1 − Π(1 − value) over its levers, and the value of a lever is weight × age × told × share; `drag` is the same
over what stands between the two; `heard` falls with requests that were refused. `data/link/levers.yaml` holds the
numbers and explains them.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import prod
from typing import NamedTuple

from legation.errors import KnowledgeError
from legation.link.requests import Past, Requests
from legation.tables import yaml_table

FILE = "link/levers.yaml"
HEEDED = "heeded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of lever: the acts that tell of it with their weights, after how many days half is left, its words.

    With `beside`, what is told of it is weighed beside what else is told of the two; by what `finds` movers are found.
    """

    name: str
    half_life: int
    acts: Mapping[str, float]
    says: str
    beside: bool = False
    finds: bool = True
    about: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Tell what its acts are about, whoever of the two is described: "tie:trade" and "tied:trade" are one."""
        object.__setattr__(self, "about", frozenset(map(_about, self.acts)))

    @property
    def beside_what(self) -> str:
        """How the names of the acts begin beside which it is weighed."""
        return next(iter(self.about)).partition(":")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/link/levers.yaml` says, under the same names."""

    levers: tuple[Kind, ...]
    coercion: tuple[Kind, ...]
    friction: tuple[Kind, ...]
    requests: Requests
    told: tuple[float, ...]
    newest: int
    undated: float
    on_topic: float
    telling: Mapping[str, tuple[Kind, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Set beside each act the kinds of which it tells: a search weighs very many facts."""
        telling: dict[str, tuple[Kind, ...]] = {}
        for kind in self.kinds:
            for act in kind.acts:
                telling[act] = (*telling.get(act, ()), kind)
        object.__setattr__(self, "telling", telling)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """All kinds of levers, and what takes away from them."""
        return (*self.levers, *self.coercion, *self.friction)

    @property
    def near(self) -> tuple[str, ...]:
        """The acts by which movers of a party are found: of levers, requests, and what takes away from levers."""
        kinds = (kind for kind in (*self.levers, *self.friction) if kind.finds)
        return tuple(sorted({act for kind in kinds for act in kind.acts} | set(self.requests.asks)))

    @property
    def holding(self) -> frozenset[str]:
        """The acts of levers that are no requests."""
        return frozenset(act for kind in self.levers for act in kind.acts) - frozenset(self.requests.asks)

    @property
    def further(self) -> tuple[str, ...]:
        """The acts that count for movers which are found by others."""
        return tuple(sorted({act for kind in self.levers if not kind.finds for act in kind.acts}))

    @property
    def force(self) -> tuple[str, ...]:
        """The acts that tell of levers of force."""
        return tuple(sorted({act for kind in self.coercion for act in kind.acts}))


class Told(NamedTuple):
    """The last day on which an act was told, none where no article has a day, and on how many days it was."""

    day: str | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A stored record that tells of a lever: which act, when published, where, and who first brought the text."""

    act: str
    day: str | None
    row: int
    document: str
    origin: str
    on_topic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One lever with the numbers that make its value; `facts` are its newest records. Assumed ones have none."""

    kind: Kind
    weight: float
    age: float = 1.0
    told: float = 1.0
    share: float = 1.0
    topic: float = 1.0
    day: str | None = None
    days: int | None = None
    origins: int = 0
    facts: tuple[Fact, ...] = ()
    assumed: bool = False

    @property
    def value(self) -> float:
        """How much it does, from 0 to 1."""
        return min(1.0, self.weight * self.age * self.told * self.share * self.topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """All that the source has in hand to move the target.

    `hold` is what the levers do together, `drag` what stands between the two, `heard` what refused requests leave, and
    `strength` what comes of the three. `force` is what the levers of force do together, and no part of the strength.
    """

    source: str
    target: str
    levers: tuple[Lever, ...] = ()
    coercion: tuple[Lever, ...] = ()
    friction: tuple[Lever, ...] = ()
    past: Past = field(default_factory=Past)
    refused_keeps: float = 1.0
    hold: float = field(init=False)
    drag: float = field(init=False)
    force: float = field(init=False)
    heard: float = field(init=False)
    strength: float = field(init=False)

    def __post_init__(self) -> None:
        """Reckon the numbers once: a search asks for them often."""
        groups = {"hold": self.levers, "drag": self.friction, "force": self.coercion}
        made = {name: together(levers) for name, levers in groups.items()}
        made["heard"] = 1 - (1 - self.refused_keeps) * self.past.refused / (self.past.asked + 1)
        made["strength"] = made["hold"] * (1 - made["drag"]) * made["heard"]
        for name, value in made.items():
            object.__setattr__(self, name, value)


@cache
def load() -> Rules:
    """Read the rules that come with the package."""
    values = yaml_table(FILE)
    try:
        groups = {name: _kinds(values[name]) for name in ("levers", "coercion", "friction")}
        lists = {name: tuple(values["requests"][name]) for name in ("asks", "yields", "refuses")}
        requests = Requests(**{**values["requests"], **lists})
        return Rules(**{**values, **groups, "requests": requests, "told": tuple(values["told"])})
    except (AttributeError, KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def together(levers: Iterable[Lever]) -> float:
    """One minus the product of what each leaves undone."""
    return 1.0 - prod(1 - each.value for each in levers)


def promising(told: Mapping[str, Mapping[str, Told]], most: int, rules: Rules, as_of: date) -> tuple[str, ...]:
    """Return the sources that can do most at best, the strongest first."""
    weights = {act: weight for kind in rules.levers for act, weight in kind.acts.items()}
    # No promise is greater than that of the same acts told today, so most sources need not be looked into.
    bound = {source: _at_best(acts, weights, rules) for source, acts in told.items()}
    best: list[tuple[float, str]] = []
    for source in sorted(bound, key=lambda source: (-bound[source], source)):
        if len(best) == most and bound[source] < -best[-1][0]:
            break
        best = sorted([*best, (-promise(told[source], rules, as_of), source)])[:most]
    return tuple(source for _, source in best)


def _at_best(acts: Iterable[str], weights: Mapping[str, float], rules: Rules) -> float:
    left = 1.0
    for act in acts:
        left *= 1 - weights.get(act, 0.0)
        left *= 1 - (rules.requests.weight if act in rules.requests.asks else 0.0)
    return 1 - left


def promise(told: Mapping[str, Told], rules: Rules, as_of: date) -> float:
    """What the acts told of a source can do at best, before it is known who told them."""
    days = _days(told)
    left = 1.0
    for kind in rules.levers:
        if told.keys().isdisjoint(kind.acts):
            continue
        mine = {act: weight for act, weight in kind.acts.items() if act in told}
        # The weight may come from one telling and the age from another.
        age = max(_age(told[act].day, kind.half_life, rules, as_of) for act in mine)
        left *= 1 - max(mine.values()) * age * (_share(kind, days) if kind.beside else 1)
    if any(act in told for act in rules.requests.asks):
        left *= 1 - rules.requests.weight
    return 1 - left


def step(
    source: str, target: str, facts: Sequence[Fact], told: Mapping[str, Told], past: Past, *, rules: Rules, as_of: date
) -> Step:
    """Weigh all that is told of the source towards the target; the order of the facts has no effect."""
    ordered = sorted(facts, key=lambda fact: (fact.day or "", fact.row), reverse=True)
    mine: dict[str, list[Fact]] = {}
    for fact in ordered:
        for kind in rules.telling.get(fact.act, ()):
            mine.setdefault(kind.name, []).append(fact)
    days = _days(told)
    groups = [
        tuple(_lever(kind, mine[kind.name], days, rules=rules, as_of=as_of) for kind in kinds if kind.name in mine)
        for kinds in (rules.levers, rules.coercion, rules.friction)
    ]
    heeded = _heeded(past, rules, as_of)
    return Step(
        source=source,
        target=target,
        levers=_strongest((*groups[0], heeded) if heeded else groups[0]),
        coercion=_strongest(groups[1]),
        friction=_strongest(groups[2]),
        past=past,
        refused_keeps=rules.requests.refused_keeps,
    )


def _heeded(past: Past, rules: Rules, as_of: date) -> Lever | None:
    share = past.heeded / (past.asked + 1) - past.anyway
    kind = next(kind for kind in rules.levers if kind.name == HEEDED)
    if past.last is None or share <= 0:
        return None
    request, answer = past.last
    facts = tuple(Fact(act=each.act, day=each.day, row=each.row, document="", origin="") for each in (request, answer))
    age = _age(answer.day, kind.half_life, rules, as_of)
    days = (as_of - date.fromisoformat(answer.day)).days
    weight = rules.requests.weight * share
    return Lever(kind=kind, weight=weight, age=age, day=answer.day, days=days, facts=facts)


def counted(acts: Set[str], rules: Rules, beside: Iterable[str] = ()) -> frozenset[str]:
    """Return those of which it matters on how many days they were told: of the acts told of two, and those beside."""
    kinds = (kind for kind in rules.kinds if kind.beside and not acts.isdisjoint(kind.acts))
    beginnings = tuple({kind.beside_what for kind in kinds})
    return frozenset(act for act in (*acts, *beside) if act.startswith(beginnings))


def _lever(kind: Kind, mine: Sequence[Fact], days: Mapping[str, int], *, rules: Rules, as_of: date) -> Lever:
    day = mine[0].day
    origins = len({fact.origin for fact in mine})
    return Lever(
        kind=kind,
        weight=max(kind.acts[fact.act] for fact in mine),
        age=_age(day, kind.half_life, rules, as_of),
        told=rules.told[min(origins, len(rules.told)) - 1],
        share=_share(kind, days) if kind.beside else 1.0,
        topic=rules.on_topic if any(fact.on_topic for fact in mine) else 1.0,
        day=day,
        days=(as_of - date.fromisoformat(day)).days if day else None,
        origins=origins,
        facts=tuple(mine),
    )


def _strongest(levers: Iterable[Lever]) -> tuple[Lever, ...]:
    return tuple(sorted(levers, key=lambda lever: (-lever.value, lever.kind.name)))


def _age(day: str | None, half_life: int, rules: Rules, as_of: date) -> float:
    if not day:
        return rules.undated
    return float(0.5 ** (max(0, (as_of - date.fromisoformat(day)).days) / half_life))


def _share(kind: Kind, days: Mapping[str, int]) -> float:
    """On how many days the kind was told, beside what was told of the two on most days."""
    group = kind.beside_what
    most = max((number for name, number in days.items() if name.startswith(group)), default=0)
    mine = sum(days.get(name, 0) for name in kind.about)
    return (mine + 1) / (max(most, mine) + 1)


def _days(told: Mapping[str, Told]) -> dict[str, int]:
    days: dict[str, int] = {}
    for act, each in told.items():
        name = _about(act)
        days[name] = days.get(name, 0) + each.days
    return days


def _about(act: str) -> str:
    return act.replace("tied:", "tie:")


def _kinds(table: Mapping[str, Mapping[str, object]]) -> tuple[Kind, ...]:
    return tuple(Kind(name=name, **values) for name, values in table.items())  # type: ignore[arg-type]
