"""A huge JSON object is read entry by entry, whatever chunk ends where."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.errors import KnowledgeError
from legation.imports import jsonstream

leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)


@settings(max_examples=60, deadline=None)
@given(entries=st.lists(values, max_size=5), other=values, chunk=st.integers(1, 9), indent=st.sampled_from([None, 1]))
def test_all_entries_come_with_their_lines(
    tmp_path_factory: pytest.TempPathFactory, entries: list[object], other: object, chunk: int, indent: int | None
) -> None:
    path = tmp_path_factory.mktemp("json") / "x.json"
    text = json.dumps({"other": other, "wanted": entries, "skipped": entries}, indent=indent)
    path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonstream, "_CHUNK", chunk)
        found = list(jsonstream.entries(path, ("wanted",)))
    assert [value for _, _, value in found] == entries
    assert all(1 <= line <= text.count("\n") + 1 for _, line, _ in found)


@pytest.mark.parametrize("text", ["", "[1]", '{"a": [1, tru', '{"a": [1 2]}', '{"a": [{"b": }]}', '{"a": ["\\q"]}'])
def test_what_is_no_json_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text("\n\n" + text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 3: not valid JSON"):
        list(jsonstream.entries(path, ("a",)))


def test_an_entry_without_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonstream, "LONGEST", 100)
    monkeypatch.setattr(jsonstream, "_CHUNK", 64)
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"a": ["x" * 1000]}), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="longer than"):
        list(jsonstream.entries(path, ("a",)))
    path.write_text('{"a": [' + "[" * 100_000, encoding="utf-8")
    with pytest.raises(KnowledgeError):
        list(jsonstream.entries(path, ("a",)))
