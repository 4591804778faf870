"""Who is told to act, and by which words, where a sentence tells it in an unusual place."""

from __future__ import annotations

import pytest

from tests.written import mapped

BRIDGES = "青禾县护桥办法\n第一条 "
ENFORCEMENT = "青禾县失信被执行人联合惩戒办法\n第一条 "

Found = set[tuple[str, ...]]


def found(text: str, *parts: str) -> Found:
    """The assignments of a directive, each as the fields named."""
    return {tuple(str(getattr(item, part)) for part in parts) for item in mapped(text).assignments}


BEHIND = [
    (
        "who has it, behind a comma",
        "限制出境，县公安局负责。",
        {("public-security", "responsible")},
    ),
    ("behind a colon", "限制出境：县公安局负责。", {("public-security", "responsible")}),
    (
        "who leads and who helps",
        "建设信用档案，县发改委牵头，县法院配合。",
        {("development-reform", "lead"), ("court", "support")},
    ),
    (
        "those who answer for it each by his duties",
        "开展司法救助，由县委政法委牵头，县财政局、县民政局按职责分工负责。",
        {("political-legal", "lead"), ("finance", "responsible"), ("civil-affairs", "responsible")},
    ),
    (
        "in a field of its own",
        "限制乘坐飞机，责任单位：县交通运输局。",
        {("transport", "responsible")},
    ),
    ("who only does something else", "限制出境，县公安局负责人参加会议。", set()),
]


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in BEHIND], ids=[c[0] for c in BEHIND])
def test_who_has_a_matter_stands_behind_it(words: str, expected: Found) -> None:
    assert found(ENFORCEMENT + words, "agency", "role") == expected


def test_each_of_two_matters_has_its_own_agency_behind_it() -> None:
    text = "查询户籍信息，县公安局负责；查询婚姻信息，县民政局负责。"
    assert found(ENFORCEMENT + text, "agency", "measure") == {
        ("public-security", "query.identity"),
        ("civil-affairs", "query.marriage"),
    }


PLAIN = [
    ("by a law", "县文旅局依照《护桥条例》给予处罚。", {("culture-tourism", "must")}),
    ("as it stands", "各乡镇依照执行。", set()),
    ("by plain 将", "县文旅局将碑刻移到馆内。", {("culture-tourism", "must")}),
    (
        "behind its own step",
        "县文旅局审核后，报县政府批准。",
        {("culture-tourism", "must")},
    ),
    ("beside a body of no table", "县教育局、桥梁养护队要修缮古桥。", {("education", "must")}),
    (
        "with its people",
        "县文旅局及其工作人员不得拆卖碑刻。",
        {("culture-tourism", "must-not")},
    ),
    ("at the place", "古桥所在地乡镇人民政府修缮古桥。", {("township", "must")}),
    ("forbidden before its name", "严禁各乡镇拆卖碑刻。", {("township", "must-not")}),
    ("what heads no person", "县文旅局负责人行桥养护。", {("culture-tourism", "must")}),
    ("a person who heads", "县文旅局负责人为王某。", set()),
    ("members of a body", "县护桥指挥部成员单位轮流值守古桥。", {("member-units", "must")}),
    ("departments of a government", "县人民政府有关部门修缮古桥。", {("member-units", "must")}),
    (
        "who makes up a team",
        "由县文旅局、县公安局等部门组成调查组，查明桥损。",
        {("culture-tourism", "must"), ("public-security", "must")},
    ),
    (
        "who is made up of others",
        "护桥小组由县文旅局、县公安局组成。",
        set(),
    ),
    (
        "the first binding word",
        "县文旅局应当修缮古桥，可以聘用石匠。",
        {("culture-tourism", "must")},
    ),
    ("what may be done alone", "县文旅局可以聘用石匠。", {("culture-tourism", "may")}),
    (
        "others who are encouraged",
        "鼓励村民修桥，县文旅局应当给予奖励。",
        {("culture-tourism", "must")},
    ),
    ("what protects a bridge", "文物保护单位应当修缮古桥。", set()),
    ("those present", "会议由王某主持。\n出席：李某某（县文旅局）\n张某某（县财政局）。", set()),
    (
        "who answers for a matter, before what he is to do",
        "县教育局是护桥教育的责任主体，要记录桥课。",
        {("education", "must")},
    ),
    ("a body of affairs", "县桥务事务机构应当修缮古桥。", {("other-agency", "must")}),
    (
        "what a plan is to hold",
        "护桥方案应当包括下列内容：\n（一）修缮古桥的办法；\n（二）看守古桥的人手。",
        set(),
    ),
    ("the print of a directive", "青禾县人民政府办公室 2021年6月11日印发", set()),
]


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in PLAIN], ids=[c[0] for c in PLAIN])
def test_who_is_plainly_told(words: str, expected: Found) -> None:
    assert found(BRIDGES + words, "agency", "modality") == expected


