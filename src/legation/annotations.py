"""What the steps tell one another about a text while they read it. Nothing here is stored.

All offsets are absolute: they count code points in the document's stored text. `Token.i` and `Token.head` are
positions inside one sentence.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["headline", "lead", "bullet", "paragraph", "heading", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that a reader sees as one: a headline, a bullet, a paragraph.

    `furniture` (bylines, "ABSTRACT.", an agency's credit) is no prose and is never coded.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Wording:
    """The document's text with what is in capitals throughout in sentence case, of the same length.

    Steps read words and names in it; offsets and evidence are those of the stored text.
    """

    text: str


@dataclass(slots=True)
class Token:
    """One word as the parser sees it. `text` is what stands in the document, or in its wording (not truecased)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: str = ""
    ent: str = ""
    ent_start: bool = False
    # The word in lower case; every word is asked for it many times.
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Fold the case once."""
        self.lower = self.text.lower()

    def says(self, text: str) -> None:
        """Take the words that stand in the document for those that the parser saw."""
        self.text, self.lower = text, text.lower()


@dataclass(slots=True)
class Sentence:
    """A parsed sentence. `index` counts sentences of the document from 0."""

    index: int
    start: int
    end: int
    block: Block
    tokens: tuple[Token, ...]
    _children: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    _below: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)
    # The branches of the tokens with others below them, as far as they were asked for.
    _branches: dict[int, Sequence[int]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the children of every token once."""
        rows: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                rows[token.head].append(token.i)
        self._children = tuple(tuple(row) for row in rows)
        self._below = tuple([tuple([self.tokens[i] for i in row]) for row in rows])
        self._starts = [token.start for token in self.tokens]

    @property
    def root(self) -> Token:
        """The head of the sentence."""
        return next((t for t in self.tokens if t.head == t.i), self.tokens[0])

    def head(self, token: Token) -> Token:
        """The token that `token` depends on (itself at the root)."""
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """The direct dependents of `token` in text order, all or those whose `dep` is named."""
        found = self._below[token.i]
        return tuple([t for t in found if t.dep in deps]) if deps and found else found

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependent of `token` whose `dep` is named."""
        for found in self._below[token.i]:  # most words have no such dependent: asked for a hundred times a sentence
            if not deps or found.dep in deps:
                return found
        return None

    def subtree(self, token: Token, *, without: Iterable[str] = ()) -> list[Token]:
        """`token` and all below it in text order, leaving out branches whose `dep` is in `without`."""
        if not self._children[token.i]:
            return [self.tokens[token.i]]
        places = self._walked(token.i, frozenset(without)) if without else self.branch(token)
        if isinstance(places, range):
            return list(self.tokens[places.start : places.stop])
        return [self.tokens[i] for i in places]

    def branch(self, token: Token) -> Sequence[int]:
        """The places of `token` and of all below it, in text order; a range where no other word lies between."""
        if not self._children[token.i]:
            return range(token.i, token.i + 1)
        if token.i not in self._branches:
            self._branches[token.i] = _stretch(self._walked(token.i, frozenset()))
        return self._branches[token.i]

    def inside(self, extents: Iterable[tuple[int, int]]) -> list[Token]:
        """The tokens that begin in one of some stretches of the document, in text order."""
        starts, at = self._starts, bisect.bisect_left
        stretches = [(at(starts, start), at(starts, end)) for start, end in extents]
        if len(stretches) == 1:  # mostly it is one
            return list(self.tokens[slice(*stretches[0])])
        return [self.tokens[i] for i in sorted({i for stretch in stretches for i in range(*stretch)})]

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie whole in a stretch of the document."""
        first, last = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        while first < last and self.tokens[last - 1].end > end:
            last -= 1
        return self.tokens[first:last]

    def covered(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that share characters with a stretch of the document."""
        first, last = bisect.bisect_right(self._starts, start), bisect.bisect_left(self._starts, end)
        while first > 0 and self.tokens[first - 1].end > start:
            first -= 1
        return self.tokens[first:last]

    def _walked(self, top: int, skip: frozenset[str]) -> list[int]:
        """The places of a token and of all below it, in text order."""
        todo, found = [top], []
        while todo:
            here = todo.pop()
            found.append(here)
            below = self._children[here]
            todo.extend([i for i in below if self.tokens[i].dep not in skip] if skip else below)
        return sorted(found)

    def span(self, token: Token, *, without: Iterable[str] = ()) -> tuple[int, int]:
        """Document offsets that the subtree of `token` covers, punctuation at its ends left out."""
        tokens = self.subtree(token, without=without)
        while len(tokens) > 1 and tokens[-1].dep == "punct" and tokens[-1] is not token:
            tokens.pop()
        while len(tokens) > 1 and tokens[0].dep == "punct" and tokens[0] is not token:
            tokens.pop(0)
        return tokens[0].start, tokens[-1].end

    def conjuncts(self, token: Token) -> tuple[Token, ...]:
        """`token` and what is coordinated with it, to the right, in text order.

        A person in apposition to a person is a member of a list that the parser misread ("A, B, and C").
        """
        found, todo = [token], self._coordinated(token)
        if not todo:
            return (token,)
        while todo:
            here = todo.pop(0)
            found.append(here)
            todo.extend(self._coordinated(here))
        return tuple(sorted(found, key=lambda t: t.i))

    def begins_list(self, token: Token) -> bool:
        """True when something is coordinated with `token`, to the right."""
        return bool(self._coordinated(token))

    def _coordinated(self, token: Token) -> list[Token]:
        below = self._below[token.i]
        found = [t for t in below if t.dep == "conj"]
        if token.ent == "PERSON":
            found += [t for t in below if t.dep == "appos" and t.ent == "PERSON"]
        return found

    def top(self, start: int, end: int) -> Token | None:
        """The word that the others of a stretch hang on.

        Behind a preposition without an object it is that one: parsers take "On Friday union leaders met" for leaders
        of Friday.
        """
        tokens = self.covered(start, end)
        if not tokens:
            return None
        before = self.tokens[tokens[0].i - 1] if tokens[0].i else None
        led = before is not None and before.dep in ("prep", "mark") and before.lower in ("on", "in")
        if before is not None and led and not self._children[before.i]:
            return before
        return min(tokens, key=lambda t: sum(1 for _ in self.ancestors(t)))

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The heads above `token`, nearest first."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token


def _stretch(places: Sequence[int]) -> Sequence[int]:
    """The same places in order, as a range where there are no gaps."""
    whole = range(places[0], places[-1] + 1)
    return whole if len(whole) == len(places) else places


@dataclass(slots=True)
class Clause:
    """A verb with its logical parties: passives turned round, control, raising, relatives and shared subjects resolved.

    `subjects` and `objects` hold the heads of noun phrases, coordination already spread ("A and B" gives both).
    `preps` holds (preposition, head of its object). `lemma` includes a particle ("call on" is lemma "call" with
    preposition "on"; "rule out" is "rule out").
    """

    sentence: Sentence
    head: Token
    lemma: str
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    tense: Literal["past", "present", "future", "none"] = "none"
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    indirect: tuple[Token, ...] = ()
    preps: tuple[tuple[str, Token], ...] = ()
    complement: Token | None = None
    subject_shared: bool = False

    def prep(self, *names: str) -> tuple[Token, ...]:
        """Heads of the objects of the prepositions named."""
        return tuple(token for name, token in self.preps if name in names)


@dataclass(frozen=True, slots=True)
class Quote:
    """Text between quotation marks. `start`/`end` include the marks, `inner_*` do not.

    `scare` marks a word or phrase set in quotation marks that is no utterance of its own.
    `continued` is true when the quotation was opened in an earlier paragraph and goes on here.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    scare: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a time counts from another happening: "two days later", "the following week", "that Friday".

    It lies `least` to `most` units (hour, day, week, month, year; "weekday" is the day of that number) away, before
    (`way` -1) or after it (1); 0 is the same. A `whole` unit is one of the calendar ("the following week").
    `opens` is true where what it counts from may be told behind it: "two days after the vote".
    """

    unit: str
    least: int
    most: int
    way: int
    whole: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A time expression, and the days it names when they can be known (ISO dates, inclusive).

    One that counts from another happening has an `anchor`. `dates` is where the word begins that it is the time of,
    if that is not the one it hangs on: in "met on Friday, a day after they quarrelled" "a day after" dates the quarrel.
    """

    start: int
    end: int
    sentence: int
    first: str | None
    last: str | None
    precision: str
    future: bool = False
    anchor: Anchor | None = None
    dates: int | None = None


@dataclass(frozen=True, slots=True)
class DayTold:
    """The days at which a tale stands in a sentence that names none: those of the sentence before it."""

    sentence: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase that stands for actors: its sentence, head token, the ids it stands for, and its span.

    "the two leaders" is one Party with two ids; "the U.S. and South Korea" are two Parties.
    `about_place` is true where a country's or city's name is used as a mere place ("in Washington"); the kind
    "venue" is that of a town after which an accord or a meeting is called.
    """

    sentence: int
    head: int
    start: int
    end: int
    actors: tuple[str, ...]
    kind: str
    about_place: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue that the attribution model hears: its word, and what it says of the words of the sentence towards it.

    `acts` are the chances of "none" and of each act; `source` and `content` the chance by word; `stances` the chances
    that the speaker stands against a word, neither, for it.
    """

    word: int
    acts: Sequence[float]
    denied: float
    source: Sequence[float]
    content: Sequence[float]
    stances: Sequence[Sequence[float]]

    @property
    def chance(self) -> float:
        """How likely the word is a cue at all."""
        return 1 - self.acts[0]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the attribution model hears in one sentence: cues, and by word the chances of a cue and of a forecast.

    The lists end where the model stops reading, after a hundred words.
    """

    sentence: int
    cues: tuple[Heard, ...]
    cue_chances: Sequence[float]
    forecasts: Sequence[float]

    def at(self, word: int) -> Heard | None:
        """The cue at a word, if one is heard there."""
        return next((h for h in self.cues if h.word == word), None)


class Parties:
    """Finds the party that a word stands for. Built once a document from all `Party` annotations."""

    def __init__(self, parties: Iterable[Party]) -> None:
        """Index by sentence and head token, and by place."""
        self._by_head = {(p.sentence, p.head): p for p in parties}
        self._in_order = sorted(self._by_head.values(), key=lambda p: (p.start, -p.end))
        self._starts = [p.start for p in self._in_order]

    def at(self, sentence: Sentence, token: Token) -> Party | None:
        """The party whose noun phrase `token` heads, mere places left out."""
        party = self._by_head.get((sentence.index, token.i))
        return None if party is None or party.about_place else party

    def place_at(self, sentence: Sentence, token: Token) -> Party | None:
        """The same, mere places included."""
        return self._by_head.get((sentence.index, token.i))

    def actors(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The actors that act where `token` is a party: its own, or its owner's ("Beijing's silence" is Beijing's)."""
        if party := self.at(sentence, token):
            return party.actors
        owner = sentence.child(token, "poss")
        return () if owner is None else self.actors(sentence, owner)

    def within(self, start: int, end: int) -> tuple[Party, ...]:
        """All parties that lie inside document offsets, in text order, mere places left out."""
        return tuple(p for p in self.all_within(start, end) if not p.about_place)

    def all_within(self, start: int, end: int) -> tuple[Party, ...]:
        """The same, mere places included."""
        first, last = bisect.bisect_left(self._starts, start), bisect.bisect_right(self._starts, end)
        return tuple([p for p in self._in_order[first:last] if p.end <= end])
