"""Who said what: a group for each speaker, in the speaker's own words or the report's."""

import re
from collections.abc import Sequence

from legation.link.wanted import is_wanted
from legation.records import Span, Statement
from legation.view.brief_citing import OPENING
from legation.view.brief_limits import limits
from legation.view.brief_parts import Group, Sentence
from legation.view.brief_sources import UNNAMED, Sources
from legation.view.brief_words import closed, conjugate, fill, listed

MARKS = '“”"«»„'
WORD = re.compile(r"\w+")
NEWEST = 200  # statements of one speaker that are looked at
GAP = 80  # characters between a verb and what it reports: the person addressed, a day


def voices(sources: Sources, *, nameless: bool = True) -> tuple[tuple[Group, ...], int]:
    """What each speaker said, those told by most origins first; and how many statements are left out.

    Without the `nameless`, speakers are left out whom no word describes.
    """
    shared: dict[tuple[object, ...], list[Statement]] = {}
    every = sources.of(Statement)
    # What one asks another to say ("urged the bank to refuse it"), the other has not said.
    for statement in (each for each in every if not (_is_ascribed(each, sources) or is_wanted(each))):
        shared.setdefault((statement.document, statement.cue, statement.content), []).append(statement)
    by_speaker: dict[tuple[str, ...], list[Statement]] = {}
    together: dict[tuple[str, ...], list[Statement]] = {}
    for same in shared.values():
        key = tuple(sorted({_speaker_key(s) for s in same}))
        by_speaker.setdefault(key, []).append(same[0])
        together.setdefault(key, same)
    groups: list[Group] = []
    left_out = len(every) - sum(map(len, shared.values()))
    for key, said in sorted(by_speaker.items(), key=lambda item: (-sources.origins(item[1]), -len(item[1]))):
        distinct = _once(said[-NEWEST:])
        wanted = len(groups) < limits().sections["speakers"] and (nameless or _is_described(together[key], sources))
        shown = _liveliest(distinct, sources) if wanted else []
        left_out += len(distinct) - len(shown) + len(said[:-NEWEST])
        sentences = tuple(s for same in shown if (s := _said(same, sources)))
        heading = _heading(said, together[key], sources) if sentences else None
        if heading:
            groups.append(Group(heading=heading, sentences=sentences))
    return tuple(groups), left_out


def _is_ascribed(statement: Statement, sources: Sources) -> bool:
    """Whether another speaker tells what somebody means or thinks, who has not said so himself."""
    teller = sources.statements.get(statement.nested_in or "")
    return (
        teller is not None and teller.speaker != statement.speaker and statement.act in sources.words.table["ascribed"]
    )


def as_said(statement: Statement, sources: Sources) -> str:
    """The content: what stands in quotation marks in them, what is reported without."""
    text = sources.documents[statement.document].text
    parts = [part(span, text, direct=statement.quotation != "indirect") for span in statement.content]
    return " … ".join(part for part in parts if part)


def part(span: Span, text: str, *, direct: bool) -> str:
    """A stretch of what is said, in quotation marks where the text has it in such."""
    words = " ".join(span.text.split())
    marked = text[span.start : span.start + 1] in OPENING or text[max(span.start - 1, 0) : span.start] in OPENING
    if direct and marked and span.text:
        inner = words.strip(MARKS + " ").rstrip(",")
        if not any(mark in inner for mark in '“”"'):
            return f"“{inner}”" if inner else ""
        return words if words[0] in OPENING else f"“{words}"
    return words.rstrip(",")


def verb(statement: Statement, sources: Sources) -> str:
    """What the speaker did by saying it, in our words."""
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
    told = _in_the_report(first, sources) or f"{verb(first, sources)}{joined(first, sources)}"
    return sources.sentence(closed(told), same, labels=labels)


def _in_the_report(statement: Statement, sources: Sources) -> str | None:
    """Reported speech in the report's own words, from the verb on; None where it doesn't lead, or is denied."""
    denied = statement.negated != (statement.cue in sources.words.table["doubting"])
    if statement.quotation == "direct" or denied:
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
    return f"… {' '.join(text[start:last].split())}"


def joined(statement: Statement, sources: Sources) -> str:
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


def _is_described(same: Sequence[Statement], sources: Sources) -> bool:
    return all(name not in ("", UNNAMED) for name in (sources.speaker(s) for s in same))


def _liveliest(distinct: Sequence[list[Statement]], sources: Sources) -> list[list[Statement]]:
    """Choose what to show, the speaker's own words before reported ones and what more origins tell, by time."""

    def weight(at: int) -> tuple[bool, bool, bool, int]:
        first = distinct[at][0]
        halting = len(_words(first)) < limits().few_words["said"] or _is_broken(first, sources)
        return halting, first.nested_in is not None, first.quotation == "indirect", -sources.origins(distinct[at])

    ranked = sorted(range(len(distinct)), key=weight)
    return [distinct[i] for i in sorted(ranked[: limits().sections["quotes"]])]


def _is_broken(statement: Statement, sources: Sources) -> bool:
    """Whether reported speech comes in pieces, or begins with a word that hangs on what stands before it."""
    begins = statement.content[0].text.split(" ", 1)[0].casefold() if statement.content else ""
    hangs = begins in sources.words.table["hangs_on"]
    return statement.quotation == "indirect" and (len(statement.content) > 1 or hangs)


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
