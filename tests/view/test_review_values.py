"""What a reviewer types becomes a value that the codebook allows, or a message that says what would."""

from collections.abc import Mapping
from typing import Any

import pytest

from factories import document
from legation import corrections
from legation.errors import QueryError
from legation.view import review_codes, review_values
from legation.view.review_values import Setting

TEXT = "Alphaland urged Betania to act. Later Alphaland urged Gammaria, too, to act at once."
EVENT: Mapping[str, Any] = {
    "type": "REQUEST",
    "mode": "assist",
    "place": {"name": "Betapolis", "country": "BET", "lat": 1.5, "lon": 2.5},
    "magnitude": [{"unit": "ships", "low": 2.0, "high": None, "text": "a pair or more"}],
    "evidence": [{"role": "trigger", "start": 48, "end": 53, "text": "urged"}],
    "speaker": {"actor": None, "as_written": "officials", "named": False, "sector": None, "country": None},
    "stance": [{"target": "GAM", "value": -1.0, "words": {"start": 0, "end": 1, "text": "A"}}],
    "certainty": {"phrase": "maybe", "low": 5, "high": 95},
}


class Three:
    """Three countries by name or id."""

    names: Mapping[str, str] = {"alphaland": "ALP", "betania": "BET", "gammaria": "GAM"}

    def find(self, name: str) -> str:
        if name.casefold() in self.names:
            return self.names[name.casefold()]
        if name in self.names.values():
            return name
        raise QueryError(f"'{name}' is nobody")

    def belongs(self, actor: str) -> tuple[str | None, str | None]:
        return "GOV", actor


def typed(kind: str, field: str, words: str) -> Any:
    setting = Setting(values=EVENT, document=document(TEXT), people=Three())
    return review_values.value(words, corrections.load().kinds[kind].fields[field], setting)


def span(start: int, words: str) -> dict[str, Any]:
    return {"start": start, "end": start + len(words), "text": words}


@pytest.mark.parametrize(
    ("kind", "field", "words", "value"),
    [
        ("event", "type", " aid ", "AID"),
        ("event", "mode", "meet", "meet"),
        ("event", "mode", "-", None),
        ("event", "status", "Future", "future"),
        ("event", "actor", "Gammaria; ALP; gammaria", ["GAM", "ALP"]),
        ("event", "recipient", "-", []),
        ("event", "contexts", "military, legal", ["military", "legal"]),
        ("event", "date", "2024-10-21", {"start": "2024-10-21", "end": "2024-10-21", "precision": "day"}),
        ("event", "date", "2024-02", {"start": "2024-02-01", "end": "2024-02-29", "precision": "month"}),
        ("event", "date", "2024", {"start": "2024-01-01", "end": "2024-12-31", "precision": "year"}),
        ("event", "date", "2024-02..2024-03-05", {"start": "2024-02-01", "end": "2024-03-05", "precision": "range"}),
        ("event", "place", "Busan, kor", {"name": "Busan", "country": "KOR", "lat": None, "lon": None}),
        ("event", "place", "Betapolis", EVENT["place"]),
        ("event", "place", "-", None),
        ("event", "magnitude", "2+ ships", EVENT["magnitude"]),
        (
            "event",
            "magnitude",
            "8,000-10,000 troops; 3 dead",
            [
                {"unit": "troops", "low": 8000.0, "high": 10000.0, "text": "8,000-10,000 troops"},
                {"unit": "dead", "low": 3.0, "high": 3.0, "text": "3 dead"},
            ],
        ),
        ("statement", "speaker", "Gammaria", {**EVENT["speaker"], "actor": "GAM", "sector": "GOV", "country": "GAM"}),
        ("statement", "act", "DENY", "deny"),
        ("statement", "negated", "yes", True),
        # The words nearest to the evidence are meant.
        ("statement", "content", "to act", [span(69, "to act")]),
        ("statement", "content", "“gammaria … at once”", [span(54, "Gammaria"), span(76, "at once")]),
        ("statement", "certainty", "likely", {"phrase": "likely", "low": 55, "high": 80}),
        ("statement", "certainty", "30-40 %", {"phrase": "maybe", "low": 30, "high": 40}),
        ("statement", "certainty", "a fair bet 60–70", {"phrase": "a fair bet", "low": 60, "high": 70}),
        (
            "statement",
            "stance",
            "Gammaria -0.5; BET 1",
            [{**EVENT["stance"][0], "value": -0.5}, {"target": "BET", "value": 1.0, "words": None}],
        ),
        ("silence", "asked_by", "Betania", "BET"),
        ("silence", "kind", "no-response", "no-response"),
        ("tie", "actors", "Gammaria; Alphaland", ["ALP", "GAM"]),
        ("tie", "sign", "−1", -1),
        ("pressure", "demand", "act at once", span(72, "act at once")),
        ("pressure", "aim", "none", None),
        ("actor", "sector", "mil", "MIL"),
        ("actor", "country", "kor", "KOR"),
        ("actor", "role", "the  envoy", "the envoy"),
    ],
)
def test_what_is_typed_becomes_a_value(kind: str, field: str, words: str, value: Any) -> None:
    assert typed(kind, field, words) == value


