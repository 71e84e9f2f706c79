"""Agentless passives: who stands beside a blow of which no doer is told has not struck it.

"A helicopter was shot down on the Cambodian side of the border" is laid to nobody, "one of them was killed by his own
men, the minister said" neither to the minister nor to whoever was named before; of "a Ugandan plane was shot down over
Sudan" Uganda has lost a plane. A look at all parties of a sentence takes the ground, the loser or who tells of it for
the doer where it finds no other. Nor was the one who tells of it struck: the subject of the passive was.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.losses import tells
from legation.coding.roles import Role, Roles

_BLOW = "ASSAULT"
# Holding and seizing, which the state in which it happens may well have done.
_HOLDING = "COERCE"
_HELD = frozenset(
    {"seize", "impound", "confiscate", "hijack", "board", "intercept", "capture", "arrest", "detain", "intern"}
    | {"jail", "imprison", "deport", "extradite"}
)
# Where a thing is done; with a passive "on" and "over" tell that too: "was shot down over Sudan".
_WHERE = frozenset({"in", "on", "over", "above", "at", "near", "off", "inside", "outside", "across", "along", "within"})
# What is fired comes from its owner: "Iranian missiles were fired at Iraq"; whoever is struck has it no more.
_SENDING = frozenset({"fire", "launch", "drop", "hurl", "lob", "use", "send", "throw", "aim", "direct", "detonate"})
# What happens to whoever is the subject, where there is no object: "a Russian helicopter was burning in Armenia".
_SUFFERING = frozenset({"burn", "sink", "die", "perish"})
_TIMES = frozenset({"DATE", "TIME"})
_ADVERBS = ("npadvmod", "advmod")
_PARTS = frozenset({"poss", "compound", "nmod", "amod", "appos"})


def without_ground(
    acts: Sequence[Settled], roles: Roles, telling: Collection[str], deeds: Collection[str]
) -> list[Settled]:
    """The acts; blows told by a passive without doers that are the ground, the losers or who only tells of it.

    `telling` are verbs of saying, `deeds` nouns of violence and of what does it.
    """
    reader = _Reader(roles, telling, deeds)
    told = [(reader.mended(draft), reading) for draft, reading in acts]
    kept: list[Settled] = []
    for (before, _), (draft, reading) in zip(acts, told, strict=True):
        others = [d for d, _ in told if d is not draft and d.trigger is draft.trigger and d.frame.type == _BLOW]
        again = draft is not before and any(set(draft.recipient) <= set(d.recipient) or d.actors for d in others)
        if not (again and draft.clause is None and not draft.actors):
            kept.append((draft, reading))
    return kept


class _Reader:
    """Reads the passives of one document."""

    def __init__(self, roles: Roles, telling: Collection[str], deeds: Collection[str]) -> None:
        self._roles = roles
        self._telling = telling
        self._deeds = deeds

    def mended(self, draft: Draft) -> Draft:
        draft = self._without_spokesmen(draft)
        s, verb = draft.sentence, draft.trigger
        if set(draft.actor) & set(draft.recipient):
            return self._one_way(draft)  # what two do to one another
        hit = _struck_with(s, verb)
        if draft.frame.type == _BLOW and hit is not None:
            return self._as_struck(draft, hit)
        subject = _subject(s, verb)
        if draft.frame.type == _HOLDING and subject is not None and verb.lemma.lower() in _HELD:
            return self._as_held(draft, subject)
        if draft.frame.type != _BLOW or subject is None or not (draft.actors or draft.recipients):
            return draft
        fallen = self._fallen(s, subject)
        agents = _agents(s, verb)
        doers = tuple(r for r in draft.actors if not self._is_idle(draft, r, fallen, agents))
        struck = draft.recipients
        if fallen or subject.pos == "PROPN":
            struck = tuple(r for r in struck if not self._only_tells(draft, r))
        if len(struck) < len(draft.recipients):
            struck = struck or fallen
        if len(doers) == len(draft.actors) and len(struck) == len(draft.recipients):
            return draft
        if not doers:  # the land in which it fell, where nothing tells whose it was
            ground = [r for r in draft.actors if self._is_ground(draft, r)]
            inner = tuple(r for r in struck if not any(_lies_in_ground(s, r, g) for g in ground))
            struck = fallen or inner or tuple(ground)
        return replace(draft, actors=doers, recipients=struck)

    def _as_struck(self, draft: Draft, subject: Token) -> Draft:
        """The harm that a blow did, without those who suffered it among its doers: "was shot down, killing two"."""
        fallen = self._fallen(draft.sentence, subject)
        places = {(role.start, role.end) for role in fallen}
        doers = tuple(r for r in draft.actors if (r.start, r.end) not in places)
        struck = tuple(role for role in draft.recipients if not (fallen and _is_owned(draft.sentence, role)))
        if len(doers) == len(draft.actors) and len(struck) == len(draft.recipients):
            return draft
        return replace(draft, actors=doers, recipients=struck or fallen)

    def _without_spokesmen(self, draft: Draft) -> Draft:
        """The deed, done to the state of whoever only tells of it: "crossed the border, said a spokesman, Ali Noor"."""
        if draft.frame.type not in (_BLOW, _HOLDING) or draft.trigger.pos != "VERB" or not draft.actors:
            return draft
        own = self._roles.countries(draft.actor)
        struck: list[Role] = []
        for role in draft.recipients:
            if not self._speaks(draft, role):
                struck.append(role)
                continue
            theirs = tuple(sorted(self._roles.countries(role.actors) - own))
            if theirs and all(i in self._roles.actors for i in theirs):
                struck.append(role._replace(actors=theirs))
        return draft if tuple(struck) == draft.recipients else replace(draft, recipients=tuple(struck))

    def _speaks(self, draft: Draft, role: Role) -> bool:
        """True for a person who only tells of the deed, by his name or what he is."""
        known = [actor for i in role.actors if (actor := self._roles.actors.get(i)) is not None]
        if not known or any(actor.kind not in ("person", "office") for actor in known):
            return False
        s = draft.sentence
        inside = s.within(role.start, role.end) if role.lies_in((s.start, s.end)) else ()
        noun = next((s.head(t) for t in inside if t.dep == "appos"), None)  # "a spokesman, | Ali Noor"
        return self._only_tells(draft, role if noun is None else role._replace(start=noun.start, end=noun.end))

    def _one_way(self, draft: Draft) -> Draft:
        """The blow of two who quarrel at one of them, whose post or town the verb names: "rockets had hit Iraqi posts".

        A look takes both for both sides where the sentence names them together.
        """
        s, verb = draft.sentence, draft.trigger
        both = set(draft.actor) == set(draft.recipient) and len(draft.actors) > 1
        if draft.frame.type != _BLOW or not both or verb.pos != "VERB":
            return draft
        hit = _subject(s, verb) or s.child(verb, "dobj")
        passive = verb.tag == "VBN" and not s.children(verb, "nsubj", "dobj", "agent")
        if passive and (told := self._told_by_one(draft)) is not None:
            return told
        doers = self._named(s, s.child(verb, "nsubj"))
        struck = self._named(s, hit)
        theirs = self._roles.countries([i for r in struck for i in r.actors])
        rest = tuple(r for r in draft.actors if self._roles.countries(r.actors).isdisjoint(theirs))
        if len(doers) > 1 or not theirs or not rest or len(rest) == len(draft.actors):
            return draft
        return replace(draft, actors=rest, recipients=struck)

    def _told_by_one(self, draft: Draft) -> Draft | None:
        """The blow that befell nobody named, at whoever tells of it: "power was cut as drones flew in, Chad said"."""
        tellers = tuple(r for r in draft.actors if self._only_tells(draft, r))
        others = tuple(r for r in draft.actors if r not in tellers)
        hit = _subject(draft.sentence, draft.trigger)
        if not tellers or not others or self._named(draft.sentence, hit):
            return None
        return replace(draft, actors=others, recipients=tellers)

    def _named(self, s: Sentence, token: Token | None) -> tuple[Role, ...]:
        """Whom a subject or object names, or who owns it."""
        told = () if token is None or token.pos == "PRON" or token.ent in _TIMES else s.conjuncts(token)
        itself = tuple(role for t in told if (role := self._roles.party(s, t)) is not None)
        return itself or tuple(role for t in told for role in self._roles.owners(s, t))

    def _as_held(self, draft: Draft, subject: Token) -> Draft:
        """The seizure, not laid to whom it befell: "an Iranian tanker was seized off Gibraltar"."""
        lost = {(role.start, role.end) for role in self._fallen(draft.sentence, subject)}
        doers = tuple(r for r in draft.actors if (r.start, r.end) not in lost)
        if len(doers) == len(draft.actors) or any((r.start, r.end) in lost for r in draft.recipients):
            return draft
        return replace(draft, actors=doers, recipients=self._fallen(draft.sentence, subject))

    def _is_idle(self, draft: Draft, role: Role, fallen: Sequence[Role], agents: Collection[Token]) -> bool:
        """True for who stands beside the passive and has not struck."""
        if any(role.start <= t.start < role.end for t in agents):
            return False
        telling = self._only_tells(draft, role)
        if agents and (telling or any(t.lower == "own" for t in agents)):
            return True
        own = self._roles.countries(role.actors)
        lost = any((role.start, role.end) == (f.start, f.end) for f in fallen)
        turned = own.isdisjoint(self._roles.countries(draft.recipient))
        if lost and turned and draft.trigger.lemma.lower() not in _SENDING:
            return True
        # Nobody tells of blows of his own at his own state; and of "shot down over Chad" Chad is but the ground.
        struck = [r for r in draft.recipients if not self._is_ground(draft, r)]
        aside = telling and (not struck or any(i in own for i in draft.recipient))
        return aside or self._is_ground(draft, role)

    def _only_tells(self, draft: Draft, role: Role) -> bool:
        return tells(draft.sentence, role, draft.trigger, self._telling)

    def _fallen(self, s: Sentence, subject: Token) -> tuple[Role, ...]:
        """Whom the subject names, and whose they are."""
        if subject.pos == "PRON":
            return ()
        itself = [role for t in s.conjuncts(subject) if (role := self._roles.party(s, t)) is not None]
        return tuple(itself) or tuple(self._roles.before(s, subject)) or self._roles.owners(s, subject)

    def _is_ground(self, draft: Draft, role: Role) -> bool:
        """True for a party behind a preposition of place on the passive: "on the Cambodian side", "over Sudan"."""
        s = draft.sentence
        here = _top(s, role)
        if here is None or here.dep != "pobj" or here.lemma.lower() in self._deeds:
            return False
        prep = s.head(here)
        return prep.lower in _WHERE and s.head(prep) is draft.trigger


def _top(s: Sentence, role: Role) -> Token | None:
    """The noun for whose place a party stands: the side of "the Cambodian side"."""
    if not role.lies_in((s.start, s.end)):
        return None
    inside = s.within(role.start, role.end)
    own = {t.i for t in inside}
    here = next((t for t in inside if t.head not in own), None)
    while here is not None and here.dep in _PARTS and here.head != here.i:
        here = s.head(here)
    return here


def _lies_in_ground(s: Sentence, role: Role, ground: Role) -> bool:
    """True for a party that only tells where the ground lies: "the Cambodian side of the border with Thailand"."""
    top = _top(s, ground)
    return top is not None and any(role.start <= t.start < role.end for t in s.subtree(top))


def _subject(s: Sentence, verb: Token) -> Token | None:
    """The subject of a passive, which another one before may share, or of a loss: "was shot down and sank"."""
    if verb.lemma.lower() in _SUFFERING and s.child(verb, "dobj", "nsubjpass") is None:
        return s.child(verb, "nsubj")
    if verb.tag != "VBN" or s.child(verb, "nsubj") is not None:
        return None
    own = s.child(verb, "nsubjpass")
    if own is None and verb.dep == "conj" and not s.children(verb, "aux"):
        return s.child(s.head(verb), "nsubjpass")
    return own


def _struck_with(s: Sentence, verb: Token) -> Token | None:
    """The subject of a passive that goes on with a participle, whose doer it is not: "was shot down, killing two"."""
    if verb.tag != "VBG" or verb.dep != "advcl" or s.child(verb, "nsubj") is not None:
        return None
    return _subject(s, s.head(verb)) if s.head(verb).i < verb.i else None


def _is_owned(s: Sentence, role: Role) -> bool:
    """True for "its crew", whosever that "its" was taken for: in such a clause it speaks of the subject."""
    inside = s.within(role.start, role.end) if role.lies_in((s.start, s.end)) else ()
    return any(o.tag == "PRP$" for t in inside for o in (t, *s.children(t, "poss")))


def _agents(s: Sentence, verb: Token) -> tuple[Token, ...]:
    """The words of whom a "by" names, wherever a parser hangs it: "was killed, this time by one of his own men"."""
    beside = [t for t in (*s.children(verb), *s.children(s.head(verb), *_ADVERBS)) if t.i > verb.i]
    above = [verb, *(t for t in beside if t.dep in _ADVERBS)]
    return tuple(t for a in above for by in s.children(a, "agent", "prep") if by.lower == "by" for t in s.subtree(by))
