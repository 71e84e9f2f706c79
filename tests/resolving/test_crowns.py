"""Of several who reign, "the king" is the one spoken of last, or of the state that was: nobody's before he is named."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, str | None, tuple[str, ...]]

CASES: dict[str, Case] = {
    "spoken of again last": (
        "King Hussein of Jordan wrote to King Hassan of Morocco. King Hussein is ill. [The king] rests.",
        "1991-03-03",
        None,
        ("person:hussein-bin-talal",),
    ),
    "not one who is named later": (
        "Spain's parliament met. [The king] spoke. King Hassan of Morocco was silent.",
        "1979-03-03",
        None,
        ("person:juan-carlos-i",),
    ),
    "of the state spoken of last": (
        "Troops of Nepal crossed into Bhutan. [The king] protested.",
        "2000-03-03",
        None,
        ("person:jigme-singye-wangchuck",),
    ),
    "of the place where he acts": (
        "Bhutan's envoy left for Nepal. [The king] waved to him in Thimphu.",
        "2000-03-03",
        None,
        ("person:jigme-singye-wangchuck",),
    ),
    "who travels": (
        "King Hussein flew from Jordan to Morocco. In Rabat [the king] met traders.",
        "1991-03-03",
        None,
        ("person:hussein-bin-talal",),
    ),
    "at home": (
        "Jordan's prime minister landed. [The king] received him.",
        "1991-03-03",
        "RIYADH",
        ("person:fahd-bin-abdulaziz",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_reigns(case: Case) -> None:
    text, day, dateline, ids = case
    assert who(text, day, dateline) == ids
