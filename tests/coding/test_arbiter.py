"""What the arbiter makes of whole sentences."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy
import pytest

from legation.coding.asking import Asker
from legation.coding.deciding import Decider, Thresholds
from legation.coding.events import events
from legation.coding.masking import Masks
from legation.coding.subtypes import NONE, Reader, Subtypes
from legation.coding.triggers import TABLES
from legation.coding.weights import Weights
from legation.errors import KnowledgeError
from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser, Surveyor
from legation.pipeline import finding
from legation.records import EVENT_TYPES, Document, Event, Status
from legation.step import Reading
from legation.tables import yaml_table

Read = Callable[[str], Reading]
LABELS = ("criticize", "aid-economic", "meet", "firearms", NONE)
# Here the coder's word alone decides.
APART = "The French government was angry: Kenya was the target of its condemnation."
TRUSTING = Weights(0.0, {"chance": 1.0}, {"chance": 0.0})

pytestmark = pytest.mark.model


@pytest.fixture(scope="module", name="read")
def _read() -> Read:
    """Finds who is who, as the program does."""
    steps = finding(SpacyParser(), load_knowledge())

    def run(text: str) -> Reading:
        reading = Reading(Document(text=text))
        for step in steps:
            reading = reading.plus(step.run(reading), step.replaces)
        return reading

    return run


class Answering:
    """A classifier that answers by the words between, before and behind the two marked parties."""

    labels: Sequence[str] = LABELS
    statuses: Sequence[Status] = ("actual", "hypothetical")

    def __init__(self, **answers: str) -> None:
        """`answers` give the label for texts in which the words of the key, split at "_", come in this order."""
        self._answers = {tuple(key.split("_")): label for key, label in answers.items()}
        self.asked: list[str] = []

    def classify(self, texts: Sequence[str]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """The answers in order."""
        self.asked.extend(texts)
        return [(self._row(text), (1.0, 0.0)) for text in texts]

    def _row(self, text: str) -> list[float]:
        text = text.replace("[unused1]", "SOURCE").replace("[unused3]", "TARGET")
        told = next((label for words, label in self._answers.items() if _in_order(text, words)), NONE)
        return [0.96 if name == told else 0.01 for name in LABELS]


def _in_order(text: str, words: Sequence[str]) -> bool:
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
    return True


def coded(read: Read, text: str, classifier: Answering, weights: Weights = TRUSTING) -> list[Event]:
    """The events of a text, of whose whole sentences the coder is asked too."""
    reader = Reader(Subtypes.of(yaml_table("events/subtypes.yaml")), classifier.labels, classifier.statuses)
    at = Thresholds.of(yaml_table("events/deciding.yaml"))
    surveyor = classifier if isinstance(classifier, Surveyor) else None
    decider = Decider(Asker(classifier, reader, Masks.of(yaml_table("events/masks.yaml"))), at, weights, surveyor)
    step = events({name: yaml_table(f"events/{name}.yaml") for name in TABLES}, decider)
    return [e for e in step.run(read(text)) if isinstance(e, Event)]


def told(found: Sequence[Event]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type and parties of events."""
    return [(e.type, e.actor, e.recipient) for e in found]


def test_an_act_between_parties_that_the_parse_does_not_tie_is_told_by_the_nearest_word_of_its_type(read: Read) -> None:
    found = coded(read, APART, Answering(SOURCE_TARGET_condemnation="criticize"))
    assert told(found) == [("ACCUSE", ("FRA",), ("KEN",))]
    assert found[0].why[0] == "whole sentence, noun 'condemnation' as ACCUSE"
    assert not coded(read, APART, Answering())


def test_how_likely_an_act_must_be_is_the_arbiters_word(read: Read) -> None:
    classifier = Answering(SOURCE_TARGET_condemnation="criticize")
    assert not coded(read, APART, classifier, Weights(-9.0, {}, {}))
    assert coded(read, APART, classifier, Weights(-9.0, {"chance": 5.0}, {"chance": 0.0}))


def test_an_act_takes_the_side_that_its_frame_lacks_from_another_clause(read: Read) -> None:
    text = "France condemned the decision, and it was Kenya that had taken it."
    classifier = Answering(SOURCE_condemned_TARGET="criticize", SOURCE_condemned_decision="criticize")
    (event,) = coded(read, text, classifier)
    assert (event.type, event.recipient, event.evidence[0].text) == ("ACCUSE", ("KEN",), "condemned")


def test_another_of_the_same_list_does_not_become_the_other_side(read: Read) -> None:
    text = "Sanctions imposed on Mali, Guinea and Kenya were in force."
    assert all(e.actor == () for e in coded(read, text, Answering(SOURCE_TARGET="criticize")) if e.type == "SANCTION")


