import pytest

from legation.read import sitenames


@pytest.mark.parametrize(
    ("title", "address", "name", "rest"),
    [
        ("Talks end - Salt Marsh Advertiser", "https://saltmarsh.example/1", "Salt Marsh Advertiser", "Talks end"),
        ("Salt Marsh Advertiser | Talks end", "https://www.saltmarsh.example/1", "Salt Marsh Advertiser", "Talks end"),
        ("Talks end: what now? — The Quay", "https://edition.thequay.example/1", None, None),  # four letters are few
        (
            "Talks end | World | The Quay Courier",
            "https://www.quaycourier.example",
            "The Quay Courier",
            "Talks end | World",
        ),
        ("海岸の協定｜海岸新聞", "https://www.kaigan.example", None, None),
        ("Talks end - no date set", "https://saltmarsh.example/1", None, None),
        ("Talks end", "https://saltmarsh.example/1", None, None),
        ("Talks at Salt Marsh go on and on, says one who took part - World", "https://saltmarsh.example", None, None),
        ("Talks end - News", "https://news.example.org", None, None),
        ("Talks end - Salt Marsh", None, None, None),
    ],
)
def test_name_of_the_outlet_in_a_title(title: str, address: str | None, name: str | None, rest: str | None) -> None:
    assert sitenames.named(title, address) == name
    assert sitenames.without(title, name) == (rest or title)
