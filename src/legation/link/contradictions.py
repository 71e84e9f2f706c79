"""Claims that can't all hold, put together over articles: who says which, when, and what settles it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from math import inf

from legation.link.assertions import voice
from legation.link.developments import Telling, current
from legation.link.figures import may_differ, sort_of
from legation.link.happenings import Happening
from legation.link.opposing import Opposed
from legation.link.outlines import Counted
from legation.records import Claim, Contradiction, Development, Document, Evidence, Span, Statement

_TWO = 2
# Acts by which somebody owns what was denied: "admitted that it was so".
_OWNING = frozenset({"acknowledge", "confirm"})
# What is counted so grows from day to day, so that a later report only tells more of it.
_GROWING = frozenset({"dead", "injured", "casualties", "arrested", "displaced", "missing"})
_COUNTRY = re.compile(r"\b[A-Z]{3}\b")


def of_disputes(
    members: Sequence[Happening], about: str | None, origins: Mapping[str, str], said: Mapping[str, Statement]
) -> Contradiction:
    """Make one contradiction of the disputes that articles tell of one matter.

    `about` is the development spoken of, if any; `origins` names who first brought each document, `said` has the
    statements.
    """
    ordered = sorted(members, key=lambda item: item.order)
    first = ordered[0]
    claims = tuple(_dated(claim, origins) for item in ordered for claim in item.claims)
    counted = first.type == "COUNT"
    settled = _settled(claims, said)
    return Contradiction(
        document=first.document,
        evidence=tuple(_evidence(claim, "number" if counted else claim.side) for claim in first.claims),
        confidence=min(0.9, 0.6 + 0.1 * len({c.origin for c in claims})),
        why=("one speaker denies what another claims" if not counted else "two speakers count otherwise",),
        kind="number" if counted else "occurrence",
        about=about or first.claims[0].record,
        unit=_unit(ordered) if counted else None,
        claims=_once(claims),
        settled=settled.side if settled else None,
        settled_by=settled.record if settled else None,
    )


def of_claims(opposed: Opposed, origins: Mapping[str, str], texts: Mapping[str, Document]) -> Contradiction:
    """Make a contradiction of claims in different articles, the one that is denied first.

    It is about the claim that denies, since several may deny the same one. `texts` has the articles.
    """
    claims = tuple(_dated(_in_words(claim, texts[claim.document]), origins) for claim in opposed.claims)
    first = min(claims, key=lambda c: (c.reported or "~", c.document, c.says.start))
    counted = opposed.unit is not None
    return Contradiction(
        document=first.document,
        evidence=(_evidence(first, "number" if counted else first.side),),
        confidence=min(0.9, 0.5 + 0.1 * opposed.score),
        why=(
            "two speakers count otherwise"
            if counted
            else f"what one article says is denied in another: {opposed.kind}",
        ),
        kind="number" if counted else "occurrence",
        about=claims[1].record,
        unit=opposed.unit,
        claims=_once(claims),
    )


def distinct(found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """Keep one of those that set the same words of the same speakers against one another, as copies of a text do.

    The earliest stays, in the place of the first that is given.
    """
    kept: dict[object, Contradiction] = {}
    for each in found:
        words = frozenset((c.speaker, c.side, c.says.text.casefold()) for c in each.claims)
        earlier = kept.setdefault((each.kind, each.unit, words), each)
        if _begins(each) < _begins(earlier):
            kept[each.kind, each.unit, words] = each
    return tuple(kept.values())


def _begins(one: Contradiction) -> tuple[str, str]:
    return min((c.reported or "~" for c in one.claims), default="~"), one.id


def of_numbers(
    about: Development, tellings: Sequence[Telling], statements: Mapping[str, Statement]
) -> Iterator[Contradiction]:
    """Yield for each thing that is counted the numbers of a development that exclude one another.

    A later number of one source is a correction of its own earlier one, and the source that counts is the speaker, else
    who first brought the text.
    """
    latest: dict[str, dict[str, Claim]] = {}
    for telling, counted in current(sorted(tellings, key=lambda t: t.happening.order)):
        for unit, claim in _numbers(telling, counted, statements):
            told = latest.setdefault(unit, {})
            source = claim.speaker or f"text {claim.origin}"
            # A copy that tells the number again is not when it was told.
            if source not in told or (told[source].low, told[source].high) != (claim.low, claim.high):
                told[source] = claim
    for unit, found in sorted(latest.items()):
        claims = sorted(found.values(), key=lambda c: (c.reported or "~", c.document, c.says.start))
        if _excluding(claims, unit):
            lead = claims[0]
            yield Contradiction(
                document=lead.document,
                evidence=(_evidence(lead, "number"),),
                confidence=0.7,
                why=("reports of one happening give numbers that exclude one another",),
                kind="number",
                about=about.id,
                unit=unit,
                claims=tuple(claims),
            )


def _numbers(
    telling: Telling, told: Iterable[Counted], statements: Mapping[str, Statement]
) -> Iterator[tuple[str, Claim]]:
    said = statements.get(telling.outline.statement or "")
    for counted in told:
        if counted.start >= 0:
            yield (
                counted.unit,
                Claim(
                    record=telling.happening.id,
                    document=telling.head.id,
                    side=counted.text,
                    says=Span(start=counted.start, end=counted.start + len(counted.text), text=counted.text),
                    speaker=said.speaker.actor if said else None,
                    low=counted.low,
                    high=counted.high,
                    reported=telling.head.published,
                    origin=telling.origin,
                ),
            )


def _excluding(claims: Sequence[Claim], unit: str) -> bool:
    """Whether two sources give numbers that can't both be right; a toll that a later day puts higher has grown."""
    if len({c.origin for c in claims} | {c.speaker for c in claims}) < _TWO:
        return False
    return any(
        _most(lower) < (higher.low or 0.0)
        and not _puts_right(lower, higher)
        and not (unit in _GROWING and _has_grown(lower, higher))
        and not may_differ(unit, sort_of(lower.side), sort_of(higher.side))
        for lower, higher in permutations(claims, _TWO)
    )


