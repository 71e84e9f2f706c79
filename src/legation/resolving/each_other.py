"""Each and the other: "each accused the other", "neither side recognises the other" tell of two what both do."""

from legation.annotations import Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import PronounTable
from legation.resolving.several import Several

_PAIR = 2
_EACH, _OTHER = "each", "other"
_EVERYBODY = frozenset({_EACH, "both", "neither", "either"})
_PLACES = ("nsubj", "nsubjpass", "poss")
_TAKEN = ("dobj", "dative", "pobj", "poss", "nsubj", "nsubjpass")


class EachOther:
    """Finds the two of whom each does to the other what a clause tells."""

    def __init__(self, table: PronounTable, cast: Cast, several: Several) -> None:
        """`several` says who is spoken of together."""
        self._sides = table.state_nouns | table.posts_of_states
        self._cast = cast
        self._several = several
        # A sentence, and whether it has the word "other".
        self._last = -1, False

    def found(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "each" and "each side" are before "the other", and who "the other" is behind them: both, each time."""
        if self._last[0] != sentence.index:  # few sentences have any
            self._last = sentence.index, any(t.lower == _OTHER for t in sentence.tokens)
        if not self._last[1]:
            return ()
        if self._is_each(sentence, token):
            return self._both(sentence, token)
        return self._taken_up(sentence, token) if self._is_other(sentence, token) else ()

    def _is_each(self, sentence: Sentence, token: Token) -> bool:
        if token.lower == _EACH:
            word = token.dep in _PLACES and all(t.lower in ("of", "'s") for t in sentence.children(token))
        else:
            beside = {t.lower for t in sentence.children(token)}
            word = token.dep in _PLACES and beside == {_EACH} and token.lemma.lower() in self._sides
        return word and any(self._is_other(sentence, t) for t in sentence.tokens[token.i + 1 :])

    def _is_other(self, sentence: Sentence, token: Token) -> bool:
        """True for "the other" and "the other side"."""
        if token.dep not in _TAKEN:
            return False
        below = {t.lower for t in sentence.children(token) if t.dep in ("det", "amod")}
        if token.lower == _OTHER:
            return below == {"the"}
        return below == {"the", _OTHER} and token.tag == "NN" and token.lemma.lower() in self._sides

    def _both(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The two states that are told of, else the two persons."""
        for persons in (False, True):
            pair = () if persons else self._several.pair(_PAIR, set()) or self._several.acted(sentence, token, set())
            pair = pair or self._several.listed(token, _PAIR, set(), persons=persons)
            if found := pair or self._several.last(sentence, token, _PAIR, set(), persons=persons):
                return found
        return ()

    def _taken_up(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The two of the last "each", "both" or "neither" before a word: themselves, or those whom it stands beside."""
        for word in reversed(sentence.tokens[: token.i]):
            if word.lower == "one" and sentence.tokens[max(0, word.i - 1)].lower != _EACH:
                return ()  # "both fled, one to Chad, the other to Niger"
            if word.lower not in _EVERYBODY:
                continue
            above = sentence.head(word)
            listed = [p for t in sentence.conjuncts(above) if (p := self._cast.at(sentence, t)) is not None]
            own = self._cast.at(sentence, word)
            parties = [own] if own is not None else listed
            actors = tuple(dict.fromkeys(actor for party in parties for actor in party.actors))
            return actors if len(actors) == _PAIR else ()
        return ()
