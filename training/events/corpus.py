"""The labelled sentences of this folder: read, checked, and turned into the pairs that the event coder learns from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TEXT = Path(__file__).parent / "text"
STATUSES = ("actual", "negated", "future", "hypothetical", "historical")
NONE = "none"
# Ends a sentence whose acts are all labelled.
REST = "rest none"
_PARTY = re.compile(r"\{(\d):([^{}]+)\}")
_PAIR = re.compile(r"(\d)>(\d)\s+([a-z-]+)(?:\s+([a-z]+))?")

Span = tuple[int, int]


class CorpusError(ValueError):
    """A line that does not have the form that GUIDELINES.md asks for; names file and line."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What one party does to another. A party is its number in the sentence, 0 for one that is not named."""

    source: int
    target: int
    subtype: str
    status: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with its parties (number to offsets in `text`) and its labelled pairs.

    `whole` sentences have all their acts labelled: each two parties without a pair do nothing to one another.
    """

    file: str
    line: int
    text: str
    parties: dict[int, Span]
    pairs: tuple[Pair, ...]
    whole: bool = False

    def span(self, party: int) -> Span | None:
        """Where a party stands; None for the one that is not named."""
        return self.parties.get(party)


def load(subtypes: Iterable[str], folder: Path = TEXT) -> list[Labelled]:
    """All sentences of a folder in the order of files and lines; raises CorpusError at the first broken line."""
    names = frozenset(subtypes) | {NONE}
    return [s for path in sorted(folder.glob("*.txt")) for s in _sentences(path, names)]


def _sentences(path: Path, names: frozenset[str]) -> Iterator[Labelled]:
    head: tuple[int, str, dict[int, Span]] | None = None
    pairs: list[Pair | str] = []
    for number, line in enumerate((*path.read_text(encoding="utf-8").splitlines(), ""), 1):
        if line.startswith("#"):
            continue
        if not line.strip():
            if head is not None:
                yield _finished(path, head, pairs)
            head, pairs = None, []
        elif head is None:
            head = (number, *_marked(line, path, number))
        elif line.strip() == REST:
            pairs.append(REST)
        else:
            pairs.append(_pair(line, head[2], names, f"{path.name}:{number}"))


def _finished(path: Path, head: tuple[int, str, dict[int, Span]], pairs: list[Pair | str]) -> Labelled:
    number, text, parties = head
    whole = REST in pairs
    acts = tuple(pair for pair in pairs if isinstance(pair, Pair))
    if not pairs or (whole and len(parties) < 2):
        raise CorpusError(f"{path.name}:{number}: a sentence without pairs")
    return Labelled(path.name, number, text, parties, acts, whole)


def _marked(line: str, path: Path, number: int) -> tuple[str, dict[int, Span]]:
    parties: dict[int, Span] = {}
    text, at = "", 0
    for match in _PARTY.finditer(line):
        text += line[at : match.start()]
        if int(match[1]) in parties or match[1] == "0":
            raise CorpusError(f"{path.name}:{number}: party {match[1]} stands twice, or is 0")
        parties[int(match[1])] = (len(text), len(text) + len(match[2]))
        text += match[2]
        at = match.end()
    text += line[at:]
    if not parties or "{" in text or "}" in text:
        raise CorpusError(f"{path.name}:{number}: no party is marked, or a brace stands alone")
    return text.strip(), parties


def _pair(line: str, parties: dict[int, Span], names: frozenset[str], where: str) -> Pair:
    match = _PAIR.fullmatch(line.strip())
    if match is None:
        raise CorpusError(f"{where}: not 'ACTOR>RECIPIENT subtype [status]': {line.strip()[:60]!r}")
    source, target, subtype, status = int(match[1]), int(match[2]), match[3], match[4] or "actual"
    unknown = {source, target} - parties.keys() - {0}
    if unknown or source == target:
        raise CorpusError(f"{where}: parties must be two of the sentence's, or 0 for one that is not named")
    if subtype not in names or status not in STATUSES:
        raise CorpusError(f"{where}: no subtype {subtype!r} or no status {status!r}")
    return Pair(source, target, subtype, status)


def opposite(sentence: Labelled, mutual: frozenset[str]) -> Iterator[Pair]:
    """Pairs that follow from those written: an act that isn't mutual is none in the other direction."""
    written = {(p.source, p.target) for p in sentence.pairs}
    for pair in sentence.pairs:
        turned = (pair.target, pair.source)
        if turned in written or 0 in turned or pair.subtype == NONE:
            continue
        written.add(turned)
        yield Pair(*turned, *((pair.subtype, pair.status) if pair.subtype in mutual else (NONE, "actual")))


def idle(sentence: Labelled, mutual: frozenset[str]) -> Iterator[Pair]:
    """The pairs of a whole sentence that do nothing to one another, in both directions."""
    told = {(p.source, p.target) for p in sentence.pairs}
    told |= {(p.target, p.source) for p in sentence.pairs if p.subtype in mutual}
    for source in sentence.parties if sentence.whole else ():
        for target in sentence.parties:
            if source != target and (source, target) not in told:
                yield Pair(source, target, NONE, "actual")
