"""Carried events: those that a speaker tells, not the article, are given the statement that tells them."""

from collections.abc import Iterator
from dataclasses import replace

from legation.records import Event, Statement
from legation.step import Reading, Step


def carried(directive: frozenset[str]) -> Step:
    """Make the step that links every event to the innermost statement whose content tells it.

    Acts in `directive` ("urge", "ask") assert nothing: what "they urge China to act, as troops arrive" says of the
    troops is the article's own.
    """

    def run(reading: Reading) -> Iterator[Event]:
        statements = tuple(s for s in reading.of(Statement) if s.act not in directive)
        for event in reading.of(Event):
            statement = _innermost(event, statements)
            yield event if statement is None else replace(event, statement=statement.id)

    types = frozenset({Event})
    return Step("carried", run, needs=types | {Statement}, gives=types, replaces=types)


def _innermost(event: Event, statements: tuple[Statement, ...]) -> Statement | None:
    """The statement with the shortest content around the event's trigger, but not one of which it is the cue itself."""
    trigger = next((e for e in event.evidence if e.role == "trigger"), None)
    if trigger is None:
        return None
    around = [
        (span.end - span.start, number)
        for number, statement in enumerate(statements)
        for span in statement.content
        if span.start <= trigger.start
        and trigger.end <= span.end
        and not _is_cue(statement, trigger.start, trigger.end)
    ]
    return statements[min(around)[1]] if around else None


def _is_cue(statement: Statement, start: int, end: int) -> bool:
    return any(e.role == "cue" and e.start < end and start < e.end for e in statement.evidence)
