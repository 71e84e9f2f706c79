"""What the words of a claim say is so or is not so."""

import pytest

from legation.link.oppositions import WORD, load
from legation.link.points import points, unreal

AT_NOTHING, AT_THING = "its guns had not fired at anything", "its guns had not fired at the monastery"
AT_TIME = "its guns had not fired at that time"


def told(text: str, *, denied: bool = False) -> dict[str, bool]:
    return {point.kind: point.holds for point in points(text, denied=denied)}


@pytest.mark.parametrize(
    ("text", "kind", "holds"),
    [
        ("its gunners had fired rockets at a village", "attack", True),
        ("its gunners had fired no rockets", "attack", False),
        ("there was no attack on the harbour", "attack", False),
        ("the attack would not go unanswered", "attack", True),
        ("the jets had violated Northland's airspace", "cross", True),
        ("the jets had kept to international waters and crossed no border", "cross", False),
        ("no agreement on the dam has been reached", "agree", False),
        ("it refused the offer of mediation", "agree", False),
        ("the mayor was not arrested", "arrest", False),
        ("its commander was alive and well", "death", False),
        ("the town remained under its control", "take", False),
        ("it had no hand in the sinking", "blame", False),
        ("it had captured the town's mayor", "arrest", True),
        ("it had seized nine men in the area", "arrest", True),
        ("it had nothing to do with the bomb", "blame", False),
        ("its men had respected the ceasefire", "truce", False),
        ("the soldiers broke the long ceasefire of March", "truce", True),
        ("soldiers are still in two districts", "leave", False),
        ("reports of a raid on the port were invented", "attack", False),
        ("it had failed to withdraw its troops", "leave", False),
        # A negated subject reaches its verb, however long it is.
        ("not a cubic metre of gas has come in", "shut", True),
        ("not one of the ships off the coast had fired", "attack", False),
        ("saw smoke over a town that was shelled and no ship", "attack", True),
        # It reaches over a clause that says who; a verb in that clause it does not turn round.
        ("none of those who had fled was recaptured", "arrest", False),
        ("none of those who had fled was recaptured", "leave", True),
        ("no sailor who was arrested had a lawyer", "arrest", True),
        # What is called untrue; who says so twice does not say it is true.
        ("it is wholly untrue that its tanks have crossed the river", "cross", False),
        ("it had sent nobody into Northland, and the story was invented", "cross", False),
        # Who was elsewhere did neither, and an accident is no attack.
        ("none of its aircraft had been anywhere near the town", "attack", False),
        ("the fire in the depot was an accident", "blame", False),
        ("nothing of the kind had happened at the lake", "attack", False),
        ("its commandos had been nowhere near the harbour", "presence", False),
        ("reports of Southland battalions near the lake were a product of the imagination", "presence", False),
        # What is forged nobody wrote, and who took his own life was killed by nobody.
        ("the envoy had signed the letter", "genuine", True),
        ("the letter was a forgery", "genuine", False),
        ("the general had taken his own life", "own hand", True),
        ("guards had shot him", "own hand", False),
        ("guards had shot him", "attack", True),
        ("a Northland jet went down over the lake", "loss", True),
        # Where nobody was hurt, nobody died; who has no soldiers there has not invaded.
        ("nobody was hurt in the landing", "death", False),
        ("Southland has no soldiers in Northland", "cross", False),
        # Who is left somewhere has stayed, who was not away has not left.
        ("not one ship was left at the reef", "leave", True),
        ("forty men were left in the fort", "leave", False),
        ("its boats have not been away for a single day", "leave", False),
        ("the crews stayed put all week", "leave", False),
        ("the last lorry had cleared the area", "leave", True),
        # How people were treated, and what was in goods.
        ("the sailors made them kneel on the deck", "harm", True),
        ("the prisoners were treated courteously", "harm", False),
        ("worms were found in the wheat", "tainted", True),
        ("the wheat was free of any living insect", "tainted", False),
        # What several arranged they agreed on.
        ("the coup had been concerted between the two", "agree", True),
        ("they were in league with the generals", "agree", True),
        ("all of it was settled beforehand", "agree", True),
        ("there was no arrangement with Southland", "agree", False),
        ("its own crew had scuttled her", "wreck", True),
        # What has begun is done in part, and no plan.
        ("it had begun to withdraw its troops", "leave", True),
        ("no such call took place", "meet", False),
        ("the jets had stayed over Southland", "cross", False),
        ("the siege of the town has been lifted", "shut", False),
        ("all its craft had returned to base", "loss", False),
        # Whether there is fighting, and whether who came met any.
        ("the port has been secured", "fighting", False),
        ("the whole valley is calm", "fighting", False),
        ("fighting for the port was still going on", "fighting", True),
        ("shots could be heard around the fort all night", "fighting", True),
        ("its columns entered the town without resistance", "resisted", False),
        ("its columns met stiff resistance in the town", "resisted", True),
        # Who was shot at and answered was not the first to shoot.
        ("its patrol came under fire from the ridge and replied", "first", False),
        ("the patrol fired first", "first", True),
        # What stands still has not been taken away.
        ("the gates at the pass are still standing", "leave", False),
        ("there had been no build-up", "massing", False),
        ("it had massed armour, guns and lorries along the border", "massing", True),
        # Who knew of it; what could not have been without somebody's consent had it.
        ("nobody in the capital knew of the landing", "knew", False),
        ("it had learned of the landing from the newspapers", "knew", False),
        ("they could not have landed without the governor's knowledge", "knew", True),
        ("the whole garrison has gone over to the rebels", "loyal", False),
        ("the fleet stayed loyal", "loyal", True),
        ("none of the prisoners had been shot", "death", False),
        ("the monks had been taken hostage", "arrest", True),
        ("the pact has not been ratified", "ratify", False),
        ("there had been no collision", "collide", False),
    ],
)
def test_what_is_so_and_what_is_not(text: str, kind: str, holds: bool) -> None:
    assert told(text)[kind] is holds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("it would not attack its neighbour", "attack"),
        ("he would sign no trade deal with either", "agree"),
        ("it had agreed to withdraw its patrols", "leave"),
        ("whoever attacks the island", "attack"),
        ("any attack would mean war", "attack"),
        ("the town could be captured within days", "take"),
        ("its soldiers must be in the valley", "presence"),
        ("it needs them alive", "death"),
        # What is demanded, favoured, opposed or feared is not said to be so, nor is what cannot be asked of somebody.
        ("it insists on a binding agreement", "agree"),
        ("it had always opposed a binding agreement on the dam", "agree"),
        ("the town now favoured the closure", "shut"),
        ("it had called for an immediate withdrawal", "leave"),
        ("it does not support a binding agreement", "agree"),
        ("they feared further attacks", "attack"),
        ("his country cannot be asked to sign a paper", "order"),
        ("the pilot flew into the American plane", "cross"),
        # Nobody crosses into an undertaking, and nobody is driven out of a place by leaving it.
        ("it had entered into no undertaking", "cross"),
        ("the truce entered into force", "cross"),
        ("a storm had cleared out the fishermen", "leave"),
        ("they have nothing left to prove", "leave"),
        ("the fight is still going on", "leave"),
    ],
)
def test_plans_duties_and_possibilities_are_no_facts(text: str, kind: str) -> None:
    assert kind not in told(text)


