"""Who is that? One mention resolved by itself, or where it stands in a passage: `legation.resolve`."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property, lru_cache

from legation.errors import QueryError
from legation.knowledge import Knowledge
from legation.knowledge import load as load_knowledge
from legation.models import Parser, SpacyParser
from legation.read.dates import day as written_day
from legation.read.dates import iso
from legation.read.plain import document as in_memory
from legation.resolving.agents import Agents
from legation.resolving.alone import Alone
from legation.resolving.lexicon import Lexicon
from legation.resolving.passage import in_passage
from legation.resolving.resolution import Resolution
from legation.resolving.roles import Titles
from legation.resolving.spellings import Spellings
from legation.step import Step
from legation.tables import yaml_table
from legation.towns import Towns

# Nobody knows on which day "today" was written: whoever writes it gives no date.
_UNDATED = frozenset({"", "today", "now", "none", "null"})
# A context is a passage, and no hint, when it has more words besides the mention.
_WORDS_OF_A_HINT = 2


class Lookup:
    """Resolves mentions one by one. The parser is loaded when a passage is given first."""

    def __init__(self, knowledge: Knowledge, parser: Callable[[], Parser] = SpacyParser) -> None:
        """Use the tables of `knowledge`; `parser` makes the parser for passages."""
        self._knowledge = knowledge
        self._make_parser = parser

    def __call__(
        self, text: str, date: date | str | None = None, context: str | None = None, nth: int = 0
    ) -> Resolution:
        """Who `text` means.

        `date` is a date, ISO text or a date in words ("10 May 2015"); without one a role gives the office only.
        `context` is a hint ("Mexico", "Colombian defence") or a passage in which the mention stands as written, of
        which `nth` counts the earlier places. Raises QueryError for a date that is none and for text that is broken,
        TypeError for what is no text.
        """
        context = "" if context is None else context
        _check(text, "text")
        _check(context, "context")
        day = parsed_day(date)
        places = _places(text, context)
        if len(places) > nth and len(context.split()) > len(text.split()) + _WORDS_OF_A_HINT:
            return self._passage(text, day, context, places[nth])
        return self._alone.resolve(text, day, self._alone.hints(context) if context else ())

    def name(self, key: str) -> str | None:
        """The name in the tables of whoever has an id."""
        known = self._knowledge.known.get(key)
        return known.name if known is not None else None

    def _passage(self, text: str, day: date | None, context: str, start: int) -> Resolution:
        from legation import pipeline

        document = in_memory(context, published=day.isoformat() if day else None)
        reading = pipeline.read(document, self._steps)
        return in_passage(reading, start, start + len(text), self._alone, self._knowledge)

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        from legation import pipeline

        return pipeline.finding(self._make_parser(), self._knowledge)

    @cached_property
    def _alone(self) -> Alone:
        knowledge = self._knowledge
        return Alone(
            knowledge,
            Lexicon(knowledge, Spellings(yaml_table("resolve/variants.yaml"))),
            Agents(knowledge.titles, yaml_table("resolve/agents.yaml")),
            Titles(knowledge.titles, knowledge.modifiers),
            words=yaml_table("resolve/alone.yaml"),
            towns=Towns(knowledge),
        )


def _check(value: object, name: str) -> None:
    """Raise TypeError for what is no text, QueryError for text that no file can hold."""
    if not isinstance(value, str):
        raise TypeError(f"`{name}` must be text (str), not {type(value).__name__}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QueryError(f"`{name}` has half a character (a lone surrogate) at place {error.start + 1}") from error


def _places(text: str, context: str) -> list[int]:
    """Where a mention stands in a context: as written, else in another case ("she" for "She"); "us" is no "US"."""
    if not text.strip():
        return []
    found = list(re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", context, re.IGNORECASE))
    exact = [match for match in found if match.group() == text]
    return [m.start() for m in exact or found if len(text) == 1 or m.group().isupper() == text.isupper()]


def parsed_day(value: date | str | int | None) -> date | None:
    """The day that a user writes: ISO (a year or month alone means its middle) or in words; None for no date.

    Raises QueryError for text that is no date.
    """
    if value is None:
        return None
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    written = str(value).strip()
    if written.lower() in _UNDATED:
        return None
    if re.fullmatch(r"\d{4}", written):
        written += "-07-01"
    elif re.fullmatch(r"\d{4}-\d{2}", written):
        written += "-15"
    found = iso(written) or written_day(written)
    if found is None:
        raise QueryError(f"'{value}' is no date: write 2017-05-10, 10 May 2017 or 2017")
    return date.fromisoformat(found[:10])


@lru_cache(maxsize=1)
def standard() -> Lookup:
    """The lookup over the bundled tables and the user's, loaded once."""
    return Lookup(load_knowledge())


def resolve(text: str, date: date | str | None = None, context: str | None = None) -> Resolution:
    """Who a mention means: country, sector, role, id and the reason; see `Lookup`.

    >>> resolve("the Turkish president", "2017-03-01").id
    'person:recep-tayyip-erdogan'
    """
    return standard()(text, date, context)
