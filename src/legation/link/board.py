"""The board of silences: one row for each silence of an actor on a matter, however many articles tell of it.

Reports of silence are one row when they are of one actor, on matters that fit, and no end and no long gap lies between
them. A row ends with the earliest later statement by or for the actor that is on its matter.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Literal

from legation.errors import KnowledgeError
from legation.link.levels import NO_STATE
from legation.link.words import load as load_words
from legation.records import Actor, Silence, Statement
from legation.tables import yaml_table

FILE = "link/board.yaml"
NAMELESS = ("unnamed:-", "group:-", "person:unresolved:")
State = Literal["open", "ended", "lapsed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/link/board.yaml` says, under the same names, and the kinds of silence that any statement can end."""

    days: int
    share: float
    least_words: int
    days_between: int
    disclosing: frozenset[str]
    no_topic: frozenset[str]
    asides: frozenset[str]
    leading_actors: int
    most_replies: int
    most_words: int
    can_end: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article's report of a silence: of whom (country or organisation), on which day, from which origin.

    `topic` are the words of its topic by their stems, `context` those of its sentence, `issues` the desk's issues that
    they name, and `subjects` those whom it is about (country or organisation).
    """

    silence: Silence
    actor: str
    day: date
    origin: str
    topic: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)
    issues: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    def is_particular(self, rules: Rules) -> bool:
        """Whether one thing is asked for, so that not any statement ends the silence."""
        on_another = self.silence.topic is not None and not self.issues
        return self.silence.kind not in rules.can_end or on_another


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A statement by or for a silent actor that may end the silence; `words` are the stems of what it says."""

    statement: Statement
    day: date
    words: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    spoken_of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One silence: the reports of it, the earliest first, and the statement that ended it, with the reason."""

    actor: str
    tellings: tuple[Telling, ...]
    end: Reply | None = None
    why: str = ""

    @property
    def since(self) -> date:
        """The day of the first report."""
        return self.tellings[0].day

    @property
    def last(self) -> date:
        """The day of the last report."""
        return self.tellings[-1].day

    @property
    def origins(self) -> int:
        """How many independent origins tell it."""
        return len({telling.origin for telling in self.tellings})

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that its reports name, the most frequent first."""
        return _frequent(issue for telling in self.tellings for issue in telling.issues)

    def state(self, as_of: date, rules: Rules) -> State:
        """Whether it has ended by a day, is open, or has not been told of for long."""
        if self.end:
            return "ended"
        return "open" if (as_of - self.last).days <= rules.days else "lapsed"

    def days(self, as_of: date, rules: Rules) -> int:
        """How many days it lasted, has lasted by a day, or was told of."""
        until = {"ended": self.end.day if self.end else as_of, "open": as_of, "lapsed": self.last}
        return (until[self.state(as_of, rules)] - self.since).days


Replies = Callable[[Row], Iterable[Reply]]


@cache
def load() -> Rules:
    """Read the rules that come with the package."""
    from legation.link.limits import load as load_limits

    values = yaml_table(FILE)
    try:
        sets = {name: frozenset(values[name]) for name in ("disclosing", "no_topic", "asides")}
        return Rules(**{**values, **sets, "can_end": load_limits().can_end})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def board(tellings: Iterable[Telling], replies: Replies, as_of: date, rules: Rules) -> tuple[Row, ...]:
    """Put reports of silence together into rows as they stood at the end of a day; the order of input has no effect.

    `replies` gives the later statements by or for a row's actor that share its words, issues or subjects, day by day:
    those after the one that ends the row are not asked for.
    """
    told = sorted(
        (t for t in tellings if t.day <= as_of), key=lambda t: (t.actor, t.day, t.silence.document, t.silence.id)
    )
    waiting = _grouped(told, rules)
    rows: list[Row] = []
    while waiting:
        row = waiting.pop(0)
        end = _end(row, replies(row), as_of, rules)
        if end is None:
            rows.append(row)
            continue
        reply, why = end
        before = tuple(telling for telling in row.tellings if telling.day < reply.day)
        rows.append(replace(row, tellings=before, end=reply, why=why))
        # Who tells of a silence after its end tells of another one.
        waiting += _grouped(row.tellings[len(before) :], rules)
    return tuple(sorted(rows, key=lambda row: (row.actor, row.since, row.tellings[0].silence.id)))


def endings(row: Row, replies: Iterable[Reply], days: int, rules: Rules) -> tuple[Reply, ...]:
    """Return the replies that end an ended row, told until so many days after its end: the same end, told again."""
    if row.end is None:
        return ()
    last = row.end.day + timedelta(days)
    return tuple(each for each in replies if row.end.day <= each.day <= last and _ends(row, each, rules))


