"""How offices write: sections of one bureau, sentences over lists, who does what was named.

Beside test_phenomena_bodies.py; one case for each wording.
"""

from __future__ import annotations

import pytest

from tests.written import duties, mapped

Bodies = set[tuple[str, ...]]

CASES: list[tuple[str, str, Bodies]] = [
    (
        "who has a matter by 负责 alone, and who helps, before it",
        "第三条 由县水利局负责，县气象局协助，修缮古桥和碑亭。",
        {("water", "other"), ("other-agency", "other")},
    ),
    (
        "what is to be done stands before its agent",
        "第三条 碑刻由县民政局保管，船只由县地方海事处负责。",
        {("civil-affairs", "other"), ("other-agency", "other")},
    ),
    (
        "of whom a body is made up is no duty",
        "第三条 护桥队由县民政局、县水利局、古桥学会组成。",
        set(),
    ),
    (
        "a sentence of who carries it out closes the matter",
        "（一）在古桥两侧，限制载重货车通行。由交通、水务等部门实施。",
        {("transport", "other"), ("water", "other")},
    ),
    (
        "a bracket of the responsible is for its own sentence alone",
        "（一）修建桥头凉亭（县文旅局牵头，县民政局、县档案局参与）。各乡镇负责桥面清扫。",
        {
            ("culture-tourism", "other"),
            ("civil-affairs", "other"),
            ("other-agency", "other"),
            ("township", "other"),
        },
    ),
    (
        "a bracket inside a sentence tells of a part of it",
        "第三条 民政、教育部门分别开展桥工比武（桥工食宿由工会负责）和桥史讲座。",
        {("civil-affairs", "other"), ("education", "other"), ("trade-union", "other")},
    ),
    (
        "a case and its act without a stop between",
        "第三条 各乡镇接到险情后30分钟内要劝离行人。",
        {("township", "other")},
    ),
    (
        "lines that go by bodies in a text without a number",
        "●水利部门清点桥边石料。\n●交通部门限制货车通行。",
        {("water", "other"), ("transport", "other")},
    ),
    (
        "one paragraph that goes by bodies",
        "现就护桥工作通知如下。水利部门清点桥边石料；交通部门限制货车通行；文旅部门修缮桥栏。",
        {("water", "other"), ("transport", "other"), ("culture-tourism", "other")},
    ),
    (
        "who is asked above the first number to do something by a day",
        "各责任单位请于4月底前清点桥边石料。\n第三条 略。",
        {("member-units", "other")},
    ),
    (
        "an item headed by a body with its score",
        "1.县水利局（100分）。疏浚桥下河道（60分）；清点桥边石料（40分）。",
        {("water", "other")},
    ),
    (
        "who heads a body and who belongs to it",
        "第三条 县长任指挥长，分管副县长任副指挥长，县水利局、县公安局等为成员单位。",
        set(),
    ),
    (
        "departments of several places that no table has",
        "第三条 各县（区）气象部门清点桥牌。",
        {("other-agency", "other")},
    ),
    (
        "a committee of the government is not the government",
        "第三条 县人民政府教育督导委员会办公室清点桥牌。",
        {("joint-meeting", "other")},
    ),
    (
        "a matter behind which one is named with its other name",
        "第三条 古桥的登记管理，由县文旅局（县文物局）、县水利局按照各自职责分工负责。",
        {("culture-tourism", "other"), ("water", "other")},
    ),
    (
        "units that are companies or collectors",
        "第三条 古物收藏单位应当设置档案。所有人或者受托单位应当修缮古桥。",
        set(),
    ),
    (
        "what two bodies have done is no paragraph that goes by bodies",
        "近年来成效显著。水利部门清点桥边石料；交通部门限制货车通行。第三条 略。",
        set(),
    ),
    (
        "a numbered line that is a body, and what it does below",
        "（一）县水利局。\n负责疏浚桥下河道。\n（二）县档案馆。\n负责保管桥志。",
        {("water", "other"), ("other-agency", "other")},
    ),
    (
        "a body, its charge and its list",
        "县文旅局\n负责古桥保护。\n（一）编写桥志。\n县水利局\n负责河道。\n（一）疏浚河道。",
        {("culture-tourism", "other"), ("water", "other")},
    ),
    (
        "a duty behind what is too general to be one",
        "第三条 水利、交通部门要加强协作，密切配合，做好古桥修缮。",
        {("water", "other"), ("transport", "other")},
    ),
    (
        "负责人口 is no 负责人",
        "第三条 县公安局负责人口疏导。",
        {("public-security", "other")},
    ),
    (
        "who leads and who joins in sentences of their own",
        "（一）修缮古桥。县文旅局牵头。县财政局、县水利局参与。",
        {("culture-tourism", "other"), ("finance", "other"), ("water", "other")},
    ),
    (
        "a body that another set up acts by itself",
        "第三条 县人民政府批准设立的护桥机构应当巡查。",
        set(),
    ),
    (
        "由X限制 is no list of members",
        "第三条 由县市场监管局限制失信被执行人担任企业法定代表人。",
        {("market-regulation", "restrict.enterprise-executive")},
    ),
    (
        "what the court asks by itself",
        "第三条 人民法院可以向登记机构查询被执行人不动产的权属。",
        {("court", "query.real-estate")},
    ),
    (
        "the party's committee beside its government",
        "第三条 县委、县政府应当保护古桥，编写桥志。",
        {("party-committee", "other"), ("government", "other")},
    ),
    (
        "a list with members of no table",
        "第三条 乡镇人民政府、村民委员会和机关、团体、企事业单位应当保护古桥。",
        {("township", "other"), ("other-agency", "other"), ("member-units", "other")},
    ),
    (
        "what a body does at a time that its own act sets",
        "第三条 县教育局制定教学计划时，应当安排护桥课程。",
        {("education", "other")},
    ),
    (
        "who is meant is no duty",
        "第三条 各单位应当查询车辆。\n"
        "第四条 联合惩戒对象为被县人社局列入失信“黑名单”的用人单位和个人。",
        {("member-units", "query.vehicle")},
    ),
    (
        "words that only say whom a court has named",
        "第三条 县法院依法认定的失信被执行人。",
        set(),
    ),
    (
        "what is passed to departments of the place",
        "第三条 县法院将失信被执行人信息提供给当地教育行政部门。",
        {("court", "information.sharing")},
    ),
    (
        "a season before the subject",
        "第三条 汛期（4月至9月）各乡镇、县水利局轮流值守古桥。",
        {("township", "other"), ("water", "other")},
    ),
    (
        "a date before the subject",
        "第三条 2021年6月底前各乡镇全部竖立桥牌。",
        {("township", "other")},
    ),
    (
        "items under a sentence carry its one subject on",
        "（二）县水利局设置桥工服务台。\n1.随到随办修缮申请。\n2.每周清点船只。",
        {("water", "other")},
    ),
    (
        "a section that is told its points",
        "（一）镇（街道）护桥工作（50分）\n1.组织桥工修补古桥。\n（二）县直部门\n1.县水利局（5分）：清理桥下淤泥。",
        {("township", "other"), ("water", "other")},
    ),
    (
        "bodies of utilities and telecoms",
        "第三条 电信、移动、联通公司应当迁移桥上线缆。国网青禾供电公司应当更换桥灯。",
        {("other-agency", "other")},
    ),
    (
        "offices of a town under their own names",
        "一、分工\n1.镇平安办：清点桥牌，擦洗桥栏。\n2.镇自然资源所：丈量桥边空地。\n3.镇水利站：修补桥墩和护栏。",
        {("political-legal", "other"), ("natural-resources", "other"), ("water", "other")},
    ),
    (
        "a town's government is a township",
        "第三条 镇人民政府、街道办事处应当登记古桥。",
        {("township", "other")},
    ),
    (
        "who carries out what another leads",
        "第三条 桥工考核工作由县委政法委牵头，县水利局具体实施，按季评分。",
        {("political-legal", "supervise.assessment"), ("water", "supervise.assessment")},
    ),
    (
        "all that the three bodies of justice do, in a word each",
        "第三条 公安、检察、法院要对拒执案件快立、快诉、快判。",
        {
            ("public-security", "criminal.investigation"),
            ("procuratorate", "criminal.prosecution"),
            ("court", "criminal.trial"),
        },
    ),
    (
        "members who are told something at once",
        "第三条 县民政局、县水利局为成员单位，各确定一名联络员。",
        {("civil-affairs", "organise.liaison"), ("water", "organise.liaison")},
    ),
    (
        "one who is asked by the subject of the sentence",
        "第三条 县检察院发现应当立案而未立案的，要求公安机关说明理由。",
        {("procuratorate", "criminal.legal-supervision")},
    ),
    (
        "an association that keeps debtors from its chair",
        "第三条 县民政局不准失信被执行人出任协会会长、理事长。",
        {("civil-affairs", "restrict.social-org-head")},
    ),
    (
        "an office of the political-legal committee",
        "第三条 县委平安办负责清点桥牌。",
        {("political-legal", "other")},
    ),
]


