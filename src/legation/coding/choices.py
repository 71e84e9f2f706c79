"""Choices: signs that those who speak, or are spoken of, decide what will be: plans, schedules, pledges, leave."""

from legation.annotations import Token
from legation.coding.claims import Claim
from legation.coding.scene import Scene
from legation.coding.signs import Signs, Tests

_AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_FIRST = frozenset({"i", "we"})
_PERSONS = frozenset({"i", "we", "he", "she", "they", "you", "who"})
_THEIR = frozenset({"its", "their", "his", "her"})


class Choices:
    """Tests for the claims of one document."""

    def __init__(self, scene: Scene, signs: Signs) -> None:
        """Look for `signs` in `scene`."""
        self._scene = scene
        self._signs = signs
        self.tests: Tests = {
            "clock": self._clock,
            "appointed": self._appointed,
            "arranged": self._arranged,
            "own": self._own,
            "organ": self._organ,
            "announced": self._announced,
            "chosen": self._chosen,
            "done": self._done,
            "committed": self._committed,
            "pledged": self._pledged,
            "ultimatum": self._ultimatum,
            "oath": self._oath,
            "duty": self._duty,
            "permitted": self._permitted,
            "wish": self._wish,
            "dared": self._dared,
            "menace": self._menace,
        }

    def _somebody(self, claim: Claim, token: Token) -> bool:
        if token.ent in _AGENTS or token.lower in _PERSONS:
            return True
        return self._scene.parties.at(claim.sentence, token) is not None

    def _acts(self, claim: Claim) -> bool:
        """True where somebody is to do it."""
        return any(
            self._somebody(claim, t) or self._signs.has("roles", t) or self._signs.has("officials", t)
            for t in claim.subjects
        )

    def _clock(self, claim: Claim) -> bool:
        return not claim.graded and self._signs.finds("clock", claim.text)

    def _appointed(self, claim: Claim) -> bool:
        """True for what is held by appointment, and for whom a place expects."""
        if claim.lemma == "expect" and claim.passive:
            return self._awaited(claim)
        if claim.foretold or claim.negated or not claim.will or not self._signs.has("held", claim.head):
            return False
        ends = claim.head is not None and claim.lemma in ("end", "finish", "close", "conclude")
        if ends and any(t.lower in ("in", "with", "without") and self._outcome(claim, t) for t in claim.tokens):
            return False  # "the talks will end in a compromise"
        return self._signs.any("gatherings", claim.subjects)

    def _outcome(self, claim: Claim, prep: Token) -> bool:
        """True for "in a compromise", not "in May"."""
        thing = claim.sentence.child(prep, "pobj")
        return claim.sentence.head(prep) == claim.head and thing is not None and not thing.ent

    def _awaited(self, claim: Claim) -> bool:
        s, verb = claim.sentence, claim.head
        if verb is None or s.child(verb, "prep") is None or s.child(verb, "xcomp") is not None:
            return False
        return any(self._somebody(claim, t) for t in claim.subjects)

    def _arranged(self, claim: Claim) -> bool:
        """True for doings by appointment: "will meet on Friday", "will be published in May"."""
        if claim.foretold or claim.negated or not claim.will or not self._signs.has("appointments", claim.head):
            return False
        if claim.lemma == "vote" and claim.head is not None and self._decides(claim, claim.head):
            return False  # "will vote No", "will vote against the cabinet"
        acting = claim.passive or any(self._somebody(claim, t) for t in claim.subjects)
        return acting and self._signs.ahead(claim)

    def _decides(self, claim: Claim, verb: Token) -> bool:
        """True where what a vote decides is told."""
        s = claim.sentence
        side = any(t.lower in ("for", "against", "down", "out", "in") for t in s.children(verb, "prep", "prt"))
        return side or s.child(verb, "dobj", "acomp", "oprd") is not None

    def _own(self, claim: Claim) -> bool:
        """True for what the speakers say of their own choice: "we could close the strait"."""
        if claim.graded or claim.modal not in self._signs.words["modals_own"]:
            return False
        return any(t.lower in _FIRST for t in claim.subjects) and not self._signs.befalls(claim)

    def _organ(self, claim: Claim) -> bool:
        """True where the speaker belongs to whoever is to act: "Iceland will …, its negotiator said"."""
        if not claim.will or claim.foretold or self._signs.befalls(claim):
            return False
        owned = any(p.lower in _THEIR for t in claim.voices for p in claim.sentence.children(t, "poss"))
        return owned and any(t.ent in _AGENTS for t in claim.subjects)

    def _announced(self, claim: Claim) -> bool:
        """True for what officials say that somebody will do."""
        if not claim.will or claim.foretold or not self._signs.any("officials", claim.voices):
            return False
        if claim.passive:
            return not self._signs.has("mishaps", claim.head)
        return not self._signs.befalls(claim) and self._acts(claim)

    def _chosen(self, claim: Claim) -> bool:
        """True for what those who act decide, told in the article's own voice."""
        if not claim.will or claim.vouched or claim.statement is not None or self._signs.befalls(claim):
            return False
        return any(self._somebody(claim, t) for t in claim.subjects)

    def _done(self, claim: Claim) -> bool:
        """True for what nobody named will do to something, told in the article's own voice."""
        if claim.statement is not None or claim.vouched:
            return False
        return (claim.will and claim.passive) or self._ordered(claim)

    def _ordered(self, claim: Claim) -> bool:
        """True for "absentees are to be struck from the payroll"."""
        s, head = claim.sentence, claim.head
        if head is None or claim.hedged or claim.modal:
            return False
        below = s.child(head, "xcomp") if head.lemma.lower() == "be" else head
        told = [t for t in s.children(below or head, "aux", "auxpass") if t.lower in ("to", "be")]
        held = below is not None and any(t.lower in ("is", "are") for t in (head, *s.children(head, "aux", "auxpass")))
        return held and {"to", "be"} <= {t.lower for t in told} and s.child(below or head, "mark") is None

    def _committed(self, claim: Claim) -> bool:
        """True beside a pledge, a plan or an order in the same sentence, where nothing weighs the chances."""
        if claim.graded or claim.statement is not None:
            return False
        first, last = claim.tokens[0].i, claim.tokens[-1].i
        verbs = [t for t in claim.sentence.tokens if t.pos == "VERB" and t.dep not in ("relcl", "acl", "amod")]
        return self._signs.any("commits", [t for t in verbs if not first <= t.i <= last])

    def _pledged(self, claim: Claim) -> bool:
        """True behind the colon of a pledge ("guarantees one thing: …"), and where somebody's word is given for it."""
        if claim.graded:
            return False
        s, first = claim.sentence, claim.tokens[0].i
        colon = max((t.i for t in s.tokens[:first] if t.text in (":", "—", "–")), default=-1)
        if colon > 0 and self._signs.any("commits", [t for t in s.tokens[:colon] if t.pos == "VERB"]):
            return True
        return any(
            self._signs.finds("vowed", self._scene.text[other.start : other.end])
            for other in self._scene.sentences[max(0, s.index - 1) : s.index + 2]
            if other.block == s.block and other is not s
        )

    def _oath(self, claim: Claim) -> bool:
        """True behind "you have my word"."""
        before = claim.sentence.tokens[: claim.tokens[0].i]
        return not claim.graded and self._signs.any("oaths", [t for t in before if t.pos == "NOUN" and t.dep == "dobj"])

    def _duty(self, claim: Claim) -> bool:
        """True for conduct that is expected of people: "guests are expected to wear gloves"."""
        if claim.head is None or claim.statement is not None or not self._signs.has("obliged", claim.head):
            return False
        below = claim.sentence.child(claim.head, "xcomp")
        return self._signs.has("conduct", below) and self._signs.any("roles", claim.subjects)

    def _permitted(self, claim: Claim) -> bool:
        """True for what people may do, in nobody's mouth or by some rule, with nothing that points ahead."""
        if claim.graded or claim.modal not in ("may", "can") or self._signs.befalls(claim):
            return False
        if "only" in claim.text.split():
            return True
        people = any(t.lower in _PERSONS or self._signs.has("roles", t) for t in claim.subjects)
        return people and claim.unattributed and not self._signs.ahead(claim)

    def _wish(self, claim: Claim) -> bool:
        """True for "May the new year bring …" and for what is hoped."""
        first, head = claim.tokens[0], claim.head
        modal = next((t for t in claim.tokens if t.tag == "MD"), first)
        turned = modal.lower == "may" and any(modal.i < t.i for t in claim.subjects)
        bare = first.lower == "may" and head is not None and head.tag in ("VB", "VBP")
        return turned or bare or claim.text.startswith("if only") or self._hoped(claim)

    def _hoped(self, claim: Claim) -> bool:
        """True below "it is to be hoped that …", "her wish is that …"."""
        s = claim.sentence
        if claim.head is None:
            return False
        above = [t for t, _ in zip(s.ancestors(claim.head), range(2), strict=False)]
        hoping = [t for t in above if t.pos == "VERB"]
        if claim.head.dep == "ccomp":
            hoping += s.children(above[0], "nsubj")
        dreamt = [t for t in claim.spoken("cue") if not claim.graded and self._signs.has("wishes", t)]
        return bool(dreamt) or self._signs.any("wishes", [t for t in hoping if t.i < claim.tokens[0].i])

    def _menace(self, claim: Claim) -> bool:
        """True for what those in office hold out to others: "there will be consequences", "will be taught a lesson"."""
        if claim.graded or claim.foretold or claim.head is None or not claim.statement:
            return False
        return self._signs.finds("menaces", claim.text) and self._signs.any("menacing", claim.spoken("source"))

    def _ultimatum(self, claim: Claim) -> bool:
        """True for "free our comrades or …", "one more raid and …", and a deed on the day somebody does something."""
        if claim.graded or not (claim.will or claim.modal in self._signs.words["modals_own"]) or not claim.statement:
            return False
        text = self._scene.text[claim.tokens[0].start : claim.tokens[-1].end]
        if self._signs.finds("orders", text):
            return True
        if not self._signs.any("menacing", claim.spoken("source")):
            return False
        whole = self._scene.text[claim.tokens[0].start : claim.sentence.end]
        deed = claim.passive or not self._signs.befalls(claim)
        return self._signs.finds("dares", text) or (deed and self._signs.finds("moment", whole))

    def _dared(self, claim: Claim) -> bool:
        """True behind an order: "hand over the town or we will flatten it"."""
        s, head = claim.sentence, claim.head
        if head is None or head.dep != "conj" or claim.graded:
            return False
        above = s.head(head)
        joined = any(t.lower in ("and", "or") for t in s.children(above, "cc"))
        return joined and above.tag in ("VB", "VBP") and not s.children(above, "nsubj", "nsubjpass", "aux", "expl")
