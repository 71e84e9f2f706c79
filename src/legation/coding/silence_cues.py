"""Phrases of silence: "declined to comment", "has yet to respond", "Beijing's silence", "could not be reached"."""

from collections.abc import Iterator

from legation.annotations import Clause, Sentence, Token
from legation.coding.attribution import agreeing
from legation.coding.broken import is_only_wanted
from legation.coding.evasions import Evasions, awaited, kind_of
from legation.coding.hushing import Hush, Hushing
from legation.coding.scene import Scene
from legation.coding.silence_words import SilenceWords
from legation.coding.standings import infinitive
from legation.coding.unreached import Unreached
from legation.records import SilenceKind

_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TALKING = frozenset({"talk", "speak"})
_AUXILIARIES = frozenset({"do", "have", "be", "will", "would"})
_REPLIES = frozenset({"reply", "answer", "response", "word"})
_RECEIVING = frozenset({"receive", "get"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_POSSIBLE = frozenset({"may", "might", "could", "should", "must", "can", "ca"})
_REFUSING = frozenset({"would", "wo", "will", "'d", "’d"})
_ANSWERS = frozenset({"answer", "reply", "response", "reaction"})


class Finder(Hushing):
    """Finds phrases of silence in a document."""

    def __init__(self, scene: Scene, words: SilenceWords) -> None:
        """Look for the phrases of `words` in `scene`."""
        super().__init__(scene, words)
        self._unreached = Unreached(scene, words)
        self._evasions = Evasions(scene, words)
        self._last: Hush | None = None

    def find(self, sentence: Sentence) -> Iterator[Hush]:
        """The phrases of one sentence in text order, those inside quotations left out."""
        for token in sentence.tokens:
            if self._scene.speech_at(token.start) is not None:
                continue
            clause = self._scene.clause(sentence, token)
            hush = self._verb(clause) if clause is not None else None
            if hush is None and token.pos == "NOUN":
                hush = self._noun(sentence, token)
            hush = hush or self._nor(sentence, token)
            if hush is not None and (hush.sources or hush.kind in ("withheld", "unreachable")):
                self._last = hush
                yield hush

    def _nor(self, s: Sentence, verb: Token) -> Hush | None:
        """The phrase "nor did Egypt", right behind a silence, which is Egypt's too."""
        last = self._last
        if last is None or verb.lemma.lower() not in _AUXILIARIES or s.index - last.sentence.index > 1:
            return None
        opens = next((t for t in s.children(verb) if t.lower in ("nor", "neither")), None)
        subjects = s.children(verb, "nsubj")
        if opens is None or not subjects or not opens.i < verb.i < subjects[0].i or s.children(verb, "dobj", "xcomp"):
            return None
        sources = agreeing(s, verb, subjects)
        speaks = bool(sources) and self.speaks(s, sources[0])
        return Hush(s, verb, verb, (opens.start, verb.end), last.kind, sources, "as silent") if speaks else None

    def _verb(self, clause: Clause) -> Hush | None:
        if any(t.lower in ("if", "unless") for t in clause.sentence.children(clause.head, "mark")):
            return None
        if is_only_wanted(clause, self._words):
            return None
        rules = (
            self._refusal,
            self._dodge,
            self._neither,
            self._evaded,
            self._unspoken,
            self._yet,
            self._withheld,
            self._withholding,
            self._drawn,
            self._unreached.of,
            self._quiet,
            self._without,
            self._nothing,
            self._passed_on,
            self._evasions.of,
        )
        return next((hush for rule in rules if (hush := rule(clause)) is not None), None)

    def _refusal(self, clause: Clause) -> Hush | None:
        """The phrases "declined to comment", "refused an interview"."""
        s, verb = clause.sentence, clause.head
        if clause.lemma not in self._words.refusals or clause.negated or clause.modal in _POSSIBLE:
            return None
        below = s.child(verb, "xcomp")
        if below is not None and infinitive(s, below) and self._informs(s, below):
            return self.made(clause, below, "declined", "refusal to speak", plain=True)
        for noun in s.children(verb, "dobj"):
            if noun.lemma.lower() in self._words.refused_nouns:
                return self.made(clause, noun, "declined", "refusal to speak", plain=True)
        return None

    def _informs(self, s: Sentence, verb: Token) -> bool:
        """True for a verb of speaking; verbs of giving need an object of information."""
        particle = s.child(verb, "prt")
        lemma = verb.lemma.lower()
        words = s.children(verb, "dobj")
        if lemma == "say" and words and words[0].tag not in _WH and words[0].lower not in self._words.quantities:
            return False  # "refused to say the words"
        if s.child(verb, "auxpass") is not None:
            return lemma == "interview" or self._drawn_out(s, verb)
        if lemma not in self._words.speaking and (
            particle is None or f"{lemma} {particle.lower}" not in self._words.speaking
        ):
            return False
        if lemma == "go":
            return any(p.lower == "into" for p in s.children(verb, "prep"))
        if lemma in _TALKING and self._meets(s, verb):
            return False
        return lemma not in self._words.with_information or self._has_information(s, verb)

    def _meets(self, s: Sentence, verb: Token) -> bool:
        """True for "talk to the rebels", a meeting that does not take place; not for "talk to reporters about it"."""
        preps = s.children(verb, "prep")
        whom = [t for p in preps if p.lower in ("to", "with") for t in s.children(p, "pobj")]
        press = self._words.askers | self._words.outlets
        asked = any(t.lemma.lower() in press or t.pos == "PRON" or t.ent == "ORG" for t in whom)
        return bool(whom) and not asked and all(p.lower not in ("about", "on") for p in preps)

    def _has_information(self, s: Sentence, verb: Token) -> bool:
        return any(t.lemma.lower() in self._words.information for t in s.children(verb, "dobj"))

    def _dodge(self, clause: Clause) -> Hush | None:
        """The phrases "avoided public comment", "has refrained from commenting", "dodged questions"."""
        s, verb = clause.sentence, clause.head
        own = clause.lemma in self._words.refrains
        if (not own and clause.lemma not in self._words.dodges) or clause.negated or clause.modal in _POSSIBLE:
            return None
        objects = [*s.children(verb, "dobj", "xcomp"), *(t for n, t in clause.preps if n == "from")]
        for token in objects:
            noun = token.lemma.lower() in self._words.dodged_nouns
            if noun or (own and token.pos == "VERB" and self._informs(s, token)):
                return self.made(clause, token, "refrained" if own else "declined", "speech avoided")
        return None

    def _neither(self, clause: Clause) -> Hush | None:
        """The phrases "neither confirmed nor denied", "could neither verify nor rule out"."""
        s, verb = clause.sentence, clause.head
        poles, second = self._words.poles, s.child(verb, "conj")
        if second is None or not {clause.lemma, second.lemma.lower()} <= poles or clause.passive:
            return None
        ahead = (t for t in s.children(verb, "preconj", "cc", "advmod", "det") if t.i < verb.i)
        if all(t.lower != "neither" for t in ahead):
            return None
        kind: SilenceKind = "declined" if clause.modal in _REFUSING else "withheld"
        said = second if s.children(second, "dobj", "ccomp", "prep") else verb
        return self.made(clause, said, kind, "neither confirmed nor denied", denied=True)

    def _evaded(self, clause: Clause) -> Hush | None:
        """The phrase "did not answer directly, but asked for time": he was asked, and spoke of other things."""
        if not clause.negated or clause.passive or infinitive(clause.sentence, clause.head):
            return None
        how = {t.lower for t in clause.sentence.children(clause.head, "advmod")}
        if clause.lemma not in self._words.no_response | {"answer"} or how.isdisjoint(self._words.squarely):
            return None
        return self.made(clause, clause.head, "declined", "no straight answer", denied=True)

    def _unspoken(self, clause: Clause) -> Hush | None:
        """The phrases "did not respond", "would not say", "has not commented", "did not say whether"."""
        lemma = clause.lemma
        if not clause.negated or clause.passive or infinitive(clause.sentence, clause.head):
            return None
        if lemma in self._words.no_response or (lemma == "answer" and self._requested(clause)):
            return self._unanswered(clause)
        unable = clause.modal in _POSSIBLE and lemma != "comment"
        if lemma not in self._words.not_said or unable:
            return None
        s, verb = clause.sentence, clause.head
        if lemma in self._words.with_information and not self._has_information(s, verb):
            return None
        refused = lemma == "confirm" and clause.modal in _REFUSING  # "would not confirm that …"
        if lemma in self._words.asked and not refused and not self._open(clause):
            return None
        if (
            verb.dep == "relcl"
            and not s.child(verb, "dobj", "ccomp", "xcomp", "prep")
            and lemma not in self._words.general
        ):
            return None  # "a weakness she did not reveal"
        if (lemma == "discuss" and clause.prep("with")) or (lemma in _TALKING and self._meets(s, verb)):
            return None  # the talk did not take place
        if clause.modal is not None or (clause.tense == "present" and lemma == "comment"):
            return self.made(clause, verb, "declined", "denied verb of speaking", denied=True)
        if clause.tense == "present":
            return None  # a habit ("does not disclose its finances")
        plain = lemma in ("comment", "elaborate")
        return self.made(clause, verb, self._kind(clause), "denied verb of speaking", denied=True, plain=plain)

    def _kind(self, clause: Clause) -> SilenceKind:
        """Of which kind the silence of a denied verb of speaking is."""
        if any(t.lemma.lower() in _ANSWERS for t in clause.sentence.children(clause.head, "dobj")):
            return "no-response"  # "has given no answer"
        return "refrained" if clause.lemma in self._words.general else "withheld"

    def _unanswered(self, clause: Clause) -> Hush | None:
        s, verb = clause.sentence, clause.head
        if clause.lemma == "return" and not self._has_information(s, verb):
            return None
        wanted = self._requested(clause)
        if any(t.lemma.lower() in self._words.otherwise for _, t in clause.preps):
            return None
        kind: SilenceKind = "declined" if clause.modal in _REFUSING else "no-response"
        return self.made(clause, verb, kind, "denied verb of answering", denied=True, plain=wanted)

    def _requested(self, clause: Clause) -> bool:
        named = (*clause.objects, *(t for _, t in clause.preps))
        return any(t.lemma.lower() in self._words.requests for t in named)

    def _open(self, clause: Clause) -> bool:
        """True when what is not said is a question ("did not say whether") or nothing at all ("would not say")."""
        s, verb = clause.sentence, clause.head
        below = next((t for t in s.children(verb, "ccomp", "xcomp") if t.i > verb.i), None)
        objects = s.children(verb, "dobj")
        if below is not None:
            first = s.subtree(below)[0]
            return first.tag in _WH or first.lower in ("whether", "if")
        if objects:
            some = self._words.quantities - self._words.none
            return objects[0].tag in _WH or objects[0].lower in some or clause.lemma != "say"
        ahead = s.child(verb, "ccomp")
        return ahead is None

    def _yet(self, clause: Clause) -> Hush | None:
        """The phrase "has yet to comment"."""
        s, verb = clause.sentence, clause.head
        below = s.child(verb, "xcomp")
        if clause.lemma != "have" or below is None or not any(t.lower == "yet" for t in s.children(verb)):
            return None
        lemma = below.lemma.lower()
        if lemma in self._words.no_response:
            return self.made(clause, below, "no-response", "has yet to speak")
        if lemma in self._words.not_said and self._informs(s, below):
            return self.made(clause, below, "refrained", "has yet to speak")
        return None

    def _drawn_out(self, s: Sentence, verb: Token) -> bool:
        """True for "be drawn", "be drawn on whether": made to speak; not "be drawn into the war"."""
        after = [t for t in s.children(verb, "prep", "prt", "dobj", "xcomp") if t.i > verb.i]
        return verb.lemma.lower() == "draw" and all(t.lower in ("on", "about", "over", "further") for t in after)

    def _drawn(self, clause: Clause) -> Hush | None:
        """The phrase "would not be drawn on"."""
        s, verb = clause.sentence, clause.head
        if not clause.passive or not clause.negated or clause.modal not in _REFUSING or not self._drawn_out(s, verb):
            return None
        span = min(t.start for t in (*s.children(verb, "aux", "auxpass", "neg"), verb)), verb.end
        who = self.reporting(clause) or clause.objects[:1]
        return Hush(s, verb, verb, span, "declined", who, "denied verb of speaking")

    def _withheld(self, clause: Clause) -> Hush | None:
        """The phrases "details were not disclosed", "no reason was given"."""
        if not clause.passive or not clause.negated or clause.lemma not in self._words.withheld:
            return None
        objects = [t for t in clause.objects if t.lemma.lower() in self._words.withheld_nouns]
        if not objects or clause.modal in _POSSIBLE:
            return None
        s = clause.sentence
        inside = () if objects[0].lemma.lower() in self._words.of_others else s.subtree(objects[0])
        owners = clause.subjects or tuple(
            t for t in inside if t.i != objects[0].i and self._scene.parties.at(s, t) is not None
        )
        span = (
            min(t.start for t in s.children(clause.head, "aux", "auxpass", "neg") or (clause.head,)),
            clause.head.end,
        )
        return Hush(s, clause.head, clause.head, span, "withheld", owners[:1], "denied passive of telling")

    def _withholding(self, clause: Clause) -> Hush | None:
        """The phrase "withheld the names of the victims"; not aid or a vote."""
        s, verb = clause.sentence, clause.head
        if clause.lemma != "withhold" or clause.passive or clause.negated or clause.modal in _POSSIBLE:
            return None
        told = (t for t in s.children(verb, "dobj") if t.lemma.lower() in self._words.withheld_nouns)
        thing = next(told, None)
        return None if thing is None else self.made(clause, verb, "withheld", "something withheld", plain=True)

    def _quiet(self, clause: Clause) -> Hush | None:
        """The phrases "remained silent", "kept mum"."""
        s, verb = clause.sentence, clause.head
        if clause.lemma not in self._words.keep or clause.negated or clause.modal in _POSSIBLE | _REFUSING:
            return None
        if infinitive(s, verb):
            return None
        for token in s.children(verb, "acomp", "oprd", "advmod", "dobj", "attr", "xcomp"):
            if token.lower in self._words.quiet or token.lemma.lower() in self._words.quiet:
                return self.made(clause, token, "refrained", "kept silent")
        return None

    def _without(self, clause: Clause) -> Hush | None:
        """The phrase "without elaborating"."""
        s, verb = clause.sentence, clause.head
        if verb.dep != "pcomp" or s.head(verb).lower != "without" or clause.lemma not in self._words.not_said:
            return None
        if clause.lemma in self._words.with_information and not self._has_information(s, verb):
            return None
        aside = self._aside(s, s.head(verb))
        made = self.made(clause, verb, "withheld", "without telling", sources=aside or None)
        return (
            None
            if made is None
            else Hush(s, verb, verb, (s.head(verb).start, verb.end), "withheld", made.sources, made.form)
        )

    def _aside(self, s: Sentence, prep: Token) -> tuple[Token, ...]:
        """Whom a phrase between two commas speaks of: "a spokesman, without confirming it, said"."""
        words = s.subtree(prep)
        before, after = words[0].i - 1, words[-1].i + 1
        if before < 1 or after + 1 >= len(s.tokens) or {s.tokens[before].text, s.tokens[after].text} != {","}:
            return ()
        noun = s.tokens[before - 1]
        says = s.tokens[after + 1].tag in _TENSED
        return (noun,) if says and noun.pos in ("NOUN", "PROPN", "PRON") and self.speaks(s, noun) else ()

    def _nothing(self, clause: Clause) -> Hush | None:
        """The phrases "had no comment", "said nothing about", "there was no response from"."""
        s, verb = clause.sentence, clause.head
        if clause.lemma not in self._words.had or clause.modal in _POSSIBLE:
            return None
        received = ("nsubjpass",) if clause.lemma in _RECEIVING else ()
        for noun in s.children(verb, "dobj", "attr", *received):
            if clause.lemma == "say":
                if noun.lower in self._words.none and clause.subjects:
                    return self.made(clause, noun, "refrained", "said nothing")
            elif noun.lemma.lower() in self._words.nouns_said and any(t.lower == "no" for t in s.children(noun, "det")):
                return self._no_word(clause, noun)
            elif clause.negated and noun.lemma.lower() in self._words.issued and clause.tense != "present":
                return self.made(clause, noun, "refrained", "no word", denied=True)
        return None

    def _no_word(self, clause: Clause, noun: Token) -> Hush | None:
        """Whose comment or answer is missing: the giver's, not the one's who has received none to a letter."""
        s, verb = clause.sentence, clause.head
        near = (p for head in (noun, verb) for p in s.children(head, "prep") if p.lower == "from")
        owners = [t for p in near for t in s.children(p, "pobj")]
        waits, whom = awaited(s, clause, noun, self._words.requests)
        asked = self._unreached.addressed(s, s.head(verb)) if verb.dep in ("conj", "advcl") else []
        # Who "asked Rome for help and has had no reply" has none from Rome.
        if not owners and (waits or (asked and clause.lemma == "have" and noun.lemma.lower() in _REPLIES)):
            owners = whom or asked
            if not owners:
                return None
        if noun.lemma.lower() == "word" and not (owners and self.speaks(s, owners[0])):
            return None  # "no word on the losses"
        sources = tuple(owners) if owners else self.speakers(clause, plain=True)
        own = clause.lemma in self._words.uttering and noun.lemma.lower() in self._words.issued
        own = own and all(t.lemma.lower() not in self._words.asking for t in s.children(verb, "advcl"))
        return self.made(clause, noun, "refrained" if own else kind_of(noun), "no word", sources=sources)

    def _passed_on(self, clause: Clause) -> Hush | None:
        """The phrase "referred questions to the State Department"."""
        s, verb = clause.sentence, clause.head
        if clause.lemma not in self._words.passing_on or clause.negated or clause.passive:
            return None
        words = (verb, *s.children(verb, "dobj"))
        if all(t.lower != "to" for word in words for t in s.children(word, "prep", "dative")):
            return None
        asked = next((t for t in s.children(verb, "dobj") if t.lemma.lower() in self._words.passed_on), None)
        return None if asked is None else self.made(clause, asked, "declined", "question passed on", plain=True)

    def _noun(self, s: Sentence, noun: Token) -> Hush | None:
        """Phrases such as "Beijing's silence on the troops"."""
        if noun.lemma.lower() not in self._words.nouns or s.head(noun).lemma.lower() in self._words.ended:
            return None
        owner = s.child(noun, "poss")
        if owner is None:
            of = next((p for p in s.children(noun, "prep") if p.lower in ("of", "from", "by")), None)
            owner = s.child(of, "pobj") if of is not None else None
        if owner is None:
            before = s.children(noun, "compound", "amod", "nmod")
            owner = next((t for t in before if t.ent != "DATE" and self.speaks(s, t)), None)
        if owner is None or not (self.speaks(s, owner) or owner.tag == "PRP$"):
            return None
        return Hush(s, noun, noun, (noun.start, noun.end), "refrained", (owner,), "noun of silence")
