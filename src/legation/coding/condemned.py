"""Condemned deeds: who condemns a deed is not taken for who did it, nor who suffered it for who is condemned.

"Poland condemned the killing of a priest" names one state alone, and both the frames and the trained coder are given to
take it for the killer, and the priest for whom it condemns. Who did it stays open, unless the words of the deed tell:
"condemned the killing of a priest by Polish soldiers", "condemned its own raid". Nor has somebody done what he denies
a part in ("denied involvement in the attack"), or what he is blamed for by another: that is told as blame.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles
from legation.coding.triggers import Frame
from legation.records import Actor

_JUDGMENT = "ACCUSE"
_DENIAL = "REJECT"
_BLAMING = frozenset({"blame", "accuse", "suspect"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
# Deeds of a state on its own ground: who is held in Iran is held by Iran.
_OUSTED = frozenset({"expel", "deport"})
_HELD = frozenset({"arrest", "convict"}) | _OUSTED
# Clauses of their own beside a verb of judging, and who judges: what stands there is not what is judged.
_BESIDE = frozenset({"nsubj", "nsubjpass", "advcl", "conj", "parataxis", "ccomp", "xcomp", "relcl"})
_WHOSE = ("PRP$",)
# Behind these stands who or what suffers a deed.
_STRUCK = frozenset({"of", "on", "against", "in", "at"})
# "Protested at the arrest", "voiced anger over the killing".
_OVER = frozenset({"at", "over", "about", "against"})
# What is done to a state's ground or rights, and those that are its own; what it breaks itself is a duty or a word.
_BREACHES = frozenset(
    {"violation", "breach", "infringement", "invasion", "assault", "attack", "encroachment", "affront"}
)
_OWN_RIGHTS = frozenset(
    {"sovereignty", "territory", "airspace", "integrity", "independence", "border", "water", "soil", "dignity", "unity"}
)
# Who speaks for a state when it condemns; others at home condemn what their own state does.
_OFFICIAL = frozenset({"GOV", "MIL"})


def condemned(acts: Sequence[Settled], roles: Roles, nouns: Mapping[str, Sequence[Frame]]) -> list[Settled]:
    """The acts, with the sides open that only the sentence's one name had filled; what has no side left is gone.

    `nouns` are the frames of nouns, by their word.
    """
    actors = roles.actors
    by_sentence: dict[int, list[Draft]] = defaultdict(list)
    for draft, _ in acts:
        by_sentence[draft.sentence.index].append(draft)
    found: list[Settled] = []
    for draft, reading in acts:
        here = by_sentence[draft.sentence.index]
        if draft.frame.type in _DEEDS:
            draft = _deed(draft, here, actors)
        elif draft.frame.type == _JUDGMENT:
            if _is_turned_down(draft, here):
                continue
            draft = _without_wronged(_at_doers(_judgment(draft, here, actors), roles, nouns))
            draft = _without_addressed(draft, here)
        if draft.actors or draft.recipients:
            found.append((draft, reading))
    return found


def _is_turned_down(draft: Draft, here: Sequence[Draft]) -> bool:
    """True for a charge that whoever should have made it turns down himself: "Chad called the allegation unfounded"."""
    if draft.trigger.pos != "NOUN":
        return False
    return any(other.frame.type == _DENIAL and set(other.actor) == set(draft.actor) for other in here)


def _deed(draft: Draft, here: Sequence[Draft], actors: Mapping[str, Actor]) -> Draft:
    """The deed without those who but condemn it."""
    for other in here:
        if other.frame.type == _JUDGMENT and (_is_judged(draft.trigger, other) or _is_same_word(draft, other)):
            blamed = {i for r in other.recipients for i in r.actors} if _is_blame(other) else set[str]()
            kept = tuple(
                r
                for r in draft.actors
                if (_is_told(draft, r) and not _is_same_word(draft, other))
                or not (_is_of(r, other.actors, actors) or set(r.actors) & blamed)
            )
            if draft.actors and not kept and not _suffers(draft):
                return replace(draft, actors=(), recipients=())
            draft = replace(draft, actors=kept)
        if other.frame.type == _DENIAL and draft.standing == "actual" and _is_judged(draft.trigger, other):
            kept = tuple(r for r in draft.actors if _is_told(draft, r) or not _is_of(r, other.actors, actors))
            draft = replace(draft, actors=kept)
    return draft


def _suffers(draft: Draft) -> bool:
    """False for a deed that a look gave to who condemns it, where its words don't say who suffered it."""
    s, word = draft.sentence, draft.trigger
    if draft.clause is not None or not draft.construction.startswith("whole sentence"):
        return True
    spans = [s.span(p) for p in s.children(word, "prep") if p.lower in _STRUCK]
    named = [r for r in draft.recipients if any(r.lies_in(span) for span in spans)]
    return any(next((t.lower for t in r.above(s) if t.pos == "ADP"), "") in _STRUCK for r in named)


