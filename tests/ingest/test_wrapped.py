"""Rows of pasted tables whose cells go over several lines, and lines that only look like them."""

from __future__ import annotations

import pytest

from ingest.model import SEAM, Line
from ingest.wrapped import join_wrapped

HEAD = "序号 工作任务 责任单位 完成时限"
JOINED_HEAD = "序号\t工作任务\t责任单位\t完成时限"
WIDE = "序号　工作任务　牵头单位　配合单位　完成时限"
MATRIX = "序号 工作任务 公安局 民政局"


def joined(texts: list[str]) -> list[str]:
    return [line.text for line in join_wrapped([Line(text, 1) for text in texts])]


ROWS = [
    (
        "bodies on the line below",
        [HEAD, "1 清点古桥，", "立牌。", "县文旅局 6月底前", "2 巡河。", "县水利局 长期坚持"],
        [JOINED_HEAD, "1\t清点古桥，立牌。\t县文旅局\t6月底前", "2\t巡河。\t县水利局\t长期坚持"],
    ),
    (
        "bodies amid the lines of the matter, the last row's too",
        [
            *(HEAD, "1 清点古桥，登", "记桥志并立 县文旅局 6月底前", "牌。"),
            *("2 巡查河", "道并清 县水利局 长期坚持", "障。", "二、附则"),
        ],
        [
            JOINED_HEAD,
            f"1\t清点古桥，登记桥志并立{SEAM}牌。\t县文旅局\t6月底前",
            f"2\t巡查河道并清{SEAM}障。\t县水利局\t长期坚持",
            "二、附则",
        ],
    ),
    (
        "bodies over two lines, of which the first column has what is over",
        [
            WIDE,
            "1　清点古桥",
            "县文旅局",
            "县水利局　县财政局　6月底前",
            "2　巡河",
            "县水利局　—　全年",
        ],
        [
            "序号\t工作任务\t牵头单位\t配合单位\t完成时限",
            "1\t清点古桥\t县文旅局 县水利局\t县财政局\t6月底前",
            "2\t巡河\t县水利局\t—\t全年",
        ],
    ),
    (
        "a list of bodies that the line's end cuts",
        [HEAD, "1 清点古桥。", "县文旅局、", "县水利局 6月底前", "2 巡河。", "县水利局 全年"],
        [
            JOINED_HEAD,
            "1\t清点古桥。\t县文旅局、县水利局\t6月底前",
            "2\t巡河。\t县水利局\t全年",
        ],
    ),
    (
        "sections that say who has their rows",
        [
            *(HEAD, "（一）护桥（牵头单位：县文旅局）", "1 清点古桥", "6月底前"),
            *("（二）护河（牵头单位：县水利局）", "2 巡河", "长期坚持"),
        ],
        [
            JOINED_HEAD,
            "（一）护桥（牵头单位：县文旅局）",
            "1\t清点古桥\t\t6月底前",
            "（二）护河（牵头单位：县水利局）",
            "2\t巡河\t\t长期坚持",
        ],
    ),
    (
        "marks under the bodies that head the columns",
        [MATRIX, "1 清点古桥", "● △", "2 巡河", "— ●"],
        ["序号\t工作任务\t公安局\t民政局", "1\t清点古桥\t●\t△", "2\t巡河\t—\t●"],
    ),
]


@pytest.mark.parametrize(("texts", "rows"), [c[1:] for c in ROWS], ids=[c[0] for c in ROWS])
def test_the_cells_of_a_row_stand_on_one_line(texts: list[str], rows: list[str]) -> None:
    assert joined(texts) == rows


OTHERS = [
    ("rows on a line each", [HEAD, "1 清点古桥 县文旅局 6月底前", "2 巡河 县水利局 长期坚持"]),
    ("one row alone", [HEAD, "1 清点古桥", "县文旅局 6月底前", "二、附则"]),
    ("no head", ["1 清点古桥", "县文旅局 6月底前", "2 巡河", "县水利局 全年"]),
    ("cells set apart by tabs", [HEAD.replace(" ", "\t"), "1\t巡河\t县水利局", "\t清障\t县水利局"]),
    ("a matrix with a mark too few", [MATRIX, "1 清点古桥", "●", "2 巡河", "— ●"]),
]


@pytest.mark.parametrize("texts", [c[1] for c in OTHERS], ids=[c[0] for c in OTHERS])
def test_other_lines_stay_as_they_are(texts: list[str]) -> None:
    assert joined(texts) == texts


def test_a_note_below_the_last_row_is_no_part_of_it() -> None:
    texts = [HEAD, "1 清点古桥", "县文旅局 6月底前", "2 巡河", "县水利局 全年", "备注：自行安排。"]
    assert joined(texts)[-1] == "备注：自行安排。"
