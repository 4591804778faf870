"""What words tell nobody by name: when it is a duty of the class of all, and when of nobody."""

from __future__ import annotations

import pytest

from tests.written import duties, found_by_rules, mapped

# Of no policy field's own words; each is said under a paragraph that names the class.
CLASS_BEFORE = "第一条 各有关单位应当修缮古桥。\n第二条 "

TOLD: list[tuple[str, str, bool]] = [
    ("what is to be done", "定期召开会议，通报古桥险情。", True),
    ("with a period before it", "每季度召开一次会议，通报古桥险情。", True),
    ("by those of the class", "责任部门夜间接到险情后要召开会议。", True),
    ("by their people", "工作人员应当召开会议，通报古桥险情。", True),
    ("by a company", "供电企业应当召开会议，通报古桥险情。", False),
    ("by owners that are called units", "各产权单位应当召开会议，通报古桥险情。", False),
    ("by whoever wants", "游客可以召开会议，通报古桥险情。", False),
    ("of a thing", "会议结果作为通报古桥险情的依据，召开会议。", False),
    ("a label", "召开古桥险情会议。会议地点另行通知。", False),
    ("a label with a colon", "召开会议通报险情：", False),
    ("beside one who is named", "召开会议，通报古桥险情，由县文旅局承办。", False),
]


@pytest.mark.parametrize(("words", "told"), [c[1:] for c in TOLD], ids=[c[0] for c in TOLD])
def test_who_is_told_by_no_name(words: str, told: bool) -> None:
    found = mapped("青禾县古桥保护办法\n" + CLASS_BEFORE + words).assignments
    assert any(a.rule == "class" and a.provision == "第二条" for a in found) == told


def test_the_field_tells_hardly_anything_to_nobody_by_name() -> None:
    unlikely = "第一条 各有关单位应当查封车辆。\n第二条 采取平时考核与年终考核相结合的办法。"
    likely = "第一条 各有关单位应当查封车辆。\n第二条 严禁泄露查询到的信息。"
    by_rules = [f.measure for f in found_by_rules(unlikely) if f.provision == "第二条"]
    assert by_rules == ["supervise.assessment"]
    assert ("第二条", "supervise.assessment") not in duties(unlikely, "provision", "measure")
    assert ("第二条", "information.security") in duties(likely, "provision", "measure")


def test_a_sentence_that_names_the_class_tells_it() -> None:
    text = "第一条 各成员单位应当查封车辆。\n第二条 本办法未尽事宜，由成员单位的承办双方商量着办。"
    found = [
        a for a in mapped("青禾县协助执行办法\n" + text).assignments if a.provision == "第二条"
    ]
    assert [(a.agency, a.measure) for a in found] == [("member-units", "organise.interpretation")]
