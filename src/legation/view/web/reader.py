"""An article's text with the words marked that records rest on: parts, paragraphs, pieces."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from legation.records import AnyRecord, Evidence, Found, Mention
from legation.tables import yaml_table
from legation.view import page
from legation.view.page import Mark, Piece
from legation.view.web.cards import SAYING

FILE = "view/reader.yaml"
SHOWN = ("event", "pressure", "statement", "silence", "tie", "prediction")
ALSO_SAYING = ("words", "claim", "content", "mention")
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words over which the marks do not change.

    `numbers` are the records that they belong to, as the page counts them; `ends` are those whose key words end here;
    `is_asked` where they belong to the record that the reader asked for, `is_first` where these begin.
    """

    text: str
    kinds: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    is_asked: bool = False
    is_first: bool = False

    @property
    def classes(self) -> str:
        """What the style of the page knows the words by."""
        return " ".join(("e", *(f"e-{kind}" for kind in self.kinds), *(("asked",) if self.is_asked else ())))


@cache
def limits() -> Mapping[str, int]:
    """How much one page shows."""
    found: Mapping[str, int] = yaml_table(FILE)
    return found


def parts(text: str, size: int) -> tuple[Stretch, ...]:
    """Cut a long text where a paragraph ends, or a word where none does; a short one is one part."""
    edges = [0]
    while len(text) - edges[-1] > size + size // 4:
        first, last = edges[-1] + size * 3 // 4, edges[-1] + size
        cut = next((found for sign in ("\n", " ") if (found := text.rfind(sign, first, last) + 1) > 0), last)
        edges.append(cut)
    return tuple(pairwise((*edges, len(text))))


def part_of(cut: Sequence[Stretch], number: int | None, at: int | None) -> int:
    """The place among the parts that was asked for: by number from 1, else the one that holds a place of the text."""
    if number is None and at is not None:
        return next((i for i, (start, end) in enumerate(cut) if start <= at < end), len(cut) - 1)
    return min(max((number or 1) - 1, 0), len(cut) - 1)


def paragraphs(
    text: str, stretch: Stretch, records: Sequence[AnyRecord], mentions: Iterable[Mention], asked: Found | None = None
) -> list[list[Run]]:
    """Cut a part of a text into paragraphs of runs, with the words of the records and mentions marked."""
    start, end = stretch
    numbers = {each.id: number for number, each in enumerate(records, start=1)}
    also = [asked] if asked and asked.id not in numbers else []
    marks = [mark for each in (*records, *mentions, *also) if isinstance(each, Found) for mark in _marks(each)]
    inside = [_moved(mark, start, end) for mark in marks if mark.start < end and mark.end > start]
    ends: dict[int, list[int]] = {}
    for each in records:
        if isinstance(each, Found) and (found := key(each)):
            ends.setdefault(min(found.end, end), []).append(numbers[each.id])
    return _lines(_runs(page.pieces(text[start:end], inside), start, numbers, ends, asked.id if asked else ""))


def key(record: Found) -> Evidence | None:
    """The words that say what a record records: where its number stands."""
    for roles in (SAYING, ALSO_SAYING):
        if found := next((each for each in record.evidence if each.role in roles), None):
            return found
    return next(iter(record.evidence), None)


def _marks(record: Found) -> Iterator[Mark]:
    kind = getattr(record, "record", "")
    kind = kind if kind in page.LEGEND else "mention"
    if isinstance(record, Mention):
        yield Mark(record.start, record.end, kind, "", record.id)
        return
    for each in page.places(record):
        yield Mark(each.start, each.end, kind, "", record.id)
    if found := key(record):
        yield Mark(found.start, found.end, kind, "", record.id)


def _moved(mark: Mark, start: int, end: int) -> Mark:
    return Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind, mark.title, mark.record)


def _runs(
    pieces: Iterable[Piece], at: int, numbers: Mapping[str, int], ends: Mapping[int, Sequence[int]], asked: str
) -> Iterator[Run]:
    is_found = False
    for piece in pieces:
        at += len(piece.text)
        is_asked = bool(asked) and asked in piece.records
        yield Run(
            text=piece.text,
            kinds=piece.kinds,
            numbers=tuple(sorted(numbers[each] for each in piece.records if each in numbers)),
            ends=tuple(sorted(ends.get(at, ()))),
            is_asked=is_asked,
            is_first=is_asked and not is_found,
        )
        is_found = is_found or is_asked


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    """Part the runs into paragraphs, one for each line that holds words."""
    found: list[list[Run]] = [[]]
    for run in runs:
        if "\n" not in run.text:
            found[-1].append(run)
            continue
        first, *others = run.text.split("\n")
        ends = run.ends if not others else ()
        found[-1].append(replace(run, text=first, ends=ends))
        for place, line in enumerate(others):
            is_last = place == len(others) - 1
            found.append([replace(run, text=line, ends=run.ends if is_last else (), is_first=False)])
    return [line for line in found if any(run.text.strip() for run in line)]
