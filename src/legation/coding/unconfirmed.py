"""Unconfirmed: words of saying that tell nothing, since neither this nor that is said of it."""

from legation.annotations import Sentence, Token
from legation.coding.scene import Scene

_POLES = frozenset({"confirm", "deny"})


def is_unconfirmed(scene: Scene, sentence: Sentence, cue: Token) -> bool:
    """True for "did not confirm the report", "neither confirmed nor denied that …": a silence, and no statement."""
    if cue.lemma not in _POLES:
        return False
    verbs = [cue]
    while verbs[-1].dep == "conj":
        verbs.append(sentence.head(verbs[-1]))
    subjects = [t for verb in verbs for t in sentence.children(verb, "nsubj")]
    ahead = [t for word in (*verbs, *subjects) for t in sentence.children(word, "preconj", "cc", "advmod", "det")]
    clause = scene.clause(sentence, cue)
    negated = clause is not None and clause.negated and cue.lemma == "confirm"
    return negated or any(t.lower == "neither" for t in ahead)
