"""Parties that many countries have: "the Democratic Party" is that of the country of which the text tells.

Whose a party is stands before it ("Belgium's Liberals"); else it is that of the state in which the text plays, or of
which it tells far more than of any other that has one of the name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from legation.knowledge import Knowledge
from legation.resolving.gazetteer import NameMatch
from legation.resolving.names import SentenceNames

_PARTY = "PTY"
# So many times as often as of the usual owner's state a text tells of the other's, unless it is filed from there; and
# so many times as often as of any third, where the name has no usual owner.
_OUTWEIGHS, _ALONE = 3, 1.5
# What a dateline counts.
_FILED = 2
# Between a state and its party stand at most two words ("Belgium's Flemish Liberals").
_BESIDE = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,2}")


class SharedParties:
    """Tells whose a party of a common name is, in one document."""

    def __init__(self, text: str, knowledge: Knowledge, home: str | None) -> None:
        """`home` is the state of the dateline."""
        self._text = text
        self._knowledge = knowledge
        self._home = home

    def found(self, names: list[SentenceNames]) -> list[SentenceNames]:
        """The names, each party of several countries left with the one owner that is meant, where that is plain."""
        if not any(self._is_shared(match) for here in names for match in here.matches):
            return names
        told = self._told(names)
        return [replace(n, matches=tuple(self._read(m, n, told) for m in n.matches)) for n in names]

    def _is_shared(self, match: NameMatch) -> bool:
        known = self._knowledge.known
        return len(match.ids) > 1 and bool(match.aliases) and all(known[k].sector == _PARTY for k in match.ids)

    def _told(self, names: Sequence[SentenceNames]) -> Counter[str]:
        """How often a text names each country, by names with one owner."""
        found: Counter[str] = Counter(country for here in names for _, _, country in here.places)
        found.update({self._home: _FILED} if self._home is not None else {})
        keys = [key for here in names for _, _, key in here.persons if key]
        keys += [match.ids[0] for here in names for match in here.matches if len(match.ids) == 1]
        for known in (self._knowledge.known[key] for key in keys if key in self._knowledge.known):
            found[known.id if known.kind == "state" else str(known.country)] += 1
        return found

    def _read(self, match: NameMatch, here: SentenceNames, told: Counter[str]) -> NameMatch:
        if not self._is_shared(match):
            return match
        owner = self._beside(match, here)
        owners = {str(self._knowledge.known[key].country) for key in match.ids}
        if owner is not None:
            return self._of(match, owner)  # nobody's where the state has none of that name in the tables
        usual = self._knowledge.known.get(self._knowledge.preferred(match.aliases[0].phrase) or "")
        most = max(sorted(owners), key=lambda state: told[state])
        if usual is not None:
            far_more = told[most] >= _OUTWEIGHS * max(1, told[str(usual.country)])
            meant = far_more or (most == self._home and told[most] >= told[str(usual.country)])
        else:
            others = max((told[state] for state in owners if state != most), default=0)
            meant = told[most] > 0 and (most == self._home or told[most] >= _ALONE * others)
        return self._of(match, most) if meant else match

    def _of(self, match: NameMatch, state: str) -> NameMatch:
        """A party's name for that of one state alone."""
        return replace(match, aliases=tuple(a for a in match.aliases if self._knowledge.known[a.id].country == state))

    def _beside(self, match: NameMatch, here: SentenceNames) -> str | None:
        """The state whose name or adjective stands right before a party's name."""
        for other in here.matches:
            known = self._knowledge.known.get(other.ids[0]) if len(other.ids) == 1 else None
            between = self._text[other.end : match.start] if other.end < match.start else ""
            if known is not None and known.kind == "state" and _BESIDE.fullmatch(between):
                owned = between[:1] in "'’" or all(a.kind == "demonym" for a in other.aliases)
                return known.id if owned else None
        return None
