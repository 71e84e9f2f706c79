"""A record becomes a flat row: one value a column, actors by id and by name, the same columns for every row.

Tables, CSV and pages are made from these rows; JSON keeps the whole record (`legation.store.codec.to_json`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from legation.record_parts import Change
from legation.records import (
    Actor,
    AnyRecord,
    Document,
    Found,
    Magnitude,
    Mention,
    Silence,
    Span,
    Spread,
    Stance,
    Statement,
)
from legation.view.excerpts import Excerpt, excerpt

Cell = str | int | float | bool | None
Row = dict[str, Cell]

# The columns of each kind: a path to a field, ":name" where the names of the actors are wanted beside their ids.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "actor": ("name", "kind", "country", "sector", "role", "wikidata", "resolved"),
    "mention": ("actor", "actor:name", "kind"),
    "event": (
        *("type", "mode", "status", "actor", "actor:name", "recipient", "recipient:name"),
        *("date.start", "date.end", "date.precision", "place.name", "place.country", "place.lat", "place.lon"),
        *("magnitude", "contexts", "intensity", "quad", "statement"),
    ),
    "pressure": (
        *("pressers", "pressers:name", "intermediary", "intermediary:name", "targets", "targets:name"),
        *("demand.text", "aim.text", "means", "status"),
    ),
    "statement": (
        *("speaker.actor", "speaker.actor:name", "speaker.as_written", "speaker.named", "speaker.sector"),
        *("speaker.country", "cue", "act", "negated", "quotation", "content", "addressee", "addressee:name"),
        *("about", "about:name", "stance", "certainty.phrase", "certainty.low", "certainty.high", "venue"),
        "nested_in",
    ),
    "silence": ("actor", "actor:name", "kind", "topic", "asked_by", "asked_by:name", "outcome"),
    "tie": ("actors", "actors:name", "kind", "sign", "as_described", "status"),
    "prediction": (
        *("holder", "holder:name", "about", "about:name", "claim.text", "certainty.phrase", "certainty.low"),
        *("certainty.high", "due.start", "due.end", "due.precision", "condition.text", "statement", "outcome"),
        *("decided.on", "decided.document", "decided.note"),
    ),
    "report": ("documents", "copies", "publishers", "agency", "origin"),
    "development": (
        *("description", "type", "status", "standing", "actor", "actor:name", "recipient", "recipient:name"),
        *("date.start", "date.end", "date.precision", "place.name", "place.country", "place.lat", "place.lon"),
        *("numbers", "first_report", "last_report", "origins", "publishers", "documents", "records"),
    ),
    "contradiction": ("kind", "about", "unit", "settled", "settled_by"),
    "correction": ("target", "of", "verdict", "changes", "on", "by", "note", "supersedes"),
}
_DOCUMENT = (
    *("record", "id", "source_id", "published", "publisher", "title", "byline", "dateline", "url"),
    *("language", "source_format", "published_from", "sha256"),
)
_BEFORE = ("record", "id", "document", "published", "publisher", "title")
_AFTER = ("evidence", "start", "end", "confidence", "why")


def columns(kind: str) -> tuple[str, ...]:
    """Return the names of the columns of one kind of record, in order."""
    if kind == "document":
        return (*_DOCUMENT, "characters")
    return (*_BEFORE, *(_column(path) for path in _COLUMNS[kind]), *_AFTER)


class Names:
    """What readers call the actors, and where the documents come from."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        """Take names from the actors and headers from the documents among the `records`."""
        self._names: dict[str, str] = {}
        self._own: dict[tuple[str, str], str] = {}
        self._headers: dict[str, tuple[str | None, str | None, str | None]] = {}
        self._texts: dict[str, str] = {}
        for record in records:
            if isinstance(record, Actor):
                self._names.setdefault(record.id, record.name)
                self._own[record.document, record.id] = record.name
            elif isinstance(record, Document):
                self._headers[record.id] = (record.published, record.publisher, record.title)
                self._texts[record.id] = record.text

    def name(self, actor: str, document: str) -> str:
        """The actor's name as the document has it, else as any does, else what of the id is words."""
        return self._own.get((document, actor)) or self._names.get(actor) or readable(actor)

    def header(self, document: str) -> tuple[str | None, str | None, str | None]:
        """When the document was published, by whom, under which title."""
        return self._headers.get(document, (None, None, None))

    def excerpt(self, record: Found) -> Excerpt:
        """The words of the record's document that it stands on."""
        return excerpt(self._texts.get(record.document, ""), record.evidence)


def readable(actor: str) -> str:
    """What of an actor's id is words: "soldiers" of "group:-:MIL:soldiers"; a country's code stays as it is."""
    last = actor.rpartition(":")[2]
    return last if last == actor else last.replace("_", " ").replace("-", " ")


def row(record: AnyRecord, names: Names) -> Row:
    """Return the record's values under the names that `columns` gives for its kind."""
    if isinstance(record, Document):
        values: Row = {name: getattr(record, name) for name in _DOCUMENT}
        return values | {"characters": len(record.text)}
    before = (record.record, record.id, record.document, *names.header(record.document))
    found = {_column(path): _cell(record, path, names) for path in _COLUMNS[record.record]}
    return dict(zip(_BEFORE, before, strict=True)) | found | _grounds(record)


