"""Attributions: a cue word, who is its source and what is its content, before it becomes a record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from legation.annotations import Sentence, Token
from legation.coding.cues import Cues
from legation.coding.grudging import confined, grudging
from legation.coding.scene import Extent, Scene
from legation.coding.standings import infinitive

# Entity labels of those who can speak.
_AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_NON_FINITE_LINKS = frozenset({"xcomp", "ccomp", "pcomp", "prep", "advcl", "acl"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report of speech or thought: `form` names the construction that shows it.

    `named` is the stretch of a source that stands outside any parsed phrase, as before the colon of a headline.
    `spare` is the content that a cue without content has when no quotation is given to it; an `unreal` one
    is only wanted, refused, possible, and counts only as part of what another one tells.
    """

    sentence: Sentence
    cue: Token
    span: Extent
    lemma: str
    act: str
    form: str
    content: tuple[Extent, ...]
    sources: tuple[Token, ...] = ()
    addressees: tuple[Token, ...] = ()
    negated: bool = False
    named: Extent | None = None
    continues: bool = False
    spare: tuple[Extent, ...] = ()
    unreal: bool = False

    def telling(self, content: tuple[Extent, ...]) -> "Attribution":
        """The same attribution with another content."""
        return self if content == self.content else replace(self, content=content)


def holds(outer: Attribution, inner: Attribution) -> bool:
    """True when the cue of `inner` stands in the content of `outer`."""
    return outer is not inner and any(start <= inner.span[0] < end for start, end in outer.content)


def covers(found: Attribution, content: Sequence[Extent]) -> bool:
    """True where an idiom's content holds the other one whole, or that one begins within the idiom itself."""
    start, end = content[0][0], content[-1][1]
    return start < found.span[1] or (found.content[0][0] <= start and end <= found.content[-1][1])


def encloses(found: Attribution, narrow: Sequence[Extent]) -> bool:
    """True where a find's content, in one piece but for "according to", begins before another and ends no sooner."""
    wide = found.content if found.lemma == "according to" else found.content[:1]
    return len(wide) == len(found.content) and wide[0][0] < narrow[0][0] and narrow[-1][1] <= wide[-1][1]


def repeats(heard: Attribution, found: Attribution) -> bool:
    """True for what is heard around another cue of the same source with all that it tells.

    "Speaking in Rome, Jo Hill | said …" holds the source itself, "wrote to the allies | asking them …" a participle.
    """
    same = bool(found.sources) and heard.sentence is found.sentence and heard.sources == found.sources
    same = same and heard.named is None and bool(heard.content) and heard.span[0] < heard.content[0][0]
    if not same or found.unreal or not found.content or not holds(heard, found) or not covers(heard, found.content):
        return False
    within = any(start <= source.start < end for source in found.sources for start, end in heard.content)
    return within or (found.cue.tag == "VBG" and found.cue.dep in ("acl", "advcl"))


class Sources:
    """Tells whether a word can be the source of a report."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Judge words of `scene` by the noun lists of `cues`."""
        self._scene = scene
        self._cues = cues

    def speaks(self, sentence: Sentence, token: Token) -> bool:
        """True for people, bodies and states."""
        if token.pos in ("PRON", "CCONJ") or token.tag in ("DT", "WP"):
            return token.lower in self._cues.speakers
        if self._scene.parties.at(sentence, token) is not None:
            return True
        return token.pos == "PROPN" or token.ent in _AGENTS or token.lemma.lower() in self._cues.people

    def tells(self, sentence: Sentence, token: Token) -> bool:
        """True for whoever speaks and for things that tell, such as reports and polls; "it" points to facts."""
        if token.lower in ("it", "which", "that"):
            return False
        return self.speaks(sentence, token) or token.lemma.lower() in self._cues.documents

    def first_person(self, tokens: tuple[Token, ...]) -> bool:
        """True when the source is the speaker of a quotation themselves, or its hearer."""
        return any(t.lower in self._cues.first_person for t in tokens)


