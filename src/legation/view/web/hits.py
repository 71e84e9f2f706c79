"""What a search found as a page shows it: cards, and in them the words that were searched for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legation.records import AnyRecord, Document, Statement
from legation.store import finding
from legation.store.finding import Place
from legation.view.web import finds
from legation.view.web.cards import Card, Cards
from legation.view.web.filters import Meant
from legation.view.web.finds import Marks
from legation.view.web.shelf import Shelf

AROUND = 120  # characters shown before the first of the words in an article
LONG = 320  # and of the whole piece
SAID = 3  # statements shown below an article

Piece = tuple[str, bool]  # words, and whether they were searched for
Marked = Mapping[str, Marks]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement below the article that it stands in."""

    card: Card
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry of the list. Where words were searched for, `pieces` has those of the record or a part of the article.

    Of an article also the `title` is cut so; `said` are statements that hold the words, and `more` counts the others.
    """

    card: Card
    title: tuple[Piece, ...] = ()
    pieces: tuple[Piece, ...] = ()
    said: tuple[Said, ...] = ()
    more: int = 0
    is_new: bool = False


def hits(shelf: Shelf, meant: Meant, places: Sequence[Place]) -> tuple[Hit, ...]:
    """Read what stands in these places."""
    articles = shelf.store.ask(finding.articles([each.row for each in places if each.kind == "document"]))
    others = shelf.store.ask(finding.records([each.row for each in places if each.kind != "document"]))
    said: tuple[Statement, ...] = ()
    marked: Marked = {}
    if meant.filters.words:
        said = shelf.store.ask(finding.said_in([each.id for each in articles.values()])) if articles else ()
        marked = finds.marks(shelf, meant.filters.words, _texts((*articles.values(), *others.values(), *said)))
    said = tuple(each for each in said if _key(each) in marked)
    rows = ((articles if each.kind == "document" else others).get(each.row) for each in places)
    records = [each for each in rows if each is not None]
    cards = Cards(shelf.store, (*records, *said))
    return tuple(
        _article(each, cards, marked, said) if isinstance(each, Document) else _record(each, cards, marked)
        for each in records
    )


def _record(record: AnyRecord, cards: Cards, marked: Marked) -> Hit:
    places = marked.get(_key(record))
    return Hit(card=cards.of(record), pieces=_pieces(finds.own_words(record), places) if places else ())


def _article(article: Document, cards: Cards, marked: Marked, said: Sequence[Statement]) -> Hit:
    places = marked.get(_key(article), ())
    mine = [each for each in said if each.document == article.id]
    shown = (
        Said(card=cards.of(each), pieces=_pieces(finds.own_words(each), marked[_key(each)])) for each in mine[:SAID]
    )
    return Hit(
        card=cards.of(article),
        title=_pieces(article.title or "", marked.get(f"title {article.id}", ())),
        pieces=_around(article.text, places) if marked else (),
        said=tuple(shown),
        more=max(0, len(mine) - SAID),
    )


def _texts(records: Iterable[AnyRecord]) -> dict[str, str]:
    texts = {}
    for each in records:
        texts[_key(each)] = finds.own_words(each)
        if isinstance(each, Document) and each.title:
            texts[f"title {each.id}"] = each.title
    return texts


def _key(record: AnyRecord) -> str:
    return f"{record.record} {getattr(record, 'document', '')} {record.id}"


def _around(text: str, places: Marks) -> tuple[Piece, ...]:
    """The part of an article around the first of the words; its beginning where they stand in the title alone."""
    first = max(0, places[0][0] - AROUND) if places else 0
    start = text.find(" ", first) + 1 if first else 0
    end = min(len(text), start + LONG)
    stop = text.rfind(" ", start, end) if end < len(text) else end
    end = stop if stop > start else end
    inside = [(a - start, min(b, end) - start) for a, b in places if start <= a < end]
    before: tuple[Piece, ...] = (("… ", False),) if start else ()
    after: tuple[Piece, ...] = ((" …", False),) if end < len(text) else ()
    return (*before, *_pieces(text[start:end], inside), *after)


def _pieces(text: str, places: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    return tuple(piece for piece in _cut(text, places) if piece[0])


def _cut(text: str, places: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    done = 0
    for start, end in places:
        yield text[done:start], False
        yield text[start:end], True
        done = end
    yield text[done:], False
