"""A brief says what the records say, each sentence on quoted words, and nothing else."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief_story import (
    FEWER,
    HOLT,
    LEDGER,
    NAMED,
    POST,
    RECORDS,
    SPOKE,
    TIMES,
    TROOPS,
    TUESDAY,
    actor,
    event,
    statement,
)
from legation.errors import QueryError
from legation.link import linked
from legation.records import (
    Actor,
    AnyRecord,
    DateRange,
    Document,
    Event,
    Evidence,
    Magnitude,
    Mention,
    Prediction,
    Silence,
    Speaker,
    Statement,
    as_dict,
)
from legation.view.brief import Brief, Sentence, brief
from legation.view.brief_predictions import holder
from legation.view.brief_sources import Sources
from legation.view.brief_words import load

DOCUMENTS = {d.id: d for d in (POST, LEDGER, TIMES)}
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def texts(found: Brief, key: str) -> list[str]:
    return [s.text for section in found.sections if section.key == key for s in section.sentences]


def numbers(text: str) -> set[float]:
    return {float(n.replace(",", "")) for n in NUMBER.findall(text)}


def told(sentence: Sentence) -> str:
    return " ".join((sentence.text, sentence.lead or "", *sentence.labels))


@settings(max_examples=60, deadline=None)
@given(st.permutations(RECORDS), st.integers(min_value=3, max_value=len(RECORDS)))
def test_every_sentence_stands_on_words_of_its_document(records: list[AnyRecord], count: int) -> None:
    kept = [*DOCUMENTS.values(), *records[:count]]
    found = brief(kept)
    for sentence in found.sentences:
        assert sentence.citations
        for citation in sentence.citations:
            text = DOCUMENTS[citation.document].text
            assert citation.words == text[citation.start : citation.end]
            assert citation.words.strip()
            assert citation.before + citation.words + citation.after in text


@settings(max_examples=60, deadline=None)
@given(st.permutations(RECORDS), st.integers(min_value=3, max_value=len(RECORDS)))
def test_every_number_is_in_the_records_of_the_cited_documents(records: list[AnyRecord], count: int) -> None:
    kept: list[AnyRecord] = [*DOCUMENTS.values(), *records[:count]]
    kept += linked(kept)
    for sentence in brief(kept).sentences:
        cited = {c.document for c in sentence.citations}
        fields = [as_dict(r) for r in kept if (r.id if isinstance(r, Document) else r.document) in cited]
        for record in fields:
            record.pop("text", None)
        said = " ".join(c.words for c in sentence.citations)
        plain = json.dumps(fields, ensure_ascii=False).replace("-", " ")
        # A pressure chain counts its origins itself: no more than there are documents to cite.
        assert numbers(told(sentence)) <= numbers(plain) | numbers(said) | {float(len(cited))}


@given(st.permutations(RECORDS))
@settings(max_examples=20, deadline=None)
def test_the_order_of_records_has_no_effect(records: list[AnyRecord]) -> None:
    assert brief(records) == brief(RECORDS)


def test_citations_are_numbered_as_a_reader_meets_them() -> None:
    found = brief(RECORDS)
    met = dict.fromkeys(c.number for s in found.sentences for c in s.citations)
    assert list(met) == list(range(1, len(found.citations) + 1))
    assert [c.number for c in found.citations] == list(met)
    assert {(c.publisher, c.date) for c in found.citations} == {
        ("Harbour Post (sample)", "31 October 2024"),
        ("Delta Ledger (sample)", "1 November 2024"),
        ("Lowland Times (sample)", "2 November 2024"),
    }


def test_sections_come_in_their_order_and_empty_ones_are_left_out() -> None:
    assert [s.key for s in brief(RECORDS).sections] == [
        "changed",
        "key",
        "developments",
        "said",
        "pressure",
        "accounts",
        "ties",
        "predictions",
        "unresolved",
    ]
    ties = [r for r in RECORDS if r.record in ("tie", "document", "actor")]
    assert [s.key for s in brief(ties).sections] == ["ties", "unresolved"]


def test_developments_name_parties_place_and_whose_claim_it_is() -> None:
    found = brief(RECORDS)
    assert texts(found, "developments") == [
        "The United States held talks with the Chinese ambassador in Washington.",
        "North Korea deployed troops, in a move concerning Russia, according to the U.S. defense department and "
        "South Korea’s spy agency.",
        "North Korea did not threaten Japan, according to a State Department official.",
        "Russia could work together with North Korea on military matters.",
    ]
    leads = [s.lead for section in found.sections if section.key == "developments" for s in section.sentences]
    assert leads[:2] == ["29 October 2024", "reported 31 October 2024"]


@pytest.mark.parametrize(
    ("freed", "said"),
    [
        (("group:RUS:MIL:soldiers",), "released Russian soldiers."),
        (("RUS",), "released people or property of Russia."),
    ],
)
def test_captives_are_freed_themselves(freed: tuple[str, ...], said: str) -> None:
    soldiers = Actor(
        id="group:RUS:MIL:soldiers",
        document=POST.id,
        name="Russian soldiers",
        kind="group",
        country="RUS",
        evidence=NAMED[0].evidence if isinstance(NAMED[0], Actor) else (),
    )
    who = [each for each in NAMED if isinstance(each, Actor) and each.document == POST.id]
    told = event(POST, ["sent", "North Korea sent"], type="RETREAT", mode="release", actor=("PRK",), recipient=freed)
    assert any(text.endswith(said) for text in texts(brief([POST, soldiers, *who, told]), "developments"))


def test_a_part_of_a_party_is_told_as_one() -> None:
    here = Document(text="North Korea freed nine of the 14 sailors.", publisher="Post (sample)", published="2024-11-02")
    people = [replace(each, document=here.id) for each in NAMED if isinstance(each, Actor)]
    sailors = actor(here, "group:RUS:CVL:sailors", "the 14 sailors", "group", country="RUS")
    told = event(here, ["freed"], type="RETREAT", mode="release", actor=("PRK",), recipient=(sailors.id,))
    whom = replace(sailors.evidence[0], role="recipient")
    told = replace(told, evidence=(*told.evidence, whom))
    (text,) = texts(brief([here, *people, sailors, told]), "developments")
    assert text == "North Korea released nine of the 14 sailors."


def test_a_claim_never_becomes_a_fact_when_its_speaker_is_missing() -> None:
    records = [r for r in RECORDS if not isinstance(r, Statement)]
    assert all("according to" in t for t in texts(brief(records), "developments") if "troops" in t or "Japan" in t)


def test_figures_that_differ_stand_side_by_side_with_their_sources() -> None:
    found = brief(RECORDS)
    assert any(
        "about 10,000 troops from the U.S. defense department in Harbour Post (sample) and 3,000 troops from "
        "South Korea’s spy agency in Delta Ledger (sample)" in text
        for text in texts(found, "key")
    )
    assert "10,000" not in " ".join(texts(found, "developments"))


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        (TROOPS, FEWER, True),
        (TROOPS, replace(TROOPS, low=9000, high=None, text="9,000"), True),
        (TROOPS, replace(TROOPS, low=5000, high=20000, text="thousands"), False),
        (TROOPS, replace(FEWER, unit="dead"), False),
    ],
)
def test_figures_differ_only_when_their_bounds_do_not_meet(ours: Magnitude, theirs: Magnitude, differ: bool) -> None:
    common = {"type": "MOBILIZE", "mode": "troops", "actor": ("PRK",)}
    one = event(POST, ["sent", "North Korea sent"], magnitude=(ours,), **common)
    other = event(LEDGER, ["sent", "North Korea has sent"], magnitude=(theirs,), **common)
    found = brief([*RECORDS[:3], *NAMED, one, other])
    assert any("figures differ" in text for text in texts(found, "accounts")) == differ
    assert any("figures differ" in s.labels for s in found.sentences) == differ


def test_direct_quotations_are_marked_and_exact_and_reported_speech_is_not() -> None:
    said = texts(brief(RECORDS), "said")
    assert "Mara Holt, a lecturer at the Lowland Institute" in said
    assert "Said: “Silence is the cheapest policy there is” … “and the first one to run out.”" in said
    assert "Said, as reported, that China may put calm on the peninsula first." in said
    for text in said:
        for quoted in re.findall("“([^”]+)”", text):
            assert quoted in POST.text


def test_words_called_direct_that_stand_in_no_quotation_marks_get_none() -> None:
    speaker = Speaker(actor=None, as_written="Experts", named=False)
    claim = statement(POST, speaker, "think", ["Beijing would cut trade with Moscow"], quotation="direct")
    assert "“" not in " ".join(texts(brief([POST, claim]), "said"))


@pytest.mark.parametrize(("act", "shown"), [("say", True), ("intend", False), ("believe", False)])
def test_what_others_say_that_somebody_means_is_none_of_his_words(act: str, shown: bool) -> None:
    outer = statement(TIMES, HOLT, "said", ["Russia could test weapons with North Korea"])
    russia = Speaker(actor="RUS", as_written="Russia", named=True)
    inner = statement(TIMES, russia, "test", ["weapons with North Korea"], act=act, nested_in=outer.id)
    found = brief([TIMES, outer, inner, *NAMED])
    assert ("Russia" in texts(found, "said")) == shown


def test_what_somebody_is_asked_to_say_is_none_of_his_words() -> None:
    outer = statement(TIMES, HOLT, "said", ["Russia could test weapons with North Korea"])
    russia = Speaker(actor="RUS", as_written="Russia", named=True)
    reason = "only wanted, refused or possible in what another one reports"
    inner = statement(TIMES, russia, "test", ["weapons with North Korea"], nested_in=outer.id, why=(reason,))
    assert "Russia" not in texts(brief([TIMES, outer, inner, *NAMED]), "said")


def test_a_prediction_of_nobody_is_the_report_s() -> None:
    (told,) = (each for each in RECORDS if isinstance(each, Prediction))
    source = next(each for each in RECORDS if isinstance(each, Document) and each.id == told.document)
    said = statement(source, Speaker(actor=None, as_written="", named=False), "think", [told.claim.text])
    sources = Sources([source, said], load(), frozenset({said.id}))
    assert holder(replace(told, holder=None, statement=said.id), sources) == "the report"


def test_a_statement_told_twice_stands_once() -> None:
    speaker = Speaker(actor="org:mfa", as_written="the ministry", named=True)
    again = statement(TIMES, speaker, "spoke", ["what two neighbours do is a matter for them"])
    said = texts(brief([TIMES, SPOKE, again, *NAMED]), "said")
    assert len([t for t in said if "neighbours" in t]) == 1


def test_pressure_silence_tie_and_prediction_read_as_sentences() -> None:
    found = brief(RECORDS)
    assert texts(found, "pressure") == [
        "The United States and South Korea urged China to use its influence over North Korea and Russia; in the "
        "report’s words, “use its influence over North Korea and Russia”, with the aim “to keep the war in "
        "Ukraine from widening”."
    ]
    assert texts(found, "silent") == []
    assert texts(found, "changed") == [
        "China has refrained from comment on the deployment; this ended after 2 days, on 2 November 2024, when "
        "China’s foreign ministry said, as reported, that what two neighbours do is a matter for them."
    ]
    assert texts(found, "ties") == ["China and Russia are partners, described as “no limits”."]
    assert texts(found, "predictions") == [
        "Experts, as reported: think it unlikely that Beijing would cut trade with Moscow (“unlikely”, 20–45%)."
    ]
    assert "“Lu” is named but nowhere introduced: who is meant stays open." in texts(found, "unresolved")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "actual"}, "North Korea attacked Japan."),
        ({"status": "negated"}, "North Korea did not attack Japan."),
        ({"status": "future"}, "North Korea is set to attack Japan."),
        ({"status": "hypothetical"}, "North Korea could attack Japan."),
        ({"status": "historical"}, "Earlier, North Korea attacked Japan."),
        ({"actor": ("PRK", "RUS"), "status": "future"}, "North Korea and Russia are set to attack Japan."),
        ({"actor": ("PRK", "RUS", "CHN")}, "North Korea, Russia and China attacked Japan."),
        ({"recipient": ()}, "North Korea carried out an attack."),
        ({"actor": ()}, "An attack that concerns Japan was reported, by whom is not said."),
        ({"type": "CONSULT", "actor": ("PRK", "JPN"), "recipient": ()}, "North Korea and Japan held talks."),
        ({"type": "REQUEST", "mode": "assist"}, "North Korea asked Japan for help."),
        ({"mode": "no-such-mode"}, "North Korea attacked Japan."),
    ],
)
def test_an_event_is_said_in_the_form_that_fits(fields: dict[str, object], expected: str) -> None:
    values = {"type": "ASSAULT", "actor": ("PRK",), "recipient": ("JPN",), **fields}
    happened = event(LEDGER, ["threaten", "North Korea did not threaten Japan"], **values)
    found = brief([LEDGER, *NAMED, happened])
    assert expected.rstrip(".") in [s.text.rstrip(".") for s in found.sentences]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (TUESDAY, "29 October 2024"),
        (DateRange(start="2024-10-01", end="2024-10-31", precision="month"), "October 2024"),
        (DateRange(start="2024-01-01", end="2024-12-31", precision="year"), "2024"),
        (DateRange(start="2024-10-21", end="2024-10-27", precision="week"), "21 October 2024 to 27 October 2024"),
    ],
)
def test_a_date_is_as_precise_as_the_text(when: DateRange, expected: str) -> None:
    happened = event(POST, ["sent"], type="MOBILIZE", actor=("PRK",), date=when)
    (section,) = [s for s in brief([POST, *NAMED, happened]).sections if s.key == "developments"]
    assert section.sentences[0].lead == expected


def test_what_another_report_denies_stands_beside_it() -> None:
    common = {"type": "THREATEN", "actor": ("PRK",), "recipient": ("JPN",)}
    happened = event(POST, ["sent", "North Korea sent"], **common)
    denied = event(LEDGER, ["threaten", "North Korea did not threaten Japan"], status="negated", **common)
    open_points = texts(brief([POST, LEDGER, *NAMED, happened, denied]), "accounts")
    assert "North Korea threatened Japan; against this: North Korea did not threaten Japan." in open_points


def test_reported_speech_keeps_the_words_of_the_report() -> None:
    start = POST.text.index("think it")
    cue = Evidence.cut(POST.text, start, start + 5, "cue")
    speaker = Speaker(actor=None, as_written="Experts", named=False)
    spoke = statement(POST, speaker, "think", ["it unlikely that Beijing would cut trade with Moscow"])
    found = brief([POST, replace(spoke, evidence=(*spoke.evidence, cue))])
    assert "… think it unlikely that Beijing would cut trade with Moscow." in texts(found, "said")


@pytest.mark.parametrize(
    ("cue", "negated", "own"),
    [("think", False, True), ("think", True, False), ("doubt", True, True), ("doubt", False, False)],
)
def test_what_is_denied_is_not_told_from_its_verb_on(cue: str, negated: bool, own: bool) -> None:
    start = POST.text.index("think it")
    said = Evidence.cut(POST.text, start, start + 5, "cue")
    speaker = Speaker(actor=None, as_written="Experts", named=False)
    spoke = statement(POST, speaker, "think", ["it unlikely that Beijing would cut trade with Moscow"])
    spoke = replace(spoke, cue=cue, negated=negated, evidence=(*spoke.evidence, said))
    told = texts(brief([POST, spoke]), "said")
    assert any(line.startswith("… think") for line in told) is own


def test_two_who_say_one_thing_together_share_a_heading() -> None:
    both = [
        statement(POST, Speaker(actor=i, as_written=n, named=True), "urging", ["to use its influence over North Korea"])
        for i, n in (("USA", "The United States"), ("KOR", "South Korea"))
    ]
    assert texts(brief([POST, *NAMED, *both]), "said")[0] == "The United States and South Korea"


def test_a_claim_of_one_origin_is_called_so_and_named_after_the_agency() -> None:
    wire = replace(TIMES, id="", text=f"BEIJING (Sample Wire) — {TIMES.text}")
    copy = replace(wire, id="", publisher="Reef Gazette (sample)")
    claims: list[AnyRecord] = []
    for source in (wire, copy):
        spoke = statement(source, Speaker(actor=None, as_written="The ministry", named=False), "said", ["what two"])
        claims += [spoke, event(source, ["test"], type="ACCUSE", actor=("RUS",), statement=spoke.id)]
    found = brief([wire, copy, POST, *NAMED, *claims])
    (told,) = [s for s in found.sentences if s.text == "Russia voiced criticism, according to the ministry."]
    assert told.origins == 1
    one, printed = told.labels
    assert one == "one origin: Sample Wire"
    assert printed.startswith("also printed by ")
    assert "Lowland Times (sample)" in printed
    assert "Reef Gazette (sample)" in printed


def test_key_points_tell_nothing_twice() -> None:
    common = {"type": "ASSAULT", "actor": ("PRK",), "recipient": ("JPN",)}
    days = [DateRange(start=f"2024-10-{day}", end=f"2024-10-{day}", precision="day") for day in (20, 25)]
    places = ["North Korea sent about", "U.S. diplomats met the Chinese"]
    found = brief([POST, *NAMED, *(event(POST, [p], date=d, **common) for p, d in zip(places, days, strict=True))])
    assert len(texts(found, "developments")) == 2
    assert texts(found, "key") == []


def test_about_keeps_what_concerns_the_actor_and_its_people() -> None:
    found = brief(RECORDS, about="Japan")
    assert found.about == "Japan"
    assert texts(found, "developments") == [
        "North Korea did not threaten Japan, according to a State Department official."
    ]
    by_id, by_name = brief(RECORDS, about="CHN"), brief(RECORDS, about="china")
    assert by_id == by_name
    assert "China’s foreign ministry" in texts(by_id, "said")


def test_about_names_near_misses() -> None:
    with pytest.raises(QueryError, match="did you mean Japan"):
        brief(RECORDS, about="Japann")


@pytest.mark.parametrize(("since", "articles"), [("0d", 1), ("1d", 2), ("1w", 3), ("2024-11-01", 2), ("2030-01-01", 0)])
def test_since_counts_from_the_newest_article(since: str, articles: int) -> None:
    found = brief(RECORDS, since=since)
    assert found.articles == articles
    assert bool(found.sentences) == bool(articles)


@pytest.mark.parametrize("since", ["", "yesterday", "7", "2024-13-01"])
def test_since_refuses_what_is_no_time(since: str) -> None:
    with pytest.raises(QueryError, match="since"):
        brief(RECORDS, since=since)


def test_records_without_words_to_show_are_left_out() -> None:
    bare = Event(document=POST.id, type="ASSAULT", actor=("PRK",), recipient=("JPN",))
    found = brief([POST, *NAMED[:5], bare])
    assert not texts(found, "developments")


def test_unnamed_people_are_described_as_written() -> None:
    envoys = actor(POST, "unnamed:envoys", "U.S. diplomats", "unnamed")
    happened = event(
        POST, ["met"], type="CONSULT", actor=("unnamed:envoys",), recipient=("person:envoy",), status="future"
    )
    found = brief([POST, *NAMED, envoys, happened])
    assert texts(found, "developments") == ["U.S. diplomats are set to hold talks with the Chinese ambassador."]


def test_an_empty_record_gives_an_empty_brief() -> None:
    assert brief([]) == Brief(headline=None, sections=(), citations=())


def test_a_party_without_a_name_of_its_own_leaves_the_word_to_the_report() -> None:
    his = actor(POST, "unnamed:his", "his country", "unnamed", as_written="China")
    told = event(POST, ["sent", "troops to Russia this month"], type="ACCUSE", actor=("unnamed:his",))
    (text,) = texts(brief([POST, his, told]), "developments")
    assert text.startswith("In the report’s words: “North Korea sent about 10,000 troops")
    assert not any(s.shows for s in brief([POST, his, told]).sentences)


def test_key_points_leave_out_what_did_not_happen_and_tell_what_ended() -> None:
    earlier = replace(POST, id="", url=None, published="2024-11-05", text=POST.text + " More.")
    assert not [p for p in texts(brief(RECORDS), "key") if "could" in p or "did not" in p]
    points = texts(brief([*RECORDS, earlier]), "key")
    assert [p for p in points if "this ended after 2 days" in p]


def test_a_silence_is_ended_by_what_a_later_article_tells() -> None:
    records = [replace(r, outcome=None, topic=None) if isinstance(r, Silence) else r for r in RECORDS]
    mentions = [Mention(document=d.id, start=0, end=0, actor="PRK", kind="name") for d in (POST, TIMES)]
    assert "this ended after 2 days" in texts(brief([*records, *mentions]), "changed")[0]


def told_by(day: int, kind: str, words: list[str], **fields: object) -> list[AnyRecord]:
    """One event on an article of its own, with whatever fields it has."""
    text = f"{' '.join(words)} on the {day}th, said the paper of that day."
    here = Document(text=text, publisher=f"Paper {day} (sample)", published=f"2024-11-{day:02d}")
    values = {"actor": ("PRK",), "recipient": ("USA",), **fields}
    people = [replace(each, document=here.id) for each in NAMED if isinstance(each, Actor)]
    return [here, *people, event(here, words, type=kind, **values)]


def test_a_deed_of_one_origin_stands_before_words_of_one() -> None:
    words = [r for day in range(4, 28) for r in told_by(day, "ACCUSE", [f"blamed{day}", f"North Korea blamed{day}"])]
    deed = told_by(2, "RETREAT", ["freed", "North Korea freed two men"], mode="release")
    found = texts(brief([*words, *deed]), "developments")
    assert [text for text in found if "released" in text]
    assert any("released" in point for point in [*texts(brief([*words, *deed]), "key"), found[0]])


def test_who_only_accepts_has_reached_no_agreement_yet() -> None:
    taken = told_by(4, "AGREE", ["accepted", "North Korea accepted the invitation"])
    found = brief(taken)
    said = [sentence.text for sentence in found.sentences]
    assert any("accepted what" in text for text in said)
    assert not any("reached an agreement" in text for text in said)
    signed = told_by(4, "AGREE", ["signed", "North Korea signed it"])
    assert any("reached an agreement" in sentence.text for sentence in brief(signed).sentences)


def test_a_number_that_its_origin_put_right_is_told_as_corrected() -> None:
    twelve = Magnitude(unit="dead", low=12, high=12, text="12 men")
    first = Document(text="North Korea shelled Varn and killed 12 men.", publisher="Wire", published="2024-11-04")
    text = "A ministry lowered to seven the number of men killed when North Korea shelled Varn."
    again = Document(text=text, publisher="Wire", published="2024-11-05")
    shared = {"type": "ASSAULT", "actor": ("PRK",), "recipient": ("USA",)}
    day = DateRange(start="2024-11-04", end="2024-11-04", precision="day")
    one = event(
        first, ["shelled", "North Korea shelled Varn and killed 12 men"], magnitude=(twelve,), date=day, **shared
    )
    two = event(again, ["killed", text.rstrip(".")], date=day, **shared)
    people = [replace(each, document=d.id) for d in (first, again) for each in NAMED if isinstance(each, Actor)]
    (told,) = [
        s for s in brief([first, again, *people, one, two]).sentences if s.labels and "corrected" in str(s.labels)
    ]
    assert "corrected from 12 to 7" in told.labels
    assert "12" not in told.text
    assert "7" in told.text


def test_a_figure_that_names_the_wounded_is_told_once_and_small() -> None:
    post = Document(
        text="Three Norwegian soldiers were hit by Russian fire at the river on Tuesday.",
        publisher="Harbour Post (sample)",
        published="2024-10-31",
    )
    hit = event(
        post,
        ["hit", "Russian", "Three Norwegian soldiers"],
        type="ASSAULT",
        actor=("RUS",),
        recipient=("group:NOR:MIL:soldiers",),
        magnitude=(Magnitude(unit="injured", low=3, high=3, text="Three Norwegian soldiers"),),
    )
    who = actor(post, "RUS", "Russia", as_written="Russian")
    soldiers = actor(post, "group:NOR:MIL:soldiers", "Three Norwegian soldiers", "group", country="NOR")
    found = " ".join(each.text for each in brief([post, who, soldiers, hit]).sentences)
    assert "three Norwegian soldiers." in found
    assert "(" not in found
