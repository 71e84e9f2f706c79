"""Breaking: what an article says is at an end with a statement, a silence or a doubt, beside it or next to it."""

from legation.link.board import ANSWER, SILENCE, Rules
from legation.link.passages import sentence
from legation.records import Statement

_PRONOUNS = frozenset({"It", "He", "She", "They"})


def breaks(statement: Statement, text: str, rules: Rules) -> str:
    """What an article says is at an end with a statement, silence or doubt, in its words or right behind them."""
    places = [(span.start, span.end) for span in statement.content]
    places += [(each.start, each.end) for each in statement.evidence]
    if not places:
        return ""
    first, last = sentence(text, min(start for start, _ in places), max(end for _, end in places))
    said = " ".join(" ".join(span.text for span in statement.content).split())
    if found := rules.breaking.search(said):
        return found.groupdict()["what"].casefold()
    behind = text[last : sentence(text, last + 1, last + 1)[1]] if last + 1 < len(text) else ""
    own = text[first:last]
    spoken = rules.behind.match(behind) and rules.first_time.search(behind)
    if spoken or rules.silent_before.search(own) or _is_broken(statement, text, (first, last), rules):
        return SILENCE
    came = rules.first_word.search(own) or (rules.answered.search(own) and not rules.nobody.search(own))
    return ANSWER if came or (rules.behind.match(behind) and rules.first_word.search(behind)) else ""


def _is_broken(statement: Statement, text: str, within: tuple[int, int], rules: Rules) -> bool:
    """Whether the text tells that the speaker broke his silence: beside what he says, or in the sentence before.

    "Peru broke its silence on Friday and called for talks", "breaking its silence, Peru called for talks", "Peru broke
    its silence on Friday. The ministry called for talks".
    """
    first, last = within
    said = [(span.start, span.end) for span in statement.content]
    source = min((each.start for each in statement.evidence if each.role == "source"), default=first)
    for match in rules.broken.finditer(text, first, last):
        inside = any(start < match.end() and match.start() < end for start, end in said)
        # Before a finite verb stands whose silence it was; a participle may open the sentence.
        if not inside and (source < match.start() or match["opening"]):
            return True
    before = sentence(text, max(0, first - 2), max(0, first - 2))
    told = rules.broken.search(text, *before)
    if not told or before[1] > first:
        return False
    # Whoever is named anew is another, unless he is named there too: "Peru broke its silence. Chile called for talks."
    name = statement.speaker.as_written
    is_state = statement.speaker.actor is not None and statement.speaker.actor == statement.speaker.country
    return not is_state or not name[:1].isupper() or name in text[before[0] : told.start()] or name in _PRONOUNS
