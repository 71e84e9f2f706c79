"""What stands near a claim, or comes after it, and contradicts something else; and what lays one matter on another."""

from dataclasses import replace

import pytest

from legation.link import claiming
from legation.link import contrary as contraries
from legation.link.assertions import assertions
from legation.link.disputes import Dispute, disputes, happenings
from legation.link.figures import figures, sort_of
from legation.link.matters import said
from legation.link.points import points
from spoken import Said, article


def found(*said: Said | str) -> list[Dispute]:
    statements, scene = article(*said)
    return list(disputes(tuple(assertions(statements, scene)), scene))


@pytest.mark.parametrize(
    "beside",
    [
        # Another kind of thing, of other parties, or of somebody else.
        ("NLD", "say", "the monitors would come in spring"),
        ("ELD", "say", "talks with Northland went on"),
    ],
)
def test_a_full_denial_denies_nothing_else_that_stands_beside_it(beside: Said) -> None:
    assert not found(beside, ("SLD", "deny", "its gunners had shelled the harbour"))


def test_a_denial_in_a_pronoun_takes_up_whatever_was_said() -> None:
    (one,) = found(("NLD", "say", "the dam had been discussed"), ("SLD", "say", "it was not touched upon"))
    assert one.claim.speaker == "NLD"


def test_who_denies_does_not_answer_for_another_who_is_accused() -> None:
    accused: Said = ("NLD", "accuse", "Eastland shipped rifles to the rebels")
    own: Said = ("SLD", "say", "not a single rifle of Southland had gone to the rebels")
    assert not found(own, accused)
    assert found(own, ("NLD", "accuse", "Southland shipped rifles to the rebels"))


def test_whose_claim_is_denied_the_words_tell() -> None:
    mine: Said = ("SLD", "say", "the harbour was still in its hands")
    theirs: Said = ("NLD", "say", "its troops had taken the harbour")
    (one,) = found(theirs, mine, ("ELD", "describe", "Northland's latest claim a lie"))
    assert (one.claim.speaker, one.denial.speaker) == ("NLD", "ELD")


def test_two_who_deny_contradict_nothing_without_a_word_in_common() -> None:
    first: Said = ("NLD", "say", "we have not given up a single fort")
    assert not found(first, "It rained.", ("SLD", "say", "no tents had reached Northland"))


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("the chapel lies two kilometres from the fighting", False),
        ("the fort lies inside its own territory", False),
        ("the fort lies well within the zone", False),
        ("all these are lies", True),
        ("the lies of the rebels", True),
    ],
)
def test_what_lies_somewhere_is_no_lie(text: str, denies: bool) -> None:
    statements, scene = article(("SLD", "say", text))
    assert [bool(each.denies) for each in assertions(statements, scene)] == [denies]


def test_losses_of_two_sides_are_two_things() -> None:
    claim: Said = ("NLD", "say", "nine of its soldiers had been killed")
    assert not found(claim, ("SLD", "report", "no casualties"))
    statements, scene = article(claim, ("SLD", "report", "no casualties"))
    told = tuple(assertions(statements, scene))
    assert not list(happenings(told, scene))


def test_what_is_counted_in_two_places_is_not_one_thing() -> None:
    here, there = "the toll in Marren stood at 14", "nine men had died in Oldry"
    assert not found(("NLD", "say", here), ("SLD", "say", there))
    assert found(("NLD", "say", here), ("SLD", "say", "nine men had died in Marren"))


@pytest.mark.parametrize("text", ["the three jets had crashed", "the five ships were gone"])
def test_a_small_number_behind_the_counts_nothing(text: str) -> None:
    assert not list(figures(text))


def test_a_number_in_a_list_is_a_part_of_more() -> None:
    (two,) = (each for each in figures("two jets and a bomber were shot down") if each.low == 2)
    assert two.high == float("inf")
    (sorted_,) = (each for each in figures("two patrol boats and a trawler were sunk") if each.low == 2)
    assert sorted_.high == 2
    assert sort_of("five crew members") == "crew"


