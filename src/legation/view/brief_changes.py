"""What changed by new articles: what they tell first, what gained an origin or a figure, what ended or fell due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from legation.link.news import News, is_new, is_newly_settled, news
from legation.view.brief_accounts import Account, in_brief
from legation.view.brief_events import Telling, grounds, labels, lead, needed_first, say
from legation.view.brief_limits import limits
from legation.view.brief_parts import Group, Sentence
from legation.view.brief_points import shown_once, weight
from legation.view.brief_predictions import Foretold
from legation.view.brief_silences import Quiet
from legation.view.brief_situation import Latest, Level, Shift, Situation
from legation.view.brief_sources import Sources
from legation.view.brief_voices import as_said
from legation.view.brief_words import closed, fill, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is news, group by group. `told` are the ids of what is told here; for more of it there is no room.

    `known` are the ids of developments that were known before, `repeats` those of them that are only told again;
    `omitted` developments are news, too, for which there is no room.
    """

    groups: tuple[Group, ...] = ()
    omitted: int = 0
    told: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    repeats: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What there is to tell: developments by time, the rest best first."""

    tellings: Sequence[Telling]
    accounts: Sequence[Account]
    silences: Sequence[Quiet]
    predictions: Sequence[Foretold]

    @property
    def ranked(self) -> list[Telling]:
        """The developments by what weighs most."""
        return sorted(self.tellings, key=weight)

    def without(self, told: Iterable[str]) -> "Material":
        """What is left when these are told."""
        gone = frozenset(told)
        return replace(
            self,
            tellings=[t for t in self.tellings if t.development.id not in gone],
            silences=[q for q in self.silences if q.silences[0].id not in gone],
            predictions=[f for f in self.predictions if f.best.id not in gone],
        )


def changes(material: Material, situation: Situation, sources: Sources) -> Changes:
    """Pick out what is news, and put it into groups."""
    latest = situation.latest
    if latest.words is None:
        return Changes()
    by_id = {telling.development.id: telling for telling in material.ranked}
    found = {
        key: each
        for key, telling in by_id.items()
        if (each := news(telling.development, latest.documents, sources.origin_of, sources.events))
    }
    first = [(key, by_id[key].sentence) for key, each in found.items() if each.is_first]
    more = [(key, s) for key, each in found.items() if not each.is_first and (s := _gained(each, by_id[key], sources))]
    groups = {
        "first": first,
        "more": more,
        "against": _against(material.accounts, latest, sources),
        "silences": [(q.silences[0].id, q.sentence) for q in material.silences if q.is_news(latest.documents)],
        "positions": _shifted(situation.shifts, sources),
        "tension": _levels(situation.levels, sources),
        "foretold": [(f.best.id, f.sentence) for f in material.predictions if latest.decides(f.best)],
    }
    return Changes(
        groups=tuple(_group(key, told, sources) for key, told in groups.items() if told),
        omitted=sum(max(0, len(groups[name]) - limits().changed[name]) for name in ("first", "more")),
        told=frozenset(key for name, told in groups.items() for key, _ in told[: limits().changed[name]]),
        known=frozenset(key for key, each in found.items() if not each.is_fresh),
        repeats=frozenset(key for key, each in found.items() if each.is_repeat),
    )


def _group(key: str, told: Sequence[tuple[str, Sentence]], sources: Sources) -> Group:
    kept = [sentence for _, sentence in told[: limits().changed[key]]]
    shown = shown_once(kept) if key in ("first", "more") else kept
    return Group(title=sources.words.table["headings"][key], sentences=tuple(shown))


def _gained(found: News, telling: Telling, sources: Sources) -> Sentence | None:
    """Say by whom a development is told now too, else which figure is new."""
    words = sources.words.table["gained"]
    what = say(telling.events, sources, told_of=telling.development).rstrip(".")
    by_document = {event.document: event for event in reversed(telling.events)}
    joined = [by_document[each] for each in found.joined if each in by_document][: limits().citations]
    counted = [(e, m) for e, m in found.counted if e.document in sources.documents][:1]
    if joined:
        names = listed([sources.origin(event.document) for event in joined])
        text = fill(words["joined"], what=what, names=names)
    elif counted:
        event, magnitude = counted[0]
        names = sources.origin(event.document)
        text = fill(words["counted"], what=what, amount=sources.words.amount(magnitude), names=names)
    else:
        return None
    own, _ = needed_first(telling.events, sources)
    needed = grounds([*own, *joined, *(event for event, _ in counted)], sources)
    told = sources.sentence(
        closed(text),
        needed,
        needed=len(needed),
        lead=lead(telling.events, sources),
        labels=labels(telling.development, sources),
    )
    if told is None:
        return None
    return replace(told, records=(found.development.id, *told.records), origins=found.development.origins)


def _against(accounts: Iterable[Account], latest: Latest, sources: Sources) -> list[tuple[str, Sentence]]:
    """Contradictions that new articles make or settle."""
    found = (
        (account.contradiction.id, in_brief(account, sources))
        for account in accounts
        if is_new(account.contradiction, latest.documents) or is_newly_settled(account.contradiction, latest.documents)
    )
    return [(key, sentence) for key, sentence in found if sentence]


def _shifted(shifts: Iterable[Shift], sources: Sources) -> list[tuple[str, Sentence]]:
    """Say which side actors took or changed to, in the words of the statements."""
    words = sources.words.table["positions"]
    found = []
    for shift in shifts:
        now, before = sources.statements.get(shift.statement), sources.statements.get(shift.before or "")
        if now is None:
            continue
        sides = {"side": words["sides"].get(shift.side), "was": words["sides"].get(shift.was)}
        said = {"words": as_said(now, sources), "earlier": as_said(before, sources) if before else None}
        phrase = words["changed" if before else "taken"]
        told = [each for each in (now, before) if each]
        when = sources.reported(now.document)
        text = fill(phrase, who=shift.who, matter=shift.matter, **sides, **said)
        found.append((shift.statement, sources.sentence(closed(text), told, needed=len(told), lead=when)))
    return [(key, sentence) for key, sentence in found if sentence]


def _levels(levels: Iterable[Level], sources: Sources) -> list[tuple[str, Sentence]]:
    """Say that it got worse or better between two, and by which acts."""
    words = sources.words.table["tension"]
    found = []
    for level in levels:
        events = [sources.events[each] for each in level.events if each in sources.events][: limits().citations]
        if events:
            acts = "; ".join(dict.fromkeys(say([event], sources).rstrip(".") for event in events))
            one, other = level.between
            text = fill(words["worse" if level.is_worse else "better"], one=one, other=other, acts=acts)
            told = grounds(events, sources)
            sentence = sources.sentence(closed(text), told, needed=len(told), lead=lead(events[:1], sources))
            found.append((events[0].id, sentence))
    return [(key, sentence) for key, sentence in found if sentence]
