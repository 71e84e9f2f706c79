"""Verdicts: how likely a claim is by the word that reports it, or by the words in and around it."""

from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.extents import in_content
from legation.coding.odds import Outlook
from legation.coding.outlooks import Outlooks
from legation.coding.scene import Extent, Scene
from legation.records import Certainty, Statement

# Acts that predict where their object names what may come ("warned of a war", "ruled out a coup").
_GUARDED = frozenset({"warn", "fear", "reject"})
# Acts whose verb may say by itself how likely their content is.
_TELLING = _GUARDED | {"predict", "describe", "assess"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Modal verbs with which a claim may be about what comes though nothing weighs it.
_FUTURE = frozenset({"will", "would", "wo", "'ll", "’ll", "'d", "’d", "shall", "may", "might", "could"})
# How an infinitive hangs on those who are to do it.
_DEMANDED = frozenset({"xcomp", "advcl", "acl", "ccomp", "relcl"})
_ALL = frozenset({"every", "each", "all", "any"})
_TIMES = ("DATE", "TIME")
_FULL = frozenset({"NOUN", "PROPN", "VERB"})


class Verdicts:
    """Reads the chances of one document's claims."""

    def __init__(self, scene: Scene, words: Likelihoods, outlooks: Outlooks) -> None:
        """Look for the words of `words` in `scene`."""
        self._scene = scene
        self._words = words
        self._outlooks = outlooks

    def of(self, s: Sentence, statement: Statement) -> Outlook | None:
        """What a statement predicts by its verb alone: "expects the leaders to agree", not "expected at noon"."""
        cue = next(e for e in statement.evidence if e.role == "cue")
        verb = next((t for t in s.tokens if t.start == cue.start), None)
        outlook = None if verb is None else self._by_verb(s, verb, statement)
        if outlook is None and statement.act == "predict" and not statement.negated:
            start, end = statement.content[0].start, statement.content[-1].end
            chance = self._numbered(start, end)
            outlook = None if chance is None else Outlook(*chance)
        told = (t for t in s.tokens if in_content(statement, t.start))
        if outlook is None or not any(t.pos in _FULL and t.ent not in _TIMES for t in told):
            return None
        number = self._numbered(statement.content[0].start, statement.content[-1].end)
        return outlook if number is None else Outlook(*number)

    def heard(self, s: Sentence, run: list[Token], extent: Extent, statement: Statement | None) -> Outlook | None:
        """The chance of a heard claim: by its own words, by the cue that reports it, else as plain as "will"."""
        if self._owed(s, run, statement):
            return None  # "expects every state to honour the accord" demands it
        if (few := self._by_few(s, statement)) is not None:
            return few
        plain_modal = any(t.tag == "MD" for t in run)
        for start, end in (extent,) if plain_modal else (extent, (s.start, s.end)):
            if (found := self._numbered(start, end) or self._words.place(self._scene.text, start, end)) is not None:
                return Outlook(*found)
        weighed = any(t.lemma.lower() in self._words.chances for t in run)
        if weighed and (chance := self._words.chance(self._scene.text[slice(*extent)])) is not None:
            return Outlook(chance, extent)
        return self._by_cue(s, run, statement) or self._by_noun(s, run)

    def empty(self, sentence: Sentence, extent: Extent) -> bool:
        """True for "there is every chance", where what has the chance stands behind the words of who speaks."""
        told = sentence.inside([extent])
        bare = bool(told) and not any(t.pos in ("VERB", "AUX", "NOUN", "PROPN", "PRON") for t in told[:-1])
        return bool(told) and (bare or told[0].dep == "expl") and told[-1].lemma.lower() in self._words.chances

    def _by_noun(self, s: Sentence, run: list[Token]) -> Outlook | None:
        """The chance that a noun before a claim without a verb gives: "in dread of | a third stoppage"."""
        prep = s.tokens[run[0].i - 1] if run[0].i else run[0]
        noun = s.head(prep)
        certainty = self._words.verdict(noun.lemma.lower()) if prep.dep == "prep" and noun.pos == "NOUN" else None
        return None if certainty is None else Outlook(certainty, (noun.start, noun.end))

    def _by_cue(self, s: Sentence, run: list[Token], statement: Statement | None) -> Outlook | None:
        """The chance that the cue gives, or that of a plain "will"."""
        cue = None if statement is None else next(e for e in statement.evidence if e.role == "cue")
        if cue is not None and (certainty := self._words.verdict(statement.cue if statement is not None else "")):
            return Outlook(certainty, (cue.start, cue.end))
        verb = next((t for t in run if t.pos in ("AUX", "VERB")), None)
        plain = self._words.certainty("will")
        if plain is None:
            return None
        if verb is None and cue is not None and statement is not None:  # "puts the shortfall at ten million tons"
            foreseen = self._words.verdict("expect") if statement.act == "predict" else None
            return Outlook(replace(foreseen or plain, phrase=statement.cue), (cue.start, cue.end))
        return self._plainly(s, run, verb, plain) if verb is not None else None

    def _plainly(self, s: Sentence, run: list[Token], verb: Token, plain: Certainty) -> Outlook | None:
        """A heard claim that no word weighs: not what is only able or obliged to be, nor what somebody is to do."""
        modal = next((t for t in run if t.tag == "MD" and t.dep == "aux"), None)
        if modal is not None and modal.lower not in _FUTURE:
            return None
        finite = any(t.tag in _FINITE for t in run)
        if not finite and any(t.tag == "TO" and s.head(t).dep in _DEMANDED for t in run):
            return None  # "pressure is growing on Rome | to yield"
        named = (t for t in run if t.lemma.lower() in self._words.foretells | self._words.chances)
        word = modal or next((t for t in named if t.pos in ("NOUN", "VERB")), verb)
        return Outlook(replace(plain, phrase=word.lower), (word.start, word.end))

    def _owed(self, s: Sentence, run: list[Token], statement: Statement | None) -> bool:
        """True for what somebody expects others to do by duty."""
        cue = None if statement is None else next(e for e in statement.evidence if e.role == "cue")
        verb = next((t for t in s.tokens if cue is not None and t.start == cue.start), None)
        if verb is None or verb.lemma.lower() != "expect":
            return False
        return any(t.lemma.lower() in self._words.owed and self._ordered(s, t) for t in run if t.pos == "VERB")

    def _by_few(self, s: Sentence, statement: Statement | None) -> Outlook | None:
        """The chance of what few, or none, expect."""
        cue = None if statement is None else next(e for e in statement.evidence if e.role == "cue")
        verb = None if cue is None else next((t for t in s.tokens if t.start == cue.start and t.pos == "VERB"), None)
        if cue is None or verb is None:
            return None
        phrase = self._outlooks.quantified(s, verb, negated=False)
        certainty = self._words.verdict(phrase) if " " in phrase else None
        return None if certainty is None else Outlook(certainty, (cue.start, cue.end))

    def _numbered(self, start: int, end: int) -> tuple[Certainty, Extent] | None:
        """A chance told as a number in a stretch of text."""
        found = self._words.number(self._scene.text[start:end])
        return None if found is None else (found[0], (start + found[1][0], start + found[1][1]))

    def _by_verb(self, s: Sentence, verb: Token, statement: Statement) -> Outlook | None:
        """What a reporting word by itself says of the chances of its content, where that names what may come."""
        if statement.act not in _TELLING:
            return None
        here = [t for t in s.tokens if in_content(statement, t.start)]
        inner = {t.i for t in here}
        tops = [t for t in here if t.head not in inner]
        if statement.act == "predict":
            if verb.lemma.lower() == "expect" and self._wanted(tops, here):
                return None
            if any(t.lemma.lower() in self._words.owed and self._ordered(s, t) for t in tops):
                return None
        elif statement.act in ("describe", "assess"):
            return self._outlooks.described(s, here)
        elif not any(self._coming(t) for t in tops):
            return None
        negated = statement.negated or s.child(verb, "neg") is not None
        phrase = self._outlooks.quantified(s, verb, negated=negated)
        certainty = self._words.verdict(phrase)
        if certainty is None and statement.act == "predict" and not negated and phrase != verb.lemma.lower():
            certainty = self._words.verdict("expect")  # "looks for a slump", "is pencilling in a cut"
        return None if certainty is None else Outlook(certainty, (verb.start, verb.end))

    def _wanted(self, tops: list[Token], here: list[Token]) -> bool:
        """True for a thing that somebody expects of others: "expects punctuality of his staff"."""
        happening = self._words.outcomes | self._words.events
        if any(t.pos in ("VERB", "AUX") or t.lemma.lower() in happening for t in here):
            return False
        measured = any(t.pos == "NUM" or t.tag in ("VBG", "JJR", "RBR") for t in here)
        return not measured and any(t.pos == "NOUN" for t in tops)

    def _coming(self, token: Token) -> bool:
        return token.pos == "NOUN" and token.lemma.lower() in self._words.outcomes

    def _ordered(self, s: Sentence, verb: Token) -> bool:
        return any(
            self._scene.parties.place_at(s, t) is not None
            or t.pos == "PRON"
            or t.tag == "NNS"
            or self._scene.parties.at(s, t) is not None
            or any(d.lower in _ALL for d in s.children(t, "det"))
            or s.child(t, "poss") is not None
            for t in s.children(verb, "nsubj")
        )
