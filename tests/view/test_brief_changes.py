"""The first section: what is news, group by group, and the words that say since when."""

from dataclasses import replace

import pytest

from legation.link import linked
from legation.records import AnyRecord, Document, Prediction
from legation.view.brief import Brief, Section, brief, written
from legation.view.brief_limits import limits
from legation.view.brief_situation import Latest, Level, Shift, situation
from made_up import Line, article

RAID = Line("event", "ALB", "BOL", 0, 12, 1)
BARE = replace(RAID, kind="bare")
POST, LEDGER, TIDE, QUAY = "Harbour Post", "Delta Ledger", "Tide Times", "Quay Courier"


def changed(found: Brief) -> Section | None:
    return next((section for section in found.sections if section.key == "changed"), None)


def groups(found: Brief) -> dict[str, list[str]]:
    section = changed(found)
    return {str(g.title): [s.text for s in g.sentences] for g in section.groups} if section else {}


def stories(*told: tuple[list[Line], str | None, str | None]) -> list[AnyRecord]:
    return [r for n, (lines, outlet, day) in enumerate(told) for r in article(lines, outlet, day, (n, n))]


def test_without_a_day_the_last_day_with_news_is_told_first() -> None:
    records = stories(([RAID], POST, "2025-05-01"), ([replace(RAID, act=3, day=4)], LEDGER, "2025-05-04"))
    section = changed(brief(records))
    assert section
    assert section.title == "What changed on 4 May 2025, the last day with news"
    assert groups(brief(records)) == {
        "Reported first": ["Albania took punitive steps against Bolivia in Korce (12 soldiers)."]
    }


@pytest.mark.parametrize(("since", "title"), [("2025-05-02", "since 2 May 2025"), ("1d", "since 3 May 2025")])
def test_with_a_day_the_section_says_so_and_the_rest_is_narrowed(since: str, title: str) -> None:
    records = stories(([RAID], POST, "2025-05-01"), ([replace(RAID, act=3, day=4)], LEDGER, "2025-05-04"))
    found = brief(records, since=since)
    section = changed(found)
    assert section
    assert section.title == f"What changed {title}"
    assert not [s for s in found.sentences if "attacked" in s.text]


def test_where_nothing_was_known_before_there_is_nothing_to_compare() -> None:
    assert changed(brief(stories(([RAID], POST, "2025-05-01"), ([BARE], LEDGER, "2025-05-01")))) is None
    assert changed(brief(stories(([RAID], POST, None)))) is None


def test_another_origin_is_named_and_a_copy_is_none() -> None:
    records = stories(([RAID], POST, "2025-05-01"), ([RAID], LEDGER, "2025-05-02"))
    assert groups(brief(records))["Told by more, or with other numbers"] == [
        "Albania attacked Bolivia in Korce (12 soldiers); now also told by Delta Ledger."
    ]
    (told,) = [s for s in brief(records).sentences if "now also told by" in s.text]
    assert told.labels == ("2 origins",)
    assert {c.publisher for c in told.citations} == {POST, LEDGER}
    copy = [*article([RAID], POST, "2025-05-01", (0, 0)), *article([RAID], TIDE, "2025-05-02", (1, 0))]
    assert groups(brief(copy)) == {}
    (headline, *_) = brief(copy).sentences
    assert headline.origins == 1
    (told,) = [s for section in brief(copy).sections if section.key == "developments" for s in section.sentences]
    assert told.labels == ("one origin: Harbour Post", "also printed by Tide Times")


def test_a_figure_that_one_of_many_has_is_not_that_of_the_whole() -> None:
    claim = replace(RAID, kind="claim")
    told = [([BARE], outlet, f"2025-05-0{n}") for n, outlet in enumerate((POST, LEDGER, TIDE), start=2)]
    alone = brief(stories(*told, ([claim], QUAY, "2025-05-05")))
    assert alone.headline is not None
    assert "soldiers" not in alone.headline.text
    both = brief(stories(*told, ([claim], QUAY, "2025-05-05"), ([claim], "Reef Gazette", "2025-05-05")))
    assert both.headline is not None
    assert "12 soldiers" in both.headline.text


def test_of_what_equally_many_tell_a_mere_meeting_does_not_lead() -> None:
    met, raid = Line("event", "ALB", "BOL", 2, 12, 1), replace(RAID, day=2)
    records = stories(([met, raid], POST, "2025-05-02"), ([met, raid], LEDGER, "2025-05-02"))
    found = brief(records)
    assert found.headline is not None
    assert "attacked" in found.headline.text


def test_a_new_number_of_a_known_origin_is_told_with_its_words() -> None:
    more = replace(RAID, number=40)
    records = stories(([RAID], POST, "2025-05-01"), ([more], POST, "2025-05-02"))
    (told,) = groups(brief(records))["Told by more, or with other numbers"]
    assert told.endswith("; a new figure, 40 soldiers, from Harbour Post.")
    (sentence,) = [s for s in brief(records).sentences if "a new figure" in s.text]
    assert any("40 soldiers" in c.words for c in sentence.citations)


def test_what_a_window_only_tells_again_is_left_out() -> None:
    records = stories(([RAID], POST, "2025-05-01"), ([RAID], POST, "2025-05-04"))
    found = brief(records, since="2025-05-02")
    assert not [s for s in found.sentences if "attacked" in s.text]


