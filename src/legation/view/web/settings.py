"""How the server is set up: which store and desk, where it listens, what it allows."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from legation.view.wiring import Parts

PORT = 8470  # no service that people commonly run has it
LOOPBACK = "127.0.0.1"


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that a server is started with; `today` and `now` are its clock, which tests turn.

    `may_be_old` lets costly answers be given for a moment as they were before the store changed; see `keeping`.
    """

    database: Path
    desk: Path | None = None
    host: str = LOOPBACK
    port: int = PORT
    read_only: bool = False
    may_be_old: bool = False
    names: tuple[str, ...] = ()
    parts: Parts = field(default_factory=Parts)
    today: Callable[[], date] = _today
    now: Callable[[], datetime] = _now

    @property
    def is_local(self) -> bool:
        """Whether only programs on this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which the server answers; any other is a page elsewhere that resolves its name to us."""
        own = {"localhost", "127.0.0.1", "[::1]", *self.names}
        if not self.is_local and self.host not in ("0.0.0.0", "::"):
            own.add(f"[{self.host}]" if ":" in self.host else self.host)
        return frozenset(name.casefold() for name in own)
