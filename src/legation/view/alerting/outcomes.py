"""What came of handing a message to a channel."""

from dataclasses import dataclass
from typing import Literal, Protocol

from legation.view.alerting.letter import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """'sent'; 'failed', which can be tried again; or 'unsure', which may have arrived and is never tried again."""

    state: Literal["sent", "failed", "unsure"]
    reason: str | None = None


class Way(Protocol):
    """A channel that takes messages. `place` says where it leads, without anything secret."""

    @property
    def channel(self) -> str:
        """The channel's id."""

    @property
    def place(self) -> str:
        """Where it leads."""

    def send(self, letter: Letter) -> Came:
        """Hand the message over; raises nothing that is to be expected."""
