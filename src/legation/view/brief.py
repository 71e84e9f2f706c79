"""The cited brief: what the records tell, in sentences that each stand on quoted words, first things first.

Nothing is in a brief that no record supports: its sentences are made from fields of records by the phrases of
`data/view`, and a record without words to show is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from legation.link.contradictions import distinct
from legation.records import AnyRecord, Contradiction, Document
from legation.view.brief_accounts import accounts, denied, disagreements, side_by_side
from legation.view.brief_changes import Material, changes
from legation.view.brief_events import not_actual, tellings
from legation.view.brief_limits import limits
from legation.view.brief_parts import Brief, Citation, Group, Section, Sentence
from legation.view.brief_points import headline, points, shown_once
from legation.view.brief_predictions import foretold, is_telling
from legation.view.brief_relations import pressures, ties, unresolved
from legation.view.brief_render import FORMATS, render
from legation.view.brief_silences import quiet
from legation.view.brief_situation import Situation, called, first_day, situation
from legation.view.brief_sources import Sources
from legation.view.brief_voices import voices
from legation.view.brief_words import listed, load

__all__ = ["FORMATS", "Brief", "Citation", "Group", "Section", "Sentence", "brief", "render", "written"]

Part = tuple[str, Sequence[Group], int]


def brief(records: Sequence[AnyRecord], *, about: str | Sequence[str] = (), since: str | None = None) -> Brief:
    """Write the brief of `records`, whose documents must be among them.

    `about` narrows it to an actor, by id or name, or to what concerns each of several; `since` to what was published
    from an ISO date on, or within so many days or weeks ("7d", "2w") before the newest article.
    """
    asked = [called(records, each) for each in ((about,) if isinstance(about, str) else about)]
    documents = (r for r in records if isinstance(r, Document))
    first = first_day(documents, since) if since is not None else None
    name = listed([each for each, _ in asked]) or None
    return replace(written(situation(records, actors=[ids for _, ids in asked], name=name, since=first)), since=since)


def written(found: Situation) -> Brief:
    """Write the brief of a situation."""
    sources = Sources(found.records, load(), found.shown(), found.origins, found.printers)
    top, sections = _numbered(*_composed(found, sources))
    citations = _citations(top, sections)
    drawn_on = {c.document for c in citations} if found.actors else found.recent()
    days = sorted(d for i in drawn_on if (d := sources.published(i)) != "9999")
    first, last = (days[0], days[-1]) if days else (None, None)
    names = tuple(sorted({p for i in drawn_on if (p := sources.documents[i].publisher)}))
    total = None if found.actors else found.total
    return Brief(
        headline=top,
        sections=sections,
        citations=citations,
        about=found.name,
        since=found.since,
        first=sources.words.date(total.first if total else first),
        last=sources.words.date(total.last if total else last),
        articles=total.articles if total else len(drawn_on),
        read=len(drawn_on),
        publishers=total.publishers if total else names,
    )


def _composed(found: Situation, sources: Sources) -> tuple[Sentence | None, tuple[Section, ...]]:
    by_time = tellings(sources)
    told = Material(
        tellings=by_time,
        accounts=accounts(by_time, sources),
        silences=quiet(sources),
        predictions=foretold(sources, found.latest.last),
    )
    news = changes(told, found, sources)
    ranked = told.ranked
    if found.since:
        told = told.without(news.repeats)  # what a window only tells again is no part of it
        ranked = sorted(told.ranked, key=lambda t: t.development.id in news.known)
    best = points(ranked, told.silences, sources)
    rest = told.without(news.told)
    words = sources.words.table["headings"]
    title = f"{words['changed']} {found.latest.words or ''}".strip()
    in_news = {s.text for group in news.groups for s in group.sentences}
    parts: list[Part] = [
        ("changed", news.groups, news.omitted),
        ("key", _group([s for s in best[1:] if s.text not in in_news]), 0),
        *_sections(rest, found, sources),
    ]
    sections = (
        Section(key=key, title=title if key == "changed" else words[key], groups=tuple(groups), omitted=omitted)
        for key, groups, omitted in parts
        if groups
    )
    return headline(best, sources), tuple(sections)


def _sections(rest: Material, found: Situation, sources: Sources) -> Iterable[Part]:
    """The sections on what is not told yet, in their order."""
    said, unsaid = voices(sources, nameless=False)
    telling = [f.sentence for f in rest.predictions if is_telling(f.best, sources)]
    vague = len(rest.predictions) - len(telling)
    beyond = found.beyond
    yield _happened(rest, found, sources)
    yield "said", said, unsaid + beyond.get("statement", 0)
    yield _part("pressure", pressures(sources, in_words=True), beyond.get("pressure", 0))
    yield _part("silent", [q.sentence for q in rest.silences], beyond.get("silence", 0))
    yield _accounts(rest, sources)
    yield _part("ties", ties(sources), beyond.get("tie", 0))
    yield _part("predictions", telling, beyond.get("prediction", 0) + vague)
    yield "unresolved", _group(unresolved(sources)), 0


def _happened(rest: Material, found: Situation, sources: Sources) -> Part:
    """What happened, by time, and below it what is announced, possible or denied."""
    most = limits().sections["developments"]
    best = {t.development.id for t in rest.ranked[:most]}
    happened = [t.sentence for t in rest.tellings if t.development.id in best]
    later = not_actual(sources)
    fewer = limits().sections["not_actual"]
    shown = shown_once((*happened, *later[:fewer]))
    title = sources.words.table["headings"]["not_actual"]
    omitted = max(0, len(rest.tellings) - most) + max(0, len(later) - fewer) + found.beyond.get("development", 0)
    return "developments", _group(shown[: len(happened)]) + _group(shown[len(happened) :], title), omitted


def _accounts(rest: Material, sources: Sources) -> Part:
    """Contradictions side by side; then the numbers and denials that no contradiction tells.

    What is left out counts contradictions as the table does that lists them.
    """
    most = limits().sections["accounts"]
    groups = [group for each in rest.accounts if (group := side_by_side(each, sources))]
    covered = {each.contradiction.about for each in rest.accounts}
    others = [t for t in rest.tellings if t.development.id not in covered]
    more = [s for s in (*disagreements(others, sources), *denied(others, sources)) if s]
    kept = groups[:most] + _group(more[: max(0, most - len(groups))])
    return "accounts", kept, max(0, len(distinct(sources.of(Contradiction))) - min(most, len(groups)))


def _part(key: str, found: Sequence[Sentence], beyond: int) -> Part:
    most = limits().sections[key]
    return key, _group(found[:most]), max(0, len(found) - most) + beyond


def _group(sentences: Sequence[Sentence], title: str | None = None) -> list[Group]:
    return [Group(sentences=tuple(sentences), title=title)] if sentences else []


def _numbered(top: Sentence | None, sections: tuple[Section, ...]) -> tuple[Sentence | None, tuple[Section, ...]]:
    """Number the citations in the order in which a reader meets them."""
    heads = (top,) if top else ()
    met = dict.fromkeys(c for s in (*heads, *(s for x in sections for s in x.sentences)) for c in s.citations)
    numbers = {c: replace(c, number=n) for n, c in enumerate(met, start=1)}
    done = tuple(replace(s, groups=tuple(_regrouped(g, numbers) for g in s.groups)) for s in sections)
    return (_renumbered(top, numbers) if top else None), done


def _regrouped(group: Group, numbers: Mapping[Citation, Citation]) -> Group:
    heading = _renumbered(group.heading, numbers) if group.heading else None
    return replace(group, sentences=tuple(_renumbered(s, numbers) for s in group.sentences), heading=heading)


def _renumbered(sentence: Sentence, numbers: Mapping[Citation, Citation]) -> Sentence:
    cited = sorted((numbers[c] for c in sentence.citations), key=lambda c: c.number)
    return replace(sentence, citations=tuple(cited))


def _citations(top: Sentence | None, sections: Iterable[Section]) -> tuple[Citation, ...]:
    told = [*((top,) if top else ()), *(s for section in sections for s in section.sentences)]
    return tuple(sorted({c for s in told for c in s.citations}, key=lambda c: c.number))
