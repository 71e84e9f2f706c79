"""The headline and the key points: what most origins tell comes first, and what one alone tells never leads."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from legation.view.brief_accounts import disagreements
from legation.view.brief_events import SEVERAL, Telling
from legation.view.brief_limits import limits
from legation.view.brief_parts import Sentence
from legation.view.brief_relations import pressures
from legation.view.brief_silences import Quiet
from legation.view.brief_sources import Sources
from legation.view.brief_words import fill

WORD = re.compile(r"\w+")


def weight(telling: Telling) -> tuple[float, ...]:
    """Rank by deeds and origins, then what is clear, told as a fact, undisputed, of late, no talk, on top, grave."""
    time = (_day(telling.development.last_report) or date.min).toordinal() // limits().days_of_one_time
    gravity = max(abs(e.intensity or 0.0) for e in telling.events)
    several = telling.development.origins >= SEVERAL
    doubts = (_rank(telling), not several, telling.is_vague, telling.is_claim, telling.is_contested)
    on_top = sum(e.start < limits().opening for event in telling.events for e in event.evidence[:1])
    below = 2 * on_top < len(telling.events)
    met = telling.best.type in limits().meetings
    return (*doubts, -telling.development.origins, -time, met, below, -len(telling.events), -gravity)


def _rank(telling: Telling) -> int:
    """What several tell and is more than words first; then the words of several, and deeds that one tells."""
    several, kind = telling.development.origins >= SEVERAL, telling.best.type
    if several and not telling.is_vague and kind not in limits().words:
        return 0
    return 1 if several or (kind in limits().deeds and not telling.is_vague) else 2


def points(ranked: Sequence[Telling], silences: Sequence[Quiet], sources: Sources) -> tuple[Sentence, ...]:
    """What matters most, the headline first: developments, pressure, ended silences, numbers that disagree.

    `ranked` are the developments by their weight.
    """
    late = _of_late(ranked)
    sure = _clear(t for t in late if t.development.origins >= SEVERAL)
    rest = _clear(t for t in late if t.development.origins < SEVERAL)
    others = {
        "pressure": [("REQUEST", s) for s in pressures(sources, in_words=False)],
        "silences": [("silence", q.sentence) for q in silences if q.end],
        "figures": [("figures", s) for s in disagreements(ranked, sources) if s],
    }
    most, each = limits().sections["key"], limits().points
    first = each["developments"]
    told = [point for kind, found in others.items() for point in found[: each[kind]]]
    # Deeds that one origin tells go before more words of several.
    more = [point for point in sure[first:] if point[0] not in limits().words]
    deeds = [point for point in rest if point[0] in limits().deeds]
    best: list[tuple[str, Sentence]] = []
    for kind, sentence in (*sure[:first], *told, *more[: most + 1], *deeds[: most + 1], *sure, *rest):
        if len(best) > most:
            break
        again = (_tells_again(sentence, other, alike=kind == known) for known, other in best)
        if not any(again):
            best.append((kind, sentence))
    # What has a second origin stands before all that has none.
    return tuple(sentence for _, sentence in sorted(best, key=lambda each: each[1].origins < SEVERAL))


def _clear(tellings: Iterable[Telling]) -> list[tuple[str, Sentence]]:
    """The developments of which both sides are known, with their kind; all where there is none."""
    found = list(tellings)
    return [(t.best.type, t.sentence) for t in found if not t.is_vague] or [(t.best.type, t.sentence) for t in found]


def headline(found: Sequence[Sentence], sources: Sources) -> Sentence | None:
    """The first point as a headline; where nothing has a second origin, it says so and names the one it rests on."""
    if not found:
        return None
    first = found[0]
    text = first.text.rstrip(".")
    several = len({d.publisher for d in sources.documents.values()}) >= SEVERAL
    if first.origins < SEVERAL and several:
        origin = sources.origin(first.citations[0].document)
        text = fill(sources.words.table["alone"], origin=origin, text=text)
    return replace(first, text=text, lead=None, labels=())


def shown_once(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Let the report's words stand below each sentence, unless a reader has them already."""
    found, seen = [], ""
    for sentence in sentences:
        words = _bare(sentence.citations[0].words)
        again = words in _bare(sentence.text) or words in seen
        seen += f" {words} |"
        found.append(replace(sentence, shows=not again))
    return found


def _of_late(ranked: Sequence[Telling]) -> list[Telling]:
    """Put first what belongs to the latest stretch of days in which several origins tell of anything."""
    several = [t for t in ranked if t.development.origins >= SEVERAL and not t.is_vague] or ranked
    start = date.max
    apart = timedelta(limits().days_of_one_time)
    for day in sorted((d for t in several if (d := _day(t.development.last_report))), reverse=True):
        start = day if start == date.max or start - day <= apart else start
    return sorted(ranked, key=lambda t: (_day(t.development.last_report) or date.min) < start)


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None


def _tells_again(one: Sentence, other: Sentence, *, alike: bool) -> bool:
    """Whether a reader would be told one thing twice: in the same words, or alike on words that overlap."""
    overlap = (
        c.document == d.document and c.start < d.end and d.start < c.end for c in one.citations for d in other.citations
    )
    first, second = (s.text.rstrip(".").partition(", according to")[0] for s in (one, other))
    return first == second or (alike and any(overlap))


def _bare(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
