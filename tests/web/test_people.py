"""The pages as the people use them who spend their day there, each in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import SAMPLES, Visit

LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
WORDS = {
    "zh": {
        "question": "要办什么事",
        "place": "哪个地方",
        "ask": "谁来办",
        "put": "青禾县由哪个部门限制失信被执行人购买房产？",
        "agency": "自然资源局",
        "new": "司法局",
        "accept": "读得对",
        "undo": "撤销决定",
        "change": "改为这样",
        "picker": "部门",
        "import": "导入",
        "imported": "已导入",
        "failed": "未导入",
    },
    "en": {
        "question": "What is to be done",
        "place": "Where",
        "ask": "Ask",
        "put": "Which agency restricts buying real estate in Qinghe?",
        "agency": "natural resources",
        "new": "justice",
        "accept": "It is right",
        "undo": "Undo",
        "change": "Correct",
        "picker": "Agency",
        "import": "Import",
        "imported": "Imported",
        "failed": "Not imported",
    },
}


@LANGUAGES
def test_a_clerk_asks_and_follows_the_answer_to_the_words_on_the_page(
    language: str, visit: Visit, shot: Callable[[Page, str], None]
) -> None:
    words = WORDS[language]
    page = visit("/", language=language)
    page.get_by_label(words["question"]).fill("哪个部门限制出境旅游？")
    page.get_by_label(words["place"]).select_option("990121")
    page.get_by_role("button", name=words["ask"]).click()
    expect(page.locator(".agency")).to_contain_text("文化广电和旅游局")
    expect(page.locator(".sheet .box").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    shot(page, "answer")
    page.locator("a.sheet").first.click()
    expect(page.locator(".duty.on")).to_be_in_viewport()
    expect(page.locator(".mark.on").first).to_be_in_viewport()
    page.wait_for_load_state("networkidle")
    shot(page, "answer-followed")

    page.goto(re.sub(r"/documents.*", "/", page.url))  # the place is remembered
    expect(page.get_by_label(words["place"])).to_have_value("990121")


def test_a_link_to_an_answer_answers_whoever_it_is_sent_to(visit: Visit) -> None:
    page = visit("/?q=查询婚姻登记信息找哪个部门&in=990121")
    expect(page.locator(".agency")).to_have_text("民政局")
    other = visit(page.url.removeprefix(visit.address), language="en")
    expect(other.locator(".agency")).to_contain_text("civil affairs")


def test_an_agency_that_a_reform_ended_is_answered_with_its_heir(visit: Visit) -> None:
    page = visit("/?q=哪个部门停止办理权属变更登记&in=990121")
    expect(page.locator(".agency")).to_have_text("自然资源局")
    expect(page.locator(".tags .warn").first).to_contain_text("县国土资源局")


@LANGUAGES
def test_nobody_has_it_is_an_answer_too(
    language: str, visit: Visit, shot: Callable[[Page, str], None]
) -> None:
    page = visit("/?q=哪个部门协助查询住房公积金&in=990121", language=language)
    expect(page.locator(".no-agency")).to_be_visible()
    expect(page.locator(".agency")).to_have_count(0)
    expect(page.locator(".beside").last).to_contain_text("临溪市")
    shot(page, "not-assigned")


@LANGUAGES
def test_legal_staff_correct_an_agency_and_the_answer_changes(
    language: str, visit: Visit, shot: Callable[[Page, str], None]
) -> None:
    words = WORDS[language]
    question = quote("哪个部门提供婚姻登记信息查询")
    document = {"zh": "linxi-2020", "en": "qinghe-2021"}[language]
    place = {"zh": "990181", "en": "990121"}[language]
    before = visit(f"/?q={question}&in={place}", language=language)
    expect(before.locator(".agency")).to_contain_text("民政局")
    page = visit(f"/documents/{document}", language=language)
    measure = {"zh": "查询婚姻登记信息", "en": "marriage"}[language]
    item = page.locator(".duty").filter(has_text=measure).first
    own_id = item.get_attribute("id")
    item.locator(".decide").click()
    panel = page.locator(f"#{own_id} .panel")
    panel.get_by_label(words["picker"], exact=True).fill(words["new"])
    shot(page, "correcting")
    panel.get_by_role("button", name=words["change"], exact=True).click()
    corrected = page.locator(f"#{own_id}")
    expect(corrected.locator(".note.done")).to_be_visible()
    expect(corrected.locator("b").first).to_have_text(words["new"])
    after = visit(f"/?q={question}&in={place}", language=language)
    expect(after.locator(".agency")).to_contain_text("司法局")

    corrected.locator(".decide").click()
    corrected.get_by_role("button", name=words["undo"]).click()
    expect(corrected.locator(".note.done")).to_have_count(0)
    again = visit(f"/?q={question}&in={place}", language=language)
    expect(again.locator(".agency")).to_contain_text("民政局")


def test_an_agency_that_no_table_has_is_refused_in_words(visit: Visit) -> None:
    page = visit("/documents/linxi-2020")
    item = page.locator(".duty").first
    own_id = item.get_attribute("id")
    item.locator(".decide").click()
    page.locator(f"#{own_id}").get_by_label("部门", exact=True).fill("不存在的局")
    page.locator(f"#{own_id}").get_by_role("button", name="改为这样").click()
    expect(page.locator(f"#{own_id}").get_by_role("alert")).to_contain_text("不存在的局")
    kept = page.locator(f"#{own_id}").get_by_label("部门", exact=True)
    expect(kept).to_have_value("不存在的局")
    visit.faults.clear()  # the browser itself calls a 422 an error


def test_the_queue_is_worked_through_by_keyboard(visit: Visit) -> None:
    page = visit("/review")
    first = page.locator(".queued").first
    button = first.get_by_role("button", name="读得对")
    for _ in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(first.locator(".note.done")).to_be_visible()
    rejected = page.locator(".queued").nth(1)
    rejected.get_by_role("button", name="不是职责").press("Enter")
    expect(rejected.locator(".duty.rejected")).to_be_visible()
    rejected.locator(".decide").press("Enter")
    rejected.get_by_role("button", name="撤销决定").press("Enter")
    expect(rejected.locator(".duty:not(.rejected)")).to_be_visible()


def test_a_button_that_has_just_appeared_does_what_it_says(visit: Visit) -> None:
    page = visit("/review")
    queued = page.locator(".queued").nth(2)
    queued.get_by_role("button", name="不是职责").click()
    expect(queued.locator(".duty.rejected")).to_be_visible()
    page.evaluate(
        """() => new MutationObserver((_, self) => {
             const undo = document.querySelector(".queued button[value=undo]");
             if (undo) { self.disconnect(); undo.click(); }
           }).observe(document.body, { childList: true, subtree: true })"""
    )
    queued.locator(".decide").click()
    expect(queued.locator(".duty:not(.rejected)")).to_be_visible()
    assert page.url.endswith("/review")


def test_a_question_is_asked_and_its_clause_reached_by_keyboard(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.type("查询婚姻登记信息找哪个部门？")
    page.keyboard.press("Tab")
    page.keyboard.type("青禾县")
    page.keyboard.press("Enter")
    if not page.locator(".agency").count():
        page.get_by_role("button", name="谁来办").press("Enter")
    expect(page.locator(".agency")).to_have_text("民政局")
    link = page.locator(".source a").first
    link.press("Enter")
    expect(page.locator("[id^='p-'] .clause.on")).to_be_in_viewport()


@LANGUAGES
def test_a_drafter_imports_a_scan_and_watches_it(
    language: str, visit: Visit, shot: Callable[[Page, str], None], tmp_path: Path
) -> None:
    words = WORDS[language]
    scan = tmp_path / f"扫描-{language}.pdf"
    # The same pages with a remark more are another file.
    scan.write_bytes((SAMPLES / "qinghe-2022.pdf").read_bytes() + f"%{language}\n".encode())
    empty = tmp_path / "空白.pdf"
    empty.write_bytes(b"")
    page = visit("/imports", language=language)
    page.locator("[data-files]").set_input_files([scan, empty])
    page.get_by_role("button", name=words["import"], exact=True).click()
    page.wait_for_url("**/imports/*")
    file = page.locator(".sent-file").filter(has_text=scan.name)
    expect(file.locator("progress")).to_be_visible(timeout=60_000)
    shot(page, "importing")
    expect(page.locator(".sent:not(.running)")).to_be_visible(timeout=120_000)
    failed = page.locator(".sent-file").filter(has_text=empty.name)
    expect(failed).to_contain_text(words["failed"])
    expect(failed).to_contain_text("请重新获取")
    expect(page.locator("section h2")).to_be_visible(timeout=60_000)
    page.wait_for_load_state("networkidle")
    shot(page, "imported")


def test_files_are_dropped_and_sent_in_loads(visit: Visit) -> None:
    page = visit("/imports")
    page.locator("form[data-send]").evaluate("form => { form.dataset.mostFiles = 2; }")
    dropped = page.evaluate_handle(
        """() => {
          const carried = new DataTransfer();
          for (const name of ["一.txt", "二.txt", "三.txt", ".hidden"])
            carried.items.add(new File(["无职责的文字：" + name], name));
          return carried;
        }"""
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    expect(page.locator("[data-said]")).to_contain_text("3")
    page.get_by_role("button", name="导入", exact=True).click()
    page.wait_for_url("**/imports")
    rows = page.locator(".list tbody tr")
    expect(rows.nth(0)).to_contain_text("三.txt")
    expect(rows.nth(1)).to_contain_text("一.txt")


def test_an_admin_makes_the_first_key_and_signs_in_with_it(
    visit: Visit, accessible: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page = visit("/admin")
    page.get_by_label("姓名").fill("王敏")
    page.get_by_role("button", name="发放密钥").click()
    key = page.locator("input.key").input_value()
    assert key.startswith("dutymap_")
    accessible(page)
    page.goto(f"{visit.address}/review")  # from now on a key is needed
    expect(page).to_have_url(re.compile("/sign-in"))
    page.get_by_label("密钥").fill(key)
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".queue")).to_be_visible()
    page.goto(f"{visit.address}/admin")
    expect(page.locator("table").first).to_contain_text("王敏")
    shot(page, "admin")
    page.get_by_role("button", name="退出").click()
    expect(page).to_have_url(re.compile("/sign-in"))
