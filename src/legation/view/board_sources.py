"""What of the store fills the board of silences: what is told, what it is on, and what may have ended it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from legation.desk import Desk, Issue
from legation.knowledge import Knowledge
from legation.link import board
from legation.link.board import Reply, Row, Telling
from legation.link.breaking import breaks
from legation.link.levels import NO_STATE
from legation.link.limits import load as load_limits
from legation.link.voices import Expected, Scene
from legation.records import AnyRecord, Document, Silence
from legation.store import issues as questions
from legation.store import silences
from legation.store.origins import origins
from legation.store.silences import Later, Said, Told
from legation.store.store import Store
from legation.view import desk_sources
from legation.view.awaited_sources import Awaiting, Missing
from legation.view.desk_sources import voice

MOST = 1000  # silences that are put together, the newest first
AT_ONCE = 900
FEW = 8  # later statements that are read at once: the first of them ends most silences


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user asks for: an actor by name, issues by id, from which day on, and how many reports at most."""

    actor: str | None = None
    issues: Sequence[str] = ()
    since: str | None = None
    most: int = MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The rows as they stood on a day, the records that name and place them, and what was left out."""

    rows: tuple[Row, ...]
    as_of: date
    names: Mapping[str, str]
    records: tuple[AnyRecord, ...]
    nameless: int = 0
    is_cut: bool = False
    missing: tuple[Missing, ...] = ()


def board_of(
    store: Store,
    knowledge: Knowledge,
    desk: Desk | None,
    asked: Asked,
    as_of: date,
) -> Board:
    """Return the board of the actor or issues asked for, else of all that the desk watches, or of everybody."""
    gathering = Gathering(store, knowledge, desk, as_of)
    some = asked.actor or (desk and (desk.actors or desk.expected))
    speakers = desk_sources.asked(store, desk, asked.actor, knowledge) if some else None
    actors = [each.actor for each in speakers] if speakers else None
    issues = [issue.id for issue in desk_sources.issues(desk, asked.issues)] if desk and asked.issues else []
    found = gathering.gather(actors, issues, asked.since, asked.most)
    missing = tuple(gathering.missing(desk, actors or (), issues, asked.since)) if desk else ()
    named = {party for row in found.rows for telling in row.tellings for party in telling.subjects}
    names = {each: knowledge.known[each].name for each in named if each in knowledge.known}
    names |= {each.awaited.actor: each.awaited.name for each in missing}
    records = (*found.records, *(record for each in missing for record in each.records))
    return replace(found, missing=missing, names={**names, **found.names}, records=records)


class Gathering:
    """Reads silences and what may have ended them, as far as articles published until a day tell."""

    def __init__(self, store: Store, knowledge: Knowledge, desk: Desk | None, as_of: date) -> None:
        """Read nothing yet; `desk` gives the issues."""
        self._store = store
        self._knowledge = knowledge
        self._issues: dict[str, Issue] = {issue.id: issue for issue in desk.issues} if desk else {}
        self._houses: Mapping[str, str] = desk.houses() if desk else {}
        self._as_of = as_of
        self._rules = board.load()
        self._official = load_limits().official
        self._speakers: dict[str, Expected] = {}
        self._records: dict[tuple[str, str, str], AnyRecord] = {}
        self._judged: dict[tuple[str, int], Reply | None] = {}
        self._rows: dict[str, frozenset[int]] = {}

    def gather(self, actors: Sequence[str] | None, issues: Sequence[str], since: str | None, most: int = MOST) -> Board:
        """Put together the silences of some actors, or all, on some issues, or all; of many reports the newest."""
        found = self.told(actors, since, most)
        return replace(self.of(found, actors, issues), is_cut=len(found) >= most)

    def told(self, actors: Sequence[str] | None, since: str | None, most: int) -> Sequence[Told]:
        """Return what the store tells of silences of some actors, or all: so many at most, the newest first."""
        parties = None if actors is None else [p for a in actors for p in (a, *voice(self._speaker(a)).actors)]
        return self._store.ask(silences.told(parties, since=since, until=self._as_of.isoformat(), most=most))

    def of(self, found: Sequence[Told], actors: Sequence[str] | None, issues: Sequence[str] = ()) -> Board:
        """Put together just these silences, as far as they are of these actors and on these issues."""
        told = [each for each in found if not board.is_aside(each.silence, self._rules)]
        named = [(each, who) for each in told if (who := self._who(each)) and (actors is None or who in actors)]
        tellings = self._tellings(named)
        wanted = [each for each in tellings if not issues or each.issues.intersection(issues)]
        rows = board.board(wanted, self._replies, self._as_of, self._rules)
        return Board(
            rows=rows,
            as_of=self._as_of,
            names={row.actor: self._speaker(row.actor).name for row in rows},
            records=tuple(self._records.values()),
            nameless=len(told) - len(named) if actors is None else 0,
        )

    def endings(self, row: Row, days: int) -> tuple[Reply, ...]:
        """Return what ended a row that has ended, with what tells the same end again within so many days."""
        return board.endings(row, self._replies(row), days, self._rules)

    def missing(self, desk: Desk, actors: Sequence[str], issues: Sequence[str], since: str | None) -> Iterator[Missing]:
        """Yield the expected speakers of the desk among the actors who made no statement, on these issues or all."""
        awaiting = Awaiting(self._store, desk, self._as_of)
        for each in desk.expected:
            if each.actor in actors and (not issues or each.issue in issues):
                first = since or (each.since.isoformat() if each.since else None)
                start = date.fromisoformat(first) if first else self._as_of - timedelta(self._rules.days)
                if start <= self._as_of and (found := awaiting.missing(each, self._speaker(each.actor), start)):
                    yield found

    def _who(self, told: Told) -> str | None:
        """Who is silent: a state, an organisation (also through who holds its offices), a group or a person."""
        actor = told.silence.actor
        held = (term.polity for term in self._knowledge.offices(actor) if term.covers(date.fromisoformat(told.day)))
        body = next((polity for polity in held if polity.startswith("org:") and self._is_of_no_state(polity)), None)
        return body or board.party(told.silence, told.person, self._official)

    def _is_of_no_state(self, body: str) -> bool:
        known = self._knowledge.known.get(body)
        return known is None or known.country is None or known.country in NO_STATE

    def _tellings(self, named: Sequence[tuple[Told, str]]) -> list[Telling]:
        """What each report of a silence is on and about."""
        self._read({told.silence.document for told, _ in named})
        self._keep(told.person for told, _ in named if told.person)
        stretches = {told.silence.id: _Stretch.of(told.silence, self._text(told.silence)) for told, _ in named}
        issues = self._marked({told.silence.id: stretches[told.silence.id].matter(told.silence) for told, _ in named})
        houses = self._origins({told.silence.document for told, _ in named})
        found = []
        for told, who in named:
            silence, stretch = told.silence, stretches[told.silence.id]
            found.append(
                Telling(
                    silence=silence,
                    actor=who,
                    day=date.fromisoformat(told.day),
                    origin=houses[silence.document],
                    topic=board.words(silence.topic or "", self._rules),
                    context=board.words(stretch.rest, self._rules),
                    issues=issues.get(silence.id, frozenset()),
                    owed=board.is_owed(silence, stretch.own, self._rules),
                )
            )
        return self._about(found, stretches)

    def _about(self, tellings: Sequence[Telling], stretches: Mapping[str, "_Stretch"]) -> list[Telling]:
        """Fill in whom the reports are about: who else is named in the sentence, and who leads the article."""
        places = [stretches[each.silence.id].place(each.silence) for each in tellings]
        near = self._store.ask(questions.named(places))
        most = self._rules.leading_actors + 1  # the silent one may lead
        leading = self._store.ask(silences.leading([each.silence.document for each in tellings], most))
        found = []
        for each in tellings:
            named = {name.party for name in near.get(each.silence.id, ())}
            others = {*named, *leading.get(each.silence.document, ())} - {each.actor}
            found.append(replace(each, subjects=frozenset(filter(board.is_party, others))))
        return found

    def _replies(self, row: Row) -> Iterator[Reply]:
        """Yield the later statements by or for the silent actor that may end its silence, day by day."""
        speaker = self._speaker(row.actor)
        last = min(self._as_of, row.last + timedelta(self._rules.days))
        asked = silences.later(
            voice(speaker),
            (row.since.isoformat(), last.isoformat()),
            words=board.sought(row, self._rules),
            on_issue=frozenset[int]().union(*(self._on_issue(issue) for issue in row.issues)),
            subjects=sorted({subject for telling in row.tellings for subject in telling.subjects}),
            most=self._rules.most_replies,
        )
        yield from self._judged_of(row.actor, self._store.ask(asked))
        latest = min(self._as_of, row.last + timedelta(self._rules.days_broken))
        if last < latest:
            # The silence has lapsed: only what is told together with its end ends it now.
            words = sorted(self._rules.telling)
            told = silences.beside(
                voice(speaker), (last.isoformat(), latest.isoformat()), words, self._rules.most_replies
            )
            yield from self._judged_of(row.actor, self._store.ask(told))

    def _judged_of(self, actor: str, found: Iterable[Later]) -> Iterator[Reply]:
        """Yield those of the statements that say something for the actor, day by day; each is looked at once."""
        for some in _by_days(found):
            new = [each.row for each in some if (actor, each.row) not in self._judged]
            self._judge(self._speaker(actor), self._store.ask(silences.said(new)) if new else ())
            yield from (reply for each in some if (reply := self._judged[actor, each.row]))

    def _judge(self, speaker: Expected, said: Sequence[Said]) -> None:
        """Note of each statement what it says for the speaker, if it does; each is looked at once."""
        statements = [each.statement for each in said]
        self._read({each.document for each in statements})
        around = self._store.ask(questions.around(statements)) if statements else ()
        self._keep((*around, *statements))
        documents = (self._records["document", "", each] for each in {s.document for s in statements})
        scene = Scene((*documents, *around, *statements), load_limits())
        content = {each.id: " … ".join(span.text for span in each.content) for each in statements}
        issues = self._marked(content)
        for row, statement, spoken_of in said:
            day = scene.day(statement.document)
            self._judged[speaker.actor, row] = None
            if day and scene.speaks(speaker, statement):
                self._judged[speaker.actor, row] = Reply(
                    statement=statement,
                    day=day,
                    words=frozenset(board.words(content[statement.id], self._rules)),
                    issues=issues.get(statement.id, frozenset()),
                    spoken_of=spoken_of,
                    breaks=breaks(statement, scene.documents[statement.document].text, self._rules),
                )

    def _on_issue(self, issue: str) -> frozenset[int]:
        if issue not in self._rows:
            self._rows[issue] = self._store.ask(silences.holding(self._issues[issue].words))
        return self._rows[issue]

    def _marked(self, texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
        """The issues whose words stand in each of the texts."""
        words = {issue.id: issue.words for issue in self._issues.values()}
        return {key: frozenset(places) for key, places in questions.marked(words, texts).items()} if texts else {}

    def _origins(self, documents: Iterable[str]) -> dict[str, str]:
        names = self._store.ask(origins(documents))
        return {document: self._houses.get(name, name) for document, name in names.items()}

    def _speaker(self, actor: str) -> Expected:
        if actor not in self._speakers:
            (self._speakers[actor],) = desk_sources.speakers(self._store, [actor], self._knowledge)
        return self._speakers[actor]

    def _text(self, silence: Silence) -> str:
        found = self._records["document", "", silence.document]
        assert isinstance(found, Document)
        return found.text

    def _read(self, documents: Iterable[str]) -> None:
        """Read the articles that are not read yet."""
        new = sorted(each for each in documents if ("document", "", each) not in self._records)
        for start in range(0, len(new), AT_ONCE):
            self._keep(self._store.documents(document=tuple(new[start : start + AT_ONCE])))

    def _keep(self, records: Iterable[AnyRecord]) -> None:
        self._records.update({(r.record, getattr(r, "document", ""), r.id): r for r in records})


def _by_days(found: Iterable[Later]) -> Iterator[list[Later]]:
    """Yield whole days together, so many at once that something is read of them."""
    some: list[Later] = []
    for _, of_day in groupby(found, key=attrgetter("day")):
        some += of_day
        if len(some) >= FEW:
            yield some
            some = []
    if some:
        yield some


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """The sentence in which a silence stands: where, with the one before, and without the words that tell of it."""

    first: int
    last: int
    own: str
    before: str
    rest: str

    @classmethod
    def of(cls, silence: Silence, text: str) -> "_Stretch":
        """Find it in the text of the silence's article."""
        first, last, earlier = board.around(silence, text)
        rest = board.context(silence, text)
        return cls(first=first, last=last, own=text[first:last], before=text[earlier:first], rest=rest)

    def matter(self, silence: Silence) -> str:
        """The words in which an issue may be named: the sentence, and the one before where no topic is told."""
        return self.own if silence.topic else f"{self.before} {self.own}"

    def place(self, silence: Silence) -> questions.Stretch:
        """The sentence as a place in which to look for names."""
        return questions.Stretch(silence.id, silence.document, self.first, self.last)
