"""What may decide a prediction shares its actors and words; the score is what the documents say it is."""

from dataclasses import replace
from itertools import permutations

import pytest

from legation.errors import KnowledgeError
from legation.link import deciders
from legation.link.deciders import Candidate, candidates, claim
from legation.records import (
    Actor,
    Certainty,
    DateRange,
    Document,
    Event,
    Evidence,
    Mention,
    Prediction,
    Silence,
    Span,
    Speaker,
    Statement,
)

RULES = deciders.load()
FORETOLD = Document(text="Betania will ratify the fishing treaty.", published="2024-10-01")
LATER = Document(text="Betania ratified the fishing treaties. An envoy spoke of it.", published="2024-11-03")
DAYS = {LATER.id: LATER.published}


def prediction(*, about: tuple[str, ...] = ("BET",), due: str | None = None, text: str = FORETOLD.text) -> Prediction:
    return Prediction(
        document=FORETOLD.id,
        holder="ALP",
        about=about,
        claim=Span.cut(text, 0, len(text) - 1),
        certainty=Certainty(phrase="will", low=85, high=99),
        due=DateRange(start=due, end=due, precision="day") if due else None,
    )


def known(*actors: Actor) -> tuple[Actor | Mention, ...]:
    return (*actors, Mention(document=FORETOLD.id, start=0, end=7, actor="BET", kind="name"))


def event(words: str = "Betania ratified the fishing treaties", *, status: str = "actual", who: str = "BET") -> Event:
    start = LATER.text.index(words)
    proof = (Evidence.cut(LATER.text, start, start + len(words), "clause"),)
    return Event(document=LATER.id, type="AGREE", actor=(who,), status=status, evidence=proof)  # type: ignore[arg-type]


def statement(act: str = "say") -> Statement:
    return Statement(
        document=LATER.id,
        speaker=Speaker(actor="BET", as_written="Betania", named=True),
        cue="said",
        act=act,
        quotation="indirect",
        content=(Span.cut(LATER.text, 8, 37),),
    )


def found(*records: Event | Statement | Silence, **how: object) -> tuple[Candidate, ...]:
    sought = claim(prediction(**how), known(), RULES)  # type: ignore[arg-type]
    return candidates(sought, records, DAYS, RULES)


def test_a_claim_is_its_actors_and_its_words_without_their_names() -> None:
    sought = claim(prediction(), known(), RULES)
    assert sought.actors == ("BET",)
    assert tuple(sought.words.values()) == ("ratify", "fishing", "treaty")


def test_what_shares_actors_and_stems_is_found_with_the_reason() -> None:
    (best,) = found(event())
    assert best.score == 1
    assert best.why == ("1 of 1 actor: BET", "3 of 3 words: ratify, fishing, treaty")


def test_the_score_weighs_actors_and_words() -> None:
    (best,) = found(event("the fishing treaties"), about=("BET", "GAM"))
    weight = RULES.actor_weight
    assert best.score == pytest.approx(weight / 2 + (1 - weight) * 2 / 3, abs=0.001)


@pytest.mark.parametrize(
    "record",
    [
        event(who="GAM"),  # of somebody else
        event("An envoy spoke of it"),  # of something else
        event("ratified the"),  # one word is not enough
        event(status="future"),
        event(status="hypothetical"),
        statement("predict"),
    ],
)
def test_what_decides_nothing_is_left_out(record: Event | Statement) -> None:
    assert not found(record)


def test_a_denied_event_may_decide() -> None:
    assert found(event(status="negated"))


def test_what_stands_on_the_same_words_is_shown_once_and_deeds_come_first() -> None:
    (only,) = found(statement(), event())
    assert isinstance(only.record, Event)


def test_the_order_of_records_has_no_effect() -> None:
    records: tuple[Event | Statement, ...] = (event(), event("the fishing treaties"), statement(), statement("deny"))
    assert len({found(*each) for each in permutations(records)}) == 1


def test_whom_nothing_identifies_is_nobody_elsewhere() -> None:
    about = ("unnamed:BET:GOV:official", "group:-:GOV:officials", "person:unresolved:1:lu", "BET")
    lost = Actor(document=FORETOLD.id, id="person:unresolved:1:lu", name="Lu", kind="person", resolved=False)
    assert claim(prediction(about=about), known(lost), RULES).actors == ("BET",)


def test_a_claim_that_names_nobody_is_looked_for_by_two_words() -> None:
    assert found(event(), about=())
    (best,) = found(event("the fishing treaties"), about=())
    assert best.score == pytest.approx(
        (1 - RULES.actor_weight) * 2 / 4, abs=0.001
    )  # nobody is named, so "Betania" is a word
    assert "names no actor" in best.why[0]
    assert not found(event("the fishing"), about=())


@pytest.mark.parametrize(
    ("due", "told"),
    [("2024-11-02", "1 day after it was due"), ("2024-11-01", "2 days after it was due"), ("2024-12-01", "before it")],
)
def test_the_reason_tells_whether_it_was_in_time(due: str, told: str) -> None:
    (best,) = found(event(), due=due)
    assert best.why[-1].startswith(told)


@pytest.mark.parametrize(
    "words",
    [
        "ratify ratifies ratified ratification",
        "deploy deploys deployed deploying deployment",
        "sanction sanctions sanctioned",
        "agree agreed agreement agreements",
        "stop stops stopped stopping",
        "escalate escalated escalation",
        "embassy embassies",
        "war wars",
    ],
)
def test_forms_of_one_word_are_one(words: str) -> None:
    first, *others = words.split()
    text = f"{first} fleet."
    sought = claim(prediction(text=text, about=()), (), RULES)
    assert {
        stem for other in others for stem in claim(prediction(text=f"{other} fleet.", about=()), (), RULES).words
    } == set(sought.words)


def test_a_long_claim_is_looked_for_by_its_first_words() -> None:
    long = " ".join(f"word{n}" for n in range(60)) + "."
    assert len(claim(prediction(text=long), (), RULES).words) == RULES.most_words


def test_broken_rules_are_said_to_be_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciders, "yaml_table", lambda name: {"statuses": []})
    with pytest.raises(KnowledgeError, match=r"link/deciders\.yaml"):
        deciders.load()


def test_a_meeting_that_was_foretold_may_be_told_in_other_words() -> None:
    foretold = Document(text="Alphaland and Betania will meet before the end of March.", published="2024-10-01")
    later = Document(text="Alphaland and Betania held a summit in Varn.", published="2024-11-03")
    said = replace(prediction(about=("ALP", "BET"), text=foretold.text), document=foretold.id)
    names = (("ALP", 0, 9), ("BET", 14, 21))
    mentions = [Mention(document=foretold.id, start=s, end=e, actor=who, kind="name") for who, s, e in names]
    sought = claim(said, mentions, RULES)
    assert "end" not in sought.words.values()
    assert "March" not in sought.words.values()
    assert {"meet", "summit"} <= set(sought.sought)
    proof = (Evidence.cut(later.text, 0, len(later.text) - 1, "clause"),)

    def found(*parties: str) -> tuple[Candidate, ...]:
        met = Event(document=later.id, type="CONSULT", actor=parties, evidence=proof)
        return candidates(sought, [met], {later.id: later.published}, RULES)

    assert [each.actors for each in found("ALP", "BET")] == [("ALP", "BET")]
    assert found("ALP", "GAM") == ()
