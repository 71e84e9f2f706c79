"""The Equal Earth projection, and the part of the world that a map shows: as much as its points need."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, radians, sin, sqrt
from typing import Any

import numpy as np

# The polynomial of the projection (Šavrič, Patterson and Jenny, 2018).
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2
_WORLD = (5.4131, 2.6344)  # how wide and how high the whole world is in the projection's own units
LOWEST = 360.0  # pixels: a map of a single line of places is still this high
MARGIN = 0.14  # of the points' extent, on each side
LEAST = 0.42  # the least extent shown: some 25 degrees, so that one dot still has a neighbourhood
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A window on the world: turned by so many degrees, so large, moved so far."""

    width: float
    height: float
    turned: float
    scale: float
    left: float
    top: float

    def at(self, lat: float, lon: float) -> Point:
        """Where a point of the globe lies in the window, in pixels."""
        x, y = _projected(lat, _around(lon + self.turned))
        return float(self.left + self.scale * x), float(self.top - self.scale * y)

    def cells(self, points: np.ndarray[Any, Any], size: float) -> list[int]:
        """Of many points (rows of latitude and longitude) the first of those in each cell of the window, in order."""
        x, y = _projected(points[:, 0], _around(points[:, 1] + self.turned))
        across, down = (self.left + self.scale * x) // size, (self.top - self.scale * y) // size
        inside = np.flatnonzero(
            (across >= 0) & (across * size < self.width) & (down >= 0) & (down * size < self.height)
        )
        _, first = np.unique(across[inside] * 10_000 + down[inside], return_index=True)
        return [int(row) for row in np.sort(inside[first])]

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point in pixels lies in the window."""
        x, y = point
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def view(points: Sequence[Point], width: float, height: float, *, whole: bool = False) -> View:
    """Choose the window that shows the points (latitude, longitude) with some room around; or the whole world.

    It is as high as `height` where that is needed, and lower where the points lie in a band.
    """
    entire = min(width / _WORLD[0], height / _WORLD[1]) * 0.98
    turned = -_middle([lon for _, lon in points]) if points else 0.0
    if whole or not points:
        low = entire * _WORLD[1] + 8
        return View(width=width, height=low, turned=turned, scale=entire, left=width / 2, top=low / 2)
    flat = [_projected(lat, _around(lon + turned)) for lat, lon in points]
    west, east = min(x for x, _ in flat), max(x for x, _ in flat)
    south, north = min(y for _, y in flat), max(y for _, y in flat)
    across = max(LEAST, (east - west) * (1 + 2 * MARGIN))
    up = max(LEAST, (north - south) * (1 + 2 * MARGIN))
    scale = max(entire, min(width / across, height / up))
    height = round(min(height, max(LOWEST, scale * up)))
    return View(
        width=width,
        height=height,
        turned=turned,
        scale=scale,
        left=width / 2 - scale * (west + east) / 2,
        top=height / 2 + scale * (south + north) / 2,
    )


def _projected(lat: Any, lon: Any) -> Any:
    """Project one point, or arrays of them, into the projection's own units."""
    a1, a2, a3, a4 = _A
    angle = np.arcsin(_M * np.sin(np.radians(lat)))
    two = angle * angle
    six = two**3
    x = np.radians(lon) * np.cos(angle) / (_M * (a1 + 3 * a2 * two + six * (7 * a3 + 9 * a4 * two)))
    return x, angle * (a1 + a2 * two + six * (a3 + a4 * two))


def _around(lon: Any) -> Any:
    """A longitude, or an array of them, between −180 and 180 degrees."""
    return (lon + 180) % 360 - 180


def _middle(lons: Sequence[float]) -> float:
    """The middle of longitudes, also where they lie on both sides of the date line."""
    x, y = sum(cos(radians(lon)) for lon in lons), sum(sin(radians(lon)) for lon in lons)
    return round(degrees(atan2(y, x)), 1)
