"""What the bundled weights read into sentences of measures voted down, envoys dismissed, landings and sit-ins."""

import pytest

from coding.conftest import Code

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The upper house defeated an embargo on Nicaragua.",
        "The Spanish parliament threw out a ban on Moroccan fish.",
        "The Danish parliament voted against an arms embargo on Egypt.",
        "The Belgian senate voted down sanctions against Rwanda.",
    ],
)
def test_a_measure_that_is_voted_down_hits_nobody(code: Code, text: str) -> None:
    found = code(text)
    assert {e.type for e in found} <= {"REJECT"}
    assert all(e.recipient == () for e in found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Russia rejected Swiss sanctions on its generals.", "actual"),
        ("Cuba rejected the embargo that America imposed on it.", "actual"),
    ],
)
def test_who_rejects_a_measure_against_himself_does_not_unmake_it(code: Code, text: str, status: str) -> None:
    assert [e.status for e in code(text) if e.type == "SANCTION"] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The chancellor fired his ambassador to London.",
        "Slovakia sacked its ambassador to Ukraine.",
        "The king dismissed his ambassador to Portugal on Friday.",
        "Mexico replaced its consul in Havana.",
    ],
)
def test_who_dismisses_an_envoy_of_his_own_does_nothing_to_his_host(code: Code, text: str) -> None:
    assert code(text) == []


def test_who_recalls_an_envoy_does(code: Code) -> None:
    (event,) = code("Slovakia recalled its ambassador from Kyiv.")
    assert (event.type, event.actor, event.recipient) == ("SANCTION", ("SVK",), ("UKR",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Italian marines landed in Lebanon.", "MOBILIZE"),
        ("Senegalese paratroopers landed in Mali on Monday.", "MOBILIZE"),
        ("A Chinese transport plane landed in Harare.", None),
        ("Moroccan soldiers landed in Zaire to evacuate foreigners.", "AID"),
        ("A Chinese cargo plane landed in Harare with vaccines.", "AID"),
    ],
)
def test_a_landing_is_aid_only_where_help_is_told(code: Code, text: str, kind: str | None) -> None:
    assert {e.type for e in code(text)} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Students occupied the university in Skopje.", "PROTEST"),
        ("Demonstrators occupied the parliament building in Lima.", "PROTEST"),
        ("Russian troops occupied the university in Mariupol.", "ASSAULT"),
    ],
)
def test_who_occupies_a_building_without_arms_protests(code: Code, text: str, kind: str) -> None:
    assert kind in {e.type for e in code(text)}
    assert (kind == "PROTEST") <= all(e.type == "PROTEST" for e in code(text))


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Vienna condemned the jailing of a student by Minsk.", ("BLR",)),
        ("Finland deplored the imprisonment of the Turkish opposition leader by Ankara.", ("TUR",)),
        ("Portugal condemned the hanging of the Kurdish poet.", ()),
        ("Norway voiced anger over the killing of a Norwegian monk in Bogota.", ()),
        ("Austria protested at the arrest of an Austrian priest in Prague.", ("CZE",)),
        ("Moscow denounced the expulsion of two Russian consuls from London.", ("GBR",)),
    ],
)
def test_who_is_condemned_for_a_deed_is_who_did_it(code: Code, text: str, accused: tuple[str, ...]) -> None:
    assert [e.recipient for e in code(text) if e.type == "ACCUSE"] == [accused]


def test_who_condemns_an_expulsion_expels_nobody(code: Code) -> None:
    assert [(e.type, e.recipient) for e in code("Spain condemned the expulsion of its ambassador from Nicaragua.")] == [
        ("ACCUSE", ("NIC",))
    ]


def test_whose_a_deed_is_hangs_on_its_noun_or_on_who_suffered_it(code: Code) -> None:
    found = code("Poland condemned the imprisonment of a Polish reporter by Belarus.")
    assert [e.actor for e in found if e.type == "COERCE"] == [("BLR",)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Missiles fired by Iran hit an airport in Israel.", "IRN"),
        ("The envoy sent by Qatar met the Chadian president.", "QAT"),
    ],
)
def test_who_fires_or_sends_what_acts_does_act(code: Code, text: str, actor: str) -> None:
    assert any(actor in e.actor for e in code(text) if e.type in ("ASSAULT", "CONSULT"))


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("The wife of a trader jailed by Qatar met the German foreign minister.", "QAT"),
        ("The captives held by Hamas met Red Cross officials.", "group:hamas"),
        ("Workers dismissed by the Japanese company met the Thai labour minister.", "group:JPN:BUS:company"),
        ("The envoy of Sweden to Jordan urged Hezbollah to disarm.", "JOR"),
    ],
)
def test_who_only_tells_who_somebody_is_meets_nobody(code: Code, text: str, idle: str) -> None:
    assert all(idle not in (*e.actor, *e.recipient) for e in code(text) if e.type == "CONSULT")


