"""The labelled sentences that the event coder learns from keep their form, and no sentence stands twice."""

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from legation.tables import yaml_table

ROOT = Path(__file__).parent.parent / "training" / "events"


def module(name: str) -> ModuleType:
    """A module of the training folder, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


corpus = module("corpus")
SUBTYPES = [row["name"] for row in yaml_table("events/subtypes.yaml")]


def test_the_text_is_in_form_and_large_enough() -> None:
    sentences = corpus.load(SUBTYPES)
    assert len({s.text for s in sentences}) >= 6000
    pairs = Counter(p.subtype for s in sentences for p in s.pairs)
    assert not set(SUBTYPES) - set(pairs)
    assert min(pairs.values()) >= 20
    for s in sentences:
        assert all(s.text[a:b].strip() == s.text[a:b] != "" for a, b in s.parties.values()), f"{s.file}:{s.line}"


def test_hardly_any_sentence_is_another_with_other_names() -> None:
    """Words that begin with a capital and numbers are left out: a template filled in twice would show."""
    shapes = Counter(
        " ".join(w for w in re.findall(r"[^\W\d_]+", s.text) if w[0].islower()) for s in corpus.load(SUBTYPES)
    )
    repeated = sum(n - 1 for shape, n in shapes.items() if n > 1 and shape.count(" ") >= 4)
    assert repeated < 15


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{1:Peru} thanked {2:Chile}.\n", "t.txt:1: a sentence without pairs"),
        ("{1:Peru} thanked {1:Chile}.\n1>0 praise\n", "t.txt:1: party 1 stands twice"),
        ("Peru thanked Chile.\n1>2 praise\n", "t.txt:1: no party is marked"),
        ("{1:Peru} thanked {2:Chile}.\n1>3 praise\n", "t.txt:2: parties must be two"),
        ("{1:Peru} thanked {2:Chile}.\n1>2 waltz\n", "t.txt:2: no subtype 'waltz'"),
        ("{1:Peru} thanked {2:Chile}.\n1>2 praise maybe\n", "t.txt:2: no subtype 'praise' or no status 'maybe'"),
        ("{1:Peru} thanked {2:Chile}.\n1 thanks 2\n", "t.txt:2: not 'ACTOR>RECIPIENT subtype"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "t.txt").write_text(text, encoding="utf-8")
    with pytest.raises(corpus.CorpusError, match=re.escape(said)):
        corpus.load(SUBTYPES, tmp_path)


def test_parties_and_turned_pairs(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(
        "# hand\n{1:Peru} met {2:Chile} and thanked {3:Cuba}.\n1>2 meet\n1>3 praise negated\n", encoding="utf-8"
    )
    (sentence,) = corpus.load(SUBTYPES, tmp_path)
    assert sentence.text == "Peru met Chile and thanked Cuba."
    assert [sentence.text[slice(*sentence.span(n))] for n in (1, 2, 3)] == ["Peru", "Chile", "Cuba"]
    turned = [(p.source, p.target, p.subtype) for p in corpus.opposite(sentence, frozenset({"meet"}))]
    assert turned == [(2, 1, "meet"), (3, 1, "none")]


def test_alpha_is_one_for_the_same_labels_and_zero_by_chance() -> None:
    agreement = module("agreement")
    assert agreement.alpha([("a", "a"), ("b", "b")]) == 1
    # Krippendorff's own example of two coders and nominal data: ten units, alpha .095.
    pairs = list(zip("0101000010", "1110000000", strict=True))
    assert agreement.alpha(pairs) == pytest.approx(0.095, abs=0.001)
