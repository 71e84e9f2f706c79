"""Succession: who held an office before the day, stands in on it or takes over soon ("the ousted president")."""

from collections.abc import Callable, Sequence
from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.resolving.people import Person, Roll
from legation.resolving.roles import INCOMING

OUSTED = frozenset(
    {
        "ousted",
        "deposed",
        "toppled",
        "overthrown",
        "fallen",
        "late",
        "slain",
        "assassinated",
        "murdered",
        "executed",
        "dead",
    }
)
# What has become of somebody: the words that news puts before the old title, and the fates of fates.csv that they mean.
_FATES = {
    **dict.fromkeys(("late", "dead"), frozenset({"died", "killed", "executed"})),
    **dict.fromkeys(("slain", "assassinated", "murdered"), frozenset({"killed"})),
    "executed": frozenset({"executed"}),
    **dict.fromkeys(("jailed", "imprisoned", "detained", "incarcerated"), frozenset({"jailed"})),
    **dict.fromkeys(("exiled", "fugitive", "self-exiled"), frozenset({"exiled"})),
    **dict.fromkeys(("ousted", "deposed", "toppled", "overthrown"), frozenset({"exiled", "jailed"})),
}
# What is told of somebody by a passive.
_SUFFERED = {
    **dict.fromkeys(("shoot", "assassinate", "murder", "kill"), frozenset({"killed"})),
    **dict.fromkeys(("execute", "hang"), frozenset({"executed"})),
    **dict.fromkeys(("jail", "imprison", "detain"), frozenset({"jailed"})),
}

Enter = Callable[[Sequence[str], str], tuple[str, ...]]


class Succession:
    """Finds, for one document, those whose time in an office is not now."""

    def __init__(self, knowledge: Knowledge, roll: Roll, day: date | None, enter: Enter) -> None:
        """`enter` takes known people by their keys into the document, with the reason, and returns their ids."""
        self._knowledge = knowledge
        self._roll = roll
        self._day = day
        self._enter = enter
        self._next: dict[str, str] = {}

    def called_next(self, title: Title, countries: tuple[str, ...]) -> Person | None:
        """The one person of this text whom it calls next in an office ("Prime Minister-designate Ana Quispe")."""
        last = title.phrase.rsplit(" ", 1)[-1]
        found = [
            person
            for person in self._roll.all()
            if person.role is not None
            and (not countries or person.country in (*countries, None))
            and any(f"{last}-{word}" in person.role.text.lower() for word in ("designate", "elect"))
        ]
        return found[0] if len(found) == 1 else None

    def awaited(self, title: Title) -> str | None:
        """Who this text has told will take an office."""
        return self._next.get(title.phrase)

    def predecessor(self, title: Title, country: str) -> str | None:
        """Who held an office of a state until a short time ago."""
        office = title.office_of(country)
        return self._knowledge.predecessor(office, country, self._day) if office and self._day is not None else None

    def fallen(self, sentence: Sentence, token: Token, title: Title, country: str) -> tuple[str, ...]:
        """Find "the jailed former prime minister" and "the exiled shah": the one of whom that is known on the day."""
        fates = {fate for word in words_beside(sentence, token) for fate in _FATES.get(word, ())}
        verb = sentence.head(token)
        if token.dep == "nsubjpass":  # "where the former prime minister was shot"
            fates |= _SUFFERED.get(verb.lemma.lower(), frozenset())
        office = title.office_of(country)
        if not fates or office is None or self._day is None:
            return ()
        person = self._knowledge.fallen(office, country, frozenset(fates), self._day)
        return self._enter([person], f"{title.phrase} of {country} before {self._day}") if person else ()

    def gone_leader(self, sentence: Sentence, token: Token, country: str) -> tuple[str, ...]:
        """Find "the deposed Syrian ruler" and "the slain leader": who led a state before, as head or government."""
        words = words_beside(sentence, token)
        for office in ("head_of_state", "head_of_government") if self._day is not None else ():
            fates = frozenset(fate for word in words for fate in _FATES.get(word, ()))
            person = self._knowledge.fallen(office, country, fates, self._day) if fates and self._day else None
            if person is None and words & OUSTED and self._day is not None:
                person = self._knowledge.predecessor(office, country, self._day)
            if person is not None:
                return self._enter([person], f"led {country} until some time before {self._day}")
        return ()

    def gone_from(self, sentence: Sentence, token: Token, title: Title, bodies: tuple[str, ...]) -> tuple[str, ...]:
        """Find "the late UN secretary-general": who last headed a body of many states."""
        if self._day is None or not words_beside(sentence, token) & OUSTED:
            return ()
        for body in bodies:
            office = dict(title.office_in).get(body, title.office if title.office == "head" else None)
            last = self._knowledge.predecessor(office, body, self._day) if office else None
            if last is not None:
                return self._enter([last], f"{title.phrase} of {body} before {self._day}")
        return ()

    def acting(self, title: Title, country: str) -> tuple[str, ...]:
        """Find "the acting president": who stands in for the holder on the day."""
        office = title.office_of(country)
        person = self._knowledge.stand_in(office, country, self._day) if office and self._day is not None else None
        return self._enter([person], f"acting {title.phrase} of {country} on {self._day}") if person else ()

    def before_or_after(self, sentence: Sentence, token: Token, title: Title, country: str) -> tuple[str, ...]:
        """Find "the ousted president" and "the president-elect": whose term ended or begins near the day."""
        office = title.office_of(country)
        if office is None or self._day is None:
            return ()
        if words_beside(sentence, token) & OUSTED:
            person = self._knowledge.predecessor(office, country, self._day)
        elif incoming(sentence, token):
            person = self._knowledge.successor(office, country, self._day)
            if person is not None:
                self._next[title.phrase] = person
        else:
            return ()
        return self._enter([person], f"{title.phrase} of {country} next to {self._day}") if person else ()

    def who_was(self, title: Title, country: str) -> Person | None:
        """The one person of this text who held an office before ("the former American president")."""
        office = title.office_of(country)
        fits = [
            person
            for person in self._roll.all()
            if (office, country) not in person.offices
            and any((h.office, h.polity) == (office, country) for h in self._knowledge.offices(person.id))
        ]
        return fits[-1] if office and len(fits) == 1 else None


def incoming(sentence: Sentence, token: Token) -> bool:
    """True for who has yet to take office ("the president-elect"): never the one who still holds it."""
    return bool(words_beside(sentence, token) & INCOMING) or token.lower.endswith(("-elect", "-designate"))


def words_beside(sentence: Sentence, token: Token) -> set[str]:
    """The words that qualify a title, before or right after it."""
    return {t.lower for t in (*sentence.children(token), *sentence.tokens[token.i : token.i + 3])}
