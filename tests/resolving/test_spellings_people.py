"""Names of people as texts write them, short and long, beside titles and towns; names that several own, by context."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]

# the phenomenon: a text with the phrase in square brackets, the day, and the ids
SPELLINGS: dict[str, Case] = {
    "a variant of the given name": ("[Sergey Lavrov] met envoys.", "2015-06-01", ("person:sergei-lavrov",)),
    "parts joined or parted": ("[Mahmoud Ahmadi-Nejad] met envoys.", "2010-06-01", ("person:mahmoud-ahmadinejad",)),
    "two variants": ("[Moammar Gadhafi] met envoys.", "2005-06-01", ("person:muammar-gaddafi",)),
    "a variant, then its surname": (
        "Muammar Qaddafi met envoys. [Qaddafi] smiled.",
        "2005-06-01",
        ("person:muammar-gaddafi",),
    ),
    "the family name first": ("[Abe Shinzo] met envoys.", "2019-06-01", ("person:shinzo-abe",)),
    "the family name last": ("[Myung-bak Lee] met envoys.", "2012-06-01", ("person:lee-myung-bak",)),
    "a nickname": ("[Dan Ortega] met envoys.", "2012-06-01", ("person:daniel-ortega",)),
    "a middle initial": ("[Hillary R. Clinton] met envoys.", "2012-06-01", ("person:hillary-clinton",)),
    "a possessive": ("[Ellen Johnson Sirleaf]'s envoys left.", "2010-06-01", ("person:ellen-johnson-sirleaf",)),
    "without its accent": ("[Abdullah Gul] met envoys.", "2010-06-01", ("person:abdullah-gul",)),
}
LONGER: dict[str, Case] = {
    "the known one": ("[Kamal Hossain] met envoys.", "1973-06-01", ("person:kamal-hossain",)),
    "somebody with a longer name": (
        "[Kamal Hossain Talukder], a rice farmer, left.",
        "2008-06-01",
        ("person:kamal-hossain-talukder",),
    ),
    "a suffix": ("[Joe Biden Jr.] met envoys.", "2015-06-01", ("person:joe-biden",)),
    "two of this text": (
        "Ana Quispe, a nurse, met Ana Quispe Rojas, a judge. Chile thanked [Ana Quispe].",
        None,
        ("person:ana-quispe",),
    ),
}
SHARED_WITH_PLACES: dict[str, Case] = {
    "the person where nothing is of the place": (
        "Ana Lima met nurses. [Lima] was pleased.",
        None,
        ("person:ana-lima",),
    ),
    "the place where its people are spoken of": (
        "Ana Lima met Peruvian officials. [Lima] was pleased.",
        None,
        ("PER",),
    ),
    "a mayor": (
        "Harold Washington ran the city. [Washington] thanked voters.",
        "1985-06-01",
        ("person:harold-washington",),
    ),
    "a mayor beside Americans": (
        "Harold Washington met American officials. [Washington] thanked voters.",
        "1985-06-01",
        ("USA",),
    ),
}
SHORT: dict[str, Case] = {
    "a surname of two words": (
        "Zine El Abidine Ben Ali met envoys. [Ben Ali] smiled.",
        "2008-06-01",
        ("person:zine-el-abidine-ben-ali",),
    ),
    "a surname of two words behind a title": (
        "Tunisian President [Ben Ali] met envoys.",
        "2008-06-01",
        ("person:zine-el-abidine-ben-ali",),
    ),
    "two words of a name of three": (
        "Ellen Johnson Sirleaf met envoys. [Johnson Sirleaf] smiled.",
        "2010-06-01",
        ("person:ellen-johnson-sirleaf",),
    ),
    "of somebody whom only the text knows": (
        "Ana Lopez Vik, a nurse, met envoys. [Lopez Vik] smiled.",
        None,
        ("person:ana-lopez-vik",),
    ),
    "without the particle": ("Bashar al-Assad met envoys. [Assad] smiled.", "2010-06-01", ("person:bashar-al-assad",)),
    "never introduced, beside his state": (
        "Syria kept quiet. [Assad] smiled.",
        "2010-06-01",
        ("person:bashar-al-assad",),
    ),
    "never introduced, a head of government": (
        "Fiji kept quiet. [Merkel] smiled.",
        "2011-06-01",
        ("person:angela-merkel",),
    ),
    "never introduced, a minister, not beside his state": ("Fiji kept quiet. [Fischer] smiled.", "2002-06-01", ()),
    "never introduced, a minister beside his state": (
        "Germany kept quiet. [Fischer] smiled.",
        "2002-06-01",
        ("person:joschka-fischer",),
    ),
    "the first one of two with a surname": (
        "Ola Vik, a nurse, met Ana Vik, a judge. [Vik] smiled.",
        None,
        ("person:ola-vik",),
    ),
}
TITLED: dict[str, Case] = {
    "the only president of that surname": ("[President Obama] left.", "2012-06-01", ("person:barack-obama",)),
    "not before his day": ("[President Obama] left.", "2002-06-01", ("person:obama",)),
    "a secretary, with no word of the office": (
        "[Secretary Albright] flew to Egypt with American envoys.",
        "1999-06-01",
        ("person:madeleine-albright",),
    ),
    "an archbishop, beside his state": (
        "[Archbishop Tutu] spoke in South Africa.",
        "1990-06-01",
        ("person:desmond-tutu",),
    ),
    "a style before a given name": ("[Sir Dawda] spoke in Gambia.", "1980-06-01", ("person:dawda-jawara",)),
    "a style of a husband, his wife named last": (
        "Barack Obama spoke first. Michelle Obama waved. [Mr. Obama] left.",
        "2012-06-01",
        ("person:barack-obama",),
    ),
    "a style of a wife, her husband named last": (
        "Michelle Obama spoke first. Barack Obama waved. [Mrs. Obama] left.",
        "2012-06-01",
        ("person:michelle-obama",),
    ),
    "a style of a wife whom nobody names": ("[Mrs. Blair] opened a school in Britain.", "2003-06-01", ()),
    "a king, his state before the title": ("[Jordan's King Abdullah] left.", "2012-06-01", ("person:abdullah-ii",)),
    "a king, his state behind the name": ("[King Abdullah] of Jordan left.", "2012-06-01", ("person:abdullah-ii",)),
    "another king, his state behind the name": (
        "[King Abdullah] of Saudi Arabia left.",
        "2012-06-01",
        ("person:abdullah-bin-abdulaziz",),
    ),
}


def cases(table: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "day", "ids"), table.values(), ids=table)


@cases(SPELLINGS)
def test_a_full_name_in_other_spellings(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(LONGER)
def test_a_name_is_not_the_longer_one_that_begins_with_it(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(SHARED_WITH_PLACES)
def test_a_surname_that_is_a_place_s_too(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(SHORT)
def test_a_short_name(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert known(who(text, day)) == ids


@cases(TITLED)
def test_a_title_and_a_surname(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert known(who(text, day)) == ids


def known(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids without those of people whom nothing identifies."""
    return tuple(key for key in ids if ":unresolved:" not in key)


