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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whom a passive is about says nothing: "by" names who does, wherever a parser hangs it.
        (
            "The mayor said the Dutch ferry was believed by the islanders to have sunk.",
            ("the islanders", "believe", "the Dutch ferry | to have sunk", "The mayor"),
        ),
        (
            "Farmers complain they have been told to wait by clerks who give no name.",
            ("clerks who give no name", "urge", "they | to wait", "Farmers"),
        ),
        (
            "A clerk said the ministers had been warned by the bank of a run.",
            ("the bank", "warn", "the ministers | of a run", "A clerk"),
        ),
        # Without "by" it is nobody's, and what it is about belongs to the content.
        (
            "The police chief confirmed that a Danish diplomat had been accused of hiding the girl.",
            ("", "accuse", "a Danish diplomat | of hiding the girl", "The police chief"),
        ),
        (
            "Lloyd's agent reported 1,200 people missing, many of them feared dead.",
            ("", "fear", "many of them | dead", "Lloyd's agent"),
        ),
        # The papers and circles in which a thing is said of somebody.
        (
            "The consul wired that the bishop was said in court circles to be satisfied.",
            ("court circles", "report", "the bishop | to be satisfied", "The consul"),
        ),
        # Feelings whose clause follows the verb by which they spread.
        (
            "The union said concern was growing in the hills that the mine would close.",
            ("", "fear", "the mine would close", "The union"),
        ),
        # A noun that a parser takes for a verb.
        (
            "Hopes that the airlift would resume by Friday have faded, the agency's head said.",
            ("", "hope", "the airlift would resume by Friday", "the agency's head"),
        ),
        # The words of a source with what is told of it.
        (
            "The premier said Chad, which had long refused talks, recognised that the wells would be returned.",
            ("Chad, which had long refused talks", "acknowledge", "the wells would be returned", "The premier"),
        ),
        (
            "The army said the Israelis, among whom were two officers, had told it the peak was empty.",
            ("the Israelis, among whom were two officers", "say", "the peak was empty", "The army"),
        ),
        (
            "The secretary quoted a fisherman from the strait as saying that the shoal was closed.",
            ("a fisherman from the strait", "say", "the shoal was closed", "The secretary"),
        ),
        (
            "The directorate wrote that the skippers detained off Bear Island had invoked “oral permission”.",
            ("the skippers detained off Bear Island", "claim", "“oral permission”", "The directorate"),
        ),
        # A paper in which a report stands, those to whom words are laid, those who trade them.
        (
            "The envoy praised as wise a report in a Lima weekly that the dam had been sold.",
            ("a Lima weekly", "say", "the dam had been sold", "The envoy"),
        ),
        (
            "The paper attributed to a cabinet source the claim that two ministers had resigned.",
            ("a cabinet source", "claim", "two ministers had resigned", "The paper"),
        ),
        (
            "The envoy said both camps had traded accusations of kidnapping elders.",
            ("both camps", "accuse", "kidnapping elders", "The envoy"),
        ),
        # A noun's owner ends where its clause begins.
        (
            "The ombudsman published the complaints of ninety patients that nurses had asked them for money.",
            ("ninety patients", "criticise", "nurses had asked them for money", "The ombudsman"),
        ),
        # A second verb goes on with the subject of the first, though that is no person.
        (
            "The clerk told the court that the fund had agreed to pay and had denied any debt.",
            ("the fund", "deny", "any debt", "The clerk"),
        ),
        (
            "The envoy told the court that the nuclear powers had undertaken to negotiate and had spurned every offer.",
            ("the nuclear powers", "reject", "every offer", "The envoy"),
        ),
        # What one says ends where another says something with the same verb, and where a clause is begun only.
        (
            "Oslo says the strait is open; Rome says it is shut.",
            ("Oslo", "say", "the strait is open", ""),
        ),
        (
            "Investigators suspect that the banker declined to pay after the mayor's cousin guaranteed him protection.",
            ("the banker", "reject", "to pay", "Investigators"),
        ),
        # A reporter behind the words, with title and name.
        (
            "Oslo plans to sue London, the deputy minister of trade and ports, Jo Hill, told a forum.",
            ("the deputy minister of trade and ports, Jo Hill", "say", "Oslo plans to sue London", ""),
        ),
    ],
)
def test_whose_words_they_are(told: Told, text: str, expected: Row) -> None:
    assert expected in told(text)


def test_whoever_feels_a_passive_feels_it(told: Told) -> None:
    rows = told("The bishop let it be known that he was grieved by the charge that nuns had hidden rifles.")
    assert ("he", "fear") in [(source, act) for source, act, _, _ in rows]


def test_a_think_tank_thinks_nothing_by_its_name(told: Told) -> None:
    rows = told("The envoy denied allegations by a Lima think tank that Chad had agreed to lease the airfield.")
    assert not [act for _, act, content, _ in rows if act == "believe"]


def test_a_verb_with_an_object_and_a_name_is_no_passive(told: Told) -> None:
    rows = told("Lawyers concluded that the vote covered not what the air force termed “its natural growth”.")
    assert "the air force" in [source for source, act, _, _ in rows if act == "describe"]


def test_what_somebody_stops_short_of_is_not_said() -> None:
    step = coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))
    text = "The minister stopped short of blaming Rwanda for the attack."
    [found] = [r for r in step(Document(text=text)) if isinstance(r, Statement)]
    assert found.negated
    assert found.content[0].text == "blaming Rwanda for the attack"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Oslo protested to the junta over the arrest of a reporter.", ["the arrest of a reporter"]),
        ("Manila lodged a protest with Beijing.", []),
        ("Manila lodged a protest with Beijing over the collision.", ["the collision"]),
        ("France filed a complaint with Peru over the tariffs.", ["the tariffs"]),
        ("The union raised concerns with ministers about the cuts.", ["the cuts"]),
        ("Oslo lodged a complaint against Moscow with the court.", ["Moscow"]),
        ("Kenya voiced anger with Uganda over the raids.", ["Uganda"]),
        ("Greece protested to Turkey on Monday.", []),
        ("Kenya agreed to the Ugandan government's plan.", ["the Ugandan government's plan"]),
    ],
)
def test_whom_a_verb_speaks_to_is_no_part_of_what_it_tells(told: Told, text: str, contents: list[str]) -> None:
    assert [content for _, _, content, _ in told(text)] == contents
