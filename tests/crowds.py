"""Crowds of tellings that are near one another: what grouping and joining are tried on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from legation.link.happenings import Happening
from tidings import happening

TOLD = date(2024, 10, 22).toordinal()
DAY = 86400.0


def item(n: int, **fields: Any) -> Happening:
    """The happening that is told `n`th, in an article of its own, an hour after the one before."""
    return happening(**{"id": f"e{n:03}", "document": f"d{n:03}", "moment": 3600.0 * n, **fields})


def after(days: int) -> dict[str, Any]:
    """Told so many days later."""
    return {"moment": days * DAY, "first": TOLD - 6 + days, "last": TOLD + days, "reported": TOLD + days}


DAM, FERRY = {"own": frozenset({"dam", "burst", "wall"})}, {"own": frozenset({"ferry", "sink", "rock"})}


STEMS = st.frozensets(st.sampled_from(("dam", "burst", "wall", "ferry", "Varn")), max_size=3)
SIDES = st.frozensets(st.sampled_from(("ALP", "BET", "GAM")), max_size=2)


@st.composite
def crowds(draw: st.DrawFn) -> list[Happening]:
    """Many tellings that are near one another, some of them in one article."""
    found = []
    for n in range(draw(st.integers(2, 14))):
        day = draw(st.integers(0, 3)) * draw(st.sampled_from((1, 1, 20)))
        fields: dict[str, Any] = after(day) | {"moment": day * DAY + draw(st.integers(0, 2))}
        if draw(st.booleans()):
            first = TOLD - draw(st.integers(0, 2))
            fields |= {"dated": True, "first": first, "last": first + draw(st.sampled_from((0, 3)))}
        values = {"actors": draw(SIDES), "recipients": draw(SIDES), "own": draw(STEMS), "around": draw(STEMS)}
        kind = draw(st.sampled_from(("ASSAULT", "MOBILIZE", "CONSULT", "REQUEST")))
        document = f"d{draw(st.integers(0, 5)):03}"
        trigger = draw(st.sampled_from(("", "burst")))
        found.append(happening(**{**fields, **values}, id=f"e{n:03}", document=document, type=kind, trigger=trigger))
    return found


def by_article(items: Sequence[Happening]) -> Iterator[list[Happening]]:
    """The tellings of each article together, in the order in which the articles come; each is told at one moment."""
    articles: dict[str, list[Happening]] = {}
    for each in items:
        articles.setdefault(each.document, []).append(each)
    for told in articles.values():
        yield sorted((replace(each, moment=told[0].moment) for each in told), key=lambda each: each.order)