# the phenomenon: a text, the dateline, and the ids
CONTEXT: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "the one that news means without more": ("[Congo] closed its border.", None, ("COD",)),
    "a state by its capital in the dateline": ("[Congo] closed its border.", "BRAZZAVILLE", ("COG",)),
    "the other one by its capital in the dateline": ("[Congo] closed its border.", "KINSHASA", ("COD",)),
    "a state by a town of the text": ("Rebels near Brazzaville fled. [Congo] was calm.", None, ("COG",)),
    "a people by the dateline": ("[Dominican] officials left.", "ROSEAU", ("DMA",)),
    "the other people by the dateline": ("[Dominican] officials left.", "SANTO DOMINGO", ("DOM",)),
    "a state or an American one": ("[Georgia] closed its border.", None, ()),
    "a state by the dateline": ("[Georgia] closed its border.", "TBILISI", ("GEO",)),
    "a party by the dateline": ("The [Conservatives] won.", "LONDON", ("group:conservative-party-uk",)),
    "a party by its state": ("The [Conservatives] won in Canada.", None, ("group:conservative-party-canada",)),
    "a party by its state, whose name is listed as one to be careful with": (
        "British voters chose. The [Conservatives] won.",
        None,
        ("group:conservative-party-uk",),
    ),
    "a party by nothing": ("The [Conservatives] won in Fiji.", None, ()),
    "a parliament by nothing": ("[Congress] rejected the bill.", None, ("org:usa-congress",)),
    "a party instead of the parliament, by the dateline": (
        "[Congress] rejected the bill.",
        "NEW DELHI",
        ("group:inc",),
    ),
    "a party instead of the parliament, by its voters": (
        "Indian voters waited. [Congress] rejected the bill.",
        None,
        ("group:inc",),
    ),
    "a chamber by the people": (
        "Argentine farmers marched to the [Chamber of Deputies].",
        None,
        ("org:arg-argentine-chamber-of-deputies",),
    ),
    "a chamber by the dateline": ("The [Chamber of Deputies] met.", "PRAGUE", ("org:cze-chamber-of-deputies",)),
    "a chamber by nothing": ("The [Chamber of Deputies] met.", None, ()),
    "a longer name of another state is not its": ("Guinea-Bissau wrote to [Guinea].", None, ("GIN",)),
}


@pytest.mark.parametrize(("text", "dateline", "ids"), CONTEXT.values(), ids=CONTEXT)
def test_a_name_of_several_owners_by_what_else_is_named(text: str, dateline: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, None, dateline) == ids


def test_a_month_is_not_the_person_whose_surname_it_is() -> None:
    assert who("Theresa May met envoys. Talks begin in [May].", "2017-01-10") == ()


def test_a_day_is_no_leader_of_that_name() -> None:
    assert who("Japan protested to China on [Friday].", "2026-03-02") == ()
    assert who("[Friday]'s protest was the third.", "2026-03-02") == ()
    assert who("Godwin Friday praised Taiwan. Talks resume [Friday].", "2026-03-02") == ()
    assert who("Godwin Friday praised Taiwan. [Friday] said the ties were firm.", "2026-03-02") == (
        "person:godwin-friday",
    )


def test_who_leads_state_and_party_acts_for_the_state() -> None:
    assert actor("Xi Jinping met envoys.", "person:xi-jinping", "2015-06-01").sector == "GOV"


def test_who_has_left_office_is_a_former_official() -> None:
    assert actor("John Major met envoys.", "person:john-major", "1995-06-01").sector == "GOV"
    assert actor("John Major met envoys.", "person:john-major", "2010-06-01").sector == "ELI"


def test_a_body_whose_name_ends_like_another_is_not_that_one() -> None:
    assert who("The [National Security Council] met.") != ("org:UN-Security-Council",)
    assert who("The [UN Security Council] met.") == ("org:UN-Security-Council",)
