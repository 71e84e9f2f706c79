"""Misread lists and words: constructions that the parser is known to take for others, put right in the parse.

In headlines a comma stands for "and" between two subjects ("Chad, Niger sign border pact"); the parser, trained on
running text, takes the first for an aside. Of two names with "and" it may take the first for a part of the second
("Liberia and Sierra Leone"). Of a list behind a plural ("the ministers of A, B and C") it takes all but
the first for names of the ministers. The hyphen of a compound it may take for a noun of its own ("the vice-president
resigned" had three subjects). A subject that stands far before its verb it may hang on the auxiliary, and of "in 2023
growth slowed" it may make growth of a number. Of subjects behind a clause that opens the sentence it makes a list with
the object of that ("after Russia annexed Crimea, Canada and Norway imposed sanctions"). Names of those who tell
something are mended in `tellers.py`, who does what is asked for or blamed in `doers.py`.
"""

import re
from collections.abc import Sequence

from legation.annotate.beside import join_elided, set_nouns
from legation.annotate.brackets import close_times, part_semicolons
from legation.annotate.doers import name_accusers, name_both, part_infinitives, part_objects
from legation.annotate.interposed import lower_relatives, part_interposed
from legation.annotate.lemmas import lengthen
from legation.annotate.openers import name_asked, name_openers
from legation.annotate.passives import turn_passives
from legation.annotate.predicates import find_predicate, part_names
from legation.annotate.series import join_owners, join_series, join_states, raise_members
from legation.annotate.tellers import TELLING, join_headline, name_sources, name_tellers, part_charges, part_tellers
from legation.annotate.tree import SUBJECTS, TENSED, under
from legation.annotations import Token

# What the parser makes of the first of two such subjects.
_ASIDE = frozenset({"npadvmod", "dep"})
# How a name hangs on another that it is a part of.
_PARTS = frozenset({"nmod", "compound"})
# What a verb has that needs no name before it for its subject.
_OWN = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "expl", "mark"})
_NAMES = frozenset({"NNP", "NNPS", "NNS"})
# A plural verb has no ending, whatever the tagger says of it.
_BARE = frozenset({"VB", "VBP", "VBZ", "MD"})
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
# Before a year, which counts nothing then.
_WHEN = frozenset({"in", "since", "by", "until", "before", "after", "during", "from", "around"})
# Verbs that tell only with what they give or name.
_GIVING = frozenset({"give", "provide", "offer", "release"})
_DETAILING = _GIVING | frozenset(
    {"elaborate", "specify", "identify", "name", "disclose", "reveal", "discuss", "describe", "detail", "divulge"}
)
# Words before the name of a town, without a comma.
_TOWNS = frozenset(
    {"capital", "city", "town", "port", "village", "stronghold", "suburb", "district", "province", "state"}
)
_TIMES = frozenset({"DATE", "TIME"})
# Words before the name of somebody, without a comma.
_TITLES = frozenset(
    {"president", "chancellor", "minister", "premier", "secretary", "ambassador", "envoy", "senator", "governor"}
    | {"mayor", "speaker", "chairman", "chairwoman", "commissioner", "director", "chief", "judge", "justice"}
    | {"king", "queen", "prince", "princess", "emperor", "sultan", "emir", "sheikh", "pope", "cardinal", "archbishop"}
    | {"bishop", "ayatollah", "imam", "rabbi", "general", "admiral", "marshal", "colonel", "major", "captain"}
    | {"commodore", "lieutenant", "spokesman", "spokeswoman", "spokesperson", "professor"}
)
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
# What no name of somebody holds.
_CLAUSE = frozenset({"VERB", "AUX", "SCONJ", "PRON"})
# Words of a list of subjects at most.
_LIST = 40
# Words of the first subject ("South Korean generals").
_LONGEST = 4


def mend(tokens: Sequence[Token]) -> None:
    """Put the misread lists and hyphens of a sentence right."""
    lengthen(tokens)
    join_elided(tokens)
    join_compounds(tokens)
    join_subjects(tokens)
    join_names(tokens)
    join_titles(tokens)
    join_series(tokens)
    join_states(tokens)
    join_owners(tokens)
    raise_members(tokens)
    set_nouns(tokens)
    join_towns(tokens)
    part_clauses(tokens)
    close_times(tokens)
    part_semicolons(tokens)
    part_openings(tokens)
    part_interposed(tokens)
    lower_relatives(tokens)
    name_openers(tokens)
    name_asked(tokens)
    part_objects(tokens)
    part_infinitives(tokens)
    name_accusers(tokens)
    name_both(tokens)
    find_reporters(tokens)
    raise_subjects(tokens)
    part_years(tokens)
    name_deeds(tokens)
    find_predicate(tokens)
    part_names(tokens)
    part_silences(tokens)
    join_headline(tokens)
    name_sources(tokens)
    name_tellers(tokens)
    part_charges(tokens)
    part_tellers(tokens)
    turn_passives(tokens)


