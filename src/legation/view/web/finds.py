"""What a search finds: places in the order of the list, bounded, and the words of a search where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from legation.records import AnyRecord, Development, Document, Statement
from legation.store import finding, naming
from legation.store.finding import Place
from legation.view.web.filters import Meant
from legation.view.web.shelf import Shelf

MOST = 500  # of what is found, so many of the newest are listed and counted
OF_ONE_KIND = 200  # where several kinds are listed together
READ = 20_000  # characters of a text in which words are marked

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """What was found, in the order of the list; `is_more` where the list ends before what there is does."""

    places: tuple[Place, ...]
    is_more: bool = False

    def page(self, number: int, size: int) -> tuple[Place, ...]:
        """The places on a page of the list."""
        return self.places[(number - 1) * size : number * size]


def found(shelf: Shelf, meant: Meant) -> Finds:
    """Find what is asked; kept, since each page of the list and its facets ask the same."""
    ids = meant.asked.id
    question = ("found", meant.kinds, meant.filters, ids)
    return shelf.kept(question, lambda: _of_ids(shelf, meant) if ids else _found(shelf, meant))


def said(shelf: Shelf, meant: Meant) -> int:
    """Count the statements that hold the words, up to where a list would end."""
    question = ("said", meant.filters)
    return shelf.kept(question, lambda: len(shelf.store.ask(finding.places("statement", meant.filters, MOST + 1))))


def _of_ids(shelf: Shelf, meant: Meant) -> Finds:
    places = shelf.store.ask(finding.named(meant.asked.id))
    return Finds(places=tuple(each for each in places if meant.is_broad or each.kind in meant.kinds))


def _found(shelf: Shelf, meant: Meant) -> Finds:
    most = MOST if len(meant.kinds) == 1 else OF_ONE_KIND
    found = [shelf.store.ask(finding.places(kind, meant.filters, most + 1)) for kind in meant.kinds]
    is_more = any(len(each) > most for each in found)
    places = [place for each in found for place in each[:most]]
    if len(found) > 1:  # the kinds are in order by themselves; where one ends early, what follows would be out of place
        floor = max((each[most].day or "" for each in found if len(each) > most), default="")
        places = sorted((each for each in places if (each.day or "") >= floor), key=_order)
    if meant.filters.words and not {"document", "statement"}.issuperset(meant.kinds):
        places = _holding(shelf, places, meant.filters.words)
    return Finds(places=tuple(places[:MOST]), is_more=is_more or len(places) > MOST)


def _order(place: Place) -> tuple[bool, int, str]:
    day = place.day or ""
    return (not day, -int(day.replace("-", "") or 0) if day.replace("-", "").isdigit() else 0, place.document)


def _holding(shelf: Shelf, places: Sequence[Place], words: str) -> list[Place]:
    """Leave out records whose own words do not hold what is searched for, though their article does."""
    rows = [each.row for each in places if each.kind not in ("document", "statement")]
    texts = {str(row): own_words(record) for row, record in shelf.store.ask(finding.records(rows)).items()}
    held = marks(shelf, words, texts)
    return [each for each in places if str(each.row) in held or str(each.row) not in texts]


def own_words(record: AnyRecord) -> str:
    """The words that a record rests on."""
    match record:
        case Statement():
            return " … ".join(span.text for span in record.content)
        case Development() if record.description:
            return record.description
        case Document():
            return record.text[:READ]
    return " … ".join(dict.fromkeys(each.text for each in record.evidence))


def marks(shelf: Shelf, words: str, texts: Mapping[str, str]) -> Mapping[str, Marks]:
    """Tell where the words stand in texts, as the index of articles tells it."""
    return shelf.store.ask(lambda _: naming.marked(words, texts))
