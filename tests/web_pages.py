"""Reads pages as a reader sees them: elements by simple selectors, text on one line, links by their words."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
from starlette.testclient import TestClient

Element = Any
_STEP = re.compile(r"(?P<tag>[\w-]*)(?P<rest>(?:\.[\w-]+|#[\w-]+|\[[\w-]+(?:=[^\]]*)?\])*)")


def read(text: str) -> Element:
    """The page in a text."""
    return lxml.html.fromstring(text)


def page(client: TestClient, address: str, status: int = 200) -> Element:
    """Ask for a page and read it."""
    answer = client.get(address)
    assert answer.status_code == status, f"{answer.status_code} {address}: {text(read(answer.text))[:300]}"
    return read(answer.text)


def pick(root: Element, selector: str) -> list[Element]:
    """The elements for a selector of tags, classes, ids and attributes, with spaces for what stands within."""
    return list(root.xpath("." + "".join(f"//{_step(each)}" for each in selector.split())))


def text(element: Element) -> str:
    """The words of an element on one line."""
    return " ".join(str(element.text_content()).split())


def links(root: Element, selector: str = "") -> dict[str, str]:
    """The links within a selector, by their words."""
    return {text(each): str(each.get("href")) for each in pick(root, f"{selector} a".strip())}


def asks(address: str) -> dict[str, list[str]]:
    """The query of an address."""
    return parse_qs(urlsplit(address).query)


def _step(simple: str) -> str:
    found = _STEP.fullmatch(simple)
    assert found, f"no selector: {simple}"
    tests = ""
    for kind, name, value in re.findall(r"([.#\[])([\w-]+)(?:=([^\]]*))?", found["rest"]):
        if kind == ".":
            tests += f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        elif kind == "#":
            tests += f"[@id='{name}']"
        else:
            tests += f"[@{name}='{value}']" if value else f"[@{name}]"
    return (found["tag"] or "*") + tests
