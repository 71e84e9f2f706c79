"""The situation that a user asks a brief on: about whom, since when, with the desk's own matters."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from legation.store.store import Store
from legation.view.brief_situation import Situation
from legation.view.cli_options import actors
from legation.view.silence_ends import with_ends
from legation.view.situation_sources import gathered

BOTH = 2


def asked(store: Store, about: Sequence[str], since: str | None, desk: Path | None) -> Situation:
    """Read what the store tells; with a desk also where its actors stand, and of two actors the tension between them.

    `about` are names or ids, `since` is an ISO day. Raises QueryError for whom no article names.
    """
    found = gathered(store, [actors(store, each) for each in about], since)
    found = replace(found, records=with_ends(store, found.records, desk))
    if desk is not None:
        from legation.view.brief_desk import with_desk

        found = with_desk(found, store, desk)
    if len(about) == BOTH:
        from legation.view.brief_desk import with_tension

        found = with_tension(found, store, [(about[0], about[1])])
    return found
