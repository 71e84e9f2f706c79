"""Entities as a dump of Wikidata has them, about people and places that nobody invented before."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def ref(item: str) -> Json:
    value = {"entity-type": "item", "numeric-id": int(item[1:]), "id": item}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "wikibase-entityid"}}


def time(text: str, precision: int = 11) -> Json:
    value = {"time": f"+{text}T00:00:00Z", "precision": precision}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "time"}}


def claim(snak: Json, *, rank: str = "normal", **qualifiers: Json) -> Json:
    return {"mainsnak": snak, "rank": rank, "qualifiers": {name: [each] for name, each in qualifiers.items()}}


def item(key: str, label: str, *claims: tuple[str, Json], aliases: Iterable[str] = (), language: str = "en") -> Json:
    held: dict[str, list[Json]] = {}
    for name, each in claims:
        held.setdefault(name, []).append(each)
    named = [{"language": language, "value": alias} for alias in aliases]
    return {
        "type": "item",
        "id": key,
        "labels": {language: {"language": language, "value": label}} if label else {},
        "aliases": {language: named} if named else [],
        "claims": held,
    }


def human(key: str, label: str, *claims: tuple[str, Json], state: str = "Q40", aliases: Iterable[str] = ()) -> Json:
    return item(key, label, ("P31", claim(ref("Q5"))), ("P27", claim(ref(state))), *claims, aliases=aliases)


def held(position: str, since: str, until: str = "", **qualifiers: Json) -> tuple[str, Json]:
    """A statement that somebody held a position; "2020" and "2020-05" are dates to the year and the month."""
    made = claim(ref(position), P580=exact(since))
    made["qualifiers"] |= {name: [each] for name, each in qualifiers.items()}
    if until:
        made["qualifiers"]["P582"] = [exact(until)]
    return "P39", made


def exact(text: str) -> Json:
    precision = {4: 9, 7: 10, 10: 11}[len(text)]
    return time(text + "-00-00"[len(text) - 4 :] if len(text) < 10 else text, precision)


def dump(path: Path, *entities: Json, array: bool = True) -> Path:
    lines = [json.dumps(entity) for entity in entities]
    text = "[\n" + ",\n".join(lines) + "\n]\n" if array else "".join(f"{line}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path
