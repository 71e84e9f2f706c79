"""Which documents are copies of one text, and from whom that text first came.

A copy may be shortened, lengthened or lightly rewritten. Each document joins the report of the earlier document that it
shares most with. Two reports are never merged, so a round-up that reprints two dispatches does not make one of them.
Near-duplicates are looked for by a sample of the runs of words (those whose number divides by N), not by MinHash: a
shortened copy shares nearly all of its own words, but little of the whole, which is all that MinHash sees.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from math import inf
from typing import Protocol

from legation.link.limits import Limits
from legation.records import CopyKind, Document, Report

# A place in capitals, perhaps a date, then the agency in brackets before a dash: "PARIS, 3 May (Agency) —".
CREDIT = re.compile(r"^([^\W\d_]{2,})[^\n()]{0,60}\(([^()\n]{2,40})\)\s*(?:--?|[–—])", re.MULTILINE)
BRACKETS = re.compile(r"\(([^()\n]{2,40})\)")
HEAD = 600  # characters in which a dateline can stand: after a headline and bullets, never deep in the text
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Kinship:
    """What share of a document is in an earlier one, what share of that is in it, and so what kind of copy it is."""

    parent: str
    share: float
    kind: CopyKind


class Shelf(Protocol):
    """Who keeps the documents, and finds those that share a sample of their words."""

    def document(self, document: str) -> Document:
        """The document with this id."""

    def sharing(self, document: str, least: int, most: int) -> Iterable[str]:
        """The documents that share at least so many sampled runs of words with it; so many of the likest at most."""

    def parent(self, document: str) -> tuple[str, CopyKind] | None:
        """The earlier document of which it is a copy."""

    def descend(self, document: str, parent: str | None, kind: CopyKind) -> None:
        """Note of which earlier document it is a copy."""


def regroup(changed: Iterable[str], shelf: Shelf, limits: Limits) -> frozenset[str]:
    """Find the parents of new documents, and those of later ones of which a new one may be the parent.

    Return the documents whose parent is another than before.
    """
    texts = _Texts(shelf, limits)
    new = sorted(set(changed), key=texts.order)
    near = {each: tuple(shelf.sharing(each, limits.least_sampled, limits.most_copies)) for each in new}
    later = {other for each in new for other in near[each] if texts.order(other) > texts.order(each)} - set(new)
    moved = set()
    for each in (*new, *sorted(later, key=texts.order)):
        others = near.get(each) or tuple(shelf.sharing(each, limits.least_sampled, limits.most_copies))
        found = _kinship(each, others, texts, limits)
        before = shelf.parent(each)
        after = (found.parent, found.kind) if found else None
        if before != after:
            shelf.descend(each, after[0] if after else None, after[1] if after else "origin")
            moved.add(each)
    return frozenset(moved)


def sample(text: str, limits: Limits) -> frozenset[int]:
    """The runs of words by which a text is found, as numbers of 63 bits; all of a short one."""
    runs = _shingles(text, limits.shingle_words)
    chosen = frozenset(run >> 1 for run in runs if run % limits.sample_one_in == 0)
    return chosen if len(chosen) > limits.least_sampled else frozenset(run >> 1 for run in runs)


class _Texts:
    """Documents and their runs of words, each read once."""

    def __init__(self, shelf: Shelf, limits: Limits) -> None:
        self._shelf = shelf
        self._size = limits.shingle_words
        self._documents: dict[str, Document] = {}
        self._runs: dict[str, frozenset[int]] = {}

    def document(self, identity: str) -> Document:
        """The document with this id."""
        if identity not in self._documents:
            self._documents[identity] = self._shelf.document(identity)
        return self._documents[identity]

    def order(self, identity: str) -> tuple[float, str]:
        """Sorts by time of publication."""
        return when_and_id(self.document(identity))

    def runs(self, identity: str) -> frozenset[int]:
        """Its runs of words as numbers."""
        if identity not in self._runs:
            self._runs[identity] = _shingles(self.document(identity).text, self._size)
        return self._runs[identity]


def _kinship(identity: str, others: Iterable[str], texts: _Texts, limits: Limits) -> Kinship | None:
    """The earlier document that shares most, if any shares enough."""
    earlier = (other for other in others if texts.order(other) < texts.order(identity))
    found = [kin for other in earlier if (kin := _kin(identity, other, texts, limits))]
    return max(
        found, key=lambda kin: (kin.share, *(-part for part in texts.order(kin.parent)[:1]), kin.parent), default=None
    )


def _kin(identity: str, other: str, texts: _Texts, limits: Limits) -> Kinship | None:
    mine, theirs = texts.runs(identity), texts.runs(other)
    common = len(mine & theirs)
    share = common / min(len(mine), len(theirs))
    if mine != theirs and (common < limits.least_shingles or share < limits.least_shared):
        return None
    same_outlet = texts.document(identity).publisher == texts.document(other).publisher
    kind = _kind(common / len(mine), common / len(theirs), limits.whole, same_outlet=same_outlet)
    return Kinship(other, share, kind)


def _kind(of_mine: float, of_theirs: float, whole: float, *, same_outlet: bool) -> CopyKind:
    """What kind of copy holds so much of its original, and consists so much of it."""
    if of_mine >= whole:
        return "reprint" if of_theirs >= whole else "shortened"
    return "update" if same_outlet else "rewritten"


def agency(document: Document) -> str | None:
    """Find the agency that the document credits in its dateline, as written there."""
    if match := BRACKETS.search(document.dateline or ""):
        return match[1].strip()
    credits = CREDIT.finditer(document.text[:HEAD])
    return next((match[2].strip() for match in credits if match[1].isupper()), None)


def origin(document: Document) -> str:
    """Name who first brought a text that is no copy: an agency, else its publisher, else the text itself."""
    return agency(document) or document.publisher or document.id


def origins(documents: Iterable[Document], copies: Iterable[Report]) -> dict[str, str]:
    """Name for each document who first brought its text, in lower case."""
    keys = {d.id: origin(d).casefold() for d in documents}
    for report in copies:
        first = report.agency or keys[report.document]
        keys.update(dict.fromkeys(report.documents, first.casefold()))
    return keys


def report(copies: Sequence[Document], kinds: Mapping[str, CopyKind]) -> Report:
    """The report of documents that are copies of one text, the earliest first."""
    credited = [name for name in map(agency, copies) if name]
    publishers = dict.fromkeys(d.publisher for d in copies if d.publisher)
    return Report(
        document=copies[0].id,
        documents=tuple(d.id for d in copies),
        copies=("origin", *(kinds[d.id] for d in copies[1:])),
        publishers=tuple(publishers),
        agency=credited[0] if credited else None,
        origin=credited[0] if credited else copies[0].publisher,
        why=("shared word sequences",),
    )


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
