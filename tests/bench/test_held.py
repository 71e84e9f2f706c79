"""The scorer of positions compares words of one actor on one issue in one article, copies as the labels have it."""

import pytest

import coded
import positions
from situations import corpus


def words(**fields: object) -> positions.Words:
    values: dict[str, object] = {
        "article": "a",
        "actor": "IND",
        "issue": "talks",
        "side": "for",
        "spans": ((5, 9),),
        "text": "",
    }
    return positions.Words(**{**values, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        ({}, True),
        ({"side": "against"}, True),
        ({"spans": ((0, 2), (8, 12))}, True),
        ({"spans": ((9, 12),)}, False),
        ({"actor": "PAK"}, False),
        ({"issue": "water"}, False),
        ({"article": "b"}, False),
    ],
)
def test_words_meet_when_actor_issue_and_article_agree_and_places_overlap(
    other: dict[str, object], meets: bool
) -> None:
    assert words().meets(words(**other)) == words(**other).meets(words()) == meets


def test_gold_and_copies_come_from_the_labels() -> None:
    situation = corpus.load("indus2025")
    marks = list(positions.gold(situation))
    assert {mark.issue for mark in marks} == {"mediation", "water", "inquiry", "truce"}
    texts = {article.id: article.text for article in situation.articles}
    assert all(texts[mark.article][start:end] == mark.text for mark in marks for start, end in mark.spans)
    documents = {coded.document(article).id for article in situation.articles}
    for report in coded.copies(situation):
        assert len(report.documents) > 1
        assert report.documents[0] == report.document
        assert set(report.documents) <= documents
