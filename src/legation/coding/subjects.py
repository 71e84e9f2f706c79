"""Subjects: whoever is the subject of an act of words, or stands for it in a clause on his name, has spoken.

"He met Solana, who urged restraint on all sides": Solana urged. A look at all parties of a sentence takes the subject
of the whole sentence for the one who spoke, where nobody else is named. And whoever only speaks of the moves of others
is not whom they are aimed at, where somebody else is: "the president backed Chad and denounced moves by Sudan, which
had sent troops to the border". Who protests at a killing was not killed, and no other state is caught in rebels.
"""

from collections.abc import Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles
from legation.coding.triggers import Lexicon

_OF_WORDS = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
# Acts by which third parties take a side.
_TAKING_SIDES = frozenset({"ACCUSE", "SUPPORT", "REQUEST"})
_DEEDS = frozenset({"ASSAULT", "COERCE"})
# How that at which a deed is aimed hangs on its noun.
_AIMED = frozenset({"into", "on", "against", "upon", "across"})
_TIMES = frozenset({"DATE", "TIME"})
_WHO = frozenset({"who", "which"})


def by_subjects(acts: Sequence[Settled], roles: Roles, lexicon: Lexicon) -> list[Settled]:
    """The acts; those of words by the subjects of their verbs, and moves of troops without who only speaks of them."""
    told = [(_abroad(_spoken(draft, roles, lexicon), roles), reading) for draft, reading in acts]
    told = [(_claimed(draft, roles), reading) for draft, reading in told]
    told = [(act, reading) for draft, reading in told if (act := _befallen(draft, roles, lexicon)) is not None]
    aimed = {_word(draft) for draft, _ in told if any(not _judges(draft, r, lexicon) for r in draft.recipients)}
    return [(draft, reading) for draft, reading in told if not (_word(draft) in aimed and _is_aside(draft, lexicon))]


def _word(draft: Draft) -> tuple[int, int, str, tuple[str, ...]]:
    return draft.sentence.index, draft.trigger.i, draft.frame.type, draft.actor


def _spoken(draft: Draft, roles: Roles, lexicon: Lexicon) -> Draft:
    """The act of words that a look lays to somebody else than the subject, to whom it says that it is spoken."""
    s, verb = draft.sentence, draft.trigger
    if draft.clause is not None or draft.frame.type not in _OF_WORDS or verb.dep != "relcl":
        return draft
    frames = lexicon.verbs.get(verb.lemma.lower(), ())
    if not any(f.type == draft.frame.type and not f.undergone for f in frames):
        return draft
    speaking = _subject(s, verb, roles)
    said = {i for role in speaking for i in role.actors}
    if not said or said & set(draft.actor) or not said & set(draft.recipient):
        return draft
    others = tuple(role for role in draft.recipients if not set(role.actors) & said)
    return replace(draft, actors=speaking, recipients=others)


def _subject(s: Sentence, verb: Token, roles: Roles) -> tuple[Role, ...]:
    """Who does what the clause on a name tells: whoever "who" stands for."""
    subject = s.child(verb, "nsubj")
    if subject is None or subject.lower not in _WHO:
        return ()
    return roles.agent(s, s.head(verb))


def _claimed(draft: Draft, roles: Roles) -> Draft:
    """The blow that somebody claims as his: "a group that has claimed attacks on its forces"."""
    s, noun = draft.sentence, draft.trigger
    verb = s.head(noun)
    if draft.frame.type != "ASSAULT" or noun.dep != "dobj" or verb.lemma.lower() != "claim":
        return draft
    own = s.child(verb, "nsubj")
    told = own is not None and own.lower in (*_WHO, "that") and verb.dep == "relcl"
    subject = s.head(verb) if told else own
    doers = roles.agent(s, subject) if subject is not None else ()
    if not doers and subject is not None and subject.dep == "appos":  # "al-Shabaab, a group that has claimed …"
        doers = roles.agent(s, s.head(subject))
    return replace(draft, actors=doers, recipients=roles.behind(s, noun, "on", "against")) if doers else draft


def _abroad(draft: Draft, roles: Roles) -> Draft:
    """The blow of people without a country, who are not of the victims' own where it falls in another state.

    Of "gunmen shot nine Kenyan workers in Somalia" a look takes Kenya for theirs.
    """
    s = draft.sentence
    if draft.frame.type not in _DEEDS or len(draft.actors) < 2:
        return draft
    theirs = roles.countries(draft.recipient)
    lent = [r for r in draft.actors if any(v.start <= r.start and r.end <= v.end for v in draft.recipients)]
    ground = {i for place in roles.places(s) for i in place.actors}
    if not lent or not ground or ground & theirs:
        return draft
    return replace(draft, actors=tuple(r for r in draft.actors if r not in lent))


