"""Binding: whom a pronoun can't mean, or must mean, by the grammar of its own sentence."""

from collections.abc import Iterator, Mapping

from legation.annotations import Clause, Party, Sentence, Token
from legation.resolving.cast import Cast

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def barred(sentence: Sentence, token: Token, clauses: Mapping[int, Clause], cast: Cast) -> frozenset[str]:
    """Whoever a pronoun can't be: the doer of its own verb, and whoever the phrase around it describes."""
    found = frozenset(_parties(sentence, _doers(sentence, token, clauses), cast))
    if token.dep != "poss":
        return found
    return found | frozenset(_parties(sentence, _same_one(sentence, sentence.head(token)), cast))


def _parties(sentence: Sentence, tokens: Iterator[Token], cast: Cast) -> Iterator[str]:
    for token in tokens:
        party = cast.at(sentence, token)
        if party is not None:
            yield from party.actors


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
