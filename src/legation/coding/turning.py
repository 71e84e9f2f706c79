"""Turning: words that turn praise into blame and blame into praise, and what is left undone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.annotations import Clause, Sentence, Token
from legation.coding.scene import Scene

# How far above a word it is looked for what turns it, in steps of the parse.
_REACH = 3
_THROUGH = frozenset(
    {"xcomp", "ccomp", "pcomp", "prep", "pobj", "dobj", "attr", "acomp", "oprd", "amod", "advmod", "acl"}
)
_DENYING = frozenset({"neg", "det", "advmod", "nsubj", "preconj", "cc", "prep", "amod"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Turning:
    """The words that deny, turn and soften."""

    negations: frozenset[str]
    turns: frozenset[str]
    wished: frozenset[str]
    voiced: frozenset[str]
    duties: frozenset[str]
    burdens: frozenset[str]
    weights: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Turning":
        """Take the lists out of `polarity.yaml` as loaded."""
        sets = {
            name: frozenset(table[name]) for name in ("negations", "turns", "wished", "voiced", "duties", "burdens")
        }
        return cls(**sets, weights=table["weights"])

    def factor(self, scene: Scene, s: Sentence, token: Token) -> float:
        """1 where a word stands as it is, less than zero where it is turned once."""
        turns = sum(1 for _ in self._turns(scene, s, token))
        return 1.0 if turns % 2 == 0 else -self.weights["turned"]

    def _turns(self, scene: Scene, s: Sentence, token: Token) -> Iterator[Token]:
        """The words that turn `token`, each once."""
        if scene.clause(s, token) is not None and token.pos in _VERBS:
            yield from self._of_clause(scene, s, token, token)
        else:
            yield from (t for t in s.children(token) if self._denies(t))
        here = token
        for _ in range(_REACH):
            if here.dep not in _THROUGH or here.head == here.i:
                return
            passed, here = here, s.head(here)
            if here.lemma.lower() in self.turns:
                yield here
            if here.pos in _VERBS:
                yield from self._of_clause(scene, s, here, passed)
                return
            yield from (t for t in s.children(here) if self._denies(t) and t is not passed)

    def _of_clause(self, scene: Scene, s: Sentence, verb: Token, passed: Token) -> Iterator[Token]:
        """What turns a clause: its denial, "no longer", a subject that is nobody, a predicate such as "unfair"."""
        clause = scene.clause(s, verb)
        nobody = any(self._nobody(s, t) for t in s.children(verb, "nsubj", "nsubjpass") if t is not passed)
        over = any(t.lower == "longer" and s.child(t, "neg", "det") for t in s.children(verb, "advmod"))
        if (clause is not None and clause.negated) or nobody or over:
            yield verb
        if passed is not verb:
            yield from (
                t for t in s.children(verb, "acomp", "attr") if t is not passed and t.lemma.lower() in self.turns
            )

    def _nobody(self, s: Sentence, token: Token) -> bool:
        return token.lower in self.negations or any(t.lower in self.negations for t in s.children(token, "det"))

    def _denies(self, token: Token) -> bool:
        return token.lower in self.negations and token.dep in _DENYING

    def mute(self, kind: str, clause: Clause | None) -> bool:
        """True for an act of speech that is denied: that one "did not thank" somebody says nothing of them."""
        return kind == "regards" and clause is not None and clause.negated and clause.lemma in self.voiced

    def wish(self, clause: Clause | None, value: float) -> float:
        """What is only wished for is missed: "should have helped" is a reproach."""
        if clause is None or clause.modal not in self.wished or value < 0:
            return 1.0
        return self.weights["wished"]

    def omission(self, names: Sequence[str], factor: float) -> float:
        """What is not done speaks against whoever owed it and for whoever was spared asking for it."""
        if factor > 0:
            return 0.0
        if any(n in self.burdens for n in names):
            return self.weights["spared"]
        return self.weights["owed"] if any(n in self.duties for n in names) else 0.0
