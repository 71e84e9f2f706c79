"""Who spoke, who kept silent, and who foretold what."""

import re
from collections.abc import Iterable, Sequence

from legation.records import Prediction, Silence, Span, Statement
from legation.view.brief_parts import Group, Sentence
from legation.view.brief_sources import OPENING, Sources, around
from legation.view.brief_words import closed, conjugate, fill, listed, opened

MARKS = '“”"«»„'
WORD = re.compile(r"\w+")
SPEAKERS = 16
QUOTES = 6
NEWEST = 200  # statements of one speaker that are looked at
FIRST_WORD = 9  # characters: a conjunction and its space
UNASKED = ("no-response", "unreachable")  # less telling than a silence that someone chose
GAP = 80  # characters between a verb and what it reports: the person addressed, a day


def voices(sources: Sources) -> tuple[tuple[Group, ...], int]:
    """What each speaker said, those who said most first; and how many statements are left out."""
    shared: dict[tuple[object, ...], list[Statement]] = {}
    for statement in sources.of(Statement):
        shared.setdefault((statement.document, statement.cue, statement.content), []).append(statement)
    by_speaker: dict[tuple[str, ...], list[Statement]] = {}
    together: dict[tuple[str, ...], list[Statement]] = {}
    for same in shared.values():
        key = tuple(sorted({_speaker_key(s) for s in same}))
        by_speaker.setdefault(key, []).append(same[0])
        together.setdefault(key, same)
    groups, left_out = [], 0
    for rank, (key, said) in enumerate(sorted(by_speaker.items(), key=lambda item: -len(item[1]))):
        distinct = _once(said[-NEWEST:])
        shown = _liveliest(distinct) if rank < SPEAKERS else []
        left_out += len(distinct) - len(shown) + len(said[:-NEWEST])
        sentences = tuple(s for same in shown if (s := _said(same, sources)))
        heading = _heading(said, together[key], sources)
        if sentences and heading:
            groups.append(Group(heading=heading, sentences=sentences))
    return tuple(groups), left_out


def silences(sources: Sources) -> tuple[Sentence, ...]:
    """Who is silent, since when, asked by whom, and what ended it; those that ended come first."""
    broken, lasting = _by_end(sources)
    return tuple(s for same in (*broken, *lasting) if (s := _silent(same, sources)))


def ended(sources: Sources) -> tuple[Sentence, ...]:
    """The silences that a statement ended, those told most often first, then the longest."""
    broken, _ = _by_end(sources)
    return tuple(s for same in broken if (s := _silent(same, sources)))


def _by_end(sources: Sources) -> tuple[list[list[Silence]], list[list[Silence]]]:
    """Put together the silences that one statement ended, and those of one actor that last."""
    broken: dict[tuple[str, str], list[Silence]] = {}
    lasting: dict[tuple[str, str], list[Silence]] = {}
    for silence in sources.of(Silence):
        # One statement ends what several articles tell, in whatever words they name the silent actor.
        if silence.outcome in sources.statements:
            broken.setdefault((silence.outcome or "", silence.kind), []).append(silence)
        else:
            lasting.setdefault((silence.actor, silence.kind), []).append(silence)

    def weight(same: Sequence[Silence]) -> tuple[bool, int, int]:
        end = sources.statements[same[0].outcome or ""]
        days = sources.days_between(same[0].document, end.document) or 0
        return same[0].kind in UNASKED, -sources.origins(same), -days

    return sorted(broken.values(), key=weight), list(lasting.values())


def predictions(sources: Sources) -> tuple[Sentence, ...]:
    """What people and papers said would happen, with their words of probability."""
    by_claim: dict[tuple[str | None, str], list[Prediction]] = {}
    for prediction in sources.of(Prediction):
        by_claim.setdefault((prediction.holder, _bare(prediction.claim.text)), []).append(prediction)
    return tuple(s for same in by_claim.values() if (s := _foretold(same, sources)))


def as_said(statement: Statement, sources: Sources) -> str:
    """The content: what stands in quotation marks in them, what is reported without."""
    text = sources.documents[statement.document].text
    parts = [_part(span, text, direct=statement.quotation != "indirect") for span in statement.content]
    return " … ".join(part for part in parts if part)


