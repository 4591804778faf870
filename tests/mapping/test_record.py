"""The document's own record: place, level, citations, members, the notice that forwards it."""

from __future__ import annotations

import pytest

from mapping.pipeline import map_document
from tests.written import document, mapped, reference

DUTY = "第一条 县公安局应当查询户籍，并在三个工作日内将结果书面反馈给县人民法院执行局。"

PLACES = [
    ("青禾县协助执行办法", "青禾县", "990121", "county"),  # from the title
    ("云岭州协助执行办法", "云岭州", "990100", "prefecture"),
    ("云海省协助执行办法", "云海省", "990000", "province"),
    ("临溪市协助执行办法", "临溪市", "990181", "county"),  # a county-level city
    ("金穗区协助执行办法", "金穗区", "990202", "county"),
    ("公安县协助执行办法", "公安县", "421022", "county"),
    ("协助执行工作办法", None, None, None),
]


@pytest.mark.parametrize(("title", "name", "adcode", "level"), PLACES, ids=[c[0] for c in PLACES])
def test_place(title: str, name: str | None, adcode: str | None, level: str | None) -> None:
    record = mapped(f"{title}\n{DUTY}").record
    assert (record.jurisdiction, record.adcode, record.level) == (name, adcode, level)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("县公安局推广信用承诺，取得荣誉的优先。", None),  # 广信 and 得荣 by chance
        ("根据《云海省协助执行办法》，青禾县公安局应当协助。", "青禾县"),
        ("根据《云海省协助执行办法》，各单位应当协助。", "云海省"),
    ],
)
def test_the_place_that_running_text_tells_of(line: str, name: str | None) -> None:
    assert mapped(f"协助执行工作办法\n{line}\n{DUTY}").record.jurisdiction == name


def test_the_place_of_the_issuer() -> None:
    text = f"关于协助执行工作的意见\n{DUTY}\n特此通知。\n望河县人民法院\n2021年3月5日"
    record = mapped(text).record
    assert (record.issuer, record.adcode) == ("望河县人民法院", "990221")


def test_the_place_that_the_caller_names_wins() -> None:
    found = map_document(
        document(f"青禾县协助执行办法\n{DUTY}"), reference(), document_id="a", jurisdiction="990221"
    )
    assert (found.record.jurisdiction, found.record.adcode) == ("望河县", "990221")


CITES = [
    (
        "each norm once, with its number",
        "根据《关于推进协作的意见》（云办发〔2016〕64号）和《某某诉讼法》，制定本办法。",
        {("关于推进协作的意见", "云办发〔2016〕64号"), ("某某诉讼法", None)},
    ),
    (
        "under its fullest name",
        "按照《协作意见》的要求。根据《协作意见》（云办发〔2016〕64号），制定本办法。",
        {("协作意见", "云办发〔2016〕64号")},
    ),
    (
        "a number, not the words of a title behind the marks",
        "《某某方案》的通知清政办发〔2012〕6号已经印发，制定本办法。",
        {("某某方案", None)},
    ),
    (
        "not its short name",
        "现将该《实施意见》印发，根据《某某诉讼法》制定。",
        {("某某诉讼法", None)},
    ),
    (
        "a law beside the rules that carry it out",
        "根据《某某法》《某某法实施办法》，制定本办法。",
        {("某某法", None), ("某某法实施办法", None)},
    ),
    (
        "no form that is filled in",
        "法院凭《协助查询函》《协助执行通知书》查询，填写《车辆布控审批表》。根据《某某法》制定。",
        {("某某法", None)},
    ),
    (
        "once, under the notice that prints it",
        "根据《县政府关于印发〈某某方案〉的通知》和《某某方案》，制定本办法。",
        {("县政府关于印发〈某某方案〉的通知", None)},
    ),
    (
        "a norm whose title has a word more",
        "关于修缮青禾县境内各处古桥的意见\n根据《关于加强修缮青禾县境内各处古桥的意见》制定。",
        {("关于加强修缮青禾县境内各处古桥的意见", None)},
    ),
    (
        "a title within a title as it is printed",
        "根据《关于印发<某某办法>的通知》制定。",
        {("关于印发<某某办法>的通知", None)},
    ),
    ("not itself", "为了落实《青禾县协助执行工作办法》，制定本办法。", set()),
    ("none", "制定本办法。", set()),
]


