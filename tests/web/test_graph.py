"""A picture that answers a question, and says the same as its table."""

from __future__ import annotations

import json

from tests.web.conftest import Visit

READ = "window.drawn = document.querySelector('[data-graph]')._cyreg.cy"


def test_where_a_measure_stops(visit: Visit) -> None:
    page = visit("/graph?ask=stop&measure=query.exit-entry")
    drawing = json.loads(page.locator("[data-graph]").get_attribute("data-graph") or "")
    rows = page.locator("[data-graph-table] tbody tr")
    assert rows.count() == len(drawing["nodes"]) == 4
    assert "✕ 青禾县" in rows.all_inner_texts()[1]
    page.locator("a", has_text="青禾县").focus()
    page.evaluate(READ)
    near = page.evaluate("drawn.nodes().not('.dim').map(node => node.data('label')).sort()")
    assert near == ["✓ 云岭州 公安局", "✕ 青禾县"]


def test_who_shares_agencies_in_the_picture_as_in_the_table(visit: Visit) -> None:
    page = visit("/graph?ask=share&family=query")
    page.evaluate(READ)
    drawn = page.evaluate("drawn.nodes('[kind=\"agency\"]').map(n => [n.id(), n.degree()])")
    assert drawn
    for own, places in drawn:
        assert places >= 2
        assert page.locator(f"span[data-node='{own}']").count() == places
    inside = page.evaluate(
        "drawn.nodes().every(n => n.renderedPosition('x') > 0 && n.renderedPosition('y') > 0"
        " && n.renderedPosition('y') < drawn.height())"
    )
    assert inside


def test_how_a_place_divides_its_work(visit: Visit) -> None:
    page = visit("/graph?ask=divide&in=青禾县&family=query", language="en")
    row = page.locator("[data-graph-table] tr", has_text="civil affairs")
    assert "look up marriage registration" in row.inner_text()
    row.locator("td span a").first.click()
    assert "/measures/query." in page.url


def test_without_script_the_table_stands_alone(visit: Visit) -> None:
    page = visit("/graph?ask=share", script=False)
    assert not page.locator("[data-graph]").is_visible()
    assert page.locator("[data-graph-table] tbody tr").count() == 4