@pytest.mark.parametrize(
    ("kind", "field", "words", "message"),
    [
        ("event", "type", "ADI", "'ADI' is no event type; did you mean AID.*; choose one of AGREE, CONSULT"),
        ("event", "type", "-", "type can't be empty"),
        ("event", "mode", "visit", "'visit' is no mode; choose one of assist, change, yield, meet"),
        ("event", "actor", "Deltania", "'Deltania' is nobody"),
        ("event", "date", "soon", "'soon' is no date; write 2024-10-21"),
        ("event", "date", "2024-13", "'2024-13' is no date"),
        ("event", "date", "2024..2023", "ends before it begins"),
        ("event", "place", "Busan, Korea", "'Korea' is no country"),
        ("event", "magnitude", "many", "'many' is no number with its unit"),
        ("statement", "content", "never said", "“never said” does not stand in the article"),
        ("statement", "certainty", "a fair bet", "'a fair bet' is no word of probability"),
        ("statement", "certainty", "80-20", "'80-20' is no range"),
        ("statement", "stance", "Gammaria 3", "'Gammaria 3' is no stance"),
        ("statement", "negated", "perhaps", "'perhaps' is neither yes nor no"),
        ("tie", "actors", "Gammaria", "names 1 actors; a tie is between two"),
        ("tie", "sign", "2", "'2' is no sign; choose -1, 0 or 1"),
        ("actor", "sector", "army", "'army' is no sector"),
    ],
)
def test_what_can_be_no_value_is_refused_with_what_could(kind: str, field: str, words: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        typed(kind, field, words)


def test_every_field_of_every_kind_says_what_may_be_typed() -> None:
    for kind in corrections.load().kinds.values():
        for field in kind.fields.values():
            told = review_values.hint(field, EVENT)
            assert field.takes == "name" or not told.startswith(f"a {field.takes.rstrip('?')}"), field.takes


def test_a_type_without_modes_says_so() -> None:
    with pytest.raises(QueryError, match="'visit' can't be set: AGREE has no mode"):
        review_codes.code("visit", "mode?", {"type": "AGREE"})


@pytest.mark.parametrize(
    ("kind", "given", "follows"),
    [
        ("event", {"type": "ACCUSE"}, {"mode": None, "intensity": -3.0, "quad": 3}),
        ("event", {"type": "ACCUSE", "mode": "allege"}, {"intensity": -3.5, "quad": 3}),
        ("event", {"type": "REJECT"}, {"mode": "assist", "intensity": -2.0, "quad": 3}),
        ("event", {"mode": "meet"}, {"intensity": 0.0, "quad": 3}),
        ("event", {"status": "future"}, {}),
        ("tie", {"kind": "rivalry"}, {"sign": -1}),
        ("tie", {"kind": "rivalry", "sign": 0}, {}),
    ],
)
def test_scores_modes_and_signs_follow(kind: str, given: dict[str, Any], follows: dict[str, Any]) -> None:
    assert review_codes.following(kind, {**EVENT, "kind": "alliance"}, given) == follows


def test_fields_are_named_by_name_heading_or_number() -> None:
    fields = corrections.load().kinds["event"].fields
    assert {review_values.named(name, fields).name for name in ("2", "type", "did", "DID")} == {"type"}
    with pytest.raises(QueryError, match="'nothing' is no field that can be corrected; choose one of actor, type"):
        review_values.named("nothing", fields)
    with pytest.raises(QueryError, match="--set 'type' has no '='"):
        review_values.assigned(["type"], fields)
    assert review_values.assigned(["did=AID", "place=Busan, KOR"], fields) == {"type": "AID", "place": "Busan, KOR"}
