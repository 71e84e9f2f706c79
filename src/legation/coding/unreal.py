"""Unreal reports: what is only wanted, refused or possible to be said, which counts where another report tells it."""

from collections.abc import Callable, Iterable

from legation.coding.attribution import Attribution, holds
from legation.coding.cues import Cues

# Constructions whose content is a clause: "asked Rome to admit that …". A mere object makes an infinitive a deed
# ("asked the bank to verify the age").
_CLAUSAL = frozenset({"clause", "order", "infinitive", "gerund", "as", "name"})


def told_inside(
    found: Iterable[Attribution], cues: Cues, likely: Callable[[Attribution], bool] = lambda _: False
) -> list[Attribution]:
    """The attributions without the unreal ones, but for those that another one tells and that are `likely`.

    What hangs on the cue of the other one itself, mere phases between them left out ("stop", "go on"), is likely enough
    when it holds a clause or is done by words alone.
    """
    kept: list[Attribution] = []
    todo: list[Attribution] = []
    for one in found:
        (todo if one.unreal else kept).append(one)
    todo = [a for a in todo if a.content]
    while todo:
        told = [a for a in todo if any(_tells(o, a) and (likely(a) or _governs(o, a, cues)) for o in kept)]
        if not told:
            break
        kept.extend(told)
        todo = [a for a in todo if a not in told]
    return kept


def _tells(outer: Attribution, inner: Attribution) -> bool:
    return outer.sentence is inner.sentence and holds(outer, inner)


def _governs(outer: Attribution, inner: Attribution, cues: Cues) -> bool:
    """True for what hangs on the outer cue or on a preposition beside it: "accused her of saying that …"."""
    above = inner.sentence.head(inner.cue)
    while above.lemma.lower() in cues.phases and above.head != above.i and above.i != outer.cue.i:
        above = inner.sentence.head(above)
    if above.dep in ("prep", "dobj", "attr"):
        above = inner.sentence.head(above)
    return (inner.form in _CLAUSAL or inner.act in cues.worded) and above.i == outer.cue.i
