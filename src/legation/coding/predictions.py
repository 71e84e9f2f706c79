"""Predictions: what somebody said would happen, in what words of probability, by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from legation.annotations import Clause, Party, Quote, Sentence, Token, When
from legation.coding.attribution import infinitive
from legation.coding.certainty import Likelihoods
from legation.coding.scene import Extent, Scene
from legation.records import Actor, Certainty, DateRange, Evidence, Precision, Prediction, Span, Statement
from legation.step import Reading, Step

_CLAIMS = frozenset({"ROOT", "ccomp", "parataxis", "acl"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_SPEAKER = frozenset({"i", "we"})
_ANYBODY = frozenset({"you", "one"})


@dataclass(frozen=True, slots=True)
class PredictionTables:
    """What the step needs: words of probability, and the acts that claim nothing about the future."""

    likelihoods: Likelihoods
    no_claim: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Outlook:
    """Words of the future in one clause."""

    certainty: Certainty
    words: Extent


def predictions(tables: PredictionTables) -> Step:
    """Make the step that finds predictions."""

    def run(reading: Reading) -> Iterator[Prediction]:
        yield from _Finder(reading, tables).predictions()

    needs = frozenset({Sentence, Clause, Quote, Party, Actor, Statement})
    return Step("predictions", run, needs=needs, gives=frozenset({Prediction}))


class _Finder:
    """Finds the predictions of one document."""

    def __init__(self, reading: Reading, tables: PredictionTables) -> None:
        self._scene = Scene(reading)
        self._words = tables.likelihoods
        self._no_claim = tables.no_claim
        self._when = reading.of(When)
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
            for token in sentence.tokens:
                clause = self._scene.clause(sentence, token)
                found = None if clause is None else self._prediction(clause)
                if found is not None and not _within(found.claim, claimed):
                    claimed.append((found.claim.start, found.claim.end))
                    yield found
            yield from self._by_cue(sentence, claimed)

    def _prediction(self, clause: Clause) -> Prediction | None:
        sentence, verb = clause.sentence, clause.head
        statement = self._statement(sentence, verb)
        if statement is None and self._scene.speech_at(verb.start) is not None:
            return None
        if statement is not None and (statement.act in self._no_claim or statement.negated):
            return None
        if not _asserted(sentence, verb) or self._committed(clause, statement):
            return None
        if verb.dep == "conj" and not sentence.child(verb, "nsubj", "nsubjpass"):
            return None  # part of the claim before it, with which it shares its subject
        if any(t.lower in _ANYBODY for t in clause.subjects or clause.objects):
            return None
        outlook = self._outlook(clause, statement)
        extent = None if outlook is None else self._extent(clause, statement)
        if outlook is None or extent is None:
            return None
        return self._made(extent, outlook, statement, self._condition(clause))

    def _statement(self, sentence: Sentence, token: Token) -> Statement | None:
        """The innermost statement whose content holds the word."""
        holding = [
            s for s in self._said.get(sentence.index, ()) if any(c.start <= token.start < c.end for c in s.content)
        ]
        return min(holding, key=lambda s: s.content[-1].end - s.content[0].start, default=None)

    def _committed(self, clause: Clause, statement: Statement | None) -> bool:
        """True for what the speaker says of their own doing ("we will stay"): a promise, not a forecast."""
        if statement is None or clause.modal not in ("will", "would", "'d"):
            return False
        if any(t.lower in _SPEAKER for t in clause.subjects):
            return True
        actor = statement.speaker.actor
        return actor is not None and any(
            actor in self._scene.parties.actors(clause.sentence, t) for t in clause.subjects
        )

    def _outlook(self, clause: Clause, statement: Statement | None) -> _Outlook | None:
        for rule in (self._doubted, self._adjective, self._participle, self._going):
            if found := rule(clause):
                return found
        if clause.tense == "future":
            return self._will(clause)
        if clause.modal == "would" and statement is not None and statement.act in self._words.backshifted:
            return None if self._perfect(clause) else self._modal(clause, "would")
        if clause.modal in self._words.open:
            return self._possible(clause, statement)
        return None

    def _doubted(self, clause: Clause) -> _Outlook | None:
        """A doubted future: "doubts that the vote will be held"."""
        head = clause.sentence.head(clause.head)
        if clause.head.dep == "ccomp" and head.lemma.lower() in self._words.doubts and clause.tense == "future":
            return self._phrase(head.lower, head.start, head.end)
        return None

    def _adjective(self, clause: Clause) -> _Outlook | None:
        """The phrases "is unlikely to", "is almost certain to"."""
        s = clause.sentence
        if clause.lemma != "be" or clause.tense not in ("present", "future"):
            return None
        for adjective in s.children(clause.head, "acomp"):
            below = s.child(adjective, "xcomp") or s.child(clause.head, "xcomp")
            if adjective.lower not in self._words.adjectives or below is None or not infinitive(s, below):
                continue
            if any(t.lemma == "have" for t in s.children(below, "aux")):
                return None
            start = min([adjective.start, *(t.start for t in s.children(adjective, "advmod"))])
            if clause.negated and adjective.lower == "likely":
                return self._phrase("not likely", start, adjective.end)
            return self._phrase(self._scene.text[start : adjective.end].lower(), start, adjective.end) or self._phrase(
                adjective.lower if adjective.lower in self._words.ranges else f"{adjective.lower} to",
                adjective.start,
                adjective.end,
            )
        return None

    def _participle(self, clause: Clause) -> _Outlook | None:
        """The phrases "is set to", "is not expected to"."""
        s, verb = clause.sentence, clause.head
        below = s.child(verb, "xcomp")
        if clause.lemma not in self._words.participles or not clause.passive or clause.subjects:
            return None
        if below is None or not infinitive(s, below) or clause.modal is not None:
            return None
        if any(t.lemma == "have" for t in s.children(below, "aux")):
            return None
        if clause.tense == "past" and clause.lemma != "expect":
            return None
        phrase = f"not {verb.lower} to" if clause.negated else f"{verb.lower} to"
        return self._phrase(phrase, verb.start, verb.end) or self._phrase(verb.lower, verb.start, verb.end)

    def _going(self, clause: Clause) -> _Outlook | None:
        s, verb = clause.sentence, clause.head
        below = s.child(verb, "xcomp")
        if verb.lower != "going" or below is None or not infinitive(s, below) or clause.tense != "present":
            return None
        if below.lemma.lower() in self._words.arranged or any(t.lower in _SPEAKER for t in clause.subjects):
            return None
        return self._phrase("going to", verb.start, verb.end)

    def _will(self, clause: Clause) -> _Outlook | None:
        s, verb = clause.sentence, clause.head
        for adverb in s.children(verb, "advmod"):
            start = min([adverb.start, *(t.start for t in s.children(adverb, "advmod"))])
            graded = self._scene.text[start : adverb.end].lower()
            if graded in self._words.adverbs:
                return self._phrase(graded, start, adverb.end)
        if clause.lemma in self._words.arranged or any(t.lower in _SPEAKER for t in clause.subjects):
            return None
        modal = next((t for t in s.children(verb, "aux") if t.tag == "MD"), None)
        return self._phrase("will", modal.start, modal.end) if modal is not None else None

    def _possible(self, clause: Clause, statement: Statement | None) -> _Outlook | None:
        """May, might and could: about the future with verbs of happening only; "could not" denies an ability."""
        if clause.lemma in self._words.stative or self._perfect(clause) or (clause.negated and clause.modal == "could"):
            return None
        if statement is None and self._condition(clause) is None:
            return None  # in the article's own voice too weak to be a forecast
        if any(t.lemma == "be" and t.dep == "aux" for t in clause.sentence.children(clause.head)):
            return None  # "may be falling": a guess at the present
        return self._modal(clause, clause.modal or "")

    def _perfect(self, clause: Clause) -> bool:
        return any(t.lemma == "have" for t in clause.sentence.children(clause.head, "aux"))

    def _modal(self, clause: Clause, word: str) -> _Outlook | None:
        modal = next((t for t in clause.sentence.children(clause.head, "aux") if t.tag == "MD"), None)
        return None if modal is None else self._phrase(word, modal.start, modal.end)

    def _phrase(self, phrase: str, start: int, end: int) -> _Outlook | None:
        certainty = self._words.certainty(phrase)
        return None if certainty is None else _Outlook(certainty, (start, end))

    def _extent(self, clause: Clause, statement: Statement | None) -> Extent | None:
        """The claim: the clause as far as it lies in the statement's content."""
        s = clause.sentence
        tokens = [t for t in s.subtree(clause.head) if not (t.lower == "that" and t.dep == "mark")]
        while tokens and tokens[0].dep in ("cc", "punct"):
            tokens.pop(0)
        inside = self._scene.speech_at(clause.head.start)
        if statement is not None:
            tokens = [t for t in tokens if any(c.start <= t.start < c.end for c in statement.content)]
        runs = self._scene.runs(s, tokens, inside)
        return (runs[0][0], runs[-1][1]) if runs else None

    def _condition(self, clause: Clause) -> Extent | None:
        s = clause.sentence
        for token in s.children(clause.head, "advcl"):
            if any(t.lower in self._words.conditions for t in s.children(token, "mark")):
                runs = self._scene.runs(s, s.subtree(token))
                return (runs[0][0], runs[-1][1]) if runs else None
        return None

    def _by_cue(self, sentence: Sentence, claimed: Sequence[Extent]) -> Iterator[Prediction]:
        """Statements that predict by their verb alone: "expects the leaders to agree", "forecast a recovery"."""
        for statement in self._said.get(sentence.index, ()):
            first = statement.content[0]
            if statement.act != "predict" or statement.negated or not sentence.start <= first.start < sentence.end:
                continue
            last = statement.content[-1]
            if any(start < last.end and first.start < end for start, end in claimed):
                continue
            cue = next(e for e in statement.evidence if e.role == "cue")
            outlook = self._phrase(cue.text.lower(), cue.start, cue.end)
            if outlook is not None and statement.speaker.as_written:
                yield self._made((first.start, last.end), outlook, statement, None)

    def _made(
        self, extent: Extent, outlook: _Outlook, statement: Statement | None, condition: Extent | None
    ) -> Prediction:
        text = self._scene.text
        holder = None if statement is None else statement.speaker.actor
        source = () if statement is None else tuple(e for e in statement.evidence if e.role == "source")
        parties = self._scene.parties.within(*extent)
        about = tuple(dict.fromkeys(a for p in parties for a in p.actors))
        trust = self._words.confidence["own" if statement is None else "attributed"]
        return Prediction(
            document=self._scene.document,
            holder=holder,
            about=about,
            claim=Span.cut(text, *extent),
            certainty=outlook.certainty,
            due=self._due(extent),
            condition=None if condition is None else Span.cut(text, *condition),
            statement=None if statement is None else statement.id,
            evidence=(*source, Evidence.cut(text, *outlook.words, "words"), Evidence.cut(text, *extent, "claim")),
            confidence=trust if statement is None else round(min(trust, statement.confidence), 3),
            why=(f"words {outlook.certainty.phrase!r}", "own voice" if statement is None else "attributed claim"),
        )

    def _due(self, extent: Extent) -> DateRange | None:
        for when in self._when:
            known = when.first is not None and when.last is not None
            if known and when.future and extent[0] <= when.start < extent[1]:
                return DateRange(start=when.first or "", end=when.last or "", precision=cast(Precision, when.precision))
        return None


def _asserted(sentence: Sentence, verb: Token) -> bool:
    """True for a clause that claims something: no modifier, no condition, no question."""
    here = verb
    while here.dep == "conj" and here.head != here.i:
        here = sentence.head(here)
    if here.dep not in _CLAIMS and here.head != here.i:
        return False
    if here.dep == "acl" and not any(t.lower == "that" for t in sentence.children(here, "mark")):
        return False
    first = sentence.subtree(here, without=("advcl", "punct"))[0]
    if here.head != here.i and (first.tag in _WH or first.lower in ("whether", "if")):
        return False
    return not any(a.dep in ("relcl", "advcl") and not _reports(sentence, a) for a in sentence.ancestors(here))


def _reports(sentence: Sentence, verb: Token) -> bool:
    """True for an adverbial or relative clause that only reports (", saying that …", "who said that …")."""
    return sentence.child(verb, "ccomp") is not None


def _within(claim: Span, claimed: Sequence[Extent]) -> bool:
    return any(start <= claim.start and claim.end <= end for start, end in claimed)
