"""Coups: the state in which soldiers have taken power, where a text tells of one.

"The junta", "the putschists" and "the colonels" of such a text are that state's, wherever it is filed and whomever else
it names. The state is told by what a coup is tied to: its place ("the coup in Guinea", "seized power in Bamako"), its
owner ("Guinea's junta") and whom it removes ("overthrew President Alpha Condé", "the deposed president, Alpha Condé").
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.resolving.names import SentenceNames
from legation.resolving.phrases import covered, head_of

_WHERE = frozenset({"in", "of", "across"})
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
_DONE_TO = frozenset({"dobj", "nsubjpass"})
# The state of the coup is tied to it this many times as often as any other.
_OUTWEIGHS = 2


class Coups:
    """Knows the words for coups and for those who make them."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        """`lists` are those of `nouns.yaml`."""
        words = lists["coups"]
        self._coups = frozenset(words["happenings"]) | frozenset(words["makers"])
        self._makers = frozenset(words["makers"])
        # Words without one of which nobody in a text has taken power.
        single = [word for word in (*self._coups, *words["falls"], *words["power"]) if " " not in word]
        self._signs = {*single, *(f"{word}s" for word in single), "military"}
        self._soldiers = frozenset(words["soldiers"])
        self._rulers = frozenset(words["rulers"])
        self._turned = frozenset(words["turned"])
        self._taking = frozenset(words["taking"])
        self._power = frozenset(words["power"])
        self._fallen = frozenset(words["fallen"])
        self._falls = frozenset(words["falls"])
        self._removing = frozenset(words["removing"])

    def told_in(
        self, sentences: Sequence[Sentence], names: Sequence[SentenceNames], knowledge: Knowledge
    ) -> str | None:
        """The state of the one coup of which a text tells; None for a text about none, or about several."""
        lower = {t.lower for s in sentences for t in s.tokens}
        if lower.isdisjoint(self._signs):
            return None
        counts: Counter[str] = Counter()
        surnames = _surnames(sentences, names, knowledge)
        for sentence, here in zip(sentences, names, strict=True):
            tied = {state for state, head in _named(sentence, here, knowledge) if self._tied(sentence, head)}
            people = ((surnames[t.text], t) for t in sentence.tokens if t.text in surnames)
            gone = {state for state, name in people if self._removed(sentence, name)}
            counts.update(tied | gone)
        (first, most), (_, second) = [*counts.most_common(2), *[("", 0)] * 2][:2]
        return first if most and most >= _OUTWEIGHS * second else None

    def _tied(self, sentence: Sentence, head: Token) -> bool:
        """True for a state's word, or the name of one of its people, that a coup is tied to."""
        above = sentence.head(head)
        if head.dep in _OWNING:
            return self._is_coup(sentence, above)
        if head.dep == "pobj" and above.lower in _WHERE:
            noun, before = sentence.head(above), sentence.tokens[max(above.i - 1, 0)]
            if self._is_coup(sentence, before):  # wherever the parser hangs "in": "gave the junta in Niger a week"
                return True
            return self._is_coup(sentence, noun) or noun.lower in self._power or self._takes_power(sentence, noun)
        return False

    def _removed(self, sentence: Sentence, head: Token) -> bool:
        """True for the name of somebody who loses power, or is to get it back ("reinstate President Bazoum")."""
        if any(t.lower in self._fallen for t in sentence.children(head, "amod")):
            return True
        above = sentence.head(head)
        if head.dep == "pobj" and above.lower == "of":
            return sentence.head(above).lemma.lower() in self._falls
        return head.dep in _DONE_TO and above.lemma.lower() in self._removing

    def _is_coup(self, sentence: Sentence, noun: Token) -> bool:
        """True for "coup" and "junta", and with the word before it for "military government"."""
        lemma = noun.lemma.lower()
        before = (t.lower for t in sentence.children(noun, "amod", "compound", "nmod"))
        return lemma in self._coups or any(f"{word} {lemma}" in self._makers for word in before)

    def _takes_power(self, sentence: Sentence, verb: Token) -> bool:
        taken = sentence.child(verb, "dobj")
        return verb.lemma.lower() in self._taking and taken is not None and taken.lower in self._power

    def makes(self, sentence: Sentence, token: Token, title: Title) -> bool:
        """True for those who made the coup or rule since: "the putschists", "the colonels", "the new authorities".

        An army is named so whoever leads it; soldiers, officers and generals are its makers where they are "the" ones.
        """
        lemma = token.lemma.lower()
        if token.lower == "juntas":
            return False  # several states'
        words = {t.lower for t in sentence.children(token, "amod", "compound", "nmod")}
        if lemma in self._makers or title.phrase.removesuffix("s") in self._makers:
            return True
        alone = {t.lower for t in sentence.children(token, "det")} == {"the"} and not sentence.child(token, "poss")
        if not alone:
            return False
        if lemma in self._rulers or token.lower in self._rulers:
            return bool(words) and words <= self._turned
        return lemma in self._soldiers and words <= self._turned


def _named(sentence: Sentence, names: SentenceNames, knowledge: Knowledge) -> Iterator[tuple[str, Token]]:
    """The states of a sentence that a name or town stands for, with the word that heads it."""
    found = [(m.start, m.end, key) for m in names.matches if len(m.ids) == 1 for key in m.ids]
    found += [(start, end, country) for start, end, country in names.places]
    for start, end, key in found:
        known = knowledge.known.get(key)
        head = head_of(sentence, covered(sentence, start, end))
        if known is not None and known.kind == "state" and head is not None:
            yield key, head


def _surnames(sentences: Sequence[Sentence], names: Sequence[SentenceNames], knowledge: Knowledge) -> Mapping[str, str]:
    """The states of the known people whom a text names, by the last words of their names."""
    found: dict[str, str] = {}
    for sentence, here in zip(sentences, names, strict=True):
        for start, end, key in here.persons:
            known = knowledge.known.get(key or "")
            words = covered(sentence, start, end)
            if known is not None and known.country in knowledge.known and words:
                found[words[-1].text] = str(known.country)
    return found
