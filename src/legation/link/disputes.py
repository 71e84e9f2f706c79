"""Two claims in one article that can't both hold: somebody claims, somebody else denies or counts otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from legation.link import oppositions, points, words
from legation.link.answers import answers
from legation.link.assertions import ANOTHER_ACCOUNT, HEARSAY, SURE, Assertion, Denials, load
from legation.link.claiming import OWN, lost, whose
from legation.link.figures import Figure, share
from legation.link.happenings import NEVER, Happening, Surroundings
from legation.link.reports import moment, when_and_id
from legation.records import Claim, Document

_MARKS = "\"'“”‘’.,:;"
NAMED_IN = 6  # words that do no more than name a claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A claim and what contradicts it, with how surely they do; and the two figures, where they count otherwise."""

    claim: Assertion
    denial: Assertion
    score: float
    figures: tuple[Figure, Figure] | None = None


def happenings(told: Sequence[Assertion], scene: Surroundings) -> Iterator[Happening]:
    """Yield what is compared of each dispute of an article, found by the statement that denies."""
    document = scene.document
    published = moment(document)
    reported = published.date().toordinal() if published else NEVER
    taken: set[object] = set()
    denied = list(disputes(told, scene))
    for each in (*denied, *_answered(told, document.text, denied)):
        # What two speakers say jointly stands on the same words.
        if {each.denial.record, each.denial.says} & taken:
            continue
        taken |= {each.denial.record, each.denial.says}
        sides = (_claim(each, each.claim, 0, document), _claim(each, each.denial, 1, document))
        parties = frozenset({each.claim.speaker, each.denial.speaker})
        first, last = scene.stretch(min(side.says.start for side in sides), max(side.says.end for side in sides))
        own = frozenset(stem for side in sides for stem in scene.stems(side.says.start, side.says.end, parties))
        yield Happening(
            id=each.denial.record,
            document=document.id,
            moment=when_and_id(document)[0],
            start=min(side.says.start for side in sides),
            end=max(side.says.end for side in sides),
            type="COUNT" if each.figures else "DISPUTE",
            mode=_unit(each),
            actors=parties,
            first=reported,
            last=reported,
            reported=reported,
            own=own,
            around=frozenset(scene.stems(first, last, parties)) - own,
            claims=sides,
        )


def _claim(dispute: Dispute, said: Assertion, side: int, document: Document) -> Claim:
    figure = dispute.figures[side] if dispute.figures else None
    return Claim(
        record=said.record,
        document=document.id,
        side=document.text[figure.start : figure.end] if figure else ("claimed", "denied")[side],
        says=said.says,
        speaker=said.actor,
        low=figure.low if figure else None,
        high=figure.high if figure and figure.high != inf else None,
        reported=document.published,
    )


def _unit(dispute: Dispute) -> str | None:
    return next((f.unit for f in dispute.figures if f.unit), None) if dispute.figures else None


def disputes(told: Sequence[Assertion], scene: Surroundings) -> Iterator[Dispute]:
    """Yield the disputes of one article: what is denied, and what is counted otherwise."""
    yield from _denied(told)
    yield from _counted(told, scene)


def _answered(told: Sequence[Assertion], text: str, denied: Sequence[Dispute]) -> Iterator[Dispute]:
    """Yield what answers a claim right before it, to the contrary, unless the two are a dispute already."""
    pairs = [{each.claim.record, each.denial.record} for each in denied]
    for each in answers(told, text):
        if {each.claim.record, each.reply.record} not in pairs and not _lost_otherwise(each.claim, each.reply, load()):
            yield Dispute(claim=each.claim, denial=each.reply, score=each.score)


def _counted(told: Sequence[Assertion], scene: Surroundings) -> Iterator[Dispute]:
    """Yield two speakers' numbers of one thing that exclude one another, the nearest first."""
    rules = load()
    for index, later in enumerate(told):
        near = [each for each in told[:index] if abs(each.sentence - later.sentence) <= rules.figures_apart]
        before = [each for each in near if _counts_beside(each, later, rules)]
        found = ((each, pair) for each in reversed(before) if (pair := _excluding(each, later, told, scene)))
        shared = ((each, pair) for each in reversed(near) if (pair := _share(each, later)))
        for each, pair in [*found, *shared][:1]:
            yield Dispute(claim=each, denial=later, score=1.0, figures=pair)


def _share(one: Assertion, later: Assertion) -> tuple[Figure, Figure] | None:
    """The last number of a claim, and what another speaker makes of it right behind: "the police saw half as many"."""
    told = share(later.says.text, later.says.start)
    if told is None or later.figures or not one.figures or one.speaker == later.speaker or one.start > later.start:
        return None
    if later.sentence - one.sentence > 1 or HEARSAY in (one.speaker, later.speaker):
        return None
    last = one.figures[-1]
    return last, replace(told, unit=last.unit, low=last.low * told.low, high=last.high * told.high)


