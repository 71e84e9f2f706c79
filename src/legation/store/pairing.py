"""What lies between two parties, one row for each two: so that all levers on a party are found without reading records.

An act says what the source does, did or is to the target:

    event:AID      an event that happened, of the source, with the target as recipient
    prospect:AID   an event that is planned or possible; also an accord that the source has but offered
    tie:trade      a tie of the two, in which the text describes the source ("X, Y's main buyer": X is the source)
    tied:trade     the same the other way round
    asks           the source asks the target to use its influence
    sways          the source is asked to use its influence on the target
    speaks         a statement of the source about the target, or to it
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

from legation.errors import KnowledgeError
from legation.records import AnyRecord, Event, Pressure, Statement, Tie
from legation.tables import yaml_table

FILE = "store/offers.yaml"

# Bodies of several states and of none are parties of their own, not one party together.
NO_COUNTRY = ("IGO", "UNO", "EUR", "NGO", "MNC", "ISM")
# Nobody who can be known again in another article.
NAMELESS = ("unnamed:", "group:-:", "person:unresolved:")
_PROSPECTS = ("future", "hypothetical")


def pairs(numbered: Iterable[tuple[int, AnyRecord]], day: str | None, level: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rows for numbered records of one document; `level` maps its actors to countries."""
    return [
        {"target": target, "act": act, "source": source, "day": day or "", "record": row}
        for row, each in numbered
        for target, act, source in sorted(set(_between(each, level)))
    ]


def party(actor: str, level: Mapping[str, str]) -> str | None:
    """Return the party for which an actor counts: its country, else itself; nobody where the text names nobody."""
    country = level.get(actor, actor)
    found = actor if country in NO_COUNTRY else country
    return None if found.startswith(NAMELESS) else found


def _between(record: AnyRecord, level: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for sources, act, targets in _acts(record):
        for source, target in product(_parties(sources, level), _parties(targets, level)):
            if source != target:
                yield target, act, source


def _acts(record: AnyRecord) -> Iterator[tuple[Sequence[str], str, Sequence[str]]]:
    match record:
        case Event(status="actual"):
            yield record.actor, f"{'prospect' if _is_offer(record) else 'event'}:{record.type}", record.recipient
        case Event() if record.status in _PROSPECTS:
            yield record.actor, f"prospect:{record.type}", record.recipient
        case Tie(status="actual"):
            first, second = record.actors
            yield (first,), f"tie:{record.kind}", (second,)
            yield (second,), f"tied:{record.kind}", (first,)
        case Pressure(status="actual"):
            yield record.pressers, "asks", record.intermediary
            yield record.intermediary, "sways", record.targets
        case Statement() if record.speaker.actor:
            yield (record.speaker.actor,), "speaks", (*record.about, *record.addressee)
        case _:
            return


def _is_offer(event: Event) -> bool:
    """Whether an accord is but offered or promised by one side."""
    if event.type != "AGREE" or set(event.actor) & set(event.recipient):
        return False
    return any(e.text.casefold().startswith(_offers()) for e in event.evidence if e.role == "trigger")


@cache
def _offers() -> tuple[str, ...]:
    try:
        return tuple(yaml_table(FILE)["offers"])
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def _parties(actors: Iterable[str], level: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(found for actor in actors if (found := party(actor, level)))
