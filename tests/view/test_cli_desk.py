"""`desk new` writes a desk that is right, `desk check` says what is wrong with one, or how much of it is stored."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_story import DESK, article, filled, said, speaker
from legation import desk
from legation.alert_kinds import alert_kinds
from legation.knowledge import load
from legation.view import cli
from legation.view.desk_starter import issue, starter

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in a folder that has a store and no desk."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "LEGATION_DESK", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    document = article("2025-05-01", "India said that mediation was useless.", "Pakistan was told.")
    filled(tmp_path / "legation.db", [(document, [said(document, speaker("IND"), "mediation was useless")])])

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(words)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_new_desk_proposes_who_speaks_in_the_store_and_is_right(legation: Run) -> None:
    assert legation("desk", "new") == (
        0,
        "",
        "legation: desk.toml written with 1 actor, proposed from legation.db; edit it, "
        "then: legation desk check desk.toml\n",
    )
    assert 'id = "IND"  # India: 1 statement stored' in Path("desk.toml").read_text("utf-8")
    code, out, err = legation("desk", "check")
    assert (code, err) == (0, "legation: desk.toml is right: 1 actor, 0 issues\n")
    assert "India" in out


def test_a_new_desk_takes_actors_and_issues_and_never_overwrites(legation: Run) -> None:
    words = ("desk", "new", "mine.toml", "--actor", "NATO", "--actor", "PAK", "--issue", "talks: mediat*, third party")
    assert legation(*words)[0] == 0
    found = desk.load(Path("mine.toml"), load())
    assert [each.id for each in found.actors] == ["org:NATO", "PAK"]
    assert [(each.id, each.words) for each in found.issues] == [("talks", ("mediat*", "third party"))]
    before = Path("mine.toml").read_text("utf-8")
    assert legation(*words) == (2, "", "legation: mine.toml is there already; name another file, or edit it\n")
    assert Path("mine.toml").read_text("utf-8") == before


def test_without_a_store_a_new_desk_has_examples_only(legation: Run) -> None:
    assert legation("desk", "new", "--db", "none.db")[2].startswith("legation: desk.toml written with 0 actors; ")
    assert "no database at none.db, so nothing is counted" in legation("desk", "check", "--db", "none.db")[2]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("new", "--actor", "Indai"), 2, "did you mean India (IND)?"),
        (("new", "--issue", "talks"), 2, "'talks' is no issue: write ID: word, word*, some words in a row"),
        (("new", "--issue", "a: , ,"), 2, "is no issue"),
        (("new", "nowhere/desk.toml"), 3, "nowhere/desk.toml: can't be written: No such file or directory"),
        (("check",), 2, "there is no desk at desk.toml: `legation desk new` writes one"),
    ],
)
def test_mistakes_are_explained_in_one_line(legation: Run, words: tuple[str, ...], code: int, message: str) -> None:
    found, out, err = legation("desk", *words)
    assert (found, out) == (code, "")
    assert err.startswith("legation: ")
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_wrong_desk_is_refused_with_all_that_is_wrong_one_a_line(legation: Run) -> None:
    Path("desk.toml").write_text('[[actors]]\nid = "Indai"\n[[issues]]\nid = "a"\n', encoding="utf-8")
    for words in (("desk", "check"), ("show", "positions"), ("show", "board")):
        code, out, err = legation(*words)
        assert (code, out) == (2, "")
        first, second = err.splitlines()
        assert first.startswith("legation: desk.toml, line 2: actors: id: ")
        assert second == "legation: desk.toml, line 3: issues: it lacks words: a list of texts in quotation marks"


def test_check_counts_what_is_stored_and_names_what_is_not(legation: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    more = '[[actors]]\nid = "org:nobody"\n[[outlets]]\npublisher = "Post (sample)"\nowner = "House"\n'
    Path("other.toml").write_text(DESK + more + '[[outlets]]\npublisher = "Times"\n', encoding="utf-8")
    monkeypatch.setenv("LEGATION_DESK", "other.toml")
    code, out, err = legation("desk", "check")
    assert code == 0
    rows = [line.split() for line in out.splitlines()]
    assert ["India", "IND", "1", "1"] in rows
    assert ["Pakistan", "PAK", "1", "0"] in rows
    assert ["China", "Mediation", "by", "others", "2025-05-01"] in rows
    assert any(row[:4] == ["Post", "(sample)", "1", "House"] for row in rows)
    for words in (
        "neither the tables nor the articles know org:nobody",
        "no stored article holds words of water",
        "from Times",
    ):
        assert words in err


def test_the_desk_is_named_by_option_variable_or_is_in_the_folder(
    legation: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("desk.toml").write_text(DESK, encoding="utf-8")
    Path("b.toml").write_text(DESK.replace('"PAK"', '"CHN"'), encoding="utf-8")
    assert "Pakistan" in legation("desk", "check")[1]
    monkeypatch.setenv("LEGATION_DESK", "b.toml")
    assert "Pakistan" not in legation("desk", "check")[1]
    assert legation("show", "positions", "--desk", "desk.toml")[0] == 0


def test_any_name_and_words_make_a_desk_that_is_read_as_written() -> None:
    text = starter('A "desk" \\ with signs', [("IND", "India")], [("a", ('say "no"', "ü*"))])
    found = desk.parsed(text, "x.toml", load())
    assert (found.name, found.issues[0].words) == ('A "desk" \\ with signs', ('say "no"', "ü*"))
    assert issue("a-b = c, d e ,f*") == ("a-b", ("c", "d e", "f*"))


WATCH = (
    DESK
    + """
