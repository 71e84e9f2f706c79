"""Every error that Legation raises on purpose.

LegationError
├── DocumentError          one document failed; the batch records it and goes on
│   ├── SourceError        a source can't be read, or holds no article (file, line, what was expected)
│   │   └── FetchError     an address can't be had now (whether that may pass, and when to ask again)
│   └── StepError          a step failed on a document (step, document)
├── KnowledgeError         a data file is broken (file, line, reason)
├── PipelineError          the order of steps is impossible
├── DeskError              a desk can't be used (every complaint with file, line, key and what was expected)
├── StoreError             the database can't be opened, written or understood
└── QueryError             a question asked by the user can't be answered as put
"""

from collections.abc import Sequence


class LegationError(Exception):
    """The base of all errors that Legation raises on purpose."""


class DocumentError(LegationError):
    """One document failed; the rest of the batch goes on."""


class SourceError(DocumentError):
    """A source can't be read, or holds no article."""

    def __init__(self, source: str, reason: str, *, line: int | None = None) -> None:
        """Name the `source` as the user gave it, its 1-based `line` if known, and what was expected."""
        self.source = source
        self.line = line
        self.reason = reason
        place = source if line is None else f"{source}, line {line}"
        super().__init__(f"{place}: {reason}")


class FetchError(SourceError):
    """An address can't be had now, and perhaps later it can."""

    def __init__(
        self, source: str, reason: str, *, passing: bool = True, offline: bool = False, pause: float | None = None
    ) -> None:
        """Say whether that may pass, whether no connection came about, and for how long the server wants no visit."""
        self.passing = passing
        self.offline = offline
        self.pause = pause
        super().__init__(source, reason)

    def renamed(self, source: str, reason: str) -> "FetchError":
        """Tell the same of another source, in other words."""
        return FetchError(source, reason, passing=self.passing, offline=self.offline, pause=self.pause)


class StepError(DocumentError):
    """A step failed on a document."""

    def __init__(self, step: str, document: str, reason: str) -> None:
        """Name the `step`, the id of the `document` and what happened."""
        self.step = step
        self.document = document
        self.reason = reason
        super().__init__(f"step '{step}' failed on document {document}: {reason}")


class KnowledgeError(LegationError):
    """A data file is broken."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        """Name the data `file`, the 1-based `line` if known, and the reason."""
        self.file = file
        self.line = line
        self.reason = reason
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {reason}")


class PipelineError(LegationError):
    """The order of steps is impossible."""


class DeskError(LegationError):
    """A desk can't be used as it is."""

    def __init__(self, complaints: Sequence[str]) -> None:
        """Take all `complaints`, each with its place and what was expected there."""
        self.complaints = tuple(complaints)
        super().__init__("\n".join(self.complaints))


class StoreError(LegationError):
    """The database can't be opened, written or understood."""


class QueryError(LegationError):
    """A question asked by the user can't be answered as put."""
