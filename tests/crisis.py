"""A small made-up crisis for tests of what is linked: four articles, two of one text, on one strike and its toll."""

from legation.records import (
    Actor,
    AnyRecord,
    Claim,
    Contradiction,
    DateRange,
    Development,
    Document,
    Event,
    Evidence,
    Magnitude,
    Place,
    Report,
    Span,
    Speaker,
    Spread,
    Statement,
)

FIRST = (
    "General Ann Bright shelled the port of Gammaville on Monday, Betania said. "
    "Alphaland's envoy denied that any shell had been fired. Betania counted 12 dead."
)
SECOND = (
    "Guns of Alphaland hit Gammaville on Monday. Eight people died, Alphaland said later. "
    "Alphaland admitted that it had fired."
)


def article(name: str, publisher: str | None, published: str | None, text: str) -> Document:
    """An article of this outlet."""
    return Document(source_id=name, title=f"Title of {name}", publisher=publisher, published=published, text=text)


WIRE = article("wire", "Dawn Wire", "2024-03-05T08:00:00+01:00", FIRST)
REPRINT = article("reprint", "Harbour Post", "2024-03-05T20:00:00+01:00", FIRST)
OTHER = article("other", "The Lamp", "2024-03-07", SECOND)
CALM = article("calm", "The Lamp", None, "Betania thanked Deltania.")
ARTICLES = (WIRE, REPRINT, OTHER, CALM)


def cut(document: Document, words: str) -> Span:
    """The first place of the words."""
    start = document.text.index(words)
    return Span.cut(document.text, start, start + len(words))


def told(document: Document, words: str, role: str = "clause") -> Evidence:
    """The same as evidence."""
    found = cut(document, words)
    return Evidence(role=role, start=found.start, end=found.end, text=found.text)


def actor(document: Document, key: str, name: str, country: str | None) -> Actor:
    """Somebody who is named in the document, at its beginning or where the name stands."""
    kind = "person" if key.startswith("person:") else "state"
    where = name if name in document.text else document.text.split()[0]
    return Actor(
        document=document.id,
        id=key,
        name=name,
        kind=kind,  # type: ignore[arg-type]
        country=country,
        evidence=(told(document, where, "name"),),
    )


def statement(document: Document, speaker: str, cue: str, words: str) -> Statement:
    """Somebody says the words."""
    return Statement(
        document=document.id,
        speaker=Speaker(actor=speaker, as_written=speaker, named=True, country=speaker),
        cue=cue,
        act="deny" if cue == "denied" else "say",
        quotation="indirect",
        content=(cut(document, words),),
        evidence=(told(document, cue, "cue"), told(document, words, "content")),
    )


def strike(document: Document, who: str, words: str, *, carried: Statement | None = None) -> Event:
    """The shelling, as one article tells it."""
    return Event(
        document=document.id,
        type="ASSAULT",
        mode="heavy-weapons",
        actor=(who,),
        recipient=("GAM",),
        magnitude=(Magnitude(unit="dead", low=12, high=12, text="12 dead"),) if "12 dead" in document.text else (),
        evidence=(told(document, words),),
        statement=carried.id if carried else None,
    )