def test_who_is_sent_by_a_state_meets_for_it(code: Code) -> None:
    found = code("A delegation led by Egypt met the Sudanese president.")
    assert any("EGY" in e.actor for e in found if e.type == "CONSULT")


def test_a_court_hands_down_terms(code: Code) -> None:
    (event,) = code("A court in Ankara handed life terms to three German pilots.")
    assert (event.type, event.mode) == ("SANCTION", "convict")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Finland demanded the release of three Finnish divers.", ()),
        ("Hungary called for the immediate release of the pilot Laszlo Kadar.", ()),
        ("Ireland asked for the freeing of a nurse kidnapped by Boko Haram.", ("group:boko-haram",)),
        ("Washington called for the release of two Danish cyclists held in Iran.", ("IRN",)),
        ("Austria asked Iraq for the release of the pilot.", ("IRQ",)),
        (
            "Spanish police arrested two Basques, and France demanded their extradition.",
            ("org:esp-national-police-corps-of-spain",),
        ),
        (
            "Malian soldiers arrested the Togolese envoy, and the African Union demanded his release.",
            ("group:MLI:MIL:soldiers",),
        ),
        ("Kuwait demanded the withdrawal of Iraqi troops.", ("group:IRQ:MIL:troops",)),
        ("Finland demanded that its divers be released.", ()),
        ("Finland demanded that the divers be released by Eritrea.", ("ERI",)),
        ("The African Union called for the prime minister of Guinea-Bissau to be reinstated.", ("GNB",)),
        ("Ireland appealed to Mali for the Nigerien hostages to be freed.", ("MLI",)),
    ],
)
def test_who_is_to_be_freed_is_not_asked_for_it(code: Code, text: str, asked: tuple[str, ...]) -> None:
    assert [e.recipient for e in code(text) if e.type == "REQUEST"] == [asked]


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("Eritrea agreed to pull its army out of the valley.", ()),
        ("Iceland has offered to lead a team of monitors.", ()),
        ("Peru and Bolivia agreed to move their troops back from the lake.", ("BOL", "PER")),
        ("Sudan agreed to hand over two Chadian soldiers.", ("group:TCD:MIL:soldiers",)),
    ],
)
def test_who_is_moved_is_no_side_of_an_accord(code: Code, text: str, agreed: tuple[str, ...]) -> None:
    assert [tuple(sorted(e.recipient)) for e in code(text) if e.type == "AGREE"] == [agreed]


def test_nobody_withdraws_from_his_own_army(code: Code) -> None:
    found = code("Greece and Turkey agreed on Friday to pull their troops back from the river.")
    assert [e.recipient for e in found if e.type == "RETREAT"] == [()]


def test_who_is_jailed_is_not_freed_by_that_word(code: Code) -> None:
    found = code("Amnesty demanded the release of the opposition leaders jailed in Tunis.")
    assert all(e.type != "RETREAT" for e in found)


def test_what_is_told_as_done_is_not_planned(code: Code) -> None:
    found = code("Swedish lawyers met Kurds in Ankara on Monday and will meet them again in May.")
    assert [e.status for e in found if e.type == "CONSULT"] == ["actual"]


def test_what_opens_a_condition_provides_nothing(code: Code) -> None:
    found = code("Ghana offered to patrol the frontier with both armies provided that the African Union paid for it.")
    assert all(e.recipient != ("org:AU",) for e in found)


@pytest.mark.parametrize(
    "text", ["Norway is considering sanctions against Belarus.", "Norway weighs sanctions on Belarus."]
)
def test_who_considers_a_measure_may_take_it(code: Code, text: str) -> None:
    (event,) = code(text)
    assert (event.type, event.status, event.recipient) == ("SANCTION", "hypothetical", ("BLR",))