def agreeing(sentence: Sentence, verb: Token, sources: tuple[Token, ...]) -> tuple[Token, ...]:
    """The subjects that agree with the verb: with a singular one only the first.

    A parser may take an apposition for a second subject ("China, its ally and partner, has not spoken"). Of "neither
    Paris nor Bonn has spoken" both agree.
    """
    finite = (verb, *sentence.children(verb, "aux", "auxpass"))
    singular = any(t.tag == "VBZ" or t.lower == "was" for t in finite)
    neither = sources and any(t.lower == "neither" for t in sentence.children(sources[0], "preconj", "cc", "det"))
    return sources[:1] if singular and not neither else sources


def happens(scene: Scene, cues: Cues, sentence: Sentence, verb: Token) -> bool:
    """False where a report is only possible, wished for or conditional: "could say", "refused to say", "if he says"."""
    clause = scene.clause(sentence, verb)
    if clause is not None and clause.modal in cues.irrealis and not grudging(clause):
        return False
    if any(t.lower in ("if", "unless", "whether") for t in sentence.children(verb, "mark")):
        return False
    if verb.dep == "ccomp" and verb.tag == "VB" and not sentence.children(verb, "aux", "auxpass"):
        return False  # a demand in the subjunctive: "that Baku admit observers"
    return (clause is not None and clause.tense != "none") or _carried_out(scene, cues, sentence, verb)


def _carried_out(scene: Scene, cues: Cues, sentence: Sentence, verb: Token) -> bool:
    """True when the verbs above an infinitive or participle let it happen ("went on to say")."""
    here = verb
    while here.dep in _NON_FINITE_LINKS and here.head != here.i:
        above = sentence.head(here)
        open_ = here.dep in ("xcomp", "acl", "ccomp") and infinitive(sentence, here)
        done = above.lemma.lower() in cues.carriers or _dared(cues, sentence, above)
        if open_ and (not done or _ordered(scene, sentence, here, above)):
            return False
        if here.dep == "pcomp":
            if sentence.child(here, "nsubj") is not None:
                return True  # "with officials saying that …"
            unreal = above.lower in cues.unreal_after and not confined(sentence, here, cues)
            if unreal or sentence.head(above).pos == "NOUN":
                return False
        here = above
        clause = scene.clause(sentence, here)
        if clause is not None and (clause.modal in cues.irrealis or clause.negated):
            return False
        if clause is not None and clause.tense != "none":
            return True
    return True


def _dared(cues: Cues, sentence: Sentence, noun: Token) -> bool:
    """True for what it took to do a thing that was done: "had the nerve | to claim"."""
    return noun.lemma.lower() in cues.nerve and noun.dep == "dobj" and sentence.head(noun).lemma.lower() == "have"


def _ordered(scene: Scene, sentence: Sentence, verb: Token, above: Token) -> bool:
    """True where somebody else is to act: "called on Manila to admit", unlike "called reporters to say"."""
    doers, callers = scene.clause(sentence, verb), scene.clause(sentence, above)
    return doers is not None and callers is not None and bool(doers.subjects) and doers.subjects != callers.subjects


def taken_for_verb(sentence: Sentence, token: Token) -> bool:
    """True for a noun with "that" that a parser takes for a verb without a subject before it.

    "Hopes | that the bridge would hold | have faded": it opens its clause, or is the subject of another verb.
    """
    i = token.i
    if token.tag != "VBZ" or i + 1 >= len(sentence.tokens) or sentence.tokens[i + 1].lower != "that":
        return False
    if any(t.i < i for t in sentence.children(token, "nsubj", "nsubjpass", "csubj", "expl")):
        return False
    opens = i == 0 or sentence.tokens[i - 1].dep in ("punct", "mark")
    return opens and (token.dep in ("nsubj", "csubj") or sentence.root.i != i)
