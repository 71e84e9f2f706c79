"""Who is who in text that is written in capitals: found as in other text, named in normal case, cut as it is stored."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

CASES = {
    "an alliance": ("[WARSAW PACT] INVADES CZECHOSLOVAKIA", "1968-08-21", ("org:Warsaw-Pact",)),
    "a state": ("WARSAW PACT INVADES [CZECHOSLOVAKIA]", "1968-08-21", ("CSK",)),
    "an old spelling": ("[RUMANIA] REFUSES PART, CALLS UP MILITIA", "1968-08-21", ("ROU",)),
    "a seat": ("ATHENS, [LONDON] PROTEST", "1983-11-15", ("GBR",)),
    "a leader": ("[NIXON] ORDERS ENVOY HOME; TALKS STALL", "1973-10-20", ("person:richard-nixon",)),
    "a leader behind a title": ("PRESIDENT [BUSH] PRAISES SPAIN", "2003-03-18", ("person:george-w-bush",)),
    "a word that is a name too": ("RICE [PRICE] FALLS IN JAPAN", "2007-03-18", ()),
}


@pytest.mark.parametrize("name", CASES)
def test_who(name: str) -> None:
    marked, day, ids = CASES[name]
    assert who(marked, day) == ids


def test_record() -> None:
    text = "ISRAEL STRIKES IRAN AFTER TALKS FAIL, U.S. OFFICIALS SAY"
    officials = actor(text, "group:USA:GOV:officials", "2025-06-13")
    assert officials.name == "U.S. officials"
    assert [e.text for e in officials.evidence] == ["U.S. OFFICIALS"]
    assert all(text[e.start : e.end] == e.text for e in officials.evidence)
