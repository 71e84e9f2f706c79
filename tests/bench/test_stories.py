"""The score of events on whole articles: places found or refused, verdicts, what is right and what is missed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from stories import HELD_OUT, Story, StoryError, Tally, compare, places, stories

TEXT = "Chile talks to Peru\n\nSantiago urged Lima to wait. It was the second appeal this week. Peru may agree."
EVENTS = (
    {
        "actor": ["CHL"],
        "recipient": ["PER"],
        "type": ["REQUEST"],
        "places": ["Santiago [urged] Lima", "second [appeal] this"],
    },
    {
        "actor": ["CHL"],
        "recipient": ["PER"],
        "type": ["CONSULT", "REQUEST"],
        "mutual": True,
        "places": ["Chile [talks] to"],
    },
    {"actor": ["PER"], "recipient": ["CHL"], "type": ["AGREE"], "optional": True, "places": ["may [agree]"]},
)


def story(folder: Path, events: tuple[Mapping[str, Any], ...] = EVENTS) -> Story:
    path = folder / "some.jsonl"
    path.write_text(json.dumps({"id": "a", "date": "2020-01-01", "text": TEXT, "events": events}), encoding="utf-8")
    (found,) = stories(path)
    return found


def test_a_snippet_has_one_word_in_brackets_and_stands_in_the_text_once() -> None:
    assert [TEXT[at : at + 5] for at in places(TEXT, ["Santiago [urged] Lima"], "f:1")] == ["urged"]
    for snippet in ("Santiago urged Lima", "Santiago [begged] Lima", "[e]"):
        with pytest.raises(StoryError, match="f:1: not once in the text"):
            places(TEXT, [snippet], "f:1")


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a", "date": "2020-01-01", "text": ""}'])
def test_a_broken_article_is_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(StoryError, match=r"some\.jsonl:1: expected an article with id, date, text, events"):
        list(stories(path))


def test_an_act_is_told_in_its_own_sentences_by_any_of_its_types_and_of_mutual_ones_either_way(tmp_path: Path) -> None:
    told = story(tmp_path)
    title, first, last = TEXT.index("Chile"), TEXT.index("Santiago"), TEXT.index("Peru may")
    assert told.verdict(("CHL", "PER", "REQUEST"), first, first + 30) is True
    assert told.verdict(("PER", "CHL", "REQUEST"), first, first + 30) is False
    assert told.verdict(("PER", "CHL", "CONSULT"), title, title + 20) is True
    assert told.verdict(("CHL", "PER", "REQUEST"), title, title + 20) is True
    assert told.verdict(("CHL", "PER", "REQUEST"), last, len(TEXT)) is False
    assert told.verdict(("PER", "CHL", "AGREE"), last, len(TEXT)) is None


def test_a_side_left_open_is_not_wrong_where_the_rest_is_told(tmp_path: Path) -> None:
    told = story(tmp_path)
    first = TEXT.index("Santiago")
    assert told.verdict(("CHL", "", "REQUEST"), first, first + 30) is None
    assert told.verdict(("", "CHL", "REQUEST"), first, first + 30) is False
    assert told.verdict(("CHL", "", "AID"), first, first + 30) is False


def test_an_act_is_found_at_any_of_its_places_and_what_readers_differ_on_counts_for_nothing(tmp_path: Path) -> None:
    tally, second = Tally(), TEXT.index("It was")
    coded = [
        (("CHL", "PER", "REQUEST"), second, second + 35),
        (("CHL", "PER", "ASSAULT"), second, second + 35),
        (("PER", "CHL", "AGREE"), TEXT.index("Peru may"), len(TEXT)),
    ]
    compare(story(tmp_path), coded, tally)
    assert (tally.right, tally.wrong, tally.found, tally.missed) == (1, 1, 1, 1)
    assert (tally.precision, tally.recall) == (0.5, 0.5)
    assert len(tally.lines) == 2


@pytest.mark.parametrize(
    "path",
    [HELD_OUT, *sorted((HELD_OUT.parents[2] / "training/events/articles").glob("*.jsonl"))],
    ids=lambda p: p.stem,
)
def test_the_labelled_articles_are_in_form(path: Path) -> None:
    every = list(stories(path))
    assert len(every) >= 10
    assert len({each.id for each in every}) == len(every)
    assert all(each.acts for each in every)
