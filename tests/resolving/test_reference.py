"""Pronouns, epithets, capacities and posts: whom a marked phrase takes up; each way by itself."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, str | None, tuple[str, ...]]

# the phenomenon: a text with the phrase in square brackets, the day, the dateline, and the ids
THINGS: dict[str, Case] = {
    "the subject before, not a place in its sentence": (
        "The foreign ministry said a plane left Peru for Chile; [it] called that a threat.",
        None,
        "BOGOTA",
        ("org:COL-foreign-ministry",),
    ),
    "whoever the spokeswoman speaks for": (
        "A spokeswoman for NATO said [it] had sent a ship to Norway.",
        None,
        None,
        ("org:NATO",),
    ),
    "the owner with whom the sentence before began": (
        "Norway blamed Chile. Its king warned Peru. [Its] envoy left Peru.",
        None,
        None,
        ("NOR",),
    ),
    "somebody who is met": (
        "Peru wants talks. Chile agreed to meet [it].",
        None,
        None,
        ("PER",),
    ),
    "who answers was asked": (
        "Peru wrote to Chile over the dam. [It] replied that it was closed.",
        None,
        None,
        ("CHL",),
    ),
    "who was asked stands beside the matter": (
        "Peru asked Chile about Bolivia; [it] has yet to reply.",
        None,
        None,
        ("CHL",),
    ),
    "who got a note": ("Chile received a note from Peru. [It] has not replied.", None, None, ("CHL",)),
    "who was asked by another": ("Chile was asked by Peru for help. [It] has not replied.", None, None, ("CHL",)),
    "who was blamed": ("Chile was criticised over Bolivia. [It] did not respond.", None, None, ("CHL",)),
    "whose answer is to others": ("Peru criticised Chile. [It] did not respond to questions.", None, None, ("PER",)),
    "whose answer is of something": ("Peru criticised Chile. [It] did not answer calls.", None, None, ("PER",)),
    "what is signed is no actor": ("Peru wants a pact. Chile signed [it].", None, None, ()),
    "only somebody is confident": ("Peru said [it] was confident that the talks would go on.", None, None, ("PER",)),
    "what is clear is nobody": ("Peru kept calm. [It] was clear that the talks would go on.", None, None, ()),
    "a plan's own costs": ("Peru drew up a plan. The plan has [its] costs.", None, None, ()),
}
PEOPLE: dict[str, Case] = {
    "not whom the phrase around it describes": (
        "Angela Merkel left. Donald Tusk and [her] deputy spoke.",
        "2012-05-01",
        None,
        ("person:angela-merkel",),
    ),
    "the first of a pair owns the second": (
        "Donald Tusk met Angela Merkel and [her] deputy.",
        "2012-05-01",
        None,
        ("person:angela-merkel",),
    ),
    "not the doer of the same verb": (
        "Donald Tusk spoke. Nicolas Sarkozy thanked [him].",
        "2012-05-01",
        None,
        ("person:donald-tusk",),
    ),
    "by the ending of a noun": (
        "A spokeswoman met a clerk of the Danish army. The ship sailed. Snow fell. [She] was calm.",
        None,
        None,
        ("unnamed:-:GOV:spokeswoman",),
    ),
    "a description before its pronoun is nobody new": (
        "Donald Tusk left Poland. A retired judge, [he] said nothing.",
        "2012-05-01",
        None,
        ("person:donald-tusk",),
    ),
}
MANY: dict[str, Case] = {
    "a group told in the plural, as an object": (
        "The army blamed the Houthis. [They] denied it.",
        None,
        None,
        ("group:houthis",),
    ),
    "we of a minister are his state": (
        '"[We] are ready," said Foreign Minister Ana Quispe of Peru.',
        None,
        None,
        ("PER",),
    ),
    "we of an officer are his army": (
        'The Danish army moved. "[We] are ready," a colonel said.',
        None,
        None,
        ("org:DNK-army",),
    ),
    "the latter": ("Peru and Chile quarrelled. [The latter] recalled an envoy.", None, None, ("CHL",)),
    "the former": ("Peru and Chile quarrelled. [The former] recalled an envoy.", None, None, ("PER",)),
    "neither": ("Peru and Chile quarrelled. [Neither] recalled an envoy.", None, None, ("CHL", "PER")),
    "both are those listed in the sentence, not who is told of in between": (
        "Sudan and Chad will begin talks, Qatar announced, hours after the African Union pressed [both] to stop.",
        None,
        None,
        ("SDN", "TCD"),
    ),
    "the neighbours are the two spoken of": (
        "Peru and Chile quarrelled. [The neighbours] recalled envoys.",
        None,
        None,
        ("CHL", "PER"),
    ),
    "both ministries": (
        "Kenya's labour ministry wrote to Kenya's health ministry. [Both ministries] kept quiet.",
        None,
        None,
        ("org:KEN-health-ministry", "org:KEN-labour-ministry"),
    ),
    "a list that only commas make": (
        "Tanzania, Zambia, Botswana, Mozambique and Angola want talks on Malawi. [The five states] met.",
        None,
        None,
        ("AGO", "BWA", "MOZ", "TZA", "ZMB"),
    ),
}
EPITHETS: dict[str, Case] = {
    "by age": (
        "Ola Vik, 75, met Ana Sol, 41. [The 75-year-old] was calm.",
        None,
        None,
        ("person:ola-vik",),
    ),
    "by trade": (
        "Ana Sol climbed down a pipe. The fire spread, [the machinist] said.",
        None,
        None,
        ("person:ana-sol",),
    ),
    "by those he leads": (
        "Ola Vik, a union leader, met Ana Sol, a judge. [The union boss] was calm.",
        None,
        None,
        ("person:ola-vik",),
    ),
    "by kin who is only described": (
        "Corazon Aquino beat Ferdinand Marcos. [The slain senator's widow] took an oath.",
        "1986-02-25",
        None,
        ("person:corazon-aquino",),
    ),
    "by kin in the table": (
        "Angela Merkel met [Fidel Castro's younger brother].",
        "2009-01-09",
        None,
        ("person:raul-castro",),
    ),
    "by kin backwards": ("[Indira Gandhi's father] wrote.", "1970-01-09", None, ("person:jawaharlal-nehru",)),
    "one of several brothers is nobody": (
        "Mahinda Rajapaksa left. [Mahinda Rajapaksa's brother] wrote.",
        "2009-01-09",
        None,
        (),
    ),
    "set beside another description": (
        "The owner, [a patient man], waited.",
        None,
        None,
        ("unnamed:-:UNK:owner",),
    ),
}
NAMES: dict[str, Case] = {
    "one person of a state": (
        "Sergio Vieira de Mello left. [The Brazilian] had been there since June.",
        "2003-08-20",
        None,
        ("person:sergio-vieira-de-mello",),
    ),
    "nobody of that state was named": ("Donald Tusk left. [The Brazilian] stayed.", "2012-08-20", None, ("BRA",)),
    "by age and trade": (
        "Ola Vik spoke. [The 40-year-old lawyer] was calm.",
        None,
        None,
        ("person:ola-vik",),
    ),
    "a group's president is no state's": (
        "An envoy met Sinn Fein. [Its president] was calm.",
        "1997-07-02",
        None,
        ("person:gerry-adams",),
    ),
    "the leader of a ruling party": ("[Gorbachev] spoke.", "1986-10-12", None, ("person:mikhail-gorbachev",)),
    "just out of office": ("[Habyarimana] was killed.", "1994-04-08", None, ("person:juvenal-habyarimana",)),
    "long gone, and the only one of that name": (
        "Britain kept calm. [Thatcher] wrote a book.",
        "1996-10-12",
        None,
        ("person:margaret-thatcher",),
    ),
    "a title before a name that the parser does not see": (
        "[General Pinochet] addressed the officers.",
        "1986-11-28",
        None,
        ("person:augusto-pinochet",),
    ),
    "a firm by its first word": (
        "Northgate Copper told investors that the company would close a mine. Peru blamed [Northgate] at noon.",
        None,
        None,
        ("org:northgate-copper",),
    ),
    "by a word of a torn name": (
        "A truce between Sri Lanka and the Liberation Tigers of Tamil Eelam held. [The Tigers] may move.",
        None,
        None,
        ("group:ltte",),
    ),
}
POSTS: dict[str, Case] = {
    "an ambassador by the state he is sent to": (
        "[Russia's ambassador to Turkey] was shot.",
        "2016-12-19",
        None,
        ("person:andrei-karlov",),
    ),
    "an ambassador by the dateline": (
        "[The U.S. ambassador] left early.",
        "2013-12-01",
        "MOSCOW",
        ("person:michael-mcfaul",),
    ),
    "an ambassador to nobody in particular": (
        "[The U.S. ambassador] left early.",
        "2013-12-01",
        None,
        ("office:USA:ambassador",),
    ),
    "who leads a named group": (
        "[The Hezbollah leader] spoke.",
        "2020-03-01",
        None,
        ("person:hassan-nasrallah",),
    ),
    "a captain who rules": ("[Captain Traoré] spoke.", "2024-12-07", None, ("person:ibrahim-traore",)),
    "a marshal of the past": ("[Marshal Tito] was mourned.", "1981-01-01", None, ("person:josip-broz-tito",)),
    "two of one name by the day": ("[George Bush] spoke.", "2003-02-01", None, ("person:george-w-bush",)),
    "two of one name, the earlier day": ("[George Bush] spoke.", "1990-02-01", None, ("person:george-h-w-bush",)),
    "a body's counterpart": (
        "The Philippine Coast Guard accused [its Chinese counterpart].",
        None,
        None,
        ("org:chn-coast-guard",),
    ),
    "the government of whom most is told": (
        "Colombia and the FARC signed. Colombia will pay. Colombia will vote. [The government] was pleased.",
        None,
        "HAVANA",
        ("COL",),
    ),
    "an airport stands in its country": ("A hall at [Brussels] airport is closed.", None, None, ("BEL",)),
}


def _check(case: Case) -> None:
    text, day, dateline, ids = case
    assert tuple(sorted(who(text, day, dateline))) == tuple(sorted(ids))


@pytest.mark.parametrize("case", THINGS.values(), ids=THINGS)
def test_it(case: Case) -> None:
    _check(case)


@pytest.mark.parametrize("case", PEOPLE.values(), ids=PEOPLE)
def test_he_and_she(case: Case) -> None:
    _check(case)


@pytest.mark.parametrize("case", MANY.values(), ids=MANY)
def test_several(case: Case) -> None:
    _check(case)


@pytest.mark.parametrize("case", EPITHETS.values(), ids=EPITHETS)
def test_in_other_words(case: Case) -> None:
    _check(case)


@pytest.mark.parametrize("case", POSTS.values(), ids=POSTS)
def test_who_holds_a_post(case: Case) -> None:
    _check(case)


@pytest.mark.parametrize("case", NAMES.values(), ids=NAMES)
def test_who_bears_a_name(case: Case) -> None:
    _check(case)


AGAIN: dict[str, Case] = {
    "the generals of a junta": (
        "The junta in Mali closed the border. [The generals] sent a note.",
        None,
        None,
        ("MLI",),
    ),
    "not the one general named": (
        "General Ana Quispe spoke in Lima. [The generals] sent a note.",
        None,
        None,
        ("group:-:MIL:generals",),
    ),
    "the subject that goes on": (
        "Emmanuel Macron had suspended Gabriel Attal in March, and [he] said so on television.",
        "2024-05-01",
        None,
        ("person:emmanuel-macron",),
    ),
    "somebody of a nation": (
        "The mission's chief, a soft-spoken Dane, wants a surplus. [The Dane] will dine tonight.",
        None,
        None,
        ("unnamed:-:UNK:chief",),
    ),
    "a name that a group gives itself": (
        "A militant group calling itself the Creek Falcons freed two men. [The Falcons] want a road.",
        None,
        None,
        ("group:-:UAF:militant-group",),
    ),
}


@pytest.mark.parametrize("case", AGAIN.values(), ids=AGAIN)
def test_taken_up_again(case: Case) -> None:
    _check(case)
