"""How an assignment is read: role, modality, period, and the rule that made it."""

from __future__ import annotations

import pytest

from tests.written import duties, found_by_rules, mapped

POLICE, AFFAIRS = "public-security", "civil-affairs"
Pairs = set[tuple[str, ...]]

ROLES: list[tuple[str, str, Pairs]] = [
    (
        "牵头 and 配合 in a sentence",
        "第一条 县公安局牵头查找下落不明的被执行人，县交通运输局配合。",
        {(POLICE, "lead"), ("transport", "support")},
    ),
    (
        "由…牵头，…配合",
        "第一条 由县委政法委牵头，县公安局、县司法局配合，建立执行联动机制。",
        {("political-legal", "lead"), (POLICE, "support"), ("justice", "support")},
    ),
    (
        "in brackets",
        "一、查询户籍。（牵头单位：县公安局；配合单位：县民政局）",
        {(POLICE, "lead"), (AFFAIRS, "support")},
    ),
    (
        "according to the division of work",
        "一、查询户籍。（县公安局、县民政局按职责分工负责）",
        {(POLICE, "responsible"), (AFFAIRS, "responsible")},
    ),
    (
        "负责组织 leads",
        "第一条 县委政法委负责组织对各单位的考核。",
        {("political-legal", "lead")},
    ),
    (
        "协助人民法院 is no support",
        "第一条 县公安局应当协助人民法院查封车辆。",
        {(POLICE, "responsible")},
    ),
    ("配合人民法院 neither", "第一条 县公安局配合人民法院查封车辆。", {(POLICE, "responsible")}),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in ROLES], ids=[c[0] for c in ROLES])
def test_roles(text: str, expected: Pairs) -> None:
    assert duties(text, "agency", "role") == expected


