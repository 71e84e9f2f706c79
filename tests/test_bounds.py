"""Bounds: no step looks at everything for each thing, so that a text twice as long takes twice the work."""

import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation import pipeline
from legation.annotate.units import UNIT
from legation.annotations import Parties, Party, Quote, Sentence, Token
from legation.coding.carried import carried
from legation.coding.scene import Scene
from legation.models import BATCH_CHARACTERS, BATCH_SIZE, batches
from legation.read.plain import document
from legation.records import Document, Event, Evidence, Span, Speaker, Statement
from legation.resolving.history import FARTHEST, History, Seen
from legation.step import Reading
from small_world import knowledge

KNOWLEDGE = knowledge()
# Four times the text may take this many times the work, sorting included.
MOST = 5.5
SAID = "“We will not sign,” Ida Lund of Alphaland said. “The Home Guard may stay,” the president of Betania said. "


class Plain:
    """A parser that cuts at full stops and blanks; every word hangs on the first one."""

    def __init__(self) -> None:
        self.longest = 0

    def parse(self, texts: Iterable[str]) -> Iterator[list[list[Token]]]:
        for text in texts:
            self.longest = max(self.longest, len(text))
            yield [list(tokens) for tokens in self._sentences(text)]

    def _sentences(self, text: str) -> Iterator[list[Token]]:
        found: list[Token] = []
        at = 0
        for word in text.split(" "):
            if word:
                tag = "NNP" if word[0].isupper() else "NN"
                pos = "PROPN" if tag == "NNP" else "NOUN"
                dep = "dobj" if found else "ROOT"
                found.append(Token(len(found), at, at + len(word), word, word.lower(), pos, tag, dep, 0))
            at += len(word) + 1
            if word.endswith("."):
                yield found
                found = []
        if found:
            yield found


def work(run: Callable[[], object]) -> int:
    """How many functions are called and generators resumed, in Python and below it."""
    count = 0

    def seen(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


def grows(run: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the work four times the size takes; what is made once is made before."""
    run(size)()
    return work(run(4 * size)) / work(run(size))


SHAPES = {
    "one paragraph of quotations": lambda n: SAID * n,
    "quotations in paragraphs": lambda n: (SAID + "\n\n") * n,
    "quotations that never close": lambda n: "“We will not sign, Ida Lund of Alphaland said.\n\n" * n,
    "a list of names": lambda n: "Ida Lund, Alphaland, the Home Guard, Mara Berg, " * n,
    "scare quotes": lambda n: "Alphaland called the “pause” of Betania a “trap”. " * n,
    "marks": lambda n: '“”"‘’ ' * n,
    "brackets": lambda n: "Home Guard (HG) of Alphaland met. " * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_who_is_who_takes_work_by_the_length(shape: str) -> None:
    steps = pipeline.finding(Plain(), KNOWLEDGE)

    def run(size: int) -> Callable[[], object]:
        read = document(SHAPES[shape](size), published="2012-05-05")
        return lambda: pipeline.read(read, steps)

    assert grows(run, 60) < MOST


def test_a_huge_paragraph_is_parsed_in_units_and_its_tokens_stand_where_they_stood() -> None:
    parser = Plain()
    text = SAID * 600
    reading = pipeline.read(document(text), pipeline.finding(parser, KNOWLEDGE)[:4])
    found = reading.of(Sentence)
    assert 0 < parser.longest <= UNIT < len(text)
    assert [s.index for s in found] == list(range(len(found)))
    assert all(text[t.start : t.end] == t.text for s in found for t in s.tokens)
    assert "".join(t.text for s in found for t in s.tokens) == "".join(text.split())


def test_nothing_but_marks_is_not_parsed() -> None:
    parser = Plain()
    reading = pipeline.read(document('“”"‘’“' * 500), pipeline.finding(parser, KNOWLEDGE)[:3])
    assert parser.longest == 0
    assert reading.of(Sentence) == ()


@given(st.lists(st.integers(0, 2 * BATCH_CHARACTERS), max_size=200))
def test_batches_hold_all_texts_in_order_and_are_bounded(sizes: list[int]) -> None:
    texts = ["x" * size for size in sizes]
    found = list(batches(texts))
    assert [text for batch in found for text in batch] == texts
    for batch in found:
        assert 0 < len(batch) <= BATCH_SIZE
        assert len(batch) == 1 or sum(map(len, batch)) <= BATCH_CHARACTERS


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1])), max_size=20)


@given(SPANS, st.integers(0, 40), st.integers(0, 50))
def test_parties_within_are_those_that_lie_inside(spans: list[tuple[int, int]], start: int, end: int) -> None:
    every = [Party(0, n, s, e, ("ALP",), "name") for n, (s, e) in enumerate(spans)]
    plain = sorted((p for p in every if start <= p.start and p.end <= end), key=lambda p: (p.start, -p.end))
    assert list(Parties(every).within(start, end)) == plain


@given(st.lists(st.integers(1, 5), max_size=20), st.integers(0, 40), st.integers(0, 60))
def test_quotes_in_a_stretch_share_a_character_with_it(lengths: list[int], start: int, end: int) -> None:
    starts = [sum(lengths[:n]) + n for n in range(len(lengths))]
    quotes = [Quote(s, s + size, s, s + size) for s, size in zip(starts, lengths, strict=True)]
    scene = Scene(Reading(Document(text="x" * 200)).plus(quotes))
    assert list(scene.quotes_in(start, end)) == [q for q in quotes if q.start < end and q.end > start]


TEXT = "x" * 100


def told(span: tuple[int, int]) -> Statement:
    return Statement(
        document="d",
        speaker=Speaker(actor="ALP", as_written="Alphaland", named=True),
        cue="say",
        act="say",
        quotation="indirect",
        content=(Span.cut(TEXT, *span),),
    )


def happening(at: int) -> Event:
    trigger = (Evidence.cut(TEXT, at, at + 2, "trigger"),)
    return Event(document="d", type="AID", mode=None, actor=("ALP",), recipient=("BET",), evidence=trigger)


@given(SPANS, st.lists(st.integers(0, 50), unique=True, max_size=10))
def test_an_event_is_carried_by_the_shortest_content_around_it(spans: list[tuple[int, int]], places: list[int]) -> None:
    events = [happening(at) for at in places]
    reading = Reading(Document(text=TEXT)).plus([*map(told, spans), *events])
    statements = reading.of(Statement)
    for at, event in zip(places, carried(frozenset()).run(reading), strict=True):
        around = [(e - s, n) for n, (s, e) in enumerate(spans) if s <= at and at + 2 <= e]
        assert isinstance(event, Event)
        assert event.statement == (statements[min(around)[1]].id if around else None)


def seen(at: int, nouns: frozenset[str] = frozenset()) -> Seen:
    return Seen(at, 0, at, ("ALP",), False, False, True, False, 0, None, False, nouns=nouns)


def test_history_reaches_back_so_far_and_knows_parties_by_their_nouns() -> None:
    history = History()
    for at in range(FARTHEST + 5):
        history.add(seen(at, frozenset({"union"} if at % 2 else {"guard"})))
    back = list(history.back())
    assert (len(back), back[0].start, back[-1].start) == (FARTHEST, FARTHEST + 4, 5)
    assert [at for at, _ in history.by_noun("guard")][:3] == [FARTHEST + 4, FARTHEST + 2, FARTHEST]
    assert list(history.by_noun("bloc")) == []
