"""Which documents are copies of one text, and from whom that text first came.

A copy may be shortened, lengthened or lightly rewritten. Each document joins the report of the earlier document that it
shares most with. Two reports are never merged, so a round-up that reprints two dispatches does not make one of them.
Near-duplicates are looked for by a sample of the runs of words (those whose number divides by N), not by MinHash: a
shortened copy shares nearly all of its own words, but little of the whole, which is all that MinHash sees.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from math import inf
from typing import TYPE_CHECKING, Protocol

from legation.link.limits import Limits, load
from legation.records import CopyKind, Document, Report

if TYPE_CHECKING:  # what only names origins need not wait for numpy
    import numpy

    Runs = numpy.typing.NDArray[numpy.uint64]

# A place in capitals, perhaps a date, then the agency in brackets before a dash: "PARIS, 3 May (Agency) —".
CREDIT = re.compile(r"^([^\W\d_]{2,})[^\n()]{0,60}\(([^()\n]{2,40})\)\s*(?:--?|[–—])", re.MULTILINE)
BRACKETS = re.compile(r"\(([^()\n]{2,40})\)")
HEAD = 600  # characters in which a dateline can stand: after a headline and bullets, never deep in the text
NOTE = re.compile(r"\([^()]*\)")
WORD = re.compile(r"\w+")
REMEMBERED = 4_000  # articles whose time and origin are remembered: those of a development are asked again and again
SPLIT = 1_000  # texts whose runs are remembered, some 4 KB each: what is like many is like the next article as well
ODD = 0x9E3779B97F4A7C15  # spreads the bits of a number over all 64


@dataclass(frozen=True, slots=True)
class Kinship:
    """What share of a document is in an earlier one, what share of that is in it, and so what kind of copy it is."""

    parent: str
    share: float
    kind: CopyKind


class Shelf(Protocol):
    """Who keeps the documents, and finds those that share a sample of their words."""

    def documents(self, wanted: Iterable[str]) -> Mapping[str, Document]:
        """The documents with these ids."""

    def sharing(self, document: str, least: int, share: float) -> Iterable[tuple[str, int]]:
        """The documents that share so many sampled runs of words with it, and such a share of the smaller sample."""

    def shared(self, document: str, other: str) -> int:
        """How many sampled runs of words two documents have in common."""

    def parent(self, document: str) -> tuple[str, CopyKind] | None:
        """The earlier document of which it is a copy."""

    def descend(self, document: str, parent: str | None, kind: CopyKind) -> None:
        """Note of which earlier document it is a copy."""


def regroup(changed: Iterable[str], shelf: Shelf, limits: Limits) -> dict[str, str | None]:
    """Find the parents of new documents, and those of later ones of which a new one may be the parent.

    Return the former parents of the documents whose parent is another than before.
    """
    texts = _Texts(shelf, limits)
    new = frozenset(changed)
    later = {other for each in new for other in texts.later(each) if other not in new and texts.may_come(each, other)}
    moved: dict[str, str | None] = {}
    for each in sorted(new | later, key=texts.order):
        found = texts.kinship(each)
        before = shelf.parent(each)
        after = (found.parent, found.kind) if found else None
        if before != after:
            shelf.descend(each, found.parent if found else None, found.kind if found else "origin")
            moved[each] = before[0] if before else None
    return moved


def sample(text: str, limits: Limits) -> frozenset[int]:
    """The runs of words by which a text is found, as numbers of 63 bits; all of a short one.

    They are longer than those that are compared: what few texts have in common leads to few.
    """
    runs = _runs(text, limits.sample_words)
    chosen = runs if len(runs) <= limits.sample_whole else runs[runs % limits.sample_one_in == 0]
    return frozenset((chosen >> 1).tolist())


class _Texts:
    """Documents and those that share their words, each read once."""

    def __init__(self, shelf: Shelf, limits: Limits) -> None:
        self._shelf = shelf
        self._limits = limits
        self._documents: dict[str, Document] = {}
        self._orders: dict[str, tuple[float, str]] = {}
        self._near: dict[str, tuple[str, ...]] = {}

    def order(self, identity: str) -> tuple[float, str]:
        """Sorts by time of publication."""
        if identity not in self._orders:
            self._orders[identity] = when_and_id(self._documents[identity])
        return self._orders[identity]

    def later(self, identity: str) -> Iterator[str]:
        """The later documents that share some of its words."""
        near = self._beside(identity)
        return (each for each in near if self.order(each) > self.order(identity))

    def may_come(self, parent: str, identity: str) -> bool:
        """Whether a later document may be the copy of this one, or of another since this one has come."""
        found, before = self._kin(identity, parent), self._shelf.parent(identity)
        if before is None:
            return found is not None
        self._take(before[0])
        known = self._kin(identity, before[0])
        if known is None or (found is not None and self._rank(found) < self._rank(known)):
            return True
        # Who shares more than its parent may push that out of those that are compared.
        shared = [self._shelf.shared(identity, each) for each in (parent, before[0])]
        return (-shared[0], self.order(parent)) < (-shared[1], self.order(before[0]))

    def kinship(self, identity: str) -> Kinship | None:
        """The earlier document that shares most, if any shares enough; of equals the earliest."""
        earlier = [each for each in self._beside(identity) if self.order(each) < self.order(identity)]
        found = (self._kin(identity, each) for each in earlier[: self._limits.most_copies])
        return min((kin for kin in found if kin), key=self._rank, default=None)

    def _beside(self, identity: str) -> tuple[str, ...]:
        """The documents that share some of its words, the likest first, and of equals the earliest."""
        if identity not in self._near:
            shared = dict(self._shelf.sharing(identity, self._limits.least_sampled, self._limits.least_of_sample))
            self._take(identity, *shared)
            self._near[identity] = tuple(sorted(shared, key=lambda each: (-shared[each], self.order(each))))
        return self._near[identity]

    def _take(self, *identities: str) -> None:
        self._documents |= self._shelf.documents(set(identities) - self._documents.keys())

    def _rank(self, kin: Kinship) -> tuple[float, tuple[float, str]]:
        return -kin.share, self.order(kin.parent)

    def _run(self, identity: str) -> "Runs":
        return _runs(self._documents[identity].text, self._limits.shingle_words)

    def _kin(self, identity: str, other: str) -> Kinship | None:
        limits, mine, theirs = self._limits, self._run(identity), self._run(other)
        common = _common(mine, theirs)
        share = common / min(len(mine), len(theirs))
        if common < max(len(mine), len(theirs)) and (common < limits.least_shingles or share < limits.least_shared):
            return None
        same_outlet = self._documents[identity].publisher == self._documents[other].publisher
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


@lru_cache(maxsize=REMEMBERED)
def origin(document: Document) -> str:
    """Name who first brought a text that is no copy: an agency, else its publisher, else the text itself."""
    credited, own = agency(document), document.publisher
    return own if own and (credited is None or house(credited) == house(own)) else credited or document.id


@lru_cache(maxsize=REMEMBERED)
def house(name: str) -> str:
    """The name of an outlet as it is compared: "Harbour Wire" and "Harbour Wire Agency (sample)" are one."""
    words = WORD.findall(NOTE.sub(" ", name).casefold())
    return " ".join([word for word in words if word not in load().outlet_words] or words)


def origins(documents: Iterable[Document], copies: Iterable[Report]) -> dict[str, str]:
    """Name for each document who first brought its text, as outlets are compared."""
    keys = {d.id: house(origin(d)) for d in documents}
    for report in copies:
        first = house(report.agency) if report.agency else keys[report.document]
        keys.update(dict.fromkeys(report.documents, first))
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


@lru_cache(maxsize=REMEMBERED)
def when_and_id(document: Document) -> tuple[float, str]:
    """Sorts documents by time, undated ones last, whatever the order in which they came.

    Of those of one moment the agency's own text comes before what credits it.
    """
    when, credited = moment(document), agency(document)
    second = bool(credited and document.publisher and house(credited) != house(document.publisher))
    return (when.timestamp() if when else inf, f"{second:d}{document.id}")


def _common(mine: "Runs", theirs: "Runs") -> int:
    """How many runs two texts have in common."""
    import numpy

    return len(numpy.intersect1d(mine, theirs, assume_unique=True))


@lru_cache(maxsize=SPLIT)
def _runs(text: str, size: int) -> "Runs":
    """Every run of `size` words as a number, each once, and a text that is shorter as one."""
    import numpy

    numbers = numpy.array([_number(word) for word in WORD.findall(text.casefold())] or [0], dtype=numpy.uint64)
    runs = numbers
    for following in range(1, min(size, len(numbers))):
        runs = runs[:-1] * numpy.uint64(ODD) + numbers[following:]  # of which 64 bits are kept
    return numpy.unique(runs)


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())
