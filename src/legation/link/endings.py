"""Which silence was ended by which statement.

A silence ends with the earliest later statement by the silent actor, or by an official of the silent state, that is
on what was left unsaid, as the board of silences judges it (`board.ends`); where no matter is told, any that speaks of
one of the actors whom the silence is about. What is published on the same day ends nothing: an article that tells of a
silence knows what was said until then.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from legation.link import board
from legation.link.board import Reply, Row, Telling
from legation.link.breaking import breaks
from legation.link.limits import Limits, load
from legation.link.reports import moment, when_and_id
from legation.link.wanted import is_wanted
from legation.records import Actor, AnyRecord, Document, Mention, Silence, Statement

STOP = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|\n")
WORD = re.compile(r"\w+")
OFFICE = "office of "


def endings(records: Iterable[AnyRecord]) -> Mapping[str, str]:
    """Map the id of each silence that ended to the id of the statement that ended it."""
    known = tuple(records)
    scene = _Scene(known, load())
    silences = [r for r in known if isinstance(r, Silence)]
    said = scene.said((r for r in known if isinstance(r, Statement)), silences)
    found = ((s, scene.end(s, said)) for s in silences)
    return {silence.id: end.id for silence, end in found if end}


def with_endings(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Return the records with the `outcome` of each silence filled in that ended, where it is not yet."""
    known = tuple(records)
    ends = endings(known)
    return tuple(
        replace(r, outcome=ends[r.id]) if isinstance(r, Silence) and r.outcome is None and r.id in ends else r
        for r in known
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement as the board compares it, with those for whom it can have spoken."""

    reply: Reply
    voices: frozenset[str]

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.reply.statement


class _Scene:
    """Who is who in the documents, and who is spoken of where."""

    def __init__(self, records: Sequence[AnyRecord], limits: Limits) -> None:
        self._limits = limits
        self._rules = board.load()
        self._documents = {r.id: r for r in records if isinstance(r, Document)}
        self._actors = {(r.document, r.id): r for r in records if isinstance(r, Actor)}
        self._states = {a.id for a in self._actors.values() if a.kind == "state"}
        self._statements = {r.id: r for r in records if isinstance(r, Statement)}
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        self._called: dict[str, Counter[str]] = defaultdict(Counter)
        for record in records:
            if isinstance(record, Mention) and record.document in self._documents:
                self._mentions[record.document].append(record)
                words = self._documents[record.document].text[record.start : record.end]
                self._called[words.casefold()][record.actor] += 1

    def said(self, statements: Iterable[Statement], silences: Iterable[Silence]) -> tuple[_Said, ...]:
        """The statements that can end one of the silences, the earliest first.

        Most statements are by others: these are left out before it is looked at what they say.
        """
        heard = frozenset(chain.from_iterable(self._voices_of(each, self._silent(each)) for each in silences))
        found = []
        for each in statements:
            day = self._day(each.document)
            voices = self._voices(each)
            if day is None or each.negated or is_wanted(each) or heard.isdisjoint(voices):
                continue
            spoken_of = {*each.about, *each.addressee, *self._around(each)}
            others = frozenset(self._level(a, each.document) for a in spoken_of)
            content = " … ".join(span.text for span in each.content)
            reply = Reply(
                statement=each,
                day=day,
                words=frozenset(board.words(content, self._rules)),
                spoken_of=others,
                breaks=breaks(each, self._documents[each.document].text, self._rules),
            )
            found.append(_Said(reply, voices))
        return tuple(sorted(found, key=lambda s: (*when_and_id(self._documents[s.statement.document]), _start(s))))

    def end(self, silence: Silence, said: Iterable[_Said]) -> Statement | None:
        """The statement that ended the silence, if one of those `said` did."""
        day = self._day(silence.document)
        if day is None or board.is_aside(silence, self._rules):
            return None
        silent = self._silent(silence)
        voices = self._voices_of(silence, silent)
        latest = day + timedelta(self._limits.days_of_silence)
        row = Row(actor=silent, tellings=(self._telling(silence, silent, day),))
        within = (s.reply for s in said if day < s.reply.day <= latest and voices & s.voices)
        return next((reply.statement for reply in within if board.ends(row, reply, self._rules)), None)

    def _telling(self, silence: Silence, silent: str, day: date) -> Telling:
        """The silence as the board compares it."""
        text = self._documents[silence.document].text
        first, last, _ = board.around(silence, text)
        return Telling(
            silence=silence,
            actor=silent,
            day=day,
            origin="",
            topic=board.words(silence.topic or "", self._rules),
            context=board.words(board.context(silence, text), self._rules),
            subjects=self._subjects(silence, silent),
            owed=board.is_owed(silence, text[first:last], self._rules),
        )

    def _day(self, document: str) -> date | None:
        known = self._documents.get(document)
        when = moment(known) if known else None
        return when.date() if when else None

    def _level(self, actor: str, document: str) -> str:
        known = self._actors.get((document, actor))
        return (known.country if known else None) or actor

    def _silent(self, silence: Silence) -> str:
        """The silent actor; where the record has but words for it, the actor whom they mention, here or elsewhere."""
        if (silence.document, silence.actor) in self._actors:
            return silence.actor
        places = [e for e in silence.evidence if e.role == "source"]
        mentions = self._mentions[silence.document]
        named = (m.actor for m in mentions if any(e.start <= m.start and m.end <= e.end for e in places))
        elsewhere = self._called.get(silence.actor.casefold(), Counter({silence.actor: 1}))
        return next(named, min(elsewhere, key=lambda actor: (-elsewhere[actor], actor)))

    def _voices_of(self, silence: Silence, silent: str) -> frozenset[str]:
        """Who can end the silence: a state through any official, so can these; an organisation also its state."""
        known = self._actors.get((silence.document, silent))
        # "Chinese officials" are silent for China, as on the board; any official may then speak for it.
        serves = known is not None and known.kind in ("person", "group", "unnamed")
        spoken_for = board.party(silence, known, self._limits.official) if serves else silent
        if spoken_for in self._states:
            return frozenset(filter(None, (silent, spoken_for, f"{OFFICE}{spoken_for}")))
        official = known and known.kind == "organisation" and known.sector == "GOV" and known.country
        return frozenset({silent, known.country} if known and known.country and official else {silent})

    def _voices(self, statement: Statement) -> frozenset[str]:
        """For whom the speaker speaks: for itself, and in office for the state."""
        speaker, relay = statement.speaker, self._statements.get(statement.nested_in or "")
        if relay and relay.speaker.country != speaker.country:
            return frozenset()
        past = self._limits.out_of_office & {w.casefold() for w in WORD.findall(speaker.as_written)}
        in_office = speaker.sector in self._limits.official and speaker.country and not past
        return frozenset(filter(None, (speaker.actor, f"{OFFICE}{speaker.country}" if in_office else None)))

    def _subjects(self, silence: Silence, silent: str) -> frozenset[str]:
        """Whom the silence is about: who else is in its sentence, and who leads its document."""
        document, own = silence.document, {silent, self._level(silent, silence.document)}
        near = {self._level(a, document) for a in self._around(silence)} - own
        told = Counter(self._level(m.actor, document) for m in self._mentions[document])
        ranked = sorted(told.keys() - own, key=lambda actor: (-told[actor], actor))
        return frozenset({*near, *ranked[: self._limits.leading_actors]})

    def _around(self, record: Silence | Statement) -> Iterator[str]:
        """Who is mentioned in the sentence or sentences of the record's evidence."""
        if not record.evidence or record.document not in self._documents:
            return
        text = self._documents[record.document].text
        first, last = min(e.start for e in record.evidence), max(e.end for e in record.evidence)
        left = max((m.end() for m in STOP.finditer(text, 0, first)), default=0)
        stop = STOP.search(text, last)
        right = stop.end() if stop else len(text)
        yield from (m.actor for m in self._mentions[record.document] if left <= m.start and m.end <= right)


def _start(said: _Said) -> tuple[int, str]:
    return (min((e.start for e in said.statement.evidence), default=0), said.statement.id)
