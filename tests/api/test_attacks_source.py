"""The source itself: no pattern that backtracks without end, nothing read but JSON, arrays and
text; see docs/security.md."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from regexploit.ast.sre import SreOpParser
from regexploit.redos import find

from api.app import create_app
from api.settings import Settings

ROOT = Path(__file__).parents[2]
PACKAGES = ("ingest", "mapping", "corpus", "graph", "api")


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def compiled(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a value: itself, or what it holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 3 and isinstance(value, dict):
        for pair in value.items():
            yield from compiled(pair, depth + 1)
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from compiled(each, depth + 1)
    elif depth < 3 and not isinstance(value, type):
        for name in getattr(value, "__dataclass_fields__", ()):
            yield from compiled(getattr(value, name, None), depth + 1)


def written(tree: ast.AST) -> Iterator[re.Pattern[str]]:
    """The patterns that are written in a call of re, or as the pattern of a field."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        of_re = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re"
        given = [node.args[0]] if of_re and node.args else []
        given += [word.value for word in node.keywords if word.arg == "pattern"]
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield re.compile(value.value)


def every_pattern(tmp_path: Path) -> dict[tuple[str, int], str]:
    """(pattern, flags) with where it is: of the modules once loaded, tables of patterns read
    by them too, of calls of re, and of the service's parameters."""
    found: dict[tuple[str, int], str] = {}
    for path in sources():
        if "migrations" in path.parts:
            continue
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        held = [
            *compiled(tuple(vars(module).values())),
            *written(ast.parse(path.read_text("utf-8"))),
        ]
        for pattern in held:
            found.setdefault((pattern.pattern, pattern.flags), name)
    for text in re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', described(tmp_path)):
        found.setdefault((text.encode().decode("unicode_escape"), 0), "openapi")
    return found


def described(tmp_path: Path) -> str:
    return json.dumps(create_app(Settings(tmp_path)).openapi())


def test_no_pattern_backtracks_without_end(tmp_path: Path) -> None:
    """By regexploit, which looks for runs that can be divided in several ways."""
    patterns = every_pattern(tmp_path)
    assert len(patterns) > 200
    exploitable = {
        f"{where}: {pattern} ({redos.starriness} stars)"
        for (pattern, flags), where in patterns.items()
        for redos in find(SreOpParser().parse_sre(pattern, flags))
    }
    assert exploitable == set()


def test_nothing_is_read_that_could_run() -> None:
    """No pickle, marshal, shelve or YAML, no eval; arrays without objects."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in getattr(node, "names", ()) if hasattr(alias, "name")]
            names.append(getattr(node, "module", None) or "")
            roots = {name.partition(".")[0] for name in names}
            assert not roots & {"pickle", "marshal", "shelve", "yaml", "dill", "joblib"}, path
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            assert called not in ("eval", "exec", "__import__"), (path, node.lineno)
            if isinstance(node.func, ast.Attribute) and ast.unparse(node.func) == "np.load":
                pickles = [word.value for word in node.keywords if word.arg == "allow_pickle"]
                assert [getattr(value, "value", None) for value in pickles] == [False], path