def _is_blame(judgment: Draft) -> bool:
    """True for "blamed Israel for the attack", which lays the deed on whom it names."""
    return judgment.trigger.lemma.lower() in _BLAMING


def _is_same_word(deed: Draft, judgment: Draft) -> bool:
    """True for a deed that is told by the word of blame itself."""
    return deed.trigger.i == judgment.trigger.i and _is_blame(judgment)


def _judgment(draft: Draft, here: Sequence[Draft], actors: Mapping[str, Actor]) -> Draft:
    """The judgment without those who suffered what is judged, where nobody is told to have done it."""
    for other in here:
        if other.frame.type in _DEEDS and _is_judged(other.trigger, draft):
            doers = [r for r in other.actors if _is_told(other, r) or not _is_of(r, draft.actors, actors)]
            struck = {i for r in other.recipients for i in r.actors}
            if not doers and draft.actors:
                kept = tuple(r for r in draft.recipients if not set(r.actors) <= struck or _is_object(draft, r))
                draft = replace(draft, recipients=kept)
    return draft


def _is_object(judgment: Draft, role: Role) -> bool:
    """True for whom the verb of judging itself has for its object: "accused Hungary of breaking a treaty"."""
    objects = judgment.sentence.children(judgment.trigger, "dobj", "nsubjpass")
    return any(role.start <= token.start and token.end <= role.end for token in objects)


def _at_doers(draft: Draft, roles: Roles, nouns: Mapping[str, Sequence[Frame]]) -> Draft:
    """The judgment of a deed that is told by a noun, aimed at who did it and not at whom it was done to.

    "Condemned the jailing of a reporter by Minsk", "the arrest of its citizens in Iran"; without these at nobody.
    """
    s = draft.sentence
    for noun, frame in _deeds(s, draft.trigger, nouns):
        suffered = [s.span(p) for p in s.children(noun, "prep") if p.lower == "of"]
        struck = [r for r in draft.recipients if any(r.lies_in(span) for span in suffered)]
        if not suffered or not draft.actors or not (struck or not draft.recipients):
            continue
        kept = tuple(r for r in draft.recipients if r not in struck and not _is_of(r, draft.actors, roles.actors))
        doers = tuple(r for r in _doers(s, noun, frame, roles) if not _is_of(r, draft.actors, roles.actors))
        draft = replace(draft, recipients=doers or kept)
    return draft


def _without_wronged(draft: Draft) -> Draft:
    """The judgment of a breach, not aimed at whose ground or right was broken: "a violation of Yemen's sovereignty"."""
    s = draft.sentence
    things = [t for noun in s.children(draft.trigger, "dobj", "nsubjpass") for t in s.conjuncts(noun)]
    breaches = [t for t in things if t.lemma.lower() in _BREACHES]
    below = [p for t in breaches for prep in s.children(t, "prep") for p in s.children(prep, "pobj")]
    spans = [s.span(t) for t in below if t.lemma.lower() in _OWN_RIGHTS]
    kept = tuple(r for r in draft.recipients if not any(r.lies_in(span) for span in spans))
    return draft if len(kept) == len(draft.recipients) else replace(draft, recipients=kept)


