"""Legal staff read what the rules find, both sides' words, and say what becomes of it."""

from __future__ import annotations

from tests.web.conftest import Visit


def test_a_finding_is_dismissed_and_comes_back_among_those_settled(visit: Visit) -> None:
    page = visit("/findings?in=990121&severity=high")
    finding = page.locator("article.finding").first
    name, title = finding.get_attribute("id"), finding.locator("h2").inner_text()
    finding.locator("input[name=reason]").fill("已有规定，见县政府会议纪要")
    finding.get_by_role("button", name="排除").click()
    said = page.locator(f"[id='{name}'] .said")
    said.wait_for()
    assert "已有规定" in said.inner_text()
    page.reload()
    assert title not in page.locator("article.finding h2").all_inner_texts()
    page.get_by_label("也看已处理的").check()
    page.get_by_role("button", name="筛选").click()
    assert "已排除" in page.locator(f"[id='{name}'] .said").inner_text()


def test_nothing_is_dismissed_without_a_reason(visit: Visit) -> None:
    page = visit("/findings?in=990121")
    before = page.locator("article.finding").count()
    page.locator("article.finding").first.get_by_role("button", name="排除").click()
    reason = page.locator("article.finding").first.locator("input[name=reason]")
    assert reason.evaluate("input => document.activeElement === input && !input.validity.valid")
    page.reload()
    assert page.locator("article.finding").count() == before


def test_both_sides_of_a_conflict_stand_beside_one_another(visit: Visit) -> None:
    page = visit("/findings", language="en")
    sides = page.locator("article.finding:has(.beside section:nth-child(2))").first
    assert sides.locator("blockquote").count() >= 2
    assert sides.locator("section .source a").first.get_attribute("href").startswith("/documents/")
