"""Events are one happening only when type, parties, days, place and manner all allow it."""

from dataclasses import replace
from itertools import permutations

import pytest

from legation.link import linked
from legation.records import Actor, AnyRecord, DateRange, Development, Document, Event, Evidence, Mention, Place, Report

# A word or two in common, as two papers have on one meeting: what else differs decides.
WORDS = {
    "post": "Envoys sat down with their counterparts over the dam.",
    "times": "A meeting on the dam brought both governments together.",
    "ledger": "Neither minister gave an account of the dam dispute.",
}


def document(name: str, published: str | None = "2024-10-23", text: str | None = None) -> Document:
    return Document(text=text or WORDS[name], publisher=f"{name} (sample)", published=published)


def event(source: Document, **fields: object) -> Event:
    values: dict[str, object] = {"type": "CONSULT", "actor": ("NLD",), "recipient": ("SLD",), **fields}
    whole = Evidence.cut(source.text, 0, len(source.text), "clause")
    evidence = (Evidence.cut(source.text, 0, 6, "trigger"), whole)
    return Event(document=source.id, evidence=evidence, **values)  # type: ignore[arg-type]


def day(start: str, end: str | None = None) -> DateRange:
    return DateRange(start=start, end=end or start, precision="day" if end is None else "range")


def happenings(*records: AnyRecord) -> list[Development]:
    return [r for r in linked(records) if isinstance(r, Development)]


SIDES = (("SLD", "Southland"), ("ELD", "Eastland"))
POST, TIMES = document("post"), document("times", "2024-10-24")


@pytest.mark.parametrize(
    ("ours", "theirs", "count"),
    [
        ({}, {}, 1),
        ({}, {"actor": ("SLD",), "recipient": ("NLD",)}, 1),
        ({}, {"actor": ("NLD", "SLD"), "recipient": ()}, 1),
        ({"type": "ACCUSE"}, {"type": "ACCUSE", "actor": ("SLD",), "recipient": ("NLD",)}, 2),
        ({"type": "ACCUSE"}, {"type": "ACCUSE", "recipient": ("ELD",)}, 2),
        # Fewer parties, and few words in common: enough only as nothing else comes near.
        ({"type": "ACCUSE"}, {"type": "ACCUSE", "recipient": ()}, 1),
        ({"type": "ACCUSE"}, {"type": "ACCUSE", "actor": ("NLD", "ELD")}, 1),
        ({}, {"type": "AGREE"}, 2),
        ({}, {"type": "ASSAULT"}, 2),
        ({}, {"actor": ("ELD",)}, 2),
        ({"mode": "visit"}, {"mode": "phone"}, 2),
        ({"mode": "visit"}, {}, 1),
        ({"type": "REQUEST", "mode": "assist"}, {"type": "REQUEST", "mode": "yield"}, 1),
        ({"date": day("2024-10-21")}, {"date": day("2024-10-22")}, 2),
        ({"date": day("2024-10-21")}, {"date": day("2024-10-20", "2024-10-26")}, 1),
        ({"date": day("2024-10-21")}, {"date": day("2024-10-21"), "recipient": ()}, 1),
        ({"date": day("2024-08-21")}, {}, 2),
        ({"place": Place(name="Oslo", country="NOR")}, {"place": Place(name="Bern", country="CHE")}, 2),
        ({"place": Place(name="Oslo", country="NOR")}, {"place": Place(name="central Oslo")}, 1),
        ({}, {"status": "negated"}, 1),
    ],
)
def test_two_events_are_one_happening(ours: dict[str, object], theirs: dict[str, object], count: int) -> None:
    found = happenings(POST, TIMES, event(POST, **ours), event(TIMES, **theirs))
    assert len(found) == count


def test_events_that_did_not_happen_are_in_no_development() -> None:
    found = happenings(POST, *(event(POST, status=s) for s in ("negated", "future", "hypothetical", "historical")))
    assert found == []


def test_persons_count_for_their_country() -> None:
    envoy = Actor(id="person:e", document=TIMES.id, name="An Envoy", kind="person", country="NLD")
    (found,) = happenings(POST, TIMES, envoy, event(POST), event(TIMES, actor=("person:e",)))
    assert found.actor == ("NLD", "person:e")
    assert (found.first_report, found.last_report) == ("2024-10-23", "2024-10-24")


def test_a_wire_and_its_reprints_are_one_origin() -> None:
    text = "GENEVA (Sample Wire) — " + " ".join(WORDS.values())
    wire = [document(name, text=text) for name in ("first", "second", "third")]
    own = document("ledger")
    found = linked([*wire, own, *(event(d) for d in [*wire, own])])
    (development,) = [r for r in found if isinstance(r, Development)]
    assert [r.agency for r in found if isinstance(r, Report)] == ["Sample Wire"]
    assert (development.origins, len(development.publishers), len(development.documents)) == (2, 4, 4)


def test_two_articles_of_one_outlet_are_one_origin() -> None:
    other = replace(document("ledger"), id="", publisher=POST.publisher)
    (development,) = happenings(POST, other, event(POST), event(other))
    assert development.origins == 1


