"""The idioms that report speech, thought and wishes, as patterns that are matched word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.annotations import Sentence, Token

GAP = "…"
_OWNER = "one's"
_ARTICLES = frozenset({"a", "an", "the"})
# Words of other kinds that an idiom may begin with: what helps its verb.
_HELPING = frozenset({"will", "would", "cannot", "can", "not", "must"})
_DENYING = frozenset({"no", "any", "little", "not", "never", "neither", "scant", "nothing"})
# What may stand between the words of an idiom: "turned a | very | deaf ear".
_FILLING = frozenset({"DT", "PDT", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "CD", "PRP$"})
_MOST_FILLING = 3
# These go with the verb before them: "took | back | its pledge" is no "take a pledge".
_PARTICLES = frozenset({"back", "up", "out", "off", "down", "in", "on", "away", "over", "round", "around", "aside"})
_LONGEST_GAP = 8
_LONGEST_OWNER = 5
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENDS = frozenset({":", ";", "—", "–", ".", "?", "!"})

Slot = frozenset[str]


@dataclass(frozen=True, slots=True)
class Idiom:
    """One idiom: the words behind its verb, what helps the verb, what it takes and the act it reports.

    `nobody` marks one whose subject does not speak ("legend has it that"). One of the words or lemmas of `key` stands
    behind the verb wherever the idiom does; it is empty where that can't be told.
    """

    act: str
    takes: tuple[str, ...]
    words: tuple[Slot, ...]
    helped: Slot
    nobody: bool
    key: Slot = frozenset()

    @property
    def single(self) -> bool:
        """True for a verb with one more word of its own: "take … back"."""
        return sum(slot != {GAP} for slot in self.words) == 1

    @property
    def denying(self) -> bool:
        """True where a "no" is one of its own words: "have no doubt", "make no secret" deny nothing."""
        return any("no" in slot for slot in self.words)

    @property
    def bare(self) -> bool:
        """True for a verb that is listed without further words of its own."""
        return all(slot == {GAP} for slot in self.words)


@dataclass(frozen=True, slots=True)
class Match:
    """Where an idiom was found: its last word, what stands in its gap, and whether "no" stands in it."""

    idiom: Idiom
    last: int
    gap: tuple[Token, ...] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Idioms:
    """The table of `idioms.yaml`, by the lemma of the verb; those with the most words first."""

    by_verb: Mapping[str, tuple[Idiom, ...]]
    hearsay: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Idioms":
        """Take the table as loaded."""
        found: dict[str, list[Idiom]] = {}
        for group in table["idioms"]:
            for written in group["idioms"]:
                slots = list(_slots(written))
                helped = slots.pop(0) if slots[0] & _HELPING and len(slots) > 1 else frozenset()
                takes, nobody = tuple(group["takes"]), bool(group.get("nobody"))
                idiom = Idiom(group["act"], takes, tuple(slots[1:]), helped, nobody, _key(slots[1:]))
                for lemma in slots[0]:
                    found.setdefault(lemma, []).append(idiom)
        ordered = {
            k: tuple(sorted(v, key=lambda i: (not i.nobody, not i.helped, -len(i.words)))) for k, v in found.items()
        }
        return cls(ordered, frozenset(table["hearsay"]))

    def at(self, sentence: Sentence, verb: Token, copulas: frozenset[str]) -> Iterator[Match]:
        """The idioms that the words from `verb` on make up."""
        lemma = verb.lemma.lower()
        listed = self.by_verb.get("be" if lemma in copulas else lemma)
        if listed is None:
            return
        helping = {t.lower for t in sentence.children(verb, "aux", "neg")}
        words = sentence.tokens[verb.i + 1 :]
        behind = {t.lower for t in words} | {t.lemma.lower() for t in words}
        for idiom in listed:
            if idiom.key and idiom.key.isdisjoint(behind):
                continue  # most of a common verb's many idioms
            if idiom.helped and not idiom.helped & helping:
                continue
            if (match := _matched(idiom, sentence.tokens, verb.i)) is not None:
                yield match


# No idiom at all.
NONE = Idioms({}, frozenset())


def _slots(written: str) -> Iterator[Slot]:
    """The words of an idiom without articles, hyphens as words of their own as tokens have them."""
    for word in written.split():
        if word in _ARTICLES:
            continue
        parts = [word] if "|" in word else word.replace("-", " - ").split()
        yield from (frozenset(part.split("|")) for part in parts)


def _key(words: Sequence[Slot]) -> Slot:
    """What may stand at the first place of an idiom that its own words fill."""
    own = next((slot for slot in words if GAP not in slot and _OWNER not in slot), frozenset[str]())
    return own | _DENYING if "no" in own else own


def _matched(idiom: Idiom, tokens: Sequence[Token], verb: int) -> Match | None:
    gap: tuple[Token, ...] = ()
    at, denied = verb, False
    for n, slot in enumerate(idiom.words):
        if slot == {GAP}:
            if n + 1 == len(idiom.words):
                return Match(idiom, at, gap, denied)
            end = _gap_end(tokens, at + 1, idiom.words[n + 1])
            if end is None:
                return None
            gap, at = tuple(tokens[at + 1 : end]), end - 1
            continue
        found = _next(tokens, at + 1, slot)
        if found is None and "object" in idiom.takes and at == verb:
            # "took | the guarantee | at face value"
            end = _gap_end(tokens, at + 1, slot)
            found = None if end is None else _next(tokens, end, slot)
            gap = () if found is None else tuple(tokens[at + 1 : found])
        if found is None:
            return None
        if not gap or found > at + 1 + len(gap):
            denied = denied or any(t.lower == "no" for t in tokens[at + 1 : found] if t not in gap)
        at = found
    return Match(idiom, at, gap, denied)


def _fits(token: Token, slot: Slot) -> bool:
    if "no" in slot and token.lower in _DENYING:
        return True
    return token.lower in slot or token.lemma.lower() in slot


def _next(tokens: Sequence[Token], start: int, slot: Slot) -> int | None:
    """The place of the next word of the idiom; little may stand before it."""
    if _OWNER in slot:
        return _owner(tokens, start)
    for i in range(start, min(len(tokens), start + _MOST_FILLING + 1)):
        if _fits(tokens[i], slot):
            return i
        if tokens[i].tag not in _FILLING or tokens[i].lower == "that" or tokens[i].lower in _PARTICLES:
            return None
    return None


def _owner(tokens: Sequence[Token], start: int) -> int | None:
    """The last word of a possessive: "its", "the colonel's"."""
    for i in range(start, min(len(tokens), start + _LONGEST_OWNER)):
        if tokens[i].tag in ("PRP$", "POS"):
            return i
        if tokens[i].pos not in ("DET", "ADJ", "NOUN", "PROPN", "ADP"):
            return None
    return None


def _gap_end(tokens: Sequence[Token], start: int, slot: Slot) -> int | None:
    """Where the words that stand between two words of an idiom end; None where it does not go on."""
    for i in range(start + 1, min(len(tokens), start + _LONGEST_GAP + 1)):
        if tokens[i - 1].tag in _FINITE or tokens[i - 1].text in _ENDS:
            return None
        if (_OWNER in slot and tokens[i].tag in ("PRP$", "POS")) or (_OWNER not in slot and _fits(tokens[i], slot)):
            return i
    return None
