"""Claim and denial in one article contradict one another; what only looks like it does not."""

from dataclasses import replace

import pytest

from legation.link import limits
from legation.link.assertions import assertions
from legation.link.disputes import Dispute, disputes, happenings
from legation.link.likeness import possible
from legation.records import Certainty, Evidence, Span
from spoken import Said, article, statement


def found(*said: Said | str) -> list[Dispute]:
    statements, scene = article(*said)
    return list(disputes(tuple(assertions(statements, scene)), scene))


CLAIM: Said = ("NLD", "accuse", "Southland shelled the harbour of Varn")


@pytest.mark.parametrize(
    "denial",
    [
        ("SLD", "deny", "shelling the harbour"),
        ("SLD", "say", "it had no part in that"),
        ("SLD", "say", "the accusation was baseless"),
        ("SLD", "say", "this is a lie"),
        ("SLD", "say", "it did not shell any harbour"),
        ("SLD", "say", "its guns had fired nothing"),
        ("SLD", "reject", "the accusation"),
        ("SLD", "say", "we have nothing to do with it"),
    ],
)
def test_a_denial_contradicts_the_claim(denial: Said) -> None:
    (one,) = found(CLAIM, denial)
    assert (one.claim.speaker, one.denial.speaker, one.figures) == ("NLD", "SLD", None)
    (behind,) = found(denial, CLAIM)  # the denial can be told first
    assert (behind.claim.speaker, behind.denial.speaker) == ("NLD", "SLD")


@pytest.mark.parametrize("bare", ["that", "this", "as fantasy", "as an invention"])
def test_who_rejects_what_was_just_said_disputes_a_deed(bare: str) -> None:
    statements, scene = article(CLAIM, ("SLD", "reject", bare), cue="reject")
    (one,) = disputes(tuple(assertions(statements, scene)), scene)
    assert (one.claim.speaker, one.denial.speaker) == ("NLD", "SLD")


@pytest.mark.parametrize(
    "claim",
    [
        ("NLD", "say", "Southland should keep to the plan of May"),  # a proposal
        ("NLD", "describe", "the arrest a farce"),  # a judgement
        ("NLD", "say", "it stood ready for talks with Southland"),
    ],
)
def test_who_turns_down_no_deed_disputes_nothing(claim: Said) -> None:
    statements, scene = article(claim, ("SLD", "reject", "that"), cue="reject")
    assert list(disputes(tuple(assertions(statements, scene)), scene)) == []


def test_who_denies_in_full_denies_what_is_of_that_kind_beside_it() -> None:
    said: Said = ("group:-:UNK:owners", "say", "the ship had been struck by gunfire")
    (one,) = found(said, ("NLD", "deny", "the trawler had been hit"))
    assert (one.claim.speaker, one.denial.speaker) == ("group:-:UNK:owners", "NLD")
    assert found(said, ("NLD", "deny", "the trawler had been freed")) == []


def test_who_tells_that_somebody_denied_it_claims_nothing() -> None:
    told = ("ELD", "say", "Southland denied that it had shelled the harbour")
    assert found(told, ("SLD", "deny", "it had shelled the harbour")) == []


