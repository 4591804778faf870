"""A real server with the sample directives (one a scan), and Chromium watched at each page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from corpus.importer import import_paths
from corpus.store import Corpus
from tests.api.serving import serving

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
OUTPUT = Path(__file__).parents[1] / "output"
AXE = Path(__file__).parent / "axe" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
GRAVE = ("serious", "critical")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages are driven in Chromium; where there is none, the tests say so and skip."""
    if CHROMIUM is None and os.environ.get("CI") != "true":
        missing = pytest.mark.skip(reason="chromium is not installed (apt-get install chromium)")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with the sample directives; read only."""
    folder = tmp_path_factory.mktemp("samples")
    with Corpus.open(folder) as corpus:
        reports = import_paths(corpus, [SAMPLES])
    assert {report.status for report in reports} == {"imported"}
    return folder


@pytest.fixture(scope="module")
def address(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the samples of its own for each module of tests."""
    corpus = tmp_path_factory.mktemp("served") / "corpus"
    shutil.copytree(samples, corpus)
    with serving(corpus) as service:
        yield service.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass  # without slots: Playwright keeps its own mark on whose method it calls
class Visit:
    """Opens pages as a person would, and notes what must not happen on any of them."""

    browser: Browser
    address: str
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self, path: str, *, language: str = "zh", width: int = 1440, script: bool = True
    ) -> Page:
        """A new person's page at `path`, everything on it loaded."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            locale="zh-CN" if language == "zh" else "en-GB",
            java_script_enabled=script,
        )
        self.contexts.append(context)
        cookie = {"name": "dutymap_language", "value": language, "url": self.address}
        context.add_cookies([cookie])
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("console", lambda m: self._note(m.type == "error", f"console: {m.text}"))
        page.on("pageerror", lambda error: self._note(True, f"script: {error}"))
        page.on("request", lambda r: self._note(not self._own(r.url), f"request to {r.url}"))
        page.on("response", self._check)
        page.goto(f"{self.address}{quote(path, safe='/?&=%#')}")
        page.wait_for_load_state("networkidle")
        return page

    def _own(self, url: str) -> bool:
        return urlsplit(url).scheme in ("data", "blob") or url.startswith(f"{self.address}/")

    def _check(self, response: Response) -> None:
        policy = response.headers.get("content-security-policy", "")
        strict = "default-src 'none'" in policy and "unsafe" not in policy
        self._note(not strict, f"no strict content security policy: {response.url}")
        self._note(response.status >= 500, f"status {response.status}: {response.url}")

    def _note(self, wrong: bool, fault: str) -> None:
        if wrong:
            self.faults.append(fault)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Fails on a console error, a request to another host, a missing policy, a status 5xx."""
    visit = Visit(browser, address)
    yield visit
    for context in visit.contexts:
        context.close()
    assert visit.faults == []


@pytest.fixture(scope="session")
def shot() -> Callable[[Page, str], None]:
    """Writes tests/output/NAME-LANGUAGE-WIDTH.png, and fails where a page is too wide for it."""

    def take(page: Page, name: str) -> None:
        OUTPUT.mkdir(exist_ok=True)
        language = (page.locator("html").get_attribute("lang") or "")[:2]
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=OUTPUT / f"{name}-{language}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    return take


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """Fails where axe-core finds a serious or critical violation."""

    def check(page: Page) -> None:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then(result => result.violations)")
        grave = [
            f"{v['id']}: {node['target']} {node['failureSummary']}"
            for v in found
            if v["impact"] in GRAVE
            for node in v["nodes"]
        ]
        assert grave == []

    return check
