"""Bounds: what belongs to a content by its shape, whatever chances its single words have."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, holds
from legation.coding.beginnings import Beginnings, answered
from legation.coding.cues import Cues
from legation.coding.scene import Extent, Scene
from legation.coding.tails import disagreeing, remarked, tails

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_CONTRASTS = frozenset({"while", "though", "although", "whereas"})
# Prepositions that tie a phrase to a noun of speech; a finite verb behind them has another subject.
_TIES = frozenset({"of", "to", "for", "about", "over", "at", "with", "on", "against"})
# What is told without: "without saying when", "without giving a date".
_TELLING = frozenset(
    {"say", "give", "name", "elaborate", "specify", "explain", "offer", "provide", "identify", "disclose", "detail"}
    | {"reveal", "mention", "state", "add", "comment", "cite", "spell"}
)
_SPELLS = frozenset(
    {"shortly", "soon", "just", "long", "moments", "seconds", "minutes", "hours", "days", "weeks", "months"}
)
_LEARNING = frozenset({"learn", "hear", "know", "discover", "gather", "find out"})
_PLACES = frozenset({"in", "at", "on", "during", "after", "before", "following"})
_SPEAKING = frozenset({"say", "report", "announce", "claim", "deny", "warn", "confirm", "acknowledge"})
_QUOTES = frozenset({"“", "”", '"', "``"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


class Bounds:
    """Fills and cuts contents of one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """`cues` name verbs of calling ("called the offer a trap"), verbs of telling somebody, and nouns of speech."""
        self._naming, self._verbs, self._light = cues.naming, cues.verbs, cues.light
        self._remarks = cues.remarks
        self._telling = cues.documents | cues.media | cues.outlets | cues.people
        self._scene = scene
        self._beginnings = Beginnings(scene, cues)
        self._predicating = cues.predicating

    def of(self, one: Attribution, beside: Sequence[Attribution]) -> tuple[Extent, ...]:
        """The content of `one`, holes filled, what is not its own cut off."""
        content = _own(one, self._filled(one, beside), beside)
        if content and not answered(one, content):
            return ()  # "asked whether the ship was armed, the captain laughed"
        content = self._beginnings.of(one, content)
        if not content:
            return one.content
        start, end = content[-1]
        if start < one.span[0]:
            return tuple(content)
        end = min([end, *self._ends(one, (start, end), beside)])
        return (*content[:-1], (start, self._bare_end(start, end)))

    def _bare_end(self, start: int, end: int) -> int:
        return start + len(self._scene.text[start:end].rstrip(" ,;—–-"))

    def _filled(self, one: Attribution, beside: Sequence[Attribution]) -> list[Extent]:
        """The pieces, joined where nothing of the report itself stands between them; an "it" alone is none."""
        siblings = [o.span[0] for o in beside if o is not one and o.sources == one.sources]
        found: list[Extent] = []
        for start, end in one.content:
            if self._scene.text[start:end].lower() == "it" and len(one.content) > 1:
                continue
            parted = not found or any(found[-1][1] <= at < start for at in siblings)
            if not parted and start < one.sentence.end and self._belongs(one, found[-1][1], start):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def _belongs(self, one: Attribution, start: int, end: int) -> bool:
        """True for a hole without the cue, its source or anything else that hangs on the cue."""
        s = one.sentence
        hole = s.inside([(start, end)])
        if not hole or start < s.start or any(t.text == ";" for t in hole):
            return False
        if any(t.tag in _FINITE and t.dep == "conj" for t in hole) and not _clausal(s, self._inside(s, one)):
            return False
        inside = {t.i for t in hole}
        own = {one.cue.i, *(t.i for t in one.sources), *(t.i for t in one.addressees)}
        if inside & own or any(start <= at < end for at in one.span):
            return False
        return not any(t.head == one.cue.i and t.dep != "punct" for t in hole)

    def _inside(self, s: Sentence, one: Attribution) -> list[Token]:
        return s.inside(one.content)

    def _ends(self, one: Attribution, extent: Extent, beside: Sequence[Attribution]) -> Iterator[int]:
        """Where the words of a content can go no further."""
        s = one.sentence
        inside = [t for t in s.tokens if extent[0] <= t.start < extent[1]]
        if not inside:
            return
        if one.cue.pos in ("NOUN", "PROPN"):
            yield from self._resumed(s, inside)
            yield from _main_verb(one, inside)
            yield from self._predicated(one, inside, beside)
        before = s.tokens[one.cue.i - 1].tag if one.cue.i else "DT"
        if one.cue.pos in ("NOUN", "PROPN") or before in ("DT", "POS", "PRP$"):
            yield from self._second_verb(s, inside)
        yield from self._aftermath(s, inside)
        thing = any(t.head == one.cue.i and t.dep == "dobj" for t in inside)
        thing = thing and not any(t.head == one.cue.i and t.dep in ("ccomp", "xcomp", "oprd") for t in inside)
        if thing and _clausal(s, inside):
            yield from tails(inside)
        if not _clausal(s, inside):
            yield from _shared(s, inside) if one.cue.pos in ("VERB", "AUX") else ()
            yield from (t.start for t in inside[1:] if t.lower in _CONTRASTS and t.dep == "mark")
            yield from tails(inside)
        else:
            turns = disagreeing(s, one.cue, inside), remarked(s, inside, self._remarks)
            yield from (turn for turn in turns if turn is not None)
        yield from _indicative(s, inside)
        yield from self._learned(one, inside)
        yield from _infinitive_end(s, inside)
        if not _after_that(s, inside) and _within(one, extent, beside):
            yield from (a.start for a, b in pairwise(inside[1:]) if a.dep == "cc" and b.lower == "that")

    def _resumed(self, s: Sentence, inside: Sequence[Token]) -> Iterator[int]:
        """Where the verb begins whose subject the noun is: "its apology to the islanders | was bought"."""
        before = s.tokens[inside[0].i - 1] if inside[0].i else None
        if before is None or before.lower not in _TIES or inside[0].tag in _WH:
            return
        for token in inside[1:]:
            if token.tag not in _FINITE:
                continue
            verb = token if token.dep not in ("aux", "auxpass") else s.head(token)
            if not _sheltered(s, verb, inside):
                yield token.start
            return

    def _learned(self, one: Attribution, inside: Sequence[Token]) -> Iterator[int]:
        """Where what is learned ends and from whom begins: "learned of the call | from the radio"."""
        if one.lemma not in _LEARNING:
            return
        for token in inside[1:]:
            told = one.sentence.child(token, "pobj") if token.lower == "from" else None
            behind = [t for t in inside if t.i > token.i]
            if told is not None and told.lemma.lower() in self._telling and not any(t.tag in _FINITE for t in behind):
                yield token.start

    def _second_verb(self, s: Sentence, inside: Sequence[Token]) -> Iterator[int]:
        """Where the verb begins whose subject the noun is: "hopes that the truce will hold | are fading".

        No clause has two finite verbs with neither a subject nor a joining word between them.
        """
        if inside[0].tag in _WH:
            return
        first: Token | None = None
        for token in inside:
            if _tensed(token) or _active(s, token):
                verb = s.head(token) if token.dep in ("aux", "auxpass") else token
                between = [] if first is None else [t for t in inside if first.i < t.i < token.i]
                joined = any(
                    t.dep in ("cc", "punct", "mark", *_SUBJECTS, "expl") or t.tag in _WH or t.lower == "that"
                    for t in between
                )
                below = first is not None and verb.dep == "ccomp" and s.head(verb) in (first, s.head(first))
                if first is not None and between and not (joined or below or first in (s.head(token), verb)):
                    yield token.start
                    return
                if first is not None or any(t.pos in _PHRASE for t in inside if t.i < token.i):
                    first = token  # with nothing before it a noun: "that | turnout | was high"

    def _aftermath(self, s: Sentence, inside: Sequence[Token]) -> Iterator[int]:
        """What the teller does or meets next: ", without saying when", ", only for them to deny it", ", citing"."""
        for mark, first, second in zip(inside, inside[1:], inside[2:], strict=False):
            if mark.text != ",":
                continue
            only = (first.lower, second.lower) == ("only", "for")
            goes_on = first.tag == "VBG" and first.dep in ("advcl", "conj")
            goes_on = goes_on and (first.lemma.lower() in self._verbs or first.lemma.lower() in self._light)
            only = only or (goes_on and not any(t.tag in _FINITE for t in inside if t.i < mark.i))
            if only or (first.lower == "without" and second.tag == "VBG" and second.lemma.lower() in _TELLING):
                yield mark.start

    def _predicated(self, one: Attribution, inside: Sequence[Token], beside: Sequence[Attribution]) -> Iterator[int]:
        """Where "as" begins that says what the noun is called: "described the claim that he lied | as absurd"."""
        if one.cue.dep == "dobj" and one.sentence.head(one.cue).lemma.lower() in self._naming:
            # "called the offer of a survey | “a map of somebody else's mind”", "the claim that he lied | “a joke”"
            opening = (t.start for t in inside[1:] if t.text in _QUOTES)
            yield from opening if _plain(inside) else _last_quoted(one.sentence, inside)
        told = [o for o in beside if o is not one and o.lemma in self._predicating and o.cue.i < one.cue.i]
        above = one.sentence.head(one.cue)
        under = one.cue.dep == "dobj" and above.lemma.lower() in self._predicating
        if under or any(s <= one.span[0] < e and inside[-1].end <= e for o in told for s, e in o.content):
            last = [t for t in inside[1:] if t.lower == "as" and t.dep in ("prep", "mark")]
            yield from (t.start for t in last[-1:])


