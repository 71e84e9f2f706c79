"""Who is silent, since when, asked by whom, and what ended it."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from legation.records import Silence, Statement
from legation.view.brief_parts import Sentence
from legation.view.brief_sources import Sources
from legation.view.brief_voices import as_said, joined, verb
from legation.view.brief_words import closed, fill

UNASKED = ("no-response", "unreachable")  # less telling than a silence that someone chose


@dataclass(frozen=True, slots=True)
class Quiet:
    """The silences that one statement ended, or those of one actor that last, with the sentence that tells them."""

    silences: tuple[Silence, ...]
    end: Statement | None
    sentence: Sentence

    def is_news(self, new: Set[str]) -> bool:
        """Whether new articles tell of its beginning or its end."""
        return self.end.document in new if self.end else all(s.document in new for s in self.silences)


def quiet(sources: Sources) -> tuple[Quiet, ...]:
    """All silences: those that ended, the most often told first; then those of somebody who is known."""
    broken: dict[tuple[str, str], list[Silence]] = {}
    lasting: dict[tuple[str, str], list[Silence]] = {}
    for silence in sources.of(Silence):
        # One statement ends what several articles tell, in whatever words they name the silent actor.
        if silence.outcome in sources.statements:
            broken.setdefault((silence.outcome or "", silence.kind), []).append(silence)
        else:
            lasting.setdefault((silence.actor, silence.kind), []).append(silence)
    ended = sorted(broken.values(), key=lambda same: _weight(same, sources))
    open_ = sorted(lasting.values(), key=lambda same: _is_vague(same[0], sources))
    found = ((same, _end(same, sources)) for same in (*ended, *open_))
    return tuple(Quiet(tuple(same), end, s) for same, end in found if (s := _silent(same, end, sources)))


def silences(sources: Sources) -> tuple[Sentence, ...]:
    """The sentences on all silences."""
    return tuple(each.sentence for each in quiet(sources))


def _weight(same: Sequence[Silence], sources: Sources) -> tuple[bool, int, int]:
    """Those told most often first, then the longest."""
    end = sources.statements[same[0].outcome or ""]
    days = sources.days_between(same[0].document, end.document) or 0
    return same[0].kind in UNASKED, -sources.origins(same), -days


def _is_vague(silence: Silence, sources: Sources) -> bool:
    """Whether nobody knows who it is that is silent."""
    known = sources.actor(silence.actor, silence.document)
    return known is None or known.kind in ("unnamed", "group") or not known.resolved


def _silent(same: Sequence[Silence], end: Statement | None, sources: Sources) -> Sentence | None:
    first = same[0]
    topic = next((s for s in same if s.topic), None)
    asker = next((s for s in same if s.asked_by), None)
    asked = _asker(asker, sources) if asker else ""
    phrase = sources.words.table["silences"][first.kind]
    have = "have" if sources.is_plural((first.actor,), first.document) else "has"
    own_slot = "{asked}" in phrase
    said_topic = _topic(topic.topic if topic else None, sources)
    text = fill(phrase, have=have, topic=said_topic, asked=f" to {asked}" if asked else "")
    text = f"{sources.name(first.actor, first.document)} {text}"
    if asked and not own_slot:
        text += f" when asked by {asked}"
    told = dict.fromkeys(s.id for s in (first, topic, asker) if s)
    needed: list[Silence | Statement] = [s for s in same if s.id in told]
    if end:
        text += f"; {_ending(end, same, sources)}"
        needed.insert(1, end)
    rest = [s for s in same if s.id not in told]
    lead = sources.reported(first.document)
    sentence = sources.sentence(closed(text), [*needed, *rest], needed=len(needed), lead=lead)
    badly = not end and sources.reads_badly((first.actor,), first.document)
    return sources.in_its_words(sentence) if badly else sentence


def _asker(silence: Silence, sources: Sources) -> str:
    known = sources.actor(silence.asked_by or "", silence.document)
    return sources.name(silence.asked_by or "", silence.document) if known else silence.asked_by or ""


def _topic(topic: str | None, sources: Sources) -> str:
    # A topic that only points at other words ("them") says nothing by itself.
    if not topic or topic.casefold() in sources.words.table["pointers"]:
        return ""
    linked = topic.split(" ", 1)[0].casefold() in sources.words.table["topic_links"]
    return f" {topic}" if linked else f" on {topic}"


def _end(same: Iterable[Silence], sources: Sources) -> Statement | None:
    found = (sources.statements.get(s.outcome or "") for s in same)
    return next((s for s in found if s), None)


def _ending(end: Statement, same: Sequence[Silence], sources: Sources) -> str:
    """Say what ended the silence and after how long, naming the speaker where it is not the silent actor."""
    first = same[0].document
    who, day = sources.speaker(end), sources.words.date(sources.documents[end.document].published)
    days = sources.days_between(first, end.document)
    after = f" after {days} day{'s' * (days != 1)}" if days else ""
    when = f", on {day}," if day and end.document != first else ""
    told = f"{verb(end, sources)}{joined(end, sources)}" if " " in as_said(end, sources) else "spoke of it"
    return f"this ended{after}{when} when {who} {told}"
