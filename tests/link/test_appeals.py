"""What counts as an answer to an appeal, and what copies and summaries of one appeal are."""

from dataclasses import replace

import pytest

from influence_story import Article
from legation.link import appeals
from legation.link.appeals import Answer, Appeal, Told, Voiced
from legation.records import Event, Evidence, Pressure, Silence, Span
from legation.tables import yaml_table

RULES = appeals.load()
ASKED = "Alphaland asked Betania to press Gammaria to open the straits"
BEFORE = "Betania refuses to talk of the straits"
REFUSED = "it would not press anybody"
GRANTED = "it would press for open straits"
OTHER = "it would buy more grain from the south"
QUIET = "Betania did not comment on the straits"


def article(day: str | None = "2024-10-01") -> Article:
    made = Article(f"{BEFORE}. {ASKED}. Betania said {REFUSED}, that {GRANTED}, that {OTHER}. {QUIET}.", day)
    return made.pressure("ALP", "BET", "GAM", ASKED)


def record_of(made: Article, kind: str) -> Voiced:
    found = [each for each in made.records if each.record == kind]
    assert isinstance(found[-1], Voiced)
    return found[-1]


def appeal(day: str | None = "2024-10-01") -> Appeal:
    record = article(day).records[0]
    assert isinstance(record, Pressure)
    pressers, asked = frozenset({"ALP"}), frozenset({"BET"})
    return Appeal(record=record, day=day, pressers=pressers, asked=asked, target="GAM")


def told(record: Voiced, day: str | None = "2024-10-01", *, to: str = "", by: str = "BET") -> Told:
    return Told(record=record, day=day, by=by, to=frozenset(filter(None, [to])))


def answers(*given: Told, made: Appeal | None = None) -> tuple[Answer, ...]:
    return appeals.answers(made or appeal(), "BET", given, RULES)


def how(*given: Told, made: Appeal | None = None) -> list[str]:
    return [each.how for each in answers(*given, made=made)]


def said(words: str, act: str = "say", *, negated: bool = False) -> Voiced:
    return record_of(article().says("BET", words, act=act, negated=negated), "statement")


def elsewhere(act: str = "say", words: str = "Betania speaks of the straits and of how to press for them") -> Voiced:
    return record_of(Article(words, "2024-10-09").says("BET", words, act=act), "statement")


def test_what_is_only_wanted_of_somebody_is_no_answer_of_his() -> None:
    reason = yaml_table("coding/acts.yaml")["forms"]["unreal"]
    assert how(told(replace(said(REFUSED, "urge"), why=(reason,)))) == []
    assert how(told(said(REFUSED, "urge"))) == ["said"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (said(REFUSED), ["said"]),
        (said(REFUSED, "reject"), ["refused"]),
        (said(REFUSED, "deny"), ["said"]),  # who denies that it is so, or that he was asked, refuses nothing
        (said(REFUSED, "agree", negated=True), ["refused"]),
        (said(REFUSED, "say", negated=True), []),
        (said(GRANTED, "agree"), ["granted"]),
        (said(OTHER, "agree"), []),  # it agrees on something else
        (said(REFUSED, "believe"), []),
        (said(BEFORE, "reject"), []),  # what stands before the appeal does not answer it
        (record_of(article().silent("BET", QUIET), "silence"), ["kept silent"]),
    ],
)
def test_what_stands_behind_the_appeal_in_the_same_article_answers(record: Voiced, expected: list[str]) -> None:
    assert how(told(record)) == expected


def test_nobody_else_answers() -> None:
    assert how(told(said(REFUSED, "reject"), by="DEL")) == []


@pytest.mark.parametrize(
    ("day", "to", "expected"),
    [
        ("2024-10-09", "GAM", ["said"]),
        ("2024-10-09", "ALP", ["said"]),
        ("2024-10-09", "EPS", []),
        ("2024-10-09", "", []),
        ("2024-09-30", "GAM", []),
        ("2024-11-15", "GAM", ["said"]),
        ("2024-11-16", "GAM", []),
        (None, "GAM", []),
    ],
)
def test_elsewhere_it_must_speak_of_them_in_the_days(day: str | None, to: str, expected: list[str]) -> None:
    assert how(told(elsewhere(), day, to=to)) == expected


def test_an_appeal_without_a_day_is_answered_in_its_own_article_alone() -> None:
    undated = appeal(None)
    assert how(told(elsewhere(), to="GAM"), made=undated) == []
    own = record_of(article(None).says("BET", REFUSED), "statement")
    assert how(told(own, None), made=undated) == ["said"]


