"""Reports by idioms: "made no secret of", "turned a deaf ear to", "legend has it that", "be of the opinion that"."""

from collections.abc import Iterable, Sequence

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources, happens
from legation.coding.cues import Cues
from legation.coding.doers import Doers
from legation.coding.idioms import Idioms, Match
from legation.coding.scene import Scene

FORM = "idiom"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUESTIONS = frozenset({"whether", "how", "why", "what", "who", "whom", "whose", "where", "when", "which"})
# Contents that begin with their first word: nothing leads them in.
_WHOLE = frozenset({"wh", "bare", "far bare", "infinitive"})
# With these the one in the gap is part of what is told: "took | Hanoi | to task for its claim".
_ABOUT_GAP = frozenset({"urge", "accuse", "describe", "assess", "criticise"})
# Words between an idiom and its "that": where, when and to whom it was told.
_BETWEEN = 10
_STOPS = frozenset({";", ":", "—", "–", "?", "!"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_OPENING = _NOMINAL | {"DET", "ADJ", "NUM"}


class IdiomCues:
    """Finds attributions by idioms, sentence by sentence."""

    def __init__(self, scene: Scene, cues: Cues, idioms: Idioms) -> None:
        """Look for `idioms` in `scene`; `cues` tell who can speak."""
        self._scene = scene
        self._cues = cues
        self._idioms = idioms
        self._sources = Sources(scene, cues)
        self._doers = Doers(scene, cues)

    def joined(self, sentence: Sentence, found: Iterable[Attribution]) -> list[Attribution]:
        """The finds of a sentence with those of idioms, in place of those that take a word of an idiom for a cue."""
        made = [
            (one, words) for token in sentence.tokens if (read := self._at(sentence, token)) for one, words in [read]
        ]
        taken = {i for one, words in made if not one.unreal for i in words}
        beside = list(found)
        own = {a.cue.i for a in beside if not a.unreal}
        return [
            *(a for a in beside if a.cue.i not in taken),
            *(one for one, _ in made if not (one.unreal and one.cue.i in own)),
        ]

    def _at(self, s: Sentence, verb: Token) -> tuple[Attribution, Sequence[int]] | None:
        if verb.pos not in ("VERB", "AUX"):
            return None
        for match in self._idioms.at(s, verb, self._cues.copulas):
            if (made := self._made(s, verb, match)) is not None:
                words = range(verb.i, match.last + 1) if not match.gap else (verb.i, match.last)
                return made, words
        return None

    def _made(self, s: Sentence, verb: Token, match: Match) -> Attribution | None:
        idiom = match.idiom
        main = s.head(verb) if verb.dep in ("aux", "auxpass") else verb
        sources = self._speaking(s, main)
        if idiom.nobody:
            if not any(t.lemma.lower() in self._idioms.hearsay for t in sources):
                return None
            sources = ()
        elif not sources or any(t.i > verb.i for t in sources[:1] if t.head == main.i):
            return None
        tokens = self._content(s, main, match)
        inside = self._scene.speech_at(verb.start)
        if inside is not None and self._sources.first_person(sources):
            return None
        content = self._scene.runs(s, tokens, inside) if tokens else ()
        if not content:
            return None
        clause = self._scene.clause(s, main)
        told = all(self._sources.tells(s, t) or t.pos in ("PRON", "PROPN") or t.ent for t in sources[:1])
        sure = told and not idiom.bare and happens(self._scene, self._cues, s, main)
        end = s.tokens[match.last].end if not match.gap else verb.end
        own = bool(idiom.helped) or idiom.denying
        denied = match.denied or (clause is not None and clause.negated and not own)
        span, lemma = (verb.start, end), verb.lemma.lower()
        return Attribution(
            s, verb, span, lemma, idiom.act, FORM, content, sources=sources, negated=denied, unreal=not sure
        )

    def _speaking(self, s: Sentence, verb: Token) -> tuple[Token, ...]:
        """Whoever does what the verb tells, or of whom a passive tells it ("was given to understand")."""
        clause = self._scene.clause(s, verb)
        if clause is None:
            own = s.child(verb, "nsubj", "nsubjpass")
            return () if own is None else s.conjuncts(own)
        return clause.objects if clause.passive else self._doers.mended(clause).subjects

    def _content(self, s: Sentence, verb: Token, match: Match) -> list[Token]:
        """The words of the content that follows the idiom."""
        after = match.last + 1
        trailing = match.idiom.words[-1:] == (frozenset({"…"}),)
        far = [f"far {kind}" for kind in match.idiom.takes if kind in ("that", "bare")]
        for kind in (*match.idiom.takes, *far):
            start = self._behind(s, kind, after) if trailing else self._start(s, verb, kind, match)
            if kind == "object":
                tokens = _object(s, verb, match)
                if match.idiom.single and not self._spoken(tokens):
                    tokens = []  # "took back its land": a deed, unlike "took back its pledge"
            elif kind == "colon":
                tokens = [] if start is None else list(s.tokens[start + 1 :])
            else:
                tokens = [] if start is None else _spanning(s, start)
                if kind == "wh" and start is not None:
                    tokens = _question(s, verb, start)
                if kind == "far bare" and start is not None:
                    tokens = _clause_from(s, start)
                tokens = tokens if kind in _WHOLE else self._with_clause(s, tokens[1:])
            if not tokens:
                continue
            told = match.gap or (tuple(s.tokens[after:start]) if trailing and start is not None else ())
            about = match.idiom.act in _ABOUT_GAP and kind != "object" and any(t.pos in _NOMINAL for t in told)
            return [*told, *tokens] if about else tokens
        return []

    def _spoken(self, tokens: Iterable[Token]) -> bool:
        """True for words with a noun of speech or thought that is no part of another noun's name."""
        return any(t.lemma.lower() in self._cues.nouns and t.dep != "compound" for t in tokens)

    def _with_clause(self, s: Sentence, told: list[Token]) -> list[Token]:
        """A noun with the clause or infinitive that a parser ties to the verb before it: "the notion, …, | that …"."""
        if not told or told[-1].i + 1 >= len(s.tokens):
            return told
        nouns = any(t.lemma.lower() in self._cues.nouns for t in told)
        at = told[-1].i + 1
        if s.tokens[at].lower == ",":
            at = next((i for i in range(at + 1, min(at + _BETWEEN, len(s.tokens))) if s.tokens[i].lower == ","), at) + 1
        if not nouns or at >= len(s.tokens):
            return told
        mark = s.tokens[at]
        goes_on = (mark.lower == "that" and mark.tag != "DT") or (mark.tag == "TO" and _verbal(s, at + 1))
        rest = _spanning(s, at) if goes_on else []
        return [*told, *s.tokens[told[-1].i + 1 : at], *rest] if len(rest) > 1 else told

    def _start(self, s: Sentence, verb: Token, kind: str, match: Match) -> int | None:
        """Where a content of the kind begins, if it stands right behind the idiom."""
        after = match.last + 1
        if after >= len(s.tokens):
            return None
        if kind == "that":
            return after if s.tokens[after].lower == "that" and s.tokens[after].tag != "DT" else None
        if kind == "far that":
            return _that(s, after, {verb.i, *range(verb.i, after)})
        if kind == "far bare":
            return after if match.idiom.words else None
        if kind == "colon":
            return _colon(s, after)
        if kind == "bare":
            below = s.child(verb, "ccomp")
            own = below is not None and s.child(below, "nsubj", "nsubjpass", "expl") is not None
            return after if below is not None and own and s.subtree(below)[0].i == after else None
        first = s.tokens[after]
        if kind == "wh":
            led = first.tag == "IN" and after + 1 < len(s.tokens) and s.tokens[after + 1].lower in _QUESTIONS
            at = after + 1 if led else after
            return at if s.tokens[at].lower in _QUESTIONS else None
        if kind == "infinitive":
            return after if first.tag == "TO" and _verbal(s, after + 1) else None
        return after if first.lower == kind and not (first.tag == "TO" and _verbal(s, after + 1)) else None

    def _behind(self, s: Sentence, kind: str, after: int) -> int | None:
        """Where a content begins behind somebody named after the idiom: "prevailed upon | the bishop | to resign"."""
        for i in range(after + 1, min(len(s.tokens), after + _BETWEEN)):
            token = s.tokens[i]
            if token.tag in _FINITE or token.text in _STOPS or token.lower == ",":
                return None
            if kind == "that" and token.lower == "that" and token.tag in ("IN", "WDT"):
                return i
            if kind == "infinitive" and token.tag == "TO" and _verbal(s, i + 1):
                return i
            if kind == token.lower and token.tag in ("IN", "TO") and not _verbal(s, i + 1):
                return i
        return None


def _verbal(s: Sentence, i: int) -> bool:
    """True for the verb of an infinitive, an adverb before it left out."""
    while i < len(s.tokens) and s.tokens[i].tag == "RB":
        i += 1
    return i < len(s.tokens) and s.tokens[i].tag == "VB"


def _that(s: Sentence, after: int, own: set[int]) -> int | None:
    """The "that" of a content clause behind where, when and to whom it was told; it hangs on a word of the idiom."""
    for i in range(after, min(len(s.tokens), after + _BETWEEN)):
        token = s.tokens[i]
        if token.lower == "that" and token.dep == "mark":
            return i if s.head(token).head in own else None
        if token.tag in _FINITE or token.text in _STOPS or token.dep == "cc":
            return None
    return None


def _colon(s: Sentence, after: int) -> int | None:
    """The colon that stands behind the idiom, or behind where and when it was told."""
    for i in range(after, min(len(s.tokens), after + _BETWEEN)):
        if s.tokens[i].text == ":":
            return i
        if s.tokens[i].tag in _FINITE:
            return None
    return None


def _question(s: Sentence, verb: Token, start: int) -> list[Token]:
    """The words of a question from `start` to where what hangs on the verb ends."""
    top = s.tokens[start]
    while top.head != top.i and top.head != verb.i and s.head(top).i > verb.i:
        top = s.head(top)
    return [t for t in s.subtree(top) if t.i >= start]


def _clause_from(s: Sentence, start: int) -> list[Token]:
    """The words up to the next mark, if they are a clause: a noun phrase, then its verb."""
    run: list[Token] = []
    for token in s.tokens[start:]:
        if token.dep == "punct" and token.text in (",", ".", ";", ":", "—", "–"):
            break
        run.append(token)
    verb = next((n for n, t in enumerate(run) if t.tag in _FINITE), 0)
    subject = run[:verb]
    named = bool(subject) and all(t.pos in _OPENING for t in subject) and any(t.pos in _NOMINAL for t in subject)
    return run if named else []


def _spanning(s: Sentence, start: int) -> list[Token]:
    """The words of the widest phrase that begins at `start`."""
    best: list[Token] = []
    for token in s.tokens[start:]:
        branch = s.subtree(token)
        if branch[0].i == start and len(branch) > len(best):
            best = list(branch)
    run: list[Token] = []
    for token in best:
        if run and token.i != run[-1].i + 1:
            break
        run.append(token)
    if len(run) > 1:
        return run
    # A parser may tie a particle to the verb and its phrase to another word.
    rest = _spanning(s, start + 1) if start + 1 < len(s.tokens) and not best[1:] else []
    return [s.tokens[start], *rest]


def _object(s: Sentence, verb: Token, match: Match) -> list[Token]:
    """The object of the verb: in the middle of the idiom ("took | the promise | at face value") or behind it."""
    if match.gap:
        return list(match.gap) if any(t.tag != "PRP" for t in match.gap) else []
    if match.last + 1 >= len(s.tokens):
        return []
    told = next((t for t in s.children(verb, "dobj", "oprd", "pobj") if t.i > match.last), None)
    if told is None:
        prep = next((p for p in s.children(verb, "prep") if p.i == match.last), None)
        told = None if prep is None else s.child(prep, "pobj", "pcomp")
    if told is None:
        return []
    branch = s.subtree(told)
    return list(branch) if branch[0].i <= match.last + 2 else []
