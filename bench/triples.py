"""Scores events end to end on single sentences: `python bench/triples.py [--held-out] [--oblique | --middle] [-v]`.

The gold is in `bench/sentences/` with its conventions. What counts are triples (actor, recipient, type), parties as
countries or organisations: an event of two actors and one recipient is two triples, and what a sentence tells twice of
the same two ("arrested ten of them and seized their boats") is one. Where the gold calls an act mutual
its parties are one set, told in either order. On sentences without any event the figure is invented events a sentence.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation import pipeline
from legation.knowledge import Knowledge
from legation.knowledge import load as load_knowledge
from legation.models import OnnxClassifier, SpacyParser
from legation.read.plain import document
from legation.records import Actor, Event
from resolution import interval, rows

SENTENCES = Path(__file__).parent / "sentences"
NOBODY, OTHER = "", "other"
# "Country" codes of bodies that no state owns.
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})

Triple = tuple[str, str, str]
Coder = pipeline.Coder


@dataclass
class Count:
    """Triples found, coded and in the gold, and by type; statuses that agree among those found."""

    found: int = 0
    coded: int = 0
    gold: int = 0
    status: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """The share of coded triples that the gold has."""
        return self.found / self.coded if self.coded else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold's triples that were coded."""
        return self.found / self.gold if self.gold else 1.0


class Places:
    """Says for which country or body an actor counts."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Know the countries of listed actors from the tables."""
        self._known = knowledge.known

    def of(self, key: str, actors: Mapping[str, Actor]) -> str:
        """The country of an actor, the id of a body without one (also of whoever serves it), or "other"."""
        actor = actors.get(key)
        if actor is not None and actor.body is not None:
            return actor.body
        country = actor.country if actor is not None else None
        if country is None and (entry := self._known.get(key)) is not None:
            country = getattr(entry, "country", None)
        if country is None:
            return OTHER
        if country not in BODIES:
            return country
        return key if key.startswith("org:") else country

    def side(self, keys: Iterable[str], actors: Mapping[str, Actor]) -> list[str]:
        """For whom one side of an event counts; who has no country counts only where nobody else stands beside."""
        found = list(dict.fromkeys(self.of(key, actors) for key in keys))
        return [place for place in found if place != OTHER] or found or [NOBODY]


def gold_triples(event: Mapping[str, Any]) -> set[Triple]:
    """The triples of a gold event; of a mutual one each two parties once, in order of their names."""
    actors, recipients = event["actor"] or [NOBODY], event["recipient"] or [NOBODY]
    if event.get("mutual"):
        everyone = sorted({*event["actor"], *event["recipient"]})
        pairs = {(a, b) for i, a in enumerate(everyone) for b in everyone[i + 1 :]}
        pairs = pairs or {(everyone[0], everyone[0] if event["actor"] and event["recipient"] else NOBODY)}
        return {(a, b, event["type"]) for a, b in pairs}
    return {(a, r, event["type"]) for a in actors for r in recipients}


def coded_triples(events: Iterable[Event], actors: Mapping[str, Actor], places: Places) -> dict[Triple, str]:
    """The triples of coded events with their status."""
    found: dict[Triple, str] = {}
    for event in events:
        who, whom = (places.side(keys, actors) for keys in (event.actor, event.recipient))
        both = set(event.actor) == set(event.recipient) and len(who) > 1
        for a in who:
            for r in whom:
                if both and a >= r:
                    continue
                found.setdefault((a, r, event.type), event.status)
    return found


def compare(
    gold: Iterable[Mapping[str, Any]], coded: Mapping[Triple, str], count: Count
) -> tuple[list[Any], list[Any]]:
    """Count one sentence; returns what was missed and what is wrong. On both sides a triple counts once."""
    left = dict(coded)
    missed: list[Any] = []
    counted: set[Triple] = set()
    for event in gold:
        for triple in sorted(gold_triples(event) - counted):
            counted.add(triple)
            count.gold += 1
            told = (triple, (triple[1], triple[0], triple[2])) if event.get("mutual") else (triple,)
            hits = [left.pop(t) for t in told if t in left]
            if not hits:
                missed.append(triple)
                count.missed[triple[2]] += 1
                continue
            count.found += 1
            count.coded += 1
            count.status += hits[0] == event["status"]
    count.coded += len(left)
    for triple in left:
        count.wrong[triple[2]] += 1
    return missed, list(left)


