"""Plain text: one article a file, kept exactly as it stands."""

from collections.abc import Iterator
from typing import Unpack

from legation.errors import SourceError
from legation.read import language
from legation.read.encodings import decoded, half_pair
from legation.read.metadata import Metadata, gaps_filled
from legation.read.streams import ARTICLE_LIMIT, Source
from legation.records import Document


def document(text: str, **metadata: Unpack[Metadata]) -> Document:
    """Make a document of one text in memory, kept exactly; gaps in `metadata` are filled from its opening.

    Raises SourceError for a text that is blank or holds half a surrogate pair, which no file could keep.
    """
    if not text.strip():
        raise SourceError("text", "is empty; expected the text of an article")
    if half_pair(text) is not None:
        raise SourceError("text", "holds half a surrogate pair, which is no character")
    known = gaps_filled(text, metadata)
    known["language"] = language.code(known.get("language")) or language.language(text)
    return Document(text=text, **known)


def articles(source: Source) -> Iterator[Document]:
    """Read the whole of a source as one article; its line ends stay, a byte-order mark is no part of the text."""
    text = decoded(source.whole(ARTICLE_LIMIT), source.name)
    if not text.strip():
        raise SourceError(source.name, "holds blanks only; expected the text of an article")
    yield document(text, source_id=source.file_name, source_format="text")
