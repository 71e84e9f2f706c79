"""What answers a claim right before it, to the contrary; and what only stands beside it."""

from dataclasses import replace

import pytest

from legation.link.answers import Answer, answers
from legation.link.assertions import assertions
from legation.link.disputes import happenings
from legation.records import Span
from spoken import Said, article, statement


def found(*said: Said | str, cue: str = "say") -> list[Answer]:
    statements, scene = article(*said, cue=cue)
    return list(answers(tuple(assertions(statements, scene)), scene.document.text))


CLAIM: Said = ("NLD", "say", "several of the ferries were sunk by the storm")


@pytest.mark.parametrize(
    ("claim", "reply", "cue"),
    [
        (CLAIM, "not one has been lost", "insist"),
        (CLAIM, "all of them returned to port", "maintain"),
        ("the work on the dam goes on at full speed", "it had been halted", "swear"),
        ("the prisoners have no electricity and no water", "they are in good health", "maintain"),
        ("columns of Southland went in before a shot was fired", "it sent them only in reply", "insist"),
        ("the minister never spoke these words", "he did speak them", "insist"),
        ("the port of Varn has been secured", "fighting for the port was still going on", "say"),
        ("the gates at Varn had been removed", "they were still standing", "say"),
        ("they could hear shots all night", "the valley was calm", "say"),
    ],
)
def test_an_answer_leans_on_its_claim(claim: Said | str, reply: str, cue: str) -> None:
    said = claim if isinstance(claim, tuple) else ("NLD", "say", claim)
    (one,) = found(said, ("SLD", "claim", reply), cue=cue)
    assert (one.claim.speaker, one.reply.speaker) == ("NLD", "SLD")


@pytest.mark.parametrize(
    "beside",
    [
        ("SLD", "say", "it would not sail again"),  # a plan
        ("SLD", "say", "the harbour was quiet on Sunday"),  # nothing to the contrary
        ("SLD", "say", "none of its envoys had asked for a meeting"),  # of something else
        ("NLD", "say", "not one has been lost"),  # the same speaker
        ("SLD", "agree", "to send no more of them"),  # what is agreed to
    ],
)
def test_what_stands_beside_a_claim_is_no_answer(beside: Said) -> None:
    assert found(CLAIM, beside) == []


@pytest.mark.parametrize(
    "reply", [("say", "it had opposed an agreement on the dam"), ("reject", "an agreement on the dam")]
)
def test_what_somebody_opposes_is_no_answer(reply: tuple[str, str]) -> None:
    assert found(("NLD", "say", "the talks on the dam ended without an agreement"), ("SLD", *reply)) == []


def test_the_article_itself_says_that_accounts_differ() -> None:
    told, reply = "Southland has another version.", ("SLD", "say", "the masters had drawn no lots")
    claim: Said = ("NLD", "say", "they were chosen by hand")
    assert found(claim, reply) == []
    assert len(found(claim, told, reply)) == 1


@pytest.mark.parametrize("told", ["The pilots said the opposite.", "The owners tell it differently."])
def test_who_is_said_to_tell_the_opposite_lays_one_deed_on_another(told: str) -> None:
    claim: Said = ("group:NLD:JRN:radio", "say", "gunners of Southland had sunk the ferry")
    reply: Said = ("SLD", "say", "the crew had scuttled her")
    assert found(claim, reply) == []
    assert len(found(claim, told, reply)) == 1


@pytest.mark.parametrize("told", ["Whom is one to believe?", "On the contrary."])
def test_each_lays_it_on_the_other_where_the_text_says_that_accounts_differ(told: str) -> None:
    claim: Said = ("NLD", "say", "soldiers of Southland attacked at dawn")
    reply: Said = ("SLD", "say", "the gunners of Northland went on with their work")
    assert found(claim, reply) == []
    before, between = (told, claim, reply), (claim, told, reply)
    assert len(found(*(before if told.endswith("?") else between))) == 1


