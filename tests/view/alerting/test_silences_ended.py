"""A silence that ended is told once: by which statement, after how many days, who had asked, by how many origins."""

from dataclasses import replace
from pathlib import Path

import pytest

from alert_story import in_orders, news, paper, put, reject, rule, told, watching
from desk_story import DESK, said, silent, speaker
from legation.desk import Outlet
from legation.records import AnyRecord, Document
from legation.store.store import Store

SILENT = paper(
    "2025-05-08", "China and India met.", "China did not answer a question by the United States about the treaty."
)
AGAIN = paper("2025-05-12", "China still did not answer a question about the treaty.", publisher="Herald (sample)")
SPOKE = paper("2025-05-20", "China said that the treaty should be kept.")
ALSO = paper("2025-05-21", "China said that the treaty should stay in force.", publisher="Herald (sample)")
LATE = paper("2025-05-18", "China said that the treaty binds both.", publisher="Lamp (sample)")


def quiet(document: Document, **fields: object) -> list[AnyRecord]:
    found = silent(document, "CHN", "did not answer", topic="the treaty")
    return [replace(found, **fields, id="")]  # type: ignore[arg-type]


def speaks(document: Document, words: str) -> list[AnyRecord]:
    return [said(document, speaker("CHN"), words)]


ARTICLES = (
    (SILENT, quiet(SILENT, asked_by="USA")),
    (AGAIN, quiet(AGAIN)),
    (SPOKE, speaks(SPOKE, "the treaty should be kept")),
    (ALSO, speaks(ALSO, "the treaty should stay in force")),
)
CHINA = DESK + '\n[[actors]]\nid = "China"\n'
RULE = rule("silence-ended", actors=("CHN",))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "news.db") as made:
        for each in ARTICLES:
            put(made, each)
        return made


def test_the_end_of_a_silence_says_how_long_who_asked_and_by_what(store: Store) -> None:
    (alert,) = told(store, watching(RULE), "2025-05-21")
    assert alert.title == "China speaks on water after 12 days of silence"
    assert alert.because == (
        "China did not respond on water, asked by the United States, from 8 May 2025 on (2 reports of 2 origins).",
        "Ended on 20 May 2025, China (Post (sample)): “the treaty should be kept”. "
        "What makes it the end: it is on the topic: treaty.",
        "It lasted 12 days (wanted: 7 at least).",
        "Told by 2 independent origins (rule wants 1).",
    )
    assert (alert.day, alert.origins, alert.issue, alert.actors) == ("2025-05-20", 2, "water", ("CHN", "USA"))
    texts = {each.id: each.text for each, _ in ARTICLES}
    assert len(alert.proofs) == 4
    assert all(proof.text in texts[proof.document] for proof in alert.proofs)


def test_nothing_is_told_of_a_silence_that_lasts(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        for each in ARTICLES[:2]:
            put(store, each)
        assert told(store, watching(RULE), "2025-05-21") == ()


def test_a_short_silence_is_no_news_unless_the_rule_says_so(store: Store) -> None:
    desk = watching(replace(RULE, threshold=12.0), replace(RULE, id="longer", threshold=13.0))
    assert [each.rule for each in told(store, desk, "2025-05-21")] == ["silence-ended"]


@pytest.mark.parametrize(
    ("day", "number"), [("2025-05-19", 0), ("2025-05-20", 1), ("2025-06-03", 1), ("2025-06-04", 0)]
)
def test_what_ended_long_ago_or_not_yet_is_no_news(store: Store, day: str, number: int) -> None:
    assert len(told(store, watching(RULE), day)) == number


def test_a_rule_waits_until_enough_origins_tell_the_end(tmp_path: Path) -> None:
    desk = watching(replace(RULE, origins=2))
    with Store.open(tmp_path / "news.db") as store:
        for each in ARTICLES[:3]:
            put(store, each)
        assert told(store, desk, "2025-05-21") == ()
        put(store, ARTICLES[3])
        assert len(told(store, desk, "2025-05-21")) == 1
        house = (Outlet(publisher="Post (sample)", owner="One"), Outlet(publisher="Herald (sample)", owner="One"))
        assert told(store, replace(desk, outlets=house), "2025-05-21") == ()


def test_a_silence_that_a_review_rejects_raises_nothing(store: Store) -> None:
    for document, records in ARTICLES[:2]:
        reject(store, "silence", records[0].id, document.id)
    assert told(store, watching(RULE), "2025-05-21") == ()


def test_it_is_told_once_though_articles_come_late_and_in_any_order(tmp_path: Path) -> None:
    """The late one moves the end to an earlier day, and the first report moves the beginning."""
    late = (LATE, speaks(LATE, "the treaty binds both"))
    desk = watching(RULE)
    orders = list(in_orders(tmp_path, (*ARTICLES, late), desk, "2025-05-21", most=60))
    assert {len(keys) for keys in orders} == {1}


def test_an_expected_speaker_that_speaks(tmp_path: Path) -> None:
    article = paper("2025-05-20", "China said that it would mediate.")
    before = paper("2025-05-10", "India and Pakistan fought over the treaty.")
    with Store.open(tmp_path / "news.db") as store:
        put(store, (before, []))
        assert told(store, watching(rule("silence-ended")), "2025-05-20") == ()
        put(store, (article, [said(article, speaker("CHN"), "it would mediate")]))
        (alert,) = told(store, watching(rule("silence-ended")), "2025-05-20")
        assert alert.title == "China, expected to speak on Mediation by others, does so after 19 days"
        assert alert.because[0] == "China was expected to speak on Mediation by others, from 1 May 2025 on."
        assert told(store, watching(rule("silence-ended", issues=("water",))), "2025-05-20") == ()


def test_an_expected_speaker_that_had_spoken_is_no_news_when_it_speaks_again(tmp_path: Path) -> None:
    early = paper("2025-05-02", "China said that it would mediate.")
    again = paper("2025-05-20", "China said that mediation was on.")
    with Store.open(tmp_path / "news.db") as store:
        put(store, (early, [said(early, speaker("CHN"), "it would mediate")]))
        put(store, (again, [said(again, speaker("CHN"), "mediation was on")]))
        assert told(store, watching(rule("silence-ended")), "2025-05-20") == ()


def test_two_rules_may_tell_the_same_silence_each_once(store: Store) -> None:
    desk = watching(RULE, replace(RULE, id="other"), text=CHINA)
    first = news(store, desk, "2025-05-21")
    assert sorted(each.key.rpartition("@")[2] for each in first) == ["other", "silence-ended"]
    assert len({each.key.rpartition("@")[0] for each in first}) == 1
    assert news(store, desk, "2025-05-22") == []
