"""What is compared of an event: its days, parties, words and place; by what it is found; and how it is kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link import limits
from legation.link.happenings import NEVER, Happening, Surroundings, happening
from legation.link.keys import MOST_PAIRS, keys, names
from legation.records import Actor, Claim, DateRange, Document, Event, Evidence, Mention, Place, Span
from tidings import day
from tidings import happening as made

TEXT = "Alphaland’s envoy met Prime Minister Ola Berg of Betania in Varn on Monday. The Harbour Pact was signed."
WHEN = date(2024, 10, 22).toordinal()


def told(
    document: Document, words: str = "met Prime Minister Ola Berg of Betania in Varn", **fields: object
) -> Happening:
    start = document.text.index(words)
    proof = (
        Evidence.cut(document.text, start, start + len(words), "clause"),
        Evidence.cut(document.text, start, start + len(words.split()[0]), "trigger"),
    )
    values: dict[str, object] = {"type": "CONSULT", "actor": ("ALP",), "recipient": ("person:berg",), **fields}
    event = Event(document=document.id, evidence=proof, **values)  # type: ignore[arg-type]
    return happening(event, scene(document), limits())


def scene(document: Document) -> Surroundings:
    people = [
        Actor(document=document.id, id="ALP", name="Alphaland", kind="state", country="ALP"),
        Actor(document=document.id, id="BET", name="Betania", kind="state", country="BET"),
        Actor(document=document.id, id="person:berg", name="Ola Berg", kind="person", country="BET"),
        Actor(document=document.id, id="person:lost", name="A Stranger", kind="person"),
    ]
    mentions = [
        Mention(document=document.id, start=place, end=place + len(name), actor=key, kind="name")
        for key, name in (("ALP", "Alphaland"), ("BET", "Betania"), ("person:berg", "Ola Berg"))
        if (place := document.text.find(name)) >= 0
    ]
    return Surroundings(document, people, mentions)


DOCUMENT = Document(text=TEXT, publisher="The Sample Courier", published="2024-10-22T10:00:00+00:00")


def test_people_count_for_their_country_and_stay_themselves() -> None:
    item = told(DOCUMENT)
    assert [set(each) for each in (item.actors, item.recipients, item.receiving)] == [{"ALP"}, {"BET"}, {"person:berg"}]
    assert item.parties == {"ALP", "BET"}


@pytest.mark.parametrize(
    ("actors", "expected"),
    [
        (("person:lost",), {"person:lost"}),
        (("person:lost", "BET"), {"BET"}),  # the same words may name a place elsewhere
        (("unnamed:-:GOV:officials", "ALP"), {"ALP"}),
        (("group:-:GOV:rivals",), set()),
    ],
)
def test_who_may_be_anybody_is_no_party(actors: tuple[str, ...], expected: set[str]) -> None:
    assert told(DOCUMENT, actor=actors).actors == expected


@pytest.mark.parametrize(
    ("when", "published", "days"),
    [
        (day("2024-10-21"), "2024-10-22", (WHEN - 1, WHEN - 1, True)),
        (day("2024-10-19", "2024-10-25"), "2024-10-22", (WHEN - 3, WHEN + 3, True)),
        (None, "2024-10-22", (WHEN - limits().days_before_lead, WHEN, False)),
        (None, None, (NEVER, NEVER, False)),
        (None, "last week", (NEVER, NEVER, False)),
        (day("2024-10-21"), None, (WHEN - 1, WHEN - 1, True)),
    ],
)
def test_days_are_those_named_else_those_before_publication(
    when: DateRange | None, published: str | None, days: tuple[int, int, bool]
) -> None:
    item = told(Document(text=TEXT, published=published), date=when)
    assert (item.first, item.last, item.dated) == days


def test_what_stands_deep_in_the_text_can_be_older() -> None:
    deep = Document(text="Rain fell on the plain. " * 30 + TEXT, published="2024-10-22")
    assert told(deep).first == WHEN - limits().days_before_report


def test_words_are_stems_without_the_parties_and_names_keep_their_capital() -> None:
    item = told(DOCUMENT)
    assert "Varn" in item.own
    assert "Pact" not in item.told  # of another sentence
    assert not {word.casefold() for word in item.told} & {"alphaland", "betania", "ola", "berg"}
    assert item.trigger == "met"
    assert item.named == {"Varn"}


def test_a_whole_country_has_no_point_on_the_map() -> None:
    inside = Place(name="Betania", country="BET", lat=1.0, lon=2.0)
    place = told(DOCUMENT, place=inside).place
    assert place is not None
    assert (place.name, place.lat) == ("Betania", None)
    assert "Betania" not in names(told(DOCUMENT, place=inside))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("on 20 October", {WHEN - 2}),
        ("after the storm", {WHEN - 7}),  # of the sentence, where its own words name none
        ("until 30 October", {WHEN - 7}),  # what lies ahead is a term
    ],
)
def test_the_day_in_its_own_words_is_the_one_beside_it(words: str, named: set[int]) -> None:
    text = f"Alphaland met Betania {words}, as was agreed on 15 October."
    source = Document(text=text, published="2024-10-22")
    clause = Evidence.cut(text, 0, text.index(","), "clause")
    event = Event(document=source.id, evidence=(clause,), type="CONSULT", actor=("ALP",), recipient=("BET",))
    assert happening(event, scene(source), limits()).beside == named


def test_words_that_an_article_has_again_and_again_are_its_subject() -> None:
    item = told(Document(text=f"{TEXT} Varn slept. Varn woke. The wind fell.", published="2024-10-22"))
    assert "Varn" in item.own
    assert item.topical == {"Varn"}
    assert not told(Document(text=f"{TEXT} Varn slept. The wind fell.", published="2024-10-22")).topical


def found_by(**fields: object) -> set[str]:
    return set(keys(made(**fields), limits()))


def test_two_that_can_be_one_have_a_key_in_common() -> None:
    both, acts, suffers = found_by(), found_by(recipients=frozenset()), found_by(actors=frozenset())
    assert both & acts
    assert both & suffers
    assert not acts & suffers
    # Who acts and on whom is turned round: another happening, unless the type has no sides.
    turned = {"actors": frozenset({"BET"}), "recipients": frozenset({"ALP"})}
    assert not both & found_by(**turned)
    assert found_by(type="AGREE") & found_by(type="RETREAT", **turned)


@pytest.mark.parametrize(
    "other",
    [{"type": "AGREE"}, {"status": "negated"}, {"first": NEVER, "last": NEVER, "reported": NEVER, "document": "d2"}],
)
def test_other_kinds_denied_ones_and_undated_ones_of_other_articles_share_no_key(other: dict[str, object]) -> None:
    assert not found_by() & found_by(**other)


def test_a_day_that_is_named_leads_to_it_long_after() -> None:
    named = {"dated": True, "first": WHEN, "last": WHEN}
    assert f"ASSAULT ALP> {WHEN}" in found_by(**named)
    assert not any(str(WHEN) in key for key in found_by(dated=True, first=WHEN, last=WHEN + 3))


def test_a_gathering_of_many_has_few_keys() -> None:
    many = frozenset(f"S{n:02}" for n in range(40))
    sided, together = found_by(actors=many, recipients=many), found_by(type="CONSULT", actors=many)
    assert len(sided) == 80 + MOST_PAIRS
    assert len(together) == 41 + MOST_PAIRS + MOST_PAIRS  # with the one recipient; and as an act in other types


WORDS = st.frozensets(st.sampled_from(("dam", "harbour", "Varn", "12", "ﬁne", "zürich", "Ö")), max_size=5)
IDS = st.frozensets(st.sampled_from(("ALP", "org:NATO", "group:BET:REB:its old rivals", "person:ola-berg")), max_size=3)
SPANS = st.builds(Span, start=st.integers(0, 9), end=st.integers(9, 20), text=st.text(max_size=8))
CLAIMS = st.builds(
    Claim,
    record=st.text(max_size=3),
    document=st.just("d1"),
    side=st.sampled_from(("claimed", "denied", "12–14")),
    says=SPANS,
    speaker=st.none() | st.just("ALP"),
    low=st.none() | st.floats(0, 1e6),
    high=st.none() | st.floats(0, 1e6),
    reported=st.none() | st.just("2024-10-22"),
)
PLACES = st.builds(
    Place, name=st.text(max_size=8), country=st.none() | st.just("BET"), lat=st.none() | st.floats(-90, 90)
)


@given(
    st.builds(
        made,
        moment=st.floats(-1e9, 1e10) | st.just(float("inf")),
        mode=st.none() | st.just("aerial"),
        actors=IDS,
        recipients=IDS,
        acting=IDS,
        own=WORDS,
        around=WORDS,
        place=st.none() | PLACES,
        numbers=st.lists(st.tuples(st.just("dead"), st.floats(0, 99), st.none() | st.floats(0, 99)), max_size=2).map(
            tuple
        ),
        claims=st.lists(CLAIMS, max_size=2).map(tuple),
        on=st.lists(st.text(max_size=4), max_size=2).map(tuple),
        dated=st.booleans(),
        disputed=st.booleans(),
    )
)
def test_what_is_packed_comes_back_whole(item: Happening) -> None:
    back = Happening.unpacked(item.packed())
    assert back == item
    following = ("parties", "told", "named", "own_weight", "particular_weight", "told_weight", "bare", "order")
    assert [getattr(back, name) for name in following] == [getattr(item, name) for name in following]
    assert not hasattr(back, "anything else")
    assert back.packed() == item.packed()
    hash(back)


def test_who_is_named_far_off_tells_none_of_it() -> None:
    before = "Betania has a long coast with many harbours and lagoons. "
    for times, expected in ((2, True), (12, False)):
        document = Document(text=f"{before * times}Ferries were seized at dawn.", published="2024-10-22")
        start = document.text.index("seized")
        proof = (Evidence.cut(document.text, start, start + 6, "trigger"), Evidence.cut(document.text, 0, 7, "party"))
        event = Event(document=document.id, evidence=proof, type="COERCE", recipient=("BET",))
        assert ("lagoon" in happening(event, scene(document), limits()).own) is expected
