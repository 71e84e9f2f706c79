"""Which later records may decide a prediction: they share its actors and the words of its claim.

Nothing is decided here. A score only says what a reader should look at first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from legation.errors import KnowledgeError
from legation.link.words import bare
from legation.link.words import load as load_words
from legation.records import Actor, AnyRecord, Event, Mention, Prediction, Silence, Statement
from legation.tables import yaml_table

FILE = "link/deciders.yaml"
Deciding = Event | Statement | Silence
NAMES = ("name", "demonym", "metonym")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/link/deciders.yaml` says, under the same names."""

    actor_weight: float
    least_words: int
    most_words: int
    statuses: frozenset[str]
    undecided_acts: frozenset[str]
    least_score: float
    acts: tuple[tuple[str, ...], ...]
    terms: frozenset[str]

    def act(self, stem: str) -> tuple[str, ...]:
        """The words that tell the same act as this one."""
        return next((row for row in self.acts if stem in map(load_words().stem, row)), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What of a prediction is looked for: its identified actors, and the words of its claim by their stems.

    `others` are words that tell the same acts, by the stem of the word of the claim.
    """

    prediction: Prediction
    actors: tuple[str, ...]
    words: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def sought(self) -> tuple[str, ...]:
        """All words by which records are looked for."""
        return tuple(dict.fromkeys((*self.words.values(), *(word for row in self.others.values() for word in row))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A later record with its score (0–1), what it shares with the claim, and the reasons in words."""

    record: Deciding
    score: float
    actors: tuple[str, ...]
    words: tuple[str, ...]
    why: tuple[str, ...]


def load() -> Rules:
    """Read the rules that come with the package."""
    values = yaml_table(FILE)
    try:
        sets = {name: frozenset(values[name]) for name in ("statuses", "undecided_acts", "terms")}
        return Rules(**{**values, **sets, "acts": tuple(map(tuple, values["acts"]))})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def claim(prediction: Prediction, known: Iterable[AnyRecord], rules: Rules) -> Claim:
    """Find what identifies the prediction; `known` are the records of its document."""
    records = tuple(known)
    people = {each.id: each for each in records if isinstance(each, Actor)}
    actors = tuple(a for a in prediction.about if _identified(a, people.get(a)))
    names = (_name(each, prediction) for each in records if isinstance(each, Mention) and each.actor in actors)
    passed = {stem for text in (prediction.certainty.phrase, *names) for stem, _ in _words(text)}
    words: dict[str, str] = {}
    for stem, word in _words(prediction.claim.text):
        # "March" names a month where it has a capital.
        term = word.casefold() in rules.terms and not (word.islower() and rules.act(stem))
        if stem not in passed and not term and len(words) < rules.most_words:
            words.setdefault(stem, word)
    return Claim(prediction=prediction, actors=actors, words=words, others=_others(words, rules))


def _others(found: Mapping[str, str], rules: Rules) -> dict[str, tuple[str, ...]]:
    return {stem: row for stem in found if (row := rules.act(stem))}


def candidates(
    sought: Claim, records: Iterable[AnyRecord], published: Mapping[str, str | None], rules: Rules
) -> tuple[Candidate, ...]:
    """Return the records that may decide the claim, the likest first; of what stands on the same words, one.

    `published` gives the day of each record's document. The order of `records` has no effect.
    """
    fitting = (each for each in records if isinstance(each, Deciding) and _can_decide(each, rules))
    found = (made for each in fitting if (made := _candidate(sought, each, published.get(each.document), rules)))
    kept: list[Candidate] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    for each in sorted(found, key=lambda c: _rank(c, published)):
        start, end = _extent(each.record)
        others = taken.setdefault(each.record.document, [])
        if all(end <= first or last <= start for first, last in others):
            others.append((start, end))
            kept.append(each)
    return tuple(kept)


def _candidate(sought: Claim, record: Deciding, day: str | None, rules: Rules) -> Candidate | None:
    actors = tuple(a for a in sought.actors if a in _parties(record))
    said = {stem for text in _texts(record) for stem, _ in _words(text)}
    told = {stem for stem, row in sought.others.items() if said & {each for word in row for each, _ in _words(word)}}
    words = tuple(word for stem, word in sought.words.items() if stem in said or stem in told)
    least = min(rules.least_words, len(sought.words)) if sought.actors else rules.least_words
    # All of several parties in an act of the kind foretold are enough; some of them and one word are not.
    everybody = len(actors) == len(sought.actors) > 1
    least = 1 if everybody and isinstance(record, Event) and told else least
    too_few = len(words) < rules.least_words and len(sought.actors) > 1 and not everybody
    if (sought.actors and not actors) or not words or len(words) < least or too_few:
        return None
    of_actors = len(actors) / len(sought.actors) if sought.actors else 0.0
    score = rules.actor_weight * of_actors + (1 - rules.actor_weight) * len(words) / len(sought.words)
    if score < rules.least_score:
        return None
    why = (_counted("actor", actors, sought.actors), _counted("word", words, tuple(sought.words)), _when(sought, day))
    return Candidate(record=record, score=round(score, 3), actors=actors, words=words, why=tuple(filter(None, why)))


def _can_decide(record: Deciding, rules: Rules) -> bool:
    match record:
        case Event():
            return record.status in rules.statuses
        case Statement():
            return record.act not in rules.undecided_acts
        case Silence():
            return True


def _identified(actor: str, known: Actor | None) -> bool:
    """Whether the actor is the same in another article: "officials" of no country may be anybody."""
    nameless = actor.startswith("unnamed:") or ":-:" in actor
    return not nameless and (known is None or known.resolved)


def _name(mention: Mention, prediction: Prediction) -> str:
    """The words in the claim that name an actor: they are looked for as an actor, not as words."""
    first = prediction.claim.start
    inside = first <= mention.start and mention.end <= prediction.claim.end
    return (
        prediction.claim.text[mention.start - first : mention.end - first] if inside and mention.kind in NAMES else ""
    )


def _parties(record: Deciding) -> frozenset[str]:
    match record:
        case Event():
            return frozenset({*record.actor, *record.recipient})
        case Statement():
            return frozenset(filter(None, (record.speaker.actor, *record.about, *record.addressee)))
        case Silence():
            return frozenset(filter(None, (record.actor, record.asked_by)))


def _texts(record: Deciding) -> Iterator[str]:
    yield from (e.text for e in record.evidence)
    if isinstance(record, Statement):
        yield from (span.text for span in record.content)


def _extent(record: Deciding) -> tuple[int, int]:
    places = [(e.start, e.end) for e in record.evidence]
    if isinstance(record, Statement):
        places += [(span.start, span.end) for span in record.content]
    return min((start for start, _ in places), default=0), max((end for _, end in places), default=0)


def _rank(found: Candidate, published: Mapping[str, str | None]) -> tuple[object, ...]:
    """The likest first; of equals what was done before what was said, then the earliest."""
    kind = (Event, Statement, Silence).index(type(found.record))
    day = published.get(found.record.document) or ""
    return (-found.score, kind, day, found.record.document, _extent(found.record), found.record.id)


def _counted(what: str, found: Sequence[str], wanted: Sequence[str]) -> str:
    if not wanted:
        return f"the claim names no {what} that other articles know"
    return f"{len(found)} of {len(wanted)} {what}{'s' * (len(wanted) != 1)}: {', '.join(found)}"


def _when(sought: Claim, day: str | None) -> str:
    due = sought.prediction.due
    if not day or not due:
        return ""
    late = (date.fromisoformat(day[:10]) - date.fromisoformat(due.end)).days
    return f"{late} day{'s' * (late != 1)} after it was due" if late > 0 else "before it was due"


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield stem and word for each word that says something."""
    return ((stem, bare(match)) for stem, match in load_words().words(text))
