"""The board of silences: one row for each silence of an actor on a matter, however many articles tell of it.

Reports of silence are one row when they are of one actor, on matters that fit, and no end and no long gap lies between
them. A row ends with the earliest later statement by or for the actor that is on its matter.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from legation.errors import KnowledgeError
from legation.link.levels import NO_STATE
from legation.link.passages import sentence
from legation.link.words import load as load_words
from legation.records import Actor, Silence, Statement
from legation.tables import yaml_table

FILE = "link/board.yaml"
NAMELESS = ("unnamed:-", "group:-", "person:unresolved:")
_WORD = re.compile(r"[\w-]+")
_QUESTIONS = frozenset({"whether", "if", "when", "why", "how", "who", "whom", "what", "where", "which"})
SILENCE, ANSWER = "silence", "answer"  # what is at an end, and what a first answer ends: no reply to something
SETS = ("disclosing", "no_topic", "asides", "press", "owing", "telling")
PATTERNS = (
    "breaking",
    "broken",
    "taken_up",
    "first_word",
    "first_time",
    "behind",
    "silent_before",
    "answered",
    "nobody",
)
State = Literal["open", "ended", "lapsed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/link/board.yaml` says, under the same names, and the kinds of silence that any statement can end."""

    days: int
    days_broken: int
    share: float
    least_words: int
    days_between: int
    disclosing: frozenset[str]
    no_topic: frozenset[str]
    asides: frozenset[str]
    leading_actors: int
    most_replies: int
    most_words: int
    press: frozenset[str]
    owing: frozenset[str]
    telling: frozenset[str]
    breaking: re.Pattern[str]
    broken: re.Pattern[str]
    taken_up: re.Pattern[str]
    first_word: re.Pattern[str]
    first_time: re.Pattern[str]
    behind: re.Pattern[str]
    silent_before: re.Pattern[str]
    answered: re.Pattern[str]
    nobody: re.Pattern[str]
    can_end: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article's report of a silence: of whom (country or organisation), on which day, from which origin.

    `topic` are the words of its topic by their stems, `context` those of its sentence, `issues` the desk's issues that
    they name, and `subjects` those whom it is about (country or organisation). Where a reply is `owed`, it is
    one to what was asked there: an invitation, no reporter's question.
    """

    silence: Silence
    actor: str
    day: date
    origin: str
    topic: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)
    issues: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    owed: bool = False

    def names_topic(self) -> bool:
        """Whether its topic says on what: by its words, or as a question in other words, "whether he will go"."""
        asked = (self.silence.topic or "").split()
        return bool(self.topic) or (len(asked) > 1 and asked[0].casefold() in _QUESTIONS)

    def is_particular(self, rules: Rules) -> bool:
        """Whether one thing is asked for, so that not any statement ends the silence."""
        on_another = self.names_topic() and not self.issues
        return self.is_question(rules) or on_another

    def is_question(self, rules: Rules) -> bool:
        """Whether an answer was withheld or is owed."""
        return self.silence.kind not in rules.can_end or self.owed

    def touches(self, reply: "Reply", rules: Rules) -> frozenset[str]:
        """The words that a reply has of what was left unsaid, or of what a reply is owed to."""
        told = {*self.topic, *(self.context if self.owed else ())}
        return frozenset(told & reply.words) if self.silence.kind in rules.can_end else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A statement by or for a silent actor that may end the silence; `words` are the stems of what it says.

    `breaks` is what its words say is at an end: a "silence", or the "uncertainty" that somebody left.
    """

    statement: Statement
    day: date
    words: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    spoken_of: frozenset[str] = frozenset()
    breaks: str = ""


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
        made: dict[str, Any] = {name: frozenset(values[name]) for name in SETS}
        made |= {name: re.compile(values[name], re.IGNORECASE) for name in PATTERNS}
        return Rules(**{**values, **made, "can_end": load_limits().can_end})
    except (KeyError, TypeError, re.error) as error:
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
    return tuple(each for each in replies if row.end.day <= each.day <= last and ends(row, each, rules))


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


