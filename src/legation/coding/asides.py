"""Asides: reporting clauses set between commas, found by their shape where the parse misleads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues
from legation.coding.scene import Scene

# Parts of speech that make a plain noun phrase; any other word ends it.
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "ADP", "NUM", "PUNCT", "PRON"})
# What papers do with what they tell.
_RUNNING = frozenset({"run", "go", "read"})
_RELATING = frozenset({"relate", "recount", "recall", "tell", "add", "whisper", "remember"})
_LONGEST = 12  # words of the name before or after the verb, and of what follows the verb
_TENSED = frozenset({"VBD", "VBZ", "VBN", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENDS = frozenset({".", "!", "?", ";"})
# What is said of a noun behind a comma.
_ADDED = ("appos", "relcl", "acl")
_SUBORDINATE = frozenset({"SCONJ", "CCONJ"})


@dataclass(frozen=True, slots=True)
class _Aside:
    """Where a reporting clause begins and ends in its sentence, commas left out, and who speaks in it."""

    verb: Token
    name: Token
    start: int
    end: int


class Asides:
    """Finds "…, the minister said, …", "…, said the envoy", "…, a spokesman told the council" by commas and words."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look for verbs of `cues` that may stand beside a quotation."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def joined(self, found: Sequence[Attribution]) -> list[Attribution]:
        """The attributions with those of asides that they miss, or in place of those whose speaker they mistake."""
        made = [one for sentence in self._scene.sentences for one in self._within(sentence)]
        better = {(a.sentence.index, a.cue.i): a for a in made if not any(_same(a, o) or _hearsay(a, o) for o in found)}
        kept = [a for a in found if (a.sentence.index, a.cue.i) not in better]
        return [*kept, *better.values()]

    def _within(self, s: Sentence) -> Iterator[Attribution]:
        for verb in s.tokens:
            if verb.tag not in _TENSED:
                continue
            if (told := self._of_nobody(s, verb)) is not None and self._scene.speech_at(verb.start) is None:
                yield told
                continue
            frame = self._cues.quoting(_lemma(s, verb))
            if frame is None and verb.lemma.lower() in _RUNNING:
                yield from self._of_paper(s, verb)
            if frame is None or self._scene.speech_at(verb.start) is not None:
                continue
            aside = self._before(s, verb) or self._after(s, verb)
            tokens = [] if aside is None else self._around(s, aside)
            if aside is None or not tokens:
                continue
            content = self._scene.runs(s, tokens)
            if content:
                lemma, span = _lemma(s, verb), (verb.start, verb.end)
                yield Attribution(s, verb, span, lemma, frame.act, "clause", content, sources=(aside.name,))

    def _of_paper(self, s: Sentence, verb: Token) -> Iterator[Attribution]:
        """The shape ", runs a cable from the mission,": what stands before is the paper's."""
        aside = self._after(s, verb, papers=True)
        content = () if aside is None else self._scene.runs(s, self._around(s, aside))
        if aside is not None and content and self._scene.speech_at(verb.start) is None:
            span = verb.start, verb.end
            yield Attribution(s, verb, span, verb.lemma.lower(), "report", "clause", content, sources=(aside.name,))

    def _of_nobody(self, s: Sentence, verb: Token) -> Attribution | None:
        """The shape ", it is said,": hearsay, between commas or at the end."""
        lemma, start = verb.lemma.lower(), verb.i - 2
        if verb.tag not in ("VBN", "VBD") or start < 1 or not (lemma in self._cues.impersonal or lemma in _RELATING):
            return None
        words, after = [t.lower for t in s.tokens[start : verb.i]], s.tokens[verb.i + 1 : verb.i + 2]
        shaped = words[0] == "it" and words[1] in ("is", "was") and s.tokens[start - 1].text == ","
        if not shaped or (after and after[0].text not in (",", *_ENDS)):
            return None
        tokens = self._around(s, _Aside(verb, verb, start, verb.i + 1))
        content = self._scene.runs(s, tokens)
        span = s.tokens[start].start, verb.end
        return Attribution(s, verb, span, lemma, "report", "passive", content) if content else None

    def _before(self, s: Sentence, verb: Token) -> _Aside | None:
        """The shape ", NAME said …," with little after the verb."""
        start = verb.i
        while start > 0 and s.tokens[start - 1].lower != "," and s.tokens[start - 1].pos in _NOMINAL:
            start -= 1
        named = s.tokens[start : verb.i]
        if start < 2 or s.tokens[start - 1].lower != "," or not named or len(named) > _LONGEST:
            return None
        name = self._speaker(s, named)
        end = self._tail(s, verb)
        return None if name is None or end is None else _Aside(verb, name, start, end)

    def _tail(self, s: Sentence, verb: Token) -> int | None:
        """Where the aside ends: at a comma or a full stop after an adverb, a phrase, an addressee."""
        end = verb.i + 1
        while end < len(s.tokens) and s.tokens[end].lower != "," and s.tokens[end].lower not in _ENDS:
            here = s.tokens[end]
            if (
                here.tag in _FINITE
                or here.pos in _SUBORDINATE
                or here.lower in (":", "that")
                or end > verb.i + _LONGEST
            ):
                return None
            end += 1
        after = s.tokens[verb.i + 1] if verb.i + 1 < end else None
        addressed = after is not None and after.pos in ("DET", "NOUN", "PROPN", "PRON")
        if addressed and verb.lemma.lower() not in self._cues.tells:
            return None
        return end

    def _after(self, s: Sentence, verb: Token, *, papers: bool = False) -> _Aside | None:
        """The shape ", said NAME,"."""
        if verb.i < 2 or s.tokens[verb.i - 1].lower != "," or _described(s, verb):
            return None
        end = verb.i + 1
        while end < len(s.tokens) and s.tokens[end].lower != "," and s.tokens[end].pos in _NOMINAL - {"PUNCT"}:
            end += 1
        named = s.tokens[verb.i + 1 : end]
        closed = end == len(s.tokens) or s.tokens[end].lower in (",", *_ENDS)
        if not named or not closed or len(named) > _LONGEST:
            return None
        name = self._paper(named) if papers else self._speaker(s, named)
        return None if name is None else _Aside(verb, name, verb.i, end)

    def _speaker(self, s: Sentence, named: Sequence[Token]) -> Token | None:
        """The word that carries the name: the last noun before any preposition; None where nobody is named."""
        plain: list[Token] = []
        for token in named:
            if token.pos == "ADP" and plain:
                break
            plain.append(token)
        if len(named) == 1 and named[0].lower in self._cues.speakers and named[0].pos == "PRON":
            return named[0] if self._quoting_alone(s, named[0]) or _enclosed(s, named[0]) else None
        heads = [t for t in plain if t.pos in ("NOUN", "PROPN") and t.dep != "poss"]
        if named[0].pos in ("ADP", "PUNCT", "PART", "PRON") or not heads:
            return None
        return heads[-1] if self._sources.speaks(s, heads[-1]) else None

    def _paper(self, named: Sequence[Token]) -> Token | None:
        """The thing that tells: "a cable", "the ministry's note"."""
        plain = next((n for n, t in enumerate(named) if t.pos == "ADP"), len(named))
        last = next((t for t in reversed(named[:plain]) if t.pos in ("NOUN", "PROPN")), None)
        return last if last is not None and last.lemma.lower() in self._cues.documents else None

    def _quoting_alone(self, s: Sentence, pronoun: Token) -> bool:
        """True before a verb that takes no clause of itself: "he went on"; with others the parse is trusted."""
        frames = self._cues.verbs.get(_lemma(s, s.tokens[pronoun.i + 1]), ()) if pronoun.i + 1 < len(s.tokens) else ()
        return bool(frames) and all(f.kind != "clause" for f in frames)

    def _around(self, s: Sentence, aside: _Aside) -> list[Token]:
        """What stands before the aside, from the last colon or semicolon on, and what takes it up after."""
        left = list(s.tokens[: aside.start - 1])
        left = left[max((i + 1 for i, t in enumerate(left) if t.lower in (":", ";")), default=0) :]
        if not left or any(self._scene.speech_at(t.start) is not None for t in left[-1:]):
            return []
        closed = aside.end < len(s.tokens) and s.tokens[aside.end].lower == ","
        right = list(s.tokens[aside.end + 1 :]) if closed else []
        verbs = [t for t in left if t.tag in _FINITE]
        if right and not verbs:
            return [*left, *right] if right[0].tag in (*_FINITE, "RB", "VB", "VBN") and _names(left) else []
        goes_on = closed and right and right[0].lower in ("and", "but") and _clausal(right)
        # "When it rained, he said": the clause before the comma may be no more than a time.
        enough = 1 if left[0].pos not in _SUBORDINATE and left[0].tag != "WRB" else 2
        if len(verbs) < enough:
            return []
        return [*left, *right] if goes_on else left


