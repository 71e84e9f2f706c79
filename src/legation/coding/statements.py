"""Statements: who said what, in whose words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from legation.annotations import Block, Clause, Heard, Hearing, Party, Quote, Sentence
from legation.coding.allegiance import Allegiance, AllegianceWords, spoken_for
from legation.coding.anonymity import Anonymity
from legation.coding.attribution import Attribution, happens, holds
from legation.coding.certainty import Likelihoods
from legation.coding.cues import Cues
from legation.coding.finding import found_in
from legation.coding.hearing import Chances
from legation.coding.idioms import NONE, Idioms
from legation.coding.overheard import FORM, Overheard
from legation.coding.scene import Extent, Scene
from legation.coding.speakers import Speakers, Voice
from legation.coding.stances import Stances, StanceWords
from legation.coding.standings import infinitive
from legation.coding.unconfirmed import is_unconfirmed
from legation.coding.unmeant import Unmeant
from legation.coding.venues import Venues
from legation.records import Actor, Evidence, Quotation, Span, Speaker, Stance, Statement
from legation.step import Reading, Step

# From this share of quoted words on, a content is a direct quotation.
_DIRECT = 0.9
# Constructions whose content is a noun phrase.
_NOUN_FORMS = frozenset({"object", "thing", "prep"})
# Acts that say nothing of how a speaker stands to a thing.
_NEUTRAL = frozenset({"say", "report", "announce", "describe", "claim"})
# "Voiced no doubt", "left little doubt".
_HARDLY = frozenset({"no", "little"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "those", "such", "any"}
)
_CITING = frozenset({"cite", "quote"})
_QUESTIONS = ("if ", "whether ")
_WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, slots=True)
class Acts:
    """The tables of `acts.yaml`."""

    no_claim: frozenset[str]
    confidence: Mapping[str, float]
    unresolved: float
    pronoun: float
    forms: Mapping[str, str]
    unmeant: Unmeant

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Acts":
        """Take the tables as loaded from `acts.yaml`."""
        return cls(
            no_claim=frozenset(table["no_claim"]),
            confidence=table["confidence"],
            unresolved=table["unresolved"],
            pronoun=table["pronoun"],
            forms=table["forms"],
            unmeant=Unmeant.of(table["unmeant"]),
        )


@dataclass(frozen=True, slots=True)
class StatementTables:
    """All tables that the statements step needs; `labels` and `chances` when a trained model is heard too."""

    cues: Cues
    acts: Acts
    likelihoods: Likelihoods
    venues: Venues
    stances: StanceWords
    anonymity: Anonymity
    allegiance: AllegianceWords
    labels: Sequence[str] = ()
    chances: Chances | None = None
    idioms: Idioms = NONE


def statements(tables: StatementTables) -> Step:
    """Make the step that finds statements."""

    def run(reading: Reading) -> Iterator[Statement]:
        scene = Scene(reading)
        heard = reading.of(Hearing)
        overheard = None
        if tables.chances is not None:
            overheard = Overheard(scene, tables.cues, heard, tables.labels, tables.chances)
        yield from _Coder(scene, tables, heard).statements(found_in(scene, tables.cues, overheard, tables.idioms))

    needs = {Sentence, Clause, Quote, Block, Party, Actor}
    if tables.chances is not None:
        needs.add(Hearing)
    return Step("statements", run, needs=frozenset(needs), gives=frozenset({Statement}))


class _Coder:
    """Turns the attributions of one document into records."""

    def __init__(self, scene: Scene, tables: StatementTables, heard: Iterable[Hearing]) -> None:
        self._scene = scene
        self._tables = tables
        self._heard = {h.sentence: h for h in heard}
        self._formulas: dict[int, Extent | None] = {}
        self._stances = Stances(scene, tables.stances, self._heard)
        self._speakers = Speakers(scene, tables.allegiance.documents)
        self._allegiance = Allegiance(scene, tables.allegiance)

    def statements(self, found: Sequence[Attribution]) -> Iterator[Statement]:
        """One statement for each attribution and speaker; outer ones first, so that inner ones can name them."""
        unmeant = self._tables.acts.unmeant
        found = [a for a in found if not (self._repeated(a, found) or self._nameless(a))]
        found = [a for a in found if not is_unconfirmed(self._scene, a.sentence, a.cue)]
        found = [a for a in found if not self._wordless(a) or any(holds(o, a) for o in found)]
        found = [a for a in found if not unmeant.asked(a) or any(holds(o, a) for o in found)]
        order = sorted(map(unmeant.marked, found), key=_place)
        open_: list[tuple[Attribution, str]] = []
        seen: set[str] = set()
        for attribution in order:
            open_ = [(a, i) for a, i in open_ if a.content[-1][1] > attribution.content[0][0]]
            outer = next((i for a, i in reversed(open_) if holds(a, attribution) or _cites(a, attribution)), None)
            voices = [v for v in self._speakers.voices(attribution) if not _nobodys(attribution, v)]
            made = [self._statement(attribution, voice, outer) for voice in voices]
            for statement in made:
                if statement.id not in seen:
                    seen.add(statement.id)
                    yield statement
            open_.extend((attribution, statement.id) for statement in made[:1])

    def _wordless(self, found: Attribution) -> bool:
        """True for an object that names a thing but tells nothing of what was said of it: "claimed it".

        Who denies, condemns, promises or welcomes a thing says enough: "denied the charge", "condemned the attack".
        """
        if found.form not in _NOUN_FORMS or found.act not in _NEUTRAL or len(found.content) != 1:
            return False
        (start, end) = found.content[0]
        words = [w for w in _WORD.findall(self._scene.text[start:end]) if w.lower() not in _DETERMINERS]
        return len(words) <= 1 and not any(self._scene.quotes_in(start, end))

    def _nameless(self, found: Attribution) -> bool:
        """True for the formula itself by which a source stays unnamed: "asked not to be named"."""
        told = self._formula(found.sentence)
        if told is None:
            return False
        return any(all(told[0] <= s and e <= told[1] for s, e in part) for part in ((found.span,), found.content))

    def _formula(self, sentence: Sentence) -> Extent | None:
        """Where a sentence says that a source stays unnamed; asked for each of its attributions."""
        if sentence.index not in self._formulas:
            self._formulas[sentence.index] = self._tables.anonymity.within(self._scene, sentence)
        return self._formulas[sentence.index]

    def _repeated(self, found: Attribution, others: Sequence[Attribution]) -> bool:
        """True for an appeal in a headline that the body tells again."""
        if found.sentence.block.kind not in ("headline", "heading") or found.act != "urge":
            return False
        asking, asked = self._parties(found)
        for other in others:
            if other.act == "urge" and other.sentence.block.kind not in ("headline", "heading"):
                again, whom = self._parties(other)
                if asking & again and asked & whom:
                    return True
        return False

    def _parties(self, found: Attribution) -> tuple[set[str], set[str]]:
        """Who appeals, and whom the appeal names."""
        asking = {a for t in found.sources for a in self._speakers.actors(found.sentence, t)}
        asked = {a for start, end in found.content for p in self._scene.parties.within(start, end) for a in p.actors}
        return asking, asked

    def _statement(self, found: Attribution, voice: Voice, outer: str | None) -> Statement:
        text, scene = self._scene.text, self._scene
        about = self._about(found, voice)
        if outer is not None and self._is_others(found):
            found = replace(found, unreal=True)
        speaker, stance, reasons = self._standing(found, voice)
        return Statement(
            document=scene.document,
            speaker=speaker,
            cue=found.lemma,
            act=found.act,
            quotation=self._quotation(found.content),
            content=tuple(Span.cut(text, start, end) for start, end in found.content),
            addressee=self._addressee(found, voice),
            about=about,
            stance=stance,
            certainty=self._certainty(found),
            venue=self._tables.venues.of_cue(scene, found),
            nested_in=outer,
            negated=self._negated(found),
            anonymity=self._anonymity(found, voice),
            evidence=self._evidence(found, voice),
            confidence=self._confidence(found, voice),
            why=(*self._why(found), *reasons),
        )

    def _is_others(self, found: Attribution) -> bool:
        """True for what somebody else wants or expects to be said: "asked Lima to announce it"."""
        s, cue = found.sentence, found.cue
        while cue.dep == "conj" and s.head(cue).pos == "VERB":
            cue = s.head(cue)
        above = self._scene.clause(s, s.head(cue))
        if cue.pos != "VERB" or above is None or not infinitive(s, cue) or above.subjects == found.sources:
            return False
        asked = {t.i for _, t in above.preps}  # "appealed to Lima | to announce it"
        return not asked.isdisjoint(t.i for t in found.sources) or not happens(self._scene, self._tables.cues, s, cue)

    def _negated(self, found: Attribution) -> bool:
        """True for what is not said or thought; who doubts a thing, or voices doubt, does not think so."""
        s, cue = found.sentence, found.cue
        if cue.lemma.lower() not in self._tables.cues.doubting:
            return found.negated
        clause = self._scene.clause(s, cue) or self._scene.clause(s, s.head(cue))
        none = any(t.lower in _HARDLY for t in s.children(cue, "det", "amod"))
        return not none and (clause is None or not clause.negated)

    def _standing(self, found: Attribution, voice: Voice) -> tuple[Speaker, tuple[Stance, ...], tuple[str, ...]]:
        """Who speaks, with the state spoken for where the text tells it elsewhere; how they stand to others; why."""
        if found.unreal:
            return voice.speaker, (), (self._tables.acts.forms["unreal"],)
        if found.act == "ask" and self._scene.text[found.content[0][0] :].lower().startswith(_QUESTIONS):
            return voice.speaker, (), ()  # who asks whether it is so says nothing of it
        if voice.speaker.country is not None:
            return voice.speaker, self._stances.of(found, voice.speaker), ()
        if told := self._allegiance.owned(found):
            speaker = spoken_for(voice.speaker, told[0])
            return speaker, self._stances.of(found, speaker), (told[1],)
        stance = self._stances.of(found, voice.speaker)
        if told := self._allegiance.around(found, stance):
            speaker = spoken_for(voice.speaker, told[0])
            return speaker, self._stances.of(found, speaker), (told[1],)
        return voice.speaker, stance, ()

    def _evidence(self, found: Attribution, voice: Voice) -> tuple[Evidence, ...]:
        text = self._scene.text
        source = () if voice.place is None else (Evidence.cut(text, *voice.place, "source"),)
        content = (Evidence.cut(text, start, end, "content") for start, end in found.content)
        return (*source, Evidence.cut(text, *found.span, "cue"), *content)

    def _why(self, found: Attribution) -> tuple[str, ...]:
        acts = self._tables.acts
        word = "mark" if found.form == "label" else "cue"
        return (f"{word} {found.lemma!r}", acts.forms[found.form])

    def _confidence(self, found: Attribution, voice: Voice) -> float:
        acts = self._tables.acts
        heard = self._hearing(found)
        if found.form == FORM and heard is not None and self._tables.chances is not None:
            value = heard.chance * self._tables.chances.confidence
        else:
            value = acts.confidence[found.form]
        if found.sources and voice.speaker.actor is None:
            value *= acts.unresolved
        if found.sources and found.sources[0].pos == "PRON":
            value *= acts.pronoun
        return round(value, 3)

    def _anonymity(self, found: Attribution, voice: Voice) -> str | None:
        """How the text says that this speaker is not named: in the same sentence, or in one that takes them up."""
        if voice.speaker.named or not found.sources:
            return None
        here, formulas = found.sentence.index, self._tables.anonymity
        for sentence in self._scene.sentences[here : here + 2]:
            same = sentence is found.sentence or formulas.takes_up(sentence)
            if same and (told := self._formula(sentence)):
                return self._scene.text[told[0] : told[1]]
        return None

    def _hearing(self, found: Attribution) -> Heard | None:
        """What the model says of the cue."""
        hearing = self._heard.get(found.sentence.index)
        return None if hearing is None else hearing.at(found.cue.i)

    def _quotation(self, content: Sequence[Extent]) -> Quotation:
        quoted = 0
        for start, end in content:
            for quote in self._scene.quotes_in(start, end):
                quoted += self._letters(max(start, quote.inner_start), min(end, quote.inner_end))
        if quoted == 0:
            return "indirect"
        words = sum(self._letters(start, end) for start, end in content)
        return "direct" if quoted >= _DIRECT * words else "mixed"

    def _letters(self, start: int, end: int) -> int:
        """How many letters and digits stand in a stretch."""
        return sum([c.isalnum() for c in self._scene.text[start:end]])

    def _addressee(self, found: Attribution, voice: Voice) -> tuple[str, ...]:
        actors = [a for t in found.addressees for a in self._scene.parties.actors(found.sentence, t)]
        return tuple(a for a in dict.fromkeys(actors) if a != voice.speaker.actor)

    def _about(self, found: Attribution, voice: Voice) -> tuple[str, ...]:
        actors = [a for start, end in found.content for p in self._scene.parties.within(start, end) for a in p.actors]
        return tuple(a for a in dict.fromkeys(actors) if a != voice.speaker.actor)

    def _certainty(self, found: Attribution) -> Any:
        for start, end in found.content:
            if certainty := self._tables.likelihoods.first(self._scene.text, start, end):
                return certainty
        return None


def _nobodys(found: Attribution, voice: Voice) -> bool:
    """True for an attitude that a noun gives to an "its" of which nobody knows whose it is: "its support for Rome"."""
    return voice.speaker.actor is None and found.cue.pos == "NOUN" and any(t.tag == "PRP$" for t in found.sources[:1])


def _cites(outer: Attribution, inner: Attribution) -> bool:
    """True for a source that a report of the same words names as its own: "the paper wrote, citing envoys, that"."""
    if outer.sentence is not inner.sentence or inner.cue.tag != "VBG":
        return False
    as_ = inner.sentence.head(inner.cue)
    if inner.cue.dep == "pcomp" and as_.lower == "as" and outer.lemma in _CITING and outer.content == inner.content:
        return outer.cue.i in (as_.head, inner.sentence.head(as_).head)  # "…, the radio | quoted | him as saying"
    beside = inner.lemma in _CITING
    return beside and outer.span != inner.span and outer.content == inner.content and outer.lemma not in _CITING


def _place(found: Attribution) -> tuple[int, int, bool, Extent]:
    """Outer ones first; of two with the same bounds the one whose cue stands outside of them."""
    start, end = found.content[0][0], found.content[-1][1]
    return start, -end, start <= found.span[0] < end, found.span
