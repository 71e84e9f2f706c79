"""Addressing: whom a clause speaks to, since no ministry, army or government addresses its own state by name.

In a report on Peru and Chile "the foreign ministry urged Lima to wait" speaks of Chile's ministry. Where a body speaks
tells whose it is too ("in Paris the foreign ministry said …"), and so does the sentence before, where a state answers
or judges by itself ("Beijing tells it differently. The foreign ministry said …").
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from legation.annotations import Sentence, Token
from legation.knowledge import Title
from legation.resolving.cast import Cast
from legation.resolving.history import History
from legation.resolving.offices import definite

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_IN = frozenset({"in"})
_WHERE = frozenset({"in", "at", "near", "outside"})
_OBJECTS = frozenset({"dobj", "dative", "prep"})
# So many sentences behind an embassy "the ambassador" is its head, and so many back a state may have acted of which a
# body is spoken of without a name.
_NEAR = 2
_ENVOYS = ("ambassador", "envoy", "consul", "diplomat")
# Organs and parties of a state that deal with its own office-holders when they name no other's.
_DOMESTIC = frozenset({"LEG", "JUD", "OPP", "COP", "PTY"})


class Addressing:
    """Finds whom the subjects of one document address, and where they speak."""

    def __init__(self, lists: Mapping[str, Sequence[str]], cast: Cast, history: History) -> None:
        """`lists` are those of `nouns.yaml`; `history` is what the document has spoken of, others write it."""
        self._verbs = frozenset(lists["addressing"])
        self._calling_in = frozenset(lists["calling_in"])
        self._things = frozenset(lists["addressed_with"])
        self._behind = frozenset(lists["addressed_behind"])
        self._answering = frozenset(lists["answering"])
        self._ruling = frozenset(lists["ruling"])
        self._suffered = frozenset(lists["suffered"])
        self._cast = cast
        self._history = history

    def states(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """The states that the subject `token` speaks to, or whose people it calls in: it is none of theirs."""
        found: set[str] = set()
        for verb in _deeds_of(sentence, token):
            if verb.lemma.lower() in self._verbs:
                found |= self._named(sentence, sentence.children(verb, "dobj", "dative", "nsubj"), verb)
                found |= self._reached(sentence, verb, verb)
                for clause in sentence.children(verb, "ccomp", "xcomp"):  # "urged Lima to wait"
                    found |= self._named(sentence, sentence.children(clause, "nsubj"), verb)
            if verb.lemma.lower() in self._calling_in:
                found |= {s for t in sentence.children(verb, "dobj") if (s := self._guest(sentence, t)) is not None}
            for thing in sentence.children(verb, "dobj"):  # "lodged a protest with Lima"
                if thing.lemma.lower() in self._things:
                    found |= self._reached(sentence, thing, verb) | self._reached(sentence, verb, verb)
        return frozenset(found)

    def _guest(self, sentence: Sentence, token: Token) -> str | None:
        """The state of "the envoy" who is called in or thrown out: that of whom it was told just before."""
        if token.lemma.lower() not in _ENVOYS or not definite(sentence, token):
            return None
        told = [s for noun in _ENVOYS for _, s in self._history.by_noun(noun) if s.start < token.start]
        near = [s for s in told if s.sentence >= sentence.index - _NEAR and len(s.actors) == 1]
        last = max(near, default=None, key=lambda one: one.start)
        return None if last is None else self._cast.state_of(last.actors[0])

    def voice(self, sentence: Sentence, token: Token) -> str | None:
        """The state in which the subject `token` speaks, or that answered in the sentence before."""
        return self._speaking_in(sentence, token) or self._answered(sentence, token)

    def acted_last(self, sentence: Sentence, token: Token) -> str | None:
        """Which of the two states of the text acted last, itself or by its people, just before a body is spoken of."""
        pair = self._cast.setting.pair
        before = [one for one in self._history.recent(sentence.index, _NEAR) if one.start < token.start]
        for one in sorted(before, key=lambda one: (-one.sentence, one.start)):
            if one.subject and not one.quoted:
                states = {self._cast.state_of(a) for a in one.actors}
                if len(states) == 1 and (state := states.pop()) in pair:
                    return state
        return None

    def _answered(self, sentence: Sentence, token: Token) -> str | None:
        """The state that the sentence before, of the same paragraph, lets answer: its ministry has the next word."""
        if token.dep not in _SUBJECTS or not definite(sentence, token):
            return None
        before = [
            one
            for one in self._history.recent(sentence.index, 1)
            if one.sentence == sentence.index - 1 and one.start >= sentence.block.start and one.subject
        ]
        first = min(before, key=lambda one: (one.depth, one.start), default=None)
        if first is None or first.quoted or first.depth != 1 or first.verb not in self._answering:
            return None
        state = first.actors[0] if len(first.actors) == 1 and self._cast.is_state(first.actors[0]) else None
        return None if state is None or self._is_other_side(sentence, token, state) else state

    def _is_other_side(self, sentence: Sentence, token: Token, state: str) -> bool:
        """True where the subject `token` does something instead of speaking in its turn, or speaks of the state's word.

        "Russia denied it. The government expelled two diplomats", "India said so. The army denied India's claim."
        """
        verb = next(iter(_verbs_of(sentence, token)), None)
        objects = sentence.children(verb, "dobj") if verb is not None else ()
        if verb is not None and objects and verb.lemma.lower() not in self._answering:
            return True
        return any(state in self._states_at(sentence, t) for o in objects for t in sentence.children(o, "poss", "amod"))

    def _speaking_in(self, sentence: Sentence, token: Token) -> str | None:
        """The state where the subject `token` speaks: "in Paris the foreign ministry said"."""
        found: set[str] = set()
        for verb in _verbs_of(sentence, token)[:1]:
            for prep in sentence.children(verb, "prep"):
                if prep.lower in _IN and prep.i < token.i:
                    found |= {s for t in sentence.children(prep, "pobj") for s in self._states_at(sentence, t)}
        return found.pop() if len(found) == 1 else None

    def other(self, addressed: frozenset[str], at: int) -> str | None:
        """Whose a body is that addresses a state: the other one of the two of the text, else the only other so far."""
        others = [state for state in self._cast.states_before(at) if state not in addressed]
        across = self._cast.setting.other(min(addressed)) if len(addressed) == 1 else None
        return across or (others[0] if len(others) == 1 else None)

    def called_in(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The state of whoever is called in or thrown out beside its people ("summoned the envoy and expelled two").

        Not of reporters who are told something at its embassy.
        """
        verb = sentence.head(token)
        if title.sector == "JRN" or token.dep != "dobj" or verb.lemma.lower() not in self._verbs:
            return None
        above = [verb, *sentence.ancestors(verb)] if verb.dep == "conj" else [verb]
        subject = next((t for v in above for t in sentence.children(v, *_SUBJECTS)), None)
        found = self.states(sentence, subject) if subject is not None else frozenset()
        return min(found) if len(found) == 1 else None

    def sender(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The state of "the ambassador": not that which calls him in, but the other one; else that of the embassy."""
        if title.office != "ambassador" or not definite(sentence, token):
            return None
        verb = sentence.head(token)
        if token.dep == "dobj" and verb.lemma.lower() in self._verbs:
            parties = [p for t in _doers(sentence, verb, token) if (p := self._cast.at(sentence, t)) is not None]
            hosts = {state for p in parties for a in p.actors if (state := self._cast.state_of(a)) is not None}
            return self.other(frozenset(hosts), token.start) if hosts else None
        for one in reversed(self._history.recent(sentence.index, _NEAR)):
            if one.start < token.start and len(one.actors) == 1 and one.actors[0].endswith("-embassy"):
                return self._cast.state_of(one.actors[0])
        return None

    def embassy_of(self, sentence: Sentence, token: Token) -> str | None:
        """The state of "the embassy": that of the ambassador of whom it was told just before."""
        if not definite(sentence, token):
            return None
        told = [s for at, s in self._history.by_noun("ambassador") if s.start < token.start]
        near = [s for s in told if s.sentence >= sentence.index - _NEAR and len(s.actors) == 1]
        return self._cast.state_of(near[0].actors[0]) if near else None

    def ruled(self, sentence: Sentence, token: Token) -> str | None:
        """The state whose rulers or organs act upon the office or body `token`, which is then its own.

        "Niger's junta detained the minister", "the Ugandan parliament asked the president": wherever it is told.
        """
        if not definite(sentence, token):
            return None
        child = token
        for above in sentence.ancestors(token):
            if above.pos in ("VERB", "AUX"):
                doers = _doers(sentence, above, child)
                parties = [p for t in doers if (p := self._cast.at(sentence, t)) is not None]
                actors = {a for p in parties for a in p.actors}
                states = {self._cast.state_of(a) for a in actors}
                at_home = above.lemma.lower() in self._ruling or all(
                    self._cast.sectors(a) & _DOMESTIC and not self._cast.is_state(a) for a in actors
                )
                return states.pop() if len(states) == 1 and at_home else None
            if above.pos != "ADP":
                return None
            child = above
        return None

    def struck_in(self, sentence: Sentence, token: Token) -> str | None:
        """The state where those are struck whom a clause speaks of, and where they are at home then.

        "Jihadists killed nine soldiers in Burkina Faso", "stormed the parliament in Nairobi".
        """
        verb = sentence.head(token)
        if token.dep not in ("dobj", "nsubjpass") or verb.lemma.lower() not in self._suffered:
            return None
        found = {
            state
            for prep in (*sentence.children(verb, "prep"), *sentence.children(token, "prep"))
            if prep.lower in _WHERE
            for noun in sentence.children(prep, "pobj")
            for word in (noun, *sentence.children(noun, "appos", "compound", "amod"))
            if (party := self._cast.at(sentence, word)) is not None
            for actor in party.actors
            if (state := self._cast.state_of(actor)) is not None
        }
        return found.pop() if len(found) == 1 else None

    def _reached(self, sentence: Sentence, word: Token, verb: Token) -> set[str]:
        below = sentence.subtree(word) if word.pos == "NOUN" else sentence.children(word)  # "a note of protest to Lima"
        preps = [p for p in below if p.dep in ("prep", "dative") and p.lower in self._behind]
        return self._named(sentence, (t for p in preps for t in sentence.children(p, "pobj")), verb)

    def _named(self, sentence: Sentence, nouns: Iterable[Token], verb: Token) -> set[str]:
        """The states that nouns behind a verb name, or of whose people they speak ("two Chilean officials")."""
        members = [t for noun in nouns if noun.i > verb.i for t in sentence.conjuncts(noun)]
        whose = [t for noun in members for t in sentence.children(noun, "amod", "poss", "compound", "nmod")]
        return {s for t in (*members, *whose) for s in self._states_at(sentence, t)}

    def _states_at(self, sentence: Sentence, token: Token) -> Iterator[str]:
        """The state that a word names by itself, none for whoever only is of one."""
        party = self._cast.at(sentence, token)
        if party is not None and party.kind in ("name", "metonym", "demonym", "place"):
            yield from (a for a in party.actors if self._cast.is_state(a))


def _verbs_of(sentence: Sentence, subject: Token) -> list[Token]:
    """The verb of a subject, and the verbs joined to it that have no other."""
    first = next((t for t in sentence.conjuncts(subject) if t.dep in _SUBJECTS), subject)
    if first.dep not in _SUBJECTS:
        return []
    verb = sentence.head(first)
    return [verb, *(t for t in sentence.conjuncts(verb) if t is not verb and not sentence.children(t, *_SUBJECTS))]


def _deeds_of(sentence: Sentence, subject: Token) -> Iterator[Token]:
    """The verbs of a subject, and of what it says that it does ("the government said that it was expelling …")."""
    for verb in _verbs_of(sentence, subject):
        yield verb
        for clause in sentence.children(verb, "ccomp"):
            if any(t.pos == "PRON" for t in sentence.children(clause, "nsubj")):
                yield clause


def _doers(sentence: Sentence, verb: Token, child: Token) -> list[Token]:
    """Who does to the object `child` of a verb what it says: its subject, or in the passive who stands behind "by"."""
    if child.dep == "nsubjpass":
        agents = sentence.children(verb, "agent")
        return [t for agent in agents for t in sentence.children(agent, "pobj")]
    if child.dep not in _OBJECTS:
        return []
    found = sentence.children(verb, "nsubj")
    while not found and verb.dep == "conj":  # "seized power and detained the president"
        verb = sentence.head(verb)
        found = sentence.children(verb, "nsubj")
    return [t for subject in found for t in sentence.conjuncts(subject)]
