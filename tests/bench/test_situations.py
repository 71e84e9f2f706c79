"""Marks of labelled situations: each tells one happening, and what lies within it counts for itself or not at all."""

from pathlib import Path
from typing import Any

import pytest

import linking
from legation.records import Event, Evidence
from situations import corpus

ARTICLE = """=== p-01
publisher: Post (sample)
published: 2024-03-02
title: Ferries
---
MARKED
"""
LIST = "happenings:\n  d01: {what: the demand}\n  d02: {what: the refusal}\n"


def situation(folder: Path, marked: str) -> corpus.Situation:
    """A situation of one article with these marks."""
    home = folder / "ferries"
    (home / "articles").mkdir(parents=True)
    (home / "situation.yaml").write_text(LIST)
    (home / "articles" / "post.txt").write_text(ARTICLE.replace("MARKED", marked))
    return corpus.load("ferries", folder)


def told(situation: corpus.Situation, word: str, status: Any = "actual") -> Event:
    """An event that stands on this word."""
    (document,) = linking.documents(situation).values()
    start = document.text.index(word)
    evidence = Evidence(role="trigger", start=start, end=start + len(word), text=word)
    return Event(
        id=word, document=document.id, evidence=(evidence,), type="REJECT", actor=("SLD",), recipient=(), status=status
    )


@pytest.mark.parametrize(
    ("marked", "tags"),
    [
        ("[[d02: Southland turned [[d01: the demand]] down]].", {"turned": "d02", "demand": "d01"}),
        ("[[d02: Southland turned [[x: the demand]] down]].", {"turned": "d02"}),
        ("[[d02: Southland turned]] the demand down.", {"turned": "d02"}),
        ("Southland turned the demand down.", {}),
    ],
)
def test_an_event_is_of_the_shortest_mark_on_its_word(tmp_path: Path, marked: str, tags: dict[str, str]) -> None:
    ferries = situation(tmp_path, marked)
    events = [told(ferries, "turned"), told(ferries, "demand")]
    assert linking.aligned(ferries, events) == tags
    assert linking.aligned(ferries, [told(ferries, "turned", status="negated")]) == {}


@pytest.mark.parametrize(
    ("marked", "complaint"),
    [
        ("[[d02: Southland turned [[x: the demand]] down]], not [[d01: the demand]].", None),
        ("[[d02: Southland turned]] [[x: the demand]] down, not [[d01: the demand]].", "outside of the mark"),
        ("[[d02: Southland turned [[y: the demand]] down]], not [[d01: the demand]].", "unknown tag 'y'"),
        ("[[d02: Southland turned [[x: the demand]] down]].", "d01: nothing is marked with it"),
    ],
)
def test_other_acts_are_marked_within_a_happening_alone(tmp_path: Path, marked: str, complaint: str | None) -> None:
    found = list(corpus.complaints(situation(tmp_path, marked)))
    assert (not found) if complaint is None else [each for each in found if complaint in each]


@pytest.mark.parametrize("name", [*linking.DEVELOPMENT, *linking.HELD_OUT])
def test_the_labels_of_all_situations_are_whole(name: str) -> None:
    assert not list(corpus.complaints(corpus.load(name)))
