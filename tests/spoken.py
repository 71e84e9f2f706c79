"""Articles in which speakers say what a test tells them to, a sentence each."""

from collections.abc import Sequence

from legation.link.happenings import Surroundings
from legation.records import Actor, Document, Mention, Span, Speaker, Statement

NAMES = {"NLD": "Northland", "SLD": "Southland", "ELD": "Eastland"}
Said = tuple[str, str, str]  # who (country, else an actor's id), act, words


def article(*said: Said | str, **changes: object) -> tuple[list[Statement], Surroundings]:
    """Each (who, act, words) is a statement in a sentence of its own; a plain string is a sentence that nobody says."""
    sentences = [one if isinstance(one, str) else f"{NAMES.get(one[0], 'Somebody')} spoke: {one[2]}." for one in said]
    document = Document(text=" ".join(sentences), published="2024-05-08")
    people = [Actor(document=document.id, id=k, name=n, kind="state", country=k) for k, n in NAMES.items()]
    mentions = [
        Mention(document=document.id, start=place, end=place + len(name), actor=key, kind="name")
        for key, name in NAMES.items()
        for place in places(document.text, name)
    ]
    statements = [statement(document, one[0], one[1], one[2], **changes) for one in said if not isinstance(one, str)]
    return statements, Surroundings(document, people, mentions)


def places(text: str, words: str) -> Sequence[int]:
    return [n for n in range(len(text)) if text.startswith(words, n)]


def statement(document: Document, who: str, act: str, words: str, **changes: object) -> Statement:
    start = document.text.index(words)
    country = who if who in NAMES else None
    values: dict[str, object] = {
        "speaker": Speaker(actor=who, as_written=who, named=True, sector="GOV" if country else None, country=country),
        "cue": "said",
        "act": act,
        "quotation": "indirect",
        "content": (Span.cut(document.text, start, start + len(words)),),
    }
    return Statement(document=document.id, **{**values, **changes})  # type: ignore[arg-type]
