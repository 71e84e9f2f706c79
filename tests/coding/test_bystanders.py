"""The place where a paper was made is no party to what is done with it."""

import pytest

from coding.conftest import Code

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("Rwanda accepted the plan under a deal signed in Luanda.", "AGREE", (("RWA",), ())),
        ("Sudan rejected a declaration signed in Jeddah.", "REJECT", (("SDN",), ())),
        ("Eritrea welcomed the agreement signed in Pretoria.", "SUPPORT", (("ERI",), ())),
        # With whom it was made, or who made it, is one.
        ("Somalia rejected the memorandum signed with Ethiopia in Addis Ababa.", "REJECT", (("SOM",), ("ETH",))),
        ("Sudan rejected a declaration issued by Saudi Arabia.", "REJECT", (("SDN",), ("SAU",))),
    ],
)
def test_where_a_paper_was_made_is_no_party(
    text: str, kind: str, parties: tuple[tuple[str, ...], tuple[str, ...]], code: Code
) -> None:
    assert [(each.actor, each.recipient) for each in code(text) if each.type == kind] == [parties]
