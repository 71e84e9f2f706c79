"""Binding: whom a pronoun or a noun can't mean, or must mean, by the grammar of its own sentence."""

from collections.abc import Iterable, Iterator, Mapping

from legation.annotations import Clause, Party, Sentence, Token
from legation.resolving.cast import Cast

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
# What stands below a verb, and below its subject's reach: no name there is that of the subject.
_COMPLEMENTS = ("dobj", "dative", "prep", "agent", "ccomp", "xcomp")
# Prepositions that face another one: what is done "with", "against" or "to" a state is not done by it.
_FACING = frozenset({"with", "against", "on", "upon", "to", "toward", "towards", "from"})
_IDENTIFYING = frozenset({"as", "like", "than", "under"})


def barred(sentence: Sentence, token: Token, clauses: Mapping[int, Clause], cast: Cast) -> frozenset[str]:
    """Whoever a pronoun can't be: the doer of its own verb, and whoever the phrase around it describes."""
    found = frozenset(_parties(sentence, _doers(sentence, token, clauses), cast))
    if token.dep != "poss":
        return found
    several = _parties(sentence, _several(sentence, token, clauses), cast)
    return found | frozenset((*several, *_parties(sentence, _same_one(sentence, sentence.head(token)), cast)))


def _several(sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[Token, ...]:
    """Several who do together what befalls the thing of one: "Chad and Mali left Togo and closed | its embassies"."""
    verb = next((t for t in sentence.ancestors(token) if t.i in clauses), None)
    clause = clauses[verb.i] if verb is not None and token.lower == "its" else None
    doers = clause.subjects if clause is not None and not clause.passive else ()
    return doers if len(doers) > 1 else ()


def named_apart(sentence: Sentence, token: Token, cast: Cast) -> frozenset[str]:
    """Whoever a noun can't be: who is named in what its verb says of it, or is named as the doer of what it suffers.

    "The president congratulated Trump", "said that Merkel was wrong", "Trump called the president".
    """
    first = next((t for t in sentence.conjuncts(token) if t.dep != "conj"), token)
    verb = sentence.head(first)
    if first.dep in _OBJECTS:
        verb = sentence.head(verb) if verb.pos == "ADP" else verb
        above = (verb, *(sentence.ancestors(verb) if verb.dep == "conj" else ()))
        doers = next((found for v in above if (found := sentence.children(v, *_SUBJECTS))), ())
        return frozenset(_parties(sentence, (t for d in doers for t in sentence.conjuncts(d)), cast))
    if first.dep not in _SUBJECTS:
        return frozenset()
    joined = (v for v in sentence.conjuncts(verb) if v is verb or not sentence.children(v, *_SUBJECTS))
    below = (
        t
        for v in joined
        for branch in (*sentence.children(v, *_COMPLEMENTS), *_only_objects(sentence, v))
        if branch.i > v.i and branch.lower not in _IDENTIFYING
        for t in sentence.subtree(branch)
    )
    named = (t for t in below if (party := cast.at(sentence, t)) is not None and party.kind == "name")
    return frozenset(_parties(sentence, named, cast))


def across(sentence: Sentence, token: Token, cast: Cast) -> frozenset[str]:
    """The states that "they" and "their" can't be, since they stand on the other side of the same clause.

    "They closed their borders with Niger": whoever they are, they are not Niger. A mere place is no other side, since
    people act in their own state too.
    """
    noun = sentence.head(token) if token.dep == "poss" else None
    above = noun if noun is not None else sentence.head(token)
    if noun is None and token.dep not in _SUBJECTS:
        return frozenset()
    things = [above, *(t for t in sentence.children(above, "dobj") if noun is None)]
    objects = [t for t in things if t is not above] if noun is None else []
    behind = (
        t
        for thing in things
        for prep in sentence.children(thing, "prep")
        if prep.lower in _FACING
        for t in sentence.children(prep, "pobj")
    )
    others = [p for t in (*objects, *behind) for m in sentence.conjuncts(t) if (p := cast.at(sentence, m)) is not None]
    return frozenset(a for p in others if not p.about_place for a in p.actors if cast.is_state(a))


def _only_objects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """What the parser takes for a name given where nobody is named so ("The president called Zelensky")."""
    return () if sentence.children(verb, "dobj") or verb.lemma == "be" else tuple(sentence.children(verb, "oprd"))


def _parties(sentence: Sentence, tokens: Iterable[Token], cast: Cast) -> Iterator[str]:
    for token in tokens:
        party = cast.at(sentence, token)
        if party is not None:
            yield from party.actors


# What there is of a matter.
_OF_MATTERS = frozenset(
    {"party", "end", "solution", "answer", "alternative", "settlement", "resolution", "cause", "origin", "outcome"}
)
# How a word hangs on its verb that is somebody of its own.
_PARTIES = frozenset({"dobj", "pobj", "dative", "nsubj", "nsubjpass"})


def _doers(sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> Iterator[Token]:
    """The subject of the same verb, who would be "himself" or "itself", with what stands beside it."""
    verb = sentence.head(token)
    if token.dep not in ("dobj", "dative") and not (token.dep == "pobj" and verb.pos == "ADP"):
        return
    verb = sentence.head(verb) if verb.pos == "ADP" else verb
    clause = clauses.get(verb.i)  # it knows the understood subject: "Tehran agreed to meet it"
    subjects = clause.subjects if clause is not None else sentence.children(verb, "nsubj", "nsubjpass")
    for subject in subjects if not token.lower.endswith(("self", "selves")) else ():
        yield subject
        yield from sentence.children(subject, "appos")


def is_matter(sentence: Sentence, token: Token) -> bool:
    """True for the "it" of "a party to it" and "an end to it": a quarrel, an offer, a war, and nobody."""
    prep = sentence.head(token)
    return token.dep == "pobj" and prep.lower in ("to", "of") and sentence.head(prep).lemma.lower() in _OF_MATTERS


def reflected(sentence: Sentence, token: Token, clauses: Mapping[int, Clause], cast: Cast) -> tuple[str, ...] | None:
    """Who "himself" or "itself" is: the subject of its clause, of "declared himself president" that of the verb above.

    Nobody where it only stresses the noun before it ("the dispute itself"); None where the grammar does not tell.
    """
    if not token.lower.endswith(("self", "selves")):
        return None
    before = sentence.tokens[token.i - 1] if token.i else token
    if token.dep not in _PARTIES:
        return () if before.pos in ("NOUN", "PROPN") else None
    subject = next(above_subjects(sentence, token, clauses), None)
    party = None if subject is None else cast.at(sentence, subject)
    return None if party is None else party.actors


def _same_one(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """Who the noun itself is: "his deputy, Ana Quispe" is not "his", nor is she who "was his deputy"."""
    yield noun
    yield from sentence.children(noun, "appos")
    above = sentence.head(noun)
    if noun.dep == "appos":
        yield above
    if noun.dep == "attr" and (subject := sentence.child(above, "nsubj")) is not None:
        yield subject
        if above.dep == "relcl":  # "Santos, who was once his minister"
            yield sentence.head(above)


def first_of_pair(sentence: Sentence, token: Token, cast: Cast) -> Party | None:
    """The first of a pair whose second is owned ("A and his deputy", "with A and with her deputy")."""
    noun = sentence.head(token)
    if token.dep != "poss":
        return None
    if noun.dep == "conj":
        return cast.at(sentence, sentence.head(noun))
    prep = sentence.head(noun)
    if noun.dep != "pobj" or prep.dep != "conj":
        return None
    before = (t for t in reversed(sentence.tokens[: prep.i]) if t.lower == prep.lower)
    other = next((pobj for t in before if (pobj := sentence.child(t, "pobj")) is not None), None)
    return None if other is None else cast.at(sentence, other)


def told_of(sentence: Sentence, token: Token) -> Token | None:
    """Who is told something in which a pronoun stands: "the envoy, who was told that his government …"."""
    for above in sentence.ancestors(token):
        if (who := sentence.child(above, "nsubjpass")) is not None and token.i > above.i:
            return sentence.head(above) if who.lower == "who" and above.dep == "relcl" else None
        if sentence.child(above, "nsubj") is not None and above.dep != "ccomp":
            return None
    return None


def above_subjects(sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> Iterator[Token]:
    """The single subjects of the clauses around a pronoun, the innermost first, that stand before it."""
    below = {token.i}
    for above in sentence.ancestors(token):
        clause = clauses.get(above.i)
        if clause is not None and len(clause.subjects) == 1:
            subject = clause.subjects[0]
            if subject.i < token.i and subject.i not in below:
                yield subject
        below.add(above.i)
