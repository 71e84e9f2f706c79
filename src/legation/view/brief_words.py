"""Grammar for the sentences of a brief: lists, verb forms, numbers of subjects, dates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation.errors import KnowledgeError
from legation.records import DateRange, Magnitude, Status
from legation.tables import yaml_table

VERB = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
SLOT = re.compile(r"\{(\w+)(?:\|([^}]+))?\}")
PREPOSITION = re.compile(r"\s(?:of|in|from|at|for|with|who|on|to|familiar|close|involved)\s|,")
LAST_COMMA = re.compile(r",([”’\"']*)$")
BARE_NUMBER = re.compile(r"[\d.,\s]+|[\d.,\s]*(?:dozens|hundreds|thousands|millions?|billion)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of `data/view`, and the grammar that fits names into them."""

    events: Mapping[str, Any]
    table: Mapping[str, Any]

    def event_phrases(self, kind: str, mode: str | None, trigger: str = "") -> Mapping[str, str]:
        """The phrases of an event type, those of its mode and of the word that tells it laid over them."""
        general = self.events.get(kind, {})
        of_mode = general.get("modes", {}).get(mode, {})
        opening = trigger.casefold()
        words = (of_mode or general).get("words", {})
        special: Mapping[str, str] = next((each for word, each in words.items() if opening.startswith(word)), of_mode)
        # A mode without a word for mutual action says it as one party would.
        together = {"together": special["alone"]} if special else {}
        return {k: v for k, v in {**general, **together, **special}.items() if k not in ("modes", "words")}

    def date(self, iso: str | None) -> str | None:
        """Write an ISO date, or the date of a date-time, as "22 October 2024"; None if it is neither."""
        parts = re.match(r"(\d{4})-(\d\d)-(\d\d)", iso or "")
        if not parts or not 1 <= int(parts[2]) <= 12:
            return None
        return f"{int(parts[3])} {self.table['months'][int(parts[2]) - 1]} {parts[1]}"

    def days(self, when: DateRange) -> str:
        """Write a date with no more precision than the text gives it."""
        first, last = self.date(when.start) or when.start, self.date(when.end) or when.end
        coarse = {"year": first[-4:], "month": first.split(" ", 1)[-1], "decade": f"{first[-4:]}s"}
        if when.precision in coarse:
            return coarse[when.precision]
        return first if first == last else f"{first} to {last}"

    def amount(self, magnitude: Magnitude) -> str:
        """Write a number in the words of the text, and what it counts where they don't say that."""
        unit = self.table["units"].get(magnitude.unit)
        text = " ".join(magnitude.text.split())
        if unit is None or not BARE_NUMBER.fullmatch(text):
            return text
        return f"{text} of {unit}" if text.endswith("s") else f"{text} {unit}"

    def takes_article(self, name: str) -> bool:
        """Whether running text puts "the" before the name."""
        known = self.table["article"]
        first, _, rest = name.partition(" ")
        body = first in known["first_of"] and rest.startswith("of ")
        return body or name in known["names"] or name.rpartition(" ")[2] in known["last"]

    def is_determined(self, description: str) -> bool:
        """Whether a description such as "three officials" opens with a word that stands for an article."""
        if self.is_several(description) or description.casefold() in self.table["article"]["pronouns"]:
            return True
        owned = any(word.endswith(("’s", "'s", "s’", "s'")) for word in description.split()[:-1])
        return owned or self.opens_low(description) or description[:1].isdigit()

    def opens_low(self, description: str) -> bool:
        """Whether it opens with a word that is written small inside a sentence."""
        first: str = description.split(" ", 1)[0].casefold()
        known = self.table["article"]
        return first in known["determiners"] or first in known["small"] or first in known["pronouns"]

    def is_several(self, description: str) -> bool:
        """Whether a description speaks of more than one: its head stands before "of", "in" or "from"."""
        head = PREPOSITION.split(description, maxsplit=1)[0]
        last = head.rpartition(" ")[2].casefold()
        ends_so = head.endswith("s") and not head.endswith(("ss", "’s", "'s"))
        return ends_so or last in self.table["article"]["plurals"]


@cache
def load() -> Words:
    """Read the phrases that come with the package."""
    return Words(_read("view/events.yaml"), _read("view/brief.yaml"))


def _read(file: str) -> Mapping[str, Any]:
    data = yaml_table(file)
    if not isinstance(data, dict):
        raise KnowledgeError(file, None, "a mapping was expected")
    return data


def listed(names: Sequence[str]) -> str:
    """Join names as English does: "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def conjugate(phrase: str, status: Status, *, plural: bool) -> str:
    """Put the [base|past] verb of a phrase into the form that fits what did, will or may happen."""

    def form(match: re.Match[str]) -> str:
        be = "are" if plural else "is"
        return {
            "negated": f"did not {match[1]}",
            "future": f"{be} set to {match[1]}",
            "hypothetical": f"could {match[1]}",
        }.get(status, match[2])

    return VERB.sub(form, phrase)


def be(status: Status, *, plural: bool) -> str:
    """The form of "to be" that fits a state which holds, held, will or may hold, or doesn't."""
    now, then = ("are", "were") if plural else ("is", "was")
    forms = {"negated": f"{now} not", "future": "will be", "hypothetical": "could be", "historical": then}
    return forms.get(status, now)


def fill(phrase: str, **slots: str | None) -> str:
    """Put words into the slots of a phrase in one pass; an empty slot keeps the word the phrase has for it."""
    return SLOT.sub(lambda match: slots.get(match[1]) or match[2] or "", phrase)


def opened(text: str) -> str:
    """Begin a sentence with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def closed(text: str) -> str:
    """End a sentence with a full stop unless it ends with a mark of its own; a comma at its end goes."""
    text = LAST_COMMA.sub(r"\1", text)
    bare = text.rstrip("”’\"' ")
    return text if bare.endswith((".", "!", "?", "…")) else f"{text}."
