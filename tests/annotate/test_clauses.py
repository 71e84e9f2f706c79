"""Clauses: who does what to whom, however the sentence is turned."""

import pytest

from legation import pipeline
from legation.annotations import Clause
from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.records import Document
from legation.step import Step

pytestmark = pytest.mark.model

# (text, lemma, subjects, objects)
CASES = [
    ("Chad arrested two envoys.", "arrest", ["Chad"], ["envoys"]),
    ("Two envoys were arrested by Chad.", "arrest", ["Chad"], ["envoys"]),
    ("Chad and Niger closed the border.", "close", ["Chad", "Niger"], ["border"]),
    ("Chad met and thanked the envoys.", "thank", ["Chad"], ["envoys"]),
    ("Norway urged Iceland to cut its quota.", "cut", ["Iceland"], ["quota"]),
    ("Iceland was urged to cut its quota.", "cut", ["Iceland"], ["quota"]),
    ("Norway promised Iceland to cut its quota.", "cut", ["Norway"], ["quota"]),
    ("Norway called on Iceland to cut its quota.", "cut", ["Iceland"], ["quota"]),
    ("Norway wants to cut the quota.", "cut", ["Norway"], ["quota"]),
    ("The envoys who met the minister left.", "meet", ["envoys"], ["minister"]),
    ("Troops sent by Chad crossed the river.", "send", ["Chad"], ["Troops"]),
    ("Troops guarding the port fled.", "guard", ["Troops"], ["port"]),
    ("Chad drew praise for freeing the envoys.", "free", ["Chad"], ["envoys"]),
    ("Oman's attempt to free the envoys failed.", "free", ["Oman"], ["envoys"]),
    ("Oman is unlikely to free the envoys.", "free", ["Oman"], ["envoys"]),
    ("Oman jailed a farmer for poisoning two wells.", "poison", ["farmer"], ["wells"]),
    ("Two farmers were convicted of poisoning a well.", "poison", ["farmers"], ["well"]),
    ("Oman thanked Chad for sheltering the envoys.", "shelter", ["Chad"], ["envoys"]),
    ("Oman astonished Chad by arresting the envoys.", "arrest", ["Oman"], ["envoys"]),
    ("Oman told Chad to leave the port and closed the border.", "close", ["Oman"], ["border"]),
    ("Oman promised to send envoys and closed the border.", "close", ["Oman"], ["border"]),
    ("Oman hoped that Chad would wait and asked Mali for ships.", "ask", ["Oman"], ["Mali"]),
    ("Oman said Chad could not wait but asked Mali for ships.", "ask", ["Chad"], ["Mali"]),
    ("Chad shelled a fort along the border on Monday and a Malian MiG-21 bombed a camp.", "bomb", ["MiG-21"], ["camp"]),
    ("Oman summoned Chad's envoy on Monday to demand an apology.", "demand", ["Oman"], ["apology"]),
    ("Oman summoned Chad's envoy to express its anger.", "express", ["Oman"], ["anger"]),
    ("Oman summoned Chad's envoy to explain the raid.", "explain", ["envoy"], ["raid"]),
    (
        "Leaders failed to agree on a loan, after Belgium, where most of the money is held, demanded guarantees.",
        "demand",
        ["Belgium"],
        ["guarantees"],
    ),
    (
        "Chad accused Togo of looking for a pretext and downgraded relations to the lowest level.",
        "downgrade",
        ["Chad"],
        ["relations"],
    ),
    ("Gunmen shot dead nine farmers.", "shoot", ["Gunmen"], ["farmers"]),
    ("Oman asked Chad to leave the port and close the border.", "close", ["Chad"], ["border"]),
    ("Oman shelled the port, and the premier, speaking in Doha, blamed Chad.", "blame", ["premier"], ["Chad"]),
    (
        "Oman's fleet left as the premier, booed by a crowd, closed the border.",
        "close",
        ["premier"],
        ["border"],
    ),
    ("Oman took the port, and Iraq's ruling party, breaking its silence, blamed Chad.", "blame", ["party"], ["Chad"]),
    ("Oman freed two envoys after rebels holding a bridge shot nine guards.", "shoot", ["rebels"], ["guards"]),
    ("Oman's envoy left after a visit that angered Chad, which closed the border.", "close", ["Chad"], ["border"]),
    ("Chad joined Niger in urging Mali to free the envoys.", "urge", ["Chad", "Niger"], ["Mali"]),
    ("Chad joined Niger in the autumn, urging Mali to free the envoys.", "urge", ["Chad"], ["Mali"]),
    (
        "Costa Rica, Panama, the Dominican Republic and Belize cut relations with Oman and left.",
        "cut",
        ["Rica", "Panama", "Republic", "Belize"],
        ["relations"],
    ),
    (
        "Saudi Arabia, Oman, the United Arab Emirates and Iraq closed the border.",
        "close",
        ["Arabia", "Oman", "Emirates", "Iraq"],
        ["border"],
    ),
]


@pytest.fixture(scope="module")
def steps() -> tuple[Step, ...]:
    return pipeline.standard(SpacyParser(), load_knowledge())


def clauses_of(steps: tuple[Step, ...], text: str) -> tuple[Clause, ...]:
    upto = next(n for n, step in enumerate(steps) if step.name == "clauses")
    return pipeline.read(Document(text=text), steps[: upto + 1]).of(Clause)


@pytest.mark.parametrize(("text", "lemma", "subjects", "objects"), CASES)
def test_parties_of_a_clause(
    steps: tuple[Step, ...], text: str, lemma: str, subjects: list[str], objects: list[str]
) -> None:
    clause = next(c for c in clauses_of(steps, text) if c.lemma == lemma)
    assert [t.text for t in clause.subjects] == subjects
    assert [t.text for t in clause.objects] == objects


@pytest.mark.parametrize(
    ("text", "lemma", "negated", "tense"),
    [
        ("Chad did not free the envoys.", "free", True, "past"),
        ("No envoys were freed by Chad.", "free", True, "past"),
        ("Chad will free the envoys.", "free", False, "future"),
        ("Its “no limits” pact binds Chad.", "bind", False, "present"),
    ],
)
def test_negation_and_tense(steps: tuple[Step, ...], text: str, lemma: str, negated: bool, tense: str) -> None:
    clause = next(c for c in clauses_of(steps, text) if c.lemma == lemma)
    assert (clause.negated, clause.tense) == (negated, tense)


def test_what_hangs_on_a_word_for_the_way_hangs_on_the_verb(steps: tuple[Step, ...]) -> None:
    (clause,) = clauses_of(steps, "Oman called its envoys home from Chad.")
    assert ("from", "Chad") in [(name, token.text) for name, token in clause.preps]
