"""Broken: silences of which a sentence tells that they are over, or that are only asked for.

Who "had kept silent" and welcomes something is silent no more; of whoever is urged to refrain from statements nobody
tells that he does.
"""

from collections.abc import Collection, Iterable

from legation.annotations import Clause, Sentence, Token
from legation.coding.hushing import Hush
from legation.coding.silence_words import SilenceWords
from legation.coding.standings import infinitive
from legation.records import Statement

_SUBJECTS = ("nsubj", "nsubjpass")
_PERFECT = frozenset({"have", "has", "had", "having", "'d", "’d"})
_PAST = frozenset({"had", "having", "'d", "’d"})
_UNTIL = frozenset({"until", "till"})


class Broken:
    """Knows where the statements of a document are told."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Take the statements."""
        self._cues = [(e.start, e.end) for each in statements for e in each.evidence if e.role == "cue"]

    def __contains__(self, hush: Hush) -> bool:
        """Whether a silence is over: "which had not commented, condemned the raid", "had kept silent until Monday"."""
        s, verb = hush.sentence, _above(hush.sentence, hush.cue)
        had = any(t.lower in _PAST for t in s.children(verb, "aux"))
        if had and any(t.lower in _UNTIL for t in s.children(verb, "prep", "mark")):
            return True
        main = self._main(s, verb)
        return had and main is not None and any(start <= main.start < end for start, end in self._cues)

    def _main(self, s: Sentence, verb: Token) -> Token | None:
        """The verb of whoever had been silent: "who had not spoken, | said", "having kept silent, it | said"."""
        above = s.head(verb)
        if verb.dep == "relcl":
            return s.head(above) if above.dep in _SUBJECTS else None
        return above if verb.dep == "advcl" and s.child(verb, *_SUBJECTS) is None else None


def is_only_wanted(clause: Clause, words: SilenceWords) -> bool:
    """True for a silence in an infinitive that does not tell of one: "urged it to refrain", "agreed to refrain"."""
    s, verb = clause.sentence, clause.head
    while verb.dep == "conj" and s.head(verb).pos == "VERB":
        verb = s.head(verb)
    if not infinitive(s, verb) or _has(s, verb, _PERFECT) or verb.dep == "ROOT":
        return False
    return s.head(verb).lemma.lower() not in words.kept_to


def _has(s: Sentence, verb: Token, words: Collection[str]) -> bool:
    return any(t.lower in words for t in s.children(verb, "aux"))


def _above(s: Sentence, token: Token) -> Token:
    """The verb of a silence: of "had kept | silent" and "had declined to | comment" the finite one."""
    while token.pos not in ("VERB", "AUX") or (token.dep == "xcomp" and infinitive(s, token)):
        above = s.head(token)
        if above is token:
            break
        token = above
    return token
