"""What a development takes from an event and its article: kept as a line, it is the same again."""

from legation.link.outlines import Outline, head, outline
from legation.records import DateRange, Document, Event, Evidence, Magnitude, Place
from tidings import happening

TEXT = "HARBOUR, 3 May (Harbour Wire) — Alpland shelled Varn on Friday and killed 12 people; 12 boats burnt."
ARTICLE = Document(text=TEXT, publisher="Delta Ledger (sample)", published="2024-05-03T10:00:00+02:00")
EVENT = Event(
    document=ARTICLE.id,
    type="ASSAULT",
    actor=("ALP",),
    recipient=("BET",),
    date=DateRange(start="2024-05-03", end="2024-05-03", precision="day"),
    place=Place(name="Varn", country="BET", lat=1.5, lon=None),
    magnitude=(
        Magnitude(unit="dead", low=12, high=None, text="12 people"),
        Magnitude(unit="hurt", low=3, high=4.5, text="three or four"),
    ),
    statement="s1",
    confidence=0.1 + 0.2,
    evidence=(Evidence.cut(TEXT, 0, len(TEXT), "clause"),),
)
ITEM = happening(id=EVENT.id, document=ARTICLE.id, start=0, end=len(TEXT))


def test_a_line_holds_all_of_an_outline() -> None:
    made = outline(EVENT, ITEM, TEXT)
    assert Outline.unpacked(made.packed()) == made
    assert (made.type, made.actor, made.recipient, made.date, made.place, made.statement) == (
        ("ASSAULT", ("ALP",), ("BET",), EVENT.date, EVENT.place, "s1")
    )
    assert made.confidence == EVENT.confidence


def test_numbers_have_their_places_in_the_words_of_the_event() -> None:
    dead, hurt = outline(EVENT, ITEM, TEXT).counted
    assert TEXT[dead.start :].startswith(dead.text)
    assert hurt.start == -1
    bounded = outline(EVENT, happening(id=EVENT.id, document=ARTICLE.id, start=0, end=20), TEXT)
    assert [each.start for each in bounded.counted] == [-1, -1]


def test_who_says_more_is_fuller() -> None:
    bare = Event(document=ARTICLE.id, type="ASSAULT", actor=("ALP",), confidence=0.9)
    assert outline(EVENT, ITEM, TEXT).fullness == 7 + EVENT.confidence
    assert outline(bare, ITEM, TEXT).fullness == 2.9


def test_a_head_names_whom_its_article_credits() -> None:
    made = head(ARTICLE)
    assert (made.id, made.published, made.publisher) == (ARTICLE.id, ARTICLE.published, ARTICLE.publisher)
    assert (made.second, made.house) == (True, "harbour")
    alone = head(Document(text="Nothing is credited.", publisher="The Post", published=None))
    assert (alone.second, alone.house) == (False, "post")
