"""The text of a new desk: commented, with the actors and issues that the user names or that the store proposes."""

import json
import re
from collections.abc import Iterator, Sequence
from string import Template
from textwrap import fill

from legation import desk_feeds
from legation.alert_kinds import alert_kinds
from legation.called import Callers
from legation.desk import thresholds
from legation.errors import QueryError
from legation.knowledge import Knowledge
from legation.store.presence import loudest
from legation.store.store import Store
from legation.tables import data_file

FILE = "desk/starter.toml"
PROPOSED = 5  # actors
_WIDTH = 118
_EXAMPLE_ACTOR = '# [[actors]]\n# id = "India"\n'
_EXAMPLE_ISSUE = (
    '# [[issues]]\n# id = "ceasefire"\n# title = "The ceasefire"\n# words = ["ceasefire", "cease-fire", "truce"]\n'
)
_EXAMPLE_FEED = '# [[feeds]]\n# url = "https://news.example/world/feed.xml"\n'
_ISSUE = re.compile(r"\s*([\w-]+)\s*[:=]\s*(\S.*)")


def starter(
    name: str,
    actors: Sequence[tuple[str, str]],
    issues: Sequence[tuple[str, Sequence[str]]],
    feeds: Sequence[str] = (),
) -> str:
    """Return the text of a desk with these actors (id and remark), issues (id and words) and feeds."""
    watched = "\n".join(f"[[actors]]\nid = {_quoted(actor)}  # {remark}\n" for actor, remark in actors)
    matters = "\n".join(f"[[issues]]\nid = {_quoted(issue)}\nwords = {_listed(words)}\n" for issue, words in issues)
    text = Template(data_file(FILE).read_text(encoding="utf-8"))
    return text.substitute(
        name=_quoted(name),
        actors=watched or _EXAMPLE_ACTOR,
        issues=matters or _EXAMPLE_ISSUE,
        feeds="\n".join(f"[[feeds]]\nurl = {_quoted(feed)}\n" for feed in feeds) or _EXAMPLE_FEED,
        alerts="\n".join(_alerts()),
        thresholds="\n".join(_thresholds()),
    )


def named(actors: Sequence[str], knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Find the actors that the user names, with their names as remarks."""
    callers = Callers(knowledge)
    found = []
    for each in actors:
        called = callers.find(each)
        if called.id is None:
            raise QueryError(called.reason)
        found.append((called.id, callers.name(called.id)[0]))
    return tuple(dict.fromkeys(found))


def proposed(store: Store, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Propose the states and organisations that speak most in what is stored."""
    found = store.ask(loudest(PROPOSED * 4))
    known = ((each, number, knowledge.known[each].name) for each, number in found if each in knowledge.known)
    return tuple((each, f"{name}: {number} statement{'s' * (number != 1)} stored") for each, number, name in known)[
        :PROPOSED
    ]


def issue(written: str) -> tuple[str, tuple[str, ...]]:
    """Read an issue as the user writes it: ID: word, word*, some words in a row."""
    match = _ISSUE.fullmatch(written)
    words = tuple(filter(None, (word.strip() for word in match[2].split(",")))) if match else ()
    if not match or not words:
        raise QueryError(f"'{written}' is no issue: write ID: word, word*, some words in a row")
    return match[1], words


def feeds(written: Sequence[str]) -> tuple[str, ...]:
    """Read the addresses of feeds as the user writes them, each once."""
    found: dict[str, str] = {}
    for each in written:
        try:
            address = desk_feeds.address(each.strip())
        except QueryError as error:
            raise QueryError(f"--feed: {error}") from error
        found.setdefault(desk_feeds.same(address), address)
    return tuple(found.values())


def _alerts() -> Iterator[str]:
    for kind in alert_kinds().values():
        told = fill(f"{kind.title}: {kind.means}.", _WIDTH, initial_indent="# ", subsequent_indent="# ")
        yield f"{told}\n# [[alerts]]\n# on = {_quoted(kind.id)}\n"


def _thresholds() -> Iterator[str]:
    for name, rule in thresholds().items():
        value = int(rule.default) if rule.whole else rule.default
        yield f"# {rule.means[:1].upper()}{rule.means[1:]}.\n# {name} = {value}"


def _quoted(text: str) -> str:
    # TOML's text in quotation marks is JSON's.
    return json.dumps(text, ensure_ascii=False)


def _listed(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"
