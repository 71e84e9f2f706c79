"""Speakers: who a source is, in the words of the text and as an actor."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.owners import owners
from legation.coding.scene import Extent, Scene
from legation.records import Speaker

# "KABUL, May 3 (AP) - ", "SANA'A, Thursday – ", at the head of a report.
_DATELINE = re.compile(r"[A-Z][A-Z.'’/ -]{2,30}(?:, [^—–()]{1,30}?)?(?: \([^()]{1,30}\))? (?:-|—|–|--) ")
_LOOSE = frozenset({"relcl", "acl", "advcl", "prep", "parataxis", "dep", "ccomp", "conj", "cc", "punct", "preconj"})
_NAMES = frozenset({"PERSON", "ORG", "GPE"})
_MARKS = frozenset({",", "—", "–", "(", "--"})
_TIMES = frozenset({"DATE", "TIME"})
_LEADING = frozenset({"compound", "nmod", "npadvmod"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_OBLIQUE = frozenset({"whose", "whom"})
_UNNAMED = frozenset({"unnamed", "group"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MAIN = frozenset({"ROOT", "ccomp", "conj"})
# What stands between the last comma before a verb and the verb, as far as it is the verb's own.
_OF_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
# Prepositions before whoever issued a document.
_BY = frozenset({"by", "from"})
_THEM = frozenset({"them", "whom", "which"})
_PARTICIPLES = frozenset({"VBN", "VBD"})
# What made somebody speak, or the way in which he spoke, describes nobody.
_ASKED = frozenset({"ask", "press", "quiz", "pose", "speak", "write", "face", "confront", "question"})
_COMPARED = frozenset({"JJ", "JJR", "JJS"})
# What leads in who somebody was or is: ", until last year governor of the bank,", ", once a general,".
_SINCE = frozenset({"until", "till"})
_TIMELY = frozenset({"once", "now", "then", "formerly", "previously", "lately", "currently", "later", "long", "today"})
# Of how many of them a description speaks: ", some of them no older than fifteen,".
_SHARES = frozenset({"DT", "CD", "JJ", "JJS", "NN"})


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of an attribution: the words that stand for it, and its actor."""

    speaker: Speaker
    place: Extent | None


def phrase(
    sentence: Sentence, head: Token, *, apposition: bool, cue: int = -1, content: Sequence[Extent] = ()
) -> Extent:
    """The noun phrase of `head`: titles and close modifiers kept, afterthoughts and coordination left out.

    `apposition` keeps what explains the name ("Jo Hill, a spokesman"). A branch that holds the token `cue` is left out,
    and so is one that begins in the `content` while the head does not.
    """
    drop: set[int] = set()
    for child in sentence.children(head):
        branch = sentence.subtree(child)
        afterthought = child.i > head.i and branch[0].i > 0 and _after_mark(sentence, branch[0])
        apart = child.dep in ("conj", "cc", "preconj", "punct") or (child.dep in _LOOSE and afterthought)
        apart = apart or (child.dep == "appos" and not apposition)
        apart = apart and not (apposition and _describes(sentence, child, cue))
        told = any(s <= _opening(branch).start < e and not s <= head.start < e for s, e in content)
        if apart or told or _strays(sentence, head, child) or any(t.i == cue for t in branch):
            drop.update(t.i for t in branch)
    run = _run(sentence, head, [t for t in sentence.subtree(head) if t.i not in drop])
    run = [*_hyphened(sentence, run[0]), *run]
    while len(run) > 1 and run[-1].dep in ("punct", "case"):
        run.pop()
    while len(run) > 1 and run[0].dep == "punct":
        run.pop(0)
    return run[0].start, run[-1].end


def described(sentence: Sentence, place: Extent, cue: Token) -> Extent:
    """The place of a subject with what is told of it between two commas before its verb, however it was parsed.

    ", to which they had written," ", heard faintly in Darwin," ", by now short of fuel," ", some of them boys,": not
    what says when, where or how something is said (", speaking in Berlin,", ", on Monday,", ", meanwhile,").
    """
    first = next((t.i for t in sentence.tokens if t.start >= place[1]), cue.i)
    last = cue.i
    while last > first and sentence.tokens[last - 1].dep in _OF_VERB and sentence.tokens[last - 1].lower != ",":
        last -= 1
    between = sentence.tokens[first:last]
    if len(between) < 4 or between[0].text != "," or between[-1].text != ",":
        return place
    inner = between[1:-1]
    return (place[0], inner[-1].end) if _telling_of(sentence, inner, cue) else place


