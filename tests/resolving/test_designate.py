"""Who is called next in an office is whoever the text has called so, not the one whom some table knows."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model


def test_the_one_called_so_is_meant() -> None:
    text = (
        "Prime Minister-designate Tzipi Livni met envoys in Jerusalem. [The prime minister-designate] signed a draft."
    )
    assert who(text, "2008-10-13") == ("person:tzipi-livni",)