def is_owed(silence: Silence, sentence: str, rules: Rules) -> bool:
    """Whether a reply is owed to what was asked in the article, and not to whoever wrote it."""
    if silence.kind not in ("no-response", "refrained") or silence.topic is not None:
        return False
    found = {word.casefold() for word in _WORD.findall(sentence)}
    # "Did not respond", "has yet to answer": whatever kind it is, a reply is owed.
    return (bool(rules.owing & found) or bool(rules.taken_up.search(sentence))) and rules.press.isdisjoint(found)


def around(silence: Silence, text: str) -> tuple[int, int, int]:
    """Where the sentence of a silence begins and ends, and where the one before it begins."""
    start = min((each.start for each in silence.evidence), default=0)
    end = max((each.end for each in silence.evidence), default=start)
    first, last = sentence(text, start, end)
    return first, last, sentence(text, max(0, first - 2), max(0, first - 2))[0]


def context(silence: Silence, text: str) -> str:
    """The sentence of a silence and the one before, without the words that tell who is silent."""
    _, last, earlier = around(silence, text)
    pieces, at = [], earlier
    for start, end in sorted((e.start, e.end) for e in silence.evidence if e.role in ("cue", "source")):
        pieces.append(text[at : min(start, last)])
        at = max(at, end)
    return "".join((*pieces, text[at:last]))


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
    last = row.last + timedelta(rules.days)
    latest = min(as_of, row.last + timedelta(rules.days_broken))
    # Long after the last report only what says that it ends a silence is the end of this one.
    within = (r for r in replies if row.since < r.day <= latest and (r.day <= last or r.breaks == SILENCE))
    for _, of_day in groupby(within, key=attrgetter("day")):
        for reply in sorted(of_day, key=lambda each: (each.statement.document, each.statement.id)):
            if why := ends(row, reply, rules):
                return reply, why
    return None


def ends(row: Row, reply: Reply, rules: Rules) -> str:
    """Why a statement ends a row; nothing where it does not."""
    before = [telling for telling in row.tellings if telling.day < reply.day]
    for telling in before:
        if why := _is_on_topic(telling, reply, rules):
            return why
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


def _is_on_topic(telling: Telling, reply: Reply, rules: Rules) -> str:
    """Why a statement is on what a report tells was left unsaid; nothing where it is not."""
    common = telling.topic.keys() & reply.words
    enough = len(common) >= rules.least_words or (telling.topic and len(common) == len(telling.topic))
    # One word is on many matters: with it goes whom the silence is about, or an issue.
    if enough and (len(common) > 1 or telling.subjects & reply.spoken_of or telling.issues & reply.issues):
        return f"it is on the topic: {', '.join(sorted(common))}"
    if telling.owed and (on := telling.issues & reply.issues):
        return f"it is on the issue: {', '.join(sorted(on))}"
    asker = telling.silence.asked_by
    if telling.owed and asker and asker in reply.statement.addressee:
        return f"it speaks to {asker}, who asked"
    about = ", ".join(sorted(telling.subjects & reply.spoken_of))
    # Doubt ends with the answer to a question; what was not spoken of at all is another silence.
    ended = reply.breaks == SILENCE or (reply.breaks and telling.is_question(rules))
    if reply.breaks == ANSWER:
        ended = telling.silence.topic is None or bool(rules.taken_up.search(f"on {telling.silence.topic}"))
    if about and ended:
        return f"it tells of the end, and speaks of {about}"
    if reply.breaks == SILENCE and not reply.spoken_of - {telling.actor}:
        return "it tells of the end, and speaks of nobody else"
    touched = ", ".join(sorted(telling.touches(reply, rules)))
    return f"it is on {touched}, and speaks of {about}" if about and touched else ""


def _words_of(tellings: Sequence[Telling]) -> set[str]:
    """The stems of the words that the reports have; of several, those that more than one has."""
    counted = Counter(stem for telling in tellings for stem in {*telling.topic, *telling.context})
    return {stem for stem, number in counted.items() if number > 1 or len(tellings) == 1}


def _frequent(words: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(words)
    return tuple(sorted(counted, key=lambda word: (-counted[word], word)))
