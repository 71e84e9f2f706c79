"""Unanswered: what was asked was asked, whether it is answered or not, and not to answer is no refusal."""

from collections.abc import Iterator
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.status import Judge

# Acts that nouns of what was said name: "an appeal", "the charge", "their warning".
_SAID = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_REFUSAL = "REJECT"
_ANSWERED = ("dobj", "nsubjpass")
# What hangs on a verb of replying without saying how the reply was, or what it was.
_PLAIN = frozenset({"nsubj", "aux", "neg", "punct", "cc", "conj", "npadvmod", "dobj", "preconj", "mark"})

# What brings the reply: "with a shrug", "that it would not help"; what is asked for is "that it help".
_BY = frozenset({"with", "by"})
_SAYS = frozenset({"would", "will", "could", "can"})


def as_asked(draft: Draft, judge: Judge) -> Draft:
    """The draft; an act of speech that a verb of answering tells was done, though none came: "yet to answer a plea".

    Whether it was done the noun says that the verb takes up.
    """
    s, verb = draft.sentence, draft.trigger
    if draft.frame.type not in _SAID or verb.lemma.lower() not in judge.listed("answering"):
        return draft
    said = next((t for t in _taken_up(s, verb) if t.lemma.lower() in judge.listed("uttered")), None)
    return draft if said is None else replace(draft, standing=judge.noun(s, said) or "hypothetical")


def is_no_refusal(draft: Draft, judge: Judge) -> bool:
    """True for a refusal read into a bare reply, or into the lack of one: "has not replied", "left it unanswered"."""
    s, verb = draft.sentence, draft.trigger
    if draft.frame.type != _REFUSAL or verb.pos not in ("VERB", "ADJ"):
        return False
    silent = judge.listed("unanswered")
    if verb.lower in silent or any(t.lower in silent for t in _beside(s, verb)):
        return True
    if verb.lemma.lower() not in judge.listed("replying"):
        return False
    clause = judge.at(s, verb)
    return (clause is not None and judge.clause(clause) == "negated") or _is_bare(s, verb, judge)


def _taken_up(s: Sentence, verb: Token) -> Iterator[Token]:
    """What a verb of answering takes up: "answered a plea", "replied to a plea"."""
    yield from s.children(verb, *_ANSWERED)
    for prep in s.children(verb, "prep"):
        if prep.lower == "to":
            yield from s.children(prep, "pobj")


def _beside(s: Sentence, verb: Token) -> Iterator[Token]:
    """The adjectives of "left it unanswered", "went unanswered", wherever a parser hangs them."""
    yield from s.children(verb, "acomp", "oprd", "advmod", "xcomp", "ccomp")
    for noun in s.children(verb, "dobj"):
        yield from (t for t in s.children(noun, "acl", "amod", "relcl") if t.i > noun.i)


def _is_bare(s: Sentence, verb: Token, judge: Judge) -> bool:
    """True where nothing tells how or what somebody replied: "responded on Friday to the plea"."""
    when = judge.listed("when_replied")
    for token in s.children(verb):
        if token.dep == "prep":
            below = s.children(token, "pobj")
            timed = all(t.ent in ("DATE", "TIME") for t in below)
            if any(_tells_reply(s, t) for t in below) or (token.lower != "to" and not timed):
                return False
        elif token.dep == "advmod":
            if token.lower not in when:
                return False
        elif token.dep not in _PLAIN:
            return False
    return True


def _tells_reply(s: Sentence, noun: Token) -> bool:
    """True where what was replied hangs on what was asked: "to the plea | with a shrug", "| that it would not help"."""
    if any(p.lower in _BY for p in s.children(noun, "prep")):
        return True
    return any(t.lower in _SAYS for verb in s.children(noun, "acl", "ccomp") for t in s.children(verb, "aux"))
