"""Nouns composed with what stands around them: sector, country and office of somebody who is only described."""

from collections.abc import Sequence
from dataclasses import replace

from legation.resolving.agents import Sectors, Sense
from legation.resolving.resolution import Resolution
from legation.resolving.single.core import Noun
from legation.resolving.single.holders import Holders
from legation.resolving.single.named import Named
from legation.resolving.single.owners import Owners
from legation.resolving.single.phrase import OWNING, Setting
from legation.resolving.single.rulers import Rulers
from legation.resolving.single.sectors import SectorRules
from legation.slugs import slug

# Prepositions before a body that somebody belongs to; "with" tells only on whose side they are.
_BELONGING = ("of", "for", "at", "in", "from")
_SIDING = (*_BELONGING, "with")
# What stands in the place of a state for bodies of many.
_NO_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC"})
# Nouns that end, or begin, the names of institutions.
_INSTITUTIONS = frozenset(
    {
        "university",
        "college",
        "institute",
        "academy",
        "school",
        "hospital",
        "foundation",
        "museum",
        "observatory",
        "clinic",
        "polytechnic",
    }
)
# Whom a government sends to a body of many.
_SENT = frozenset({"delegate", "delegation", "representative", "envoy", "observer", "negotiator", "man"})
_SMALL = frozenset({"of", "the", "for", "and", "in", "at", "de", "on"})
_GROUPS = ("collective", "group", "generic-body")


class Composer:
    """Makes the answer for a noun where it stands."""

    def __init__(self, owners: Owners, holders: Holders, sectors: SectorRules, *, named: Named, rulers: Rulers) -> None:
        """`owners` finds states and bodies, `holders` whoever holds an office, `sectors` decides the sector.

        `named` answers for several holders together, `rulers` finds the state of a head named by surname.
        """
        self._owners = owners
        self._holders = holders
        self._sectors = sectors
        self._named = named
        self._rulers = rulers

    def compose(self, noun: Noun, inner: Resolution | None, setting: Setting) -> Resolution:
        """Who is described by a noun; `inner` is who the words after its preposition mean."""
        sense, opener = noun.sense, noun.core.opener
        why = [f"noun {sense.phrase!r}" + (f" ({sense.sector})" if sense.sector else "")]
        bodies = self._bodies(noun)
        on_the_day = self._owners.sectors(bodies, setting.day)
        sectors = self._sectors.decide(noun, on_the_day, inner if opener in _SIDING else None, why)
        if self._is_sent(noun, inner):
            sectors = Sectors("GOV")
        countries = self._countries(noun, sectors, bodies)
        ruled = [] if countries else self._rulers.states(noun.phrase, noun.core.first, noun.begin, setting)
        if not countries and not ruled and (countries := self._owners.states(setting)[:1]):
            why.append("country from the context")
        if (holder := self._holders.holder(noun, bodies, countries, setting.day)) is not None:
            return replace(holder, second_sector=sectors.second or holder.second_sector)
        if several := self._holders.several(noun, countries, setting.day):
            together = self._named.compound(several, f"who held the office in {' and '.join(countries)}")
            return replace(together, sector=sectors.first, role=noun.phrase.text)
        office = self._holders.vacant(noun, bodies, countries)
        if ruled:
            countries = ruled
            why.append("country of the head of state or government named")
        text = noun.phrase.text
        body = _body(sense, countries, bodies)
        return Resolution(
            text=text,
            id=body,
            name=text,
            kind="organisation" if body else _kind(sense),
            country=countries[0] if countries else None,
            sector=sectors.first,
            second_sector=sectors.second,
            role=text if sense.title is not None and sense.title.kind == "person-title" else None,
            office=office,
            wiki=_institution(noun) or self._mission(office),
            resolved=body is not None,
            confidence=0.8 if sectors.first not in (None, "UNK") else 0.5,
            why=tuple(why),
        )

    def _is_sent(self, noun: Noun, inner: Resolution | None) -> bool:
        """True for "Cuba's delegate at the United Nations", who is his government's and not the body's."""
        many = inner is not None and (inner.country or "") in _NO_STATES
        sent = noun.sense.phrase in _SENT and noun.core.opener in ("at", "to", "in", "with")
        return sent and many and bool(self._owners.countries(noun.phrase, noun.core.first, noun.begin))

    def _mission(self, office: str | None) -> str | None:
        """The article on a state's post at the United Nations, where nobody tells who holds it."""
        polity, _, key = (office or "").partition(":")
        name = self._owners.state_name(polity) if key == "un_ambassador" else None
        return f"Permanent Representative of {name} to the United Nations" if name else None

    def _bodies(self, noun: Noun) -> list[str]:
        """The bodies before the noun, else those after it."""
        found = self._owners.bodies(noun.phrase, noun.core.first, noun.begin)
        theirs = self._owners.countries(noun.phrase, noun.core.first, noun.begin)
        # "Chad's delegate at the United Nations" is Chad's.
        if not found and noun.core.opener in (("of",) if theirs else _BELONGING):
            found = self._owners.bodies(noun.phrase, noun.core.rest, len(noun.phrase))
        return found

    def _countries(self, noun: Noun, sectors: Sectors, bodies: Sequence[str]) -> list[str]:
        """Whose somebody is: the words before the noun tell it best, then the noun, the rest, a body's home."""
        phrase, core = noun.phrase, noun.core
        after = core.opener in OWNING
        return (
            ([] if phrase.written[noun.begin][0].isupper() else self._owners.peoples(phrase, core.first, noun.begin))
            or self._owners.countries(phrase, core.first, noun.begin)
            or self._owners.misspelt(phrase, core.first, noun.begin)
            or self._owners.armed_by(noun.before)
            or (self._owners.countries(phrase, noun.begin, core.cut) if noun.sense.title is not None else [])
            or ([noun.sense.country] if noun.sense.country else [])
            or (self._owners.countries(phrase, core.rest, len(phrase)) if after else [])
            or ([sectors.country] if sectors.country else [])
            or self._owners.of_bodies(bodies or self._owners.bodies(phrase, noun.begin, core.cut))
        )


def _institution(noun: Noun) -> str | None:
    """The name of a school, hospital or foundation that is written as a name; its article most often bears it."""
    phrase, first = noun.phrase, noun.core.first
    words = phrase.written[first:]
    small = all(word[0].isupper() or word in _SMALL for word in words)
    if noun.sense.phrase not in _INSTITUTIONS or not small or any(phrase.owning) or len(words) < 2:
        return None
    # "Kenyan University" tells a sort; so does a bare "University of".
    people = phrase.name_at(first)
    if people is not None and {alias.kind for alias in people.aliases} & {"demonym", "people"}:
        return None
    return phrase.rest(first)


def _body(sense: Sense, countries: Sequence[str], bodies: Sequence[str]) -> str | None:
    """The id of a body that each state has one of ("Peru's foreign ministry"), as an article's reading gives it."""
    title = sense.title
    if title is None or title.kind != "generic-body" or title.plural or title.state or len(countries) != 1 or bodies:
        return None
    return f"org:{countries[0]}-{slug(title.body or title.phrase)}" if countries[0] not in _NO_STATES else None


def _kind(sense: Sense) -> str:
    return "group" if sense.title is not None and sense.title.kind in _GROUPS else "unnamed"
