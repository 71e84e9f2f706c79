"""The pages of the test outlets: made of their templates and articles, each with what a reader would call the article.

An outlet is two files in `outlets/`: NAME.html is its template with all its furniture, NAME.yaml its articles. In an
article's `body`, paragraphs stand apart by blank lines. "## " begins a heading, "- " a list, "> " a quotation, "!"
markup whose text is the article's too, "|" furniture among the paragraphs; all but the last is the gold text. `raw`
is a whole page, `refused` says of what kind a page is that holds no article, `same_as` names the article that a page
shows once more.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader

FOLDER = Path(__file__).parent / "outlets"
# Their pages were written after the readers had been measured on the others, and no reader was changed for them.
HELD_OUT = frozenset({"heldout"})

_TAG = re.compile(r"<[^>]+>")
_NOT_TEXT = re.compile(r"<sup\b.*?</sup>|<a href=\"#fnref\d+\">.*?</a>", re.DOTALL)
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_WRAPS = {
    "p": "<p>{}</p>",
    "h": "<h2>{}</h2>",
    "li": "<li>{}</li>",
    "ul": "<ul>{}</ul>",
    "quote": "<blockquote><p>{}</p></blockquote>",
}
_FAR = "<STYLE>" + "TD.n{font-size:10pt;color:#333} " * 80 + "</STYLE>"  # so that what follows comes late in the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What there is to be read in a page; `refused` says what it is when it holds no article."""

    text: str
    title: str
    publisher: str | None
    byline: str | None
    published: str | None
    language: str
    url: str
    refused: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it is sent, and its gold. `asked` is the path by which its outlet's list names it."""

    id: str
    host: str
    path: str
    asked: str
    data: bytes = field(repr=False)
    content_type: str
    sent: str
    gold: Gold
    listed: str | None
    same_as: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet: where its list lies, of which kind and with which quirks, and its pages."""

    name: str
    host: str
    title: str
    list: str
    kind: str
    language: str
    quirks: frozenset[str]
    wraps: Mapping[str, str] = field(repr=False)
    pages: tuple[Page, ...]


def load(folder: Path = FOLDER) -> tuple[Outlet, ...]:
    """Read all outlets, in order of name."""
    environment = _environment(folder)
    return tuple(_outlet(path, environment) for path in sorted(folder.glob("*.yaml")))


def made(outlet: Outlet, row: Mapping[str, Any]) -> bytes:
    """Make a page of an outlet of another article, whose fields are those of the outlet's own."""
    shared = {"host": outlet.host, "publisher": outlet.title, "language": outlet.language}
    return _page(row["id"], {**shared, **row}, outlet.name, outlet.wraps, _environment(FOLDER)).data


@cache
def _environment(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), autoescape=False, trim_blocks=True)


def _outlet(path: Path, environment: Environment) -> Outlet:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    about = data["outlet"]
    wraps = {**_WRAPS, **data["wrap"]}
    shared = {name: value for name, value in about.items() if name != "title"}
    rows = [{**shared, **row} for row in data["pages"]]
    by_id = {row["id"]: row for row in rows}
    pages = []
    for row in rows:
        shown = {**by_id[row["same_as"]], **row} if "same_as" in row else row
        pages.append(_page(row["id"], shown, path.stem, {**wraps, **row.get("wrap", {})}, environment))
    named = ("host", "list", "kind", "language")
    return Outlet(
        name=path.stem,
        title=about.get("title") or about["publisher"],
        **{name: about[name] for name in named},
        quirks=frozenset(name for name, value in about.items() if value is True),
        wraps=wraps,
        pages=tuple(pages),
    )


def _page(name: str, row: Mapping[str, Any], outlet: str, wraps: Mapping[str, str], environment: Environment) -> Page:
    address = f"http://{row['host']}{row['path']}"
    blocks = tuple(_blocks(row.get("body", "")))
    values = {
        **row,
        "canonical": row.get("canonical", address),
        "title": row.get("html_title", row["title"]),
        "body": "\n".join(_markup(kind, written, wraps) for kind, written in blocks),
        "text": row.get("body", ""),
    }
    values["head"] = environment.from_string(row.get("head", "")).render(values)
    if late := row.get("late"):
        values["head"] += _FAR + late
    template = environment.get_template(f"{row.get('template', outlet)}.html")
    shown = row["raw"] if "raw" in row else template.render(values)
    return Page(
        id=name,
        host=row["host"],
        path=row["path"],
        asked=row.get("asked", row["path"]),
        data=shown.encode(row.get("encoding", "utf-8"), "xmlcharrefreplace"),
        content_type=row.get("content_type", "text/html; charset=utf-8"),
        sent=row.get("sent", "plain"),
        gold=_gold(row, address, blocks),
        listed=row.get("listed", None if "undated_list" in row or "unlisted_date" in row else row.get("published")),
        same_as=row.get("same_as"),
    )


def _gold(row: Mapping[str, Any], address: str, blocks: Sequence[tuple[str, str]]) -> Gold:
    gold = Gold(
        text="\n\n".join(_text(written) for kind, written in blocks if kind != "|"),
        title=row["title"],
        publisher=row["publisher"],
        byline=", ".join(row.get("authors", ())) or None,
        published=row.get("published"),
        language=row["language"],
        url=row.get("canonical", address),
        refused=row.get("refused"),
    )
    return replace(gold, **row.get("gold", {}))  # what the page says otherwise than its fields


def _blocks(body: str) -> Iterator[tuple[str, str]]:
    """The blocks of a body, each with the mark that it begins with."""
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        kind = next((each for each in ("## ", "- ", "> ", "!", "|") if block.startswith(each)), "")
        if block.strip():
            yield kind.strip(), block if kind == "- " else block.removeprefix(kind)


def _markup(kind: str, written: str, wraps: Mapping[str, str]) -> str:
    shown = _BOLD.sub(r"<b>\1</b>", written)
    if kind in ("!", "|"):
        return shown
    if kind == "-":
        items = (wraps["li"].format(line.removeprefix("- ")) for line in shown.splitlines())
        return wraps["ul"].format("".join(items))
    return wraps[{"##": "h", ">": "quote"}.get(kind, "p")].format(shown)


def _text(written: str) -> str:
    """The words of a block."""
    plain = _BOLD.sub(r"\1", _NOT_TEXT.sub("", written))
    is_table = "<td" in plain
    return " ".join(html.unescape(_TAG.sub(" " if is_table else "", plain)).split())
