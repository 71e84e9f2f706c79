"""Which statement of an actor is the first on an issue after days without one, and who tells of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from legation.desk import Issue
from legation.link.limits import load as load_limits
from legation.link.voices import Scene
from legation.records import Statement
from legation.store import issues as questions
from legation.store import lately, silences
from legation.view.alerting.ground import Ground
from legation.view.desk_sources import voice
from legation.view.position_sources import around, gathered

Said = tuple[Statement, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The statements that tell the first, the earliest first; `last` is the day of the last one before, if known."""

    told: tuple[Said, ...]
    last: date | None

    @property
    def day(self) -> date:
        """The day of the first statement."""
        return self.told[0][1]


class Speaking:
    """Looks for statements of actors on issues as positions and the board find them, in bounded windows of days."""

    def __init__(self, ground: Ground) -> None:
        """Read nothing yet."""
        self._ground = ground
        self._official = load_limits().official
        self._holding: dict[str, frozenset[int]] = {}

    def first(self, actor: str, issue: str | None, *, since: date, quiet: int | None) -> First | None:
        """The first statement since a day; with `quiet`, the last that comes after so many days without one.

        None where there is none within the days that are news.
        """
        found: First | None = None
        last: date | None = None
        for day in self._days(actor, issue, since):
            is_first = last is None if quiet is None else last is None or (day - last).days >= quiet
            if is_first and self._ground.is_news(day):
                told = self._told(actor, issue, day)
                if not told or (quiet and self._spoke_before(actor, issue, told[0][1], quiet)):
                    continue
                found = First(told=told, last=last)
            last = day
        return found

    def _told(self, actor: str, issue: str | None, day: date) -> tuple[Said, ...]:
        """The statements from a day on that tell a first one, by all rules of who speaks for whom, and on what."""
        until = min(day + timedelta(self._ground.limits.again_days), self._ground.today)
        return tuple(self._said(actor, issue, day, until) or ())

    def _spoke_before(self, actor: str, issue: str | None, day: date, quiet: int) -> bool:
        """Whether it did speak in the days before, in words that only the sentence puts on the issue."""
        said = self._said(actor, issue, day - timedelta(quiet - 1), day - timedelta(1))
        return said is None or bool(said)

    def _days(self, actor: str, issue: str | None, since: date) -> list[date]:
        """The days on which somebody who may speak for the actor said something with words of the issue."""
        speaker, found = self._ground.speaker(actor), self._issue(issue)
        asked = lately.said(
            voice(speaker),
            self._rows(found) if found else None,
            (since.isoformat(), self._ground.today.isoformat()),
            official=self._official,
            people=[term.person for term in speaker.terms],
        )
        return sorted({date.fromisoformat(day) for day, _ in self._ground.store.ask(asked) if len(day) == 10})

    def _rows(self, issue: Issue) -> frozenset[int]:
        if issue.id not in self._holding:
            self._holding[issue.id] = self._ground.store.ask(silences.holding(issue.words))
        return self._holding[issue.id]

    def _said(self, actor: str, issue: str | None, since: date, until: date) -> list[Said] | None:
        """What the actor says on the issue, the earliest first; None where it says too much to be looked at."""
        ground, speaker, found = self._ground, self._ground.speaker(actor), self._issue(issue)
        days, most = (since.isoformat(), until.isoformat()), ground.limits.first.most
        if found:
            heard = gathered(ground.store, [speaker], ground.desk.issues, [found], days, most=most)
            if heard.cut:
                return None
            statements, records = [each.statement for each in heard.heard], heard.records
        else:
            spoken = ground.store.ask(questions.spoken((), voice(speaker), since=days[0], until=days[1], most=most))
            if len(spoken) >= most:
                return None
            records = around(ground.store, spoken)
            scene = Scene((*records, *spoken), load_limits())
            statements = [each for each in spoken if scene.speaks(speaker, each)]
        scene = Scene(records, load_limits())
        dated = [(each, day) for each in statements if (day := scene.day(each.document))]
        return sorted(dated, key=lambda pair: (pair[1], pair[0].document, pair[0].id))

    def _issue(self, issue: str | None) -> Issue | None:
        return next((each for each in self._ground.desk.issues if each.id == issue), None)
