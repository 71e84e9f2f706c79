"""Name ends: where a name ends that the name finder breaks off, and what belongs to it."""

import re
from collections.abc import Sequence

from legation.annotations import Sentence, Token
from legation.resolving.gazetteer import NameMatch

_POSSESSIVE = re.compile(r"['’]s?$")
# So many words may be missing at the end of a name.
_LONGEST_REST = 2
# Words of names that are written small.
SMALL = frozenset(
    {"del", "della", "dal", "ur", "ul", "de", "da", "dos", "van", "von", "der", "bin", "al", "el", "ben", "ibn", "zu"}
)


def is_named(token: Token) -> bool:
    """True for a word that belongs to a name, or joins two parts of one."""
    return token.tag in ("NNP", "NNPS") or token.text in ("-", "&")


def name_end(sentence: Sentence, end: int, known: Sequence[NameMatch]) -> int:
    """Where a name ends that the name finder breaks off ("Jaime Milans" del Bosch, "Khalil-ur-Rehman" Ramday)."""
    last = next((t for t in sentence.tokens if t.end == end), None)
    head = sentence.head(last) if last is not None and last.dep == "compound" else None
    if last is None or head is None or not last.i < head.i <= last.i + _LONGEST_REST:
        return end
    rest = sentence.tokens[last.i + 1 : head.i + 1]
    plain = all(t.tag == "NNP" and t.text.isalpha() and (t.text[0].isupper() or t.lower in SMALL) for t in rest)
    plain = plain and head.text[1:].islower() and not any(m.start < head.end and end <= m.start for m in known)
    return head.end if plain and {t.ent for t in rest} <= {"", "ORG"} else end


def is_longer(rest: str) -> bool:
    """True for words of a name after another ("Talukder"), not for a possessive or a suffix."""
    words = _POSSESSIVE.sub("", rest).split()
    return bool(words) and words[0][0].isupper() and words[0].rstrip(".") not in ("Jr", "Sr", "II", "III", "IV")
