"""Bystanders: who is named only to say who somebody is takes no part in what that one does.

In "families of hostages held by Hamas met the president" Hamas holds hostages and meets nobody; in "the French envoy
to Lebanon urged Israel to stop" nobody has met Lebanon. A look at all parties of a sentence takes both for parties of
the meeting, as it does those who send an envoy or lead a delegation, who do act. Nor does whoever meets people who
have been detained detain them.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.listing import are_listed
from legation.coding.roles import Role, Roles
from legation.coding.triggers import PARTY, Frame, Lexicon

# What is done to people, so that whoever did it doesn't act through them; but those who are sent or led act for others.
_DONE = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# What nobody asks to have done to himself: "seized the ship at the behest of Havana".
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "REJECT", "ACCUSE", "THREATEN", "PROTEST"})
# So likely, a blow falls on the land of whoever asked for it: "bombed the mutineers at the request of Benin".
_BLOW, _LIKELY = "ASSAULT", 0.65
_CLAUSES = ("acl", "relcl")
_WITHIN = frozenset({"in", "at"})
_POSTED = frozenset({"to", "for", "in", "at"})
_OWNED = frozenset({"of", "from", "by"})
# Acts of words, whom they are spoken to, and the clauses below them that tell of other things.
_OF_WORDS = frozenset({"REQUEST", "REJECT", "AGREE"})
_PRIVATE = frozenset({"CVL", "JRN", "MED", "EDU", "REL"})
_ASIDE, _AMONG = frozenset({"advcl", "relcl", "acl"}), frozenset({"among", "including"})
# Acts that have to do with a paper, and how a paper comes about: where it does, nobody need be party to it.
_OF_PAPERS = frozenset({"AGREE", "REJECT", "SUPPORT", "REQUEST"})
_DRAWN_UP = frozenset(
    {
        "sign",
        "initial",
        "conclude",
        "reach",
        "strike",
        "seal",
        "adopt",
        "issue",
        "draft",
        "negotiate",
        "broker",
        "mediate",
    }
    | {
        "mediate",
        "agree",
        "approve",
        "publish",
        "work",
        "hammer",
        "make",
        "announce",
        "settle",
        "hold",
        "present",
        "draw",
    }
)
# Parts of a house: whose they are is no party to what is done elsewhere.
_ROOMS = frozenset(
    {"corridor", "hall", "hallway", "lobby", "gate", "step", "courtyard", "room", "office", "headquarters", "garden"}
    | {"building", "compound", "chamber", "anteroom", "stairs", "roof", "basement"}
)
# What a party objects to is done without it.
_WITHOUT = frozenset({"despite", "notwithstanding"})


def without_bystanders(acts: Sequence[Settled], roles: Roles, lexicon: Lexicon) -> list[Settled]:
    """The acts, without parties that only tell who another one is; what has nobody to do it is gone."""
    found: list[Settled] = []
    for draft, reading in acts:
        outside = _out_of_house(_unplaced(draft))
        aimed = _aimed(outside, lexicon) if outside is not None else None
        done = _undone(aimed, roles, lexicon) if aimed is not None else None
        kept = _kept(done, roles, lexicon) if done is not None else None
        if kept is not None:
            found.append((_spoken_to(kept, roles), reading))
    return found


def _aimed(draft: Draft, lexicon: Lexicon) -> Draft | None:
    """The draft, not aimed at whoever asked for it; nobody is refused what he asked to have done."""
    if draft.trigger.pos != "VERB" or draft.frame.type not in _HOSTILE:
        return draft
    if draft.frame.type == _BLOW and draft.likelihood >= _LIKELY:
        return draft
    others = tuple(r for r in draft.recipients if not _prompts(draft, r, lexicon))
    if len(others) == len(draft.recipients):
        return draft
    return None if not others and draft.frame.type == "REJECT" else replace(draft, recipients=others)


def _unplaced(draft: Draft) -> Draft:
    """The draft, not aimed at the place where a paper was made: "rejects a declaration signed in Jeddah"."""
    if draft.frame.type not in _OF_PAPERS:
        return draft
    kept = tuple(r for r in draft.recipients if not _is_where_signed(draft.sentence, r))
    if len(kept) == len(draft.recipients):
        return draft
    if set(draft.actor) == set(draft.recipient) and len(set(draft.actor)) > 1:
        actors = tuple(r for r in draft.actors if r in kept)
        return replace(draft, actors=actors, recipients=actors if len(actors) > 1 else ())
    return replace(draft, recipients=kept)


def _out_of_house(draft: Draft) -> Draft | None:
    """The deed without those in whose house another is done: "waited in the halls of the ministry as a war grew".

    What such a one and somebody else are taken to have done to one another, nobody has.
    """
    housed = {r for r in (*draft.actors, *draft.recipients) if draft.frame.type in _DONE and _is_house(draft, r)}
    if not housed:
        return draft
    actors, recipients = (tuple(r for r in side if r not in housed) for side in (draft.actors, draft.recipients))
    if set(draft.actor) == set(draft.recipient) or not (actors or recipients):
        return None
    return replace(draft, actors=actors, recipients=recipients)


def _is_house(draft: Draft, role: Role) -> bool:
    """True for whose rooms are named as a place, in another clause than the deed."""
    s, word = draft.sentence, draft.trigger
    above = list(role.above(s))
    if len(above) < 3 or above[0].lower != "of" or above[1].lemma.lower() not in _ROOMS or above[2].dep != "prep":
        return False
    verb = next((t for t in (word, *s.ancestors(word)) if t.pos in ("VERB", "AUX")), word)
    return all(t.i not in (word.i, verb.i) for t in above)


def _is_where_signed(s: Sentence, role: Role) -> bool:
    """True for the place behind a participle that says how a paper came about: "an accord reached in Rome"."""
    above = list(role.above(s))[:2]
    if len(above) < 2 or above[0].dep != "prep" or above[0].lower not in _WITHIN:
        return False
    return above[1].tag == "VBN" and above[1].dep in _CLAUSES and above[1].lemma.lower() in _DRAWN_UP


def _spoken_to(draft: Draft, roles: Roles) -> Draft:
    """The draft of an act of words without people of whom a clause tells: "asked for help after a raid killed two".

    States and their servants may be told of there because it is they who are meant.
    """
    s, word = draft.sentence, draft.trigger
    if draft.frame.type not in _OF_WORDS or not draft.recipients:
        return draft
    kept = tuple(r for r in draft.recipients if not (_is_private(r, roles) and _is_below_clause(s, r, word)))
    return draft if len(kept) == len(draft.recipients) else replace(draft, recipients=kept)


def _is_private(role: Role, roles: Roles) -> bool:
    """True for people who serve nobody: civilians, reporters."""
    known = [actor for i in role.actors if (actor := roles.actors.get(i)) is not None]
    return bool(known) and all(a.kind in ("group", "unnamed") and a.sector in _PRIVATE for a in known)


def _is_below_clause(s: Sentence, role: Role, word: Token) -> bool:
    """True for whoever stands in a clause that says when, why or of whom a word tells its act."""
    between = list(takewhile(lambda t: t.i != word.i, role.above(s)))
    aside = any(t.dep in _ASIDE or t.lower in _AMONG for t in between)  # "among them a nurse"
    return aside and any(t.i == word.i for t in role.above(s))


def _undone(draft: Draft, roles: Roles, lexicon: Lexicon) -> Draft | None:
    """The draft of a deed without those who made its arms, and without who has to do with those whom it befell."""
    if draft.frame.type not in _DONE:
        return draft
    makers = _makers(draft, lexicon)
    meets = _subjects_above(draft, roles, lexicon) if draft.clause is None else frozenset()
    actors = tuple(r for r in draft.actors if r not in makers and r.actors not in meets)
    recipients = tuple(r for r in draft.recipients if r not in makers)
    if len(actors) == len(draft.actors) and len(recipients) == len(draft.recipients):
        return draft
    return replace(draft, actors=actors, recipients=recipients) if actors or recipients else None


def _kept(draft: Draft, roles: Roles, lexicon: Lexicon) -> Draft | None:
    if draft.trigger.pos != "VERB":
        return draft
    everybody = (*draft.actors, *draft.recipients)
    idle = {r for r in everybody if _is_doer_below(draft, r, lexicon) or _is_against(draft, r)}
    prompting = {r for r in everybody if draft.frame.type == "CONSULT" and _prompts(draft, r, lexicon)}
    if draft.frame.type == "CONSULT" and not _meets(draft.trigger, lexicon):
        idle |= {r for r in everybody if _is_post(draft, r, lexicon.classes["ENVOYS"])}
    ground = {r for r in draft.actors if draft.frame.type not in _TOGETHER and _is_ground(draft, r)}
    along = {r for r in draft.actors if any(are_listed(draft.sentence, r, g) for g in ground if g is not r)}
    others = (r for r in (*_doers(draft, roles), *draft.actors) if r not in ground | along)
    if ground and any(roles.countries(r.actors) for r in others):
        idle |= ground  # else the state in which somebody acts says whose he is
    if not idle and not prompting:
        return draft
    actors = tuple(r for r in draft.actors if r not in idle | prompting)
    together = draft.frame.type in _TOGETHER
    kept = tuple(r for r in draft.recipients if r not in idle | prompting)
    recipients = kept if together or draft.frame.type == "AID" else draft.recipients
    if actors and prompting and len({i for r in (*actors, *recipients) for i in r.actors}) == 1:
        return replace(draft, actors=actors, recipients=())  # a council meets by itself
    if not actors or (together and len({i for r in (*actors, *recipients) for i in r.actors}) < 2):
        return None
    return replace(draft, actors=actors, recipients=recipients)


def _subjects_above(draft: Draft, roles: Roles, lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """Who does another thing with people of whom a participle says what was done to them: "met the detained Bazoum".

    But whoever frees "three detained sailors" has held them.
    """
    s, said = draft.sentence, draft.trigger
    if said.tag != "VBN" or said.dep != "amod" or s.tokens[said.i - 1].pos == "CCONJ":
        return frozenset()  # "sent tanks and bombed parliament": a parser may take a verb for a participle
    verb = next((t for t in s.ancestors(said) if t.pos in ("VERB", "AUX")), None)
    if verb is not None and any(f.type == "RETREAT" for f in lexicon.verbs.get(verb.lemma.lower(), ())):
        return frozenset()
    told = () if verb is None else tuple(t for subject in s.children(verb, "nsubj") for t in s.conjuncts(subject))
    inside = {t.i for t in s.subtree(s.head(said))}
    return frozenset(role.actors for t in told if t.i not in inside for role in roles.agent(s, t))


def _makers(draft: Draft, lexicon: Lexicon) -> frozenset[Role]:
    """Those who made the arms by which somebody else acts: "Swedish-built guns", "guns of Swedish make"."""
    classes = lexicon.classes
    found = set()
    for role in (*draft.actors, *draft.recipients):
        first, second = [*role.above(draft.sentence), None, None][:2]
        if first is None:
            continue
        made = first.tag == "VBN" and first.lemma.lower() in classes["MAKING"] and _is_hyphened(draft, first)
        make = first.lemma.lower() in classes["MAKES"] and first.pos == "NOUN" and first.start >= role.end
        if made or (make and second is not None and second.lower in _OWNED):
            found.add(role)
    return frozenset(found)


def _is_hyphened(draft: Draft, participle: Token) -> bool:
    """True for the second half of a compound: "Swedish-built"."""
    tokens = draft.sentence.tokens
    return participle.i > 0 and tokens[participle.i - 1].text == "-"


def _is_against(draft: Draft, role: Role) -> bool:
    """True for whoever's objection did not keep it from being done: "paid it despite Fiji's veto"."""
    s = draft.sentence
    above = list(role.above(s))[:2]
    if not above or draft.frame.type not in (*_TOGETHER, "AID"):
        return False
    if any(t.lower in _WITHOUT for t in above):
        return True
    behind = [t for t in s.tokens[above[0].i + 1 : above[0].i + 2] if t.lower == "notwithstanding"]
    return bool(behind) and draft.trigger.i != above[0].i


