"""Sources set beside their words without a verb: "Minister: talks go on", "“…” — A. Name"."""

import re
from collections.abc import Iterator

from legation.annotations import Block, Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.scene import Extent, Scene

_LABEL = re.compile(r"[“\"'‘]*(?P<name>@?[^\W\d_][^:“”\"\n?!]{1,40}?)(?P<mark>:) +(?=[^\s])")
# What kind of piece it is, before a label: "BREAKING | State radio: …".
_KICKER = re.compile(r"(?P<name>[A-Z][\w&' ]{1,24}?) *(?:\||:|—|–|//) +(?=\S)")
# The turns of a conversation told in one paragraph: "HOST: Who paid? GUEST: He did.", "Q: … A: …".
_NAME = r"[A-Z][\w.'’-]*(?: (?:for|of|the|[A-Z][\w.'’-]*)){0,4}?"
_TURN = re.compile(rf"(?:^|(?<=[.?!…”\"’)\]] ))(?P<name>{_NAME})(?P<mark>:|(?<=\b[QA])\.) +(?=\S)")
_TAIL = re.compile(r"(?P<mark>:) +(?P<name>[^\W\d_][^:“”\"\n?!]{1,30})\s*$")
# Agencies set the source behind a dash: "Halden to cut 500 jobs - minister", "Three killed in avalanche -police".
_DASHED = re.compile(r"\s(?P<mark>--?|–|—) ?(?P<name>[^\W\d_][\w.'’ ]{1,30})\s*$")
# Whoever stands there is no place: "Russia's next target - Georgia".
_PLACES = frozenset({"GPE", "LOC", "NORP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUOTES = ("“", '"', "‘", "«")
# Words that a headline has at most.
_HEADLINE = 20
_SIGNED = re.compile(r"[”\"']\s*(?P<mark>―|—|–|--|-)\s*(?P<name>[^\W\d_][\w.’'\- ]{2,40}?)(?=\s*(?:[(,]|$))")


class LabelCues:
    """Finds attributions by position: before a colon, after a colon, after a dash, turn by turn."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look for labels in the blocks of `scene`."""
        self._scene = scene
        self._cues = cues

    def find(self, block: Block) -> Iterator[Attribution]:
        """The attributions that the layout of a block shows: one, or each turn of a conversation."""
        text = self._scene.text
        headline = block.kind in ("headline", "heading", "lead")
        if turns := self._turns(block):
            for turn, after in turns:
                yield from self._made(turn, (turn.end(), after), ":")
            return
        label = _LABEL.match(text, self._begin(block), block.end)
        if label and self._is_source(label.start("name"), label.end("name"), headline):
            yield from self._made(label, (label.end(), block.end), ":")
        elif (headline or self._terse(block)) and (tail := _TAIL.search(text, block.start, block.end)):
            kind = self._scene.text[block.start : tail.start()].strip().lower()
            if kind not in self._cues.kickers and self._is_source(tail.start("name"), tail.end("name"), True):
                yield from self._made(tail, (block.start, tail.start()), ":")
        elif dashed := self._dashed(block):
            yield from self._made(dashed, (block.start, dashed.start()), "—")
        elif (signed := _SIGNED.search(text, block.start, block.end)) and self._is_source(*signed.span("name"), True):
            quote = self._scene.quote_at(signed.start())
            if quote is not None and not quote.scare:
                yield from self._made(signed, (quote.start, quote.end), "—")

    def _begin(self, block: Block) -> int:
        """Where the words of a block begin behind a kicker: "BREAKING | State radio: …", "LIVE — Minister: …"."""
        kicker = _KICKER.match(self._scene.text, block.start, block.end)
        known = kicker is not None and kicker["name"].strip().lower() in self._cues.kickers
        return kicker.end() if kicker is not None and known else block.start

    def _dashed(self, block: Block) -> re.Match[str] | None:
        """The source behind the dash of a headline, or of a single line without a full stop."""
        text = self._scene.text[block.start : block.end].rstrip()
        if not text or text[-1] in '.!?”"’)' or "\n" in text or len(text.split()) > _HEADLINE:
            return None
        found = _DASHED.search(self._scene.text, block.start, block.end)
        if found is None or not any(t.pos == "VERB" for t in self._tokens(block.start, found.start())):
            return None
        named = self._tokens(*found.span("name"))
        placed = not named or named[-1].ent in _PLACES
        return None if placed or not self._is_source(*found.span("name"), True) else found

    def _terse(self, block: Block) -> bool:
        """True for a single line without a full stop that holds a verb before its colon, as headlines are set."""
        text = self._scene.text[block.start : block.end].rstrip()
        if not text or text[-1] in '.!?”"’)' or "\n" in text or text.count(": ") != 1:
            return False
        colon = block.start + text.index(": ")
        before = [t for t in self._tokens(block.start, colon) if t.tag in _FINITE]
        return bool(before) and len(text.split()) <= _HEADLINE

    def _turns(self, block: Block) -> list[tuple[re.Match[str], int]]:
        """The labels of two or more turns in a block, each with the place where its turn ends."""
        text = self._scene.text
        found = [t for t in _TURN.finditer(text, block.start, block.end) if self._takes_turns(*t.span("name"))]
        if len(found) < 2 or found[0].start() != block.start:
            return []
        ends = [*(turn.start() for turn in found[1:]), block.end]
        return list(zip(found, ends, strict=True))

    def _takes_turns(self, start: int, end: int) -> bool:
        """True for a name in capitals, a person's name, one who speaks in a conversation."""
        name = self._scene.text[start:end]
        if name.isupper():
            return True
        tokens = self._tokens(start, end)
        people = self._cues.people | self._cues.turn_takers
        return bool(tokens) and (tokens[-1].ent == "PERSON" or any(t.lemma.lower() in people for t in tokens))

    def _is_source(self, start: int, end: int, headline: bool) -> bool:
        """True for a person, body or state; in running text only for a name in capitals, as in a transcript."""
        words = self._scene.text[start:end].split()
        if " ".join(words).lower() in self._cues.kickers:
            return False
        if words[0].startswith("@"):
            return len(words) == 1
        if not headline and not self._speaking(start, end):
            capitals = len(words) <= 4 and all(w.isupper() and len(w) > 1 for w in words)
            return capitals or (len(words) == 1 and words[0].lower() in self._cues.turn_takers)
        tokens = self._tokens(start, end)
        if len(words) > 5 or not tokens:
            return False
        last = tokens[-1]
        if len(tokens) == 1 and last.lower in (self._cues.documents | self._cues.people):
            return True  # a parser may take a single word for a verb
        if any(t.pos in ("VERB", "AUX") for t in tokens):
            return False
        if (
            self._speaking(start, end)
            or last.ent in ("PERSON", "ORG")
            or last.lemma.lower() in (self._cues.documents | self._cues.people)
        ):
            return True
        sentence = self._scene.sentence_at(start)
        return sentence is not None and any(self._scene.parties.at(sentence, t) for t in tokens)

    def _speaking(self, start: int, end: int) -> bool:
        """True for people named before a colon and a quotation: "Voices from the valley: “…”"."""
        quoted = self._scene.text[end:].lstrip(": ")[:1] in _QUOTES
        return quoted and any(
            t.lemma.lower() in self._cues.people and t.pos == "NOUN" for t in self._tokens(start, end)
        )

    def _tokens(self, start: int, end: int) -> list[Token]:
        return [t for s in self._scene.sentences_in(start, end) for t in s.tokens if start <= t.start and t.end <= end]

    def _made(self, label: re.Match[str], content: Extent, lemma: str) -> Iterator[Attribution]:
        tokens = self._tokens(*label.span("name"))
        if not tokens:
            return
        source = tokens[-1]
        # A parser may end a sentence within the name ("MR. | SPEAKER"): the word and its sentence are taken together.
        sentence = self._scene.sentence_at(source.start)
        if sentence is None:
            return
        start, end = content
        while end > start and self._scene.text[end - 1] in " .\n":
            end -= 1
        yield Attribution(
            sentence,
            source,
            label.span("mark"),
            lemma,
            "say",
            "label",
            ((start, end),) if end > start else (),
            sources=(source,),
            named=label.span("name"),
        )


def blocks_of(sentences: tuple[Sentence, ...]) -> Iterator[Block]:
    """The blocks of the sentences, each once, in text order."""
    last: Block | None = None
    for sentence in sentences:
        if sentence.block is not last:
            last = sentence.block
            yield last
