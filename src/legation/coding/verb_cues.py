"""Reporting verbs: finds their sources and contents, however the sentence is turned."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from legation.annotations import Clause, Quote, Sentence, Token
from legation.coding.attribution import Attribution, Sources, agreeing, happens, taken_for_verb
from legation.coding.cues import Cues, Frame
from legation.coding.doers import Doers
from legation.coding.relatives import free_relative, measured
from legation.coding.relayed import channel, relaying, relays, said_before, strayed
from legation.coding.scene import Extent, Scene
from legation.coding.standings import infinitive
from legation.coding.surroundings import around, core, outside, parted

_POSTPOSED = frozenset({"ccomp", "parataxis", "dep", "advcl", "ROOT", "conj", "relcl"})
_OBJECT_PREPS = frozenset({"of", "for", "as", "over"})
# Frames that hold words or wishes, not deeds.
_WORDED = frozenset({"clause", "order", "infinitive"})
_FINITE = frozenset({"MD", "VBZ", "VBD", "VBP"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_TIMES = frozenset({"DATE", "TIME"})
# Verbs that tell with "to" alone, and with an object send, turn or let it somewhere.
_SENDING = frozenset({"refer", "point", "admit"})


class VerbCues:
    """Finds attributions by verbs, sentence by sentence."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look for the verbs of `cues` in `scene`."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)
        self._doers = Doers(scene, cues)

    def find(self, sentence: Sentence) -> Iterator[Attribution]:
        """The attributions of one sentence in text order, unreal ones too; some yet wait for a quotation as content."""
        for token in sentence.tokens:
            clause = self._scene.clause(sentence, token)
            if clause is None or clause.lemma not in self._cues.verbs or _modifies(sentence, token):
                continue
            if self._cues.withholds(sentence, token) or taken_for_verb(sentence, token) or measured(sentence, token):
                continue
            if channel(sentence, token, self._cues):
                continue
            if found := self._attribution(self._doers.mended(clause)):
                real = happens(self._scene, self._cues, sentence, token)
                yield found if real else replace(found, unreal=True)

    def _attribution(self, clause: Clause) -> Attribution | None:
        s, verb = clause.sentence, clause.head
        sources = agreeing(s, verb, clause.subjects)
        inside = self._scene.speech_at(verb.start)
        if inside is None and (inverted := self._inverted(clause)):
            return inverted
        if inside is not None and (not sources or self._sources.first_person(sources)):
            return None
        if not sources and not clause.passive:
            return None
        if clause.passive and not sources:
            return self._impersonal(clause, inside)
        for frame in self._cues.verbs[clause.lemma]:
            if not self._allows(frame, s, sources):
                continue
            content = self._content(frame, clause, inside)
            if content is None:
                continue
            silent = self._open_question(clause) if frame.kind == "clause" else frame.act in self._cues.silent_denials
            if clause.negated and silent:
                return None  # "did not say whether", "has not confirmed it": a silence
            made = self._made(clause, frame, content)
            if frame.kind == "infinitive" and (taken_up := self._taken_up(clause, inside)):
                return taken_up
            bare = frame.kind == "object" and any(o.pos == "PRON" for o in clause.objects[:1])
            return replace(made, unreal=made.unreal or bare)
        return self._taken_up(clause, inside)

    def _taken_up(self, clause: Clause, inside: Quote | None) -> Attribution | None:
        """What another report takes up with "what": "refused to repeat what he had whispered"; nothing by itself."""
        tokens = free_relative(clause.sentence, clause.head)
        content = self._scene.runs(clause.sentence, tokens, inside) if tokens else ()
        frame = next((f for f in self._cues.verbs[clause.lemma] if f.kind in _WORDED), None)
        if frame is None or not content:
            return None
        return replace(self._made(clause, replace(frame, kind="clause"), content), unreal=True)

    def _inverted(self, clause: Clause) -> Attribution | None:
        """A parenthesis that the parser took for the main clause: "The plan, said Jo Hill, an expert, would fail"."""
        s, verb = clause.sentence, clause.head
        frame = self._cues.quoting(clause.lemma)
        tail = s.tokens[verb.i + 1 :]
        names = list(takewhile(lambda t: t.pos == "PROPN", tail))
        if frame is None or not names or verb.i < 2 or s.tokens[verb.i - 1].lower != ",":
            return None
        own = s.child(verb, "nsubj")
        closed = any(t.text == "," for t in s.tokens[names[-1].i + 1 : names[-1].i + 2])
        if names[-1].ent != "PERSON" or own is None or own.i > verb.i or not closed:
            return None  # "the wife of the abbot, Jo Hill, accused Luis Rojas of theft" accuses him
        below = s.head(names[-1])
        behind = s.tokens[names[-1].i + 1 : below.i]
        if below.dep == "ccomp" and names[-1].dep == "nsubj" and all(t.text != "," for t in behind):
            return None  # "an official, who asked for anonymity, said President Biden would call": Biden calls
        after = range(names[-1].i + 2, len(s.tokens))
        resumed = next((i for i in after if s.tokens[i - 1].lower == "," and s.tokens[i].tag in _FINITE), len(s.tokens))
        content = self._scene.runs(s, [*s.tokens[: verb.i], *s.tokens[resumed:]])
        made = self._made(clause, frame, content) if content else None
        return None if made is None else replace(made, form="clause", sources=(names[-1],))

    def _impersonal(self, clause: Clause, inside: Quote | None) -> Attribution | None:
        """A passive without an agent: "it was reported that …", "he was told that …", "is expected to …"."""
        s = clause.sentence
        frames = self._cues.verbs[clause.lemma]
        below = s.child(clause.head, "xcomp")
        tokens: list[Token] | None = None
        relative = any(o.tag in _WH for o in clause.objects)
        if clause.lemma in self._cues.impersonal and not relative and below is not None and infinitive(s, below):
            tokens = [*(t for o in clause.objects[:1] for t in s.subtree(o)), *s.subtree(below)]
            inner = {t.i for o in clause.objects[:1] for t in s.subtree(o)} & {clause.head.i, below.i}
            tokens = None if inner else tokens
        frame = next((f for f in frames if f.kind == "clause"), frames[0])
        if tokens is None and below is not None and infinitive(s, below):
            # "was invited to join", not what a thing "is intended to" do
            order = next((f for f in frames if f.kind == "order" and not f.word and f.act != "intend"), None)
            frame, tokens = (order, s.subtree(below)) if order is not None else (frame, None)
        if tokens is None and frame.kind == "clause":
            tokens = self._clause_tokens(clause)
            if clause.negated and self._open_question(clause):
                return None
        if not tokens:
            return None
        content = self._scene.runs(s, _without_that(s, tokens), inside)
        made = self._made(clause, frame, content) if content else None
        if made is None or tokens is None or clause.lemma in self._cues.tells:
            return made
        return replace(made, addressees=())

    def _made(self, clause: Clause, frame: Frame, content: tuple[Extent, ...]) -> Attribution:
        s, verb = clause.sentence, clause.head
        particle = s.child(verb, "prt")
        end = particle.end if particle is not None and particle.i == verb.i + 1 else verb.end
        passive = clause.passive and not clause.subjects
        return Attribution(
            s,
            verb,
            (verb.start, end),
            clause.lemma,
            "report" if relays(s, verb, self._cues) else frame.act,
            "passive" if passive else frame.kind,
            content,
            sources=agreeing(s, verb, clause.subjects),
            addressees=self._addressees(clause, frame),
            negated=clause.negated,
            unreal=frame.needs_report,
        )

    def _allows(self, frame: Frame, sentence: Sentence, sources: tuple[Token, ...]) -> bool:
        if frame.needs_source:
            return bool(sources) and self._sources.tells(sentence, sources[0])
        if frame.kind in ("object", "thing", "prep", "as", "name", "order", "infinitive", "gerund"):
            return all(self._sources.tells(sentence, t) or t.lower == "it" for t in sources[:1])
        return True

    def _addressees(self, clause: Clause, frame: Frame) -> tuple[Token, ...]:
        to = clause.prep("to") if frame.kind in ("clause", "quote") else ()
        if frame.act == "predict" and frame.kind == "order":
            return ()  # of whom something is expected, he need not be told
        if frame.kind == "order" and not frame.word:
            return clause.objects
        if frame.kind == "order":
            return clause.prep(frame.word)
        if frame.kind in ("clause", "quote") and clause.lemma in self._cues.tells:
            return clause.indirect or clause.objects
        return clause.indirect or to

    def _open_question(self, clause: Clause) -> bool:
        below = clause.complement
        if below is None:
            return False
        first = clause.sentence.subtree(below)[0]
        return first.tag in _WH or first.lower in ("whether", "if")

    def _content(self, frame: Frame, clause: Clause, inside: Quote | None) -> tuple[Extent, ...] | None:
        """The content that a frame finds; () when a quotation may still come; None when the frame does not fit."""
        tokens: Iterable[Token] | None
        match frame.kind:
            case "clause":
                tokens = self._clause_tokens(clause)
            case "order":
                tokens = _order_tokens(clause, frame.word)
            case "infinitive":
                tokens = self._infinitive_tokens(clause)
            case "gerund":
                tokens = _gerund_tokens(clause)
            case "as" | "name":
                tokens = _predicated_tokens(clause, frame.kind)
            case "prep":
                tokens = _prep_tokens(clause, frame.word)
            case "object":
                tokens = self._object_tokens(clause)
                needed = not frame.word or any(
                    p.lower == frame.word for p in clause.sentence.children(clause.head, "prep")
                )
                tokens = tokens if needed else None
            case "thing":
                people = any(self._sources.speaks(clause.sentence, t) for t in clause.objects)
                tokens = None if people else self._object_tokens(clause)
            case _:
                return ()
        if not tokens:
            return None
        return self._scene.runs(clause.sentence, _without_that(clause.sentence, tokens), inside) or None

    def _clause_tokens(self, clause: Clause) -> list[Token] | None:
        s, verb = clause.sentence, clause.head
        if clause.lemma == "put" and not any(t.lower == "it" for t in clause.objects):
            return None
        if any(t.lower == "as" for t in s.children(verb, "mark", "advmod")) and verb.dep == "advcl":
            bare = not s.child(verb, "ccomp", "xcomp") and (not clause.objects or clause.lemma == "put")
            return outside(s, s.head(verb), verb) if bare else None
        below = s.child(verb, "ccomp")
        if below is not None and self._lands(clause, below):
            return None
        if below is None and (above := relaying(s, verb, self._cues)) is not None:
            before = said_before(s, above)  # "the lake is dry, the radio quoted him as | saying"
            return None if before is None else s.subtree(before)
        if below is not None and below.i > verb.i:
            if infinitive(s, below) and not any(t.tag in _WH for t in s.subtree(below)[:1]):
                return None
            return self._complement(s, below)
        if verb.dep == "parataxis":
            return outside(s, s.head(verb), verb)
        told = clause.objects and clause.lemma not in self._cues.tells
        if (below is not None and not clause.negated and not told) or self._postposed(clause):
            return None if parted(s, verb, below) else around(s, verb, below)
        open_question = s.child(verb, "xcomp")
        if open_question is not None and s.subtree(open_question)[0].tag in _WH:
            return s.subtree(open_question)
        return strayed(s, verb, self._cues)

    def _lands(self, clause: Clause, below: Token) -> bool:
        """True for "found itself isolated", which tells nothing."""
        return clause.lemma in self._cues.landing and clause.sentence.subtree(below)[0].lower in self._cues.reflexives

    def _complement(self, s: Sentence, below: Token) -> list[Token]:
        """A clause without what a parser wrongly joins to it: past tense after a bare verb, text after a quote."""
        quoted = self._scene.speech_at(below.start)
        drop: set[int] = set()
        for other in s.children(below, "conj"):
            past = other.tag == "VBD" and below.tag == "VB"
            if past or (quoted is not None and other.start >= quoted.end):
                drop.update(t.i for t in s.subtree(other))
        return [t for t in s.subtree(below) if t.i not in drop]

    def _postposed(self, clause: Clause) -> bool:
        """True for "…, officials said" at the end of a sentence whose parse does not show the content."""
        s, verb = clause.sentence, clause.head
        if (
            verb.dep not in _POSTPOSED
            or clause.objects
            or not self._cues.quoting(clause.lemma)
            or clause.passive
            or clause.negated
        ):
            return False
        start = min(t.i for t in core(s, verb))
        if start < 3 or s.tokens[start - 1].lower != "," or s.child(verb, "advcl", "prep", "mark"):
            return False
        return bool(s.child(verb, "nsubj")) and any(
            t.pos in ("VERB", "AUX") and self._scene.clause(s, t) for t in s.tokens[: start - 1]
        )

    def _infinitive_tokens(self, clause: Clause) -> list[Token] | None:
        s = clause.sentence
        below = s.child(clause.head, "xcomp")
        if below is None or below.i < clause.head.i or not infinitive(s, below):
            return None
        anonymous = (
            below.lemma.lower() in ("name", "identify", "quote", "draw") and s.child(below, "auxpass") is not None
        )
        if clause.lemma in ("refuse", "decline") and (anonymous or below.lemma.lower() in self._cues.verbs):
            return None
        return s.subtree(below)

    def _object_tokens(self, clause: Clause) -> list[Token] | None:
        s, verb = clause.sentence, clause.head
        if clause.lemma in self._cues.light and any(o.lemma.lower() in self._cues.expressed for o in clause.objects):
            return None  # the noun is the cue: "voiced concern"
        if relays(s, verb, self._cues) and (before := said_before(s, verb)) is not None:
            return s.subtree(before)
        objects = [o for o in clause.objects[:1] if o.tag not in _WH and o.pos != "PART"]
        if not objects:
            return None
        tokens = [t for o in objects for t in s.subtree(o)]
        for prep in s.children(verb, "prep"):
            if prep.lower in _OBJECT_PREPS and prep.i > objects[0].i:
                tokens.extend(s.subtree(prep))
        return tokens


