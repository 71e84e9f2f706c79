"""Carried events: those that a speaker tells, not the article, are given the statement that tells them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.records import Actor, Event, Mention, Statement
from legation.step import Reading, Step

Named = tuple[int, int, str | None]  # where somebody is named, and who

_BLOWS = frozenset({"ASSAULT", "COERCE"})
# Who tells for a state, or in its press, what it suffered.
_TELLING = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JRN"})


def carried(directive: frozenset[str]) -> Step:
    """Make the step that links every event to the innermost statement whose content tells it.

    Acts in `directive` ("urge", "ask") assert nothing: what "they urge China to act, as troops arrive" says of the
    troops is the article's own.
    """

    def run(reading: Reading) -> Iterator[Event]:
        statements = tuple(s for s in reading.of(Statement) if s.act not in directive)
        actors = {actor.id: actor for actor in reading.of(Actor)}
        told = _sources(reading.of(Statement))
        events = reading.of(Event)
        named = {(mention.start, mention.end, mention.actor) for mention in reading.of(Mention)}
        for event, statement in zip(events, _innermost(events, statements), strict=True):
            blow = event.type in _BLOWS
            found = _for_state(event, actors, told | _outside(statement, named)) if blow else event
            yield found if statement is None else replace(found, statement=statement.id)

    types = frozenset({Event})
    return Step("carried", run, needs=types | {Actor, Mention, Statement}, gives=types, replaces=types)


def _sources(statements: Iterable[Statement]) -> set[Named]:
    """Where those who say something are named, and who they are."""
    return {(e.start, e.end, s.speaker.actor) for s in statements for e in s.evidence if e.role == "source"}


def _outside(statement: Statement | None, named: Collection[Named]) -> set[Named]:
    """Where a speaker is named who does not speak of himself in what he says."""
    if statement is None:
        return set()
    speaker = {each for each in named if each[2] == statement.speaker.actor}
    says = any(span.start <= a and b <= span.end for a, b, _ in speaker for span in statement.content)
    return set() if says else speaker


def _for_state(event: Event, actors: Mapping[str, Actor], told: Collection[Named]) -> Event:
    """The blow; who only tells of it did not suffer it, their state did: "hit a clinic, Thai officials said".

    Only where the text names the state elsewhere is it somebody in the record.
    """
    struck = [(e.start, e.end) for e in event.evidence if e.role == "recipient"]
    own = {actors[key].country for key in event.actor if key in actors}  # nobody complains of his own state's blow
    found = []
    for key in event.recipient:
        actor = actors.get(key)
        state = actor.country if actor and actor.kind != "state" and actor.sector in _TELLING else None
        tells = state in actors and state not in own and any((*span, key) in told for span in struck)
        found.append(state if state and tells else key)
    recipient = tuple(dict.fromkeys(found))
    return event if recipient == event.recipient else replace(event, recipient=recipient)


def _innermost(events: Sequence[Event], statements: Sequence[Statement]) -> list[Statement | None]:
    """For each event the statement with the shortest content around its trigger, but none of which it is the cue.

    Of two of the same words it is the one that the other passes on.
    """
    spans = sorted((span.start, span.end, n) for n, statement in enumerate(statements) for span in statement.content)
    found: list[Statement | None] = [None] * len(events)
    open_: list[tuple[int, int, int]] = []
    at = 0
    for start, end, i in sorted(_triggers(events)):
        while at < len(spans) and spans[at][0] <= start:
            open_.append(spans[at])
            at += 1
        open_ = [span for span in open_ if span[1] > start]
        around = [
            (last - first, statements[n].nested_in is None, n)
            for first, last, n in open_
            if end <= last and not _is_cue(statements[n], start, end)
        ]
        found[i] = statements[min(around)[-1]] if around else None
    return found


def _triggers(events: Iterable[Event]) -> Iterator[tuple[int, int, int]]:
    """Where the trigger of each event stands, and the event's number."""
    for i, event in enumerate(events):
        trigger = next((e for e in event.evidence if e.role == "trigger"), None)
        if trigger is not None:
            yield trigger.start, trigger.end, i


def _is_cue(statement: Statement, start: int, end: int) -> bool:
    return any(e.role == "cue" and e.start < end and start < e.end for e in statement.evidence)