@pytest.mark.parametrize(
    ("text", "kind", "holds"),
    [
        ("it accepted a binding agreement", "agree", True),
        ("it supports the agreement of May", "agree", True),
        ("the talks that it demanded ended without an agreement", "agree", False),
        ("it cannot have ordered the raid", "order", False),
    ],
)
def test_what_stands_beside_a_wish_is_read_as_told(text: str, kind: str, holds: bool) -> None:
    assert told(text)[kind] is holds


def test_who_denies_what_an_act_aimed_at_is_told_so() -> None:
    aimed = {text: any(each.aimed for each in points(text)) for text in (AT_NOTHING, AT_THING, AT_TIME)}
    assert aimed == {AT_NOTHING: False, AT_THING: True, AT_TIME: False}


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("it was Peru that had opened fire", "who fired", True),
        ("it was not Peru that had opened fire", "who fired", False),
        ("the shots had come from Peru", "who fired", True),
        ("the shots hadn't come from Peru", "who fired", False),
        ("the shots had never come from Peru", "who fired", False),
        ("it was not the Ambler that ran into the ferry", "who rammed", False),
        ("Peru's men were the ones to cross the river", "who crossed", True),
    ],
)
def test_who_did_it_is_told_where_the_words_stress_it_and_deny_nothing(text: str, kind: str, says: bool) -> None:
    assert (kind in told(text)) == says


