"""Overheard: attributions that the trained model hears beside those of the rules, and rules' finds that it doubts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Heard, Hearing, Sentence, Token
from legation.coding.attribution import Attribution, holds
from legation.coding.hearing import Chances
from legation.coding.scene import Scene

FORM = "trained"
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_CARRIERS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
# Objects and predicates that make one cue with their verb: "made the claim", "is wary".
_JOINED = frozenset({"dobj", "attr", "acomp", "prt", "pobj"})


class Overheard:
    """What the model hears in one scene."""

    def __init__(self, scene: Scene, heard: Iterable[Hearing], labels: Sequence[str], chances: Chances) -> None:
        """`labels` are "none" and the acts, as the model numbers them."""
        self._scene = scene
        self._acts = tuple(labels[1:])
        self._chances = chances
        self._heard: Mapping[int, Hearing] = {h.sentence: h for h in heard}

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The rules' finds that the model does not doubt, with those that it hears alone.

        What stands in the content of another attribution needs less of a chance: reports inside reports come in droves.
        """
        kept = [self._mended(a) for a in found if not self._doubted(a)]
        taken: dict[int, list[Attribution]] = {}
        for one in kept:
            taken.setdefault(one.sentence.index, []).append(one)
        heard: list[Attribution] = []
        for sentence in self._scene.sentences:
            others = taken.get(sentence.index, [])
            alone = list(self._alone(sentence, others, self._chances.cue))
            around = [*others, *alone]
            inner = self._alone(sentence, around, self._chances.nested)
            heard.extend([*alone, *(a for a in inner if self._reported(a, around))])
        return [*kept, *heard]

    def _reported(self, found: Attribution, around: Sequence[Attribution]) -> bool:
        """True for what stands in a quotation or in the content of another attribution."""
        return self._scene.speech_at(found.span[0]) is not None or any(holds(outer, found) for outer in around)

    def _mended(self, found: Attribution) -> Attribution:
        """A rule's find with the content that the model hears, where it hears the same cue well."""
        hearing = self._heard.get(found.sentence.index)
        heard = None if hearing is None else hearing.at(found.cue.i)
        if not found.content or heard is None or heard.chance < self._chances.mended:
            return found
        made = self._attribution(found.sentence, heard)
        return found if made is None else replace(found, content=made.content)

    def _doubted(self, found: Attribution) -> bool:
        """True where the model is sure that the word of a rule is no cue here."""
        hearing = self._heard.get(found.sentence.index)
        if hearing is None or found.cue.i >= len(hearing.cue_chances):
            return False
        near = [t.i for t in _phrase(found.sentence, found.cue)]
        return max(hearing.cue_chances[i] for i in near if i < len(hearing.cue_chances)) < self._chances.doubt

    def _alone(self, sentence: Sentence, others: Sequence[Attribution], least: float) -> Iterator[Attribution]:
        """What the model hears beside `others`, from the chance `least` on."""
        hearing = self._heard.get(sentence.index)
        for heard in () if hearing is None else hearing.cues:
            cue = sentence.tokens[heard.word]
            if heard.chance < least:
                continue
            near = {t.i for t in _phrase(sentence, cue)}
            if any(o.span[0] <= cue.start < o.span[1] or o.cue.i in near for o in others):
                continue
            if made := self._attribution(sentence, heard):
                yield made

    def _attribution(self, sentence: Sentence, heard: Heard) -> Attribution | None:
        cue = sentence.tokens[heard.word]
        act = max(zip(heard.acts[1:], self._acts, strict=True))[1]
        if act in self._chances.silent:
            return None
        sources = self.sources(sentence, heard)
        if not sources and act not in self._chances.hearsay:
            return None  # a wish, an appeal or a stance of nobody tells nothing
        chosen = self._content(sentence, heard)
        content = self._scene.runs(sentence, chosen, self._scene.speech_at(cue.start))
        if not content or not self._whole(sentence, heard, chosen):
            return None
        return Attribution(
            sentence,
            cue,
            (cue.start, cue.end),
            cue.lemma.lower(),
            act,
            FORM,
            content,
            sources=sources,
            negated=heard.denied >= self._chances.role,
        )

    def _content(self, sentence: Sentence, heard: Heard) -> list[Token]:
        """The words of the content: whole phrases of the parse wherever most of their words are heard in it."""
        chosen = {t.i for t in _phrases(sentence, heard.content, heard.word, self._chances.role)}
        gaps = {i + 1 for i in chosen if i + 2 in chosen and i + 1 != heard.word}
        tokens = [sentence.tokens[i] for i in sorted(chosen | gaps)]
        while tokens and self._leads(tokens[0], heard):
            tokens.pop(0)
        return tokens

    def _leads(self, first: Token, heard: Heard) -> bool:
        """True for what stands before a content: a mark, "that", a preposition of the cue ("fears of | a war")."""
        if first.dep == "punct" or (first.lower == "that" and first.dep == "mark"):
            return True
        return first.dep == "prep" and first.i < len(heard.content) and heard.content[first.i] < self._chances.role

    def _whole(self, sentence: Sentence, heard: Heard, chosen: Sequence[Token]) -> bool:
        """False for scattered words that make no content."""
        inside = {t.i for t in chosen}
        between = range(chosen[0].i, chosen[-1].i + 1)
        cut = {heard.word, *(t.i for t in sentence.subtree(sentence.tokens[heard.word]) if t.i not in inside)}
        own = [i for i in between if i not in cut and (i >= len(heard.source) or heard.source[i] < self._chances.role)]
        return len(inside) >= self._chances.whole * len(own)

    def sources(self, sentence: Sentence, heard: Heard) -> tuple[Token, ...]:
        """The words that carry the source, coordination spread."""
        inside = [i for i, chance in enumerate(heard.source) if chance >= self._chances.role]
        tops = [
            sentence.tokens[i] for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i
        ]
        tops = [t for t in tops if t.pos in _CARRIERS or t.tag in _WH][:1]
        return tuple(t for top in tops for t in sentence.conjuncts(top) if t.i in inside)


def _phrases(sentence: Sentence, chances: Sequence[float], cue: int, least: float) -> Iterator[Token]:
    """The words of phrases whose mean chance is `least` or more; one around the cue is looked at branch by branch."""
    todo = [sentence.root]
    while todo:
        top = todo.pop()
        branch = [t for t in sentence.subtree(top) if t.i < len(chances)]
        if not branch:
            continue
        mean = sum(chances[t.i] for t in branch) / len(branch)
        if mean >= least and all(t.i != cue for t in branch):
            yield from branch
            continue
        if top.i < len(chances) and top.i != cue and chances[top.i] >= least:
            yield top
        todo.extend(sentence.children(top))


def _phrase(sentence: Sentence, cue: Token) -> Iterator[Token]:
    """The cue and the words that make one cue with it: "voiced concern" has two, and either may be taken for it."""
    yield cue
    if cue.dep in _JOINED:
        yield sentence.head(cue)
    yield from sentence.children(cue, *_JOINED)
