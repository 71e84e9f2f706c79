"""Reports without a reporting verb: "according to", "the claim that", "was confident that", "in the words of"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources, happens, taken_for_verb
from legation.coding.cues import Cues, Frame
from legation.coding.doers import origin
from legation.coding.scene import Extent, Scene
from legation.coding.standings import infinitive

# Clauses that an "according to" inside them does not reach beyond.
# What a feeling is about, where "to" tells to whom it is voiced: "regret to him over the shooting".
_OVER = frozenset({"over", "about", "at", "for"})
_BOUNDS = frozenset({"relcl", "acl", "ccomp"})


class NounCues:
    """Finds attributions by nouns, adjectives and fixed phrases."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look for the nouns, adjectives and phrases of `cues` in `scene`."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def find(self, sentence: Sentence) -> Iterator[Attribution]:
        """The attributions of one sentence in text order."""
        for token in sentence.tokens:
            noun = token.pos in ("NOUN", "PROPN")
            if token.lower in self._cues.according:
                yield from self._according(sentence, token)
            elif token.pos == "NOUN" and token.lemma.lower() in self._cues.in_words:
                yield from self._in_words(sentence, token)
            mistaken = token.tag == "VBZ" and taken_for_verb(sentence, token)
            lemma = token.lower.removesuffix("s") if mistaken else token.lemma.lower() if noun else ""
            if lemma and (lemma in self._cues.nouns or lemma in self._cues.expressed):
                yield from self._noun(sentence, token, lemma)
            elif token.pos in ("ADJ", "VERB") and token.dep == "acomp" and token.lower in self._cues.adjectives:
                yield from self._adjective(sentence, token)

    def _according(self, s: Sentence, token: Token) -> Iterator[Attribution]:
        to = s.child(token, "prep", "pobj")
        if to is None or to.lower != self._cues.according[token.lower]:
            return
        if source := s.child(to, "pobj"):
            own = {t.i for t in s.subtree(to)}
            around = _clause_around(s, token, whole=_closing(s, token))
            if (verb := _interrupted(s, token)) is not None:
                around = s.subtree(verb)  # "radioed, according to the inquiry, that …": all that the captain did
            tokens = [t for t in around if t.i not in own and t.i != token.i]
            yield from self._made(s, token, (token.start, to.end), "say", "according", tokens=tokens, sources=(source,))

    def _in_words(self, s: Sentence, noun: Token) -> Iterator[Attribution]:
        """The phrases "in his words", "in the view of officials"."""
        prep = s.head(noun)
        if noun.dep != "pobj" or prep.lower not in self._cues.worded_by or prep.dep not in ("prep", "agent"):
            return
        if any(_that_clause(s, t) for t in s.children(noun, "acl", "ccomp", "relcl")):
            return  # "trusts in Rome's word that …": the noun has a content of its own
        owner = s.child(noun, "poss") or _object_of(s, noun, "of")
        if owner is not None and self._sources.speaks(s, owner):
            tokens = _clause_around(s, prep, whole=_closing(s, prep))
            yield from self._made(s, noun, (noun.start, noun.end), "say", "according", tokens=tokens, sources=(owner,))

    def _noun(self, s: Sentence, noun: Token, lemma: str) -> Iterator[Attribution]:
        if self._scene.speech_at(noun.start) is not None:
            return
        verb = s.head(noun)
        light = noun.dep == "dobj" and verb.lemma.lower() in self._cues.light
        source = self._owner(s, noun, verb if light else None)
        placed = noun.dep == "pobj" and verb.lower == "in"  # "in its account of the talks": where something was said
        other = (
            owner := s.child(noun, "poss")
        ) is not None and owner.pos != "PRON"  # "shared the premier's faith that"
        voiced = (
            light and not other and lemma in self._cues.expressed
        )  # "voiced concern about …" is one cue, told below
        for frame in () if placed else self._cues.nouns.get(lemma, ()):
            tokens = None if voiced and frame.kind == "prep" else _complement(s, noun, frame)
            if tokens and (source or (frame.kind == "clause" and self._of_nobody(noun, lemma))):
                yield from self._noun_made(s, noun, frame, tokens, source)
                return
        if voiced and source and happens(self._scene, self._cues, s, verb):
            about = _about(s, noun) if self._sources.tells(s, source[0]) else []
            span = (min(verb.start, noun.start), max(verb.end, noun.end))
            denied = any(t.lower == "no" for t in s.children(noun, "det"))
            act = next((f.act for f in self._cues.nouns.get(lemma, ())), "say")
            for made in self._made(s, noun, span, act, "expressed", tokens=about, sources=source):
                yield replace(made, negated=denied)

    def _of_nobody(self, noun: Token, lemma: str) -> bool:
        """True for hearsay, and for feelings that are themselves spoken of: "hopes that it would hold | have faded"."""
        felt = lemma in self._cues.expressed and (noun.tag == "VBZ" or noun.dep in ("nsubj", "nsubjpass"))
        return lemma in self._cues.sourceless or felt

    def _noun_made(
        self, s: Sentence, noun: Token, frame: Frame, tokens: list[Token], source: tuple[Token, ...]
    ) -> Iterator[Attribution]:
        form = "noun" if source else "noun-sourceless"
        if not source or all(self._sources.tells(s, t) or t.pos == "PRON" for t in source[:1]):
            yield from self._made(s, noun, (noun.start, noun.end), frame.act, form, tokens=tokens, sources=source)

    def _owner(self, s: Sentence, noun: Token, light: Token | None) -> tuple[Token, ...]:
        """Whose claim it is: the possessor, "by …", the name before it, the subject of a light verb."""
        if owner := s.child(noun, "poss"):
            own = light is not None and owner.pos == "PRON" and light.lemma.lower() in self._cues.giving
            giver = self._scene.clause(s, light) if own and light is not None else None
            # "Paris made its pledges", "the rebel gave his word": whoever gives it is named
            return giver.subjects if giver is not None and giver.subjects else s.conjuncts(owner)
        for name in ("by", "from"):
            if (found := _object_of(s, noun, name)) is not None and self._sources.speaks(s, found):
                return (found,)
        if (whence := origin(s, noun)) is not None:
            return s.conjuncts(whence)
        if light is not None and (clause := self._scene.clause(s, light)):
            return clause.subjects
        around = s.head(s.head(noun)) if noun.dep == "pobj" and s.head(noun).lower == "with" else None
        if around is not None and (clause := self._scene.clause(s, around)) and clause.subjects:
            return clause.subjects  # "opened with a tribute to"
        before = s.children(noun, "compound", "nmod", "amod")
        named = [t for t in before if t.ent in ("GPE", "ORG", "NORP") or self._scene.parties.at(s, t)]
        named = named or [t for t in before if t.dep == "compound" and t.lemma.lower() in self._cues.outlets]
        return tuple(named[-1:])

    def _adjective(self, s: Sentence, adjective: Token) -> Iterator[Attribution]:
        verb = s.head(adjective)
        clause = self._scene.clause(s, verb)
        if clause is None or not clause.subjects or self._scene.speech_at(adjective.start) is not None:
            return
        if (
            clause.subjects[0].lower == "it"
            or clause.modal in self._cues.irrealis
            or not self._sources.speaks(s, clause.subjects[0])
        ):
            return
        for frame in self._cues.adjectives[adjective.lower]:
            if tokens := _complement(s, adjective, frame) or _complement(s, verb, frame, after=adjective.i):
                span = (adjective.start, adjective.end)
                for made in self._made(
                    s, adjective, span, frame.act, "adjective", tokens=tokens, sources=clause.subjects
                ):
                    yield replace(made, negated=clause.negated)
                return

    def _made(
        self,
        s: Sentence,
        cue: Token,
        span: Extent,
        act: str,
        form: str,
        *,
        tokens: Iterable[Token],
        sources: tuple[Token, ...],
    ) -> Iterator[Attribution]:
        inside = self._scene.speech_at(cue.start)
        if inside is not None and self._sources.first_person(sources):
            return
        kept = sorted(tokens, key=lambda t: t.i)
        while kept and (kept[0].dep == "punct" or (kept[0].lower == "that" and kept[0].dep == "mark")):
            kept.pop(0)
        if content := self._scene.runs(s, kept, inside):
            lemma = "according to" if cue.lower in self._cues.according else cue.lemma.lower()
            yield Attribution(s, cue, span, lemma, act, form, content, sources=sources)


