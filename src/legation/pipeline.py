"""The pipeline: which steps, in which order; one document in, its records out. Knows no store."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

from legation.annotate.anchors import anchors
from legation.annotate.blocks import blocks
from legation.annotate.capitals import wording
from legation.annotate.clauses import Control, clauses
from legation.annotate.prose import title_pattern
from legation.annotate.quotes import quotes
from legation.annotate.sentences import sentences
from legation.annotate.when import when
from legation.coding.allegiance import AllegianceWords
from legation.coding.anonymity import Anonymity
from legation.coding.asking import Asker
from legation.coding.carried import carried
from legation.coding.certainty import Likelihoods
from legation.coding.circumstances import circumstances
from legation.coding.cues import Cues
from legation.coding.deciding import Decider, Thresholds
from legation.coding.events import events
from legation.coding.hearing import Chances, hearing
from legation.coding.idioms import Idioms
from legation.coding.lasting import lasting
from legation.coding.masking import Masks
from legation.coding.participants import participants
from legation.coding.predictions import PredictionTables, predictions
from legation.coding.pressure import pressure
from legation.coding.signs import Signs
from legation.coding.silence_words import SilenceWords
from legation.coding.silences import SilenceConfidence, silences
from legation.coding.stances import StanceWords
from legation.coding.statements import Acts, StatementTables, statements
from legation.coding.subtypes import Reader, Subtypes
from legation.coding.telling import FILE as TELLING
from legation.coding.telling import TellingWords
from legation.coding.ties import ties
from legation.coding.triggers import TABLES
from legation.coding.venues import Venues
from legation.coding.weights import Weights
from legation.errors import PipelineError, StepError
from legation.knowledge import Knowledge
from legation.knowledge import load as load_knowledge
from legation.listener import AttributionModel, OnnxAttribution
from legation.looks import Surveyor
from legation.models import Classifier, OnnxClassifier, Parser, SpacyParser
from legation.records import AnyRecord, Document
from legation.resolving.context import Company
from legation.resolving.eras import Era
from legation.resolving.history import PronounTable
from legation.resolving.parties import ResolveTables, parties
from legation.resolving.place_use import PlaceUse
from legation.step import Reading, Step
from legation.tables import csv_rows, yaml_table

Coder = Callable[[Document], tuple[AnyRecord, ...]]

# Records come out in this order, then by place in the text, then by id.
_ORDER = {kind: n for n, kind in enumerate(get_args(AnyRecord))}


def standard(
    parser: Parser,
    knowledge: Knowledge,
    classifier: Classifier | None = None,
    listener: AttributionModel | None = None,
) -> tuple[Step, ...]:
    """The standard steps in their order. To swap a step, put another with the same `gives` in its place.

    Without a `classifier` events come from the frames alone, without a `listener` statements come from rules alone.
    """
    steps = (*_annotating(parser, knowledge), _resolving(knowledge))
    return (*steps, *_speech(listener), *_coding(knowledge, classifier), participants())


def finding(parser: Parser, knowledge: Knowledge) -> tuple[Step, ...]:
    """The steps that find who is who, and no further."""
    return (*_annotating(parser, knowledge), _resolving(knowledge))


def _annotating(parser: Parser, knowledge: Knowledge) -> tuple[Step, ...]:
    titles, times = title_pattern(yaml_table("annotate/portfolios.yaml")), yaml_table("annotate/when.yaml")
    return (
        blocks(yaml_table("annotate/furniture.yaml")),
        wording(knowledge, yaml_table("annotate/capitals.yaml")),
        quotes(),
        sentences(parser, knowledge.headline_names, titles),
        clauses(Control.of(yaml_table("annotate/control.yaml"))),
        when(times),
        anchors(times),
    )


def _resolving(knowledge: Knowledge) -> Step:
    tables = ResolveTables(
        nouns={**yaml_table("resolve/nouns.yaml"), "spellings": yaml_table("resolve/variants.yaml")},
        places=PlaceUse.of(yaml_table("resolve/place_use.yaml")),
        pronouns=PronounTable.of(yaml_table("resolve/pronouns.yaml"), yaml_table("resolve/regions.yaml")),
        agents=yaml_table("resolve/agents.yaml"),
        short_names=yaml_table("resolve/short_names.yaml"),
        eras=tuple(map(Era.of, csv_rows("resolve/eras.csv"))),
        company=Company.of(yaml_table("resolve/company.yaml")),
    )
    return parties(knowledge, tables)


def _decider(classifier: Classifier) -> Decider:
    subtypes = Subtypes.of(yaml_table("events/subtypes.yaml"))
    reader = Reader(subtypes, classifier.labels, classifier.statuses)
    masks, chances = Masks.of(yaml_table("events/masks.yaml")), Thresholds.of(yaml_table("events/deciding.yaml"))
    weights = Weights.of("events/arbiter.yaml", yaml_table("events/arbiter.yaml"))
    surveyor = classifier if isinstance(classifier, Surveyor) else None
    telling = TellingWords.of(yaml_table(TELLING))
    return Decider(Asker(classifier, reader, masks), chances, weights, telling, surveyor)


def _speech(listener: AttributionModel | None) -> tuple[Step, ...]:
    """Who says what, who is silent, what is predicted."""
    told = yaml_table("coding/acts.yaml")
    cues, acts = Cues.of(yaml_table("coding/cues.yaml")), Acts.of(told)
    likelihoods = Likelihoods.of(yaml_table("coding/certainty.yaml"))
    hushes = yaml_table("coding/silences.yaml")
    chances = None if listener is None else Chances.of(yaml_table("coding/hearing.yaml"))
    heard = () if listener is None or chances is None else (hearing(listener, chances),)
    return (
        *heard,
        statements(
            StatementTables(
                cues=cues,
                idioms=Idioms.of(yaml_table("coding/idioms.yaml")),
                acts=acts,
                likelihoods=likelihoods,
                venues=Venues.of(yaml_table("coding/venues.yaml")),
                stances=StanceWords.of(told, yaml_table("coding/polarity.yaml")),
                anonymity=Anonymity.of(yaml_table("coding/anonymity.yaml")),
                allegiance=AllegianceWords.of(yaml_table("coding/allegiance.yaml")),
                labels=() if listener is None else listener.labels,
                chances=chances,
            )
        ),
        silences(SilenceWords.of(hushes, cues.people), SilenceConfidence.of(hushes)),
        predictions(
            PredictionTables(likelihoods, acts.no_claim, Signs.of(yaml_table("coding/lookalikes.yaml")), chances)
        ),
    )


def _coding(knowledge: Knowledge, classifier: Classifier | None) -> tuple[Step, ...]:
    told = yaml_table("coding/acts.yaml")
    frames = {name: yaml_table(f"events/{name}.yaml") for name in TABLES}
    return (
        events(frames, _decider(classifier) if classifier else None),
        pressure(frames),
        carried(frozenset(told["directive"])),
        circumstances(knowledge, yaml_table("coding/circumstances.yaml")),
        ties(yaml_table("coding/ties.yaml")),
        lasting(),
    )


def check(steps: Sequence[Step]) -> None:
    """Refuse an order in which a step needs what no earlier step gives."""
    given: set[type] = {Document}
    for step in steps:
        if missing := sorted(kind.__name__ for kind in step.needs - given):
            raise PipelineError(f"step '{step.name}' needs {', '.join(missing)}; no earlier step gives it")
        given |= step.gives


def coder(steps: Sequence[Step]) -> Coder:
    """Make a function that codes one document with `steps`; raises StepError, naming step and document."""
    check(steps)

    def code(document: Document) -> tuple[AnyRecord, ...]:
        if not document.codable:
            return (document,)
        return records(read(document, steps))

    return code


def read(document: Document, steps: Sequence[Step]) -> Reading:
    """Run all steps over one document and return everything they found, annotations included."""
    reading = Reading(document)
    for step in steps:
        try:
            reading = reading.plus(step.run(reading), step.replaces)
        except Exception as exc:
            raise StepError(step.name, document.id, f"{type(exc).__name__}: {exc}") from exc
    return reading


def records(reading: Reading) -> tuple[AnyRecord, ...]:
    """The records of a reading in a fixed order, the document first, each id once."""
    return (reading.document, *sorted(_unique(reading), key=_place))


def _unique(reading: Reading) -> Iterator[Any]:
    seen: set[tuple[type, str]] = set()
    for kind in _ORDER:
        for record in reading.of(kind):
            if (kind, record.id) not in seen:
                seen.add((kind, record.id))
                yield record


def _place(record: Any) -> tuple[int, int, str]:
    start = min((e.start for e in record.evidence), default=0)
    return _ORDER[type(record)], start, record.id


def load(model: str | None = None) -> Coder:
    """Load models and tables and return the standard coder. `model` names another spaCy pipeline."""
    return coder(standard(SpacyParser(model), load_knowledge(), OnnxClassifier(), OnnxAttribution()))
