"""A comparison as a file: every form says the same, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from api.exports import COMPARISONS
from api.exports.matrix import Shown
from graph.compare import compare
from graph.places import jurisdictions
from tests.api.office import printed
from tests.graph.build import BASELINE, directive, duty, reference

TABLES = reference()
HOME = directive("甲山县", adcode="990101", number="甲办〔2020〕2号")
AWAY = directive("乙水县", adcode="990102")
CITY = directive("丙江市", adcode="990100", level="prefecture", forwarded_to="乙水县")
EVIL = '=HYPERLINK("http://x")'
GIVEN = [
    duty(HOME, "第二条", "civil-affairs", "query.marriage", "lead", mention="县民政局"),
    duty(HOME, "第三条", "tax", "query.tax", mention="县税务局"),
    duty(AWAY, "第三条", "public-security", "query.vehicle", mention="县公安局"),
    duty(CITY, "三", "civil-affairs", "query.marriage", mention="市民政局"),
    duty(HOME, "第九条", "water", "other", act="编印宣传手册"),
    duty(AWAY, "第九条", "justice", "other", act="印制宣传手册"),
]


def shown(given=GIVEN, documents=(HOME, AWAY, CITY)) -> Shown:
    places = jurisdictions(documents)[:2]
    matrix = compare(given, places, TABLES, baseline=BASELINE)
    return Shown(matrix, {d.id: d for d in documents}, TABLES)


def hostile() -> Shown:
    """Every text that comes from a file begins with a formula's sign."""
    record = replace(HOME.record, title=EVIL, jurisdiction="@x", number="+1")
    evil = replace(HOME, record=record, name="-x.txt")
    given = duty(evil, "-二", "tax", "query.tax", mention="=a")
    texts = replace(given.assignment, quote="=1+1", deadline="+3日")
    other = duty(evil, "=三", "tax", "other", act="@SUM(A1)")
    return shown([replace(given, assignment=texts), other], (evil, AWAY))


def test_json_is_the_comparison() -> None:
    told = json.loads(COMPARISONS["json"](shown()))
    assert [place["name"] for place in told["jurisdictions"]] == ["甲山县", "乙水县"]
    assert len(told["cells"]) == 2 * len(told["measures"]) == 2 * len(told["rows"])
    cell = next(c for c in told["cells"] if c["measure"] == "query.marriage")
    assert cell["agencies"][0]["quote"] == "县民政局办理query.marriage"


def test_csv_has_a_row_for_each_agency_and_for_each_gap() -> None:
    text = COMPARISONS["csv"](shown())
    assert isinstance(text, str)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 2 * (5 + 3 + 1)
    marriage = [row for row in rows if row["measure"] == "query.marriage"]
    assert [(r["column"], r["state"], r["inherited_from"]) for r in marriage] == [
        ("甲山县", "held", ""),
        ("乙水县", "forwarded", "丙江市"),
    ]
    assert marriage[0]["number"] == "甲办〔2020〕2号"


def test_xlsx_has_frozen_heads_coloured_gaps_comments_and_sources() -> None:
    content = COMPARISONS["xlsx"](shown())
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["对照", "依据", "文件"]
    sheet = book["对照"]
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$1:$4"
    assert sheet.page_setup.orientation == "landscape"
    lines = {row[0].value: row for row in sheet.iter_rows(min_row=5)}
    marriage = lines["查询婚姻登记信息"]
    assert marriage[2].value == "民政局（牵头）第二条"
    assert "“县民政局办理query.marriage”" in marriage[2].comment.text
    assert "甲办〔2020〕2号" in marriage[2].comment.text
    gap = next(row for name, row in lines.items() if str(name).endswith("*"))
    assert (gap[2].value, gap[2].fill.fgColor.rgb) == ("—", "FFF5B7B1")
    assert lines["查询纳税、退税信息"][3].fill.fgColor.rgb == "FFFDEBD0"
    assert any(str(name).startswith("≈ 编印宣传手册") for name in lines)
    sources = [[cell.value for cell in row] for row in book["依据"].iter_rows(min_row=2)]
    assert len(sources) == len(GIVEN)
    assert {row[10] for row in sources} == {g.assignment.quote for g in GIVEN}
    assert {row[0].value for row in book["文件"].iter_rows(min_row=2)} == {
        HOME.id, AWAY.id, CITY.id,
    }  # fmt: skip


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    content = COMPARISONS["xlsx"](hostile())
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        parts = [package.read(name) for name in sheets]
    assert len(parts) == 3
    assert not [part for part in parts if b"<f>" in part or b"<f " in part or b"hyperlink" in part]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    evil = [c for c in cells if isinstance(c.value, str) and c.value[:1] in "=+-@" and c.value]
    assert len(evil) >= 8
    assert all(cell.data_type == "s" and cell.style and cell.quotePrefix for cell in evil)


def test_no_cell_of_a_csv_is_a_formula() -> None:
    text = COMPARISONS["csv"](hostile())
    assert isinstance(text, str)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_docx_repeats_its_heads_and_splits_many_columns() -> None:
    places = [directive(f"{name}县", adcode=f"99020{n}") for n, name in enumerate("子丑寅卯辰巳")]
    given = [duty(place, "第一条", "tax", "query.tax") for place in places]
    matrix = compare(given, jurisdictions(places), TABLES)
    content = COMPARISONS["docx"](Shown(matrix, {p.id: p for p in places}, TABLES))
    assert isinstance(content, bytes)
    file = docx.Document(io.BytesIO(content))
    legend, *matrices, sources = file.tables
    assert [[c.text for c in t.rows[0].cells][2:] for t in matrices] == [
        ["子县", "丑县", "寅县", "卯县", "辰县"],
        ["巳县"],
    ]
    assert len(legend.columns) == 4
    assert all("w:tblHeader" in t.rows[0]._tr.xml for t in (*matrices, sources))
    assert len(sources.rows) == 1 + len(given)
    assert file.sections[0].page_width > file.sections[0].page_height


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_libreoffice_prints_it(form: str, tmp_path: Path) -> None:
    content = COMPARISONS[form](shown())
    assert isinstance(content, bytes)
    pages = printed(content, f".{form}", tmp_path)
    assert all("页，共" in page for page in pages)
    text = "".join(pages)
    for words in ("职责分工对照表", "民政局（牵头）第二条", "基准要求而未规定", "≈编印宣传手册"):
        assert words in text
    assert "县民政局办理query.marriage" in text
