"""Whatever is asked, the API answers as its description says; what is asked is made up from that description."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks
from starlette.types import ASGIApp, Receive, Scope, Send

from legation.view.rest.description import described
from legation.view.web import limits
from legation.view.web.app import create
from legation.view.web.buckets import Buckets
from legation.view.web.faults import MissingError
from legation.view.web.jobs import Job
from legation.view.web.settings import Settings

EXAMPLES = 8  # made-up requests for each address
CHECKS = (
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
)


class NoJobs:
    """Takes articles and reads none."""

    def start(self, title: str, files: object) -> Job:
        return Job(id="one", title=title)

    def get(self, job: str) -> Job:
        if job != "one":
            raise MissingError(job)
        return Job(id=job, title="one")


def staying(app: ASGIApp) -> ASGIApp:
    """The app without the beginning and end that each request would bring."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for step in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{step}.complete"})

    return asked


@pytest.fixture(scope="module")
def api(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    """A server over a store of its own, which answers as often as it is asked."""
    path = tmp_path_factory.mktemp("contract") / "news.db"
    shutil.copy(told, path)
    app = create(Settings(database=path, today=lambda: date(2024, 11, 1)))
    app.state.doors.requests = Buckets(limits.Rate(at_once=10**9, per_second=10**9), 10)
    app.state.jobs = NoJobs()
    yield schemathesis.openapi.from_asgi("/openapi.json", staying(app), headers={"host": "localhost"})
    app.state.shelf.close()


def operations() -> list[tuple[str, str]]:
    return [(path, method) for path, each in described()["paths"].items() for method in each]


@schemathesis.serializer("application/x-ndjson")
def as_lines(_: object, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), operations())
def test_the_api_keeps_what_its_description_promises(
    api: BaseSchema, path: str, method: str, mode: GenerationMode
) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api[path][method.upper()].as_strategy(generation_mode=mode))
    def asked(case: Case[Any]) -> None:
        response = case.call(headers={"host": "localhost"})
        # An address that is too long is refused as such, whatever else is wrong with it.
        wanted = [each for each in CHECKS if response.status_code != 414 or each is not checks.negative_data_rejection]
        case.validate_response(response, checks=wanted, headers={"host": "localhost"})

    try:
        asked()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing can be wrong where there are no parameters
