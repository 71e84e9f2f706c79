"""What failed in a run, and what the run was made with."""

from dataclasses import dataclass

from legation.errors import DocumentError, SourceError, StepError


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source, or a place in it, that gave no records, and why."""

    source: str
    line: int | None = None
    reason: str

    @classmethod
    def of(cls, error: DocumentError, source: str | None = None) -> "Failure":
        """Say what `error` says; `source` names the document as the user knows it."""
        if isinstance(error, SourceError):
            return cls(source=error.source, line=error.line, reason=error.reason)
        if isinstance(error, StepError):
            reason = f"step '{error.step}' failed: {error.reason}"
            return cls(source=source or error.document, reason=reason)
        return cls(source=source or "?", reason=str(error))

    def __str__(self) -> str:
        """One line: place and reason."""
        place = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a run is made with: the version of Legation, a digest of its data files, the parser's name."""

    version: str
    data_digest: str = ""
    model: str = ""
