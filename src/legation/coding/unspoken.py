"""Unspoken: what is done, forgone or left without an answer, though its verb may tell words elsewhere."""

from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.postposed import FORM
from legation.coding.scene import Scene
from legation.coding.standings import infinitive

_RELATIVE = frozenset({"WDT", "WP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def is_unspoken(scene: Scene, cues: Cues, found: Attribution) -> bool:
    """True for what nobody has said."""
    if found.negated and found.cue.lemma.lower() in cues.wordless:
        return True  # "has not commented on reports that ships had turned"
    return _calls_home(found) or _is_forgone(found) or _is_ground(found, cues) or _does_himself(scene, found)


def _is_ground(found: Attribution, cues: Cues) -> bool:
    """True for land or sea that somebody calls his own: "the islands, which China | claims"."""
    s, cue = found.sentence, found.cue
    ground = s.head(cue)
    if cue.lemma.lower() != "claim" or cue.dep != "relcl":
        return False
    if any(t.tag in _RELATIVE for t in s.children(cue, "nsubj")):
        return False  # "Iran, which claims that …"
    return ground.ent in _PLACES or ground.lemma.lower() in cues.grounds


def _calls_home(found: Attribution) -> bool:
    """True where the source is whom a state calls home: "Peru closes its border, recalls envoy"."""
    cue = found.cue
    called = [t for t in found.sources if t.dep == "dobj" and t.head == cue.i]
    return cue.lemma.lower() == "recall" and cue.dep == "conj" and bool(called)


def _is_forgone(found: Attribution) -> bool:
    """True for what somebody is not to say, or will not: "agreed not to | threaten Togo"; only a model hears it."""
    s, cue = found.sentence, found.cue
    return found.form == FORM and cue.pos == "VERB" and infinitive(s, cue) and s.child(cue, "neg") is not None


def _does_himself(scene: Scene, found: Attribution) -> bool:
    """True where nobody is urged to do what the source does himself: "summoned the envoy to express his outrage"."""
    s, cue = found.sentence, found.cue
    clause = scene.clause(s, cue) if found.act == "urge" else None
    if clause is None or clause.passive or s.child(cue, "dobj") is None:
        return False
    below = next(iter(s.children(cue, "xcomp", "advcl")), None)
    deed = scene.clause(s, below) if below is not None and infinitive(s, below) else None
    return deed is not None and bool(deed.subjects) and deed.subjects == clause.subjects
