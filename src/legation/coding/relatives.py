"""Relatives: contents told by a clause with "what" instead of words of their own."""

from legation.annotations import Sentence, Token


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
