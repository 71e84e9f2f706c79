"""Deciding: the trained coder confirms, retypes and drops what frames find, and adds what they miss."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coding.conftest import Read
from legation.coding.asking import Asker
from legation.coding.deciding import Decider, Thresholds
from legation.coding.events import events
from legation.coding.masking import Masks
from legation.coding.subtypes import NONE, Reader, Subtypes
from legation.coding.telling import TellingWords
from legation.coding.triggers import TABLES
from legation.coding.weights import Weights
from legation.records import Event, Status
from legation.tables import yaml_table

LABELS = ("meet", "criticize", "aerial", "aid-economic", NONE)
TELLING = TellingWords.of(yaml_table("events/telling.yaml"))
# An arbiter that finds each act as likely as not, and one that finds none likely.
EVEN, NEVER = Weights(0.0, {}, {}), Weights(-9.0, {}, {})


class Told:
    """A classifier that gives the label told for the first word that a masked text holds, else none."""

    labels: Sequence[str] = LABELS
    statuses: Sequence[Status] = ("actual", "negated")

    def __init__(self, **answers: tuple[str, float]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def classify(self, texts: Sequence[str]) -> list[tuple[Sequence[float], Sequence[float]]]:
        self.asked.extend(texts)
        return [(self._row(text), (1.0, 0.0)) for text in texts]

    def _row(self, text: str) -> list[float]:
        label, chance = next((a for word, a in self._answers.items() if word in text), (NONE, 1.0))
        rest = (1 - chance) / (len(LABELS) - 1)
        return [chance if name == label else rest for name in LABELS]


def coded(read: Read, text: str, classifier: Told, weights: Weights = EVEN) -> list[Event]:
    reader = Reader(Subtypes.of(yaml_table("events/subtypes.yaml")), classifier.labels, classifier.statuses)
    # Nobody is asked about whole sentences: what comes of those has tests of its own.
    at = replace(Thresholds.of(yaml_table("events/deciding.yaml")), parties=0)
    decider = Decider(Asker(classifier, reader, Masks.of(yaml_table("events/masks.yaml"))), at, weights, TELLING)
    step = events({name: yaml_table(f"events/{name}.yaml") for name in TABLES}, decider)
    return [e for e in step.run(read(text)) if isinstance(e, Event)]


@pytest.mark.model
def test_an_act_that_the_coder_sees_too_keeps_its_type_and_says_what_else_it_could_be(read: Read) -> None:
    classifier = Told(condemned=("criticize", 0.9))
    (event,) = coded(read, "France condemned Russia.", classifier)
    assert (event.type, event.actor, event.recipient) == ("ACCUSE", ("FRA",), ("RUS",))
    assert event.why[-1].startswith("coder: criticize (ACCUSE 0.90); else ")
    assert classifier.asked == ["[unused1] country [unused2] condemned [unused3] country [unused4] ."]


@pytest.mark.model
def test_an_act_is_dropped_where_the_coder_is_sure_that_there_is_none(read: Read) -> None:
    assert not coded(read, "France condemned Russia.", Told(condemned=(NONE, 0.99)))
    assert coded(read, "France condemned Russia.", Told(condemned=(NONE, 0.6)))


@pytest.mark.model
def test_an_act_takes_the_type_that_the_coder_is_sure_of(read: Read) -> None:
    (event,) = coded(read, "France condemned Russia.", Told(condemned=("aerial", 0.97)))
    assert (event.type, event.mode) == ("ASSAULT", "aerial")


@pytest.mark.model
def test_an_act_that_no_frame_knows_is_added(read: Read) -> None:
    assert not coded(read, "France mollycoddled Russia.", Told())
    (event,) = coded(read, "France mollycoddled Russia.", Told(mollycoddled=("aid-economic", 0.95)))
    assert (event.type, event.actor, event.recipient) == ("AID", ("FRA",), ("RUS",))
    assert event.why[0] == "verb 'mollycoddle' as AID"
    assert [e.text for e in event.evidence if e.role == "trigger"] == ["mollycoddled"]
    assert event.confidence == pytest.approx(0.95)


@pytest.mark.model
def test_verbs_that_tell_no_act_by_themselves_are_never_asked_about(read: Read) -> None:
    classifier = Told()
    coded(read, "France said on Monday that Russia was large.", classifier)
    assert not classifier.asked


@pytest.mark.model
def test_a_pair_is_asked_about_the_other_way_round_where_nothing_passes_as_proposed(read: Read) -> None:
    class Turned(Told):
        def _row(self, text: str) -> list[float]:
            given = text.index("[unused1]") > text.index("[unused3]")
            return super()._row(text) if given else [0.0, 0.0, 0.0, 0.0, 1.0]

    (event,) = coded(read, "France accepted from Russia what it could.", Turned(accepted=("aid-economic", 0.9)))
    assert (event.type, event.actor, event.recipient) == ("AID", ("RUS",), ("FRA",))


@pytest.mark.model
def test_a_mode_that_the_frame_leaves_open_is_the_coder_s(read: Read) -> None:
    (event,) = coded(read, "France attacked Russia.", Told(attacked=("aerial", 0.9)))
    assert (event.type, event.mode) == ("ASSAULT", "aerial")
    (event,) = coded(read, "France attacked Russia.", Told(attacked=("aerial", 0.4)))
    assert (event.type, event.mode) == ("ASSAULT", None)


@pytest.mark.model
def test_a_sentence_that_frame_and_coder_both_read_stands_whatever_the_arbiter_says(read: Read) -> None:
    class Judging(Told):
        labels = ("sentence", *LABELS[1:])

        def _row(self, text: str) -> list[float]:
            return [0.98, 0.0, 0.0, 0.0, 0.02] if "sentenced" in text else [0.0, 0.98, 0.0, 0.0, 0.02]

    (event,) = coded(read, "Russia sentenced three generals to death.", Judging(), NEVER)
    assert (event.type, event.mode) == ("SANCTION", "convict")
    assert not coded(read, "France condemned Russia.", Judging(), NEVER)