@pytest.mark.parametrize(("preface", "expected"), [c[1:] for c in CITES], ids=[c[0] for c in CITES])
def test_cites(preface: str, expected: set[tuple[str, str | None]]) -> None:
    record = mapped(f"青禾县协助执行工作办法\n{preface}\n{DUTY}").record
    assert {(cited.title, cited.number) for cited in record.cites} == expected


MEMBERS = [
    (
        "named after 成员单位包括",
        "第二条 联席会议成员单位包括县人民法院、县公安局、县民政局。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "named before 为成员单位",
        "第二条 县人民法院、县公安局、县民政局为联席会议成员单位。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "joint signatories",
        "为此，县人民法院、县公安局、县民政局联合签署本办法。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "the sides of a memorandum",
        "甲方：青禾县人民法院\n乙方：青禾县公安局",
        ("court", "public-security"),
    ),
    (
        "signed together",
        "县人民法院、县公安局、县民政局达成一致，共同签署本备忘录。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "the two who sign this text",
        "根据《某某诉讼法》，县人民法院与县公安局经充分会商，联合签署本办法，请认真执行。",
        ("court", "public-security"),
    ),
    (
        "who leads a meeting is not by that one of those who make it up",
        "第二条 联席会议由县委政法委牵头，由县人民法院、县公安局、县民政局组成。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "those told of last sign",
        "县人民法院会同县公安局、县民政局、县税务局达成共识，县人民法院、县公安局、县民政局联合签署本办法。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "those who make up a meeting that the sentence founds",
        "第二条 建立联席会议制度，由县人民法院、县公安局、县民政局组成。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "a list under its title",
        "一、成员单位\n县人民法院、县公安局、县气象局。\n二、工作要求",
        ("court", "public-security", "other-agency"),
    ),
    (
        "those who agree, the norms that they rest on left out",
        "根据《最高人民法院、国土资源部关于协助执行的通知》，县人民法院、县公安局、县民政局"
        "就信息共享达成如下一致意见。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "等成员单位, one of them no agency by name",
        "县人民法院、县公安局、银保监分局驻青禾监管组及各银行、通信企业等成员单位负责同志参加会议。",
        ("court", "public-security", "financial-regulator", "banks"),
    ),
    (
        "相关部门（单位）作为成员单位",
        "县人民法院、县公安局、县民政局等相关部门（单位）作为成员单位。",
        ("court", "public-security", "civil-affairs"),
    ),
    (
        "those who make up a mechanism, and those who lead it",
        "联动机制由县政府会同县人民法院牵头，县公安局、县民政局等相关部门和单位组成。",
        ("government", "court", "public-security", "civil-affairs"),
    ),
    (
        "added to a group",
        "增补县公安局、县审计局和县人民法院为县协助执行工作协调组成员单位。",
        ("public-security", "other-agency", "court"),
    ),
    (
        "persons, each with his office",
        "一、组成人员\n组长：甲某某（县委常委）\n成　员：乙某某（县公安局副局长）\n"
        "丙某（县民政局局长）",
        ("public-security", "civil-affairs"),
    ),
    (
        "the items under a title of their duties",
        "一、成员单位职责\n（一）县公安局负责查询户籍。\n（二）县民政局：负责查询婚姻登记。",
        ("public-security", "civil-affairs"),
    ),
    (
        "those told of by the way are not those of the directive",
        "一、成员单位职责\n（一）县公安局负责查询户籍。\n（二）县民政局负责查询婚姻。\n"
        "（三）县教育局负责限制入学。\n二、各乡镇成立由乡镇武装部组成的专班。",
        ("public-security", "civil-affairs", "education"),
    ),
    (
        "led by one and made up of others",
        "成立由县公安局牵头，县民政局、县财政局组成的协助执行工作小组，负责协调。",
        ("civil-affairs", "finance"),
    ),
    (
        "a person alone is no list of members",
        "联系人如下。\n甲某某（县公安局副局长）",
        (),
    ),
    (
        "a family has members too",
        "县公安局为被执行人及其共同生活的家庭成员办理户籍查询。",
        (),
    ),
    (
        "those of a group of inspectors",
        "县公安局、县城管局等部门组成的联合检查小组应当检查。",
        (),
    ),
    (
        "behind the members of a line other bodies",
        "组长：甲某某（县委常委）\n成员：县公安局、县民政局负责人。办公室设在县司法局，由县财政局保障经费。",
        ("public-security", "civil-affairs"),
    ),
    (
        "those named, and with them those who have duties",
        "一、领导小组由县人民法院、县公安局组成。\n二、成员单位职责\n（一）县公安局：查询。\n"
        "（二）县民政局：登记。\n（三）县财政局：拨款。\n（四）县教育局：限制。\n（五）县水利局：巡查。",
        ("court", "public-security", "civil-affairs", "finance", "education", "water"),
    ),
    ("agencies with duties are no members by that", "", ()),
    ("各成员单位 names nobody", "第二条 各成员单位应当协助县人民法院执行。", ()),
]


