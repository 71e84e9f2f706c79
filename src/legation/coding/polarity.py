"""Polarity: which words of a content speak for or against somebody, and whom they are said of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.annotations import Clause, Sentence, Token
from legation.coding.scene import Extent, Scene
from legation.coding.turning import Turning

# Links on the way up from a name to the phrase that it is part of: "Slovakia's good will", "troops from Chad".
_PARTS = frozenset({"poss", "amod", "compound", "nmod", "pobj", "prep", "appos", "conj", "nummod", "agent", "dative"})
_PREDICATES = frozenset({"attr", "acomp", "oprd", "ccomp", "xcomp"})
_FIRST = frozenset({"we", "us", "i", "me", "our", "my"})
_OWNED = frozenset({"of", "from", "by", "in", "at", "on", "between", "with"})


@dataclass(frozen=True, slots=True)
class PolarityWords:
    """The tables of `polarity.yaml`, each word with its strength."""

    kinds: Mapping[str, Mapping[str, float]]
    keeping: frozenset[str]
    breaking: frozenset[str]
    bonds: frozenset[str]
    spared: Mapping[str, frozenset[str]]
    idioms: Sequence[tuple[re.Pattern[str], float]]
    any_idiom: re.Pattern[str]
    weights: Mapping[str, float]
    turning: Turning

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "PolarityWords":
        """Take the tables as loaded from `polarity.yaml`."""
        graded = ("deeds", "gifts", "regards", "qualities", "feelings", "adjectives", "adverbs", "stirred")
        kinds = {kind: {w: float(v) for v, words in table[kind].items() for w in words} for kind in graded}
        return cls(
            kinds=kinds,
            keeping=frozenset(table["keeping"]),
            breaking=frozenset(table["breaking"]),
            bonds=frozenset(table["bonds"]),
            spared={word: frozenset(nouns) for word, nouns in table["spared"].items()},
            idioms=[(re.compile(rf"\b{p}"), float(v)) for v, listed in table["idioms"].items() for p in listed],
            any_idiom=re.compile("|".join(rf"\b{p}" for listed in table["idioms"].values() for p in listed)),
            weights=table["weights"],
            turning=Turning.of(table),
        )


@dataclass(frozen=True, slots=True)
class Sign:
    """A word or turn of phrase that speaks for or against: how much, and the words of it; no token for an idiom."""

    kind: str
    value: float
    token: Token | None
    span: Extent


@dataclass(frozen=True, slots=True)
class Told:
    """What signs say of one party: each with as much of it as falls on that party."""

    shares: tuple[tuple[float, Sign], ...]

    @property
    def value(self) -> float:
        """All together, from -1 to 1."""
        return max(-1.0, min(1.0, sum(share for share, _ in self.shares)))

    def shown(self, value: float) -> Sign | None:
        """The sign that speaks most for a stance of that value, if any does."""
        best = max(self.shares, key=lambda pair: pair[0] * value, default=(0.0, None))
        return best[1] if best[0] * value > 0 else None


class Polarity:
    """Finds signs in stretches of one scene and weighs them towards the parties spoken of."""

    def __init__(self, scene: Scene, words: PolarityWords) -> None:
        """Look for the words of `words` in `scene`."""
        self._scene = scene
        self._words = words

    def signs(self, sentence: Sentence, extents: Sequence[Extent]) -> list[Sign]:
        """All signs in those parts of the sentence."""
        found: list[Sign] = []
        for start, end in extents:
            found.extend(self._idioms(max(start, sentence.start), min(end, sentence.end)))
        taken = {token.i for token in sentence.inside(idiom.span for idiom in found)}
        for token in sentence.inside(extents):
            if token.i not in taken:
                found.extend(self._of_word(sentence, token))
        return found

    def _idioms(self, start: int, end: int) -> Iterator[Sign]:
        text = self._scene.text[start:end].lower().replace("’", "'")
        if not self._words.any_idiom.search(text):
            return  # as most are; the idioms need not be tried one by one
        for pattern, value in self._words.idioms:
            if match := pattern.search(text):
                yield Sign("idiom", value, None, (start + match.start(), start + match.end()))

    def _of_word(self, s: Sentence, token: Token) -> Iterator[Sign]:
        clause = self._scene.clause(s, token)
        lemma = token.lemma.lower()
        turned = self._words.turning
        if token.pos in ("VERB", "AUX") or (clause is not None and token.pos not in ("NOUN", "ADJ", "PROPN")):
            yield from self._of_verb(s, token, clause)
            return
        for kind in _KINDS.get(token.pos, ()):
            value = self._words.kinds[kind].get(token.lower, self._words.kinds[kind].get(lemma, 0.0))
            if value and not self._spared(s, token):
                yield Sign(kind, value * turned.factor(self._scene, s, token), token, (token.start, token.end))
                return

    def _spared(self, s: Sentence, token: Token) -> bool:
        """True for a word that weighs nothing here: "a critical role", "a fine line", "with respect to the border"."""
        listed = self._words.spared.get(token.lower, ())
        if token.dep in ("amod", "compound"):
            return s.head(token).lemma.lower() in listed
        after = s.tokens[token.i + 1].lower if token.i + 1 < len(s.tokens) else ""
        return token.dep == "pobj" and s.head(token).i == token.i - 1 and f"{s.head(token).lower} {after}" in listed

    def _of_verb(self, s: Sentence, verb: Token, clause: Clause | None) -> Iterator[Sign]:
        names = _names(verb, clause)
        turned, span = self._words.turning.factor(self._scene, s, verb), (verb.start, verb.end)
        kept = self._bond(clause)
        if kept:
            yield Sign("deeds", kept * turned, verb, span)
            return
        given = self._words.kinds["gifts"].get(verb.lemma.lower(), 0.0)
        if given and clause is not None:
            yield Sign("gifts", given * turned, verb, span)
        for kind in ("deeds", "regards"):
            value = next((v for n in names if (v := self._words.kinds[kind].get(n))), 0.0)
            if value and not self._words.turning.mute(kind, clause):
                yield Sign(kind, value * turned * self._words.turning.wish(clause, value), verb, span)
        denied = self._words.turning.omission(names, turned)
        if denied:
            yield Sign("deeds", denied, verb, span)
        for kind in ("adjectives", "stirred") if verb.tag in ("VBN", "VBG") else ():
            if value := self._words.kinds[kind].get(verb.lower, 0.0):
                yield Sign(kind, value * turned, verb, span)

    def _bond(self, clause: Clause | None) -> float:
        """What keeping or breaking one's word says."""
        if clause is None or not any(o.lemma.lower() in self._words.bonds for o in clause.objects):
            return 0.0
        weight = self._words.weights["bond"]
        return (
            weight if clause.lemma in self._words.keeping else -weight if clause.lemma in self._words.breaking else 0.0
        )

    def towards(self, s: Sentence, signs: Iterable[Sign], word: int | None, own: Iterable[Token]) -> Told:
        """What the signs say of whom a word stands for (None: the topic); `own` are words for the speaker's side."""
        if word is None:
            return Told(tuple([(self._words.weights["topic"] * sign.value, sign) for sign in signs]))
        chain = _chain(s, s.tokens[word])
        side = {t.i for o in own for t in (o, *(x for x, _ in _chain(s, o)))}
        return Told(tuple([(self._share(s, sign, chain, side) * sign.value, sign) for sign in signs]))

    def _share(self, s: Sentence, sign: Sign, chain: Sequence[tuple[Token, str]], own: set[int]) -> float:
        """How much of a sign falls on the target: all, a part, nothing."""
        weights = self._words.weights
        if sign.token is None:
            return weights["idiom"]
        links = {t.i: link for t, link in chain}
        if sign.token.i == chain[0][0].i:
            return 0.0  # "our friends": the name itself
        if sign.kind in ("deeds", "gifts", "regards"):
            return self._verb_share(s, sign, links, own)
        if sign.kind == "stirred":
            return self._stirs(s, sign.token, links)
        if sign.token.i in links:
            if sign.kind == "feelings":
                return weights["direct"] if links[sign.token.i] not in ("poss", "amod") else 0.0
            return weights["direct"]
        return self._said_of(s, sign.token, links, own)

    def _verb_share(self, s: Sentence, sign: Sign, links: Mapping[int, str], own: set[int]) -> float:
        weights, verb = self._words.weights, sign.token
        clause = None if verb is None else self._scene.clause(s, verb)
        if clause is None:
            return weights["near"]
        if sign.value > 0 and "against" in links.values():
            return 0.0  # "support the war against Peru"
        subjects, objects = {t.i for t in clause.subjects}, {t.i for t in (*clause.objects, *clause.indirect)}
        objects |= {t.i for name, t in clause.preps if name != "="}
        mine = bool(subjects & own) or any(t.lower in _FIRST for t in clause.subjects)
        if sign.kind == "gifts":
            theirs = bool(objects & own) or any(self._ours(s, s.tokens[i]) for i in objects)
            return weights["direct"] if theirs and subjects & links.keys() else 0.0
        if subjects & links.keys():
            return weights["direct"] if sign.kind == "deeds" else 0.0
        if objects & links.keys():
            if sign.kind == "regards" or mine:
                return weights["direct"]
            return 0.0 if subjects else weights["near"]
        if mine and sign.kind == "deeds":
            return 0.0
        return weights["near"]

    def _stirs(self, s: Sentence, token: Token, links: Mapping[int, str]) -> float:
        """What a feeling says of others than whoever feels it."""
        above = token if self._scene.clause(s, token) is not None else s.head(token)
        clause = self._scene.clause(s, above)
        felt = () if clause is None else clause.objects if clause.passive else clause.subjects
        return 0.0 if {t.i for t in felt} & links.keys() else self._words.weights["stirred"]

    def _ours(self, s: Sentence, token: Token) -> bool:
        """True for "us" and "our people"."""
        return any(t.lower in _FIRST for t in s.subtree(token, without=("relcl", "acl")))

    def _said_of(self, s: Sentence, token: Token, links: Mapping[int, str], own: set[int]) -> float:
        """What a noun, adjective or adverb says of the parties of its clause."""
        weights = self._words.weights
        if token.pos == "NOUN" and any(t.pos == "PROPN" for t in s.children(token, "poss")):
            return 0.0  # "Peru's aggression": of nobody else
        if token.dep == "amod":
            return weights["direct"] if s.head(token).i in links else self._said_of(s, s.head(token), links, own)
        above = next((a for a in s.ancestors(token) if self._scene.clause(s, a) is not None), None)
        clause = None if above is None else self._scene.clause(s, above)
        if clause is None:
            return weights["near"]
        if {t.i for t in clause.subjects} & links.keys():
            return weights["subject"]
        if {t.i for t in clause.objects} & links.keys() and token.dep in (*_PREDICATES, "pobj"):
            return weights["subject"]
        if {t.i for t in clause.subjects} & own and token.dep in _PREDICATES:
            return weights["near"] if token.pos == "ADJ" else 0.0
        return weights["near"]


_KINDS: Mapping[str, tuple[str, ...]] = {
    "NOUN": ("feelings", "qualities"),
    "ADJ": ("stirred", "adjectives", "qualities"),
    "ADV": ("adverbs",),
    "INTJ": ("feelings",),
}


def _names(verb: Token, clause: Clause | None) -> list[str]:
    """How a verb may be listed: with its prepositions, with its particle, alone."""
    lemma = verb.lemma.lower()
    if clause is None:
        return [lemma]
    return [*(f"{lemma} {name}" for name, _ in clause.preps if name != "="), clause.lemma, lemma]


def _chain(s: Sentence, target: Token) -> list[tuple[Token, str]]:
    """The words whose phrase a name is part of, each with the link by which it is reached."""
    found, here, link = [(target, "")], target, ""
    while here.dep in _PARTS and here.head != here.i:
        link = here.lower if here.dep == "prep" else here.dep
        here = s.head(here)
        if here.pos in ("VERB", "AUX"):
            break
        found.append((here, link))
    return found
