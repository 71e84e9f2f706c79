"""What a claim says is so or is not so, by kind: an attack, a crossing, an accord; and on whom it lays it.

The kinds and their words stand in `data/link/oppositions.yaml`. Two claims that say the contrary of one kind can't both
hold, if they speak of one matter: that is for `opposing` to judge.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from legation.errors import KnowledgeError
from legation.link import words
from legation.tables import yaml_table

FILE = "link/oppositions.yaml"
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[,;:.!?()]")
_STOPS = frozenset(",;:.!?()")
REMEMBERED = 2_000  # words of claims, which are read again where an article sets them side by side
AIM = 2  # words between "to" or "will" and what is meant to be done
PRONOUNS = frozenset({"it", "its", "they", "their", "we", "our", "he", "his", "she", "her", "i", "my", "none", "us"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What says that something of a kind is so, and what that it is not; and how two such claims are compared."""

    name: str
    positive: re.Pattern[str]
    negative: re.Pattern[str] | None
    lasts: bool
    others: bool
    party: bool
    placed: bool
    broad: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppositions:
    """What `data/link/oppositions.yaml` says, its patterns compiled."""

    kinds: Mapping[str, Kind]
    negators: frozenset[str]
    reach: int
    failing: frozenset[str]
    ends: frozenset[str]
    passing: frozenset[str]
    no_aim: frozenset[str]
    objects: frozenset[str]
    modals: frozenset[str]
    reports: re.Pattern[str]
    untrue: re.Pattern[str]
    clauses: re.Pattern[str]
    such: re.Pattern[str]
    days: int
    days_of_state: int
    days_of_numbers: int
    score: Mapping[str, float]
    least: float
    least_numbers: float
    least_voiced: float
    voiced: frozenset[str]
    relatives: re.Pattern[str]
    no_matter: frozenset[str]


@cache
def load() -> Oppositions:
    """Read the kinds and scores that come with the package."""
    told = yaml_table(FILE)
    try:
        return Oppositions(
            kinds={name: _kind(name, row) for name, row in told["kinds"].items()},
            negators=frozenset(told["negators"]),
            reach=told["reach"],
            failing=frozenset(told["failing"]),
            ends=frozenset(told["ends"]),
            passing=frozenset(told["passing"]),
            no_aim=frozenset(told["no_aim"]),
            objects=frozenset(told["objects"]),
            modals=frozenset(told["modals"]),
            reports=re.compile(told["reports"], re.IGNORECASE),
            untrue=re.compile(told["untrue"], re.IGNORECASE),
            clauses=re.compile(told["clauses"], re.IGNORECASE),
            such=re.compile(told["such"], re.IGNORECASE),
            days=told["days"],
            days_of_state=told["days_of_state"],
            days_of_numbers=told["days_of_numbers"],
            score=told["score"],
            least=told["least"],
            least_numbers=told["least_numbers"],
            least_voiced=told["least_voiced"],
            voiced=frozenset(told["voiced"]),
            relatives=re.compile(told["relatives"], re.IGNORECASE),
            no_matter=frozenset(words.load().stem(each) for each in told["no_matter"]),
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def _kind(name: str, row: Mapping[str, object]) -> Kind:
    negative = row.get("not")
    return Kind(
        name=name,
        positive=_pattern(row["is"]),
        negative=_pattern(negative) if negative else None,
        lasts=bool(row.get("lasts")),
        others=bool(row.get("others")),
        party=bool(row.get("party")),
        placed=bool(row.get("placed")),
        broad=bool(row.get("broad")),
    )


def _pattern(rows: object) -> re.Pattern[str]:
    if not isinstance(rows, list):
        raise TypeError("a list of patterns is expected")
    rows = [row.replace(r"(\w+ )", r"([\w’'-]+ )") for row in rows]  # "violated Estonia's airspace"
    return re.compile("|".join(rf"\b(?:{row})(?!\w)" for row in rows), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """That something of a kind is so (`holds`) or not, and the words for it; `turned` if a negation says so."""

    kind: str
    holds: bool
    start: int
    turned: bool = False
    stem: str = ""


def points(text: str, *, denied: bool = False) -> tuple[Point, ...]:
    """What the words of a claim say; `denied` says that the whole of it is denied, up to its first subclause."""
    return _remembered(text, denied)


@lru_cache(REMEMBERED)
def kinds_of(word: str) -> frozenset[str]:
    """The kinds of which one word says that something is so."""
    return frozenset(name for name, kind in load().kinds.items() if kind.positive.fullmatch(word))


@lru_cache(REMEMBERED)
def _remembered(text: str, denied: bool) -> tuple[Point, ...]:
    return tuple(_points(text, denied))


def _points(text: str, denied: bool) -> Iterator[Point]:
    rules = load()
    false = bool(rules.untrue.search(text) and rules.reports.search(text))
    # A verb at the very beginning ("having fired", "that it fired") still belongs to what is denied.
    first = next((m.start() for m in rules.clauses.finditer(text) if m.start() > 0), len(text))
    relative = next((m.start() for m in rules.relatives.finditer(text) if m.start() > 0), len(text))
    tokens = [(m.start(), m[0].casefold().replace("’", "'")) for m in _TOKEN.finditer(text)]
    for kind in rules.kinds.values():
        for match, sense in _matches(kind, text):
            found = _negated(tokens, match, rules)
            if found is not None and (sense or found or match.start() < relative):
                # What stands before "is false" is denied as a whole, and so is what is denied until a clause begins.
                turned = found ^ false ^ (denied and match.start() < first)
                stem = next((each for each, _ in words.load().words(match[0])), "")
                yield Point(kind.name, sense ^ turned, match.start(), turned, stem)


def _matches(kind: Kind, text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the words that say so, and those that say the contrary; where they overlap, those."""
    contrary = list(kind.negative.finditer(text)) if kind.negative else []
    yield from ((match, False) for match in contrary)
    for match in kind.positive.finditer(text):
        if not any(each.start() < match.end() and match.start() < each.end() for each in contrary):
            yield match, True


def _negated(tokens: Sequence[tuple[int, str]], match: re.Match[str], rules: Oppositions) -> bool | None:
    """Whether a negation turns the words round; None where they tell no fact but a plan, a duty, an aim."""
    back = [word for start, word in reversed(tokens) if start < match.start()][: rules.reach]
    turned, settled = False, False
    for number, word in enumerate(back):
        if word == "to" and number <= AIM and not rules.no_aim & set(back[max(0, number - 1) : number]):
            if not rules.failing & set(back[number + 1 : number + 2]):
                return None
            turned = not turned
        elif word in _STOPS or (word in rules.ends and not rules.passing & set(back[number + 1 : number + 2])):
            break
        elif word in rules.modals and number <= AIM:
            return None
        elif not settled and (word in rules.negators or word.endswith("n't")):
            turned = not turned
            settled = word not in ("not", "n't")
    within = [word for start, word in tokens if match.start() < start < match.end()]
    after = [word for start, word in tokens if start >= match.end()][:1]
    return turned ^ bool(rules.objects & {*within, *after})
