"""Appeals: who was asked to use its influence on a target, and what it answered, as far as articles tell.

An answer is a later word or act of the one who was asked, or that it kept silent. Whether it is an answer is told by
place and time alone: it stands behind the appeal in the same article, or it speaks of the target or of those who asked
within so many days. `data/link/movers.yaml` says what counts as refusing and granting.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from legation.errors import KnowledgeError
from legation.link import words
from legation.link.wanted import is_wanted
from legation.records import Event, Found, Pressure, Silence, Span, Statement
from legation.tables import yaml_table

FILE = "link/movers.yaml"
How = Literal["refused", "granted", "pressed on", "said", "kept silent"]
_ORDER: tuple[How, ...] = ("refused", "granted", "pressed on", "said", "kept silent")
_LISTS = (
    "refuses",
    "grants",
    "passes_on",
    "refusing",
    "granting",
    "refusing_when_denied",
    "requests",
    "thoughts",
    "asked",
    "vague",
)
NAMING = ("actor", "recipient", "presser", "intermediary", "source")  # evidence that says who, and not what
TEXTS = 2000  # passages whose words are remembered: one is compared with many
_DENIAL = "deny"
_OPENING = 4  # words within which it is told what is denied: "Washington's formal request"
_SHORT = 3  # letters of the words that are no topic: "on the"
_DENIED = re.compile(r"den(y|ies|ied|ying)\b")
_WORD = re.compile(r"[^\W_]+")
Voiced = Statement | Silence | Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `appeals` in `data/link/movers.yaml` says, under the same names."""

    newest: int
    answer_days: int
    each: int
    answers: int
    refuses: frozenset[str]
    grants: frozenset[str]
    shared_words: int
    refused_words: int
    passes_on: frozenset[str]
    refusing: frozenset[str]
    granting: frozenset[str]
    refusing_when_denied: frozenset[str]
    requests: frozenset[str]
    thoughts: frozenset[str]
    asked: frozenset[str]
    vague: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """One pressure chain: by which parties, through whom, on whom. `text` names the text that copies have in common."""

    record: Pressure
    day: str | None
    pressers: frozenset[str]
    asked: frozenset[str]
    target: str
    text: str = ""
    on_topic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an article tells of a party: something it says, does or leaves unsaid, and towards whom."""

    record: Voiced
    day: str | None
    by: str
    to: frozenset[str] = frozenset()
    stance: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the one who was asked made of an appeal."""

    how: How
    record: Voiced
    day: str | None


class Worded(NamedTuple):
    """The words of a record, and the words of the names in it; of each its stem."""

    words: frozenset[str]
    names: frozenset[str]


@cache
def load() -> Rules:
    """Read the rules that come with the package."""
    try:
        values = yaml_table(FILE)["appeals"]
        return Rules(**{**values, **{name: frozenset(values[name]) for name in _LISTS}})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def distinct(appeals: Iterable[Appeal]) -> tuple[Appeal, ...]:
    """Keep of what one text tells twice the fullest, the newest first; copies of a text are one text.

    A text tells the same twice when nobody presses in the one telling who doesn't in the other: a headline, a summary.
    """
    kept: dict[tuple[str, frozenset[str]], list[Appeal]] = {}
    for each in sorted(appeals, key=_fullness, reverse=True):
        same = kept.setdefault((each.text or each.record.document, each.asked), [])
        if not any(each.pressers <= other.pressers for other in same):
            same.append(each)
    return tuple(sorted((each for same in kept.values() for each in same), key=_newest_first))


def answers(appeal: Appeal, asked: str, told: Iterable[Told], rules: Rules) -> tuple[Answer, ...]:
    """Return what `asked` answered to the appeal, what tells most first; of what stands on the same words, one."""
    fitting = (each for each in told if each.by == asked and _may_answer(each, appeal, rules))
    found = ((each, how) for each in fitting if (how := _how(each, appeal, rules)))
    kept: list[Answer] = []
    taken: list[tuple[str, int, int]] = []
    for each, how in sorted(found, key=lambda pair: _rank(pair[0], pair[1], appeal)):
        start, end = _extent(each.record)
        if all(document != each.record.document or end <= a or b <= start for document, a, b in taken):
            taken.append((each.record.document, start, end))
            kept.append(Answer(how=how, record=each.record, day=each.day))
    return tuple(kept[: rules.answers])


def shares(asked: Found, answer: Found, least: int) -> bool:
    """Whether two records share so many words, without the names of who takes part in either."""
    return alike(worded(asked), worded(answer), least)


def alike(asked: Worded, answer: Worded, least: int) -> bool:
    """Whether the words of two records are so many the same, without the names of who takes part in either."""
    return len((asked.words & answer.words) - asked.names - answer.names) >= least


def worded(record: Found) -> Worded:
    """Return the words of a record by which it is compared with others, and those of the names in it."""
    texts = [each.text for each in record.evidence if each.role not in ("trigger", *NAMING)]
    if isinstance(record, Pressure):
        texts += [record.demand.text, record.aim.text if record.aim else ""]
    if isinstance(record, Statement):
        texts += [span.text for span in record.content]
    return Worded(_stems(texts), _stems(each.text for each in record.evidence if each.role in NAMING))


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for text in texts for stem in _words(text))


