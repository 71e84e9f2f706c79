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
        return whole

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
        text = self._scene.text
        kept = [(s, min(e, joining.start)) for s, e in other.content if s < joining.start]
        cut = tuple((s, s + len(text[s:e].rstrip(" ,;—–-"))) for s, e in kept)
        return other.telling(cut) if cut else other


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
