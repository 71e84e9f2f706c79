"""What is refused and the refusal are one act, which takes place."""

from dataclasses import replace

from legation.annotations import Block, Clause, Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.refusing import refused
from legation.coding.roles import Role
from legation.coding.triggers import Frame
from legation.records import Status

WORDS = "Peru refused to meet Chile"


def _token(i: int, word: str, lemma: str, dep: str, head: int) -> Token:
    start = WORDS.index(word)
    return Token(i, start, start + len(word), word, lemma, "VERB", "VB", dep, head)


SENTENCE = Sentence(
    0,
    0,
    len(WORDS),
    Block(0, len(WORDS), "paragraph"),
    (
        _token(0, "Peru", "Peru", "nsubj", 1),
        _token(1, "refused", "refuse", "ROOT", 1),
        _token(2, "to", "to", "aux", 3),
        _token(3, "meet", "meet", "xcomp", 1),
        _token(4, "Chile", "Chile", "dobj", 3),
    ),
)
PERU, CHILE = Role(("PER",), 0, 4), Role(("CHL",), 21, 26)


def _act(word: int, standing: Status, recipients: tuple[Role, ...], kind: str = "REJECT") -> Draft:
    trigger = SENTENCE.tokens[word]
    return Draft(
        sentence=SENTENCE,
        trigger=trigger,
        words=(trigger,),
        frame=Frame(type=kind),
        mode=None,
        actors=(PERU,),
        recipients=recipients,
        standing=standing,
        construction="verb",
        clause=None,
        confidence=0.9,
    )


REFUSAL, MEETING = _act(1, "actual", ()), _act(3, "negated", (CHILE,))


def test_both_are_one_act_with_all_sides() -> None:
    assert refused([(REFUSAL, None), (MEETING, None)], {"refuse"}) == [(replace(REFUSAL, recipients=(CHILE,)), None)]


def test_the_one_alone_takes_place() -> None:
    assert refused([(MEETING, None)], {"refuse"}) == [(replace(MEETING, standing="actual"), None)]


def test_below_other_verbs_and_of_other_types_acts_stay() -> None:
    assert refused([(MEETING, None)], {"decline"}) == [(MEETING, None)]
    talk = _act(3, "negated", (CHILE,), "CONSULT")
    assert refused([(REFUSAL, None), (talk, None)], {"refuse"}) == [(REFUSAL, None), (talk, None)]


def test_of_one_act_told_twice_alike_the_inner_word_tells_it() -> None:
    both = [(replace(REFUSAL, recipients=(CHILE,), standing="negated"), None), (MEETING, None)]
    assert refused(both, {"decline"}) == [(MEETING, None)]


def _refuse(kind: str, standing: Status) -> Draft:
    clause = Clause(SENTENCE, SENTENCE.tokens[1], "refuse")
    return replace(_act(1, standing, (CHILE,), kind), clause=clause)


def test_the_verb_of_refusal_is_not_the_act_that_it_denies() -> None:
    inner = _act(3, "negated", (CHILE,), "ACCUSE")
    assert refused([(_refuse("ACCUSE", "actual"), None), (inner, None)], {"refuse"}) == [(inner, None)]


def test_who_refuses_to_refuse_does_not_refuse() -> None:
    inner = replace(MEETING, standing="actual", clause=Clause(SENTENCE, SENTENCE.tokens[3], "rule out"))
    assert refused([(inner, None)], {"refuse", "rule out"}) == [(replace(inner, standing="negated"), None)]
