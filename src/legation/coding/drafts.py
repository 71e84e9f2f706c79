"""Drafts: an act found in a sentence, before it becomes an event."""

from dataclasses import dataclass

from legation.annotations import Clause, Sentence, Token
from legation.coding.roles import Role, ids
from legation.coding.triggers import Frame
from legation.records import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An act: the word that tells it, the frame that it fills, its parties, and whether it happens.

    `words` are all the trigger's words, `construction` says how the sentence puts it ("verb", "light verb", "noun").
    `chance` is how likely the arbiter finds it, where it was asked; what is `certain` stands whatever that is.
    """

    sentence: Sentence
    trigger: Token
    words: tuple[Token, ...]
    frame: Frame
    mode: str | None
    actors: tuple[Role, ...]
    recipients: tuple[Role, ...]
    standing: Status
    construction: str
    clause: Clause | None
    confidence: float
    chance: float | None = None
    certain: bool = False

    @property
    def likelihood(self) -> float:
        """How likely it is by the arbiter, or else by what found it."""
        return self.confidence if self.chance is None else self.chance

    @property
    def actor(self) -> tuple[str, ...]:
        """The ids of who acts."""
        return ids(self.actors)

    @property
    def recipient(self) -> tuple[str, ...]:
        """The ids of who is acted upon."""
        return ids(self.recipients)


def parted(
    frame: Frame, actors: tuple[Role, ...], recipients: tuple[Role, ...], *, ground: Role | None = None
) -> tuple[tuple[Role, ...], tuple[Role, ...]] | None:
    """Settle who is on which side; None when the frame asks for parties that aren't there.

    Those who act on one another ("A and B met") stand on both sides. Nobody acts on themselves alone,
    unless it is on their own ground.
    """
    acting = ids(actors)
    others = tuple(r for r in recipients if r == ground or not set(r.actors) <= set(acting))
    if not others and frame.mutual and len(acting) > 1:
        others = actors
    if frame.mutual and not actors and len(ids(others)) > 1:
        actors = others
    if frame.needs in ("recipient", "both") and not others:
        return None
    if frame.needs in ("actor", "both") and not actors:
        return None
    return (actors, others) if actors or others else None
