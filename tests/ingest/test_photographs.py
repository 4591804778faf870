"""Pictures as they come: photographs, faxes, scans of 16 bits a pixel."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import cv2
import numpy as np
import pytest
from PIL import Image

from ingest.lines import is_page_number
from ingest.model import Box, Line
from ingest.pipeline import read_document
from ingest.readers.image import image_picture
from tests.scans import LEVELS, find_font, lay_out, scan_pages

TEXT = """青禾县人民政府办公室
关于建立执行联动机制的通知
各乡镇人民政府，县政府各部门：
一、县公安局应当协助人民法院查找被执行人下落，并于五日内书面回复人民法院。
二、县自然资源局负责办理查封登记，不得拖延或者推诿，特殊情况应当书面说明理由。
三、县民政局协助查询婚姻登记信息。
青禾县人民政府办公室
2021年3月5日
"""


def photographed(page: Image.Image) -> Image.Image:
    """The page on a desk, seen from one side, half of it in shadow."""
    high, wide = page.height, page.width
    corners = [[0, 0], [wide, 0], [wide, high], [0, high]]
    seen = [[0.18, 0.10], [0.95, 0.14], [1.2, 1.17], [0.06, 1.2]]
    places = np.array(seen) * (wide, high)
    bend = cv2.getPerspectiveTransform(np.array(corners, np.float32), places.astype(np.float32))
    size = (round(wide * 1.3), round(high * 1.25))
    desk = np.full((size[1], size[0], 3), (95, 70, 52), np.uint8)
    border = cv2.BORDER_TRANSPARENT
    shown = cv2.warpPerspective(np.asarray(page), bend, size, dst=desk, borderMode=border)
    light = 1 - 0.5 / (1 + np.exp((0.5 * size[0] - np.arange(size[0])) / (0.02 * size[0])))
    return Image.fromarray((shown * light[None, :, None]).astype(np.uint8))


@pytest.mark.skipif(find_font() is None, reason="fonts-noto-cjk is not installed")
def test_a_photograph_with_a_shadow_turned_by_the_camera(tmp_path: Path) -> None:
    page = photographed(next(scan_pages(list(lay_out(TEXT)), LEVELS["clean"])))
    camera = Image.Exif()
    camera[0x0112] = 6
    path = tmp_path / "a.jpg"
    page.rotate(90, expand=True).save(path, quality=80, exif=camera)
    read = read_document(path)
    said = normalize("NFKC", "".join(block.orig for block in read.blocks))
    assert "".join(said.split()) == normalize("NFKC", "".join(TEXT.split()))
    assert [block.label for block in read.blocks if block.number] == ["一", "二", "三"]


def test_a_page_number_away_from_the_margin_ends_the_page() -> None:
    line = Line("- 3 -", 1, Box(1, 40, 80, 60, 84))
    assert is_page_number(line, 100.0, at_end=True)
    assert not is_page_number(line, 100.0, at_end=False)
    assert not is_page_number(Line("3", 1, line.box), 100.0, at_end=True)
    assert not is_page_number(Line("- 3 -", 1, Box(1, 40, 50, 60, 54)), 100.0, at_end=True)


def test_grey_of_16_bits_keeps_its_shades(tmp_path: Path) -> None:
    shades = np.array([[0, 32768, 65535]], np.uint16)
    Image.fromarray(shades).save(tmp_path / "a.png")
    pixels, _ = image_picture(tmp_path / "a.png", 1)
    assert pixels[0, :, 0].tolist() == [0, 127, 255]


@pytest.mark.parametrize(
    ("dots", "shape"),
    [((204, 98), (208, 100, 3)), ((204, 196), (100, 100, 3)), ((1, 300), (100, 100, 3))],
)
def test_a_fax_has_its_true_shape(
    tmp_path: Path, dots: tuple[int, int], shape: tuple[int, int, int]
) -> None:
    picture = Image.new("1", (100, 100), 1)
    picture.save(tmp_path / "a.tif", compression="group4", dpi=dots)
    assert image_picture(tmp_path / "a.tif", 1)[0].shape == shape
