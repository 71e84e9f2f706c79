"""Overheard: attributions that the trained model hears beside those of the rules, and rules' finds that it doubts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Heard, Hearing, Sentence, Token
from legation.coding.attribution import Attribution, covers, encloses, holds, repeats
from legation.coding.cues import Cues
from legation.coding.doers import Doers, origin
from legation.coding.hearing import Chances
from legation.coding.idiom_cues import FORM as IDIOM
from legation.coding.postposed import Postposed
from legation.coding.relatives import agent, asked, halting, helping, measured, modified, taken_up, telephones
from legation.coding.scene import Extent, Scene
from legation.coding.trimming import Trimming, gathered, holes
from legation.coding.unconfirmed import is_unconfirmed
from legation.coding.unreal import told_inside
from legation.coding.voicing import Voicing

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FORM = "trained"
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_CARRIERS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
# Objects and predicates that make one cue with their verb: "made the claim", "is wary".
_JOINED = frozenset({"dobj", "attr", "acomp", "prt", "pobj"})

# What hearsay does before it is told.
_ARRIVING = frozenset({"be", "reach", "arrive"})
_COMPLEMENTS = ("dobj", "xcomp", "ccomp", "prep", "dative", "oprd", "npadvmod")
# Words that lead up to a noun: "the" alone is nobody.
_MODIFIERS = frozenset({"det", "amod", "nummod", "compound", "predet", "case", "poss"})


class Overheard:
    """What the model hears in one scene."""

    def __init__(
        self, scene: Scene, cues: Cues, heard: Iterable[Hearing], labels: Sequence[str], chances: Chances
    ) -> None:
        """`labels` are "none" and the acts, as the model numbers them; `cues` tell who does what hangs on a verb."""
        self._scene = scene
        self._acts = tuple(labels[1:])
        self._chances = chances
        self._doers = Doers(scene, cues)
        self._cues = cues
        self._heard: Mapping[int, Hearing] = {h.sentence: h for h in heard}
        # What was made of a cue, by sentence and word: it is asked for up to four times.
        self._made: dict[tuple[int, int], Attribution | None] = {}
        self._voicing = Voicing(self._heard, chances, cues.reflexives)
        self._trimming = Trimming(scene, self._heard, chances)
        self._postposed = Postposed(scene, cues, self._heard, self._acts, chances)

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The rules' finds that the model does not doubt, with those that it hears alone.

        What stands in the content of another attribution needs less of a chance: reports inside reports come in droves.
        """
        trusted, doubted = self._trusted(found)
        kept = [self._mended(a) for a in trusted]
        taken: dict[int, list[Attribution]] = {}
        for one in kept:
            if one.content and not one.unreal:
                taken.setdefault(one.sentence.index, []).append(one)
        heard: list[Attribution] = []
        for sentence in self._scene.sentences:
            others = taken.get(sentence.index, [])
            alone = list(self._alone(sentence, others, self._chances.cue))
            alone.extend(
                a for a in self._alone(sentence, [*others, *alone], self._chances.around) if self._frames(a, others)
            )
            around = [*others, *alone]
            inner = self._alone(sentence, around, self._chances.nested)
            heard.extend([*alone, *(a for a in inner if self._reported(a, around))])
        heard = [one for one in heard if not any(repeats(one, other) for other in kept)]
        kept = [*kept, *(n for n in doubted if any(o.sentence is n.sentence and holds(o, n) for o in (*kept, *heard)))]
        return self._inside(_with_spares(kept, heard))

    def postposed(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The attributions with reporters that stand behind their words, as the commas show them."""
        return self._postposed.mended(found)

    def voiced(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The attributions with their sources put right where the model is sure of other words."""
        return self._voicing.mended(found)

    def trimmed(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The attributions with their contents cut where the model hears no more of them."""
        return self._trimming.mended(found)

    def _inside(self, found: Sequence[Attribution]) -> list[Attribution]:
        """The finds without unreal ones, but for those that another one tells and the model does not doubt."""
        return told_inside(found, self._cues, self._likely)

    def _likely(self, found: Attribution) -> bool:
        hearing = self._heard.get(found.sentence.index)
        chances = () if hearing is None else hearing.cue_chances
        return found.cue.i < len(chances) and chances[found.cue.i] >= self._chances.unreal

    def _trusted(self, found: Iterable[Attribution]) -> tuple[list[Attribution], list[Attribution]]:
        """The finds that the model does not doubt; the owned nouns among others, of which it knows too little."""
        kept: list[Attribution] = []
        nouns: list[Attribution] = []
        for one in found:
            if one.unreal or one.form == IDIOM or not self._doubted(one):
                kept.append(one)
            elif one.form == "noun":
                nouns.append(one)
        return kept, nouns

    def _reported(self, found: Attribution, around: Sequence[Attribution]) -> bool:
        """True for what stands in a quotation or in the content of another attribution."""
        return self._scene.speech_at(found.span[0]) is not None or any(holds(outer, found) for outer in around)

    def _frames(self, found: Attribution, others: Sequence[Attribution]) -> bool:
        """True for what holds another attribution in its own content."""
        told = any(other.content == found.content for other in others)
        return not told and any(holds(found, other) for other in others)

    def _mended(self, found: Attribution) -> Attribution:
        """A rule's find with the content that the model hears, where it hears the same cue well."""
        hearing = self._heard.get(found.sentence.index)
        heard = None if hearing is None else hearing.at(found.cue.i)
        if not found.content or heard is None or heard.chance < self._chances.mended:
            return found
        made = self._attribution(found.sentence, heard)
        if made is not None and found.form == "according" and encloses(found, made.content):
            return found  # the comma shows that the phrase speaks of the whole sentence
        if made is not None and found.form == IDIOM and covers(found, made.content):
            return found
        return found if made is None else found.telling(made.content)

    def _doubted(self, found: Attribution) -> bool:
        """True where the model is sure that the word of a rule is no cue here."""
        hearing = self._heard.get(found.sentence.index)
        if hearing is None or found.cue.i >= len(hearing.cue_chances):
            return False
        s, cue = found.sentence, found.cue
        near = [t.i for t in _phrase(s, cue)]
        # "Was quoted | as saying", "issued | a statement saying": the former may stand for both.
        if cue.dep == "acl" or (cue.dep == "pcomp" and s.head(cue).lower == "as"):
            near.append(s.head(cue).head)
        return max(hearing.cue_chances[i] for i in near if i < len(hearing.cue_chances)) < self._chances.doubt

    def _alone(self, sentence: Sentence, others: Sequence[Attribution], least: float) -> Iterator[Attribution]:
        """What the model hears beside `others`, from the chance `least` on."""
        hearing = self._heard.get(sentence.index)
        for heard in () if hearing is None else hearing.cues:
            cue = sentence.tokens[heard.word]
            if heard.chance < self._least(sentence, heard, least):
                continue
            if any(o.span[0] <= cue.start < o.span[1] for o in others):
                continue
            if least >= self._chances.around and not self._sourced(heard):
                continue
            made = self._attribution(sentence, heard)
            near = {t.i for t in _phrase(sentence, cue)}
            if made and not any(o.cue.i in near and not self._apart(o, made) for o in others):
                yield made

    def _apart(self, one: Attribution, other: Attribution) -> bool:
        """True for a verb and its object where the verb tells what the object tells: "dismissed | suggestions that …".

        Who "lodged a protest" or "traded accusations" protested, or accused.
        """
        verb, noun = (one, other) if other.cue.head == one.cue.i else (other, one)
        given = verb.lemma in self._cues.lodging
        return noun.cue.dep in ("dobj", "pobj") and holds(verb, noun) and not given

    def _least(self, sentence: Sentence, heard: Heard, least: float) -> float:
        """The chance that a cue needs: less for hearsay, and for verbs of the tables inside the content of others."""
        if self._hearsay(sentence, heard):
            return self._chances.mended
        cue = sentence.tokens[heard.word]
        listed = cue.pos == "VERB" and cue.lemma.lower() in self._cues.verbs
        return self._chances.listed if listed and least < self._chances.cue else least

    def _hearsay(self, sentence: Sentence, heard: Heard) -> bool:
        """True for a noun of hearsay: "rumours are rife that …" needs less of a chance, the noun leaves no doubt."""
        noun = sentence.tokens[heard.word]
        subject = noun.dep in ("nsubj", "nsubjpass")
        return subject and ((self._rumour(noun) and self._act(heard) == "report") or origin(sentence, noun) is not None)

    def _rumour(self, noun: Token) -> bool:
        known = noun.lemma.lower() in self._cues.sourceless | {"word"}
        return known and noun.pos in ("NOUN", "PROPN")

    def _act(self, heard: Heard) -> str:
        return max(zip(heard.acts[1:], self._acts, strict=True))[1]

    def _of_nobody(self, sentence: Sentence, act: str, cue: Token) -> bool:
        """True where no source is needed: hearsay, nouns ("calls for aid"), bare passives ("was promised help")."""
        return act in self._chances.hearsay or (act in self._chances.unowned and self._bare(sentence, cue))

    def _bare(self, sentence: Sentence, cue: Token) -> bool:
        """True for nouns and for passives that came to pass and have a complement ("was threatened with death")."""
        if cue.pos == "NOUN":
            return True
        clause = self._scene.clause(sentence, cue)
        if cue.dep == "amod" and sentence.child(cue, "auxpass") is not None:
            return cue.head > cue.i  # "tired of being promised | trams"
        if sentence.child(cue, "auxpass") is None or clause is None or clause.modal in self._cues.irrealis:
            return False
        return any(t.i > cue.i for t in sentence.children(cue, *_COMPLEMENTS))

    def _sourced(self, heard: Heard) -> bool:
        """True where a source is heard, or none is needed; in a content of others the syntax may show one instead."""
        return self._act(heard) in self._chances.hearsay or any(c >= self._chances.role for c in heard.source)

    def _attribution(self, sentence: Sentence, heard: Heard) -> Attribution | None:
        key = sentence.index, heard.word
        if key not in self._made:
            self._made[key] = self._make(sentence, heard)
        return self._made[key]

    def _make(self, sentence: Sentence, heard: Heard) -> Attribution | None:
        cue = sentence.tokens[heard.word]
        act = self._act(heard)
        if (
            act in self._chances.silent
            or self._cues.withholds(sentence, cue)
            or helping(sentence, cue, self._cues.nerve)
            or is_unconfirmed(self._scene, sentence, cue)
            or measured(sentence, cue)
            or telephones(sentence, cue, act)
        ):
            return None
        reputed = cue.lower in self._cues.reputed  # "had reportedly left": nobody's words
        sources, named = ((), None) if reputed else (self.sources(sentence, heard), self._misparsed(sentence, heard))
        told = self._cues.nouns.keys() if cue.lemma.lower() == "come" else self._cues.hearsay
        words = [t for t in sources if t.head == cue.i and (self._rumour(t) or t.lemma.lower() in told)]
        if words and (cue.lemma.lower() in _ARRIVING or cue.lemma.lower() in self._cues.spreading):
            return None  # "word in Kingston is that …", "word came that …": the noun is the cue, and nobody's
        if _is_object(sentence, cue, sources) and cue.lemma.lower() not in self._cues.depicting:
            return None  # "a clerk suspected of theft" suspects nobody
        if not sources and not self._of_nobody(sentence, act, cue):
            return None  # a wish or a stance of nobody tells nothing
        chosen = self._chosen(sentence, heard, sources)
        content = self._scene.runs(sentence, chosen, self._scene.speech_at(cue.start))
        if not content or not (reputed or self._whole(sentence, heard, chosen)):
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
            negated=heard.denied >= self._chances.role or bool(halting(sentence, cue)),
            named=named,
        )

    def _chosen(self, sentence: Sentence, heard: Heard, sources: Sequence[Token]) -> list[Token]:
        """The words of the content, however they are told."""
        cue = sentence.tokens[heard.word]
        if cue.lower in self._cues.reputed and (told := modified(sentence, cue)):
            return told
        chosen = taken_up(sentence, cue) or self._content(sentence, heard) or asked(sentence, cue)
        doer = agent(sentence, sources)
        return [t for t in chosen if t.i not in doer] or self._patient(sentence, cue, sources)

    def _patient(self, sentence: Sentence, cue: Token, sources: Sequence[Token]) -> list[Token]:
        """What a passive is about whose agent speaks: "its vow | was cheered by the unions"."""
        clause = self._scene.clause(sentence, cue)
        spoken = [t for t in sources if self._doers.speaks(sentence, t)]
        if clause is None or not clause.passive or not any(t in clause.subjects for t in spoken):
            return []
        return [t for o in clause.objects[:1] for t in sentence.subtree(o) if t.i < cue.i]

    def _misparsed(self, sentence: Sentence, heard: Heard) -> Extent | None:
        """The heard words of a source that a parser ties to the cue as if that were their noun.

        "the general | whispering", "our stringer | files", "some in the house | fret".
        """
        cue = sentence.tokens[heard.word]
        before = [
            t for t in sentence.tokens[: cue.i] if t.i < len(heard.source) and heard.source[t.i] >= self._chances.role
        ]
        if not before or before[-1].i != cue.i - 1 or before[-1].i - before[0].i + 1 != len(before):
            return None
        if any(t.tag in _FINITE for t in before):
            return None  # "guards held four men | suspected of theft" is a clause
        if before[-1].tag == "POS" or sentence.child(cue, "nsubj", "nsubjpass") is not None:
            return None
        tied = all(t.dep in _MODIFIERS and t.head == cue.i for t in before if t.head not in {o.i for o in before})
        swallowed = cue.pos == "NOUN" and any(t.i == before[0].i for t in sentence.ancestors(cue))
        several = len(before) > 1 and before[-1].tag != "PRP$"
        return (before[0].start, before[-1].end) if several and (tied or swallowed) else None

    def _content(self, sentence: Sentence, heard: Heard) -> list[Token]:
        """The words of the content: whole phrases of the parse wherever most of their words are heard in it."""
        phrases = _phrases(sentence, heard.content, heard.word, self._chances.role)
        chosen = gathered({t.i for t in phrases}, heard.content)
        gaps = holes(sentence, chosen, heard.word)
        own = self._predicate(sentence, sentence.tokens[heard.word])
        tokens = [sentence.tokens[i] for i in sorted((chosen | gaps) - own)]
        while tokens and self._leads(tokens[0], heard):
            tokens.pop(0)
        return tokens

    def _predicate(self, sentence: Sentence, cue: Token) -> set[int]:
        """The words of an adjective that makes one cue with its verb: "is | quite wary of | a truce"."""
        if cue.lemma.lower() not in self._cues.copulas:
            return set()
        adjectives = sentence.children(cue, "acomp")
        before = [t for a in adjectives for c in sentence.children(a) if c.i < a.i for t in sentence.subtree(c)]
        after = [c for a in adjectives for c in sentence.children(a, "prep")]
        return {t.i for t in (*adjectives, *before, *after)}

    def _leads(self, first: Token, heard: Heard) -> bool:
        """True for what stands before a content: a mark, "that", a preposition of the cue ("fears of | a war")."""
        if first.dep == "punct" or (first.lower == "that" and first.dep == "mark"):
            return True
        return (
            first.dep in ("prep", "agent")
            and first.i < len(heard.content)
            and heard.content[first.i] < self._chances.role
        )

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
        tops = [t for t in tops if t.pos in _CARRIERS or t.tag in _WH]
        tops = sorted(tops, key=lambda t: (t.dep in _MODIFIERS, t.dep == "det"))[:1]
        if tops and tops[0].dep in _MODIFIERS and tops[0].head != heard.word:
            return self._doers.of(sentence, sentence.tokens[heard.word], sentence.conjuncts(sentence.head(tops[0])))
        told = tuple(t for top in tops for t in sentence.conjuncts(top) if t.i in inside)
        if told and self._unowned(sentence, sentence.tokens[heard.word], told[0]):
            return ()
        return self._doers.of(sentence, sentence.tokens[heard.word], told)

    def _unowned(self, sentence: Sentence, cue: Token, source: Token) -> bool:
        """True for a feeling that grows where somebody tells of it: "the union said | concern | was growing"."""
        verb = sentence.head(cue)
        subject = cue.pos == "NOUN" and cue.dep in ("nsubj", "nsubjpass") and verb.dep == "ccomp"
        return subject and source.dep == "nsubj" and sentence.head(source) is sentence.head(verb)


def _is_object(sentence: Sentence, cue: Token, sources: Sequence[Token]) -> bool:
    """True for a participle that says what is thought or told of the noun before it.

    A finite verb that is taken for one stands behind a comma ("the nominee, | proposed a zone") or has an object.
    """
    if cue.tag != "VBN" or cue.dep not in ("acl", "amod") or sentence.child(cue, "dobj") is not None:
        return False
    behind_comma = cue.i > 0 and sentence.tokens[cue.i - 1].text == ","
    return not behind_comma and any(t.i == cue.head and t.i < cue.i for t in sources)


def _phrases(sentence: Sentence, chances: Sequence[float], cue: int, least: float) -> Iterator[Token]:
    """The words of phrases whose mean chance is `least` or more; one around the cue is looked at branch by branch."""
    heard, todo = len(chances), [sentence.root]
    likely = {i for i, chance in enumerate(chances) if chance >= least}
    while todo:
        top = todo.pop()
        branch = sentence.branch(top)
        if likely.isdisjoint(branch):
            continue  # a mean is never more than the most
        told = [chances[i] for i in branch if i < heard]
        if sum(told) / len(told) >= least and cue not in branch:
            yield from (sentence.tokens[i] for i in branch if i < heard)
            continue
        if top.i < heard and top.i != cue and chances[top.i] >= least:
            yield top
        todo.extend(sentence.children(top))


def _with_spares(found: Iterable[Attribution], heard: Sequence[Attribution]) -> list[Attribution]:
    """Both together; what is heard of a find that still waits for a quotation is kept in case none comes."""
    by_cue = {(a.sentence.index, a.cue.i): a for a in heard}
    joined: list[Attribution] = []
    for one in found:
        key = one.sentence.index, one.cue.i
        if one.unreal and key in by_cue:
            continue
        same = None if one.content else by_cue.pop(key, None)
        joined.append(one if same is None else replace(one, spare=same.content))
    return [*joined, *by_cue.values()]


def _phrase(sentence: Sentence, cue: Token) -> Iterator[Token]:
    """The cue and the words that make one cue with it: "voiced concern" has two, and either may be taken for it."""
    yield cue
    equated = cue.dep == "nsubj" and sentence.head(cue).lemma.lower() == "be"  # "his evidence | was that …"
    if cue.dep in _JOINED or equated:
        yield sentence.head(cue)
    yield from sentence.children(cue, *_JOINED)