def _befallen(draft: Draft, roles: Roles, lexicon: Lexicon) -> Draft | None:
    """The deed without whoever it did not befall: who speaks of it, whose object it is not; None where none is left."""
    if draft.clause is not None or not draft.recipients or set(draft.actor) & set(draft.recipient):
        return draft
    if draft.frame.type in _DEEDS and draft.trigger.pos == "NOUN":
        others = _without_speakers(draft, lexicon)
    elif draft.frame.type == "COERCE":
        others = _without_strangers(draft, roles, lexicon)
    elif draft.frame.type == "ACCUSE":
        others = tuple(role for role in draft.recipients if not _is_victim(draft, role, lexicon))
        return replace(draft, recipients=others) if others else None
    else:
        return draft
    return draft if others == draft.recipients else replace(draft, recipients=others)


def _without_speakers(draft: Draft, lexicon: Lexicon) -> tuple[Role, ...]:
    """The recipients but for the subjects above a deed that has its own object.

    "The killing of a rebel on Sudanese soil", "raids into three neighbours"; of a bare raid its judge may be struck.
    """
    s, noun = draft.sentence, draft.trigger
    after = s.tokens[noun.i + 1 : noun.i + 2]  # wherever a parser hangs it
    preps = [*s.children(noun, "prep"), *(p for p in after if p.dep == "prep" and p.head != noun.i)]
    behind = [(p.lower, t) for p in preps for t in s.children(p, "pobj") if t.ent not in _TIMES]
    whose = any(p == "of" and t.lemma.lower() in lexicon.classes["PEOPLE"] for p, t in behind) and _is_placed(s, noun)
    if not whose and not any(p in _AIMED for p, _ in behind):
        return draft.recipients
    above = [t for verb in s.ancestors(noun) for t in s.children(verb, "nsubj")]
    spoken = [t for t in above if not any(b.i == noun.i for b in s.subtree(t))]
    # The subject with its aside: "Venezuela's president, Hugo Chavez, closed the embassy".
    inside = [s.span(t) for t in spoken]
    return tuple(r for r in draft.recipients if not any(a <= r.start < b for a, b in inside))


def _is_placed(s: Sentence, noun: Token) -> bool:
    """True for a deed of which it is told where it was done: "the killing of a rebel on Sudanese soil"."""
    preps = (p for p in s.subtree(noun) if p.dep == "prep" and p.lower in ("in", "on", "near", "inside"))
    return any(t.ent not in _TIMES for p in preps for t in s.children(p, "pobj"))


def _without_strangers(draft: Draft, roles: Roles, lexicon: Lexicon) -> tuple[Role, ...]:
    """The recipients but for those whom another sentence names, where rebels or suspects are what is caught."""
    s = draft.sentence
    caught = [t for t in s.children(draft.trigger, "dobj") if t.lemma.lower() in lexicon.classes["OUTLAWS"]]
    here = tuple(role for role in draft.recipients if role.lies_in((s.start, s.end)))
    if not caught or len(here) == len(draft.recipients):
        return draft.recipients
    themselves = tuple(role for t in caught if (role := roles.party(s, t)) is not None)
    return here or themselves


def _is_victim(draft: Draft, role: Role, lexicon: Lexicon) -> bool:
    """True for whom what is told befell: "told the council that his country had been attacked" accuses no country."""
    s = draft.sentence
    for told in s.children(draft.trigger, "ccomp"):
        hit = [t for t in s.children(told, "nsubjpass") if not s.children(told, "agent")]
        blow = any(f.type == "ASSAULT" for f in lexicon.verbs.get(told.lemma.lower(), ()))
        if blow and any(role.start <= t.start < role.end for t in hit):
            return True
    return False


def _is_aside(draft: Draft, lexicon: Lexicon) -> bool:
    """True for a movement of troops at nobody but those who only judge it, or back somebody, above it."""
    moves = draft.frame.type == "MOBILIZE" and draft.trigger.dep == "relcl" and bool(draft.recipients)
    return moves and all(_judges(draft, role, lexicon) for role in draft.recipients)


def _judges(draft: Draft, role: Role, lexicon: Lexicon) -> bool:
    """True for the subject of a verb of judging or backing, in what is said by which the movement is told."""
    s = draft.sentence
    for above in s.ancestors(draft.trigger):
        verbs = [v for v in s.conjuncts(above) if v.pos == "VERB"] if above.pos == "VERB" else []
        subjects = [t for v in verbs for t in s.children(v, "nsubj")]
        if any(role.start <= t.start < role.end for t in subjects):
            return any(f.type in _TAKING_SIDES for v in verbs for f in lexicon.verbs.get(v.lemma.lower(), ()))
    return False
