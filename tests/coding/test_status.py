"""Status: what stands above a verb decides whether its act happens."""

import pytest

from coding.conftest import Read
from legation.annotations import Clause, Sentence
from legation.coding.past import History
from legation.coding.standings import StatusWords
from legation.coding.status import Judge
from legation.tables import yaml_table

VOID = None


@pytest.fixture(scope="module")
def words() -> StatusWords:
    return StatusWords.of(yaml_table("events/status.yaml"))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "lemma", "standing"),
    [
        ("Russia attacked the port.", "attack", "actual"),
        ("Russia has not attacked the port.", "attack", "negated"),
        ("Russia never attacked the port.", "attack", "negated"),
        ("Russia will attack the port.", "attack", "future"),
        ("Russia could attack the port.", "attack", "hypothetical"),
        ("Russia can attack the port.", "attack", VOID),
        ("Russia must attack the port.", "attack", VOID),
        ("Did Russia attack the port?", "attack", VOID),
        ("Attack the port.", "attack", VOID),
        ("Russia nearly attacked the port.", "attack", VOID),
        ("Russia narrowly attacked the port.", "attack", VOID),
        ("Russia came close to attacking the port.", "attack", "hypothetical"),
        ("Russia has no intention of attacking the port.", "attack", "negated"),
        ("Russia plans to attack the port.", "attack", "future"),
        ("The Duma voted to attack the port.", "attack", "future"),
        ("Russia did not plan to attack the port.", "attack", "negated"),
        ("Russia wants to attack the port.", "attack", "hypothetical"),
        ("Russia refused to attack the port.", "attack", "negated"),
        ("Russia failed to attack the port.", "attack", "negated"),
        ("Russia threatened to attack the port.", "attack", VOID),
        ("Iran urged Russia to attack the port.", "attack", VOID),
        ("Turkey repeated its call that Russia leave the port.", "leave", VOID),
        ("Turkey renewed its demand that the troops be withdrawn from the port.", "withdraw", VOID),
        ("Turkey voiced hope that Russia left the port.", "leave", "hypothetical"),
        ("Turkey saw evidence that Russia left the port.", "leave", "actual"),
        ("Turkey gave the reason that Russia had left the port.", "leave", "actual"),
        ("Iran allowed Russia to attack the port.", "attack", VOID),
        ("Whatever helps Russia to attack the port is bad news.", "attack", VOID),
        ("Anything that helps the two to meet is good news.", "meet", VOID),
        ("Nobody who attacked the port was seen again.", "attack", VOID),
        ("The more the neighbours shell the port, the worse the hunger.", "shell", VOID),
        ("The longer the neighbours shelled the port, the worse the hunger grew.", "shell", "actual"),
        ("Russia shells the port the more fiercely, the larger of the two.", "shell", "actual"),
        ("Russia began to attack the port.", "attack", "actual"),
        ("Russia was forced to leave the port.", "leave", "actual"),
        ("Russia is expected to attack the port.", "attack", "future"),
        ("Russia is unlikely to attack the port.", "attack", "hypothetical"),
        ("It is unlikely that Russia attacked the port.", "attack", "hypothetical"),
        ("It seems improbable that Russia will attack the port.", "attack", "hypothetical"),
        ("It is clear that Russia attacked the port.", "attack", "actual"),
        ("The council voted to ban Russia.", "ban", "actual"),
        ("The council voted 12 to 3 to ban Russia.", "ban", "actual"),
        ("The council voted to attack Russia.", "attack", "future"),
        ("Russia is able to attack the port.", "attack", VOID),
        ("Russia announced plans to attack the port.", "attack", "future"),
        ("Russia has no plan to attack the port.", "attack", "negated"),
        ("Russia dropped a plan to attack the port.", "attack", "negated"),
        ("Russia did not announce plans to attack the port.", "attack", "hypothetical"),
        ("Russia has the right to attack the port.", "attack", VOID),
        ("Officials said Russia attacked the port.", "attack", "actual"),
        ("Officials did not say that Russia attacked the port.", "attack", "hypothetical"),
        ("Officials denied that Russia attacked the port.", "attack", "negated"),
        ("Officials think Russia attacked the port.", "attack", "hypothetical"),
        ("Officials asked whether Russia attacked the port.", "attack", "hypothetical"),
        ("If Russia attacks the port, prices will rise.", "attack", "hypothetical"),
        ("Iraq will sell oil as long as Russia attacks the port.", "attack", "hypothetical"),
        ("Iraq promised oil so long as Russia left the port.", "leave", "hypothetical"),
        ("Iraq will sell oil as long as Russia does not attack the port.", "attack", "hypothetical"),
        ("Iraq has sold oil for as long as Russia has attacked the port.", "attack", "actual"),
        ("Iraq will sell oil provided that Russia leaves the port.", "leave", "hypothetical"),
        ("Iraq agreed to sell oil provided that Russia left the port.", "leave", "hypothetical"),
        ("Assuming that Russia leaves the port, Iraq will sell oil.", "leave", "hypothetical"),
        ("Iraq will sell oil on condition that Russia leaves the port.", "leave", "hypothetical"),
        ("In the event that Russia leaves the port, Iraq will sell oil.", "leave", "hypothetical"),
        ("Iraq came to the understanding that Russia left the port.", "leave", "actual"),
        ("If Iran closes the strait and Russia leaves the port, prices will rise.", "leave", "hypothetical"),
        ("Unless Iran closes the strait, prices will fall, and Russia left the port.", "leave", "actual"),
        ("Russia waited until Iran attacked the port.", "attack", "actual"),
        ("Russia would not talk until Iran attacked the port.", "attack", "hypothetical"),
        ("Russia vowed not to leave until Iran attacked the port.", "attack", "hypothetical"),
        ("Russia did not leave until Iran attacked the port.", "attack", "actual"),
        ("Russia is to attack the port on Monday.", "attack", "future"),
        ("Russia was to attack the port on Monday.", "attack", "hypothetical"),
        ("Officials say Russia attacked the port; Iran has not said if it will leave.", "attack", "actual"),
        ("Russia attacked the port; Iran has not said if it will leave.", "attack", "actual"),
        ("Prices rose after Russia attacked the port.", "attack", "actual"),
        ("After attacking the port, Russia left.", "attack", "actual"),
        ("Russia left without attacking the port.", "attack", "negated"),
        ("Two envoys were ordered out of Peru for attacking a guard.", "attack", "actual"),
        ("Russia set a date for attacking the port.", "attack", None),
        ("Russia prepared for attacking the port.", "attack", "future"),
        ("Iran accused Russia of attacking the port.", "attack", VOID),
        ("Iran condemned Russia for attacking the port.", "attack", "actual"),
        ("Russia sent ships to attack the port.", "attack", VOID),
        ("The first state to recognise Kosovo was Albania.", "recognise", "actual"),
        ("Russia did not attack or occupy the port.", "occupy", "negated"),
        ("Russia may attack the port and occupy the town.", "occupy", "hypothetical"),
        ("Russia usually attacked ports.", "attack", VOID),
        ("Had Russia attacked the port, prices would have risen.", "attack", "hypothetical"),
        # "Will" in the words of the past; a condition makes it none.
        ("Russia said it would attack the port.", "attack", "future"),
        ("Russia said it would attack the port if talks failed.", "attack", "hypothetical"),
        ("Russia said it would have attacked the port.", "attack", "hypothetical"),
        ("Russia would attack the port.", "attack", "hypothetical"),
        # A duty; what somebody "had to do" he did.
        ("Russia ought to leave the port.", "leave", VOID),
        ("Russia has to leave the port.", "leave", VOID),
        ("Russia had to leave the port.", "leave", "actual"),
        ("Russia cancelled no plans to attack the port.", "attack", "hypothetical"),
        # Not done so far.
        ("Russia has yet to attack the port.", "attack", "negated"),
    ],
)
def test_standing_follows_what_governs(
    text: str, lemma: str, standing: str | None, read: Read, words: StatusWords
) -> None:
    reading = read(text)
    judge = Judge(words, reading.of(Clause))
    spelt = {lemma, lemma.replace("ise", "ize")}
    assert [judge.clause(c) for c in reading.of(Clause) if c.head.lemma.lower() in spelt] == [standing]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "noun", "standing"),
    [
        ("The attack killed two people.", "attack", "actual"),
        ("No attack took place.", "attack", "negated"),
        ("A possible attack worries them.", "attack", VOID),
        ("They prepared a planned attack.", "attack", "future"),
        ("They want to prevent an attack.", "attack", "hypothetical"),
        ("They urged talks on the port.", "talks", VOID),
        ("They called for talks on the port.", "talks", VOID),
        ("After the attack they left.", "attack", "actual"),
        ("They put the odds of an attack at one in four.", "attack", "hypothetical"),
        ("They raised the probability of an attack.", "attack", "hypothetical"),
        ("An attack is improbable.", "attack", "hypothetical"),
        ("They averted an attack.", "attack", "negated"),
        ("They rejected the criticism.", "criticism", "actual"),
        ("The accusation was denied by them.", "accusation", "actual"),
        ("They have not condemned the attack.", "attack", "actual"),
        ("They have not answered the appeal.", "appeal", "actual"),
        ("It was not an attack on the port.", "attack", "negated"),
        ("It was an attack on the port.", "attack", "actual"),
        ("They have not issued the appeal.", "appeal", "negated"),
        ("They have never apologized for the attack.", "attack", "actual"),
    ],
)
def test_standing_of_a_noun(text: str, noun: str, standing: str | None, read: Read, words: StatusWords) -> None:
    reading = read(text)
    judge = Judge(words, reading.of(Clause))
    sentence = reading.of(Sentence)[0]
    token = next(t for t in sentence.tokens if t.lower == noun)
    assert judge.noun(sentence, token) == standing


@pytest.mark.parametrize(
    ("published", "text", "past"),
    [
        ("2024-10-20", "It was attacked in 2014.", True),
        ("2024-10-20", "It was attacked in 2024.", False),
        ("2024-10-20", "It was attacked two decades ago.", True),
        ("2024-10-20", "It was attacked in the 1980s.", True),
        ("2024-10-20", "It sent 2,014 soldiers.", False),
        ("2024-10-20", "It sent $1990 million.", False),
        (None, "It was attacked in 1991, and again in 2016.", True),
        (None, "It was attacked on Monday.", False),
    ],
)
def test_history_needs_a_date_well_before_publication(
    published: str | None, text: str, past: bool, words: StatusWords
) -> None:
    assert History(published, text, (), words).is_past(0, len(text)) is past
