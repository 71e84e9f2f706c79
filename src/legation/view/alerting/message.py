"""An alert as a message: what happened, why it is told, and the words that prove it, with where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from legation.alert_kinds import alert_kinds
from legation.desk import Desk
from legation.view.alerting import cleaning
from legation.view.alerting.alert import Alert, Proof
from legation.view.alerting.letter import Letter, mark, mark_of, short
from legation.view.alerting.pages import filled
from legation.view.alerting.settings import settings
from legation.view.web.rendering import long_day

UNNAMED = "Unnamed publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of an article, clean and cut, with where they stand; `url` is none where it can't be followed."""

    words: str
    publisher: str
    day: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alert, clean and cut: all that a message says of it. `more` counts the proofs for which there is no room."""

    key: str
    rule: str
    kind: str
    title: str
    day: str | None
    because: tuple[str, ...]
    proofs: tuple[Quoted, ...]
    more: int
    origins: int


def told(alert: Alert, *, proofs: int | None = None, length: int | None = None) -> Told:
    """Put an alert into clean words, with so many proofs of such a length at most."""
    limits = settings()
    shown = alert.proofs[: limits.proofs if proofs is None else proofs]
    return Told(
        key=short(alert.key),
        rule=cleaning.words(alert.rule, limits.publisher),
        kind=kind(alert.kind),
        title=cleaning.words(alert.title, limits.title),
        day=cleaning.words(long_day(alert.day), limits.publisher) if alert.day else None,
        because=tuple(cleaning.words(each, limits.because) for each in alert.because),
        proofs=tuple(_quoted(each, length or limits.proof) for each in shown),
        more=len(alert.proofs) - len(shown),
        origins=alert.origins,
    )


def kind(name: str) -> str:
    """What readers call a kind of alert."""
    known = alert_kinds().get(name)
    return known.title if known else cleaning.words(name.replace("-", " ").capitalize(), settings().publisher)


def letter(alerts: Sequence[Alert], desk: Desk) -> Letter:
    """The message that tells these alerts, the first first."""
    items = [told(each) for each in alerts]
    more = f" (+{len(items) - 1} more)" if len(items) > 1 else ""
    subject = cleaning.words(items[0].title, settings().subject - len(more)) + more
    values = {
        "subject": subject,
        "items": items,
        "desk": cleaning.words(desk.name, settings().publisher),
        "rules": tuple(dict.fromkeys(each.rule for each in items)),
    }
    return Letter(
        subject=subject,
        text=filled("alert.txt", values),
        html=filled("alert.html", values),
        chat=chat(items),
        id=mark_of("alert", [each.key for each in alerts]),
        thread=mark("group", alerts[0].group),
    )


def chat(items: Sequence[Told]) -> str:
    """The alerts in a few lines; of one alert its title is left out, since the message has it as its own."""
    parts = []
    for item in items:
        lines = [] if len(items) == 1 else [f"• {item.title}"]
        reasons = item.because[: None if len(items) == 1 else 1]
        lines += [f"Because: {each}" for each in reasons] if len(reasons) < 2 else ["Because:"]
        lines += [f"– {each}" for each in reasons if len(reasons) > 1]
        shown = settings().proofs_in_chat if len(items) == 1 else 1
        lines += [_cited(each) for each in item.proofs[:shown]]
        parts.append("\n".join(cleaning.for_chat(line) for line in lines))
    text = "\n\n".join(part for part in parts if part) or items[0].title
    return cleaning.fitted(text, settings().chat)


def _quoted(proof: Proof, length: int) -> Quoted:
    limits = settings()
    return Quoted(
        words=cleaning.words(proof.text, length),
        publisher=cleaning.words(proof.publisher, limits.publisher) or UNNAMED,
        day=cleaning.words(long_day(proof.published), limits.publisher),
        url=cleaning.address(proof.url, limits.address),
    )


def _cited(proof: Quoted) -> str:
    link = f" {proof.url}" if proof.url else ""
    return f"“{proof.words}” ({proof.publisher}, {proof.day}){link}"
