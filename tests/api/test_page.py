"""The page in a real browser, served by the real command."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.api.conftest import QINGHE

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OUTPUT = Path(__file__).parents[1] / "output"

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true",
    reason="chromium is not installed (apt-get install chromium)",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corpus = tmp_path_factory.mktemp("served") / "corpus"
    shutil.copytree(filled, corpus)
    port = free_port()
    arguments = ["--corpus", str(corpus), "serve", "--port", str(port)]
    server = subprocess.Popen([sys.executable, "-m", "api.cli", *arguments])
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(server, address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_until_ready(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(200):
        assert server.poll() is None, f"the server ended with status {server.returncode}"
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail("the server was not ready in 20 s")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(java_script_enabled=False, locale="zh-CN")
        yield context.new_page()
        browser.close()


def test_ask_read_the_clause_and_import_a_file(address: str, page: Page, tmp_path: Path) -> None:
    OUTPUT.mkdir(exist_ok=True)
    page.set_viewport_size({"width": 1180, "height": 860})
    page.goto(address)
    page.get_by_label("要办什么事").fill("查询婚姻登记信息找哪个部门？")
    page.get_by_label("哪个地方").select_option("青禾县")
    page.get_by_role("button", name="谁来办").click()
    expect(page.locator(".agency")).to_have_text("民政局")
    expect(page.locator("blockquote").first).to_contain_text("婚姻登记信息")
    page.screenshot(path=OUTPUT / "ask.png")

    page.locator(".source a").first.click()
    clause = page.locator("[id='p-第一条']")
    expect(clause).to_be_in_viewport()
    expect(clause.locator(".duties")).to_contain_text("民政局")
    expect(clause.locator("mark").first).to_contain_text("婚姻登记信息")
    page.screenshot(path=OUTPUT / "directive.png", full_page=True)

    upload = tmp_path / "baiyun.txt"
    upload.write_text(QINGHE.replace("青禾县", "双桂县").replace("青政", "桂政"), encoding="utf-8")
    page.goto(address)
    page.get_by_label("要导入的文件").set_input_files(upload)
    page.get_by_role("button", name="导入这份文件").click()
    expect(page.get_by_role("status")).to_contain_text("已导入", timeout=60_000)
    expect(page.locator("#directives")).to_contain_text("双桂县查人找物协作办法")
    page.screenshot(path=OUTPUT / "imported.png", full_page=True)


def test_an_unassigned_matter_is_shown_with_who_has_it_elsewhere(address: str, page: Page) -> None:
    page.goto(f"{address}/?q=哪个部门查询住房公积金&in=990121")
    expect(page.locator(".card.not-assigned")).to_be_visible()
    expect(page.locator(".elsewhere")).to_contain_text("石桥县")
    expect(page.locator(".agency")).to_have_count(0)
    page.screenshot(path=OUTPUT / "not-assigned.png")


def test_on_a_telephone_a_failed_import_is_seen_at_once(
    address: str, page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    page.goto(address)
    page.get_by_label("要导入的文件").set_input_files(empty)
    page.get_by_role("button", name="导入这份文件").click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(page.get_by_role("status")).to_contain_text("文件是空的", timeout=60_000)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(wide) is False
