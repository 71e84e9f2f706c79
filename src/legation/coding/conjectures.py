"""Conjectures: signs that words of the future guess at what is or has been, or suppose what isn't."""

from collections.abc import Sequence

from legation.annotations import Sentence, Token
from legation.coding.claims import Claim
from legation.coding.signs import Signs, Tests

_PAST = ("VBD", "VBN")
_OPEN = frozenset({"may", "might", "could", "can"})
_BACK = frozenset({"would", "could", "might", "'d"})
# "Has become a near certainty" weighs what will be.
_BECOMES = ("become", "grow", "turn")
_FINITE = ("VBZ", "VBP", "VBD")


class Conjectures:
    """Tests for claims."""

    def __init__(self, signs: Signs) -> None:
        """Look for `signs`."""
        self._signs = signs
        self.tests: Tests = {
            "perfect": self._perfect,
            "present": self._present,
            "there": self._there,
            "pointed": self._pointed,
            "unreal": self._unreal,
            "unasked": self._unasked,
        }

    def _perfect(self, claim: Claim) -> bool:
        """True for guesses at what has been; "will have risen by May" looks ahead."""
        s, head = claim.sentence, claim.head
        if head is None:
            return False
        if claim.perfect and not (claim.hedged and not claim.modal and claim.lemma in _BECOMES):
            dated = any(t.lower in ("by", "before", "when") for t in claim.tokens)
            return claim.modal not in ("will", "'ll", "shall", "wo") or not (dated or claim.foretold)
        below = [x for t in (head, *s.children(head, "acomp")) for x in s.children(t, "xcomp")]
        return claim.graded and any(t.lower == "have" for x in below for t in s.children(x, "aux"))

    def _present(self, claim: Claim) -> bool:
        """True for "will be asleep at this hour", "may be higher than the official figure"."""
        head = claim.head
        if head is None or not claim.modal:
            return head is not None and (self._guessed(claim, head) or self._going_on(claim, head))
        now = self._signs.finds("now", claim.text[1:])
        lasting = self._stative(head) or (head.tag == "VBG" and not self._signs.has("nearing", head))
        if now and (lasting or (claim.modal in _OPEN and not claim.passive)):
            return True
        if not lasting or claim.modal not in _OPEN or claim.passive:
            return False
        s = claim.sentence
        able = any(self._signs.has("disposed", t) and s.child(t, "xcomp") for t in s.children(head, "acomp"))
        if able or (claim.lemma == "have" and s.child(head, "xcomp") is not None):
            return False  # "might have to choose"
        return s.child(head, "expl") is None and not self._signs.ahead(claim)

    def _going_on(self, claim: Claim, head: Token) -> bool:
        """True for "is likely to be lying at the bottom", "a good chance that the hostages are split"."""
        s = claim.sentence
        if not claim.graded or self._signs.ahead(claim):
            return False
        below = [x for t in (head, *s.children(head, "acomp")) for x in s.children(t, "xcomp")]
        lasting = [x for x in below if x.tag == "VBG" and any(t.lower == "be" for t in s.children(x, "aux"))]
        if lasting:
            return not any(self._signs.has("nearing", x) for x in lasting)
        above = s.head(head)
        finite = next((t for t in (*s.children(head, "aux", "auxpass"), head) if t.tag in _FINITE), None)
        governed = head.dep == "acl" and self._signs.has("prospects", above) and above.i < claim.tokens[0].i
        nearing = self._signs.has("nearing", head) or head.lower == "going" or s.child(head, "xcomp") is not None
        if not (governed and finite is not None and finite.tag in ("VBZ", "VBP")) or nearing:
            return False
        return finite is not head or self._stative(head)  # "the risk that the storm turns" looks ahead

    def _guessed(self, claim: Claim, head: Token) -> bool:
        """True for "is probably a forgery", "most likely caused the blast"."""
        s = claim.sentence
        finite = next((t for t in (*s.children(head, "aux", "auxpass"), head) if t.tag in _FINITE), None)
        nearing = self._signs.has("nearing", head) or head.lower == "going"
        ahead = self._signs.ahead(claim) and not self._signs.finds("now", claim.text)
        if not claim.graded or finite is None or nearing or (finite.tag != "VBD" and ahead):
            return False
        hedged = self._signs.any("hedges", s.children(head, "advmod"))
        hedged = hedged or (self._equated(claim, head) and self._signs.finds("hedged", claim.phrase))
        return hedged and s.child(head, "xcomp") is None

    def _equated(self, claim: Claim, head: Token) -> bool:
        """True beside something that the words of chance do not themselves say: "is in all probability too ill"."""
        return any(t.lower not in claim.phrase for t in claim.sentence.children(head, "attr", "acomp"))

    def _there(self, claim: Claim) -> bool:
        """True for "there could be nine thousand boats"."""
        there = claim.head is not None and claim.sentence.child(claim.head, "expl") is not None
        if not there or claim.modal not in _OPEN or self._signs.ahead(claim):
            return False
        named = claim.sentence.children(claim.head or claim.sentence.root, "attr", "nsubj", "dobj")
        return not self._signs.any("happenings", named)

    def _pointed(self, claim: Claim) -> bool:
        """True for "that noise will be the generator"."""
        s, head = claim.sentence, claim.head
        if head is None or claim.modal not in ("will", "'ll") or head.lemma.lower() != "be" or self._signs.ahead(claim):
            return False
        that = any(t.lower == "that" or any(d.lower == "that" for d in s.children(t, "det")) for t in claim.subjects)
        return that and any(d.lower in ("the", "a") for t in s.children(head, "attr") for d in s.children(t, "det"))

    def _unreal(self, claim: Claim) -> bool:
        """True for what would be if things were otherwise."""
        head = claim.head
        s = claim.sentence
        if head is None or claim.modal not in _BACK or claim.foretold:
            return False
        if claim.unattributed and self._bare(claim, head):
            return True
        supposed = [c for c in claim.clauses if self._otherwise(claim.sentence, c)]
        if head.tag == "VBG" and any(t.lower == "still" for t in claim.sentence.children(head, "advmod")):
            return True  # "would still be queuing"
        if self._told_back(claim):
            return self._stative(head) and any(self._stative(c) for c in supposed)
        behind = any(self._otherwise(s, s.head(t)) for t in self._behind(claim) if t.lower == "if")
        return bool(supposed) or behind or self._signs.finds("now", claim.text)

    def _bare(self, claim: Claim, head: Token) -> bool:
        """True for "without oil the city would be poorer", in the article's own voice and with no time ahead."""
        s = claim.sentence
        lacking = any(t.lower in ("without", "but") and t.dep == "prep" for t in s.children(head))
        return lacking and self._stative(head) and not self._signs.ahead(claim)

    def _behind(self, claim: Claim) -> Sequence[Token]:
        """The words behind those who speak: "…, an actuary contends, if only the funds had …"."""
        return claim.sentence.tokens[claim.tokens[-1].i + 1 :]

    def _stative(self, verb: Token) -> bool:
        return self._signs.has("states", verb)

    def _otherwise(self, s: Sentence, verb: Token) -> bool:
        helped = s.children(verb, "aux", "auxpass")
        past = (helped[0] if helped else verb).tag == "VBD"
        supposed = any(t.lower in ("if", "unless") for t in s.children(verb, "mark"))
        return past and (supposed or (bool(helped) and helped[0].lower in ("had", "were")))

    def _told_back(self, claim: Claim) -> bool:
        """True where a cue of the past puts "will" back to "would"."""
        statement = claim.statement
        indirect = statement is not None and statement.quotation != "direct"
        return indirect and any(t.tag in (*_PAST, "NN", "NNS") for t in claim.spoken("cue"))

    def _unasked(self, claim: Claim) -> bool:
        return claim.statement is None and claim.modal == "would" and not claim.graded
