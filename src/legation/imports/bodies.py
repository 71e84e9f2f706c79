"""Bodies, organisations and groups of an import, and the rules for names that several of them bear."""

from collections import defaultdict
from collections.abc import Iterator

from legation.imports.desk import Desk, Tables
from legation.imports.drafts import BodyDraft, Place
from legation.imports.names import body_aliases, clean, slug
from legation.tables import parts
from legation.vetting import NAMED, Entry, Row, collisions, date_fault, fault, folded, steers, taken

KINDS = tuple(table for table in NAMED if table != "persons")


class Bodies:
    """Takes all that acts and is no person."""

    def __init__(self, desk: Desk) -> None:
        """Put on `desk` what is taken."""
        self._desk = desk
        self._joined: dict[str, list[str]] = defaultdict(list)
        self._facts: dict[str, dict[str, str]] = {}
        self._ruled: dict[str, str] = {}
        self._given: dict[str, tuple[Place, Row]] = {}

    def take(self, draft: BodyDraft) -> None:
        """Take a body, or join what is told of one that we know."""
        name = next(clean([draft.name]), "")
        if not slug(name):
            self._desk.refuse(draft.at, draft.name or "a body", "the name has no Latin letter, or a semicolon")
            return
        aliases = [alias for alias in clean(body_aliases(draft.aliases)) if alias != name]
        same = self._same(name, draft)
        if isinstance(same, tuple):
            self._desk.refuse(draft.at, name, same[0])
        elif same:
            self._join(draft.at, same, aliases, {"wikidata": draft.wikidata, "wiki": draft.wiki})
        else:
            self._enter(name, aliases, draft)

    def take_row(self, at: Place, table: str, row: Row) -> None:
        """Take a row in our own form, whose id the user chose."""
        row = {**row, "id": row["id"] or _id(table, row["name"], row["country"])}
        reason = fault(table, row, self._desk.index)
        known = self._desk.force.entry(row["id"])
        if not reason and not known and self._desk.index.entry(row["id"]):
            reason = f"{row['id']} stands in the file twice"
        clashes = dict(collisions(table, row, self._desk.index, frozenset(self._given)))
        reason = reason or clashes.pop(row["name"], None)
        if reason:
            self._desk.refuse(at, row["name"] or row["id"], reason)
            return
        for clash in clashes.values():
            self._desk.refuse(at, row["name"], clash)
        names: list[str] = [column for column in ("acronym", "aliases") if column in row]
        kept = {column: ";".join(a for a in parts(row[column]) if a not in clashes) for column in names}
        if known:
            aliases = [*parts(kept.get("acronym", "")), *parts(kept["aliases"])]
            self._join(at, row["id"], aliases, {"wikidata": row["wikidata"], "wiki": row.get("wiki", "")})
        else:
            self._put(at, table, {**row, **kept})

    def finish(self, tables: Tables) -> None:
        """Write all rows, and the rules."""
        for rule in self._rules():
            tables.write("ambiguous", rule)
        for table in KINDS:
            for _, row in self._desk.spool.rows(table):
                tables.write(table, row)
        for key, aliases in self._joined.items():
            entry = self._desk.force.entry(key)
            if entry and entry.row and (aliases or self._facts.get(key)):
                told = {**entry.row, **self._facts.get(key, {})}
                told["aliases"] = ";".join(clean((*parts(told["aliases"]), *aliases)))
                tables.write(entry.table, told)

    def take_rule(self, at: Place, row: Row) -> None:
        """Take a rule of the user's; whether it can stand is known in the end."""
        self._given[folded(row["phrase"])] = (at, row)

    def _rules(self) -> Iterator[Row]:
        """Yield what to do about names that several bear, or that are a single word."""
        for at, row in self._given.values():
            if reason := fault("ambiguous", row, self._desk.index):
                self._desk.refuse(at, row["phrase"], reason)
            else:
                yield row
        for form, phrase in self._ruled.items():
            if form in self._given:
                continue
            ids = [key for key in self._desk.index.own_owners(phrase) if not key.startswith("person:")]
            countries = [entry.country for key in ids if (entry := self._desk.index.entry(key))]
            several = len(ids) > 1
            # The country tells two apart only where it is not the same.
            rule = "never" if len(set(countries)) < len(countries) else f"context:{';'.join(ids)}"
            note = "imported: several bear the name" if several else "imported: a single word may mean much else"
            yield {"phrase": phrase, "note": note, "rule": rule}

    def _same(self, name: str, draft: BodyDraft) -> str | tuple[str] | None:
        """The id in force that the draft means; why it means none; None for something new."""
        index, force = self._desk.index, self._desk.force
        if draft.wikidata and (key := index.with_wikidata(draft.wikidata)):
            entry = index.entry(key)
            if entry and entry.table in KINDS and entry.row:
                return key
            return (f"{draft.wikidata} is {key} already",)
        owners = force.owners(name)
        for key in owners:
            entry = force.entry(key)
            if entry and self._fits(entry, draft):
                return key
        return (taken(name, owners[0], index),) if owners else None

    def _fits(self, entry: Entry, draft: BodyDraft) -> bool:
        return (entry.table, entry.country) == (draft.table, draft.country) and not (
            entry.wikidata and draft.wikidata and entry.wikidata != draft.wikidata
        )

    def _enter(self, name: str, aliases: list[str], draft: BodyDraft) -> None:
        key = _id(draft.table, name, draft.country)
        if self._desk.index.entry(key):
            key = f"{key}-{(draft.wikidata or draft.country).lower()}"
        row = {
            "id": key,
            "name": name,
            "aliases": "",
            "acronym": "",
            "country": draft.country,
            "sector": draft.sector,
            "since": draft.since,
            "until": draft.until,
            "wikidata": draft.wikidata,
            "wiki": draft.wiki,
            "note": "",
        }
        if wrong := date_fault(draft.since, draft.until):
            self._desk.refuse(draft.at, name, f"its dates are left out: {wrong}")
            row.update(since="", until="")
        if reason := fault(draft.table, row, self._desk.index):
            self._desk.refuse(draft.at, name, reason)
            return
        free = []
        for alias in aliases:
            if owners := self._desk.force.owners(alias):
                self._desk.refuse(draft.at, name, taken(alias, owners[0], self._desk.index))
            else:
                free.append(alias)
        for phrase in (name, *free):
            # What another row of the import is called too, or what is one word, may mean something else in a text.
            if self._desk.index.own_owners(phrase) or " " not in phrase.removeprefix("the "):
                self._ruled.setdefault(folded(phrase), phrase)
        self._put(draft.at, draft.table, {**row, "aliases": ";".join(free)})

    def _put(self, at: Place, table: str, row: Row) -> None:
        self._desk.index.add(table, row)
        self._desk.spool.put(table, at, row)
        self._desk.counts[table] += 1

    def _join(self, at: Place, key: str, aliases: list[str], facts: dict[str, str]) -> None:
        """Join to what is in force what the source knows more."""
        entry = self._desk.force.entry(key)
        if entry is None or entry.row is None:
            return
        self._desk.counts["known"] += key not in self._joined
        old = {entry.name, *parts(entry.row.get("acronym", "")), *parts(entry.row["aliases"])}
        for alias in aliases:
            owners = self._desk.index.owners(alias)
            if owners and key not in owners:
                self._desk.refuse(at, entry.name, taken(alias, owners[0], self._desk.index))
            elif alias not in old and " " in alias:
                self._joined[key].append(alias)
                self._desk.index.own(alias, key)
        self._joined.setdefault(key, [])
        found = {
            name: text
            for name, text in facts.items()
            if text and not steers(text) and text != entry.name and not entry.row.get(name)
        }
        self._facts[key] = {**self._facts.get(key, {}), **found}
        if "wikidata" in found:
            self._desk.index.link(found["wikidata"], key)


def _id(table: str, name: str, country: str) -> str:
    if table == "groups":
        return f"group:{slug(name)}"
    return f"org:{country.lower()}-{slug(name)}" if table == "bodies" else f"org:{slug(name)}"
