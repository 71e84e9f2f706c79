"""The articles of a labelled situation as Legation codes them, kept in a folder so that a second run takes no time.

usage: python bench/coded.py NAME [--fresh]
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from legation.records import AnyRecord, Document, Report
from legation.store.codec import from_json, to_json
from situations import corpus

KEPT = Path(tempfile.gettempdir()) / "legation-coded"


def document(article: corpus.Article) -> Document:
    """The article as the reader would hand it on, without its marks."""
    return Document(
        source_id=article.id,
        title=article.title,
        publisher=article.publisher,
        byline=article.byline,
        url=article.url,
        published=article.published,
        language="en",
        text=article.text,
    )


def coded(situation: corpus.Situation, *, fresh: bool = False) -> Iterator[tuple[Document, tuple[AnyRecord, ...]]]:
    """Yield each article with its records; what is not kept is coded, which takes a second or two an article."""
    KEPT.mkdir(exist_ok=True)
    code = None
    for article in situation.articles:
        found = document(article)
        path = KEPT / f"{found.id}.jsonl"
        if fresh or not path.exists():
            if code is None:
                from legation import pipeline

                code = pipeline.load(None)
            lines = [f"{record.record}\t{to_json(record)}\n" for record in code(found) if record.record != "document"]
            path.write_text("".join(lines), encoding="utf-8")
        lines = path.read_text(encoding="utf-8").splitlines()
        yield found, tuple(from_json(*line.split("\t", 1)) for line in lines)


def copies(situation: corpus.Situation) -> tuple[Report, ...]:
    """The copies as the labels have them, so that no score hangs on how well the linker finds them."""
    ids = {article.id: document(article).id for article in situation.articles}
    groups: dict[str, list[str]] = {}
    for article, first in situation.origins().items():
        groups.setdefault(first, []).append(article)
    return tuple(
        Report(document=ids[first], documents=tuple(ids[each] for each in [first, *sorted(set(same) - {first})]))
        for first, same in groups.items()
        if len(same) > 1
    )


def main(arguments: Sequence[str]) -> int:
    """Code the articles of a situation and say how many there are."""
    situation = corpus.load(arguments[0])
    found = list(coded(situation, fresh="--fresh" in arguments))
    print(f"{len(found)} articles, {sum(len(records) for _, records in found)} records, kept in {KEPT}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