def test_what_was_held_until_something_became_known_is_a_change() -> None:
    claim: Said = ("NLD", "say", "the fight for the town was going on")
    reply: Said = ("SLD", "say", "it had ended")
    assert len(found(claim, reply)) == 1
    statements, scene = article(f"{claim[2]}, they maintained, until an envoy wrote that {reply[2]}.")
    both = [statement(scene.document, *each) for each in (claim, reply)]
    assert list(answers(tuple(assertions([*statements, *both], scene)), scene.document.text)) == []


def test_two_who_deny_are_of_one_mind() -> None:
    denial: Said = ("NLD", "say", "the claim is wholly untrue")
    assert found(denial, ("SLD", "claim", "neither Northland nor its pilots took part"), cue="insist") == []


def test_what_somebody_names_is_what_was_told_before() -> None:
    claim: Said = ("NLD", "say", "its officers came upon beetles in the sacks")
    assert len(found(claim, ("ELD", "say", "the insect they name has never been seen on grain"), cue="retort")) == 1
    assert found(claim, ("ELD", "say", "the harbour has never been closed to trade"), cue="retort") == []


def test_who_speaks_between_takes_the_answer() -> None:
    claim, other = CLAIM, ("ELD", "say", "a lighthouse fell into the sea")
    (one,) = found(claim, ("SLD", "claim", "not one has been lost"), cue="insist")
    assert one.claim.speaker == "NLD"
    between = found(claim, other, ("SLD", "claim", "not one has been lost"), cue="insist")
    assert [each.claim.speaker for each in between] == ["ELD"] or between == []


def test_who_but_rejects_it_between_does_not_take_the_answer() -> None:
    claim: Said = ("NLD", "say", "the boat of Southland had an illegal liner in its net")
    reply: Said = ("SLD", "say", "there had been no liner")
    statements, scene = article(f"It told reporters: {claim[2]}. The owners rejected that. A lawyer found: {reply[2]}.")
    said = [statement(scene.document, *each) for each in (claim, ("ELD", "reject", "that"), reply)]
    (one,) = answers(tuple(assertions([*statements, *said], scene)), scene.document.text)
    assert (one.claim.speaker, one.reply.speaker) == ("NLD", "SLD")


def test_an_answer_becomes_a_dispute_and_no_pair_becomes_two() -> None:
    statements, scene = article(CLAIM, ("SLD", "claim", "not one has been lost"), cue="insist")
    (one,) = happenings(tuple(assertions(statements, scene)), scene)
    assert [each.side for each in one.claims] == ["claimed", "denied"]
    accused: Said = ("NLD", "accuse", "Southland shelled the harbour of Varn")
    statements, scene = article(accused, ("SLD", "say", "it had not shelled any harbour"), cue="insist")
    assert len(list(happenings(tuple(assertions(statements, scene)), scene))) == 1


def test_who_denies_it_tells_behind_a_colon_what_he_holds() -> None:
    words = "it: nobody had refused it"
    statements, scene = article(("NLD", "say", "the plan was turned down"), ("SLD", "deny", words))
    start = scene.document.text.index(words)
    short = Span.cut(scene.document.text, start, start + 2)
    denial = replace(statements[1], content=(short,))
    told = list(assertions([statements[0], denial], scene))
    assert told[1].says.text == words


def test_who_says_that_it_is_not_so_is_who_denies() -> None:
    said: tuple[Said, ...] = (
        ("NLD", "say", "it held no prisoners of Southland"),
        ("SLD", "claim", "Northland is holding four of its men"),
    )
    statements, scene = article(*said, cue="insist")
    (one,) = happenings(tuple(assertions(statements, scene)), scene)
    assert [(each.side, each.speaker) for each in one.claims] == [("claimed", "SLD"), ("denied", "NLD")]


def test_the_claim_is_what_was_said_earlier() -> None:
    denial: Said = ("NLD", "say", "no monk had been taken hostage")
    claim: Said = ("SLD", "say", "rebels held the monks as hostages")
    for frame, speakers in (("had said on Monday", ["SLD", "NLD"]), ("was certain", ["NLD", "SLD"])):
        statements, scene = article(f"{denial[2]}, the abbot found. The ministry {frame} that {claim[2]}.")
        both = [statement(scene.document, *each) for each in (denial, claim)]
        (one,) = happenings(tuple(assertions([*statements, *both], scene)), scene)
        assert [each.speaker for each in one.claims] == speakers