def party(silence: Silence, person: Actor | None, official: frozenset[str]) -> str | None:
    """Return who is silent: a state for its officials and bodies, else the organisation, group or person itself.

    None where the text names nobody: "neither", "an official".
    """
    if person is None or not person.resolved or silence.actor.startswith(NAMELESS):
        return None
    if person.country and person.country.isupper() and person.country not in NO_STATE and person.sector in official:
        return person.country
    return None if person.kind == "unnamed" or silence.actor.count(":") > 1 else silence.actor


def is_party(actor: str) -> bool:
    """Whether an id is that of one who is the same in other articles: no "lawmaker", no "officials" of a country."""
    return not actor.startswith(NAMELESS) and actor.count(":") < 2


def is_aside(silence: Silence, rules: Rules) -> bool:
    """Whether somebody who spoke only left something out: no silence for the board."""
    cues = (word for each in silence.evidence if each.role == "cue" for word in each.text.casefold().split())
    return not rules.asides.isdisjoint(cues)


def words(text: str, rules: Rules) -> dict[str, str]:
    """Map the stems of the words that say something to the words, without names and what only points at a topic."""
    found = load_words().words(text)
    said = ((stem, match[0]) for stem, match in found if match[0][0].islower())
    return {stem: word for stem, word in said if word.casefold() not in rules.no_topic}


def sought(row: Row, rules: Rules) -> tuple[str, ...]:
    """Return the words by which the end of a row is looked for, the most frequent first."""
    found = ({**telling.context, **telling.topic} for telling in row.tellings)
    return _frequent(word for each in found for word in each.values())[: rules.most_words]


def _grouped(tellings: Sequence[Telling], rules: Rules) -> list[Row]:
    """Put each report into the row that was told of last of those that it fits, in time."""
    rows: list[Row] = []
    for telling in tellings:
        fits = (index for index in range(len(rows) - 1, -1, -1) if _fits(telling, rows[index], rules))
        home = next(fits, None)
        if home is None:
            rows.append(Row(actor=telling.actor, tellings=(telling,)))
        else:
            row = rows.pop(home)
            rows.append(replace(row, tellings=(*row.tellings, telling)))
    return rows


def _fits(telling: Telling, row: Row, rules: Rules) -> bool:
    near = telling.day - row.last <= timedelta(rules.days)
    return near and telling.actor == row.actor and any(_one_matter(telling, other, rules) for other in row.tellings)


def _one_matter(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether two reports can be on one matter: by issues, topics, the words around, or those whom they are about."""
    if one.issues and other.issues:
        return bool(one.issues & other.issues)
    if one.topic and other.topic:
        return len(one.topic.keys() & other.topic.keys()) >= rules.share * min(len(one.topic), len(other.topic))
    if not one.subjects & other.subjects:
        return False
    if not one.is_particular(rules) and not other.is_particular(rules):
        return abs(one.day - other.day) <= timedelta(rules.days_between)
    return len({*one.topic, *one.context} & {*other.topic, *other.context}) >= rules.least_words


def _end(row: Row, replies: Iterable[Reply], as_of: date, rules: Rules) -> tuple[Reply, str] | None:
    """The earliest statement that ends the row, with the reason."""
    last = min(as_of, row.last + timedelta(rules.days))
    within = (each for each in replies if row.since < each.day <= last)
    for _, of_day in groupby(within, key=attrgetter("day")):
        for reply in sorted(of_day, key=lambda each: (each.statement.document, each.statement.id)):
            if why := _ends(row, reply, rules):
                return reply, why
    return None


def _ends(row: Row, reply: Reply, rules: Rules) -> str:
    """Why a statement ends a row; nothing where it does not."""
    before = [telling for telling in row.tellings if telling.day < reply.day]
    for telling in before:
        common = telling.topic.keys() & reply.words
        if telling.topic and len(common) >= min(rules.least_words, len(telling.topic)):
            return f"it is on the topic: {', '.join(sorted(common))}"
    if reply.statement.act in rules.disclosing:
        if row.issues and row.issues[0] in reply.issues:
            return f"{reply.statement.act} on the issue: {row.issues[0]}"
        common = _words_of(before) & reply.words
        if len(common) >= rules.least_words:
            return f"{reply.statement.act}: {', '.join(sorted(common))}"
    if any(telling.is_particular(rules) for telling in before):
        return ""
    for telling in before:
        if on := telling.issues & reply.issues:
            return f"it is on the issue: {', '.join(sorted(on))}"
        if not telling.issues and (spoken_of := telling.subjects & reply.spoken_of):
            return f"it speaks of {', '.join(sorted(spoken_of))}"
    return ""


def _words_of(tellings: Sequence[Telling]) -> set[str]:
    """The stems of the words that the reports have; of several, those that more than one has."""
    counted = Counter(stem for telling in tellings for stem in {*telling.topic, *telling.context})
    return {stem for stem, number in counted.items() if number > 1 or len(tellings) == 1}


def _frequent(words: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(words)
    return tuple(sorted(counted, key=lambda word: (-counted[word], word)))
