"""Afterwords: who says so, told behind the words with "so", "such" or "judging by" instead of a reporting verb.

"The envoy wept: so the clerk's notes." "The fleet has sailed, or such is the mayor's reading." "It was well founded, to
judge by the letters." "They will go, if the papers are to be believed."
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues
from legation.coding.scene import Scene

# The phrase stands at the end, behind a mark; `who` is whose words they are.
_CREDITED = (
    r"(?:(?:is|are|was|were) (?:any guide|to be (?:believed|trusted|credited|relied on))"
    r"|(?:can|may) be (?:believed|trusted|relied on))"
)
_SHAPES = (
    re.compile(r"[,;:—–] (?P<cue>(?:to judge|judging|to go|going) (?:by|from)) (?P<who>[^,;:.]+)$"),
    re.compile(rf"[,;:—–] (?P<cue>if) (?P<who>[^,;:.]+?) {_CREDITED}$"),
    re.compile(
        r"[,;:—–] (?:or )?(?P<cue>so|such|thus)(?: at least)?"
        r"(?: (?:is|are|was|were|runs|ran|went|goes))? (?P<who>[^,;:.]+)$"
    ),
    re.compile(r"[,;—–] (?:and )?(?P<cue>that|this|such) (?:is|was) (?P<who>[^,;:.]+)$"),
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
FORM = "according"


def _closes(one: Attribution) -> bool:
    """True for "…, according to the mayor" at the end of its sentence, which ends all that is told before it."""
    s, last = one.sentence, one.content[-1][1] if one.content else 0
    before = s.tokens[one.cue.i - 1] if one.cue.i else None
    led = before is not None and (
        before.lower == "," or (one.cue.i > 1 and "," in (t.lower for t in s.tokens[one.cue.i - 3 : one.cue.i]))
    )
    return len(one.content) == 1 and last <= one.span[0] and led and one.content[0][0] <= s.tokens[0].end


class Afterwords:
    """Finds such attributions in one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Whose words they are `cues` tell: people and things that tell, or owners of a noun of speech."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions: these too, others without the words of these."""
        by_sentence: dict[int, list[Attribution]] = defaultdict(list)
        for other in found:
            by_sentence[other.sentence.index].append(other)
        for sentence in self._scene.sentences:
            closing = [a for a in by_sentence[sentence.index] if a.form == FORM and _closes(a)]
            for one in (*self.find(sentence), *closing):
                beside, end = by_sentence[sentence.index], one.content[-1][1]
                others = [a for a in beside if a is not one and (a.span[0] < end or one in closing)]
                by_sentence[sentence.index] = [*(self._without(a, end) if a.span[0] < end else a for a in others), one]
        return [a for found_there in by_sentence.values() for a in found_there]

    def _without(self, other: Attribution, end: int) -> Attribution:
        """Another attribution of the sentence, its content up to where the words that are told end."""
        inside = (max(s, min(e, end)) for s, e in other.content)
        cut = tuple((s, e) for (s, _), e in zip(other.content, inside, strict=True) if s < end and s < e)
        return replace(other, content=cut) if cut else other

    def find(self, sentence: Sentence) -> Iterator[Attribution]:
        """The attribution of one sentence, if it ends so."""
        text = self._scene.text[sentence.start : sentence.end].rstrip(" .\n")
        for shape in _SHAPES:
            match = shape.search(text)
            if match is not None and self._scene.speech_at(sentence.start + match.start("cue")) is None:
                yield from self._made(sentence, match)
                return

    def _made(self, s: Sentence, match: re.Match[str]) -> Iterator[Attribution]:
        who = [t for t in s.tokens if match.start("who") <= t.start - s.start < match.end("who")]
        before = [t for t in s.tokens if t.start - s.start < match.start()]
        cue = next((t for t in s.tokens if t.start - s.start == match.start("cue")), None)
        if cue is None or not who or any(t.tag in _FINITE for t in who) or not any(t.tag in _FINITE for t in before):
            return
        source = self._source(who, owned=match["cue"].lower() in ("that", "this", "such"))
        content = self._scene.runs(s, before)
        if not source or not content:
            return
        named = source[0].start, source[-1].end
        span = cue.start, s.start + match.end("cue")
        lemma = match["cue"].lower()
        yield Attribution(s, cue, span, lemma, "report", FORM, content, sources=tuple(source[-1:]), named=named)

    def _source(self, who: list[Token], *, owned: bool) -> list[Token]:
        """Whose words they are: the owner of a noun of speech, or who or what tells."""
        last = who[-1]
        case = next((n for n, t in enumerate(who) if t.tag == "POS"), None)
        if case is not None and self._speech(who[case + 1 :]) and (owned or not self._paper(last)):
            return who[:case]
        of = next((n for n, t in enumerate(who) if t.lower == "of" and n), None)
        if of is not None and self._speech(who[:of]):
            return who[of + 1 :]
        own = who[case + 1 :] if case is not None else who
        head = next((t for t in own if t.pos in _NOMINAL and t.dep != "compound"), last)
        tells = head.lemma.lower() in self._cues.documents | self._cues.people or last.ent in ("PERSON", "ORG")
        return who if tells and not owned else []

    def _paper(self, noun: Token) -> bool:
        return noun.lemma.lower() in self._cues.documents

    def _speech(self, words: Iterable[Token]) -> bool:
        return any(t.lemma.lower() in (self._cues.nouns.keys() | self._cues.in_words) for t in words)
