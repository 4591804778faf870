"""Whose act it is where several bodies, their units or their sides stand in a sentence."""

from __future__ import annotations

import pytest

from tests.mapping.test_phenomena_told import BRIDGES, ENFORCEMENT, Found, found

ENFORCED = [
    (
        "a unit that a bureau names within itself",
        "县公安局要明确专门部门负责协助执行，扣押被执行人车辆。",
        {("public-security", "organise.liaison"), ("public-security", "control.vehicle")},
    ),
    (
        "departments that another is to name",
        "县政府明确各部门负责落实联合惩戒措施。",
        {("member-units", "restrict.general")},
    ),
    (
        "units of two bodies in one subject",
        "县法院执行局、县公安局法制大队应当各确定一名联络员。",
        {("court", "organise.liaison"), ("public-security", "organise.liaison")},
    ),
    (
        "what another body does with the court is its own",
        "县公安局与法院建立信息共享机制。",
        {("public-security", "information.sharing")},
    ),
    (
        "a party committee and its government in one word",
        "各级党委政府要将执行经费纳入预算。",
        {("party-committee", "organise.funding"), ("government", "organise.funding")},
    ),
    (
        "the one to whom a list is sent",
        "县法院将名单推送县发改委，由其录入信用平台。",
        {("court", "information.sharing"), ("development-reform", "information.credit-record")},
    ),
    (
        "what a joint meeting is for, in one sentence",
        "联席会议的主要职责是：统筹协调全县执行工作。",
        {("joint-meeting", "organise.lead")},
    ),
    (
        "who leads, where another's own act stands behind",
        "执行联动工作由县法院牵头，县公安局限制被执行人出境。",
        {("court", "organise.lead"), ("public-security", "restrict.exit")},
    ),
    (
        "a case that an agency is told to carry out",
        "人民法院裁定冻结股权的，县市场监管局应当协助办理并公示。",
        {("market-regulation", "control.equity")},
    ),
    (
        "what the court looks up itself",
        "县法院应当在5日内查询被执行人的存款。",
        {("court", "query.bank")},
    ),
    (
        "what the court asks others to look up is not its own",
        "县法院向县公安局查询被执行人车辆的，县公安局应当提供。",
        {("public-security", "query.vehicle")},
    ),
    (
        "a paper by which one looks up is no look-up",
        "人民法院执行人员查阅不动产登记的，应当提交协助查询通知书。",
        {("court", "organise.notice")},
    ),
    (
        "the register within a bureau",
        "县自然资源局不动产登记中心办理查封登记。",
        {("real-estate-registry", "control.real-estate")},
    ),
    (
        "the traffic police",
        "交通警察大队应当扣押被执行人车辆。",
        {("public-security", "control.vehicle")},
    ),
    (
        "分别 behind what all are told",
        "县法院、县检察院、县公安局应当确定一名联络员，将情况分别通报县委政法委。",
        {
            (agency, measure)
            for agency in ("court", "procuratorate", "public-security")
            for measure in ("organise.liaison", "information.sharing")
        },
    ),
    (
        "whose part a matter is",
        "要发挥信访部门作用，引导涉执信访人依法表达诉求。",
        {("petition", "relief.petition")},
    ),
    (
        "a later item of a list refuses no earlier one",
        "各银行应当协助冻结被执行人的存款、理财产品、保单。",
        {("banks", "control.bank"), ("banks", "control.insurance")},
    ),
    (
        "an item that is surely its own among neighbours",
        "县发改局限制失信被执行人参加招投标、发行股票、发行债券。",
        {
            ("development-reform", measure)
            for measure in ("restrict.bidding", "restrict.stock-issue", "restrict.bond")
        },
    ),
]

