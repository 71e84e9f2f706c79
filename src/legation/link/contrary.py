"""Whether two claims say the contrary of one matter, or count one thing otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from legation.link import figures, oppositions
from legation.link.claiming import COUNT, GROWN, PART
from legation.link.happenings import CLAIM, Happening
from legation.link.matters import (
    CRAFT,
    SUCH,
    THROUGHOUT,
    Matter,
    Said,
    is_nobody,
    matter,
    names,
    said,
    speakers,
    spoken_of,
    told_by,
)

Number = tuple[str, float, float | None]


def denies(denial: Happening, claim: Happening) -> tuple[float, str] | None:
    """How surely the one says the contrary of the other, and of what kind; None where it does not."""
    rules = oppositions.load()
    if denial.type != CLAIM or denial.actors == speakers(claim) or _on_same_words(denial, claim):
        return None
    pairs = list(_contrary(denial, claim))
    if not pairs:
        return None
    if abs(denial.reported - claim.reported) > _most_days(denial, claim, pairs):
        return None
    if denial.reported < claim.reported and _may_have_turned(denial, claim, pairs):
        return None
    shared = matter(denial, claim)
    if shared is None or (claim.type != CLAIM and not shared.names):
        return None
    if not _of_one_matter(denial, claim, pairs, shared):
        return None
    found = shared.score
    if all(mine.kind == oppositions.WORD for mine, _ in pairs) and found < rules.least_word:
        return None
    found += rules.score["same kind"] * _shares_kind(denial, claim, pairs)
    found += rules.score["placed"] * (bool(shared.names) and any(rules.kinds[mine.kind].placed for mine, _ in pairs))
    found += rules.score["same word"] * any(mine.turned and mine.stem == theirs.stem for mine, theirs in pairs)
    found += rules.score["laid alike"] * any(mine.party and mine.party == theirs.party for mine, theirs in pairs)
    least = rules.least if claim.type == CLAIM else rules.least_voiced
    kind = pairs[0][0].kind
    return (found, "in the same word" if kind == oppositions.WORD else kind) if found >= least else None


def _most_days(denial: Happening, claim: Happening, pairs: Iterable[tuple[Said, Said]]) -> int:
    """How many days may lie between: few for a state that lasts, many for who is accused and answers in the word."""
    rules, told = oppositions.load(), tuple(pairs)
    if denial.trigger != THROUGHOUT and all(rules.kinds[mine.kind].lasts for mine, _ in told):
        return rules.days_of_state
    charged = any(each.kind == "blame" and not each.stem for each in said(claim))
    answers = charged and claim.type == CLAIM and denial.order > claim.order
    accused = (each for each in told if answers and each[1].party in denial.actors)
    if any(mine.turned and mine.stem == theirs.stem and mine.kind != oppositions.WORD for mine, theirs in accused):
        return rules.days_of_answer
    return rules.days


def _of_one_matter(denial: Happening, claim: Happening, pairs: Sequence[tuple[Said, Said]], shared: Matter) -> bool:
    """Whether what the two share is enough for what they say to be of one matter, by the kinds of it."""
    rules = oppositions.load()
    needed = min(rules.kinds[mine.kind].named for mine, _ in pairs)
    if needed and (not shared.names or shared.names + shared.words < needed):
        return False
    particular = shared.names or shared.words or shared.near
    spoken = {each.kind for each in said(denial)}
    broad = all(rules.kinds[mine.kind].broad or theirs.kind not in spoken for mine, theirs in pairs)
    if broad and not (particular or denial.trigger == SUCH):
        return False
    # What each does himself is one matter only where a word says so: "we downed two jets", "we bombed no village".
    if not (shared.names or shared.words) and all(_of_each(denial, mine, claim, theirs) for mine, theirs in pairs):
        return False
    # Who denies that he aimed at one thing does not speak of another.
    if not particular and all(mine.aimed for mine, _ in pairs):
        return False
    # Who "we" are for whom nobody known speaks is not known in another article.
    ours = all(mine.party in denial.actors for mine, _ in pairs) and is_nobody(*denial.actors)
    if ours and not (shared.names or shared.words or denial.document == claim.document):
        return False
    # Two who lay something on one another may do it of two matters.
    return bool(shared.words) or not all(mine.holds and mine.kind == "blame" for mine, _ in pairs)


def _of_each(denial: Happening, mine: Said, claim: Happening, theirs: Said) -> bool:
    """Whether each speaks of a deed of his own, of a kind that one does to another."""
    row = oppositions.load().kinds[mine.kind]
    own = mine.party in denial.actors and theirs.party in speakers(claim) and mine.party != theirs.party
    return own and mine.kind in oppositions.load().acts and not (mine.holds or row.others or row.party)


def _shares_kind(one: Happening, other: Happening, pairs: Iterable[tuple[Said, Said]]) -> bool:
    """Whether both tell of something else of one kind too, in whatever words: "talks", "negotiations"."""
    contrary = {each.kind for pair in pairs for each in pair}
    ours, theirs = ({e.kind for e in said(each) if not _is_unreal(e)} for each in (one, other))
    return not ours.isdisjoint(theirs - contrary)


def _on_same_words(one: Happening, other: Happening) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _contrary(denial: Happening, claim: Happening) -> Iterator[tuple[Said, Said]]:
    """Yield what the one denies with what the other says of it."""
    rules = oppositions.load()
    claimed = said(claim)
    for mine in said(denial):
        row = rules.kinds[mine.kind]
        yield from ((mine, theirs) for theirs in claimed if _laid_on_each_other(denial, mine, claim, theirs))
        if mine.begun or (mine.kind == "blame" and mine.party in speakers(claim)):
            continue  # what only begins denies nothing, and nobody lays on himself what he lays on others
        if mine.kind == oppositions.WORD:
            yield from ((mine, each) for each in _said_of(mine.stem, denial, claim) if not mine.holds)
            continue
        if mine.kind == "blame" and not mine.holds:
            laid = (each for each in claimed if laid_on_another(each, claim))
            yield from (
                (mine, theirs) for theirs in laid if theirs.party == mine.party or theirs.party in denial.actors
            )
        yield from ((mine, theirs) for theirs in claimed if _stresses(denial, mine, claim, theirs))
        for theirs in claimed:
            # Who has begun to leave is still there.
            if theirs.kind != mine.kind or not theirs.holds or (theirs.begun and not mine.turned):
                continue
            began = mine.holds and row.party and _are_two(denial, mine, claim, theirs) and denial.order > claim.order
            began = began and (not row.accused or theirs.party in denial.actors)
            if began or (not mine.holds and _parties_allow(row, (denial, mine), (claim, theirs))):
                yield mine, theirs


def _stresses(denial: Happening, mine: Said, claim: Happening, theirs: Said) -> bool:
    """Whether the one stresses that somebody else did what the other lays on a party: "it was Peru that fired"."""
    deed = oppositions.load().kinds[mine.kind].doer
    if not deed or not (mine.holds and theirs.holds) or mine.turned or not _are_two(denial, mine, claim, theirs):
        return False
    return theirs.kind == deed or (theirs.kind == mine.kind and denial.order > claim.order)


def _may_have_turned(denial: Happening, claim: Happening, pairs: Iterable[tuple[Said, Said]]) -> bool:
    """Whether who turned something down, as he says himself, may have come round since."""
    himself = not denial.actors.isdisjoint(spoken_of(claim) | speakers(claim))
    kinds = oppositions.load().kinds
    return himself and all(kinds[mine.kind].turns and not (mine.turned or each.turned) for mine, each in pairs)


def _laid_on_each_other(denial: Happening, mine: Said, claim: Happening, theirs: Said) -> bool:
    """Whether each of two speakers lays one matter on the other: who began, who attacked, whose fault it was."""
    # Who is blamed for it lays it on somebody else.
    if (
        (mine.kind, theirs.kind) == ("blame", "blame")
        and mine.holds
        and theirs.holds
        and not (mine.stem or theirs.stem)
    ):
        beside = denial.document == claim.document and abs(denial.sentence - claim.sentence) <= 1
        elsewhere = beside and theirs.party in denial.actors and mine.party not in speakers(claim) | denial.actors
        if elsewhere and mine.party and denial.order > claim.order:
            return True
    back = mine.holds and theirs.holds and mine.party in speakers(claim) and theirs.party in denial.actors
    if not back or denial.order < claim.order:
        return False
    # That each accuses the other is no contradiction where nothing is said to be caused.
    began = (mine.kind, theirs.kind) == ("first", "attack") and not mine.answered
    return began or (mine.kind == theirs.kind == "blame" and bool(mine.stem or theirs.stem))


def _said_of(stem: str, denial: Happening, claim: Happening) -> Iterator[Said]:
    """Yield what a claim about who denies it says with a word as a fact, if no negation turns that round too."""
    about = not denial.actors.isdisjoint(spoken_of(claim)) and not is_nobody(*denial.actors, *claim.actors)
    told = claim.type == CLAIM and about and stem in map(str.casefold, claim.own)
    if told and not any(each.stem == stem and (each.turned or _is_unreal(each)) for each in said(claim)):
        yield Said(oppositions.WORD, True, "", False, stem)


def _is_unreal(each: Said) -> bool:
    """Whether it is a word by which nothing is said to be so: "could have moved"."""
    return each.kind == oppositions.WORD and each.holds


def laid_on_another(each: Said, claim: Happening) -> bool:
    """Whether a claim lays an act on somebody who does not speak."""
    return (
        each.holds and each.kind in oppositions.load().acts and bool(each.party) and each.party not in speakers(claim)
    )


def _others(one: str, other: str) -> bool:
    known = bool(one and other and one != other) and not is_nobody(one) and not is_nobody(other)
    return known and one.startswith(CRAFT) == other.startswith(CRAFT)  # whose ship it is, nobody knows


def _are_two(denial: Happening, mine: Said, claim: Happening, theirs: Said) -> bool:
    """Whether each lays it on another; of what is but a name one must speak of both."""
    one, other = mine.party, theirs.party
    if not _others(one, other):
        return False
    return not one.startswith(CRAFT) or one[1:] in told_by(claim) or other[1:] in told_by(denial)


def _parties_allow(row: oppositions.Kind, denied: tuple[Happening, Said], claimed: tuple[Happening, Said]) -> bool:
    """Whether what is denied and what is claimed can be laid on one party, or on two where it takes two."""
    (denial, mine), (claim, theirs) = denied, claimed
    if not _others(mine.party, theirs.party):
        return not (row.others and not mine.turned and mine.party and mine.party == theirs.party)
    if row.others and not mine.turned:
        return True
    # Who is spoken of in the one must be known to the other.
    return mine.party in spoken_of(claim) or theirs.party in denial.recipients


def counts_otherwise(one: Happening, other: Happening) -> tuple[int, int] | None:
    """Which number of the one excludes which of the other, where both count one thing."""
    rules = oppositions.load()
    days = abs(one.reported - other.reported)
    # Within one article `disputes` compares what is counted, and what two events count their development compares.
    if one.document == other.document or (one.on and other.on):
        return None
    if one.actors == other.actors or days > rules.days_of_numbers:
        return None
    for number, mine in enumerate(one.numbers):
        for place, theirs in enumerate(other.numbers):
            # "Forty people died, nine soldiers among them": nine soldiers are what it says too.
            part = _tells(one, theirs) or _tells(other, mine) or _is_part(mine, theirs) or _is_part(theirs, mine)
            if part or _has_grown(one, mine, other, theirs):
                continue
            if _is_of_doer(mine, other, theirs) or _is_of_doer(theirs, one, mine):
                continue
            if (_same_thing(mine, theirs) or _may_count(mine, theirs, one, other)) and _excludes(mine, theirs):
                found = matter(one, other)
                owned = rules.score["laid alike"] * _laid_alike(mine[0], theirs[0])
                owned += rules.score["placed"] * bool(found and found.names)
                return (number, place) if found and found.score + owned >= rules.least_numbers else None
    return None


def _has_grown(one: Happening, mine: Number, other: Happening, theirs: Number) -> bool:
    """Whether the higher number is told later, and either as one that has grown: "the toll rose to nine"."""
    (low, earlier), (high, later) = sorted(((mine, one), (theirs, other)), key=lambda pair: pair[0][1])
    # "Has reached six" says that it grows; days later it may be nine.
    grown = high[0].endswith(f"|{GROWN}") or (low[0].endswith(f"|{GROWN}") and earlier.reported < later.reported)
    return grown and earlier.moment <= later.moment and low[1] <= high[1]


def _tells(item: Happening, number: Number) -> bool:
    """Whether a claim tells that number of a part too."""
    return any(each[1:] == number[1:] and each[0].endswith(f"|{PART}") for each in item.numbers)


def _is_part(one: Number, other: Number) -> bool:
    """Whether the one is told as a part, of what may be the other."""
    return one[0].endswith(f"|{PART}") and one[2] is not None and one[2] <= other[1]


def _is_of_doer(number: Number, item: Happening, counted: Number) -> bool:
    """Whether a number counts losses of the party on which the other claim lays the deed that cost those it counts."""
    party = number[0].split("|")[1]
    if not party or counted[0].split("|")[1]:
        return False
    acts = oppositions.load().acts
    return any(each.holds and each.kind in acts and each.party == party for each in said(item))


def _same_thing(one: Number, other: Number) -> bool:
    """Whether the nouns count the same, what is lost or what is there, and of one party where both name one."""
    lower, higher = sorted((one, other), key=lambda number: number[1])
    what, whose, lost, sort, _ = lower[0].split("|")
    other_what, other_whose, other_lost, other_sort, _ = higher[0].split("|")
    if whose and other_whose and whose != other_whose:
        return False
    # "Nine Estonian civilians" may be some of all who died.
    if whose and sort and not (other_whose or other_sort):
        return False
    same = figures.counted(what) == figures.counted(other_what) and lost == other_lost
    return same and not figures.may_differ(what, sort, other_sort)


def _may_count(mine: Number, theirs: Number, one: Happening, other: Happening) -> bool:
    """Whether one is told without what it counts, and the other is the only number of a claim that names the place."""
    rules, units = oppositions.load(), [each[0].split("|")[0] for each in (mine, theirs)]
    if units.count(COUNT) != 1 or not rules.countable.issuperset({*units} - {COUNT}):
        return False
    counted, (low, high) = (other if units[0] == COUNT else one), sorted((mine[1], theirs[1]))
    named = names(one) & told_by(other) | names(other) & told_by(one)
    return bool(named) and len(counted.numbers) == 1 and low > 0 and high <= rules.most_times * low


def _laid_alike(one: str, other: str) -> bool:
    (what, whose, *_), (other_what, other_whose, *_) = one.split("|"), other.split("|")
    return what == other_what and bool(whose) and whose == other_whose


def _excludes(one: Number, other: Number) -> bool:
    tops = [inf if high is None else high for _, _, high in (one, other)]
    return tops[0] < other[1] or tops[1] < one[1]
