"""How alerts quote: who said what on which day, in which outlet."""

from collections.abc import Iterable
from datetime import date

from legation.records import Found, Statement
from legation.view.alerting.ground import Ground, Place

MARKS = "“”\"' "


class Wording:
    """Writes statements and cuts quotations as the desk's alerts want them."""

    def __init__(self, ground: Ground) -> None:
        """Take names and articles from the `ground`."""
        self._ground = ground

    def said(self, said: Statement, day: date, lead: str = "On") -> str:
        """Who said what on a day, in whose report."""
        words = " … ".join(" ".join(span.text.split()) for span in said.content)
        who = f"{self.speaker(said)}{self.outlet(said.document)}"
        return f"{lead} {self._ground.day(day)}, {who}: {self.quoted(words)}."

    def speaker(self, said: Statement) -> str:
        """Who speaks, by name or as described."""
        speaker = said.speaker
        if speaker.actor and speaker.named:
            return self._ground.name(speaker.actor, said.document)
        return speaker.as_written

    def outlet(self, document: str) -> str:
        """In which outlet it stands, in brackets."""
        self._ground.read([document])
        known = self._ground.documents.get(document)
        return f" ({known.publisher})" if known and known.publisher else ""

    def quoted(self, words: str, longest: int | None = None) -> str:
        """Words in quotation marks, cut where they are long."""
        plain = " ".join(words.split()).strip(MARKS).rstrip(",.;:").replace("“", "‘").replace("”", "’")
        most = longest or self._ground.limits.longest
        return f"“{plain if len(plain) <= most else plain[: plain.rfind(' ', 0, most)] + ' …'}”"

    def places(self, records: Iterable[Found]) -> tuple[Place, ...]:
        """Where the words of records stand, each once."""
        once = {each.id: each for each in records}
        return tuple(where for each in once.values() if (where := self._ground.place(each)))
