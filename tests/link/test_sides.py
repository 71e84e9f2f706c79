"""A side is told by words about the issue, turned round by negations and by what undoes the issue; else none is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link.sides import Told, judge, load
from legation.records import Span

RULES = load()


def judged(
    text: str, issue: str, act: str = "say", *, other: str = "", negated: bool = False
) -> tuple[str, str | None]:
    """The side of the whole text on an issue whose words stand in it, and the condition."""
    start = text.find(issue)
    marks = ((start, start + len(issue)),) if start >= 0 else ((len(text) + 5, len(text) + 9),)
    at = text.find(other) if other else -1
    others = ((at, at + len(other)),) if at >= 0 else ()
    told = Told(content=(Span.cut(text, 0, len(text)),), act=act, marks=marks, others=others, negated=negated)
    found = judge(text, told, RULES)
    assert found.why
    return found.side, found.condition.text if found.condition else None


@pytest.mark.parametrize(
    ("text", "issue", "act", "side"),
    [
        # the act
        ("mediation by anyone", "mediation", "reject", "against"),
        ("mediation by anyone", "mediation", "support", "for"),
        ("mediation by anyone", "mediation", "say", "none stated"),
        ("the ceasefire began at noon", "ceasefire", "say", "none stated"),
        ("a ceasefire at once", "ceasefire", "urge", "for"),
        ("the other side of breaking the ceasefire", "ceasefire", "accuse", "none stated"),
        # a question, and what somebody will not speak of
        ("whether it would suspend the treaty", "treaty", "ask", "none stated"),
        ("to discuss the treaty", "treaty", "reject", "none stated"),
        ("to discuss the treaty with the rebels", "treaty", "reject", "against"),
        # words
        ("it was ready to join an inquiry", "inquiry", "say", "for"),
        ("an inquiry would be unacceptable", "inquiry", "say", "against"),
        ("we welcome the offer of mediation", "mediation", "say", "for"),
        ("there was no room for mediation", "mediation", "say", "against"),
        ("an offer of mediation was rejected", "mediation", "say", "against"),
        # negation
        ("it would not accept mediation", "mediation", "say", "against"),
        ("it had no objection to mediation", "mediation", "say", "for"),
        ("we need nobody to mediate", "mediate", "say", "against"),
        ("there could be no peace without mediation", "mediation", "say", "for"),
        ("it had not ruled out mediation", "mediation", "say", "none stated"),
        ("not only the ceasefire was discussed", "ceasefire", "say", "none stated"),
        ("it had no proof and would go on demanding extradition", "extradition", "say", "for"),
        ("it had no proof and could not accept mediation", "mediation", "say", "against"),
        # what one is asked to leave alone
        ("Peru to refrain from the use of force", "force", "urge", "against"),
        ("all sides to avoid an attack", "attack", "urge", "against"),
        ("it would not refrain from force", "force", "say", "for"),
        ("to negotiate while the blockade lasts", "blockade", "reject", "none stated"),
        # what is wanted instead
        ("it would not accept guidelines in place of a treaty", "treaty", "say", "for"),
        ("guidelines in place of a treaty", "treaty", "reject", "for"),
        ("it would not accept guidelines in place of a treaty", "guidelines", "say", "against"),
        ("it wants talks rather than sanctions", "sanctions", "say", "against"),
        ("it wants talks rather than sanctions", "talks", "say", "for"),
        # what is but named, as a time or a circumstance
        ("there had been no fighting since the truce", "truce", "say", "none stated"),
        ("the others to free the men seized after the ceasefire", "ceasefire", "urge", "none stated"),
        ("the envoys to admit monitors before any withdrawal", "monitors", "urge", "for"),
        ("the talks broke down without an agreement", "talks", "say", "none stated"),
        ("it accepted the truce despite the raids", "truce", "say", "for"),
        # what undoes the issue
        ("the treaty stays suspended", "treaty", "say", "against"),
        ("the treaty can't be suspended by one side", "treaty", "say", "for"),
        ("any diversion of the water would be an act of war", "water", "say", "for"),
        ("the suspension of the treaty", "treaty", "condemn", "for"),
        ("the suspension of the treaty", "treaty", "support", "against"),
        # the issue's own words take nothing away, and what ends is not the issue
        ("both armies to withdraw from the strait", "withdraw", "urge", "for"),
        ("the other side first withdraw its ships", "withdraw", "demand", "for"),
        ("it would not withdraw", "withdraw", "say", "against"),
        ("the president would travel to the summit, ending two weeks of uncertainty", "summit", "say", "for"),
        ("it broke a week of silence on the summit", "summit", "say", "none stated"),
        # a clause that does not name the issue says nothing of it
        ("the ceasefire began, but we reject the talks that anybody offers", "ceasefire", "say", "none stated"),
        ("we reject the loan, but the ceasefire began", "ceasefire", "say", "none stated"),
    ],
)
def test_side_follows_from_words_and_act(text: str, issue: str, act: str, side: str) -> None:
    assert judged(text, issue, act)[0] == side


@pytest.mark.parametrize(
    ("text", "issue", "side", "condition"),
    [
        ("it would keep to the truce if the others did", "truce", "for", "if the others did"),
        ("the treaty stays suspended until terrorism ends", "treaty", "against", "until terrorism ends"),
        ("the truce would go on as long as nobody fired", "truce", "condition", "as long as nobody fired"),
        ("the truce was only paused for a day", "truce", "condition", "only paused"),
        (
            "if the truce held it would welcome talks",
            "truce",
            "none stated",
            "if the truce held it would welcome talks",
        ),
        ("it was ready for an inquiry, provided that it was neutral", "inquiry", "for", "provided that it was neutral"),
    ],
)
def test_what_a_position_hangs_on_stands_beside_it(text: str, issue: str, side: str, condition: str) -> None:
    assert judged(text, issue) == (side, condition)


def test_what_others_do_to_the_issue_is_no_side() -> None:
    text = "Pakistan had broken the ceasefire"
    assert judged(text, "ceasefire") == ("against", None)
    assert judged(text, "ceasefire", other="Pakistan") == ("none stated", None)


def test_an_interruption_does_not_part_what_is_said() -> None:
    text = "the treaty, they said, stays suspended, and the talks are welcome"
    content = (Span.cut(text, 0, 10), Span.cut(text, 23, len(text)))
    assert judge(text, Told(content=content, marks=((4, 10),)), RULES).side == "against"


def test_a_denied_act_turns_the_side_round() -> None:
    assert judged("mediation by anyone", "mediation", "support", negated=True)[0] == "against"


def test_what_does_not_name_the_issue_must_take_it_up() -> None:
    assert judged("it is to remain in abeyance", "mediation")[0] == "against"
    assert judged("the loan is to remain in abeyance", "mediation")[0] == "none stated"
    # The act is on what is said, and that is something else.
    assert judged("its claim to be first", "mediation", "reject")[0] == "none stated"


def test_clauses_that_tell_different_sides_tell_none() -> None:
    text = "we welcome the treaty; we reject the treaty"
    marks = tuple((at, at + 6) for at in (text.index("treaty"), text.rindex("treaty")))
    found = judge(text, Told(content=(Span.cut(text, 0, len(text)),), marks=marks), RULES)
    assert (found.side, found.why) == ("none stated", ("its clauses tell different sides",))


@given(
    st.text(max_size=120), st.integers(0, 120), st.integers(0, 120), st.sampled_from(["say", "reject", "deny", "urge"])
)
def test_any_text_is_judged_and_a_condition_is_cut_out_of_it(text: str, one: int, other: int, act: str) -> None:
    first, last = sorted((min(one, len(text)), min(other, len(text))))
    found = judge(text, Told(content=(Span.cut(text, 0, len(text)),), act=act, marks=((first, last),)), RULES)
    assert found.condition is None or text[found.condition.start : found.condition.end] == found.condition.text
    assert found.side != "condition" or found.condition


@given(
    st.sampled_from(["we welcome", "we support", "it would back", "they demand", "we need"]),
    st.booleans(),
    st.booleans(),
)
def test_each_negation_and_each_undoing_turns_the_side_once(words: str, denied: bool, undone: bool) -> None:
    words = (
        words.replace("we ", "we do not ").replace("would ", "would not ").replace("they ", "they do not ")
        if denied
        else words
    )
    text = f"{words} {'the suspension of ' if undone else ''}the treaty"
    assert judged(text, "treaty")[0] == ("against" if denied != undone else "for")


def test_the_lists_of_words_have_no_word_twice() -> None:
    from legation.tables import yaml_table

    table = yaml_table("link/sides.yaml")
    lists = {name: table[name] for name in ("for", "against", "undoing", "negation", "idle", "condition", "reserved")}
    words = [word for entries in lists.values() for word in entries]
    assert sorted(words) == sorted(set(words))
    assert all(isinstance(word, str) for word in words)


@pytest.mark.parametrize(
    ("text", "act", "side"),
    [
        ("Peru has told Chile that a mediator will not be accepted", "say", "none stated"),
        ("Peru rejected the mediator", "confirm", "none stated"),
        ("Peru must accept a mediator", "say", "for"),
        ("Peru's refusal of a mediator was unacceptable", "say", "against"),
        ("it would not accept the mediator whom Peru proposed", "say", "against"),
    ],
)
def test_what_another_says_or_decides_is_not_the_side_of_who_tells_it(text: str, act: str, side: str) -> None:
    assert judged(text, "mediator", act, other="Peru")[0] == side
