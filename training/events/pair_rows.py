"""Writes what whole sentences tell of two of their parties: `python pair_rows.py OUT.jsonl FILES of sentences/`.

All acts of these sentences are labelled, so of any two parties it is known what passes between them, or that nothing
does. Of an act the type is known and no subtype; a party that several words name is taken where it stands nearest to
the word that tells the act. Of the pairs that do nothing a part is drawn.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import survey_rows
from legation import pipeline
from legation.annotations import Sentence
from legation.coding.masking import Masks, Span
from legation.coding.sweeping import Spot, Sweeper
from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.read.plain import document
from legation.tables import yaml_table

# The parties of a sentence, each with the word that masks it; one is named by its number, None is nobody.
Parties = Sequence[tuple[Spot, str]]
# So many idle pairs are drawn to each act, and one at least of each sentence.
IDLE = 0.6
NONE = "none"


class Reader:
    """The pipeline up to the parties of each sentence."""

    def __init__(self) -> None:
        self._masks = Masks.of(yaml_table("events/masks.yaml"))
        self._steps = pipeline.standard(SpacyParser(), load_knowledge(), survey_rows.Blind())
        self._heard: list[tuple[Sentence, list[tuple[Spot, str]]]] = []
        plain = Sweeper.spots

        def listening(sweeper: Any, sentence: Sentence) -> Any:
            found = plain(sweeper, sentence)
            named = [(spot, sweeper._roles.actors.get(spot.role.actors[0])) for spot in found if spot.role]
            words = [self._masks.unknown if a is None else self._masks.word(a.kind, a.sector) for _, a in named]
            self._heard.append((sentence, [(spot, word) for (spot, _), word in zip(named, words, strict=True)]))
            return found

        Sweeper.spots = listening  # type: ignore[method-assign]

    def rows(self, labelled: dict[str, Any], dice: random.Random) -> Iterator[dict[str, Any]]:
        """The pairs of one labelled sentence."""
        self._heard.clear()
        text = labelled["sentence"]
        pipeline.read(document(text, published=labelled["date"]), self._steps)
        acts = list(survey_rows.of_sentence(labelled))
        for sentence, parties in self._heard:
            here = [act for act in acts if sentence.start <= act.at < sentence.end]
            told = dict.fromkeys(pair for act in here for pair in _pairs(act, parties))
            idle = _idle(here, parties)
            drawn = dice.sample(idle, min(len(idle), max(1, round(IDLE * len(told)))))
            for one, other, kind, status in (*told, *((a, b, NONE, "actual") for a, b in drawn)):
                masked = self._masked(text, sentence, [None if n is None else parties[n] for n in (one, other)])
                yield {"id": labelled["id"], "text": masked, "type": kind, "status": status}

    def _masked(self, text: str, sentence: Sentence, both: Sequence[tuple[Spot, str] | None]) -> str:
        words = [self._masks.absent if party is None else party[1] for party in both]
        first, second = (_span(party, sentence.start) for party in both)
        return self._masks.sentence(text[sentence.start : sentence.end], first, second, words)


def _span(party: tuple[Spot, str] | None, at: int) -> Span | None:
    role = None if party is None else party[0].role
    return None if role is None else (role.start - at, role.end - at)


def _pairs(act: survey_rows.Told, parties: Parties) -> Iterator[tuple[int | None, int | None, str, str]]:
    """The two parties of an act, both ways round if it is mutual; none where neither is among those of the sentence."""

    def near(place: str) -> list[int]:
        own = [n for n, (spot, _) in enumerate(parties) if place and spot.place == place]
        return sorted(own, key=lambda n: _distance(parties[n][0], act.at))

    for who, whom in ((act.actor, act.recipient), (act.recipient, act.actor))[: 1 + act.mutual]:
        some, others = near(who), near(whom)
        if who == whom:
            some, others = some[:1], some[1:2]
        one, other = (next(iter(side), None) for side in (some, others))
        if one is not None or other is not None:
            yield one, other, act.type, act.status


def _distance(spot: Spot, at: int) -> int:
    role = spot.role
    return 0 if role is None else min(abs(role.start - at), abs(role.end - at))


def _idle(acts: Sequence[survey_rows.Told], parties: Parties) -> list[tuple[int | None, int | None]]:
    """The pairs that do nothing; one of somebody with nobody only where that one takes part in no act."""
    busy = {way for act in acts for way in ((act.actor, act.recipient), (act.recipient, act.actor))[: 1 + act.mutual]}
    doing = {place for way in busy for place in way} - {""}
    places = {None: "", **{n: spot.place for n, (spot, _) in enumerate(parties)}}
    return [
        (one, other)
        for one, other in product(places, places)
        if one != other
        and (places[one], places[other]) not in busy
        and not (None in (one, other) and {places[one], places[other]} & doing)
    ]


def main() -> None:
    """Write the pairs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("files", type=Path, nargs="+")
    options = asked.parse_args()
    reader, dice = Reader(), random.Random(3)
    with options.out.open("w", encoding="utf-8") as out:
        for path in options.files:
            for line in path.read_text(encoding="utf-8").splitlines():
                for row in reader.rows(json.loads(line), dice):
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
