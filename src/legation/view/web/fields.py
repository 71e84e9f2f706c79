"""The fields of a record in words, with their headings: what they hold as lines with links, codes with words beside."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from legation import corrections as rules
from legation.records import AnyRecord, DateRange
from legation.store.codec import to_json
from legation.tables import csv_rows
from legation.view.brief_words import load
from legation.view.present import Names
from legation.view.web import codes
from legation.view.web.rendering import long_day
from legation.view.web.wording import Line, Word, who

NOTHING: tuple[object, ...] = (None, [], "")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Of which article and with which names a value is told; `of` is the type of the event, where it is one."""

    names: Names
    document: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a record: its heading and what it holds."""

    called: str
    line: Line


def rows(record: AnyRecord, names: Names) -> tuple[Row, ...]:
    """Return the fields of a record that a reviewer may judge and that hold something, in their order."""
    kind = rules.load().kinds.get(record.record)
    if kind is None:
        return ()
    values = json.loads(to_json(record))
    about = About(names=names, document=values["document"], of=str(values.get("type", "")))
    told = ((field.called, value(field.takes, values.get(name), about)) for name, field in kind.fields.items())
    return tuple(Row(called, line) for called, line in told if line)


def value(takes: str, given: Any, about: About) -> Line:
    """Say the value of a field, as JSON has it, for a field that takes such values."""
    if given in NOTHING:
        return ()
    reader = _LINES.get(takes.rstrip("?"))
    return reader(given, about) if reader else (Word(str(given)),)


def days(given: Mapping[str, Any]) -> str:
    """Say a date with no more precision than it has."""
    return load().days(DateRange(start=given["start"], end=given["end"], precision=given["precision"]))


def span(first: str, last: str) -> str:
    """Say from one day to another, in words: "28 May to 3 June 2025"."""
    if first[:10] == last[:10] or not last:
        return long_day(first)
    start, end = long_day(first), long_day(last)
    shared = next((length for length in (2, 1) if start.split()[-length:] == end.split()[-length:]), 0)
    return f"{' '.join(start.split()[:-shared] if shared else start.split())} to {end}"


def country(code: str) -> str:
    """Say a country's code in words: "India (IND)"."""
    name = _states().get(code)
    return f"{name} ({code})" if name else codes.said("country", code)


@cache
def _states() -> Mapping[str, str]:
    """The names of states; read alone, since all tables together take half a second."""
    return {row["iso3"]: row["name"] for row in csv_rows("actors/states.csv")}


def _who(given: str | Sequence[str], about: About) -> Line:
    """Name actors; a state of which the article does not speak, as the tables do: a reviewer may have named it."""
    ids = (given,) if isinstance(given, str) else given
    line = who(ids, about.names, about.document)
    return tuple(replace(word, text=_states().get(word.text, word.text)) if word.link else word for word in line)


def _speaker(given: Mapping[str, Any], about: About) -> Line:
    return _who(given["actor"], about) if given["actor"] else (Word(given["as_written"]),)


def _place(given: Mapping[str, Any], _: About) -> Line:
    return (Word(given["name"] + (f", {country(given['country'])}" if given["country"] else "")),)


def _magnitudes(given: Sequence[Mapping[str, Any]], _: About) -> Line:
    return (Word("; ".join(each["text"] + _unit(each) for each in given)),)


def _unit(each: Mapping[str, Any]) -> str:
    return "" if each["unit"] in each["text"] else f" ({each['unit']})"


def _words(given: Mapping[str, Any], _: About) -> Line:
    return (Word(f"“{' '.join(given['text'].split())}”"),)


def _pieces(given: Sequence[Mapping[str, Any]], _: About) -> Line:
    return (Word("“" + " … ".join(" ".join(each["text"].split()) for each in given) + "”"),)


def _stances(given: Sequence[Mapping[str, Any]], about: About) -> Line:
    words: list[Word] = []
    for each in given:
        side = "for" if each["value"] > 0 else "against" if each["value"] < 0 else "neither for nor against"
        words += [Word("; " if words else ""), Word(f"{side} "), *_who(each["target"], about)]
        words.append(Word(f" ({each['value']:+g})"))
    return tuple(word for word in words if word.text)


def _certainty(given: Mapping[str, Any], _: About) -> Line:
    return (Word(f"“{given['phrase']}”: {given['low']} to {given['high']} percent"),)


def _coded(what: str) -> Callable[[Any, About], Line]:
    return lambda given, _: (Word(codes.said(what, given)),)


_LINES: Mapping[str, Callable[[Any, About], Line]] = {
    "actor": _who,
    "actors": _who,
    "two actors": _who,
    "speaker": _speaker,
    "event type": lambda given, _: (Word(codes.event_type(given)),),
    "mode": lambda given, about: (Word(codes.mode(about.of, given)),),
    "contexts": lambda given, _: (Word(", ".join(codes.word("context", each) for each in given)),),
    "status": _coded("status"),
    "act": _coded("act"),
    "quotation": _coded("quotation"),
    "silence": _coded("silence"),
    "tie": _coded("tie"),
    "sector": _coded("sector"),
    "mention kind": _coded("mention"),
    "sign": _coded("sign"),
    "country": lambda given, _: (Word(country(given)),),
    "days": lambda given, _: (Word(days(given)),),
    "place": _place,
    "magnitudes": _magnitudes,
    "words": _words,
    "pieces": _pieces,
    "stances": _stances,
    "certainty": _certainty,
    "yes or no": lambda given, _: (Word("yes" if given else "no"),),
}
