"""Whose words are whose where a parse joins, parts or swallows them, by rules and the bundled listener together.

All sentences and speakers are made up.
"""

from collections.abc import Callable

import pytest

from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import SpacyParser
from legation.pipeline import coder, standard
from legation.read.plain import document
from legation.records import Statement

Row = tuple[str, str, str]
Told = Callable[[str], list[Row]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def told() -> Told:
    """The words of the source, the cue and the content of each statement."""
    code = coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))

    def run(text: str) -> list[Row]:
        found = [r for r in code(document(text)) if isinstance(r, Statement)]
        return [
            (
                " ".join(e.text for e in s.evidence if e.role == "source"),
                s.cue,
                " | ".join(c.text for c in s.content),
            )
            for s in found
        ]

    return run


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # A second verb in the tense of the cue goes on with its speaker.
        (
            "The president says that his aides misled the court, and asks the judges to wait.",
            ("The president", "say", "his aides misled the court"),
        ),
        (
            "The president says that his aides misled the court, and asks the judges to wait.",
            ("The president", "ask", "the judges to wait"),
        ),
        # What convoys can't tell the council does.
        (
            "The Council expressed concern at reports that aid convoys had been turned back and demanded that all "
            "parties pledge safe passage.",
            ("", "report", "aid convoys had been turned back"),
        ),
        # To whom a thing is told is no part of it.
        (
            "The envoy conceded to reporters in Geneva that Tehran had asked for a pause.",
            ("The envoy", "concede", "Tehran had asked for a pause"),
        ),
        # The verb of the noun is no part of what the noun tells.
        (
            "The senator's belief that Nairobi covets the islands cost him his seat, his secretary said.",
            ("The senator", "belief", "Nairobi covets the islands"),
        ),
        # What a claim is called is no part of it.
        (
            "State radio called the observers' claim that the vote had been rigged “an insult to the nation”.",
            ("the observers", "claim", "the vote had been rigged"),
        ),
        # Whoever scorns another's words does not say them; on which side others stand a word may tell.
        (
            "The premier deplored claims from abroad that the frontier was open to revision.",
            ("", "claim", "the frontier was open to revision"),
        ),
        (
            "Beijing ridiculed Western claims that it would invade the island.",
            ("Western", "claim", "it would invade the island"),
        ),
        # Who somebody was belongs to the name; a parser takes it for a second subject.
        (
            "Elena Duarte, until last year the deputy head of the bank and now its adviser, was quoted as saying that "
            "reserves would last six weeks.",
            (
                "Elena Duarte, until last year the deputy head of the bank and now its adviser",
                "say",
                "reserves would last six weeks",
            ),
        ),
        # A participle between a subject and its verb that a parser takes for the verb.
        (
            "The settlers moved to the coast last year were afraid that the river would rise, an official said.",
            ("The settlers moved to the coast last year", "afraid", "the river would rise"),
        ),
        # Who gives an assurance stands behind "by".
        (
            "Assurances given to the families by the institute, which runs the hospital, that every body would be "
            "named had proved worthless, the ombudsman said.",
            ("the institute, which runs the hospital", "assurance", "every body would be named"),
        ),
        # A wish ends where its mood does.
        (
            "The spokesman said the premier had asked that his library be sent after him and that the generals had "
            "refused.",
            ("the premier", "ask", "his library be sent after him"),
        ),
        # Whom a promise is made to is no part of it, nor is how a thing was said.
        (
            "The paper says the envoy promised the rebels a road.",
            ("the envoy", "promise", "a road"),
        ),
        (
            "The agency reported that Tirana had condemned the manoeuvres in the strongest terms.",
            ("Tirana", "condemn", "the manoeuvres"),
        ),
        # What somebody learns ends where from whom begins.
        (
            "The water board says it learned of the call from the radio.",
            ("it", "learn", "the call"),
        ),
        # A remark in a condition speaks of the condition alone.
        (
            "If, as the inquiry suggests, the officers believed the crowd was armed, then none of them showed it.",
            ("the inquiry", "suggest", "the officers believed the crowd was armed"),
        ),
        # Two verbs that "and" joins have one subject, whatever a parser takes the first one for.
        (
            "The opposition leader alleged in the House that the collector had lied, and demanded a judicial probe.",
            ("The opposition leader", "allege", "the collector had lied"),
        ),
        (
            "The opposition leader alleged in the House that the collector had lied, and demanded a judicial probe.",
            ("The opposition leader", "demand", "a judicial probe"),
        ),
        # Where a thing was said is no part of it, nor what was told there, nor what another says next.
        (
            "Fears that the strike will spread are exaggerated, the labour commissioner said after a meeting at which "
            "delegates had accused the mines of hiding their profits.",
            ("the labour commissioner", "say", "Fears that the strike will spread are exaggerated"),
        ),
        (
            "The authorities have pledged to guard the road, a Turkish official said, but village elders reached by "
            "telephone said they feared reprisals.",
            ("a Turkish official", "say", "The authorities have pledged to guard the road"),
        ),
        # Who adds something is who spoke just before.
        (
            "‘The rebel side has proposed an exchange,’ a Russian army spokesman said, adding that the mothers hoped "
            "it would take place before the snow.",
            ("a Russian army spokesman", "add", "the mothers hoped it would take place before the snow"),
        ),
        (
            "The minister accused Addis Ababa of breaking its promise to share the data, voicing alarm at forecasts "
            "that the dam could be overtopped.",
            ("The minister", "accuse", "Addis Ababa of breaking its promise to share the data"),
        ),
        # A subject at work.
        (
            "Volunteers tallying the vote in Cebu said ward leaders had threatened to cut off the water.",
            ("Volunteers tallying the vote in Cebu", "say", "ward leaders had threatened to cut off the water"),
        ),
        # The verb of the noun ends what it tells, also where a parser takes it for a participle.
        (
            "The envoy's claim that the truce had failed surprised the council.",
            ("The envoy", "claim", "the truce had failed"),
        ),
        # What the speaker says next is no part of what he thought.
        (
            "Mr. Castellan thought that the draft went too far and proposed that the second paragraph be deleted.",
            ("Mr. Castellan", "think", "the draft went too far"),
        ),
        # When somebody spoke is no part of the name; of whom an apology is asked, no part of what it is for.
        (
            "Peking Radio today charged that Soviet troops had crossed the river.",
            ("Peking Radio", "charge", "Soviet troops had crossed the river"),
        ),
        (
            "The mayor apologised to the families of the dead for the delay.",
            ("The mayor", "apologise", "the delay"),
        ),
        # A denial counts although its object says nothing.
        (
            "Premier Sokol has denied the allegations.",
            ("Premier Sokol", "deny", "the allegations"),
        ),
        # Hearsay by an adverb is nobody's; its clause is all of its content.
        (
            "The spokesman said the hostages were reportedly being held across the border.",
            ("", "reportedly", "the hostages were | being held across the border"),
        ),
        # Words that are received are those of whoever gave them.
        (
            "The ministry said that it had received assurances from Maputo that no convoy would be turned back.",
            ("Maputo", "assurance", "no convoy would be turned back"),
        ),
        # What somebody denies in a statement, the statement is theirs.
        (
            "The minister denied in a statement that troops had crossed the river.",
            ("The minister", "deny", "troops had crossed the river"),
        ),
        # A content keeps the whole phrase that it begins in.
        (
            "The minister said that, according to satellite data, an icebreaker was mapping the shelf.",
            ("The minister", "say", "according to satellite data, an icebreaker was mapping the shelf"),
        ),
    ],
)
def test_each_has_their_own_words(told: Told, text: str, row: Row) -> None:
    assert row in told(text)


