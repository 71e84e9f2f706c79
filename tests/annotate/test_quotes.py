"""Quotations by their marks: straight, curly, doubled apostrophes, over paragraphs; scare quotes told apart."""

import pytest

from legation.annotate.blocks import blocks
from legation.annotate.quotes import quotes
from legation.annotations import Quote
from legation.records import Document
from legation.step import Reading
from legation.tables import yaml_table

# (text, [(quoted words with marks, scare, continued)])
CASES = [
    ("“We shall stay,” she said.", [("“We shall stay,”", False, False)]),
    ('"We shall stay," she said.', [('"We shall stay,"', False, False)]),
    ("''We shall stay here,'' she said.", [("''We shall stay here,''", False, False)]),
    ("‘We shall all stay here,’ she said.", [("‘We shall all stay here,’", False, False)]),
    ("Its “no limits” pact held.", [("“no limits”", True, False)]),
    ("It's the minister's 'red line' again.", [("'red line'", True, False)]),
    ("The ministers' plan isn't Norway's.", []),
    (
        "“We shall stay here.\n\n“We shall not leave,” she said.",
        [("“We shall stay here.", False, False), ("“We shall not leave,”", False, True)],
    ),
    ("“We shall stay here,” she said. “", [("“We shall stay here,”", False, False)]),
    ("She said so.« …", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotes(text: str, expected: list[tuple[str, bool, bool]]) -> None:
    reading = Reading(Document(text=text))
    for step in (blocks(yaml_table("annotate/furniture.yaml")), quotes()):
        reading = reading.plus(step.run(reading))
    assert [(text[q.start : q.end], q.scare, q.continued) for q in reading.of(Quote)] == expected
