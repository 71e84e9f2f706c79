"""Movers for the terminal: routes with their levers in words, what was asked and answered, what pulls the other way."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from legation.link.appeals import Answer
from legation.link.counters import Counter
from legation.link.levers import Lever, Step
from legation.link.routes import Moved, Route, Supposed
from legation.records import AnyRecord, Pressure, Silence, Statement
from legation.records import Found as Record
from legation.view.brief_words import listed
from legation.view.influence import Entry, Found, Pressing, foremost
from legation.view.influence_rows import counter_record
from legation.view.influence_sums import sums
from legation.view.output import plain

ARROW = " → "
LEVERS = 4  # of a step that are shown in words; the weaker ones are named
SHORT = 4  # fewer words than that say nothing without those around them
LEAST = 0.005  # what is less is shown as 0.00, so not at all
_INDENT = 4
_MARKS = '“”„"«» '
WHY = {
    "refused": "refused before",
    "needs": "needs {}",
    "tie": "its tie with {}",
    "hostility": "against {} itself",
    "prospect": "may come of it",
    "pressed": "pressed by {}",
    "wants": "wants",
    "fears": "fears",
    "stance": "is against {}",
}


class View:
    """Lays out what was found in lines that fit the screen."""

    def __init__(self, found: Found, *, explain: bool = False) -> None:
        """Take all that was found."""
        self._found = found
        self._explain = explain
        self._shown: dict[tuple[str, str], int] = {}
        self._answered: dict[tuple[str, str], int] = {}

    def lines(self) -> Iterator[RenderableType]:
        """Yield the parts of the answer from top to bottom."""
        yield self._head()
        if self._found.moved:
            yield self._moved()
        if self._found.positions:
            yield self._positions()
        for entry in self._found.entries:
            yield self._entry(entry)
        if self._found.others:
            title = f"also asked to move {self._name(self._found.question.target)}"
            yield Group(Text(title, "bold"), _indented(self._pressings(self._found.others, 0)), Text())
        if self._found.forces:
            yield self._forces()

    def _head(self) -> RenderableType:
        question = self._found.question
        head = Text(f"Who can move {self._name(question.target)}", "bold")
        if question.topic:
            head.append(f" on “{question.topic}”")
        articles = f"{self._found.read:,} article{'s' * (self._found.read != 1)}"
        head.append(f"\nas of {question.as_of.isoformat()}, in {articles}", "dim")
        return Group(_clean(head), Text())

    def _entry(self, entry: Entry) -> RenderableType:
        best, *others = entry.mover.routes
        parts: list[RenderableType] = [_headline(f"{entry.rank:>2}", self._path(best), f"{best.score:.2f}")]
        for step in best.steps:
            parts += [_indented(each) for each in self._step(step, alone=len(best.steps) == 1, rank=entry.rank)]
        parts += [_indented(each) for each in self._appeals(entry)]
        if best.stake != 1:
            parts.append(
                _indented(Text(f"no article tells of any dealings with {self._name(best.path[-1])}", "yellow"))
            )
        if entry.against:
            parts += [_indented(Text("what pulls the other way", "bold")), _indented(self._against(entry.against))]
        if others:
            also = "; ".join(f"{self._path(each)} {each.score:.2f}" for each in others)
            parts.append(_indented(_clean(Text("also: ", "bold").append(also, "not bold"))))
        if self._explain:
            parts += [_indented(Text("the arithmetic", "bold")), _indented(self._sums(best))]
        return Group(*parts, Text())

    def _step(self, step: Step, *, alone: bool, rank: int) -> Iterator[RenderableType]:
        """The levers of a step; of one that another mover has shown, only where."""
        before = self._shown.setdefault((step.source, step.target), rank)
        title = f"{self._name(step.source)}{ARROW}{self._name(step.target)} {step.strength:.2f}"
        if before != rank:
            yield _clean(Text(title, "bold").append(f"  as under {before}", "dim not bold"))
            return
        if not alone:
            yield _clean(Text(title, "bold"))
        yield self._levers(step)

    def _levers(self, step: Step) -> RenderableType:
        rows = _grid(2)
        levers = [each for each in step.levers if each.value >= LEAST]
        for lever in levers[:LEVERS]:
            rows.add_row(lever.kind.name, f"{lever.value:.2f}", self._grounds(lever))
        if weaker := levers[LEVERS:]:
            rows.add_row("weaker", "", Text(", ".join(f"{each.kind.name} {each.value:.2f}" for each in weaker)))
        for lever in step.friction:
            rows.add_row(lever.kind.name, f"−{lever.value:.2f}", self._grounds(lever))
        if step.past.asked:
            rows.add_row("requests", "", Text(requests(step)))
        for lever in step.coercion:
            rows.add_row(lever.kind.name, "force", self._grounds(lever))
        return rows

    def _grounds(self, lever: Lever) -> Text:
        """The words that show a lever, where they stand, and who else tells it."""
        if not lever.facts:
            return Text("supposed")
        shown = self._quoted(self._found.records[foremost(lever).row])
        if lever.origins > 1:
            shown.append(f"; {lever.origins} origins", "dim")
        return shown

    def _appeals(self, entry: Entry) -> Iterator[RenderableType]:
        asked, asking = entry.asked, entry.asking
        if asked:
            more = entry.appeals - len(asked)
            title = f"asked to move {self._name(self._found.question.target)}"
            yield Text(title + (f" ({entry.appeals} times, the newest {len(asked)})" if more else ""), "bold")
            yield self._pressings(asked, entry.rank)
        if asking:
            yield Text("has asked others to", "bold")
            yield self._pressings(asking, entry.rank)

    def _pressings(self, pressings: Sequence[Pressing], rank: int) -> RenderableType:
        rows = _grid(1)
        for each in pressings:
            record = each.appeal.record
            rows.add_row(each.appeal.day or "undated", self._chain(record))
            before = self._answered.setdefault((record.id, each.asked), rank)
            if before != rank and each.answers:
                told = ", ".join(dict.fromkeys(answer.how for answer in each.answers))
                rows.add_row("", Text(f"– {told}: as under {before}", "yellow"))
                continue
            for answer in each.answers:
                rows.add_row("", self._answer(answer))
            if not each.answers:
                rows.add_row("", Text("– no answer found in what was read", "yellow"))
        return rows

    def _chain(self, record: Pressure) -> Text:
        pressers = self._actors(record, record.pressers) or "somebody"
        words = f"{pressers} to {self._actors(record, record.intermediary)}: “{_line(record.demand.text)}”"
        if record.aim:
            words += f", to the end “{_line(record.aim.text)}”"
        return _clean(Text(words)).append_text(self._source(record))

    def _answer(self, answer: Answer) -> Text:
        style = {"refused": "red", "granted": "green", "pressed on": "green"}.get(answer.how, "yellow")
        said = Text(f"– {answer.how}: ", style)
        return said.append_text(self._voice(answer.record)).append_text(self._source(answer.record))

    def _against(self, counters: Iterable[Counter]) -> RenderableType:
        rows = _grid(1)
        for label, words in once(self._counter(each) for each in counters):
            rows.add_row(label, words)
        return rows

    def _counter(self, counter: Counter) -> tuple[str, Text]:
        party = self._name(counter.party) if counter.party else ""
        record = counter_record(counter, self._found)
        value = f"{counter.lever.kind.name} {counter.lever.value:.2f}: " if counter.lever else ""
        words = self._voice(record).append_text(self._source(record)) if record else Text()
        return WHY[counter.why].format(party), Text(value).append_text(words)

    def _sums(self, route: Route) -> RenderableType:
        rows = Table.grid(padding=(0, 1, 0, 0))
        rows.add_column(overflow="fold")
        rows.add_column(overflow="fold", style="cyan")
        for label, how in sums(route, self._name):
            rows.add_row(_clean(Text(label, "" if how else "bold")), f"= {how}" if how else "")
        return rows

    def _forces(self) -> RenderableType:
        name = self._name(self._found.question.target)
        rows = _grid(1)
        for step in self._found.forces:
            for place, lever in enumerate(step.coercion):
                who = self._name(step.source) if not place else ""
                rows.add_row(who, Text(f"{lever.kind.name} {lever.value:.2f}: ").append_text(self._grounds(lever)))
        return Group(Text(f"levers of force on {name} (no part of the scores)", "bold"), _indented(rows), Text())

    def _positions(self) -> RenderableType:
        rows = _grid(1)
        for each in self._found.positions:
            if isinstance(each.record, Statement):
                rows.add_row(each.day or "undated", self._voice(each.record).append_text(self._source(each.record)))
        title = f"what {self._name(self._found.question.target)} has said on it"
        return Group(Text(title, "bold"), _indented(rows), Text())

    def _moved(self) -> RenderableType:
        question = self._found.question
        supposed = [f"without {self._supposed(each)}" for each in question.without]
        supposed += [f"with {self._supposed(each)} {each.value:.2f}" for each in question.added]
        rows = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for heading in ("mover", "before", "now"):
            rows.add_column(heading, overflow="fold")
        for each in self._found.moved[: 2 * question.limit]:
            rows.add_row(self._name(each.actor), _place(each.before), _changed(each))
        return Group(_clean(Text(f"supposed: {listed(supposed)}", "bold")), _indented(rows), Text())

    def _supposed(self, supposed: Supposed) -> str:
        pair = "–".join(self._name(each) for each in (supposed.source, supposed.target) if each)
        return f"{pair} ({supposed.kind.name})" if supposed.kind else pair

    def _voice(self, record: AnyRecord) -> Text:
        """Who says it and the words; of what is done or left unsaid, the words alone."""
        names = self._found.names
        if isinstance(record, Statement):
            speaker = record.speaker
            name = names.name(speaker.actor, record.document) if speaker.actor else speaker.as_written
            said = _line(" … ".join(span.text for span in record.content)).strip(_MARKS)
            said = said if len(said.split()) >= SHORT else _line(names.excerpt(record).words)
            does = f"did not {record.act}" if record.negated else f"– {record.act}"
            return _clean(Text(f"{name} {does}: “{said}”"))
        excerpt = _line(names.excerpt(record).words) if isinstance(record, Record) else ""
        who = f"{names.name(record.actor, record.document)}: " if isinstance(record, Silence) else ""
        return _clean(Text(f"{who}“{excerpt}”"))

    def _quoted(self, record: AnyRecord) -> Text:
        assert isinstance(record, Record)
        return _clean(Text(f"“{_line(self._found.names.excerpt(record).words)}”")).append_text(self._source(record))

    def _source(self, record: AnyRecord) -> Text:
        assert isinstance(record, Record)
        day, publisher, _ = self._found.names.header(record.document)
        return _clean(Text(f" {publisher or record.document}, {day[:10] if day else 'undated'}", "dim"))

    def _actors(self, record: Pressure, actors: Iterable[str]) -> str:
        return listed([self._found.names.name(each, record.document) for each in actors])

    def _path(self, route: Route) -> str:
        return ARROW.join(map(self._name, route.path))

    def _name(self, party: str) -> str:
        return self._found.parties.get(party, party)


def once(rows: Iterable[tuple[str, Text]]) -> Iterator[tuple[str, Text]]:
    """Leave out what was told in the same letters: an event and the chain that tells it stand on the same words."""
    told = set[tuple[str, str]]()
    for label, words in rows:
        key = label, "".join(filter(str.isalnum, words.plain))
        if key not in told:
            told.add(key)
            yield label, words


def requests(step: Step) -> str:
    """Say what came of the requests of the source to the target."""
    past = step.past
    if not past.heeded and not past.refused:
        return f"{past.asked} in a year, none visibly heeded or refused"
    return f"{past.asked} in a year: {past.heeded} heeded, {past.refused} refused; {past.anyway:.0%} would be anyway"


def _place(place: tuple[int, float] | None) -> str:
    return f"{place[0]} ({place[1]:.2f})" if place else "–"


def _changed(moved: Moved) -> Text:
    """The new place, marked where it is another, or where the score is."""
    now = Text(_place(moved.after))
    if moved.before is None or moved.after is None:
        return now.append("  new" if moved.before is None else "  gone", "bold")
    if moved.before[0] != moved.after[0]:
        return now.append(f"  {'up' if moved.after[0] < moved.before[0] else 'down'}", "bold")
    same = abs(moved.before[1] - moved.after[1]) < 0.005
    return now if same else now.append(f"  {moved.after[1] - moved.before[1]:+.2f}".replace("-", "−"), "bold")


def _headline(rank: str, path: str, score: str) -> Table:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=2)
    row.add_column(overflow="fold")
    row.add_column(justify="right")
    row.add_row(Text(rank, "bold"), _clean(Text(path, "bold cyan")), Text(score, "bold"))
    return row


def _grid(labels: int) -> Table:
    """A table without lines, with so many narrow columns before the words."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(labels):
        rows.add_column(max_width=16, overflow="fold")
    rows.add_column(overflow="fold")
    return rows


def _indented(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, _INDENT))


def _line(words: str) -> str:
    return " ".join(words.split())


def _clean(text: Text) -> Text:
    text.plain = plain(text.plain)
    return text
