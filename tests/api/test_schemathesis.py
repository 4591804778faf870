"""Every operation, asked all that its schema allows and forbids, by each role and by nobody."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.keys import Role
from tests.api.served import add_keys, served

CONFIG = Path(__file__).with_name("schemathesis.toml")
ROLES = ("admin", "editor", "reader", None)
FEW, MANY = 3, 1000


@pytest.fixture(scope="module")
def service(
    sampled: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[Role, str]]]:
    folder = Path(shutil.copytree(sampled, tmp_path_factory.mktemp("asked") / "corpus"))
    printed = add_keys(folder)
    # An import that nobody does would be told of for ever (events).
    with served(folder, "--workers", "1") as address:
        yield address, printed


def ask_all(address: str, key: str | None, cases: int, folder: Path) -> None:
    """Run schemathesis with all checks; it exits with 0 where it finds no failure."""
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"]
    command += [f"{address}/api/v1/openapi.json", "--checks", "all", "--max-examples", str(cases)]
    command += ["--phases", "examples,coverage,fuzzing", "--continue-on-failure"]
    command += ["--generation-database", "none", "--request-timeout", "60"]
    command += ["--max-response-time", "60", "--no-color"]
    if key:
        command += ["--header", f"Authorization: Bearer {key}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", ["admin", None])
def test_a_few_cases_of_each_operation_fail_none(
    role: Role | None, service: tuple[str, dict[Role, str]], tmp_path: Path
) -> None:
    address, printed = service
    ask_all(address, printed[role] if role else None, FEW, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("role", ROLES)
def test_a_thousand_cases_of_each_operation_fail_none(
    role: Role | None, service: tuple[str, dict[Role, str]], tmp_path: Path
) -> None:
    address, printed = service
    ask_all(address, printed[role] if role else None, MANY, tmp_path)
