"""The channels of a desk: apprise reads their addresses and talks to the services; mail goes out by our own hands.

An address holds passwords and tokens: nothing of it is ever shown but the scheme and, where it is one, the host.
"""

import logging
import os
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.errors import DeskError
from legation.view.alerting.cleaning import fitted, for_chat
from legation.view.alerting.letter import Letter
from legation.view.alerting.mail import Post
from legation.view.alerting.outcomes import Came, Way
from legation.view.alerting.settings import settings
from legation.watches import Channel

if TYPE_CHECKING:
    from apprise import AppriseAsset

_NOWHERE = "https://example.invalid"  # services that want an address of the program get one that leads nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A chat, webhook or other service that apprise knows."""

    channel: str
    place: str
    most: int
    talks: Callable[[str, str], Came]

    def send(self, letter: Letter) -> Came:
        """Hand over the short form, cut to what the service takes."""
        return self.talks(for_chat(letter.subject), fitted(letter.chat, self.most))


def ways(channels: Iterable[Channel], environ: Mapping[str, str] | None = None) -> tuple[Way, ...]:
    """The channels, ready to send; raises DeskError that names each one whose address can't be used, and why."""
    found: list[Way] = []
    complaints: list[str] = []
    for channel in channels:
        try:
            found.append(way(channel, os.environ if environ is None else environ))
        except DeskError as error:
            complaints += error.complaints
    if complaints:
        raise DeskError(complaints)
    return tuple(found)


def way(channel: Channel, environ: Mapping[str, str]) -> Way:
    """One channel, ready to send; raises DeskError that says what is wrong with it, without its secrets."""
    address = _address(channel, environ)
    scheme, between, _ = address.partition("://")
    schemes = _schemes()
    if not between:
        raise _refused(channel, "expected an address such as mailtos://… or slack://…, found one without ://")
    if scheme.lower() not in schemes:
        near = get_close_matches(scheme.lower(), schemes, n=1)
        hint = f"; did you mean {near[0]}://?" if near else ""
        raise _refused(channel, f"apprise knows no service {scheme[:20]}://{hint}")
    plugin = _plugin(address)
    if plugin is None:
        raise _refused(channel, f"the address lacks something that {scheme}:// needs, or has it in another form")
    if _is_mail(plugin):
        if not plugin.targets:
            raise _refused(channel, "the address names nobody who could get the mail")
        if plugin.pgp_mode == "no":
            return _post(channel.id, plugin)
    return Service(channel=channel.id, place=_place(scheme, plugin), most=plugin.body_maxlen, talks=_talking(plugin))


def _address(channel: Channel, environ: Mapping[str, str]) -> str:
    if channel.variable is None:
        return (channel.address or "").strip()
    found = environ.get(channel.variable, "").strip()
    if not found:
        raise _refused(channel, f"the environment variable {channel.variable} is not set, or is empty")
    return found


def _refused(channel: Channel, reason: str) -> DeskError:
    return DeskError([f"channel '{channel.id}': {reason}"])


@cache
def _quiet() -> None:
    # What it notes, down to the level at which it says why a message failed, goes to its result alone: the notes hold
    # addresses with passwords. So do those of the library below it.
    logger = logging.getLogger("apprise")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.ERROR)


@cache
def _asset() -> "AppriseAsset":
    """What services are told of us: our name, and no picture, logo or page on anybody's server."""
    from apprise import AppriseAsset

    return AppriseAsset(
        app_id="Legation",
        app_desc=f"Legation {__version__}",
        app_url=_NOWHERE,
        image_url_mask="",
        image_url_logo="",
        image_path_mask=False,
        default_extension="",
        async_mode=False,
        interpret_emojis=False,
        http_redirects=False,
        pgp_autogen=False,
        pem_autogen=False,
        storage_mode="memory",
        service_timeout=0,
        secure_logging=True,
        allow_templates=False,
    )


@cache
def _schemes() -> tuple[str, ...]:
    _quiet()
    from apprise import manager_plugins

    plugins: Any = manager_plugins.NotificationManager
    with warnings.catch_warnings():
        # This loads all services, and with them libraries that warn of what a later Python will lack.
        warnings.simplefilter("ignore", DeprecationWarning)
        return tuple(plugins().schemas())


def _plugin(address: str) -> Any:
    from apprise import Apprise

    return Apprise.instantiate(address, asset=_asset())


def _is_mail(plugin: Any) -> bool:
    from apprise.plugins.email import NotifyEmail

    return type(plugin) is NotifyEmail


def _place(scheme: str, plugin: Any) -> str:
    """Scheme and host; of services whose token stands where others have the host, the scheme alone."""
    host = plugin.template_tokens.get("host", {})
    shown = plugin.host if host and not host.get("private") and isinstance(plugin.host, str) else "…"
    return f"{scheme.lower()}://{shown}"


def _post(channel: str, plugin: Any) -> Post:
    names: Mapping[str, Any] = plugin.names
    return Post(
        channel=channel,
        host=plugin.smtp_host,
        port=plugin.port,
        security=plugin.secure_mode,
        patience=min(plugin.socket_connect_timeout, settings().patience),
        sender=(plugin.from_addr[0] or "", plugin.from_addr[1]),
        to=tuple((name or "", address) for name, address in plugin.targets),
        cc=_people(plugin.cc, names),
        bcc=tuple(sorted(plugin.bcc)),
        reply_to=_people(plugin.reply_to, names),
        headers=tuple((str(name), str(value)) for name, value in plugin.headers.items()),
        user=plugin.user,
        password=plugin.password,
        is_verified=plugin.verify_certificate,
    )


def _people(addresses: Iterable[str], names: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((names.get(each) or "", each) for each in sorted(addresses))


def _talking(plugin: Any) -> Callable[[str, str], Came]:
    patience = settings().patience
    plugin.socket_connect_timeout = min(plugin.socket_connect_timeout, patience)
    # A service that is slow to answer has the message all the same: rather wait than wonder.
    plugin.socket_read_timeout = max(plugin.socket_read_timeout, patience)

    def talks(title: str, body: str) -> Came:
        from apprise import Apprise, NotifyFormat

        apprise: Apprise = Apprise(asset=_asset())
        apprise.add(plugin)
        done = apprise.notify(body, title=title, body_format=NotifyFormat.TEXT, log_level=logging.DEBUG)
        notes = [f"{entry.level}: {entry.message}" for entry in done.logs()]
        return Came(state="sent") if done else _failed(notes)

    return talks


def _failed(notes: Sequence[str]) -> Came:
    """Say why, by what the library noted; what it noted is not shown."""
    words = settings()
    if any(note.startswith("INFO: Sent ") for note in notes):
        return Came(state="sent", reason=words.partly)
    noted = "\n".join(notes)
    for answer in words.answers:
        if answer.pattern.search(noted):
            return Came(state="unsure" if answer.state == "unsure" else "failed", reason=answer.reason)
    return Came(state="failed", reason=words.unknown)
