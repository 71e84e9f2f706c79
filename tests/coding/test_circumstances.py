"""When, where and how many: circumstances of hand-made events, seen from Sunday, 20 October 2024."""

from collections.abc import Callable

import pytest

from legation.annotate.anchors import anchors
from legation.annotate.when import when
from legation.coding.circumstances import circumstances
from legation.knowledge import load
from legation.records import Event, Evidence, Magnitude, Status
from legation.step import Reading
from legation.tables import yaml_table

pytestmark = pytest.mark.model
Read = Callable[..., Reading]
Told = Callable[..., Event]


@pytest.fixture(scope="module")
def told(read: Read) -> Told:
    """The event of the first `trigger` in a text, with its circumstances."""
    times, counted = when(yaml_table("annotate/when.yaml")), anchors(yaml_table("annotate/when.yaml"))
    step = circumstances(load(), yaml_table("coding/circumstances.yaml"))

    def run(
        text: str,
        trigger: str,
        kind: str = "MOBILIZE",
        status: Status = "actual",
        published: str | None = "2024-10-20",
    ) -> Event:
        reading = read(text, published=published)
        reading = reading.plus(times.run(reading))
        reading = reading.plus(counted.run(reading), counted.replaces)
        start = text.index(trigger)
        evidence = (Evidence.cut(text, start, start + len(trigger), "trigger"),)
        event = Event(document=reading.document.id, type=kind, status=status, evidence=evidence)
        reading = reading.plus([event])
        (found,) = step.run(reading)
        assert isinstance(found, Event)
        return found

    return run


@pytest.mark.parametrize(
    ("text", "trigger", "unit", "low", "high"),
    [
        ("North Korea sent about 3,000 soldiers to Russia.", "sent", "troops", 2700, 3300),
        ("Peru sent more than a million civilians home.", "sent", "people", 1_000_000, None),
        ("Australia sent Fiji A$20 million.", "sent", "AUD", 20_000_000, 20_000_000),
        ("Egypt sent Sudan 30 million Egyptian pounds.", "sent", "EGP", 30_000_000, 30_000_000),
        ("North Korea sent 3,000 soldiers to Russia.", "sent", "troops", 3000, 3000),
        ("North Korea sent more than 10,000 troops to Russia.", "sent", "troops", 10000, None),
        ("North Korea sent as many as 12,000 troops to Russia.", "sent", "troops", 0, 12000),
        ("Turkey deployed between 10,000 and 12,000 troops.", "deployed", "troops", 10000, 12000),
        ("Turkey deployed 10,000 to 12,000 troops.", "deployed", "troops", 10000, 12000),
        ("North Korea deployed thousands of troops.", "deployed", "troops", 2000, None),
        ("Russia deployed tens of thousands of soldiers.", "deployed", "troops", 20000, None),
        ("Russia deployed several hundred soldiers.", "deployed", "troops", 300, None),
        ("Russia deployed nearly 5,000 soldiers.", "deployed", "troops", 4500, 5000),
        ("Russia deployed at least two dozen soldiers.", "deployed", "troops", 24, None),
        ("The deployment of 8,000 North Korean troops alarmed Seoul.", "deployment", "troops", 8000, 8000),
        ("Iran fired 180 missiles at Israel.", "fired", "missiles", 180, 180),
        ("Russia launched dozens of drones at Kyiv.", "launched", "drones", 24, None),
        ("China sent 14 warships toward Taiwan.", "sent", "ships", 14, 14),
        ("Germany delivered fifty tanks to Ukraine.", "delivered", "vehicles", 50, 50),
        ("Russian strikes killed at least 12 people.", "killed", "dead", 12, None),
        ("Twelve civilians were killed by Russian troops.", "killed", "dead", 12, 12),
        ("Russian troops wounded 30 civilians.", "wounded", "injured", 30, 30),
        ("Police arrested dozens of protesters in Minsk.", "arrested", "arrested", 24, None),
        ("An Israeli strike killed 14.", "killed", "dead", 14, 14),
        ("The United States gave Ukraine $2.5 billion.", "gave", "USD", 2.5e9, 2.5e9),
        ("Germany gave Ukraine 500 million euros.", "gave", "EUR", 5e8, 5e8),
        ("Israel and Hamas began a 60-day cease-fire.", "began", "days", 60, 60),
        ("Russia expelled 10 American diplomats.", "expelled", "diplomats", 10, 10),
        ("Hamas released 24 hostages.", "released", "hostages", 24, 24),
    ],
)
def test_magnitude(told: Told, text: str, trigger: str, unit: str, low: float, high: float | None) -> None:
    found = told(text, trigger).magnitude
    assert [(m.unit, m.low, m.high) for m in found] == [(unit, low, high)]
    assert all(m.text in text for m in found)


