"""What speakers claim in one article to be so, and which of it denies something."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from legation.errors import KnowledgeError
from legation.link import oppositions, passages
from legation.link.figures import Figure, figures, number_end
from legation.link.happenings import Surroundings
from legation.link.levels import NO_STATE
from legation.records import Span, Statement
from legation.tables import yaml_table

FILE = "link/denials.yaml"
SURE, ANOTHER_ACCOUNT, NEGATED = 1.0, 0.75, 0.5  # how surely words deny
LONGEST = 300  # letters of what is told behind a colon
BEFORE_CUE = 80  # letters before a word of denial among which it is told that nobody denies
HEARSAY = "unnamed:-"  # "it is said that"
LAYING = ("accuse", "allege", "blame")  # acts that lay something on somebody, whatever their words


@dataclass(frozen=True, slots=True, kw_only=True)
class Denials:
    """What `data/link/denials.yaml` says, under the same names, its patterns compiled."""

    no_claim: frozenset[str]
    counting: frozenset[str]
    given: re.Pattern[str]
    counts: re.Pattern[str]
    official: frozenset[str]
    official_words: re.Pattern[str]
    opposing_words: re.Pattern[str]
    no_first_claim: frozenset[str]
    denying: frozenset[str]
    rejecting: frozenset[str]
    turning_down: frozenset[str]
    disputing: frozenset[str]
    disputable: frozenset[str]
    turned_down: frozenset[str]
    accusing: frozenset[str]
    claims: re.Pattern[str]
    whose_claim: re.Pattern[str]
    somebodys_claim: re.Pattern[str]
    denials: re.Pattern[str]
    weak_denials: re.Pattern[str]
    retractions: re.Pattern[str]
    no_denial: re.Pattern[str]
    undenied: re.Pattern[str]
    no_longer_denied: re.Pattern[str]
    withheld: re.Pattern[str]
    whatever: re.Pattern[str]
    named_claim: re.Pattern[str]
    reported: re.Pattern[str]
    own_deed: re.Pattern[str]
    topic: re.Pattern[str]
    no_proposition: re.Pattern[str]
    nearly: re.Pattern[str]
    counter_accounts: re.Pattern[str]
    called_untrue: re.Pattern[str]
    own_losses: re.Pattern[str]
    owning: frozenset[str]
    pointing: frozenset[str]
    opening: tuple[str, ...]
    taking_up: re.Pattern[str]
    second: re.Pattern[str]
    sentences_apart: int
    score: Mapping[str, float]
    least: float
    loose: frozenset[str]
    figures_apart: int
    weak_words: int
    answers_apart: int


_SETS = (
    "no_claim",
    "counting",
    "official",
    "no_first_claim",
    "denying",
    "rejecting",
    "turning_down",
    "disputing",
    "disputable",
    "turned_down",
    "accusing",
    "loose",
    "owning",
    "pointing",
)
_PATTERNS = (
    "official_words",
    "counts",
    "given",
    "opposing_words",
    "claims",
    "whose_claim",
    "somebodys_claim",
    "denials",
    "weak_denials",
    "retractions",
    "no_denial",
    "undenied",
    "no_longer_denied",
    "withheld",
    "whatever",
    "named_claim",
    "reported",
    "own_deed",
    "topic",
    "no_proposition",
    "nearly",
    "counter_accounts",
    "called_untrue",
    "own_losses",
    "taking_up",
    "second",
)
_PLAIN = (
    "sentences_apart",
    "score",
    "least",
    "figures_apart",
    "weak_words",
    "answers_apart",
)


@cache
def load() -> Denials:
    """Read the patterns and scores that come with the package."""
    told = yaml_table(FILE)
    try:
        values: dict[str, Any] = {name: told[name] for name in _PLAIN}
        values |= {name: frozenset(told[name]) for name in _SETS}
        values |= {name: _pattern(told[name]) for name in _PATTERNS}
        return Denials(opening=tuple(f"{word} " for word in told["opening"]), **values)
    except (KeyError, TypeError, re.error) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def _pattern(told: str | list[str]) -> re.Pattern[str]:
    return re.compile(told if isinstance(told, str) else "|".join(told), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A claim in an article: by whom (country or actor), where it stands, and what it is about.

    `denies` is 0 for a claim, 1 where the words deny something, less where they give another account of it, a half
    where they are but negated. `says` are the words of the claim; `sentence` numbers its sentence. `accused` is the
    party on whom words that accuse lay something, `claimant` the one whose claim the words name: "Ankara's version".
    """

    record: str
    speaker: str
    actor: str | None
    act: str
    says: Span
    start: int
    sentence: int
    denies: float
    about: frozenset[str]
    stems: frozenset[str]
    told: str
    names: frozenset[str] = frozenset()
    parts: tuple[tuple[int, int], ...] = ()
    figures: tuple[Figure, ...] = ()
    cue: str = ""
    accused: str = ""
    claimant: str = ""


