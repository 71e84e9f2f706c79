"""A reader, a coder and a linker that need no parser: what they find is in plain sight, so tests can count on it."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

from legation.errors import SourceError, StepError
from legation.record_parts import Change, Draw
from legation.records import (
    Actor,
    AnyRecord,
    Certainty,
    Claim,
    Contradiction,
    Correction,
    DateRange,
    Development,
    Document,
    Event,
    Evidence,
    Magnitude,
    Mention,
    Place,
    Prediction,
    Pressure,
    Report,
    Silence,
    Span,
    Speaker,
    Stance,
    Statement,
    Tie,
)
from legation.store.codec import to_json
from legation.store.store import Store
from legation.view.wiring import Parts

TEXT = (
    "Alphaland urged Betania to press Gammaria to stop the shipments. Betania's envoy said: “We regret "
    "case {n}.” Gammaria did not respond. Betania will probably agree, Alphaland said of its old ally."
)


def article(n: int, *, published: str | None = "2024-10-{day:02}", text: str = TEXT) -> Document:
    """Make article `n`; its day of publication goes round the month."""
    return Document(
        source_id=f"case-{n}",
        title=f"Envoys talk, part {n}",
        publisher="The Sample Courier",
        published=published.format(day=n % 28 + 1) if published else None,
        url=f"https://example.org/{n}",
        text=text.format(n=n),
    )


def code(document: Document) -> tuple[AnyRecord, ...]:
    """Find one record of each kind in an article made of TEXT; a text with "unreadable" in it fails."""
    if "unreadable" in document.text:
        raise StepError("fake", document.id, "ValueError: it says so itself")
    if "Alphaland urged" not in document.text:
        return ()

    def evidence(words: str, role: str = "trigger") -> tuple[Evidence, ...]:
        return (Evidence.cut(document.text, *_place(document.text, words), role),)

    def span(words: str) -> Span:
        return Span.cut(document.text, *_place(document.text, words))

    case = re.search(r"“(.*)”", document.text)
    here = document.id
    likely = Certainty(phrase="probably", low=55, high=80)
    actors = [
        Actor(document=here, id=key, name=name, kind="state", country=key, evidence=evidence(name, "name"))
        for key, name in (("ALP", "Alphaland"), ("BET", "Betania"), ("GAM", "Gammaria"))
    ]
    start, end = _place(document.text, "Alphaland")
    statement = Statement(
        document=here,
        speaker=Speaker(actor="BET", as_written="Betania's envoy", named=False, country="BET"),
        cue="said",
        act="say",
        quotation="direct",
        content=(span(case[1] if case else "We regret"),),
        about=("GAM",),
        stance=(Stance(target="GAM", value=-0.5),),
        evidence=evidence("said", "cue"),
    )
    return (
        *actors,
        Mention(document=here, start=start, end=end, actor="ALP", kind="name"),
        Event(
            document=here,
            type="REQUEST",
            mode="assist",
            actor=("ALP",),
            recipient=("BET",),
            date=DateRange(start="2024-10-21", end="2024-10-21", precision="day"),
            place=Place(name="Betapolis", country="BET", lat=1.5, lon=2.5),
            magnitude=(Magnitude(unit="ships", low=2, high=None, text="ships"),),
            evidence=evidence("urged"),
        ),
        Pressure(
            document=here,
            pressers=("ALP",),
            intermediary=("BET",),
            targets=("GAM",),
            demand=span("press Gammaria"),
            aim=span("stop the shipments"),
            means="influence",
            evidence=evidence("urged"),
        ),
        statement,
        Silence(document=here, actor="GAM", kind="no-response", evidence=evidence("did not respond")),
        Tie(
            document=here,
            actors=("ALP", "BET"),
            kind="alliance",
            sign=1,
            as_described="old ally",
            evidence=evidence("old ally"),
        ),
        Prediction(
            document=here,
            holder="ALP",
            about=("BET",),
            claim=span("Betania will probably agree"),
            certainty=likely,
            evidence=evidence("probably"),
        ),
    )


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def slow(document: Document) -> tuple[AnyRecord, ...]:
    """Code as `code` does, but take a while."""
    time.sleep(0.002)
    return code(document)


def linked(records: Sequence[AnyRecord]) -> tuple[Report | Development | Contradiction, ...]:
    """Make all requests one development that is denied, and all documents copies of one report."""
    events = sorted((each for each in records if isinstance(each, Event)), key=lambda each: each.id)
    documents = sorted((each for each in records if isinstance(each, Document)), key=lambda each: each.id)
    if not events:
        return ()
    first = min(documents, key=lambda each: (each.published or "", each.id))
    development = Development(
        document=first.id,
        type="REQUEST",
        actor=("ALP",),
        recipient=("BET",),
        records=tuple(each.id for each in events),
        documents=tuple(each.id for each in documents),
        first_report=first.published,
        last_report=max(each.published or "" for each in documents),
    )
    claims = tuple(
        Claim(record=each.id, document=each.document, side="told", says=Span(start=0, end=0, text=""))
        for each in events[:1]
    )
    contradiction = Contradiction(document=first.id, kind="occurrence", about=development.id, claims=claims)
    return Report(document=first.id, documents=development.documents), development, contradiction


def link(store: Store) -> None:
    """Link all that is stored as `linked` does."""
    store.replace_derived(linked((*store.documents(), *store.records())))


def judged(document: Document, records: Sequence[AnyRecord]) -> Correction:
    """Correct the request that was read in a document: it is aid."""
    (event,) = (each for each in records if isinstance(each, Event) and each.document == document.id)
    return Correction(
        document=document.id,
        evidence=event.evidence,
        target=event.id,
        of="event",
        sha256=document.sha256,
        verdict="correct",
        changes=(Change(field="type", was='"REQUEST"', now='"AID"'),),
        original=to_json(event),
        on="2024-11-30T12:00:00.000+00:00",
        by="Ann",
        note="the ships bring grain",
        drawn=Draw(seed=1, place=1, size=1, frame=3),
    )


def documents(
    sources: Sequence[str], *, stdin: IO[bytes] | None = None, kind: str | None = None, limit: int | None = None
) -> Iterator[Document | SourceError]:
    """Read files with one article a line; a line that begins with "!" is broken."""
    for source in sources:
        path = Path(source)
        if source != "-" and not path.exists():
            yield SourceError(source, "no such file")
            continue
        lines = stdin.read().decode().splitlines() if source == "-" and stdin else path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            if line.startswith("!"):
                yield SourceError(source, "expected an article", line=number)
            elif line:
                yield article(number, text=line.replace("{", "{{").replace("}", "}}"))


def parts(load: Callable[[Document], tuple[AnyRecord, ...]] = code) -> Parts:
    """Wire the commands to the fakes."""
    return Parts(documents=documents, load=lambda model: load, link=link)