def _without_addressed(draft: Draft, here: Sequence[Draft]) -> Draft:
    """The judgment of a deed, not aimed at several who are asked: "condemned it and urged both to talk"."""
    s = draft.sentence
    if not s.children(draft.trigger, "dobj"):
        return draft
    spans = [s.span(t) for t in s.children(draft.trigger, "conj")]
    asked = {r for d in here if d.frame.type == "REQUEST" and len(d.recipient) > 1 for r in d.recipients}
    kept = tuple(r for r in draft.recipients if r not in asked or not any(r.lies_in(span) for span in spans))
    return draft if len(kept) == len(draft.recipients) else replace(draft, recipients=kept)


def _deeds(s: Sentence, verb: Token, nouns: Mapping[str, Sequence[Frame]]) -> Iterator[tuple[Token, Frame]]:
    """Nouns of deeds that a verb judges, behind whose "of" stands who suffered them."""
    things = s.children(verb, "dobj", "nsubjpass")
    preps = (p for head in (verb, *things) for p in s.children(head, "prep") if p.lower in _OVER)
    for head in (*things, *(t for p in preps for t in s.children(p, "pobj"))):
        for noun in s.conjuncts(head):
            for frame in nouns.get(noun.lemma.lower(), ()):
                if frame.type in _DEEDS and frame.to[:1] == ("of",):
                    yield noun, frame
                    break


def _doers(s: Sentence, noun: Token, frame: Frame, roles: Roles) -> tuple[Role, ...]:
    """Who is told to have done the deed of a noun: behind "by", before it, or where a state holds somebody."""
    below = [t for p in s.children(noun, "prep") if p.lower == "of" for t in s.children(p, "pobj")]
    found = roles.behind(s, noun, "by") or tuple(r for t in below for r in roles.behind(s, t, "by"))
    if found or frame.mode not in _HELD:
        return found
    where = "in" if frame.mode not in _OUSTED else "from"
    preps = (p for head in (noun, *below) for p in s.children(head, "prep") if p.lower == where)
    within = [t for p in preps for t in s.children(p, "pobj")]
    places = [r for t in within if (r := roles.place(s, t)) is not None]
    return tuple(r for r in places if any((a := roles.actors.get(i)) and a.kind == "state" for i in r.actors))


def _is_judged(deed: Token, judgment: Draft) -> bool:
    """True for a noun, or a verb used as one, in what a word of judging governs."""
    s = judgment.sentence
    if deed.i == judgment.trigger.i or (deed.pos == "VERB" and s.children(deed, "nsubj", "nsubjpass", "aux")):
        return False
    here = deed
    while here.i != judgment.trigger.i:
        if here.dep in _BESIDE or here.head == here.i:
            return False
        here = s.head(here)
    return True


def _is_told(draft: Draft, role: Role) -> bool:
    """True for a side that the words of the deed itself name, or whose deed they say that it is."""
    s = draft.sentence
    if any(t.tag in _WHOSE for t in s.children(draft.trigger, "poss")):
        return True
    start, end = s.span(draft.trigger, without=("conj",))
    return start <= role.start and role.end <= end


def _is_of(role: Role, judges: Sequence[Role], actors: Mapping[str, Actor]) -> bool:
    """True for one of those who judge, or the state for which they speak."""
    for judge in judges:
        if set(role.actors) & set(judge.actors):
            return True
        known = [a for i in judge.actors if (a := actors.get(i)) is not None]
        speaking = {a.country for a in known if a.country and (a.kind == "state" or a.sector in _OFFICIAL)}
        if set(role.actors) & speaking:
            return True
    return False
