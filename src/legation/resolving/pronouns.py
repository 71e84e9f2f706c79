"""Pronouns and definite plurals ("it", "they", "the two leaders"): who was spoken of just before."""

import bisect
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from legation.annotations import Clause, Party, Quote, Sentence, Token
from legation.knowledge import Title
from legation.resolving.binding import above_subjects, across, barred, first_of_pair, is_matter, reflected, told_of
from legation.resolving.cast import Cast
from legation.resolving.history import History, PronounTable, Seen
from legation.resolving.plurals import Plurals
from legation.resolving.salience import most_salient, weight
from legation.resolving.tellers import Tellers

# How many sentences back a pronoun for a person may reach: for anybody, and for one whose gender is known.
_NEAR, _FAR = 2, 6
# Sectors of those who say "we" for a body of their own sort.
_CORPS = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "PTY", "LAB", "BUS", "MED", "JUD", "IGO", "UNO"})
# Who is spoken to stands no deeper below the subject: "Manila lodged a protest with Beijing".
_ADDRESSED = 2
# What leads to them; a note comes "from" the one who asks, and who "was asked" is no asker.
_TOWARDS = frozenset({"dobj", "dative", "to", "with", "on", "upon", "against"})
_THINGS = ("state", "organisation", "group")
# How much likelier than one whose gender agrees the teller himself is, to be whom his words speak of.
_TELLS = 2.5
# And where he told something in the sentence before, when all that counts half.
_GOES_ON = 6
# A state or body is out of view sooner than a person, and sooner still for what is no subject ("its").
_FADE, _FADE_BELOW = 0.2, 0.05
_STATES = frozenset({"country", "nation", "state", "republic", "government"})
_CARRIERS = frozenset({"be", "seem", "appear", "make", "take", "remain", "become", "find", "turn", "feel", "sound"})
# So many words part two names of a list: a comma and "and".
_MOST_BETWEEN = 2
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})

_Fits = Callable[[str], bool]


