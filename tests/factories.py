"""Records with defaults, so that a test reads as a table: text in, records out."""

from legation.records import Document, Evidence


def document(text: str, **fields: str | None) -> Document:
    """A document of that text."""
    return Document(text=text, **fields)  # type: ignore[arg-type]


def evidence(document: Document, words: str, role: str = "trigger") -> Evidence:
    """The first place where `words` stand in the document."""
    start = document.text.index(words)
    return Evidence.cut(document.text, start, start + len(words), role)