def test_a_negation_reaches_no_farther_than_its_clause() -> None:
    assert told("trade had not figured in the talks")["meet"]
    assert told("it did not move, and its guns shelled the town")["attack"]


def test_took_place_takes_nothing() -> None:
    assert "take" not in told("the talks took place in the capital")


def test_what_is_but_begun_is_marked_so() -> None:
    (point,) = (each for each in points("it has begun to withdraw its troops") if each.kind == "leave")
    assert point.begun
    (point,) = (each for each in points("it has withdrawn its troops") if each.kind == "leave")
    assert not point.begun


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it gave no pledge", ["pledg"]),
        ("it did not close the harbour", ["clos"]),
        ("it would not close the harbour", []),
        ("not a drop of the water would reach it", []),
        ("it went without a word", []),
    ],
)
def test_a_negation_turns_round_the_word_behind_it(text: str, words: list[str]) -> None:
    assert [each.stem for each in points(text) if each.kind == WORD] == words


def test_nothing_is_said_by_no_words() -> None:
    assert [points(text, denied=True) for text in ("", " ", "—", "who")] == [()] * 4


def test_what_is_denied_is_denied_up_to_the_next_clause() -> None:
    found = told("that it had supplied the missile which the rebels fired", denied=True)
    assert found["support"] is False
    assert found["attack"] is True


def test_every_kind_says_what_is_so_and_no_pattern_fits_nothing() -> None:
    for kind in load().kinds.values():
        assert not kind.positive.fullmatch("")
        assert kind.negative is None or not kind.negative.fullmatch("")


@pytest.mark.parametrize("thing", ["the post at Varn", "two Northland bases", "Varn airport"])
def test_who_captures_a_place_detains_nobody(thing: str) -> None:
    assert "arrest" not in told(f"it had captured {thing}")
    assert told(f"it had captured {thing}")["take"]


def test_a_condition_tells_no_fact() -> None:
    assert "attack" not in told("Southland would keep the truce if Northland stopped its attacks")
    assert told("Southland kept the truce when Northland stopped its attacks")["attack"] is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nobody had been taken hostage in the church", "take"),
        ("the settlers waited with supplies in the hills", "support"),
        ("armed men held the bridge", "support"),
        ("its columns met heavy resistance", "meet"),
        ("the cutter had fired two warning shots", "attack"),
        ("it called on the governor to open the road", "meet"),
        ("there had been no build-up at the strait", "build"),
        ("the upper house has not ratified it", "agree"),
        ("none of the prisoners was shot after laying weapons down", "loss"),
        ("it could not have moved a gun without his consent", WORD),
    ],
)
def test_what_only_looks_like_a_kind(text: str, kind: str) -> None:
    assert kind not in told(text)


def test_no_kind_is_missed_for_its_hints() -> None:
    """What the other tests find of the kinds that have hints is found in words that hold one."""
    hinted = {name: kind for name, kind in load().kinds.items() if kind.hints}
    for text in (
        "the siege is over and the valley calm",
        "its crews knew of it",
        "the pact was ratified",
        "she rammed her",
    ):
        found = {name for name, kind in hinted.items() if (kind.negative or kind.positive).search(text)}
        found |= {name for name, kind in hinted.items() if kind.positive.search(text)}
        assert found
        assert all(any(hint in text for hint in hinted[name].hints) for name in found)


def test_what_will_or_could_have_been_is_no_fact() -> None:
    assert unreal("the general could not have moved a gun, and the fleet will sail on Friday") == {"mov", "sail"}
    assert unreal("the general moved his guns") == frozenset()
