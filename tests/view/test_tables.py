"""Tables: what stands in their cells."""

import pytest

from legation.view.tables import SHOWN, cells


@pytest.mark.parametrize(("status", "shown"), [("historical", "historical"), ("actual", "")])
def test_a_tie_that_is_no_more_says_so(status: str, shown: str) -> None:
    row = cells({"record": "tie", "kind": "partnership", "sign": 1, "status": status})
    assert (row["sign"], row["status"]) == ("+", shown)
    assert ("status", "status") in SHOWN["tie"]
