"""What real directives do, one case for each: provision, agency, role, modality, deadline.

The rules have their own tables of cases in the tests of their modules; here each phenomenon is
read through all passes at once.
"""

from __future__ import annotations

import pytest

from tests.written import duties

Duties = set[tuple[str, ...]]
POLICE, AFFAIRS, HOUSING = "public-security", "civil-affairs", "housing-construction"

CASES: list[tuple[str, str, Duties]] = [
    (
        "驻县单位 are a class",
        "第一条 驻县各单位应当协助查询被执行人的存款。",
        {("member-units", "query.bank", "responsible", "must", "None")},
    ),
    (
        "a vertical body: 银监分局",
        "第一条 云岭银监分局应当督促银行协助查询存款。",
        {
            ("banking-regulator", "supervise.financial-institution", "responsible", "must", "None"),
        },
    ),
    (
        "a vertical body: 国家税务总局X税务局",
        "第一条 国家税务总局青禾县税务局可以查询被执行人的纳税信息。",
        {("tax", "query.tax", "responsible", "may", "None")},
    ),
    (
        "各乡镇",
        "第一条 各乡镇应当协助查找被执行人下落。",
        {("township", "control.person", "responsible", "must", "None")},
    ),
    (
        "驻县单位 of several kinds are one class",
        "第一条 中央、省驻县单位和驻县各有关单位应当协助查询被执行人的存款。",
        {("member-units", "query.bank", "responsible", "must", "None")},
    ),
    (
        "上述单位 of the paragraph above",
        "第一条 县公安局、县住建局：\n上述单位应当查询车辆。",
        {
            (POLICE, "query.vehicle", "responsible", "must", "None"),
            (HOUSING, "query.vehicle", "responsible", "must", "None"),
        },
    ),
    (
        "前款规定的单位",
        "第一条 县公安局应当查询户籍。\n前款规定的单位应当在3日内查询车辆。",
        {
            (POLICE, "query.identity", "responsible", "must", "None"),
            (POLICE, "query.vehicle", "responsible", "must", "3日内"),
        },
    ),
    (
        "上述部门 behind items are those of the items",
        "一、查询\n（一）县公安局应当查询户籍。\n（二）县住建局应当查询商品房预售。"
        "\n（三）上述部门应当查询车辆。",
        {
            (POLICE, "query.identity", "responsible", "must", "None"),
            (HOUSING, "query.housing-transaction", "responsible", "must", "None"),
            (POLICE, "query.vehicle", "responsible", "must", "None"),
            (HOUSING, "query.vehicle", "responsible", "must", "None"),
        },
    ),
    (
        "县级以上部门 point to nobody",
        "第一条 县公安局应当查询户籍。\n县级以上部门应当查询车辆。",
        {
            (POLICE, "query.identity", "responsible", "must", "None"),
            ("member-units", "query.vehicle", "responsible", "must", "None"),
        },
    ),
    (
        "a matter by itself, and who does it behind it",
        "第一条 限制出境。县公安局牵头，县住建局、县民政局按职责分工负责。",
        {
            (POLICE, "restrict.exit", "lead", "must", "None"),
            (HOUSING, "restrict.exit", "responsible", "must", "None"),
            (AFFAIRS, "restrict.exit", "responsible", "must", "None"),
        },
    ),
    (
        "the act that a case asks for",
        "第一条 买受人凭裁定申请过户的，县住建局应当予以办理。",
        {(HOUSING, "control.register-title-transfer", "responsible", "must", "None")},
    ),
    (
        "no subject and no class: those addressed",
        "县直各单位：\n一、应当查询被执行人的车辆。",
        {("member-units", "query.vehicle", "responsible", "must", "None")},
    ),
    (
        "a list of bare measures: those addressed",
        "县直各单位：\n一、限制失信被执行人乘坐飞机。",
        {("member-units", "restrict.transport", "responsible", "must", "None")},
    ),
    ("no subject, no class, nobody addressed", "一、应当查询被执行人的车辆。", set()),
    (
        "牵头 is of the agency whose name it stands behind",
        "第一条 县公安局查询被执行人户籍，县住建局牵头查询商品房预售。",
        {
            (POLICE, "query.identity", "responsible", "must", "None"),
            (HOUSING, "query.housing-transaction", "lead", "must", "None"),
        },
    ),
    (
        "牵头 is not of one who only goes along",
        "第一条 县公安局会同县住建局牵头查询被执行人户籍。",
        {(POLICE, "query.identity", "lead", "must", "None")},
    ),
    (
        "a name behind a number is the name alone",
        "第一条楚江银监分局应当督促银行协助查询存款。",
        {
            ("banking-regulator", "supervise.financial-institution", "responsible", "must", "None"),
        },
    ),
    (
        "a vertical body: 人民银行X支行",
        "第一条 人民银行青禾县支行应当督促银行配合冻结存款。",
        {("pboc", "supervise.financial-institution", "responsible", "must", "None")},
    ),
    (
        "prefixes of two levels: 市、区财政部门",
        "第一条 市、区财政部门应当限制失信被执行人享受补贴。",
        {("finance", "restrict.subsidy", "responsible", "must", "None")},
    ),
    (
        "an agency as the heading, its duties below",
        "一、县公安局职责\n（一）查询被执行人户籍；\n（二）查封车辆。",
        {
            (POLICE, "query.identity", "responsible", "must", "None"),
            (POLICE, "control.vehicle", "responsible", "must", "None"),
        },
    ),
    (
        "a subject carried over sentences and paragraphs",
        "第一条 县公安局应当查询户籍。对车辆予以查封。\n还应当限制出境。",
        {
            (POLICE, "query.identity", "responsible", "must", "None"),
            (POLICE, "control.vehicle", "responsible", "must", "None"),
            (POLICE, "restrict.exit", "responsible", "must", "None"),
        },
    ),
    (
        "a place name that looks like an agency",
        "第一条 公安县住建局应当查询商品房预售。",
        {(HOUSING, "query.housing-transaction", "responsible", "must", "None")},
    ),
    (
        "joint subjects whose suffix is said once",
        "第一条 公安、民政、住建等部门应当查询车辆。",
        {
            (POLICE, "query.vehicle", "responsible", "must", "None"),
            (AFFAIRS, "query.vehicle", "responsible", "must", "None"),
            (HOUSING, "query.vehicle", "responsible", "must", "None"),
        },
    ),
    (
        "an alias that the text defines, and 该局",
        "第一条 县公安局（以下简称甲局）应当查询户籍，甲局并应查封车辆，该局可以限制出境。",
        {
            (POLICE, "query.identity", "responsible", "must", "None"),
            (POLICE, "control.vehicle", "responsible", "must", "None"),
            (POLICE, "restrict.exit", "responsible", "may", "None"),
        },
    ),
    (
        "各部门",
        "第一条 各部门应当协助查询车辆。",
        {("member-units", "query.vehicle", "responsible", "must", "None")},
    ),
    (
        "columns of roles and of time",
        "序号\t任务\t牵头单位\t配合单位\t完成时限\n1\t查封车辆\t县公安局\t县住建局\t7日内办结",
        {
            (POLICE, "control.vehicle", "lead", "must", "7日内"),
            (HOUSING, "control.vehicle", "support", "must", "7日内"),
        },
    ),
    (
        "牵头 and 配合 in sentences",
        "第一条 由县公安局牵头，县民政局、县住建局配合，查询户籍。",
        {
            (POLICE, "query.identity", "lead", "must", "None"),
            (AFFAIRS, "query.identity", "support", "must", "None"),
            (HOUSING, "query.identity", "support", "must", "None"),
        },
    ),
    (
        "traditional script",
        "第一條 縣公安局應當查詢被執行人戶籍。",
        {(POLICE, "query.identity", "responsible", "must", "None")},
    ),
    (
        "有关部门",
        "第一条 有关部门应当配合查询被执行人的财产。",
        {("member-units", "query.property-general", "responsible", "must", "None")},
    ),
    (
        "a department of no table that is the title of an item, whose duty no measure names",
        "一、河务部门。保障堤防安全，维修涵闸。",
        {("other-agency", "other", "responsible", "must", "None")},
    ),
    (
        "the office of a body named above",
        "第一条 办公室设在县应急局，负责日常工作。",
        {("joint-meeting", "organise.lead", "responsible", "must", "None")},
    ),
    ("组织机构 are no agency", "第一条 组织机构应当健全。", set()),
    (
        "a period that tells when to act is no case",
        "第一条 县财政局应于每年4月底前，将名单报县档案局。",
        {("finance", "information.sharing", "responsible", "must", "每年4月底前")},
    ),
    (
        "towns by their names",
        "第一条 石岭镇、清水乡负责疏浚河道。",
        {("township", "other", "responsible", "must", "None")},
    ),
    (
        "a standing committee of the government",
        "第一条 县规划委员会负责审定名录。",
        {("joint-meeting", "other", "responsible", "must", "None")},
    ),
    (
        "whom the sentence calls the leading unit",
        "第一条 县民政局、县公安局等2个部门和单位组成，县民政局为牵头单位。",
        {("civil-affairs", "organise.lead", "lead", "must", "None")},
    ),
    (
        "who chairs is membership",
        "第一条 县政府分管负责领导为召集人，县民政局局长为召集人。",
        set(),
    ),
    ("what a party to a case must do", "第一条 当事人应当如实申报财产、车辆。", set()),
    (
        "what employers and companies must do",
        "第一条 用人单位应当协助扣留工资收入。\n第二条 房地产企业不得向失信被执行人销售商品房。",
        set(),
    ),
    (
        "按职责分工负责 makes all responsible",
        "第一条 限制失信被执行人购置不动产。（县公安局、县住建局按职责分工负责）",
        {
            (POLICE, "restrict.real-estate", "responsible", "must", "None"),
            (HOUSING, "restrict.real-estate", "responsible", "must", "None"),
        },
    ),
    (
        "牵头 and 配合 in a bracket",
        "第一条 限制失信被执行人购置不动产。（牵头单位：县住建局；配合单位：县公安局）",
        {
            (HOUSING, "restrict.real-estate", "lead", "must", "None"),
            (POLICE, "restrict.real-estate", "support", "must", "None"),
        },
    ),
    (
        "a yearly deadline",
        "第一条 县公安局应当于每年1月10日前反馈查询被执行人车辆的情况。",
        {(POLICE, "query.vehicle", "responsible", "must", "每年1月10日前")},
    ),
    (
        "an absolute deadline",
        "第一条 县公安局应当于2021年10月底前查封被执行人的车辆。",
        {(POLICE, "control.vehicle", "responsible", "must", "2021年10月底前")},
    ),
    (
        "a relative deadline",
        "第一条 县公安局应当自收到通知之日起3日内查封被执行人的车辆。",
        {(POLICE, "control.vehicle", "responsible", "must", "3日内")},
    ),
    (
        "a word that OCR broke",
        "第一条 县发改秀应当将失信被执行人名单纳入信用平台。",
        {("development-reform", "information.credit-record", "responsible", "must", "None")},
    ),
    (
        "a condition, then the duty",
        "第一条 被执行人下落不明的，县公安局应当协助查找。",
        {(POLICE, "control.person", "responsible", "must", "None")},
    ),
    (
        "a matter handed to another",
        "第一条 拒不执行的，移送纪检监察机关处理。",
        {("discipline", "supervise.discipline", "responsible", "must", "None")},
    ),
    (
        "sub-bodies: 110指挥中心, 婚姻登记机关",
        "第一条 110指挥中心应当协助查找被执行人下落。\n第二条 婚姻登记机关应当查询婚姻登记。",
        {
            (POLICE, "control.person", "responsible", "must", "None"),
            (AFFAIRS, "query.marriage", "responsible", "must", "None"),
        },
    ),
    (
        "a list whose prefix is said once",
        "第一条 市经信委、财政局、商务局应当限制失信被执行人享受补贴。",
        {
            ("industry-it", "restrict.subsidy", "responsible", "must", "None"),
            ("finance", "restrict.subsidy", "responsible", "must", "None"),
            ("other-agency", "restrict.subsidy", "responsible", "must", "None"),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_phenomenon(text: str, expected: Duties) -> None:
    assert duties(text, "agency", "measure", "role", "modality", "deadline") == expected
