"""Namings: every place where a document names a person, by a full name or a short one."""

import re
from collections.abc import Iterator, Sequence

from legation.annotations import Sentence, Token
from legation.resolving.names import NameFinder, SentenceNames
from legation.resolving.people import Naming, Roll
from legation.resolving.phrases import covered, head_of

_MONTHS = frozenset({"May", "March", "April", "June", "July", "August"})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_BEFORE_MONTH = frozenset(
    {"in", "since", "until", "till", "by", "from", "last", "next", "this", "late", "early", "mid", "of"}
)
# What a month does: "May saw a rise in exports".
_OF_TIMES = frozenset({"see", "bring", "mark", "witness", "have", "begin", "open", "end", "close", "follow", "be"})
_WORDS = re.compile(r"[\w-]+")
# So far before a name an office is looked for that tells whose it is.
_SPOKEN = 400
_OF_PERSONS = frozenset({"he", "she", "his", "her", "him"})
# A word of so few letters is no surname that the world knows ("U" and "An" are words too).
_SHORTEST = 3


def namings(
    text: str, sentences: Sequence[Sentence], names: Sequence[SentenceNames], roll: Roll, finder: NameFinder
) -> dict[int, list[Naming]]:
    """Every place where a person is named, by sentence; full names are entered in the roll on the way.

    A short name that the name finder missed is found once its owner is known ("Shi" after "Shi Yinhong").
    """
    found: dict[int, list[Naming]] = {s.index: [] for s in sentences}
    places = _names_of_places(text, sentences, names, finder)
    roll.shorten({text[start:end] for here in names for start, end, _ in here.persons})
    for sentence, here in zip(sentences, names, strict=True):
        for start, end, known in here.persons:
            head = head_of(sentence, covered(sentence, start, end))
            if finder.is_office(text, start, end) or text[start:end] in places:
                continue
            if head is not None:
                found[sentence.index].append(Naming(sentence, start, end, head))
            name = text[start:end]
            if roll.is_full(name):
                roll.enter(name, known or finder.known_person(name))
    shared = _shared_names(text, sentences, names, finder) | _people_of_that_name(text, sentences, names, roll)
    for sentence, here in zip(sentences, names, strict=True):
        taken = [(n.start, n.end) for n in found[sentence.index]]
        matches = (m for m in here.matches if text[m.start : m.end] not in shared)
        taken += [(m.start, m.end) for m in matches if not finder.is_styled(text, sentence, m)]
        taken += [(o.start, o.end) for o in here.organisations]
        taken += [(start, end) for start, end, _ in here.persons if text[start:end] in places]
        sites = [(s, e) for s, e, _ in here.places if not roll.knows(text[s:e])]
        # "Flew to Surin" after "Surin province" names nobody.
        for token in (t for t in sentence.tokens if _may_be_name(t) and (t.text not in places or roll.knows(t.text))):
            named = any(s <= token.start < e for s, e in sites) and not finder.is_titled(text, sentence, token)
            if not named and finder.is_office(text, token.start, token.end):
                continue  # "The Shah" is who reigns, whoever else is called so
            if not named and not any(start < token.end and token.start < end for start, end in taken):
                found[sentence.index].extend(_short_name(text, sentence, token, roll, finder))
        found[sentence.index].sort(key=lambda n: n.start)
    return found


def _names_of_places(
    text: str, sentences: Sequence[Sentence], names: Sequence[SentenceNames], finder: NameFinder
) -> frozenset[str]:
    """Names that may be taken for persons', and of which the text says once that they are a place's."""
    found: set[str] = set()
    for sentence, here in zip(sentences, names, strict=True):
        found.update(t.text for t in sentence.tokens if t.tag == "NNP" and finder.is_of_land(sentence, t))
        for start, end, _ in here.persons:
            head = head_of(sentence, covered(sentence, start, end))
            if head is not None and finder.is_settlement(sentence, head):
                found.add(text[start:end])
    return frozenset(found)


def _shared_names(
    text: str, sentences: Sequence[Sentence], names: Sequence[SentenceNames], finder: NameFinder
) -> frozenset[str]:
    """Names of persons of this text that are also a place's, where nothing else in it is of that place.

    After "Harold Washington" a bare "Washington" is the man, unless the text speaks of Americans too; and after "Chad
    Ostrowitz" a bare "Chad". But nobody calls a minister by a given name: beside "Defence Minister Israel Katz" a bare
    "Israel" is the state, and so is one before the whole name.
    """
    places: dict[str, set[str]] = {}
    spoken: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    for match in (m for here in names for m in here.matches):
        word = text[match.start : match.end]
        first.setdefault(word, match.start)
        places.setdefault(word, set()).update(match.ids)
        for key in match.ids:
            spoken.setdefault(key, set()).add(word)
    found = set()
    for sentence, here in zip(sentences, names, strict=True):
        for start, end, known in here.persons:
            given, *others = text[start:end].split()
            plain = known is None and start < first.get(given, 0) and not _has_title(sentence, start, finder)
            for word in (*others[-1:], *([given] if others and plain else [])):
                if word in places and all(spoken.get(key, {word}) == {word} for key in places[word]):
                    found.add(word)
    return frozenset(found)


def _has_title(sentence: Sentence, start: int, finder: NameFinder) -> bool:
    """True for a name right behind the word of a title, an office or a calling ("lawmaker Jordan Tate")."""
    before = next((t for t in reversed(sentence.tokens) if t.end <= start), None)
    return before is not None and (finder.is_title(before) or before.pos in ("NOUN", "PROPN"))