def _counts_beside(one: Assertion, other: Assertion, rules: Denials) -> bool:
    apart = abs(one.sentence - other.sentence)
    nobody = _is_nobody(one.speaker) or _is_nobody(other.speaker)
    alone = one.speaker.startswith("person:") or other.speaker.startswith("person:")
    near = apart <= (rules.figures_apart // 2 if nobody and alone else rules.figures_apart)
    rumour = HEARSAY in (one.speaker, other.speaker) or one.says == other.says
    return near and not rumour and one.speaker != other.speaker and bool(one.figures and other.figures)


def _excluding(
    one: Assertion, other: Assertion, told: Sequence[Assertion], scene: Surroundings
) -> tuple[Figure, Figure] | None:
    """The first two figures of the same thing that can't both be right; each side's own losses are two things."""
    rules, apart = load(), abs(one.sentence - other.sentence)
    for mine in _own_figures(one, told):
        for theirs in _own_figures(other, told):
            if not mine.excludes(theirs) or mine.is_other(theirs):
                continue
            # What was lost, and what is there.
            if mine.unit and theirs.unit and lost(one, mine) != lost(other, theirs):
                continue
            # What each tells of another place are two things, unless a bare number takes up what was counted.
            if None not in (mine.unit, theirs.unit) and _names_other(one, other):
                continue
            # Who is counted dead here may be counted alive far from it, unless both speak of one matter.
            beside = None in (mine.unit, theirs.unit) or apart < 2 or bool(one.stems & other.stems)
            if _same_thing(mine, theirs, rules, apart=apart) and (beside or mine.unit == theirs.unit):
                ours, others = whose(one, mine, scene), whose(other, theirs, scene)
                if not (ours and others and ours != others):
                    return mine, theirs
    return None


def _names_other(one: Assertion, other: Assertion) -> bool:
    return bool(one.names and other.names) and one.names.isdisjoint(other.names)


def _own_figures(one: Assertion, told: Sequence[Assertion]) -> Iterator[Figure]:
    """The figures of a claim that it does not report from another claim inside it."""
    inside = [each.says for each in told if each is not one and each.speaker != one.speaker]
    inside = [s for s in inside if s.end - s.start < one.says.end - one.says.start]
    for figure in one.figures:
        if not any(s.start <= figure.start and figure.end <= s.end for s in inside):
            yield figure


def _same_thing(one: Figure, other: Figure, rules: Denials, *, apart: int) -> bool:
    """Whether both count one thing; a bare number counts what the one before does, if a word says so or it is next."""
    if one.unit is None or other.unit is None:
        if one.unit is None and other.unit is not None:
            return False  # a bare number takes up what was counted before it
        return (one.echo or other.echo) and (apart < 2 or one.unit is not other.unit)
    return one.unit == other.unit or (
        "dead" in (one.unit, other.unit) and {one.unit, other.unit} <= rules.loose | {"dead"}
    )


def _denied(told: Sequence[Assertion]) -> Iterator[Dispute]:
    """Yield for each denial the claim near it that it most surely denies."""
    rules = load()
    for number, each in enumerate(told):
        if each.denies:
            fuller = _in_full(each, told[number + 1 : number + 2], rules)
            denial = replace(
                each, denies=fuller.denies, about=each.about | fuller.about, stems=each.stems | fuller.stems
            )
            near = [claim for claim in told if abs(claim.sentence - denial.sentence) <= rules.sentences_apart]
            may = (claim for claim in near if _may_be_denied(claim, denial, rules))
            found = [Dispute(claim=claim, denial=fuller, score=_score(claim, denial, rules)) for claim in may]
            best = max(found, key=lambda d: (d.score, -abs(d.claim.start - each.start)), default=None)
            if best and best.score >= rules.least:
                yield best


def _in_full(denial: Assertion, following: Sequence[Assertion], rules: Denials) -> Assertion:
    """What the speaker of a bare "denied that" says next, if this tells what he denies."""
    if denial.says.text.casefold() not in rules.pointing:
        return denial
    for each in following:
        # Somebody unnamed is named otherwise in the next sentence: "a delegate denied it", "the envoy said".
        same = each.speaker == denial.speaker or (_is_nobody(denial.speaker) and each.denies == SURE)
        if same and each.denies and each.sentence - denial.sentence < 2:
            return replace(each, speaker=denial.speaker, actor=denial.actor, denies=SURE)
    return denial


def _points_back(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether the denial says but "it", or opens with "that", and stands right behind the claim."""
    said = denial.says.text.strip("\"'“‘").casefold()
    points = said in rules.pointing or said.startswith(rules.opening) or rules.taking_up.fullmatch(said)
    return bool(points) and claim.sentence + 1 == denial.sentence


def _may_be_denied(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    return (
        claim.denies < denial.denies
        and claim.says != denial.says
        and claim.act not in rules.no_first_claim
        and not (denial.denies < SURE and _is_nobody(denial.speaker))
        and not (_is_nobody(claim.speaker) and (_overlap(claim, denial) or _is_talk(claim, denial)))
        # What a spokesman of nobody known adds behind a denial comes from who denies.
        and not (_is_nobody(claim.speaker) and claim.start > denial.start)
        and not _is_name_of_claim(claim, rules)
        and not _only_counts(claim, denial, rules)
        and not _is_account(claim, denial)
        and not _points_elsewhere(claim, denial, rules)
        # "It does not recognise the waters that B claims" tells no claim that was made.
        and not (denial.denies < SURE and _overlap(claim, denial))
        and not _owns(claim, denial, rules)
        and not _clears(claim, denial, rules)
        and not _is_of_another(claim, denial)
        and not _accuses_another(claim, denial)
        and not _lost_otherwise(claim, denial, rules)
        and (claim.speaker != denial.speaker or _takes_back(claim, denial, rules))
    )


def _is_name_of_claim(claim: Assertion, rules: Denials) -> bool:
    """Whether the words claim nothing, or do but name what is claimed: "fresh accusations against the ministry"."""
    if rules.no_proposition.search(claim.says.text):
        return True
    short = len(claim.says.text.split()) < NAMED_IN
    return short and bool(rules.claims.search(claim.says.text) or rules.topic.match(claim.says.text))


def _only_counts(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether the claim gives a number of something of which the denial, in words of its own, does not speak."""
    counts = bool(claim.figures) and claim.cue in rules.counting and not denial.figures
    return counts and claim.stems.isdisjoint(denial.stems) and denial.says.text.casefold() not in rules.pointing


def _points_elsewhere(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether it takes up another claim: "it" an earlier one, "it was one" the last, "the claim" one that asserts."""
    behind = claim.start > denial.start
    if rules.taking_up.fullmatch(denial.says.text):
        return not 0 <= denial.sentence - claim.sentence <= 1
    if denial.denies == SURE and rules.named_claim.search(denial.says.text):
        return claim.denies > 0 or (behind and claim.sentence > denial.sentence + 1)
    return behind and (bool(denial.claimant) or denial.says.text.casefold() in rules.pointing)


def _is_account(claim: Assertion, denial: Assertion) -> bool:
    """Whether the words are the account of who denies, behind his colon: "rejected their claim: nobody had fired"."""
    return _overlap(claim, denial) and denial.says.text[: max(0, claim.start - denial.start)].rstrip().endswith(":")


def _is_talk(claim: Assertion, denial: Assertion) -> bool:
    """Whether nobody in particular denies what nobody in particular says, and not one thing of one party."""
    return _is_nobody(denial.speaker) and not (denial.denies == SURE and claim.about & denial.about)


def _owns(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether a group claims a deed as its own: that another one denies a part in it contradicts nothing."""
    group = claim.speaker.startswith("group:") and claim.speaker != denial.speaker and ":JRN:" not in claim.speaker
    return group and claim.act in rules.owning and claim.speaker not in denial.about


def _clears(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether nobody known clears who accuses others: "it blamed the rebels; ministers said it had no part in that"."""
    cleared = claim.act in rules.accusing and claim.speaker in denial.about and _is_nobody(denial.speaker)
    return cleared and not (claim.about & denial.about) - {claim.speaker}


def _is_of_another(claim: Assertion, denial: Assertion) -> bool:
    """Whether another's claim is denied, as its words tell: "called Ankara's account a lie"."""
    owner = denial.claimant
    states = bool(owner) and _is_state(owner) and _is_state(claim.speaker)
    return states and owner not in (denial.speaker, claim.speaker)


def _lost_otherwise(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether each tells of its own losses: "thirteen of its men had died", "reported no casualties"."""
    own = not OWN.isdisjoint(claim.told.casefold().split()) and denial.speaker not in claim.about
    return own and _is_state(claim.speaker) and bool(rules.own_losses.search(denial.told))


def _accuses_another(claim: Assertion, denial: Assertion) -> bool:
    """Whether a state other than who denies is accused, of which the denial does not speak."""
    known = bool(claim.accused) and _is_state(claim.accused) and _is_state(denial.speaker)
    return known and denial.speaker not in claim.about and denial.about.isdisjoint({claim.accused, claim.speaker})


def _overlap(one: Assertion, other: Assertion) -> bool:
    """Whether the words of the one lie in the other's, as what a denial quotes."""
    return one.says.start < other.says.end and other.says.start < one.says.end


def _takes_back(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether somebody retracts what he said before."""
    same = claim.actor == denial.actor and claim.act in rules.accusing | {"claim", "say"}
    return same and claim.start < denial.start and bool(rules.retractions.search(denial.says.text))


def _score(claim: Assertion, denial: Assertion, rules: Denials) -> float:
    """The sum of what says that the one denies the other; its parts and weights stand in the data file."""
    weights = rules.score
    meant = words.load().sense
    common = sum(2 if stem[0].isupper() else 1 for stem in meant(claim.stems) & meant(denial.stems))
    apart = abs(claim.sentence - denial.sentence)
    told = {
        "sure": denial.denies == SURE,
        "accusing": claim.act in rules.accusing,
        "mention": denial.speaker in claim.about or (bool(denial.claimant) and denial.claimant == claim.speaker),
        "before": claim.start < denial.start,
        "states": _is_state(claim.speaker) and _is_state(denial.speaker),
        "taken up": denial.denies == SURE and _points_back(claim, denial, rules),
        "nobody": _is_nobody(claim.speaker) or _is_nobody(denial.speaker),
    }
    if not told["sure"] and not _is_answer(claim, denial, common, rules):
        return -1.0  # much is negated that denies nobody
    if claim.names and denial.names and not common:
        return -1.0  # each names what the other does not
    # What stands beside it is denied by words that name nothing else.
    concern = _may_concern(claim, denial)
    beside = apart < 2 and (told["taken up"] or (not denial.names - claim.names and concern))
    # Who "denied arming the rebels" denies what may be of that matter, and not all that is said of him.
    full = denial.act == "deny" and _tells_all(denial, rules)
    if full and not concern and not told["accusing"] and common < rules.weak_words:
        return -1.0
    if not (common or (told["mention"] and (concern or not full)) or told["accusing"] or beside):
        return -1.0
    # What is told later and is negated itself denies something too, unless words in common say otherwise.
    if not (common or apart < 2) and claim.start > denial.start and _is_negated(claim):
        return -1.0
    found = min(common * weights["word"], weights["most_words"])
    return found + sum(weights[name] for name, holds in told.items() if holds) + weights["sentence"] * apart


def _tells_all(denial: Assertion, rules: Denials) -> bool:
    """Whether the words say what is denied, and do not point at what was said: "it", "that claim"."""
    first, *others = denial.says.text.casefold().split() or [""]
    return first.strip(_MARKS) not in rules.pointing or (first == "that" and len(others) > 1)


def _may_concern(claim: Assertion, denial: Assertion) -> bool:
    """Whether words without one in common can be of one matter, by the parties that they name and what they tell of."""
    ours, theirs = claim.about | {claim.speaker}, denial.about | {denial.speaker}
    if any(map(_is_state, denial.about)) and any(map(_is_state, claim.about)) and ours.isdisjoint(theirs):
        return False
    if denial.act != "deny" and denial.told.casefold().startswith(("it ", "they ", "that ", "this ")):
        return True  # "it was not touched upon" takes up what was said
    said = {each.kind for each in points.points(claim.told) if each.holds}
    told = points.points(denial.told, denied=denial.act == "deny")
    denied = {each.kind for each in told if not each.holds} - {oppositions.WORD}
    # Who denies his part in it denies each act; who denies a deed of his denies that.
    acts: frozenset[str] = oppositions.load().acts if "blame" in denied else frozenset()
    return not denied or not said.isdisjoint(denied | acts)


def _is_negated(claim: Assertion) -> bool:
    """Whether a claim says of all that it tells of that it is not so: "no weapons had left the country"."""
    said = points.points(claim.told)
    return bool(said) and not any(each.holds for each in said)


def _is_answer(claim: Assertion, denial: Assertion, common: int, rules: Denials) -> bool:
    """Whether words that only negate, or tell it otherwise, stand to the claim as an answer does."""
    mention = denial.speaker in claim.about
    apart = abs(claim.sentence - denial.sentence)
    states = _is_state(claim.speaker) and _is_state(denial.speaker)
    if denial.denies == ANOTHER_ACCOUNT and ((mention and apart <= rules.answers_apart) or (states and apart < 2)):
        return True
    accused = mention and claim.act in rules.accusing and apart <= rules.figures_apart
    return common >= rules.weak_words or (accused and common > 0) or (mention and apart < 2 and (accused or common > 0))


def _is_state(speaker: str) -> bool:
    return ":" not in speaker


def _is_nobody(speaker: str) -> bool:
    """Whether it is a person of no known country, or somebody whom the text does not name."""
    return speaker.startswith(("person:", "unnamed:", "group:-:"))
