"""The score of chains of reference: marks that are read or refused, B³ on made-up articles, the interval."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import chains
from chains import Marked, Scored, f1, folder, interval, parse, score
from legation.annotations import Party
from legation.step import Reading

HEAD = "title: Envoys talk\ndate: 2012-05-05\ndateline: LIMA\n\n"


def article(folder: Path, body: str, head: str = HEAD, name: str = "tiny") -> Path:
    path = folder / f"{name}.txt"
    path.write_text(head + body, encoding="utf-8")
    return path


def test_marks_are_taken_out_and_kept_as_spans(tmp_path: Path) -> None:
    marked = parse(article(tmp_path, "[[a|Una]] met [[b|the envoy of [[ per |Peru]]]] and left.\n"))
    assert marked.name == "tiny"
    assert marked.head == {"title": "Envoys talk", "date": "2012-05-05", "dateline": "LIMA"}
    assert marked.text == "Una met the envoy of Peru and left.\n"
    found = [(marked.text[start:end], label) for start, end, label in marked.mentions]
    assert found == [("Una", "a"), ("the envoy of Peru", "b"), ("Peru", "per")]


def test_a_head_without_a_dateline_and_a_title_with_a_colon(tmp_path: Path) -> None:
    marked = parse(
        article(tmp_path, "[[a|Una]] left.\n\n[[a|She]] waved.", head="title: Lima: talks\ndate: 2012-05-05\n\n")
    )
    assert marked.head == {"title": "Lima: talks", "date": "2012-05-05"}
    assert marked.text == "Una left.\n\nShe waved."


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("[[a|Una met the envoy.", "a mark is not closed: a"),
        ("[[a|Una met [[b|the envoy]].", "a mark is not closed: a"),
        ("Una]] met the envoy.", "a mark is closed that was not opened, near 'Una'"),
        ("[[a|Una]] met]] the envoy.", "a mark is closed that was not opened, near 'Una met'"),
    ],
)
def test_broken_marks_are_refused(tmp_path: Path, body: str, complaint: str) -> None:
    path = article(tmp_path, body)
    with pytest.raises(ValueError, match="mark") as caught:
        parse(path)
    assert str(caught.value) == f"{path}: {complaint}"


def reader(answers: Mapping[str, tuple[str, ...]]) -> Callable[[Reading, int, int], Party | None]:
    """A reading that knows the parties of some words and of no others."""

    def party_at(reading: Reading, start: int, end: int) -> Party | None:
        actors = answers.get(reading.document.text[start:end])
        return None if actors is None else Party(0, 0, start, end, actors, "name")

    return party_at


def scored(monkeypatch: pytest.MonkeyPatch, path: Path, answers: Mapping[str, tuple[str, ...]]) -> Scored:
    monkeypatch.setattr(chains, "party_at", reader(answers))
    return score(parse(path), ())


BODY = "[[a|Una]] met [[b|Ola]]. [[a|She]] thanked [[b|him]]. [[a+b|Both]] left; [[b+a|they]] waved."


def test_all_right_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    both = ("person:ola", "person:una")
    answers = {"Una": both[1:], "She": both[1:], "Ola": both[:1], "him": both[:1], "Both": both, "they": both[::-1]}
    whole = scored(monkeypatch, article(tmp_path, BODY), answers)
    assert (whole.name, whole.mentions) == ("tiny", 6)
    assert f1([whole]) == (1.0, 1.0, 1.0)
    assert whole.lines[0].split() == ["'Una'", "a", "person:una"]


def test_one_mention_in_the_wrong_chain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body = "[[a|Una]] met [[b|Ola]]. [[a|She]] thanked [[b|him]]."
    # gold {Una, She} {Ola, him}; system {Una, She, him} {Ola}
    answers = {"Una": ("u",), "She": ("u",), "him": ("u",), "Ola": ("o",)}
    found = scored(monkeypatch, article(tmp_path, body), answers)
    assert found.precision == pytest.approx(2 / 3 + 2 / 3 + 1 / 3 + 1)
    assert found.recall == pytest.approx(1 + 1 + 1 / 2 + 1 / 2)
    assert f1([found]) == pytest.approx((2 / 3, 3 / 4, 12 / 17))


def test_mentions_of_nobody_are_clusters_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body = "[[a|Una]] met [[b|Ola]]. [[a|She]] thanked [[b|him]]."
    # "She" has no party at all, "him" one of nobody: neither goes with the other
    found = scored(monkeypatch, article(tmp_path, body), {"Una": ("u",), "Ola": ("o",), "him": ()})
    assert found.precision == pytest.approx(4)
    assert found.recall == pytest.approx(2)


def test_all_in_one_chain_has_all_recall_and_little_precision(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body = "[[a|Una]] met [[b|Ola]]. [[c|Moe]] waved."
    found = scored(monkeypatch, article(tmp_path, body), {"Una": ("x",), "Ola": ("x",), "Moe": ("x",)})
    assert f1([found]) == pytest.approx((1 / 3, 1.0, 1 / 2))


def test_an_article_without_mentions_scores_nothing() -> None:
    empty = score(Marked("tiny", {}, "Nobody left.", ()), ())
    assert (empty.mentions, empty.precision, empty.recall) == (0, 0.0, 0.0)
    assert f1([empty]) == (0.0, 0.0, 0.0)


def test_mentions_of_long_articles_weigh_more() -> None:
    long, short = Scored("long", 9.0, 9.0, 9, ()), Scored("short", 0.0, 0.0, 1, ())
    assert f1([long, short]) == pytest.approx((0.9, 0.9, 0.9))


def test_the_interval_lies_around_the_figure_and_comes_out_the_same_again() -> None:
    some = [Scored(f"n{n}", float(n), float(n), 10, ()) for n in range(3, 10)]
    low, high = interval(some)
    assert 0.3 <= low < f1(some)[2] < high <= 0.9
    assert interval(some) == (low, high)
    same = [Scored("n", 5.0, 5.0, 10, ())] * 4
    assert interval(same) == pytest.approx((0.5, 0.5))


def test_a_folder_is_scored_in_order_of_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(chains, "party_at", reader({"Una": ("u",)}))
    for name in ("b", "a"):
        article(tmp_path, "[[a|Una]] left.", name=name)
    (tmp_path / "notes.md").write_text("[[no article", encoding="utf-8")
    assert [one.name for one in folder(tmp_path, ())] == ["a", "b"]


def test_the_head_reaches_the_reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[Reading] = []

    def party_at(reading: Reading, start: int, end: int) -> None:
        seen.append(reading)

    monkeypatch.setattr(chains, "party_at", party_at)
    score(parse(article(tmp_path, "[[a|Una]] left.")), ())
    made = seen[0].document
    assert (made.title, made.published, made.dateline) == ("Envoys talk", "2012-05-05", "LIMA")
