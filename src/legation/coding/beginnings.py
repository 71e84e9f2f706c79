"""Beginnings: where a content begins, whatever stands before it: whom a thing is told to, its noun, who says it."""

from collections.abc import Sequence
from itertools import takewhile

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.scene import Extent, Scene

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# What leads to whom a thing is told, and to where: "shouted from the far bank that …".
_LEADING = frozenset({"to", "from", "in", "at", "on", "over", "across", "during", "through", "via", "before", "after"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_TIMES = ("DATE", "TIME")
# What may stand about a day without telling that it lies ahead, as "next" does.
_ABOUT_DAY = frozenset({"on", "in", "at", "late", "early", "earlier", "this", "that", "the", "last"})
_AHEAD = frozenset({"next", "coming", "tomorrow", "soon"})
_ADDRESS = 12  # words of an addressee at most, those told of them included
_PLACE = 5  # words of a place and the "that" behind it
_CLAUSE = 3  # words that a clause with its "that" has at least


class Beginnings:
    """Cuts the heads of contents of one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """`cues` name verbs of telling somebody and the nouns of speech."""
        self._scene = scene
        self._remarks = cues.remarks
        self._tells = cues.tells

    def of(self, one: Attribution, content: list[Extent]) -> list[Extent]:
        """The `content` of an attribution without what stands before it."""
        content = _behind_title(one, answered(one, content))
        content = _according(one, _from_pronoun(one, self._before_source(one, content)))
        content = _behind_day(one, self._behind_place(one, content))
        return _behind_promised(one, self._behind_told(one, _behind_that(one, _excused(one, content))))

    def _behind_place(self, one: Attribution, content: list[Extent]) -> list[Extent]:
        """The clause behind where a feeling spreads: "concern grew in | the hills that | they had gone"."""
        s, inside = one.sentence, one.sentence.inside(content[:1])
        that = next((t for t in inside[1:_PLACE] if t.lower == "that"), None)
        if one.cue.pos != "NOUN" or that is None or inside[0].i <= one.cue.i:
            return content
        prep, noun = s.tokens[inside[0].i - 1], s.tokens[that.i - 1]
        place = prep.pos == "ADP" and prep.lower in _LEADING and noun.dep == "pobj" and noun.head == prep.i
        place = place and noun.lemma.lower() not in self._remarks
        after = s.tokens[that.i + 1 : that.i + 2]
        if not place or not after or after[0].start >= content[0][1]:
            return content
        return [(after[0].start, content[0][1]), *content[1:]]

    def _before_source(self, one: Attribution, content: list[Extent]) -> list[Extent]:
        """A quotation without who says it: "“Kiev claims he fled,” | a commander known as Granit | said"."""
        text, (start, end) = self._scene.text, content[-1] if content else (0, 0)
        quoted = text[start:end][:1] in ("“", '"') and end < one.span[0] and not text[end : one.span[0]].strip()
        closing = max(text.rfind(mark, start + 1, end) for mark in ('"', "”")) + 1 if quoted else 0
        return [*content[:-1], (start, closing)] if closing > start else content

    def _behind_told(self, one: Attribution, content: list[Extent]) -> list[Extent]:
        """The content without whom it is told: "told a daily that | they meant to stay"."""
        s, cue = one.sentence, one.cue
        inside = s.inside(content)
        if cue.pos != "VERB" or not inside or inside[0].i < cue.i:
            return content
        that = next((t for t in inside[:_ADDRESS] if t.lower == "that" and t.dep != "det"), None)
        if that is None:
            return content
        between = s.tokens[cue.i + 1 : that.i]
        behind = [t for t in inside if t.i > that.i]
        if inside[0] is not that and not self._addresses(s, cue, between, inside[0]):
            return content
        subject = next((t for t in behind if t.pos in _NOMINAL or t.tag in _FINITE), None)
        if subject is None or subject.tag in _FINITE or not any(t.tag in _FINITE for t in behind):
            return content  # "told of a pact | that bound them": the clause tells of the pact
        return [
            (behind[0].start, max(end for start, end in content if start <= that.start)),
            *(p for p in content if p[0] > that.start),
        ]

    def _addresses(self, s: Sentence, cue: Token, between: Sequence[Token], begin: Token) -> bool:
        """True for words behind a verb, from `begin` on in its content, that only say to whom or where it is told."""
        if not between or any(t.pos in ("VERB", "AUX") or t.text == "," or t.lower == "that" for t in between):
            return False
        first = between[0]
        led = first.lower in _LEADING and first.head == cue.i
        noun = s.child(first, "pobj") if led else s.child(cue, "dobj", "dative")
        named = noun is not None and noun in between and begin.i <= noun.i and noun.lemma.lower() not in self._remarks
        return named and (led or cue.lemma.lower() in self._tells)


def _behind_that(one: Attribution, content: list[Extent]) -> list[Extent]:
    """The content of a noun without a "that" which a parser takes for a pronoun: "word that | the dam had failed"."""
    inside = one.sentence.inside(content[:1])
    noun = one.cue.pos in ("NOUN", "PROPN") or (bool(inside) and inside[0].tag == "IN" and inside[0].i > one.cue.i)
    if not noun or len(inside) < _CLAUSE or inside[0].lower != "that":
        return content
    return [(inside[1].start, content[0][1]), *content[1:]]


def _according(one: Attribution, content: list[Extent]) -> list[Extent]:
    """A content with the whole phrase that it begins in: "said that, according | to | its data, a ship had sunk"."""
    inside = one.sentence.inside(content[:1])
    before = one.sentence.tokens[max(0, inside[0].i - 2) : inside[0].i] if inside else ()
    if [t.lower for t in before] != ["according", "to"] or one.span[0] <= before[0].start < one.span[1]:
        return content
    return [(before[0].start, content[0][1]), *content[1:]]


def answered(one: Attribution, content: list[Extent]) -> list[Extent]:
    """A reply without what it answers: "asked whether Cairo would send troops, the spokesman said: | “No comment.”"."""
    s, inside = one.sentence, one.sentence.inside(content[:1])
    if not inside or inside[-1].i > one.cue.i:
        return content
    clauses = [t for t in s.children(one.cue, "advcl") if t.tag in ("VBN", "VBG") and t.i < one.cue.i]
    asked = {t.i for clause in clauses for t in s.subtree(clause)}
    if not asked.issuperset(t.i for t in inside):
        return content
    if len(content) > 1:
        return content[1:]
    reply = next((t for t in s.children(one.cue, "intj") if t.i > one.cue.i), None)
    return [] if reply is None else [s.span(reply)]  # "asked if he would go, he said | no"


def _behind_title(one: Attribution, content: list[Extent]) -> list[Extent]:
    """The clause behind what is told of its source: "according to Ann Moss, | the governor, | nobody was hurt"."""
    s, cue = one.sentence, one.cue
    to = s.child(cue, "prep") if cue.lower == "according" else None
    source = s.child(to, "pobj") if to is not None else None
    inside = s.inside(content[:1])
    if source is None or not inside or inside[0].i <= source.i:
        return content
    told = {t.i for t in s.subtree(source)}
    if inside[0].tag == "WP" and inside[0].i - 2 <= max(told) < inside[0].i:  # a relative clause, cut off
        told |= {t.i for t in s.subtree(s.head(inside[0]))}
    behind = [t for t in inside if t.i > max(told)] if inside[0].i in told else []
    first = next((t for t in behind if t.dep != "punct"), None)
    return [(first.start, content[0][1]), *content[1:]] if first is not None else content


def _behind_day(one: Attribution, content: list[Extent]) -> list[Extent]:
    """The clause behind the day on which a thing was told: "said on | Tuesday | it would reopen"."""
    s, cue = one.sentence, one.cue
    inside = s.inside(content[:1])
    if cue.tag not in _FINITE or not inside or not cue.i < inside[0].i <= cue.i + 2:
        return content
    before = s.tokens[inside[0].i - 1]
    if before.lower in _AHEAD:  # "said | next week the talks would resume"
        return [(before.start, content[0][1]), *content[1:]]
    day = list(takewhile(lambda t: t.ent in _TIMES or t.lower in _ABOUT_DAY, inside))
    told = before is cue or before.lower in _ABOUT_DAY
    if not told or not any(t.ent in _TIMES for t in day) or any(t.lower in _AHEAD for t in day):
        return content
    behind = inside[len(day) :]
    starts = any(t.dep in _SUBJECTS and s.subtree(t)[0] is behind[0] for t in behind)
    return [(behind[0].start, content[0][1]), *content[1:]] if starts else content


def _excused(one: Attribution, content: list[Extent]) -> list[Extent]:
    """What somebody apologises for without to whom: "apologised to | the families for | the delay"."""
    s = one.sentence
    inside = s.inside(content[:1])
    hearers = [t for p in s.children(one.cue, "prep", "dative") if p.lower == "to" for t in s.children(p, "pobj")]
    if one.act != "apologise" or not hearers or not inside or inside[0] not in s.subtree(hearers[0]):
        return content
    reason = next((t for t in inside[1:-1] if t.lower == "for" and t.head in (one.cue.i, hearers[0].i)), None)
    return content if reason is None else [(s.tokens[reason.i + 1].start, content[0][1]), *content[1:]]


def _behind_promised(one: Attribution, content: list[Extent]) -> list[Extent]:
    """The thing promised without to whom: "promised | the insurgents | help"."""
    s, cue = one.sentence, one.cue
    whom, thing = s.child(cue, "dative"), s.child(cue, "dobj")
    if one.act != "promise" or whom is None or thing is None or whom.pos == "ADP" or not cue.i < whom.i < thing.i:
        return content
    start, end = content[0] if content else (0, 0)
    last = s.subtree(whom)[-1]
    if not s.subtree(whom)[0].start <= start <= whom.start < last.end < end:
        return content
    return [(s.tokens[last.i + 1].start, end), *content[1:]]


def _from_pronoun(one: Attribution, content: list[Extent]) -> list[Extent]:
    """What a relative clause tells of its noun without the noun: "the premier, | whose resignation | they demanded"."""
    s = one.sentence
    clause = next((t for t in (one.cue, *s.ancestors(one.cue)) if t.dep == "relcl"), None)
    start, end = content[0] if content else (0, 0)
    if clause is None or end > one.cue.start:
        return content
    first = s.subtree(clause)[0]
    noun = s.head(clause)
    pronoun = noun.pos in _NOMINAL and first.tag == "WP$"
    return [(first.start, end), *content[1:]] if pronoun and start <= noun.start < first.start < end else content
