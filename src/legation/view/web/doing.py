"""What an actor does and what is done to it, with whom it deals most, and the sentence that says so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from legation.store import partaking
from legation.view.brief_words import listed
from legation.view.web import addresses, codes, faces, quads
from legation.view.web.faces import Face
from legation.view.web.shelf import Shelf

LOOKED_AT = 1000  # of the events that tell of an actor, the newest
PARTNERS = 8
COUNTED = 3_000  # what is more is told as "more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A type of event: how many happenings of it an actor has done, and how many were done to it."""

    type: str
    name: str
    quad: int
    done: int
    received: int
    done_link: str
    received_link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A party with which an actor deals: in how many happenings, how many of them cooperation, last told when."""

    id: str
    name: str
    number: int
    cooperation: int
    last: str
    link: str

    @property
    def conflict(self) -> int:
        """In how many they are at odds."""
        return self.number - self.cooperation


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """All of it; of events only the newest are looked at where there are many."""

    deeds: tuple[Deed, ...]
    partners: tuple[Partner, ...]
    is_cut: bool

    @property
    def done(self) -> int:
        """How many happenings are its doing."""
        return sum(each.done for each in self.deeds)

    @property
    def received(self) -> int:
        """How many happenings were done to it."""
        return sum(each.received for each in self.deeds)


def doing(shelf: Shelf, found: Face) -> Doing:
    """What an actor does and undergoes; asked for by its page and by its chart."""
    return shelf.kept(("doing", found.id), lambda: _doing(shelf, found))


def evidence(found: Face, kind: str, role: str = "", kind_of: str = "") -> str:
    """Where the records are listed in which an actor plays a part; of a country all that its people do too."""
    by = {"country": found.id} if found.is_state else {"actor": found.id}
    return addresses.search(kind=kind, **by, role=role, type=kind_of)


def number(count: int) -> str:
    """A number of records, as far as they are counted."""
    return f"more than {COUNTED:,}" if count > COUNTED else f"{count:,}"


def lead(found: Face, told: Doing, counts: Mapping[str, int]) -> str:
    """The sentence at the top of an actor's page: the most important in figures."""
    it, by = ("them", "of their own") if found.kind == "person" else ("it", "made by it or for it")
    parts = [f"Named in {_many(counts['self'], 'article')}"]
    parts += [f"{_many(counts['speaker'], 'statement')} {by}"] if counts["speaker"] else []
    parts += [f"{number(counts['about'])} about {it}"] if counts["about"] else []
    sentence = ", ".join(parts) + "."
    if told.deeds:
        where = "In the newest events" if told.is_cut else "In what happened"
        names = [f"{each.name} ({each.number:,})" for each in told.partners[:2]]
        sentence += f" {where}, {_most(told, it)}" + (f"; most with {listed(names)}." if names else ".")
    return sentence


def _most(told: Doing, it: str) -> str:
    """How much is done by an actor and to it, and what it does most."""
    most = max(told.deeds, key=lambda each: each.done)
    kind = f", most often {codes.event_noun(most.type)}" if most.done > 1 else ""
    done = f"{told.done:,} deed{'s' * (told.done != 1)}{kind}" if told.done else ""
    received = f"{told.received:,} done to {it}" if told.received else ""
    return (", and " if kind else " and ").join(filter(None, (done, received)))


def _many(count: int, what: str) -> str:
    return f"{number(count)} {what}{'s' * (count != 1)}"


def _doing(shelf: Shelf, found: Face) -> Doing:
    ask = shelf.store.ask
    events = ask(partaking.count("event", found.voice, ("actor", "recipient"), LOOKED_AT + 1))
    dealt = ask(partaking.partners(found.voice, found.party, LOOKED_AT)) if found.party else ()
    return Doing(
        deeds=_deeds(found, ask(partaking.deeds(found.voice, LOOKED_AT))),
        partners=_partners(shelf, found, dealt),
        is_cut=events > LOOKED_AT,
    )


def _deeds(found: Face, told: Sequence[partaking.Deeds]) -> tuple[Deed, ...]:
    numbers: dict[tuple[str, str], int] = {(each.type, each.role): each.number for each in told}
    return tuple(
        Deed(
            type=kind,
            name=codes.event_type(kind),
            quad=quad,
            done=numbers.get((kind, "actor"), 0),
            received=numbers.get((kind, "recipient"), 0),
            done_link=evidence(found, "development", "actor", kind),
            received_link=evidence(found, "development", "recipient", kind),
        )
        for kind, quad in quads.types().items()
        if numbers.get((kind, "actor"), 0) or numbers.get((kind, "recipient"), 0)
    )


def _partners(shelf: Shelf, found: Face, told: Sequence[partaking.Between]) -> tuple[Partner, ...]:
    numbers: dict[str, list[partaking.Between]] = defaultdict(list)
    for each in told:
        numbers[each.party].append(each)
    most = sorted(numbers, key=lambda party: (-sum(each.number for each in numbers[party]), party))[:PARTNERS]
    called = faces.names(shelf, most)
    return tuple(
        Partner(
            id=party,
            name=called[party],
            number=sum(each.number for each in numbers[party]),
            cooperation=sum(
                each.number for each in numbers[party] if quads.types().get(each.type) in quads.COOPERATION
            ),
            last=max(each.last for each in numbers[party]),
            link=addresses.dyad(found.party or found.id, party),
        )
        for party in most
    )
