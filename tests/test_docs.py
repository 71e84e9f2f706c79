"""The documents keep what they say: commands parse, fields and steps are described, links lead somewhere."""

import doctest
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer.main

from legation import knowledge, link, pipeline, read, record_parts, records, tables
from legation.annotations import Hearing, Token
from legation.listener import Heeded
from legation.view.cli import app

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
DOCS = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
COMMAND: Any = typer.main.get_command(app)
PARTS = (
    records.Evidence,
    records.Span,
    records.DateRange,
    records.Place,
    records.Magnitude,
    records.Certainty,
    records.Decision,
    records.Stance,
    records.Speaker,
    records.Spread,
    records.Claim,
    record_parts.Change,
    record_parts.Draw,
)
SHARED = {"record", "id", "document", "evidence", "confidence", "why"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class NoListener:
    """A listener that hears nothing."""

    labels: Sequence[str] = ("none",)
    tables: tuple[Sequence[str], Sequence[str], Sequence[str]] = ((), (), ())

    def hear(self, sentences: Sequence[Heeded], chance: float) -> list[Hearing]:
        raise AssertionError((sentences, chance))


class NoParser:
    """The steps' names and types are asked for, so nothing is ever parsed."""

    def parse(self, texts: object) -> Iterator[list[list[Token]]]:
        yield from ()


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def blocks(page: Path, *languages: str) -> list[str]:
    return [body for language, body in FENCE.findall(page.read_text(encoding="utf-8")) if language in languages]


def command_lines() -> list[tuple[str, str]]:
    """The lines of our command in code blocks, without what a shell does to them."""
    found = []
    for page in PAGES:
        for line in "".join(blocks(page, "")).splitlines():
            if match := re.match(r"(?:.*\| )?legation (.*?)(?: #.*| [>|].*)?$", line):
                found.append((page.name, match[1]))
    return [(page, line) for page, line in found if "…" not in line]


def section(page: str, heading: str) -> str:
    """What stands under a heading, subheadings included."""
    level = heading.split()[0]
    match = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", page, re.MULTILINE | re.DOTALL)
    return match[1] if match else ""


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def name_of(part: type) -> str:
    return part.__name__


def test_the_documents_have_example_command_lines() -> None:
    assert {"README.md", "tour.md"} <= {page for page, _ in command_lines()}


@pytest.mark.parametrize(("page", "line"), command_lines())
def test_each_command_line_in_the_documents_parses(page: str, line: str) -> None:
    words = [word for word in shlex.split(line) if word != "--debug"]
    if words[:1] == ["--version"]:
        return
    name, *rest = words
    assert name in COMMAND.commands
    COMMAND.commands[name].make_context(name, rest)


@pytest.mark.parametrize("name", sorted(COMMAND.commands))
def test_each_command_is_documented_and_shown(name: str) -> None:
    commands = section((ROOT / "docs" / "design.md").read_text(encoding="utf-8"), "## Commands")
    assert f"`legation {name}" in commands
    assert f"legation {name}" in "\n".join(line for page in PAGES for line in blocks(page, "")) or name == "demo"


@pytest.mark.parametrize("name", sorted(COMMAND.commands))
def test_each_option_is_mentioned(name: str) -> None:
    options = {option for parameter in COMMAND.commands[name].params for option in parameter.opts}
    assert not {o for o in options if o.startswith("--") and o != "--help" and o not in DOCS}


@pytest.mark.parametrize("kind", records.RECORD_TYPES, ids=name_of)
def test_each_record_and_field_stands_in_the_codebook(kind: Any) -> None:
    name = kind.__dataclass_fields__["record"].default
    described = section(CODEBOOK, f"## {name}")
    assert described
    shared = section(CODEBOOK, "## Fields that all found records share")
    for field in fields(kind):
        place = shared if field.name in SHARED else described
        assert re.search(rf"^\|[^|]*`{field.name}`[^|]*\|[^|]+\|[^|]+\|$", place, re.MULTILINE), field.name


@pytest.mark.parametrize("part", PARTS, ids=name_of)
def test_each_part_of_a_record_stands_in_the_codebook(part: Any) -> None:
    described = section(CODEBOOK, f"### {part.__name__}")
    assert not [field.name for field in fields(part) if f"`{field.name}`" not in described]


def test_each_event_type_has_its_row_in_the_codebook() -> None:
    rows = section(CODEBOOK, "## Event types")
    assert not [kind for kind in records.EVENT_TYPES if f"| `{kind}` |" not in rows]


@pytest.mark.parametrize("kind", records.EVENT_TYPES)
def test_each_mode_and_score_of_the_data_stands_in_the_codebook(kind: str) -> None:
    table = tables.yaml_table(f"events/{kind.lower()}.yaml")
    row = next(line for line in CODEBOOK.splitlines() if line.startswith(f"| `{kind}` |"))
    assert f"| {table['quad']} | {table['score']:g} |".replace("-", "−") in row
    assert not [mode for mode in table["modes"] if f"`{mode}`" not in row]


def test_each_word_of_probability_stands_in_the_codebook_with_its_range() -> None:
    rows = section(CODEBOOK, "## Certainty ranges").splitlines()
    for phrase, (low, high) in tables.yaml_table("coding/certainty.yaml")["phrases"].items():
        row = next((line for line in rows if line.startswith(f"| {low}–{high} |")), "")
        assert re.search(rf"[ ,]{re.escape(phrase)}(,| \|)", row), phrase


@pytest.mark.parametrize(
    "values",
    [
        *(records.Status, records.SilenceKind, records.ActorKind, records.MentionKind),
        *(records.Standing, records.CopyKind, records.ContradictionKind),
    ],
)
def test_each_value_of_a_closed_list_stands_in_the_codebook(values: Any) -> None:
    assert not [value for value in values.__args__ if f"`{value}`" not in CODEBOOK]


def test_each_step_is_documented() -> None:
    steps = section((ROOT / "docs" / "design.md").read_text(encoding="utf-8"), "## Steps")
    order = re.findall(r"^\| `(\w+)` \|", steps, re.MULTILINE)
    steps_ = pipeline.standard(NoParser(), knowledge.load(), None, NoListener())
    assert order == [step.name for step in steps_]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_heading_stands_without_content(page: Path) -> None:
    text = FENCE.sub("(code)", page.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip()]
    levels = [len(match[0]) if (match := re.match(r"#+(?= )", line)) else 0 for line in lines]
    for level, after, line in zip(levels, [*levels[1:], 1], lines, strict=True):
        assert not level or not after or after > level, line


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "src/legation/data").rglob("*.csv")))
def test_each_table_is_named_in_the_documents(name: str) -> None:
    assert name in DOCS


@pytest.mark.parametrize("module", [read, link])
def test_public_names_are_documented(module: Any) -> None:
    page = (ROOT / "docs" / f"{module.__name__.split('.')[-1]}.md").read_text(encoding="utf-8")
    assert not [name for name in module.__all__ if f"`{name}" not in page and f".{name}(" not in page]


@pytest.mark.model
def test_the_examples_in_python_give_what_the_documents_say() -> None:
    for page in PAGES:
        examples = "\n".join(blocks(page, "python"))
        if ">>>" in examples:
            test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
            assert doctest.DocTestRunner().run(test).failed == 0
