"""The actors: who is in the store, and what is known and told of each."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from legation.errors import QueryError
from legation.link import scores
from legation.records import AnyRecord, Prediction
from legation.store import overview, partaking, situation
from legation.store.issues import Voice
from legation.view import dyad_sources
from legation.view.board_sources import Asked as Silent
from legation.view.brief_limits import limits
from legation.view.charts.chart import Draw
from legation.view.web import addresses, asked, codes, doing, faces, foretold, movers, quiet, roster, stances, ties
from legation.view.web.cards import Card, Cards
from legation.view.web.doing import COUNTED, Doing
from legation.view.web.faces import Face
from legation.view.web.faults import MissingError
from legation.view.web.rendering import page
from legation.view.web.shelf import Shelf

router = APIRouter()
PATH = "/actors"
ROWS = 50
FEW = 5  # records of each kind on the page of an actor
OF_EACH = 3  # chains of pressure in each of its parts
TELLINGS = 300  # of ties, the newest that are put together
BONDS, SILENCES, SPEAKERS, SPOKEN = 8, 6, 12, 500
FORETOLD = 500  # predictions of one holder that are looked at for those that are decided, the newest
Values = dict[str, Any]
# What of pressure an actor can be: it presses, it is asked to press on, it is to be moved.
PRESSURE = {
    "presser": "It presses others",
    "intermediary": "It is asked to use its influence",
    "target": "It is to be moved",
}


@router.get(PATH)
def listed(
    request: Request,
    *,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: str = "",
    country: str = "",
    order: str = "",
    start: Annotated[int, Query(ge=0, le=roster.MOST)] = 0,
) -> Response:
    """List the actors that are named in articles."""
    wanted = roster.Wanted(
        words=q.strip(),
        kind=asked.choice(kind, faces.KINDS) or "",
        country=country.strip(),
        order=asked.choice(order, roster.ORDERS) or roster.ORDERS[0],
    )
    return page(request, "actors.html", lambda shelf: _list(shelf, wanted, start))


@router.get(PATH + "/{actor}")
def show(request: Request, actor: str) -> Response:
    """Show what is known of an actor, and what is told of it."""
    return page(request, "actor.html", lambda shelf: _made(shelf, actor))


@router.get(PATH + "/{actor}/{part}")
def show_part(request: Request, actor: str, part: str) -> Response:
    """Show a part of an actor's page alone: in a large store it takes longer than a page may."""
    if part not in PARTS:
        raise MissingError(f"The page of an actor has no part '{part}'; it has {', '.join(PARTS)}.")

    def make(shelf: Shelf) -> Values:
        found = faces.face(shelf, actor)
        return {"face": found, "part": part, part: PARTS[part](shelf, found)}

    return page(request, "actor_part.html", make)


def draw(shelf: Shelf, values: Mapping[str, str]) -> Draw:
    """Make the chart of what an actor did and underwent."""
    from legation.view.charts import deeds

    told = doing.doing(shelf, faces.face(shelf, values.get("actor", "")))
    return lambda scheme: deeds.chart(told, scheme)


def _list(shelf: Shelf, wanted: roster.Wanted, start: int) -> Values:
    everybody = roster.roster(shelf)
    found = roster.chosen(everybody, wanted)
    values: dict[str, addresses.Value] = {"q": wanted.words, "kind": wanted.kind, "country": wanted.country}
    values["order"] = wanted.order if wanted.order != roster.ORDERS[0] else None
    shown = found[start : start + ROWS]
    return {
        "wanted": wanted,
        "number": len(found),
        "is_empty": not everybody.entries,
        "is_cut": everybody.is_cut,
        "rows": [(each, faces.KINDS[each.kind], faces.place(shelf.knowledge, each.country)) for each in shown],
        "kinds": faces.KINDS,
        "countries": everybody.countries,
        "first": start + 1,
        "last": start + len(shown),
        "before": addresses.at(PATH, **values, start=max(0, start - ROWS) or None) if start else None,
        "after": addresses.at(PATH, **values, start=start + ROWS) if start + ROWS < len(found) else None,
    }


