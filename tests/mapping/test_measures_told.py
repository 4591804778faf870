"""Measures that a list names side by side, and those that a sentence only tells of."""

from __future__ import annotations

import time

import pytest

from tests.written import mapped

TITLE = "青禾县失信被执行人联合惩戒办法\n第一条 "

Found = set[tuple[str, ...]]


def found(words: str, *parts: str) -> Found:
    """The assignments of a directive, each as the fields named."""
    items = mapped(TITLE + words).assignments
    return {tuple(str(getattr(item, part)) for part in parts) for item in items}


LISTS = [
    ("各银行协助扣划住房公积金、存款。", {"control.housing-fund", "control.bank"}),
    ("县法院依法冻结保单、理财产品。", {"control.insurance", "control.bank"}),
    ("县住建局停止办理施工许可、预售许可。", {"halt-project-approval", "halt-housing-filing"}),
    ("县住建局协助查询工程规划资料、土地登记信息。", {"query.project", "query.real-estate"}),
    ("各银行限制其设立典当行、申请贷款。", {"restrict.finance-company", "restrict.credit"}),
    ("县财政局保障救助资金和执行工作经费。", {"organise.funding"}),
    # Said of both items, of the object itself, or by the act in front of it.
    ("公积金中心限制其使用公积金购房、装修。", {"restrict.housing-fund-use"}),
    ("各银行限制其新设融资担保、小额贷款、典当行。", {"restrict.finance-company"}),
    ("县税务局应当提供纳税资料、开户账号。", {"query.tax"}),
    ("县法院不得对社保专户、救助专户等不得冻结的账户实施扣划。", set()),
]


@pytest.mark.parametrize(("words", "expected"), LISTS)
def test_a_word_of_one_item_refuses_no_other(words: str, expected: set[str]) -> None:
    named = {measure.replace("control.halt", "halt") for (measure,) in found(words, "measure")}
    assert named - {"relief.aid", "other"} == expected


ONLY_TOLD = [
    ("县法院每季度向县政府通报限制出境、查封车辆情况。", {"information.sharing"}),
    ("县委政法委将限制贷款、限制出境工作纳入综治考核。", {"supervise.assessment"}),
    ("县法院应当将限制出境的被执行人名单抄送县公安局。", {"information.sharing"}),
    ("各成员单位对查询的婚姻信息应当严格保密。", {"information.security"}),
    ("县纪委监委对阻挠冻结账户的干部依规依纪追究责任。", {"supervise.discipline"}),
    ("银行应当扣划存款，但养老金、工会经费除外。", {"control.bank"}),
    (
        "县房管局对法院查封的房屋，除法院裁定过户外，不得办理转移登记。",
        {"control.halt-title-transfer"},
    ),
    (
        "县金融办应当协调保险公司协助法院查询、扣划保单现金价值。",
        {"supervise.financial-institution"},
    ),
    # Ordered, and told of in the same breath.
    ("县公安局查询车辆情况并将结果反馈县法院。", {"query.vehicle"}),
    ("县交通运输局限制其乘坐飞机，并将限制情况通报县法院。", {"restrict.transport"}),
    ("县公安局对失信被执行人限制出境，并将情况报告县法院。", {"restrict.exit"}),
    ("县法院用好财产报告、限制出境等措施。", {"restrict.exit"}),
    ("县法院除查封房产外，还应当查封车辆。", {"control.real-estate", "control.vehicle"}),
    ("对拒不履行义务的被执行人，县公安局限制出境。", {"restrict.exit"}),
    ("县公安局对法院查封的车辆，年检时发现的，应当扣押。", {"control.vehicle"}),
]


@pytest.mark.parametrize(("words", "expected"), ONLY_TOLD)
def test_what_is_only_told_of_is_not_ordered(words: str, expected: set[str]) -> None:
    named = {measure for (measure,) in found(words, "measure")}
    assert named - {"information.sharing"} == expected - {"information.sharing"}
    assert expected <= named


def test_a_member_with_its_office_in_brackets_is_no_duty() -> None:
    words = "联席会议由县法院、县公安局（负责车辆查控的大队）、县民政局组成。"
    assert not found(words, "measure")


