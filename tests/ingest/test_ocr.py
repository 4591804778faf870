"""Pictures of pages: both engines, stamps, red letterheads, turned and skewed pages."""

from __future__ import annotations

import difflib
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.errors import Unreadable
from ingest.model import Source
from ingest.ocr.choose import ENGINES, load_engine, open_engine
from ingest.ocr.engine import OcrLine, OcrUnavailable, Pixels
from ingest.ocr.page import read_page
from ingest.ocr.replay import ReplayEngine
from ingest.ocr.stamps import find_stamps, lift_stamp
from ingest.readers import read_source
from tests.scans import LEVELS, WORN, Wear, find_font, lay_out, render_scan, scan_pages

FONT = find_font()
needs_font = pytest.mark.skipif(FONT is None, reason="fonts-noto-cjk is not installed")

TEXT = """云泽县人民政府办公室文件
云政办〔2019〕27号
关于建立失信被执行人联合惩戒机制的通知
各乡镇人民政府，县直各部门：
第一条 县人民法院应当每月向县公安局提供失信被执行人名单，县公安局收到后3日内录入查控系统。
第二条 县自然资源局负责办理土地查封登记，县住房保障中心协助查询房屋信息，并于15个工作日内书面回复。
第三条 县市场监督管理局不得为失信被执行人办理企业登记，县税务局协助提供2016年以来的纳税资料。
第四条 银行机构应当限制失信被执行人申请贷款，县金融服务中心牵头督促落实，并在每季度末汇总上报。
第五条 本通知自2019年8月1日起施行。
"""
KEPT = re.compile(r"[\u3400-\u9fff0-9]")


def letters(text: str) -> str:
    """Hanzi and figures of a text."""
    return "".join(KEPT.findall(text))


def body_of(source: Source) -> str:
    """Hanzi and figures of the body lines."""
    return letters("".join(line.text for line in source.lines if line.role == "body"))


def errors(read: str, printed: str) -> int:
    """Characters changed, lost or made up."""
    found = difflib.SequenceMatcher(None, read, printed, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in found if kind != "equal")


STAMPED = replace(WORN, stamped="all")
UNSTAMPED = replace(WORN, stamped="none")


def page(wear: Wear = STAMPED) -> Pixels:
    """The first worn page of TEXT."""
    return np.asarray(next(scan_pages(list(lay_out(TEXT)), wear, font=FONT, seed=1)))


@needs_font
@pytest.mark.parametrize("engine", ["rapid", "paddle"])
def test_worn_scan_is_read_without_an_error(tmp_path: Path, engine: str) -> None:
    if engine == "paddle":
        pytest.importorskip("paddleocr", reason="the extra dutymap[paddle] is not installed")
    path = tmp_path / "scan.pdf"
    render_scan(TEXT, path)
    told: list[tuple[int, int]] = []
    source = read_source(path, ocr=engine, progress=lambda *done: told.append(done))
    assert errors(body_of(source), letters(TEXT)) == 0
    assert source.pages[0].engine == load_engine(engine).name
    assert source.pages[0].skew == pytest.approx(-1.0, abs=0.2)
    assert source.pages[0].confidence > 0.95 and source.problems == ()
    assert [line.text for line in source.lines if line.role == "page-number"] == ["-1-"]
    assert told == [(1, 1)]
    assert all(line.box and 0 < line.box.x0 < line.box.x1 < 596 for line in source.lines)