def test_two_numbers_of_one_act(told: Told) -> None:
    found = told("Russia attacked Ukraine, killing 12 people and wounding more than 30.", "attacked", "ASSAULT")
    assert found.magnitude == (
        Magnitude(unit="dead", low=12, high=12, text="12 people"),
        Magnitude(unit="injured", low=30, high=None, text="more than 30"),
    )


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Russia attacked Ukraine in 2022.", "attacked", "ASSAULT"),
        ("Russia attacked Ukraine on Oct. 12, 2024.", "attacked", "ASSAULT"),
        ("Ukraine's 45-year-old president met Xi.", "met", "CONSULT"),
        ("Russia condemned the strike that killed 14 people.", "condemned", "ACCUSE"),
        ("Russia condemned the deployment of 10,000 troops.", "condemned", "ACCUSE"),
        ("Three diplomats met Xi in Beijing.", "met", "CONSULT"),
        ("Russia raised its duties by 12 percent.", "raised", "SANCTION"),
    ],
)
def test_no_magnitude(told: Told, text: str, trigger: str, kind: str) -> None:
    assert told(text, trigger, kind).magnitude == ()


@pytest.mark.parametrize(
    ("text", "trigger", "name", "country"),
    [
        ("Chinese and American envoys met in Geneva.", "met", "Geneva", "CHE"),
        ("Russian drones hit a depot near Kharkiv.", "hit", "Kharkiv", "UKR"),
        ("North Korea sent soldiers to Vladivostok.", "sent", "Vladivostok", "RUS"),
        ("Xi visited Hanoi.", "visited", "Hanoi", "VNM"),
        ("Russian troops captured Bakhmut.", "captured", "Bakhmut", "UKR"),
        ("Turkish troops fought near Idlib in northern Syria.", "fought", "Idlib", "SYR"),
        ("Envoys met in Ethiopia.", "met", "Ethiopia", "ETH"),
        ("Turkish warships held drills in the Black Sea.", "held", "Black Sea", None),
        ("An attack in Mogadishu killed five people.", "attack", "Mogadishu", "SOM"),
        # Not where something else was done before or after.
        ("Israeli jets bombed a depot in Syria days after an attack in Haifa.", "bombed", "Syria", "SYR"),
        ("Since a raid in Goma, envoys have met in Nairobi.", "met", "Nairobi", "KEN"),
    ],
)
def test_place(told: Told, text: str, trigger: str, name: str, country: str | None) -> None:
    found = told(text, trigger, "CONSULT").place
    assert found is not None
    assert (found.name, found.country) == (name, country)


