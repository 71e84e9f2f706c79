"""Left out: who is none of "both" or "the two", by the words beside the noun."""

from collections.abc import Iterable

from legation.annotations import Sentence, Token
from legation.resolving.cast import Cast

# The prepositions behind which whoever is addressed stands: "called on both sides", "appealed to them", "pleaded with".
_TOWARDS = frozenset({"on", "upon", "to", "with"})
_COUNTERPART = "counterpart"
# Who heads a government, or a ministry together with it, is a minister too.
_FIRST = frozenset({"prime", "chief", "first"})


def facing(cast: Cast, sentence: Sentence, token: Token) -> set[str]:
    """Whose counterparts there are "in both capitals": none of the two states is his own."""
    noun = sentence.head(sentence.head(token))
    owner = sentence.child(noun, "poss") if noun.lemma.lower() == _COUNTERPART and token.dep == "pobj" else None
    party = cast.at(sentence, owner) if owner is not None else None
    return {state for a in (party.actors if party else ()) if (state := cast.state_of(a)) is not None}


def chiefs(cast: Cast, sentence: Sentence, token: Token, persons: Iterable[str]) -> set[str]:
    """The heads of state and government among those spoken of, who are no "two foreign ministers"."""
    before = {t.lower for t in sentence.children(token, "amod", "compound")}
    if token.lemma.lower() != "minister" or not before or before & _FIRST:
        return set()
    return {a for a in persons if cast.has_led(a) and not cast.led_before(a)}


def is_addressed(sentence: Sentence, token: Token) -> bool:
    """True for a part of a clause in which those stand who are spoken to: its object, or what they are to do."""
    if token.dep in ("ccomp", "xcomp"):
        return any(t.lower == "to" for t in sentence.children(token, "aux"))
    return token.dep in ("dobj", "dative") or (token.dep == "prep" and token.lower in _TOWARDS)


def speaking(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The subjects of a verb and whose they are ("its members"), or of the one that it goes on from.

    "Voiced concern and called on both" has one subject.
    """
    while not (found := sentence.children(verb, "nsubj", "nsubjpass")) and verb.dep == "conj":
        verb = sentence.head(verb)
    return (*found, *(owner for one in found for owner in sentence.children(one, "poss")))
