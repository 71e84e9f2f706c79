"""The cited brief: what the records tell, in sentences that each stand on quoted words.

Nothing is in a brief that no record supports: its sentences are made from fields of records by the phrases of
`data/view`, and a record without words to show is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches

from legation.errors import QueryError
from legation.link import linked, with_endings
from legation.records import Actor, AnyRecord, Development, Document, Report, Statement
from legation.view.brief_events import Telling, not_actual, tellings
from legation.view.brief_parts import Brief, Citation, Group, Section, Sentence
from legation.view.brief_relations import disagreements, pressures, ties, unresolved
from legation.view.brief_render import FORMATS, render
from legation.view.brief_sources import Sources
from legation.view.brief_voices import ended, predictions, silences, voices
from legation.view.brief_words import load

__all__ = ["FORMATS", "Brief", "Citation", "Group", "Section", "Sentence", "brief", "render"]

AGO = re.compile(r"(\d{1,5})([dw])")
SHOWN = 30  # sentences of one section: a brief is brief
FEWER = 15  # of what did not happen
CLUSTER = 14  # days without a report between two that are of one time
MOST = 6  # key points beside the headline
WORD = re.compile(r"\w+")
UNITS = {"d": 1, "w": 7}
PARTIES = frozenset(
    ("actor", "recipient", "pressers", "intermediary", "targets", "addressee", "about", "actors", "holder")
)


def brief(records: Sequence[AnyRecord], *, about: str | None = None, since: str | None = None) -> Brief:
    """Write the brief of `records`, whose documents must be among them.

    `about` narrows it to an actor, by id or name; `since` to what was published from an ISO date on, or within
    so many days or weeks ("7d", "2w") before the newest article.
    """
    known = list(dict.fromkeys(with_endings(records)))
    if not any(isinstance(r, Development) for r in known):
        known.extend(linked(known))
    recent = _recent(known, since) if since is not None else {d.id for d in known if isinstance(d, Document)}
    name, parties = _parties(known, about) if about else (None, None)
    shown = frozenset(
        r.id for r in known if _is_recent(r, recent) and (parties is None or not parties.isdisjoint(_actors(r)))
    )
    sources = Sources(known, load(), shown)
    headline, sections = _numbered(*_written(sources))
    citations = _citations(headline, sections)
    drawn_on = {c.document for c in citations} if about else recent
    days = sorted(d for i in drawn_on if (d := sources.published(i)) != "9999")
    return Brief(
        headline=headline,
        sections=sections,
        citations=citations,
        about=name,
        since=since,
        first=sources.words.date(days[0]) if days else None,
        last=sources.words.date(days[-1]) if days else None,
        articles=len(drawn_on),
        publishers=tuple(sorted({p for i in drawn_on if (p := sources.documents[i].publisher)})),
    )


def _written(sources: Sources) -> tuple[Sentence | None, tuple[Section, ...]]:
    told = tellings(sources)
    ranked = sorted(told, key=_weight)
    points = _points(ranked, told, sources)
    best = {t.development.id for t in ranked[:SHOWN]}
    later, (said, unsaid) = not_actual(sources), voices(sources)
    title = sources.words.table["headings"]["not_actual"]
    happened = [t.sentence for t in told if t.development.id in best]
    shown = _shown_once((*happened, *later[:FEWER]))
    parts: list[tuple[str, Sequence[Group], int]] = [
        ("key", _group(points[1:]), 0),
        (
            "developments",
            _group(shown[: len(happened)]) + _group(shown[len(happened) :], title),
            max(0, len(told) - len(happened)) + max(0, len(later) - FEWER),
        ),
        ("said", said, unsaid),
        *_plain("pressure", pressures(sources, in_words=True)),
        *_plain("silent", silences(sources)),
        *_plain("ties", ties(sources)),
        *_plain("predictions", predictions(sources)),
        *_plain("unresolved", unresolved(told, sources)),
    ]
    titles = sources.words.table["headings"]
    sections = tuple(
        Section(key=key, title=titles[key], groups=tuple(groups), omitted=omitted)
        for key, groups, omitted in parts
        if groups
    )
    return _headline(points), sections


def _shown_once(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Let the report's words stand below each sentence, unless a reader has them already."""
    found, seen = [], ""
    for sentence in sentences:
        words = _bare(sentence.citations[0].words)
        again = words in _bare(sentence.text) or words in seen
        seen += f" {words} |"
        found.append(replace(sentence, shows=not again))
    return found


