"""Lifting: who calls for an end of a measure or of attacks calls on whoever does that, not on whom it is done to.

"Germany asked that the blockade be eased" names nobody who could ease it, and what the text implies is often the one
who is blockaded. Another sentence says who blockades whom.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.phrasing import with_particle
from legation.coding.roles import Role, Roles, ids
from legation.coding.standings import infinitive

_ASKING = "REQUEST"
_MEASURES = frozenset({"SANCTION", "COERCE"})
_ATTACKS = frozenset({"ASSAULT"})
# By what acts a text tells of what is to end: first those of the noun's own kind. A siege is laid by those who attack.
_TOLD_BY = {"MEASURES_TO_LIFT": (_MEASURES, _ATTACKS), "ATTACKS_TO_END": (_ATTACKS,)}
_OBJECTS = ("dobj", "nsubjpass", "nsubj")  # "that the siege end", too
_ENDED = ("to", "of", "in")  # an end to it, the lifting of it, a halt in it
_OF_WHOM = frozenset({"of", "on", "against", "over", "around"})
# Both attack one another where one does so less than this many times as often as the other.
_SURELY = 2
# Who does a measure with others is told of at least this share of times as whoever is told of most.
_WITH_OTHERS = 0.5
States = frozenset[str]


def asked_of_doers(acts: Sequence[Settled], roles: Roles, classes: Mapping[str, Collection[str]]) -> list[Settled]:
    """The acts; a request to end what somebody does is to all who do that, as far as other acts of the text say."""
    told = [draft for draft, _ in acts]
    return [(_asked(draft, told, roles, classes), reading) for draft, reading in acts]


def _asked(draft: Draft, told: Sequence[Draft], roles: Roles, classes: Mapping[str, Collection[str]]) -> Draft:
    if draft.frame.type != _ASKING or not draft.actors:
        return draft
    for noun, kind in _to_end(draft.sentence, draft.trigger, classes):
        if any(_is_named(draft, role, noun) for role in draft.recipients):
            continue
        suffering = _suffering(draft.sentence, noun, roles)
        for types in _TOLD_BY[kind]:
            doers = _doers(draft, [d for d in told if d.frame.type in types], suffering, roles)
            if doers is not None:
                return _asked_of(draft, *doers, roles)
    return draft


def _is_named(draft: Draft, role: Role, noun: Token) -> bool:
    """True for who is asked in so many words: a place in the sentence that is not in the noun's phrase."""
    s = draft.sentence
    return role.lies_in((s.start, s.end)) and not role.lies_in(s.span(noun))


def _to_end(s: Sentence, trigger: Token, classes: Mapping[str, Collection[str]]) -> Iterator[tuple[Token, str]]:
    """The nouns of what is to end, with their class: "an end to the siege", "that the siege be lifted"."""
    for word in s.subtree(trigger):
        things: Iterable[Token] = ()
        if word is trigger or not _is_asked(s, word, trigger):
            continue
        if word.pos == "NOUN" and word.lemma.lower() in classes["ENDS"]:
            things = (t for p in s.children(word, "prep") if p.lower in _ENDED for t in s.children(p, "pobj"))
        elif word.pos == "VERB" and with_particle(s, word) in classes["ENDING"] and not s.children(word, "neg"):
            things = s.children(word, *_OBJECTS)
            if word.dep in ("acl", "relcl"):  # "called for the siege to be lifted", as parsers have it
                things = (*things, s.head(word))
        for thing in (m for t in things for m in s.conjuncts(t)):
            for kind in _TOLD_BY:
                if thing.lemma.lower() in classes[kind]:
                    yield thing, kind


def _is_asked(s: Sentence, word: Token, trigger: Token) -> bool:
    """False for what a clause beside the request tells: "urged Iran to talk after sanctions had been lifted"."""
    above = [word, *s.ancestors(word)]
    for token in above[: above.index(trigger)]:
        beside = token.dep == "advcl" and all(t.lower != "for" for t in s.children(token, "mark"))
        finite = token.dep == "relcl" and not infinitive(s, token)
        if beside or finite or (token.dep == "conj" and s.head(token) is trigger):
            return False
    return True


def _suffering(s: Sentence, noun: Token, roles: Roles) -> States:
    """The states that the noun's own phrase says it is done to: "the siege of Qatar"."""
    behind = (t for p in s.children(noun, "prep") if p.lower in _OF_WHOM for t in s.children(p, "pobj"))
    return roles.countries(ids(r for t in behind for r in roles.affected(s, t)))


def _doers(
    asking: Draft, told: Sequence[Draft], suffering: States, roles: Roles
) -> tuple[tuple[Role, ...], States] | None:
    """Who does it, as these acts tell, and the states to whom, or both sides where two do it to one another.

    None where no act tells of it, or the asker himself does it.
    """
    counts, named = _counted(told, roles)
    towards: Counter[States] = Counter()
    for (_, others), number in counts.items():
        if not suffering or suffering & others:
            towards[others] += number
    if not towards:
        return None
    others = max(towards, key=lambda each: (towards[each], sorted(each)))
    mine = {state: number for (state, whom), number in counts.items() if whom == others}
    doers = {state: number for state, number in mine.items() if number >= _WITH_OTHERS * max(mine.values())}
    back = {state: n for (state, whom), n in counts.items() if state in others and whom & doers.keys()}
    if not suffering and towards[others] < _SURELY * sum(back.values()):
        doers |= back
    if roles.countries(asking.actor) & doers.keys():
        return None
    return tuple(dict.fromkeys(named[state] for state in doers)), others


def _counted(told: Iterable[Draft], roles: Roles) -> tuple[Counter[tuple[str, States]], Mapping[str, Role]]:
    """How often each state does this to which others, and where each doer is named first."""
    counts: Counter[tuple[str, States]] = Counter()
    named: dict[str, Role] = {}
    for draft in told:
        ours, theirs = roles.countries(draft.actor), roles.countries(draft.recipient)
        if draft.standing != "actual" or not ours or not theirs or ours & theirs:
            continue
        for role in draft.actors:
            for state in roles.countries(role.actors):
                counts[state, theirs] += 1
                named.setdefault(state, role)
    return counts, named


def _asked_of(draft: Draft, doers: tuple[Role, ...], others: States, roles: Roles) -> Draft:
    """The request to the doers, unless it is to somebody else by what other sentences imply."""
    known = roles.countries(ids(doers)) | others
    if any(not roles.countries(role.actors) <= known for role in draft.recipients):
        return draft
    return replace(draft, recipients=doers)