@pytest.mark.parametrize(("name", "known"), [("Geneva", True), ("Ethiopia", False)])
def test_a_city_has_a_point_and_a_country_none(told: Told, name: str, known: bool) -> None:
    found = told(f"Envoys met in {name}.", "met", "CONSULT").place
    assert found is not None
    assert (found.lat is not None, found.lon is not None) == (known, known)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("The European Union imposed penalties on Iran.", "imposed", "SANCTION"),
        ("Macron called on Moscow to stop.", "called", "REQUEST"),
        ("A teacher at a school in Oslo met Xi.", "met", "CONSULT"),
        ("Russia condemned the raid in Rafah.", "condemned", "ACCUSE"),
        ("Envoys met for an hour.", "met", "CONSULT"),
        ("Turkey expelled two envoys a week after a rally in Oslo.", "expelled", "SANCTION"),
    ],
)
def test_no_place(told: Told, text: str, trigger: str, kind: str) -> None:
    assert told(text, trigger, kind).place is None


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end"),
    [
        ("Envoys met in Geneva on Monday.", "met", "2024-10-14", "2024-10-14"),
        ("On Friday, Xi met Putin.", "met", "2024-10-18", "2024-10-18"),
        ("Moscow said Friday that Ukraine had attacked on Tuesday.", "attacked", "2024-10-15", "2024-10-15"),
        ("Moscow said Friday that Ukraine had attacked on Tuesday.", "said", "2024-10-18", "2024-10-18"),
        ("Xi visited Hanoi in June and signed a treaty.", "signed", "2024-06-01", "2024-06-30"),
        ("Russia attacked on Monday, killing 12 people.", "killing", "2024-10-14", "2024-10-14"),
        ("The strike on Saturday killed five people.", "killed", "2024-10-19", "2024-10-19"),
        ("Soldiers sailed between Oct. 8 and Oct. 13.", "sailed", "2024-10-08", "2024-10-13"),
        ("Israel bombed Tyre in the early hours of Monday.", "bombed", "2024-10-14", "2024-10-14"),
        ("Israel bombed Tyre on the night of Oct. 12.", "bombed", "2024-10-12", "2024-10-12"),
        ("Israel bombed Tyre on the 12th.", "bombed", "2024-10-12", "2024-10-12"),
        ("On Friday Caribbean leaders met in Kingston.", "met", "2024-10-18", "2024-10-18"),
        # What somebody is yet to do has no past day.
        ("Leaders gave the officers a week to free him last Sunday.", "gave", "2024-10-13", "2024-10-13"),
        # One clause tells when the other was.
        ("Xi met Putin on Friday, a day after Modi landed in Kazan.", "landed", "2024-10-17", "2024-10-17"),
        ("Xi met Putin on Friday, a day after Modi landed in Kazan.", "met", "2024-10-18", "2024-10-18"),
        ("It is three days since Modi landed in Kazan.", "landed", "2024-10-17", "2024-10-17"),
        ("Turkey launched a survey on Friday, when envoys met in Geneva.", "met", "2024-10-18", "2024-10-18"),
        ("Xi offered aid in a call on Friday.", "call", "2024-10-18", "2024-10-18"),
        # How old a thing is says when it began; a paper prints what was told the day before.
        ("The three-day-old truce with Syria is holding.", "truce", "2024-10-16", "2024-10-17"),
        ("The truce with Syria, three days old, is holding.", "truce", "2024-10-16", "2024-10-17"),
        ("The day-old truce with Syria was broken on Friday.", "truce", "2024-10-17", "2024-10-17"),
        ("Three days in, the truce with Syria is holding.", "truce", "2024-10-16", "2024-10-17"),
        ("Three days into the cease-fire with Syria, shots are heard.", "cease", "2024-10-16", "2024-10-17"),
        (
            "Shots are heard in the second week of a war, two weeks into the siege of Tyre.",
            "siege",
            "2024-10-03",
            "2024-10-08",
        ),
        # Taken up by the next sentence.
        ("Xi saw Kim on Monday. He met Putin, too.", "met", "2024-10-14", "2024-10-14"),
        # Labels of a timeline.
        ("Oct. 3.\n\nXi meets Putin.", "meets", "2024-10-03", "2024-10-03"),
        ("3 October: It rains. Xi meets Putin.", "meets", "2024-10-03", "2024-10-03"),
        ("3 October: It rains. Xi met Putin in Kazan on Friday.", "met", "2024-10-18", "2024-10-18"),
        ("3 October: Xi meets Putin, and the day after Modi, in Kazan.", "meets", "2024-10-03", "2024-10-03"),
    ],
)
def test_date(told: Told, text: str, trigger: str, start: str, end: str) -> None:
    found = told(text, trigger, "CONSULT").date
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Envoys met in Geneva.", "met"),
        ("Moscow said Friday that Ukraine had attacked its ships.", "attacked"),
        ("Moscow regretted on Friday the attack.", "attack"),
        ("Xi met Putin ahead of Tuesday's vote.", "met"),
        ("Xi met Putin for the first time since March.", "met"),
        ("Two days later, Xi met Putin.", "met"),
        ("Unions called a strike for Friday.", "called"),
        ("Xi saw Kim on Monday. Putin has met Modi.", "met"),
        ("Xi saw Kim on Monday. Putin met Modi.", "met"),
        ("Xi met Putin.\n\nOn Monday it rained.", "met"),
        ("A three-month-old girl met Putin.", "met"),
        ("The three-day-old truce fell when Xi met Putin.", "met"),
        ("Relatives of sailors shot by Argentina in 1978 met the president of Chile.", "met"),
    ],
)
def test_no_date_of_its_own(told: Told, text: str, trigger: str) -> None:
    assert told(text, trigger, "CONSULT").date is None


def test_a_deed_of_words_is_of_the_day_on_which_it_was_said(told: Told) -> None:
    text = "Mali said on Monday that it would treat an attack as war."
    found = told(text, "treat", "THREATEN").date
    assert found is not None
    assert found.start == "2024-10-14"
    assert told("Mali told the officers to leave within ten days.", "leave", "REQUEST").date is None


def test_no_date_without_a_day_of_publication(told: Told) -> None:
    assert told("Envoys met earlier this week.", "met", "CONSULT", published=None).date is None


def test_a_coming_day_dates_what_is_to_come_only(told: Told) -> None:
    text = "Xi will meet Putin next month."
    assert told(text, "meet", "CONSULT", "future").date is not None
    assert told(text, "meet", "CONSULT", "actual").date is None


def test_a_year_back_is_history_and_has_another_id(told: Told) -> None:
    old = told("Israel attacked Syria in 2014.", "attacked", "ASSAULT")
    new = told("Israel attacked Syria in 2014.", "attacked", "ASSAULT", "historical")
    assert (old.status, old.id) == ("historical", new.id)


def test_the_id_stays_where_the_status_does(told: Told) -> None:
    text = "Israel attacked Syria on Monday."
    event = told(text, "attacked", "ASSAULT")
    evidence = (Evidence.cut(text, 7, 15, "trigger"),)
    assert event.id == Event(document=event.document, type="ASSAULT", evidence=evidence).id
