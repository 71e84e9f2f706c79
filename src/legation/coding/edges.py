"""Edges: where contents begin and end, judged by all attributions of a sentence together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources, holds
from legation.coding.bounds import Bounds
from legation.coding.cues import Cues
from legation.coding.relayed import strayed
from legation.coding.scene import Extent, Scene

_COMPLEMENTS = frozenset({"ccomp", "xcomp"})
# Prepositions of phrases that say where, when and how something is told; "of" and "about" have what is told.
_VENUES = frozenset({"in", "at", "on", "during", "after", "before", "under", "by", "through", "via", "from", "over"})
# What somebody is told of; with these acts whoever is told has a part in it ("urged Rome to act").
_TOPICS = frozenset({"of", "about"})
_ABOUT_TOLD = frozenset({"urge", "ask", "promise"})
# Behind whom somebody speaks to, what the words are about: "protested to Rome | over | the raid".
_MATTERS = _TOPICS | {"over", "against", "at", "on", "concerning", "regarding", "for"}
# What leads to those who are spoken to, and to those with whom a protest is lodged.
_TO, _WITH = frozenset({"to"}), frozenset({"with", "before"})
# What is told to somebody; who rejects or praises does so to what stands behind "to" ("objected to the envoy").
_SPOKEN = frozenset({"say", "claim", "report", "announce", "describe", "criticise", "warn"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Words of an aside at most.
_ASIDE = 15
# What leads in who else tells the same, and the marks around that.
_JOINING = frozenset({"and", "but", "while", "though", "although", "yet"})
_MARKS = frozenset({",", "-", "–", "—", "--", "("})
# Tags of words that open a clause or phrase and end none.
_OPENING = frozenset({"DT", "CC", "IN"})
_NOUNS = frozenset({"NOUN", "PROPN"})


class Edges:
    """Mends contents by what stands beside them."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Judge the contents of `scene`; the light verbs of `cues` make one cue with their object."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)
        self._bounds = Bounds(scene, cues)

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order, contents mended."""
        by_sentence: dict[int, list[Attribution]] = {}
        whole = self._without_known(list(found))
        for one in whole:
            by_sentence.setdefault(one.sentence.index, []).append(one)
        pairs = [(a, self._mended(a, by_sentence[a.sentence.index])) for a in whole]
        # "Protested to Rome" tells nothing.
        pairs = [(old, new) for old, new in pairs if new.content or not old.content]
        made = [new for _, new in pairs]
        cut = [new for old, new in pairs if new.cue.pos in _NOUNS and _shorter(new, old)]
        nouns = [new for new in made if new.cue.pos in _NOUNS and new.content]
        return [self._within_nouns(self._without_mark(one, nouns), cut) for one in made]

    def _without_mark(self, one: Attribution, nouns: Sequence[Attribution]) -> Attribution:
        """The content without the "that" which leads in what a noun tells: "a plea that | he had told them"."""
        (start, end), *rest = one.content or ((0, 0),)
        if not rest or self._scene.text[start:end].lower() != "that":
            return one
        led = any(n.sentence is one.sentence and n is not one and n.content[0][0] == end + 1 for n in nouns)
        return one.telling(tuple(rest)) if led else one

    def _within_nouns(self, one: Attribution, nouns: Sequence[Attribution]) -> Attribution:
        """What a noun's content holds ends no later than that: "rumours that he meant to go | sent the dinar down"."""
        for noun in nouns:
            end = noun.content[-1][1]
            if noun.sentence is one.sentence and holds(noun, one) and one.content and one.content[0][0] < end:
                one = one.telling(_cut(one.content, end, self._scene.text))
        return one

    def _without_known(self, found: Sequence[Attribution]) -> list[Attribution]:
        """The attributions without the second verb of "let it be known", "let visitors know": both are one cue."""
        letting = {(a.sentence.index, a.cue.i) for a in found if a.lemma in self._cues.letting}
        return [
            a
            for a in found
            if a.lemma not in self._cues.known
            or a.cue.dep not in _COMPLEMENTS
            or (a.sentence.index, a.cue.head) not in letting
        ]

    def _mended(self, one: Attribution, beside: Sequence[Attribution]) -> Attribution:
        if not one.content:
            return one
        one = one.telling(_shared(one, beside))
        one = one.telling(self._with_object(one, beside))
        one = one.telling(self._whole(one, beside))
        one = one.telling(self._after_manner(one))
        one = one.telling(self._after_that(one, beside))
        one = one.telling(self._after_told(one))
        one = one.telling(self._after_hearer(one))
        if not one.content:
            return one
        one = one.telling(self._before_sibling(one, beside))
        one = self._with_earlier(self._with_second(one, beside))
        return self._complete(one.telling(self._bounds.of(one, beside)))

    def _complete(self, one: Attribution) -> Attribution:
        """The content without a preposition at its end whose noun is cut off: "threatened to go | in a letter"."""
        start, end = one.content[-1] if one.content else (0, 0)
        inside = one.sentence.inside([(start, end)])
        last = inside[-1] if len(inside) > 1 else None
        cut = last is not None and last.dep == "prep" and last.end == end
        if last is None or not cut or not any(t.end > end for t in one.sentence.children(last, "pobj", "pcomp")):
            return one
        return one.telling((*one.content[:-1], (start, inside[-2].end)))

    def _with_object(self, one: Attribution, beside: Sequence[Attribution]) -> tuple[Extent, ...]:
        """What is told is the whole object when it is a cue of its own: "confirmed | rumours that a bank fell"."""
        if one.cue.pos != "VERB" or one.lemma in self._cues.light:
            return one.content
        for other in beside:
            noun = other.cue
            if noun.dep == "dobj" and noun.head == one.cue.i and set(one.content) <= set(other.content):
                return self._scene.runs(one.sentence, one.sentence.subtree(noun), self._scene.speech_at(one.span[0]))
        return one.content

    def _whole(self, one: Attribution, beside: Sequence[Attribution]) -> tuple[Extent, ...]:
        """The content without a clause cut off behind its first words ("…, | that the"), or with a whole phrase."""
        start, end = one.content[-1]
        s, inside = one.sentence, one.sentence.inside([(start, end)])
        if len(one.content) > 1 and inside and all(t.tag in _OPENING for t in inside):
            return one.content[:-1]
        tail = len(inside)
        while tail > 1 and (inside[tail - 1].tag in _OPENING or inside[tail - 1].dep == "punct"):
            tail -= 1
        cut = [t for t in inside[tail:] if t.dep != "punct"]
        if not cut or cut[-1] is not inside[-1] or cut[-1].dep not in ("det", "mark", "cc"):
            return one.content
        if any(t.dep in ("mark", "cc") for t in cut):
            return (*one.content[:-1], (start, inside[tail - 1].end))
        whole = s.subtree(s.head(cut[0]) if cut[0].dep == "det" else cut[0])[-1].end
        if any(end <= o.span[0] < whole for o in beside):
            return one.content
        return (*one.content[:-1], (start, max(end, whole)))

    def _after_manner(self, one: Attribution) -> tuple[Extent, ...]:
        """The object without the end of the phrase before it: "condemned in | the strongest terms | the attack"."""
        s, (start, end) = one.sentence, one.content[0]
        inside = s.inside([(start, end)])
        led = next(
            (p for p in s.children(one.cue, "prep") if p.end <= start and inside and inside[0] in s.subtree(p)), None
        )
        what = s.child(one.cue, "dobj", "ccomp")
        if led is None or what is None or what not in inside:
            return one.content
        phrase = {t.i for t in s.subtree(led)}
        rest = [t for t in inside if t.i not in phrase]
        if not rest or what.i in phrase or rest[0].i != inside[-1].i + 1 - len(rest):
            return one.content
        return ((rest[0].start, end), *one.content[1:])

    def _after_told(self, one: Attribution) -> tuple[Extent, ...]:
        """The content without whom a verb of informing has for object: "notified | the coast guard of | a launch"."""
        s, (start, end) = one.sentence, one.content[0]
        whom = s.child(one.cue, "dobj") if one.lemma in self._cues.tells and one.act not in _ABOUT_TOLD else None
        if whom is None or not self._sources.speaks(s, whom) or s.child(one.cue, "xcomp", "ccomp") is not None:
            return one.content
        told = next((p for p in (*s.children(one.cue, "prep"), *s.children(whom, "prep")) if p.lower in _TOPICS), None)
        inside = s.inside([(start, end)])
        if told is None or not inside or inside[0].i > whom.i or told not in inside or inside[-1] is told:
            return one.content
        return ((s.tokens[told.i + 1].start, end), *one.content[1:])

    def _after_hearer(self, one: Attribution) -> tuple[Extent, ...]:
        """The content without whom a verb speaks to: "complained to | the council about | the raids"."""
        s, (start, end) = one.sentence, one.content[0]
        inside = s.inside([(start, end)])
        words, links = self._speaking(one)
        if not inside or not words:
            return one.content
        preps = [p for word in words for p in s.children(word, "prep", "dative") if p.lower in links]
        hearers = [t for p in preps for t in s.children(p, "pobj")]
        whom = next((t for t in hearers if t in inside and inside[0] in (t, *s.subtree(t))), None)
        if whom is None or inside[0].i > whom.i or not self._sources.speaks(s, whom):
            return one.content
        above = (*(word.i for word in words), whom.i)
        about = next((t for t in inside if t.dep == "prep" and t.head in above and t.lower in _MATTERS), None)
        if about is None:
            bare = inside[-1] in s.subtree(whom) and not any(t.pos == "VERB" for t in inside)
            return self._matter(one, words, whom) if bare and len(one.content) == 1 else one.content
        return ((about.start if about.lower == "for" else s.tokens[about.i + 1].start, end), *one.content[1:])

    def _matter(self, one: Attribution, words: Sequence[Token], whom: Token) -> tuple[Extent, ...]:
        """What words are about, where it stands apart from whom they are spoken to; else nothing."""
        s = one.sentence
        preps = [p for word in words for p in s.children(word, "prep") if p.i > whom.i and p.lower in _MATTERS]
        matter = next((t for p in preps if p.lower != "on" for t in s.children(p, "pobj", "pcomp")), None)
        return () if matter is None else self._scene.runs(s, s.subtree(matter), self._scene.speech_at(one.span[0]))

    def _speaking(self, one: Attribution) -> tuple[tuple[Token, ...], frozenset[str]]:
        """The words that speak to somebody, and what leads to him: "complained | to", "lodged a protest | with"."""
        cue, taken = one.cue, one.sentence.child(one.cue, "dobj")
        noun = cue if cue.pos == "NOUN" and cue.dep in ("dobj", "nsubjpass") else taken
        if noun is not None and (verb := one.sentence.head(noun)).lemma.lower() in self._cues.lodging:
            return (noun, verb), (_WITH | _TO if one.act in _SPOKEN else _WITH)
        takes_to = any(f.word == "to" for f in self._cues.verbs.get(one.lemma, ()))  # "agreed to the council"
        silent = one.act not in _SPOKEN or takes_to or taken is not None
        return (() if silent else (cue,)), _TO

    def _before_sibling(self, one: Attribution, beside: Sequence[Attribution]) -> tuple[Extent, ...]:
        """The content up to a verb that its speaker, or its teller, does next: "claimed to see it | and swore …"."""
        around = [a.sources for a in beside if holds(a, one)]
        for other in beside:
            begin = _sibling(one.sentence, other.cue)
            tellers = [one.sources, *around] if other.cue.tag == "VBG" else [one.sources]
            if begin is None or not other.sources or other.sources not in tellers:
                continue
            for start, end in one.content:
                told = [t for t in one.sentence.tokens if start <= t.start < begin]
                if other.cue.tag in _FINITE and any(t.tag in _FINITE for t in told) and not self._mute(one, told):
                    continue  # "said the dam had failed and caused …": the second verb may go on with the clause
                if one.span[1] <= start < begin <= other.span[0] < end:
                    return _cut(one.content, begin, self._scene.text)
        return one.content

    def _mute(self, one: Attribution, told: Sequence[Token]) -> bool:
        """True for a clause about a thing, which says nothing next: "joked that the sirens were dear | and begged"."""
        verb = next((t for t in told if t.tag in _FINITE), None)
        while verb is not None and verb.dep in ("aux", "auxpass"):
            verb = one.sentence.head(verb)
        subject = None if verb is None else one.sentence.child(verb, "nsubj", "nsubjpass")
        if subject is None or subject.pos != "NOUN" or subject not in told:
            return False
        return not self._sources.tells(one.sentence, subject)

    def _after_that(self, one: Attribution, beside: Sequence[Attribution]) -> tuple[Extent, ...]:
        """The content from its "that" on, without what a parser puts before it: "testified | on six days that …"."""
        start, end = one.content[0]
        inside = one.sentence.inside([(start, end)])
        that = next((t for t in inside if t.lower == "that" and t.dep == "mark"), None)
        # "Acknowledged | for the first time that …": what is tied to how often it was said.
        apart = strayed(one.sentence, one.cue, self._cues) if inside and that is None else None
        if apart and inside[0].i < apart[0].i <= inside[-1].i:
            return ((apart[0].start, end), *one.content[1:])
        if that is None or that.i == inside[0].i or one.cue.pos not in ("VERB", "AUX") or one.span[1] > start:
            return one.content
        before = inside[: that.i - inside[0].i]
        above = one.sentence.head(one.sentence.head(that))
        noun = any(t.pos in ("VERB", "AUX") or (t is above and t.pos == "NOUN") for t in before)
        aside = _venue(one.sentence, above, one.cue) or self._known(one, before)
        if (noun and not aside) or that is inside[-1] or any(before[0].start <= o.span[0] < that.start for o in beside):
            return one.content  # "dismissed suggestions that …": the noun is part of what was dismissed
        return ((one.sentence.tokens[that.i + 1].start, end), *one.content[1:])

    def _known(self, one: Attribution, before: Sequence[Token]) -> bool:
        """True for "let | it be known that", "let | visitors know that", "took | it for granted that"."""
        last = before[-1]
        if one.lemma not in self._cues.letting or any(t.tag in _FINITE for t in before[:-1]):
            return False
        return before[0].lower in ("it", "for", "be") or last.lemma.lower() in self._cues.known

    def _with_second(self, one: Attribution, beside: Sequence[Attribution]) -> Attribution:
        """The content with a second that-clause: "said that the dam had failed, and that nobody was told"."""
        s = one.sentence
        if not one.content or one.content[-1][1] <= one.span[0] or not self._is_clause(one, beside):
            return one
        last = max((t for t in s.tokens if t.end <= one.content[-1][1]), key=lambda t: t.i, default=None)
        if last is None or any(holds(o, one) and o.content[-1][1] == one.content[-1][1] for o in beside):
            return one
        verb = _second(s, last) or (_next_that(s, last) if self._led_by_that(one) else None)
        if verb is None:
            return one
        end = max(t.end for t in s.subtree(verb) if t.dep != "punct" or t.i < s.subtree(verb)[-1].i)
        return replace(one, content=(*one.content[:-1], (one.content[-1][0], max(end, one.content[-1][1]))))

    def _led_by_that(self, one: Attribution) -> bool:
        return self._scene.text[: one.content[-1][0]].rstrip().endswith("that")

    def _with_earlier(self, one: Attribution) -> Attribution:
        """The content with a second clause told of the same time before: "said a nurse had called, and he had come".

        After a report in the past "had" tells what was reported; of what came to pass later "came" would do.
        """
        s = one.sentence
        if one.cue.tag not in ("VBD", "VBN") or not one.content or one.content[-1][1] <= one.span[0]:
            return one
        inside = [t for t in s.tokens if one.content[-1][0] <= t.start < one.content[-1][1]]
        verb = _earlier(s, s.tokens[inside[-1].i + 1 :]) if inside and any(t.lower == "had" for t in inside) else None
        if verb is None or any(t.lower == "had" for t in s.children(one.cue, "aux")):
            return one
        end = max(t.end for t in s.subtree(verb) if t.dep != "punct")
        return replace(one, content=(*one.content[:-1], (one.content[-1][0], end)))

    def _is_clause(self, one: Attribution, beside: Sequence[Attribution]) -> bool:
        """True for a content with "that" before it, or with a finite verb in it where no other one tells it."""
        start, end = one.content[-1]
        if self._led_by_that(one):
            return True
        if any(holds(o, one) for o in beside):
            return False
        first = next((t for t in one.sentence.tokens if start <= t.start < end), None)
        tags = (t.tag for t in one.sentence.tokens if start <= t.start < end)
        return first is not None and first.pos not in ("ADP", "PART") and any(tag in _FINITE for tag in tags)


