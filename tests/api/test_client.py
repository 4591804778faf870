"""A client that is made from the service's description, as docs/http.md tells, and used."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.keys import Role
from tests.api.conftest import QINGHE
from tests.api.served import add_keys, served

CONFIG = Path(__file__).parents[2] / "docs" / "client.yml"


@pytest.fixture(scope="module")
def service(
    sampled: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[Role, str]]]:
    folder = Path(shutil.copytree(sampled, tmp_path_factory.mktemp("client") / "corpus"))
    printed = add_keys(folder)
    with served(folder, "--workers", "0") as address:
        yield address, printed


@pytest.fixture(scope="module")
def made(service: tuple[str, dict[Role, str]], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The package, freshly made; nothing of the description was left out of it."""
    folder = tmp_path_factory.mktemp("made")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    command += ["--url", f"{service[0]}/api/v1/openapi.json", "--config", str(CONFIG)]
    command += ["--output-path", str(folder / "dutymap_client"), "--fail-on-warning"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module("dutymap_client")
    sys.path.remove(str(folder))


def operation(name: str) -> Any:
    return importlib.import_module(f"dutymap_client.api.{name}")


def test_it_asks_lists_decides_and_is_told_errors(
    made: Any, service: tuple[str, dict[Role, str]]
) -> None:
    models = importlib.import_module("dutymap_client.models")
    address, printed = service
    reader = made.AuthenticatedClient(base_url=address, token=printed["reader"], timeout=60)
    editor = made.AuthenticatedClient(base_url=address, token=printed["editor"], timeout=60)

    answer = operation("ask.ask").sync(client=reader, q="查询婚姻登记信息找哪个部门", in_="青禾县")
    assert isinstance(answer, models.Answer) and answer.answers[0].agency == "civil-affairs"

    found, cursor = [], None
    while page := operation("assignments.assignments").sync(
        client=reader, adcode="990121", limit=10, **({"cursor": cursor} if cursor else {})
    ):
        found += page.items
        cursor = page.next_
        if cursor is None:
            break
    assert len({duty.id for duty in found}) == len(found) > 10

    body = models.CheckIn(text=QINGHE, against=["临溪市"])
    checked = operation("checks.check").sync(client=reader, body=body)
    assert checked.against == ["linxi-2020"] and checked.findings

    told = models.DecisionIn(action=models.DecisionInAction.ACCEPT, note="已核对")
    correct = operation("decisions.correct")
    refused = correct.sync_detailed(found[0].id, client=reader, body=told)
    assert refused.status_code == 403 and isinstance(refused.parsed, models.ProblemOut)
    done = correct.sync(found[0].id, client=editor, body=told)
    assert (done.by, done.assignment.review.action) == ("test-editor", "accept")

    missing = operation("documents.document").sync(document="nothing", client=reader)
    assert isinstance(missing, models.ProblemOut) and missing.status == 404
    nobody = made.Client(base_url=address)
    assert operation("tables.agencies").sync(client=nobody).status == 401
