"""Pairs: sentences with two marked parties are masked by kind and coded by the bundled weights."""

import pytest

from legation.coding.masking import Masks
from legation.coding.subtypes import Reading, Subtypes
from legation.errors import PipelineError, QueryError
from legation.lookup import standard
from legation.models import OnnxClassifier
from legation.pairs import Masker, Pair, answer, coder
from legation.records import Status
from legation.tables import yaml_table


def pair(text: str) -> Pair:
    """A pair whose source stands in round brackets and whose target in square ones."""
    spans: list[tuple[int, int] | None] = []
    for opening, closing in ("()", "[]"):
        if opening not in text:
            spans.append(None)
            continue
        bare = text.translate({ord(c): None for c in "()[]"})
        words = text[text.index(opening) + 1 : text.index(closing)]
        start = bare.index(words)
        spans.append((start, start + len(words)))
    return Pair(text.translate({ord(c): None for c in "()[]"}), *spans)


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker(standard(), Masks.of(yaml_table("events/masks.yaml")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(Norway) thanked [Iceland].", "[unused1] country [unused2] thanked [unused3] country [unused4] ."),
        (
            "(The Malian army) shelled [a village].",
            "[unused1] army [unused2] shelled a [unused3] place village [unused4] .",
        ),
        (
            "(Protesters) burned tyres in Dakar.",
            "[unused1] people protesters [unused2] burned tyres in Dakar. [unused3] nobody [unused4]",
        ),
    ],
)
def test_parties_are_masked_by_kind(masker: Masker, text: str, shown: str) -> None:
    made = pair(text)
    found = masker.masked(made.sentence, made.source, made.target)
    assert found.split("[unused1]")[0] == shown.split("[unused1]")[0]
    for part in ("[unused1]", "[unused2]", "[unused3]", "[unused4]"):
        assert found.count(part) == 1
    for name in ("Norway", "Iceland", "Malian"):
        assert name not in found


def test_who_does_it_does_not_change_the_reading() -> None:
    first, second = coder().code([pair("(Israel) bombed [Syria]."), pair("(Norway) bombed [Iceland].")])
    assert first == second
    assert first.root == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "root", "kind", "mode"),
    [
        ("(Norway) accused [Iceland] of hiding its catch.", "ACCUSE", "ACCUSE", "allege"),
        ("(Norway) imposed sanctions on [Iceland] on Monday.", "COERCE", "SANCTION", "discontinue"),
        ("(Norway) and [Iceland] signed a treaty on fisheries.", "SUPPORT", "AGREE", None),
        ("(The rebels) released [forty prisoners] on Monday.", "YIELD", "RETREAT", "release"),
        ("(Norway) refused to meet [the envoy].", "REJECT", "REJECT", "meet"),
    ],
)
def test_root_type_and_mode(text: str, root: str, kind: str, mode: str | None) -> None:
    (reading,) = coder().code([pair(text)])
    told = answer(reading)
    assert (told["root"], told["type"], told["mode"]) == (root, kind, mode)
    assert told["event"]
    assert 0 < told["probability"] <= 1
    assert [other["root"] for other in told["others"]] != [root]


def test_a_kindness_that_fails_is_a_refusal_where_no_status_is_told() -> None:
    failed, reached = (
        answer(each)
        for each in coder().code(
            [
                pair("(Sweden) and [Estonia] failed to reach agreement on ferry fares."),
                pair("(Sweden) and [Estonia] reached agreement on ferry fares."),
            ]
        )
    )
    assert (failed["root"], failed["type"], failed["status"]) == ("REJECT", "AGREE", "negated")
    assert "REJECT" not in [other["root"] for other in failed["others"]]
    assert (reached["root"], reached["type"], reached["status"]) == ("SUPPORT", "AGREE", "actual")


def test_a_pledge_that_has_been_made_can_have_another_root_than_a_plan() -> None:
    subtypes = Subtypes.of(yaml_table("events/subtypes.yaml")).rows
    backing = subtypes["agree-support"]

    def told(status: Status) -> str:
        reading = Reading(0.0, (("AGREE", 1.0),), ((backing, 1.0),), status, 1.0)
        return str(answer(reading)["root"])

    assert (told("actual"), told("future"), told("negated")) == ("SUPPORT", "AGREE", "REJECT")


def test_a_pair_that_does_nothing_says_so() -> None:
    (reading,) = coder().code([pair("(Norway) is larger than [Iceland] by area.")])
    assert not answer(reading)["event"]


def test_a_long_sentence_is_cut_around_its_parties() -> None:
    tail = " while the talks on fisheries went on and on" * 20
    short, long = coder().code(
        [pair("(Norway) bombed [Iceland]."), pair(f"It rained{tail}, (Norway) bombed [Iceland]{tail}.")]
    )
    assert short.root == long.root == "ASSAULT"


def test_both_parties_are_read_however_far_apart_they_stand(masker: Masker) -> None:
    made = pair("(Norway) spoke" + " of the weather and of the sea" * 30 + " and then bombed [Iceland].")
    shown = masker.masked(made.sentence, made.source, made.target)
    assert shown.startswith("[unused1] country [unused2] spoke of the weather")
    assert shown.endswith("and then bombed [unused3] country [unused4] .")
    assert len(shown.split()) < 50


@pytest.mark.parametrize("spans", [((0, 0), None), ((3, 99), None), ((-1, 4), (5, 7)), (None, None)])
def test_spans_outside_the_sentence_are_refused(spans: tuple[tuple[int, int] | None, tuple[int, int] | None]) -> None:
    with pytest.raises(QueryError):
        Pair("Norway thanked Iceland.", *spans)


def test_probabilities_sum_to_one_and_do_not_hang_on_the_batch() -> None:
    classifier = OnnxClassifier()
    texts = ["[unused1] country [unused2] met [unused3] country [unused4] ."] * 3 + [
        "[unused1] army [unused2] fell back ."
    ]
    found = classifier.classify(texts)
    for subtypes, statuses in found:
        assert sum(subtypes) == pytest.approx(1, abs=1e-3)
        assert sum(statuses) == pytest.approx(1, abs=1e-3)
    assert len(found[0][0]) == len(classifier.labels)
    assert len(found[0][1]) == len(classifier.statuses)
    assert classifier.classify([]) == []


def test_broken_weights_are_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("weights") / "events.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(PipelineError, match=r"weights can't be used .*events\.onnx"):
        OnnxClassifier(path)
