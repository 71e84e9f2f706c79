"""Rulers: the state for which the surname of its head stands ("the Biden administration", "the Assad regime")."""

from legation.knowledge import Knowledge
from legation.resolving.single.bearers import bearers_of
from legation.resolving.single.persons import Persons, kept
from legation.resolving.single.phrase import Phrase, Setting

_HEADS = ("head_of_state", "head_of_government")


class Rulers:
    """Finds the state whose head's surname stands before a noun."""

    def __init__(self, knowledge: Knowledge, persons: Persons) -> None:
        """`persons` tells whose term runs on a day."""
        self._knowledge = knowledge
        self._persons = persons

    def states(self, phrase: Phrase, first: int, last: int, setting: Setting) -> list[str]:
        """The state of the head who is named by surname between two words, if there is just one."""
        for index in range(first, last):
            if phrase.written[index][0].isupper() and phrase.name_at(index) is None:
                states = self._of(phrase.written[index], setting)
                if len(states) == 1:
                    return states
        return []

    def _of(self, surname: str, setting: Setting) -> list[str]:
        """The states that bearers of a surname head on the day, else those that they headed a few years before."""
        bearers = bearers_of(self._knowledge, surname)
        terms = [held for key in bearers for held in self._knowledge.offices(key) if held.office in _HEADS]
        serving = [held for held in terms if self._persons.in_time(held, setting.day)]
        near = [held for held in terms if kept(held, setting.day)]
        states = dict.fromkeys(self._knowledge.known[held.person].country for held in serving or near)
        return [state for state in states if state]
