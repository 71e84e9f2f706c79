"""Echoes: an act told again by a shorter word: "as has B", "condemned the launch"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Clause, Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.phrasing import objects
from legation.coding.roles import Role, ids
from legation.coding.triggers import Frame
from legation.coding.verbal import VerbReader

_STANDING_IN = frozenset({"have", "do", "be"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# Who did the deed is to blame or to praise for it.
_JUDGING = frozenset({"ACCUSE", "SUPPORT"})
_DEEDS = frozenset({"MOBILIZE", "ASSAULT", "COERCE", "SANCTION", "RETREAT", "AID"})


def elided(clauses: Sequence[Clause], drafts: Sequence[Draft], verbs: VerbReader) -> Iterator[Draft]:
    """The acts of those who did as another did: "France suspended its aid, as has the European Union"."""
    for clause in clauses:
        s, verb = clause.sentence, clause.head
        if clause.lemma not in _STANDING_IN or verb.dep != "advcl" or clause.objects or clause.complement:
            continue
        if clause.negated or not any(t.lower == "as" for t in s.children(verb, "mark", "advmod")):
            continue
        actors = verbs.actors(clause)
        for draft in drafts:
            above = draft.clause is not None and s.head(verb) is draft.clause.head
            if above and actors and not set(ids(actors)) & {*draft.actor, *draft.recipient}:
                yield replace(draft, trigger=verb, words=(verb,), actors=actors, construction="as another did")


class Deeds:
    """Remembers who did what in a document, for a judgement that names the deed alone."""

    def __init__(self, nouns: Mapping[str, tuple[Frame, ...]]) -> None:
        """Know deeds again by the nouns that name them."""
        self._nouns = nouns
        self._doers: dict[tuple[str, str | None], tuple[Role, ...]] = {}

    def remember(self, draft: Draft) -> None:
        """Keep the doers of an act that takes place."""
        if draft.frame.type in _DEEDS and draft.standing in ("actual", "historical") and draft.actors:
            for mode in (None, draft.mode):
                self._doers[draft.frame.type, mode] = draft.actors

    def answered(self, draft: Draft) -> Draft:
        """The draft; where it judges a deed by its noun alone, with who did it: "condemned the launch"."""
        if draft.recipients or draft.clause is None or draft.frame.type not in _JUDGING:
            return draft
        for token in objects(draft.clause):
            doers = next(
                (d for f in self._frames(draft.sentence, token) if (d := self._doers.get((f.type, f.mode)))), ()
            )
            if doers and not set(ids(doers)) & set(draft.actor):
                return replace(draft, recipients=doers, confidence=draft.confidence - 0.15)
        return draft

    def _frames(self, sentence: Sentence, noun: Token) -> tuple[Frame, ...]:
        if not any(t.lower in _DEFINITE for t in sentence.children(noun, "det")):
            return ()
        return tuple(f for f in self._nouns.get(noun.lemma.lower(), ()) if f.type in _DEEDS)
