"""What a listener hears, made by hand: a chance for every word, told by phrases of the sentence."""

from collections.abc import Mapping, Sequence

from legation.annotations import Heard, Hearing, Sentence
from legation.coding.hearing import Chances

LABELS = ("none", "say", "warn", "praise", "silence")
CHANCES = Chances(
    heard=0.1,
    cue=0.8,
    nested=0.6,
    around=0.85,
    listed=0.5,
    unreal=0.3,
    role=0.5,
    doubt=0.05,
    mended=0.6,
    claim=0.7,
    unclaimed=0.3,
    silent=frozenset({"silence"}),
    hearsay=frozenset({"say", "warn"}),
    unowned=frozenset({"praise"}),
    whole=0.6,
    confidence=0.9,
)
HIGH, LOW = 0.9, 0.1
NEITHER = (0.0, 1.0, 0.0)


def word(sentence: Sentence, text: str) -> int:
    """The place of the first word that reads so."""
    return next(t.i for t in sentence.tokens if t.text == text)


def within(sentence: Sentence, phrase: str) -> list[float]:
    """For each word whether it stands in the first place where `phrase` is written, word by word."""
    words, wanted = [t.text for t in sentence.tokens], phrase.split()
    at = next((i for i in range(len(words)) if wanted and words[i : i + len(wanted)] == wanted), len(words))
    return [HIGH if at <= i < at + len(wanted) else LOW for i in range(len(words))]


def heard(
    sentence: Sentence,
    cue: str,
    act: str = "say",
    *,
    chance: float = 0.95,
    denied: float = 0.0,
    source: str = "",
    content: str = "",
    stances: Mapping[str, Sequence[float]] | None = None,
) -> Heard:
    """A cue with what is heard towards it; `stances` are told by word, all others are neutral."""
    told = stances or {}
    acts = [0.0] * len(LABELS)
    acts[0], acts[LABELS.index(act)] = 1 - chance, chance
    return Heard(
        word=word(sentence, cue),
        acts=acts,
        denied=denied,
        source=within(sentence, source),
        content=within(sentence, content),
        stances=[told.get(t.text, NEITHER) for t in sentence.tokens],
    )


def hearing(
    sentence: Sentence,
    *cues: Heard,
    chances: Mapping[str, float] | None = None,
    forecasts: Mapping[str, float] | None = None,
) -> Hearing:
    """All that is heard in a sentence; `chances` of a cue and `forecasts` are told by word, others are low."""
    cue, claim = chances or {}, forecasts or {}
    at = {h.word: h.chance for h in cues}
    return Hearing(
        sentence=sentence.index,
        cues=cues,
        cue_chances=[cue.get(t.text, at.get(t.i, LOW)) for t in sentence.tokens],
        forecasts=[claim.get(t.text, LOW) for t in sentence.tokens],
    )