def test_a_private_body_has_no_duty_and_hands_none_on() -> None:
    text = "县民政局负责监管桥市。养老机构应当建立档案，并报送信息。"
    assert found(BRIDGES + text, "agency", "quote") == {("civil-affairs", "县民政局负责监管桥市")}


def test_the_own_subject_beside_a_list_of_the_responsible() -> None:
    text = "各乡镇要建立桥账。（责任单位：县文旅局）"
    assert found(BRIDGES + text, "agency", "role") == {
        ("township", "responsible"),
        ("culture-tourism", "responsible"),
    }


def test_a_matter_is_that_of_its_team_and_not_only_led() -> None:
    text = "由县应急局牵头，县公安局等单位组成，负责转移桥边住户。"
    assert ("emergency", "负责转移桥边住户") in found(BRIDGES + text, "agency", "quote")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("县文旅局牵头修缮古桥，各乡镇配合。", "support"),
        ("各乡镇要积极配合。", "responsible"),
    ],
)
def test_who_helps_nobody_is_responsible(text: str, role: str) -> None:
    assert ("township", role) in found(BRIDGES + text, "agency", "role")


def test_failing_bodies_are_no_class() -> None:
    text = "失信单位不得参加政府采购，由县财政局审核。"
    told = found(ENFORCEMENT + text, "agency", "measure")
    assert ("finance", "restrict.procurement") in told and {agency for agency, _ in told} == {
        "finance"
    }


def test_a_name_that_a_line_breaks_stands_in_no_heading() -> None:
    text = "青禾县失信被执行人联合惩戒办法\n一、县公安局、县民政\n局应当查询户籍信息。\n二、附则"
    assert {agency for (agency,) in found(text, "agency")} == {"public-security", "civil-affairs"}


def test_sections_stand_between_the_rows_of_a_table() -> None:
    rows = "一、惩戒\n1\t限制出境\t县公安局\n二、查控\n2\t查询婚姻信息\t县民政局\n"
    text = f"青禾县失信被执行人联合惩戒任务表\n序号\t工作任务\t责任单位\n{rows}"
    assert found(text, "provision", "agency", "measure") == {
        ("一1", "public-security", "restrict.exit"),
        ("二2", "civil-affairs", "query.marriage"),
    }


def test_the_names_of_many_do_not_drown_what_they_are_to_do() -> None:
    names = "县公安局、县民政局、县财政局、县教育局、县农业农村局、县文旅局"
    text = f"{names}按照职责配合做好工作。"
    assert {m for (m,) in found(ENFORCEMENT + text, "measure")} == {"organise.assist-on-notice"}


def test_rows_share_the_cells_above_them() -> None:
    rows = "1\t县财政局\t限制参加政府采购\n\t\t限制申请财政补贴\n2\t县公安局\t限制出境\n"
    text = f"青禾县失信被执行人联合惩戒任务表\n序号\t责任单位\t工作任务\n{rows}"
    assert found(text, "provision", "agency", "measure") == {
        ("1", "finance", "restrict.procurement"),
        ("1", "finance", "restrict.subsidy"),
        ("2", "public-security", "restrict.exit"),
    }


