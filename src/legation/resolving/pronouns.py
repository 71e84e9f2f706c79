"""Pronouns and definite plurals ("it", "they", "the two leaders"): who was spoken of just before."""

import bisect
from collections.abc import Mapping, Sequence
from itertools import groupby

from legation.annotations import Clause, Party, Quote, Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import History, PronounTable, Seen

_FAR = 6
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Pronouns:
    """Resolves the pronouns of one document in reading order."""

    def __init__(self, table: PronounTable, cast: Cast, quotes: Sequence[Quote]) -> None:
        """`quotes` tell what is said inside quotation marks, where "he" is seldom the speaker."""
        self._table = table
        self._cast = cast
        self._quotes = sorted((q.start, q.end) for q in quotes if not q.scare)  # no two of them share a character
        self._quote_starts = [start for start, _ in self._quotes]
        self.history = History()

    def note(self, sentence: Sentence, token: Token, party: Party, *, plural: bool) -> None:
        """Remember a party for later pronouns."""
        top = token
        while top.dep in ("conj", "appos"):
            top = sentence.head(top)
        kinds = {self._cast.facts(a)[0] for a in party.actors}
        person = bool(kinds) and (kinds == {"person"} or kinds == {"unnamed"})
        first = token
        while first.dep == "conj":
            first = sentence.head(first)
        listed = first.i if first is not token or sentence.begins_list(token) else None
        self.history.add(
            Seen(
                sentence.index,
                token.i,
                party.start,
                party.actors,
                person,
                plural or len(party.actors) > 1,
                top.dep in _SUBJECTS,
                self._quoted(party.start),
                sum(1 for _ in sentence.ancestors(top)),
                listed,
                party.about_place,
                self._cast.nouns(party.actors, sentence, token),
            )
        )

    def quoted_last(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence, those inside quotation marks after the rest: who speaks is known first."""
        return sorted(sentence.tokens, key=lambda t: (self._quoted(t.start), t.i))

    def _said_by(self, sentence: Sentence) -> frozenset[str]:
        """Who speaks in a sentence with a quotation; a wholly quoted one goes on with the last speaker."""
        here = [s for s in self.history.recent(sentence.index) if s.sentence == sentence.index and not s.quoted]
        if here:
            return frozenset(a for s in here if s.subject for a in s.actors)
        before = (s for s in self.history.back() if s.sentence < sentence.index and s.subject and not s.quoted)
        for _, last in groupby(before, key=lambda s: s.sentence):
            return frozenset(a for s in last for a in s.actors)
        return frozenset()

    def _quoted(self, at: int) -> bool:
        before = bisect.bisect_right(self._quote_starts, at) - 1
        return before >= 0 and at < self._quotes[before][1]

    def resolve(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        """Who a pronoun stands for; () when nothing before it fits."""
        word = token.lower
        if token.tag == "WP$":
            return self._antecedent(sentence, token)
        if word in self._table.first:
            return self._speaker(sentence, token)
        if word in self._table.first_plural:
            return tuple(b for a in self._speaker(sentence, token) if (b := self._cast.body_of(a)) is not None)
        if word in self._table.male or word in self._table.female:
            gender = "male" if word in self._table.male else "female"
            owner = self._of_clause(sentence, token, clauses, gender)
            found = owner or self._person(sentence, token, gender) or self._ahead(sentence, token)
            for actor in found:  # "she" tells the gender of somebody unknown: the next "he" is somebody else
                self._cast.learn_gender(actor, gender)
            return found
        if word == "it" and token.dep in ("dobj", "dative"):
            return ()  # what is rejected or signed is seldom an actor
        if word in self._table.neuter and not _expletive(sentence, token):
            return self._ahead(sentence, token) or self._thing(sentence, token, clauses)
        if word in self._table.plural:
            return (
                self._ahead(sentence, token) or self._of_main(sentence, token, clauses) or self._many(sentence, token)
            )
        return ()

    def _of_main(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        """Who "they" of a subordinate clause are: the plural subject above it ("the ministers flew where they met")."""
        verb = sentence.head(token)
        if token.dep not in _SUBJECTS or verb.dep not in ("advcl", "relcl", "ccomp") or token.lower != "they":
            return ()
        for above in sentence.ancestors(verb):
            clause = clauses.get(above.i)
            if clause is not None and clause.subjects and clause.subjects[0].i < token.i:
                found = [p for t in clause.subjects if (p := self._cast.at(sentence, t)) is not None]
                actors = tuple(dict.fromkeys(a for p in found for a in p.actors))
                many = len(actors) > 1 or any(t.tag in ("NNS", "NNPS") for t in clause.subjects)
                return actors if many else ()
        return ()

    def _speaker(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who says "I": the person who speaks the quotation that it stands in."""
        if not self._quoted(token.start):
            return ()
        persons = [a for a in sorted(self._said_by(sentence)) if self._cast.facts(a)[0] in ("person", "unnamed")]
        return tuple(persons) if len(persons) == 1 else ()

    def _ahead(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who a pronoun in a clause set before the main one points forward to ("Though they are rivals, A and B …")."""
        verb = sentence.head(token)
        if token.dep not in _SUBJECTS or verb.dep != "advcl" or sentence.head(verb).i < verb.i:
            return ()
        subject = sentence.child(sentence.head(verb), "nsubj", "nsubjpass")
        if subject is None or subject.i < token.i:
            return ()
        members = sentence.conjuncts(subject)
        if (token.lower in self._table.plural) != (len(members) > 1):
            return ()
        found = [p.actors for t in members if (p := self._cast.at(sentence, t)) is not None]
        persons = all(self._cast.facts(a)[0] == "person" for actors in found for a in actors)
        if token.lower in self._table.neuter and persons:
            return ()
        return tuple(dict.fromkeys(a for actors in found for a in actors)) if len(found) == len(members) else ()

    def _antecedent(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Whose "whose" is: what the relative clause hangs on ("Eritrea, whose soldiers …")."""
        verb = next((above for above in sentence.ancestors(token) if above.dep == "relcl"), None)
        party = None if verb is None else self._cast.at(sentence, sentence.head(verb))
        return () if party is None else party.actors

    def _of_clause(
        self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause], gender: str
    ) -> tuple[str, ...]:
        """Whose "his" is inside a clause with an understood subject: "X urged Y to use his influence" is Y's."""
        if token.dep != "poss":
            return ()
        clause = next((c for above in sentence.ancestors(token) if (c := clauses.get(above.i))), None)
        if clause is None or len(clause.subjects) != 1 or clause.subjects[0].pos == "PRON":
            return ()
        party = self._cast.at(sentence, clause.subjects[0])
        if party is None or len(party.actors) != 1 or party.start > token.start:
            return ()
        kind, _ = self._cast.facts(party.actors[0])
        fits = kind == "person" and self._cast.gender(party.actors[0]) in (gender, None)
        return party.actors if fits else ()

    def _before(self, sentence: Sentence, token: Token) -> list[Seen]:
        return [s for s in self.history.recent(sentence.index) if s.start < token.start]

    def _person(self, sentence: Sentence, token: Token, gender: str) -> tuple[str, ...]:
        speakers = self._said_by(sentence) if self._quoted(token.start) else frozenset()
        doers = self._doers(sentence, token)
        out = speakers | doers

        def fits(s: Seen, genders: tuple[str | None, ...]) -> bool:
            one = s.person and not s.plural and len(s.actors) == 1
            return one and self._cast.gender(s.actors[0]) in genders and s.actors[0] not in out

        near = [s for s in self._before(sentence, token) if fits(s, (gender, None))]
        if near:
            return self._best(sentence, near)
        # Further back only somebody whose gender is known.
        far = [s for s in self.history.recent(sentence.index, _FAR) if s.start < token.start and fits(s, (gender,))]
        return self._best(sentence, far)

    def _doers(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """Whoever "him" can't be: the subject of the same verb, who would be "himself"."""
        verb = sentence.head(token)
        if token.dep not in ("dobj", "dative") and not (token.dep == "pobj" and verb.pos == "ADP"):
            return frozenset()
        verb = sentence.head(verb) if verb.pos == "ADP" else verb
        subject = sentence.child(verb, "nsubj", "nsubjpass")
        party = None if subject is None else self._cast.at(sentence, subject)
        return frozenset() if party is None or token.lower.endswith("self") else frozenset(party.actors)

    def _best(self, sentence: Sentence, fits: list[Seen]) -> tuple[str, ...]:
        """The nearest sentence's subject, of the main clause rather than of one below it; else whoever came last."""
        if not fits:
            return ()
        nearest = max(s.sentence for s in fits)
        here = [s for s in fits if s.sentence == nearest]
        if subjects := [s for s in here if s.subject]:
            return min(subjects, key=lambda s: (s.depth, s.start)).actors
        return here[0].actors  # the list runs backwards: the one named last

    def _thing(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        """A state or body: the subject of the clause that the pronoun stands in, else the nearest before it.

        In "Beijing's partnership with Moscow and its role …" both nouns of the pair have the same owner.
        """
        noun = sentence.head(token)
        if token.dep == "poss" and noun.dep == "conj" and (owner := sentence.child(sentence.head(noun), "poss")):
            party = self._cast.at(sentence, owner)
            if party is not None:
                return party.actors
        for above in sentence.ancestors(token):
            clause = clauses.get(above.i)
            if clause is None or len(clause.subjects) != 1 or clause.subjects[0].i >= token.i:
                continue
            party = self._cast.at(sentence, clause.subjects[0])
            if party is None or clause.subjects[0].tag in ("NNS", "NNPS"):
                break
            if len(party.actors) == 1 and self._cast.facts(party.actors[0])[0] in ("state", "organisation", "group"):
                return party.actors
            break
        fits = [s for s in self._before(sentence, token) if not s.person and not s.plural and len(s.actors) == 1]
        same = [s for s in fits if s.sentence == sentence.index]
        return same[0].actors if same else self._best(sentence, fits)

    def _many(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """A plural party, or the members of a list, in the nearest sentence that has one."""
        before = self._before(sentence, token)
        for one in before:
            if one.plural:
                return one.actors
            if one.listed is None:
                continue
            members = [s for s in before if (s.sentence, s.listed) == (one.sentence, one.listed)]
            if len(members) > 1:
                return tuple(dict.fromkeys(a for s in reversed(members) for a in s.actors))
        return self._pair(sentence) or self._troop(before)

    def _troop(self, before: list[Seen]) -> tuple[str, ...]:
        """A group that the text has named, as the subject of something ("The Sandinistas … They …")."""
        return next((s.actors for s in before if s.subject and self._cast.facts(s.actors[0])[0] == "group"), ())

    def _pair(self, sentence: Sentence) -> tuple[str, ...]:
        """The two persons, or else the two states, of the sentence before ("X told Y … They agreed …")."""
        last = [s for s in self.history.recent(sentence.index) if s.sentence == sentence.index - 1 and not s.place]
        for persons in (True, False):
            fits = dict.fromkeys(a for s in reversed(last) if s.person == persons for a in s.actors)
            if len(fits) == 2 and (persons or all(self._cast.is_state(a) for a in fits)):
                return tuple(fits)
        return ()


def _expletive(sentence: Sentence, token: Token) -> bool:
    """True for the "it" of "it is clear that …" and "make it hard to …", which stands for nobody."""
    verb = sentence.head(token)
    if token.dep == "expl":
        return True
    if token.lower != "it" or token.dep not in ("nsubj", "nsubjpass", "dobj"):
        return False
    carriers = verb.lemma in ("be", "seem", "appear", "make", "take", "remain", "become", "find", "turn")
    return carriers and sentence.child(verb, "acomp", "ccomp", "attr", "xcomp", "advcl", "oprd") is not None
