"""What one speaker of an article says right behind another's claim, to the contrary, in words that lean on it.

A denial in full words stands far from what it denies and is found by `disputes`; an answer needs its claim before it:
"others lie in caves, the exiles say; none remains, the ministry replies".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from legation.errors import KnowledgeError
from legation.link import points, words
from legation.link.assertions import HEARSAY, SURE, Assertion
from legation.link.assertions import load as denials
from legation.tables import yaml_table

FILE = "link/answers.yaml"
_LAST = re.compile(r"[;:—]\s+")
BESIDE = 8  # claims before and behind among which what is answered is looked for
OPENS = 4  # letters before a claim that opens the words which hold it
LEAST_WORDS = 4  # of an answer that shares no word with its claim
_QUOTES = "\"'“”‘’ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/link/answers.yaml` says, under the same names, its patterns compiled."""

    sentences_apart: int
    told_apart: int
    no_claim: frozenset[str]
    no_reply: frozenset[str]
    unmade: re.Pattern[str]
    announced: re.Pattern[str]
    told: re.Pattern[str]
    standing: frozenset[str]
    distant: frozenset[str]
    no_answer: re.Pattern[str]
    negation: re.Pattern[str]
    against: re.Pattern[str]
    short: re.Pattern[str]
    pronoun: re.Pattern[str]
    lasting: re.Pattern[str]
    earlier: re.Pattern[str]
    changed: re.Pattern[str]
    score: Mapping[str, float]
    least: float


