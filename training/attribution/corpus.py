"""Reads and checks the labelled paragraphs: `python corpus.py [FILES]` names every fault by file and line, and counts.

The form is told in GUIDELINES.md. `read` gives paragraphs with plain text and labels whose offsets count code points.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
ACTS = (
    *(
        "say",
        "confirm",
        "acknowledge",
        "claim",
        "suggest",
        "propose",
        "announce",
        "deny",
        "reject",
        "warn",
        "urge",
        "ask",
    ),
    *("promise", "agree", "disagree", "threaten", "praise", "support", "condemn", "criticise", "accuse", "apologise"),
    *("describe", "assess", "predict", "believe", "fear", "hope", "intend", "report", "silence"),
)
STANCES = {"+": 1, "-": -1, "=": 0}
_OPEN = re.compile(
    r"\{(?:(?P<part>[sq])(?P<numbers>\d+(?:,\d+)*)|c(?P<cue>\d+):(?P<act>[a-z]+)(?P<denied>!?)"
    r"|t(?P<target>\d+)(?P<sign>[+=-])|(?P<claim>p\d*)) "
)

Extent = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """One labelled attribution; `number` is 0 for a quotation that goes on from the paragraph before."""

    number: int
    act: str | None = None
    denied: bool = False
    source: list[Extent] = field(default_factory=list)
    cue: list[Extent] = field(default_factory=list)
    content: list[Extent] = field(default_factory=list)
    targets: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A paragraph's plain text with its labels, and where it was written; `goes_on` when it follows the one before."""

    text: str
    attributions: list[Attribution]
    claims: list[Extent]
    goes_on: bool
    place: str


class FaultError(Exception):
    """What is wrong with a line."""


def paragraph(line: str, place: str = "") -> Paragraph:
    """Read one line; raises FaultError."""
    goes_on = line.startswith("+ ")
    if goes_on:
        line = line[2:]
    made: dict[int, Attribution] = {}
    claims: list[Extent] = []
    text: list[str] = []
    length, at = 0, 0
    stack: list[tuple[re.Match[str], int]] = []
    while at < len(line):
        if opened := _OPEN.match(line, at):
            stack.append((opened, length))
            at = opened.end()
        elif line[at] == "{":
            raise FaultError(f"unreadable mark at {line[at : at + 20]!r}")
        elif line[at] == "}":
            if not stack:
                raise FaultError(f"a brace closes nothing before {line[at : at + 20]!r}")
            mark, start = stack.pop()
            _label(mark, (start, length), made, claims)
            at += 1
        else:
            text.append(line[at])
            length, at = length + 1, at + 1
    if stack:
        raise FaultError(f"a brace stays open: {stack[-1][0].group()!r}")
    plain = "".join(text)
    found = [made[n] for n in sorted(made)]
    for one in found:
        _check(one, plain, goes_on)
    return Paragraph(plain, found, claims, goes_on, place)


def _label(mark: re.Match[str], extent: Extent, made: dict[int, Attribution], claims: list[Extent]) -> None:
    if mark["claim"]:
        claims.append(extent)
        return
    numbers = mark["numbers"] or mark["cue"] or mark["target"]
    for number in map(int, numbers.split(",")):
        one = made.setdefault(number, Attribution(number))
        if mark["part"] == "s":
            one.source.append(extent)
        elif mark["part"] == "q":
            one.content.append(extent)
        elif mark["cue"]:
            if mark["act"] not in ACTS:
                raise FaultError(f"no such act: {mark['act']!r}; acts are {', '.join(ACTS)}")
            if one.act not in (None, mark["act"]):
                raise FaultError(f"cue {number} has two acts, {one.act} and {mark['act']}")
            one.act, one.denied = mark["act"], bool(mark["denied"])
            one.cue.append(extent)
        else:
            one.targets.append((*extent, STANCES[mark["sign"]]))


def _check(one: Attribution, text: str, goes_on: bool) -> None:
    if one.number == 0:
        if not goes_on or not one.content or one.cue:
            raise FaultError("number 0 is a content that goes on from the paragraph before (line begins with '+ ')")
    elif not one.cue or not one.content:
        raise FaultError(f"attribution {one.number} has no {'content' if one.cue else 'cue'}")
    inside = [(s, e) for s, e, _ in one.targets]
    for start, end in inside:
        if not any(s <= start and end <= e for s, e in one.content):
            raise FaultError(f"target {text[start:end]!r} of {one.number} is not in its content")
    for start, end in (*one.source, *one.cue, *one.content, *inside):
        if start == end or text[start].isspace() or text[end - 1].isspace():
            raise FaultError(f"a label of {one.number} is empty or has a blank at its edge: {text[start:end]!r}")


def read(*paths: Path) -> Iterator[Paragraph]:
    """All paragraphs of the files (of the folder `text` when none is named); raises FaultError at the first fault."""
    for path, number, line in lines(paths or sorted((HERE / "text").glob("*.txt"))):
        yield paragraph(line, f"{path.name}:{number}")


def lines(paths: Iterable[Path]) -> Iterator[tuple[Path, int, str]]:
    """The lines that hold a paragraph, with file and number."""
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield path, number, line.strip()


def main() -> int:
    """Check and count."""
    faults, counts, acts, seen = 0, Counter[str](), Counter[str](), Counter[str]()
    for path, number, line in lines([Path(a) for a in sys.argv[1:]] or sorted((HERE / "text").glob("*.txt"))):
        try:
            one = paragraph(line)
        except FaultError as fault:
            print(f"{path}:{number}: {fault}")
            faults += 1
            continue
        seen[one.text] += 1
        counts["paragraphs"] += 1
        counts["words"] += len(one.text.split())
        counts["without attribution"] += not one.attributions
        counts["attributions"] += len(one.attributions)
        counts["without source"] += sum(not a.source for a in one.attributions)
        counts["with quotation marks"] += sum(
            any(one.text[s] in "“\"‘'" for s, _ in a.content) for a in one.attributions
        )
        counts["targets"] += sum(len(a.targets) for a in one.attributions)
        counts["targets for or against"] += sum(bool(v) for a in one.attributions for *_, v in a.targets)
        counts["forecasts"] += len(one.claims)
        acts.update(a.act or "goes on" for a in one.attributions)
    for text, times in seen.items():
        if times > 1:
            print(f"written {times} times: {text[:60]!r}")
            faults += 1
    print("; ".join(f"{k} {v}" for k, v in counts.items()))
    print(" ".join(f"{k}:{v}" for k, v in acts.most_common()))
    print(f"{faults} faults")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
