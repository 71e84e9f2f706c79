"""Apposition: the nouns that describe a name, by the grammar of its sentence."""

from legation.annotations import Sentence, Token

_MADE = frozenset({"become", "name", "elect", "appoint", "choose", "remain", "nominate"})
# What others do to whoever becomes something.
MAKING = _MADE - {"become", "remain"} | {"make", "proclaim", "declare", "crown", "re-elect", "reelect", "reappoint"}
# What somebody may do to himself with a title.
_STYLING = frozenset({"declare", "proclaim", "call", "style", "name", "crown", "pronounce", "dub", "make", "appoint"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_PLACES = frozenset({"GPE", "ORG", "LOC", "FAC"})


def nouns_beside(sentence: Sentence, head: Token) -> list[Token]:
    """The nouns that describe a name, beside it or by way of a verb."""
    nouns = [t for t in sentence.children(head, "appos") if t.ent != "PERSON"]
    nouns += _torn_off(sentence, head)
    head = first_listed(sentence, head)
    above = sentence.head(head)
    while head.dep == "appos" and above.dep == "pobj" and (above.ent in _PLACES or _another(sentence, above, head)):
        # "Peru's ambassador to Bolivia, Ana Quispe": she is set beside the ambassador, not beside Bolivia.
        above = sentence.head(sentence.head(above))
    if head.dep == "appos" and above.pos in ("NOUN", "PROPN") and above.ent != "PERSON":
        nouns.append(above)
    if head.dep == "nsubj" and above.lemma == "be" and above.tag in ("VBZ", "VBD", "VBP"):
        nouns.extend(sentence.children(above, "attr"))
        nouns.extend(n for v in sentence.children(above, "xcomp") for n in sentence.children(v, "attr"))
    if head.dep in ("nsubj", "nsubjpass"):  # "became prime minister", "was named chief of staff"
        nouns.extend(n for n in sentence.children(above, "attr", "oprd") if above.lemma in _MADE)
    if head.dep == "nsubj" and not sentence.child(above, "dobj"):  # "spoke as chairman of the party"
        nouns.extend(
            t for p in sentence.children(above, "prep") if p.lower == "as" for t in sentence.children(p, "pobj")
        )
    nouns += _self_styled(sentence, head)
    return nouns


def _self_styled(sentence: Sentence, head: Token) -> list[Token]:
    """What somebody calls himself: "the general, who has declared himself head of state"."""
    own = [sentence.head(head)] if head.dep == "nsubj" else []
    own += [v for v in sentence.children(head, "relcl") if any(t.tag == "WP" for t in sentence.children(v, "nsubj"))]
    nouns: list[Token] = []
    for verb in own:
        if verb.lemma.lower() not in _STYLING:
            continue
        if any(t.lower in _REFLEXIVE for t in sentence.children(verb, "dobj")):
            nouns.extend(t for t in sentence.children(verb, "oprd") if t.pos == "NOUN")
        small = (t for t in sentence.children(verb, "ccomp", "xcomp") if t.pos == "NOUN")
        nouns.extend(t for t in small if any(n.lower in _REFLEXIVE for n in sentence.children(t, "nsubj")))
    return nouns


def _another(sentence: Sentence, one: Token, other: Token) -> bool:
    """True for the names of two people with a comma between them: "an aide to Ana Quispe, Luis Rojas, said"."""
    between = sentence.tokens[one.i + 1 : other.i]
    return one.ent == other.ent == "PERSON" and any(t.text == "," for t in between)


def first_listed(sentence: Sentence, head: Token) -> Token:
    """The first of the persons in whose list a name stands."""
    while head.dep == "conj" and sentence.head(head).ent == "PERSON":  # "two senators, X and Y": Y is one too
        head = sentence.head(head)
    return head


def _torn_off(sentence: Sentence, head: Token) -> list[Token]:
    """The description of a name that the parser takes for the subject ("Yoon, a former prosecutor who …, had …")."""
    verb = sentence.head(head)
    if head.dep not in ("npadvmod", "dep", "advcl") or head.i + 2 >= len(sentence.tokens):
        return []
    between = sentence.tokens[head.i + 1]
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if between.text != "," or subject is None or subject.tag not in ("NN", "NNP"):
        return []
    branch = sentence.subtree(subject)
    closed = branch[-1].i + 1 < len(sentence.tokens) and sentence.tokens[branch[-1].i + 1].text == ","
    return [subject] if branch[0].i == head.i + 2 and (closed or branch[-1].text == ",") else []
