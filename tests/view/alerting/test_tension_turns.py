"""The tension between two watched actors is told when a change of level crosses the threshold, once for each turn."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from alert_story import news, reject, rule, told, watching
from dyad_story import cast, day, event, paper
from legation.records import AnyRecord, Document
from legation.store.store import Store
from legation.view.alerting import reckoned

DESK = '[desk]\nname = "A test"\n[[actors]]\nid = "org:NATO"\n'
PAIR = ("ALP", "BET")
RULE = rule("tension", actors=PAIR)
CALM, WAR = 2.0, -7.0


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    reckoned.forget()


def put(store: Store, number: int, intensity: float, publisher: str = "The Sample Courier") -> list[AnyRecord]:
    document = paper(f"{number} {publisher}", day(number), publisher)
    records: list[AnyRecord] = [*cast(document), event(document, intensity)]
    store.add(document, records)
    return records


def story(store: Store, levels: Sequence[tuple[range, float]]) -> None:
    for days, level in levels:
        for number in days:
            put(store, number, level)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "news.db") as made:
        story(made, [(range(20), CALM), (range(20, 30), WAR)])
        return made


def test_a_turn_for_the_worse_names_levels_threshold_and_events(store: Store) -> None:
    (alert,) = told(store, watching(RULE, text=DESK), day(30))
    assert alert.title == "Alphaland and Betania: worse by 9.0 points since 21 March 2025"
    assert alert.because[:2] == (
        "On 21 March 2025 what is told between Alphaland and Betania came to another level: −7.0 (−8.5 to −5.5; told "
        "on 10 days), after 2.0 (0.9 to 3.1; told on 20 days), on a scale from −10 to 10.",
        "That is 9.0 points for the worse (threshold 2.0).",
    )
    assert alert.because[2] == "21 March 2025: Alphaland attacked Betania. It adds −0.9, told by 1 origin."
    assert (alert.day, alert.group, alert.actors) == ("2025-03-21", "dyad ALP BET", PAIR)
    assert {proof.text for proof in alert.proofs} <= {each.text[:48] for each in store.documents()} | {
        each.text for each in store.documents()
    }


@pytest.mark.parametrize(("threshold", "number"), [(9.5, 0), (8.5, 1), (None, 1)])
def test_the_threshold_of_the_rule_goes_before_that_of_the_desk(
    store: Store, threshold: float | None, number: int
) -> None:
    desk = watching(rule("tension", actors=PAIR, threshold=threshold), text=DESK)
    assert len(told(store, desk, day(30))) == number


def test_it_is_told_once_though_more_of_it_is_read(tmp_path: Path) -> None:
    desk = watching(RULE, text=DESK)
    with Store.open(tmp_path / "news.db") as store:
        story(store, [(range(20), CALM)])
        assert news(store, desk, day(19)) == []
        told_on = []
        for number in range(20, 40):
            put(store, number, WAR)
            told_on += [number for _ in news(store, desk, day(number))]
        assert len(told_on) == 1
        # What is read late moves the first day of the change, and is no other.
        put(store, 19, WAR, "The Late Paper")
        put(store, 18, WAR, "The Late Paper")
        put(store, 17, WAR, "The Late Paper")
        assert news(store, desk, day(40)) == []


def test_days_on_which_nothing_was_read_are_no_calm(tmp_path: Path) -> None:
    desk = watching(RULE, rule("relief", actors=PAIR), text=DESK)
    with Store.open(tmp_path / "news.db") as store:
        story(store, [(range(20), CALM), (range(20, 26), WAR)])
        assert len(news(store, desk, day(26))) == 1
        story(store, [(range(50, 56), WAR)])
        assert news(store, desk, day(56)) == []


def test_relief_is_told_by_a_rule_of_its_own(store: Store) -> None:
    desk = watching(rule("relief", actors=PAIR), text=DESK)
    assert told(store, desk, day(30)) == ()
    story(store, [(range(30, 45), CALM)])
    (alert,) = told(store, desk, day(45))
    assert alert.title == "Alphaland and Betania: better by 9.0 points since 31 March 2025"


def test_a_new_turn_after_relief_is_told_again(store: Store) -> None:
    desk = watching(RULE, text=DESK)
    assert len(news(store, desk, day(30))) == 1
    story(store, [(range(30, 50), CALM), (range(50, 65), WAR)])
    assert [each.day for each in news(store, desk, day(65))] == [day(50)]


def test_a_change_of_long_ago_is_no_news(store: Store) -> None:
    story(store, [(range(30, 90), WAR)])
    assert told(store, watching(RULE, text=DESK), day(90)) == ()


def test_what_too_few_origins_tell_is_held_back(store: Store) -> None:
    desk = watching(rule("tension", actors=PAIR, origins=2), text=DESK)
    assert told(store, desk, day(30)) == ()
    for number in range(20, 30):
        put(store, number, WAR, "Another Paper")
    assert len(told(store, desk, day(30))) == 1


def test_events_that_a_review_rejects_make_no_turn(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        story(store, [(range(20), CALM)])
        made = [put(store, number, WAR)[-1] for number in range(20, 26)]
        assert len(told(store, watching(RULE, text=DESK), day(26))) == 1
        for each in made:
            assert not isinstance(each, Document)
            reject(store, "event", each.id, each.document)
        assert told(store, watching(RULE, text=DESK), day(26)) == ()


def test_only_pairs_of_the_rule_are_looked_at(store: Store) -> None:
    assert told(store, watching(rule("tension", actors=("ALP", "GAM")), text=DESK), day(30)) == ()


def test_of_many_pairs_few_are_reckoned_at_once_and_the_others_soon(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost: what waits is reckoned when it is asked again."""
    reckonings: list[object] = []
    real = reckoned._reckoned

    def counted(*parts: object) -> object:
        reckonings.append(parts[-1])
        return real(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(reckoned, "_reckoned", counted)
    desk = watching(RULE, text=DESK)
    told(store, desk, day(30))
    told(store, desk, day(30))
    assert len(reckonings) == 1
    put(store, 30, WAR)
    told(store, desk, day(30))
    assert len(reckonings) == 2
