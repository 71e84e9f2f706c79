"""A silence ends with a later statement by the same actor or its officials on the same others, and with no other."""

from dataclasses import replace
from itertools import permutations

import pytest

from legation.link import endings
from legation.records import Actor, AnyRecord, Document, Evidence, Mention, Silence, Span, Speaker, Statement

HUSHED = Document(
    text="Southland asked about the dam. Northland has yet to comment on the dam that Southland wants.",
    publisher="post (sample)",
    published="2024-10-18",
)
NAMES = {"NLD": "Northland", "SLD": "Southland", "ELD": "Eastland"}
MINISTER = Speaker(actor="person:m", as_written="Minister Moe", named=True, sector="GOV", country="NLD")
STATE = Speaker(actor="NLD", as_written="Northland", named=True, sector="GOV", country="NLD")


def people(document: Document) -> list[AnyRecord]:
    found: list[AnyRecord] = []
    for identity, name in NAMES.items():
        at = document.text.find(name)
        if at >= 0:
            found.append(Actor(id=identity, document=document.id, name=name, kind="state", country=identity))
            found.append(Mention(document=document.id, start=at, end=at + len(name), actor=identity, kind="name"))
    return found


def silence(**fields: object) -> Silence:
    at = HUSHED.text.index("Northland")
    evidence = (Evidence.cut(HUSHED.text, at, at + 9, "source"), Evidence.cut(HUSHED.text, at, at + 34, "cue"))
    values: dict[str, object] = {"actor": "NLD", "kind": "refrained", "evidence": evidence, **fields}
    return Silence(document=HUSHED.id, **values)  # type: ignore[arg-type]


def article(published: str | None, text: str = "Moe said the dam was safe. That is all.") -> Document:
    return Document(text=text, publisher="times (sample)", published=published)


def said(document: Document, speaker: Speaker = MINISTER, **fields: object) -> Statement:
    values: dict[str, object] = {"about": ("SLD",), "cue": "said", "act": "say", "quotation": "indirect", **fields}
    evidence = (Evidence.cut(document.text, 0, 8, "cue"),)
    return Statement(document=document.id, speaker=speaker, content=(), evidence=evidence, **values)  # type: ignore[arg-type]


def ended(*records: AnyRecord) -> list[str]:
    return list(endings([HUSHED, *people(HUSHED), *records]).values())


@pytest.mark.parametrize(
    ("published", "speaker", "fields", "ends"),
    [
        ("2024-10-24", MINISTER, {}, True),
        ("2024-10-24", STATE, {}, True),
        ("2024-10-24", STATE, {"about": (), "addressee": ("SLD",)}, True),
        ("2024-10-18T23:00:00", MINISTER, {}, False),
        ("2024-10-17", MINISTER, {}, False),
        (None, MINISTER, {}, False),
        ("2025-10-24", MINISTER, {}, False),
        ("2024-10-24", MINISTER, {"about": ("ELD",)}, False),
        ("2024-10-24", MINISTER, {"negated": True}, False),
        ("2024-10-24", replace(MINISTER, sector=None), {}, False),
        ("2024-10-24", replace(MINISTER, country="SLD"), {}, False),
        ("2024-10-24", replace(MINISTER, as_written="Moe, a former minister"), {}, False),
    ],
)
def test_who_ends_a_silence_and_when(
    published: str | None, speaker: Speaker, fields: dict[str, object], ends: bool
) -> None:
    later = article(published)
    assert len(ended(silence(), later, said(later, speaker, **fields))) == ends


def test_others_in_the_sentence_of_the_statement_count() -> None:
    later = article("2024-10-24", "Moe said Southland need not worry. Eastland is far.")
    assert ended(silence(), later, *people(later), said(later, about=()))
    far = article("2024-10-24", "Moe said all was well. Southland is far.")
    assert not ended(silence(), far, *people(far), said(far, about=()))


def test_officials_of_a_state_are_silent_for_it() -> None:
    who = "group:NLD:GOV:officials"
    officials = Actor(id=who, document=HUSHED.id, name="Northland officials", kind="group", country="NLD", sector="GOV")
    later = article("2024-10-24")
    assert ended(officials, silence(actor=who), later, said(later))
    miners = replace(officials, id="group:NLD:LAB:miners", sector="LAB")
    assert not ended(miners, silence(actor=miners.id), later, said(later))