SAID = {each.id: statement(each, "BET", "said", "General Ann Bright shelled the port") for each in (WIRE, REPRINT)}
DENIED = {each.id: statement(each, "ALP", "denied", "any shell had been fired") for each in (WIRE, REPRINT)}
ADMITTED = statement(OTHER, "ALP", "admitted", "it had fired")
STRIKES = (
    strike(WIRE, "person:ann-bright", "General Ann Bright shelled the port", carried=SAID[WIRE.id]),
    strike(REPRINT, "person:ann-bright", "General Ann Bright shelled the port", carried=SAID[REPRINT.id]),
    strike(OTHER, "ALP", "Guns of Alphaland hit Gammaville"),
)
THANKS = Event(
    document=CALM.id, type="SUPPORT", actor=("BET",), recipient=("DEL",), evidence=(told(CALM, "Betania thanked"),)
)
STRUCK = Development(
    document=WIRE.id,
    evidence=STRIKES[0].evidence,
    why=("kind and parties agree",),
    type="ASSAULT",
    actor=("ALP", "person:ann-bright"),
    recipient=("GAM",),
    records=tuple(each.id for each in STRIKES),
    documents=(WIRE.id, REPRINT.id, OTHER.id),
    origins=2,
    publishers=("Dawn Wire", "Harbour Post", "The Lamp"),
    first_report=WIRE.published,
    last_report=OTHER.published,
    standing="disputed",
    description="General Ann Bright shelled the port of Gammaville on Monday",
    date=DateRange(start="2024-03-04", end="2024-03-04", precision="day"),
    place=Place(name="Gammaville", country="GAM"),
    numbers=(Spread(unit="dead", low=8, high=12, records=(STRIKES[0].id,)),),
)
THANKED = Development(
    document=CALM.id,
    evidence=THANKS.evidence,
    type="SUPPORT",
    actor=("BET",),
    recipient=("DEL",),
    records=(THANKS.id,),
    documents=(CALM.id,),
    publishers=("The Lamp",),
    description="Betania thanked Deltania.",
)


def claim(document: Document, made: Statement, side: str) -> Claim:
    """One side of the dispute."""
    return Claim(
        record=made.id,
        document=document.id,
        side=side,
        says=made.content[0],
        speaker=made.speaker.actor,
        reported=document.published,
        origin="the lamp" if document is OTHER else "dawn wire",
    )


DISPUTE = Contradiction(
    document=WIRE.id,
    evidence=(told(WIRE, "General Ann Bright shelled the port", "claimed"),),
    confidence=0.8,
    kind="occurrence",
    about=STRUCK.id,
    claims=(
        claim(WIRE, SAID[WIRE.id], "claimed"),
        claim(WIRE, DENIED[WIRE.id], "denied"),
        claim(REPRINT, SAID[REPRINT.id], "claimed"),
        claim(REPRINT, DENIED[REPRINT.id], "denied"),
        claim(OTHER, ADMITTED, "claimed"),
    ),
    settled="claimed",
    settled_by=ADMITTED.id,
)
TOLL = Contradiction(
    document=WIRE.id,
    kind="number",
    about=STRUCK.id,
    unit="dead",
    claims=(
        Claim(
            record=STRIKES[0].id,
            document=WIRE.id,
            side="12 dead",
            says=cut(WIRE, "12 dead"),
            low=12,
            high=12,
            reported=WIRE.published,
        ),
        Claim(
            record=STRIKES[2].id,
            document=OTHER.id,
            side="Eight people",
            says=cut(OTHER, "Eight people"),
            low=8,
            high=8,
            reported=OTHER.published,
        ),
    ),
)
COPIES = Report(
    document=WIRE.id,
    documents=(WIRE.id, REPRINT.id),
    copies=("origin", "reprint"),
    publishers=("Dawn Wire", "Harbour Post"),
    origin="Dawn Wire",
)
LINKED = (STRUCK, THANKED, DISPUTE, TOLL, COPIES)


def code(document: Document) -> tuple[AnyRecord, ...]:
    """What is found in one of the articles."""
    events = [each for each in (*STRIKES, THANKS) if each.document == document.id]
    said = [each for each in (*SAID.values(), *DENIED.values(), ADMITTED) if each.document == document.id]
    people = {
        "ALP": ("Alphaland", "ALP"),
        "BET": ("Betania", "BET"),
        "GAM": ("Gammaria", "GAM"),
        "DEL": ("Deltania", "DEL"),
        "person:ann-bright": ("Ann Bright", "ALP"),
    }
    wanted = {one for each in events for one in (*each.actor, *each.recipient)}
    wanted |= {each.speaker.actor for each in said if each.speaker.actor}
    return (*(actor(document, key, *people[key]) for key in sorted(wanted)), *events, *said)
