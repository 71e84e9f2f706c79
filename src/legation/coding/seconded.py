"""Seconded: what a speaker tells next, where a parse gives it to those he spoke of.

"Confirmed that Beijing had protested | but denied …", "regretted that Rome had left | , while voicing hope that …".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues
from legation.coding.scene import Scene

_SUBJECTS = ("nsubj", "nsubjpass")
_CONTRAST = frozenset({"but"})
_BESIDE = frozenset({"while"})
_CLAUSES = frozenset({"ccomp", "acl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRESENT = frozenset({"VBZ", "VBP"})
_TENSES = frozenset({"VBD"}) | _PRESENT
_TRAILING = " ,;—–-"


class Seconded:
    """Gives second reports to the first one's source."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene` for verbs of `cues`."""
        self._text = scene.text
        self._cues = cues
        self._sources = Sources(scene, cues)

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order."""
        whole = list(found)
        for one in tuple(whole):
            for clause, verb, begin in self._seconds(one):
                whole = self._given(whole, one, clause, verb, begin)
        whole = [self._ended(one, near) for one, near in with_neighbours(whole)]
        return [_added(one, near) for one, near in with_neighbours(whole)]

    def _ended(self, one: Attribution, near: Sequence[Attribution]) -> Attribution:
        """A report without its speaker's next one: "thought it went too far | and proposed that it be dropped"."""
        s = one.sentence
        if not one.content or not one.sources or one.cue.tag not in _TENSES:
            return one
        start, end = one.content[-1]
        for other in near:
            verb = other.cue
            if other is one or other.sources != one.sources or verb.dep != "conj" or verb.tag != one.cue.tag:
                continue
            begin = None if s.children(verb, *_SUBJECTS) else _joining(s, verb)
            if begin is not None and start < begin.start < end and one.cue.i < s.head(verb).i:
                kept = start + len(self._text[start : begin.start].rstrip(_TRAILING))
                return replace(one, content=(*one.content[:-1], (start, kept)))
        return one

    def _seconds(self, one: Attribution) -> Iterator[tuple[Token, Token, Token]]:
        """The verb of what `one` tells, the verb of what its speaker tells next, and the word that leads that in."""
        s = one.sentence
        if not one.content or not one.sources or one.content[-1][0] < one.span[1]:
            return
        for clause in s.inside(one.content[-1:]):
            for verb in s.children(clause, "conj"):
                begin = self._unspeaking(s, one.cue, clause, verb)
                if begin is None and clause.dep == "acl" and clause.head != one.cue.i:
                    begin = self._contrasted(s, one.cue, clause, verb)
                if begin is not None and self._reaches(one, begin):
                    yield clause, verb, begin
            if clause.dep not in _CLAUSES or clause.head != one.cue.i or not s.children(clause, *_SUBJECTS):
                continue
            for verb in s.children(clause, "conj", "advcl"):
                begin = self._contrasted(s, one.cue, clause, verb) or self._joined(s, one.cue, clause, verb)
                begin = begin or _beside(s, verb)
                if begin is not None and self._reaches(one, begin):
                    yield clause, verb, begin

    def _reaches(self, one: Attribution, begin: Token) -> bool:
        """True where what somebody tells goes on to that word, or ends right before it."""
        start, end = one.content[-1]
        return start < begin.start and not self._text[end : begin.start].strip(_TRAILING)

    def _contrasted(self, s: Sentence, cue: Token, clause: Token, verb: Token) -> Token | None:
        """The "but" before a report in the tense of the first one, where what that told lies further back ("had")."""
        further = any(t.lower == "had" for t in s.children(clause, "aux"))
        own = s.children(verb, *_SUBJECTS) or s.children(verb, "aux", "auxpass")
        if verb.dep != "conj" or own or not further or (cue.tag, verb.tag) != ("VBD", "VBD"):
            return None
        telling = any(f.kind == "clause" for f in self._cues.verbs.get(verb.lemma.lower(), ()))
        before = s.tokens[verb.i - 1]
        return before if telling and before.lower in _CONTRAST and before.dep == "cc" else None

    def _unspeaking(self, s: Sentence, cue: Token, clause: Token, verb: Token) -> Token | None:
        """The "and" before a verb of telling whose parsed subject can't tell: "that convoys had left | and urged"."""
        before = _joining(s, verb)
        subject = s.child(clause, *_SUBJECTS)
        if before is None or subject is None or s.children(verb, *_SUBJECTS, "aux", "auxpass"):
            return None
        telling = any(f.kind in ("clause", "quote") for f in self._cues.verbs.get(verb.lemma.lower(), ()))
        if not telling or cue.tag not in ("VBD", "VBZ") or verb.tag != cue.tag or s.child(verb, "ccomp") is None:
            return None
        speaking = self._cues.people | self._cues.outlets | self._cues.documents
        thing = subject.pos == "NOUN" and not subject.ent and subject.lemma.lower() not in speaking
        thing = thing and (subject.dep == "nsubjpass" or not self._sources.tells(s, subject))
        return before if thing and clause.dep in (*_CLAUSES, "relcl") else None

    def _joined(self, s: Sentence, cue: Token, clause: Token, verb: Token) -> Token | None:
        """The "and" before a verb in the tense of the cue, which what the cue tells is not in.

        "Says his aides misled the court, | and asks the judges to wait", "said talks will go on | and blamed Ankara".
        """
        before = _joining(s, verb)
        if verb.dep != "conj" or before is None or s.children(verb, *_SUBJECTS, "aux", "auxpass"):
            return None
        finite = next((t for t in (*s.children(clause, "aux", "auxpass"), clause) if t.tag in _FINITE), None)
        if finite is None or cue.tag not in _TENSES or verb.tag != cue.tag or finite.tag == cue.tag:
            return None
        if {finite.tag, cue.tag} == _PRESENT:
            sure = True  # "men tell them the scanner is broken | and offer to mend it": the one is many, the other one
        elif finite.tag == "MD":
            sure = cue.tag == "VBD"  # "will resume and blamed" is no pair
        else:
            subject = s.children(clause, *_SUBJECTS)[0]
            many = subject.tag in ("NNS", "NNPS") or s.child(subject, "conj") is not None
            telling = s.tokens[before.i - 1].text == "," and verb.lemma.lower() in self._cues.verbs
            sure = telling or (cue.tag == "VBZ" and many)
        return before if sure else None

    def _given(
        self, whole: list[Attribution], one: Attribution, clause: Token, verb: Token, begin: Token
    ) -> list[Attribution]:
        s = one.sentence
        own = {verb.i, *(t.i for t in s.children(verb, "dobj"))}
        subjects = s.children(clause, *_SUBJECTS)
        made = []
        for a in whole:
            if a.sentence is s and a.cue.i in own and (not a.sources or a.sources[0] in subjects):
                a = replace(a, sources=one.sources, named=one.named)
            elif a.sentence is s and a.content and a.cue.i < begin.i and a.content[-1][0] < begin.start:
                start, end = a.content[-1]
                if begin.start < end:
                    kept = start + len(self._text[start : begin.start].rstrip(_TRAILING))
                    a = replace(a, content=(*a.content[:-1], (start, kept)))
            made.append(a)
        return made


