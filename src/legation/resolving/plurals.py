"""They: the pronouns that stand for several, and for a group or body that news lets act as many."""

from collections.abc import Mapping

from legation.annotations import Clause, Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import History, Seen

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MANY = ("NNS", "NNPS")
_WITH = frozenset({"with", "to"})
_HEARING = frozenset({"dobj", "dative"})
_BODIES = ("group", "organisation")
# What may stand before a "they" that begins its sentence: "Later they", "And they".
_OPENING = frozenset({"ADV", "CCONJ", "PUNCT", "SCONJ"})


class Plurals:
    """Finds whom "they" means in one document."""

    def __init__(self, telling: frozenset[str], cast: Cast, history: History) -> None:
        """`telling` are verbs; `history` is what the document has spoken of, others write it."""
        self._telling = telling
        self._cast = cast
        self._history = history

    def of_main(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        """Who "they" of a subordinate clause are: the plural subject above it ("the ministers flew where they met")."""
        verb = sentence.head(token)
        if token.dep not in _SUBJECTS or verb.dep not in ("advcl", "relcl", "ccomp") or token.lower != "they":
            return ()
        for above in sentence.ancestors(verb):
            clause = clauses.get(above.i)
            if clause is not None and clause.subjects and clause.subjects[0].i < token.i:
                found = [p for t in clause.subjects if (p := self._cast.at(sentence, t)) is not None]
                actors = tuple(dict.fromkeys(a for p in found for a in p.actors))
                many = len(actors) > 1 or any(t.tag in _MANY for t in clause.subjects)
                return actors if many else ()
        return ()

    def many(self, sentence: Sentence, token: Token, out: frozenset[str], *, quoted: bool) -> tuple[str, ...]:
        """A plural party, or the members of a list, in the nearest sentence that has one; `out` are none of them."""
        before = [
            s
            for s in self._history.recent(sentence.index)
            if s.start < token.start and not s.place and not out & frozenset(s.actors)
        ]
        if quoted:  # inside a quotation a body spoken of there is "they" too ("The militia comes when they please")
            said = [s for s in before if s.quoted]
            if found := self._nearest(said) or self._troop(said):
                return found
        if not quoted and (went_on := self._goes_on(sentence, token, before)):
            return went_on
        # A group inside another phrase ("the chief of the rebels") is out of view while there is one that acts; one
        # that somebody spoke with or wrote to only where several act in that sentence too.
        acting = {s.sentence for s in before if s.weight and (s.plural or s.listed is not None)} | {sentence.index}
        spoken_with = [s for s in before if s.link in _WITH and s.sentence not in acting]
        in_view = [s for s in before if s.weight or s.listed is not None or s in spoken_with]
        if not quoted and (tellers := self._tellers(sentence, token, in_view)):
            return tellers
        return self._nearest(in_view) or self._nearest(before) or self._pair(sentence, out) or self._troop(before)

    def _tellers(self, sentence: Sentence, token: Token, in_view: list[Seen]) -> tuple[str, ...]:
        """Several who tell something to others, where it is about them, or they go on telling.

        "Freed sailors told officials that the guards had beaten them. The food was bad, they said."
        """
        nearest = next((s for s in in_view if s.plural), None)
        if nearest is None:
            return ()
        told = (s for s in in_view if s.sentence == nearest.sentence and s.plural and s.subject and s.depth == 1)
        teller = next((s for s in told if s.verb in self._telling and not s.quoted), None)
        goes_on = token.dep in _SUBJECTS and sentence.head(token).lemma.lower() in self._telling
        # "… told officials that the guards had beaten them", but "… said that they had beaten men and robbed them".
        hears = nearest.sentence == sentence.index and nearest.depth == 1 and nearest.link in _HEARING
        return teller.actors if teller is not None and (goes_on or hears) else ()

    @staticmethod
    def _goes_on(sentence: Sentence, token: Token, before: list[Seen]) -> tuple[str, ...]:
        """The several of whom the sentence before tells, where this one begins with "they" and goes on about them.

        "A, B and C cut their ties, accusing it of arming rebels. They recalled their envoys."
        """
        verb = sentence.head(token)
        if (
            token.dep not in _SUBJECTS
            or verb.head != verb.i
            or any(t.pos not in _OPENING for t in sentence.tokens[: token.i])
        ):
            return ()
        told = [s for s in before if s.sentence == sentence.index - 1 and s.subject and s.depth == 1 and not s.quoted]
        if not told:
            return ()
        actors = tuple(dict.fromkeys(a for s in reversed(told) for a in s.actors))
        return actors if len(actors) > 1 or told[-1].plural else ()

    @staticmethod
    def _nearest(before: list[Seen]) -> tuple[str, ...]:
        for one in before:
            if one.plural:
                return one.actors
            if one.listed is None:
                continue
            members = [s for s in before if (s.sentence, s.listed) == (one.sentence, one.listed)]
            if len(members) > 1:
                return tuple(dict.fromkeys(a for s in reversed(members) for a in s.actors))
        return ()

    def _troop(self, before: list[Seen]) -> tuple[str, ...]:
        """A group that the text has named: as a subject ("The Sandinistas … They …"), else wherever it stood."""
        groups = [s for s in before if len(s.actors) == 1 and self._cast.facts(s.actors[0])[0] in _BODIES]
        acting = [s for s in groups if s.subject] or [s for s in groups if self._cast.facts(s.actors[0])[0] == "group"]
        return acting[0].actors if acting else ()

    def _pair(self, sentence: Sentence, out: frozenset[str]) -> tuple[str, ...]:
        """The two persons, or else the two states, of the sentence before ("X told Y … They agreed …")."""
        last = [s for s in self._history.recent(sentence.index) if s.sentence == sentence.index - 1 and not s.place]
        for persons in (True, False):
            fits = dict.fromkeys(a for s in reversed(last) if s.person == persons for a in s.actors if a not in out)
            if len(fits) == 2 and (persons or all(self._cast.is_state(a) for a in fits)):
                return tuple(fits)
        return ()
