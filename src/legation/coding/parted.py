"""Parted: contents of nouns that something stands before, where a parse loses them.

"The charge, made by two deputies, that the marshal fled"; "the boast of an admiral that the Greeks had begged".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues
from legation.coding.scene import Scene

FORM = "noun"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST = 16  # words between the noun and its clause
_OWNING = frozenset({"of", "from", "among", "amongst"})
_OPENING = frozenset({"of", "by", "from", "among", "in", "at"})
# How an aside about a noun begins: "made by", "common among", "in writing", "namely".
_ASIDES = frozenset({"VBN", "JJ", "IN", "RB", "``"})
# Words between a noun and the end of the verb by which it spreads.
_VERBAL = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN", "MD", "VB", "RB"})
_TIMES = frozenset({"DATE", "TIME"})
_RELATIVE = frozenset({"WP", "WDT", "WP$", "WRB"})


@dataclass(frozen=True, slots=True)
class _Find:
    """A noun, the words between it and its clause, where the clause begins, its words, its act."""

    sentence: Sentence
    noun: Token
    between: Sequence[Token]
    clause: Sequence[Token]
    act: str


class Parted:
    """Finds such attributions in one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look for the nouns of `cues` that take a clause or an infinitive."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions: these too; what takes the noun up ("rejected the charge, …") goes on to their end."""
        whole = list(found)
        for sentence in self._scene.sentences:
            for noun in sentence.tokens:
                find = self._find(sentence, noun)
                if find is not None:
                    whole = self._with(sentence, find, whole)
        return whole

    def _find(self, s: Sentence, noun: Token) -> _Find | None:
        frames = self._cues.nouns.get(noun.lemma.lower(), ()) if noun.pos in _NOUNS else ()
        if not frames:  # as of most words
            return None
        kinds = {f.kind for f in frames}
        if not kinds & {"clause", "infinitive"} or noun.dep == "compound":
            return None
        at = self._clause(s, noun, kinds)
        if at is None or at == noun.i + 1:
            return None
        told = s.tokens[at].lower != "that"
        clause = _branch(s, at)
        act = next(f.act for f in frames if f.kind == ("infinitive" if told else "clause"))
        between = s.tokens[noun.i + 1 : at]
        return _Find(s, noun, between, clause, act) if len(clause) > 1 else None

    def _clause(self, s: Sentence, noun: Token, kinds: set[str]) -> int | None:
        """Where the clause begins, behind a phrase of the noun and an aside between commas."""
        at = self._spread(s, noun) or noun.i + 1
        if at < len(s.tokens) and s.tokens[at].lower in _OPENING:
            at = _phrase_end(s, at)
        elif (made := self._made(s, at)) is not None:
            at = made
        if at < len(s.tokens) - 1 and s.tokens[at].text == ",":
            if s.tokens[at + 1].tag not in _ASIDES and s.tokens[at + 1].text not in ("“", '"'):
                return None
            closing = next((i for i in range(at + 2, min(len(s.tokens), at + _LONGEST)) if self._closes(s, i)), None)
            aside = s.tokens[at + 1 : closing]
            namely = s.tokens[at + 1].lower == "namely"
            if not namely and (closing is None or any(t.tag in (*_FINITE, *_RELATIVE) for t in aside)):
                return None
            at = at + 2 if namely else (closing or at) + 1
        if at >= len(s.tokens):
            return None
        token = s.tokens[at]
        if token.lower == "that" and token.tag in ("IN", "WDT") and "clause" in kinds:
            return at
        verbal = token.tag == "TO" and at + 1 < len(s.tokens) and s.tokens[at + 1].tag == "VB"
        return at if verbal and "infinitive" in kinds and s.tokens[at - 1].text == "," else None

    def _made(self, s: Sentence, at: int) -> int | None:
        """The place behind "given to the families by the bank", and behind what is told of the bank between commas."""
        if at >= len(s.tokens) or s.tokens[at].tag != "VBN" or s.tokens[at].lemma.lower() not in self._cues.light:
            return None
        end = at
        while end < len(s.tokens) and s.tokens[end].text != "," and s.tokens[end].tag not in (*_FINITE, *_RELATIVE):
            if s.tokens[end].lower == "that" or end > at + _LONGEST:
                break
            end += 1
        if not {"by", "to"} <= {t.lower for t in s.tokens[at:end]}:
            return None
        mark, after = (*s.tokens[end : end + 2], None, None)[:2]
        if mark is None or after is None or mark.text != "," or after.tag not in _RELATIVE:
            return end
        closing = next((i for i in range(end + 2, min(len(s.tokens), end + _LONGEST)) if self._closes(s, i)), None)
        return None if closing is None else closing + 1

    def _spread(self, s: Sentence, noun: Token) -> int | None:
        """The place behind the verb by which a feeling spreads: "concern | was growing | in the hills that"."""
        verb = s.head(noun)
        goes = noun.dep in ("nsubj", "nsubjpass") and verb.i > noun.i and verb.lemma.lower() in self._cues.spreading
        if not goes or any(t.tag not in _VERBAL for t in s.tokens[noun.i + 1 : verb.i + 1]):
            return None
        after = s.tokens[verb.i + 1 : verb.i + 2]
        return (
            verb.i + 1 + sum(t.pos in ("ADV", "ADP") and t.lower not in _OPENING and t.lower != "that" for t in after)
        )

    def _closes(self, s: Sentence, i: int) -> bool:
        """True for the comma right before "that" or "to"."""
        closing = s.tokens[i].text == "," or (s.tokens[i].text in ("”", '"') and s.tokens[i - 1].text == ",")
        return closing and i + 1 < len(s.tokens) and s.tokens[i + 1].lower in ("that", "to")

    def _with(self, s: Sentence, find: _Find, found: Sequence[Attribution]) -> list[Attribution]:
        told = find.clause[1:] if find.clause[0].lower == "that" else find.clause
        content = self._scene.runs(s, told, self._scene.speech_at(find.noun.start))
        if not content:
            return list(found)
        start, end = content[0][0], content[-1][1]
        own = next((a for a in found if a.sentence is s and a.cue is find.noun), None)
        sources = self._source(s, find)
        if own is None and _worded(s, find, start, found) and (not sources or sources[0].pos == "PRON"):
            return list(found)  # "gave its word in Rome that …": told by the verb
        others = [self._extended(a, find, start, end) for a in found if a is not own]
        if own is not None:
            near = any(b <= start < e and 2 * (e - start) >= end - start for b, e in own.content)
            swallowed = bool(sources) and sources[0] in find.between and own.content[0][0] <= sources[0].start
            whole = near and own.content[0][0] >= find.noun.end and not swallowed
            kept = own if whole else own.telling(content)
            given = find.between[0].tag == "VBN"  # "given to the families by the bank": not by the families
            astray = not own.sources or own.sources[0] in find.clause or given or _elsewhere(own, find)
            better = bool(sources) and astray
            form = FORM if kept.form == "noun-sourceless" else kept.form
            return [*others, replace(kept, sources=sources, named=None, form=form) if better else kept]
        taken = find.noun.dep != "pobj" and any(_takes(a, find.noun) for a in found)
        taken = taken or any(t.lemma.lower() in self._cues.spreading for t in find.between[-1:])
        if not sources and not taken:
            return list(found)
        noun = find.noun
        made = Attribution(
            s, noun, (noun.start, noun.end), noun.lemma.lower(), find.act, FORM, content, sources=sources
        )
        return [*others, made]

    def _extended(self, one: Attribution, find: _Find, start: int, end: int) -> Attribution:
        """What takes the noun up, with the clause where it stops before it."""
        if one.sentence.start > find.noun.start or one.sentence.end < find.noun.end or not _takes(one, find.noun):
            return one
        last = one.content[-1]
        if last[1] >= start or last[1] < find.noun.end:
            return one
        return replace(one, content=(*one.content[:-1], (last[0], end)))

    def _source(self, s: Sentence, find: _Find) -> tuple[Token, ...]:
        """Whose words they are: the owner's, or those of whom the words between name."""
        owner = s.child(find.noun, "poss")
        if owner is not None:
            return s.conjuncts(owner)
        for token in find.between:
            told = s.child(token, "pobj")
            if told is not None and told in find.between and self._owns(find, token, told):
                return tuple(t for t in s.conjuncts(told) if t in find.between)
        return ()

    def _owns(self, find: _Find, prep: Token, told: Token) -> bool:
        """True for those who make, spread or share what the noun tells, and for the paper that it stands in."""
        s = find.sentence
        if told.ent in _TIMES and told.lemma.lower() not in self._cues.periodicals:  # "a Lima weekly" is no date
            return False
        if prep.lower == "by" and (
            (s.head(prep).tag == "VBN" and s.head(prep) in find.between)
            or find.between[0].tag == "VBN"
            or self._sources.speaks(s, told)
        ):
            return True
        if prep.lower == "in":
            return prep is find.between[0] and told.lemma.lower() in self._cues.documents | self._cues.periodicals
        everybody = prep.lower in self._cues.sharing and s.child(told, "det") is not None  # "common among the young"
        if prep.lower == "from" and prep is not find.between[0]:
            return False  # "word came from Rome that …": where, not who
        return prep.lower in _OWNING and (everybody or self._sources.tells(s, told))


