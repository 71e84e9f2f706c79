"""A small set of records as the earlier rooms give them, over texts of our own from imagined outlets."""

from collections.abc import Sequence
from typing import Any

from legation.records import (
    Actor,
    ActorKind,
    AnyRecord,
    Certainty,
    DateRange,
    Document,
    Event,
    Evidence,
    Magnitude,
    Place,
    Prediction,
    Pressure,
    Silence,
    Span,
    Speaker,
    Statement,
    Tie,
)

POST = Document(
    title="Allies ask Beijing to lean on Pyongyang and Moscow",
    publisher="Harbour Post (sample)",
    published="2024-10-31T18:30:00+00:00",
    url="https://example.org/allies?a=1&b=2",
    text=(
        "Allies ask Beijing to lean on Pyongyang and Moscow\n"
        "The United States and South Korea are urging China to use its influence over North Korea and Russia, "
        "hoping to keep the war in Ukraine from widening. North Korea sent about 10,000 troops to Russia this "
        "month, the U.S. defense department says. U.S. diplomats met the Chinese ambassador in Washington on "
        "Tuesday to pass on the request.\n"
        "China has so far refrained from comment on the deployment. “Silence is the cheapest policy there is,” said "
        "Mara Holt, a lecturer at the Lowland Institute, “and the first one to run out.” She added that China may "
        "put calm on the peninsula first. Experts think it unlikely that Beijing would cut trade with Moscow before "
        "the end of the year.\n"
        "China and Russia declared a “no limits” partnership in 2022. Lu’s assurance changed few minds."
    ),
)
LEDGER = Document(
    title="Seoul counts troops",
    publisher="Delta Ledger (sample)",
    published="2024-11-01",
    text=(
        "Seoul counts troops\n"
        "North Korea has sent 3,000 troops to Russia, according to South Korea’s spy agency. South Korea and the "
        "United States called on China to use its leverage with North Korea. A State Department official said that "
        "talks with the Chinese ambassador took place on 29 October in Washington. North Korea did not threaten "
        "Japan, the official said."
    ),
)
TIMES = Document(
    title="Beijing breaks its silence",
    publisher="Lowland Times (sample)",
    published="2024-11-02",
    text=(
        "Beijing breaks its silence\n"
        "China’s foreign ministry said that what two neighbours do is a matter for them, its first words on the "
        "troops. The ministry spoke after a week of questions from reporters. Russia could test weapons with North "
        "Korea next year."
    ),
)


def span(document: Document, words: str) -> Span:
    """The first place where the document has the words."""
    start = document.text.index(words)
    return Span.cut(document.text, start, start + len(words))


def evidence(document: Document, *words: str) -> tuple[Evidence, ...]:
    """Evidence for each of the words, the first being the trigger."""
    spans = [span(document, w) for w in words]
    roles = ["trigger"] + ["party"] * len(spans)
    return tuple(Evidence(role=r, start=s.start, end=s.end, text=s.text) for r, s in zip(roles, spans, strict=False))


def actor(document: Document, identity: str, name: str, kind: ActorKind = "state", **more: Any) -> Actor:
    """An actor that the document names with these very words, or with `as_written`."""
    words = more.pop("as_written", name)
    return Actor(id=identity, document=document.id, name=name, kind=kind, evidence=evidence(document, words), **more)


def event(document: Document, words: Sequence[str], **fields: Any) -> Event:
    """An event on these words, the trigger first."""
    return Event(document=document.id, evidence=evidence(document, *words), **fields)


def statement(document: Document, speaker: Speaker, cue: str, content: Sequence[str], **fields: Any) -> Statement:
    """A statement with its cue and its content among the evidence."""
    values = {"act": "say", "quotation": "indirect", **fields}
    spans = tuple(span(document, words) for words in content)
    return Statement(
        document=document.id,
        speaker=speaker,
        cue=cue,
        content=spans,
        evidence=evidence(document, cue, *content),
        **values,
    )


TROOPS = Magnitude(unit="troops", low=10000, high=10000, text="about 10,000 troops")
FEWER = Magnitude(unit="troops", low=3000, high=3000, text="3,000")
TUESDAY = DateRange(start="2024-10-29", end="2024-10-29", precision="day")
HOLT = Speaker(actor="person:mara-holt", as_written="Mara Holt", named=True)
OFFICIAL = Speaker(actor=None, as_written="A State Department official", named=False, sector="GOV", country="USA")
MINISTRY = Speaker(actor="org:mfa", as_written="China’s foreign ministry", named=True, sector="GOV", country="CHN")
SPIES = Speaker(actor=None, as_written="South Korea’s spy agency", named=False, country="KOR")
PENTAGON = Speaker(actor=None, as_written="the U.S. defense department", named=False, country="USA")

