"""Settings: the state on whose ground an act takes place, where the text gives those in it no country."""

from collections.abc import Iterable, Iterator

from legation.annotations import Clause, Sentence, Token
from legation.coding.phrasing import hanging, hedged, objects
from legation.coding.roles import Role, Roles, ids
from legation.coding.triggers import Frame

_AT = frozenset({"in", "at", "near", "across", "outside", "inside", "throughout"})
_BELONGING = frozenset({"of", "in", "near", "around"})
# Police and courts act for the state that they stand in.
_ORGANS = frozenset({"COP", "JUD"})
_GROUNDED = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_JUDGED = "convict"


class Settings:
    """Finds where the acts of one document take place."""

    def __init__(self, roles: Roles) -> None:
        """Look parties and places up in `roles`."""
        self._roles = roles

    def located(
        self, frame: Frame, clause: Clause, actors: tuple[Role, ...], recipients: tuple[Role, ...]
    ) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """The parties of a forceful act, and beside those without a country the state that it happens in."""
        if frame.type not in _GROUNDED and frame.mode != _JUDGED:
            return actors, recipients
        ground = self.of(clause)
        if ground is None or (frame.mutual and not recipients and len(self._roles.countries(ids(actors))) > 1):
            return actors, recipients  # those of several states who fight one another, wherever it is
        if set(ground.actors) <= set(ids(actors)):
            return actors, recipients
        if self._are_organs(actors) or (frame.domestic and not self._roles.countries(ids(actors))):
            actors = (*actors, ground)
        if not self._roles.countries(ids(recipients)) and not self._are_named(recipients):
            recipients = (*recipients, ground)
        return actors, recipients

    def of(self, clause: Clause) -> Role | None:
        """The state, or the place in it, that a clause says an act takes place in."""
        s = clause.sentence
        tokens = [t for name, t in clause.preps if name in _AT]
        telling = (hedged(clause) or ())[:1]  # "struck what Paris called a camp inside Chad"
        tokens.extend(t for o in (*objects(clause), *telling, *clause.subjects) for t in hanging(s, o, _AT))
        tokens.extend(t for o in objects(clause) for t in self._ground(s, o))
        return next(iter(self.states(s, tokens)), None)

    def states(self, sentence: Sentence, tokens: Iterable[Token]) -> Iterator[Role]:
        """The states among places, each as the place says it: "Kharkiv", "the town of Nikopol"."""
        for token in tokens:
            role = self._roles.place(sentence, token)
            found = (role,) if role else (self._place(sentence, t) for t in self._ground(sentence, token))
            for place in found:
                if place and any(a.kind == "state" for i in place.actors if (a := self._roles.actors.get(i))):
                    yield place

    def _place(self, sentence: Sentence, token: Token) -> Role | None:
        """The place that a word names; a state that owns one is one, too."""
        return self._roles.place(sentence, token) or (
            self._roles.party(sentence, token) if token.dep == "poss" else None
        )

    def _ground(self, sentence: Sentence, token: Token) -> tuple[Token, ...]:
        places = (token, *hanging(sentence, token, _BELONGING))
        # "Germany's Halle", "Sudan's Kordofan region": whose the place is says where it lies.
        owned = (t for place in places if place.pos == "PROPN" for t in sentence.children(place, "poss"))
        return (*places, *owned)

    def _are_organs(self, roles: tuple[Role, ...]) -> bool:
        known = [a for i in ids(roles) if (a := self._roles.actors.get(i))]
        return bool(known) and all(a.country is None and a.sector in _ORGANS for a in known)

    def _are_named(self, roles: tuple[Role, ...]) -> bool:
        """True when somebody acted upon is known by name, wherever they come from."""
        known = (self._roles.actors.get(i) for i in ids(roles))
        return any(a is not None and a.kind in ("state", "organisation", "person") for a in known)
