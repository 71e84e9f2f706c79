"""Labels of positions become offices of ours, or offices of their own name; never another office than they say."""

import pytest

from legation import vetting
from legation.imports.polities import Polities
from legation.imports.positions import Positions


@pytest.fixture(scope="module")
def positions(bundled: vetting.Index) -> Positions:
    return Positions(bundled)


@pytest.mark.parametrize(
    ("label", "polity", "office"),
    [
        ("President of the United States", "USA", "head_of_state"),
        ("President of the French Republic", "FRA", "head_of_state"),
        ("President of Côte d'Ivoire", "CIV", "head_of_state"),
        ("President of Iran", "IRN", "head_of_government"),
        ("Vice President of the United States", "USA", "vice_president"),
        ("Monarch of the United Kingdom", "GBR", "head_of_state"),
        ("Israeli Prime Minister", "ISR", "head_of_government"),
        ("Federal Chancellor of Germany", "DEU", "head_of_government"),
        ("Premier of New South Wales", "AUS", "premier_of_new_south_wales"),
        ("United States Secretary of State", "USA", "foreign_minister"),
        ("Minister of Europe and Foreign Affairs", "FRA", "foreign_minister"),
        ("Secretary of State for Foreign, Commonwealth and Development Affairs", "GBR", "foreign_minister"),
        ("Minister of State for Foreign Affairs", "IND", "minister_of_state_for_foreign_affairs"),
        ("Foreign Secretary", "GBR", "foreign_minister"),
        ("Foreign Secretary", "IND", "foreign_secretary"),
        ("Minister of National Defence", "POL", "defence_minister"),
        ("Chancellor of the Exchequer", "GBR", "finance_minister"),
        ("United States Secretary of the Interior", "USA", "secretary_of_interior"),
        ("Speaker of the United States House of Representatives", "USA", "speaker"),
        ("President of the Senate of France", "FRA", "president_of_senate"),
        ("Ministry of Foreign Affairs spokesperson", "RUS", "spokesperson"),
        ("Permanent Representative of the United Kingdom to the United Nations", "GBR", "un_ambassador"),
        ("United Nations Secretary-General", "org:UN", "head"),
        ("leader of Hamas", "group:hamas", "head"),
        ("Governor of California", "USA", "governor_of_california"),
        ("president of FC Barcelona", "ESP", "president_of_fc_barcelona"),
        ("Shadow Foreign Secretary", "GBR", "shadow_foreign_secretary"),
        ("Acting President of Peru", "PER", "acting_president"),
    ],
)
def test_the_office_of_a_label(positions: Positions, label: str, polity: str, office: str) -> None:
    assert positions.office(label, polity).key == office


@pytest.mark.parametrize(
    ("label", "sector"),
    [
        ("Member of the 17th Althing", "LEG"),
        ("mayor of Paris", "GOV"),
        ("Chief of the General Staff", "MIL"),
        ("judge of the Constitutional Court", "JUD"),
        ("Archbishop of Canterbury", "REL"),
        ("general secretary of the party", "PTY"),
        ("Shadow Foreign Secretary", "OPP"),
        ("president of FC Barcelona", "UNK"),
    ],
)
def test_the_sector_of_an_office_of_its_own(positions: Positions, label: str, sector: str) -> None:
    assert positions.office(label, "GBR").sector == sector


def test_a_title_leaves_out_the_state(positions: Positions) -> None:
    assert positions.office("Minister for Foreign Affairs of Sweden", "SWE").title == "Minister for Foreign Affairs"
    assert positions.office("Federal Chancellor of Germany", "DEU").title == "Federal Chancellor"
    assert positions.office("President of Côte d'Ivoire", "CIV").title == "President"


def test_an_office_of_a_part_counts_only_with_the_name_of_the_whole(positions: Positions) -> None:
    assert positions.office("Prime Minister", "BEL", whole=False).key == "prime_minister"
    assert positions.office("Prime Minister of Belgium", "BEL", whole=False).key == "head_of_government"


@pytest.mark.parametrize(
    ("label", "polity"),
    [
        ("Secretary General of NATO", "org:NATO"),
        ("member of the Knesset", "ISR"),
        ("Prime Minister of Japan", "JPN"),
        ("mayor of Paris", None),
    ],
)
def test_the_polity_in_a_label(bundled: vetting.Index, label: str, polity: str | None) -> None:
    assert Polities(bundled).in_label(label) == polity


@pytest.mark.parametrize(
    ("text", "country"),
    [("FRA", "FRA"), ("fr", "FRA"), ("the United States", "USA"), ("Q142", "FRA"), ("IGO", "IGO"), ("Atlantis", None)],
)
def test_the_country_that_a_user_names(bundled: vetting.Index, text: str, country: str | None) -> None:
    assert Polities(bundled).country(text) == country


@pytest.mark.parametrize(
    ("code", "country"), [("us", "USA"), ("suhh", "SUN"), ("gb-sct", "GBR"), ("eu", "EUR"), ("zz", None)]
)
def test_the_country_of_a_code_of_followthemoney(bundled: vetting.Index, code: str, country: str | None) -> None:
    assert Polities(bundled).by_code(code) == country
