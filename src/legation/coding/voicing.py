"""Voicing: the words of a source put right where the listener is sure of others than the parse shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Heard, Hearing, Token
from legation.coding.attribution import Attribution
from legation.coding.hearing import Chances
from legation.coding.speakers import phrase

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# Forms whose source the layout shows.
_LAID_OUT = frozenset({"label", "continued"})
# Mean chances of the words of a source. From `_HEARD` on words are one, from `_CLEAR` on beyond doubt; below `_UNHEARD`
# words are none, and below `_FAINT` where others are beyond doubt.
_HEARD = 0.65
_CLEAR = 0.85
_FULL = 0.8  # where a phrase of origin follows ("a telegram | from the consulate")
_UNHEARD = 0.15
_FAINT = 0.35
# Of "the abbots would sooner leave" whoever stands right before "would" speaks.
_WISHING = frozenset({"rather", "sooner"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
# Words that no source ends with: it was heard too short there.
_OPEN = frozenset({"DT", "IN", "TO", "PRP$", "CC", "HYPH", *_RELATIVE})
_ALIKE = 0.5  # the share of common words from which on a heard source is the phrase of the parse
_TIMES = frozenset({"DATE", "TIME"})
_GAP = 2  # words between which a single one may be left unheard


class Voicing:
    """Mends the sources of one scene's attributions by what the listener hears."""

    def __init__(self, heard: Mapping[int, Hearing], chances: Chances, reflexives: frozenset[str]) -> None:
        """`heard` is what the listener says of each sentence, `chances` from which chance on a word is a source.

        `reflexives` ("itself") are nobody's names.
        """
        self._heard = heard
        self._reflexives = reflexives
        self._chances = chances

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order."""
        return [self._mended(one) for one in found]

    def _mended(self, one: Attribution) -> Attribution:
        hearing = self._heard.get(one.sentence.index)
        heard = None if hearing is None else hearing.at(one.cue.i)
        if heard is None or not one.sources or self._laid_out(one) or heard.chance < self._chances.mended:
            return one
        shown = self._shown(one)
        run = self._loudest(one, heard)
        if not shown or not run or (one.cue.lower in _WISHING and run[-1].i < shown[0].i):
            return one
        old, new = {t.i for t in shown}, {t.i for t in run}
        was, now = _mean(heard, shown), _mean(heard, run)
        named = run[0].start, run[-1].end
        if not old & new:
            elsewhere = (was <= _UNHEARD and now >= _HEARD) or (was <= _FAINT and now >= _CLEAR)
            return self._moved(one, run) if elsewhere else one
        head = one.sentence.head(_head(run))  # not "camped north of | Goma", "tallying | the vote"
        inner = new < old and not (head.pos in ("ADP", "VERB") and head.i in old - new)
        alone = len(one.sources) == 1 and (one.sources[0].i in new or inner)
        placed = one.named is not None and any(t.i == max(old) + 1 and t.lower in ("in", "on") for t in run)
        longer = old < new and now >= _CLEAR and run[0].tag not in _RELATIVE and not placed
        longer = longer and (min(old) == min(new) or (max(old) == max(new) == one.cue.i - 1))
        longer = longer or (old < new and min(old) == min(new) and now >= _FULL and _tied(run, max(old)))
        first = [t for t in shown if t.i < run[0].i]
        led = bool(first) and first[-1].text == "," and max(old) == max(new) and _mean(heard, first) <= _UNHEARD
        described = any(t.i == run[-1].i + 2 and t.tag in _RELATIVE for t in shown)  # ", who had", ", whose"
        titled = one.named is not None and led and shown[0].tag in ("DT", "PRP$")  # "the minister of ports, | Jo Hill"
        shorter = new < old and not (described or titled) and (was <= _FAINT or led) and now >= _CLEAR
        return replace(one, named=named) if alone and (longer or shorter) else one

    def _laid_out(self, one: Attribution) -> bool:
        """True where something else shows who speaks: layout, or the verb above ("recalled the envoy hinting").

        "heard from a cook that …" is told by the cook.
        """
        above = one.sentence.head(one.cue)
        led = one.cue.tag == "VBG" and (one.cue.dep == "pcomp" or any(above.i < t.i < one.cue.i for t in one.sources))
        first = one.sources[0]  # "received assurances from | Maputo"
        given = one.cue.pos == "NOUN" and first.dep == "pobj" and one.sentence.head(first).lower == "from"
        return one.form in _LAID_OUT or one.lemma == "hear" or led or given

    def _moved(self, one: Attribution, run: Sequence[Token]) -> Attribution:
        """The attribution with another source: the phrase that the heard words are in, or those words alone."""
        head = _head(run)
        start, end = phrase(one.sentence, head, apposition=True, cue=one.cue.i, content=one.content)
        whole, words = {t.i for t in one.sentence.inside([(start, end)])}, {t.i for t in run}
        alike = words <= whole and len(words) >= _ALIKE * len(whole)
        return replace(one, sources=(head,), named=None if alike else (run[0].start, run[-1].end))

    def _shown(self, one: Attribution) -> list[Token]:
        """The words of the source as the parse shows them."""
        extents = [one.named] if one.named is not None else []
        for source in () if extents else one.sources:
            extents.append(phrase(one.sentence, source, apposition=True, cue=one.cue.i, content=one.content))
        return one.sentence.inside([e for e in extents if e is not None])

    def _loudest(self, one: Attribution, heard: Heard) -> list[Token]:
        """The stretch of words most of which are heard as the source, outside the cue and the content."""
        runs: list[list[Token]] = []
        for token in one.sentence.tokens[: len(heard.source)]:
            if heard.source[token.i] < self._chances.role:
                continue
            if runs and runs[-1][-1].i >= token.i - _GAP:
                runs[-1].append(token)
            else:
                runs.append([token])
        run = max(runs, key=lambda r: sum(heard.source[t.i] for t in r), default=[])
        while run and (run[-1].dep in ("punct", "case", "aux") or run[-1].tag in ("POS", "MD")):
            run = run[:-1]
        inside = {t.i for t in run}
        while run and run[-1].dep == "npadvmod" and run[-1].ent in _TIMES and run[-1].head not in inside:
            run = run[:-1]  # "Radio Minsk | today | said"
        while run and (run[0].dep == "punct" or run[0].pos == "ADP"):
            run = run[1:]
        run = [] if all(t.lower in self._reflexives for t in run) else run
        if not run or (len(run) > 1 and run[-1].tag in _OPEN) or not any(t.pos in _NOMINAL for t in run):
            return []
        told = any(s < run[-1].end and run[0].start < e for s, e in (*one.content, one.span))
        return [] if told else list(one.sentence.tokens[run[0].i : run[-1].i + 1])


def _tied(run: Sequence[Token], last: int) -> bool:
    """True where "from" or "of" ties what follows the word `last` to it."""
    return any(t.i == last + 1 and t.lower in ("from", "of") for t in run)


def _mean(heard: Heard, tokens: Sequence[Token]) -> float:
    chances = [heard.source[t.i] for t in tokens if t.i < len(heard.source)]
    return sum(chances) / len(chances) if chances else 0.0


def _head(run: Sequence[Token]) -> Token:
    """The word that the others of a phrase hang on."""
    inside = {t.i for t in run}
    nouns = [t for t in run if t.pos in _NOMINAL]
    tops = [t for t in nouns if t.head not in inside or t.head == t.i]
    return max(tops or nouns, key=lambda t: (t.pos != "PRON", -t.i))
