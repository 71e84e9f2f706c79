"""Status: whether an act that the text speaks of happens, will, might, or doesn't, judged from what stands above it."""

from collections.abc import Iterable

from legation.annotations import Clause, Sentence, Token
from legation.coding.accords import is_ended, is_in_force
from legation.coding.conditions import is_condition, is_general, opens_condition
from legation.coding.moods import is_judged, is_neither, is_wished
from legation.coding.standings import Kind, Standing, StatusWords, infinitive, inverted, is_question, of_kind, weaker

_NAMING = ("csubj", "csubjpass", "dep", "appos", "nsubj", "nsubjpass", "dobj", "attr", "pobj")
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
_NOW = frozenset({"VBZ", "VBP"})
_DEPTH = 12
_VOTE = "vote"


class Judge:
    """Judges the acts of one document. Sees clauses by their head, so that it can climb."""

    def __init__(self, words: StatusWords, clauses: Iterable[Clause]) -> None:
        """Index the clauses."""
        self._words = words
        self._clauses = {(c.sentence.index, c.head.i): c for c in clauses}
        self._standings: dict[tuple[int, int], Standing] = {}

    def listed(self, name: str) -> frozenset[str]:
        """The words of a list of `status.yaml`; raises KeyError for a name that it lacks."""
        return self._words.lists[name]

    def clause(self, clause: Clause) -> Standing:
        """The standing of the act that a clause tells."""
        key = clause.sentence.index, clause.head.i
        if self._clauses.get(key) is not clause:
            return self._clause(clause, 0)
        if key not in self._standings:
            self._standings[key] = self._clause(clause, 0)
        return self._standings[key]

    def noun(self, sentence: Sentence, noun: Token) -> Standing:
        """The standing of the act that a noun names."""
        return weaker(self._described(sentence, noun), self._governed(sentence, noun, 0))

    def is_denied(self, sentence: Sentence, noun: Token) -> bool:
        """True for "no agreement", "without agreement"."""
        above = sentence.head(noun)
        without = noun.dep == "pobj" and above.lower in self._words.lists["denied_by"]
        return without or any(t.lower == "no" for t in sentence.children(noun, "det"))

    def is_judged(self, sentence: Sentence, noun: Token) -> bool:
        """True for what a verb judges, or makes up for: it was done, also where that verb is denied."""
        return is_judged(sentence, noun, self._words.lists)

    def is_missed(self, sentence: Sentence, verb: Token) -> bool:
        """True for what only came near to being done: "almost expelled"."""
        return any(t.lower in ("almost", "nearly", "narrowly") for t in sentence.children(verb, "advmod"))

    def is_in_force(self, noun: Token) -> bool:
        """True for a treaty that was there before, of which the sentence tells something else."""
        return is_in_force(noun, self._words.lists["instruments"])

    def is_ended(self, sentence: Sentence, noun: Token) -> bool:
        """True for an accord of which the sentence tells that it ends, or who ends it: "the truce collapsed"."""
        return is_ended(sentence, noun, self.at(sentence, sentence.head(noun)), self._words.lists)

    def at(self, sentence: Sentence, token: Token) -> Clause | None:
        """The clause that a token heads."""
        return self._clauses.get((sentence.index, token.i))

    def _clause(self, clause: Clause, depth: int) -> Standing:
        if depth > _DEPTH:
            return "actual"
        own, above = self._own(clause), self._above(clause, depth + 1)
        if own == "negated" and above == "hypothetical":
            return above  # "if it does not withdraw"
        return weaker(own, above)

    def _own(self, clause: Clause) -> Standing:
        s, verb = clause.sentence, clause.head
        if self._is_order(clause) or is_question(s, verb):
            return None
        if inverted(s, verb):
            return "hypothetical"
        if clause.negated or any(is_neither(s, t) for t in (*clause.subjects[:1], *clause.objects[:1])):
            return "negated"
        if clause.modal is not None:
            kind = self._words.modals.get(clause.modal, "actual")
            if kind != "actual":
                return "future" if self._is_announced(clause) else of_kind(kind)
        if verb.dep == "ROOT" and infinitive(s, verb) and s.children(verb, "nsubj", "nsubjpass"):
            return "future"  # "China to expel reporters", in a headline
        if self.is_missed(s, verb) or is_general(s, verb):
            return None
        if any(t.lower in self._words.lists["habit"] for t in s.children(verb, "advmod")):
            return None
        return "actual"

    def _is_announced(self, clause: Clause) -> bool:
        """True for "said it would leave": what whoever speaks will do himself, unless on a condition."""
        s, verb = clause.sentence, clause.head
        above = s.head(verb)
        while verb.dep == "conj" and above.pos == "VERB" and above.i < verb.i:
            verb, above = above, s.head(above)
        said = above.tag in ("VBD", "VBN") and above.lemma.lower() in self._words.lists["saying"]
        own = (t for n in s.children(verb, "nsubj") for t in (n, *s.children(n, "poss")))
        if verb.dep != "ccomp" or not said or all(t.pos != "PRON" for t in own):
            return False
        if clause.modal != "would" or any(t.lower == "have" for t in s.children(clause.head, "aux")):
            return False
        below = (t for v in (verb, clause.head) for t in s.subtree(v) if t.pos in ("VERB", "AUX"))
        return not any(is_condition(s, t, self._words.lists) for t in below)

    def _is_order(self, clause: Clause) -> bool:
        s, verb = clause.sentence, clause.head
        bare = verb.tag == "VB" and verb.dep == "ROOT" and not s.children(verb, "aux", "nsubj")
        return bare and s.block.kind != "headline"

    def _above(self, clause: Clause, depth: int) -> Standing:
        s, verb = clause.sentence, clause.head
        head = s.head(verb)
        if head is verb:
            return "actual"
        if is_condition(s, verb, self._words.lists):
            return "hypothetical"
        listed = verb.tag == "VBG" and verb.i and s.tokens[verb.i - 1].lower == ":"
        if listed or opens_condition(s, verb, self._words.lists):
            return None  # "options: expanding aid" only names acts
        if verb.dep in ("conj", "advcl"):
            return (self._beside if verb.dep == "conj" else self._adverbial)(clause, head, depth)
        if verb.dep in ("pcomp", "prep") or head.pos in ("ADP", "SCONJ"):
            return self._behind(clause, head, depth)
        if verb.dep == "acl" and head.pos in _NOUNS:
            return self._on_noun(clause, head, depth)
        if verb.dep in ("xcomp", "ccomp"):
            return self._complement(clause, head, depth)
        # A bare gerund that stands for a noun only names an act.
        named = verb.tag == "VBG" and verb.dep in _NAMING and not s.children(verb, "aux", "nsubj")
        return None if named else "actual"

    def _beside(self, clause: Clause, head: Token, depth: int) -> Standing:
        """A coordinated verb shares what stands above the first, and its auxiliaries when it has none."""
        s, verb = clause.sentence, clause.head
        first = self.at(s, head)
        if first is None:
            return "actual"
        bare = not s.children(verb, "aux", "auxpass", "nsubj", "nsubjpass")
        if bare and verb.tag in ("VB", "VBN", "VBG") and first.modal:
            return self._clause(first, depth)
        either = any(t.lower in ("or", "nor") for t in s.children(head, "cc"))
        if bare and either and first.negated:
            return self._clause(first, depth)
        if is_condition(s, head, self._words.lists) and not head.i < s.head(head).i < verb.i:
            return "hypothetical"  # "if Iran closes the strait and Iraq cuts its pipeline"
        if s.children(verb, "nsubj", "nsubjpass") and verb.tag in ("VBD", "VBZ", "VBP"):
            return "actual"
        return self._above(first, depth)

    def _adverbial(self, clause: Clause, head: Token, depth: int) -> Standing:
        s, verb = clause.sentence, clause.head
        mark = next((t.lower for t in s.children(verb, "mark", "advmod") if t.i < verb.i), "")
        if mark in self._words.lists["denied_by"]:
            return "negated"
        above = self.at(s, head)
        if mark in self._words.lists["not_yet"] and (clause.tense != "past" or self._is_ahead(above, depth)):
            return "hypothetical"
        if infinitive(s, verb) and head.lemma.lower() == _VOTE:
            return self._complement(clause, head, depth)  # "voted 10 to 0 to condemn it"
        if infinitive(s, verb):
            return self._clause(above, depth) if above and self._is_told_purpose(clause, above) else None
        if above and above.modal == "will" and clause.tense == "present":
            return "hypothetical"
        if verb.tag == "VBG" and not s.children(verb, "nsubj", "aux") and above and not mark:
            standing = self._clause(above, depth)
            return "actual" if standing == "negated" else standing
        return "actual"

    def _is_ahead(self, clause: Clause | None, depth: int) -> bool:
        """True for what is still to come or not: "would not talk until", "vowed to fight on until"."""
        if clause is None or clause.modal is not None:
            return clause is not None
        return infinitive(clause.sentence, clause.head) and self._clause(clause, depth) != "actual"

    def _is_told_purpose(self, clause: Clause, above: Clause) -> bool:
        """True for what a journey is for: "flew to Moscow to meet the president"."""
        lists = self._words.lists
        return above.lemma in lists["motion"] and clause.lemma in lists["told_purpose"]

    def _behind(self, clause: Clause, prep: Token, depth: int) -> Standing:
        """A gerund behind a preposition: "without attacking", "accused of attacking", "by attacking"."""
        s = clause.sentence
        name = prep.lower
        if name in self._words.lists["denied_by"]:
            return "negated"
        if name in self._words.lists["conditional"]:
            return "hypothetical"
        governor = s.head(prep)
        ruled_out = f"{governor.lemma.lower()} {name}"  # what a parser takes for a preposition: "ruled out closing it"
        if ruled_out in self._words.kinds:
            return self._carried(self._words.kinds[ruled_out], self.at(s, governor), depth)
        if s.head(governor).lemma.lower() in self._words.lists["achieving"]:
            return "actual"
        if governor.pos in _NOUNS:
            named = self._words.kinds.get(governor.lemma.lower(), "void")
            if named != "void" and any(t.lower == "no" for t in s.children(governor, "det")):
                return "negated"  # "has no intention of invading"
            return of_kind(named) if named != "same" else "actual"
        above = self.at(s, governor)
        kind = self._words.kinds.get(governor.lemma.lower())
        if kind is None and name in self._words.lists["untold_by"]:
            return None
        reason = name == "for" and governor.pos == "VERB" and governor.lemma.lower() not in self._words.lists["for_it"]
        if kind not in (None, "same") and not reason:
            return self._carried(kind, above, depth)
        if name in ("for", "after", "since", "before", "while", "when"):
            return "actual"
        return self._clause(above, depth) if above else "actual"

    def _on_noun(self, clause: Clause, noun: Token, depth: int) -> Standing:
        """An infinitive that hangs on a noun: "plans to attack", "the first state to recognise …"."""
        s, verb = clause.sentence, clause.head
        if not infinitive(s, verb):
            return self._said_in(s, noun, verb)
        if any(t.lower in ("first", "last", "only", "second", "latest") for t in s.children(noun, "amod", "nummod")):
            return "actual"
        kind = self._words.kinds.get(noun.lemma.lower(), "void")
        if kind in ("void", "same"):
            return None
        if any(t.lower == "no" for t in s.children(noun, "det")):  # who "cancelled no plans" has them still
            return "hypothetical" if self._words.kinds.get(s.head(noun).lemma.lower()) == "negated" else "negated"
        governed = self._governed(s, noun, depth)
        if governed == "negated" and self._words.kinds.get(s.head(noun).lemma.lower()) == "negated":
            return "negated"  # "dropped a plan to send troops"
        if governed in (None, "negated", "hypothetical"):
            return "hypothetical"
        return of_kind(kind)

    def _said_in(self, s: Sentence, noun: Token, verb: Token) -> Standing:
        """A clause that says what a noun is of: "rejected a claim that it had armed them", "a call that it leave"."""
        if all(t.lower != "that" for t in s.children(verb, "mark")):
            return "actual"
        if noun.lemma.lower() not in self._words.lists["reports"]:
            kind = self._words.kinds.get(noun.lemma.lower(), "same")
            past = any(t.tag == "VBD" for t in (verb, *s.children(verb, "aux", "auxpass")))
            if kind in ("same", "negated") or (kind == "void" and past):
                return "actual"  # "the reason that it left"; nobody calls for what was done
            return of_kind(kind)
        above = self.at(s, s.head(noun))
        denied = above is not None and above.lemma in self._words.lists["denying"]
        return "negated" if denied and noun.dep in ("dobj", "nsubjpass") else "actual"

    def _complement(self, clause: Clause, head: Token, depth: int) -> Standing:
        s, verb = clause.sentence, clause.head
        above = self.at(s, head)
        lemma = above.lemma if above else head.lemma.lower()
        if any(t.text == ";" for t in s.tokens[verb.i : head.i]):
            return "actual"  # what stands before a semicolon stands by itself, whatever a parser hangs it on
        if self._is_finite(clause):
            graded = s.child(head, "acomp") if head.pos == "AUX" else None  # "it is unlikely that"
            return self._reported(clause, graded.lemma.lower() if graded else lemma, above)
        if above and lemma in self._words.lists["motion"] and not self._is_told_purpose(clause, above):
            return None
        kind = self._carrier(clause, head, lemma)
        if lemma == "be" and infinitive(s, verb) and verb.dep == "xcomp" and not s.children(head, "attr", "acomp"):
            kind = "future" if head.tag in _NOW else "hypothetical"  # "is to meet on Friday"
        if kind is None and above and above.objects and infinitive(s, verb) and verb.dep == "xcomp":
            kind = "void" if above.objects[-1].i < verb.i and not above.passive else "same"
        if kind is None and head.pos == "ADJ":
            kind = "void"
        if kind == "void" and above and above.passive and head.lemma.lower() in self._words.lists["told"]:
            kind = "same"
        others = above is not None and not above.passive and clause.subjects and clause.subjects != above.subjects
        if kind == "hypothetical" and others and infinitive(s, verb):
            return None  # "wants Berlin to act" is a demand
        return self._carried(kind or "same", self._nearest(s, head), depth)

    def _carrier(self, clause: Clause, head: Token, lemma: str) -> Kind | None:
        """What a verb makes of the act below it."""
        if lemma == _VOTE and clause.lemma in self._words.lists["voted"]:
            return "same"
        if lemma == "have" and any(t.lower == "yet" for t in clause.sentence.children(head, "advmod")):
            return "negated"  # "has yet to sign"
        if lemma == "have" and head.tag in _NOW and infinitive(clause.sentence, clause.head):
            return "void"  # a duty; who "had to leave" left
        return self._words.kinds.get(lemma)

    def _reported(self, clause: Clause, lemma: str, above: Clause | None) -> Standing:
        """A finite clause under a verb of saying, thinking, demanding."""
        s, verb = clause.sentence, clause.head
        mark = next((t.lower for t in s.children(verb, "mark")), "")
        if mark in ("if", "whether"):
            return "hypothetical"
        if lemma in self._words.lists["denying"]:
            return "negated"
        if is_wished(s, verb):
            return None
        kind = self._words.kinds.get(lemma)
        if lemma in self._words.lists["saying"]:
            denied = above is not None and (above.negated or self._is_withheld(above))
            return "hypothetical" if denied else "actual"
        if verb.i < s.head(verb).i and kind is not None:
            return "actual"  # two clauses side by side: "A hoped; B wanted"
        return of_kind(kind) if kind in ("void", "hypothetical") else "actual"

    def _is_withheld(self, clause: Clause) -> bool:
        """True for a verb of saying in "refused to confirm that": what is not confirmed may be so or not."""
        above = clause.sentence.head(clause.head)
        return clause.head.dep == "xcomp" and self._words.kinds.get(above.lemma.lower()) == "negated"

    def _carried(self, kind: Kind, above: Clause | None, depth: int) -> Standing:
        """What a carrier of `kind` makes of the act below it."""
        if kind == "void":
            return None
        standing = self._clause(above, depth) if above else "actual"
        if kind == "same":
            return standing
        if kind == "negated":
            return "negated" if standing in ("actual", "future") else "hypothetical"
        if standing is None:
            return None
        if standing == "negated":
            return "negated" if kind == "future" else "hypothetical"
        return weaker(of_kind(kind), standing)

    def _nearest(self, sentence: Sentence, token: Token) -> Clause | None:
        found = self.at(sentence, token)
        return found or (self.at(sentence, sentence.head(token)) if token.pos in ("ADJ", "ADV") else None)

    def _is_finite(self, clause: Clause) -> bool:
        s, verb = clause.sentence, clause.head
        if infinitive(s, verb):
            return False
        if verb.tag in ("VBD", "VBZ", "VBP", "MD") or clause.modal:
            return True
        return bool(s.children(verb, "nsubj", "nsubjpass")) and (
            verb.tag == "VB" or bool(s.children(verb, "aux", "auxpass"))
        )

    def _described(self, sentence: Sentence, noun: Token) -> Standing:
        """What a noun's own words say: "no talks", "possible talks", "planned talks"."""
        words = {t.lower for t in sentence.children(noun, "det", "amod", "compound", "nmod")}
        if "no" in words:
            return "negated"
        for name, standing in (
            ("noun_hypothetical", None),
            ("noun_future", "future"),
            ("noun_historical", "historical"),
        ):
            if words & self._words.lists[name]:
                return of_kind(standing) if standing else None
        return "actual"

    def _governed(self, sentence: Sentence, noun: Token, depth: int) -> Standing:
        """What the word above a noun says of the act it names."""
        if depth > _DEPTH:
            return "actual"
        while noun.dep == "conj":
            noun = sentence.head(noun)
        head = sentence.head(noun)
        if noun.dep == "pobj":
            return "actual" if self.is_judged(sentence, noun) else self._behind_noun(sentence, head, depth)
        above = self.at(sentence, head)
        if above is None:
            return "actual"
        if noun.dep in ("dobj", "nsubjpass"):
            kind = self._words.kinds.get(above.lemma, "same")
            said = noun.lemma.lower() in self._words.lists["uttered"]
            if above.lemma in self._words.lists["judging"] or (said and above.lemma in self._words.lists["answering"]):
                return "actual"  # who has not condemned an invasion, or answered a request, does not unmake it
            if said and above.lemma in self._words.lists["denying"]:
                kind = "same"  # who rejects a reproach does not unmake it
            return self._carried(kind, above, depth + 1)
        if noun.dep != "nsubj":
            return self._of_predicate(noun, above, depth)
        if any(self._words.kinds.get(t.lemma.lower()) == "hypothetical" for t in sentence.children(head, "acomp")):
            return "hypothetical"  # "a decision is unlikely"
        return self._clause(above, depth + 1)

    def _of_predicate(self, noun: Token, above: Clause, depth: int) -> Standing:
        told = self._clause(above, depth + 1) if noun.dep == "attr" else "actual"
        return told if told == "negated" else "actual"  # "the letter is not an apology"

    def _behind_noun(self, sentence: Sentence, prep: Token, depth: int) -> Standing:
        if prep.lower in self._words.lists["denied_by"]:
            return "negated"
        governor = sentence.head(prep)
        if prep.lower == "of" and governor.lemma.lower() in self._words.lists["partitive"]:
            return self._governed(sentence, governor, depth + 1)
        kind = self._words.kinds.get(governor.lemma.lower())
        if governor.lemma.lower() in self._words.lists["judging"]:
            return "actual"
        if kind is None:
            return "actual" if prep.lower not in ("for", "against") else None
        if kind in ("same", "negated") or prep.lower in self._words.lists["temporal"]:
            return "actual"
        return self._carried(kind, self.at(sentence, governor), depth + 1)
