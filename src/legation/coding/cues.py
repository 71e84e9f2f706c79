"""The words that report speech, thought and wishes, as tables ready to look up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from legation.annotations import Sentence, Token

# The order in which frames are tried: the more closely a frame ties the content to the cue, the earlier.
_RANK = ("clause", "order", "infinitive", "gerund", "as", "name", "prep", "object", "thing", "quote")
# The fields that are no plain sets of words.
_FRAMED = ("verbs", "nouns", "adjectives", "according", "deeds")
# The fields that follow from others.
_DERIVED = ("naming", "predicating", "remarks")


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which a cue word takes its content: its kind, the preposition it needs, and the act it reports.

    One that `needs_report` tells a deed as often as words ("backed the plan") and counts only where a report tells it.
    """

    kind: str
    word: str
    act: str
    needs_source: bool = False
    needs_report: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """The tables of `cues.yaml`.

    `naming` are the verbs that take a name ("called the offer a trap"), `predicating` the verbs of calling and those
    with "as" ("described the offer as a trap"), `remarks` all nouns for what is said.
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    tells: frozenset[str]
    carriers: frozenset[str]
    irrealis: frozenset[str]
    unreal_after: frozenset[str]
    untold: frozenset[str]
    impersonal: frozenset[str]
    sourceless: frozenset[str]
    outlets: frozenset[str]
    hearers: frozenset[str]
    withholding: frozenset[str]
    silent_denials: frozenset[str]
    depicting: frozenset[str]
    through_object: frozenset[str]
    moving: frozenset[str]
    settled: frozenset[str]
    informing: frozenset[str]
    circles: frozenset[str]
    crediting: frozenset[str]
    spreading: frozenset[str]
    presuming: frozenset[str]
    phases: frozenset[str]
    worded_by: frozenset[str]
    raising: frozenset[str]
    letting: frozenset[str]
    known: frozenset[str]
    hearsay: frozenset[str]
    sharing: frozenset[str]
    housing: frozenset[str]
    minds: frozenset[str]
    summing: frozenset[str]
    kickers: frozenset[str]
    own_words: frozenset[str]
    nerve: frozenset[str]
    reflexives: frozenset[str]
    landing: frozenset[str]
    doubting: frozenset[str]
    wordless: frozenset[str]
    grounds: frozenset[str]
    worded: frozenset[str]
    copulas: frozenset[str]
    light: frozenset[str]
    lodging: frozenset[str]
    giving: frozenset[str]
    calling: frozenset[str]
    media: frozenset[str]
    sided: frozenset[str]
    reputed: frozenset[str]
    receiving: frozenset[str]
    periodicals: frozenset[str]
    expressed: frozenset[str]
    according: Mapping[str, str]
    deeds: Mapping[str, frozenset[str]]
    in_words: frozenset[str]
    documents: frozenset[str]
    issuing: frozenset[str]
    people: frozenset[str]
    turn_takers: frozenset[str]
    speakers: frozenset[str]
    first_person: frozenset[str]
    gestures: frozenset[str]
    bearing: frozenset[str]
    uttered: frozenset[str]
    own_voice: frozenset[str]
    relaying: frozenset[str]
    confining: frozenset[str]
    drawing: frozenset[str]
    drawn_blame: frozenset[str]
    drawn_praise: frozenset[str]
    naming: frozenset[str]
    predicating: frozenset[str]
    remarks: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Cues":
        """Take the tables as loaded from `cues.yaml`."""
        sets = {f.name: frozenset(table[f.name]) for f in fields(cls) if f.name not in (*_FRAMED, *_DERIVED)}
        verbs, nouns = _frames(table["verbs"], "verbs"), _frames(table["nouns"], "nouns")
        return cls(
            verbs=verbs,
            nouns=nouns,
            adjectives=_frames(table["adjectives"], "adjectives"),
            according=dict(table["according"]),
            deeds={verb: frozenset(told["objects"]) for told in table["deeds"] for verb in told["verbs"]},
            naming=frozenset(v for v, frames in verbs.items() if any(f.kind == "name" for f in frames)),
            predicating=sets["calling"] | {v for v, frames in verbs.items() if any(f.kind == "as" for f in frames)},
            remarks=sets["in_words"] | nouns.keys(),
            **sets,
        )

    def quoting(self, lemma: str) -> Frame | None:
        """The frame of a verb that may stand beside a direct quotation, if it has one."""
        return next((f for f in self.verbs.get(lemma, ()) if f.kind == "quote"), None)

    def withholds(self, sentence: Sentence, verb: Token) -> bool:
        """True for a verb of saying that keeps something from somebody here: "denied the envoys access"."""
        if verb.lemma.lower() not in self.withholding or sentence.child(verb, "dobj") is None:
            return False
        return sentence.child(verb, "dative") is not None or sentence.child(verb, "nsubjpass") is not None


def _frames(groups: Iterable[Mapping[str, Any]], words: str) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for group in groups:
        for taken in group["takes"]:
            kind, _, word = taken.partition(":")
            frame = Frame(kind, word, group["act"], *(group.get("needs") == n for n in ("source", "report")))
            for lemma in group[words]:
                if frame not in found.setdefault(lemma, []):
                    found[lemma].append(frame)
    return {lemma: tuple(sorted(frames, key=lambda f: _RANK.index(f.kind))) for lemma, frames in found.items()}
