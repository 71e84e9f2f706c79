"""The language of a text, from its script and its function words.

Method: the script of most letters decides for scripts that serve one language in the news; for Latin script, the
language with the highest share of words in its list of function words (`data/read/languages.yaml`), if that share
reaches `ENOUGH`, or `DENSE` for a long text in English, where names stand close. A long text that reaches neither in
any listed language is "und" (undetermined, ISO 639-2): surely not English. A short one gives None.
"""

import re
import unicodedata
from collections import Counter

from legation.read.vocabulary import languages

ENOUGH = 0.15
SURE_WORDS = 40
NO_ENGLISH = 0.1  # share of English function words below which a text is in no English
DENSE, KINDS = 0.08, 3  # such a share of English function words, of so many kinds, is enough where no language has more
_SAMPLE = 10_000  # characters looked at: the start of an article tells as much as the whole
_WORD = re.compile(r"[^\W\d_]+")
# What "Baku's" ends in is no word of its own, and other languages have one of that shape.
_OWNING = re.compile(r"(?<=\w)['’]s\b")
# Nor are the letters of "U.S.", which are words in Czech.
_LETTERS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def code(written: str | None) -> str | None:
    """The language code of what metadata writes ("en-US", "English"), or None when it names none."""
    if not written or not written.strip():
        return None
    known = languages().names.get(written.strip().lower())
    match = _CODE.fullmatch(written.strip())
    return known or (match[1].lower() if match else None)


def language(text: str) -> str | None:
    """Judge the language of `text` by the method above."""
    sample = text[:_SAMPLE]
    # Every tenth letter or so is enough to name the script, and keeps long texts cheap.
    letters = [letter for letter in sample[:: max(1, len(sample) // 1000)] if letter.isalpha()]
    if not letters:
        return None
    scripts = Counter(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters)
    # Japanese mixes scripts; its own ones never stand in Chinese.
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    script = "HIRAGANA" if kana * 10 > sum(scripts.values()) else scripts.most_common(1)[0][0]
    if script in languages().scripts:
        return _by_letters(script, sample)
    return _by_words(sample) if script == "LATIN" else "und"


def foreign(text: str) -> str | None:
    """The language of a text that is surely no English, whatever its source says; None when that is not sure."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    found = language(text)
    if found in (None, "en", "und") or (found in languages().words and len(words) < SURE_WORDS):
        return None
    english = sum(word in languages().words["en"] for word in words) / len(words) if words else 0
    return found if english < NO_ENGLISH else None


def _by_letters(script: str, sample: str) -> str:
    choices = languages().scripts[script]
    for name, letters in choices.items():
        if name != "default" and any(letter in sample for letter in letters):
            return name
    return choices["default"]


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(_LETTERS.sub(" ", _OWNING.sub("", sample.lower()))))
    total = sum(words.values())
    shares = {name: sum(words[word] for word in listed) / total for name, listed in languages().words.items()}
    best = max(shares, key=lambda name: (shares[name], name == "en"))
    # One word alone may be a name ("San", "Al"), and many are words of English, too ("in", "do").
    known = sum(word in languages().words[best] and word not in languages().words["en"] for word in words)
    if shares[best] >= ENOUGH and (best == "en" or known > 1):
        return best
    # News that is dense with names has few function words, but some of several kinds.
    kinds = sum(word in languages().words["en"] for word in words)
    if best == "en" and shares["en"] >= DENSE and kinds >= KINDS and total >= SURE_WORDS:
        return "en"
    return "und" if total >= SURE_WORDS else None
