"""Setting: the state, or the two, that a text is about, where that is plain.

News leaves out what its reader knows: in a report on South Africa "the police" and "students" are South African. Whose
they are is taken from the names of the whole text, and only where one state is named far more often than any other.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from legation.annotations import Token
from legation.knowledge import Knowledge, Title
from legation.resolving.eras import Eras
from legation.resolving.names import SentenceNames
from legation.resolving.scene import Scene

# The state of a text is named this many times as often as any other, as that of its dateline, and as any where it lies
# in another state by most of the towns that it names; and at least so often.
_OUTWEIGHS, _OUTWEIGHS_HOME, _OUTWEIGHS_PLACES, _LEAST = 2, 3, 3, 3
# "The country" is the state named most, if it is named so many times as often as the next; the two of a quarrel are
# named so many times as often as any third.
_LEADS, _ALONE = 1.25, 1.5
_COURTS = frozenset({"court", "tribunal"})


class Setting:
    """Of which state one document tells above all, and by which words it may mean a body of several states instead."""

    def __init__(
        self, names: Sequence[SentenceNames], knowledge: Knowledge, eras: Eras, home: str | None, scene: Scene
    ) -> None:
        """Take the names of all sentences, as they were on the day; `home` is the state of the dateline."""
        keys = [key for here in names for key in _named(here) if key in knowledge.known]
        counts = Counter(state for key in keys if (state := _state(key, knowledge, eras)) in knowledge.known)
        towns = Counter(country for here in names for _, _, country in here.places if country in knowledge.known)
        counts.update(towns)
        if home is not None:
            counts[home] += 1
        self.year = eras.day.year if eras.day is not None else None
        self.coup: str | None = None  # the state of the coup of which the text tells; who knows it tells it
        self._scene, self._counts, self.told = scene, counts, scene.told
        self.at_seat = home is not None and not scene.at_home
        top = _leading(counts, towns, home)
        self.state = top if self.plays_in(top) else None
        self.most, self.pair = _foremost(counts)
        bodies = Counter(key for key in keys if knowledge.is_of_many(key))
        self.body, self.bodies = _outstanding(bodies), frozenset(bodies)
        # A report on two states, filed from a third one of which it says nothing.
        self.from_afar = bool(self.pair) and home is not None and home not in self.pair and counts[home] == 1
        self._shared = {
            word for key in set(keys) if knowledge.is_of_many(key) for word in knowledge.known[key].name.lower().split()
        }

    def plays_in(self, state: str | None) -> bool:
        """True where a text may find people at home in a state: filed from there, playing there or telling of it."""
        return state is not None and self._scene.plays_in(state, self._counts)

    def other(self, state: str | None) -> str | None:
        """The other one of the two states that the text is about; None where it is not about two, or not about this."""
        return next((one for one in self.pair if one != state), None) if state in self.pair else None

    def of(self, noun: Token, title: Title) -> str | None:
        """The state of the text, where a noun is no word for a body of several states that the text names too."""
        judge = title.sector == "JUD" and bool(self._shared & _COURTS)
        return None if judge or noun.lower in self._shared else self.state


def _leading(counts: Counter[str | None], towns: Counter[str], home: str | None) -> str | None:
    """The state that is named far more often than any other, if one is."""
    top = max(counts, key=lambda state: counts[state], default=None)
    elsewhere = any(n > towns[top or ""] for n in towns.values())
    usual = _OUTWEIGHS_PLACES if elsewhere else _OUTWEIGHS
    rivals = ((_OUTWEIGHS_HOME if state == home else usual) * n for state, n in counts.items() if state != top)
    return top if counts[top] >= max(_LEAST, *rivals, 0) else None


def _foremost(counts: Counter[str | None]) -> tuple[str | None, tuple[str, ...]]:
    """The state that is named most, and the two that are, where one or two stand out."""
    (first, most), (second, next_most), (_, third) = [*counts.most_common(3), *[(None, 0)] * 3][:3]
    pair = (str(first), str(second)) if next_most >= max(2, _ALONE * third) else ()
    return first if most >= max(2, _LEADS * next_most) else None, tuple(sorted(pair))


def _outstanding(bodies: Counter[str]) -> str | None:
    """The body of several states that the text names far more often than any other."""
    (first, most), (_, next_most) = [*bodies.most_common(2), *[("", 0)] * 2][:2]
    return first if most >= max(2, _ALONE * next_most) else None


def _named(names: SentenceNames) -> Iterator[str]:
    """The ids that a sentence names for sure."""
    for match in names.matches:
        yield from match.members or (match.ids if len(match.ids) == 1 else ())
    yield from (known for _, _, known in names.persons if known)


def _state(key: str, knowledge: Knowledge, eras: Eras) -> str | None:
    """The state that a named one is, or whose it is."""
    known = knowledge.known[key]
    return key if known.kind == "state" else eras.country(known.country)
