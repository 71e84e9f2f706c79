"""Extends the tables from other people's files: Wikidata, CSV, Popolo and FollowTheMoney."""

from legation.imports.drafts import Refused
from legation.imports.running import Listed, Outcome, listed, remove, run
from legation.imports.sources import Form

__all__ = ["Form", "Listed", "Outcome", "Refused", "listed", "remove", "run"]