def test_a_second_verb_in_the_tense_of_the_content_stays_in_it(told: Told) -> None:
    rows = told("The envoy said the rebels had left the valley and had burned the bridge.")
    assert rows == [("The envoy", "say", "the rebels had left the valley and had burned the bridge")]


def test_who_would_not_confirm_a_thing_did_not_say_it(told: Told) -> None:
    assert told("Neither the White House nor the Pentagon would confirm that the aircraft had been lost.") == []


@pytest.mark.parametrize(
    ("text", "measure", "row"),
    [
        (
            "The strike killed fewer people than the rebels claimed, the ministry said.",
            "claim",
            ("the ministry", "say", "The strike killed fewer people than the rebels claimed"),
        ),
        (
            "Exports fell faster than the bank had predicted, officials said.",
            "predict",
            ("officials", "say", "Exports fell faster than the bank had predicted"),
        ),
        (
            "Forty hands drowned, according to the navy, nine more than its spokesman had reported on Monday.",
            "report",
            ("the navy", "according to", "Forty hands drowned"),
        ),
    ],
)
def test_what_is_but_a_measure_is_said_of_nothing(told: Told, text: str, measure: str, row: Row) -> None:
    found = told(text)
    assert measure not in [cue for _, cue, _ in found]
    assert any(one[:2] == row[:2] and one[2].startswith(row[2]) for one in found)