def _shared(one: Attribution, beside: Sequence[Attribution]) -> tuple[Extent, ...]:
    """What two tell between whom the second stands: "officials say, and images show, | that the site is empty"."""
    tokens = one.sentence.tokens
    for other in beside:
        if not 2 < other.cue.i - one.cue.i < _ASIDE:
            continue
        between = [t for t in tokens[one.cue.i + 1 : other.cue.i] if t.dep != "punct" or t.text in _MARKS]
        led = len(between) > 2 and between[0].text in _MARKS and between[1].lower in _JOINING
        after = next((t for t in tokens[other.cue.i + 1 :] if t.text != ")"), None)
        if not led or after is None or after.text not in _MARKS or not other.content or not other.sources:
            continue
        inside, told = one.sentence.inside(one.content[:1]), other.content[0][0]
        if inside and one.cue.i < inside[0].i <= other.cue.i and other.cue.end < told < one.content[-1][1]:
            return other.content
    return one.content


def _shorter(new: Attribution, old: Attribution) -> bool:
    return bool(new.content and old.content) and new.content[-1][1] < old.content[-1][1]


def _venue(s: Sentence, noun: Token, cue: Token) -> bool:
    """True for a noun that only says where or how something was told: "informed them in a letter | that …"."""
    prep = s.head(noun)
    return noun.dep == "pobj" and prep.head == cue.i and prep.lower in _VENUES


