"""Corrections as gold: what a new reading bears out is told from what it gets wrong again."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reviewed
from fakes import article, code
from legation.errors import SourceError
from legation.records import AnyRecord, Correction, Document, Event
from legation.store import corrections, review
from legation.store.codec import to_json
from legation.store.corrections import Key
from legation.store.review import Judgement
from legation.store.store import Store


def judged(path: Path) -> tuple[Correction, ...]:
    """Accept, reject and correct the events of three articles, in a store of their own."""
    with Store.open(path) as store:
        for n, verdict, values in ((1, "accept", {}), (2, "reject", {}), (3, "correct", {"type": "AID"})):
            store.add(article(n), code(article(n)))
            event = next(each for each in code(article(n)) if each.record == "event")
            key = Key(kind="event", document=article(n).id, id=event.id)
            verdict_: Any = verdict
            on = "2024-12-01T12:00:00.000+00:00"
            store.tell(review.judge(Judgement(key=key, verdict=verdict_, on=on, values=values)))
        return store.ask(corrections.history)


def events(document: Document, **changed: Any) -> tuple[AnyRecord, ...]:
    return tuple(replace(each, id="", **changed) for each in code(document) if isinstance(each, Event))


@pytest.mark.parametrize(
    ("changed", "accepted", "rejected", "corrected"),
    [
        ({}, "whole", "made again", "still wrong"),
        ({"type": "AID"}, "lost", "gone", "right now"),
        ({"type": "AID", "mode": None}, "lost", "gone", "wrong elsewhere"),
        ({"mode": None}, "in part", "made again", "still wrong"),
        ({"actor": ("GAM",)}, "lost", "gone", "lost"),
        ({"contexts": ("military",)}, "whole", "made again", "still wrong"),
    ],
)
def test_each_outcome_is_counted(
    tmp_path: Path, changed: dict[str, Any], accepted: str, rejected: str, corrected: str
) -> None:
    documents = [article(n) for n in (1, 2, 3)]
    results = reviewed.measured(judged(tmp_path / "a.db"), documents, lambda d: events(d, **changed))
    counts = {verdict: {n for n, c in row.items() if c} for verdict, row in results["event"].as_dict().items()}
    assert counts == {"accept": {accepted}, "reject": {rejected}, "correct": {corrected}}
    good = [accepted == "whole", rejected == "gone", corrected == "right now"]
    assert len(results["event"].errors) == good.count(False)


def test_the_last_word_counts(tmp_path: Path) -> None:
    first, *_ = judged(tmp_path / "a.db")
    later = replace(first, id="", verdict="reject", on="2024-12-02T12:00:00.000+00:00", supersedes=first.id)
    assert reviewed.standing([later, first]) == [later]


def test_the_articles_come_from_a_database_or_from_files(tmp_path: Path) -> None:
    made = judged(tmp_path / "a.db")
    file = tmp_path / "articles.jsonl"
    file.write_text(
        "\n".join(json.dumps({"id": f"x{n}", "text": article(n).text}) for n in (1, 2, 9)), encoding="utf-8"
    )
    wanted = frozenset(each.sha256 for each in made)
    assert {each.id for each in reviewed.articles([str(tmp_path / "a.db")], wanted)} == {each.document for each in made}
    assert {each.source_id for each in reviewed.articles([str(file)], wanted)} == {"x1", "x2"}
    with pytest.raises(SourceError):
        list(reviewed.articles([str(tmp_path / "nowhere.jsonl")], wanted))


def test_the_command_prints_a_table_and_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = judged(tmp_path / "a.db")
    file, store = tmp_path / "made.jsonl", tmp_path / "one.db"
    file.write_text("\n".join(map(to_json, made)), encoding="utf-8")
    with Store.open(store) as opened:
        opened.add(article(1), ())
        opened.add(article(2), ())
    monkeypatch.setattr("legation.pipeline.load", lambda: code)
    assert reviewed.main([str(file), str(store), "--errors"]) == 0
    out, err = capsys.readouterr()
    assert [line.split() for line in out.splitlines()] == [
        ["record", "verdict", "n", "outcome"],
        ["event", "accept", "1", "1", "whole"],
        ["event", "reject", "1", "1", "made", "again"],
        ["event", made[1].target[:8], "“urged”", "in", "case-2:", "made", "again"],
    ]
    assert err == "1 of 3 judged texts are not among the articles\n"
    assert reviewed.main([str(file), str(store), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["event"]["accept"] == {"whole": 1, "in part": 0, "lost": 0}
    assert reviewed.main([str(tmp_path / "nowhere"), str(store)]) == 2
