"""Review in the browser: verdicts on records, the form that corrects one, and what stands."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from legation import corrections as rules
from legation.errors import QueryError
from legation.link.precision import precision
from legation.record_parts import Verdict
from legation.store import corrections
from legation.store import review as verdicts
from legation.store.corrections import Key, Standing
from legation.store.review import Judgement
from legation.view import review as sitting
from legation.view import review_sources, review_tables
from legation.view.present import Row
from legation.view.review_words import in_words
from legation.view.web import addresses, codes, correcting
from legation.view.web import verdicts as shown
from legation.view.web.cards import Cards
from legation.view.web.faults import MissingError
from legation.view.web.reader import limits
from legation.view.web.rendering import clean, fresh, page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
COOKIE = "legation-reviewer"
FIELD = "field "
YEAR = 365 * 24 * 3600
PLAIN: Mapping[str, Verdict] = {"accept": "accept", "reject": "reject"}
LONGEST = {"by": 80, "note": 500}


def may_judge(request: Request) -> None:
    """Refuse what would change the store of a server that is for looking only."""
    if shelf_of(request).settings.read_only:
        raise HTTPException(403, "This server is read-only: records can be looked at, not judged.")


@router.post("/records/{record}/verdict", dependencies=[Depends(may_judge)])
def judge(
    request: Request,
    record: str,
    *,
    verdict: str = Form(),
    by: str = Form(""),
    note: str = Form(""),
    document: str = Form(""),
    back: str = Form(""),
) -> Response:
    """Keep a verdict on a record, or take the last one back; then lead back to the record."""
    shelf = shelf_of(request)
    name = _reviewer(request, by)
    if verdict == "undo":
        _undo(shelf, record, document)
    elif verdict in PLAIN:
        key = _key(shelf, record, document)
        _keep(shelf, Judgement(key=key, verdict=PLAIN[verdict], on=sitting.now(), by=name, note=_short(note, "note")))
    else:
        raise QueryError(f"'{clean(verdict)[:40]}' is no verdict; choose accept, reject or undo")
    return _led_back(back or addresses.record(record), record, name)


@router.get("/records/{record}/correct", dependencies=[Depends(may_judge)])
def correction(request: Request, record: str, document: str = Query(""), back: str = Query("")) -> Response:
    """Show the form that corrects a record."""
    shelf = shelf_of(request)
    case, form = _form(shelf, record, document)
    name = _reviewer(request, "")
    return fresh(request, "correct.html", _filled(shelf, case, form.entries(), by=name, back=back))


@router.post("/records/{record}/correct", dependencies=[Depends(may_judge)])
async def correct(request: Request, record: str) -> Response:
    """Keep what was corrected; where something is wrong, show the form again with what was typed."""
    sent = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_corrected, request, record, sent)


@router.get("/review")
def review(
    request: Request,
    *,
    verdict: str | None = Query(None),
    kind: str | None = Query(None),
    number: int = Query(1, alias="page", ge=1),
) -> Response:
    """List the verdicts that stand, and how often records are right."""
    return page(request, "review.html", lambda shelf: _standing(shelf, verdict, kind, number))


def _corrected(request: Request, record: str, sent: Mapping[str, str]) -> Response:
    shelf = shelf_of(request)
    document, back = sent.get("document", ""), sent.get("back", "")
    case, form = _form(shelf, record, document)
    name, note = _reviewer(request, sent.get("by", "")), _short(sent.get("note", ""), "note")
    typed = correcting.typed_of(sent, tuple(rules.load().kinds[case.record.record].fields))
    read = form.read(typed)
    wrong, general = dict(read.wrong), ""
    if not wrong:
        key = _key(shelf, record, document)
        made = Judgement(key=key, verdict="correct", on=sitting.now(), values=read.values, by=name, note=note)
        try:
            _keep(shelf, made)
            return _led_back(back or addresses.record(record), record, name)
        except QueryError as error:
            general = str(error)
    values = _filled(shelf, case, form.entries(typed, wrong), by=name, back=back)
    return fresh(request, "correct.html", {**values, "general": general, "note": note or ""})


def _form(shelf: Shelf, record: str, document: str) -> tuple[review_sources.Case, correcting.Form]:
    key = _key(shelf, record, document)
    case = review_sources.case(shelf.store, key)
    same = (each for each in case.around if (each.record, each.id) == (key.kind, key.id))
    return case, correcting.Form(shelf.store, case, next(same, case.record), lambda: shelf.knowledge)


def _filled(
    shelf: Shelf, case: review_sources.Case, entries: list[correcting.Entry], *, by: str | None, back: str
) -> dict[str, Any]:
    return {
        "case": case,
        "card": Cards(shelf.store, [case.record]).of(case.record),
        "told": in_words(case),
        "entries": entries,
        "judged": shown.shown(case.judged, case.names) if case.judged else None,
        "by": by or "",
        "note": "",
        "back": addresses.inside(back) or addresses.record(case.record.id),
        "general": "",
    }


def _key(shelf: Shelf, record: str, document: str) -> Key:
    try:
        return review_sources.key(shelf.store, record, document or None)
    except QueryError as error:
        raise MissingError(str(error)) from error


def _keep(shelf: Shelf, judgement: Judgement) -> None:
    shelf.store.tell(verdicts.judge(judgement))


def _undo(shelf: Shelf, record: str, document: str) -> None:
    """Take back a verdict by its own id, or the last one on a record, as `legation review undo` does."""
    if shelf.store.tell(verdicts.undo(record)) is None:
        shelf.store.tell(verdicts.undo(record, _key(shelf, record, document)))


def _reviewer(request: Request, given: str) -> str | None:
    """Who judges: as given now, else as given last."""
    return _short(given, "by") or _short(unquote(request.cookies.get(COOKIE, "")), "by")


def _short(text: str, what: str) -> str | None:
    return clean(text)[: LONGEST[what]] or None


def _led_back(back: str, record: str, name: str | None) -> Response:
    """Lead back to where the reader was, at the record."""
    place = addresses.inside(back) or addresses.record(record)
    response = RedirectResponse(place if "#" in place else f"{place}#r-{quote(record)}", 303)
    if name:
        response.set_cookie(COOKIE, quote(name), max_age=YEAR, samesite="strict", path="/")
    return response


def _standing(shelf: Shelf, verdict: str | None, kind: str | None, number: int) -> Mapping[str, Any]:
    every: tuple[Standing, ...] = shelf.kept("standing verdicts", lambda: shelf.store.ask(corrections.standing))
    wanted = [each for each in every if _fits(each, verdict, kind)]
    wanted.sort(key=lambda each: each.correction.on, reverse=True)
    size = limits()["rows"]
    listed = wanted[(number - 1) * size : number * size]
    cards = Cards(shelf.store, [each.record for each in listed if each.record is not None])
    scores = precision(review_sources.judged(every))
    return {
        "rows": [_row(shelf, each, cards) for each in listed],
        "number_of": len(wanted),
        "verdict": verdict or "",
        "kind": kind or "",
        "kinds": tuple(rules.load().kinds),
        "verdicts": [(each, codes.word("verdict", each)) for each in ("accept", "correct", "reject")],
        "score_rows": [_called(each) for each in review_tables.score_rows(scores) if _is_telling(each)],
        "note": review_tables.note(scores, sum(each.record is None for each in every)),
        "newer": _at(verdict, kind, number - 1) if number > 1 else None,
        "older": _at(verdict, kind, number + 1) if len(wanted) > number * size else None,
        "number": number,
    }


def _is_telling(row: Row) -> bool:
    """Whether a share is one of whole records, or of a field that was not always right."""
    return not str(row["measure"]).startswith(FIELD) or row["right"] != row["n"]


def _called(row: Row) -> Row:
    """Name a field by its heading."""
    name = str(row["measure"]).removeprefix(FIELD)
    field = rules.load().kinds[str(row["kind"])].fields.get(name)
    return row | {"measure": f"field “{field.called}”"} if field else row


def _fits(each: Standing, verdict: str | None, kind: str | None) -> bool:
    made = each.correction
    return verdict in (None, "", made.verdict) and kind in (None, "", made.of)


def _at(verdict: str | None, kind: str | None, number: int) -> str:
    return addresses.at("/review", verdict=verdict, kind=kind, page=number if number > 1 else None)


def _row(shelf: Shelf, each: Standing, cards: Cards) -> dict[str, Any]:
    made = each.correction
    return {
        "verdict": shown.shown(made, cards.names),
        "kind": made.of,
        "card": cards.of(each.record) if each.record is not None else None,
        "target": made.target,
        "holds": review_tables.holds(shelf.store, each),
        "is_here": each.record is not None,
    }
