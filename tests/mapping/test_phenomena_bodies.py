"""Who is told to act, in the wordings of directives of any policy field, one case for each.

Beside test_phenomena.py: bodies of several levels, lists that end in a class, departments that
no table has, classes with a duty of their own.
"""

from __future__ import annotations

import pytest

from tests.written import duties, mapped

Bodies = set[tuple[str, ...]]

CASES: list[tuple[str, str, Bodies]] = [
    (
        "a place in brackets ends no list of the responsible",
        "（一）推进入户普查。逐户登记闲置农房。（责任单位：县民政局，各乡镇（街道）人民政府，县财政局）",
        {("civil-affairs", "other"), ("township", "other"), ("finance", "other")},
    ),
    (
        "nor one of those who lead and support",
        "（一）推进入户普查。逐户登记闲置农房。（县民政局牵头，各县（市、区）人民政府、县财政局配合）",
        {("civil-affairs", "other"), ("government", "other"), ("finance", "other")},
    ),
    (
        "党委和政府 of the places below are both told",
        "（一）推进入户普查。逐户登记闲置农房。（责任单位：各县（市、区）党委和政府，经开区管委会）",
        {("party-committee", "other"), ("government", "other"), ("other-agency", "other")},
    ),
    (
        "县级以上 before a name",
        "第三条 县级以上地方各级人民政府应当修缮古桥。\n"
        "第四条 县级以上人民政府民政部门应当登记古桥。",
        {("government", "other"), ("civil-affairs", "other")},
    ),
    (
        "a place with its own brackets before a government",
        "第三条 市、县（市、区）人民政府负责修缮古桥。",
        {("government", "other")},
    ),
    (
        "乡（镇）人民政府",
        "第三条 各乡（镇）人民政府应当修缮古桥。",
        {("township", "other")},
    ),
    (
        "departments that few tables have",
        "第三条 科技部门应当修缮古桥，地震、水利部门应当巡查古桥。",
        {
            ("other-agency", "other"),
            ("other-agency", "supervise.daily"),
            ("water", "supervise.daily"),
        },
    ),
    (
        "a list that ends in 等 and a class with its kind",
        "第三条 住房城乡建设、水利、农业农村等桥梁监管部门应当修缮古桥。",
        {("housing-construction", "other"), ("water", "other"), ("agriculture", "other")},
    ),
    (
        "a class with a duty of its own",
        "第三条 各成员单位应当轮流打扫古桥。",
        {("member-units", "other")},
    ),
    (
        "a class told no more than to take heed",
        "第三条 各成员单位要高度重视，充分认识古桥保护的意义。",
        set(),
    ),
    (
        "a company is no class",
        "第三条 建设单位应当修缮古桥，排污单位应当清理河道。",
        set(),
    ),
    (
        "who belongs to a class is no duty of it",
        "第三条 成员单位包括县民政局、县财政局、县水利局。",
        set(),
    ),
    (
        "departments told by their power, which is no duty",
        "第三条 具有桥梁审批职能的部门，对新桥要依法严格审批。\n"
        "第四条 其他负有日常监管职责的部门应当擦洗桥栏。",
        {("member-units", "other")},
    ),
    (
        "a list closed by a comma",
        "第三条 民政、水利等部门，按照职责做好古桥修缮。",
        {("civil-affairs", "other"), ("water", "other")},
    ),
    (
        "a government and its departments",
        "第三条 县人民政府及其有关部门应当修缮古桥。",
        {("government", "other"), ("member-units", "other")},
    ),
    (
        "职责是",
        "第三条 县水利局的主要职责是：疏浚桥下河道，加固堤岸。",
        {("water", "other")},
    ),
    (
        "a plain duty of a court",
        "第三条 人民法院对捐赠的石料要登记在册。",
        {("court", "other")},
    ),
    (
        "由X and an act that no measure fits",
        "第三条 擅自拆除古桥的，由县文旅局登记在册；构成犯罪的，依法追究刑事责任。",
        {("culture-tourism", "other")},
    ),
    (
        "a class after 由",
        "第三条 干部损毁古桥的，由所在单位安排拓印碑刻。",
        {("member-units", "other")},
    ),
    (
        "县财政 and what it pays for",
        "第三条 古桥修缮资金由县财政列入年度预算。",
        {("finance", "organise.funding")},
    ),
    (
        "who heads a body is no duty of another",
        "第三条 各成员单位应当轮流打扫古桥。\n第四条 联席会议由召集人主持，每半年召开一次。",
        {("member-units", "other"), ("joint-meeting", "organise.meeting")},
    ),
    (
        "a firm that is moved",
        "第三条 县金融办应当督促证券经营机构依法协助查询、冻结存款。",
        {("financial-office", "supervise.financial-institution")},
    ),
    (
        "a verb before 联席会议 is no part of its name",
        "第三条 县民政局负责登记古桥，督促联席会议机制成员单位巡查古桥。",
        {("civil-affairs", "other"), ("civil-affairs", "supervise.daily")},
    ),
    (
        "a place between a body and its act",
        "第三条 县水利局在河道整治中保留古桥。",
        {("water", "other")},
    ),
    (
        "a title that says the matter before those responsible",
        "（一）修缮古桥。（责任单位：县水利局、各乡镇）",
        {("water", "other"), ("township", "other")},
    ),
    (
        "townships and streets",
        "第三条 各乡镇、街道负责巡查古桥。",
        {("township", "supervise.daily")},
    ),
    (
        "two bodies that make up a team",
        "第三条 县水利局、县公安局组成联合检查组，对古桥开展监督检查。",
        {("water", "supervise.daily"), ("public-security", "supervise.daily")},
    ),
    (
        "a joint meeting that nobody calls",
        "第三条 联席会议每季度召开一次。",
        {("joint-meeting", "organise.meeting")},
    ),
    (
        "a case that a body's own name opens",
        "第三条 县公安局对损毁古桥的，依法训诫、处罚。",
        {("public-security", "other")},
    ),
    (
        "及时 and 从严 open what is to be done",
        "第三条 县水利局及时清理河道淤泥，县公安局从严检修河堤护栏。",
        {("water", "other"), ("public-security", "other")},
    ),
    (
        "bodies that each set up a team act on",
        "第三条 各乡镇要成立工作专班，指定一名联络员。",
        {("township", "organise.lead"), ("township", "organise.liaison")},
    ),
    (
        "a body behind a firm in a list",
        "第三条 物业服务企业、县水利局及时清理河道淤泥。",
        {("water", "other")},
    ),
    (
        "由各单位参加的 tells who comes, not who acts",
        "第三条 县民政局牵头建立由各有关单位参加的联席会议。",
        {("civil-affairs", "organise.lead")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_acts(text: str, expected: Bodies) -> None:
    assert duties(text, "agency", "measure") == expected


def test_both_are_those_who_issue() -> None:
    head = "青禾县人民法院\n青禾县自然资源局\n青法发〔2021〕9号\n关于古桥登记的纪要\n"
    found = mapped(head + "一、双方应当每季度召开一次会议。").assignments
    assert {(a.agency, a.measure) for a in found} == {
        ("court", "organise.meeting"),
        ("natural-resources", "organise.meeting"),
    }


LISTED = """二、职责分工
县公安局：
1.设置限载标志。
2.查处盗窃石料行为。
县财政局、县水利局：清理桥下河道。
县教育局：
1.组织学生参观。
三、工作要求
各单位应当做到以下几点：
1.落实人员巡查。"""


def test_bodies_that_stand_each_over_a_list_of_its_own() -> None:
    assert duties(LISTED, "provision", "agency") == {
        ("二1", "public-security"),
        ("二2", "public-security"),
        ("二", "finance"),
        ("二", "water"),
        ("二1", "education"),
        ("三1", "member-units"),
    }


def test_each_of_two_bodies_has_its_own_matter() -> None:
    text = "第三条 县市场监管局、县税务局：分别协助查询企业登记信息、纳税信息。"
    assert duties(text, "agency", "measure") == {
        ("market-regulation", "query.enterprise"),
        ("tax", "query.tax"),
    }


def test_the_duties_of_a_joint_meeting_that_the_title_founds() -> None:
    found = mapped(
        "青禾县古桥保护联席会议制度\n"
        "为保护古桥，建立本制度。\n"
        "一、主要职责\n（一）审定修缮计划。\n（二）组织碑刻拓印。\n二、其他\n县民政局登记碑刻。"
    )
    assert {(a.provision, a.agency) for a in found.assignments} == {
        ("一（一）", "joint-meeting"),
        ("一（二）", "joint-meeting"),
        ("二", "civil-affairs"),
    }


def test_a_heading_of_several_words_above_decimals() -> None:
    text = "2 部门职责\n2.1 县民政局登记古桥。\n3 监测、预警与修缮\n3.1 县水利局巡查桥墩。"
    assert duties(text, "provision", "agency") == {("2.1", "civil-affairs"), ("3.1", "water")}


def test_a_class_that_is_only_set_to_work_has_no_duty() -> None:
    text = "第三条 县文旅局负责协调各相关部门开展应急修缮。"
    assert {agency for (agency,) in duties(text, "agency")} == {"culture-tourism"}