def _verb_of(sentence: Sentence, subject: Token, cue: Token) -> Token:
    """The verb before which a subject stands: its own, or the cue where a parser joins it to what describes it."""
    own = sentence.head(subject)
    return own if subject.i < own.i < cue.i and own.dep in _MAIN and _resumes(sentence, own) else cue


def _resumes(sentence: Sentence, verb: Token) -> bool:
    """True for a verb behind a second comma: it goes on with its subject; behind the first one a description begins."""
    at = verb.i
    while at > 0 and sentence.tokens[at - 1].dep in _OF_VERB and sentence.tokens[at - 1].text != ",":
        at -= 1
    return at > 0 and sum(t.text == "," for t in sentence.tokens[:at]) > 1 and sentence.tokens[at - 1].text == ","


def _telling_of(sentence: Sentence, inner: Sequence[Token], cue: Token) -> bool:
    """True for words between commas that tell of somebody: a relative clause, a participle, a quality, a share."""
    wh = next((t for t in inner[:4] if t.tag in _RELATIVE or t.lower == "where"), None)
    if wh is not None:  # not ", when asked about it," or ", asked which way he would vote,"
        return not any(t.pos in ("VERB", "AUX") for t in inner if t.i < wh.i)
    if len(inner) > 2 and inner[0].tag in _SHARES and inner[1].lower == "of" and inner[2].lower in _THEM:
        return True
    if inner[0].lower in _SINCE | _TIMELY and _office(inner):
        return True
    word = next((t for t in inner if t.tag != "RB" and t.dep not in ("advmod", "pcomp", "neg")), None)
    if word is not None and word.tag == "IN" and word.i + 2 < cue.i and word.lower == "by":
        word = next((t for t in inner if t.i > word.i and t.tag != "RB"), None)  # "by now short of fuel"
    if word is None or word.i >= cue.i or word.lemma.lower() in _ASKED:
        return False
    own = [t for t in sentence.children(word, *_SUBJECTS) if t.i > inner[0].i - 1]
    quality = word.tag in _COMPARED and sentence.head(word) not in inner
    return not own and (quality or (word.tag in _PARTICIPLES and word.pos in ("VERB", "ADJ") and len(inner) > 1))


def _office(inner: Sequence[Token]) -> bool:
    """True for a role behind words of time: "until last year the head of the bank"; not "until now", "now in Rome"."""
    nouns = [t for t in inner if t.pos in ("NOUN", "PROPN") and t.ent not in _TIMES]
    led = inner[0].lower in _TIMELY or any(t.ent in _TIMES or t.tag == "RB" for t in inner[1:])
    bare = bool(nouns) and nouns[0].dep not in ("pobj", "npadvmod") if inner[0].lower in _TIMELY else bool(nouns)
    return led and bare and not any(t.tag in ("VBD", "VBZ", "VBP", "MD", "VBG") for t in inner)


def _joined(sentence: Sentence, subject: Token, cue: Token) -> list[Token]:
    """Who speaks together with a subject, where a parser joins them to the name behind its title.

    In "Kenya's President A and Chad's President C said" the second is joined to "A", which stands beside "President".
    """
    if subject.dep not in _SUBJECTS or subject.i > cue.i or cue.tag == "VBZ":
        return []
    beside = (t for t in sentence.children(subject, "appos") if t.i > subject.i and t.pos == "PROPN")
    close = [t for t in beside if not any(m.text in _MARKS for m in sentence.tokens[subject.i : t.i])]
    return [t for name in close for t in sentence.conjuncts(name)[1:] if t.pos == "PROPN" and t.i < cue.i]


def _hyphened(sentence: Sentence, first: Token) -> list[Token]:
    """What a hyphen ties to the first word of a phrase, where a parser cuts it off: "the vice- | president"."""
    if first.i < 2 or sentence.tokens[first.i - 1].text != "-":
        return []
    hyphen, before = sentence.tokens[first.i - 1], sentence.tokens[first.i - 2]
    if hyphen.start != before.end or first.start != hyphen.end:
        return []
    words = [t for t in sentence.subtree(before) if t.i <= before.i]
    if len(words) != before.i - words[0].i + 1:
        words = [before]
    return [*_hyphened(sentence, words[0]), *words, hyphen]


