"""What is claimed and denied in one article, and numbers that exclude one another."""

import pytest

from legation.link import linked
from legation.link.figures import figures
from legation.records import Actor, AnyRecord, Contradiction, Document, Span, Speaker, Statement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twenty-six villagers died", [("dead", 26, 26)]),
        ("between 35 and 40 soldiers were killed", [("dead", 35, 40)]),
        ("8,000 to 10,000 troops", [("troops", 8000, 10000)]),
        ("at least 40 fighters dead", [("dead", 40, float("inf"))]),
        ("fewer than 300 troops", [("troops", 0, 300)]),
        ("put the figure at 11", [(None, 11, 11)]),
        ("12,000 in the border region", [(None, 12000, 12000)]),
        ("shot down five jets", [("aircraft", 5, 5)]),
        ("on 7 May at 3.35 pm", []),
        ("every one of them", []),
        ("in 20 percent of cases", []),
        ("the 15 days of talks", []),
    ],
)
def test_figures_count_what_their_words_say(text: str, expected: list[tuple[str | None, float, float]]) -> None:
    assert [(f.unit, f.low, f.high) for f in figures(text)] == expected


def told(*claims: tuple[str, str, str], text: str | None = None) -> list[AnyRecord]:
    """One article in which each (country, act, words) is a statement in a sentence of its own."""
    sentences = [f"{country} officials spoke: {words}." for country, _, words in claims]
    document = Document(text=text or " ".join(sentences), publisher="The Sample Courier", published="2024-05-08")
    records: list[AnyRecord] = [document]
    names = sorted({country for country, _, _ in claims})
    for name in names:
        records.append(Actor(document=document.id, id=name, name=name, kind="state", country=name, sector="GOV"))
    for country, act, words in claims:
        start = document.text.index(words)
        about = tuple(n for n in names if n in words)
        records.append(
            Statement(
                document=document.id,
                speaker=Speaker(actor=country, as_written=country, named=True, sector="GOV", country=country),
                cue="said",
                act=act,
                quotation="indirect",
                content=(Span.cut(document.text, start, start + len(words)),),
                about=about,
            )
        )
    return records


def disputed(*claims: tuple[str, str, str]) -> list[Contradiction]:
    return [each for each in linked(told(*claims)) if isinstance(each, Contradiction)]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("NLD", "accuse", "SLD shelled the harbour"), ("SLD", "say", "it had no part in that"), "occurrence"),
        (("NLD", "say", "SLD crossed the line at dawn"), ("SLD", "deny", "any soldier went over it"), "occurrence"),
        (("NLD", "claim", "SLD broke the truce"), ("SLD", "say", "its guns have honoured the truce"), "occurrence"),
        (("NLD", "say", "40 soldiers were killed"), ("SLD", "say", "the number was 11"), "number"),
        (
            ("NLD", "say", "SLD kept an office of spies there"),
            ("SLD", "say", "no such office was ever there"),
            "occurrence",
        ),
        # Refusals, hopes, bare negations and what nobody claimed contradict nobody.
        (("NLD", "propose", "SLD should join the talks"), ("SLD", "reject", "the offer of talks"), None),
        (("NLD", "say", "SLD crossed the line"), ("SLD", "decline", "to comment on it"), None),
        (("NLD", "say", "the harvest was poor"), ("SLD", "say", "prices have not risen"), None),
        (("NLD", "say", "SLD crossed the line"), ("SLD", "say", "it would neither confirm nor deny it"), None),
        (("NLD", "hope", "SLD crosses no line"), ("SLD", "say", "it had no part in that"), None),
        (("NLD", "say", "40 soldiers were killed"), ("SLD", "say", "40 soldiers were killed in the north"), None),
        (("NLD", "say", "at least 30 soldiers were killed"), ("SLD", "say", "35 soldiers were killed"), None),
        (("NLD", "say", "40 soldiers were killed"), ("SLD", "say", "11 ships were seen"), None),
    ],
)
def test_two_statements_contradict_one_another(
    first: tuple[str, str, str], second: tuple[str, str, str], kind: str | None
) -> None:
    found = disputed(first, second)
    assert [each.kind for each in found] == ([kind] if kind else [])
    if kind:
        assert [claim.speaker for claim in found[0].claims] == ["NLD", "SLD"]


def test_a_speaker_is_not_contradicted_by_himself() -> None:
    assert not disputed(("NLD", "say", "40 soldiers were killed"), ("NLD", "say", "41 soldiers were killed"))


def test_a_claim_far_away_is_not_what_is_denied() -> None:
    between = tuple(("ELD", "say", f"point {word} was open") for word in ("A", "B", "C", "D", "E", "F", "G"))
    claims = (("NLD", "say", "SLD crossed the line"), *between, ("SLD", "say", "it had no part in that"))
    assert not any("NLD" in [c.speaker for c in each.claims] for each in disputed(*claims))
