"""Nominal acts: a noun tells of an event ("launched an attack on", "the invasion of A by B", "talks between")."""

from collections.abc import Collection, Iterator

from legation.annotations import Clause, Sentence, Token
from legation.coding.drafts import Draft, parted
from legation.coding.phrasing import hanging, hanging_below
from legation.coding.roles import Role, Roles, ids
from legation.coding.settings import Settings
from legation.coding.status import Judge
from legation.coding.triggers import Frame, Lexicon
from legation.coding.verbal import MOVED, VerbReader
from legation.records import Status

_PREMODIFIERS = ("amod", "compound", "nmod")
# A conference for the press is no conference with somebody.
_PRESS = frozenset({"press", "news"})
# Who claims responsibility for a deed did it.
_OWNED = "responsibility"
_OWNING_UP = frozenset({"claim", "accept", "assume", "admit", "take", "acknowledge"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_OUSTED = frozenset({"expel", "deport"})
_LIGHT_CONFIDENCE, _NOUN_CONFIDENCE = 0.75, 0.6

_Sides = tuple[tuple[Role, ...], tuple[Role, ...]]


class NounReader:
    """Reads nouns against the noun frames."""

    def __init__(self, lexicon: Lexicon, roles: Roles, judge: Judge, verbs: VerbReader) -> None:
        """Take the frames and who is who in the document."""
        self._lexicon = lexicon
        self._roles = roles
        self._judge = judge
        self._verbs = verbs
        self._settings = Settings(roles)

    def read(self, sentence: Sentence, taken: Collection[int]) -> Iterator[Draft]:
        """The acts that nouns of a sentence tell; `taken` holds positions of words that tell an act already."""
        for token in sentence.tokens:
            if token.pos != "NOUN" or token.i in taken or token.dep in ("compound", "amod", "nmod"):
                continue
            for frame in self._frames(sentence, token):
                if draft := self._draft(sentence, token, frame):
                    yield draft
                    break

    def _frames(self, sentence: Sentence, noun: Token) -> Iterator[Frame]:
        before = {t.lemma.lower() for t in sentence.children(noun, *_PREMODIFIERS)}
        if before & _PRESS:
            return
        lemma = noun.lemma.lower()
        frames = [f for word in before for f in self._lexicon.nouns.get(f"{word} {lemma}", ())]
        frames.extend(self._lexicon.nouns.get(lemma, ()))
        told_apart = [f for f in frames if f.modifier & before]  # a "verbal attack" is no attack
        yield from told_apart or (f for f in frames if not f.modifier)

    def _draft(self, sentence: Sentence, noun: Token, frame: Frame) -> Draft | None:
        verb = self._light_verb(sentence, noun, frame)
        if verb is not None:
            standing = self._judge.clause(verb)
            if any(t.lower == "no" for t in sentence.children(noun, "det")):
                standing = "negated"
        elif frame.light_only:
            return None
        elif (claim := self._claimed(sentence, noun)) is not None:
            standing = self._judge.clause(claim)
            standing = "actual" if standing == "negated" else standing  # "nobody has claimed responsibility for it"
        else:
            standing = self._judge.noun(sentence, noun)
            standing = standing if standing in ("actual", "historical") else None
        if standing is None:
            return None
        parties = self._parties(sentence, noun, frame, verb)
        if parties is None or (
            verb is None and not (parties[0] and parties[1]) and not self._is_alone(sentence, noun, frame, parties)
        ):
            return None
        return self._made(sentence, noun, frame, verb, (standing, *parties))

    def _is_alone(self, sentence: Sentence, noun: Token, frame: Frame, parties: _Sides) -> bool:
        """True where a deed with one party is told: "the bombing of Aleppo", "Russian air raids"."""
        if not frame.alone or frame.mutual:
            return False
        told = noun.tag == "NNS" or not frame.to or bool(sentence.children(noun, "prep"))
        before = [r for r in parties[0] if r.end <= noun.start and self._roles.countries(r.actors)]
        return bool(parties[1] or (told and before))

    def _made(
        self,
        sentence: Sentence,
        noun: Token,
        frame: Frame,
        verb: Clause | None,
        found: tuple[Status, tuple[Role, ...], tuple[Role, ...]],
    ) -> Draft:
        standing, actors, recipients = found
        how = f"light verb {verb.lemma!r} with {noun.lemma!r}" if verb else f"noun {noun.lemma.lower()!r}"
        return Draft(
            sentence=sentence,
            trigger=noun,
            words=(noun,),
            frame=frame,
            mode=frame.mode or self._mode(sentence, noun, frame),
            actors=actors,
            recipients=recipients,
            standing=standing,
            construction=how,
            clause=verb,
            confidence=_LIGHT_CONFIDENCE if verb else _NOUN_CONFIDENCE,
            certain=verb is None and self._claimed(sentence, noun) is not None,
        )

    def _light_verb(self, sentence: Sentence, noun: Token, frame: Frame) -> Clause | None:
        """The verb that lends the noun its act, when the frame knows it."""
        first = noun
        while first.dep == "conj":
            first = sentence.head(first)
        clause = self._judge.at(sentence, sentence.head(first))
        if clause is None or noun not in clause.objects:
            return None
        return clause if clause.lemma in frame.light or clause.head.lemma.lower() in frame.light else None

    def _parties(
        self, sentence: Sentence, noun: Token, frame: Frame, verb: Clause | None
    ) -> tuple[tuple[Role, ...], tuple[Role, ...]] | None:
        recipients = self._roles.behind(sentence, noun, *(n for n in frame.to if n != "between"))
        if not recipients and "of" in frame.to and frame.type in _DEEDS:
            recipients = self._behind_doer(sentence, noun)
        actors = self._actors(sentence, noun, frame, recipients)
        if frame.mutual and "between" in frame.to:
            between = self._roles.behind(sentence, noun, "between", "among")
            if len(ids(between)) > 1:
                return between, between
        if (frame.type, frame.mode) in MOVED:  # "the withdrawal of its troops from Chad" reaches Chad
            home = self._roles.countries(ids((*actors, *(self._verbs.actors(verb) if verb else ()))))
            recipients = tuple(r for r in recipients if not self._roles.countries(r.actors) <= home)
        if not recipients and (frame.alone or frame.place):
            recipients = self._ground(sentence, noun, frame)
        if verb is not None:
            actors = actors if actors and not verb.subjects else self._verbs.actors(verb) or actors
            if not recipients:
                recipients = self._beside_verb(sentence, frame, verb)
            if verb.subjects and not actors:
                return None
        elif frame.mutual and recipients and not actors:
            actors = self._around(sentence, noun)
        return parted(frame, actors, recipients)

    def _behind_doer(self, sentence: Sentence, noun: Token) -> tuple[Role, ...]:
        """Who suffers, where a parser hangs him on who does it: "the storming by Chadian troops of a Malian post".

        "The killing by soldiers of the Malian army" says whose soldiers they are.
        """
        found: list[Role] = []
        for doer in hanging(sentence, noun, frozenset({"by"})):
            homes = self._roles.countries(self._own(sentence, doer))
            behind = self._roles.behind(sentence, doer, "of") if homes else ()
            found.extend(r for r in behind if not self._roles.countries(r.actors) & homes)  # "the government of Chad"
        return tuple(found)

    def _own(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        return ids(self._roles.agent(sentence, token, ()))

    def _claimed(self, sentence: Sentence, noun: Token) -> Clause | None:
        """The clause in which somebody owns up to a deed: "claimed responsibility for the attack"."""
        prep = sentence.head(noun)
        owned = sentence.head(prep)
        if noun.dep != "pobj" or prep.lower != "for" or owned.lemma.lower() != _OWNED or owned.dep != "dobj":
            return None
        verb = sentence.head(owned)
        return self._judge.at(sentence, verb) if verb.lemma.lower() in _OWNING_UP else None

    def _ground(self, sentence: Sentence, noun: Token, frame: Frame) -> tuple[Role, ...]:
        """The state whose ground a deed is done on: "the bombing of Aleppo", "the coup in Niger"."""
        left = {"by"} if frame.mode == "withdraw" else {"by", "from"}  # "withdrew from Chad"
        names = frozenset({*frame.to, *frame.place}) - left
        tokens = [*hanging(sentence, noun, names)]
        if frame.of_is_actor:  # "the deployment of troops to Russia"
            tokens.extend(hanging_below(sentence, noun, names))
        return tuple(self._settings.states(sentence, tokens))

    def _actors(self, sentence: Sentence, noun: Token, frame: Frame, recipients: tuple[Role, ...]) -> tuple[Role, ...]:
        owners = tuple(
            r
            for t in sentence.children(noun, "poss")
            for m in sentence.conjuncts(t)
            if (r := self._roles.party(sentence, m))
        )
        owners = owners or self._roles.before(sentence, noun) or self._roles.behind(sentence, noun, "by")
        if not owners and frame.type in _DEEDS:  # a parser hangs "by" on who suffers: "the arrest of a man by Iran"
            below = hanging(sentence, noun, frozenset({"of"}))
            owners = tuple(r for t in below for r in self._roles.behind(sentence, t, "by"))
        if not owners and frame.mode in _OUSTED:  # "the expulsion of two consuls from Peru" is Peru's
            heads = (noun, *hanging(sentence, noun, frozenset({"of"})))
            left = (t for head in heads for t in hanging(sentence, head, frozenset({"from"})))
            owners = tuple(self._settings.states(sentence, left))
        if (claim := self._claimed(sentence, noun)) is not None:
            owners = self._verbs.actors(claim) if self._judge.clause(claim) != "negated" else ()
        if not owners and frame.of_is_actor:
            owners = self._roles.behind(sentence, noun, "of")
        return owners

    def _beside_verb(self, sentence: Sentence, frame: Frame, verb: Clause) -> tuple[Role, ...]:
        tokens = [t for name in frame.to if name != "of" for t in verb.prep(name)]
        return tuple(r for t in (*verb.indirect, *tokens) for r in self._roles.affected(sentence, t))

    def _around(self, sentence: Sentence, noun: Token) -> tuple[Role, ...]:
        """Who else was there: "after talks with B, A said …" tells of A and B."""
        prep = sentence.head(noun)
        if noun.dep != "pobj" or prep.lower not in ("after", "during", "in", "at", "following", "before", "ahead"):
            return ()
        clause = self._judge.at(sentence, sentence.head(prep))
        return self._verbs.actors(clause) if clause and self._judge.clause(clause) == "actual" else ()

    def _mode(self, sentence: Sentence, noun: Token, frame: Frame) -> str | None:
        words = self._lexicon.types[frame.type].by_words
        lemmas = {t.lemma.lower() for t in sentence.children(noun, *_PREMODIFIERS)} | {noun.lemma.lower()}
        return next((mode for mode, listed in words.items() if listed & lemmas), None)