def _complement(s: Sentence, head: Token, frame: Frame, after: int = -1) -> list[Token] | None:
    """What a noun or adjective takes: a that-clause, an infinitive, a phrase after a preposition."""
    below: Token | None = None
    if frame.kind == "clause":
        below = next((t for t in s.children(head, "acl", "ccomp", "relcl", "advcl") if _that_clause(s, t)), None)
        below = below or _equated(s, head)
        if below is not None and below.i < head.i:
            return s.subtree(below)
    elif frame.kind == "infinitive":
        below = next((t for t in s.children(head, "acl", "xcomp", "relcl") if infinitive(s, t)), None)
    elif frame.kind == "prep":
        prep = next((p for p in s.children(head, "prep") if p.lower == frame.word), None)
        below = s.child(prep, "pobj", "pcomp") if prep is not None else None
    return s.subtree(below) if below is not None and below.i > max(head.i, after) else None


def _equated(s: Sentence, noun: Token) -> Token | None:
    """The clause that a noun is said to be: "the envoy's view is that …", "that it failed was the envoy's view"."""
    verb = s.head(noun)
    if noun.pos not in ("NOUN", "PROPN") or verb.lemma.lower() != "be" or noun.dep not in ("nsubj", "attr"):
        return None
    told = s.children(verb, "ccomp") if noun.dep == "nsubj" else s.children(verb, "csubj", "ccomp")
    marked = [t for t in told if any(m.lower in ("that", "whether") for m in s.children(t, "mark"))]
    return next((t for t in marked if (t.i > verb.i) == (noun.dep == "nsubj")), None)