def _described(s: Sentence, verb: Token) -> bool:
    """True where the comma before the verb closes what describes its subject: "Ann Lee, the envoy, told reporters"."""
    own = s.child(verb, "nsubj")
    if own is None or own.i > verb.i:
        return False
    added = [t for t in s.children(own, *_ADDED) if t.i > own.i]
    return bool(added) and s.subtree(added[-1])[-1].i in (verb.i - 1, verb.i - 2)


def _lemma(s: Sentence, verb: Token) -> str:
    """The verb with its particle: "go on"."""
    after = s.child(verb, "prt")
    return verb.lemma.lower() if after is None else f"{verb.lemma.lower()} {after.lower}"


def _clausal(words: Sequence[Token]) -> bool:
    """True for a clause with a subject of its own before its verb."""
    verb = next((n for n, t in enumerate(words) if t.tag in _FINITE), 0)
    return any(t.dep in ("nsubj", "nsubjpass", "expl") for t in words[:verb])


def _enclosed(s: Sentence, pronoun: Token) -> bool:
    """True for "he says" right between two commas, "and", "but" or a verb behind: "Cairo, he said, had"."""
    after = s.tokens[pronoun.i + 2 : pronoun.i + 4]
    resumed = len(after) == 2 and (after[1].lower in ("and", "but") or after[1].tag in _FINITE)
    return resumed and after[0].text == ","


def _names(left: Sequence[Token]) -> bool:
    """True for a subject that waits for its verb: "Britain", "the peacekeepers from Chad"."""
    return bool(left) and left[0].pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON")


def _hearsay(one: Attribution, other: Attribution) -> bool:
    """True where the other find has the same hearsay of nobody with as much of what is said."""
    if one.sources or one.sentence is not other.sentence or one.cue.i != other.cue.i:
        return False
    return sum(e - s for s, e in other.content) >= sum(e - s for s, e in one.content)


def _same(one: Attribution, other: Attribution) -> bool:
    """True where the other find has the same cue and speaker, and a content of some length or on either side."""
    if one.sentence is not other.sentence or one.cue.i != other.cue.i:
        return False
    starts = {t.start: t.tag for t in one.sentence.tokens}
    # what the reporter adds (", adding that …") is told apart
    told = [(s, e) for s, e in other.content if s < one.span[1] or starts.get(s) != "VBG"]
    around = any(e <= one.span[0] for _, e in told) and any(s >= one.span[1] for s, _ in told)
    long = 2 * sum(e - s for s, e in told) >= sum(e - s for s, e in one.content)
    return bool({t.i for t in other.sources} & {t.i for t in one.sources}) and (long or around)
