"""Gapped: second halves that a verb above governs too, "showed the envoy warning that … and his deputy denying it"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.scene import Scene

_NOMINAL = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "HYPH", "IN"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_LONGEST = 8  # words of the second subject


class Gapped:
    """Parts such halves in one scene."""

    def __init__(self, scene: Scene) -> None:
        """Look in `scene`."""
        self._scene = scene

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions: the first half without the second, the second with its own subject as source."""
        whole = list(found)
        for one in tuple(whole):
            half = _second(one)
            if half is None:
                continue
            joining, subject, verb = half
            whole = [self._parted(a, one, joining, subject, verb) for a in whole]
        return self._paired(whole)

    def _paired(self, found: list[Attribution]) -> list[Attribution]:
        """All attributions: the second of two infinitives or participles told by whoever tells the first.

        "called on Chad to confirm that the trucks may cross | and to open the gate": the trucks open nothing.
        """
        whole = found
        for one in found:
            pair = _first_half(one, found)
            if pair is None:
                continue
            first, joining = pair
            whole = [self._before(a, joining) if a is first else a for a in whole]
            if {t.i for t in one.sources} != {t.i for t in first.sources}:
                whole = [replace(a, sources=first.sources, named=first.named) if a is one else a for a in whole]
        return whole

    def _before(self, other: Attribution, joining: Token) -> Attribution:
        text = self._scene.text
        kept = [(s, min(e, joining.start)) for s, e in other.content if s < joining.start]
        cut = tuple((s, s + len(text[s:e].rstrip(" ,;—–-"))) for s, e in kept)
        return other.telling(cut) if cut else other

    def _parted(
        self, other: Attribution, one: Attribution, joining: Token, subject: Sequence[Token], verb: Token
    ) -> Attribution:
        if other.sentence is not one.sentence:
            return other
        if other.cue is verb:
            head = next((t for t in subject if t.head not in {w.i for w in subject}), subject[-1])
            return replace(other, sources=(head,), named=(subject[0].start, subject[-1].end))
        if not one.span[0] <= other.span[0] < joining.start:
            return other
        return self._before(other, joining)


def _second(one: Attribution) -> tuple[Token, Sequence[Token], Token] | None:
    """The joining word, the subject and the verb of a second half in the content of a first one."""
    s, cue = one.sentence, one.cue
    infinitive = cue.tag == "VB" and any(t.tag == "TO" for t in s.children(cue, "aux"))
    if not one.content or not one.sources or not (infinitive or cue.tag == "VBG"):
        return None
    if one.sources[0].i > cue.i or (one.sources[0].dep in ("nsubj", "nsubjpass") and s.head(one.sources[0]) is not cue):
        return None
    for joining in s.tokens[cue.i + 1 :]:
        if joining.dep != "cc" or joining.lower not in ("and", "but") or not _inside(one, joining):
            continue
        subject = _subject(s, joining.i + 1)
        after = s.tokens[joining.i + 1 + len(subject) :]
        if not subject or not after:
            continue
        if infinitive and after[0].tag == "TO" and len(after) > 1 and after[1].tag == "VB":
            return joining, subject, after[1]
        if not infinitive and after[0].tag == "VBG":
            return joining, subject, after[0]
    return None


def _inside(one: Attribution, token: Token) -> bool:
    return any(s <= token.start < e for s, e in one.content)


def _subject(s: Sentence, at: int) -> Sequence[Token]:
    """The noun phrase that begins at the word."""
    words: list[Token] = []
    for token in s.tokens[at : at + _LONGEST]:
        if token.tag not in _NOMINAL:
            break
        words.append(token)
    return words if words and words[-1].tag in _NOUNS and words[0].tag != "IN" else []


def _first_half(one: Attribution, found: Iterable[Attribution]) -> tuple[Attribution, Token] | None:
    """The attribution that a second one goes with by its form: "to X and to Y", "for X-ing and for Y-ing"."""
    s, at = one.sentence, one.cue.i - 1
    infinitive = one.cue.tag == "VB"
    if (infinitive and s.tokens[at].tag != "TO") or not (infinitive or one.cue.tag == "VBG"):
        return None
    led = [s.tokens[at].lower] if infinitive or s.tokens[at].tag == "IN" else []
    at -= len(led)
    while at > 0 and s.tokens[at].tag == "RB":
        at -= 1
    if at < 1 or s.tokens[at].dep != "cc" or s.tokens[at].lower not in ("and", "or", "but"):
        return None
    joining = s.tokens[at]
    before = [a for a in found if a.sentence is s and a.cue.i < joining.i and a.cue.tag == one.cue.tag and a.sources]
    before = [a for a in before if led == ([s.tokens[a.cue.i - 1].lower] if led else [])]
    if not before:
        return None
    first = max(before, key=lambda a: a.cue.i)
    return (first, joining) if first.content and first.content[0][0] >= first.span[1] else None
