"""Accounts that can't all hold, side by side: who says which, when, on whose word, and what settles it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from legation.link.contradictions import distinct
from legation.records import Claim, Contradiction, Event, Evidence
from legation.view.brief_events import Grounds, Telling, attested, differ, figures_by_source, grounds, say
from legation.view.brief_limits import limits
from legation.view.brief_parts import Group, Sentence
from legation.view.brief_sources import UNNAMED, Sources
from legation.view.brief_words import closed, fill, listed

TWO = 2


@dataclass(frozen=True, slots=True)
class Side:
    """The claims that agree, the earliest first, and by whom they are made."""

    name: str
    claims: tuple[Claim, ...]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A contradiction with its sides; `telling` is the development that it is about, where that is told."""

    contradiction: Contradiction
    sides: tuple[Side, ...]
    telling: Telling | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """The articles in which its claims are made."""
        return tuple(dict.fromkeys(claim.document for claim in self.contradiction.claims))


def accounts(told: Sequence[Telling], sources: Sources) -> tuple[Account, ...]:
    """All contradictions, those first that most origins tell of a development; of those that share a claim, one."""
    by_id = {telling.development.id: telling for telling in told}
    found = []
    for each in distinct(sources.of(Contradiction)):
        sides = _sides(each, sources)
        if len(sides) >= TWO:
            found.append(Account(each, sides, by_id.get(each.about)))
    taken: set[tuple[str, str]] = set()
    kept = []
    for account in sorted(found, key=lambda account: _weight(account, sources)):
        claims = {(claim.document, claim.says.text) for claim in account.contradiction.claims}
        if not claims & taken:
            kept.append(account)
            taken |= claims
    return tuple(kept)


def side_by_side(account: Account, sources: Sources) -> Group | None:
    """A group for a contradiction: what it is about, a sentence for each side, and one for what settles it."""
    heading = _heading(account, sources)
    said = [_side(side, account, sources) for side in account.sides]
    said += [_settled(account, sources)]
    sentences = tuple(s for s in said if s)
    return Group(heading=heading, sentences=sentences) if heading and len(sentences) >= TWO else None


def in_brief(account: Account, sources: Sources) -> Sentence | None:
    """A contradiction in one sentence: the first claim of each side."""
    words = sources.words.table["accounts"]
    firsts = [(side, side.claims[0]) for side in account.sides[: limits().citations]]
    parts = [
        fill(words[_verb(side.name, account)], who=side.speakers[0], words=_quoted(claim, limits().short_claim))
        for side, claim in firsts
    ]
    settled = _settling(account)
    label = words["settled"] if settled else sources.words.table["labels"]["open"]
    claims = [claim for _, claim in firsts] + ([settled] if settled else [])
    return sources.sentence(
        closed("; ".join(parts)), _grounds(claims), needed=len(claims), lead=_lead(claims[0], sources), labels=(label,)
    )


def disagreements(told: Iterable[Telling], sources: Sources) -> Iterable[Sentence | None]:
    """Numbers that can't both be right, with who gives each."""
    for telling in told:
        by_unit = figures_by_source(telling.events, sources.words)
        for unit in sorted(differ(telling.events)):
            given = list(by_unit[unit].items())[: limits().citations]
            parts = []
            for amount, events in given:
                who = dict.fromkeys(_teller(e.document, e.statement, sources) for e in events[: limits().names])
                parts.append(f"{amount} from {listed(list(who))}")
            firsts = grounds((events[0] for _, events in given), sources)
            happened = say(telling.events, sources, attributed=False, told_of=telling.development).rstrip(".")
            text = f"{happened}, but the figures differ: {listed(parts)}."
            if len(given) >= TWO:
                yield sources.sentence(text, firsts, needed=len(firsts))


def denied(told: Iterable[Telling], sources: Sources) -> Iterable[Sentence | None]:
    """What one report tells and another denies."""
    denials: dict[tuple[str, str | None], list[Event]] = {}
    for event in sources.of(Event):
        if event.status == "negated":
            denials.setdefault((event.type, event.mode), []).append(event)
    for telling in told:
        alike = denials.get((telling.best.type, telling.best.mode), ())
        against = [e for e in alike if _same_parties(e, telling.best, sources)]
        if against:
            text = f"{telling.sentence.text.rstrip('.')}; against this: {say(against, sources)}"
            firsts = grounds((telling.best, against[0]), sources)
            yield sources.sentence(text, [*firsts, *grounds(against[1:], sources)], needed=len(firsts))


def _sides(contradiction: Contradiction, sources: Sources) -> tuple[Side, ...]:
    """The sides that the documents here have words for."""
    found: dict[str, list[Claim]] = {}
    for claim in contradiction.claims:
        if claim.document in sources.documents and claim.says.text.strip():
            found.setdefault(claim.side, []).append(claim)
    return tuple(
        Side(name, tuple(claims), tuple(dict.fromkeys(_speaker(c, sources) for c in claims)))
        for name, claims in found.items()
    )


