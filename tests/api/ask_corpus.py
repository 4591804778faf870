"""Directives that the tests of ask are put to, of fictional places."""

from __future__ import annotations

from pathlib import Path

from corpus.importer import import_paths
from corpus.store import Corpus

UNSEEN = Path(__file__).parents[1] / "data" / "unseen"

YUNLING = """云岭州人民政府文件

云政发〔2019〕3号

云岭州执行协作意见

第一条 州住房公积金管理中心应当协助冻结、提取被执行人的住房公积金。

第二条 州民政局应当协助查询被执行人的婚姻登记信息。

云岭州人民政府

2019年1月10日
"""

QINGHE = """青禾县人民政府办公室文件

青政办发〔2020〕31号

青禾县查人找物协作办法

第一条 县民政局应当在3日内协助人民法院查询被执行人的婚姻登记信息。

第二条 县公安局应当协助人民法院查询被执行人的机动车登记信息。

第三条 县发展和改革局应当协助人民法院查询被执行人的婚姻登记信息。

第四条 县工商局应当协助人民法院查询被执行人的企业登记信息。

第五条 收到人民法院通知后，县自然资源局应当停止办理被执行人的不动产过户手续。

第六条 县税务局应当协助人民法院查询被执行人的纳税信息。

青禾县人民政府办公室

2020年6月1日
"""

LATER = """青禾县人民政府办公室文件

青政办发〔2022〕8号

青禾县高消费限制办法

第一条 县文化和旅游局应当限制失信被执行人在星级宾馆消费。

青禾县人民政府办公室

2022年3月1日
"""

DRAFT = """青禾县人民政府办公室文件

青政办发〔2023〕2号

青禾县出行限制办法

第一条 县交通运输局应当限制失信被执行人乘坐飞机。

青禾县人民政府办公室

2023年5月1日
"""

SHIQIAO = """石桥县人民政府办公室文件

石政办发〔2021〕5号

石桥县执行联动细则

第一条 县公安局应当限制失信被执行人乘坐飞机。

石桥县人民政府办公室

2021年2月3日
"""

# Places above others, and a matter that the taxonomy does not hold: the flood directives.
FLOODS = ("danfeng-2023.txt", "lanjiang-2022.txt")


def fill(folder: Path, texts: Path) -> None:
    """A corpus in `folder` of all of these; `texts` takes the files."""
    directives = {"yunling": YUNLING, "qinghe": QINGHE, "later": LATER, "shiqiao": SHIQIAO}
    for name, text in directives.items():
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    for name in FLOODS:
        (texts / name).write_bytes((UNSEEN / name).read_bytes())
    drafts = texts / "drafts"
    drafts.mkdir()
    (drafts / "draft.txt").write_text(DRAFT, encoding="utf-8")
    in_force = sorted(texts.glob("*.txt"))
    with Corpus.open(folder) as corpus:
        reports = import_paths(corpus, in_force) + import_paths(corpus, [drafts], standing="draft")
    assert {report.status for report in reports} == {"imported"}
