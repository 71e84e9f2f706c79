"""What frames and the bundled weights make together of sentences that either alone gets wrong."""

import pytest

from coding.conftest import Code

pytestmark = pytest.mark.model


def test_a_host_meets_all_guests(code: Code) -> None:
    (event,) = code("Germany's chancellor hosted the leaders of Armenia and Azerbaijan in Berlin.")
    assert (event.type, event.mode, len({*event.actor, *event.recipient})) == ("CONSULT", "visit", 3)


def test_a_shot_is_fired_one_way(code: Code) -> None:
    found = code(
        "The Philippines summoned China's ambassador after Chinese coastguard ships fired water cannon at a boat "
        "carrying food to soldiers on a grounded warship."
    )
    assert [(e.actor, e.recipient) for e in found if e.type == "ASSAULT"] == [(("CHN",), ("PHL",))]


def test_whoever_is_the_subject_alone_imposes(code: Code) -> None:
    (event,) = code("Canada imposed retaliatory tariffs of 25 per cent on American steel.")
    assert (event.type, event.actor, event.recipient) == ("SANCTION", ("CAN",), ("USA",))


def test_what_will_not_be_done_is_refused_now(code: Code) -> None:
    (event,) = code("Norway will not send troops to Afghanistan.")
    assert (event.type, event.status) == ("REJECT", "actual")


def test_a_blow_at_a_place_of_no_known_state_is_told_without_a_recipient(code: Code) -> None:
    (event,) = code("Rwandan soldiers shelled the village of Kallawasi on Monday.")
    assert (event.type, event.recipient) == ("ASSAULT", ())


def test_a_blow_at_a_place_that_somebody_gives_a_name_is_one_at_its_state(code: Code) -> None:
    (event,) = code("Pakistani jets struck what Islamabad called militant hideouts inside Afghanistan.")
    assert (event.type, event.actor, event.recipient) == ("ASSAULT", ("PAK",), ("AFG",))


def test_a_coup_is_not_the_deed_of_another_state(code: Code) -> None:
    (event,) = code("Nigeria cut electricity supplies to Niger in 2023 following the coup in Niamey.")
    assert (event.type, event.actor, event.recipient) == ("SANCTION", ("NGA",), ("NER",))


def test_who_speaks_next_is_no_recipient(code: Code) -> None:
    (event, *_) = code("Canada imposed a tariff on American steel and Mexico said it would follow suit.")
    assert (event.type, event.actor, event.recipient) == ("SANCTION", ("CAN",), ("USA",))


@pytest.mark.parametrize(
    ("text", "actor", "accused"),
    [
        ("Poland condemned the killing of a priest.", (), ()),
        ("Norway strongly condemned the arrest of opposition leaders, a spokesman said.", (), ()),
        ("China condemned the detention of its citizens in Canada.", ("CAN",), ("CAN",)),
    ],
)
def test_who_condemns_a_deed_did_not_do_it(
    code: Code, text: str, actor: tuple[str, ...], accused: tuple[str, ...]
) -> None:
    found = code(text)
    assert [e.actor for e in found if e.type in ("ASSAULT", "COERCE")] == [actor]
    assert [e.recipient for e in found if e.type == "ACCUSE"] == [accused]


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire between Israel and Lebanon collapsed within hours.",
        "The agreement between Serbia and Kosovo fell apart.",
        "The truce between the two Koreas has been broken repeatedly.",
        "The treaty between Argentina and Chile expired in June.",
    ],
)
def test_an_accord_that_ends_is_not_made(code: Code, text: str) -> None:
    assert {e.type for e in code(text)} & {"AGREE", "RETREAT"} == set()


