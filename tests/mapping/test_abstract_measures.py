"""Measures that name no thing (to lead, to supervise, to share, to prosecute): whose they are,
which id they have, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.written import mapped

ENFORCEMENT = "青禾县失信被执行人联合惩戒办法\n"

Found = set[tuple[str, ...]]


def found(text: str, *parts: str) -> Found:
    """The assignments of a directive, each as the fields named."""
    return {tuple(str(getattr(item, part)) for part in parts) for item in mapped(text).assignments}


LEADS = [
    ("the matter of its own sentence", "县民政局牵头建立救助机制。公布失信名单。", "responsible"),
    ("all behind it", "县民政局牵头。公布失信名单。", "lead"),
    ("all, with one that helps", "县民政局牵头，县文旅局配合。公布失信名单。", "lead"),
]


@pytest.mark.parametrize(("words", "role"), [c[1:] for c in LEADS], ids=[c[0] for c in LEADS])
def test_who_leads_one_matter_leads_no_later_one(words: str, role: str) -> None:
    told = found(ENFORCEMENT + "第一条 " + words, "agency", "measure", "role")
    assert ("civil-affairs", "information.publication", role) in told


SO_FAR = [
    (
        "what a chapter of how things stand tells",
        "一、基本情况\n县法院公布失信名单900条，县财政局拨付救助资金。\n二、措施\n县公安局查找被执行人。",
        {("二", "public-security")},
    ),
    (
        "what is wrong",
        "一、存在的主要问题\n少数单位问责不到位。\n二、措施\n县公安局查找被执行人。",
        {("二", "public-security")},
    ),
    (
        "what is wrong, and what is done about it",
        "一、存在问题及整改措施\n县公安局查找被执行人。",
        {("一", "public-security")},
    ),
    (
        "what has been done for years",
        "第一条 近年来，县法院公布失信名单。县公安局查找被执行人。",
        {("第一条", "public-security")},
    ),
    (
        "what has been done since",
        "第一条 办法施行以来，县法院公布失信名单900条。县公安局查找被执行人。",
        {("第一条", "public-security")},
    ),
    ("what has been done by now", "第一条 目前，县法院已公布失信名单。", set()),
    (
        "what is still to be done now",
        "第一条 目前，失信名单已编好，县法院应当公布失信名单。",
        {("第一条", "court")},
    ),
    (
        "what happened since, of which something is to be done",
        "第一条 对2018年以来未履行的，县公安局查找被执行人。",
        {("第一条", "public-security")},
    ),
]


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in SO_FAR], ids=[c[0] for c in SO_FAR])
def test_what_has_been_done_binds_nobody(words: str, expected: Found) -> None:
    assert found(ENFORCEMENT + words, "provision", "agency") == expected


SENT = [
    (
        "to one who acts",
        "县法院将名单推送县发改委，由其录入信用平台。县法院删除失信信息。",
        {
            ("court", "information.sharing"),
            ("development-reform", "information.credit-record"),
            ("court", "information.list-management"),
        },
    ),
    (
        "to one, and another's master acts",
        "县法院将名单推送县发改委，由其所在单位约谈。",
        {("court", "information.sharing")},
    ),
    (
        "to one, and who stands above it acts",
        "县法院将有关情况通报县发改委，由其上级机关追究责任。",
        {("court", "information.sharing")},
    ),
    (
        "to one, and who is in charge of it acts",
        "县法院将名单通报县发改委，由其主管部门录入信用平台。",
        {("court", "information.sharing")},
    ),
    (
        "to the discipline group in a body",
        "县法院将线索移送派驻纪检监察组处理。",
        {("court", "supervise.discipline"), ("discipline", "supervise.discipline")},
    ),
    (
        "back to the one who should have acted",
        "县检察院发现公安机关应当立案而不立案的，应当要求其说明理由。",
        {("procuratorate", "criminal.legal-supervision")},
    ),
    (
        "by one who gives his own reasons",
        "县公安局应当向县法院说明理由。",
        {("public-security", "information.sharing")},
    ),
]


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in SENT], ids=[c[0] for c in SENT])
def test_a_matter_is_sent_to_another(words: str, expected: Found) -> None:
    told = found(ENFORCEMENT + "第一条 " + words, "agency", "measure")
    assert {t for t in told if t[0] != "member-units"} == expected


MEETINGS = [
    (
        "who leads it",
        "县委政法委为联席会议牵头单位。",
        {("political-legal", "organise.lead", "lead")},
    ),
    (
        "who calls it",
        "县委政法委是联席会议召集单位。",
        {("political-legal", "organise.meeting", "responsible")},
    ),
    ("who is in it", "县教育局是联席会议成员单位。", set()),
    (
        "who leads it, behind who is in it",
        "联席会议由县法院、县公安局组成。县法院为牵头单位。",
        {("court", "organise.lead", "lead")},
    ),
    (
        "whose head calls it",
        "联席会议由县委政法委书记召集，每年召开一次例会。",
        {("political-legal", "organise.meeting", "responsible")},
    ),
    ("whose head heads a body", "领导小组由县委政法委书记任组长。", set()),
]


@pytest.mark.parametrize(
    ("words", "expected"), [c[1:] for c in MEETINGS], ids=[c[0] for c in MEETINGS]
)
def test_who_leads_and_calls_a_meeting(words: str, expected: Found) -> None:
    assert found(ENFORCEMENT + "第一条 " + words, "agency", "measure", "role") == expected


SHARED = [
    ("to a centre", "各乡镇将送达情况及时上报县综治中心。", {("information.sharing",)}),
    ("by a system of notices", "县工商联建立会员失信通报制度。", {("information.sharing",)}),
    ("what a watch has given", "县公安局将布控情况每周通报县法院。", {("information.sharing",)}),
    ("no more than a watch", "县公安局对失联的被执行人布控。", {("control.person",)}),
]


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in SHARED], ids=[c[0] for c in SHARED])
def test_what_one_body_tells_another(words: str, expected: Found) -> None:
    assert found(ENFORCEMENT + "第一条 " + words, "measure") == expected


ELSEWHERE = [
    ("a computer system", "县气象局负责建设信息系统。", {("other",)}),
    ("order where officers act", "县公安局负责维护执法现场秩序。", {("criminal.scene-order",)}),
    ("what anybody must do", "县水利局要落实责任。", {("other",)}),
    ("loans that are wanted", "各银行要提高农户贷款比重，不得盲目抽贷、断贷。", {("other",)}),
    ("talk at the roadside", "各乡镇要做好赶集时段的劝导。", {("other",)}),
    ("talk that settles", "县司法局要做好当事人的劝导工作。", {("relief.mediation",)}),
    ("how sharing goes", "县气象局可以对数据共享情况进行评估。", {("supervise.assessment",)}),
    ("a tour of inspection", "县气象局要开展督导检查。", {("supervise.daily",)}),
    (
        "a check, and an assessment",
        "县气象局要定期督促检查和考核。",
        {("supervise.daily",), ("supervise.assessment",)},
    ),
    ("money for a subsidy", "县财政局要安排养桥补贴资金。", {("organise.funding",)}),
    ("teaching", "县教育局要加强应急宣教。", {("information.publicity",)}),
    ("who lives where", "县公安局提供人口信息。", {("query.identity",)}),
]


@pytest.mark.parametrize(
    ("words", "expected"), [c[1:] for c in ELSEWHERE], ids=[c[0] for c in ELSEWHERE]
)
def test_measures_in_directives_about_other_matters(words: str, expected: Found) -> None:
    assert found("青禾县护桥办法\n第一条 " + words, "measure") == expected


def test_money_refused_is_no_funding() -> None:
    told = found(ENFORCEMENT + "第一条 县财政局不予安排补贴资金。", "measure")
    assert told == {("restrict.subsidy",)}


def test_a_loan_refused_is_a_restriction() -> None:
    told = found(ENFORCEMENT + "第一条 各银行不得为其提高贷款额度。", "measure")
    assert told == {("restrict.credit",)}


NEIGHBOURS = [
    (
        "all stages of a case",
        "县法院应当加强立案、审判、执行衔接。",
        {("court", "organise.court-enforcement")},
    ),
    ("a trial", "县法院对拒执案件从快审判。", {("court", "criminal.trial")}),
    (
        "fast, each his own",
        "县公安局、县检察院、县法院做到快侦、快诉、快审。",
        {
            ("public-security", "criminal.investigation"),
            ("procuratorate", "criminal.prosecution"),
            ("court", "criminal.trial"),
        },
    ),
    (
        "a charge that another brought",
        "县法院对检察机关提起公诉的拒执案件，应当及时审理。",
        {("court", "criminal.trial")},
    ),
    (
        "a clerk is hired",
        "县人社局支持法院招聘书记员。",
        {("hr-social-security", "organise.funding")},
    ),
    (
        "a debtor is not",
        "县人社局限制失信被执行人招录为公务员。",
        {("hr-social-security", "restrict.civil-service")},
    ),
    ("a press conference", "县法院召开新闻发布会。", {("court", "information.publicity")}),
    ("a meeting", "县法院召开专题会议。", {("court", "organise.meeting")}),
    (
        "a letter of refusal",
        "县公安局不予立案的，应当出具不予立案通知书。",
        {("public-security", "information.sharing")},
    ),
    ("a notice", "县法院应当出具协助执行通知书。", {("court", "organise.notice")}),
    (
        "judgments to be read",
        "县法院应当公开执行裁判文书。",
        {("court", "information.publication")},
    ),
    (
        "restrictions only spoken of",
        "县委宣传部要宣传联合惩戒措施。",
        {("publicity", "information.publicity")},
    ),
    (
        "a section that handles it",
        "县公安局应当指定业务部门办理协助事务。",
        {("public-security", "organise.liaison")},
    ),
    (
        "to come when called",
        "县公安局接到求助后十分钟内到场。",
        {("public-security", "criminal.scene-order")},
    ),
    (
        "those who move others to help",
        "县委政法委督促各成员单位履行协助执行职责。",
        {("political-legal", "organise.lead")},
    ),
    (
        "those who help",
        "县教育局应当履行协助执行职责。",
        {("education", "organise.assist-on-notice")},
    ),
    (
        "an act of others that is watched",
        "县委政法委对公安机关办理拒执案件情况进行监督。",
        {("political-legal", "other")},
    ),
]


@pytest.mark.parametrize(
    ("words", "expected"), [c[1:] for c in NEIGHBOURS], ids=[c[0] for c in NEIGHBOURS]
)
def test_measures_that_share_their_words(words: str, expected: Found) -> None:
    assert found(ENFORCEMENT + "第一条 " + words, "agency", "measure") == expected
