"""Terms of office whose titles say whose they are: "the mayor of London", "the CIA director", "the IMF chief"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from legation.knowledge import Holding, Knowledge
from legation.resolving.folding import fold
from legation.resolving.lexicon import Found
from legation.resolving.resolution import Resolution
from legation.resolving.single.persons import Persons
from legation.resolving.single.phrase import ARTICLES, Phrase, Setting

# Words that part the name of a body from a rank, and tell nothing.
_SMALL = frozenset({"of", "the", "for", "s"})
# The offices of whoever leads a body.
_HEADS = frozenset({"head", "agency_head", "president", "secretary_general", "director_general", "chief_executive"})
# No title of an office has more words.
_LONGEST = 12
# What a title is known by: its words in any order, but for the small ones.
_Key = frozenset[str]


class Terms:
    """Finds who held, on a day, the one office whose title has the words of a phrase."""

    def __init__(self, knowledge: Knowledge, persons: Persons, words: Mapping[str, Any]) -> None:
        """`words` has `chiefs` of bodies, with the ranks that they stand for, and `homes`, titles of one state."""
        self._knowledge = knowledge
        self._persons = persons
        self._chiefs: Mapping[str, Sequence[str]] = words.get("chiefs", {})
        self._homes: Mapping[str, str] = words.get("homes", {})

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """Who held the office that all of the phrase names."""
        first = next((i for i, word in enumerate(phrase.folded) if word not in ARTICLES), len(phrase))
        words = phrase.folded[first:]
        if not phrase.names and " ".join(words) not in self._homes:
            return None  # "the police chief" may be any state's
        if setting.day is None or not 1 < len(words) <= _LONGEST:
            return None
        terms = self._titled(words, setting.day) or self._of_body(phrase, first, setting.day)
        if len({held.person for held in terms}) != 1:
            return None
        return self._holder(terms[0], phrase.text, setting.day)

    def _holder(self, held: Holding, role: str, day: date) -> Resolution:
        reason = f"{held.title} on {day.isoformat()}"
        found = self._persons.record(self._knowledge.known[held.person], day, role, reason=reason)
        body = self._knowledge.known.get(held.polity)
        country = body.country if body is not None and body.country else found.country
        return replace(found, sector=held.sector, office=f"{held.polity}:{held.office}", country=country)

    def _titled(self, words: Sequence[str], day: date) -> list[Holding]:
        """The terms on the day of the one office whose title has these words, a rank in other words allowed."""
        for key in self._keys(words):
            terms = self._by_title.get(key, ())
            home = self._homes.get(" ".join(words))
            terms = [held for held in terms if home in (None, held.polity)]
            if len({held.polity for held in terms}) == 1 and (on_day := [h for h in terms if h.covers(day)]):
                return on_day
        return []

    def _keys(self, words: Sequence[str]) -> Iterable[_Key]:
        yield _key(words)
        for rank in self._chiefs.get(words[-1], ()):
            yield _key((*words[:-1], *rank.split()))

    def _of_body(self, phrase: Phrase, first: int, day: date) -> list[Holding]:
        """The terms on the day in the one body that is named before or after a rank ("the head of the IMF")."""
        name = next((name for name in phrase.names if self._body(name) is not None), None)
        if name is None or len(phrase.names) > 1:
            return []
        rank = _key([phrase.folded[i] for i in range(first, len(phrase)) if phrase.name_at(i) is None])
        terms = [held for held in self._by_polity.get(self._body(name) or "", ()) if held.covers(day)]
        if rank and (said := [held for held in terms if _key(fold(held.title).split()) == rank]):
            return said
        chief = len(rank) == 1 and next(iter(rank)) in self._chiefs
        return [held for held in terms if held.office in _HEADS] if chief else []

    def _body(self, name: Found) -> str | None:
        owners = {alias.id for alias in name.aliases}
        only = owners.pop() if len(owners) == 1 else ""
        return only if only.startswith("org:") else None

    @cached_property
    def _by_title(self) -> Mapping[_Key, Sequence[Holding]]:
        found: dict[_Key, list[Holding]] = defaultdict(list)
        for held in self._knowledge.holdings:
            found[_key(fold(held.title).split())].append(held)
        return found

    @cached_property
    def _by_polity(self) -> Mapping[str, Sequence[Holding]]:
        found: dict[str, list[Holding]] = defaultdict(list)
        for held in self._knowledge.holdings:
            found[held.polity].append(held)
        return found


def _key(words: Iterable[str]) -> _Key:
    return frozenset(word for word in words if word not in _SMALL)
