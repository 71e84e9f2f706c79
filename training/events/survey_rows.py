"""Writes whole sentences for the coder's look at all parties: `python survey_rows.py OUT.jsonl [FILES]`.

Without files the labelled pairs of `text/`, sentence by sentence; with files of `sentences/` or `articles/` those; with
`--paragraphs` those of `../attribution`, of whose acts nothing is known, for `teach.py`.
Each row has the sentence with all of its parties masked, in order, and what is known of each two. Party 0 is whoever
isn't named.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "bench"))

import numpy as np  # noqa: E402

import corpus  # noqa: E402
import stories  # noqa: E402 - the bench's own reader of the same form
import triples  # noqa: E402
from legation import pipeline  # noqa: E402
from legation.annotations import Block, Sentence, Token  # noqa: E402
from legation.coding.features import owners  # noqa: E402
from legation.coding.guesses import Told as Who  # noqa: E402
from legation.coding.masking import Masks, Shown  # noqa: E402
from legation.coding.sides import only_country  # noqa: E402
from legation.coding.subtypes import Subtype, Subtypes  # noqa: E402
from legation.coding.sweeping import Spot, Sweeper, elsewhere, head_of  # noqa: E402
from legation.knowledge import load as load_knowledge  # noqa: E402
from legation.listener import OnnxAttribution  # noqa: E402
from legation.looks import Seen, Viewed  # noqa: E402
from legation.lookup import standard  # noqa: E402
from legation.models import OnnxClassifier, SpacyParser  # noqa: E402
from legation.pairs import Masker  # noqa: E402
from legation.read.plain import document  # noqa: E402
from legation.tables import yaml_table  # noqa: E402

Row = dict[str, Any]
# The day on which paragraphs without a date are read.
UNDATED = "2024-05-01"


def of_text(*, whole: bool) -> Iterator[Row]:
    """The labelled pairs of `text/`: of whole sentences all, of others, unless left out, those that were labelled."""
    rows = Subtypes.of(yaml_table("events/subtypes.yaml")).rows
    masker = Masker(standard(), Masks.of(yaml_table("events/masks.yaml")))
    chosen = [each for each in corpus.load(rows) if each.whole or not whole]
    for sentence, parsed in zip(chosen, SpacyParser().parse(each.text for each in chosen), strict=True):
        order = sorted(sentence.parties, key=lambda n: (sentence.parties[n][0], -sentence.parties[n][1]))
        place = {number: i for i, number in enumerate(order, 1)} | {0: 0}
        tree = _one(parsed)
        spans = [sentence.parties[n] for n in order]
        heads = [head_of(tree, *span) or tree.tokens[0] for span in spans]
        yield {
            "id": f"{sentence.file}:{sentence.line}",
            **_viewed(tree, masker.everyone(sentence.text, spans), heads),
            "n": len(order),
            "whole": sentence.whole,
            "pairs": _pairs(sentence, place, rows),
        }


def _one(sentences: Sequence[Sequence[Token]]) -> Sentence:
    """A text as one sentence, whatever the parser made of it; later roots hang on the first."""
    tokens: list[Token] = []
    for part in sentences:
        by = len(tokens)
        tokens.extend(replace(t, i=t.i + by, head=t.head + by) for t in part)
    root = next(t.i for t in tokens if t.head == t.i)
    tied = [replace(t, head=root) if t.head == t.i else t for t in tokens]
    end = tied[-1].end
    return Sentence(0, 0, end, Block(0, end, "paragraph"), tuple(tied))


def _viewed(sentence: Sentence, shown: Sequence[Shown], heads: Sequence[Token | None]) -> Row:
    """The masked text, the word of the sentence that each stretch of it shows, the parse, and the parties' heads."""
    return {
        "text": " ".join(one.word for one in shown),
        "owners": list(owners(sentence, shown, heads)),
        "pos": [t.pos for t in sentence.tokens],
        "dep": [t.dep for t in sentence.tokens],
        "head": [t.head for t in sentence.tokens],
        "heads": [-1 if t is None else t.i for t in heads],
    }


def _pairs(sentence: corpus.Labelled, place: Mapping[int, int], rows: Mapping[str, Subtype]) -> list[list[Any]]:
    mutual = frozenset(name for name, row in rows.items() if row.mutual)
    types: dict[tuple[int, int], set[str]] = {}
    status: dict[tuple[int, int], str] = {}
    for pair in (*sentence.pairs, *corpus.opposite(sentence, mutual)):
        key = (place[pair.source], place[pair.target])
        types.setdefault(key, set())
        status.setdefault(key, pair.status)
        if pair.subtype != corpus.NONE:
            types[key].add(rows[pair.subtype].filed(pair.status)[0])
    return [[*key, sorted(found), status[key]] for key, found in types.items()]


@dataclass(frozen=True, slots=True)
class Told:
    """An act of two, the place of its word, and its status; `maybe` where readers may differ."""

    actor: str
    recipient: str
    type: str
    status: str
    at: int
    mutual: bool = False
    maybe: bool = False

    def row(self, places: Sequence[str]) -> list[Any]:
        """The act as it is learned: who isn't among those looked at is nobody in it."""
        actor, recipient = (place if place in places else "" for place in (self.actor, self.recipient))
        return [actor, recipient, self.type, self.status, self.mutual, self.maybe]


