"""Postposed: reporters set behind or between what they report, as the commas show them where a parse does not.

"Tehran proposed a swap, confirmed Bern"; "the bridge, engineers had concluded, was safe, the mayor insists".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from legation.annotations import Hearing, Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues
from legation.coding.hearing import Chances
from legation.coding.relatives import measured
from legation.coding.scene import Extent, Scene

FORM = "trained"
_VERBAL = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_NOMINAL = frozenset(
    {"DT", "PRP$", "PRP", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "POS", "CD", "IN", "RB", "HYPH", "VBN"}
)
_AUXILIARY = frozenset({"have", "has", "had", "'d", "would", "will", "later", "once"})
_STARTS = frozenset({"DT", "PRP$", "PRP", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "RB"})
# Words that lead in a phrase or a clause which does not stand by itself.
_LEADING = frozenset({"IN", "TO", "VBG", "VBN", "WRB", "WP", "WDT", "CC", "RB", "VB"})
_MARKS = frozenset({",", ";", ":", "—", "–", "“", "”", '"'})
# From this chance on a finite verb between commas needs no place in the table of cues.
_SURE = 0.9
# Clauses that go on with what was said behind the words of who says it.
_ONWARD = frozenset(
    {
        "and",
        "but",
        "or",
        "yet",
        "so",
        "though",
        "although",
        "because",
        "unless",
        "if",
        "provided",
        "when",
        "while",
        "after",
    }
)


@dataclass(frozen=True, slots=True)
class _Aside:
    """A reporter between commas: its cue, the words of its source, and where it lies."""

    cue: Token
    source: Sequence[Token]
    segment: Sequence[Token]


class Postposed:
    """Finds and mends such attributions in one scene."""

    def __init__(
        self, scene: Scene, cues: Cues, heard: Mapping[int, Hearing], acts: Sequence[str], chances: Chances
    ) -> None:
        """`acts` are those that the listener tells apart, in its order."""
        self._scene = scene
        self._cues = cues
        self._heard = heard
        self._acts = acts
        self._chances = chances
        self._sources = Sources(scene, cues)

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions: reporters behind their words with the words they report, others without the reporters."""
        whole, more = list(found), list[Attribution]()
        places: dict[int, list[int]] = defaultdict(list)
        for n, one in enumerate(whole):
            places[id(one.sentence)].append(n)
        for sentence in self._scene.sentences:
            own = places[id(sentence)]
            here = [whole[n] for n in own]
            for aside in self._asides(sentence, {a.cue.i: a for a in here}):
                here = self._with(sentence, aside, here)
            for n, one in zip(own, here, strict=False):
                whole[n] = one
            more.extend(here[len(own) :])
        return [*whole, *more]

    def _asides(self, s: Sentence, told: Mapping[int, Attribution]) -> Iterator[_Aside]:
        segments = _segments(s)
        hearing = self._heard.get(s.index)
        for n, segment in enumerate(segments):
            if n == 0 or hearing is None:
                continue
            aside = self._aside(s, segment, hearing) or _given(segment, told)
            aside = aside or self._explained(s, segments[:n], segment, hearing)
            if aside is not None and self._scene.speech_at(aside.cue.start) is None:
                yield aside

    def _aside(self, s: Sentence, segment: Sequence[Token], hearing: Hearing) -> _Aside | None:
        for n, cue in enumerate(segment):
            heard = hearing.at(cue.i)
            sure = heard is not None and heard.chance >= _SURE and cue.tag in _FINITE
            sure = sure and cue.lemma.lower() not in self._cues.light | self._cues.copulas | {"have"}
            if measured(s, cue):
                return None  # "nine more than its spokesman had reported"
            mistaken = cue.tag not in _VERBAL and cue.tag != "VB"
            if mistaken and cue.tag not in ("NN", "NNS", "JJ"):
                continue
            if (mistaken and n + 1 < len(segment)) or not (sure or self._known(s, cue)):
                continue
            before = [t for t in segment[:n] if t.lower not in _AUXILIARY]
            if n == 0:
                after = _phrase(segment[1:])
                return _Aside(cue, after, segment) if self._names(s, after, hearing, cue) else None
            if len(before) == 0 or not self._names(s, before, hearing, cue) or not self._ends(segment[n + 1 :], cue):
                return None
            return _Aside(cue, before, segment)
        return None

    def _explained(
        self, s: Sentence, before: Sequence[Sequence[Token]], segment: Sequence[Token], hearing: Hearing
    ) -> _Aside | None:
        """A reporter with an apposition: "…, the minister of ports and mines, Jo Hill, | told a forum"."""
        cue = segment[0]
        heard = hearing.at(cue.i)
        if len(before) < 3 or heard is None or cue.tag not in _FINITE or not self._known(s, cue):
            return None
        nominal = all(
            p[0].tag in _STARTS and all(t.tag in _NOMINAL or t.dep == "cc" for t in p) and p[0].lower != "that"
            for p in before[-2:]
        )
        source = s.tokens[before[-2][0].i : before[-1][-1].i + 1]
        chances = [heard.source[t.i] for t in source if t.i < len(heard.source) and t.pos != "PUNCT"]
        titled = all(t.pos == "PROPN" for t in before[-1]) and self._sources.speaks(s, _head(before[-2]))
        sure = bool(chances) and sum(chances) / len(chances) >= self._chances.role
        if not nominal or not (titled or sure):
            return None
        whole = s.tokens[source[0].i : segment[-1].i + 1]
        return _Aside(cue, source, whole) if self._ends(segment[1:], cue) else None

    def _known(self, s: Sentence, token: Token) -> bool:
        """True for a form of a verb that takes a clause, whatever a parser takes it for."""
        lemmas = {token.lemma.lower()}
        helped = token.tag == "VB" and any(t.lower in _AUXILIARY for t in s.children(token, "aux"))
        if token.tag not in _VERBAL and not helped:
            lemmas |= {token.lower.removesuffix("s"), token.lower.removesuffix("d"), token.lower.removesuffix("ed")}
            lemmas.discard(token.lower)
        return any(f.kind == "clause" for lemma in lemmas for f in self._cues.verbs.get(lemma, ()))

    def _names(self, s: Sentence, words: Sequence[Token], hearing: Hearing, cue: Token) -> bool:
        """True for one noun phrase that the listener, or the parse, takes for the source of the cue."""
        if not words or words[0].tag not in _STARTS or any(t.tag not in _NOMINAL or t.lower == "that" for t in words):
            return False  # "an allegation that both | rejected" is no one noun phrase
        if cue.tag in _VERBAL and any(t.dep == "nsubj" and t.head == cue.i for t in words):
            return True
        heard = hearing.at(cue.i)
        if heard is None and cue.tag in _FINITE and cue.i < words[0].i:
            return self._sources.speaks(s, _head(words))
        chances = [] if heard is None else [heard.source[t.i] for t in words if t.i < len(heard.source)]
        return bool(chances) and sum(chances) / len(chances) >= self._chances.role

    def _untold(self, rest: Sequence[Token], cue: Token) -> Sequence[Token]:
        """The words behind the cue without those to whom it is told: "the kidnappers told | the bishop"."""
        if cue.lemma.lower() not in self._cues.tells:
            return rest
        whom = next((n for n, t in enumerate(rest) if t.dep in ("dobj", "dative") and t.head == cue.i), None)
        return rest if whom is None or any(t.tag not in _NOMINAL for t in rest[:whom]) else rest[whom + 1 :]

    def _ends(self, rest: Sequence[Token], cue: Token) -> bool:
        """True where only where, when and how follows the cue between the same commas."""
        rest = self._untold(rest, cue)
        if any(t.tag in _FINITE or t.lower in ("that", "whether") or t.dep in ("ccomp", "xcomp", "dobj") for t in rest):
            return False
        return not rest or rest[0].tag in ("IN", "RB", "RBR", "TO") or rest[0].ent in ("DATE", "TIME")

    def _clause(self, segment: Sequence[Token]) -> bool:
        """True for words that can stand by themselves: a subject, then its finite verb; nothing that leads in."""
        if not segment or segment[0].tag in _LEADING or segment[0].dep in ("mark", "cc", "prep"):
            return False
        verb = next((n for n, t in enumerate(segment) if t.tag in _FINITE), 0)
        return any(t.dep in _SUBJECTS for t in segment[:verb])

    def _with(self, s: Sentence, aside: _Aside, found: Sequence[Attribution]) -> list[Attribution]:
        start = aside.segment[0].start
        content = self._told(s, aside)
        if not content:
            return list(found)
        own = next((a for a in found if a.sentence is s and a.cue.i == aside.cue.i), None)
        others = [a if a is own else self._without(a, s, aside) for a in found]
        if own is not None:
            kept = own.content and own.content[0][0] <= content[0][0] and self._sourced(own, aside)
            kept = kept and not any(a < aside.segment[-1].end and start < b for a, b in own.content)
            kept = kept and not _beyond(own, content[0][0], found)
            if kept and any(t.text == "," for t in aside.source):  # "the minister of ports, | Jo Hill, told"
                whole = aside.source[0].start, aside.source[-1].end
                titled = replace(own, sources=(_head(aside.source),), named=whole)
                return [titled if a is own else a for a in others]
            if kept:
                return others
            if own.content and own.span[1] <= own.content[0][0] and not self._misheard(own, aside):
                return list(found)
            named = aside.source[0].start, aside.source[-1].end
            mended = replace(own, content=content, sources=(_head(aside.source),), named=named, unreal=False)
            return [mended if a is own else a for a in others]
        hearing = self._heard[s.index].at(aside.cue.i) if s.index in self._heard else None
        if hearing is None or start < content[0][0]:
            return others
        act = max(zip(hearing.acts[1:], self._acts, strict=True))[1]
        if act in self._chances.silent:
            return others
        span = aside.cue.start, aside.cue.end
        named = aside.source[0].start, aside.source[-1].end
        lemma = aside.cue.lemma.lower()
        made = Attribution(s, aside.cue, span, lemma, act, FORM, content, sources=(_head(aside.source),), named=named)
        return [*others, made]

    def _misheard(self, own: Attribution, aside: _Aside) -> bool:
        """True for a content behind the cue that only the listener hears, beyond the comma."""
        return own.form == FORM and own.content[0][0] > aside.segment[-1].end

    def _sourced(self, own: Attribution, aside: _Aside) -> bool:
        return any(t.i in {w.i for w in aside.source} for t in own.sources)

    def _told(self, s: Sentence, aside: _Aside) -> tuple[Extent, ...]:
        """What stands before the reporter, and what goes on behind it."""
        first, last = aside.segment[0].i, aside.segment[-1].i
        begin = max((t.i for t in s.tokens[:first] if t.text == ";"), default=-1) + 1
        before = _bare(s.tokens[begin:first])
        after = _bare(s.tokens[last + 1 :], keep=True)
        if after and (after[0].tag in ("VBG", "WDT", "WP")):
            after = []  # what the reporter does besides, or who it is: "…, the minister wrote, adding that …"
        onward = after and after[0].lower in _ONWARD
        split = bool(before) and self._split(before, after)
        if not split and not (self._clause(before) and (onward or not after or s.tokens[last + 1].text == ";")):
            return ()
        goes_on = after if (onward and s.tokens[last + 1].text != ";") or split else []
        return tuple((part[0].start, part[-1].end) for part in (before, goes_on) if part)

    def _split(self, before: Sequence[Token], after: Sequence[Token]) -> bool:
        """True where the reporter stands between a subject and its verb: "the bridge, …, was safe"."""
        subject = all(t.tag in _NOMINAL for t in before) and before[0].tag in _STARTS
        return subject and bool(after) and _predicates(after[0]) and before[-1].dep != "prep"

    def _without(self, one: Attribution, s: Sentence, aside: _Aside) -> Attribution:
        """Another attribution without the reporter that its content has swallowed."""
        if one.sentence is not s or not one.content:
            return one
        start, end = aside.segment[0].start, aside.segment[-1].end
        if any(t.i in {w.i for w in aside.segment} for t in (one.cue, *one.sources)):
            return one
        heard = [c for c in one.content if c[0] < end and start < c[1]]
        if not heard or one.content[0][0] >= start or any(c[0] < start and c[1] > end + 1 for c in heard):
            return one
        text = self._scene.text
        cut = [
            (a, a + len(text[a:start].rstrip(" ,;—–-"))) if a < start < b else (a, b)
            for a, b in one.content
            if not start <= a < end
        ]
        kept = tuple((a, b) for a, b in cut if a < b)
        return replace(one, content=kept) if kept else one


