"""Finding: all attributions of a document, from verbs, nouns, labels and quotations together."""

from legation.coding.accounts import Accounts
from legation.coding.afterwords import Afterwords
from legation.coding.appended import Appended
from legation.coding.asides import Asides
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.doings import is_deed
from legation.coding.doubled import Doubled
from legation.coding.drawn import Drawn
from legation.coding.edges import Edges
from legation.coding.endings import Endings
from legation.coding.gapped import Gapped
from legation.coding.idiom_cues import IdiomCues
from legation.coding.idioms import NONE, Idioms
from legation.coding.issued import Issued
from legation.coding.label_cues import LabelCues, blocks_of
from legation.coding.noun_cues import NounCues
from legation.coding.onward import Onward
from legation.coding.overheard import Overheard
from legation.coding.parted import Parted
from legation.coding.passives import Passives
from legation.coding.quotations import Quotations
from legation.coding.rejoined import Rejoined
from legation.coding.retold import Retold
from legation.coding.scene import Scene
from legation.coding.seconded import Seconded
from legation.coding.sourcing import Sourcing
from legation.coding.talk import Talk
from legation.coding.unreal import told_inside
from legation.coding.unsaid import Unsaid
from legation.coding.unspoken import is_unspoken
from legation.coding.verb_cues import VerbCues
from legation.step import Reading

# Finite verbs and infinitives: a content that holds one is a clause.
_CLAUSAL = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})


def find(reading: Reading, cues: Cues) -> list[Attribution]:
    """All attributions of the document in text order of their contents."""
    return found_in(Scene(reading), cues)


def found_in(scene: Scene, cues: Cues, overheard: Overheard | None = None, idioms: Idioms = NONE) -> list[Attribution]:
    """All attributions of a scene in text order of their contents: by rules, and by what the trained model hears."""
    verbs, nouns, labels = VerbCues(scene, cues), NounCues(scene, cues), LabelCues(scene, cues)
    set_phrases = IdiomCues(scene, cues, idioms)
    found: list[Attribution] = []
    for sentence in scene.sentences:
        found.extend(set_phrases.joined(sentence, [*verbs.find(sentence), *nouns.find(sentence)]))
    found = told_inside(found, cues) if overheard is None else overheard.joined(found)
    found = Sourcing(scene, cues).mended(Asides(scene, cues).joined(found))
    found = Afterwords(scene, cues).joined(found)
    found = Retold(scene, cues).joined(found)
    found = Parted(scene, cues).joined(found)
    found = [a for a in found if not (is_deed(a, cues) or _own_attitude(scene, cues, a) or _in_name(a))]
    found = Talk(scene, cues).reported(found)
    beside = [a for block in blocks_of(scene.sentences) for a in labels.find(block)]
    marks = {a.span for a in beside}
    found = [*(a for a in found if a.span not in marks), *beside]
    quoted = Quotations(scene, cues, found).attributions()
    if overheard is not None:
        quoted = overheard.voiced(overheard.postposed(quoted))
    quoted = Passives(scene, cues).mended([a for a in quoted if not is_unspoken(scene, cues, a)])
    quoted = Appended(scene, cues).joined(Doubled(scene, cues).joined(quoted))
    quoted = Seconded(scene, cues).mended(quoted)
    edged = Endings(cues).mended(Gapped(scene).mended(Edges(scene, cues).mended(quoted)))
    edged = edged if overheard is None else overheard.trimmed(edged)
    edged = Onward(scene, cues).mended(Rejoined(scene, cues).joined(edged))
    edged = Drawn(scene, cues).joined(edged)
    return Unsaid(scene, cues).cut(Accounts(scene, cues).joined(Issued(scene, cues).mended(edged)))


def _in_name(found: Attribution) -> bool:
    """True where the cue is a word within a name: "the Rapid Support Forces"."""
    cue = found.cue
    return cue.tag == "NNP" and cue.dep == "compound" and found.sentence.head(cue).tag in ("NNP", "NNPS")


def _own_attitude(scene: Scene, cues: Cues, found: Attribution) -> bool:
    """True where a text in the first person speaks of its author's own attitude to a thing: "I support this bill".

    A speech or an interview is its speaker's own words; only what they report as thought or said ("I think that …") is
    an attribution within it. Inside a quotation nothing changes: there the speaker is somebody whom the text quotes.
    """
    own = any(t.lower in cues.own_voice for t in found.sources[:1])
    if not own or not found.content or scene.speech_at(found.span[0]) is not None:
        return False
    return not any(t.tag in _CLAUSAL for t in found.sentence.inside(found.content))
