"""Words that the papers of one state use for a body of their own, beside the usual owner ("the Congress" of India)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from legation.knowledge import Knowledge
from legation.resolving.gazetteer import NameMatch
from legation.resolving.names import SentenceNames

# Without a sign of the body there, a text must tell of its state so many times as often as of the usual owner's.
_OUTWEIGHS = 2


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word, the id of its usual owner, the other state, and what stands before it or behind it in texts of that."""

    word: str
    usual: str
    state: str
    signs: re.Pattern[str]

    @classmethod
    def of(cls, word: str, row: Mapping[str, Any]) -> "SharedWord":
        """Take a row of `homely` in `company.yaml`."""
        before, behind = ("|".join(map(re.escape, row[side])) for side in ("before", "behind"))
        signs = rf"(?:\b(?:{before}) {word}\b|\b{word}(?: |-)(?:{behind})\b)"
        return cls(word, row["usual"], row["state"], re.compile(signs, re.IGNORECASE))

    def found(
        self, text: str, names: Sequence[SentenceNames], knowledge: Knowledge, home: str | None
    ) -> Sequence[SentenceNames]:
        """The names, the word read as that of the other state where the text plays there; `home` is the dateline's."""
        if self.word not in text:
            return names
        told = self._told(text, names, knowledge)
        theirs = told[str(knowledge.known[self.usual].country)]
        at_home = told[self.state] + (home == self.state)
        if told[self.usual] or not at_home:
            return names
        near = (home == self.state or at_home > theirs) and self.signs.search(text) is not None
        if not near and at_home <= _OUTWEIGHS * theirs:
            return names

        def read(match: NameMatch) -> NameMatch:
            own = tuple(a for a in match.aliases if knowledge.known[a.id].country == self.state)
            return replace(match, aliases=own) if own and text[match.start : match.end] == self.word else match

        return [replace(n, matches=tuple(map(read, n.matches))) for n in names]

    def _told(self, text: str, names: Sequence[SentenceNames], knowledge: Knowledge) -> Counter[str]:
        """How often a text names each id and each country, by other words."""
        found: Counter[str] = Counter(country for here in names for _, _, country in here.places)
        keys = [key for here in names for _, _, key in here.persons if key]
        keys += [k for here in names for m in here.matches if text[m.start : m.end] != self.word for k in m.ids[:1]]
        for known in (knowledge.known[key] for key in keys if key in knowledge.known):
            found.update({known.id, str(known.country or known.id)})
        return found
