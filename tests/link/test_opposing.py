"""Claims of different articles that can't both hold, and what only looks like them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.link import Memory, limits, link, linked, opposing, sources
from legation.link.happenings import CLAIM as OF_CLAIMS
from legation.records import (
    Actor,
    AnyRecord,
    Contradiction,
    Document,
    Event,
    Evidence,
    Mention,
    Span,
    Speaker,
    Statement,
)

NAMES = {"NLD": "Northland", "SLD": "Southland", "ELD": "Eastland"}
Said = tuple[str, str, str, str]  # who, act, words, day of publication


def article(who: str, act: str, words: str, day: str, answer: str = "") -> list[AnyRecord]:
    """What one says on that day, and what Southland answers in the next sentence, if it does."""
    text = f"{NAMES[who]} spoke on the matter: {words}." + f" Southland answered: {answer}." * bool(answer)
    document = Document(text=text, published=day, publisher=f"The Paper of {NAMES[who]} {day}")
    people = [Actor(document=document.id, id=k, name=n, kind="state", country=k) for k, n in NAMES.items() if n in text]
    mentions = [
        Mention(document=document.id, start=n, end=n + len(name), actor=key, kind="name")
        for key, name in NAMES.items()
        for n in range(len(text))
        if text.startswith(name, n)
    ]
    said = [(who, act, words), *([("SLD", "say", answer)] if answer else [])]
    return [document, *people, *mentions, *(statement(document, *each) for each in said)]


def statement(document: Document, who: str, act: str, words: str) -> Statement:
    start = document.text.index(words)
    return Statement(
        document=document.id,
        speaker=Speaker(actor=who, as_written=NAMES[who], named=True, sector="GOV", country=who),
        cue="said",
        act=act,
        quotation="indirect",
        content=(Span.cut(document.text, start, start + len(words)),),
    )


def made(*said: Said) -> list[Contradiction]:
    records = [record for each in said for record in article(*each)]
    return [each for each in linked(records) if isinstance(each, Contradiction)]


CLAIM = ("NLD", "say", "guns of Southland shelled the harbour of Varn", "2024-05-08")


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        (CLAIM[2], "it had shelled no harbour"),
        ("Southland withdrew its men from Varn", "its men of Southland were still in Varn"),
        ("soldiers of Southland crossed the river Ule", "not one of its soldiers had crossed the river"),
        ("guns of Southland opened fire first at Varn", "guns of Northland opened fire first at Varn"),
        ("Southland accepted the plan for Varn", "it had refused the plan for Varn"),
        # Who did it, where the words stress that.
        ("guns of Southland opened fire at Varn", "it was Northland that had opened fire at Varn"),
        ("soldiers of Southland opened fire at Varn", "the shots at Varn were those of Northland's soldiers"),
        ("guns of Southland opened fire at Varn", "it was not Southland that had opened fire at Varn"),
        ("soldiers of Southland crossed the river Ule", "Northland's men were the ones to cross the Ule"),
        # Ships of which nobody tells whose they are.
        ("the Ambler rammed the Cormorant off Varn", "it was the Cormorant that ran into the Ambler off Varn"),
        ("the tug Ambler turned into the path of the Cormorant", "the Cormorant had rammed the Ambler"),
        ("Southland gave away the island of Varn", "not an inch of Varn had been ceded"),
        ("the town of Varn was still cut off", "the siege of Varn had been lifted"),
        ("shots could be heard around the fort of Varn all night", "the fort of Varn had been secured"),
        ("Southland had massed armour along the Ule", "there had been no build-up on the Ule"),
    ],
)
def test_what_one_article_says_another_denies(claim: str, denial: str) -> None:
    (one,) = made(("NLD", "say", claim, "2024-05-08"), ("SLD", "say", denial, "2024-05-09"))
    assert one.kind == "occurrence"
    assert [each.side for each in one.claims] == ["claimed", "denied"]
    assert [each.speaker for each in one.claims] == ["NLD", "SLD"]


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("guns of Southland opened fire at Varn", "it was Southland that had opened fire at Varn"),
        ("guns of Southland opened fire at Varn", "it was Northland that had called for talks at Varn"),
        ("guns of Southland opened fire at Varn", "the shots at Varn hadn't come from Northland's soldiers"),
        ("the Ambler rammed the Cormorant off Varn", "the Ambler had cut across the bows of the Cormorant off Varn"),
        # Another pair of ships; and whose the ship is, nobody says.
        ("the Ambler rammed the Cormorant off Varn", "the Petrel had rammed the Dunlin off Varn"),
        ("the Ambler rammed the Cormorant off Varn", "a frigate of Northland had rammed the Cormorant off Varn"),
        ("the accord on Varn was signed", "the order had no basis in the law of Varn"),
    ],
)
def test_what_does_not_lay_it_on_another_contradicts_nothing(claim: str, other: str) -> None:
    assert made(("NLD", "say", claim, "2024-05-08"), ("SLD", "say", other, "2024-05-09")) == []


def test_what_could_not_have_been_done_is_not_denied_in_its_word() -> None:
    denial = ("SLD", "say", "its carts had not moved a yard", "2024-05-09")
    assert len(made(("NLD", "say", "Southland had moved its carts", "2024-05-08"), denial)) == 1
    claim = "Southland could not have moved a cart without the consent of the mayor"
    assert made(("NLD", "say", claim, "2024-05-08"), denial) == []


def test_who_is_blamed_may_lay_it_on_somebody_else() -> None:
    said = article("NLD", "blame", "Southland for the gas in Varn", "2024-05-08", "the gas down to Eastland")
    laid = [replace(e, act="accuse") if isinstance(e, Statement) and e.act == "say" else e for e in said]
    (one,) = (each for each in linked(laid) if isinstance(each, Contradiction))
    assert [each.speaker for each in one.claims] == ["NLD", "SLD"]


def test_an_act_of_denial_denies_what_is_told_in_it() -> None:
    (one,) = made(CLAIM, ("SLD", "deny", "shelling the harbour of Varn", "2024-05-09"))
    assert [each.reported for each in one.claims] == ["2024-05-08", "2024-05-09"]


@pytest.mark.parametrize("denial", ["it had begun filling the lake of Varn", "filling the lake of Varn"])
def test_the_verb_of_what_is_denied_is_denied_of_whom_it_is_told(denial: str) -> None:
    claim = ("NLD", "say", "Southland had started to fill the lake of Varn", "2024-05-08")
    assert len(made(claim, ("SLD", "deny", denial, "2024-05-09"))) == 1
    assert made(claim, ("SLD", "deny", "it had not filled the lake of Varn", "2024-05-09")) == []
    assert made((*claim[:2], claim[2].replace("South", "East"), claim[3]), ("SLD", "deny", denial, "2024-05-09")) == []


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("745 people had died in Varn", "the figure for Varn at 169"),
        ("Southland's army lost 160 men in Varn", "losses of the army in Varn came to 34"),
    ],
)
def test_a_number_that_is_given_without_what_it_counts(claim: str, number: str) -> None:
    said = article("SLD", "assess", number, "2024-05-09")
    given = [replace(each, cue="put") if isinstance(each, Statement) else each for each in said]
    records = [*article("NLD", "say", claim, "2024-05-08"), *given]
    (one,) = (each for each in linked(records) if isinstance(each, Contradiction))
    assert one.kind == "number"


def test_a_number_without_what_it_counts_is_of_the_place_that_both_name() -> None:
    said = article("SLD", "assess", "the figure for Varn at 169", "2024-05-09")
    given = [replace(each, cue="put") if isinstance(each, Statement) else each for each in said]
    for claim in ("745 people had died in Kolm", "169 people had died in Varn", "20,000 people had died in Varn"):
        records = [*article("NLD", "say", claim, "2024-05-08"), *given]
        assert not [each for each in linked(records) if isinstance(each, Contradiction)]


def test_numbers_of_one_thing_in_two_articles() -> None:
    (one,) = made(
        ("NLD", "say", "the shells on Varn killed 40 people", "2024-05-08"),
        ("SLD", "say", "the shells on Varn had killed nine people", "2024-05-09"),
    )
    assert (one.kind, one.unit) == ("number", "dead")
    assert [each.side for each in one.claims] == ["40", "nine"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Each side's own dead.
        ("guns of Southland shelled the harbour of Varn, killing 14 people", "Southland lost two men at Varn"),
        # What was lost, and what is there.
        ("it had left three tanks behind at Varn", "120 tanks stand on the road to Varn"),
        # The dead, and who is alive.
        ("the shells on Varn killed 40 people", "nine men listed as dead at Varn were found alive"),
    ],
)
def test_numbers_of_different_things_exclude_nothing(one: str, other: str) -> None:
    assert made(("NLD", "say", one, "2024-05-08"), ("SLD", "say", other, "2024-05-09")) == []


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        # Who had no part in it did not do what is laid on him.
        ("guns of Southland shelled the harbour of Varn", "Southland had no part in the shelling"),
        # Each lays one deed on the other.
        ("Southland blew up the dam of Varn", "the dam of Varn was destroyed by Northland"),
        (
            "a boat of Southland rammed a boat of Northland off Varn",
            "a boat of Northland had turned into one of Southland off Varn",
        ),
        ("a Southland plane struck the jet off Varn", "the Northland jet hit its plane off Varn"),
        ("a boat of Southland bumped one of Northland off Varn", "a pilot of Northland flew into its boat off Varn"),
        ("Southland has apologised for the raid on Varn", "the letter of Southland on Varn is no apology"),
        # Two can't both hold a town, and who says that it is held holds it.
        ("the town of Varn has been captured", "Southland still defends Varn"),
        # What is given up is kept, what is let in is turned away.
        ("Southland has dropped its demand for the oil of Varn", "Southland stands by its demand for the oil of Varn"),
        ("Southland lets lorries pass into Varn", "Southland turned lorries for Varn away"),
        # The very word is denied, whatever it is.
        ("Southland signed a receipt for the grain of Varn", "it had given no receipt for grain"),
    ],
)
def test_it_is_denied_in_other_words(claim: str, denial: str) -> None:
    (one,) = made(("NLD", "say", claim, "2024-05-08"), ("SLD", "say", denial, "2024-05-09"))
    assert one.kind == "occurrence"


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        # Who has begun to leave is still there.
        ("Southland has begun to withdraw its men from Varn", "men of Southland are still in Varn"),
        # Who denies as what men are held owns that they are.
        ("Southland detained two pilots off Varn", "the men off Varn were not held as hostages"),
        # Two say of one who did it.
        ("Southland blew up the dam of Varn", "the dam of Varn was destroyed by Southland"),
        ("the Ambler rammed the Dunlin off Varn", "the Ambler and the Petrel rammed the Dunlin off Varn"),
        # Who flies into a plane crosses no border.
        (
            "the pilot from Eastland flew into the plane off Varn",
            "the plane had been flying in international airspace off Varn",
        ),
        # A part is not the whole.
        ("40 people died in Varn", "six children were among those who died in Varn"),
        ("40 people died in Varn, among them nine soldiers", "nine soldiers died in Varn"),
        # Who did not fire at one thing may have attacked another.
        ("Southland stormed the trenches of Varn", "men of Southland do not fire at chapels"),
        # Who fired nothing from his own soil says nothing of what others did.
        (
            "drones of Eastland struck the harbour of Varn",
            "no rocket was fired on Varn from the territory of Southland",
        ),
        # His own deeds deny nobody's part.
        ("Southland shelled the harbour of Varn", "Southland had no part in the talks of Ostry"),
    ],
)
def test_what_does_not_exclude_one_another(claim: str, other: str) -> None:
    assert made(("NLD", "say", claim, "2024-05-08"), ("SLD", "say", other, "2024-05-09")) == []


def test_what_is_turned_down_is_told_by_nobody_to_be_so() -> None:
    none = ("NLD", "say", "the talks on Varn ended without an agreement", "2024-05-08")
    assert made(none, ("SLD", "reject", "a binding agreement on Varn", "2024-05-09")) == []
    assert len(made(none, ("SLD", "say", "an agreement on Varn was signed", "2024-05-09"))) == 1


@pytest.mark.parametrize(
    "look_alike",
    [
        ("SLD", "say", "it would not shell the harbour of Varn", "2024-05-09"),  # a promise
        ("SLD", "say", "it had not closed the harbour of Varn", "2024-05-09"),  # something else is denied
        ("SLD", "say", "its guns had shelled the harbour of Varn in reply", "2024-05-09"),  # it is owned
        ("NLD", "say", "guns of Southland had not shelled the harbour of Varn", "2024-05-09"),  # a correction
        ("SLD", "say", "it had shelled no harbour", "2024-06-20"),  # of another time
    ],
)
def test_what_only_looks_like_it(look_alike: Said) -> None:
    assert made(CLAIM, look_alike) == []


def test_other_places_and_days_are_other_matters() -> None:
    assert made(CLAIM, ("SLD", "say", "it had not shelled the port of Ostry", "2024-05-09")) == []
    monday = ("NLD", "say", "guns of Southland shelled Varn on Monday", "2024-05-08")
    assert made(monday, ("SLD", "say", "no guns shelled Varn on Tuesday", "2024-05-09")) == []


def test_numbers_of_two_nights_are_told_of_two_things() -> None:
    first = ("NLD", "say", "drones of Southland attacked 15 places near Varn during the night", "2024-05-07")
    other = ("ELD", "say", "drones had attacked 26 places near Varn through the night", "2024-05-09")
    assert made(first, other) == []
    assert len(made(first, (*other[:3], "2024-05-07"))) == 1


def test_a_state_is_denied_of_a_whole_time() -> None:
    claim = ("NLD", "say", "ships of Southland had left the bay of Varn", "2024-05-05")
    assert made(claim, ("SLD", "say", "its ships are still in the bay of Varn", "2024-05-08")) == []
    assert len(made(claim, ("SLD", "say", "its ships have stayed in the bay of Varn throughout", "2024-05-08"))) == 1


def test_a_denial_told_again_is_told_with_the_first() -> None:
    denials = [("SLD", "say", f"it had {words}", "2024-05-09") for words in ("shelled no harbour", "not shelled Varn")]
    (one,) = made(CLAIM, *denials)
    assert sorted(each.side for each in one.claims) == ["claimed", "denied", "denied"]


def one_by_one(articles: Iterable[Sequence[AnyRecord]]) -> list[Contradiction]:
    """The contradictions that are kept when articles are linked one after another."""
    memory = Memory()
    for records in articles:
        document = records[0]
        assert isinstance(document, Document)
        memory.take(sources(document, records[1:]))
        link([document.id], memory, limits())
    return [each for kept in memory.derived.values() for each in kept if isinstance(each, Contradiction)]


def test_claims_are_set_against_one_another_in_every_order() -> None:
    said = [CLAIM, ("SLD", "say", "it had shelled no harbour", "2024-05-09"), ("ELD", "say", CLAIM[2], "2024-05-07")]
    articles = [article(*each) for each in (*said, ("SLD", "say", "it had not shelled Varn", "2024-05-10"))]
    expected = {each for each in linked([r for one in articles for r in one]) if isinstance(each, Contradiction)}
    assert expected
    for order in permutations(articles):
        made = set(one_by_one(order))
        assert made == expected


CROWD = [
    (who, "say", words, f"2024-05-{day:02}")
    for who, words in (
        ("NLD", "guns of Southland shelled the harbour of Varn"),
        ("ELD", "guns of Southland shelled the harbour of Varn and killed 40 people"),
        ("SLD", "it had shelled no harbour at Varn"),
        ("SLD", "it had not shelled Varn and the shells had killed nine people there"),
        ("ELD", "guns of Southland had not shelled the harbour of Varn"),
        ("NLD", "guns of Southland at Varn were still and the harbour of Varn was not closed"),
    )
    for day in (7, 8, 9)
]


def crowded(articles: Iterable[list[AnyRecord]], most: int) -> Memory:
    memory, rules = Memory(), replace(limits(), most_candidates=most)
    for records in articles:
        document = records[0]
        assert isinstance(document, Document)
        memory.take(sources(document, records[1:]))
        link([document.id], memory, rules)
    return memory


def derived(memory: Memory) -> set[Contradiction]:
    return {each for kept in memory.derived.values() for each in kept if isinstance(each, Contradiction)}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(CROWD), min_size=4, unique=True), st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_order_has_no_effect_where_more_claims_lie_near_than_are_looked_at(
    said: list[Said], most: int, dice: Any
) -> None:
    articles = [article(*each) for each in said]
    expected = derived(crowded(articles, most))
    dice.shuffle(articles)
    assert derived(crowded(articles, most)) == expected


def test_what_bears_on_no_claim_can_be_left_out_of_what_lies_near_it() -> None:
    memory = crowded((article(*each) for each in CROWD), 25)
    told = (item.happening for each in CROWD for item in memory.of_document(article(*each)[0].id))
    claims = [item for item in told if item.type == OF_CLAIMS]
    bearing = 0
    for item in claims:
        near = [each for each in claims if each is not item]
        found = [each for each in near if opposing.bears_on(each, item)]
        assert list(opposing.opposed(item, found)) == list(opposing.opposed(item, near))
        bearing += len(found)
    assert 0 < bearing < len(claims) * (len(claims) - 1)


def test_what_is_read_again_without_its_claim_is_contradicted_no_more() -> None:
    claim, denial = article(*CLAIM), article("SLD", "say", "it had shelled no harbour", "2024-05-09")
    memory = Memory()
    for records in (claim, denial, claim[:1]):
        document = records[0]
        assert isinstance(document, Document)
        memory.take(sources(document, records[1:]))
        link([document.id], memory, limits())
    assert not [each for kept in memory.derived.values() for each in kept if isinstance(each, Contradiction)]


def test_two_who_deny_the_same_make_two_contradictions_with_names_of_their_own() -> None:
    both = made(CLAIM, ("SLD", "say", "it had shelled no harbour at Varn", "2024-05-09"),
                ("ELD", "say", "guns of Southland had not shelled the harbour of Varn", "2024-05-10"))  # fmt: skip
    assert {each.claims[1].speaker for each in both} == {"SLD", "ELD"}
    assert len({each.id for each in both}) == len(both) == 2


def told(words: str, trigger: str, day: str, kind: str = "ASSAULT") -> list[AnyRecord]:
    """An article that tells in its own voice what Southland did."""
    document = Document(text=f"{words}.", published=day, publisher=f"The Herald of {day}")
    start, place = document.text.index(trigger), document.text.index("Southland")
    people = [Actor(document=document.id, id="SLD", name="Southland", kind="state", country="SLD")]
    mentions = [Mention(document=document.id, start=place, end=place + 9, actor="SLD", kind="name")]
    spans = (("trigger", start, start + len(trigger)), ("clause", 0, len(words)))
    event = Event(
        document=document.id,
        type=kind,
        actor=("SLD",),
        recipient=(),
        status="actual",
        evidence=tuple(Evidence(role=r, start=a, end=b, text=document.text[a:b]) for r, a, b in spans),
    )
    return [document, *people, *mentions, event]


def of(*articles: list[AnyRecord]) -> list[Contradiction]:
    return [each for each in linked([r for one in articles for r in one]) if isinstance(each, Contradiction)]


OWN = "Guns of Southland shelled the harbour of Varn"


def test_what_an_article_tells_in_its_own_voice_is_denied_by_a_speaker() -> None:
    denial = article("SLD", "say", "it had not shelled the harbour of Varn", "2024-05-09")
    (one,) = of(told(OWN, "shelled", "2024-05-08"), denial)
    assert [(each.side, each.speaker, each.reported) for each in one.claims] == [
        ("claimed", None, "2024-05-08"),
        ("denied", "SLD", "2024-05-09"),
    ]
    assert one.claims[0].says.text == OWN
    assert one.claims[0].origin == "herald of 2024 05 08"


VOICES = [
    told(f"{words} of {place}", trigger, f"2024-05-{day:02}")
    for words, trigger in (
        ("Guns of Southland shelled the harbour", "shelled"),
        ("Southland closed the port", "closed"),
    )
    for place in ("Varn", "Ostry")
    for day in (7, 8, 9)
]


def at_once(articles: Sequence[list[AnyRecord]], most: int) -> Memory:
    """All linked in one go, where every claim is told with all that lies near it."""
    memory, names = Memory(), []
    for document, *records in articles:
        assert isinstance(document, Document)
        memory.take(sources(document, records))
        names.append(document.id)
    link(names, memory, replace(limits(), most_candidates=most))
    return memory


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(CROWD), min_size=2, max_size=8, unique=True),
    st.lists(st.sampled_from(VOICES), min_size=1, unique_by=lambda each: each[0].id),
    st.lists(st.sampled_from(("2024-05-07", "2024-05-09")), unique=True),
    st.integers(1, 4),
    st.randoms(use_true_random=False),
)
def test_what_is_told_in_no_name_may_push_claims_out_of_sight_in_any_order(
    said: list[Said], voices: list[list[AnyRecord]], denied: list[str], most: int, dice: Any
) -> None:
    articles = [*(article(*each) for each in said), *voices, *map(dispute, denied)]
    expected = derived(at_once(articles, most))
    dice.shuffle(articles)
    assert derived(crowded(articles, most)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "it had not shelled the harbour of Ostry",  # elsewhere
        "it had not shelled the harbours of Varn and Ostry",  # names what is not told
        "it had shelled nobody",  # names nothing
    ],
)
def test_what_is_told_in_no_name_needs_more_signs_of_one_matter(words: str) -> None:
    assert of(told(OWN, "shelled", "2024-05-08"), article("SLD", "say", words, "2024-05-09")) == []


def test_words_that_are_told_are_their_speakers_and_not_the_articles() -> None:
    denial = article("SLD", "say", "it had not shelled the harbour of Varn", "2024-05-09")
    assert of(told(OWN, "shelled", "2024-05-08", kind="ACCUSE"), denial) == []


def dispute(day: str) -> list[AnyRecord]:
    """An article in which Northland claims and Southland denies."""
    words, denial = "guns of Southland shelled the harbour of Varn", "it had shelled no harbour"
    return article("NLD", "accuse", words, day, answer=denial)


def test_a_denial_told_elsewhere_stands_with_the_dispute_of_an_article_in_every_order() -> None:
    articles = [dispute("2024-05-08"), article("SLD", "say", "it had not shelled the harbour of Varn", "2024-05-09")]
    (one,) = of(*articles)
    assert [each.side for each in one.claims] == ["claimed", "denied", "denied"]
    assert len({each.document for each in one.claims}) == 2
    for order in permutations(articles):
        assert one_by_one(order) == [one]


def test_what_is_told_in_no_name_is_found_in_every_order_and_goes_with_its_article() -> None:
    articles = [told(OWN, "shelled", "2024-05-08"), article("SLD", "say", "it had not shelled Varn", "2024-05-09")]
    expected = of(*articles)
    assert len(expected) == 1
    for order in permutations(articles):
        memory = Memory()
        for records in (*order, articles[0][:1]):
            document = records[0]
            assert isinstance(document, Document)
            before = [each for found in memory.derived.values() for each in found if isinstance(each, Contradiction)]
            memory.take(sources(document, records[1:]))
            link([document.id], memory, limits())
        assert before == expected
        assert not [each for found in memory.derived.values() for each in found if isinstance(each, Contradiction)]


@pytest.mark.parametrize("judged", ["called it absurd that", "described as a lie the report that"])
def test_what_is_called_untrue_is_denied(judged: str) -> None:
    words = "Southland had shelled the harbour of Varn"
    text = f"Southland {judged} {words}."
    document = Document(text=text, published="2024-05-09", publisher="The Paper of Southland")
    place = text.rindex("Southland")
    actor = Actor(document=document.id, id="SLD", name="Southland", kind="state", country="SLD")
    mentions = [Mention(document=document.id, start=n, end=n + 9, actor="SLD", kind="name") for n in (0, place)]
    cue = Evidence(role="cue", start=10, end=text.index(" ", 10), text=text[10 : text.index(" ", 10)])
    denial = replace(statement(document, "SLD", "describe", words), evidence=(cue,))
    claim = article("NLD", "say", CLAIM[2], "2024-05-08")
    found = linked([*claim, document, actor, *mentions, denial])
    (one,) = (each for each in found if isinstance(each, Contradiction))
    assert [each.speaker for each in one.claims] == ["NLD", "SLD"]


def test_what_others_say_between_its_words_is_not_the_claim_s() -> None:
    before, after = "it had shelled no harbour", "and Varn was quiet"
    text = f"Southland was calm: {before}, a spokesman said on Sunday, {after}."
    document = Document(text=text, published="2024-05-09", publisher="The Paper of Southland")
    actor = Actor(document=document.id, id="SLD", name="Southland", kind="state", country="SLD")
    mention = Mention(document=document.id, start=0, end=9, actor="SLD", kind="name")
    spans = tuple(Span.cut(text, text.index(part), text.index(part) + len(part)) for part in (before, after))
    denial = replace(statement(document, "SLD", "say", before), content=spans)
    # On Wednesday, and not on Sunday, when the spokesman spoke.
    claim = article("NLD", "say", f"{CLAIM[2]} on Wednesday", "2024-05-08")
    (one,) = (e for e in linked([*claim, document, actor, mention, denial]) if isinstance(e, Contradiction))
    assert one.kind == "occurrence"


SHELLED = ("NLD", "say", "guns of Southland had attacked its harbour at Varn", "2024-05-08")


@pytest.mark.parametrize(
    ("claim", "reply", "contrary"),
    [
        (SHELLED[2], "Northland had started the shooting at Varn", True),
        (SHELLED[2], "Northland had started the shooting at Varn and it only returned fire", False),
        (SHELLED[2], "Eastland had started the shooting at Varn", False),
        ("Southland had launched an unprovoked attack at Varn", "men of Northland had opened fire first at Varn", True),
        (
            "Southland was to blame for the failure of the talks at Varn",
            "Northland had caused the talks at Varn to fail by changing its mind",
            True,
        ),
    ],
)
def test_who_began_each_lays_on_the_other(claim: str, reply: str, contrary: bool) -> None:
    assert bool(made(("NLD", "say", claim, "2024-05-08"), ("SLD", "say", reply, "2024-05-09"))) is contrary


def test_who_refused_may_have_agreed_since() -> None:
    refusal, accord = "Southland rejected the talks in Varn", "Southland agreed to the talks in Varn"
    assert not made(("SLD", "say", refusal, "2024-05-08"), ("NLD", "say", accord, "2024-05-10"))
    assert made(("NLD", "say", accord, "2024-05-08"), ("SLD", "say", refusal, "2024-05-10"))


def test_who_is_accused_may_answer_days_later_in_the_very_word() -> None:
    charge = ("NLD", "accuse", "Southland of shipping rifles to the rebels", "2024-05-01")
    assert made(charge, ("SLD", "deny", "it had shipped rifles to the rebels", "2024-05-09"))
    assert not made(charge, ("SLD", "deny", "it had shipped rifles to the rebels", "2024-05-20"))
    told = ("NLD", "say", "Southland shipped rifles to the rebels", "2024-05-01")
    assert not made(told, ("SLD", "deny", "it had shipped rifles to the rebels", "2024-05-09"))


def test_each_says_that_the_ground_is_its_own() -> None:
    one = ("NLD", "say", "the spring at Varn lay inside its own territory", "2024-05-08")
    assert made(one, ("SLD", "say", "the spring at Varn stood on its own soil", "2024-05-09"))
    assert not made(one, ("SLD", "say", "the mill at Oldry stood on its own soil", "2024-05-09"))


def test_some_of_one_people_may_be_part_of_all_who_died() -> None:
    few = ("NLD", "say", "nine Northland civilians were killed in the raid on Varn", "2024-05-08")
    assert not made(few, ("SLD", "say", "36 people were killed in the raid on Varn", "2024-05-09"))
    all_ = ("NLD", "say", "nine people were killed in the raid on Varn", "2024-05-08")
    assert made(all_, ("SLD", "say", "36 people were killed in the raid on Varn", "2024-05-09"))


def test_a_toll_that_has_reached_a_number_may_be_higher_days_later() -> None:
    first = ("NLD", "say", "the number of villagers killed in Varn has reached 12", "2024-10-21")
    assert made(first, ("SLD", "say", "the shelling killed 19 villagers in Varn", "2024-10-24")) == []
    assert len(made(first, ("SLD", "say", "the shelling killed 19 villagers in Varn", "2024-10-21"))) == 1


def test_a_number_that_is_called_untrue_is_not_the_one_of_who_says_so() -> None:
    claim = ("NLD", "say", "it had sunk five ships off Varn", "2024-10-21")
    denial = ("SLD", "say", "That six ships were sunk off Varn is untrue", "2024-10-21")
    assert all(each.kind != "number" for each in made(claim, denial))


def test_what_took_two_days_lies_in_no_place() -> None:
    from legation.link import points

    assert "cross" not in {p.kind for p in points.points("the mistake was understood within two days")}
    assert "cross" in {p.kind for p in points.points("the boat was always within Estonian waters")}
