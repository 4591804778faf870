"""What scans and bad copies do to a text: items run on, numbers lost, brackets left open."""

from __future__ import annotations

import pytest

from tests.written import duties, mapped

Duties = set[tuple[str, ...]]
HEAD = "序号\t任务\t责任单位\n"
RUN_ON: list[tuple[str, str, Duties]] = [
    (
        "items without a stop between them",
        "一、分工\n1.修缮石桥栏杆（责任单位：县文旅局）2.清理桥下河道（责任单位：县水利局、"
        "各乡镇（街道））3.拓宽桥头路口（责任单位：县公安局）",
        {
            ("一1", "culture-tourism", "other"),
            ("一2", "water", "other"),
            ("一2", "township", "other"),
            ("一3", "public-security", "other"),
        },
    ),
    (
        "one behind the bracket of an item on a line of its own",
        "一、分工\n（一）修缮石桥栏杆（县文旅局负责）\n（二）清理桥下河道。（县水利局牵头）"
        "（三）拓宽桥头路口（县公安局负责）",
        {
            ("一（一）", "culture-tourism", "other"),
            ("一（二）", "water", "other"),
            ("一（三）", "public-security", "other"),
        },
    ),
    (
        "a bracket that nothing closes, in an article",
        "第一条 限制失信被执行人乘坐飞机。（责任单位：县交通局、县发改局\n"
        "第二条 县文旅局修缮石桥栏杆。",
        {
            ("第一条", "transport", "restrict.transport"),
            ("第一条", "development-reform", "restrict.transport"),
            ("第二条", "culture-tourism", "other"),
        },
    ),
    (
        "one that another mark closes",
        "第一条 限制失信被执行人乘坐飞机。（责任单位：县交通局〉",
        {("第一条", "transport", "restrict.transport")},
    ),
]
ROWS: list[tuple[str, str, Duties]] = [
    (
        "a number that is missing between two",
        "1\t修缮石桥栏杆\t县文旅局\n\t清理桥下河道\t县水利局\n3\t拓宽桥头路口\t县公安局",
        {
            ("1", "culture-tourism", "other"),
            ("2", "water", "other"),
            ("3", "public-security", "other"),
        },
    ),
    (
        "the first ones, blank or misread",
        "l\t修缮石桥栏杆\t县文旅局\n\t清理桥下河道\t县水利局\n3\t拓宽桥头路口\t县公安局",
        {
            ("1", "culture-tourism", "other"),
            ("2", "water", "other"),
            ("3", "public-security", "other"),
        },
    ),
    (
        "a number that two rows share",
        "1\t修缮石桥栏杆\t县文旅局\n\t清理桥下河道\t县水利局\n2\t拓宽桥头路口\t县公安局",
        {
            ("1", "culture-tourism", "other"),
            ("1", "water", "other"),
            ("2", "public-security", "other"),
        },
    ),
]

