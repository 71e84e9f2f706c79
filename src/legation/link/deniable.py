"""Whether a claim can be what somebody denies: by who makes it, of whom it tells, and of what."""

from legation.link import oppositions, points
from legation.link.assertions import HEARSAY, SURE, Assertion, Denials
from legation.link.claiming import OWN

_MARKS = "\"'“”‘’.,:;"
NAMED_IN = 6  # words that do no more than name a claim


def may_be_denied(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether nothing says that the denial is of something else."""
    return (
        claim.denies < denial.denies
        and claim.says != denial.says
        and claim.act not in rules.no_first_claim
        and not (denial.denies < SURE and is_nobody(denial.speaker))
        and not (is_nobody(claim.speaker) and (_overlap(claim, denial) or _is_talk(claim, denial)))
        # What a spokesman of nobody known adds behind a denial comes from who denies.
        and not (is_nobody(claim.speaker) and claim.start > denial.start)
        and not _is_name_of_claim(claim, rules)
        and not _only_counts(claim, denial, rules)
        and not _is_account(claim, denial)
        and not _turns_down(claim, denial, rules)
        and not _tells_denial(claim, denial, rules)
        and not _points_elsewhere(claim, denial, rules)
        # "It does not recognise the waters that B claims" tells no claim that was made.
        and not (denial.denies < SURE and _overlap(claim, denial))
        and not _owns(claim, denial, rules)
        and not _clears(claim, denial, rules)
        and not _is_of_another(claim, denial)
        and not _is_no_report(claim, denial, rules)
        and not _accuses_another(claim, denial, rules)
        and not lost_otherwise(claim, denial, rules)
        and (claim.speaker != denial.speaker or _takes_back(claim, denial, rules) or disowns(claim, denial, rules))
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


def _tells_denial(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether somebody does but report the denial: "the mayor denied that he had fled, his office said"."""
    if denial.act not in rules.denying or not claim.says.start < denial.says.start < claim.says.end:
        return False
    before = claim.says.text[: denial.says.start - claim.says.start].casefold().split()
    return len(before) < NAMED_IN and any(word.startswith(("deni", "deny")) for word in before[-2:])


def is_bare(denial: Assertion, rules: Denials) -> bool:
    """Whether it disputes what was said by a word that points at it, or as untrue: "rejected that", "as fantasy"."""
    said = denial.told.strip(_MARKS).casefold()
    disputes = denial.cue in rules.disputing and denial.act not in rules.denying
    return disputes and (said in rules.pointing or rules.called_untrue.fullmatch(denial.told) is not None)


def _turns_down(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether "rejected that" stands behind what tells no deed, or not right behind it: a proposal, a judgement."""
    if not is_bare(denial, rules):
        return False
    deeds = oppositions.load().acts | set(rules.disputable)
    told = any(each.holds and each.kind in deeds for each in points.points(claim.told))
    return claim.act == "describe" or not told or not 0 <= denial.sentence - claim.sentence <= 1


def _is_talk(claim: Assertion, denial: Assertion) -> bool:
    """Whether nobody in particular denies what nobody in particular says, and not one thing of one party."""
    return is_nobody(denial.speaker) and not (denial.denies == SURE and claim.about & denial.about)


def _owns(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether a group claims a deed as its own: that another one denies a part in it contradicts nothing."""
    group = claim.speaker.startswith("group:") and claim.speaker != denial.speaker and ":JRN:" not in claim.speaker
    return group and claim.act in rules.owning and claim.speaker not in denial.about


def _clears(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether nobody known clears who accuses others: "it blamed the rebels; ministers said it had no part in that"."""
    cleared = claim.act in rules.accusing and claim.speaker in denial.about and is_nobody(denial.speaker)
    return cleared and not (claim.about & denial.about) - {claim.speaker}


def _is_of_another(claim: Assertion, denial: Assertion) -> bool:
    """Whether another's claim is denied, as its words tell: "called Ankara's account a lie"."""
    owner = denial.claimant
    states = bool(owner) and is_state(owner) and is_state(claim.speaker)
    return states and owner not in (denial.speaker, claim.speaker)


def _is_no_report(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether reports are denied that tell what the claim does not: "denied a report that it had sold arms"."""
    unlike = claim.speaker != HEARSAY and claim.stems.isdisjoint(denial.stems)
    return unlike and denial.denies == SURE and bool(rules.reported.match(denial.says.text))


def lost_otherwise(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether each tells of its own losses: "thirteen of its men had died", "reported no casualties"."""
    own = not OWN.isdisjoint(claim.told.casefold().split()) or claim.speaker in claim.about
    own = own and denial.speaker not in claim.about
    return own and is_state(claim.speaker) and bool(rules.own_losses.search(denial.told))


def _accuses_another(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether a state other than who denies is accused, of which the denial does not speak."""
    known = bool(claim.accused) and is_state(claim.accused) and is_state(denial.speaker)
    other = known and denial.speaker not in claim.about
    # Who denies a deed of his own denies no other's, though he names the same two.
    own = rules.own_deed.match(denial.told) is not None
    return other and (own or denial.about.isdisjoint({claim.accused, claim.speaker}))


def _overlap(one: Assertion, other: Assertion) -> bool:
    """Whether the words of the one lie in the other's, as what a denial quotes."""
    return one.says.start < other.says.end and other.says.start < one.says.end


def disowns(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether one voice of a state denies what another said: "the ministry denied the minister's claim"."""
    two = None not in (claim.actor, denial.actor) and claim.actor != denial.actor
    if not two or denial.act not in rules.denying or denial.start < claim.start:
        return False
    named = rules.somebodys_claim.search(denial.says.text) is not None
    return denial.sentence - claim.sentence <= 1 and claim.act not in rules.accusing and named


def _takes_back(claim: Assertion, denial: Assertion, rules: Denials) -> bool:
    """Whether somebody retracts what he said before."""
    same = claim.actor == denial.actor and claim.act in rules.accusing | {"claim", "say"}
    return same and claim.start < denial.start and bool(rules.retractions.search(denial.says.text))


def tells_all(denial: Assertion, rules: Denials) -> bool:
    """Whether the words say what is denied, and do not point at what was said: "it", "that claim"."""
    first, *others = denial.says.text.casefold().split() or [""]
    return first.strip(_MARKS) not in rules.pointing or (first == "that" and len(others) > 1)


def may_concern(claim: Assertion, denial: Assertion) -> bool:
    """Whether words without one in common can be of one matter, by the parties that they name and what they tell of."""
    ours, theirs = claim.about | {claim.speaker}, denial.about | {denial.speaker}
    if any(map(is_state, denial.about)) and any(map(is_state, claim.about)) and ours.isdisjoint(theirs):
        return False
    if denial.act != "deny" and denial.told.casefold().startswith(("it ", "they ", "that ", "this ")):
        return True  # "it was not touched upon" takes up what was said
    said = {each.kind for each in points.points(claim.told) if each.holds}
    told = points.points(denial.told, denied=denial.act == "deny")
    denied = {each.kind for each in told if not each.holds} - {oppositions.WORD}
    # Who denies his part in it denies each act; who denies a deed of his denies that.
    acts: frozenset[str] = oppositions.load().acts if "blame" in denied else frozenset()
    return not denied or not said.isdisjoint(denied | acts)


def is_of_kind(claim: Assertion, denial: Assertion) -> bool:
    """Whether the claim beside it is of a kind that is denied outright: "was struck", "denied that it was hit"."""
    if denial.act != "deny" or abs(claim.sentence - denial.sentence) > 1:
        return False
    denied = {each.kind for each in points.points(denial.told, denied=True) if not each.holds} - {oppositions.WORD}
    return any(each.holds and each.kind in denied for each in points.points(claim.told))


def is_state(speaker: str) -> bool:
    """Whether somebody speaks for a state."""
    return ":" not in speaker


def is_nobody(speaker: str) -> bool:
    """Whether it is a person of no known country, or somebody whom the text does not name."""
    return speaker.startswith(("person:", "unnamed:", "group:-:"))