def test_the_earliest_statement_ends_it_whatever_the_order_of_records() -> None:
    first, second = article("2024-10-20"), article("2024-10-24", "Moe spoke again of the dam.")
    records: list[AnyRecord] = [silence(), first, second, said(first), said(second)]
    assert {tuple(ended(*order)) for order in permutations(records)} == {(said(first).id,)}


@pytest.mark.parametrize("kind", ["withheld", "declined", "unreachable"])
def test_what_is_withheld_is_not_given_by_the_next_statement(kind: str) -> None:
    later = article("2024-10-24")
    assert not ended(silence(kind=kind), later, said(later))


def test_words_that_name_the_silent_one_stand_for_whom_they_mention() -> None:
    at = HUSHED.text.index("Northland")
    mention = Mention(document=HUSHED.id, start=at, end=at + 9, actor="NLD", kind="name")
    later = article("2024-10-24")
    assert ended(silence(actor="Northland"), mention, later, said(later))
    quiet = silence(actor="Northland", evidence=(Evidence.cut(HUSHED.text, 0, 4, "source"),))
    assert ended(quiet, later, said(later))


def test_a_ministry_is_not_answered_for_by_another_official() -> None:
    ministry = Actor(
        id="org:dams", document=HUSHED.id, name="Ministry of Dams", kind="organisation", country="NLD", sector="GOV"
    )
    later = article("2024-10-24")
    quiet = silence(actor="org:dams")
    assert not ended(ministry, quiet, later, said(later))
    assert ended(ministry, quiet, later, said(later, STATE))
    assert ended(ministry, quiet, later, said(later, replace(MINISTER, actor="org:dams")))


def test_what_another_state_relays_ends_nothing() -> None:
    later = article("2024-10-24")
    relay = said(later, replace(MINISTER, actor="SLD", country="SLD"), about=())
    assert not ended(silence(), later, relay, said(later, nested_in=relay.id))
    own = said(later, about=())
    assert ended(silence(), later, own, said(later, STATE, nested_in=own.id))


def spoke(day: str, words: str, **fields: object) -> tuple[Document, Statement]:
    """Northland says this on a day, and speaks of Southland."""
    document = article(day, f"Northland said {words}.")
    content = (Span.cut(document.text, 15, 15 + len(words)),)
    return document, replace(said(document, STATE, **fields), content=content)


def test_what_is_left_unsaid_on_a_topic_ends_with_what_is_said_on_it() -> None:
    quiet = silence(topic="the dam")
    raid, dam = spoke("2024-10-20", "the raid was a crime"), spoke("2024-10-24", "the dam would stand")
    records: list[AnyRecord] = [quiet, *raid, *dam]
    for order in permutations(records):
        assert ended(*order) == [dam[1].id]
    assert ended(quiet, *raid) == []
    assert ended(replace(quiet, topic=None), *raid) == [raid[1].id]


def test_an_answer_that_is_owed_is_given_by_what_takes_up_the_question() -> None:
    owed = silence(kind="no-response")  # nobody asked it for a comment: Southland asked about the dam
    text = HUSHED.text.replace("comment on", "answer")
    asked = Document(text=text.replace("the dam that", "what"), publisher="post (sample)", published="2024-10-18")
    quiet = replace(owed, document=asked.id)
    raid, dam = spoke("2024-10-20", "the raid was a crime"), spoke("2024-10-24", "the dam would stand")
    assert list(endings([asked, *people(asked), quiet, *raid, *dam]).values()) == [dam[1].id]


@pytest.mark.parametrize(
    ("kind", "topic", "words", "ends"),
    [
        ("refrained", "the dam", "the war must stop, breaking nine days of silence", True),
        ("refrained", "the dam", "it would come, ending four days of uncertainty over the feast", False),
        ("withheld", "whether it will come", "it would come, ending four days of uncertainty over the feast", True),
        ("withheld", "whether it will come", "the war must stop", False),
    ],
)
def test_a_statement_may_tell_that_silence_or_doubt_is_at_an_end(kind: str, topic: str, words: str, ends: bool) -> None:
    assert bool(ended(silence(kind=kind, topic=topic), *spoke("2024-10-20", words))) is ends


def test_an_official_is_silent_for_the_state_that_another_speaks_for() -> None:
    quiet = Actor(id="person:q", document=HUSHED.id, name="Envoy", kind="person", country="NLD", sector="GOV")
    dam = spoke("2024-10-24", "the dam would stand")
    assert ended(quiet, silence(actor="person:q", topic="the dam"), *dam) == [dam[1].id]
    assert ended(replace(quiet, sector="BUS"), silence(actor="person:q", topic="the dam"), *dam) == []