ASKED = [
    ("as the court asks", "根据人民法院要求，各银行协助查询账户。", {"query.bank"}),
    ("moved by another", "县金融办督促各银行协助查询账户。", set()),
]


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in ASKED], ids=[c[0] for c in ASKED])
def test_what_is_asked_of_banks(words: str, expected: set[str]) -> None:
    told = found(ENFORCEMENT + words, "agency", "measure")
    assert {measure for agency, measure in told if agency == "banks"} == expected


def test_each_has_its_part_in_the_crime_of_judgments_not_performed() -> None:
    text = (
        "公安机关、检察机关、人民法院应当分别做好拒不执行判决、裁定犯罪案件的"
        "立案侦查、审查起诉和审判工作。"
    )
    assert found(ENFORCEMENT + text, "agency", "measure") == {
        ("public-security", "criminal.investigation"),
        ("procuratorate", "criminal.prosecution"),
        ("court", "criminal.trial"),
    }


def test_the_right_to_a_ship_is_no_leave_to_act() -> None:
    text = "县交通运输局应当提供被执行人船舶所有权登记、营运车辆登记资料。"
    assert ("query.vehicle", "must") in found(ENFORCEMENT + text, "measure", "modality")


def test_above_are_the_agencies_of_all_paragraphs() -> None:
    text = "县公安局提供户籍信息。\n县民政局提供婚姻信息。\n上述部门应当指定联络员。"
    told = found(ENFORCEMENT + text, "agency", "measure")
    assert {agency for agency, measure in told if measure == "organise.liaison"} == {
        "public-security",
        "civil-affairs",
    }


NAMES = [
    ("中国农业银行青禾县支行", "banks"),
    ("工行青禾支行", "banks"),
    ("中国人寿青禾支公司", "insurers"),
    ("县人大监察和司法委员会", "people-congress"),
    ("县人大办", "people-congress"),
    ("社保经办机构", "hr-social-security"),
    ("县社会保险事业管理中心", "hr-social-security"),
    ("证券期货监管部门", "financial-office"),
    ("环境监管部门", "environment"),
    ("各乡（镇）党委、政府", "township"),
    ("各镇党委、政府", "township"),
    ("各乡（镇）、街道", "township"),
    ("县委农办", "other-agency"),
    ("县教育和科学技术局", "education"),
    ("县文旅广体局", "culture-tourism"),
    ("县住建交通局", "housing-construction"),
]


@pytest.mark.parametrize(("name", "agency"), NAMES)
def test_names(name: str, agency: str) -> None:
    assert found(f"{BRIDGES}{name}应当修缮古桥。", "agency", "mention") == {(agency, name)}


MEASURES = [
    ("relief kept from a debtor", "县民政局", "限制失信被执行人申请特困供养", "restrict.subsidy"),
    ("aid kept from a debtor", "县民政局", "限制失信被执行人申请临时救助", "restrict.subsidy"),
    ("journeys abroad", "县文旅局", "限制失信被执行人出境游", "restrict.travel"),
    ("an order of the court", "县法院", "对失信被执行人发出限制消费令", "restrict.general"),
    ("a licence halted", "县住建局", "不再核发施工许可证", "control.halt-project-approval"),
]


@pytest.mark.parametrize(
    ("agency", "act", "measure"), [c[1:] for c in MEASURES], ids=[c[0] for c in MEASURES]
)
def test_words_of_measures(agency: str, act: str, measure: str) -> None:
    told = found(f"{ENFORCEMENT}{agency}应当{act}。", "measure", "modality")
    assert told == {(measure, "must")}


def test_a_directive_about_the_crime_is_one_about_the_field() -> None:
    text = (
        "青禾县关于打击拒执犯罪的意见\n第一条 公安机关对移送的拒执案件，应当在七日内审查立案。\n"
        "第二条 各单位应当建立联席会议制度。"
    )
    assert ("public-security", "criminal.investigation") in found(text, "agency", "measure")
