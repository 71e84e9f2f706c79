"""Developments and contradictions as the first page tells them: when, what, by how many origins, and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from legation.records import Contradiction, Development
from legation.store import situation as questions
from legation.store.store import Store
from legation.store.windows import Window
from legation.view import linked_words
from legation.view.linked_sources import Sources
from legation.view.web import addresses, codes

LOOKED_AT = 40  # contradictions, of which those that are open are shown
PUBLISHERS = 4  # named; of more, the number


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A development in words. `told_by` counts origins and articles, `publishers` names some of who printed it."""

    link: str
    when: str
    words: str
    between: str
    act: str
    standing: str
    told_by: str
    publishers: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What is claimed on one side first: by whom, in which words, where they are read, in how many claims."""

    name: str
    speaker: str | None
    words: str
    link: str
    origin: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """What is disputed and not settled, with both sides."""

    link: str
    asked: str
    days: str
    about: str | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """From which days on developments and contradictions are wanted, and how many of each at most."""

    since: str | None
    disputed_since: str | None
    most: int
    most_disputed: int


def told(store: Store, asked: Asked) -> tuple[list[Happened], list[Disputed]]:
    """The developments that most origins tell, and the contradictions that no later report settled, the newest first.

    What both rest on is read together.
    """
    weighty = store.ask(questions.weighed(Window(since=asked.since), asked.most))
    found = store.ask(questions.last_claimed(Window(since=asked.disputed_since), LOOKED_AT))
    unsettled = [each for each in found if not each.settled][: asked.most_disputed]
    sources = Sources(store, (*weighty, *unsettled))
    return [_happened(each, sources) for each in weighty], [_disputed(each, sources) for each in unsettled]


def _happened(each: Development, sources: Sources) -> Happened:
    return Happened(
        link=addresses.development(each.id),
        when=linked_words.when(each),
        words=each.description,
        between=linked_words.between(each, sources),
        act=codes.event_type(each.type),
        standing=each.standing,
        told_by=linked_words.told_by(each, each.standing),
        publishers=each.publishers[:PUBLISHERS],
        more=max(0, len(each.publishers) - PUBLISHERS),
    )


def _disputed(each: Contradiction, sources: Sources) -> Disputed:
    told = sources.developments.get(each.about)
    return Disputed(
        link=addresses.record(each.id),
        asked=linked_words.asked(each),
        days=linked_words.days(each.claims),
        about=told.description if told else None,
        sides=tuple(_sides(each, sources)),
    )


def _sides(each: Contradiction, sources: Sources) -> Sequence[Side]:
    names = dict.fromkeys(claim.side for claim in each.claims)
    by_side = {name: [claim for claim in each.claims if claim.side == name] for name in names}
    return [
        Side(
            name=name,
            speaker=sources.speaker(claims[0]),
            words=sources.words(claims[0]),
            link=addresses.article(claims[0].document, claims[0].record),
            origin=sources.origin(claims[0].document),
            claims=len(claims),
        )
        for name, claims in by_side.items()
    ]
