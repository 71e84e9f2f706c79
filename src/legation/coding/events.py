"""Events: who did what to whom, in PLOVER's types, each from a word of the text that says it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from legation.annotations import Clause, Party, Sentence, Token, When
from legation.coding.agentless import without_ground
from legation.coding.agreeing import agreed, outward
from legation.coding.angering import felt
from legation.coding.approving import approved
from legation.coding.arbiter import Arbiter
from legation.coding.bystanders import without_bystanders
from legation.coding.candidates import Candidate, Proposer
from legation.coding.charges import Charges, charges
from legation.coding.complaining import complained
from legation.coding.compounding import compounded
from legation.coding.condemned import condemned
from legation.coding.contexts import Contexts
from legation.coding.continued import continued
from legation.coding.deciding import Decider, Judged, reason
from legation.coding.dismissals import is_dismissal
from legation.coding.drafts import Draft
from legation.coding.echoes import Deeds, elided
from legation.coding.even_handed import even_handed
from legation.coding.everybody import to_everybody
from legation.coding.glimpsed import JUDGING, Glimpsed
from legation.coding.guesses import Told
from legation.coding.inward import inward
from legation.coding.joining import Settled
from legation.coding.lifting import asked_of_doers
from legation.coding.losses import of_losers
from legation.coding.measures import unmade
from legation.coding.mishaps import harmless
from legation.coding.missions import at_hosts
from legation.coding.musters import unmustered
from legation.coding.nominal import NounReader
from legation.coding.past import History
from legation.coding.phrasing import governed, with_particle
from legation.coding.recasting import recast
from legation.coding.refusing import refused
from legation.coding.releases import asked_of_holders
from legation.coding.reporting import unretold
from legation.coding.responses import responses
from legation.coding.roles import Roles
from legation.coding.settings import Settings
from legation.coding.shared import shared
from legation.coding.sides import only_country
from legation.coding.sites import placed
from legation.coding.standings import StatusWords, is_question
from legation.coding.status import Judge
from legation.coding.subjects import by_subjects
from legation.coding.subtypes import Reading as Judgement
from legation.coding.sweeping import Look, Sweeper, is_likely
from legation.coding.telling import Tellers
from legation.coding.triggers import Lexicon
from legation.coding.truces import of_both_sides
from legation.coding.unanswered import as_asked, is_no_refusal
from legation.coding.upheld import upheld
from legation.coding.verbal import VerbReader
from legation.coding.wholes import whole
from legation.records import Actor, Event, Evidence, Status
from legation.step import Reading, Step, wording_of

# What the arbiter finds so likely is told of games or strangers too.
_SURE = 0.7
_ADJUNCTS = ("prep", "npadvmod", "advmod")


def events(tables: Mapping[str, Any], decider: Decider | None = None) -> Step:
    """Make the step that finds events; `tables` holds the tables that `triggers.TABLES` names.

    With a `decider`, the trained coder confirms, retypes or drops what the frames find, and adds what they miss.
    """
    lexicon = Lexicon.of(tables)
    words = StatusWords.of(tables["status"])
    contexts = Contexts(tables["contexts"])

    def run(reading: Reading) -> Iterator[Event]:
        yield from _Coder(reading, lexicon, words, contexts).events(decider)

    needs = frozenset({Sentence, Clause, Party, Actor})
    return Step("events", run, needs=needs, gives=frozenset({Event}))


class _Coder:
    """Codes one document."""

    def __init__(self, reading: Reading, lexicon: Lexicon, words: StatusWords, contexts: Contexts) -> None:
        self._reading = reading
        self._text = wording_of(reading)
        self._lexicon = lexicon
        self._contexts = contexts
        self._roles = Roles(reading, lexicon.classes["INSTRUMENTS"], lexicon.classes["QUANTITY"])
        self._judge = Judge(words, reading.of(Clause))
        self._settings = Settings(self._roles)
        self._history = History(reading.document.published, self._text, reading.of(When), words)
        self._verbs = VerbReader(lexicon, self._roles, self._judge)
        self._nouns = NounReader(lexicon, self._roles, self._judge, self._verbs)
        self._charges = Charges(lexicon, self._roles, self._judge, self._verbs)
        self._sport: dict[int, bool] = {}

    def events(self, decider: Decider | None) -> Iterator[Event]:
        clauses: dict[int, list[Clause]] = {}
        deeds = Deeds(self._lexicon.nouns)
        for clause in self._reading.of(Clause):
            clauses.setdefault(clause.sentence.index, []).append(clause)
        found: list[Draft] = []
        candidates: list[Candidate] = []
        proposer = self._proposer(decider) if decider else None
        for sentence in self._reading.of(Sentence):
            here = clauses.get(sentence.index, [])
            for draft in map(deeds.answered, _distinct(self._drafts(sentence, here))):
                deeds.remember(draft)
                found.append(draft)
            if proposer is not None:
                candidates.extend(proposer.propose(sentence, here))
        if decider is None:
            yield from (self._event(draft, None) for draft in found)
            return
        sweeper = Sweeper(self._text, self._roles, decider.words(self._lexicon.nouns), decider.at.parties)
        looks = self._looks(decider, sweeper)
        likely = [c for c in candidates if is_likely(c, looks.get(c.sentence.index), decider.at.propose)]
        settled = decider.settle(self._text, self._roles, found, likely, looks)
        grounded = [(self._grounded(draft), reading) for draft, reading in settled]
        acts = self._weighed(decider, [pair for pair in grounded if self._counted(pair[0])], looks)
        glimpsed = Glimpsed(self._judge, self._lexicon)
        acts = [act for act in acts if self._counted(act[0]) and not glimpsed.is_told_of_before(act[0])]
        acts = [glimpsed.as_told(act) for act in acts if not self._is_missed(act[0])]
        acts = [(as_asked(draft, self._judge), found) for draft, found in acts if not is_no_refusal(draft, self._judge)]
        told = whole(compounded(self._mended(acts, [d for d, _ in grounded]), self._roles.actors), self._roles)
        told = even_handed(told, self._roles, self._lexicon.classes["BOTH_KEEP"])
        told = of_both_sides(told, self._roles, self._lexicon.classes)
        told = asked_of_doers(told, self._roles, self._lexicon.classes)
        for draft, reading in decider.completed(self._text, self._roles, told, looks):
            yield self._event(draft, reading)

    def _mended(self, acts: Sequence[Settled], found: Sequence[Draft]) -> Sequence[Settled]:
        """The acts, with their parties and types as the words of their sentences have it; `found` are all drafts."""
        acts = harmless(without_bystanders(acts, self._roles, self._lexicon), self._lexicon)
        acts = by_subjects(acts, self._roles, self._lexicon)
        acts = asked_of_holders(acts, self._roles, self._lexicon.classes)
        acts = unmustered(acts, self._roles, self._lexicon.classes)
        acts = unmade(acts, self._roles, self._lexicon.classes)
        acts = recast(acts, self._roles, self._lexicon.classes)
        acts = condemned(refused(acts, self._judge.listed("refusing")), self._roles, self._lexicon.nouns)
        acts = approved(felt(acts, self._lexicon.classes["ANGERING"]), self._lexicon.classes)
        acts = agreed(acts, self._lexicon.classes["OFFERING"], found)
        acts = to_everybody(unretold(acts, self._lexicon.classes), self._lexicon.classes["SIDES"], self._roles)
        acts = inward(outward(acts, self._roles.actors), self._roles, self._lexicon)
        acts = placed(acts, self._roles, self._lexicon.classes["BLOWS"])
        acts = at_hosts(acts, self._roles)
        acts = without_ground(acts, self._roles, self._judge.listed("saying"), self._lexicon.classes["BLOWS"])
        acts = continued(acts, self._roles, self._judge.listed("saying"))
        acts = of_losers(acts, self._roles, self._judge.listed("saying"), self._lexicon.classes["FIGHTING"])
        acts = upheld(shared(acts, self._judge.listed("accords")), self._roles, self._lexicon.classes)
        return responses(acts, self._reading.of(Clause), self._judge, self._roles, self._lexicon.classes)

    def _is_missed(self, draft: Draft) -> bool:
        """True for what was almost done, is no deed, or is asked: "did Chad shell the port?"."""
        s, word = draft.sentence, draft.trigger
        missed = self._judge.is_missed(s, word) or is_question(s, word)
        return missed or self._is_lasting(draft) or self._is_asked(draft)

    def _is_asked(self, draft: Draft) -> bool:
        """True for what a look alone finds in a noun that the word above asks for: "demanded the release".

        So do "called for a truce" and "a plea for aid".
        """
        s, noun = draft.sentence, draft.trigger
        if draft.clause is not None or noun.pos != "NOUN" or draft.frame.type == "REQUEST":
            return False
        prep = s.head(noun) if noun.dep == "pobj" else None
        if noun.dep != "dobj" and (prep is None or prep.lower != "for"):
            return False
        if prep is not None and all(
            f.type != draft.frame.type for f in self._lexicon.nouns.get(noun.lemma.lower(), ())
        ):
            return False
        above = s.head(noun if prep is None else prep)
        words = self._lexicon.verbs if above.pos == "VERB" else self._lexicon.nouns
        asking = words.get(above.lemma.lower(), ())
        asks = any(frame.type == "REQUEST" and frame.complement is None for frame in asking)  # not "told its allies"
        return asks and (prep is not None or self._judge.noun(s, noun) is None)

    def _is_lasting(self, draft: Draft) -> bool:
        """True for a state of affairs that a look alone takes for an act: "its stance on Iran remained the same"."""
        word = draft.trigger
        return draft.clause is None and word.pos == "VERB" and word.lemma.lower() in self._lexicon.classes["STAYING"]

    def _looks(self, decider: Decider, sweeper: Sweeper) -> Mapping[int, Look]:
        """What looks at all parties of each sentence show."""
        if decider.surveyor is None:
            return {}
        return sweeper.look(self._reading.of(Sentence), decider.asker, decider.surveyor)

    def _weighed(self, decider: Decider, settled: Sequence[Judged], looks: Mapping[int, Look]) -> Sequence[Settled]:
        """What the arbiter makes of it all."""
        by_sentence: dict[int, list[Judged]] = defaultdict(list)
        for draft, reading in settled:
            by_sentence[draft.sentence.index].append((draft, reading))
        actors, foreign = self._roles.actors, self._lexicon.classes["FOREIGN"]
        told = Told(actors, only_country(actors.values()), decider.at.guess, foreign)
        arbiter = Arbiter(decider.weights, decider.at, told, Tellers(self._lexicon, decider.telling))
        return arbiter.settle(self._reading.of(Sentence), by_sentence, looks)

    def _counted(self, draft: Draft) -> bool:
        return self._counts(draft, sport=self._is_sport(draft.sentence))

    def _proposer(self, decider: Decider) -> Proposer:
        return Proposer(self._roles, self._judge, self._verbs, decider.words(self._lexicon.nouns))

    def _grounded(self, draft: Draft) -> Draft:
        """The draft, with the state where it takes place beside parties that have no country."""
        actors, recipients = draft.actors, draft.recipients
        if draft.clause is not None:
            actors, recipients = self._settings.located(draft.frame, draft.clause, actors, recipients)
        return replace(draft, actors=actors, recipients=recipients)

    def _drafts(self, sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[Draft]:
        sport = self._is_sport(sentence)
        read = (d for c in clauses if (d := self._verbs.read(c)) and self._counts(d, sport=sport))
        verbal = [complained(d, self._roles) for d in read]
        yield from verbal
        yield from elided(clauses, verbal, self._verbs)
        yield from (d for d in charges(self._charges, clauses, verbal) if self._counts(d, sport=sport))
        taken = {w.i for d in verbal for w in d.words}
        taken |= {t.i for d in verbal if d.clause and d.frame.type not in JUDGING for t in d.clause.objects}
        yield from (d for d in self._nouns.read(sentence, taken) if self._counts(d, sport=sport))

    def _counts(self, draft: Draft, *, sport: bool) -> bool:
        """False for games, and for what passes among parties none of whom is political."""
        sure = (draft.chance or 0.0) >= _SURE
        if sport and not sure and draft.frame.type in self._lexicon.sport_types:
            return False
        if draft.frame.type == "ASSAULT" and not draft.actors and self._is_accident(draft.sentence):
            return False
        ended = draft.clause is None and self._judge.is_ended(draft.sentence, draft.trigger)
        ended = ended or (draft.frame.type == "AGREE" and self._judge.is_in_force(draft.trigger))
        if ended or (not sure and self._is_abroad(draft)):
            return False
        if is_dismissal(draft, self._roles, self._lexicon.classes) or self._is_called_off(draft):
            return False
        if self._is_prevented(draft):
            return False
        if draft.frame.type == "CONSULT" and self._comes_home(draft):
            return False
        actors = (self._roles.actors.get(i) for i in (*draft.actor, *draft.recipient))
        return sure or any(a is None or self._is_political(a) for a in actors)

    def _comes_home(self, draft: Draft) -> bool:
        """True for a visit to a state by one of its own; where hosts and guests stand on both sides, by nobody else."""
        countries = self._roles.countries
        if set(draft.actor) != set(draft.recipient):
            return draft.mode == "visit" and not countries(draft.actor).isdisjoint(countries(draft.recipient))
        known = [actor for i in draft.actor if (actor := self._roles.actors.get(i))]
        kinds = {actor.kind for actor in known}
        alone = "state" in kinds and kinds <= {"state", "person", "office"} and len(known) > 1
        return (draft.mode == "visit" or alone) and len({actor.country or actor.id for actor in known}) < 2

    def _is_called_off(self, draft: Draft) -> bool:
        """True for a strike or protest that whoever stages it ends or does not hold: "called off a strike"."""
        if draft.frame.type != "PROTEST":
            return False
        s, word = draft.sentence, draft.trigger
        verb, held = governed(s, word)
        classes = self._lexicon.classes
        if held is None or held.lemma.lower() not in classes["STRIKE"] | classes["RALLY"]:
            return False  # "halted traffic in protest"
        return with_particle(s, verb) in classes["CALLING_OFF"]

    def _is_prevented(self, draft: Draft) -> bool:
        """True for an act laid on whoever keeps it from being done, or ends it: "foiled an attack", "halted a raid"."""
        s, word = draft.sentence, draft.trigger
        verb, held = governed(s, word)
        if held is None or with_particle(s, verb) not in self._lexicon.classes["PREVENTING"]:
            return False
        subject = s.child(verb, "nsubj")
        doer = subject is not None and any(role.lies_in(s.span(subject)) for role in draft.actors)
        frames = self._lexicon.nouns.get(held.lemma.lower(), ())
        return (doer or verb is word) and any(frame.type == draft.frame.type for frame in frames)

    def _is_abroad(self, draft: Draft) -> bool:
        """True for a coup or a rising told of the people of another state than that in which it takes place."""
        if draft.trigger.lemma.lower() not in self._lexicon.classes["DOMESTIC"] or draft.trigger.pos != "NOUN":
            return False
        one, other = self._roles.countries(draft.actor), self._roles.countries(draft.recipient)
        return bool(one and other) and not one & other

    def _is_political(self, actor: Actor) -> bool:
        if actor.kind == "state" or actor.sector in self._lexicon.political:
            return True
        known = actor.country is not None or actor.wikidata is not None
        return known and actor.sector in (None, *self._lexicon.political_with_country)

    def _is_sport(self, sentence: Sentence) -> bool:
        """True for a sentence about games; asked for each of its acts."""
        if sentence.index not in self._sport:
            self._sport[sentence.index] = self._tells_of_sport(sentence)
        return self._sport[sentence.index]

    def _tells_of_sport(self, sentence: Sentence) -> bool:
        lower = self._text[sentence.start : sentence.end].lower()
        told = any(phrase in lower for phrase in self._lexicon.sport_phrases)
        words = {word for t in sentence.tokens for word in (t.lemma, t.lower)}
        return told or not words.isdisjoint(self._lexicon.sport_words)

    def _is_accident(self, sentence: Sentence) -> bool:
        """True where nobody's deed but a crash or a storm does the harm."""
        harm = self._lexicon.classes["ACCIDENTS"]  # who storms a building is no storm
        return any(t.lemma.lower() in harm and (t.pos != "VERB" or t.lemma != "storm") for t in sentence.tokens)

    def _event(self, draft: Draft, reading: Judgement | None) -> Event:
        kind = self._lexicon.types[draft.frame.type]
        start, end = self._clause_span(draft)
        tokens = draft.sentence.within(start, end)
        return Event(
            document=self._reading.document.id,
            evidence=tuple(self._evidence(draft, start, end)),
            confidence=round(draft.confidence - (0.1 if draft.standing != "actual" else 0), 2),
            why=(
                f"{draft.construction} as {kind.name}",
                *((f"mode {draft.mode}",) if draft.mode else ()),
                *((reason(draft, reading),) if reading else ()),
            ),
            type=kind.name,
            mode=draft.mode,
            contexts=self._contexts.of(tokens, self._text[start:end]),
            actor=draft.actor,
            recipient=draft.recipient,
            status=self._status(draft),
            intensity=kind.intensity(draft.mode),
            quad=kind.quad,
        )

    def _evidence(self, draft: Draft, start: int, end: int) -> Iterator[Evidence]:
        yield Evidence.cut(self._reading.document.text, draft.words[0].start, draft.words[-1].end, "trigger")
        for role, parties in (("actor", draft.actors), ("recipient", draft.recipients)):
            for span in dict.fromkeys((p.start, p.end) for p in parties):
                yield Evidence.cut(self._reading.document.text, *span, role)
        yield Evidence.cut(self._reading.document.text, start, end, "clause")

    def _clause_span(self, draft: Draft) -> tuple[int, int]:
        """The words of the act: its clause, widened to hold the trigger and every party."""
        s = draft.sentence
        head = draft.clause.head if draft.clause else draft.trigger
        start, end = s.span(head, without=("conj", "cc", "parataxis"))
        spans = [(r.start, r.end) for r in (*draft.actors, *draft.recipients) if s.start <= r.start and r.end <= s.end]
        spans.append((draft.words[0].start, draft.words[-1].end))
        return min([start, *(a for a, _ in spans)]), max([end, *(b for _, b in spans)])

    def _status(self, draft: Draft) -> Status:
        if draft.standing != "actual":
            return draft.standing
        s = draft.sentence
        spans = [s.span(draft.trigger, without=("relcl", "acl"))] if draft.clause is None else []
        above = (
            draft.clause.head
            if draft.clause
            else next((a for a in s.ancestors(draft.trigger) if a.pos == "VERB"), s.root)
        )
        spans.extend(_times(s, above))
        if draft.clause is not None and draft.trigger is not draft.clause.head:
            spans.append(s.span(draft.trigger, without=("relcl", "acl")))
        return "historical" if any(self._history.is_past(*span) for span in spans) else "actual"


def _times(sentence: Sentence, verb: Token) -> Iterator[tuple[int, int]]:
    """Where the sentence says when the verb's act took place."""
    for child in sentence.children(verb, *_ADJUNCTS):
        below = sentence.child(child, "pobj") if child.dep == "prep" else child
        # A noun that hangs on the verb for want of better tells no time: "…, the guarantors of a 1910 treaty".
        timed = child.dep != "prep" and child.pos not in ("NOUN", "PROPN")
        if below is not None and (below.ent in ("DATE", "TIME") or below.pos == "NUM" or timed):
            yield sentence.span(child, without=("relcl", "acl", "advcl"))
    if verb.dep in ("xcomp", "conj", "advcl"):
        yield from _times(sentence, sentence.head(verb))


def _distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft for an act that a sentence names twice ("held a meeting … met"): verbs before nouns."""
    kept: list[Draft] = []
    for draft in drafts:
        parties = {*draft.actor, *draft.recipient}
        again = any(
            k.frame.type == draft.frame.type
            and (
                k.trigger is draft.trigger
                or ((draft.clause is None or draft.clause is k.clause) and parties <= {*k.actor, *k.recipient})
            )
            for k in kept
        )
        if not again:
            kept.append(draft)
    return kept