@pytest.mark.parametrize(
    ("claim", "look_alike"),
    [
        # What is turned down is a proposal, no claim.
        (("NLD", "propose", "Southland should join the talks"), ("SLD", "reject", "the proposal for talks")),
        (("NLD", "urge", "Southland to leave the harbour"), ("SLD", "say", "it would not leave the harbour")),
        (("NLD", "promise", "grain for Southland"), ("SLD", "say", "it did not need grain")),
        (("NLD", "threaten", "to close the harbour to Southland"), ("SLD", "say", "this was nonsense")),
        # Hedges, and answers that tell nothing.
        (CLAIM, ("SLD", "say", "it would neither confirm nor deny the report")),
        (CLAIM, ("SLD", "say", "a shot by mistake was not ruled out")),
        (CLAIM, ("SLD", "decline", "to comment on the harbour")),
        (CLAIM, ("SLD", "say", "it was not only the harbour that burned")),
        (CLAIM, ("SLD", "doubt", "that the harbour was shelled")),
        # What somebody will not do is no denial of what is.
        (
            ("NLD", "say", "Northland agreed to the deal that Southland proposed"),
            (
                "SLD",
                "say",
                "its premier had warned them that Southland would make no deal with Northland in a siege",
            ),
        ),
        # Another matter, though it is told of who denies.
        (("NLD", "say", "it asked Southland to do what it can"), ("SLD", "deny", "arming the rebels")),
        (
            ("NLD", "say", "the jet of Southland had struck the plane"),
            ("SLD", "deny", "reports that its men had dismantled a jet"),
        ),
        (("NLD", "say", "it sent a letter to Southland's premier"), ("SLD", "deny", "that the crew were arrested")),
        # A judgement of what was done owns that it was.
        (("NLD", "say", "it sent regrets to Southland"), ("SLD", "say", "they were not enough")),
        # What is false is a thing, and no claim.
        (("NLD", "say", "Southland held four pilots"), ("SLD", "say", "the pilots had come under false names")),
        # A condition, and another account of what was said of somebody else.
        (CLAIM, ("SLD", "say", "it would talk if Northland did not shell the harbour")),
        (("NLD", "accuse", "Eastland shelled the harbour of Varn"), ("SLD", "say", "The pilot's visit was routine")),
        (("NLD", "say", "a ferry of Southland sank"), ("group:SLD:REB:reeds", "say", "it was an accident")),
        # Its own deed is denied by nobody else.
        (("group:NLD:REB:reeds", "claim", "the attack"), ("SLD", "say", "it had no part in it")),
        # Nobody known clears who lays it on others.
        (
            ("SLD", "accuse", "discontent in Northland"),
            ("group:-:GOV:ministers", "say", "Southland had no part in that"),
        ),
        # Another matter, or nobody's claim.
        (("NLD", "say", "the harvest was poor this year"), ("SLD", "say", "prices have not risen since spring")),
        (CLAIM, ("ELD", "say", "rain had fallen for a week")),
        # Of another town.
        (CLAIM, ("SLD", "say", "it had no part in the fire of Ostry")),
        # What is but named, or not so yet.
        (("NLD", "report", "about the harbour of Varn"), ("SLD", "reject", "the reports about the harbour of Varn")),
        # What is of its own: a denial that names something else, and nobody's claim beside it.
        (("NLD", "say", "there is no room for any talks"), ("ELD", "deny", "a part in the fire of Ostry")),
        # Who denies one claim of another's side denies the same with it.
        (("ELD", "say", "its men do not fight beside Southland"), ("SLD", "say", "the claim is wholly untrue")),
        # The same side, or the same speaker.
        (("NLD", "deny", "that it shelled the harbour"), ("SLD", "deny", "that it shelled the harbour first")),
        (CLAIM, ("NLD", "say", "it had no part in that")),
        # What was lost, and what is there.
        (("NLD", "say", "one of Southland's planes was lost"), ("SLD", "say", "55 planes were searching the bay")),
    ],
)
def test_what_only_looks_like_a_denial_contradicts_nobody(claim: Said, look_alike: Said) -> None:
    assert found(claim, look_alike) == []


def test_words_that_stand_for_what_was_said_deny_the_sentence_before() -> None:
    earlier: Said = ("NLD", "say", "the men of Southland would go home")
    called: Said = ("group:-:JRN:papers", "describe", "the letter as a formal apology")
    (one,) = found(earlier, "It rained.", called, ("SLD", "deny", "it was one"))
    assert one.claim.told == called[2]
    assert found(called, "It rained.", "The wind rose.", ("SLD", "deny", "it was one")) == []