def _part(span: Span, text: str, *, direct: bool) -> str:
    words = " ".join(span.text.split())
    marked = text[span.start : span.start + 1] in OPENING or text[max(span.start - 1, 0) : span.start] in OPENING
    if direct and marked and span.text:
        inner = words.strip(MARKS + " ").rstrip(",")
        if not any(mark in inner for mark in '“”"'):
            return f"“{inner}”" if inner else ""
        return words if words[0] in OPENING else f"“{words}"
    return words.rstrip(",")


def _verb(statement: Statement, sources: Sources) -> str:
    acts = sources.words.table["acts"]
    forms = acts.get(statement.act, acts["say"])
    phrase = forms["to" if statement.addressee else "alone"]
    verb = conjugate(phrase, "negated" if statement.negated else "actual", plural=False)
    return fill(verb, addressee=sources.names(statement.addressee, statement.document))


def _said(same: Sequence[Statement], sources: Sources) -> Sentence | None:
    first = same[0]
    labels: tuple[str, ...] = (first.venue,) if first.venue else ()
    relay = sources.statements.get(first.nested_in or "")
    labels += (f"relayed by {sources.speaker(relay)}",) if relay else ()
    told = _in_the_report(first, sources) or f"{_verb(first, sources)}{_joined(first, sources)}"
    return sources.sentence(closed(told), same, labels=labels)


def _in_the_report(statement: Statement, sources: Sources) -> str | None:
    """Reported speech in the report's own words, from the verb on; None where the verb doesn't lead it."""
    if statement.quotation == "direct" or statement.negated:
        return None
    cue = next((e for e in statement.evidence if e.role == "cue"), None)
    if cue is None or not statement.content:
        return None
    text = sources.documents[statement.document].text
    first, last = statement.content[0].start, max(span.end for span in statement.content)
    start = cue.start - len("to ") if text[: cue.start].endswith(" to ") else cue.start
    # "According to officials, …" names the speaker once more.
    named_between = any(e.role == "source" and cue.start <= e.start < first for e in statement.evidence)
    if named_between or not cue.end <= first <= cue.end + GAP or "\n" in text[start:last]:
        return None
    return f"As reported: {' '.join(text[start:last].split())}"


def _joined(statement: Statement, sources: Sources) -> str:
    """Link the content to the verb: reported speech says that it is reported."""
    content = as_said(statement, sources)
    if content[:1] == "“":
        return f": {content}"
    runs_on = content.split(" ", 1)[0].casefold() in sources.words.table["runs_on"]
    return f", as reported, {content}" if runs_on else f", as reported: {content}"


def _heading(said: Sequence[Statement], speakers: Sequence[Statement], sources: Sources) -> Sentence | None:
    """Name the speaker and, where the text gives it, the role; joint speakers by name alone."""
    names = list(dict.fromkeys(sources.speaker(s) for s in speakers))
    if len(names) > 1:
        return sources.sentence(listed(names), speakers)
    known = (sources.actor(s.speaker.actor or "", s.document) for s in said if s.speaker.named)
    roles = (a for a in known if a and a.evidence and a.role and a.role.casefold() not in names[0].casefold())
    role = next(roles, None)
    text = f"{names[0]}, {role.role}" if role else names[0]
    return sources.sentence(text, (role,) if role else said[:1])


def _speaker_key(statement: Statement) -> str:
    speaker = statement.speaker
    return speaker.actor if speaker.actor and speaker.named else speaker.as_written.casefold()


def _liveliest(distinct: Sequence[list[Statement]]) -> list[list[Statement]]:
    """Choose what to show, the speaker's own words before reported ones, in order of time."""
    ranked = sorted(range(len(distinct)), key=lambda i: distinct[i][0].quotation == "indirect")
    return [distinct[i] for i in sorted(ranked[:QUOTES])]