def test_an_accord_that_ends_something_is_made(code: Code) -> None:
    (event,) = code("The agreement between Serbia and Kosovo ended the dispute.")
    assert (event.type, set(event.actor)) == ("AGREE", {"SRB", "XKX"})


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("A bomb blast at a market in Somalia's capital Mogadishu killed 15 people.", "SOM"),
        ("A drone struck a market in Sudan's Kordofan region, killing 20 civilians.", "SDN"),
        ("A shooting at a synagogue in Germany's Halle killed two people.", "DEU"),
        ("Shelling in eastern Ukraine killed two civilians.", "UKR"),
    ],
)
def test_where_a_blow_falls_is_not_who_strikes_it(code: Code, text: str, recipient: str) -> None:
    struck = [e for e in code(text) if e.type == "ASSAULT"]
    assert struck
    assert all(e.actor == () for e in struck)
    assert any(recipient in e.recipient for e in struck)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The junta in Myanmar bombed a hospital.", "MMR"),
        ("A drone launched by Ukraine hit a refinery in Russia.", "UKR"),
        ("Russian missiles hit an apartment block in Kharkiv.", "RUS"),
        (
            "The committee has established that 133 residents of Chad were killed in the Sudanese assault of 8 August.",
            "SDN",
        ),
    ],
)
def test_who_strikes_is_told_beside_the_blow(code: Code, text: str, actor: str) -> None:
    assert any(actor in e.actor for e in code(text) if e.type == "ASSAULT")


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("The TTP claimed responsibility for the attack on a police station in Pakistan.", ("group:ttp",), "PAK"),
        ("No group has claimed responsibility for the attack on the mosque in Pakistan.", (), "PAK"),
    ],
)
def test_who_claims_responsibility_did_it(code: Code, text: str, actor: tuple[str, ...], recipient: str) -> None:
    (event,) = code(text)
    assert (event.type, event.status, event.actor, event.recipient) == ("ASSAULT", "actual", actor, (recipient,))


def test_who_vows_to_go_on_with_a_war_threatens(code: Code) -> None:
    found = code("Israel vowed to continue the war against Hamas.")
    assert [(e.type, e.recipient) for e in found] == [("THREATEN", ("group:hamas",))]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "The Russian ambassador was summoned to the Foreign Ministry in London on Monday.",
            "org:GBR-foreign-ministry",
        ),
        ("Two Russian diplomats in Prague were expelled for spying.", "CZE"),
        ("The Chinese ambassador was summoned by Japan.", "JPN"),
        ("The Danish ambassador in Vienna was summoned on Friday over reports about the chancellor's letters.", "AUT"),
    ],
)
def test_hosts_summon_and_expel(code: Code, text: str, actor: str) -> None:
    assert [e.actor for e in code(text)] == [(actor,)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru's consul in Colombia was called home on Friday.",
        "Peru ordered its envoy home from Colombia.",
        "Peru called home its ambassador to Colombia.",
    ],
)
def test_who_sent_an_envoy_calls_him_home(code: Code, text: str) -> None:
    found = code(f"Peru and Colombia quarrelled over a river. {text}")
    told = [(e.type, e.mode, "PER" in "".join(e.actor), e.recipient) for e in found if e.type == "SANCTION"]
    assert told == [("SANCTION", "withdraw", True, ("COL",))]
    assert all(e.type not in ("ACCUSE", "REQUEST") for e in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two Danish sailors were arrested by Iranian police and deported on Monday.",
            [("COERCE", "arrest"), ("COERCE", "deport")],
        ),
        ("A Danish sailor was attacked by Iranian police and later treated at a clinic.", [("ASSAULT", None)]),
    ],
)
def test_who_arrests_somebody_does_what_is_done_to_him_next(
    code: Code, text: str, told: list[tuple[str, str | None]]
) -> None:
    found = sorted((e for e in code(text)), key=lambda e: e.evidence[0].start)
    assert sorted((e.type, e.mode) for e in found) == sorted(told)
    assert all("IRN" in "".join(e.actor).upper() for e in found)


def test_of_two_verbs_each_tells_its_own_act(code: Code) -> None:
    found = code("Nine Danish sailors were detained by Iranian police and later expelled.")
    assert [x.text for e in found if e.type == "COERCE" for x in e.evidence if x.role == "trigger"] == ["detained"]


def test_who_will_make_no_deal_refuses(code: Code) -> None:
    (event,) = code("Iceland said it would make no trade deal with Argentina.")
    assert (event.type, event.status) == ("REJECT", "actual")


def test_a_request_without_an_answer_was_made(code: Code) -> None:
    found = code("Ghana has not answered Togo's request for doctors.")
    assert [(e.type, e.status) for e in found if e.type == "REQUEST"] == [("REQUEST", "actual")]


def test_an_invitation_that_nobody_has_answered_was_made(code: Code) -> None:
    (event,) = code("Uruguay has not yet answered the Spanish invitation formally.")
    assert (event.type, event.status, event.actor) == ("REQUEST", "actual", ("ESP",))


def test_what_stays_as_it_was_is_no_deed(code: Code) -> None:
    assert code("Japan's stance on Cuba remained the same, officials in Tokyo said.") == []


