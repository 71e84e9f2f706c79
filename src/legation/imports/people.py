"""Persons of an import: who is known already, which id a new one gets, which of their names nobody else bears."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from legation.imports.desk import Desk, Tables
from legation.imports.drafts import PersonDraft, Place
from legation.imports.names import clean, person_aliases, slug, surname
from legation.tables import parts
from legation.vetting import Entry, Row, fault, folded, phrases, steers, taken

TABLE = "persons"


class People:
    """Takes persons; `ids` tells which id the source's own key has become."""

    def __init__(self, desk: Desk) -> None:
        """Put on `desk` what is taken."""
        self._desk = desk
        self.ids: dict[str, str] = {}
        self._births: dict[str, str] = {}
        self._joined: dict[str, str] = {}  # id in force → the source's key
        self._facts: dict[str, dict[str, str]] = {}
        self._more: dict[str, list[str]] = defaultdict(list)
        self._renamed: set[str] = set()
        self._shared: set[str] = set()

    def take(self, draft: PersonDraft) -> None:
        """Take a person, or join what is told of one whom we know."""
        name = next(clean([draft.name]), "")
        if not slug(name):
            self._desk.refuse(draft.at, draft.name or "a person", "the name has no Latin letter, or a semicolon")
            return
        aliases = tuple(draft.aliases if draft.trusted else person_aliases(name, draft.aliases))
        draft = replace(draft, name=name, aliases=tuple(a for a in clean(aliases) if a != name))
        if draft.key in self.ids:
            self._add(self.ids[draft.key], draft)
            return
        same = self._same(draft)
        if isinstance(same, str):
            self._join(same, draft)
        elif same is None:
            self._enter(draft)
        else:
            self._desk.refuse(draft.at, name, same[0])

    def take_row(self, at: Place, row: Row) -> None:
        """Take a row in our own form, whose id the user chose."""
        key = row["id"] or f"person:{slug(row['name'])}"
        row = {**row, "id": key}
        known = self._desk.index.entry(key)
        reason = fault(TABLE, row, self._desk.index)
        if not reason and known and not self._desk.force.entry(key):
            reason = f"{key} stands in the file twice"
        if not reason and not known:
            owners = self._desk.index.owners(row["name"]) if row["name"] in phrases(TABLE, row) else ()
            reason = taken(row["name"], owners[0], self._desk.index) if owners else None
        if reason:
            self._desk.refuse(at, row["name"] or key, reason)
            return
        draft = PersonDraft(at, key, row["name"], parts(row["aliases"]), row["country"], wikidata=row["wikidata"])
        self.ids[key] = key
        if known:
            self._join(key, replace(draft, aliases=(draft.name, *draft.aliases), wiki=row.get("wiki", "")))
        else:
            self._put(at, {**row, "aliases": ";".join(self._free(key, draft))})

    def finish(self, tables: Tables) -> None:
        """Write all persons, now that it is known who shares a name with whom."""
        for _, row in self._desk.spool.rows(TABLE):
            aliases = [a for a in (*parts(row["aliases"]), *self._more.pop(row["id"], ())) if not self._is_shared(a)]
            if row["id"] in self._renamed:
                row["name"] = self._apart(row["name"], row["id"], row)
            tables.write(TABLE, {**row, "aliases": ";".join(clean(a for a in aliases if a != row["name"]))})
        for key in self._joined:
            entry = self._desk.force.entry(key)
            aliases = [alias for alias in self._more.get(key, ()) if not self._is_shared(alias)]
            if entry and entry.row and (aliases or self._facts.get(key)):
                told = {**entry.row, **self._facts.get(key, {})}
                tables.write(TABLE, {**told, "aliases": ";".join(clean((*parts(told["aliases"]), *aliases)))})

    def _same(self, draft: PersonDraft) -> str | tuple[str] | None:
        """The id of the person in force whom the draft means; why that can't be told; None for somebody new."""
        index = self._desk.index
        if draft.wikidata and (key := index.with_wikidata(draft.wikidata)):
            entry = index.entry(key)
            return key if entry and entry.table == TABLE else (f"{draft.wikidata} is {key} already",)
        force = self._desk.force
        for key in dict.fromkeys((f"person:{slug(draft.name)}", *force.owners(draft.name))):
            entry = force.entry(key)
            if entry is None or entry.table != TABLE:
                continue
            if not draft.country or not entry.country:
                return (f"it has no country, so nothing tells whether it is {key} ({entry.name})",)
            if entry.country == draft.country and not self._differs(key, entry, draft):
                if self._joined.get(key, draft.key) != draft.key:
                    return (f"two persons of the source fit {key} ({entry.name}); the first was joined to it",)
                return key
        return None

    def _differs(self, key: str, entry: Entry, draft: PersonDraft) -> bool:
        if entry.wikidata and draft.wikidata and entry.wikidata != draft.wikidata:
            return True
        born, birth = self._births.get(key, ""), draft.birth
        length = min(len(born), len(birth))
        return born[:length] != birth[:length]

    def _enter(self, draft: PersonDraft) -> None:
        """Take somebody new."""
        key = self._free_id(draft)
        row = {
            "id": key,
            "name": draft.name,
            "surname": draft.surname or surname(draft.name, draft.country, draft.given),
            "country": draft.country,
            "gender": draft.gender,
            "wikidata": draft.wikidata,
            "sector": draft.sector,
            "wiki": draft.wiki,
            "aliases": "",
            "given": draft.given,
        }
        if not draft.given and row["surname"]:
            row["given"] = draft.name.removesuffix(row["surname"]).removeprefix(row["surname"]).strip()
        if row["surname"] not in draft.name:
            row["surname"] = surname(draft.name, draft.country)
        if reason := fault(TABLE, row, self._desk.index):
            self._desk.refuse(draft.at, draft.name, reason)
            return
        self.ids[draft.key] = key
        self._births[key] = draft.birth
        if draft.name in phrases(TABLE, row) and (owners := self._desk.index.owners(draft.name)):
            self._namesake(draft, key, owners, row)
        row["aliases"] = ";".join(self._free(key, draft))
        self._put(draft.at, row)

    def _namesake(self, draft: PersonDraft, key: str, owners: tuple[str, ...], row: dict[str, str]) -> None:
        """Tell apart who shares a full name: a text that has only the name must not be given to either."""
        reason = taken(draft.name, owners[0], self._desk.index)
        self._desk.refuse(draft.at, draft.name, f"{reason}; {key} is found by office and by other names only")
        row["name"] = self._apart(draft.name, key, row)
        if not self._desk.force.owners(draft.name):
            self._renamed.update(owner for owner in owners if owner.startswith("person:"))

    def _put(self, at: Place, row: Row) -> None:
        self._desk.index.add(TABLE, row)
        self._desk.spool.put(TABLE, at, row)
        self._desk.counts[TABLE] += 1

    def _join(self, key: str, draft: PersonDraft) -> None:
        """Join to a person in force what the source knows more."""
        self.ids[draft.key] = key
        self._births.setdefault(key, draft.birth)
        entry = self._desk.force.entry(key)
        if entry is None or entry.row is None:  # of this very import, under another key
            self._add(key, draft)
            return
        self._desk.counts["known"] += key not in self._joined
        self._joined[key] = draft.key
        facts = {"wikidata": draft.wikidata, "wiki": draft.wiki}
        found = {name: text for name, text in facts.items() if text and not steers(text) and not entry.row.get(name)}
        # The title of an article that is just the name is what the tables take anyway.
        found = {name: text for name, text in found.items() if text != entry.name}
        self._facts[key] = {**self._facts.get(key, {}), **found}
        if "wikidata" in found:
            self._desk.index.link(draft.wikidata, key)
        self._add(key, draft)

    def _add(self, key: str, draft: PersonDraft) -> None:
        """Add the aliases that are new and nobody else's."""
        entry = self._desk.force.entry(key)
        old = {*parts(entry.row["aliases"]), entry.name} if entry and entry.row else set()
        new = [alias for alias in self._free(key, draft) if alias not in old]
        self._more[key] += new
        for alias in new:
            if " " in alias or alias.isupper():
                self._desk.index.own(alias, key)

    def _free(self, key: str, draft: PersonDraft) -> Iterator[str]:
        """Yield the aliases that mean nobody else; report the others."""
        for alias in draft.aliases:
            owners = self._desk.index.owners(alias) if " " in alias or alias.isupper() else ()
            if owners and key not in owners:
                self._desk.refuse(draft.at, draft.name, taken(alias, owners[0], self._desk.index))
                if not self._desk.force.owners(alias):
                    self._shared.add(folded(alias))
            else:
                yield alias

    def _free_id(self, draft: PersonDraft) -> str:
        base = f"person:{slug(draft.name)}"
        if self._desk.index.entry(base) is None:
            return base
        if draft.wikidata:
            return f"{base}-{draft.wikidata.lower()}"
        number = 2
        while self._desk.index.entry(f"{base}-{number}"):
            number += 1
        return f"{base}-{number}"

    def _apart(self, name: str, key: str, row: Row) -> str:
        """A name that no text has: with Wikidata's number, the country, or the number of the id."""
        number = key.rpartition("-")[2]
        return f"{name} ({row['wikidata'] or (number if number.isdigit() else row['country'])})"

    def _is_shared(self, alias: str) -> bool:
        return folded(alias) in self._shared
