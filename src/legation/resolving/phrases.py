"""Phrases: the words of a sentence that belong to one name or noun phrase."""

from collections.abc import Iterable, Sequence

from legation.annotations import Sentence, Token

# Branches of a noun phrase that describe it further but are no part of its name.
_OUTSIDE = frozenset({"relcl", "appos", "acl", "advcl", "conj", "cc", "punct", "preconj", "ccomp", "parataxis"})
_PLACES_OF_SOMEBODY = ("nsubj", "nsubjpass", "dobj", "pobj", "dative")
_INSIDE_PREPS = frozenset({"of", "to", "at", "from", "for", "with"})


def is_noun(sentence: Sentence, token: Token) -> bool:
    """True for a noun, and for the adjective that ends a title ("secretary-general", "president-elect")."""
    last = token.i > 0 and sentence.tokens[token.i - 1].text == "-" and token.lower in ("general", "elect", "designate")
    return token.pos in ("NOUN", "PROPN") or (last and token.pos == "ADJ")


def covered(sentence: Sentence, start: int, end: int) -> list[Token]:
    """The tokens that share characters with document offsets `start` to `end`."""
    return list(sentence.covered(start, end))


def head_of(sentence: Sentence, tokens: Iterable[Token]) -> Token | None:
    """The token of a phrase that the rest of it depends on: the one whose own head lies outside."""
    members = list(tokens)
    inside = {t.i for t in members}
    heads = [t for t in members if t.head not in inside or t.head == t.i]
    return heads[-1] if heads else (members[-1] if members else None)


def noun_phrase(sentence: Sentence, head: Token) -> tuple[int, int]:
    """Document offsets of the noun phrase that `head` heads, up to its "of …" and "to …" but no relative clause."""
    todo, found = [head], []
    while todo:
        here = todo.pop()
        found.append(here)
        for child in sentence.children(here):
            # "Turkish-backed rebels", "the secretary-general"
            hyphen = child.text == "-" and (here is not head or child.end == here.start)
            if (child.dep in _OUTSIDE and not hyphen) or (child.dep == "amod" and child.i > here.i):
                continue
            if child.dep == "prep" and (here is not head or child.lower not in _INSIDE_PREPS):
                continue
            todo.append(child)
    found.sort(key=lambda t: t.i)
    return _unbroken(sentence, found, head)


def full_phrase(sentence: Sentence, head: Token) -> tuple[int, int]:
    """Offsets of a noun phrase with all that its prepositions add ("a professor of law at the university of Oslo")."""
    return _unbroken(sentence, sentence.subtree(head, without=_OUTSIDE - {"conj", "cc"}), head)


def _unbroken(sentence: Sentence, tokens: Sequence[Token], head: Token) -> tuple[int, int]:
    """Offsets of the unbroken run of tokens around `head`: what a stranded branch adds further off is left out."""
    at = next(n for n, t in enumerate(tokens) if t is head)
    first, last = at, at
    while first > 0 and _adjoin(sentence, tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _adjoin(sentence, tokens[last], tokens[last + 1]):
        last += 1
    return tokens[first].start, tokens[last].end


def _adjoin(sentence: Sentence, one: Token, other: Token) -> bool:
    """True for two words one behind the other, or with the hyphen of a compound alone between ("secretary-general")."""
    between = sentence.tokens[one.i + 1 : other.i]
    hyphen = (
        len(between) == 1 and between[0].text == "-" and (one.end, other.start) == (between[0].start, between[0].end)
    )
    return not between or hyphen


def modifiers(sentence: Sentence, head: Token) -> list[Token]:
    """Words before a noun that qualify it, coordination spread ("Chinese, Japanese and Korean officials")."""
    found: list[Token] = []
    for child in sentence.children(head, "amod", "compound", "nmod", "poss"):
        for token in sentence.conjuncts(child):
            found.append(token)
            found.extend(modifiers(sentence, token) if token.dep != "poss" else [])
    return found


def is_plural(sentence: Sentence, token: Token) -> bool:
    """True for a plural noun or the first member of "A and B"."""
    return token.tag in ("NNS", "NNPS") or any(t.dep == "conj" for t in sentence.children(token))


def written(sentence: Sentence, start: int, end: int) -> str:
    """The words of a description, in lower case where a headline has capitals, without a relative pronoun before it."""
    words = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    if words and words[0].tag in ("WP$", "WDT"):
        words = words[1:]
    headline = sentence.block.kind == "headline"
    common = ("NOUN", "ADJ", "NUM", "DET", "ADV", "VERB")
    pieces = []
    for token, after in zip(words, (*words[1:], None), strict=True):
        plain = (
            token.lower
            if headline and token.pos in common and not token.ent and not token.text.isupper()
            else token.text
        )
        pieces.append(plain + (" " if after is not None and after.start > token.end else ""))
    return "".join(pieces)


def settlement(sentence: Sentence, token: Token, nouns: frozenset[str]) -> Token | None:
    """The noun for a place whose name a word is: "the village of Kibumba", "Kibumba, a village"."""
    prep = sentence.head(token)
    if token.pos == "PROPN" and (told := sentence.child(token, "appos")) is not None and _is_any(sentence, told, nouns):
        return token
    if token.pos != "PROPN" or token.dep != "pobj" or prep.lower != "of":
        return None
    noun = sentence.head(prep)
    return noun if noun.pos == "NOUN" and _is_any(sentence, noun, nouns) else None


def _is_any(sentence: Sentence, noun: Token, nouns: frozenset[str]) -> bool:
    """True for one of some nouns, of two words too ("air base")."""
    lemma = noun.lemma.lower()
    before = (t.lower for t in sentence.children(noun, "compound", "amod"))
    return lemma in nouns or any(f"{word} {lemma}" in nouns for word in before)


def is_one_of_a_people(sentence: Sentence, head: Token) -> bool:
    """True for "the Brazilian", one person of a state, at the head of a phrase."""
    dets = {t.lower for t in sentence.children(head, "det")}
    if head.tag in ("NN", "NNP") and dets & {"a", "an"} and head.dep in (*_PLACES_OF_SOMEBODY, "appos"):
        return True  # "a soft-spoken Dane"
    many = head.lower.endswith("s")  # the parser takes "the Finns" for a name
    one = head.tag in ("NN", "NNP", "JJ") and head.dep in _PLACES_OF_SOMEBODY and not many
    return one and {t.lower for t in sentence.children(head, "det")} == {"the"} and not sentence.children(head, "amod")


def stands_in(sentence: Sentence, noun: Token) -> bool:
    """True for a vice president, who is not "the president" for short; a deputy minister may well be "the minister"."""
    before = sentence.children(noun, "compound", "amod", "nmod")
    return noun.lower != "minister" and any(t.lower in ("vice", "deputy") for t in before)


def counted(sentence: Sentence, token: Token) -> Token | None:
    """The word that counts those of whom a pronoun speaks: "the | two | of them", "both of them"."""
    of = sentence.head(token)
    if token.lower != "them" or token.dep != "pobj" or of.lower != "of":
        return None
    return sentence.head(of)
