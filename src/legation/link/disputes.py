"""Two claims in one article that can't both hold: somebody claims, somebody else denies or counts otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from legation.link import points, words
from legation.link.answers import answers
from legation.link.answers import load as answer_rules
from legation.link.assertions import ANOTHER_ACCOUNT, HEARSAY, SURE, Assertion, Denials, load
from legation.link.claiming import lost, whose
from legation.link.deniable import (
    disowns,
    is_bare,
    is_nobody,
    is_of_kind,
    is_state,
    lost_otherwise,
    may_be_denied,
    may_concern,
    tells_all,
)
from legation.link.figures import Figure, share
from legation.link.happenings import KINDS, NEVER, Happening, Surroundings
from legation.link.oppositions import WORD
from legation.link.reports import moment, when_and_id
from legation.records import Claim, Document

BEFORE_SAID = 80  # letters before a claim among which it is told that it was made earlier: "the ministry had said"


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
            mode=_unit(each) if each.figures else _kinds(each),
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


def _kinds(dispute: Dispute) -> str | None:
    """Of which kinds is what is claimed and denied outright: by them disputes are told apart."""
    if dispute.denial.act not in load().denying:
        return None  # another account ("it was an accident") has words of its own for one matter
    denied = points.points(dispute.denial.told, denied=True)
    found = {each.kind for each in (*denied, *points.points(dispute.claim.told))} - {WORD}
    return KINDS.join(sorted(found)) or None


def disputes(told: Sequence[Assertion], scene: Surroundings) -> Iterator[Dispute]:
    """Yield the disputes of one article: what is denied, and what is counted otherwise."""
    yield from _denied(told)
    yield from _counted(told, scene)


def _answered(told: Sequence[Assertion], text: str, denied: Sequence[Dispute]) -> Iterator[Dispute]:
    """Yield what answers a claim right before it, to the contrary, unless the two are a dispute already."""
    pairs = [{each.claim.record, each.denial.record} for each in denied]
    denying = {each.denial.record for each in denied}
    for each in answers(told, text):
        if {each.claim.record, each.reply.record} not in pairs and not lost_otherwise(each.claim, each.reply, load()):
            # "It held no prisoners; Peru insists that it holds four": who is insisted against is the one who denies.
            turned = each.claim.record not in denying and _is_negative(each.claim, each.reply, text)
            claim, denial = (each.reply, each.claim) if turned else (each.claim, each.reply)
            denying.add(denial.record)
            yield Dispute(claim=claim, denial=denial, score=each.score)


def _is_negative(claim: Assertion, reply: Assertion, text: str) -> bool:
    """Whether of two contrary claims the earlier says that it is not so, and the later that it is."""
    said, told = points.points(claim.told), points.points(reply.told)
    lacks = {each.kind for each in said if not each.holds} - {each.kind for each in said if each.holds}
    has = {each.kind for each in told if each.holds} - {each.kind for each in told if not each.holds}
    # "Insists", "maintains", "had said": it was said before that it is so.
    before = text[max(0, reply.says.start - BEFORE_SAID) : reply.says.start].rpartition(". ")[2]
    stands_up = reply.cue in answer_rules().standing or answer_rules().earlier.search(before) is not None
    return stands_up and not reply.denies and bool(lacks & has - {WORD})


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
    nobody = is_nobody(one.speaker) or is_nobody(other.speaker)
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
            may = (claim for claim in near if may_be_denied(claim, denial, rules))
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
        same = each.speaker == denial.speaker or (is_nobody(denial.speaker) and each.denies == SURE)
        # "Mora rejected that. Nobody had been shot, the minister said": a person is called by his office.
        same = same or (denial.speaker.startswith("person:") and each.speaker.startswith("unnamed:-:"))
        if same and each.denies and each.sentence - denial.sentence < 2:
            return replace(each, speaker=denial.speaker, actor=denial.actor, denies=SURE)
    return denial


def _is_own(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether somebody's claim is denied in the name of whom he speaks for."""
    return claim.speaker == denial.speaker and disowns(claim, denial, rules)


def _points_back(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether the denial says but "it", or opens with "that", and stands right behind the claim."""
    said = denial.says.text.strip("\"'“‘").casefold()
    points = said in rules.pointing or said.startswith(rules.opening) or is_bare(denial, rules)
    return (points or bool(rules.taking_up.fullmatch(said))) and claim.sentence + 1 == denial.sentence


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
        "states": is_state(claim.speaker) and is_state(denial.speaker),
        "taken up": denial.denies == SURE and (_points_back(claim, denial, rules) or _is_own(claim, denial, rules)),
        "nobody": is_nobody(claim.speaker) or is_nobody(denial.speaker),
        "same kind": is_of_kind(claim, denial),
    }
    if not told["sure"] and not _is_answer(claim, denial, common, rules):
        return -1.0  # much is negated that denies nobody
    if claim.names and denial.names and not common:
        return -1.0  # each names what the other does not
    # What stands beside it is denied by words that name nothing else.
    concern = may_concern(claim, denial)
    beside = apart < 2 and (told["taken up"] or (not denial.names - claim.names and concern))
    # Who "denied arming the rebels" denies what may be of that matter, and not all that is said of him.
    full = denial.act == "deny" and tells_all(denial, rules)
    if full and not concern and not told["accusing"] and common < rules.weak_words:
        return -1.0
    if not (common or (told["mention"] and (concern or not full)) or told["accusing"] or beside):
        return -1.0
    # What is told later and is negated itself denies something too, unless words in common say otherwise.
    if not (common or apart < 2) and claim.start > denial.start and _is_negated(claim):
        return -1.0
    found = min(common * weights["word"], weights["most_words"])
    return found + sum(weights[name] for name, holds in told.items() if holds) + weights["sentence"] * apart


def _is_negated(claim: Assertion) -> bool:
    """Whether a claim says of all that it tells of that it is not so: "no weapons had left the country"."""
    said = points.points(claim.told)
    return bool(said) and not any(each.holds for each in said)


def _is_answer(claim: Assertion, denial: Assertion, common: int, rules: Denials) -> bool:
    """Whether words that only negate, or tell it otherwise, stand to the claim as an answer does."""
    mention = denial.speaker in claim.about
    apart = abs(claim.sentence - denial.sentence)
    states = is_state(claim.speaker) and is_state(denial.speaker)
    if denial.denies == ANOTHER_ACCOUNT and ((mention and apart <= rules.answers_apart) or (states and apart < 2)):
        return True
    accused = mention and claim.act in rules.accusing and apart <= rules.figures_apart
    return common >= rules.weak_words or (accused and common > 0) or (mention and apart < 2 and (accused or common > 0))
