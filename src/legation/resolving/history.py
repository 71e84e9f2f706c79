"""What a document has spoken of so far, and the word lists by which pronouns and definite nouns take it up again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

# How many sentences back a pronoun may reach.
_REACH = 2
# How many earlier parties a noun that takes one up may reach back over: several long articles' worth.
FARTHEST = 2000


_LISTS = (
    "first",
    "first_plural",
    "male",
    "female",
    "neuter",
    "plural",
    "state_nouns",
    "person_nouns",
    "in_names",
    "in_names_or_not",
    "no_agencies",
    "body_adjectives",
    "fighting",
    "state_styles",
    "fighters",
    "epithets",
    "turned",
    "beside",
    "state_epithets",
    "other_person",
    "other_state",
    "mutual",
    "heads_of_groups",
    "male_nouns",
    "female_nouns",
    "kin_nouns",
    "met",
    "answering",
    "telling",
    "addressing",
    "speaking_out",
    "bystanding",
    "meeting",
    "personal",
    "of_states",
    "single_of_states",
    "posts_of_states",
    "jointly",
    "meetings",
)


@dataclass(frozen=True, slots=True)
class PronounTable:
    """The word lists of `pronouns.yaml`."""

    first: frozenset[str]
    first_plural: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    neuter: frozenset[str]
    plural: frozenset[str]
    numbers: Mapping[str, int]
    state_nouns: frozenset[str]
    person_nouns: frozenset[str]
    body_nouns: Mapping[str, frozenset[str]]
    in_names: frozenset[str]
    in_names_or_not: frozenset[str]
    no_agencies: frozenset[str]
    body_adjectives: frozenset[str]
    fighting_bodies: Mapping[str, frozenset[str]]
    fighting: frozenset[str]
    state_styles: frozenset[str]
    fighters: frozenset[str]
    epithets: frozenset[str]
    turned: frozenset[str]
    beside: frozenset[str]
    state_epithets: frozenset[str]
    other_person: frozenset[str]
    other_state: frozenset[str]
    mutual: frozenset[str]
    heads_of_groups: frozenset[str]
    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    kin_nouns: frozenset[str]
    met: frozenset[str]
    answering: frozenset[str]
    telling: frozenset[str]
    addressing: frozenset[str]
    speaking_out: frozenset[str]
    bystanding: frozenset[str]
    meeting: frozenset[str]
    of_states: frozenset[str]
    single_of_states: frozenset[str]
    personal: frozenset[str]
    posts_of_states: frozenset[str]
    jointly: frozenset[str]
    meetings: frozenset[str]
    kin: Mapping[str, frozenset[str]]
    takes_up: Mapping[str, frozenset[str]]
    state_extra: Mapping[str, frozenset[str]]
    group_sorts: Mapping[str, frozenset[str]]
    regions: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def gender_of(self, noun: str) -> str | None:
        """The gender that a noun tells by itself or by its ending ("widow", "spokeswoman")."""
        if noun in self.female_nouns or noun.endswith("woman"):
            return "female"
        return "male" if noun in self.male_nouns or noun.endswith("man") else None

    @classmethod
    def of(cls, table: Mapping[str, Any], regions: Mapping[str, list[str]] | None = None) -> "PronounTable":
        """Take the lists out of the table as loaded; `regions` are those of `regions.yaml`."""
        lists = {name: frozenset(table[name]) for name in _LISTS}
        bodies, fighting = (
            {noun: frozenset(sectors) for noun, sectors in table[name].items()}
            for name in ("body_nouns", "fighting_bodies")
        )
        kin = {noun: frozenset(group) for group in table["kin"] for noun in group}
        extra = {key: frozenset(words) for key, words in table["state_extra"].items()}
        sorts = {word: frozenset(group["sectors"]) for group in table["group_sorts"] for word in group["words"]}
        takes_up = {noun: frozenset(others) for noun, others in table["takes_up"].items()}
        return cls(
            kin=kin,
            regions={name: frozenset(states) for name, states in (regions or {}).items()},
            takes_up=takes_up,
            group_sorts=sorts,
            state_extra=extra,
            numbers=dict(table["numbers"]),
            body_nouns=bodies,
            fighting_bodies=fighting,
            **lists,
        )


class Seen(NamedTuple):  # made for each party of a text, sooner than a frozen class
    """One earlier party: where it stood, who it is, whether a subject and of which verb, what the text called it.

    `link` is the preposition before it, else its relation.
    """

    sentence: int
    token: int
    start: int
    actors: tuple[str, ...]
    person: bool
    plural: bool
    subject: bool
    quoted: bool
    depth: int
    listed: int | None
    place: bool
    weight: int = 0
    nouns: frozenset[str] = frozenset()
    verb: str = ""
    link: str = ""


@dataclass(slots=True)
class History:
    """What has been spoken of, in order."""

    seen: list[Seen] = field(default_factory=list)
    called: dict[str, list[int]] = field(default_factory=dict)

    def add(self, one: Seen) -> None:
        """Keep what was spoken of last, by its nouns too."""
        for noun in one.nouns:
            self.called.setdefault(noun, []).append(len(self.seen))
        self.seen.append(one)

    def back(self) -> Iterator[Seen]:
        """What was spoken of, latest first, as far back as anything is looked for."""
        return islice(reversed(self.seen), FARTHEST)

    def by_noun(self, noun: str) -> Iterator[tuple[int, Seen]]:
        """What the text has called so, with its place in the order, latest first, as many as are looked at."""
        return ((at, self.seen[at]) for at in islice(reversed(self.called.get(noun, ())), FARTHEST))

    def recent(self, sentence: int, reach: int = _REACH) -> list[Seen]:
        """What was spoken of in this sentence and the few (`reach`) before, latest first."""
        found = []
        for one in reversed(self.seen):
            if one.sentence < sentence - reach:
                break
            found.append(one)
        return found
