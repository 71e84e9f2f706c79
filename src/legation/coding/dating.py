"""Dating: the day of an event, from the times that stand beside it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from legation.annotations import DayTold, Sentence, Token, When
from legation.coding.deeds import Act, scope
from legation.coding.labels import Labels
from legation.coding.scene import Scene
from legation.records import DateRange, Event
from legation.step import Reading, wording_of

# A clause on a noun; the parser often takes it for the content of the verb.
_BELOW_NOUN = frozenset({"relcl", "ccomp"})
# Clauses that say who or what somebody is, and times too long for the day of any news.
_DESCRIBING = frozenset({"acl", "relcl"})
_LONG = frozenset({"year", "range"})
# Two times so near one another are one: "two days later, on Sunday".
_BESIDE = 5
_PARTS = frozenset({"compound", "nmod", "amod", "npadvmod"})
_MODIFIERS = frozenset({"poss", "compound", "nummod", "amod", "nmod"})


class Dating:
    """Dates the events of one document, with the lists of `circumstances.yaml`."""

    def __init__(self, reading: Reading, scene: Scene, table: Mapping[str, Any]) -> None:
        """Take the times of the reading."""
        self._scene = scene
        self._text = wording_of(reading)
        self._published = (reading.document.published or "")[:10] or None
        self._not_when = tuple(table["not_when"])
        self._same_time = frozenset(table["same_time"])
        self._terms = frozenset(table["terms"])
        self._meantime = frozenset(table["meantime"])
        self._going_on = frozenset(table["going_on"])
        self._labels = Labels(scene.sentences, reading.of(When), self._text)
        self._standings = {standing.sentence: standing for standing in reading.of(DayTold)}
        self._whens: dict[int, list[When]] = {}
        for when in reading.of(When):
            self._whens.setdefault(when.sentence, []).append(when)

    def date(self, event: Event, act: Act) -> DateRange | None:
        """The day of an event, as far as its sentence tells it."""
        fits = [w for w in self._whens.get(act.sentence.index, ()) if self._may_date(event, w, act.sentence)]
        ranked = [(self._rank(act, w), w) for w in fits]
        near = [(rank, abs(w.start - act.trigger.start), w) for rank, w in ranked if rank is not None]
        if not near:
            return self._label(act) or self._continued(event, act)
        best = min(near, key=lambda entry: entry[:2])
        label = self._labels.heading(act.trigger.start) if best[0] > 0 or best[2].first is None else None
        ahead = label is not None and self._heads(label, act.sentence) and label.end < best[2].start
        if ahead and (labelled := self._label(act)) is not None:
            return labelled  # "25 May: he calls on A, and the day after on B"
        if best[2].first is None:  # "two days later, on Sunday,"
            beside = (e for e in near if e[2].first and _gap(e[2], best[2]) <= _BESIDE)
            best = min(beside, key=lambda entry: entry[:2], default=best)
        if best[2].first is None or best[2].last is None:
            return None
        return DateRange(start=best[2].first, end=best[2].last, precision=best[2].precision)  # type: ignore[arg-type]

    def _heads(self, label: When, sentence: Sentence) -> bool:
        """Whether no words stand between a label and a sentence, which the parser may begin behind it."""
        return not any(map(str.isalnum, self._text[label.end : sentence.start]))

    def _label(self, act: Act) -> DateRange | None:
        """The day that heads an entry of a timeline: "10 May: two air bases are bombed"."""
        last = self._labels.heading(act.trigger.start)
        if last is None or last.first is None or last.last is None or _is_perfect(act):
            return None
        # Timelines tell the past in the present, where a bare day looks like one to come.
        first, end = self._no_later(last.first), self._no_later(last.last)
        return DateRange(start=first, end=end, precision=last.precision)  # type: ignore[arg-type]

    def _continued(self, event: Event, act: Act) -> DateRange | None:
        """The day of the sentence before, where this one goes on with what it told: "It also closed the border"."""
        standing, s, verb = self._standings.get(act.sentence.index), act.sentence, act.verb
        if standing is None or event.status != "actual" or _is_perfect(act):
            return None
        first = verb
        while first.dep == "conj":
            first = s.head(first)
        subject = s.child(first, "nsubj", "nsubjpass")
        goes_on = subject is not None and (subject.lower in self._going_on)
        past = any(t.tag == "VBD" for t in (verb, *s.children(verb, "auxpass")))
        if first.dep != "ROOT" or not past or not goes_on or act.trigger.i not in act.clause:
            return None
        precision = "day" if standing.first == standing.last else "range"
        return DateRange(start=standing.first, end=standing.last, precision=precision)  # type: ignore[arg-type]

    def _no_later(self, day: str) -> str:
        """The same day of the last year in which it is not after the day of publication."""
        late = self._published is not None and day > self._published
        return f"{int(day[:4]) - 1:04}{day[4:]}" if late and not day.endswith("02-29") else day

    def _may_date(self, event: Event, when: When, sentence: Sentence) -> bool:
        before = self._text[sentence.start : when.start].lower().rstrip()
        if before.endswith(tuple(f" {w}" for w in self._not_when)) or before in self._not_when:
            return False
        if when.precision == "day" and before.rpartition(" ")[2] in self._terms:
            return False
        if event.status == "future":
            return when.future or when.precision in ("year", "month", "week", "range")
        return not (when.future and event.status in ("actual", "historical", "negated"))

    def _rank(self, act: Act, when: When) -> int | None:
        """How near a time stands to an act: 0 its own words, 1 its clause, 2 a clause whose time it shares."""
        s = act.sentence
        head = s.top(when.start, when.end)
        if head is None:
            return None
        if when.dates is not None:
            return self._rank_told(act, when.dates)
        if act.spoken and self._is_asked(act):
            return self._rank_above(act, when, head)  # what it asks for has a day of its own
        if head.i in act.own and self._dates_directly(s, head, act):
            return 0
        if head.i in act.clause:
            return 1 if not (self._belongs_to_noun(s, head, act) or self._is_of_below(s, head, act, when)) else None
        if act.trigger is not act.verb and act.clause == act.own:
            return None
        if not when.future and self._dated_verb(s, head) is act.verb:
            return 2
        if self._tells_when(s, act, when):
            return 2
        return self._rank_above(act, when, head)

    def _rank_above(self, act: Act, when: When, head: Token) -> int | None:
        """The rank of a time that stands in a clause whose time the act shares."""
        s = act.sentence
        for shared in self._sharing(act):
            if head.i in scope(s, shared) and not self._belongs_to_noun(s, head, act):
                return 2
            if not when.future and self._dated_verb(s, head) is shared:
                return 2
        return None

    def _is_asked(self, act: Act) -> bool:
        """Whether the word of an act of speech stands in what was said, as a thing to come."""
        verb, s = act.verb, act.sentence
        above = s.head(verb).lemma.lower()
        return verb.dep in ("ccomp", "xcomp") and above not in self._same_time and _is_to_come(s, verb)

    def _rank_told(self, act: Act, start: int) -> int | None:
        """The rank of a time that is known to date the word which begins there."""
        if start == _whole(act).start or (start == act.verb.start and act.trigger.dep == "dobj"):
            return 0
        return 2 if any(shared.start == start for shared in self._sharing(act)) else None

    def _tells_when(self, s: Sentence, act: Act, when: When) -> bool:
        """True for an act in a clause on the day itself: "on Friday, when the council met and leaders appealed"."""
        first = act.verb
        while first.dep == "conj":
            first = s.head(first)
        on = s.head(first)
        led = any(t.lower == "when" for t in s.children(first, "advmod", "mark"))
        return led and first.dep in ("relcl", "advcl", "acl") and when.start <= on.start < when.end

    @staticmethod
    def _dated_verb(s: Sentence, head: Token) -> Token | None:
        """The verb that a past time belongs to; none in the present: "hit the part that it controls on Wednesday".

        It is none of what somebody is yet to do: "gave them a week to leave on Sunday".
        """
        for above in s.ancestors(head):
            if any(t.tag == "TO" for t in s.children(above, "aux")):
                continue
            lasting = above.dep in _BELOW_NOUN and above.tag in ("VBZ", "VBP") and not _is_enclosed(s, above, head)
            if above.pos in ("VERB", "AUX") and not lasting:
                return above
        return None

    def _dates_directly(self, s: Sentence, head: Token, act: Act) -> bool:
        """False where another verb or a noun's owner stands between: "talks with the force sent in May"."""
        if self._belongs_to_noun(s, head, act):
            return False
        for above in s.ancestors(head):
            if above is act.trigger:
                return True
            if above.pos == "VERB" or (above.pos == "NOUN" and head.dep in _MODIFIERS):
                return False
        return head is act.trigger

    def _belongs_to_noun(self, s: Sentence, head: Token, act: Act) -> bool:
        """True for "Tuesday's vote", "the 2015 deal", "the raid of May 3": the day of another thing than the act."""
        top = s.head(head) if head.dep in ("pobj", "npadvmod") else head
        above = s.head(top)
        if head.dep in _MODIFIERS:
            return s.head(head) is not act.trigger
        if above.pos not in ("NOUN", "PROPN"):
            return False
        if head.dep == "npadvmod" and top.dep == "appos" and top.pos == "NOUN":
            return True  # "the council's chairman this month"
        return top.dep == "prep" and top.lower in ("of", "from", "since") and above is not act.trigger

    def _is_of_below(self, s: Sentence, head: Token, act: Act, when: When) -> bool:
        """True for the year of a deed that says who somebody is: "relatives of men shot in 1978 met the president"."""
        dated = self._dated_verb(s, head)
        if dated is None or dated is act.verb or dated.dep not in _DESCRIBING:
            return False
        apart = s.tokens[s.subtree(dated)[0].i - 1].text == ","  # "leaders, gathered in Oslo on Friday, urged"
        if when.precision not in _LONG and (apart or not _is_enclosed(s, dated, head)):
            return False  # a parser hangs it so: "struck a post held by rebels on Friday"
        return dated.tag in ("VBN", "VBD") and dated is not act.trigger

    def _sharing(self, act: Act) -> Iterator[Token]:
        """The verbs above whose time is also that of an act: coordination, participles, "began to", "when they met"."""
        s = act.sentence
        here = act.verb
        for above in s.ancestors(act.verb):
            clause = self._scene.clause(s, above)
            if clause is None and above.pos not in ("ADP", "SCONJ"):
                return
            shares = (
                (here.dep == "conj" and not s.children(here, "nsubj", "nsubjpass"))
                or (here.dep == "advcl" and here.tag == "VBG" and not s.children(here, "mark"))
                or (here.dep in ("xcomp", "ccomp") and above.lemma.lower() in self._same_time)
                or (here.dep in ("pcomp", "prep") and here.tag != "VBD")
                or (act.spoken and here.dep in ("ccomp", "xcomp") and _is_to_come(s, here))
                or (here.dep == "ccomp" and _is_going_on(s, here))
                or (here.dep == "advcl" and act.trigger is act.verb and self._meanwhile(s, here))
            )
            if not shares:
                return
            if clause is not None:
                yield above
            here = above

    def _meanwhile(self, s: Sentence, verb: Token) -> bool:
        """True for a clause of the past that tells what took place at the same time: "as the ships met"."""
        past = any(t.tag == "VBD" for t in (verb, *s.children(verb, "aux", "auxpass")))
        perfect = any(t.lemma == "have" for t in s.children(verb, "aux"))
        return past and not perfect and any(t.lower in self._meantime for t in s.children(verb, "mark", "advmod"))

    def is_history(self, when: DateRange) -> bool:
        """Whether it lies a year and more before publication."""
        if self._published is None:
            return False
        try:
            day = date.fromisoformat(self._published)
        except ValueError:
            return False
        return when.end <= f"{day.year - 1:04}{day.isoformat()[4:]}"


