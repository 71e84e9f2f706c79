"""Tables are read by their keys; all that is wrong is told at once, each with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.errors import DeskError
from legation.toml_tables import Key, Sheet

KEYS = (
    Key(name="id", needed=True),
    Key(name="words", kind="texts"),
    Key(name="since", kind="day"),
    Key(name="weight", kind="number"),
)


def complaints(text: str) -> list[str]:
    try:
        sheet = Sheet("a.toml", text)
        sheet.refuse_others(["things", "head"])
        sheet.one("head", (Key(name="name"),))
        sheet.several("things", KEYS)
        sheet.check()
    except DeskError as error:
        return list(error.complaints)
    return []


def test_right_values_are_read_as_their_kinds_want_them() -> None:
    sheet = Sheet(
        "a.toml", '[[things]]\nid = " x "\nwords = ["a", "b c"]\nsince = 2025-05-07\nweight = 1\n[[things]]\nid = "y"'
    )
    first, second = sheet.several("things", KEYS)
    sheet.check()
    assert (first.text("id"), first.values["words"], first.values["weight"]) == ("x", ("a", "b c"), 1)
    assert first.values["since"].isoformat() == "2025-05-07"
    assert (second.text("id"), second.text("words"), second.index) == ("y", None, 1)


def test_a_table_that_is_not_there_is_empty() -> None:
    sheet = Sheet("a.toml", "")
    assert (sheet.several("things", KEYS), sheet.one("head", KEYS[1:]).values) == ((), {})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[things]]\nid = "a"', []),
        ("[[things]]", ["a.toml, line 1: things: it lacks id: text in quotation marks"]),
        ("[[things]]\nid = 3", ["a.toml, line 2: things: id: expected text in quotation marks, found 3"]),
        ('[[things]]\nid = ""', ["a.toml, line 2: things: id: expected text in quotation marks, found nothing"]),
        (
            '\n[[things]]\nid = "a"\nwords = []',
            ["line 4: things: words: expected a list of texts in quotation marks, found an"],
        ),
        ('[[things]]\nid = "a"\nwords = ["b", 1]', ["found a list that holds something else"]),
        (
            '[[things]]\nid = "a"\nsince = "soon"',
            ["line 3: things: since: expected a day, as 2025-05-07, found 'soon'"],
        ),
        ('[[things]]\nid = "a"\nweight = true', ["line 3: things: weight: expected a number, found true"]),
        (
            '[[things]]\nid = "a"\nword = ["b"]',
            ["line 3: things: word: unknown key; did you mean 'words'? (known: id, words,"],
        ),
        ('[[thing]]\nid = "a"', ["line 1: thing: unknown table; did you mean 'things'? (known: things, head)"]),
        ('things = ["a"]', ["line 1: things: expected tables: [[things]] on a line, and id = … below it"]),
        ("[things]\nid = 1", ["line 1: things: expected tables"]),
        ("[[head]]", ["line 1: head: expected one table [head], found more than one"]),
        ("head = 1", ["line 1: head: expected one table [head], found a value"]),
        ("a = \nb = 1", ["a.toml, line 1: this is no TOML: "]),
        ("a = ", ["a.toml: this is no TOML: invalid value (at end of document)"]),
    ],
)
def test_each_mistake_is_told_with_its_line_and_what_was_expected(text: str, told: list[str]) -> None:
    found = complaints(text)
    assert len(found) == len(told)
    assert all(words in complaint for words, complaint in zip(told, found, strict=True))


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = '[[things]]\nid = 1\n\n[other]\nx = 1\n[[things]]\nweight = "much"\n'
    found = complaints(text)
    assert [int(each.split("line ")[1].split(":")[0]) for each in found] == [2, 4, 6, 7]


def test_what_stands_in_several_lines_of_text_is_no_table() -> None:
    text = '[[things]]\nid = """\n[[things]]\nid = 3\n"""\n[[things]]\nid = 4\n'
    assert complaints(text) == ["a.toml, line 7: things: id: expected text in quotation marks, found 4"]


@given(st.integers(0, 20), st.integers(1, 8))
def test_a_complaint_names_the_very_line(empty: int, which: int) -> None:
    tables = [f"[[things]]\nid = {'3' if n == which else chr(34) + 'a' + str(n) + chr(34)}" for n in range(1, 9)]
    (told,) = complaints("\n" * empty + "\n".join(tables))
    assert told.startswith(f"a.toml, line {empty + 2 * which}: ")