def _elsewhere(own: Attribution, find: _Find) -> bool:
    """True where the source is sought outside of the noun's own words: "are moved by the belief, common among …"."""
    inside = {t.i for t in (*find.between, *find.clause)} | {t.i for t in find.sentence.subtree(find.noun)}
    return own.named is None and not any(t.i in inside for t in own.sources)


def _worded(s: Sentence, find: _Find, start: int, found: Iterable[Attribution]) -> bool:
    """True where the verb that the noun makes one cue with tells the same."""
    verb = s.head(find.noun)
    return any(a.sentence is s and a.cue is verb and a.content and a.content[-1][0] == start for a in found)


def _takes(one: Attribution, noun: Token) -> bool:
    """True where the noun stands in the content, the cue before it."""
    return one.span[1] <= noun.start and any(b <= noun.start < e for b, e in one.content)


def _phrase_end(s: Sentence, at: int) -> int:
    """The place behind a phrase with a preposition: no verb, no mark in it."""
    end = at + 1
    while end < len(s.tokens) and end < at + _LONGEST:
        token = s.tokens[end]
        if (token.dep == "punct" and token.text != "-") or token.tag in (*_FINITE, *_RELATIVE, "TO"):
            break
        if token.lower == "that" or token.dep == "cc" or token.tag == "VBG":
            break
        end += 1
    return end


def _branch(s: Sentence, at: int) -> list[Token]:
    """The words of the clause or infinitive that begins with the word at `at`."""
    top = s.head(s.tokens[at])
    branch = [t for t in s.subtree(top) if t.i >= at]
    if top.i < at or not branch or branch[0].i != at:
        return []
    run = [branch[0]]
    for token in branch[1:]:
        if token.i != run[-1].i + 1:
            break
        run.append(token)
    return run if top in run else []
