"""Delegates: the states for which "the two presidents", "both armies" and "the four foreign ministers" act."""

from collections.abc import Mapping

from legation.annotations import Clause, Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import History, PronounTable
from legation.resolving.several import Several

_PAIR = 2
# How many sentences back two states may stand of which nothing but a plural speaks.
_NEAR = 2
# What a meeting is of: "a meeting of the foreign ministers", "talks between the foreign ministers".
_BETWEEN = frozenset({"of", "between", "among"})


class Delegates:
    """Finds for which states those act whom a plural of posts or forces tells, and nobody has named."""

    def __init__(self, table: PronounTable, cast: Cast, history: History, several: Several) -> None:
        """`several` says who is spoken of together; `history` is what the document has spoken of."""
        self._table = table
        self._cast = cast
        self._history = history
        self._several = several

    def sent(
        self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause], *, nobodys: bool
    ) -> tuple[str, ...]:
        """The states of "the two presidents" or "both armies", of just so many, or of "the ministers" who meet.

        Of `nobodys` nothing beside them tells whose they are; who meet in a capital are not of that state alone, and of
        three or more a list of just so many states says whose they are.
        """
        if token.lemma.lower() not in self._table.posts_of_states:
            return ()
        number = self._several.number_of(sentence, token)
        if not number:
            return self._several.pair(_PAIR, set()) if self._act_jointly(sentence, token) else ()
        if any(self._cast.at(sentence, t) is not None for t in sentence.children(token)):
            return ()
        excluded = self._several.subjects_beside(sentence, token, clauses)
        excluded |= self._several.addressing(sentence, token)
        if number > _PAIR:
            return self._several.listed(token, number, excluded, persons=False)
        if not nobodys:
            return ()
        return self._several.pair(_PAIR, excluded) or self._only_two(sentence, token, excluded)

    def _only_two(self, sentence: Sentence, token: Token, excluded: set[str]) -> tuple[str, ...]:
        """The two states of the sentences just before, if no third is told of there."""
        seen = [one for one in self._history.recent(sentence.index, _NEAR) if one.start < token.start]
        found = {key for one in seen for key in self._several.keys(one, persons=False)} - excluded
        return tuple(sorted(found)) if len(found) == _PAIR else ()

    def _act_jointly(self, sentence: Sentence, token: Token) -> bool:
        """True for "the foreign ministers" who meet or agree, or of whom a meeting is: those of both states."""
        below, above = sentence.children(token), sentence.head(token)
        told = {t.lower for t in below if t.dep == "det"} == {"the"} and token.tag == "NNS"
        told = told and all(t.dep in ("det", "amod", "compound") and t.tag not in ("NNP", "NNPS") for t in below)
        foreign = any(self._cast.at(sentence, t) is not None for t in below)
        if not told or foreign:
            return False
        if token.dep == "pobj" and above.lower in _BETWEEN:
            return sentence.head(above).lemma.lower() in self._table.meetings
        return token.dep == "nsubj" and above.lemma.lower() in self._table.jointly