def test_a_doubt_in_the_second_clause_leaves_the_first_one_certain() -> None:
    may = Certainty(phrase="may", low=5, high=95)
    both: Said = ("NLD", "say", "Southland has apologised and that the crew may leave")
    told, scene = article(both, certainty=may)
    assert [each.told for each in assertions(told, scene)] == ["Southland has apologised"]
    first: Said = ("NLD", "say", "Southland may have apologised and that the crew has left")
    told, scene = article(first, certainty=may)
    assert list(assertions(told, scene)) == []


def test_what_is_certain_to_nobody_or_said_by_nobody_is_no_claim() -> None:
    hedged, scene = article(CLAIM, certainty=Certainty(phrase="perhaps", low=5, high=95))
    denied, _ = article(CLAIM, negated=True)
    assert list(assertions(hedged, scene)) == list(assertions(denied, scene)) == []


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Southland can no longer ", "the shelling", ""),
        ("Southland could hardly ", "the shelling", ""),
        ("It asked Southland to admit or ", "the shelling", ""),
        ("Southland vowed on Sunday to ", "Northland the water of Varn", ""),
        ("Southland had to listen and could not ", "it", ""),
        ("Southland does ", "it", " no longer"),
        ("Southland ", "the ships entry to the harbour", ""),
        ("Whatever Southland may say or ", "whatever", ""),
    ],
)
def test_what_cannot_will_not_or_shall_not_be_denied_is_denied_by_nobody(before: str, words: str, after: str) -> None:
    statements, scene = article(CLAIM, f"{before}deny {words}{after}.")
    start = scene.document.text.index(f"deny {words}")
    denial = statement(scene.document, "SLD", "deny", words)
    place = start + len("deny ")
    cue = Evidence(role="cue", start=start, end=start + len("deny"), text="deny")
    content = (Span.cut(scene.document.text, place, place + len(words)),)
    told = tuple(assertions([*statements, replace(denial, content=content, evidence=(cue,), cue="deny")], scene))
    assert list(disputes(told, scene)) == []


def test_what_is_not_so_yet_is_no_claim() -> None:
    words = "accepting the plan for Varn"
    denial: Said = ("SLD", "say", "this was false, and the plan for Varn was not accepted")
    for before, expected in (("It spoke of ", 1), ("Both were close to ", 0)):
        statements, scene = article(f"{before}{words}.", denial)
        claim = statement(scene.document, "NLD", "say", words)
        told = tuple(assertions([claim, *statements], scene))
        assert len(list(disputes(told, scene))) == expected


def test_who_hastened_to_deny_denied() -> None:
    statements, scene = article(CLAIM, "Southland hastened to deny the shelling.")
    start = scene.document.text.index("deny the shelling")
    cue = Evidence(role="cue", start=start, end=start + len("deny"), text="deny")
    denial = replace(statement(scene.document, "SLD", "deny", "the shelling"), evidence=(cue,), cue="deny")
    assert len(list(disputes(tuple(assertions([*statements, denial], scene)), scene))) == 1


def test_the_nearest_and_surest_of_several_claims_is_the_one_denied() -> None:
    other: Said = ("ELD", "say", "rain had stopped the ferries")
    (one,) = found(other, CLAIM, ("SLD", "deny", "that the harbour was shelled"))
    assert one.claim.speaker == "NLD"


def test_so_many_sentences_between_them_are_too_many() -> None:
    denial: Said = ("SLD", "say", "it had no part in that")
    assert len(found(CLAIM, "Rain fell.", denial)) == 1
    assert found(CLAIM, *(f"Rain fell on day {n}." for n in range(12)), denial) == []


@pytest.mark.parametrize(
    "account",
    [
        "It was an accident",
        "these were men relieving others",
        "for routine maintenance",
        "the blast was a misunderstanding",
    ],
)
def test_another_account_of_what_is_said_of_somebody_denies_it(account: str) -> None:
    claim: Said = ("NLD", "say", "guns of Southland fired at the harbour of Varn")
    (one,) = found(claim, ("SLD", "say", account))
    assert (one.claim.speaker, one.denial.speaker) == ("NLD", "SLD")
    assert found(claim, "Rain fell.", "It fell all night.", "It stopped.", ("SLD", "say", account)) == []


