"""The labelled paragraphs that the attribution model learns from keep their form, and none stands twice."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from attribution_text import ROOT, agreement, alpha, corpus, prepare
from legation.annotations import Block, Sentence, Token

PARAGRAPHS: list[Any] = list(corpus.read())


def cut(paragraph: Any, extents: Any) -> list[str]:
    return [paragraph.text[extent[0] : extent[1]] for extent in extents]


def test_the_text_is_in_form_and_large_enough() -> None:
    assert len(PARAGRAPHS) >= 1500
    assert all(p.text == p.text.strip() != "" and not set(p.text) & set("{}") for p in PARAGRAPHS)
    assert sum(len(p.text.split()) for p in PARAGRAPHS) >= 60_000
    assert not [p.place for p in PARAGRAPHS if not p.text[0].isprintable()]


def test_every_act_and_stance_is_taught() -> None:
    found = [a for p in PARAGRAPHS for a in p.attributions]
    acts = Counter(a.act for a in found if a.number)
    assert set(acts) == set(corpus.ACTS)
    assert min(acts.values()) >= 20
    assert Counter(v for a in found for *_, v in a.targets).keys() == {-1, 0, 1}
    assert sum(a.denied for a in found) >= 50
    assert sum(not a.source for a in found) >= 100
    assert sum(not p.attributions for p in PARAGRAPHS) >= 100
    assert sum(len(p.claims) for p in PARAGRAPHS) >= 500


def test_labels_lie_in_their_paragraphs() -> None:
    for p in PARAGRAPHS:
        for a in p.attributions:
            extents = [*a.source, *a.cue, *a.content, *((s, e) for s, e, _ in a.targets), *p.claims]
            assert all(0 <= s < e <= len(p.text) for s, e in extents), p.place
            assert all(p.text[s:e] == p.text[s:e].strip() for s, e in extents), p.place


def test_no_paragraph_is_another_with_other_names() -> None:
    """Words that begin with a capital and numbers are left out: a template filled in twice would show."""
    shapes = Counter(" ".join(w for w in re.findall(r"[^\W\d_]+", p.text) if w[0].islower()) for p in PARAGRAPHS)
    repeated = sum(n - 1 for shape, n in shapes.items() if n > 1 and shape.count(" ") >= 4)
    assert repeated < 5
    assert len({p.text for p in PARAGRAPHS}) == len(PARAGRAPHS)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{s1 Peru {c1:say said} {q1 it}.", "a brace stays open: '{s1 '"),
        ("Peru} said it.", "a brace closes nothing before '} said it.'"),
        ("{x1 Peru} said it.", "unreadable mark at '{x1 Peru} said it.'"),
        ("{s1Peru} said it.", "unreadable mark at '{s1Peru} said it.'"),
        ("{s1 Peru} {c1:waltz said} {q1 it}.", "no such act: 'waltz'; acts are say, confirm"),
        ("{s1 Peru} {c1:say said} and {c1:warn warned} {q1 it}.", "cue 1 has two acts, say and warn"),
        ("{s1 Peru} {c1:say said} it.", "attribution 1 has no content"),
        ("{s1 Peru} said {q1 it}.", "attribution 1 has no cue"),
        ("{s1 Peru} {c1:say said} {q1 it} of {t1- Chile}.", "target 'Chile' of 1 is not in its content"),
        ("{s1 Peru }{c1:say said} {q1 it}.", "a label of 1 is empty or has a blank at its edge: 'Peru '"),
        ("{s1 Peru} {c1:say said} {q1 }.", "a label of 1 is empty or has a blank at its edge: ''"),
        ("{q0 “It left.”}", "number 0 is a content that goes on from the paragraph before"),
        ("+ {s0 Peru} {c0:say said} {q0 it}.", "number 0 is a content that goes on"),
    ],
)
def test_a_fault_is_named(line: str, fault: str) -> None:
    with pytest.raises(corpus.FaultError, match=re.escape(fault)):
        corpus.paragraph(line)


def test_the_first_fault_of_a_file_stops_reading_and_others_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.txt"
    path.write_text("# hand\nRain fell.\n\n{s1 Peru left.\nRain fell.\n", encoding="utf-8")
    with pytest.raises(corpus.FaultError, match="a brace stays open"):
        list(corpus.read(path))
    monkeypatch.setattr("sys.argv", ["corpus.py", str(path)])
    assert corpus.main() == 1
    out = capsys.readouterr().out
    assert f"{path}:4: a brace stays open: '{{s1 '" in out
    assert "written 2 times: 'Rain fell.'" in out
    assert "paragraphs 2; " in out
    assert out.endswith("2 faults\n")


def test_nested_labels_are_read() -> None:
    p = corpus.paragraph(
        "{s1 Kyiv} {c1:say said} that {q1 {s2 {t1- Moscow}} {c2:fear! did not fear} {q2 {p a war}}}, {p it may rain}."
    )
    assert p.text == "Kyiv said that Moscow did not fear a war, it may rain."
    outer, inner = p.attributions
    assert (outer.act, outer.denied, inner.act, inner.denied) == ("say", False, "fear", True)
    assert cut(p, outer.source) == ["Kyiv"]
    assert cut(p, outer.content) == ["Moscow did not fear a war"]
    assert [(p.text[s:e], v) for s, e, v in outer.targets] == [("Moscow", -1)]
    assert cut(p, inner.source) == ["Moscow"]
    assert cut(p, inner.cue) == ["did not fear"]
    assert cut(p, inner.content) == cut(p, p.claims)[:1] == ["a war"]
    assert cut(p, p.claims)[1:] == ["it may rain"]
    assert not p.goes_on


def test_split_and_shared_labels_are_read() -> None:
    p = corpus.paragraph(
        "{q1 “We wait,”} {s1,2 Ana Ruiz} {c1:say said}, {q1 “alone”}, {c2:say adding} {q2 it was {t2+ Peru}}."
    )
    first, second = p.attributions
    assert cut(p, first.content) == ["“We wait,”", "“alone”"]
    assert cut(p, first.source) == cut(p, second.source) == ["Ana Ruiz"]
    assert cut(p, second.content) == ["it was Peru"]
    assert [v for *_, v in second.targets] == [1]


def test_a_paragraph_that_goes_on_has_a_content_without_a_cue() -> None:
    p = corpus.paragraph("+ {q0 “And I stay.”} {c1:report Rumours} that {q1 she left}.")
    assert p.goes_on
    assert [(a.number, a.act) for a in p.attributions] == [(0, None), (1, "report")]
    assert cut(p, p.attributions[0].content) == ["“And I stay.”"]


def test_texts_are_joined_with_their_labels() -> None:
    grouped = list(prepare.texts(PARAGRAPHS))
    assert [p for text in grouped for p in text] == PARAGRAPHS
    assert all([p.goes_on for p in text] == [False] + [True] * (len(text) - 1) for text in grouped)
    for text in grouped:
        whole, labels, claims = prepare.joined(text)
        apart = [words for p in text for a in p.attributions for words in cut(p, [*a.source, *a.cue, *a.content])]
        together = [whole[s:e] for a in labels for s, e in (*a.source, *a.cue, *a.content)]
        assert together == apart
        assert [whole[s:e] for s, e in claims] == [words for p in text for words in cut(p, p.claims)]


def test_about_one_text_in_ten_is_held_out_and_always_the_same() -> None:
    grouped = list(prepare.texts(PARAGRAPHS))
    held = [prepare.held_out(text) for text in grouped]
    assert 0.06 < sum(held) / len(held) < 0.14
    assert held == [prepare.held_out(text) for text in grouped]


def sentence(rows: str) -> Sentence:
    """Words as "text/class/head", a blank between them."""
    tokens, at = [], 0
    for i, row in enumerate(rows.split()):
        text, pos, head = row.split("/")
        tokens.append(Token(i, at, at + len(text), text, text, pos, pos, "dep", int(head)))
        at += len(text) + 1
    return Sentence(0, 0, at, Block(0, at, "paragraph"), tuple(tokens))


def test_labels_become_words_of_the_sentence_that_holds_the_cue() -> None:
    here = sentence("Peru/PROPN/2 did/AUX/2 say/VERB/2 that/SCONJ/5 Chile/PROPN/5 left/VERB/2")
    said = corpus.Attribution(1, "say", True, [(0, 4)], [(5, 12)], [(18, 28)], [(18, 23, -1)])
    assert prepare.labelled(here, said) == {
        **{"cue": 2, "cues": [1, 2], "act": "say", "denied": True},
        **{"source": [0], "content": [4, 5], "targets": [(4, 4, -1)]},
    }
    assert prepare.labelled(here, prepare.moved(said, 100)) is None


@pytest.mark.parametrize(
    ("rows", "words", "head"),
    [
        ("is/AUX/0 wary/ADJ/0 of/ADP/1", [0, 1, 2], 0),
        ("has/AUX/1 said/VERB/1 it/PRON/1", [0, 1], 1),
        ("made/VERB/0 the/DET/2 claim/NOUN/0", [0, 2], 0),
        ("is/AUX/2 fearful/ADJ/2 seen/VERB/2", [0, 1], 1),
    ],
)
def test_the_head_of_a_cue_is_a_full_word_at_its_top(rows: str, words: list[int], head: int) -> None:
    here = sentence(rows)
    assert prepare.head_of(here, [here.tokens[i] for i in words]).i == head


def test_the_second_hand_labelled_paragraphs_of_the_text() -> None:
    texts = {p.text for p in PARAGRAPHS}
    second = list(corpus.read(ROOT / "agreement" / "second.txt"))
    assert len(second) >= 100
    assert {p.text for p in second} <= texts
    assert len({p.text for p in second}) == len(second)
    blind = [line.split("\t", 1) for line in (ROOT / "agreement" / "blind.tsv").read_text("utf-8").splitlines()]
    assert [p.text for p in second] == [text for _, text in blind]
    both = agreement.twice()
    assert len(both) == len(second)
    assert all(one.text == other.text for one, other in both)


def test_both_hands_agree_well() -> None:
    both = agreement.twice()
    for role in ("cue", "source", "content", "claims"):
        pairs = [pair for one, other in both for pair in agreement.of_role(role)(one, other)]
        assert len(pairs) > 3000
        assert alpha.alpha(pairs) > 0.8, role
    assert alpha.alpha([pair for one, other in both for pair in agreement.acts(one, other)]) > 0.7


def test_agreement_is_counted_by_word_and_by_cue() -> None:
    one = corpus.paragraph("{s1 Peru} {c1:say said} {q1 {t1+ Chile} left}.")
    other = corpus.paragraph("{s1 Peru} {c1:claim said} that {q1 {t1- Chile} left}.".replace("that ", ""))
    assert agreement.of_role("source")(one, other) == [("x", "x"), ("-", "-"), ("-", "-"), ("-", "-")]
    assert agreement.of_role("claims")(one, other) == [("-", "-")] * 4
    assert agreement.acts(one, other) == [("say", "claim")]
    assert agreement.stances(one, other) == [("1", "-1")]
