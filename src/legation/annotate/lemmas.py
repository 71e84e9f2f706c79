"""Lemmas misread: verbs that the lemmatizer cuts one letter short ("staged" is no form of "stag").

A verb of one syllable that ends in one vowel and one consonant doubles that before an ending: "stagged", "hopped". So a
form with a single consonant is that of a verb in "-e": "staged", "hoping".
"""

import re
from collections.abc import Sequence

from legation.annotations import Token

# Consonants that are never doubled: w, x and y.
_SHORT = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]")
_FORMS = {"VBD": ("ed",), "VBN": ("ed",), "VBG": ("ing",)}
# Some write these with one consonant.
_SINGLE = frozenset({"bus", "gas"})


def lengthen(tokens: Sequence[Token]) -> None:
    """Give such verbs their last letter."""
    for token in tokens:
        endings = _FORMS.get(token.tag)
        if endings is None:
            continue
        lemma = token.lemma
        if any(token.lower == f"{lemma}{end}" for end in endings) and _SHORT.fullmatch(lemma) and lemma not in _SINGLE:
            token.lemma = f"{lemma}e"