def test_a_denial_that_points_back_takes_up_what_stands_before_it() -> None:
    other: Said = ("NLD", "say", "Southland had sent ships to a harbour")
    (one,) = found(CLAIM, other, ("SLD", "say", "this was false"))
    assert one.claim.says.text == other[2]
    (one,) = found(CLAIM, other, ("SLD", "say", "false, as everybody on the island knows"))
    assert one.claim.says.text == CLAIM[2]


def test_a_bare_denial_is_told_in_the_words_that_follow() -> None:
    fuller: Said = ("SLD", "say", "We shelled nothing of the kind")
    told = found(CLAIM, ("SLD", "deny", "it"), fuller)
    assert {one.denial.says.text for one in told} == {fuller[2]}
    told = found(CLAIM, ("SLD", "deny", "it"), ("SLD", "say", "the weather is fine"))
    assert {one.denial.says.text for one in told} == {"it"}


def test_somebody_takes_back_his_own_claim() -> None:
    claim: Said = ("group:NLD:REB:reeds", "claim", "its men fired at the harbour")
    (one,) = found(claim, ("group:NLD:REB:reeds", "say", "it took back the claim: it was false"))
    assert one.claim.speaker == one.denial.speaker == "group:NLD:REB:reeds"
    assert found(claim, ("group:NLD:REB:reeds", "say", "that was false")) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("40 soldiers were killed", "11 soldiers were killed", ("40", "11")),
        ("40 soldiers were killed", "the number was 11", ("40", "11")),
        ("40 people were killed", "11 soldiers were killed", ("40", "11")),
        ("between 35 and 40 were killed", "11 were killed", ("between 35 and 40"[8:], "11")),
        ("8,000 soldiers are in the hills", "11,000 are in the hills", ("8,000", "11,000")),
        ("at least 30 were killed", "35 were killed", None),
        ("40 soldiers were killed", "40 soldiers were killed there", None),
        ("40 soldiers were killed", "11 ships had left", None),
        ("12 jets were lost", "on 11 May all came home", None),
        # A part, a difference, and what is besides.
        ("40 soldiers came", "11 of them were killed", None),
        ("40 soldiers were killed", "five more than it had told before were killed", None),
        ("40 sites were hit", "a dozen other sites were hit", None),
        # Things of different sorts, and the dead and wounded of both.
        ("two patrol boats lay off the reef", "nine fishing boats lay off the reef", None),
        ("2,300 soldiers were killed or wounded", "104 soldiers fell and 200 were hurt", ("2,300", "104")),
        ("300 soldiers were killed or wounded", "104 soldiers fell and 196 were hurt", None),
        # The losses of either side are two things.
        ("seven of its soldiers were killed", "it had lost two men", None),
        ("two of its soldiers were killed", "40 soldiers were killed", ("two", "40")),
    ],
)
def test_two_speakers_count_otherwise(one: str, other: str, expected: tuple[str, str] | None) -> None:
    counted = [each for each in found(("NLD", "say", one), ("SLD", "say", other)) if each.figures]
    if expected is None:
        assert counted == []
        return
    statements, scene = article(("NLD", "say", one), ("SLD", "say", other))
    (item,) = happenings(tuple(assertions(statements, scene)), scene)
    assert tuple(claim.side for claim in item.claims) == expected
    assert (item.type, item.of) == ("COUNT", "statement")
    assert item.parties == {"NLD", "SLD"}


