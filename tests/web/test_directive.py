"""A directive's pages beside its provisions, in Chromium."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import cn2an
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.importer import import_paths
from corpus.store import Corpus
from tests.api.serving import serving
from tests.web.conftest import Visit

SCAN = "/documents/qinghe-2022"
LEAVES = 300


def duty(page: Page, agency: str, measure: str) -> str:
    """The id of the first assignment of an agency whose line holds `measure`."""
    item = page.locator(".duty").filter(has_text=agency).filter(has_text=measure).first
    own_id = item.get_attribute("id")
    assert own_id
    return own_id


def both_read(page: Page) -> None:
    """Scroll to the second page, whose boxes come then."""
    page.locator("#page-2").scroll_into_view_if_needed()
    page.locator("#page-2 .mark.quote").first.wait_for()


def test_a_click_on_a_duty_shows_its_words_on_the_page_and_back(
    visit: Visit, shot: Callable[[Page, str], None]
) -> None:
    page = visit(SCAN)
    own_id = duty(page, "自然资源局", "不动产")
    page.locator(f"#{own_id} .duty-what").click()
    marks = page.locator(".mark.quote.on")
    expect(marks.first).to_be_in_viewport()
    assert own_id[1:] in (marks.first.get_attribute("data-duties") or "").split()
    assert page.locator(".mark.on").count() == marks.count() == 2  # the words run over two lines
    shot(page, "directive-duty")

    page.evaluate("window.scrollTo(0, 0)")
    other = page.locator(".mark.quote:not(.on)").last
    other.scroll_into_view_if_needed()
    quoted = (other.get_attribute("data-duties") or "").split()
    other.click()
    shown = page.locator(".duty.on")
    expect(shown).to_be_in_viewport()
    assert shown.get_attribute("data-duty") in quoted


def test_a_provision_that_runs_over_a_pages_end_is_marked_on_both(visit: Visit) -> None:
    page = visit(SCAN)
    both_read(page)
    blocks = "[...document.querySelectorAll('#page-{} .mark.line')].map(m => m.dataset.block)"
    first, second = (set(page.evaluate(blocks.format(number))) for number in (1, 2))
    (over,) = first & second
    page.locator(f"[id='b-{over}'] .to-page").click()
    for number in (1, 2):
        page.locator(f"#page-{number} .mark.line.on").first.wait_for(state="attached")


def test_a_link_to_a_provision_marks_it_where_it_stands(visit: Visit) -> None:
    page = visit(f"{SCAN}#p-三")
    clause = page.locator("[id='p-三'] .clause").first
    expect(clause).to_have_class(re.compile(r"\bon\b"))
    expect(clause).to_be_in_viewport()
    expect(page.locator("#page-2 .mark.on").first).to_be_in_viewport()
    assert unquote(page.url).endswith("#p-三")


def test_without_script_the_words_and_duties_are_there(visit: Visit) -> None:
    page = visit(SCAN, script=False)
    expect(page.locator(".duty").first).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    expect(page.locator(".leaf img").first).to_be_visible()


@pytest.fixture(scope="module")
def long_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with one directive of 300 pages."""
    folder = tmp_path_factory.mktemp("long")
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(folder / "long.pdf"))
    for number in range(1, LEAVES + 1):
        canvas.setFont("STSong-Light", 12)
        if number == 1:
            canvas.drawString(80, 780, "青禾县协助执行工作手册")
        canvas.drawString(80, 740, f"第{cn2an.an2cn(number)}条 县民政局应当协助查询婚姻登记信息。")
        canvas.showPage()
    canvas.save()
    with Corpus.open(folder / "corpus") as corpus:
        (report,) = import_paths(corpus, [folder / "long.pdf"])
    assert (report.status, report.pages) == ("imported", LEAVES)
    with serving(folder / "corpus") as service:
        yield service.address


def test_a_directive_of_300_pages_loads_the_pictures_that_are_seen(
    long_address: str, browser: Browser
) -> None:
    visit = Visit(browser, long_address)
    page = visit("/documents/long")
    loaded = (
        "performance.getEntriesByType('resource').filter(e => /\\.png|boxes/.test(e.name)).length"
    )
    assert page.locator(".leaf").count() == LEAVES
    assert page.evaluate(loaded) < 30
    page.locator(".duty-what").last.click()
    expect(page.locator(f"#page-{LEAVES} .mark.on").first).to_be_in_viewport()
    assert page.evaluate(loaded) < 60
    assert visit.faults == []
    visit.contexts[0].close()


def test_a_highlighted_box_covers_its_words(samples: Path, visit: Visit, tmp_path: Path) -> None:
    """Read again by OCR from the picture under its boxes, a quote is whole, and with no more than
    a line besides."""
    from ingest.ocr.choose import open_engine

    corpus_folder = tmp_path / "corpus"
    shutil.copytree(samples, corpus_folder)
    with Corpus.open(corpus_folder) as corpus:
        held = [s for s in corpus.assignments() if s.document.id == "qinghe-2022"]
    page = visit(SCAN)
    both_read(page)
    engine = open_engine("rapid")
    assert len(held) > 15
    for stored in held:
        words = plain(stored.assignment.quote)
        found = ""
        for number in sorted({box.page for box in stored.assignment.boxes}):
            picture = _picture(page, number)
            boxes = page.locator(f"#page-{number} .mark.quote[data-duties~='{stored.id}']")
            for rect in boxes.evaluate_all(
                "all => all.map(m => [m.x, m.y, m.width, m.height].map(v => v.baseVal.value))"
            ):
                found += plain(
                    "".join(line.text for line in engine.read(_cut(page, picture, number, rect)))
                )
        assert _share(words, found) >= 0.9, (words, found)
        assert len(found) <= len(words) + 28, (words, found)  # a line of this scan has 28 hanzi


def plain(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def _share(words: str, found: str) -> float:
    """The share of the words' characters that were found, in their order."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, words, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(words)


def _picture(page: Page, number: int) -> Image.Image:
    address = page.locator(f"#page-{number} img").get_attribute("src")
    root = re.match(r"https?://[^/]+", page.url)
    assert address and root
    answer = page.request.get(f"{root[0]}{address}?width=1654")
    return Image.open(io.BytesIO(answer.body())).convert("RGB")


def _cut(page: Page, picture: Image.Image, number: int, rect: list[float]) -> np.ndarray:
    """The pixels under a box, on a white sheet."""
    view = page.locator(f"#page-{number} svg").get_attribute("viewBox")
    assert view
    scale = picture.width / float(view.split()[2])
    left, top, wide, high = (value * scale for value in rect)
    part = picture.crop((round(left), round(top), round(left + wide), round(top + high)))
    sheet = Image.new("RGB", (part.width + 80, part.height + 80), (244, 243, 238))
    sheet.paste(part, (40, 40))
    return np.asarray(sheet)