def test_who_was_thought_dead_denies_no_death() -> None:
    assert not [each for each in points("a guard thought dead had been found alive") if each.kind == "death"]
    assert [each.holds for each in points("the guard was alive") if each.kind == "death"] == [False]


def test_who_denies_a_deed_of_his_own_denies_no_charge_against_another() -> None:
    charge: Said = ("NLD", "accuse", "Eastland of laying mines in Northland")
    assert not found(charge, ("SLD", "deny", "that it had sold shells to Eastland"))
    assert not found(charge, ("SLD", "deny", "reports that it would let tanks of Eastland land near the mines"))
    assert found(("NLD", "accuse", "Southland of selling shells to Eastland"), ("SLD", "deny", "that it had sold any"))


@pytest.mark.parametrize("reports", ["reports that it was about to", "a newspaper report that it would"])
def test_who_denies_reports_denies_what_they_tell(reports: str) -> None:
    claim: Said = ("NLD", "say", "it had stopped all sales of rifles and had asked Southland to do so too")
    assert not found(claim, ("SLD", "deny", f"{reports} deliver tanks to Eastland"))


def test_one_voice_of_a_state_may_deny_what_another_said() -> None:
    statements, scene = article(("SLD", "say", "a missile had hit the ferry"), ("SLD", "deny", "the minister's claim"))
    for number, who in enumerate(("person:minister", "org:ministry")):
        statements[number] = replace(statements[number], speaker=replace(statements[number].speaker, actor=who))
    (one,) = disputes(tuple(assertions(statements, scene)), scene)
    assert (one.claim.actor, one.denial.actor) == ("person:minister", "org:ministry")


def test_one_voice_of_a_state_that_says_more_denies_no_other() -> None:
    assert not found(("SLD", "say", "a missile had hit the ferry"), ("SLD", "deny", "that anybody had been hurt"))


def test_who_will_keep_a_truce_denies_nothing() -> None:
    claim: Said = ("NLD", "say", "a ceasefire with Southland was in force and the fort was taken")
    assert not found(claim, ("SLD", "say", "Southland would respect the ceasefire if Northland stopped its attacks"))


def test_none_of_its_own_lost_denies_no_losses_of_another() -> None:
    assert not found(
        ("NLD", "say", "Northland had lost four planes"), ("SLD", "say", "none of its planes had been lost")
    )


def test_what_each_does_himself_is_one_matter_only_where_a_word_says_so() -> None:
    downed: Said = ("NLD", "say", "it had shot down three jets of Southland")
    for denied, one in (("that Southland had bombed a village", False), ("that its jets had been attacked", True)):
        statements, scene = article(downed, ("SLD", "deny", denied))
        claim, denial = claiming.happenings(tuple(assertions(statements, scene)), scene)
        assert (contraries.denies(denial, claim) is not None) is one


@pytest.mark.parametrize(
    ("words", "contrary"),
    [
        ("the Northland dead at 10,000", []),
        ("the Southland dead at 400", [(9000, 400)]),
        ("the Northland dead at 10,000 and Southland losses at 30", [(9000, 30)]),
    ],
)
def test_whose_dead_are_counted_is_told_before_the_number(words: str, contrary: list[tuple[float, float]]) -> None:
    statements, scene = article(("NLD", "say", "9,000 Southland soldiers had been killed"), ("SLD", "say", words))
    statements[1] = replace(statements[1], cue="put")
    made = disputes(tuple(assertions(statements, scene)), scene)
    assert [(each.figures[0].low, each.figures[1].low) for each in made if each.figures] == contrary


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("two jets of Southland had been downed", ""),
        ("two jets of Southland had been downed by Northland", "NLD"),
        ("gunners of Southland had downed two jets", "SLD"),
    ],
)
def test_who_is_named_before_a_passive_was_hit_and_did_nothing(words: str, party: str) -> None:
    statements, scene = article(("ELD", "say", words))
    (claim,) = claiming.happenings(tuple(assertions(statements, scene)), scene)
    assert {each.party for each in said(claim) if each.kind == "attack"} == {party}
