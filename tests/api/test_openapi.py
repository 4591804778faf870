"""The description of the service: complete, true, and good enough to make a client of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from api.app import create_app
from api.settings import Settings

METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def client(sampled: Path) -> Iterator[TestClient]:
    app = create_app(Settings(sampled))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture(scope="module")
def told(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return described


def operations(told: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            assert method in METHODS
            yield path, method, operation


def faults(told: dict[str, Any], schema: dict[str, Any], example: object) -> list[str]:
    whole = {**schema, "components": told["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(example)]


def test_it_is_openapi_3_1_and_each_operation_has_a_name_of_its_own(told: dict[str, Any]) -> None:
    assert told["openapi"].startswith("3.1")
    names = [operation["operationId"] for _, _, operation in operations(told)]
    assert len(set(names)) == len(names)
    assert all(name.replace("_", "").isalpha() for name in names)


def test_each_operation_has_an_example_that_fits_its_schema(told: dict[str, Any]) -> None:
    for path, _, operation in operations(told):
        name = operation["operationId"]
        given = [p for p in operation.get("parameters", ()) if "example" in p]
        for parameter in operation.get("parameters", ()):
            assert not parameter.get("required") or parameter in given, (name, parameter["name"])
        for parameter in given:
            assert faults(told, parameter["schema"], parameter["example"]) == [], name
        sent = operation.get("requestBody", {}).get("content", {})
        assert not sent or any("example" in content for content in sent.values()), name
        for content in (*sent.values(), *answers(operation)):
            if "example" in content:
                assert faults(told, content.get("schema", {}), content["example"]) == [], name
        wanted = [c for c in answers(operation) if "schema" in c]
        assert all("example" in content for content in wanted), (path, name)


def answers(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """The contents of every answer in JSON, errors too."""
    return [
        content
        for answer in operation["responses"].values()
        for kind, content in answer.get("content", {}).items()
        if kind.endswith("json")
    ]


def test_each_error_is_a_problem(told: dict[str, Any]) -> None:
    for path, _, operation in operations(told):
        statuses = operation["responses"]
        assert not path.startswith("/api/") or {"401", "422", "429", "500"} <= set(statuses)
        for status, answer in statuses.items():
            if int(status) >= 400:
                (content,) = answer["content"].values()
                assert list(answer["content"]) == ["application/problem+json"]
                assert content["example"]["status"] == int(status)


def test_the_examples_of_reading_are_true(told: dict[str, Any], client: TestClient) -> None:
    """Each gives an answer; the corpus here lacks imports, and the directives that are no text."""
    asked = 0
    for path, method, operation in operations(told):
        values = {
            p["name"]: p["example"] for p in operation.get("parameters", ()) if "example" in p
        }
        if method != "get" or "number" in values or "qinghe-2022" in json.dumps(values):
            continue
        in_path = [name for name in values if f"{{{name}}}" in path]
        answer = client.get(
            path.format(**values), params={k: v for k, v in values.items() if k not in in_path}
        )
        assert answer.status_code == 200, (path, answer.text)
        asked += 1
    assert asked > 10