def _made(shelf: Shelf, actor: str) -> Values:
    found = faces.face(shelf, actor)
    told = doing.doing(shelf, found)
    counts = _counts(shelf, found)
    is_small = _is_small(shelf)
    return {
        "face": found,
        "place": faces.place(shelf.knowledge, found.country),
        "sector": codes.word("sector", found.sector) if found.sector else None,
        "offices": faces.offices(shelf, found),
        "spelled": shelf.store.ask(partaking.spelled(found.id, faces.CALLED)),
        "roles": shelf.store.ask(partaking.called(found.id, "role", FEW)) if found.kind == "person" else (),
        "lead": doing.lead(found, told, counts),
        "figures": _figures(found, counts),
        "doing": told,
        "summary": _summary(told),
        "deed_rows": _deed_rows(told),
        "statements": _cards(shelf, "statement", found.voice, ("speaker",)),
        "about": _cards(shelf, "statement", found.voice, ("about", "addressee"), besides="speaker"),
        "statements_link": doing.evidence(found, "statement", "speaker"),
        "about_link": doing.evidence(found, "statement", "about"),
        "pressure": _pressure(shelf, found),
        "predictions": _predictions(shelf, found, counts["holder"]),
        "speakers": _speakers(shelf, found),
        "parts_made": {name: make(shelf, found) if is_small else None for name, make in PARTS.items()},
        "is_small": is_small,
        "to_move": found.party,
        "to_move_name": faces.names(shelf, [found.party])[found.party] if found.party else "",
    }


def _is_small(shelf: Shelf) -> bool:
    """Whether the parts that take long may stand on the page itself."""
    return shelf.store.ask(overview.articles) <= limits().store.whole


def _counts(shelf: Shelf, found: Face) -> Mapping[str, int]:
    ask, most = shelf.store.ask, COUNTED + 1
    return {
        "self": ask(partaking.naming(found.id, most)),
        "speaker": ask(partaking.count("statement", found.voice, ("speaker",), most)),
        "about": ask(partaking.count("statement", found.voice, ("about", "addressee"), most)),
        "events": ask(partaking.count("event", found.voice, ("actor", "recipient"), most)),
        "silent": ask(partaking.count("silence", found.voice, ("silent",), most)),
        "holder": ask(partaking.count("prediction", Voice(actors=(found.id,)), ("holder",), most)),
    }