@pytest.mark.parametrize(("_name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_who_is_told(_name: str, text: str, expected: Bodies) -> None:
    assert duties(text, "agency", "measure") == expected


BUREAU = (
    "青禾县自然资源局文件\n青自然资〔2021〕3号\n青禾县自然资源局关于做好古桥保护工作的通知\n"
    "各自然资源所，局机关各股室：\n现就有关事项通知如下：\n"
    "一、明确分工\n（一）矿产资源股应当清点桥边采石点。\n（二）各自然资源所按月巡查桥基。\n"
    "（三）局办公室、财务股负责安排修缮经费。\n青禾县自然资源局\n2021年3月5日\n"
)


def test_sections_of_the_bureau_that_issues_a_directive_are_the_bureau() -> None:
    found = {(a.provision, a.agency) for a in mapped(BUREAU).assignments}
    assert {
        ("一（一）", "natural-resources"),
        ("一（二）", "natural-resources"),
        ("一（三）", "natural-resources"),
    } == found


def test_sections_in_a_directive_of_several_are_nobody() -> None:
    joint = BUREAU.replace("青禾县自然资源局文件", "青禾县自然资源局\n青禾县民政局文件")
    found = mapped(joint.replace("青禾县自然资源局\n2021", "青禾县自然资源局 青禾县民政局\n2021"))
    # 自然资源所 tells its bureau by its own name.
    named = {a.provision for a in found.assignments if a.agency == "natural-resources"}
    assert named == {"一（二）"}


def test_a_body_is_called_by_the_last_word_of_its_name() -> None:
    text = "第一条 县法院会同市国土资源局青禾分局清点石料。\n第二条 分局应当修缮古桥。"
    assert ("第二条", "land-resources") in duties(text, "provision", "agency")


def test_a_title_names_the_one_body_whose_duties_are_listed() -> None:
    found = duties("青禾县古桥保护指挥部办公室工作职责\n一、编写桥志。\n二、清点石料。", "agency")
    assert found == {("joint-meeting",)}
