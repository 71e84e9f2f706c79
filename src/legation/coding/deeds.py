"""Deeds: where an event stands in its sentence: its word, the verb of its clause, and the words of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Sentence, Token
from legation.coding.scene import Scene
from legation.records import Event

# Branches that tell of something else than the act of their head.
_OTHER_ACTS = frozenset({"ccomp", "relcl", "parataxis", "csubj", "advcl"})
_BELOW_VERB = frozenset({"pcomp", "acl", "xcomp"})


@dataclass(frozen=True, slots=True)
class Act:
    """Where an event stands: its trigger, the verb of its clause, and their words.

    `spoken` is true of deeds of words, which take place when they are said: "told them to leave".
    """

    sentence: Sentence
    trigger: Token
    verb: Token
    own: frozenset[int]
    clause: frozenset[int]
    spoken: bool


class Deeds:
    """Finds where the events of one scene stand, with the lists of `circumstances.yaml`."""

    def __init__(self, scene: Scene, table: Mapping[str, Any]) -> None:
        """Look in `scene`."""
        self._scene = scene
        self._spoken = frozenset(table["of_words"])
        self._performing = frozenset(table["performing"])
        self._occasions = frozenset(table["occasions"])

    def of(self, event: Event) -> Act | None:
        """Where the event stands; None for one without a word of its own."""
        span = next((e for e in event.evidence if e.role == "trigger"), None)
        sentence = self._scene.sentence_at(span.start) if span else None
        if span is None or sentence is None:
            return None
        inside = [t for t in sentence.tokens if span.start <= t.start < span.end]
        if not inside:
            return None
        trigger = min(inside, key=lambda t: sum(1 for _ in sentence.ancestors(t)))
        verb = trigger
        while self._scene.clause(sentence, verb) is None and verb.head != verb.i:
            verb = sentence.head(verb)
        own = frozenset(words(sentence, trigger))
        clause = scope(sentence, verb) | own if self._shares_clause(sentence, trigger, verb) else own
        return Act(sentence, trigger, verb, own, clause, event.type in self._spoken)

    def _shares_clause(self, sentence: Sentence, trigger: Token, verb: Token) -> bool:
        """True unless the act is a noun that the clause only speaks of: "regretted the strike on Friday"."""
        if trigger is verb or (trigger.dep in ("nsubj", "nsubjpass") and verb.pos == "VERB"):
            return True
        if trigger.dep == "pobj":
            led = sentence.head(trigger)
            return led.lower in self._occasions and sentence.head(led) is verb and verb.pos == "VERB"
        return trigger.dep in ("dobj", "conj") and verb.lemma.lower() in self._performing


def scope(sentence: Sentence, verb: Token) -> frozenset[int]:
    """The words of a clause: what hangs on its verb, participles behind it included, other acts left out."""
    found = words(sentence, verb, without=_BELOW_VERB)
    for below in sentence.children(verb, "advcl"):
        if below.tag == "VBG" and not sentence.children(below, "nsubj", "mark"):
            for act in sentence.conjuncts(below):
                found |= words(sentence, act)
    return frozenset(found)


def words(sentence: Sentence, head: Token, *, without: frozenset[str] = frozenset()) -> set[int]:
    """The words of one act: what hangs on `head`, coordinated verbs and branches that tell of other acts left out."""
    skip, todo, found = _OTHER_ACTS | without, [head], set()
    while todo:
        here = todo.pop()
        found.add(here.i)
        below = (t for t in sentence.children(here) if t.dep not in skip)
        todo.extend(t for t in below if t.dep != "conj" or t.pos not in ("VERB", "AUX"))
    return found
