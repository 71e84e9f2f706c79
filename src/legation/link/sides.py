"""On which side of an issue words stand: for it, against it, under a condition, or none that is stated.

Nothing is understood here. Lists of words and the act of the statement are put together by three rules, which
`data/link/sides.yaml` explains; every judgement says what it rests on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Literal, NamedTuple

from legation.errors import KnowledgeError
from legation.records import Span
from legation.tables import yaml_table

FILE = "link/sides.yaml"
Side = Literal["for", "against", "condition", "none stated"]
_LISTS = ("idle", "aside", "condition", "reserved", "against", "undoing", "for", "negation", "instead")
_STOPS = r"[,;:.!?()…“”\"]|\s[-–—]+\s?|[–—]"
_WORD = re.compile(r"[\w’']+")
_HANGING = ("condition", "aside")
_TELLS = ("for", "against", "undoing")
Place = tuple[int, int]
_Side = tuple[Side, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/link/sides.yaml` says: its words as patterns, the rest under the same names."""

    words: re.Pattern[str]
    objects: re.Pattern[str]
    ends: re.Pattern[str]
    takes_up: re.Pattern[str]
    question: re.Pattern[str]
    unspoken: re.Pattern[str]
    joined: re.Pattern[str]
    relayed: re.Pattern[str]
    opening: re.Pattern[str]
    acts: Mapping[str, str]
    before: int
    behind: int
    reach: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is judged: the words that are said, by which act, whether the text denies it, and places in the text.

    At `marks` stand the words of the issue, at `others` the names of others than the speaker.
    """

    content: tuple[Span, ...]
    act: str = "say"
    negated: bool = False
    marks: tuple[Place, ...] = ()
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A side with its reasons, and the words of the condition, if there are any."""

    side: Side
    condition: Span | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sign:
    """A telling word: of which list, where, and its place among the words of its clause."""

    kind: str
    start: int
    end: int
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of what is said without a stop in it, with its telling words, the issue's words and others' names.

    `joints` are the places at which a second verb of the same subject begins: "has no proof | and will go on".
    """

    start: int
    end: int
    signs: tuple[_Sign, ...]
    marks: tuple[int, ...]
    others: tuple[int, ...]
    joints: tuple[int, ...]
    begins: bool

    @property
    def hangs(self) -> float:
        """The place among its words from which on it is a condition, or tells but a time or a circumstance."""
        return min((sign.at for sign in self.signs if sign.kind in _HANGING), default=inf)

    @property
    def is_open(self) -> bool:
        """Whether it names the issue, and not in a condition only."""
        return any(mark < self.hangs for mark in self.marks)


class _Act(NamedTuple):
    """The act by which a clause is governed: its name, what it says of the side, whether the text denies it."""

    name: str | None
    kind: str | None
    negated: bool


@cache
def load() -> Rules:
    """Read the rules that come with the package."""
    values = yaml_table(FILE)
    try:
        patterns = _longest_first({name: values[name] for name in _LISTS})
        acts = {act: kind for kind, acts in values["acts"].items() for act in acts}
        return Rules(
            words=re.compile(_whole("|".join(patterns)), re.IGNORECASE),
            objects=re.compile(_whole(_any_of(values["objects"])), re.IGNORECASE),
            ends=re.compile(f"{_STOPS}|(?={_whole(_any_of(values['boundaries']))})", re.IGNORECASE),
            takes_up=re.compile(_whole(_any_of(values["takes_up"])), re.IGNORECASE),
            question=re.compile(values["question"], re.IGNORECASE),
            unspoken=re.compile(values["unspoken"], re.IGNORECASE),
            joined=re.compile(values["joined"], re.IGNORECASE),
            relayed=re.compile(values["relayed"], re.IGNORECASE),
            opening=re.compile(values["opening"], re.IGNORECASE),
            acts=acts,
            before=values["before"],
            behind=values["behind"],
            reach=values["reach"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def judge(text: str, told: Told, rules: Rules) -> Judged:
    """Tell on which side what is said in `text` stands on the issue that its words at the marks name.

    Where the marks lie outside of what is said, it is on the issue only if a word in it takes the issue up.
    """
    if rules.acts.get(told.act) == "others":
        return Judged(side="none stated", why=(f"act '{told.act}' tells what others do",))
    if why := _tells_none(text, told, rules):
        return Judged(side="none stated", why=(why,))
    clauses = [clause for span in told.content for clause in _clauses(text, span, told, rules)]
    names = [index for index, clause in enumerate(clauses) if clause.marks]
    if not names and not any(rules.takes_up.search(text, span.start, span.end) for span in told.content):
        return Judged(side="none stated", why=("it does not name the issue",))
    hang = _condition(text, [clauses[index] for index in _near(names, len(clauses))])
    found = _sides(names, clauses, told, rules) or _sides(_behind(names, clauses), clauses, told, rules)[:1]
    if len({side for side, _ in found}) > 1:
        return Judged(side="none stated", condition=hang, why=("its clauses tell different sides",))
    if found:
        return Judged(side=found[0][0], condition=hang, why=(*found[0][1], *_because(hang)))
    side: Side = "condition" if hang and any(clauses[index].is_open for index in names) else "none stated"
    return Judged(side=side, condition=hang, why=_because(hang) or ("no word tells a side",))


def _tells_none(text: str, told: Told, rules: Rules) -> str:
    """Why words that name the issue hold nothing of it: they ask, tell what another holds, or would not be said."""
    opening = told.content[0].text if told.content else ""
    if rules.question.match(opening):
        return "it is a question"
    if told.act not in rules.acts and _is_relayed(text, told, rules):
        return "it tells what another says or does"
    unsaid = rules.acts.get(told.act) == "against" and rules.unspoken.match(opening)
    return "nobody has to speak of what he is for" if unsaid else ""


def _is_relayed(text: str, told: Told, rules: Rules) -> bool:
    """Whether what is said opens with what another has said or decided: "Chad has told us that it will not join"."""
    if not told.content:
        return False
    start, end = told.content[0].start, told.content[0].end
    return any(
        rules.opening.fullmatch(text, start, first) and rules.relayed.match(text, last, end)
        for first, last in told.others
        if start <= first
    )


def _sides(which: Iterable[int], clauses: Sequence[_Clause], told: Told, rules: Rules) -> list[_Side]:
    """What each of these clauses tells, if anything."""
    names = any(clause.marks for clause in clauses)
    found = []
    for index in which:
        # The act governs the first clause, if that is on the issue at all.
        governs = index == 0 and names
        act = _Act(told.act, rules.acts.get(told.act), told.negated) if governs else _Act(None, None, False)
        found.append(_told(clauses[index], act, rules))
    return [each for each in found if each]


def _behind(names: Sequence[int], clauses: Sequence[_Clause]) -> Iterable[int]:
    """The clauses that go on after an interruption ("The treaty, they said, …"); where none names the issue, all."""
    if not names:
        return range(len(clauses))
    after = (index + 1 for index in names if index + 1 < len(clauses))
    return (index for index in after if clauses[index].begins and not clauses[index].marks)


def _near(names: Sequence[int], many: int) -> Iterable[int]:
    """The clauses that name the issue and their neighbours; where none names it, all."""
    return (index for index in range(many) if not names or any(abs(index - name) <= 1 for name in names))


def _told(clause: _Clause, act: _Act, rules: Rules) -> _Side | None:
    """The side that one clause tells, with the words that do; None where none does."""
    if clause.marks and not clause.is_open:
        return None
    near = [sign for sign in clause.signs if sign.at < clause.hangs and _is_near(sign, clause.marks, rules)]
    attitudes = [sign for sign in near if sign.kind in ("for", "against")]
    undoing = [sign for sign in near if sign.kind == "undoing"]
    denying = [sign for sign in near if sign.kind == "negation" and _reaches(sign, near, clause, rules)]
    if not attitudes and act.kind not in ("for", "against"):
        by_others = any(other < sign.start for sign in undoing for other in clause.others)
        if by_others or not (undoing or (denying and clause.marks)):
            return None
    against = act.kind == "against" or any(sign.kind == "against" for sign in attitudes)
    # Who wants talks "instead of" sanctions is against these; who won't have guidelines in place of a treaty wants it.
    instead = [sign for sign in clause.signs if sign.kind == "instead" and _all_behind(clause.marks, sign)]
    turns = bool(denying) + bool(undoing) + (act.kind == "negation") + act.negated + bool(instead)
    words = [f"'{sign.text}' as {sign.kind}" for sign in (*attitudes, *undoing, *denying, *instead)]
    acts = [f"act '{act.name}' as {'denied ' * act.negated}{act.kind}"] if act.kind else []
    return ("against" if (against + turns) % 2 else "for"), (*acts, *words)


def _all_behind(marks: Sequence[int], sign: _Sign) -> bool:
    return bool(marks) and all(sign.at < mark for mark in marks)


def _is_near(sign: _Sign, marks: Sequence[int], rules: Rules) -> bool:
    return not marks or any(-rules.before <= sign.at - mark <= rules.behind for mark in marks)


def _reaches(negation: _Sign, near: Sequence[_Sign], clause: _Clause, rules: Rules) -> bool:
    """Whether a negation stands close before a telling word or the issue; "nobody" and the like also behind a word.

    What is joined with a verb of its own is not denied with the first: "has no proof and will go on demanding it".
    """
    told = [sign.at for sign in near if sign.kind in _TELLS]
    until = min((joint for joint in clause.joints if joint > negation.at), default=inf)
    if any(0 < at - negation.at <= rules.reach and at < until for at in (*told, *clause.marks)):
        return True
    return bool(rules.objects.fullmatch(negation.text)) and any(0 < negation.at - at <= rules.reach for at in told)


def _condition(text: str, clauses: Sequence[_Clause]) -> Span | None:
    """The words on which what is said hangs: from "if" to the end of its clause, or those that keep a thing open."""
    for clause in clauses:
        for sign in clause.signs:
            if sign.kind in ("condition", "reserved"):
                end = clause.end if sign.kind == "condition" else sign.end
                return Span.cut(text, sign.start, end)
    return None


def _because(condition: Span | None) -> tuple[str, ...]:
    return (f"hangs on '{condition.text}'",) if condition else ()


def _clauses(text: str, span: Span, told: Told, rules: Rules) -> Iterator[_Clause]:
    """Cut what is said into clauses; those without a word are left out."""
    stops = [match.span() for match in rules.ends.finditer(text, span.start, span.end)]
    starts = [span.start, *(end for _, end in stops)]
    ends = [*(start for start, _ in stops), span.end]
    for start, end in zip(starts, ends, strict=True):
        if text[start:end].strip():
            stripped = start + len(text[start:end]) - len(text[start:end].lstrip())
            # The issue's own words tell no side: who calls for a withdrawal takes nothing away.
            found = _signs(text, stripped, end, rules)
            signs = tuple(each for each in found if not _is_mark(each, told.marks))
            at = tuple(_place(text, stripped, first) for first, last in told.marks if stripped <= first and last <= end)
            others = tuple(first for first, last in told.others if stripped <= first and last <= end)
            joints = tuple(_place(text, stripped, j.start()) for j in rules.joined.finditer(text, stripped, end))
            until = stripped + len(text[stripped:end].rstrip())
            yield _Clause(stripped, until, signs, at, others, joints, start == span.start)


def _is_mark(sign: _Sign, marks: Iterable[Place]) -> bool:
    return sign.kind not in (*_HANGING, "reserved") and any(s < sign.end and sign.start < e for s, e in marks)


def _signs(text: str, start: int, end: int, rules: Rules) -> Iterator[_Sign]:
    for match in rules.words.finditer(text, start, end):
        kind = (match.lastgroup or "").partition("_")[0]
        if kind != "idle":
            yield _Sign(kind, *match.span(), match[0].lower(), _place(text, start, match.start()))


def _place(text: str, start: int, at: int) -> int:
    """The how-maniest word of its clause begins at a place."""
    return len(_WORD.findall(text, start, at))


def _longest_first(lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a named pattern for each list and number of words: of two that fit, the one with more words tells."""
    longest = max(len(entry.split()) for entries in lists.values() for entry in entries)
    for length in range(longest, 0, -1):
        for name, entries in lists.items():
            if some := [entry for entry in entries if len(entry.split()) == length]:
                yield f"(?P<{name}_{length}>{_any_of(some)})"


def _any_of(entries: Sequence[str]) -> str:
    """A pattern for any of the entries, the longest first."""
    return "|".join(_pattern(entry) for entry in sorted(entries, key=lambda entry: (-len(entry), entry)))


def _pattern(entry: str) -> str:
    words = [re.escape(word).replace(r"\*", r"[\w’']*") for word in entry.split()]
    return r"\s+".join(words)


def _whole(pattern: str) -> str:
    """A pattern that begins and ends with words; looked for at their beginnings only, which is much faster."""
    return rf"(?<!\w)(?:{pattern})(?!\w)"
