"""Quotations that no writer means to write: nothing crashes, and every record still shows where it stands."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.soundness import sound
from legation import pipeline
from legation.pipeline import Coder
from legation.records import Statement

pytestmark = pytest.mark.model

LEAD = "The two sides met for a second day in the old palace by the river.\n\n"
MARKS = "“”„‟‘’‚‛«»‹›\"'「」『』"
PAIRS = ["“”", '""', "‘’", "''", "«»", "‹›", "„“", "»«", "「」"]
NAMES = ("Peru", "Chile", "Cuba", "Ghana", "Kenya", "Nepal", "Japan", "Spain", "Malta", "Egypt")


@pytest.fixture(scope="module")
def code() -> Coder:
    return pipeline.load()


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "form",
    [
        "{m}The road is closed, the minister said.",
        "The minister said, {m}The road is closed and nobody told us.",
        "The minister said the {m}road is closed.{m}{m}",
        "{m}{m}{m}The road is closed,{m} the minister said. {m}It will stay so.",
        "The minister{m}s aide said the ministers{m} road is closed.",
    ],
)
def test_unbalanced_marks(code: Coder, mark: str, form: str) -> None:
    said = sound(code, LEAD + form.format(m=mark) + "\n\nKenya said that the road was open.\n")
    assert "the road was open" in [s.content[0].text for s in said]  # the paragraph after is read as ever


@pytest.mark.parametrize("pair", PAIRS)
def test_each_kind_of_mark_opened_and_closed_the_wrong_way_round(code: Coder, pair: str) -> None:
    opening, closing = pair[0], pair[1]
    text = f"{closing}The road is closed,{opening} the minister said. {opening}It {opening}will{closing} reopen.\n"
    sound(code, LEAD + text + f"The minister said, {opening}The road {closing}is{closing} closed.{opening}\n")


@pytest.mark.parametrize(
    "text", [MARKS, '"', "“", "”", "“”", "“ ”", "‘’ “” ''\n\n“”", '"' * 500, "“" * 300, "“" * 99 + "”" * 99]
)
def test_marks_and_nothing_else(code: Coder, text: str) -> None:
    assert sound(code, text) == []
    said = sound(code, f"{LEAD}{text}\n\nKenya said that the road was open.\n")
    assert "the road was open" in [s.content[0].text for s in said]


def test_ten_reports_in_one_another(code: Coder) -> None:
    text = f"{LEAD}{' said that '.join(NAMES)} had won.\n"
    said = sound(code, text)
    by_id = {s.id: s for s in said}
    for statement in said:
        if statement.nested_in is not None:
            cue = next(e for e in statement.evidence if e.role == "cue")
            assert any(c.start <= cue.start < c.end for c in by_id[statement.nested_in].content)
    assert max(map(len, ([*_outwards(s, by_id)] for s in said))) >= 4


def _outwards(statement: Statement, by_id: Mapping[str, Statement]) -> Iterator[Statement]:
    """A statement and those around it, each once: whoever is in a circle never comes to an end."""
    seen: set[str] = set()
    at: Statement | None = statement
    while at is not None:
        assert at.id not in seen
        seen.add(at.id)
        yield at
        at = by_id.get(at.nested_in or "")


def test_ten_quotations_in_one_another(code: Coder) -> None:
    opened = "".join(f"“{name} said, ‘" if n % 2 else f"“{name} told us: " for n, name in enumerate(NAMES))
    assert sound(code, f"{LEAD}{opened}We lost.{'’”' * len(NAMES)}\n\nKenya said that the road was open.\n")


def test_a_paragraph_of_two_hundred_quotations(code: Coder) -> None:
    one = "“We waited by the gate,” the mayor of the town said. "
    text = LEAD + one * 200
    said = [s for s in sound(code, text) if s.speaker.as_written == "the mayor of the town"]
    assert len(said) == 200
    assert {s.content[0].text for s in said} == {"“We waited by the gate,”"}


def test_a_quotation_that_is_opened_in_many_paragraphs_and_never_closed(code: Coder) -> None:
    body = "\n\n".join(f"“We waited at gate {n} and nobody came to open it for us." for n in range(60))
    said = sound(code, f"{LEAD}The mayor of the town said: {body}\n")
    assert [s.speaker.as_written for s in said[:1]] == ["The mayor of the town"]
    assert said[0].quotation == "direct"


def test_a_quotation_that_is_opened_once_and_never_closed(code: Coder) -> None:
    body = "\n\n".join(f"Gate {n} was open. Kenya said that it had closed gate {n}." for n in range(40))
    said = sound(code, f"{LEAD}“It began like this. {body}\n")
    assert sum(s.speaker.country == "KEN" for s in said) >= 30  # a lost mark does not swallow the article


@pytest.mark.parametrize(
    "text",
    [
        "\u202e“We waited,”\u202c the mayor said. \u2067“עברנו”\u2069 he added, “and \u202bleft\u202c.”",
        "😀“We 👩‍👩‍👧 waited 🏳️‍🌈,”😀 the mayor said👍🏽. “🙃”",
        "「我們等了」 the mayor said. 市长说:“我们等了。” Kenya said “道路 closed”.",
        "“W\u0301e\u0308 wa\u0327ited,” the mayo\u0300r said\u200b, \u200d“and\ufeff left.”",
        "“We\u00a0waited,”\u2028the mayor said.\u2029“And left,”\x0bhe said.\x0c“Now.”",
        "“\ud7ff\ue000\ufffd\U0010ffff,” the mayor said. “\u0000”",
        "The mayor said: “We waited.\r\n\r\n“Then we left.”\r\n\r\nKenya said that it was open.\r",
        "«Nous attendons», said the mayor. „Wir warten“, said the mayor. ‚Wir‘ said so. »Wir«, she said.",
    ],
)
def test_signs_of_many_scripts(code: Coder, text: str) -> None:
    sound(code, LEAD + text + "\n")
    sound(code, text)


def test_a_sentence_longer_than_any_model_reads(code: Coder) -> None:
    listed = ", ".join(f"that gate {n} of “the old town” was open" for n in range(120))
    assert sound(code, f"{LEAD}The mayor of the town said {listed}.\n")


PIECES = st.sampled_from(
    [
        *MARKS,
        *(" ", "\n\n", "\n", ", ", ". ", ": ", " — ", "…", "😀", "\u202e", "道"),
        *("the mayor said", "Kenya denied", "We will not leave", "according to Peru", "that it was over", "he asked"),
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=40))
def test_any_jumble_of_marks_and_words(code: Coder, pieces: list[str]) -> None:
    sound(code, "".join(pieces))
