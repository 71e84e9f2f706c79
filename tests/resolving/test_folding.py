"""Keys of names ignore case, accents, punctuation and apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.resolving.folding import fold


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Orbán, V.", "orban v"),
        ("Erdoğan", "erdogan"),
        ("Iğdır", "igdir"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Þór", "thor"),
        ("Gießen", "giessen"),
        ("Nuku‘alofa", "nukualofa"),
        ("Nuku'alofa", "nukualofa"),
        ("U.S.", "u s"),
        ("Guinea-Bissau", "guinea bissau"),
        ("snake_case", "snake case"),
        ("  the\tQuad ", "the quad"),
        (" The  old Shore ", "the old shore"),
        (" ", ""),
        ("ﬁsh", "fish"),
        ("–", ""),
        ("", ""),
    ],
)
def test_a_key(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text(alphabet="aZé ø'’-_.,9Ğ", max_size=12))
def test_a_key_is_its_own_key(text: str) -> None:
    key = fold(text)
    assert fold(key) == key
    assert key == " ".join(key.split())