def with_neighbours(whole: Sequence[Attribution]) -> Iterator[tuple[Attribution, Sequence[Attribution]]]:
    """Each attribution with all of its sentence."""
    by_sentence: dict[int, list[Attribution]] = {}
    for one in whole:
        by_sentence.setdefault(one.sentence.index, []).append(one)
    yield from ((one, by_sentence[one.sentence.index]) for one in whole)


def _added(one: Attribution, near: Sequence[Attribution]) -> Attribution:
    """What is added right behind a report, with its speaker: "“…,” an army spokesman said, | adding that …"."""
    s, cue = one.sentence, one.cue
    if (
        cue.tag != "VBG"
        or one.form == "according"
        or cue.i < 2
        or s.tokens[cue.i - 1].text != ","
        or s.children(cue, *_SUBJECTS, "aux")
    ):
        return one
    said = next((o for o in near if o.cue.i == cue.i - 2 and o.cue.tag in _TENSES), None)
    if said is None or not said.sources or said.sources == one.sources or said.content[:1] == one.content[:1]:
        return one
    return replace(one, sources=said.sources, named=said.named)


def _joining(s: Sentence, verb: Token) -> Token | None:
    """The "and" before a verb, an adverb between them left out: "and then offer"."""
    at = verb.i - 1
    while at > 0 and s.tokens[at].dep == "advmod" and s.tokens[at].head == verb.i:
        at -= 1
    return s.tokens[at] if s.tokens[at].dep == "cc" else None


def _beside(s: Sentence, verb: Token) -> Token | None:
    """The "while" behind a comma that leads in a participle: what the speaker does at the same time."""
    mark = s.child(verb, "mark")
    led = mark is not None and mark.lower in _BESIDE and mark.i == verb.i - 1 and mark.i > 0
    return mark if led and verb.tag == "VBG" and verb.dep == "advcl" and s.tokens[verb.i - 2].text == "," else None
