"""Quotations: gives each direct quotation to the reporting verb beside it, or to whoever spoke last."""

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.annotations import Quote
from legation.coding.attribution import Attribution
from legation.coding.beats import Beats
from legation.coding.cues import Cues
from legation.coding.overheard import FORM
from legation.coding.scene import Extent, Scene, merged

# How far a reporting verb may stand from its quotation, in characters.
_NEAR_AFTER = 260
_NEAR_BEFORE = 140
_ENDED = re.compile(r"[.!?][”\"’']*\s+[A-Z“\"]")
_OPENS = re.compile(r"(?:[,:]|\bthat|\bas|\bin)?\s*$")
_WORD = re.compile(r"\w+")
# Fewer words than this outside the quotation are its frame ("that", "the"), not content of their own.
_OWN_WORDS = 3
# Forms whose content is a clause: one behind the cue of a quotation that stands before it is not told.
_CLAUSAL = frozenset({"clause", FORM})


class Quotations:
    """Joins quotations and attributions of one document."""

    def __init__(self, scene: Scene, cues: Cues, attributions: Sequence[Attribution]) -> None:
        """Take the attributions that syntax shows, pending ones (without content) included."""
        self._scene = scene
        self._cues = cues
        self._found = sorted(attributions, key=lambda a: a.span)
        self._starts = [a.span[0] for a in self._found]
        self._given: dict[int, list[Quote]] = {}
        self._extra: list[Attribution] = []
        self._beats = Beats(scene, cues)

    def attributions(self) -> list[Attribution]:
        """All attributions with their contents, in text order."""
        speech = [q for q in self._scene.quotes if not q.scare]
        free = [q for q in speech if not self._give(q)]
        taken = [c for a in self._found for c in a.content or a.spare if self._scene.speech_at(a.span[0]) is None]
        covered = _Cover(taken)
        for quote in free:
            if not covered.touches(quote):
                self._continue(quote)
        whole = [self._finished(i, a) for i, a in enumerate(self._found)]
        kept = [a for a in whole if a.content] + self._extra
        return sorted(kept, key=lambda a: (a.content[0], a.span))

    def _give(self, quote: Quote) -> bool:
        """Give the quotation to the nearest fitting verb; False when there is none."""
        after = self._after(quote)
        before = self._before(quote)
        inner = self._scene.text[quote.inner_start : quote.inner_end].rstrip()
        if after is not None and (before is None or inner.endswith((",", "?", "!"))):
            before = None
        chosen = before if before is not None else after
        if chosen is None:
            return False
        self._given.setdefault(chosen, []).append(quote)
        return True

    def _after(self, quote: Quote) -> int | None:
        """The verb of "“…,” she said"."""
        at = bisect.bisect_left(self._starts, quote.end)
        for i in range(at, min(at + 3, len(self._found))):
            found = self._found[i]
            if found.span[0] - quote.end > _NEAR_AFTER or not self._fits(found):
                break
            begins = self._begins(found)
            between = self._scene.text[quote.end : begins if begins >= quote.end else found.span[0]]
            if any(c in ".!?;" for c in between):
                break
            if not _WORD.search(between) and "\n" not in between:
                inner_end = self._scene.text[quote.inner_end - 1]
                small = self._scene.text[quote.end :].lstrip()[:1].islower()  # "“… the date.” a diplomat wrote"
                return i if inner_end != "." or small or quote.end - quote.inner_end == 0 else None
        return None

    def _before(self, quote: Quote) -> int | None:
        """The verb of "she said, “…”" and "she said that “…”"."""
        at = bisect.bisect_left(self._starts, quote.start) - 1
        for i in range(at, max(at - 3, -1), -1):
            found = self._found[i]
            ends = self._ends(found, quote)
            if quote.start - ends > _NEAR_BEFORE or not self._fits(found):
                continue
            between = self._scene.text[ends : quote.start]
            colon = between.rstrip().endswith(":")
            if "\n" in between.strip("\n") or ("\n" in between and not colon):
                return None
            if _ENDED.search(between + "“") or not _OPENS.search(between):
                return None
            if not _WORD.search(between) or re.search(r"([,:]|\bthat)\s*$", between):
                return i
        return None

    def _fits(self, found: Attribution) -> bool:
        outside = self._scene.speech_at(found.span[0]) is None
        if found.form == FORM:
            return outside and found.cue.pos == "VERB" and found.act in self._cues.uttered
        return outside and (self._cues.quoting(found.lemma) is not None or found.form in ("label", "according"))

    def _begins(self, found: Attribution) -> int:
        """Where the reporting clause begins: at its subject when that stands before the verb."""
        if found.sources and found.sources[0].start < found.span[0]:
            return found.sentence.span(found.sources[0])[0]
        return found.span[0]

    def _ends(self, found: Attribution, quote: Quote) -> int:
        if found.sources and found.span[1] <= found.sources[0].start:
            return min(found.sentence.span(found.sources[0])[1], quote.start)
        return found.span[1]

    def _finished(self, i: int, found: Attribution) -> Attribution:
        given = self._given.get(i, [])
        if not given:
            return found if found.content or not found.spare else replace(found, content=found.spare, form=FORM)
        quoted = [(q.start, q.end) for q in given]
        found = self._unquoted(found, quoted)
        if self._own_words(found.content, quoted) >= _OWN_WORDS and found.form != "label":
            return replace(found, content=merged([*found.content, *quoted], self._scene.text))
        form = "passive" if found.form == "passive" else "direct"
        return replace(found, content=merged(quoted, self._scene.text), form=form)

    def _unquoted(self, found: Attribution, quoted: Sequence[Extent]) -> Attribution:
        """Without what stands behind a cue that follows its quotation: "“…,” she said, and undertook | to pay"."""
        if found.form not in _CLAUSAL or not found.content or any(start >= found.span[0] for start, _ in quoted):
            return found
        text = self._scene.text
        kept = [(s, e) for s, e in found.content if s < found.span[0] or text[:s].rstrip().endswith("that")]
        return found.telling(tuple(kept))

    def _own_words(self, content: Iterable[Extent], quoted: Sequence[Extent]) -> int:
        """How many words of the syntactic content stand outside the quotations; 0 when it touches none of them."""
        words, whole = 0, sorted(quoted)
        starts = [start for start, _ in whole]
        for start, end in content:
            for match in _WORD.finditer(self._scene.text, start, end):
                at = bisect.bisect_right(starts, match.start()) - 1
                words += at < 0 or match.start() >= whole[at][1]
        return words

    def _continue(self, quote: Quote) -> None:
        """Give a quotation without a verb to the last speaker, when it stands as a sentence of its own."""
        text = self._scene.text
        before = text[max(0, quote.start - 80) : quote.start].rstrip(" ")
        if before and before[-1] not in ".!?”\"’'\n" and not quote.continued:
            return
        if not quote.continued and (beat := self._beats.of(quote)) is not None:
            self._extra.append(beat)
            return
        last = self._last(quote)
        if last is None:
            return
        i, found = last
        block = self._scene.sentence_at(quote.start)
        same = block is not None and block.block is found.sentence.block
        direct = bool(self._given.get(i))
        if quote.continued or (same and direct):
            self._given.setdefault(i, []).append(quote)
        elif direct or same:
            self._extra.append(
                replace(found, content=((quote.start, quote.end),), form="continued", continues=True, negated=False)
            )

    def _last(self, quote: Quote) -> tuple[int, Attribution] | None:
        """The last attribution before the quotation, in its paragraph or the one before."""
        here = self._scene.sentence_at(quote.start)
        at = bisect.bisect_left(self._starts, quote.start) - 1
        for i in range(at, max(at - 6, -1), -1):
            found = self._found[i]
            if self._scene.speech_at(found.span[0]) is not None or not found.sources:
                continue
            if here is not None and here.index - found.sentence.index > 12:
                return None
            if self._fits(found) and (found.content or i in self._given):
                return i, found
        return None


class _Cover:
    """Tells whether a quotation shares text with any of many stretches."""

    def __init__(self, extents: Iterable[Extent]) -> None:
        self._extents = sorted(extents)
        self._starts = [s for s, _ in self._extents]
        self._reach: list[int] = []
        for _, end in self._extents:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def touches(self, quote: Quote) -> bool:
        at = bisect.bisect_left(self._starts, quote.end) - 1
        return at >= 0 and self._reach[at] > quote.start
