"""Score what is linked against labelled situations: copies, developments, contradictions.

usage: python bench/linking.py [NAME] [--coded FILE] [--errors] [--held-out]

Copies are scored over pairs of articles. Developments are scored over the events that were found on words marked as a
happening (how well they are put together: pairwise and B³), and over all marked words (what a user gets: a happening
that no event was found for is put together with nothing). A contradiction is right if its claims stand on words marked
on two sides of one gold contradiction; it is found if one is right.
"""

import argparse
import os
import pickle
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from legation.link import linked
from legation.records import AnyRecord, Contradiction, Derived, Development, Document, Event, Report
from situations import corpus

Pair = frozenset[Any]
HELD_OUT = ("kivu2025", "senkaku2012", "hormuz2019", "korea2017")
DEVELOPMENT = (
    "indus2025",
    "essequibo2023",
    "niger2023",
    "aegean2020",
    "qatar2017",
    "falklands1982",
    "georgia2008",
    "cuba1962",
    "scarborough2012",
    "karabakh2020",
    "suez1956",
    "cod1976",
    "ladakh2020",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Precision and recall with what they stand on."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        """One line."""
        counts = f"{self.right} right, {self.found} found, {self.wanted} wanted"
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({counts})"


def documents(situation: corpus.Situation) -> dict[str, Document]:
    """The articles as documents, by their ids in the situation."""
    return {
        a.id: Document(
            source_id=a.id,
            title=a.title,
            publisher=a.publisher,
            byline=a.byline,
            url=a.url,
            published=a.published,
            text=a.text,
            language="en",
            source_format="jsonl",
        )
        for a in situation.articles
    }


def coded(situation: corpus.Situation, cache: Path | None, coder: Callable[..., Any] | None = None) -> list[AnyRecord]:
    """The records of all articles; kept in a file between runs where one is named."""
    have: dict[str, tuple[AnyRecord, ...]] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    found: dict[str, tuple[AnyRecord, ...]] = {}
    for document in documents(situation).values():
        if document.id not in have:
            coder = coder or _loaded()
            have[document.id] = coder(document)
        found[document.id] = have[document.id]
    if cache:
        cache.write_bytes(pickle.dumps(have))
    return [record for each in found.values() for record in each]


def _loaded() -> Callable[..., Any]:
    from legation import pipeline

    return pipeline.load()


def copies(situation: corpus.Situation, derived: Iterable[Derived]) -> Share:
    """Pairs of articles that are copies of one text."""
    names = {document.id: name for name, document in documents(situation).items()}
    groups = defaultdict(set)
    for name, root in situation.origins().items():
        groups[root].add(name)
    wanted = _pairs(groups.values())
    found = _pairs({names[d] for d in each.documents} for each in derived if isinstance(each, Report))
    return Share(right=len(wanted & found), found=len(found), wanted=len(wanted))


def _pairs(groups: Iterable[Iterable[Any]]) -> set[Pair]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def aligned(situation: corpus.Situation, records: Sequence[AnyRecord]) -> dict[str, str]:
    """The tag of the marked words on which each event stands."""
    told = {document.id: name for name, document in documents(situation).items()}
    articles = {a.id: a for a in situation.articles}
    found = {}
    for event in records:
        if isinstance(event, Event) and event.status == "actual" and event.document in told:
            mark = _mark(event, articles[told[event.document]])
            if mark:
                found[event.id] = mark.tag
    return found


def _mark(event: Event, article: corpus.Article) -> corpus.Mark | None:
    """The mark of the happening on whose words an event stands: the shortest that holds its trigger."""
    trigger = next((e for e in event.evidence if e.role == "trigger"), None)
    holding = [
        m
        for m in article.marks
        if (m.tag[0] == "d" or m.tag == corpus.OTHER) and trigger and m.start <= trigger.start and trigger.end <= m.end
    ]
    shortest = min(holding, key=lambda m: (m.end - m.start, m.tag), default=None)
    return shortest if shortest and shortest.tag != corpus.OTHER else None


def developments(tags: Mapping[str, str], derived: Iterable[Derived]) -> tuple[Share, Share]:
    """Events put together as one happening, pairwise and as B³."""
    group = {record: each.id for each in derived if isinstance(each, Development) for record in each.records}
    events = [event for event in tags if event in group]
    wanted, found = _by(events, lambda e: tags[e]), _by(events, lambda e: group[e])
    ours, theirs = _pairs(found.values()), _pairs(wanted.values())
    pairwise = Share(right=len(ours & theirs), found=len(ours), wanted=len(theirs))
    return pairwise, _b_cubed(events, tags, group)


def _by(events: Iterable[str], key: Callable[[str], str]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for event in events:
        found[key(event)].append(event)
    return found


def _b_cubed(events: Sequence[str], tags: Mapping[str, str], group: Mapping[str, str]) -> Share:
    """B³ in thousandths of an event."""
    both, ours, theirs = (
        Counter((tags[e], group[e]) for e in events),
        Counter(map(group.get, events)),
        Counter(map(tags.get, events)),
    )
    precision = sum(both[tags[e], group[e]] / ours[group[e]] for e in events)
    recall = sum(both[tags[e], group[e]] / theirs[tags[e]] for e in events)
    scale = 1000
    share = Share(right=round(precision * scale), found=len(events) * scale, wanted=len(events) * scale)
    return share if not events else _Both(precision / len(events), recall / len(events), len(events)).share()


@dataclass(frozen=True, slots=True)
class _Both:
    precision: float
    recall: float
    number: int

    def share(self) -> Share:
        """As a share with the same precision and recall."""
        right = 1_000_000
        return Share(right=right, found=round(right / self.precision), wanted=round(right / self.recall))


def whole(situation: corpus.Situation, records: Sequence[AnyRecord], derived: Iterable[Derived]) -> tuple[Share, float]:
    """Marked words put together as one happening, missed ones with nothing; and the share with an event."""
    group = {record: each.id for each in derived if isinstance(each, Development) for record in each.records}
    names = {document.id: name for name, document in documents(situation).items()}
    on: dict[tuple[str, int, int, str], set[str]] = defaultdict(set)
    articles = {a.id: a for a in situation.articles}
    for event in records:
        if isinstance(event, Event) and event.id in group:
            name = names[event.document]
            if m := _mark(event, articles[name]):
                on[name, m.start, m.end, m.tag].add(group[event.id])
    marks = [(a.id, m.start, m.end, m.tag) for a in situation.articles for m in a.marks if m.tag[0] == "d"]
    wanted = _pairs(_by_tag(marks).values())
    held = defaultdict(set)
    for mark, groups in on.items():
        for each in groups:
            held[each].add(mark)
    found = _pairs(held.values())
    covered = len([m for m in marks if on.get(m)]) / len(marks) if marks else 0.0
    return Share(right=len(wanted & found), found=len(found), wanted=len(wanted)), covered


def _by_tag(marks: Iterable[tuple[str, int, int, str]]) -> dict[str, list[tuple[str, int, int, str]]]:
    found = defaultdict(list)
    for mark in marks:
        found[mark[3]].append(mark)
    return found


def contradictions(situation: corpus.Situation, derived: Iterable[Derived]) -> tuple[Share, Share]:
    """Contradictions that are right among those found (precision), and gold ones that are found (recall)."""
    names = {document.id: name for name, document in documents(situation).items()}
    articles = {a.id: a for a in situation.articles}
    gold = {m.tag[:-1] for a in situation.articles for m in a.marks if m.tag[0] == "c"}
    both = {tag for tag in gold if {f"{tag}a", f"{tag}b"} <= {m.tag for a in situation.articles for m in a.marks}}
    made = [each for each in derived if isinstance(each, Contradiction)]
    hit: set[str] = set()
    right = 0
    for each in made:
        tags = on_sides(each, names, articles)
        hits = {tag for tag in both if {f"{tag}a", f"{tag}b"} <= tags}
        right += bool(hits)
        hit |= hits
    return (
        Share(right=right, found=len(made), wanted=len(made)),
        Share(right=len(hit), found=len(hit), wanted=len(both)),
    )


def on_sides(made: Contradiction, names: Mapping[str, str], articles: Mapping[str, corpus.Article]) -> set[str]:
    """The tags of the sides on whose words the claims stand."""
    return {
        m.tag
        for claim in made.claims
        for m in articles[names[claim.document]].marks
        if m.tag[0] == "c" and claim.says.start < m.end and m.start < claim.says.end
    }


def measured(situation: corpus.Situation, records: Sequence[AnyRecord], derived: Sequence[Derived]) -> dict[str, Any]:
    """All shares by name."""
    pairwise, cubed = developments(aligned(situation, records), derived)
    all_marks, covered = whole(situation, records, derived)
    precise, complete = contradictions(situation, derived)
    return {
        "copies": copies(situation, derived),
        "developments, pairwise": pairwise,
        "developments, B³": cubed,
        "all marks, pairwise": all_marks,
        "marks with an event": covered,
        "contradictions made": precise,
        "contradictions found": complete,
    }


def floors(coder: Callable[..., Any]) -> dict[str, dict[str, float]]:
    """The shares of all situations as the gate keeps them."""
    found: dict[str, dict[str, float]] = {}
    for each in (*DEVELOPMENT, *HELD_OUT):
        situation = corpus.load(each)
        name = f"links, {each}{' (held out)' * (each in HELD_OUT)}"
        records = coded(situation, None, coder)
        shares = measured(situation, records, linked(records))
        found[name] = {
            "copies": round(shares["copies"].f1, 3),
            "developments": round(shares["developments, pairwise"].f1, 3),
            "developments b3": round(shares["developments, B³"].f1, 3),
            "contradictions made": round(shares["contradictions made"].precision, 3),
            "contradictions found": round(shares["contradictions found"].recall, 3),
        }
    return found


def errors(situation: corpus.Situation, records: Sequence[AnyRecord], derived: Sequence[Derived]) -> None:
    """Print developments that hold several happenings, and happenings that lie in several."""
    tags = aligned(situation, records)
    events = {e.id: e for e in records if isinstance(e, Event)}
    texts = {d.id: d for d in records if isinstance(d, Document)}
    group = {record: each for each in derived if isinstance(each, Development) for record in each.records}
    split: dict[str, Counter[str]] = defaultdict(Counter)
    for event, tag in tags.items():
        split[tag][group[event].id] += 1
    for each in derived:
        if isinstance(each, Development):
            held = Counter(tags.get(r, "-") for r in each.records)
            if len(set(held) - {"-"}) > 1:
                print(f"MERGED {dict(held)}")
                for r in each.records:
                    print("    ", tags.get(r, "-"), told(events[r], texts))
    for tag, groups in sorted(split.items()):
        if len(groups) > 1:
            what = situation.registry["happenings"].get(tag, {}).get("what")
            print(f"SPLIT {tag} {sorted(groups.values(), reverse=True)} {what}")
            for event, t in tags.items():
                if t == tag:
                    print("    ", group[event].id[:4], told(events[event], texts))


def told(event: Event, texts: Mapping[str, Document]) -> str:
    """An event in one line."""
    text = texts[event.document]
    first, last = min(e.start for e in event.evidence), max(e.end for e in event.evidence)
    when = f"{event.date.start}..{event.date.end}" if event.date else "undated"
    where = event.place.name if event.place else "-"
    who = f"{','.join(event.actor)} > {','.join(event.recipient)}"
    words = " ".join(text.text[first:last].split())[:110]
    day = text.published and text.published[5:10]
    return f"{text.source_id} {day} {event.type}/{event.mode} {who} {when} {where} «{words}»"


def main(arguments: Sequence[str] | None = None) -> int:
    """Score one situation, or the held-out ones."""
    os.environ["LEGATION_KNOWLEDGE"] = ""
    parser = argparse.ArgumentParser(description="Score links against a labelled situation.")
    parser.add_argument("name", nargs="?", choices=(*DEVELOPMENT, *HELD_OUT), default=DEVELOPMENT[0])
    parser.add_argument("--coded", type=Path, help="keep the coded records in files of this name, one a situation")
    parser.add_argument("--errors", action="store_true", help="show what was put together wrongly")
    parser.add_argument("--held-out", action="store_true", help="score the situations that nobody looks at")
    parser.add_argument("--orders", type=int, default=0, help="link in so many random orders and compare")
    chosen = parser.parse_args(arguments)
    if chosen.errors and (chosen.held_out or chosen.name in HELD_OUT):
        parser.error("--errors would show sentences of held-out situations")
    for name in HELD_OUT if chosen.held_out else (chosen.name,):
        situation = corpus.load(name)
        records = coded(situation, chosen.coded and chosen.coded.with_stem(f"{chosen.coded.stem}-{name}"))
        derived = linked(records)
        print(name)
        for what, share in measured(situation, records, derived).items():
            print(f"{what:<24} {share if isinstance(share, Share) else f'{share:.3f}'}")
        if chosen.errors:
            errors(situation, records, derived)
        for seed in range(chosen.orders):
            shuffled = random.Random(seed).sample(records, len(records))
            print(f"order {seed}: {'the same' if linked(shuffled) == derived else 'DIFFERENT'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