MODALITIES = [
    ("县公安局应当查封车辆", "must"),
    ("县公安局要查封车辆", "must"),
    ("县公安局须查封车辆", "must"),
    ("县公安局负责查封车辆", "must"),
    ("县公安局依法查封车辆", "must"),  # plain indicative
    ("县公安局可以查封车辆", "may"),
    ("县公安局可依法查封车辆", "may"),
    ("县公安局有权查封车辆", "may"),
    ("县公安局应当限制被执行人乘坐飞机", "must"),
    ("县公安局应当禁止被执行人出境", "must"),  # 禁止 speaks to the debtor
    ("金融机构不得向失信被执行人发放贷款", "must-not"),  # 不得 speaks to the agency
    ("金融机构不得拒绝协助人民法院冻结存款", "must-not"),
    ("鼓励新闻媒体公布失信被执行人名单", "encouraged"),
    ("倡导县工商联督促会员企业履行生效裁判", "encouraged"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITIES, ids=[case[0] for case in MODALITIES])
def test_modality(text: str, modality: str) -> None:
    assert duties(f"第一条 {text}。", "modality") == {(modality,)}


def test_the_first_binding_modality_stands() -> None:
    text = "第一条 县公安局收到通知后，可以查封车辆。情况紧急的，应当查封车辆。"
    assert duties(text, "measure", "modality") == {("control.vehicle", "must")}


DEADLINES: list[tuple[str, str, Pairs]] = [
    (
        "the period in the clause of the act",
        "第一条 县公安局应当在3日内查封车辆，并于10日内将结果告知人民法院。",
        {("control.vehicle", "3日内"), ("information.sharing", "10日内")},
    ),
    ("none", "第一条 县公安局应当及时查封车辆。", {("control.vehicle", "None")}),
    (
        "an absolute one",
        "第一条 县公安局应当于2021年12月底前与人民法院实现数据共享。",
        {("information.sharing", "2021年12月底前")},
    ),
    (
        "a yearly one",
        "第一条 县公安局应当在每季度末前将名单推送县人民法院。",
        {("information.sharing", "每季度末前")},
    ),
    (
        "a closing clause is of all before it",
        "第一条 县公安局应当查封车辆，由派出所办理，情况留存备查，2日内办结。",
        {("control.vehicle", "2日内")},
    ),
    (
        "said again in the sentence with its period",
        "第一条 县法院要建立名单更新机制，被执行人履行义务后应当在3日内撤下名单。",
        {("information.list-management", "3日内")},
    ),
    (
        "not that of another sentence",
        "第一条 县公安局应当查封车辆。情况紧急的，1日内查封车辆。",
        {("control.vehicle", "None")},
    ),
    (
        "a case between the period and the act",
        "第一条 县公安局应当自收到通知之日起3日内审查，手续齐全的，查封车辆。",
        {("control.vehicle", "3日内")},
    ),
    (
        "minutes",
        "第一条 县公安局应当在30分钟内扣押车辆。",
        {("control.vehicle", "30分钟内")},
    ),
    (
        "a day of the last month of each quarter",
        "第一条 县公安局应当于每季度末月20日前将名单推送县人民法院。",
        {("information.sharing", "每季度末月20日前")},
    ),
    (
        "a period that ends the clause before, whatever that names",
        "第一条 县公安局应当自收到协助查询通知之日起3日内，查封车辆。",
        {("control.vehicle", "3日内")},
    ),
    (
        "of two in a clause the one before the act",
        "第一条 县公安局应当在30分钟内查封车辆、1小时内到场。",
        {("control.vehicle", "30分钟内")},
    ),
    (
        "what is left out stands between",
        "第一条 县公安局应当查封车辆，除公务车辆外，2021年底前全部清查到位。",
        {("control.vehicle", "2021年底前")},
    ),
    (
        "a period of others behind",
        "第一条 县公安局负责查封车辆，县民政局于25日前修缮古桥。",
        {("control.vehicle", "None"), ("other", "25日前")},
    ),
    (
        "a matter whose doer stands in the clause of the period",
        "第一条 受托办理的过户登记，由县不动产登记中心凭裁定书在5个工作日内办结。",
        {("control.register-title-transfer", "5个工作日内")},
    ),
    (
        "a period of others before",
        "第一条 车辆于5月底前清点完毕，由县公安局查封车辆。",
        {("control.vehicle", "None")},
    ),
    (
        "a prohibition has no neighbour's period",
        "第一条 县公安局应当在3日内答复，查询期间不得泄露信息。",
        {("information.security", "None")},
    ),
    (
        "but one that forbids to refuse has it",
        "第一条 各成员单位接到通知后应当在3日内办结，不得以内部规定为由推诿。",
        {("organise.assist-on-notice", "3日内")},
    ),
    (
        "what is done again and again has no neighbour's period",
        "第一条 各成员单位应当在5个工作日内核实，结果按季度反馈县人民法院。",
        {("information.sharing", "None")},
    ),
    (
        "put to use by a day",
        "第一条 县公安局应当查封车辆，由派出所登记，2021年9月底前投入使用。",
        {("control.vehicle", "2021年9月底前")},
    ),
    (
        "how often is no period",
        "第一条 县人民法院每半年召开一次联席会议。",
        {("organise.meeting", "None")},
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in DEADLINES], ids=[c[0] for c in DEADLINES]
)
def test_deadlines(text: str, expected: Pairs) -> None:
    assert duties(text, "measure", "deadline") == expected


def test_the_period_that_opens_a_sentence() -> None:
    text = "第一条 自收到通知之日起5个工作日内，县公安局应当查封车辆。"
    assert duties(text, "deadline") == {("5个工作日内",)}


RULES = [
    ("第一条 县公安局应当查封车辆。", "subject"),
    ("第一条 在册车辆由县公安局查封。", "agent"),
    ("一、查封车辆。（责任单位：县公安局）", "suffix"),
    ("一、县公安局\n（一）查封车辆。", "heading"),
    ("序号\t任务\t责任单位\n1\t查封车辆\t县公安局", "row"),
]


@pytest.mark.parametrize(("text", "rule"), RULES, ids=[case[1] for case in RULES])
def test_each_assignment_names_its_rule(text: str, rule: str) -> None:
    assert duties(text, "agency", "measure", "rule") == {(POLICE, "control.vehicle", rule)}


def test_carried_and_class_are_less_sure_than_a_subject() -> None:
    text = "第一条 各成员单位查封车辆。查封车辆和房产。\n第二条 查封房产。"
    sure = {item.rule: item.confidence for item in found_by_rules(text)}
    assert sure["subject"] > sure["carried"] > sure["class"]


def test_one_who_convenes_does_not_make_all_lead() -> None:
    text = "第一条 县法院、县公安局应当查询被执行人户籍，由县法院负责召集。"
    assert (POLICE, "lead") not in duties(text, "agency", "role")


def test_the_period_as_printed() -> None:
    text = "鶴鳴縣協助執行辦法\n一、縣公安局應當在3個工作日內查封被執行人車輛。"
    assert [a.deadline for a in mapped(text).assignments] == ["3個工作日內"]
