"""Acts of speech that are asked about, doubted or forecast, speakers side by side, and who will not say more."""

import pytest

from legation.knowledge import load as load_knowledge
from legation.link.wanted import is_wanted
from legation.listener import OnnxAttribution
from legation.models import SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.records import Document, Silence, Statement

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def heard() -> Coder:
    return coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))


def told(code: Coder, text: str) -> list[Statement]:
    return [r for r in code(Document(text=text)) if isinstance(r, Statement)]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts doubt that Ankara will accuse Baku of theft.",
        "Asked if Ankara had accused Baku of theft, the minister laughed.",
        "Few expect Ankara to condemn Baku.",
        "The analyst said Ankara might condemn Baku.",
        "It is unclear whether Ankara has condemned Baku.",
    ],
)
def test_an_act_that_nobody_has_done_has_no_stance(heard: Coder, text: str) -> None:
    ankara = [s for s in told(heard, text) if s.speaker.actor == "TUR"]
    assert all(not s.stance and s.nested_in for s in ankara)


@pytest.mark.parametrize(
    "text",
    ["The analyst said that Ankara had condemned Baku.", "Diplomats know that Ankara has condemned Baku."],
)
def test_an_act_that_is_told_has_its_stance(heard: Coder, text: str) -> None:
    [ankara] = [s for s in told(heard, text) if s.speaker.actor == "TUR"]
    assert [x.target for x in ankara.stance if x.value < 0] == ["AZE"]


def test_a_question_takes_no_side(heard: Coder) -> None:
    asked = [s for s in told(heard, "The envoy asked whether Ankara had threatened Baku.") if s.act == "ask"]
    assert [s.stance for s in asked] == [()]


def test_two_with_their_titles_speak_together(heard: Coder) -> None:
    text = "Kenya's President William Ruto and South Africa's President Cyril Ramaphosa said the road was open."
    assert [s.speaker.actor for s in told(heard, text)] == ["person:william-ruto", "person:cyril-ramaphosa"]


def test_whom_a_quotation_names_is_not_he_who_goes_on(heard: Coder) -> None:
    text = (
        "“President Museveni is our elder. We respect him,” Kenyan Foreign Minister Musalia Mudavadi said.\n\n"
        "He declined to say when they would meet.\n"
    )
    silent = [r.actor for r in heard(Document(text=text)) if isinstance(r, Silence)]
    assert silent == ["person:musalia-mudavadi"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The envoy told reporters the bloc was “ready” but would not be drawn on oil.", "the bloc was “ready”"),
        ("The envoy said the bloc was ready, but would not say when it would act.", "the bloc was ready"),
    ],
)
def test_who_tells_something_but_not_more_is_silent(heard: Coder, text: str, content: str) -> None:
    records = heard(Document(text=text))
    [said] = [r for r in records if isinstance(r, Statement)]
    [silence] = [r for r in records if isinstance(r, Silence)]
    assert " | ".join(c.text for c in said.content) == content
    assert silence.actor == said.speaker.actor


def test_what_is_told_goes_on_behind_another_but(heard: Coder) -> None:
    [said] = told(heard, "Rome said the camp was closed but would not be sold.")
    assert said.content[0].text == "the camp was closed but would not be sold"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Baku demanded an explanation from Ankara that its troops had crossed by mistake.", True),
        ("Baku is waiting for a statement from Ankara that the raid was an error.", True),
        ("Baku sought a pledge from Ankara that it would free the crew.", True),
        ("Baku received a pledge from Ankara that it would free the crew.", False),
    ],
)
def test_words_that_are_demanded_or_awaited_have_not_come(heard: Coder, text: str, wanted: bool) -> None:
    (ankara,) = (s for s in told(heard, text) if s.speaker.actor == "TUR")
    assert is_wanted(ankara) is wanted
