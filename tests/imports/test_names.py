"""Names become ids and surnames; of careless aliases only the full names stay."""

import pytest

from legation.imports.names import body_aliases, clean, person_aliases, slug, surname


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Jonas Gahr Støre", "jonas-gahr-store"),
        ("Lech Wałęsa", "lech-walesa"),
        ("Sa'ad O’Hara", "saad-ohara"),
        ("Отто", ""),
    ],
)
def test_slug(name: str, made: str) -> None:
    assert slug(name) == made


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Angela Merkel", "DEU", "Merkel"),
        ("Xi Jinping", "CHN", "Xi"),
        ("Ursula von der Leyen", "DEU", "von der Leyen"),
        ("Mohammed bin Salman", "SAU", "bin Salman"),
        ("Mahathir Mohamad", "MYS", "Mahathir"),
        ("Charles III", "GBR", ""),
        ("Martin Veld Jr.", "USA", "Veld"),
        ("Aung Naing Oo", "MMR", ""),
        ("Lula", "BRA", ""),
    ],
)
def test_surname(name: str, country: str, found: str) -> None:
    assert surname(name, country) == found


def test_a_given_name_tells_the_surname() -> None:
    assert surname("Ana María Veld Kalm", "ESP", "Ana María") == "Veld Kalm"


def test_only_full_names_stay() -> None:
    given = ["Otto K. Veld", "Otto", "President Veld", "The Fisher", "veld otto", "O. Veld"]
    assert list(person_aliases("Otto Veld", given)) == ["Otto K. Veld", "O. Veld"]
    assert list(body_aliases(["LPX", "lake people", "LP", "the Lakes", "police"])) == ["LPX", "the Lakes"]


def test_clean_leaves_out_doubles_and_what_a_list_cannot_hold() -> None:
    assert list(clean(["a  b", "a b", "c;d", ""])) == ["a b"]
