"""What a claim says is so or is not so, by kind: an attack, a crossing, an accord; and on whom it lays it.

The kinds and their words stand in `data/link/oppositions.yaml`. Two claims that say the contrary of one kind can't both
hold, if they speak of one matter: that is for `opposing` to judge.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from legation.link import words
from legation.link.oppositions import WORD, Kind, Oppositions, load

_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[,;:.!?()]")
_STOPS = frozenset(",;:.!?()")
_FULL = re.compile(r"[;:.!?](?=\s|$)")
_OPENING = re.compile("could|would|can", re.IGNORECASE)  # one of these opens what `perceived` and `needing` look for
REMEMBERED = 2_000  # words of claims, which are read again where an article sets them side by side
AIM = 2  # words between "to" or "will" and what is meant to be done
REACH_OF_BEGINNING = 4  # words before an act among which it is told that it began
BEFORE_WISHED = 80  # letters before a word among which it is told that it is but wished
REACH_OF_WORD = 5  # tokens behind a negation among which the word is looked for
MOST_WORDS = 2  # of such words behind "no"; "not" turns round no more than its verb
_RELATIVES = frozenset({"who", "which", "that"})
PRONOUNS = frozenset({"it", "its", "they", "their", "we", "our", "he", "his", "she", "her", "i", "my", "none", "us"})


@dataclass(frozen=True, slots=True)
class Point:
    """That something of a kind is so (`holds`) or not, and the words for it.

    `turned` says that a negation says so, `begun` that it is but begun, `aimed` that its target is told behind it.
    """

    kind: str
    holds: bool
    start: int
    turned: bool = False
    stem: str = ""
    end: int = 0
    begun: bool = False
    aimed: bool = False


def points(text: str, *, denied: bool = False) -> tuple[Point, ...]:
    """What the words of a claim say; `denied` says that the whole of it is denied, up to its first subclause."""
    return _remembered(text, denied)


@lru_cache(REMEMBERED)
def kinds_of(word: str) -> frozenset[str]:
    """The kinds of which one word says that something is so."""
    return frozenset(name for name, kind in load().kinds.items() if kind.positive.fullmatch(word))


@lru_cache(REMEMBERED)
def _remembered(text: str, denied: bool) -> tuple[Point, ...]:
    return tuple(_points(text, denied))


def _points(text: str, denied: bool) -> Iterator[Point]:
    rules = load()
    false = _Untrue.of(text, rules)
    # A verb at the very beginning ("having fired", "that it fired") still belongs to what is denied.
    first = next((m.start() for m in rules.clauses.finditer(text) if m.start() > 0), len(text))
    relative = next((m.start() for m in rules.relatives.finditer(text) if m.start() > 0), len(text))
    tokens = _tokens(text, rules)
    wrong = rules.held_wrongly.search(text)
    folded = text.casefold()
    for kind in rules.kinds.values():
        if kind.hints and not any(each in folded for each in kind.hints):
            continue
        for match, sense in _matches(kind, text, wrong):
            found = None if _is_wished(text, match.start(), rules) else _negated(tokens, match, rules)
            if found is not None and (sense or found or match.start() < relative):
                # What is called false is denied as a whole, and so is what is denied until a clause begins.
                untrue = false.holds_of(match.start(), sense ^ found)
                turned = found ^ untrue ^ (denied and match.start() < first)
                stem = next((each for each, _ in words.load().words(match[0])), "")
                begun = not turned and _is_begun(tokens, match.start(), rules)
                aimed = rules.aimed.match(text, match.start()) is not None
                yield Point(kind.name, sense ^ turned, match.start(), turned, stem, match.end(), begun, aimed)
                for also in rules.implies.get(kind.name, ()) if turned and sense else ():
                    yield Point(also, False, match.start(), turned, stem, match.end())
    yield from _elsewhere(text, rules)
    # Who denies that it was not so says that it was.
    yield from (point for point in _words_denied(text, tokens, rules) if not denied or point.start > first)
    if denied and (point := _deed_denied(text, [token for token in tokens if token[0] < first], rules)):
        yield point


def _tokens(text: str, rules: Oppositions) -> list[tuple[int, str]]:
    """The words and stops of a text with their places; what could be heard was so, what could not be without, with."""
    found = [(m.start(), m[0].casefold().replace("’", "'")) for m in _TOKEN.finditer(text)]
    if _OPENING.search(text) is None:
        return found
    for match in rules.perceived.finditer(text):
        found = [(n, "was" if match.start() <= n < match.end() and word == "could" else word) for n, word in found]
    for match in rules.needing.finditer(text):
        # No negation stands in it any more, and what could not have been done is not said to be done.
        turned = {"not": "indeed", "never": "ever", "without": "with"}
        held = ((n, word.removesuffix("n't") if match.start() <= n < match.end() else word) for n, word in found)
        found = [(n, turned.get(word, word) if match.start() <= n < match.end() else word) for n, word in held]
    return found


def _words_denied(text: str, tokens: Sequence[tuple[int, str]], rules: Oppositions) -> Iterator[Point]:
    """Yield the words that a negation turns round, whatever they are: "gave no pledge"."""
    said = {match.start(): (stem, match) for stem, match in words.load().words(text) if match[0].islower()}
    for number, (_, word) in enumerate(tokens):
        denies = (word in rules.negators and word not in rules.no_word) or word.endswith("n't")
        if not denies or rules.modals & {each for _, each in tokens[max(0, number - AIM) : number]}:
            continue
        clause = list(takewhile(lambda token: token[1] not in _STOPS, tokens[number + 1 :]))
        if not rules.modals.isdisjoint(each for _, each in clause):
            continue  # what will not be has not been said to be
        behind = []
        for start, each in clause[:REACH_OF_WORD]:
            if each in rules.ends or each == "to":
                break
            if start in said and said[start][0] not in rules.no_matter:
                behind.append(said[start])
        most = MOST_WORDS if word == "no" else 1
        yield from (Point(WORD, False, m.start(), True, stem, m.end()) for stem, m in behind[:most])


def unreal(text: str) -> frozenset[str]:
    """The verbs of a claim that tell no fact but what will be or could have been: "could not have moved a rifle"."""
    rules = load()
    if (rules.duties | rules.barring).isdisjoint(text.casefold().replace("’", "'").split()):
        return frozenset()
    tokens = _tokens(text, rules)
    said = {match.start(): stem for stem, match in words.load().words(text) if match[0].islower()}
    found: set[str] = set()
    for number, (_, word) in enumerate(tokens):
        if word in rules.duties or word in rules.barring:
            behind = takewhile(lambda token: token[1] not in _STOPS, tokens[number + 1 : number + 1 + REACH_OF_WORD])
            verbs = (said[start] for start, each in behind if start in said and each not in rules.helping)
            found.update(islice(verbs, 1))
    return frozenset(found) - rules.no_matter


def _deed_denied(text: str, tokens: Sequence[tuple[int, str]], rules: Oppositions) -> Point | None:
    """The verb of what is denied in full: "denied that it had begun filling the lake", "denied filling the lake"."""
    told = [word for _, word in tokens]
    if not rules.negators.isdisjoint(told) or any(word.endswith("n't") for word in told):
        return None
    helping = next((n + 1 for n, word in enumerate(told) if word in rules.helping), 0)
    if not helping and not "".join(told[:1]).endswith("ing"):
        return None
    said = {match.start(): (stem, match) for stem, match in words.load().words(text) if match[0].islower()}
    for start, word in tokens[helping : helping + REACH_OF_WORD]:
        if word in _STOPS or word in rules.ends:
            break
        stem, match = said.get(start, ("", None))
        if match and word not in rules.beginning and not word.endswith("ly"):
            known = stem in rules.no_matter
            return None if known else Point(WORD, False, start, True, stem, match.end())
    return None


def _is_wished(text: str, start: int, rules: Oppositions) -> bool:
    """Whether what stands there is but demanded, favoured, opposed, feared: "insists on a binding agreement"."""
    return rules.wished.search(text, max(0, start - BEFORE_WISHED), start) is not None


def _is_begun(tokens: Sequence[tuple[int, str]], start: int, rules: Oppositions) -> bool:
    """Whether it is told that something began: "has begun to withdraw", "began the withdrawal"."""
    before = [word for place, word in tokens if place < start][-REACH_OF_BEGINNING:]
    return not rules.beginning.isdisjoint(before)


def _elsewhere(text: str, rules: Oppositions) -> Iterator[Point]:
    """Yield what can't be so of somebody who was not there, or whose guns were silent."""
    for kind, pattern in rules.alibis.items():
        yield from (Point(kind, False, match.start(), True, "", match.end()) for match in pattern.finditer(text))