def _sibling(s: Sentence, verb: Token) -> int | None:
    """Where a second finite verb without a subject of its own begins: at its "and"; a last participle, at itself."""
    if verb.tag == "VBG" and verb.dep == "advcl" and s.tokens[verb.i - 1].lower == ",":
        return verb.start
    if verb.tag not in _FINITE or verb.dep != "conj" or s.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    marks = [t for t in s.tokens[: verb.i] if t.dep == "cc"]
    return marks[-1].start if marks else None


def _cut(content: Sequence[Extent], at: int, text: str) -> tuple[Extent, ...]:
    kept = [(s, min(e, at)) for s, e in content if s < at]
    return tuple((s, s + len(text[s:e].rstrip(" ,;—–-"))) for s, e in kept)


def _next_that(s: Sentence, last: Token) -> Token | None:
    """The last verb of a row of clauses right after `last`: "that …, | that …, and that …"."""
    found = None
    for that in s.tokens[last.i + 1 :]:
        before = s.tokens[that.i - 1]
        verb = s.head(that)
        if that.lower != "that" or that.dep != "mark" or verb.i < that.i:
            continue
        follows = that.i <= last.i + 2 if found is None else that.i <= s.subtree(found)[-1].i + 3
        if not follows or not (before.lower == "," or before.dep == "cc"):
            break
        found = verb
    return found


def _earlier(s: Sentence, rest: Sequence[Token]) -> Token | None:
    """The verb with "had" of a clause with a subject right behind ", and"."""
    words = [t for t in rest if t.dep != "punct"]
    if not words or words[0].lower not in ("and", "but") or words[0].i > rest[0].i + 1:
        return None
    verb = next((t for t in words if t.tag in (*_FINITE, "MD", "VBN")), None)
    if verb is None or verb.lower != "had" or verb.dep != "aux":
        return None
    main = s.head(verb)
    return main if s.child(main, "nsubj", "nsubjpass") is not None and s.subtree(main)[0].i == words[1].i else None


def _second(s: Sentence, last: Token) -> Token | None:
    """The verb of a clause with "and that", "but that" right after `last`."""
    at = last.i + 1
    while at < len(s.tokens) and s.tokens[at].lower == ",":
        at += 1
    if at + 1 >= len(s.tokens) or s.tokens[at].dep != "cc" or s.tokens[at + 1].lower != "that":
        return None
    that = s.tokens[at + 1]
    return s.head(that) if that.dep == "mark" and s.head(that).i > that.i else None
