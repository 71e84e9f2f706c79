"""One mention alone: who a phrase means, with no article around it but a date and a hint."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from legation.knowledge import Alias, Holding, Knowledge, Known, PlaceRow, Title
from legation.resolving.agents import Agents, Sectors, Sense
from legation.resolving.folding import fold
from legation.resolving.lexicon import Found, Lexicon
from legation.resolving.people import rank
from legation.resolving.resolution import Resolution
from legation.resolving.roles import Titles

_WORD = re.compile(r"[^\W_]+(?:[.'’‘ʼ&][^\W_]+)*\.?|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s?|['’])$")
_SPACED_HYPHEN = re.compile(r"(?<=\w) ?[-‐‑] ?(?=\w)")
_ARTICLES = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "some", "any", "all", "both", "several", "many", "other"}
)
_PREPOSITIONS = frozenset({
    "of", "in", "for", "from", "to", "at", "with", "by", "on", "against", "near", "over", "under", "across", "inside",
    "outside", "around", "within", "who", "which", "that", "whose", "where", "including", "between", "among", "aboard",
})  # fmt: skip
# Words after which a country is where somebody is, or whose he is; "to" and "against" name somebody else.
_OWNING = frozenset(
    {"of", "in", "from", "at", "for", "near", "inside", "across", "within", "around", "by", "with", "aboard"}
)
_HEADS = ("head_of_state", "head_of_government")
_DEFENCE = re.compile(r"defen[cs]e", re.IGNORECASE)

# Ids and countries that the context names, the nearest first.
Hints = Mapping[str, None]
Towns = Callable[[str], PlaceRow | None]


@dataclass(slots=True)
class _Words:
    """A phrase in words: as written, folded, which end in a possessive, and the names found in them."""

    text: str
    written: list[str]
    folded: list[str]
    owning: list[bool]
    names: list[Found] = field(default_factory=list)

    def name_at(self, index: int) -> Found | None:
        return next((n for n in self.names if n.first <= index < n.last), None)


class Alone:
    """Resolves single phrases. Everything it says comes from the tables; it knows no clock."""

    def __init__(
        self,
        knowledge: Knowledge,
        lexicon: Lexicon,
        agents: Agents,
        titles: Titles,
        words: Mapping[str, Any],
        towns: Towns,
    ) -> None:
        """`words` is the table `alone.yaml`; `towns` looks up a town that the tables lack."""
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._agents = agents
        self._titles = titles
        self._pronouns = frozenset(words["pronouns"])
        self._positions = frozenset(fold(w) for w in words["positions"])
        self._former = frozenset(fold(w) for w in words["former"])
        self._hopeful = frozenset(fold(w) for w in words["hopeful"])
        self._repeating = frozenset(fold(w) for w in words["repeating"])
        self._recent = str(words["recent"])
        self._parents: Mapping[str, str] = words["breakaway"]
        self._regions: Mapping[str, str] = words["breakaway_regions"]
        self._towns = towns

    def resolve(self, text: str, day: date | None = None, hints: Iterable[str] = ()) -> Resolution:
        """Who `text` means on `day`; `hints` are ids and countries that the context names."""
        # In their order: of several states, the first is where the text is most at home.
        known = dict.fromkeys(hints)
        answer = self._answer(text, day, known)
        return replace(answer, text=text, date=day.isoformat() if day else None)

    def person(self, entry: Known, day: date | None, role: str | None, reason: str) -> Resolution:
        """A person of the tables as they are on `day`, with the role that a text gives them."""
        return self._person_record(entry, day, role, None, reason)

    def hints(self, context: str) -> tuple[str, ...]:
        """The ids and countries that a context names ("Mexico", "Colombian defence")."""
        ids: dict[str, None] = {}
        for found in self._names(self._split(context)).names:
            owners = {alias.id for alias in found.aliases}
            if len(owners) == 1:
                ids.update(dict.fromkeys(owners))
                ids.update(dict.fromkeys(c for key in owners if (c := self._knowledge.known[key].country)))
            if found.place is not None and found.place.country:
                ids[found.place.country] = None
        return tuple(ids)

    # --- From the outside in -------------------------------------------------------------------------------------

    def _answer(self, text: str, day: date | None, hints: Hints) -> Resolution:
        phrase = _SPACED_HYPHEN.sub("-", " ".join(text.replace("“", " ").replace("”", " ").replace('"', " ").split()))
        phrase = phrase.strip(" ,;:.!?-–—") if not phrase.endswith((".S.", ".K.", ".N.")) else phrase
        bare = fold(phrase)
        if not bare:
            return _nobody("no words")
        if bare in self._pronouns:
            return Resolution(
                text=text, sector="UNK", why=("a pronoun, and no text to tell whom it means",), confidence=0.2
            )
        if bare.removeprefix("the ") in self._agents.times:
            return Resolution(text=text, sector="JNK", why=(f"{phrase!r} is a time, no actor",), confidence=0.8)
        if members := self._set_phrase(phrase):
            return self._compound(members, f"set phrase {phrase!r}")
        if (whole := self._whole(phrase, day, hints)) is not None:
            return whole
        words = self._names(self._split(phrase))
        for attempt in (self._person, self._listed, self._titled, self._described, self._place, self._misspelt):
            if (found := attempt(words, day, hints)) is not None:
                return found
        return _nobody(f"neither a name in the tables nor a noun for an actor: {phrase!r}")

    def _set_phrase(self, phrase: str) -> tuple[str, ...]:
        low = phrase.lower()
        return self._knowledge.coalitions.get(low) or self._knowledge.coalitions.get(low.removeprefix("the ")) or ()

    def _whole(self, phrase: str, day: date | None, hints: Hints) -> Resolution | None:
        """The phrase as one name of the tables."""
        aliases = self._lexicon.named(phrase) or (self._lexicon.named(phrase.title()) if phrase.isupper() else ())
        if region := self._regions.get(phrase.removeprefix("the ").removeprefix("The ")):
            return self._breakaway(self._knowledge.known[region], Alias(phrase, region, "name"))
        if not aliases or (phrase.islower() and self._agents.sense(fold(phrase).removeprefix("the ").split())):
            return None
        return self._owner(phrase, aliases, day, hints)

    def _owner(self, phrase: str, aliases: Sequence[Alias], day: date | None, hints: Hints) -> Resolution:
        owners = tuple(dict.fromkeys(alias.id for alias in aliases))
        chosen = owners
        if len(owners) > 1:
            fits = tuple(k for k in owners if k in hints or self._knowledge.known[k].country in hints)
            chosen = fits or owners
        if len(chosen) > 1 and (preferred := self._knowledge.preferred(phrase)) in chosen:
            chosen = (str(preferred),)
        if len(chosen) > 1:
            # A state or its people outrank a body of the same name; someone in office on the day outranks who is not.
            states = tuple(k for k in chosen if self._knowledge.known[k].kind == "state")
            serving = tuple(k for k in chosen if day and any(h.covers(day) for h in self._knowledge.offices(k)))
            chosen = states if len(states) == 1 else serving if len(serving) == 1 else chosen
        if len(chosen) > 1:
            return self._undecided(phrase, chosen)
        alias = next(a for a in aliases if a.id == chosen[0])
        sure = not self._knowledge.needs_context(phrase) or bool(
            hints.keys() & {alias.id, self._knowledge.known[alias.id].country}
        )
        return self._known(alias, phrase, day, sure=sure)

    def _undecided(self, phrase: str, candidates: tuple[str, ...]) -> Resolution:
        entries = [self._knowledge.known[key] for key in candidates]
        return Resolution(
            text=phrase,
            name=phrase,
            kind=_shared(entry.kind for entry in entries),
            country=_shared(entry.country for entry in entries),
            sector=_shared(entry.sector for entry in entries),
            candidates=candidates,
            confidence=0.3,
            why=(f"{phrase!r} names {len(candidates)} in the tables, and nothing here decides",),
        )

    def _known(self, alias: Alias, phrase: str, day: date | None, *, sure: bool = True) -> Resolution:
        """A name of the tables."""
        entry = self._knowledge.known[alias.id]
        if entry.kind == "person":
            return self._person_record(entry, day, None, None)
        if entry.id in self._parents:
            return self._breakaway(entry, alias)
        metonym = alias.kind in ("city", "building")
        sector = entry.sector if entry.kind != "state" or metonym else None
        place = self._lexicon.place(alias.phrase) if alias.kind == "city" else None
        wiki = entry.wiki if entry.kind != "state" else (place.name if place else alias.phrase) if metonym else None
        how = {
            "name": "name in the tables",
            "demonym": "demonym",
            "people": "name of a people",
            "city": "seat of government, standing for the government",
            "building": "building, standing for who works there",
        }
        return Resolution(
            text=phrase,
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            country=entry.country,
            sector=self._sector_on(entry, sector, day),
            wikidata=entry.wikidata,
            wiki=wiki,
            resolved=True,
            confidence=0.95 if sure else 0.6,
            why=(f"{alias.phrase!r}: {how[alias.kind]}", *(() if sure else ("a name with other owners",))),
        )

    def _breakaway(self, entry: Known, alias: Alias) -> Resolution:
        """A state that few recognise: coded under the one whose territory it is by most others' reading."""
        parent = self._parents[entry.id]
        return Resolution(
            text=alias.phrase,
            id=entry.id,
            name=entry.name,
            kind="state",
            country=parent,
            sector="PRE",
            wikidata=entry.wikidata,
            wiki=entry.name,
            resolved=True,
            confidence=0.9,
            why=(f"{alias.phrase!r}: name in the tables", f"breakaway state, coded under {parent}"),
        )

    def _sector_on(self, entry: Known, sector: str | None, day: date | None) -> str | None:
        """The sector of a body on a day: a group that governs a state is its government while it does."""
        for holding in self._knowledge.offices(entry.id):
            if holding.covers(day) if day else not holding.until:
                return holding.sector
        return sector

    def _compound(self, members: Sequence[str], reason: str) -> Resolution:
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

    # --- Words and names -----------------------------------------------------------------------------------------

    def _split(self, phrase: str) -> _Words:
        written, folded, owning = [], [], []
        for match in _WORD.finditer(_SPACED_HYPHEN.sub(" ", phrase)):
            word = match.group()
            bare = _POSSESSIVE.sub("", word) if len(word) > 2 else word
            if folded and word in ("'", "’"):  # "the ministers' aides"
                owning[-1] = True
                continue
            written.append(bare)
            folded.append(fold(bare) or bare)
            owning.append(bare != word)
        return _Words(phrase, written, folded, owning)

    def _names(self, words: _Words) -> _Words:
        written = [w.title() if w.isupper() and len(w) > 6 else w for w in words.written]
        found = self._lexicon.inside(written)
        words.names = [name for name in found if not self._is_noun(words, name)]
        return words

    def _is_noun(self, words: _Words, name: Found) -> bool:
        """True for a common noun that happens to be a name too ("march", "the opposition")."""
        plain = words.folded[name.first : name.last]
        if words.written[name.first][0].isupper():
            return False
        return self._agents.sense(plain) is not None or (len(plain) == 1 and self._agents.modifies(plain[0]))

    # --- Persons -------------------------------------------------------------------------------------------------

    def _person(self, words: _Words, day: date | None, hints: Hints) -> Resolution | None:
        """A person of the tables by full name, with whatever title stands before or after."""
        for name in words.names:
            persons = [a for a in name.aliases if self._knowledge.known[a.id].kind == "person"]
            if not persons or (name.last < len(words.written) and words.owning[name.last - 1]):
                continue
            before = words.folded[: name.first]
            if any(w in _PREPOSITIONS for w in before):
                continue
            # "the Biden administration", "Putin ally": the name is no more than the owner's.
            rest = words.folded[name.last :]
            if rest and rest[0] not in (",", "(", "who", "of", "–", "—"):
                continue
            owners = tuple(dict.fromkeys(a.id for a in persons))
            countries = self._countries(words, 0, name.first)
            fits = tuple(k for k in owners if self._knowledge.known[k].country in (countries or hints))
            owners = fits or owners
            if len(owners) > 1:
                return self._undecided(words.text, owners)
            title = self._title_before(before)
            role = " ".join(words.written[: name.first]) or None
            return self._person_record(self._knowledge.known[owners[0]], day, role, title)
        return None

    def _title_before(self, before: list[str]) -> Title | None:
        found = self._titles.before(before) if before else None
        return found[1] if found else None

    def _titled(self, words: _Words, day: date | None, hints: Hints) -> Resolution | None:
        """A title and a name that the tables may know by surname only, or not at all."""
        low = words.folded
        for last in range(len(low) - 1, 0, -1):
            found = None if words.owning[last - 1] else self._titles.before(low[:last])
            if found is None:
                continue
            length, title = found
            rest = words.written[last:]
            if title.kind not in ("person-title", "honorific") or len(rest) > 5 or not all(_is_name(w) for w in rest):
                continue
            if words.name_at(last) is not None and any(
                self._knowledge.known[a.id].kind != "person" for n in [words.name_at(last)] if n for a in n.aliases
            ):
                continue
            countries = self._countries(words, 0, last - length) or [
                c for c in hints if c in self._knowledge.known and self._knowledge.known[c].kind == "state"
            ]
            name = " ".join(rest)
            role = " ".join(words.written[:last])
            if known := self._by_title(name, title, countries, day):
                return self._person_record(
                    known, day, role, title, f"the only {title.phrase} of that name in the tables"
                )
            if title.kind == "honorific":
                return None
            sense = self._agents.sense(fold(title.phrase).split())
            former = self._is_former(low[: last - length + 1])
            return Resolution(
                text=words.text,
                name=name,
                kind="person",
                country=countries[0] if len(countries) == 1 else None,
                sector="ELI" if former else _plain(title.sector),
                second_sector=sense.second if sense and not former else None,
                role=role,
                confidence=0.5,
                why=(f"{title.phrase!r} before a name that is not in the tables",),
            )
        return self._surname(words, day, hints) if len(words.written) == 1 else None

    def _by_title(self, name: str, title: Title, countries: Sequence[str], day: date | None) -> Known | None:
        """The only person with that surname who held the office that the title names, on the day or before it."""
        fits: dict[str, list[Holding]] = {}
        for key in self._bearers(name):
            for holding in self._knowledge.offices(key):
                in_time = day is None or holding.since <= day.isoformat()
                if (
                    in_time
                    and title.office_of(holding.polity) == holding.office
                    and (not countries or holding.polity in countries)
                ):
                    fits.setdefault(key, []).append(holding)
        if len(fits) > 1 and day is not None:
            serving = {k: v for k, v in fits.items() if any(h.covers(day) for h in v)}
            fits = serving or fits
        if len(fits) > 1 and day is None:
            # Without a date the one whose time is nearest to ours is meant ("President Bush" stays undecided).
            current = {k: v for k, v in fits.items() if any(not h.until or h.until > self._recent for h in v)}
            fits = current if len(current) == 1 else fits
        return self._knowledge.known[next(iter(fits))] if len(fits) == 1 else None

    def _bearers(self, name: str) -> tuple[str, ...]:
        return self._knowledge.by_surname.get(name, ()) or self._knowledge.by_surname.get(name.title(), ())

    def _surname(self, words: _Words, day: date | None, hints: Hints) -> Resolution | None:
        """A bare surname: of whoever held high office then, if there is just one."""
        name = words.written[0]
        if not name[0].isupper() or words.names:
            return None
        bearers = tuple(dict.fromkeys(self._bearers(name)))
        fits = tuple(k for k in bearers if self._knowledge.known[k].country in hints) or bearers
        if len(fits) > 1:
            heads = tuple(k for k in fits if any(h.office in _HEADS for h in self._knowledge.offices(k)))
            serving = tuple(
                k
                for k in heads
                if any(h.office in _HEADS and self._in_time(h, day) for h in self._knowledge.offices(k))
            )
            fits = serving or heads or fits
        if not fits:
            return None
        if len(fits) > 1:
            return self._undecided(name, fits)
        reason = (
            f"the only {name} in the tables"
            if len(bearers) == 1
            else f"the {name} at the head of a state or country named"
        )
        found = self._person_record(self._knowledge.known[fits[0]], day, None, None, reason)
        return replace(found, confidence=0.7)

    def _in_time(self, holding: Holding, day: date | None) -> bool:
        return holding.covers(day) if day else not holding.until or holding.until > self._recent

    def _person_record(
        self,
        entry: Known,
        day: date | None,
        role: str | None,
        title: Title | None,
        reason: str = "name in the tables of persons",
    ) -> Resolution:
        terms = self._knowledge.offices(entry.id)
        current = [h for h in terms if self._in_time(h, day)]
        former = self._is_former(fold(role or "").split())
        said = [h for h in current if title is not None and title.office_of(h.polity) == h.office]
        best = min(said or current, key=rank, default=None)
        past = day is None or any(h.since <= day.isoformat() for h in terms)
        if former or best is None:
            sector = entry.sector or ("ELI" if terms and past else None)
            sector = sector or (_plain(title.sector) if title and not former else None)
            second, office = None, None
        else:
            sector, second = best.sector, "MIL" if _DEFENCE.search(best.title) and best.sector == "GOV" else None
            office = f"{best.polity}:{best.office}"
        when = f"on {day.isoformat()}" if day else "by the tables"
        what = (
            f"{best.title} {when}"
            if best and not former
            else f"no office {when}"
            if terms
            else "no office in the tables"
        )
        return Resolution(
            text="",
            id=entry.id,
            name=entry.name,
            kind="person",
            country=self._serves(best, entry) if not former else entry.country,
            sector=sector,
            second_sector=second if second != sector else None,
            role=role or (best.title if best and not former else None),
            office=office,
            wikidata=entry.wikidata,
            wiki=entry.wiki,
            resolved=True,
            confidence=0.95,
            why=(reason, what),
        )

    def _serves(self, best: Holding | None, entry: Known) -> str | None:
        """The state or the kind of body that somebody acts for: the UN's secretary-general acts for no state."""
        body = self._knowledge.known.get(best.polity) if best is not None else None
        return body.country if body is not None and body.kind == "organisation" else entry.country

    def _is_former(self, before: Sequence[str]) -> bool:
        return any(word in self._former for word in before)

    # --- Lists ---------------------------------------------------------------------------------------------------

    def _listed(self, words: _Words, day: date | None, hints: Hints) -> Resolution | None:
        """ "The U.S. and South Korea": each by itself."""
        if "and" not in words.folded or any(w in _PREPOSITIONS for w in words.folded):
            return None
        pieces: list[list[str]] = [[]]
        for word in words.written:
            if word.lower() in ("and", ",", "&"):
                pieces.append([])
            else:
                pieces[-1].append(word)
        answers = [self._whole(" ".join(piece), day, hints) for piece in pieces if piece]
        if len(answers) < 2 or any(a is None or not a.id for a in answers):
            return None
        return self._compound([str(a.id) for a in answers if a is not None], "each member is a name in the tables")

    # --- Descriptions --------------------------------------------------------------------------------------------

    def _described(self, words: _Words, day: date | None, hints: Hints) -> Resolution | None:
        """A noun phrase without a name of its own: its head noun, the words before it, who owns it."""
        first = 0
        while first < len(words.folded) - 1 and words.folded[first] in _ARTICLES and words.name_at(first) is None:
            first += 1
        cut = self._cut(words, first)
        if cut == first:
            return None
        if (ship := self._agents.ship(words.written[first:cut])) is not None:
            return self._composed(words, first, first, cut, ship, self._tail(words, cut), day, hints)
        tail = self._tail(words, cut)
        head = words.name_at(cut - 1)
        if head is not None and head.last == cut and self._of_another(words, first, head):
            words.names.remove(head)  # "Chile's Defense Department" is not the Pentagon
            head = None
        if head is not None and head.aliases and head.last == cut and not self._demonym(head):
            # "Kurdish-led Syrian Democratic Forces": the name is what the words before it describe.
            named = self._owner(" ".join(words.written[head.first : cut]), head.aliases, day, hints)
            return (
                self._some_of(named) if head.first > first and {a.kind for a in head.aliases} == {"people"} else named
            )
        found = self._head(words, first, cut)
        if found is None:
            return self._without_noun(words, first, cut, tail, day, hints)
        begin, sense = found
        return self._composed(words, first, begin, cut, sense, tail, day, hints)

    def _of_another(self, words: _Words, first: int, head: Found) -> bool:
        """True for the name of one state's body with another state before it."""
        owners = {c for a in head.aliases if (c := self._knowledge.known[a.id].country)}
        before = self._countries(words, first, head.first)
        bodies = all(self._knowledge.known[a.id].kind == "organisation" for a in head.aliases)
        return bool(before) and bodies and not owners & set(before)

    def _cut(self, words: _Words, first: int) -> int:
        """Where the head's own words end: before a preposition, a comma or "who", but not inside a name or title."""
        at = first
        while at < len(words.folded):
            if (name := words.name_at(at)) is not None:
                at = name.last
                continue
            longest = max(
                (
                    n
                    for n in range(2, 8)
                    if self._agents.sense(words.folded[at : at + n]) is not None and at + n <= len(words.folded)
                ),
                default=0,
            )
            if longest:
                at += longest
                continue
            if at > first and (words.folded[at] in _PREPOSITIONS or words.folded[at] in (",", "(", "–", "—", ":")):
                return at
            at += 1
        return len(words.folded)

    def _tail(self, words: _Words, cut: int) -> tuple[str | None, int]:
        """The word that opens the rest and where the rest begins."""
        return (words.folded[cut] if cut < len(words.folded) else None), cut + 1

    def _head(self, words: _Words, first: int, cut: int) -> tuple[int, Sense] | None:
        """The noun that says what the phrase is about: the last words of its core that have a sense."""
        found = self._agents.ending(words.folded[first:cut])
        return (cut - found[0], found[1]) if found is not None else None

    def _composed(
        self, words: _Words, first: int, begin: int, cut: int, sense: Sense, tail: tuple[str | None, int],
        day: date | None, hints: Hints,
    ) -> Resolution:  # fmt: skip
        before = words.folded[first:begin]
        bodies = self._bodies(words, first, begin)
        countries = self._countries(words, first, begin)
        own_countries = bool(countries)
        preposition, rest = tail
        inner = self._rest(words, rest, day, hints) if preposition else None
        why = [f"noun {sense.phrase!r}" + (f" ({sense.sector})" if sense.sector else "")]
        countries = countries or self._slipped(words, first, begin) or self._armed_by(before)
        if not countries and sense.country:
            countries = [sense.country]
        if not countries and preposition in _OWNING:
            countries = self._countries(words, rest, len(words.folded))
        many = sense.container == "count" or (inner is not None and inner.kind != "state")
        if (
            preposition == "of"
            and sense.container in ("count", "band")
            and many
            and inner is not None
            and not inner.nobody
        ):
            return self._of_many(words, rest, sense, inner, why)
        if not bodies and preposition in ("of", "for", "at", "in", "from"):
            bodies = self._bodies(words, rest, len(words.folded))
        if sense.phrase in self._repeating and preposition is None and (named := self._repeats(bodies)):
            return self._known(named, words.text, day)
        sectors = Sectors(sense.sector, sense.second)
        sectors = self._owned(
            sense, sectors, bodies, inner if preposition in ("of", "for", "at", "in", "from", "with") else None, why
        )
        sectors = self._agents.modified(before, sense.phrase, sectors, why)
        if sectors.first in (None, "UNK"):
            sectors = self._by_owner(words, first, begin, sectors, why)
        if not countries and sectors.country:
            countries = [sectors.country]
        if not countries and bodies:
            countries = [c for b in bodies if (c := self._knowledge.known[b].country)]
        if not countries and not own_countries:
            countries = [c for c in hints if c in self._knowledge.known and self._knowledge.known[c].kind == "state"][
                :1
            ]
            why.extend(["country from the context"] if countries else [])
        if (holder := self._holder(sense, before, bodies, countries, day)) is not None:
            found = self._person_record(holder[0], day, words.text, sense.title, holder[1])
            return replace(found, second_sector=sectors.second or found.second_sector)
        office = self._office(sense.title, bodies, countries)
        return Resolution(
            text=words.text,
            name=words.text,
            kind=_kind(sense),
            country=countries[0] if countries else None,
            sector=sectors.first,
            second_sector=sectors.second,
            role=words.text if sense.title is not None and sense.title.kind == "person-title" else None,
            office=f"{office[1]}:{office[0]}" if office and not self._is_former(before) else None,
            confidence=0.8 if sectors.first not in (None, "UNK") else 0.5,
            why=tuple(why),
        )

    def _by_owner(self, words: _Words, first: int, begin: int, sectors: Sectors, why: list[str]) -> Sectors:
        """The sector of whoever owns a thing of no sector ("the president's office")."""
        for start, end, sense in self._agents.within(words.folded[first:begin]):
            if sense.plain and words.owning[first + end - 1]:
                why.append(f"of {sense.phrase!r} ({sense.sector})")
                return Sectors(sense.sector, sense.second)
            del start
        return sectors

    def _armed_by(self, before: Sequence[str]) -> list[str]:
        """The country of a class of ships or arms named before the noun ("an Arleigh Burke-class destroyer")."""
        return [
            s.country for _, _, s in self._agents.within(before) if s.country and s.country in self._knowledge.known
        ][:1]

    def _of_many(self, words: _Words, rest: int, sense: Sense, inner: Resolution, why: list[str]) -> Resolution:
        """ "Dozens of farmers", "a group of men": who is meant stands after "of"."""
        sector = inner.sector
        head = next(iter(self._agents.within(words.folded[rest:])), None)
        if sense.container == "band" and head is not None and head[2].grouped:
            sector = head[2].grouped
        if inner.kind == "state":
            sector = sense.plain or "CVL"
        return replace(
            inner,
            id=None,
            name=words.text,
            wiki=None,
            wikidata=None,
            office=None,
            resolved=False,
            kind="group",
            sector=sector or sense.plain,
            why=(*why, *inner.why),
        )

    def _owned(
        self, sense: Sense, sectors: Sectors, bodies: Sequence[str], inner: Resolution | None, why: list[str]
    ) -> Sectors:
        """The sector of the body that somebody belongs to, where his own noun says no more than his rank."""
        rank = sense.generic or sense.container == "member" or sense.phrase in self._positions or sense.plain is None
        named = self._body_sector(bodies)
        if rank and named:
            why.append(f"belongs to {self._knowledge.known[bodies[0]].name} ({named})")
            return Sectors(named)
        if rank and inner is not None and inner.kind != "state" and inner.sector not in (None, "UNK", "JNK"):
            why.append(f"what it belongs to is {inner.sector}")
            return Sectors(inner.sector, inner.second_sector)
        if sectors.first == "GOV" and named and sense.title is not None and sense.title.kind != "person-title":
            return Sectors(named, sectors.second)
        return sectors

    def _rest(self, words: _Words, start: int, day: date | None, hints: Hints) -> Resolution | None:
        text = " ".join(
            w + ("'s" if o else "") for w, o in zip(words.written[start:], words.owning[start:], strict=True)
        )
        if not text or len(words.written) - start > 25:
            return None
        return self._answer(text, day, hints)

    def _repeats(self, bodies: Sequence[str]) -> Alias | None:
        """ "The rebel FDLR force" is the FDLR: the noun only says again what the named group is."""
        entry = self._knowledge.known[bodies[0]] if len(bodies) == 1 else None
        return Alias(entry.name, entry.id, "name") if entry is not None and entry.kind == "group" else None

    def _body_sector(self, bodies: Sequence[str]) -> str | None:
        return next((s for b in bodies if (s := self._knowledge.known[b].sector)), None)

    def _office(self, title: Title | None, bodies: Sequence[str], countries: Sequence[str]) -> tuple[str, str] | None:
        """The office that a title names, and whose it is."""
        if title is None or title.kind != "person-title":
            return None
        for polity in (*bodies, *countries):
            if (office := title.office_of(polity)) and (polity in countries or dict(title.office_in).get(polity)):
                return office, polity
        return None

    def _holder(
        self, sense: Sense, before: list[str], bodies: Sequence[str], countries: Sequence[str], day: date | None
    ) -> tuple[Known, str] | None:
        """Who held the office on the day; nobody for deputies, candidates and those before or after."""
        if sense.title is None or sense.title.plural or day is None or len(countries) > 1 and not bodies:
            return None
        if any(w in self._former or w in self._hopeful for w in before):
            return None
        office = self._office(sense.title, bodies, countries)
        person = self._knowledge.holder(*office, day) if office else None
        if person is None or office is None:
            return None
        return self._knowledge.known[person], f"{sense.title.phrase} of {office[1]} on {day.isoformat()}"

    def _without_noun(
        self, words: _Words, first: int, cut: int, tail: tuple[str | None, int], day: date | None, hints: Hints
    ) -> Resolution | None:
        """A phrase whose head no list knows: what its modifiers and owners tell, if anything."""
        core = words.folded[first:cut]
        countries = self._countries(words, first, cut)
        names = [n for n in words.names if first <= n.first < cut]
        unknown = [i for i in range(first, cut) if words.name_at(i) is None]
        if not unknown:
            return self._only_names(words, names, day, hints)
        if core[-1] in self._agents.not_actors and not countries:
            return None  # "the mechanism": nobody
        why: list[str] = []
        inner = next(iter(self._agents.within(core)), None)
        if inner is not None and not countries and all(_is_name(words.written[i]) for i in unknown):
            return None  # "Leon Bobb": somebody's name
        told = self._agents.modified(core, core[-1], Sectors(None), why)
        sector, second = told.first, told.second
        if not countries and told.country:
            countries = [told.country]
        if sector is None and inner is not None and inner[2].sector not in (None, "UNK"):
            sector, second = inner[2].sector, inner[2].second
            why.append(f"noun {inner[2].phrase!r}")
            if inner[2].country and not countries:
                countries = [inner[2].country]
        if sector is None and all(_is_name(words.written[i]) for i in unknown) and len(unknown) > 1:
            return None
        if not countries and tail[0] in _OWNING:
            countries = self._countries(words, tail[1], len(words.folded))
        if sector is None and not countries:
            return None
        return Resolution(
            text=words.text,
            name=words.text,
            kind="unnamed",
            country=countries[0] if countries else None,
            sector=sector or ("UNK" if names and not tail[0] else None),
            second_sector=second,
            confidence=0.4,
            why=tuple(why) or ("only the country is told",),
        )

    def _only_names(self, words: _Words, names: Sequence[Found], day: date | None, hints: Hints) -> Resolution | None:
        last = names[-1]
        if last.aliases:
            found = self._owner(" ".join(words.written[last.first : last.last]), last.aliases, day, hints)
            people = {a.kind for a in last.aliases} <= {"people", "demonym"} and found.kind == "state"
            described = last.first > 0 and words.folded[last.first - 1] not in _ARTICLES
            return self._some_of(found) if people and described else found
        return self._town(last.place, words.text) if last.place else None

    def _some_of(self, found: Resolution) -> Resolution:
        """ "Ordinary Kazakhs" are some of them; "Kazakhs" may be all."""
        return replace(found, sector="CVL", id=None, kind="group", resolved=False)

    # --- Places and slips ----------------------------------------------------------------------------------------

    def _place(self, words: _Words, day: date | None, hints: Hints) -> Resolution | None:
        """A town or region that the tables or the gazetteer know."""
        if not words.written or not words.written[0][0].isupper() or len(words.written) > 4:
            return None
        row = self._lexicon.place(words.text) or self._towns(words.text)
        return self._town(row, words.text) if row is not None else None

    def _town(self, row: PlaceRow, text: str) -> Resolution:
        country = row.country if row.country in self._knowledge.known else None
        return Resolution(
            text=text,
            name=row.name,
            kind="place",
            country=country,
            sector="CVL" if country and row.kind in ("city", "town", "village") else None,
            wiki=row.name,
            resolved=True,
            confidence=0.8,
            why=("a place: whoever lives there",),
        )

    def _misspelt(self, words: _Words, day: date | None, hints: Hints) -> Resolution | None:
        """A name or noun with a slip in it."""
        if not words.written:
            return None
        near = self._lexicon.near(words.text) if words.written[0][0].isupper() else None
        if near is None:
            return self._without_middle(words, day)
        key, aliases, place, slips = near
        if aliases:
            kinds = {self._knowledge.known[a.id].kind for a in aliases}
            if "person" in kinds and (len(key) < 9 or len(words.written) < 2):
                return None
            found = self._owner(aliases[0].phrase, aliases, day, hints)
        elif place is not None:
            found = self._town(place, words.text)
        else:
            return None
        return replace(
            found, confidence=round(found.confidence - 0.15 * slips, 2), why=(f"read as {key!r}", *found.why)
        )

    def _without_middle(self, words: _Words, day: date | None) -> Resolution | None:
        """A person named with more given names than the tables have."""
        named = all(_is_name(word) for word in words.written) and len(words.written) < 6
        person = self._lexicon.without_middle(words.text) if named else None
        if person is None:
            return None
        reason = "first and last name of a person in the tables"
        return replace(self._person_record(self._knowledge.known[person], day, None, None, reason), confidence=0.6)

    # --- Owners --------------------------------------------------------------------------------------------------

    def _countries(self, words: _Words, first: int, last: int) -> list[str]:
        """States that names between two words stand for or lie in."""
        found: list[str] = []
        for name in words.names:
            if not first <= name.first < last or self._goal(words, name, first):
                continue
            owners = {a.id for a in name.aliases}
            if self._part_of_name(words, name):
                continue
            states = [k for k in owners if self._knowledge.known[k].kind == "state"]
            if len(states) == 1:
                found += states
            elif len(owners) == 1:
                country = self._knowledge.known[next(iter(owners))].country
                found += [country] if country in self._knowledge.known else []
            elif name.place is not None and name.place.country in self._knowledge.known:
                found.append(str(name.place.country))
        if not found:
            for index in range(first, last):
                sense = self._agents.sense([words.folded[index]])
                if sense is not None and sense.people and sense.country and words.name_at(index) is None:
                    found.append(sense.country)
        return list(dict.fromkeys(found))

    def _goal(self, words: _Words, name: Found, first: int) -> bool:
        before = words.folded[name.first - 1] if name.first > first else ""
        return (
            before in ("to", "against") or before == "the" and words.folded[max(0, name.first - 2)] in ("to", "against")
        )

    def _part_of_name(self, words: _Words, name: Found) -> bool:
        """True for a person's name that goes on with words of another ("Juan Carlos" in "Juan Carlos Jobet")."""
        person = name.aliases and all(self._knowledge.known[a.id].kind == "person" for a in name.aliases)
        after = name.last < len(words.written) and not words.owning[name.last - 1]
        return bool(person and after and words.written[name.last][0].isupper() and words.name_at(name.last) is None)

    def _slipped(self, words: _Words, first: int, last: int) -> list[str]:
        """The country of a misspelt city or demonym ("Dehli police")."""
        for index in range(first, last):
            word = words.written[index]
            if not word[0].isupper() or words.name_at(index) is not None or self._agents.sense([words.folded[index]]):
                continue
            if (town := self._towns(word)) is not None and town.country in self._knowledge.known:
                return [str(town.country)]
            near = self._lexicon.near(word)
            if near is None:
                continue
            _, aliases, place, _ = near
            states = {
                self._knowledge.known[a.id].country
                for a in aliases
                if a.kind != "name" or self._knowledge.known[a.id].kind == "state"
            }
            if len(states) == 1:
                return [str(next(iter(states)))]
            if not aliases and place is not None and place.country in self._knowledge.known:
                return [str(place.country)]
        return []

    def _bodies(self, words: _Words, first: int, last: int) -> list[str]:
        """Named bodies, organisations and groups between two words."""
        found = []
        for name in words.names:
            owners = tuple(dict.fromkeys(a.id for a in name.aliases))
            if first <= name.first < last and len(owners) == 1 and not self._goal(words, name, first):
                if self._knowledge.known[owners[0]].kind in ("organisation", "group"):
                    found.append(owners[0])
        return found

    def _demonym(self, name: Found) -> bool:
        return all(a.kind in ("demonym", "city") for a in name.aliases)


def _nobody(reason: str) -> Resolution:
    return Resolution(text="", why=(reason,))


def _plain(sector: str | None) -> str | None:
    return None if sector == "UNK" else sector


def _kind(sense: Sense) -> str:
    if sense.title is not None and sense.title.kind in ("collective", "group", "generic-body"):
        return "group"
    return "unnamed"


def _is_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in (
        "al",
        "el",
        "bin",
        "ben",
        "de",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "di",
        "du",
        "la",
        "y",
    )


def _shared(values: Iterable[str | None]) -> str | None:
    """The value that all have, else None."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
