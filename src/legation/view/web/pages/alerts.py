"""Alerts: what was told, held back, muted or perhaps told, why, and how it went; and what is muted."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from legation.alert_kinds import alert_kinds
from legation.desk import Desk
from legation.errors import QueryError
from legation.store import alerts as stored
from legation.store.alerts import Asked, Kept, State
from legation.view.alerting import listing, muting
from legation.view.alerting.deciding import moment
from legation.view.alerting.settings import settings
from legation.view.cli_options import day
from legation.view.web import addresses, alerted, asked, behind, mutes
from legation.view.web.faults import MissingError
from legation.view.web.moments import clock
from legation.view.web.rendering import page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
PAGE = "/alerts"
AT_ONCE = 30
FARTHEST = 100_000  # alerts that can be paged through
LONGEST = 200  # characters of a value
Value = Annotated[str, Form(max_length=LONGEST)]


@router.get(PAGE)
def every(
    request: Request,
    *,
    state: str = "",
    kind: str = "",
    rule: str = "",
    actor: str = "",
    since: str = "",
    start: int = 0,
) -> Response:
    """Show the alerts, the last found first."""
    given = {"state": state.strip(), "kind": kind.strip(), "rule": rule.strip(), "actor": actor.strip()}
    today = clock(shelf_of(request)).today

    def make(shelf: Shelf) -> Mapping[str, Any]:
        return _listed(shelf, given | {"since": day(since.strip() or None, today=today) or ""}, start)

    return page(request, "alerts.html", make, also=today)


@router.get(f"{PAGE}/{{alert}}")
def one(request: Request, alert: str) -> Response:
    """Show one alert with all that stands behind it."""

    def make(shelf: Shelf) -> Mapping[str, Any]:
        (shown,) = alerted.shown(shelf, [_kept(shelf, alert)])
        return {
            "alert": shown,
            "behind": behind.of(shelf, shown),
            "muted": mutes.muted(shelf),
            "can_mute": shelf.desk is not None,
            **_around(shelf),
        }

    return page(request, "alert.html", make, also=clock(shelf_of(request)).today)


@router.post(f"{PAGE}/mute")
def mute(request: Request, *, what: Value, until: Value = "", back: Annotated[str, Form()] = "") -> Response:
    """Mute something, up to and on a day where one is given, as `legation alerts mute` does."""
    shelf, now = shelf_of(request), clock(shelf_of(request))
    last = day(until.strip() or None, today=now.today)
    if last and last < now.today.isoformat():
        raise QueryError(f"{last} is past: name a day to come, or none to mute it for good.")
    name = muting.named(shelf.store, _desk(shelf), shelf.knowledge, what)
    shelf.store.tell(stored.muted(name, last, moment(now.now)))
    return RedirectResponse(addresses.inside(back) or f"{PAGE}#muted", 303)


@router.post(f"{PAGE}/unmute")
def unmute(request: Request, *, what: Value, back: Annotated[str, Form()] = "") -> Response:
    """Let alerts be sent again, as `legation alerts unmute` does."""
    shelf = shelf_of(request)
    if not shelf.store.tell(stored.unmuted(what)):
        raise QueryError(f"'{what}' is not muted here. What a desk file mutes is unmuted in that file.")
    return RedirectResponse(addresses.inside(back) or f"{PAGE}#muted", 303)


def _listed(shelf: Shelf, given: Mapping[str, str], start: int) -> Mapping[str, Any]:
    every_state = _wanted(shelf, given)
    counts = shelf.kept(("alerts by state", every_state), lambda: shelf.store.ask(stored.by_state(every_state)))
    wanted = _of_state(every_state, given["state"])
    skipped = min(max(0, start), FARTHEST)
    found = shelf.store.ask(stored.listed(wanted, AT_ONCE + 1, skipped))
    desk = shelf.desk
    rules = mutes.rules(shelf, desk) if desk else []

    def at(**other: str | int | None) -> str:
        return addresses.at(PAGE, **{**given, **other})

    return {
        "alerts_found": alerted.shown(shelf, found[:AT_ONCE]),
        "given": given,
        "number": sum(counts.get(each, 0) for each in wanted.states),
        "news": sum(counts.get(each, 0) for each in alerted.NEWS),
        "counts": [
            (each, settings().states[each], counts[each], at(state=each)) for each in stored.STATES if each in counts
        ],
        "all": at(state=None),
        "kinds": [(each.id, each.title) for each in alert_kinds().values()],
        "desk": desk,
        "rules": rules,
        "choices": [(each.id, f"the rule “{each.id}”") for each in rules if each.muted is None],
        "muted": mutes.muted(shelf),
        **_around(shelf),
        "before": at(start=max(0, skipped - AT_ONCE) or None) if skipped else None,
        "after": at(start=skipped + AT_ONCE) if len(found) > AT_ONCE else None,
        "here": at(start=skipped or None),
    }


def _around(shelf: Shelf) -> Mapping[str, Any]:
    return {"zone": clock(shelf).zone, "day_now": clock(shelf).today.isoformat()}


def _wanted(shelf: Shelf, given: Mapping[str, str]) -> Asked:
    """Which alerts are asked for, of whatever state."""
    actors = alerted.actors(shelf, given["actor"])
    since = clock(shelf).start(given["since"]) if given["since"] else None
    return Asked(
        kind=asked.choice(given["kind"], alert_kinds()), rule=given["rule"] or None, actors=actors, since=since
    )


def _of_state(wanted: Asked, state: str) -> Asked:
    chosen = asked.choice(state, stored.STATES)
    states: tuple[State, ...] = tuple(each for each in stored.STATES if each == chosen) or alerted.NEWS
    return replace(wanted, states=states)


def _desk(shelf: Shelf) -> Desk:
    desk = shelf.desk
    if desk is None:
        raise QueryError("This server has no desk, so it has no rules to mute. Start it with --desk FILE.")
    return desk


def _kept(shelf: Shelf, name: str) -> Kept:
    try:
        return listing.named(shelf.store, name)
    except QueryError as error:
        raise MissingError(str(error)) from error