def _people_of_that_name(
    text: str, sentences: Sequence[Sentence], names: Sequence[SentenceNames], roll: Roll
) -> frozenset[str]:
    """Words for places that are people here ("Jordan, the chief of staff"), where nothing else is of the place."""
    spoken: dict[str, set[str]] = {}
    for match in (m for here in names for m in here.matches):
        for key in match.ids:
            spoken.setdefault(key, set()).add(text[match.start : match.end])
    nobody = not any(here.persons for here in names)
    somebody = nobody and any(t.lower in _OF_PERSONS for s in sentences for t in s.tokens)
    found = set()
    for sentence, here in zip(sentences, names, strict=True):
        for match in here.matches:
            word = text[match.start : match.end]
            alone = all(a.kind in ("name", "city") and spoken[a.id] == {word} for a in match.aliases)
            token = head_of(sentence, covered(sentence, match.start, match.end)) if alone and " " not in word else None
            if token is None or not match.aliases:
                continue
            before = text[max(0, match.start - _SPOKEN) : match.start]
            beside = " ".join(t.text for noun in sentence.children(token, "appos") for t in sentence.subtree(noun))
            acts = token.dep in ("nsubj", "nsubjpass")
            if roll.is_namesake(word, " ".join(_WORDS.findall(f"{before} {beside}")), person=somebody and acts):
                found.add(word)
    return frozenset(found)


def _stands_alone(sentence: Sentence, token: Token) -> bool:
    """True for one capitalised word that is a phrase of its own ("Sukarno told …", "the Sukarno government")."""
    beside = [sentence.tokens[at] for at in (token.i - 1, token.i + 1) if 0 <= at < len(sentence.tokens)]
    plain = token.tag == "NNP" and token.text[1:].islower() and len(token.text) > _SHORTEST
    return plain and all(t.tag not in ("NNP", "NNPS") and t.text not in ("-", "&") for t in beside)


def _may_be_name(token: Token) -> bool:
    """True for a proper noun, and for another in capitals: the parser may take a name for that."""
    other = token.pos == "NOUN" or (token.i == 0 and token.pos in ("ADJ", "VERB") and token.dep == "nsubj")
    return token.tag in ("NNP", "NNPS") or (other and token.text[:1].isupper())


def _short_name(text: str, sentence: Sentence, token: Token, roll: Roll, finder: NameFinder) -> Iterator[Naming]:
    """The naming that begins, or stands, at a word: a surname of this text, or one behind a title."""
    if _acts(sentence, token) and not finder.is_title(token) and roll.is_known_alone(token.text):
        yield Naming(sentence, token.start, token.end, token)
        return
    if token.tag not in ("NNP", "NNPS") and (token.i == 0 or not roll.knows(token.text) or finder.is_title(token)):
        return  # a noun that introduces nobody again
    joined = _hyphened(text, sentence, token)
    if joined is not None and roll.knows(text[token.start : joined.end]):
        yield Naming(sentence, token.start, joined.end, joined)
    elif (
        (roll.knows(token.text) and not _is_time(sentence, token))
        or finder.is_titled(text, sentence, token)
        or (
            _stands_alone(sentence, token)
            and not finder.is_title(token)
            and not finder.is_plain_word(token.text)  # nobody means Godwin Friday by "on Friday"
            and roll.is_known_alone(token.text)
        )
    ):
        yield Naming(sentence, token.start, token.end, token)
    elif (at := finder.titled_particle(text, sentence, token)) is not None:
        yield Naming(sentence, at, token.end, token)


def _acts(sentence: Sentence, token: Token) -> bool:
    """True for a word of another sense that does something to somebody, or says so, as only a name can.

    "Begin met Sadat" and "On Tuesday May expelled two envoys": no common noun stands so without an article, and of the
    month the verb would have a subject besides.
    """
    verb = sentence.head(token)
    plain = not sentence.children(token) and token.text[1:].islower() and verb.tag in ("VBD", "VBZ")
    if not plain or verb.i != token.i + 1:
        return False
    if token.text in _MONTHS:
        others = [t for t in sentence.children(verb, "nsubj", "nsubjpass") if t is not token]
        acting = token.dep in ("npadvmod", "nsubj") and not others and verb.lemma.lower() not in _OF_TIMES
    else:
        acting = token.i == 0 and token.dep == "nsubj" and token.pos in ("NOUN", "ADJ", "VERB")
    below = sentence.children(verb, "dobj", "ccomp", "oprd")
    return acting and bool(below) and (token.text in _MONTHS or any(t.pos in ("PROPN", "VERB") for t in below))


def _is_time(sentence: Sentence, token: Token) -> bool:
    """True for "in May", "May 5" and "on Friday", where a Theresa May or a Godwin Friday is in the text too."""
    before = sentence.tokens[token.i - 1].lower if token.i else ""
    after = sentence.tokens[token.i + 1].text if token.i + 1 < len(sentence.tokens) else ""
    if token.text in _DAYS:
        return token.dep not in ("nsubj", "nsubjpass")
    return token.text in _MONTHS and (before in _BEFORE_MONTH or after[:1].isdigit())


def _hyphened(text: str, sentence: Sentence, token: Token) -> Token | None:
    """The last word of a name that hyphens join, of which `token` is the first ("Vike-Freiberga")."""
    last = token
    while last.i + 2 < len(sentence.tokens) and text[last.end : last.end + 1] == "-":
        after = sentence.tokens[last.i + 2]
        if after.start != last.end + 1 or after.tag not in ("NNP", "NNPS"):
            break
        last = after
    return None if last is token else last