def coded(code: Coder, row: Mapping[str, Any]) -> tuple[list[Event], dict[str, Actor]]:
    """The events and actors of one sentence."""
    records = code(document(row["sentence"], published=row["date"]))
    events = [r for r in records if isinstance(r, Event)]
    return events, {r.id: r for r in records if isinstance(r, Actor)}


def run(code: Coder, half: str, places: Places, kind: str = "events") -> tuple[Count, int, int, Iterator[str]]:
    """Score one half: the count, invented events, sentences without any, and lines that say what went wrong."""
    count, lines = Count(), []
    for row in rows(SENTENCES / f"{kind}-{half}.jsonl"):
        events, actors = coded(code, row)
        missed, wrong = compare(row["events"], coded_triples(events, actors, places), count)
        if missed or wrong:
            lines.append(f"{row['id']} {row['sentence']}\n   missed {missed}\n   wrong  {wrong}")
    invented, sentences = 0, 0
    for row in rows(SENTENCES / f"eventless-{half}.jsonl"):
        events, _ = coded(code, row)
        sentences += 1
        invented += len(events)
        if events:
            shown = [(e.type, e.actor, e.recipient, e.evidence[0].text, e.confidence) for e in events]
            lines.append(f"{row['id']} {row['sentence']}\n   invented {shown}")
    return count, invented, sentences, iter(lines)


def second_reader() -> Count:
    """How the triples of a second reader, who saw the development sentences alone, agree with the gold."""
    labels = {row["id"]: row["events"] for row in rows(SENTENCES / "events-dev-second.jsonl")}
    count = Count()
    for row in rows(SENTENCES / "events-dev.jsonl"):
        told = {triple: event["status"] for event in labels[row["id"]] for triple in gold_triples(event)}
        compare(row["events"], told, count)
    return count


def measured(knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """Precision, recall and the share of eventless sentences left alone, for the gate."""
    code = pipeline.coder(pipeline.standard(SpacyParser(), knowledge, OnnxClassifier()))
    found = {}
    for name, half, kind in (
        ("sentences", "dev", "events"),
        ("sentences, held out", "heldout", "events"),
        ("oblique sentences, held out", "heldout", "oblique"),
        ("middle of articles, held out", "heldout", "middle"),
    ):
        count, invented, sentences, _ = run(code, half, Places(knowledge), kind)
        found[name] = {
            "precision": round(count.precision, 3),
            "recall": round(count.recall, 3),
            "quiet": round(1 - invented / sentences, 3),
        }
    return found


def show(count: Count) -> None:
    """Print precision and recall with their intervals, and the statuses."""
    for name, share, of in (("precision", count.found, count.coded), ("recall", count.found, count.gold)):
        low, high = interval(share, of)
        print(f"{name:<10} {share}/{of} = {share / of:.3f} [{low:.3f}-{high:.3f}]")
    print(f"{'status':<10} {count.status}/{count.found} of those found")


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--held-out", action="store_true", help="the held-out half; never with -v while rules are written"
    )
    asked.add_argument("--oblique", action="store_true", help="the hard set of idioms and irregular wordings")
    asked.add_argument("--middle", action="store_true", help="the middle of articles; there is only a held-out half")
    asked.add_argument("--frames-only", action="store_true", help="without the trained coder")
    asked.add_argument("-v", "--verbose", action="store_true", help="show what was missed and what is wrong")
    asked.add_argument("--second", action="store_true", help="a second reader instead, development half")
    options = asked.parse_args()
    if options.second:
        show(second_reader())
        return
    knowledge = load_knowledge()
    classifier = None if options.frames_only else OnnxClassifier()
    code = pipeline.coder(pipeline.standard(SpacyParser(), knowledge, classifier))
    half = "heldout" if options.held_out or options.middle else "dev"
    kind = "middle" if options.middle else "oblique" if options.oblique else "events"
    count, invented, sentences, lines = run(code, half, Places(knowledge), kind)
    if options.verbose and half == "dev":
        print("\n".join(lines))
        print("missed", count.missed.most_common(), "\nwrong", count.wrong.most_common())
    show(count)
    print(f"{'invented':<10} {invented} events on {sentences} sentences without any: {invented / sentences:.3f} each")


if __name__ == "__main__":
    main()
