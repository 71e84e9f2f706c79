"""Place use: tells a country's or capital's name that acts from the same word as a mere place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.annotations import Sentence, Token

_LISTS = ("always", "city_only", "motion", "left", "sites", "messages", "received", "falling", "called_after")


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """The prepositions and verbs of `place_use.yaml` that make a name a place."""

    always: frozenset[str]
    city_only: frozenset[str]
    motion: frozenset[str]
    left: frozenset[str]
    sites: frozenset[str] = frozenset()
    messages: frozenset[str] = frozenset()
    received: frozenset[str] = frozenset()
    falling: frozenset[str] = frozenset()
    called_after: frozenset[str] = frozenset()

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]] | Mapping[str, Any]) -> "PlaceUse":
        """Take the lists out of the table as loaded."""
        return cls(*(frozenset(table[name]) for name in _LISTS))

    def is_place(self, sentence: Sentence, token: Token, *, city: bool) -> bool:
        """True when `token` names where something is and not who acts.

        "in Washington" is a place and so is "in Ukraine"; "met with Washington", "Washington said" and "Washington's
        demand" are governments. A capital after a verb of motion ("flew to Moscow") is a place.
        """
        while token.dep == "conj":
            token = sentence.head(token)
        on_site = token.dep in ("compound", "nmod", "poss") and sentence.head(token).lemma.lower() in self.sites
        if on_site or (city and self.is_called_after(sentence, token)):
            return True  # "Brussels airport", "the Brussels talks"
        if token.dep == "dobj":
            return city and sentence.head(token).lemma.lower() in self.left
        if token.dep != "pobj":
            return token.dep in ("npadvmod", "appos") and city
        prep = sentence.head(token)
        name = prep.lower
        if city and self._reacts(sentence, prep):
            return False
        if name in self.always:
            return True
        if not city:
            return False
        if name in self.city_only:
            return True
        above = sentence.head(prep).lemma.lower()
        if name in ("on", "upon"):
            return above in self.falling
        return name in ("to", "for", "between") and (above in self.motion or (name == "for" and above in self.left))

    def is_called_after(self, sentence: Sentence, token: Token) -> bool:
        """True for a town in the name of an accord or a meeting: "the Minsk agreements", "the Geneva peace talks".

        "Moscow talks with Washington" are a government's.
        """
        while token.dep in ("compound", "nmod"):
            token = sentence.head(token)
            if token.lemma.lower() in self.called_after:
                return not any(prep.lower == "with" for prep in sentence.children(token, "prep"))
        return False

    def _reacts(self, sentence: Sentence, prep: Token) -> bool:
        """True for a capital from where words come or where they go ("a plea from Ankara"), or that judges.

        What "was welcomed in Berlin" pleases the government there.
        """
        name = prep.lower
        while prep.dep == "conj" and sentence.head(prep).pos == "ADP":
            prep = sentence.head(prep)
        above = sentence.head(prep)
        if name == "in":
            return above.tag == "VBN" and above.lemma.lower() in self.received
        if name == "of":  # "at the urging of Brussels"
            return above.pos == "NOUN" and above.lemma.lower() in self.messages
        if name not in ("from", "to"):
            return False
        told = (above, *sentence.children(above, "nsubj", "nsubjpass", "dobj")) if above.pos == "VERB" else (above,)
        return any(noun.lemma.lower() in self.messages for noun in told)
