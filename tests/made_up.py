"""Made-up situations: articles put together of sentences whose records are known, some of them copies of others."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from legation.records import (
    Actor,
    AnyRecord,
    Certainty,
    DateRange,
    Decision,
    Document,
    Event,
    Evidence,
    Magnitude,
    Mention,
    Place,
    Prediction,
    Pressure,
    Silence,
    Span,
    Speaker,
    Statement,
    Tie,
)

STATES = {"ALB": "Albania", "BOL": "Bolivia", "CHL": "Chile"}
OUTLETS = ("Harbour Post", "Delta Ledger", "Reef Gazette", "Tide Times", "Quay Courier", None)
DAYS = ("2025-05-01", "2025-05-02", "2025-05-04T10:00:00+02:00", "2025-05-09", None)
TOWNS = ("Korce", "Potosi", "Arica")
ACTS = (("ASSAULT", "bombed"), ("ACCUSE", "accused"), ("CONSULT", "met"), ("SANCTION", "embargoed"))
KINDS = ("event", "event", "event", "denial", "silence", "silence", "pressure", "forecast", "tie", "plan")


@dataclass(frozen=True)
class Line:
    """A sentence to be: what it tells, who acts on whom, and a number."""

    kind: str
    one: str
    other: str
    act: int
    number: int
    day: int


PAIRS = [(one, other) for one in STATES for other in STATES if one != other]


def situations() -> st.SearchStrategy[tuple[AnyRecord, ...]]:
    """Some articles with all their records, not yet linked: they tell of a few matters, in several ways."""
    return st.builds(situation, st.integers(1, 9), st.integers(1, 4), st.integers(0, 10**9))


def situation(articles: int, matters: int, seed: int) -> tuple[AnyRecord, ...]:
    """So many articles on so many matters; the seed says which."""
    dice = Random(seed)
    lines = [_matter(dice) for _ in range(matters)]
    found: list[AnyRecord] = []
    told: list[list[Line]] = []
    for number in range(articles):
        copied = number > 0 and dice.random() < 0.2
        some = dice.sample(lines, dice.randint(1, min(3, matters)))
        told.append(told[-1] if copied else [dice.choice(_tellings(line)) for line in some])
        own = number - 1 if copied else number
        decided = dice.random() < 0.3
        found += article(told[-1], dice.choice(OUTLETS), dice.choice(DAYS), (number, own), decided=decided)
    return tuple(found)


def _matter(dice: Random) -> Line:
    one, other = dice.choice(PAIRS)
    kind = dice.choice(KINDS)
    return Line(kind, one, other, dice.randrange(len(ACTS)), dice.randint(3, 40), dice.randint(1, 9))


def _tellings(line: Line) -> list[Line]:
    """How articles may tell a matter: what happened also briefly, with another number, or as a claim."""
    if line.kind == "silence":
        return [line, replace(line, kind="answer")]
    if line.kind != "event":
        return [line]
    return [line, replace(line, kind="bare"), replace(line, kind="claim"), replace(line, number=41)]


def article(
    lines: list[Line], outlet: str | None, day: str | None, number: tuple[int, int], *, decided: bool = False
) -> list[AnyRecord]:
    """An article of these lines with its records; copies have another first number, and the second of their origin."""
    texts = [_sentence(line) for line in lines]
    document = Document(
        text=" ".join((*texts, _padding(number[1]))),
        publisher=outlet,
        published=day,
        url=f"https://example.org/{number[0]}",
        title=f"Piece {'abcdefghi'[number[0]]}",
    )
    found: list[AnyRecord] = [document]
    start = 0
    for line, text in zip(lines, texts, strict=True):
        found += _records(line, document, start, decided=decided)
        start += len(text) + 1
    return [*found, *_people(document)]


def _padding(number: int) -> str:
    """Words that no other text has, so that sentences in common make no copies."""
    words = (f"{first}{vowel}{'bcdfghjkl'[number]}" for first in "klmnprst" for vowel in "aeiou")
    return f"{' '.join(words)}.".capitalize()


def _sentence(line: Line) -> str:
    one, other = STATES[line.one], STATES[line.other]
    verb = ACTS[line.act][1]
    told = f"{one} {verb} {other} near {TOWNS[line.act % 3]} on {line.day} May, and {line.number} soldiers died"
    return {
        "event": f"{told}.",
        "bare": f"{one} {verb} {other}, people say.",
        "claim": f"{other} said that {told}.",
        "denial": f"{one} said that it was no part of any raid and {line.number} soldiers were unhurt.",
        "silence": f"{one} has not commented on the raid near {TOWNS[line.act % 3]}.",
        "answer": f"{one} said that the quarrel with {other} on the raid was a matter of {line.number} villages.",
        "pressure": f"{one} urged {other} to use its influence over {STATES['CHL']}.",
        "forecast": f"{one} said that {other} would probably yield by {line.day} May.",
        "tie": f"{one} and {other} are old allies of {line.number} years.",
        "plan": f"{one} will talk to {other} in {line.number} days.",
    }[line.kind]


def _records(line: Line, document: Document, start: int, *, decided: bool) -> list[AnyRecord]:
    text = _sentence(line)
    end = start + len(text) - 1

    def cut(words: str, role: str = "trigger") -> Evidence:
        at = document.text.index(words, start)
        return Evidence.cut(document.text, at, at + len(words), role)

    whole = Evidence.cut(document.text, start, end, "clause")
    one = STATES[line.one]
    if line.kind in ("event", "bare", "claim", "plan"):
        return _happened(line, document, whole, cut)
    if line.kind in ("denial", "answer"):
        return [_said(document, whole, line.one, one, text, about=(line.other,))]
    if line.kind == "silence":
        told = (cut("not commented", "cue"), cut(one, "source"), whole)
        return [Silence(document=document.id, actor=line.one, kind="refrained", topic="the raid", evidence=told)]
    if line.kind == "pressure":
        return [_pressed(line, document, whole, cut)]
    if line.kind == "tie":
        actors = (line.one, line.other)
        described = {"as_described": "old allies", "evidence": (whole,)}
        return [Tie(document=document.id, actors=actors, kind="alliance", sign=1, **described)]  # type: ignore[arg-type]
    return _foretold(line, document, whole, cut, decided=decided)


def _pressed(line: Line, document: Document, whole: Evidence, cut: Callable[..., Evidence]) -> Pressure:
    demand = cut(f"use its influence over {STATES['CHL']}")
    return Pressure(
        document=document.id,
        pressers=(line.one,),
        intermediary=(line.other,),
        targets=("CHL",),
        demand=Span(start=demand.start, end=demand.end, text=demand.text),
        means="influence",
        evidence=(cut("urged"), whole),
    )


def _happened(line: Line, document: Document, whole: Evidence, cut: Callable[..., Evidence]) -> list[AnyRecord]:
    type_, verb = ACTS[line.act]
    day = f"2025-05-0{line.day}"
    event = Event(
        document=document.id,
        type="CONSULT" if line.kind == "plan" else type_,
        actor=(line.one,),
        recipient=(line.other,),
        status="future" if line.kind == "plan" else "actual",
        evidence=(cut("talk" if line.kind == "plan" else verb), whole),
        intensity=-5.0,
    )
    if line.kind in ("plan", "bare"):
        return [event]
    count = f"{line.number} soldiers"
    event = replace(
        event,
        id="",
        date=DateRange(start=day, end=day, precision="day"),
        place=Place(name=TOWNS[line.act % 3]),
        magnitude=(Magnitude(unit="dead", low=line.number, high=line.number, text=count),),
    )
    if line.kind == "event":
        return [event]
    said = _said(document, whole, line.other, STATES[line.other], _sentence(line), about=(line.one,))
    return [said, replace(event, id="", statement=said.id)]


def _said(document: Document, whole: Evidence, actor: str, name: str, text: str, about: tuple[str, ...]) -> Statement:
    at = whole.start + text.index("said that ") + len("said that ")
    content = Span.cut(document.text, at, whole.end)
    cue = Evidence.cut(document.text, whole.start + len(name) + 1, whole.start + len(name) + 5, "cue")
    return Statement(
        document=document.id,
        speaker=Speaker(actor=actor, as_written=name, named=True, sector="GOV", country=actor),
        cue="said",
        act="deny" if "no part" in text else "say",
        quotation="indirect",
        content=(content,),
        about=about,
        evidence=(cue, whole),
    )


def _foretold(
    line: Line, document: Document, whole: Evidence, cut: Callable[..., Evidence], *, decided: bool
) -> list[AnyRecord]:
    at = document.text.index(STATES[line.other], whole.start + len(STATES[line.one]))
    day = f"2025-05-0{line.day}"
    made = Prediction(
        document=document.id,
        holder=line.one,
        about=(line.other,),
        claim=Span.cut(document.text, at, whole.end),
        certainty=Certainty(phrase="probably", low=55, high=80),
        due=DateRange(start=day, end=day, precision="day"),
        evidence=(cut("probably", "phrase"), whole),
    )
    outcome = {"outcome": True, "decided": Decision(on="2025-05-08")} if decided else {}
    return [replace(made, **outcome)]  # type: ignore[arg-type]


def _people(document: Document) -> list[AnyRecord]:
    found: list[AnyRecord] = [
        Mention(document=document.id, start=each.start(), end=each.end(), actor=identity, kind="name")
        for identity, name in STATES.items()
        for each in re.finditer(name, document.text)
    ]
    for identity, name in STATES.items():
        if name in document.text:
            at = document.text.index(name)
            named = Evidence.cut(document.text, at, at + len(name), "name")
            found.append(
                Actor(id=identity, document=document.id, name=name, kind="state", country=identity, evidence=(named,))
            )
    return found
