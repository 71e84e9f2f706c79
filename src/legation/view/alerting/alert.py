"""What an alert is: one thing that happened, which rule of the desk it meets, and the words that prove it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Words of an article that an alert rests on, with where they stand."""

    text: str
    document: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that a rule wants told. `key` is the same for the same thing in every run, so that it is told once.

    `because` says in sentences which rule is met and by what, with its numbers; `group` is the same for what belongs in
    one message; `day` is when it happened (ISO); `weight` orders alerts, the most urgent first.
    """

    key: str
    rule: str
    kind: str
    title: str
    because: tuple[str, ...]
    group: str
    day: str | None = None
    origins: int = 1
    actors: tuple[str, ...] = ()
    issue: str | None = None
    weight: float = 1.0
    proofs: tuple[Proof, ...] = ()
