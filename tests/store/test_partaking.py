"""Who there is and what they take part in: counted by indexes, each happening once, whatever the size of the store."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

import dyad_story as story
from legation.records import Certainty, Decision, Document, Event, Prediction, Span, Speaker, Statement
from legation.store import partaking, timeline
from legation.store.issues import Voice
from legation.store.partaking import Pair
from legation.store.store import Store

PAPERS = [story.paper(f"paper-{n}", story.day(n), f"Paper {n}") for n in range(4)]
ALP = Voice(party="ALP")
MINISTER = Voice(actors=("person:ada-minister",))


def said(number: int, speaker: str, about: tuple[str, ...] = ()) -> Statement:
    """What somebody says in one of the papers."""
    document = PAPERS[number]
    content = (Span.cut(document.text, 0, 9),)
    who = Speaker(actor=speaker, as_written=speaker, named=True)
    return Statement(
        document=document.id, speaker=who, cue="said", act="say", quotation="indirect", content=content, about=about
    )


def foretold(document: Document, holder: str) -> Prediction:
    """What somebody says in a paper that will happen."""
    certainty = Certainty(phrase="likely", low=55, high=80)
    return Prediction(document=document.id, holder=holder, claim=Span.cut(document.text, 0, 9), certainty=certainty)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two papers tell of one attack, a third of talks; a minister speaks, and somebody speaks about her country."""
    first, again = (story.event(PAPERS[n], -9.0) for n in (0, 1))
    talks = story.event(PAPERS[2], 2.5, type="CONSULT", actor=("person:ada-minister",), recipient=("org:LEAGUE",))
    planned = story.event(PAPERS[3], -3.0, type="THREATEN", status="future")
    with Store.open(tmp_path / "news.db") as opened:
        story.fill(
            opened,
            (PAPERS[0], [first, said(0, "person:ada-minister", about=("ALP",))]),
            (PAPERS[1], [again, said(1, "BET", about=("ALP",))]),
            (PAPERS[2], [talks]),
            (PAPERS[3], [planned]),
        )
        story.join(opened, [first, again])
        yield opened


def test_the_roster_counts_articles_statements_and_events(store: Store) -> None:
    found = {each.actor: tuple(each)[1:] for each in store.ask(partaking.roster(10))}
    assert found["ALP"] == (4, 0, 3)
    assert found["person:ada-minister"] == (4, 1, 1)
    assert found["BET"] == (4, 1, 3)
    assert len(store.ask(partaking.roster(2))) == 2


def test_what_officials_do_counts_for_their_country_and_for_themselves(store: Store) -> None:
    def types(voice: Voice) -> set[tuple[str, str, int]]:
        return {tuple(each) for each in store.ask(partaking.deeds(voice, 100))}  # type: ignore[misc]

    assert types(ALP) == {("ASSAULT", "actor", 1), ("CONSULT", "actor", 1)}
    assert types(MINISTER) == {("CONSULT", "actor", 1)}
    assert types(Voice(party="BET")) == {("ASSAULT", "recipient", 1)}
    assert types(Voice(actors=("org:LEAGUE",))) == {("CONSULT", "recipient", 1)}


def test_partners_count_a_happening_once_however_many_tell_it(store: Store) -> None:
    found = {(each.party, each.type): each.number for each in store.ask(partaking.partners(ALP, "ALP", 100))}
    assert found == {("BET", "ASSAULT"): 1, ("org:LEAGUE", "CONSULT"): 1}


def test_of_the_newest_events_only_so_many_are_looked_at(store: Store) -> None:
    # The newest of all is planned, and so no deed yet.
    assert [each.type for each in store.ask(partaking.deeds(ALP, 2))] == ["CONSULT"]


def test_pairs_count_happenings_and_tell_cooperation_apart(store: Store) -> None:
    found = store.ask(partaking.pairs(("CONSULT",), 100, 10))
    assert set(found) == {
        Pair("ALP", "BET", 1, 0, story.day(1)),
        Pair("ALP", "org:LEAGUE", 1, 1, story.day(2)),
    }
    assert store.ask(partaking.pairs((), 100, 1)) == (Pair("ALP", "org:LEAGUE", 1, 0, story.day(2)),)


def test_what_one_says_of_itself_is_not_what_others_say_of_it(store: Store) -> None:
    every = store.ask(partaking.newest("statement", ALP, ("about",), 10))
    others = store.ask(partaking.newest("statement", ALP, ("about",), 10, besides="speaker"))
    assert [each.speaker.actor for each in every if isinstance(each, Statement)] == ["BET", "person:ada-minister"]
    assert [each.speaker.actor for each in others if isinstance(each, Statement)] == ["BET"]


