"""Statements become positions: runs of one side, copies once, what tells no side apart, changes marked."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_story import article, said, speaker
from legation.link.positions import Heard, Position, on_issues, positions
from legation.link.sides import load
from legation.records import Document, Evidence
from legation.tables import yaml_table

RULES = load()
WORDS = {
    "for": "it was ready for mediation",
    "against": "it would not accept mediation",
    "none stated": "the mediation began",
    "condition": "mediation as long as nobody fired",
}


def told(
    day: int, side: str, *, n: int = 0, actor: str = "IND", publisher: str = "Post (sample)"
) -> tuple[Document, Heard]:
    """An article of a day in which the actor stands on a side of mediation."""
    document = article(f"2025-05-{day:02}", f"Part {n}.", "India said", f"{WORDS[side]}.", publisher=publisher)
    statement = said(document, speaker(actor), WORDS[side])
    at = document.text.index("mediation")
    return document, Heard(actor=actor, issue="talks", statement=statement, marks=((at, at + 9),))


def found(
    *pairs: tuple[Document, Heard], origins: dict[str, str] | None = None, enough: int = 1
) -> tuple[Position, ...]:
    documents = {document.id: document for document, _ in pairs}
    heard = [each for _, each in pairs]
    return positions(heard, documents, origins or {}, RULES, statements_of_change=enough)


def test_consecutive_statements_of_one_side_are_one_position() -> None:
    story = (
        told(3, "against"),
        told(1, "for"),
        told(2, "for", n=1, publisher="Times (sample)"),
        told(4, "against", n=1),
    )
    first, second = found(*story)
    assert [(p.side, p.since, p.last, len(p.stands), p.origins) for p in (first, second)] == [
        ("for", "2025-05-01", "2025-05-02", 2, 2),
        ("against", "2025-05-03", "2025-05-04", 2, 2),
    ]
    assert (first.before, first.is_change) == (None, False)
    assert second.is_change
    assert second.before == first.stands[-1]


def test_what_tells_no_side_stands_apart_and_breaks_no_run() -> None:
    run, unstated = found(told(1, "for"), told(2, "none stated"), told(3, "for", n=1))
    assert (run.side, len(run.stands), unstated.side, len(unstated.stands)) == ("for", 2, "none stated", 1)
    assert unstated.before is None


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("It had ruled out mediation by others.", ["for", "none stated"]),
        ("It had until then ruled out mediation by others.", ["for", "none stated"]),
        ("It ruled out mediation by others.", ["for", "against"]),
    ],
)
def test_what_was_held_before_is_no_change_back(words: str, sides: list[str]) -> None:
    document = article("2025-05-01", "India said that it was ready for mediation.", words)
    ready = said(document, speaker("IND"), "it was ready for mediation")
    out = said(document, speaker("IND"), "mediation by others", "reject")
    cue = document.text.index("ruled out")
    out = replace(out, evidence=(Evidence.cut(document.text, cue, cue + len("ruled out"), "cue"),))
    first, second = document.text.index("mediation"), document.text.rindex("mediation")
    heard = [
        Heard(actor="IND", issue="talks", statement=each, marks=((at, at + 9),))
        for each, at in ((ready, first), (out, second))
    ]
    assert [each.side for each in found(*((document, each) for each in heard))] == sides


def test_one_statement_alone_is_no_change_where_two_are_asked_for() -> None:
    story = (told(1, "for"), told(2, "against"), told(3, "for", n=1), told(4, "for", n=2))
    assert [(p.side, p.is_change) for p in found(*story, enough=2)] == [
        ("for", False),
        ("against", False),
        ("for", True),
    ]


def test_the_same_words_in_copies_of_one_text_are_one_stand() -> None:
    original, copy, other = told(1, "for"), told(2, "for", n=1), told(3, "for", n=2)
    origins = {original[0].id: "agency", copy[0].id: "agency", other[0].id: "post"}
    (position,) = found(original, copy, other, origins=origins)
    assert (len(position.stands), position.origins) == (2, 2)
    assert position.stands[0].copies == (copy[1].statement,)


def test_actors_and_issues_are_kept_apart() -> None:
    assert [(p.actor, p.side) for p in found(told(1, "for"), told(1, "against", actor="PAK"))] == [
        ("IND", "for"),
        ("PAK", "against"),
    ]


def test_of_statements_in_each_other_the_one_that_tells_a_side_stands() -> None:
    document = article("2025-05-01", "India said that it saw no point in a joint inquiry at all.")
    at = document.text.index("inquiry")
    outer = said(document, speaker("IND"), "it saw no point in a joint inquiry at all")
    inner = said(document, speaker("IND"), "a joint inquiry", "reject")
    pairs = [
        (document, Heard(actor="IND", issue="inquiry", statement=s, marks=((at, at + 7),))) for s in (inner, outer)
    ]
    (position,) = found(*pairs)
    assert [stand.statement for stand in position.stands] == [outer]


def test_a_statement_is_on_what_it_names_and_only_else_on_what_its_sentence_names() -> None:
    document = article("2025-05-01", "On the treaty India said that mediation was useless.")
    statement = said(document, speaker("IND"), "mediation was useless")
    places = {
        word: ((document.text.index(word), document.text.index(word) + len(word)),) for word in ("treaty", "mediation")
    }
    assert dict(on_issues(statement, places)) == {"mediation": places["mediation"]}
    assert dict(on_issues(statement, {"treaty": places["treaty"]})) == {"treaty": places["treaty"]}


def test_what_only_stands_beside_the_issue_and_takes_no_side_is_left_out() -> None:
    document = article("2025-05-01", "On the treaty India said that the sun shone.")
    at = document.text.index("treaty")
    heard = Heard(
        actor="IND", issue="water", statement=said(document, speaker("IND"), "the sun shone"), marks=((at, at + 6),)
    )
    assert found((document, heard)) == ()


stories = st.lists(
    st.tuples(st.integers(1, 28), st.sampled_from(sorted(WORDS)), st.sampled_from(["IND", "PAK"])), max_size=9
)


@given(stories, st.randoms(), st.integers(1, 3))
def test_runs_hold_every_statement_once_in_time_whatever_the_order(
    story: list[tuple[int, str, str]], random: Random, enough: int
) -> None:
    pairs = [told(day, side, n=n, actor=actor) for n, (day, side, actor) in enumerate(story)]
    result = found(*pairs, enough=enough)
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert found(*shuffled, enough=enough) == result
    stands = [stand.statement.id for position in result for stand in position.stands]
    assert sorted(stands) == sorted(heard.statement.id for _, heard in pairs)
    for position in result:
        days = [stand.day for stand in position.stands]
        assert days == sorted(days)
        assert {stand.judged.side for stand in position.stands} == {position.side}
        assert position.before is None or position.before.judged.side != position.side
        assert not position.is_change or (position.before is not None and len(position.stands) >= enough)


@pytest.mark.parametrize("side", sorted(WORDS))
def test_each_side_is_read_from_its_words(side: str) -> None:
    assert [p.side for p in found(told(1, side))] == [side]


def test_what_somebody_could_be_brought_to_is_no_position_of_his() -> None:
    document, heard = told(1, "for")
    reason = yaml_table("coding/acts.yaml")["forms"]["unreal"]
    only_wanted = replace(heard, statement=replace(heard.statement, why=(reason,)))
    assert [p.side for p in found((document, heard))] == ["for"]
    assert [p.side for p in found((document, only_wanted))] == ["none stated"]
