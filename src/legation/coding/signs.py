"""Signs: classes of words that mark what only looks like a forecast, and what each sign weighs."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Token
from legation.coding.claims import Claim

# A sign by its name: whether a claim shows it.
Tests = Mapping[str, Callable[[Claim], bool]]


@dataclass(frozen=True, slots=True)
class Signs:
    """The tables of `lookalikes.yaml`."""

    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    weights: Mapping[str, float]
    numbers: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Signs":
        """Take the tables as loaded from `lookalikes.yaml`."""
        return cls(
            words={k: frozenset(map(str, v)) for k, v in table.items() if isinstance(v, list)},
            patterns={k: re.compile(v, re.IGNORECASE) for k, v in table.items() if isinstance(v, str)},
            weights={name: float(table["weights"][grade]) for name, grade in table["signs"].items()},
            numbers={k: float(v) for k, v in table.items() if isinstance(v, int | float)},
        )

    def has(self, name: str, token: Token | None) -> bool:
        """True when the word belongs to a class."""
        return token is not None and (token.lemma.lower() in self.words[name] or token.lower in self.words[name])

    def any(self, name: str, tokens: Iterable[Token]) -> bool:
        """True when one of the words does."""
        return any(self.has(name, t) for t in tokens)

    def finds(self, name: str, text: str) -> bool:
        """True where a pattern is found."""
        return self.patterns[name].search(text) is not None

    def ahead(self, claim: Claim) -> bool:
        """True where a time stands in the claim, or a word that points ahead."""
        dated = any(t.ent in ("DATE", "TIME") and t.tag not in ("NNPS", "NNS") for t in claim.tokens)
        return dated or any(t.lower in self.words["ahead"] for t in claim.tokens)

    def befalls(self, claim: Claim) -> bool:
        """True for what happens to its subject: nobody decides to lose."""
        head = claim.head
        return head is None or self.has("mishaps", head) or head.tag == "VBG" or claim.passive
