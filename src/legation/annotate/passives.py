"""Passives without "was", as headlines set them, which the parser takes for acts of those whom they befell.

"US drone shot down over Yemen", "Five jets shot down, claims Chad" and "Tanker seized off Gibraltar" tell of what was
done to the first: their verbs never stand without whom or what they are done to, so that with nothing behind them it is
the noun before them.
"""

from collections.abc import Sequence

from legation.annotate.tree import TENSED, under
from legation.annotations import Token

# Verbs that name whom or what they are done to in the active voice.
_DONE = frozenset(
    {"kidnap", "abduct", "kill", "murder", "assassinate", "lynch", "behead", "execute", "wound", "injure", "maim"}
    | {"seize", "capture", "detain", "arrest", "jail", "imprison", "intern", "release", "free", "liberate", "rescue"}
    | {"expel", "deport", "extradite", "evict", "exile", "oust", "overthrow", "depose", "unseat", "sack", "dismiss"}
    | {"suspend", "ban", "outlaw", "blacklist", "sanction", "censure", "summon", "intercept", "impound", "confiscate"}
    | {"hijack", "destroy", "damage", "ransack", "torch", "poison", "torture", "sentence", "convict", "indict"}
    | {"acquit", "displace", "impose", "lift", "cancel", "postpone", "sever", "foil", "thwart"}
)
# So with these words behind them: "shot | down", "called | off".
_WITH = {"shoot": "down", "gun": "down", "call": "off", "cut": "off"}
# Verbs that may stand alone in the active voice too: the parser's tag tells.
_EITHER = frozenset(
    {"deploy", "approve", "reject", "sign", "adopt", "declare", "agree", "ratify", "recall", "evacuate", "threaten"}
    | {"charge", "hold", "hang", "accuse", "denounce", "condemn", "appoint", "elect", "dissolve", "block"}
)
# So may these ("rebels attacked at dawn"), but for what never strikes: "embassy attacked in Niamey".
_STRIKING = frozenset(
    {"attack", "bomb", "shell", "raid", "hit", "strike", "storm", "besiege", "ambush", "target"}
    | {"shoot", "loot", "burn"}
)
_STRUCK = frozenset(
    {"embassy", "consulate", "mission", "base", "outpost", "barracks", "convoy", "ship", "vessel", "freighter"}
    | {"tanker", "trawler", "ferry", "port", "airport", "airfield", "hospital", "school", "church", "mosque", "temple"}
    | {"village", "town", "city", "refinery", "pipeline", "depot", "factory", "bridge", "station", "plant", "market"}
    | {"civilian", "tourist", "worker", "journalist", "diplomat", "ambassador", "peacekeeper", "headquarters"}
    | {"parliament"}
)
# The participle alone has this form.
_FORMS = frozenset({"sunk", "taken", "stolen", "overrun", "blown", "broken", "beaten", "withdrawn", "frozen", "driven"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "oprd", "dative", "agent"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_MARKS = frozenset({"mark", "expl", "nsubjpass", "csubj"})
_TIMES = frozenset({"DATE", "TIME"})
# How a verb hangs on the one that it goes on from; a parser may not see it as joined.
_JOINED = frozenset({"conj", "dep"})
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "dep"})


def turn_passives(tokens: Sequence[Token]) -> None:
    """Turn what is told of whom something was done to into a passive: "two envoys | expelled, Rome says"."""
    join_places(tokens)
    for verb in tokens:
        if verb.tag not in (*TENSED, "VBN") or verb.dep not in _CLAUSES or verb.lower == verb.lemma.lower():
            continue
        below = [t for t in tokens if t.head == verb.i and t is not verb]
        subject = next((t for t in below if t.dep == "nsubj"), None)
        if subject is None or subject.i > verb.i or subject.pos not in ("NOUN", "PROPN", "NUM"):
            continue
        told = {t.dep for t in below if t.ent not in _TIMES}
        if told & (_OBJECTS | _AUXILIARIES | _MARKS) or not _is_done(tokens, subject, verb):
            continue
        # Its object may stand further on ("dismissed as lies a report"), right behind it, or before it ("whom …").
        late = any(t.dep == "prep" and t.lower == "as" for t in below)
        if late or _is_followed(tokens, verb) or _is_asked(tokens, verb) or _shares_object(tokens, verb):
            continue
        subject.dep, verb.tag = "nsubjpass", "VBN"


def join_places(tokens: Sequence[Token]) -> None:
    """Make a preposition of a particle with a noun of its own: "seized | off Gibraltar"."""
    for word in tokens:
        if word.dep == "prt" and any(t.head == word.i and t.dep == "pobj" for t in tokens):
            word.dep = "prep"


def _is_done(tokens: Sequence[Token], subject: Token, verb: Token) -> bool:
    lemma = verb.lemma.lower()
    particle = next(
        (t.lower for t in tokens if t.head == verb.i and t.dep in ("prt", "advmod") and t.i == verb.i + 1), ""
    )
    if lemma in _WITH:
        return _WITH[lemma] == particle or verb.lower in _FORMS
    if lemma in _STRIKING:
        return verb.tag == "VBN" and subject.lemma.lower() in _STRUCK
    return lemma in _DONE or verb.lower in _FORMS or (lemma in _EITHER and verb.tag == "VBN")


def _is_followed(tokens: Sequence[Token], verb: Token) -> bool:
    """True for a verb with a noun phrase right behind it."""
    after = verb.i + 1
    if after < len(tokens) and tokens[after].dep == "prt":
        after += 1
    phrase = after < len(tokens) and tokens[after].pos in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")
    return phrase and tokens[after].ent not in _TIMES


def _is_asked(tokens: Sequence[Token], verb: Token) -> bool:
    """True for a verb behind "whom", "which" or "where", its own or that of a verb it goes on from."""
    first = verb
    while first.dep == "conj" and first.head != first.i:
        first = tokens[first.head]
    return any(t.tag in ("WDT", "WP", "WRB") and under(tokens, t, first) and t.i < verb.i for t in tokens)


def _shares_object(tokens: Sequence[Token], verb: Token) -> bool:
    """True for a verb that has its object with the next one: "police | seized and later burned the boats"."""
    for object_ in (t for t in tokens[verb.i :] if t.dep == "dobj" and t.ent not in _TIMES):
        last = above = tokens[object_.head]
        while above is not verb and above.dep in _JOINED and above.head != above.i:
            above = tokens[above.head]
        if above is verb and not any(t.head == last.i and t.dep in ("nsubj", "mark") for t in tokens):
            return True
    return False
