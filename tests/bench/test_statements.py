"""The score of forecasts, nested reports and stances: likeness of stretches, pairs, F1, on rows and coders made up."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import small_world
import statements
from legation.records import (
    Actor,
    AnyRecord,
    Certainty,
    Document,
    Evidence,
    Prediction,
    Span,
    Speaker,
    Stance,
    Statement,
)
from resolution import rows
from statements import Countries, Tally, alike, forecasts, macro, nested, places, stances

Found = Callable[[Document], Sequence[AnyRecord]]

COUNTRIES = Countries(small_world.knowledge())


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts rows where the score looks for its gold."""

    def run(name: str, *rows: Mapping[str, Any]) -> None:
        monkeypatch.setattr(statements, "FOLDER", tmp_path)
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}-dev.jsonl").write_text(text, encoding="utf-8")

    return run


def coder(found: Found) -> Callable[[Document], tuple[AnyRecord, ...]]:
    return lambda document: (document, *found(document))


def span(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span.cut(document.text, start, start + len(words))


def prediction(document: Document, claim: str, low: int = 85, high: int = 99) -> Prediction:
    certainty = Certainty(phrase="will", low=low, high=high)
    return Prediction(document=document.id, holder=None, claim=span(document, claim), certainty=certainty)


def statement(document: Document, source: str, content: str, **fields: Any) -> Statement:
    at = document.text.index(source)
    evidence = (Evidence.cut(document.text, at, at + len(source), "source"),) if source else ()
    speaker = fields.pop("speaker", Speaker(actor=None, as_written=source, named=False, country=None))
    return Statement(
        document=document.id,
        speaker=speaker,
        cue="say",
        act="say",
        quotation="indirect",
        content=(span(document, content),),
        evidence=evidence,
        **fields,
    )


def test_only_letters_and_digits_count() -> None:
    assert places("a, b 1!", [(0, 4), (3, 7)]) == {0, 3, 5}
    assert places("a, b", []) == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (set(), set(), True),
        ({1}, set(), False),
        ({1, 2}, {1, 2}, True),
        ({1, 2}, {1}, True),  # half of both is common
        ({1, 2, 3}, {1}, False),
        ({1, 2, 3}, {2, 3, 4}, True),
        ({1, 2}, {3, 4}, False),
    ],
)
def test_stretches_are_alike_when_half_is_common(one: set[int], other: set[int], same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


def test_shares_of_a_tally() -> None:
    tally = Tally(right=3, coded=4, gold=6)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f1 == pytest.approx(2 * 0.75 * 0.5 / (0.75 + 0.5))
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 0.0)


def forecast(claim: str, low: int | None = None, high: int | None = None) -> dict[str, Any]:
    return {"claim": claim, "holder": None, "words": "will", "low": low, "high": high, "due": None, "condition": None}


TEXT = "Rain will fall soon. Prices will rise here. Boats sail."


def row(*gold: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": "x-1", "text": TEXT, "date": "2012-05-05", "kind": "forecast", "forecasts": list(gold)}


def test_forecasts_are_matched_once_with_their_ranges(write: Callable[..., None]) -> None:
    write("forecasts", row(forecast("Rain will fall soon", 85, 99), forecast("Prices will rise here", 55, 80)))
    tally = forecasts(coder(lambda d: [prediction(d, "will fall soon"), prediction(d, "Prices will rise")]), "dev")
    assert (tally.right, tally.coded, tally.gold) == (2, 2, 2)
    assert (tally.ranged, tally.in_range) == (2, 1)
    assert len(tally.lines) == 1
    assert "range" in tally.lines[0]


def test_wrong_and_missed_forecasts_are_told(write: Callable[..., None]) -> None:
    write("forecasts", row(forecast("Rain will fall soon"), forecast("Prices will rise here")))
    made = ["Rain will fall soon", "fall soon", "Boats sail"]
    tally = forecasts(coder(lambda d: [prediction(d, claim) for claim in made]), "dev")
    assert (tally.right, tally.coded, tally.gold, tally.ranged) == (1, 3, 2, 0)
    assert tally.f1 == pytest.approx(0.4)
    assert [line.split(" in: ")[0].split("   why ")[0].strip() for line in tally.lines] == [
        "x-1 missed: Prices will rise here",
        "x-1 (forecast) wrong: fall soon",
        "x-1 (forecast) wrong: Boats sail",
    ]


def test_one_prediction_answers_one_claim_only(write: Callable[..., None]) -> None:
    write("forecasts", row(forecast("Rain will fall soon"), forecast("will fall soon")))
    tally = forecasts(coder(lambda d: [prediction(d, "will fall soon")]), "dev")
    assert (tally.right, tally.gold) == (1, 2)


SAID = "Peru said that Chile feared that Cuba hoped to win."
GOLD: dict[str, Any] = {
    "id": "n-1",
    "text": SAID,
    "attributions": [
        {"source": [[0, 4]], "cue": [[5, 9]], "content": [[15, 50]], "act": "say", "denied": False},
        {"source": [[15, 20]], "cue": [[21, 27]], "content": [[33, 50]], "act": "fear", "denied": False},
        {"source": [[33, 37]], "cue": [[38, 43]], "content": [[44, 50]], "act": "hope", "denied": False},
    ],
}


def telling(document: Document, joined: bool = True, **changes: str) -> list[Statement]:
    """Three statements, each in the one before; `changes` give others their source."""
    outer = statement(document, changes.get("outer", "Peru"), "Chile feared that Cuba hoped to win")
    middle = statement(
        document, changes.get("middle", "Chile"), "Cuba hoped to win", nested_in=outer.id if joined else None
    )
    return [outer, middle, statement(document, "Cuba", "to win", nested_in=middle.id)]


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (telling, 2),
        (lambda d: telling(d, joined=False), 1),
        (lambda d: telling(d, outer="Cuba"), 1),
        (lambda d: telling(d, middle="win"), 0),
        (lambda d: telling(d)[1:], 1),
        (lambda d: [], 0),
    ],
)
def test_a_pair_needs_both_and_their_nesting(write: Callable[..., None], found: Found, right: int) -> None:
    write("nested", GOLD)
    tally = nested(coder(found), "dev")
    assert (tally.right, tally.gold, tally.coded) == (right, 2, 2)
    assert len(tally.lines) == 2 - right