APART = [
    (
        "县税务局协助扣划退税款，各银行协助扣划存款。",
        {("tax", "control.tax-refund"), ("banks", "control.bank")},
    ),
    (
        "县住建局停止办理网签备案，县自然资源局停止办理抵押登记。",
        {("housing-construction", "control.halt-housing-filing")},
    ),
    # One body asks, the other does it.
    ("对法院布控的车辆，县公安局发现后应当扣押。", {("public-security", "control.vehicle")}),
]


@pytest.mark.parametrize(("words", "expected"), APART)
def test_an_act_reaches_into_no_other_bodys_clause(words: str, expected: Found) -> None:
    given = found(words, "agency", "measure")
    assert expected <= given
    assert not {("banks", "control.tax-refund")} & given
    assert ("natural-resources", "control.halt-housing-filing") not in given


MAY = [
    (
        "县法院可以限制其乘坐飞机，入住星级宾馆。",
        {("restrict.transport", "may"), ("restrict.hotel", "may")},
    ),
    ("县公安局可以查询户籍，限制其出境。", {("query.identity", "may"), ("restrict.exit", "may")}),
    (
        "县法院可以采取下列措施：\n（一）扣划存款；\n（二）扣押车辆。",
        {("control.bank", "may"), ("control.vehicle", "may")},
    ),
    # Bound anew, by a word or by a subject; a relative clause gives no leave.
    (
        "县公安局可以查询户籍，应当限制其出境。",
        {("query.identity", "may"), ("restrict.exit", "must")},
    ),
    (
        "县法院可以扣划存款，县公安局限制其出境。",
        {("control.bank", "may"), ("restrict.exit", "must")},
    ),
    (
        "县法院应当采取下列措施：\n（一）扣划存款；\n（二）扣押车辆。",
        {("control.bank", "must"), ("control.vehicle", "must")},
    ),
    ("县税务局对可以退付的税款，予以扣划。", {("control.tax-refund", "must")}),
]


@pytest.mark.parametrize(("words", "expected"), MAY)
def test_leave_holds_until_something_binds(words: str, expected: Found) -> None:
    assert found(words, "measure", "modality") == expected


WORDS = [
    (
        "县委组织部将失信情况作为评先评优、晋职晋级的参考。",
        {"restrict.party", "restrict.civil-service"},
    ),
    ("县文明办将失信情况作为评先评优的参考。", {"restrict.honour"}),
    ("县住建局限制其租赁高档写字楼、宾馆等场所办公。", {"restrict.general"}),
    ("县文旅局限制其入住高档宾馆。", {"restrict.hotel"}),
    ("县公安局协助查询同户人员信息。", {"query.identity"}),
    ("各银行不得为失信被执行人开户、办理贷款。", {"restrict.bank-service", "restrict.credit"}),
    ("各银行不得为被执行人多头开户提供便利。", set()),
    ("县市场监管局协助公示其失信信息。", {"information.publication"}),
    ("县自来水公司协助查询用水地址信息。", {"query.address"}),
    ("被执行人申请纠正，县法院应当在10日内审查。", {"information.list-management"}),
    ("县法院应当制作通知书并送达协助单位。", {"organise.notice"}),
    ("县法院依法限制高消费。", {"restrict.general"}),
    ("县法院依法限制高消费，限制其出境。", {"restrict.exit"}),
    ("县人社局在年度考核、评先评优、晋职晋级中予以限制。", {"restrict.civil-service"}),
    ("县法院应当将失信名单送县发改局。", {"information.sharing"}),
]


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_words_of_measures(words: str, expected: set[str]) -> None:
    named = {measure for (measure,) in found(words, "measure")}
    assert named == expected if expected else "restrict.bank-service" not in named


HOSTILE = ["将限制出境", "对拒不冻结", "除查封", "通报限制贷款", "可以查询户籍，", "税款、公积金、"]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_long_row_of_openings_reads_in_linear_time(words: str) -> None:
    def seconds(times: int) -> float:
        start = time.perf_counter()
        found(words * times, "measure")
        return time.perf_counter() - start

    seconds(100)
    assert seconds(4000) < 4 * seconds(2000) + 0.5
