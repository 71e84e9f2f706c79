"""Word pieces are those of the tokenizer itself, marks, accents, odd signs and cut ends included."""

from typing import Any

import pytest
from tokenizers import Tokenizer

from legation.coding.masking import SOURCE, SOURCE_END
from legation.models import EVENT_WEIGHTS
from legation.tables import data_file
from legation.wordpieces import WordPieces

pytestmark = pytest.mark.model

_MOST = 12
_TEXTS = (
    "Chad barred ships.",
    "",
    f"On Friday {SOURCE} government {SOURCE_END} signed, in Évian-les-Bains, an 'unprecedented' accord: €3.5bn!",
    "北京 said no\u200d-one knew  of\tit\u00ad …",
    "one two three four five six seven eight nine ten unbelievable eleven twelve",
)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    import onnxruntime

    session = onnxruntime.InferenceSession(data_file(EVENT_WEIGHTS).read_bytes(), providers=["CPUExecutionProvider"])
    return Tokenizer.from_str(session.get_modelmeta().custom_metadata_map["tokenizer"])


@pytest.mark.parametrize("text", _TEXTS)
def test_pieces_of_a_text(tokenizer: Any, text: str) -> None:
    tokenizer.enable_truncation(_MOST)
    whole = tokenizer.encode(text)
    tokenizer.no_truncation()
    assert WordPieces(tokenizer, _MOST).text(text) == (whole.ids, [start for start, _ in whole.offsets])


@pytest.mark.parametrize("text", _TEXTS)
def test_first_pieces_of_words(tokenizer: Any, text: str) -> None:
    words = [*text.split(), "\u00ad", "end"]  # a soft hyphen alone has no piece
    tokenizer.enable_truncation(_MOST)
    whole = tokenizer.encode(words, is_pretokenized=True)
    tokenizer.no_truncation()
    firsts = [next((n for n, word in enumerate(whole.word_ids) if word == i), 0) for i in range(len(words))]
    assert WordPieces(tokenizer, _MOST).words(words) == (whole.ids, firsts)
