"""Tests of questions about words: who is asked what a word tells, and that company changes no answer."""

from collections.abc import Sequence
from dataclasses import replace

import numpy
import pytest

from legation.annotations import Sentence
from legation.coding.roles import Role
from legation.coding.surveying import Survey
from legation.coding.sweeping import Look, Spot, head_of
from legation.knowledge import load as load_knowledge
from legation.looks import Asked, Drawn, Seen, Viewed
from legation.models import OnnxClassifier, SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.records import Document, Event

from .conftest import Read

TEXT = "France condemned the arrest of a Kenyan envoy by Malian police, and Kenya thanked Paris."
PAIR = "France condemned the coup in Mali."


class Spy(OnnxClassifier):
    """The bundled coder, which keeps what it is asked."""

    def __init__(self, *, blind: bool = False) -> None:
        """Where it is `blind`, nothing can be asked about words."""
        super().__init__()
        self._blind = blind
        self.words: list[Asked] = []
        self.pairs: list[str] = []

    def survey(self, sentences: Sequence[Viewed]) -> list[Seen]:
        """What the bundled coder sees."""
        seen = super().survey(sentences)
        return [replace(each, drawn=None) for each in seen] if self._blind else seen

    def tell(self, asked: Sequence[Asked]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """What the bundled coder tells."""
        self.words.extend(asked)
        return super().tell(asked)

    def classify(self, texts: Sequence[str]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """What the bundled coder tells of pairs."""
        self.pairs.extend(texts)
        return super().classify(texts)


@pytest.fixture(scope="module")
def spy() -> Spy:
    """A coder that keeps what it is asked."""
    return Spy()


@pytest.fixture(scope="module")
def spied(spy: Spy) -> Coder:
    """The whole pipeline around it."""
    return coder(standard(SpacyParser(), load_knowledge(), spy))


def told(code: Coder, text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type and parties of the events of a text."""
    found = (record for record in code(Document(text=text)) if isinstance(record, Event))
    return [(event.type, event.actor, event.recipient) for event in found]


def test_acts_are_read_off_the_look_and_no_pair_is_asked_about(spy: Spy, spied: Coder) -> None:
    spy.words.clear()
    spy.pairs.clear()
    assert ("ACCUSE", ("FRA",), ("MLI",)) in told(spied, PAIR)
    assert spy.words
    assert not spy.pairs


def test_where_no_words_can_be_asked_about_pairs_are() -> None:
    blind = Spy(blind=True)
    code = coder(standard(SpacyParser(), load_knowledge(), blind))
    assert ("ACCUSE", ("FRA",), ("MLI",)) in told(code, PAIR)
    assert blind.pairs
    assert not blind.words


def test_an_answer_is_the_same_alone_and_in_company(spy: Spy, spied: Coder) -> None:
    spy.words.clear()
    told(spied, TEXT)
    assert len(spy.words) > 1
    together = spy.tell(list(spy.words))
    for one, (subtypes, statuses) in zip(list(spy.words), together, strict=False):
        ((alone, standing),) = OnnxClassifier.tell(spy, [one])
        assert subtypes == pytest.approx(alone, abs=1e-5)
        assert statuses == pytest.approx(standing, abs=1e-5)
        assert sum(subtypes) == pytest.approx(1.0, abs=1e-4)
        assert sum(statuses) == pytest.approx(1.0, abs=1e-4)


def test_the_reason_of_an_event_names_what_was_read_and_the_two_best_other_types(spied: Coder) -> None:
    events = [record for record in spied(Document(text=PAIR)) if isinstance(record, Event)]
    reasons = [reason for event in events for reason in event.why if reason.startswith("coder: ")]
    assert any("criticize (ACCUSE" in reason and reason.count(",") == 1 for reason in reasons)


def look(read: Read, *, pieces: int = 30) -> tuple[Look, Sentence]:
    """A look at the sentence of a text with two parties, and the sentence; `pieces` of it were read, one a word."""
    reading = read(TEXT)
    (sentence,) = reading.of(Sentence)
    spots = []
    for own in (role("France", "FRA"), role("Kenyan envoy", "KEN")):
        spots.append(Spot(own.actors[0], own, head_of(sentence, own.start, own.end), "name"))
    words = [-1, *range(len(sentence.tokens)), -1][:pieces]
    drawn = Drawn(numpy.zeros((len(words), 4)), numpy.zeros((3, 3, 2)), [0, 1, 5], words, numpy.zeros((3, len(words))))
    return Look(sentence, spots, Survey((), (), numpy.zeros((3, 3, 0)), numpy.zeros((3, 3, 0))), (), drawn), sentence


def role(name: str, key: str) -> Role:
    """A party by its words."""
    at = TEXT.index(name)
    return Role((key,), at, at + len(name))


def test_sides_are_asked_about_by_the_numbers_of_their_first_parties(read: Read) -> None:
    at, sentence = look(read)
    word = sentence.tokens[1]
    france, envoy = role("France", "FRA"), role("Kenyan", "KEN")
    found = at.asks(word, (france,), (envoy,))
    assert found is not None
    assert (found.source, found.target, found.piece) == (1, 2, 2)
    unnamed = at.asks(word, (), (envoy,))
    assert unnamed is not None
    assert (unnamed.source, unnamed.target) == (0, 2)


def test_of_those_who_do_it_to_one_another_first_and_last_are_asked_about(read: Read) -> None:
    at, sentence = look(read)
    both = (role("France", "FRA"), role("Kenyan envoy", "KEN"))
    found = at.asks(sentence.tokens[1], both, both)
    assert found is not None
    assert (found.source, found.target) == (1, 2)


def test_a_party_not_looked_at_and_a_word_beyond_the_cut_are_not_asked_about(read: Read) -> None:
    at, sentence = look(read)
    assert at.asks(sentence.tokens[1], (role("Malian police", "MLI"),), (role("France", "FRA"),)) is None
    short, sentence = look(read, pieces=8)
    assert short.asks(sentence.tokens[12], (role("France", "FRA"),), ()) is None


def test_one_whose_only_party_has_no_country_is_not_looked_at() -> None:
    spy = Spy()
    code = coder(standard(SpacyParser(), load_knowledge(), spy))
    seen: list[str] = []
    plain = spy.survey

    def survey(sentences: Sequence[Viewed]) -> list[Seen]:
        seen.extend(each.text for each in sentences)
        return plain(sentences)

    spy.survey = survey  # type: ignore[method-assign] # watched
    code(Document(text="Experts disagreed. France condemned the coup in Mali."))
    assert len(seen) == 1
    assert "condemned" in seen[0]