def test_what_is_said_in_full_behind_than_is_said(told: Told) -> None:
    assert ("the government", "say", "it was") in told("The damage was worse than the government said it was.")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Turkey said on Tuesday it would reopen its consulate.", "it would reopen its consulate"),
        ("Moscow warned on Thursday Europe would freeze.", "Europe would freeze"),
        ("He said Tuesday was too early.", "Tuesday was too early"),
        ("The minister said next week the talks would resume.", "next week the talks would resume"),
    ],
)
def test_the_day_of_a_report_is_no_part_of_it(told: Told, text: str, content: str) -> None:
    assert [row[2] for row in told(text)] == [content]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The decision drew criticism from Germany.", ("Germany", "criticism", "The decision")),
        ("The move was met with scorn by Canada.", ("Canada", "scorn", "The move")),
        ("Israel came under criticism from Turkey over the raid.", ("Turkey", "criticism", "Israel")),
        (
            "The minister rejected the report, prompting condemnation from Poland.",
            ("Poland", "condemnation", "The minister rejected the report"),
        ),
    ],
)
def test_a_judgment_is_of_those_from_whom_it_is_drawn(told: Told, text: str, row: Row) -> None:
    assert row in told(text)
    assert [one for one in told(text) if one[1] == row[1]] == [row]


@pytest.mark.parametrize(
    "text",
    [
        "Germany did not confirm the report.",
        "Neither Baku nor Yerevan confirmed this.",
        "Moscow has neither confirmed nor denied the report.",
    ],
)
def test_what_is_not_confirmed_is_not_said(told: Told, text: str) -> None:
    assert [cue for _, cue, _ in told(text) if cue in ("confirm", "deny")] == []


def test_whoever_stays_unnamed_says_what_a_named_one_does(told: Told) -> None:
    text = (
        "A senior official, who spoke on the condition of anonymity to discuss private talks, said President Orvik "
        "would call the mayor."
    )
    (row,) = (one for one in told(text) if one[1] == "say")
    assert row[0].startswith("A senior official")
    assert row[2] == "President Orvik would call the mayor"


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Pakistan strikes back at Iran, recalls envoy", []),
        ("Mali and Chad agreed on Thursday not to threaten or attack each other.", ["agree"]),
        ("Moscow summoned the Polish ambassador to express its outrage.", []),
        ("The navy has not commented on reports that the group turned south.", ["report"]),
        ("Its treaty covers the Senkaku islands, which China claims.", []),
        ("Iran, which claims that the ship was its own, freed it.", ["claim"]),
        ("Maduro accused ExxonMobil of buying Guyanese politicians.", ["accuse"]),
        ("Moscow summoned the Polish ambassador to explain the raid.", ["explain", "summon"]),
    ],
)
def test_what_is_done_or_forgone_is_not_said(told: Told, text: str, cues: list[str]) -> None:
    assert sorted({cue for _, cue, _ in told(text)}) == cues
