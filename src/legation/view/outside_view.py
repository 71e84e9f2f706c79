"""Other projects' rows and comparisons for the terminal: whose they are stands above every table."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from legation.link.agreement import LEAST_WEEKS, Agreement, Week
from legation.store.outside import Dataset, Stored
from legation.view.dyad_sources import Party
from legation.view.output import plain
from legation.view.outside_rows import of_quad
from legation.view.outside_sources import About, Asked, Beside, about
from legation.view.present import Row
from legation.view.tables import row_table
from legation.view.web import codes, quads

WEEKS = 20  # the last ones in a table; CSV and JSON have all
DAYS = 8  # days named where only one side has something
UNCOVERED = "No day is covered both by it and by articles that were read here; nothing can be compared."
FEW_WEEKS = (
    f"Spearman: rank correlation over the weeks; – where a side never varies, or for less than {LEAST_WEEKS} weeks."
)
APART = "Another project's coding, kept apart: it enters no count, brief, alert or export of your records."
_ROWS = (
    *(("day", "day"), ("who", "who"), ("code", "code"), ("type", "type"), ("to or with whom", "whom")),
    *(("scale", "intensity"), ("articles", "articles"), ("publisher", "publisher"), ("file", "file"), ("line", "line")),
)
_LEAST_OF_ROWS = ("publisher", "articles", "line", "file")
_SETS = (
    *(("data set", "dataset"), ("called", "title"), ("rows", "rows"), ("files", "files")),
    *(("days", "days"), ("from", "first"), ("to", "last")),
)
_KINDS = (*(("kind", "kind"), ("ours", "ours"), ("theirs", "theirs"), ("Spearman", "spearman"), ("weeks", "weeks")),)
_WEEK_TABLE = (
    *(("week of", "week"), ("days", "days"), ("ours", "ours"), ("theirs", "theirs")),
    *((f"{short}, o/t", f"quad_{quad}") for quad, short in enumerate(("coop. words", "coop. deeds"), start=1)),
    *((f"{short}, o/t", f"quad_{quad}") for quad, short in enumerate(("conflict words", "conflict deeds"), start=3)),
)


def sets(found: Sequence[Dataset], width: int) -> RenderableType:
    """Lay out which data sets are stored, and how to cite each."""
    rows: list[Row] = [
        {
            "dataset": each.dataset,
            "title": about()[each.dataset].title,
            "rows": f"{each.rows:,}",
            "files": f"{each.files:,}",
            "days": f"{each.days:,}",
            "first": each.first,
            "last": each.last,
        }
        for each in found
    ]
    said = [line for each in found for line in _about(about()[each.dataset], titled=True)]
    return Group(row_table(_SETS, rows, width=width, least=()), Text(APART), *said)


def rows(dataset: str, found: Iterable[Stored], width: int) -> RenderableType:
    """Lay out rows of one data set."""
    return row_table(
        _ROWS, [_row(each) for each in found], width=width, least=_LEAST_OF_ROWS, title=about()[dataset].title
    )


def comparison(asked: Asked, pair: tuple[Party, Party], found: Sequence[Beside], width: int) -> RenderableType:
    """Lay out our events of two beside those of each data set."""
    one, other = (plain(each.name) for each in pair)
    what = f"{one} and {other}" if asked.both else f"{one} → {other}"
    head = Text(f"{what}, beside other projects' event data", "bold cyan")
    head.append(f"\n{APART}", "dim")
    return Group(head, *(part for each in found for part in _beside(each, width)))


def _beside(each: Beside, width: int) -> Iterator[RenderableType]:
    yield Text(f"\n{each.about.title}", "bold")
    compared = each.compared
    if not compared.days:
        yield Text(UNCOVERED)
        return
    yield from _about(each.about, titled=False)
    articles = f" Its rows count {_many(each.articles, 'article')}, reprints included." if each.articles else ""
    yield Text(f"Compared on {_many(compared.days, 'day')} that both cover, {each.first} to {each.last}.{articles}")
    yield row_table(_KINDS, [_numbers(kind, numbers) for kind, numbers in kinds(each)], width=width, least=())
    yield Text(FEW_WEEKS, "dim")
    yield _weeks(compared.weeks, width)
    yield Text(f"Days with events on both sides: {len(compared.both)}.")
    yield Text(f"Only here: {named_days(compared.only_ours)}.")
    yield Text(f"Only there: {named_days(compared.only_theirs)}.")
    if left := left_out(each):
        yield Text(f"Left out: {left}.", "dim")


def _weeks(found: Sequence[Week], width: int) -> RenderableType:
    shown = found[-WEEKS:]
    cut = f" (the last {WEEKS} of {len(found)}; --csv and --json have all)" if len(shown) < len(found) else ""
    rows: list[Row] = [
        {
            "week": week.monday.isoformat(),
            "days": week.days,
            "ours": sum(week.ours.values()),
            "theirs": sum(week.theirs.values()),
            **{f"quad_{quad}": f"{of_quad(week.ours, quad)}/{of_quad(week.theirs, quad)}" for quad in quads.QUADS},
        }
        for week in shown
    ]
    return row_table(_WEEK_TABLE, rows, width=width, least=("days",), title=f"By week{cut}")


def kinds(each: Beside) -> Iterator[tuple[str, Agreement]]:
    """Yield all events, each class and the types in it, with how far both sides agree on them."""
    found = each.compared
    yield "all", found.whole
    for quad, numbers in found.quads.items():
        yield codes.word("quad", quad), numbers
        for kind, those in found.types.items():
            if quads.types()[kind] == quad:
                yield f"· {codes.event_type(kind)}", those


def _numbers(kind: str, found: Agreement) -> Row:
    return {
        "kind": kind,
        "ours": found.ours,
        "theirs": found.theirs,
        "spearman": correlation(found),
        "weeks": found.weeks,
    }


def correlation(found: Agreement) -> str:
    """Write a correlation with two digits and a true minus sign; a dash where there is none."""
    return "–" if found.correlation is None else f"{found.correlation:.2f}".replace("-", "−")


def capital(words: str) -> str:
    """Begin a sentence with these words."""
    return f"{words[:1].upper()}{words[1:]}"


def _about(told: About, *, titled: bool) -> Iterator[Text]:
    name = f"{told.title}: " if titled else ""
    warning = told.warning if titled else capital(told.warning)
    terms = told.terms if titled else capital(told.terms)
    yield Text(f"{name}{warning}.", "yellow")
    yield Text(f"{name}{terms}. Cite: {told.cite}", "dim")


def left_out(each: Beside) -> str:
    """Say which rows and happenings are not compared, and why."""
    ours, theirs = each.left_out
    parts = []
    if each.untyped:
        parts.append(f"{_many(each.untyped, 'row')} there that come to no type (PLOVER has none for statements)")
    if ours or theirs:
        parts.append(f"{_many(ours, 'happening')} here and {_many(theirs, 'row')} there on days that only one covers")
    return "; ".join(parts)


def _row(stored: Stored) -> Row:
    coding = stored.coding
    return {
        "day": coding.day,
        "who": _named(coding.actor, coding.actor_name, coding.actor_country),
        "whom": _named(coding.recipient, coding.recipient_name, coding.recipient_country),
        "code": coding.code,
        "type": coding.type,
        "intensity": coding.intensity,
        "articles": coding.articles,
        "publisher": coding.publisher,
        "file": stored.file.rpartition("/")[2],
        "line": coding.line,
    }


def _named(party: str | None, name: str | None, country: str | None) -> str:
    """The name as written with the id that it comes to; without one, the country as written in question marks."""
    written = name or "–"
    if party:
        return f"{written} ({party})"
    return f"{written} ({country}?)" if country else written


def named_days(days: Sequence[date]) -> str:
    """Count days and name the first of them."""
    some = ", ".join(day.isoformat() for day in days[:DAYS])
    more = ", …" if len(days) > DAYS else ""
    return f"{len(days)} ({some}{more})" if days else "none"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