def join_compounds(tokens: Sequence[Token]) -> None:
    """Make one compound of two nouns around a hyphen that is taken for a noun itself."""
    for hyphen in tokens[1:-1]:
        if hyphen.text != "-" or hyphen.pos not in _NOUNS:
            continue
        first, last = tokens[hyphen.i - 1], tokens[hyphen.i + 1]
        if first.end != hyphen.start or hyphen.end != last.start or not {first.pos, last.pos} <= _NOUNS:
            continue
        whole = (first, hyphen, last)
        top = min(whole, key=lambda t: _depth(tokens, t))
        last.dep, last.head = top.dep, last.i if top.head == top.i else top.head
        for token in tokens:
            if token is not last and token.head in (first.i, hyphen.i):
                token.head = last.i
        first.dep, first.head = "compound", last.i
        hyphen.dep, hyphen.head, hyphen.pos, hyphen.tag = "punct", last.i, "PUNCT", "HYPH"


def _depth(tokens: Sequence[Token], token: Token) -> int:
    """How many words stand above one."""
    above = 0
    while token.head != token.i:
        token, above = tokens[token.head], above + 1
    return above


def join_subjects(tokens: Sequence[Token]) -> None:
    """Make one list of two subjects that only a comma joins at the beginning of a sentence."""
    comma = next((t.i for t in tokens[: _LONGEST + 1] if t.text == ","), None)
    if not comma or comma + 2 >= len(tokens):
        return
    first = next((t for t in tokens[:comma] if t.head >= comma), None)
    if first is None or first.dep not in _ASIDE or first.tag not in _NAMES or first.ent in _TIMES:
        return
    verb = tokens[first.head]
    if verb.tag not in _BARE or verb.lower != verb.lemma.lower():
        return
    second = next((t for t in tokens[comma + 1 : verb.i] if t.dep == "nsubj" and t.head == verb.i), None)
    if second is None or second.tag not in _NAMES or not _reaches(tokens, second, comma + 1, verb.i):
        return
    first.dep, second.dep, second.head = "nsubj", "conj", first.i
    tokens[comma].head = first.i


def join_names(tokens: Sequence[Token]) -> None:
    """Make one list of two names that "and" joins, where the first is taken for a part of the second."""
    for first in tokens:
        second = tokens[first.head]
        if first.dep not in _PARTS or first.i > second.i or first.pos != "PROPN" or second.pos != "PROPN":
            continue
        joint = next((t for t in tokens[first.i + 1 : second.i] if t.dep == "cc" and t.head == first.i), None)
        listed = any(t.dep == "conj" and t.head == first.i for t in tokens)
        if joint is None or listed or not first.ent or not second.ent:
            continue
        if tokens[joint.i + 1].ent_start and _reaches(tokens, second, joint.i + 1, second.i):
            first.dep, second.dep = second.dep, "conj"
            first.head = first.i if second.head == second.i else second.head
            second.head = first.i


def join_titles(tokens: Sequence[Token]) -> None:
    """Join a title to the name right behind it, where it is taken for a noun of its own: "with President | Ann Lee"."""
    for title in tokens[:-1]:
        name = tokens[title.i + 1]
        if title.tag != "NNP" or title.lower not in _TITLES or name.ent != "PERSON" or name.tag != "NNP":
            continue
        while name.dep == "compound" and name.head > name.i:
            name = tokens[name.head]
        apart = not under(tokens, title, name) and not under(tokens, name, title)
        if apart and name.dep not in SUBJECTS and not any(t.head == title.i and t.dep == "det" for t in tokens):
            name.dep, name.head = title.dep, name.i if title.head == title.i else title.head
            title.dep, title.head = "compound", name.i


def join_towns(tokens: Sequence[Token]) -> None:
    """Join a town to the word for it, where it is taken for a second subject: "in Somalia's capital | Mogadishu"."""
    for kind in tokens[:-1]:
        town = tokens[kind.i + 1]
        while town.dep == "compound" and town.head > town.i:
            town = tokens[town.head]
        if (
            kind.lemma.lower() not in _TOWNS
            or kind.dep != "pobj"
            or town.ent not in ("GPE", "LOC")
            or town.tag != "NNP"
        ):
            continue
        subjects = [t for t in tokens[: kind.i] if t.head == town.head and t.dep in SUBJECTS]
        if town.dep in SUBJECTS and subjects and not under(tokens, kind, town):
            town.dep, town.head = "appos", kind.i


