"""Losses: whose the dead and hurt are, and who only tells of them.

"A Thai soldier was killed, the Thai army said": the army tells of its own loss. "Six of its soldiers were killed in the
clashes" tells of one side's dead, though the clashes are of both. Frames leave open who struck where a passive does not
say so, and the trained coder fills in whoever else its sentence names.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles, union

_BLOW = "ASSAULT"
_DONE = frozenset({_BLOW, "COERCE", "SANCTION"})
# What stands beside a verb of saying: what is said ("was killed, the army said") or when ("said as clashes went on").
_BESIDE = frozenset({"ccomp", "parataxis", "advcl"})


def of_losers(
    acts: Sequence[Settled], roles: Roles, telling: Collection[str], fighting: Collection[str]
) -> list[Settled]:
    """The acts; blows without those among their doers who suffered them or only tell of them.

    `telling` are verbs of saying, `fighting` are nouns for what two do to one another.
    """
    told = [(_of_both(_lost(draft, roles, telling), telling, fighting), reading) for draft, reading in acts]
    done = {_word(draft) for draft, _ in told if draft.actors}
    read = {(_word(draft), draft.actor) for draft, _ in told if draft.clause is not None and draft.frame.type == _BLOW}
    found: list[Settled] = []
    for draft, reading in told:
        turned = _turned(draft, roles, telling)
        again = turned is not draft and (_word(turned), turned.actor) in read
        if not again and (draft.clause is not None or draft.actors or _word(draft) not in done):
            found.append((turned, reading))
    return found


def _turned(draft: Draft, roles: Roles, telling: Collection[str]) -> Draft:
    """The blow that a look lays to who tells of it, of whom its verb tells it: "X said that Y had fired first"."""
    s, verb = draft.sentence, draft.trigger
    subject = s.child(verb, "nsubj") if verb.pos == "VERB" else None
    if draft.clause is not None or draft.frame.type != _BLOW or subject is None or not draft.actors:
        return draft
    doers = tuple(role for t in s.conjuncts(subject) for role in roles.agent(s, t))
    theirs = roles.countries(i for role in doers for i in role.actors)
    if not theirs or theirs & roles.countries(draft.actor):
        return draft
    if not all(tells(s, role, verb, telling) for role in draft.actors):
        return draft
    return replace(draft, actors=doers, recipients=draft.actors)


def _word(draft: Draft) -> tuple[int, int]:
    return draft.sentence.index, draft.trigger.i


def _lost(draft: Draft, roles: Roles, telling: Collection[str]) -> Draft:
    """The blow, of which a passive tells whom it killed: the dead of one state were killed by the other one."""
    s, verb = draft.sentence, draft.trigger
    subject = s.child(verb, "nsubjpass") if verb.tag == "VBN" else None
    if draft.frame.type not in _DONE or subject is None or s.child(verb, "agent") is not None:
        return draft
    fallen = tuple(_named(s, subject, roles)) if subject.pos != "PRON" else ()  # "it's shot down five"
    home = roles.countries(i for role in fallen for i in role.actors)
    if draft.frame.type != _BLOW and not _is_mutual(draft):
        return draft
    if draft.frame.type != _BLOW and fallen and not home:  # nobody is arrested by one another
        return replace(draft, actors=(), recipients=fallen)
    doers = tuple(r for r in draft.actors if not roles.countries(r.actors) & home)
    if not doers and home and any(tells(s, role, verb, telling) for role in draft.actors):
        return replace(draft, actors=())  # who tells of his own dead
    if len(home) != 1 or not doers or not roles.countries(i for r in doers for i in r.actors):
        return draft
    struck = tuple(r for r in draft.recipients if roles.countries(r.actors) & home)
    if doers == draft.actors and struck == draft.recipients:
        return draft
    return replace(draft, actors=doers, recipients=struck or fallen)


def _is_mutual(draft: Draft) -> bool:
    return len(set(draft.actor)) > 1 and set(draft.actor) == set(draft.recipient)


def _named(s: Sentence, subject: Token, roles: Roles) -> Iterator[Role]:
    """Whom a subject names, and whose they are: "six of its soldiers"."""
    for token in s.subtree(subject, without=("relcl", "acl", "appos")):
        if (role := roles.party(s, token)) is not None:
            yield role


def _of_both(draft: Draft, telling: Collection[str], fighting: Collection[str]) -> Draft:
    """The fighting of two, of whom a look took the one who tells of it for the one who strikes."""
    word = draft.trigger
    apart = draft.frame.type == _BLOW and draft.clause is None and set(draft.actor) != set(draft.recipient)
    if not apart or word.lemma.lower() not in fighting or not draft.actors or not draft.recipients:
        return draft
    if not any(tells(draft.sentence, role, word, telling) for role in draft.actors):
        return draft
    both = union(draft.actors, draft.recipients)
    return replace(draft, actors=both, recipients=both)


def tells(s: Sentence, role: Role, word: Token, telling: Collection[str]) -> bool:
    """True for the subject of a verb of saying, where the word stands in what is said."""
    first = next(role.above(s), None)
    if first is None or not any(role.start <= t.start < role.end for t in s.children(first, "nsubj")):
        return False
    told = [v for v in s.conjuncts(first) if v is first or not s.children(v, "nsubj", "nsubjpass")]
    return any(_is_said(s, verb, word) for verb in told if verb.lemma.lower() in telling)


def _is_said(s: Sentence, verb: Token, word: Token) -> bool:
    """True for a word of what a verb of saying tells, or of what stands beside it."""
    if verb.dep == "parataxis":  # "the post was lost, the army said, as clashes went on"
        return not any(t.i == word.i for t in s.subtree(verb))
    return any(t.dep in _BESIDE and s.head(t) is verb for t in (word, *s.ancestors(word)))