def _prompts(draft: Draft, role: Role, lexicon: Lexicon) -> bool:
    """True for whoever asked others to come together: "at Oman's request", "at the request of Oman"."""
    above = list(role.above(draft.sentence))
    if not any(word.i == draft.trigger.i for word in above):
        return False  # another deed of the sentence was asked for
    if above and above[0].lower in _OWNED:
        above = above[1:]
    if len(above) < 2 or above[0].lemma.lower() not in lexicon.classes["PROMPTING"]:
        return False
    return above[1].dep == "prep" and above[1].lower in ("at", "on", "upon")


def _is_doer_below(draft: Draft, role: Role, lexicon: Lexicon) -> bool:
    """True for whoever stands behind the "by" of a participle that says what was done to somebody else."""
    s = draft.sentence
    for above in role.above(s):
        if above.i == draft.trigger.i:
            return False
        if above.dep == "agent" or (above.dep == "prep" and above.lower == "by"):
            verb = s.head(above)
            below = verb.dep in _CLAUSES and verb.tag == "VBN" and verb.i != draft.trigger.i
            timed = any(t.tag == "WRB" for t in s.children(verb))  # "on Monday, when rockets were fired by"
            things = lexicon.classes["BLOWS"] | lexicon.classes["WEAPONS"] | lexicon.nouns.keys()
            below = below and not timed and s.head(verb).lemma.lower() not in things  # "missiles fired by Iran hit it"
            frames = lexicon.verbs.get(verb.lemma.lower(), ()) if below else ()
            return any(_is_done_to_people(f, lexicon) for f in frames)
    return False