def test_silences_begin_and_end_in_the_first_section() -> None:
    quiet = Line("silence", "ALB", "BOL", 0, 5, 1)
    records = stories(([quiet, RAID], POST, "2025-05-01"), ([replace(quiet, kind="answer")], LEDGER, "2025-05-04"))
    (ended,) = groups(brief(records))["Silences"]
    assert "this ended after 3 days, on 4 May 2025, when Albania said" in ended
    assert groups(brief(records, since="2025-05-02"))["Silences"] == [ended]  # told of before, ended since
    begun = brief(stories(([RAID], POST, "2025-05-01"), ([quiet, RAID], LEDGER, "2025-05-02")))
    assert groups(begun)["Silences"] == ["Albania has refrained from comment on the raid."]


def test_contradictions_are_told_in_one_sentence_and_side_by_side_below() -> None:
    claim, denial = replace(RAID, kind="claim"), replace(RAID, kind="denial")
    records = stories(([BARE], TIDE, "2025-05-01"), ([claim, denial], POST, "2025-05-02"))
    found = brief(records)
    (told,) = groups(found)["Accounts that contradict one another"]
    assert told.startswith("According to Bolivia: “Albania bombed Bolivia near Korce")
    assert "; denied by Albania: “it was no part of any raid" in told
    (section,) = [s for s in found.sections if s.key == "accounts"]
    assert [g.heading.labels for g in section.groups if g.heading] == [("not settled",)]


def test_a_prediction_is_news_when_it_falls_due_or_is_decided() -> None:
    forecast = Line("forecast", "ALB", "BOL", 0, 5, 3)
    records = stories(([forecast], POST, "2025-05-01"), ([RAID], LEDGER, "2025-05-04"))
    key = "Predictions decided or due"
    assert key not in groups(brief(records))  # it fell due between the two last days with news
    since = brief(records, since="2025-05-02")
    assert len(groups(since)[key]) == 1
    assert ("was due by 3 May 2025, not decided",) in [s.labels for s in since.sentences]
    decided = [*article([forecast], POST, "2025-05-01", (0, 0), decided=True), *stories(([RAID], TIDE, "2025-05-04"))]
    assert ("came true, decided on 8 May 2025",) in [s.labels for s in brief(decided).sentences]


def test_the_last_run_is_named_by_its_articles() -> None:
    records = stories(([RAID], POST, "2025-05-04"), ([replace(RAID, act=3, day=2)], LEDGER, "2025-05-01"))
    new = frozenset(r.id for r in records if isinstance(r, Document) and r.publisher == LEDGER)
    words = "with the 1 article added last"
    found = replace(
        situation(records), latest=Latest(documents=new, since="2025-05-04", last="2025-05-04", words=words)
    )
    section = changed(written(found))
    assert section
    assert section.title == "What changed with the 1 article added last"
    assert [s.text for s in section.sentences] == [
        "Albania took punitive steps against Bolivia in Korce (12 soldiers)."
    ]


def test_positions_and_tension_of_a_desk_stand_on_their_statements_and_events() -> None:
    answer = Line("answer", "ALB", "BOL", 0, 5, 1)
    records = stories(([RAID], POST, "2025-05-01"), ([answer, replace(answer, other="CHL"), RAID], TIDE, "2025-05-02"))
    base = situation(records)
    now, before = (r.id for r in base.records if r.record == "statement")
    event = next(r.id for r in base.records if r.record == "event")
    shift = Shift(who="Albania", matter="The villages", side="for", statement=now, was="against", before=before)
    level = Level(between=("Albania", "Bolivia"), is_worse=True, events=(event, "unknown"))
    found = groups(written(replace(base, shifts=(shift, replace(shift, statement="gone")), levels=(level,))))
    (position,) = found["Positions taken or changed"]
    assert position.startswith("Albania on “The villages”: now for it – the quarrel with Bolivia")
    assert "; before that against it – the quarrel with Chile" in position
    assert found["A new level of tension"] == [
        "What happens between Albania and Bolivia is more hostile than before, above all: Albania attacked Bolivia in "
        "Korce (12 soldiers)."
    ]


def test_a_number_that_one_of_many_gives_is_cited_where_it_stands() -> None:
    claim = replace(RAID, kind="claim")
    told = [(([BARE], outlet, "2025-05-01")) for outlet in (POST, LEDGER, QUAY, "Reef Gazette")]
    records = stories(*told, ([claim], TIDE, "2025-05-01"))
    assert not [r for r in linked(records) if isinstance(r, Prediction)]
    for sentence in brief(records).sentences:
        if "12 soldiers" in sentence.text:
            assert any("12 soldiers" in cited.words for cited in sentence.citations)


def test_news_for_which_there_is_no_room_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    records = stories(
        ([RAID], POST, "2025-05-01"),
        ([replace(RAID, act=3, day=4)], LEDGER, "2025-05-04"),
        ([replace(RAID, act=1, day=4, other="CHL")], QUAY, "2025-05-04"),
    )
    section = changed(brief(records))
    assert section
    assert (len(section.sentences), section.omitted) == (2, 0)
    few = replace(limits(), changed={**limits().changed, "first": 1})
    monkeypatch.setattr("legation.view.brief_changes.limits", lambda: few)
    section = changed(brief(records))
    assert section
    assert (len(section.sentences), section.omitted) == (1, 1)
