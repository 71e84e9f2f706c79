"""Glimpsed: whether an act that a look alone found takes place, where the words around the word that tells it say more.

A look gives a status of its own, which it takes from the whole sentence; a frame's status is read off the parse.
"""

from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.status import Judge
from legation.coding.triggers import Lexicon

# Acts of judging: what they judge may be an act of its own ("condemned the Israeli strike").
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "AGREE"})

# Of a deed these say that it was wrong, of a charge or an offer that it is not taken.
_TURNING_DOWN = frozenset({"reject", "repudiate"})
# Clauses that tell another thing than the one above them: "voiced regret, and a raid led to deaths".
_APART = frozenset({"conj", "relcl", "advcl", "parataxis"})


class Glimpsed:
    """Sets right the standing of acts."""

    def __init__(self, judge: Judge, lexicon: Lexicon) -> None:
        """Take who judges standings, and the words of acts."""
        self._judge = judge
        self._lexicon = lexicon
        self._accords = frozenset(judge.listed("accords"))
        self._ending, self._calm = judge.listed("ending") | judge.listed("breaking"), judge.listed("calm")
        self._losses, self._regretting = judge.listed("losses"), judge.listed("regretting")
        self._inquiring = judge.listed("inquiring")

    def as_told(self, act: Settled) -> Settled:
        """The act; one that a look alone found doesn't take place where its word is denied ("without agreement")."""
        draft, reading = act
        if draft.standing != "actual":
            return (replace(draft, standing="actual"), reading) if reading is None and self._is_done(draft) else act
        if draft.frame.type == "PROTEST" and draft.trigger.lemma.lower() in self._lexicon.classes["CALLING"]:
            return replace(draft, standing="future"), reading  # "called a strike"
        if draft.clause is not None:
            return act
        # Of a deed that is told by "denied" the text says that it did not take place.
        denying = draft.trigger.lemma.lower() in self._judge.listed("denying")
        if denying and draft.frame.type not in JUDGING:
            return replace(draft, standing="negated"), reading
        return (self._around(draft), reading) if reading is None else act

    def _around(self, draft: Draft) -> Draft:
        """The draft with the standing of the clause in which its word stands."""
        s, word = draft.sentence, draft.trigger
        clause = self._judge.at(s, word)
        told = self._judge.clause(clause) if clause is not None else "actual"
        if draft.frame.type == "CONSULT" and self._is_bidden(s, word):
            return replace(draft, standing="future")  # "invited both to talks"
        if told in ("hypothetical", "future"):
            return replace(draft, standing=told)
        if any(t.lower == "any" for t in s.children(word, "det")) and word.dep in ("dobj", "pobj"):
            return replace(draft, standing="hypothetical")  # "would veto any measures", "will answer any raid"
        barred = word.pos == "NOUN" and self._judge.noun(s, word) == "negated" and not _is_turned_down(draft)
        if not (told == "negated" or barred or self._judge.is_denied(s, word)):
            return draft
        if draft.frame.type == "REJECT" and not self._tells(draft):
            return draft  # "would sign no deal": that it is not done is the refusal
        return replace(draft, standing="negated")

    def _is_bidden(self, s: Sentence, noun: Token) -> bool:
        above = s.head(noun)
        bids = s.head(above).lemma.lower() in self._judge.listed("bidding")
        return noun.dep == "pobj" and above.lower in ("to", "for") and bids

    def is_told_of_before(self, draft: Draft) -> bool:
        """True for what a look alone takes for news, though the words speak of what has been told, or is known.

        Nor does whoever "helped themselves" help anybody.
        """
        told = self._is_taken_up(draft) or self._is_standing(draft) or self._is_mourned(draft)
        return told or _is_for_oneself(draft) or self._is_calm_broken(draft)

    def _is_calm_broken(self, draft: Draft) -> bool:
        """True for who ends a calm, where a look takes that for an end of fighting: "ending months of calm"."""
        s, verb = draft.sentence, draft.trigger
        ends = verb.pos == "VERB" and verb.lemma.lower() in self._ending
        if draft.frame.type != "RETREAT" or not ends:
            return False
        things = s.children(verb, "dobj", "nsubjpass")
        counted = (
            t for thing in things for p in s.children(thing, "prep") if p.lower == "of" for t in s.children(p, "pobj")
        )
        return any(t.lemma.lower() in self._calm for t in (*things, *counted))

    def _is_taken_up(self, draft: Draft) -> bool:
        """True for a blow that a look alone lays to both of two, where somebody judges it: "condemned the attack".

        Whose it was has been told before, and that of one side.
        """
        s, noun = draft.sentence, draft.trigger
        if draft.clause is not None or draft.frame.type != "ASSAULT" or set(draft.actor) != set(draft.recipient):
            return False
        bare = all(t.dep in ("det", "amod", "punct") and t.ent == "" for t in s.children(noun))
        return bare and noun.dep == "dobj" and noun.tag == "NN" and self._judge.is_judged(s, noun)

    def _is_mourned(self, draft: Draft) -> bool:
        """True for a loss that a look alone lays to somebody, where it is regretted: "very sorry for the death of"."""
        s, word = draft.sentence, draft.trigger
        if draft.clause is not None or draft.frame.type != "ASSAULT":
            return False
        if word.lemma.lower() not in self._losses:
            return False
        for above in s.ancestors(word):
            if above.pos == "NOUN" and above.lemma.lower() in self._inquiring:
                return True  # "the causes of the collision", but not what a raid caused
            beside = (above, *s.children(above, "dobj", "acomp"))
            if not self._regretting.isdisjoint(t.lemma.lower() for t in beside):
                return True
            if above.pos in ("VERB", "AUX") and above.dep in _APART:
                break
        return False

    def _is_standing(self, draft: Draft) -> bool:
        """True for an accord that two have, which nobody concludes here: "its treaty with Japan covers it"."""
        s, noun = draft.sentence, draft.trigger
        if draft.clause is not None or draft.frame.type != "AGREE":
            return False
        if noun.dep == "amod" and noun.tag == "VBN":
            return True  # "strayed from an agreed path"
        if noun.lemma.lower() not in self._accords:
            return False
        above = next((t for t in s.ancestors(noun) if t.pos in ("VERB", "AUX")), noun)
        made = any(f.type == "AGREE" for f in self._lexicon.verbs.get(above.lemma.lower(), ()))
        return any(t.tag == "PRP$" for t in s.children(noun, "poss")) and not made

    def _is_done(self, draft: Draft) -> bool:
        """True where a plan or a denial that a look finds is another's.

        A verb of just that act tells it as done beside what is planned: "met and will fly". Or only that somebody
        judges it is denied: "did not apologise for the shooting".
        """
        s, word = draft.sentence, draft.trigger
        if draft.clause is not None:
            return False
        if draft.standing == "negated":
            return self._judge.is_judged(s, word)
        clause = self._judge.at(s, word) if draft.standing == "future" and word.tag == "VBD" else None
        return clause is not None and self._tells(draft) and self._judge.clause(clause) == "actual"

    def _tells(self, draft: Draft) -> bool:
        """True where the word of an act tells just such acts."""
        frames = (self._lexicon.verbs, self._lexicon.nouns)
        return any(f.type == draft.frame.type for of in frames for f in of.get(draft.trigger.lemma.lower(), ()))


def _is_turned_down(draft: Draft) -> bool:
    """True for the deed of somebody whom the noun names, where it is rejected: "rejected Sudan's raid into Chad"."""
    s, noun = draft.sentence, draft.trigger
    owned = any(t.dep == "poss" or t.ent in ("NORP", "GPE") for t in s.children(noun, "poss", "amod", "compound"))
    above = s.head(noun)
    return draft.frame.type == "ASSAULT" and noun.dep == "dobj" and owned and above.lemma.lower() in _TURNING_DOWN


def _is_for_oneself(draft: Draft) -> bool:
    objects = draft.sentence.children(draft.trigger, "dobj") if draft.frame.type == "AID" else ()
    return any(t.lower.endswith(("self", "selves")) for t in objects)
