"""Worded: by which word of its sentence an act is told that no frame reads, beside those that tell other acts."""

from collections.abc import Iterable, Mapping, Sequence

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.facing import is_bygone
from legation.coding.sides import side
from legation.coding.surveying import Triple
from legation.coding.sweeping import ELSEWHERE, Sight
from legation.coding.telling import Tellers
from legation.records import Actor

# Of these it is not enough that something like them came before: "a week after the raid".
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})

# What no phrase tells that tells of a blow.
_PEACEFUL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
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
    standing: tuple[Sequence[Draft], Mapping[str, Actor]],
) -> Token | None:
    """The likeliest word; another than one of what came before or of another act of the two, if there is one.

    `standing` are the acts that are told already, and who is who. "Called in the envoy and demanded an apology": the
    set phrase is taken.
    """
    kind = triple[2]
    word = tellers.teller(sentence, sight, kind)
    if word is None or (_is_with_absent(kind, sight) and not tellers.mostly(word, kind)):
        return None
    bygone = is_bygone(sentence, word, sight)
    another = _tells_another(word, triple, *standing)
    if not bygone and not another:
        return word
    other = tellers.teller(sentence, sight, kind, [word])
    phrased = another and any(draft.trigger is word and _is_phrase(draft) for draft in standing[0])
    return word if other is None and not phrased and not (bygone and kind in DEEDS) else other


def _is_with_absent(kind: str, sight: Sight) -> bool:
    """True for a meeting with somebody whom only another sentence names: "as the quarrel begun on Friday grew"."""
    return kind == "CONSULT" and any(spot.kind == ELSEWHERE for spot in sight.spots)


def _tells_another(word: Token, triple: Triple, drafts: Iterable[Draft], actors: Mapping[str, Actor]) -> bool:
    """True for a set phrase that tells another act of the same two, beside which it can't tell this one too.

    So does a blow told by a verb of several words, though it name but one of them: "a barrage was let loose on Chad".
    """
    actor, recipient, kind = triple
    for draft in drafts:
        if draft.trigger is not word or frozenset({draft.frame.type, kind}) in {frozenset({kind}), *RIVALS}:
            continue
        who, whom = side(draft.actor, actors), side(draft.recipient, actors)
        if draft.frame.fixed and actor in who and recipient in whom:
            return True
        if draft.frame.type in DEEDS and kind in _PEACEFUL and _is_phrase(draft) and {actor, recipient} & set(whom):
            return True
    return False


def _is_phrase(draft: Draft) -> bool:
    """True for what a frame reads in a verb of several words: "let loose", "call in"."""
    return draft.clause is not None and " " in draft.construction.partition("verb ")[2]
