"""Mishaps: harm that nobody's deed does.

"Four soldiers were killed in the crash of a bus" tells no attack, but a look at all parties of a sentence takes the
state that says so for whoever killed them. What a crash does is laid on nobody, unless the words behind it tell of a
deed: "the crash of a plane that rebels had shot down".
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.triggers import Lexicon

_HARM = "ASSAULT"
# How the cause of a harm hangs on its verb.
_BY = frozenset({"in", "by", "during", "of", "from", "after", "through"})
_WHEN = frozenset({"when", "after", "as"})
_RELATIVES = ("relcl", "acl")


def harmless(acts: Sequence[Settled], lexicon: Lexicon) -> list[Settled]:
    """The acts, without the harm that an accident did."""
    return [act for act in acts if act[0].frame.type != _HARM or not _is_mishap(act[0], lexicon)]


def _is_mishap(draft: Draft, lexicon: Lexicon) -> bool:
    s, verb, classes = draft.sentence, draft.trigger, lexicon.classes
    if verb.pos != "VERB" or verb.lemma.lower() not in classes["HARMING"]:
        return False
    return any(_is_accident(s, thing, lexicon) for thing in _causes(s, verb)) or _came_to_grief(s, verb, classes)


def _causes(s: Sentence, verb: Token) -> Iterator[Token]:
    """What is told to have done the harm: the subject of an active verb, what stands behind "in" or "by"."""
    if not s.children(verb, "nsubjpass", "auxpass"):
        yield from s.children(verb, "nsubj")
    for prep in s.children(verb, "prep", "agent"):
        if prep.lower in _BY:
            yield from s.children(prep, "pobj")


def _is_accident(s: Sentence, thing: Token, lexicon: Lexicon) -> bool:
    """True for a crash or a storm, unless a clause behind it tells of an attack."""
    if thing.lemma.lower() not in lexicon.classes["ACCIDENTS"]:
        return False
    start, end = s.span(thing)
    behind = [t for t in s.within(start, end) if t.pos == "VERB" and t.dep in _RELATIVES]
    return not any(f.type == _HARM for t in behind for f in lexicon.verbs.get(t.lemma.lower(), ()))


def _came_to_grief(s: Sentence, verb: Token, classes: Mapping[str, Set[str]]) -> bool:
    """True for "died when a bus overturned"."""
    for told in s.children(verb, "advcl"):
        joined = any(t.lower in _WHEN for t in s.children(told, "mark", "advmod"))
        done_to = bool(s.children(told, "dobj", "nsubjpass", "agent"))
        if joined and told.lemma.lower() in classes["COMING_TO_GRIEF"] and not done_to:
            return True
    return False