def for_table(record: AnyRecord, names: Names) -> Row:
    """Return the record's row with the words that it stands on, and where the word that says it is in them."""
    values = row(record, names)
    if isinstance(record, Document):
        return values
    found = names.excerpt(record)
    return values | {"words": found.words, "words_from": found.start, "words_to": found.end}


def by_actor(records: Iterable[AnyRecord]) -> list[Row]:
    """Return one row for each actor: its roles, in how many articles it occurs and how often it is mentioned."""
    found: dict[str, list[Actor]] = {}
    mentions: Counter[str] = Counter()
    for record in records:
        if isinstance(record, Actor):
            found.setdefault(record.id, []).append(record)
        elif isinstance(record, Mention):
            mentions[record.actor] += 1
    names = Names(())
    rows = []
    for actors in found.values():
        roles = dict.fromkeys(each.role for each in actors if each.role)
        counts: Row = {"articles": len({each.document for each in actors}), "mentions": mentions[actors[0].id]}
        rows.append(row(actors[0], names) | {"role": "; ".join(roles)} | counts)
    return sorted(rows, key=lambda r: (-int(r["mentions"] or 0), -int(r["articles"] or 0), str(r["name"])))


def of_silences(records: Iterable[AnyRecord], known: Iterable[AnyRecord], names: Names) -> list[Row]:
    """Return a row for each silence with the day on which it ended and after how many days."""
    documents = {r.id: r for r in known if isinstance(r, Document)}
    ends = {r.id: documents[r.document].published for r in known if isinstance(r, Statement)}
    rows = []
    for record in records:
        ended = ends.get(record.outcome or "") if isinstance(record, Silence) else None
        began = documents[record.document].published if isinstance(record, Silence) else None
        days = (date.fromisoformat(ended[:10]) - date.fromisoformat(began[:10])).days if ended and began else None
        rows.append(for_table(record, names) | {"ended": ended, "after_days": days})
    return rows


def joint(records: Iterable[AnyRecord], names: Names) -> list[Row]:
    """Return the rows of the records; what several say in the same words at one place is one row."""
    found: dict[object, list[Row]] = {}
    for record in records:
        spoken = isinstance(record, Statement) and record.content
        key = (record.document, record.cue, record.content) if spoken else record.id  # type: ignore[union-attr]
        found.setdefault(key, []).append(for_table(record, names))
    return [_together(same) for same in found.values()]


def _together(same: Sequence[Row]) -> Row:
    speakers = dict.fromkeys(str(r.get("speaker_actor_name") or r.get("speaker_as_written")) for r in same)
    return same[0] if len(same) == 1 else same[0] | {"speaker_actor_name": "; ".join(speakers)}


def _column(path: str) -> str:
    return path.replace(".text", "").replace(".", "_").replace(":", "_")


def _cell(record: Any, path: str, names: Names) -> Cell:
    fields, _, wants_name = path.partition(":")
    value: Any = record
    for name in fields.split("."):
        value = None if value is None else getattr(value, name)
    if not wants_name or value is None:
        return _plain(value)
    ids = (value,) if isinstance(value, str) else value
    return "; ".join(names.name(each, record.document) for each in ids)


def _plain(value: Any) -> Cell:
    if not isinstance(value, tuple):
        return value if value is None or isinstance(value, str | int | float | bool) else str(value)
    if value and isinstance(value[0], Span):
        return " … ".join(span.text for span in value)
    return "; ".join(_short(each) for each in value)


def _short(value: object) -> str:
    match value:
        case Magnitude(unit=unit, low=low, high=high) | Spread(unit=unit, low=low, high=high):
            top = "" if high is None else f"{high:g}" if high < 1e6 else f"{high:.0f}"
            bottom = f"{low:g}" if low < 1e6 else f"{low:.0f}"
            return f"{unit}: {bottom}" if top == bottom else f"{unit}: {bottom}–{top}"
        case Stance(target=target, value=degree):
            return f"{target}: {degree:+g}"
        case Change(field=field, was=was, now=now):
            return f"{field}: {was} → {now}"
        case _:
            return str(value)


def _grounds(record: Any) -> Row:
    places = sorted({(each.start, each.end, each.text) for each in record.evidence})
    return {
        "evidence": " … ".join(_outermost(places)),
        "start": getattr(record, "start", places[0][0] if places else None),
        "end": getattr(record, "end", max(end for _, end, _ in places) if places else None),
        "confidence": record.confidence,
        "why": "; ".join(record.why),
    }


def _outermost(places: list[tuple[int, int, str]]) -> Iterator[str]:
    """Yield the words that stand within no other evidence, so that nothing is read twice."""
    reached = -1
    for _, end, text in sorted(places, key=lambda place: (place[0], -place[1])):
        if end > reached:
            reached = end
            yield text
