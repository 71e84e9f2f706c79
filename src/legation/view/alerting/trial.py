"""A message that says it is a test, sent through the channels of a desk."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from legation.desk import Desk
from legation.errors import DeskError, QueryError
from legation.toml_tables import meant
from legation.view.alerting.channels import ways
from legation.view.alerting.cleaning import words
from legation.view.alerting.deciding import moment
from legation.view.alerting.letter import Letter, mark
from legation.view.alerting.outcomes import Came, Way
from legation.view.alerting.pages import filled
from legation.view.alerting.posting import Poster
from legation.view.alerting.settings import settings
from legation.watches import Channel

SUBJECT = "Legation: this is a test"


def tried(desk: Desk, only: str | None, now: datetime) -> Iterator[tuple[str, str, Came]]:
    """Send a test through each channel, or through one; yield its id, where it leads, and what came of it.

    A channel whose address can't be used has failed; the others are tried all the same.
    """
    found: dict[str, Way] = {}
    for channel in _named(desk, only):
        try:
            found[channel.id] = ways([channel])[0]
        except DeskError as error:
            reason = error.complaints[0].removeprefix(f"channel '{channel.id}': ")
            yield channel.id, "", Came(state="failed", reason=reason)
    letter = _letter(desk, now)
    for name, came in Poster(found).post(dict.fromkeys(found, letter)):
        yield name, found[name].place, came


def _named(desk: Desk, only: str | None) -> Sequence[Channel]:
    channels = desk.alerting.channels
    ids = [each.id for each in channels]
    if not channels:
        raise QueryError(f"the desk {desk.file} names no channel: add [[channels]] with id and url")
    if only is not None and only not in ids:
        raise QueryError(f"'{only}' is no channel of the desk {desk.file}{meant(only, ids)}; choose {', '.join(ids)}")
    return [each for each in channels if only in (None, each.id)]


def _letter(desk: Desk, now: datetime) -> Letter:
    values = {"subject": SUBJECT, "desk": words(desk.name, settings().publisher), "at": f"{now:%d %B %Y, %H:%M %Z}"}
    text = filled("test.txt", values)
    return Letter(
        subject=SUBJECT,
        text=text,
        html=filled("test.html", values),
        chat=text,
        id=mark("test", desk.file, moment(now)),
        thread=mark("test", desk.file),
    )
