"""Words at second and third hand: sources of sources, halves behind a semicolon, whose words a clause takes up.

All sentences and speakers are made up.
"""

from collections.abc import Callable

import pytest

from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import SpacyParser
from legation.pipeline import coder, standard
from legation.records import Document, Statement

Row = tuple[str, str, str, str]
Told = Callable[[str], list[Row]]

pytestmark = pytest.mark.model


def _rows(found: list[Statement]) -> list[Row]:
    """The words of the source, the act, the content, and the words of the source that it is nested in."""
    sources = {s.id: " ".join(e.text for e in s.evidence if e.role == "source") for s in found}
    return [
        (sources[s.id], s.act, " | ".join(c.text for c in s.content), sources.get(s.nested_in or "", "")) for s in found
    ]


@pytest.fixture(scope="module")
def told() -> Told:
    """The rows of the statements that the rules and the bundled listener make together."""
    read = coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))
    return lambda text: _rows([r for r in read(Document(text=text)) if isinstance(r, Statement)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A noun's clause ends before the verb whose subject the noun is, whatever a parser takes that verb for.
        (
            "Word from the fort that the captain had refused to open the gate reached Lima before dawn.",
            ("the fort", "report", "the captain had refused to open the gate", ""),
        ),
        # A clause without "that" goes on over its own verb.
        (
            "The court heard the miller's complaint that nobody had told him the ford was flooded.",
            ("nobody", "say", "the ford was flooded", "the miller"),
        ),
        # The source that a report names is told by it.
        (
            "Chad had asked for grain, the weekly wrote, citing two envoys.",
            ("two envoys", "say", "Chad had asked for grain", "the weekly"),
        ),
        # Whoever has the nerve to say it says it.
        (
            "The radio complained that the colonel had the nerve to claim the valley was empty.",
            ("the colonel", "claim", "the valley was empty", "The radio"),
        ),
        # "Neither" is a subject of its own.
        (
            "The envoy said that both sides had agreed to meet but that neither wanted to be named.",
            ("neither", "intend", "to be named", "The envoy"),
        ),
        # A paper in which somebody tells is no part of who tells.
        (
            "A retired judge in the Lima weekly said that the dam had been sold.",
            ("A retired judge", "say", "the dam had been sold", ""),
        ),
        (
            "A letter in the Lima weekly said that the dam had been sold.",
            ("A letter in the Lima weekly", "say", "the dam had been sold", ""),
        ),
        # Whoever is told of a thing is no part of it.
        (
            "The port had notified the coast guard of a leak, the mayor said.",
            ("The port", "say", "a leak", "the mayor"),
        ),
        # Behind a semicolon another report begins.
        (
            "The bridge is safe, the mayor claims; the ferry will sink, the bishop says.",
            ("the bishop", "say", "the ferry will sink", ""),
        ),
        # Whoever hears how a thing was does not tell it.
        (
            "The court heard from a baker how the captain had begged the crowd to leave.",
            ("a baker", "believe", "how the captain had begged the crowd to leave", ""),
        ),
        # What follows a reporter and tells when is none of what was told; nor is a remark on it.
        (
            "Lima has accepted the truce, the ministry announced, minutes before the port was shelled.",
            ("the ministry", "announce", "Lima has accepted the truce", ""),
        ),
        (
            "The spokesman claimed villagers had invited the fighters in, a version the elders disowned when asked.",
            ("The spokesman", "claim", "villagers had invited the fighters in", ""),
        ),
        # A report between commas speaks of the whole sentence.
        (
            "The captain radioed, according to the inquiry, that the pilot boat was on fire.",
            ("the inquiry", "say", "The captain radioed | that the pilot boat was on fire", ""),
        ),
        # Whence a word comes, whoever it comes to.
        (
            "From Caracas comes the charge that Chad knows where the rebels sleep.",
            ("Caracas", "accuse", "Chad knows where the rebels sleep", ""),
        ),
        # One verb hands on the words of two.
        (
            "The paper quoted the mayor as saying the dam was safe and a farmer as warning that it would burst.",
            ("a farmer", "warn", "it would burst", "The paper"),
        ),
        (
            "The paper quoted the mayor as saying the dam was safe and a farmer as warning that it would burst.",
            ("the mayor", "say", "the dam was safe", "The paper"),
        ),
        # A feeling is about what it is voiced over, whoever it is voiced to.
        (
            "The premier said that the envoy had expressed regret to him over the shooting.",
            ("the envoy", "fear", "the shooting", "The premier"),
        ),
        # A clause without a pronoun tells the noun before it.
        (
            "The ministry said the funds Bonn had pledged had not arrived.",
            ("Bonn", "promise", "the funds", "The ministry"),
        ),
        # How somebody feels is what they feel.
        ("The miners feel betrayed, a doctor wrote.", ("The miners", "believe", "betrayed", "a doctor")),
        # The end of a quotation is nobody's name.
        (
            "The president described as “foolish” Rome's threat to block the pact.",
            ("Rome", "threaten", "to block the pact", "The president"),
        ),
    ],
)
def test_who_tells_what(told: Told, text: str, expected: Row) -> None:
    assert expected in told(text)


def test_what_somebody_stops_short_of_is_not_said() -> None:
    step = coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))
    text = "The minister stopped short of blaming Rwanda for the attack."
    [found] = [r for r in step(Document(text=text)) if isinstance(r, Statement)]
    assert found.negated
    assert found.content[0].text == "blaming Rwanda for the attack"