def test_a_number_is_given_behind_what_it_counts() -> None:
    statements, scene = article("Wardens put it at 9,000.", "Southland spoke of 30,000.")
    wardens = statement(scene.document, "group:-:COP:wardens", "say", "it", cue="put")
    others = statement(scene.document, "SLD", "say", "30,000")
    told = tuple(assertions([*statements, wardens, others], scene))
    assert [each.says.text for each in told] == ["it at 9,000", "30,000"]
    (one,) = disputes(told, scene)
    assert one.figures
    assert [each.low for each in one.figures] == [9_000, 30_000]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("half as many", (15_000, 15_000)),
        ("a third of that number", (9_900, 9_900)),
        ("twice the crowd of the year before", None),
        ("half of that hill was empty", None),
    ],
)
def test_a_number_is_told_as_a_share_of_another(other: str, expected: tuple[float, float] | None) -> None:
    crowd: Said = ("NLD", "say", "30,000 people had marched")
    counted = [each.figures[1] for each in found(crowd, ("SLD", "say", other)) if each.figures]
    assert [(each.low, each.high) for each in counted] == ([expected] if expected else [])
    # It is a share of what somebody else told before it.
    assert [each for each in found(("SLD", "say", "half as many"), crowd) if each.figures] == []


def test_who_counts_is_not_denied_by_what_speaks_of_something_else() -> None:
    statements, scene = article("Northland put the crowd at 9,000.", ("SLD", "deny", "the fire in the depot"))
    counts = statement(scene.document, "NLD", "assess", "the crowd at 9,000", cue="put")
    assert list(disputes(tuple(assertions([counts, *statements], scene)), scene)) == []


@pytest.mark.parametrize(
    "claim",
    ["any such commission as frivolous", "whose envoy has since left the harbour of Varn", '"until the sea runs dry"'],
)
def test_what_says_nothing_that_can_be_so_is_not_denied(claim: str) -> None:
    denial: Said = ("SLD", "say", "it had no part in that")
    assert found(("NLD", "say", claim), denial) == []


def test_words_for_one_another_are_words_in_common() -> None:
    claim: Said = ("group:NLD:CVL:owners", "say", "rebels had set a lorry on fire")
    for denied, expected in (("the loss of any truck", 1), ("the loss of any bridge", 0)):
        assert len(found(claim, "It rained.", ("group:SLD:CVL:drivers", "deny", denied))) == expected


def test_a_number_inside_another_speakers_words_is_not_his_own() -> None:
    quoting: Said = ("NLD", "say", "Southland had told it that 11 soldiers were killed")
    statements, scene = article(quoting, ("ELD", "say", "it counted 11 soldiers killed"))
    inside = statement(scene.document, "SLD", "say", "11 soldiers were killed")
    told = tuple(assertions([*statements, inside], scene))
    assert [each for each in disputes(told, scene) if each.figures] == []


def test_a_dispute_is_compared_by_what_both_say() -> None:
    statements, scene = article(CLAIM, ("SLD", "deny", "shelling the harbour of Varn"))
    (item,) = happenings(tuple(assertions(statements, scene)), scene)
    text = scene.document.text
    assert (item.type, item.id) == ("DISPUTE", statements[1].id)
    assert item.parties == {"NLD", "SLD"}
    assert {"Varn", "harbour"} <= item.own
    assert [claim.side for claim in item.claims] == ["claimed", "denied"]
    assert all(text[c.says.start : c.says.end] == c.says.text for c in item.claims)


def test_two_who_deny_what_the_other_claims_are_two_disputes() -> None:
    said: tuple[Said, ...] = (
        CLAIM,
        ("SLD", "deny", "shelling the harbour"),
        ("SLD", "say", "Northland mined the harbour of Varn"),
        ("NLD", "deny", "mining the harbour of Varn"),
    )
    statements, scene = article(*said)
    one, other = happenings(tuple(assertions(statements, scene)), scene)
    assert not possible(replace(one, mode=None), replace(other, mode=None), limits())
    again = replace(other, claims=one.claims)
    assert possible(replace(one, mode=None), replace(again, mode=None), limits())
