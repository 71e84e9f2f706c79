"""Tails: where what is told of a telling begins behind the words that it tells."""

from collections.abc import Iterator, Sequence

from legation.annotations import Sentence, Token

_PRESENT = frozenset({"VBZ", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Words that lead in when or why something was told: behind a mere thing or person they go with the telling.
_LEADING = frozenset({"because", "when", "while", "until", "since", "unless", "although", "though", "before", "after"})
# Clauses of concession say that nothing else counts, whatever stands before them.
_CONCEDING = frozenset({"whatever", "whoever", "whichever", "however", "wherever"})
_PRONOUNS = frozenset({"it", "him", "her", "them", "us", "me"})
# Behind a pronoun as object these tell where, when and how; others ("of", "to", "for", "as") may tell what of it.
_PLACING = frozenset({"in", "at", "on", "during", "within", "without", "through"})
_DEGREES = frozenset({"well", "deep", "far", "late", "right"})
# What "in" before these bare nouns tells is how a thing was said.
_MANNERS = frozenset({"writing", "public", "private", "person", "secret", "court", "passing", "advance", "parliament"})

# "In the strongest terms", "in unusually blunt language".
_TERMS = frozenset({"terms", "language", "words", "tones", "fashion", "manner", "spirit", "voice", "tone"})
_LONGEST_MANNER = 5  # words behind "in"


def tails(inside: Sequence[Token]) -> Iterator[int]:
    """Where the tail of a content that is no clause may begin.

    "believed him | because he said it in French", "gave consent to the search | in writing".
    """
    for at, token in enumerate(inside[1:], 1):
        before, after = inside[:at], inside[at + 1 :]
        bare = not any(t.pos in ("VERB", "AUX") for t in before)
        clause = any(t.tag in _FINITE for t in after) and _clause(before, token, bare=bare)
        manner = bare and token.lower == "in" and _manner(after)
        pronoun = at == 1 and inside[0].lower in _PRONOUNS and inside[0].tag == "PRP"
        if clause or manner or (pronoun and _places(token, after)):
            yield token.start


def _manner(after: Sequence[Token]) -> bool:
    """True for what ends "in writing", "in the strongest terms"."""
    if len(after) == 1:
        return after[0].lower in _MANNERS
    worded = bool(after) and after[-1].lower in _TERMS and len(after) <= _LONGEST_MANNER
    return worded and all(t.pos in ("DET", "ADJ", "ADV") for t in after[:-1])


def _clause(before: Sequence[Token], token: Token, *, bare: bool) -> bool:
    """True where a clause of time, cause or concession is led in."""
    if token.lower in _CONCEDING:
        return before[-1].text == ","
    return bare and token.lower in _LEADING and token.dep in ("mark", "advmod")


def remarked(s: Sentence, inside: Sequence[Token], nouns: frozenset[str]) -> int | None:
    """Where a remark on what was said begins: "said the elders had asked them in, | a version they disowned"."""
    for token in inside[1:]:
        led = token.dep == "det" and token.lower in ("a", "an") and s.tokens[token.i - 1].lower == ","
        noun = s.head(token)
        told = s.child(noun, "relcl", "acl") or any(s.child(t, "acl") for t in s.children(noun, "appos"))
        if led and noun.lemma.lower() in nouns and told:
            return token.start
    return None


def _places(token: Token, after: Sequence[Token]) -> bool:
    """True for a preposition of place and time, an adverb of degree before it left out: "well into"."""
    led = token.lower in _DEGREES and bool(after) and after[0].lower in _PLACING | {"into"}
    return token.lower in _PLACING or led


def disagreeing(s: Sentence, cue: Token, inside: Sequence[Token]) -> int | None:
    """Where a second verb begins that agrees in number with the cue and not with the verb of the content.

    "are furious that Brussels labels their oil, | and want": growers want, Brussels would want a third person.
    """
    cue = s.head(cue) if cue.dep == "acomp" else cue
    first = next((t for t in inside if t.tag in _FINITE), None)
    if first is None or first.tag not in _PRESENT or cue.tag not in _PRESENT or first.tag == cue.tag:
        return None
    for verb in inside[first.i - inside[0].i + 1 :]:
        joined = verb.tag == cue.tag and verb.dep == "conj" and s.head(verb) is first
        if joined and s.child(verb, "nsubj", "nsubjpass", "expl") is None and s.tokens[verb.i - 1].dep == "cc":
            return s.tokens[verb.i - 1].start
    return None
