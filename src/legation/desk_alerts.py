"""What a desk says of alerts: the tables [[channels]], [[alerts]], [alerting] and [digest] of its file.

The address of a channel holds passwords: no complaint repeats one.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legation.alert_kinds import AlertKind, alert_kinds
from legation.limits import Limit, limits
from legation.toml_tables import Entry, Key, Sheet, meant
from legation.watches import Alerting, Channel, Digest, Rule

FILE = "desk/watch.yaml"
OPTIONS = ("actors", "issues", "origins", "threshold")
_CHANNEL = (Key(name="id", needed=True), Key(name="url"), Key(name="env"))
_RULE = (
    *(Key(name="on", needed=True), Key(name="id"), Key(name="actors", kind="texts"), Key(name="issues", kind="texts")),
    *(Key(name="origins", kind="number"), Key(name="threshold", kind="number"), Key(name="at_most", kind="number")),
    *(Key(name="channels", kind="texts"), Key(name="muted", kind="truth"), Key(name="until", kind="day")),
)
_DIGEST = (Key(name="at", kind="clock", needed=True), Key(name="channels", kind="texts", needed=True))
_ID = re.compile(r"[\w-]+")
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://\S+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What rules may name: `actor` finds the id of one, and notes what is wrong; the desk's issues and thresholds."""

    actor: Callable[[Entry, str, str], str | None]
    issues: Sequence[str]
    thresholds: Mapping[str, float]


def alerting(sheet: Sheet, known: Known) -> Alerting:
    """Read the alerts of a desk; what is wrong is noted in the sheet."""
    reader = _Reader(sheet, known)
    head = sheet.one("alerting", (Key(name="at_most", kind="number"),))
    channels = tuple(reader.channels())
    reader.ids = [each.id for each in channels]
    return Alerting(
        channels=channels,
        rules=tuple(reader.rules()),
        digest=reader.digest(),
        at_most=int(reader.number(head, "at_most", limits(FILE)["alerts"])),
    )


