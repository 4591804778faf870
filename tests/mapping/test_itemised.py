"""Who has which item of a list, told behind it, and what is counted by its name."""

from __future__ import annotations

import pytest

from tests.written import mapped

HEAD = "关于护桥的通知\n"
Told = set[tuple[str, str, str]]


def told(text: str) -> Told:
    return {(a.provision, a.agency, a.role) for a in mapped(HEAD + text).assignments}


LISTS: list[tuple[str, str, Told]] = [
    (
        "by a bracket behind the items",
        "一、护桥\n1.清点桥牌。\n2.修缮石桥。\n3.登记桥志。\n"
        "（以上第1项由县文旅局牵头，县财政局配合；第2、3项由县水利局负责。）",
        {
            ("一1", "culture-tourism", "lead"),
            ("一1", "finance", "support"),
            ("一2", "water", "responsible"),
            ("一3", "water", "responsible"),
        },
    ),
    (
        "from one to another, in the last item itself",
        "一、护桥\n（一）清点桥牌。\n（二）修缮石桥。\n"
        "（三）登记桥志。（第（一）至（二）项由县水利局负责，第（三）项由县文旅局负责）",
        {
            ("一（一）", "water", "responsible"),
            ("一（二）", "water", "responsible"),
            ("一（三）", "culture-tourism", "responsible"),
        },
    ),
    (
        "by their count",
        "一、护桥\n1.清点桥牌。\n2.修缮石桥。\n以上两项由县水利局负责。\n二、附则",
        {("一1", "water", "responsible"), ("一2", "water", "responsible")},
    ),
    (
        "no item of this number",
        "一、护桥\n1.清点桥牌。（第5项由县水利局负责）",
        {("一1", "water", "responsible")},
    ),
    (
        "by a line below each, with marks",
        "“★”表示牵头单位，“△”表示配合单位，“◎”表示提供资料的单位。\n一、护桥\n"
        "（1）修缮古桥，立牌\n★县文旅局　△县财政局　◎县法院\n（2）清理河道\n★县水利局",
        {
            ("一（1）", "culture-tourism", "lead"),
            ("一（1）", "finance", "support"),
            ("一（2）", "water", "lead"),
        },
    ),
    (
        "by bodies above their own lists",
        "县公安局\n1.查询户籍信息。\n2.限制失信被执行人出境。\n县民政局\n1.查询婚姻登记信息。\n2.提供殡葬信息。",
        {
            ("1", "public-security", "responsible"),
            ("2", "public-security", "responsible"),
            ("1", "civil-affairs", "responsible"),
            ("2", "civil-affairs", "responsible"),
        },
    ),
    (
        "by fields behind the last, for those that name nobody",
        "一、护桥\n1.清点桥牌；\n2.修缮石桥。\n责任单位：县文旅局",
        {("一1", "culture-tourism", "responsible"), ("一2", "culture-tourism", "responsible")},
    ),
    (
        "and not for one that names who has it",
        "一、护桥\n1.县水利局清理河道；\n2.修缮石桥。\n责任单位：县文旅局",
        {("一1", "water", "responsible"), ("一2", "culture-tourism", "responsible")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in LISTS], ids=[c[0] for c in LISTS])
def test_who_has_an_item(text: str, expected: Told) -> None:
    assert told(text) == expected


COUNTED = [
    (
        "a ledger",
        "任务一：修缮古桥。\n责任单位：县文旅局\n任务二：清理河道。\n责任单位：县水利局",
        "任务",
    ),
    (
        "faults under a number",
        "一、整改\n问题一：县文旅局修缮古桥。\n问题二：县水利局清理河道。",
        "一问题",
    ),
]


@pytest.mark.parametrize(("text", "label"), [c[1:] for c in COUNTED], ids=[c[0] for c in COUNTED])
def test_what_is_counted_by_its_name_is_a_provision(text: str, label: str) -> None:
    assert {(p, a) for p, a, _ in told(text)} == {
        (f"{label}一", "culture-tourism"),
        (f"{label}二", "water"),
    }


def test_steps_and_questions_too() -> None:
    steps = "第一步 护桥\n县文旅局修缮古桥。\n第二步 护河\n县水利局清理河道。"
    asked = "问1：谁修缮古桥？\n答：县文旅局修缮古桥。\n问2：谁清理河道？\n答：县水利局清理河道。"
    assert {p for p, _, _ in told(steps)} == {"第一步", "第二步"}
    assert {p for p, _, _ in told(asked)} == {"问1", "问2"}


@pytest.mark.parametrize(
    "text", ["任务一：县文旅局修缮古桥。", "附件1：县文旅局修缮古桥。\n附件2：县水利局清理河道。"]
)
def test_one_alone_and_annexes_count_nothing(text: str) -> None:
    assert not {p for p, _, _ in told(text)} & {"任务一", "附件1", "附件2"}


def test_no_quote_goes_over_a_seam() -> None:
    rows = "1 清点古桥桥牌 县文旅局 6月底前\n并登记。\n2 巡查全县山林\n县水利局 全年"
    found = mapped(f"{HEAD}序号 工作任务 责任单位 完成时限\n{rows}")
    assert {a.quote for a in found.assignments} == {"清点古桥桥牌", "巡查全县山林"}


def test_who_scores_is_not_told_to_do_it() -> None:
    table = "序号\t考核内容\t分值\t评分部门\n1\t限制失信被执行人参加政府采购\t10\t县公安局"
    assert mapped(HEAD + table).assignments == ()


def test_an_annex_begins_with_its_title_right_above_its_table() -> None:
    text = (
        "一、县民政局登记桥志。\n附件：护桥清单\n序号\t工作任务\t责任单位\n一、护桥\n"
        "1\t修缮古桥\t县文旅局\n青禾县人民政府办公室\n2021年5月6日"
    )
    found = mapped(HEAD + text)
    assert ("附件·一1", "culture-tourism") in {(a.provision, a.agency) for a in found.assignments}
    assert found.record.issued == "2021-05-06"
