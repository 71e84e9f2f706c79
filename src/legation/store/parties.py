"""Which actors a record speaks of, in which role: what the store's index of actors is made from."""

from collections.abc import Iterable, Iterator, Mapping

from legation import records as r

BETWEEN = ("event", "pressure", "statement", "silence", "tie", "prediction")


def parties(record: r.AnyRecord) -> Iterator[tuple[str, str]]:
    """Yield (actor id, role) for every actor that the record names."""
    for role, named in _roles(record):
        for actor in (named,) if isinstance(named, str) else named or ():
            yield actor, role


def levels(records: Iterable[r.AnyRecord]) -> dict[str, str]:
    """Map the actors among the records of one document to the country to which each belongs, else to itself."""
    return {each.id: _country(each) or each.id for each in records if isinstance(each, r.Actor)}


def _country(actor: r.Actor) -> str | None:
    """The country of an actor; who serves a body of several states belongs there, and not to where he comes from."""
    return actor.sector if actor.kind == "person" and actor.sector in ("IGO", "UNO") else actor.country


def parties_of(record: r.AnyRecord, level: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (country or actor id, role) for everybody between whom the record tells something."""
    if record.record in BETWEEN:
        for actor, role in parties(record):
            yield level.get(actor, actor), role


def _roles(record: r.AnyRecord) -> tuple[tuple[str, str | tuple[str, ...] | None], ...]:
    match record:
        case r.Actor():
            return (("self", record.id),)
        case r.Mention():
            return (("mentioned", record.actor),)
        case r.Event() | r.Development():
            return (("actor", record.actor), ("recipient", record.recipient))
        case r.Pressure():
            chain = (("presser", record.pressers), ("intermediary", record.intermediary))
            return (*chain, ("target", record.targets))
        case r.Statement():
            others = (("addressee", record.addressee), ("about", record.about))
            return (("speaker", record.speaker.actor), *others)
        case r.Silence():
            return (("silent", record.actor), ("asked by", record.asked_by))
        case r.Tie():
            return (("member", record.actors),)
        case r.Prediction():
            return (("holder", record.holder), ("about", record.about))
        case r.Document() | r.Report() | r.Contradiction() | r.Correction():
            return ()