def test_what_a_country_foretells_itself_is_told_apart_from_what_its_people_foretell(store: Store) -> None:
    papers = [story.paper(f"late-{n}", story.day(9 + n), f"Late {n}") for n in range(3)]
    told = [foretold(papers[0], "ALP"), foretold(papers[1], "person:ada-minister"), foretold(papers[2], "ALP")]
    story.fill(store, *((paper, [each]) for paper, each in zip(papers, told, strict=True)))
    store.decide(told[0].id, came_true=True, decision=Decision(on="2025-01-01", document=None, note=None))
    store.decide(told[1].id, came_true=True, decision=Decision(on="2025-01-01", document=None, note=None))
    itself = Voice(actors=("ALP",))
    alone = store.ask(partaking.newest("prediction", itself, ("holder",), 10))
    assert [each.document for each in alone if isinstance(each, Prediction)] == [told[2].document, told[0].document]
    assert store.ask(partaking.count("prediction", ALP, ("holder",), 10)) == 3
    assert store.ask(partaking.count("prediction", itself, ("holder",), 10)) == 2
    (decided,) = store.ask(partaking.decided("ALP", 10))
    assert (decided.id, decided.outcome) == (told[0].id, True)
    assert store.ask(partaking.decided("ALP", 1)) == ()  # the newest is open


def test_no_more_are_counted_than_are_wanted(store: Store) -> None:
    both = store.ask(partaking.newest("event", ALP, ("actor",), 10))
    assert [each.type for each in both if isinstance(each, Event)] == ["THREATEN", "CONSULT", "ASSAULT", "ASSAULT"]
    assert store.ask(partaking.count("event", ALP, ("actor",), 10)) == 4
    assert store.ask(partaking.count("event", ALP, ("actor",), 3)) == 3


def test_who_speaks_for_a_country_and_what_articles_call_an_actor(store: Store) -> None:
    assert store.ask(partaking.speakers("ALP", 10, 10)) == (("person:ada-minister", 1),)
    assert store.ask(partaking.called("ALP", "name", 5)) == (("Alphaland", 4),)
    assert store.ask(partaking.naming("ALP", 3)) == 3
    assert store.ask(partaking.faces(["BET", "nobody"])).keys() == {"BET"}


QUESTIONS: dict[str, Callable[[Connection], Any]] = {
    "faces": partaking.faces(["ALP"]),
    "called": partaking.called("ALP", "role", 5),
    "spelled": partaking.spelled("ALP", 5),
    "naming": partaking.naming("ALP", 5),
    "count": partaking.count("event", ALP, ("actor",), 5),
    "count of a person": partaking.count("event", MINISTER, ("actor",), 5),
    "newest": partaking.newest("statement", ALP, ("about",), 5, besides="speaker"),
    "newest itself": partaking.newest("prediction", Voice(actors=("ALP",)), ("holder",), 5),
    "decided": partaking.decided("ALP", 5),
    "newest of a person": partaking.newest("statement", MINISTER, ("about",), 5, besides="speaker"),
    "deeds": partaking.deeds(ALP, 5),
    "deeds of a person": partaking.deeds(MINISTER, 5),
    "partners": partaking.partners(ALP, "ALP", 5),
    "speakers": partaking.speakers("ALP", 5, 5),
    "pairs": partaking.pairs(("AID",), 5, 5),
    "statements of a country": timeline.beside("statement", timeline.Asked(wanted={"actor": "ALP"}), 5),
    "statements of a person": timeline.beside("statement", timeline.Asked(wanted={"actor": "person:x"}), 5),
    "silences": timeline.beside("silence", timeline.Asked(), 5),
    "predictions": timeline.beside("prediction", timeline.Asked(day="2025-03-01", oldest=True), 5),
    "developments": timeline.developments(timeline.Asked(day="2025-03-01"), 5),
    "days": timeline.days(timeline.Asked(), 5),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_goes_by_indexes(store: Store, name: str) -> None:
    plans: list[str] = []

    def explained(connection: Connection) -> None:
        def note(conn: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
            if not statement.startswith("EXPLAIN"):
                plans.extend(row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values))

        event.listen(connection, "before_cursor_execute", note)
        QUESTIONS[name](connection)
        event.remove(connection, "before_cursor_execute", note)

    store.ask(explained)
    made = ("mine", "told", "newest", "named", "part", "anon_1")  # what the questions themselves have made
    scans = [step for step in plans if step.startswith("SCAN")]
    assert plans
    scans = [step for step in scans if step.split()[1] not in made and "(subquery" not in step]
    assert not [step for step in scans if "VIRTUAL TABLE" not in step]
    assert not [step for step in plans if "AUTOMATIC" in step]


def test_the_roster_is_read_from_what_is_counted_already(store: Store) -> None:
    def plan(connection: Connection) -> list[str]:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {partaking._ROSTER.text}".replace(":most", "5"))
        return [row[3] for row in rows]

    assert store.ask(plan) == ["SCAN actor_tally", "USE TEMP B-TREE FOR ORDER BY"]
