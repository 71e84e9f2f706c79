from pathlib import Path

import pytest

from .conftest import Reads


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Envoys met.\r\nThey left.\r\n", "Envoys met.\r\nThey left.\r\n"),
        (b"\n\n Envoys met. \n", "\n\n Envoys met. \n"),
        (b"\xef\xbb\xbfEnvoys met.", "Envoys met."),
        ("\ufeffEnvoys met \U0001f54a.".encode("utf-16-le"), "Envoys met \U0001f54a."),
        ("\ufeffEnvoys met.".encode("utf-16-be"), "Envoys met."),
        ("\ufeffEnvoys met.".encode("utf-32-le"), "Envoys met."),
        ("Envoys\u2028met\x85there\x0c".encode(), "Envoys\u2028met\x85there\x0c"),
    ],
)
def test_text_is_stored_exactly(tmp_path: Path, read: Reads, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    found, errors = read(tmp_path / "a.txt")
    assert errors == []
    assert [(d.text, d.source_id, d.source_format) for d in found] == [(text, "a.txt", "text")]