def _weight(account: Account, sources: Sources) -> tuple[object, ...]:
    """What is told of something that happened comes first, then what more origins tell, then what is settled."""
    nameless = any(UNNAMED in side.speakers[:1] for side in account.sides)
    first = account.contradiction.claims[0]
    return (
        nameless,
        account.telling is None,
        -len({c.origin for c in account.contradiction.claims}),
        account.contradiction.settled is None,
        sources.published(first.document),
        account.contradiction.id,
    )


def _heading(account: Account, sources: Sources) -> Sentence | None:
    words, contradiction = sources.words.table["accounts"], account.contradiction
    claims = [side.claims[0] for side in account.sides]
    labels = () if contradiction.settled else (sources.words.table["labels"]["open"],)
    first: list[Grounds] = []
    if account.telling:
        what = say(account.telling.events, sources, attributed=False, told_of=account.telling.development).rstrip(".")
        first = grounds(account.telling.events[:1], sources)
        phrase = "how_many" if contradiction.kind == "number" else "contested"
        text = fill(words[phrase], what=what, unit=contradiction.unit)
    else:
        who = listed(list(dict.fromkeys(side.speakers[0] for side in account.sides)))
        text = fill(words["between"], who=who)
    return sources.sentence(text, [*first, *_grounds(claims)], needed=max(1, len(first)), labels=labels)


def _side(side: Side, account: Account, sources: Sources) -> Sentence | None:
    words = sources.words.table["accounts"]
    # "The account" says nothing by itself: another claim of that day that tells what is claimed is quoted.
    day = (side.claims[0].reported or "")[:10]
    beside = (claim for claim in side.claims if (claim.reported or "")[:10] == day)
    told = (claim for claim in beside if claim.low is not None or len(claim.says.text.split()) >= limits().says)
    first = next(told, side.claims[0])
    each_origin = {c.origin: c for c in reversed(side.claims)}
    claims = list({(c.record, c.document): c for c in (first, *each_origin.values(), *side.claims)}.values())
    found = [attested(len(each_origin), [c.document for c in side.claims], sources)]
    found += [words["settled"]] if side.name == account.contradiction.settled else []
    text = fill(
        words[_verb(side.name, account)],
        who=listed(side.speakers[: limits().names]),
        words=_quoted(first, limits().claim),
    )
    lead = _lead(first, sources)
    needed = max(1, len({c.origin for c in side.claims}))
    return sources.sentence(closed(text), _grounds(claims), needed=needed, lead=lead, labels=tuple(filter(None, found)))


def _settled(account: Account, sources: Sources) -> Sentence | None:
    claim = _settling(account)
    if claim is None or any(claim.says.text == side.claims[0].says.text for side in account.sides):
        return None
    text = fill(
        sources.words.table["accounts"]["settles"], who=_speaker(claim, sources), words=_quoted(claim, limits().claim)
    )
    return sources.sentence(closed(text), _grounds([claim]), lead=_lead(claim, sources))


def _settling(account: Account) -> Claim | None:
    by, side = account.contradiction.settled_by, account.contradiction.settled
    claims = [c for each in account.sides for c in each.claims if c.record == by]
    return next((c for c in claims if c.side == side), None) or next(iter(claims), None)


def _verb(side: str, account: Account) -> str:
    """By which phrase a side is told: whether it claims, denies or counts."""
    return side if account.contradiction.kind == "occurrence" and side in ("claimed", "denied") else "says"


def _speaker(claim: Claim, sources: Sources) -> str:
    """Who makes the claim; where the article says it in its own voice, whoever brought it."""
    said = sources.statements.get(claim.record)
    if said is None and (event := sources.events.get(claim.record)):
        said = sources.statements.get(event.statement or "")
    if said:
        return sources.speaker(said)
    return sources.name(claim.speaker, claim.document) if claim.speaker else sources.origin(claim.document)


def _quoted(claim: Claim, most: int) -> str:
    """The words of the claim in our marks, their own becoming single ones; cut where they are many."""
    words = " ".join(claim.says.text.split())
    if len(words) > most:
        words = words[:most].rpartition(" ")[0] + " …"
    for mark, inner in (("“", "‘"), ("”", "’"), ('"', "'")):
        words = words.replace(mark, inner)
    return f"“{words.rstrip(',.')}”"


def _lead(claim: Claim, sources: Sources) -> str | None:
    return sources.reported(claim.document) if claim.document in sources.documents else None


def _grounds(claims: Iterable[Claim]) -> list[Grounds]:
    return [
        Grounds(c.document, (Evidence(role="trigger", start=c.says.start, end=c.says.end, text=c.says.text),), c.record)
        for c in claims
    ]


def _teller(document: str, statement: str | None, sources: Sources) -> str:
    publisher = sources.documents[document].publisher or "one report"
    said = sources.statements.get(statement or "")
    return f"{sources.speaker(said)} in {publisher}" if said else publisher


def _same_parties(one: Event, other: Event, sources: Sources) -> bool:
    return all(
        {sources.level(a, one.document) for a in ours} == {sources.level(a, other.document) for a in theirs}
        for ours, theirs in ((one.actor, other.actor), (one.recipient, other.recipient))
    )