class Blind(OnnxClassifier):
    """The bundled coder asleep: it sees no act, which saves the time, since only the parties are wanted."""

    def classify(self, texts: Sequence[str]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """Nothing passes between anybody."""
        none = [float(label == corpus.NONE) for label in self.labels]
        return [(none, [1.0, *(0.0 for _ in self.statuses[1:])]) for _ in texts]

    def survey(self, sentences: Sequence[Viewed]) -> list[Seen]:
        """Nobody does anything."""
        sizes = [len(sentence.ways) + 1 for sentence in sentences]
        return [Seen(np.zeros((n, n, len(self.types))), np.zeros((n, n, len(self.statuses)))) for n in sizes]


class Listener:
    """The pipeline, and whom it finds in each sentence."""

    def __init__(self) -> None:
        self._masks = Masks.of(yaml_table("events/masks.yaml"))
        self._steps = pipeline.standard(SpacyParser(), load_knowledge(), Blind(), OnnxAttribution())
        self._heard: list[tuple[Sentence, list[tuple[Spot, str]]]] = []
        self._who = Who({}, None, 0.0)
        plain = Sweeper.spots

        def listening(sweeper: Any, sentence: Sentence) -> Any:
            found = plain(sweeper, sentence)
            actors = sweeper._roles.actors
            self._who = Who(actors, only_country(actors.values()), 0.0)
            known = [actors.get(spot.role.actors[0]) for spot in found if spot.role]
            words = [self._masks.unknown if a is None else self._masks.word(a.kind, a.sector) for a in known]
            self._heard.append((sentence, list(zip(found, words, strict=True))))
            return found

        Sweeper.spots = listening  # type: ignore[method-assign]

    def rows(self, name: str, text: str, date: str, acts: Sequence[Told]) -> Iterator[Row]:
        """One row for each sentence in which somebody takes part."""
        self._heard.clear()
        pipeline.read(document(text, published=date), self._steps)
        scenes = [(sentence, spots) for sentence, spots in self._heard if spots]
        others = elsewhere([[spot for spot, _ in spots] for _, spots in scenes])
        words = {spot.role: word for _, spots in scenes for spot, word in spots}
        for (sentence, spots), more in zip(scenes, others, strict=True):
            at = sentence.start
            marked = [
                ((spot.role.start - at, spot.role.end - at), word) for spot, word in spots if spot.role is not None
            ]
            shown = self._masks.shown(text[at : sentence.end], marked, [words[spot.role] for spot in more])
            every = [*(spot for spot, _ in spots), *more]
            places = [spot.place for spot in every]
            yield {
                "id": name,
                **_viewed(sentence, shown, [spot.head for spot in every]),
                "n": len(every),
                "whole": True,
                "places": places,
                "who": ["" if spot.role is None else spot.role.actors[0] for spot in every],
                "spans": [_span(spot) for spot in every],
                "free": [self._who.is_homeless(spot) for spot in every],
                "home": self._who.home,
                "acts": [act.row(places) for act in acts if sentence.start <= act.at < sentence.end],
            }


def _span(spot: Spot) -> tuple[int, int]:
    """Where a party's words stand; nowhere for whom only another sentence names."""
    return (-1, -1) if spot.role is None or spot.head is None else (spot.role.start, spot.role.end)


def of_sentence(labelled: Row) -> Iterator[Told]:
    """The acts of a labelled sentence, a triple of two countries and a type each."""
    for event in labelled["events"]:
        at = labelled["sentence"].lower().find(event["trigger"].lower())
        for actor, recipient, kind in sorted(triples.gold_triples(event)):
            yield Told(actor, recipient, kind, event["status"], at, bool(event.get("mutual")))


def _of_article(labelled: Row) -> Iterator[Told]:
    """Each place of each act; of several types that fit the first, the others may be told as well."""
    for event in labelled["events"]:
        for at in stories.places(labelled["text"], event["places"], labelled["id"]):
            for kind in event["type"]:
                maybe = bool(event.get("optional")) or kind != event["type"][0]
                for actor, recipient, _ in sorted(triples.gold_triples({**event, "type": kind})):
                    mutual = bool(event.get("mutual"))
                    yield Told(actor, recipient, kind, event["status"][0], at, mutual, maybe)


def of_files(paths: list[Path]) -> Iterator[Row]:
    """The sentences of files like those of `sentences/` and `articles/`."""
    listener = Listener()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            acts = list(_of_article(row) if "text" in row else of_sentence(row))
            yield from listener.rows(row["id"], row.get("text") or row["sentence"], row["date"], acts)


def of_paragraphs() -> Iterator[Row]:
    """The sentences of `../attribution`; nothing of them is labelled."""
    listener = Listener()
    for hand, text in unlabelled():
        for row in listener.rows(hand, text, UNDATED, []):
            yield {**row, "whole": False, "unlabelled": True}


def unlabelled() -> Iterator[tuple[str, str]]:
    """The hands and paragraphs of `../attribution`, each paragraph with those that go on from it."""
    reader = _paragraphs()
    for path in sorted((HERE.parent / "attribution" / "text").glob("*.txt")):
        texts: list[str] = []
        for paragraph in reader.read(path):
            if not (paragraph.goes_on and texts):
                texts.append("")
            texts[-1] += f"{paragraph.text}\n\n"
        yield from ((path.stem, text) for text in texts)


def _paragraphs() -> Any:
    """The reader of the attribution text; its module has the name of this folder's own."""
    path = HERE.parent / "attribution" / "corpus.py"
    spec = importlib.util.spec_from_file_location("paragraphs", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["paragraphs"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Write what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("files", type=Path, nargs="*")
    asked.add_argument("--whole", action="store_true", help="of `text/` only sentences whose acts are all labelled")
    asked.add_argument("--paragraphs", action="store_true", help="those of `../attribution`")
    options = asked.parse_args()
    if options.paragraphs:
        rows = of_paragraphs()
    else:
        rows = of_files(options.files) if options.files else of_text(whole=options.whole)
    options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