def _opening(branch: Sequence[Token]) -> Token:
    """The first word of a branch, the "that" before a clause left out."""
    return branch[1] if branch[0].lower == "that" and len(branch) > 1 else branch[0]


def _antecedent(sentence: Sentence, pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: the one its clause hangs on.

    A free one ("who dares") stands for nobody else.
    """
    if pronoun.tag not in _RELATIVE:
        return None
    verb = next((t for t in sentence.ancestors(pronoun) if t.dep in ("relcl", "acl")), None)
    if verb is None or verb.i < pronoun.i:
        return None
    noun = sentence.head(verb)
    return noun if noun.i < pronoun.i and noun.pos in ("NOUN", "PROPN", "PRON") and noun.tag not in _RELATIVE else None


def _describes(sentence: Sentence, child: Token, cue: int) -> bool:
    """True for an afterthought about who speaks: ", who ran the port", ", declassified last week"."""
    if child.dep == "relcl":
        opening = sentence.subtree(child)[:3]  # ", whose ward burned", ", among whom were", ", two of whom"
        own = sentence.children(child, "nsubj", "nsubjpass")
        last = sentence.subtree(child)[-1].i
        oblique = any(t.lower in _OBLIQUE for t in opening) and (last < cue or cue < child.i)
        return oblique or any(t.tag in ("WP", "WDT") for t in own)
    return child.dep == "acl" and child.tag == "VBN"


def _strays(sentence: Sentence, head: Token, child: Token) -> bool:
    """True for what a parser wrongly joins to a name: a day before it, a deed ("accused by a clerk | of lying")."""
    if child.i < head.i:
        first = sentence.subtree(head)[0] is child
        return first and child.ent in _TIMES and head.ent not in _TIMES and child.dep in _LEADING
    return child.lower == "of" and sentence.child(child, "pcomp") is not None


def _run(sentence: Sentence, head: Token, tokens: Sequence[Token]) -> list[Token]:
    """The unbroken stretch of `tokens` around `head`; marks may stand between them."""
    run = [head]
    for token in reversed([t for t in tokens if t.i < head.i]):
        if _only_marks(sentence, token.i, run[0].i):
            run.insert(0, token)
    for token in (t for t in tokens if t.i > head.i):
        if _only_marks(sentence, run[-1].i, token.i):
            run.append(token)
    return run


def _after_mark(sentence: Sentence, token: Token) -> bool:
    return _parts(sentence, token) or _parts(sentence, sentence.tokens[token.i - 1])


def _parts(sentence: Sentence, mark: Token) -> bool:
    """True for a mark that parts words; a hyphen inside a word ("commander-in-chief") joins them."""
    if mark.lower != "-":
        return mark.lower in _MARKS
    before = sentence.tokens[mark.i - 1] if mark.i else None
    return before is None or before.end != mark.start


def _only_marks(sentence: Sentence, left: int, right: int) -> bool:
    return all(t.dep == "punct" for t in sentence.tokens[left + 1 : right])


class Speakers:
    """Finds the voices of attributions."""

    def __init__(self, scene: Scene, documents: frozenset[str] = frozenset()) -> None:
        """Look up actors in `scene`; `documents` are nouns for what speaks for whoever issued it."""
        self._scene = scene
        self._documents = documents

    def voices(self, found: Attribution) -> tuple[Voice, ...]:
        """One voice for each actor that speaks; a single one without an actor when nobody is known."""
        if found.named is not None and not found.sources:
            return (self._labelled(found.named),)
        if not found.sources:
            return (Voice(Speaker(actor=None, as_written="", named=False), None),)
        sources = [m for t in found.sources for m in (t, *_joined(found.sentence, t, found.cue))]
        voices = [v for t in sources for v in self._of(found.sentence, t, found)]
        known = {v.speaker.actor: v for v in reversed(voices) if v.speaker.actor is not None}
        if not known:
            return tuple(voices[:1]) if len(found.sources) == 1 else (self._together(found),)
        return tuple(reversed(known.values()))

    def _of(self, sentence: Sentence, token: Token, found: Attribution) -> Iterator[Voice]:
        start, end = phrase(sentence, token, apposition=False, cue=found.cue.i, content=found.content)
        place = self._pronoun(found, token) or phrase(
            sentence, token, apposition=True, cue=found.cue.i, content=found.content
        )
        if token.dep in _SUBJECTS and place[0] < found.cue.start:
            place = described(sentence, place, _verb_of(sentence, token, found.cue))
        if found.named is not None:
            place = start, end = found.named  # beside a colon or a dash the layout shows the name better than the parse
        written = self._scene.text[start:end]
        if (
            told := _antecedent(sentence, token)
        ) is not None:  # "a statement, which said …": its words are the statement's
            token = told
            written = self._scene.text[slice(*phrase(sentence, token, apposition=False, cue=found.cue.i))]
        actors = self.actors(sentence, token) or owners(self._scene, sentence, token, found.content)
        for actor in actors or (None,):
            yield Voice(self._speaker(actor, written, token), self._unquoted(self._undated(sentence, place)))

    def _undated(self, sentence: Sentence, place: Extent) -> Extent:
        """The place of a source without the dateline that a parser takes for a part of it."""
        dated = _DATELINE.match(self._scene.text, sentence.block.start, sentence.block.end)
        if dated is None or not place[0] < dated.end() < place[1]:
            return place
        return dated.end(), place[1]

    def _unquoted(self, place: Extent) -> Extent:
        """The place of a source without the end of a quotation before it: "“foolish” | Rome's offer"."""
        start, end = place
        closed = self._scene.text.find("”", start, end)
        if closed < 0 and self._scene.text.count('"', start, end) == 1:
            closed = self._scene.text.find('"', start, end)
        if closed < 0 or "“" in self._scene.text[start:closed]:
            return place
        rest = self._scene.text[closed + 1 : end]
        return end - len(rest.lstrip()), end

    def _pronoun(self, found: Attribution, token: Token) -> Extent | None:
        """The place of "who" where a relative clause tells what the noun before it says.

        In "it was the envoy who said so" the envoy is named as the speaker, not told apart from others.
        """
        above = found.sentence.head(token)
        if token.dep == "attr" and any(t.lower == "it" for t in found.sentence.children(above, "nsubj", "expl")):
            return None
        own = found.sentence.children(found.cue, "nsubj") if found.cue.dep == "relcl" else ()
        return next(((t.start, t.end) for t in own if t.tag in ("WP", "WDT") and t is not token), None)

    def actors(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The actors that a source stands for: its own, its owner's, or those of its apposition."""
        if found := self._scene.parties.actors(sentence, token):
            return found
        for other in sentence.children(token, "appos"):
            if found := self._scene.parties.actors(sentence, other):
                return found
        if token.lemma.lower() in self._documents and (issued := self._issuer(sentence, token)):
            return issued
        place = self._scene.parties.place_at(sentence, token)  # who speaks is no mere place
        return () if place is None else place.actors

    def _issuer(self, sentence: Sentence, document: Token) -> tuple[str, ...]:
        """Whose a document is: "a statement by Tass said", "the ministry's note warned"."""
        behind = [
            t for p in sentence.children(document, "prep") if p.lower in _BY for t in sentence.children(p, "pobj")
        ]
        owners = [*sentence.children(document, "poss"), *behind, *sentence.children(document, "compound")]
        parties = (self._scene.parties.place_at(sentence, owner) for owner in owners)
        found = (p for p in parties if p is not None and p.kind != "demonym")
        return next((p.actors for p in found if not p.about_place or p.kind == "metonym"), ())

    def _speaker(self, actor: str | None, written: str, token: Token) -> Speaker:
        record = self._scene.actors.get(actor) if actor is not None else None
        if record is not None:
            named = record.kind not in _UNNAMED
            return Speaker(actor=actor, as_written=written, named=named, sector=record.sector, country=record.country)
        return Speaker(actor=actor, as_written=written, named=token.pos == "PROPN" or token.ent in _NAMES)

    def _together(self, found: Attribution) -> Voice:
        spans = [
            phrase(found.sentence, t, apposition=True, cue=found.cue.i, content=found.content) for t in found.sources
        ]
        place = min(s for s, _ in spans), max(e for _, e in spans)
        named = all(t.pos == "PROPN" for t in found.sources)
        return Voice(Speaker(actor=None, as_written=self._scene.text[slice(*place)], named=named), place)

    def _labelled(self, place: Extent) -> Voice:
        written = self._scene.text[place[0] : place[1]]
        return Voice(Speaker(actor=None, as_written=written, named=written[:1].isupper()), place)