def _that_clause(s: Sentence, verb: Token) -> bool:
    """A content clause has "that" as a mere mark (a relative clause has it as subject or object), or no mark at all."""
    if s.child(verb, "mark") is not None:
        return any(t.lower in ("that", "whether") for t in s.children(verb, "mark"))
    return verb.dep == "ccomp" and s.child(verb, "nsubj", "nsubjpass") is not None


def _about(s: Sentence, noun: Token) -> list[Token]:
    """What a feeling is about: "concern about the talks", "support for Kyiv", "fear that it fails"."""
    found: list[Token] = []
    below = [*s.children(noun, "prep", "acl", "relcl"), *(p for p in s.children(s.head(noun), "prep") if p.i > noun.i)]
    over = [p for p in below if p.dep == "prep" and p.lower in _OVER]
    addressed = bool(over) and any(p.lower == "to" for p in below)
    for child in over if addressed else s.children(noun, "prep", "acl", "relcl"):
        if child.dep == "prep" or _that_clause(s, child):
            found.extend(t for t in s.subtree(child) if t is not child or child.dep != "prep")
    return found


def _object_of(s: Sentence, noun: Token, name: str) -> Token | None:
    prep = next((p for p in s.children(noun, "prep") if p.lower == name), None)
    return s.child(prep, "pobj") if prep is not None else None


def _interrupted(s: Sentence, phrase: Token) -> Token | None:
    """The verb before a phrase between commas behind which its "that" follows."""
    last = max(t.i for t in s.subtree(phrase))
    marks = s.tokens[phrase.i - 1 : phrase.i] + s.tokens[last + 1 : last + 2]
    after = s.tokens[last + 2 : last + 3]
    enclosed = len(marks) == 2 and all(t.lower == "," for t in marks)
    if not enclosed or phrase.i < 2 or not any(t.lower == "that" for t in after):
        return None
    verb = s.tokens[phrase.i - 2]
    return verb if verb.pos == "VERB" else None


def _closing(s: Sentence, phrase: Token) -> bool:
    """True for a phrase behind the last comma, to the end: it speaks of the whole sentence."""
    last = s.subtree(phrase)[-1].i
    after = [t for t in s.tokens[last + 1 :] if t.dep != "punct"]
    return not after and phrase.i > 0 and s.tokens[phrase.i - 1].text == ","


def _clause_around(s: Sentence, phrase: Token, *, whole: bool = False) -> list[Token]:
    """The clause that a phrase such as "according to …" speaks of, without the phrase."""
    inner = {t.i for t in s.subtree(phrase)}
    top = phrase
    while top.head != top.i and (whole or top.dep not in _BOUNDS):
        top = s.head(top)
    return [t for t in s.subtree(top) if t.i not in inner]
