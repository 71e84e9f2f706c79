"""The description of the API (OpenAPI 3.1), put together from its addresses, its promises and `data/view/api.yaml`."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from legation import __version__
from legation.tables import yaml_table
from legation.view.rest.adding import Article
from legation.view.rest.contract import TEMPLATE, ref, schemas
from legation.view.rest.routers import ROUTERS
from legation.view.web.problems import PROBLEM

FILE, EXAMPLES = "view/api.yaml", "view/api_examples.yaml"
# What can go wrong at any address, and at those where something is changed.
ALWAYS = (401, 404, 405, 414, 421, 422, 429, 500, 503)
OF_CHANGES = (400, 403, 413, 415)


def described() -> dict[str, Any]:
    """Return the whole description of the API."""
    texts, examples = yaml_table(FILE), yaml_table(EXAMPLES)
    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    made = get_openapi(
        title="Legation",
        version=__version__,
        summary=texts["summary"],
        description=texts["description"],
        routes=app.routes,
        tags=[{"name": name, "description": said} for name, said in texts["tags"].items()],
    )
    made["servers"] = [{"url": "/", "description": "This server."}]
    made["components"]["schemas"] = {**made["components"].get("schemas", {}), **schemas(), "Article": _article()}
    made["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": texts["token"]},
    }
    made["security"] = [{"token": []}, {}]
    for path in made["paths"].values():
        for operation in path.values():
            _complete(operation, texts, examples)
    for gone in ("HTTPValidationError", "ValidationError"):
        made["components"]["schemas"].pop(gone, None)
    return made


def _article() -> dict[str, Any]:
    return Article.model_json_schema(ref_template=TEMPLATE)


def _complete(operation: dict[str, Any], texts: Mapping[str, Any], examples: Mapping[str, Any]) -> None:
    """Add to an operation what can go wrong, its example, and what its answers say in their heads."""
    is_change = "requestBody" in operation or any(code in operation["responses"] for code in ("201", "202"))
    for status in (*ALWAYS, *(OF_CHANGES if is_change or operation.get("x-change") else ())):
        problem = {"description": texts["problems"][status], "content": {PROBLEM: {"schema": ref("Problem")}}}
        operation["responses"][str(status)] = problem
    operation.pop("x-change", None)
    example = examples.get(operation["operationId"])
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            response["headers"] = {**texts["headers"]["all"], **response.get("headers", {})}
            _exemplify(response, example)


def _exemplify(response: dict[str, Any], example: Any) -> None:
    for media, content in response.get("content", {}).items():
        if "json" in media and example is not None:
            content["example"] = example
