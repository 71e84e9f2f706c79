"""The scorer on tiny invented cases, and the gold readings on themselves."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from checking import copied, problems
from legation.errors import KnowledgeError, SourceError
from matching import Document
from readings import (
    Fact,
    Gold,
    GoldActor,
    GoldEvent,
    GoldPrediction,
    GoldPressure,
    GoldSilence,
    GoldStatement,
    GoldTie,
    Ranges,
    article_text,
    digest,
    load_gold,
    read_gold,
)
from score import Tally, f1, main, read_predictions, score_all, score_article, table, total, wilson

TEXT = 'Ann Lee of Freedonia urged Sylvania to rein in Osterlich. "War is likely," she said. Sylvania was silent.'
CODES = {"armed": ["REB", "UAF"], "blocs": ["IGO"]}
GOLD = """
article: tiny
about: invented
source: {shared: tiny.txt}
sha256: SHA
actors:
  - {id: "person:ann-lee", kind: [person], names: [Ann Lee], country: [FRE], spans: [[0, 7]], roles: [[11, 20]]}
  - {id: SYL, kind: [state], names: [Sylvania], country: [SYL]}
  - {id: OST, kind: [state], names: [Osterlich], country: [OST], optional: true}
events:
  - {says: lee asks, type: [REQUEST], actor: [FRE], recipient: [SYL], spans: [[0, 57]]}
  - {says: maybe, type: [COERCE], status: [hypothetical], actor: [SYL], recipient: [OST],
     spans: [[0, 57]], optional: true}
pressure:
  - {says: chain, pressers: [FRE], intermediary: [SYL], targets: [OST], demand: [[36, 56]], means: [influence]}
statements:
  - {says: war, speaker: ["person:ann-lee"], source: [[75, 78]], content: [[58, 74]], act: [say], quotation: [direct]}
silences:
  - {says: hush, actor: [SYL], kind: [refrained], cue: [[98, 104]]}
ties:
  - {says: foes, actors: [SYL, OST], kind: [rivalry], sign: [-1], spans: [[27, 35]]}
predictions:
  - {says: likely, holder: ["person:ann-lee"], source: [[75, 78]], claim: [[59, 72]], range: [55, 80]}