[watch]
zone = "Asia/Kathmandu"
allow = ["localhost:8080"]
[[feeds]]
url = "https://news.example/feed.xml"
publisher = "Post (sample)"
[[feeds]]
url = "http://localhost:8080/map.xml"
at = ["18:00", "06:00"]
paused = true
[[channels]]
id = "mail"
url = "mailtos://desk:secret@example.org"
[[channels]]
id = "chat"
env = "LEGATION_TEST_CHAT"
[[alerts]]
on = "tension"
actors = ["IND"]
channels = ["mail", "chat"]
[[alerts]]
on = "pressure"
issues = ["water"]
muted = true
until = 2025-06-01
[digest]
at = "07:00"
channels = ["mail"]
"""
)


def test_check_shows_feeds_alerts_and_channels_and_no_password(legation: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("desk.toml").write_text(WATCH, encoding="utf-8")
    monkeypatch.delenv("LEGATION_TEST_CHAT", raising=False)
    code, out, err = legation("desk", "check")
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert code == 0
    for row in (
        "https://news.example/feed.xml every 30m Post (sample)",
        "http://localhost:8080/map.xml at 06:00, 18:00 (paused)",
        "tension Tension has risen IND 2 2 5 mail, chat",
        "pressure Somebody is pressed all on water 2 5 pages only (muted until 2025-06-01)",
        "mail mailtos://example.org",
        "chat LEGATION_TEST_CHAT, which is not set here",
    ):
        assert row in rows
    assert "Digest at 07:00 to mail; at most 20 alerts a day in all; may lie anywhere: localhost:8080" in out
    assert "times of Asia/Kathmandu" in " ".join(rows)
    assert (
        "2 actors, 2 issues, 2 feeds, 2 alerts, 2 channels; the alert 'tension' finds nothing with less than 2" in err
    )
    assert "secret" not in out + err


def test_check_refuses_a_channel_that_leads_nowhere(legation: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("desk.toml").write_text(WATCH, encoding="utf-8")
    monkeypatch.setenv("LEGATION_TEST_CHAT", "nosuch://secret")
    code, out, err = legation("desk", "check")
    assert (code, out) == (2, "")
    assert err.startswith("legation: channel 'chat': ")
    assert "secret" not in err
    monkeypatch.setenv("LEGATION_TEST_CHAT", "json://localhost:9/secret")
    code, out, err = legation("desk", "check")
    assert code == 0
    assert "json://localhost" in out
    assert "secret" not in out + err


def test_a_new_desk_takes_feeds_each_once(legation: Run) -> None:
    feeds = ("--feed", "https://a.example/feed", "--feed", "https://A.example/feed#top", "--feed", "http://b.example/x")
    code, _, err = legation("desk", "new", "f.toml", *feeds)
    assert code == 0
    assert "with 1 actor, proposed from legation.db and 2 feeds; " in err
    found = desk.load(Path("f.toml"), load()).collecting.feeds
    assert [each.address for each in found] == ["https://a.example/feed", "http://b.example/x"]
    for wrong, message in (
        (
            "a.example/feed",
            "--feed: expected an http or https address, found 'a.example/feed'; did you mean 'https://a.",
        ),
        ("https://me:secret@a.example", "--feed: it names a user or password"),
    ):
        code, _, err = legation("desk", "new", "g.toml", "--feed", wrong)
        assert code == 2
        assert message in err
        assert "secret" not in err
    assert not Path("g.toml").exists()


def test_the_examples_of_a_new_desk_are_right_when_the_remark_signs_are_taken_away(legation: Run) -> None:
    legation("desk", "new", "e.toml", "--actor", "IND", "--actor", "PAK", "--issue", "ceasefire: truce")
    text = Path("e.toml").read_text("utf-8")
    used = re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE)
    found = desk.parsed(used, "e.toml", load())
    assert [rule.on for rule in found.alerting.rules] == list(alert_kinds())
    assert len(found.collecting.feeds) == 1
    assert [each.id for each in found.alerting.channels] == ["mail", "hook"]
    assert found.alerting.digest is not None
    assert (found.collecting.zone, found.expected[0].issue, len(found.outlets)) == ("Europe/Berlin", "ceasefire", 1)
    assert max(map(len, text.splitlines())) <= 120