def _main_verb(one: Attribution, inside: Sequence[Token]) -> Iterator[int]:
    """Where the verb begins whose subject the noun is, in any form: "the claim that he had failed | surprised"."""
    s, noun = one.sentence, one.cue
    verb = s.head(noun)
    told = [t for t in s.children(noun, "acl") if t in inside]
    if noun.dep not in _SUBJECTS or verb not in inside or not told or told[0].i > verb.i or verb.pos != "VERB":
        return
    first = verb.i
    while first > inside[0].i + 1 and s.tokens[first - 1] in s.children(verb, "aux", "auxpass", "neg", "advmod"):
        first -= 1
    yield s.tokens[first].start


def _tensed(token: Token) -> bool:
    """True for a finite verb; a past tense before or behind a noun is a participle."""
    return token.tag in _FINITE and (token.dep not in ("amod", "acl") or token.tag != "VBD")


def _active(s: Sentence, verb: Token) -> bool:
    """True for a past tense that a parser takes for a participle: it has an object, and nothing helps it."""
    if verb.tag not in ("VBD", "VBN") or verb.dep not in ("acl", "xcomp", "ccomp", "advcl"):
        return False
    return s.child(verb, "dobj") is not None and not s.children(verb, "aux", "auxpass", "mark", *_SUBJECTS)


