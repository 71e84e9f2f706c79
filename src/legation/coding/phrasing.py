"""Phrasing: how English puts a verb's parts, for whoever reads a clause."""

from collections.abc import Collection, Iterable, Iterator

from legation.annotations import Clause, Sentence, Token
from legation.coding.moods import is_wished
from legation.coding.status import Judge

_PREMODIFIERS = ("amod", "compound", "nmod", "nummod")
_ADVERBS = ("advmod", "prt", "acomp", "oprd")
_RELATIVE = ("WDT", "WP")
_RELATIVES = ("that", "which", "whom")
_TIMES = ("DATE", "TIME")
_EACH = frozenset({"each", "both", "neither", "either"})
# "The other side", and not "the other proposal".
_SIDES = frozenset({"side", "party", "country", "government", "state", "nation", "power", "camp"})


def complement(judge: Judge, clause: Clause) -> Clause | None:
    """The clause that completes a verb: its complement, or the infinitive that it leads to ("call on X to act")."""
    s = clause.sentence
    if (
        clause.complement is not None
        and clause.complement.i > clause.head.i
        and (found := judge.at(s, clause.complement))
    ):
        return found
    # A parser hangs the infinitive on the verb, or on the one who is to act.
    named = [t for _, t in clause.preps] + [t for t in objects(clause) if t.ent]
    heads = [
        *s.children(clause.head, "advcl", "xcomp", "ccomp"),
        *(b for t in named for b in s.children(t, "acl", "relcl")),
    ]
    below = (judge.at(s, token) for token in heads if token.i > clause.head.i)
    return next((c for c in below if c and is_infinitive(c)), None)


def objects(clause: Clause) -> tuple[Token, ...]:
    """What a verb acts on, relatives resolved: in "a ruling that it rejects" it is the ruling."""
    s, verb = clause.sentence, clause.head
    if not clause.objects and not clause.passive and (named := hedged(clause)):
        return named[1:]
    if verb.dep != "relcl" or any(t.tag == "WRB" for t in s.children(verb)):
        return clause.objects
    if any(t.tag == "WP$" for subject in clause.subjects for t in s.children(subject, "poss")):
        return clause.objects  # "whose soldiers fought"
    if not clause.objects:
        own = any(t.tag not in _RELATIVE for t in s.children(verb, "nsubj"))
        return (s.head(verb),) if own and not clause.passive and s.head(verb).ent not in _TIMES else ()
    return tuple(s.head(verb) if t.tag in _RELATIVE or t.lower in _RELATIVES else t for t in clause.objects)


def hedged(clause: Clause) -> tuple[Token, Token] | None:
    """The verb of "what it called a camp", "what it said was a camp" behind the clause's own, and the camp.

    Who struck what somebody calls a camp struck it: the words are theirs, the deed is told.
    """
    s = clause.sentence
    telling = s.child(clause.head, "ccomp")
    what = None if telling is None else s.child(telling, "dobj", "nsubj")
    if telling is None or what is None or what.lower != "what" or not s.children(telling, "nsubj"):
        return None
    behind = [t for p in s.children(telling, "prep") if p.lower == "as" for t in s.children(p, "pobj")]
    linked = [t for below in s.children(telling, "ccomp", "xcomp") for t in s.children(below, "attr")]
    found = next((t for t in (*s.children(telling, "oprd"), *behind, *linked) if t.pos in ("NOUN", "PROPN")), None)
    return None if found is None else (telling, found)


def small_clause(clause: Clause) -> Iterator[Token]:
    """Of whom something is found or called: "found [him guilty]"."""
    for token in clause.sentence.children(clause.head, "ccomp"):
        if token.pos in ("ADJ", "NOUN"):
            yield from clause.sentence.children(token, "nsubj")


def names(clause: Clause) -> Iterator[str]:
    """The names under which a verb may be listed, the longest first: "carry out", "shoot dead", "speak highly"."""
    bare = clause.head.lemma.lower()
    for token in clause.sentence.children(clause.head, *_ADVERBS):
        if token.i > clause.head.i:
            yield f"{bare} {token.lower}"
    for token in clause.sentence.children(clause.head, "ccomp"):
        if token.pos == "ADJ":
            yield f"{bare} {token.lower}"
    if clause.lemma != bare:
        yield clause.lemma
    else:
        yield bare


def described(sentence: Sentence, token: Token) -> Iterator[str]:
    """The lemmas of a noun and of the words before it that qualify it."""
    yield token.lemma.lower()
    for child in sentence.children(token, *_PREMODIFIERS):
        yield child.lemma.lower()
        yield from (t.lemma.lower() for t in sentence.children(child, *_PREMODIFIERS))


