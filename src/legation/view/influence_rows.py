"""Movers as JSON, whole, and as flat rows, one for each route."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from legation.link.appeals import Answer, Told
from legation.link.counters import Counter
from legation.link.levers import Lever, Step
from legation.link.requests import Past
from legation.link.routes import Moved, Route, Supposed
from legation.records import AnyRecord
from legation.records import Found as Record
from legation.view.influence import Entry, Found, Pressing, foremost
from legation.view.present import Row

COLUMNS = (
    *("rank", "actor", "actor_name", "score", "target", "target_name", "steps", "path", "path_names", "strengths"),
    *("levers", "first_day", "last_day", "appeals", "answers", "against"),
)
PLACES = 3  # numbers are given to so many places


class Rows:
    """Lays out what was found."""

    def __init__(self, found: Found) -> None:
        """Take all that was found."""
        self._found = found

    def json(self) -> str:
        """Return all of it as one JSON object."""
        return json.dumps(self.whole(), ensure_ascii=False, indent=1) + "\n"

    def whole(self) -> dict[str, Any]:
        """Return all of it as JSON-ready values."""
        question = self._found.question
        return {
            "record": "movers",
            "target": question.target,
            "target_name": self.name(question.target),
            "as_of": question.as_of.isoformat(),
            "articles": self._found.read,
            "by": question.by,
            "topic": question.topic,
            "steps": question.limits.steps,
            "supposed": [self._supposed(each) for each in question.supposed],
            "positions": [self.said(each.record) for each in self._found.positions],
            "found": self._found.movers,
            "movers": [self._entry(each) for each in self._found.entries],
            "others_asked": [self._pressing(each) for each in self._found.others],
            "coercion": [self._step(each) for each in self._found.forces],
            "moved": [self._moved(each) for each in self._found.moved],
        }

    def flat(self) -> Iterator[Row]:
        """Yield a row for each route of each mover."""
        for entry in self._found.entries:
            for route in entry.mover.routes:
                yield self._row(entry, route)

    def name(self, party: str) -> str:
        """What the party is called."""
        return self._found.parties.get(party, party)

    def said(self, record: AnyRecord) -> dict[str, Any]:
        """Where a record stands, and its words."""
        assert isinstance(record, Record)
        day, publisher, title = self._found.names.header(record.document)
        return {
            "record": record.record,
            "id": record.id,
            "document": record.document,
            "day": day[:10] if day else None,
            "publisher": publisher,
            "title": title,
            "words": self._found.names.excerpt(record).words,
        }

    def _row(self, entry: Entry, route: Route) -> Row:
        found, days = self._found, sorted(lever.day for s in route.steps for lever in s.levers if lever.day)
        told = [answer.how for pressing in entry.asked for answer in pressing.answers]
        return {
            "rank": entry.rank,
            "actor": entry.mover.actor,
            "actor_name": self.name(entry.mover.actor),
            "score": round(route.score, PLACES),
            "target": found.question.target,
            "target_name": self.name(found.question.target),
            "steps": len(route.steps),
            "path": " > ".join(route.path),
            "path_names": " > ".join(map(self.name, route.path)),
            "strengths": "; ".join(f"{step.strength:.3f}" for step in route.steps),
            "levers": "; ".join(_levers(step) for step in route.steps),
            "first_day": days[0] if days else None,
            "last_day": days[-1] if days else None,
            "appeals": entry.appeals,
            "answers": "; ".join(dict.fromkeys(told)),
            "against": "; ".join(f"{each.why} {each.party or ''}".strip() for each in entry.against),
        }

    def _entry(self, entry: Entry) -> dict[str, Any]:
        return {
            "rank": entry.rank,
            "actor": entry.mover.actor,
            "actor_name": self.name(entry.mover.actor),
            "score": round(entry.mover.score, PLACES),
            "routes": [self._route(each) for each in entry.mover.routes],
            "appeals": entry.appeals,
            "asked": [self._pressing(each) for each in entry.asked],
            "asking": [self._pressing(each) for each in entry.asking],
            "against": [self._counter(each) for each in entry.against],
        }

    def _route(self, route: Route) -> dict[str, Any]:
        steps = [self._step(step) for step in route.steps]
        return {"path": list(route.path), "score": round(route.score, PLACES), "stake": route.stake, "steps": steps}

    def _step(self, step: Step) -> dict[str, Any]:
        numbers = {name: round(getattr(step, name), PLACES) for name in ("strength", "hold", "drag", "heard", "force")}
        groups = {name: self._levers(getattr(step, name)) for name in ("levers", "friction", "coercion")}
        return {"source": step.source, "target": step.target, **numbers, **groups, "requests": _past(step.past)}

    def _levers(self, levers: Iterable[Lever]) -> list[dict[str, Any]]:
        return [self._lever(each) for each in levers]

    def _lever(self, lever: Lever) -> dict[str, Any]:
        numbers = ("value", "weight", "age", "told", "share", "topic")
        evidence = [self._found.records[fact.row] for fact in lever.facts if fact.row in self._found.records]
        return {
            "lever": lever.kind.name,
            **{name: round(getattr(lever, name), PLACES) for name in numbers},
            "day": lever.day,
            "origins": lever.origins,
            "assumed": lever.assumed,
            "evidence": [self.said(each) for each in evidence],
        }

    def _pressing(self, pressing: Pressing) -> dict[str, Any]:
        record = pressing.appeal.record
        chain = {name: list(getattr(record, name)) for name in ("pressers", "intermediary", "targets")}
        demand = {"demand": record.demand.text, "aim": record.aim.text if record.aim else None, "means": record.means}
        told = [self._answer(each) for each in pressing.answers]
        return {**self.said(record), **chain, **demand, "asked": pressing.asked, "answers": told}

    def _answer(self, answer: Answer) -> dict[str, Any]:
        return {"how": answer.how, **self.said(answer.record)}

    def _counter(self, counter: Counter) -> dict[str, Any]:
        record = counter_record(counter, self._found)
        lever = {"lever": counter.lever.kind.name, "value": round(counter.lever.value, PLACES)} if counter.lever else {}
        act = {"act": counter.act.act} if counter.act else {}
        return {
            "why": counter.why,
            "party": counter.party,
            **lever,
            **act,
            "evidence": self.said(record) if record else None,
        }

    def _supposed(self, supposed: Supposed) -> dict[str, Any]:
        added = supposed in self._found.question.added
        return {
            "change": "with" if added else "without",
            "source": supposed.source,
            "target": supposed.target,
            "lever": supposed.kind.name if supposed.kind else None,
            "value": supposed.value,
        }

    def _moved(self, moved: Moved) -> dict[str, Any]:
        (rank, score), (new_rank, new_score) = moved.before or (None, None), moved.after or (None, None)
        return {
            "actor": moved.actor,
            "actor_name": self.name(moved.actor),
            "rank_before": rank,
            "score_before": None if score is None else round(score, PLACES),
            "rank_after": new_rank,
            "score_after": None if new_score is None else round(new_score, PLACES),
        }


def counter_record(counter: Counter, found: Found) -> AnyRecord | None:
    """The record on which a counter-pressure stands."""
    if isinstance(counter.words, Answer | Told):
        return counter.words.record
    if counter.act:
        return found.records[counter.act.row]
    return found.records[foremost(counter.lever).row] if counter.lever and counter.lever.facts else None


def _levers(step: Step) -> str:
    return ", ".join(f"{lever.kind.name} {lever.value:.2f}" for lever in step.levers)


def _past(past: Past) -> dict[str, Any]:
    counts = {name: getattr(past, name) for name in ("asked", "heeded", "refused")}
    return {**counts, "anyway": round(past.anyway, PLACES)}
