"""What exists is documented: every command with its options, every path, every problem code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from api.app import create_app
from api.cli import app
from api.service import Service
from api.settings import Settings

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
HTTP = (ROOT / "docs" / "http.md").read_text("utf-8")
PROBLEMS = (ROOT / "docs" / "problems.md").read_text("utf-8")


def command_options() -> Iterator[tuple[str, str]]:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    yield name, option


@pytest.mark.parametrize(("command", "option"), list(command_options()))
def test_every_option_stands_in_its_command_usage(command: str, option: str) -> None:
    usages = [part for part in COMMANDS.split("`") if part.startswith(f"dutymap {command}")]
    assert any(option in usage for usage in usages)


def test_every_setting_of_the_service_is_in_the_table() -> None:
    table = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    told = {name.strip(" `"): default.strip(" `") for name, default in rows}
    for name, field in Service.model_fields.items():
        default = str(field.default).lower() if field.default != () else "none"
        assert told[f"DUTYMAP_{name.upper()}"] == default


def test_every_path_is_documented(tmp_path: Path) -> None:
    paths = create_app(Settings(tmp_path)).openapi()["paths"]
    assert [path for path in paths if path not in HTTP] == []


def problem_codes() -> tuple[set[str], tuple[str, ...]]:
    """The codes that Problem(...) and Unreadable(...) are made with, and beginnings of codes."""
    codes: set[str] = set()
    beginnings = []
    for package in ("ingest", "mapping", "corpus", "graph", "api"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                for code in codes_of(node):
                    if isinstance(code, ast.Constant):
                        codes.add(code.value)
                    elif isinstance(code, ast.JoinedStr):
                        beginnings.append(code.values[0].value)
    return codes, tuple(beginnings)


def codes_of(node: ast.AST) -> list[ast.expr]:
    """What gives the code, where `node` makes a problem."""
    if not isinstance(node, ast.Call) or len(node.args) < 2:
        return []
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name not in ("Problem", "Unreadable", "__init__"):
        return []
    code = node.args[0]
    return [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]


def test_every_problem_code_stands_in_the_table() -> None:
    codes, beginnings = problem_codes()
    rows = [line.split("|")[1] for line in PROBLEMS.splitlines() if line.startswith("| `")]
    documented = {code for row in rows for code in row.split("`")[1::2]}
    assert len(codes) > 15
    assert codes - documented == set()
    assert {code for code in documented - codes if not code.startswith(beginnings)} == set()
