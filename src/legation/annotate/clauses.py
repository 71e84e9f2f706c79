"""Clauses: each verb with its logical parties, however the sentence is turned.

Passives are turned round; the subjects of infinitives, participles, relative clauses and coordinated verbs are found
where English leaves them out.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from legation.annotations import Clause, Quote, Sentence, Token
from legation.step import Reading, Step

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_NO_PREDICATE = frozenset({"amod", "aux", "auxpass", "compound", "prep", "case", "mark"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_NEGATIVE_DETERMINERS = frozenset({"no", "neither", "nobody", "none", "nothing"})
_NEVER = frozenset({"never", "nor", "hardly", "scarcely"})
# Words for the way that is taken, on which a parser hangs where it leads or starts: "called home | from Oslo".
_WAYS = frozenset({"home", "back", "away", "out", "off", "down", "up", "over", "forward"})
_SINGULAR_VERBS = frozenset({"VBZ"})


@dataclass(frozen=True, slots=True)
class Control:
    """The verb and noun classes of `control.yaml`."""

    subject: frozenset[str]
    object: frozenset[str]
    noun: frozenset[str]
    prepositional: Mapping[str, frozenset[str]]
    gerund: frozenset[str]
    joining: frozenset[str]
    calling_in: frozenset[str]
    own_purpose: frozenset[str]
    before_gerund: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Control":
        """Take the classes out of the table as loaded."""
        return cls(
            subject=frozenset(table["subject_control_with_object"]),
            object=frozenset(table["object_control"]),
            noun=frozenset(table["noun_control"]),
            prepositional={verb: frozenset(names) for verb, names in table["prepositional_control"].items()},
            gerund=frozenset(table["gerund_control"]["verbs"]),
            joining=frozenset(table["joining"]),
            calling_in=frozenset(table["own_purpose"]["verbs"]),
            own_purpose=frozenset(table["own_purpose"]["infinitives"]),
            before_gerund=frozenset(table["gerund_control"]["prepositions"]),
        )


def clauses(control: Control) -> Step:
    """Make the step that finds clauses."""

    def run(reading: Reading) -> Iterator[Clause]:
        scare = sorted((q.inner_start, q.inner_end) for q in reading.of(Quote) if q.scare)
        for sentence in reading.of(Sentence):
            quoted = scare[bisect_left(scare, (sentence.start, 0)) : bisect_left(scare, (sentence.end, 0))]
            yield from _Finder(sentence, control, quoted).clauses()

    return Step("clauses", run, needs=frozenset({Sentence, Quote}), gives=frozenset({Clause}))


class _Finder:
    """Finds the clauses of one sentence; surface subjects are remembered since verbs share them."""

    def __init__(self, sentence: Sentence, control: Control, scare: Sequence[tuple[int, int]]) -> None:
        self._s = sentence
        self._control = control
        self._scare = scare
        self._surface: dict[int, tuple[tuple[Token, ...], bool]] = {}

    def clauses(self) -> Iterator[Clause]:
        for token in self._s.tokens:
            if is_predicate(token):
                yield self._clause(token)

    def _clause(self, verb: Token) -> Clause:
        s = self._s
        surface, shared = self._subjects(verb)
        passive = self._passive(verb)
        objects = _spread(s, self._objects(verb))
        subjects = surface
        if passive:
            subjects = _spread(s, [p for agent in s.children(verb, "agent") for p in s.children(agent, "pobj")])
            objects = surface
        preps = tuple(self._preps(verb))
        modal, tense = _modal_and_tense(s, verb)
        particle = s.child(verb, "prt")
        return Clause(
            sentence=s,
            head=verb,
            lemma=f"{verb.lemma.lower()} {particle.lower}" if particle else verb.lemma.lower(),
            passive=passive,
            negated=is_negated(s, verb, self._scare),
            modal=modal,
            tense=tense,
            subjects=subjects,
            objects=objects,
            indirect=_spread(s, self._indirect(verb)),
            preps=preps,
            complement=s.child(verb, "ccomp", "xcomp"),
            subject_shared=shared,
        )

    def _objects(self, verb: Token) -> list[Token]:
        """Direct objects; "urge [China to act]" parsed as one clause still has China as its object."""
        found = list(self._s.children(verb, "dobj"))
        if not found:
            for below in self._s.children(verb, "ccomp", "xcomp"):
                if self._infinitive(below):
                    found.extend(self._s.children(below, "nsubj", "nsubjpass"))
        return found

    def _indirect(self, verb: Token) -> list[Token]:
        s = self._s
        found: list[Token] = []
        for dative in s.children(verb, "dative"):
            found.extend(s.children(dative, "pobj") or ([dative] if dative.pos != "ADP" else []))
        return found

    def _preps(self, verb: Token) -> Iterator[tuple[str, Token]]:
        s = self._s
        for prep in s.children(verb, "prep", "agent", "dative"):
            yield from _prep_objects(s, prep)
        for way in s.children(verb, "advmod", "prt"):
            if way.i > verb.i and way.lower in _WAYS:
                for prep in s.children(way, "prep"):
                    yield from _prep_objects(s, prep)
        for attr in s.children(verb, "attr", "oprd", "acomp"):
            for token in s.conjuncts(attr):
                yield "=", token
            if attr.pos in ("ADJ", "VERB", "ADV"):
                for prep in s.children(attr, "prep"):
                    yield from _prep_objects(s, prep)

    def _passive(self, verb: Token) -> bool:
        s = self._s
        if s.child(verb, "auxpass", "nsubjpass"):
            return True
        if verb.tag != "VBN" or s.child(verb, "aux"):
            return False
        if verb.dep in ("acl", "advcl", "relcl"):
            return not s.child(verb, "dobj")
        if verb.dep == "conj":
            head = s.head(verb)
            # "were arrested and charged" shares the auxiliary; "had met and agreed" does not make a passive.
            return head.tag == "VBN" and self._passive(head) and not s.child(verb, "nsubj")
        return False

    def _subjects(self, verb: Token) -> tuple[tuple[Token, ...], bool]:
        """The surface subjects of a verb, and whether it shares them with another verb."""
        if verb.i not in self._surface:
            self._surface[verb.i] = ((), False)  # stops circles in broken parses
            self._surface[verb.i] = self._find_subjects(verb)
        return self._surface[verb.i]

    def _find_subjects(self, verb: Token) -> tuple[tuple[Token, ...], bool]:
        s = self._s
        own = [t for t in s.children(verb, *_SUBJECTS) if t.dep != "expl"]
        if own:
            return self._antecedents(verb, self._described(verb, own)), False
        head = s.head(verb)
        if verb.dep == "relcl":
            # "the town they left": the gap is an object; without any subject there is none to find.
            return (), False
        if verb.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON", "NUM"):
            return self._noun_subject(verb, head), True
        if head is verb or not self._shares(verb):
            return (), False
        return self._shared(verb, head), True

    def _described(self, verb: Token, own: list[Token]) -> list[Token]:
        """The subjects without one between two commas that says who the first is: "Lema, until May the envoy, said"."""
        first, *others = own
        marks = [t.i for t in self._s.tokens[first.i : verb.i] if t.text == ","]
        apart = len(marks) > 1 and first.pos in _NOMINAL and all(marks[0] < t.i < marks[-1] for t in others)
        return own[:1] if others and apart else own

    def _shares(self, verb: Token) -> bool:
        return verb.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "prep", "acl")

    def _shared(self, verb: Token, head: Token) -> tuple[Token, ...]:
        """The subject taken over from the verb or noun above."""
        s = self._s
        if head.pos == "ADP" or head.dep in ("prep", "agent"):
            if punished := self._punished(verb, head):
                return punished
            if joined := self._joined(verb, head):
                return joined
            head = s.head(head)  # "by sending", "after meeting": the subject of the governing verb or noun
            if head.pos in ("NOUN", "PROPN"):
                return self._owner(head)
        if head.pos in ("ADJ", "ADV"):  # "is unlikely to antagonise"
            head = s.head(head)
        if not is_predicate(head):
            return self._noun_subject(verb, head) if head.pos in ("NOUN", "PROPN") else ()
        infinitive = self._infinitive(verb)
        if infinitive and (controlled := self._controllers(verb, head)):
            return controlled
        if verb.dep == "ccomp" and not infinitive and verb.tag != "VBG":
            return ()
        if verb.dep == "advcl" and verb.tag == "VBG" and self._after_comma(verb):
            head = self._finite(head)  # ", aiming to …" at the end speaks of the main subject
        return self._subjects(head)[0]

    def _punished(self, verb: Token, prep: Token) -> tuple[Token, ...]:
        """Who is punished, accused or thanked for what a gerund tells: the object of the verb above."""
        s = self._s
        above = s.head(prep)
        object_ = above if above.dep == "dobj" else s.child(above, "dobj")
        ruling = s.head(above) if above.dep == "dobj" else above
        if verb.tag != "VBG" or prep.lower not in self._control.before_gerund or object_ is None:
            return ()
        judged = is_predicate(ruling) and ruling.lemma.lower() in self._control.gerund and object_.i < prep.i
        return _spread(s, [object_]) if judged else ()

    def _joined(self, verb: Token, prep: Token) -> tuple[Token, ...]:
        """Both who join somebody in what a gerund tells, and whom they join: "joined Chad in urging restraint"."""
        s, above = self._s, self._s.head(prep)
        if verb.tag != "VBG" or prep.lower != "in" or above.lemma.lower() not in self._control.joining:
            return ()
        joined = _spread(s, s.children(above, "dobj"))
        return (*self._subjects(above)[0], *joined) if joined and not self._passive(above) else ()

    def _controllers(self, verb: Token, head: Token) -> tuple[Token, ...]:
        """Who does an infinitive that hangs on another verb, when it is not that verb's subject."""
        s = self._s
        lemma = head.lemma.lower()
        names = self._control.prepositional.get(lemma, frozenset())
        called = [t for name, t in self._preps(head) if name in names and t.i < verb.i]
        if called:
            return tuple(called)
        if (verb.dep == "advcl" and lemma not in self._control.object) or lemma in self._control.subject:
            return ()
        if lemma in self._control.calling_in and verb.lemma.lower() in self._control.own_purpose:
            return ()
        if self._passive(head):  # "was urged to act": the surface subject acts
            return self._subjects(head)[0]
        return _spread(s, (t for t in s.children(head, "dobj") if t.i < verb.i))

    def _finite(self, verb: Token) -> Token:
        while verb.dep in ("xcomp", "advcl") and self._infinitive(verb) and is_predicate(self._s.head(verb)):
            verb = self._s.head(verb)
        return verb

    def _after_comma(self, verb: Token) -> bool:
        first = self._s.subtree(verb)[0].i
        return first > 0 and self._s.tokens[first - 1].lower == ","

    def _noun_subject(self, verb: Token, noun: Token) -> tuple[Token, ...]:
        """Who does the act that hangs on a noun: "troops fighting …", "China's attempt to mediate"."""
        if verb.tag in ("VBG", "VBN") and not self._infinitive(verb):
            return (noun,)
        return self._owner(noun) if noun.lemma.lower() in self._control.noun else ()

    def _owner(self, noun: Token) -> tuple[Token, ...]:
        """Who has or does what a noun names: its possessor, "by …", else the subject of the verb above."""
        s = self._s
        if owner := s.child(noun, "poss"):
            return _spread(s, [owner])
        if by := [t for name, t in noun_preps(s, noun) if name == "by"]:
            return tuple(by)
        above = next((t for t in s.ancestors(noun) if is_predicate(t)), None)
        return self._subjects(above)[0] if above is not None else ()

    def _infinitive(self, verb: Token) -> bool:
        return any(t.tag == "TO" for t in self._s.children(verb, "aux"))

    def _antecedents(self, verb: Token, own: Iterable[Token]) -> tuple[Token, ...]:
        """Own subjects, with relative pronouns replaced by what they stand for."""
        s = self._s
        found: list[Token] = []
        for token in own:
            if token.tag in _RELATIVE and verb.dep == "relcl":
                found.extend(relative_heads(s, verb))
            elif token.tag in _RELATIVE and verb.dep == "conj" and s.head(verb).dep == "relcl":
                found.extend(relative_heads(s, s.head(verb)))
            elif token.dep != "csubj":
                found.extend(s.conjuncts(token))
        return tuple(found)