# Three numbers as printed, and as they are: before the acts of culture, water and the police.
NUMBERS: list[tuple[str, str, str]] = [
    ("specks before articles", "第一条 /· 第二条 /1 第三条 ", "第一条 第二条 第三条"),
    ("specks before items", "（一）/、（二）/| （三）", "（一） （二） （三）"),
    ("cut by the line's end", "第一条 /第二\n条 /第\n三条 ", "第一条 第二条 第三条"),
    ("cut before the bracket", "（一）/（二\n）/（\n三）", "（一） （二） （三）"),
    ("spaced out", "第十条 /第十 一 条 /第 十 二 条 ", "第十条 第十一条 第十二条"),
    ("spaced out in brackets", "（十）/（十 一）/（ 十 二 ）", "（十） （十一） （十二）"),
    (
        "a dash for the last sign",
        "第二十条 /第二十—条 /第二十二条 ",
        "第二十条 第二十一条 第二十二条",
    ),
    ("条 is lost", "第五条 /第六 /第七条 ", "第五条 第六条 第七条"),
    ("half a bracket is lost", "（一）/（二/（三）", "（一） （二） （三）"),
    ("half a bracket is misread", "（一）/l二）/（三）", "（一） （二） （三）"),
    ("a sign stands in a bracket's place", "（二）/（三1/（四）", "（二） （三） （四）"),
    ("a sign like 三", "（二）/（兰）/（四）", "（二） （三） （四）"),
    ("a sign like 第", "笫一条 /笫二条 /笫三条 ", "第一条 第二条 第三条"),
    ("a dot for the comma", "一丶/二丶/三﹑", "一 二 三"),
    ("no points", "一、分工\n1 /2 /3 ", "一1 一2 一3"),
    ("commas for points", "一、分工\n1,/2，/3。", "一1 一2 一3"),
    ("pages lost, with one number behind", "（一）/（八）/（九）", "（一） （一） （一）"),
]
ACTS = (
    ("culture-tourism", "县文旅局修缮石桥栏杆。"),
    ("water", "县水利局清理桥下河道。"),
    ("public-security", "县公安局拓宽桥头路口。"),
)
HEADINGS = ["二 石桥", "二:石桥", "二·石桥", "二` 石桥"]


@pytest.mark.parametrize(
    ("printed", "meant"), [c[1:] for c in NUMBERS], ids=[c[0] for c in NUMBERS]
)
def test_broken_numbers(printed: str, meant: str) -> None:
    lines = zip(printed.split("/"), ACTS, strict=False)
    found = duties("\n".join(number + act for number, (_, act) in lines), "provision", "agency")
    assert found == {(at, body) for at, (body, _) in zip(meant.split(), ACTS, strict=True)}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_whose_point_is_lost_stands_over_its_list(heading: str) -> None:
    (one, first), (other, second), (last, third) = ACTS
    text = f"一、总则\n（一）{first}\n{heading}\n（一）{second}\n（二）{third}"
    assert duties(text, "provision", "agency") == {
        ("一（一）", one),
        ("二（一）", other),
        ("二（二）", last),
    }


def test_pages_lost_from_a_list() -> None:
    (one, first), (other, second), (last, third) = ACTS
    text = f"（一）{first}\n（八）{second}\n（九）{third}\n（十）{first}"
    assert duties(text, "provision", "agency") == {
        ("（一）", one),
        ("（八）", other),
        ("（九）", last),
        ("（十）", one),
    }


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in RUN_ON], ids=[c[0] for c in RUN_ON])
def test_run_on(text: str, expected: Duties) -> None:
    assert duties(text, "provision", "agency", "measure") == expected


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in ROWS], ids=[c[0] for c in ROWS])
def test_lost_numbers_of_rows(rows: str, expected: Duties) -> None:
    assert duties(HEAD + rows, "provision", "agency", "measure") == expected


TEXT = "第一条 县文旅局修缮石桥栏杆。\n"
ONLY = {("第一条", "culture-tourism")}
# What a copy makes of the number under the heading of a letter.
CODES = [
    "青文发f2021〕12号",
    "青文发2021〕12号",
    "青文发<2021>12号",
    "青文发{2021}12号",
    "青文发〔2021〕12",
    "青文发〔2021〕12 亏",
    "青文发〔2021〕\n12号",
    "青 文 发 〔 2 0 2 1 〕 1 2 号",
]
# What it makes of the day below a signature, and what stands for a day there.
DAYS = [
    "2021.4.12",
    "2021/4/12",
    "2021-04-12",
    "（2021年4月12日）",
    "2021年4月1 2日",
    "2021年4月12曰",
    "2021午4月12日",
    "2 0 2 1 年 4 月 1 2 日",
    "二0二—年四月十二日",
    "二 ○ 二 一 年 四 月 十 二 日",
]
FEET = [
    "报：县委、县政府\n送：县公安局、县教育局\n发：各科室",
    "抄 送 县委办、县公安局、县教育局",
    "青禾县公安局\n青禾县教育局\n2021年4月",
]