def _is_done_to_people(frame: Frame, lexicon: Lexicon) -> bool:
    """True for a deed that can be done to anybody, as arrests are, and coups are not."""
    return frame.type in _DONE and (not frame.object or bool(frame.object & {PARTY, *lexicon.classes["PEOPLE"]}))


def _is_post(draft: Draft, role: Role, envoys: Collection[str]) -> bool:
    """True for the state where an envoy serves: "the envoy to Lebanon"."""
    s = draft.sentence
    above = list(role.above(s))[:2]
    return len(above) == 2 and above[0].lower in _POSTED and above[1].lemma.lower() in envoys


def _is_ground(draft: Draft, role: Role) -> bool:
    """True for the place in which somebody else acts: "was denounced in Lusaka by Angola"."""
    above = list(role.above(draft.sentence))[:2]
    return len(above) == 2 and above[0].lower in _WITHIN and above[0].dep == "prep" and above[1] is draft.trigger


def _doers(draft: Draft, roles: Roles) -> tuple[Role, ...]:
    """Who does what the verb tells by its own words: its subject, or who stands behind the "by" of a passive."""
    s, verb = draft.sentence, draft.trigger
    told = s.children(verb, "nsubj") or tuple(t for by in s.children(verb, "agent") for t in s.children(by, "pobj"))
    return tuple(role for token in told for member in s.conjuncts(token) for role in roles.agent(s, member))


def _meets(verb: Token, lexicon: Lexicon) -> bool:
    return any(f.type == "CONSULT" for f in lexicon.verbs.get(verb.lemma.lower(), ()))
