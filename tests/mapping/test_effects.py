"""What a directive's text says of the standing of others, and of its own end."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_document
from mapping.effects import is_revision, plain_title
from mapping.model import Effect
from mapping.pipeline import map_document
from mapping.reference import load_reference

HEAD = """青禾县人民政府办公室文件

青政办发〔2021〕9号

{title}

第一条 县民政局应当协助人民法院查询婚姻登记信息。

{closing}

青禾县人民政府办公室

2021年2月28日
"""


def effects(folder: Path, closing: str, title: str = "青禾县查人找物办法") -> list[tuple[str, ...]]:
    path = folder / "text.txt"
    path.write_text(HEAD.format(title=title, closing=closing), encoding="utf-8")
    found = map_document(read_document(path), load_reference(), document_id="text").effects
    return [tuple("" if part is None else part for part in told(effect)) for effect in found]


def told(effect: Effect) -> tuple[str | None, ...]:
    return effect.kind, effect.title, effect.number, effect.since


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (
            "第二条 本办法自2021年4月1日起施行，《青禾县协查办法》（青政办发〔2015〕3号）废止。",
            [("repeals", "青禾县协查办法", "青政办发〔2015〕3号", "2021-04-01")],
        ),
        (
            "第二条 青政办发〔2015〕3号文件自本办法印发之日起停止执行。",
            [("repeals", "", "青政办发〔2015〕3号", "2021-02-28")],
        ),
        (
            "第二条 《青禾县协查办法》与本办法不一致的，以本办法为准。",
            [("amends", "青禾县协查办法", "", "2021-02-28")],
        ),
        ("第二条 以前规定与本办法不一致的，以本办法为准。", []),
        ("第二条 县司法局负责规范性文件的修改、废止工作。", []),
        ("第二条 依照《青禾县协查办法》查询。", []),
        (
            "第二条 本办法自印发之日起施行，有效期至2025年12月31日。",
            [("expires", "", "", "2026-01-01")],
        ),
        ("第二条 本办法自2020年2月29日起施行，有效期五年。", [("expires", "", "", "2025-03-01")]),
        ("第二条 本办法有效期为两年。", [("expires", "", "", "2023-02-28")]),
        ("第二条 本办法有效期十十十年。", []),  # a slip; no number, and no reason to stop
        ("第二条 本办法自9999年1月1日起施行，有效期五年。", []),
        ("第二条 本办法有效期至9999年12月31日。", []),
        ("第二条 冻结的有效期届满前应当续行冻结。", []),
    ],
)
def test_closing_provisions(closing: str, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    assert effects(tmp_path, closing) == expected


def test_titles_that_amend_repeal_and_revise(tmp_path: Path) -> None:
    closing = "第二条 本通知自印发之日起执行。"
    amending = "关于修改《青禾县协查办法》的通知"
    assert effects(tmp_path, closing, amending)[0][:2] == ("amends", "青禾县协查办法")
    repealing = "关于废止《青禾县协查办法》的通知"
    assert effects(tmp_path, closing, repealing)[0][:2] == ("repeals", "青禾县协查办法")
    revised = "青禾县协查办法（2021年修订）"
    assert effects(tmp_path, closing, revised)[0][:2] == ("repeals", "青禾县协查办法")


def test_the_mark_after_a_number_is_no_part_of_the_quote(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    closing = "二、废止《青禾县协查办法》（青政办发〔2015〕4号）。"
    text = HEAD.format(title="青禾县查人找物办法", closing=closing).replace("第一条 ", "一、")
    path.write_text(text, encoding="utf-8")
    found = map_document(read_document(path), load_reference(), document_id="text").effects
    (quote,) = [effect.quote for effect in found if effect.kind == "repeals"]
    assert quote.startswith("废止《青禾县协查办法》")


def test_titles_are_compared_without_marks() -> None:
    assert plain_title("青禾县“点对点”查询 办法（修订）") == "青禾县点对点查询办法"
    assert is_revision("办法（修订稿）") and not is_revision("办法（试行）")