class Pronouns:
    """Resolves the pronouns of one document in reading order."""

    def __init__(self, table: PronounTable, cast: Cast, quotes: Sequence[Quote], history: History) -> None:
        """`quotes` tell what is said inside quotation marks, where "he" is seldom the speaker; `history` is written."""
        self._table = table
        self._cast = cast
        self._quotes = sorted((q.start, q.end) for q in quotes if not q.scare)  # no two of them share a character
        self._quote_starts = [start for start, _ in self._quotes]
        self.history = history
        self._plurals = Plurals(table.telling, cast, self.history)
        self._tellers = Tellers(table.telling, table.person_nouns, cast, self.history)

    def note(self, sentence: Sentence, token: Token, party: Party, *, plural: bool) -> None:
        """Remember a party for later pronouns."""
        top = token
        while top.dep in ("conj", "appos"):
            top = sentence.head(top)
        if not party.about_place:
            self._cast.tell_of(party.actors)
        kinds = {self._cast.facts(a)[0] for a in party.actors}
        person = bool(kinds) and (kinds == {"person"} or kinds == {"unnamed"})
        first = token
        while first.dep == "conj":
            first = sentence.head(first)
        listed = self._in_row(sentence, token, party)
        if listed is None and (first is not token or sentence.begins_list(token)):
            listed = first.i
        self.history.add(
            Seen(
                sentence.index,
                token.i,
                party.start,
                party.actors,
                person,
                plural or len(party.actors) > 1,
                top.dep in _SUBJECTS,
                self.quoted(party.start),
                sum(1 for _ in sentence.ancestors(top)),
                listed,
                party.about_place,
                weight(sentence, token),
                self._cast.nouns(party, sentence, token),
                sentence.head(top).lemma.lower() if top.dep in _SUBJECTS else "",
                sentence.head(top).lower if top.dep == "pobj" else top.dep,
            )
        )

    def _in_row(self, sentence: Sentence, token: Token, party: Party) -> int | None:
        """The list of a state whose name only a comma or "and" parts from another's, where the parser sees no list."""
        last = self.history.seen[-1] if self.history.seen else None
        if last is None or last.sentence != sentence.index or last.place != party.about_place:
            return None
        if not 0 < token.i - last.token - 1 <= _MOST_BETWEEN:
            return None
        between = [t.lower for t in sentence.tokens[last.token + 1 : token.i]]
        states = all(self._cast.is_state(actor) for actor in (*last.actors, *party.actors))
        if not states or last.actors == party.actors or between not in ([","], ["and"], [",", "and"]):
            return None
        listed = last.token if last.listed is None else last.listed
        self.history.seen[-1] = last._replace(listed=listed)
        return listed

    def is_plural(self, token: Token) -> bool:
        """True for "they" and its forms."""
        return token.lower in self._table.plural

    def gender_of(self, title: Title, noun: Token) -> str | None:
        """The gender that a noun tells: by itself, as a title, or by its ending ("spokeswoman")."""
        return title.gender or self._table.gender_of(noun.lower)

    def quoted_last(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence, those inside quotation marks after the rest: who speaks is known first."""
        before = bisect.bisect_left(self._quote_starts, sentence.end) - 1
        if before < 0 or self._quotes[before][1] <= sentence.start:
            return list(sentence.tokens)
        return sorted(sentence.tokens, key=lambda t: (self.quoted(t.start), t.i))

    def _said_by(self, sentence: Sentence) -> frozenset[str]:
        """Who speaks in a sentence with a quotation; a wholly quoted one goes on with the last speaker."""
        here = [s for s in self.history.recent(sentence.index) if s.sentence == sentence.index and not s.quoted]
        if here:
            return frozenset(a for s in here if s.subject for a in s.actors)
        before = (s for s in self.history.back() if s.sentence < sentence.index and s.subject and not s.quoted)
        for _, last in groupby(before, key=lambda s: s.sentence):
            return frozenset(a for s in last for a in s.actors)
        return frozenset()

    def quoted(self, at: int) -> bool:
        """True for what stands inside quotation marks."""
        before = bisect.bisect_right(self._quote_starts, at) - 1
        return before >= 0 and at < self._quotes[before][1]

    def resolve(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        """Who a pronoun stands for; () when nothing before it fits."""
        word = token.lower
        if token.tag == "WP$":
            return self._antecedent(sentence, token)
        if word in self._table.first:
            return self._speaker(sentence, token)
        if (himself := reflected(sentence, token, clauses, self._cast)) is not None:
            return himself
        if word in self._table.first_plural:
            return tuple(b for a in self._speaker(sentence, token) if (b := self._speaks_for(a)) is not None)
        if word in self._table.male or word in self._table.female:
            gender = "male" if word in self._table.male else "female"
            found = self._person(sentence, token, clauses, gender) or self._ahead(sentence, token)
            for actor in found:  # "she" tells the gender of somebody unknown: the next "he" is somebody else
                self._cast.learn_gender(actor, gender)
            return found
        if word in self._table.neuter:
            return self._it(sentence, token, clauses)
        if word in self._table.plural:
            return self._they(sentence, token, clauses)
        return ()

    def _it(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        if token.dep == "dobj" and token.lower == "it" and sentence.head(token).lemma.lower() not in self._table.met:
            return ()  # what is rejected or signed is seldom an actor
        if self._owned_by_thing(sentence, token, clauses) or self._expletive(sentence, token):
            return ()
        if is_matter(sentence, token):
            return ()
        return (
            self._ahead(sentence, token)
            or self._asked(sentence, token)
            or self._tellers.whose(sentence, token)
            or self._thing(sentence, token, clauses)
        )

    def _they(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        if self._owned_by_thing(sentence, token, clauses):
            return ()
        quoted = self.quoted(token.start)
        out = barred(sentence, token, clauses, self._cast) | across(sentence, token, self._cast)
        if quoted:
            said = self._said_by(sentence)
            out |= said | {body for a in said if (body := self._speaks_for(a)) is not None}
        return (
            self._ahead(sentence, token)
            or self._plurals.of_main(sentence, token, clauses)
            or self._plurals.many(sentence, token, out, quoted=quoted)
        )

    def _owned_by_thing(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> bool:
        """True for the "its" of a clause whose subject is a noun for nobody ("the plan and its costs")."""
        subject = next(above_subjects(sentence, token, clauses), None) if token.dep == "poss" else None
        plural = token.lower in self._table.plural
        return (
            subject is not None
            and subject.pos == "NOUN"
            and (subject.tag == "NNS") == plural
            and self._cast.at(sentence, subject) is None
        )

    def _speaker(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who says "I": the person who speaks the quotation that it stands in."""
        if not self.quoted(token.start):
            return ()
        persons = [a for a in sorted(self._said_by(sentence)) if self._cast.facts(a)[0] in ("person", "unnamed")]
        return tuple(persons) if len(persons) == 1 else ()

    def _speaks_for(self, speaker: str) -> str | None:
        """For whom somebody says "we": his body, else the one of his sort that the text spoke of, else his state."""
        if (body := self._cast.body_of(speaker)) is not None:
            return body
        sectors = self._cast.sectors(speaker) & _CORPS
        for one in self.history.back() if sectors else ():
            body = one.actors[0] if self._is_thing(one) else speaker
            if self._cast.sectors(body) & sectors and self._cast.facts(body)[0] in ("organisation", "group"):
                return body
        return self._cast.state_of(speaker) if "GOV" in self._cast.sectors(speaker) else None

    def _ahead(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who a pronoun in a clause set before the main one points forward to ("Though they are rivals, A and B …")."""
        verb = sentence.head(token)
        if token.dep not in _SUBJECTS or verb.dep != "advcl" or sentence.head(verb).i < verb.i:
            return ()
        subject = sentence.child(sentence.head(verb), "nsubj", "nsubjpass")
        if subject is None or subject.i < token.i:
            return ()
        members = sentence.conjuncts(subject)
        if (token.lower in self._table.plural) != (len(members) > 1):
            return ()
        found = [p.actors for t in members if (p := self._cast.at(sentence, t)) is not None]
        persons = all(self._cast.facts(a)[0] == "person" for actors in found for a in actors)
        if token.lower in self._table.neuter and persons:
            return ()
        return tuple(dict.fromkeys(a for actors in found for a in actors)) if len(found) == len(members) else ()

    def _antecedent(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Whose "whose" is: what the relative clause hangs on ("Eritrea, whose soldiers …")."""
        verb = next((above for above in sentence.ancestors(token) if above.dep == "relcl"), None)
        party = None if verb is None else self._cast.at(sentence, sentence.head(verb))
        return () if party is None else party.actors

    def _of_clause(
        self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause], owns: _Fits, fits: _Fits
    ) -> tuple[str, ...]:
        """Whose "his" is inside a clause with an understood subject: "X urged Y to use his influence" is Y's.

        The second of a pair belongs to the first ("A and his deputy").
        """
        if token.dep != "poss":
            return ()
        first = first_of_pair(sentence, token, self._cast)
        if first is not None and len(first.actors) == 1 and owns(first.actors[0]):
            return first.actors
        subject = told_of(sentence, token) or next(above_subjects(sentence, token, clauses), None)
        if subject is None or subject.pos == "PRON":
            return ()
        party = self._cast.at(sentence, subject)
        if party is None or len(party.actors) != 1 or party.start > token.start:
            return ()
        # "The envoy, who was told that his government …": grammar tells whose it is, whether he has a name or not.
        told = subject.dep not in _SUBJECTS and self._cast.facts(party.actors[0])[0] == "unnamed"
        return party.actors if owns(party.actors[0]) or (told and fits(party.actors[0])) else ()

    def _goes_on(self, sentence: Sentence, token: Token, fits: _Fits) -> tuple[str, ...]:
        """The subject of the clause that the pronoun's own is joined to ("Musharraf suspended him, and he …")."""
        verb = sentence.head(token)
        if token.dep not in _SUBJECTS or verb.dep not in ("conj", "advcl") or self.quoted(token.start):
            return ()
        above = sentence.head(verb)
        subject = sentence.child(above, *_SUBJECTS)
        party = self._cast.at(sentence, subject) if subject is not None and subject.i < token.i else None
        if party is None or len(party.actors) != 1 or self._cast.facts(party.actors[0])[0] != "person":
            return ()
        return party.actors if fits(party.actors[0]) else ()

    def _before(self, sentence: Sentence, token: Token) -> list[Seen]:
        return [s for s in self.history.recent(sentence.index) if s.start < token.start]

    def _person(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause], gender: str) -> tuple[str, ...]:
        """Whom "he" or "she" means: the owner by grammar, else the one most in view of those who can be meant."""
        out = barred(sentence, token, clauses, self._cast)
        if self.quoted(token.start):
            out |= self._said_by(sentence)

        def fits(actor: str, genders: tuple[str | None, ...] = (gender, None)) -> bool:
            return actor not in out and self._cast.gender(actor) in genders

        def owns(actor: str) -> bool:
            return fits(actor) and self._cast.facts(actor)[0] == "person"

        def seen(reach: int, genders: tuple[str | None, ...]) -> list[Seen]:
            recent = self.history.recent(sentence.index, reach)
            ones = (s for s in recent if s.start < token.start and s.person and not s.plural and len(s.actors) == 1)
            able = [s for s in ones if fits(s.actors[0], genders)]
            # Whom only a quotation names is not whom the narrator goes on about, where the narrator has named somebody.
            told = [] if self.quoted(token.start) else [s for s in able if not s.quoted]
            return told or able

        if owner := self._of_clause(sentence, token, clauses, owns, fits) or self._goes_on(sentence, token, fits):
            return owner
        # Further back only somebody whose gender is known.
        near = seen(_NEAR, (gender, None)) or seen(_FAR, (gender,))
        if self._tells_of_rule(sentence, token):  # "He had led the country for thirty-seven years"
            near = [s for s in near if self._cast.has_led(s.actors[0])] or near
        teller = () if self.quoted(token.start) else self._tellers.of(sentence, token)

        share = _GOES_ON if sentence.head(token).dep == "ROOT" else _TELLS

        def likelier(one: Seen) -> float:
            return (self._cast.gender(one.actors[0]) == gender) + share * (one.actors == teller)

        return most_salient(near, sentence, token, likelier)

    @staticmethod
    def _tells_of_rule(sentence: Sentence, token: Token) -> bool:
        """True for the subject of "ruled", "governed" and "led the country"."""
        verb = sentence.head(token)
        led = sentence.child(verb, "dobj") if verb.lemma.lower() in ("lead", "run", "head") else None
        rules = verb.lemma.lower() in ("rule", "govern", "reign") or (led is not None and led.lower in _STATES)
        return token.dep in _SUBJECTS and rules

    def _thing(self, sentence: Sentence, token: Token, clauses: Mapping[int, Clause]) -> tuple[str, ...]:
        """A state or body: the subject of a clause that the pronoun stands in, else the one most in view.

        In "Beijing's partnership with Moscow and its role …" both nouns of the pair have the same owner.
        """
        noun = sentence.head(token)
        if token.dep == "poss" and noun.dep == "conj" and (owner := sentence.child(sentence.head(noun), "poss")):
            party = self._cast.at(sentence, owner)
            if party is not None:
                return party.actors
        out = barred(sentence, token, clauses, self._cast)
        for subject in above_subjects(sentence, token, clauses):
            party = self._cast.at(sentence, subject)
            if party is None or subject.tag in ("NNS", "NNPS") or self.is_plural(subject) or len(party.actors) != 1:
                break
            if party.actors[0] in out or self._lacks(sentence, token, party.actors[0]):
                continue
            if self._cast.facts(party.actors[0])[0] in _THINGS:
                return party.actors
            body = self._cast.body_of(party.actors[0])  # "a spokeswoman for the mission said it had sent …"
            if body is not None and body not in out:
                return (body,)
            break
        if (parallel := self._parallel(sentence, token)) and parallel[0] not in out:
            return parallel
        fits = [s for s in self._before(sentence, token) if self._is_thing(s) and s.actors[0] not in out]
        fits = [s for s in fits if not self._lacks(sentence, token, s.actors[0])]
        if token.dep not in _SUBJECTS and token.dep != "poss":
            fits = [s for s in fits if s.weight >= 0]
        return most_salient(fits, sentence, token, fade=_FADE if token.dep in _SUBJECTS else _FADE_BELOW)

    def _lacks(self, sentence: Sentence, token: Token, actor: str) -> bool:
        """True for a body of several states, beside what only states have: "The bloc barred its generals"."""
        if token.dep != "poss":
            return False
        owned = sentence.head(token)
        states = self._table.of_states | (self._table.single_of_states if owned.tag == "NN" else frozenset())
        return owned.lemma.lower() in states and bool(self._cast.words_of_body(actor))

    def _parallel(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The owner with whom the sentence before began too: "Its king warned Israel. Its envoy left" is the king's."""
        if token.dep != "poss" or token.i or sentence.head(token).dep not in _SUBJECTS:
            return ()
        first = next(
            (s for s in self._before(sentence, token) if s.sentence == sentence.index - 1 and not s.token), None
        )
        return first.actors if first is not None and first.link == "poss" and self._is_thing(first) else ()

    def _asked(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who was asked or told something just before and answers, or does not: "wrote to Beijing; it has not replied".

        Whose answer is to something named ("did not respond to questions") may as well have asked it.
        """
        verb = sentence.head(token)
        below = (verb, *sentence.children(verb, "xcomp"))
        answer = next((v for v in below if v.lemma.lower() in self._table.answering), None)
        if token.dep != "nsubj" or answer is None or any(t.lower == "to" for t in sentence.children(answer, "prep")):
            return ()
        if sentence.child(answer, "dobj") is not None:
            return ()
        before = [s for s in self._before(sentence, token) if not s.quoted]
        last = max((s.sentence for s in before if not s.subject), default=None)
        here = [s for s in before if s.sentence == last]
        asker = next((s for s in here if s.subject), None)
        if asker is None or asker.link == "nsubjpass":
            return ()
        heard = [s for s in here if self._is_thing(s) and s.link in _TOWARDS and s.depth - asker.depth <= _ADDRESSED]
        heard = [s for s in heard if s.token > asker.token and s.actors != asker.actors]
        return min(heard, key=lambda s: (s.depth, s.token)).actors if heard else ()

    @staticmethod
    def _is_thing(one: Seen) -> bool:
        return not one.person and not one.plural and not one.place and len(one.actors) == 1

    def _expletive(self, sentence: Sentence, token: Token) -> bool:
        """True for the "it" of "it is clear that …" and "make it hard to …", which stands for nobody."""
        verb = sentence.head(token)
        if token.dep == "expl":
            return True
        if token.lower != "it" or token.dep not in ("nsubj", "nsubjpass", "dobj") or verb.lemma not in _CARRIERS:
            return False
        told = sentence.child(verb, "acomp", "ccomp", "attr", "xcomp", "advcl", "oprd")
        # "It was confident that …": only somebody is confident.
        return told is not None and told.lower not in self._table.personal
