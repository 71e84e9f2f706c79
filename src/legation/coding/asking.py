"""Asking: acts and pairs as the trained coder reads them, and what it answers."""

from collections.abc import Sequence

from legation.annotations import Sentence, Token
from legation.coding.candidates import Candidate
from legation.coding.drafts import Draft
from legation.coding.features import Lists, viewed
from legation.coding.masking import Masks, Span
from legation.coding.roles import Role, Roles
from legation.coding.subtypes import Reader, Reading
from legation.looks import Viewed
from legation.models import Classifier

Act = Draft | Candidate
# A sentence and two of its parties.
Pair = tuple[Sentence, Role | None, Role | None]

# So many words before and after are read with an act: more cost time, and told nothing on labelled sentences.
_AROUND = 10


class Asker:
    """Asks the trained coder what passes between the parties of acts."""

    def __init__(self, classifier: Classifier, reader: Reader, masks: Masks) -> None:
        """Take the weights, the table of subtypes behind `reader`, and the masking words."""
        self._classifier = classifier
        self._reader = reader
        self._masks = masks

    def ask(self, text: str, roles: Roles, acts: Sequence[Act]) -> list[Reading]:
        """The coder's reading of each act, in order; all are asked about at once."""
        return self._read([self._masked(text, roles, act) for act in acts])

    def between(self, text: str, roles: Roles, pairs: Sequence[Pair]) -> list[Reading]:
        """The coder's reading of what a whole sentence tells of two of its parties, in order; one may be unnamed."""
        return self._read([self._whole(text, roles, pair) for pair in pairs])

    def read(self, chances: tuple[Sequence[float], Sequence[float]]) -> Reading:
        """The reading that probabilities of subtypes and of statuses make."""
        return self._reader.read(*chances)

    def _read(self, masked: Sequence[str]) -> list[Reading]:
        """The reading of each text; acts that look alike once they are masked are asked about once."""
        once = list(dict.fromkeys(masked))
        answers = zip(once, self._classifier.classify(once), strict=True)
        readings = {text: self.read(chances) for text, chances in answers}
        return [readings[text] for text in masked]

    def has_modes(self, kind: str) -> bool:
        """True for a type of acts of which the coder tells modes apart."""
        return kind in self._reader.with_modes

    def everyone(
        self, text: str, roles: Roles, sentence: Sentence, parties: Sequence[tuple[Role, Token | None]], lists: Lists
    ) -> Viewed:
        """The sentence with all of some parties masked, in their order; each has its head.

        Those without one aren't named in it and are told behind its end.
        """
        at = sentence.start
        here, away = ([role for role, head in parties if (head is None) == absent] for absent in (False, True))
        marked = [((role.start - at, role.end - at), self._word(roles, (role,))) for role in here]
        shown = self._masks.shown(text[at : sentence.end], marked, [self._word(roles, (role,)) for role in away])
        return viewed(sentence, shown, [head for _, head in parties], lists)

    def _whole(self, text: str, roles: Roles, pair: Pair) -> str:
        """The sentence with two parties masked; the masking cuts one that is too long."""
        sentence, *parties = pair
        at = sentence.start
        first, second = (None if role is None else (role.start - at, role.end - at) for role in parties)
        words = [self._masks.absent if role is None else self._word(roles, (role,)) for role in parties]
        return self._masks.sentence(text[at : sentence.end], first, second, words)

    def _masked(self, text: str, roles: Roles, act: Act) -> str:
        """The part of the sentence around the act and its parties, masked."""
        start, end = _window(act)
        source, target = (_extent(side, start, end) for side in (act.actors, act.recipients))
        words = [self._word(roles, act.actors), self._word(roles, act.recipients)]
        if source is not None and source == target:  # they do it to one another: first and last of them
            target = _extent(act.recipients[::-1], start, end)
            target, words[1] = None if target == source else target, self._word(roles, act.recipients[::-1])
        shown = [
            self._masks.absent if span is None else word for span, word in zip((source, target), words, strict=True)
        ]
        return self._masks.sentence(text[start:end], source, target, shown)

    def _word(self, roles: Roles, side: Sequence[Role]) -> str:
        known = (roles.actors.get(i) for role in side for i in role.actors)
        actor = next((a for a in known if a is not None), None)
        return self._masks.unknown if actor is None else self._masks.word(actor.kind, actor.sector)


def _window(act: Act) -> tuple[int, int]:
    """The stretch of the sentence from some words before to some words after the act and its parties."""
    s = act.sentence
    spans = [(r.start, r.end) for r in (*act.actors, *act.recipients) if s.start <= r.start and r.end <= s.end]
    start = min([act.trigger.start, *(a for a, _ in spans)])
    end = max([act.trigger.end, *(b for _, b in spans)])
    first = next(t.i for t in s.tokens if t.end > start)
    last = next(t.i for t in reversed(s.tokens) if t.start < end)
    return s.tokens[max(0, first - _AROUND)].start, s.tokens[min(len(s.tokens) - 1, last + _AROUND)].end


def _extent(side: Sequence[Role], start: int, end: int) -> Span | None:
    """Where a side's first party stands, relative to `start`; None when it stands elsewhere."""
    return next(((r.start - start, r.end - start) for r in side if start <= r.start and r.end <= end), None)
