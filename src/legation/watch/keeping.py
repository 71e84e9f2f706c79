"""What comes of one page: its article is coded and stored, or the reason is kept why there is none.

An article and the end of its page enter the store in one transaction: whenever the power fails, a page waits and its
article is not there, or the other way round.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from legation import batch
from legation.batch import Code, Coded, Outcome, Skipped
from legation.records import Document
from legation.store import pages
from legation.store.adding import added
from legation.store.failure import Failure
from legation.store.pages import Page
from legation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is in the store now: articles that are new, or were there already; `faults` are those of the coder."""

    new: tuple[Coded, ...] = ()
    known: tuple[Document, ...] = ()
    faults: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Codes and stores the articles of a page; `going` tells whether to go on."""

    store: Store
    code: Code
    going: Callable[[], bool]

    def keep(self, page: Page, documents: Sequence[Document], at: str, day: str) -> Kept | None:
        """Code and store what a page gave, if any of it can be coded; None when it is to stop half-way.

        Raises StoreError, and then nothing of it is stored.
        """
        outcomes: list[Outcome] = []
        for document in documents:
            if outcomes and not self.going():
                return None
            outcomes.append(self._outcome(document))
        coded = [each for each in outcomes if isinstance(each, Coded)]
        known = tuple(each.document for each in outcomes if isinstance(each, Skipped))
        faults = tuple(each for each in outcomes if isinstance(each, Failure))
        if not coded and not known:
            return Kept(faults=faults)
        return self.store.tell(_stored(page, coded, Kept(known=known, faults=faults), at=at, day=day))

    def _outcome(self, document: Document) -> Outcome:
        if self.store.has(document.id):
            return Skipped(document)
        try:
            return batch.coded(document, self.code)
        except Exception as error:  # noqa: BLE001 (one article must not end the watch)
            name = document.url or document.source_id or document.id
            return Failure(source=name, reason=f"{type(error).__name__}: {error}")


def _stored(page: Page, coded: Sequence[Coded], kept: Kept, *, at: str, day: str) -> Callable[[Connection], Kept]:
    def change(connection: Connection) -> Kept:
        new = tuple(each for each in coded if added(each.document, each.records)(connection))
        there = tuple(each.document for each in coded if each not in new)  # another program stored it meanwhile
        known = (*kept.known, *there)
        document = new[-1].document if new else known[-1]
        pages.ended(page.address, "stored" if new else "known", at, day, document=document.id)(connection)
        return Kept(new=new, known=known, faults=kept.faults)

    return change