def _figures(found: Face, counts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Numbers with their words and the records behind them; what there is none of is left out."""
    it = "them" if found.kind == "person" else "it"
    all_of_them = (
        ("self", "article names", "articles name", it, addresses.search(kind="document", actor=found.id)),
        ("speaker", "statement by", "statements by", it, doing.evidence(found, "statement", "speaker")),
        ("about", "statement about", "statements about", it, doing.evidence(found, "statement", "about")),
        ("events", "event told of", "events told of", it, doing.evidence(found, "event")),
        ("silent", "silence", "silences", "told", addresses.at("/silences", actor=found.id)),
        ("holder", "prediction", "predictions", "", addresses.at("/predictions", holder=found.id)),
    )
    return [
        (doing.number(counts[name]), f"{one if counts[name] == 1 else several} {whom}".strip(), link)
        for name, one, several, whom, link in all_of_them
        if counts[name]
    ]


def _cards(
    shelf: Shelf, kind: str, voice: Voice, roles: tuple[str, ...], *, most: int = FEW, besides: str | None = None
) -> list[Card]:
    records: tuple[AnyRecord, ...] = shelf.store.ask(partaking.newest(kind, voice, roles, most, besides=besides))
    return Cards(shelf.store, records).all()


def _pressure(shelf: Shelf, found: Face) -> list[tuple[str, list[Card], str]]:
    parts = (
        (role, words, _cards(shelf, "pressure", found.voice, (role,), most=OF_EACH)) for role, words in PRESSURE.items()
    )
    return [(words, cards, doing.evidence(found, "pressure", role)) for role, words, cards in parts if cards]


def _predictions(shelf: Shelf, found: Face, number: int) -> Values:
    """The newest predictions of an actor, and how good those that are decided were; copies of a text count once.

    Whoever foretells does so in its own name, so those of a country's people are none of its own.
    """
    by_it = shelf.store.ask(partaking.newest("prediction", Voice(actors=(found.id,)), ("holder",), FEW))
    decided = shelf.store.ask(partaking.decided(found.id, FORETOLD))
    copies = shelf.store.ask(situation.copies(each.document for each in decided)) if decided else ()
    made = [each for each in by_it if isinstance(each, Prediction)]
    return {
        "shown": foretold.shown(shelf.store, made, shelf.settings.today().isoformat()),
        "score": scores.score(scores.forecasts(decided, copies)) if decided else None,
        "looked_at": FORETOLD if number >= FORETOLD else None,
        "link": addresses.at("/predictions", holder=found.id),
    }


def _speakers(shelf: Shelf, found: Face) -> list[tuple[str, str, int, str]]:
    """Who speaks for a country, with how many of its newest statements are theirs."""
    if not found.is_state:
        return []
    most = shelf.store.ask(partaking.speakers(found.id, SPOKEN, SPEAKERS))
    called = faces.names(shelf, [actor for actor, _ in most])
    return [
        (called[actor], addresses.actor(actor), number, addresses.search(kind="statement", actor=actor, role="speaker"))
        for actor, number in most
    ]


def _summary(told: Doing) -> str:
    if not told.deeds:
        return ""
    done, received = (max(told.deeds, key=lambda each: getattr(each, side)) for side in ("done", "received"))
    parts = [f"Most often done: {codes.event_noun(done.type)} ({done.done:,})"] if done.done else []
    parts += (
        [f"most often done to it: {codes.event_noun(received.type)} ({received.received:,})"]
        if received.received
        else []
    )
    sentence = "; ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]


def _deed_rows(told: Doing) -> list[tuple[Any, ...]]:
    return [
        (
            each.name,
            codes.word("quad", each.quad),
            (f"{each.done:,}", each.done_link) if each.done else "",
            (f"{each.received:,}", each.received_link) if each.received else "",
        )
        for each in told.deeds
    ]


def _ties(shelf: Shelf, found: Face) -> Values:
    if found.party != found.id:
        cards = _cards(shelf, "tie", found.voice, ("member",))
        return {"bonds": [], "number": len(cards), "cards": cards}
    try:
        bonds = dyad_sources.tied(shelf.store, found.id, None, ties.as_of(shelf), TELLINGS)
    except QueryError:  # no article has a day
        bonds = ()
    return {"bonds": ties.shown(shelf, found.id, bonds[:BONDS]), "number": len(bonds), "cards": []}


def _silences(shelf: Shelf, found: Face) -> Values:
    if not shelf.store.ask(partaking.count("silence", found.voice, ("silent",), 1)) and not _is_awaited(shelf, found):
        return {"rows": (), "number": 0}
    try:
        board = quiet.board(shelf, Silent(actor=found.id), None, quiet.FEW)
    except QueryError:
        board = None
    rows = board.rows if board else ()
    return {"rows": rows[:SILENCES], "number": len(rows)}


def _is_awaited(shelf: Shelf, found: Face) -> bool:
    return bool(shelf.desk and any(each.actor == found.id for each in shelf.desk.expected))


def _movers(shelf: Shelf, found: Face) -> movers.Shown | None:
    if found.party is None:
        return None
    try:
        return movers.answered(shelf, movers.Asked(target=found.party))
    except QueryError:
        return None


PARTS: Mapping[str, Callable[[Shelf, Face], Any]] = {
    "positions": lambda shelf, found: stances.stances(shelf, found.id),
    "silences": _silences,
    "ties": _ties,
    "movers": _movers,
}
