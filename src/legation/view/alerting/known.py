"""Which thing a finding is: an alert that was raised before for the same thing gives it its key again.

A key names kind, parties, matter and day, as the articles told them when it was first found. Read later, an article
may add a party or an earlier day, and developments may be put together anew; so a finding is compared with the alerts
that the store keeps: by the records that it rests on, which are the same in every run, and by what its kind compares.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from legation.errors import StoreError
from legation.store import alerts
from legation.store.store import Store

MOST = 5000  # alerts that are compared, the last found first
_PARTED, _RULE = "|", "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What an alert is about: its kind, its parts (parties, matter), its day, and the records that it rests on."""

    kind: str
    parts: tuple[str, ...]
    day: date
    records: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The key without the rule."""
        return _PARTED.join((self.kind, *(each.replace(_PARTED, "/") for each in self.parts), self.day.isoformat()))

    def shares(self, other: "Thing") -> bool:
        """Whether both rest on a common record."""
        return not self.records.isdisjoint(other.records)


Same = Callable[[Thing], bool]


class Known:
    """The things that alerts were raised for, those of this run among them."""

    def __init__(self, store: Store, since: str) -> None:
        """Read the alerts that were found since a moment."""
        kept = store.ask(alerts.listed(alerts.Asked(since=since), MOST))
        self._things: list[tuple[str, Thing]] = [
            (_thing_of(each.key), thing) for each in reversed(kept) if (thing := _read(each))
        ]

    def name(self, thing: Thing, same: Same) -> str:
        """The name of the earliest thing that is the same; its own where there is none, which is known from now on."""
        found = next((name for name, each in self._of(thing.kind) if same(each)), None)
        name = found or thing.name
        self._things.append((name, thing))
        return name

    def _of(self, kind: str) -> Iterable[tuple[str, Thing]]:
        return [(name, each) for name, each in self._things if each.kind == kind]


def key(name: str, rule: str) -> str:
    """The key of an alert: of what, and by which rule."""
    return f"{name}{_RULE}{rule}"


def _thing_of(key: str) -> str:
    return key.rpartition(_RULE)[0] or key


def _read(kept: alerts.Kept) -> Thing | None:
    """The thing of a kept alert; None for one whose key another version wrote."""
    kind, *parts = _thing_of(kept.key).split(_PARTED)
    if not parts:
        return None
    try:
        day = date.fromisoformat(parts.pop())
        proofs = json.loads(kept.payload).get("proofs", ())
    except ValueError:
        return None
    except AttributeError as error:
        raise StoreError(f"the alert {kept.key} can't be read: {error}") from error
    records = frozenset(each["record"] for each in proofs if each.get("record"))
    return Thing(kind=kind, parts=tuple(parts), day=day, records=records)
