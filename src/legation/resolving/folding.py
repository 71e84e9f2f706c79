"""Folding: a name as a key that ignores case, accents, punctuation and apostrophes."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "ə": "e", "Ə": "E", "ħ": "h", "ŋ": "ng",
})  # fmt: skip
# Apostrophes join what they stand in: "Vetëvendosje's", "Ra'ad", "Nuku‘alofa", Hawaiian and Ukrainian letters.
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_BREAKS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return `text` in lower-case letters and digits, words parted by single spaces ("Orbán, V." → "orban v")."""
    if text.isascii():
        if text.replace(" ", "").isalpha():  # as most names are, of which there are tens of thousands
            return " ".join(text.lower().split())
        plain = text
    else:
        apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _BREAKS.sub(" ", _APOSTROPHES.sub("", plain)).strip().lower()