"""


def span(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "text": TEXT[start:end], **more}


def actor(code: str, **more: Any) -> dict[str, Any]:
    return {
        "record": "actor",
        "id": code,
        "name": code,
        "kind": "state",
        "country": code,
        "resolved": True,
        "evidence": [],
    } | more


LEE = actor("person:q1", name="Lee", kind="person", country="FRE", role_evidence=span(11, 20))

HUSH = {"actor": "SYL", "kind": "refrained", "evidence": [span(98, 104, role="cue")]}


def event(**more: Any) -> dict[str, Any]:
    return {
        "record": "event",
        "type": "REQUEST",
        "actor": ["person:q1"],
        "recipient": ["SYL"],
        "status": "actual",
        "evidence": [span(21, 26, role="trigger")],
    } | more


def statement(**more: Any) -> dict[str, Any]:
    return {
        "record": "statement",
        "speaker": {"actor": "person:q1", "as_written": "she"},
        "act": "say",
        "quotation": "direct",
        "nested_in": None,
        "content": [span(58, 73)],
        "evidence": [span(75, 78, role="speaker")],
    } | more


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    path = tmp_path / "tiny.yaml"
    path.write_text(GOLD.replace("SHA", digest(TEXT)), encoding="utf-8")
    return read_gold(path)


def score(gold: Gold, *records: Any) -> Mapping[str, Tally]:
    base = [LEE, actor("SYL", name="Sylvania")]
    return score_article(Document(gold, TEXT, [*base, *records], CODES)).tallies


def counts(tally: Tally) -> tuple[int, ...]:
    return tally.gold, tally.found, tally.records, tally.right


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, (1, 1, 1, 1)),
        ({"type": "THREATEN"}, (1, 0, 1, 0)),
        ({"status": "negated"}, (1, 0, 1, 0)),
        ({"recipient": ["OST"]}, (1, 0, 1, 0)),
        ({"actor": ["person:q1", "OST"]}, (1, 0, 1, 0)),
        ({"actor": ["FRE"]}, (1, 1, 1, 1)),
        ({"evidence": [span(76, 80, role="trigger")]}, (1, 0, 1, 0)),
        ({"evidence": [span(76, 80, role="actor"), span(21, 26, role="trigger")]}, (1, 1, 1, 1)),
        # An optional fact is neither found nor right, and its record isn't wrong.
        ({"type": "COERCE", "status": "hypothetical", "actor": ["SYL"], "recipient": ["OST"]}, (1, 0, 0, 0)),
    ],
)
def test_event_counts(gold: Gold, change: Any, expected: tuple[int, ...]) -> None:
    assert counts(score(gold, event(**change))["event"]) == expected


def test_lenient_events_need_only_overlapping_parties(gold: Gold) -> None:
    tallies = score(gold, event(actor=["person:q1", "OST"]))
    assert counts(tallies["event (lenient)"]) == (1, 1, 1, 1)
    assert counts(score(gold, event(actor=["OST"]))["event (lenient)"]) == (1, 0, 1, 0)


def test_many_records_of_one_fact_are_right_but_it_counts_once(gold: Gold) -> None:
    assert counts(score(gold, event(), event(evidence=[span(0, 3, role="trigger")]))["event"]) == (1, 1, 2, 2)


def test_unknown_parties_say_no_more_than_an_empty_place(gold: Gold) -> None:
    someone = actor("unnamed:x", name="someone", kind="unnamed", country=None)
    found = event(actor=["person:q1", "unnamed:x"])
    assert counts(score(gold, someone, found)["event"]) == (1, 1, 1, 1)


def test_armed_groups_never_stand_for_the_state_they_fight_in(gold: Gold) -> None:
    rebels = actor("group:rebels", name="rebels", kind="group", country="FRE", sector="REB")
    assert counts(score(gold, rebels, event(actor=["group:rebels"]))["event"]) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"content": [span(59, 63)]}, False),
        ({"speaker": {"actor": None, "as_written": "She"}, "evidence": []}, True),
        ({"speaker": {"actor": "SYL", "as_written": "Sylvania"}, "evidence": [span(86, 94, role="speaker")]}, False),
        ({"speaker": {"actor": "person:bob", "as_written": "Bob"}, "evidence": []}, False),
    ],
)
def test_statement_needs_content_and_speaker(gold: Gold, change: Any, right: bool) -> None:
    tally = score(gold, statement(**change))["statement"]
    assert (tally.found, tally.right, tally.records) == (int(right), int(right), 1)


def test_statement_of_another_named_person_is_wrong_in_the_same_place(gold: Gold) -> None:
    path = Path(gold.article)
    other = GoldActor(id="person:bob", kind=("person",), names=("Bob",), country=(None,))
    facts = {**gold.facts, "actor": (*gold.actors, other)}
    two = type(gold)(article=path.name, about="", source={}, sha256="", facts=facts)
    bob = actor("person:b", name="Bob", kind="person", country=None)
    said = statement(speaker={"actor": "person:b", "as_written": "she"})
    assert counts(score(two, bob, said)["statement"]) == (1, 0, 1, 0)


def test_statement_agreements_are_reported(gold: Gold) -> None:
    tally = score(gold, statement(quotation="indirect"))["statement"]
    assert tally.agree == {"act": [1, 1], "quotation": [0, 1], "nested": [1, 1]}


@pytest.mark.parametrize(
    ("kind", "record", "change"),
    [
        (
            "pressure",
            {"pressers": ["person:q1"], "intermediary": ["SYL"], "targets": ["OST"], "demand": span(39, 56)},
            {"targets": []},
        ),
        (
            "silence",
            {"actor": "SYL", "kind": "refrained", "evidence": [span(98, 104, role="cue")]},
            {"kind": "declined"},
        ),
        ("silence", {"actor": "SYL", "kind": "refrained", "evidence": [span(98, 104, role="cue")]}, {"actor": "OST"}),
        ("tie", {"actors": ["OST", "SYL"], "kind": "rivalry", "sign": -1}, {"sign": 1}),
        (
            "prediction",
            {"holder": "person:q1", "claim": span(59, 72), "certainty": {"low": 55, "high": 80}},
            {"claim": span(0, 20)},
        ),
    ],
)
def test_other_kinds(gold: Gold, kind: str, record: Any, change: Any) -> None:
    whole = {"record": kind, **record}
    assert counts(score(gold, whole)[kind]) == (1, 1, 1, 1)
    assert counts(score(gold, whole | change)[kind]) == (1, 0, 1, 0)


def test_actor_needs_kind_and_country_and_reports_role(gold: Gold) -> None:
    assert counts(score(gold)["actor"]) == (2, 2, 2, 2)
    assert score(gold)["actor"].agree == {"role": [1, 1]}
    wrong = score_article(Document(gold, TEXT, [LEE | {"country": "SYL"}], CODES)).tallies["actor"]
    assert counts(wrong) == (2, 0, 1, 0)


def test_unidentified_person_must_stay_unresolved(gold: Gold) -> None:
    lu = GoldActor(id="person:lu", kind=("person",), names=("Lu",), country=(None,), resolved=False)
    two = type(gold)(article="", about="", source={}, sha256="", facts={**gold.facts, "actor": (lu,)})
    for resolved, found in ((False, 1), (True, 0)):
        named = actor("person:x", name="Lu", kind="person", country=None, resolved=resolved)
        assert score_article(Document(two, TEXT, [named], CODES)).tallies["actor"].found == found


def test_surnames_link_persons_but_not_what_bears_their_name(gold: Gold) -> None:
    record = actor("org:x", name="Ann Lee administration", kind="organisation", country="FRE")
    document = Document(gold, TEXT, [LEE, record], CODES)
    assert document.linked("person:q1") == {"person:ann-lee"}
    assert document.linked("org:x") == frozenset()


def test_mutual_events_have_no_direction(tmp_path: Path) -> None:
    text = GOLD.replace("SHA", digest(TEXT)).replace("type: [REQUEST]", "type: [REQUEST], mutual: true")
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    found = event(actor=["SYL"], recipient=["person:q1"])
    assert score(read_gold(path), found)["event"].found == 1


def test_wilson_and_f1() -> None:
    low, high = wilson(8, 10) or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) is None
    assert f1(0.5, 1.0) == pytest.approx(2 / 3)
    assert f1(None, 1.0) is None
    assert f1(0.0, 0.0) == 0.0


def test_unknown_fields_of_gold_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(GOLD.replace("cue:", "clue:"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="clue"):
        read_gold(path)


def test_check_names_what_is_wrong(gold: Gold, tmp_path: Path) -> None:
    assert problems(gold, TEXT) == []
    assert any("sha256" in line for line in problems(gold, TEXT + "x"))
    path = tmp_path / "bad.yaml"
    path.write_text(
        GOLD.replace("SHA", digest(TEXT)).replace("[98, 104]", "[98, 999]").replace("[rivalry]", "[feud]"),
        encoding="utf-8",
    )
    found = problems(read_gold(path), TEXT)
    assert len(found) == 2
    assert "98–999 lies outside" in " ".join(found)
    assert "'feud' is unknown" in " ".join(found)


def test_copied_wording_is_noticed() -> None:
    assert copied("she of Freedonia urged Sylvania to rein in Osterlich", TEXT)
    assert not copied("Lee wants Sylvania to hold Osterlich back", TEXT)


def _document_row(text: str) -> dict[str, Any]:
    return {"record": "document", "id": "d", "sha256": digest(text), "text": text}


def test_command_line(
    gold: Gold, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "tiny.yaml").write_text(GOLD.replace("SHA", digest(TEXT)), encoding="utf-8")
    predictions = tmp_path / "p.jsonl"
    rows = [_document_row(TEXT), LEE, event(), event(type="THREATEN")]
    predictions.write_text("\n".join(json.dumps({"document": "d", **row}) for row in rows), encoding="utf-8")
    assert main([str(predictions), "--gold", str(folder), "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "missed silence: hush [98–104]" in shown
    assert "wrong event: type=THREATEN" in shown
    assert main([str(predictions), "--gold", str(folder), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["total"]["event"]["precision"] == 0.5
    monkeypatch.setenv("LEGATION_SHARED", str(tmp_path))
    assert main(["check", "--gold", str(folder)]) == 0
    assert "not here" in capsys.readouterr().out
    (tmp_path / "tiny.txt").write_text(TEXT + "!", encoding="utf-8")
    assert main(["check", "--gold", str(folder)]) == 1
    assert main([str(tmp_path / "none.jsonl"), "--gold", str(folder)]) == 2


def test_articles_without_predictions_are_named(gold: Gold, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEGATION_SHARED", str(tmp_path))
    assert score_all([gold], {}) == ([], {"tiny": "not here"})
    (tmp_path / "tiny.txt").write_text(TEXT, encoding="utf-8")
    assert score_all([gold], {}) == ([], {"tiny": "not among the predictions"})


def test_broken_predictions_are_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('{"record": "document", "id": "d", "sha256": "x", "text": ""}\n{', encoding="utf-8")
    with pytest.raises(SourceError, match="line 2"):
        read_predictions(path)


GOLDS = [gold for gold in load_gold() if article_text(gold) is not None]


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.article)
def test_gold_readings_are_sound(gold: Gold) -> None:
    assert problems(gold, article_text(gold) or "") == []


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.article)
def test_gold_agrees_with_itself(gold: Gold) -> None:
    text = article_text(gold) or ""
    rows = [_as_record(fact, text) for facts in gold.facts.values() for fact in facts]
    scored = score_article(Document(gold, text, rows, CODES))
    assert scored.missed == ()
    assert scored.wrong == ()
    whole = total([scored, scored])
    assert whole["event"].gold == 2 * scored.tallies["event"].gold
    assert gold.article in table(gold.article, whole)


def _as_record(fact: Fact, text: str) -> dict[str, Any]:
    def cut(ranges: Ranges, role: str | None = None) -> list[dict[str, Any]]:
        return [{"start": s, "end": e, "text": text[s:e], "role": role} for s, e in ranges]

    def known(keys: Any) -> list[str]:
        return sorted(key for key in keys if key != "?")

    match fact:
        case GoldActor():
            name = fact.names[0] if fact.names else fact.id
            more = {"kind": fact.kind[0], "country": fact.country[0], "resolved": fact.resolved}
            return actor(fact.id, name=name, evidence=cut(fact.spans), **more)
        case GoldEvent():
            parties = {"actor": known(fact.actor), "recipient": known(fact.recipient)}
            return event(type=fact.type[0], status=fact.status[0], evidence=cut(fact.spans[:1], "trigger"), **parties)
        case GoldPressure():
            named = {name: known(getattr(fact, name)) for name in ("pressers", "intermediary", "targets")}
            return {"record": "pressure", "demand": cut(fact.demand)[0], **named}
        case GoldStatement():
            speaker = {"actor": fact.speaker[0] if fact.speaker else None, "as_written": ""}
            return statement(speaker=speaker, content=cut(fact.contents[0]), evidence=[])
        case GoldSilence():
            who = fact.actor[-1]
            return {"record": "silence", "actor": who, "kind": fact.kind[0], "evidence": cut(fact.cue, "cue")}
        case GoldTie():
            return {"record": "tie", "actors": sorted(fact.actors), "kind": fact.kind[0], "sign": fact.sign[0]}
        case GoldPrediction():
            holder = fact.holder[0] if fact.holder else None
            return {"record": "prediction", "holder": holder, "claim": cut(fact.contents[0])[0], "evidence": []}
    raise AssertionError(fact)
