"""A contradiction as a page shows it: what it is about, whether it is settled, and the claims of each side."""

from collections.abc import Sequence
from dataclasses import dataclass

from legation.records import Claim, Contradiction, Development
from legation.view import linked_words
from legation.view.linked_sources import Sources
from legation.view.web import addresses, codes, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """What somebody says on one side; `copies` is in how many more articles the same text has it."""

    speaker: str | None
    words: str
    day: str | None
    origin: str
    copies: int
    evidence: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Claims that agree, and how many origins make them."""

    called: str
    claims: tuple[ClaimShown, ...]
    origins: int
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A contradiction: what is asked, on which happening, what came of it, and its sides."""

    id: str
    asked: str
    days: str
    settled: str
    is_open: bool
    about: Development | None
    sides: tuple[Side, ...]

    @property
    def title(self) -> str:
        """On what the claims differ, in the words of an article."""
        if self.about and self.about.description:
            return self.about.description
        return self.sides[0].claims[0].words if self.sides else self.asked

    @property
    def link(self) -> str:
        """The address of the contradiction."""
        return addresses.record(self.id)


def dispute(found: Contradiction, sources: Sources) -> Dispute:
    """Return a contradiction as a page shows it."""
    claims = list(linked_words.once(found.claims, sources))
    sides = dict.fromkeys(claim.side for claim, _ in claims)
    return Dispute(
        id=found.id,
        asked=linked_words.asked(found),
        days=_days(found),
        settled=_settled(found, sources),
        is_open=found.settled is None,
        about=sources.developments.get(found.about),
        sides=tuple(_side(found, side, [each for each in claims if each[0].side == side], sources) for side in sides),
    )


def called(side: str, unit: str | None = None) -> str:
    """Name a side: "says it is so", or the number with what is counted."""
    word = codes.word("side", side)
    return word if word != side or not unit or unit in side else f"{side} ({unit})"


def _side(found: Contradiction, side: str, claims: Sequence[tuple[Claim, int]], sources: Sources) -> Side:
    return Side(
        called=called(side, found.unit),
        claims=tuple(_claim(each, copies, sources) for each, copies in claims),
        origins=len({sources.origin(each.document) for each, _ in claims}),
        is_settled=found.settled == side,
    )


def _claim(claim: Claim, copies: int, sources: Sources) -> ClaimShown:
    return ClaimShown(
        speaker=sources.speaker(claim),
        words=sources.words(claim),
        day=claim.reported[:10] if claim.reported else None,
        origin=sources.origin(claim.document),
        copies=copies,
        evidence=addresses.article(claim.document, claim.record),
        record=addresses.record(claim.record),
    )


def _days(found: Contradiction) -> str:
    told = sorted(claim.reported[:10] for claim in found.claims if claim.reported)
    return fields.span(told[0], told[-1]) if told else "undated"


def _settled(found: Contradiction, sources: Sources) -> str:
    told = linked_words.settled(found, sources)
    if not found.settled:
        return told
    return told.replace(f"settled: {found.settled}", f"settled: {called(found.settled, found.unit).lower()}", 1)
