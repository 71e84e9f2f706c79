"""Short names: "the Council", "the Fund", "the alliance" for a body that a text need not name in full.

Papers that write of the United Nations all day say "the Council" and "the Assembly". Such a word means the body only
where the day fits, where something else in the text speaks for it, and where no other body has a longer name with it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from legation.annotations import Sentence
from legation.knowledge import Alias
from legation.resolving.gazetteer import NameMatch
from legation.resolving.names import SentenceNames

# A capital inside a sentence begins a name: "the European Council", not "Fifteen Commonwealth leaders" at its head.
_NAME_BEFORE = r"(?<=[a-z,;] )[A-Z][\w.&’'-]* "


@dataclass(frozen=True, slots=True)
class ShortName:
    """A word with its article, whom it means from when to when, and what must and must not stand in the text."""

    body: str
    word: str
    own: re.Pattern[str]
    longer: re.Pattern[str]
    since: str
    until: str
    given: re.Pattern[str] | None
    barred: re.Pattern[str] | None
    instead: bool = False

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "ShortName":
        """Take a row of `short_names.yaml`."""
        word = re.escape(row["name"])
        bare = row.get("bare", False)
        return cls(
            body=row["body"],
            word=row["name"],
            own=re.compile(rf"\b{'(?:[Tt]he )?' if bare else '[Tt]he '}{word}(?! (?:of|for|on) [A-Z]|(?: |-)[A-Z])\b"),
            longer=re.compile(rf"{_NAME_BEFORE}{word}\b|\b{word} (?:of|for|on) (?:the )?[A-Z]"),
            since=str(row.get("since", "")),
            until=str(row.get("until", "9999")),
            given=_any_of(row.get("with")),
            barred=_any_of(row.get("without")),
            instead=row.get("instead", False),
        )

    def means(self, text: str, day: date | None, own_names: frozenset[str]) -> bool:
        """Whether the word means the body in a text of that day; `own_names` are all names of the body."""
        if day is None or not self.since <= day.isoformat() <= self.until:
            return False
        if (self.given and not self.given.search(text)) or (self.barred and self.barred.search(text)):
            return False
        if self.instead:
            return True
        longer = (found.group().removeprefix("The ").removeprefix("the ") for found in self.longer.finditer(text))
        return all(any(name.endswith(one) or one in name for name in own_names) for one in longer if " " in one)


class ShortNames:
    """Finds the short names of bodies in one document after another."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], aliases: Iterable[Alias]) -> None:
        """`rows` are those of the table, `aliases` all names of everybody."""
        self._rows = [ShortName.of(row) for row in rows]
        bodies = {row.body for row in self._rows}
        names: dict[str, set[str]] = {body: set() for body in bodies}
        for alias in aliases:
            if alias.id in bodies:
                names[alias.id].add(alias.phrase)
        self._names = {body: frozenset(known) for body, known in names.items()}

    def found(
        self, text: str, sentences: Sequence[Sentence], names: Sequence[SentenceNames], day: date | None
    ) -> list[SentenceNames]:
        """The names of the sentences, with those bodies that the text calls by a short name."""
        # Most of the words stand in no text at all, which is soon seen.
        there = (row for row in self._rows if row.word in text and row.own.search(text))
        meant = [row for row in there if row.means(text, day, self._names[row.body])]
        if not meant:
            return list(names)
        return [_with(text, (s.start, s.end), here, meant) for s, here in zip(sentences, names, strict=True)]


def _with(text: str, span: tuple[int, int], here: SentenceNames, meant: Sequence[ShortName]) -> SentenceNames:
    for row in meant:
        for found in row.own.finditer(text, *span):
            start = found.end() - len(re.sub(r"^[Tt]he ", "", found.group()))
            here = _entered(row, text[start : found.end()], start, here)
    return here


def _entered(row: ShortName, name: str, start: int, here: SentenceNames) -> SentenceNames:
    """The names of a sentence with one more, unless the other tables or the parser know better."""
    end = start + len(name)
    found = [m for m in here.matches if m.start < end and start < m.end]
    owners = [alias for match in found for alias in match.aliases]
    met = [o for o in here.organisations if o.start < end and start < o.end]
    spans = [(m.start, m.end) for m in found if m.ids] + [(o.start, o.end) for o in met]
    longer = any(first < start or end < last for first, last in spans)
    persons = any(first < end and start < last for first, last, _ in here.persons)
    if longer or persons or any(m.members for m in found) or bool(owners) != row.instead:
        return here
    match = NameMatch(start, end, (Alias(name, row.body, owners[0].kind if owners else "name"),))
    matches = sorted((*(m for m in here.matches if m not in found), match), key=lambda m: m.start)
    organisations = tuple(o for o in here.organisations if o not in met)
    return replace(here, matches=tuple(matches), organisations=organisations)


def _any_of(words: Iterable[str] | None) -> re.Pattern[str] | None:
    """A pattern of any of some words, or None."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)") if words else None
