"""A drafter looks up an agency and a measure: who has what where, and through reforms."""

from __future__ import annotations

from tests.web.conftest import Visit


def test_from_an_answer_to_its_agency_and_on_to_a_measure_and_its_clause(visit: Visit) -> None:
    page = visit("/?q=哪个部门协助查询婚姻登记信息&in=990121")
    page.locator("h2.agency a").click()
    assert page.locator("h1").inner_text().startswith("民政局")
    page.get_by_role("link", name="查询婚姻登记信息").click()
    node = page.locator(".node", has_text="青禾县")
    assert "民政局" in node.inner_text()
    node.locator("small a").click()
    assert page.url.partition("#")[0].endswith("/documents/qinghe-2021")


def test_the_years_of_an_agency_show_who_became_it(visit: Visit) -> None:
    page = visit("/agencies/state-tax", language="en")
    assert "tax" in page.locator("p.warn").inner_text()
    years = page.get_by_role("region", name="Through the reforms")
    assert years.locator("tr", has_text="2018").locator("td.reform").count() == 2
    heads = years.locator("thead th").all_inner_texts()
    assert heads[-1] == "tax"


def test_the_load_of_an_agency_is_its_part_of_the_places_duties(visit: Visit) -> None:
    page = visit("/agencies/public-security")
    load = page.get_by_role("region", name="担子有多重").locator("tr", has_text="青禾县")
    cells = load.locator("td").all_inner_texts()
    roles = sum(int(cell) for cell in cells[1:4] if cell != "–")
    assert roles == int(cells[4])
    assert "第 1" in cells[-1]


def test_a_place_without_a_measure_stands_as_a_gap_below_one_that_has_it(visit: Visit) -> None:
    page = visit("/measures/query.exit-entry")
    gap = page.locator(".tree ul .node.required-gap").first
    assert gap.locator(".sign").inner_text() == "✕"
    assert "上级云岭州已有规定" in gap.inner_text()
    top = page.locator(".tree > li > .node")
    assert top.count() == 1
    assert "公安局" in top.inner_text()


def test_agencies_of_one_place_and_a_name_that_is_not_there(visit: Visit) -> None:
    page = visit("/agencies?in=青禾县&find=公安")
    assert page.locator("tbody tr").count() == 1
    assert page.locator("tbody .count").first.inner_text() == "1"
    page = visit("/agencies/nobody")
    visit.faults.clear()  # the browser itself calls a 404 an error
    assert "没有这个部门" in page.locator("main").inner_text()
