"""Texts that are set, cut or mangled as no newspaper sets them: nothing crashes, and every record holds together."""

import pytest

from coding.soundness import sound
from legation import pipeline
from legation.pipeline import Coder
from legation.records import Document, Mention

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def code() -> Coder:
    return pipeline.load()


def test_a_label_whose_name_the_parser_ends_a_sentence_in(code: Coder) -> None:
    text = "MR. SPEAKER: Order. The honourable member knows better.\n\nMR. FAIRBROTHER: I apologise to Kenya."
    said = {s.content[0].text: s.speaker for s in sound(code, text) if s.cue == ":"}
    assert said["I apologise to Kenya"].as_written == "MR. FAIRBROTHER"
    assert said["Order. The honourable member knows better"].as_written == "MR. SPEAKER"
    assert said["Order. The honourable member knows better"].actor is not None


@pytest.mark.parametrize(
    "text",
    [
        "A panel of former officers concluded that the Indian army's northern command had lost the ridge.",
        "The Sudanese army's recapture of the town was disputed by the Rapid Support Forces.",
        "The Israelis accepted the plan, Hamas asked what it meant, and the Americans begged both to sign.",
    ],
)
def test_whoever_is_named_has_a_record(code: Coder, text: str) -> None:
    assert sound(code, text) is not None


@pytest.mark.parametrize("mark", ["“", "„", "«", "“ “", "“\u00a0", "„ “"])
def test_a_mark_behind_the_last_word_quotes_nothing(code: Coder, mark: str) -> None:
    for statement in sound(
        code, f"{mark[:1]}Kenya said that the road was open.{mark}\n\nThe mayor said that it was closed. {mark}"
    ):
        assert all(any(map(str.isalnum, c.text)) for c in statement.content)


def test_a_name_behind_two_blanks_begins_with_its_first_word(code: Coder) -> None:
    text = "Kenya's minister spoke at the  University of Aral on Monday.\nHe praised the  Aral Development Bank."
    found = [record.evidence[0].text for record in code(Document(text=text)) if isinstance(record, Mention)]
    assert found
    assert all(words == words.strip() for words in found)