@cache
def load() -> Rules:
    """Read the patterns and scores that come with the package."""
    told = yaml_table(FILE)
    try:
        return Rules(
            sentences_apart=told["sentences_apart"],
            told_apart=told["told_apart"],
            no_claim=frozenset(told["no_claim"]),
            no_reply=frozenset(told["no_reply"]),
            unmade=_pattern(told["unmade"]),
            announced=_pattern(told["announced"]),
            told=_pattern(told["told"]),
            standing=frozenset(told["standing"]),
            distant=frozenset(told["distant"]),
            no_answer=_pattern(told["no_answer"]),
            negation=_pattern(told["negation"]),
            against=_pattern(told["against"]),
            short=_pattern(told["short"]),
            pronoun=_pattern(told["pronoun"]),
            lasting=_pattern(told["lasting"]),
            earlier=_pattern(told["earlier"]),
            changed=_pattern(told["changed"]),
            score=told["score"],
            least=told["least"],
        )
    except (KeyError, TypeError, re.error) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def _pattern(told: str | list[str]) -> re.Pattern[str]:
    return re.compile(told if isinstance(told, str) else "|".join(told), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A claim, what answers it to the contrary, and how surely."""

    claim: Assertion
    reply: Assertion
    score: float


def answers(told: Sequence[Assertion], text: str) -> Iterator[Answer]:
    """Yield for each claim of an article the one before it that it most surely answers; `text` is the article's."""
    rules = load()
    for number, reply in enumerate(told):
        beside = told[max(0, number - BESIDE) : number + BESIDE]
        near = (each for each in beside if _may_answer(each, reply, rules) and not _between(each, reply, beside))
        found = [Answer(claim=each, reply=reply, score=_score(each, reply, text, rules)) for each in near]
        best = max(found, key=lambda each: (each.score, each.claim.start), default=None)
        if best and best.score >= rules.least:
            yield best


def _may_answer(claim: Assertion, reply: Assertion, rules: Rules) -> bool:
    if claim.speaker == reply.speaker or not 0 <= reply.sentence - claim.sentence <= rules.told_apart:
        return False
    if claim.act in rules.no_claim or reply.act in rules.no_reply:
        return False
    if reply.act == "reject" and rules.unmade.search(reply.says.text):
        return False
    # What somebody agrees to do is no claim that it is done.
    if any(each.says.text.startswith("to ") for each in (claim, reply)):
        return False
    return bool(_words(claim, reply, rules) and _words(reply, claim, rules)) and _begins(claim, reply)


def _begins(claim: Assertion, reply: Assertion) -> bool:
    """Whether the claim stands before the answer, or at the beginning of the words that hold both."""
    return claim.says.start < reply.says.start or _holds(reply, claim)


def _holds(one: Assertion, other: Assertion) -> bool:
    inside = one.says.start <= other.says.start and other.says.end <= one.says.end
    return inside and one.says.text != other.says.text


def _words(one: Assertion, other: Assertion, rules: Rules) -> str:
    """The words of a claim without those of the other; none where one holds the other and sets nothing against it."""
    says, text = one.says, one.says.text
    if _holds(one, other):
        before, after = text[: other.says.start - says.start], text[other.says.end - says.start :]
        if len(before) < OPENS:
            return _LAST.split(after)[-1] if _LAST.search(after) else ""
        return before if rules.against.search(before) else ""
    return text


def _between(claim: Assertion, reply: Assertion, beside: Sequence[Assertion]) -> bool:
    """Whether somebody else speaks between the two, and says more than that he "rejected that"."""
    speakers, pointing = {claim.speaker, reply.speaker}, denials().pointing
    return any(
        each.speaker not in speakers
        and each.told.casefold() not in pointing
        and claim.says.end <= each.says.start
        and each.says.end <= reply.says.start
        for each in beside
    )


def _score(claim: Assertion, reply: Assertion, text: str, rules: Rules) -> float:
    """How surely the one answers the other to the contrary; -1 where it is no answer."""
    said, answer = (_words(one, other, rules).strip(_QUOTES) for one, other in ((claim, reply), (reply, claim)))
    told = _tells(claim, reply, text, rules)
    if _is_none(claim, reply, (said, answer), text, rules):
        return -1.0
    apart = reply.sentence - claim.sentence
    if apart > (rules.told_apart if told else rules.sentences_apart):
        return -1.0
    short, refers = bool(rules.short.search(answer)), bool(rules.pronoun.search(answer))
    weights = rules.score
    common = len(words.load().sense(claim.stems) & words.load().sense(reply.stems))
    # Each tells it of the other.
    mutual = reply.speaker in claim.about and claim.speaker in reply.about
    holds = {
        "polarity": _negated(claim, said, rules) != _negated(reply, answer, rules),
        "short": short,
        "pronoun": short or refers,
        "standing": reply.cue in rules.standing,
        "distant": claim.cue in rules.distant,
        "told": told,
        "states": ":" not in claim.speaker and ":" not in reply.speaker,
        "mention": mutual or reply.speaker in claim.about or claim.speaker in reply.about,
        "mutual": mutual and told,
        "lasting": bool(rules.lasting.search(answer) or rules.lasting.search(said)),
        "nobody": _is_nobody(claim.speaker) and _is_nobody(reply.speaker),
    }
    found = min(weights["shared"] * common, weights["most_shared"]) + weights["sentence"] * apart
    lasting = weights["lasting"] * holds.pop("lasting")  # counts only beside the contrary of one kind
    found += sum(weights[name] for name, so in holds.items() if so)
    opposed = found + lasting + weights["opposed"] >= rules.least and _opposed(said, answer)
    contrary = opposed or told or short or holds["polarity"]
    leans = opposed or refers or common or (told and (mutual or holds["polarity"]))
    if not contrary or not (leans or (short and (told or holds["standing"] or holds["mention"]))):
        return -1.0
    return found + (weights["opposed"] + lasting) * opposed


def _is_none(claim: Assertion, reply: Assertion, both: tuple[str, str], text: str, rules: Rules) -> bool:
    """Whether the words of the two, as `both` has them, show that the one is no answer to the other."""
    said, answer = both
    if rules.no_answer.search(said) or (reply.denies != SURE and rules.no_answer.search(answer)):
        return True
    if claim.sentence == reply.sentence and rules.changed.search(text[claim.says.end : reply.says.start]):
        return True
    if claim.denies == SURE and _negated(reply, answer, rules):
        return True  # two who deny are of one mind
    return len(answer.split()) < 2 or (claim.speaker == HEARSAY and len(said.split()) < LEAST_WORDS)


def _negated(one: Assertion, words: str, rules: Rules) -> bool:
    return one.denies == SURE or bool(rules.negation.search(words))


def _opposed(said: str, answer: str) -> bool:
    """Whether the two say the contrary of one kind."""
    claimed = {(each.kind, each.holds) for each in points.points(said)}
    return any((each.kind, not each.holds) in claimed for each in points.points(answer))


def _tells(claim: Assertion, reply: Assertion, text: str, rules: Rules) -> bool:
    """Whether the article itself says that the one is told otherwise than the other."""
    first = text.rfind("\n", 0, claim.says.start) + 1
    opens = text.rfind(". ", first, claim.says.start) + 2
    before = text[max(first, text.rfind(". ", first, max(first, opens - 2)) + 1) : claim.says.start]
    between = text[claim.says.end : reply.says.start]
    return bool(rules.told.search(between) or rules.announced.search(f"{before}\n{between}"))


def _is_nobody(speaker: str) -> bool:
    return speaker.startswith(("person:", "unnamed:", "group:-:"))
