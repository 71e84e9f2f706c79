"""Relatives: contents told by a clause with "what" instead of words of their own."""

from collections.abc import Collection, Sequence

from legation.annotations import Sentence, Token

_QUESTIONS = frozenset({"WP", "WRB", "WDT", "WP$"})


def taken_up(sentence: Sentence, cue: Token) -> list[Token]:
    """The words that a relative clause tells: "what", or the noun before it: "the funds | Bonn had pledged"."""
    return free_relative(sentence, cue) or _antecedent(sentence, cue) or _felt(sentence, cue) or halting(sentence, cue)


def halting(sentence: Sentence, cue: Token) -> list[Token]:
    """What somebody goes nearly so far as to say, and does not: "stopped short of | blaming Rwanda"."""
    if cue.lemma.lower() not in ("stop", "fall"):
        return []
    below = [t for t in sentence.subtree(cue) if t.i in (cue.i + 1, cue.i + 2)]
    if [t.lower for t in below] != ["short", "of"]:
        return []
    deed = sentence.child(below[1], "pcomp", "pobj")
    return [] if deed is None else sentence.subtree(deed)


def withheld(sentence: Sentence, cue: Token) -> bool:
    """True for what is told as not said: "refused to condemn", "would not accept", "made no mention of"."""
    above = sentence.head(cue)
    if cue.dep == "xcomp" and above.lemma.lower() in _WITHHOLDING:
        return sentence.child(above, "neg") is None  # who did not hesitate to say it said it
    auxiliaries = [t.lower for t in sentence.children(cue, "aux")]
    if not _REFUSING.isdisjoint(auxiliaries) and sentence.child(cue, "neg") is not None:
        return True
    things = sentence.children(cue, "dobj") if cue.lemma.lower() in _MAKING else (cue,) if cue.pos == "NOUN" else ()
    things = tuple(t for t in things if t.lemma.lower() in _UNSAID)  # not "no doubt", "no secret"
    nothing = any(t.lower == "no" for thing in things for t in sentence.children(thing, "det"))
    return nothing or bool(halting(sentence, cue))


def _felt(sentence: Sentence, cue: Token) -> list[Token]:
    """How somebody feels, where nothing follows that they feel it about: "villagers feel | betrayed by them"."""
    feeling = sentence.child(cue, "acomp") if cue.lemma.lower() == "feel" else None
    if feeling is None or feeling.tag != "VBN" or sentence.child(feeling, "ccomp", "xcomp") is not None:
        return []
    return sentence.subtree(feeling)


def _antecedent(sentence: Sentence, cue: Token) -> list[Token]:
    """The noun phrase before a clause without relative pronoun whose verb lacks its object."""
    subject = sentence.child(cue, "nsubj")
    noun = sentence.head(cue)
    if cue.dep != "relcl" or subject is None or noun.i > subject.i or noun.pos not in ("NOUN", "PROPN"):
        return []
    first = sentence.subtree(subject)[0].i
    below = sentence.subtree(cue)
    if first != below[0].i or below[0].i != noun.i + 1 or below[-1].i != cue.i:
        return []
    if any(t.start > cue.end + 1 for t in sentence.tokens[cue.i + 1 : cue.i + 2]):
        return []  # "the way they said | “boy”"
    if any(t.tag in ("WDT", "WP", "WP$", "WRB") or t.lower == "that" for t in below):
        return []
    branch = {t.i for t in below}
    return [t for t in sentence.subtree(noun) if t.i not in branch and t.i <= noun.i]


def free_relative(sentence: Sentence, cue: Token) -> list[Token]:
    """The words told by a clause with "what": "what | they wanted | to hear", "what | he had said | about the shoal".

    Where, when and how it was told ("in letters") is no part of them.
    """
    named = sentence.child(cue, "oprd", "ccomp", "acomp") or any(
        p.lower == "as" for p in sentence.children(cue, "prep")
    )
    if cue.dep not in ("ccomp", "pcomp") or named:
        return []  # "what he said was that …", "what it called a trap": told by other words
    below = sentence.child(cue, "xcomp")
    led = [cue] if below is None or below.i < cue.i else [cue, below]
    what = next(
        (t for verb in led for t in sentence.children(verb, "dobj", "dative") if t.lower == "what" and t.i < cue.i),
        None,
    )
    if what is None:
        return []
    goes_on = [t for t in led[1:] for t in sentence.subtree(t) if t.i > cue.i]
    about = [t for p in sentence.children(cue, "prep") if p.lower in ("about", "of") for t in sentence.subtree(p)]
    return sorted({t.i: t for t in (what, *goes_on, *about)}.values(), key=lambda t: t.i)