def _modifies(sentence: Sentence, verb: Token) -> bool:
    """True for a participle that stands before its noun in the terse style of headlines: "clash on disputed border"."""
    return verb.i > 0 and verb.tag in ("VBN", "VBD") and sentence.tokens[verb.i - 1].pos == "ADP"


def _order_tokens(clause: Clause, word: str) -> list[Token] | None:
    s, verb = clause.sentence, clause.head
    below = next((t for t in s.children(verb, "xcomp", "ccomp", "advcl") if infinitive(s, t) and t.i > verb.i), None)
    asked = clause.prep(word)[:1] if word else clause.objects[:1]
    if not asked:
        return None
    tokens = s.subtree(asked[0])
    has_infinitive = any(infinitive(s, t) for t in s.children(asked[0], "acl", "relcl"))
    if below is None and not has_infinitive:
        return None
    return tokens if below is None else [*tokens, *s.subtree(below)]


def _gerund_tokens(clause: Clause) -> list[Token] | None:
    """What somebody denies, admits, considers doing."""
    s, verb = clause.sentence, clause.head
    below = s.child(verb, "xcomp", "ccomp")
    if below is None or below.i < verb.i or s.child(below, "nsubj", "nsubjpass") is not None:
        return None
    having = any(t.tag == "VBG" for t in s.children(below, "aux", "auxpass"))
    return s.subtree(below) if below.tag == "VBG" or having else None


