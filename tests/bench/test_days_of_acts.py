"""The score of the days of acts: classes of what is given against the gold, on rows and coders made up."""

import json
from datetime import date
from pathlib import Path

import pytest

import when
from legation.records import AnyRecord, DateRange, Document, Event, Evidence

DAY = date(2011, 3, 4).toordinal()


@pytest.mark.parametrize(
    ("given", "gold", "judged"),
    [
        ((DAY, DAY), (DAY, DAY), "right"),
        ((DAY - 1, DAY), (DAY, DAY), "right"),
        ((DAY - 6, DAY), (DAY, DAY), "coarse"),
        ((DAY, DAY), (DAY - 6, DAY), "coarse"),
        ((DAY - 1, DAY - 1), (DAY, DAY), "wrong"),
        (None, (DAY - 3, DAY - 3), "undated"),
        (None, (DAY - 1, DAY), "right"),
        (None, None, "right"),
        ((DAY, DAY), None, "invented"),
    ],
)
def test_classes(given: when.Days | None, gold: when.Days | None, judged: str) -> None:
    assert when.judged(given, gold, DAY) == judged


def test_an_act_counts_once_and_one_without_an_event_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Rebels seized the town on Wednesday. They fled."
    acts = [
        {"start": 7, "end": 13, "words": "seized", "first": "2011-03-02", "last": "2011-03-02"},
        {"start": 42, "end": 46, "words": "fled", "first": "2011-03-03", "last": "2011-03-04"},
    ]
    row = {"id": "w1", "date": "2011-03-04", "title": None, "text": text, "acts": acts}
    (tmp_path / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setattr(when, "FOLDER", tmp_path)

    def code(document: Document) -> tuple[AnyRecord, ...]:
        evidence = (Evidence.cut(document.text, 7, 13, "trigger"),)
        wednesday = DateRange(start="2011-03-02", end="2011-03-02", precision="day")
        dates = None, wednesday
        return tuple(Event(document=document.id, type="ASSAULT", evidence=evidence, date=day) for day in dates)

    tally = when.score(code, "dev")
    assert (dict(tally.classes), tally.missed, tally.accuracy) == ({"right": 1}, 1, 1.0)