def assertions(statements: Iterable[Statement], scene: Surroundings) -> Iterator[Assertion]:
    """Yield the claims of an article, in the order of its text."""
    told = load()
    for each in sorted(statements, key=_place):
        speaker = _speaker(each, scene, told)
        claims = each.act not in told.no_claim or _counts(each, told)
        if each.content and not each.negated and claims and not _is_unsaid(each, scene, told):
            found = _assertion(each, speaker, scene, told)
            # What may be claims nothing, but what may not be is denied: "there could be no talk of a retreat".
            if each.certainty is None or found.denies == SURE or _is_perceived(each):
                yield found
            elif (sure := _sure_part(each, told)) is not None:
                yield replace(_assertion(sure, speaker, scene, told), record=each.id)


def _is_perceived(statement: Statement) -> bool:
    """Whether what sounds uncertain was heard or seen: "shots could be heard all night"."""
    hedge, perceived = statement.certainty, oppositions.load().perceived
    if hedge is None or hedge.phrase.casefold() != "could":
        return False
    return any(perceived.search(span.text) for span in statement.content)


def _sure_part(statement: Statement, told: Denials) -> Statement | None:
    """What is told for sure before a second clause that is not: "had left and that it might come back"."""
    words, hedge = statement.content[0], statement.certainty
    second = told.second.search(words.text) if len(statement.content) == 1 else None
    if second is None or hedge is None or hedge.phrase.casefold() in words.text[: second.start()].casefold():
        return None
    before = Span(start=words.start, end=words.start + second.start(), text=words.text[: second.start()])
    return replace(statement, content=(before,), certainty=None)


def _is_unsaid(statement: Statement, scene: Surroundings, told: Denials) -> bool:
    """Whether it tells nothing, or no denial: "whatever they say", "can no longer deny it", "denied them entry"."""
    text, content = scene.document.text, statement.content
    # "Called their claim a lie" is what he says who calls it so.
    named = text[: content[0].start].rstrip().casefold().endswith(statement.cue) and statement.act == "claim"
    if named and told.called_untrue.fullmatch(content[0].text):
        return True
    if told.whatever.fullmatch(content[0].text) and len(content) == 1:
        return True
    opens = content[0].start
    if told.nearly.search(text[max(0, opens - BEFORE_CUE) : opens]):
        return True
    cue = next((each for each in statement.evidence if each.role == "cue"), None)
    if statement.act not in told.denying or cue is None:
        return False
    before = text[max(0, cue.start - BEFORE_CUE) : cue.start].rpartition("\n")[2]
    asked = statement.quotation == "indirect" and text[content[-1].end : content[-1].end + 1] == "?"
    behind = told.no_longer_denied.match(text, content[-1].end) or told.withheld.match(content[0].text)
    bare = text[cue.start : cue.end].casefold() == statement.cue  # who "denied" did
    return asked or bool(behind or (bare and told.undenied.search(before)))


def _counts(statement: Statement, told: Denials) -> bool:
    """Whether it gives a number, however the verb is understood else: "gave the toll as 107"."""
    text = statement.content[0].text
    return statement.cue in told.counting and bool(told.counts.search(text)) and any(figures(text))


def _speaker(statement: Statement, scene: Surroundings, told: Denials) -> str:
    """The same as `voice`; who speaks for a body of no state, for that."""
    speaker = statement.speaker
    opposing = speaker.country and told.opposing_words.search(speaker.as_written or "")
    if speaker.actor and speaker.country in NO_STATE and not opposing:
        return scene.level.get(speaker.actor, speaker.actor)
    found = voice(statement)
    return scene.fronts.get(found, found)


def voice(statement: Statement) -> str:
    """For whom the speaker speaks: officials for their country; the opposition, firms and experts for themselves."""
    speaker, told = statement.speaker, load()
    if speaker.country and told.opposing_words.search(speaker.as_written or ""):
        return speaker.actor if speaker.actor != speaker.country and speaker.actor else f"group:{speaker.country}:OPP"
    # A source at a ministry speaks for it, whatever else is not known of him.
    official = speaker.sector is None or speaker.sector in told.official
    official = official or (speaker.sector == "UNK" and bool(told.official_words.search(speaker.as_written or "")))
    if speaker.country and official and (not speaker.actor or speaker.country not in NO_STATE):
        return speaker.country
    # Somebody whom nothing identifies is nobody else: rumours are denied too.
    return speaker.actor or speaker.country or (f"unnamed:{speaker.as_written}" if speaker.as_written else HEARSAY)