@pytest.mark.parametrize(
    ("type", "to", "expected"),
    [
        ("REJECT", "ALP", ["refused"]),
        ("REJECT", "GAM", []),
        ("REQUEST", "GAM", ["pressed on"]),
        ("SANCTION", "GAM", ["pressed on"]),
        ("REQUEST", "ALP", []),
        ("AGREE", "ALP", ["granted"]),
        ("ASSAULT", "ALP", []),
    ],
)
def test_acts_answer_too(type: str, to: str, expected: list[str]) -> None:
    words = "Betania moved to press about the straits"
    event = record_of(Article(words, "2024-10-09").event("BET", type, to, words), "event")
    assert how(told(event, "2024-10-09", to=to)) == expected
    assert isinstance(event, Event)
    assert how(told(replace(event, status="future"), "2024-10-09", to=to)) == []


def test_what_decides_comes_first_and_so_many_are_given() -> None:
    made = answers(told(said(OTHER)), told(said(GRANTED)), told(said(REFUSED, "reject"), to="ALP"))
    assert [each.how for each in made] == ["refused", "said"]
    assert len(made) == RULES.answers


def test_what_stands_on_the_same_words_is_one_answer() -> None:
    assert how(told(said(REFUSED)), told(said(REFUSED, "reject"))) == ["refused"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Betania denied that it had sold rifles to Alpina", []),
        ("Betania denied that it had been approached by Alpina", ["said"]),
    ],
)
def test_who_denies_something_else_answers_nothing(words: str, expected: list[str]) -> None:
    record = record_of(
        Article(words, "2024-10-09").says("BET", words[len("Betania denied ") :], act="deny"), "statement"
    )
    assert how(told(record, "2024-10-09", to="ALP")) == expected


@pytest.mark.parametrize(
    ("topic", "expected"),
    [("the straits", ["kept silent"]), ("the matter", ["kept silent"]), (None, ["kept silent"]), ("the rifles", [])],
)
def test_who_keeps_silent_on_something_else_answers_nothing(topic: str | None, expected: list[str]) -> None:
    words = f"Betania did not comment on {topic}"
    place = Evidence.cut(words, len(words) - len(topic or ""), len(words), "topic")
    silence = record_of(Article(words, "2024-10-09").silent("BET", words), "silence")
    assert isinstance(silence, Silence)
    silence = replace(silence, topic=topic, evidence=(place,))
    assert how(told(silence, "2024-10-09", to="ALP")) == expected


def test_who_denies_a_request_refuses_it() -> None:
    words = "Betania denied the request of Alpina for pressure"
    record = record_of(
        Article(words, "2024-10-09").says("BET", words[len("Betania denied ") :], act="deny"), "statement"
    )
    assert how(told(record, "2024-10-09", to="ALP")) == ["refused"]


def test_a_headline_and_a_summary_of_one_appeal_are_one() -> None:
    whole = appeal()
    both = replace(whole, pressers=frozenset({"ALP", "DEL"}))
    nobody = replace(whole, pressers=frozenset())
    assert appeals.distinct([nobody, whole, both]) == (both,)


def test_two_who_ask_in_one_article_are_two_appeals() -> None:
    other = replace(appeal(), pressers=frozenset({"DEL"}))
    assert len(appeals.distinct([appeal(), other])) == 2


def test_copies_of_a_text_are_one_appeal() -> None:
    elsewhere = replace(appeal(), record=replace(appeal().record, document="copy"), text=appeal().record.document)
    assert len(appeals.distinct([appeal(), elsewhere])) == 1
    assert len(appeals.distinct([appeal(), replace(elsewhere, text="")])) == 2


def test_appeals_on_the_topic_come_first_then_the_newest() -> None:
    days = ("2024-10-01", "2024-10-03", None)
    made = [replace(appeal(), day=day, text=f"t{day}") for day in days]
    assert [each.day for each in appeals.distinct(made)] == ["2024-10-03", "2024-10-01", None]
    on_topic = replace(made[0], on_topic=True)
    assert appeals.distinct([on_topic, made[1]])[0] == on_topic


def test_who_rejects_something_else_only_speaks() -> None:
    assert how(told(said(OTHER, "reject"))) == ["said"]
    assert how(told(said(OTHER, "reject"), to="ALP")) == ["refused"]


def test_what_somebody_is_asked_to_say_is_no_answer() -> None:
    within = record_of(article().says("BET", "Gammaria to open the straits", act="urge"), "statement")
    assert how(told(within)) == []


def test_what_somebody_is_asked_to_do_is_no_answer_though_he_is_named_before_it() -> None:
    asked = article().says("BET", "Gammaria to open the straits", act="urge")
    inside = record_of(asked, "statement")
    start = asked.document.text.index(ASKED) + ASKED.index("press")
    cue = Evidence.cut(asked.document.text, start, start + 5, "cue")
    named = Evidence.cut(asked.document.text, start - 11, start - 4, "source")
    demand = Span.cut(asked.document.text, start, start + len("press Gammaria"))
    made = appeal()
    made = replace(made, record=replace(made.record, demand=demand))
    assert how(told(replace(inside, evidence=(named, cue))), made=made) == []
    behind = replace(cue, start=start + 40, end=start + 45)
    assert how(told(replace(inside, evidence=(named, behind))), made=made) == ["said"]
