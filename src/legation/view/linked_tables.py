"""Developments, contradictions and reports for the terminal: tables, and one development in full."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from legation.records import Contradiction, Development, Event, Report
from legation.view import linked_words as words
from legation.view.excerpts import excerpt
from legation.view.linked_sources import LONGEST, Sources
from legation.view.output import plain

SHORT = 8  # characters of an id are enough to name it
_DAY = 10
_WIDE = 110  # from here on there is room for a name and a standing on one line
_MARKS = '“”„"«»‘’ '
Cell = Text | str


def developments(found: Sequence[Development], sources: Sources, width: int) -> RenderableType:
    """Lay developments out: when, what in the article's words, who on whom, and how well it is attested."""
    between, standing = (26, 22) if width >= _WIDE else (18, 14)
    heads = {"when": _DAY, "what": None, "who → whom": between, "standing": standing}
    rows = (_development(each, sources) for each in found)
    return _table(heads, rows, width)


def contradictions(found: Sequence[Contradiction], sources: Sources, width: int) -> RenderableType:
    """Lay contradictions out one after the other: what it is about, then who says what on each side."""
    return Group(*(part for each in found for part in (_about(each, sources), *_claims(each, sources, width))))


def reports(found: Sequence[Report], sources: Sources, width: int) -> RenderableType:
    """Lay reports out: when the text first came, its title, who first brought it, who copied it and how."""
    share = (width - _DAY - 9) // 4
    heads = {"published": _DAY, "title": None, "origin": share, "copied by": share + share // 2}
    rows = (_report(each, sources) for each in found)
    return _table(heads, rows, width)


def whole(found: Development, against: Sequence[Contradiction], sources: Sources, width: int) -> RenderableType:
    """Lay one development out in full: all that tells of it, and what contradicts it."""
    parts: list[RenderableType] = [_head(found, sources), Text(), _tellings(found, sources, width)]
    if against:
        parts += [Text("What contradicts what", style="bold"), Text()]
        for each in against:
            parts += [Text(plain(_state(each, sources))), *_claims(each, sources, width)]
    return Group(*parts)


def _development(each: Development, sources: Sources) -> tuple[Cell, ...]:
    place = f"in {each.place.name}" if each.place else ""
    more = "; ".join(filter(None, (place, words.numbers(each.numbers))))
    return (
        _lines(words.when(each), each.id[:SHORT]),
        _lines(each.description or "(no words)", more, style="bold"),
        _lines(words.between(each, sources), words.act(each, sources)),
        _lines(each.standing, words.told_by(each, each.standing)),
    )


def _report(each: Report, sources: Sources) -> tuple[Cell, ...]:
    document = sources.documents.get(each.document)
    published = (document.published or "undated")[:_DAY] if document else ""
    return (
        _lines(published),
        _lines((document.title if document else None) or "(no title)", style="bold"),
        _lines(sources.origin(each.document)),
        _lines(words.copied(each, sources)),
    )


def _about(each: Contradiction, sources: Sources) -> Text:
    """On what the claims differ and whether it is settled, and of which development."""
    text = Text(plain(_state(each, sources)), style="bold")
    if told := sources.developments.get(each.about):
        text.append(f"\n{plain(told.description)}", style="not bold")
        text.append(f" ({told.id[:SHORT]})", style="not bold dim")
    return text


def _state(each: Contradiction, sources: Sources) -> str:
    return " · ".join((words.days(each.claims), words.asked(each), words.settled(each, sources)))


def _claims(each: Contradiction, sources: Sources, width: int) -> tuple[RenderableType, ...]:
    """Lay out who says what on each side; an empty line ends it."""
    who, where = (26, 28) if width >= _WIDE else (17, 17)
    side = max(len(claim.side) for claim in each.claims)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for room in (min(side, 14), who, width - min(side, 14) - who - where - 10, where):
        table.add_column(width=room, overflow="fold")
    last = None
    for claim, copies in words.once(each.claims, sources):
        day = claim.reported[:_DAY] if claim.reported else "undated"
        more = f" and {copies} cop{'ies' if copies > 1 else 'y'}" if copies else ""
        table.add_row(
            _lines("" if claim.side == last else claim.side, style="bold"),
            _lines(sources.speaker(claim) or "the article itself"),
            _lines(f"“{sources.words(claim).strip(_MARKS)}”"),
            _lines(f"{day}, {sources.origin(claim.document)}{more}"),
        )
        last = claim.side
    return Padding(table, (0, 0, 0, 2)), Text()


def _head(found: Development, sources: Sources) -> RenderableType:
    publishers = "; ".join(found.publishers)
    lines = (
        ("when", words.when(found)),
        ("who", words.between(found, sources)),
        ("act", words.act(found, sources)),
        ("where", found.place.name if found.place else ""),
        ("numbers", words.numbers(found.numbers)),
        ("standing", found.standing),
        ("told by", f"{words.told_by(found)}: {publishers}" if publishers else words.told_by(found)),
        ("joined by", "; ".join(found.why)),
        ("id", found.id),
    )
    grid = Table.grid(padding=(0, 2))
    for name, value in lines:
        if value:
            grid.add_row(Text(name), Text(plain(value)))
    return Group(Text(plain(found.description or "(no words)"), style="bold"), Padding(grid, (0, 0, 0, 2)))


def _tellings(found: Development, sources: Sources, width: int) -> RenderableType:
    """Lay out who reported it, each with the words that tell it."""
    where, said = (30, 22) if width >= _WIDE else (19, 15)
    heads = {"reported": _DAY, "words": None, "according to": said, "publisher": where}
    told = (sources.events[each] for each in found.records if each in sources.events)
    return _table(heads, (_telling(each, sources) for each in told), width)


def _telling(event: Event, sources: Sources) -> tuple[Cell, ...]:
    published, publisher, _ = sources.names.header(event.document)
    kind = sources.copy(event.document)
    copy = "" if kind in (None, "origin") else f"{kind} of {sources.origin(event.document)}"
    return (
        _lines((published or "undated")[:_DAY]),
        _excerpt(event, sources),
        _lines(_carrier(event, sources)),
        _lines(publisher or "(no publisher)", copy),
    )


def _excerpt(event: Event, sources: Sources) -> Text:
    document = sources.documents.get(event.document)
    found = excerpt(document.text if document else "", event.evidence, LONGEST)
    text = Text(plain(found.words))
    text.stylize("bold", found.start, found.end)
    counted = "; ".join(f"{each.unit}: {each.text}" for each in event.magnitude)
    return text.append(f"\n{plain(counted)}", style="dim") if counted else text


def _carrier(event: Event, sources: Sources) -> str:
    """Who says that it happened; nobody where the article says it in its own voice."""
    said = sources.statements.get(event.statement or "")
    if said is None:
        return ""
    speaker = said.speaker
    return sources.names.name(speaker.actor, said.document) if speaker.actor else speaker.as_written


def _lines(first: str, second: str = "", style: str = "") -> Text:
    text = Text(plain(" ".join(first.split())), style=style)
    return text.append(f"\n{plain(' '.join(second.split()))}", style="not bold dim") if second else text


def _table(heads: dict[str, int | None], rows: Iterable[tuple[Cell, ...]], width: int) -> Table:
    """Make a table of these columns; the one without a width takes what is left."""
    rest = width - sum(room or 0 for room in heads.values()) - 3 * (len(heads) - 1) - 1
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, leading=1)
    for head, room in heads.items():
        table.add_column(head, width=room or rest, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
