"""Chains: what somebody is asked to do about a third party, and who that is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Clause, Sentence, Token
from legation.coding.roles import Role, Roles, ids
from legation.coding.status import Judge
from legation.records import Status

_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Moves:
    """The word classes of `pressure.yaml` that tell how a third party is to be moved."""

    object: frozenset[str]
    beside: Mapping[str, frozenset[str]]
    owned: frozenset[str]
    demanding: frozenset[str]
    wielding: frozenset[str]
    making_use: Mapping[str, frozenset[str]]
    drawing: frozenset[str]
    wielded: Mapping[str, str]
    means: Mapping[str, str]
    wielded_on: tuple[str, ...]
    aiming: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Moves":
        """Take the classes out of the table as loaded."""
        return cls(
            object=frozenset(table["object"]),
            beside={prep: frozenset(verbs) for prep, verbs in table["beside"].items()},
            owned=frozenset(table["owned"]),
            demanding=frozenset(table["demanding"]),
            wielding=frozenset(table["wielding"]),
            making_use={verb: frozenset(nouns) for verb, nouns in table["making_use"].items()},
            drawing=frozenset(table["drawing"]),
            wielded={**table["wielded"], **table["means"]},
            means=table["means"],
            wielded_on=tuple(table["wielded_on"]),
            aiming=frozenset(table["aiming"]),
        )


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded: its verb, whom it is to move, by what means, and what for."""

    head: Token
    targets: tuple[Role, ...]
    means: str | None
    aim: Token | None


