"""The command line does what it says, with exit codes that scripts can trust and never a traceback."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import fakes
from legation import __version__
from legation.records import AnyRecord, Document, Evidence, Span, Speaker, Statement
from legation.store.store import Store
from legation.view import cli
from legation.view.schema import schema

Run = Callable[..., tuple[int, str, str]]
SRC = Path(cli.__file__).parents[2]
TESTS = Path(__file__).parents[1]


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in an empty folder; give its exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, load: Callable[[Document], tuple[AnyRecord, ...]] = fakes.code) -> tuple[int, str, str]:
        code = cli.run(words, fakes.parts(load))
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def news(tmp_path: Path) -> str:
    """Write a file with three articles and a broken line between them."""
    lines = [fakes.TEXT.format(n=1), fakes.TEXT.format(n=2), "! torn", "Fishermen protested in the harbour."]
    (tmp_path / "news.txt").write_text("\n".join(lines), encoding="utf-8")
    return "news.txt"


@pytest.fixture
def good(tmp_path: Path) -> str:
    """Write a file with two articles."""
    (tmp_path / "good.txt").write_text("\n".join(fakes.TEXT.format(n=n) for n in (1, 2)), encoding="utf-8")
    return "good.txt"


def test_version_and_help(legation: Run) -> None:
    assert legation("--version") == (0, f"legation {__version__}\n", "")
    code, out, _ = legation()
    assert code == 0
    assert "Usage" in out
    code, out, _ = legation("read", "--help")
    assert code == 0
    assert "--format" in out


def test_read_prints_lines_that_fit_the_schema(legation: Run, news: str) -> None:
    code, out, err = legation("read", news, "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert lines[0]["record"] == "document"
    assert [line["source_id"] for line in lines if line["record"] == "document"] == ["case-1", "case-2", "case-4"]
    check = jsonschema.Draft202012Validator(schema())
    assert [error.message for line in lines for error in check.iter_errors(line)] == []
    assert err.splitlines() == [
        "legation: news.txt, line 3: expected an article",
        "legation: 3 articles read, 1 failed",
    ]


def test_read_shows_tables_with_names_and_words(legation: Run, good: str) -> None:
    code, out, err = legation("read", good)
    assert (code, err) == (0, "")
    for words in (
        "Envoys talk, part 1",
        "Who did what to whom",
        "Alphaland",
        "Who is asked to press whom",
        "“We regret case 2.”",
        "55–80",
    ):
        assert words in out
    assert "ALP" not in out


def test_read_says_when_nothing_is_found_in_an_article(legation: Run, news: str) -> None:
    _, out, _ = legation("read", news)
    assert "Nothing in it that Legation records." in out


def test_read_as_a_page_marks_evidence_and_escapes_the_article(legation: Run, tmp_path: Path) -> None:
    text = fakes.TEXT.format(n=1).replace("regret", "regret <script>alert(1)</script> & so")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    code, out, _ = legation("read", "a.txt", "--format", "html")
    assert code == 0
    assert "<script" not in out
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so" in out
    assert '<mark class="statement" title="said: Betania, say">' in out
    assert "pressure event" in out
    assert out.startswith("<!doctype html>")
    assert out.endswith("</html>\n")
    assert "http" not in out.replace("https://example.org/1", "").replace("http-equiv", "")


def test_nothing_read_is_told_from_something_failed(legation: Run, tmp_path: Path) -> None:
    assert legation("read", "absent.txt")[0] == 2
    (tmp_path / "empty.txt").touch()
    assert legation("read", "empty.txt") == (2, "", "legation: no article in empty.txt\n")


def test_add_stores_once_and_counts(legation: Run, news: str) -> None:
    code, out, err = legation("add", news)
    assert (code, out) == (1, "")
    assert "legation: 3 articles read, 3 added to legation.db, 0 there already, 1 failed" in err
    before = legation("export")[1]
    _, _, err = legation("add", news)
    assert "0 added to legation.db, 3 there already" in err
    assert legation("export")[1] == before
    assert before.count('"record": "development"') == 1
    assert "addresses" in legation("read", "--help")[1]
    assert legation("show", "failures")[1] == "news.txt, line 3: expected an article\n"


def test_database_is_named_by_option_or_environment(
    legation: Run, good: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEGATION_DB", "other.db")
    assert legation("add", good)[0] == 0
    assert (tmp_path / "other.db").exists()
    assert legation("show", "events", "--db", "third.db")[0] == 3


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("events",), 2),
        (("events", "--type", "REQUEST"), 2),
        (("events", "--type", "AID"), 0),
        (("events", "--actor", "Alphaland"), 2),
        (("events", "--actor", "GAM"), 0),
        (("events", "--since", "2024-10-03"), 1),
        (("events", "--until", "2024-10-02"), 1),
        (("events", "--document", "case-1"), 1),
        (("events", "--limit", "1"), 1),
        (("statements",), 2),
        (("silences",), 2),
        (("pressure",), 2),
        (("ties",), 2),
        (("predictions",), 2),
        (("mentions",), 2),
        (("actors",), 6),
        (("documents",), 2),
        (("documents", "--actor", "GAM"), 2),
        (("developments",), 1),
        (("reports",), 1),
    ],
)
def test_show_lists_what_is_asked_for(legation: Run, good: str, words: tuple[str, ...], count: int) -> None:
    legation("add", good)
    code, out, _ = legation("show", *words, "--json")
    assert code == 0
    assert len(json.loads(out)) == count
    rows = list(csv.DictReader(io.StringIO(legation("show", *words, "--csv")[1])))
    assert len(rows) == count


def test_show_prints_names_and_where_they_were_read(legation: Run, good: str) -> None:
    legation("add", good)
    _, out, err = legation("show", "events")
    assert "Alphaland" in out
    assert "The Sample Courier" in out
    assert err == "legation: 2 events\n"
    _, out, _ = legation("show", "actors")
    assert out.count("Alphaland") == 1
    assert legation("show", "events", "--type", "AID")[1:] == ("", "legation: no event stored that fits\n")


def test_narrow_tables_break_no_word(legation: Run, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    legation("add", good)
    monkeypatch.setenv("COLUMNS", "80")
    for kind in ("events", "pressure", "developments", "statements", "silences", "documents"):
        _, out, _ = legation("show", kind)
        lines = out.splitlines()
        assert max(map(len, lines)) <= 80, kind
        assert not re.search(r"\d{4}-\d\d$|\bpublish\b", out), kind
        assert "Alphala " not in out


def test_actors_are_listed_once_with_their_counts(legation: Run, good: str) -> None:
    legation("add", good)
    _, out, err = legation("show", "actors")
    rows = [line.split() for line in out.splitlines()[3:] if line.strip()]
    assert [row[0] for row in rows] == ["Alphaland", "Betania", "Gammaria"]
    assert rows[0][-3:] == ["2", "2", "ALP"]
    assert err == "legation: 3 actors\n"


def test_silences_show_what_ended_them(legation: Run, tmp_path: Path) -> None:
    first = fakes.TEXT.format(n=1)
    later = fakes.TEXT.format(n=2).replace("Betania's envoy said", "Gammaria said")
    (tmp_path / "two.txt").write_text(f"{first}\n{later}", encoding="utf-8")

    def code(document: Document) -> tuple[AnyRecord, ...]:
        speaker = Speaker(actor="GAM", as_written="Gammaria", named=True, sector="GOV", country="GAM")
        found, matter = fakes.code(document), "We regret case"
        at = document.text.index(matter)
        spoke = Statement(
            document=document.id,
            speaker=speaker,
            cue="said",
            act="say",
            quotation="indirect",
            content=(Span.cut(document.text, at, at + len(matter)),),
            about=("ALP",),
            evidence=(Evidence.cut(document.text, 0, 9, "cue"),),
        )
        return (*found, spoke) if "Gammaria said" in document.text else found

    assert legation("add", "two.txt", load=code)[0] == 0
    _, out, _ = legation("show", "silences")
    assert [line.split()[:5] for line in out.splitlines() if "2024-10-02" in line] == [
        ["2024-10-02", "Gammaria", "no-response", "2024-10-03", "1"]
    ]
    rows = list(csv.DictReader(io.StringIO(legation("show", "silences", "--csv")[1])))
    assert [bool(row["outcome"]) for row in rows] == [False, True]


def test_csv_gives_ids_and_names(legation: Run, good: str) -> None:
    legation("add", good)
    (row, _) = csv.DictReader(io.StringIO(legation("show", "events", "--csv")[1]))
    assert row["actor"] == "ALP"
    assert row["actor_name"] == "Alphaland"
    assert row["date_start"] == "2024-10-21"
    assert row["magnitude"] == "ships: 2–"
    assert row["evidence"] == "urged"


def test_no_failures_are_said_to_be_none(legation: Run, good: str) -> None:
    legation("add", good)
    assert legation("show", "failures") == (0, "", "legation: no failures in the last run\n")


def test_csv_of_nothing_still_has_its_header(legation: Run, good: str) -> None:
    legation("add", good)
    assert legation("show", "events", "--type", "AID", "--csv")[1].startswith("record,id,document,published")


def test_search_shows_where_and_who(legation: Run, good: str) -> None:
    legation("add", good)
    code, out, _ = legation("search", '"We regret"')
    assert code == 0
    assert out.count("Betania — say: “We regret case 1.”\n") == 1
    assert legation("search", "volcano") == (0, "", "legation: nothing stored holds: volcano\n")


def test_export_to_a_file_is_what_is_printed(legation: Run, good: str, tmp_path: Path) -> None:
    legation("add", good)
    printed = legation("export", "--as", "jsonl")[1]
    assert legation("export", "--as", "jsonl", "--output", "all.jsonl") == (0, "", "")
    assert (tmp_path / "all.jsonl").read_bytes() == printed.encode()


@pytest.mark.parametrize("format", ["md", "html", "text"])
def test_brief_is_printed_or_written(legation: Run, good: str, tmp_path: Path, format: str) -> None:
    legation("add", good)
    code, out, err = legation("brief", "--format", format)
    assert (code, err) == (0, "")
    assert "Betania" in out
    assert legation("brief", "--format", format, "--output", "brief.out")[0] == 0
    assert (tmp_path / "brief.out").read_text(encoding="utf-8") == out


def test_schema_prints_what_is_published(legation: Run) -> None:
    code, out, _ = legation("schema")
    assert code == 0
    published = TESTS.parent / "docs" / "records.schema.json"
    assert published.read_text(encoding="utf-8") == out, "run: legation schema --output docs/records.schema.json"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("show", "rumours"), 2, "'rumours' can't be shown; choose one of events"),
        (("show", "events", "--since", "soon"), 2, "'soon' is no day"),
        (("show", "events", "--json", "--csv"), 2, "not both"),
        (("show", "events", "--actor", "Atlantis"), 2, "no stored article speaks of 'Atlantis'"),
        (("show", "events", "--document", "nowhere"), 2, "no stored article has the id 'nowhere'"),
        (("show", "events", "--nonsense"), 2, "No such option: --nonsense"),
        (("search", "—"), 2, "no word to search for"),
        (("read",), 2, "Missing argument"),
        (("read", "good.txt", "--format", "xml"), 2, "xml"),
        (("unknown",), 2, "unknown"),
        (("export", "--as", "csv"), 2, "'csv' can't be exported; choose jsonl"),
        (("show", "events", "--db", "absent.db"), 3, "absent.db: no database there"),
        (("show", "events", "--db", "good.txt"), 3, "good.txt: this is not a database"),
        (("add", "good.txt", "--db", "no/where.db"), 3, "the folder no does not exist"),
        (("export", "--output", "no/where.jsonl"), 3, "can't be written: No such file"),
    ],
)
def test_mistakes_are_explained_in_one_line(
    legation: Run, good: str, words: tuple[str, ...], code: int, message: str
) -> None:
    legation("add", good)
    found, out, err = legation(*words)
    assert found == code
    assert out == ""
    assert err.startswith("legation: ")
    assert err.count("\n") == 1
    assert message in err


def test_fault_is_one_line_unless_the_user_debugs(legation: Run, good: str) -> None:
    def faulty(document: Document) -> tuple[AnyRecord, ...]:
        raise ZeroDivisionError("division by zero")

    code, _, err = legation("read", good, load=faulty)
    assert code == 70
    assert err.startswith("legation: a fault in Legation (ZeroDivisionError: division by zero)")
    assert err.count("\n") == 1
    assert "Traceback" in legation("read", good, "--debug", load=faulty)[2]


def test_stopping_by_the_keyboard_is_quiet(legation: Run, good: str) -> None:
    def stopped(document: Document) -> tuple[AnyRecord, ...]:
        raise KeyboardInterrupt

    assert legation("read", good, load=stopped) == (130, "", "")


def test_terminal_is_not_steered_by_an_article(legation: Run, tmp_path: Path) -> None:
    text = fakes.TEXT.format(n=1).replace("regret", "\x1b[31mregret \u202edrow [bold]not[/bold]")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    _, out, _ = legation("read", "a.txt")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]" in out
    legation("add", "a.txt")
    for words in (("show", "statements"), ("search", "regret")):
        assert "\x1b" not in legation(*words)[1]


def process(folder: Path, words: str, **variables: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a shell line in which `legation` is the command line, wired to the fakes."""
    script = folder / "legation"
    wired = "from legation.view import cli; import fakes; cli.Parts = fakes.parts; sys.argv[1:] and cli.main()"
    script.write_text(f"#!{sys.executable}\nimport sys\n{wired}\n", encoding="utf-8")
    script.chmod(0o755)
    places = {"PYTHONPATH": f"{SRC}{os.pathsep}{TESTS}", "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    shell = ["bash", "-o", "pipefail", "-c", words]
    return subprocess.run(
        shell, cwd=folder, env={**os.environ, **places, **variables}, capture_output=True, check=False
    )


def test_output_is_utf8_whatever_the_locale(good: str, tmp_path: Path) -> None:
    words = f"legation read {good} --format jsonl"
    plain = process(tmp_path, words, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert plain.returncode == 0
    assert "“We regret case 1.”" in plain.stdout.decode("utf-8")
    assert plain.stdout == process(tmp_path, words).stdout


def test_closed_pipe_and_full_disk_leave_no_traceback(tmp_path: Path) -> None:
    lines = "\n".join(fakes.TEXT.format(n=n) for n in range(300))
    (tmp_path / "many.txt").write_text(lines, encoding="utf-8")
    for form in ("jsonl", "table", "html"):
        found = process(tmp_path, f"legation read many.txt --format {form} | head -n 1")
        assert (found.returncode, found.stderr) == (0, b""), form
    if Path("/dev/full").exists():
        found = process(tmp_path, "legation read many.txt --format jsonl > /dev/full")
        assert (found.returncode, found.stderr) == (3, b"legation: output: No space left on device\n")
        assert process(tmp_path, "legation add many.txt").returncode == 0
        found = process(tmp_path, "legation export --output /dev/full")
        assert (found.returncode, found.stderr) == (
            3,
            b"legation: /dev/full: can't be written: No space left on device\n",
        )


def test_standard_input_is_a_source(good: str, tmp_path: Path) -> None:
    found = process(tmp_path, f"cat {good} | legation read - --format jsonl")
    assert found.returncode == 0
    assert found.stdout.count(b'"record": "document"') == 2


def test_help_loads_nothing_heavy() -> None:
    words = (
        "import sys, legation.view.cli as c; c.run(['--help']);"
        "print([m for m in ('spacy', 'sqlalchemy', 'pydantic', 'jinja2') if m in sys.modules], file=sys.stderr)"
    )
    places = {**os.environ, "PYTHONPATH": str(SRC)}
    found = subprocess.run([sys.executable, "-c", words], env=places, capture_output=True, check=True)
    assert found.stderr == b"[]\n"


def test_store_of_the_commands_is_the_store(legation: Run, good: str) -> None:
    legation("add", good)
    with Store.open("legation.db") as store:
        assert store.counts()["document"] == 2
