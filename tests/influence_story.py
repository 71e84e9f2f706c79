"""Made-up articles about who has a hold on whom: Alphaland presses Betania to move Gammaria."""

from collections.abc import Sequence

from legation.records import (
    Actor,
    AnyRecord,
    Document,
    Event,
    Evidence,
    Pressure,
    Report,
    Silence,
    Span,
    Speaker,
    Stance,
    Statement,
    Status,
    Tie,
)
from legation.store.store import Store

STATES = {"ALP": "Alphaland", "BET": "Betania", "GAM": "Gammaria", "DEL": "Deltania", "EPS": "Epsilonia"}


class Article:
    """One article whose records are made from words of its text."""

    def __init__(self, text: str, day: str | None = "2024-10-01", *, publisher: str = "The Courier") -> None:
        """Take the text, the day, and who published it."""
        self.document = Document(text=text, published=day, publisher=publisher, source_id=f"{day}-{publisher}")
        self.records: list[AnyRecord] = []

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.document.id

    def span(self, words: str) -> Span:
        """Where the words stand first."""
        start = self.document.text.index(words)
        return Span.cut(self.document.text, start, start + len(words))

    def proof(self, words: str, role: str = "clause") -> tuple[Evidence, ...]:
        """The words as evidence."""
        span = self.span(words)
        return (Evidence(role=role, start=span.start, end=span.end, text=span.text),)

    def states(self, *codes: str) -> "Article":
        """States that it names; all, where none is given."""
        for code in codes or STATES:
            self.records.append(Actor(document=self.id, id=code, name=STATES[code], kind="state", country=code))
        return self

    def official(self, key: str, name: str, country: str | None, sector: str = "GOV") -> "Article":
        """Somebody who speaks for a country, or serves a body of several states."""
        self.records.append(Actor(document=self.id, id=key, name=name, kind="person", country=country, sector=sector))
        return self

    def tie(self, first: str, second: str, kind: str, words: str, *, sign: int = 1) -> "Article":
        """A tie in which the first is described."""
        proof = self.proof(words)
        self.records.append(Tie(document=self.id, evidence=proof, actors=(first, second), kind=kind, sign=sign))
        return self

    def event(self, actor: str, type: str, recipient: str, words: str, *, status: Status = "actual") -> "Article":
        """What one does to another."""
        made = Event(
            document=self.id,
            evidence=self.proof(words),
            type=type,
            actor=(actor,),
            recipient=(recipient,),
            status=status,
        )
        self.records.append(made)
        return self

    def pressure(self, presser: str, asked: str, target: str, words: str) -> "Article":
        """One urges another to move a third."""
        made = Pressure(
            document=self.id,
            evidence=self.proof(words),
            pressers=(presser,),
            intermediary=(asked,),
            targets=(target,),
            demand=self.span(words),
            means="influence",
        )
        self.records.append(made)
        return self

    def says(
        self,
        speaker: str,
        words: str,
        *,
        act: str = "say",
        about: Sequence[str] = (),
        to: Sequence[str] = (),
        stance: float = 0.0,
        negated: bool = False,
    ) -> "Article":
        """What somebody says."""
        made = Statement(
            document=self.id,
            evidence=self.proof(words, "content"),
            speaker=Speaker(actor=speaker, as_written=speaker, named=True),
            cue=act,
            act=act,
            quotation="indirect",
            content=(self.span(words),),
            about=tuple(about),
            addressee=tuple(to),
            stance=tuple(Stance(target=each, value=stance) for each in about) if stance else (),
            negated=negated,
        )
        self.records.append(made)
        return self

    def silent(self, actor: str, words: str) -> "Article":
        """Who keeps silent."""
        proof = self.proof(words, "cue")
        self.records.append(Silence(document=self.id, evidence=proof, actor=actor, kind="declined"))
        return self

    def add(self, store: Store) -> None:
        """Keep it."""
        store.add(self.document, self.records)


TRADE = "Betania, Gammaria's main buyer, pays for most of its grain"
ALLIES = "Deltania and Gammaria are bound by a treaty"
CLOSE = "Betania and Deltania call one another partners"
PRESSED = "Alphaland pressed Betania to use its influence on Gammaria to open the straits"
REFUSED = "Betania would not act on the straits for others"
ANGER = "a word in public might anger Deltania, officials said"
LOAN = "Alphaland lent Betania money"
RIVALS = "Epsilonia and Gammaria have been enemies for a decade"
BARRED = "Epsilonia barred the ships of Gammaria"
WANTS = "Betania wants quiet on the border with Gammaria"
STRAITS = "Gammaria will keep the straits closed"


def story() -> tuple[Article, ...]:
    """Eight articles of autumn 2024; the last but one has no day."""
    return (
        Article(f"{TRADE}. {ALLIES}.", "2024-09-20")
        .states()
        .tie("BET", "GAM", "trade", TRADE)
        .tie("DEL", "GAM", "alliance", ALLIES),
        Article(f"{TRADE}, a report says.", "2024-09-28", publisher="The Gazette")
        .states()
        .tie("BET", "GAM", "trade", TRADE),
        Article(f"{CLOSE}. {ANGER}.", "2024-10-02")
        .states()
        .tie("BET", "DEL", "partnership", CLOSE)
        .event("BET", "ACCUSE", "DEL", ANGER, status="hypothetical"),
        Article(f"{PRESSED}. {REFUSED}.", "2024-10-05")
        .states()
        .official("person:b", "Envoy B", "BET")
        .pressure("ALP", "BET", "GAM", PRESSED)
        .says("person:b", REFUSED, act="reject", to=["ALP"]),
        Article(LOAN, "2024-10-07").states().event("ALP", "AID", "BET", LOAN),
        Article(f"{RIVALS}. {BARRED}.", "2024-10-08")
        .states()
        .tie("EPS", "GAM", "hostility", RIVALS, sign=-1)
        .event("EPS", "SANCTION", "GAM", BARRED),
        Article(f"{ALLIES}, as is well known.", None, publisher="The Almanac")
        .states()
        .tie("DEL", "GAM", "alliance", ALLIES),
        Article(f"{WANTS}. {STRAITS}.", "2024-10-10")
        .states()
        .says("BET", WANTS, act="intend", about=["GAM"])
        .says("GAM", STRAITS, act="promise"),
    )


def reprint_of(articles: Sequence[Article]) -> Report:
    """A report that the articles are copies of one text."""
    documents = tuple(each.id for each in articles)
    return Report(document=documents[0], documents=documents, origin="The Courier")
