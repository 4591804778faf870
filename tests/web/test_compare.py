"""A drafter compares places: the matrix, a cell's words, folding, keys, files."""

from __future__ import annotations

import io
import zipfile

from tests.web.conftest import Visit

NORM = "zhongbanfa-2016-64"


def test_a_cell_opens_the_words_of_all_columns_side_by_side(visit: Visit) -> None:
    page = visit(f"/compare?in=990121&in=临溪市&baseline={NORM}")
    assert page.locator("thead th").all_inner_texts()[2:] == ["青禾县", "临溪市"]
    row = page.locator("tr", has_text="查询婚姻登记信息")
    row.locator("td a").nth(1).click()
    drawer = page.locator("#words")
    drawer.wait_for()
    assert drawer.locator("section h3").all_inner_texts() == ["临溪市", "青禾县"]
    assert "婚姻" in drawer.locator("blockquote").first.inner_text()
    page.keyboard.press("Escape")
    assert not drawer.is_visible()


def test_gaps_are_told_by_a_sign_too(visit: Visit) -> None:
    page = visit(f"/compare?baseline={NORM}")
    gap = page.locator("td.required-gap").first
    assert gap.locator("b").inner_text() == "✕"
    assert gap.locator(".unseen").text_content() == "基准要求而未规定"


def test_a_family_folds_and_arrows_go_from_cell_to_cell(visit: Visit) -> None:
    page = visit("/compare?in=青禾县、临溪市&family=query")
    rows = page.locator("tbody tr:not(.family)")
    assert rows.first.is_visible()
    page.locator("[data-fold]").press("Enter")
    assert not rows.first.is_visible()
    page.locator("[data-fold]").press("Enter")
    page.locator("td a").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") > 2
    page.keyboard.press("Enter")
    page.locator("#words section").first.wait_for()


def test_the_matrix_as_a_file(visit: Visit) -> None:
    page = visit("/compare?in=青禾县&in=临溪市&family=query")
    for name, holds in (("XLSX", "xl/workbook.xml"), ("DOCX", "word/document.xml")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        content = waiting.value.path().read_bytes()
        assert holds in zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_a_place_that_is_not_there(visit: Visit) -> None:
    page = visit("/compare?in=不在县", language="en")
    assert "不在县" in page.get_by_role("alert").inner_text()


def test_without_script_a_cell_is_a_page(visit: Visit) -> None:
    page = visit("/compare/cell?measure=query.marriage&in=990121&in=临溪市&column=0")
    assert page.locator("section h3").first.inner_text() == "青禾县"