def hanging(sentence: Sentence, token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """What stands behind the prepositions that hang on a noun."""
    for prep in sentence.children(token, "prep"):
        if prep.lower in prepositions:
            for below in sentence.children(prep, "pobj", "pcomp"):
                yield from sentence.conjuncts(below)


def has_term(clause: Clause) -> bool:
    """True for a bare stretch of time with what is to be done in it: "gave the men a week to leave"."""
    s = clause.sentence
    heads = [clause.head, *(r for t in (*clause.objects, *clause.indirect) for r in s.children(t, "relcl"))]
    terms = [t.i for h in heads for t in s.children(h, "npadvmod", "dobj", "dative") if t.ent in _TIMES]
    below = s.subtree(clause.head)
    return bool(terms) and any(t.tag == "TO" and t.dep == "aux" and t.i > min(terms) for t in below)


def hanging_below(sentence: Sentence, token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """What stands behind the prepositions in the "of" that a noun takes: "the dispatch of men to the front"."""
    for below in hanging(sentence, token, frozenset({"of"})):
        yield from hanging(sentence, below, prepositions)
        yield from hanging_below(sentence, below, prepositions)


def reached(
    sentence: Sentence, token: Token, prepositions: frozenset[str], quantities: Collection[str]
) -> Iterator[Token]:
    """What stands behind the prepositions that hang on a noun, or on what it counts: "a package of curbs on Chad"."""
    yield from hanging(sentence, token, prepositions)
    if token.lemma.lower() in quantities:
        yield from hanging_below(sentence, token, prepositions)


def is_infinitive(clause: Clause) -> bool:
    """True for "to act"."""
    return any(t.tag == "TO" for t in clause.sentence.children(clause.head, "aux"))


def is_thing(sentence: Sentence, token: Token, befalling: Collection[str]) -> bool:
    """True for a pronoun that may mean a thing; in "Kenya said it had been attacked" it means whom that befell."""
    if token.lower not in ("it", "itself", "themselves", "himself", "herself"):
        return False
    verb = sentence.head(token)
    return token.dep != "nsubjpass" or verb.dep == "conj" or verb.lemma.lower() not in befalling


def is_reciprocal(clause: Clause) -> bool:
    """True where those who act do it to "each other" or "one another", or each of them to "the other"."""
    s = clause.sentence
    tokens = (*clause.objects, *clause.indirect, *(t for _, t in clause.preps))
    # "expelled each other's envoys", "envoys of the other"
    behind = [t for token in tokens for t in (*s.children(token, "poss"), *hanging(s, token, frozenset({"of"})))]
    others = (*tokens, *behind)
    return any(_is_each_other(s, t) for t in others) or (
        any(_is_the_other(s, t) for t in others) and _is_of_each(clause)
    )


def _is_each_other(s: Sentence, token: Token) -> bool:
    before = s.tokens[token.i - 1].lower if token.i else ""
    return before in ("each", "one") and token.lower in ("other", "another")


def _is_the_other(s: Sentence, token: Token) -> bool:
    """True for "the other" and "the other side"."""
    below = {t.lower for t in s.children(token) if t.dep in ("det", "amod")}
    return "the" in below and (token.lower == "other" or ("other" in below and token.lower in _SIDES))


def _is_of_each(clause: Clause) -> bool:
    """True where "each", "both" or "neither" of those who act do it: "India and Pakistan each accused the other"."""
    s = clause.sentence
    beside = (t for subject in clause.subjects for m in s.conjuncts(subject) for t in (m, *s.children(m)))
    return any(t.lower in _EACH for t in (*beside, *s.children(clause.head, "advmod", "dep", "nsubj")))


def is_subjunctive(clause: Clause) -> bool:
    """True for what is demanded of somebody: "that Iran withdraw", "that it should withdraw"."""
    return clause.modal in ("should", "must", "ought") or is_wished(clause.sentence, clause.head)


def is_simple_present(clause: Clause) -> bool:
    """True for "acts" and "does not act", but not "is acting" or "has acted"."""
    verb = clause.head
    auxiliaries = clause.sentence.children(verb, "aux", "auxpass")
    if not auxiliaries:
        return verb.tag in ("VBZ", "VBP")
    return all(t.lemma.lower() == "do" and t.tag in ("VBZ", "VBP") for t in auxiliaries)


def with_particle(sentence: Sentence, verb: Token) -> str:
    """The verb's base form, with its particle: "call off"."""
    particle = sentence.child(verb, "prt")
    return verb.lemma.lower() if particle is None else f"{verb.lemma.lower()} {particle.lower}"


def of_phrase(clause: Clause, beside: Iterable[tuple[str, Collection[str]]], source: str) -> Iterator[Token]:
    """Whom the noun of a set phrase names: "stood in the way of Peru", "in Peru's way", "hit by raids on Peru".

    `beside` are the prepositions of the phrase with their nouns, `source` is the preposition behind the noun.
    """
    for name, words in beside:
        for token in clause.prep(name):
            if token.lemma.lower() in words:
                yield from hanging(clause.sentence, token, frozenset({source}))
                if source == "of":
                    yield from clause.sentence.children(token, "poss")


def governed(sentence: Sentence, word: Token) -> tuple[Token, Token | None]:
    """A verb and the noun that is its object: either may be the word that tells an act."""
    if word.pos == "NOUN" and word.dep in ("dobj", "nsubjpass"):
        return sentence.head(word), word
    return word, sentence.child(word, "dobj", "nsubjpass")
