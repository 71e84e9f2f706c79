"""What people and papers said would happen, with their words of probability, and what came of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from legation.records import Prediction, Span
from legation.tables import yaml_table
from legation.view.brief_citing import around
from legation.view.brief_limits import limits
from legation.view.brief_parts import Sentence
from legation.view.brief_sources import UNNAMED, Sources
from legation.view.brief_voices import GAP, part
from legation.view.brief_words import closed, fill, opened

ODDS = "coding/certainty.yaml"
WORD = re.compile(r"\w+")
FIRST_WORD = 9  # characters: a conjunction and its space
THE_REPORT = "the report"


@dataclass(frozen=True, slots=True)
class Foretold:
    """Predictions by one holder that foretell one thing, the fullest first, with the sentence that tells them."""

    predictions: tuple[Prediction, ...]
    sentence: Sentence

    @property
    def best(self) -> Prediction:
        """The fullest of them, or one that was decided."""
        return self.predictions[0]

    @property
    def due(self) -> str | None:
        """The day by which it is to come true."""
        return self.best.due.end[:10] if self.best.due else None


def foretold(sources: Sources, as_of: str | None = None) -> tuple[Foretold, ...]:
    """All predictions, those first that can be checked; `as_of` is the last day that is known."""
    groups: list[list[Prediction]] = []
    by_holder: dict[tuple[str, bool | None], list[list[Prediction]]] = {}
    for prediction in sorted(sources.of(Prediction), key=lambda each: _weight(each, sources)):
        own = by_holder.setdefault((holder(prediction, sources).casefold(), prediction.outcome), [])
        home = next((same for same in own if _is_one(prediction, same[0])), None)
        if home is None:
            groups.append([prediction])
            own.append(groups[-1])
        else:
            home.append(prediction)
    return tuple(Foretold(tuple(same), s) for same in groups if (s := _foretold(same, sources, as_of)))


def predictions(sources: Sources) -> tuple[Sentence, ...]:
    """The sentences on all predictions."""
    return tuple(each.sentence for each in foretold(sources))


def is_telling(prediction: Prediction, sources: Sources) -> bool:
    """Whether it has a holder whom words describe, and odds, and says enough to be checked."""
    return (
        _has_odds(prediction)
        and len(_words(prediction)) >= limits().few_words["foretold"]
        and holder(prediction, sources) not in ("", UNNAMED, THE_REPORT)
    )


def _has_odds(prediction: Prediction) -> bool:
    """Whether its words tell odds: a verb that only reads like the future ("the river ran dry") does not."""
    told = _odds()
    certainty = prediction.certainty
    return certainty.phrase.casefold() in told.phrases or (certainty.low, certainty.high) != told.future


@dataclass(frozen=True, slots=True, kw_only=True)
class _Odds:
    """The words of probability, those that only put something into the future, and the range of these."""

    phrases: frozenset[str]
    plain: frozenset[str]
    future: tuple[int, int]


@cache
def _odds() -> _Odds:
    told = yaml_table(ODDS)
    low, high = told["phrases"]["will"]
    return _Odds(phrases=frozenset(told["phrases"]), plain=frozenset(told["plain"]), future=(low, high))


def holder(prediction: Prediction, sources: Sources) -> str:
    """Whose prediction it is, by name or as described."""
    if prediction.holder:
        return sources.name(prediction.holder, prediction.document)
    statement = sources.statements.get(prediction.statement or "")
    return (sources.speaker(statement) if statement else "") or THE_REPORT


def _weight(prediction: Prediction, sources: Sources) -> tuple[object, ...]:
    """What was decided comes first, then what has a day and what has odds; of equals, the fuller."""
    plain = prediction.certainty.phrase.casefold() in _odds().plain
    return (
        prediction.outcome is None,
        not is_telling(prediction, sources),
        prediction.due is None,
        plain,
        -len(prediction.claim.text),
    )


def _is_one(one: Prediction, other: Prediction) -> bool:
    """Whether two predictions of one holder are on one thing: due on one day, or in much the same words."""
    ours, theirs = _words(one), _words(other)
    alike = len(ours & theirs) >= limits().alike * max(1, min(len(ours), len(theirs)))
    return alike if one.due is None or other.due is None else one.due.end == other.due.end and bool(ours & theirs)


def _words(prediction: Prediction) -> frozenset[str]:
    return frozenset(WORD.findall(prediction.claim.text.casefold()))


def _foretold(same: Sequence[Prediction], sources: Sources, as_of: str | None) -> Sentence | None:
    first = same[0]
    claim = _claim(first, sources)
    who = holder(first, sources)
    reported = "" if claim[:1] == "“" or who == THE_REPORT else ", as reported"
    text = f"{opened(who)}{reported}: {claim}"
    if first.condition and first.condition.text not in first.claim.text:
        text += f", on the condition: {' '.join(first.condition.text.split())}"
    text += f" (“{first.certainty.phrase}”, {first.certainty.low}–{first.certainty.high}%)"
    sentence = sources.sentence(closed(text), same, labels=_labels(first, sources, as_of))
    return replace(sentence, lead=sources.reported(first.document)) if sentence else None


def _labels(prediction: Prediction, sources: Sources, as_of: str | None) -> tuple[str, ...]:
    words = sources.words.table["labels"]
    if prediction.outcome is not None:
        on = sources.words.date(prediction.decided.on) if prediction.decided else None
        phrase = words["came_true" if prediction.outcome else "failed"]
        return (fill(phrase, day=f"on {on}" if on else ""),)
    if prediction.due is None:
        return ()
    is_past = as_of is not None and prediction.due.end[:10] <= as_of
    return (fill(words["overdue" if is_past else "due"], day=sources.words.date(prediction.due.end)),)


def _claim(prediction: Prediction, sources: Sources) -> str:
    """The claim with its word of probability, without which it would say more than its holder did."""
    text, claim = sources.documents[prediction.document].text, prediction.claim
    hedges = [e for e in prediction.evidence if e.text.casefold() == prediction.certainty.phrase.casefold()]
    hedge = next((e for e in hedges if e.start < claim.start <= e.end + GAP), None)
    if hedge is None or "\n" in text[hedge.start : claim.end]:
        left, _ = around(text, claim.start, claim.end, sources.words.table["abbreviations"])
        # "As things unfold, …": without its first word the claim would begin in the middle.
        whole = Span.cut(text, left, claim.end) if 0 < claim.start - left <= FIRST_WORD else claim
        return part(whole, text, direct=True)
    # From the holder's name on, where it leads: "think it unlikely that …" rather than "unlikely that …".
    named = [e.end for e in prediction.evidence if e.role == "source" and hedge.start - GAP < e.end < hedge.start]
    return " ".join(text[max(named, default=hedge.start) : claim.end].split())