def test_what_somebody_refuses_to_confirm_may_be_so_or_not(code: Code) -> None:
    (event,) = code("Kenya refused to confirm that it had expelled the envoy of Chad.")
    assert (event.type, event.status) == ("SANCTION", "hypothetical")


def _told(code: Code, text: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {(e.type, e.actor, e.recipient) for e in code(text)}


@pytest.mark.parametrize(
    "text", ["Norway backed sanctions on Belarus.", "Norway supported the decision to impose sanctions on Belarus."]
)
def test_who_is_for_a_deed_does_not_do_it(code: Code, text: str) -> None:
    assert all(kind != "SANCTION" for kind, _, _ in _told(code, text))


@pytest.mark.parametrize(
    ("text", "condemned"),
    [
        ("Kenya voted against a resolution condemning Sudan.", False),
        ("The Security Council failed to agree on a text condemning Sudan.", False),
        ("The Security Council adopted a resolution condemning Sudan.", True),
    ],
)
def test_what_is_not_passed_condemns_nobody(code: Code, text: str, condemned: bool) -> None:
    assert any(kind == "ACCUSE" for kind, _, _ in _told(code, text)) is condemned


@pytest.mark.parametrize(
    "text", ["Peru's decision to shelter the rebels enraged Chile.", "Chile was enraged by Peru's decision to wait."]
)
def test_who_is_angered_finds_fault(code: Code, text: str) -> None:
    assert all(actor == ("CHL",) for kind, actor, _ in _told(code, text) if kind == "ACCUSE")


def test_help_is_not_asked_of_who_only_stands_in_a_clause_beside_it(code: Code) -> None:
    assert ("REQUEST", ("MDA",), ()) in _told(code, "Moldova appealed for aid after Russia bombed a power station.")
    assert ("REQUEST", ("MDA",), ("ROU",)) in _told(code, "Moldova appealed to Romania for aid after the floods.")


def test_who_stands_beside_a_deed_that_a_noun_tells_did_not_do_it(code: Code) -> None:
    found = _told(code, "Serbia asked Hungary for medicine after the bombing of a clinic in Nis.")
    assert all(not actor for kind, actor, _ in found if kind == "ASSAULT")


@pytest.mark.parametrize(
    "text", ["Ghana's president fired Defence Minister Dominic Nitiwul.", "Mali's leader dismissed his prime minister."]
)
def test_who_loses_an_office_is_not_struck(code: Code, text: str) -> None:
    assert all(kind not in ("ASSAULT", "RETREAT") for kind, _, _ in _told(code, text))


def test_who_blames_a_state_is_not_of_its_people(code: Code) -> None:
    assert {actor for kind, actor, _ in _told(code, "Analysts blamed Turkey.")} == {("group:-:EDU:analysts",)}


def test_two_readings_of_one_act_are_one_act(code: Code) -> None:
    found = [e for e in code("Protests broke out across Bolivia over the price of bread.") if e.type == "PROTEST"]
    assert [e.actor for e in found] == [("BOL",)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Spanish unions called a general strike.", ["future"]),
        ("Spanish unions went on strike.", ["actual"]),
        ("Spanish unions called off a general strike.", []),
    ],
)
def test_a_strike_that_is_called_is_to_come_and_one_called_off_is_none(code: Code, text: str, told: list[str]) -> None:
    assert [e.status for e in code(text) if e.type == "PROTEST"] == told


def test_what_is_demanded_is_not_done(code: Code) -> None:
    found = {e.type for e in code("Peru demanded on Monday that Chile withdraw its troops from the border.")}
    assert "REQUEST" in found
    assert "RETREAT" not in found


@pytest.mark.parametrize(
    "text",
    [
        "The army ousted President Ali Bongo in August.",
        "Hezbollah fired rockets at Benjamin Netanyahu during a visit to Haifa.",
    ],
)
def test_who_is_overthrown_or_fired_at_is_struck(code: Code, text: str) -> None:
    assert "ASSAULT" in {kind for kind, _, _ in _told(code, text)}


