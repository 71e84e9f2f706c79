"""The bundled sample articles are complete, marked as samples, and described in their README."""

import email
import email.policy
import json
import re
from collections import Counter
from datetime import date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from legation.read import documents
from legation.records import Document
from situations import corpus

with as_file(files("legation") / "data" / "samples") as _folder:
    SAMPLES = Path(_folder)
SITUATION = SAMPLES / "situation.jsonl"
LABELLED = "indus2025"


class Sample(NamedTuple):
    """What a sample says of itself, read without Legation's own readers."""

    id: str
    published: str | None
    publisher: str
    text: str


def _rows(path: Path) -> list[Sample]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Sample(row["id"], row["date"], row["publisher"], row["text"]) for row in rows]


def _plain(path: Path) -> Sample:
    text = path.read_text(encoding="utf-8")
    head = text.splitlines()[:5]
    outlet = next(part for line in head for part in re.split(r" \\ |, ", line) if "(sample)" in part)
    dates = [line for line in head if re.fullmatch(r"[A-Z][a-z]+ \d{1,2}, \d{4}", line)]
    published = datetime.strptime(dates[0], "%B %d, %Y").date().isoformat() if dates else None
    return Sample(path.stem, published, outlet, text)


def _page(path: Path) -> Sample:
    html = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found, f"{path.name} has no JSON-LD"
    node: dict[str, Any] = json.loads(found[1])
    article = node["@graph"][1] if "@graph" in node else node
    paragraphs = re.findall(r"<p>(.*?)</p>", html.partition("<article>")[2].partition("</article>")[0])
    return Sample(path.stem, article["datePublished"], article["publisher"]["name"], "\n\n".join(paragraphs))


def _letter(path: Path) -> Sample:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_content()
    return Sample(path.stem, message["Date"].datetime.isoformat(), message["From"], body)


def _all() -> list[Sample]:
    found = [row for path in sorted(SAMPLES.glob("*.jsonl")) if path != SITUATION for row in _rows(path)]
    for pattern, reader in (("*.txt", _plain), ("*.html", _page), ("*.eml", _letter)):
        found += [reader(path) for path in sorted(SAMPLES.glob(pattern))]
    return found


ALL = _all()
BY_ID = {sample.id: sample for sample in ALL}


def test_there_are_enough_articles_and_enough_of_one_story() -> None:
    kinds = Counter(sample.id.split("-")[1] for sample in ALL)
    assert kinds == {"story": 18, "world": 17}


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(ALL)


def test_every_format_is_represented() -> None:
    formats = Counter(path.suffix for path in SAMPLES.iterdir())
    assert formats == {".jsonl": 3, ".txt": 2, ".html": 2, ".eml": 1, ".md": 1, ".toml": 1}


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.id)
def test_article_is_marked_dated_and_of_ordinary_length(sample: Sample) -> None:
    assert "(sample)" in sample.publisher
    assert 180 <= len(sample.text.split()) <= 500
    if sample.published is not None:
        day = datetime.fromisoformat(sample.published).date()
        assert date(1973, 1, 1) <= day <= date(2025, 12, 31)


def test_only_the_article_with_a_header_line_lacks_a_date() -> None:
    assert [sample.id for sample in ALL if sample.published is None] == ["sample-story-11"]


def test_the_story_is_told_by_at_least_six_outlets_in_one_autumn() -> None:
    story = [sample for sample in ALL if sample.id.startswith("sample-story-")]
    assert len({sample.publisher for sample in story}) >= 6
    days = [sample.published[:10] for sample in story if sample.published]
    assert min(days) >= "2024-10-18"
    assert max(days) <= "2024-11-30"


def test_one_outlet_reprints_the_wire_and_another_shortens_it() -> None:
    wire, reprint, shortened = (BY_ID[f"sample-story-0{n}"] for n in (1, 2, 3))
    assert reprint.text == wire.text
    assert wire.text.startswith(shortened.text)
    assert len({wire.publisher, reprint.publisher, shortened.publisher}) == 3
    assert len(shortened.text) < 0.8 * len(wire.text)


def test_addresses_belong_to_nobody() -> None:
    for path in SAMPLES.iterdir():
        for host in re.findall(r"https?://([^/\"\s>]+)", path.read_text(encoding="utf-8")):
            assert host.endswith(".example") or host == "schema.org", (path.name, host)


def test_a_quotation_left_open_continues_in_the_next_paragraph() -> None:
    continued = set()
    for sample in ALL:
        paragraphs = sample.text.split("\n\n")
        for here, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
            if here.count('"') % 2 or here.count("“") != here.count("”"):
                assert following[:1] in {'"', "“"}, (sample.id, here)
                continued.add(sample.id)
    assert continued == {"sample-story-12", "sample-story-18", "sample-world-05"}


def test_readme_lists_exactly_the_articles() -> None:
    listed = re.findall(r"^\| `[^`]+` \| `(sample-[a-z]+-\d\d)`", (SAMPLES / "README.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(BY_ID)


def test_the_situation_is_the_one_that_is_labelled() -> None:
    rows = [json.loads(line) for line in SITUATION.read_text(encoding="utf-8").splitlines()]
    told = corpus.load(LABELLED).articles
    assert rows == [article.row() for article in told], f"run: python bench/situations/corpus.py articles {LABELLED}"
    assert (SAMPLES / "desk.toml").read_bytes() == (corpus.HERE / LABELLED / "desk.toml").read_bytes()


def test_the_situation_is_marked_and_its_readme_counts_it() -> None:
    rows = _rows(SITUATION)
    assert all(row.publisher.endswith(" (sample)") for row in rows)
    assert not {row.id for row in rows} & set(BY_ID)
    counts = Counter(row.publisher.removesuffix(" (sample)") for row in rows)
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z]+)-\d\d` … `\1-(\d\d)` \| ([^|]+) \| (\d+) \|", readme, re.MULTILINE)
    assert {outlet: int(number) for _, _, outlet, number in listed} == counts
    assert all(int(last) == int(number) for _, last, _, number in listed)


def test_a_folder_of_samples_is_read_without_its_desk() -> None:
    found = list(documents([str(SAMPLES)]))
    assert len(found) == len(ALL) + len(_rows(SITUATION))
    assert all(isinstance(each, Document) for each in found)
