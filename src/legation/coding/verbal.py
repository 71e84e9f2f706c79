"""Verbal acts: a clause whose verb fills a frame of the lexicon tells of an event."""

from collections.abc import Collection, Iterable, Iterator

from legation.annotations import Clause, Sentence, Token
from legation.coding.drafts import Draft, parted
from legation.coding.hosts import hosts
from legation.coding.phrasing import (
    complement,
    described,
    hanging,
    has_term,
    hedged,
    is_infinitive,
    is_reciprocal,
    is_simple_present,
    is_subjunctive,
    is_thing,
    names,
    objects,
    of_phrase,
    reached,
    small_clause,
)
from legation.coding.resuming import resumed
from legation.coding.roles import Role, Roles, ids, is_craft
from legation.coding.settings import Settings
from legation.coding.status import Judge
from legation.coding.triggers import FORCE, PARTY, EventType, Frame, Lexicon, Words
from legation.coding.wording import trigger_words
from legation.records import Actor

_TIMES = ("DATE", "TIME")
_AIMED = ("at", "into", "onto")
_FORCEFUL = ("ASSAULT", "COERCE")
# Acts by which a state moves forces of its own.
MOVED = frozenset(
    {
        ("MOBILIZE", "troops"),
        ("MOBILIZE", "weapons"),
        ("MOBILIZE", "police"),
        ("RETREAT", "withdraw"),
        ("SANCTION", "withdraw"),  # "Chile's ambassador was recalled"
    }
)
_JUDGING = ("ACCUSE", "SUPPORT", "SANCTION")
_REVIEWING = ("ACCUSE", "SUPPORT", "REJECT")
# Passives without an agent count for what leaves a mark whoever did it.
_AGENTLESS = ("ACCUSE", "SANCTION", "RETREAT", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT")
# With these the one cut off may stand before, as "it".
_CUTTING = ("SANCTION", "COERCE", "ASSAULT", "REJECT")
_IT = ("it", "its", "them", "their")
_PEOPLE = ("person", "unnamed", "group")
# What can be done to a town or a city can be done to Kharkiv.
_TOWNS, _ARMED = frozenset({"town", "city"}), frozenset({"MIL", "REB", "UAF"})


class VerbReader:
    """Reads clauses against the verb frames."""

    def __init__(self, lexicon: Lexicon, roles: Roles, judge: Judge) -> None:
        """Take the frames and who is who in the document."""
        self._lexicon = lexicon
        self._roles = roles
        self._judge = judge
        self._settings = Settings(roles)

    def read(self, clause: Clause) -> Draft | None:
        """The act that the clause's verb tells, if it is one between parties."""
        listed = tuple(names(clause))
        if any(self._holds(f, clause) for name in listed for f in self._lexicon.idioms.get(name, ())):
            return None
        frames = [(f, name) for name in listed for f in self._lexicon.worded.get(name, ())]
        standing = self._judge.clause(clause) if frames else None
        if standing is None:
            return None
        if len(listed) > 1:  # those of one name are sorted
            bare = clause.head.lemma.lower()
            frames.sort(key=lambda pair: (pair[1] != bare, pair[0].rank), reverse=True)
        for frame, name in frames:
            if self._holds(frame, clause) and (parties := self._parties(frame, clause)):
                mode = self._mode(frame, clause)
                return Draft(
                    sentence=clause.sentence,
                    trigger=clause.head,
                    words=trigger_words(frame, clause, self._roles),
                    frame=frame,
                    mode=mode,
                    actors=parties[0],
                    recipients=parties[1],
                    standing=standing,
                    construction=("passive verb" if clause.passive else "verb") + f" {name!r}",
                    clause=clause,
                    confidence=frame.confidence - (0.1 if clause.subject_shared else 0),
                )
        return None

    def actors(self, clause: Clause, *, force: bool = False) -> tuple[Role, ...]:
        """Who does what the clause tells; of an act of `force`, whoever made the attack that is its subject."""
        if judged := self._judged_for(clause):
            return judged
        deeds = self._lexicon.nouns if force else ()
        found = tuple(r for t in clause.subjects for r in self._roles.agent(clause.sentence, t, deeds))
        return found or hosts(clause, self._roles) or self._captors(clause)

    def _captors(self, clause: Clause) -> tuple[Role, ...]:
        """Who holds those to whom something is done: "were arrested by the police and later deported"."""
        s, verb, classes = clause.sentence, clause.head, self._lexicon.classes
        first = self._judge.at(s, s.head(verb)) if verb.dep == "conj" and clause.passive else None
        if first is None or not first.passive or s.child(verb, "nsubjpass", "agent") is not None:
            return ()
        held = first.lemma in classes["CAPTURING"] and clause.lemma in classes["DONE_TO_CAPTIVES"]
        return self.actors(first) if held else ()

    def _judged_for(self, clause: Clause) -> tuple[Role, ...]:
        """Whom a verb of judging blames or praises "for" the act: "chided Ankara for shooting …" tells of Ankara."""
        s = clause.sentence
        prep = s.head(clause.head)
        above = self._judge.at(s, s.head(prep))
        if clause.head.dep != "pcomp" or prep.lower != "for" or above is None or above is clause:
            return ()
        return next((found for kind in _JUDGING if (found := self.reached(above, kind))), ())

    def reached(self, clause: Clause, kind: str) -> tuple[Role, ...]:
        """Whom an act of the type `kind` reaches, if the clause's verb can tell one; whoever does it."""
        for name in names(clause):
            for frame in self._lexicon.worded.get(name, ()):
                if frame.type == kind and self._holds(frame, clause) and (found := self._recipients(frame, clause)):
                    return found
        return ()

    # --- conditions -------------------------------------------------------------------------------------------

    def _holds(self, frame: Frame, clause: Clause) -> bool:
        return (
            self._nouns_hold(frame, clause)
            and self._prepositions_hold(frame, clause)
            and self._complement_holds(frame, clause)
            and self._manner_holds(frame, clause)
        )

    def _nouns_hold(self, frame: Frame, clause: Clause) -> bool:
        s = clause.sentence
        things = objects(clause) if frame.bare or frame.object or frame.unless or frame.modifier else ()
        if frame.bare and things:
            return False
        if frame.object and not any(self._is(frame.object, s, t) for t in things):
            return False
        if frame.subject and not any(self._is(frame.subject, s, t) for t in clause.subjects):
            return False
        if frame.unless_subject and any(t.lemma.lower() in frame.unless_subject for t in clause.subjects):
            return False
        if not (frame.unless or frame.modifier):
            return True
        said = {w for t in things for w in described(s, t)}
        return frame.unless.isdisjoint(said) and not (frame.modifier and frame.modifier.isdisjoint(said))

    def _prepositions_hold(self, frame: Frame, clause: Clause) -> bool:
        if any(t.ent not in _TIMES for t in self._behind(clause, frame.unless_with)):
            return False
        if not frame.beside:
            return True
        for name, words in frame.beside:
            for token in self._behind(clause, (name,)) if frame.object else clause.prep(name):
                if not words and token.ent in _TIMES:
                    continue  # "called him on Friday" is no "call on"
                if (
                    not words
                    or self._is(words, clause.sentence, token)
                    or words & set(described(clause.sentence, token))
                ):
                    return True
        return False

    def _complement_holds(self, frame: Frame, clause: Clause) -> bool:
        below = complement(self._judge, clause)
        if frame.complement == "infinitive" and (below is None or not is_infinitive(below)):
            return False
        if frame.complement == "subjunctive" and (below is None or not is_subjunctive(below)):
            return False
        if frame.complement == "that" and (below is None or is_infinitive(below) or below.head.tag == "VBG"):
            return False
        if frame.complement == "none" and (below is not None or clause.complement is not None):
            return False
        if frame.complement == "gerund" and (below is None or below.head.tag != "VBG"):
            return False
        words = self._told_by(below) if below else frozenset({""})
        if frame.complement_verb and frame.complement_verb.isdisjoint(words):
            return False
        return frame.unless_complement.isdisjoint(words)

    def _told_by(self, below: Clause) -> frozenset[str]:
        """The verb of a complement; of what somebody goes on with also that: "vowed to continue the offensive"."""
        if below.lemma not in self._lexicon.classes["KEEPING_UP"]:
            return frozenset({below.lemma})
        return frozenset({below.lemma, *(t.lemma.lower() for t in (*below.objects, *below.prep("with")))})

    def _manner_holds(self, frame: Frame, clause: Clause) -> bool:
        s = clause.sentence
        if frame.stative and s.block.kind != "headline" and self._is_lasting(clause):
            return False
        if frame.person and not any(
            a.sector not in self._lexicon.not_officials for a in self._known(r for r in self.actors(clause) if r.direct)
        ):
            return False
        if frame.term and not has_term(clause):
            return False
        if frame.politician and not self._are_politicians(self.actors(clause)):
            return False
        if frame.person_object:
            guests = self._known(r for t in objects(clause) if (r := self._roles.party(s, t)))
            return any(a.kind in _PEOPLE for a in guests)
        return True

    def _is_lasting(self, clause: Clause) -> bool:
        """True where a verb of backing tells of a tie and not of an act: "backs", "has long backed"."""
        lasting, adverbs = self._lexicon.classes["LASTING"], clause.sentence.children(clause.head, "advmod")
        return is_simple_present(clause) or any(t.lower in lasting for t in adverbs)

    def _are_politicians(self, roles: tuple[Role, ...]) -> bool:
        known = list(self._known(roles))
        return bool(known) and all(a.kind == "person" and a.sector not in self._lexicon.not_officials for a in known)

    def _known(self, roles: Iterable[Role]) -> Iterator[Actor]:
        return (a for role in roles for i in role.actors if (a := self._roles.actors.get(i)))

    def _is(self, words: Words, sentence: Sentence, token: Token) -> bool:
        """True for a noun of the list, or a party where the list asks for one."""
        if token.lemma.lower() in words or token.lower in words or is_craft(token, words):
            return True
        if token.lemma.lower() in self._lexicon.classes["QUANTITY"]:
            return any(self._is(words, sentence, t) for t in hanging(sentence, token, frozenset({"of"})))
        if words & _TOWNS and self._roles.town(sentence, token):
            return True
        role = self._roles.party(sentence, token)
        if role is None or is_thing(sentence, token, self._lexicon.classes["BEFALLING"]):
            return False
        return PARTY in words or (FORCE in words and any(a.sector in _ARMED for a in self._known([role])))

    # --- parties ----------------------------------------------------------------------------------------------

    def _parties(self, frame: Frame, clause: Clause) -> tuple[tuple[Role, ...], tuple[Role, ...]] | None:
        actors = self.actors(clause, force=frame.type in _FORCEFUL) or self._owners(frame, clause)
        crowd = frame.type == "PROTEST" and bool(frame.subject)  # "students protested": people act, not a party
        if not actors and not crowd and not (frame.type in _AGENTLESS and self._may_lack_actor(frame, clause)):
            return None
        if len(ids(actors)) > 1 and is_reciprocal(clause):
            return actors, actors
        recipients = self._recipients(frame, clause, ids(actors)) or self._of_subject(frame, clause)
        if frame.mutual and not recipients and self._has_stranger(frame, clause):
            return None
        actors, recipients = self._settings.located(frame, clause, actors, recipients)
        found = parted(frame, actors, recipients, ground=self._settings.of(clause))
        return found[::-1] if found is not None and frame.undergone else found

    def _owners(self, frame: Frame, clause: Clause) -> tuple[Role, ...]:
        """Whose forces or shells are sent where a passive doesn't say by whom: "French troops were sent to Chad"."""
        sent = (frame.type, frame.mode) in MOVED or (frame.type == "ASSAULT" and "at" in frame.to)
        if not clause.passive or clause.subjects or not sent:
            return ()
        return tuple(r for t in objects(clause) for r in self._roles.agent(clause.sentence, t, ()))

    def _has_stranger(self, frame: Frame, clause: Clause) -> bool:
        """True when the other side is there but is no party: "A and B met experts" is no meeting of A and B."""
        if objects(clause) and not frame.object:
            return True
        return any(t.ent not in _TIMES for t in clause.prep("with"))

    def _of_subject(self, frame: Frame, clause: Clause) -> tuple[Role, ...]:
        """Whom a deed as subject reaches: "strikes on Gaza killed …"."""
        if frame.type != "ASSAULT":
            return ()
        s, deeds = clause.sentence, (t for t in clause.subjects if t.lemma.lower() in self._lexicon.nouns)
        return tuple(r for t in deeds for r in self._roles.behind(s, t, "on", "against"))

    def _may_lack_actor(self, frame: Frame, clause: Clause) -> bool:
        """A passive names no actor, an unowned strike may have hit; else a subject that is no party tells nothing."""
        if clause.passive:  # "was hit by a missile" does not say whose
            arms = self._lexicon.classes["INSTRUMENTS"]
            return all(frame.type in _FORCEFUL and t.lemma.lower() in arms for t in clause.subjects)
        return frame.type in _FORCEFUL and any(t.lemma.lower() in self._lexicon.nouns for t in clause.subjects)

    def _recipients(self, frame: Frame, clause: Clause, acting: Collection[str] = ()) -> tuple[Role, ...]:
        """Whom the act reaches, from the first source that names somebody beside those `acting`."""
        s = clause.sentence
        for source in frame.to:
            if source == "deed":
                found = self._of_deed(clause)
            else:
                tokens = tuple(self._source(source, frame, clause))
                found = tuple(r for t in tokens for r in self._roles.affected(s, t, direct=frame.direct))
                if not found and source in _AIMED:  # "lashed out at Turkey" aims at no mere place
                    found = tuple(r for t in tokens if (r := self._roles.place(s, t)))
            if found := tuple(r for r in found if not self._is_own(frame, source, r, acting)):
                return found
        struck = tuple(self._behind(clause, frame.place))
        inside = (t for each in struck for t in hanging(s, each, frozenset({"in"})))  # "hit a market in Kharkiv"
        for token in (*struck, *(inside if frame.type == "ASSAULT" else ())):
            listed = (self._roles.place(s, t) for t in s.conjuncts(token))  # "recalled its envoys from Paris and Rome"
            if found := tuple(p for p in listed if p and any(a.kind == "state" for a in self._known([p]))):
                return found
        return self._parallel(frame, clause) or self._resumed(frame, clause)

    def _is_own(self, frame: Frame, source: str, role: Role, acting: Collection[str]) -> bool:
        """True for those who act, for a state's own forces that it moves, and for the own people of some who agree."""
        home, theirs = self._roles.countries(acting), self._roles.countries(role.actors)
        moved = source == "object" and (frame.type, frame.mode) in MOVED and len(home) == 1
        sent = source == "deed" and frame.type == "AGREE" and len(home) > 1
        return set(role.actors) <= set(acting) or (bool(theirs) and theirs <= home and (moved or sent))

    def _resumed(self, frame: Frame, clause: Clause) -> tuple[Role, ...]:
        """Who did what is judged in a noun that sums it up: "Chad shelled the port, an act that Togo deplored"."""
        act = resumed(self._judge, clause, self._lexicon.classes["SUMMING"]) if frame.type in _REVIEWING else None
        return () if act is None else self.actors(act, force=True)

    def _parallel(self, frame: Frame, clause: Clause) -> tuple[Role, ...]:
        """Whose "it" and "its" are behind a second verb: "closed Niger's borders and froze its assets"."""
        s, verb = clause.sentence, clause.head
        first = self._judge.at(s, s.head(verb)) if verb.dep == "conj" and frame.type in _CUTTING else None
        things = [t for o in (*clause.objects, *(t for _, t in clause.preps)) for t in (o, *s.children(o, "poss"))]
        if first is None or not any(t.lower in _IT for t in things):
            return ()
        for name in names(first):
            for other in self._lexicon.worded.get(name, ()):
                if self._holds(other, first) and (found := self._recipients(other, first, ids(self.actors(first)))):
                    return found
        return ()

    def _of_deed(self, clause: Clause) -> tuple[Role, ...]:
        """Whom the act below would reach: "agreed to lift the embargo on Cuba" concerns Cuba."""
        below = complement(self._judge, clause)
        if below is None or below.head is clause.head:
            return ()
        for name in names(below):
            for frame in self._lexicon.worded.get(name, ()):
                if self._holds(frame, below) and (found := self._recipients(frame, below)):
                    return found
        return ()

    def _source(self, source: str, frame: Frame, clause: Clause) -> Iterator[Token]:
        if source == "object":
            yield from objects(clause) or small_clause(clause)
        elif source == "indirect":
            yield from clause.indirect
        elif source.startswith("complement") or source == "purpose":
            below = complement(self._judge, clause)
            if below is None or (source == "purpose" and below.lemma not in self._lexicon.classes["HELPING"]):
                return
            if source == "complement":
                yield from below.subjects or (self._roles.tied(clause.sentence, below.objects) if below.passive else ())
            elif source == "complement-on":
                yield from below.prep("on", "against", "upon")
                if below.lemma in self._lexicon.classes["KEEPING_UP"]:
                    for kept in (*below.objects, *below.prep("with")):
                        yield from hanging(clause.sentence, kept, frozenset({"on", "against", "upon", "in"}))
            else:
                yield from below.objects
        else:
            yield from self._behind(clause, (source,))
            yield from of_phrase(clause, frame.beside, source)

    def _behind(self, clause: Clause, prepositions: Iterable[str]) -> Iterator[Token]:
        """What stands behind the prepositions named, on the verb, on its object, or behind a place or time."""
        wanted = frozenset(prepositions)
        if not wanted:
            return
        s = clause.sentence
        yield from clause.prep(*wanted)
        named = hedged(clause) if not clause.objects else None
        for token in (*objects(clause), *(named or ())[:1]):
            yield from reached(s, token, wanted, self._lexicon.classes["QUANTITY"])
        for name, token in clause.preps:
            if token.ent in ("DATE", "TIME", "GPE", "LOC", "FAC"):
                yield from hanging(s, token, wanted - {"of"})
            elif name not in ("for", "after") and self._roles.party(s, token) is None:
                yield from hanging(s, token, wanted & {"with", "between"})

    # --- what is said of it -----------------------------------------------------------------------------------

    def _mode(self, frame: Frame, clause: Clause) -> str | None:
        if frame.mode:
            return frame.mode
        kind = self._lexicon.types[frame.type]
        if kind.asked:
            return self._asked(kind, clause)
        if kind.by_words:
            lemmas = {
                t.lemma.lower()
                for t in clause.sentence.subtree(clause.head, without=("relcl", "conj", "advcl", "ccomp"))
            }
            return next((mode for mode, words in kind.by_words.items() if words & lemmas), None)
        return None

    def _asked(self, kind: EventType, clause: Clause) -> str | None:
        below = complement(self._judge, clause)
        lemmas = {below.lemma, below.head.lemma.lower()} if below else set()
        lemmas |= {t.lemma.lower() for t in self._behind(clause, ("for", "with", "to", "of"))}
        lemmas |= {t.lemma.lower() for t in objects(clause)}
        found = next((mode for mode, words in kind.asked.items() if words & lemmas), None)
        return found or ("change" if below and "change" in kind.asked else None)
