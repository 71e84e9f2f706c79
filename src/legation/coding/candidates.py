"""Candidates: pairs of parties between which a sentence may tell an act, proposed from the parse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legation.annotations import Clause, Sentence, Token
from legation.coding.phrasing import complement, hanging, objects, small_clause
from legation.coding.roles import Role, Roles, ids
from legation.coding.status import Judge
from legation.coding.verbal import VerbReader
from legation.records import Status

# Behind these a verb or a noun has whom its act reaches; "in" has where, which counts for a state's ground.
_NEAR = frozenset({"in", "inside", "across", "near", "at"})
_AIMED = frozenset({"to", "against", "with", "on", "upon", "for", "into", "onto", "over", "toward", "towards"})
_REACHED = _NEAR | _AIMED | {"outside", "from", "of", "between", "among"}
_BESIDE = sorted(_AIMED | {"of", "between", "among", "at", "near"})
# Nouns that are made from verbs name acts ("condemnation", "withdrawal", "bombing"), and so do these short ones.
_ENDINGS = ("tion", "sion", "ment", "ing", "al", "ance", "ence", "ure", "ade", "ism", "cy")
# "cement" is no act, but few words that are longer mislead.
_SHORTEST = 6
_ARMS = frozenset({"MIL", "COP", "SPY"})
_TIMES = ("DATE", "TIME")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Who may do something to whom, the word that would tell it, and whether it would have happened.

    `together`: the parties stand on one side of the verb, and tell an act only if they do it to one another.
    """

    sentence: Sentence
    trigger: Token
    clause: Clause | None
    actors: tuple[Role, ...]
    recipients: tuple[Role, ...]
    standing: Status
    construction: str
    together: bool = False


@dataclass(frozen=True, slots=True)
class ActWords:
    """Nouns that the frames know as acts; verbs that tell none by themselves, but for what another has a duty to do."""

    nouns: frozenset[str]
    empty: frozenset[str]
    duty: frozenset[str]

    def tells(self, token: Token) -> bool:
        """True for a verb or noun that may tell an act."""
        lemma = token.lemma.lower()
        return (token.pos == "VERB" and lemma not in self.empty) or (token.pos == "NOUN" and lemma in self.nouns)


