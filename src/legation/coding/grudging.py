"""Grudging reports: what somebody says who will say no more: "would say only that talks went on"."""

from legation.annotations import Clause, Sentence, Token
from legation.coding.cues import Cues

_MODALS = frozenset({"would", "will", "'d", "’d"})
ONLY = frozenset({"only", "merely", "solely"})
_CONDITIONS = frozenset({"if", "unless", "when", "once", "until"})
_FIRST = frozenset({"i", "we", "you", "it"})
_OPENING = frozenset({":", ",", "“", '"', "''", "``"})


def grudging(clause: Clause | None) -> bool:
    """True for "would only say that …", "would say only that …": it was said, and no more than that.

    What one would only do on a condition is not done: "would only say yes if the price fell".
    """
    if clause is None or clause.modal not in _MODALS or clause.negated or clause.passive:
        return False
    s, verb = clause.sentence, clause.head
    beside = [s.tokens[i] for i in (verb.i - 1, verb.i + 1) if 0 <= i < len(s.tokens)]
    if not any(t.lower in ONLY for t in beside) or any(t.lower in _FIRST for t in clause.subjects):
        return False
    below = s.children(verb, "advcl", "ccomp")
    depends = any(m.lower in _CONDITIONS for t in below for m in s.children(t, "mark", "advmod"))
    return not depends and _told(s, verb)


def _told(s: Sentence, verb: Token) -> bool:
    """True where a clause or a quotation follows, or what a thing is called."""
    if any(t.i > verb.i for t in s.children(verb, "ccomp")):
        return True
    if any(p.lower == "as" for p in s.children(verb, "prep")):
        return True
    after = next((t for t in s.tokens[verb.i + 1 :] if t.lower not in ONLY), None)
    return after is not None and after.text in _OPENING


def confined(s: Sentence, gerund: Token, cues: Cues) -> bool:
    """True for what somebody says and leaves it at that: "confined himself to | saying that …"."""
    link = s.head(gerund)
    if gerund.dep != "pcomp" or link.lower not in ("to", "with"):
        return False
    above = s.head(link)
    own = any(t.lower in cues.reflexives for t in s.children(above, "dobj"))
    return own and above.lemma.lower() in cues.confining
