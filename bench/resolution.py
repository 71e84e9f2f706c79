"""Scores the resolution of single mentions in context: `python bench/resolution.py [FILE…] [-v]`.

The gold is in `bench/mentions/` with its guidelines. A row is right when every field that it states is right. Strong
and fair rows are told apart, and each share comes with its 95 % Wilson interval.
"""

import argparse
import json
import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legation.knowledge import Knowledge
from legation.knowledge import load as load_knowledge
from legation.lookup import Lookup
from legation.resolving.folding import fold
from legation.resolving.resolution import Resolution

MENTIONS = Path(__file__).parent / "mentions"
# Predecessors stand under the state that carries them on, as the guidelines say; the tables keep them apart.
_OFFICES = {"speaker_of_parliament": "speaker"}
_CARRIED_ON = {"SUN": "RUS", "VDR": "VNM"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold row, the answer to it, and the fields that are wrong."""

    row: Mapping[str, Any]
    answer: Resolution
    wrong: tuple[str, ...]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The gold rows of a file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


class Judge:
    """Answers gold rows and compares."""

    def __init__(self, knowledge: Knowledge, look: Lookup) -> None:
        """Use `look` for the answers and `knowledge` to know an actor by any of its names."""
        self._look = look
        self._names: dict[str, set[str]] = defaultdict(set)
        for alias in knowledge.aliases:
            self._names[alias.id].add(fold(alias.phrase).removeprefix("the "))
        for entry in knowledge.known.values():
            self._names[entry.id].add(fold(entry.name))
            if entry.wiki:
                self._names[entry.id].add(fold(entry.wiki))

    def judge(self, row: Mapping[str, Any]) -> Judged:
        """Answer one row and compare it with what is expected."""
        if "text" in row:
            answer = self._look(row["text"], row.get("date"), row.get("context") or None)
            return Judged(row, answer, tuple(_wrong_codes(row, answer)))
        answer = self._look(row["mention"], row["date"], row["context"], int(row.get("nth", 0)))
        return Judged(row, answer, tuple(self._wrong(row["expect"], answer)))

    def _wrong(self, expect: Mapping[str, Any], answer: Resolution) -> Iterator[str]:
        if "actor" in expect and not any(self._is(answer, n) for n in (expect["actor"], *expect.get("also", ()))):
            yield "actor"
        if "members" in expect and not self._same_members(expect["members"], answer):
            yield "members"
        if "country" in expect and _carried(answer.country) != _carried(expect["country"]):
            yield "country"
        if "sector" in expect and expect["sector"] not in (answer.sector, answer.second_sector):
            yield "sector"
        if expect.get("resolved") is False and answer.resolved:
            yield "resolved"
        if "office" in expect and (answer.office or "").partition(":")[2] != _OFFICES.get(
            expect["office"], expect["office"]
        ):
            yield "office"
        if expect.get("place") and answer.kind != "place":
            yield "place"

    def _is(self, answer: Resolution, name: str) -> bool:
        return (answer.id is not None and self._means(answer.id, name)) or (
            answer.kind == "person" and fold(answer.name or "") == fold(name)
        )

    def _means(self, key: str, name: str) -> bool:
        return _carried(key) == _carried(name) or fold(name).removeprefix("the ") in self._names[key]

    def _same_members(self, expected: Iterable[str], answer: Resolution) -> bool:
        left = list(answer.members or ([answer.id] if answer.id else []))
        for name in expected:
            match = next((key for key in left if self._means(key, name)), None)
            if match is None:
                return False
            left.remove(match)
        return not left


def _wrong_codes(row: Mapping[str, Any], answer: Resolution) -> Iterator[str]:
    """The fields of a phrase alone that are wrong; nobody must be found exactly where nobody is meant."""
    if row.get("null") or answer.nobody:
        if bool(row.get("null")) != answer.nobody:
            yield "null"
        return
    said = {"country": answer.country, "code_1": answer.sector, "code_2": answer.second_sector, "wiki": answer.wiki}
    for name, expected in row["expect"].items():
        found = said[name] or ""
        if fold(found) != fold(expected) if name == "wiki" else found != expected:
            yield name


def _carried(code: str | None) -> str | None:
    return _CARRIED_ON.get(code or "", code)


def interval(right: int, n: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    if not n:
        return 0.0, 1.0
    z, p = 1.96, right / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def report(judged: Iterable[Judged]) -> Iterator[str]:
    """Lines with the share of right rows: in all, by strength, by phenomenon."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        for name in ("all", one.row.get("strength", "phrases"), "  " + one.row["tests"]):
            groups[name].append(not one.wrong)
    for name, right in sorted(groups.items()):
        low, high = interval(sum(right), len(right))
        yield f"{name:<28} {sum(right)}/{len(right)} = {sum(right) / len(right):.3f}  [{low:.3f}, {high:.3f}]"


# A set of which no file is here (the fresh held-out rows come later) has no figures.
SETS = {
    "mentions": ("development.jsonl", *(f"development{n}.jsonl" for n in range(2, 8))),
    "mentions, held out": ("heldout.jsonl",),
    "phrases": ("phrases.jsonl",),
}


def measured(knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """The share of right rows of each set, in all and of the strong ones, for the gate."""
    judge = Judge(knowledge, Lookup(knowledge))
    found = {}
    for name, files in SETS.items():
        here = [MENTIONS / file for file in files if (MENTIONS / file).is_file()]
        judged = [judge.judge(row) for path in here for row in rows(path)]
        if not judged:
            continue
        right = {"right": sum(not one.wrong for one in judged) / len(judged)}
        if strong := [not one.wrong for one in judged if one.row.get("strength") == "strong"]:
            right["strong"] = sum(strong) / len(strong)
        found[name] = {key: round(value, 3) for key, value in right.items()}
    return found


def main() -> None:
    """Score the files named, or the development rows in context."""
    os.environ["LEGATION_KNOWLEDGE"] = ""  # a user's own tables have no part in these figures
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[MENTIONS / file for file in SETS["mentions"]])
    parser.add_argument("-v", action="store_true", help="list the wrong ones (never for held-out rows)")
    asked = parser.parse_args()
    knowledge = load_knowledge()
    judge = Judge(knowledge, Lookup(knowledge))
    judged = [judge.judge(row) for path in asked.files for row in rows(path)]
    sys.stdout.writelines(f"{line}\n" for line in report(judged))
    if asked.v:
        for one in judged:
            if one.wrong:
                said = {k: v for k, v in one.answer.as_dict().items() if v and k not in ("text", "date", "confidence")}
                asked_of, expected = one.row.get("mention", one.row.get("text")), one.row.get("expect", "nobody")
                sys.stdout.write(f"{one.row['id']} {one.row.get('date')} {one.row['context']}\n")
                sys.stdout.write(f"    {asked_of!r} {one.wrong} expected {expected}\n    got {said}\n")


if __name__ == "__main__":
    main()