def _predicated_tokens(clause: Clause, kind: str) -> list[Token] | None:
    """Object and what it is said to be: "the talks as useful", "the talks useful"."""
    s, verb = clause.sentence, clause.head
    tokens = [t for o in clause.objects[:1] for t in s.subtree(o)]
    if kind == "as":
        tails = [p for p in (*s.children(verb, "prep"), *_preps_of(clause)) if p.lower == "as"]
        return [*tokens, *(t for p in tails for t in s.subtree(p))] if tokens and tails else None
    if tokens and (tail := s.child(verb, "oprd")):  # "called a meeting" calls nothing anything
        return [*tokens, *s.subtree(tail)]
    small = s.child(verb, "ccomp", "xcomp")
    if small is not None and small.i > verb.i and small.pos in ("ADJ", "NOUN", "PROPN"):
        return [*tokens, *s.subtree(small)]
    return None


def _preps_of(clause: Clause) -> Iterator[Token]:
    for token in clause.objects[:1]:
        yield from clause.sentence.children(token, "prep")


def _prep_tokens(clause: Clause, word: str) -> list[Token] | None:
    s = clause.sentence
    if word == "about" and clause.prep("with"):
        return None  # "talked with officials about …": a conversation
    if word == "to" and s.child(clause.head, "dobj") is not None and clause.lemma in _SENDING:
        return None  # "referred the case to the court", "admitted Peru to the league"
    for prep in s.children(clause.head, "prep"):
        if prep.lower == word:
            told = s.children(prep, "pobj", "pcomp")
            if any(t.ent in _TIMES and not s.child(t, "prep") for t in told):
                continue  # when, not what: "had called it for April", but "called for ten days of truce"
            return [t for below in told for t in s.subtree(below)] or None
    return None


def _without_that(sentence: Sentence, tokens: Iterable[Token]) -> list[Token]:
    kept = sorted(tokens, key=lambda t: t.i)
    while kept and (kept[0].dep == "punct" or (kept[0].lower == "that" and kept[0].dep == "mark")):
        kept.pop(0)
    return kept