def test_who_decides_on_a_deed_or_halts_other_things_does_it(code: Code) -> None:
    assert ("SANCTION", ("org:EU",), ("BLR",)) in _told(code, "The European Union approved new sanctions on Belarus.")
    assert ("ASSAULT", ("EGY",), ("LBY",)) in _told(code, "Egyptian planes dropped bombs on Libya.")
    found = _told(code, "Ghanaian drivers halted traffic in Accra in protest against fuel prices.")
    assert "PROTEST" in {kind for kind, _, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan guards foiled a bombing of the Israeli consulate.",
        "Norway prevented an attack on the embassy of Denmark.",
        "Peruvian boats blocked the arrest of fishermen off Arica.",
        "Turkey halted the deportation of Afghan migrants.",
    ],
)
def test_who_keeps_a_deed_from_being_done_does_not_do_it(code: Code, text: str) -> None:
    assert not {kind for kind, _, _ in _told(code, text)} & {"ASSAULT", "COERCE"}


def test_what_is_kept_from_being_done_by_others_is_negated(code: Code) -> None:
    found = [e for e in code("Egypt thwarted a Libyan attack on its border post.") if e.type == "ASSAULT"]
    assert {(e.actor, e.status) for e in found} == {(("LBY",), "negated")}


@pytest.mark.parametrize("text", ["Brazil suspended arms deliveries to Israel.", "Canada stopped aid to Niger."])
def test_who_ends_a_friendly_act_sanctions(code: Code, text: str) -> None:
    assert "SANCTION" in {kind for kind, _, _ in _told(code, text)}


@pytest.mark.parametrize(
    "text",
    ["Armenia broke the Paris truce.", "Israel rejected the Cairo declaration.", "Spain opposed the Kyoto protocol."],
)
def test_a_town_after_which_an_accord_is_called_is_no_party(code: Code, text: str) -> None:
    assert all(not whom for _, _, whom in _told(code, text))


@pytest.mark.parametrize(
    "text",
    [
        "Peru put a tariff on Chilean wine, and Chile retaliated with duties on Peruvian fish.",
        "Chad shelled a Sudanese border post at dawn; Sudan returned fire.",
    ],
)
def test_who_answers_does_the_like(code: Code, text: str) -> None:
    found = {(e.actor[0], e.recipient[0]) for e in code(text) if e.type in ("SANCTION", "ASSAULT")}
    assert len(found) == 2
    assert all(pair[::-1] in found for pair in found)


def test_who_is_told_once_is_not_answered(code: Code) -> None:
    found = [e for e in code("Peru put a tariff on Chilean wine that Chile calls unfair.") if e.type == "SANCTION"]
    assert [(e.actor, e.recipient) for e in found] == [(("PER",), ("CHL",))]


def test_those_on_whom_the_same_falls_do_it_not_to_one_another(code: Code) -> None:
    found = code("Sanctions imposed on Chad, Benin and Togo did not bring back the presidents.")
    assert {e.actor for e in found if e.type == "SANCTION"} <= {()}


def test_troops_that_are_ordered_to_stand_down_are_not_readied(code: Code) -> None:
    found = code("The Danish soldiers were ordered to stand down by the prime minister.")
    assert [e.type for e in found] == ["RETREAT"]


def test_a_deed_that_somebody_does_not_make_up_for_was_done(code: Code) -> None:
    found = code(
        "Kenya said Uganda had opened fire on its fishermen at Migingo on Monday. "
        "Uganda did not apologise for the shooting."
    )
    assert {(e.type, e.status) for e in found if e.actor == ("UGA",)} == {("ASSAULT", "actual"), ("CONCEDE", "negated")}


@pytest.mark.parametrize(
    "text",
    [
        'Uganda handed over a letter saying it was "very sorry" for the death of a Kenyan pilot.',
        "Uganda regrets that the Kenyan plane did not get down safely and that a pilot has been lost.",
        "Museveni expressed sorrow to Kenya over the death of its pilot.",
    ],
)
def test_a_loss_that_somebody_regrets_is_no_blow_of_his(code: Code, text: str) -> None:
    assert all(e.type != "ASSAULT" for e in code(text))


@pytest.mark.parametrize(
    "text",
    [
        "Uganda caused the death of a Kenyan officer at Busia.",
        "The deaths of ten Kenyan fishermen at the hands of Ugandan troops caused anger.",
    ],
)
def test_a_loss_that_somebody_causes_is_his_blow(code: Code, text: str) -> None:
    assert [e.type for e in code(text)] == ["ASSAULT"]


