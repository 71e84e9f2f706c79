"""Pressure: A and B urge C to use its influence over D and E, one record with three roles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from legation.annotations import Clause, Party, Sentence, Token
from legation.coding.chains import Chain, Demand, Found, Moves, demand_of
from legation.coding.phrasing import complement, is_infinitive
from legation.coding.roles import Role, Roles, ids
from legation.coding.standings import StatusWords
from legation.coding.status import Judge
from legation.coding.taken_up import Appeals
from legation.coding.triggers import Lexicon
from legation.coding.verbal import VerbReader
from legation.records import Actor, Evidence, Pressure, Span
from legation.step import Reading, Step


def pressure(tables: Mapping[str, Any]) -> Step:
    """Make the step that finds pressure chains; `tables` holds the tables that `triggers.TABLES` names."""
    lexicon = Lexicon.of(tables)
    words = StatusWords.of(tables["status"])
    pressing = _Pressing.of(tables["pressure"])

    def run(reading: Reading) -> Iterator[Pressure]:
        roles = Roles(reading, lexicon.classes["INSTRUMENTS"], lexicon.classes["QUANTITY"])
        judge = Judge(words, reading.of(Clause))
        finder = _Finder(pressing, roles, judge, VerbReader(lexicon, roles, judge))
        text = reading.document.text
        for clause in reading.of(Clause):
            for chain in finder.chains(clause):
                yield _record(reading.document.id, text, chain)

    return Step("pressure", run, needs=frozenset({Sentence, Clause, Party, Actor}), gives=frozenset({Pressure}))


@dataclass(frozen=True, slots=True)
class _Pressing:
    """The word classes of `pressure.yaml` that tell who presses whom."""

    moves: Moves
    lists: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "_Pressing":
        return cls(Moves.of(table), {k: frozenset(v) for k, v in table.items() if isinstance(v, list)})


class _Finder:
    """Finds the chains of one document."""

    def __init__(self, words: _Pressing, roles: Roles, judge: Judge, verbs: VerbReader) -> None:
        self._words = words
        self._roles = roles
        self._judge = judge
        self._verbs = verbs
        self._appeals = Appeals(words.lists, words.moves, roles, judge)

    def chains(self, clause: Clause) -> Iterator[Chain]:
        """The chains whose pressing verb heads `clause`, or whose pressing noun it governs."""
        taken_up = self._appeals.found(clause)
        standing = "actual" if taken_up else self._judge.clause(clause)  # an appeal that is not answered was made
        if standing is None:
            return
        found = (
            taken_up
            or self._asked(clause)
            or self._asked_for(clause)
            or self._turned_to(clause)
            or self._obliged(clause)
            or self._stressed(clause)
            or self._by_noun(clause)
        )
        if found is None:
            return
        trigger, pressers, middle, demand, how = found
        if not pressers and not self._unnamed(clause):
            return
        out = {*ids(pressers), *ids(middle)}
        targets = tuple(r for r in demand.targets if not set(r.actors) <= out)
        if self._roles.countries(ids(pressers)) & self._roles.countries(ids(middle)):
            return  # a government orders its own
        if ids(targets) and ids(middle) and not set(ids(middle)) & set(ids(pressers)):
            aim = demand.aim or self._aim(clause)
            yield Chain(
                clause.sentence, trigger, pressers, middle, targets, demand.head, aim, demand.means, standing, how
            )

    def _asked(self, clause: Clause) -> Found | None:
        """One "urges C to …": the REQUEST frames know who is asked."""
        clause = self._past_aside(clause)
        below = complement(self._judge, clause)
        if below is None or below.sentence is not clause.sentence:
            return None
        middle = tuple(r for r in self._verbs.reached(clause, "REQUEST") if r.direct)
        demand = demand_of(below, self._words.moves, self._roles, self._judge) if middle else None
        if demand is None:
            return None
        return clause.head, self._verbs.actors(clause), middle, demand, f"{clause.lemma!r} with infinitive"

    def _past_aside(self, clause: Clause) -> Clause:
        """The clause, with an infinitive that a parser hangs on an aside: "asked A, both of which …, | to press D"."""
        s, aside = clause.sentence, clause.complement
        if aside is None or not any(t.tag in ("WDT", "WP") for n in s.children(aside, "nsubj") for t in s.subtree(n)):
            return clause
        below = (self._judge.at(s, t) for t in s.children(aside, "advcl", "xcomp") if t.i > aside.i)
        closed = (c for c in below if c and is_infinitive(c) and s.tokens[s.subtree(c.head)[0].i - 1].text == ",")
        found = next(closed, None)
        return clause if found is None else replace(clause, complement=found.head)

    def _asked_for(self, clause: Clause) -> Found | None:
        """One "asks C for a role in the face of what D does"."""
        s, lists = clause.sentence, self._words.lists
        noun = next((t for t in clause.prep("for") if t.lemma.lower() in lists["asked_for"]), None)
        middle = tuple(r for r in self._verbs.reached(clause, "REQUEST") if r.direct) if noun else ()
        if noun is None or not middle:
            return None
        tokens: list[Token] = []
        for prep in (*s.children(clause.head, "prep"), *s.children(noun, "prep")):
            below = s.child(prep, "pobj")
            faced = below is not None and below.lemma.lower() in lists["faced"]
            if prep.i > noun.i and (prep.lower in lists["regarding"] or faced):
                tokens.extend(s.subtree(prep))
        targets = self._parties(s, tuple(tokens))
        demand = Demand(noun, targets, self._words.moves.means.get(noun.lemma.lower()), None)
        return (
            (clause.head, self._verbs.actors(clause), middle, demand, f"{clause.lemma!r} for {noun.lemma.lower()!r}")
            if targets
            else None
        )

    def _turned_to(self, clause: Clause) -> Found | None:
        """One "approaches C to prevail on D", "turns to C for help in getting D to …", "… for help with D"."""
        s, lists = clause.sentence, self._words.lists
        near = lists["approaching"] if not clause.passive else ()
        asked = clause.objects if clause.lemma in near else ()
        asked = clause.prep("to") if clause.lemma in lists["turning_to"] else asked
        middle = self._parties(s, asked)
        noun = next((t for t in clause.prep("for") if t.lemma.lower() in lists["asked_for"]), None)
        if not middle and noun is not None:  # "asks C for help in getting D to …"
            middle = tuple(r for r in self._verbs.reached(clause, "REQUEST") if r.direct)
        if not middle and clause.lemma in lists["seeking"]:  # "seeks C's help in getting D to …"
            noun = next((t for t in clause.objects if t.lemma.lower() in lists["asked_for"]), None)
            middle = () if noun is None else self._roles.owners(s, noun)
        if not middle:
            return None
        if noun is None:
            below = complement(self._judge, clause)
        else:
            inner = (t for p in s.children(noun, "prep") for t in s.children(p, "pcomp"))
            told = (*inner, *s.children(noun, "acl", "relcl", "xcomp"))
            below = next((c for t in told if (c := self._judge.at(s, t))), None)
        demand = None if below is None else demand_of(below, self._words.moves, self._roles, self._judge)
        if demand is None and noun is not None:
            behind = self._roles.behind(s, noun, "with", "against")
            demand = Demand(noun, behind, self._words.moves.means.get(noun.lemma.lower()), None) if behind else None
        return None if demand is None else (clause.head, self._verbs.actors(clause), middle, demand, clause.lemma)

    def _obliged(self, clause: Clause) -> Found | None:
        """One "says that C should …", "hopes that C will …"."""
        lists = self._words.lists
        if clause.lemma not in lists["saying"] | lists["hoping"] or clause.complement is None:
            return None
        below = self._judge.at(clause.sentence, clause.complement)
        if below is None or below.negated:
            return None
        obliged = below.modal in lists["obliging"]
        duty = self._duty(below) if clause.lemma in lists["saying"] | lists["stressing"] else None
        if duty is not None:
            return clause.head, self._verbs.actors(clause), *duty, f"{clause.lemma!r} that one has a duty"
        if not obliged and (clause.lemma not in lists["hoping"] or (below.tense == "past" and not below.modal)):
            return None
        middle = self._parties(clause.sentence, below.subjects)
        demand = demand_of(below, self._words.moves, self._roles, self._judge) if middle else None
        if demand is None:
            return None
        return clause.head, self._verbs.actors(clause), middle, demand, f"{clause.lemma!r} that one {below.modal}"

    def _duty(self, below: Clause) -> "tuple[tuple[Role, ...], Demand] | None":
        """Who "has a responsibility to restrain D", and what for."""
        s = below.sentence
        if below.lemma not in self._words.lists["bearing"]:
            return None
        for noun in below.objects:
            if noun.lemma.lower() not in self._words.lists["duties"]:
                continue
            told = next((c for t in s.children(noun, "acl", "relcl") if (c := self._judge.at(s, t))), None)
            middle = self._parties(s, below.subjects)
            demand = demand_of(told, self._words.moves, self._roles, self._judge) if told and middle else None
            if demand is not None:
                return middle, demand
        return None

    def _stressed(self, clause: Clause) -> Found | None:
        """One "stresses the role that C could play in urging D …", "C's duty to restrain D"."""
        if clause.lemma not in self._words.lists["stressing"]:
            return None
        s = clause.sentence
        for noun in clause.objects:
            if noun.lemma.lower() not in self._words.lists["roles"]:
                continue
            for token in s.subtree(noun):
                below = self._judge.at(s, token)
                if below is None or below.negated:
                    continue
                middle = self._parties(s, below.subjects) or tuple(
                    r for p in s.children(noun, "poss") if (r := self._roles.party(s, p))
                )
                demand = demand_of(below, self._words.moves, self._roles, self._judge) if middle else None
                if demand is not None:
                    return (
                        clause.head,
                        self._verbs.actors(clause),
                        middle,
                        demand,
                        f"{clause.lemma!r} with {noun.lemma!r}",
                    )
        return None

    def _by_noun(self, clause: Clause) -> Found | None:
        """A noun presses: "American pressure on C to …", "made an appeal to C to …"."""
        s = clause.sentence
        for noun in (*clause.objects, *clause.subjects, *(t for _, t in clause.preps)):
            if noun.lemma.lower() not in self._words.lists["nouns"]:
                continue
            middle = self._appeals.asked(s, noun) or self._under(clause, noun)
            if not middle and noun in clause.subjects:  # "pressure is growing | on Rome to …"
                middle = self._parties(s, clause.prep("on", "upon"))
            below = next((c for t in s.children(noun, "acl", "relcl") if (c := self._judge.at(s, t))), None)
            below = below or complement(self._judge, clause)
            demand = demand_of(below, self._words.moves, self._roles, self._judge) if middle and below else None
            if demand is not None:
                pressers = self._roles.owners(s, noun)
                pressers = tuple(r for r in pressers if not set(r.actors) & set(ids(middle)))
                pressers = pressers or self._parties(s, clause.prep("from"))
                if not pressers and noun in clause.objects and clause.lemma not in self._words.lists["facing"]:
                    pressers = self._verbs.actors(clause)
                return noun, pressers, middle, demand, f"noun {noun.lemma.lower()!r}"
        return None

    def _under(self, clause: Clause, noun: Token) -> tuple[Role, ...]:
        """Who is "under pressure" or "faces calls"."""
        under = noun in clause.prep("under")
        faces = clause.lemma in self._words.lists["facing"] and noun in clause.objects
        return self._parties(clause.sentence, clause.subjects) if under or faces else ()

    def _parties(self, sentence: Sentence, tokens: tuple[Token, ...]) -> tuple[Role, ...]:
        return tuple(r for t in tokens if (r := self._roles.party(sentence, t)))

    def _unnamed(self, clause: Clause) -> bool:
        """True when those who press are there but not named: "nations look to China …", "China was asked to …"."""
        if clause.passive and not clause.subjects:
            return True
        nobody = self._words.lists["unnamed"] | self._words.lists["nouns"]  # "pressure is growing on C to …"
        return any(t.lemma.lower() in nobody for t in clause.subjects)

    def _aim(self, clause: Clause) -> Token | None:
        """What the pressers aim at: ", aiming to prevent further escalation"."""
        s = clause.sentence
        for token in s.children(clause.head, "advcl"):
            if token.lemma.lower() in self._words.lists["aiming"]:
                return s.child(token, "xcomp", "ccomp")
        return None


def _record(document: str, text: str, chain: Chain) -> Pressure:
    s = chain.sentence
    demand = chain.span(chain.demand, without=chain.aim)
    parts = (("presser", chain.pressers), ("intermediary", chain.middle), ("target", chain.targets))
    evidence = [Evidence.cut(text, chain.trigger.start, chain.trigger.end, "trigger")]
    for role, parties in parts:
        evidence.extend(Evidence.cut(text, a, b, role) for a, b in dict.fromkeys((r.start, r.end) for r in parties))
    evidence.append(Evidence.cut(text, s.start, s.end, "clause"))
    return Pressure(
        document=document,
        evidence=tuple(evidence),
        confidence=0.8 if chain.pressers else 0.6,
        why=(f"{chain.how}, then {chain.demand.lemma.lower()!r}",),
        pressers=ids(chain.pressers),
        intermediary=ids(chain.middle),
        targets=ids(chain.targets),
        demand=Span.cut(text, *demand),
        aim=Span.cut(text, *chain.span(chain.aim)) if chain.aim else None,
        means=chain.means,
        status=chain.standing,
    )
