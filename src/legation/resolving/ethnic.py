"""Ethnic groups: "ethnic Russians", "Bosnian Croats" and "Kosovo Albanians" are no state of that name.

They are people of the state in which they live: of that whose word stands before theirs, or of the place behind it. So
are "Estonia's Russians" and "the Serbs of Bosnia".
"""

from collections.abc import Iterator
from dataclasses import replace

from legation.annotations import Party, Sentence, Token
from legation.knowledge import Knowledge
from legation.resolving.cast import Cast, Member
from legation.resolving.gazetteer import NameMatch
from legation.resolving.names import Ethnic, SentenceNames
from legation.resolving.phrases import covered, head_of
from legation.resolving.roles import Titles
from legation.slugs import slug

_ETHNIC = frozenset({"ethnic", "ethnically"})
_WHERE = frozenset({"in", "from", "of", "across", "throughout"})
_NATION = frozenset({"demonym", "people"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})


class EthnicGroups:
    """Finds the ethnic groups of one document after another."""

    def __init__(self, knowledge: Knowledge, titles: Titles) -> None:
        """Use the words of `knowledge` for states and peoples."""
        self._known = knowledge.known
        self._titles = titles
        self._peoples = {alias.phrase: alias.id for alias in knowledge.aliases if alias.kind in _NATION}

    def found(self, text: str, sentence: Sentence, names: SentenceNames) -> SentenceNames:
        """The names of a sentence, with its ethnic groups in place of the states whose peoples are called so."""
        groups: list[Ethnic] = []
        dropped: list[NameMatch] = []
        for match in names.matches:
            if not self._is_people(match):
                continue
            words = covered(sentence, match.start, match.end)
            head = head_of(sentence, words)
            if head is None:
                continue
            if (whose := self._owner(sentence, head, match, names)) is not None:
                dropped.append(match)
                groups.append(Ethnic(match.start, match.end, whose))
                continue
            if not words[0].i:
                continue
            before = sentence.tokens[words[0].i - 1]
            home = self._home(before, head, names)
            if before.lower not in _ETHNIC and (home is None or not self._may_be(sentence, head, match, text)):
                continue
            dropped.append(match)
            if head.tag in ("NNS", "NNPS") or head.dep not in _MODIFIERS:  # else who they are is told behind it
                there = home or self._place(sentence, head, names)
                groups.append(Ethnic(before.start, match.end, there))
        kept = tuple(m for m in names.matches if m not in dropped)
        return replace(names, matches=kept, ethnic=tuple(groups)) if dropped else names

    def _is_people(self, match: NameMatch) -> bool:
        return bool(match.aliases) and all(
            alias.kind in _NATION and self._known[alias.id].kind == "state" for alias in match.aliases
        )

    def _home(self, before: Token, head: Token, names: SentenceNames) -> str | None:
        """The state whose word stands right before that of a people, and belongs to the same noun."""
        if before.head not in (head.i, head.head) or before.dep not in _MODIFIERS:
            return None
        states = {m.ids[0] for m in names.matches if m.start <= before.start < m.end and len(m.ids) == 1}
        return next((s for s in states if s in self._known and self._known[s].kind == "state"), None)

    def _owner(self, sentence: Sentence, head: Token, match: NameMatch, names: SentenceNames) -> str | None:
        """The other state whose people they are said to be: "Estonia's Russians", "the Serbs of Bosnia"."""
        if head.tag not in ("NNS", "NNPS"):
            return None
        preps = (p for p in sentence.children(head, "prep") if p.lower == "of")
        whose = [*sentence.children(head, "poss"), *(t for p in preps for t in sentence.children(p, "pobj"))]
        states = (state for owner in whose if owner.pos == "PROPN" for state in self._states_at(owner, names))
        return next((state for state in states if state not in match.ids), None)

    def _may_be(self, sentence: Sentence, head: Token, match: NameMatch, text: str) -> bool:
        """True for "Croats" behind "Bosnian", and for "Croat" there before a noun for somebody ("leaders")."""
        word = text[match.start : match.end]
        if head.tag in ("NNS", "NNPS"):
            return True
        noun = sentence.head(head)
        one_of_them = self._peoples.get(f"{word}s") == match.ids[0]
        return one_of_them and head.dep in _MODIFIERS and self._titles.headed_by(sentence, noun) is not None

    def _place(self, sentence: Sentence, head: Token, names: SentenceNames) -> str | None:
        """The state of the place behind the word ("ethnic Chinese in Jakarta"), or where the clause plays."""
        verb = sentence.head(head)
        for above in (head, verb):
            for prep in sentence.children(above, "prep"):
                for place in sentence.children(prep, "pobj") if prep.lower in _WHERE else ():
                    if found := next(self._states_at(place, names), None):
                        return found
        return None

    def _states_at(self, place: Token, names: SentenceNames) -> Iterator[str]:
        yield from (country for start, end, country in names.places if start <= place.start < end)
        yield from (
            match.ids[0]
            for match in names.matches
            if match.start <= place.start < match.end and len(match.ids) == 1
            if match.ids[0] in self._known and self._known[match.ids[0]].kind == "state"
        )


def enter(cast: Cast, sentence: Sentence, names: SentenceNames) -> None:
    """Enter the ethnic groups of a sentence into the cast."""
    for group in names.ethnic:
        head = head_of(sentence, covered(sentence, group.start, group.end))
        if head is None:
            continue
        words = cast.words(cast.span(group.start, group.end))
        key, why = f"group:{group.country or '-'}:CVL:{slug(words)}", ("a people, and no state of its name",)
        cast.member(Member(key, words, "group", group.country, "CVL", why=why))
        party = Party(sentence.index, head.i, group.start, group.end, (key,), "group")
        cast.party(party, sentence, head, mention="group")
