"""Circumstances: when and where an event took place and how many it concerns, as far as its own clause says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from legation.annotations import Clause, Party, Sentence, Token, When
from legation.coding.magnitudes import Counted, Counter
from legation.coding.places import Located, Places
from legation.coding.scene import Scene
from legation.knowledge import Knowledge
from legation.records import DateRange, Event, Magnitude, Place
from legation.step import Reading, Step, wording_of

# Branches that tell of something else than the act of their head.
_OTHER_ACTS = frozenset({"ccomp", "relcl", "parataxis", "csubj", "advcl"})
# A clause on a noun; the parser often takes it for the content of the verb.
_BELOW_NOUN = frozenset({"relcl", "ccomp"})
_BELOW_VERB = frozenset({"pcomp", "acl", "xcomp"})
# Two times so near one another are one: "two days later, on Sunday".
_BESIDE = 5
_MODIFIERS = frozenset({"poss", "compound", "nummod", "amod", "nmod"})


def circumstances(knowledge: Knowledge, table: Mapping[str, Any]) -> Step:
    """Make the step that dates, places and measures events, with the lists of `circumstances.yaml`."""
    counter, places = Counter(table), Places(knowledge, table)

    def run(reading: Reading) -> Iterator[Event]:
        teller = _Teller(reading, table, counter, places)
        for event in reading.of(Event):
            yield teller.told(event)

    types = frozenset({Event})
    needs = types | {Sentence, Clause, When, Party}
    return Step("circumstances", run, needs=needs, gives=types, replaces=types)


@dataclass(frozen=True, slots=True)
class _Act:
    """Where an event stands: its trigger, the verb of its clause, and their words."""

    sentence: Sentence
    trigger: Token
    verb: Token
    own: frozenset[int]
    clause: frozenset[int]


class _Teller:
    """Tells the circumstances of the events of one document."""

    def __init__(self, reading: Reading, table: Mapping[str, Any], counter: Counter, places: Places) -> None:
        self._scene = Scene(reading)
        self._stored, self._text = reading.document.text, wording_of(reading)
        self._published = (reading.document.published or "")[:10] or None
        self._counter, self._places = counter, places
        self._of_words = frozenset(table["of_words"])
        self._not_when = tuple(table["not_when"])
        self._same_time = frozenset(table["same_time"])
        self._strikes = frozenset(table["strikes"])
        self._performing = frozenset(table["performing"])
        self._whens: dict[int, list[When]] = {}
        for when in reading.of(When):
            self._whens.setdefault(when.sentence, []).append(when)
        self._counts: dict[int, tuple[Counted, ...]] = {}

    def told(self, event: Event) -> Event:
        """The event with its date, place and numbers; its id changes only if its status does."""
        act = self._act(event)
        if act is None:
            return event
        when = self._date(event, act)
        event = replace(
            event,
            date=event.date or when,
            place=event.place or self._place(event, act),
            magnitude=event.magnitude or self._magnitude(event, act),
        )
        if event.status == "actual" and event.date and self._is_history(event.date):
            return replace(event, status="historical", id="")
        return event

    def _act(self, event: Event) -> _Act | None:
        span = next((e for e in event.evidence if e.role == "trigger"), None)
        sentence = self._scene.sentence_at(span.start) if span else None
        if span is None or sentence is None:
            return None
        inside = [t for t in sentence.tokens if span.start <= t.start < span.end]
        if not inside:
            return None
        trigger = min(inside, key=lambda t: sum(1 for _ in sentence.ancestors(t)))
        verb = trigger
        while self._scene.clause(sentence, verb) is None and verb.head != verb.i:
            verb = sentence.head(verb)
        own = frozenset(_words(sentence, trigger))
        clause = self._scope(sentence, verb) | own if self._shares_clause(sentence, trigger, verb) else own
        return _Act(sentence, trigger, verb, own, clause)

    def _shares_clause(self, sentence: Sentence, trigger: Token, verb: Token) -> bool:
        """True unless the act is a noun that the clause only speaks of: "regretted the strike on Friday"."""
        if trigger is verb or (trigger.dep in ("nsubj", "nsubjpass") and verb.pos == "VERB"):
            return True
        return trigger.dep in ("dobj", "conj") and verb.lemma.lower() in self._performing

    def _scope(self, sentence: Sentence, verb: Token) -> frozenset[int]:
        """The words of a clause: what hangs on its verb, participles behind it included, other acts left out."""
        found = _words(sentence, verb, without=_BELOW_VERB)
        for below in sentence.children(verb, "advcl"):
            if below.tag == "VBG" and not sentence.children(below, "nsubj", "mark"):
                for act in sentence.conjuncts(below):
                    found |= _words(sentence, act)
        return frozenset(found)

    # --- dates ---

    def _date(self, event: Event, act: _Act) -> DateRange | None:
        fits = [w for w in self._whens.get(act.sentence.index, ()) if self._may_date(event, w, act.sentence)]
        ranked = [(self._rank(act, w), w) for w in fits]
        near = [(rank, abs(w.start - act.trigger.start), w) for rank, w in ranked if rank is not None]
        if not near:
            return self._label(act)
        best = min(near, key=lambda entry: entry[:2])
        if best[2].first is None:  # "two days later, on Sunday,"
            beside = (e for e in near if e[2].first and _gap(e[2], best[2]) <= _BESIDE)
            best = min(beside, key=lambda entry: entry[:2], default=best)
        if best[2].first is None or best[2].last is None:
            return None
        return DateRange(start=best[2].first, end=best[2].last, precision=best[2].precision)  # type: ignore[arg-type]

    def _label(self, act: _Act) -> DateRange | None:
        """The day that heads an entry of a timeline: "10 May: two air bases are bombed"."""
        labels = [
            w
            for w in self._whens.get(act.sentence.index, ())
            if w.end <= act.trigger.start and self._text[w.end : w.end + 1] == ":" and w.first and w.last
        ]
        last = max(labels, key=lambda w: w.end, default=None)
        if last is None or last.first is None or last.last is None:
            return None
        # Timelines tell the past in the present, where a bare day looks like one to come.
        first, end = self._no_later(last.first), self._no_later(last.last)
        return DateRange(start=first, end=end, precision=last.precision)  # type: ignore[arg-type]

    def _no_later(self, day: str) -> str:
        """The same day of the last year in which it is not after the day of publication."""
        late = self._published is not None and day > self._published
        return f"{int(day[:4]) - 1:04}{day[4:]}" if late and not day.endswith("02-29") else day

    def _may_date(self, event: Event, when: When, sentence: Sentence) -> bool:
        before = self._text[sentence.start : when.start].lower().rstrip()
        if before.endswith(tuple(f" {w}" for w in self._not_when)) or before in self._not_when:
            return False
        if event.status == "future":
            return when.future or when.precision in ("year", "month", "week", "range")
        return not (when.future and event.status in ("actual", "historical", "negated"))

    def _rank(self, act: _Act, when: When) -> int | None:
        """How near a time stands to an act: 0 its own words, 1 its clause, 2 a clause whose time it shares."""
        s = act.sentence
        tokens = [t for t in s.tokens if when.start <= t.start < when.end]
        if not tokens:
            return None
        head = min(tokens, key=lambda t: sum(1 for _ in s.ancestors(t)))
        if head.i in act.own and self._dates_directly(s, head, act):
            return 0
        if head.i in act.clause:
            return 1 if not self._belongs_to_noun(s, head, act) else None
        if act.trigger is not act.verb and act.clause == act.own:
            return None
        if not when.future and self._dated_verb(s, head) is act.verb:
            return 2
        for shared in self._sharing(s, act.verb):
            if head.i in self._scope(s, shared) and not self._belongs_to_noun(s, head, act):
                return 2
        return None

    @staticmethod
    def _dated_verb(s: Sentence, head: Token) -> Token | None:
        """The verb that a past time belongs to; none in the present: "hit the part that it controls on Wednesday"."""
        for above in s.ancestors(head):
            if above.pos in ("VERB", "AUX") and not (above.dep in _BELOW_NOUN and above.tag in ("VBZ", "VBP")):
                return above
        return None

    def _dates_directly(self, s: Sentence, head: Token, act: _Act) -> bool:
        """False where another verb or a noun's owner stands between: "talks with the force sent in May"."""
        if self._belongs_to_noun(s, head, act):
            return False
        for above in s.ancestors(head):
            if above is act.trigger:
                return True
            if above.pos == "VERB" or (above.pos == "NOUN" and head.dep in _MODIFIERS):
                return False
        return head is act.trigger

    def _belongs_to_noun(self, s: Sentence, head: Token, act: _Act) -> bool:
        """True for "Tuesday's vote", "the 2015 deal", "the raid of May 3": the day of another thing than the act."""
        top = s.head(head) if head.dep in ("pobj", "npadvmod") else head
        above = s.head(top)
        if head.dep in _MODIFIERS:
            return s.head(head) is not act.trigger
        if above.pos not in ("NOUN", "PROPN"):
            return False
        return top.dep == "prep" and top.lower in ("of", "from", "since") and above is not act.trigger

    def _sharing(self, s: Sentence, verb: Token) -> Iterator[Token]:
        """The verbs above whose time is also that of `verb`: coordination, participles, "began to"."""
        here = verb
        for above in s.ancestors(verb):
            clause = self._scene.clause(s, above)
            if clause is None and above.pos not in ("ADP", "SCONJ"):
                return
            shares = (
                (here.dep == "conj" and not s.children(here, "nsubj", "nsubjpass"))
                or (here.dep == "advcl" and here.tag == "VBG" and not s.children(here, "mark"))
                or (here.dep in ("xcomp", "ccomp") and above.lemma.lower() in self._same_time)
                or (here.dep in ("pcomp", "prep") and here.tag != "VBD")
            )
            if not shares:
                return
            if clause is not None:
                yield above
            here = above

    def _is_history(self, when: DateRange) -> bool:
        if self._published is None:
            return False
        try:
            day = date.fromisoformat(self._published)
        except ValueError:
            return False
        return when.end <= f"{day.year - 1:04}{day.isoformat()[4:]}"

    # --- places ---

    def _place(self, event: Event, act: _Act) -> Place | None:
        s, words = act.sentence, event.type in self._of_words
        found: list[tuple[int, int, int, Located]] = []
        for token in s.tokens:
            if (
                token.pos not in ("ADP", "SCONJ")
                or token.dep not in ("prep", "dative", "advmod")
                or token.i not in act.clause
            ):
                continue
            on_verb = s.head(token) in (act.verb, act.trigger)
            if (words and not on_verb) or (not on_verb and self._of_subject(s, token, act)):
                continue
            for located in self._places.behind(
                self._text, s, token, None if event.type in self._strikes else self._scene.parties
            ):
                if words and located.size >= 2:
                    continue
                found.append((0 if token.i in act.own else 1, located.size, token.i, located))
        if not words:
            found.extend((1, where.size, where.at.i, where) for where in self._places.reached(self._text, s, act.verb))
        return min(found, key=lambda entry: (entry[1] >= 4, entry[0], entry[1], entry[2]))[3].place if found else None

    def _of_subject(self, s: Sentence, prep: Token, act: _Act) -> bool:
        """True for a place that tells who somebody is: "a professor at a university in China"."""
        for above in (prep, *s.ancestors(prep)):
            if above is act.verb or above is act.trigger:
                return False
            if above.dep == "nsubj":
                return True
        return False

    # --- numbers ---

    def _magnitude(self, event: Event, act: _Act) -> tuple[Magnitude, ...]:
        spoken = event.type in self._of_words
        scope = self._asked_for(act) if spoken else act.clause | self._further(act)
        found = [c for c in self._counted(act.sentence) if c.token.i in scope]
        return tuple(dict.fromkeys(c.magnitude for c in self._largest(found)))

    def _asked_for(self, act: _Act) -> set[int]:
        """What a deed of words is about counts only as its own object: "asked for $2 billion"."""
        s = act.sentence
        heads = [
            *s.children(act.verb, "dobj"),
            *(o for p in s.children(act.verb, "prep") for o in s.children(p, "pobj")),
        ]
        members = [m for head in heads for m in s.conjuncts(head)]
        return {t.i for m in members for t in (m, *s.children(m, "nummod", "quantmod", "compound"))}

    def _further(self, act: _Act) -> set[int]:
        """Numbers also hang on relatives and participles of the act's noun: "an attack that killed 12"."""
        s = act.sentence
        found: set[int] = set()
        if act.trigger.pos == "NOUN":
            for below in s.children(act.trigger, "relcl", "acl"):
                found |= _words(s, below)
        for below in s.children(act.verb, "conj"):
            if below.tag in ("VBD", "VBG", "VBN") and not s.children(below, "nsubj") and self._is_fate(act, below):
                found |= _words(s, below)
        return found

    def _is_fate(self, act: _Act, verb: Token) -> bool:
        """True for "killed 12 and wounded 30": the second number measures the same act."""
        units = {c.magnitude.unit for c in self._counted(act.sentence) if act.sentence.head(c.token) is verb}
        return bool(units & {"dead", "injured", "arrested", "displaced"})

    def _largest(self, found: Iterable[Counted]) -> Iterator[Counted]:
        """Numbers that lie inside another one's words are part of it."""
        kept = tuple(found)
        for one in kept:
            if not any(o is not one and o.start <= one.start and one.end <= o.end for o in kept):
                yield one

    def _counted(self, sentence: Sentence) -> tuple[Counted, ...]:
        if sentence.index not in self._counts:
            taken = [(w.start, w.end) for w in self._whens.get(sentence.index, ())]
            self._counts[sentence.index] = tuple(self._counter.counted(self._stored, sentence, taken))
        return self._counts[sentence.index]


def _gap(one: When, other: When) -> int:
    return max(one.start - other.end, other.start - one.end)


def _words(sentence: Sentence, head: Token, *, without: frozenset[str] = frozenset()) -> set[int]:
    """The words of one act: what hangs on `head`, coordinated verbs and branches that tell of other acts left out."""
    skip, todo, found = _OTHER_ACTS | without, [head], set()
    while todo:
        here = todo.pop()
        found.add(here.i)
        below = (t for t in sentence.children(here) if t.dep not in skip)
        todo.extend(t for t in below if t.dep != "conj" or t.pos not in ("VERB", "AUX"))
    return found
