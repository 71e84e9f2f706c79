"""Which documents are copies of one text, and from whom that text first came.

A copy may be shortened, lengthened or lightly rewritten. Documents are taken in order of time and each joins
the report that holds its nearest copy. Two reports are never merged, so a round-up that reprints two
dispatches does not make one of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import combinations, pairwise
from math import inf

from legation.link.limits import Limits
from legation.records import Document, Report

# A place in capitals, perhaps a date, then the agency in brackets before a dash: "PARIS, 3 May (Agency) —".
CREDIT = re.compile(r"^([^\W\d_]{2,})[^\n()]{0,60}\(([^()\n]{2,40})\)\s*(?:--?|[–—])", re.MULTILINE)
BRACKETS = re.compile(r"\(([^()\n]{2,40})\)")
HEAD = 600  # characters in which a dateline can stand: after a headline and bullets, never deep in the text
WORD = re.compile(r"\w+")


def reports(documents: Iterable[Document], limits: Limits) -> tuple[Report, ...]:
    """Group the documents that are copies of one text; a text without a copy gives no report."""
    ordered = sorted({d.id: d for d in documents}.values(), key=when_and_id)
    shingles = [_shingles(d.text, limits.shingle_words) for d in ordered]
    nearest = _likeness(shingles, limits)
    groups: list[list[int]] = []
    home: dict[int, int] = {}
    for index in range(len(ordered)):
        earlier = [(share, -other) for other, share in nearest[index].items() if other < index]
        if earlier:
            home[index] = home[-max(earlier)[1]]
            groups[home[index]].append(index)
        else:
            home[index] = len(groups)
            groups.append([index])
    return tuple(_report([ordered[i] for i in group]) for group in groups if len(group) > 1)


def agency(document: Document) -> str | None:
    """Find the agency that the document credits in its dateline, as written there."""
    if match := BRACKETS.search(document.dateline or ""):
        return match[1].strip()
    credits = CREDIT.finditer(document.text[:HEAD])
    return next((match[2].strip() for match in credits if match[1].isupper()), None)


def origins(documents: Iterable[Document], copies: Iterable[Report]) -> dict[str, str]:
    """Name for each document who first brought its text: an agency, else a publisher, else the text."""
    keys = {d.id: (agency(d) or d.publisher or d.id).casefold() for d in documents}
    for report in copies:
        first = report.agency or keys[report.document]
        keys.update(dict.fromkeys(report.documents, first.casefold()))
    return keys


def moment(document: Document) -> datetime | None:
    """When the document was published; a bare day counts from its first minute, no zone as UTC."""
    if not document.published:
        return None
    try:
        when = datetime.fromisoformat(document.published)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def when_and_id(document: Document) -> tuple[float, str]:
    """Sorts documents by time, undated ones last, whatever the order in which they came."""
    when = moment(document)
    return (when.timestamp() if when else inf, document.id)


def _shingles(text: str, size: int) -> frozenset[int]:
    """Every run of `size` words as a number; a number takes a fifth of the memory of the words."""
    words = WORD.findall(text.casefold())
    runs = (" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) for run in runs)


def _likeness(shingles: Sequence[frozenset[int]], limits: Limits) -> list[dict[int, float]]:
    """For each text, the share of the shorter one that it has in common with each of its copies."""
    shares: list[dict[int, float]] = [{} for _ in shingles]
    for one, other in _candidates(shingles, limits.common_shingle):
        common = len(shingles[one] & shingles[other])
        shorter = min(len(shingles[one]), len(shingles[other]))
        same = shingles[one] == shingles[other]
        if same or (common >= limits.least_shingles and common / shorter >= limits.least_shared):
            shares[one][other] = shares[other][one] = common / shorter
    return shares


def _candidates(shingles: Sequence[frozenset[int]], common: int) -> set[tuple[int, int]]:
    """Pairs of texts that have a shingle in common; of a very common shingle, neighbours in time only."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, found in enumerate(shingles):
        for shingle in found:
            holders[shingle].append(index)
    pairs: set[tuple[int, int]] = set()
    for texts in holders.values():
        pairs.update(combinations(texts, 2) if len(texts) <= common else pairwise(texts))
    return pairs


def _report(copies: Sequence[Document]) -> Report:
    credited = [name for name in map(agency, copies) if name]
    publishers = dict.fromkeys(d.publisher for d in copies if d.publisher)
    return Report(
        document=copies[0].id,
        documents=tuple(d.id for d in copies),
        publishers=tuple(publishers),
        agency=credited[0] if credited else None,
        why=("shared word sequences",),
    )
