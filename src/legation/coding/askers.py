"""Askers: who asked those who kept silent, and records of people whom the text leaves unnamed."""

import re
import unicodedata
from collections.abc import Iterator

from legation.annotations import Sentence, Token
from legation.coding.hushing import Hush
from legation.coding.scene import Scene
from legation.coding.silence_words import SilenceWords
from legation.coding.speakers import phrase
from legation.records import Actor, Evidence

_AGENTS = frozenset({"PERSON", "ORG", "GPE"})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their)\s+", re.IGNORECASE)


class Askers:
    """Finds who asked; `new` holds the actors that no earlier step knows, by id."""

    def __init__(self, scene: Scene, words: SilenceWords, publisher: str | None) -> None:
        """Look in `scene`; `publisher` is who "this newspaper" is."""
        self._scene = scene
        self._words = words
        self._publisher = publisher
        self.new: dict[str, Actor] = {}

    def of(self, hush: Hush) -> str | None:
        """The actor who asked, if the sentence says so."""
        s = hush.sentence
        for token in hush.waits:
            if waiting := self._scene.parties.actors(s, token):
                return waiting[0]
        for token in self._candidates(hush):
            if self._asks(s, token) and token not in hush.sources:
                return self._actor(s, token)
        return None

    def _candidates(self, hush: Hush) -> Iterator[Token]:
        """Owners of a request, those who are told nothing, agents and subjects of verbs of asking."""
        s = hush.sentence
        for head in (hush.said, hush.cue):
            for token in s.subtree(head):
                if token.lemma.lower() in self._words.requests and token.pos == "NOUN":
                    yield from self._owners(s, token)
                elif token.dep in ("dobj", "dative", "pobj") and token.lemma.lower() in self._words.askers:
                    yield token
        for token in s.tokens:
            if token.lemma.lower() in self._words.asking and token.pos == "VERB":
                yield from self._agents(s, token)

    def _owners(self, s: Sentence, request: Token) -> Iterator[Token]:
        yield from (t for t in s.children(request, "poss") if t.pos != "PRON")
        for prep in (p for t in s.subtree(request) for p in s.children(t, "prep")):
            if prep.lower in ("from", "by"):
                yield from s.children(prep, "pobj")
        yield from (t for t in s.children(request, "compound") if t.pos == "PROPN")

    def _agents(self, s: Sentence, verb: Token) -> Iterator[Token]:
        for by in s.children(verb, "agent", "prep"):
            if by.lower == "by":
                yield from s.children(by, "pobj")
        if s.child(verb, "auxpass") is None and verb.tag in ("VBD", "VBP", "VBZ", "VBG"):
            yield from s.children(verb, "nsubj")

    def _asks(self, s: Sentence, token: Token) -> bool:
        if token.pos == "PRON":
            return False
        known = token.lemma.lower() in self._words.askers or token.lemma.lower() in self._words.outlets
        return known or token.pos == "PROPN" or token.ent in _AGENTS or self._scene.parties.at(s, token) is not None

    def _actor(self, s: Sentence, token: Token) -> str | None:
        if actors := self._scene.parties.actors(s, token):
            return actors[0]
        owner = s.child(token, "poss")
        if token.lemma.lower() in self._words.outlets and any(t.lower == "this" for t in s.children(token, "det")):
            if self._publisher is None:
                return None
            key = f"org:{_slug(self._publisher)}"
            place = phrase(s, token, apposition=False)
            self._enter(key, self._publisher, place)
            return key
        named = token if owner is None or owner.pos != "PROPN" else owner
        if named.pos == "PROPN":
            place = phrase(s, named, apposition=False)
            name = _ARTICLE.sub("", self._scene.text[slice(*place)])
            key = f"org:{_slug(name)}"
            self._enter(key, name, place)
            return key
        key, actor = unnamed(self._scene, s, token, -1, sector="MED")
        self.new.setdefault(key, actor)
        return key

    def _enter(self, key: str, name: str, place: tuple[int, int]) -> None:
        made = Actor(
            id=key,
            document=self._scene.document,
            name=name,
            kind="organisation",
            sector="MED",
            resolved=False,
            evidence=(Evidence.cut(self._scene.text, *place, "mention"),),
            confidence=0.5,
            why=("who asked",),
        )
        self.new.setdefault(key, made)


def unnamed(scene: Scene, s: Sentence, token: Token, cue: int, *, sector: str = "UNK") -> tuple[str, Actor]:
    """An actor whom only a noun of the text stands for, and the id of it."""
    place = phrase(s, token, apposition=False, cue=cue)
    name = scene.text[slice(*place)]
    key = f"unnamed:-:{sector}:{_slug(_ARTICLE.sub('', name))}"
    evidence = (Evidence.cut(scene.text, *place, "mention"),)
    actor = Actor(
        id=key,
        document=scene.document,
        name=name,
        kind="unnamed",
        sector=None if sector == "UNK" else sector,
        resolved=False,
        evidence=evidence,
        confidence=0.5,
        why=("only the words of the text",),
    )
    return key, actor


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain.lower()).strip("-") or "x"
