"""Joining: what the arbiter finds likely, put into acts: a side that was missing, one more of a list, or a new act."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from legation.annotations import Sentence, Token
from legation.coding import crowds, facing
from legation.coding.answering import answer
from legation.coding.drafts import Draft
from legation.coding.facing import is_one_way, role_of
from legation.coding.guesses import Guess
from legation.coding.listing import are_listed
from legation.coding.outdone import is_outdone
from legation.coding.roles import Role, ids, union
from legation.coding.sides import NOBODY, OTHER, side
from legation.coding.subtypes import Reading
from legation.coding.sweeping import ELSEWHERE, Sight, Spot
from legation.coding.telling import Tellers
from legation.coding.triggers import Frame
from legation.coding.worded import DEEDS, word_for
from legation.records import Actor

# An act, and the coder's reading of it if it was asked about it.
Settled = tuple[Draft, Reading | None]
_Sides = tuple[tuple[Role, ...], tuple[Role, ...]]

_UNKNOWN = frozenset({NOBODY, OTHER})
_SERVING = frozenset({"GOV", "MIL", "COP", "SPY"})
# Two who move, or withdraw, their troops do it against one another where the look is so sure: "both moved troops up".
_EACH_OTHER, _FACING = 0.8, frozenset({"RETREAT", "MOBILIZE"})
# Where somebody else is so much likelier, the frame has misread: of 66 labelled acts 50 were his, 8 as it says.
_BY_FAR = 0.25
# What two may do to one another in turn.
_BLOW = "ASSAULT"
# What two do with one another, whoever of them is the subject.
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def _nowhere(_: str) -> Role | None:
    return None


@dataclass(slots=True)
class _Act:
    draft: Draft
    reading: Reading | None
    stands: bool
    # True where a side was taken from elsewhere than the words of its frame.
    filled: bool = False


@dataclass(slots=True)
class Acts:
    """The acts of one sentence while they are settled."""

    sentence: Sentence
    actors: Mapping[str, Actor]
    tellers: Tellers
    home: Role | None = None
    # Where the text names a state or body itself.
    itself: Callable[[str], Role | None] = _nowhere
    _acts: list[_Act] = field(default_factory=list)

    def take(self, draft: Draft, reading: Reading | None, chance: float, *, stands: bool) -> None:
        """An act that frames or candidates tell, and its chance; one that doesn't stand may still be completed."""
        self._acts.append(_Act(replace(draft, chance=chance), reading, stands))

    def add(self, guess: Guess, chance: float, *, alone: bool, back: bool = False) -> None:
        """Tell an act between two parties that no draft tells.

        It gives a draft the side that it misses; if likely enough to stand `alone` it is one more of a list, or new.
        Likely enough to be a blow struck `back` it is told although the second strikes the first.
        """
        if guess.implied is not None and guess.half is not None:
            self._imply(guess, guess.half, guess.implied, chance, alone=alone)
            return
        if guess.sight is None:
            return
        same = [act for act in self._acts if act.draft.frame.type == guess.triple[2]]
        if self._is_in_vain(same, guess, guess.sight, chance):
            return
        if guess.lent is not None and any(self._houses(act, guess, guess.sight, guess.lent) for act in same):
            return
        others = [act for act in same if guess.lent is None and self._is_by_others(act, guess, guess.sight)]
        if others:
            others[0].stands = True  # what was done is as likely, whoever did it
            return
        if NOBODY not in guess.triple[:2] and self._joins(same, guess, guess.sight, chance, alone=alone):
            return
        told = alone and self._is_told(guess)
        new = self._struck_back if told else self._new
        if alone and (not told or back) and (draft := new(guess, guess.sight, chance)):
            self._acts.append(_Act(draft, None, stands=True))

    def _is_in_vain(self, same: Sequence[_Act], guess: Guess, sight: Sight, chance: float) -> bool:
        """True for what the words of the sentence speak against, beside the acts of that type."""
        if guess.lent is not None and self._is_lent_in_vain(guess, sight, guess.lent):
            return True
        s, aid = self.sentence, self.tellers.lexicon.classes["AID"]
        drafts = [act.draft for act in same]
        if any(self._is_open_deed(d, guess, sight) or facing.is_plea_beside(s, d, sight, aid) for d in drafts):
            return True
        doing = chance < _EACH_OTHER or guess.triple[2] not in _FACING
        return not guess.mutual and any(facing.are_on_one_side(draft, sight, doing=doing) for draft in drafts)

    def _joins(self, same: Sequence[_Act], guess: Guess, sight: Sight, chance: float, *, alone: bool) -> bool:
        """True where an act between two is told as an answer, or in an act of its type that is told already."""
        if alone and self._answers(guess, sight, chance):
            return True
        for act in same:
            if (told := crowds.named(act.draft, guess, sight, self.actors)) is not None:
                act.draft, act.stands = told, True
                return True
        return any(
            fits(act, guess, sight, chance) for fits in (self._fills, self._extends)[: 1 + alone] for act in same
        )

    def _answers(self, guess: Guess, sight: Sight, chance: float) -> bool:
        """Tell an act that does back what one that stands does, where a verb of its own tells it."""
        kind = guess.triple[2]
        acts = [act.draft for act in self._acts if act.stands and act.draft.frame.type == kind]
        if kind in _TOGETHER or not acts:
            return False
        taken, answering = [draft.trigger for draft in acts], self.tellers.lexicon.classes["ANSWERING"]
        found = answer(self.sentence, sight, answering, lambda word: self.tellers.tells(word, kind), taken)
        if found is None:
            return False
        verb, doer, other = found
        there = [
            d
            for d in acts
            if doer.place in side(d.recipient, self.actors) and other.place in side(d.actor, self.actors)
        ]
        if not there:
            return False
        self._acts.append(_Act(self._draft(guess, verb, (role_of(doer), role_of(other)), chance), None, stands=True))
        return True

    def _is_open_deed(self, draft: Draft, guess: Guess, sight: Sight) -> bool:
        """True for a party that is only guessed to be the open side of what came before."""
        known = side(draft.actor, self.actors) if draft.actors else side(draft.recipient, self.actors)
        there = guess.triple[0 if draft.actors else 1] in known
        return there and facing.is_open_deed(self.sentence, draft, sight)

    def _is_by_others(self, act: _Act, guess: Guess, sight: Sight) -> bool:
        """True for the deed of armed men of no country ("gunmen killed nine people"), laid on a state named elsewhere.

        Whoever sent them, the sentence does not say so; a state's own troops or police are another matter.
        """
        draft, actor = act.draft, guess.triple[0]
        if draft.clause is None or not draft.actors or actor in _UNKNOWN or draft.frame.type not in DEEDS:
            return False
        if set(side(draft.actor, self.actors)) != {OTHER} or any(self._serves(i) for i in draft.actor):
            return False
        return self.tellers.teller(self.sentence, sight, guess.triple[2]) is draft.trigger

    def _is_lent_in_vain(self, guess: Guess, sight: Sight, place: str) -> bool:
        """True where nothing says whose they are, or where they only tell of the deed."""
        telling = self.tellers.lexicon.classes["CHARGING"] if guess.triple[2] in DEEDS else ()
        return self.itself(place) is None or facing.is_teller(self.sentence, sight, guess.inferred, telling)

    def _serves(self, actor: str) -> bool:
        """True for somebody who acts for a government, known or not."""
        return actor in self.actors and self.actors[actor].sector in _SERVING

    def _is_told(self, guess: Guess) -> bool:
        """True where the second is told to do the same to the first, or for a side alone where an act has both.

        The likelier way round was told first.
        """
        actor, recipient, kind = guess.triple
        for act in self._acts:
            if not act.stands or act.draft.frame.type != kind:
                continue
            who, whom = side(act.draft.actor, self.actors), side(act.draft.recipient, self.actors)
            if recipient in who and actor in whom:
                return True
            if (recipient == NOBODY and actor in who) or (actor == NOBODY and recipient in whom):
                return True
        return False

    def _imply(self, guess: Guess, half: Guess, role: Role, chance: float, *, alone: bool) -> None:
        """Put who is implied on the open side of the drafts that tell half of an act, or tell it anew."""
        drafted = [self._acts[number] for number in half.drafts]
        for act in (act for act in drafted if not (act.draft.actors and act.draft.recipients)):
            if set(role.actors) < {*act.draft.actor, *act.draft.recipient}:
                continue  # one of two who do the same is not whom they do it to
            actors, recipients = act.draft.actors or (role,), act.draft.recipients or (role,)
            if guess.mutual:
                actors = recipients = union(actors, recipients)
            act.draft = replace(act.draft, actors=actors, recipients=recipients)
            act.stands = True
        if drafted or not alone or guess.sight is None or self._is_told(guess):
            return
        if (draft := self._new(guess, guess.sight, chance)) is not None:
            self._acts.append(_Act(draft, None, stands=True))

    def standing(self) -> Iterator[Settled]:
        """The acts that stand."""
        return ((act.draft, act.reading) for act in self._acts if act.stands)

    def _fills(self, act: _Act, guess: Guess, sight: Sight, chance: float) -> bool:
        """Complete an act of which one side is not known."""
        draft = act.draft
        who, whom = set(side(draft.actor, self.actors)), set(side(draft.recipient, self.actors))
        actors, recipients = self._roles(guess, sight)
        if guess.turned:
            actors, recipients = recipients, actors
        actor, recipient = guess.triple[:2]
        known = draft.actors or draft.recipients
        if actor == recipient and crowds.is_at_home(draft, guess, self.actors):
            act.draft, act.stands, act.filled = replace(draft, recipients=recipients), True, True
            return True
        if actor != recipient and (not guess.mutual or is_one_way(draft)) and {actor, recipient} <= who | whom:
            return self._face(act, who, {actor, recipient}, chance)
        if actor == recipient or self._is_listed(sight.source, known) or self._is_listed(sight.target, known):
            return False  # one's own people, or another of the same list, seldom stand on the other side
        if not draft.recipients and actor in who - _UNKNOWN:
            actors = draft.actors
        elif not draft.actors and recipient in whom - _UNKNOWN:
            recipients = draft.recipients
        elif guess.mutual and not draft.recipients and recipient in who - _UNKNOWN:
            actors, recipients = draft.actors, actors
        else:
            return False
        if guess.mutual and not is_one_way(draft):
            actors = recipients = union(actors, recipients)
        act.draft = replace(draft, actors=actors, recipients=recipients, confidence=max(chance, draft.confidence))
        act.stands = act.filled = True
        return True

    def _face(self, act: _Act, who: set[str], both: set[str], chance: float) -> bool:
        """Let two who do the same face one another, if that is sure; of "both were readied" neither is the other's."""
        draft = act.draft
        if chance < _EACH_OTHER or draft.frame.type not in _FACING or draft.recipients or not both <= who:
            return False
        act.draft, act.stands, act.filled = replace(draft, recipients=draft.actors), True, True
        return True

    def _houses(self, act: _Act, guess: Guess, sight: Sight, place: str) -> bool:
        """Put their country beside those of an act whom nothing else ties to one: they act on their own people."""
        draft, state = act.draft, self.itself(place)
        spot, other = sight.spots if guess.inferred[0] else (sight.target, sight.source)
        if state is None or spot.role is None or other.role is None:
            return False
        ours, theirs = (draft.actors, draft.recipients) if guess.inferred[0] else (draft.recipients, draft.actors)
        if not set(spot.role.actors) <= set(ids(ours)) or place not in side(ids(theirs), self.actors):
            return False
        if set(side(ids(ours), self.actors)) == {OTHER}:
            ours = (*ours, state)
            actors, recipients = (ours, theirs) if guess.inferred[0] else (theirs, ours)
            act.draft = replace(draft, actors=actors, recipients=recipients)
        act.stands = True
        return True

    def _extends(self, act: _Act, guess: Guess, sight: Sight, chance: float) -> bool:
        """Take one more of a list into a side of an act whose other side is the same."""
        if not act.stands:
            return False
        draft = act.draft
        who, whom = set(side(draft.actor, self.actors)), set(side(draft.recipient, self.actors))
        actor, recipient = guess.triple[:2]
        source, target = sight.spots
        together = set(draft.actor) == set(draft.recipient)
        if together or guess.mutual:
            everyone, places = union(draft.actors, draft.recipients), who | whom
            spot = target if source.place in places else source if target.place in places else None
            within = spot is not None and spot.place in places and facing.is_within(spot.role, everyone)
            if within or facing.has_struck(draft, who, whom, guess.triple):
                return True  # "the leaders of A and B" are their countries too; one of two has struck the other
            if spot is not None and self._is_listed(spot, everyone):
                both = everyone if spot.place in places else union(everyone, role_of(spot))
                act.draft = replace(draft, actors=both, recipients=both)
                return True
        if together:
            return False
        if actor in who and self._is_listed(target, draft.recipients):
            act.draft = replace(draft, recipients=union(draft.recipients, role_of(target)))
        elif recipient in whom and self._is_listed(source, draft.actors):
            act.draft = replace(draft, actors=union(draft.actors, role_of(source)))
        else:
            return False
        return True

    def share(self, guess: Guess, chance: float) -> None:
        """Take one more of a list into an act that is told of another of it: the less likely one does the same."""
        if guess.sight is None or guess.mutual or not _UNKNOWN.isdisjoint(guess.triple[:2]) or guess.lent is not None:
            return
        same = [act for act in self._acts if act.draft.frame.type == guess.triple[2]]
        any(self._extends(act, guess, guess.sight, chance) for act in same)

    def _roles(self, guess: Guess, sight: Sight) -> _Sides:
        """Both sides; beside people without a country stands the only one that the document speaks of, or that is lent.

        Of whom only another sentence names no more is known than for whom they count, so the state itself is told where
        the text names it.
        """
        home = self.home if guess.lent is None else self.itself(guess.lent)
        first, second = (
            (*self._role(spot), home) if inferred and home is not None else self._role(spot)
            for spot, inferred in zip(sight.spots, guess.inferred, strict=True)
        )
        implied = (guess.implied,) if guess.implied is not None else ()
        return first or implied, second or implied

    def _role(self, spot: Spot) -> tuple[Role, ...]:
        itself = self.itself(spot.place) if spot.kind == ELSEWHERE else None
        return role_of(spot) if itself is None else (itself,)

    def _is_listed(self, spot: Spot, roles: tuple[Role, ...]) -> bool:
        """True where somebody stands in one list with a party."""
        if spot.head is None or spot.role is None:
            return False
        role = spot.role
        return any(are_listed(self.sentence, role, other) for other in roles if other.start != role.start)

    def _new(self, guess: Guess, sight: Sight, chance: float) -> Draft | None:
        kind = guess.triple[2]
        standing = [act.draft for act in self._acts if act.stands]
        trigger = word_for(self.tellers, self.sentence, guess.triple, sight, (standing, self.actors))
        if trigger is None or self._has_object(trigger, guess, chance) or self._is_of_others(trigger, guess, sight):
            return None
        actors, recipients = self._roles(guess, sight)
        if not guess.mutual and facing.is_turned(self.sentence, trigger, actors, recipients):
            actors, recipients = recipients, actors
        if guess.mutual and actors and recipients:
            first = facing.doer(self.sentence, trigger, actors, recipients) if kind not in _TOGETHER else None
            if first is None:
                actors = recipients = union(actors, recipients)
            elif first == recipients:
                actors, recipients = recipients, actors
        draft = self._draft(guess, trigger, (actors, recipients), chance)
        return None if is_outdone(draft, standing, self.actors) else draft

    def _is_of_others(self, verb: Token, guess: Guess, sight: Sight) -> bool:
        """True for a blow that armed men strike by the word that tells it, and somebody named elsewhere does not."""
        armed = self.tellers.lexicon.classes["ARMED_MEN"]
        return guess.triple[2] == _BLOW and facing.is_of_armed_men(self.sentence, verb, sight, armed)

    def _has_object(self, verb: Token, guess: Guess, chance: float) -> bool:
        """True where the verb has somebody else for its object, whom a frame finds: it tells of him and no other.

        "Deployed men to the frontier with Chad after Mali attacked" says nothing of Mali. What is unlikely of him is
        told in place of what is likely of a bystander, unless that is likelier by far.
        """
        actor, recipient, kind = guess.triple
        for act in self._acts:
            draft = act.draft
            if draft.clause is None or draft.frame.type != kind or kind in _TOGETHER or act.filled:
                continue
            who, whom = set(side(draft.actor, self.actors)), set(side(draft.recipient, self.actors))
            home, known = not who.isdisjoint(whom), whom.isdisjoint(_UNKNOWN)
            if draft.trigger is verb and act.stands and draft.frame.mutual and who == whom:
                return True  # of those who fight one another it tells no third, such as whose town it is
            if draft.trigger is not verb:
                # "B, whose police ordered two men of A out": the words of another verb say whom, the look has nobody.
                if not (actor == recipient and who == {actor} and known and not home and not act.stands):
                    continue
            elif actor in who:
                if recipient in whom or not known or (home and (act.stands or kind in DEEDS)):
                    continue
            elif act.stands or home or not known or not who.isdisjoint(_UNKNOWN):
                continue
            act.stands = draft.trigger is not verb or actor not in who or chance - draft.likelihood < _BY_FAR
            if act.stands:
                return True
        return False

    def _struck_back(self, guess: Guess, sight: Sight, chance: float) -> Draft | None:
        """A blow to whoever struck the first, where another word of the sentence tells it: "shelled … after a raid"."""
        both, kind = set(guess.triple[:2]), guess.triple[2]
        blows = [act.draft for act in self._acts if act.stands and act.draft.frame.type == kind]
        if kind != _BLOW or not _UNKNOWN.isdisjoint(both) or len(both) < 2:
            return None
        if any(both <= set(side(d.actor, self.actors)) & set(side(d.recipient, self.actors)) for d in blows):
            return None  # "clashed with": both are told already
        trigger = self.tellers.teller(self.sentence, sight, kind, [draft.trigger for draft in blows])
        first, second = self._roles(guess, sight)
        if trigger is None or not first or not second:
            return None
        struck = {place for d in blows for place in side(d.recipient, self.actors)}
        if not struck.isdisjoint(side(ids(second), self.actors)) and guess.mutual:
            first, second = second, first
        return self._draft(guess, trigger, (first, second), chance)

    def _draft(self, guess: Guess, trigger: Token, sides: _Sides, chance: float) -> Draft:
        return Draft(
            sentence=self.sentence,
            trigger=trigger,
            words=(trigger,),
            frame=Frame(type=guess.triple[2]),
            mode=None,
            actors=sides[0],
            recipients=sides[1],
            standing=guess.standing,
            construction=f"whole sentence, {'verb' if trigger.pos == 'VERB' else 'noun'} {trigger.lemma.lower()!r}",
            clause=None,
            confidence=chance,
            chance=chance,
        )