def test_members_by_the_title_of_their_duties() -> None:
    """The places below are told something there as well, and are no members."""
    text = (
        "关于明确县护桥指挥部成员单位护桥职责的通知\n各乡镇人民政府：\n"
        "一、县公安局。疏导过桥车辆。\n二、县水利局。巡查桥墩。\n三、各乡镇清扫桥面。"
    )
    assert mapped(text).record.members == ("public-security", "water")


@pytest.mark.parametrize(("text", "members"), [c[1:] for c in MEMBERS], ids=[c[0] for c in MEMBERS])
def test_members(text: str, members: tuple[str, ...]) -> None:
    above, below = ("", text) if text.startswith("第二条") else (text, "")
    record = mapped(f"青禾县查控合作办法\n{above}\n{DUTY}\n{below}").record
    assert record.members == members


def test_the_parties_of_a_memorandum_from_their_seals() -> None:
    text = f"""关于共享车辆信息的合作备忘录
{DUTY}
青禾县人民法院（盖章）    青禾县公安局（盖章）
青禾县交通运输局（盖章）
2021年7月8日"""
    assert mapped(text).record.members == ("court", "public-security", "transport")


ISSUERS = ["青禾县人民法院", "青禾县公安局", "青禾县司法局"]


@pytest.mark.parametrize(
    ("issuers", "members"),
    [(ISSUERS[:2], ()), (ISSUERS, ("court", "public-security", "justice"))],
)
def test_three_who_issue_together_are_members_and_two_are_not(
    issuers: list[str], members: tuple[str, ...]
) -> None:
    text = f"关于加强协助执行的通知\n{DUTY}\n{' '.join(issuers)}\n2021年7月8日"
    assert mapped(text).record.members == members


def test_the_notice_that_forwards() -> None:
    text = f"""青禾县人民政府办公室文件
青政办〔2021〕3号
关于转发《云岭州协助执行工作规定》的通知
各乡镇人民政府：
现将《云岭州协助执行工作规定》转发给你们，请认真执行。
青禾县人民政府办公室
2021年2月1日
云岭州协助执行工作规定
云中法〔2020〕77号
{DUTY}"""
    record = mapped(text).record
    assert (record.title, record.jurisdiction) == ("云岭州协助执行工作规定", "云岭州")
    assert record.forwarded_by is not None
    assert (record.forwarded_by.jurisdiction, record.forwarded_by.issued) == (
        "青禾县",
        "2021-02-01",
    )


def test_a_text_without_a_title_goes_by_its_file() -> None:
    record = mapped(DUTY).record
    assert (record.title, record.number, record.issued) == ("试验.txt", None, None)