def _is_enclosed(s: Sentence, below: Token, head: Token) -> bool:
    """True for a time in a clause on the subject of a verb still to come: "X, which leads it this year, urged"."""
    noun = s.head(below)
    verb = next((t for t in s.ancestors(noun) if t.pos in ("VERB", "AUX")), None)
    return verb is not None and below.i < head.i < verb.i


def _whole(act: Act) -> Token:
    """The word that tells an act, of one in two parts the last: "the cease-fire"."""
    head = act.sentence.head(act.trigger)
    return head if act.trigger.dep in _PARTS and head.start == act.trigger.end + 1 else act.trigger


def _is_perfect(act: Act) -> bool:
    """Whether it is told in a perfect, of whatever time: "has closed the border", "had closed it"."""
    return any(t.lemma == "have" for t in act.sentence.children(act.verb, "aux"))


def _is_to_come(s: Sentence, verb: Token) -> bool:
    """Whether what a deed of words is about lies ahead of it: "told them to leave", "said that it would retaliate"."""
    return any(t.tag in ("MD", "TO") for t in s.children(verb, "aux"))


def _is_going_on(s: Sentence, verb: Token) -> bool:
    """Whether a clause of the past tells what was under way: "said that it was sending ships"."""
    return verb.tag == "VBG" and any(t.tag == "VBD" for t in s.children(verb, "aux"))


def _gap(one: When, other: When) -> int:
    return max(one.start - other.end, other.start - one.end)
