"""Charges and threats put as statements: "A said that B had shelled its town", "A said it would respond"."""

from collections.abc import Iterator, Sequence

from legation.annotations import Clause, Token
from legation.coding.drafts import Draft
from legation.coding.roles import Role, Roles, ids
from legation.coding.status import Judge
from legation.coding.triggers import Frame, Lexicon
from legation.coding.verbal import VerbReader

_ALLEGED = Frame(type="ACCUSE", mode="allege", confidence=0.65)
_ANNOUNCED = Frame(type="THREATEN", confidence=0.6)
_HOSTILE = frozenset({"ASSAULT", "COERCE"})
_TO_COME = frozenset({"will", "would"})


class Charges:
    """Reads what parties say of one another's deeds, and of what they themselves would do."""

    def __init__(self, lexicon: Lexicon, roles: Roles, judge: Judge, verbs: VerbReader) -> None:
        """Take the words and who is who in the document."""
        self._classes = lexicon.classes
        self._nouns = lexicon.nouns
        self._roles = roles
        self._judge = judge
        self._verbs = verbs

    def read(self, clause: Clause, drafts: Sequence[Draft]) -> Draft | None:
        """The charge or threat that a clause of saying or warning makes; `drafts` are the acts told already."""
        warns = clause.lemma in self._classes["WARNING"]
        if not warns and clause.lemma not in self._classes["CHARGING"]:
            return None
        s = clause.sentence
        below = self._judge.at(s, clause.complement) if clause.complement else None
        told = any(d.clause is clause for d in drafts)
        if below is None or told or below.head.i < clause.head.i or self._judge.clause(clause) != "actual":
            return None
        speakers = self._verbs.actors(clause)
        if not speakers or not self._are_direct(speakers):
            return None
        if self._is_threat(below, speakers, warns=warns):
            return self._made(clause, _ANNOUNCED, speakers, self._threatened(below, speakers))
        if warns and (accused := self._warned_of(below, speakers)):
            return self._made(clause, _ALLEGED, speakers, accused)
        return next((d for deed in drafts if (d := self._charge(clause, below, deed, speakers))), None)

    def _is_threat(self, below: Clause, speakers: tuple[Role, ...], *, warns: bool) -> bool:
        """True where those who speak would themselves act, or warn of what an attack or a treaty would bring."""
        if below.modal is None or below.negated:
            return False
        subjects = self._subjects(below)
        if subjects:
            own = self._are_ours(subjects, speakers)
            force = below.lemma == "use" and any(t.lemma.lower() in self._classes["ARMED"] for t in below.objects)
            return own and (force or below.lemma in self._classes["ANSWERS"])
        if below.modal not in _TO_COME:
            return False
        triggers = self._classes["AGREEMENT"] | self._classes["ANSWERED"]
        nouns = (*below.subjects, *(below.objects if below.passive else ()))
        return warns and any(t.lemma.lower() in triggers for t in nouns)

    def _threatened(self, below: Clause, speakers: tuple[Role, ...]) -> tuple[Role, ...]:
        s = below.sentence
        found = [r for t in below.objects for r in self._roles.affected(s, t)] if not below.passive else []
        found.extend(r for t in below.prep("against", "by", "on") for r in self._roles.affected(s, t))
        return tuple(r for r in found if not self._are_ours((r,), speakers))

    def _warned_of(self, below: Clause, speakers: tuple[Role, ...]) -> tuple[Role, ...]:
        """Whom a warning charges with a design: "warned that the bloc was planning an attack"."""
        if below.negated or below.passive:
            return ()
        s = below.sentence
        tokens = [*below.objects, *(t for t in s.children(below.head, "xcomp"))]
        plans = below.lemma in self._classes["PLANNING"] and any(self._is_hostile(t) for t in tokens)
        accused = self._subjects(below)
        return accused if plans and not self._are_ours(accused, speakers) else ()

    def _is_hostile(self, token: Token) -> bool:
        frames = self._nouns.get(token.lemma.lower(), ())
        return any(f.type in _HOSTILE for f in frames) or token.lemma.lower() in self._classes["THREATS"]

    def _charge(self, clause: Clause, below: Clause, deed: Draft, speakers: tuple[Role, ...]) -> Draft | None:
        """A deed that one party says another has done to it."""
        told = deed.clause is below or (deed.clause and deed.clause.head.head == below.head.i)
        if not told or deed.frame.type not in _HOSTILE or deed.standing not in ("actual", "historical"):
            return None
        harmed = self._roles.countries(deed.recipient) | set(deed.recipient)
        ours = self._roles.countries(ids(speakers)) | set(ids(speakers))
        if not deed.actors or not (harmed & ours or self._is_own(deed.clause)) or self._are_ours(deed.actors, speakers):
            return None
        return self._made(clause, _ALLEGED, speakers, deed.actors)

    def _is_own(self, clause: Clause | None) -> bool:
        """True for "its port": in what a party says of another's deed, the harmed thing is its own."""
        if clause is None:
            return False
        s = clause.sentence
        return any(t.tag == "PRP$" for o in clause.objects for t in s.subtree(o, without=("relcl", "acl")))

    def _made(self, clause: Clause, frame: Frame, actors: tuple[Role, ...], recipients: tuple[Role, ...]) -> Draft:
        return Draft(
            sentence=clause.sentence,
            trigger=clause.head,
            words=(clause.head,),
            frame=frame,
            mode=frame.mode,
            actors=actors,
            recipients=recipients,
            standing="actual",
            construction=f"what {clause.lemma!r} says",
            clause=clause,
            confidence=frame.confidence,
        )

    def _subjects(self, clause: Clause) -> tuple[Role, ...]:
        return tuple(r for t in clause.subjects if (r := self._roles.party(clause.sentence, t)))

    def _are_direct(self, roles: tuple[Role, ...]) -> bool:
        return all(r.direct for r in roles) and bool(self._roles.countries(ids(roles)) or self._are_bodies(roles))

    def _are_bodies(self, roles: tuple[Role, ...]) -> bool:
        known = (self._roles.actors.get(i) for i in ids(roles))
        return any(a is not None and a.kind in ("organisation", "group", "person") for a in known)

    def _are_ours(self, roles: tuple[Role, ...], speakers: tuple[Role, ...]) -> bool:
        ours = self._roles.countries(ids(speakers))
        return bool(ours & self._roles.countries(ids(roles))) or bool(set(ids(roles)) & set(ids(speakers)))


def charges(reader: Charges, clauses: Sequence[Clause], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The charges and threats of a sentence's clauses."""
    for clause in clauses:
        if draft := reader.read(clause, drafts):
            yield draft