def test_a_pair_may_be_nested_at_any_depth(write: Callable[..., None]) -> None:
    """The gold of a row without the middle one: the inner one lies in the outer one by way of another."""
    write("nested", {**GOLD, "attributions": [GOLD["attributions"][0], GOLD["attributions"][2]]})
    assert nested(coder(telling), "dev").right == 1


def test_each_attribution_is_paired_with_the_innermost_around_it() -> None:
    gold = GOLD["attributions"]
    assert list(statements._pairs(gold)) == [(gold[0], gold[1]), (gold[1], gold[2])]


@pytest.mark.parametrize("silent", [0, 1])
def test_silences_make_no_pairs(silent: int) -> None:
    gold = [{**a, "act": "silence"} if n == silent else a for n, a in enumerate(GOLD["attributions"])]
    assert [inner["act"] for _, inner in statements._pairs(gold)] == (["hope"] if silent == 0 else [])


def stanced(document: Document, country: str | None, **values: float) -> list[AnyRecord]:
    """One statement of that country's voice for each value, towards the actor named."""
    speaker = Speaker(actor=None, as_written="", named=False, country=country)
    return [
        Actor(document=document.id, id="group:bet", name="guards", kind="group", country="BET", sector="MIL"),
        *(
            statement(document, "", content, speaker=speaker, stance=(Stance(target=f"{kind}{name}", value=value),))
            for (name, value), content, kind in zip(values.items(), TEXT.split(". "), ["", "group:", ""], strict=False)
        ),
    ]


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (lambda d: stanced(d, "ALP", BET=0.5), 1),
        (lambda d: stanced(d, "ALP", BET=-0.5), -1),
        (lambda d: stanced(d, "ALP", BET=0.09), 0),
        (lambda d: stanced(d, "GAM", BET=0.5), 0),  # another's voice
        (lambda d: stanced(d, None, BET=0.5), 0),
        (lambda d: stanced(d, "ALP", GAM=0.5), 0),  # towards another
        (lambda d: stanced(d, "ALP", BET=0.3, bet=-0.6), -1),  # the strongest, towards any of the country
        (lambda d: [], 0),
    ],
)
def test_the_stance_of_a_row_is_the_strongest_of_that_voice(
    write: Callable[..., None], found: Found, value: int
) -> None:
    gold = {
        "id": "s-1",
        "text": TEXT,
        "date": "2012-05-05",
        "speaker": "ALP",
        "target": "BET",
        "value": 1,
        "words": "x",
    }
    write("stances", gold, {**gold, "id": "s-2", "value": 0})
    expected: dict[tuple[int, int], int] = {(1, value): 1, (0, value): 1}
    assert stances(coder(found), "dev", COUNTRIES) == expected


def test_countries_are_those_of_the_text_and_of_the_tables() -> None:
    actor = Actor(document="d", id="group:x", name="x", kind="group", country="BET")
    assert COUNTRIES.of("group:x", {"group:x": actor}) == "BET"
    assert COUNTRIES.of("ALP", {}) == "ALP"
    assert COUNTRIES.of("group:nobody", {}) is None


def test_macro_f1_is_one_when_all_is_right() -> None:
    assert macro({(-1, -1): 3, (0, 0): 5, (1, 1): 2}) == 1.0


def test_macro_f1_by_hand() -> None:
    """Against 2·3/(4+4), neither 2·4/(5+6), for 2·1/(3+2): the mean of 0.75, 8/11 and 0.4."""
    found = {(-1, -1): 3, (-1, 0): 1, (0, 0): 4, (0, 1): 1, (1, 1): 1, (1, 0): 1, (1, -1): 1}
    assert macro(found) == pytest.approx((0.75 + 8 / 11 + 0.4) / 3)


def test_macro_f1_of_nothing_is_nothing() -> None:
    assert macro({}) == 0.0
    assert macro({(0, 0): 4}) == pytest.approx(1 / 3)


@pytest.mark.parametrize("half", ["dev", "heldout"])
def test_the_gold_lies_in_its_texts(half: str) -> None:
    folder = Path(statements.__file__).parent / "statements"
    told = {name: list(rows(folder / f"{name}-{half}.jsonl")) for name in ("forecasts", "nested", "stances")}
    assert all(g["claim"] in r["text"] for r in told["forecasts"] for g in r["forecasts"])
    assert all((g["low"] is None) == (g["high"] is None) for r in told["forecasts"] for g in r["forecasts"])
    extents = [
        (r["text"], e)
        for r in told["nested"]
        for a in r["attributions"]
        for p in ("source", "cue", "content")
        for e in a[p]
    ]
    assert all(0 <= s < e <= len(text) for text, (s, e) in extents)
    assert {r["value"] for r in told["stances"]} == {-1, 0, 1}
    ids = [r["id"] for found in told.values() for r in found]
    assert len(set(ids)) == len(ids) > 300
