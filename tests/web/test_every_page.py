"""What holds of every page: accessible, in both languages, no wider than the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

import api.web
from api.web.navigation import MAIN, WORK
from api.web.words import words
from tests.web.conftest import Visit

TEMPLATES = sorted((Path(api.web.__file__).parent / "templates").glob("*.html"))
ADDRESSES = [
    *(entry.address for entry in (*MAIN, *WORK)),
    "/?q=哪个部门协助查询车辆登记信息&in=990121",
    "/documents/qinghe-2021",
    "/documents/qinghe-2022",
    "/agencies/market-regulation",
    "/measures/query.exit-entry",
    "/graph?ask=share",
    "/graph?ask=divide&in=青禾县",
    "/review?kind=duplicate",
    "/review/a1",
    "/sign-in",
    "/nowhere",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_is_accessible_and_fits_in_both_languages(
    path: str,
    visit: Visit,
    shot: Callable[[Page, str], None],
    accessible: Callable[[Page], None],
) -> None:
    name = re.sub(r"\W+", "-", path).strip("-") or "home"
    for language, width in (("zh", 1440), ("en", 390), ("en", 1440), ("zh", 390)):
        page = visit(path, language=language, width=width)
        if path == "/nowhere":
            visit.faults.clear()  # the browser itself calls a 404 an error
        shot(page, name)
        if width == 1440:
            accessible(page)


def test_the_table_of_words_is_whole_sorted_and_used() -> None:
    table = words()
    assert list(table) == sorted(table)
    assert [key for key, both in table.items() if not (both["zh"] and both["en"])] == []
    assert [key for key, both in table.items() if places(both["zh"]) != places(both["en"])] == []


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_script_or_style_and_no_untold_words(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert set(re.findall(r"""\bt\(["']([\w.-]+)["'][,)]""", text)) <= set(words())
    if template.name in ("why.html", "side-by-side.html"):  # files of their own, sent by mail
        return
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text)
    without = re.sub(r"\{[{%#].*?[}%#]\}", "", text, flags=re.DOTALL)
    assert not re.search(r"[\u4e00-\u9fff]", without)
