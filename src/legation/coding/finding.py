"""Finding: all attributions of a document, from verbs, nouns, labels and quotations together."""

from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.label_cues import LabelCues, blocks_of
from legation.coding.noun_cues import NounCues
from legation.coding.quotations import Quotations
from legation.coding.scene import Scene
from legation.coding.verb_cues import VerbCues
from legation.step import Reading


def find(reading: Reading, cues: Cues) -> list[Attribution]:
    """All attributions of the document in text order of their contents."""
    return found_in(Scene(reading), cues)


def found_in(scene: Scene, cues: Cues) -> list[Attribution]:
    """All attributions of a scene in text order of their contents."""
    verbs, nouns, labels = VerbCues(scene, cues), NounCues(scene, cues), LabelCues(scene, cues)
    found: list[Attribution] = []
    for sentence in scene.sentences:
        found.extend(verbs.find(sentence))
        found.extend(nouns.find(sentence))
    for block in blocks_of(scene.sentences):
        found.extend(labels.find(block))
    return Quotations(scene, cues, found).attributions()
