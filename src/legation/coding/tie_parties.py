"""Tie parties: who stands around a word that describes a relation, and who is who in it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from legation.annotations import Clause, Sentence, Token
from legation.coding.roles import Role, Roles
from legation.coding.scene import Scene
from legation.coding.tie_words import TieWords

Pair = tuple[Role, Role]
_NAMELESS = ("group:-:", "unnamed:")
# "Sees X as a rival", "counts X among its allies".
_SEEN_AS = frozenset({"as", "among", "amongst"})
# "One of its allies", "two of its creditors".
_ONE_OF = frozenset({"one", "some", "two", "three", "four", "several"})
_BREAKS = frozenset({",", ":", "(", "-", "--", "–", "—"})
_PLURAL = frozenset({"NNS", "NNPS"})


class TieParties:
    """Looks up the two sides of ties in one document."""

    def __init__(self, scene: Scene, roles: Roles, words: TieWords) -> None:
        """Use the clauses of `scene` and the parties of `roles`."""
        self._scene = scene
        self._roles = roles
        self._words = words

    def at(self, s: Sentence, tokens: Iterable[Token]) -> tuple[Role, ...]:
        """The parties that the tokens themselves are."""
        found = ((t, role) for t in tokens if (role := self._roles.party(s, t)))
        return tuple(role for t, role in found if not self._is_mere_role(t, role))

    def _is_mere_role(self, token: Token, role: Role) -> bool:
        """True for "its allies" whom nothing names: they are a role, not actors."""
        return token.lemma.lower() in self._words.roles and all(a.startswith(_NAMELESS) for a in role.actors)

    def behind(self, s: Sentence, noun: Token, names: Iterable[str]) -> tuple[Role, ...]:
        """The parties behind prepositions that hang on a noun."""
        wanted = frozenset(names)
        heads = [
            t
            for p in s.children(noun, "prep")
            if p.lower in wanted
            for o in s.children(p, "pobj")
            for t in s.conjuncts(o)
            if t is o or self._is_of_list(s, o)
        ]
        return self.at(s, heads)

    def suppliers(self, s: Sentence, goods: Iterable[Token]) -> tuple[Role, ...]:
        """Those whose goods are depended on: "on Russian gas", "on loans of the bank", "on oil from the Gulf"."""
        things = [t for t in goods if t.pos in ("NOUN", "PROPN") and self._roles.party(s, t) is None]
        found = [r for t in things for r in (self.owners(s, t) or self.behind(s, t, ("from", "of")))]
        return tuple(dict.fromkeys(found))

    def placed_in(self, s: Sentence, noun: Token, names: Iterable[str]) -> tuple[Role, ...]:
        """The parties behind prepositions on a noun, or whose the things there are: "in Peruvian mines"."""
        wanted = frozenset(names)
        heads = [o for p in s.children(noun, "prep") if p.lower in wanted for o in s.children(p, "pobj")]
        every = [t for o in heads for t in s.conjuncts(o)]
        places = [role for t in every if (role := self._roles.place(s, t)) is not None]
        return self.behind(s, noun, names) or tuple(places) or self.suppliers(s, every)

    def _is_of_list(self, s: Sentence, first: Token) -> bool:
        """False for a thing with names behind a comma or dash, those told of: "signatories of the pact, A and B"."""
        behind = s.tokens[first.i + 1 : first.i + 2]
        return bool(self.at(s, (first,))) or not behind or behind[0].text not in _BREAKS

    def owners(self, s: Sentence, noun: Token) -> tuple[Role, ...]:
        """Whose the relation is: a possessor, else the actors named by the words before the noun."""
        poss = [t for p in s.children(noun, "poss") for t in s.conjuncts(p)]
        if poss and poss[0].lower == "whose":
            verb = next((a for a in s.ancestors(noun) if a.dep == "relcl"), noun)
            return self.at(s, relative_antecedents(s, verb))
        if poss:
            return self.at(s, poss) or self._own_subjects(s, noun, poss[0])
        left = [m for m in s.children(noun, "amod", "compound", "nmod", "npadvmod") if m.i < noun.i]
        found = self._roles.before(s, noun) if left else ()
        return tuple(r for r in found if r.end <= noun.start or r.start >= noun.start)

    def _own_subjects(self, s: Sentence, noun: Token, poss: Token) -> tuple[Role, ...]:
        """The subject of the clause, for an "its" that nobody resolved."""
        clause = self.clause_of(s, noun) if poss.tag == "PRP$" and noun.dep in ("dobj", "pobj") else None
        return () if clause is None else self.at(s, clause.subjects)

    def clause_of(self, s: Sentence, noun: Token) -> Clause | None:
        """The clause that the noun, or the preposition before it, is part of."""
        here = noun
        while here.dep == "conj" and s.head(here).pos in ("NOUN", "PROPN"):
            here = s.head(here)
        above = s.head(here)
        if above.pos == "ADP":
            above = s.head(above)
        return self._scene.clause(s, above) if above is not here else None

    def relation(self, s: Sentence, noun: Token, kind: str) -> Iterator[Pair]:
        """The pairs of a noun that names a relation."""
        if (sides := self._between(s, noun)) is not None:
            yield from (pair for one, other in combinations(sides, 2) for pair in crossed(one, other))
            return
        others = self.behind(s, noun, self._words.others_behind.get(kind, tuple(self._words.lists["with"])))
        owners = self.owners(s, noun)
        of = () if kind == "membership" else self.behind(s, noun, ("of",))
        owners = owners or of
        clause = self.clause_of(s, noun)
        holds = clause is not None and self._has(clause) and self._inside(s, noun, clause)
        if clause is not None and holds:
            names = self._words.others_behind.get(kind, tuple(self._words.lists["with"]))
            others = others or self.at(s, [t for t in clause.prep(*names) if t.i > noun.i])
            subjects = self.at(s, clause.subjects)
            owners = owners or subjects
        owners = owners or self._misread_having(s, noun)
        if others:
            yield from crossed(owners, others)
        elif len(_sides(owners)) > 1:
            yield from mutual(owners)

    def _between(self, s: Sentence, noun: Token) -> list[tuple[Role, ...]] | None:
        """Those on each side of "between"; None where it does not stand, or names nobody.

        Of "the three and coastal states" the three stand together, and so do all before the last "and" of several.
        """
        preps = [p for p in s.children(noun, "prep") if p.lower in ("between", "among")]
        heads = [t for p in preps for o in s.children(p, "pobj") for t in s.conjuncts(o)]
        joints = [c.i for t in heads for c in s.children(t, "cc") if c.lower == "and"]
        if len(joints) > 1:
            sides = [self.at(s, [t for t in heads if (t.i > max(joints)) == late]) for late in (False, True)]
        else:
            sides = [self.at(s, [t]) for t in heads]
        if len(heads) == 1:
            sides = [(role,) for role in _singles(sides[0])]
        return sides if len(_sides([role for side in sides for role in side])) > 1 else None

    def _misread_having(self, s: Sentence, noun: Token) -> tuple[Role, ...]:
        """The subject of "has close ties", where the parser takes the adjective for the verb."""
        head = s.head(noun)
        if noun.dep != "dobj" or not misread_adjective(s, head):
            return ()
        return self.at(s, [t for c in s.children(head, "nsubj") for t in s.conjuncts(c)])

    def _has(self, clause: Clause) -> bool:
        return any(self._words.is_in(name, clause.lemma) for name in ("having", "denying", "ending", "wishing"))

    def _inside(self, s: Sentence, noun: Token, clause: Clause) -> bool:
        """True for the object of the verb, or what stands behind its "into"."""
        while noun.dep == "conj":
            noun = s.head(noun)
        prep = s.head(noun)
        return noun.dep in ("dobj", "attr", "nsubjpass") or (
            noun.dep == "pobj" and prep.lower in self._words.lists["into"]
        )

    def role(self, s: Sentence, noun: Token, preps: Iterable[str] = (), *, one_way: bool) -> Iterator[Pair]:
        """The pairs of a noun that says what somebody is to another: (who is it, to whom).

        What is `one_way` several are not to one another: members of a bloc, guarantors of a pact. Behind `preps` stands
        to whom, beside the usual ones.
        """
        owners = self._role_owners(s, noun) or self.placed_in(s, noun, preps)
        holders, paired = self._holders(s, noun)
        whose = self._roles.countries(_sides(owners))
        if whose and len(_sides(holders)) > 1 and whose <= self._roles.countries(_sides(holders)):
            return  # who they are, is told behind them: "the guarantors of the pact - A and B - met"
        seers = self._seers(s, noun) if not owners else ()
        if owners or seers:
            yield from crossed(holders, owners or seers)
        elif paired and noun.tag in _PLURAL and len(_sides(holders)) > 1 and not one_way:
            yield from mutual(holders)

    def _role_owners(self, s: Sentence, noun: Token) -> tuple[Role, ...]:
        found = self.owners(s, noun) or self.behind(s, noun, self._words.lists["of"])
        first = noun
        while not found and first.dep == "conj" and s.head(first).pos in ("NOUN", "PROPN"):
            first = s.head(first)  # "its main trading partner and only ally"
            found = self.owners(s, first)
        return found

    def _holders(self, s: Sentence, noun: Token) -> tuple[tuple[Role, ...], bool]:
        """Who is said to be that, and whether they may be so to one another."""
        first = noun
        while first.dep == "conj" and s.head(first).tag == noun.tag and s.head(first).pos == "NOUN":
            first = s.head(first)
        found = list(self._named_beside(s, first, plural=noun.tag in _PLURAL))
        if not found and first.dep == "pobj" and (subjects := self._one_of(s, first)):
            return subjects, noun.tag not in _PLURAL
        clause = self._scene.clause(s, s.head(first))
        if (
            not found
            and clause is not None
            and first.dep in ("attr", "acomp")
            and self._words.is_in("being", clause.lemma)
        ):
            found.extend(self.at(s, clause.subjects))
        if not found and first.dep in ("pobj", "oprd"):
            found.extend(self._described(s, first))
        if found:
            return tuple(found), True
        found.extend(self._examples(s, noun))
        itself = self.at(s, (noun,))
        if not found and itself and len(itself[0].actors) > 1:
            return itself, noun.dep in ("nsubj", "nsubjpass") and not s.children(noun, "poss")
        return tuple(found) or itself, False

    def _one_of(self, s: Sentence, noun: Token) -> tuple[Role, ...]:
        """The subject of "is one of the main investors", "is among its closest allies"."""
        prep = s.head(noun)
        above = s.head(prep)
        if prep.lower == "of" and above.lower in _ONE_OF:
            if above.dep == "appos":
                return self.at(s, (s.head(above),))  # "Atlantis, one of its main suppliers, said"
            verb = s.head(above) if above.dep == "attr" else None
        else:
            verb = above if prep.lower in ("among", "amongst") and above.lemma.lower() == "be" else None
        clause = self._scene.clause(s, verb) if verb is not None else None
        return self.at(s, clause.subjects) if clause and self._words.is_in("being", clause.lemma) else ()

    def _named_beside(self, s: Sentence, noun: Token, *, plural: bool) -> Iterator[Role]:
        """Names in apposition, either way round: "X, an ally", "its ally X", "rivals X and Y"."""
        heads: list[Token] = []
        if noun.dep in ("appos", "compound", "nmod") or _misread(s, noun):
            above = s.head(noun)
            heads = [above]
            if plural and (noun.dep != "appos" or above.dep == "conj"):
                top = above
                while top.dep == "conj":
                    top = s.head(top)
                heads = list(s.conjuncts(top))
            elif plural:
                heads = list(s.conjuncts(above))
            heads = [h for h in heads if h.pos == "PROPN" or noun.dep != "conj"]
        for child in s.children(noun, "appos"):
            heads.extend(s.conjuncts(child) if plural else [child])
        yield from self.at(s, [h for h in heads if h.i != noun.i])

    def _described(self, s: Sentence, noun: Token) -> tuple[Role, ...]:
        """Who is described: "its role as an ally", "sees X as a rival", "called X a friend"."""
        above = s.head(noun)
        if noun.dep == "pobj" and above.lower not in _SEEN_AS:
            return ()
        governor = s.head(above) if noun.dep == "pobj" else above
        if governor.lemma.lower() in self._words.lists["standing"]:
            return self.owners(s, governor)
        clause = self._scene.clause(s, governor)
        if clause is not None and self._words.is_in("seeing", clause.lemma):
            return self.at(s, clause.objects)
        if clause is not None and above.lower == "as" and above.i < clause.head.i:
            return self.at(s, clause.subjects)  # "X, as Y's largest donor, could press it"
        return self.owners(s, governor) if governor.pos == "NOUN" else ()

    def _seers(self, s: Sentence, noun: Token) -> tuple[Role, ...]:
        above = s.head(noun)
        governor = s.head(above) if noun.dep == "pobj" and above.lower in _SEEN_AS else above
        clause = self._scene.clause(s, governor)
        seen = clause is not None and self._words.is_in("seeing", clause.lemma) and noun.dep in ("pobj", "oprd")
        return self.at(s, clause.subjects) if clause is not None and seen else ()

    def _examples(self, s: Sentence, noun: Token) -> tuple[Role, ...]:
        """The names of "allies such as X and Y", "partners including X"."""
        heads: list[Token] = []
        for prep in s.children(noun, "prep"):
            if prep.lower in ("as", "like", "including"):
                heads.extend(t for o in s.children(prep, "pobj") for t in s.conjuncts(o))
        return self.at(s, heads)


def _sides(roles: Sequence[Role]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a for r in roles for a in r.actors))


def _singles(roles: Iterable[Role]) -> list[Role]:
    return [Role((a,), r.start, r.end, r.direct) for r in roles for a in r.actors]


def mutual(roles: Sequence[Role]) -> Iterator[Pair]:
    """Every two of the actors."""
    yield from combinations(_singles(roles), 2)


def crossed(owners: Sequence[Role], others: Sequence[Role]) -> Iterator[Pair]:
    """Each of the owners with each of the others."""
    for owner in _singles(owners):
        for other in _singles(others):
            yield owner, other


def relative_antecedents(s: Sentence, verb: Token) -> tuple[Token, ...]:
    """What a relative clause speaks of: the noun before it, with the list that it ends."""
    first = s.head(verb)
    while first.dep in ("conj", "appos") and s.head(first).pos in ("NOUN", "PROPN"):
        first = s.head(first)
    return s.conjuncts(first)


def misread_adjective(s: Sentence, head: Token) -> bool:
    """True for the "close" of "has close ties" that the parser made the verb."""
    return head.tag in ("JJ", "JJR") and any(t.lemma == "have" for t in s.children(head, "aux"))


def _misread(s: Sentence, noun: Token) -> bool:
    """True for an apposition that the parser took for a list without "and": "X, Y's partner and ally, said"."""
    above = s.head(noun)
    if noun.dep != "conj" or above.pos != "PROPN":
        return False
    between = s.tokens[above.i + 1 : noun.i]
    return bool(between) and between[0].lower == "," and not any(t.dep == "cc" and t.head == above.i for t in between)