def _beyond(own: Attribution, start: int, found: Iterable[Attribution]) -> bool:
    """True for a content from before a semicolon where another reporter ends: "…, a weekly claims; …, he says"."""
    s, first = own.sentence, own.content[0][0]
    marks = [t.start for t in s.tokens if t.text == ";" and first <= t.start < start]
    before = (o for o in found if o.sentence is s and o is not own and o.content and first <= o.span[0])
    return bool(marks) and any(o.content[0][1] <= o.span[0] < marks[-1] for o in before)


def _predicates(verb: Token) -> bool:
    """True for a finite verb, and for what a parser takes for a participle where a verb is due."""
    return verb.tag in _FINITE or (verb.tag == "VBN" and verb.dep in ("ccomp", "ROOT"))


def _given(segment: Sequence[Token], told: Mapping[int, Attribution]) -> _Aside | None:
    """The verb at the start of a segment whose speaker, behind it, other rules know: "confirmed Bern"."""
    one = told.get(segment[0].i)
    after = _phrase(segment[1:])
    if one is None or segment[0].tag not in _FINITE or not one.sources:
        return None
    return _Aside(segment[0], after, segment) if one.sources[0] in after else None


def _segments(s: Sentence) -> list[list[Token]]:
    """The words between the marks of a sentence."""
    parts: list[list[Token]] = [[]]
    for token in s.tokens:
        if token.text in _MARKS:
            parts.append([])
        else:
            parts[-1].append(token)
    return [_bare(p) for p in parts if _bare(p)]


def _phrase(words: Sequence[Token]) -> list[Token]:
    """The noun phrase at the start of the words."""
    found: list[Token] = []
    for token in words:
        if token.tag not in _NOMINAL or (token.tag == "IN" and token.lower not in ("of", "at", "for", "in", "from")):
            break
        found.append(token)
    while found and found[-1].tag in ("IN", "DT"):
        found.pop()
    return found


def _head(words: Sequence[Token]) -> Token:
    """The word of a noun phrase that the others hang on."""
    inside = {t.i for t in words}
    tops = [t for t in words if t.head not in inside and t.pos in ("NOUN", "PROPN", "PRON")]
    return tops[0] if tops else words[-1]


def _bare(tokens: Sequence[Token], *, keep: bool = False) -> list[Token]:
    """The words without marks at their ends; quotation marks stay where `keep` says so."""
    found = list(tokens)
    marks = (",", ";", ":", "—", "–", ".") if keep else (",", ";", ":", "—", "–", ".", "“", "”", '"')
    while found and found[0].text in marks:
        found.pop(0)
    while found and found[-1].text in marks:
        found.pop()
    return found