def helping(sentence: Sentence, cue: Token, nerve: Collection[str]) -> bool:
    """True for a "have" that tells nothing by itself: "would | have | preferred silence", "had | the nerve to say".

    `nerve` are nouns for what it takes to say a thing.
    """
    if cue.lemma.lower() != "have":
        return False
    after = sentence.tokens[cue.i + 1 : cue.i + 2]
    if any(t.tag == "VBN" and t.dep in ("amod", "advcl", "acl") for t in after):
        return True
    quality = sentence.child(cue, "dobj")
    return quality is not None and quality.lemma.lower() in nerve and sentence.child(quality, "acl") is not None


# Verbs that say of what hangs on them that it is not done, and words for what somebody will not do.
_WITHHOLDING = frozenset({"refuse", "decline", "fail", "neglect", "omit", "forget", "hesitate"})
_REFUSING = frozenset({"would", "wo", "will", "'d", "’d"})
_UNSAID = frozenset(
    {"mention", "reference", "allusion", "promise", "pledge", "commitment", "guarantee", "apology", "demand", "request"}
    | {"offer", "threat", "claim", "accusation", "criticism", "statement", "announcement", "prediction"}
)
_MAKING = frozenset({"make", "give", "offer", "express", "voice", "contain", "have"})


def asked(sentence: Sentence, cue: Token) -> list[Token]:
    """The question word that is all the content: "what | he promised"."""
    kinds = ("dobj", "attr", "dative") if cue.dep in ("ccomp", "pcomp") else ("dobj", "attr")
    return [t for t in sentence.children(cue, *kinds) if t.tag in _QUESTIONS and t.i < cue.i]


def telephones(sentence: Sentence, cue: Token, act: str) -> bool:
    """True for "Biden called Erdogan", which calls him nothing: no word behind him says what."""
    if act != "describe" or cue.lemma.lower() not in ("call", "telephone", "phone"):
        return False
    return sentence.child(cue, "oprd", "attr", "acomp", "xcomp", "ccomp", "prt") is None and cue.pos == "VERB"


def measured(sentence: Sentence, cue: Token) -> bool:
    """True where words are but a measure: "fewer died than the rebels | claimed", "five more than he had | reported".

    What was claimed is left out. A parser may take the second for "five had reported", more of them than he is.
    """
    if any(t.lower == "than" for t in sentence.children(cue, "mark")):
        return sentence.child(cue, "ccomp", "xcomp", "dobj") is None
    subject = sentence.child(cue, "nsubj")
    if subject is None:  # as of most words that are asked for
        return False
    than = next((t for t in sentence.subtree(subject) if t.lower == "than" and t.dep == "prep"), None)
    told = None if than is None else sentence.child(than, "pobj")
    if told is None or told.pos not in ("NOUN", "PROPN"):
        return False
    return all(t.i <= cue.i for t in sentence.children(cue, "ccomp", "dobj"))


def describing(sentence: Sentence, clause: Token) -> bool:
    """True for ", all of whom lost land"; not for "… by an engineer that the dam had failed", which he told."""
    opening = sentence.subtree(clause)[:3]
    return clause.dep == "relcl" and any(t.tag in _QUESTIONS and t.lower != "that" for t in opening)


def modified(sentence: Sentence, adverb: Token) -> list[Token]:
    """The clause an adverb of hearsay speaks of, without it: "the hostages had | reportedly | left"."""
    verb = sentence.head(adverb)
    if verb.pos == "AUX" and verb.dep in ("aux", "auxpass"):
        verb = sentence.head(verb)
    if verb.pos not in ("VERB", "AUX"):
        return []
    words = [t for t in sentence.subtree(verb, without=("conj", "cc", "mark")) if t is not adverb]
    return [t for t in words if t.dep != "punct" or words[0].i < t.i < words[-1].i]


def agent(sentence: Sentence, sources: Sequence[Token]) -> set[int]:
    """The words of "by a clerk": who says a thing is no part of it."""
    told: set[int] = set()
    for source in sources[:1]:
        by = sentence.head(source)
        if source.dep == "pobj" and by.lower == "by":
            tied = [
                t
                for c in sentence.children(source)
                if c.i < source.i or c.dep == "prep" or describing(sentence, c)
                for t in sentence.subtree(c)
            ]
            deeds = {
                t.i
                for c in sentence.children(source, "prep")
                if sentence.child(c, "pcomp")
                for t in sentence.subtree(c)
            }
            others = {t.i for c in sentence.children(source, "cc", "conj") for t in sentence.subtree(c)}
            told = {by.i, source.i, *(t.i for t in tied), *(others if len(sources) > 1 else ())} - deeds
    return told
