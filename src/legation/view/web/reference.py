"""The description of the API as a page has it: addresses in groups, each with parameters, an example and how to ask."""

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

Node = Mapping[str, Any]
_WORDS: Mapping[str, str] = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "fields",
}
_OF_PAGES = ("limit", "cursor")  # these stand behind what narrows a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of an address, or a field of what is sent."""

    name: str
    takes: str
    needed: bool
    says: str
    usual: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What one address does: `path` in pieces, of which every second is a name to be filled in."""

    id: str
    method: str
    path: Sequence[str]
    summary: str
    says: Sequence[str]
    parameters: Sequence[Parameter]
    body: Sequence[Parameter]
    answers: Sequence[tuple[str, str]]
    curl: str
    example: str
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Addresses that belong together."""

    name: str
    says: str
    operations: Sequence[Operation]


def groups(document: Node, base: str) -> list[Group]:
    """Lay the description out; `base` is where the server is, as the reader calls it."""
    parts = document["components"]["schemas"]
    found = [
        (node["tags"][0], _operation(path, method, node, parts=parts, base=base))
        for path, each in document["paths"].items()
        for method, node in each.items()
    ]
    return [
        Group(
            name=tag["name"], says=tag["description"], operations=[each for name, each in found if name == tag["name"]]
        )
        for tag in document["tags"]
    ]


def _operation(path: str, method: str, node: Node, *, parts: Node, base: str) -> Operation:
    given = node.get("parameters", ())
    sent = node.get("requestBody", {}).get("content", {}).get("application/json", {})
    good = next(each for status, each in node["responses"].items() if status.startswith("2"))
    example = next((each["example"] for each in good.get("content", {}).values() if "example" in each), None)
    query = {each["name"]: _example(each["schema"]) for each in given if each["in"] == "query" and each.get("required")}
    address = _filled(path, given) + (f"?{urlencode(query)}" if query else "")
    is_link = method == "get" and "{" not in path
    return Operation(
        id=node["operationId"],
        method=method.upper(),
        path=path.replace("{", "}").split("}"),
        summary=node["summary"],
        says=[" ".join(each.split()) for each in node.get("description", "").split("\n\n")],
        parameters=[_parameter(each, parts) for each in sorted(given, key=lambda each: each["name"] in _OF_PAGES)],
        body=list(_fields(sent.get("schema", {}), parts)),
        answers=[(status, each["description"]) for status, each in sorted(node["responses"].items())],
        curl=_curl(method, base + address, _body(sent, parts)),
        example=json.dumps(example, indent=1, ensure_ascii=False) if example is not None else "",
        link=address if is_link else None,
    )


def _filled(path: str, given: Sequence[Node]) -> str:
    """The path with an example in the place of each name; an id is the reader's own to put in."""
    for each in given:
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", next(iter(each["schema"].get("examples", ())), "ID"))
    return path


def _parameter(node: Node, parts: Node) -> Parameter:
    schema = node["schema"]
    usual = schema.get("default")
    return Parameter(
        name=node["name"],
        takes=_takes(schema, parts),
        needed=bool(node.get("required")),
        says=node.get("description", ""),
        usual="" if usual in (None, []) else json.dumps(usual, ensure_ascii=False).strip('"'),
    )


def _fields(schema: Node, parts: Node) -> Iterator[Parameter]:
    """The fields of what is sent, of one of them where it may be several."""
    whole = _resolved(schema["oneOf"][0] if "oneOf" in schema else schema, parts)
    for name, node in whole.get("properties", {}).items():
        says = node.get("description", "")
        yield Parameter(name=name, takes=_takes(node, parts), needed=name in whole.get("required", ()), says=says)


def _takes(schema: Node, parts: Node) -> str:
    """What a parameter takes, in words."""
    node = _resolved(schema, parts)
    choices = [each for each in node.get("anyOf", ()) if each.get("type") != "null"]
    if choices:
        return _takes(choices[0], parts)
    if node.get("type") == "array":
        return f"{_takes(node['items'], parts)}; may be repeated"
    if values := node.get("enum"):
        return "one of " + ", ".join(map(str, values))
    if "const" in node:
        return str(node["const"])
    least, most = node.get("minimum"), node.get("maximum")
    bounds = f", {least} to {most}" if least is not None and most is not None else ""
    return _WORDS.get(node.get("type", ""), "text") + bounds


def _resolved(schema: Node, parts: Node) -> Node:
    return parts[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _example(schema: Node) -> str:
    return str(next(iter(schema.get("examples", ())), "…"))


def _body(sent: Node, parts: Node) -> str | None:
    if not sent:
        return None
    return json.dumps(sent.get("example") or _resolved(sent["schema"], parts).get("example"), ensure_ascii=False)


def _curl(method: str, address: str, body: str | None) -> str:
    words = ["curl"] if method == "get" else ["curl", "-X", method.upper()]
    lines = [" ".join([*words, shlex.quote(address)])]
    if body:
        lines += ["-H 'content-type: application/json'", f"-d {shlex.quote(body)}"]
    return " \\\n  ".join(lines)
