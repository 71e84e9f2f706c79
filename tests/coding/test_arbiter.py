"""What the arbiter makes of whole sentences."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy
import pytest

from legation.coding.asking import Asker
from legation.coding.deciding import Decider, Thresholds
from legation.coding.events import events
from legation.coding.masking import Masks
from legation.coding.subtypes import NONE, Reader, Subtypes
from legation.coding.telling import TellingWords
from legation.coding.triggers import TABLES
from legation.coding.weights import Weights
from legation.errors import KnowledgeError
from legation.knowledge import load as load_knowledge
from legation.looks import Asked, Seen, Viewed
from legation.models import SpacyParser
from legation.pipeline import finding
from legation.records import EVENT_TYPES, Document, Event, Status
from legation.step import Reading
from legation.tables import yaml_table

Read = Callable[[str], Reading]
LABELS = ("criticize", "aid-economic", "meet", "firearms", "request-assist", NONE)
TELLING = TellingWords.of(yaml_table("events/telling.yaml"))
# A look alone decides: what it finds more likely than not is told.
APART = "The French government was angry: Kenya was the target of its condemnation."
TRUSTING = Weights(0.0, {"looked": 1.0, "implied": -20.0}, {"looked": -7.0, "implied": 0.0})

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


Pair = tuple[int, int, str]


class Answering:
    """A classifier that answers by words of the text; at a look at all parties it finds what it is told to."""

    labels: Sequence[str] = LABELS
    types: Sequence[str] = EVENT_TYPES
    statuses: Sequence[Status] = ("actual", "hypothetical")
    tables: tuple[Sequence[str], Sequence[str]] = ((), ())

    def __init__(self, seen: Mapping[str, Mapping[Pair, float]] | None = None, **answers: str) -> None:
        """By a word of the text, what a look finds: the chance that one party does something to another.

        Parties are counted from 1. `answers` give the label for the texts that hold a word.
        """
        self._seen = seen or {}
        self._answers = answers
        self.asked: list[str] = []
        self.looked: list[str] = []

    def classify(self, texts: Sequence[str]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """The answers in order."""
        self.asked.extend(texts)
        told = [next((label for word, label in self._answers.items() if word in text), NONE) for text in texts]
        return [([0.96 if name == label else 0.01 for name in LABELS], (1.0, 0.0)) for label in told]

    def survey(self, sentences: Sequence[Viewed]) -> list[Seen]:
        """What is found in each; all of it takes place."""
        self.looked.extend(sentence.text for sentence in sentences)
        return [Seen(*self._surveyed(sentence.text)) for sentence in sentences]

    def tell(self, asked: Sequence[Asked]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """It can't be asked about words."""
        return []

    def _surveyed(self, text: str) -> tuple[Any, Any]:
        n = text.count("[unused1]") + 1
        types, statuses = numpy.zeros((n, n, len(EVENT_TYPES))), numpy.zeros((n, n, 2))
        statuses[..., 0] = 1.0
        for word, pairs in self._seen.items():
            for (one, other, kind), chance in pairs.items() if word in text else ():
                types[one, other, EVENT_TYPES.index(kind)] = chance
        return types, statuses


def coded(read: Read, text: str, classifier: Answering, weights: Weights = TRUSTING) -> list[Event]:
    """The events of a text, of whose whole sentences the coder is asked too."""
    reader = Reader(Subtypes.of(yaml_table("events/subtypes.yaml")), classifier.labels, classifier.statuses)
    at = Thresholds.of(yaml_table("events/deciding.yaml"))
    decider = Decider(
        Asker(classifier, reader, Masks.of(yaml_table("events/masks.yaml"))), at, weights, TELLING, classifier
    )
    step = events({name: yaml_table(f"events/{name}.yaml") for name in TABLES}, decider)
    return [e for e in step.run(read(text)) if isinstance(e, Event)]


