"""Circumstances: when and where an event took place and how many it concerns, as far as its own clause says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from legation.annotations import Clause, DayTold, Party, Sentence, Token, When
from legation.coding.dating import Dating
from legation.coding.deeds import Act, Deeds, words
from legation.coding.magnitudes import Counted, Counter
from legation.coding.places import Located, Places
from legation.coding.scene import Scene
from legation.knowledge import Knowledge
from legation.records import Event, Magnitude, Place
from legation.step import Reading, Step, wording_of


def circumstances(knowledge: Knowledge, table: Mapping[str, Any]) -> Step:
    """Make the step that dates, places and measures events, with the lists of `circumstances.yaml`."""
    counter, places = Counter(table), Places(knowledge, table)

    def run(reading: Reading) -> Iterator[Event]:
        teller = _Teller(reading, table, counter, places)
        for event in reading.of(Event):
            yield teller.told(event)

    types = frozenset({Event})
    needs = types | {Sentence, Clause, When, DayTold, Party}
    return Step("circumstances", run, needs=needs, gives=types, replaces=types)


class _Teller:
    """Tells the circumstances of the events of one document."""

    def __init__(self, reading: Reading, table: Mapping[str, Any], counter: Counter, places: Places) -> None:
        self._scene = Scene(reading)
        self._stored, self._text = reading.document.text, wording_of(reading)
        self._counter, self._places = counter, places
        self._strikes = frozenset(table["strikes"])
        self._other_times = frozenset(table["other_times"])
        self._deeds, self._dating = Deeds(self._scene, table), Dating(reading, self._scene, table)
        self._whens: dict[int, list[When]] = {}
        for when in reading.of(When):
            self._whens.setdefault(when.sentence, []).append(when)
        self._counts: dict[int, tuple[Counted, ...]] = {}

    def told(self, event: Event) -> Event:
        """The event with its date, place and numbers; its id changes only if its status does."""
        act = self._deeds.of(event)
        if act is None:
            return event
        when = self._dating.date(event, act)
        event = replace(
            event,
            date=event.date or when,
            place=event.place or self._place(event, act),
            magnitude=event.magnitude or self._magnitude(event, act),
        )
        if event.status == "actual" and event.date and self._dating.is_history(event.date):
            return replace(event, status="historical", id="")
        return event

    # --- places ---

    def _place(self, event: Event, act: Act) -> Place | None:
        s, spoken = act.sentence, act.spoken
        found: list[tuple[int, int, int, Located]] = []
        for token in s.tokens:
            if (
                token.pos not in ("ADP", "SCONJ")
                or token.dep not in ("prep", "dative", "advmod")
                or token.i not in act.clause
            ):
                continue
            on_verb = s.head(token) in (act.verb, act.trigger)
            aside = not on_verb and (self._of_subject(s, token, act) or self._of_other_time(s, token, act))
            if (spoken and not on_verb) or aside:
                continue
            for located in self._places.behind(
                self._text, s, token, None if event.type in self._strikes else self._scene.parties
            ):
                if spoken and located.size >= 2:
                    continue
                found.append((0 if token.i in act.own else 1, located.size, token.i, located))
        if not spoken:
            found.extend((1, where.size, where.at.i, where) for where in self._places.reached(self._text, s, act.verb))
        return min(found, key=lambda entry: (entry[1] >= 4, entry[0], entry[1], entry[2]))[3].place if found else None

    def _of_subject(self, s: Sentence, prep: Token, act: Act) -> bool:
        """True for a place that tells who somebody is: "a professor at a university in China"."""
        for above in (prep, *s.ancestors(prep)):
            if above is act.verb or above is act.trigger:
                return False
            if above.dep == "nsubj":
                return True
        return False

    def _of_other_time(self, s: Sentence, prep: Token, act: Act) -> bool:
        """True for a place of what came before or after: "bombed a depot after an attack in Haifa"."""
        for above in s.ancestors(prep):
            if above is act.verb or above is act.trigger:
                return False
            if above.lower in self._other_times:
                return True
        return False

    # --- numbers ---

    def _magnitude(self, event: Event, act: Act) -> tuple[Magnitude, ...]:
        scope = self._asked_for(act) if act.spoken else act.clause | self._further(act)
        found = [c for c in self._counted(act.sentence) if c.token.i in scope]
        return tuple(dict.fromkeys(c.magnitude for c in self._largest(found)))

    def _asked_for(self, act: Act) -> set[int]:
        """What a deed of words is about counts only as its own object: "asked for $2 billion"."""
        s = act.sentence
        heads = [
            *s.children(act.verb, "dobj"),
            *(o for p in s.children(act.verb, "prep") for o in s.children(p, "pobj")),
        ]
        members = [m for head in heads for m in s.conjuncts(head)]
        return {t.i for m in members for t in (m, *s.children(m, "nummod", "quantmod", "compound"))}

    def _further(self, act: Act) -> set[int]:
        """Numbers also hang on relatives and participles of the act's noun: "an attack that killed 12"."""
        s = act.sentence
        found: set[int] = set()
        if act.trigger.pos == "NOUN":
            for below in s.children(act.trigger, "relcl", "acl"):
                found |= words(s, below)
        for below in s.children(act.verb, "conj"):
            if below.tag in ("VBD", "VBG", "VBN") and not s.children(below, "nsubj") and self._is_fate(act, below):
                found |= words(s, below)
        return found

    def _is_fate(self, act: Act, verb: Token) -> bool:
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
