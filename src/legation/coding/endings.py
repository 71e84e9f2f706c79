"""Endings: contents that run into the words of somebody else, or stop in the middle of a phrase; nouns that are no cue.

"Oslo says the strait is open; | Rome says it is shut"; "refused to pay | after the mayor's" (lawyer promised …).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.overheard import FORM
from legation.coding.scene import Extent
from legation.coding.seconded import with_neighbours

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Words that no phrase ends with when the noun they belong to follows.
_OPEN = frozenset({"det", "poss", "case", "compound", "amod", "nummod"})
_SUBJECTS = ("nsubj", "nsubjpass")
# Words behind which the verb that they belong to follows: "would be | turned back", "which | the envoy called a trick".
_AHEAD_DEPS = frozenset({"aux", "auxpass"})
_AHEAD_TAGS = frozenset({"WDT", "WP"})
# Clauses that a parser makes of the verb whose subject is a noun with its content: "hints that he knew | reached us".
_LOOSE = frozenset({"xcomp", "acl", "advcl", "relcl"})


class Endings:
    """Mends the ends of one scene's attributions."""

    def __init__(self, cues: Cues) -> None:
        """`cues` name the nouns that are reports themselves, also before another noun ("protest letter")."""
        self._cues = cues

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The attributions in their order, without those whose cue only tells what kind of thing a noun names."""
        whole = [self._mended(one) for one in found if not self._kind(one)]
        ends = {a.sentence.index: verb for a in whole if (verb := _predicate(a)) is not None}
        whole = [_before(one, ends.get(one.sentence.index)) for one in whole]
        return [_unshared(one, near) for one, near in with_neighbours(whole)]

    def _kind(self, one: Attribution) -> bool:
        """True for a heard "think" of "a think tank"; "the daily | lambasts generals" has a verb all the same."""
        bare = one.lemma in self._cues.verbs and one.cue.lower == one.lemma
        bare = bare and one.cue.dep == "compound" and one.cue.head == one.cue.i + 1
        return bare and one.form == FORM and one.lemma not in self._cues.nouns

    def _mended(self, one: Attribution) -> Attribution:
        if not one.content or one.content[-1][0] < one.span[1]:
            return one
        one = _supposed(one)
        start, end = one.content[-1]
        inside = one.sentence.inside([(start, end)])
        stop = _resumed(one, inside) or _broken(one.sentence, inside)
        stop = stop or _under_condition(one, inside) or _completed(one.sentence, inside) or _enclosed(one, inside)
        last: Extent = (start, end if stop is None else stop.end)
        return replace(one, content=(*one.content[:-1], last)) if stop is not None else one


def _unshared(one: Attribution, near: Sequence[Attribution]) -> Attribution:
    """A report without a quoted piece that the next one tells: "urged them to act, saying it was | “late”"."""
    first = one.content[:1]
    if len(one.content) < 2 or one.cue.start > first[0][0]:
        return one
    others = [o for o in near if o is not one and first[0][1] <= o.span[0]]
    kept = [
        piece
        for n, piece in enumerate(one.content)
        if n == 0 or not any(o.span[1] <= piece[0] and _tells(o, piece) for o in others)
    ]
    return replace(one, content=tuple(kept)) if len(kept) < len(one.content) else one


def _tells(one: Attribution, piece: Extent) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in one.content)


def _resumed(one: Attribution, inside: list[Token]) -> Token | None:
    """The last word before a semicolon behind which another subject says something with the same verb."""
    s, cue = one.sentence, one.cue
    for n, mark in enumerate(inside[:-1]):
        if mark.text != ";" or n == 0:
            continue
        verb = next((t for t in inside[n + 1 :] if t.tag in _FINITE), None)
        subject = None if verb is None else s.child(verb, *_SUBJECTS)
        if verb is None or subject is None or (verb.lemma, verb.tag) != (cue.lemma, cue.tag):
            continue
        if s.subtree(subject)[0].i == mark.i + 1:
            return inside[n - 1]
    return None


def _broken(s: Sentence, inside: list[Token]) -> Token | None:
    """The last word before a clause of which only the beginning is told: "to pay | after the mayor's"."""
    if len(inside) < 2 or inside[-1].dep not in _OPEN:
        return None
    top = inside[-1]
    while (top.dep in _OPEN and top.head > top.i) or top.dep == "case":
        top = s.head(top)
    if top.i <= inside[-1].i or top.dep not in _SUBJECTS:
        return None
    verb = s.head(top)
    mark = next((t for t in s.children(verb, "mark", "advmod") if inside[0].i < t.i < top.i), None)
    return s.tokens[mark.i - 1] if mark is not None and verb.dep == "advcl" else None


def _supposed(one: Attribution) -> Attribution:
    """What a remark in a condition speaks of: "if, as the inquiry suggests, | they were armed |, then …"."""
    s, cue = one.sentence, one.cue
    clause, mark = s.head(cue), s.child(cue, "mark")
    led = s.child(clause, "mark")
    if cue.dep != "advcl" or mark is None or mark.lower != "as" or led is None or led.i > mark.i or not one.content:
        return one
    own = {t.i for t in s.subtree(cue)}
    words = [t for t in s.subtree(clause) if t.i > led.i and t.i not in own]
    words = [t for t in words if t.i > cue.i or t.dep != "punct"]
    after = [t for t in words if t.i > max(own)]
    while after and after[0].dep == "punct":
        after.pop(0)
    if not after or any(t.i < min(own) for t in words if t.dep != "punct"):
        return one
    return replace(one, content=((after[0].start, after[-1].end),))


def _under_condition(one: Attribution, inside: list[Token]) -> Token | None:
    """The last word of the clause a cue stands in, where the main one follows: "if they claim he fled, | then …"."""
    s = one.sentence
    clause = next((t for t in (one.cue, *s.ancestors(one.cue)) if t.dep == "advcl"), None)
    if clause is None or not inside or s.child(clause, "mark") is None:
        return None
    words, above = s.subtree(clause), s.head(clause)
    last = words[-1]
    return last if above.i > last.i and above in inside and inside[0].i <= last.i and one.cue.i < inside[0].i else None


def _enclosed(one: Attribution, inside: list[Token]) -> Token | None:
    """The last word of the phrase that a cue is in, where the verb of that phrase follows in the content.

    "The surgeon who said the boy would live | was wrong"; "the claim that the search was lawful | is without merit".
    """
    s, cue = one.sentence, one.cue
    if cue.pos in ("NOUN", "PROPN") and cue.dep in _SUBJECTS:
        noun: Token | None = cue
    else:
        clause = next((t for t in (cue, *s.ancestors(cue)) if t.dep in ("relcl", "acl")), None)
        noun = None if clause is None else s.head(clause)
    if noun is None or noun.dep not in _SUBJECTS or not inside or inside[0].i < cue.i:
        return None
    verb, words = s.head(noun), s.subtree(noun)
    last = next((t for t in reversed(words) if t.dep != "punct"), noun)
    if verb not in inside or verb.i < last.i or not inside[0].i <= last.i:
        return None
    return last


def _completed(s: Sentence, inside: list[Token]) -> Token | None:
    """The last word of a clause whose verb is cut off behind its auxiliary or its relative pronoun."""
    last = inside[-1] if inside else None
    if last is None or not (last.dep in _AHEAD_DEPS or last.tag in _AHEAD_TAGS):
        return None
    verb = s.head(last)
    own = last.tag in _AHEAD_TAGS or any(t in inside for t in s.children(verb, *_SUBJECTS))
    if verb.i <= last.i or verb.pos not in ("VERB", "AUX") or not own:
        return None
    words = [t for t in s.subtree(verb) if t.dep != "punct"]
    return words[-1] if words[0].i <= last.i < words[-1].i else None


def _predicate(one: Attribution) -> Token | None:
    """The verb of a noun that a parser gives to its content: "hints that the king knew | reached the legation"."""
    s = one.sentence
    if one.cue.pos not in ("NOUN", "PROPN") or s.root is not one.cue or not one.content:
        return None
    inside = s.inside(one.content[-1:])
    first = next((t for t in inside if t.tag in _FINITE or t.tag == "MD"), None)
    for verb in inside[1:]:
        alone = not s.children(verb, "mark", "aux", "auxpass", *_SUBJECTS)
        before = s.tokens[verb.i - 1]
        tied = before.dep in ("punct", "cc", "mark") or before.tag in _AHEAD_TAGS
        if first is not None and verb.i > first.i and verb.tag == "VBD" and verb.dep in _LOOSE and alone and not tied:
            return verb
    return None


def _before(one: Attribution, verb: Token | None) -> Attribution:
    """The attribution with a content that ends before `verb`, if it begins before it."""
    if verb is None or not one.content or one.cue.i > verb.i or one.content[-1][1] <= verb.start:
        return one
    start = one.content[-1][0]
    last = one.sentence.tokens[verb.i - 1]
    return replace(one, content=(*one.content[:-1], (start, last.end))) if start < last.start else one
