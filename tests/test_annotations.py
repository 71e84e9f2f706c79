"""Annotations: branches of a parse, whether or not their words stand together."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from legation.annotations import Block, Sentence, Token


def _parsed(heads: Sequence[int], deps: Sequence[str]) -> Sentence:
    tokens = tuple(
        Token(i, 2 * i, 2 * i + 1, "a", "a", "X", "X", dep, head)
        for i, (head, dep) in enumerate(zip(heads, deps, strict=True))
    )
    return Sentence(0, 0, 2 * len(tokens), Block(0, 2 * len(tokens), "paragraph"), tokens)


@st.composite
def _sentences(draw: st.DrawFn) -> Sentence:
    """Any tree: the words in any order, each below one that came before it."""
    order = draw(st.permutations(range(draw(st.integers(1, 9)))))
    heads = [0] * len(order)
    for n, word in enumerate(order):
        heads[word] = order[draw(st.integers(0, max(0, n - 1)))]
    return _parsed(heads, [draw(st.sampled_from(("prep", "pobj"))) for _ in order])


@given(_sentences(), st.sampled_from(((), ("prep",), ("prep", "pobj"))))
def test_a_branch_is_all_that_hangs_below_in_text_order(sentence: Sentence, without: tuple[str, ...]) -> None:
    for top in sentence.tokens:
        for _ in range(2):  # the second time it is remembered
            assert sentence.subtree(top, without=without) == [
                t for t in sentence.tokens if _hangs(sentence, t, top, without)
            ]
        assert sentence.subtree(top) is not sentence.subtree(top)  # whoever asks may change the list


def _hangs(sentence: Sentence, token: Token, top: Token, without: tuple[str, ...]) -> bool:
    while token is not top:
        if token.dep in without or token.head == token.i:
            return False
        token = sentence.head(token)
    return True


@given(_sentences(), st.sampled_from(((), ("prep",), ("pobj", "prep"))))
def test_a_child_is_the_first_of_the_children(sentence: Sentence, deps: tuple[str, ...]) -> None:
    for token in sentence.tokens:
        assert sentence.child(token, *deps) is next(iter(sentence.children(token, *deps)), None)


@given(_sentences(), st.lists(st.tuples(st.integers(-1, 19), st.integers(-1, 19)), max_size=3))
def test_what_lies_in_a_stretch(sentence: Sentence, extents: list[tuple[int, int]]) -> None:
    begun = [t for t in sentence.tokens if any(start <= t.start < end for start, end in extents)]
    assert sentence.inside(extents) == begun
    for start, end in extents:
        whole = tuple(t for t in sentence.tokens if start <= t.start and t.end <= end)
        assert sentence.within(start, end) == whole
        touched = tuple(t for t in sentence.tokens if t.start < end and start < t.end)
        assert sentence.covered(start, end) == touched