@dataclass(frozen=True, slots=True)
class _Untrue:
    """Where a text calls something untrue: behind `that_from` all of it, else the sentence of a report so called."""

    that_from: int | None = None
    report: int | None = None
    end: int = 0

    @classmethod
    def of(cls, text: str, rules: Oppositions) -> "_Untrue":
        if that := rules.untrue_that.search(text):
            return cls(that_from=that.end(), end=_stop(text, that.end()))
        report, untrue = rules.reports.search(text), rules.untrue.search(text)
        if not report or not untrue:
            return cls()
        return cls(report=report.start(), end=_stop(text, max(report.end(), untrue.end())))

    def holds_of(self, place: int, holds: bool) -> bool:
        """Whether what stands there is untrue, and not what says the same: "it did not, the story is false"."""
        if self.that_from is not None:
            return self.that_from <= place < self.end
        return self.report is not None and place < self.end and (holds or place > self.report)


def _stop(text: str, start: int) -> int:
    found = _FULL.search(text, start)
    return found.start() if found else len(text)


def _matches(kind: Kind, text: str, wrong: re.Match[str] | None) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the words that say so, and those that say the contrary; where they overlap, those.

    `wrong` is where the text tells what somebody holds wrongly.
    """
    contrary = list(kind.negative.finditer(text)) if kind.negative else []
    if wrong is None or not kind.positive.search(wrong[0]):
        yield from ((match, False) for match in contrary)
    for match in kind.positive.finditer(text):
        if wrong and wrong.start() <= match.start() < wrong.end():
            continue
        if not any(each.start() < match.end() and match.start() < each.end() for each in contrary):
            yield match, True


def _negated(tokens: Sequence[tuple[int, str]], match: re.Match[str], rules: Oppositions) -> bool | None:
    """Whether a negation turns the words round; None where they tell no fact but a plan, a duty, an aim."""
    before = [word for start, word in reversed(tokens) if start < match.start()]
    back = before[: rules.reach]
    turned, settled = False, False
    for number, word in enumerate(back):
        if word == "to" and number <= AIM and not rules.no_aim & set(back[max(0, number - 1) : number]):
            before_to = set(back[number + 1 : number + 2])
            if not (rules.failing | rules.achieving) & before_to:
                return None
            turned = turned ^ bool(rules.failing & before_to)
        elif word in _STOPS or (word in rules.ends and not rules.passing & set(back[number + 1 : number + 2])):
            break
        elif number <= AIM and (word in rules.modals or (word in rules.barring and back[0] == "be")):
            return None
        elif turned and word in rules.intending and number <= AIM + 2:
            return None  # "would make no deal" says what he means to do, not what others did
        elif not settled and (word in rules.negators or word.endswith("n't")):
            turned = not turned
            settled = word not in ("not", "n't")
    turned = turned or _has_no_subject(before, rules)
    within = [word for start, word in tokens if match.start() < start < match.end()]
    if _is_condition(before, rules) or not rules.duties.isdisjoint(within):
        return None
    after = [word for start, word in tokens if start >= match.end()][:1]
    if not rules.duties.isdisjoint(after) and not rules.supposed.isdisjoint(back[:1]):
        return None
    return turned ^ bool(rules.objects & {*within, *after})


def _is_condition(before: Sequence[str], rules: Oppositions) -> bool:
    """Whether a condition opens the clause: "would sign if Peru stopped its raids". The nearest words come first."""
    opens = next((word for word in before if word in _STOPS or word in rules.ends), "")
    return opens in rules.conditional


def _has_no_subject(before: Sequence[str], rules: Oppositions) -> bool:
    """Whether the subject is negated, however long it is: "not one of the ships off the coast had fired".

    `before` are the words in front of the verb, the nearest first. A preposition opens a part of the subject as long as
    the verb has not begun behind it.
    """
    far, helped = False, 0
    for number, word in enumerate(before[: rules.longest_subject]):
        helped += helped == number and word in rules.auxiliaries
        if word in rules.subjects or (word == "not" and before[number - 1 : number] in (["a"], ["an"], ["one"])):
            opens = before[number + 1 : number + 2]
            return far and (not opens or opens[0] in _STOPS or opens[0] in rules.conjunctions)
        # "None of those who had fled has returned": the clause on the subject has a verb of its own.
        relative = 0 < helped < number and word in _RELATIVES
        if word in _STOPS or (word in rules.ends and not relative and word not in rules.prepositions):
            return False
        if far and not relative and word in rules.auxiliaries:
            return False
        far = far or relative or word in rules.prepositions or number + 1 >= rules.reach
    return False
