"""schema.org's words as RDFa in a page's tags, in the shape that JSON-LD gives them."""

from collections.abc import Iterator
from typing import Any

import lxml.html

_HOME = "schema.org"
_PREFIX = "schema:"
_VALUES = ("content", "datetime", "href", "src")


def items(root: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The items of a page that stand in no other, in the order of the page."""
    for element in root.xpath("//*[@typeof]"):
        if element.get("property") is None and (types := _types(element)):
            yield _properties(element, types)


def _types(scope: lxml.html.HtmlElement) -> list[str]:
    """The types of an item in schema.org's words: under its vocabulary, or with its prefix."""
    written = str(scope.get("typeof") or "").split()
    prefixed = [each.removeprefix(_PREFIX) for each in written if each.startswith(_PREFIX)]
    return prefixed or (written if _HOME in _vocabulary(scope) else [])


def _vocabulary(element: lxml.html.HtmlElement) -> str:
    chosen = (each.get("vocab") for each in (element, *element.iterancestors()))
    return next((each.lower() for each in chosen if each), "")


def _properties(scope: lxml.html.HtmlElement, types: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": types}
    if address := scope.get("resource") or scope.get("about"):
        found["url"] = address
    for element in scope.xpath(".//*[@property]"):
        owner = next((each for each in element.iterancestors() if each.get("typeof") is not None), None)
        if owner is scope:
            value = _value(element)
            for name in element.get("property").split():
                _note(found, name.removeprefix(_PREFIX), value)
    return found


def _note(found: dict[str, Any], name: str, value: Any) -> None:
    if name not in found:
        found[name] = value
    elif name == "author":
        found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]


def _value(element: lxml.html.HtmlElement) -> Any:
    text = " ".join(str(element.text_content()).split())
    if element.get("typeof") is not None:
        item = _properties(element, str(element.get("typeof")).split())
        return {"name": text, **item} if text else item
    return next((str(value) for name in _VALUES if (value := element.get(name))), text)