def _most(claim: Claim) -> float:
    return inf if claim.high is None else claim.high  # "more than fifty" is open


def _has_grown(lower: Claim, higher: Claim) -> bool:
    """Whether the higher number is of a later day, and its source not of another country than that of the lower."""
    countries = {found[0] for c in (lower, higher) if (found := _COUNTRY.search(c.speaker or ""))}
    return (lower.reported or "~")[:10] < (higher.reported or "")[:10] and len(countries) < _TWO


def _puts_right(one: Claim, other: Claim) -> bool:
    """Whether voices of one state count otherwise on another day: the later one counts anew, or something else."""
    countries = [found[0] for c in (one, other) if (found := _COUNTRY.search(c.speaker or ""))]
    return (
        len(countries) == _TWO == 1 + len(set(countries)) and (one.reported or "~")[:10] != (other.reported or "")[:10]
    )


def _settled(claims: Sequence[Claim], said: Mapping[str, Statement]) -> Claim | None:
    """The latest claim by which a speaker goes over to the other side."""
    sides: dict[str, Claim] = {}
    found = None
    for claim in sorted(claims, key=lambda c: (c.reported or "~", c.document, c.says.start)):
        told = said.get(claim.record)
        speaker = voice(told) if told else claim.speaker
        before = sides.get(speaker or "")
        if before and before.side != claim.side and _comes_round(before, claim, told):
            found = claim
        if speaker:
            sides[speaker] = claim
    return found if found and len({c.side for c in claims}) == 2 else None


def _comes_round(before: Claim, claim: Claim, told: Statement | None) -> bool:
    """Whether a state says the contrary of what it said: two of its voices in one article are but at odds."""
    owns = told is not None and told.act in _OWNING
    return owns or before.speaker == claim.speaker or before.document != claim.document


def _once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple({(claim.record, claim.side): claim for claim in claims}.values())


def _dated(claim: Claim, origins: Mapping[str, str]) -> Claim:
    return replace(claim, origin=origins.get(claim.document))


def _in_words(claim: Claim, document: Document) -> Claim:
    """The claim with its words and day, which what an article tells in its own voice is kept without."""
    if claim.says.text:
        return claim
    says = Span.cut(document.text, claim.says.start, claim.says.end)
    return replace(claim, says=says, reported=document.published)


def _evidence(claim: Claim, role: str) -> Evidence:
    return Evidence(role=role, start=claim.says.start, end=claim.says.end, text=claim.says.text)


def _unit(items: Iterable[Happening]) -> str | None:
    counted = Counter(item.mode for item in items if item.mode)
    return min(counted, key=lambda unit: (-counted[unit], unit), default=None)
