"""The bundled sample articles: 66 on one crisis, and the others, which are on many matters."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

SITUATION = "situation.jsonl"
BESIDE = (".md", ".toml")  # endings of what lies beside the articles


@contextmanager
def samples(*, situation: bool) -> Iterator[tuple[Path, ...]]:
    """Give the files with the articles on one crisis, or with all others; they are there until the block ends."""
    with resources.as_file(resources.files("legation").joinpath("data", "samples")) as folder:
        articles = (file for file in sorted(folder.iterdir()) if file.suffix not in BESIDE)
        yield tuple(file for file in articles if (file.name == SITUATION) == situation)
