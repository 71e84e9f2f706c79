"""Look-alikes: pairs of sentences that differ in one sign, of which one is a forecast and the other is none."""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from coding.prediction_cases import SIGNS
from legation.coding.predictions import PredictionTables, predictions
from legation.coding.statements import statements
from legation.records import Prediction

Code = Callable[[str], list[Prediction]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def code(read: Read) -> Code:
    tables = statement_tables()
    saying = statements(tables)
    predicting = predictions(PredictionTables(tables.likelihoods, tables.acts.no_claim, SIGNS))

    def run(text: str) -> list[Prediction]:
        reading = read(text)
        found = predicting.run(reading.plus(saying.run(reading)))
        return [r for r in found if isinstance(r, Prediction)]

    return run


@pytest.mark.parametrize(
    ("forecast", "other"),
    [
        # a law lays it down
        ("The levy will fall next year.", "Under article 12 the levy will fall next year."),
        # anybody, not somebody
        ("A bank that lost its deposits will fail.", "A bank that loses its deposits will fail."),
        # always, not once
        ("When the rains come, the price will fall.", "When rates rise, prices will fall."),
        # the speaker decides
        ("“We could lose the strait,” the general said.", "“We could close the strait,” the general said."),
        ("The premier said the Greens could close the mine.", "“I could close the mine,” the premier said."),
        # by appointment
        ("The truce will collapse on Friday.", "The talks will begin on Friday."),
        # a wish
        ("The new year may bring war, the editor wrote.", "May the new year bring peace, the editor wrote."),
        # behind an order
        ("Prices will fall.", "Hand over the town or it will fall."),
        # a guess at what has been, or is
        ("The price may fall, the trader said.", "The price may have fallen, the trader said."),
        ("The suspect will probably flee.", "The suspect is probably a local man."),
        ("The debt may yet be higher, the bank said.", "The debt may be higher, the bank said."),
        # what would be if things were otherwise
        ("The envoy said the price would fall.", "If the town had a port, the price would fall."),
        # history
        (
            "A professor predicted that the war would last a year.",
            "In 1913 a professor predicted that the war would last a year.",
        ),
        ("Few think that the truce will last.", "Few thought that the truce would last, yet it lasted."),
        ("The envoy predicted that the lira would fall.", "The envoy predicted that the lira would fall. It rose."),
        ("The party is expected to win.", "The party was expected to win and lost."),
        ("The farmer no longer believes that the rain would come.", "A farmer once believed that the rain would come."),
        (
            "The clerk admitted that the bank had warned that the money would run out.",
            "The bank had warned that the money would run out.",
        ),
        # a ship heads for a port, who asks claims nothing
        ("The lira is headed for a crash.", "The ship is headed for Genoa."),
        ("The lira will fall, some ask.", "“Will the lira fall?” is asked in every market."),
        # a treaty's own text
        ("Chad will collapse in May, according to the envoy.", "Chad shall leave in May, according to the text."),
        # what polls say is a forecast, whoever acts
        ("The Greens will have a majority, if the polls are right.", "The Greens will have a party on Friday."),
        # an ultimatum
        (
            "“The town will fall,” said the editor.",
            "“Free our men or the town will fall,” said a leaflet.",
        ),
        (
            "The wells will be burnt the day the rain comes, a trader said.",
            "The wells will be burnt the day the rain comes, a gunman said.",
        ),
        (
            "One more frost and the crop will fail, a farmer said.",
            "One more raid and the town will fall, a commander said.",
        ),
        # somebody's word
        (
            "No house will be without water by May, the engineers believe.",
            "The mayor guarantees one thing: prices will fall.",
        ),
        ("Prices will fall. The mayor was asked twice.", "Prices will fall. On that the mayor has staked his name."),
        # without a thing that there is
        ("Without oil the town will be poorer.", "Without oil the town would be a poorer and perhaps a better place."),
        # conduct, not what happens
        ("The guests are expected to lose.", "Guests are expected to wear gloves."),
    ],
)
def test_a_sign_tells_a_look_alike_from_a_forecast(code: Code, forecast: str, other: str) -> None:
    assert len(code(forecast)) == 1
    assert code(other) == []


@pytest.mark.parametrize(
    "text",
    [
        "Under the new rules, the levy will probably fall.",
        "A bank that loses its deposits is likely to fail.",
        "If a deal is struck, the lira will probably rise.",
    ],
)
def test_words_that_weigh_a_chance_make_a_forecast_of_it(code: Code, text: str) -> None:
    assert len(code(text)) == 1


@pytest.mark.parametrize(
    ("text", "claim", "low", "high"),
    [
        ("Bankers think a default unlikely.", "a default unlikely", 20, 45),
        ("Bankers call it highly likely that the lira will fall.", "the lira will fall", 80, 95),
        ("Traders rate a truce as a remote possibility.", "a truce as a remote possibility", 1, 5),
        ("Whether the bridge opens on time is a toss-up.", "Whether the bridge opens on time is a toss-up", 45, 55),
        ("A second run on the bank cannot be ruled out.", "A second run on the bank cannot be ruled out", 5, 95),
        ("The garrison does not rule out an assault before dawn.", "an assault before dawn", 5, 95),
        ("None of the brokers foresees a rebound this year.", "a rebound this year", 1, 20),
        ("The river is on course to break its banks.", "The river is on course to break its banks", 55, 95),
        ("The bank puts the risk at 60 to 70 per cent that the lira will fall.", "the lira will fall", 60, 70),
        ("The agency is ninety per cent sure that the dam will hold.", "the dam will hold", 85, 95),
        ("It is all but certain that the dam will hold.", "the dam will hold", 93, 99),
        ("Rationing is now thought inevitable.", "Rationing is now thought inevitable", 93, 99),
        ("The House is considered almost certain to fall.", "The House is considered almost certain to fall", 93, 99),
        ("The bank is headed for a default.", "The bank is headed for a default", 55, 95),
        ("There could well be a coup, the envoy said.", "There could well be a coup", 45, 95),
        # Numbers and words of chance outside the clause that they weigh.
        ("A Leeds bookmaker offers 7-4 on that the mayor will win.", "the mayor will win", 59, 69),
        ("An envoy has no doubt that the truce will fail.", "the truce will fail", 93, 99),
        ("“Fifty-fifty,” said the engineer when asked whether the mine would open.", "the mine would open", 45, 55),
        # Adverbs of every degree beside "will".
        ("The truce will very probably hold, a monitor said.", "The truce will very probably hold", 80, 95),
        ("The truce will no doubt fail, a monitor said.", "The truce will no doubt fail", 93, 99),
        ("The truce will in all probability fail, a monitor said.", "The truce will in all probability fail", 80, 95),
        # Predicates that are no adjectives, and what polls point to.
        ("It is even money whether the mayor survives the vote.", "whether the mayor survives the vote", 45, 55),
        ("It will be touch and go whether the truce survives.", "whether the truce survives", 45, 55),
        ("One envoy thought a treaty on the cards.", "a treaty on the cards", 45, 95),
        ("Shippers consider a closure a remote danger.", "a closure a remote danger", 1, 5),
        ("A split in the party is not ruled out.", "A split in the party is not ruled out", 5, 95),
        ("Exit polls point to a third term for the mayor.", "a third term for the mayor", 55, 95),
    ],
)
def test_gradings_and_their_ranges(code: Code, text: str, claim: str, low: int, high: int) -> None:
    [found] = code(text)
    assert claim in found.claim.text
    assert (found.certainty.low, found.certainty.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "The clerk thinks the letter genuine.",
        "The union had high hopes for the new minister.",
        "The minister expects punctuality of his staff.",
        "The clerk cannot exclude a measurement error.",
    ],
)
def test_what_is_graded_but_not_to_come(code: Code, text: str) -> None:
    assert code(text) == []
