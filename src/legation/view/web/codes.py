"""Plain words for the codes of records: a page never shows a code alone."""

from functools import cache

from legation.tables import yaml_table
from legation.view.brief_words import conjugate, fill, load

FILE = "view/codes.yaml"
ARTICLES = ("a ", "an ")


def word(what: str, code: str | int) -> str:
    """Say a code in words; one that the table lacks is a word itself."""
    table = _table()
    return table.get(what, {}).get(str(code)) or str(code).replace("_", " ").replace("-", " ")


def said(what: str, code: str | int) -> str:
    """Say a code in words, with the code behind where they differ: "armed forces (MIL)"."""
    return _both(word(what, code), str(code))


def event_type(code: str) -> str:
    """Say a type of event in words: "attack (ASSAULT)"."""
    return _both(event_noun(code), code)


def event_noun(code: str) -> str:
    """Say a type of event in words alone: "attack"."""
    noun = str(load().events.get(code, {}).get("noun", code.lower()))
    return next((noun[len(each) :] for each in ARTICLES if noun.startswith(each)), noun)


def mode(of: str, code: str) -> str:
    """Say the mode of a type of event in words: "attacked from the air (aerial)"."""
    phrase = load().events.get(of, {}).get("modes", {}).get(code, {}).get("alone")
    return _both(fill(conjugate(phrase, "actual", plural=False)), code) if phrase else word("mode", code)


def _both(words: str, code: str) -> str:
    same = words.casefold() == code.replace("_", " ").replace("-", " ").casefold()
    return words if same else f"{words} ({code})"


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = yaml_table(FILE)
    return table