@pytest.mark.parametrize("code", CODES)
def test_a_number_with_broken_marks(code: str) -> None:
    record = mapped(f"青禾县文旅局文件\n{code}\n青禾县古桥保护办法\n{TEXT}").record
    assert (record.number, record.title) == ("青文发〔2021〕12号", "青禾县古桥保护办法")


@pytest.mark.parametrize("day", DAYS)
def test_the_day_of_a_signature(day: str) -> None:
    found = mapped(f"青禾县古桥保护办法\n{TEXT}青禾县公安局\n青禾县教育局\n{day}")
    assert (found.record.issued, found.record.issuer) == (
        "2021-04-12",
        "青禾县公安局、青禾县教育局",
    )
    assert {(one.provision, one.agency) for one in found.assignments} == ONLY


@pytest.mark.parametrize("foot", FEET)
def test_the_foot_assigns_nothing(foot: str) -> None:
    assert duties(TEXT + foot, "provision", "agency") == ONLY


def test_a_sentence_that_sends_copies_is_no_foot() -> None:
    text = "第一条 县文旅局检查石桥后，应\n抄送县公安局备案。\n第二条 县水利局清理桥下河道。"
    assert "抄送县公安局备案" in "".join(b for (b,) in duties(text, "quote"))


def test_a_day_in_figures_amid_the_text_is_no_day_of_issue() -> None:
    found = mapped(f"青禾县古桥保护办法\n2021.4.12\n{TEXT}版本为2021.4.12的图纸由县文旅局保管。")
    assert found.record.issued is None


MEMBERS = [
    "第一条 县文旅局、县水利局、县公安局等3个部门为成员单位。",
    "第一条 古桥保护联席会议成员单位主要有县文旅局、县水利局、县公安局。",
    "第一条 成员单位（排名不分先后）：县文旅局、县水利局、县公安局。",
    "第一条 成员单位共3家，分别是县文旅局、县水利局、县公安局。",
    "一、古桥保护联席会议成员单位：\n1.县文旅局\n2.县水利局\n3.县公安局\n二、县教育局授课。",
    "一、成员单位：1.县文旅局；2.县水利局；3.县公安局。\n二、县教育局授课。",
    "一、县教育局授课。\n附件\n古桥保护机制成员单位名单\n县文旅局\n县水利局\n县公安局\n县教育局修桥。",
]


@pytest.mark.parametrize("text", MEMBERS)
def test_members(text: str) -> None:
    members = mapped("青禾县古桥保护办法\n" + text).record.members
    assert set(members) == {"culture-tourism", "water", "public-security"}


def test_a_number_of_departments_that_act_are_no_members() -> None:
    text = "第一条 县文旅局、县水利局等2个部门为石桥设立标志，成员单位共同修缮。"
    assert mapped("青禾县古桥保护办法\n" + text).record.members == ()


NOTICE = "青禾县人民政府办公室{} \n青政办发〔2021〕9号\n各乡镇：\n{}\n2021年4月12日\n"


def test_the_number_of_a_forwarded_text_is_told_behind_its_name() -> None:
    own = "云州市人民政府关于修缮古桥的意见"
    head = NOTICE.format(
        f"关于转发《{own}》的通知", f"现将《{own}》（云政发〔2020〕3号）转发给你们。"
    )
    record = mapped(head + own + "\n一、县文旅局修缮石桥栏杆。").record
    assert record.number == "云政发〔2020〕3号"
    assert record.forwarded_by and record.forwarded_by.number == "青政办发〔2021〕9号"


def test_what_is_approved_and_passed_on_is_forwarded() -> None:
    head = NOTICE.format("批转县文旅局关于修缮古桥意见的通知", "现将县文旅局的意见批转给你们。")
    record = mapped(head + "关于修缮古桥的意见\n一、县文旅局修缮石桥栏杆。").record
    assert record.number is None
    assert record.forwarded_by and record.forwarded_by.number == "青政办发〔2021〕9号"