def _once(said: Sequence[Statement]) -> list[list[Statement]]:
    """Put together what is the same words, or part of the same words; the fullest comes first."""
    words = {s.id: _words(s) for s in said}
    kept: list[list[Statement]] = []
    for statement in sorted(said, key=lambda s: (s.quotation != "direct", -_length(s))):
        home = next((k for k in kept if _within(words[statement.id], words[k[0].id])), None)
        if home is None:
            kept.append([statement])
        else:
            home.append(statement)
    order = {s.id: i for i, s in enumerate(said)}
    return sorted(kept, key=lambda same: order[same[0].id])


def _within(words: frozenset[str], others: frozenset[str]) -> bool:
    return bool(words) and len(words & others) / len(words) >= 0.9


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(WORD.findall(" ".join(s.text for s in statement.content).casefold()))


def _length(statement: Statement) -> int:
    return sum(len(s.text) for s in statement.content)


def _bare(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _silent(same: Sequence[Silence], sources: Sources) -> Sentence | None:
    first = same[0]
    topic = next((s.topic for s in same if s.topic), None)
    asker = next((s for s in same if s.asked_by), None)
    asked = _asker(asker, sources) if asker else ""
    phrase = sources.words.table["silences"][first.kind]
    have = "have" if sources.is_plural((first.actor,), first.document) else "has"
    own_slot = "{asked}" in phrase
    text = fill(phrase, have=have, topic=_topic(topic, sources), asked=f" to {asked}" if asked else "")
    text = f"{sources.name(first.actor, first.document)} {text}"
    if asked and not own_slot:
        text += f" when asked by {asked}"
    told: list[Silence | Statement] = list(same)
    end = _end(same, sources)
    if end:
        text += f"; {_ending(end, same, sources)}"
        told.insert(1, end)
    sentence = sources.sentence(closed(text), told, lead=sources.reported(first.document))
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
    first = min((s.document for s in same), key=sources.published)
    who, day = sources.speaker(end), sources.words.date(sources.documents[end.document].published)
    days = sources.days_between(first, end.document)
    after = f" after {days} day{'s' * (days != 1)}" if days else ""
    when = f", on {day}," if day and end.document != first else ""
    told = f"{_verb(end, sources)}{_joined(end, sources)}" if " " in as_said(end, sources) else "spoke of it"
    return f"this ended{after}{when} when {who} {told}"


def _foretold(same: Sequence[Prediction], sources: Sources) -> Sentence | None:
    first = same[0]
    statement = sources.statements.get(first.statement or "")
    if first.holder:
        holder = sources.name(first.holder, first.document)
    else:
        holder = sources.speaker(statement) if statement else "the report"
    claim = _claim(first, sources)
    reported = "" if claim[:1] == "“" or not (first.holder or statement) else ", as reported"
    text = f"{opened(holder)}{reported}: {claim}"
    if first.condition and first.condition.text not in first.claim.text:
        text += f", on the condition: {' '.join(first.condition.text.split())}"
    text += f" (“{first.certainty.phrase}”, {first.certainty.low}–{first.certainty.high}%)"
    labels = [f"due by {sources.words.date(first.due.end)}"] if first.due else []
    labels += {True: ["came true"], False: ["did not come true"], None: []}[first.outcome]
    return sources.sentence(closed(text), same, labels=tuple(labels))


def _claim(prediction: Prediction, sources: Sources) -> str:
    """The claim with its word of probability, without which it would say more than its holder did."""
    text, claim = sources.documents[prediction.document].text, prediction.claim
    hedges = [e for e in prediction.evidence if e.text.casefold() == prediction.certainty.phrase.casefold()]
    hedge = next((e for e in hedges if e.start < claim.start <= e.end + GAP), None)
    if hedge is None or "\n" in text[hedge.start : claim.end]:
        left, _ = around(text, claim.start, claim.end, sources.words.table["abbreviations"])
        # "As things unfold, …": without its first word the claim would begin in the middle.
        whole = Span.cut(text, left, claim.end) if 0 < claim.start - left <= FIRST_WORD else claim
        return _part(whole, text, direct=True)
    # From the holder's name on, where it leads: "think it unlikely that …" rather than "unlikely that …".
    named = [e.end for e in prediction.evidence if e.role == "source" and hedge.start - GAP < e.end < hedge.start]
    return " ".join(text[max(named, default=hedge.start) : claim.end].split())