class Proposer:
    """Proposes the candidates of one document's sentences."""

    def __init__(self, roles: Roles, judge: Judge, verbs: VerbReader, words: ActWords) -> None:
        """Take who is who, what is said to happen, and which words tell acts or none."""
        self._roles = roles
        self._judge = judge
        self._verbs = verbs
        self._words = words

    def propose(self, sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[Candidate]:
        """The candidates of a sentence, each pair of parties once for each word that may tell an act."""
        heads = {c.head.i for c in clauses}
        for clause in clauses:
            yield from self._verbal(clause)
        for token in sentence.tokens:
            if token.pos == "NOUN" and token.i not in heads and self._names_an_act(token):
                yield from self._nominal(sentence, token)

    def _verbal(self, clause: Clause) -> Iterator[Candidate]:
        below = complement(self._judge, clause)
        if clause.lemma in self._words.empty and (below is None or below.modal not in self._words.duty):
            return
        standing = self._judge.clause(clause)
        if standing is None:
            return
        actors = self._actors(clause)
        if not actors:
            return
        home = self._roles.countries(ids(actors))
        found = list(self._reached(clause, below, {*ids(actors), *home}))
        if not found and len(ids(actors)) > 1:
            yield self._candidate(clause, (actors[:1], actors[1:] or actors), standing, together=True)
        for recipients in found:
            if not self._commands(actors, recipients):
                yield self._candidate(clause, (actors, recipients), standing)

    def _commands(self, actors: tuple[Role, ...], recipients: tuple[Role, ...]) -> bool:
        """True for a government and its own arms: what it orders its troops to do is no act between parties."""
        over, under = self._roles.countries(ids(actors)), self._roles.countries(ids(recipients))
        sectors = {a.sector for i in ids(actors) if (a := self._roles.actors.get(i))}
        arms = {a.sector for i in ids(recipients) if (a := self._roles.actors.get(i))}
        return bool(over) and over == under and sectors <= {None, "GOV"} and arms <= _ARMS

    def _candidate(
        self, clause: Clause, sides: tuple[Sequence[Role], Sequence[Role]], standing: Status, *, together: bool = False
    ) -> Candidate:
        return Candidate(
            sentence=clause.sentence,
            trigger=clause.head,
            clause=clause,
            actors=tuple(sides[0]),
            recipients=tuple(sides[1]),
            standing=standing,
            construction=f"{'passive ' if clause.passive else ''}verb {clause.lemma!r}",
            together=together,
        )

    def _actors(self, clause: Clause) -> tuple[Role, ...]:
        """Who acts; of a passive also who stands behind "by" further on ("put under sanctions by the White House")."""
        if actors := self._verbs.actors(clause, force=True):
            return actors
        if not clause.passive:
            return ()
        things = (t for _, t in clause.preps)
        return tuple(r for t in things for r in self._roles.behind(clause.sentence, t, "by"))

    def _reached(self, clause: Clause, below: Clause | None, acting: set[str]) -> Iterator[tuple[Role, ...]]:
        """Whom the clause's act may reach: objects, what stands behind prepositions, who is to act and on whom."""
        s = clause.sentence
        groups: list[Sequence[Token]] = [
            clause.indirect,
            objects(clause) or tuple(small_clause(clause)),
            *([t] for name, t in clause.preps if name in _REACHED and t.ent not in _TIMES),
        ]
        if below is not None and below.head is not clause.head:
            groups.extend((below.subjects, below.objects))
            groups.extend([t] for name, t in below.preps if name in _AIMED and t.ent not in _TIMES)
        seen: set[tuple[str, ...]] = set()
        for tokens in groups:
            found = tuple(r for t in tokens for r in self._affected(s, t) if not set(r.actors) <= acting)
            key = ids(found)
            if found and key not in seen:
                seen.add(key)
                yield found

    def _affected(self, sentence: Sentence, token: Token) -> tuple[Role, ...]:
        if found := self._roles.affected(sentence, token):
            return found
        places = (self._roles.place(sentence, t) for t in (token, *hanging(sentence, token, _REACHED)))
        return tuple(place for place in places if place is not None)[:1]

    def _answering(self, sentence: Sentence, noun: Token) -> tuple[Role, ...]:
        """Who deals with what another did: in "turned down a request by Egypt" Egypt asked whoever turned it down."""
        if noun.dep not in ("dobj", "pobj", "nsubjpass") or noun.lemma.lower() not in self._words.nouns:
            return ()
        clause = next((c for t in sentence.ancestors(noun) if (c := self._judge.at(sentence, t))), None)
        return () if clause is None else self._verbs.actors(clause)

    def _names_an_act(self, noun: Token) -> bool:
        lemma = noun.lemma.lower()
        return lemma in self._words.nouns or (len(lemma) > _SHORTEST and lemma.endswith(_ENDINGS))

    def _nominal(self, sentence: Sentence, noun: Token) -> Iterator[Candidate]:
        standing = self._judge.noun(sentence, noun)
        if standing is None:
            return
        owners = self._roles.behind(sentence, noun, "by") or self._roles.owners(sentence, noun)
        recipients = self._roles.behind(sentence, noun, *_BESIDE)
        recipients = tuple(
            r for r in recipients or self._answering(sentence, noun) if not set(r.actors) & set(ids(owners))
        )
        if owners and recipients:
            yield Candidate(
                sentence=sentence,
                trigger=noun,
                clause=None,
                actors=owners,
                recipients=recipients,
                standing=standing,
                construction=f"noun {noun.lemma.lower()!r}",
            )