def test_undated_articles_are_not_taken_for_simultaneous() -> None:
    one, other = document("post", None), document("times", None)
    assert len(happenings(one, other, event(one), event(other))) == 2
    assert len(happenings(one, event(one), event(one, recipient=()))) == 1


def test_a_party_in_common_is_needed() -> None:
    unknown = event(TIMES, type="ASSAULT", actor=(), recipient=())
    assert len(happenings(POST, TIMES, event(POST, type="ASSAULT"), unknown)) == 2


@pytest.mark.parametrize("more", [{}, {"date": day("2024-10-22")}, {"place": Place(name="Oslo", country="NOR")}])
def test_an_event_without_recipient_joins_what_is_told_in_a_word_of_its_own(more: dict[str, object]) -> None:
    assert len(happenings(POST, TIMES, event(POST, recipient=()), event(TIMES, **more))) == 1


@pytest.mark.parametrize("theirs", [{"actor": ("ELD",)}, {"type": "AGREE"}, {"recipient": ()}])
def test_without_a_word_in_common_nothing_but_the_same_parties_is_one(theirs: dict[str, object]) -> None:
    one = document("post", text="Envoys sat down with their counterparts over the dam that has divided the valley.")
    other = document("times", text="A meeting at a lakeside hotel brought both governments together for hours.")
    assert len(happenings(one, other, event(one), event(other, **theirs))) == 2


@pytest.mark.parametrize("theirs", [{}, {"recipient": ()}, {"actor": ("SLD",), "recipient": ("NLD",)}])
def test_a_development_says_why_it_is_one(theirs: dict[str, object]) -> None:
    (found,) = happenings(POST, TIMES, event(POST), event(TIMES, **theirs))
    assert found.why == ("kind and parties agree", "no day against it", "words of most: dam")


def test_an_ultimatum_is_told_as_several_kinds_of_act() -> None:
    asked = document("post", text="Northland gave the garrison at the Varn dam two days to leave the valley.")
    warned = document("times", text="Northland gave the garrison at the Varn dam two days to quit the valley, it said.")
    (found,) = happenings(asked, warned, event(asked, type="REQUEST"), event(warned, type="THREATEN"))
    assert found.why[0] == "told as several kinds of act"


def test_other_parties_on_a_side_are_another_act_unless_the_sentence_names_both() -> None:
    """Of two whom a sentence names a coder may take the wrong one; who is not spoken of was not meant."""
    text = "The ministry accused Southland of diverting the river above the dam, and Eastland of looking on."
    told = document("ledger", text=text)
    both = [Actor(id=key, document=told.id, name=name, kind="state", country=key) for key, name in SIDES]
    places = [(each.id, text.index(each.name), text.index(each.name) + len(each.name)) for each in both]
    named = [Mention(actor=key, document=told.id, start=start, end=end, kind="name") for key, start, end in places]
    accused = event(POST, type="ACCUSE"), event(told, type="ACCUSE", recipient=("ELD",))
    assert len(happenings(POST, told, *both, *accused)) == 2
    (found,) = happenings(POST, told, *both, *named, *accused)
    assert found.why[0] == "kind agrees, parties in part"


def test_one_sentence_that_tells_a_thing_twice_tells_one_thing() -> None:
    vague = event(POST, recipient=())
    assert len(happenings(POST, vague, event(POST, date=day("2024-10-22")))) == 1


def test_linking_does_not_depend_on_the_order_of_records() -> None:
    records: list[AnyRecord] = [
        POST,
        TIMES,
        event(POST),
        event(TIMES),
        event(TIMES, mode="phone"),
        event(POST, mode="visit"),
    ]
    assert len({linked(order) for order in permutations(records)}) == 1


def test_its_sides_are_those_of_most_origins() -> None:
    told = [document(name, text=f"{WORDS['post']} {name}.") for name in ("post", "times", "ledger")]
    sides = [{}, {}, {"actor": ("SLD",), "recipient": ("NLD", "SLD")}]
    shared = {"type": "ACCUSE", "date": day("2024-10-22")}
    events = [event(each, **shared, **side) for each, side in zip(told, sides, strict=True)]
    records: list[AnyRecord] = [*told, *events]
    for order in permutations(records):
        (found,) = happenings(*order)
        assert (found.actor, found.recipient, len(found.records)) == (("NLD",), ("SLD",), 3)
    (alone,) = happenings(told[2], events[2])
    assert (alone.actor, alone.recipient) == (("SLD",), ("NLD", "SLD"))


def test_a_description_is_its_own_sentence_where_the_parties_are_named_far_before() -> None:
    before = "Northland warned Southland of floods along the river and of the closing of every road in the valley. "
    told = "Envoys met in the old mill by the dam, and nothing else was agreed."
    far = document("post", text=f"{before}The water rose further in the night, officials of the district said. {told}")

    def cut(words: str, role: str) -> Evidence:
        start = far.text.index(words)
        return Evidence.cut(far.text, start, start + len(words), role)

    evidence = (cut("met", "trigger"), cut("Northland", "actor"), cut("Southland", "recipient"))
    meeting = Event(document=far.id, evidence=evidence, type="CONSULT", actor=("NLD",), recipient=("SLD",))
    (one,) = happenings(far, meeting)
    assert one.description == told