def _bare(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _weight(telling: Telling) -> tuple[float, ...]:
    """Rank by corroboration, then by fullness, by how often it is told, and by how grave it is."""
    gravity = max(abs(e.intensity or 0.0) for e in telling.events)
    return (-telling.development.origins, telling.is_vague, -len(telling.events), -gravity)


def _plain(key: str, found: Sequence[Sentence]) -> list[tuple[str, Sequence[Group], int]]:
    return [(key, _group(found[:SHOWN]), max(0, len(found) - SHOWN))]


def _group(sentences: Sequence[Sentence], title: str | None = None) -> list[Group]:
    return [Group(sentences=tuple(sentences), title=title)] if sentences else []


def _of_late(ranked: Sequence[Telling]) -> list[Telling]:
    """Put first what belongs to the latest stretch of days in which several origins tell of anything."""
    several = [t for t in ranked if t.development.origins > 1 and not t.is_vague] or ranked
    start = date.max
    for day in sorted((d for t in several if (d := _day(t.development.last_report))), reverse=True):
        start = day if start == date.max or start - day <= timedelta(CLUSTER) else start
    return sorted(ranked, key=lambda t: (_day(t.development.last_report) or date.min) < start)


def _points(ranked: Sequence[Telling], told: Sequence[Telling], sources: Sources) -> tuple[Sentence, ...]:
    """What matters most, the headline first: well-attested developments, pressure, ended silences, disagreements."""
    late = _of_late(ranked)
    clear = [(t.best.type, t) for t in late if not t.is_vague] or [(t.best.type, t) for t in late]
    sure = [(kind, t.sentence) for kind, t in clear if t.development.origins > 1]
    rest = [(kind, t.sentence) for kind, t in clear if t.development.origins <= 1]
    pressed = [("REQUEST", s) for s in pressures(sources, in_words=False)]
    broken = [("silence", s) for s in ended(sources)]
    differing = [("figures", s) for s in disagreements(told, sources) if s]
    best: list[tuple[str, Sentence]] = []
    for kind, sentence in (*sure[:2], *pressed[:2], *broken[:1], *differing[:1], *sure[2:4], *rest[:MOST]):
        again = (_tells_again(sentence, other, alike=kind == known) for known, other in best)
        if len(best) <= MOST and not any(again):
            best.append((kind, sentence))
    return tuple(sentence for _, sentence in best)


def _tells_again(one: Sentence, other: Sentence, *, alike: bool) -> bool:
    """Whether a reader would be told one thing twice: in the same words, or alike on words that overlap."""
    overlap = (
        c.document == d.document and c.start < d.end and d.start < c.end for c in one.citations for d in other.citations
    )
    first, second = (s.text.rstrip(".").partition(", according to")[0] for s in (one, other))
    return first == second or (alike and any(overlap))


def _headline(points: Sequence[Sentence]) -> Sentence | None:
    return replace(points[0], text=points[0].text.rstrip("."), lead=None, labels=()) if points else None


def _numbered(headline: Sentence | None, sections: tuple[Section, ...]) -> tuple[Sentence | None, tuple[Section, ...]]:
    """Number the citations in the order in which a reader meets them."""
    heads = (headline,) if headline else ()
    met = dict.fromkeys(c for s in (*heads, *(s for x in sections for s in x.sentences)) for c in s.citations)
    numbers = {c: replace(c, number=n) for n, c in enumerate(met, start=1)}

    def renumber(sentence: Sentence) -> Sentence:
        cited = sorted((numbers[c] for c in sentence.citations), key=lambda c: c.number)
        return replace(sentence, citations=tuple(cited))

    def regroup(group: Group) -> Group:
        heading = renumber(group.heading) if group.heading else None
        return replace(group, sentences=tuple(map(renumber, group.sentences)), heading=heading)

    done = tuple(replace(s, groups=tuple(map(regroup, s.groups))) for s in sections)
    return (renumber(headline) if headline else None), done


def _citations(headline: Sentence | None, sections: Iterable[Section]) -> tuple[Citation, ...]:
    told = [*((headline,) if headline else ()), *(s for section in sections for s in section.sentences)]
    return tuple(sorted({c for s in told for c in s.citations}, key=lambda c: c.number))


def _recent(records: Iterable[AnyRecord], since: str) -> set[str]:
    """The documents published since then; what has no date can't be placed and is left out."""
    days = {r.id: d for r in records if isinstance(r, Document) and (d := _day(r.published))}
    ago = AGO.fullmatch(since)
    first = _day(since)
    if ago:
        newest = max(days.values(), default=date.min)
        first = newest - timedelta(min(int(ago[1]) * UNITS[ago[2]], (newest - date.min).days))
    if first is None:
        raise QueryError(f"since: '{since}' is neither a day such as 2024-10-21 nor a span such as 7d or 2w")
    return {i for i, day in days.items() if day >= first}


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _is_recent(record: AnyRecord, documents: set[str]) -> bool:
    if isinstance(record, Development | Report):
        return not documents.isdisjoint(record.documents)
    return (record.id if isinstance(record, Document) else record.document) in documents


def _parties(records: Iterable[AnyRecord], about: str) -> tuple[str, frozenset[str]]:
    """The actor asked about, by name, and the ids that stand for it: a state's own people among them."""
    actors = sorted({(a.name, a.id, a.country) for a in records if isinstance(a, Actor)}, key=str)
    asked = about.casefold()
    exact = [a for a in actors if asked in (a[0].casefold(), a[1].casefold())]
    found = exact or [a for a in actors if asked in a[0].casefold().split()]
    if not found:
        near = get_close_matches(about, [name for name, _, _ in actors], n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise QueryError(f"about: no actor in the records is called '{about}'{hint}")
    ids = {identity for _, identity, _ in found}
    return found[0][0], frozenset(i for _, i, country in actors if i in ids or country in ids)


def _actors(record: AnyRecord) -> frozenset[str]:
    """All actors whom the record is about, by id."""
    found: set[str] = {record.id} if isinstance(record, Actor) else set()
    for name in PARTIES:
        value = getattr(record, name, None) or ()
        found.update((value,) if isinstance(value, str) else value)
    if isinstance(record, Statement) and record.speaker.actor:
        found.add(record.speaker.actor)
    return frozenset(found)
