"""What exists is documented: every command with its options, every path, every problem code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from api.app import create_app
from api.cli import app
from api.settings import Settings

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
HTTP = (ROOT / "docs" / "http.md").read_text("utf-8")
PROBLEMS = (ROOT / "docs" / "problems.md").read_text("utf-8")
RAISERS = ("Problem", "Unreadable")


def command_options() -> Iterator[tuple[str, str]]:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    yield name, option


@pytest.mark.parametrize(("command", "option"), command_options())
def test_every_option_stands_in_its_command_usage(command: str, option: str) -> None:
    usages = [part for part in COMMANDS.split("`") if part.startswith(f"dutymap {command}")]
    assert any(option in usage for usage in usages)


def test_every_path_is_documented(tmp_path: Path) -> None:
    paths = create_app(Settings(tmp_path)).openapi()["paths"]
    assert [path for path in paths if path not in HTTP] == []


def problem_codes() -> set[str]:
    """The first argument, where it is a string, of every Problem(...) and Unreadable(...)."""
    found = set()
    for package in ("ingest", "mapping", "corpus", "graph", "api"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and node.args and _raises(node.func):
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        found.add(first.value)
    return found


def _raises(called: ast.expr) -> bool:
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name in (*RAISERS, "problem") or name == "__init__"


def test_every_problem_code_stands_in_the_table() -> None:
    codes = problem_codes()
    assert len(codes) > 5
    documented = {line.split("`")[1] for line in PROBLEMS.splitlines() if line.startswith("| `")}
    assert documented == codes
