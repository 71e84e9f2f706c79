"""Settlements: small places that no table knows, by the noun before their name ("the village of Kibumba").

Where such a place lies only the text can tell: it is in the state that the text is about, and what the forces of one
of two quarrelling states shell or seize lies in the other one.
"""

from collections.abc import Mapping, Sequence

from legation.annotations import Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.phrases import settlement

_OWNING = ("amod", "compound", "nmod", "poss")


class Settlements:
    """Finds the states of unknown places of one document."""

    def __init__(self, lists: Mapping[str, Sequence[str]], cast: Cast) -> None:
        """`lists` are those of `nouns.yaml`."""
        self._nouns = frozenset(lists["settlements"])
        self._striking = frozenset(lists["striking"])
        self._cast = cast

    def state(self, sentence: Sentence, token: Token) -> str | None:
        """The state of a place of which a noun says that it is one; None for other words, and where it may be any."""
        noun = settlement(sentence, token, self._nouns)
        if noun is None:
            return None
        setting = self._cast.setting
        verb = self._struck_by(sentence, noun)
        if verb is None:
            return setting.state
        doers = self._states(sentence, _doers(sentence, verb))
        if len(doers) != 1:
            return None
        (doer,) = doers
        return setting.other(doer) or (setting.state if setting.state != doer else None)

    def _struck_by(self, sentence: Sentence, noun: Token) -> Token | None:
        """The verb of force whose object a place is, or behind whose preposition it stands."""
        above = sentence.head(noun)
        verb = sentence.head(above) if above.pos == "ADP" else above
        object_or_aim = noun.dep in ("dobj", "nsubjpass") or (
            noun.dep == "pobj" and above.lower in ("on", "at", "into")
        )
        return verb if object_or_aim and verb.lemma.lower() in self._striking else None

    def _states(self, sentence: Sentence, tokens: Sequence[Token]) -> set[str]:
        """The states that words name, or whose people they are by the words before them."""
        whose = [t for token in tokens for t in (token, *sentence.children(token, *_OWNING))]
        parties = [party for t in whose if (party := self._cast.at(sentence, t)) is not None]
        return {state for party in parties for a in party.actors if (state := self._cast.state_of(a)) is not None}


def _doers(sentence: Sentence, verb: Token) -> list[Token]:
    """Who does what a verb tells, in active and passive clauses; of joined verbs the subject of the first."""
    agents = [t for p in sentence.children(verb, "agent") for t in sentence.children(p, "pobj")]
    if agents or sentence.children(verb, "nsubjpass"):
        return agents
    above = [verb, *sentence.ancestors(verb)] if verb.dep == "conj" else [verb]
    return next((found for v in above if (found := list(sentence.children(v, "nsubj")))), [])
