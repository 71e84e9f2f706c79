"""Set beside: a number of people whose names follow at once ("The two, A and B, were freed")."""

from collections.abc import Mapping

from legation.annotations import Sentence, Token
from legation.resolving.cast import Cast


def set_beside(cast: Cast, sentence: Sentence, token: Token, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Whom a number or a numbered noun stands for whose names are set beside it, just as many as it tells."""
    told = (token, *sentence.children(token, "nummod", "det"))
    number = next((numbers[t.lower] for t in told if t.lower in numbers), 0)
    listed = sentence.child(token, "appos") if number else None
    if listed is None or token.ent == "PERSON":
        return ()
    parties = [cast.at(sentence, member) for member in sentence.conjuncts(listed)]
    actors = tuple(dict.fromkeys(a for party in parties if party is not None for a in party.actors))
    return actors if None not in parties and len(parties) == len(actors) == number else ()
