"""Letterheads whose lines hold several things, or tell of another text too."""

from __future__ import annotations

import pytest

from tests.written import document

CASES: list[tuple[str, str, dict[str, str | None]]] = [
    (
        "number, organ and day in one bracket",
        "青禾县古桥保护办法\n（青政办〔2015〕61号，2015年9月2日青禾县人民政府办公室印发）\n{}",
        {
            "title": "青禾县古桥保护办法",
            "number": "青政办〔2015〕61号",
            "issuer": "青禾县人民政府办公室",
            "issued": "2015-09-02",
        },
    ),
    (
        "the day before the number",
        "青禾县古桥保护办法\n（青禾县人民政府办公室2014年4月8日青政办〔2014〕15号）\n{}",
        {
            "number": "青政办〔2014〕15号",
            "issuer": "青禾县人民政府办公室",
            "issued": "2014-04-08",
        },
    ),
    (
        "a number behind the title",
        "关于修缮古桥的通知（青政发〔2021〕2号）\n各乡镇人民政府：\n{}",
        {"title": "关于修缮古桥的通知", "number": "青政发〔2021〕2号"},
    ),
    (
        "another text that is named first",
        "青禾县人民政府办公室印发《关于修缮古桥的意见》的通知\n"
        "近期，省政府办公厅出台《关于修缮古建筑的意见》，现将有关事项通知如下。\n{}",
        {"title": "关于修缮古桥的意见"},
    ),
    (
        "a title within the title",
        "青禾县人民政府办公室关于印发2023年《政府工作报告》任务分解方案的通知\n各乡镇：\n{}",
        {"title": "2023年《政府工作报告》任务分解方案"},
    ),
    (
        "a genre that few have",
        "各乡镇人民政府：\n现将《青禾县古桥保护协作机制》印发给你们，请认真贯彻。\n"
        "青禾县人民政府办公室\n2024年9月24日\n{}",
        {"title": "青禾县古桥保护协作机制", "issuer": "青禾县人民政府办公室"},
    ),
    (
        "those who are asked to forward it",
        "青禾县水利局文件\n青水〔2015〕6号\n关于印发《青禾县古桥保护办法》的通知\n"
        "现将《青禾县古桥保护办法》印发给你们，请转发至所属单位。\n青禾县水利局\n2015年7月3日\n{}",
        {"number": "青水〔2015〕6号", "issuer": "青禾县水利局", "issued": "2015-07-03"},
    ),
    (
        "an order with the number of a letter",
        "青禾县人民政府\n护桥令\n青政令〔2024〕第1号\n为了保护古桥，现发布命令如下：\n{}",
        {"number": "青政令〔2024〕1号", "issuer": "青禾县人民政府"},
    ),
    (
        "minutes whose number has 第",
        "青禾县人民政府\n专题会议纪要\n〔2022〕第19期\n{}",
        {"number": "〔2022〕第19期"},
    ),
    (
        "what its issuers call themselves",
        "关于建立护桥机制的协议\n为保护古桥，青禾县人民法院（以下简称县法院）、青禾县公安局、"
        "青禾县水利局经协商一致，签署本协议。\n{}",
        {"issuer": "青禾县人民法院、青禾县公安局、青禾县水利局"},
    ),
]


@pytest.mark.parametrize(("text", "fields"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_a_head_tells(text: str, fields: dict[str, str | None]) -> None:
    head = document(text.format("第一条 县水利局应当修缮古桥。")).letterhead
    assert {name: getattr(head, name) for name in fields} == fields