def test_those_who_act_together_make_one_record(read: Read) -> None:
    text = "Kenya was tired. It was France and Italy whose words hurt Kenya."
    assert told(coded(read, text, Answering(SOURCE_words_TARGET="criticize"))) == [("ACCUSE", ("FRA", "ITA"), ("KEN",))]


def test_of_one_act_told_both_ways_round_the_likelier_stands(read: Read) -> None:
    both = Answering(SOURCE_TARGET_condemnation="criticize", TARGET_SOURCE_condemnation="criticize")
    assert len(coded(read, APART, both)) == 1


def test_people_without_a_country_count_for_the_only_one_that_the_text_speaks_of(read: Read) -> None:
    text = "Kenyan soldiers shot at demonstrators."
    classifier = Answering(SOURCE_shot_TARGET="firearms")
    (event,) = coded(read, text, classifier)
    assert event.recipient == ("group:-:CVL:demonstrators", "KEN")
    (event,) = coded(read, f"{text} France said nothing.", classifier)
    assert event.recipient == ("group:-:CVL:demonstrators",)


def test_an_act_of_frames_goes_where_the_arbiter_finds_it_unlikely_sooner_if_both_sides_are_told(read: Read) -> None:
    seldom, never = Weights(-2.0, {}, {}), Weights(-9.0, {}, {})
    open_side, whole = "France condemned the decision.", "France condemned Russia."
    classifier = Answering(condemned="criticize")
    assert coded(read, open_side, classifier, seldom)
    assert not coded(read, whole, classifier, seldom)
    assert not coded(read, open_side, classifier, never)


def test_broken_weights_are_refused() -> None:
    with pytest.raises(KnowledgeError, match="expected bias, and signs"):
        Weights.of("events/arbiter.yaml", {"bias": 0, "signs": {"chance": {"absent": 1}}})
    with pytest.raises(KnowledgeError, match="bias"):
        Weights.of("events/arbiter.yaml", {"signs": {}})


def test_the_weights_add_up() -> None:
    weights = Weights.of("w", {"bias": 1, "signs": {"a": {"weight": 2}, "b": {"weight": 3, "absent": -1}}})
    assert weights.chance({"a": 1.0}) == pytest.approx(0.5)
    assert weights.chance({"a": 1.0, "b": 0.0}) == pytest.approx(0.9526, abs=1e-4)


class Looking(Answering):
    """The same, and at a look at all parties it finds one chance for each type between each two of them."""

    types: Sequence[str] = EVENT_TYPES

    def __init__(self, chance: float, **answers: str) -> None:
        """`chance` is found everywhere."""
        super().__init__(**answers)
        self._chance = chance
        self.looked: list[str] = []

    def survey(self, texts: Sequence[str]) -> list[Any]:
        """The same chance for whoever is marked, and for nobody."""
        self.looked.extend(texts)
        sizes = [text.count("[unused1]") + 1 for text in texts]
        return [numpy.full((n, n, len(EVENT_TYPES)), self._chance) for n in sizes]


def test_fewer_questions_are_asked_where_a_look_at_all_parties_finds_nothing(read: Read) -> None:
    text = "Italy, a friend of Kenya, condemned France."
    some, none = Looking(0.5), Looking(0.01)
    coded(read, text, some)
    coded(read, text, none)
    party = "[unused1] country [unused2]"
    assert some.looked == [f"{party} , a friend of {party} , condemned {party} ."]
    assert none.looked == some.looked
    assert len(some.asked) > len(none.asked)


def test_what_a_look_at_all_parties_finds_likely_is_weighed(read: Read) -> None:
    looked = Weights(0.0, {"looked": 1.0}, {"looked": -9.0})
    assert not coded(read, APART, Looking(0.3, SOURCE_TARGET_condemnation="criticize"), looked)
    assert coded(read, APART, Looking(0.9, SOURCE_TARGET_condemnation="criticize"), looked)


def test_two_signs_together_may_weigh_more() -> None:
    table = {"bias": 0, "signs": {"a": {"weight": 1}, "b": {"weight": 0}}, "together": {"a": {"b": 2}}}
    weights = Weights.of("w", table)
    assert weights.chance({"a": 1.0, "b": 1.0}) == pytest.approx(0.9526, abs=1e-4)
    assert weights.chance({"a": 1.0}) == pytest.approx(0.7311, abs=1e-4)
    with pytest.raises(KnowledgeError, match=r"no signs: \['c'\]"):
        Weights.of("w", table | {"together": {"a": {"c": 2}}})
