"""Evasions: who was asked and told nothing in other words, and what an account leaves out."""

from legation.annotations import Clause, Sentence, Token
from legation.coding.grudging import ONLY, grudging
from legation.coding.hushing import Hush, Hushing
from legation.coding.standings import infinitive
from legation.records import SilenceKind

# The forms of evasion whose topic is what was asked, before anything that their own words name.
EVASIVE = frozenset({"nothing to add", "only so much said", "question brushed aside", "said to know nothing"})
_POSSIBLE = frozenset({"may", "might", "could", "should", "must", "can", "ca"})
_REFUSING = frozenset({"would", "wo", "will", "'d", "’d"})
_QUESTIONED = frozenset({"ask", "question", "press", "quiz"})
_POINTING = frozenset({"that", "this", "it", "those", "these"})
_ABOUT = frozenset({"to", "about", "on"})
_BY_NAME = frozenset({"directly", "explicitly", "specifically", "expressly", "once"})
# Of these a speaker who will not say more gives no more than is told.
_TELLING = frozenset({"say", "confirm", "acknowledge", "state", "disclose", "reveal", "tell"})


class Evasions(Hushing):
    """Finds these phrases in a document."""

    def of(self, clause: Clause) -> Hush | None:
        """The phrase whose verb the clause has."""
        rules = (
            self._nothing_to_add,
            self._only,
            self._into,
            self._brushed,
            self._turned,
            self._unaware,
            self._unmentioned,
            self._absent,
        )
        return next((hush for rule in rules if (hush := rule(clause)) is not None), None)

    def _nothing_to_add(self, clause: Clause) -> Hush | None:
        """The phrases "had nothing to add", "had no further information to share"; a treaty may be added to."""
        s, verb = clause.sentence, clause.head
        if clause.lemma != "have" or clause.modal in _POSSIBLE:
            return None
        for thing in s.children(verb, "dobj", "nsubj", "xcomp", "ccomp"):
            if thing.i < verb.i or not self._empty(clause, thing):
                continue
            below = next((t for h in (thing, verb) for t in s.children(h) if self._adds(s, t)), None)
            if below is not None:
                little = thing.lower == "little"
                return self.made(clause, below, "refrained" if little else "declined", "nothing to add", denied=True)
        return None

    def _empty(self, clause: Clause, thing: Token) -> bool:
        """True for "nothing", "no information", and, denied, "anything" and "any details"."""
        s, lemma = clause.sentence, thing.lemma.lower()
        if lemma in self._words.none or (clause.negated and thing.lower == "anything"):
            return True
        none = any(t.lower == "no" or (clause.negated and t.lower == "any") for t in s.children(thing, "det"))
        return none and lemma in self._words.information

    def _adds(self, s: Sentence, verb: Token) -> bool:
        """True for the infinitive of a verb of telling that adds to words, if to anything."""
        if verb.lemma.lower() not in self._words.added or not infinitive(s, verb):
            return False
        to = (t for p in s.children(verb, "prep", "dative") if p.lower == "to" for t in s.children(p, "pobj"))
        words = self._words.askers | self._words.refused_nouns | self._words.dodged_nouns
        return all(t.pos == "PRON" or t.lemma.lower() in words for t in to)

    def _only(self, clause: Clause) -> Hush | None:
        """The phrase "would say only that …", and "said only that …" of who was asked; more was not to be had."""
        s, verb = clause.sentence, clause.head
        if clause.lemma not in _TELLING or clause.negated or clause.passive or not s.children(verb, "ccomp", "xcomp"):
            return None
        beside = [s.tokens[i] for i in (verb.i - 1, verb.i + 1) if 0 <= i < len(s.tokens)]
        only = next((t for t in beside if t.lower in ONLY), None)
        if only is None:
            return None
        asked, refused = question(s, verb) is not None, grudging(clause)
        if not refused and (not asked or clause.modal is not None):
            return None  # "said only that it was late": that may be all that there was to say
        hush = self.made(clause, only, "declined" if asked else "withheld", "only so much said", denied=refused)
        return hush if hush is None or hush.sources else None

    def _into(self, clause: Clause) -> Hush | None:
        """The phrases "would not go into details", "will not get into that"."""
        s, verb = clause.sentence, clause.head
        if verb.lemma.lower() not in ("go", "get") or not clause.negated or clause.modal not in _REFUSING:
            return None
        things = [t for p in s.children(verb, "prep") if p.lower == "into" for t in s.children(p, "pobj")]
        told = any(t.lower in _POINTING or t.lemma.lower() in self._words.information for t in things)
        return self.made(clause, verb, "declined", "denied verb of speaking", denied=True) if told else None

    def _brushed(self, clause: Clause) -> Hush | None:
        """The phrases "brushed aside a question", "ignored shouted questions"; not "the question of the border"."""
        s, verb = clause.sentence, clause.head
        after = s.tokens[verb.i + 1].lower if verb.i + 1 < len(s.tokens) else ""
        if not {clause.lemma, f"{verb.lemma.lower()} {after}"} & self._words.brushes:
            return None
        if clause.negated or clause.passive or clause.modal in _POSSIBLE:
            return None
        for noun in s.children(verb, "dobj"):
            thing = any(p.lower == "of" for p in s.children(noun, "prep"))
            if noun.lemma.lower() in self._words.questions and not thing:
                return self.made(clause, noun, "declined", "question brushed aside")
        return None

    def _turned(self, clause: Clause) -> Hush | None:
        """The phrase "changed the subject", not that of something; or who was asked "moved on to the next question"."""
        s, verb = clause.sentence, clause.head
        if clause.negated or clause.passive or clause.modal:
            return None
        subjects = self._words.subjects
        if verb.lemma.lower() in ("change", "switch"):
            nouns = (t for t in s.children(verb, "dobj") if not s.children(t, "prep", "poss"))
        elif verb.lemma.lower() in self._words.passes and question(s, verb) is not None:
            subjects = subjects | self._words.questions
            below = (t for p in s.children(verb, "prep") for t in s.children(p, "pobj"))
            nouns = (t for t in below if any(c.lower in self._words.another for c in s.children(t)))
        else:
            return None
        turned = next((t for t in nouns if t.lemma.lower() in subjects), None)
        return None if turned is None else self.made(clause, turned, "declined", "question brushed aside")

    def _unaware(self, clause: Clause) -> Hush | None:
        """Who was asked and is "not aware of the situation", which names nothing that one could be aware of."""
        s, verb = clause.sentence, clause.head
        if clause.lemma != "be" or not clause.negated or clause.modal is not None or question(s, verb) is None:
            return None
        for adjective in s.children(verb, "acomp"):
            preps = (p for p in s.children(adjective, "prep") if p.lower in ("of", "with"))
            things = [t for p in preps for t in s.children(p, "pobj")]
            if adjective.lower in ("aware", "familiar") and any(self._unsaid(s, t) for t in things):
                return self.made(clause, adjective, "declined", "said to know nothing", denied=True)
        return None

    def _unsaid(self, s: Sentence, noun: Token) -> bool:
        named = any(
            t.lemma.lower() not in ("mention", "ask", "raise") for t in s.children(noun, "relcl", "acl", "prep")
        )
        return noun.lower in _POINTING or (noun.lemma.lower() in self._words.matters and not named)

    def _unmentioned(self, clause: Clause) -> Hush | None:
        """What an account leaves out: "the statement did not mention the raid", "in his speech he made no mention"."""
        s, verb = clause.sentence, clause.head
        if clause.passive or clause.modal is not None or clause.tense == "present" or infinitive(s, verb):
            return None
        none = (t for t in s.children(verb, "dobj") if t.lower in ("mention", "reference"))
        made = clause.lemma == "make" and any(d.lower == "no" for t in none for d in s.children(t, "det"))
        if not made and not (clause.lemma in ("mention", "address") and clause.negated and self._named(s, verb)):
            return None
        first = clause.subjects[0] if clause.subjects else None
        if first is None:
            return None
        if first.lemma.lower() in self._words.accounts:
            owner = next((t for t in s.children(first, "poss", "amod", "compound") if self._known(s, t)), None)
            owner = owner or next((t for t in self._from(s, first) if self._known(s, t)), None)
            return None if owner is None else self._omitted(clause, (owner,))
        spoke = self._known(s, first) and (made or self._speaks_here(s, verb))
        return self._omitted(clause, None) if spoke else None

    def _named(self, s: Sentence, verb: Token) -> bool:
        """True for a thing that is not mentioned; what is not mentioned "directly" may have been hinted at."""
        hinted = any(t.lower in _BY_NAME for t in s.subtree(verb))
        return bool(s.children(verb, "dobj")) and not hinted

    def _omitted(self, clause: Clause, sources: tuple[Token, ...] | None) -> Hush | None:
        s, verb = clause.sentence, clause.head
        noun = next((t for t in s.children(verb, "dobj") if t.lower in ("mention", "reference")), verb)
        return self.made(clause, noun, "absence", "left out", denied=True, sources=sources)

    def _known(self, s: Sentence, token: Token) -> bool:
        return self._scene.parties.at(s, token) is not None or self._scene.parties.place_at(s, token) is not None

    def _from(self, s: Sentence, noun: Token) -> list[Token]:
        return [t for p in s.children(noun, "prep") if p.lower in ("by", "from", "of") for t in s.children(p, "pobj")]

    def _speaks_here(self, s: Sentence, verb: Token) -> bool:
        """True where the text names the account ("in his speech"), or the speaker says something besides."""
        preps = (p for p in s.children(verb, "prep") if p.lower in ("in", "during", "at"))
        if any(t.lemma.lower() in self._words.accounts for p in preps for t in s.children(p, "pobj")):
            return True
        beside = s.head(verb) if verb.dep == "conj" else None
        return beside is not None and beside.lemma.lower() in self._words.speaking | self._words.saying

    def _absent(self, clause: Clause) -> Hush | None:
        """The phrase "was conspicuously absent from the debate"."""
        s, verb = clause.sentence, clause.head
        if clause.lemma not in ("be", "remain") or clause.negated or clause.modal is not None:
            return None
        for adjective in s.children(verb, "acomp"):
            told = any(t.lower in self._words.strikingly for t in s.children(adjective, "advmod"))
            preps = (p for h in (adjective, verb) for p in s.children(h, "prep") if p.lower == "from")
            things = (t for p in preps for t in s.children(p, "pobj") if t.lemma.lower() in self._words.debates)
            if adjective.lower == "absent" and told and (debate := next(things, None)) is not None:
                return self.made(clause, debate, "absence", "absent from a debate")
        return None


