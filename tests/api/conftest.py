"""Two fictional counties: in one nobody looks up the housing fund."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.importer import import_paths
from corpus.store import Corpus

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"

QINGHE = """青禾县人民政府办公室文件

青政办发〔2020〕31号

青禾县查人找物协作办法

各乡镇人民政府，县直各单位：

第一条 县民政局应当在3日内协助人民法院查询被执行人的婚姻登记信息。

第二条 县公安局应当协助人民法院查询被执行人的机动车登记信息，可以扣押车辆。

第三条 县工商局应当限制失信被执行人<b>担任</b>企业高级管理人员。

青禾县人民政府办公室

2020年6月1日
"""

SHIQIAO = """石桥县人民政府办公室文件

石政办发〔2021〕5号

石桥县执行联动细则

第一条 县民政局应当协助人民法院查询被执行人的婚姻登记信息。

第二条 县住房公积金管理中心应当协助人民法院查询被执行人的住房公积金缴存信息。

石桥县人民政府办公室

2021年2月3日
"""


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both directives as text files."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "qinghe.txt").write_text(QINGHE, encoding="utf-8")
    (folder / "shiqiao.txt").write_text(SHIQIAO, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def filled(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with both directives; read only."""
    folder = tmp_path_factory.mktemp("filled")
    with Corpus.open(folder) as corpus:
        reports = import_paths(corpus, [texts])
    assert [report.status for report in reports] == ["imported", "imported"]
    return folder


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the sample directives that are text; read only."""
    folder = tmp_path_factory.mktemp("sampled")
    with Corpus.open(folder) as corpus:
        reports = import_paths(corpus, sorted(SAMPLES.glob("*.txt")))
    assert {report.status for report in reports} == {"imported"}
    return folder
