"""Bygone: signs that a claim about the future is history by now."""

import re

from legation.annotations import Sentence, Token
from legation.coding.claims import Claim
from legation.coding.scene import Scene
from legation.coding.signs import Signs, Tests

_PAST = ("VBD", "VBN")
_BACK = frozenset({"would", "could", "might", "'d"})
# "It rose", "It has since fallen": how far the verb may stand from the start of a sentence.
_NEAR = 4
_NOBODY = frozenset({"nobody", "none", "no", "few", "neither"})
_YEAR = re.compile(r"1\d{3}|20\d\d")

# What is told in such a clause dates that clause alone: "since the campaign began last year".
_ASIDE = frozenset({"advcl", "relcl", "acl"})


class Bygone:
    """Tests for the claims of one document."""

    def __init__(self, scene: Scene, signs: Signs, year: str) -> None:
        """Look for `signs` in `scene`; `year` is the text's own, "" where unknown."""
        self._scene = scene
        self._signs = signs
        self._year = year
        self.tests: Tests = {"bygone": self._past}

    def _past(self, claim: Claim) -> bool:
        """True for what was once foretold, where a time long past, or what came of it, is told."""
        if not self._back(claim):
            return False
        unknown = self._unknown(claim) or self._come_true(claim)
        return unknown or self._dated(claim) or self._turned(claim) or self._expected_by_nobody(claim)

    def _come_true(self, claim: Claim) -> bool:
        """True for what was foreseen for a year that is past, and for what somebody "foretold", as those who know say.

        "Foretold the slump of 1987", "prophesied a war"; "has foretold" and "foretold a slump next year" look ahead.
        """
        if claim.modal or not self._governed_back(claim):
            return False
        years = [t.text for t in claim.tokens if _YEAR.fullmatch(t.text)]
        if years:
            return bool(self._year) and max(years) < self._year
        told = any(v.tag == "VBD" and self._signs.has("retrospective", v) for v in self._governors(claim))
        return told and not self._signs.ahead(claim)

    def _unknown(self, claim: Claim) -> bool:
        """True for what nobody could know yet: "none of those who queued could suspect what it would cost them"."""
        s, statement = claim.sentence, claim.statement
        if statement is None or not (statement.negated or any(t.lower in _NOBODY for t in claim.spoken("source"))):
            return False
        return any(self._signs.has("foreknown", t) for t in claim.spoken("cue")) and any(
            v.tag == "VBD" or any(t.lower in ("could", "did", "had") for t in s.children(v, "aux"))
            for v in self._governors(claim)
        )

    def _expected_by_nobody(self, claim: Claim) -> bool:
        """True for "it was widely expected that …"."""
        s = claim.sentence
        if claim.head is None or claim.head.dep != "ccomp" or claim.statement is None or not claim.unattributed:
            return False
        above = s.head(claim.head)
        passive = any(t.tag == "VBD" for t in s.children(above, "auxpass"))
        return passive and any(t.lower == "it" for t in s.children(above, "nsubjpass"))

    def _back(self, claim: Claim) -> bool:
        """True where the claim stands in a past tense, or behind a cue of the past."""
        s, head = claim.sentence, claim.head
        if claim.modal:
            return claim.modal in _BACK
        verbs = [] if head is None else [head, *s.children(head, "aux", "auxpass")]
        if any(t.tag == "VBD" for t in verbs):
            return True
        if any(t.tag in ("VBZ", "VBP") for t in verbs):
            return False
        return self._governed_back(claim)

    def _governors(self, claim: Claim) -> list[Token]:
        """The verbs outside that the claim hangs on, and those of its cue."""
        s = claim.sentence
        inside = {t.i for t in claim.tokens}
        above = [s.tokens[i] for i in sorted({s.head(t).i for t in claim.tokens} - inside)]
        return [t for t in (*above, *claim.spoken("cue")) if t.pos in ("VERB", "AUX")]

    def _governed_back(self, claim: Claim) -> bool:
        s = claim.sentence
        return any(v.tag == "VBD" or self._helped_back(s, v) for v in self._governors(claim))

    def _helped_back(self, s: Sentence, verb: Token) -> bool:
        return any(t.tag == "VBD" for t in s.children(verb, "aux", "auxpass"))

    def _had(self, s: Sentence, verb: Token) -> bool:
        return any(t.lower in ("had", "'d") for t in s.children(verb, "aux"))

    def _dated(self, claim: Claim) -> bool:
        """True beside a past year, a distant time ("that autumn", "in those weeks") or somebody's youth."""
        s = claim.sentence
        inside = {t.i for t in claim.tokens}
        above = [] if self._parted(claim) else [s.root]
        governors = {t.i for t in (*self._governors(claim), *above)} | ({claim.head.i} if claim.head else set())
        if any(self._had(s, s.tokens[i]) and not self._reported(s, s.tokens[i]) for i in governors):
            return True
        outside = [t for t in s.tokens if t.i not in inside and self._of(s, t) in governors]
        once = any(
            self._signs.has("onces", t) and t.lower != "longer" and t.dep == "advmod" and t.head in governors
            for t in outside
        )
        if once or any(self._is_era(s, t) for t in outside):
            return True
        first = min(claim.tokens[0].i, *governors)
        before = [t for t in s.tokens[:first] if not any(a.dep in _ASIDE for a in (t, *s.ancestors(t)))]
        return any(self._signs.finds("ago", " ".join(t.lower for t in told)) for told in (outside, before))

    def _parted(self, claim: Claim) -> bool:
        """True where a semicolon parts a claim from the main verb of the sentence."""
        s = claim.sentence
        first, last = sorted((claim.tokens[-1].i, s.root.i))
        return any(t.text == ";" for t in s.tokens[first:last])

    def _reported(self, s: Sentence, verb: Token) -> bool:
        """True where "had" only puts back what a report of the past tells: "said the bank had warned that …"."""
        above = next((t for t in s.ancestors(verb) if t.pos in ("VERB", "AUX")), None)
        if verb.dep == "relcl" and above is not None and s.child(above, "ccomp") is None:
            return False  # "came in below the millions that it had expected"
        return verb.dep in ("ccomp", "conj", "relcl") and above is not None and above.tag == "VBD"

    def _of(self, s: Sentence, token: Token) -> int:
        """The verb that a word stands beside."""
        return next((t.i for t in s.ancestors(token) if t.pos in ("VERB", "AUX")), -1)

    def _is_era(self, s: Sentence, token: Token) -> bool:
        if _YEAR.fullmatch(token.text):
            return token.text < self._year if self._year else True
        if self._signs.has("lives", token) and s.head(token).lower == "as":
            return True
        return self._signs.has("eras", token) and any(t.lower in ("that", "those") for t in s.children(token, "det"))

    def _turned(self, claim: Claim) -> bool:
        """True where the text goes on to say what came of it: "… yet it survived", ". It rose"."""
        s = claim.sentence
        last = claim.tokens[-1].i
        heads = [] if claim.head is None else [claim.head, *s.children(claim.head, "xcomp")]
        passives = [t for t in (*heads, *self._governors(claim)) if self._helped_back(s, t)]
        if passives and any(self._undone(s, t) for t in (*heads, *passives)):
            return True
        later = [t for t in s.tokens if t.i > last and t.dep in ("conj", "ROOT", "parataxis", "ccomp")]
        return any(self._came(s, t, last) for t in later) or self._followed(claim)

    def _undone(self, s: Sentence, verb: Token) -> bool:
        """What somebody did instead: "was expected to win and lost"."""
        past = ("VBD",) if verb.tag == "VBN" else _PAST
        return any(
            t.tag in past and not s.children(t, "nsubj", "nsubjpass", "auxpass") for t in s.children(verb, "conj")
        )

    def _came(self, s: Sentence, verb: Token, last: int) -> bool:
        if self._signs.finds("outcome", self._scene.text[s.tokens[last].end : verb.end]):
            return True
        joined = any(t.lower in ("yet", "but", "and") for t in s.tokens[last + 1 : verb.i])
        return joined and self._happened(s, verb)

    def _happened(self, s: Sentence, verb: Token) -> bool:
        """A happening of the past, told of what was named before: "it survived", "they did not"."""
        past = verb.tag == "VBD" or any(t.lower == "did" for t in s.children(verb, "aux"))
        if not past or s.child(verb, "dobj", "ccomp", "xcomp") is not None:
            return False
        return self._signs.any("turned", s.children(verb, "nsubj", "nsubjpass"))

    def _followed(self, claim: Claim) -> bool:
        """True where the next sentence tells of the same thing in the past, or says how it came."""
        s = claim.sentence
        if s.index + 1 >= len(self._scene.sentences) or self._scene.sentences[s.index + 1].block != s.block:
            return False
        following = self._scene.sentences[s.index + 1]
        if self._signs.finds("outcome", self._scene.text[following.start : following.end]):
            return True
        if following.root.i > _NEAR or not self._happened(following, following.root):
            return False
        many = any(t.lower == "they" for t in following.children(following.root, "nsubj", "nsubjpass"))
        plural = any(t.tag in ("NNS", "NNPS") for t in claim.subjects)
        tellers = [t for t in claim.spoken("source") if t.tag in ("NNS", "NNPS")]
        return many == plural and not (many and tellers)
