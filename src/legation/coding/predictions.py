"""Predictions: what somebody said would happen, in what words of probability, by when."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from legation.annotations import Clause, Hearing, Party, Quote, Sentence, Token, When
from legation.coding.answers import Answers
from legation.coding.certainty import Likelihoods
from legation.coding.claims import asserted, carrier
from legation.coding.cutting import Cuts
from legation.coding.disbelief import Disbelief
from legation.coding.extents import Extents, in_content
from legation.coding.gradings import Gradings
from legation.coding.hearing import Chances
from legation.coding.hushing import Untold
from legation.coding.odds import Bet, Odds, Outlook
from legation.coding.outlooks import Outlooks
from legation.coding.ranges import Ranges
from legation.coding.scene import Extent, Scene
from legation.coding.signs import Signs
from legation.coding.speakers import Speakers, phrase
from legation.coding.verdicts import Verdicts
from legation.coding.weighers import foretelling, grading
from legation.coding.weighing import Weighing
from legation.records import Actor, DateRange, Evidence, Precision, Prediction, Silence, Span, Statement
from legation.step import Reading, Step

_SPEAKER = frozenset({"i", "we"})
_OFFICIAL = frozenset({"GOV", "MIL", "SPY"})  # those who speak for a state
_THEY = frozenset({"he", "she", "they", "it"})
# Claims that share less than this part of their words are fitted to what the model hears; crumbs this near to another
# claim, in characters, are part of it.
_ALIKE, _NEAR = 0.75, 4
# What the model hears must hold this part of a rule's claim to stand for it.
_LEAST_SHARED = 0.3
_PLANS = frozenset({"will", "would", "'d", "could", "may", "might"})


@dataclass(frozen=True, slots=True)
class PredictionTables:
    """What the step needs: words of probability, and the acts that claim nothing about the future."""

    likelihoods: Likelihoods
    no_claim: frozenset[str]
    signs: Signs
    chances: Chances | None = None


def predictions(tables: PredictionTables) -> Step:
    """Make the step that finds predictions."""

    def run(reading: Reading) -> Iterator[Prediction]:
        yield from _Finder(reading, tables).predictions()

    needs = {Sentence, Clause, Quote, Party, Actor, Statement}
    if tables.chances is not None:
        needs.add(Hearing)
    return Step("predictions", run, needs=frozenset(needs), gives=frozenset({Prediction}))


class _Finder:
    """Finds the predictions of one document."""

    def __init__(self, reading: Reading, tables: PredictionTables) -> None:
        self._scene = Scene(reading)
        self._words = tables.likelihoods
        self._no_claim = tables.no_claim
        self._odds = Odds(self._scene, self._words)
        self._outlooks = Outlooks(self._scene, self._words, self._odds)
        self._verdicts = Verdicts(self._scene, self._words, self._outlooks)
        self._ranges = Ranges(self._scene, self._words)
        self._answers = Answers(self._scene, self._words)
        self._extents = Extents(self._scene, self._words)
        self._cuts = Cuts(self._scene, self._words)
        self._disbelief = Disbelief(self._scene, self._words)
        self._gradings = Gradings(self._scene, self._words, self._outlooks)
        self._speakers = Speakers(self._scene)
        self._undated = undated = reading.document.published is None  # then nothing tells which days are to come
        future = (w for w in reading.of(When) if w.first is not None and w.last is not None and (w.future or undated))
        self._when = sorted(future, key=lambda w: w.start)
        self._when_starts = [w.start for w in self._when]
        self._weighing = Weighing(self._scene, self._words, tables.signs, reading.document.published)
        if tables.chances is not None:
            self._weighing.hear(reading.of(Hearing), tables.chances)
        self._untold = Untold(reading.of(Silence))
        self._statements = {s.id: s for s in reading.of(Statement)}
        self._said: dict[int, list[Statement]] = {}
        for statement in reading.of(Statement):
            for span in statement.content:
                for sentence in self._scene.sentences_in(span.start, span.end):
                    self._said.setdefault(sentence.index, []).append(statement)

    def predictions(self) -> Iterator[Prediction]:
        """All predictions in text order, each claim once."""
        for sentence in self._scene.sentences:
            if sentence.tokens[-1].text == "?" or sentence.block.kind == "heading":
                continue
            claimed: list[Extent] = []
            for found in self._by_rule(sentence, claimed):
                statement = self._statements.get(found.statement or "")
                extent = found.claim.start, found.claim.end
                if self._asks(extent) or self._verdicts.empty(sentence, extent):
                    continue
                if self._weighing.stands(sentence, extent, (statement, found.certainty)):
                    yield self._ranges.weighed(sentence, self._fitted(sentence, found, claimed), statement)
            yield from self._by_ear(sentence, claimed)

    def _fitted(self, sentence: Sentence, found: Prediction, claimed: list[Extent]) -> Prediction:
        """A rule's claim with the words that the model takes for it, where these are much fewer or many more."""
        start, end = found.claim.start, found.claim.end
        told = self._statements.get(found.statement or "")
        for piece in self._weighing.pieces(sentence):
            if told is not None:
                piece = [t for t in piece if in_content(told, t.start)]
            if not piece:
                continue
            first, last = piece[0].start, piece[-1].end
            shared = min(end, last) - max(start, first)
            alike = shared >= _ALIKE * (max(end, last) - min(start, first))
            if not alike and shared > _LEAST_SHARED * (end - start) and self._carried(sentence, found, piece):
                claim = Span.cut(self._scene.text, first, last)
                self._claim_anew(sentence, claimed, (start, end), (first, last))
                kept = tuple(e for e in found.evidence if e.role != "claim")
                return replace(
                    found, id="", claim=claim, evidence=(*kept, Evidence.cut(self._scene.text, first, last, "claim"))
                )
        return found

    def _claim_anew(self, sentence: Sentence, claimed: list[Extent], old: Extent, new: Extent) -> None:
        """Put the words heard beside those of the rule, or in their place where a second clause with "will" remains."""
        rest = (t for t in sentence.tokens if old[0] <= t.start < old[1] and not new[0] <= t.start < new[1])
        if any(t.tag == "MD" for t in rest):
            claimed.remove(old)
        claimed.append(new)

    def _carried(self, sentence: Sentence, found: Prediction, piece: list[Token]) -> bool:
        """True where heard words hold the verb of a rule's claim and its words of probability."""
        start, end, first, last = found.claim.start, found.claim.end, piece[0].start, piece[-1].end
        head = carrier(sentence, [t for t in sentence.tokens if start <= t.start < end])
        if head is None and carrier(sentence, piece) is not None:
            return False  # "dread of | a third intifada | hangs over the city"
        weighing = [e for e in found.evidence if e.role == "words" and start <= e.start and e.end <= end]
        return (head is None or head in piece) and all(first <= e.start < last for e in weighing)

    def _by_rule(self, sentence: Sentence, claimed: list[Extent]) -> Iterator[Prediction]:
        """What words of probability and verbs of prediction show; `claimed` is filled on the way."""
        for found in self._bets(sentence):
            if not _within(found.claim, claimed):
                claimed.append((found.claim.start, found.claim.end))
                yield found
        for extent, outlook, statement in self._answers.find(sentence, self._said.get(sentence.index, ())):
            claimed.append(extent)
            yield self._made(extent, outlook, statement, None)
        for token in sentence.tokens:
            clause = self._scene.clause(sentence, token)
            made = None if clause is None else self._prediction(clause)
            if made is not None and not _within(made.claim, claimed):
                claimed.append((made.claim.start, made.claim.end))
                yield made
        for made in self._by_cue(sentence, claimed):
            claimed.append((made.claim.start, made.claim.end))
            yield made

    def _by_ear(self, sentence: Sentence, claimed: Sequence[Extent]) -> Iterator[Prediction]:
        """What the trained model takes for a claim where no rule sees one."""
        for run in self._weighing.pieces(sentence):
            extent = run[0].start, run[-1].end
            near = _NEAR if carrier(sentence, run) is None else 0
            if any(start < extent[1] + near and extent[0] < end + near for start, end in claimed):
                continue
            statement = self._statement(sentence, run[len(run) // 2])
            if self._denied(statement) or self._unmeant(sentence, run, statement):
                continue
            if statement is not None:
                inside = [c for c in statement.content if c.start < extent[1] and extent[0] < c.end]
                extent = max(extent[0], inside[0].start), min(extent[1], inside[-1].end)
            if self._asks(extent) or self._verdicts.empty(sentence, extent) or self._given(sentence, run):
                continue
            outlook = self._verdicts.heard(sentence, run, extent, statement)
            ahead = self._weighing.points_ahead(sentence, run, statement)
            if outlook is None or not (self._numbered(outlook) or ahead):
                continue
            if self._weighing.stands(sentence, extent, (statement, outlook.certainty), by_ear=True):
                yield self._ranges.weighed(sentence, self._made(extent, outlook, statement, None), statement)

    def _given(self, sentence: Sentence, run: list[Token]) -> bool:
        """True for a condition or a time by itself: "When the barometer drops", where the rest is not heard."""
        head = carrier(sentence, run)
        return head is not None and head.dep == "advcl" and run[0].tag in ("WRB", "IN") and run[0].head == head.i

    def _denied(self, statement: Statement | None) -> bool:
        """True for a content that somebody did not say; "no one imagines that it will" still makes it a claim."""
        return statement is not None and statement.negated and statement.act not in self._words.forecasting

    def _unmeant(self, sentence: Sentence, run: list[Token], statement: Statement | None) -> bool:
        """True in orders, promises, denials, but for what a word of chance weighs and the listener is sure of."""
        if statement is None or statement.act not in self._no_claim:
            return False
        weighed = self._words.first(self._scene.text, run[0].start, run[-1].end)
        assured = statement.act == "promise" and self._of_others(sentence, run)
        return not (weighed is not None or assured) or not self._weighing.sure(sentence, run)

    def _of_others(self, sentence: Sentence, run: list[Token]) -> bool:
        """True where an assurance is about others ("Mandela will walk free, a clerk assured callers")."""
        subject = next((t for t in run if t.dep in ("nsubj", "nsubjpass")), None)
        return subject is not None and subject.pos in ("NOUN", "PROPN")

    def _asks(self, extent: Extent) -> bool:
        """True for a question: "Will the lira hold?" is on everybody's lips, "won't say how many will go"."""
        return self._scene.text[extent[1] : extent[1] + 1] == "?" or extent[0] in self._untold

    def _numbered(self, outlook: Outlook) -> bool:
        """True for a chance told as a number."""
        return self._words.number(outlook.certainty.phrase) is not None

    def _prediction(self, clause: Clause) -> Prediction | None:
        sentence, verb = clause.sentence, clause.head
        statement = self._statement(sentence, verb)
        if statement is None and self._scene.speech_at(verb.start) is not None:
            return None
        if not asserted(sentence, verb, self._words) or self._committed(clause, statement):
            return None
        own = sentence.child(verb, "nsubj", "nsubjpass") or any(t.tag == "MD" for t in sentence.children(verb, "aux"))
        if verb.dep == "conj" and not own:
            return None  # part of the claim before it, with which it shares its subject
        if any(t.lemma.lower() in self._words.anybody for t in clause.subjects or clause.objects):
            return None
        outlook = self._outlooks.of(clause, statement)
        if outlook is None or self._unclaimed(statement, outlook):
            return None
        extent = self._extents.of(clause, statement)
        return (
            None if extent is None else self._made(extent, outlook, statement, self._extents.condition(clause, extent))
        )

    def _unclaimed(self, statement: Statement | None, outlook: Outlook) -> bool:
        """True for the content of orders, promises, denials; "does not believe that it will" still claims something."""
        if statement is None:
            return False
        if statement.negated:
            return self._words.verdict(outlook.certainty.phrase) is None
        return statement.act in self._no_claim and outlook.certainty.phrase != "rule out"

    def _bets(self, sentence: Sentence) -> Iterator[Prediction]:
        """What a noun phrase names and is given a chance."""
        said = self._said.get(sentence.index, ())
        for bet in (*self._disbelief.find(sentence), *self._odds.find(sentence), *self._gradings.find(sentence)):
            inside, grades = self._statement(sentence, bet.head), grading(said, bet, self._words.ratings)
            statement = inside or grades
            if self._past(sentence, bet, statement):
                continue
            if statement is None and self._scene.speech_at(bet.head.start):
                continue
            # Whatever act the verb tells elsewhere ("called on them"), who "calls it likely" gives a chance.
            if self._held_out(inside, bet) or (inside is None and grades is not None and grades.negated):
                continue
            if extent := self._cut(sentence, bet, statement):
                yield self._made(extent, bet.outlook, statement or foretelling(said, bet, self._no_claim), None)

    def _held_out(self, statement: Statement | None, bet: Bet) -> bool:
        """True for what is denied, ordered, promised; nobody threatens with what can't be ruled out."""
        if statement is None:
            return False
        weighed = statement.act in ("threaten", "promise") and self._words.weighed(bet.outlook.certainty)
        return statement.negated or (statement.act in self._no_claim and not weighed)

    def _cut(self, sentence: Sentence, bet: Bet, statement: Statement | None) -> Extent | None:
        """The words of a bet, as far as they lie in the statement."""
        tokens = bet.tokens
        if statement is not None:
            tokens = [t for t in tokens if in_content(statement, t.start)]
        parts = self._cuts.parts(sentence, tokens)
        words = bet.outlook.words[0]
        tokens = next((p for p in parts if p[0].start <= words < p[-1].end), parts[0] if len(parts) == 1 else tokens)
        runs = self._scene.runs(sentence, tokens, self._scene.speech_at(bet.head.start))
        return (runs[0][0], runs[-1][1]) if runs else None

    def _past(self, sentence: Sentence, bet: Bet, statement: Statement | None) -> bool:
        """True for a chance that somebody or something had; "said it was a matter of time" only puts it back."""
        clause = self._scene.clause(sentence, bet.head)
        if clause is None or clause.tense != "past" or bet.head.lemma.lower() not in self._words.links:
            return False
        return not self._outlooks.told(clause, statement)

    def _statement(self, sentence: Sentence, token: Token) -> Statement | None:
        """The innermost statement whose content holds the word; of two of the same words the one that is passed on."""
        holding = [s for s in self._said.get(sentence.index, ()) if in_content(s, token.start)]
        return min(holding, key=lambda s: (s.content[-1].end - s.content[0].start, s.nested_in is None), default=None)

    def _committed(self, clause: Clause, statement: Statement | None) -> bool:
        """True for what the speaker says of their own doing ("we will stay"): a promise, not a forecast."""
        if statement is None or clause.modal not in _PLANS:
            return False
        if clause.modal in ("will", "would", "'d") and any(t.lower in _SPEAKER for t in clause.subjects):
            return True
        actor, s = statement.speaker.actor, clause.sentence
        actors = [self._scene.parties.actors(s, t) for t in clause.subjects]
        if actor is not None and any(actor in found or self._governs(statement, found) for found in actors):
            return True
        own = statement.quotation == "indirect" and any(t.lower in _THEY for t in clause.subjects)
        return own and actor is None and not any(actors)

    def _governs(self, statement: Statement, actors: tuple[str, ...]) -> bool:
        """True when a state's officials speak of what their own state or its bodies will do."""
        country = statement.speaker.country
        records = [self._scene.actors[a] for a in actors if a in self._scene.actors]
        if country is None or statement.speaker.sector not in _OFFICIAL or len(actors) != 1 or not records:
            return False
        return records[0].country == country and (records[0].kind == "state" or records[0].sector in _OFFICIAL)

    def _by_cue(self, sentence: Sentence, claimed: Sequence[Extent]) -> Iterator[Prediction]:
        """Statements that predict by their verb alone: "expects the leaders to agree", "forecast a recovery"."""
        for statement in self._said.get(sentence.index, ()):
            first, last = statement.content[0], statement.content[-1]
            if not sentence.start <= first.start < sentence.end or not statement.speaker.as_written:
                continue
            if any(start < last.end and first.start < end for start, end in claimed):
                continue
            outlook, foreseen = self._verdicts.of(sentence, statement), self._foreseen(sentence, statement)
            if outlook is not None and foreseen is not None:
                yield self._made(foreseen, outlook, statement, None)

    def _foreseen(self, sentence: Sentence, statement: Statement) -> Extent | None:
        """What a statement predicts by its verb, without a condition that stands before the verb or behind the rest."""
        pieces = [sentence.inside([(c.start, c.end)]) for c in statement.content]
        bare = [self._cuts.bare(sentence, piece) for piece in pieces]
        kept = [piece for piece in bare if piece]
        return (kept[0][0].start, kept[-1][-1].end) if kept else None

    def _made(
        self,
        extent: Extent,
        outlook: Outlook,
        statement: Statement | None,
        condition: Extent | None,
    ) -> Prediction:
        text = self._scene.text
        holder, source = self._holder(outlook, statement, self._scene.sentence_at(outlook.words[0]))
        parties = self._scene.parties.within(*extent)
        about = tuple(dict.fromkeys(a for p in parties for a in p.actors))
        trust = self._words.confidence["attributed" if source or statement is not None else "own"]
        return Prediction(
            document=self._scene.document,
            holder=holder,
            about=about,
            claim=Span.cut(text, *extent),
            certainty=outlook.certainty,
            due=self._due(extent),
            condition=None if condition is None else Span.cut(text, *condition),
            statement=None if statement is None else statement.id,
            evidence=(*source, Evidence.cut(text, *outlook.whole(text), "words"), Evidence.cut(text, *extent, "claim")),
            confidence=trust if statement is None else round(min(trust, statement.confidence), 3),
            why=(
                f"words {outlook.certainty.phrase!r}",
                "attributed claim" if source or statement is not None else "own voice",
            ),
        )

    def _holder(
        self, outlook: Outlook, statement: Statement | None, sentence: Sentence | None
    ) -> tuple[str | None, tuple[Evidence, ...]]:
        """Whose claim it is: of those who weigh the chances, else of the speaker; of "we" whoever says that."""
        if outlook.holders and sentence is not None:
            token = outlook.holders[0]
            if (actors := self._speakers.actors(sentence, token)) or token.lower not in _SPEAKER:
                place = phrase(sentence, token, apposition=True, cue=-1)
                return next(iter(actors), None), (Evidence.cut(self._scene.text, *place, "source"),)
        while statement and statement.speaker.actor is None and statement.speaker.as_written.lower() in _SPEAKER:
            statement = self._statements.get(statement.nested_in or "")
        source = tuple(e for e in statement.evidence if e.role == "source") if statement else ()
        return (statement.speaker.actor if statement else None), source

    def _names(self, when: When) -> bool:
        """True for a year that tells which thing is meant: "the 1995 agreement", as a text without a day may say."""
        s = self._scene.sentence_at(when.start)
        year = None if s is None else next((t for t in s.tokens if t.start == when.start), None)
        if not self._undated or s is None or year is None or not year.lower.isdigit() or year.end < when.end:
            return False
        noun = s.head(year)
        return noun.i == year.i + 1 and noun.pos == "NOUN"

    def _due(self, extent: Extent) -> DateRange | None:
        at = bisect_left(self._when_starts, extent[0])
        if at == len(self._when) or self._when_starts[at] >= extent[1]:
            return None
        when = self._when[at]
        if self._names(when):
            return None
        return DateRange(start=when.first or "", end=when.last or "", precision=cast(Precision, when.precision))


def _within(claim: Span, claimed: Sequence[Extent]) -> bool:
    return any(start <= claim.start and claim.end <= end for start, end in claimed)
