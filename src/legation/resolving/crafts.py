"""Crafts: whose "the crew" and "the pilot" are: of the state of the ship or plane that was told of last.

"A Danish trawler was stopped off Greenland. The coast guard held the crew": they are Danes, wherever it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge
from legation.resolving.names import SentenceNames
from legation.resolving.offices import definite

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
Told = tuple[Sequence[Sentence], Sequence[SentenceNames]]
# A craft told of so many sentences before is still the one whose crew is spoken of.
_BACK = 4


@dataclass(frozen=True, slots=True)
class _Craft:
    """A ship or plane of a state: in which sentence it is told of, and whether that is about it."""

    sentence: int
    token: int
    state: str
    subject: bool


class Crafts:
    """Knows whose ships and planes one document tells of."""

    def __init__(self, lists: Mapping[str, Any], knowledge: Knowledge, told: Told) -> None:
        """`lists` are those of `nouns.yaml`; `told` are the sentences of a document and their names."""
        self._crafts = frozenset(lists["crafts"])
        self._crews = frozenset(lists["crews"])
        self._knowledge = knowledge
        self._told = told

    @cached_property
    def _found(self) -> list[_Craft]:
        """The crafts of the document, looked for where it speaks of a crew."""
        return [craft for sentence, names in zip(*self._told, strict=True) for craft in self._of(sentence, names)]

    def _of(self, sentence: Sentence, names: SentenceNames) -> Iterator[_Craft]:
        """Yield the crafts of a sentence before whose noun a state is named, or a body of it ("a U.S. Navy plane")."""
        for token in sentence.tokens:
            if token.lemma.lower() not in self._crafts or token.pos not in ("NOUN", "PROPN"):
                continue
            before = {t.start for t in sentence.subtree(token, without=("relcl", "acl", "prep")) if t.i < token.i}
            ids = (m.ids[0] for m in names.matches if m.start in before and len(m.ids) == 1)
            states = {state for key in ids if (state := self._state(key)) is not None}
            if len(states) == 1:
                yield _Craft(sentence.index, token.i, states.pop(), token.dep in _SUBJECTS)

    def _state(self, key: str) -> str | None:
        known = self._knowledge.known.get(key)
        if known is None or known.kind == "person":
            return None
        return key if known.kind == "state" else known.country

    def state(self, sentence: Sentence, token: Token, others: frozenset[str]) -> str | None:
        """The state of the crew that a noun names without saying whose; `others` do something to them.

        Of the crafts told of last it is the one that the sentence is about, where several are named.
        """
        if not self._found or not definite(sentence, token):
            return None
        before = [
            each
            for each in self._found
            if sentence.index - _BACK <= each.sentence <= sentence.index
            and (each.sentence < sentence.index or each.token < token.i)
            and each.state not in others
        ]
        last = max((each.sentence for each in before), default=None)
        told = [each for each in before if each.sentence == last]
        states = {each.state for each in told if each.subject} or {each.state for each in told}
        return states.pop() if len(states) == 1 else None

    def is_crew(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun names those aboard: "the pilots", "the members of the crew", "the crew members"."""
        lemma = token.lemma.lower()
        if lemma not in self._crews:
            return False
        return lemma != "member" or any(t.lower == "crew" for t in sentence.subtree(token, without=("relcl", "acl")))


def doers(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """Those who do something to somebody: the subjects of the verb whose object he is."""
    verb = sentence.head(token)
    if token.dep != "dobj":
        return ()
    while verb.dep == "conj" and not sentence.children(verb, *_SUBJECTS):
        verb = sentence.head(verb)
    return tuple(sentence.children(verb, "nsubj"))