def test_who_is_invited_to_talks_has_not_held_them(code: Code) -> None:
    found = code("South Africa's president, Cyril Ramaphosa, invited Egypt and Ethiopia to talks in Pretoria.")
    assert [e.actor for e in found if e.type == "REQUEST"] == [("person:cyril-ramaphosa",)]
    assert {e.status for e in found if e.type == "CONSULT"} <= {"future"}


@pytest.mark.parametrize(
    ("appeal", "recipient"),
    [
        ("Jordan called on all sides to stop.", ()),
        ("Jordan called for restraint on all sides.", ()),
        ("Jordan called on Israel and all other sides to stop.", ("ISR",)),
        ("Jordan called on both countries to stop.", ("ISR", "LBN")),
    ],
)
def test_who_speaks_to_all_sides_speaks_to_none_by_himself(code: Code, appeal: str, recipient: tuple[str, ...]) -> None:
    found = code(f"Israel struck Beirut on Monday. {appeal}")
    assert [tuple(sorted(e.recipient)) for e in found if e.type == "REQUEST"] == [recipient]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        # Whoever meets people who have been held does not hold them.
        (
            "Mahamat Deby flew to Niamey on Sunday. He met General Abdourahamane Tchiani, who has declared himself "
            "head of state, and the detained Bazoum.",
            "COERCE",
            (),
            ("person:mohamed-bazoum",),
        ),
        ("Belarus freed three detained Lithuanians on Friday.", "COERCE", ("BLR",), ("LTU",)),
        # Whose ground was violated is not to blame.
        ("Iran condemned a clear violation of Yemen's sovereignty.", "ACCUSE", ("IRN",), ()),
        ("Iran condemned Israel's violation of Yemen's sovereignty.", "ACCUSE", ("IRN",), ("ISR",)),
        # Who is called on at his place is visited.
        ("Macron called on Putin at the Kremlin.", "CONSULT", ("person:emmanuel-macron",), ("person:vladimir-putin",)),
        # The soldiers whom a state has abroad are its own: what it does there falls on their hosts.
        (
            "France, which has about 1,500 troops in Niger, suspended development aid on Saturday.",
            "SANCTION",
            ("FRA",),
            ("NER",),
        ),
    ],
)
def test_whose_deed_it_is(code: Code, text: str, kind: str, actor: tuple[str, ...], recipient: tuple[str, ...]) -> None:
    found = code(text, "2023-07-30")
    assert [(e.actor, e.recipient) for e in found if e.type == kind] == [(actor, recipient)]


def test_an_attack_that_somebody_condemns_is_no_fight_of_both(code: Code) -> None:
    found = code(
        "Serbia's president blamed Kosovo's prime minister for provoking local Serbs. The European Union's foreign "
        "policy chief, Josep Borrell, condemned the attack as hideous and urged both sides to de-escalate."
    )
    assert "ASSAULT" not in {e.type for e in found}


def test_who_is_asked_for_something_beside_it_is_not_condemned(code: Code) -> None:
    found = code("Norway denounced the raid and called on Mali and Chad to talk.")
    assert {(e.type, e.recipient) for e in found} == {("REQUEST", ("MLI", "TCD")), ("ACCUSE", ())}


def test_who_helps_themselves_helps_nobody(code: Code) -> None:
    found = code("Russian soldiers led away twenty Georgian policemen and helped themselves to American Humvees.")
    assert [(e.type, e.recipient) for e in found] == [("COERCE", ("group:GEO:COP:policemen",))]


def test_any_measures_are_not_there_yet(code: Code) -> None:
    found = code("Hungary said it would veto any EU measures against Belgrade.")
    assert [e.status for e in found if e.type == "SANCTION"] == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("Washington reaffirmed last month that its treaty with Japan covers the Senkaku islands.", False),
        ("The defence ministry of Cambodia said the Thai soldiers had strayed from an agreed path.", False),
        ("Japan signed its first treaty with Peru on Monday.", True),
        ("Iran's deal with Oman was sealed on Monday.", True),
    ],
)
def test_an_accord_that_is_there_is_not_made(code: Code, text: str, agreed: bool) -> None:
    assert ("AGREE" in {e.type for e in code(text)}) is agreed


def test_an_embassy_complains_to_its_host(code: Code) -> None:
    found = code(
        "Japan nationalised three of the islands this month. China condemned Japan. Japan's ambassador said he was "
        "worried. The embassy lodged a protest on Friday."
    )
    assert (found[-1].type, found[-1].actor, found[-1].recipient) == ("ACCUSE", ("org:JPN-embassy",), ("CHN",))
