"""Magnitudes: the numbers of a text, what they count, and their bounds where the text is vague."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Sentence, Token
from legation.records import Magnitude

_OBJECTS = ("dobj", "nsubjpass", "pobj", "oprd", "attr", "conj")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as written, with its bounds; `mark` is the sign of a currency."""

    start: int
    end: int
    low: float
    high: float | None
    mark: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A magnitude and the word that it hangs on: the noun counted, else the number."""

    magnitude: Magnitude
    token: Token
    start: int
    end: int


class Counter:
    """Reads the numbers of sentences with the lists of `circumstances.yaml`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Compile the number patterns once."""
        self._words: Mapping[str, float] = table["words"]
        self._vague: Mapping[str, float] = table["vague"]
        self._times: Mapping[str, float] = table["multipliers"]
        self._marks: Mapping[str, str] = table["money_marks"]
        self._national: Mapping[str, Mapping[str, str]] = table["national"]
        self._bounds = {w: (b["low"], b["high"]) for b in table["bounds"] for w in b["words"]}
        self._units = {noun: unit for unit, nouns in table["units"].items() for noun in nouns}
        self._fates = {word: fate for fate, words in table["fates"].items() for word in words}
        self._durations = frozenset(table["duration_units"])
        self._pointing = frozenset(table["pointing_units"])
        self._lasting = frozenset(table["lasting"])
        self._as_objects = frozenset(table["as_objects"])
        self._rounds, self._fired = frozenset(table["rounds"]), frozenset(table["fired"])
        self._pattern = self._compiled()
        self._hint = re.compile(
            rf"\d|\b(?:{_either([*self._words, *self._vague, 'dozen', 'hundred'])})\b", re.IGNORECASE
        )

    def _compiled(self) -> re.Pattern[str]:
        mark = _either(self._marks)
        digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
        times = rf"(?:[\s-]+(?:{_either(self._times)})s?\b)?"
        one = rf"(?:{digits}|\b(?:{_either(self._words)})(?:-(?:{_either(self._words)}))?\b){times}"
        bound = rf"(?:\b(?P<bound>{_either(self._bounds)})\s+)?"
        return re.compile(
            rf"{bound}(?:\b(?P<vague>{_either(self._vague)})\b|"
            rf"(?P<from>\b(?:between|from)\s+)?(?P<mark>{mark})?\s?(?P<low>{one})"
            rf"(?:\s?(?:-|–|\bto\b|(?(from)\band\b|\bto\b))\s?(?:{mark})?(?P<high>{one}))?)(?![\w%]|[.,]\d)",
            re.IGNORECASE,
        )

    def counted(self, text: str, sentence: Sentence, taken: Iterable[tuple[int, int]]) -> Iterator[Counted]:
        """The numbers of a sentence that count something we know, dates (`taken`) left out."""
        if not self._hint.search(text, sentence.start, sentence.end):
            return
        spans = tuple(taken)
        for match in self._pattern.finditer(text, sentence.start, sentence.end):
            number = self._number(match, bound=not _is_particle(sentence, match))
            if number is None or any(s < number.end and number.start < e for s, e in spans):
                continue
            if found := self._counted(text, sentence, number):
                yield found

    def _number(self, match: re.Match[str], *, bound: bool) -> _Number | None:
        start = match.end() - len(match.group().lstrip())
        start = start if bound else match.end("bound") + 1
        end = match.end()
        low_factor, high_factor = self._bounds.get(_key(match["bound"]) if bound else "", (1, 1))
        mark = match["mark"]
        if match["vague"]:
            return _Number(start, end, float(self._vague[_key(match["vague"])]), None, mark)
        low, low_times = self._value(match["low"])
        if match["high"]:
            high, times = self._value(match["high"])
            low = low * times if low_times == 1 and low < high / times * 2 and times > 1 else low
            return _Number(start, end, low, high, mark) if low <= high else None
        if match["from"]:
            return None
        return _Number(start, end, round(low * low_factor, 6), _times(low, high_factor), mark)

    def _value(self, written: str) -> tuple[float, float]:
        """The value of a number, and by what word it was multiplied."""
        times = 1.0
        if (known := self._words.get(_key(written))) is not None:
            return float(known), times  # "a million" is no multiple of "a"
        pieces = _key(written).replace("-", " ").split()
        while len(pieces) > 1 and (factor := self._times.get(pieces[-1].rstrip("s") or "", 0)):
            times *= factor
            pieces.pop()
        whole = " ".join(pieces)
        if whole[:1].isdigit():
            return float(whole.replace(",", "")) * times, times
        if whole in self._words:
            return self._words[whole] * times, times
        return sum(self._words.get(p, 0) for p in pieces) * times, times

    def _counted(self, text: str, sentence: Sentence, number: _Number) -> Counted | None:
        tokens = [t for t in sentence.tokens if number.start <= t.start and t.end <= number.end]
        numeral = next((t for t in reversed(tokens) if t.pos in ("NUM", "NOUN", "DET", "ADJ", "PRON")), None)
        if numeral is None:
            return None
        if number.mark:
            return _made(text, self._marks[number.mark.upper()], number, numeral, number.end)
        noun = self._noun(sentence, numeral, tokens)
        if noun is None:
            return None
        unit = self._unit(sentence, noun, numeral)
        if unit is None or (unit in self._as_objects and noun.dep not in _OBJECTS):
            return None
        return _made(text, unit, number, noun, max(number.end, noun.end))

    def _noun(self, sentence: Sentence, numeral: Token, tokens: list[Token]) -> Token | None:
        """What is counted: the noun above the numeral, behind its "of", or the numeral itself ("killed 12")."""
        inside = {t.i for t in tokens}
        for prep in sentence.children(numeral, "prep"):
            if prep.lower == "of" and prep.i not in inside:
                below = sentence.child(prep, "pobj")
                return below if below is None or below.pos != "PRON" else numeral
        here = numeral
        while here.i in inside and here.dep in (
            "nummod",
            "quantmod",
            "compound",
            "amod",
            "det",
            "npadvmod",
            "nmod",
            "advmod",
        ):
            above = sentence.head(here)
            if above is here:
                break
            here = above
        if here.i in inside and (following := self._next_noun(sentence, tokens[-1])):
            return following
        return here

    def _next_noun(self, sentence: Sentence, last: Token) -> Token | None:
        """The noun behind a number that the parser left alone ("3,000 North Korean troops")."""
        for token in sentence.tokens[last.i + 1 : last.i + 5]:
            if token.pos == "NOUN" and token.lemma.lower() in self._units:
                return token
            if token.pos not in ("ADJ", "PROPN", "NOUN"):
                return None
        return None

    def _unit(self, sentence: Sentence, noun: Token, numeral: Token) -> str | None:
        lemma = noun.lemma.lower()
        if lemma in self._durations:
            around = [*sentence.ancestors(noun)][:2]
            return f"{lemma}s" if any(t.lemma.lower() in self._lasting for t in around) else None
        unit = self._units.get(lemma) or self._units.get(noun.lower)
        if lemma in self._rounds and self._is_of_others(sentence, noun):
            return None
        if money := self._national.get(lemma):
            beside = {t.lower for t in sentence.children(noun, "amod", "compound", "nmod")}
            return next((unit for word, unit in money.items() if word in beside), unit)
        if unit in ("troops", "people", "prisoners", None):
            fate = self._fate(sentence, noun if sentence.head(noun).lower != "of" else numeral)
            if unit is None and noun is not numeral and noun.pos != "NUM":
                return self._fates.get(noun.lower)
            unit = fate or (None if lemma in self._pointing and not self._are_people(sentence, noun) else unit)
        return unit

    def _is_of_others(self, sentence: Sentence, noun: Token) -> bool:
        """Whether "rounds" are of something that is not fired: of talks, of drinks, of sanctions."""
        of = next((t for t in sentence.children(noun, "prep") if t.lower == "of"), None)
        below = sentence.child(of, "pobj") if of is not None else None
        return below is not None and self._fired.isdisjoint(t.lemma.lower() for t in sentence.subtree(below))

    def _are_people(self, sentence: Sentence, noun: Token) -> bool:
        """Whether "two others" stand beside people, or do something themselves; else they may be ships."""
        doing = noun.dep in ("nsubj", "nsubjpass")
        first = sentence.head(noun) if noun.dep == "conj" else None
        return doing if first is None else self._units.get(first.lemma.lower()) in ("people", "troops")

    def _fate(self, sentence: Sentence, noun: Token) -> str | None:
        """What was done to those counted: "killed 12", "12 were arrested", "12 people dead"."""
        while noun.dep == "conj" and sentence.head(noun).pos in ("NOUN", "NUM"):
            noun = sentence.head(noun)
        above = sentence.head(noun)
        beside = [*sentence.children(noun, "acl", "amod", "relcl")]
        if noun.dep == "nsubj" and above.pos == "VERB" and self._intransitive(above):
            beside.append(above)
        elif noun.dep in ("dobj", "nsubjpass"):
            beside.append(above)
            beside.extend(sentence.children(above, "oprd", "acomp"))
        elif noun.dep == "nsubj" and above.pos in ("ADJ", "AUX"):
            beside.extend([above, *sentence.children(above, "acomp")])
        return next(
            (fate for t in beside if (fate := self._fates.get(t.lemma.lower()) or self._fates.get(t.lower))), None
        )

    def _intransitive(self, verb: Token) -> bool:
        return verb.lemma.lower() in ("die", "flee", "perish", "drown") or verb.tag == "VBN"


def _is_particle(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what looks like a bound belongs to the verb before it: "handed over | two captives"."""
    start = match.start("bound") if match["bound"] else -1
    return any(t.start == start and t.dep == "prt" for t in sentence.tokens)


def _times(number: float, factor: float | None) -> float | None:
    return None if factor is None else round(number * factor, 6)


def _made(text: str, unit: str, number: _Number, token: Token, end: int) -> Counted:
    written = text[number.start : end]
    magnitude = Magnitude(unit=unit, low=number.low, high=number.high, text=written)
    return Counted(magnitude, token, number.start, end)


def _key(words: str | None) -> str:
    return " ".join((words or "").lower().split())


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
