"""Sectors: what a noun, the words before it and whoever owns it tell of the sector of somebody described."""

from collections.abc import Iterable, Mapping

from legation.knowledge import Knowledge
from legation.resolving.agents import Agents, Sectors, Sense
from legation.resolving.folding import fold
from legation.resolving.resolution import Resolution
from legation.resolving.single.core import Noun

_SECONDS = frozenset({"deputy", "representative", "aide", "adviser", "brother", "envoy"})
_SAYS_NOTHING = (None, "UNK", "JNK")


class SectorRules:
    """Decides the sector of a noun where it stands."""

    def __init__(self, knowledge: Knowledge, agents: Agents, positions: Iterable[str]) -> None:
        """`positions` are nouns for posts whose sector is that of the body they belong to ("spokesman")."""
        self._knowledge = knowledge
        self._agents = agents
        self._positions = frozenset(fold(word) for word in positions)

    def decide(self, noun: Noun, bodies: Mapping[str, str | None], inner: Resolution | None, why: list[str]) -> Sectors:
        """The sectors of a noun that belongs to `bodies` or to whom `inner` means; reasons are added to `why`.

        `bodies` has the sector of each body by its id.
        """
        sectors = self._belonging(noun.sense, bodies, inner, why)
        sectors = self._agents.modified(noun.before, noun.sense.phrase, sectors, why)
        # "The minister's deputy" is his second, and sits in no parliament.
        seconds = noun.sense.phrase in _SECONDS
        return self._owned(noun, sectors, why) if seconds or sectors.first in (None, "UNK") else sectors

    def _belonging(
        self, sense: Sense, bodies: Mapping[str, str | None], inner: Resolution | None, why: list[str]
    ) -> Sectors:
        """The sector of the body that somebody belongs to, where their own noun says no more than a rank."""
        own = Sectors(sense.sector, sense.second)
        body, sector = next(((key, sector) for key, sector in bodies.items() if sector), (None, None))
        if self._is_rank(sense):
            if body is not None:
                why.append(f"belongs to {self._knowledge.known[body].name} ({sector})")
                return Sectors(sector)
            if inner is not None and inner.kind not in ("state", "place") and inner.sector not in _SAYS_NOTHING:
                why.append(f"what it belongs to is {inner.sector}")
                return Sectors(inner.sector, inner.second_sector)
        if body is not None and own.first == "GOV" and sense.title is not None and sense.title.kind != "person-title":
            return Sectors(sector, own.second)
        return own

    def _is_rank(self, sense: Sense) -> bool:
        """True for a noun that tells a place in a body and nothing of the body."""
        return sense.generic or sense.container == "member" or sense.phrase in self._positions or sense.plain is None

    def _owned(self, noun: Noun, sectors: Sectors, why: list[str]) -> Sectors:
        """The sector of whoever owns a thing of no sector ("the president's office")."""
        for _, end, sense in self._agents.within(noun.before):
            if sense.plain and noun.phrase.owning[noun.core.first + end - 1]:
                why.append(f"of {sense.phrase!r} ({sense.sector})")
                return Sectors(sense.sector, sense.second)
        return sectors