def part_clauses(tokens: Sequence[Token]) -> None:
    """Give a second verb its subject, where that is taken for the end of a list: "a tariff on steel and Mexico | said".

    No verb in a tense is joined to another without "and" or a comma before it.
    """
    for verb in tokens:
        name = tokens[verb.i - 1] if verb.i else verb
        if verb.dep not in ("conj", "advcl") or verb.tag not in TENSED or name.dep != "conj" or name.pos != "PROPN":
            continue
        listed = tokens[name.head]
        first = min((t.i for t in tokens if under(tokens, t, name)), default=name.i)
        joint = tokens[first - 1] if first else name
        own = any(t.head == verb.i and t.dep in _OWN for t in tokens)
        if own or joint.dep != "cc" or joint.head != listed.i or not verb.head < listed.i < joint.i:
            continue
        if under(tokens, tokens[verb.head], name):
            continue  # else each would hang on the other
        name.dep, name.head, verb.dep = "nsubj", verb.i, "conj"
        joint.head = verb.head


def part_openings(tokens: Sequence[Token]) -> None:
    """Give a verb its subjects, taken for one list with the object of a clause before: "after A hit B, | C and D left".

    The list has a comma behind its first name, and none before the verb, which has no subject of its own.
    """
    for verb in tokens:
        if verb.dep not in ("ROOT", "ccomp") or verb.pos not in ("VERB", "AUX") or verb.tag == "VBG":
            continue
        subject = next((t for t in tokens[: verb.i] if t.head == verb.i and t.dep in (*SUBJECTS, "expl")), None)
        opening = next((t for t in tokens[: verb.i] if t.head == verb.i and t.dep == "advcl"), None)
        listed = _listed_behind(tokens, verb, subject, opening) if opening is not None else None
        if opening is None or listed is None:
            continue
        object_ = tokens[listed.head]
        if object_ is subject:
            if any(t.head == opening.i and t.dep == "dobj" for t in tokens):
                continue
            object_.dep, object_.head = "dobj", opening.i
        listed.dep, listed.head = "nsubj", verb.i


def _listed_behind(tokens: Sequence[Token], verb: Token, subject: Token | None, opening: Token) -> Token | None:
    """The first name of a list, hung on the object of an opening clause, between a comma and the verb."""
    for name in tokens[max(opening.i + 2, verb.i - _LIST) : verb.i]:
        object_ = tokens[name.head]
        if name.dep != "conj" or not opening.i < object_.i < name.i:
            continue
        if object_ is not subject and (subject is not None or not under(tokens, object_, opening)):
            continue
        below = [t.i for t in tokens if under(tokens, t, name)]
        comma, behind = tokens[min(below) - 1], tokens[max(below) + 1 : verb.i]
        bare = all(t.head == verb.i and t.dep in ("aux", "auxpass", "neg", "advmod") for t in behind)
        if comma.text == "," and comma.head == object_.i and bare and max(below) < verb.i:
            return name
    return None


def raise_subjects(tokens: Sequence[Token]) -> None:
    """Give a verb the subject that hangs on its auxiliary: "officials have so far neither | confirmed nor denied"."""
    for subject in tokens:
        auxiliary = tokens[subject.head]
        if subject.dep not in SUBJECTS or auxiliary.dep not in ("aux", "auxpass") or auxiliary.head == auxiliary.i:
            continue
        if all(t.head != auxiliary.head or t.dep not in SUBJECTS for t in tokens):
            subject.head = auxiliary.head


def part_years(tokens: Sequence[Token]) -> None:
    """Part a year from the subject behind it, which it does not count: "said | in 2023 growth had slowed"."""
    for year in tokens[1:-2]:
        noun, when = tokens[year.head], tokens[year.i - 1]
        if year.dep != "nummod" or not _YEAR.fullmatch(year.text) or when.lower not in _WHEN or noun.i < year.i:
            continue
        below = {t.i for t in tokens if under(tokens, t, noun)}
        verb = next((t for t in tokens[max(below) + 1 :] if t.pos == "VERB"), None)
        if verb is None or any(t.pos not in ("AUX", "ADV", "PART") for t in tokens[max(below) + 1 : verb.i]):
            continue
        tensed = verb.tag in TENSED or any(t.head == verb.i and t.dep in ("aux", "auxpass") for t in tokens)
        own = any(t.head == verb.i and t.dep in SUBJECTS and t is not noun for t in tokens)
        if own or not tensed or noun.dep not in ("pobj", "nsubj"):
            continue
        if under(tokens, verb, noun) or under(tokens, verb, when):
            continue  # else each would hang on the other
        noun.dep, noun.head = "nsubj", verb.i
        year.dep, year.head, when.head = "pobj", when.i, verb.i


