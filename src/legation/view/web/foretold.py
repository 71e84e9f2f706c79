"""A prediction as a page shows it: its card, the range of its words, when it is due, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from legation.link import scores
from legation.link.scores import Bin, Score
from legation.records import Prediction
from legation.store import bearers
from legation.store.store import Store
from legation.view import ledger, ledger_sources
from legation.view.charts import reliability
from legation.view.charts.chart import Draw
from legation.view.present import Row
from legation.view.web import addresses
from legation.view.web.cards import Card, Cards
from legation.view.web.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """A prediction with its card; `state` is what the ledger says of it, `link` leads to its page."""

    card: Card
    record: Prediction
    state: str
    link: str

    @property
    def low(self) -> int:
        """The least that its words mean, in percent."""
        return self.record.certainty.low

    @property
    def width(self) -> int:
        """How wide the range of its words is; a single number still shows as a mark."""
        return max(1, self.record.certainty.high - self.low)

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it."""
        return self.record.outcome is None

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and nobody has decided it."""
        return self.state == "overdue"


@dataclass(frozen=True, slots=True)
class Scored:
    """How good those were who foretold: a row for each holder, one for all, and the reliability curve."""

    rows: Sequence[Row]
    total: Score
    curve: Sequence[Bin]


def shown(store: Store, found: Sequence[Prediction], today: str) -> list[Foretold]:
    """Make the predictions ready for a page."""
    return [
        Foretold(card=card, record=each, state=ledger.state(each, today), link=addresses.prediction(each.id))
        for each, card in zip(found, Cards(store, found).all(), strict=True)
    ]


def scored(shelf: Shelf) -> Scored:
    """Score the holders of what is decided, as `predictions scores` does; what is open changes no score."""
    return shelf.kept(("scores of predictions",), lambda: _scored(shelf.store))


def draw(shelf: Shelf, _: Mapping[str, str]) -> Draw:
    """Make the reliability curve ready to be drawn."""
    curve = scored(shelf).curve
    return lambda scheme: reliability.chart(curve, scheme)


def _scored(store: Store) -> Scored:
    forecasts = ledger_sources.forecasts(store, decided=True)
    names = store.ask(bearers.called(sorted({each.holder for each in forecasts if each.holder})))
    rows = ledger.score_rows(scores.scores(forecasts), scores.score(forecasts), names)
    return Scored(rows[:-1], scores.score(forecasts), scores.reliability(forecasts))
