"""Names of the tables: whom a name means, alone, as one of several owners, or as one of a list."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from legation.knowledge import Alias, AliasKind, Knowledge, Known
from legation.resolving.agents import Agents
from legation.resolving.folding import fold
from legation.resolving.lexicon import Lexicon
from legation.resolving.resolution import Resolution
from legation.resolving.single.persons import Persons
from legation.resolving.single.phrase import Setting

_HOW: Mapping[AliasKind, str] = {
    "name": "name in the tables",
    "demonym": "demonym",
    "people": "name of a people",
    "city": "seat of government, standing for the government",
    "building": "building, standing for who works there",
}
# The confidence of a name that has no other owner, or whose context speaks for it.
_SURE = 0.9
_METONYMS: tuple[AliasKind, ...] = ("city", "building")
# A ministry of the forces is a part of the government first.
_DEFENCE = re.compile(r"(Ministry|Department) of .*(Defen[cs]e|Armed Forces)")


class Named:
    """Makes the answer for a name of the tables."""

    def __init__(
        self,
        knowledge: Knowledge,
        lexicon: Lexicon,
        agents: Agents,
        persons: Persons,
        breakaway: "Breakaway",
        *,
        state_press: Iterable[str] = (),
    ) -> None:
        """`agents` tells plain nouns from names; `breakaway` knows the states that few recognise.

        `state_press` are the ids of news agencies, channels and papers that a government steers.
        """
        self._state_press = frozenset(state_press)
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._agents = agents
        self._persons = persons
        self._breakaway = breakaway

    def set_phrase(self, text: str) -> Resolution | None:
        """The members of a coalition that has a name of its own ("the Quad")."""
        low = text.lower()
        coalitions = self._knowledge.coalitions
        members = coalitions.get(low) or coalitions.get(low.removeprefix("the ")) or ()
        return self.compound(members, f"set phrase {text!r}") if members else None

    def whole(self, text: str, setting: Setting) -> Resolution | None:
        """Who `text` means if all of it is one name."""
        if (region := self._breakaway.region(text)) is not None:
            return self._breakaway.record(self._knowledge.known[region], text)
        aliases = self._lexicon.named(text) or (self._lexicon.named(text.title()) if text.isupper() else ())
        if not aliases or (text.islower() and self._agents.sense(fold(text).removeprefix("the ").split())):
            return None
        found = self.owner(text, aliases, setting)
        return None if self.says_less(found, text) else found

    def says_less(self, found: Resolution, text: str) -> bool:
        """True where nothing says whose a name is, and its nouns tell more than a guess ("National News Agency")."""
        unsure = found.kind != "person" and found.confidence < _SURE
        return unsure and self._agents.ending(fold(text).split()) is not None

    def owner(self, text: str, aliases: Sequence[Alias], setting: Setting) -> Resolution:
        """Whom of the owners of a name is meant; `aliases` are what the tables say of it."""
        chosen = self._meant(text, tuple(dict.fromkeys(alias.id for alias in aliases)), setting)
        if len(chosen) > 1:
            return self.undecided(text, chosen)
        alias = next(alias for alias in aliases if alias.id == chosen[0])
        told = setting.hints.keys() & {alias.id, self._knowledge.known[alias.id].country}
        return self.known(alias, text, setting.day, sure=bool(told) or not self._knowledge.needs_context(text))

    def _meant(self, text: str, owners: tuple[str, ...], setting: Setting) -> tuple[str, ...]:
        """The owners between whom nothing decides: one, or several."""
        if len(owners) == 1:
            return owners
        known, hints, day = self._knowledge.known, setting.hints, setting.day
        chosen = tuple(key for key in owners if key in hints or known[key].country in hints) or owners
        preferred = self._knowledge.preferred(text)
        if len(chosen) > 1 and preferred is not None and preferred in chosen:
            chosen = (preferred,)
        if len(chosen) == 1:
            return chosen
        # A state or its people outrank a body of the same name; someone in office on the day outranks who is not.
        states = tuple(key for key in chosen if known[key].kind == "state")
        serving = tuple(key for key in chosen if day and any(h.covers(day) for h in self._knowledge.offices(key)))
        return next((few for few in (states, serving) if len(few) == 1), chosen)

    def undecided(self, text: str, candidates: tuple[str, ...]) -> Resolution:
        """What all candidates have in common."""
        entries = [self._knowledge.known[key] for key in candidates]
        return Resolution(
            text=text,
            name=text,
            kind=_shared(entry.kind for entry in entries),
            country=_shared(entry.country for entry in entries),
            sector=_shared(entry.sector for entry in entries),
            candidates=candidates,
            confidence=0.3,
            why=(f"{text!r} names {len(candidates)} in the tables, and nothing here decides",),
        )

    def known(self, alias: Alias, text: str, day: date | None, *, sure: bool = True) -> Resolution:
        """The owner of a name on a day; not `sure` when others bear it too."""
        entry = self._knowledge.known[alias.id]
        if entry.kind == "person":
            return self._persons.record(entry, day)
        if entry.id in self._breakaway:
            return self._breakaway.record(entry, alias.phrase)
        plain = entry.kind == "state" and alias.kind not in _METONYMS
        sector, second = (None, None) if plain else self._sectors(entry, day)
        return Resolution(
            text=text,
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            country=entry.country,
            sector=sector,
            second_sector=second,
            wikidata=entry.wikidata,
            wiki=self._article(entry, alias),
            resolved=True,
            confidence=0.95 if sure else 0.6,
            why=(f"{alias.phrase!r}: {_HOW[alias.kind]}", *(() if sure else ("a name with other owners",))),
        )

    def _sectors(self, entry: Known, day: date | None) -> tuple[str | None, str | None]:
        """The sectors of a body; GOV goes first for press that a state steers and for its ministries."""
        sector = self._knowledge.sector_on(entry.id, day)
        press = sector == "JRN" and entry.id in self._state_press
        ministry = sector == "MIL" and _DEFENCE.match(entry.name) is not None
        return ("GOV", sector) if press or ministry else (sector, None)

    def _article(self, entry: Known, alias: Alias) -> str | None:
        """The article of a body, or of the city or building that a state is named by."""
        if entry.kind != "state":
            return entry.wiki
        place = self._lexicon.place(alias.phrase) if alias.kind == "city" else None
        return (place.name if place else alias.phrase) if alias.kind in _METONYMS else None

    def is_state(self, key: str) -> bool:
        """True for the id of a state."""
        return self._knowledge.known[key].kind == "state"

    def compound(self, members: Sequence[str], reason: str) -> Resolution:
        """Several actors of the tables together."""
        entries = [self._knowledge.known[key] for key in members if key in self._knowledge.known]
        one = entries[0] if len(entries) == 1 else None
        return Resolution(
            text="",
            id=one.id if one else None,
            name=", ".join(entry.name for entry in entries),
            kind=one.kind if one else "group",
            country=_shared(entry.country for entry in entries),
            sector=_shared(None if entry.kind == "state" else entry.sector for entry in entries),
            members=() if one else tuple(entry.id for entry in entries),
            wiki=one.wiki if one else None,
            resolved=True,
            confidence=0.9,
            why=(reason,),
        )


class Breakaway:
    """States that few others recognise, coded under the one whose territory they are by most others' reading."""

    def __init__(self, parents: Mapping[str, str], regions: Mapping[str, str]) -> None:
        """`parents` gives the other state of each; `regions` are other names, with the state that each means."""
        self._parents = parents
        self._regions = regions

    def __contains__(self, key: str) -> bool:
        """True for the id of such a state."""
        return key in self._parents

    def under_parent(self, found: Resolution) -> Resolution:
        """What serves such a state, under the one that it broke from ("the Transnistrian leader")."""
        parent = self._parents.get(found.country or "")
        if parent is None:
            return found
        return replace(found, country=parent, sector="PRE" if found.sector in ("GOV", None) else found.sector)

    def region(self, text: str) -> str | None:
        """The state that bears the name of a region."""
        return self._regions.get(text.removeprefix("the ").removeprefix("The "))

    def record(self, entry: Known, text: str) -> Resolution:
        """The answer for such a state, named by `text`."""
        parent = self._parents[entry.id]
        return Resolution(
            text=text,
            id=entry.id,
            name=entry.name,
            kind="state",
            country=parent,
            sector="PRE",
            wikidata=entry.wikidata,
            wiki=entry.name,
            resolved=True,
            confidence=0.9,
            why=(f"{text!r}: name in the tables", f"breakaway state, coded under {parent}"),
        )


def some_of(people: Resolution) -> Resolution:
    """Some of a people: "ordinary Kazakhs" are not the state, as "Kazakhs" may be."""
    return replace(people, sector="CVL", id=None, kind="group", resolved=False)


def _shared(values: Iterable[str | None]) -> str | None:
    """The value that all have, else None."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
