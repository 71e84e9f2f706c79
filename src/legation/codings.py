"""An event as another project coded it: kept apart from our records, under that project's name and in its words."""

from typing import NamedTuple

# What the data sets are called here. GDELT numbers the events of its two versions apart, so they are two.
DATASETS = ("gdelt", "gdelt1", "icews", "polecat")


class Coding(NamedTuple):  # files have millions of rows, and a tuple is made five times as fast as a record
    """One row of another project's event data.

    `actor`, `recipient`, `type`, `mode` and `quad` are what the row comes to in our ids and in PLOVER's types, None
    where nothing says so for sure; all else is as that project wrote it. `told` is the day of its report, as far as the
    data set knows it, else `day`.
    """

    dataset: str
    id: str
    day: str
    told: str
    actor: str | None
    recipient: str | None
    actor_name: str | None
    actor_country: str | None
    recipient_name: str | None
    recipient_country: str | None
    code: str
    type: str | None
    mode: str | None
    quad: int | None
    quad_as_written: str | None
    contexts: str | None
    intensity: float | None
    mentions: int | None
    sources: int | None
    articles: int | None
    publisher: str | None
    url: str | None
    line: int
