"""Whether a gold reading is sound: offsets inside the text, the text unchanged, codes and references known."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import yaml

from legation.records import EVENT_TYPES, ActorKind, Quotation, SilenceKind, Status
from readings import (
    BENCH,
    Fact,
    Gold,
    GoldActor,
    GoldEvent,
    GoldPrediction,
    GoldPressure,
    GoldSilence,
    GoldStatement,
    GoldTie,
    digest,
    ranges_of,
)

_RUN = 7  # words in a row that a reader's own wording may not share with a text that isn't ours
_STATE = re.compile(r"[A-Z]{3}")


def problems(gold: Gold, text: str | None) -> list[str]:
    """All that is wrong with a gold reading; without the text, only its codes are looked at."""
    found = list(_code_problems(gold)) + list(_double_events(gold))
    if text is not None:
        found += _text_problems(gold, text)
    return found


def _text_problems(gold: Gold, text: str) -> Iterator[str]:
    if digest(text) != gold.sha256:
        yield "the text is not the one that was read: its sha256 differs"
    for kind, facts in gold.facts.items():
        for fact in facts:
            for name, (start, end) in ranges_of(fact):
                if not 0 <= start < end <= len(text):
                    yield f"{kind} {fact.says!r}: {name} {start}–{end} lies outside the text"
                elif text[start:end] != text[start:end].strip():
                    yield f"{kind} {fact.says!r}: {name} {start}–{end} begins or ends with a space"
            if "shared" in gold.source and copied(fact.says, text):
                yield f"{kind} {fact.says!r}: repeats {_RUN} words of the article in a row"


def copied(says: str, text: str) -> bool:
    """Whether the wording repeats a run of words of the text."""
    words, theirs = _words(says), f" {' '.join(_words(text))} "
    runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return any(f" {run} " in theirs for run in runs)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _code_problems(gold: Gold) -> Iterator[str]:
    codes = yaml.safe_load((BENCH / "codes.yaml").read_text(encoding="utf-8"))
    people = {actor.id for actor in gold.actors}
    keys = {actor.key for actor in gold.actors if actor.key}
    for kind, facts in gold.facts.items():
        for fact in facts:
            for field, values, known in _coded(fact, codes, people, keys):
                for value in values:
                    if value not in known and not (field == "party" and _STATE.fullmatch(str(value))):
                        yield f"{kind} {fact.says!r}: {field} {value!r} is unknown"
    for name, count in Counter(actor.id for actor in gold.actors).items():
        if count > 1:
            yield f"actor {name!r} is there {count} times"


_Row = tuple[str, Iterable[Any], Iterable[Any]]


def _coded(fact: Fact, codes: Mapping[str, Any], people: set[str], keys: set[str]) -> Iterator[_Row]:
    parties = keys | {"?"}
    match fact:
        case GoldActor():
            yield "kind", fact.kind, get_args(ActorKind)
            yield "sector", fact.sector, codes["sectors"]
            yield "party", [value for value in fact.country if value], codes["blocs"]
        case GoldEvent():
            for form in (fact, *fact.forms):
                yield "type", form.type, EVENT_TYPES
                yield "status", form.status, get_args(Status)
                yield "mode", form.mode, codes["modes"]
                yield "party", form.actor | form.actor_also | form.recipient | form.recipient_also, parties
        case GoldPressure():
            named = fact.pressers | fact.pressers_also | fact.intermediary | fact.targets | fact.targets_also
            yield "party", named, parties
            yield "means", fact.means, codes["means"]
        case GoldStatement():
            yield "speaker", fact.speaker, people
            yield "act", fact.act, codes["acts"]
            yield "quotation", fact.quotation, get_args(Quotation)
        case GoldSilence():
            yield "actor", fact.actor, people | {"?"}
            yield "kind", fact.kind, get_args(SilenceKind)
        case GoldTie():
            yield "party", fact.actors, parties
            yield "kind", fact.kind, codes["ties"]
            yield "sign", fact.sign, (-1, 0, 1)
        case GoldPrediction():
            yield "holder", fact.holder, people


def _double_events(gold: Gold) -> Iterator[str]:
    # Two facts that one record would satisfy for the same words make recall look better than it is.
    events = [fact for fact in gold.facts["event"] if isinstance(fact, GoldEvent) and not fact.optional]
    for i, left in enumerate(events):
        for right in events[i + 1 :]:
            same = left.actor == right.actor and left.recipient == right.recipient
            if same and set(left.type) & set(right.type) and set(left.spans) & set(right.spans):
                yield f"event {left.says!r} and event {right.says!r} are one"
