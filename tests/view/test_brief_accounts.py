"""Contradictions side by side: who says which, on whose word, and what bears a side out."""

from collections.abc import Sequence
from dataclasses import replace

from legation.link import linked
from legation.records import AnyRecord, Claim, Contradiction, Development, Document, Span
from legation.view.brief import Group, brief
from legation.view.brief_events import tellings
from legation.view.brief_limits import limits
from legation.view.brief_sources import Sources
from legation.view.brief_words import load
from made_up import Line, article

RAID = Line("event", "ALB", "BOL", 0, 12, 1)
CLAIM, DENIAL = replace(RAID, kind="claim"), replace(RAID, kind="denial")


def groups(records: Sequence[AnyRecord]) -> list[Group]:
    return [g for section in brief(records).sections if section.key == "accounts" for g in section.groups]


def told(*articles: tuple[list[Line], str]) -> list[AnyRecord]:
    found = [
        r for n, (lines, outlet) in enumerate(articles) for r in article(lines, outlet, f"2025-05-0{n + 1}", (n, n))
    ]
    return [*found, *linked(found)]


def claim(document: Document, words: str, side: str, **more: object) -> Claim:
    start = document.text.index(words)
    says = Span.cut(document.text, start, start + len(words))
    values = {"record": f"{side}-{document.id}", "reported": document.published, "origin": document.publisher, **more}
    return Claim(document=document.id, side=side, says=says, **values)  # type: ignore[arg-type]


def test_each_side_stands_with_its_speaker_its_words_and_its_origin() -> None:
    (group,) = groups(told(([CLAIM, DENIAL], "Post"), ([replace(RAID, kind="bare")], "Ledger")))
    assert group.heading
    assert group.heading.labels == ("not settled",)
    one, other = group.sentences
    assert one.text.startswith(
        "According to Bolivia: “Albania bombed Bolivia near Korce on 1 May, and 12 soldiers died”"
    )
    assert other.text.startswith("Denied by Albania: “it was no part of any raid")
    assert one.labels == other.labels == ("one origin: Post",)
    assert one.lead == "reported 1 May 2025"


def test_a_side_that_a_later_report_bears_out_is_marked() -> None:
    records = told(([CLAIM, DENIAL], "Post"), ([replace(RAID, kind="bare")], "Ledger"))
    found = next(r for r in records if isinstance(r, Contradiction))
    settled = replace(found, settled="denied", settled_by=found.claims[1].record)
    (group,) = groups([settled if r is found else r for r in records])
    assert group.heading
    assert group.heading.labels == ()
    assert group.sentences[1].labels == ("one origin: Post", "borne out by a later report")


def test_what_settles_it_is_quoted_where_it_is_not_yet() -> None:
    records = told(([CLAIM, DENIAL], "Post"), ([replace(RAID, kind="bare")], "Ledger"))
    found = next(r for r in records if isinstance(r, Contradiction))
    document = next(r for r in records if isinstance(r, Document) and r.publisher == "Ledger")
    later = claim(document, "Albania bombed Bolivia", "claimed", speaker="ALB")
    settled = replace(found, claims=(*found.claims, later), settled="claimed", settled_by=later.record)
    (group,) = groups([settled if r is found else r for r in records])
    assert group.sentences[-1].text == "By what Albania said later: “Albania bombed Bolivia”."
    assert group.sentences[0].labels == ("2 origins", "borne out by a later report")


def test_numbers_of_one_happening_stand_side_by_side() -> None:
    (group,) = groups(told(([replace(RAID, number=41)], "Post"), ([RAID], "Ledger")))
    assert group.heading
    assert group.heading.text == "Contested, how many dead: Albania attacked Bolivia in Korce"
    assert [s.text for s in group.sentences] == [
        "According to Post: “41 soldiers”.",
        "According to Ledger: “12 soldiers”.",
    ]


def test_of_contradictions_that_share_a_claim_one_is_told_and_there_are_few() -> None:
    records = told(([CLAIM, DENIAL], "Post"), ([replace(RAID, kind="bare")], "Ledger"))
    found = next(r for r in records if isinstance(r, Contradiction))
    again = replace(found, id="", about="another")
    assert len(groups([*records, again])) == 1
    articles = [r for n in range(9) for r in article([CLAIM, DENIAL], f"Post {'abcdefghi'[n]}", "2025-05-01", (n, n))]
    sides = (("claimed", "Albania bombed Bolivia"), ("denied", "it was no part"))
    many = [
        replace(
            found,
            id="",
            about=f"matter {n}",
            claims=tuple(claim(d, words, side, speaker=f"S{n}") for side, words in sides),
        )
        for n, d in enumerate(r for r in articles if isinstance(r, Document))
    ]
    assert len(groups([*articles, *many])) == limits().sections["accounts"]


def test_a_contradiction_about_nothing_told_names_the_two_who_disagree() -> None:
    records = told(([CLAIM, DENIAL], "Post"), ([RAID], "Ledger"))
    kept = [r for r in records if not isinstance(r, Development)]
    (group,) = [g for g in groups(kept) if g.heading]
    assert group.heading
    assert group.heading.text == "Contested between Bolivia and Albania"


def test_a_long_claim_is_cut_and_its_source_has_it_whole() -> None:
    records = told(([CLAIM, DENIAL], "Post"), ([replace(RAID, kind="bare")], "Ledger"))
    document = next(r for r in records if isinstance(r, Document) and r.publisher == "Post")
    found = next(r for r in records if isinstance(r, Contradiction))
    long = claim(document, document.text[: limits().claim + 40], "claimed", speaker="BOL")
    (group,) = groups([replace(found, claims=(long, found.claims[1])) if r is found else r for r in records])
    assert " …”" in group.sentences[0].text
    assert any(len(c.words) > limits().claim for c in group.sentences[0].citations)


def test_a_happening_of_which_only_a_figure_is_disputed_is_told_like_others_with_that_label() -> None:
    many = replace(RAID, number=40)
    records = told(([RAID], "Post"), ([many], "Ledger"), ([RAID], "Bay"))
    (disputed,) = [r for r in records if isinstance(r, Development)]
    document = next(r for r in records if isinstance(r, Document))
    claims = tuple(claim(document, "Korce", side) for side in ("12", "40"))
    for kind, label in (("number", "figures differ"), ("occurrence", "disputed")):
        dispute = Contradiction(document=document.id, kind=kind, about=disputed.id, claims=claims)  # type: ignore[arg-type]
        changed = replace(disputed, standing="disputed")
        kept = [changed if r is disputed else r for r in records if not isinstance(r, Contradiction)]
        found = [*kept, dispute]
        shown = Sources(found, load(), frozenset(r.id for r in found))
        (telling,) = [t for t in tellings(shown) if t.development.id == disputed.id]
        assert telling.is_contested == (kind == "occurrence")
        assert label in telling.sentence.labels
