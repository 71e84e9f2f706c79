"""Statements on a matter are found by words, speaker and day, within bounds, and where the words stand is told."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, text

from desk_story import article, filled, people, said, silent, speaker
from legation.records import Actor, AnyRecord, Mention, Report, Statement
from legation.store import coverage, issues, presence, silences
from legation.store.issues import Naming, Stretch, Voice
from legation.store.origins import origins
from legation.store.store import Store
from legation.store.terms import any_of, term

INDIA = Voice(party="IND")
FIRST = article("2025-05-01", "India said that mediation was useless.", "Pakistan did not respond to India.")
SECOND = article("2025-05-03", "India said that a mediator was on his way.", publisher="Times (sample)")
THIRD = article("2025-05-05", "India said that it rained.", "China spoke of mediation.")
UNDATED = article(None, "India said that mediation was old.")
SAID = {
    FIRST.id: said(FIRST, speaker("IND"), "mediation was useless", about=("PAK",)),
    SECOND.id: said(SECOND, speaker("person:x", country="IND"), "a mediator was on his way"),
    THIRD.id: said(THIRD, speaker("IND"), "it rained"),
    UNDATED.id: said(UNDATED, speaker("IND"), "mediation was old"),
}
ENVOY = Actor(document=SECOND.id, id="person:x", name="X", kind="person", country="IND", sector="GOV")
SILENCE = silent(FIRST, "PAK", "did not respond")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    more: dict[str, list[AnyRecord]] = {FIRST.id: [SILENCE], SECOND.id: [ENVOY]}
    story = [(each, [SAID[each.id], *more.get(each.id, [])]) for each in (FIRST, SECOND, THIRD, UNDATED)]
    filled(tmp_path / "a.db", story)
    with Store.open(tmp_path / "a.db") as opened:
        yield opened


def spoken(
    store: Store,
    words: Sequence[str],
    voice: Voice = INDIA,
    *,
    most: int = 9,
    since: str | None = None,
    until: str | None = None,
) -> list[str]:
    return [each.document for each in store.ask(issues.spoken(words, voice, most=most, since=since, until=until))]


def test_statements_are_those_of_the_country_in_articles_that_hold_the_words_the_newest_first(store: Store) -> None:
    assert spoken(store, ["mediat*"]) == [THIRD.id, SECOND.id, FIRST.id]
    assert spoken(store, ["useless", "rain"]) == [THIRD.id, FIRST.id]
    assert spoken(store, ["mediat*"], since="2025-05-02", until="2025-05-04") == [SECOND.id]
    assert spoken(store, ["mediat*"], most=1) == [THIRD.id]
    assert spoken(store, ["volcano"]) == []
    assert spoken(store, ["mediat*"], Voice(actors=("person:x",))) == [SECOND.id]
    assert spoken(store, ["mediat*"], Voice(party="CHN")) == []


def test_without_words_all_dated_statements_are_meant(store: Store) -> None:
    assert spoken(store, []) == [THIRD.id, SECOND.id, FIRST.id]


def test_what_was_read_for_other_words_is_not_read_again(store: Store) -> None:
    known: dict[int, Statement] = {}
    first = store.ask(issues.spoken(["mediat*"], INDIA, most=9, known=known))
    assert len(known) == len(first) == 3
    again = store.ask(issues.spoken(["useless", "rain"], INDIA, most=9, known=known))
    assert [each.document for each in again] == [THIRD.id, FIRST.id]
    assert all(any(each is other for other in first) for each in again)
    assert again == store.ask(issues.spoken(["useless", "rain"], INDIA, most=9))


def test_who_speaks_and_who_relays_is_read_with_the_statements(store: Store, tmp_path: Path) -> None:
    assert store.ask(issues.around([SAID[SECOND.id]])) == (ENVOY,)
    document = article("2025-05-06", "India said that Pakistan said that it rained.")
    outer = said(document, speaker("IND"), "Pakistan said that it rained")
    inner = said(document, speaker("PAK"), "it rained", nested_in=outer.id)
    store.add(document, [*people(document), outer, inner])
    assert outer in store.ask(issues.around([inner]))


def test_who_is_named_where_is_told_by_country(store: Store) -> None:
    start = FIRST.text.index("Pakistan")
    found = store.ask(issues.named([Stretch("a", FIRST.id, 0, len(FIRST.text)), Stretch("b", FIRST.id, 1, 5)]))
    assert found == {"a": (Naming("IND", 0, 5), Naming("PAK", start, start + 8))}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["mediat*"], ["mediation", "mediators"]),
        (["investigat*"], ["Investigators"]),
        (["ceasefire"], ["ceasefires"]),
        (["third part*"], ["third party"]),
        (["volcano"], []),
    ],
)
def test_marks_tell_where_words_stand_as_the_index_tells_it(words: list[str], found: list[str]) -> None:
    text_ = "Investigators and mediators spoke of mediation, of a third party and of ceasefires."
    places = issues.marks(words, {"t": text_, "u": "nothing"}).get("t", ())
    assert sorted(text_[start:end] for start, end in places) == sorted(found)


@given(st.lists(st.sampled_from(["peace", "truce", "and", "of", "the", "talks,", "“truce”", "é", "\n"]), max_size=30))
def test_marked_places_are_the_words_whatever_stands_between(words: list[str]) -> None:
    whole = " ".join(words)
    places = issues.marks(["truce"], {"t": whole}).get("t", ())
    assert len(places) == sum("truce" in word for word in words)
    assert all(whole[start:end].strip("“”") == "truce" for start, end in places)


def test_a_beginning_finds_words_whose_stem_is_shorter_than_itself(store: Store) -> None:
    negotiators = article("2025-05-08", "Negotiators met for negotiations.")
    store.add(negotiators, [])
    assert store.holding("negotiat*") == {negotiators.id}
    assert [hit.document.id for hit in store.search("negotiat*")] == [negotiators.id]
    assert term("—", prefix=True) == any_of(["—", ""]) == ""


def test_origins_are_those_of_the_first_copy_else_publishers(store: Store) -> None:
    ids = [FIRST.id, SECOND.id, THIRD.id]
    assert store.ask(origins(ids)) == dict(zip(ids, ["post (sample)", "times (sample)", "post (sample)"], strict=True))
    store.replace_derived([Report(document=FIRST.id, documents=(FIRST.id, SECOND.id), agency="Wire")])
    assert store.ask(origins(ids[:2])) == dict.fromkeys(ids[:2], "wire")


def test_coverage_counts_what_was_read_between_two_days(store: Store) -> None:
    read = store.ask(coverage.read("2025-05-01", "2025-05-04", ["useless"]))
    assert read == coverage.Read(2, 2, 2, "2025-05-01", "2025-05-03", 1)
    store.replace_derived([Report(document=FIRST.id, documents=(FIRST.id, SECOND.id))])
    assert store.ask(coverage.read("2025-05-01", "2025-05-04"))[:3] == (2, 1, 2)
    assert store.ask(coverage.read("2024-01-01", "2024-02-01")) == coverage.Read(0, 0, 0, None, None, None)


def test_the_last_day_is_a_whole_one(store: Store) -> None:
    store.add(article("2026", "Nobody knows the day."), [])
    assert store.ask(coverage.last_day) == "2025-05-05"


def test_numbers_for_a_desk(store: Store) -> None:
    assert store.ask(presence.of_actor("IND", INDIA)) == (4, 4)
    assert store.ask(presence.of_words(["mediat*"])) == (4, 3)
    assert store.ask(presence.loudest(1)) == (("IND", 4),)
    assert store.ask(presence.publishers) == {"post (sample)": 3, "times (sample)": 1}


def test_silences_are_told_with_day_and_party(store: Store) -> None:
    (told,) = store.ask(silences.told(None, since=None, until="2025-12-31", most=9))
    assert (told.silence, told.day, told.party) == (SILENCE, "2025-05-01", "PAK")
    assert told.person is not None
    for parties, since, most in ((["IND"], None, 9), (None, "2025-05-02", 9), (None, None, 0)):
        assert store.ask(silences.told(parties, since=since, until="2025-12-31", most=most)) == ()


def test_an_article_is_led_by_those_whom_it_names_most(store: Store) -> None:
    document = article("2025-05-07", "China, India and Pakistan.")
    at = document.text.index("Pakistan")
    more = [Mention(document=document.id, start=at + 1, end=at + 2, actor="PAK", kind="name")]
    store.add(document, [*people(document), *more])
    assert store.ask(silences.leading([document.id], 2)) == {document.id: ("PAK", "CHN")}


def test_later_statements_share_two_words_or_an_issue_or_speak_of_a_subject(store: Store) -> None:
    def later(**more: Any) -> list[str]:
        found = store.ask(silences.later(INDIA, ("2025-04-30", "2025-05-04"), most=9, **more))
        assert list(found) == sorted(found, key=lambda each: each.day)
        return [each.statement.document for each in store.ask(silences.said([each.row for each in found]))]

    assert later(words=["mediation", "useless"]) == [FIRST.id]
    assert later(words=["mediation", "volcano"]) == []
    assert later(words=["mediation"]) == [FIRST.id, SECOND.id]
    assert later(on_issue=store.ask(silences.holding(["mediat*"]))) == [FIRST.id, SECOND.id]
    both = Voice(actors=("org:x", "person:x"))
    assert len(store.ask(silences.later(both, ("2025-04-30", "2025-05-04"), words=["mediation"], most=1))) == 1
    assert later(subjects=["PAK"]) == [FIRST.id]
    assert later() == []


def test_no_question_looks_over_all_records(store: Store) -> None:
    asked: list[tuple[str, object]] = []

    def note(_c: object, _u: object, statement: str, values: object, *_: object) -> None:
        asked.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", note)
    statement = SAID[FIRST.id]
    assert isinstance(statement, Statement)
    voice, body = Voice(party="IND"), Voice(actors=("org:x", "person:x"))
    for question in (
        issues.spoken(["mediat*"], voice, most=9),
        issues.spoken([], voice, most=9),
        issues.spoken(["mediat*"], body, most=9),
        silences.later(body, ("2025-04-30", "2025-05-04"), words=["a"], most=9),
        issues.around([statement]),
        issues.named([Stretch("a", FIRST.id, 0, 9)]),
        silences.told(["IND"], since=None, until="2025-12-31", most=9),
        silences.leading([FIRST.id], 3),
        silences.later(voice, ("2025-04-30", "2025-05-04"), words=["a", "b"], subjects=["PAK"], most=9),
        presence.of_actor("IND", voice),
        origins([FIRST.id]),
        coverage.read("2025-05-01", "2025-05-04", ["useless"]),
    ):
        store.ask(question)
    event.remove(store._engine, "before_cursor_execute", note)
    with store._engine.connect() as connection:
        for sql, values in asked:
            if "SELECT" in sql:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()  # type: ignore[arg-type]
                steps = [row.detail for row in plan]
                assert not [s for s in steps if s.split(" USING ")[0] in _WHOLE], (sql, steps)


_WHOLE = ("SCAN record", "SCAN document", "SCAN record_party", "SCAN record_actor", "SCAN silence", "SCAN mention")


def test_the_query_plan_test_knows_a_scan(store: Store) -> None:
    with store._reading() as connection:
        plan = connection.execute(text("EXPLAIN QUERY PLAN SELECT * FROM record WHERE status = 'x'")).all()
    assert [row.detail for row in plan if row.detail.split(" USING ")[0] in _WHOLE]
