"""A drafter checks a draft before it is issued; nothing of it is kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.web.conftest import Visit

DRAFT = """青禾县协助执行工作办法（草案）
为落实《云岭州失信被执行人联合惩戒任务清单》，制定本办法。
第一条 县公安局应当在30日内协助人民法院查询被执行人的户籍和车辆登记信息。
第二条 县教育局应当协助查询被执行人的婚姻登记信息。
第三条 县市场监督管理局不予办理失信被执行人担任法定代表人的登记。
"""


def test_a_draft_is_checked_and_comes_back_with_comments(visit: Visit, tmp_path: Path) -> None:
    draft = tmp_path / "草案.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    page = visit("/checks")
    page.locator("input[type=file]").set_input_files(draft)
    page.get_by_role("button", name="查一查").click()
    remarks = page.locator("article.finding")
    remarks.first.wait_for()
    assert any("婚姻" in title for title in remarks.locator("h2").all_inner_texts())
    assert "县教育局应当协助查询" in " ".join(remarks.locator("blockquote").all_inner_texts())
    page.locator("input[type=file]").set_input_files(draft)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载带批注的 Word").click()
    assert waiting.value.suggested_filename == "草案-dutymap.docx"
    content = waiting.value.path().read_bytes()
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    kept = visit("/documents").locator("main").inner_text()
    assert "草案" not in kept


def test_a_file_that_is_no_directive(visit: Visit, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    page = visit("/checks", language="en")
    page.locator("input[type=file]").set_input_files(empty)
    page.get_by_role("button", name="Check", exact=True).click()
    assert "空" in page.get_by_role("alert").inner_text()
    visit.faults.clear()  # the browser itself calls a 422 an error
