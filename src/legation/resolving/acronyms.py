"""Acronyms that a text introduces in brackets: "the Justice and Equality Movement (JEM)" is the JEM from then on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from legation.knowledge import Alias, Knowledge
from legation.resolving.gazetteer import NameMatch
from legation.resolving.names import Organisation, SentenceNames

_INTRODUCED = re.compile(r"\((?:the |or |known as )?([A-Z][A-Za-z.&-]{1,9})\)")


def introduced(text: str, names: Sequence[SentenceNames], knowledge: Knowledge) -> list[SentenceNames]:
    """The names, every acronym standing for the body that the text introduces it for."""
    meant = _meant(text, names, knowledge)
    if not meant:
        return list(names)
    return [_replaced(text, here, meant) for here in names]


def _meant(text: str, names: Sequence[SentenceNames], knowledge: Knowledge) -> dict[str, NameMatch | Organisation]:
    # Behind "of Zimbabwe" the brackets hold the acronym of a longer name than the state's.
    bodies = (m for here in names for m in here.matches if m.aliases)
    ends = {m.end: m for m in bodies if any(knowledge.known[a.id].kind != "state" for a in m.aliases)}
    ends_of_new = {o.end: o for here in names for o in here.organisations}
    found: dict[str, NameMatch | Organisation] = {}
    for bracket in _INTRODUCED.finditer(text):
        before = bracket.start()
        while before > 0 and text[before - 1].isspace():
            before -= 1
        whole = ends.get(before) or ends_of_new.get(before)
        if bracket[1] in found or whole is None:
            continue
        if _stands_for(bracket[1], text[whole.start : whole.end]):
            found[bracket[1]] = _known(text, bracket[1], whole, names, knowledge) or whole
    return found


def _known(
    text: str, acronym: str, whole: NameMatch | Organisation, names: Sequence[SentenceNames], knowledge: Knowledge
) -> NameMatch | None:
    """The body of the tables that an acronym means, where its full name here is written as no table writes it."""
    if isinstance(whole, NameMatch):
        return None
    for match in (m for here in names for m in here.matches if text[m.start : m.end] == acronym):
        if {knowledge.known[alias.id].country for alias in match.aliases} & set(whole.countries):
            return match
        owners = {alias.id for alias in match.aliases}
        if len(owners) == 1 and _same_words(text[whole.start : whole.end], knowledge.known[owners.pop()].name):
            return match
    return None


def _same_words(written: str, known: str) -> bool:
    """True for two names that differ in small words only ("… of (the) Petroleum Exporting Countries")."""
    one, other = ({w.lower() for w in re.findall(r"[^\W\d_]+", name) if w[0].isupper()} for name in (written, known))
    return one == other


def _stands_for(acronym: str, name: str) -> bool:
    """True when the letters of an acronym come in this order at the beginnings of words or inside them."""
    letters = [letter for letter in acronym.lower() if letter.isalpha()]
    initials = [word[0].lower() for word in re.findall(r"[^\W\d_]+", name)]
    return len(letters) > 1 and bool(initials) and letters[0] in initials


def _replaced(text: str, here: SentenceNames, meant: Mapping[str, NameMatch | Organisation]) -> SentenceNames:
    matches = [m for m in here.matches if text[m.start : m.end] not in meant]
    organisations = [o for o in here.organisations if text[o.start : o.end] not in meant]
    spans = [(m.start, m.end) for m in here.matches] + [(o.start, o.end) for o in here.organisations]
    spans = [(start, end) for start, end in spans if text[start:end] in meant]
    for start, end in spans:
        whole = meant[text[start:end]]
        if isinstance(whole, NameMatch):
            aliases = tuple(Alias(text[start:end], alias.id, "name") for alias in whole.aliases)
            matches.append(NameMatch(start, end, aliases))
        else:
            organisations.append(replace(whole, start=start, end=end, name=text[whole.start : whole.end]))
    matches.sort(key=lambda m: m.start)
    persons = tuple(one for one in here.persons if text[one[0] : one[1]] not in meant)
    for start, end, _ in here.persons:
        if text[start:end] in meant:
            spans.append((start, end))
    return replace(
        here, persons=persons, matches=tuple(matches), organisations=tuple(sorted(organisations, key=lambda o: o.start))
    )