def _last_quoted(s: Sentence, inside: Sequence[Token]) -> Iterator[int]:
    """Where a quotation begins with which all ends and which nothing ties to what stands before it."""
    marks = [t for t in inside[1:] if t.text in _QUOTES]
    closed = inside[-1].text in _QUOTES
    after = s.tokens[inside[-1].i + 1 : inside[-1].i + 2]
    if len(marks) < 1 + closed or not (closed or any(t.text in _QUOTES for t in after)):
        return
    opening = marks[-2 if closed else -1]
    before = s.tokens[opening.i - 1]
    if before.pos in _NOMINAL or before.pos == "ADV" or s.child(before, "auxpass") is not None:
        yield opening.start


def _plain(inside: Sequence[Token]) -> bool:
    """True where no verb is told before the first quotation."""
    first = next((n for n, t in enumerate(inside) if n and t.text in _QUOTES), len(inside))
    return not any(t.tag in _FINITE for t in inside[:first])


def _indicative(s: Sentence, inside: Sequence[Token]) -> Iterator[int]:
    """Where "and that" begins behind a wish, whose verb is bare: "asked that it be sent | and that they had gone"."""
    first = next((t for t in inside if t.pos in ("VERB", "AUX")), None)
    verb = first if first is None or first.dep not in ("aux", "auxpass") else s.head(first)
    if first is None or verb is None or first.tag != "VB" or s.child(verb, *_SUBJECTS) is None:
        return
    for joining, that in pairwise(inside[1:]):
        after = next((t for t in inside if t.i > that.i and t.pos in ("VERB", "AUX")), None)
        if joining.dep == "cc" and that.lower == "that" and after is not None and after.tag in ("VBD", "VBZ", "VBP"):
            yield joining.start
            return


def _infinitive_end(s: Sentence, inside: Sequence[Token]) -> Iterator[int]:
    """Where "and" begins before a clause that a parser joins to an infinitive: "to send men | and we paid"."""
    first = next((t for t in inside if t.pos in ("VERB", "AUX")), None)
    if first is None or first.tag != "VB" or not any(t.tag == "TO" for t in s.children(first, "aux")):
        return
    for verb in s.children(first, "conj"):
        own = s.child(verb, *_SUBJECTS)
        joining = next((t for t in s.children(first, "cc") if t.i < verb.i), None)
        if verb.tag in _FINITE and own is not None and joining is not None and joining.i > inside[0].i:
            yield joining.start


def _shared(s: Sentence, inside: Sequence[Token]) -> Iterator[int]:
    """Where "and" begins before the subject of the next verb: "admired the works | and the host had promised"."""
    last = inside[-1].i + 1
    after = s.tokens[last : last + 2]
    resumed = bool(after) and after[0].tag in _FINITE
    resumed = resumed or (len(after) == 2 and after[0].lower in _TIES and after[1].tag == "VBG")
    joining = next((t for t in reversed(inside[1:]) if t.dep == "cc" and t.lower == "and"), None)
    if joining is None or not resumed or joining is inside[-1]:
        return
    behind = inside[joining.i - inside[0].i + 1 :]
    if all(t.pos in _PHRASE for t in behind) and any(t.pos in _NOMINAL for t in behind):
        yield joining.start


