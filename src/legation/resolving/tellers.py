"""Tellers: who tells what a pronoun does, and is most often meant ("told newsmen that he was optimistic")."""

from legation.annotations import Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import History

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PERSONS = ("person", "unnamed")


class Tellers:
    """Finds who tells something in one document."""

    def __init__(self, telling: frozenset[str], persons: frozenset[str], cast: Cast, history: History) -> None:
        """`telling` are verbs, `persons` nouns for people; others write `history`, what the document has spoken of."""
        self._telling = telling
        self._persons = persons
        self._cast = cast
        self._history = history

    def of(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who tells what the subject `token` does: "Sadat, standing beside his guest, told newsmen that he …".

        Not where he tells it to another one, or tells it for somebody ("her lawyer said that she …").
        """
        told = sentence.head(token)
        if token.dep not in _SUBJECTS:
            return ()
        if told.dep == "ROOT":
            return self._before(sentence, token) if told.lemma.lower() in self._telling else ()
        verb = sentence.head(told)
        subject = sentence.child(verb, "nsubj")
        party = self._cast.at(sentence, subject) if told.dep == "ccomp" and subject is not None else None
        if subject is None or party is None or sentence.child(subject, "poss") is not None:
            return ()
        heard = [p for t in sentence.children(verb, "dobj", "dative") if (p := self._cast.at(sentence, t)) is not None]
        to_one = any(len(p.actors) == 1 and self._cast.facts(p.actors[0])[0] in _PERSONS for p in heard)
        return () if to_one else party.actors

    def _before(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who told something in the sentence before, of the same paragraph: "Campbell said so of Yoon. He added …"."""
        before = (
            one
            for one in self._history.recent(sentence.index, 1)
            if one.sentence == sentence.index - 1 and one.start >= sentence.block.start and one.subject
        )
        first = min((one for one in before if not one.quoted), key=lambda one: (one.depth, one.start), default=None)
        tells = first is not None and first.depth == 1 and first.person and first.verb in self._telling
        return first.actors if first is not None and tells else ()

    def whose(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Whose spokesman tells what others did: "A command filed a charge. Indian soldiers crossed, said its …".

        "Its" speaks of no soldiers, but of the body or state that the sentence before was about.
        """
        teller = sentence.head(token)
        if token.dep != "poss" or teller.lemma.lower() not in self._persons:
            return ()
        told = self._told(sentence, teller)
        subject = None if told is None else sentence.child(told, "nsubj", "nsubjpass")
        if subject is None or subject.tag != "NNS":
            return ()
        party = self._cast.at(sentence, subject)
        here = set() if party is None else {self._cast.state_of(actor) for actor in party.actors}
        before = (
            one
            for one in self._history.recent(sentence.index, 1)
            if one.sentence == sentence.index - 1 and one.subject and not one.person
        )
        first = min((one for one in before if not one.quoted), key=lambda one: (one.depth, one.start), default=None)
        if first is None or first.place or len(first.actors) != 1 or self._cast.state_of(first.actors[0]) in here:
            return ()
        return first.actors

    def _told(self, sentence: Sentence, teller: Token) -> Token | None:
        """The verb of what somebody tells behind it: "soldiers | crossed, said its spokesman", "according to its …"."""
        verb = sentence.head(teller)
        if teller.dep == "nsubj" and verb.lemma.lower() in self._telling:
            return next((t for t in sentence.children(verb, "ccomp") if t.i < teller.i), None)
        source = sentence.head(verb)
        according = teller.dep == "pobj" and verb.lower == "to" and source.lower == "according"
        return sentence.head(source) if according and sentence.head(source).i < source.i else None