NAMES = {"USA": "United States", "KOR": "South Korea", "CHN": "China", "PRK": "North Korea", "RUS": "Russia"}
NAMED: tuple[AnyRecord, ...] = (
    *(actor(POST, identity, name) for identity, name in NAMES.items()),
    *(actor(LEDGER, i, n, as_written=n) for i, n in NAMES.items()),
    actor(LEDGER, "JPN", "Japan"),
    actor(TIMES, "CHN", "China"),
    actor(TIMES, "RUS", "Russia"),
    actor(TIMES, "PRK", "North Korea", as_written="North"),
    actor(TIMES, "org:mfa", "China’s foreign ministry", "organisation", country="CHN"),
    actor(
        POST,
        "person:mara-holt",
        "Mara Holt",
        "person",
        role="a lecturer at the Lowland Institute",
        as_written="Mara Holt, a lecturer at the Lowland Institute",
    ),
    actor(POST, "person:envoy", "the Chinese ambassador", "unnamed", country="CHN"),
    actor(POST, "unnamed:experts", "experts", "unnamed", as_written="Experts"),
    actor(POST, "person:lu", "Lu", "person", resolved=False),
)
COUNTED = statement(POST, PENTAGON, "says", ["North Korea sent about 10,000 troops to Russia this month"])
RECOUNTED = statement(LEDGER, SPIES, "according to", ["North Korea has sent 3,000 troops to Russia"], act="assess")
DENIED = statement(LEDGER, OFFICIAL, "the official said", ["North Korea did not threaten Japan"])
SPOKE = statement(TIMES, MINISTRY, "said", ["that what two neighbours do is a matter for them"], about=("PRK", "RUS"))
RECORDS: tuple[AnyRecord, ...] = (
    POST,
    LEDGER,
    TIMES,
    *NAMED,
    COUNTED,
    RECOUNTED,
    DENIED,
    SPOKE,
    event(
        POST,
        ["sent", "North Korea sent", "about 10,000 troops to Russia"],
        type="MOBILIZE",
        mode="troops",
        actor=("PRK",),
        recipient=("RUS",),
        magnitude=(TROOPS,),
        statement=COUNTED.id,
    ),
    event(
        LEDGER,
        ["sent", "North Korea has sent", "3,000 troops to Russia"],
        type="MOBILIZE",
        mode="troops",
        actor=("PRK",),
        recipient=("RUS",),
        magnitude=(FEWER,),
        statement=RECOUNTED.id,
    ),
    event(
        POST,
        ["met", "U.S. diplomats", "the Chinese ambassador in Washington on Tuesday"],
        type="CONSULT",
        actor=("USA",),
        recipient=("person:envoy",),
        date=TUESDAY,
        place=Place(name="Washington", country="USA"),
    ),
    event(
        LEDGER,
        ["talks", "talks with the Chinese ambassador took place on 29 October in Washington"],
        type="CONSULT",
        actor=("USA",),
        recipient=("CHN",),
        date=TUESDAY,
    ),
    event(
        LEDGER,
        ["threaten", "North Korea did not threaten Japan"],
        type="THREATEN",
        actor=("PRK",),
        recipient=("JPN",),
        status="negated",
        statement=DENIED.id,
    ),
    event(
        TIMES,
        ["test", "Russia could test weapons", "North Korea next year"],
        type="COOPERATE",
        mode="military",
        actor=("RUS",),
        recipient=("PRK",),
        status="hypothetical",
    ),
    Pressure(
        document=POST.id,
        pressers=("USA", "KOR"),
        intermediary=("CHN",),
        targets=("PRK", "RUS"),
        demand=span(POST, "use its influence over North Korea and Russia"),
        aim=span(POST, "to keep the war in Ukraine from widening"),
        means="influence",
        evidence=evidence(
            POST, "urging", "The United States and South Korea are urging China to use its influence", "widening"
        ),
    ),
    Pressure(
        document=LEDGER.id,
        pressers=("KOR", "USA"),
        intermediary=("CHN",),
        targets=("PRK",),
        demand=span(LEDGER, "use its leverage with North Korea"),
        means="leverage",
        evidence=evidence(LEDGER, "called on", "South Korea and the", "use its leverage with North Korea"),
    ),
    statement(
        POST,
        HOLT,
        "said",
        ["Silence is the cheapest policy there is,", "and the first one to run out."],
        quotation="direct",
        act="assess",
        about=("CHN",),
    ),
    statement(POST, HOLT, "added", ["that China may put calm on the peninsula first"], about=("CHN",)),
    statement(
        LEDGER,
        OFFICIAL,
        "said",
        ["that talks with the Chinese ambassador took place on 29 October in Washington"],
    ),
    Silence(
        document=POST.id,
        actor="CHN",
        kind="refrained",
        topic="the deployment",
        outcome=SPOKE.id,
        evidence=evidence(POST, "refrained", "China has so far refrained from comment on the deployment"),
    ),
    Tie(
        document=POST.id,
        actors=("CHN", "RUS"),
        kind="partnership",
        sign=1,
        as_described="no limits",
        evidence=evidence(POST, "partnership", "China and Russia declared a “no limits” partnership"),
    ),
    Prediction(
        document=POST.id,
        holder="unnamed:experts",
        about=("CHN",),
        claim=span(POST, "Beijing would cut trade with Moscow"),
        certainty=Certainty(phrase="unlikely", low=20, high=45),
        due=DateRange(start="2024-12-31", end="2024-12-31", precision="day"),
        evidence=(
            Evidence.cut(POST.text, POST.text.index("Experts"), POST.text.index(" think it"), "source"),
            *evidence(POST, "unlikely", "Beijing would cut trade with Moscow"),
        ),
    ),
)
