"""A record as a card: what it says, the words it stands on, where they stand, and how sure it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from legation.records import Actor, AnyRecord, Correction, Development, Document, Found
from legation.store import linked
from legation.store.store import Store
from legation.view.present import Names
from legation.view.web import addresses, codes
from legation.view.web.wording import KINDS, Line, line, text

AROUND = 160  # characters of the sentence shown on each side of the words that count
SAYING = ("trigger", "cue", "phrase")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that a record stands on, with what stands around them; `marked` is the part that says it."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a page shows of a record. `line` names it, `quote` are its words, `link` its permanent address.

    `evidence` leads to the words in their article. `labels` are what a reader must know before believing it.
    """

    id: str
    kind: str
    called: str
    line: Line
    link: str
    evidence: str
    document: str
    quote: Quote | None = None
    title: str | None = None
    publisher: str | None = None
    day: str | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The line as text."""
        return text(self.line)


class Cards:
    """Makes cards of records that are stored, with the articles and the names that they need."""

    def __init__(self, store: Store, records: Sequence[AnyRecord]) -> None:
        """Read the articles of the `records`, and who is who in them."""
        self.records = tuple(records)
        known = {each.id: each for each in records if isinstance(each, Document)}
        found = {each.document for each in records if isinstance(each, Found)} - known.keys()
        self.documents = known | {each.id: each for each in _documents(store, found)}
        people = store.ask(linked.actors(dict.fromkeys(_named(records))))
        self.names = Names((*self.documents.values(), *people))

    def all(self) -> list[Card]:
        """A card for each record, in their order."""
        return [self.of(each) for each in self.records]

    def of(self, record: AnyRecord) -> Card:
        """The card of one record."""
        document = record.id if isinstance(record, Document) else record.document
        source = record if isinstance(record, Document) else self.documents.get(document)
        permanent = addresses.development(record.id) if isinstance(record, Development) else addresses.record(record.id)
        return Card(
            id=record.id,
            kind=record.record,
            called=KINDS[record.record][0],
            line=line(record, self.names),
            link=permanent,
            evidence=addresses.article(document, record.id),
            document=document,
            quote=quote(source.text, record) if source and isinstance(record, Found) else None,
            title=source.title if source else None,
            publisher=source.publisher if source else None,
            day=source.published[:10] if source and source.published else None,
            confidence=getattr(record, "confidence", 1.0),
            why=getattr(record, "why", ()),
            labels=tuple(_labels(record)),
        )


def quote(text: str, record: Found) -> Quote | None:
    """Cut the words of a record out of its article, with the rest of their sentence as far as it is short."""
    if not record.evidence:
        return None
    start, end = min(e.start for e in record.evidence), max(e.end for e in record.evidence)
    key = next((e for e in record.evidence if e.role in SAYING), None)
    if end - start > 3 * AROUND and key:  # far-flung evidence: show the words around the one that says it
        start, end = max(start, key.start - AROUND), min(end, key.end + AROUND)
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    stop = text.find("\n", end)
    last = min(len(text) if stop < 0 else stop, end + AROUND)
    before = text[first:start] if first == 0 or text[first - 1] == "\n" else "… " + text[first:start].partition(" ")[2]
    after = text[end:last] if last == len(text) or last == stop else text[end:last].rpartition(" ")[0] + " …"
    return Quote(before, text[start:end], after)


def _labels(record: AnyRecord) -> Iterable[str]:
    status = getattr(record, "status", "actual")
    if status != "actual":
        yield codes.word("status", status)
    if standing := getattr(record, "standing", None):
        yield standing
    if isinstance(record, Actor) and not record.resolved:
        yield "not identified"
    if isinstance(record, Correction):
        yield codes.word("verdict", record.verdict)


def _named(records: Iterable[AnyRecord]) -> Iterable[tuple[str, str]]:
    """Yield article and id of everybody whom a record names."""
    for record in records:
        document = getattr(record, "document", record.id)
        speaker = getattr(record, "speaker", None)
        one: tuple[str | None, ...] = (
            getattr(record, "holder", None),
            getattr(record, "asked_by", None),
            getattr(speaker, "actor", None),
        )
        many = ("actor", "recipient", "pressers", "intermediary", "targets", "addressee", "about", "actors")
        for name in many:
            value = getattr(record, name, ())
            one += (value,) if isinstance(value, str) else tuple(value or ())
        yield from ((document, actor) for actor in dict.fromkeys(one) if actor)


def _documents(store: Store, ids: Iterable[str]) -> Iterable[Document]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        yield from store.documents(document=tuple(wanted[start : start + 500]))
