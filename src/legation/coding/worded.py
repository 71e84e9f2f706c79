"""Worded: by which word of its sentence an act is told that no frame reads, beside those that tell other acts."""

from collections.abc import Iterable, Mapping

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.facing import is_bygone
from legation.coding.sides import side
from legation.coding.surveying import Triple
from legation.coding.sweeping import Sight
from legation.coding.telling import Tellers
from legation.records import Actor

# Of these it is not enough that something like them came before: "a week after the raid".
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})

# Types of which one word tells either this or that: "barred officials from visas" both curbs and cuts off.
RIVALS = frozenset(
    map(
        frozenset,
        (
            ("COERCE", "SANCTION"),
            ("MOBILIZE", "COOPERATE"),
            ("AID", "MOBILIZE"),
            ("ASSAULT", "COERCE"),
            ("ASSAULT", "PROTEST"),
            ("ASSAULT", "CONCEDE"),
            ("AID", "COOPERATE"),
            ("ASSAULT", "ACCUSE"),
            ("AID", "ASSAULT"),
            ("CONCEDE", "SANCTION"),
            ("RETREAT", "SANCTION"),
            ("SANCTION", "THREATEN"),
        ),
    )
)


def word_for(
    tellers: Tellers,
    sentence: Sentence,
    triple: Triple,
    sight: Sight,
    standing: tuple[Iterable[Draft], Mapping[str, Actor]],
) -> Token | None:
    """The likeliest word; another than one of what came before or of another act of the two, if there is one.

    `standing` are the acts that are told already, and who is who. "Called in the envoy and demanded an apology": the
    set phrase is taken.
    """
    kind = triple[2]
    word = tellers.teller(sentence, sight, kind)
    if word is None:
        return None
    bygone = is_bygone(sentence, word, sight)
    if not bygone and not _tells_another(word, triple, *standing):
        return word
    other = tellers.teller(sentence, sight, kind, [word])
    return word if other is None and not (bygone and kind in DEEDS) else other


def _tells_another(word: Token, triple: Triple, drafts: Iterable[Draft], actors: Mapping[str, Actor]) -> bool:
    """True for a set phrase that tells another act of the same two, beside which it can't tell this one too.

    So does a verb with its particle, though it tell but one of them: "a barrage had been let loose on Chad".
    """
    actor, recipient, kind = triple
    return any(
        draft.trigger is word
        and (draft.frame.fixed or _is_phrase(draft))
        and draft.frame.type != kind
        and frozenset({draft.frame.type, kind}) not in RIVALS
        and (actor in side(draft.actor, actors) or (_is_phrase(draft) and not draft.actors))
        and recipient in side(draft.recipient, actors)
        for draft in drafts
    )


def _is_phrase(draft: Draft) -> bool:
    """True for what a frame reads in a verb of several words: "let loose", "call in"."""
    return draft.clause is not None and " " in draft.construction.partition("verb ")[2]
