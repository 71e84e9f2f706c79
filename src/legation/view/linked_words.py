"""How linked records read: when, between whom, told by how many, with which numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from legation.records import Claim, Contradiction, DateRange, Development, Report, Spread
from legation.view.linked_sources import NO_ORIGIN, Sources

_AT_MOST = 3  # names on one side; of more, the number
_MILLION, _BILLION = 10**6, 10**9
_WHOLE_DAYS = ("minute", "day", "week", "season", "range")
_ASKED = {"occurrence": "whether it is so", "number": "how many", "answer": "what was answered"}


def when(development: Development) -> str:
    """The day on which it took place, as exactly as it is known; else on which days it was reported."""
    if development.date:
        return date(development.date)
    first, last = (moment[:10] if moment else "" for moment in (development.first_report, development.last_report))
    return f"told {span(first, last)}" if first else "undated"


def date(known: DateRange) -> str:
    """A date as long as it is known: a day, a month, a year, or from one to another."""
    if known.precision in _WHOLE_DAYS:
        return span(known.start[:10], known.end[:10])
    length = 7 if known.precision == "month" else 4
    return span(known.start[:length], known.end[:length])


def span(first: str, last: str) -> str:
    """From one day to another, without the year where it is the same."""
    if first == last or not last:
        return first
    return f"{first} to {last[5:] if first[:5] == last[:5] else last}"


def between(development: Development, sources: Sources) -> str:
    """Who acts on whom; who act together stand side by side."""
    if development.actor and set(development.actor) == set(development.recipient):
        return _names(development.actor, development, sources, " – ")
    sides = [_names(side, development, sources, ", ") for side in (development.actor, development.recipient)]
    return f"{sides[0] or '(not said)'} → {sides[1]}" if sides[1] else sides[0]


def act(development: Development, sources: Sources) -> str:
    """What kind of act it is, with its mode."""
    return " ".join(filter(None, (development.type, sources.mode(development))))


def told_by(development: Development, said: str = "") -> str:
    """How many origins tell of it, unless that is `said` already, and in how many articles if those are more."""
    articles = len(development.documents)
    origins = "" if said == "one origin" else _many(development.origins, "origin")
    return ", ".join(filter(None, (origins, _many(articles, "article") if articles > development.origins else "")))


def numbers(spreads: Iterable[Spread]) -> str:
    """The spread of each thing that is counted."""
    return "; ".join(f"{each.unit} {_bounds(each.low, each.high)}" for each in spreads)


def number(value: float) -> str:
    """A number as people write it."""
    for size, name in ((_BILLION, "billion"), (_MILLION, "million")):
        if value >= size and float(f"{value / size:.4g}") == value / size:
            return f"{value / size:.4g} {name}"
    return f"{value:,.0f}" if value == round(value) or value >= _MILLION else f"{value:,.4g}"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _bounds(low: float, high: float) -> str:
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def asked(contradiction: Contradiction) -> str:
    """On what the claims differ."""
    unit = f" ({contradiction.unit})" if contradiction.unit else ""
    return f"{_ASKED[contradiction.kind]}{unit}"


def settled(contradiction: Contradiction, sources: Sources) -> str:
    """Whether a later report settled it: for which side, by whom, when."""
    if not contradiction.settled:
        return "open"
    by = next((claim for claim in contradiction.claims if claim.record == contradiction.settled_by), None)
    who = sources.speaker(by) if by else None
    day = by.reported[:10] if by and by.reported else None
    return f"settled: {contradiction.settled}" + "".join(f", {part}" for part in (who, day) if part)


def days(claims: Sequence[Claim]) -> str:
    """From the first to the last day on which the claims were reported."""
    told = sorted(claim.reported[:10] for claim in claims if claim.reported)
    return span(told[0], told[-1]) if told else "undated"


def once(claims: Sequence[Claim], sources: Sources) -> Iterator[tuple[Claim, int]]:
    """Yield what each speaker says on each side, the same words once, with the number of copies; side by side."""
    found: dict[tuple[str, str | None, str, str], list[Claim]] = {}
    for claim in claims:
        words = "".join(sources.words(claim).split())
        key = claim.side, sources.speaker(claim), sources.origin(claim.document), words
        # "B denied it" is told by the longer words in which it stands: "B denied it and said that …".
        longer = (each for each in found if each[:3] == key[:3] and key[3] in each[3])
        shorter = [each for each in found if each[:3] == key[:3] and each[3] in key[3] and each != key]
        key = next(longer, key)
        inside = [claim for each in shorter if key[3] != each[3] for claim in found.pop(each)]
        found.setdefault(key, []).extend((claim, *inside))
    sides = list(dict.fromkeys(claim.side for claim in claims))
    for same in sorted(found.values(), key=lambda same: sides.index(same[0].side)):
        yield same[0], len({claim.document for claim in same}) - 1


def copied(report: Report, sources: Sources) -> str:
    """Who copied a text, and how; several copies by one outlet together."""
    kinds: dict[str, Counter[str]] = {}
    for document, kind in list(zip(report.documents, report.copies, strict=False))[1:]:
        publisher = sources.documents[document].publisher if document in sources.documents else None
        kinds.setdefault(publisher or NO_ORIGIN, Counter())[kind] += 1
    return "; ".join(f"{name} ({_counted(found)})" for name, found in kinds.items())


def _counted(found: Counter[str]) -> str:
    return ", ".join(kind if times == 1 else f"{times} × {kind}" for kind, times in found.items())


def _names(ids: Sequence[str], development: Development, sources: Sources, joint: str) -> str:
    names = list(dict.fromkeys(_name(actor, development, sources) for actor in ids))
    more = f" + {len(names) - _AT_MOST + 1}" if len(names) > _AT_MOST else ""
    return joint.join(names[: _AT_MOST - 1] if more else names) + more


def _name(actor: str, development: Development, sources: Sources) -> str:
    return sources.names.name(actor, development.document)
