"""Who was expected to speak and did not: any statement inside the window ends it, and nothing read is no silence."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.entries import Holding
from legation.link import Expected, Topic, Window, absences, contexts, heard
from legation.records import (
    Actor,
    AnyRecord,
    Document,
    Evidence,
    Mention,
    Report,
    Silence,
    Span,
    Speaker,
    Statement,
)

START = date(2024, 10, 1)
WINDOW = Window(START + timedelta(10), START + timedelta(19))
NORTHLAND = Expected(actor="NLD", name="Northland", is_state=True)
STATE = Speaker(actor="NLD", as_written="Northland", named=True, sector="GOV", country="NLD")
MINISTER = Speaker(actor="person:moe", as_written="Minister Moe", named=True, sector="GOV", country="NLD")
TEXT = "Article {n}. Southland asked about the dam. Northland said it was safe. Nothing more is known."


def article(day: int | None, n: int = 0, publisher: str = "Post (sample)") -> Document:
    published = None if day is None else (START + timedelta(day)).isoformat()
    return Document(text=TEXT.format(n=n), publisher=publisher, published=published)


def said(document: Document, speaker: Speaker = STATE, **fields: object) -> Statement:
    at = document.text.index("it was safe")
    values: dict[str, object] = {"cue": "said", "act": "say", "quotation": "indirect", **fields}
    evidence = (Evidence.cut(document.text, at - 5, at - 1, "cue"),)
    content = (Span.cut(document.text, at, at + 11),)
    return Statement(document=document.id, speaker=speaker, content=content, evidence=evidence, **values)  # type: ignore[arg-type]


def actor(document: Document, key: str = "NLD", **fields: object) -> Actor:
    values: dict[str, object] = {"name": key, "kind": "state", "country": "NLD", "sector": "GOV", **fields}
    return Actor(id=key, document=document.id, **values)  # type: ignore[arg-type]


def found(*records: AnyRecord, expected: Expected = NORTHLAND, topic: Topic | None = None) -> str:
    return absences(records, (expected,), WINDOW, topic)[0].finding


days = st.integers(0, 30)


@st.composite
def stories(draw: st.DrawFn) -> list[AnyRecord]:
    """Articles of a month; in some of them Northland, its minister or somebody else speaks or is told to be silent."""
    records: list[AnyRecord] = []
    for n, day in enumerate(draw(st.lists(st.none() | days, max_size=8))):
        document = article(day, n, draw(st.sampled_from(["Post (sample)", "Times (sample)"])))
        other = Speaker(actor="SLD", as_written="Southland", named=True, sector="GOV", country="SLD")
        records += [document, actor(document), actor(document, "SLD", country="SLD")]
        if speaker := draw(st.sampled_from([None, None, STATE, MINISTER, other])):
            records.append(said(document, speaker))
        if draw(st.booleans()):
            records.append(Silence(document=document.id, actor="NLD", kind="declined"))
    return records


@given(stories(), st.randoms())
def test_the_order_of_records_never_matters(story: list[AnyRecord], random: Random) -> None:
    shuffled = list(story)
    random.shuffle(shuffled)
    assert absences(story, (NORTHLAND,), WINDOW) == absences(shuffled, (NORTHLAND,), WINDOW)


@given(stories(), st.integers(10, 19), st.sampled_from([STATE, MINISTER]))
def test_a_statement_inside_the_window_always_ends_it(story: list[AnyRecord], day: int, speaker: Speaker) -> None:
    document = article(day, 99)
    (result,) = absences([*story, document, said(document, speaker)], (NORTHLAND,), WINDOW)
    assert result.finding == "spoke"
    assert result.days is None
    assert result.outcome is None
    assert result.first is not None


@given(stories())
def test_what_is_found_agrees_with_itself(story: list[AnyRecord]) -> None:
    (result,) = absences(story, (NORTHLAND,), WINDOW)
    day = {r.id: (r.published or "")[:10] for r in story if isinstance(r, Document)}
    since, until = WINDOW.since.isoformat(), WINDOW.until.isoformat()
    assert (result.finding == "spoke") == bool(result.statements) == bool(result.first)
    assert (result.finding == "nothing-read") == (not result.read.articles)
    assert result.last is None or day[result.last.document] < since
    assert result.later is None or day[result.later.document] > until
    assert result.first is None or since <= day[result.first.document] <= until
    assert (result.days is not None) == (result.finding == "silent" and result.last is not None)
    assert result.days is None or result.days > 0
    assert result.read.naming <= result.read.articles
    assert result.read.publishers <= result.read.articles
    assert all(since <= day[s.document] <= until for s in result.reported)


@given(stories(), st.integers(0, 9) | st.integers(20, 30))
def test_a_statement_outside_the_window_changes_nothing_in_it(story: list[AnyRecord], day: int) -> None:
    document = article(day, 99)
    (before,) = absences(story, (NORTHLAND,), WINDOW)
    (after,) = absences([*story, document, said(document)], (NORTHLAND,), WINDOW)
    assert (before.finding, before.read, before.first) == (after.finding, after.read, after.first)


def test_the_days_run_from_the_last_statement_to_the_last_article_read() -> None:
    earliest, before, within, later = article(1), article(4, 1), article(15, 2), article(25, 3)
    records: list[AnyRecord] = [earliest, before, within, later, said(earliest), said(before), said(later)]
    (result,) = absences(records, (NORTHLAND,), WINDOW)
    assert (result.finding, result.days) == ("silent", 11)
    assert (result.last, result.outcome) == (said(before), said(later))


def test_nothing_read_is_no_silence() -> None:
    before, undated = article(4), article(None, 1)
    assert found(before, said(before), undated, said(undated)) == "nothing-read"
    assert found() == "nothing-read"


def test_a_topic_that_nothing_names_leaves_nothing_to_be_silent_on() -> None:
    within = article(12)
    assert found(within, topic=Topic(text="canal")) == "topic-not-read"
    assert found(within, topic=Topic(text="dam", documents=frozenset({within.id}))) == "silent"


@pytest.mark.parametrize(
    ("speaker", "fields", "speaks"),
    [
        (STATE, {}, True),
        (MINISTER, {}, True),
        (Speaker(actor="org:nld-army", as_written="its army", named=True, sector="MIL", country="NLD"), {}, True),
        (Speaker(actor=None, as_written="officials", named=False, sector="GOV", country="NLD"), {}, True),
        (Speaker(actor="person:a", as_written="Senator A", named=True, sector="LEG", country="NLD"), {}, False),
        (Speaker(actor="org:press", as_written="its press", named=True, sector="JRN", country="NLD"), {}, False),
        (Speaker(actor="person:b", as_written="former minister B", named=True, sector="GOV", country="NLD"), {}, False),
        (Speaker(actor="SLD", as_written="Southland", named=True, sector="GOV", country="SLD"), {}, False),
        (STATE, {"negated": True}, False),
    ],
)
def test_who_speaks_for_a_state(speaker: Speaker, fields: dict[str, object], speaks: bool) -> None:
    within = article(12)
    assert (found(within, said(within, speaker, **fields)) == "spoke") == speaks


def test_what_another_state_relays_is_no_statement() -> None:
    within = article(12)
    relay = said(within, Speaker(actor="SLD", as_written="Southland", named=True, sector="GOV", country="SLD"))
    assert found(within, relay, said(within, nested_in=relay.id, cue="told")) == "silent"


def test_an_office_holder_speaks_for_its_body_while_in_office() -> None:
    term = Holding("person:moe", "head", "org:dams", "Secretary General", "IGO", "2024-10-05", "")
    body = Expected(actor="org:dams", name="Dam Commission", terms=(term,))
    speaker = Speaker(actor="person:moe", as_written="Moe", named=True, sector="IGO", country="NLD")
    within, early = article(12), article(2)
    assert found(within, said(within, speaker), expected=body) == "spoke"
    assert heard([early, said(early, speaker)], body) == ()


def test_a_spokesperson_is_known_by_a_role_that_names_the_body() -> None:
    body = Expected(actor="org:dams", name="Dam Commission")
    document = Document(text="Dam Commission spokeswoman Ada said it was safe.", published="2024-10-12")
    role = Span.cut(document.text, 0, 26)
    speaker = Speaker(actor="person:ada", as_written="Ada", named=True, sector="IGO", country="IGO")
    known: list[AnyRecord] = [
        document,
        actor(document, "org:dams", kind="organisation", country="IGO", sector="IGO"),
        actor(document, "person:ada", kind="person", country="IGO", sector="IGO", role_evidence=role),
        said(document, speaker),
    ]
    named = Mention(document=document.id, start=0, end=14, actor="org:dams", kind="name")
    assert found(*known, named, expected=body) == "spoke"
    assert found(*known, expected=body) == "silent"


def test_a_person_is_answered_for_by_nobody_else() -> None:
    within = article(12)
    person = Expected(actor="person:moe", name="Moe")
    assert found(within, said(within), expected=person) == "silent"
    past = Speaker(actor="person:moe", as_written="former minister Moe", named=True, sector="ELI", country="NLD")
    assert found(within, said(within, past), expected=person) == "spoke"


def test_a_topic_that_is_an_actor_stands_in_the_statement_or_near_it() -> None:
    within = article(12)
    southland = Topic(text="Southland", actors=frozenset({"SLD"}), documents=frozenset({within.id}))
    assert found(within, said(within), topic=southland) == "silent"
    assert found(within, said(within, about=("SLD",)), topic=southland) == "spoke"
    at = within.text.index("Southland")
    near = Mention(document=within.id, start=at, end=at + 9, actor="SLD", kind="name")
    assert found(within, said(within), near, topic=southland) == "spoke"
    envoy = actor(within, "person:sue", kind="person", country="SLD")
    assert found(within, said(within, addressee=("person:sue",)), envoy, topic=southland) == "spoke"


def test_the_context_is_its_sentence_and_the_one_before() -> None:
    within = article(12)
    statement = said(within)
    assert contexts([within, statement]) == {statement.id: "Southland asked about the dam. Northland said it was safe."}
    first = Document(text="Northland said it was safe.\nMore.", published="2024-10-12")
    assert list(contexts([first, said(first)]).values()) == ["Northland said it was safe."]


def test_copies_of_one_text_are_one_origin() -> None:
    one, other = article(12), article(13, publisher="Times (sample)")
    report = Report(document=one.id, documents=(one.id, other.id), publishers=("Post (sample)", "Times (sample)"))
    (result,) = absences([one, other, report], (NORTHLAND,), WINDOW)
    assert (result.read.articles, result.read.origins, result.read.publishers) == (2, 1, 2)


def test_reported_silences_of_its_officials_stand_beside() -> None:
    within = article(12)
    ministry = actor(within, "org:nld-ministry", kind="organisation")
    mine = Silence(document=within.id, actor="org:nld-ministry", kind="declined")
    other = Silence(document=within.id, actor="SLD", kind="declined")
    (result,) = absences([within, ministry, mine, other], (NORTHLAND,), WINDOW)
    assert result.reported == (mine,)


def test_the_id_is_that_of_the_question() -> None:
    within = article(12)
    (silent,) = absences([within], (NORTHLAND,), WINDOW)
    (spoke,) = absences([within, said(within)], (NORTHLAND,), WINDOW)
    (asked,) = absences([within], (NORTHLAND,), WINDOW, Topic(text="dam"))
    assert silent.id == spoke.id != asked.id
