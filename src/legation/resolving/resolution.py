"""A resolution: the answer to "who is that?" for one mention."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who one mention names, as far as anybody can tell.

    `country` is ISO 3166 alpha-3, or IGO, UNO, EUR, NGO for bodies of no state; `sector` and `second_sector` are
    PLOVER's codes. `id` is an actor's id as in the records (`members` for a compound one), null for an unnamed actor.
    `office` is the state's code and the key of offices.csv ("TUR:head_of_state"), `role` the words that say it. `wiki`
    is the title of the English Wikipedia's article. `resolved` is false when nothing identifies whom the words mean;
    `candidates` are the ids between which the text does not decide. `confidence` is from 0 to 1, and `why` says how the
    answer was found. `date` is the ISO day for which the answer holds.
    """

    text: str
    date: str | None = None
    id: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    second_sector: str | None = None
    role: str | None = None
    office: str | None = None
    members: tuple[str, ...] = ()
    wikidata: str | None = None
    wiki: str | None = None
    resolved: bool = False
    candidates: tuple[str, ...] = ()
    confidence: float = 0.0
    why: tuple[str, ...] = ()

    @property
    def nobody(self) -> bool:
        """True when the words tell neither who it is nor what."""
        return not (self.id or self.members or self.country or self.sector or self.wiki or self.candidates)

    def as_dict(self) -> dict[str, Any]:
        """The resolution as a dictionary for JSON, lists for tuples."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}