class _Reader:
    """Makes channels and rules from the tables of a file; `ids` are those of its channels."""

    def __init__(self, sheet: Sheet, known: Known) -> None:
        self._sheet = sheet
        self._known = known
        self.ids: Sequence[str] = ()

    def channels(self) -> Iterator[Channel]:
        seen: set[str] = set()
        for entry in self._sheet.several("channels", _CHANNEL):
            name = self._id(entry, seen)
            address, variable = entry.text("url"), entry.text("env")
            if ("url" in entry.values) == ("env" in entry.values):
                found = "both" if address else "neither"
                self._sheet.refuse(entry, None, f"expected either url or env, found {found}")
            if address and not _ADDRESS.fullmatch(address):
                self._sheet.refuse(entry, "url", "expected an address with its scheme, as mailtos://… or slack://…")
            if variable and not _VARIABLE.fullmatch(variable):
                hint = "the address itself belongs under url" if "://" in variable else "letters, digits and _"
                expected = f"expected the name of an environment variable, as LEGATION_MAIL: {hint}"
                self._sheet.refuse(entry, "env", expected)
            if name:
                yield Channel(id=name, address=address, variable=variable)

    def rules(self) -> Iterator[Rule]:
        entries = self._sheet.several("alerts", _RULE)
        seen: set[str] = set()
        given = {entry.index: self._id(entry, seen) for entry in entries if entry.text("id")}
        for entry in entries:
            if kind := self._kind(entry):
                name = given.get(entry.index) or _free(kind.id, seen)
                seen.add(name)
                yield self._rule(entry, kind, name)

    def digest(self) -> Digest | None:
        if not self._sheet.has("digest"):
            return None
        entry = self._sheet.one("digest", _DIGEST)
        channels = self._channels(entry)
        return Digest(at=entry.values["at"], channels=channels) if "at" in entry.values else None

    def number(self, entry: Entry, key: str, limit: Limit, default: float | None = None) -> float:
        value: float = entry.values.get(key, limit.default if default is None else default)
        if not limit.holds(value):
            self._sheet.refuse(entry, key, f"expected {limit.expected}, found {value}")
            return limit.default
        return value

    def _rule(self, entry: Entry, kind: AlertKind, name: str) -> Rule:
        self._refuse_senseless(entry, kind)
        bounds = limits(FILE)
        desk = self._known.thresholds
        origins = desk["origins"] if kind.origins is None else kind.origins
        threshold = None
        if kind.threshold:
            default = desk[kind.named] if kind.named else kind.threshold.default
            threshold = float(self.number(entry, "threshold", kind.threshold, default))
        if "until" in entry.values and not entry.values.get("muted"):
            self._sheet.refuse(entry, "until", "it ends a muting: expected muted = true beside it")
        return Rule(
            id=name,
            on=kind.id,
            actors=self._actors(entry),
            issues=self._issues(entry) if "issues" in kind.takes else (),
            origins=int(self.number(entry, "origins", bounds["origins"], origins)),
            at_most=int(self.number(entry, "at_most", bounds["at_most"])),
            channels=self._channels(entry),
            muted=entry.values.get("muted", False),
            until=entry.values.get("until"),
            threshold=threshold,
        )

    def _kind(self, entry: Entry) -> AlertKind | None:
        name = entry.text("on")
        kinds = alert_kinds()
        if name and name not in kinds:
            known = f"(known: {', '.join(kinds)})"
            self._sheet.refuse(entry, "on", f"'{name}' is no kind of alert{meant(name, list(kinds))} {known}")
        return kinds.get(name or "")

    def _refuse_senseless(self, entry: Entry, kind: AlertKind) -> None:
        for key in OPTIONS:
            if key in entry.values and key not in kind.takes:
                takes = ", ".join(each for each in OPTIONS if each in kind.takes)
                self._sheet.refuse(entry, key, f"an alert on {kind.id} has no use for it; of these it takes {takes}")

    def _actors(self, entry: Entry) -> tuple[str, ...]:
        found = (self._known.actor(entry, "actors", name) for name in entry.values.get("actors", ()))
        return tuple(dict.fromkeys(actor for actor in found if actor))

    def _issues(self, entry: Entry) -> tuple[str, ...]:
        there = self._known.issues
        named: tuple[str, ...] = entry.values.get("issues", ())
        for name in named:
            if name not in there:
                known = f"there are {', '.join(there)}" if there else "the desk has none"
                reason = f"'{name}' is no issue of this desk{meant(name, there)}; {known}"
                self._sheet.refuse(entry, "issues", reason)
        return tuple(dict.fromkeys(named))

    def _channels(self, entry: Entry) -> tuple[str, ...]:
        named: tuple[str, ...] = entry.values.get("channels", ())
        for name in named:
            if name not in self.ids:
                known = f"there are {', '.join(self.ids)}" if self.ids else "the desk has none: add [[channels]]"
                said = "an address" if "://" in name else f"'{name}'"
                reason = f"{said} is no channel of this desk{meant(name, self.ids)}; {known}"
                self._sheet.refuse(entry, "channels", reason)
        return tuple(dict.fromkeys(named))

    def _id(self, entry: Entry, seen: set[str]) -> str | None:
        """The id that an entry has, noted as seen; None without one that can be used."""
        name = entry.text("id")
        if name is None:
            return None
        if not _ID.fullmatch(name):
            said = "something else" if "://" in name else f"'{name}'"
            self._sheet.refuse(entry, "id", f"expected letters, digits, - and _, found {said}")
        elif name in seen:
            self._sheet.refuse(entry, "id", f"'{name}' stands there twice")
        seen.add(name)
        return name


def _free(kind: str, seen: set[str]) -> str:
    """The name of a rule that has none: its kind, with a number from the second on."""
    number = 1
    while (name := kind if number == 1 else f"{kind}-{number}") in seen:
        number += 1
    return name