PLAIN = [
    ("where it is done", "县文旅局在桥头设立护桥岗亭。", {"culture-tourism"}),
    ("for whom it is done", "县民政局为守桥人发放慰问金。", {"civil-affairs"}),
    ("who is on the list only", "县文旅局在编人员。", set()),
    (
        "the court's own duty beside another's",
        "县法院要优先审理护桥案件，县文旅局应当修缮古桥。",
        {"court", "culture-tourism"},
    ),
    ("what its head does", "县文旅局主要负责人每月巡查一次古桥。", {"culture-tourism"}),
    ("who its head is", "县文旅局主要负责人为成员。", set()),
    (
        "who is punished is not who punishes",
        "各乡镇要修缮古桥；对拖延不修的，由县委、县政府追究责任。",
        {"township", "party-committee", "government"},
    ),
    (
        "a street beside a community",
        "街道办事处、社区居委会应当修缮古桥。",
        {"township", "other-agency"},
    ),
    ("the political consultative conference", "县政协组织委员察看古桥。", {"cppcc"}),
    ("an office by its short name", "县府办要汇总护桥进度。", {"government-office"}),
]

MODALITIES = [
    ("县文旅局要修缮古桥，鼓励群众认养古桥。", {("must",)}),
    ("县文旅局应当修缮古桥，必要时可以封桥。", {("must",)}),
    ("县文旅局可以封桥。", {("may",)}),
]


@pytest.mark.parametrize(
    ("words", "expected"), [c[1:] for c in ENFORCED], ids=[c[0] for c in ENFORCED]
)
def test_whose_act_it_is(words: str, expected: Found) -> None:
    assert found(ENFORCEMENT + words, "agency", "measure") == expected


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in PLAIN], ids=[c[0] for c in PLAIN])
def test_who_is_plainly_told_to_act(words: str, expected: set[str]) -> None:
    assert found(BRIDGES + words, "agency") == {(agency,) for agency in expected}


@pytest.mark.parametrize(("words", "expected"), MODALITIES)
def test_the_first_binding_word_stands_over_clauses(words: str, expected: Found) -> None:
    assert found(BRIDGES + words, "modality") == expected


def test_lists_before_those_who_each_have_one_of_them() -> None:
    text = ENFORCEMENT + "限制购买不动产、参加政府采购，分别由县自然资源局、县财政局负责。"
    assert found(text, "agency", "measure") == {
        ("natural-resources", "restrict.real-estate"),
        ("finance", "restrict.procurement"),
    }


def test_items_of_a_memorandum_that_say_who_has_the_one_before() -> None:
    text = (
        "青禾县失信被执行人联合惩戒备忘录\n二、惩戒措施\n（一）限制参加政府采购\n"
        "1.惩戒措施：限制失信被执行人参加政府采购。\n2.惩戒依据：政府采购法。\n3.实施单位：县财政局。\n"
        "（二）限制贷款\n对失信被执行人从严审核贷款。\n惩戒单位：各商业银行"
    )
    assert found(text, "provision", "agency", "measure") == {
        ("二（一）1", "finance", "restrict.procurement"),
        ("二（二）", "banks", "restrict.credit"),
    }


def test_nouns_take_the_act_of_their_heading() -> None:
    text = (
        "青禾县失信被执行人联合惩戒办法\n一、协助查询事项\n（一）县公安局：户籍、车辆信息。\n"
        "二、限制事项\n（一）县文旅局：星级宾馆、出境旅游。\n三、其他\n（一）县公安局：车辆、船只。"
    )
    assert {item for item in found(text, "provision", "measure") if item[0][0] != "三"} == {
        ("一（一）", "query.identity"),
        ("一（一）", "query.vehicle"),
        ("二（一）", "restrict.hotel"),
        ("二（一）", "restrict.travel"),
    }
    assert len({item for item in found(text, "provision", "measure") if item[0][0] == "三"}) == 1


def test_a_line_over_items_tells_nothing_beside_them() -> None:
    text = (
        ENFORCEMENT
        + "总则。\n第二条 县财政局对失信被执行人实施下列限制：\n1.参加政府采购；\n2.申请财政补贴。"
    )
    assert found(text, "provision", "measure") == {
        ("第二条1", "restrict.procurement"),
        ("第二条2", "restrict.subsidy"),
    }


