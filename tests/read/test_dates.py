import pytest

from legation.read.datelines import Dateline, dateline
from legation.read.dates import day, iso, stamp

REST = "the ministers of two states met again in the capital on Tuesday."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-10-31", "2024-10-31"),
        (" 2024-10-31 ", "2024-10-31"),
        ("2024-10-31T09:30:00Z", "2024-10-31T09:30:00Z"),
        ("2024-10-31T09:30+09:00", "2024-10-31T09:30+09:00"),
        ("2024-10-31 09:30:00 +0900", "2024-10-31T09:30:00+09:00"),
        ("2024-10-31T09:30:00", "2024-10-31"),
        ("2024-10-31 00:00:00", "2024-10-31"),
        ("2024-02-30", None),
        ("2024-10", None),
        ("20241031", None),
        ("2024-10-31T25:00Z", None),
        ("2024-W44-4", None),
        ("", None),
    ],
)
def test_iso(value: str, expected: str | None) -> None:
    assert iso(value) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("October 31, 2024", "2024-10-31"),
        ("Thu., Oct. 31, 2024", "2024-10-31"),
        ("Thursday 31st October 2024", "2024-10-31"),
        ("31/10/2024", "2024-10-31"),
        ("10/31/2024", "2024-10-31"),
        ("5/5/2024", "2024-05-05"),
        ("5/6/2024", None),
        ("October 31", None),
        ("October 2024", None),
        ("31 October 24 2024", None),
        ("Feb. 30, 2024", None),
        ("On October 31, 2024", None),
        ("October 31, 2024, was a Thursday", None),
        ("Published: Oct. 31, 2024, 12:05 a.m. EDT", "2024-10-31T00:05:00-04:00"),
        ("Oct. 31, 2024 at 16:30 (GMT)", "2024-10-31T16:30:00+00:00"),
        ("Oct. 31, 2024 4:30 p.m.", "2024-10-31"),
        ("Oct. 31, 2024 4:30 p.m. IST", "2024-10-31"),
        ("Oct. 31, 2024 25:30 GMT", "2024-10-31"),
        ("Oct. 31, 2024 16:30 p.m. GMT", "2024-10-31"),
        ("Published on 2024-10-31", "2024-10-31"),
        ("2024年10月31日", "2024-10-31"),
        ("2024年10月31日16時30分", "2024-10-31"),
        ("2024年13月31日", None),
        ("2024年10月31日の会談", None),
    ],
)
def test_stamp(line: str, expected: str | None) -> None:
    found = stamp(line)
    assert (found.published if found else None) == expected


def test_stamp_knows_an_update() -> None:
    assert [bool(s and s.update) for s in (stamp("Updated: May 5, 2024"), stamp("May 5, 2024"))] == [True, False]


@pytest.mark.parametrize("written", ["", "May", "May 5", "soon", "99 May 2024"])
def test_day_needs_day_month_and_year(written: str) -> None:
    assert day(written) is None


@pytest.mark.parametrize(
    ("head", "agency", "published"),
    [
        ("WASHINGTON (AP) —", "Associated Press", None),
        ("SEOUL, Oct. 18 (Harbour Wire) -", "Harbour Wire", None),
        ("SEOUL (Harbour Wire (sample)) —", "Harbour Wire (sample)", None),
        ("BEIJING, 31 October 2024 —", None, "2024-10-31"),
        ("BEIJING, May 5, 2024 (Xinhua) --", "Xinhua", "2024-05-05"),
        ("MOSCOW, October 31. /TASS/.", "TASS", None),
        ("MOSCOW/KYIV, Oct 3 (Reuters) -", "Reuters", None),
        ("ST. PETERSBURG, Russia, June 20 (AFP) —", "Agence France-Presse", None),
        ("Pyongyang, October 31 (KCNA) --", "KCNA", None),
        ("DAYTON, Ohio —", None, None),
        ("SÃO PAULO —", None, None),
    ],
)
def test_dateline(head: str, agency: str | None, published: str | None) -> None:
    found = dateline(f"{head} The day that {REST}")
    text = head.rstrip("—- ").removesuffix(".")
    assert found == Dateline(text=text, agency=agency, published=published)


def test_a_full_stop_makes_a_sentence_of_few_words() -> None:
    found = dateline("LIMA - Congress declared the presidency vacant.")
    assert found is not None
    assert found.text == "LIMA"
    assert dateline("LIMA - Congress Declares Presidency Vacant") is None


@pytest.mark.parametrize(
    "line",
    [
        f"Seoul — The day that {REST}",
        f"EXCLUSIVE — The day that {REST}",
        f"U.S. — The day that {REST}",
        f"VIENNA — where {REST}",
        "NATO — Russia Talks End",
        f"The day that SEOUL (AP) — {REST}",
        "VIENNA (AP)",
        "",
    ],
)
def test_prose_and_headlines_are_no_dateline(line: str) -> None:
    assert dateline(line) is None
