"""Laws: signs that words about the future are a rule: laid down by a text, true of anybody, or true at all times."""

from legation.annotations import Sentence, Token
from legation.coding.claims import Claim, marks
from legation.coding.signs import Signs, Tests

_PRESENT = ("VBZ", "VBP", "VB")
_CONDITIONS = frozenset({"if", "when", "whenever", "unless", "where", "wherever", "once"})
_EVER = frozenset({"when", "whenever", "where", "wherever", "once"})
_OPEN = frozenset({"may", "can", "could", "might"})
# A parser takes "article 12" for the name of a law.
_LAWS = ("", "LAW")
_TEXTS = ("laws", "plans", "texts")


class Laws:
    """Tests for claims."""

    def __init__(self, signs: Signs) -> None:
        """Look for `signs`."""
        self._signs = signs
        self.tests: Tests = {
            "law": self._law,
            "terms": self._terms,
            "laid": self._laid,
            "anybody": self._anybody,
            "supposed": self._supposed,
            "gnomic": self._gnomic,
            "habit": self._habit,
            "sanction": self._sanction,
            "retaliation": self._retaliation,
            "procedure": self._procedure,
            "unless": self._unless,
        }

    def _law(self, claim: Claim) -> bool:
        """True for what a law does or lays down: "the bill would ban", "under article 12", "the code provides"."""
        if claim.hedged:
            return False
        if self._signs.has("applies", claim.head) and self._texts(claim.subjects, _TEXTS[:2]):
            return True
        return self._laid_down(claim, "laws")

    def _terms(self, claim: Claim) -> bool:
        return not claim.hedged and self._laid_down(claim, "plans")

    def _texts(self, tokens: tuple[Token, ...] | list[Token], kinds: tuple[str, ...]) -> bool:
        return any(self._signs.has(kind, t) and t.ent in _LAWS for t in tokens for kind in kinds)

    def _laid_down(self, claim: Claim, kind: str) -> bool:
        s = claim.sentence
        under = [c for t in s.tokens if self._signs.has("by_law", t) for c in s.children(t, "pobj")]
        if self._texts(under, (kind,)):
            return not claim.foretold
        kinds = (kind, "texts") if kind == "laws" and not claim.foretold else (kind,)
        return self._texts([t for t in claim.voices if t.pos == "NOUN"], kinds)

    def _laid(self, claim: Claim) -> bool:
        """True below a text that lays down: "the plan provides that output will double"."""
        s, head = claim.sentence, claim.head
        if head is None or head.dep not in ("ccomp", "conj") or claim.hedged:
            return False
        above = next((t for t in s.ancestors(head) if t.dep in ("ROOT", "conj") or self._signs.has("lays", t)), s.root)
        return self._signs.has("lays", above) and self._texts(s.children(above, "nsubj"), _TEXTS)

    def _anybody(self, claim: Claim) -> bool:
        """True of no one in particular: "anyone who …", "a tenant who falls behind"; so is a warning to them."""
        warned = claim.statement is not None and claim.statement.act == "warn"
        if claim.graded or (claim.foretold and not warned and not self._sanction(claim)):
            return False
        return any(self._generic(claim.sentence, t) for t in claim.subjects)

    def _generic(self, s: Sentence, token: Token) -> bool:
        if self._signs.has("anybody", token):
            return True
        if token.ent or token.pos not in ("NOUN", "PRON"):
            return False
        determiners = {t.lower for t in s.children(token, "det")} or {token.lower}
        if determiners & self._signs.words["any"] and s.child(token, "relcl", "acl") is not None:
            return True
        bare = determiners <= {"a", "an", "those", token.lower}
        return bare and any(self._habitual(s, t) for t in s.children(token, "relcl"))

    def _habitual(self, s: Sentence, verb: Token) -> bool:
        helped = s.children(verb, "aux", "auxpass")
        return verb.tag in _PRESENT if not helped else helped[0].tag in ("VBZ", "VBP")

    def _supposed(self, claim: Claim) -> bool:
        """True under a condition that anybody may meet ("if a bill is vetoed twice"), and for "you"."""
        if claim.graded or claim.vouched:
            return False
        if any(self._met_by_anybody(claim.sentence, c) for c in claim.clauses):
            return True
        if not claim.foretold and any(self._wherever(claim.sentence, c) for c in claim.clauses):
            return True
        return claim.statement is None and self._signs.any("you", claim.subjects)

    def _wherever(self, s: Sentence, verb: Token) -> bool:
        """True for "where two candidates tie, lots will be drawn": a case that a rule provides for."""
        first = s.subtree(verb)[0]
        return first.lower in ("where", "wherever") and first.i == 0 and self._habitual(s, verb)

    def _met_by_anybody(self, s: Sentence, verb: Token) -> bool:
        if not marks(s, verb) & _CONDITIONS or not self._habitual(s, verb):
            return False
        subjects = s.children(verb, "nsubj", "nsubjpass")
        determiners = [d for t in subjects for d in s.children(t, "det")]
        return self._signs.any("indefinite", determiners) or self._signs.any("anybody", subjects)

    def _gnomic(self, claim: Claim) -> bool:
        """True for what always holds: "when rates rise, bond prices will fall"."""
        s = claim.sentence
        if claim.graded or claim.foretold or any(t.ent for t in claim.tokens):
            return False
        return all(self._unnamed(s, t) for t in claim.subjects) and any(self._ever(s, c) for c in claim.clauses)

    def _ever(self, s: Sentence, verb: Token) -> bool:
        subjects = s.children(verb, "nsubj", "nsubjpass")
        always = bool(marks(s, verb) & _EVER) and self._habitual(s, verb)
        return always and bool(subjects) and all(self._unnamed(s, t) for t in subjects)

    def _unnamed(self, s: Sentence, token: Token) -> bool:
        """A kind of thing: a bare plural or mass, or "a" thing."""
        determiners = [t.lower for t in s.children(token, "det", "poss", "nummod")]
        return token.pos == "NOUN" and not token.ent and all(d in ("a", "an") for d in determiners)

    def _habit(self, claim: Claim) -> bool:
        return not claim.graded and self._signs.finds("habit", claim.text)

    def _sanction(self, claim: Claim) -> bool:
        head = claim.head
        going = None if head is None or head.lower != "going" else claim.sentence.child(head, "xcomp")
        if going is not None:  # "is going to be destroyed"
            passive = claim.sentence.child(going, "auxpass") is not None
            return not claim.graded and passive and self._signs.has("sanctions", going)
        if claim.graded or not self._signs.has("sanctions", head):
            return False
        return claim.passive or claim.lemma in ("lapse", "expire")

    def _retaliation(self, claim: Claim) -> bool:
        """True for a sanction under a condition: "if it enters the gulf it will be sunk"."""
        return self._sanction(claim) and any(marks(claim.sentence, c) & {"if", "unless"} for c in claim.clauses)

    def _procedure(self, claim: Claim) -> bool:
        """True for what somebody in office does under a condition, in the article's own voice."""
        if claim.graded or not (claim.will or claim.modal in _OPEN) or not claim.unattributed:
            return False
        given = any(marks(claim.sentence, c) & _CONDITIONS for c in claim.clauses)
        done = claim.modal == "may" or claim.passive or not self._signs.befalls(claim)
        return given and done and not any(t.ent for t in claim.tokens) and not self._signs.has("mishaps", claim.head)

    def _unless(self, claim: Claim) -> bool:
        """True for what is refused until something is done: "no claim will be entertained unless …"."""
        s = claim.sentence
        none = any(t.lower in ("no", "not") for subject in claim.subjects for t in s.subtree(subject)[:2])
        return claim.will and none and any(marks(s, c) & {"unless", "until", "without"} for c in claim.clauses)
