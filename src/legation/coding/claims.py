"""Claims: words that may be a claim about the future, with the clause that carries them and those who make it."""

from collections.abc import Sequence
from dataclasses import dataclass

from legation.annotations import Clause, Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.scene import Extent, Scene
from legation.records import Certainty, Evidence, Statement

_VERBS = ("VERB", "AUX")
_CLAIMING = frozenset({"ROOT", "ccomp", "parataxis", "acl"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
# How what stands before a turned condition ends: "… next month should the quarrel spread".
_PHRASE_ENDS = ("NOUN", "PROPN", "ADV", "NUM", "ADJ", "VERB", "ADP", "PRON", "PUNCT")
_HAD = frozenset({"have", "had", "'ve", "has", "of"})
_WILL = frozenset({"will", "'ll", "shall", "wo", "would", "'d"})

# The statement that makes a claim, if any, and how likely it says it is.
Told = tuple[Statement | None, Certainty]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: `head` is the verb that carries it, `graded` says that words weigh its chances.

    `foretold` says that it is somebody's expectation, belief, fear or warning by the cue that reports it, `vouched`
    that polls, odds or simulations say so.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    statement: Statement | None
    head: Token | None
    clause: Clause | None
    modal: str
    subjects: tuple[Token, ...]
    phrase: str
    graded: bool
    foretold: bool
    vouched: bool

    @classmethod
    def of(cls, scene: Scene, words: Likelihoods, s: Sentence, extent: Extent, told: Told) -> "Claim":
        """The words of `extent` as a claim."""
        tokens = tuple(t for t in s.tokens if extent[0] <= t.start < extent[1])
        statement, certainty = told
        head = carrier(s, tokens)
        below = () if head is None else s.children(head)
        trusted = head is not None and vouched(s, head, words.soothsayers)
        return cls(
            sentence=s,
            tokens=tokens,
            statement=statement,
            head=head,
            clause=None if head is None else scene.clause(s, head),
            modal=next((t.lower for t in below if t.tag == "MD" and t.dep == "aux"), ""),
            subjects=tuple(t for t in below if t.dep in _SUBJECTS),
            phrase=certainty.phrase.lower(),
            graded=words.weighed(certainty),
            foretold=trusted or (statement is not None and statement.act in words.forecasting),
            vouched=trusted,
        )

    @property
    def text(self) -> str:
        """Its words in lower case."""
        return " ".join(t.lower for t in self.tokens)

    @property
    def lemma(self) -> str:
        """The verb that carries it, "" where none does."""
        return "" if self.head is None else self.head.lemma.lower()

    @property
    def will(self) -> bool:
        """True where it says "will" and nothing weighs its chances."""
        return self.modal in _WILL and not self.graded

    @property
    def passive(self) -> bool:
        """True where something is done to its subject."""
        return self.clause is not None and self.clause.passive

    @property
    def negated(self) -> bool:
        """True where it says that something won't be."""
        return self.clause is not None and self.clause.negated

    @property
    def perfect(self) -> bool:
        """True for "may have left", "would have fallen"."""
        return self.head is not None and any(t.lower in _HAD for t in self.sentence.children(self.head, "aux"))

    @property
    def hedged(self) -> bool:
        """True where its own words weigh its chances, not only who reports it."""
        return self.graded and self.phrase.replace(" ", "") in self.text.replace(" ", "")

    @property
    def unattributed(self) -> bool:
        """True for the article's own voice and behind a cue without a source."""
        return self.statement is None or not self.statement.speaker.as_written

    @property
    def clauses(self) -> tuple[Token, ...]:
        """The heads of the adverbial clauses beside its verb."""
        return () if self.head is None else self.sentence.children(self.head, "advcl")

    def spoken(self, role: str) -> list[Token]:
        """The words of its source or its cue."""
        told: list[Evidence] = [] if self.statement is None else [e for e in self.statement.evidence if e.role == role]
        return [t for t in self.sentence.tokens if any(e.start <= t.start < e.end for e in told)]

    @property
    def voices(self) -> list[Token]:
        """The heads of the words for those who say it."""
        words = self.spoken("source")
        inside = {t.i for t in words}
        return [t for t in words if t.head not in inside or t.head == t.i]


def vouched(s: Sentence, head: Token, soothsayers: frozenset[str]) -> bool:
    """True for what polls, odds or simulations say: "if the polls are right, …", "a model in which …"."""
    if head.dep == "relcl" and s.head(head).lemma.lower() in soothsayers:
        return True
    given = [t for c in s.children(head, "advcl") for t in s.subtree(c)]
    given += [t for p in s.children(head, "prep") if p.lower in ("on", "by", "from") for t in s.children(p, "pobj")]
    return any(t.lemma.lower() in soothsayers for t in given)


def marks(s: Sentence, verb: Token) -> set[str]:
    """The words that join an adverbial clause: "if", "when", "unless"."""
    return {t.lower for t in s.children(verb, "mark", "advmod")}


def carrier(s: Sentence, tokens: Sequence[Token]) -> Token | None:
    """The topmost verb of the words; one with a modal verb before others."""
    inside = {t.i for t in tokens}
    verbs = [t for t in tokens if t.pos in _VERBS and t.dep not in ("aux", "auxpass", "amod", "compound")]
    tops = [t for t in verbs if not any(a.i in inside and a.pos in _VERBS for a in s.ancestors(t))]
    return next((t for t in tops if any(c.tag == "MD" for c in s.children(t, "aux"))), tops[0] if tops else None)


def _turned(tokens: Sequence[Token], n: int) -> bool:
    """True for "should the quarrel reach the delta": the subject of the modal verb's clause stands behind it."""
    verb = tokens[n].head
    mine = [t.i for t in tokens if t.dep in _SUBJECTS and t.head == verb]
    return bool(mine) and min(mine) > tokens[n].i


def unconditional(tokens: Sequence[Token], head: Token | None, conditions: frozenset[str]) -> list[Token]:
    """The words before a condition that follows the verb, wherever a parser hangs it."""
    for n, token in enumerate(tokens):
        if not n or head is None or token.i < head.i or tokens[n - 1].lower == "as":
            continue
        turned = token.lower == "should" and tokens[n - 1].pos in _PHRASE_ENDS and _turned(tokens, n)
        if turned or (token.lower in conditions and token.dep == "mark"):
            return list(tokens[:n])
    return list(tokens)


def asserted(sentence: Sentence, verb: Token, words: Likelihoods) -> bool:
    """True for a clause that claims something: no modifier, no condition, no question."""
    here = verb
    while here.dep == "conj" and here.head != here.i:
        here = sentence.head(here)
    reason = here.dep == "advcl" and any(t.lower in words.reasons for t in sentence.children(here, "mark"))
    if here.dep not in _CLAIMING and here.head != here.i and not reason:
        return False
    if here.dep == "acl" and not any(t.lower == "that" for t in sentence.children(here, "mark")):
        return False
    first = sentence.subtree(here, without=("advcl", "punct"))[0]
    above = sentence.head(here)
    doubted = words.doubts & {t.lemma.lower() for t in (above, *sentence.children(above, "acomp"))}
    if above is not here and (first.tag in _WH or (first.lower in ("whether", "if") and not doubted)):
        return False
    return not any(a.dep in ("relcl", "advcl") and not _reports(sentence, a) for a in sentence.ancestors(here))


def _reports(sentence: Sentence, verb: Token) -> bool:
    """True for an adverbial or relative clause that only reports (", saying that …", "who said that …")."""
    return sentence.child(verb, "ccomp") is not None
