"""Count how common words are in news: in how many of our own training paragraphs each stem stands.

usage: python training/common_words.py

Writes `data/link/common_words.csv`. Run it anew when `data/link/words.yaml` changes how words are stemmed.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from legation.link import words

HERE = Path(__file__).parent
TABLE = HERE.parent / "src" / "legation" / "data" / "link" / "common_words.csv"
# A word that fewer of a thousand paragraphs have is rare: of how rare it is nothing reliable is known.
LEAST = 1.0
MARK = re.compile(r"\{\d+:|\{[a-z]\d*:\w+ |\{[a-z][^\s{}:]* |[{}]|^\+ ", re.MULTILINE)
LABELS = re.compile(r"^(#.*|\d+>\d+ .*)$", re.MULTILINE)


def paragraphs() -> Iterator[str]:
    """Yield the paragraphs of the training texts without their marks."""
    for path in sorted(HERE.glob("*/text/*.txt")):
        for each in LABELS.sub("", path.read_text(encoding="utf-8")).split("\n\n"):
            if bare := MARK.sub("", each).strip():
                yield bare


def main() -> None:
    """Write the table."""
    stemmer, counted, number = words.load(), Counter[str](), 0
    for each in paragraphs():
        counted.update({stem for stem, _ in stemmer.words(each)})
        number += 1
    rows = sorted((stem, 1000 * n / number) for stem, n in counted.items() if 1000 * n / number >= LEAST)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Of a thousand paragraphs of news, how many have the word, by its stem; counted in our own training\n"
        )
        file.write("# texts by training/common_words.py. Owner: the link room.\n")
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("stem", "of_thousand"))
        out.writerows((stem, f"{share:.1f}") for stem, share in rows)
    print(f"{len(rows)} stems of {number} paragraphs")


if __name__ == "__main__":
    main()
