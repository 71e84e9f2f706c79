"""Whatever the situation, a brief says only what cited records say, puts first things first, and counts origins."""

import re
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from legation.link import linked
from legation.link.reports import origins
from legation.records import AnyRecord, Derived, Development, Document, Report, as_dict
from legation.view.brief import Brief, Sentence, brief, render
from legation.view.brief_words import load
from made_up import situations

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# Fields of a record that hold ids, or places in a text: no number of a brief comes from them.
NO_NUMBERS = {"id", "document", "documents", "records", "record", "statement", "outcome", "sha256", "url", "about"}
SINCE = st.sampled_from([None, "0d", "3d", "2025-05-02"])


def numbers(text: str) -> set[float]:
    return {float(found.replace(",", "")) for found in NUMBER.findall(text.replace("-", " "))}


def held(value: Any) -> set[float]:
    """All numbers in the fields of a record that say something."""
    if isinstance(value, dict):
        places = {"start", "end"} if isinstance(value.get("start"), int) else set()
        return {n for key, each in value.items() if key not in NO_NUMBERS | places for n in held(each)}
    if isinstance(value, list | tuple):
        return {n for each in value for n in held(each)}
    if isinstance(value, bool) or value is None:
        return set()
    return {float(value)} if isinstance(value, int | float) else numbers(str(value))


def said(sentence: Sentence) -> str:
    return " ".join((sentence.text, sentence.lead or "", *sentence.labels))


def all_of(records: tuple[AnyRecord, ...]) -> tuple[AnyRecord, ...]:
    return (*records, *linked(records))


def days_between(documents: list[Document]) -> set[float]:
    days = [date.fromisoformat(d.published[:10]) for d in documents if d.published]
    return {float(abs((one - other).days)) for one in days for other in days}


@settings(max_examples=150, deadline=None)
@given(situations(), SINCE)
def test_each_number_is_in_a_cited_record_or_counts_what_is_cited(
    records: tuple[AnyRecord, ...], since: str | None
) -> None:
    known = all_of(records)
    documents = {r.id: r for r in known if isinstance(r, Document)}
    by_id: dict[str, list[AnyRecord]] = {}
    for record in known:
        by_id.setdefault(record.id, []).append(record)
    names = origins(documents.values(), (r for r in known if isinstance(r, Report)))
    for sentence in brief(known, since=since).sentences:
        cited = [documents[i] for i in dict.fromkeys(c.document for c in sentence.citations)]
        told = [r for i in sentence.records for r in by_id[i] if r.record != "actor"]
        own = {n for record in told for n in held(as_dict(record))}
        published = {n for d in cited if d.published for n in numbers(d.published)}
        counted = {float(len({names[d.id] for d in cited})), *days_between(cited)}
        assert numbers(said(sentence)) <= own | published | counted, (said(sentence), told)


@settings(max_examples=150, deadline=None)
@given(situations(), SINCE)
def test_each_sentence_stands_on_words_of_a_stored_document_and_of_its_records(
    records: tuple[AnyRecord, ...], since: str | None
) -> None:
    known = all_of(records)
    documents = {r.id: r for r in known if isinstance(r, Document)}
    found = brief(known, since=since)
    for sentence in found.sentences:
        assert sentence.citations
        for cited in sentence.citations:
            assert cited.words.strip()
            assert cited.words == documents[cited.document].text[cited.start : cited.end]
        homes = {d for r in known if r.id in sentence.records for d in _homes(r)}
        assert {cited.document for cited in sentence.citations} <= homes


def _homes(record: AnyRecord) -> tuple[str, ...]:
    return record.documents if isinstance(record, Development | Report) else (getattr(record, "document", record.id),)


@settings(max_examples=60, deadline=None)
@given(situations(), SINCE, st.randoms())
def test_the_order_of_records_has_no_effect(records: tuple[AnyRecord, ...], since: str | None, dice: Any) -> None:
    known = list(all_of(records))
    shuffled = dice.sample(known, len(known))
    assert brief(shuffled, since=since) == brief(known, since=since)


@settings(max_examples=150, deadline=None)
@given(situations())
def test_what_one_origin_tells_never_leads(records: tuple[AnyRecord, ...]) -> None:
    known = all_of(records)
    found = brief(known)
    publishers = {r.publisher for r in known if isinstance(r, Document)}
    if found.headline is None or len(publishers) < 2:
        return
    alone = load().table["alone"].partition(".")[0]
    if found.headline.origins < 2:
        assert found.headline.text.startswith(alone)
        assert all(s.origins < 2 for s in found.sentences if s.text == found.headline.text)
        assert not any(isinstance(r, Development) and r.origins > 1 for r in known)
    key = [s for section in found.sections if section.key == "key" for s in section.sentences]
    several = [s.origins > 1 for s in key]
    assert several == sorted(several, reverse=True)


@settings(max_examples=100, deadline=None)
@given(situations())
def test_copies_count_once_and_a_single_origin_is_named(records: tuple[AnyRecord, ...]) -> None:
    known = all_of(records)
    documents = {r.id: r for r in known if isinstance(r, Document)}
    names = origins(documents.values(), (r for r in known if isinstance(r, Report)))
    developments = {r.id: r for r in known if isinstance(r, Development)}
    several = len({d.publisher for d in documents.values()}) > 1
    for sentence in brief(known).sentences:
        told = [developments[i] for i in sentence.records if i in developments]
        for each in told:
            assert sentence.origins == len({names[d] for d in each.documents})
            if several and sentence.labels and each.origins == 1:
                assert sentence.labels[0].startswith("one origin: ")


@settings(max_examples=40, deadline=None)
@given(situations())
def test_linked_or_not_it_is_the_same_brief_and_reads_in_each_format(records: tuple[AnyRecord, ...]) -> None:
    found = brief(records)
    assert found == brief(all_of(records))
    assert max(map(len, render(found, "text").splitlines())) <= 80
    for form in ("md", "html"):
        page = " ".join(render(found, form).split())
        assert _headline(found) in page


def _headline(found: Brief) -> str:
    return found.headline.text if found.headline else "hold nothing to tell"


@settings(max_examples=60, deadline=None)
@given(situations(), SINCE)
def test_what_is_news_is_told_once(records: tuple[AnyRecord, ...], since: str | None) -> None:
    found = brief(records, since=since)
    told = {section.key: [s.records for s in section.sentences] for section in found.sections}
    first = {r[0] for r in told.get("changed", []) if r}
    later = {r[0] for key in ("developments", "silent", "predictions") for r in told.get(key, []) if r}
    assert not first & later
    assert not any(isinstance(r, Derived) and r.id in first & later for r in records)
