"""The numbers that decide when two texts are one report, two events one happening, and what a silence ends with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from legation.errors import KnowledgeError
from legation.link import words
from legation.tables import yaml_table

FILE = "link/linking.yaml"
LISTS = ("outlet_words", "mutual", "spoken", "mode_is_content", "can_end", "out_of_office", "official")

STEMS = ("denying", "pointing")  # these are compared with the words of tellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What `data/link/linking.yaml` says, under the same names."""

    shingle_words: int
    least_shared: float
    least_shingles: int
    whole: float
    sample_words: int
    sample_one_in: int
    sample_whole: int
    least_sampled: int
    least_of_sample: float
    most_copies: int
    outlet_words: frozenset[str]
    days_before_report: int
    lead_characters: int
    days_before_lead: int
    days_between_reports: int
    most_candidates: int
    most_akin: int
    longest_days: int
    may_be_one: float
    one_happening: float
    first_tellings: int
    most_joined: int
    mutual: frozenset[str]
    spoken: frozenset[str]
    same_act: tuple[frozenset[str], ...]
    mode_is_content: frozenset[str]
    denying: frozenset[str]
    pointing: frozenset[str]
    days_of_denial: int
    can_end: frozenset[str]
    days_of_silence: int
    leading_actors: int
    out_of_office: frozenset[str]
    official: frozenset[str]
    same_kind: tuple[tuple[str, ...], ...] = ()
    _kinds: Mapping[str, str] = field(default_factory=dict)
    _mutual_kinds: frozenset[str] = frozenset()
    _alike: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        """Map each type to the first of those that count as one kind with it."""
        object.__setattr__(self, "_kinds", {type_: group[0] for group in self.same_kind for type_ in group})
        object.__setattr__(self, "_mutual_kinds", frozenset(map(self.kind, self.mutual)))
        object.__setattr__(self, "_alike", frozenset(pair for group in self.same_act for pair in product(group, group)))

    def kind(self, type_: str) -> str:
        """The type, or the first of those that tell the same kind of happening."""
        return self._kinds.get(type_, type_)

    def is_alike(self, one: str, other: str) -> bool:
        """Whether two types can tell one and the same act, though not one kind of happening."""
        return (one, other) in self._alike

    def acts(self, type_: str) -> tuple[int, ...]:
        """Which groups of types that can tell one act the type is in."""
        return tuple(number for number, group in enumerate(self.same_act) if type_ in group)

    def is_sided(self, type_: str) -> bool:
        """Whether it says something who acts and on whom, in this type and all that tell the same kind."""
        return self.kind(type_) not in self._mutual_kinds


@cache
def load() -> Limits:
    """Read the limits that come with the package."""
    data = yaml_table(FILE)
    try:
        values = {**data["reports"], **data["developments"], **data["endings"], **data["absences"]}
        kinds = {name: frozenset(values[name]) for name in LISTS}
        for name in STEMS:
            kinds[name] = frozenset(words.load().stem(each) for each in values[name])
        same = tuple(tuple(group) for group in values["same_kind"])
        act = tuple(frozenset(group) for group in values["same_act"])
        return Limits(**{**values, **kinds, "same_kind": same, "same_act": act})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
