"""Silences: who has not spoken, on what, asked by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Clause, Party, Quote, Sentence, Token
from legation.coding.askers import Askers, unnamed
from legation.coding.broken import Broken
from legation.coding.evasions import EVASIVE, question
from legation.coding.hushing import Hush
from legation.coding.replies import FORM, replies
from legation.coding.scene import Extent, Scene
from legation.coding.silence_cues import Finder
from legation.coding.silence_words import SilenceWords
from legation.coding.speakers import Speakers, phrase
from legation.coding.unreached import UNABLE
from legation.records import Actor, Evidence, Silence, Statement
from legation.step import Reading, Step

# Behind these stands what information is of: "details of the talks", "an explanation for the delay".
_TOLD_BY = frozenset({"of", "for"})
_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})
# Who was asked in these words knows the topic of his answer.
_ASKED = frozenset({"ask", "question", "press", "quiz"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})


@dataclass(frozen=True, slots=True)
class SilenceConfidence:
    """How sure each kind is."""

    by_kind: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "SilenceConfidence":
        """Take the confidences as loaded from `silences.yaml`."""
        return cls({kind: float(value) for kind, value in table["confidence"].items()})


def silences(words: SilenceWords, confidence: SilenceConfidence) -> Step:
    """Make the step that finds reported silence."""

    def run(reading: Reading) -> Iterator[Silence | Actor]:
        scene = Scene(reading)
        finder = Finder(scene, words)
        askers = Askers(scene, words, reading.document.publisher)
        coder = _Coder(scene, words, confidence, askers)
        broken = Broken(reading.of(Statement))
        for sentence in scene.sentences:
            for hush in finder.find(sentence):
                if hush not in broken:
                    yield from coder.records(hush)
        for hush in replies(scene, words, reading.of(Statement)):
            yield from coder.records(hush)
        yield from coder.newcomers()

    needs = frozenset({Sentence, Clause, Quote, Party, Actor, Statement})
    return Step("silences", run, needs=needs, gives=frozenset({Silence, Actor}))


class _Coder:
    """Turns what the finder saw into records."""

    def __init__(self, scene: Scene, words: SilenceWords, confidence: SilenceConfidence, askers: Askers) -> None:
        self._scene = scene
        self._words = words
        self._confidence = confidence
        self._askers = askers
        self._speakers = Speakers(scene)
        self._new: dict[str, Actor] = {}

    def newcomers(self) -> Iterator[Actor]:
        """The silent and the asking whom nothing before has named."""
        for key, actor in {**self._new, **self._askers.new}.items():
            if key not in self._scene.actors:
                yield actor

    def records(self, hush: Hush) -> Iterator[Silence]:
        """One record for each actor that is silent."""
        topic = self._topic(hush)
        asker = None if hush.kind == "absence" else self._askers.of(hush)
        for actor, place in self._silent(hush):
            yield Silence(
                document=self._scene.document,
                actor=actor,
                kind=hush.kind,
                topic=None if topic is None else self._scene.text[slice(*topic)],
                asked_by=None if asker == actor else asker,
                evidence=self._evidence(hush, place, topic),
                confidence=self._confidence.by_kind[hush.kind],
                why=(f"cue {self._scene.text[slice(*hush.span)]!r}", hush.form),
            )

    def _evidence(self, hush: Hush, place: Extent | None, topic: Extent | None) -> tuple[Evidence, ...]:
        text = self._scene.text
        found = [Evidence.cut(text, *hush.span, "cue")]
        if place is not None:
            found.insert(0, Evidence.cut(text, *place, "source"))
        if topic is not None:
            found.append(Evidence.cut(text, *topic, "topic"))
        return tuple(found)

    def _silent(self, hush: Hush) -> Iterator[tuple[str, Extent | None]]:
        """The actors and their places; an actor that is not known is entered by the words of the text."""
        s = hush.sentence
        known: dict[str, Extent] = {}
        for token in hush.sources:
            place = phrase(s, token, apposition=True, cue=hush.cue.i)
            for actor in self._speakers.actors(s, token):
                known.setdefault(actor, place)
        if known:
            yield from known.items()
            return
        for token in hush.sources:
            key, made = unnamed(self._scene, s, self._noun(s, token), hush.cue.i)
            self._new.setdefault(key, made)
            yield key, phrase(s, token, apposition=True, cue=hush.cue.i)

    def _noun(self, s: Sentence, token: Token) -> Token:
        """The noun that a pronoun takes up: before a relative clause, after "none of", the subject of the sentence."""
        if token.tag in _WH and token.dep != "ROOT":
            return next((s.head(v) for v in s.ancestors(token) if v.dep == "relcl"), token)
        of = next((p for p in s.children(token, "prep") if p.lower == "of"), None)
        if of is not None and (below := s.child(of, "pobj")) is not None:
            return below
        if token.pos == "PRON":
            first = s.child(s.root, "nsubj")
            return first if first is not None and first.i < token.i and first.pos in ("NOUN", "PROPN") else token
        return token

    def _topic(self, hush: Hush) -> Extent | None:
        if hush.form == UNABLE:
            return None
        heads: tuple[Token, ...] = (hush.said, hush.cue)
        asked = question(hush.sentence, hush.sources[0] if hush.sources and hush.form == FORM else hush.cue)
        if asked is not None:  # what was asked, before what an evasion names, behind the topic of other silences
            heads = (asked, *heads) if hush.form in EVASIVE or hush.form == FORM else (*heads, asked)
        found = (self._topic_of(hush.sentence, head) for head in heads)
        return next((topic for topic in found if topic is not None), None)

    def _topic_of(self, s: Sentence, head: Token) -> Extent | None:
        """What a verb of speaking that did not come, or the phrase about it, would have been about."""
        clauses = s.children(head, "advcl")
        above = (s.head(head),) if head.dep == "ccomp" and s.head(head).i == 0 else ()  # "Asked if he would go, he …"
        for token in (*clauses, *above):
            if token.tag == "VBN" and token.lemma.lower() in _ASKED:  # "asked about the raid, he would not answer"
                beside = next((c for c in clauses if s.subtree(c)[0].i == token.i + 1), None)
                return self._topic_of(s, token) if beside is None else self._extent(s, beside)
        for token in s.children(head, "ccomp", "xcomp", "advcl"):
            first = s.subtree(token)[0]
            if token.i > head.i and (first.tag in _WH or first.lower in ("whether", "if")):
                return self._extent(s, token)
        taken = self._taken_up(s, head)
        if taken is not None:
            return phrase(s, taken, apposition=False, cue=head.i) if taken.pos != "PRON" else None
        if head.lemma.lower() in self._words.poles and (told := self._in_doubt(s, head)) is not None:
            return told
        return self._thing(s, head)

    def _thing(self, s: Sentence, head: Token) -> Extent | None:
        """The same, where a noun tells it: an object, what stands behind "about", else what is asked for."""
        passive = [t for t in s.children(head, "nsubjpass") if t.lemma.lower() in self._words.withheld_nouns]
        if passive:  # "the terms of the deal were not disclosed"
            return self._extent(s, passive[0])
        objects = s.children(head, "dobj")
        telling = [t for t in objects if t.lemma.lower() in self._words.information]
        for token in objects:
            none = any(t.lower == "no" for t in s.children(token, "det"))  # "received no reply"
            if token not in telling and self._is_topic(token) and not none:
                return self._extent(s, token)
        if (below := self._about(s, head, ())) is not None:
            return self._extent(s, below)
        for token in telling:
            behind = ("to",) if token.lower == "reference" else _TOLD_BY
            of = (t for p in s.children(token, "prep") if p.lower in behind for t in s.children(p, "pobj"))
            below = next((t for t in of if self._is_topic(t)), None)
            if below is not None and any(t.lower == "no" for t in s.children(token, "det")):
                return self._extent(s, below)  # "gave no details of the talks"
            if self._is_topic(token) and not any(t.lower in ("no", "any") for t in s.children(token, "det")):
                return self._extent(s, token)
        return None

    def _about(self, s: Sentence, head: Token, seen: tuple[Token, ...]) -> Token | None:
        """What stands behind "on" or "about", however far down: "respond to a request | for comment | on the raid"."""
        things: list[Token] = []
        for prep in s.children(head, "prep"):
            below = s.children(prep, "pobj", "pcomp")
            found = next((t for t in below if prep.lower in _ABOUT and self._is_topic(t)), None)
            if found is not None:
                return found
            things.extend(below)
        things.extend(t for put in s.children(head, "acl") for t in s.children(put, "dobj"))  # "calls seeking comment"
        things.extend(s.children(head, "dobj"))
        asked = [t for t in things if t.lemma.lower() in self._asked_for and t not in seen]
        deeper = (self._about(s, thing, (*seen, thing)) for thing in asked)
        return next((found for found in deeper if found is not None), None)

    @property
    def _asked_for(self) -> frozenset[str]:
        return self._words.requests | self._words.refused_nouns | self._words.information

    def _taken_up(self, s: Sentence, verb: Token) -> Token | None:
        """The noun on whose relative clause a verb stands: "the request, which the ministry would not discuss"."""
        chain = [verb]
        while chain[-1].dep in ("xcomp", "conj") and chain[-1].head != chain[-1].i:
            chain.append(s.head(chain[-1]))
        asked = any(t.tag == "WDT" for each in chain for t in s.children(each, "dobj") if t.i < each.i)
        return s.head(chain[-1]) if asked and chain[-1].dep == "relcl" else None

    def _in_doubt(self, s: Sentence, verb: Token) -> Extent | None:
        """What is neither confirmed nor denied: a thing, a request too, or what is said to be so, without "that"."""
        verbs = [verb, *s.children(verb, "conj")]  # "would not confirm or | deny | the breach"
        told = (t for each in verbs for t in s.children(each, "dobj", "ccomp"))
        token = next((t for t in told if t.i > verb.i and t.pos != "PRON"), None)
        if token is None:
            return None
        words = s.subtree(token)
        runs = self._scene.runs(s, words[words[0].lower == "that" :], self._scene.speech_at(token.start))
        return (runs[0][0], runs[-1][1]) if runs else None

    def _extent(self, s: Sentence, token: Token) -> Extent | None:
        runs = self._scene.runs(s, s.subtree(token), self._scene.speech_at(token.start))
        return (runs[0][0], runs[-1][1]) if runs else None

    def _is_topic(self, token: Token) -> bool:
        lemma = token.lemma.lower()
        words = self._words
        others = (
            words.refused_nouns | words.dodged_nouns | words.nouns | words.requests | words.quantities | words.no_topic
        )
        return lemma not in others and token.pos != "PRON" and token.ent not in ("DATE", "TIME")