@lru_cache(TEXTS)
def _words(text: str) -> frozenset[str]:
    return frozenset(stem for stem, _ in words.load().words(text))


def _may_answer(told: Told, appeal: Appeal, rules: Rules) -> bool:
    if told.record.document == appeal.record.document:
        start = _extent(told.record)[0]
        asked = [span for span in (appeal.record.demand, appeal.record.aim) if span is not None]
        # "Asked Japan to press Iran": Japan didn't yet, though Japan is named before what it is asked to do.
        within = any(span.start <= place < span.end for span in asked for place in (start, _telling(told.record)))
        return start > min(e.start for e in appeal.record.evidence) and not within
    if not appeal.day or not told.day or not told.to & {appeal.target, *appeal.pressers}:
        return False
    last = (date.fromisoformat(appeal.day) + timedelta(rules.answer_days)).isoformat()
    return appeal.day <= told.day <= last


def _how(told: Told, appeal: Appeal, rules: Rules) -> How | None:
    match told.record:
        case Silence() as silence:
            return None if _is_on_another(silence, appeal, rules) else "kept silent"
        case Event() as event:
            return _of_event(event, told, appeal, rules)
        case Statement() as said if is_wanted(said):
            return None  # what is asked of somebody is no answer of his
        case Statement(negated=True) as said:
            return "refused" if said.act in rules.refusing_when_denied else None
        case Statement(act=act):
            if act in rules.thoughts:
                return None
            if act in rules.granting:
                return "granted" if shares(appeal.record, told.record, rules.shared_words) else None
            on_it = shares(appeal.record, told.record, rules.refused_words)
            about_it = bool(told.to & appeal.pressers) or on_it
            denies = act == _DENIAL and not _denies_request(told.record.content, rules)
            if denies and not (on_it or _tells_of_asking(told.record.content, rules)):
                return None  # who denies something else answers nothing: "denied that it had sold rifles to Peru"
            return "refused" if act in rules.refusing and about_it and not denies else "said"


def _is_on_another(silence: Silence, appeal: Appeal, rules: Rules) -> bool:
    """Whether another article names as what somebody keeps silent on something of which the appeal has no word."""
    told = {word for word in _WORD.findall((silence.topic or "").casefold()) if len(word) > _SHORT}
    own = told and not any({word, word.removesuffix("s")} & (rules.requests | rules.vague) for word in told)
    return bool(own) and silence.document != appeal.record.document and not shares(appeal.record, silence, 1)


def _of_event(event: Event, told: Told, appeal: Appeal, rules: Rules) -> How | None:
    if event.status != "actual":
        return None
    if event.type in rules.passes_on and appeal.target in told.to:
        return "pressed on"
    if not told.to & appeal.pressers:
        return None
    if event.type in rules.refuses:
        # Who denies that he was asked, or did it, has refused nothing.
        trigger = next((e.text.casefold() for e in event.evidence if e.role == "trigger"), "")
        return "refused" if not _DENIED.match(trigger) or _asks(trigger, rules) else None
    on_it = event.type in rules.grants and shares(appeal.record, event, rules.shared_words)
    return "granted" if on_it else None


def _denies_request(content: Sequence[Span], rules: Rules) -> bool:
    """True for "denied the request", which refuses; "denied that it had been asked" refuses nothing."""
    opening = " ".join(content[0].text.casefold().split()[:_OPENING]) if content else ""
    return _asks(opening, rules)


def _tells_of_asking(content: Sequence[Span], rules: Rules) -> bool:
    """True where it is denied that somebody was asked at all: "that it had been approached"."""
    return any(not rules.asked.isdisjoint(_WORD.findall(span.text.casefold())) for span in content)


def _asks(words: str, rules: Rules) -> bool:
    """True where words name something that is asked for: "Washington's formal requests"."""
    return any({word, word.removesuffix("s")} & rules.requests for word in _WORD.findall(words))


def _rank(told: Told, how: How, appeal: Appeal) -> tuple[object, ...]:
    """What decides first; then what is said to those who asked, in the same article, the earliest."""
    elsewhere = told.record.document != appeal.record.document
    return (
        _ORDER.index(how),
        not told.to & appeal.pressers,
        elsewhere,
        told.day or "",
        _extent(told.record),
        told.record.id,
    )


def _extent(record: Voiced | Pressure) -> tuple[int, int]:
    places = [(each.start, each.end) for each in record.evidence]
    return min((start for start, _ in places), default=0), max((end for _, end in places), default=0)


def _telling(record: Voiced) -> int:
    """Where the word stands that tells what is said or done; where there is none, where the record begins."""
    words = (each.start for each in record.evidence if each.role in ("cue", "trigger"))
    return min(words, default=_extent(record)[0])


def _fullness(appeal: Appeal) -> tuple[object, ...]:
    record = appeal.record
    return (appeal.on_topic, len(appeal.pressers), record.aim is not None, len(record.demand.text), record.id)


def _newest_first(appeal: Appeal) -> tuple[object, ...]:
    day = date.fromisoformat(appeal.day).toordinal() if appeal.day else 0
    return (not appeal.on_topic, -day, appeal.record.document, appeal.record.id)