def told(found: Sequence[Event]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type and parties of events."""
    return [(e.type, e.actor, e.recipient) for e in found]


def test_an_act_between_parties_that_the_parse_does_not_tie_is_told_by_the_nearest_word_of_its_type(read: Read) -> None:
    seen = {"condemnation": {(1, 2, "ACCUSE"): 0.9}}
    found = coded(read, APART, Answering(seen, condemnation="criticize"))
    assert told(found) == [("ACCUSE", ("FRA",), ("KEN",))]
    assert found[0].why[0] == "whole sentence, noun 'condemnation' as ACCUSE"
    assert found[0].mode == "disapprove"
    assert not coded(read, APART, Answering())


def test_whom_another_sentence_names_is_told_as_the_state_that_they_serve(read: Read) -> None:
    text = "Emmanuel Macron left. Kenya was full of condemnation."
    seen = {"condemnation": {(1, 2, "ACCUSE"): 0.9}}
    answers = Answering(seen, condemnation="criticize")
    assert told(coded(read, text, answers)) == [("ACCUSE", ("KEN",), ("person:emmanuel-macron",))]
    assert told(coded(read, f"France listened. {text}", answers)) == [("ACCUSE", ("KEN",), ("FRA",))]


def test_two_who_are_meant_by_one_phrase_may_act_on_one_another(read: Read) -> None:
    text = "France and Kenya quarrelled. Both governments were full of condemnation."
    seen = {"condemnation": {(1, 2, "ACCUSE"): 0.9, (2, 1, "ACCUSE"): 0.9}}
    assert told(coded(read, text, Answering(seen, condemnation="criticize"))) == [
        ("ACCUSE", ("FRA", "KEN"), ("FRA", "KEN")),
    ]


def test_how_likely_an_act_must_be_is_the_arbiters_word(read: Read) -> None:
    classifier = Answering({"condemnation": {(1, 2, "ACCUSE"): 0.9}})
    assert not coded(read, APART, classifier, Weights(-9.0, {}, {}))
    assert coded(read, APART, classifier, Weights(-9.0, {"looked": 9.0}, {"looked": 0.0}))


def test_an_act_takes_the_side_that_its_frame_lacks_from_another_clause(read: Read) -> None:
    text = "France condemned the decision, and it was Kenya that had taken it."
    (event,) = coded(read, text, Answering({"decision": {(1, 2, "ACCUSE"): 0.9}}, condemned="criticize"))
    assert (event.type, event.recipient, event.evidence[0].text) == ("ACCUSE", ("KEN",), "condemned")


def test_another_of_the_same_list_does_not_become_the_other_side(read: Read) -> None:
    text = "Sanctions imposed on Mali, Guinea and Kenya were in force."
    seen = {"force": {(1, 2, "ACCUSE"): 0.9, (2, 3, "ACCUSE"): 0.9}}
    weights = Weights(
        0.0, {"looked": 1.0, "coded": 9.0, "implied": -20.0}, {"looked": -7.0, "coded": 0.0, "implied": 0.0}
    )
    framed = [
        e
        for e in coded(read, text, Answering(seen, force="criticize"), weights)
        if not e.why[0].startswith("whole sentence")
    ]
    assert [(e.type, e.actor) for e in framed] == [("ACCUSE", ())]


def test_those_who_act_together_make_one_record(read: Read) -> None:
    text = "Kenya was tired. It was France and Italy whose words hurt Kenya."
    seen = {"hurt": {(1, 3, "ACCUSE"): 0.9, (2, 3, "ACCUSE"): 0.9}}
    assert told(coded(read, text, Answering(seen))) == [("ACCUSE", ("FRA", "ITA"), ("KEN",))]


def test_one_more_of_a_list_does_what_the_others_are_told_to_do(read: Read) -> None:
    text = "Kenya was tired. It was France, Italy and Peru whose words hurt Kenya."
    seen = {"hurt": {(1, 4, "ACCUSE"): 0.6, (2, 4, "ACCUSE"): 0.24, (3, 4, "ACCUSE"): 0.15}}
    assert told(coded(read, text, Answering(seen))) == [("ACCUSE", ("FRA", "ITA"), ("KEN",))]
    alone = {"hurt": {(2, 4, "ACCUSE"): 0.3}}
    assert not coded(read, text, Answering(alone))


def test_what_is_done_back_has_a_verb_of_its_own(read: Read) -> None:
    text = "France condemned Kenya, and Kenya hit back."
    seen = {"hit": {(1, 2, "ACCUSE"): 0.9, (3, 1, "ACCUSE"): 0.8}}
    found = coded(read, text, Answering(seen, condemned="criticize"))
    assert told(found) == [("ACCUSE", ("FRA",), ("KEN",)), ("ACCUSE", ("KEN",), ("FRA",))]


def test_a_set_phrase_stands_where_the_coder_does_not_know_it(read: Read) -> None:
    doubting = Weights(-1.5, {}, {})
    (event,) = coded(read, "France took Kenya to task.", Answering(), doubting)
    assert (event.type, event.actor, event.recipient) == ("ACCUSE", ("FRA",), ("KEN",))
    assert not coded(read, "France chided Kenya.", Answering(chided="criticize"), doubting)


def test_of_one_act_told_both_ways_round_the_likelier_stands(read: Read) -> None:
    both = Answering({"condemnation": {(1, 2, "ACCUSE"): 0.9, (2, 1, "ACCUSE"): 0.45}})
    assert told(coded(read, APART, both)) == [("ACCUSE", ("FRA",), ("KEN",))]


def test_the_half_act_of_a_verb_with_a_doer_stays_one_way(read: Read) -> None:
    text = "Kenya was hit after French guns had shelled a village."
    both = {"shelled": {(1, 2, "ASSAULT"): 0.9, (2, 1, "ASSAULT"): 0.95}}
    (event,) = coded(read, text, Answering(both, shelled="artillery"))
    assert (event.actor, event.recipient) == (("FRA",), ("KEN",))


def test_the_subject_of_a_passive_is_acted_upon_though_a_look_sees_it_either_way(read: Read) -> None:
    text = "Kenya maintained that jets of France had been felled."
    both = {"felled": {(1, 2, "ASSAULT"): 0.9, (2, 1, "ASSAULT"): 0.95}}
    (event,) = [e for e in coded(read, text, Answering(both)) if e.type == "ASSAULT"]
    assert (event.actor, event.recipient) == (("KEN",), ("FRA",))


def test_who_is_to_undergo_what_is_asked_is_not_who_is_asked(read: Read) -> None:
    answers, sure = Answering(asked="request-assist"), Weights(2.0, {}, {})
    (event,) = coded(read, "Kenya asked that observers be sent. France was silent.", answers, sure)
    assert "group:-:UNK:observers" not in event.recipient
    (event,) = coded(read, "Kenya asked that French soldiers be freed.", answers, sure)
    assert event.recipient == ("FRA",)


def test_an_act_may_have_one_side_that_nobody_is_named_on(read: Read) -> None:
    seen = {"condemnation": {(0, 2, "ACCUSE"): 0.9}}
    assert told(coded(read, APART, Answering(seen))) == [("ACCUSE", (), ("KEN",))]
    whole = {"condemnation": {(0, 2, "ACCUSE"): 0.8, (1, 2, "ACCUSE"): 0.9}}
    assert told(coded(read, APART, Answering(whole))) == [("ACCUSE", ("FRA",), ("KEN",))]


def test_an_open_side_is_whom_the_rest_of_the_text_ties_to_the_known_one(read: Read) -> None:
    text = "France condemned Kenya on Monday. Paris had never been so angry in its condemnation."
    seen = {"Monday": {(1, 2, "ACCUSE"): 0.99}, "angry": {(1, 0, "ACCUSE"): 0.9}}
    implying = Weights(
        -1.0,
        {"looked": 1.0, "implied, share": 9.0, "implied, own": -20.0},
        {"looked": -7.0, "implied, share": 0.0, "implied, own": 0.0},
    )
    classifier = Answering(seen, condemned="criticize")
    last = coded(read, text, classifier, implying)[-1]
    # The coder is asked about the sentence as it stands: it names nobody on that side.
    assert classifier.asked[-1].startswith("[unused1] country [unused2] had never been so angry")
    assert classifier.asked[-1].endswith("[unused3] nobody [unused4]")
    assert (last.type, last.actor, last.recipient) == ("ACCUSE", ("FRA",), ("KEN",))
    assert [e.text for e in last.evidence if e.role == "recipient"] == ["Kenya"]
    last = coded(read, text, Answering(seen, condemned="criticize"))[-1]
    assert (last.actor, last.recipient) == (("FRA",), ())


def test_people_without_a_country_count_for_the_only_one_that_the_text_speaks_of(read: Read) -> None:
    text = "Kenyan soldiers shot at demonstrators."
    classifier = Answering({"shot": {(1, 3, "ASSAULT"): 0.9}}, shot="firearms")
    (event,) = coded(read, text, classifier)
    assert event.recipient == ("group:-:CVL:demonstrators", "KEN")
    (event,) = coded(read, f"{text} France said nothing.", classifier)
    assert event.recipient == ("group:-:CVL:demonstrators", "KEN")  # its own people, where nothing says otherwise
    text = "The army shot at demonstrators in Kenya. France said nothing."
    (event,) = coded(read, text, Answering({"shot": {(1, 2, "ASSAULT"): 0.9}}))
    assert "KEN" not in event.actor + event.recipient


def test_a_state_is_seen_from_each_word_that_names_it_and_does_nothing_to_itself_for_that(read: Read) -> None:
    text = "Soviet tanks fired on Hungary hours after it had asked the Soviet Union for help."
    (event,) = coded(read, text, Answering({"fired": {(1, 2, "ASSAULT"): 0.9, (1, 3, "ASSAULT"): 0.95}}))
    assert (event.actor, event.recipient) == (("SUN",), ("HUN",))


def test_an_act_of_frames_goes_where_the_arbiter_finds_it_unlikely_sooner_if_a_side_is_open(read: Read) -> None:
    doubted, seldom = Weights(-0.4, {}, {}), Weights(-0.9, {}, {})  # chances of .40 and .29
    open_side, whole = "France condemned the decision.", "France condemned Russia."
    classifier = Answering(condemned="criticize")
    assert coded(read, whole, classifier, doubted)
    assert not coded(read, whole, classifier, seldom)
    assert not coded(read, open_side, classifier, doubted)
    assert coded(read, open_side, classifier, Weights(0.0, {}, {}))


def test_further_down_an_act_that_the_arbiter_doubts_goes_and_one_that_a_look_finds_needs_little_more(
    read: Read,
) -> None:
    lead = "It rained all day. The roads were wet. "
    doubting, sure = Weights(-1.5, {}, {}), Weights(0.2, {}, {})
    assert not coded(read, f"{lead}France chided Kenya.", Answering(chided="criticize"), doubting)
    (event,) = coded(read, f"{lead}France took Kenya to task.", Answering(), doubting)
    assert event.type == "ACCUSE"
    seen = {"condemnation": {(1, 2, "ACCUSE"): 0.9}}
    assert told(coded(read, lead + APART, Answering(seen), sure)) == [("ACCUSE", ("FRA",), ("KEN",))]


def test_broken_weights_are_refused() -> None:
    with pytest.raises(KnowledgeError, match="expected bias, and signs"):
        Weights.of("events/arbiter.yaml", {"bias": 0, "signs": {"chance": {"absent": 1}}})
    with pytest.raises(KnowledgeError, match="bias"):
        Weights.of("events/arbiter.yaml", {"signs": {}})


def test_the_weights_add_up() -> None:
    weights = Weights.of("w", {"bias": 1, "signs": {"a": {"weight": 2}, "b": {"weight": 3, "absent": -1}}})
    assert weights.chances([{"a": 1.0}, {"a": 1.0, "b": 0.0}]) == pytest.approx([0.5, 0.9526], abs=1e-4)


def test_candidates_are_asked_about_only_where_a_look_at_all_parties_finds_something(read: Read) -> None:
    text = "Kenya's quarrelling annoyed France."
    some, none = Answering({"annoyed": {(1, 2, "ACCUSE"): 0.3}}), Answering({"annoyed": {(1, 2, "ACCUSE"): 0.2}})
    coded(read, text, some)
    coded(read, text, none)
    assert (
        some.looked
        == none.looked
        == ["[unused1] country [unused2] 's quarrelling annoyed [unused1] country [unused2] ."]
    )
    assert len(some.asked) > len(none.asked)


def test_two_signs_together_may_weigh_more() -> None:
    table = {"bias": 0, "signs": {"a": {"weight": 1}, "b": {"weight": 0}}, "together": {"a": {"b": 2}}}
    weights = Weights.of("w", table)
    assert weights.chances([{"a": 1.0, "b": 1.0}, {"a": 1.0}]) == pytest.approx([0.9526, 0.7311], abs=1e-4)
    with pytest.raises(KnowledgeError, match=r"no signs: \['c'\]"):
        Weights.of("w", table | {"together": {"a": {"c": 2}}})


def test_a_deed_of_armed_men_of_no_country_is_laid_on_no_state_that_stands_nearby(read: Read) -> None:
    seen = {"border": {(2, 1, "ASSAULT"): 0.9}}
    text = "France closed its border with Kenya after {} killed nine people."
    answers = Answering(seen, killed="firearms")
    found = [e for e in coded(read, text.format("gunmen"), answers) if e.type == "ASSAULT"]
    assert [e.actor for e in found] == [("group:-:UAF:gunmen",)]
    # So is what is done to people of whom nothing is known, which is no act by itself.
    unknown = "France closed its border with Kenya after a bloodbath at the market, where armed men shot nine persons."
    assert not [e for e in coded(read, unknown, Answering(seen)) if e.type == "ASSAULT"]
    # Soldiers of nobody may be the state's own.
    found = [e for e in coded(read, text.format("soldiers"), answers) if e.type == "ASSAULT"]
    assert ("KEN",) in [e.actor for e in found]
