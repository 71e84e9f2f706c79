"""Definite nouns take up who was spoken of before: "the bloc", "her guest", "the two leaders"; each way by itself."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]

# the phenomenon: a text with the phrase in square brackets, the day, and the ids
COUNTRY: dict[str, Case] = {
    "her own": ("Angela Merkel thanked [her country] for its patience.", "2015-03-01", ("DEU",)),
    "of somebody whom only the text knows": ("Ana Quispe, a Peruvian senator, praised [her country].", None, ("PER",)),
    "the one last spoken of": (
        "Chile kept calm. Peru closed the border. [The country] has many ports.",
        None,
        ("PER",),
    ),
    "whose king was named": ("Spain's king met the envoy of a firm. [The country] was calm.", None, ("ESP",)),
    "a country is a new one": (
        "Peru closed the border. A neighbour of [a country] wrote.",
        None,
        ("group:-:GOV:country",),
    ),
    "the owner has none that the text tells": ("Ola Vik thanked [his country].", None, ("group:-:GOV:country",)),
    "not that of the envoy who must leave": (
        "Chile ordered the Danish consul out of [the country]. Denmark was cross. Danish papers blame Danish clerks.",
        None,
        ("CHL",),
    ),
    "nor of a named one": (
        "Peru told Denmark's ambassador, Ola Vik, to leave [the country]. Denmark was cross, Denmark's papers say.",
        None,
        ("PER",),
    ),
    "that of the coup": (
        "France condemned the coup in Mali. France knew Mali. France has men there. Banks of [the country] shut.",
        None,
        ("MLI",),
    ),
}
STATE: dict[str, Case] = {
    "a kingdom, not the republic beside it": (
        "Jordan and Germany signed the deal. [The kingdom] will pay half.",
        None,
        ("JOR",),
    ),
    "a kingdom that was named last": ("Egypt and Morocco quarrelled. [The kingdom] recalled an envoy.", None, ("MAR",)),
    "an emirate": ("Qatar and Egypt quarrelled. [The emirate] recalled an envoy.", None, ("QAT",)),
    "two words of the long name": (
        "Iran rejected the offer of Germany. [The Islamic Republic] wants more.",
        None,
        ("IRN",),
    ),
    "in other words": ("Indonesia held a vote. [The archipelago] has many islands.", None, ("IDN",)),
    "its former ruler is not meant": ("Suriname held a vote. [The former Dutch colony] is small.", None, ("SUR",)),
}
BODY: dict[str, Case] = {
    "an alliance": ("NATO sent ships to Norway. [The alliance] gave no date.", None, ("org:NATO",)),
    "a regional bloc": ("ECOWAS met in Nigeria. [The regional bloc] gave no date.", None, ("org:ECOWAS",)),
    "a paramilitary force": (
        "The Rapid Support Forces took El Obeid. Egypt blamed [the paramilitary force].",
        "2025-03-01",
        ("group:rsf",),
    ),
    "a militant group": (
        "Hezbollah fired rockets at Israel. [The militant group] gave no reason.",
        None,
        ("group:hezbollah",),
    ),
    "the last one of the sort": (
        "The African Union met. The European Union was silent. [The bloc] met later.",
        None,
        ("org:EU",),
    ),
    "a body of another sort in between": (
        "The European Union met. Hezbollah was silent. [The bloc] met later.",
        None,
        ("org:EU",),
    ),
    "a new one": ("NATO sent ships to Norway. [An alliance] gave no date.", None, ("group:-:IGO:alliance",)),
    "told apart by an adjective": (
        "NATO sent ships to Norway. [The new alliance] gave no date.",
        None,
        ("group:-:IGO:alliance",),
    ),
    "told apart by who is in it": (
        "NATO sent ships to Norway. [The alliance] between Chile and Peru held.",
        None,
        ("group:-:IGO:alliance",),
    ),
}
FIGHTERS: dict[str, Case] = {
    "rebels": ("The ELN attacked a town in Colombia. [The rebels] withdrew.", None, ("group:eln",)),
    "guerrillas": ("The FARC and the army of Colombia fought. [The guerrillas] withdrew.", None, ("group:farc",)),
    "militants as an object": (
        "Al-Shabaab attacked Kenya. Soldiers chased [the militants].",
        None,
        ("group:al-shabaab",),
    ),
    "new ones": ("Al-Shabaab attacked Kenya. Soldiers of Kenya chased [militants].", None, ("group:-:UAF:militants",)),
    "of another state": (
        "Al-Shabaab attacked Kenya. [The rebels from Uganda] cheered.",
        None,
        ("group:UGA:REB:rebels",),
    ),
    "none was named": ("NATO and Kenya met. [The rebels] withdrew.", None, ("group:-:REB:rebels",)),
}
OTHER: dict[str, Case] = {
    "her guest": (
        "Angela Merkel received Donald Tusk. She showed [her guest] the garden.",
        "2012-05-01",
        ("person:donald-tusk",),
    ),
    "his host": (
        "Angela Merkel received Donald Tusk. He thanked [his host].",
        "2012-05-01",
        ("person:angela-merkel",),
    ),
    "her rival": (
        "Angela Merkel debated with Donald Tusk. She beat [her rival].",
        "2012-05-01",
        ("person:donald-tusk",),
    ),
    "its neighbour": ("India accused Pakistan. Pakistan blamed [its neighbour].", None, ("IND",)),
    "its ally": ("Japan praised Poland. Poland thanked [its ally].", None, ("JPN",)),
    "a rival that is a state": ("India accused Pakistan. Pakistan warned [its rival].", None, ("IND",)),
    "several are others": (
        "India accused Pakistan. Pakistan warned [its neighbours].",
        None,
        ("group:-:GOV:neighbours",),
    ),
}
AGAIN: dict[str, Case] = {
    "by the same noun": (
        "A Chilean general resigned. Peru's envoy stayed. [The general] gave no reason.",
        None,
        ("unnamed:CHL:MIL:general",),
    ),
    "the last one of two": (
        "A Chilean envoy resigned. A Danish envoy stayed. [The envoy] gave no reason.",
        None,
        ("unnamed:DNK:GOV:envoy",),
    ),
    "by a noun of the same meaning": (
        "A Danish envoy reached Oslo. [The ambassador] stayed two days.",
        None,
        ("unnamed:DNK:GOV:envoy",),
    ),
    "a firm": ("A Danish firm left Chad. [The company] gave no reason.", None, ("group:DNK:BUS:firm",)),
    "by a word of its name": (
        "The Union of Coastal Carriers met in Chile. [The union] called a strike.",
        None,
        ("org:union-of-coastal-carriers",),
    ),
    "a named one by his title": (
        "General Ruri Voss of Chad resigned. [The general] gave no reason.",
        None,
        ("person:ruri-voss",),
    ),
    "one is not many": ("Chilean nurses left. [The nurse] gave no reason.", None, ("unnamed:-:MED:nurse",)),
    "another one": ("A Danish envoy left. [Another envoy] stayed.", None, ("unnamed:-:GOV:envoy",)),
    "somebody else's": ("A Danish envoy left. [The envoy of Chile] stayed.", None, ("unnamed:CHL:GOV:envoy",)),
}
EPITHET: dict[str, Case] = {
    "by his country": (
        "Tony Blair met Jacques Chirac. [The French statesman] spoke first.",
        "2003-05-01",
        ("person:jacques-chirac",),
    ),
    "some sentences later": (
        "Ana Quispe, a Peruvian diplomat, met Ola Vik. Fiji was glad. Chile was not. [The Peruvian diplomat] left.",
        None,
        ("person:ana-quispe",),
    ),
    "a new one": (
        "Angela Merkel met Donald Tusk. [A Polish politician] left on Monday.",
        "2012-05-01",
        ("unnamed:POL:PTY:politician",),
    ),
    "two fit": (
        "Ana Quispe, a Peruvian diplomat, met Rosa Flores, a Peruvian diplomat. Chile thanked [the Peruvian diplomat].",
        None,
        ("unnamed:PER:GOV:diplomat",),
    ),
}
SAME: dict[str, Case] = {
    "what the subject was before": (
        "Lech Walesa spoke in Gdansk. [The former electrician] thanked the crowd.",
        "1991-05-01",
        ("person:lech-walesa",),
    ),
    "the only person, no subject": (
        "Parliament elected Nikol Pashinyan. [The former journalist] thanked the crowd.",
        "2018-05-08",
        ("person:nikol-pashinyan",),
    ),
    "not as an object": (
        "Lech Walesa spoke in Gdansk. The crowd cheered [the electrician].",
        "1991-05-01",
        ("unnamed:-:LAB:electrician",),
    ),
}
AGED: dict[str, Case] = {
    "the 75-year-old": (
        "Ola Vik, a nurse from Bergen, fell ill. [The 75-year-old] was taken to Oslo.",
        None,
        ("person:ola-vik",),
    ),
    "a 75-year-old is somebody else": (
        "Ola Vik, a nurse from Bergen, fell ill. [A 75-year-old] was taken to Oslo.",
        None,
        (),
    ),
    "a queen's style": (
        "Queen Elizabeth II opened the park. [Her Majesty] thanked the crowd.",
        "2005-05-01",
        ("person:elizabeth-ii",),
    ),
    "the pope's style": (
        "Pope Francis opened the park. [His Holiness] thanked the crowd.",
        "2015-05-01",
        ("person:pope-francis",),
    ),
}
BLAIR_CHIRAC = ("person:jacques-chirac", "person:tony-blair")
SEVERAL: dict[str, Case] = {
    "both persons": ("Tony Blair met Jacques Chirac. [Both] spoke in English.", "2003-05-01", BLAIR_CHIRAC),
    "the two persons": ("Tony Blair met Jacques Chirac. [The two] spoke in English.", "2003-05-01", BLAIR_CHIRAC),
    "both states": ("Chile met Peru. [Both] signed the treaty.", None, ("CHL", "PER")),
    "both treaties": ("Chile met Peru. [Both treaties] failed.", None, ()),
    "the four who were named together": (
        "Ghana, Togo, Benin and Mali closed the river. Peru wrote to Chile. Cuba and Laos paid, and [the four] agreed.",
        None,
        ("BEN", "GHA", "MLI", "TGO"),
    ),
    "four by chance": ("Peru wrote to Chile. Cuba met Laos, and [the four] agreed.", None, ()),
    "one alone": ("Tony Blair met reporters. [Both] smiled.", "2003-05-01", ()),
}
PLURAL: dict[str, Case] = {
    "leaders": ("Tony Blair met Jacques Chirac. [The two leaders] spoke.", "2003-05-01", BLAIR_CHIRAC),
    "whose countries": (
        "Tony Blair met Jacques Chirac. [The two countries] signed a pact.",
        "2003-05-01",
        ("FRA", "GBR"),
    ),
    "a list, not the last named": (
        "Iran and Saudi Arabia signed a pact. Chile was glad. Envoys of Oman praised [the two countries].",
        None,
        ("IRN", "SAU"),
    ),
    "not the subject": (
        "China weighs its ties with Chile and Peru. China needs [both countries].",
        None,
        ("CHL", "PER"),
    ),
    "not the subject, and no list": (
        "China wrote to Chile. Peru waited. China needs [both countries].",
        None,
        ("CHL", "PER"),
    ),
    "three, far back": (
        "Ola Vik and Ana Lund met Kari Moe. Norway was glad. Sweden was not. [The three women] spoke.",
        None,
        ("person:ana-lund", "person:kari-moe", "person:ola-vik"),
    ),
    "holders whom no date tells": (
        "Peru's foreign minister met the Chilean foreign minister. [The two ministers] shook hands.",
        None,
        ("office:CHL:foreign_minister", "office:PER:foreign_minister"),
    ),
    "holders of posts whom nothing named": (
        "Peru expelled the Chilean consul. [The two presidents] will meet.",
        None,
        ("CHL", "PER"),
    ),
    "of three": (
        "Peru expelled the Chilean consul, said Bolivia. [The two presidents] will meet.",
        None,
        ("group:-:GOV:presidents",),
    ),
    "who has no office leads nobody": (
        "Tony Blair wrote to a monk. A nurse was hurt. Chile rang [both leaders].",
        "2003-05-01",
        ("group:-:GOV:leaders",),
    ),
    "too few": ("Tony Blair met Jacques Chirac. [The three leaders] spoke.", "2003-05-01", ("group:-:GOV:leaders",)),
    "not all named": (
        "Tony Blair met Jacques Chirac. An aide was there. [The three leaders] spoke.",
        "2003-05-01",
        ("group:-:GOV:leaders",),
    ),
}
SIDES: dict[str, Case] = {
    "a group and a state's government": (
        "The FARC met the Colombian government in Havana. [Both sides] left early.",
        None,
        ("COL", "group:farc"),
    ),
    "ministries stand for their states": (
        "India's foreign ministry wrote to Pakistan's foreign ministry. [The two sides] kept quiet.",
        None,
        ("IND", "PAK"),
    ),
    "nobody counts them": ("Chile's foreign ministry wrote to Peru. [The sides] kept quiet.", None, ()),
}


def cases(table: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "day", "ids"), table.values(), ids=table)


@cases(COUNTRY)
def test_the_country_of_somebody_or_the_one_spoken_of(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(STATE)
def test_a_state_by_what_it_calls_itself(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(BODY)
def test_a_body_by_its_sort(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(FIGHTERS)
def test_the_fighters_are_the_armed_group_named_last(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(OTHER)
def test_the_other_one_of_two(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(AGAIN)
def test_called_so_again(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(EPITHET)
def test_a_person_by_country_and_calling(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(SAME)
def test_the_same_in_other_words(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(AGED)
def test_by_age_or_style(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(SEVERAL)
def test_both_and_the_two(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(PLURAL)
def test_so_many_of_a_kind(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(SIDES)
def test_the_sides_of_a_conflict(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


def test_a_calling_of_another_country_is_somebody_else() -> None:
    text = "Angela Merkel met Donald Tusk. [The Spanish diplomat] left on Monday."
    assert who(text, "2012-05-01") == ("unnamed:ESP:GOV:diplomat",)


def test_who_is_in_office_is_not_the_former_holder() -> None:
    text = "Barack Obama met Jimmy Carter. [The former American president] spoke first."
    assert who(text, "2015-06-01") == ("person:jimmy-carter",)


def test_what_a_noun_takes_up_makes_no_new_actor() -> None:
    text = "A Danish envoy reached Oslo. The ambassador stayed two days."
    assert actor(text, "unnamed:DNK:GOV:envoy").country == "DNK"
    with pytest.raises(StopIteration):
        actor(text, "unnamed:-:GOV:ambassador")
