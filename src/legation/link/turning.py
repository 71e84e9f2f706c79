"""Where a series of levels turned for the worse by so many points, told once however much it wavers around the line."""

from collections.abc import Iterable


def turned(levels: Iterable[float], threshold: float, back: float) -> tuple[int, ...]:
    """Return at which of the levels the series has turned for the worse by `threshold`.

    It is measured from the best level since the last turn. After a turn the series must rise by the part `back` of the
    threshold from its worst level before it can turn anew; a further fall by a whole threshold is a turn as well.
    """
    found: list[int] = []
    best: float | None = None  # from which a turn is measured; None until the series has turned back
    worst = told = 0.0
    for index, level in enumerate(levels):
        if index == 0:
            best = level
        elif best is None:
            worst = min(worst, level)
            if level - worst >= back * threshold:
                best = level
            elif told - level >= threshold:
                found.append(index)
                told = worst = level
        else:
            best = max(best, level)
            if best - level >= threshold:
                found.append(index)
                told = worst = level
                best = None
    return tuple(found)
