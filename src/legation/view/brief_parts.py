"""The parts of a brief: sections, groups, sentences, and the citations that they stand on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of a document, numbered in the order of the brief: `words == document.text[start:end]`.

    `before` and `after` are the rest of the sentence in which the words stand.
    """

    number: int
    document: str
    start: int
    end: int
    words: str
    before: str = ""
    after: str = ""
    publisher: str | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What the brief says, and the words that it says it on.

    `records` are the ids of the records that give it, and `origins` is how many independent origins tell it. `lead` is
    when it happened or was reported, `labels` are short marks such as "one origin: Harbour Wire", and `chain` names
    presser, intermediary and target of a pressure chain for a reader who looks before reading. With `shows`, the words
    of the first citation are to stand below it.
    """

    text: str
    citations: tuple[Citation, ...]
    records: tuple[str, ...] = ()
    origins: int = 1
    lead: str | None = None
    labels: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    shows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences that belong together under a title of ours, or a heading that names a speaker or a matter."""

    sentences: tuple[Sentence, ...]
    title: str | None = None
    heading: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part of the brief. `omitted` counts what the records hold beyond what is shown."""

    key: str
    title: str
    groups: tuple[Group, ...]
    omitted: int = 0

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the section in order, headings of groups among them."""
        return tuple(s for g in self.groups for s in ((g.heading, *g.sentences) if g.heading else g.sentences))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The cited brief. `headline` is None when the records hold nothing to tell.

    `articles` is how many there are in what it is on; `read` is from how many of them it was written.
    """

    headline: Sentence | None
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    about: str | None = None
    since: str | None = None
    first: str | None = None
    last: str | None = None
    articles: int = 0
    read: int = 0
    publishers: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in reading order, the headline first."""
        head = (self.headline,) if self.headline else ()
        return (*head, *(s for section in self.sections for s in section.sentences))
