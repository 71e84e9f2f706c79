"""What one word tells of several parties becomes as few acts as tell the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from legation.annotations import Block, Sentence, Token
from legation.coding import compounding
from legation.coding.compounding import compounded
from legation.coding.drafts import Draft
from legation.coding.roles import Role
from legation.coding.triggers import Frame
from legation.records import Actor, Evidence

WORDS = "Peru Chile Brazil Cuba soldiers crowd fired met"
SENTENCE = Sentence(
    0,
    0,
    len(WORDS),
    Block(0, len(WORDS), "paragraph"),
    tuple(
        Token(i, WORDS.index(word), WORDS.index(word) + len(word), word, word, "NOUN", "NN", "dep", 0)
        for i, word in enumerate(WORDS.split())
    ),
)
PLACES = {"PER": "Peru", "CHL": "Chile", "BRA": "Brazil", "CUB": "Cuba", "soldiers": "soldiers", "crowd": "crowd"}


def _actor(key: str, country: str | None) -> Actor:
    return Actor(
        document="d",
        evidence=(Evidence(start=0, end=1, text="P", role="mention"),),
        confidence=1.0,
        why=(),
        id=key,
        name=key,
        kind="state" if country == key else "group",
        country=country,
    )


ACTORS = {
    **{key: _actor(key, key) for key in ("PER", "CHL", "BRA", "CUB")},
    "soldiers": _actor("soldiers", None),
    "crowd": _actor("crowd", "PER"),
}


def _roles(keys: Sequence[str]) -> tuple[Role, ...]:
    return tuple(Role((key,), WORDS.index(PLACES[key]), WORDS.index(PLACES[key]) + len(PLACES[key])) for key in keys)


def _act(actors: str, recipients: str, kind: str = "CONSULT", word: str = "met", confidence: float = 0.9) -> Draft:
    trigger = next(t for t in SENTENCE.tokens if t.text == word)
    return Draft(
        sentence=SENTENCE,
        trigger=trigger,
        words=(trigger,),
        frame=Frame(type=kind),
        mode=None,
        actors=_roles(actors.split()),
        recipients=_roles(recipients.split()),
        standing="actual",
        construction="verb",
        clause=None,
        confidence=confidence,
    )


def _told(*acts: Draft) -> list[tuple[str, str]]:
    found = compounded([(act, None) for act in acts], ACTORS)
    return [(" ".join(sorted(draft.actor)), " ".join(sorted(draft.recipient))) for draft, _ in found]


def _met(one: str, other: str) -> Draft:
    return _act(f"{one} {other}", f"{one} {other}")


def test_a_meeting_of_three_is_one_act() -> None:
    """Where each has met each, all have met."""
    assert _told(_met("PER", "CHL"), _met("CHL", "BRA"), _met("PER", "BRA")) == [("BRA CHL PER", "BRA CHL PER")]


def test_who_met_two_apart_did_not_bring_them_together() -> None:
    """Two who have met a third, but not each other, stand on one side."""
    assert _told(_met("PER", "CHL"), _met("PER", "BRA")) == [("PER", "BRA CHL")]


def test_pairs_that_share_nobody_stay_two() -> None:
    """Nothing is put together that would say more."""
    assert _told(_met("PER", "CHL"), _met("BRA", "CUB")) == [("CHL PER", "CHL PER"), ("BRA CUB", "BRA CUB")]


def test_several_upon_one_and_one_upon_several() -> None:
    """Acts with a side in common become one."""
    assert _told(_act("PER", "CUB", "SANCTION"), _act("CHL BRA", "CUB", "SANCTION")) == [("BRA CHL PER", "CUB")]
    assert _told(_act("PER", "CUB", "ACCUSE"), _act("PER", "BRA", "ACCUSE")) == [("PER", "BRA CUB")]


def test_each_upon_another_stays_apart() -> None:
    """Two acts that share no side would become four."""
    told = [("PER", "CUB"), ("CHL", "BRA")]
    assert _told(*(_act(actor, recipient, "ACCUSE") for actor, recipient in told)) == told


def test_half_an_act_goes_where_the_whole_is_told() -> None:
    """Of a side that is known, the country is enough."""
    assert _told(_act("PER", "", "ACCUSE"), _act("PER", "CUB", "ACCUSE")) == [("PER", "CUB")]
    assert _told(_act("", "CUB", "ACCUSE"), _act("PER", "CUB", "ACCUSE")) == [("PER", "CUB")]
    assert _told(_act("CHL", "", "ACCUSE"), _act("PER", "CUB", "ACCUSE")) == [("PER", "CUB"), ("CHL", "")]


def test_people_without_a_country_get_the_one_of_the_act() -> None:
    """A state's act upon itself says whose the people are."""
    assert _told(_act("soldiers", "crowd", "ASSAULT", "fired"), _act("crowd", "PER", "ASSAULT", "fired")) == [
        ("PER soldiers", "crowd")
    ]


def test_other_words_and_statuses_stay_apart() -> None:
    """Only what one word tells in one way is put together."""
    acts = (_act("PER", "CUB", "ACCUSE"), _act("PER", "BRA", "ACCUSE", "fired"), _act("BRA", "CHL", "REJECT"))
    assert _told(*acts) == [("PER", "CUB"), ("PER", "BRA"), ("BRA", "CHL")]