def _assertion(statement: Statement, speaker: str, scene: Surroundings, told: Denials) -> Assertion:
    first, last = statement.content[0].start, _account_end(statement, scene, told)
    says = Span.cut(scene.document.text, first, last)
    parts = _parts(statement, last)
    words = _told(parts, says)
    spoken_of = scene.levels(statement.about) | scene.named(first, last) | frozenset(statement.about)
    denies = SURE if _is_called_untrue(statement, scene) else _denies(statement, words, told)
    # "That six were sunk is untrue" counts nothing: the number is another's.
    anothers = denies == SURE and words.casefold().startswith("that ")
    return Assertion(
        record=statement.id,
        speaker=speaker,
        actor=statement.speaker.actor,
        act="deny" if _is_called_untrue(statement, scene) else statement.act,
        says=says,
        start=first,
        sentence=scene.sentence_number(first),
        denies=denies,
        about=spoken_of,
        stems=frozenset(scene.stems(first, last, frozenset())),
        told=words,
        names=frozenset(s for s in scene.stems(first, last, scene.parties(first, last)) if s[0].isupper()),
        parts=parts,
        # A number may stand in a clause that tells who counts: "42 of them, as the ministry reckons".
        figures=() if anothers else _with_sums(figures(says.text, first)),
        cue=statement.cue,
        accused=(scene.first_named(first, last) or "") if statement.act in LAYING else "",
        claimant=_claimant(says, scene, told),
    )


def _claimant(says: Span, scene: Surroundings, told: Denials) -> str:
    """Whose claim the words name: "called Ankara's version a lie", "the Turkish account"."""
    named = told.whose_claim.search(says.text)
    return (scene.last_named(says.start + named.start(1), says.start + named.end(1)) or "") if named else ""


def _with_sums(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """Add to the figures of a claim how many were killed or wounded in all, where it tells both apart."""
    listed = tuple(found)
    dead, hurt = (next((each for each in listed if each.unit == unit), None) for unit in ("dead", "injured"))
    if dead is None or hurt is None or any(each.unit == "casualties" for each in listed):
        return listed
    both = replace(dead, unit="casualties", low=dead.low + hurt.low, high=dead.high + hurt.high)
    return (*listed, both)


def _is_called_untrue(statement: Statement, scene: Surroundings) -> bool:
    """Whether words before the claim say that it is false: "called it absurd that they had fired"."""
    cue = next((each for each in statement.evidence if each.role == "cue"), None)
    between = scene.document.text[cue.end : statement.content[0].start] if cue else ""
    return bool(between) and len(between) < LONGEST and bool(load().called_untrue.fullmatch(between))


def _parts(statement: Statement, last: int) -> tuple[tuple[int, int], ...]:
    """Where the words stand; the last part reaches to the end of the account."""
    spans = sorted((span.start, span.end) for span in statement.content)
    return (*spans[:-1], (spans[-1][0], max(last, spans[-1][1])))


def _told(parts: Iterable[tuple[int, int]], says: Span) -> str:
    """The words of a claim, with blanks behind a comma for what others say between them."""
    found, end = "", says.start
    for first, last in parts:
        found += ",".ljust(first - end) if first > end else ""
        found += says.text[max(first, end) - says.start : max(last, end) - says.start]
        end = max(last, end)
    return found


def _account_end(statement: Statement, scene: Surroundings, told: Denials) -> int:
    """Where the words end; who denies it tells behind a colon what he holds: "denied it: nobody had been hurt"."""
    text, last = scene.document.text, statement.content[-1].end
    # What is counted stands before the number that is given: "put it at 10,000".
    if statement.cue in told.counting and (given := told.given.match(text, last)):
        return number_end(text, given.end()) or last
    if statement.act in told.denying | told.turning_down and text[last : last + 2] == ": ":
        return max(last, min(last + LONGEST, passages.sentence(text, last, last)[1] - 1))
    return last


def _denies(statement: Statement, said: str, told: Denials) -> float:
    """How surely the statement denies something."""
    if statement.act in told.denying:
        return SURE
    # "Rejected that", "dismissed it as fantasy": what stands right before is disputed.
    points_at = said.strip("\"'“”‘’.,").casefold() in told.pointing or told.called_untrue.fullmatch(said)
    if statement.cue in told.disputing and statement.act in told.rejecting and points_at:
        return SURE
    text = told.no_denial.sub(" ", said)
    if told.denials.search(text) or (statement.act == "reject" and told.claims.search(said)):
        return SURE
    if statement.act not in told.rejecting:
        return 0.0
    if told.counter_accounts.search(text):
        return ANOTHER_ACCOUNT
    return NEGATED if told.weak_denials.search(text) else 0.0


def _place(statement: Statement) -> tuple[int, str]:
    return min((span.start for span in statement.content), default=0), statement.id
