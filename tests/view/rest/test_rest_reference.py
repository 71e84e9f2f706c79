"""The page on the API shows every address with what it takes and how to ask; its examples are those that hold."""

import re
from html import unescape

from starlette.testclient import TestClient

from legation.view.rest.description import described


def test_each_address_stands_on_the_page(client: TestClient) -> None:
    page = client.get("/docs").text
    document = described()
    for path, each in document["paths"].items():
        for method, node in each.items():
            part = page.partition(f'id="{node["operationId"]}"')[2].partition("</article>")[0]
            assert node["summary"] in unescape(part)
            assert f">{method.upper()}<" in part
            address = re.sub(r"<[^>]*>", "", re.search(r"<code>(.*?)</code>", part)[1])  # type: ignore[index]
            assert address == path
            for parameter in node.get("parameters", ()):
                assert f"<code>{parameter['name']}</code>" in part
    for tag in document["tags"]:
        assert tag["name"].capitalize() in page


def test_what_can_be_tried_works(client: TestClient) -> None:
    links = re.findall(r'<a href="(/api/v1/[^"]*)">Try it', client.get("/docs").text)
    assert len(links) > 12
    for link in map(unescape, links):
        assert client.get(link).status_code in (200, 422), link
        if "positions" not in link:  # this server has no desk
            assert client.get(link).status_code == 200, link


def test_commands_name_the_server_as_the_reader_does(client: TestClient) -> None:
    page = unescape(client.get("/docs", headers={"host": "127.0.0.1:9999"}).text)
    assert "curl http://127.0.0.1:9999/api/v1/counts" in page
    assert "-H 'content-type: application/json'" in page
    assert "-X DELETE" in page


def test_no_script_or_style_stands_in_the_page(client: TestClient) -> None:
    page = client.get("/docs").text
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*src=\"/static/)", page)
    assert client.get("/docs").headers["content-security-policy"].startswith("default-src 'none'")


def test_the_description_is_whole(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    names = set(re.findall(r"#/components/schemas/(\w+)", client.get("/openapi.json").text))
    assert names <= document["components"]["schemas"].keys()
    ids = [each["operationId"] for path in document["paths"].values() for each in path.values()]
    assert len(ids) == len(set(ids))
    assert not any(path.startswith("/records") for path in document["paths"])  # pages are no part of it
