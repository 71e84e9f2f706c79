"""A silence ends with a later statement by the same actor or its officials on the same others, and with no other."""

from dataclasses import replace
from itertools import permutations

import pytest

from legation.link import endings
from legation.records import Actor, AnyRecord, Document, Evidence, Mention, Silence, Speaker, Statement

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
