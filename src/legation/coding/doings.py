"""Deeds that go by a verb of saying: "committed a crime", "contested the seat", "defended the town"."""

from legation.coding.attribution import Attribution
from legation.coding.cues import Cues

_OBJECTS = ("dobj", "nsubjpass", "pobj")
# Constructions whose content is a noun phrase; a clause or a quotation is always told.
_CLAUSES = frozenset({"direct", "clause", "according", "order", "infinitive", "label", "continued"})


def is_deed(found: Attribution, cues: Cues) -> bool:
    """True where the object of a verb that may tell something shows that nothing is told, something is done."""
    listed = cues.deeds.get(found.cue.lemma.lower())
    if listed is None or found.form in _CLAUSES or not found.content:
        return False
    s, cue = found.sentence, found.cue
    objects = [*s.children(cue, *_OBJECTS), *(t for p in s.children(cue, "prep") for t in s.children(p, "pobj"))]
    inside = [t for t in objects if any(start <= t.start < end for start, end in found.content)]
    return any(t.lemma.lower() in listed for t in inside[:1])
