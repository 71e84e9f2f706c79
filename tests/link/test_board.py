"""Reports of silence become rows: one for each silence, ended by the statement on its matter, open, or lapsed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_story import article, said, silent, speaker
from legation.link.board import (
    Reply,
    Row,
    Telling,
    board,
    endings,
    is_aside,
    is_owed,
    load,
    party,
    sought,
    words,
)
from legation.link.breaking import breaks
from legation.records import Actor, Evidence

RULES = load()
START = date(2025, 5, 1)
OFFICIAL = frozenset({"GOV", "MIL", "SPY"})


def on(day: int) -> date:
    return START + timedelta(day)


def telling(
    day: int, *, n: int = 0, kind: str = "refrained", topic: str | None = None, context: str = "", **fields: object
) -> Telling:
    """A report that India is silent, which without a topic is about Pakistan."""
    document = article(on(day).isoformat(), f"Part {n}.", "India did not respond.")
    silence = silent(document, "IND", "did not respond", kind, topic)
    values: dict[str, object] = {"actor": "IND", "origin": f"post {n}", "subjects": frozenset({"PAK"}), **fields}
    topics, around = words(topic or "", RULES), words(context, RULES)
    return Telling(silence=silence, day=on(day), topic=topics, context=around, **values)  # type: ignore[arg-type]


def reply(day: int, text: str = "the sun shone", act: str = "say", **fields: object) -> Reply:
    """A statement by India, which without other fields speaks of Pakistan."""
    document = article(on(day).isoformat(), f"India: {text}.")
    values: dict[str, object] = {"spoken_of": frozenset({"PAK"}), **fields}
    statement = said(document, speaker("IND"), text, act)
    return Reply(statement=statement, day=on(day), words=frozenset(words(text, RULES)), **values)  # type: ignore[arg-type]


def rows(*tellings: Telling, replies: Sequence[Reply] = (), as_of: int = 100) -> tuple[Row, ...]:
    by_day = sorted(replies, key=lambda each: each.day)
    return board(tellings, lambda row: by_day, on(as_of), RULES)


def told(found: Sequence[Row], as_of: int = 100) -> list[tuple[int, str, int]]:
    """Of each row how many reports, its state, its days."""
    return [(len(r.tellings), r.state(on(as_of), RULES), r.days(on(as_of), RULES)) for r in found]


def test_several_articles_that_tell_the_same_silence_are_one_row() -> None:
    (row,) = rows(telling(3, n=1), telling(0), telling(8, n=2, origin="post 0"))
    assert (row.since, row.last, len(row.tellings), row.origins) == (on(0), on(8), 3, 2)


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ({}, {"n": 1}, 1),
        ({}, {"n": 1, "actor": "PAK"}, 2),
        ({}, {"n": 1, "subjects": frozenset({"CHN"})}, 2),
        ({"topic": "the lost aircraft"}, {"n": 1, "topic": "how many aircraft were lost"}, 1),
        ({"topic": "the lost aircraft"}, {"n": 1, "topic": "the price of bread"}, 2),
        ({"issues": frozenset({"a"}), "topic": "bread"}, {"n": 1, "issues": frozenset({"a"}), "topic": "milk"}, 1),
        ({"issues": frozenset({"a"})}, {"n": 1, "issues": frozenset({"b"})}, 2),
        # One thing that is asked for is on the same matter only where the words around it are.
        ({"kind": "withheld"}, {"n": 1, "kind": "withheld"}, 2),
        (
            {"kind": "withheld", "context": "aircraft were lost"},
            {"n": 1, "kind": "declined", "context": "lost aircraft"},
            1,
        ),
    ],
)
def test_reports_are_one_silence_when_actor_and_matter_fit(
    one: dict[str, object], other: dict[str, object], number: int
) -> None:
    assert len(rows(telling(0, **one), telling(1, **other))) == number  # type: ignore[arg-type]


def test_a_long_gap_parts_two_silences() -> None:
    topic = "the lost aircraft"
    assert len(rows(telling(0, topic=topic), telling(RULES.days, n=1, topic=topic))) == 1
    assert len(rows(telling(0, topic=topic), telling(RULES.days + 1, n=1, topic=topic))) == 2
    assert len(rows(telling(0), telling(RULES.days_between + 1, n=1))) == 2


def test_a_silence_is_open_until_it_ends_or_nobody_tells_of_it() -> None:
    story = (telling(0), telling(3, n=1))
    assert told(rows(*story, as_of=10), 10) == [(2, "open", 10)]
    assert told(rows(*story, as_of=34), 34) == [(2, "lapsed", 3)]
    assert told(rows(*story, replies=[reply(5)], as_of=34), 34) == [(2, "ended", 5)]
    # Later reports and later ends are not known yet.
    assert told(rows(*story, replies=[reply(5)], as_of=2), 2) == [(1, "open", 2)]


@pytest.mark.parametrize(
    ("silence", "said_", "ends"),
    [
        ({}, {}, True),
        ({}, {"spoken_of": frozenset({"CHN"})}, False),
        ({"kind": "no-response"}, {}, True),
        # One thing asked for is not given by any statement, but by one on it.
        ({"kind": "withheld"}, {}, False),
        ({"kind": "declined", "topic": "how many aircraft were lost"}, {}, False),
        ({"kind": "withheld", "topic": "how many aircraft were lost"}, {"text": "three aircraft were lost"}, True),
        ({"kind": "withheld", "topic": "the price"}, {"text": "the price is high"}, True),
        # One word is on many matters.
        ({"topic": "whether to step in"}, {"text": "it favours the step", "spoken_of": frozenset({"CHN"})}, False),
        ({"topic": "whether it would step in"}, {"text": "it would step in"}, True),
        ({"topic": "how many aircraft were lost"}, {}, False),
        ({"kind": "withheld", "context": "lost aircraft"}, {"text": "aircraft were lost"}, False),
        ({"kind": "withheld", "context": "lost aircraft"}, {"text": "aircraft were lost", "act": "acknowledge"}, True),
        ({"issues": frozenset({"losses"})}, {"issues": frozenset({"losses"}), "spoken_of": frozenset()}, True),
        ({"issues": frozenset({"losses"})}, {"issues": frozenset({"water"})}, False),
        ({"kind": "withheld", "issues": frozenset({"losses"})}, {"issues": frozenset({"losses"})}, False),
        ({"kind": "withheld", "issues": frozenset({"a"})}, {"issues": frozenset({"a"}), "act": "confirm"}, True),
    ],
)  # fmt: skip
def test_a_statement_ends_a_silence_that_it_is_on(
    silence: dict[str, object], said_: dict[str, object], ends: bool
) -> None:
    (row,) = rows(telling(0, **silence), replies=[reply(2, **said_)])  # type: ignore[arg-type]
    assert (row.end is not None) == ends == bool(row.why)


def test_the_earliest_statement_ends_it_and_not_one_of_the_same_day_or_too_late() -> None:
    (row,) = rows(telling(2), replies=[reply(2), reply(9), reply(5, "another thing"), reply(1)])
    assert row.end is not None
    assert row.end.day == on(5)
    assert rows(telling(2), replies=[reply(3 + RULES.days)])[0].end is None


def test_whoever_tells_of_a_silence_after_its_end_tells_of_another() -> None:
    first, second = rows(telling(0), telling(4, n=1), telling(6, n=2), replies=[reply(5)], as_of=7)
    assert told([first, second], 7) == [(2, "ended", 5), (1, "open", 1)]


@pytest.mark.parametrize(
    ("actor", "fields", "who"),
    [
        ("IND", {"kind": "state", "country": "IND", "sector": "GOV"}, "IND"),
        ("person:x", {"kind": "person", "country": "IND", "sector": "GOV"}, "IND"),
        ("org:IND-embassy", {"kind": "organisation", "country": "IND", "sector": "GOV"}, "IND"),
        ("unnamed:IND:GOV:official", {"kind": "unnamed", "country": "IND", "sector": "GOV"}, "IND"),
        ("person:x", {"kind": "person", "country": "IND", "sector": "BUS"}, "person:x"),
        ("org:NATO", {"kind": "organisation", "country": "IGO", "sector": "MIL"}, "org:NATO"),
        ("group:houthis", {"kind": "group", "country": "YEM", "sector": "REB"}, "group:houthis"),
        ("group:IND:PTY:party", {"kind": "group", "country": "IND", "sector": "PTY"}, None),
        ("unnamed:-:GOV:official", {"kind": "unnamed", "sector": "GOV"}, None),
        ("person:unresolved:1a:lu", {"kind": "person", "resolved": False}, None),
    ],
)
def test_officials_are_silent_for_their_state_and_nobody_for_nobody(
    actor: str, fields: dict[str, object], who: str | None
) -> None:
    document = article("2025-05-01", "He did not respond.")
    person = Actor(document=document.id, id=actor, name="X", **fields)  # type: ignore[arg-type]
    assert party(silent(document, actor, "did not respond"), person, OFFICIAL) == who
    assert party(silent(document, actor, "did not respond"), None, OFFICIAL) is None


def test_who_did_not_elaborate_spoke() -> None:
    document = article("2025-05-01", "He did not elaborate. He did not respond.")
    assert is_aside(silent(document, "IND", "did not elaborate"), RULES)
    assert not is_aside(silent(document, "IND", "did not respond"), RULES)


def test_the_most_frequent_words_lead_to_the_end() -> None:
    row = Row(actor="IND", tellings=(telling(0, topic="lost aircraft"), telling(1, topic="aircraft and the price")))
    assert sought(row, RULES) == ("aircraft", "lost", "price")
    assert words("The Rafale was lost, Delhi said of this point", RULES) == {"lost": "lost"}


stories = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(["refrained", "withheld"]),
        st.sampled_from([None, "lost aircraft", "bread"]),
    ),
    max_size=8,
)
answers = st.lists(
    st.tuples(st.integers(0, 80), st.sampled_from(["the bread", "aircraft were lost", "hello"])), max_size=4
)


@given(stories, answers, st.integers(0, 90), st.randoms())
def test_each_report_stands_in_one_row_and_no_end_lies_before_a_report(
    story: list[tuple[int, str, str | None]], said_: list[tuple[int, str]], as_of: int, random: Random
) -> None:
    tellings = [telling(day, n=n, kind=kind, topic=topic) for n, (day, kind, topic) in enumerate(story)]
    replies = [reply(day, text) for day, text in said_]
    found = rows(*tellings, replies=replies, as_of=as_of)
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert rows(*shuffled, replies=replies[::-1], as_of=as_of) == found
    inside = sorted(each.silence.id for row in found for each in row.tellings)
    assert inside == sorted(each.silence.id for each in tellings if each.day <= on(as_of))
    for row in found:
        days = [each.day for each in row.tellings]
        assert days == sorted(days)
        assert row.end is None or days[-1] < row.end.day <= on(as_of)
        assert 0 <= row.days(on(as_of), RULES) <= (on(as_of) - row.since).days
        assert (row.state(on(as_of), RULES) == "ended") == (row.end is not None)


def test_who_is_silent_on_the_whole_affair_is_silent_on_nothing_particular() -> None:
    (one,) = rows(telling(0, topic="the dispute"), telling(4, n=1), replies=[reply(9)])
    assert (len(one.tellings), one.end is not None) == (2, True)


def test_long_after_the_last_report_only_the_told_end_of_a_silence_is_its_end() -> None:
    (lapsed,) = rows(telling(0), replies=[reply(60)])
    (ended,) = rows(telling(0), replies=[reply(50), reply(60, breaks="silence")])
    assert lapsed.state(on(100), RULES) == "lapsed"
    assert (ended.state(on(100), RULES), ended.days(on(100), RULES)) == ("ended", 60)
    (plain,) = rows(telling(0), replies=[reply(60, breaks="silence", spoken_of=frozenset({"IND"}))])
    (other,) = rows(telling(0), replies=[reply(60, breaks="silence", spoken_of=frozenset({"CHN"}))])
    assert (plain.end is not None, other.end) == (True, None)
    (late,) = rows(telling(0), replies=[reply(RULES.days_broken + 1, breaks="silence")], as_of=500)
    assert late.end is None


def test_days_are_those_of_the_state() -> None:
    row = replace(rows(telling(0))[0], end=reply(4), why="it speaks of PAK")
    assert row.days(on(50), RULES) == 4


def test_what_tells_the_same_end_again_soon_belongs_to_it() -> None:
    first, again, late = reply(10), reply(12), reply(20)
    beside = reply(11, spoken_of=frozenset({"CHN"}))
    every = (first, beside, again, late)
    (row,) = rows(telling(0), replies=every)
    assert endings(row, every, 3, RULES) == (first, again)
    (lasting,) = rows(telling(0))
    assert endings(lasting, every, 3, RULES) == ()


def test_a_question_in_plain_words_is_a_topic_to_be_shown() -> None:
    assert telling(0, kind="withheld", topic="whether he will go").names_topic()
    assert telling(0, topic="the lost aircraft").names_topic()
    assert not telling(0, topic="the matter").names_topic()
    assert not telling(0, topic="why").names_topic()


@pytest.mark.parametrize(
    ("silence", "words_", "ends_"),
    [
        # "Has not yet commented on the offer" owes an answer to what was offered.
        ({"context": "monitors were offered", "owed": True}, {"text": "it would admit monitors"}, True),
        ({"context": "monitors were offered", "owed": True}, {"text": "the helicopter had crashed"}, False),
        # What the text calls a first answer is one to what was said, and to no question.
        ({"owed": True}, {"breaks": "answer"}, True),
        ({"kind": "withheld", "topic": "the accusation"}, {"breaks": "answer"}, True),
        ({"kind": "refrained", "topic": "an appeal from Peru"}, {"breaks": "answer"}, True),
        ({"kind": "refrained", "topic": "Peru's request that it step in"}, {"breaks": "answer"}, True),
        ({"kind": "withheld", "topic": "whether it would accept the truce"}, {"breaks": "answer"}, False),
    ],
)
def test_what_was_asked_is_answered_in_its_words_or_as_the_text_says(
    silence: dict[str, object], words_: dict[str, object], ends_: bool
) -> None:
    silence = {"kind": "no-response", **silence}
    (row,) = rows(telling(0, **silence), replies=[reply(3, **words_)])  # type: ignore[arg-type]
    assert (row.end is not None) is ends_


def test_who_speaks_to_the_asker_answers() -> None:
    asked = telling(0, kind="no-response", owed=True, context="shots were fired")
    asked = replace(asked, silence=replace(asked.silence, asked_by="PAK"))
    there, elsewhere = reply(3), reply(3)
    there = replace(there, statement=replace(there.statement, addressee=("PAK",)))
    assert rows(asked, replies=[there])[0].end is not None
    assert rows(asked, replies=[elsewhere])[0].end is None


@pytest.mark.parametrize(
    ("sentences", "found"),
    [
        (("India said: the dam is safe.", "It was Delhi's first reply to the offer."), "answer"),
        (("In its first public reaction India said: the dam is safe.", "More came."), "answer"),
        (("India said: the dam is safe.", "The first reaction came from Nepal."), ""),
        (("India said: the dam is safe.", "It was raining."), ""),
        (("India finally responded on Friday to Peru's request: the dam is safe.",), "answer"),
        (("India replied on Friday to an appeal from Peru that the dam is safe.",), "answer"),
        (("India, which had left a Peruvian request unanswered, said that the dam is safe.",), "answer"),
        (("India, which had kept silent, said that the dam is safe.",), "silence"),
        (("India, which for a week had not commented, said that the dam is safe.",), "silence"),
        (("India has not replied to the request but said that the dam is safe.",), ""),
        (("Neither India nor Peru answered the call, saying the dam is safe.",), ""),
        (("India said that it will reply and the dam is safe.",), ""),
        (("India broke its silence on Friday and said that the dam is safe.",), "silence"),
        (("Breaking its long silence, India said that the dam is safe.",), "silence"),
        (("India ended a week of silence and said that the dam is safe.",), "silence"),
        (("India broke its silence on Friday.", "It said that the dam is safe."), "silence"),
        (("India broke its silence on Friday.", "India said that the dam is safe."), "silence"),
        (("Peru broke its silence on Friday.", "India said that the dam is safe."), ""),
        (("Peru broke its silence on Friday and India said that the dam is safe.",), ""),
        (("India, silent for months, said that the dam is safe.",), "silence"),
        (("India spoke for the first time on Thursday.", "It said that the dam is safe."), "silence"),
        (("India spoke for the first time with Peru.", "It said that the dam is safe."), ""),
        (("India said that the dam is safe.", "It was the first time that Delhi had taken a position."), "silence"),
        (("India said that the dam is safe.", "It was the first time that Delhi had built one."), ""),
        (("After a minute of silence ended India said that the dam is safe.",), ""),
    ],
)
def test_a_text_tells_that_an_answer_is_the_first(sentences: tuple[str, ...], found: str) -> None:
    document = article("2025-05-01", *sentences)
    statement = said(document, speaker("IND"), "the dam is safe")
    source = document.text.rfind("India")
    if source >= 0:
        named = Evidence.cut(document.text, source, source + len("India"), "source")
        statement = replace(statement, evidence=(named, *statement.evidence))
    assert breaks(statement, document.text, RULES) == found


@pytest.mark.parametrize(
    ("kind", "sentence", "owed"),
    [
        ("no-response", "India has not responded to the call", True),
        ("no-response", "India did not respond to reporters", False),
        ("refrained", "India has not yet commented on the offer", True),
        ("refrained", "India has kept silent", False),
        ("refrained", "India has yet to answer", True),
        ("refrained", "India has so far said nothing on the request", True),
        ("refrained", "India has yet to comment", False),
    ],
)
def test_an_answer_is_owed_to_what_was_said(kind: str, sentence: str, owed: bool) -> None:
    document = article("2025-05-01", f"{sentence}.")
    assert is_owed(silent(document, "IND", sentence, kind, None), sentence, RULES) is owed
