"""Hostile words in addresses, forms and articles: no fault of the server, and nothing of them but words on a page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
from starlette.testclient import TestClient

import fakes
import hostile_store
from hostile import ATTACKS, Attack, twin
from legation.store.store import Store
from legation.view.web.app import create
from legation.view.web.settings import Settings
from markup import faults, skeleton
from web_server import HERE

# Fields that pages read by themselves, beside those that a route declares.
FIELDS = (
    *(
        "q",
        "kind",
        "actor",
        "country",
        "role",
        "type",
        "status",
        "document",
        "publisher",
        "since",
        "until",
        "id",
        "page",
    ),
    *("one", "other", "theme", "sort", "saved", "standing", "origins", "limit", "cursor", "about", "format", "issue"),
)
STEP, WIDE = 6, 12  # each address gets every so-manyeth attack, the next one the next ones
READS = ("GET",)
Ids = Mapping[str, str]


class Route(NamedTuple):
    """An address of the server: how it is asked, and which fields it takes."""

    method: str
    path: str
    query: tuple[str, ...]
    form: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.partition("}")[0].partition(":")[0] for each in self.path.split("{")[1:])

    def address(self, values: Mapping[str, str]) -> str:
        first, *pieces = self.path.split("{")
        filled = (
            encoded(values[name]) + piece.partition("}")[2] for name, piece in zip(self.names, pieces, strict=True)
        )
        return first + "".join(filled)


def encoded(words: str) -> str:
    return quote(words, safe="", errors="surrogatepass")


def asked(values: Iterable[tuple[str, str]]) -> str:
    return urlencode(list(values), errors="surrogatepass")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def attacked(home: Path) -> tuple[Path, Ids]:
    return home / "attacked.db", hostile_store.build(home / "attacked.db")


@pytest.fixture(scope="module")
def client(attacked: tuple[Path, Ids]) -> Iterator[TestClient]:
    with served(attacked[0]) as found:
        yield found


def served(database: Path) -> TestClient:
    app = create(Settings(database=database, parts=fakes.parts()))
    return TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="module")
def routes(client: TestClient) -> tuple[Route, ...]:
    """All addresses of the app, those that somebody adds later too."""
    found = []
    for router in client.app.routes:  # type: ignore[attr-defined]
        for each in getattr(router, "effective_route_contexts", tuple)():
            known = (each.dependant.query_params, each.dependant.body_params)
            fields = tuple(tuple(p.alias for p in params) for params in known)
            found += [Route(method, each.path, *fields) for method in sorted(each.methods)]
    assert len(found) > 25
    return tuple(found)


@pytest.fixture(scope="module")
def there(attacked: tuple[Path, Ids]) -> Mapping[str, str]:
    """Values for the names in paths, so that there is something at the address."""
    path, ids = attacked
    with Store.open(path) as store:
        record = next(store.records(kind="event", document=ids["script"]))
        development = next(store.records(kind="development"))
        prediction = next(store.records(kind="prediction", document=ids["script"]))
    values = {"document": ids["script"], "record": record.id, "development": development.id, "actor": "ALB"}
    values |= {"prediction": prediction.id, "one": "ALB", "other": "BOL", "publisher": "Post", "name": "tension"}
    return values | {"part": "changed", "job": "1", "id": record.id, "party": "ALB", "slug": "x"}


def told(client: TestClient, method: str, address: str, **more: Any) -> list[str]:
    answer = client.request(method, address, **more)
    return [f"{method} {address[:160]} {str(more)[:100]}: {each}" for each in faults(answer)]


def none(found: Iterable[str]) -> None:
    every = list(found)
    assert not every, f"{len(every)} faults\n" + "\n".join(dict.fromkeys(every[:40]))


def test_words_in_a_path_are_a_name_that_is_not_there(client: TestClient, routes: Sequence[Route]) -> None:
    ways = [each for each in routes if each.names and each.method in READS]
    none(
        fault
        for place, route in enumerate(ways)
        for attack in ATTACKS[place % STEP :: STEP]
        for fault in told(client, "GET", route.address(dict.fromkeys(route.names, attack.words)))
    )


def test_words_in_a_field_are_no_fault_and_no_markup(
    client: TestClient, routes: Sequence[Route], there: Mapping[str, str]
) -> None:
    found: list[str] = []
    for route in routes:
        if route.method not in READS or route.path.endswith(".js"):
            continue
        # A chart is drawn anew for any other field; those that it reads are tried.
        fields = ["one", "other"] if "/charts/" in route.path else list(dict.fromkeys((*route.query, *FIELDS)))
        path = route.address({name: there.get(name, "x") for name in route.names})
        for place, attack in enumerate(ATTACKS[hash_of(route.path) % WIDE :: WIDE]):
            found += told(client, "GET", f"{path}?{asked([(fields[place % len(fields)], attack.words)])}")
        every = [(field, ATTACKS[(place * 5) % len(ATTACKS)].words) for place, field in enumerate(fields)]
        found += told(client, "GET", f"{path}?{asked(every)}")
    none(found)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda each: each.name)
def test_the_search_takes_any_words_in_any_field(client: TestClient, attack: Attack) -> None:
    none(
        fault
        for field in (
            "q",
            "kind",
            "actor",
            "country",
            "role",
            "type",
            "status",
            "publisher",
            "since",
            "page",
            "id",
            "saved",
        )
        for fault in told(client, "GET", f"/search?{asked([(field, attack.words), ('actor', 'ALB')])}")
    )


def test_words_in_a_form_are_no_fault(home: Path, routes: Sequence[Route], there: Mapping[str, str]) -> None:
    hostile_store.build(home / "forms.db", attacks=ATTACKS[:4])
    found: list[str] = []
    with served(home / "forms.db") as client:
        for route in routes:
            if route.method in READS:
                continue
            path = route.address({name: there.get(name, "x") for name in route.names})
            fields = route.form or ("text", "title", "publisher", "published", "url", "field", "value", "sample")
            for attack in ATTACKS[hash_of(route.path) % STEP :: STEP]:
                values = dict.fromkeys(fields, hostile_store.storable(attack.words))
                found += told(client, route.method, path, data=values)
                found += told(client, route.method, path, json=values)
                body = b'{"text": "\\ud800 ' + attack.words.encode("utf-8", "surrogatepass") + b'"'
                found += told(client, route.method, path, content=body, headers={"content-type": "application/json"})
    none(found)


def test_what_articles_say_is_words_on_every_page(
    client: TestClient, routes: Sequence[Route], attacked: tuple[Path, Ids]
) -> None:
    found: list[str] = []
    for route in routes:
        if route.method in READS and not route.names:
            found += told(client, "GET", route.path)
    for address in addresses(attacked):
        found += told(client, "GET", address)
    none(found)


def test_every_chart_of_hostile_articles_is_drawn(client: TestClient, routes: Sequence[Route]) -> None:
    plain = [each.path for each in routes if each.method in READS and not each.names and "/api/" not in each.path]
    pages = [client.get(each).text for each in (*plain, "/actors/ALB", "/dyads/ALB/BOL", "/sources/Post")]
    charts = {unescape(each) for page in pages for each in re.findall(r'src="(/charts/[^"]+\.svg[^"]*)"', page)}
    assert len(charts) > 3
    found: list[str] = []
    for chart in sorted(charts):
        assert client.get(chart).status_code == 200, chart
        found += told(client, "GET", chart) + told(client, "GET", chart.replace(".svg", ".json"))
    none(found)


def addresses(attacked: tuple[Path, Ids]) -> Iterator[str]:
    """Pages of what the attacks brought into the store: of each article, and by turns of what was found in it."""
    path, ids = attacked
    with Store.open(path) as store:
        for number, attack in enumerate(ATTACKS):
            yield f"/articles/{ids[attack.name]}"
            found = {each.record: each.id for each in store.records(document=ids[attack.name])}
            yield f"/records/{found[('event', 'silence', 'statement', 'tie', 'pressure')[number % 5]]}"
            person = next(
                each.id
                for each in store.records(kind="actor", document=ids[attack.name])
                if each.id.startswith("person")
            )
            words = hostile_store.storable(attack.words)
            turns = (
                *(f"/predictions/{found['prediction']}", f"/sources/{encoded(words)}", f"/dyads/ALB/{encoded(person)}"),
                *(
                    f"/actors/{encoded(person)}",
                    f"/api/v1/actors/{encoded(person)}",
                    f"/search?kind=event&actor={encoded(words)}",
                ),
            )
            yield from (turns[(number + turn) % len(turns)] for turn in (0, 3))
        for kind in (
            "event",
            "statement",
            "silence",
            "tie",
            "prediction",
            "document",
            "actor",
            "development",
            "pressure",
        ):
            yield from (f"/search?kind={kind}&page={page}" for page in (1, 2, 3))
        for development in list(store.records(kind="development"))[:12]:
            yield f"/developments/{development.id}"


@pytest.fixture(scope="module")
def twins(home: Path) -> Iterator[tuple[tuple[TestClient, Ids], tuple[TestClient, Ids]]]:
    """The same articles twice: with hostile words, and with harmless ones of the same shape."""
    ids = hostile_store.alone(home / "one.db", str), hostile_store.alone(home / "other.db", twin)
    with served(home / "one.db") as one, served(home / "other.db") as other:
        yield (one, ids[0]), (other, ids[1])


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda each: each.name)
def test_a_hostile_article_has_the_markup_of_a_harmless_one(
    twins: tuple[tuple[TestClient, Ids], tuple[TestClient, Ids]], attack: Attack
) -> None:
    one, other = (client.get(f"/articles/{ids[attack.name]}") for client, ids in twins)
    assert (one.status_code, other.status_code) == (200, 200)
    assert skeleton(one.content) == skeleton(other.content)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static/%252e%252e%252fapp.py",
        "/static/..%5c..%5capp.py",
        "/static//etc/passwd",
        "/static/desk.css%00.html",
        "/static/" + "a/" * 1500,
        "/charts/..%2f..%2fetc.svg",
        "/charts/tension%00.svg?one=ALB&other=BOL",
        "/articles/%ED%A0%80",
        "/records/%FF%FE",
        "/%0d%0aSet-Cookie:evil7=1",
        "//evil7.example/%2f..",
        "/search;evil7?kind=event",
        "/SEARCH",
    ],
)
def test_a_path_leads_to_no_file_and_no_other_host(client: TestClient, path: str) -> None:
    answer = client.get(HERE + path)
    assert answer.status_code in (307, 400, 404, 405, 414)
    none(faults(answer))


def test_fields_may_be_many_long_or_repeated(client: TestClient) -> None:
    for query in (
        "&".join(f"q=evil7{n}" for n in range(300)),
        "&".join(f"evil7{n}=1" for n in range(500)),
        "q=a&q=b&kind=event&kind=&kind=tie&page=1&page=2",
        "q=" + "%E2%80%AE" * 800,
        "q[]=1&q[$ne]=2&__proto__[x]=y",
        "&&&=&==&q",
        "q=%",
        "q=%zz&kind=%00",
    ):
        none(told(client, "GET", f"/search?{query}"))


def test_a_question_that_would_keep_the_server_busy_is_answered_soon(client: TestClient) -> None:
    import time

    for words in ("a* " * 60, "-" * 200, '"' * 199, "OR " * 60, "a OR " * 40, "*" * 200, "(" * 200, "a\u0301" * 90):
        began = time.perf_counter()
        none(told(client, "GET", f"/search?{asked([('q', words)])}"))
        assert time.perf_counter() - began < 2, words[:20]


def test_a_fault_of_ours_is_answered_like_all_else(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("<evil7>")

    monkeypatch.setattr("legation.view.web.filters.read", broken)
    answer = client.get("/search?q=evil7")
    assert answer.status_code == 500
    assert "evil7" not in answer.text
    assert faults(answer) == ["status 500"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def hash_of(words: str) -> int:
    """The same number for the same words in every run."""
    return sum(words.encode())
