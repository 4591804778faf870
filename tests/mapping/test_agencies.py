"""Agencies as they are printed: short, long, joint, vertical, below one another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.agencies import find_mentions
from mapping.fields import DEFAULT_FIELD, field_names
from mapping.lexicon import load_lexicon
from mapping.reference import AgencyEntry, load_reference

LEXICON = load_lexicon()
IDS = set(load_reference().agencies)
# Each agency with a policy field whose tables name it.
NAMED = [
    (field, entry)
    for field in field_names()
    for entry in load_reference().agencies.values()
    if entry.id in {names.id for names in load_lexicon(field).agencies}
]


def found(text: str, *places: str, field: str = DEFAULT_FIELD) -> list[tuple[str, str]]:
    mentions = find_mentions(text, load_lexicon(field), places)
    return [(text[m.start : m.end], m.agency) for m in mentions]


# text, and the agencies in it as printed, with their ids
MENTIONS = [
    ("县公安局应当查询", [("县公安局", "public-security")]),
    ("青禾县公安局应当查询", [("县公安局", "public-security")]),
    # joint, told apart
    (
        "县公安局、县民政局和县财政局应当协助",
        [("县公安局", "public-security"), ("县民政局", "civil-affairs"), ("县财政局", "finance")],
    ),
    # the prefix said once
    ("市经信委、财政局应当协助", [("市经信委", "industry-it"), ("财政局", "finance")]),
    ("市、区财政部门应当协助", [("市、区财政部门", "finance")]),
    # the suffix said once
    (
        "县住建、国土管理、房产管理部门应当查封",
        [
            ("县住建", "housing-construction"),
            ("国土管理", "land-resources"),
            ("房产管理部门", "housing-administration"),
        ],
    ),
    # between known departments, and behind the level, also words of no table
    (
        "市工商、行政执法、国土、绿化等部门应当协助",
        [
            ("市工商", "industry-commerce"),
            ("行政执法", "other-agency"),
            ("国土", "land-resources"),
            ("绿化", "other-agency"),
            ("部门", "member-units"),
        ],
    ),
    ("加强人员、经费、场地等部门间协调", []),
    # the first words of a name that no table has whole
    ("市市政园林行政主管部门应当查询", [("市市政园林行政主管部门", "other-agency")]),
    # vertical bodies, whose names hold a place
    ("人民银行青禾县支行应当查询", [("人民银行青禾县支行", "pboc")]),
    ("中国人民银行云岭州中心支行负责", [("中国人民银行云岭州中心支行", "pboc")]),
    ("云岭银监分局应当监督", [("云岭银监分局", "banking-regulator")]),
    ("第三条楚江银监分局应当", [("楚江银监分局", "banking-regulator")]),  # not its number
    ("应当由楚江银监分局督促", [("楚江银监分局", "banking-regulator")]),
    ("县外事办、县文物局负责", [("县外事办", "other-agency"), ("县文物局", "other-agency")]),
    ("镇文物行政管理部门负责", [("镇文物行政管理部门", "culture-tourism")]),  # no bureau of its own
    ("报镇人民政府批准后应当公布", [("镇人民政府", "township")]),  # no town called 报镇
    ("国家税务总局青禾县税务局应当查询", [("国家税务总局青禾县税务局", "tax")]),
    (
        "国家金融监督管理总局云岭监管分局",
        [("国家金融监督管理总局云岭监管分局", "financial-regulator")],
    ),
    # bodies told by what they do
    ("纪检监察机关应当追责", [("纪检监察机关", "discipline")]),
    ("县纪委监委负责问责", [("县纪委监委", "discipline")]),
    ("110指挥中心应当出警", [("110指挥中心", "public-security")]),
    ("婚姻登记机关应当提供", [("婚姻登记机关", "civil-affairs")]),
    ("司法所应当调解", [("司法所", "justice")]),
    ("团县委应当宣传", [("团县委", "other-agency")]),
    ("乡镇司法所应当调解", [("乡镇司法所", "justice")]),
    ("县不动产登记中心应当过户", [("县不动产登记中心", "real-estate-registry")]),
    # offices, schools and villages by the names that sentences give them
    ("江滨街道办事处设立接访点", [("江滨街道办事处", "township")]),
    ("镇党政办负责播放", [("镇党政办", "government-office")]),
    ("各乡镇卫生院张贴海报", [("各乡镇卫生院", "other-agency")]),
    ("各学校要排查隐患", [("各学校", "other-agency")]),
    ("配合各学校的工作", []),
    ("各村每日报告情况", [("各村", "other-agency")]),
    ("发放给各村民小组", []),
    ("县财政按每乡镇五万元安排", [("县财政", "finance"), ("乡镇", "township")]),
    ("经办网点应当先行冻结", [("经办网点", "banks")]),
    ("信用社柏树分社不得发放贷款", [("信用社柏树分社", "banks")]),
    # a part of a bureau is the bureau
    ("县公安局户政大队负责", [("县公安局户政大队", "public-security")]),
    ("公安机关法制部门审核", [("公安机关法制部门", "public-security")]),
    ("人民法院执行局应当制作", [("人民法院执行局", "court")]),
    ("县委政法委负责", [("县委政法委", "political-legal")]),
    # combined bureaus take the id of their main function
    ("县科工信局应当配合", [("县科工信局", "industry-it")]),
    ("县文化旅游商务局应当限制", [("县文化旅游商务局", "culture-tourism")]),
    ("县自然资源和规划局应当查询", [("县自然资源和规划局", "natural-resources")]),
    # bodies of their time are not their successors
    ("县国土局应当查询", [("县国土局", "land-resources")]),
    ("县工商局应当查询", [("县工商局", "industry-commerce")]),
    ("县国税局、县地税局应当查询", [("县国税局", "state-tax"), ("县地税局", "local-tax")]),
    # classes
    ("各成员单位应当协助", [("各成员单位", "member-units")]),
    ("有关部门应当协助", [("有关部门", "member-units")]),
    ("县直各部门要协助", [("县直各部门", "member-units")]),
    ("驻县各单位应当协助", [("驻县各单位", "member-units")]),
    ("全县各级各部门应当协助", [("全县各级各部门", "member-units")]),
    ("县住建局等相关部门", [("县住建局", "housing-construction"), ("相关部门", "member-units")]),
    # bodies set up for the purpose
    ("县执行联动工作领导小组负责协调", [("县执行联动工作领导小组", "joint-meeting")]),
    ("第四条执行工作联席会议下设办公室", [("执行工作联席会议", "joint-meeting")]),
    ("执行工作联席会议办公室召集", [("执行工作联席会议办公室", "joint-meeting")]),
    # a bureau that the tables do not know
    ("县退役军人事务局应当核查", [("县退役军人事务局", "other-agency")]),
    ("县委、县政府应当研究", [("县委", "party-committee"), ("县政府", "government")]),
    ("县政府办公室负责督查", [("县政府办公室", "government-office")]),
    ("各乡镇人民政府要协助", [("各乡镇人民政府", "township")]),
    ("商业银行应当冻结", [("商业银行", "banks")]),
    # words that hold an agency's stem and are none
    ("县政协委员应当带头履行", []),
    ("政府采购项目", []),
    ("财政资金和民政工作", []),
    ("公安机关", [("公安机关", "public-security")]),
    ("", []),
    ("辖区派出所负责", [("辖区派出所", "public-security")]),
    ("由交警协助查扣", [("交警", "public-security")]),
    ("各街道应当协助", [("各街道", "township")]),
    ("县农业农村和水务局负责", [("县农业农村和水务局", "agriculture")]),
    # the level said once, the second bureau in no table
    ("市经信委、商务局应当协助", [("市经信委", "industry-it"), ("商务局", "other-agency")]),
    ("县民政局和粮食储备局负责", [("县民政局", "civil-affairs"), ("粮食储备局", "other-agency")]),
    ("县民政局、统一布局的要求", [("县民政局", "civil-affairs")]),
    # departments that are told by a word that is no bureau's name by itself
    ("电信部门应当保障专线", [("电信部门", "other-agency")]),
    (
        "司法、劳动和社会保障、水利部门应当核查",
        [("司法", "justice"), ("劳动和社会保障", "hr-social-security"), ("水利部门", "water")],
    ),
    (
        "规划、建设、国土等部门应当核查",
        [
            ("规划", "other-agency"),
            ("建设", "housing-construction"),
            ("国土", "land-resources"),
            ("部门", "member-units"),
        ],
    ),
    ("桥梁建设管理应当从严", []),
    ("各行政执法部门应当公开", [("各行政执法部门", "member-units")]),
    # bodies of no table at the head of a line
    ("南岭旅业公司：负责桥灯", [("南岭旅业公司", "other-agency")]),
    ("（3）护桥抢险组负责堵漏", [("护桥抢险组", "joint-meeting")]),
    ("由护桥抢险组负责堵漏", []),
    # levels
    ("市及区（市）县人民法院应当查询", [("市及区（市）县人民法院", "court")]),
    ("各县〔市、区〕政府要建立台账", [("各县〔市、区〕政府", "government")]),
    (
        "市、县（市、区）、乡（镇）人民政府应当",
        [("市、县（市、区）、乡（镇）人民政府", "government")],
    ),
    ("各级政府对桥梁负责", [("各级政府", "government")]),
    ("省政府应当研究", [("省政府", "government")]),
    ("政府部门的职责", []),
    # names with a note, or with words that elsewhere end one
    ("水利（水文）部门负责测流", [("水利（水文）部门", "water")]),
    ("市应急救助领导小组可以征用", [("市应急救助领导小组", "joint-meeting")]),
    ("县经贸委应当核查", [("县经贸委", "industry-it")]),
    ("县卫计委应当核查", [("县卫计委", "other-agency")]),
    ("临溪军分区负责增援", [("临溪军分区", "armed-forces")]),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS, ids=[case[0] for case in MENTIONS])
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


PLACES = [
    ("由司法机关依法追究刑事责任", []),  # courts and prosecutors, not the bureau
    ("公安县人民法院应当制作文书", [("人民法院", "court")]),  # a county, not the police
    ("公安县民政局应当提供", [("民政局", "civil-affairs")]),
    ("公安县公安局应当查询", [("公安局", "public-security")]),
    ("在公安县范围内公布", []),
    ("公安机关应当查询", [("公安机关", "public-security")]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[case[0] for case in PLACES])
def test_a_place_is_no_agency(text: str, expected: list[tuple[str, str]]) -> None:
    ids = [agency for _, agency in found(text, "公安县")]
    assert ids == [agency for _, agency in expected]


WORDS = (
    "县 公安 公安局 民政 财政部门 、 和 等 部门 应当 人民法院 各 成员单位 领导小组 成立 负责"
    " 市 区 银行 支行 青禾 税务 查询 协助 ， 。 （ ） 乡镇 委 政法 机关 110 指挥中心"
)
words = st.lists(st.sampled_from(WORDS.split()), max_size=20).map("".join)


@settings(max_examples=200, deadline=None)
@given(words)
def test_mentions_are_in_order_and_apart(text: str) -> None:
    """What find_mentions promises, and ids that the table knows."""
    mentions = find_mentions(text, LEXICON, ("公安县",))
    ends = [0]
    for mention in mentions:
        assert ends[-1] <= mention.start < mention.end <= len(text)
        assert mention.agency in IDS
        ends.append(mention.end)


@pytest.mark.parametrize(("field", "entry"), NAMED, ids=lambda value: getattr(value, "id", value))
def test_the_name_in_the_table_tells_its_agency(field: str, entry: AgencyEntry) -> None:
    """A class or a kind of body (其他机构) has no name of its own."""
    if entry.id != "other-agency":
        name = entry.zh if entry.zh[0] in "各中" else f"县{entry.zh}"
        assert [agency for _, agency in found(f"{name}应当协助执行", field=field)] == [entry.id]


# Words that mean an agency only with more beside them, and those that date and level tell.
NOT_ALONE = {"交警", "户籍", "人大", "街道", "劳动仲裁", "银行", "国家金融监督管理总局分支机构"}
DATED = {"监察机关", "银行业监管部门"}
ALIASES = [
    (field, entry.id, alias)
    for field, entry in NAMED
    for alias in entry.aliases
    if entry.id not in ("member-units", "other-agency", "joint-meeting")
    and alias not in NOT_ALONE | DATED
]


@pytest.mark.parametrize(("field", "agency", "alias"), ALIASES)
def test_an_alias_in_the_table_tells_its_agency(field: str, agency: str, alias: str) -> None:
    assert [found_id for _, found_id in found(f"由{alias}负责查询，", field=field)] == [agency]


BESIDE = [
    # names that stand side by side for want of a 、, and parts of one body
    ("县公安局县民政局县税务局要", ["public-security", "civil-affairs", "tax"]),
    ("县司法局各乡镇人民政府应当", ["justice", "township"]),
    ("县公安局交警大队应当", ["public-security"]),
    ("市公安局金穗分局应当", ["public-security"]),
]


@pytest.mark.parametrize(("text", "agencies"), BESIDE, ids=[case[0] for case in BESIDE])
def test_names_side_by_side(text: str, agencies: list[str]) -> None:
    assert [agency for _, agency in found(text)] == agencies


def test_a_county_before_an_agency_is_a_part_of_its_name() -> None:
    assert found("对其，青禾县公安局将依法查封", "青禾县") == [("青禾县公安局", "public-security")]
    assert found("中共青禾县委宣传部公布", "青禾县") == [("中共青禾县委宣传部", "publicity")]
    # no place reaches into the name before it
    assert found("县公安县公安局应当", "公安县")[-1] == ("县公安局", "public-security")
