"""A stand-in for the resolve room: names of a fixed list become parties, so that coding is tested by itself."""

from collections.abc import Iterable, Iterator, Mapping

from legation.annotations import Party, Sentence, Token
from legation.records import Actor, Evidence, Mention
from legation.step import Reading

# Nouns that, after a name or an adjective of nationality, stand for those who act for it.
_OFFICIALS = """
troops soldiers forces official officials minister president government army navy police envoy envoys diplomat
diplomats ambassador ministry parliament authorities premier leader leaders delegation court general spokesman
warplanes jets rebels counterpart militants intelligence agency marines lawmakers prosecutors chancellor
"""
OFFICIALS = frozenset(_OFFICIALS.split())
_WORDS = """
CHN China Chinese Beijing
RUS Russia Russian Moscow Kremlin
UKR Ukraine Ukrainian Kyiv
USA U.S. American Washington
IRN Iran Iranian Tehran
ISR Israel Israeli
group:hamas Hamas
TUR Turkey Turkish Ankara
FRA France French Paris
DEU Germany German Berlin
JPN Japan Japanese Tokyo
IND India Indian Delhi
PAK Pakistan Pakistani
SYR Syria Syrian
EGY Egypt Egyptian Cairo
QAT Qatar
KOR Seoul
PRK Pyongyang
GBR Britain British London
POL Poland Polish Warsaw
org:NATO NATO
ETH Ethiopia Ethiopian
ERI Eritrea
ARM Armenia
AZE Azerbaijan
MEX Mexico Mexican
BRA Brazil Brazilian
ARG Argentina
VEN Venezuela Venezuelan
BLR Belarus
SRB Serbia
XKX Kosovo
SDN Sudan
TCD Chad
PHL Philippines
VNM Vietnam
TWN Taiwan
person:xi Xi
person:putin Putin
person:blinken Blinken
person:macron Macron
person:erdogan Erdogan
person:modi Modi
person:zelensky Zelensky
person:lula Lula
group:hezbollah Hezbollah
group:taliban Taliban
"""
NAMES: Mapping[str, str] = {word: row.split()[0] for row in _WORDS.strip().splitlines() for word in row.split()[1:]}
TWO_WORDS: Mapping[tuple[str, str], str] = {
    ("North", "Korea"): "PRK",
    ("North", "Korean"): "PRK",
    ("South", "Korea"): "KOR",
    ("South", "Korean"): "KOR",
    ("United", "States"): "USA",
    ("Saudi", "Arabia"): "SAU",
    ("European", "Union"): "org:EU",
    ("United", "Nations"): "org:UN",
    ("Security", "Council"): "org:UNSC",
}
PLACE_PREPS = frozenset({"in", "at", "near", "into", "inside"})


def parties(reading: Reading, names: Mapping[str, str]) -> Iterator[object]:
    """Parties, actors and mentions for the names of `names` (one word each) and a few of two words."""
    seen: set[str] = set()
    for sentence in reading.of(Sentence):
        named = dict(_named(sentence, names))
        for place, (start, key) in named.items():
            yield from _mention(reading, start, sentence.tokens[place].end, key)
            seen.add(key)
        for token in sentence.tokens:
            if party := _party(sentence, token, {i: key for i, (_, key) in named.items()}):
                yield party
                seen.update(party.actors)
    for key in sorted(seen):
        yield _actor(reading, key)


def _named(sentence: Sentence, names: Mapping[str, str]) -> Iterator[tuple[int, tuple[int, str]]]:
    for token in sentence.tokens:
        before = sentence.tokens[token.i - 1] if token.i else token
        if key := TWO_WORDS.get((before.text, token.text)):
            yield token.i, (before.start, key)
        elif key := names.get(token.text):
            yield token.i, (token.start, key)


def _party(sentence: Sentence, token: Token, named: Mapping[int, str]) -> Party | None:
    if token.dep in ("compound", "amod", "nmod"):
        return None
    keys: Iterable[str] = ()
    if token.i in named:
        keys = (named[token.i],)
    elif token.lower in OFFICIALS:
        below = [t for c in sentence.children(token, "poss", "amod", "compound", "nmod") for t in sentence.conjuncts(c)]
        below += [
            t
            for p in sentence.children(token, "prep")
            if p.lower in ("of", "from")
            for t in sentence.children(p, "pobj")
        ]
        keys = tuple(dict.fromkeys(named[t.i] for t in below if t.i in named))
    if not keys:
        return None
    prep = sentence.head(token)
    place = token.dep == "pobj" and prep.lower in PLACE_PREPS and token.i in named
    start, end = token.start, token.end
    return Party(sentence.index, token.i, start, end, tuple(keys), "name", about_place=place)


def _mention(reading: Reading, start: int, end: int, key: str) -> Iterator[Mention]:
    evidence = (Evidence.cut(reading.document.text, start, end, "mention"),)
    yield Mention(document=reading.document.id, evidence=evidence, start=start, end=end, actor=key, kind="name")


def _actor(reading: Reading, key: str) -> Actor:
    document = reading.document.id
    if key.startswith("person:"):
        return Actor(id=key, document=document, name=key[7:].title(), kind="person", country="ZZZ", sector="GOV")
    if key.startswith("group:"):
        return Actor(id=key, document=document, name=key[6:].title(), kind="group", sector="REB")
    if key.startswith("org:"):
        return Actor(id=key, document=document, name=key[4:], kind="organisation", sector="IGO")
    return Actor(id=key, document=document, name=key, kind="state", country=key, sector="GOV")