def question(s: Sentence, token: Token) -> Token | None:
    """The verb of asking in "Asked about the raid, he said …", whose subject says, or has said of him, the word."""
    above = {token.i, *(a.i for a in s.ancestors(token))}
    for verb in s.tokens:
        if verb.tag != "VBN" or verb.lemma.lower() not in _QUESTIONED or verb.i == token.i:
            continue
        fronted = verb.dep in ("ROOT", "ccomp") and verb.i <= 1  # a parser may take "Asked" for the main verb
        bare = s.child(verb, "nsubj", "nsubjpass") is None
        if bare and ((verb.dep == "advcl" and verb.head in above) or fronted):
            return verb
    return None


def awaited(s: Sentence, clause: Clause, noun: Token, requests: frozenset[str]) -> tuple[bool, list[Token]]:
    """Whether the subject of "received no reply to its letter to Chad" waits for one, and for whose."""
    verb = clause.head
    receiving = clause.lemma in ("receive", "get") and not clause.passive
    heads = [noun, verb]
    letters = [t for h in heads for p in s.children(h, "prep") if p.lower in _ABOUT for t in s.children(p, "pobj")]
    letters = [t for t in letters if t.lemma.lower() in requests]
    sent = [t for t in s.children(verb, "nsubj") if t.lemma.lower() in requests]
    own = bool(sent) or any(p.tag == "PRP$" for t in letters for p in s.children(t, "poss"))
    below = (*letters, *sent)
    from_ = [t for x in below for p in s.children(x, "prep") if p.lower == "from" for t in s.children(p, "pobj")]
    to = [t for x in below for p in s.children(x, "prep", "dative") if p.lower == "to" for t in s.children(p, "pobj")]
    whom = (from_ if letters and own else []) or to
    return receiving or own, [t for w in whom for t in s.conjuncts(w)]


def kind_of(noun: Token) -> SilenceKind:
    """What a missing "comment" shows, and a missing answer."""
    return "declined" if noun.lemma.lower() == "comment" else "no-response"