# The word that presses, who presses, who is pressed, to do what, and how the sentence puts it.
Found = tuple[Token, tuple[Role, ...], tuple[Role, ...], Demand, str]


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain found in a sentence, before it becomes a record."""

    sentence: Sentence
    trigger: Token
    pressers: tuple[Role, ...]
    middle: tuple[Role, ...]
    targets: tuple[Role, ...]
    demand: Token
    aim: Token | None
    means: str | None
    standing: Status
    how: str

    def span(self, verb: Token, *, without: Token | None = None) -> tuple[int, int]:
        """Document offsets of what hangs on `verb`, from the verb on, up to the branch `without`."""
        s = self.sentence
        tokens = [t for t in s.subtree(verb) if t.i >= verb.i]
        if without is not None and s.head(without).dep == "advcl" and s.head(without) is not verb:
            without = s.head(without)  # ", aiming to …" goes as a whole
        if without is not None and verb.i < (first := s.subtree(without, without=("nsubj", "mark"))[0].i):
            tokens = [t for t in tokens if t.i < first] or tokens
        while len(tokens) > 1 and (tokens[-1].dep == "punct" or tokens[-1].tag == "TO"):
            tokens.pop()
        return tokens[0].start, tokens[-1].end


def demand_of(clause: Clause, moves: Moves, roles: Roles, judge: Judge) -> Demand | None:
    """What `clause`, as something demanded, is to do to a third party; looks below it when it only leads there."""
    owners = ids(r for t in clause.subjects if (r := roles.party(clause.sentence, t)))
    for here in _below(clause, judge, _DEPTH):
        targets, means = _moved(here, moves, roles)
        targets = tuple(r for r in targets if not set(r.actors) & set(owners))
        if targets:
            return Demand(clause.head, targets, means or _means(clause, moves), _aim(here, moves, judge))
    return None


def _below(clause: Clause, judge: Judge, depth: int) -> Iterator[Clause]:
    """The clause itself, then what it leads to: "do more to …", "step in to …", "play a role in …"."""
    yield clause
    if depth == 0:
        return
    s = clause.sentence
    for token in s.subtree(clause.head, without=("relcl", "ccomp")):
        above = next((a for a in s.ancestors(token) if judge.at(s, a)), None)
        below = judge.at(s, token)
        if below is not None and above is clause.head and not below.negated:
            yield from _below(below, judge, depth - 1)


def _moved(clause: Clause, moves: Moves, roles: Roles) -> tuple[tuple[Role, ...], str | None]:
    """Whom a clause moves, and by what means."""
    s = clause.sentence
    for noun in _wielded(clause, moves):
        means = moves.wielded.get(noun.lemma.lower())
        if means is not None:
            on = roles.behind(s, noun, *moves.wielded_on)
            on = on or _reached(s, roles, clause.prep(*moves.wielded_on))
            return on or _wielded_at(clause, noun, moves, roles), means
    found: list[Role] = []
    particles = [p for p in s.children(clause.head, "prep", "prt") if p.tag == "RP"]
    named = {clause.lemma, *(f"{clause.head.lemma.lower()} {p.lower}" for p in particles)}
    if named & moves.object:
        told = (*clause.objects, *clause.indirect) or _led(clause)
        found.extend(r for t in told if (r := roles.party(s, t)))
        behind = (t for p in particles for t in s.children(p, "pobj"))  # a particle taken for a preposition
        found.extend(r for t in behind for m in s.conjuncts(t) if (r := roles.place(s, m)))
    for prep, verbs in moves.beside.items():
        if clause.lemma in verbs:
            found.extend(_reached(s, roles, clause.prep(prep)))
            found.extend(r for t in clause.objects for r in roles.behind(s, t, prep))
    if not found and clause.lemma in moves.owned:
        for noun in clause.objects:
            if roles.party(s, noun) is None:
                found.extend(roles.owners(s, noun))
    if not found and clause.lemma in moves.demanding and (below := _demanded(s, clause.head)) is not None:
        others = (m for t in s.children(below, "nsubj") for m in s.conjuncts(t) if not s.child(m, "poss"))
        found.extend(r for m in others if (r := roles.party(s, m)))  # no troops of one's own
    return tuple(found), None


def _demanded(s: Sentence, verb: Token) -> Token | None:
    """What a verb demands with a clause of its own: "insist that Oman | open the border", "make Oman | open it"."""
    below = next((t for t in s.children(verb, "ccomp") if t.i > verb.i), None)
    # What somebody is to say was so moves nobody: "to insist that Oman had agreed".
    return None if below is None or below.tag in ("VBD", "VBN") else below


def _wielded(clause: Clause, moves: Moves) -> Iterator[Token]:
    """What a clause wields: "use its weight", "make use of its weight", "draw on its friendship"."""
    s = clause.sentence
    if clause.lemma in moves.wielding or clause.head.lower in moves.wielding:
        yield from clause.objects
    for use in clause.objects:
        if use.lemma.lower() in moves.making_use.get(clause.lemma, ()):
            of = (p for p in s.children(use, "prep") if p.lower == "of")
            yield from (m for p in of for t in s.children(p, "pobj") for m in s.conjuncts(t))
    if clause.lemma in moves.drawing:
        yield from clause.prep("on", "upon")


def _wielded_at(clause: Clause, noun: Token, moves: Moves, roles: Roles) -> tuple[Role, ...]:
    """The state by whose capital or name as a place it is called: "use its influence in Asmara", "over Asmara"."""
    s = clause.sentence
    behind = (
        t
        for h in (noun, clause.head)
        for p in s.children(h, "prep")
        if p.lower in moves.wielded_on
        for t in s.children(p, "pobj")
    )
    return tuple(r for t in behind for m in s.conjuncts(t) if (r := roles.place(s, m)))


def _led(clause: Clause) -> tuple[Token, ...]:
    """Whom a verb moves where a parser gives them to the infinitive behind: "get Rome to sign"."""
    s, verb = clause.sentence, clause.head
    below = next((t for t in s.children(verb, "ccomp") if any(a.tag == "TO" for a in s.children(t, "aux"))), None)
    doing = () if below is None else s.children(below, "nsubj")
    return tuple(m for t in doing for m in s.conjuncts(t))


def _reached(sentence: Sentence, roles: Roles, tokens: Iterable[Token]) -> tuple[Role, ...]:
    return tuple(r for t in tokens for r in roles.affected(sentence, t, direct=True))


def _means(clause: Clause, moves: Moves) -> str | None:
    """The means that the words of a demand show."""
    lemmas = (t.lemma.lower() for t in clause.sentence.subtree(clause.head) if t.pos == "NOUN")
    return next((moves.means[lemma] for lemma in lemmas if lemma in moves.means), None)


def _aim(clause: Clause, moves: Moves, judge: Judge) -> Token | None:
    """What it is for: "to maintain stability", ", aiming to prevent …"; what the third is moved to is an aim too."""
    s, verb = clause.sentence, clause.head
    for above in (verb, *s.children(verb, "dobj")):
        for token in s.children(above, "xcomp", "advcl", "acl", "ccomp"):
            if token.i < verb.i or judge.at(s, token) is None:
                continue
            if any(t.tag == "TO" for t in s.children(token, "aux")):
                return token
            if clause.lemma in moves.demanding and token is _demanded(s, verb):
                return token
            if token.tag == "VBG" and token.lemma.lower() in moves.aiming:
                return s.child(token, "xcomp", "ccomp")
    return None
