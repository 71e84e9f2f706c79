"""Linked records as flat rows for CSV; a contradiction takes a row for each of its claims."""

from collections.abc import Iterator, Sequence

from legation.records import AnyRecord, Contradiction, Development, Report
from legation.view import present
from legation.view.linked_sources import Sources
from legation.view.present import Row

_CLAIMS = (
    *("about_words", "side", "speaker", "speaker_name", "says", "start", "end", "low", "high", "reported", "origin"),
    *("claim", "claim_document"),
)


def columns(kind: str) -> tuple[str, ...]:
    """Return the names of the columns of a kind of linked record, in order."""
    if kind != "contradiction":
        return present.columns(kind)
    common = present.columns(kind)
    return (*(name for name in common if name not in (*_CLAIMS, "evidence")), *_CLAIMS)


def rows(records: Sequence[AnyRecord], sources: Sources) -> Iterator[Row]:
    """Yield the rows of linked records."""
    for each in records:
        if isinstance(each, Contradiction):
            yield from _claims(each, sources)
        elif isinstance(each, Development | Report):
            yield present.row(each, sources.names)


def _claims(each: Contradiction, sources: Sources) -> Iterator[Row]:
    told = sources.developments.get(each.about)
    common = present.row(each, sources.names)
    for claim in each.claims:
        values = common | {
            "about_words": told.description if told else None,
            "side": claim.side,
            "speaker": claim.speaker,
            "speaker_name": sources.speaker(claim),
            "says": claim.says.text,
            "start": claim.says.start,
            "end": claim.says.end,
            "low": claim.low,
            "high": claim.high,
            "reported": claim.reported,
            "origin": sources.origin(claim.document),
            "claim": claim.record,
            "claim_document": claim.document,
        }
        yield {name: values[name] for name in columns("contradiction")}
