"""Groups: some of whom the words after "of" name ("dozens of farmers"), and a named group called a group again."""

from collections.abc import Iterable
from dataclasses import replace

from legation.knowledge import Alias, Knowledge
from legation.resolving.agents import Agents
from legation.resolving.folding import fold
from legation.resolving.resolution import Resolution
from legation.resolving.single.core import Noun
from legation.resolving.single.named import Named
from legation.resolving.single.owners import Owners
from legation.resolving.single.phrase import Setting


class Groups:
    """Reads nouns that say little of their own beside the group that stands with them."""

    def __init__(
        self, knowledge: Knowledge, agents: Agents, owners: Owners, named: Named, repeating: Iterable[str]
    ) -> None:
        """`repeating` are nouns that only say again what a named group is ("force", "militia")."""
        self._knowledge = knowledge
        self._agents = agents
        self._owners = owners
        self._named = named
        self._repeating = frozenset(fold(word) for word in repeating)

    def repeated(self, noun: Noun, setting: Setting) -> Resolution | None:
        """The one named group before a noun that says nothing new of it ("the rebel FDLR force" is the FDLR)."""
        if noun.core.opener is not None or noun.sense.phrase not in self._repeating:
            return None
        bodies = self._owners.bodies(noun.phrase, noun.core.first, noun.begin)
        entry = self._knowledge.known[bodies[0]] if len(bodies) == 1 else None
        if entry is None or entry.kind != "group":
            return None
        return self._named.known(Alias(entry.name, entry.id, "name"), noun.phrase.text, setting.day)

    def counted(self, noun: Noun, inner: Resolution | None) -> Resolution | None:
        """Some of whom `inner` means, the words after "of" ("dozens of farmers", "a group of men")."""
        sense = noun.sense
        if noun.core.opener != "of" or sense.container not in ("count", "band") or inner is None or inner.nobody:
            return None
        if sense.container == "band" and inner.kind == "state":
            return None
        why = f"noun {sense.phrase!r}" + (f" ({sense.sector})" if sense.sector else "")
        return replace(
            inner,
            id=None,
            name=noun.phrase.text,
            wiki=None,
            wikidata=None,
            office=None,
            resolved=False,
            kind="group",
            sector=self._sector(noun, inner) or sense.plain,
            why=(why, *inner.why),
        )

    def _sector(self, noun: Noun, inner: Resolution) -> str | None:
        if inner.kind == "state":
            return noun.sense.plain or "CVL"
        head = next((sense for _, _, sense in self._agents.within(noun.phrase.folded[noun.core.rest :])), None)
        if noun.sense.container == "band" and head is not None and head.grouped:
            return head.grouped
        return inner.sector