@needs_font
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_page_is_read_upright(turned: int) -> None:
    image = np.rot90(page(), turned // 90)  # anticlockwise, so that many degrees bring it back
    reading = read_page(np.ascontiguousarray(image), open_engine("rapid"))
    assert reading.turned == turned
    assert (reading.width, reading.height) == (1654, 2339)
    assert reading.parts[0].on_page[1] < 500


@needs_font
def test_steep_skew_keeps_lines_whole() -> None:
    reading = read_page(page(replace(STAMPED, skew=5.0)), open_engine("rapid"))
    assert reading.skew == pytest.approx(-5.0, abs=0.3)
    assert errors(letters("".join(part.text for part in reading.parts)), letters(TEXT + "1")) <= 1


@needs_font
def test_boxes_hug_the_ink() -> None:
    """The box of each line, on the page as scanned, holds that line's ink and no other's."""
    image = page(replace(UNSTAMPED, noise=0.0))
    reading = read_page(image, open_engine("rapid"))
    dark = image[:, :, 0] < 110
    covered = np.zeros_like(dark)
    for part in reading.parts:
        x0, y0, x1, y1 = (round(side) for side in part.on_page)
        assert y1 - y0 < 90
        covered[y0:y1, x0:x1] = True
    assert dark[covered].sum() > 0.995 * dark.sum()


def red_header() -> Pixels:
    """A red letterhead of large characters over a red rule."""
    image = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(image)
    assert FONT
    face = ImageFont.truetype(FONT[0], 130, index=FONT[1])
    draw.text((827, 400), "云泽县人民政府文件", (214, 32, 40), face, anchor="mm")
    draw.rectangle((180, 600, 1474, 608), fill=(214, 32, 40))
    return np.asarray(image)


@needs_font
def test_red_letterhead_is_text_and_no_stamp() -> None:
    assert find_stamps(red_header()) == []
    reading = read_page(red_header(), open_engine("rapid"))
    assert [part.text for part in reading.parts] == ["云泽县人民政府文件"]


@needs_font
def test_stamp_is_found_and_lifted() -> None:
    image = page(replace(STAMPED, noise=0.0))
    (stamp,) = find_stamps(image)
    side = 42 / 25.4 * 200
    assert stamp[2] - stamp[0] == pytest.approx(side, rel=0.06)
    x0, y0, x1, y1 = stamp
    lifted = lift_stamp(image, stamp)
    assert (lifted[y0:y1, x0:x1].max(axis=2) < 90).sum() > 300  # the print under it
    outside = np.ones(image.shape[:2], bool)
    outside[y0:y1, x0:x1] = False
    assert (lifted[outside] == image[outside]).all()


@needs_font
def test_print_under_a_stamp_is_read() -> None:
    """Of a badly worn page: 3 degrees askew, shaded, JPEG 25, the stamp over several lines."""
    out = io.BytesIO()
    (image,) = scan_pages(list(lay_out(TEXT)), LEVELS["hard"], font=FONT, seed=2)
    image.save(out, "JPEG", quality=LEVELS["hard"].quality)
    pixels = np.asarray(Image.open(out).convert("RGB"))
    ((x0, y0, x1, y1),) = find_stamps(pixels)
    parts = read_page(pixels, open_engine("rapid")).parts
    under = [
        letters(part.text)
        for part in parts
        if part.on_page[0] < x1 and part.on_page[2] > x0
        if part.on_page[1] < y1 and part.on_page[3] > y0
    ]
    assert sum(map(len, under)) > 40
    assert all(line in letters(TEXT) for line in under)


def quad(x0: float, y0: float, x1: float, y1: float) -> tuple[tuple[float, float], ...]:
    """The corners of an upright box."""
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def test_recorded_lines_are_read_as_if_found() -> None:
    lines = [
        OcrLine("县公安局", 0.99, quad(10, 10, 90, 30)),
        OcrLine("协助", 0.97, quad(92, 11, 130, 31)),
    ]
    engine = ReplayEngine([lines])
    reading = read_page(np.full((100, 200, 3), 255, np.uint8), engine)
    assert [part.text for part in reading.parts] == ["县公安局", "协助"]
    assert read_page(np.full((100, 200, 3), 255, np.uint8), engine).parts == ()


@needs_font
def test_tiff_of_two_pages_and_jpeg_turned_by_exif(tmp_path: Path) -> None:
    first, second = Image.fromarray(page()), Image.fromarray(page(replace(STAMPED, skew=-1.0)))
    first.save(tmp_path / "a.tif", save_all=True, append_images=[second], compression="jpeg")
    source = read_source(tmp_path / "a.tif")
    assert [one.number for one in source.pages] == [1, 2]
    assert errors(body_of(source), letters(TEXT) * 2) == 0
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    first.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "a.jpg", exif=exif, quality=60)
    source = read_source(tmp_path / "a.jpg")
    assert source.pages[0].turned == 0 and source.pages[0].width == 1654
    assert errors(body_of(source), letters(TEXT)) == 0


@needs_font
def test_a_damaged_page_does_not_lose_the_others(tmp_path: Path) -> None:
    out = io.BytesIO()
    blank = Image.new("RGB", (1654, 2339), "white")
    Image.fromarray(page()).save(out, "TIFF", save_all=True, append_images=[blank])
    whole = out.getvalue()
    (tmp_path / "cut.tif").write_bytes(whole[: len(whole) - 5_000_000])
    try:
        source = read_source(tmp_path / "cut.tif")
    except Unreadable as error:
        assert error.problem.code in ("damaged", "page-unreadable")
    else:
        told = [(problem.code, problem.page) for problem in source.problems]
        assert told == [("partial", None), ("page-unreadable", 2)]
        assert "共 2 页，1 页没有读出（第 2 页）" in source.problems[0].message
        assert errors(body_of(source), letters(TEXT)) == 0


def test_choice_none_and_broken_engine_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OcrUnavailable, match="--ocr auto"):
        open_engine("none")
    monkeypatch.setitem(ENGINES, "paddle", ("ingest.ocr.absent", "X", "pip install it"))
    load_engine.cache_clear()
    with pytest.raises(OcrUnavailable, match=r"paddle 无法加载（.*pip install it"):
        open_engine("paddle")
    load_engine.cache_clear()


@needs_font
def test_own_model_folders_are_taken_for_paddle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paddle = pytest.importorskip(
        "ingest.ocr.paddle", reason="the extra dutymap[paddle] is not installed"
    )
    for name, kind in ((paddle.DETECTION, "det"), (paddle.RECOGNITION, "rec")):
        shutil.copytree(paddle.model_folder(name), tmp_path / kind)
    monkeypatch.setenv(paddle.MODELS_VARIABLE, str(tmp_path))
    read = paddle.PaddleEngine().read(red_header())
    assert [line.text for line in read] == ["云泽县人民政府文件"]
    (tmp_path / "det" / "inference.yml").unlink()
    load_engine.cache_clear()
    with pytest.raises(OcrUnavailable, match=r"paddle 无法加载（.*inference\.yml"):
        load_engine("paddle")
    load_engine.cache_clear()