def is_predicate(token: Token) -> bool:
    """True for a verb that heads a clause, copulas included; auxiliaries and adjectival participles are none."""
    if token.pos == "VERB":
        return token.dep not in _NO_PREDICATE and token.text[:1].isalpha()
    return token.pos == "AUX" and token.dep not in ("aux", "auxpass")


def relative_heads(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """What a relative clause speaks of.

    After a list ("A, B, and C, who met …") a parser hangs the clause on the last member; unless the verb is
    singular it speaks of the whole list.
    """
    noun = sentence.head(verb)
    singular = verb.tag in _SINGULAR_VERBS or any(
        t.lower in ("was", "is", "has") for t in sentence.children(verb, "aux", "auxpass")
    )
    comma = any(t.lower == "," for t in sentence.tokens[noun.i + 1 : noun.i + 2])
    if noun.dep == "conj" and comma and not singular:
        first = noun
        while first.dep == "conj":
            first = sentence.head(first)
        members = sentence.conjuncts(first)
        if len(members) > 1 and all(t.pos == "PROPN" for t in members):
            return members
    return (noun,)


def is_negated(sentence: Sentence, verb: Token, scare: Sequence[tuple[int, int]] = ()) -> bool:
    """True when the verb itself is denied: "did not", "never", "no troops crossed".

    A "no" inside scare quotes (`scare`, document offsets) denies nothing outside them.
    """
    for token in sentence.children(verb):
        if token.dep == "neg" or token.lower in _NEVER:
            return True
        if token.dep in ("nsubj", "nsubjpass", "dobj"):
            if token.lower in _NEGATIVE_DETERMINERS:
                return True
            for det in sentence.children(token, "det", "preconj", "cc"):
                if det.lower in ("no", "neither") and not any(s <= det.start < e for s, e in scare):
                    return True  # "no troops", "neither government", "neither Rome nor Paris"
    return False


def _modal_and_tense(
    sentence: Sentence, verb: Token
) -> tuple[str | None, Literal["past", "present", "future", "none"]]:
    auxiliaries = sentence.children(verb, "aux", "auxpass")
    modal = next((t.lower for t in auxiliaries if t.tag == "MD"), None)
    if modal is None and verb.dep == "conj" and verb.tag in ("VB", "VBP") and not auxiliaries:
        head = sentence.head(verb)
        if is_predicate(head):
            modal = _modal_and_tense(sentence, head)[0]
    if modal in ("will", "'ll", "’ll", "shall", "wo", "ll"):
        return "will", "future"
    tags = {t.tag for t in auxiliaries} | {verb.tag}
    if "VBD" in tags or (verb.tag == "VBN" and any(t.lemma == "have" for t in auxiliaries)):
        return modal, "past"
    if tags & {"VBZ", "VBP"}:
        return modal, "present"
    return modal, "none"


def _prep_objects(sentence: Sentence, prep: Token) -> Iterator[tuple[str, Token]]:
    name = prep.lower
    for token in sentence.children(prep):
        if token.dep in ("pobj", "pcomp"):
            for member in sentence.conjuncts(token):
                yield name, member
        elif token.dep == "prep":  # "out of", "because of", "according to"
            yield from ((f"{name} {inner}", t) for inner, t in _prep_objects(sentence, token))
    for other in sentence.children(prep, "conj"):
        if other.pos == "ADP":
            yield from _prep_objects(sentence, other)


def _spread(sentence: Sentence, tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens with what is coordinated with them."""
    return tuple(member for token in tokens for member in sentence.conjuncts(token))


def noun_preps(sentence: Sentence, noun: Token) -> tuple[tuple[str, Token], ...]:
    """(preposition, head of its object) for the prepositions that hang on a noun."""
    return tuple(pair for prep in sentence.children(noun, "prep") for pair in _prep_objects(sentence, prep))
