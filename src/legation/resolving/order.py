"""Reading order: descriptions and pronouns of one document, each seeing only what came before it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Clause, Party, Quote, Sentence, Token
from legation.knowledge import Title
from legation.records import MentionKind
from legation.resolving.apposition import MAKING
from legation.resolving.binding import named_apart
from legation.resolving.cast import Cast, Member
from legation.resolving.definites import Definites
from legation.resolving.delegates import Delegates
from legation.resolving.descriptions import Describer
from legation.resolving.each_other import EachOther
from legation.resolving.epithets import Epithets
from legation.resolving.history import PronounTable
from legation.resolving.names import SentenceNames
from legation.resolving.owners import in_title
from legation.resolving.people import Naming
from legation.resolving.phrases import is_noun, noun_phrase
from legation.resolving.pronouns import Pronouns
from legation.resolving.set_beside import set_beside
from legation.resolving.settlements import Settlements
from legation.resolving.several import Several

# Where a noun stands for somebody of its own.
_ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj"})
# Words that neither name anybody nor take anybody up, unless they are numbers ("both"): half of a text.
_IDLE = frozenset({"PUNCT", "SPACE", "VERB", "ADP", "AUX", "PART", "CCONJ", "SCONJ"})
# How the id of people begins whom nothing ties to a country.
_NOBODYS = "group:-:"


class ReadingOrder:
    """Enters the descriptions and pronouns of one document, sentence by sentence, beside the names already entered."""

    def __init__(
        self,
        table: PronounTable,
        cast: Cast,
        describer: Describer,
        quotes: Sequence[Quote],
        settlements: Settlements,
    ) -> None:
        """`describer` reads the descriptions that take up nobody; `quotes` tell who speaks."""
        self._cast = cast
        self._numbers = table.numbers
        self._settlements = settlements
        self._describer = describer
        # Single words for somebody of a state ("the Brazilian"), as parties for the state.
        self.nationals: dict[tuple[int, int], Party] = {}
        self._owned: list[tuple[Token, tuple[str, ...]]] = []
        self._pronouns = Pronouns(table, cast, quotes, describer.history)
        self._definites = Definites(table, cast, self._pronouns.history)
        self._several = Several(table, cast, self._pronouns.history)
        self._delegates = Delegates(table, cast, self._pronouns.history, self._several)
        self._each_other = EachOther(table, cast, self._several)
        self._epithets = Epithets(table, cast, self._pronouns.history)

    def read(
        self, sentence: Sentence, names: SentenceNames, people: Sequence[Naming], clauses: Mapping[int, Clause]
    ) -> None:
        """Enter what one sentence adds."""
        # Where words of a name begin.
        stretches = (*((n.start, n.end) for n in people), *((m.start, m.end) for m in names.matches))
        named = {token.start for token in sentence.inside(stretches)} if stretches else frozenset()
        for token in self._pronouns.quoted_last(sentence):
            if self._owned and self._pronouns.quoted(token.start):
                self._own(sentence)
            if self.nationals:
                self._national(sentence, token)
            if (party := self._cast.at(sentence, token)) is not None:
                self._pronouns.note(sentence, token, party, plural=self._are_many(token, party))
                self.belongs(sentence, token, party.actors)
            elif token.pos == "PROPN" and (state := self._settlements.state(sentence, token)) is not None:
                self._cast.known(state)
                place = Party(sentence.index, token.i, *noun_phrase(sentence, token), (state,), "place", True)
                self._cast.party(place, sentence, token, mention=None)
            elif token.pos not in _IDLE or token.lower in self._numbers:
                if actors := self._several_at_once(sentence, token):
                    self._again(sentence, token, actors, "group" if len(actors) > 1 else "role")
                else:
                    self._unnamed(sentence, token, clauses, (names, people, named))
        self._own(sentence)

    def _several_at_once(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "both", "each" and "the two Kims" are, and "the 75-year-old"."""
        return (
            set_beside(self._cast, sentence, token, self._numbers)
            or self._several.several(sentence, token)
            or self._each_other.found(sentence, token)
            or self._several.namesakes(sentence, token)
            or self._epithets.aged(sentence, token)
        )

    def _unnamed(
        self,
        sentence: Sentence,
        token: Token,
        clauses: Mapping[int, Clause],
        known: tuple[SentenceNames, Sequence[Naming], Collection[int]],
    ) -> None:
        """Enter whom a word means that is no name; `known` are the sentence's names, and where words of one begin."""
        names, people, named = known
        if token.pos == "PRON" or token.tag in ("PRP$", "WP$"):
            if actors := self._pronouns.resolve(sentence, token, clauses):
                self._again(sentence, token, actors, "pronoun")
        elif reigning := self._describer.offices.reigning(sentence, token):
            self._again(sentence, token, reigning, "role")
        elif is_noun(sentence, token) and token.start not in named:
            self._description(sentence, token, names, people, clauses)

    def is_somebody(self, sentence: Sentence, noun: Token, names: SentenceNames) -> bool:
        """True for a noun that will stand for somebody of its own, whatever name is before it."""
        return noun.tag in ("NNP", "NNPS") or self._describer.title_of(sentence, noun, names) is not None

    def _are_many(self, token: Token, party: Party) -> bool:
        """True for a group or people named in the plural ("the Houthis"), not for a body ("the United Nations")."""
        many = token.tag in ("NNS", "NNPS") or (token.ent == "NORP" and token.lower.endswith("s"))
        return many and (
            party.kind == "demonym" or all(self._cast.facts(actor)[0] == "group" for actor in party.actors)
        )

    def belongs(self, sentence: Sentence, noun: Token, whom: Sequence[str]) -> None:
        """Keep whose somebody is: by a possessive or by "of" and "for" ("a spokesman for the union")."""
        owners = list(sentence.children(noun, "poss", "compound", "nmod"))
        for prep in sentence.children(noun, "prep"):
            if prep.lower in ("of", "for", "from", "with"):
                owners.extend(sentence.children(prep, "pobj"))
        for owner in owners:
            party = self._cast.at(sentence, owner)
            for person in whom if party is not None and len(party.actors) == 1 else ():
                self._cast.belong(person, party.actors[0] if party is not None else "")

    def _national(self, sentence: Sentence, token: Token) -> None:
        """Enter who "the Brazilian" is: a person of that state, else the state as for any other word of it."""
        party = self.nationals.pop((sentence.index, token.i), None)
        if party is None:
            return
        if any(t.lower in ("a", "an") for t in sentence.children(token, "det")):
            found = self._some_national(sentence, token, party.actors[0])
        else:
            found = self._epithets.national(sentence, token, party.actors[0]) or self._definites.again(sentence, token)
        if found:
            self._cast.party(
                replace(party, actors=found, kind="role", about_place=False), sentence, token, mention="role"
            )
        else:
            self._cast.party(party, sentence, token, mention=None if party.about_place else "demonym")

    def _some_national(self, sentence: Sentence, token: Token, state: str) -> tuple[str, ...]:
        """Who "a soft-spoken Dane" is: whom the words are set beside, else somebody new of that state."""
        if token.dep == "appos" and (beside := self._set_beside(sentence, token)):
            return beside
        member = Member(
            f"unnamed:{state}:CVL:{token.lower}",
            f"{'an' if token.lower[0] in 'aeiou' else 'a'} {token.text}",
            "unnamed",
            state,
            "CVL",
            confidence=0.6,
            why=(f"somebody of {state}",),
        )
        self._cast.member(member)
        return (member.id,)

    def _own(self, sentence: Sentence) -> None:
        """Keep whose the described ones are, once what stands behind them has been read."""
        for noun, whom in self._owned:
            self.belongs(sentence, noun, whom)
        self._owned.clear()

    def _again(self, sentence: Sentence, token: Token, actors: tuple[str, ...], kind: MentionKind) -> None:
        """Enter what takes somebody up, and remember it for what takes it up in turn."""
        alone = kind == "pronoun" or token.pos in ("PRON", "NUM", "ADJ")
        start, end = (token.start, token.end) if alone else noun_phrase(sentence, token)
        party = Party(sentence.index, token.i, start, end, actors, kind)
        self._cast.party(party, sentence, token, mention=kind)
        plural = len(actors) > 1 or token.tag in ("NNS", "NNPS") or self._pronouns.is_plural(token)
        self._pronouns.note(sentence, token, party, plural=plural)

    def _description(
        self,
        sentence: Sentence,
        token: Token,
        names: SentenceNames,
        people: Sequence[Naming],
        clauses: Mapping[int, Clause],
    ) -> None:
        if actors := self._several.plural(sentence, token, clauses):
            self._again(sentence, token, actors, "group")
            return
        title = self._describer.title_of(sentence, token, names)
        for owner in self._describer.offices.owners_of_kin(sentence, token):
            if owner.pos == "NOUN" and self._cast.at(sentence, owner) is None:  # "the widow of the first president"
                self._description(sentence, owner, names, people, clauses)
        kin = self._describer.offices.relative(sentence, token)
        kin = kin or (self._member(sentence, token, names, people, clauses) if title is None else ())
        if actors := kin or self._beside(sentence, token, title) or self._taken_up(sentence, token, title):
            self._again(sentence, token, actors, "role")
            return
        if title is None or self._stands_before_pronoun(sentence, token) or in_title(sentence, token):
            return
        if (whole := self._first_half(sentence, token)) is not None:
            self._cast.party(replace(whole, head=token.i), sentence, token, mention=None)
            return
        self._owners_behind(sentence, token)
        found = self._describer.describe(sentence, token, title, names, people)
        if found is None:
            return
        nobodys = found.actors[0].startswith(_NOBODYS)
        if found.plural and (states := self._delegates.sent(sentence, token, clauses, nobodys=nobodys)):
            self._again(sentence, token, states, "group")
            return
        self._owned.append((token, found.actors[:1]))
        if len(found.actors) == 1 and not found.plural and (gender := self._pronouns.gender_of(title, token)):
            self._cast.learn_gender(found.actors[0], gender)
        kind: MentionKind = "group" if found.plural or title.kind in ("collective", "group") else "role"
        party = Party(sentence.index, token.i, found.start, found.end, found.actors, kind)
        self._cast.party(party, sentence, token, mention=kind)
        self._pronouns.note(sentence, token, party, plural=found.plural or self._are_many(token, party))

    def _first_half(self, sentence: Sentence, token: Token) -> Party | None:
        """Who bears the first of two titles of which `token` is the second."""
        first = self._describer.offices.second_of(sentence, token)
        return None if first is None else self._cast.at(sentence, first)

    def _member(
        self,
        sentence: Sentence,
        token: Token,
        names: SentenceNames,
        people: Sequence[Naming],
        clauses: Mapping[int, Clause],
    ) -> tuple[str, ...]:
        """Who "a member of the Bosnian delegation" is that does something: somebody of its state and sort."""
        if token.lemma.lower() != "member" or token.dep not in _ACTING:
            return ()
        below = [t for p in sentence.children(token, "prep") if p.lower == "of" for t in sentence.children(p, "pobj")]
        for body in below:
            if self._cast.at(sentence, body) is None and is_noun(sentence, body):
                self._description(sentence, body, names, people, clauses)
        parties = [p for body in below if (p := self._cast.at(sentence, body)) is not None]
        if len(parties) != 1 or len(parties[0].actors) != 1 or parties[0].about_place:
            return ()
        found = self._describer.member_of(sentence, token, parties[0].actors[0])
        for somebody in found:
            self._cast.belong(somebody, parties[0].actors[0])
        return found

    def _taken_up(self, sentence: Sentence, token: Token, title: Title | None) -> tuple[str, ...]:
        """Who a noun means that takes up somebody who is not named in its own clause."""
        own = self._describer.offices.own.holder(sentence, token, title)
        found = own or self._definites.taken_up(sentence, token, title)
        if not found:  # most nouns are somebody new
            return ()
        body = title is not None and (title.state or title.body)  # "the government" that expels an envoy is not his
        if body and not self._describer.addressed(sentence, token).isdisjoint(map(self._cast.state_of, found)):
            return ()
        persons = all(self._cast.facts(actor)[0] == "person" for actor in found)
        return () if persons and named_apart(sentence, token, self._cast).intersection(found) else found

    def _owners_behind(self, sentence: Sentence, token: Token) -> None:
        """Enter a body or state behind "of" before those who are its own ("the leaders of the bloc")."""
        for prep in sentence.children(token, "prep"):
            for noun in sentence.children(prep, "pobj") if prep.lower == "of" else ():
                if noun.tag != "NN" or self._cast.taken(sentence, noun):
                    continue
                ways = (self._definites.named_so, self._definites.body, self._definites.state)
                if found := next((actors for way in ways if (actors := way(sentence, noun))), ()):
                    party = Party(sentence.index, noun.i, *noun_phrase(sentence, noun), found, "role")
                    self._cast.party(party, sentence, noun, mention="role")

    def _stands_before_pronoun(self, sentence: Sentence, token: Token) -> bool:
        """True for what is said of the pronoun after it ("A retired colonel, he is close to the president")."""
        start, end = noun_phrase(sentence, token)
        if start != sentence.start:
            return False
        after = [t for t in sentence.tokens if t.start >= end][:2]
        return (
            len(after) > 1 and after[0].text == "," and after[1].tag == "PRP" and after[1].dep in ("nsubj", "nsubjpass")
        )

    def _beside(self, sentence: Sentence, token: Token, title: Title | None) -> tuple[str, ...]:
        """Whom a noun means by what it is set beside: "its northern neighbour, Mauritania", "a mediator, a judge"."""
        if made := self._made(sentence, token):
            return made
        if token.dep == "appos" and title is not None:
            beside = self._set_beside(sentence, token)
            # "The balcony of the embassy X's foreign minister …": no embassy is a minister.
            other = title.kind == "person-title" and any(self._cast.facts(a)[0] == "organisation" for a in beside)
            return () if other else beside
        named = [p for t in sentence.children(token, "appos") if (p := self._cast.at(sentence, t)) is not None]
        if not named or named[0].kind != "name" or named[0].about_place:
            return ()
        bodies = token.i + 1 < len(sentence.tokens) and named[0].start == sentence.tokens[token.i + 1].start
        # "The regional bloc ECOWAS", "the militant group Hezbollah": the noun says what the name behind it is.
        is_body = bodies and all(self._cast.facts(a)[0] in ("organisation", "group") for a in named[0].actors)
        return named[0].actors if is_body or all(map(self._cast.is_state, named[0].actors)) else ()

    def _made(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who is made what the noun behind a name tells: "Parliament elected Pedro Sanchez prime minister"."""
        verb = sentence.head(token)
        if verb.lemma.lower() not in MAKING or token.tag != "NN" or sentence.child(token, "det", "poss") is not None:
            return ()
        named = [
            p for t in sentence.children(token, "nmod", "compound") if (p := self._cast.at(sentence, t)) is not None
        ]
        person = len(named) == 1 and named[0].kind == "name" and self._cast.facts(named[0].actors[0])[0] == "person"
        return named[0].actors if person else ()

    def _set_beside(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who a noun in apposition is: the one or the body before it ("the buyer, a firm", "Qatar, an ally")."""
        above = sentence.head(token)
        party = self._cast.at(sentence, above)
        many = "NNS" in (token.tag, above.tag) or "NNPS" in (token.tag, above.tag)
        if party is None or many or party.about_place or len(party.actors) != 1 or sentence.begins_list(above):
            return ()
        own = sentence.child(token, "det", "poss") is not None or token.lower in ("president", "leader")
        return party.actors if own else ()