def name_deeds(tokens: Sequence[Token]) -> None:
    """Make a subject of the deed with which a sentence opens: "shelling | by the army killed six" has no other."""
    deed, verb = tokens[0], tokens[tokens[0].head]
    if deed.tag != "VBG" or deed.dep not in ("advcl", "csubj") or verb.tag not in TENSED:
        return
    below = [t for t in tokens if t.head == deed.i]
    agent = next((t for t in below if t.dep == "agent"), None)
    own = any(t.dep in SUBJECTS and t.head == verb.i and t is not deed for t in tokens)
    if own or any(t.dep in ("dobj", "nsubj", "aux") or t.text == "," for t in below):
        return
    deed.tag, deed.pos, deed.dep, deed.lemma = "NN", "NOUN", "nsubj", deed.lower
    if agent is not None:
        agent.dep = "prep"


def part_silences(tokens: Sequence[Token]) -> None:
    """Give whoever tells something what he will not tell besides: "said two men had died | but gave no names".

    A parser joins it to the verb of what he told. Who is reported to tell something himself may be the one who won't.
    """
    for verb in tokens:
        lead = tokens[verb.head]
        without = lead if verb.dep == "pcomp" and lead.lower == "without" else None
        told = lead if without is None else tokens[lead.head]
        above = tokens[told.head]
        if verb.dep not in ("conj", "pcomp") or (verb.dep == "pcomp") != (without is not None) or told.dep != "ccomp":
            continue
        if above.lemma.lower() not in TELLING or not above.i < told.i < verb.i or told.lemma.lower() in TELLING:
            continue
        if any(t.head == verb.i and t.dep in SUBJECTS for t in tokens) or not _withholds(tokens, verb, without):
            continue
        if without is not None:
            without.head = above.i
            continue
        joint = next((t for t in reversed(tokens[: verb.i]) if t.dep == "cc" and t.head == told.i), None)
        if joint is not None and joint.i > told.i:
            verb.head = joint.head = above.i


def _withholds(tokens: Sequence[Token], verb: Token, without: Token | None) -> bool:
    """True for "declined to say", "would not give details", "did not elaborate", "gave no names", "without naming"."""
    lemma = verb.lemma.lower()
    below = [t for t in tokens if t.head == verb.i and t.i > verb.i]
    if lemma in ("decline", "refuse"):
        return any(t.dep == "xcomp" and t.lemma.lower() in TELLING | _DETAILING for t in below)
    if lemma not in TELLING | _DETAILING:
        return False
    nothing = any(d.head == t.i and d.lower == "no" for t in below if t.dep == "dobj" for d in tokens)
    denied = any(t.head == verb.i and t.dep == "neg" for t in tokens)
    return nothing if lemma in _GIVING and not denied and without is None else denied or nothing or without is not None


def find_reporters(tokens: Sequence[Token]) -> None:
    """Give a closing verb of saying the name before it, taken for a list's end: "in Moura, Human Rights Watch said".

    What it had for a subject instead is the object of the verb before: "killed 300 | civilians".
    """
    verb = next((t for t in reversed(tokens) if t.pos != "PUNCT"), None)
    if verb is None or verb.head != verb.i or verb.tag not in TENSED:
        return
    told = next((t for t in tokens if t.head == verb.i and t.dep == "ccomp"), None)
    comma = next((t.i for t in reversed(tokens[: verb.i]) if t.text == ","), None)
    if told is None or comma is None or comma < told.i or not tokens[comma + 1 : verb.i]:
        return
    phrase = tokens[comma + 1 : verb.i]
    tops = [t for t in phrase if not comma < t.head < verb.i]
    subjects = [t for t in tokens if t.head == verb.i and t.dep in ("nsubj", "nsubjpass", "expl")]
    if len(tops) != 1 or tops[0] in subjects or tops[0].pos != "PROPN" or any(t.pos in _CLAUSE for t in phrase):
        return
    has_object = any(t.head == told.i and t.dep == "dobj" for t in tokens)
    if len(subjects) > 1 or any(has_object or t.dep != "nsubj" or not told.i < t.i < comma for t in subjects):
        return
    for subject in subjects:
        subject.dep, subject.head = "dobj", told.i
    tops[0].dep, tops[0].head = "nsubj", verb.i


def _reaches(tokens: Sequence[Token], top: Token, start: int, end: int) -> bool:
    """True where all words from `start` to `end` hang on one."""
    for token in tokens[start:end]:
        seen = token
        for _ in range(end - start):
            if seen.i == top.i:
                break
            seen = tokens[seen.head]
        if seen.i != top.i:
            return False
    return True
