"""Reads a TOML file of tables whose keys are known: all that is wrong with it is told at once, each with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from legation.errors import DeskError
from legation.toml_values import EXPECTED, Kind, shown, value_of

_HEAD = re.compile(r"\s*(\[\[?)\s*[\"']?([\w-]+)[\"']?\s*\]")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_LINE = re.compile(r"^(.*) \(at line (\d+), column \d+\)$")
_FENCES = ('"""', "'''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that a table may have: what its value is, and whether the table needs it."""

    name: str
    kind: Kind = "text"
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One table of the file: its name, the how-maniest of that name it is, and the values that are right."""

    table: str
    index: int
    values: Mapping[str, Any]

    def text(self, key: str) -> str | None:
        """The text under `key`, if there is one."""
        found: str | None = self.values.get(key)
        return found


class Sheet:
    """A TOML file that is being read, with what is wrong with it so far."""

    def __init__(self, file: str, text: str) -> None:
        """Parse the `text` of `file`; raises DeskError when it is no TOML."""
        self.file = file
        try:
            self._data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            match = _LINE.match(str(error))
            reason, line = (match[1], int(match[2])) if match else (str(error), None)
            raise DeskError([_complaint(file, line, f"this is no TOML: {reason[:1].lower()}{reason[1:]}")]) from error
        self._lines = dict(_places(text))
        self._found: list[tuple[int, str]] = []

    def check(self) -> None:
        """Raise DeskError with all complaints, in the order of the file, if there are any."""
        if self._found:
            complaints = [reason for _, reason in sorted(self._found, key=lambda found: found[0])]
            raise DeskError(list(dict.fromkeys(complaints)))

    def has(self, table: str) -> bool:
        """Whether the file has a table of this name."""
        return table in self._data

    def refuse_others(self, tables: Sequence[str]) -> None:
        """Refuse every table but these."""
        for name in self._data:
            if name not in tables:
                self._refuse(name, 0, None, f"unknown table{meant(name, tables)} (known: {', '.join(tables)})")

    def one(self, table: str, keys: Sequence[Key]) -> Entry:
        """Read the table `[table]`, which may be missing."""
        found = self._data.get(table, {})
        if not isinstance(found, dict):
            said = "more than one" if isinstance(found, list) else "a value"
            self._refuse(table, 0, None, f"expected one table [{table}], found {said}")
            return Entry(table=table, index=0, values={})
        return self._entry(table, 0, found, keys)

    def several(self, table: str, keys: Sequence[Key]) -> tuple[Entry, ...]:
        """Read the tables `[[table]]`, which may be missing."""
        found = self._data.get(table, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            first = next((k.name for k in keys if k.needed), "")
            self._refuse(table, 0, None, f"expected tables: [[{table}]] on a line, and {first} = … below it")
            return ()
        return tuple(self._entry(table, index, each, keys) for index, each in enumerate(found))

    def refuse(self, entry: Entry, key: str | None, reason: str) -> None:
        """Note that the value of an entry's `key`, or the entry itself, is wrong."""
        self._refuse(entry.table, entry.index, key, reason)

    def _entry(self, table: str, index: int, values: Mapping[str, Any], keys: Sequence[Key]) -> Entry:
        names = [key.name for key in keys]
        for name in values:
            if name not in names:
                self._refuse(table, index, name, f"unknown key{meant(name, names)} (known: {', '.join(names)})")
        right: dict[str, Any] = {}
        for key in keys:
            if key.name in values:
                read = value_of(values[key.name], key.kind)
                if read is None:
                    found = shown(values[key.name], key.kind)
                    self._refuse(table, index, key.name, f"expected {EXPECTED[key.kind]}, found {found}")
                else:
                    right[key.name] = read
            elif key.needed:
                self._refuse(table, index, None, f"it lacks {key.name}: {EXPECTED[key.kind]}")
        return Entry(table=table, index=index, values=right)

    def _refuse(self, table: str, index: int, key: str | None, reason: str) -> None:
        lines = ((table, index, key), (table, index, None), (table, 0, None))
        line = next((self._lines[place] for place in lines if place in self._lines), None)
        where = f"{table}: {key}" if key else table
        self._found.append((line or 0, _complaint(self.file, line, f"{where}: {reason}")))


def meant(name: str, known: Sequence[str]) -> str:
    """Return "; did you mean 'x'?" where one of the known names is near, else nothing."""
    near = get_close_matches(name, known, n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def _complaint(file: str, line: int | None, reason: str) -> str:
    return f"{file}: {reason}" if line is None else f"{file}, line {line}: {reason}"


def _places(text: str) -> Iterator[tuple[tuple[str, int, str | None], int]]:
    """Yield each table and each key with its line; the parser keeps none."""
    table, index, fence = "", 0, ""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if head := _HEAD.match(line):
            table = head[2]
            index = seen[table] = seen.get(table, -1) + 1
            yield (table, index, None), number
        elif key := _KEY.match(line):
            yield (table, index, key[1]) if table else (key[1], 0, None), number
        fence = next((each for each in _FENCES if line.count(each) % 2), "")
