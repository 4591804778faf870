"""Broken files of every format: read, or refused in one line; nothing else happens."""

from __future__ import annotations

import io
import tempfile
import time
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.pipeline import read_document
from tests import formats, ofd
from tests.fuzz import variant
from tests.scans import LEVELS, find_font, lay_out, scan_pages

TEXT = """青禾县人民政府关于建立执行联动机制的通知
青政发〔2021〕9号
第一条 县公安局应当协助人民法院查找被执行人下落，并于五日内书面回复。
第二条 县自然资源局负责办理查封登记。
序号\t任务\t责任单位
1\t限制出境\t县公安局
2\t查询婚姻登记信息\t县民政局
"""
QUICK, MANY = 8, 160
MOST_SECONDS = 30  # of the processor: a busy machine is not the file's fault
FORMATS = ("txt", "html", "docx", "ofd", "pdf", "png", "tif")
# DOC goes through LibreOffice, which takes a second or more for each.
SLOW_FORMATS = ("doc",)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    word = formats.as_docx(TEXT)
    made = {
        "txt": TEXT.encode("gb18030"),
        "html": formats.as_html(TEXT),
        "docx": word,
        "ofd": ofd.printed(TEXT),
        "pdf": formats.as_pdf(TEXT),
    }
    if find_font():
        scan = next(scan_pages(list(lay_out(TEXT)), LEVELS["clean"], dpi=100))
        small = scan.crop((0, 0, scan.width, scan.height // 3))
        for kind, how in (("png", "PNG"), ("tif", "TIFF")):
            out = io.BytesIO()
            small.save(out, how, save_all=True, append_images=[small.resize((200, 90))])
            made[kind] = out.getvalue()
    if formats.OFFICE:
        folder = tmp_path_factory.mktemp("office")
        made["doc"] = formats.turned(word, ".docx", "doc", folder)
    return made


def hold(
    data: bytes, seeds: range, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, int]:
    """Read these variants; returns how many were read, and refused for what."""
    place, own = folder / "in", folder / "tmp"
    place.mkdir()
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    told: dict[str, int] = {}
    for seed in seeds:
        path = place / "a.bin"
        path.write_bytes(variant(data, seed))
        started = time.process_time()
        try:
            read_document(path)
            outcome = "read"
        except Unreadable as error:
            outcome = error.problem.code
            assert "\n" not in error.problem.message
        assert time.process_time() - started < MOST_SECONDS, f"seed {seed}"
        told[outcome] = told.get(outcome, 0) + 1
        assert list(place.iterdir()) == [path] and not list(own.iterdir()), f"seed {seed}"
    return told


@pytest.mark.parametrize("kind", FORMATS)
def test_a_few_broken_variants(
    kind: str, samples: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind not in samples:
        pytest.skip("fonts-noto-cjk is not installed")
    hold(samples[kind], range(QUICK), tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", FORMATS + SLOW_FORMATS)
def test_a_thousand_broken_variants(
    kind: str, samples: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind not in samples:
        pytest.skip("LibreOffice or fonts-noto-cjk is not installed")
    many = MANY if kind in FORMATS else MANY // 4
    told = hold(samples[kind], range(QUICK, QUICK + many), tmp_path, monkeypatch)
    assert sum(told.values()) == many
    print(kind, told)