def test_one_word_tells_one_type_of_those_who_stand_on_a_side_of_both() -> None:
    """A word is one act; what is read in it beside that, of the same actor or recipient, is not told."""
    asked, charged = _act("PER", "CUB", "REQUEST", "fired", 0.7), _act("PER", "CUB CHL", "ACCUSE", "fired", 0.5)
    assert _told(asked, charged) == [("PER", "CUB")]
    assert _told(asked, _act("PER", "", "ACCUSE", "fired", 0.8)) == [("PER", "")]
    assert len(_told(asked, _act("CUB", "PER", "ACCUSE", "fired", 0.5))) == 2  # the other way round is another act


def test_who_suffers_by_a_word_does_nothing_by_it() -> None:
    """ "Soldiers killed in the attack" are not its authors; a state's act upon its own people says nothing of that."""
    hit = _act("PER", "CUB", "ASSAULT", "fired", 0.8)
    assert _told(hit, _act("CUB", "CHL", "ASSAULT", "fired", 0.6)) == [("PER", "CUB")]
    assert len(_told(hit, _act("PER", "PER", "ASSAULT", "fired", 0.6))) == 1
    assert len(_told(_act("PER", "CUB", "ACCUSE"), _act("CUB", "CHL", "ACCUSE"))) == 2


def test_an_act_is_as_sure_as_its_parts() -> None:
    """The less sure part counts."""
    acts = [(_act("PER", "CUB", "ACCUSE"), None), (_act("PER", "BRA", "ACCUSE", confidence=0.6), None)]
    assert [draft.confidence for draft, _ in compounded(acts, ACTORS)] == [0.6]


def test_one_word_tells_the_surer_of_two_types() -> None:
    curb, cut = _act("PER", "CHL", "COERCE", "fired", 0.8), _act("PER", "CHL", "SANCTION", "fired", 0.6)
    assert compounded([(cut, None), (curb, None)], ACTORS) == [(curb, None)]
    other = _act("CUB", "BRA", "SANCTION", "fired", 0.6)
    assert len(compounded([(curb, None), (other, None)], ACTORS)) == 2


def test_acts_of_different_words_are_never_held_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what a text costs grows as its acts do, and not with their square."""
    tried: list[tuple[Draft, Draft]] = []
    rivals = compounding._are_rivals

    def counted(one: Draft, other: Draft, actors: Mapping[str, Actor]) -> bool:
        tried.append((one, other))
        return rivals(one, other, actors)

    monkeypatch.setattr(compounding, "_are_rivals", counted)
    acts = [(_act("PER", "CHL", kind, word), None) for word in ("met", "fired") for kind in ("COERCE", "SANCTION")]
    assert len(compounded(acts, ACTORS)) == 2
    assert [one.trigger is other.trigger for one, other in tried] == [True, True]


def test_ministers_of_nobody_are_those_whom_a_look_finds() -> None:
    """ "The soldiers met" and "Peru and Chile met", both told by one word, are one meeting in the frame's words."""
    words = SENTENCE.tokens[-2:]
    half = replace(_act("soldiers", ""), words=words)
    ((draft, _),) = compounded([(half, None), (_met("PER", "CHL"), None)], ACTORS)
    assert (set(draft.actor), draft.words) == ({"PER", "CHL"}, words)
    assert len(_told(half, _act("PER", "CHL"))) == 2  # who acts on whom doesn't say whose soldiers they are
    assert len(_told(_act("crowd", ""), _met("BRA", "CHL"))) == 2


def test_a_mediator_is_in_what_he_brokers() -> None:
    """A frame that knows one of those between whom somebody mediates adds the mediator to the meeting of both."""
    brokered = replace(_act("BRA", "CHL"), frame=Frame(type="CONSULT", mode="third-party"))
    assert _told(_met("PER", "CHL"), brokered) == [("BRA CHL PER", "BRA CHL PER")]
    assert _told(_met("PER", "BRA"), brokered) == [("BRA CHL PER", "BRA CHL PER")]
    assert len(_told(_met("PER", "CUB"), brokered)) == 2
    assert len(_told(_met("PER", "CHL"), _act("BRA", "CHL"))) == 2


def test_a_set_phrase_tells_no_other_act_of_the_same_parties() -> None:
    phrase = replace(_act("PER", "CHL", "ASSAULT", "fired", 0.4), frame=Frame(type="ASSAULT", fixed=True))
    for kind, stays in (("COERCE", 0), ("REQUEST", 0), ("CONSULT", 1)):
        found = compounded([(phrase, None), (_act("PER", "CHL", kind, "fired", 0.9), None)], ACTORS)
        assert [draft.frame.type for draft, _ in found] == ["ASSAULT", *[kind] * stays]


def test_one_word_tells_no_blow_and_its_rebuke() -> None:
    blow, rebuke = _act("PER", "CHL", "ASSAULT", "fired", 0.6), _act("PER", "CHL", "ACCUSE", "fired", 0.5)
    assert compounded([(blow, None), (rebuke, None)], ACTORS) == [(blow, None)]


def test_people_of_one_state_are_no_other_party_than_it() -> None:
    """ "The crowd" is Peru's: one word tells of both but one of two rival types."""
    blow, protest = _act("crowd", "CHL", "ASSAULT", "fired", 0.6), _act("PER", "CHL", "PROTEST", "fired", 0.5)
    assert compounded([(protest, None), (blow, None)], ACTORS) == [(blow, None)]
    stray = _act("soldiers", "BRA", "PROTEST", "fired", 0.5)
    assert len(compounded([(stray, None), (blow, None)], ACTORS)) == 2
