"""What a round of sending did, in numbers and in words."""

from dataclasses import dataclass, fields
from typing import Any

from legation.store.deliveries import Outcome

_AFTER = {"waiting": "; it is tried again", "failed": "; it is given up", "unsure": "; it is not sent again"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of it. `new` alerts were found for the first time, `held` and `muted` ones are not sent.

    The others have the keys of alerts or digests: those of `waiting` will be tried again. `messages` counts what left;
    `complaints` name the channels that did not take a message, and why.
    """

    new: int = 0
    held: int = 0
    muted: int = 0
    messages: int = 0
    sent: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    complaints: tuple[str, ...] = ()

    @classmethod
    def of(cls, outcome: Outcome, channel: str, keys: tuple[str, ...]) -> "Sent":
        """What one message with these alerts came to."""
        told: dict[str, Any] = {outcome.state: frozenset(keys)}
        after = _AFTER.get(outcome.state, "")
        reason = f"channel '{channel}': {outcome.reason}{after}" if outcome.reason else None
        return cls(**told, messages=int(outcome.state == "sent"), complaints=(reason,) if reason else ())

    def plus(self, other: "Sent") -> "Sent":
        """Both together; a complaint made twice stands once."""
        values: dict[str, Any] = {}
        for name in (each.name for each in fields(self)):
            mine, more = getattr(self, name), getattr(other, name)
            values[name] = mine | more if isinstance(mine, frozenset) else mine + more
        return Sent(**{**values, "complaints": tuple(dict.fromkeys(values["complaints"]))})

    def __str__(self) -> str:
        """What happened, in a few words: "2 sent, 1 held back for the digest"; empty where nothing did."""
        parts = (
            (len(self.sent), "sent"),
            (self.held, "held back for the digest"),
            (self.muted, "muted"),
            (len(self.waiting), "not sent yet"),
            (len(self.unsure), "perhaps sent"),
            (len(self.failed), "could not be sent"),
        )
        return ", ".join(f"{number} {words}" for number, words in parts if number)