def test_a_comma_that_stands_for_the_mark_of_a_list() -> None:
    text = ENFORCEMENT + "县公安局、县民政局，县税务局应当各确定一名联络员。"
    assert {a for (a,) in found(text, "agency")} == {"public-security", "civil-affairs", "tax"}
    told = ENFORCEMENT + "县法院将名单报县发改委，县发改委应当录入信用平台。"
    assert ("court", "information.credit-record") not in found(told, "agency", "measure")


def test_where_an_office_sits_is_told_by_the_way() -> None:
    text = ENFORCEMENT + "惩戒工作领导小组办公室（县发改局）负责统筹协调全县惩戒工作。"
    assert found(text, "agency") == {("joint-meeting",)}


def test_counters_and_public_bodies_that_owe() -> None:
    counter = ENFORCEMENT + "申请担任企业法定代表人的，市场监管窗口不予登记。"
    assert {a for (a,) in found(counter, "agency")} == {"market-regulation"}
    owing = ENFORCEMENT + "党政机关作为被执行人的，应当带头履行生效裁判。"
    assert found(owing, "agency", "measure") == {("member-units", "supervise.performance")}


def test_who_is_over_the_debtor_is_not_the_one_to_whom_a_list_is_sent() -> None:
    text = ENFORCEMENT + "县法院将名单通报县发改委，由其主管部门录入信用平台。"
    assert "development-reform" not in {agency for (agency,) in found(text, "agency")}


def test_who_leads_one_matter_leads_no_later_one() -> None:
    text = ENFORCEMENT + "县发改委牵头建立惩戒机制。将失信信息推送各成员单位。"
    assert found(text, "measure", "role") == {
        ("organise.lead", "lead"),
        ("information.sharing", "responsible"),
    }


def test_help_is_the_helper_s_role_and_no_duty_of_the_leader() -> None:
    text = BRIDGES + "县文旅局要加强巡查古桥，各乡镇要主动配合。"
    assert ("culture-tourism", "support") not in found(text, "agency", "role")
    assert ("township", "support") in found(text, "agency", "role")


def test_bodies_alone_stand_over_what_follows_and_leave_the_list_before() -> None:
    text = (
        "青禾县护桥方案\n一、分工\n县文旅局\n1.修缮古桥栏杆。\n2.清查桥上碑刻。\n"
        "县水利局、县气象局\n监测桥下水位，发布汛情预报。\n县财政局（县金融办）\n1.安排护桥经费。"
    )
    assert found(text, "provision", "agency") == {
        ("一1", "culture-tourism"),
        ("一2", "culture-tourism"),
        ("一", "water"),
        ("一", "other-agency"),
        ("一1", "finance"),
    }


def test_a_bureau_s_own_words_for_itself() -> None:
    text = (
        "青禾县税务局关于协助执行的通知\n各税务所：\n一、县局每季度通报一次失信被执行人名单。\n"
        "二、征管股应当查询被执行人纳税情况。法规股负责将结果反馈法院。"
    )
    assert {agency for (agency,) in found(text, "agency")} == {"tax"}


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("中国银行保险监督管理委员会青禾监管分局", "financial-regulator"),
        ("中国银行业监督管理委员会青禾监管分局", "banking-regulator"),
        ("青禾县公安局城关分局", "public-security"),
        ("住房公积金青禾管理部", "housing-fund"),
        ("青禾县人民医院", "other-agency"),
    ],
)
def test_names_in_full(name: str, agency: str) -> None:
    assert found(BRIDGES + f"{name}应当修缮古桥。", "agency", "mention") == {(agency, name)}


def test_what_a_bank_holds_to_be_wrong_is_the_case_in_which_it_acts() -> None:
    text = ENFORCEMENT + "各商业银行认为冻结有误的，应当先行办理。"
    assert found(text, "agency", "quote") == {("banks", "应当先行办理")}


def test_both_sides_of_a_memorandum() -> None:
    text = (
        "青禾县人民法院 青禾县税务局\n合作备忘录\n青禾县人民法院与青禾县税务局（以下简称“双方”）"
        "就失信被执行人查控约定如下。\n一、双方应当各确定一名联络员。"
    )
    assert found(text, "agency") == {("court",), ("tax",)}
