"""What a part of a sentence names: an object with the act that governs it, or a phrase."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.nlp import analyse
from mapping.readable import masked
from mapping.reference import load_reference
from tests.written import mapped

MEASURES = set(load_reference().measures)


def named(text: str) -> list[str]:
    """The measures of a text in order, but for those that single agencies alone may have."""
    return list(
        dict.fromkeys(
            cue.measure
            for cues in analyse(text)._.cues
            for cue in cues
            if not cue.only and not cue.measure.endswith(".*")
        )
    )


CASES = [
    # an object governed by the act before it
    ("查询车辆", ["query.vehicle"]),
    ("查封车辆", ["control.vehicle"]),
    ("限制购买车辆", ["restrict.vehicle-purchase"]),
    # what is disposed of is a thing; debts that are dealt with are none
    ("处置企业股权", ["control.equity"]),
    ("处置企业拖欠工资的车辆风险", []),
    # joined acts govern together
    ("查询、冻结及提取公积金", ["query.housing-fund", "control.housing-fund"]),
    # joined objects, one act
    ("查询户籍、婚姻登记和车辆信息", ["query.identity", "query.marriage", "query.vehicle"]),
    # the nearest act, each its own object
    ("查询户籍，查封车辆", ["query.identity", "control.vehicle"]),
    # an act of the object's own clause comes before one of an earlier clause
    ("查找失联被执行人，办理机动车查封登记", ["control.person", "control.vehicle"]),
    # an act that has an object of its own takes none from an earlier clause
    (
        "查询养殖水面、滩涂，限制其从事农药经营",
        ["query.water-right", "restrict.food-drug-industry"],
    ),
    # an order to seal beside one to stop a procedure
    (
        "查询不动产登记，协助办理查封、停止过户手续",
        ["query.real-estate", "control.real-estate", "control.halt-title-transfer"],
    ),
    # 协调处理 holds no 调处
    ("协调处理疑难案件", ["organise.lead"]),
    # a condition and its procedure
    ("申请注销的企业有未结执行案件的，暂不办理", ["control.halt-business-registration"]),
    # to keep somebody from what is barred is to bar it
    ("防止失信被执行人乘坐飞机、入住星级酒店", ["restrict.transport", "restrict.hotel"]),
    # a title that names a kind of measures names none
    ("惩戒措施：从严审核", []),
    # the act behind its object
    ("被执行人的车辆由县公安局查询", ["query.vehicle"]),
    ("房产查封、过户", ["control.real-estate"]),
    # an act of no fit governs nothing
    ("登记车辆", []),
    ("车辆", []),
    # the procedure is stopped, nothing is sealed
    ("停止办理企业变更登记和注销登记", ["control.halt-business-registration"]),
    # named by a phrase alone
    ("确定联络员", ["organise.liaison"]),
    ("协助人民法院执行", ["organise.assist-on-notice"]),
    # which says nothing beside a measure in its clause
    ("协助人民法院执行，查封车辆", ["organise.assist-on-notice", "control.vehicle"]),
    ("协助人民法院查封车辆", ["control.vehicle"]),
    # 牵头 alone is a measure only where nothing else is
    ("牵头", ["organise.lead"]),
    ("牵头做好查询户籍工作", ["query.identity"]),
    # a general restriction beside a specific one
    ("采取惩戒措施", ["restrict.general"]),
    ("采取惩戒措施限制乘坐飞机", ["restrict.transport"]),
    # an aim governs nothing
    ("为防止转移车辆，县局查封房产", ["control.real-estate"]),
    # what is lifted is not imposed
    ("解除限制出境措施", ["organise.release"]),
    # the title of a norm orders nothing
    ("依据《车辆查询办法》办理", []),
    # neither does the name of an agency
    ("限制县旅游局", []),
    ("", []),
    # a report to another body is information
    ("汇总检查情况报县安委办", ["information.sharing"]),
    ("并逐级报市民政局", ["information.sharing"]),
    ("将联络员名单报县法院", ["organise.liaison"]),
    ("并报市住建局批准", []),
    ("案件底稿抄送主管部门", ["information.sharing"]),
    ("抽样结果与乡镇共享", ["information.sharing"]),
    ("与车管平台专线联通", ["information.sharing"]),
    # to urge firms is to supervise them
    ("督促养殖企业落实消毒制度", ["supervise.daily"]),
    ("督促施工单位停止作业", ["supervise.daily"]),
    ("督促各成员单位落实会议纪要", ["organise.meeting"]),
    # meetings by their other names
    ("加密会商频次", ["organise.meeting"]),
    ("负责会议筹备", ["organise.meeting"]),
    # made public, in any field
    ("每月公布水质状况", ["information.publication"]),
    ("审核结果张榜公示", ["information.publication"]),
    ("不得泄露尚未公布的名单信息", ["information.security"]),
    ("刊播消防公益广告", ["information.publicity"]),
    # leaflets
    ("印发便民手册", ["information.publicity"]),
    # plans of one's own
    ("制定本系统落实方案", ["organise.interpretation"]),
    ("落实专职人员3名", ["organise.funding"]),
    # a station is nothing that is done
    ("在路口设劝导站", []),
    ("劝导双方让步", ["relief.mediation"]),
    # 社会 is no meeting
    ("提供其参加社会保险情况", ["query.social-insurance"]),
    # a look-up and a seizure joined by how often it is done
    ("查询并按月扣划养老金", ["query.social-insurance", "control.social-insurance"]),
    # what was sealed before is not sealed now
    ("对查封的房屋停止办理转移登记", ["control.halt-title-transfer"]),
    # shut out by other words
    ("排除失信主体参与投标", ["restrict.bidding"]),
    ("暂缓提拔失信人员", ["restrict.civil-service"]),
    ("禁止失信人员参与土地交易、产权交易", ["restrict.real-estate", "restrict.state-asset"]),
    ("不得担任所监管企业的监事", ["restrict.soe-executive"]),
    ("责令该企业变更法定代表人", ["restrict.enterprise-executive"]),
    ("申请换发护照的，不予受理", ["restrict.exit"]),
    ("房产登记凭裁定书换证", ["control.register-title-transfer"]),
    ("不得泄露账户查询、冻结信息", ["information.security"]),
    ("推行信用修复", ["information.list-management"]),
    ("及时恢复各项业务", ["organise.release"]),
    ("成立工作专班", ["organise.lead"]),
    # inspection by other words
    ("加强渡口运行管理", ["supervise.daily"]),
    ("全面排查出租房屋", ["supervise.daily"]),
    ("每半年督导一次", ["supervise.assessment"]),
    # a report told by its hour or its addressee
    ("2小时内报县应急委员会", ["information.sharing"]),
    ("每日向县防指办公室提供水位数据", ["information.sharing"]),
    ("不予办理注销", ["control.halt-business-registration"]),
    # a talk with the debtor himself is no discipline of a body
    ("由县委组织部约谈本人", ["supervise.officials"]),
    # what was looked up beside it is sealed, mines too
    (
        "查询土地使用权、采矿权，办理查封、预查封",
        ["query.real-estate", "query.mining-right", "control.real-estate", "control.mining-right"],
    ),
    # who leads a meeting leads, and who holds it meets
    ("联席会议由县委政法委牵头", ["organise.lead"]),
    ("随即终止惩戒", ["organise.release"]),
    ("牵头搭建县级数据平台", ["organise.lead"]),
    ("提供工程施工资料", ["query.project"]),
    ("广泛开展“三进”活动", ["information.publicity"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_measures(text: str, expected: list[str]) -> None:
    assert sorted(named(text)) == sorted(expected)


OWN_ACTS = [
    # supervision by law is the prosecutors', whatever a people's congress oversees
    ("县检察院要加大法律监督力度。", {"criminal.legal-supervision"}),
    ("县检察院对予以立案、不予立案的，依法监督。", {"criminal.legal-supervision"}),
    ("县人大常委会定期听取执行工作专项报告。", {"other"}),
    # an act of its own before a report of it
    ("县水利局加固城北三处危险塘坝，并将情况报县防汛办。", {"other", "information.sharing"}),
    # what is done to things, behind another measure
    ("县城管局：每月公布积水状况，组织疏通雨水管网。", {"information.publication", "other"}),
    # how and by what is no act
    ("县水利局结合冬修工作实际，并将情况报县防汛办。", {"information.sharing"}),
    # short, but plainly done
    ("县市场监管局每月公布抽检结果，取缔无证摊点。", {"information.publication", "other"}),
    # a bureau that looks into a matter of its trade disciplines nobody
    ("县卫健局对非法行医的立案调查。", {"other"}),
    # of one carried over
    ("县林业局负责护林。依法检查木材加工点。", {"other", "supervise.daily"}),
    # of those listed behind the words
    (
        "推进危旧校舍改造项目，改造结果各部门共享。（责任单位：县教育局）",
        {"other", "information.sharing"},
    ),
    # in a directive about enforcement what stands behind a measure belongs to it
    ("县城管局公布失信名单，组织疏通相关渠道。", {"information.publication"}),
]


OTHER_FIELDS = [
    # particulars of a register are asked for whatever the directive is about
    ("税务部门提供纳税情况。", {"query.tax"}),
    ("县民政局提供婚姻介绍服务。", {"other"}),
    # what is refused in any field, and what is done to debtors alone
    ("县住建局对未经论证的填湖项目不得审批。", {"control.halt-project-approval"}),
    ("县水务局应当查封非法取水设备的房屋。", {"other"}),
    # what the field has names for, done in another
    ("县政府约谈护桥不力的乡镇主要负责人。", {"supervise.officials"}),
    ("县检察院对毁桥案件依法提起公诉。", {"criminal.prosecution"}),
    ("县法院从重判处毁桥犯罪。", {"criminal.trial"}),
    ("县住建局限制偷工减料的企业参加护桥工程投标。", {"restrict.bidding"}),
    ("县公安局到场维护救援现场秩序。", {"criminal.scene-order"}),
    ("县民政局核对申请人的婚姻登记。", {"query.marriage"}),
    # made public in any field
    ("县卫健局每月公布水质结果。", {"information.publication"}),
]


@pytest.mark.parametrize(("text", "expected"), OTHER_FIELDS, ids=[c[0] for c in OTHER_FIELDS])
def test_measures_in_a_directive_about_another_field(text: str, expected: set[str]) -> None:
    assert {a.measure for a in mapped("一、" + text).assignments} == expected


@pytest.mark.parametrize(("text", "expected"), OWN_ACTS, ids=[case[0] for case in OWN_ACTS])
def test_acts_of_their_own(text: str, expected: set[str]) -> None:
    """Acts that no measure fits stand beside the measures of other clauses."""
    assert {a.measure for a in mapped("一、" + text).assignments} == expected


def test_masked_keeps_every_place() -> None:
    assert masked("按照《查询办法》查询《甲》") == "按照《□□□□》查询《□》"


ACTS = ("查询", "查封", "限制", "不得", "协助", "推送", "由", "县公安局")
OBJECTS = ("车辆", "房产", "存款", "户籍", "出境", "乘坐飞机", "名单")
MARKS = ("、", "和", "，", "；", "。", "的", "《", "》")
words = st.lists(st.sampled_from(ACTS + OBJECTS + MARKS), max_size=14).map("".join)


@settings(max_examples=150, deadline=None)
@given(words)
def test_cues_lie_in_their_part(text: str) -> None:
    """Every cue stands inside its part, its act too, and its measure is known."""
    doc = analyse(text)
    for part, cues in zip(doc._.parts, doc._.cues, strict=True):
        for cue in cues:
            assert part.start <= cue.start < cue.end <= part.end
            assert part.start <= cue.at < part.end
            # A whole family stands for the measure of its kind that the agency has by default.
            assert cue.measure in MEASURES or cue.measure.endswith(".*")