def _own(one: Attribution, content: list[Extent], beside: Sequence[Attribution]) -> list[Extent]:
    """The pieces without a later one that is all that another cue between them tells.

    "vowed punctuality [when its pilots say] | the clocks are wrong": the end belongs to those who say it.
    """
    kept = content[:1]
    for piece in content[1:]:
        hole = kept[-1][1], piece[0]
        owned = any(
            o is not one and o.content == (piece,) and hole[0] <= o.span[0] and o.span[1] <= hole[1] for o in beside
        )
        quoted = any(t.text in _QUOTES for t in one.sentence.tokens if hole[0] <= t.start <= piece[0])
        without = any(t.lower == "without" and hole[0] <= t.start < hole[1] for t in one.sentence.tokens)
        inside = one.sentence.inside([piece])
        if one.span[0] >= hole[0] and (_timed(inside) or _of_place(one, inside) or _another(one, inside, beside)):
            break
        if one.span[0] >= hole[0] and any(t.text == ";" for t in one.sentence.tokens if hole[0] <= t.start < hole[1]):
            break  # "…, a weekly claims; the office calls it …": behind the report another sentence begins
        if one.span[1] > hole[0] or piece[0] >= one.sentence.end or quoted or not (owned or without):
            kept.append(piece)
    return kept


def _another(one: Attribution, inside: Sequence[Token], beside: Sequence[Attribution]) -> bool:
    """True for what somebody else says next: "…, an official said, | but villagers said they feared reprisals"."""
    verb = next((t for t in inside if t.tag in _FINITE), None)
    if verb is None or inside[0].dep != "cc" or inside[0].start < one.span[1]:
        return False
    said = next((o for o in beside if o is not one and o.cue is verb and o.content and o.act in _SPEAKING), None)
    return (
        said is not None
        and said.content[0][0] > verb.start
        and any(t in inside and t.pos != "PRON" for t in said.sources)
    )


def _of_place(one: Attribution, inside: Sequence[Token]) -> bool:
    """True for what is told of where a thing was said: "…, the office said in a note, | which left him out"."""
    s = one.sentence
    before = any(t.tag in _FINITE for t in s.inside(one.content[:1]) if t.end <= one.cue.start)
    told = {t.i for prep in s.children(one.cue, "prep") if prep.lower in _PLACES for t in s.subtree(prep)}
    return before and bool(inside) and inside[0].dep != "cc" and all(t.i in told for t in inside)


def _timed(inside: Sequence[Token]) -> bool:
    """True for words that say when something was told: "…, the ministry said, | minutes before a court ruled"."""
    led = [t.lower for t in inside[:4]]
    at = next((n for n, word in enumerate(led) if word in ("before", "after")), 0)
    return at > 0 and (inside[at - 1].ent in ("TIME", "DATE") or led[at - 1] in _SPELLS)


def _sheltered(s: Sentence, verb: Token, inside: Sequence[Token]) -> bool:
    """True for a finite verb in a clause of its own: relative, behind a joining word, or with a later subject."""
    marks = [t for t in inside if t.i < verb.i]
    if any(t.tag in _WH or t.dep == "mark" or t.lower == "that" for t in marks):
        return True
    nouns = [t for t in marks if t.pos in _NOMINAL and t.dep != "compound"]
    subject = s.child(verb, *_SUBJECTS)
    return verb.dep == "relcl" and subject is not None and bool(nouns) and subject.i != nouns[0].i


def _clausal(s: Sentence, inside: Sequence[Token]) -> bool:
    """True for a content that is a clause, with a subject and a finite verb of its own before any contrast."""
    if _after_that(s, inside) or inside[0].tag in _WH or inside[0].lower in ("whether", "if"):
        return True
    for token in inside:
        if token.lower in _CONTRASTS:
            return False
        if token.tag in _FINITE:
            return inside[0].tag != "TO"
    return False


def _within(one: Attribution, extent: Extent, beside: Sequence[Attribution]) -> bool:
    """True where another content holds this one to its end."""
    return any(holds(o, one) and extent[1] <= o.content[-1][1] for o in beside if o.content)


def _after_that(s: Sentence, inside: Sequence[Token]) -> bool:
    return inside[0].i > 0 and s.tokens[inside[0].i - 1].lower == "that"
